"""The verbs: read, parse, stream, format, write, bibliography, cite."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from citex import csl, registry, sources, stylebook
from citex._late import difflib
from citex.csl.output import NOT_WRITTEN
from citex.csl.output import SUFFIXES as OUTPUT_SUFFIXES
from citex.errors import (
    CitexError,
    InvalidValue,
    NotFound,
    ParseError,
    Problem,
    UnknownFormat,
    UnknownOption,
    WriteError,
)
from citex.files import replacing
from citex.formats import MAX_SIZE, Format, Option, Problems, Source
from citex.formats.loss import Loss
from citex.formats.loss import losses as losses_of
from citex.model import NAME_VARIABLES, Name, Paper
from citex.model.checked import called, refuse
from citex.model.papers import Papers, papers_of
from citex.stylebook import StyleInfo

if TYPE_CHECKING:
    from citex.abbreviations import Abbreviations, Abbreviator
    from citex.csl import Bibliography, Citations, Processor, Rendered, StyleLike
    from citex.csl.citeproc_py import Peer

NOTHING = "no record was found"
"""What the problem says that tells of an input without a record: it may be an empty list."""

REMEMBERED = 100_000
"""How many records are asked whether an earlier one has their id; so that memory stays constant."""

Place = str | os.PathLike[str] | IO[str] | IO[bytes]

Readable = Place | bytes | Papers | Iterable[Place]
"""What `read` takes: a path or several, an open file, bytes, a text, or CSL-JSON dictionaries."""


@called
def read(
    source: Readable,
    format: str | Format | None = None,
    *,
    problems: Problems | None = None,
    **options: Any,
) -> list[Paper]:
    """The papers in a file, by its path or open; `format` is guessed where it is not given.

    A path begins at the working folder or with "~". Several paths in a list are read one after
    the other; bytes, a text of several lines or one that begins as a record does, and CSL-JSON
    dictionaries are read as what they are. With `problems=[]`, what could not be read is collected
    there, with its line, and the rest is read. Without, the first such problem is raised as a
    ParseError; a file that is missing is NotFound. `encoding` and what the
    format's reader knows are options; so is `max_size`, how many bytes may be held at once (for
    one record, or for a format that is read whole): 256,000,000, None for any number.
    """
    return list(stream(source, format, problems=problems, **options))


@called
def parse(
    text: str | bytes | Papers,
    format: str | Format | None = None,
    *,
    problems: Problems | None = None,
    **options: Any,
) -> list[Paper]:
    """The papers in a text; as `read`, for a string or bytes.

    >>> [paper.title for paper in parse('[{"id": "a", "type": "book", "title": "On Growth"}]')]
    ['On Growth']
    """
    if text is None:
        raise refuse("text", text, "give the text of records")
    if isinstance(text, str):
        sources.expect_text(text)
        source = sources.of_text(text, options.pop("encoding", None))
    elif isinstance(text, (bytes, bytearray)):
        source = sources.opened(text, encoding=options.pop("encoding", None))
    elif isinstance(text, os.PathLike) or hasattr(text, "read"):
        raise refuse("text", text, "a file is read by citex.read(...)")
    else:
        return list(papers_of(text))
    return list(_papers(source, format, problems, options))


@called
def stream(
    source: Readable,
    format: str | Format | None = None,
    *,
    problems: Problems | None = None,
    **options: Any,
) -> Iterator[Paper]:
    """The papers in a file, one by one as they are read: for files larger than memory."""
    if isinstance(source, (Paper, Mapping)) or hasattr(source, "columns"):
        yield from papers_of(cast("Papers", source))
        return
    if isinstance(source, memoryview):
        source = bytes(source)
    if not isinstance(source, (str, bytes, bytearray, os.PathLike)) and not hasattr(source, "read"):
        if not isinstance(source, Iterable):
            raise refuse("source", source, "give a path, an open file, bytes or a text")
        for one in sources.lines_joined(list(source)):
            if one is source:
                raise refuse("source", one, "it holds itself")
            yield from stream(one, format, problems=problems, **dict(options))
        return
    encoding, max_size = options.pop("encoding", None), options.pop("max_size", MAX_SIZE)
    opened = sources.opened(source, encoding=encoding, max_size=max_size)
    try:
        yield from _papers(opened, format, problems, options)
    finally:
        if isinstance(source, (str, os.PathLike)):
            opened.close()


@called
def format(
    papers: Papers,
    to: Format | StyleLike,
    *,
    output: str | None = None,
    locale: str | None = None,
    engine: str | None = None,
    losses: list[Loss] | None = None,
    **options: Any,
) -> str:
    """An export file, or a reference list in a citation style, as one string.

    `to` names a file format or a style, or is one (also the path object, `pathlib.Path`, of a .csl
    file). `output` (text, html, markdown, rtf, latex, typst), `locale`, `engine` ("citex" or
    "citeproc-py"), `notices`, `links`, `abbreviations`, `titles` and `chinese` are for styles.
    `losses=[]` collects what a file format cannot hold. Raises UnknownFormat, StyleError,
    UnknownOption.

    >>> book = Paper(id="a", type="book", title="On Growth")
    >>> format([book], "csljson", lines=True)
    '{"id":"a","type":"book","title":"On Growth"}\\n'
    """
    if isinstance(papers, str) and not isinstance(to, str):
        raise refuse("papers", papers, "the papers come first: citex.format(papers, to)")
    _know_words(options)
    chosen = registry.formatter_named(to)
    words = {"output": output, "locale": locale, "engine": engine}
    given: dict[str, Any] = {name: value for name, value in words.items() if value is not None}
    if not isinstance(chosen, Format):
        if losses is not None:
            raise UnknownOption("losses", (), hint="a style prints, it does not keep: no losses")
        abbreviations = options.pop("abbreviations", None)
        return str(_listed(papers, processor(chosen, **given, **options), abbreviations))
    for name, value in given.items():
        hint = f"{chosen.name!r} is a file format; {name} is for styles"
        raise UnknownOption(f"{name}={value}", (), hint=hint)
    found = papers_of(papers)
    if losses is not None:
        _expect_list("losses", losses)
        kept = list(found)
        losses.extend(losses_of(kept, chosen, **options))
        found = iter(kept)
    last: list[Paper] = []
    with _explained(last):
        return "".join(pieces(_remembered(found, last), chosen, **options))


def format_one(paper: Paper, to: Format | StyleLike = "gbt7714", **options: Any) -> str:
    """One paper as one reference without its number, or as a file of one record."""
    _know_words(options)
    chosen = registry.formatter_named(to)
    if isinstance(chosen, Format):
        return format([paper], chosen, **options)
    if (abbreviations := options.pop("abbreviations", None)) is not None:
        (paper,) = _given([paper], abbreviations)
    with _explained([paper]):
        return processor(chosen, **options).reference(paper)


@contextlib.contextmanager
def _explained(papers: list[Paper]) -> Iterator[None]:
    """Where the block fails for a value that was put where no check looks, the error says which."""
    try:
        yield
    except (AttributeError, TypeError):
        for paper in papers:
            for variable, value in paper.variables():
                paper.replace(**{variable: value})  # raises for what no variable can hold
                if variable in NAME_VARIABLES and not all(isinstance(n, Name) for n in value):
                    wrong = next(n for n in value if not isinstance(n, Name))
                    way_out = "give Names: citex.Name.parse reads a text"
                    raise InvalidValue(variable, wrong, way_out, paper=paper.id) from None
        raise


def _remembered(papers: Iterable[Paper], last: list[Paper]) -> Iterator[Paper]:
    """The papers, of which `last` holds the one that was given last."""
    for paper in papers:
        last[:] = (paper,)
        yield paper


def pieces(papers: Iterable[Paper], form: Format, **options: Any) -> Iterator[str]:
    """The file that `form` writes, piece by piece. Raises UnknownOption for a foreign option."""
    assert form.write is not None
    expect_options(options, form.write_options, f"for the format {form.name!r}")
    return form.write(papers, **options)


@called
def write(
    papers: Papers,
    target: str | os.PathLike[str] | IO[str] | IO[bytes],
    to: Format | StyleLike | None = None,
    **options: Any,
) -> None:
    """Write papers to a file, in the format of its suffix or as `to` says.

    `target` is a path, or a file that is open for writing, text or binary. A style's list is
    written as the suffix says (.html, .md, .rtf, .tex, .typ) where `output` does not. The file at
    a path is replaced only when all is written (`citex.files.replacing`). Raises UnknownFormat
    where neither suffix nor `to` says what to write.
    """
    is_path = isinstance(target, (str, bytes, os.PathLike))
    if isinstance(papers, (str, os.PathLike)) and not is_path:
        raise refuse("papers", papers, "the papers come first: citex.write(papers, target)")
    if not is_path:
        _write_open(papers, target, to, options)
        return
    if not str(target).strip():
        raise refuse("target", target, "give a path")
    path = Path(sources.expanded(os.fsdecode(cast("str", target))))
    if os.path.isdir(path):
        raise WriteError(f"{target}: cannot be written: it is a folder; name a file in it")
    _expect_path(os.fsdecode(cast("str", target)), to)
    text = format(papers, _chosen(path, to, options), **options)
    try:
        with replacing(path) as file:
            file.write(text)
    except FileNotFoundError as error:
        raise NotFound(f"cannot be written: {error.strerror}", source=str(path)) from None


def _expect_path(target: str, to: Format | StyleLike | None) -> None:
    """Raise InvalidValue where what is to be written stands in the place of the path."""
    other = to if isinstance(to, str) and "." in to else None
    if "." in target or (to is not None and other is None):
        return
    try:
        registry.formatter_named(target)
    except CitexError:
        return
    call = f"citex.write(papers, {other or 'refs.txt'!r}, {target!r})"
    if other is None:
        call = f"citex.format(papers, {target!r}) or {call}"
    raise refuse("target", target, f"a path belongs here; write {call}")


def _chosen(
    path: Path, to: Format | StyleLike | None, options: dict[str, Any]
) -> Format | StyleLike:
    """What is written into a file of this name; the kind of output of a style goes to `options`."""
    suffix = path.suffix.lower()
    if instead := NOT_WRITTEN.get(suffix):
        raise WriteError(
            f"{path}: citex writes no {suffix} files; a style's list goes into "
            f"{path.with_suffix('.' + instead)}"
        )
    chosen = registry.writer_by_suffix(suffix) if to is None else registry.formatter_named(to)
    if not isinstance(chosen, Format) and suffix in OUTPUT_SUFFIXES:
        options.setdefault("output", OUTPUT_SUFFIXES[suffix])
    return chosen


def _write_open(
    papers: Papers, target: Any, to: Format | StyleLike | None, options: dict[str, Any]
) -> None:
    if not hasattr(target, "write"):
        raise refuse("target", target, "give a path or a file that is open for writing")
    name = getattr(target, "name", "")
    path = Path(os.fsdecode(name) if isinstance(name, (str, bytes, os.PathLike)) else "")
    if to is None and not path.suffix:
        raise UnknownFormat("", hint="an open file has no suffix: say what to write with to=")
    text = format(papers, _chosen(path, to, options), **options)
    try:
        target.write(text)
    except TypeError:
        target.write(text.encode("utf-8"))


def writer_for(path: Path) -> str:
    """The name of the format that files of this suffix are written in. Raises UnknownFormat."""
    return registry.writer_by_suffix(path.suffix).name


@called
def losses(papers: Papers, to: str | Format, **options: Any) -> list[Loss]:
    """What a file format cannot hold of some papers, found by writing them and reading back.

    Raises UnknownFormat.

    >>> [loss.variable for loss in losses(Paper(title="A", abstract="B"), "coins")]
    ['abstract']
    """
    chosen = registry.formatter_named(to)
    if not isinstance(chosen, Format):
        raise UnknownFormat(str(to), hint="it is a style, which prints; losses are a file format's")
    return list(losses_of(papers_of(papers), chosen, **options))


@called
def bibliography(
    papers: Papers,
    style: StyleLike,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str = "citex",
    notices: bool = False,
    links: bool = False,
    abbreviations: Abbreviations | None = None,
    titles: str | None = None,
    chinese: str | None = None,
    **options: Any,
) -> Bibliography:
    """The reference list of papers: a sequence of entries, sorted as the style says.

    `style` is a name, a Style, CSL, or the path object (`pathlib.Path`) of a .csl file; no string
    opens a file.
    With `notices`, an entry says that its work was retracted, in the form that the style's manual
    asks for; with `links`, DOIs and addresses are links, in the outputs that have them.
    `abbreviations` give titles their short forms, which some styles print: "ltwa" (the rules of
    ISO 4), a dictionary, the path of a list, or several of these.
    `titles="sentence"` puts English titles into sentence case (`sentence_case`).
    `chinese="style"` has Chinese works in pinyin, characters and translation as the style's manual
    asks, "pinyin", "pinyin+characters", "characters+pinyin" and "translation" as they say; what is
    guessed of that stands in `remarks`. Raises UnknownStyle, StyleError, UnknownOption.

    >>> paper = Paper(id="a", title="On Growth", custom={"status": {"retracted": True}})
    >>> str(bibliography([paper], "apa", notices=True))
    'On Growth. (n.d.). (Retracted)'
    """
    style = registry.style_named(style)
    chosen = processor(
        style,
        output=output,
        locale=locale,
        engine=engine,
        notices=notices,
        links=links,
        titles=titles,
        chinese=chinese,
        **options,
    )
    return _listed(papers, chosen, abbreviations)


def sentence_case(papers: Papers, *, subtitles: bool = False) -> list[Paper]:
    """The papers with their English titles in sentence case, each change with a remark.

    A title that is in sentence case already stays, as do titles of journals, laws and programs.
    Capitals are kept on acronyms, in `nocase` spans, and on names: what is one is told by the
    abstract and the keywords, by the other titles, and by lists. With `subtitles` the first word of
    a subtitle has a capital, as in APA.

    >>> paper = Paper(type="book", title="DNA Repair in the Forests of Uganda: A Review")
    >>> [paper] = sentence_case(paper)
    >>> paper.title
    'DNA repair in the forests of Uganda: a review'
    """
    from citex.casing import sentence_cased  # what only those load who ask for it

    return sentence_cased(papers_of(papers), subtitles=subtitles)


def romanize(papers: Papers) -> list[Paper]:
    """The papers with their Chinese in pinyin, in `custom["translations"]["zh-Latn"]`.

    What a record holds in letters is taken over: translated names, pinyin under that tag. The rest
    is made by rule, and each guess has a remark. Lists print it (`chinese` of `bibliography`), so
    what is put right there stays right. Raises MissingPackage where pypinyin is not installed.

    >>> [paper] = romanize(Paper(type="book", title="唐代长安研究"))
    >>> paper.custom["translations"]["zh-Latn"]["title"], paper.remarks[0].kind
    ("Tangdai Chang'an yanjiu", 'guessed')
    """
    return csl.romanized(papers_of(papers))


def _listed(
    papers: Papers, chosen: Processor | Peer, abbreviations: Abbreviations | None
) -> Bibliography:
    given = _given(papers, abbreviations)
    with _explained(given):
        return chosen.bibliography(given)


def _given(papers: Papers, abbreviations: Abbreviations | None) -> list[Paper]:
    """The papers, with short forms of their titles where these are asked for."""
    given = list(papers_of(papers))
    if abbreviations is None:
        return given
    short = abbreviator(abbreviations)
    with _explained(given):
        return list(map(short, given))


def abbreviator(abbreviations: Abbreviations) -> Abbreviator:
    """What gives papers the short forms of their titles. Raises CitexError."""
    from citex.abbreviations import Abbreviator  # rarely asked for

    return Abbreviator(abbreviations)


@called
def cite(
    papers: Papers,
    citations: Citations,
    style: StyleLike,
    *,
    output: str = "text",
    locale: str | None = None,
    notices: bool = False,
    links: bool = False,
    abbreviations: Abbreviations | None = None,
    titles: str | None = None,
    chinese: str | None = None,
    **options: Any,
) -> Rendered:
    """In-text citations in their order, and the reference list that goes with them.

    A citation is a Citation; one Cite, one id or several in a list stand for it. With `links`,
    cites are links to their entries as well; `abbreviations` are those of `bibliography`.

    >>> cite(Paper(id="li", author="Na Li", issued=2020), ["li"], "apa").citations
    ['(Li, 2020)']
    """
    if isinstance(papers, str):
        raise refuse("papers", papers, "the papers come first: citex.cite(papers, ids, style)")
    style = registry.style_named(style)
    chosen = processor(
        style,
        output=output,
        locale=locale,
        notices=notices,
        links=links,
        titles=titles,
        chinese=chinese,
        **options,
    )
    assert isinstance(chosen, csl.Processor)
    given = _given(papers, abbreviations)
    with _explained(given):
        return chosen.cite(given, citations)


def processor(
    style: StyleLike,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str = "citex",
    notices: bool = False,
    links: bool | str = False,
    titles: str | None = None,
    chinese: str | None = None,
    **options: Any,
) -> Processor | Peer:
    """The compiled style, ready to be shared by threads; the same one for the same request."""
    _know_words(options)
    if engine == "citex":
        given = tuple(sorted(options.items()))
        for name, value in given:
            if not isinstance(value, Hashable):
                raise UnknownOption(f"{name}={value}", (), hint="no option takes such a value")
        known = isinstance(output, Hashable) and isinstance(locale, Hashable)
        made = _processor if known and isinstance(style, Hashable) else _processor.__wrapped__
        key = _key(style)
        text = stylebook.changing(key) if isinstance(key, (str, Path)) else None
        said = (("output", output), ("locale", locale), ("notices", bool(notices)))
        more = (
            ("links", links if isinstance(links, str) else bool(links)),
            ("titles", titles),
            ("chinese", chinese),
        )
        return made(key, text, (*said, *more), given)
    asked = (("notices", notices), ("links", links), ("titles", titles), ("chinese", chinese))
    for name, wanted in asked:
        if wanted:
            raise UnknownOption(name, (), hint=f"only citex's own engine writes {name}")
    if engine == "citeproc-py":
        from citex.csl.citeproc_py import Peer  # the peer's package is heavy, and rarely asked for

        if not isinstance(style, (str, os.PathLike)):
            raise UnknownOption("engine", (), hint="that engine takes a style by name or path")
        return Peer(stylebook.independent(style), locale=locale, output=output)
    raise UnknownOption(f"engine={engine}", ("engine=citex", "engine=citeproc-py"))


@functools.lru_cache(maxsize=64)
def _processor(
    style: Any,  # StyleLike; a PathLike need not be hashable, but those that we make are
    text: bytes | None,  # what the style is known by if it may change
    said: tuple[tuple[str, Any], ...],
    options: tuple[tuple[str, Any], ...],
) -> Processor:
    return csl.Processor(csl.load(style), options=dict(options), **dict(said))


def _key(style: StyleLike) -> Any:
    """What a style is known by: one key, however its name is spelled."""
    if isinstance(style, str):
        return stylebook.resolve(style) or style
    return Path(style) if isinstance(style, os.PathLike) else style


def _know_words(options: Mapping[str, Any]) -> None:
    """Raise UnknownOption for the words that others have for ours."""
    for name in options:
        if name in _WORDS:
            continue
        meant = _MEANT.get(name)
        if meant is not None:
            raise UnknownOption(name, (), hint=meant)
        if near := difflib.get_close_matches(
            name, _WORDS, n=1, cutoff=0.82
        ):  # "lines" is another word
            raise UnknownOption(name, near=near)


_WORDS = (
    "output", "locale", "engine", "notices", "links", "abbreviations", "titles", "chinese",
    "losses", "encoding", "problems",
)  # fmt: skip
_MEANT = {
    "format": "what to write is to=, and what a style's list is printed as output=",
    "formatter": "what to write is to=",
    "style": "what to write is to=",
    "report": "what is lost is collected by losses=[]",
    "as": "what a style's list is printed as is output=",
    "as_": "what a style's list is printed as is output=",
    "kind": "what a style's list is printed as is output=",
    "html": "what a style's list is printed as is output='html'",
    "markdown": "what a style's list is printed as is output='markdown'",
    "latex": "what a style's list is printed as is output='latex'",
    "locator": "a locator is a Cite's: citex.Cite(id, locator='3')",
    "mode": "a mode is a Citation's: citex.Citation([id], mode='composite')",
    "narrative": "write citex.Citation([id], mode='composite')",
    "suppress_author": "write citex.Cite(id, suppress_author=True)",
    "lang": "the language of a list is locale=",
    "language": "the language of a list is locale=",
    "edition": "the edition stands in the name of the style: 'gbt7714-2015'",
    "version": "the edition stands in the name of the style: 'gbt7714-2015'",
}


def formatters() -> list[Format | StyleInfo]:
    """What can be written: the file formats, and the styles that citex brings itself."""
    own = [info for info in stylebook.styles() if info.origin != "collection"]
    return [*(form for form in registry.formats() if form.write is not None), *own]


def readers() -> list[Format]:
    """The formats that can be read."""
    return [form for form in registry.formats() if form.read is not None]


@called
def find_styles(query: str = "") -> list[StyleInfo]:
    """The citation styles whose name or title holds every word of `query`."""
    if not isinstance(query, str):
        raise refuse("query", query, "give words of a style's name or title")
    return list(stylebook.styles(query))


def _papers(
    source: Source, format: str | Format | None, problems: Problems | None, options: dict[str, Any]
) -> Iterator[Paper]:
    if problems is not None:
        _expect_list("problems", problems)
    form = registry.reader_named(format) if format else registry.guess(source)
    assert form.read is not None
    expect_options(options, form.read_options, f"for reading {form.name!r}")
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


def _expect_list(name: str, given: Any) -> None:
    if not hasattr(given, "append") or not hasattr(given, "extend"):
        raise refuse(name, given, f"give a list that is filled: {name}=[]")


def _id_twice(paper: Paper, number: int, source: str) -> Problem:
    message = (
        f"record {number} has the id {paper.id!r} of an earlier one; a citation cannot tell them "
        "apart: give one of them another"
    )
    return Problem(message=message, source=source, level="warning")


def expect_options(options: dict[str, Any], declared: Sequence[Option], hint: str) -> None:
    """Raise UnknownOption for an option that is not declared, or a value that it does not take."""
    known = {option.name: option for option in declared}
    for name, value in options.items():
        if name not in known:
            raise UnknownOption(name, known, hint=hint)
        choices = known[name].choices
        if isinstance(known[name].default, bool) and not choices:
            options[name] = _switch(name, value, hint)
        elif choices and str(value) not in choices:
            near = [f"{name}={choice}" for choice in choices]
            raise UnknownOption(f"{name}={value}", near, hint=hint)


_SWITCH = {"true": True, "yes": True, "on": True, "1": True,
           "false": False, "no": False, "off": False, "0": False}  # fmt: skip


def _switch(name: str, value: Any, hint: str) -> bool:
    """Whether an option is on that is either on or off."""
    known = _SWITCH.get(str(value).lower())
    if known is None:
        raise UnknownOption(f"{name}={value}", (f"{name}=true", f"{name}=false"), hint=hint)
    return known


def _raise_first(problems: Problems) -> None:
    for problem in problems:
        if problem.level == "error":
            raise ParseError.of(problem)
