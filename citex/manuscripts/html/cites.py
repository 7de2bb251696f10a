"""A citation in a page: what the attributes of its element say, or what pandoc left in it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from citex._late import regex
from citex.csl import Citation, Cite
from citex.csl.process.cites import OTHER_MODES
from citex.manuscripts.html.tags import Tag
from citex.manuscripts.locators import split
from citex.manuscripts.manuscript import Known
from citex.manuscripts.markdown.affixes import Keeper
from citex.manuscripts.markdown.cites import Grammar, citations_in
from citex.manuscripts.markdown.inline import words_of

_TAG = regex(r"</?([A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>|<!--[^<>]*-->")
_MARKS = {"i": "*", "em": "*", "b": "**", "strong": "**", "sup": "^", "sub": "~"}
_SIGNS = regex(r"([\\*_^~`$<>])")
_MODES = {**OTHER_MODES, "normal": "", "parenthetical": ""}
_COMMAS = regex(r"[\s,，、]+")
_SEMICOLONS = regex(r"[;；]")


def is_citation(tag: Tag) -> bool:
    """Whether an element is a citation: `<cite data-key>`, `<cite data-cite>`, pandoc's span."""
    said = tag.attributes
    if tag.name == "cite" and (said.get("data-key") or said.get("data-cite")):
        return True
    if not said.get("data-cites"):
        return False
    return tag.name == "cite" or "citation" in said.get("class", "").split()


def citation_of(
    tag: Tag, content: str, known: Known, languages: Sequence[str], chapter: int
) -> Citation:
    """The citation that an element is, with this content. Raises InvalidValue.

    The attributes beside the keys are data-locator, data-label, data-prefix, data-suffix and
    data-mode; for several works, the values of the first four are parted by semicolons.
    """
    said = tag.attributes
    if said.get("data-cites") and "@" in content:
        found = _of_pandoc(content, said["data-cites"].split(), languages)
        if found is not None:
            return Citation(found.cites, mode=found.mode, unsorted=found.unsorted, chapter=chapter)
    keys = keys_of(tag, known)
    prefixes = _each(said.get("data-prefix"), len(keys), last=False)
    suffixes = _each(said.get("data-suffix"), len(keys), last=True)
    places = _each(said.get("data-locator"), len(keys), last=True)
    labels = _each(said.get("data-label"), len(keys), last=True)
    cites = [
        _cite(*values, languages)
        for values in zip(keys, places, labels, prefixes, suffixes, strict=True)
    ]
    joined = any(cite.prefix for cite in cites[1:])
    mode = said.get("data-mode", "").strip().lower()
    mode = _MODES.get(mode, mode)
    return Citation(cites, mode=mode, unsorted=joined, chapter=chapter)


def keys_of(tag: Tag, known: Known) -> list[str]:
    """The keys that an element names: a value that is a key whole, or several.

    They are parted by semicolons, else by commas or blanks, also by those of Chinese.
    """
    said = tag.attributes
    value = (said.get("data-key") or said.get("data-cite") or said.get("data-cites") or "").strip()
    if known(value) or not value:
        return [value]
    parts = [part.strip() for part in _SEMICOLONS.split(value) if part.strip()]
    if len(parts) < 2:
        parts = [part for part in _COMMAS.split(value) if part]
    return [part if known(part) else part.lstrip("@") for part in parts] or [value]


def _each(value: str | None, count: int, *, last: bool) -> list[str]:
    """The value for each of several works; one alone belongs to the `last`, or the first."""
    parts = [value or ""]
    if count > 1:
        parts = [part.strip() for part in _SEMICOLONS.split(value or "")]
    if len(parts) == 1:
        rest = [""] * (count - 1)
        return [*rest, *parts] if last else [*parts, *rest]
    more = "; ".join(parts[count - 1 :])
    return [*parts[: count - 1], more, *[""] * (count - len(parts))][:count]


def _cite(
    key: str, place: str, label: str, prefix: str, suffix: str, languages: Sequence[str]
) -> Cite:
    named, locator, rest = split(place, languages)
    if locator is None and place.strip():
        locator, rest = place.strip(), ""
    if prefix and not prefix[-1].isspace():
        prefix += " "
    suffix = rest + suffix
    if suffix[:1].isalnum():
        suffix = " " + suffix
    return Cite(key, locator=locator, label=label.strip() or named, prefix=prefix, suffix=suffix)


# -- what pandoc leaves without --citeproc -------------------------------------------------------


def _of_pandoc(content: str, keys: list[str], languages: Sequence[str]) -> Citation | None:
    """The citation that is written in pandoc's syntax; None for a text that is not of these keys.

    >>> _of_pandoc("[see @a, p. 3]", ["a"], []).cites[0].locator
    '3'
    """
    text = "".join(_marked(content)).strip()
    keeper = Keeper(text)
    grammar = Grammar(text, keys.__contains__, lambda key: False, tuple(languages), keeper)
    found = list(citations_in(words_of(text, text, 0, len(text)), grammar))
    if len(found) != 1 or found[0].end - found[0].start != len(text) or keeper.kept:
        return None
    citation = found[0].citation
    return citation if [cite.id for cite in citation.cites] == keys else None


def _marked(content: str) -> list[str]:
    """HTML as Markdown, in as far as affixes have markup."""
    pieces, place = [], 0
    for tag in _TAG.finditer(content):
        pieces += [_escaped(content[place : tag.start()]), _MARKS.get((tag[1] or "").lower(), "")]
        place = tag.end()
    return [*pieces, _escaped(content[place:])]


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", html.unescape(text))


def plain(content: str) -> str:
    """The words of a piece of HTML."""
    return html.unescape(_TAG.sub("", content))
