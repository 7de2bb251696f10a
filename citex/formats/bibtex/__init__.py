"""BibTeX, the format of LaTeX and of most reference managers; BibLaTeX's fields are read, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citex.formats import Problems, Source
from citex.formats.bibtex._engine import READ_OPTIONS, WRITE_OPTIONS, read_papers
from citex.formats.bibtex._library import from_library, to_library
from citex.formats.bibtex._write import write_papers
from citex.formats.detect import builtin
from citex.model import Paper


def read(source: Source, problems: Problems, /, *, engine: str = "citex") -> Iterator[Paper]:
    """The papers of a .bib file, in its order; macros, crossref and xdata resolved.

    `engine` is what finds the entries: citex's scanner, or bibtexparser's splitter.

    >>> text = "@book{a, author = {{\\\\O}re, O.}, title = {On {DNA}}, year = 1931, month = jan}"
    >>> next(read(Source.of_text(text), []))  # doctest: +NORMALIZE_WHITESPACE
    Paper(id='a', type='book', title='On DNA', author=[Name(family='Øre', given='O.')],
          issued=PartialDate(year=1931, month=1))
    """
    return read_papers(source, problems, engine)


def write(
    papers: Iterable[Paper],
    /,
    *,
    keys: str | None = None,
    protect: str = "words",
    ascii: bool = False,
    types: str = "common",
) -> Iterator[str]:
    """The papers as BibTeX entries.

    >>> print("".join(write([Paper(id="a", type="book", title="On DNA & RNA")])), end="")
    @book{a,
      title = {On {DNA} \\& {RNA}}
    }
    """
    return write_papers(
        papers, biblatex=False, keys=keys, protect=protect, ascii=ascii, types=types
    )


FORMAT = builtin(
    "bibtex",
    read=read,
    write=write,
    streams=True,
    read_options=READ_OPTIONS,
    write_options=WRITE_OPTIONS,
    own_tex=True,
)

__all__ = ["FORMAT", "from_library", "read", "to_library", "write"]
