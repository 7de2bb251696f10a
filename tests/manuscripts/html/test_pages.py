"""Pages: what is put into them, case by case; all else stays; what is wrong with them is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import Sections

import citex
from citex.manuscripts import CitedText, cite_text

HERE = Path(__file__).parent
LIBRARY = HERE / "refs.bib"
PAPERS = citex.read(LIBRARY)
PAGES = Sections(HERE / "pages.txt")
PRINTED = Sections(HERE / "printed.txt")


def cited(page: str, style: str | None = None) -> CitedText:
    return cite_text(page, style=style, kind="html", bibliography=LIBRARY, name="page.html")


@pytest.mark.parametrize("name", PAGES.names())
def test_page(name: str, request: pytest.FixtureRequest) -> None:
    page = PAGES.text(name)
    if "Windows" in name:
        page = page.replace("\n", "\r\n")
    found = cited(page)
    told = "".join(f"{problem}\n" for problem in found.problems)
    PRINTED.hold(
        name, found.text.replace("\r\n", "⏎\n") + told,
        update=request.config.getoption("--update-golden"),
    )  # fmt: skip


def test_the_golden_texts_are_those_of_the_pages(request: pytest.FixtureRequest) -> None:
    PRINTED.keep(PAGES.names(), update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "gb-t-7714-2015-numeric"])
def test_what_was_cited_once_is_cited_again_in_its_place(style: str) -> None:
    page = (
        '<html><body><p>a <cite data-key="tu2011" data-locator="p. 3"></cite>, '
        '<cite data-key="knuth1984" data-mode="textual"></cite>.</p></body></html>'
    )
    once = cited(page, style).text
    assert once != page
    assert cited(once, style).text == once


ELEMENTS = st.sampled_from(
    [
        '<cite data-key="tu2011">?</cite>', "<cite data-key='nobody'>?</cite>",
        '<span class="citation" data-cites="knuth1984">?</span>', '<div id="refs">?</div>',
        '<CITE class="a>b" data-cite=tu2011,knuth1984>?</CITE >', "<p>?</p>",
    ]
)  # fmt: skip
OTHERS = st.sampled_from(
    [
        "<!--", "-->", "<script>", "</script>", "<code>", "</code>", "<p>", "</p>", "<b>", "</b>",
        "<", ">", '"', "'", "&amp;", "</", "<!", "<?", "\n", "text", "围城", "<cite>", "</cite>",
        '<a title="', "</body>", "<pre>", "<textarea>", "</textarea>", "</div>", "\x00", "\ufeff",
        '<section role="doc-endnotes">', '<li id="n">', "</li>", "<body>", "<html lang=en>",
    ]
)  # fmt: skip
STYLES = st.sampled_from(["apa", "chicago-notes-bibliography", "gb-t-7714-2015-numeric"])
INSERTED = (
    r'<section class="footnotes" role="doc-endnotes" id="citex-notes">.*?</section>\n',
    r'<div id="refs" role="doc-bibliography">\n<div class="csl-bib-body.*?\n</div>\n</div>\n',
    r'\n<div class="csl-bib-body.*?\n</div>\n',
    r'<a href="#citex-note-\d+" id="citex-noteref-\d+" role="doc-noteref"><sup>\d+</sup></a>',
)


@given(st.lists(ELEMENTS | OTHERS, max_size=30), STYLES)
def test_all_but_citations_and_lists_stays_byte_for_byte(pieces: list[str], style: str) -> None:
    page = "".join(
        piece.replace("?", f"⟦{at}⟧") for at, piece in enumerate(pieces) if piece != "<?"
    )
    found = cite_text(page, PAPERS, style, kind="html")
    text = found.text
    for pattern in INSERTED:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    for placed in found.document:
        shown = (placed.in_text, placed.in_note, f"({placed.in_note})")
        text = next((text.replace(one, "", 1) for one in shown if one and one in text), text)
    left = re.sub(r"⟦\d+⟧", lambda sign: sign[0] if sign[0] in text else "", page)
    if text != left:  # what comes at the end begins a line
        at = next(
            (at for at, pair in enumerate(zip(text, left, strict=False)) if pair[0] != pair[1]),
            len(left),
        )
        assert (text[at], text[:at] + text[at + 1 :]) == ("\n", left)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<p>\n<cite data-key="tu2012"></cite>', "page.html:2: no work has the key 'tu2012'"),
        ('<cite data-key="tu2011">', "is not closed; it is left as it is"),
        ('<code>\n<cite data-cite="tu2011"></cite>', "html:1: the element <code> is not closed"),
        ('<cite data-key="tu2011" data-mode="loud"></cite>', "mode cannot be 'loud'"),
        ('<cite data-key="tu2011" data-locator=1 data-label="floor"></cite>', "floor"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(page: str, told: str) -> None:
    found = cited(page)
    assert found.text == page
    assert any(told in str(problem) for problem in found.problems), found.problems
