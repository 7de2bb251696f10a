"""Languages: codes of two or three letters, and names, to BCP 47; the guess from the script."""

from __future__ import annotations

import re

from citex.model import Remark

# ISO 639-2 codes (both kinds) of what libraries and MEDLINE use, with ISO 639-1 codes and names
_TABLE = """
afr=af Afrikaans|alb=sq sqi Albanian|amh=am Amharic|ara=ar Arabic|arm=hy hye Armenian|
aze=az Azerbaijani|baq=eu eus Basque|bel=be Belarusian|ben=bn Bengali|bos=bs Bosnian|
bul=bg Bulgarian|cat=ca Catalan|chi=zh zho Chinese|cze=cs ces Czech|dan=da Danish|
dut=nl nld Dutch|eng=en English|est=et Estonian|fin=fi Finnish|fre=fr fra French|
geo=ka kat Georgian|ger=de deu German|gla=gd Gaelic|gle=ga Irish|glg=gl Galician|
gre=el ell Greek|heb=he Hebrew|hin=hi Hindi|hrv=hr scr Croatian|hun=hu Hungarian|
ice=is isl Icelandic|ind=id Indonesian|ita=it Italian|jpn=ja Japanese|kaz=kk Kazakh|
khm=km Khmer|kir=ky Kirghiz|kor=ko Korean|lao=lo Lao|lat=la Latin|lav=lv Latvian|
lit=lt Lithuanian|mac=mk mkd Macedonian|mal=ml Malayalam|mar=mr Marathi|may=ms msa Malay|
mon=mn Mongolian|nep=ne Nepali|nob=nb Bokmal|nno=nn Nynorsk|nor=no Norwegian|per=fa fas Persian|
pol=pl Polish|por=pt Portuguese|pus=ps Pushto|rum=ro ron Romanian|rus=ru Russian|
san=sa Sanskrit|sin=si Sinhalese|slo=sk slk Slovak|slv=sl Slovenian|spa=es Spanish|
srp=sr scc Serbian|swa=sw Swahili|swe=sv Swedish|tam=ta Tamil|tel=te Telugu|tgk=tg Tajik|
tha=th Thai|tib=bo bod Tibetan|tur=tr Turkish|uig=ug Uighur|ukr=uk Ukrainian|urd=ur Urdu|
uzb=uz Uzbek|vie=vi Vietnamese|wel=cy cym Welsh
"""
_CODES: dict[str, str] = {}
for _row in "".join(_TABLE.split("\n")).split("|"):
    _code, _, _others = _row.partition("=")
    _two, *_more = _others.split()
    for _word in (_code, _two, *_more):
        _CODES[_word.lower()] = _two
_CODES.update({
    "中文": "zh", "英文": "en", "英语": "en", "汉语": "zh", "english (us)": "en-US",
    "english (uk)": "en-GB", "bokmål": "nb", "français": "fr", "deutsch": "de", "español": "es",
    "castilian": "es", "mandarin": "zh", "portugues": "pt", "português": "pt", "日本語": "ja",
    "simplified chinese": "zh-CN", "traditional chinese": "zh-TW", "engl": "en",
})  # fmt: skip
_TWO = frozenset(code for code in _CODES.values() if len(code) == 2)
_UNKNOWN = frozenset(("", "und", "mul", "zxx", "mis", "aa", "xx", "un", "unknown", "null", "none"))
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]{3}")),
    ("fa", re.compile(r"[\u067e\u0686\u0698\u06af\u06cc]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SCRIPT_OF = dict(_SCRIPTS) | {"ja": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")}
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|for|with|on|from|by|is|are|to|using|between|an|as|at|its|after|during|"
    r"based|towards?|through|how|why|what|new|study|analysis|effects?|role)\b",
    re.IGNORECASE,
)
_OTHER_LATIN = re.compile(
    r"\b(?:der|die|das|und|des|ein|eine|für|zur|le|les|et|du|une|dans|sur|pour|el|los|las|del|y|"
    r"una|para|il|della|nel|con|het|een|van|voor|och|av|för|og|dos|da|na|em|um|uma)\b|[ßñãõ]",
    re.IGNORECASE,
)


