"""Names one a line, as the tagged formats write them: 'Last, First, Suffix', bodies, Chinese names.

Where a name has no comma it is one body or, in Chinese, Japanese and Korean, one name. EndNote's
rule for bodies is read everywhere: a comma at the end, or two in place of the first
("University of California,, Irvine"), say that the name is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import starmap
from typing import Any, NamedTuple

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.model import NAME_VARIABLES, OTHERS, VARIABLES, Name, Paper, Remark, new_name
from citex.model.remarks import add_remark
from citex.text.lines import fold
from citex.text.names.cjk import has_cjk, is_cjk, is_one_name, spaced_names, split_cjk
from citex.text.names.doubts import MARKED, STRAY, cleaned
from citex.text.names.roles import ROLE, shares, told_role, with_role
from citex.text.names.words import (
    ASIAN,
    COLLECTIVE,
    FIRMS,
    NOT_ORDINARY,
    PARTICLES,
    are_persons,
    cut_others,
    cut_rank,
    is_affiliation,
    is_body,
    is_others,
    is_particle,
    is_rank,
    is_suffix,
    like_body,
    others_last,
    people,
    spoken_for,
    stopped,
    whole_body,
)
from citex.text.names.written import (
    given_and_rank,
    initials_behind,
    inverted,
    is_patronymic,
    may_end_in_rank,
    parse_name,
    spaced_initials,
    spelt_out,
)
from citex.text.placeholders import is_placeholder
from citex.text.richtext.markup import characters
from citex.text.tables import words as listed

_SEPARATORS = regex(r"[;；]+")
_LISTED = regex(
    r"[;；、，]|,.*,|\A[^ ,]* [^,]*,|\s(?i:and)\s| (?:und|et|y|e|i|og|och|en|и|with|[&+/]) "
)
_COMMAS = regex(r"(?:(?<!\s)\s+)?[,，、]\s*")
_CJK_SEPARATORS = regex(r"[,，、/]+")
_AND = regex(r"(?<!\s)\s+(?:and|&)\s+|\A(?:and|&)\s+", re.IGNORECASE)
_MARKS = regex(rf"{MARKED}|\s(?:(?i:and)|und|et|y|e|i|og|och|en|и)\s| on behalf of ")
_INITIALS = regex(r"(?:[^\W\d_]\.[ -]?)+(?: ?[^\W\d_].*)|\S+ (?:[^\W\d_]\.[ -]?)+ ?\S+")
_ALL_INITIALS = regex(r"(?:[^\W\d_a-z]\.?[ -]?){1,6}")
_ACRONYM = regex(r"[A-Z][A-Z0-9-]+")
_WORD = r"[A-ZÀ-Þ][0-9A-Za-zÀ-ɏḀ-ỿ'’-]*(?<![\d'’-])"
_GIVEN = r"[A-ZÀ-Þ](?:\.|[a-zß-öø-ɏḀ-ỿ]+)(?:[ -]?[A-ZÀ-Þ]\.|[ -][A-ZÀ-Þ][a-zß-öø-ɏḀ-ỿ]+)*"
_HAN = "[\u4e00-\u9fff]"
_HAN_GIVEN = rf"(?<={_HAN}, )(?:(?![他等撰编編著译譯辑輯]){_HAN}){{1,2}}"
_ORDINARY = regex(rf"(?m)^({_WORD}|{_HAN}), ({_GIVEN}|{_HAN_GIVEN})$")
"""The usual list: one family name, given names or initials, a name a line; and "李, 娜", where no
sign is of a role or of "and others"."""
_CAPITAL, _INITIAL = r"[A-ZÀ-Þ][a-zß-öø-ɏḀ-ỿ]+", r"[A-ZÀ-Þ]\."
_FORWARD = (
    rf"(?:{_CAPITAL}(?: {_INITIAL})*|{_INITIAL}(?:[ -]{_INITIAL})*) {_CAPITAL}(?:-{_CAPITAL})?"
)
_IN_ORDER = regex(rf"{_FORWARD}(?:\n{_FORWARD})*")
"""The usual list where given names come first: one given name or initials, one family name."""
_TITLES = frozenset("dr prof professor mr mrs ms dipl-ing dipl.-ing".split())
_ODD_ENDS = PARTICLES | {"PhD", "MD", "MSc", "MPH"}
GUESSED = "several names stood in one; they were parted as a guess"


def read_names(
    values: Iterable[str],
    *,
    natural: bool = False,
    star: str = "",
    remarks: list[Remark] | None = None,
) -> list[Name]:
    """The names of some values, in order; a value may hold several (see `split_names`).

    Western names of several words without a comma are persons when `natural`, when no name of the
    list has a comma and all look like persons, or when a known given name comes first; else they
    are bodies. "et al." at the end is `OTHERS`. `star` is a sign that stands for an asterisk.

    >>> read_names(["Smith, J., Jr.", "World Health Organization", "张三;李四", "et al."])[1:3]
    [Name(literal='World Health Organization'), Name(literal='张三')]
    >>> read_names(["K. He", "Youngre Noh"])
    [Name(family='He', given='K.'), Name(family='Noh', given='Youngre')]
    >>> read_names(["Smitt JA"])
    [Name(family='Smitt', given='J. A.')]
    """
    values = list(values)
    joined = "\n".join(values)
    if (usual := ordinary(joined)) is not None:
        return usual
    if (bare := _blanks(joined)) != joined:
        values, joined = list(map(_blanks, values)), bare
    if joined.count("\n") >= len(values):  # a value that goes on, with a name a line
        values = list(filter(str.strip, joined.split("\n")))
    names: list[Name] = []
    doubtful: list[tuple[int, str]] = []
    roles: dict[int, str] = {}
    commas = False
    notes = [] if remarks is None else remarks
    if "&" in joined and ";" in joined:  # "M&uuml;ller" is no list
        values = [characters(value) for value in values]
        joined = "\n".join(values)
    if star and star in joined:
        values = [value.replace(star, "*") for value in values]
    plain = not (";" in joined or "；" in joined or "  " in joined or _MARKS.search(joined))
    for value in values:
        family, _, given = value.partition(",")
        if given[:1] == " ":
            given = given[1:]
        if (
            plain
            and given
            and family[:1].isupper()
            and "," not in given
            and family not in COLLECTIVE
            and given.rstrip(".") not in FIRMS
            and not given[0].islower()
            and not (" " in family or given.isupper() or _goes_on(given))
            and (len(value) <= 25 or not is_affiliation(value))
        ):
            names.append(new_name(family, spelt_out(given) if given[-1] == "." else given))
            commas = True
            continue
        said = _said(value)
        notes.extend(said.notes)
        before = range(len(names)) if said.of_all else ()
        roles.update({place: said.role for place in before if shares(names[place], said.bare)})
        for name, role, doubt in said.names:
            if role:
                roles[len(names)] = role
            if doubt:
                doubtful.append((len(names), doubt))
            names.append(name)
        commas = commas or said.comma
        if said.more:
            names.append(OTHERS)
    if len(doubtful) == len(names) == 1 and _FAMILY_SET_OFF.fullmatch(doubtful[0][1]):
        names[0] = parse_name(doubtful[0][1])
    elif doubtful:
        looks = [_looks_personal(text) for _, text in doubtful]
        sure = natural or (not commas and len(people(names)) > 1 and all(looks))
        for (place, text), personal in zip(doubtful, looks, strict=True):
            if personal and (sure or begins_given(text)):
                names[place] = parse_name(text)
    for place, role in roles.items():
        if place < len(names):
            names[place] = with_role(names[place], role)
    return without_affiliations(others_last(names), notes)


_ODD_BLANKS = regex("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _blanks(text: str) -> str:
    """The text with plain blanks for those that do not break, or have a width of their own."""
    return text if text.isascii() else _ODD_BLANKS.sub(" ", text)


class _Said(NamedTuple):
    """What a value says by itself of names, and what the list must know of it."""

    names: list[tuple[Name, str, str]]
    """Each with its role, and its text where it may be a person's or a body's."""
    more: bool
    comma: bool
    role: str
    of_all: bool
    bare: str
    notes: list[Remark]


@remembered(4096)
def _said(value: str) -> _Said:
    """The names of a value, which may be several; authors and bodies come again in a library."""
    notes: list[Remark] = []
    names: list[tuple[Name, str, str]] = []
    value, shared, of_all = told_role(value, notes)
    texts, more = split_names(value, notes)
    parted = len(texts) > 1 and "," in value and ";" not in value and "；" not in value
    for text in texts:
        text, role, _ = told_role(text, notes)
        role = role or shared
        if text[:1] in "….":  # the names that a style left out before the last
            text = text.lstrip("…. ")
        if is_affiliation(text) and not text.endswith(",") and ",," not in text:
            names.append((new_name(literal=text.strip(" ,")), role, ""))
            continue
        if not any(map(str.isalnum, text)) or text.lower() == "and":
            add_remark(notes, "dropped", "", "there is no name in it", text)
            continue
        whole = text.endswith(",") and text.count(",") == 1  # a body, as EndNote marks it
        bare, extra = (text, ()) if whole else tidied(text, notes)
        personal = bool(bare != text or role or parted) and _is_bare(bare) and _looks_personal(bare)
        name = parse_name(bare) if personal else read_name(bare)
        if name:
            doubt = bare if name.literal is not None and _is_bare(bare) else ""
            names.append((replace(name, extra=extra) if extra else name, role, doubt))
    comma = any("," in text for text in texts)
    return _Said(names, more, comma, shared, of_all, value, notes)


def may_be_several(text: str) -> bool:
    """A cheap look: whether a name in one field may be several.

    >>> may_be_several("Jane Roe AND Ann Lee"), may_be_several("Roe J u. a."), may_be_several("Roe")
    (True, True, False)
    """
    return _LISTED.search(text) is not None or cut_others(text)[1]


def _goes_on(given: str) -> bool:
    """Whether a title stands before given names; a particle, rank, degree, "et al." behind them."""
    if " " not in given:
        return given in _ODD_ENDS or given.rstrip(".") in NOT_ORDINARY or given == "III"
    if given.partition(" ")[0].rstrip(".").lower() in _TITLES or may_end_in_rank(given):
        return True
    if given[-1] == "." and given[-2].isupper() and given[-2] != "D" and " u." not in given:
        return False  # initials, the usual case
    return cut_others(f" {given}")[1] or STRAY.search(given) is not None or (
        given.rpartition(" ")[2] in _ODD_ENDS
    )  # fmt: skip


def split_names(text: str, remarks: list[Remark]) -> tuple[list[str], bool]:
    """The names of a string that lists them, in order, and whether "et al." stands behind them.

    Semicolons part names, commas only where what they part are names; where that is not sure, a
    remark says so. A single "Family, Given" is one name.

    >>> split_names("King, Martin; Li, Na", []), split_names("Zhuang, Xiufen", [])
    ((['King, Martin', 'Li, Na'], False), (['Zhuang, Xiufen'], False))
    >>> split_names("程斌,杨勇,徐崇斌,等", [])
    (['程斌', '杨勇', '徐崇斌'], True)
    >>> split_names("Smith, J., Jones, A. B.", [])[0], split_names("Smith J, Jones K Jr", [])[0]
    (['Smith, J.', 'Jones, A. B.'], ['Smith J', 'Jones K Jr'])
    >>> split_names("Xiufen Zhuang, Xiao Hu and Martin L. King, Jr.", [])[0]
    ['Xiufen Zhuang', 'Xiao Hu', 'Martin L. King, Jr.']
    """
    if is_others(text):
        return [], True
    if text[:2] in ("['", '["') and text[-1] == "]":  # a list as Python prints it
        return list(map("".join, _QUOTED.findall(text))), False
    text, more = cut_others(text.strip())
    if text[:4] in ("and ", "... ") or text[:2] in ("& ", "… "):
        text = text.partition(" ")[2].lstrip()
    if text[-4:] == " and" or text[-2:] == " &":
        text = text.rpartition(" ")[0].rstrip()
    if (place := text.find(" on behalf of ")) > 0 and text[:place].count(",") < 2:
        person, body = text[:place].rstrip(" ,"), spoken_for(text[place + 1 :])
        return [person, *([body] if body else [])], more
    found: list[str] = []
    for part in _SEPARATORS.split(text) if ";" in text or "；" in text else (text,):
        part = part.strip()
        pieces, guess = _parted(part, more) if _PARTING.search(part) else ([part], False)
        if guess:
            add_remark(remarks, "guessed", "", GUESSED, part)
        found += pieces
    names = [piece for piece in found if piece and not is_others(piece)]
    return names, more or len(names) < len([piece for piece in found if piece])


_QUOTED = regex(r"""'([^']{0,300})'(?=[,\]])|"([^"]{0,300})"(?=[,\]])""")
_PARTING = regex(
    r"[,，、/&|]|[^\x00-\u2fff]\s|\s(?i:and)\s| (?:und|et|y|e|i|og|och|en|и|with|\+) |[和与]"
)


