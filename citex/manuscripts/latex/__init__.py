"""LaTeX: the .aux or .bcf of a run is read, and its .bbl written, as BibTeX and Biber do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citex import registry
from citex.csl.style import StyleLike, load
from citex.errors import ParseError, Problem
from citex.manuscripts.latex.aux import read_aux
from citex.manuscripts.latex.bbl import package_bbl, plain_bbl
from citex.manuscripts.latex.bcf import read_bcf
from citex.manuscripts.latex.blg import log_lines
from citex.manuscripts.latex.library import Library, missing, papers_of
from citex.manuscripts.latex.run import Asked, Run
from citex.manuscripts.latex.styles import style_named
from citex.manuscripts.latex.takeover import PACKAGE

SUFFIXES = (".aux", ".bcf")
"""The files by which a run asks for its .bbl."""


@dataclass(frozen=True, slots=True)
class Written:
    """A .bbl: its text, and the path where LaTeX looks for it.

    `missing` are the keys that no work has, each with the file and line where it is cited and the
    nearest key; `problems` what else could not be read, or not wholly. `style` is the style's name.
    `unused` are the keys of the library that nobody cites, `libraries` the files that were read.
    """

    text: str
    place: Path
    style: str
    missing: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    libraries: tuple[str, ...]

    @property
    def log(self) -> str:
        """What BibTeX or Biber would write to the .blg: latexmk asks there how it went."""
        return "\n".join(log_lines(self.libraries, (*self.missing, *self.problems))) + "\n"


def written(
    path: str | os.PathLike[str],
    *,
    bib: Library | None = None,
    style: StyleLike | None = None,
    nocite: Sequence[str] = (),
    **options: Any,
) -> Written:
    """The .bbl for the run whose .aux or .bcf stands at `path`.

    The libraries are those that the document names, or `bib` in their place; the style is the one
    that it names, or `style`; `nocite` are keys of works that are listed besides. Other options are
    those of `citex.Document`: `locale`, `notices`, `links`, `titles` ... Raises NotFound,
    ParseError, StyleError, UnknownOption.
    """
    place = Path(path)
    run = (read_bcf if place.suffix.lower() == ".bcf" else read_aux)(place)
    chosen = load(_style(run, place) if style is None else registry.style_named(style))
    run.nocite += [Asked((key,), str(place), 1, command="nocite") for key in nocite]
    library = papers_of(run, bib)
    lost = missing([*run.citations, *run.nocite], library)
    write = package_bbl if run.package or run.biblatex else plain_bbl
    text = write(run, chosen, library, **options)
    if chosen.class_ == "note" and write is plain_bbl and run.citations:
        told = f"{chosen.name!r} prints notes; load the package citex, that \\cite may make them"
        run.problems.append(Problem(message=told, source=str(place), level="warning"))
    used = {key for one in (*run.citations, *run.nocite) for key in one.keys}
    unused = () if "*" in used else tuple([key for key in library if key not in used])
    return Written(text, place.with_suffix(".bbl"), chosen.name or chosen.title, tuple(lost),
                   tuple(run.problems), unused, tuple(run.read))  # fmt: skip


def _style(run: Run, path: Path) -> StyleLike:
    """The style that the document names. Raises ParseError where it names none."""
    if not run.style and run.biblatex:
        raise ParseError(
            "a .bcf does not say which style of CSL is wanted; give one (--style apa)",
            source=str(path),
        )
    if not run.style:
        raise ParseError(
            "names no style; write \\bibliographystyle{apa} in the document, or give one (--style)",
            source=str(path),
        )
    return style_named(run.style, *run.styled)


__all__ = ["PACKAGE", "SUFFIXES", "Written", "written"]
