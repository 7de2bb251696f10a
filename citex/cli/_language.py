"""The language that the command speaks: English, or Chinese where the user's locale is."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from citex.cli import _config
from citex.errors import CitexError

CHOICES = ("en", "zh")
"""The languages of the messages."""

_CHINESE_ON_WINDOWS = 0x04
"""The primary language identifier of Chinese (MS-LCID)."""

_spoken, _asked = "en", False


def begin(given: Sequence[str], encoding: str | None = None) -> list[str]:
    """Choose the language of a call; its words without the option that names it.

    `--lang en|zh` before the verb comes first, or behind `check`; then CITEX_LANG, then `lang` of
    the configuration, then the locale. `encoding` is the terminal's. Raises CitexError where
    CITEX_LANG names no language of ours.
    """
    global _spoken, _asked
    _spoken, _asked = "en", False
    words, asked = _option(given)
    _spoken = asked or _of_variable() or _config.language(CHOICES) or _of_locale(encoding)
    _asked = asked is not None
    return words


def spoken() -> str:
    """The language that is spoken: "en" or "zh"."""
    return _spoken


def asked() -> bool:
    """Whether the call itself names the language."""
    return _asked


def told(message: str) -> str:
    """A message, or a part of one, in the language that is spoken."""
    if _spoken == "en":
        return message
    chinese: Any = importlib.import_module("citex.chinese")  # with its catalogue: only where shown
    return str(chinese.told(message))


def _option(given: Sequence[str]) -> tuple[list[str], str | None]:
    """The words without --lang before the verb; what it says, there or behind `check`."""
    words, found = list(given), None
    while words:
        name, sign, value = words[0].partition("=")
        value = value if sign else "".join(words[1:2])
        if name != "--lang" or value not in CHOICES:
            break
        del words[: 1 if sign else 2]
        found = value
    if words[:1] == ["check"]:
        for word, after in zip(words, [*words[1:], ""], strict=True):
            name, sign, value = word.partition("=")
            value = value if sign else after
            if name == "--lang" and value in CHOICES:
                found = value
    return words, found


def _of_variable() -> str | None:
    value = os.environ.get("CITEX_LANG")
    if not value:
        return None
    language = _language(value)
    if language not in CHOICES:
        raise CitexError(f"CITEX_LANG={value[:80]}: the languages are {', '.join(CHOICES)}")
    return language


def _of_locale(encoding: str | None) -> str:
    """The language of the user's locale, by the rules of gettext (POSIX, 8.2; LANGUAGE).

    English on a terminal that could not show Chinese: all that we write is UTF-8.
    """
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next(filter(None, names), "") or _of_windows()
    if _language(named) in ("", "c", "posix"):
        return "en"  # LANGUAGE counts for nothing, then
    wanted = map(_language, (os.environ.get("LANGUAGE") or named).split(":"))
    found = next((one for one in wanted if one in (*CHOICES, "c", "posix")), "en")
    charset = named.partition(".")[2].partition("@")[0]
    shows = all(_is_utf8(one) for one in (encoding, charset) if one)
    return "zh" if found == "zh" and shows else "en"


def _language(locale: str) -> str:
    """The language of a locale's name: "zh" of "zh_CN.UTF-8"."""
    return re.split(r"[_.@-]", locale, maxsplit=1)[0].lower()


def _of_windows() -> str:
    """The language of the desktop on Windows, where variables rarely name one."""
    if sys.platform != "win32":
        return ""
    ctypes: Any = importlib.import_module("ctypes")
    primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
    return "zh" if primary == _CHINESE_ON_WINDOWS else "en"


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "cp65001")
