"""Names as people write them in one string, Chinese, Japanese and Korean ones included.

Orders understood: "Last, First", "von Last, First", "von Last, Jr, First", "Last, First, Jr",
"First von Last", "First Last Jr."; a name in braces is a body and stays whole. A particle that
stands before the family name stays with it (`non_dropping_particle`); one that stands behind the
given names ("Humboldt, Alexander von") goes away with them (`dropping_particle`), which is how
CSL processors read such strings too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from citex.model import Name

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Ranges of Han, kana and Hangul, for a character class (the plane of rare Han is added)."""

_CJK_CLASS = f"{CJK}\U00020000-\U0003134f"
_ALL_CJK = re.compile(rf"[{_CJK_CLASS}]+(?:[·・‧•][{_CJK_CLASS}]+)*")
_CJK_SPACED = re.compile(rf"([{_CJK_CLASS}]{{1,4}}) ([{_CJK_CLASS}]{{1,4}})")
_ANY_CJK = re.compile(f"[{_CJK_CLASS}]")

PARTICLES = frozenset(
    """a à aan af al am an auf aus aus'm av ben bin d' d’ da das de dei del dela dell dell' dell’
    della delle dello den der des di dit do dos du e é el en ibn in in't i l' l’ la las le les li lo
    los mac 's 't op of och of ten ter te thoe til to tom tot und v v. van van't vande vanden vander
    ver vom von vor vour y z ze zu zum zur ʿal""".split()
)
"""Particles that may stand before a family name, in lower case."""