def _parted(text: str, more: bool = False) -> tuple[list[str], bool]:
    """The names in a text without semicolons, and whether the parting is a guess.

    `more` says that "et al." stands behind them.
    """
    if "," in text and (",," in text or text.find(",") == len(text) - 1):
        return [text], False  # a body, as EndNote marks it
    if not text.isascii():
        several = [piece.strip() for piece in _CJK_AND.split(text)]
        if len(several) > 1 and has_cjk(text) and not any(map(is_body, several)):
            return [name for piece in several if piece for name in _parted(piece)[0]], False
        halves = _HALVES.fullmatch(text)
        if halves and split_cjk(halves[1]) and split_cjk(halves[2]):
            return [halves[1], halves[2]], True
        pieces = [piece.strip() for piece in _CJK_SEPARATORS.split(text.strip(",，、 "))]
        chinese = [is_cjk(_NATION.sub("", piece).replace(" ", "")) for piece in pieces]
        if (
            len(pieces) > 1
            and all(chinese)
            and (all(map(is_body, pieces)) or not is_one_name(text, pieces))
        ):
            return pieces, False
        if len(pieces) > 2 and any(chinese) and not any(map(is_body, pieces)):
            return pieces, True
        if all(chinese) and (words := spaced_names(text)):
            return words, True
    for pattern in (_BARS, _AND):
        pieces = [piece.strip() for piece in pattern.split(text)]
        if len(pieces) > 1 and _are_inverted(pieces):
            return pieces, pattern is _BARS
    if (
        len(pieces) > 1
        and "," in text
        and _is_whole(pieces[0])
        and all(
            _is_whole(piece) or _ACRONYM.fullmatch(piece) or (" " in piece and like_body(piece))
            for piece in pieces[1:]
        )
    ):
        return pieces, not all("," in piece or _begins_personal(piece) for piece in pieces)
    pieces = [piece.strip() for piece in _OTHER_AND.split(text)]
    if len(pieces) > 1 and (
        all(" " in piece and "," not in piece and _looks_personal(piece) for piece in pieces)
        or _are_inverted(pieces)
        or ("," in text and all(map(_is_whole, pieces)))
    ):
        return pieces, True
    return _western(text, more) or ([text], False)


