"""Writers: finished text to plain text, HTML, Markdown, RTF, LaTeX or Typst."""

from __future__ import annotations

from citex.csl.output.base import Layout, Output
from citex.csl.output.html import HtmlOutput
from citex.csl.output.latex import LatexOutput
from citex.csl.output.markdown import MarkdownOutput
from citex.csl.output.rtf import RtfOutput
from citex.csl.output.text import TextOutput
from citex.csl.output.typst import TypstOutput
from citex.errors import UnknownOption

OUTPUTS: dict[str, Output] = {
    kind.name: kind
    for kind in (
        TextOutput(), HtmlOutput(), MarkdownOutput(), RtfOutput(), LatexOutput(), TypstOutput()
    )
}  # fmt: skip
"""name -> output."""


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

NOT_WRITTEN = {".docx": "rtf", ".doc": "rtf", ".odt": "rtf", ".pdf": "html", ".pages": "rtf"}
"""Suffixes of files that citex does not write, and that of the output that serves instead."""


def output(name: str) -> Output:
    """The output of this name; `UnknownOption` if there is none.

    >>> output("html").name, output("MD").name
    ('html', 'markdown')
    """
    key = str(name).lower()
    found = OUTPUTS.get(key) or OUTPUTS.get(SUFFIXES.get(f".{key.lstrip('.')}", ""))
    if found is None:
        hint = f"the outputs are {', '.join(OUTPUTS)}"
        raise UnknownOption(f"output={name}", hint=hint)
    return found


__all__ = ["NOT_WRITTEN", "OUTPUTS", "SUFFIXES", "Layout", "Output", "output"]
