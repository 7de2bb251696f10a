"""Names one a line, as the tagged formats write them: 'Last, First, Suffix', bodies, Chinese names.

Where a name has no comma it is one body or, in Chinese, Japanese and Korean, one name. EndNote's
rule for bodies is read everywhere: a comma at the end, or two in place of the first
("University of California,, Irvine"), say that the name is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from citex.model import Name
from citex.text.lines import fold
from citex.text.names.written import (
    COMPOUND_SURNAMES,
    PARTICLES,
    inverted,
    is_cjk,
    is_particle,
    parse_name,
)
from citex.text.richtext.markup import characters

ReadName = Callable[[str], Name]
WriteName = Callable[[Name], str]

_SEPARATORS = re.compile(r"[;；]+")
_CJK_SEPARATORS = re.compile(r"[,，、]+")
_BODY = re.compile(
    r"\b(?:academ\w*|administration|agency|alliance|archiv\w*|assembly|associat\w*|authority|bank"
    r"|board|bureau|cent(?:er|re|rum)|city|clinic|coalition|college|collaborat\w*|commission"
    r"|committee|company|conference|congress|consorti\w*|co-?operative|corp(?:oration)?|council"
    r"|court|department|dept|developers?|division|editors|federation|forum|foundation|gmbh"
    r"|government|group|hospital|inc|industries|initiative|institut\w*|investigators"
    r"|international|lab(?:orator\w*)?|league|library|limited|llc|ltd|ministry|museum|nations"
    r"|network|observatory|office|organi[sz]ation|panel|parliament|partners|party|press|project"
    r"|programme?|publish\w*|school|secretariat|senate|service|services|society|staff|states"
    r"|study|system|systems|task|team|trust|union|universi\w*|working|workshop"
    r"|and|of|for|the|on|und|et|des|für)\b|[&/\d@]",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+(?: ?[^\W\d_].*)|\S+ (?:[^\W\d_]\.[ -]?)+ ?\S+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]+")
_SURNAME_INITIALS = re.compile(r"(?P<family>\S.*?) (?P<given>[A-ZÀ-Þ]{1,4})(?: (?P<suffix>[JS]r))?")


def read_names(values: Iterable[str], *, natural: bool = False, star: str = "") -> list[Name]:
    """The names of some values, in order; a value may hold several, parted by semicolons.

    Western names of several words without a comma are persons when `natural`, or when no name of
    the list has a comma and all look like persons; else they are bodies. `star` is a sign that
    stands for an asterisk.

    >>> read_names(["Smith, J., Jr.", "World Health Organization", "张三;李四"])[1:]
    [Name(literal='World Health Organization'), Name(literal='张三'), Name(literal='李四')]
    >>> read_names(["K. He", "Youngre Noh"])
    [Name(family='He', given='K.'), Name(family='Noh', given='Youngre')]
    """
    names: list[Name] = []
    doubtful: list[tuple[int, str]] = []
    commas = False
    values = list(values)
    joined = "\n".join(values)
    if "&" in joined and ";" in joined:  # "M&uuml;ller" is no list
        values = [characters(value) for value in values]
        joined = "\n".join(values)
    if star and star in joined:
        values = [value.replace(star, "*") for value in values]
    plain = not (";" in joined or "；" in joined or "  " in joined)
    for value in values:
        family, _, given = value.partition(",")
        if given[:1] == " ":
            given = given[1:]
        if (
            plain
            and given
            and family[:1].isupper()
            and "," not in given
            and (given[-1] == "." or given.rpartition(" ")[2] not in PARTICLES)
        ):
            names.append(Name(family, given))
            commas = True
            continue
        for text in _parted(value):
            commas = commas or "," in text
            if _is_bare(text):
                doubtful.append((len(names), text))
            name = read_name(text)
            if name:
                names.append(name)
    if doubtful and (natural or (not commas and len(names) > 1 == bool(doubtful))):
        people = [_looks_personal(text) for _, text in doubtful]
        for (place, text), personal in zip(doubtful, people, strict=True):
            if personal and (natural or all(people)):
                names[place] = parse_name(text)
    return names


@lru_cache(maxsize=8192)
def read_name(text: str) -> Name:
    """One name.

    >>> read_name("UNESCO,"), read_name("Plato"), read_name("University of California,, Irvine")
    (Name(literal='UNESCO'), Name(family='Plato'), Name(literal='University of California, Irvine'))
    """
    text = text.strip()
    if ",," in text:
        return Name(literal=text.replace(",,", ",", 1).strip(" ,"))
    if text.endswith(","):
        whole = text.rstrip(", ")
        if "," not in whole:
            return _whole(whole)
    if "," not in text and "，" not in text and not text.startswith("{"):
        if is_cjk(text) or not _is_bare(text):
            return _whole(text)
        return parse_name(text) if _INITIALS.fullmatch(text) else Name(literal=text)
    return parse_name(text)


def _whole(text: str) -> Name:
    """A name without a comma: one word is a family name, unless it is an acronym or Chinese."""
    if not text:
        return Name()
    if " " in text or _ACRONYM.fullmatch(text) or not text[0].isupper():
        spaced = parse_name(text) if " " in text and is_cjk(text.replace(" ", "")) else None
        return spaced or Name(literal=text)
    return Name(family=text)


def read_short(text: str) -> Name:
    """A name as indexes shorten it: "Smith JA Jr", or with its comma "Smith, JA".

    >>> read_short("Schmidt Rivera XC"), read_short("Smith, JA")
    (Name(family='Schmidt Rivera', given='X. C.'), Name(family='Smith', given='JA'))
    """
    match = _SURNAME_INITIALS.fullmatch(text.strip())
    if match and "," not in text:
        return spaced_initials(Name(match["family"], match["given"], suffix=match["suffix"]))
    return read_name(text)


def spaced_initials(name: Name) -> Name:
    """A name whose initials stand together, as in indexes: "JA" is two given names.

    >>> spaced_initials(Name("Smith", "JA"))
    Name(family='Smith', given='J. A.')
    """
    given = name.given or ""
    if 1 <= len(given) <= 4 and given.isalpha() and given.isupper():
        return Name(name.family, " ".join(f"{letter}." for letter in given), suffix=name.suffix)
    return name


def write_name(name: Name) -> str:
    """A name as "Last, First, Suffix"; a body with the commas it needs to be read as one.

    >>> write_name(Name("King", "Martin Luther", suffix="Jr."))
    'King, Martin Luther, Jr.'
    >>> write_name(Name(literal="Curran Associates, Inc.")), write_name(Name(literal="Sun Moon"))
    ('Curran Associates,, Inc.', 'Sun Moon,')
    """
    literal = name.literal
    if literal is None:
        return fold(inverted(name, suffix_last=True))
    text = fold(literal)
    if "," in text:
        return text.replace(",", ",,", 1)
    if is_cjk(text) or _BODY.search(text) or _ACRONYM.search(text):
        return text
    return text if read_name(text) == name and not _looks_personal(text) else text + ","


def write_body_with_comma(name: Name) -> str:
    """A name as EndNote wants it: a Western body's ends with a comma.

    >>> write_body_with_comma(Name(literal="World Health Organization"))
    'World Health Organization,'
    """
    text = write_name(name)
    if name.literal is None or is_cjk(text) or text.endswith(",") or ",," in text:
        return text
    return text + ","


def plain_names(names: list[Name], sign: str = ";") -> list[str] | None:
    """Names as "Last, First" if all are surely read back from that, without `sign`; else None.

    >>> plain_names([Name("Li", "Na")]), plain_names([Name("Gogh", "Vincent van")])
    (['Li, Na'], None)
    """
    texts: list[str] = []
    for name in names:
        family, given = name.family, name.given
        if (
            not family
            or not given
            or name != Name(family, given)
            or not family[0].isupper()
            or (given[-1] != "." and given.rpartition(" ")[2] in PARTICLES)
        ):
            return None
        texts.append(f"{family}, {given}")
    joined = "|".join(texts) + "|"
    if (
        not joined.isprintable()
        or joined.count(",") != len(texts)
        or ";" in joined
        or "；" in joined
        or sign in joined
        or "  " in joined
        or " ," in joined
        or " |" in joined
    ):
        return None
    return texts


def _parted(value: str) -> list[str]:
    """The names in one value: parted by semicolons; Chinese ones also by commas."""
    parts = _SEPARATORS.split(value) if ";" in value or "；" in value else [value]
    names: list[str] = []
    for part in parts:
        text = part.strip()
        if not text:
            continue
        pieces: list[str] = []
        if _has_comma(text):
            pieces = [piece.strip() for piece in _CJK_SEPARATORS.split(text.strip(",，、 "))]
        if len(pieces) > 1 and all(map(is_cjk, pieces)) and not _is_one_cjk(text, pieces):
            names += pieces
        else:
            names.append(text)
    return names


def _has_comma(text: str) -> bool:
    return "," in text or "，" in text or "、" in text


def _is_one_cjk(text: str, pieces: list[str]) -> bool:
    """Whether two Chinese words with a comma between are one name's family and given parts."""
    if len(pieces) != 2 or "、" in text:
        return False
    family = pieces[0]
    return len(family) == 1 or family in COMPOUND_SURNAMES or ", " in text


def _is_bare(text: str) -> bool:
    """Whether a name has several Western words and no comma to tell their order."""
    return (
        " " in text and "," not in text and "，" not in text and not is_cjk(text.replace(" ", ""))
    )


def _looks_personal(text: str) -> bool:
    words = text.replace(".", ". ").split()
    return (
        2 <= len(words) <= 6
        and _BODY.search(text) is None
        and all(word[0].isupper() or is_particle(word) for word in words)
        and not any(len(word) > 2 and _ACRONYM.fullmatch(word) for word in words)
        and words[-1][0].isupper()
    )
