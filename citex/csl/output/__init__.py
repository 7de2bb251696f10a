"""Writers: finished text to plain text, HTML, Markdown, RTF, LaTeX or Typst."""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING

from citex.errors import UnknownOption

if TYPE_CHECKING:
    from citex.csl.output.base import Output

OUTPUTS = ("text", "html", "markdown", "rtf", "latex", "typst")
"""The names of the outputs; each has a module of its own."""

_TREE = "marked"
"""The output of which a program makes a tree; nobody writes files in it."""

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".rtf": "rtf",
    ".tex": "latex",
    ".typ": "typst",
    ".txt": "text",
}
"""The suffixes of files that hold an output; without their point they are names of it too."""

NOT_WRITTEN = {
    ".docx": "rtf", ".doc": "rtf", ".odt": "rtf", ".pages": "rtf", ".wps": "rtf",
    ".pdf": "html", ".epub": "html", ".pptx": "html", ".xlsx": "html", ".xls": "html",
}  # fmt: skip
"""Suffixes of files that citex does not write, and that of the output that serves instead."""


def output(name: str) -> Output:
    """The output of this name; `UnknownOption` if there is none.

    >>> output("html").name, output("MD").name
    ('html', 'markdown')
    """
    key = str(name).lower()
    found = key if key in OUTPUTS or key == _TREE else SUFFIXES.get(f".{key.lstrip('.')}")
    if found is None:
        hint = f"the outputs are {', '.join(OUTPUTS)}"
        raise UnknownOption(f"output={name}", hint=hint)
    return _made(found)


@functools.cache
def _made(name: str) -> Output:
    module = importlib.import_module(f"citex.csl.output.{name}")
    made: Output = getattr(module, f"{name.capitalize()}Output")()
    return made


__all__ = ["NOT_WRITTEN", "OUTPUTS", "SUFFIXES", "output"]
