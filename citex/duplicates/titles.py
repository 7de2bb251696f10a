"""Titles in a form that can be compared: their words, parts, numbers, and what kind of notice."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from typing import NamedTuple

from citex._late import regex
from citex.duplicates.letters import ratio, slips
from citex.text.pages import edition
from citex.text.scripts import simplified
from citex.text.tables import words as listed
from citex.text.tex.decode import decode

_TAG = regex(r"</?(?:i|b|sup|sub|span)(?:\s[^<>]*)?>")
_LETTERS = regex(r"[^\W_]+")
_STRETCHED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_VARIANTS = str.maketrans("锺乾著藉瞭麽", "钟干着借了么")
"""Characters that simplified texts have, too, so that no table of these forms may change them."""
_GREEK = str.maketrans(
    dict(zip("αβγδεζηθικλμνξοπρστυφχψω", (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega"
    ).split(), strict=True))
)  # fmt: skip
_GREEK_LETTER = regex(r"(?<![\u0370-\u03ff\u1f00-\u1fff])[α-ω](?![\u0370-\u03ff\u1f00-\u1fff])")
_BREAK = regex(r"(?:(?<!\s)\s+)?(?:[:?–—]\s+|[：？。—]\s*)|(?<!\s)\s+-\s+|(?<=\w{4})\.\s+(?=\w)")
_RETRACTED = regex(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\s*[:：\]]\s*", re.I
)
_EDITION = regex(
    r"(?<![^\W_])(?:(?P<figure>\d{1,2})(?:st|nd|rd|th|\.)?|(?P<word>[a-z]{4,12})"
    r"|(?P<han>第[\d一二三四五六七八九十]{1,3}版|修订版|增订版))"
    r"(?(han)|\s(?:ed\.?|edn\.?|edition|aufl\.?|auflage|édition|edición))[\s)）\]]*\Z",
    re.IGNORECASE,
)
_VOLUME = regex(
    r"(?:\b(?:vol(?:ume)?|band|bd|tome?|tomo)\b\.?\s?(?P<figure>\d{1,3}|[ivxlc]{1,6})"
    r"|(?P<han>第[一二三四五六七八九十\d]{1,3}[卷册冊]|[上中下][册冊卷]))[\s)）\]]*\Z",
    re.IGNORECASE,
)
_NOTICES = (
    ("correction", regex(
        r"^\W*(?:(?:publisher|author)\s*)?(?:correction|corrigend\w+|errat\w+|addend\w+)\b"
        r"|\[(?:correction|corrigendum|erratum)[^\]]{0,200}\]\W*$"
        r"|[(:.;–—-]\s*(?:correction|corrigend\w+|errat\w+|addend\w+)"
        r"(?:\s+(?:and|et|&)\s+\w+)?\W*$"
        r"|^\W*(?:berichtigung|korrektur|rectificatif|fe de erratas)\b"
        r"|^\W*(?:更正|勘误|勘誤|订正)|(?:更正|勘误|勘誤|订正|更正启事|更正说明)\W*$", re.I)),
    ("retraction", regex(
        r"^\W*(?:retraction|withdrawal|expression of concern|撤稿)|撤稿(?:声明|启事)\W*$", re.I)),
    ("reply", regex(
        r"^\W*(?:(?:author(?:s|'s|s')?\W+)?(?:repl(?:y|ies)|response|rejoinder)\b|in reply\b)"
        r"|\b(?:reply|response|rejoinder)\W*$|^\W*(?:erwiderung|antwort auf|réponse à)\b"
        r"|^\W*(?:答复|回复|再答)", re.I)),
    ("comment", regex(
        r"^\W*(?:comments?|commentary|discussion|editorial|remarks?)\s*(?:on|to|:)"
        r"|[:–—]\s*(?:a\s+)?(?:comments?|commentary|discussion)\W*$"
        r"|^\W*(?:kommentar|anmerkung(?:en)?) zu|商榷\W*$|^\W*(?:也谈|评《|評《)", re.I)),
    ("review", regex(
        r"^\W*(?:book\s+)?review\s+of\b|^\W*(?:书评|書評)|》(?:书评|評介|评介)", re.I)),
    ("companion", regex(
        r"\b(?:solutions?\s+manual|(?:instructor|teacher|student)\W?s?\s+(?:manual|guide|edition"
        r"|book|solutions?\s+manual)|study\s+guide|workbook)\W*$|(?:习题解答|习题集|教师用书|学习指导)\W*$",
        re.I)),
    ("data", regex(
        r"^\W*(?:data|dataset|code|supplement\w*(?: material)?)\s*(?:from|for|to|:)", re.I)),
)  # fmt: skip
_ROMAN = regex(r"[ivx]+")
_BEFORE = " ,;.:([（【，：—–-"
_RUNS = regex(r"[a-z0-9]+")
_NUMBER_WORDS = frozenset(
    "one two three four five six seven first second third fourth fifth sixth seventh".split()
)
_SINGLE = frozenset("bcfghjknpqrvwxz")
"""Letters that are no words, nor cut off from them: they tell parts, as figures do."""
_HAN_PART = regex(
    r"(?:第?[一二三四五六七八九十百]+|第?\d+|[上中下])[卷册冊辑輯编編部篇集期章]"
    r"|之?[一二三四五六七八九十]+|[上中下]"
)
_HAN_ENDS = regex(r"(?:第[一二三四五六七八九十百\d]+|[上中下])[卷册冊辑輯编編部篇集]$")
_PARTS = frozenset(
    "part parts pt vol volume volumes no number chapter section book letter teil band bd tome "
    "partie parte tomo series".split()
)
"""Words that begin what numbers a part, and is no subtitle that a source may leave out."""
_TOKENS = regex(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
SMALL = frozenset(
    "a an the of on in for at by to and or with from as its le la les de des du et der die das des "
    "und von zu im el los las y en e o s".split()
)
_NEGATIONS = frozenset("not no non without never".split())
_PREFIXES = (
    ("hypo", "hyper"), ("intra", "inter"), ("intra", "extra"), ("inter", "extra"), ("pre", "post"),
    ("micro", "macro"), ("mono", "di"), ("mono", "tri"), ("mono", "bi"), ("di", "tri"),
    ("endo", "exo"), ("meth", "eth"), ("ante", "post"), ("under", "over"), ("in", "ex"),
    ("", "a"), ("", "an"), ("", "un"), ("", "non"), ("", "in"), ("", "im"), ("", "ir"),
    ("", "dis"), ("", "anti"), ("", "sub"), ("", "super"), ("", "pseudo"), ("", "semi"),
    ("", "wo"), ("", "fe"), ("", "co"), ("", "de"),
)  # fmt: skip
_SUFFIXES = (
    ("ite", "ate"), ("ide", "ate"), ("ide", "ite"), ("ane", "ene"), ("ene", "yne"), ("ane", "yne"),
    ("ous", "ic"), ("less", "ful"),
)  # fmt: skip
"""Beginnings and ends of words that turn the meaning: these are no slips of a typist."""
_SPELT = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("our", "or"),
    ("ae", "e"), ("oe", "e"), ("ph", "f"),
)  # fmt: skip


class Title(NamedTuple):
    """A title: its words, shorter forms that end at a break, the numbers in it, what it announces.

    `edition` and, of a book, `volume` stand behind the title and were taken off it.
    """

    words: str
    mains: tuple[str, ...]
    numbers: tuple[str, ...]
    notice: str
    edition: str
    parallel: tuple[str, ...]
    volume: str = ""


def title_of(text: str, *, of_book: bool = False) -> Title:
    """The title in the form that is compared.

    >>> title_of("RETRACTED: On <i>E. coli</i> – a Study, 2nd ed.")[:2]
    ('on e coli a study', ('on e coli',))
    >>> title_of("Soils: part II").numbers, title_of("Soils (Erratum)").notice
    (('ii',), 'correction')
    """
    raw = plain(text)
    if raw and (raw[0] in "RrWw" or not raw[0].isalnum()):
        raw = _RETRACTED.sub("", raw)
    cut, edition = _without_edition(raw)
    volume = _VOLUME.search(cut, max(0, len(cut) - 40)) if of_book else None
    before = cut[: volume.start()].rstrip(_BEFORE) if volume else ""
    cut = before or cut
    whole, *parallel = cut.split(" / ") if " / " in cut and not cut.isascii() else [cut]
    found = words(whole)
    mains = tuple(
        main for match in _BREAK.finditer(whole) if (main := words(whole[: match.start()]))
    )
    return Title(
        found,
        tuple(main for main in dict.fromkeys(mains) if main != found),
        _numbers(found),
        next((kind for kind, pattern in _NOTICES if pattern.search(raw)), ""),
        edition,
        tuple(filter(None, map(words, parallel))),
        (volume["figure"] or volume["han"]) if volume and before else "",
    )


def plain(text: str) -> str:
    """A text without TeX, entities and soft hyphens."""
    if "&" in text:
        text = html.unescape(text)
    if "$" in text or "\\" in text:
        text = decode(text)
    return text.replace("\xad", "")


def words(text: str) -> str:
    """The words of a text without markup, marks, case and punctuation; Chinese in simplified ones.

    >>> words("The <i>Œuvre</i> of Łukasiewicz: CO<sub>2</sub>, Ångström!")
    'the oeuvre of lukasiewicz co2 angstrom'
    >>> words("漢語"), words("TNF-α")
    ('汉语', 'tnf alpha')
    """
    if "<" in text:
        text = _TAG.sub("", text)
    if text.isascii():
        return " ".join(_LETTERS.findall(text.casefold()))
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _unmarked(text)
    return " ".join(_LETTERS.findall(text))


def _unmarked(text: str) -> str:
    text = simplified(text).translate(_VARIANTS)
    text = _GREEK_LETTER.sub(lambda match: match[0].translate(_GREEK), text)
    parts = unicodedata.normalize("NFD", text.translate(_STRETCHED))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f"))


def _without_edition(text: str) -> tuple[str, str]:
    """A title, and the edition that stands behind it."""
    match = _EDITION.search(text, max(0, len(text) - 40))
    before = text[: match.start()].rstrip(_BEFORE) if match else ""
    if match is None or not before:
        return text, ""
    found = match["figure"] or match["han"] or edition(f"{match['word']} edition")
    if match["word"] and found == f"{match['word']} edition":  # no ordinal: "critical edition"
        return text, ""
    return before, edition(found)


def _numbers(title: str) -> tuple[str, ...]:
    """What numbers parts, editions or years in a title, or names substances."""
    found = [word for word in title.split() if _counts(word)]
    found += [run for run in _RUNS.findall(title) if not run.isalpha()]
    ending = None if title.isascii() else _HAN_ENDS.search(title)
    if ending is not None:
        found.append(ending[0])
    return tuple(sorted(set(found)))


def _counts(word: str) -> bool:
    if len(word) == 1:
        return word in _SINGLE or (not word.isascii() and _HAN_PART.fullmatch(word) is not None)
    if word in _NUMBER_WORDS or _ROMAN.fullmatch(word) is not None:
        return True
    return not word.isascii() and len(word) < 6 and _HAN_PART.fullmatch(word) is not None


def subtitled(short: Title, long: Title) -> bool:
    """Whether the titles differ only in that one has a subtitle, or one subtitle more.

    >>> subtitled(title_of("Salt roads"), title_of("Salt roads: trade, 1200-1500"))
    True
    >>> subtitled(title_of("Salt roads"), title_of("Salt roads: part 2"))
    False
    """
    if len(short.words) > len(long.words):
        short, long = long, short
    for main in long.mains:
        if main == short.words or (
            abs(len(main) - len(short.words)) < 2 and slips(main, short.words) == 1
        ):
            rest = long.words[len(main) :].split()
            return not rest or not (rest[0] in _PARTS or _counts(rest[0]))
    return False


def likeness(a: Title, b: Title) -> float:
    """How like the words of two titles are, from 0 to 1; below 0.5 it is not told apart."""
    if a.words == b.words or a.words.replace(" ", "") == b.words.replace(" ", ""):
        return 1.0
    best = ratio()(a.words, b.words, score_cutoff=50.0) / 100
    return 0.97 if best < 0.97 and subtitled(a, b) else best


def reworded(a: Title, b: Title) -> bool:
    """Whether each title has a word unlike all that the other has, or one turns the other.

    >>> reworded(title_of("Cadmium in mice"), title_of("Cadmium in rats"))
    True
    >>> reworded(title_of("Growth of gardens"), title_of("Grotwh of the gardens"))
    False
    >>> reworded(title_of("On hypothermia"), title_of("On hyperthermia"))
    True
    """
    mine, others = set(_TOKENS.findall(a.words)), set(_TOKENS.findall(b.words))
    only_mine, only_others = mine - others - SMALL, others - mine - SMALL
    if (only_mine | only_others) & _NEGATIONS:
        return True
    if not only_mine or not only_others:
        return False
    if any(_turned(x, y) for x in only_mine for y in only_others):
        return True
    return _unmatched(only_mine, only_others, b.words) and _unmatched(
        only_others, only_mine, a.words
    )


def _unmatched(some: set[str], others: set[str], title: str) -> bool:
    squeezed = title.replace(" ", "")
    return any(
        word not in squeezed and not any(_alike(word, other) for other in others) for word in some
    )


def _alike(x: str, y: str) -> bool:
    """Whether two words are one: spelt otherwise, inflected, joined, or with a slip of the pen."""
    if not x.isascii() and len(x) == 1:
        return False
    one, two = _spelt(x), _spelt(y)
    if one == two or (min(len(one), len(two)) > 2 and (one in two or two in one)):
        return True
    longest = max(len(one), len(two))
    same = next((n for n, (c, d) in enumerate(zip(one, two)) if c != d), min(len(one), len(two)))  # noqa: B905
    if same > 3 and same >= 0.6 * longest and longest - same < 4:
        return True
    return longest > 3 and slips(x, y) == 1 and not (x in _known() and y in _known())


def _spelt(word: str) -> str:
    for british, american in _SPELT:
        word = word.replace(british, american)
    return word


def _turned(x: str, y: str) -> bool:
    """Whether a prefix or an ending makes one word the contrary or the neighbour of the other."""
    for u, v in _PREFIXES:
        for one, two in ((x, y), (y, x)):
            if one.startswith(u) and two == v + one[len(u) :] and len(one) - len(u) > 2:
                return True
    for u, v in _SUFFIXES:
        for one, two in ((x, y), (y, x)):
            if one.endswith(u) and two == one[: len(one) - len(u)] + v:
                return True
    return False


@functools.cache
def _known() -> frozenset[str]:
    """Words that are common, so that none is another one with a slip."""
    return frozenset(listed("common words", "capitals.tsv"))


def short(title: str) -> bool:
    """Whether a title has so few letters that it may be that of many works."""
    return len(title) < (20 if title.isascii() else 6)


def recurrent(title: str) -> bool:
    """Whether a title stands over something else in each issue, or before each book.

    >>> recurrent("editorial"), recurrent("on moss")
    (True, False)
    """
    return title in _recurrent()


@functools.cache
def _recurrent() -> frozenset[str]:
    return frozenset(listed("titles that recur", apart="; "))
