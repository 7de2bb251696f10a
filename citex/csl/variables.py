"""The variables of a work as rendering sees them: texts with sentinels, people, dates."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from operator import itemgetter
from typing import Any, ClassVar

from msgspec.structs import astuple

from citex._late import regex
from citex._remembered import remembered
from citex.csl.markup import ENGLISH_QUOTES, Quotes, parse_literal, parse_rich, strip
from citex.csl.strings.language import language_of
from citex.csl.strings.particles import split_particles
from citex.model import Name, Paper, new_name
from citex.model.item import name_from_item
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, PLACES, VARIABLES
from citex.text.names.cjk import split_cjk
from citex.text.names.words import is_body
from citex.text.scripts import is_romanesque

PEOPLE = NAME_VARIABLES | {"editor-translator"}
"""Name variables, with the one that is made of two."""
PEOPLE_AND_DATES = PEOPLE | DATE_VARIABLES
"""Variables that are no text: an element that prints texts has nothing to print of them."""

NUMBER_TEXTS = frozenset(
    """page page-first chapter-number collection-number edition issue number number-of-pages
    number-of-volumes volume part-number printing-number supplement-number supplement""".split()
)
"""Variables that are written as numbers even by cs:text: ranges get a dash."""

CITE_VARIABLES = frozenset(
    "locator locator-extra label first-reference-note-number citation-number year-suffix".split()
)
"""Variables that belong to the cite or the list, not to the work."""

IDENTIFIERS = ("URL", "DOI", "PMID", "PMCID")
"""The variables that link an entry to its work (CSL 1.0.2, appendix VI)."""

LINKED = frozenset((*IDENTIFIERS, "title"))
"""The same, and the title, which links where none of them is printed."""

SHORT_FORMS = {"title": "title-short", "container-title": "container-title-short"}

_ALIASES = {
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
    "event-title": "event",
}
_LANGUAGE = regex(r"[A-Za-z]+(?:[-_][A-Za-z0-9]+)*")
_STARTS_LETTER = regex(r"[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f"
                            r"\u0590-\u05d4\u05d6-\u05ff\u1f00-\u1fff\u0600-\u06ff]")  # fmt: skip
_TEXT, _PEOPLE, _DATE = range(3)
_NAME_IS_CJK = 0
_NAME_IS_MIXED = 1
WESTERN = 2
"""`Person.script` of names that are turned round in lists."""

BITS = {name: 1 << place for place, name in enumerate(VARIABLES)}
"""Variable -> the bit that stands for it in what `Work.present` gives."""
GENERIC = 1 << len(VARIABLES)
"""The bit of works that no code made for certain variables may render: names that may print
nothing, though they are there."""
LOCATOR = GENERIC << 1
"""The bit of cites that have a locator."""
ALL_BITS = (LOCATOR << 1) - 1
_PLAIN_PERSON = regex(r"[A-Z][A-Za-z.\-]*( [A-Z][A-Za-z.\-]*)*")
_LATIN_PERSON = regex(
    r"[A-ZÀ-ÖØ-ÞČĆĐĞŁŐŚŞŠŰŻŽ][A-Za-zÀ-ÖØ-öø-ɏ.\-]*( [A-ZÀ-ÖØ-ÞČĆĐĞŁŐŚŞŠŰŻŽ][A-Za-zÀ-ÖØ-öø-ɏ.\-]*)*"
)
_PLAIN = regex(r"[A-Za-z0-9 .,\-]*")


class Person:
    """A name ready for rendering: its parts as text with sentinels, its script decided once.

    `script`, which is the name's own whatever the language of the work, is 0 for names without
    letters of an alphabetic script (written family name first, no space), 1 for those that are
    Asian but for the given name (with a space), 2 for Western ones. `forms` remembers renderings,
    by the key of the name format that made them, within one run.
    """

    __slots__ = (
        "body", "comma_suffix", "dropping", "family", "forms", "given", "language", "literal",
        "name", "particle", "script", "simple", "static", "suffix",
    )  # fmt: skip
    original: ClassVar[str] = ""
    natural: ClassVar[str] = ""
    initialed: ClassVar[Any] = None
    name: Name
    language: str | None
    literal: str | None
    body: bool
    family: str
    given: str
    particle: str
    dropping: str
    suffix: str
    comma_suffix: bool
    static: bool
    script: int
    simple: bool

    def __init__(self, name: Name, language: str | None) -> None:
        self.forms: dict[Any, str] = {}
        self.name = name
        self.language = language
        self.literal = None
        self.body = False
        self.simple = False  # family and given name, in Western order: no more to it
        if name.literal and not name.family:
            self.literal = parse_rich(name.literal)
            self.body = not _is_chinese(name.literal)
            return
        if _is_plain(name):
            self.family = name.family or ""
            self.given = name.given or ""
            self.particle = self.dropping = ""
            self.suffix = name.suffix or ""
            self.comma_suffix = bool(name.comma_suffix)
            self.static = bool(name.static_ordering)
            self.script = WESTERN
            self.simple = not (self.suffix or self.static)
            return
        name = split_particles(name)
        self.name = name
        self.family = _rich(name.family)
        self.given = _rich(name.given)
        self.particle = _rich(name.non_dropping_particle)
        self.dropping = _rich(name.dropping_particle)
        self.suffix = _rich(name.suffix)
        self.comma_suffix = bool(name.comma_suffix)
        self.static = bool(name.static_ordering)
        self.script = _script(self.family, self.given)


class RomanizedPerson(Person):
    """A Chinese name in letters: with the characters that follow it in lists and notes, if any.

    `natural` is where the family name stands first, without a comma: "" nowhere, "plain" where
    names are not turned round, "all" everywhere. `initialed` is who is cut to initials, where that
    is another spelling: the second syllable of Cheuk-to has one, too.
    """

    __slots__ = ("initialed", "natural", "original")

    def __init__(self, name: Name, language: str | None, original: str, natural: str) -> None:
        super().__init__(name, language)
        self.original: str = original  # type: ignore[misc]
        self.natural: str = natural  # type: ignore[misc]
        self.simple = False
        capital = "-".join(part[:1].upper() + part[1:] for part in (name.given or "").split("-"))
        other = Name(name.family, capital) if capital != name.given and name.family else None
        self.initialed: Any = other and Person(other, language)  # type: ignore[misc]


def _is_chinese(literal: str) -> bool:
    """Whether a name that was typed whole is somebody's: 王芳, but not 水利局."""
    if literal.isascii() or literal[-1:] in _OFFICES:
        return False
    return split_cjk(literal) is not None and not is_body(literal)


