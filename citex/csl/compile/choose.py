"""cs:choose: what is known of the works decides; what is left is asked of each work and cite."""

from __future__ import annotations

from citex.csl import nodes
from citex.csl.compile import traits
from citex.csl.compile.condition import Verdict, verdict_of
from citex.csl.compile.frame import Code, Frame, Run, Test
from citex.csl.compile.group import Compile, first_of, sequence, tried
from citex.csl.compile.scope import Scope


def compile_choose(node: nodes.Choose, scope: Scope, compile_node: Compile) -> Code:
    """The first branch whose conditions hold."""
    open_: list[tuple[Verdict, nodes.If | nodes.Else]] = []
    for branch in node.branches:
        verdict = verdict_of(branch, scope) if isinstance(branch, nodes.If) else True
        if verdict is False:
            continue
        if verdict is True and not open_:
            return _branch(branch, scope, compile_node)  # no work is to choose
        open_.append((verdict, branch))
        if verdict is True:
            break
    return _chosen(open_, scope, compile_node)


def _chosen(
    open_: list[tuple[Verdict, nodes.If | nodes.Else]], scope: Scope, compile_node: Compile
) -> Code:
    """The branches that are left to choose among when works come."""
    branches: list[tuple[Test, Code]] = []
    default: Code = None
    before = scope.hidden.state()
    ways = []
    around, labelled = scope.around, dict(scope.around)
    for verdict, branch in open_:
        scope.hidden.reset(before)
        scope.around = dict(around)  # a label is for the numbers of its own branch
        code = _branch(branch, scope, compile_node)
        labelled.update(scope.around)
        ways.append(scope.hidden.state())
        if isinstance(verdict, bool):
            default = code
        else:
            branches.append((verdict, code))
    if len(ways) == len(branches):
        ways.append(before)
    if len(ways) > 1:
        scope.hidden.meet(ways)
    around.update(labelled)
    scope.around = around
    while branches and branches[-1][1] is None and default is None:
        branches.pop()
    if not branches:
        return default
    return _choice(branches, default)


def _branch(branch: nodes.If | nodes.Else, scope: Scope, compile_node: Compile) -> Code:
    if scope.trying:
        return first_of(tried(branch.children, scope, compile_node))
    codes = [compile_node(child, scope) for child in branch.children]
    return sequence(codes, scope.delimiter)


def _choice(branches: list[tuple[Test, Code]], default: Code) -> Run:
    otherwise = traits.run_of(default)
    if len(branches) == 1:
        test, code = branches[0]
        then = traits.run_of(code)
        if default is None:

            def whether(frame: Frame) -> str | None:
                return then(frame) if test(frame) else None

            return traits.no_terms_as(whether, code, None)

        def either(frame: Frame) -> str | None:
            return then(frame) if test(frame) else otherwise(frame)

        return _as_all(either, code, default)
    pairs = [(test, traits.run_of(code)) for test, code in branches]

    def choice(frame: Frame) -> str | None:
        for test, run in pairs:
            if test(frame):
                return run(frame)
        return otherwise(frame)

    return _as_all(choice, default, *(code for _, code in branches))


def _as_all(run: Run, *codes: Code) -> Run:
    return (
        traits.always_prints(run)
        if all(map(traits.prints_always, codes))
        else traits.no_terms_as(run, *codes)
    )
