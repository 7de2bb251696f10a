"""What the dialog hands out: citations for the clipboard, files for download, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from citex import api, registry, stylebook
from citex._late import html, regex
from citex.csl import Style, StyleLike, load
from citex.errors import UnknownFormat
from citex.formats import Format
from citex.model import Paper
from citex.stylebook import StyleInfo
from citex.text.richtext.runs import plain

CITATION_NAMES = {
    "gbt7714": "GB/T 7714-2015",
    "gbt7714-2015": "GB/T 7714-2015",
    "gbt7714-2025": "GB/T 7714-2025",
    "mla": "MLA",
    "modern-language-association": "MLA",
    "apa": "APA",
    "chicago": "Chicago",
    "chicago-author-date": "Chicago",
    "harvard": "Harvard",
    "vancouver": "Vancouver",
    "ieee": "IEEE",
    "ama": "AMA",
    "acs": "ACS",
}
"""Styles by the short names that dialogs give them; any other has its own title."""

EXPORT_NAMES = {
    "bibtex": "BibTeX", "biblatex": "BibLaTeX", "endnote": "EndNote",
    "endnote-xml": "EndNote XML", "ris": "RefMan", "notefirst": "NoteFirst",
    "noteexpress": "NoteExpress", "csljson": "CSL-JSON",
}  # fmt: skip
"""Formats by the names that dialogs give them; any other has its own title."""

_TITLE = re.compile(rb"<title(?:\s[^<>]*)?>([^<]*)</title>")
_RESERVED = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class Citation(NamedTuple):
    """One citation for the clipboard, in both flavours."""

    text: str
    html: str


class File(NamedTuple):
    """One file for download."""

    name: str
    type: str
    content: str


def citation(paper: Paper, style: StyleLike, *, notices: bool = False) -> Citation:
    """The paper in a citation style, as `Paper.format` gives it."""
    text = api.format_one(paper, style, notices=notices)
    return Citation(text, api.format_one(paper, style, output="html", notices=notices))


def citation_name(style: StyleLike) -> str:
    """What a dialog calls a citation style. Raises UnknownStyle."""
    chosen = registry.style_named(style)
    if isinstance(chosen, StyleInfo):
        chosen = chosen.name
    if isinstance(chosen, (bytes, Style)) or (isinstance(chosen, str) and "<" in chosen):
        given = load(chosen)
        return CITATION_NAMES.get(given.name.lower()) or given.title or given.name
    source = stylebook.source(chosen)
    name = chosen if isinstance(chosen, str) else Path(chosen).stem
    known = CITATION_NAMES.get(name.lower())
    if known is not None:
        return known
    title = _TITLE.search(source)
    return " ".join(html.unescape(title[1].decode("utf-8", "replace")).split()) if title else name


def export_format(name: str) -> Format:
    """The file format of this name, which can be written. Raises UnknownFormat."""
    form = registry.formatter_named(name)
    if isinstance(form, Format):
        return form
    hint = f"{name!r} is a citation style, and belongs to the citations"
    raise UnknownFormat(name, (), hint=hint)


def export_name(form: Format) -> str:
    """What a dialog calls a file format."""
    return EXPORT_NAMES.get(form.name, form.title)


def export(papers: Sequence[Paper], form: Format, stem: str) -> File:
    """The papers as a file of this format: what `citex convert` writes."""
    return File(stem + suffix(form), form.media_type, "".join(api.pieces(papers, form)))


def suffix(form: Format) -> str:
    """What the names of files of this format end in."""
    return form.suffixes[0] if form.suffixes else ".txt"


def stem(paper: Paper, taken: Iterable[str] = ()) -> str:
    """A name for the paper's files, without suffix: first author, year, first words of the title.

    >>> from citex.model import Name, PartialDate
    >>> author = [Name("Müller", "Eva")]
    >>> stem(Paper(author=author, issued=PartialDate(2020), title="<i>E. coli</i>"))
    'Müller-2020-E-coli'
    >>> stem(Paper(title="../../etc/passwd"))
    'etc-passwd'
    """
    first = next((name for name in paper.author or paper.editor or () if name), None)
    family = (first.family or first.literal or "") if first else ""
    year = str(paper.issued.year) if paper.issued and paper.issued.year is not None else ""
    parts = [_safe(family, 30), _safe(year, 6), _safe(plain(paper.title or ""), 40)]
    found = "-".join(part for part in parts if part) or _safe(paper.id, 60) or "citation"
    if _RESERVED.fullmatch(found):
        found += "-citation"
    used = {name.lower() for name in taken}
    number = 2
    named = found
    while named.lower() in used:
        named, number = f"{found}-{number}", number + 1
    return named


def unique(names: Sequence[str]) -> list[str]:
    """The names, with a number at those that were there before; case counts for nothing.

    >>> unique(["a", "b", "A", "a-2"])
    ['a', 'b', 'A-3', 'a-2']
    """
    taken = {name.lower() for name in names}
    last: dict[str, int] = {}
    found = []
    for name in names:
        folded = name.lower()
        number = last.get(folded, 0) + 1
        if number > 1:
            while f"{folded}-{number}" in taken:
                number += 1
            found.append(f"{name}-{number}")
        else:
            found.append(name)
        last[folded] = number
    return found


def _safe(value: str, most: int) -> str:
    """The letters and digits of a text, joined by hyphens, cut at a word where that is possible."""
    value = unicodedata.normalize("NFC", value)
    words = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in value).split()
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:most]
        if len(longer) > most:
            break
        kept = longer
    return kept
