"""A text cited: its library read, its citations numbered and printed, the text written."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from citex import stylebook
from citex.csl import Citation, Style, load
from citex.csl import locale as locales
from citex.csl.style import StyleLike
from citex.document import Document
from citex.errors import CitexError, NotFound, Problem, UnknownOption
from citex.manuscripts import library
from citex.manuscripts.manuscript import Cited, Kind, Manuscript, Settings
from citex.model import Paper
from citex.model.checked import refuse
from citex.model.papers import Papers, papers_of
from citex.registry import style_named

if TYPE_CHECKING:
    from citex.lookup import LookupOptions

KINDS = {
    "html": ("citex.manuscripts.html", "HTML"),
    "markdown": ("citex.manuscripts.markdown", "Markdown"),
    "notebook": ("citex.manuscripts.notebook", "Notebook"),
    "pandoc": ("citex.manuscripts.pandoc", "PandocDocument"),
}
"""The kinds of text: where each lives, and the name of its class."""

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".qmd": "markdown", ".rmd": "markdown", ".txt": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".ipynb": "notebook",
}  # fmt: skip

STYLE = "apa"
"""The style of a text that names none."""


@dataclass(frozen=True)
class CitedText:
    """A text with its citations and lists put in.

    `document` has the citations as they were printed; `problems` are the keys that no work has,
    with their lines, and what could not be read; `unused` the keys of the library that nobody
    cites.
    """

    text: str
    document: Document
    problems: tuple[Problem, ...] = ()
    unused: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass
class _Asked:
    """What the call says, before what the text says."""

    papers: Sequence[Paper] = ()
    style: StyleLike | None = None
    locale: str | None = None
    bibliography: Sequence[str] = ()
    nocite: Sequence[str] = ()
    folder: Path = field(default_factory=Path)
    lock: Path | None = None
    lookup: Mapping[str, Any] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def cite_text(
    text: str | os.PathLike[str],
    papers: Papers = (),
    style: StyleLike | None = None,
    *,
    kind: str | None = None,
    bibliography: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    folder: str | os.PathLike[str] | None = None,
    locale: str | None = None,
    nocite: str | Iterable[str] = (),
    lock: str | os.PathLike[str] | None = None,
    lookup: bool | LookupOptions = False,
    name: str = "",
    **options: Any,
) -> CitedText:
    """A text with its citations and its list of references put in, all else as it is.

    `text` is the text, or the path object (`pathlib.Path`) of its file. `kind` is what it is
    written in, "markdown" if neither it nor the file's name says. `papers` and the files of
    `bibliography` are its library, before what its metadata names; paths begin at `folder`, that
    of the file. What is given here goes before what the text says: `style`, `locale`, `nocite`,
    and other options of `Document`. With `lookup`, keys that are identifiers ("doi:10.1038/...")
    are looked up, and kept in the file `lock`. A key that no work has is a problem, with its line;
    a citation of such keys alone stays as it is written. Raises CitexError.

    >>> paper = Paper(id="li", author="Na Li", title="On Growth", issued=2020)
    >>> print(cite_text("Growth slows [see @li, p. 3].", [paper], "apa"))
    Growth slows (see Li, 2020, p. 3).
    <BLANKLINE>
    Li, N. (2020). *On Growth*.
    <BLANKLINE>
    """
    content, place = _content(text)
    kind = _kind(kind, place)
    name = name or (str(place) if place else "")
    home = Path(folder) if folder is not None else place.parent if place else Path()
    module, made = KINDS[kind]
    manuscript: Kind = getattr(importlib.import_module(module), made)(content, name)
    asked = _Asked(
        papers=list(papers_of(papers)),
        style=style,
        locale=locale,
        bibliography=_several(bibliography),
        nocite=_several(nocite),
        folder=home,
        lock=Path(lock) if lock is not None else None,
        lookup=None if lookup is False else {} if lookup is True else dict(lookup),
        options=options,
    )
    return cited(manuscript, asked, name)


def _several(given: Any) -> tuple[str, ...]:
    if isinstance(given, (str, os.PathLike)):
        given = (given,)
    if not isinstance(given, Iterable):
        raise refuse("bibliography", given, "give a path, or several")
    return tuple(os.fspath(one) for one in given)


def _content(text: Any) -> tuple[str, Path | None]:
    """The text that was given, or is in the file, and the file."""
    if isinstance(text, str):
        if "\n" not in text and 0 < len(text) < 500 and os.path.isfile(text):
            raise CitexError(f"{text}: that is a file; give pathlib.Path({text!r})")
        return text, None
    if not isinstance(text, os.PathLike):
        raise refuse("text", text, "give a text, or the path object of a file")
    place = Path(text)
    try:
        with open(place, encoding="utf-8", newline="") as stream:
            return stream.read(), place
    except UnicodeDecodeError as error:
        raise CitexError(
            f"{place}: is not UTF-8 (byte {error.start}); save it in that encoding"
        ) from None
    except FileNotFoundError:
        raise NotFound("cannot be opened: no such file", source=str(place)) from None
    except OSError as error:
        raise CitexError(f"{place}: cannot be opened: {error.strerror or error}") from None


def _kind(kind: str | None, place: Path | None) -> str:
    if kind is None:
        if place is None:
            return "markdown"
        kind = SUFFIXES.get(place.suffix.lower())
        if kind is None:
            known = ", ".join(sorted(SUFFIXES))
            raise CitexError(f"{place}: what is it written in? (known: {known}; or say the kind)")
    if kind not in KINDS:
        raise refuse("kind", kind, f"give one of {', '.join(KINDS)}")
    return kind


# -- steps -------------------------------------------------------------------------------------


def cited(kind: Kind, asked: _Asked, name: str) -> CitedText:
    """The text of a kind, cited as was asked."""
    problems: list[Problem] = []
    settings = _settled(with_words(kind.settings, problems), asked)
    papers = {paper.id: paper for paper in asked.papers}
    paths = [*asked.bibliography, *settings.bibliography]
    papers = library.papers_of(paths, settings.references, asked.folder, problems) | papers
    named = asked.style
    style = load(style_beside(asked.folder, settings.style or STYLE) if named is None else named)
    manuscript = kind.read(papers.__contains__, languages_of(settings, style))
    if asked.lookup is not None and settings.lookup:
        wanted = unknown_keys(manuscript, settings, papers)
        papers |= library.looked_up(wanted, _lock(asked, settings), problems, asked.lookup)
    problems += manuscript.problems
    problems += library.missing(manuscript, papers, settings.nocite, name)
    document = document_of(manuscript, papers, style, settings, kind.output)
    used = {entry.id for entry in document.bibliography()} | {
        cite.id for one in document for cite in one.citation.cites
    }
    unused = tuple(key for key, paper in papers.items() if not used & {key, paper.id})
    return CitedText(kind.write(manuscript, document), document, tuple(problems), unused)


def filtered(kind: Kind, folder: Path) -> CitedText:
    """The text of a kind, cited as it says itself; its files lie in the folder."""
    return cited(kind, _Asked(folder=folder, lookup={}), "")


def _lock(asked: _Asked, settings: Settings) -> Path | None:
    """The file that keeps what was looked up."""
    return asked.lock or (asked.folder / settings.lock if settings.lock else None)


def _settled(said: Settings, asked: _Asked) -> Settings:
    """What holds: the call's word before the text's. The text's settings are changed."""
    options = dict(asked.options)
    for name in ("citations", "output"):
        if name in options:
            raise UnknownOption(name, (), hint="the text says what is cited, and its kind how")
    if "links" in options:
        said.links = options.pop("links")
    said.options = {**said.options, **options}
    said.lang = asked.locale or said.lang
    said.nocite = [*asked.nocite, *said.nocite]
    return said


