"""The command `citex-pandoc`: a filter for pandoc, in place of its `--citeproc`."""

from __future__ import annotations

import sys
from pathlib import Path

from citex.errors import CitexError
from citex.manuscripts.citing import filtered
from citex.manuscripts.pandoc import PandocDocument


def main() -> int:
    """Filter standard input to standard output, as pandoc asks of a filter; the exit status."""
    to = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        found = filtered(PandocDocument(sys.stdin.buffer.read().decode("utf-8"), to=to), Path())
    except (CitexError, UnicodeDecodeError) as error:
        print(f"citex-pandoc: {error}", file=sys.stderr)
        return 2
    for problem in found.problems:
        print(f"citex-pandoc: {problem}", file=sys.stderr)
    sys.stdout.buffer.write(found.text.encode("utf-8"))
    return 0
