"""The words that names are made of: particles, suffixes, degrees, titles, bodies, "et al."."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import OTHERS, Name
from citex.text.tables import words

PARTICLES = frozenset(words("particles"))
"""Particles that may stand before a family name, in lower case."""

JOINING = frozenset(("y", "e", "i", "i'", "a", "à", "an", "auf", "und", "tot", "op", "v", "of"))
"""Particles that join two names, or follow another particle: alone they begin no family name."""

# "Van", "Di" and others are middle names in Vietnam and China
CAPITAL_PARTICLES = frozenset(words("capital particles"))
ASIAN = frozenset(words("asian families"))
"""Family names before which a capital particle is a given name."""

RANK = r"[JS]n?r\.?|Junior|Senior|I{2,3}|I?V|VI{1,3}|IX|[2-9](?:nd|rd|th|d)"
_RANK = regex(RANK, re.IGNORECASE)
_LIFE = regex(
    r"(?:(?:b|d|fl|ca?)\.\s*|active\s+)?\d{3,4}\??(?:\s*[-–](?:\s*(?:ca?\.\s*)?\d{3,4}\??)?)?\.?"
    r"(?:\s*(?:B\.?C\.?E?|A\.?D)\.?)?"
)
DEGREE = (
    r"Ph\.?\s?D\.?|D\.?\s?Phil\.?|Ed\.?D\.?|Psy\.?D\.?|Pharm\.?D\.?|M\.?\s?D\.?|M\.?\s?Sc\.?"
    r"|B\.?\s?Sc\.?|R\.?N\.?|M\.?P\.?H\.?|Dr\.?P\.?H\.?|F\.?R\.?C\.?[SP]\.?|F\.?A\.?C\.?[SP]\.?"
    r"|Esq\.?|Dipl\.?-(?:Ing|Phys|Biol|Psych)\.?|CSc\.|DrSc\.|MBBS|MBChB|DVM|DDS|MBA|MPhil|FRS"
)
_DEGREE = regex(DEGREE)
_DEGREES = regex(rf"(?:(?:,\s*|(?<!\s)\s+)(?:{DEGREE}))+\Z")
_LONG = 200  # more letters than all degrees of one person take
TITLE = (
    r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Dipl\.?-Ing)\.?\s"
    r"(?:(?:(?:med|phil|iur|jur|theol|habil|h\.\s?c|rer\.\s?(?:nat|pol|oec))\.\s)(?=\S))*"
)
_TITLE = rf"(?:{TITLE}\s*)+"
_ENDS_DEGREE = frozenset("D.lcNHSPqBMAgsh")
_TITLES = regex(rf"\A{_TITLE}(?=\S+\s)|(?<=, ){_TITLE}(?=\S)", re.IGNORECASE)

_BODY_WORDS = frozenset(words("bodies"))
"""Words that make a name a body's, whatever stands around them."""

_BODY_STEMS = tuple(words("stems of bodies"))
_BODY_ENDS = tuple(words("ends of bodies"))
_MAYBE = frozenset(words("bodies, or families"))
"""Words of bodies that are surnames, too, or stand in any phrase."""

_HAN_BODY = regex(
    r"大学|大學|學院|学院|学校|研究所|研究院|研究中心|科学院|委员会|委員會|委員会|学会|學會|协会|協會"
    r"|協会|医院|醫院|病院|中心|公司|会社|课题组|编辑部|编写组|编委会|出版社|协作组|工作组|教研室|实验室"
    r"|组织|組織|联盟|聯盟|图书馆|博物馆|基金会|联合会|政府|法院|办公厅|办公室|总局|管理局|统计局"
    r"|\A(?:佚名|无名氏|無名氏)\Z|대학교|연구소|연구원|협회|학회|위원회|재단|공사|정부"
)
_WORD = regex(r"[^\W\d_]+")
_SIGNS = regex(r"[&/\d@]")
PHRASE = regex(r"\s(?:of|for|and|the)\s", re.IGNORECASE)
COLLECTIVE = frozenset(words("last words of bodies"))
"""What a body ends in that a source cut in two: "World Health|Organization"."""

