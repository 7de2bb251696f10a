"""The folders that a system has for what programs keep: settings, data, caches."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PLACES = {
    # what: by XDG's variable, on Linux and others, on macOS, by Windows' variable, on Windows
    "config": (
        "XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA", "AppData/Roaming",
    ),
    "data": (
        "XDG_DATA_HOME", ".local/share", "Library/Application Support", "LOCALAPPDATA",
        "AppData/Local",
    ),
    "cache": ("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA", "AppData/Local"),
}  # fmt: skip


def folder_for(what: str) -> Path | None:
    """The folder of citex for "config", "data" or "cache"; None where nobody is at home.

    What a variable says counts if it is absolute (XDG Base Directory Specification, "Basics").
    """
    xdg, usual, mac, variable, windows = _PLACES[what]
    for name in (xdg, variable) if sys.platform == "win32" else (xdg,):
        named = os.environ.get(name, "")
        if os.path.isabs(named):
            return Path(named) / "citex"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / {"win32": windows, "darwin": mac}.get(sys.platform, usual) / "citex"


__all__ = ["folder_for"]
