"""Words whose capital stays in sentence case: names, by list, by ending, by what stands beside.

The lists are `../data/capitals.tsv`: places, peoples and languages, persons, makers and marks,
genera, proteins; phrases as they are written ("guinea pig", "New Zealand"); endings, and the words
that have them by chance.
"""

from __future__ import annotations

import re
from functools import cache

from citex._late import regex
from citex.text.tables import words as listed

_NAMES = ("places", "peoples", "persons", "given names", "marks", "times", "genera", "genes")
_ORDINARY = regex(
    r"(?:[a-z]{2,}(?:tion|sion|ment|ness|ity|ing|ism|ology|ics|ance|ence|ive|ous|ful|less|ary|ized|ised"
    r"|ated|able|ible|ally)|[a-z]{3,}(?:ed|ly|ies|al|ic))s?"
)
_VOWEL = regex(r"[aeiouyà-öø-ÿ]", re.IGNORECASE)
_DRUG = regex(r"[a-z]+(?:mab|nib|ine|ole|ide|ate|cin|pril|sartan|statin|vir|taxel|platin)")
_EPITHET = regex(r"[a-z]+(?:us|a|um|is|i|ae|ens|ans|oides|ensis|ense|ax|ops)")

_SPECIES = regex(
    r"[a-z]{3,}(?:ensis|ense|ian(?:us|a|um)|folia|folium|folius|flora|florum|ii|icola|oniae|ifera)"
)


@cache
def capitals(name: str) -> frozenset[str]:
    """A list of `data/capitals.tsv`, in lower case."""
    return frozenset(word.lower() for word in listed(name, "capitals.tsv"))


@cache
def small_words() -> frozenset[str]:
    """Words that stand small in title case, by one custom or another."""
    return frozenset(listed("function words")) | capitals("small words in titles")


@cache
def mixed_forms() -> dict[str, str]:
    """Words with small letters and great ones, in lower case -> as they are written."""
    return {word.lower(): word for word in listed("mixed forms", "capitals.tsv")}


@cache
def _names() -> dict[str, str]:
    """Each name of the lists, in lower case -> as it is written."""
    return {
        word.lower(): word for name in reversed(_NAMES) for word in listed(name, "capitals.tsv")
    }


@cache
def phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first word in lower case, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed("phrases", "capitals.tsv", apart="; "):
        parts = tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", phrase))
        found.setdefault(parts[0].lower(), []).append(parts)
    for known in found.values():
        known.sort(key=len, reverse=True)
    return found


def in_phrase(lowered: list[str], index: int) -> tuple[str, ...]:
    """The longest phrase that begins at this word, as it is written; () if there is none."""
    for phrase in phrases().get(lowered[index], ()):
        if tuple(lowered[index : index + len(phrase)]) == tuple(map(str.lower, phrase)):
            return phrase
    return ()


def name_of(word: str) -> str | None:
    """How a name is written, of a word in any case; None of a word that is no name.

    >>> name_of("uganda"), name_of("BAYESIAN"), name_of("Ovarian"), name_of("Alzheimer's")
    ('Uganda', 'Bayesian', None, "Alzheimer's")
    >>> name_of("Acetobacterales"), name_of("trees")
    ('Acetobacterales', None)
    """
    lowered = word.lower()
    if lowered in _names():
        return _names()[lowered]
    bare, mark, ending = lowered.partition("'" if "'" in lowered else "’")
    known = _names().get(bare)
    if known is None and len(bare) > 3 and bare[-1] == "s":
        known = _names().get(bare[:-1])
        known = known and known + "s" if known in _plural() else None
    if known is None and (_by_ending(bare) or _is_genus(bare)):
        known = bare.capitalize()
    return None if known is None else known + mark + ending


@cache
def _plural() -> frozenset[str]:
    return frozenset(listed("peoples", "capitals.tsv"))


def _by_ending(word: str) -> bool:
    if len(word) < 5 or not word.endswith(_endings("endings of names")):
        return False
    single = word[:-1] if word[-1] == "s" else word
    return not single.endswith("ician") and _small().isdisjoint((word, single))


@cache
def _small() -> frozenset[str]:
    """Words that end as names do, and are none."""
    return frozenset().union(*(capitals(f"small in -{end}") for end in ("ian", "ese", "ales")))


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(listed(name, "capitals.tsv"))


def _is_genus(word: str) -> bool:
    return (
        len(word) > 6
        and word.endswith(_endings("endings of genera"))
        and word not in capitals("small endings of genera")
    )


def is_epithet(word: str) -> bool:
    """Whether a word may be the second of a species' name.

    >>> is_epithet("coli"), is_epithet("growth")
    (True, False)
    """
    return bool(_EPITHET.fullmatch(word))


def is_species(word: str) -> bool:
    """Whether a word ends as hardly any but the second of a species' name does.

    >>> is_species("californianus"), is_species("baumannii"), is_species("mellitus")
    (True, True, False)
    """
    return bool(_SPECIES.fullmatch(word))


def is_possessor(word: str) -> bool:
    """Whether a word with "'s" is a name by that: no thing or person that owns anything usually.

    >>> is_possessor("majocchi's"), is_possessor("children's"), is_possessor("paclitaxel's")
    (True, False, False)
    """
    bare, _, ending = word.lower().replace("’", "'").partition("'")
    return (
        ending == "s"
        and len(bare) > 2
        and bare not in capitals("possessors")
        and not is_ordinary(bare)
        and not _DRUG.fullmatch(bare)
    )


def is_ordinary(word: str) -> bool:
    """Whether a word in lower case is known for one of the language, not for a name.

    >>> is_ordinary("growth"), is_ordinary("metabolic"), is_ordinary("uganda")
    (True, True, False)
    """
    common = capitals("common words")
    return (
        word in common
        or (word[-1:] == "s" and (word[:-1] in common or word[:-2] in common))
        or (bool(_ORDINARY.fullmatch(word)) and word not in _names())
    )


def is_acronym(word: str) -> bool:
    """Whether a word is an acronym though no other sign tells: a known one, or without a vowel.

    >>> is_acronym("NASA"), is_acronym("CFTR"), is_acronym("TREES"), is_acronym("MG")
    (True, True, False, False)
    """
    lowered = word.lower()
    if lowered in capitals("acronyms"):
        return True
    return is_voiceless(word)


def is_voiceless(word: str) -> bool:
    """Whether a word is an abbreviation for having no vowel ("Wnt", "Mn"), and no unit."""
    return len(word) > 1 and not _VOWEL.search(word) and word.lower() not in capitals("units")
