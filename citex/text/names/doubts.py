"""What stands with a name and is none of it, and what looks wrong in a name that is left alone."""

from __future__ import annotations

import re
from typing import Any

from citex._late import regex
from citex.model import Name
from citex.text.names.cjk import has_cjk, split_cjk
from citex.text.names.words import TITLE, is_body, without_titles
from citex.text.tables import words

Extra = tuple[tuple[str, Any], ...]

_RAISED_SIGNS, _LATIN = "*†‡§¶#¹²³⁴-⁹⁰", "[A-Za-zÀ-ɏ.]"
MARKED = (
    rf"\d(?:\W|\Z)|[{_RAISED_SIGNS}@(（\[<\t\"“]|，(?<={_LATIN}，)"
    r"|, ?(?:ed|eds|hrsg|hg|trans|comp|coord|Hrsg|Hg)\b"
)
"""A sign or a role within or behind a name."""
STRAY = regex(rf"{MARKED}|\A\s*(?:[Bb]y\s|(?i:{TITLE}))|,\s+(?i:{TITLE})|(?:Ph\.?\s?D|M\.?D)\b")
"""A cheap look: whether `cleaned` could find anything in a name without a comma before a degree."""

_ORCID = regex(
    r"(?:(?<!\s)\s+)?(?:[\[(（|,;]\s*)?(?:https?://orcid\.org/|orcid:?\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\s*[\])）]?",
    re.IGNORECASE,
)
_MAIL = regex(r"(?:(?<!\s)\s+)?[(<\[][^()<>\[\]@]*@[^()<>\[\]]*[)>\]]")
_BRACKETED = regex(r"\A([^()（）\[\]]*[^()（）\[\]\s])\s*[(（\[]([^()（）\[\]]*)[)）\]]\Z")
_NOTES = regex(
    r"(?<=[^\W\d_¹²³⁴-⁹⁰])(?:(?<=[^\W\d_]{2})\d{1,2}(?:,\s?\d{1,2})*)?"
    rf"(?:,?\s?[{_RAISED_SIGNS}])*(?=\Z|,)"
)
_NOTES_OF_INITIALS = regex(
    rf"(?<=[^\W\d_]\.)(?:\d{{1,2}}(?:,\s?\d{{1,2}})*)?(?:,?\s?[{_RAISED_SIGNS}])*(?=\Z|,)"
)
_ROLE = regex(r",\s*(?:eds?|hrsg|hg|trans|comp|coord|Hrsg|Hg)\.?\Z")
NAMESAKE = regex(r"(?<=[^\W\d_.])\s+\d{4}\Z|(?<=\})\s+0\d{3}\Z")
OF_NAMESAKES = "a number that tells namesakes apart stood behind the name"
"""DBLP's numbers, and what is told of one."""
_LIFE = regex(
    r"(?:,\s*|(?<!\s)\s+)?[(]?(?:\b(?:[bd]\.|fl\.|ca?\.|circa|active|approximately|born)\s*)?\b\d{4}\??\s*[-–]\s*(?:\d{4}\??)?[)]?\.?\Z|,\s*b\.\s*\d{4}\.?\Z"
)
_TWO_LETTERS = regex(r"[^\W\d_]{2}")
_PINYIN = {pair[0]: pair[1:] for pair in words("surnames in pinyin")}
"""Chinese family names and how they are written in Latin letters."""


def cleaned(text: str) -> tuple[str, Extra, list[str]]:
    """A name's text without what is no name, what of that is worth keeping, and what was done.

    >>> cleaned("Wei Wang 0009")[::2]
    ('Wei Wang', ['a number that tells namesakes apart stood behind the name'])
    >>> cleaned("Lee1, Ann*")[0], cleaned("Dr. Jane Roe, PhD")[0], cleaned("Roe, J., 1835-1910")[0]
    ('Lee, Ann', 'Jane Roe', 'Roe, J.')
    >>> cleaned("Lee, Ann (0000-0001-2345-6789)")[:2]
    ('Lee, Ann', (('orcid', 'https://orcid.org/0000-0001-2345-6789'),))
    >>> cleaned("Zhang Wei (张伟)")[0], cleaned("Anna Smith (deceased)")[0]
    ('Zhang, Wei', 'Anna Smith')
    >>> cleaned("World Health Organization (WHO)")[0]
    'World Health Organization (WHO)'
    """
    extra: Extra = ()
    done: list[str] = []
    if (bare := undressed(text)) != text:
        text = bare
        done.append("signs around the name were taken off")
    if text.count("-") > 2 and (found := _ORCID.search(text)):
        extra = (("orcid", f"https://orcid.org/{found[1].upper()}"),)
        text = _ORCID.sub("", text).strip()
    single = not (" " in text or "," in text or has_cjk(text))
    for sign, pattern, message in _STEPS[: 1 if single or is_body(text) else None]:
        short = pattern.sub("", text) if sign.search(text) else text
        if short != text and short:
            text = short
            done.append(message)
    if (found := _BRACKETED.match(text)) and _is_beside(found[1], found[2]):
        text, message = _outside(found[1], found[2])
        done.append(message)
    bare = text if is_body(text) else without_titles(text)
    if bare != text and bare:
        done.append("a title or degree stood with the name")
    return bare or text, extra, done


