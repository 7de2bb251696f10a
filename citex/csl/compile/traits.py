"""What is known of compiled code before it runs, kept on its functions: whether it always prints,
prints no terms, or gives "" without a certain variable.
"""

from __future__ import annotations

from citex.csl.compile.frame import Code, Run


def run_of(code: Code) -> Run:
    """The code as a function of a frame."""
    if callable(code):
        return code
    return lambda frame: code


def no_terms(run: Run) -> Run:
    """The run, marked as one that never gives PlainText or MissingText."""
    run.__dict__["plain"] = True
    return run


def always_prints(run: Run) -> Run:
    """The run, marked as one that always gives a plain text, and never an empty one."""
    marks = run.__dict__
    marks["sure"] = marks["plain"] = True
    return run


def has_no_terms(code: Code) -> bool:
    """Whether the code is marked so."""
    return "plain" in getattr(code, "__dict__", ())


def prints_always(code: Code) -> bool:
    """Whether the code always gives a plain text that is not empty."""
    if callable(code):
        return "sure" in code.__dict__
    return bool(code) and code.__class__ is str


def no_terms_as(run: Run, *models: Code) -> Run:
    """The run, marked as plain if all of the models are (None and "" count as plain).

    With one model, it needs what that needs, and is as sure.
    """
    if len(models) == 1:
        needed = required(models[0])
        if needed is not None:
            run.__dict__["needs"] = needed
        if prints_always(models[0]):
            return always_prints(run)
    return no_terms(run) if all(not model or has_no_terms(model) for model in models) else run


def requires(run: Run, variable: str) -> Run:
    """The run, marked as plain, and as one that gives "" where the work lacks the variable."""
    run.__dict__["needs"] = variable
    return no_terms(run)


def required(code: Code) -> str | None:
    """The variable without which the code gives "", if it is known."""
    needed = getattr(code, "__dict__", {}).get("needs")
    return needed if isinstance(needed, str) else None
