"""CSL variables that a format has no field for, as lines of text that any field of notes holds.

The lines stand below the heading "CSL variables:", one value a line, in the manner of Zotero's
Extra field: "archive: ICPSR", "contributor: Taylor || Richard N.", "original-date: 2009"; what this
cannot say is JSON. What is carried is found by reading back what the format's own fields hold.

A field that somebody has edited since is right, and what is carried for it is passed over; but
where the format keeps something else in the field, "number=: 3" says that the line is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import astuple

from citex._late import json, regex
from citex.model import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
    new_date,
    new_name,
)
from citex.model.date_grammar import read_date
from citex.model.item import date_from_item, date_to_item, name_from_item, name_to_item
from citex.model.remarks import remark_on
from citex.text.languages import tag
from citex.text.lines import ILLEGAL
from citex.text.richtext.runs import plain

HEADING = "CSL variables:"
_LINE = regex(r"([A-Za-z][A-Za-z_-]*=?):(?: (.*))?")
_DRAWERS = ("custom", "categories")
_SPACE = regex(r"\s+")
_ODD = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_NO_SIGN = regex(r"[\W_]+")
_YEAR = regex(r"\d{3,}")

SameType = Callable[[str, str], bool]
"""Whether the format writes two of CSL's types as one."""


def block(paper: Paper, back: Paper, same_type: SameType, *, exact: bool = False) -> str:
    """The lines for what `back`, the paper as the format's own fields hold it, has not; or "".

    Unless `exact`, blanks, control characters and a date's own spelling are not worth a line, nor
    is `custom`.
    """
    lines = [line for _, found in _differences(paper, back, exact) for line in found]
    if not lines:
        return ""
    text = "\n".join([HEADING, *lines])
    again = msgspec.structs.replace(back, remarks=[])
    absorb(again, split(text)[1], same_type)
    kept = {key for key, _ in _differences(paper, again, exact)}
    if kept:
        # the fields hold something else under these names: the lines must overrule them
        lines = [
            line.replace(":", "=:", 1) if key in kept else line
            for key, found in _differences(paper, back, exact)
            for line in found
        ]
        text = "\n".join([HEADING, *lines])
    return text


def _differences(paper: Paper, back: Paper, exact: bool) -> Iterator[tuple[str, list[str]]]:
    """Each variable that differs, with its lines."""
    if paper.type != back.type:
        yield "type", value_lines("type", paper.type)
    values, others = astuple(paper)[2:], astuple(back)[2:]  # behind id and type, in this order
    for variable, value, other in zip(VARIABLES, values, others, strict=False):
        if value == other or (not exact and _alike(value, other)):
            continue
        yield variable, [f"{variable}:"] if value is None else value_lines(variable, value)
    for drawer in _DRAWERS if exact else ():
        value = getattr(paper, drawer)
        if value and value != getattr(back, drawer):
            yield drawer, [f"{drawer}: {_json(value)}"]


def split(text: str | None) -> tuple[str | None, dict[str, list[str]]]:
    """The text above the heading, and the values below it by variable.

    >>> split("Mine.\\nCSL variables:\\nstatus: in press")
    ('Mine.', {'status': ['in press']})
    """
    if text is None or HEADING not in text:
        return text, {}
    lines = text.split("\n")
    if HEADING not in lines:
        return text, {}
    start = len(lines) - 1 - lines[::-1].index(HEADING)
    found: dict[str, list[str]] = {}
    others: list[str] = lines[:start]
    for line in lines[start + 1 :]:
        match = _LINE.fullmatch(line.strip())
        if match and is_known(match[1]):
            found.setdefault(match[1], []).append((match[2] or "").strip())
        elif line.strip():
            others.append(line)
    return "\n".join(others).strip("\n") or None, found


def is_known(name: str) -> bool:
    """Whether a name can stand before a carried value."""
    name = name.removesuffix("=")
    return name in VARIABLES or name == "type" or name in _DRAWERS


def forges(text: str) -> bool:
    """Whether a text of the user's would be read as carried lines."""
    return HEADING in text.split("\n")


def absorb(paper: Paper, found: dict[str, list[str]], same_type: SameType) -> None:
    """Set the carried values on a paper just read, but for those that its fields contradict.

    Someone may have edited a field since: then the field is right, and a remark says so.
    """
    carried: dict[str, Any] = {}
    for name, values in found.items():
        value = decoded(name.removesuffix("="), values)
        if value is not None:
            carried[name] = value
    moved = {folded(value) for value in carried.values()}
    for name in found:
        variable = name.removesuffix("=")
        if name != variable:
            _overrule(paper, variable, carried.get(name))
        elif variable == "type":
            kind = carried.get("type")
            paper.type = kind if kind and same_type(paper.type, kind) else paper.type
        elif variable in carried:
            _set(paper, variable, carried[variable])
        elif (native := paper.get(variable)) is not None and folded(native) in moved:
            setattr(paper, VARIABLES[variable], None)


def _overrule(paper: Paper, variable: str, value: Any) -> None:
    if variable in VARIABLES:
        setattr(paper, VARIABLES[variable], value)
    elif value is not None:
        setattr(paper, variable, value)


