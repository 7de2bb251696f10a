"""citeproc-py behind the processor's interface: the peer, for whoever wants it and to compare with.

What citeproc-py gets wrong and a guard in front can mend, is mended here: names in Chinese script
split in two, roles that it takes for text, dates without a year, markup and "&" in HTML, ids that
differ only in case, a style changed while it renders (each list gets a style of its own). What
it does not know (disambiguation, collapsing, layouts by language) stays unknown.
"""

from __future__ import annotations

import html
import io
import os
import threading
from collections.abc import Sequence
from typing import Any

from citex._late import regex
from citex.csl.markup import parse_rich, strip
from citex.csl.process.cites import Bibliography, Entry
from citex.errors import CitexError, UnknownOption
from citex.model import DATE_VARIABLES, NAME_VARIABLES, Name, Paper, PartialDate
from citex.model.item import to_item
from citex.text.scripts import has_cjk

_OUTPUTS = ("html", "text")
_ROLES = frozenset(
    """author collection-editor composer container-author editor editorial-director illustrator
    interviewer original-author recipient translator""".split()
)
_DATES = frozenset("accessed event-date issued original-date submitted".split())
_LABEL = regex(r"\s*(\[\d+\]|\(\d+\)|\d+[.)])\s*")
_lock = threading.Lock()


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()  # a thread that held it is not in the new process


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class Peer:
    """A style run by citeproc-py; the same calls as `Processor`, for text and HTML.

    >>> from citex.model import Paper
    >>> style = b'''<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
    ...   <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
    ...   <citation><layout><text variable="title"/></layout></citation>
    ...   <bibliography><layout suffix="."><text variable="title"/></layout></bibliography>
    ... </style>'''
    >>> Peer(style).reference(Paper(id="A", title="On Growth"))
    'On Growth.'
    """

    def __init__(self, style: bytes, *, locale: str | None = None, output: str = "text") -> None:
        if output not in _OUTPUTS:
            raise UnknownOption(
                f"output={output}", [f"output={name}" for name in _OUTPUTS], hint="by citeproc-py"
            )
        self.output = output
        self.locale = locale
        self._style = style

    def bibliography(self, papers: Sequence[Paper]) -> Bibliography:
        """The reference list, in the order of the style."""
        items = [self._item(number, paper) for number, paper in enumerate(papers)]
        entries = []
        for number, text in self._render(items):
            text = text if self.output == "html" else html.unescape(text)
            label = _LABEL.match(text)
            cut = label.end() if label else 0
            entries.append(
                Entry(id=papers[number].id, text=text, label=text[:cut].strip(), body=text[cut:])
            )
        return Bibliography(entries, "".join(f"{entry.text}\n" for entry in entries))

    def reference(self, paper: Paper) -> str:
        """One reference, without its number."""
        return self.bibliography([paper])[0].body

    def _render(self, items: list[dict[str, Any]]) -> list[tuple[int, str]]:
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )

        chosen = formatter.html if self.output == "html" else formatter.plain
        with _lock:  # its memoised look-ups are shared by all styles: one list at a time
            try:
                style = CitationStylesStyle(
                    io.BytesIO(self._style), locale=self.locale, validate=False
                )
                work = CitationStylesBibliography(style, _source(items), chosen)
                work.register(Citation([CitationItem(item["id"]) for item in items]))
                work.sort()
                texts = [str(text) for text in work.bibliography()]
            except Exception as error:  # it raises whatever comes; the caller gets one kind
                message = f"{type(error).__name__}: {error}"
                raise CitexError(f"citeproc-py cannot render this list: {message}") from error
        return [(int(key), text) for key, text in zip(work.keys, texts, strict=True)]

    def _item(self, number: int, paper: Paper) -> dict[str, Any]:
        """The paper as an item that citeproc-py does not stumble over."""
        kept: dict[str, Any] = {"id": str(number), "type": paper.type}
        plain = to_item(paper)
        for variable, value in paper.variables():
            if variable in NAME_VARIABLES:
                if variable in _ROLES:
                    kept[variable] = [self._name(name) for name in value]
            elif variable in DATE_VARIABLES:
                if variable in _DATES and (date := _date(value)):
                    kept[variable] = date
            elif variable != "language":
                kept[variable] = self._text(plain[variable])
        return kept

    def _name(self, name: Name) -> dict[str, str]:
        if name.literal:
            return {"family": self._text(name.literal)}
        family, given = name.family or "", name.given or ""
        if has_cjk(family + given):
            return {"family": self._text(family + given)}
        parts = {
            "family": family,
            "given": given,
            "dropping-particle": name.dropping_particle,
            "non-dropping-particle": name.non_dropping_particle,
            "suffix": name.suffix,
        }
        return {key: self._text(part) for key, part in parts.items() if part}

    def _text(self, value: str) -> str:
        text = strip(parse_rich(value))
        return (
            html.escape(text, quote=False).replace("&amp;", "&#38;")
            if self.output == "html"
            else text
        )


def _source(items: list[dict[str, Any]]) -> Any:
    """The items as the package holds them; what it would warn of is put in behind its back."""
    from citeproc import VARIABLES
    from citeproc.source.json import CiteProcJSON

    known = {"id", "type", *(variable.replace("_", "-") for variable in VARIABLES)}
    source = CiteProcJSON([{k: v for k, v in item.items() if k in known} for item in items])
    for item in items:
        more = {k: source.parse_string(v) for k, v in item.items() if k not in known}
        source[item["id"]].update({k.replace("-", "_"): v for k, v in more.items()})
    return source


def _date(date: PartialDate) -> dict[str, Any] | None:
    if date.year is None:
        return {"literal": date.literal or date.raw} if date.literal or date.raw else None
    rows = [[part for part in (date.year, date.month, date.day) if part]]
    if date.end is not None and date.end.year is not None:
        rows.append([part for part in (date.end.year, date.end.month, date.end.day) if part])
    return {"date-parts": rows, **({"circa": 1} if date.circa else {})}
