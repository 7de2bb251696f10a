r"""BibTeX, the format of LaTeX and of most reference managers; BibLaTeX's fields are read, too.

>>> from citex.formats import Source
>>> from citex.model import Paper
>>> text = "@book{a, author = {{\\O}re, O.}, title = {On {DNA}}, year = 1931, month = jan}"
>>> next(read(Source.of_text(text), []))  # doctest: +NORMALIZE_WHITESPACE
Paper(id='a', type='book', title='On DNA', author=[Name(family='Øre', given='O.')],
      issued=PartialDate(year=1931, month=1))
>>> print("".join(write([Paper(id="a", type="book", title="On DNA & RNA")])), end="")
@book{a,
  title = {On {DNA} \& {RNA}}
}
"""

from __future__ import annotations

from functools import partial

from citex.formats import Writer
from citex.formats.bibtex._engine import dialect, read
from citex.formats.bibtex._library import from_library, to_library
from citex.formats.bibtex._write import write_papers

write: Writer = partial(write_papers, biblatex=False)
FORMAT = dialect("bibtex", write)

__all__ = ["FORMAT", "from_library", "read", "to_library", "write"]
