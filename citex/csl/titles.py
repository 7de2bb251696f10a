"""Titles in sentence case, for every style: what is decided before an entry is rendered.

CSL leaves titles as the record has them, for no program knows every name; a style's text-case
"sentence" would lower them all. `titles="sentence"` asks for it. Whether the first word of a
subtitle has a capital is the style's: APA and the styles after it ask for one (APA Publication
Manual, 7th ed., 6.17), as Zotero gives them (`uppercase_subtitles`); AMA, NLM, Vancouver and
GB/T 7714 do not, nor does any other that is known to us.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from citex._late import regex
from citex.csl.notices import family_of
from citex.model import Paper

if TYPE_CHECKING:
    from citex.csl.nodes import Style

_AS_APA = regex(r"academy-of-management|freshwater-science")


def in_sentence_case(papers: Iterable[Paper], style: Style) -> list[Paper]:
    """The papers with their titles in sentence case, as the style wants it of subtitles.

    >>> from citex.csl.style import load
    >>> paper = Paper(title="The Growth of Trees: A Review", type="book")
    >>> [in_sentence_case([paper], load(name))[0].title for name in ("apa", "vancouver")]
    ['The growth of trees: A review', 'The growth of trees: a review']
    """
    from citex.casing import sentence_cased  # what only those load who ask for it

    capitals = family_of(style) == "apa" or bool(_AS_APA.match(style.name))
    return sentence_cased(papers, subtitles=capitals)
