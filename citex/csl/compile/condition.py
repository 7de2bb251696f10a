"""The conditions of cs:if: decided when a style is compiled, or tests of a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citex._late import regex
from citex.csl import nodes
from citex.csl.compile import extensions
from citex.csl.compile.frame import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Frame, Test
from citex.csl.compile.scope import Scope
from citex.csl.compile.specialize import Assumptions
from citex.csl.strings.locators import label_asked_for, own_part
from citex.csl.strings.pages import is_numeric
from citex.csl.variables import CITE_VARIABLES
from citex.model import PartialDate
from citex.model.paper import DATE_VARIABLES, NUMBER_VARIABLES

Verdict = Test | bool
"""A condition: decided at compile time, or a test of a frame."""

_MULTIPLE = regex(r",\s|\s(?:and|et|und|y|e|и|–|-)\s|—|&")


def verdict_of(node: nodes.If, scope: Scope) -> Verdict:
    """What becomes of a condition: decided now, or asked of each work and cite."""
    of_type, variables = scope.specializer.plain_bits(node)
    if (scope.known.variables and (of_type or variables)) or (of_type and not variables):
        return _decided(of_type, variables, node.match or "all", scope.known)
    verdicts = list(_verdicts(node, scope))
    match = node.match or "all"
    if node.conditions is not None:
        inner = [
            _combined(list(_verdicts(condition, scope)), condition.match or "all")
            for condition in node.conditions.conditions
        ]
        verdicts.append(_combined(inner, node.conditions.match or "all"))
    return _combined(verdicts, match)


def _decided(of_type: int, variables: int, match: str, known: Assumptions) -> bool:
    """What becomes of a condition on types and variables; no more is asked than must be."""
    if of_type:
        is_so = bool(known.held(of_type))
        if match == "all" and not is_so:
            return False
        if match == "any" and is_so:
            return True
        if match == "none" and is_so:
            return False
        if match == "nand" and not is_so:
            return True
    held = known.held(variables)
    if match == "all":
        return held == variables
    if match == "any":
        return held != 0
    return held == 0 if match == "none" else held != variables


def _combined(verdicts: list[Verdict], match: str) -> Verdict:
    if match == "all":
        return _all(verdicts)
    if match == "any":
        return _any(verdicts)
    if match == "none":
        return _not(_any(verdicts))
    return _not(_all(verdicts))


def _open(verdicts: list[Verdict]) -> tuple[list[Test], tuple[str, ...]]:
    """The tests that are left; where several only ask for a variable, these variables apart."""
    tests = [verdict for verdict in verdicts if not isinstance(verdict, bool)]
    variables = [test.__dict__["variable"] for test in tests if "variable" in test.__dict__]
    if len(variables) < 2:
        return tests, ()
    return [test for test in tests if "variable" not in test.__dict__], tuple(variables)


def _all(verdicts: list[Verdict]) -> Verdict:
    if any(verdict is False for verdict in verdicts):
        return False
    tests, variables = _open(verdicts)
    if variables:
        tests.append(_has_all(variables))
    return _joined(tests, True, lambda frame: all(test(frame) for test in tests))


def _any(verdicts: list[Verdict]) -> Verdict:
    if any(verdict is True for verdict in verdicts):
        return True
    tests, variables = _open(verdicts)
    if variables:
        tests.insert(0, _has_any(variables))

    def any_of(frame: Frame) -> bool:
        for test in tests:  # noqa: SIM110  # a generator takes twice as long
            if test(frame):
                return True
        return False

    return _joined(tests, False, any_of)


def _joined(tests: list[Test], every: bool, several: Test) -> Verdict:
    """The tests as one: `every` of them or any; for few of them there is a faster way."""
    if len(tests) < 2:
        return tests[0] if tests else every
    if len(tests) > 2:
        return several
    one, two = tests
    if every:
        return lambda frame: one(frame) and two(frame)
    return lambda frame: one(frame) or two(frame)


def _not(verdict: Verdict) -> Verdict:
    if isinstance(verdict, bool):
        return not verdict
    return lambda frame: not verdict(frame)


def _verdicts(node: nodes.Condition, scope: Scope) -> Iterator[Verdict]:
    if node.type:
        # several types on one element are alternatives, whatever `match` says of the rest
        yield bool(scope.known.held(scope.specializer.of_types(node.type)))
    for variable in node.variable:
        yield _has(variable, scope)
    for variable in node.is_numeric:
        yield _numeric(variable, scope)
    for variable in node.is_uncertain_date:
        yield _date_test(variable, lambda date: bool(date.circa), scope)
    if node.locator:
        for label in node.locator:
            yield _locator(label, scope)
    for position in node.position:
        yield _position(position, scope)
    if node.disambiguate == "true":
        yield _disambiguate
    elif node.disambiguate is not None:
        yield False
    yield from _extensions(node, scope)


def _has(variable: str, scope: Scope) -> Verdict:
    if variable in _LOCATOR_TESTS and not scope.located():
        return False
    if variable in CITE_VARIABLES:
        return _CITE_TESTS[variable] if scope.area == "citation" else _in_list(variable)

    known = scope.has(variable)
    if variable == "page-first" and not known:
        # the first of the pages is as good as given
        return _has("page", scope) if known is False else _has_any(("page-first", "page"))
    if known is not None:
        return known

    def has(frame: Frame) -> bool:
        return frame.work[variable] is not None

    has.__dict__["variable"] = variable
    return has


def _has_all(variables: tuple[str, ...]) -> Test:
    def has_all(frame: Frame) -> bool:
        base = frame.work
        for variable in variables:  # noqa: SIM110  # as in any_of
            if base[variable] is None:
                return False
        return True

    return has_all


def _has_any(variables: tuple[str, ...]) -> Test:
    def has_any(frame: Frame) -> bool:
        base = frame.work
        for variable in variables:  # noqa: SIM110  # as in any_of
            if base[variable] is not None:
                return True
        return False

    return has_any


def _in_list(variable: str) -> Verdict:
    if variable == "year-suffix":
        return _CITE_TESTS[variable]
    return variable == "citation-number"


_LOCATOR_TESTS = ("locator", "label")
_CITE_TESTS: dict[str, Test] = {
    "locator": lambda frame: bool(frame.locator),
    "locator-extra": lambda frame: False,
    "label": lambda frame: bool(frame.label),
    "first-reference-note-number": lambda frame: frame.first_note is not None,
    "citation-number": lambda frame: frame.number is not None,
    "year-suffix": lambda frame: frame.year_suffix is not None,
}


def _numeric(variable: str, scope: Scope) -> Verdict:
    if variable == "locator":
        if not scope.located():
            return False
        return lambda frame: bool(frame.locator) and is_numeric(own_part(frame.locator or ""))
    if variable == "citation-number":
        return True
    if scope.has(variable) is False:
        return False
    if variable in ("title", "version") or variable not in NUMBER_VARIABLES:
        return lambda frame: _ends_in_digit(frame.work[variable])

    def numeric(frame: Frame) -> bool:
        value = frame.work[variable]
        return value is not None and is_numeric(value)

    return numeric


def _ends_in_digit(value: object) -> bool:
    return isinstance(value, str) and is_numeric(value)


def _date_test(variable: str, test: Callable[..., bool], scope: Scope) -> Verdict:
    if variable not in DATE_VARIABLES or scope.has(variable) is False:
        return False

    def tested(frame: Frame) -> bool:
        date = frame.work[variable]
        return date is not None and test(date)

    return tested


def _locator(label: str, scope: Scope) -> Verdict:
    if not scope.located():
        return False
    wanted = label_asked_for(label)
    return lambda frame: bool(frame.locator) and (frame.label or "page") == wanted


def _position(position: str, scope: Scope) -> Verdict:
    if scope.area != "citation":
        return False
    if position == "first":
        return lambda frame: frame.position == FIRST
    if position == "near-note":
        return lambda frame: frame.position >= SUBSEQUENT and frame.near
    if position == "far-note":
        return lambda frame: frame.position == SUBSEQUENT and not frame.near
    least = {"ibid": IBID, "ibid-with-locator": IBID_WITH_LOCATOR}
    wanted = least.get(position, SUBSEQUENT)
    return lambda frame: frame.position >= wanted


def _disambiguate(frame: Frame) -> bool:
    if frame.level < frame.condition:
        frame.level += 1
        return True
    return False


# -- CSL-M -------------------------------------------------------------------------------------


def _extensions(node: nodes.Condition, scope: Scope) -> Iterator[Verdict]:
    for variable in node.has_day:
        yield _date_test(variable, lambda date: bool(date.day), scope)
    for variable in node.has_year_only:
        yield _date_test(variable, lambda date: not date.month and not date.season, scope)
    for variable in node.has_to_month_or_season:
        yield _date_test(variable, _has_no_day_but_month, scope)
    if node.is_plural:
        yield _plural(node.is_plural)
    if node.is_multiple:
        yield _multiple(node.is_multiple)
    if node.context:
        yield node.context == scope.area
    for tag in node.locale:
        yield _in_language(tag)
    for field, values in (
        ("jurisdiction", node.jurisdiction),
        ("country", node.country),
        ("genre", node.genre),
    ):
        if values:
            yield _equals(field, values)
    for name, labels in (("page", node.page), ("number", node.number)):
        for label in labels:
            yield label == name
    yield from extensions.conditions(node)


def _has_no_day_but_month(date: PartialDate) -> bool:
    return bool(date.month or date.season) and not date.day


def _plural(variable: str) -> Test:
    def plural(frame: Frame) -> bool:
        people = frame.work.names(variable)
        return people is not None and len(people) > 1

    return plural


def _multiple(variable: str) -> Test:
    return lambda frame: bool(_MULTIPLE.search(str(frame.work[variable] or "")))


def _in_language(tag: str) -> Test:
    wanted = tag.lower().partition("-")[0]
    return lambda frame: (frame.language or "").lower().partition("-")[0] == wanted


def _equals(variable: str, values: tuple[str, ...]) -> Test:
    return lambda frame: frame.work[variable] in values
