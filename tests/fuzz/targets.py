"""What is tried: each reader, writer and style, and what must hold whatever comes in.

A target takes bytes and returns, or raises. CitexError is an answer as any other; `Broken` says
that something came out which must not; every other exception is a fault.
"""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import word_documents
from fuzz import corpus
from fuzz.any_library import Document, Librarian
from fuzz.mutate import Mutator

import citex
from citex import csl, dialog, registry, stylebook
from citex.csl import locale as csl_locale
from citex.formats import Format, Option, Source
from citex.formats.detect import BUILTINS
from citex.model import Paper

Inputs = Callable[[Random], bytes]


class Broken(Exception):
    """What came out is not as it must be; the first argument says how, for all such cases alike."""


@dataclass(frozen=True)
class Target:
    """One thing to try: `kind` is readers, writers or styles; `suffix` that of a kept case.

    `inputs` makes the source of inputs; `weight` is its share of the time. `slack` is the time in
    seconds that an input may take however short it is: what is compiled or loaded for it.
    """

    name: str
    kind: str
    run: Callable[[bytes], None]
    inputs: Callable[[], Inputs]
    weight: float = 1.0
    slack: float = 0.2
    suffix: str = ".txt"


# -- readers -----------------------------------------------------------------------------------

NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
SURROGATES = re.compile("[\ud800-\udfff]")


def _must(holds: object, what: str, *more: object) -> None:
    if not holds:
        raise Broken(what, *more)


def _whole(papers: list[Paper], problems: list[citex.Problem]) -> None:
    """What a reader gave is papers as the model says, clean of what no text may hold."""
    for paper in papers:
        values = msgspec.to_builtins(paper)
        _must(msgspec.convert(values, Paper) == paper, "a paper is not as the model says")
        text = msgspec.json.encode(paper.to_dict()).decode()
        _must(not SURROGATES.search(text), "a lone surrogate in a paper", text[:300])
        repr(paper)
    for problem in problems:
        str(problem)
        msgspec.json.encode(problem)


def _read(form: Format, data: bytes | str, **options: Any) -> list[Paper]:
    problems: list[citex.Problem] = []
    source = Source.of_text(data) if isinstance(data, str) else Source.of_bytes(data)
    papers = list(form.papers(source, problems, **options))
    _whole(papers, problems)
    return papers


def _parse(data: bytes | str, form: Format | None, **options: Any) -> list[Paper]:
    """The papers of an input, and nothing of it is passed over in silence."""
    problems: list[citex.Problem] = []
    name = form.name if form else None
    papers = citex.parse(data, name, problems=problems, **options)
    _whole(papers, problems)
    _must(papers or problems, "neither a paper nor a problem")
    return papers


def reading(form: Format, options: dict[str, Any], data: bytes) -> None:
    """A file is read."""
    _parse(data, form, **options)


def reading_text(form: Format, data: bytes) -> None:
    """A string is read, lone surrogates and all; strictly, it gives the same or an error."""
    text = data.decode("utf-8", "surrogateescape")
    papers = _parse(text, form)
    try:
        strictly = citex.parse(text, form.name)
    except citex.CitexError:
        return
    _must(len(papers) == len(strictly), "read otherwise when strict")


def reading_plugin(form: Format, data: bytes) -> None:
    """A file of a plug-in's format is read."""
    _read(form, data)


def reading_inside(form: Format, data: bytes) -> None:
    """A document of Word is read, whose text is this."""
    _parse(word_documents.packed({**word_documents.parts_of(""), _TEXT: data}), form)


_TEXT = "word/document.xml"


def detecting(data: bytes) -> None:
    """A file of a format that nobody named."""
    _parse(data, None)


def onward(form: Format, data: bytes) -> None:
    """What was read goes through every writer, the loss report, the checks and three styles."""
    papers = _read(form, data)[:5]
    for other in _writers():
        _written(papers, other, {})
        list(map(str, citex.losses(papers, other)))
    list(map(str, citex.check(papers)))
    for style in ("gbt7714-2015", "apa", "chicago-notes-bibliography"):
        for output in ("text", "html"):
            _printed(str(citex.bibliography(papers, style, output=output)), output)


