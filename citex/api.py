"""The verbs: read, parse, stream, format, write, bibliography, cite."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from citex import csl, registry, stylebook
from citex.csl import Bibliography, Citation, Processor, Rendered
from citex.errors import ParseError, Problem, UnknownOption
from citex.files import replacing
from citex.formats import MAX_SIZE, Format, Option, Problems, Source
from citex.formats.loss import Loss, losses
from citex.model import Paper
from citex.stylebook import Named, StyleInfo

if TYPE_CHECKING:
    from citex.csl.citeproc_py import Peer

NOTHING = "no record was found"
"""What the problem says that tells of an input without a record: it may be an empty list."""

REMEMBERED = 100_000
"""How many records are asked whether an earlier one has their id; so that memory stays constant."""

Place = str | os.PathLike[str] | IO[str] | IO[bytes]


def read(
    source: Place, format: str | None = None, *, problems: Problems | None = None, **options: Any
) -> list[Paper]:
    """The papers in a file, by its path or open; `format` is guessed where it is not given.

    With `problems=[]`, what could not be read is collected there, with its line, and the rest is
    read. Without, the first such problem is raised as a ParseError. `encoding` and what the
    format's reader knows are options; so is `max_size`, how many bytes may be held at once (for
    one record, or for a format that is read whole): 256,000,000, None for any number.
    """
    return list(stream(source, format, problems=problems, **options))


def parse(
    text: str | bytes,
    format: str | None = None,
    *,
    problems: Problems | None = None,
    **options: Any,
) -> list[Paper]:
    """The papers in a text; as `read`, for a string or bytes.

    >>> [paper.title for paper in parse('[{"id": "a", "type": "book", "title": "On Growth"}]')]
    ['On Growth']
    """
    if isinstance(text, str):
        source = Source.of_text(text)
    else:
        source = Source.of_bytes(text, encoding=options.pop("encoding", None))
    return list(_papers(source, format, problems, options))


def stream(
    source: Place, format: str | None = None, *, problems: Problems | None = None, **options: Any
) -> Iterator[Paper]:
    """The papers in a file, one by one as they are read: for files larger than memory."""
    encoding, max_size = options.pop("encoding", None), options.pop("max_size", MAX_SIZE)
    opened = Source.of(source, encoding=encoding, max_size=max_size)
    try:
        yield from _papers(opened, format, problems, options)
    finally:
        if isinstance(source, (str, os.PathLike)):
            opened.close()


def format(
    papers: Iterable[Paper],
    formatter: Named,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str = "citex",
    report: list[Loss] | None = None,
    **options: Any,
) -> str:
    """An export file, or a reference list in a citation style, as one string.

    `formatter` names a file format or a style, or is the path object (`pathlib.Path`) of a .csl
    file; `output` (text, html, markdown, rtf,
    latex, typst), `locale`, `engine` and `notices` are for styles. `report=[]` collects what a file
    format cannot hold. Raises UnknownFormat, StyleError, UnknownOption.

    >>> book = Paper(id="a", type="book", title="On Growth")
    >>> format([book], "csljson", lines=True)
    '{"id":"a","type":"book","title":"On Growth"}\\n'
    """
    chosen = registry.formatter_named(formatter)
    if not isinstance(chosen, Format):
        return str(
            bibliography(papers, chosen, output=output, locale=locale, engine=engine, **options)
        )
    if output != "text":
        raise UnknownOption(
            f"output={output}", (), hint=f"{chosen.name!r} is a file format; output is for styles"
        )
    if report is not None:
        papers = list(papers)
        report.extend(losses(papers, chosen, **options))
    return "".join(pieces(papers, chosen, **options))


def format_one(paper: Paper, formatter: Named = "gbt7714", **options: Any) -> str:
    """One paper as one reference without its number, or as a file of one record."""
    chosen = registry.formatter_named(formatter)
    if isinstance(chosen, Format):
        return format([paper], formatter, **options)
    engine = options.pop("engine", "citex")
    return processor(chosen, engine=engine, **options).reference(paper)


def pieces(papers: Iterable[Paper], form: Format, **options: Any) -> Iterator[str]:
    """The file that `form` writes, piece by piece. Raises UnknownOption for a foreign option."""
    assert form.write is not None
    _know(options, form.write_options, f"for the format {form.name!r}")
    return form.write(papers, **options)


def write(
    papers: Iterable[Paper],
    place: str | os.PathLike[str],
    formatter: Named | None = None,
    **options: Any,
) -> None:
    """Write papers to a file, in the format of its suffix or the one named.

    The file is replaced only when all is written (`citex.files.replacing`). Raises UnknownFormat
    where the suffix says nothing.
    """
    path = Path(place)
    text = format(papers, formatter or writer_for(path), **options)
    with replacing(path) as file:
        file.write(text)


def writer_for(path: Path) -> str:
    """The name of the format that files of this suffix are written in. Raises UnknownFormat."""
    return registry.writer_by_suffix(path.suffix).name


def bibliography(
    papers: Iterable[Paper],
    style: Named,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str = "citex",
    notices: bool = False,
    **options: Any,
) -> Bibliography:
    """The reference list of papers: a sequence of entries, sorted as the style says.

    `style` is a name, or a path object (`pathlib.Path`) of a .csl file; no string opens a file.
    With `notices`, an entry says that its work was retracted, in the form that the style's manual
    asks for. Raises UnknownStyle, StyleError, UnknownOption.

    >>> paper = Paper(id="a", title="On Growth", custom={"status": {"retracted": True}})
    >>> str(bibliography([paper], "apa", notices=True))
    'On Growth. (n.d.). (Retracted)'
    """
    chosen = processor(
        style, output=output, locale=locale, engine=engine, notices=notices, **options
    )
    return chosen.bibliography(list(papers))


def cite(
    papers: Iterable[Paper],
    citations: Sequence[Citation],
    style: Named,
    *,
    output: str = "text",
    locale: str | None = None,
    notices: bool = False,
    **options: Any,
) -> Rendered:
    """In-text citations in their order, and the reference list that goes with them."""
    chosen = _processor(_key(style), output, locale, bool(notices), tuple(sorted(options.items())))
    return chosen.cite(list(papers), citations)


def processor(
    style: Named,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str = "citex",
    notices: bool = False,
    **options: Any,
) -> Processor | Peer:
    """The compiled style, ready to be shared by threads; the same one for the same request."""
    if engine == "citex":
        given = tuple(sorted(options.items()))
        return _processor(_key(style), output, locale, bool(notices), given)
    if notices:
        raise UnknownOption("notices", (), hint="only citex's own engine writes notices")
    if engine == "citeproc-py":
        from citex.csl.citeproc_py import Peer  # the peer's package is heavy, and rarely asked for

        return Peer(stylebook.independent(style), locale=locale, output=output)
    raise UnknownOption(f"engine={engine}", ("engine=citex", "engine=citeproc-py"))


@functools.lru_cache(maxsize=64)
def _processor(
    style: str | Path,
    output: str,
    locale: str | None,
    notices: bool,
    options: tuple[tuple[str, Any], ...],
) -> Processor:
    loaded = csl.load(style)
    return Processor(loaded, output=output, locale=locale, options=dict(options), notices=notices)


def _key(style: Named) -> str | Path:
    return style if isinstance(style, str) else Path(style)


def formatters() -> list[Format | StyleInfo]:
    """What can be written: the file formats, and the styles that citex brings itself."""
    own = [info for info in stylebook.styles() if info.origin != "collection"]
    return [*(form for form in registry.formats() if form.write is not None), *own]


def readers() -> list[Format]:
    """The formats that can be read."""
    return [form for form in registry.formats() if form.read is not None]


def find_styles(query: str = "") -> list[StyleInfo]:
    """The citation styles whose name or title holds every word of `query`."""
    return list(stylebook.styles(query))


def _papers(
    source: Source, format: str | None, problems: Problems | None, options: dict[str, Any]
) -> Iterator[Paper]:
    form = registry.reader_named(format) if format else registry.guess(source)
    assert form.read is not None
    _know(options, form.read_options, f"for reading {form.name!r}")
    found: list[Problem] = []
    strict = problems is None
    sink = found if problems is None else problems
    nothing, before = True, len(sink)
    seen: dict[str, int] = {}
    try:
        for number, paper in enumerate(form.papers(source, sink, **options), start=1):
            nothing = False
            source.budget.spent = 0  # a new record begins
            if paper.id and number < REMEMBERED:
                look = hash((paper.title, paper.volume, paper.page, paper.DOI))
                if seen.setdefault(paper.id, look) != look:
                    sink.append(_id_twice(paper, number, source.name))
            if strict:
                _raise_first(found)
            yield paper
    finally:
        sink.extend(source.problems)
    if nothing and len(sink) == before:
        sink.append(Problem(message=NOTHING, source=source.name, level="warning"))
    if strict:
        _raise_first(found)


def _id_twice(paper: Paper, number: int, source: str) -> Problem:
    message = (
        f"record {number} has the id {paper.id!r} of an earlier one; a citation cannot tell them "
        "apart: give one of them another"
    )
    return Problem(message=message, source=source, level="warning")


def _know(options: dict[str, Any], declared: Sequence[Option], hint: str) -> None:
    """Raise UnknownOption for an option that is not declared, or a value that it does not take."""
    known = {option.name: option.choices for option in declared}
    for name, value in options.items():
        if name not in known:
            raise UnknownOption(name, known, hint=hint)
        if known[name] and str(value) not in known[name]:
            choices = [f"{name}={choice}" for choice in known[name]]
            raise UnknownOption(f"{name}={value}", choices, hint=hint)


def _raise_first(problems: Problems) -> None:
    for problem in problems:
        if problem.level == "error":
            raise ParseError.of(problem)
