"""cs:names: name variables, their labels, et al., and what stands in where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from citex.csl import nodes
from citex.csl.compile import traits
from citex.csl.compile.frame import IMPORTANT, Code, Frame, MissingText, PlainText, Run
from citex.csl.compile.group import Compile, tried
from citex.csl.compile.name import NameFormat
from citex.csl.compile.name_format import name_format
from citex.csl.compile.name_list import name_list, shown_count
from citex.csl.compile.scope import Scope
from citex.csl.compile.suppressed import suppressing
from citex.csl.compile.wrap import like, wrap
from citex.csl.markup import CLOSE, NAMES
from citex.csl.variables import Person

Label = Callable[[str, bool], "tuple[str, str]"]
"""(variable, plural) -> what stands before the names, what stands after them."""

EDITOR_TRANSLATOR = "editortranslator"
_COMMON_TERMS = {
    frozenset(("editor", "translator")): EDITOR_TRANSLATOR,
    frozenset(("author", "editor")): "authoreditor",
}


class _Plan(msgspec.Struct):
    """A compiled cs:names, without its wrapping and its substitutes."""

    variables: tuple[str, ...]
    format: NameFormat
    label: Label | None
    delimiter: str
    common: str  # the term for two roles of the same people, or ""


def compile_names(node: nodes.Names, scope: Scope, compile_node: Compile) -> Code:
    """The names of one or more variables, or what its cs:substitute gives instead."""
    owner = scope.names
    shorthand = owner is not None and _is_shorthand(node)
    described = node
    if owner is not None:
        described = owner if shorthand else _inheriting(node, owner, scope)
    plan = _plan(node, described, scope)
    certain = _prints_for_sure(plan, scope)
    wrapped = _wrapped(node, described, plan, scope)
    zero = plan.format.form == "count" and scope.sorting and owner is None
    if node.substitute is None or certain:
        return _or_zero(traits.run_of(wrapped)) if zero else wrapped
    inner = scope.but(names=node, recording=True, trying=True, delimiter="")
    before = scope.hidden.state()
    choices = tried(node.substitute.children, inner, compile_node, to_term=True)
    if wrapped:
        scope.hidden.doubt(before)
    whole = _with_substitutes(wrapped, [code for code in choices if code], scope)
    if _may_omit(scope) and "author" in node.variable:
        whole = _noting_none(whole)
    return _or_zero(traits.run_of(whole)) if zero else whole


def _wrapped(node: nodes.Names, described: nodes.Names, plan: _Plan, scope: Scope) -> Code:
    """The names themselves, with what their element puts around them."""
    if not plan.variables:
        return ""  # the works have none of them
    code = wrap(_names_run(plan, scope), described, scope)
    if scope.recording and callable(code):
        return suppressing(code, node.variable, scope)
    return code


def _prints_for_sure(plan: _Plan, scope: Scope) -> bool:
    """Whether there are names that are sure to print, if the cite does not leave them out."""
    name = plan.format
    return (
        name.form != "count"
        and plan.common != EDITOR_TRANSLATOR  # which may have been said
        and (not name.et_al_min or name.et_al_use_first > 0)
        and (not name.subsequent_min or name.subsequent_use_first > 0)
        and any(map(scope.shows, plan.variables))
    )


def _noting_none(code: Code) -> Run:
    """The authors of a cite: where they are left out and nothing stands in for them, either, other
    names stay.
    """
    run = traits.run_of(code)

    def noted(frame: Frame) -> str | None:
        text = run(frame)
        if frame.omit and frame.name_texts is None:
            frame.name_texts = ""
        return text

    return traits.no_terms(noted) if not code or traits.has_no_terms(code) else noted


def _or_zero(run: Run) -> Run:
    """A count that is a sort key: no names at all count as well."""
    return lambda frame: run(frame) or "0000"


def _is_shorthand(node: nodes.Names) -> bool:
    """Whether a cs:names within cs:substitute has nothing of its own (CSL 1.0.2, "Substitute")."""
    return node.name is None and node.et_al is None and node.label is None


def _inheriting(node: nodes.Names, owner: nodes.Names, scope: Scope) -> nodes.Names:
    return scope.once(("inheriting", node, owner), lambda: _inherited(node, owner))


def _inherited(node: nodes.Names, owner: nodes.Names) -> nodes.Names:
    """Names within cs:substitute that have some children of their own, but not all.

    Where they have no cs:name-part, those of the names that they stand for go on.
    """
    name = node.name or owner.name
    if name is not None and owner.name is not None and not name.parts:
        name = nodes.replace(name, parts=owner.name.parts)
    return nodes.replace(node, name=name, et_al=node.et_al or owner.et_al)


def _with_substitutes(names: Code, choices: Sequence[Code], scope: Scope) -> Code:
    """The first choice that prints; its variables are hidden from the rest of the entry."""
    if not names and not choices:
        return names
    # a text that is always the same ("Anon.") is no name
    pairs = [
        (traits.required(choice), traits.run_of(choice), not isinstance(choice, str))
        for choice in choices
    ]
    run = names if callable(names) else None
    wanted = traits.required(names)

    def substituted(frame: Frame) -> str | None:
        if run is not None and (wanted is None or frame.work[wanted] is not None):
            text = run(frame)
            if text or text is IMPORTANT:
                return text
        for needed, choice, named in pairs:
            if needed is not None and frame.work[needed] is None:
                continue
            text = choice(frame)
            if text.__class__ is PlainText:
                text = MissingText(text)  # the names were called, and empty
            if text or text is IMPORTANT:
                if frame.name_texts is None:
                    if frame.omit:
                        frame.name_texts = str(text)
                        return IMPORTANT
                    if frame.substitute and named:
                        text = like(text, NAMES + text + CLOSE)
                return text
        return ""

    judged = run is None or traits.has_no_terms(run)
    if judged and any(map(traits.prints_always, choices)) and not _may_omit(scope):
        return traits.always_prints(substituted)
    return traits.no_terms_as(substituted, names, *choices)


def _may_omit(scope: Scope) -> bool:
    """Whether a cite may leave its names out (suppress-author, collapsed cites)."""
    return scope.area == "citation" and not scope.sorting


# -- what to print -----------------------------------------------------------------------------


def _plan(node: nodes.Names, described: nodes.Names, scope: Scope) -> _Plan:
    cache_key = (described.name, described.et_al, scope.area, scope.sorting, scope.key)
    known = scope.formats.get(cache_key)
    if known is None:
        name = name_format(described.name, described.et_al, described.institution, scope)
        known = scope.formats[cache_key] = (name, described)  # kept, so that no id comes twice
    name = known[0]
    delimiter = described.delimiter
    if delimiter is None:
        delimiter = scope.option(None, "names_delimiter")
    label = None if scope.sorting else described.label
    variables = tuple(name for name in node.variable if scope.shows(name) is not False)
    common = ""
    if len(variables) == 2:
        common = _COMMON_TERMS.get(frozenset(variables), "") or "".join(sorted(variables))
        if described.label is None or not scope.locale.term(common, described.label.form or "long"):
            common = ""
    return _Plan(
        variables,
        name,
        _label(label, described.label_before_name, scope) if label else None,
        delimiter or "",
        common,
    )


def _label(node: nodes.Label, before: bool, scope: Scope) -> Label:
    form = node.form or "long"
    known: dict[tuple[str, bool], tuple[str, str]] = {}

    def label(variable: str, plural: bool) -> tuple[str, str]:
        key = (variable, plural)
        if key not in known:
            many = node.plural == "always" or (plural and node.plural != "never")
            text = scope.term(variable, form, many)
            code = wrap(text, node, scope) if text else ""
            text = code if isinstance(code, str) else ""
            known[key] = (text, "") if before else ("", text)
        return known[key]

    return label


def _names_run(plan: _Plan, scope: Scope) -> Run:
    """The names of all variables of the element."""
    if plan.format.form == "count":
        return _count_run(plan, scope)
    if len(plan.variables) == 1:
        return _single_run(plan, scope)
    return _several_run(plan, scope)


def _single_run(plan: _Plan, scope: Scope) -> Run:
    variable = plan.variables[0]
    name, label = plan.format, plan.label

    def names(frame: Frame) -> str | None:
        people = frame.work[variable]
        if people is None or variable in frame.hidden:
            return ""
        if people.__class__ is not tuple:
            people = frame.work.names(variable)
            if people is None:
                return ""
        text = name_list(people, name, frame)
        if not text:
            return ""
        frame.both = frame.both or variable == "editor-translator"
        if frame.name_texts is None:
            frame.name_texts = text
            if frame.omit or _collapses(frame, text):
                return IMPORTANT
            if frame.substitute:
                text = NAMES + text + CLOSE
                frame.marked = list(frame.names_shown or ())
        if label is not None:
            before, after = label(variable, len(people) > 1)
            return before + text + after
        return text

    if _prints_for_sure(plan, scope) and not _may_omit(scope):
        return traits.always_prints(names)
    return traits.requires(names, variable)


def _collapses(frame: Frame, names: str) -> bool:
    """Whether the names are those that the cite before printed, which it then stands for."""
    previous = frame.previous
    if previous is not None and previous.names == names:
        frame.collapsed = True
        return True
    frame.plain = True
    return False


def _several_run(plan: _Plan, scope: Scope) -> Run:
    name, label, common = plan.format, plan.label, plan.common

    def names(frame: Frame) -> str | None:
        work = frame.work
        found = [
            (variable, people)
            for variable in plan.variables
            if variable not in frame.hidden and (people := work.names(variable)) is not None
        ]
        if not found:
            return ""
        if common and len(found) == 2 and _same(found[0][1], found[1][1]):
            if frame.both and common == EDITOR_TRANSLATOR:
                return ""  # said by a cs:names of its own, for processors that fill the variable
            found = [(common, found[0][1])]
        texts = []
        bare = []
        for variable, people in found:
            text = name_list(people, name, frame)
            if not text:
                continue
            bare.append(text)
            if label is not None:
                before, after = label(variable, len(people) > 1)
                text = before + text + after
            texts.append(text)
        if not texts:
            return ""
        text = plan.delimiter.join(texts)
        if frame.name_texts is None:
            frame.name_texts = plan.delimiter.join(bare)
            if frame.omit or _collapses(frame, frame.name_texts):
                return IMPORTANT
            if frame.substitute:
                text = NAMES + text + CLOSE
                frame.marked = list(frame.names_shown or ())
        return text

    return (
        traits.always_prints(names)
        if _prints_for_sure(plan, scope) and not _may_omit(scope)
        else traits.no_terms(names)
    )


def _count_run(plan: _Plan, scope: Scope) -> Run:
    def count(frame: Frame) -> str | None:
        total = 0
        for variable in plan.variables:
            people = frame.work.names(variable)
            if people is not None and variable not in frame.hidden:
                total += shown_count(len(people), plan.format, frame, None)[0]
        if not total:
            return ""
        return f"{total:04d}" if scope.sorting else str(total)

    return traits.no_terms(count)


def _same(first: Sequence[Person], second: Sequence[Person]) -> bool:
    return len(first) == len(second) and all(
        one.name == other.name for one, other in zip(first, second, strict=True)
    )
