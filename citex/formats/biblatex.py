"""BibLaTeX: BibTeX's syntax with more types and fields, and dates in EDTF; biber's input.

>>> from citex.formats import Source
>>> from citex.model import Paper
>>> text = "@online{a, title = {A page}, date = {2020-05-01/2020-06}}"
>>> next(FORMAT.read(Source.of_text(text), [])).issued.end
PartialDate(year=2020, month=6)
>>> print("".join(write([Paper(id="a", type="article-newspaper", title="News")])), end="")
@article{a,
  title = {News},
  entrysubtype = {newspaper}
}
"""

from __future__ import annotations

from functools import partial

from citex.formats import Writer
from citex.formats.bibtex._engine import dialect
from citex.formats.bibtex._write import write_papers

write: Writer = partial(write_papers, biblatex=True)
FORMAT = dialect("biblatex", write)
