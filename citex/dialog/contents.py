"""What a dialog holds: the papers' markup, and the data that its script hands out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from citex.csl import StyleLike
from citex.dialog import facts, packing, rich
from citex.dialog.files import export_name, stem, suffix, unique
from citex.dialog.lists import FLAVOURS, FormatList, StyleList
from citex.dialog.reduced import from_html
from citex.dialog.rich import text
from citex.dialog.templates import fill
from citex.formats import Format
from citex.model import Paper
from citex.text.richtext.runs import plain

OPEN_UP_TO = 3
"""With more papers than this, the citations of each are folded away at first."""

FILTER_FROM = 6
"""With as many papers or more, there is a field to filter them, and an order to choose."""

WHOLE_UP_TO = 100
"""So many papers stand in the page as they are; of more, each is unpacked when it is asked for."""

LISTED_UP_TO = 1000
"""So many entries of a long list can be read where there is no script."""

PACKED = 100
"""Papers packed together."""

Record = tuple[str, list[list[Any]], list[Any]]
"""The name of a paper's files; text, HTML, changes of each citation; its record in each format."""


class Contents:
    """The papers' markup, and what the script hands out."""

    papers: Sequence[Paper]
    names: Mapping[StyleLike, str]
    strings: Mapping[str, str]
    heading: str
    styles: Mapping[StyleLike, StyleList]
    files: Sequence[tuple[Format, FormatList]]

    def __init__(
        self,
        papers: Sequence[Paper],
        names: Mapping[StyleLike, str],
        styles: Mapping[StyleLike, StyleList],
        files: Sequence[tuple[Format, FormatList]],
        strings: Mapping[str, str],
        *,
        heading: str,
    ) -> None:
        self.papers, self.names, self.strings, self.heading = papers, names, strings, heading
        self.styles, self.files = styles, files
        self.short: bool = len(papers) <= WHOLE_UP_TO
        self.stems: list[str] = unique([stem(paper) for paper in papers])
        names_of_all = "\n".join(self.stems).encode("utf-8")
        self.mark: str = hashlib.sha256(names_of_all).hexdigest()[:8]

    # -- data ------------------------------------------------------------------------------

    def shared(self) -> dict[str, Any]:
        """What the script knows of styles and formats."""
        styles = [
            {
                "frames": found.frames,
                "numberings": found.numberings,
                "letters": found.letters,
            }
            for found in self.styles.values()
        ]
        files = [
            {
                "type": form.media_type,
                "frame": found.frame and found.frame._asdict(),
                "letters": found.letters,
                "whole": found.whole,
            }
            for form, found in self.files
        ]
        return {
            "count": len(self.papers),
            "packed": 0 if self.short else PACKED,
            "styles": styles,
            "files": files,
            "exports": "" if self.short else self.exports("{name}", "{index}"),
        }

    def rows(self) -> list[list[Any]]:
        """Of each paper what a list shows and sorts by; a short list stands in the page already."""
        return [
            ["" if self.short else self.row(index), *self._sorting(paper)]
            for index, paper in enumerate(self.papers)
        ]

    def records(self) -> Iterator[Record]:
        """Of each paper: the name of its files, its citations, and its records in the formats."""
        for index, name in enumerate(self.stems):
            yield (
                name,
                [
                    [*(found.bodies[kind][index] for kind in FLAVOURS), found.changes[index] or 0]
                    for found in self.styles.values()
                ],
                [found.records[index] for _, found in self.files],
            )

    def _sorting(self, paper: Paper) -> list[Any]:
        """What papers are sorted by: title, first author, year."""
        first = next((name for name in paper.author or paper.editor or () if name), None)
        author = f"{first.family or first.literal or ''} {first.given or ''}" if first else ""
        year = paper.issued.year if paper.issued else None
        return [plain(paper.title or ""), author.strip(), year]

    def packed(self) -> str:
        """Papers for the script to unpack: the rows of a list, and what each hands out."""
        found = [
            self._shared(paper, record, self._told(index))
            for index, (paper, record) in enumerate(zip(self.papers, self.records(), strict=True))
        ]
        records, stretches = [record for record, _ in found], [apart for _, apart in found]
        rows = packing.packed("rows", self.rows(), size=10 * PACKED)
        return "".join([*rows, *packing.packed("records", records, stretches, size=PACKED)])

    def _shared(self, paper: Paper, record: Record, below: str) -> tuple[list[Any], list[str]]:
        """A record with what unfolds from the paper, and apart from it what they all say."""
        name, citations, files = record
        texts = [
            *chain.from_iterable(citation[:2] for citation in citations),
            *(file if isinstance(file, str) else file.text for file in files),
            below,
        ]
        stretches, said = packing.shared([paper.abstract or "", paper.title or ""], texts)
        text_of = iter(said)
        for citation in citations:
            citation[:2] = next(text_of), next(text_of)
        files = [
            next(text_of) if isinstance(file, str) else file._replace(text=next(text_of))
            for file in files
        ]
        return [name, citations, files, next(text_of)], stretches

    # -- markup ----------------------------------------------------------------------------

    def articles(self) -> Iterator[str]:
        """The papers with all that is to be told of them."""
        opened = " open" if len(self.papers) <= OPEN_UP_TO else ""
        for index, paper in enumerate(self.papers):
            told = facts.facts(paper, self.strings)
            yield self._article(paper, told, self.below(index), opened)

    def row(self, index: int) -> str:
        """A paper of a long list: what unfolds is put in when it does."""
        paper = self.papers[index]
        return self._article(paper, facts.facts(paper, self.strings, abstract=False), "", "")

    def below(self, index: int) -> str:
        """What unfolds from a paper: its citations, and its files."""
        return self._told(index, abstract=False) + self.exports(self.stems[index], str(index))

    def _told(self, index: int, *, abstract: bool = True) -> str:
        paper = self.papers[index]
        citations = "\n".join(
            self._citation(paper, number, self.names[style], found.bodies, index)
            for number, (style, found) in enumerate(self.styles.items())
        )
        told = facts.abstracts(paper, self.strings) if abstract else ""
        return fill("below.html", abstract=told, citations=citations)

    def _article(self, paper: Paper, told: str, below: str, opened: str) -> str:
        title = paper.title or ""
        return fill(
            "paper.html",
            heading=self.heading,
            lang=facts.lang(title, paper.language),
            title=rich.from_field(title) if title.strip() else text(self.strings["untitled"]),
            facts=told,
            open=opened,
            cite=text(self.strings["cite"]),
            below=below,
        )

    def bar(self) -> str:
        """What stands above a list: how many, the filter, the order, the choice, the list."""
        count = len(self.papers)
        key = "one" if count == 1 else "references"
        label = text(self.strings[key].replace("{n}", str(count)))
        heading = f'<span data-citex-say="{key}" data-citex-n="{count}">{label}</span>'
        say = {f"say_{name}": text(value) for name, value in self.strings.items()}
        styles = "".join(
            f'<option value="{number}">{text(name)}</option>'
            for number, name in enumerate(self.names.values())
        )
        return fill(
            "bar.html",
            heading=heading,
            filter=fill("filter.html", **say) if count >= FILTER_FROM else "",
            choose=fill("choose.html", **say) if count else "",
            copy=fill("copy.html", styles=styles, **say) if count and styles else "",
            exports=self.exports("references", "all", say="export_all") if count else "",
        )

    def more(self) -> str:
        """The way to the papers that are not shown yet."""
        return fill("more.html", more=text(self.strings["show_more"]))

    def no_script(self) -> str:
        """What is read where there is no script: of a long list, its entries in the first style."""
        say = f'<p data-citex-say="no_script">{text(self.strings["no_script"])}</p>'
        if self.short:
            return say
        found = next(iter(self.styles.values()), None)
        entries = [f"<div>{from_html(entry)}</div>" for entry in found.whole] if found else []
        if not entries:
            entries = [self.row(index) for index in range(len(self.papers[:LISTED_UP_TO]))]
        cut = "" if len(entries) <= LISTED_UP_TO else "<div>…</div>"
        return f'{say}<div class="citex-plain-list">{"".join(entries[:LISTED_UP_TO])}{cut}</div>'

    def _citation(
        self, paper: Paper, number: int, name: str, bodies: Mapping[str, list[str]], index: int
    ) -> str:
        return fill(
            "citation.html",
            name=text(name),
            lang=facts.lang(bodies["text"][index], paper.language),
            shown=from_html(bodies["html"][index]),
            number=number,
            copy=text(self.strings["copy"]),
        ).strip()

    def exports(self, name: str, place: str, say: str = "export") -> str:
        """Links to files of this name; `place` tells them from other such links."""
        if not self.files:
            return ""
        links = [
            f'<li><a href="#" download="{text(name + suffix(form))}" type="{text(form.media_type)}"'
            f' data-citex-file="{number}">{text(export_name(form))}</a></li>'
            for number, (form, _) in enumerate(self.files)
        ]
        return fill(
            "exports.html",
            id=f"citex-exports-{self.mark}-{place}",
            say=say,
            label=text(self.strings[say]),
            links="\n".join(links),
        ).strip()
