"""Where works stand in a form that can be compared: volume, issue, pages, journal or book."""

from __future__ import annotations

from citex._late import regex
from citex.duplicates.titles import words
from citex.model import Paper
from citex.text.pages import article_number, is_article_number
from citex.text.scripts import scripts

_RUN = regex(r"[^\W_]+")
_DIGITS = regex(r"\d+")
_ROMAN = regex(r"(?=[ivxlc])x{0,3}l?x{0,3}(?:i[xv]|v?i{0,3})")
_HAN_NUMBERS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_IN_FIGURES = regex(r"[A-Za-z]?\d+")
_SMALL = frozenset("a an the of on in for and et de des du la le les der die das und y e".split())


def number(value: str | None) -> str:
    """The first number of a volume, or the first word: "12" of "012".

    >>> number("Vol. 2"), number("012"), number("XII"), number("第4版"), number("上册")
    ('2', '12', '12', '4', '上')
    """
    found = _RUN.search(value) if value else None
    if value is None or found is None:
        return ""
    word = found[0].casefold()
    if word.isdigit():
        return word.lstrip("0")
    if _ROMAN.fullmatch(word):
        return str(_arabic(word))
    if not word.isascii() or word.isalpha():
        found = _IN_FIGURES.search(value) or found  # 第12卷, 4版, Vol. 3
        word = found[0].casefold().strip("第册卷冊")
    return _HAN_NUMBERS.get(word) or word.lstrip("0")


def _arabic(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )


def issue(value: str | None) -> str:
    """The figures of an issue: "2" of "Suppl. 2" and "S2"; else its words."""
    if not value:
        return ""
    found = _DIGITS.search(value)
    return found[0].lstrip("0") if found else words(value)


def locator(paper: Paper) -> tuple[str, bool]:
    """Where a paper begins, and whether that is the number of an article rather than a page.

    >>> locator(Paper(page="e33693-e33699")), locator(Paper(number="Art. No. 012"))
    (('e33693', True), ('12', True))
    """
    text = paper.page_first or paper.page or paper.number
    if not text:
        return "", False
    if (text[0] in "AaPp" or "," in text) and (named := article_number(text)):
        return number(named), True
    found = _RUN.search(text)
    if found is None:
        return "", False
    first = found[0]
    whole = number(first)
    return whole, paper.page is None or (len(first) > 3 and is_article_number(first))


def same_page(a: tuple[str, bool], b: tuple[str, bool]) -> int:
    """1 where two works begin at the same page, -1 where they do not, 0 where nobody can say.

    >>> same_page(("s12", False), ("12", False)), same_page(("e101", True), ("1", False))
    (1, 0)
    """
    x, y = a[0], b[0]
    if not x or not y:
        return 0
    if x == y:
        return 1
    one, two = _letters(x), _letters(y)
    if one[1] and one[1] == two[1]:
        return 0 if one[0] and two[0] else 1
    return 0 if a[1] != b[1] else -1


def _letters(text: str) -> tuple[str, str]:
    """The letters before a number, and the number without noughts."""
    figures = text.lstrip("abcdefghijklmnopqrstuvwxyz")
    return text[: len(text) - len(figures)], figures.lstrip("0")


def like(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    """1 where names of a journal or book are of one, -1 where of two, 0 where nobody can say.

    >>> like(("annu rev fluid mech",), ("annual review of fluid mechanics",))
    1
    >>> like(("pnas",), ("proceedings of the national academy of sciences of the usa",))
    1
    >>> like(("acta geographica",), ("地理学报",)), like(("cell",), ("nature",))
    (0, -1)
    """
    if not some or not others:
        return 0
    if any(x == y or _shortens(x, y) or _shortens(y, x) for x in some for y in others):
        return 1
    if not scripts(some[0]) & scripts(others[0]):
        return 0
    return -1


def _shortens(short: str, long: str) -> bool:
    """Whether one name is an abbreviation, an acronym or the beginning of another."""
    if long.startswith(short) and len(short) > 5:
        return True
    full = [word for word in long.split() if word not in _SMALL]
    few = [word for word in short.split() if word not in _SMALL]
    if len(few) == 1 and len(full) > 2 and len(few[0]) > 2:
        initials = "".join(word[0] for word in full)
        return few[0] in full or initials.startswith(few[0]) or few[0] in initials[1:]
    return len(few) == len(full) and all(map(_stands_for, few, full))


def _stands_for(short: str, long: str) -> bool:
    """Whether a word is another one with letters left out, but not the first: "natl"."""
    if short[0] != long[0]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
