"""Whether a title is English: only English has title case, and German nouns have capitals."""

from __future__ import annotations

from citex._late import regex
from citex.casing.capitals import is_ordinary, name_of, small_words
from citex.text.languages import guess, tag
from citex.text.scripts import scripts
from citex.text.titles import is_all_caps

_TAG = regex(r"<[^<>]*>")
_WORD = regex(r"[^\W\d_]+")
_ENGLISH = frozenset(
    """the of and with for from by is are using between its after during toward towards through how
    why what their into under within without among does should we you not this that when where who
    our your""".split()
)
"""Small words that no neighbour of English has."""
_FOREIGN = frozenset(
    """der die das und dem den ein eine einer für zur zum im mit bei über auf aus nach oder et une
    dans sur pour aux par chez las y un con por il della nel dei gli e het een voor och av för og
    det dos na em um uma o os pelo pela dengan dalam dan yang untuk pada terhadap ve bir ile için
    oraz w dla és egy az z se""".split()
)
_IN_NAMES = frozenset("de la le les du des el los del van von di da do al".split())
"""Small words of others that English titles have in names and phrases ("de novo")."""

_GERMAN = regex(
    r"\Adeutsch|(?:\wische?[nrsm]?|schaft(?:en)?|[hk]eit(?:en)?|\w{3}ung(?:en)?|\wlich(?:e[nrsm]?)?"
    r"|ismus|ologien?|itäten|ität|buch|bücher|kunde|wesen|kultur|politik|physik|technik"
    r"|nationale[nrs]?|digitale[nrs]?|soziale?[nrs]?)\Z"
)
"""How words begin and end that only German, or a neighbour of its, has."""


def is_english(text: str, language: str | None = None, abstract: str | None = None) -> bool:
    """Whether a title is English: by what its record says, and by its own words.

    Records of titles in other languages often say "en"; so what the words tell counts, too.

    >>> is_english("The Growth of Trees"), is_english("Das Wachstum der Bäume", "en")
    (True, False)
    >>> is_english("Deep Learning"), is_english("Moderne Physik"), is_english("Physik", "de")
    (True, False, False)
    """
    named = tag(language) if language else None
    if named is not None and named.partition("-")[0] != "en":
        return False
    if not text.isascii() and not scripts(text) <= {"Latin", "Greek"}:
        return False
    found = _WORD.findall(_TAG.sub("", text))
    words = [word.lower() for word in found]
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    capitals = is_all_caps(text)
    great = [
        word
        for given, word in zip(found, words, strict=True)
        if len(word) > 2 and word not in small_words() and (given[1:].islower() or capitals)
    ]
    known = sum(is_ordinary(word) or name_of(word) is not None for word in great)
    if 2 * known <= len(great):
        foreign += sum(word in _IN_NAMES for word in words)
    if foreign >= max(english, 1):
        return False
    if english:
        return True
    if named is None and guess(None, abstract) != "en":
        return known == len(great) > 0
    return 2 * known >= len(great) > 0 and not any(map(_GERMAN.search, words))
