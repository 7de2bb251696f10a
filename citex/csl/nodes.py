"""CSL declared once: a class per element, a field per attribute, with the values it may have.

CSL 1.0.2, and of CSL-M what the styles of zotero-chinese use. `xml.py` builds these from a style's
file; nothing here renders. A field's XML name is its own with "-" for "_" (`is_numeric`), unless
`name` says otherwise. The attribute `line` is where the element stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple, TypeVar

from citex.csl.locale import Overlay
from citex.errors import Problem
from citex.model.checked import refuse

OWN = "{urn:citex:csl}"
"""The namespace of citex's own attributes and elements (docs/csl-extensions.md)."""

FORMS = ("long", "short", "verb", "verb-short", "symbol", "static", "full", "imperial")
CASES = (
    "lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title", "normal",
)  # fmt: skip
PAGE_FORMATS = ("expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16")
PRECEDES = ("contextual", "after-inverted-name", "always", "never")
GIVENNAME_RULES = (
    "all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite",
)  # fmt: skip
POSITIONS = (
    "first", "subsequent", "ibid", "ibid-with-locator", "near-note", "far-note",
    "container-subsequent",
)  # fmt: skip


class Attribute(NamedTuple):
    """What a field holds: an attribute or child elements of a style's file, or neither (`kind`)."""

    default: Any
    kind: str = ""
    name: str = ""
    values: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def text(name: str = "", values: tuple[str, ...] = (), default: str | None = None) -> Any:
    """A field that holds an attribute's text, one of `values` if there are any."""
    return Attribute(default, "text", name, values)


def words(name: str = "", values: tuple[str, ...] = ()) -> Any:
    """A field that holds an attribute's words, each one of `values` if there are any."""
    return Attribute((), "words", name, values)


def flag(name: str = "") -> Any:
    """A field that holds "true" or "false" as a bool, None where it is not given."""
    return Attribute(None, "flag", name)


def number(name: str = "") -> Any:
    """A field that holds a whole number."""
    return Attribute(None, "number", name)


def child(*tags: str) -> Any:
    """A field that holds the one child element of these tags, or None."""
    return Attribute(None, "child", tags=tags)


def children(*tags: str) -> Any:
    """A field that holds all child elements of these tags, in order."""
    return Attribute((), "children", tags=tags)


class Node:
    """An element of a style. The fields of a class are the attributes that it declares with a type;
    one that is not given has the class's value.
    """

    tag: ClassVar[str] = ""
    FIELDS: ClassVar[dict[str, Attribute]] = {}
    line: int = 0
    when: str | None = text(OWN + "when")
    vary: str | None = text(OWN + "vary")

    def __init_subclass__(cls) -> None:
        _declare(cls)

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)


def _declare(kind: type[Node]) -> None:
    """Gather the fields of a class, its own behind those that it inherits."""
    fields = dict(kind.FIELDS)
    for name, annotation in kind.__annotations__.items():
        if not annotation.startswith("ClassVar"):
            held = kind.__dict__[name]
            fields[name] = held if isinstance(held, Attribute) else Attribute(held)
            setattr(kind, name, fields[name].default)
    kind.FIELDS = fields


_declare(Node)


Element = TypeVar("Element", bound=Node)


def replace(node: Element, **changes: Any) -> Element:
    """A copy of an element with other values."""
    return node.__class__(**{**vars(node), **changes})


