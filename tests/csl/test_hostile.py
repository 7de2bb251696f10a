"""Styles made to do harm: what they must not do is run without end."""

from __future__ import annotations

import pytest

from citex import csl
from citex.errors import StyleError
from citex.model import Name, Paper

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>urn:x:t</id></info>{macros}
  <macro name="m{last}"><text variable="title"/></macro>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text macro="m0"/></layout></bibliography></style>"""


def doubling(count: int) -> bytes:
    """A style of macros each of which calls the next one twice."""
    macro = '<macro name="m{}"><text macro="m{}"/><text macro="m{}"/></macro>'
    macros = "".join(macro.format(i, i + 1, i + 1) for i in range(count))
    return STYLE.format(macros=macros, last=count).encode()


def test_macros_that_double_without_end_are_refused() -> None:
    with pytest.raises(StyleError, match="calls others millions of times"):
        csl.load(doubling(40))


def test_macros_that_double_a_little_are_printed() -> None:
    text = csl.Processor(csl.load(doubling(5))).reference(Paper(id="x", type="book", title="A"))
    assert text == "A" * 32


@pytest.mark.parametrize("text", ["<i></i>", "<b><i> </i></b>", " "])
def test_a_field_of_markup_alone_is_an_empty_field(text: str) -> None:
    full = Paper(
        id="x",
        type="book",
        title=text,
        author=[Name(text, text), Name(literal=text)],
        publisher="P",
    )
    bare = Paper(id="x", type="book", publisher="P")
    for style in ("apa", "gbt7714-2015"):
        assert full.format(style) == bare.format(style)
