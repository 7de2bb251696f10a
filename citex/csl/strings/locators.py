"""Labels written within a locator or a number: "vol. 1", "7, p. 3-8"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from citex._late import difflib, regex
from citex.csl.strings.pages import is_plural
from citex.model.checked import refuse

LABELS = {
    "app": "appendix", "art": "article-locator", "bk": "book", "ch": "chapter", "chap": "chapter",
    "col": "column", "fig": "figure", "fol": "folio", "l": "line", "n": "note", "op": "opus",
    "p": "page", "pp": "page", "para": "paragraph", "pt": "part", "r": "rule", "sec": "section",
    "supp": "supplement", "sv": "sub-verbo", "tbl": "table", "tit": "title-locator",
    "vrs": "verse", "vol": "volume",
}  # fmt: skip
"""What people write before a number -> the term that it stands for."""

LOCATORS = frozenset(
    """act appendix article-locator book canon chapter column elocation equation figure
    folio issue line note opus page paragraph part rule scene section sub-verbo supplement surah
    table timestamp title-locator verse version volume""".split()
)
"""The kinds of place in a work (CSL 1.0.2, appendix V, and what CSL-M adds)."""

_SPELLED = {
    **LABELS,
    **{name: name for name in LOCATORS},
    "article": "article-locator", "title": "title-locator",  # before CSL 1.0.2, and in CSL-M
    "abb": "figure", "abbildung": "figure", "abschnitt": "section", "bd": "volume",
    "kap": "chapter", "kapitel": "chapter", "s": "page", "seite": "page", "seiten": "page",
    "sect": "section", "tab": "table", "capítulo": "chapter", "chapitre": "chapter", "§": "section",
    "页": "page", "頁": "page", "章": "chapter", "节": "section", "節": "section", "卷": "volume",
    "段": "paragraph", "行": "line", "图": "figure", "圖": "figure", "表": "table",
    "条": "article-locator", "條": "article-locator",
}  # fmt: skip
"""The kinds of place as they are spelled by themselves, in other languages too."""

_WRITTEN = {
    **{name: name for name in LOCATORS},
    **{LABELS[word]: word for word in reversed(LABELS)},
}
"""How a kind of place is written before its number, for `with_terms` to put in words."""
LABELS |= {word: name for name, word in _WRITTEN.items()}

_ALTERNATIVES = "|".join(sorted(LABELS, key=len, reverse=True))
_COUNTS = r"(?=[A-Za-z]{0,2}-?\d|(?:[ivx]|[ivxlcdm]{2,}|[IVX]|[IVXLCDM]{2,})\b)"
"""How a place begins: 3, iv, A-3."""
_LEADING = regex(rf"({_ALTERNATIVES})\.\s+{_COUNTS}(.*)", re.DOTALL)
_PLACES = "".join(word for word in _SPELLED if word > "\u2fff")
_COUNTED = regex(rf"(?:第\s?)?(\d[\d,，、–—~-]*)\s?([{_PLACES}])|([{_PLACES}])\s?(\d.*)", re.DOTALL)
"""The place in Chinese: 第3章, 页3."""
_WORD = regex(
    rf"(?:(§)§?|([Pp]{{1,2}}|S)\.?|([^\W\d_]{{3,}})\.?(?=\s))\s*((?:\d|(?<=\s){_COUNTS}).*)",
    re.DOTALL,
)
_WITHIN = regex(rf"(?<=[,;]\s)({_ALTERNATIVES})\.\s+(\d+(?:\s*[-–]\s*\d+)?)")

_OTHER = regex(rf"[,;]\s+({_ALTERNATIVES})\.\s+\d")

TermOf = Callable[[str, bool], str]
"""(name of a term, plural) -> its short form."""


def label_named(text: str) -> str:
    """The kind of place that a label means, in the spellings people use. Raises InvalidValue.

    >>> label_named("pp."), label_named("sub verbo"), label_named("article")
    ('page', 'sub-verbo', 'article-locator')
    """
    if text in LOCATORS:
        return text
    word = text.strip().rstrip(".").lower().replace(" ", "-")
    for spelling in (word, word.removesuffix("s")):
        if found := _SPELLED.get(spelling):
            return found
    close = difflib.get_close_matches(word, LOCATORS, n=1)
    near = f"did you mean {close[0]!r}?" if close else f"give one of {', '.join(sorted(LOCATORS))}"
    raise refuse("label", text, near)


def joined(places: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """A place within a place as one locator: its label, and a text that `with_terms` reads.

    >>> joined([("chapter", "3"), ("pages", "12-14")]), joined([("act", "1"), ("scene", "2")])
    (('chapter', '3, p. 12-14'), ('act', '1, scene. 2'))
    """
    (label, text), *rest = ((label_named(label), value) for label, value in places)
    return label, text + "".join(f", {_WRITTEN[one]}. {value}" for one, value in rest)


def label_asked_for(name: str) -> str:
    """The kind of place that a condition asks for, under its name of today."""
    return _SPELLED.get(name.replace(" ", "-"), name)


def split_label(locator: str) -> tuple[str | None, str]:
    """The label that a locator begins with, if it does, and the rest.

    >>> split_label("vol. 1, fol. 186"), split_label("12-14")
    (('volume', '1, fol. 186'), (None, '12-14'))
    >>> split_label("Chapter 3"), split_label("pp3-4"), split_label("第3章")
    (('chapter', '3'), ('page', '3-4'), ('chapter', '3'))
    """
    if locator[:1].isdecimal() and locator[-1:] not in _PLACES:
        return None, locator
    match = _LEADING.fullmatch(locator)
    if match:
        return LABELS[match[1]], match[2]
    if match := _COUNTED.fullmatch(locator):
        return _SPELLED[match[2] or match[3]], match[1] or match[4]
    if (match := _WORD.fullmatch(locator)) is None:
        return None, locator
    word = (match[1] or match[2] or match[3]).lower()
    label = _SPELLED.get(word) or _SPELLED.get(word.removesuffix("s"))
    return (label, match[4]) if label else (None, locator)


def own_part(locator: str) -> str:
    """What stands before a label of another kind: the numbers that the locator's own label counts.

    >>> own_part("367-368, fig. 333")
    '367-368'
    """
    match = _OTHER.search(locator)
    return locator[: match.start()] if match else locator


def with_terms(value: str, term: TermOf, number: Callable[[str], str]) -> str:
    """The value with labels within it as the locale has them, singular or plural.

    >>> with_terms("7, p. 3-8", lambda name, many: "pp." if many else "p.", lambda text: text)
    '7, pp. 3-8'
    """
    if ". " not in value:
        return value

    def replace(match: re.Match[str]) -> str:
        text = term(LABELS[match[1]], is_plural(match[2]))
        return f"{text} {number(match[2])}" if text else match.group()

    return _WITHIN.sub(replace, value)
