"""The processor: a style, compiled for one locale and one output, that turns papers into text."""

from __future__ import annotations

import difflib
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from citex.csl.locale import check as check_locale
from citex.csl.markup import CLOSE, LEFT_MARGIN, RIGHT_INLINE, region
from citex.csl.nodes import Style
from citex.csl.notices import ending, with_notice
from citex.csl.options import configure
from citex.csl.output import Layout, Output
from citex.csl.output import output as output_of
from citex.csl.process.cites import (
    Bibliography,
    Citation,
    Citations,
    Cite,
    Entry,
    Rendered,
    citations_of,
)
from citex.csl.process.cluster import citation_text, grouped_order
from citex.csl.process.disambiguate import disambiguate, needs_disambiguation
from citex.csl.process.entries import entry_texts, single_text, suffixed
from citex.csl.process.items import Item, items_of, ordered, sort_columns, sorted_items
from citex.csl.process.position import Place, places
from citex.csl.process.program import BIBLIOGRAPHY, CITATION, Area, Program
from citex.csl.style import StyleLike, load
from citex.csl.translated import bracketed
from citex.errors import CitexError, Problem, StyleError
from citex.model import Paper
from citex.model.papers import Papers, papers_of


@lru_cache(maxsize=64)
def _program(style: Style, locale: str | None) -> Program:
    """Compiled styles are shared within the process; a Style is known by its identity."""
    return Program(style, locale)


@lru_cache(maxsize=64)
def _unpickled(style: bytes, given: tuple[Any, ...]) -> Processor:
    """A processor from another process; the same one for all tasks that bring it."""
    locale, output, options, notices = given
    whole: Style = pickle.loads(style)
    return Processor(whole, locale=locale, output=output, options=dict(options), notices=notices)


@lru_cache(maxsize=64)
def _configured(style: Style, options: tuple[tuple[str, Any], ...]) -> Style:
    return configure(style, dict(options))


