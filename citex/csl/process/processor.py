"""The processor: a style, compiled for one locale and one output, that turns papers into text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citex._late import difflib
from citex.csl.choices import check
from citex.csl.locale import check as check_locale
from citex.csl.nodes import Style
from citex.csl.options import configure
from citex.csl.output import output as output_of
from citex.csl.output.base import Layout
from citex.csl.output.links import has_links
from citex.csl.process.cites import (
    Bibliography,
    Citation,
    Citations,
    Cite,
    Rendered,
    citations_of,
)
from citex.csl.process.entries import single_texts
from citex.csl.process.program import Program
from citex.csl.process.session import Session, Setting
from citex.csl.style import StyleLike, load
from citex.csl.titles import in_sentence_case
from citex.errors import CitexError, Problem, StyleError, UnknownVariable
from citex.model import Paper
from citex.model.checked import called
from citex.model.papers import Papers, papers_of


@lru_cache(maxsize=64)
def _program(style: Style, locale: str | None, links: bool | str) -> Program:
    """Compiled styles are shared within the process; a Style is known by its identity."""
    return Program(style, locale, links=links)


@lru_cache(maxsize=64)
def _unpickled(style: bytes, given: tuple[Any, ...]) -> Processor:
    """A processor from another process; the same one for all tasks that bring it."""
    import pickle  # it takes a while to load

    whole: Style = pickle.loads(style)
    options, *settings = given
    return Processor(whole, options=dict(options), **dict(settings))


@lru_cache(maxsize=64)
def _configured(style: Style, options: tuple[tuple[str, Any], ...]) -> Style:
    return configure(style, dict(options))


class Processor:
    """A style for one locale and one output. Holds no papers; threads may share it, and it pickles.

    `style` is a Style, or what `citex.load_style` takes: a name, CSL, the path object of a file.
    `locale` is a language tag, the style's own default if not given; `output` is one of
    `text`, `html`, `markdown`, `rtf`, `latex`, `typst`; `options` are those that the style declares
    (docs/csl-extensions.md); `notices` has the list say what became of a work: that it was
    retracted, say (docs/records.md); `links` has identifiers link to the work and cites to their
    entries, in HTML, Markdown, LaTeX and Typst ("works": identifiers alone); `titles="sentence"`
    puts English titles into sentence case (docs/titles.md); `chinese` has Chinese works in letters
    (docs/chinese-in-english.md). Raises UnknownStyle, StyleError, UnknownLocale, UnknownOption.
    """

    __slots__ = ("_given", "_setting", "style")

    @called
    def __init__(
        self,
        style: StyleLike,
        *,
        locale: str | None = None,
        output: str = "text",
        options: Mapping[str, Any] | None = None,
        notices: bool = False,
        links: bool | str = False,
        titles: str | None = None,
        chinese: str | None = None,
    ) -> None:
        style = load(style)
        check("titles", titles)
        check("chinese", chinese)
        if locale is not None:
            check_locale(locale)
        if style.citation is None:
            problem = Problem(message="has no <citation>", source=style.name)
            raise StyleError(style.name, [problem])
        chosen = tuple(sorted((options or {}).items()))
        said = (("notices", notices), ("links", links), ("titles", titles), ("chinese", chinese))
        self._given = (style, (chosen, ("locale", locale), ("output", output), *said))
        style = _configured(style, chosen)
        self.style: Style = style
        written = output_of(output)
        listed = style.bibliography
        layout = Layout(
            hanging_indent=bool(listed and listed.hanging_indent),
            second_field_align=listed.second_field_align if listed else None,
            line_spacing=listed.line_spacing if listed else None,
            entry_spacing=listed.entry_spacing if listed else None,
        )
        asked = has_links(written.name) and (links if isinstance(links, str) else bool(links))
        program = _program(style, locale, asked)
        self._setting = Setting(style, program, written, layout, notices, titles, chinese)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it was made from: compiled code stays in its process."""
        style, given = self._given
        import pickle

        return _unpickled, (pickle.dumps(style), given)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"a Processor has no {name!r}")
            from citex._hints import of_member  # for a name that does not exist

            raise UnknownVariable(
                name, hint=of_member("Processor", name, dir(type(self))), owner="Processor"
            )

    def __repr__(self) -> str:
        return (
            f"<Processor of {self.style.name or self.style.title!r}, {self._setting.output.name}>"
        )

    def bibliography(self, papers: Papers) -> Bibliography:
        """The reference list: sorted, numbered, disambiguated as the style says.

        A style without cs:bibliography gives an empty list.
        """
        session = Session(self._setting)
        items = session.items(papers_of(papers))
        if self._setting.program.bibliography is None:
            return session.bibliography([])
        return session.bibliography(session.listed(session.arrange(items)))

    def reference(self, paper: Paper | Mapping[str, Any]) -> str:
        """One entry, without its number; "" if the style prints nothing for it."""
        return self.references(list(papers_of(paper)))[0]

    def references(self, papers: Iterable[Paper]) -> list[str]:
        """For each paper what `reference` gives: its entry as it is where no other stands by."""
        program = self._setting.program
        if program.bibliography is None:
            return [self.cite([one], [Citation((Cite(one.id),))]).citations[0] for one in papers]
        setting = self._setting
        if setting.titles is not None:  # each by what its own record tells
            papers = [in_sentence_case([paper], setting.style)[0] for paper in papers]
            setting = setting._replace(titles=None)
        session = Session(setting)
        items = session.alone(papers)
        if program.list_follows_cites:
            for item in items:
                session.arrange([item])
        texts = single_texts(items, program)
        return [
            session.body(item, session.told(item, area, text))
            for item, (area, text) in zip(items, texts, strict=True)
        ]

    def cite(self, papers: Papers, citations: Citations, *, order: str = "cited") -> Rendered:
        """The citations of a document, in order, and the list that goes with them.

        `order` says which papers are in the document and how they are numbered: "cited" takes
        those that are cited, in the order of their first cite; "papers" takes all, as given.
        Raises CitexError for a cite of an id that no paper has, or that two papers have which are
        not the same.
        """
        given = citations_of(citations)
        return Session(self._setting).render(_registered(papers_of(papers), given, order), given)

    def _session(self) -> Session:
        """A document that is rendered again as it changes (`citex.Document`)."""
        return Session(self._setting, again=True)


def _registered(papers: Iterable[Paper], citations: Sequence[Citation], order: str) -> list[Paper]:
    """The papers of a document; one that is given twice counts once."""
    by_id: dict[str, Paper] = {}
    others: dict[str, Paper] = {}
    for paper in papers:
        if by_id.setdefault(paper.id, paper) != paper:
            others.setdefault(paper.id, paper)
    wanted = dict.fromkeys(cite.id for citation in citations for cite in citation.cites)
    for id_ in wanted:
        if id_ not in by_id:
            near = difflib.get_close_matches(id_, by_id, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise CitexError(f"a citation names {id_!r}, which no paper has as its id{hint}")
        if id_ in others:
            titles = f"{by_id[id_].title!r} and {others[id_].title!r}"
            raise CitexError(f"a citation names {id_!r}, the id of {titles}; give one another id")
    if order == "papers":
        return list(by_id.values())
    return [by_id[id_] for id_ in wanted]
