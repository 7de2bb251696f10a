"""Formats of plain text: how they are written without the markup of CSL's rich text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from citex.formats import Option, Writer
from citex.model import Paper
from citex.text.richtext.runs import unmarked

MARKUP = Option(
    name="markup",
    title="keep <i>, <b>, <sup>, <sub> in texts, for programs that show them as such (Zotero)",
    default=False,
)
"""What a format of plain text is asked for to keep CSL's tags."""


def writer(record: Callable[[Paper], str], between: str = "") -> Writer:
    """What writes the record of each paper, in a format of plain text; `between` parts them."""
    return partial(_written, record=record, between=between)


def _written(
    papers: Iterable[Paper],
    /,
    *,
    record: Callable[[Paper], str],
    between: str,
    markup: bool = False,
) -> Iterator[str]:
    """The records without the markup of their texts: most programs show a tag letter by letter."""
    before = ""
    for paper in papers:
        text = record(paper)
        if "<" in text and "</" in text and not markup:
            text = record(unmarked(paper))
        yield before + text
        before = between
