"""BibLaTeX: BibTeX's syntax with more types and fields, and dates in EDTF; biber's input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citex.formats import Problems, Source
from citex.formats.bibtex._engine import READ_OPTIONS, WRITE_OPTIONS, read_papers
from citex.formats.bibtex._write import write_papers
from citex.formats.detect import builtin
from citex.model import Paper


def read(source: Source, problems: Problems, /, *, engine: str = "citex") -> Iterator[Paper]:
    """The papers of a .bib file, in its order; BibTeX's own fields are understood, too.

    >>> text = "@online{a, title = {A page}, date = {2020-05-01/2020-06}}"
    >>> next(read(Source.of_text(text), [])).issued.end
    PartialDate(year=2020, month=6)
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
    """The papers as BibLaTeX entries.

    >>> print("".join(write([Paper(id="a", type="article-newspaper", title="News")])), end="")
    @article{a,
      title = {News},
      entrysubtype = {newspaper}
    }
    """
    return write_papers(papers, biblatex=True, keys=keys, protect=protect, ascii=ascii, types=types)


FORMAT = builtin(
    "biblatex",
    read=read,
    write=write,
    streams=True,
    read_options=READ_OPTIONS,
    write_options=WRITE_OPTIONS,
    own_tex=True,
)
