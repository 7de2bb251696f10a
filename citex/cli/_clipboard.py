"""The system's clipboard, through the program that each system has for it."""

from __future__ import annotations

import os
import shutil
from typing import NamedTuple

from citex.errors import CitexError


class Tool(NamedTuple):
    """A program that takes the clipboard's text on its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    needs: str = ""


TOOLS = (
    Tool(("wl-copy", "--type", "text/plain;charset=utf-8"), needs="WAYLAND_DISPLAY"),
    Tool(("xclip", "-selection", "clipboard"), needs="DISPLAY"),
    Tool(("xsel", "--clipboard", "--input"), needs="DISPLAY"),
    Tool(("pbcopy",)),
    Tool(("clip.exe",), encoding="utf-16"),
    Tool(("termux-clipboard-set",)),
)
"""In the order tried; `needs` is a variable without which the program has no clipboard."""


def copy(text: str) -> None:
    """Put text on the clipboard. Raises CitexError where the system has none that we know."""
    failed = ""
    for tool in TOOLS:
        if shutil.which(tool.command[0]) is None or (tool.needs and not os.environ.get(tool.needs)):
            continue
        failed = _run(tool, text)
        if not failed:
            return
    if failed:
        raise CitexError(f"the clipboard did not take the text: {failed}")
    names = ", ".join(tool.command[0] for tool in TOOLS)
    raise CitexError(f"there is no clipboard here (none of {names} can be used)")


def _run(tool: Tool, text: str) -> str:
    """What went wrong, or nothing."""
    import subprocess  # slow to load, and seldom needed

    # pbcopy takes the encoding from the locale
    environment = {**os.environ, "LC_CTYPE": "UTF-8"} if tool.command[0] == "pbcopy" else None
    try:
        subprocess.run(
            tool.command,
            input=text.encode(tool.encoding, "replace"),
            check=True,
            timeout=10,
            env=environment,
            stdout=subprocess.DEVNULL,  # xclip stays behind, and would hold a pipe open
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return f"{tool.command[0]}: {error}"
    return ""