def child_fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a class of elements that hold other elements."""
    found = _child_fields.get(kind)
    if found is None:
        held = kind.FIELDS.items()
        found = tuple(name for name, field in held if field.kind in ("child", "children"))
        _child_fields[kind] = found
    return found


_child_fields: dict[type[Node], tuple[str, ...]] = {}


def children_of(node: Node) -> list[Any]:
    """The elements that stand within another."""
    found: list[Any] = []
    for name in child_fields(node.__class__):
        value = getattr(node, name)
        if value.__class__ is tuple:
            found += value
        elif value is not None:
            found.append(value)
    return found


def called_or_within(node: Node, macros: Mapping[str, Any]) -> list[Any]:
    """The elements that stand within another, and the macro that it calls."""
    found = children_of(node)
    macro = macros.get(getattr(node, "macro", None) or "")
    if macro is not None:
        found.append(macro)
    return found


def walk(*roots: Node | None) -> Iterator[Any]:
    """These elements and all within them."""
    stack = [root for root in roots if root is not None]
    while stack:
        node = stack.pop()
        yield node
        stack += children_of(node)


RENDERING = ("text", "number", "label", "date", "names", "group", "choose")


class Decorated(Node):
    """What has affixes and formatting (CSL 1.0.2, "Affixes", "Formatting", "Display")."""

    prefix: str = text(default="")
    suffix: str = text(default="")
    font_style: str | None = text(values=("normal", "italic", "oblique"))
    font_variant: str | None = text(values=("normal", "small-caps"))
    font_weight: str | None = text(values=("normal", "bold", "light"))
    text_decoration: str | None = text(values=("none", "underline"))
    vertical_align: str | None = text(values=("baseline", "sup", "sub"))
    display: str | None = text(values=("block", "left-margin", "right-inline", "indent"))
    text_case: str | None = text(values=CASES)
    strip_periods: bool | None = flag()
    quotes: bool | None = flag()
    delimiter: str | None = text()


class Text(Decorated):
    """cs:text: a variable, a macro, a term or a value."""

    tag: ClassVar[str] = "text"
    variable: str | None = text()
    macro: str | None = text()
    term: str | None = text()
    value: str | None = text()
    form: str | None = text(values=FORMS)
    plural: bool | None = flag()
    width: str | None = text(OWN + "width", values=("value", "number"))
    pattern: str | None = text(OWN + "pattern")
    replacement: str | None = text(OWN + "replacement")


class Number(Decorated):
    """cs:number: a number variable, as digits, ordinal or roman numeral."""

    tag: ClassVar[str] = "number"
    variable: str | None = text()
    form: str | None = text(values=("numeric", "ordinal", "long-ordinal", "roman"))
    shape: str | None = text(OWN + "form", values=("circled",))
    pattern: str | None = text(OWN + "pattern")
    replacement: str | None = text(OWN + "replacement")


class Label(Decorated):
    """cs:label: the term for a number or a role, singular or plural."""

    tag: ClassVar[str] = "label"
    variable: str | None = text()
    form: str | None = text(values=FORMS)
    plural: str | None = text(values=("contextual", "always", "never"))
    capitalize_if_first: bool | None = flag()


class DatePart(Decorated):
    """cs:date-part: day, month or year."""

    tag: ClassVar[str] = "date-part"
    name: str | None = text(values=("day", "month", "year"))
    form: str | None = text(
        values=("numeric", "numeric-leading-zeros", "ordinal", "long", "short", "imperial")
    )
    range_delimiter: str | None = text()


class Date(Decorated):
    """cs:date: a date variable, localized (by `form`) or spelled out by its parts."""

    tag: ClassVar[str] = "date"
    variable: str | None = text()
    form: str | None = text(values=("numeric", "text"))
    date_parts: str | None = text(values=("year-month-day", "year-month", "year"))
    width: str | None = text(OWN + "width", values=("value", "number"))
    pattern: str | None = text(OWN + "pattern")
    replacement: str | None = text(OWN + "replacement")
    parts: tuple[DatePart, ...] = children("date-part")


class NameOptions(Decorated):
    """The name options that style, citation and bibliography hand down (CSL 1.0.2)."""

    and_: str | None = text("and", values=("text", "symbol"))
    delimiter_precedes_et_al: str | None = text(values=PRECEDES)
    delimiter_precedes_last: str | None = text(values=PRECEDES)
    et_al_min: int | None = number()
    et_al_use_first: int | None = number()
    et_al_subsequent_min: int | None = number()
    et_al_subsequent_use_first: int | None = number()
    et_al_use_last: bool | None = flag()
    initialize: bool | None = flag()
    initialize_with: str | None = text()
    name_as_sort_order: str | None = text(values=("first", "all"))
    sort_separator: str | None = text()
    name_form: str | None = text(values=("long", "short", "count"))
    name_delimiter: str | None = text()
    names_delimiter: str | None = text()
    # citex's own
    et_al: str | None = text(OWN + "et-al")
    named: str | None = text(OWN + "named")
    et_al_gap: str | None = text(OWN + "et-al-gap")
    pinyin: str | None = text(OWN + "pinyin")
    suffix_separator: str | None = text(OWN + "suffix-separator")
    suffix_periods: bool | None = flag(OWN + "suffix-periods")
    particle_initials: bool | None = flag(OWN + "particle-initials")
    persons_only: bool | None = flag(OWN + "persons-only")
    cjk_form: str | None = text(OWN + "cjk-form", values=("long", "short"))


class NamePart(Decorated):
    """cs:name-part: the formatting of the given or the family name."""

    tag: ClassVar[str] = "name-part"
    name: str | None = text(values=("given", "family"))


class NameNode(NameOptions):
    """cs:name: how one name, and a list of them, is written."""

    tag: ClassVar[str] = "name"
    form: str | None = text(values=("long", "short", "count"))
    parts: tuple[NamePart, ...] = children("name-part")


class InstitutionPart(Decorated):
    """cs:institution-part (CSL-M): the formatting of a body's long or short name."""

    tag: ClassVar[str] = "institution-part"
    name: str | None = text(values=("long", "short", "long-with-short"))
    if_short: bool | None = flag()


