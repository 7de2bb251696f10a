"""Years of copyright, "c1993", and of an era: as records have them, or the year alone.

| manual                                         | what it prints |
|------------------------------------------------|----------------|
| GB/T 7714, dates; Citing Medicine, chapter 2   | c1993          |
| APA Publication Manual, 7th ed., 9.13          | 1993           |
| MLA Handbook, 9th ed., 5.68                    | 1993           |
| The Chicago Manual of Style, 17th ed., 14.144  | 1993           |
| AMA Manual of Style, 11th ed., 3.12            | 1993           |

Of a style without a manual that is known: the year alone where its cites print it, between an
author and perhaps a letter ("Sandburg 1993a"). The words of an era ("1993（平成5年）") are
GB/T 7714's alone (2015, dates of publication): every other style has the year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from citex._late import regex
from citex.csl.notices import GBT, NEUTRAL, family_of, names_of

if TYPE_CHECKING:
    from citex.csl.nodes import Style
    from citex.model import Paper

_BARE = frozenset(("apa", "mla", "chicago", "ama"))
_MARKED = regex(r"\[?(?:[©℗cp]|\([cp]\)|cop\.?|copyright)\s?\d{4}\]?", re.IGNORECASE)
_ERA = regex(r"\[?\d{4}(?:\s?[（(][\u3000-\u9fff][^（）()]{1,20}[)）])\]?")


def prints_mark(style: Style) -> bool:
    """Whether a style prints the mark of a year of copyright.

    >>> from citex.csl.style import load
    >>> [prints_mark(load(name)) for name in ("apa", "vancouver", "gbt7714-2015-author-date")]
    [False, True, True]
    """
    family = family_of(style)
    if family != NEUTRAL:
        return family not in _BARE
    info = style.info
    by_author = info is not None and info.citation_format in ("author-date", "author")
    return not by_author or prints_era(style)


def prints_era(style: Style) -> bool:
    """Whether a style prints the words of an era with the year.

    >>> from citex.csl.style import load
    >>> [prints_era(load(name)) for name in ("apa", "gbt7714-2015")]
    [False, True]
    """
    return any(map(GBT.match, names_of(style)))


def without_era(paper: Paper) -> Paper:
    """The paper with the year alone, where its date has the words of an era.

    >>> from citex.model import Paper, PartialDate
    >>> without_era(Paper(issued=PartialDate(1993, literal="1993（平成5年）"))).issued
    PartialDate(year=1993)
    """
    return _year_alone(paper, _ERA)


def without_mark(paper: Paper) -> Paper:
    """The paper with the year alone, where its date has the year of its copyright.

    >>> from citex.model import Paper, PartialDate
    >>> without_mark(Paper(issued=PartialDate(1993, literal="c1993"))).issued
    PartialDate(year=1993)
    """
    return _year_alone(paper, _MARKED)


def _year_alone(paper: Paper, words: re.Pattern[str]) -> Paper:
    """The paper with the year of its date alone, where such words are the date's."""
    issued = paper.issued
    if issued is None or issued.year is None or not words.fullmatch(issued.literal or ""):
        return paper
    return replace(paper, issued=replace(issued, literal=None))