class Processor:
    """A style for one locale and one output. Holds no papers; threads may share it, and it pickles.

    `style` is a Style, or what `citex.load_style` takes: a name, CSL, the path object of a file.
    `locale` is a language tag, the style's own default if not given; `output` is one of
    `text`, `html`, `markdown`, `rtf`, `latex`, `typst`; `options` are those that the style declares
    (docs/csl-extensions.md); `notices` has the list say what became of a work: that it was
    retracted, say (docs/records.md). Raises UnknownStyle, StyleError, UnknownLocale,
    UnknownOption.
    """

    __slots__ = ("_given", "_layout", "_notices", "_output", "_program", "style")

    def __init__(
        self,
        style: StyleLike,
        *,
        locale: str | None = None,
        output: str = "text",
        options: Mapping[str, Any] | None = None,
        notices: bool = False,
    ) -> None:
        style = load(style)
        if locale is not None:
            check_locale(locale)
        if style.citation is None:
            problem = Problem(message="has no <citation>", source=style.name)
            raise StyleError(style.name, [problem])
        chosen = tuple(sorted((options or {}).items()))
        self._given = (style, (locale, output, chosen, notices))
        style = _configured(style, chosen)
        self.style: Style = style
        self._notices = notices
        self._program = _program(style, locale)
        self._output: Output = output_of(output)
        listed = style.bibliography
        self._layout = Layout(
            hanging_indent=bool(listed and listed.hanging_indent),
            second_field_align=listed.second_field_align if listed else None,
            line_spacing=_spacing(listed.line_spacing if listed else None),
            entry_spacing=_spacing(listed.entry_spacing if listed else None),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it was made from: compiled code stays in its process."""
        style, given = self._given
        return _unpickled, (pickle.dumps(style), given)

    def __repr__(self) -> str:
        return f"<Processor of {self.style.name or self.style.title!r}, {self._output.name}>"

    def bibliography(self, papers: Papers) -> Bibliography:
        """The reference list: sorted, numbered, disambiguated as the style says.

        A style without cs:bibliography gives an empty list.
        """
        items = self._items(papers_of(papers))
        if self._program.bibliography is None:
            return Bibliography((), self._output.bibliography((), self._layout))
        return self._listed(self._arranged(items))

    def reference(self, paper: Paper | Mapping[str, Any]) -> str:
        """One entry, without its number; "" if the style prints nothing for it."""
        return self.references(list(papers_of(paper)))[0]

    def references(self, papers: Iterable[Paper]) -> list[str]:
        """For each paper what `reference` gives: its entry as it is where no other stands by."""
        program = self._program
        if program.bibliography is None:
            return [self.cite([one], [Citation((Cite(one.id),))]).citations[0] for one in papers]
        bodies = []
        for item in self._items(papers):
            item.number = item.order = 1
            if program.list_follows_cites:
                self._arranged([item])
            area, text = single_text(item, program)
            bodies.append(self._entry(item, self._told(item, area, text)).body)
        return bodies

    def cite(self, papers: Papers, citations: Citations, *, order: str = "cited") -> Rendered:
        """The citations of a document, in order, and the list that goes with them.

        `order` says which papers are in the document and how they are numbered: "cited" takes
        those that are cited, in the order of their first cite; "papers" takes all, as given.
        Raises CitexError for a cite of an id that no paper has, or that two papers have which are
        not the same.
        """
        program = self._program
        citations = citations_of(citations)
        items = self._items(_registered(papers_of(papers), citations, order))
        listed = self._arranged(items, citations)
        by_id = {item.id: item for item in items}
        arranged = [self._sorted(citation, by_id) for citation in citations]
        distance = program.citation.near_note_distance
        rows = places(arranged, 5 if distance is None else distance)
        texts = [
            self._citation(citation, row, by_id)
            for citation, row in zip(arranged, rows, strict=True)
        ]
        if program.bibliography is None:
            empty = Bibliography((), self._output.bibliography((), self._layout))
            return Rendered(texts, empty)
        return Rendered(texts, self._listed(listed))

    # -- what became of a work ---------------------------------------------------------------

    def _items(self, papers: Iterable[Paper]) -> list[Item]:
        locale = self._program.locale.lang
        papers = [
            bracketed(paper, self.style, locale) if "translations" in paper.custom else paper
            for paper in papers
        ]
        if self._notices:
            papers = [with_notice(paper, self.style, locale) for paper in papers]
        return items_of(papers, self._program)

    def _told(self, item: Item, area: Area, text: str) -> str:
        """A finished entry with its notices, in the words of its language."""
        if not self._notices or not text:
            return text
        return suffixed(text, ending(item.paper, self.style, area.locale.lang, text))

    # -- steps ---------------------------------------------------------------------------------

    def _arranged(self, items: list[Item], citations: Sequence[Citation] = ()) -> list[Item]:
        """The items in the order of the list, numbered and disambiguated."""
        program = self._program
        options = program.bibliography
        listed = items
        if options is not None and options.sort is not None and len(items) > 1:
            listed = sorted_items(items, BIBLIOGRAPHY, program)
        for number, item in enumerate(reversed(listed) if program.counts_down else listed, start=1):
            item.number = number
        if needs_disambiguation(program):
            notes: dict[str, str] = {}
            for citation in citations:
                if citation.note:
                    for cite in citation.cites:
                        notes.setdefault(cite.id, str(citation.note))
            disambiguate(items, listed, program, notes)
        return listed

    def _listed(self, items: Sequence[Item]) -> Bibliography:
        texts = entry_texts(items, self._program)
        if self._notices:
            texts = (
                (area, self._told(item, area, text))
                for item, (area, text) in zip(items, texts, strict=True)
            )
        entries = [
            self._entry(item, text) for item, (_, text) in zip(items, texts, strict=True) if text
        ]
        whole = self._output.bibliography((entry.text for entry in entries), self._layout)
        return Bibliography(entries, whole)

    def _entry(self, item: Item, text: str) -> Entry:
        inline = self._output.inline
        if LEFT_MARGIN not in text:
            whole = inline(text)
            return Entry(item.id, whole, "", whole)
        left = region(text, LEFT_MARGIN)
        assert left is not None
        rest = text[left[1] + 1 :]
        right = self._beside(rest)
        label = inline(text[left[0] + 1 : left[1]])
        body = inline(rest[right[0] + 1 : right[1]] if right is not None else rest)
        written: str | None = None
        if left[0] == 0 and right == (0, len(rest) - 1):  # there is nothing else
            written = self._output.aligned(label, body)
        if written is None:
            written = inline(text)
        return Entry(item.id, written, label.strip(), body.strip())

    def _beside(self, rest: str) -> tuple[int, int] | None:
        """Where what stands beside the margin lies."""
        if self._layout.second_field_align and rest[:1] == RIGHT_INLINE and rest[-1:] == CLOSE:
            return 0, len(rest) - 1  # nothing stands outside of it
        return region(rest, RIGHT_INLINE)

    def _sorted(self, citation: Citation, items: Mapping[str, Item]) -> Citation:
        """The citation with its cites in the order that the style asks for."""
        program = self._program
        if citation.unsorted or program.citation.sort is None or len(citation.cites) < 2:
            return citation
        cites = list(citation.cites)
        columns = sort_columns(
            [items[cite.id] for cite in cites], CITATION, program, lambda item: item.frame()
        )
        if program.groups_cites:
            order = grouped_order(cites, columns, items, program)
        else:
            order = ordered(range(len(cites)), columns)
        return replace(citation, cites=tuple(cites[index] for index in order))

    def _citation(self, citation: Citation, row: Sequence[Place], items: Mapping[str, Item]) -> str:
        if citation.mode == "composite":
            return self._composite(citation, row, items)
        _, text = citation_text(citation, row, items, self._program)
        return self._output.inline(text)

    def _composite(
        self, citation: Citation, row: Sequence[Place], items: Mapping[str, Item]
    ) -> str:
        author = self._citation(replace(citation, mode="author-only"), row, items)
        rest = self._citation(replace(citation, mode="suppress-author"), row, items)
        infix = self._output.inline(citation.infix)
        if rest.startswith("（") and not infix:
            return author + rest  # a full-width bracket brings its own space
        if infix and infix[0] in ".!?:,'’":
            return " ".join(part for part in (author + infix, rest) if part)
        return " ".join(part for part in (author, infix, rest) if part)


def _spacing(value: int | None) -> int:
    return 1 if value is None else value


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
