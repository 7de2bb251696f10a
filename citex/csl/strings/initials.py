"""Given names as initials: "John Ronald" to "J. R.", and initials made uniform."""

from __future__ import annotations

import re

from citex._late import regex
from citex._remembered import remembered
from citex.csl.markup import CLOSE, FIELD_QUOTE, INNER_QUOTE
from citex.text.scripts import LETTERS

_STARTS_ROMANESQUE = regex(f"[&{LETTERS}]")
_INITIAL = regex(rf"([{LETTERS}])([{LETTERS}\u0300-\u036f]*)(\.)*")
_SENTINELS = "\ufdd0-\ufdef"
_SEPARATOR = regex(rf"([-\s]*[{_SENTINELS}]+[-\s]*|[-\s]+)")
_MARKUP = regex(rf"(?:(?<!-)-+)?[{_SENTINELS}]+-*")
_CALLED = regex(f"(?<=\\s)[{INNER_QUOTE}{FIELD_QUOTE}][^{_SENTINELS}]{{1,30}}{CLOSE}(?=\\s|\\Z)")
"""What a person is called by, between the given names: no initial is made of it."""
_TAIL = regex(r"(?<![\s\ufeff])[\s\ufeff]+$")
_HYPHEN = regex(r"(?:(?<!\s)\s+)?-\s*")
_SECOND = regex(r"(?<=[^\W\d_])-([^\W\d_])(?=[^\W\d_]+(?:\s|\Z))")
"""The second syllable of a name from East Asia, which has an initial where hyphens go: Chih-hao."""
_TITLES = ("Lord", "Lady")
_PLAIN_GIVEN = regex(r"[A-Z](?:[a-z]+|\.)?(?: [A-Z](?:[a-z]+|\.)?)*")
_CAPITAL = regex("[A-Z]")
_PLAIN_MARKS = frozenset(("", ".", ". ", " "))


def initialize(given: str, mark: str, *, hyphen: bool = True, initialize: bool = True) -> str:
    """The given names as initials, each followed by `mark` (CSL 1.0.2, "initialize-with").

    Names joined by a hyphen keep it unless `hyphen` is False; what is abbreviated already stays
    so ("Ph."), lower-case parts are kept ("de"), a name that stands in quotes goes, those in
    scripts without capitals are left alone. With `initialize=False` only the initials that are
    there get the mark.

    >>> initialize("John Ronald Reuel", ". "), initialize("Jean-Luc", ".")
    ('J. R. R.', 'J.-L.')
    >>> initialize("Jean-Luc", ". ", hyphen=False), initialize("Ph.M.E.", " ", initialize=False)
    ('J. L.', 'Ph M E')
    >>> initialize("Chih-hao", "", hyphen=False), initialize("Chih-hao", ".")
    ('CH', 'C.')
    >>> initialize("J. B. de C. M.", "."), initialize("创琳", ".")
    ('J.B. de C.M.', '创琳')
    """
    return _initialized(given, mark, hyphen, initialize)


@remembered(16384)
def _initialized(given: str, mark: str, hyphen: bool, initialize: bool) -> str:
    if CLOSE in given:
        given = _CALLED.sub("", given)
    if given in _TITLES or ("%s" not in mark and not _romanesque(given)):
        return given
    if initialize and mark in _PLAIN_MARKS and _PLAIN_GIVEN.fullmatch(given):
        return (mark.join(_CAPITAL.findall(given)) + mark).rstrip()  # as all of the below does
    if initialize and not hyphen and "-" in given:
        given = _SECOND.sub(lambda match: " " + match[1].upper(), given)
    parts = _split(given, hyphen)
    text = _initials(parts, mark) if initialize else _uniform(parts, mark)
    text = _HYPHEN.sub("-", _TAIL.sub("", text))
    text = re.sub(r"[\t\n\v\f\r ]+", " ", text).lstrip()
    return re.sub("–(?=[^\\W\\d_])", "-", text) if "–" in text else text


