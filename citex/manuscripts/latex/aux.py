"""The .aux files of a LaTeX run, read: BibTeX's commands in them, and those of citex.sty."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from citex._late import regex
from citex.errors import ParseError
from citex.formats import Source
from citex.manuscripts.latex.run import Asked, Run, keys_of
from citex.text.tex.decode import closing

_COMMAND = regex(r"\\(citation|bibdata|bibstyle|@input|citex@cite|abx@aux@refcontext)[ \t]*(?=\{)")
_MOST_FILES = 2000
"""How many files one run may have; a book of a thousand chapters has fewer."""
_PLACE = regex(r"([tf])(\d{1,9})")


def read_aux(path: Path) -> Run:
    """What a run asks for, by its .aux and those that this one names (`\\@input`).

    As BibTeX reads them: commands at the beginning of a line, all else is LaTeX's own. The files of
    chapters lie beside the first one or below it; others are not opened. Raises NotFound and
    ParseError where the first one cannot be read.
    """
    run = Run(folder=path.parent, name=path.stem)
    reader = _Reader(run, path.parent)
    reader.read(path, str(path))
    if run.package:
        run.citations = _latest(run.citations)
    return run


class _Reader:
    """Goes through the files of a run."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder
        self.seen: set[str] = set()
        self.waiting: list[tuple[Iterator[tuple[int, str]], str]] = []

    def read(self, path: Path, name: str) -> None:
        """Read a file, and where it names another one, that one first."""
        self.waiting = [(_lines(path), name)]
        self.seen = {os.path.realpath(path)}
        while self.waiting:
            lines, file = self.waiting[-1]
            found = next(lines, None)
            if found is None:
                self.waiting.pop()
                continue
            number, line = found
            match = _COMMAND.match(line)
            if match is not None:
                _COMMANDS[match[1]](self, _arguments(line, match.end()), file, number)

    def citation(self, given: list[str], file: str, line: int) -> None:
        keys = keys_of(given[0]) if given else ()
        if "*" in keys:
            self.run.nocite.append(Asked(("*",), file, line, command="nocite"))
            keys = tuple(key for key in keys if key != "*")
        if keys and not self.run.package:
            self.run.citations.append(Asked(keys, file, line))

    def data(self, given: list[str], file: str, line: int) -> None:
        for name in keys_of(given[0]) if given else ():
            self.run.libraries.append((name, file, line))

    def style(self, given: list[str], file: str, line: int) -> None:
        name = given[0].strip() if given else ""
        if not name:
            return
        if self.run.style and name != self.run.style:
            told = f"names another style, {name!r}; {self.run.style!r}, the first one, is taken"
            self.run.warn(told, file, line)
            return
        self.run.style, self.run.styled = name, (file, line)

    def cite(self, given: list[str], file: str, line: int) -> None:
        """What citex.sty writes: number, command, prenote, postnote, keys, footnote."""
        if not self.run.package:  # what was found before stands here again
            self.run.package = True
            self.run.citations.clear()
        place = _PLACE.fullmatch(given[5]) if len(given) == 6 else None
        if place is None or not given[0].isdecimal() or len(given[0]) > 9:
            self.run.warn("is no line that citex.sty writes; it is left out", file, line)
            return
        serial, command, before, after, keys, _ = given
        number, inside = int(place[2]), place[1] == "t"
        groups = _arguments(keys, 0)
        parts = tuple([(groups[at], groups[at + 1], keys_of(groups[at + 2]))
                       for at in range(0, len(groups) - 2, 3)])  # fmt: skip
        named = tuple([key for part in parts for key in part[2]]) if parts else keys_of(keys)
        asked = Asked(named, file, line, int(serial), command.strip(), before, after, parts,
                      number if inside else None, number)  # fmt: skip
        if asked.keys:
            (self.run.nocite if command == "nocite" else self.run.citations).append(asked)

    def biblatex_list(self, given: list[str], file: str, line: int) -> None:
        """What biblatex calls the list that it would sort."""
        if given:
            self.run.lists.append(("0", given[0].strip()))

    def other(self, given: list[str], file: str, line: int) -> None:
        """Go on in another .aux, that of a chapter."""
        name = given[0].strip().strip('"') if given else ""
        parts = name.replace("\\", "/").split("/")
        if not name.endswith(".aux") or ".." in parts or os.path.isabs(name) or ":" in parts[0]:
            told = f"{name[:80]!r} is no .aux of a chapter, below the folder of the first; not read"
            self.run.warn(told, file, line)
            return
        path = self.folder / name
        there = os.path.isfile(path)  # not where a name is too long, or none
        real = os.path.realpath(path) if there else name
        if real in self.seen:
            return
        if len(self.seen) >= _MOST_FILES:
            raise ParseError(f"names more than {_MOST_FILES} files", source=file, line=line)
        self.seen.add(real)
        if not there:  # a chapter that was never typeset
            self.run.warn(f"there is no {name[:80]!r}; run LaTeX first", file, line)
            return
        self.waiting.append((_lines(path), str(path)))


_Read = Callable[[_Reader, list[str], str, int], None]
_COMMANDS: dict[str, _Read] = {
    "citation": _Reader.citation,
    "bibdata": _Reader.data,
    "bibstyle": _Reader.style,
    "@input": _Reader.other,
    "citex@cite": _Reader.cite,
    "abx@aux@refcontext": _Reader.biblatex_list,
}


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    source = Source.of(path)
    try:
        yield from enumerate(source.lines(), 1)
    finally:
        source.close()


def _arguments(line: str, start: int) -> list[str]:
    """The groups in braces that stand one behind the other."""
    found = []
    while line[start : start + 1] == "{":
        end = closing(line, start)
        if end < 0:
            break
        found.append(line[start + 1 : end - 1])
        start = end
    return found


def _latest(citations: list[Asked]) -> list[Asked]:
    """One citation for each number: text that LaTeX sets twice, to measure it, cites once."""
    found: dict[int, Asked] = {}
    for one in citations:
        found[one.serial] = one
    return list(found.values())
