"""A document in a style: its citations and its list, rendered anew only where something changed.

Each time the whole document is put in order: numbers, positions, what tells works apart. That is
quick. Then a citation is rendered, and an entry, if anything differs that its text depends on.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from citex.csl import romanization
from citex.csl.markup import (
    BLOCK,
    CLOSE,
    LEFT_MARGIN,
    LINK,
    RIGHT_INLINE,
    SUP,
    parse_rich,
    region,
    wrap,
)
from citex.csl.nodes import Style
from citex.csl.notices import ending, with_notice
from citex.csl.output.base import Layout, Output
from citex.csl.output.links import BACK, addresses, anchor, anchor_of, resolved, targets_of
from citex.csl.process.ambiguity import Cites, Rules, rules_of
from citex.csl.process.cites import Bibliography, Citation, Cite, Entry, Rendered
from citex.csl.process.cluster import MISSING, citation_text, grouped_order
from citex.csl.process.disambiguate import disambiguate
from citex.csl.process.entries import Substitution, entry_text, suffixed, within_entry
from citex.csl.process.items import (
    Item,
    item_of,
    items_of,
    missing_item,
    ordered,
    romanized_item,
    sort_columns,
    sorted_items,
)
from citex.csl.process.position import Note, Place, is_name, notes_of, places, unplaced
from citex.csl.process.program import BIBLIOGRAPHY, CITATION, Area, Program
from citex.csl.titles import in_sentence_case
from citex.csl.translated import bracketed
from citex.model import Paper, Remark


class Setting(NamedTuple):
    """A style, compiled, and how its texts are written."""

    style: Style
    program: Program
    output: Output
    layout: Layout
    notices: bool = False
    titles: str | None = None
    chinese: str | None = None


class _Made(msgspec.Struct):
    """A citation as it was rendered last, and what that depended on."""

    citation: Citation
    versions: tuple[Any, ...]
    arranged: Citation
    row: list[Place] | None = None
    parts: tuple[str, str, str] = ("", "", "")


class Session:
    """Renders one document, once or `again` and again. Threads share it with a lock alone."""

    def __init__(self, setting: Setting, *, again: bool = False) -> None:
        self.setting = setting
        self._again = again
        self._items: dict[int, tuple[Paper, Paper, Item]] = {}
        self._settled: tuple[list[int], dict[str, str]] = ([], {})  # what the order came of
        self._missing: dict[str, Item] = {}
        self._made: dict[int, _Made] = {}
        self._cites: Cites | None = None
        self.order: Sequence[Item] = ()  # the items of the list, in order, as rendered last

    @cached_property
    def _rules(self) -> Rules:
        return rules_of(self.setting.program)

    @cached_property
    def _substitution(self) -> Substitution:
        return Substitution.of(self.setting.program)

    # -- works -----------------------------------------------------------------------------

    def items(self, papers: Iterable[Paper]) -> list[Item]:
        """An item for each paper, in order; the same one for the same paper."""
        known, self._items = self._items, {}
        papers = list(papers)
        cased = papers
        if self.setting.titles is not None:
            cased = in_sentence_case(papers, self.setting.style)
        result = []
        for order, (paper, shown) in enumerate(zip(papers, cased, strict=True), start=1):
            found = known.pop(id(paper), None)
            if found is None or (shown is not found[1] and shown != found[1]):
                found = paper, shown, self._item(shown, order)
            else:
                found[2].begin(order)
            self._items[id(paper)] = found
            result.append(found[2])
        return result

    def alone(self, papers: Iterable[Paper]) -> list[Item]:
        """New items for papers, each as the only one of its document."""
        if self.setting.chinese is not None:
            return [self._item(paper, 1) for paper in papers]
        return items_of(map(self._told_before, papers), self.setting.program)

    def _item(self, paper: Paper, order: int) -> Item:
        asked = self.setting.chinese
        item = None if asked is None else self._romanized(paper, asked, order)
        if item is None:
            item = item_of(self._told_before(paper), self.setting.program, order)
        return item

    def _romanized(self, paper: Paper, asked: str, order: int) -> Item | None:
        """The work in letters, as `chinese` asks; None where nothing of it is Chinese."""
        style, program = self.setting.style, self.setting.program
        printed = romanization.printed(paper, style, program.locale.lang, asked)
        if printed is None:
            return None
        return romanized_item(self._told_before(printed.paper), printed, program, order)

    def _told_before(self, paper: Paper) -> Paper:
        """The paper with what its title says besides: a translation, a notice."""
        style, locale = self.setting.style, self.setting.program.locale.lang
        if "translations" in paper.custom:
            paper = bracketed(paper, style, locale)
        return with_notice(paper, style, locale) if self.setting.notices else paper

    def arrange(self, items: list[Item], notes: Mapping[str, str] | None = None) -> list[Item]:
        """The items in the order of the list, numbered and disambiguated.

        `notes` are the numbers of the notes that cite each first.
        """
        program = self.setting.program
        options = program.bibliography
        listed = items
        if options is not None and options.sort is not None and len(items) > 1:
            listed = sorted_items(items, BIBLIOGRAPHY, program)
        for number, item in enumerate(reversed(listed) if program.counts_down else listed, start=1):
            item.number = number
        rules = self._rules
        if rules.any:
            if self._cites is None or program.uses_number:
                self._cites = Cites(program, rules)
            by_note = rules.by_cite and program.uses_first_note
            disambiguate(items, listed, self._cites, (notes or {}) if by_note else {})
        if self._again:
            for item in items:
                item.settle(program)
        return listed

    # -- the list --------------------------------------------------------------------------

    def listed(self, items: Sequence[Item]) -> list[Entry]:
        """The entries of items that are in order; none for those of which nothing is printed."""
        last: list[str] | None = None
        entries = []
        for item in items:
            made = item.entry
            if made is None or made[0] != item.version or made[1] != last:
                area, text, after = entry_text(item, self.setting.program, self._substitution, last)
                entry = self.entry(item, self.told(item, area, text)) if text else None
                made = item.entry = (item.version, last, entry, after)
            if made[2] is not None:
                entries.append(made[2])
            last = made[3]
        return entries

    def section(
        self,
        items: Sequence[Item],
        annotation: str | None = None,
        cited: Mapping[str, Sequence[str]] | None = None,
        *,
        anchors: bool = True,
    ) -> Bibliography:
        """Some of the items in order as a list, each with the variable that annotates it below.

        `cited` has the anchors of the citations of each, which its entry links to; without
        `anchors` nothing can link to the entries.
        """
        if self.setting.program.bibliography is None:
            return self.bibliography([])
        if annotation is None and not cited and anchors:
            return self.bibliography(self.listed(items))
        cited = cited or {}
        last: list[str] | None = None
        entries = []
        for item in items:
            area, text, last = entry_text(item, self.setting.program, self._substitution, last)
            note = item.work[annotation] if annotation else None
            if text:
                back = cited.get(item.id, ()) if self.setting.program.links else ()
                text = self.told(item, area, text)
                text = within_entry(text, "".join([" " + wrap(LINK, BACK) for _ in back]))
                if isinstance(note, str):
                    text = within_entry(text, BLOCK + area.finish(note) + CLOSE)
                entries.append(self.entry(item, text, back, anchored=anchors))
        return self.bibliography(entries)

    def bibliography(self, entries: Sequence[Entry]) -> Bibliography:
        """The entries as a list, whole."""
        texts = (entry.text for entry in entries)
        text = self.setting.output.bibliography(texts, self.setting.layout)
        return Bibliography(entries, text, self._guesses() if self.setting.chinese else None)

    def _guesses(self) -> dict[str, tuple[Remark, ...]]:
        """What was guessed of works, by their ids; those without one are together."""
        found: dict[str, tuple[Remark, ...]] = {}
        for _, _, item in self._items.values():
            if item.printed is not None and item.printed.guesses:
                found[item.id] = (*found.get(item.id, ()), *item.printed.guesses)
        return found

    def told(self, item: Item, area: Area, text: str) -> str:
        """A finished entry with its language and its notices, in the words of its language."""
        if item.printed is not None:
            text = item.printed.ended(text)
        if not self.setting.notices or not text:
            return text
        return suffixed(text, ending(item.paper, self.setting.style, area.locale.lang, text))

    def entry(
        self, item: Item, text: str, back: Sequence[str] = (), *, anchored: bool = True
    ) -> Entry:
        """A finished text as an entry: the whole, and its two parts; `back` as for `section`."""
        inline: Callable[[str], str] = self.setting.output.inline
        mark = ""
        if self.setting.program.links:
            inline = self._linking(item, text, back)
            if anchored and self.setting.program.anchors:
                mark = anchor(self.setting.output.name, anchor_of("ref", item.id))
        if LEFT_MARGIN not in text:
            whole = inline(text)
            return Entry(item.id, mark + whole, "", whole)
        left = region(text, LEFT_MARGIN)
        assert left is not None
        rest = text[left[1] + 1 :]
        right = self._beside(rest)
        label = inline(text[left[0] + 1 : left[1]])
        body = inline(rest[right[0] + 1 : right[1]] if right is not None else rest)
        written: str | None = None
        if left[0] == 0 and right == (0, len(rest) - 1):  # there is nothing else
            written = self.setting.output.aligned(label, body)
        if written is None:
            written = inline(text)
        return Entry(item.id, mark + written, label.strip(), body.strip())

    def body(self, item: Item, text: str) -> str:
        """The body alone of what `entry` makes of a finished text."""
        if self.setting.program.links:
            return self.entry(item, text).body
        inline = self.setting.output.inline
        left = region(text, LEFT_MARGIN) if LEFT_MARGIN in text else None
        if left is None:
            return inline(text)
        rest = text[left[1] + 1 :]
        right = self._beside(rest)
        return inline(rest[right[0] + 1 : right[1]] if right is not None else rest).strip()

    def _linking(self, item: Item, text: str, back: Sequence[str]) -> Callable[[str], str]:
        """What writes the parts of an entry, with its links."""
        target_of = targets_of(text, item.work.__getitem__)

        def inline(text: str) -> str:
            following = iter(back)
            text, targets = resolved(
                text, lambda content: next(following) if content == BACK else target_of(content)
            )
            return self.setting.output.inline(text, targets)

        return inline

    def _beside(self, rest: str) -> tuple[int, int] | None:
        """Where what stands beside the margin lies."""
        aligns = self.setting.layout.second_field_align
        if aligns and rest[:1] == RIGHT_INLINE and rest[-1:] == CLOSE:
            return 0, len(rest) - 1  # nothing stands outside of it
        return region(rest, RIGHT_INLINE)

    # -- the document ----------------------------------------------------------------------

    def render(
        self,
        papers: Sequence[Paper],
        citations: Sequence[Citation],
        notes: Sequence[Note | None] | None = None,
        anew: Collection[int] = (),
    ) -> Rendered:
        """The citations in order, and the list of all papers.

        A cite of a work that is not among the papers prints "???". `notes` are those that the
        citations stand in, by default what they say, or in a style of notes one each; `anew` as
        for `places`.
        """
        program = self.setting.program
        if notes is None:  # 同① and (n 1) have nothing to print without a number
            notes = notes_of(citations, each=program.style.class_ == "note")
        first_notes: dict[str, str] = {}
        if program.uses_first_note:
            for citation, note in zip(citations, notes, strict=True):
                if note is not None:
                    for cite in citation.cites:
                        first_notes.setdefault(cite.id, str(note.number))
        settled = [id(paper) for paper in papers], first_notes
        if settled != self._settled or not papers:
            self.order = self.arrange(self.items(papers), first_notes)
            self._settled = settled
        by_id = {item.id: item for item in self.order}
        for citation in citations:
            for cite in citation.cites:
                if cite.id not in by_id:
                    by_id[cite.id] = self._absent(cite.id)
        made = [self._arranged(citation, by_id) for citation in citations]
        arranged = [one.arranged for one in made]
        distance = program.citation.near_note_distance
        if any(citation.reset for citation in citations):
            anew = {*anew, *(place for place, one in enumerate(citations) if one.reset)}
        if program.uses_position or program.uses_first_note:
            rows = places(arranged, notes, 5 if distance is None else distance, anew)
        else:
            rows = unplaced(arranged)
        texts, in_text, in_note = [], [], []
        all_in_notes = program.style.class_ == "note"
        for one, row, note in zip(made, rows, notes, strict=True):
            if one.row != row and (one.row is None or not self._alike(one.row, row)):
                one.parts = self._parts(one.arranged, row, by_id)
                one.row = row
            text, before, after = one.parts
            texts.append(text)
            if not (before and all_in_notes):
                before, after = text, ""
                if note is not None or (all_in_notes and _is_note(one.citation)):
                    before, after = after, before
            in_text.append(before)
            in_note.append(after)
        if self._again:
            self._made = {id(one.citation): one for one in made}
        entries = [] if program.bibliography is None else self.listed(self.order)
        return Rendered(texts, self.bibliography(entries), in_text, in_note)

    def _alike(self, row: Sequence[Place], other: Sequence[Place]) -> bool:
        """Whether the places differ in nothing that the style asks of them."""
        return not self.setting.program.uses_first_note and [place[:2] for place in row] == [
            place[:2] for place in other
        ]

    def _absent(self, id_: str) -> Item:
        item = self._missing.get(id_)
        if item is None:
            item = self._missing[id_] = missing_item(id_, self.setting.program)
        return item

    def _arranged(self, citation: Citation, items: Mapping[str, Item]) -> _Made:
        """The citation with its cites in the order that the style asks for."""
        if not self._again:
            return _Made(citation, (), self._sorted(citation, items))
        cites = citation.cites
        if len(cites) == 1:
            item = items[cites[0].id]
            versions: tuple[Any, ...] = (item, item.version)
        else:
            versions = tuple([(item, item.version) for item in [items[one.id] for one in cites]])
        made = self._made.get(id(citation))
        if made is None or made.citation is not citation or made.versions != versions:
            made = _Made(citation, versions, self._sorted(citation, items))
        return made

    def _sorted(self, citation: Citation, items: Mapping[str, Item]) -> Citation:
        program = self.setting.program
        if citation.unsorted or program.citation.sort is None or len(citation.cites) < 2:
            return citation
        if citation.cites[0].author_only:
            return citation
        if not citation.as_written:
            return replace(citation, cites=self._sorted_run(citation.cites, items))
        cites: list[Cite] = []
        for worded, group in itertools.groupby(citation.cites, _has_words):
            run = tuple(group)
            cites += run if worded else self._sorted_run(run, items)
        return replace(citation, cites=tuple(cites))

    def _sorted_run(self, cites: Sequence[Cite], items: Mapping[str, Item]) -> tuple[Cite, ...]:
        program = self.setting.program
        columns = sort_columns([items[cite.id] for cite in cites], CITATION, program)
        if program.groups_cites:
            order = grouped_order(cites, columns, items, program)
        else:
            order = ordered(range(len(cites)), columns)
        order.sort(key=lambda index: items[cites[index].id].is_missing)  # nothing is known of them
        return tuple(cites[index] for index in order)

    def _parts(
        self, citation: Citation, row: Sequence[Place], items: Mapping[str, Item]
    ) -> tuple[str, str, str]:
        """The citation whole, and the two parts of a composite one."""
        if citation.mode != "composite":
            return self._text(citation, row, items), "", ""
        if citation.cites and all(items[cite.id].is_missing for cite in citation.cites):
            return MISSING, MISSING, ""
        author = self._text(replace(citation, mode="author-only"), row, items)
        apart = self.setting.program.style.class_ == "note" and bool(citation.note)
        rest = replace(citation, mode="suppress-author", capitalize=citation.as_written and apart)
        if citation.cites and items[citation.cites[0].id].is_missing:  # it is named in the text
            rest, row = replace(rest, mode="", cites=citation.cites[1:]), row[1:]
        after = self._text(rest, row, items, begins=False)
        area = self.setting.program.areas[CITATION][-1]
        infix = self.setting.output.inline(area.finish(parse_rich(citation.infix)))
        if infix and infix[0] in ".!?:,'’":
            author, infix = author + infix, ""
        before = " ".join(part for part in (author, infix) if part)
        # a raised number stands close to its word; a full-width bracket brings its own space
        raised = SUP in area.opener and (SUP in self.setting.output.tags or after[:1] in "[（(")
        close = raised or (after.startswith("（") and not infix)
        return ("" if close else " ").join(part for part in (before, after) if part), before, after

    def _text(
        self,
        citation: Citation,
        row: Sequence[Place],
        items: Mapping[str, Item],
        *,
        begins: bool = True,
    ) -> str:
        program, output = self.setting.program, self.setting.output
        text, ids = citation_text(citation, row, items, program)
        inline = output.inline if begins else output.continued
        if not program.links:
            return inline(text)
        targets = ["#" + anchor_of("ref", one) for one in ids]
        if not program.links_cites:  # what is cited is all that links
            known: dict[str, str | None] = {}
            for cite in citation.cites:
                known.update(addresses(items[cite.id].work.__getitem__))
            text, targets = resolved(text, known.get)
        return inline(text, targets)


def _has_words(cite: Cite) -> bool:
    """Whether a cite keeps its place: "see @b" and "@b among others" speak of those before."""
    return bool(cite.prefix or cite.suffix)


def _is_note(citation: Citation) -> bool:
    """Whether a citation of a style of notes that names no note stands in one."""
    return not is_name(citation) and citation.note != 0
