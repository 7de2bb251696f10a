"""bibtexparser's side: its splitter as another engine of reading, its library as another home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats.bibtex._inherit import resolved
from citex.formats.bibtex._keys import Keys
from citex.formats.bibtex._read import to_paper
from citex.formats.bibtex._scan import MONTHS, RAW, Entry, resolve
from citex.formats.bibtex._write import Writer
from citex.model import Paper

if TYPE_CHECKING:
    from bibtexparser.library import Library


def split(source: Source, problems: Problems) -> Iterator[Entry]:
    """The entries that bibtexparser's splitter finds in a source, in its order.

    It takes the whole text into memory. Blocks that it cannot split are problems; entries that it
    sets aside for a repeated key or field are taken all the same.
    """
    from bibtexparser.splitter import Splitter

    yield from _entries(Splitter(source.text()).split(), problems, source.name)


def from_library(library: Library, problems: Problems | None = None) -> Iterator[Paper]:
    """The papers of a bibtexparser library, whether its fields are still delimited or not.

    >>> import bibtexparser
    >>> library = bibtexparser.parse_string("@book{a, title = {On {DNA}}, year = 1931}")
    >>> next(from_library(library))
    Paper(id='a', type='book', title='On DNA', issued=PartialDate(year=1931))
    """
    found = problems if problems is not None else []
    for entry in resolved(_entries(library, found, ""), found, ""):
        yield to_paper(entry)


def to_library(papers: Iterable[Paper], *, biblatex: bool = False, **options: Any) -> Library:
    """The papers as a bibtexparser library, ready for its middlewares and its writer.

    >>> library = to_library([Paper(id="a", type="book", title="On DNA & RNA")])
    >>> library.entries[0]["title"]
    'On {DNA} \\\\& {RNA}'
    """
    from bibtexparser.library import Library
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import Field

    keys = Keys(options.pop("keys", None))
    writer = Writer(biblatex=biblatex, **options)
    library = Library()
    for paper in papers:
        kind, fields = writer.parts(paper)
        blocks = [Field(name, value) for name, value in fields.items()]
        library.add(Block(kind, keys.key(paper), blocks))
    return library


def _entries(library: Library, problems: Problems, name: str) -> Iterator[Entry]:
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import ParsingFailedBlock, String

    strings = dict(MONTHS)
    for block in library.blocks:
        if isinstance(block, ParsingFailedBlock):
            aside = block.ignore_error_block
            if not isinstance(aside, Block):
                problems.append(_problem(block, name))
                continue
            block = aside
        if isinstance(block, String):
            strings[block.key.lower()] = _value(str(block.value), strings, [])
        elif isinstance(block, Block):
            yield _entry(block, strings)


def _entry(block: Any, strings: dict[str, str]) -> Entry:
    entry = Entry(block.entry_type.lower(), block.key, (block.start_line or 0) + 1)
    for field in block.fields:
        entry.add(field.key.lower(), _value(str(field.value), strings, entry.faults))
    return entry


def _value(raw: str, strings: dict[str, str], faults: list[str]) -> str:
    """A value, whose delimiters a middleware may have taken off already."""
    if raw[:1] in ("{", '"') or raw.isdigit() or raw.lower() in strings or "#" in raw:
        return resolve(raw, strings, faults)
    return raw


def _problem(block: Any, name: str) -> Problem:
    reason = getattr(block.error, "abort_reason", block.error)
    return Problem(
        message=f"bibtexparser cannot read this: {reason}",
        line=(block.start_line or 0) + 1,
        source=name,
        raw=(block.raw or "")[:RAW],
    )
