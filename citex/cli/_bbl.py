"""`citex cite` for LaTeX: the .bbl of a run, in the place of BibTeX and Biber."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from citex.cli._common import output
from citex.cli._messages import say
from citex.cli._typed import typed as typed_style
from citex.files import replacing
from citex.manuscripts.latex import PACKAGE, SUFFIXES, Written, written


def is_run(path: str | None) -> bool:
    """Whether a file is one by which a LaTeX run asks for its .bbl."""
    return path is not None and Path(path).suffix.lower() in SUFFIXES


def place_of(path: str) -> str:
    """Where LaTeX looks for the .bbl of a run."""
    return str(Path(path).with_suffix(".bbl"))


def write_bbl(args: argparse.Namespace, more: Mapping[str, Any]) -> Written:
    """Write the .bbl of a run."""
    found = written(
        os.path.expanduser(args.input),
        bib=list(map(os.path.expanduser, args.bib)) or None,
        style=typed_style(args.style) if args.style else None,
        nocite=[key.strip() for key in (args.nocite or "").split(",") if key.strip()],
        locale=args.locale,
        **more,
    )
    with output(args.target) as stream:
        stream.write(found.text)
        stream.flush()
    if args.target == place_of(args.input):  # beside it, latexmk looks how it went
        with replacing(Path(args.target).with_suffix(".blg")) as stream:
            stream.write(found.log)
    return found


def put_package(folder: str, *, quiet: bool) -> int:
    """Put citex.sty into a folder; the exit status."""
    place = Path(os.path.expanduser(folder)) / PACKAGE.name
    with replacing(place) as file:
        file.write(PACKAGE.read_text(encoding="utf-8"))
    if not quiet:
        say(f"{place}: written")
    return 0