def style_beside(folder: Path, said: str) -> StyleLike:
    """The style that a text names: a file beside it, by its name, or by an address that ends in it.

    Nothing is fetched. Raises UnknownStyle, and NotFound for a file that is not there.
    """
    own = folder / os.path.expanduser(said)
    if os.path.isfile(own):
        return own
    name = PurePosixPath(said.partition("?")[0]).name.removesuffix(".csl")
    if "://" in said and (known := stylebook.resolve(name)):
        return known
    if said.endswith(".csl") and "://" not in said and stylebook.resolve(said) is None:
        hint = f"; the style of that name is called {name!r}" if stylebook.exists(name) else ""
        raise NotFound(f"the style cannot be opened: no such file{hint}", source=said)
    return style_named(said)


def with_words(said: Settings, problems: list[Problem]) -> Settings:
    """What a text says, without a language of which citations have no words, which is told."""
    if said.lang and not locales.has_words(said.lang):
        told = f"there are no words in the language {said.lang!r}; those of the style are taken"
        problems.append(Problem(message=told, level="warning"))
        said.lang = None
    return said


def languages_of(settings: Settings, style: Style) -> list[str]:
    """The languages of a text's words: its own, and the style's."""
    return [tag for tag in (settings.lang, style.default_locale) if tag]