_BETWEEN = {
    # format -> a first record, a last one, and what stands between records
    "bibtex": ("@book{a1,\n title = {Alpha first},\n}\n", "@book{b2,\n title = {Omega last},\n}\n",
    "\n\n"),
    "biblatex": ("@book{a1,\n title = {Alpha first},\n}\n",
    "@book{b2,\n title = {Omega last},\n}\n", "\n\n"),
    "ris": ("TY  - BOOK\nTI  - Alpha first\nER  - \n", "TY  - BOOK\nTI  - Omega last\nER  - \n",
    "\n\n"),
    "endnote": ("%0 Book\n%T Alpha first\n", "%0 Book\n%T Omega last\n", "\n\n"),
    "noteexpress": ("{Reference Type}: Book\n{Title}: Alpha first\n",
    "{Reference Type}: Book\n{Title}: Omega last\n", "\n\n"),
    "nbib": ("PMID- 1\nTI  - Alpha first\n", "PMID- 2\nTI  - Omega last\n", "\n\n"),
    "isi": ("PT J\nTI Alpha first\nER\n", "PT J\nTI Omega last\nER\n", "\n\n"),
    "refworks": ("RT Book, Whole\nT1 Alpha first\n", "RT Book, Whole\nT1 Omega last\n", "\n\n"),
    "csljson": ('{"id":"a1","type":"book","title":"Alpha first"}\n',
    '{"id":"b2","type":"book","title":"Omega last"}\n', "\n"),
}  # fmt: skip


def between(form: Format, data: bytes) -> None:
    """A record before a broken one is found, and one after it."""
    first, last, gap = _BETWEEN[form.name]
    middle = data.decode("utf-8", "replace").replace("\0", "")
    found = [repr(paper) for paper in _read(form, first + gap + middle + gap + last)]
    for title, where in (("Alpha first", "before"), ("Omega last", "after")):
        _must(any(title in text for text in found), f"the record {where} is lost", found[:9])


# -- writers -----------------------------------------------------------------------------------


@cache
def _writers() -> list[Format]:
    return [form for form in registry.formats() if form.write is not None]


def _written(papers: list[Paper], form: Format, options: dict[str, Any]) -> str:
    assert form.write is not None
    text = "".join(form.write(papers, **options))
    if form.name in BUILTINS:
        _must(not SURROGATES.search(text), f"a lone surrogate in {form.name}")
    return text


def writing(form: Format, options: dict[str, Any], data: bytes) -> None:
    """Papers are written, and read back there are as many."""
    papers = Document.of(data).papers
    text = _written(papers, form, options)
    list(map(str, citex.losses(papers, form, **options)))
    if form.read is None:
        return
    problems: list[citex.Problem] = []
    back = list(form.papers(Source.of_text(text), problems))
    _must(len(back) == len(papers), f"{form.name}: other records than were written", text[:2000])
    errors = [str(problem) for problem in problems if problem.level == "error"]
    _must(not errors, f"{form.name}: errors in what was written", *errors[:3])


def checking(data: bytes) -> None:
    """Papers are checked, with and without an edition of the standard."""
    papers = Document.of(data).papers
    for edition in (None, "gbt7714-2015", "gbt7714-2025"):
        list(map(str, citex.check(papers, edition)))


def merging(data: bytes) -> None:
    """Papers are compared, and those of one work merged."""
    document = Document.of(data)
    papers = [*document.papers, *document.papers[:1]]
    report: list[citex.Match] = []
    for versions in ("link", "merge"):
        merged = citex.dedupe(papers, versions=versions, matches=report)  # type: ignore[arg-type]
        _must(merged and len(merged) <= len(papers), "a paper is lost, or made up")
    list(map(str, report))


def as_items(data: bytes) -> None:
    """Papers are CSL-JSON items, and items are papers."""
    for paper in Document.of(data).papers:
        item = paper.to_dict()
        _must(json.loads(json.dumps(item)) == item, "an item that is no JSON", str(item)[:500])
        again = Paper.from_dict(item)
        again.to_dict()
        str((paper.issued, paper.author, again))


def in_a_dialog(data: bytes) -> None:
    """Papers are shown on a page."""
    document = Document.of(data)
    html = dialog.page(document.papers[:2], notices=document.notices)
    _must(not NONCHARACTERS.search(html), "a noncharacter in a page")
    html.encode()


