"""cs:number, and the number variables of cs:text: ranges with a dash, ordinals, roman numerals."""

from __future__ import annotations

from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered
from citex.csl import nodes
from citex.csl.compile import extensions, traits
from citex.csl.compile.frame import Code, Frame, Run
from citex.csl.compile.scope import Scope
from citex.csl.compile.suppressed import recorded
from citex.csl.compile.wrap import each, surround, wrap
from citex.csl.locale import Locale
from citex.csl.markup import SENTINELS
from citex.csl.strings.locators import with_terms
from citex.csl.strings.ordinals import roman
from citex.csl.strings.pages import convert, is_numeric, is_of_numbers, page_range
from citex.csl.variables import PEOPLE_AND_DATES
from citex.model.paper import VARIABLES
from citex.text.pages import DASH, DASHES

PLACE = "%s"
"""Where a term of CSL-M holds its number."""
EN_DASH = "–"
_AMPERSAND = regex(r"(?:(?<!\s)\s+)?&\s*")
_FIRST_PAGE = regex(rf"[^,;&+\s{DASHES}]+")
_PAGE_ENDS, _PAGE_BEGINS = r"(?<=[\dA-Za-z])", r"(?=[A-Za-z]{0,2}\d|[ivxlc])"
_TO = regex(rf"{_PAGE_ENDS}\s*(?:(?![-–])|(?=--)){DASH}{_PAGE_BEGINS}")
"""What is typed for the hyphen of a range: 12—15, 12～15, 12--15."""
_AND_ON = regex(rf"{_PAGE_ENDS}\s?[，、；]\s?{_PAGE_BEGINS}")
"""What is typed in Chinese between pages that do not follow each other: 1-3，7."""
_PAGE_LABELS = ("page", "", None)
_DASHED = frozenset(
    """locator locator-extra issue volume edition number collection-number chapter-number
    number-of-pages number-of-volumes supplement-number""".split()
)

_IDENTIFIED = frozenset(
    """bill dataset hearing legal_case legislation manuscript patent regulation report standard
    thesis treaty webpage""".split()
)
"""Types whose number names them: a hyphen in it is a part of the name, and no range (APA 7,
10.4: "NIH Publication No. 18-2059")."""

Format = Callable[[str], str]


def compile_number(node: nodes.Number, scope: Scope) -> Code:
    """A number variable in the form that is asked for; what is no number stays as it is."""
    variable = node.variable or ""
    if variable in PEOPLE_AND_DATES:
        return ""
    code = extensions.changed(_bare(number_code(variable, scope), variable), node)
    if node.form in ("ordinal", "long-ordinal", "roman") and code is not None:
        code = _in_form(code, variable, node.form, scope)
    if node.shape == "circled":
        code = each(code, extensions.circled)
    code = recorded(within_term(code, variable, scope), variable, scope)
    return wrap(code, node, scope, leaf=True, number=True)


def within_term(code: Code, variable: str, scope: Scope) -> Code:
    """The number within its term, where that has a place for it (CSL-M, "第%s版")."""
    term = scope.term(variable, scope.around.get(variable, "long"))
    before, place, after = term.partition(PLACE)
    if not (place and before and after) or not callable(code):
        return code
    return surround(code, before, after)


def _bare(code: Code, variable: str) -> Code:
    """A number with its tags as they were written: markup belongs to text, not to numbers."""
    attribute = VARIABLES.get(variable)
    if attribute is None or not callable(code):
        return code
    run = code

    def bare(frame: Frame) -> str | None:
        text = run(frame)
        if text and not text.isascii() and SENTINELS.search(text):
            return str(getattr(frame.work.paper, attribute))
        return text

    return traits.no_terms_as(bare, run)


def number_code(variable: str, scope: Scope) -> Code:
    """A number variable as text: ranges in the style's format, hyphens as dashes."""
    if variable in ("locator", "locator-extra"):
        return _locator(scope) if scope.located() else ""
    if variable == "first-reference-note-number":
        return (lambda frame: frame.first_note or "") if scope.area == "citation" else ""
    if variable == "citation-number":
        return traits.always_prints(_citation_number)
    if scope.shows(variable) is False and (
        variable != "page-first" or scope.shows("page") is False
    ):
        return ""
    form = formatter(variable, scope)
    is_named = variable == "number"
    source = "page" if variable == "page-first" else variable

    def number(frame: Frame) -> str | None:
        value: str | None = frame.work[source]
        if value is None or source in frame.hidden:
            return ""
        if value.isdecimal():
            return value
        return form(named(value, frame.work.kind) if is_named else value)

    if variable != "page-first":
        return (
            traits.always_prints(number) if scope.shows(source) else traits.requires(number, source)
        )

    def first(frame: Frame) -> str | None:
        value: str | None = frame.work["page-first"]
        if value is not None and "page-first" not in frame.hidden:
            return value
        if "page" in frame.hidden:
            return ""
        return first_page(frame.work["page"]) or ""

    return traits.no_terms(first)