class Institution(NameOptions):
    """cs:institution (CSL-M): how bodies are written among the names."""

    tag: ClassVar[str] = "institution"
    institution_parts: str | None = text(values=("long", "short", "short-long", "long-short"))
    form: str | None = text(values=("long", "short"))
    use_first: int | None = number()
    use_last: int | None = number()
    substitute_use_first: int | None = number()
    stop_first: int | None = number()
    stop_last: int | None = number()
    reverse_order: bool | None = flag()
    part_separator: str | None = text()
    suppress_min: int | None = number()
    parts: tuple[InstitutionPart, ...] = children("institution-part")


class EtAl(Decorated):
    """cs:et-al: the term, and the formatting, of what stands for the names left out."""

    tag: ClassVar[str] = "et-al"
    term: str | None = text()


class Substitute(Node):
    """cs:substitute: what stands in for names that are missing; the first that prints."""

    tag: ClassVar[str] = "substitute"
    children: tuple[Node, ...] = children(*RENDERING)


class Names(Decorated):
    """cs:names: one or more name variables."""

    tag: ClassVar[str] = "names"
    variable: tuple[str, ...] = words()
    name: NameNode | None = child("name")
    institution: Institution | None = child("institution")
    et_al: EtAl | None = child("et-al")
    label: Label | None = child("label")
    substitute: Substitute | None = child("substitute")
    label_before_name: bool = False


class Group(Decorated):
    """cs:group: its children, if a variable among them printed or none was called."""

    tag: ClassVar[str] = "group"
    children: tuple[Node, ...] = children(*RENDERING)


class Condition(Node):
    """The conditions of cs:if, cs:else-if and (CSL-M) cs:condition."""

    tag: ClassVar[str] = "condition"
    match: str | None = text(values=("all", "any", "none", "nand"))
    type: tuple[str, ...] = words()
    variable: tuple[str, ...] = words()
    is_numeric: tuple[str, ...] = words()
    is_uncertain_date: tuple[str, ...] = words()
    locator: tuple[str, ...] = words()
    position: tuple[str, ...] = words(values=POSITIONS)
    disambiguate: str | None = text(values=("true", "false", "check-ambiguity-and-backreference"))
    # CSL-M
    has_day: tuple[str, ...] = words()
    has_year_only: tuple[str, ...] = words()
    has_to_month_or_season: tuple[str, ...] = words()
    is_plural: str | None = text()
    is_multiple: str | None = text()
    is_parallel: tuple[str, ...] = words()
    context: str | None = text(values=("citation", "bibliography", "alternative"))
    locale: tuple[str, ...] = words()
    jurisdiction: tuple[str, ...] = words()
    country: tuple[str, ...] = words()
    genre: tuple[str, ...] = words()
    page: tuple[str, ...] = words()
    number: tuple[str, ...] = words()
    subjurisdictions: str | None = text()
    # citex's own
    matches: str | None = text(OWN + "matches")
    contains: tuple[str, ...] = words(OWN + "contains")


class Conditions(Node):
    """cs:conditions (CSL-M): several sets of conditions, joined by `match`."""

    tag: ClassVar[str] = "conditions"
    match: str | None = text(values=("all", "any", "none", "nand"))
    conditions: tuple[Condition, ...] = children("condition")


class If(Condition):
    """cs:if."""

    tag: ClassVar[str] = "if"
    conditions: Conditions | None = child("conditions")
    children: tuple[Node, ...] = children(*RENDERING)


class ElseIf(If):
    """cs:else-if."""

    tag: ClassVar[str] = "else-if"


class Else(Node):
    """cs:else."""

    tag: ClassVar[str] = "else"
    children: tuple[Node, ...] = children(*RENDERING)


class Choose(Node):
    """cs:choose: the first branch whose conditions hold."""

    tag: ClassVar[str] = "choose"
    branches: tuple[If | Else, ...] = children("if", "else-if", "else")


class Macro(Node):
    """cs:macro: rendering elements with a name."""

    tag: ClassVar[str] = "macro"
    name: str | None = text()
    children: tuple[Node, ...] = children(*RENDERING)


