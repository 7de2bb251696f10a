"""How the readers of XML and YAML end: what is left over, and what the file carries besides."""

from __future__ import annotations

from typing import Any

from citex.model import Paper
from citex.text.extra_field.block import SameType, absorb
from citex.text.genres import settle_into
from citex.text.preprints import settle_preprint


def finished(
    paper: Paper,
    rest: dict[str, Any],
    carried: dict[str, list[str]],
    same_type: SameType,
    *,
    name: str,
    genre: str,
) -> Paper:
    """A paper just read, with the rest of its record and the carried values.

    `name` is the format's, `genre` its field of the genre, `same_type` tells which types it writes
    as one.
    """
    settle_into(rest, genre, paper, carried)
    if rest:
        paper.extra = {name: rest}
    settle_preprint(paper)
    absorb(paper, carried, same_type)
    return paper