_OFFICES = frozenset("局厅署委部院所组处")


def _is_shown(person: Person) -> bool:
    """Whether a name is more than markup and blanks."""
    if person.literal is not None:
        parts = person.literal
    elif person.family[:1].isalnum():
        return True
    else:
        parts = "".join(
            (person.family, person.given, person.particle, person.dropping, person.suffix)
        )
    return bool(strip(parts).strip())


def _prints(person: Person) -> bool:
    """Whether a name prints something whatever its form: it has a family name, or is a body's."""
    text = person.family if person.literal is None else person.literal
    return text[:1].isalnum() or strip(text)[:1].isalnum()


def _is_plain(name: Name) -> bool:
    """Whether a name is one of capitalized words in Latin letters: no particles, no markup."""
    return not (name.non_dropping_particle or name.dropping_particle) and bool(
        name.family
        and name.given
        and _is_plain_part(name.family)
        and _is_plain_part(name.given)
        and (not name.suffix or _is_plain_part(name.suffix))
    )


@remembered(16384)
def _is_plain_part(text: str) -> bool:
    if text.isascii():
        return _PLAIN_PERSON.fullmatch(text) is not None
    return _LATIN_PERSON.fullmatch(text) is not None and ".." not in text


def _rich(text: str | None) -> str:
    if not text or _PLAIN.fullmatch(text):
        return text or ""
    return parse_rich(text)


def _text(variable: str, value: str, quotes: Quotes) -> str | None:
    """The variable as rendered text; None where it is nothing but markup and blanks."""
    if "\n" in value:
        value = value.replace("\n", " ")
    if variable in _LITERAL:
        text = parse_literal(value)
    else:
        text = parse_rich(value, quotes)
    return text if text and (text[0].isalnum() or strip(text).strip()) else None


_LITERAL = frozenset(("URL", "DOI", "ISBN", "ISSN", "PMCID", "PMID"))
"""The variables that hold no rich text: nothing in them is markup or a quotation."""


def _script(family: str, given: str) -> int:
    if not family.isascii() and not is_romanesque(family):
        return _NAME_IS_MIXED if _STARTS_LETTER.match(given) else _NAME_IS_CJK
    return WESTERN


class ReferencedVariables:
    """The variables that a style asks for, to be read from a paper at one go."""

    __slots__ = ("read", "rows")

    def __init__(self, bits: int) -> None:
        bits |= BITS["title"] | BITS["author"]  # two at least: itemgetter gives one bare
        names = [name for name in VARIABLES if bits & BITS[name]]
        self.rows: list[tuple[str, int, int]] = [(name, BITS[name], _kind(name)) for name in names]
        self.read: Callable[[tuple[Any, ...]], tuple[Any, ...]] = itemgetter(
            *[PLACES[VARIABLES[name]] for name in names]
        )
        """Their values, of all those of a paper."""


