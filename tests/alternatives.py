"""Texts that a pattern finds, one at least for each of its alternatives: none is left to chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# typeshed knows neither these modules of Python 3.11 and later nor that they are those of 3.10
try:
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:
    import sre_constants as codes  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

_OF_CATEGORIES = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "w",
    codes.CATEGORY_NOT_SPACE: "x", codes.CATEGORY_NOT_WORD: "-", codes.CATEGORY_NOT_DIGIT: "x",
}  # fmt: skip
_ANY = ("x", "A", "7", " ", "-", "河")


def alternatives(pattern: Any) -> list[str]:
    """The texts, in any order: from one that the pattern may match, each changed in one place.

    Lookarounds are not kept to: not every text is one that the pattern finds.

    >>> alternatives(re.compile("(?:no|un)known( author)?"))
    ['noknown', 'unknown', 'noknown author']
    """
    return list(dict.fromkeys(_sequence(list(parser.parse(pattern.pattern, pattern.flags & ~32)))))


def _sequence(parts: list[Any]) -> list[str]:
    choices = [list(dict.fromkeys(_choices(*part))) or [""] for part in parts]
    base = [texts[0] for texts in choices]
    found = ["".join(base)]
    for place, texts in enumerate(choices):
        found += ["".join((*base[:place], text, *base[place + 1 :])) for text in texts[1:]]
    return found


def _choices(code: Any, value: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.NOT_LITERAL or code is codes.ANY:
        yield next(sign for sign in _ANY if code is codes.ANY or ord(sign) != value)
    elif code is codes.IN:
        yield from _of_class(value)
    elif code is codes.BRANCH:
        for branch in value[1]:
            yield from _sequence(list(branch))
    elif code is codes.SUBPATTERN:
        yield from _sequence(list(value[3]))
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, inner = value
        texts = _sequence(list(inner))
        yield texts[0] * least
        for text in texts:
            if most > least:
                yield texts[0] * least + text
            elif least:
                yield texts[0] * (least - 1) + text


def _of_class(items: list[Any]) -> Iterator[str]:
    if items[0][0] is codes.NEGATE:
        yield next((sign for sign in _ANY if not any(_holds(item, sign) for item in items)), "x")
        return
    for code, value in items:
        if code is codes.LITERAL:
            yield chr(value)
        elif code is codes.RANGE:
            yield from map(chr, value)
        else:
            yield _OF_CATEGORIES[value]


def _holds(item: Any, sign: str) -> bool:
    code, value = item
    if code is codes.CATEGORY:
        holds = {
            codes.CATEGORY_DIGIT: sign.isdecimal(), codes.CATEGORY_SPACE: sign.isspace(),
            codes.CATEGORY_WORD: sign.isalnum(), codes.CATEGORY_NOT_WORD: not sign.isalnum(),
        }  # fmt: skip
        return holds.get(value, False)
    return (code is codes.LITERAL and ord(sign) == value) or (
        code is codes.RANGE and value[0] <= ord(sign) <= value[1]
    )


def spellings(text: str) -> Iterator[str]:
    """A text as people and programs write it: other cases, widths and blanks, signs around it."""
    for form in dict.fromkeys((text, text.upper(), text.lower(), text.title(), text.capitalize())):
        yield form
        yield form.translate(_WIDE)
        yield form.replace(" ", "\u00a0")
        for before, behind in _AROUND:
            yield f"{before}{form}{behind}"


_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_AROUND = (
    ("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), (" ", " "),
    ("\u3000", ""), ("\ufeff", ""), ("\u200b", ""),
    ("", "."), ("", "。"), ("", ","), ("“", "”"),
)  # fmt: skip
