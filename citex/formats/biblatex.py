"""BibLaTeX: BibTeX's syntax with more types and fields, and dates in EDTF; biber's input."""

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
    """The papers of a .bib file, in its order; BibTeX's own fields are understood, too.

    >>> text = "@online{a, title = {A page}, date = {2020-05-01/2020-06}}"
    >>> next(read(Source.of_text(text), [])).issued.end
    PartialDate(year=2020, month=6)
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
    """The papers as BibLaTeX entries.

    >>> print("".join(write([Paper(id="a", type="article-newspaper", title="News")])), end="")
    @article{a,
      title = {News},
      entrysubtype = {newspaper}
    }
    """
    return write_papers(papers, biblatex=True, keys=keys, protect=protect, ascii=ascii)


FORMAT = Format(
    name="biblatex",
    title="BibLaTeX",
    aliases=("biber",),
    media_type="application/x-bibtex",
    read=read,
    write=write,
    streams=True,
    write_options=(
        Option(name="keys", title=f"pattern of citation keys, such as '{DEFAULT}'", default=None),
        Option(
            name="protect",
            title="which capitals of titles stand in braces",
            choices=("words", "all", "none"),
            default="words",
        ),
        Option(name="ascii", title="accents as LaTeX commands", default=False),
    ),
)