_PLACE = regex(
    r"\b(?:universit\w+|institut\w*|department|dept|faculty|school of|hospital|laborator\w+|"
    r"laboratoire|college|h[ôo]pital|cent(?:er|re) (?:for|of)|division of|street|road|avenue|rue|"
    r"stra(?:ß|ss)e|p\.?\s?o\.? box|cnrs|inserm|umr)\b"
    r"|\b\d{5,6}\b(?!-)",
    re.IGNORECASE,
)

_OTHERS = (
    r"(?:and\s+|&\s*)?others|et\.?\s*al(?:\.|ii|iae|ia)?|et\s+coll?\.|et\s+autres|(?-i:u\.\s?[aäAÄ]\.)"
    r"|und\s+andere|и\s+др(?:\.|угие)|и\s+соавт\.?|та\s+ін\.|i\s+in\.|y\s+otros|e\s+outros|e\s+altri"
    r"|m\.\s?fl\.|[et]t? al\.|等[人者]?|외(?:\s*\d+\s*[명인])?|ほか|他\s*\d*名?"
)
_BEGINS_OTHERS = frozenset("aoeutiymAOEUTIYM")
_IS_OTHERS = regex(rf"[\[(（]?\s*(?:{_OTHERS})\s*[\])）]?[.。]?", re.IGNORECASE)
_TAIL = regex(
    rf"(?:[\s,，、;；]+[\[(（]?(?:{_OTHERS})[\])）]?|(?<=[\u3400-\u9fff]{{2}})等[人者]?)[.。]?\Z",
    re.IGNORECASE,
)
_ENDS = frozenset("slaeiтеSLAEIТЕ.。])）等人者외명인かほ他名")
"""How such words end, but for a number: a look before the pattern."""


def is_others(text: str | None) -> bool:
    """Whether a text only says that there are more names: "others", "et al.", "等", "и др.".

    >>> is_others("et al."), is_others("[等]"), is_others("others."), is_others("Alder")
    (True, True, True, False)
    """
    if text is None or len(text) >= 20:
        return False
    head = text[:1]
    if head.isascii() and head.isalpha() and head not in _BEGINS_OTHERS:
        return False
    return _IS_OTHERS.fullmatch(text.strip()) is not None


def cut_others(text: str) -> tuple[str, bool]:
    """A text without the "et al." that it ends in, and whether it did.

    >>> cut_others("Smith, J., et al."), cut_others("程斌,杨勇,等"), cut_others("Alder, J.")
    (('Smith, J.', True), ('程斌,杨勇', True), ('Alder, J.', False))
    """
    last = text[-1:]
    if not (last in _ENDS or last.isdecimal() or last.isspace()):
        return text, False
    if (found := _TAIL.search(text, max(0, len(text) - 30))) is None:
        return text, False
    return text[: found.start()].rstrip(" ,，、;；"), True


def others_last(names: list[Name]) -> list[Name]:
    """The names, with the sign that there are more of them behind the last."""
    if OTHERS not in names:
        return names
    return [*(name for name in names if name != OTHERS), OTHERS]


def people(names: list[Name] | None) -> list[Name]:
    """The persons and bodies of a list, without the sign that there are more of them.

    >>> people([Name("Li", "Na"), OTHERS]), people(None)
    ([Name(family='Li', given='Na')], [])
    """
    return [name for name in names or () if name != OTHERS]


def is_body(text: str) -> bool:
    """Whether a name is that of a group or institution.

    >>> is_body("ASTRO-CM Study Group"), is_body("Universität Wien"), is_body("Xiufen Zhuang")
    (True, True, False)
    >>> is_body("William H. Press"), is_body("Heiliges Römisches Reich Deutscher Nation")
    (False, True)
    """
    count = 0
    for word in _WORD.findall(text.lower()):
        if word in _BODY_WORDS or word.startswith(_BODY_STEMS) or word.endswith(_BODY_ENDS):
            return True
        count += word in _MAYBE
    if count > 1:
        return True
    return not text.isascii() and _HAN_BODY.search(text) is not None


def are_persons(words: list[str]) -> bool:
    """Whether words of names, in lower case, are persons' for sure: none has a meaning of its own.

    >>> are_persons(["xiufen", "zhuang"]), are_persons(["study", "group"]), are_persons(["van"])
    (True, False, False)
    """
    return _MEANT.isdisjoint(words) and not any(
        word.startswith(_BODY_STEMS) or word.endswith(_BODY_ENDS) for word in words
    )