def _are_inverted(pieces: list[str]) -> bool:
    """Whether pieces are names, or behind one a body: "Doe, Jane and the X Study Group"."""
    first, *others = pieces
    if is_body(first) or not _INVERTED.fullmatch(first):
        return False
    behind = [piece.rpartition(",")[2].strip() for piece in others]
    if any(map(is_suffix, behind)):
        return False  # "Jane Doe, Ann Roe and Martin King, Jr."
    return all(_INVERTED.fullmatch(piece) or is_body(piece) for piece in others)


def _is_whole(piece: str) -> bool:
    """Whether a piece is one person's whole name, in either order: "Smith, John", "Na Li"."""
    return _is_inverted(piece) if "," in piece else " " in piece and _looks_personal(piece)


def _is_inverted(text: str) -> bool:
    """Whether a text is surely a person's family name and given names: "Smith, John"."""
    family, _, given = text.partition(", ")
    return " " not in family and "," not in given and _begins_known(given)


def _begins_known(given: str) -> bool:
    """Whether given names are initials, or the first of them is known."""
    return _ALL_INITIALS.fullmatch(given) is not None or begins_given(given)


def _begins_personal(text: str) -> bool:
    """Whether a name begins as a person's alone does: with initials, or a known given name."""
    return begins_given(text) or _FORWARD_INITIALS.fullmatch(text) is not None


