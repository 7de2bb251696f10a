"""Articles that titles and bodies begin with, and that lists do not go by: The Art of War under A.

| manual  | where it says so                                |
|---------|-------------------------------------------------|
| apa     | APA Publication Manual, 7th ed., 9.44 to 9.49   |
| mla     | MLA Handbook, 9th ed., 5.123 to 5.130           |
| chicago | The Chicago Manual of Style, 17th ed., 14.71    |

CSL says nothing of it, and other manuals are not known to ask for it: their lists stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex._late import regex

FAMILIES = frozenset(("apa", "chicago", "mla"))
"""The manuals (`citex.csl.notices.family_of`) whose lists pass over articles."""

_ARTICLES = {
    "en": frozenset("a an the".split()),
    "fr": frozenset("la le les un une".split()),
    "de": frozenset("das der die ein eine".split()),
    "es": frozenset("el la las los un una".split()),
    "it": frozenset("gli i il la le lo un una uno".split()),
    "nl": frozenset("de een het".split()),
    "pt": frozenset("a as o os um uma".split()),
}
_FIRST = regex(r"\W*(\w+)\s+(?=\S)")


def without_article(text: str, heads: Iterable[str], language: str) -> str:
    """The text without the article that it begins with, if one of the heads begins so, too.

    The heads are titles and bodies of the work: a family name may be An.

    >>> without_article("“The art of war.”", ["The Art of War"], "en-US")
    'art of war.”'
    >>> without_article("An Li", ["A title"], "en"), without_article("Die Welt", ["Die Welt"], "de")
    ('An Li', 'Welt')
    """
    match = _FIRST.match(text)
    if match is None:
        return text
    word = match[1].lower()
    if word not in _ARTICLES.get(language[:2].lower(), ()):
        return text
    for head in heads:
        first = _FIRST.match(head)
        if first is not None and first[1].lower() == word and _alike(text, match, head, first):
            return text[match.end() :]
    return text


def _alike(text: str, match: re.Match[str], head: str, first: re.Match[str]) -> bool:
    """Whether the next word is the same, too."""
    word, other = text[match.end() :], head[first.end() :]
    return word[:3].lower() == other[:3].lower()
