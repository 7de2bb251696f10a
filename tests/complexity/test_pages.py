"""Pages of HTML: the worst that are known take time that grows with their length, and no faster."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citex.manuscripts import cite_text
from citex.model import Paper

from .test_growth import MOST, growth

PAPERS = [Paper(id="li", author="Na Li", title="On Growth", issued=2020)]
RUNS = [
    "<", "</", "<!", "<!--", "<![CDATA[", "<a ", "<a =", '<a b="', "<a b      ", "<a b='\"",
    "<div>", "</div>", "<b><i></b>", "<p><code></p>", "<li><p>", "<h1>", "<title></script>",
    "<script><!--", "&#38;", '<cite data-key="li">', '<cite data-key="li"></cite>',
    '<cite data-key="x y z">x</cite>', '<div id="refs-">', '<div id="refs"></div>',
    '<section role="doc-endnotes"><li id="a">', '<span class="citation" data-cites="li">[@li',
    '<a href="#a"></a>', "<section><h2></h2>", '<meta name="citex:nocite" content="li">',
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_what_is_repeated(run: str) -> None:
    def cited(length: int) -> Callable[[], object]:
        page = run * (length // len(run) + 1)
        return lambda: cite_text(page, PAPERS, "chicago-notes-bibliography", kind="html")

    assert growth(cited, 12_000, 0.3) < MOST


@pytest.mark.parametrize("run", ["li;", ", ", "p. 3; ", "[", "<i>"])
def test_what_is_repeated_in_an_attribute(run: str) -> None:
    def cited(length: int) -> Callable[[], object]:
        value = run.replace("<", "&lt;") * (length // len(run) + 1)
        page = f'<cite data-key="li{value}" data-locator="{value}" data-prefix="{value}"></cite>'
        return lambda: cite_text(page, PAPERS, "apa", kind="html")

    assert growth(cited, 3_000, 0.3) < MOST
