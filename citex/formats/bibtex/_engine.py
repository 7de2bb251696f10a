"""What both formats do alike: entries found, inheritance resolved, papers made; the options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from citex.errors import Problem, UnknownOption
from citex.formats import Format, Option, Problems, Source, Writer
from citex.formats.bibtex._inherit import resolved
from citex.formats.bibtex._keys import DEFAULT
from citex.formats.bibtex._library import split
from citex.formats.bibtex._read import to_paper
from citex.formats.bibtex._scan import Entry, Scanner
from citex.formats.detect import builtin
from citex.model import Paper

Engine = Callable[[Source, Problems], Iterable[Entry]]

ENGINES: dict[str, Engine] = {"citex": Scanner, "bibtexparser": split}

READ_OPTIONS = (
    Option(name="engine", title="what finds the entries", choices=tuple(ENGINES), default="citex"),
)
WRITE_OPTIONS = (
    Option(name="keys", title=f"pattern of citation keys, such as '{DEFAULT}'", default=None),
    Option(
        name="protect",
        title="which capitals of titles stand in braces",
        choices=("words", "all", "none"),
        default="words",
    ),
    Option(name="ascii", title="accents as LaTeX commands", default=False),
    Option(
        name="types",
        title="entry types: those that most programs keep, or BibLaTeX's own for every type",
        choices=("common", "full"),
        default="common",
    ),
)


def read(source: Source, problems: Problems, /, *, engine: str = "citex") -> Iterator[Paper]:
    """The papers of a .bib file, in its order; macros, crossref and xdata resolved.

    `engine` is what finds the entries: citex's scanner, or bibtexparser's splitter. Raises
    UnknownOption for another.
    """
    if engine not in ENGINES:
        raise UnknownOption(engine, ENGINES)
    return _papers(source, problems, engine)


def dialect(name: str, write: Writer) -> Format:
    """The format of a dialect: all are read alike, and have the same options."""
    return builtin(
        name, read=read, write=write, streams=True, read_options=READ_OPTIONS,
        write_options=WRITE_OPTIONS, own_tex=True,
    )  # fmt: skip


def _papers(source: Source, problems: Problems, engine: str) -> Iterator[Paper]:
    count = 0
    before = len(problems)
    for entry in resolved(ENGINES[engine](source, problems), problems, source.name):
        count += 1
        yield to_paper(entry)
    if not count and len(problems) == before:
        _say_empty(source, problems)


def _say_empty(source: Source, problems: Problems) -> None:
    """A text without any entry is no bibliography; one of comments and macros is an empty one."""
    head = source.head.strip()
    if not head:
        message = "the input is empty"
    elif "@" not in head:
        message = "no entry of BibTeX was found"
    else:
        return
    problems.append(Problem(message=message, source=source.name, line=1, raw=head[:1000]))
