"""Notes, while a cs:substitute is tried, which variables printed: they are hidden from then on."""

from __future__ import annotations

from citex.csl.compile.scope import Code, Frame, Scope, plain_as


def recorded(code: Code, variable: str, scope: Scope) -> Code:
    """The code, which notes the variable when it prints, if the scope asks for that."""
    if not scope.recording or code is None or isinstance(code, str):
        return code
    run = code

    def noted(frame: Frame) -> str | None:
        text = run(frame)
        if text and frame.done is not None:
            frame.done.append(variable)
            frame.work = frame.work.without((variable,))
        return text

    return plain_as(noted, code)
