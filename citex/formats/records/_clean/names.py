"""Names by source: one string in any order, families alone, initials behind, groups, suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex.formats.records._clean.text import plain_text
from citex.model import Name, Remark

_PARTICLES = frozenset(
    """af al- av bin da dal dalla das de degli dei del della delle den der des di do dos du el- het
    ibn la las le lo los op ten ter 't uit van vom von vor y zu zum zur am auf""".split()
)
_STARTERS = _PARTICLES - {"y", "la", "le", "lo", "las", "los", "het", "den", "uit", "am", "auf"}
_SUFFIX = re.compile(
    r"(?:[JS]r\.?|Junior|Senior|I{2,3}|IV|VI{0,3}|[2-5](?:nd|rd|th|d)|Esq\.?|Ph\.?\s?D\.?|M\.?D\.?)",
)
_RANK = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|VI{0,3}|[2-5](?:nd|rd|th|d))", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:Ph\.?\s?D\.?|M\.?\s?D\.?|M\.?\s?Sc\.?|B\.?\s?Sc\.?|R\.?N\.?|M\.?P\.?H\.?|Dr\.?P\.?H\.?"
    r"|F\.?R\.?C\.?[SP]\.?|Esq\.?|MBBS|FACS|FACP|DVM|DDS|MBA)\Z"
)
_SEPARATORS = re.compile(r"\s*(?:[;；]|\s+(?:and|&|und|et)\s+)\s*")
_COMMAS = re.compile(r"\s*[,，、;；]\s*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・\s]+")
_KOREAN = re.compile(r"[\uac00-\ud7af]{2,4}")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÞŁŚŻŽŠČĆĐĞİŞŐŰА-Я]\.?-?){1,5}")
_COMPOUND_FAMILIES = frozenset(
    """欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳
    公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 歐陽 司馬 諸葛 東方 鮮于
    尉遲 獨孤 南宮 夏侯 澹臺 皇甫 鐘離 長孫""".split()
)
_BODY = re.compile(
    r"\b(?:universit\w+|institut\w*|department|dept|college|faculty|school of|hospital|clinic|"
    r"consortium|collaborat\w+|committee|commission|network|working group|study group|task force|"
    r"team|group|society|association|organi[sz]ation|foundation|federation|council|ministry|agency|"
    r"laborator\w+|cent(?:er|re)|initiative|project|alliance|investigators|participants|authors|"
    r"editors|academy|bureau|office|company|corporation|inc|ltd|gmbh|llc|library|museum|press|"
    r"programme|program|survey|administration|government|union|trial|registry|panel|board|"
    r"staff|service|services|laboratoire|hôpital|centro|zentrum|klinik|[ée]cole)\b"
    r"|大学|學院|学院|研究所|研究院|委员会|学会|协会|医院|中心|公司|课题组|编辑部|出版社|协作组|教研室",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"\b(?:universit\w+|institut\w*|department|dept|faculty|school of|hospital|laborator\w+|"
    r"laboratoire|college|h[ôo]pital|cent(?:er|re) for)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"[\d*†‡§¶]+(?:,[\d*†‡§¶]+)*\Z|\A[\d*†‡]+\s*(?=\D)")


def is_body(text: str) -> bool:
    """Whether a name is that of a group or institution.

    >>> is_body("ASTRO-CM Study Group"), is_body("Xiufen Zhuang")
    (True, False)
    """
    return _BODY.search(text) is not None


def is_affiliation(text: str) -> bool:
    """Whether a name is an address that stands where an author should.

    >>> is_affiliation(",LAGEP, Université de Lyon, CNRS UMR 5007"), is_affiliation("Lyon, Anna")
    (True, False)
    """
    return "," in text and len(text) > 25 and _AFFILIATION.search(text) is not None


def split_list(text: str) -> list[str]:
    """The names of a string that lists them, in order.

    Semicolons part names; without them, commas do, but not before a suffix ("King, Jr."). A
    single "Family, Given" is one name.

    >>> split_list("Xiufen Zhuang,\\xa0Xiao Hu, Martin L. King, Jr., Li Na,")
    ['Xiufen Zhuang', 'Xiao Hu', 'Martin L. King, Jr.', 'Li Na']
    >>> split_list("张三，李四、王五")
    ['张三', '李四', '王五']
    >>> split_list("King, Martin; Li, Na"), split_list("Zhuang, Xiufen")
    (['King, Martin', 'Li, Na'], ['Zhuang, Xiufen'])
    """
    text = " ".join(text.split()).strip(" ,;，；、")
    if ";" in text or "；" in text:
        return [part for part in (part.strip(" ,") for part in re.split(r"[;；]", text)) if part]
    parts: list[str] = []
    for part in _COMMAS.split(text):
        part = re.sub(r"\A(?:and|&)\s+", "", part)
        if parts and part and _SUFFIX.fullmatch(part):
            parts[-1] += f", {part}"
        elif part:
            parts.extend(piece for piece in re.split(r"\s+(?:and|&)\s+", part) if piece)
    if len(parts) == 2 and _is_inverted(parts[0], parts[1]):
        return [f"{parts[0]}, {parts[1]}"]
    return parts


def _is_inverted(first: str, second: str) -> bool:
    """Whether two parts around a comma are one name: a family alone, then given names."""
    if _HAN.search(first) or " " in first.strip():
        return False
    return " " not in second or all(_INITIALS.fullmatch(word) for word in second.split())


def natural(text: str) -> Name | None:
    """The name written in its natural order, given first; CJK names have their family first.

    >>> natural("Ludwig van Beethoven"), natural("D.M. Smith, Jr.")
    (Name(family='Beethoven', given='Ludwig', non_dropping_particle='van'), Name(family='Smith', given='D.M.', suffix='Jr.'))
    >>> natural("张三丰"), natural("WHO Study Group")
    (Name(family='张', given='三丰'), Name(literal='WHO Study Group'))
    """
    text = _prepared(text)
    if not text:
        return None
    if is_body(text):
        return Name(literal=text)
    if _CJK_NAME.fullmatch(text):
        return cjk(text)
    head, comma, tail = text.partition(",")
    if comma and not _RANK.fullmatch(tail.strip()):
        return inverted(text)
    suffix = tail.strip() or None
    words = head.split()
    if len(words) > 2 and suffix is None and _RANK.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) == 1:
        return Name(literal=words[0])
    return _placed(words, suffix)