def _romanesque(given: str) -> bool:
    return bool(_STARTS_ROMANESQUE.match(re.sub(f"^[{_SENTINELS}]+", "", given)))


def _split(given: str, hyphen: bool) -> list[str]:
    """Names at the even places, what separates them at the odd ones."""
    text = given if hyphen else given.replace("-", " ")
    text = re.sub(r"\s+", " ", _HYPHEN.sub("-", text))
    # a hyphen before a small letter does not part two names ("Jean-luc")
    text = re.sub(r"-(?=[^\W\d_])(.)", lambda m: ("–" if m[1].islower() else "-") + m[1], text)
    text = re.sub(r"\.(?=[^ ])", ". ", text)
    parts = _SEPARATOR.split(text)
    if len(parts) == 1 and re.search(r"(?:^|\.)[^.]$", text) and text[-1] != text[-1].lower():
        parts[0] += "."
    return parts


def _initials(parts: list[str], mark: str) -> str:
    last = len(parts) - 1
    for place in range(0, len(parts), 2):
        name = parts[place]
        if not name:
            continue
        match = _INITIAL.match(name)
        if match and _is_capital(match[1]):
            short = _initial(match)
            if "%s" in mark:
                parts[place] = mark.replace("%s", short)
                continue
            parts[place] = short
            if place == last:
                parts[place] += mark
            else:
                parts[place + 1] = _mark_before(parts[place + 1], mark)
        elif "%s" in mark and not match:
            parts[place] = mark.replace("%s", name[0])
        elif re.search(r"\w", name) and not (match and match[3]):
            parts[place] = " " + name
    return "".join(parts)


def _is_capital(letter: str) -> bool:
    return letter == letter.upper()


def _initial(match: re.Match[str]) -> str:
    """The initial, with what else of the name begins with capitals ("Ts" of TSvetan)."""
    first, rest, period = match.groups()
    if rest and period:
        return first + rest
    capitals = _capitals(rest)
    return first + (capitals.lower() if len(capitals) < len(rest) else "")


def _capitals(rest: str) -> str:
    for place, letter in enumerate(rest):
        if not _is_capital(letter):
            return rest[:place]
    return rest


def _mark_before(separator: str, mark: str) -> str:
    if "-" in separator:
        return _merged(separator.replace("-", "", 1), mark) + "-"
    return _merged(separator, mark)


def _merged(separator: str, mark: str) -> str:
    """The mark instead of the separator; markup that was in it stays, before trailing space."""
    markup = "".join(_MARKUP.findall(separator))
    if not markup:
        return mark
    body = mark.rstrip()
    closing = markup.startswith(("\ufdd0", "-\ufdd0"))
    return body + markup + mark[len(body) :] if closing else body + mark[len(body) :] + markup


def _uniform(parts: list[str], mark: str) -> str:
    abbreviated = [_is_abbreviated(part) for part in parts]
    for place, is_abbreviated in enumerate(abbreviated):
        if is_abbreviated and len(parts[place]) > 1:
            parts[place] = re.sub(r"^(.*)\.(.*)$", r"\1\2", parts[place])
    last = len(parts) - 1
    for place in range(0, len(parts), 2):
        if not abbreviated[place]:
            continue
        if place == last:
            parts[place] += mark
        elif place < last - 1:
            parts[place + 1] = _after_initial(
                parts[place + 1], mark, len(parts[place + 2]) == 1, abbreviated[place + 2]
            )
    return "".join(parts)


def _after_initial(separator: str, mark: str, one_letter: bool, abbreviated: bool) -> str:
    """What parts an initial from the next name: the mark, and a space before a whole name."""
    if one_letter or "-" in separator:
        return _mark_before(separator, mark)
    markup = _merged(separator, mark)
    return markup if abbreviated else markup.rstrip() + " "


def _is_abbreviated(part: str) -> bool:
    if len(part) > 1:
        return part.endswith(".")
    return len(part) == 1 and part.isalpha() and part.upper() == part
