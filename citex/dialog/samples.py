"""Five references that show what a style does."""

from __future__ import annotations

import functools
import json
from importlib.resources import files

from citex.model import Paper


@functools.cache
def samples() -> tuple[Paper, ...]:
    """The five papers, in the order article, book, chapter, web page, Chinese article.

    >>> [paper.type for paper in samples()][-2:]
    ['webpage', 'article-journal']
    """
    text = (files("citex.dialog") / "data" / "samples.json").read_text(encoding="utf-8")
    return tuple(Paper.from_dict(item) for item in json.loads(text))
