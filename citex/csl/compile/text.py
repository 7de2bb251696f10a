"""cs:text: a variable, a macro, a term or a value."""

from __future__ import annotations

from typing import cast

from citex.csl import nodes
from citex.csl.compile import extensions, traits
from citex.csl.compile.frame import IMPORTANT, SENTENCE_START, Code, Frame, PlainText, Run
from citex.csl.compile.group import Compile, group_of
from citex.csl.compile.number import number_code, within_term
from citex.csl.compile.scope import Hidden, Scope
from citex.csl.compile.specialize import Assumptions, Shared
from citex.csl.compile.suppressed import recorded
from citex.csl.compile.wrap import standing, wrap, yielding
from citex.csl.labels import citation_label
from citex.csl.markup import CLOSE, LINK, OUTSIDE, parse_rich
from citex.csl.strings.marks import MARKS
from citex.csl.variables import LINKED, NUMBER_TEXTS, PEOPLE_AND_DATES, SHORT_FORMS


def compile_text(node: nodes.Text, scope: Scope, compile_node: Compile) -> Code:
    """What a cs:text prints, with all its decoration."""
    if node.macro is not None:
        inner = scope
        if node.strip_periods and not scope.stripping:
            inner = scope.but(stripping=True)
        return wrap(_macro(node.macro, inner, compile_node), node, scope, macro=True)
    if node.variable in PEOPLE_AND_DATES:
        return ""  # it has no text
    if node.variable is not None:
        return _variable(node, node.variable, scope)
    if node.term is not None:
        return _term(node, node.term, scope)
    if node.value:
        text = parse_rich(node.value)
        if text[0] in MARKS and not node.prefix:
            text = OUTSIDE + text
        return wrap(PlainText(text), node, scope)
    return None


def _macro(name: str, scope: Scope, compile_node: Compile) -> Code:
    """A macro as a group; made once for works that are alike in all that it asks."""
    macro = scope.macros.get(name)
    if macro is None:
        return None
    hidden = scope.hidden
    state = hidden.state()
    if any(state):
        asked = scope.specializer.referenced(macro)
        state = hidden.surely & asked, hidden.maybe & asked
    key = (name, state, scope.recording, scope.sorting, scope.stripping, scope.names, scope.key)
    shared = scope.memo.get(key)
    if shared is None:
        shared = scope.memo[key] = Shared()
    found = shared.find(scope.known.key)
    if found is None:
        scope.compiling(macro)
        known = Assumptions(scope.known.key)
        inner = scope.but(
            delimiter="",
            trying=False,
            known=known,
            hidden=Hidden(*state),
        )
        code = group_of([compile_node(child, inner) for child in macro.children], "")
        found = (code, inner.hidden.state(), known.referenced)
        shared.keep(known, found)
    code, (surely, maybe), consulted = found
    scope.known.referenced |= consulted
    hidden.surely |= surely
    hidden.maybe |= maybe
    return cast(Code, code)


def _term(node: nodes.Text, name: str, scope: Scope) -> Code:
    text = scope.locale.term(name, node.form or "long", bool(node.plural), _type_gender(scope))
    if not text:
        return None
    text = parse_rich(text)
    begins = scope.area == "bibliography" or scope.style.class_ == "note"
    if begins and node.text_case != "lowercase":
        text = SENTENCE_START + text
    if node.strip_periods:
        text = text.replace(".", "")
    return wrap(PlainText(text), node, scope)


def _type_gender(scope: Scope) -> str | None:
    scope.known.held(scope.specializer.gender())
    return scope.locale.gender(scope.kind)