# -- styles ------------------------------------------------------------------------------------


def _printed(text: str, output: str) -> None:
    """What was printed is whole, as far as its markup shows."""
    _must(not NONCHARACTERS.search(text), f"a noncharacter in {output}")
    if output == "html":
        try:
            ElementTree.fromstring(f"<div>{_XML_BAD.sub('', text)}</div>")
        except ElementTree.ParseError as error:
            raise Broken("HTML that is not well-formed", str(error), text[:2000]) from None
    elif output in ("rtf", "latex"):
        depth = 0
        for brace in re.findall(r"\\[\\{}]|[{}]", text):
            depth += {"{": 1, "}": -1}.get(brace, 0)
            _must(depth >= 0, f"{output}: a brace is closed that was not opened", text[:2000])
        _must(depth == 0, f"{output}: a brace is left open", text[:2000])
    if output == "rtf":
        _must(text.isascii(), "RTF that is not ASCII")


_XML_BAD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printing(style: str, data: bytes) -> None:
    """Papers are printed in a style: the list, and the citations."""
    document = Document.of(data)
    papers, output, locale = document.papers, document.output, document.locale
    listed = citex.bibliography(
        papers, style, output=output, locale=locale, notices=document.notices
    )
    _printed(str(listed), output)
    for entry in listed:
        _printed(entry.body, output)
    if document.citations:
        rendered = citex.cite(papers, document.citations, style, output=output, locale=locale)
        for text in [*rendered.citations, str(rendered.bibliography)]:
            _printed(text, output)


def any_style(data: bytes) -> None:
    """Papers are printed in a style of the collection that the document itself decides."""
    names = _collection()
    printing(names[sum(data) % len(names)], data)


@cache
def _collection() -> list[str]:
    return [info.name for info in stylebook.styles() if not info.dependent][::40]


@cache
def _sample() -> tuple[list[Paper], list[csl.Citation]]:
    """A few papers of different kinds, to print in styles that were changed."""
    papers = [msgspec.convert(values, Paper) for values in corpus.papers()]
    chosen = [*papers[:45:8], *(paper for paper in papers if paper.id in ("all", "zhang2020"))]
    cites = [csl.Citation([csl.Cite(p.id, locator="7-9")], note=n) for n, p in enumerate(chosen, 1)]
    return chosen, [*cites, csl.Citation([csl.Cite(paper.id) for paper in chosen[:4]]), *cites[:2]]


def running_style(data: bytes) -> None:
    """A style out of a file is read and run."""
    style = csl.parse_style(data, name="fuzz")
    papers, citations = _sample()
    output = ("html", "text", "rtf", "latex", "markdown", "typst")[len(data) % 6]
    processor = csl.Processor(style, output=output)
    rendered = processor.cite(papers, citations)
    for text in [*rendered.citations, str(rendered.bibliography)]:
        _printed(text, output)


def running_locale(data: bytes) -> None:
    """A style is run whose cs:locale says something odd."""
    running_style(_STYLE.replace(b"{locale}", data))


_STYLE = corpus.STYLE.encode()


def loading_locale(data: bytes) -> None:
    """A locale is asked for by a tag."""
    tag = data.decode("utf-8", "replace")[:5000]
    csl_locale.load(tag).term("page", "short", plural=True)
    list(citex.bibliography(_sample()[0], "apa", locale=tag))


# -- all of them -------------------------------------------------------------------------------

_SUFFIXES = {"csljson": ".json", "bibtex": ".bib", "biblatex": ".bib", "ris": ".ris"}


def _mutator(reader: str) -> Inputs:
    return Mutator(corpus.seeds(reader), corpus.words(reader), corpus.strangers(reader))


def _inside() -> Inputs:
    story = word_documents.parts_of(word_documents.all_managers())[_TEXT]
    return Mutator([str(story).encode()], ["<w:instrText>", "</w:r>", *corpus.words("word")])


def _any_format() -> Inputs:
    names = [form.name for form in registry.formats() if form.read is not None]
    seeds = [data for name in names for data in corpus.seeds(name)[:40]]
    return Mutator(seeds, [word for name in ("ris", "csljson") for word in corpus.words(name)])


