"""Patents: their numbers as sources write them, and works that are patents by their notes."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper
from citex.model.remarks import remark_on

_OFFICE = (
    r"(?:U\.?\s?S\.?(?:\s?A\.?)?|[A-Z]{2}|United States|European|Chinese|Japanese|German|Canadian)"
)
_NUMBER = r"\d[\d,./ ]{3,14}\d(?:\s?[A-Z]\d?)?|[A-Z]{1,3}\s?\d[\d,./]{4,14}(?:\s?[A-Z]\d?)?"
_WORDED = regex(
    rf"(?P<office>{_OFFICE})?\s?pat(?:ent|\.)s?\s?(?P<asked>app(?:l?\.|lication)?|pending)?\s?"
    rf"(?:publication\s?)?(?:n(?:o|r|umber)\b\.?\s?)?(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_CODED = regex(r"(?:CN|US|EP|WO|JP|DE|KR|GB|FR|RU|TW|CA|AU)\s?\d[\d/]{5,13}\s?[A-Z]\d?")
_OFFICES = {"unitedstates": "US", "european": "EP", "chinese": "CN", "japanese": "JP"}


def patent_number(text: str) -> str | None:
    """The number of a patent, with its office, where a text says no more than that.

    >>> patent_number("US Patent 2,707,773"), patent_number("U.S. Patent App. No. 12/345,678")
    ('US 2,707,773', 'US 12/345,678')
    >>> patent_number("CN 201234567 A"), patent_number("Patent law of 1952")
    ('CN 201234567 A', None)
    """
    text = text.strip(" .()[]")
    if len(text) > 60:
        return None
    if _CODED.fullmatch(text):
        return text
    match = _WORDED.fullmatch(text)
    if match is None:
        return None
    named = (match["office"] or "").replace(".", "").replace(" ", "")
    office = _OFFICES.get(named.lower(), named.upper() if len(named) < 4 else named)
    return f"{office} {match['number']}".strip()


def settle_patent(paper: Paper) -> None:
    """Make a patent of a work that is one by its note or publisher, as Google Scholar writes it.

    >>> paper = Paper(title="Transformer", note="US Patent 2,707,773", publisher="Google Patents")
    >>> settle_patent(paper)
    >>> paper.type, paper.number, paper.note
    ('patent', 'US 2,707,773', None)
    """
    for attribute in ("number", "note", "publisher"):
        text = getattr(paper, attribute)
        number = patent_number(text) if text else None
        if number is None:
            continue
        if attribute == "number" and paper.type != "patent" and _CODED.fullmatch(text):
            return
        if paper.number in (None, text):
            paper.number = number
            if attribute != "number":
                setattr(paper, attribute, None)
            if paper.type != "patent":
                paper.type = "patent"
                remark_on(paper, "guessed", "type", "a patent by its number", text)
            return