def inverted(text: str) -> Name | None:
    """The name written family first, behind a comma the rest.

    >>> inverted("Gogh, Vincent van"), inverted("de Souza, Ana, Jr.")
    (Name(family='Gogh', given='Vincent', non_dropping_particle='van'), Name(family='Souza', given='Ana', non_dropping_particle='de', suffix='Jr.'))
    """
    text = _prepared(text)
    family, _, rest = text.partition(",")
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if given and not suffix and _RANK.fullmatch(given) and " " in family:
        return natural(f"{family}, {given}")
    if suffix and _RANK.fullmatch(given) and not _RANK.fullmatch(suffix):
        given, suffix = suffix, given
    return parts(family=family, given=given, suffix=suffix or None)


def initials_last(text: str) -> Name | None:
    """The name of a source that runs initials together behind the family ("LoPresti PJ").

    >>> initials_last("Hambrick GW Jr"), initials_last("van der Berg J")
    (Name(family='Hambrick', given='G. W.', suffix='Jr'), Name(family='Berg', given='J.', non_dropping_particle='van der'))
    >>> initials_last("ASTRO-CM Team")
    Name(literal='ASTRO-CM Team')
    """
    text = _prepared(text)
    words = text.split()
    if not words:
        return None
    suffix = None
    if len(words) > 2 and _RANK.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) == 1 or is_body(text):
        return Name(literal=text)
    if not _INITIALS.fullmatch(words[-1]):
        return cjk(text) if _CJK_NAME.fullmatch(text) else Name(literal=text)
    return parts(family=" ".join(words[:-1]), given=spaced_initials(words[-1]), suffix=suffix)