@cache
def _librarian() -> Librarian:
    return Librarian(corpus.papers())


def _style_mutator() -> Inputs:
    return Mutator(corpus.styles(), corpus.style_words())


def _locale_mutator() -> Inputs:
    return Mutator(corpus.locales(), corpus.style_words())


def _tags() -> Inputs:
    tags = [tag.encode() for tag in (*csl_locale.available(), "zh-Hant-TW", "de-1996", "x-klingon")]
    return Mutator(tags, ["en", "US", "-", "_", "x"])


def _plugin() -> Format:
    """The format of the example plug-in, by its own file: nothing is registered."""
    folder = str(Path(__file__).parent.parent.parent / "examples" / "plugin")
    sys.path.insert(0, folder)
    try:
        from citex_reading_list.format import FORMAT
    finally:
        sys.path.remove(folder)
    assert isinstance(FORMAT, Format)
    return FORMAT


def _choices(declared: tuple[Option, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every value of every option that is not the default, each by itself."""
    for option in declared:
        values = option.choices or ((True,) if option.default is False else ())
        for value in values:
            if value != option.default and value != "bibtexparser":
                yield f"@{option.name}={value}", {option.name: value}


_APART = ("pdf",)
"""What is read in a process of its own, which anything may break (`tests/records/test_pdf.py`)."""


@cache
def targets() -> dict[str, Target]:
    """Every target by its name."""
    found = [*_reader_targets(), *_writer_targets(), *_style_targets()]
    return {target.name: target for target in found}


def _reader_targets() -> Iterator[Target]:
    for form in registry.formats():
        if form.read is None or form.name in _APART:
            continue
        suffix = _SUFFIXES.get(form.name, (*form.suffixes, ".txt")[0])
        make = partial(Target, kind="readers", inputs=partial(_mutator, form.name), suffix=suffix)
        yield make(form.name, run=partial(reading, form, {}), weight=3.0)
        yield make(f"{form.name}.text", run=partial(reading_text, form), weight=0.5)
        yield make(f"{form.name}.onward", run=partial(onward, form), weight=0.4, slack=2.0)
        for name, options in _choices(form.read_options):
            yield make(form.name + name, run=partial(reading, form, options), weight=0.3)
        if form.name in _BETWEEN:
            yield make(f"{form.name}.between", run=partial(between, form), weight=0.5)
    run = partial(reading_inside, registry.format_named("docx"))
    yield Target("docx.inside", "readers", run, _inside, weight=2.0)
    yield Target("detect", "readers", detecting, _any_format, weight=3.0)
    run = partial(reading_plugin, _plugin())
    yield Target("reading-list", "readers", run, partial(_mutator, "reading-list"))


def _writer_targets() -> Iterator[Target]:
    make = partial(Target, kind="writers", inputs=_librarian, suffix=".json")
    for form in (*_writers(), _plugin()):
        yield make(f"to-{form.name}", run=partial(writing, form, {}))
        for name, options in _choices(form.write_options):
            yield make(f"to-{form.name}{name}", run=partial(writing, form, options), weight=0.3)
    for name, run in (("check", checking), ("dedupe", merging), ("items", as_items)):
        yield make(name, run=run)
    yield make("page", run=in_a_dialog, slack=1.0)


STYLES = """apa modern-language-association chicago-author-date chicago-notes-bibliography ieee
    nature nlm-citation-sequence american-medical-association elsevier-harvard
    harvard-cite-them-right""".split()


def _style_targets() -> Iterator[Target]:
    own = [info.name for info in stylebook.styles() if info.origin == "citex"]
    make = partial(Target, kind="styles", inputs=_librarian, suffix=".json", slack=1.0)
    for name in (*own, *STYLES):
        yield make(f"style-{name}", run=partial(printing, name))
    yield make("style-any", run=any_style, slack=2.0)
    csl_file = partial(make, suffix=".csl", slack=2.0, weight=4.0)
    yield csl_file("csl", run=running_style, inputs=_style_mutator)
    yield csl_file("csl-locale", run=running_locale, inputs=_locale_mutator)
    yield make("locale-tag", run=loading_locale, inputs=_tags, suffix=".txt", slack=2.0)
