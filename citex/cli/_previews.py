"""Styles shown by what they print: five references in each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from citex import api
from citex.cli._html import shown
from citex.cli._messages import progress, say
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal
from citex.cli._typed import typed
from citex.dialog.samples import samples
from citex.errors import CitexError
from citex.stylebook import StyleInfo


def previews(
    found: Sequence[StyleInfo],
    folder: str | None,
    facts: Callable[[StyleInfo], dict[str, Any]] | None,
) -> int:
    """Print the five references in each style, as JSON with its `facts`, if such are asked for.

    How many styles could not be used comes out.
    """
    failed = 0
    terminal = Terminal.of(sys.stdout)
    for number, info in enumerate(found):
        try:
            style = typed(info.name, folder)
            if facts is not None:
                references = [entry.text for entry in api.bibliography(samples(), style)]
                print(json.dumps({**facts(info), "references": references}, ensure_ascii=False))
                continue
            lines = list(_preview(info, style, terminal))
        except CitexError as error:
            failed += 1
            say(str(error))
            continue
        text = ("\n" if number else "") + "\n".join(lines)
        with progress.away():
            print(text, file=unguarded(sys.stdout), flush=True)
    return failed


def _preview(info: StyleInfo, style: str | Path, terminal: Terminal) -> Iterator[str]:
    yield terminal.text(info.title, BOLD)
    yield terminal.text(f"citex convert INPUT -t {info.name}", DIM)
    for entry in api.bibliography(samples(), style, output="html"):
        yield shown(entry.text, terminal, "  ")
