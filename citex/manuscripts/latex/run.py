"""What a LaTeX run asks for: what it cites, in which style, from which libraries."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from citex.errors import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    r"""One citation of a document, as its commands wrote it.

    `serial` is the number that citex.sty gave it, 0 where LaTeX's own commands were used, which
    tell the keys alone; `command` is "cite" there. `before` and `after` are TeX; a command for
    several works (\cites) has `parts`, each with such words and keys of its own. `note` is the
    number of the footnote that it stands in, None in the running text; `number` that of the last
    footnote before it.
    """

    keys: tuple[str, ...]
    file: str
    line: int
    serial: int = 0
    command: str = "cite"
    before: str = ""
    after: str = ""
    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    note: int | None = None
    number: int | None = None


@dataclass(slots=True)
class Run:
    """All that the files of a run ask for; `folder` is where its libraries are looked for.

    `styled` says where the style was named, as file and line; so does each of `libraries`.
    `biblatex` is the version of a .bcf's format, `lists` are
    biblatex's, by section and name; `package` is set where citations are citex.sty's; `read`
    are the libraries that were found.
    """

    folder: Path
    name: str = ""
    citations: list[Asked] = field(default_factory=list)
    nocite: list[Asked] = field(default_factory=list)
    libraries: list[tuple[str, str, int]] = field(default_factory=list)
    style: str = ""
    styled: tuple[str, int] = ("", 0)
    package: bool = False
    biblatex: str = ""
    lists: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def warn(self, message: str, file: str, line: int) -> None:
        """Keep a problem that stops nothing."""
        problem = Problem(message=message, source=file, line=line, level="warning")
        self.problems.append(problem)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys that a command names.

    >>> keys_of("knuth1984, tu2011,")
    ('knuth1984', 'tu2011')
    """
    return tuple(key for part in text.split(",") if (key := part.strip()))