_BARS = regex(r"[/|]")
_OTHER_AND = regex(r"(?<=\S) (?:und|et|y|e|i|og|och|en|и|with|[/|+]) (?=\S)")
"""What stands for "and" in other languages, and may stand within a name (Ortega y Gasset)."""
_NATION = regex(r"\A[\[【（(〔［][\u4e00-\u9fff]{1,4}[\]】）)〕］]\s?")
"""The country or dynasty before a Chinese citation's name: "[德]", "（清）"."""
_CJK_AND = regex(r"(?<=\S)\s(?:and|&|[与和及])\s(?=\S)", re.IGNORECASE)
_HALVES = regex(r"(\S{2,4})[与和](\S{2,4})")
_INVERTED = regex(r"[^\W\d_][^\d,]*, ?[^\W\d_][^\d,]*")


def _western(text: str, more: bool) -> tuple[list[str], bool] | None:
    """The names that commas and "and" part, and whether that is a guess; None of one name."""
    parts: list[str] = []
    for part in _COMMAS.split(_AND.sub(", ", text).strip(" ,，、")):
        if parts and is_suffix(part):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    if len(parts) < 2 or is_affiliation(text):
        return None
    shortened = [initials_behind(part) is not None for part in parts]
    if sum(shortened) > 1 and all(
        x or is_body(part) for x, part in zip(shortened, parts, strict=True)
    ):
        return parts, False
    if all(map(_SET_OFF.fullmatch, parts)):
        return parts, False
    if all(map(_FORWARD_INITIALS.fullmatch, parts)):
        return parts, False  # no family name begins with an initial
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if 2 < len(parts) == 2 * len(pairs) and all(_ALL_INITIALS.fullmatch(x) for _, x in pairs):
        return [f"{family}, {given}" for family, given in pairs], False
    if 2 < len(parts) == 2 * len(pairs) and all(map(_ONE_WORD.fullmatch, parts)):
        return [f"{family}, {given}" for family, given in pairs], True
    last = _AND.search(text)
    several = last is not None or (more and all(map(begins_given, parts)))
    lone = len(parts) == 2 and not (several or _MIDDLE.fullmatch(parts[0]))
    if like_body(_AND.sub(", ", text)) or lone:
        return None
    family, given, *others = parts
    if (
        last is not None
        and others
        and "," in text[: last.start()]
        and _CALLED.match(given)
        and (
            _ONE_WORD.fullmatch(family)
            or is_particle(family.partition(" ")[0])
            or (given[-1] == "." and begins_given(given))
        )
        and _are_in_order(others)
    ):
        known = _begins_known(given.partition(",")[0]) and all(map(_begins_personal, others))
        return [f"{family}, {given}", *others], not known
    return (parts, True) if _are_in_order(parts) else None