def _kind(variable: str) -> int:
    if variable in NAME_VARIABLES:
        return _PEOPLE
    return _DATE if variable in DATE_VARIABLES else _TEXT


class Work(dict[str, Any]):
    """A paper's variables by CSL name, each prepared when it is first asked for.

    Text comes with sentinels, names as a tuple of `Person`, dates as they are; None means absent.
    """

    __slots__ = ("kind", "language", "paper", "quotes", "specialization")

    def __init__(
        self, paper: Paper, quotes: Quotes = ENGLISH_QUOTES, *, detect: bool = False
    ) -> None:
        self.specialization: int = 0  # what a style asks of the work (`compile.specialize`)
        self.paper: Paper = paper
        self.quotes: Quotes = quotes
        self.kind: str = paper.type
        self.language: str | None = language_of(paper) if detect else _language(paper.language)

    def prepare(self, variables: ReferencedVariables) -> int:
        """Prepare what a style asks for; the bits of what there is; GENERIC where they mislead."""
        bits = odd = 0
        quotes = self.quotes
        values = variables.read(astuple(self.paper))
        for (name, bit, kind), value in compress(zip(variables.rows, values, strict=True), values):
            prepared = value
            if kind == _TEXT:
                if not value.isalnum():
                    prepared = _text(name, value, quotes)
            elif kind == _PEOPLE:
                prepared = self._people(value)
                if prepared is not None and not prepared[0].simple and not _prints(prepared[0]):
                    odd = GENERIC
            self[name] = prepared
            if prepared is not None:
                bits |= bit
        if self.paper.extra:
            for name in _ALIASES:
                if self[name] is not None:
                    bits |= BITS[name]
        return odd or bits

    def __missing__(self, variable: str) -> Any:
        attribute = VARIABLES.get(variable)
        if attribute is None:
            both = variable == "editor-translator"
            value = self._editor_translator() if both else self._unknown(variable)
        else:
            value = getattr(self.paper, attribute)
            if value is None and variable in _ALIASES:
                value = self._unknown(variable)
            if value is not None:
                if variable in NAME_VARIABLES:
                    value = self._people(value)
                elif variable not in DATE_VARIABLES:
                    value = _text(variable, value, self.quotes)
                elif not value:
                    value = None
        self[variable] = value
        return value

    def _unknown(self, variable: str) -> Any:
        extra = self.paper.extra.get("csljson")
        value = None
        if variable in _ALIASES:
            alias = _ALIASES[variable]
            attribute = VARIABLES.get(alias)
            value = getattr(self.paper, attribute) if attribute else None
            if value is None and extra:
                value = extra.get(alias)
        if value is None and extra:
            value = extra.get(variable)
        if value is None and variable == "event" and self.paper.container_title is None:
            value = self.paper.event_title  # as CSL 1.0 called it: all there is to find a talk by
        if value is None and self.paper.note and variable.isupper():
            value = _in_note(variable, self.paper.note)
        if isinstance(value, str):
            return _text(variable, value, self.quotes)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        return None

    def _editor_translator(self) -> Any:
        """Those who are both, where the same people edited and translated (CSL 1.0.2, "Names")."""
        given = self.paper.extra.get("csljson", {}).get("editor-translator")
        if isinstance(given, list):  # beside other editors
            return self._people([name for one in given if (name := name_from_item(one))])
        editor, translator = self["editor"], self["translator"]
        if isinstance(editor, tuple) and isinstance(translator, tuple):
            same = [one.name for one in editor] == [one.name for one in translator]
            return editor if same else None
        return None

    def _people(self, names: list[Name]) -> tuple[Person, ...] | None:
        people = [Person(name, self.language) for name in names if name]
        return tuple([one for one in people if one.simple or _is_shown(one)]) or None

    def names(self, variable: str) -> tuple[Person, ...] | None:
        """The people under a name variable; a text there counts as one body."""
        value = self[variable]
        if isinstance(value, str):
            value = (Person(new_name(literal=value), None),)
            if variable not in VARIABLES:  # else it is a text to others
                self[variable] = value
        return value if isinstance(value, tuple) else None


def _in_note(variable: str, note: str) -> str | None:
    """What a line of a note says of an identifier that CSL does not know: "CSTR: 123"."""
    for line in note.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip().upper() == variable:
            return value.strip() or None
    return None


def _language(text: str | None) -> str | None:
    if not text:
        return None
    match = _LANGUAGE.match(text.strip())
    return match.group() if match else None
