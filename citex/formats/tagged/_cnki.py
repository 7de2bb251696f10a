"""What CNKI does with all tagged formats alike: marks in abstracts, the shelf of yearbooks."""

from __future__ import annotations

from citex._late import regex
from citex.formats.tagged._grammar import Fields

YEARBOOK = regex("年鉴|年鑒")
_MARK = regex(r"^\s*(?:[〈⟨<＜]正[＞>⟩〉]|(?:Abstract|摘要)?\(#br\))\s*")


def unmark(fields: Fields, tag: str) -> None:
    """Take off an abstract's first mark, "<正>" or "(#br)"; the others of these are line breaks."""
    if tag in fields:
        texts = (_MARK.sub("", text) for text in fields[tag])
        fields[tag] = [text.replace("(#br)", "\n").strip() for text in texts]