def _are_in_order(parts: list[str]) -> bool:
    """Whether all are persons of several words, given names first; a suffix may stand behind."""
    return all(" " in part and _looks_personal(part.partition(",")[0]) for part in parts)


_CALLED = regex(r"[^\W\d_a-z][\w-]*(?:(?:\.[ -]?| )[^\W\d_a-z][\w-]*){0,2}\.?(?=,|\Z)")
"""Given names or initials, behind the family name of the first of a list: "Smith, John, Jane Roe,
and Tom Lee", as lists of references have it."""
_MIDDLE = regex(r"[^\W\d_]+(?: [^\W\d_a-z]\.)+ \S+")
"""A name with initials in its middle: "John A. Smith", no family name."""


_SET_OFF = regex(r"[^\W\d_a-z]{2,} [^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_]+)?")
"""A family name that is set off by capitals, before the given name: "ZHANG Wei"."""
_FORWARD_INITIALS = regex(
    r"[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)* ?"
    r"(?:[a-z]{1,4} ){0,2}[^\W\d_a-z][^\W\d_.]+(?:[ -][^\W\d_][^\W\d_.]+)?"
)
"""Initials and a family name: "C.-P. Yuan", "J. von Neumann"."""
_ONE_WORD = regex(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z]\.?)*")


def tidied(text: str, remarks: list[Remark]) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """A name's text without titles, degrees, signs of footnotes, and what of them is kept."""
    if not STRAY.search(text):
        return text, ()
    bare, extra, done = cleaned(" ".join(text.split()))
    if not (extra or done):
        return text, ()
    remarks.extend(Remark(kind="repaired", message=message, before=text) for message in done)
    return bare, extra


def name_list(
    values: Iterable[Name | None],
    variable: str,
    remarks: list[Remark],
    *,
    bodies: bool = True,
    trusted: bool = False,
) -> list[Name] | None:
    """The names of a source that gives their parts, with what every reader knows of names.

    "et al." is `OTHERS`, bodies that were cut in two are whole, several names in one are parted,
    affiliations that pose as authors are dropped, where they stand alone unless `bodies`, and so
    are words for a name that is not known, unless `trusted`; None where no name is left.

    >>> name_list([Name("Organization", "World Health"), Name(literal="et al.")], "author", [])
    [Name(literal='World Health Organization'), Name(literal='others')]
    """
    given = [name for name in values if name is not None]
    if areordinary(given):
        return given
    names: list[Name] = []
    notes: list[Remark] = []
    for name in given:
        if not trusted and name.literal and is_placeholder(name.literal, "author"):
            add_remark(notes, "dropped", "", "stands for a name that is not known", name.literal)
            continue
        usual = not _is_odd(name) or areordinary([name])
        names += (name,) if usual else _mended(name, notes)
    names = without_affiliations(others_last(names), notes, bodies=bodies)
    remarks.extend(replace(note, variable=variable) for note in notes)
    return names or None


def add_names(paper: Paper, variable: str, names: Iterable[Name | None]) -> None:
    """Put names into a variable of a paper, behind those that it has, with `name_list`'s lore.

    >>> paper = Paper(author=[Name("Li", "Na")])
    >>> add_names(paper, "author", [Name(literal="et al.")])
    >>> paper.author
    [Name(family='Li', given='Na'), Name(literal='others')]
    """
    notes: list[Remark] = []
    found = name_list([*(paper.get(variable) or ()), *names], variable, notes, trusted=True)
    if found:
        setattr(paper, VARIABLES[variable], found)
    if notes:
        paper.remarks = [*paper.remarks, *notes]


def read_into(paper: Paper, variable: str, texts: Iterable[str]) -> None:
    """Put the names of some texts, in natural order or with a comma, into a variable of a paper."""
    notes: list[Remark] = []
    names = read_names(texts, natural=True, remarks=notes)
    if names:
        setattr(paper, VARIABLES[variable], others_last([*(paper.get(variable) or ()), *names]))
    if notes:
        told = [replace(note, variable=variable) for note in notes]
        paper.remarks = [*paper.remarks, *told]


def read_noted(paper: Paper, variable: str, text: str) -> list[Name]:
    """The names in a text that stands for one; what was done is among the paper's remarks.

    >>> read_noted(Paper(), "author", "Lee, Ann; Roe, Jane")
    [Name(family='Lee', given='Ann'), Name(family='Roe', given='Jane')]
    """
    notes: list[Remark] = []
    names = read_names([text], natural=True, remarks=notes)
    if notes:
        paper.remarks = [*paper.remarks, *(replace(note, variable=variable) for note in notes)]
    return names