def _set(paper: Paper, variable: str, value: Any) -> None:
    if variable in _DRAWERS:
        setattr(paper, variable, value)
        return
    native = paper.get(variable)
    if native is None or agree(variable, native, value):
        setattr(paper, VARIABLES[variable], value)
        return
    message = "the notes give another value; the field's own was used"
    remark_on(paper, "doubt", variable, message, str(value)[:200])


def agree(variable: str, native: Any, value: Any) -> bool:
    """Whether a carried value says what the field says: the same letters, or year."""
    if isinstance(native, list) and isinstance(value, list):
        # "abc AA" is read as A. A. abc; of "]]>, a 9;0" a reader keeps less than is said, but no
        # letter may be missing and no digit another
        said, carried = Counter(_letters(native)), Counter(_letters(value))
        if said <= carried and not any(map(str.isalpha, carried - said)):
            return True
        if len(native) != len(value):
            return False
        pairs = [(_words(one), _words(other)) for one, other in zip(native, value, strict=True)]
        # the reader of names leaves out what is no part of one: brackets, signs of footnotes
        return all(one <= other and (one or not other) for one, other in pairs)
    if variable == "language":
        one, other = (_lower(tag(text) or text).split("-")[0] for text in (native, value))
        return one == other
    if variable not in DATE_VARIABLES:
        return folded(native) == folded(value)
    years = set(_YEAR.findall(str(native)))
    return not years or bool(years & set(_YEAR.findall(str(value)))) or str(native) == str(value)


def _letters(names: list[Name]) -> str:
    return folded(names).replace(" ", "")


def _words(name: Name) -> set[str]:
    said = _FOOTNOTES.sub("", plain(str(name)))
    return set(_NO_SIGN.sub(" ", _lower(said)).split())


_FOOTNOTES = regex(r"[¹²³⁴-⁹⁰]|(?<=[^\W\d_]|\.)\d{1,2}(?!\d)")


def folded(value: Any) -> str:
    """What two spellings of one value have in common: letters and digits; names in any order."""
    if isinstance(value, list):
        words = " ".join(str(name) for name in value)
        return " ".join(sorted(_NO_SIGN.sub(" ", _lower(words)).split()))
    return _NO_SIGN.sub("", _lower(plain(str(value))))


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKC", ILLEGAL.sub("", text)).casefold()


def _alike(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return _spaced(value) == _spaced(other)
    if isinstance(value, str) and other is None:
        return not _spaced(value)
    if isinstance(value, PartialDate) and isinstance(other, PartialDate):
        return msgspec.structs.replace(value, raw=None) == msgspec.structs.replace(other, raw=None)
    return False


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", ILLEGAL.sub("", _ODD.sub(" ", text))).strip()


def value_lines(variable: str, value: Any) -> list[str]:
    """A value as lines "variable: value"; as JSON where plain text would not be read back."""
    if isinstance(value, list):
        simple = [_name_text(name) for name in value]
        texts = [text for text in simple if text is not None]
        if len(texts) < len(value):
            texts = [_json([name_to_item(name) for name in value])]
    elif isinstance(value, PartialDate):
        text = str(value)
        texts = [text if PartialDate.parse(text) == value else _json(date_to_item(value))]
    else:
        texts = [value if _is_simple(value) else _json(value)]
    return [f"{variable}: {text}" for text in texts]


def _name_text(name: Name) -> str | None:
    """Zotero's spelling of a name, "Family || Given"; None if that does not say all of it."""
    text = name.literal or " || ".join(part for part in (name.family, name.given) if part)
    return text if _is_simple(text) and _name(text) == name else None


def _name(text: str) -> Name:
    family, bars, given = text.partition(" || ")
    return new_name(family, given) if bars else new_name(literal=text)


def _is_simple(text: str) -> bool:
    return bool(text) and text == text.strip() and text[0] not in '"[{' and not (
        _ODD.search(text) or ILLEGAL.search(text)
    )  # fmt: skip


def decoded(variable: str, values: list[str]) -> Any:
    """The value that such lines hold, or None."""
    try:
        return _decoded(variable, values)
    except (ValueError, TypeError, RecursionError):
        return None


def _decoded(variable: str, values: list[str]) -> Any:
    if variable in NAME_VARIABLES:
        names = [name for value in values for name in _names(value)]
        return names or None
    text = values[0]
    if not text:
        return None
    value = json.loads(text) if text[0] in '"[{' else text
    if variable in DATE_VARIABLES:
        if isinstance(value, str):
            return read_date(value)[0] or new_date(literal=value)
        return date_from_item(value)
    wanted = {"custom": dict, "categories": list}.get(variable, str)
    return value if isinstance(value, wanted) else None


def _names(text: str) -> list[Name]:
    if text[:1] not in ("[", "{", '"'):
        return [_name(text)] if text else []
    items = json.loads(text)
    named = [name_from_item(item) for item in (items if isinstance(items, list) else [items])]
    return [name for name in named if name is not None]


def _json(value: Any) -> str:
    """The value as JSON in one line that any text file and XML can hold."""
    text = json.dumps(value, ensure_ascii=False)
    text = ILLEGAL.sub(_escaped, text)
    return _ODD.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
