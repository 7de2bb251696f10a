"""cs:key: it becomes a function from a frame to a text, a number or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from citex.csl import nodes
from citex.csl.compile.date import date_key
from citex.csl.compile.frame import SENTENCE_START, Frame
from citex.csl.compile.layout import compile_node
from citex.csl.compile.names import compile_names
from citex.csl.compile.number import first_page
from citex.csl.compile.scope import Scope
from citex.csl.labels import citation_label
from citex.csl.markup import strip
from citex.csl.notices import family_of
from citex.csl.strings.articles import FAMILIES, without_article
from citex.csl.strings.order import language_group, order_key
from citex.csl.variables import PEOPLE, Work
from citex.model.paper import DATE_VARIABLES, NUMBER_VARIABLES

Value = Callable[[Frame], "str | None"]


class SortKey(NamedTuple):
    """A compiled cs:key: its values are texts to collate; None sorts last, either way."""

    value: Value
    descending: bool
    numbers: bool  # the values are digits, compared as they stand


def compile_key(key: nodes.Key, scope: Scope) -> SortKey:
    """A cs:key, for works of which is known what the scope knows."""
    found = _key(key, scope.but(sorting=True, key=key))
    if found.numbers or not scope.once(("articles",), lambda: _passes_over_articles(scope)):
        return found
    return found._replace(value=_without_article(found.value, scope.locale.lang))


def _key(key: nodes.Key, scope: Scope) -> SortKey:
    descending = key.sort == "descending"
    if key.languages:
        return SortKey(_language(key.languages), descending, True)
    if key.collation:
        found = _key(nodes.replace(key, collation=None), scope)
        return found._replace(value=_ordered(found.value, key.collation), numbers=True)
    if key.macro is not None:
        text = nodes.Text(macro=key.macro)
        return SortKey(_text_of(text, scope), descending, False)
    variable = key.variable or ""
    if variable == "citation-number":
        return SortKey(_number, descending, True)
    if variable in DATE_VARIABLES:
        return SortKey(_date(variable), descending, True)
    if variable in PEOPLE:
        return SortKey(_names(variable, scope), descending, False)
    if variable == "citation-label":
        return SortKey(lambda frame: citation_label(frame.work), descending, False)
    if variable in NUMBER_VARIABLES:
        return SortKey(_padded(variable), descending, False)
    return SortKey(_plain(variable), descending, False)


def _passes_over_articles(scope: Scope) -> bool:
    return scope.area == "bibliography" and family_of(scope.style) in FAMILIES


def _without_article(value: Value, locale: str) -> Value:
    def known(frame: Frame) -> str | None:
        text = value(frame)
        language = frame.language or locale
        return without_article(text, _heads(frame.work), language) if text else text

    return known


def _heads(work: Work) -> Iterator[str]:
    """The titles and bodies that an entry may begin with."""
    for variable in ("title", "title-short", "container-title"):
        if text := work[variable]:
            yield strip(text)
    for variable in ("author", "editor"):
        for person in work.names(variable) or ():
            if person.literal is not None:
                yield strip(person.literal)


def _text_of(node: nodes.Node, scope: Scope) -> Value:
    code = compile_node(node, scope)
    if code is None or isinstance(code, str):
        fixed = strip(code.replace(SENTENCE_START, "")).strip() if code else None
        return lambda frame: fixed
    run = code

    def text(frame: Frame) -> str | None:
        found = run(frame)
        return strip(found).strip() if found else None

    return text


def _language(groups: tuple[str, ...]) -> Value:
    return lambda frame: language_group(frame.language or "en", groups)


def _ordered(value: Value, collation: str) -> Value:
    def ordered(frame: Frame) -> str | None:
        text = value(frame)
        return order_key(text, collation) if text else None

    return ordered


def _number(frame: Frame) -> str:
    return f"{frame.number or 0:020d}"


def _date(variable: str) -> Value:
    def date(frame: Frame) -> str | None:
        found = frame.work[variable]
        if found is None or not found.year:
            return None
        return date_key(found)

    return date


def _names(variable: str, scope: Scope) -> Value:
    name = nodes.NameNode(name_as_sort_order="all", sort_separator=" ")
    node = nodes.Names(variable=(variable,), name=name)
    code = compile_names(node, scope, compile_node)
    run = code if callable(code) else (lambda frame: None)

    def names(frame: Frame) -> str | None:
        text = run(frame)
        return strip(text) if text else None

    return names


def _padded(variable: str) -> Value:
    def padded(frame: Frame) -> str | None:
        value = frame.work[variable]
        if value is None and variable == "page-first":
            value = first_page(frame.work["page"])
        if value is None:
            return None
        text = strip(value)
        return text.zfill(20) if text.isdecimal() and text.isascii() else text

    return padded


def _plain(variable: str) -> Value:
    def stripped(frame: Frame) -> str | None:
        value = frame.work[variable]
        return strip(value) if isinstance(value, str) else None

    return stripped