def language(value: object, remarks: list[Remark]) -> str | None:
    """A language as a BCP 47 tag, from a code of two or three letters or its name.

    Codes that mean "unknown", and `aa` (Afar, the first of the list, which one source gives when
    nothing was chosen), are None with a note.

    >>> notes = []
    >>> [language(text, notes) for text in ("eng", "English", "zh_cn", "ENG", "en-US", "chi")]
    ['en', 'en', 'zh-CN', 'en', 'en-US', 'zh']
    >>> language("aa", notes), notes[0].kind
    (None, 'dropped')
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    known = _CODES.get(text.lower())
    if known is not None:
        return known
    if text.lower() in _UNKNOWN:
        if text.lower() in ("aa", "xx", "un"):
            message = "is taken for a placeholder"
            remarks.append(
                Remark(kind="dropped", variable="language", message=message, before=text)
            )
        return None
    tag = _TAG.fullmatch(text)
    if tag is None:
        message = "is no language that is known here"
        remarks.append(Remark(kind="dropped", variable="language", message=message, before=text))
        return None
    primary = _CODES.get(tag[1].lower(), tag[1].lower())
    script = f"-{tag[2].title()}" if tag[2] else ""
    return primary + script + (f"-{tag[3].upper()}" if tag[3] else "")


def guess(title: str | None, abstract: str | None = None) -> str | None:
    """The language that the script tells, or None; in Latin script, English by its small words.

    >>> guess("系统性硬化症的新途径"), guess("On the growth of trees"), guess("Über Wachstum")
    ('zh', 'en', None)
    >>> guess("細胞の成長"), guess("О росте и форме"), guess("Quo vadis")
    ('ja', 'ru', None)
    """
    text = title or abstract or ""
    if text.isascii():
        return _english(text, abstract)
    letters = _LETTER.findall(text)
    if not letters:
        return None
    for code, pattern in _SCRIPTS:
        found = pattern.findall(text)
        foreign = sum(1 for letter in letters if letter > "\u024f")
        if found and 2 * foreign >= len(letters):
            return code
    latin = sum(1 for letter in letters if letter <= "\u024f")
    return _english(text, abstract) if latin >= 0.8 * len(letters) else None


def _english(text: str, abstract: str | None) -> str | None:
    sample = text if _ENGLISH.search(text) else f"{text} {(abstract or '')[:600]}"
    english, other = len(_ENGLISH.findall(sample)), len(_OTHER_LATIN.findall(sample))
    return "en" if english > other else None


def contradicts(tag: str | None, text: str) -> bool:
    """Whether a text cannot be in a language, by its script.

    >>> contradicts("zh", "On growth"), contradicts("en", "论生长"), contradicts("zh-CN", "论生长")
    (True, True, False)
    """
    own = (tag or "").partition("-")[0]
    told = _SCRIPT_OF.get(own)
    if told is not None:
        return _LETTER.search(text) is not None and not told.search(text)
    return bool(own) and guess(text) in _SCRIPT_OF


def note_guess(language: str | None, remarks: list[Remark]) -> str | None:
    """The guessed language, with the note that it was guessed."""
    if language is not None:
        message = f"the source names no language; {language} by script and words"
        remarks.append(Remark(kind="guessed", variable="language", message=message))
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


_LATIN = frozenset(
    """af ca cs cy da de en es et eu fi fr ga gl hr hu id is it la lt lv ms nb nl nn no pl pt ro sk
    sl sq sv sw tr vi""".split()
)
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
    (script, re.compile(f"[{block}]"))
    for script, block in (
        ("Hani", "\u3005\u3400-\u9fff\uf900-\ufaff"), ("Kana", "\u3040-\u30ff"),
        ("Hang", "\u1100-\u11ff\uac00-\ud7af"), ("Cyrl", "\u0400-\u052f"),
        ("Grek", "\u0370-\u03ff\u1f00-\u1fff"), ("Arab", "\u0600-\u06ff\u0750-\u077f"),
        ("Hebr", "\u0590-\u05ff"), ("Thai", "\u0e00-\u0e7f"), ("Deva", "\u0900-\u097f"),
    )
)  # fmt: skip
