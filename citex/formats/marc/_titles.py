"""Titles of a MARC record: its own, the one in letters, parallel, translated and original ones."""

from __future__ import annotations

import re

from citex._late import regex
from citex.formats.marc._record import Field, Record
from citex.model import Paper
from citex.text import languages
from citex.text.pages import number
from citex.text.scripts import scripts
from citex.text.titles import with_subtitle, without_isbd, without_stop
from citex.text.translations import translate

_VOLUME = regex(
    r"(?:vol(?:ume)?|bd|band|tome|tomo|t)\b\.?\s?[\dIVXLC]{1,6}|第?[\d一二三四五六七八九十]{1,4}[卷巻]",
    re.IGNORECASE,
)
_SIGNS = regex(r"(?<![\s/:;=,])[\s/:;=,]+\Z")
"""The signs of ISBD that part a subfield from the next."""
_ORIGINAL = regex(
    r"\s{0,3}(?:translation of|original title|titre original|traduction de|originaltit[a-z]{1,4}"
    r"|título original|titolo originale|originalets titel|перевод(?: изд)?\.?|原书名|原書名|原题名"
    r"|原タイトル|原題|书名原文)\s{0,3}[:：]?\s{0,3}(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""What a note of the original title begins with."""
_ORIGINAL_WORK = regex(r"\s?translation of|übersetzung von|traduction de", re.IGNORECASE)
"""What an entry says that it is related by (7XX $i, RDA)."""
_COLLECTIVE = frozenset(
    "works selections correspondence essays lectures novels plays poems prose speeches".split()
) | {"short stories", "poetry", "werke", "ausgewählte werke", "teilausgabe", "sammlung"}
"""Titles that cataloguers give to what has none: nobody's original title."""


def trimmed(text: str) -> str:
    """A subfield without the sign behind it that leads to the next, and its closing stop.

    >>> trimmed("On growth and form /"), trimmed("Roots :"), trimmed("Trees of the U.S.A.")
    ('On growth and form', 'Roots', 'Trees of the U.S.A.')
    """
    return without_stop(_SIGNS.sub("", text))


def own_and_other(field: Field) -> tuple[Field, Field | None]:
    """A field as the work has it, in its own script, and the same in letters where there is that.

    Japan's catalogue has the reading in kana besides, which is neither.
    """
    if not field.scripts:
        return field, None
    every = [field, *field.scripts]
    own = next((one for one in every if not _is_latin(one)), field)
    return own, next((one for one in every if one is not own and _is_latin(one)), None)


def _is_latin(field: Field) -> bool:
    return scripts(" ".join(text for code, text in field.subfields if code != "6")) <= {"Latin"}


def in_letters(paper: Paper, variable: str, value: object, sample: str) -> None:
    """Keep a value in Latin letters beside the work's own, a `sample` of which tells the language.

    >>> paper = Paper(title="论语", language="zh")
    >>> in_letters(paper, "title", "Lun yu", "论语")
    >>> paper.custom
    {'translations': {'zh-Latn': {'title': 'Lun yu'}}}
    """
    primary = (languages.tag(paper.language or "") or "").partition("-")[0]
    if not primary or languages.contradicts(primary, sample):
        primary = languages.from_text(sample) or "und"
    tags = paper.custom.setdefault("translations", {})
    tags.setdefault(f"{primary}-Latn", {}).setdefault(variable, value)


def read_titles(paper: Paper, record: Record) -> None:
    """The titles of 245, and those of other languages (242, 246, 240, 500, 765)."""
    field = record.first("245") or record.first("130")
    if field is not None:
        own, other = own_and_other(field)
        volume = _volume_alone(own) if record.leader[7] != "s" else None
        paper.title, parallels = composed(own)
        paper.volume = paper.volume or volume
        for parallel in parallels:
            if not translate(paper, parallel) and parallel != paper.title:
                own.subfields.append(("b", parallel))  # one of a language is kept, or of none
        latin = composed(other)[0] if other is not None else None
        if latin and paper.title:
            in_letters(paper, "title", latin, paper.title)
    for field in record.all("242"):
        tag = languages.tag(field.get("y") or "")
        translate(paper, composed(field)[0], tag)
    _read_original(paper, record)
    for field in record.all("246"):
        if field.second == "1":
            given, tag = [*field.subfields], languages.tag(field.get("l") or "")  # UNIMARC's $z
            title = composed(field)[0]
            if not translate(paper, title, tag) and title != paper.title:
                field.subfields = given  # of two titles in a language only one is kept
            elif tag:
                field.take("l")


def _volume_alone(field: Field) -> str | None:
    """The volume that a title's $n is, which has no title of its own; it is used up then.

    >>> field = Field("245", subfields=[("a", "鲁迅全集"), ("n", "第三卷")])
    >>> _volume_alone(field), field.subfields
    ('3', [('a', '鲁迅全集')])
    """
    parts = field.all("n")
    text = trimmed(parts[0]) if len(parts) == 1 and not field.get("p") else ""
    if not _VOLUME.fullmatch(text):
        return None
    field.take("n")
    return number(text, "volume", [])


def composed(field: Field) -> tuple[str | None, list[str]]:
    """The title of a field ($a $b $n $p), which is used up, and the parallel titles in it."""
    whole, parallels, before, sign = "", list[str](), "", ""
    for code, raw in field.taken(*"abnp"):
        text, *others = map(trimmed, raw.split(" = ")) if code == "b" else (trimmed(raw),)
        if sign == "=" and whole:
            parallels.append(text)
        elif parallels and code == "b":
            parallels[-1] = with_subtitle(parallels[-1], text)
        else:
            whole = _joined(whole, text, code, before)
        parallels += [without_isbd(other, None) for other in others if other]
        before, sign = code, raw.rstrip()[-1:]
    return whole or None, parallels


def _joined(whole: str, text: str, code: str, before: str) -> str:
    if not whole or not text:
        return whole or text
    if code == "b":
        return with_subtitle(whole, text)
    return f"{whole}: {text}" if code == "p" and before == "n" else f"{whole}. {text}"


def _read_original(paper: Paper, record: Record) -> None:
    """The original title of a translation: by a note, a linked entry, or the uniform title."""
    field = record.first("765")
    if field is not None and (title := field.one("t") or field.one("s")):
        paper.original_title = trimmed(title)
    for field in record.all("700", "710", "730"):
        if paper.original_title is None and _ORIGINAL_WORK.match(field.get("i") or ""):
            title = field.one("a" if field.tag == "730" else "t")
            paper.original_title = trimmed(title or "") or None
    for field in record.all("246"):
        said = _ORIGINAL.match(f"{field.get('i') or ''} {field.get('a') or ''}")
        if said and field.get("i") and paper.original_title is None:
            field.take("i")
            paper.original_title = composed(field)[0]
    for field in record.all("500"):
        said = _ORIGINAL.match(field.get("a") or "")
        if said and paper.original_title is None:
            field.take("a")
            paper.original_title = trimmed(said["title"])
    translated = record.first("041")
    is_translation = translated is not None and bool(translated.get("h"))
    for field in record.all("240", "130"):
        name = trimmed(field.get("a") or "").strip("[]")
        if name.lower() in _COLLECTIVE or not (is_translation or field.get("l")):
            continue
        if name and paper.original_title is None and name != paper.title:
            field.take("l")
            title = composed(field)[0] or ""
            whole = title.startswith("[") and title.endswith("]")
            paper.original_title = title[1:-1] if whole else title