def unknown_keys(
    manuscript: Manuscript, settings: Settings, papers: Mapping[str, Paper]
) -> list[str]:
    """The keys that a text cites, or lists, and no work has."""
    keys = [cite.id for one in manuscript.citations for cite in one.citation.cites]
    return [key for key in (*keys, *settings.nocite) if key not in papers]


def with_works(manuscript: Manuscript, papers: Mapping[str, Paper]) -> Manuscript:
    """The text without the citations of which no work is known: they stay as they are written."""
    manuscript.citations = [
        one for one in manuscript.citations
        if any(cite.id in papers for cite in one.citation.cites)
    ]  # fmt: skip
    return manuscript


def document_of(
    manuscript: Manuscript, papers: Mapping[str, Paper], style: Any, settings: Settings, output: str
) -> Document:
    """The document of a text; citations of which no work is known are left out of both."""
    citations = numbered(with_works(manuscript, papers), in_notes=style.class_ == "note")
    options = {"locale": settings.lang, "links": settings.links, **settings.options}
    return document_with(papers, style, citations, settings.nocite, output=output, **options)


def document_with(
    papers: Mapping[str, Paper],
    style: StyleLike,
    citations: Sequence[Citation],
    nocite: Sequence[str],
    **options: Any,
) -> Document:
    """The document of these citations, with those works of a library that it cites or lists."""
    wanted = [cite.id for one in citations for cite in one.cites]
    wanted += papers if "*" in nocite else nocite
    works = {papers[key].id: papers[key] for key in wanted if key in papers}
    known = [key for key in nocite if key == "*" or key in papers]
    return Document(
        list(works.values()),
        style,
        citations=[_of_works(one, papers) for one in citations],
        nocite=[papers[key].id if key in papers else key for key in known],
        **options,
    )


def _of_works(citation: Citation, papers: Mapping[str, Paper]) -> Citation:
    """A citation by the ids of works, which have several keys where these are identifiers."""
    cites = [
        replace(cite, id=papers[cite.id].id)
        if cite.id in papers and papers[cite.id].id != cite.id
        else cite
        for cite in citation.cites
    ]
    return replace(citation, cites=cites, as_written=True)


def numbered(manuscript: Manuscript, *, in_notes: bool) -> list[Citation]:
    """The citations with the numbers of their notes, the text's own counted among them."""
    if not in_notes:
        return [one.citation for one in manuscript.citations]
    places = {one.at for one in manuscript.citations if not one.note}
    order = sorted({*places, *manuscript.notes})
    if manuscript.notes_first:
        order = [*manuscript.notes, *sorted(places.difference(manuscript.notes))]
    numbers = {place: number for number, place in enumerate(order, start=1)}
    return [_in_its_note(one, numbers[one.at]) for one in manuscript.citations]


def _in_its_note(cited: Cited, number: int) -> Citation:
    """A citation in a note: in one of the text's own it is a part of a sentence."""
    if not cited.note:
        begins = cited.citation.mode != "composite"  # else it begins in the sentence
        return replace(cited.citation, note=number, capitalize=begins)
    ends = not (cited.opens and cited.closes)
    mode = "" if cited.citation.mode == "composite" else cited.citation.mode
    return replace(
        cited.citation,
        note=number,
        mode=mode,
        capitalize=cited.opens,
        suppress_trailing_punctuation=ends,
    )
