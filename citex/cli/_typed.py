"""Words of the command line as what they name: styles, lists, options."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citex import stylebook
from citex.cli import _meant
from citex.errors import CitexError
from citex.stylebook import Named


def typed(word: str, folder: str | None = None) -> str | Path:
    """A name as it was typed, or the file that it says: it has a slash, or ends in ".csl".

    Only an ordinary file is one: no pipe and no device. A file of that name in the user's `folder`
    of styles comes first.
    """
    if folder and os.sep not in word and "/" not in word:
        own = os.path.join(folder, word if word.lower().endswith(".csl") else f"{word}.csl")
        if os.path.isfile(own):
            return Path(own)
    named = word.lower().endswith(".csl")
    if not (named or os.sep in word or "/" in word):
        return word
    place = os.path.expanduser(word)
    if os.path.isfile(place):
        return Path(place)
    if named or not stylebook.exists(word):  # "GB/T 7714" is a name, as CSL's address of a style
        raise CitexError(_meant.style_at(word))
    return word


def typed_styles(text: str, folder: str | None = None) -> list[Named]:
    """The styles that were typed, with commas between them."""
    return [typed(word, folder) for word in words(text)]


def words(text: str) -> list[str]:
    """The words of an argument, with commas between them."""
    return [word.strip() for word in text.split(",") if word.strip()]


def options(pairs: Iterable[str]) -> dict[str, Any]:
    """The keyword arguments in NAME=VALUE words; true, false and whole numbers are understood.

    >>> options(["lines=true", "indent=4", "key-pattern=auth+year"])
    {'lines': True, 'indent': 4, 'key_pattern': 'auth+year'}
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            file = f"; -o {pair} names a file" if os.path.splitext(pair)[1] else ""
            raise CitexError(f"-O {pair}: an option is given as NAME=VALUE{file}")
        found[name.replace("-", "_")] = _value(value)
    return found


def _value(text: str) -> Any:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isdecimal() and len(text) < 10 else text
