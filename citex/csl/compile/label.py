"""cs:label: the term for a number, singular or plural as the number is."""

from __future__ import annotations

from citex.csl import nodes
from citex.csl.compile.frame import SENTENCE_START, Code, Frame, PlainText
from citex.csl.compile.number import PLACE, named
from citex.csl.compile.scope import Scope
from citex.csl.compile.wrap import wrap
from citex.csl.strings.locators import own_part
from citex.csl.strings.pages import is_plural, is_plural_count
from citex.csl.variables import PEOPLE_AND_DATES

_COUNTS = ("number-of-pages", "number-of-volumes")
_TERMS = {"part-number": "part", "printing-number": "printing", "supplement-number": "supplement"}
"""Number variables whose term has a shorter name."""
_LOCATORS = ("locator", "locator-extra")


def compile_label(node: nodes.Label, scope: Scope) -> Code:
    """The label of a number variable, singular where the variable is empty.

    A group leaves a label out with its number. One that stands elsewhere prints, as in citeproc-js,
    for the styles that label a number which they print from another variable; a locator's does so
    only where there can be none.
    """
    variable = node.variable or ""
    form = node.form or "long"
    if variable in PEOPLE_AND_DATES:
        return ""
    if variable in _LOCATORS:
        if scope.located():
            return wrap(_locator_label(node, form, scope), node, scope)
        if scope.area == "citation":
            return None
        return wrap(PlainText(scope.term("page", form, node.plural == "always")), node, scope)
    term = _TERMS.get(variable, variable)
    single, multiple = scope.term(term, form), scope.term(term, form, True)
    if not single and not multiple:
        return None
    if PLACE in single:
        scope.around[variable] = form  # the number prints within it
        return None
    single, multiple = PlainText(single), PlainText(multiple)
    if node.plural == "always":
        single = multiple
    elif node.plural == "never":
        multiple = single
    if scope.has(variable) is False or single == multiple:
        return wrap(single, node, scope)
    count = is_plural_count if variable in _COUNTS else is_plural
    is_named = variable == "number"

    def label(frame: Frame) -> str | None:
        value = frame.work[variable]
        if value is not None and is_named:
            value = named(value, frame.work.kind)
        return multiple if value is not None and count(value) else single

    return wrap(label, node, scope)


def _many(locator: str, joint: str) -> bool:
    return is_plural(own_part(locator).replace(joint, " & "))


def _locator_label(node: nodes.Label, form: str, scope: Scope) -> Code:
    term = scope.locale.term
    plural = node.plural
    mark = SENTENCE_START if node.capitalize_if_first else ""
    joint = f" {term('and')} " if term("and") else " and "

    def label(frame: Frame) -> str | None:
        value = frame.locator or ""
        many = plural == "always" or (plural != "never" and _many(value, joint))
        text = term(frame.label or "page", form, many)
        return PlainText(mark + text) if text else None

    return label
