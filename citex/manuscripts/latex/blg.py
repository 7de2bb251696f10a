"""The .blg: how it went, in the words by which latexmk and editors know BibTeX's and Biber's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citex._version import __version__
from citex.errors import Problem


def log_lines(libraries: Iterable[str], problems: Iterable[Problem]) -> Iterator[str]:
    """The lines of a .blg: the libraries that were read, and what is amiss.

    >>> print(*log_lines(["refs.bib"], [Problem(message="no work has the key 'li'")]), sep="\\n")
    This is citex ...
    Database file #1: refs.bib
    > INFO - Found data source 'refs.bib'
    Warning--no work has the key 'li'
    """
    yield f"This is citex {__version__}, in the place of BibTeX and Biber"
    for number, name in enumerate(libraries, start=1):
        yield f"Database file #{number}: {_line(name)}"
        yield f"> INFO - Found data source '{_line(name)}'"
    for problem in problems:
        yield f"Warning--{_line(str(problem))}"


def _line(text: str) -> str:
    return " ".join(text.split())
