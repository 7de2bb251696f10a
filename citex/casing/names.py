"""What is a name in a title: told by running text, by lists, by the words around."""

from __future__ import annotations

from collections.abc import Callable

from citex._late import regex
from citex.casing.capitals import (
    capitals,
    in_phrase,
    is_acronym,
    is_epithet,
    is_ordinary,
    is_possessor,
    is_species,
    is_voiceless,
    mixed_forms,
    name_of,
    small_words,
)
from citex.casing.evidence import Evidence
from citex.casing.words import Word

_YEAR = regex(r"1[5-9]\d\d|20\d\d[a-z]?")
_NUMBERED = regex(r"([A-Z][a-z]+)\d+")
"""A word with a number: "Notch1", of which the word may be a name."""
_JOINTS = frozenset("-‐–/")
_NUMBERS = frozenset("-‐,")
"""What stands between the numbers of a chemical name: "1,2-"."""
_MARKS = ("®", "™")


class Known:
    """The words of one title, and what is known of them.

    `end` is what stands behind the last word.
    """

    def __init__(self, words: list[Word], evidence: Evidence, end: str = "") -> None:
        self.words = words
        self.evidence = evidence
        self.gaps: list[str] = [*(word.gap for word in words), end]
        self.lowered: list[str] = [*(word.lowered for word in words), ""]
        self._phrased: dict[int, str] = {}
        index = 0
        while index < len(words):
            phrase = in_phrase(self.lowered, index)
            for offset, text in enumerate(phrase):
                self._phrased[index + offset] = text
            index += len(phrase) or 1
        self._bodies = self._bodies_found()

    def name(self, index: int) -> str | None:
        """Why a word keeps its capital, None if it does not."""
        phrased = self._phrased.get(index)
        if phrased is not None:
            return "a name" if phrased != phrased.lower() else None
        for reason, tells in REASONS:
            told = tells(self, index)
            if told is not None:
                return reason if told else None
        return None

    def written(self, index: int) -> str:
        """How the word is written that is a name."""
        text = self.words[index].text
        phrased = self._phrased.get(index)
        if phrased is not None or not text.isupper():
            return phrased or text
        return name_of(text) or text.capitalize()

    def letter(self, index: int) -> str:
        """A single letter: the article, part of a compound, or a sign that keeps its capital."""
        word = self.words[index]
        if self.gaps[index + 1] in _JOINTS:
            after = self.lowered[index + 1]
            small = f"{word.lowered}-{after}" in capitals("lettered small")
            electronic = word.text == "E" and len(after) > 2 and self.gaps[index + 1] != "/"
            if small or (electronic and after not in capitals("after a great e")):
                return word.lowered
            return word.text
        if word.text != "A" or self.gaps[index + 1] != " ":
            return word.text
        before, after = self.lowered[index - 1], self.lowered[index + 1]
        is_sign = not word.begins and before in capitals("before a letter")
        return word.text if is_sign or after in capitals("behind a sign") else "a"

    def mixed(self, index: int) -> str:
        """A word with inner capitals or digits: as it is, or as running text has it ("p53")."""
        text = self.words[index].text
        if not text[0].isupper() or text.isalpha():
            return text
        form = self.evidence.form(text.lower())
        if form is not None:
            return form if form[1:] == text[1:] else text
        numbered = _NUMBERED.fullmatch(text)
        greek = numbered is not None and numbered[1].lower() in capitals("greek letters")
        return text.lower() if greek or text.lower() in capitals("proteins") else text

    def mixed_form(self, index: int) -> str | None:
        """How a word of a title in capitals is written that has small letters and great ones."""
        word = self.lowered[index]
        return self.evidence.form(word) or mixed_forms().get(word)

    def is_acronym(self, index: int) -> bool:
        """Whether a word of a title in capitals is an acronym."""
        word = self.words[index]
        if word.lowered in small_words() or self.evidence.is_small(word.lowered):
            return False
        if is_acronym(word.text):
            return True
        alone = word.gap.endswith("(") and self.gaps[index + 1].startswith(")")
        unknown = not is_ordinary(word.lowered) and not name_of(word.text)
        return unknown and (alone or len(word.text) < 4)

    def _is_common(self, index: int) -> bool:
        """Whether a word is one of the language's, or no word that may be a name."""
        word = self.words[index]
        return (
            not word.is_capitalized
            or len(word.text) < 3
            or word.lowered in small_words()
            or is_ordinary(word.lowered)
            or self.evidence.is_small(word.lowered)
        )

    def _bodies_found(self) -> set[int]:
        """From a people or a place to "Association", "College" ..., and what is behind "of"."""
        found: set[int] = set()
        for index, word in enumerate(self.words):
            if word.lowered not in capitals("heads of bodies") or not word.is_capitalized:
                continue
            start = self._body_begins(index)
            if start is None:
                continue
            end = index + 1
            if self.lowered[end] in ("of", "for"):
                end += 4 if self.lowered[end + 2 : end + 3] == ["and"] else 2
            found.update(range(start, min(end, len(self.words))))
        return found

    def _body_begins(self, index: int) -> int | None:
        """Where the name of a body begins whose head stands here."""
        start = index
        while start and index - start < 5:
            word = self.words[start]
            if word.begins or word.gap not in (" ", "-", " & ", ", "):
                return None
            start -= 1
            before = self.lowered[start]
            if before in capitals("before bodies") or name_of(before):
                alone = index - start < 2 and self.lowered[index + 1] not in ("of", "for")
                loose = self.lowered[index] in capitals("heads that need more")
                return None if alone and loose else start
            if before in small_words() and before != "and":
                return None
        return None

    # -- what tells a name: True or False, None where it does not tell --------------------------

    def _in_running_text(self, index: int) -> bool | None:
        word = self.lowered[index]
        if self.evidence.is_name(word):
            return True
        return False if self.evidence.is_small(word) else None

    def _in_names(self, index: int) -> bool | None:
        before, after = self.lowered[index - 1], self.lowered[index + 1]  # "" before the first
        return self.evidence.is_part_of_name(before, self.lowered[index], after) or None

    def _body(self, index: int) -> bool | None:
        return index in self._bodies or None

    def _unit(self, index: int) -> bool | None:
        return False if self.lowered[index] in capitals("units") else None

    def _month(self, index: int) -> bool | None:
        """ "May" beside a number; "May" elsewhere is a word."""
        if self.lowered[index] not in capitals("months and words"):
            return None
        return self.lowered[index - 1].isdigit() or self.lowered[index + 1].isdigit()

    def _listed(self, index: int) -> bool | None:
        return name_of(self.words[index].text) is not None or None

    def _voiceless(self, index: int) -> bool | None:
        return is_voiceless(self.words[index].text) or None

    def _cited(self, index: int) -> bool | None:
        """A name before "et al.", or before a year in brackets, with those before it."""
        for _ in range(9):
            after = self.lowered[index + 1]
            if after == "et" and self.lowered[index + 2] == "al":
                return True
            if not after or is_ordinary(self.lowered[index]):
                return None
            gap = self.gaps[index + 1]
            if gap.endswith("(") and _YEAR.fullmatch(after):
                return True
            if after != "and" and gap not in (", ", " & "):
                return None
            index += 1 + (after == "and")
            if index >= len(self.words):
                return None
        return None

    def _marked(self, index: int) -> bool | None:
        """A word with the sign of a trade mark."""
        return self.gaps[index + 1].startswith(_MARKS) or None

    def _titled(self, index: int) -> bool | None:
        """ "Sir", and "King" and the like before a name."""
        word = self.lowered[index]
        if word in capitals("before persons"):
            return True
        ranked = word in capitals("ranks") and self.gaps[index + 1] == " "
        return (ranked and name_of(self.lowered[index + 1]) is not None) or None

    def _surname(self, index: int) -> bool | None:
        """What follows a given name, or "Sir", "St", "Dr"."""
        before = self.lowered[index - 1]
        if self.gaps[index] not in (" ", ". ") or self._is_common(index):
            return None
        return before in capitals("before persons") or before in capitals("given names") or None

    def _place(self, index: int) -> bool | None:
        """ "River", "Lake" and the like with their names, known or not."""
        word, before, after = (self.lowered[at] for at in (index, index - 1, index + 1))
        begins = index > 0 and self.gaps[index] == " "
        goes_on = self.gaps[index + 1] == " " and bool(after)
        known = begins and (name_of(before) or not self._is_common(index - 1))
        if known and word in capitals("behind places"):
            return True
        if goes_on and word in capitals("before places") and not self._is_common(index + 1):
            return True
        beside = (begins and before in capitals("before places")) or (
            goes_on and after in capitals("behind places")
        )
        return (beside and not self._is_common(index)) or None

    def _element(self, index: int) -> bool | None:
        """The sign of a chemical element in a row of them: Ni-Ti, Al/Cu."""
        elements = capitals("elements")
        if self.lowered[index] not in elements:
            return None
        beside = [index - 1] if index and self.gaps[index] in _JOINTS else []
        beside += [index + 1] if self.lowered[index + 1] and self.gaps[index + 1] in _JOINTS else []
        return (
            any(
                self.lowered[at] in elements or self.lowered[at].isdigit() or self._is_letter(at)
                for at in beside
            )
            or None
        )

    def _is_letter(self, index: int) -> bool:
        return len(self.words[index].text) == 1 and self.words[index].text.isupper()

    def _prefix(self, index: int) -> bool | None:
        """ "Sino-" and the like before a people."""
        if self.lowered[index] not in capitals("before peoples"):
            return None
        return self.gaps[index + 1] in _JOINTS and name_of(self.lowered[index + 1]) is not None

    def _chemical(self, index: int) -> bool | None:
        """What is first but for the numbers of a chemical's name: 5-Amino-4-..."""
        start = index
        while start and self.gaps[start] in _NUMBERS and not self.words[start].begins:
            start -= 1
            if not self.words[start].text.isdigit():
                return None
        first = start < index and self.words[start].begins == "sentence"
        return (first and not self._is_common(index)) or None

    def _binomial(self, index: int) -> bool | None:
        """The genus before a species' epithet, in brackets or with an ending that tells."""
        after = self.lowered[index + 1]
        if self.gaps[index + 1] != " " or not is_epithet(after) or self._is_common(index):
            return None
        if self.lowered[index] in capitals("latin nouns") or is_ordinary(after) or name_of(after):
            return None
        closed = self.gaps[index + 2][:1] == ")" or self.lowered[index + 2] == "l"
        return (self.gaps[index].endswith("(") and closed) or is_species(after) or None

    def _italic(self, index: int) -> bool | None:
        """The first word of a species' name in italics, or of a genus'."""
        word = self.words[index]
        if not word.italic or not is_epithet(word.lowered) or self._is_common(index):
            return None
        first = not (index and self.words[index - 1].italic and word.gap == " ")
        return (first and len(word.text) > 3) or None

    def _university(self, index: int) -> bool | None:
        """ "University" with its place, known or not."""
        if self.lowered[index + 1] == "university" and self.gaps[index + 1] == " ":
            return not self._is_common(index) or None
        if self.lowered[index] != "university":
            return None
        if self.lowered[index + 1] == "of":
            place = index + 2
        else:
            place = index - 1 if self.gaps[index] == " " else -1
        known = name_of(self.lowered[place]) is not None
        return known or (0 <= place < len(self.words) and not self._is_common(place)) or None

    def _possessor(self, index: int) -> bool | None:
        return is_possessor(self.words[index].text) or None


REASONS: tuple[tuple[str, Callable[[Known, int], bool | None]], ...] = (
    ("running text", Known._in_running_text),
    ("running text", Known._in_names),
    ("a body", Known._body),
    ("", Known._unit),
    ("a month", Known._month),
    ("a name", Known._listed),
    ("an abbreviation", Known._voiceless),
    ("a person", Known._cited),
    ("a trade mark", Known._marked),
    ("a person", Known._titled),
    ("a person", Known._surname),
    ("a place", Known._place),
    ("a people", Known._prefix),
    ("an element", Known._element),
    ("the first word", Known._chemical),
    ("a genus", Known._binomial),
    ("a genus", Known._italic),
    ("a university", Known._university),
    ("a person", Known._possessor),
)
"""What tells a name, in the order in which it is asked; the first that tells counts."""