def undressed(text: str) -> str:
    """A name without quotes, brackets, raised signs and the word "By" around it.

    >>> undressed('"Lee, Ann"'), undressed("[Lee, Ann]"), undressed("Lee, Ann<sup>a,b</sup>")
    ('Lee, Ann', 'Lee, Ann', 'Lee, Ann')
    >>> undressed("By Ann Lee"), undressed("Lee, Ann 1"), undressed("Lee，Ann")
    ('Ann Lee', 'Lee, Ann', 'Lee, Ann')
    >>> undressed("[美]哈珀"), undressed('Roe, "Jack" A.'), undressed("Group 7")
    ('[美]哈珀', 'Roe, "Jack" A.', 'Group 7')
    """
    if "<" in text:
        text = _RAISED.sub("", text)
    if "，" in text:
        text = _WIDE_COMMA.sub(", ", text)
    if "\t" in text or "  " in text:
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    if text[:1] in _QUOTES and (found := _AROUND.fullmatch(text)):
        text = found[1] or found[2] or found[3]
    if text[1:3] == "y ":
        text = _BY.sub("", text)
    return _NUMBERED.sub("", text) if "," in text and text[-1:].isdigit() else text


_RAISED = regex(r"<sup>[^<>]{0,40}</sup>", re.IGNORECASE)
_WIDE_COMMA = regex(rf"(?<={_LATIN})，\s?")
_BLANKS = regex(r"[ \t]{2,}|\t")
_AROUND = regex(r'"([^"]{2,200})"|“([^“”]{2,200})”|\[([^\[\]]{2,200})\]')
_BY = regex(r"\A[Bb]y (?=[^\W\d_])")
_NUMBERED = regex(r"(?<=[^\W\d_.]) \d{1,2}(?:,\s?\d{1,2})*\Z")

_QUOTES = ('"', "“", "[")
_YEAR = regex(r"\d{4}")
_SIGN = regex(rf"[\d{_RAISED_SIGNS}]")

_STEPS = (
    (regex("@"), _MAIL, "an address of mail stood behind the name"),
    (_YEAR, _LIFE, "the years of a life stood behind the name"),
    (_YEAR, NAMESAKE, OF_NAMESAKES),
    (regex(r"[dsgp.]\Z"), _ROLE, "a role stood behind the name"),
    (_SIGN, _NOTES, "the sign of a footnote stood behind the name"),
    (_SIGN, _NOTES_OF_INITIALS, "the sign of a footnote stood behind the name"),
)
"""What must be in a name for a pattern to find anything, the pattern, and what it finds."""


def _is_beside(name: str, bracketed: str) -> bool:
    """Whether brackets hold the name again in another script, an affiliation, or a remark."""
    if has_cjk(bracketed) != has_cjk(name):
        return True
    return not is_body(name) and (
        is_body(bracketed)
        or bracketed[:1].islower()
        or bracketed[:4].isdigit()
        or bracketed in _ROLES
    )


_ROLES = frozenset("Ed. Eds. Ed Eds Hrsg. Hg. Editor Editors Trans. Comp.".split())


def _outside(name: str, bracketed: str) -> tuple[str, str]:
    """What stands before brackets; a Latin name gets its comma from the Han one within."""
    if has_cjk(bracketed) and not has_cjk(name):
        words, parts = name.split(), split_cjk(bracketed.strip())
        if parts and len(words) == 2 and words[0].title() == _PINYIN.get(parts[0]):
            name = ", ".join(words)
        return name, f"the name in another script, {bracketed.strip()}, was left out"
    return name, "what stood in brackets behind the name was left out"


def case_proposed(name: Name) -> str | None:
    """How a family name in capitals may be written, or None where it is in none.

    >>> case_proposed(Name("MÜLLER-LÜDENSCHEIDT", "K.")), case_proposed(Name("WU", "K."))
    ('Müller-Lüdenscheidt', None)
    """
    if not name.family or not name.family.isupper() or not _TWO_LETTERS.search(name.family):
        return None
    given = name.given or ""
    spelled = given.isupper() and len(given) > 2 and re.search("[AEIOU]", given[1:])
    if len(name.family) <= 3 and not spelled:
        return None
    small = name.family.replace("İ", "i").lower()
    return "-".join(part.capitalize() for part in small.split("-"))
