"""Text cases: lowercase, uppercase, capitalize-first, capitalize-all, sentence, title.

Case is changed word by word, over markup and quotation marks, but not within `nocase`, small
capitals, superscripts and subscripts. A word that has a capital of its own is never recased
by the capitalizing cases. Title case is for English alone (CSL 1.0.2, "Non-English Items").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered
from citex.csl.markup import CLOSE, FLIP_SMALLCAPS, NOCASE, NODECOR, OPENERS, SUB, SUP

STOP_WORDS = frozenset(
    """about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below beneath
    beside besides between beyond but by ca circa de despite down during et except for forenenst
    from given in inside into lest like modulo near next nor notwithstanding of off on onto or out
    over per plus pro qua sans since so than the through throughout thruout till to toward towards
    under underneath until unto up upon van versus via vis-à-vis von vs with within without
    yet""".split()
)
"""Words that title case leaves small, but at the ends and after a colon (CSL 1.0.2,
"Title Case Conversion"); words of one letter are left alone anyhow."""

_HYPHENS = "-\u2010\u2011"
_PROTECTED = frozenset((NOCASE, NODECOR, FLIP_SMALLCAPS, SUP, SUB))
_SENTINEL = "\ufdd0-\ufdef"
_PUNCTUATION = r"\-\u2010\u2011–—/.,;?!:\[\]()'\"‘’“”"
_SPACE = "\u0020\u00a0\u2000-\u200b\u205f\u3000"
_TOKEN = regex(
    rf"(?P<word>[^{_SPACE}{_PUNCTUATION}{_SENTINEL}]+)|(?P<mark>[{_PUNCTUATION}{_SENTINEL}])"
)
_CASED = regex(
    r"[A-Za-z\u00aa-\u02af\u0370-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1fff\u2c00-\u2dff"
    r"\ua640-\uabbf\uff21-\uff5a\U00010400-\U0001e943]"
)  # letters of scripts with two cases: without one, the costlier cases have nothing to do
_TITLE_WORD = regex(r"(\(?)([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)([),.;]*[?!:]?)")
_CLOSING = frozenset((CLOSE, "’", "”"))
_TURKIC = ("tr", "az")


def apply(case: str, text: str, language: str | None = None) -> str:
    """The text in this case (CSL 1.0.2, "Text-case"); an unknown case changes nothing.

    `language` is that of the text ("en-US"); None counts as English.

    >>> apply("title", "the role of p53 in cell-cycle control", "en")
    'The Role of P53 in Cell-Cycle Control'
    >>> apply("title", "die Rolle von p53", "de")
    'die Rolle von p53'
    >>> apply("title", "words of Merriam-Webster.com", "en")
    'Words of Merriam-Webster.com'
    >>> apply("uppercase", "izmir", "tr")
    'İZMİR'
    """
    run = _CASES.get(case)
    if run is None or not text:
        return text
    return run(text, language)


def is_english(language: str | None) -> bool:
    """Whether title case applies to a text in this language.

    >>> is_english("en-GB"), is_english("eng"), is_english("de"), is_english(None)
    (True, True, False, True)
    """
    return language is None or language[:2].lower() == "en"


def upper(text: str, language: str | None = None) -> str:
    """The text in capitals, dotted and dotless i kept apart in Turkic languages."""
    if language and language[:2].lower() in _TURKIC:
        text = text.replace("i", "İ")
    return text.upper()


def lower(text: str, language: str | None = None) -> str:
    """The text in small letters, dotted and dotless i kept apart in Turkic languages."""
    if language and language[:2].lower() in _TURKIC:
        text = text.replace("İ", "i").replace("I", "ı")
    elif "İ" in text:
        text = text.replace("İ", "i̇")
    return text.lower()


def capitalize(word: str, language: str | None = None) -> str:
    """The word with a capital first letter; a lone Greek letter stays as it is (β-carotene)."""
    first, rest = word[:1], word[1:]
    if not rest and "\u0370" <= first <= "\u03ff":
        return word
    return upper(first, language) + rest


def _whole(change: Callable[[str, str | None], str]) -> Callable[[str, str | None], str]:
    def run(text: str, language: str | None) -> str:
        if text.isascii() or not _has_protected(text):
            return change(text, language)
        return "".join(
            part if protected else change(part, language) for part, protected in _parts(text)
        )

    return run


def _has_protected(text: str) -> bool:
    return any(opener in text for opener in _PROTECTED)


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text in stretches, each with whether text-case must leave it alone."""
    parts: list[tuple[str, bool]] = []
    stack: list[bool] = []
    start = 0
    for match in re.finditer(f"[{_SENTINEL}]", text):
        char = match.group()
        was = bool(stack) and stack[-1]
        if char in OPENERS:
            stack.append(was or char in _PROTECTED)
        elif char == CLOSE and stack:
            stack.pop()
        now = bool(stack) and stack[-1]
        if was != now:
            parts.append((text[start : match.start()], was))
            start = match.start()
    parts.append((text[start:], bool(stack) and stack[-1]))
    return parts


@remembered(4096)
def _capitalize_first(text: str, language: str | None) -> str:
    first = text[0]
    if first.isupper() or first.isdigit():
        return text  # the first word is not all small letters
    if not _CASED.search(text):
        return text
    for part, start in _words(text):
        if part is None:
            return text
        if part == lower(part, language):
            return text[:start] + capitalize(part, language) + text[start + len(part) :]
        return text
    return text