def mend_names(paper: Paper, variables: Iterable[str]) -> None:
    """Give the lists of names among some variables of a paper `name_list`'s lore."""
    for variable in variables:
        if variable not in NAME_VARIABLES:
            continue
        names = paper.get(variable)
        if names and not areordinary(names):
            setattr(paper, VARIABLES[variable], None)
            add_names(paper, variable, names)


def areordinary(names: list[Name]) -> bool:
    """Whether names are of ordinary people: a list on which no lore has a word.

    >>> areordinary([Name("Li", "Na"), Name("Smith", "J. A.")]), areordinary([Name("et al.")])
    (True, False)
    """
    texts = [f"{name.family or ''}, {name.given or ''}" for name in names]
    return ordinary("\n".join(texts)) is not None


def ordinary(joined: str) -> list[Name] | None:
    """The names, a line each, family names first, if all are ordinary people's; else None.

    >>> ordinary("Li, Na\\nSmith, J. A."), ordinary("Gogh, Vincent van")
    ([Name(family='Li', given='Na'), Name(family='Smith', given='J. A.')], None)
    """
    pairs = _ORDINARY.findall(joined)
    if len(pairs) <= joined.count("\n") or not NOT_ORDINARY.isdisjoint(joined.split()):
        return None
    return list(starmap(new_name, pairs))


def ordinary_in_order(joined: str) -> list[Name] | None:
    """The names, a line each, given names first, if all are ordinary people's; else None.

    >>> ordinary_in_order("Na Li\\nDonald E. Knuth"), ordinary_in_order("Study Group")
    ([Name(family='Li', given='Na'), Name(family='Knuth', given='Donald E.')], None)
    """
    if _IN_ORDER.fullmatch(joined) is None or not are_persons(joined.lower().split()):
        return None
    pairs = [line.rpartition(" ") for line in joined.split("\n")]
    return [new_name(family, given) for given, _, family in pairs]


def _is_odd(name: Name) -> bool:
    """A cheap look: whether a name may be more or less than one name."""
    family, given = name.family, name.given
    if not family or not given:
        return True
    return (
        family in NOT_ORDINARY
        or given in NOT_ORDINARY
        or given[0].islower()
        or " " in family
        or not family.isascii()
        or given[-1] in ".)"
        or may_end_in_rank(given)
        or " behalf " in given.lower()
        or " and " in given
        or STRAY.search(f"{family}, {given}") is not None
        or given in ("The", "THE", "PhD", "MD")
        or given in FIRMS
        or (not given.isalpha() and cut_others(given)[1])
    )


_BODIES = regex(
    r"[\u4e00-\u9fff]{2,40}(?:、[\u4e00-\u9fff]{2,40}"
    r"|[，,](?![\u4e00-\u9fff]*(?:学院|系|室|中心|所)(?:[、，,]|\Z))[\u4e00-\u9fff]{2,40}){1,40}"
)
"""Several Chinese bodies; what may be a part of the one before is none of its own."""


def _mended(name: Name, notes: list[Remark]) -> list[Name]:
    """One name as those that it stands for: none, one, or several."""
    whole = name.literal or (name.family if not name.given else None) or ""
    if whole:
        if is_others(whole):
            return [OTHERS]
        if (body := spoken_for(whole)) and is_body(body):
            return [new_name(literal=body)]
        bare, role, _ = told_role(whole, notes)
        if role and bare:
            found = name_list([new_name(literal=bare)], "", notes, trusted=True) or []
            return [with_role(one, role) for one in found]
        if has_cjk(whole) and (bare := tidied(whole, notes)[0]) != whole:
            return [new_name(literal=bare)]
        texts, more = split_names(whole, notes)
        bodies = ";" in whole or " on behalf of " in whole or _BODIES.fullmatch(whole)
        sure = (
            (name.literal is not None or "," in whole or ";" in whole)
            and not (name.literal and name.family)
            and all(
                _is_clearly_one(text) or _is_han_name(text) or (bodies and is_body(text))
                for text in texts
            )
        )
        if not texts or (len(texts) < 2 and not more) or not sure:
            return [parse_name(whole)] if not name.literal and _is_inverted(whole) else [name]
        names = [parse_name(text) if _is_bare(text) else read_name(text) for text in texts]
        return [*names, OTHERS] if more else names
    family, given = name.family or "", name.given or ""
    if not family:
        return [name]
    if is_others(f"{given} {family}"):
        return [OTHERS]
    if is_others(given):
        return [replace(name, given=None), OTHERS]
    if " and " in given or " and " in family:
        texts, _ = split_names(f"{family}, {given}", notes)
        if len(texts) > 1 and name.suffix is None and all(map(_is_clearly_one, texts)):
            return [parse_name(text) for text in texts]
    if family[:4] == "and ":
        family = family[4:].lstrip()
        name = replace(name, family=family)
    if name.suffix is None and (body := whole_body(family, given)):
        add_remark(notes, "guessed", "", "a body's name was cut in two", f"{given} | {family}")
        return [new_name(literal=body)]
    if name.suffix is None and " " in family:
        family, rank = cut_rank(family)
        name = replace(name, family=family, suffix=rank) if rank else name
    given, more = cut_others(given)
    if " on behalf of " in given:
        given, _, body = given.partition(" on behalf of ")
        body = spoken_for(f"on behalf of {body}") or body
        return [replace(name, family=family, given=given.rstrip(" ,")), new_name(literal=body)]
    if name.suffix is None and may_end_in_rank(given):
        given, rank = given_and_rank(given)
        name = replace(name, given=given, suffix=rank) if rank else name
    text, role, _ = told_role(f"{family}, {given}", notes)
    if role and ROLE not in dict(name.extra):
        name = with_role(name, role)
    text, extra = tidied(text, notes)
    if extra or text != f"{family}, {given}":
        family, _, given = (part.strip() for part in text.partition(","))
        extra = name.extra + extra
        name = replace(name, family=family or None, given=given or None, extra=extra)
    elif more:
        name = replace(name, given=given or None)
    return [name, OTHERS] if more else [name]