_MEANT = (
    _BODY_WORDS | _MAYBE | {word.lower() for word in (*CAPITAL_PARTICLES, *COLLECTIVE)}
    | set("and others al dr prof professor mr mrs ms jr sr junior senior ii iii vi".split())
)  # fmt: skip


def like_body(text: str) -> bool:
    """Whether a name has a word of bodies in it, one that is also a surname included.

    >>> like_body("Second Court"), like_body("Bread & Roses"), like_body("Xiufen Zhuang")
    (True, True, False)
    """
    if _SIGNS.search(text) or is_body(text):
        return True
    return not _MAYBE.isdisjoint(_WORD.findall(text.lower()))


def is_affiliation(text: str) -> bool:
    """Whether a name is an address that stands where an author should.

    >>> is_affiliation(",LAGEP, Université de Lyon, CNRS UMR 5007"), is_affiliation("Lyon, Anna")
    (True, False)
    >>> is_affiliation("Department of Botany, University of X")
    True
    >>> is_affiliation("Street, Della Ann Louise Mary")
    False
    """
    if "," not in text or len(text) <= 25:
        return False
    first, _, rest = text.partition(",")
    alone = not ("," in rest or " " in first or is_body(first))  # "Street, Della Ann Louise"
    if _PLACE.search(rest if alone else text) is None:
        return False
    person = _PERSON_OF.match(text)  # "Lyon, Anna (University of Lyon)"
    return person is None or is_body(person[0])


_PERSON_OF = regex(r"[^\W\d_][^,()\d]{0,40}, [^\W\d_][^,()\d]{0,30}(?=\()")


def whole_body(family: str, given: str) -> str | None:
    """The name of a body that a source cut into family and given name, or None of a person's.

    >>> whole_body("Organization", "World Health"), whole_body("EPIC Consortium", "the")
    ('World Health Organization', 'the EPIC Consortium')
    >>> whole_body("Investigators", "on behalf of the STICH Trial")
    'STICH Trial Investigators'
    >>> whole_body("Tara Oceans Consortium", "Coordinators"), whole_body("Press", "William H.")
    ('Tara Oceans Consortium, Coordinators', None)
    """
    if given[:1] in _BEGINS_BEHALF and (rest := spoken_for(given)):
        if family.rpartition(" ")[2] not in COLLECTIVE:
            return None  # "Smith", "on behalf of the X Group": a person who speaks for others
        return rest if rest.endswith(family) else f"{rest} {family}"
    if given.lower() == "the":
        return f"{given} {family}"
    if given.rstrip(".") in FIRMS:
        return f"{family}, {given}"
    words = given.split()
    if family == "Team" and words[-1] in ("Core", "Development"):
        return f"{given.replace('.', '')} {family}"  # R Core Team, whose R is no initial
    if any(word[-1] == "." or (len(word) < 3 and word.isupper()) for word in words):
        return None
    if " " in family:
        return f"{family}, {given}" if is_body(family) else None
    if family not in COLLECTIVE:
        return None
    if family in ("Collaboration", "Consortium"):  # nobody's surname
        return f"{given} {family}"
    acronym = len(given) > 2 and given.isupper()
    sure = len(words) > 1 or acronym or is_body(given) or family.rstrip(".") in FIRMS
    return f"{given} {family}" if sure else None


def uncut(text: str) -> str:
    """The name of a body, put together where a comma cut it in two.

    >>> uncut("Council, Harbour Research"), uncut("University of California, Irvine")
    ('Harbour Research Council', 'University of California, Irvine')
    """
    family, _, given = text.partition(", ")
    return (whole_body(family, given) if given and "," not in given else None) or text


def spoken_for(text: str) -> str | None:
    """Whom a name says that it speaks for, or None.

    >>> spoken_for("on behalf of the Fern Collaborators"), spoken_for("Fern Collaborators")
    ('Fern Collaborators', None)
    """
    behalf = _BEHALF.match(text)
    return text[behalf.end() :] or None if behalf else None


