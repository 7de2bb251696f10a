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


def output(name: str) -> Output:
    """The output of this name; `UnknownOption` if there is none.

    >>> output("html").name
    'html'
    """
    try:
        return OUTPUTS[name]
    except KeyError:
        raise UnknownOption(name, OUTPUTS, hint="as output") from None


__all__ = ["OUTPUTS", "Layout", "Output", "output"]
