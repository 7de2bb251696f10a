"""Languages: any spelling of one to its BCP 47 tag and back; the language that a text tells.

The table is `data/languages.tsv`: tag, ISO 639-2/B and /T, names in English, in the language itself
and in Chinese, babel's names, what else people write (a code among these wins over ISO's), scripts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citex._late import regex
from citex._remembered import remembered
from citex.model import Remark
from citex.model.remarks import add_remark
from citex.text.scripts import scripts
from citex.text.tables import pairs, read_table, words

_UNKNOWN = frozenset(("aa", "xx", "un"))
_NOTHING = frozenset(("", "und", "mul", "zxx", "mis", "unknown", "null", "none", "n/a", *_UNKNOWN))
_LONG = 100
"""What is longer names no language; so that no pattern takes long."""
SHAPE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""What a tag looks like, known or not."""
_SEPARATOR = regex(r"[;,/|、；，]+")
_WORD = regex(r"[^\W\d_]+")
_TAG = regex(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?", re.I)
_PLACED = regex(r"([^(（,]+)[(（,]\s*([^()（）]+?)\s*[)）]?")
_REGIONS = pairs("regions")
"""What stands in brackets behind a language's name -> its subtag."""


class Language(NamedTuple):
    """A row of the table; names in one column are parted by semicolons."""

    tag: str
    iso639_2b: str = ""
    iso639_2t: str = ""
    english: str = ""
    own: str = ""
    chinese: str = ""
    babel: str = ""
    others: str = ""
    scripts: str = ""


@cache
def table() -> dict[str, Language]:
    """The languages by their tags; the file is read when the first is asked for.

    >>> table()["de"].iso639_2b, table()["de"].babel
    ('ger', 'ngerman;german;germanb')
    """
    return {row[0]: Language(*row) for row in read_table(__file__, "data/languages.tsv")}


@cache
def numbered() -> dict[str, str]:
    """Windows's numbers of languages (LCID), which older versions of Word write -> their tags.

    >>> numbered()["2052"]
    'zh-CN'
    """
    return dict(read_table(__file__, "data/windows.tsv"))


@cache
def _spellings() -> dict[str, str]:
    """Each spelling of the table, in lower case -> the tag; the last columns win."""
    found: dict[str, str] = {}
    for column in ("tag", "iso639_2b", "iso639_2t", "babel", "english", "own", "chinese", "others"):
        for row in table().values():
            for name in filter(None, getattr(row, column).split(";")):
                found[name.lower()] = row.tag
    return found


@remembered(4096)
def tag(text: str) -> str | None:
    """The BCP 47 tag that a spelling means: of the first language that it names; or None.

    >>> [tag(text) for text in ("zh_CN.UTF-8", "中文;", "eng", "Text in English", "en-us", "EN")]
    ['zh-CN', 'zh', 'en', 'en', 'en-US', 'en']
    >>> [tag(text) for text in ("English (UK)", "Chinese (Simplified)", "English; Chinese")]
    ['en-GB', 'zh-CN', 'en']
    >>> [tag(text) for text in ("und", "n/a", "???", "cmn-Hans", "Klingon")]
    [None, None, None, 'zh-Hans', None]
    """
    text = text.strip()
    if len(text) > _LONG:
        return None
    found = _whole(text)
    if found is not None or text.lower() in _NOTHING:
        return found
    for piece in _SEPARATOR.split(text):
        found = _whole(piece.strip(" .()[]\"'"))
        if found is not None:
            return found
    for word in _WORD.findall(text.lower()):
        if (len(word) > 3 or not word.isascii()) and (found := _spellings().get(word)):
            return found
    return None


def _whole(text: str) -> str | None:
    lowered = text.lower()
    if lowered in _NOTHING:
        return None
    known = _spellings().get(lowered)
    if known is not None:
        return known
    match = _TAG.fullmatch(text)
    if match is not None:
        primary = _spellings().get(match[1].lower())
        if primary is None or match[1].lower() in _NOTHING:
            return None
        script = f"-{match[2].capitalize()}" if match[2] else ""
        return primary.partition("-")[0] + script + (f"-{match[3].upper()}" if match[3] else "")
    match = _PLACED.fullmatch(text)
    if match is None:
        return None
    named, region = _spellings().get(match[1].strip().lower()), _REGIONS.get(match[2].lower())
    inner = _spellings().get(match[2].lower()) if named == "no" else None  # Norwegian (Nynorsk)
    return f"{named}-{region}" if named and region else inner


def medline(tag: str) -> str | None:
    """MEDLINE's code (ISO 639-2/B), which NBIB and NoteExpress write.

    >>> medline("zh-CN"), medline("de"), medline("x-own")
    ('chi', 'ger', None)
    """
    return _written(tag, "iso639_2b")


def babel(tag: str) -> str | None:
    """The name that babel and BibLaTeX's `langid` have.

    >>> babel("en-US"), babel("de"), babel("zh-Hant"), babel("tlh")
    ('american', 'ngerman', 'chinese', None)
    """
    return _written(tag, "babel")


def name(tag: str) -> str | None:
    """The name in English.

    >>> name("de-DE"), name("zh-CN")
    ('German', 'Simplified Chinese')
    """
    return _written(tag, "english")


def _written(tag: str, column: str) -> str | None:
    """The first name in a column, of the dialect or else of its language."""
    for key in (tag, tag.partition("-")[0]):
        row = table().get(key)
        found = getattr(row, column).partition(";")[0] if row is not None else ""
        if found:
            return str(found)
    return None


def language(value: object, remarks: list[Remark]) -> str | None:
    """The tag of what a record's source gives; what is none is dropped with a note.

    Codes that mean "unknown" are None, and so is `aa` (Afar, the first of the list, which one
    source gives when nothing was chosen).

    >>> notes = []
    >>> [language(text, notes) for text in ("eng", "English", "zh_cn", "ENG", "en-US", "chi")]
    ['en', 'en', 'zh-CN', 'en', 'en-US', 'zh']
    >>> language("aa", notes), notes[0].kind
    (None, 'dropped')
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    found = tag(text)
    if found is None and (text.lower() not in _NOTHING or text.lower() in _UNKNOWN):
        add_remark(remarks, "dropped", "language", "is no language that is known here", text)
    return found


def contradicts(tag: str | None, text: str) -> bool:
    """Whether a text cannot be in a language, by its script.

    >>> contradicts("zh", "On growth"), contradicts("en", "论生长"), contradicts("zh-CN", "论生长")
    (True, True, False)
    """
    own = (tag or "").partition("-")[0]
    row = table().get(own)
    if row is None:
        return False
    if row.scripts:
        return bool(scripts(text)) and scripts(text).isdisjoint(row.scripts.split(";"))
    if text.isascii():  # English, or nothing that is told
        return False
    told = table().get(guess(text) or "")
    return told is not None and bool(told.scripts)


_LETTER = regex(r"[^\W\d_]")
_ENGLISH = frozenset(
    """the of and in for with on from by is are to using between an as at its after during based
    toward towards through how why what new study analysis effect effects role""".split()
)
_OTHER_LATIN = frozenset(
    """der die das und des ein eine für zur le les et du une dans sur pour el los las del y una
    para il della nel con het een van voor och av för og dos da na em um uma""".split()
)
_OTHER_LETTERS = "ßñãõ"
_LOWER = {
    code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " "
    for code in range(128)
}
"""ASCII as words in small letters."""
_SAME = {0x131: "i", 0x17F: "s"}
"""Letters that have one of ASCII as their capital."""
_WORDS = regex(r"\w+")
_TAGS = regex(r"</?[a-z][^<>]*>", re.I)
_LATIN_WORD = regex("[A-Za-z\u00c0-\u024f]{2,}")
_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = regex("[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_HANGUL = regex("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_KOKUJI = regex(
    "[図対応発検経済関権険験顕続読売駅択沢絵楽薬帰伝転覧観歓広拡鉱圧壊懐徳拝仏払辺気価県労働込畑峠榊"
    "辻匂枠栃渋実処従縦焼奨剰畳嬢譲醸粋酔穂随髄瀬斉摂専戦銭繊捜挿総騒増蔵臓堕帯単団弾遅鋳庁聴逓鉄"
    "稲闘悩脳覇廃髪抜蛮変豊毎満黙訳揺様頼両猟塁齢歴恋録亜悪囲壱隠栄営円塩縁艶桜殴仮覚巻寛戯犠拠挙"
    "峡暁駆勲渓掲継蛍軽鶏撃倹剣圏厳黒砕斎剤雑桟賛歯児釈収粛]"
)
"""Characters in the form that only Japan gives them (shinjitai and kokuji)."""
_UKRAINIAN = regex("[іїєґІЇЄҐ]")
_PERSIAN = regex("[\u067e\u0686\u0698\u06af\u06cc]")
_DEVANAGARI = regex("[\u0900-\u097f]")
_OTHER_SCRIPTS = {
    "Cyrillic": "ru", "Greek": "el", "Arabic": "ar", "Hebrew": "he", "Thai": "th",
}  # fmt: skip


@remembered(4096)
def from_text(text: str) -> str | None:
    """The language that a text's script speaks for, Latin letters for English; or None.

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
    return _from_script(text) or ("en" if "Latin" in scripts(text) else None)


def _from_script(text: str) -> str | None:
    """The language of a script other than Latin and those of the Far East."""
    found = next((code for script, code in _OTHER_SCRIPTS.items() if script in scripts(text)), None)
    if found == "ru" and _UKRAINIAN.search(text):
        return "uk"
    if found == "ar" and _PERSIAN.search(text):
        return "fa"
    return found or ("hi" if _DEVANAGARI.search(text) else None)


def guess(title: str | None, abstract: str | None = None) -> str | None:
    """The language that most of a text's letters tell, or None; English by its small words.

    >>> guess("系统性硬化症的新途径"), guess("On the growth of trees"), guess("Über Wachstum")
    ('zh', 'en', None)
    >>> guess("細胞の成長"), guess("О росте и форме"), guess("Quo vadis")
    ('ja', 'ru', None)
    """
    text = title or abstract or ""
    if text.isascii():
        return _english(text, abstract)
    letters = _LETTER.findall(text)
    foreign = sum(letter > "\u024f" for letter in letters)
    if foreign and 2 * foreign >= len(letters):
        for pattern, code in ((_KANA, "ja"), (_HANGUL, "ko"), (_HAN, "zh")):
            if pattern.search(text):
                return "ja" if code == "zh" and _KOKUJI.search(text) else code
        return _from_script(text)
    return _english(text, abstract) if letters and 5 * foreign <= len(letters) else None


def _english(text: str, abstract: str | None) -> str | None:
    found, lowered = _small_words(text)
    english = sum(map(_ENGLISH.__contains__, found))
    if not english and abstract:
        found, lowered = _small_words(f"{text} {abstract[:600]}")
        english = sum(map(_ENGLISH.__contains__, found))
    if not english:
        return None
    other = sum(map(_OTHER_LATIN.__contains__, found))
    if not lowered.isascii():
        other += sum(map(lowered.count, _OTHER_LETTERS))
    return "en" if english > other else None


def _small_words(text: str) -> tuple[list[str], str]:
    """The words of a text in small letters, and the text in them."""
    if text.isascii():
        lowered = text.translate(_LOWER)
        return lowered.split(), lowered
    lowered = text.replace("İ", "i").lower().translate(_SAME)
    return _WORDS.findall(lowered), lowered


def note_guess(language: str | None, remarks: list[Remark]) -> str | None:
    """The guessed language, with the note that it was guessed."""
    if language is not None:
        message = f"the source names no language; {language} by script and words"
        add_remark(remarks, "guessed", "language", message)
    return language


def scripts_of(tag: str) -> frozenset[str] | None:
    """The scripts (ISO 15924) that a language is written in; None where they are many or unknown.

    >>> sorted(scripts_of("ja-JP")), scripts_of("en"), scripts_of("sr")
    (['Hani', 'Kana'], frozenset({'Latn'}), None)
    """
    primary, *subtags = tag.split("-")
    if any(len(subtag) == 4 and subtag.isalpha() for subtag in subtags):
        return None
    if primary in _LATIN:
        return frozenset(("Latn",))
    return _WRITTEN_IN.get(primary)


def script_in(text: str) -> str | None:
    """The script that a text is written in; None where it is written in several, or hardly any.

    >>> script_in("基于 BERT 的文本分类方法"), script_in("細胞の成長"), script_in("BERT")
    ('Hani', 'Kana', None)
    """
    letters = _LETTER.findall(text)
    if len(letters) < 5:
        return None
    counts = {
        script: len(pattern.findall(text)) for script, pattern in _BLOCKS if not text.isascii()
    }
    if counts.get("Kana", 0) > 0.15 * len(letters):
        return "Kana"
    counts["Latn"] = len(letters) - sum(counts.values())
    script = max(counts, key=counts.__getitem__)
    return script if counts[script] >= (0.9 if script == "Latn" else 0.5) * len(letters) else None


_LATIN = frozenset(words("languages in Latin"))
_WRITTEN_IN = {
    language: frozenset(scripts.split())
    for languages, scripts in (
        ("zh", "Hani"), ("ja", "Kana Hani"), ("ko", "Hang Hani"), ("ru uk be bg mk", "Cyrl"),
        ("el", "Grek"), ("ar fa ur ps ug", "Arab"), ("he yi", "Hebr"), ("th", "Thai"),
        ("hi mr ne", "Deva"),
    )
    for language in languages.split()
}  # fmt: skip
_BLOCKS = tuple(
    (script, regex(f"[{block}]"))
    for script, block in (
        ("Hani", "\u3005\u3400-\u9fff\uf900-\ufaff"), ("Kana", "\u3040-\u30ff"),
        ("Hang", "\u1100-\u11ff\uac00-\ud7af"), ("Cyrl", "\u0400-\u052f"),
        ("Grek", "\u0370-\u03ff\u1f00-\u1fff"), ("Arab", "\u0600-\u06ff\u0750-\u077f"),
        ("Hebr", "\u0590-\u05ff"), ("Thai", "\u0e00-\u0e7f"), ("Deva", "\u0900-\u097f"),
    )
)  # fmt: skip
