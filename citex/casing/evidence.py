"""How running text writes its words: the witness of what a title in title case does not tell."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from citex._late import regex
from citex.casing.capitals import capitals, is_ordinary

_TAG = regex(r"<[^<>]*>")
_WORD = regex(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = regex(r"[.:;?!•|\n=\"“‘*]|\A\Z")
_DEFINED = regex(r"\s*[(\[]([A-Z][\w-]{1,9})s?[)\];,]")
MAX = 20_000
"""So much of a text is read, in characters; more would tell nothing new."""


class Evidence:
    """What running text shows of words: written small, or with a capital within a sentence.

    `others` is asked for what this has not seen.
    """

    __slots__ = ("_forms", "_names", "_others", "_pairs", "_small")

    def __init__(self, others: Evidence | None = None) -> None:
        self._others = others
        self._small: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._pairs: dict[tuple[str, str], bool] = {}  # whether in the name of a body
        self._forms: dict[str, Counter[str]] = {}

    def is_small(self, word: str) -> bool:
        """Whether a word is written small, and with a capital no more than once in three times."""
        small, great = self._small.get(word, 0), self._names.get(word, 0)
        if small or great or self._others is None:
            return 2 * great < small
        return self._others.is_small(word)

    def is_name(self, word: str) -> bool:
        """Whether a word has its capital within sentences; an ordinary word, every time of many."""
        small, great = self._small.get(word, 0), self._names.get(word, 0)
        if small or great or self._others is None:
            return bool(great) and not small and (great > 2 or not is_ordinary(word))
        return self._others.is_name(word)

    def is_part_of_name(self, before: str, word: str, after: str) -> bool:
        """Whether a word has its capital beside one of these, an ordinary word in a body's name."""
        if self._small.get(word):
            return False
        pairs = ((before, word), (word, after))
        found = [self._pairs[pair] for pair in pairs if pair in self._pairs]
        if is_ordinary(word):
            return any(found)
        return bool(found) or (
            self._others is not None and self._others.is_part_of_name(before, word, after)
        )

    def form(self, word: str) -> str | None:
        """How a word is written that has capitals or digits within ("mRNA", "p53")."""
        found = self._forms.get(word)
        if found is None:
            unknown = self._others is not None and not self._small.get(word)
            return self._others.form(word) if unknown and self._others else None
        if self._small.get(word, 0) > sum(found.values()):
            return None
        return found.most_common(1)[0][0]

    def read(self, text: str) -> None:
        """Take a text for evidence: an abstract, a title in sentence case."""
        text = _TAG.sub("", text[:MAX]) if "<" in text else text[:MAX]
        run: list[str] = []
        run_end = 0
        end = 0
        begins = True
        for match in _WORD.finditer(text):
            word, gap = match.group(), text[end : match.start()]
            begins = not end or bool(_STOP.search(gap))
            linked = not begins and gap in (" ", "-", "‐", "–", "-\u00a0", "\u00a0")
            folded = word.lower()
            if word[0].isupper() and (word[1:].islower() or not word[1:]):
                if not linked:
                    self._close(run, text, run_end)
                    run = []
                if begins or (not linked and gap.strip() not in ("", ",", "(", "/")):
                    run = [""]  # the capital is the sentence's
                else:
                    run.append(word)
                run_end = match.end()
            else:
                if word.islower():
                    self._small[folded] += 1
                    if not word.isalpha() and any(map(str.isdigit, word)):
                        self._forms.setdefault(folded, Counter())[word] += 1
                elif not (begins and text[match.end() : match.end() + 1] == ":"):
                    self._forms.setdefault(folded, Counter())[word] += 1
                if not (linked and (folded in capitals("links") or not word.islower())):
                    self._close(run, text, run_end)
                    run = []
                elif run:
                    run.append("")
            end = match.end()
        self._close(run, text, run_end)

    def read_keywords(self, keywords: Iterable[str]) -> None:
        """Take keywords for evidence; capitals tell where most begin small."""
        listed = [keyword for keyword in keywords if keyword[:1].isalpha()]
        small = sum(keyword[0].islower() for keyword in listed)
        for keyword in listed:
            self.read(f"of {keyword}" if 2 * small > len(listed) else keyword)

    def _close(self, run: list[str], text: str, end: int) -> None:
        """What a row of words with capitals tells."""
        words = [word for word in run if word]
        if not words:
            return
        if len(run) == 1:
            self._names[words[0].lower()] += 1
            return
        defined = _DEFINED.match(text, end)
        initials = "".join(word[0] for word in words).lower()
        is_body = words[-1].lower() in capitals("ends of names")
        if defined and not is_body and _agree(defined[1].lower(), initials):
            return  # the capitals show what an acronym stands for
        for pair in itertools.pairwise(word.lower() for word in words):
            self._pairs[pair] = self._pairs.get(pair, False) or is_body


def _agree(acronym: str, initials: str) -> bool:
    return acronym[:1] == initials[:1] or initials in acronym or acronym in initials
