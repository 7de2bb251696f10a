"""What a cs:substitute prints is hidden from the rest of the entry (CSL 1.0.2, "Substitute")."""

from __future__ import annotations

from collections.abc import Sequence

from citex.csl.compile import traits
from citex.csl.compile.frame import Code, Frame, Run
from citex.csl.compile.scope import Scope


def recorded(code: Code, variable: str, scope: Scope) -> Code:
    """The code, which hides the variable when it prints, if the scope asks for that."""
    if not scope.recording or code is None or isinstance(code, str):
        return code
    return suppressing(code, (variable,), scope)


def suppressing(run: Run, variables: Sequence[str], scope: Scope) -> Run:
    """The run, which hides the variables from the rest of the entry when it prints."""
    if "editor-translator" in variables:
        variables = (*variables, "editor", "translator")
    bits = 0
    for variable in variables:
        bits |= scope.specializer.bit(variable) or 0
    scope.hidden.hide(bits, surely=traits.prints_always(run))
    names = tuple(variables)

    def noted(frame: Frame) -> str | None:
        text = run(frame)
        if text:
            frame.hidden += names
        return text

    return traits.no_terms_as(noted, run)