def _variable(node: nodes.Text, variable: str, scope: Scope) -> Code:
    shows = scope.shows(variable)
    special = _SPECIAL.get(variable)
    if special is not None:
        code = special(scope)
    elif variable in ("locator", "first-reference-note-number") or variable in NUMBER_TEXTS:
        code = within_term(number_code(variable, scope), variable, scope)
    elif node.form == "short" and variable in SHORT_FORMS:
        code = _short(variable, SHORT_FORMS[variable], scope)
    elif shows is False:
        code = ""
    else:
        code = _plain(variable, shows)
        if scope.links and not scope.sorting and variable in LINKED:
            code = _linked(code)
        elif _is_bare(node) and not (scope.recording or scope.stripping or _collapses(scope)):
            suffix = yielding(node.suffix, scope) + standing(node.suffix, scope)
            return _affixed(variable, node.prefix, suffix, shows)
    code = _noted(extensions.changed(recorded(code, variable, scope), node), variable, scope)
    return wrap(code, node, scope, leaf=True, number=variable in NUMBER_TEXTS)


def _noted(code: Code, variable: str, scope: Scope) -> Code:
    """Where cites collapse: a cite that asks for a text does not go on from the one before."""
    if not _collapses(scope) or variable in ("locator", "year-suffix") or code is None:
        return code
    run = code if callable(code) else (lambda frame: "")

    def noted(frame: Frame) -> str | None:
        frame.plain = True
        return run(frame)

    return traits.no_terms(noted)  # asked for even where it is absent


def _collapses(scope: Scope) -> bool:
    return bool(getattr(scope.options, "collapse", None))  # only cs:citation has it


def _linked(run: Run) -> Run:
    def link(frame: Frame) -> str | None:
        text = run(frame)
        return LINK + text + CLOSE if text else text

    return traits.no_terms(link)


def _is_bare(node: nodes.Text) -> bool:
    return not (
        node.font_style
        or node.font_variant
        or node.font_weight
        or node.text_decoration
        or node.vertical_align
        or node.display
        or node.text_case
        or node.strip_periods
        or node.quotes
        or node.pattern
        or node.width
    )


def _plain(variable: str, shows: bool | None) -> Run:
    def there(frame: Frame) -> str | None:
        text: str = frame.work[variable]
        return text

    if shows:
        return traits.always_prints(there)

    def value(frame: Frame) -> str | None:
        value = frame.work[variable]
        return "" if value is None or variable in frame.hidden else value

    return traits.requires(value, variable)


def _affixed(variable: str, prefix: str, suffix: str, shows: bool | None) -> Run:
    if not prefix and not suffix:
        return _plain(variable, shows)
    if shows:
        return traits.always_prints(lambda frame: prefix + frame.work[variable] + suffix)

    def affixed(frame: Frame) -> str | None:
        value = frame.work[variable]
        return "" if value is None or variable in frame.hidden else prefix + value + suffix

    return traits.requires(affixed, variable)


def _short(variable: str, short: str, scope: Scope) -> Code:
    shows, hides = scope.shows(short), scope.hides(variable)
    if hides:
        return ""
    if shows is None or hides is None:
        return traits.no_terms(_shortened(variable, short))
    if not shows:
        return _plain(variable, True) if scope.shows(variable) else ""
    return _plain(short, True)


def _shortened(variable: str, short: str) -> Run:
    def shortened(frame: Frame) -> str | None:
        work = frame.work
        if variable in frame.hidden:
            return ""
        return (None if short in frame.hidden else work[short]) or work[variable] or ""

    return shortened


def _year_suffix(scope: Scope) -> Code:
    def year_suffix(frame: Frame) -> str | None:
        suffix = frame.year_suffix
        if suffix is None:
            return IMPORTANT
        frame.suffix_done = True
        return suffix

    return traits.no_terms(year_suffix)


def _citation_number(scope: Scope) -> Code:
    return number_code("citation-number", scope)


def _citation_label(scope: Scope) -> Code:
    def label(frame: Frame) -> str | None:
        text = citation_label(frame.work)
        if frame.year_suffix is not None and not frame.disambiguating:
            text += frame.year_suffix
        return text

    return traits.no_terms(label)


_SPECIAL = {
    "year-suffix": _year_suffix,
    "citation-number": _citation_number,
    "citation-label": _citation_label,
}