def parts(
    *, family: str, given: str | None = None, suffix: str | None = None, particle: str | None = None
) -> Name | None:
    """The name of a source that gives family and given apart; particles find their place.

    >>> parts(family="de Kraker", given="M. E. A.")
    Name(family='Kraker', given='M. E. A.', non_dropping_particle='de')
    >>> parts(family="Souza", given="Elias Silva de")
    Name(family='Souza', given='Elias Silva', non_dropping_particle='de')
    >>> parts(family="조혜린"), parts(family="Smith Jr", given="A")
    (Name(family='조', given='혜린'), Name(family='Smith', given='A', suffix='Jr'))
    """
    family, given = family.strip(" ,"), (given or "").strip(" ,")
    if not family:
        return Name(literal=given) if given else None
    if not given:
        return _alone(family, suffix)
    words = family.split()
    if len(words) > 1 and suffix is None and _RANK.fullmatch(words[-1]):
        suffix = words.pop()
    elif suffix is None and " " in given and (tail := given.rsplit(None, 1)[1]):
        if _RANK.fullmatch(tail) and (
            tail.endswith(".") or tail in ("Jr", "Sr", "II", "III", "IV")
        ):
            given, suffix = given.rsplit(None, 1)[0].rstrip(","), tail
    before: list[str] = [particle] if particle else []
    while len(words) > 1 and _is_particle(words[0], last=not before):
        before.append(words.pop(0))
    given_words = given.split()
    behind: list[str] = []
    while len(given_words) > 1 and given_words[-1] in _PARTICLES:
        behind.insert(0, given_words.pop())
    return Name(
        family=" ".join(words),
        given=" ".join(given_words),
        non_dropping_particle=" ".join(behind + before) or None,
        suffix=suffix.strip(" ,") or None if suffix else None,
    )


def cjk(text: str) -> Name:
    """A Chinese, Japanese or Korean name: the family is its first character, or the first word.

    >>> cjk("欧阳修"), cjk("山田 太郎"), cjk("阿卜杜拉·阿卜杜热西提")
    (Name(family='欧阳', given='修'), Name(family='山田', given='太郎'), Name(literal='阿卜杜拉·阿卜杜热西提'))
    """
    words = text.split()
    if len(words) == 2:
        return Name(family=words[0], given=words[1])
    text = "".join(words)
    if "·" in text or "・" in text or len(text) > 4 or len(text) < 2:
        return Name(literal=text)
    if re.search(r"[\u3040-\u30ff]", text):
        return Name(literal=text)
    cut = 2 if text[:2] in _COMPOUND_FAMILIES and len(text) > 2 else 1
    return Name(family=text[:cut], given=text[cut:])


def spaced_initials(text: str) -> str:
    """Initials that run together, with stops and spaces.

    >>> spaced_initials("PJ"), spaced_initials("JP-L"), spaced_initials("Anna"), spaced_initials("Y.-H.")
    ('P. J.', 'J. P.-L.', 'Anna', 'Y.-H.')
    """
    if "." in text or not _INITIALS.fullmatch(text):
        return text
    out = ""
    for char in text:
        out += "-" if char == "-" else (f"{char}." if not out or out[-1] == "-" else f" {char}.")
    return out


def name_list(
    values: Iterable[Name | None], variable: str, remarks: list[Remark]
) -> list[Name] | None:
    """The names that are not empty, without affiliations that pose as authors, or None."""
    names: list[Name] = []
    for name in values:
        if name is None:
            continue
        if name.literal and is_affiliation(name.literal):
            remarks.append(
                Remark(
                    kind="dropped",
                    variable=variable,
                    message="an affiliation stood among the names",
                    before=name.literal,
                )
            )
            continue
        names.append(name)
    return names or None


def _prepared(text: str) -> str:
    text = " ".join((plain_text(text) or "").split()).strip(" ,;")
    text = _DEGREES.sub("", text)
    return text


def _alone(family: str, suffix: str | None) -> Name:
    if _KOREAN.fullmatch(family) or (_HAN.search(family) and _CJK_NAME.fullmatch(family)):
        return cjk(family)
    return Name(literal=family) if not suffix else Name(family=family, suffix=suffix)


def _is_particle(word: str, *, last: bool) -> bool:
    return word in _PARTICLES if not last else word in _PARTICLES or word.lower() in ("van", "von")


def _placed(words: list[str], suffix: str | None) -> Name:
    """Given names, particles (written small) and family of a name in its natural order."""
    for index in range(1, len(words) - 1):
        if words[index] in _STARTERS:
            end = index + 1
            while end < len(words) - 1 and words[end] in _PARTICLES:
                end += 1
            return Name(
                family=" ".join(words[end:]),
                given=" ".join(words[:index]),
                non_dropping_particle=" ".join(words[index:end]),
                suffix=suffix,
            )
    start = 1 if words[0] in _STARTERS and len(words) > 2 else 0
    if start:
        return Name(family=words[-1], given=" ".join(words[:-1]), suffix=suffix)
    return Name(family=words[-1], given=" ".join(words[:-1]), suffix=suffix)
