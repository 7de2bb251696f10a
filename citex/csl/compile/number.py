"""cs:number, and the number variables of cs:text: ranges with a dash, ordinals, roman numerals."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citex.csl import nodes
from citex.csl.compile import own
from citex.csl.compile.record import recorded
from citex.csl.compile.scope import Code, Frame, Run, Scope, plain, plain_as
from citex.csl.compile.wrap import each, wrap
from citex.csl.locale import Locale
from citex.csl.strings.ordinals import roman
from citex.csl.strings.pages import convert, is_numeric, page_range

EN_DASH = "–"
_AMPERSAND = re.compile(r"\s*&\s*")
_FIRST_PAGE = re.compile(r"[^-–,;&\s]+")
_PAGE_LABELS = ("page", "", None)
_DASHED = frozenset("locator locator-extra issue volume edition number collection-number".split())

Format = Callable[[str], str]


def compile_number(node: nodes.Number, scope: Scope) -> Code:
    """A number variable in the form that is asked for; what is no number stays as it is."""
    variable = node.variable or ""
    code = number_code(variable, scope)
    if node.form in ("ordinal", "long-ordinal", "roman") and code is not None:
        code = _in_form(code, variable, node.form, scope)
    if node.shape == "circled":
        code = each(code, own.circled)
    return wrap(recorded(code, variable, scope), node, scope, leaf=True, number=True)


def number_code(variable: str, scope: Scope) -> Code:
    """A number variable as text: ranges in the style's format, hyphens as dashes."""
    if variable in ("locator", "locator-extra"):
        return _locator(scope) if scope.area == "citation" else ""
    if variable == "first-reference-note-number":
        return (lambda frame: frame.first_note or "") if scope.area == "citation" else ""
    if variable == "citation-number":
        return plain(_citation_number)
    form = formatter(variable, scope)
    source = "page" if variable == "page-first" else variable

    def number(frame: Frame) -> str | None:
        value = frame.work[source]
        if value is None:
            return ""
        if value.isdecimal():
            return value
        return form(value)

    if variable != "page-first":
        return plain(number)

    def first_page(frame: Frame) -> str | None:
        value = frame.work["page-first"]
        if value is not None:
            return value
        value = frame.work["page"]
        if value is None:
            return ""
        match = _FIRST_PAGE.match(value)
        return match.group() if match else value

    return plain(first_page)


def _citation_number(frame: Frame) -> str:
    return str(frame.number or 0)


def _locator(scope: Scope) -> Run:
    as_page = formatter("page", scope)
    as_other = formatter("locator", scope)

    def locator(frame: Frame) -> str | None:
        value = frame.locator
        if not value:
            return ""
        return as_page(value) if frame.label in _PAGE_LABELS else as_other(value)

    return plain(locator)


def formatter(variable: str, scope: Scope) -> Format:
    """How values of a number variable are written."""
    term = scope.locale.term
    if variable in ("page", "page-first"):
        delimiter = term("page-range-delimiter") or EN_DASH
        style_format = scope.style.page_range_format
        return lambda value: _pages(value, style_format, delimiter)
    if variable == "collection-number":
        delimiter = term("year-range-delimiter") or EN_DASH
    else:
        delimiter = term("page-range-delimiter") or EN_DASH
    if variable in _DASHED:
        return lambda value: _number(value, delimiter)
    return lambda value: _number(value, "-")


@lru_cache(maxsize=8192)
def _pages(value: str, style_format: str | None, delimiter: str) -> str:
    return page_range(_spaced(value), style_format, delimiter)


@lru_cache(maxsize=8192)
def _number(value: str, delimiter: str) -> str:
    text = _spaced(value)
    if is_numeric(value):
        return page_range(text, None, delimiter)
    return text.replace("\\-", "-")


def _spaced(value: str) -> str:
    return _AMPERSAND.sub(" & ", value) if "&" in value and is_numeric(value) else value


def _in_form(code: Code, variable: str, form: str, scope: Scope) -> Code:
    change = _forms(form, scope.locale, scope.locale.gender(variable))

    @lru_cache(maxsize=512)
    def converted(text: str) -> str:
        return convert(text, change) if is_numeric(text) else text

    if isinstance(code, str) or code is None:
        return code
    run = code

    def in_form(frame: Frame) -> str | None:
        text = run(frame)
        return converted(text) if text else text

    return plain_as(in_form, run)


def _forms(form: str, locale: Locale, gender: str | None) -> Callable[[int], str]:
    if form == "roman":
        return roman
    if form == "ordinal":
        return lambda number: locale.ordinal(number, gender)
    return lambda number: locale.long_ordinal(number, gender)