_SUFFIX = re.compile(
    r"(?:[JS]r\.?|[JS]nr\.?|junior|senior|I{1,3}|I?V|VI{1,3}|IX|[2-9](?:nd|rd|th)|"
    r"Esq\.?|M\.?D\.?|Ph\.?D\.?)",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(d['’]|l['’]|dell['’]|al-|el-)(?=[^\W\d_])")
_SPACES = re.compile(r"\s+")

COMPOUND_SURNAMES = frozenset(
    """欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
    濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
    公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
    微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙
    南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 归海 完颜 耶律 叶赫 那拉 歐陽 東方 獨孤
    南宮 萬俟 聞人 諸葛 尉遲 澹臺 濮陽 公孫 仲孫 鐘離 長孫 鮮于 閭丘 子車 顓孫 樂正 穀梁 軒轅
    東郭 南門 西門 納蘭 葉赫""".split()
)
"""Chinese family names of two characters, simplified and traditional."""

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄"
    "印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮"
    "牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡"
    "国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查"
    "后荆红游竺权逯盖益桓公肖付代覃闫佟仝种邸丛岳户战苑原区麦门盘晋楚帅缑亢况有琴海归墨哈谯笪"
    "年爱阳佘商牟伯赏南官隋阿趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳費賀湯羅畢鄔時"
    "齊顧黃蕭談龐紀項閔賈婁顏鍾駱淩萬盧經繆應單諸龔陸榮儲烏車寧厲劉龍葉薊懷從賴藺喬陰蒼雙聞黨"
    "譚貢勞壽邊溫莊閻連習魚廣闕東歐師鞏聶簡饒關後紅權蓋"
)
"""Chinese family names of one character, simplified and traditional."""

CJKStyle = Literal["whole", "split"]
Bare = Literal["natural", "literal"]


def is_cjk(text: str) -> bool:
    """Whether the text is written in Han, kana or Hangul throughout (a middle dot may stand in it).

    >>> is_cjk("张三"), is_cjk("卡尔·马克思"), is_cjk("张 San")
    (True, True, False)
    """
    return _ALL_CJK.fullmatch(text) is not None


def split_cjk(text: str) -> tuple[str, str] | None:
    """Family and given name of a Chinese name, by the table of surnames; None if it has none.

    >>> split_cjk("欧阳小明"), split_cjk("张三"), split_cjk("本报评论员")
    (('欧阳', '小明'), ('张', '三'), None)
    """
    if not 2 <= len(text) <= 4 or not _ALL_CJK.fullmatch(text):
        return None
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return text[:2], text[2:]
    if len(text) <= 3 and text[0] in SURNAMES:
        return text[0], text[1:]
    return None


@lru_cache(maxsize=8192)
def parse_name(
    text: str, *, cjk: CJKStyle = "whole", bare: Bare = "natural", particles: bool = True
) -> Name:
    """The name written in `text`; its parts as the comma or, without one, the words tell them.

    `cjk` says whether a Chinese name without comma or space stays whole (a literal) or is split by
    the table of surnames; `bare`, whether a Western name of several words without a comma is
    "First von Last" or a body's name; `particles`, whether "van" and the like are told from the
    family name. A name in braces is a body, braces removed.

    >>> parse_name("van der Berg, Jr., Jan P.")
    Name(family='Berg', given='Jan P.', non_dropping_particle='van der', suffix='Jr.')
    >>> parse_name("Ludwig van Beethoven")
    Name(family='Beethoven', given='Ludwig', non_dropping_particle='van')
    >>> parse_name("Humboldt, Alexander von")
    Name(family='Humboldt', given='Alexander', dropping_particle='von')
    >>> parse_name("张三"), parse_name("张三", cjk="split"), parse_name("李, 四")
    (Name(literal='张三'), Name(family='张', given='三'), Name(family='李', given='四'))
    >>> parse_name("{World Health Organization}")
    Name(literal='World Health Organization')
    """
    text = _SPACES.sub(" ", text).strip()
    if text.startswith("{") and text.endswith("}") and "{" not in text[1:] and "}" not in text[:-1]:
        return Name(literal=text[1:-1].strip())
    if "，" in text and _ANY_CJK.search(text):
        text = text.replace("，", ",", 1)
    first, comma, rest = text.partition(",")
    if comma:
        return from_parts(*(part.strip() for part in (first, *rest.split(","))), keep=not particles)
    if not text:
        return Name()
    if _ANY_CJK.search(text):
        return _parse_cjk(text, cjk)
    if bare == "literal" and " " in text:
        return Name(literal=text)
    return _natural(text, particles)


def from_parts(*parts: str, keep: bool = False) -> Name:
    """The name of which these are the parts between commas: family, suffix, given in either order.

    `keep` leaves particles in the family name. Empty parts are passed over; parts beyond the third
    are joined to the given names.

    >>> from_parts("King", "Martin Luther", "Jr.") == from_parts("King", "Jr.", "Martin Luther")
    True
    """
    family, *others = parts
    others = [part for part in others if part]
    suffix = None
    if len(others) > 1:
        place = next((i for i, part in enumerate(others) if _SUFFIX.fullmatch(part)), 0)
        suffix = others.pop(place)
    given: str | None = ", ".join(others) or None
    if not family:
        return Name(family=given, suffix=suffix) if given else Name(family=suffix)
    if suffix is None and given and is_suffix(given) and " " in family:
        named = _natural(family, not keep)
        return Name(named.family, named.given, None, named.non_dropping_particle, given)
    if keep:
        return Name(family, given, suffix=suffix)
    staying, family = leading_particles(family)
    given, dropping = trailing_particles(given) if given else (given, None)
    return Name(family, given, dropping, staying, suffix)


def leading_particles(family: str) -> tuple[str | None, str]:
    """The lower-case words before a family name, and the name itself.

    >>> leading_particles("de la Cruz"), leading_particles("d'Artagnan"), leading_particles("Gogh")
    (('de la', 'Cruz'), ("d'", 'Artagnan'), (None, 'Gogh'))
    """
    if not family[0].islower() and family[0] not in "'’ʿ":
        return None, family
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    elided = _ELIDED.match(words[count])
    if elided and len(words[count]) > elided.end() and words[count][elided.end()].isupper():
        rest = " ".join((words[count][elided.end() :], *words[count + 1 :]))
        return " ".join((*words[:count], elided[0])), rest
    return (" ".join(words[:count]), " ".join(words[count:])) if count else (None, family)


def trailing_particles(given: str) -> tuple[str, str | None]:
    """The given names, and the known particles that stand behind them.

    >>> trailing_particles("Ana de la"), trailing_particles("Ana")
    (('Ana', 'de la'), ('Ana', None))
    """
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1] in PARTICLES:
        count -= 1
    if count == len(words):
        return given, None
    return " ".join(words[:count]), " ".join(words[count:])


def is_particle(word: str) -> bool:
    """Whether a word before a family name is a particle: it begins in lower case.

    >>> is_particle("von"), is_particle("'t"), is_particle("Von")
    (True, True, False)
    """
    for char in word:
        if char.isalpha():
            return char.islower()
    return False


def parse_names(
    text: str,
    separator: str | re.Pattern[str] = ";",
    *,
    cjk: CJKStyle = "whole",
    bare: Bare = "natural",
    particles: bool = True,
) -> list[Name]:
    """The names of a list in one string, in order; `separator` is a string or a pattern.

    >>> [str(name) for name in parse_names("Smith, John; 张三; Doe, Jane;")]
    ['John Smith', '张三', 'Jane Doe']
    """
    parts = text.split(separator) if isinstance(separator, str) else separator.split(text)
    names = (parse_name(p.strip(), cjk=cjk, bare=bare, particles=particles) for p in parts)
    return [name for name in names if name]


def inverted(name: Name, *, suffix_last: bool = False) -> str:
    """The name as "von Last, Jr, First" ("von Last, First, Jr" with `suffix_last`).

    Reading it with `parse_name` gives the name back, unless a part holds a comma or a particle
    that begins with a capital. A body's name is given as it stands.

    >>> inverted(Name("King", "Martin Luther", suffix="Jr."))
    'King, Jr., Martin Luther'
    >>> inverted(Name("Humboldt", "Alexander", dropping_particle="von"))
    'Humboldt, Alexander von'
    """
    if name.literal:
        return name.literal
    family = join_particle(name.non_dropping_particle, name.family or "")
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    middle = (given, name.suffix) if suffix_last else (name.suffix, given)
    return ", ".join(part for part in (family, *middle) if part)


def join_particle(particle: str | None, family: str) -> str:
    """The particle and the family name, without a space behind an elision.

    >>> join_particle("d'", "Artagnan"), join_particle("van", "Gogh"), join_particle(None, "X")
    ("d'Artagnan", 'van Gogh', 'X')
    """
    if not particle:
        return family
    return particle + family if particle[-1] in "'’-" else f"{particle} {family}"


def is_suffix(text: str) -> bool:
    """Whether the text is a suffix of names: Jr., III, 2nd.

    >>> is_suffix("Jr."), is_suffix("V")
    (True, False)
    """
    return len(text) > 1 and _SUFFIX.fullmatch(text) is not None


def _parse_cjk(text: str, cjk: CJKStyle) -> Name:
    spaced = _CJK_SPACED.fullmatch(text)
    if spaced:
        return Name(spaced[1], spaced[2])
    if cjk == "split" and (parts := split_cjk(text)):
        return Name(*parts)
    return Name(literal=text)


def _natural(text: str, particles: bool) -> Name:
    """First von Last Jr., by the case of the words."""
    words = text.split(" ")
    suffix = None
    if len(words) > 2 and is_suffix(words[-1]):
        suffix = words.pop()
    if len(words) == 1:
        return Name(words[0], suffix=suffix)
    last = len(words) - 1
    start = next((i for i in range(last) if is_particle(words[i])), last) if particles else last
    if start == last:
        return Name(words[-1], " ".join(words[:-1]), suffix=suffix)
    end = start + 1
    while end < last and is_particle(words[end]):
        end += 1
    given = " ".join(words[:start]) or None
    if given is None and words[0] not in PARTICLES:
        return Name(words[-1], " ".join(words[:-1]), suffix=suffix)
    return Name(" ".join(words[end:]), given, None, " ".join(words[start:end]), suffix)
