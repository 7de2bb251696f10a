"""Any text in any field, any subset of fields, any of ten styles: nothing raises, nothing leaks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citex.csl import Citation, Cite, Processor, load
from citex.model import Name, Paper, new_date
from citex.model.paper import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
)

STYLES = """apa modern-language-association chicago-author-date chicago-notes-bibliography ieee
    nature american-medical-association elsevier-harvard harvard-cite-them-right
    china-national-standard-gb-t-7714-2015-numeric""".split()
TYPES = """article-journal book chapter paper-conference thesis report webpage patent legislation
    motion_picture dataset standard interview entry-encyclopedia document""".split()

TEXT = st.one_of(
    st.sampled_from(
        ["<i>", "</i>", "<b>x", "<sup>a</sup>", '<span class="nocase">', "</span>", '"', "'", "...",
         "“a”", "\\", "{", "}", "%s", "&amp;", "<script>", "a  b", "1-2", "N12-N15", "?!", "中文。",
         "\x00", "\ufdd0", "\ufdd1", "\ud800", "$x_1^2$", "# 1. * _a_", "//", "@x", "~", "\n\n"]
    ),
    st.text(max_size=12),
    st.lists(st.sampled_from("<>/\"'i.,:;!? {}\\&$中a1-"), max_size=14).map("".join),
)  # fmt: skip
NAME = st.one_of(
    st.builds(Name, literal=TEXT),
    st.builds(
        Name,
        family=TEXT,
        given=TEXT,
        suffix=st.none() | TEXT,
        dropping_particle=st.none() | TEXT,
        non_dropping_particle=st.none() | TEXT,
    ),
)
DATE = st.builds(
    new_date,
    st.integers(-3000, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
TEXTS = sorted(set(VARIABLES) - NAME_VARIABLES - DATE_VARIABLES - {"citation-key", "year-suffix"})


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """One to three papers with some of the fields filled."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        values: dict[str, Any] = {"id": f"p{number}", "type": draw(st.sampled_from(TYPES))}
        for variable in draw(st.lists(st.sampled_from(TEXTS), max_size=12, unique=True)):
            values[VARIABLES[variable]] = draw(TEXT)
        for variable in draw(st.lists(st.sampled_from(sorted(NAME_VARIABLES)), max_size=4)):
            values[VARIABLES[variable]] = draw(st.lists(NAME, min_size=1, max_size=4))
        for variable in draw(st.lists(st.sampled_from(sorted(DATE_VARIABLES)), max_size=3)):
            values[VARIABLES[variable]] = draw(DATE)
        made.append(Paper(**values))
    return made


@lru_cache(maxsize=64)
def processor(style: str, output: str) -> Processor:
    return Processor(load(style), output=output)


def check(output: str, text: str) -> None:
    assert not re.search("[\ufdd0-\ufdef]", text)
    if output == "html":
        ElementTree.fromstring(f"<div>{text}</div>")
    elif output in ("rtf", "latex"):
        depth = 0
        for brace in re.findall(r"\\[\\{}]|[{}]", text):
            depth += {"{": 1, "}": -1}.get(brace, 0)
            assert depth >= 0
        assert depth == 0
    if output == "rtf":
        assert text.isascii()


@pytest.mark.parametrize("style", STYLES)
@given(papers=papers(), locator=st.none() | TEXT, prefix=TEXT, suffix=TEXT)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_paper_in_any_style(
    style: str, papers: list[Paper], locator: str | None, prefix: str, suffix: str
) -> None:
    cites = [Cite(paper.id, locator=locator, prefix=prefix, suffix=suffix) for paper in papers]
    citations = [Citation(cites, note=1), Citation(cites[:1], note=2)]
    for output in ("html", "rtf", "latex", "text", "markdown", "typst"):
        rendered = processor(style, output).cite(papers, citations)
        for text in [*rendered.citations, str(rendered.bibliography)]:
            check(output, text)
        for entry in rendered.bibliography:
            check(output, entry.label)
            check(output, entry.body)
