"""The Markdown of pages: nothing that is printed is Markdown, and all else stays."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.csl import load
from citex.manuscripts.citing import document_of
from citex.manuscripts.manuscript import Settings
from citex.model import Paper
from citex.registry import style_named

pytest.importorskip("mkdocs", reason="the extra `mkdocs` is not installed")

import markdown

from citex.manuscripts.html.tags import without_links
from citex.mkdocs.html import armoured
from citex.mkdocs.page import Page

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
    "tables", "smarty", "sane_lists", "toc", "wikilinks", "nl2br",
]  # fmt: skip
SIGNS = st.lists(
    st.sampled_from([*"*_`[](){}<>#+-.!|:~^=$\\\"'&;@/ 1x围é", "...", "--", "http://a.b", "\xa0"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(SIGNS)
def test_nothing_in_what_is_printed_is_markdown(text: str) -> None:
    made = armoured(f"<i>{html.escape(text)}</i>")
    page = markdown.markdown(f"a {made} b", extensions=EXTENSIONS)
    assert re.fullmatch(r"<p>a <i>.*</i> b</p>", page, re.DOTALL), page
    assert html.unescape(re.sub(r"<[^<>]*>", "", page)) == f"a {text} b"


@given(SIGNS)
def test_nor_is_it_at_the_start_of_a_line_or_in_a_note(text: str) -> None:
    text = text.strip()  # as what is printed is
    made = armoured(f"{html.escape(text)}.")
    page = markdown.markdown(f"{made}\n\n[^1]\n\n[^1]: {made}", extensions=EXTENSIONS)
    shown = html.unescape(re.sub(r"<[^<>]*>", "", page))
    assert shown.split("\n")[0].strip() == f"{text}.".strip()
    assert page.count("<p>") == 3


PAPERS = {
    "li": Paper(id="li", type="book", author="Na Li", title="*A* [b](c) {: #x } `d` |"),
    "wu": Paper(id="wu", type="book", author="Bo_Wu_ *Jr*", title="E", issued=2021),
}


def shown(text: str) -> str:
    """A page in HTML, its citations put in."""
    settings = Settings(links=True)
    page = Page(text, settings)
    manuscript = page.read(PAPERS.__contains__, ())
    document = document_of(manuscript, PAPERS, load(style_named("apa")), settings, "html")
    return markdown.markdown(page.write(manuscript, document), extensions=EXTENSIONS)


def test_an_image_has_words_alone_and_a_link_no_links() -> None:
    page = shown("![So @wu](x.png) [as [@wu]](y) [![@wu](z.png) [@wu]](z)")
    assert html.unescape(page.split("\n")[0]) == (
        '<p><img alt="So Bo_Wu_ *Jr (2021)" src="x.png" /> <a href="y">as (Bo_Wu_ *Jr, 2021)</a> '
        '<a href="z"><img alt="Bo_Wu_ *Jr (2021)" src="z.png" /> (Bo_Wu_ *Jr, 2021)</a></p>'
    )


PIECES = st.sampled_from(
    [
        "[@li]", "@wu [p. 3]", "[see @li; @wu]", "[@nobody]", "\n", "\n\n", "text ", "`[@li]`",
        "```\n", "!!! note\n", "    ", '??? x "[@li]"\n', '=== "A"\n', ":   ", "- ", "> ", "<b>",
        "<!--", "-->", "| a |", "*", "$", "\\", "围城", "\t", "1. ", "# ", "\\bibliographyx",
    ]
)  # fmt: skip
APA: Any = load(style_named("apa"))


@given(st.lists(PIECES, max_size=20))
def test_all_but_citations_stays_byte_for_byte(pieces: list[str]) -> None:
    text = "".join(pieces)
    page = Page(text, Settings(suppressed=True, links=True))
    manuscript = page.read(PAPERS.__contains__, ["en"])
    document = document_of(manuscript, PAPERS, APA, page.settings, "html")
    made = page.write(manuscript, document)
    at = before = 0
    pairs = list(zip(manuscript.citations, document, strict=True))
    for one, placed in sorted(pairs, key=lambda pair: pair[0].start):
        assert made[at : at + one.start - before] == text[before : one.start]
        at += one.start - before
        printed = placed.in_text
        forms = [armoured(printed), armoured(without_links(printed))]
        at += len(next(form for form in forms if made.startswith(form, at)))
        before = one.end
    assert made[at:] == text[before:]
