"""The CSL processor: a style becomes functions, and the functions turn papers into text.

How it works, file by file::

    nodes.py   CSL declared once: a dataclass per element, a field per attribute
    xml.py     a .csl file -> nodes, with all problems at once (StyleError)
    style.py   dependent styles resolved
    locale.py  terms.py   the words of a language, with the fallbacks of the specification
    variables.py          a paper -> `Work`, the variables that a style asks for prepared
    markup.py             rendered text is one flat `str`; formatting is sentinel characters in it
    strings/              plain functions on such text: case, names, numbers, punctuation, collation
    compile/   nodes -> closures, one file per CSL word. A layout is compiled for works of one
               type that have the same variables, when the first such work comes (`facts.py`):
               branches are taken, empty groups gone, and what is left runs over a `Frame`, one
               per entry. The code serves all works that answer alike what compiling asked. What
               an element gives (None, "", str, PlainText, MissingText, IMPORTANT) is all that a
               group must know to judge it.
    process/   what needs more than one entry: numbers, sorting, disambiguation, positions,
               citations, collapsing, the repeated author. `processor.Processor` is the way in.
    output/    finished text -> plain text, HTML, Markdown, RTF, LaTeX, Typst

An entry's way: `Item.frame()` -> the layout's closures -> one flat text -> affixes and formatting
of the layout -> one finishing pass (`strings/punctuation.py`: punctuation that meets, quotation
marks, flip-flop) -> the writer of the output. A Style pickles; a Processor holds no papers, and
threads may share it: what it remembers (compiled layouts, parsed values) never changes a result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citex._hints import not_called
from citex._late import names_of

if TYPE_CHECKING:
    from citex.csl.locale import has_words
    from citex.csl.nodes import Style
    from citex.csl.process.cites import Bibliography, Citation, Citations, Cite, Entry, Rendered
    from citex.csl.process.processor import Processor
    from citex.csl.romanization import romanized
    from citex.csl.style import StyleLike, load, parse_style
else:
    __getattr__ = names_of(
        __name__,
        {
            "citex.csl.locale": "has_words",
            "citex.csl.nodes": "Style",
            "citex.csl.process.cites": "Bibliography Citation Citations Cite Entry Rendered",
            "citex.csl.process.processor": "Processor",
            "citex.csl.romanization": "romanized",
            "citex.csl.style": "StyleLike load parse_style",
        },
    )

__all__ = [
    "Bibliography",
    "Citation",
    "Citations",
    "Cite",
    "Entry",
    "Processor",
    "Rendered",
    "Style",
    "StyleLike",
    "has_words",
    "load",
    "parse_style",
    "romanized",
]

not_called(__name__)
