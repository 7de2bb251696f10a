"""Pages of HTML and notebooks: the worst known take time that grows with their length alone."""

from __future__ import annotations

import json
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


NOTEBOOK_RUNS = [
    "<!-- BIBLIOGRAPHY START -->",
    '<cite data-cite="li"/>',
    '<cite data-cite="x"/>',
    "`",
    "``` `",
    "::: {#refs}\n:::\n",
    '<cite id="x"><a href="#a%7Cb">',
    "@x ",
    "\ufdd0",
    "<div id=refs>",
]


@pytest.mark.parametrize("run", NOTEBOOK_RUNS)
def test_what_is_repeated_in_a_cell(run: str) -> None:
    def cited(length: int) -> Callable[[], object]:
        text = run * (length // len(run) + 1)
        return lambda: cite_text(_notebook([text]), PAPERS, "apa", kind="notebook")

    assert growth(cited, 6_000, 0.3) < MOST


@pytest.mark.parametrize("run", ["[@li]", "[@x]", "```", "<div>", ""])
def test_many_cells(run: str) -> None:
    def cited(length: int) -> Callable[[], object]:
        text = _notebook([run] * (length // 10))
        return lambda: cite_text(text, PAPERS, "apa", kind="notebook")

    assert growth(cited, 6_000, 0.3) < MOST


def _notebook(sources: list[str]) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": one} for one in sources]
    metadata = {"citation-manager": {"items": {}}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4})