@remembered(4096)
def _sentence(text: str, language: str | None) -> str:
    pieces: list[str] = []
    position = 0
    first = True
    after_apostrophe = False
    depth: list[bool] = []
    for match in _TOKEN.finditer(text):
        word = match.group("word")
        if word is None:
            char = match.group()
            _track(char, depth)
            after_apostrophe = char in "'’"
            continue
        if depth and depth[-1]:
            first = False
            continue
        start = match.start()
        gap = text[position:start]
        pieces.append(gap)
        if first:
            pieces.append(capitalize(word, language))
            first = False
        elif after_apostrophe and start and text[start - 1] in "'’":
            pieces.append(word[0] + lower(word[1:], language))
        else:
            pieces.append(lower(word, language))
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


@remembered(4096)
def _capitalize_all(text: str, language: str | None) -> str:
    pieces: list[str] = []
    position = 0
    for word, start in _words(text, skip_after_apostrophe=True):
        if word is not None and word == lower(word, language):
            pieces += (text[position:start], capitalize(word, language))
            position = start + len(word)
    pieces.append(text[position:])
    return "".join(pieces)


def _words(text: str, skip_after_apostrophe: bool = False) -> list[tuple[str | None, int]]:
    """The words with their places; None for one that is protected."""
    words: list[tuple[str | None, int]] = []
    depth: list[bool] = []
    for match in _TOKEN.finditer(text):
        word = match.group("word")
        if word is None:
            _track(match.group(), depth)
            continue
        start = match.start()
        if skip_after_apostrophe and start and text[start - 1] in "'’":
            continue
        words.append((None if depth and depth[-1] else word, start))
    return words


def _track(char: str, depth: list[bool]) -> None:
    if char in OPENERS:
        depth.append((bool(depth) and depth[-1]) or char in _PROTECTED)
    elif char == CLOSE and depth:
        depth.pop()


@remembered(8192)
def _title(text: str, language: str | None) -> str:
    if not is_english(language) or not _CASED.search(text):
        return text
    simple = _simple_title(text) if text.isascii() else None
    return _any_title(text) if simple is None else simple


def _simple_title(text: str) -> str | None:
    """A text of plain words in title case, as `_any_title` gives it; None if it is not so plain."""
    words: list[str] = []
    leads = True  # the next word is the first, or follows a mark
    forms = None
    for word in text.split(" "):
        if not word:
            words.append(word)
            continue
        forms = _title_forms(word)
        if forms is None:
            return None
        words.append(forms[leads])
        leads = word[-1] in "?!:"
    if forms is None or not words[-1]:
        return None
    if len(words[-1].strip("(),.;?!:")) > 1:
        words[-1] = forms[True]
    return " ".join(words)


@remembered(16384)
def _title_forms(word: str) -> tuple[str, str] | None:
    """A word as it stands within a title and at its ends; None if what surrounds it counts too."""
    match = _TITLE_WORD.fullmatch(word)
    if match is None:
        return None
    before, bare, after = match.groups()
    parts = bare.split("-")
    if len(parts) > 1 and any(len(part) < 2 or part in STOP_WORDS for part in parts):
        return None
    lead = "-".join([capitalize(part) if part.islower() else part for part in parts])
    small = bare.islower() and (len(bare) < 2 or bare in STOP_WORDS)
    return before + (bare if small else lead) + after, before + lead + after


def _any_title(text: str) -> str:
    pieces: list[str] = []
    position = 0
    last: tuple[str, int] | None = None  # the last word, if its case may be changed
    first = True
    after_mark = ""  # a colon, question or exclamation mark that stands before
    unbroken = True  # nothing but words and spaces so far
    named = False  # a capital stands before, with no space between: "Merriam-Webster.com"
    reached = 0
    depth: list[bool] = []
    length = len(text)
    for match in _TOKEN.finditer(text):
        word = match.group("word")
        before = named and match.start() == reached
        named = before or (word is not None and word != word.lower())
        reached = match.end()
        if word is None:
            char = match.group()
            unbroken = False
            if char in "?!:":
                after_mark = char
            elif char >= "\ufdd0":
                _track(char, depth)
            if char in _CLOSING and after_mark != ":":
                after_mark = ""  # "Oklahoma!" and the musical
            continue
        start, end = match.span()
        if depth and depth[-1]:
            last, first, after_mark = None, False, ""
            continue
        if start and text[start - 1] in "'’" and not first:
            last, after_mark = None, ""
            continue
        if before and text[start - 1] == ".":
            last, after_mark = None, ""
            continue
        if word.islower() and (
            first
            or after_mark
            or (end - start > 1 and word not in STOP_WORDS)
            or (unbroken and end < length and text[end] in _HYPHENS)
        ):
            pieces += (text[position:start], capitalize(word))
            position = end
        first, after_mark = False, ""
        last = (word, start)
    if last is not None and last[1] >= position:
        word, start = last
        if len(word) > 1 and word.lower() in STOP_WORDS:
            pieces += (text[position:start], capitalize(word))
            position = start + len(word)
    pieces.append(text[position:])
    return "".join(pieces)


_CASES: dict[str, Callable[[str, str | None], str]] = {
    "lowercase": _whole(lower),
    "uppercase": _whole(upper),
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
