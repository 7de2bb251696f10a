"""Abstracts: the headings of their sections kept as "Methods: ", the heading "Abstract" not."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Remark
from citex.text.richtext.markup import plain_text, replaced, rich_text

_HEADING = (
    regex(r"<(?:jats:)?(?:title|h[1-6])\b[^<>]*>", re.IGNORECASE),
    regex(r"</(?:jats:)?(?:title|h[1-6])\s*>", re.IGNORECASE),
)
_MAY_HEAD = _HEADING[0]
_OWN = regex(
    r"(?:abstract|summary|synopsis|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|"
    r"sommario|özet?|abstrak|streszczenie|аннотация|резюме|реферат|摘\s*要|提要|要旨|초록)\s*[.:：]?",
    re.IGNORECASE,
)
_LEADING = regex(r"\A(?:abstract|summary)\s*[:.—–-]\s*(?=\S)", re.IGNORECASE)
HEADINGS = ("abstract", "summary", "摘")
"""How an abstract begins, in lower case, that may have its heading before it."""
_BARE = regex(r"\AABSTRACT\s+(?=[A-Z])|\AAbstract(?=[A-Z][a-z])|\A摘\s*要\s*(?:[:：]\s*)?")
_MISSING = regex(r"(?:no abstract(?: available)?|abstract not available|n/?a|null)\.?", re.I)


def abstract(value: object, title: str | None, remarks: list[Remark]) -> str | None:
    """An abstract as rich text on one line; a structured one with its headings.

    >>> abstract("<jats:title>Abstract</jats:title><jats:p>Trees grow.</jats:p>", None, [])
    'Trees grow.'
    >>> abstract("<h4>Background</h4>Trees.<h4>Methods:</h4>We measured.", None, [])
    'Background: Trees. Methods: We measured.'
    """
    if not isinstance(value, str):
        return None
    if "<" in value and _MAY_HEAD.search(value):
        value = replaced(value, *_HEADING, lambda whole: _heading(whole, title))
    text = rich_text(value, "abstract", remarks)
    if not text or _MISSING.fullmatch(text):
        return None
    return without_heading(text) or None


def without_heading(text: str) -> str:
    """An abstract without the word "Abstract" before it.

    >>> without_heading("Abstract: Trees grow."), without_heading("Abstract art grows.")
    ('Trees grow.', 'Abstract art grows.')
    """
    if led := _LEADING.match(text):
        text = text[led.end() :]
    bare = _BARE.match(text)
    return text[bare.end() :] if bare else text


def section(label: str | None, text: str) -> str:
    """One section of a structured abstract.

    >>> section("METHODS", "We measured."), section(None, "Trees grow.")
    ('METHODS: We measured.', 'Trees grow.')
    """
    label = (label or "").strip(" :")
    return (
        f"{label}: {text}" if label and label.upper() not in ("UNLABELLED", "UNASSIGNED") else text
    )


def _heading(element: str, title: str | None) -> str:
    markup = element[element.index(">") + 1 : element.rindex("<")]
    text = plain_text(markup) or ""
    if not text or _OWN.fullmatch(text) or (title and text.casefold() == title.casefold()):
        return "<p/>"
    return f"<p/>{markup.strip().rstrip(':')}{'' if text.endswith(('.', '?', '!')) else ':'} "
