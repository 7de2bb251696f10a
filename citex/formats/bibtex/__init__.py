"""BibTeX, the format of LaTeX and of most reference managers; BibLaTeX's fields are read, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citex.formats import Format, Option, Problems, Source
from citex.formats.bibtex._inherit import resolved
from citex.formats.bibtex._keys import DEFAULT
from citex.formats.bibtex._read import to_paper
from citex.formats.bibtex._scan import Scanner
from citex.formats.bibtex._write import write_papers
from citex.model import Paper


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The papers of a .bib file, in its order; macros, crossref and xdata resolved.

    >>> text = "@book{a, author = {{\\\\O}re, O.}, title = {On {DNA}}, year = 1931, month = jan}"
    >>> next(read(Source.of_text(text), []))  # doctest: +NORMALIZE_WHITESPACE
    Paper(id='a', type='book', title='On DNA', author=[Name(family='Øre', given='O.')],
          issued=PartialDate(year=1931, month=1))
    """
    for entry in resolved(Scanner(source, problems), problems, source.name):
        yield to_paper(entry)


def write(
    papers: Iterable[Paper],
    /,
    *,
    keys: str | None = None,
    protect: str = "words",
    ascii: bool = False,
) -> Iterator[str]:
    """The papers as BibTeX entries.

    >>> print("".join(write([Paper(id="a", type="book", title="On DNA & RNA")])), end="")
    @book{a,
      title = {On {DNA} \\& {RNA}}
    }
    """
    return write_papers(papers, biblatex=False, keys=keys, protect=protect, ascii=ascii)


WRITE_OPTIONS = (
    Option(name="keys", title=f"pattern of citation keys, such as '{DEFAULT}'", default=None),
    Option(
        name="protect",
        title="which capitals of titles stand in braces",
        choices=("words", "all", "none"),
        default="words",
    ),
    Option(name="ascii", title="accents as LaTeX commands", default=False),
)

FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    suffixes=(".bib", ".bibtex"),
    aliases=("bib",),
    media_type="application/x-bibtex",
    read=read,
    write=write,
    streams=True,
    write_options=WRITE_OPTIONS,
)
