"""Formats of plain text: how they are written without the markup of CSL's rich text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from citex.formats import Option
from citex.model import Paper
from citex.text.richtext.runs import unmarked

MARKUP = Option(
    name="markup",
    title="keep <i>, <b>, <sup>, <sub> in texts, for programs that show them as such (Zotero)",
    default=False,
)
"""What a format of plain text is asked for to keep CSL's tags."""


def written(
    papers: Iterable[Paper], record: Callable[[Paper], str], *, markup: bool, between: str = ""
) -> Iterator[str]:
    """The record of each paper, in a format of plain text: without the markup of its texts.

    Most programs show a tag letter by letter; with `markup` they stay. `between` parts the records.
    """
    before = ""
    for paper in papers:
        text = record(paper)
        if "</" in text and not markup:
            text = record(unmarked(paper))
        yield before + text
        before = between