def _is_han_name(text: str) -> bool:
    """Whether a part of a text in Han or kana is as long as a name, or is parted by a middle dot.

    >>> [_is_han_name(one) for one in ("恩格斯", "[德]卡尔·马克思", "计算机学院")]
    [True, True, False]
    """
    bare = _NATION.sub("", text)
    return is_cjk(bare) and (2 <= len(bare) <= 4 or "·" in bare or "・" in bare)


def _is_clearly_one(text: str) -> bool:
    """Whether a piece of a text is a name by itself: Chinese, inverted, or with initials behind."""
    return bool(
        split_cjk(text)
        or (text[0].isupper() and _INVERTED.fullmatch(text))
        or initials_behind(text)
        or _looks_personal(text)
    )


def without_affiliations(
    names: list[Name], remarks: list[Remark], *, bodies: bool = True
) -> list[Name]:
    """The names without addresses that pose as authors; one that stands alone may be a body's."""
    posing = [name for name in names if name.literal and is_affiliation(name.literal)]
    if not posing:
        return names
    rest = [name for name in names if name not in posing]
    kept = bodies and not people(rest)
    for name in posing:
        message = f"an affiliation {'stands' if kept else 'stood'} among the names"
        add_remark(remarks, "doubt" if kept else "dropped", "", message, name.literal or "")
    return names if kept else rest


@remembered(8192)
def read_name(text: str) -> Name:
    """One name.

    >>> read_name("UNESCO,"), read_name("Plato"), read_name("University of California,, Irvine")
    (Name(literal='UNESCO'), Name(family='Plato'), Name(literal='University of California, Irvine'))
    """
    text = _blanks(text).strip()
    if ",," in text:
        return new_name(literal=text.replace(",,", ",", 1).strip(" ,"))
    if text.endswith(","):
        whole = text.rstrip(", ")
        if "," not in whole:
            return _whole(whole)
    if "," not in text and "，" not in text and not text.startswith("{"):
        if is_cjk(text) or " " not in text:
            return _whole(text)
        if is_cjk(text.replace(" ", "")):
            return parse_name(text)
        if found := initials_behind(text):
            return found
        if _INITIALS.fullmatch(text) or is_patronymic(text.split()):
            return parse_name(text)
        return new_name(literal=text)
    return parse_name(text, suffix_last=True)


def _whole(text: str) -> Name:
    """A name without a comma: a lone word is a family name, unless it is an acronym or Chinese."""
    if not text or is_cjk(text):
        return new_name(literal=text or None)
    if " " in text or _ACRONYM.fullmatch(text) or not text[0].isupper():
        return new_name(literal=text)
    return new_name(family=text)


def read_short(text: str) -> Name:
    """A name as indexes shorten it: "Smith JA Jr", or with its comma "Smith, JA".

    >>> read_short("Schmidt Rivera XC"), read_short("Smith, JA")
    (Name(family='Schmidt Rivera', given='X. C.'), Name(family='Smith', given='J. A.'))
    """
    text = _blanks(text).strip()
    if "," in text:
        name = read_name(text)
        given = name.given or ""
        short = len(given) <= 4 and given.isalpha() and given.isupper()
        return replace(name, given=spaced_initials(given)) if short else name
    return (None if is_body(text) else initials_behind(text, sure=True)) or read_name(text)


def read_indexed(
    remarks: list[Remark], full: Iterable[str], short: Iterable[str], bodies: Iterable[str] = ()
) -> list[Name]:
    """The names of a record that has them in full or else shortened, and the bodies behind them.

    >>> read_indexed([], [], ["Smith JA", "et al."], ["STICH Trial"])[1:]
    [Name(literal='STICH Trial'), Name(literal='others')]
    """
    names = [_ranked(name) for name in read_names(filter(None, full), remarks=remarks)]
    if not names:
        texts = [
            part
            for text in map(_blanks, short)
            for part in (_listed(text, remarks) if may_be_several(text) else (text,))
        ]
        names = [_one_short(text, remarks) for text in texts]
    names = [
        *filter(None, names),
        *(new_name(literal=text) for text in map(_blanks, bodies) if text),
    ]
    return others_last(names)