class Key(Node):
    """cs:key: what a list is sorted by."""

    tag: ClassVar[str] = "key"
    variable: str | None = text()
    macro: str | None = text()
    sort: str | None = text(values=("ascending", "descending"))
    names_min: int | None = number()
    names_use_first: int | None = number()
    names_use_last: bool | None = flag()
    languages: tuple[str, ...] = words(OWN + "languages")
    collation: str | None = text(OWN + "collation")


class Sort(Node):
    """cs:sort."""

    tag: ClassVar[str] = "sort"
    keys: tuple[Key, ...] = children("key")


class Layout(Decorated):
    """cs:layout; `locale` (CSL-M) names the languages of the works that it is for."""

    tag: ClassVar[str] = "layout"
    locale: tuple[str, ...] = words()
    words_of: str | None = text(OWN + "locale", values=("entry",))
    after: str | None = text(OWN + "after")
    pair: str | None = text(OWN + "pair")
    children: tuple[Node, ...] = children(*RENDERING)


class Citation(NameOptions):
    """cs:citation."""

    tag: ClassVar[str] = "citation"
    disambiguate_add_names: bool | None = flag()
    disambiguate_add_givenname: bool | None = flag()
    givenname_disambiguation_rule: str | None = text(values=GIVENNAME_RULES)
    disambiguate_add_year_suffix: bool | None = flag()
    cite_group_delimiter: str | None = text()
    collapse: str | None = text(
        values=("citation-number", "year", "year-suffix", "year-suffix-ranged")
    )
    year_suffix_delimiter: str | None = text()
    after_collapse_delimiter: str | None = text()
    near_note_distance: int | None = number()
    collapse_min: int | None = number(OWN + "collapse-min")
    width: str | None = text(OWN + "width")
    sort: Sort | None = child("sort")
    layouts: tuple[Layout, ...] = children("layout")


class Bibliography(NameOptions):
    """cs:bibliography."""

    tag: ClassVar[str] = "bibliography"
    hanging_indent: bool | None = flag()
    second_field_align: str | None = text(values=("flush", "margin"))
    line_spacing: int | None = number()
    entry_spacing: int | None = number()
    subsequent_author_substitute: str | None = text()
    subsequent_author_substitute_rule: str | None = text(
        values=("complete-all", "complete-each", "partial-each", "partial-first")
    )
    sort: Sort | None = child("sort")
    layouts: tuple[Layout, ...] = children("layout")


class Info(Node):
    """cs:info, of which we keep what tells styles apart."""

    tag: ClassVar[str] = "info"
    title: str = ""
    title_short: str = ""
    id: str = ""
    parent: str = ""
    template: str = ""
    documentation: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    citation_format: str = ""
    summary: str = ""
    updated: str = ""


class Option(NamedTuple):
    """cx:option: what a user of a style may choose; `default` is among the `values`."""

    name: str
    values: tuple[str, ...]
    default: str
    title: str = ""


class Style(NameOptions):
    """cs:style: a whole style, as `citex.load_style` reads it. It pickles."""

    tag: ClassVar[str] = "style"

    def __init__(self, *name: Any, **given: Any) -> None:
        if name:
            raise refuse("style", name[0], "a style is loaded by citex.load_style(name)")
        Node.__init__(self, **given)

    class_: str | None = text("class", values=("in-text", "note"))
    version: str | None = text()
    lang: str | None = text("{http://www.w3.org/XML/1998/namespace}lang")
    default_locale: str | None = text()
    default_locale_sort: str | None = text()
    page_range_format: str | None = text(values=PAGE_FORMATS)
    year_range_format: str | None = text(values=PAGE_FORMATS)
    demote_non_dropping_particle: str | None = text(
        values=("never", "sort-only", "display-and-sort")
    )
    initialize_with_hyphen: bool | None = flag()
    info: Info | None = child("info")
    locales: tuple[Overlay, ...] = ()
    macro_list: tuple[Macro, ...] = children("macro")
    citation: Citation | None = child("citation")
    intext: Citation | None = child("intext")
    bibliography: Bibliography | None = child("bibliography")
    name: str = ""
    warnings: tuple[Problem, ...] = ()

    # citex's own
    extends: str | None = text(OWN + "extends")
    detect_language: bool | None = flag(OWN + "detect-language")
    width: str | None = text(OWN + "width")
    declared: tuple[Option, ...] = ()

    @property
    def macros(self) -> dict[str, Macro]:
        """The macros by name."""
        return {macro.name: macro for macro in self.macro_list if macro.name}

    @property
    def title(self) -> str:
        """The style's own title."""
        return self.info.title if self.info else ""

    @property
    def parent(self) -> str:
        """The id of the style that this one depends on, or ""."""
        return self.info.parent if self.info else ""