FIRMS = frozenset(("Inc", "Ltd", "LLC", "GmbH", "Corp", "Corporation", "Company"))
_OF_BODIES = COLLECTIVE | FIRMS | set(map(str.capitalize, (*_BODY_WORDS, *_BODY_ENDS)))
_TITLES_ALONE = ("Dr", "Prof", "Professor", "Mr", "Mrs", "Ms")
_ENDS_OF_OTHERS = "Others Al Alii Aliae Alia Autres Andere Otros Outros Altri".split()
NOT_ORDINARY = frozenset(
    ending
    for word in (*_OF_BODIES, *_TITLES_ALONE, *_ENDS_OF_OTHERS, *"And Et The Jr Sr M.D.".split())
    for ending in (word, f"{word},")
)
"""Capitalised words that no ordinary person has in a name, as they are and before a comma."""
_BEGINS_BEHALF = frozenset("aAobOBfF&")
_BEHALF = regex(r"(?:(?:and|&)\s+)?(?:on\s+)?behalf\s+of\s+(?:the\s+)?|for\s+the\s+", re.IGNORECASE)


def is_suffix(text: str) -> bool:
    """Whether the text is a suffix of names: Jr., III, 2nd.

    >>> is_suffix("Jr."), is_suffix("V"), is_suffix("Jones")
    (True, False, False)
    """
    return len(text) > 1 and (
        _RANK.fullmatch(text) is not None or _DEGREE.fullmatch(text) is not None
    )


def is_rank(text: str) -> bool:
    """Whether the text tells namesakes of a family apart: Jr., III; degrees do not."""
    return len(text) > 1 and _RANK.fullmatch(text) is not None


def cut_rank(family: str) -> tuple[str, str | None]:
    """A family name without the rank that stands in it behind a blank, and the rank.

    >>> cut_rank("Varga III"), cut_rank("Varga Jr."), cut_rank("Nguyen Vi"), cut_rank("LE VI")
    (('Varga', 'III'), ('Varga', 'Jr.'), ('Nguyen Vi', None), ('LE VI', None))
    """
    head, _, last = family.rpartition(" ")
    if not head or not is_rank(last):
        return family, None
    head = head.rstrip(",")
    sure = last[0].isdigit() or last[1:2] in ("r", "n") or (last.isupper() and not head.isupper())
    return (head, last) if sure else (family, None)


def stopped(suffix: str | None) -> str | None:
    """A suffix as styles print it: "Jr" and "Sr" have their stop.

    >>> stopped("Jr"), stopped("III"), stopped("S.J.")
    ('Jr.', 'III', 'S.J.')
    """
    return f"{suffix}." if suffix in ("Jr", "Sr", "jr", "sr", "Jnr", "Snr") else suffix


def is_life(text: str) -> bool:
    """Whether the text is the years of a life, as libraries put behind a name.

    >>> is_life("1835-1910"), is_life("1951-"), is_life("b. 1932"), is_life("S.J.")
    (True, True, True, False)
    """
    return _LIFE.fullmatch(text) is not None


def without_titles(text: str) -> str:
    """A name without academic titles and degrees.

    >>> without_titles("Dr. Jane Roe"), without_titles("Jane Roe, MD PhD"), without_titles("Roe MD")
    ('Jane Roe', 'Jane Roe', 'Roe')
    """
    if text[-1:] in _ENDS_DEGREE and (degrees := _DEGREES.search(text, max(0, len(text) - _LONG))):
        text = text[: degrees.start()]
    lowered = text.lower()
    may_be = (
        "dr" in lowered or "mr" in lowered or "ms" in lowered or "prof" in lowered
        or "dipl" in lowered or "ſ" in lowered  # which is an s to the pattern
    )  # fmt: skip
    return _TITLES.sub("", text) if may_be else text


def is_particle(word: str) -> bool:
    """Whether a word before a family name is a particle: it begins in lower case.

    >>> is_particle("von"), is_particle("'t"), is_particle("Von"), is_particle("and")
    (True, True, False, False)
    """
    if word == "and":
        return False
    for char in word:
        if char.isalpha() and char not in "ʿʾ":  # signs of Arabic, which have no case
            return char.islower()
    return False