def named(number: str, kind: str) -> str:
    """The number of a work of some type; where it is a name, with its hyphens escaped.

    Asked while an entry is made: types that a style does not ask for share their code.

    >>> named("18-2059", "report"), named("18-20", "song")
    ('18\\\\-2059', '18-20')
    """
    if kind not in _IDENTIFIED or "\\-" in number:
        return number
    return number.replace("-", "\\-")


def first_page(pages: str | None) -> str | None:
    """The first of some pages.

    >>> first_page("117–24, 130")
    '117'
    """
    match = _FIRST_PAGE.match(pages) if pages else None
    return match.group() if match else pages


def _citation_number(frame: Frame) -> str:
    return str(frame.number or 0)


def _locator(scope: Scope) -> Run:
    as_page = formatter("page-locator", scope)
    as_other = formatter("locator", scope)

    def locator(frame: Frame) -> str | None:
        value = frame.locator
        if not value or frame.located:
            return ""
        frame.located = True
        return as_page(value) if frame.label in _PAGE_LABELS else as_other(value)

    return traits.no_terms(locator)


def formatter(variable: str, scope: Scope) -> Format:
    """How values of a number variable are written; what was written once is remembered."""
    return scope.once(("number", variable), lambda: _formatter(variable, scope))


def _formatter(variable: str, scope: Scope) -> Format:
    term = scope.locale.term
    pages = variable in ("page", "page-first", "page-locator")
    dash = "year-range-delimiter" if variable == "collection-number" else "page-range-delimiter"
    delimiter = term(dash) or EN_DASH if pages or variable in _DASHED else "-"
    if pages and scope.page_delimiter:
        delimiter = scope.page_delimiter
    key = (
        scope.style.page_range_format if pages else None,
        delimiter,
        _symbol(scope.locale),
        pages,
        variable != "page-locator",
        scope.locale,
    )

    @remembered(2048)
    def formatted(value: str) -> str:
        return _formatted(value, *key) or value

    return formatted


def _symbol(locale: Locale) -> str:
    """What stands for "&" between two numbers."""
    symbol = locale.term("and", "symbol")
    return symbol if symbol and symbol != locale.term("and") else "&"


def _formatted(
    value: str,
    style_format: str | None,
    delimiter: str,
    symbol: str,
    pages: bool,
    bare: bool,
    locale: Locale,
) -> str:
    numeric = is_of_numbers(value)
    if pages:
        value = _TO.sub("-", value)
        if not locale.lang.startswith("zh"):
            value = _AND_ON.sub(", ", value)
    if pages and bare:
        value = value.replace(EN_DASH, "-")  # a dash is for ranges alone, but where it was typed
    text = _AMPERSAND.sub(f" {symbol} ", value) if "&" in value and numeric else value
    dash = locale.term("page-range-delimiter") or EN_DASH
    if pages or numeric:
        return page_range(text, style_format, delimiter, dash if pages else None)
    text = with_terms(
        text,
        lambda name, many: locale.term(name, "short", many) or "",
        lambda number: page_range(number, None, dash),
    )
    return text.replace("\\-", "-")


def _in_form(code: Code, variable: str, form: str, scope: Scope) -> Code:
    change = _forms(form, scope.locale, scope.locale.gender(variable))

    @remembered(512)
    def converted(text: str) -> str:
        if is_numeric(text):
            return convert(text, change)
        head, comma, rest = text.partition(",")
        if comma and ". " in rest and head.isdecimal():
            return convert(head, change) + comma + rest
        return text

    if isinstance(code, str) or code is None:
        return code
    run = code

    def in_form(frame: Frame) -> str | None:
        text = run(frame)
        return converted(text) if text else text

    return traits.no_terms(in_form)  # there is no roman nought


def _forms(form: str, locale: Locale, gender: str | None) -> Callable[[int], str]:
    if form == "roman":
        return roman
    if form == "ordinal":
        return lambda number: locale.ordinal(number, gender)
    return lambda number: locale.long_ordinal(number, gender)
