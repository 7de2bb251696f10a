"""The libraries that a LaTeX run names: found, read, and the papers that it cites."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from citex import api
from citex._late import regex
from citex.errors import NotFound, ParseError, Problem
from citex.files import contents
from citex.formats.detect import by_suffix
from citex.manuscripts.latex.run import Asked, Run, keys_of
from citex.manuscripts.library import is_empty, nobody, take
from citex.model import Paper

Library = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""Where papers are: a path, or several."""

_CITING = regex(r"\\([A-Za-z]{1,40})\*?(?:\s?\[[^\]]{0,400}\]){0,2}\s?\{([^{}]{0,1000})\}")
_LONGEST_TEXT = 20_000_000


def papers_of(run: Run, bib: Library | None) -> dict[str, Paper]:
    """The papers of the libraries that the run names, or of `bib` in their place, by key.

    What could not be read goes to the run's problems. Raises NotFound where a library is not
    there, ParseError where none is named.
    """
    found: dict[str, Paper] = {}
    for place in _places(run, bib):
        problems: list[Problem] = []
        run.read.append(str(place))
        if not is_empty(place, str(place), problems):
            take(found, api.stream(place, problems=problems), str(place), problems)
        run.problems.extend(problems)
    return found


def _places(run: Run, bib: Library | None) -> Iterator[Path]:
    if bib is not None:
        given = [bib] if isinstance(bib, (str, os.PathLike)) else bib
        yield from (Path(os.path.expanduser(one)) for one in given)
        return
    if not run.libraries:
        raise ParseError(
            "names no library; write \\bibliography{...} in the document, or give one (--bib)",
            source=run.name,
        )
    seen: set[str] = set()
    for name, file, line in run.libraries:
        if name not in seen:
            seen.add(name)
            yield _found(name, run.folder, file, line)


def _found(name: str, folder: Path, file: str, line: int) -> Path:
    """The file of a library: beside the .aux, in the working folder, or where BIBINPUTS says."""
    names = [name] if by_suffix(Path(name).suffix) else [f"{name}.bib"]
    others = os.environ.get("BIBINPUTS", "").split(os.pathsep)
    folders = [folder, Path(), *(Path(one.rstrip("/") or "/") for one in others if one)]
    for place in (one / spelled for spelled in names for one in folders):
        if os.path.isfile(place):  # not where a name is too long, or none
            return place
    told = (
        f"the library {names[0][:80]!r} is not there: it is looked for beside this file, in the "
        "working folder and where BIBINPUTS says; give another by --bib"
    )
    raise NotFound(told, source=file, line=line)


def missing(cited: Iterable[Asked], library: Mapping[str, Paper]) -> list[Problem]:
    """A problem for each key that no paper has: where it is cited, and the nearest key."""
    texts: dict[str, dict[str, int]] = {}
    found: dict[str, Problem] = {}
    for one in cited:
        for key in one.keys:
            if key in library or key == "*" or key in found:
                continue
            file, line = _in_text(key, one, texts)
            found[key] = Problem(message=nobody(key, library), source=file, line=line, raw=key)
    return list(found.values())


def _in_text(key: str, asked: Asked, texts: dict[str, dict[str, int]]) -> tuple[str, int]:
    """Where a key is cited, as file and line: in the .tex beside the .aux, else in the .aux."""
    name = f"{os.path.splitext(asked.file)[0]}.tex"
    if name not in texts:
        texts[name] = _cited_in(Path(name))
    line = texts[name].get(key)
    return (asked.file, asked.line) if line is None else (name, line)


def _cited_in(path: Path) -> dict[str, int]:
    """The keys that the commands of a .tex cite, each with its first line."""
    found: dict[str, int] = {}
    try:
        text = contents(path, _LONGEST_TEXT).decode("utf-8", "replace")
    except (OSError, ValueError):
        return found
    place, line = 0, 1
    for match in _CITING.finditer(text):
        if "cite" in match[1].lower():
            line += text.count("\n", place, match.start())
            place = match.start()
            for key in keys_of(match[2]):
                found.setdefault(key, line)
    return found
