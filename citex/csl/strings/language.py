"""The language of a work: from its `language` field in whatever shape, else from its script.

Used by styles that say `cx:detect-language` (docs/csl-extensions.md). GB/T 7714 writes a reference
in the language of the source (2015, 6.1; 2025, 5.1), and real data often do not name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from citex.csl.strings.script import scripts
from citex.model import Name, Paper

NAMES = {
    "zh": """chinese mandarin cantonese putonghua zhongwen hanyu zho chi cmn yue wuu lzh chs cht
        中文 汉语 漢語 华语 華語 中国语 中國語 中国語 普通话 简体中文
        繁體中文 繁体中文 简体 文言 国语
        國語 汉文 漢文 chinois chinesisch chino""",
    "en": """english eng 英文 英语 英語 anglais englisch inglés ingles""",
    "ja": """japanese jpn nihongo 日文 日语 日語 日本語 日本语 japonais japanisch""",
    "ko": """korean kor hangul 韩文 韩语 韓文 韓語 韓國語 朝鲜语 한국어 조선말 coréen""",
    "ru": """russian rus 俄文 俄语 俄語 русский russe russisch""",
    "fr": """french fre fra français francais 法文 法语 法語 französisch""",
    "de": """german ger deu deutsch 德文 德语 德語 allemand""",
    "es": """spanish spa español espanol castellano 西班牙文 西班牙语 西班牙語 espagnol""",
    "it": """italian ita italiano 意大利文 意大利语""",
    "pt": """portuguese por português portugues 葡萄牙文 葡萄牙语""",
    "nl": """dutch dut nld nederlands flemish 荷兰文 荷兰语""",
    "pl": """polish pol polski 波兰文 波兰语""",
    "cs": """czech cze ces čeština česky 捷克语""",
    "sv": """swedish swe svenska 瑞典语""",
    "da": """danish dan dansk 丹麦语""",
    "nb": """norwegian nor nob norsk 挪威语""",
    "fi": """finnish fin suomi 芬兰语""",
    "hu": """hungarian hun magyar 匈牙利语""",
    "tr": """turkish tur türkçe turkce 土耳其语""",
    "el": """greek gre ell ελληνικά 希腊语""",
    "uk": """ukrainian ukr українська 乌克兰语""",
    "bg": """bulgarian bul български 保加利亚语""",
    "ro": """romanian rum ron română 罗马尼亚语""",
    "ar": """arabic ara العربية 阿拉伯语""",
    "he": """hebrew heb עברית""",
    "fa": """persian farsi per fas فارسی""",
    "vi": """vietnamese vie 越南语 越南文""",
    "th": """thai tha ไทย 泰语 泰文""",
    "id": """indonesian ind indonesia 印尼语""",
    "mn": """mongolian mon монгол 蒙文 蒙古文 蒙古语 蒙语""",
    "bo": """tibetan tib bod 藏文 藏语""",
    "ug": """uyghur uighur uig 维吾尔文 维吾尔语 维文 维语""",
    "la": """latin lat latina 拉丁语""",
}
"""ISO 639-1 codes and what people write for them: names, own names, three-letter codes."""

_CODES = {name: code for code, names in NAMES.items() for name in names.split()}
_TWO_LETTERS = frozenset(
    """af ar az be bg bn bo bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id
    is it iw ja ji jp ka kk km kn ko kr ku ky la lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl
    ps pt ro ru rw sd si sk sl sq sr sv sw ta te tg th tk tl tr tt ug uk ur uz vi xh yi zh zu cn
    """.split()
)
_MISNAMED = {"jp": "ja", "cn": "zh", "kr": "ko", "iw": "he", "ji": "yi", "no": "nb"}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[;,/|、；，]+")
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.I)

_OWN_SCRIPTS = {
    "zh": ("Han",),
    "ja": ("Kana", "Han"),
    "ko": ("Hangul", "Han"),
    "ru": ("Cyrillic",),
    "uk": ("Cyrillic",),
    "bg": ("Cyrillic",),
    "el": ("Greek",),
}
"""Languages whose works show their script somewhere in the record."""

_OTHER_SCRIPTS = {
    "Cyrillic": "ru",
    "Greek": "el",
    "Arabic": "ar",
    "Hebrew": "he",
    "Thai": "th",
}
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_KOKUJI = re.compile(
    "[図対応発検経済関権険験顕続読売駅択沢絵楽薬帰伝転覧観歓広拡鉱圧壊懐徳拝仏払辺気価県労働込畑峠榊"
    "辻匂枠栃渋実処従縦焼奨剰畳嬢譲醸粋酔穂随髄瀬斉摂専戦銭繊捜挿総騒増蔵臓堕帯単団弾遅鋳庁聴逓鉄"
    "稲闘悩脳覇廃髪抜蛮変豊毎満黙訳揺様頼両猟塁齢歴恋録亜悪囲壱隠栄営円塩縁艶桜殴仮覚巻寛戯犠拠挙"
    "峡暁駆勲渓掲継蛍軽鶏撃倹剣圏厳黒砕斎剤雑桟賛歯児釈収粛]"
)
"""Characters in the form that only Japan gives them (shinjitai and kokuji)."""


def language_of(paper: Paper) -> str:
    """The language of the work, as a tag (`zh-CN`, `en`, `pt-PT`): never empty.

    The `language` field decides if it names a language and the record does not contradict it: a
    work said to be Chinese without a Chinese character in the whole record is printed in Latin
    letters and goes by them. Otherwise the script decides: of the title, else of the titles
    around it, the names, the publisher. Latin letters count as English.

    >>> language_of(Paper(title="宋论")), language_of(Paper(title="Song", language="中文;"))
    ('zh', 'en')
    >>> language_of(Paper(title="図書館の歴史")), language_of(Paper(title="Titres", language="fr"))
    ('ja', 'fr')
    """
    named = from_field(paper.language) if paper.language else None
    if named is not None and not contradicted(named.partition("-")[0], paper):
        return named
    for text in _texts(paper):
        found = from_text(text)
        if found is not None:
            return found
    return named or "en"


@lru_cache(maxsize=1024)
def from_field(text: str) -> str | None:
    """The tag that a `language` field means, or None for what names no language.

    >>> [from_field(text) for text in ("zh_CN", "中文;", "eng", "English", "Text in English")]
    ['zh-CN', 'zh', 'en', 'en', 'en']
    >>> [from_field(text) for text in ("und", "n/a", "???", "cmn-Hans", "Chinese (Simplified)")]
    [None, None, None, 'zh-Hans', 'zh']
    """
    for piece in _SEPARATOR.split(text):
        found = _tag(piece.strip())
        if found is not None:
            return found
    for word in _WORD.findall(text.lower()):
        if len(word) > 3 or not word.isascii():
            found = _CODES.get(word)
            if found is not None:
                return found
    return None


@lru_cache(maxsize=4096)
def from_text(text: str) -> str | None:
    """The language that a text's script speaks for, or None if it holds no letters.

    Han, kana and Hangul win over as many Latin words; Han with kana, or in forms of Japan alone,
    is Japanese.

    >>> from_text("基于CNN的SDN交换机"), from_text("The term 国学 in recent writing")
    ('zh', 'en')
    >>> from_text("최신 圖書館"), from_text("Отечественная геология"), from_text("1984") is None
    ('ko', 'ru', True)
    """
    text = _TAGS.sub("", text) if "<" in text else text
    if text.isascii():
        return "en" if _LATIN_WORD.search(text) else None
    latin = len(_LATIN_WORD.findall(text))
    hangul, kana, han = (len(p.findall(text)) for p in (_HANGUL, _KANA, _HAN))
    if hangul and hangul >= latin:
        return "ko"
    if kana and kana + han >= latin:
        return "ja"
    if han and han >= latin:
        return "ja" if _KOKUJI.search(text) else "zh"
    if latin:
        return "en"
    found = scripts(text)
    for script, language in _OTHER_SCRIPTS.items():
        if script in found:
            return language
    return "en" if "Latin" in found else None


def _tag(piece: str) -> str | None:
    word = _CODES.get(piece.lower().strip(".()[]"))
    if word is not None:
        return word
    match = _TAG.fullmatch(piece)
    if match is None:
        return None
    primary = match[1].lower()
    code = _CODES.get(primary) or _MISNAMED.get(primary)
    code = code or (primary if primary in _TWO_LETTERS else None)
    if code is None:
        return None
    parts = [code]
    if match[2]:
        parts.append(match[2].capitalize())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


def contradicted(code: str, paper: Paper) -> bool:
    """Whether a record is not in the script of the language (two letters) that it names.

    >>> contradicted("zh", Paper(title="On Song")), contradicted("zh", Paper(title="宋论"))
    (True, False)
    """
    own = _OWN_SCRIPTS.get(code)
    if own is not None:
        found: set[str] = set()
        for text in _texts(paper):
            found |= scripts(text)
            if not found.isdisjoint(own):
                return False
        return bool(found)
    title = paper.title
    if title is None or title.isascii():
        return False
    return from_text(title) in ("zh", "ja", "ko") and not _LATIN_WORD.search(title)


def _texts(paper: Paper) -> Iterator[str]:
    """What shows the script of a record, the best witness first."""
    for text in (paper.title, paper.container_title, paper.volume_title, paper.collection_title):
        if text:
            yield text
    for names in (paper.author, paper.editor, paper.container_author, paper.translator):
        for name in names or ():
            yield _plain(name)
    for text in (paper.publisher, paper.publisher_place, paper.archive, paper.event_title):
        if text:
            yield text


def _plain(name: Name) -> str:
    return name.literal or f"{name.family or ''} {name.given or ''}"