def _one_short(text: str, remarks: list[Remark]) -> Name:
    if is_others(text):
        return OTHERS
    text, role, _ = told_role(text, remarks)
    name = read_short(tidied(text, remarks)[0])
    return with_role(name, role) if role else name


def _listed(text: str, remarks: list[Remark]) -> list[str]:
    names, more = split_names(text, remarks)
    return [*names, "et al."] if more else names


def _ranked(name: Name) -> Name:
    """PubMed's "Roe, Rik Jr": the given names without the rank behind them."""
    given, _, rank = (name.given or "").rpartition(" ")
    if rank[-1:] == "." and rank[-2:-1] not in ("r", "R"):
        return name  # an initial
    if not given or name.suffix or not is_rank(rank) or rank in ("V", "I"):
        return name
    return replace(name, given=given, suffix=stopped(rank))


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
    if name == OTHERS:
        return "et al."
    text = fold(literal)
    if "," in text:
        return text.replace(",", ",,", 1)
    if tidied(text, [])[0] != text:
        return text + ","
    if is_cjk(text) or like_body(text) or _ACRONYM.search(text):
        return text
    return text if read_name(text) == name and not _looks_personal(text) else text + ","


def write_body_with_comma(name: Name) -> str:
    """A name as EndNote wants it: a Western body's ends with a comma.

    >>> write_body_with_comma(Name(literal="World Health Organization"))
    'World Health Organization,'
    """
    text = write_name(name)
    if name.literal is None or name == OTHERS or is_cjk(text) or text[-1] == "," or ",," in text:
        return text
    return text + ","


def plain_names(names: list[Name], sign: str = ";") -> list[str] | None:
    """Names as "Last, First" if all are surely read back from that, without `sign`; else None.

    >>> plain_names([Name("Li", "Na")]), plain_names([Name("Gogh", "Vincent van")])
    (['Li, Na'], None)
    """
    texts = [f"{name.family}, {name.given}" for name in names if name.family and name.given]
    if len(texts) < len(names):
        return None
    if names == ordinary("\n".join(texts)):
        return texts
    texts = []
    for name in names:
        family, given = name.family, name.given
        if (
            not (family and given)
            or name != new_name(family, given)
            or not family[0].isupper()
            or _goes_on(given)
            or family in COLLECTIVE
            or given.rstrip(".") in FIRMS
            or given[0].islower()
            or (" " in family and is_body(family))
            or spelt_out(given) != given
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
        or _MARKS.search(joined)
        or "  " in joined
        or " ," in joined
        or " |" in joined
    ):
        return None
    return texts


def _is_bare(text: str) -> bool:
    """Whether a name has several Western words and no comma to tell their order."""
    return (
        " " in text and "," not in text and "，" not in text and not is_cjk(text.replace(" ", ""))
    )


def _is_family(word: str, words: list[str]) -> bool:
    """Whether a word in capitals is a family name set off so: "San ZHANG", "Jean DUPONT"."""
    if word.capitalize() in ASIAN:
        return True
    spelled = len(word) > 3 and word is words[-1] and _VOWEL.search(word) is not None
    return spelled and not any(other.isupper() and len(other) > 2 for other in words[:-1])


_VOWEL = regex("[AEIOUY]")
_FAMILY_SET_OFF = regex(
    rf"(?:{'|'.join(sorted(name.upper() for name in ASIAN if name.isascii()))})"
    r" [A-Z][a-z]+(?:-[a-z]+)?"
)
"""A Chinese, Korean or Vietnamese name whose family stands in capitals: "ZHANG Wei"."""
_ARABIC = regex(r"(?:a[dlnrstz]|el|e[dlnrst]|ibn|bin)[-‐]\w+")


def begins_given(text: str) -> bool:
    """Whether a name begins with a known given name.

    >>> begins_given("Jean-Paul Sartre"), begins_given("Sartre")
    (True, False)
    """
    return not _given_names().isdisjoint(text.partition(" ")[0].split("-"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(listed("given names", "capitals.tsv"))


def _looks_personal(text: str) -> bool:
    words = text.replace(".-", "-").replace(".", ". ").split()
    return (
        2 <= len(words) <= 6
        and not like_body(text)
        and all(word[0].isupper() or is_particle(word) or _ARABIC.fullmatch(word) for word in words)
        and not any(
            len(word) > 2 and _ACRONYM.fullmatch(word) and not _is_family(word, words)
            for word in words
        )
        and (words[-1][0].isupper() or _ARABIC.fullmatch(words[-1]) is not None)
    )
