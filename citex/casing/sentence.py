"""Sentence case of a title, with the capitals that must stay.

A capital stays on acronyms, on words with an inner capital, in protected text (`nocase` spans,
indices, formulas), on names. What is a name is told by running text (`Evidence`), by lists and
endings (`capitals`), by what stands beside. Everything else in a title in title case is small.
"""

from __future__ import annotations

from typing import NamedTuple

from citex.casing.capitals import is_ordinary, small_words
from citex.casing.evidence import Evidence
from citex.casing.names import Known
from citex.casing.words import Word, words_of
from citex.text.titles import is_all_caps


class Cased(NamedTuple):
    """A title in sentence case, and the words that kept a capital, each with the reason."""

    text: str
    kept: tuple[tuple[str, str], ...]


def sentence_case(
    text: str, evidence: Evidence | None = None, *, subtitles: bool = False
) -> Cased | None:
    """An English title in sentence case; None of one that has it already.

    A title is taken for one in title case, or in capitals, by most of its words. With `subtitles`
    the first word of each subtitle has a capital, as APA asks for, whatever the title is in.

    >>> sentence_case("The Growth of Forests in Uganda: A Review").text
    'The growth of forests in Uganda: a review'
    >>> sentence_case("The growth of forests: a review", subtitles=True).text
    'The growth of forests: A review'
    >>> sentence_case("The growth of forests in Uganda") is None
    True
    """
    known = _known(text, evidence)
    kept: list[tuple[str, str]] = []
    if _is_all_caps(known.words):
        changed = [_from_capitals(known, index, kept) for index in range(len(known.words))]
    elif _is_title_case(known):
        changed = [_from_title(known, index, kept) for index in range(len(known.words))]
    elif subtitles:
        changed = [word.text for word in known.words]
    else:
        return None
    if subtitles:
        for index, word in enumerate(known.words):
            if word.begins and not word.protected and changed[index].islower():
                changed[index] = changed[index][0].upper() + changed[index][1:]
    result = _put(text, known.words, changed)
    return None if result == text else Cased(result, tuple(kept))


def from_capitals(text: str, evidence: Evidence | None = None) -> str:
    """A text in capitals as a sentence, as a proposal.

    >>> from_capitals("THE GROWTH OF TREES IN UGANDA: DNA REPAIR")
    'The growth of trees in Uganda: DNA repair'
    """
    known = _known(text, evidence)
    changed = [_from_capitals(known, index, []) for index in range(len(known.words))]
    return _put(text, known.words, changed)


def _known(text: str, evidence: Evidence | None) -> Known:
    words = words_of(text)
    end = text[words[-1].start + len(words[-1].text) :] if words else ""
    return Known(words, Evidence() if evidence is None else evidence, end)


def _put(text: str, words: list[Word], changed: list[str]) -> str:
    """The text with its words changed."""
    pieces: list[str] = []
    end = 0
    for word, new in zip(words, changed, strict=True):
        pieces += (text[end : word.start], new)
        end = word.start + len(word.text)
    return "".join((*pieces, text[end:]))


def is_sentence_case(text: str) -> bool:
    """Whether a title is surely in sentence case: most words of its language are small in it.

    >>> is_sentence_case("The growth of trees"), is_sentence_case("The Growth of Trees")
    (True, False)
    >>> is_sentence_case("Introduction")
    False
    """
    words = [word for word in words_of(text) if not word.begins and len(word.text) > 3]
    small = sum(word.text.islower() and word.lowered not in small_words() for word in words)
    return small > 1 and small > 2 * sum(word.is_capitalized for word in words)


def _is_all_caps(words: list[Word]) -> bool:
    return is_all_caps(" ".join(word.text for word in words if not word.protected))


def _is_title_case(known: Known) -> bool:
    """Whether most words that title case concerns have a capital, and not for being names."""
    great = small = 0
    ordinary = False
    for index, word in enumerate(known.words):
        if word.protected or word.begins or len(word.text) < 3 or word.lowered in small_words():
            continue
        plain = is_ordinary(word.lowered) or known.evidence.is_small(word.lowered)
        if word.text.islower():
            small += not word.is_hyphenated
        elif word.is_capitalized and not known.name(index) and (plain or not word.is_hyphenated):
            great += 1
            ordinary = ordinary or plain
    return (ordinary or great > 1) and great >= 1.5 * small


def _from_title(known: Known, index: int, kept: list[tuple[str, str]]) -> str:
    """A word of a title in title case as sentence case has it."""
    word = known.words[index]
    text = word.text
    if word.protected or word.bound or not text[0].isupper() or not any(map(str.isalpha, text)):
        return text
    if word.begins == "sentence":
        return text
    if len(text) == 1:
        return known.letter(index)
    if not word.is_capitalized:
        return known.mixed(index)
    reason = known.name(index)
    if reason is None:
        return word.lowered
    kept.append((text, reason))
    return known.written(index)


def _from_capitals(known: Known, index: int, kept: list[tuple[str, str]]) -> str:
    """A word of a title in capitals as sentence case has it."""
    word = known.words[index]
    text, lowered = word.text, word.lowered
    if word.protected or word.bound or any(map(str.isdigit, text)) or not text[0].isupper():
        return known.mixed(index) if not word.protected else text
    if len(text) == 1:
        return text if word.begins == "sentence" else known.letter(index)
    form = known.mixed_form(index)
    if form is not None:
        kept.append((form, "an acronym"))
        return form
    if known.is_acronym(index):
        kept.append((text, "an acronym"))
        return text
    reason = known.name(index)
    if reason is not None:
        kept.append((known.written(index), reason))
        return known.written(index)
    return text[0] + lowered[1:] if word.begins == "sentence" else lowered
