"""One paper of several that are the same work: the best value of each variable, with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

import msgspec

from citex._late import regex
from citex.duplicates.fingerprint import is_preprint
from citex.duplicates.titles import words
from citex.model import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
    Remark,
    finished,
    new_date,
    new_paper,
)
from citex.model.checked import called, refuse
from citex.model.papers import Papers, papers_of

Rank = tuple[Any, ...]
"""How good a value is; the highest wins, and of equals the first paper's."""

OF_THE_VERSION = frozenset(
    """container-title container-title-short collection-title volume issue page page-first number
    issued available-date publisher publisher-place DOI URL PMID PMCID ISSN genre medium version
    status edition event-title event-place event-date source""".split()
)
"""Variables that belong to one version: a preprint's are not an article's."""

COMPARED = 50
"""Of more papers than this that are the same work, only the first are asked whether they agree."""

_SPECIFIC = {"document": 0, "article": 1, "webpage": 1}
_MARKUP = regex(r"<(?:i|b|sup|sub|span)\b")
_RANGE = regex(r"\d\s*[-–—]\s*\w*\d")
_ABBREVIATED = regex(r"\w\.(?:\s|$)")


@called
def merge(papers: Papers, *others: Paper, sources: Sequence[str] | None = None) -> Paper:
    """One paper of all of these, which are the same work.

    Each variable has the best value that any of them has: the fullest list of people, the title
    with its markup and subtitle, the most exact date. Where an article and its preprint are given,
    what belongs to a version is the article's. `custom["merged"]` says from which paper each value
    is, by its place in `sources`, or by its id; several of one name are numbered ("a#1", "a#2").
    No paper is written to. Raises InvalidValue where there is none.

    >>> one = Paper(id="a", type="book", title="ON GROWTH", author=[Name("Thompson", "D. W.")])
    >>> two = Paper(id="b", type="book", title="On Growth", issued=PartialDate(1917))
    >>> both = merge([one, two])
    >>> both.id, both.title, both.custom["merged"]["values"]["title"]
    ('a', 'On Growth', 'b')
    """
    given = [*papers_of(papers), *papers_of(others)]
    if not given:
        raise refuse("papers", [], "there is nothing to merge: give two papers or more")
    labels = _labels(given, sources)
    if len(given) == 1:
        return msgspec.structs.replace(given[0])
    versions = [not is_preprint(paper, (paper.DOI or "").lower()) for paper in given]
    merged = new_paper(id=given[0].id)
    kinds = [number for number, final in enumerate(versions) if final] or range(len(given))
    merged.type = max((given[number].type for number in kinds), key=lambda t: _SPECIFIC.get(t, 2))
    chosen: dict[str, int] = {}
    for variable, attribute in VARIABLES.items():
        number = _best(given, versions, variable, attribute)
        if number is not None:
            setattr(merged, attribute, getattr(given[number], attribute))
            chosen[variable] = number
    _settle(merged, given, chosen)
    merged.categories = next((paper.categories for paper in given if paper.categories), None)
    merged.custom = _custom(given)
    origin = {variable: labels[number] for variable, number in chosen.items()}
    merged.custom["merged"] = {"from": labels, "values": origin}
    merged.extra = _extra(given)
    merged.remarks = _remarks(given)
    return finished(merged)


def _labels(papers: Sequence[Paper], sources: Sequence[str] | None) -> list[str]:
    if sources is not None and len(sources) != len(papers):
        raise ValueError(f"{len(papers)} papers, but {len(sources)} sources")
    labels = [(sources[n] if sources else paper.id) or "" for n, paper in enumerate(papers)]
    count = Counter(labels)
    return [
        label if label and count[label] == 1 else f"{label}#{number}"
        for number, label in enumerate(labels, start=1)
    ]


def _best(
    papers: Sequence[Paper], final: Sequence[bool], variable: str, attribute: str
) -> int | None:
    """Which paper has the best value of a variable."""
    ranked: list[tuple[Rank, int]] = []
    rank = _rank(variable)
    has_final = any(final)
    for number, paper in enumerate(papers):
        value = getattr(paper, attribute)
        if value is None or value in ("", []):
            continue
        if has_final and not final[number] and variable in OF_THE_VERSION:
            continue
        agreed = sum(getattr(other, attribute) == value for other in papers[:COMPARED])
        ranked.append(((*rank(value), agreed), -number))
    return -max(ranked)[1] if ranked else None


def _rank(variable: str) -> Callable[[Any], Rank]:
    if variable in NAME_VARIABLES:
        return rank_names
    if variable in DATE_VARIABLES:
        return rank_date
    return _RANKS.get(variable, lambda value: ())


def rank_names(names: Sequence[Name]) -> Rank:
    """More people, then more of them in parts, then fuller given names, then accents.

    >>> rank_names([Name("Li", "Na")]) > rank_names([Name("Li", "N.")])
    True
    """
    complete = not any((name.literal or "").casefold().strip(". ") == "et al" for name in names)
    in_parts = sum(1 for name in names if name.family and name.given)
    full = sum(len(word) > 1 for name in names for word in re.findall(r"\w+", name.given or ""))
    written = "".join(
        f"{name.family or ''}{name.given or ''}{name.literal or ''}" for name in names
    )
    shouted = sum(
        1 for name in names if (name.family or "").isupper() and len(name.family or "") > 2
    )
    accents = sum(not char.isascii() for char in written)
    return complete, len(names), in_parts, -shouted, full, accents


def rank_date(date: PartialDate) -> Rank:
    """The more exact one: a day before a month before a year; not a first of January."""
    new_year = (date.month, date.day) == (1, 1)
    parts = sum(part is not None for part in (date.year, date.month, date.day, date.season))
    return date.year is not None, 1 if new_year else parts


def rank_title(title: str) -> Rank:
    """Not in capitals, with its subtitle and markup, without the stop of a database."""
    shouted = title.isupper() and sum(char.isalpha() for char in title) > 6
    return (
        not shouted,
        not re.search(r"&(?:amp|lt|gt|#\d+);", title),
        len(words(title)),
        bool(_MARKUP.search(title)),
        not title.rstrip().endswith((".", "。")),
        sum(not char.isascii() for char in title),
    )


def _rank_container(name: str) -> Rank:
    """Written out rather than abbreviated, in usual case; what a library adds does not count."""
    bare = re.sub(r"(?:(?<!\s)\s+)?\([^()]*\)\s*$|(?<!\s)\s+[:=]\s.*$", "", name)
    shouted = name.isupper() and len(name) > 6
    return not _ABBREVIATED.search(name), not shouted, name != name.lower(), len(bare), -len(name)


def _rank_pages(page: str) -> Rank:
    return bool(_RANGE.search(page)), len(page)


_RANKS: dict[str, Callable[[Any], Rank]] = {
    "title": rank_title,
    "container-title": _rank_container,
    "container-title-short": lambda name: (bool(_ABBREVIATED.search(name)),),
    "abstract": lambda text: (len(text),),
    "page": _rank_pages,
    "URL": lambda url: (url.startswith("https://"), "doi.org/" not in url),
    "DOI": lambda doi: (doi.startswith("10."), doi == doi.lower()),
    "language": lambda tag: (bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", tag)), len(tag)),
    "keyword": lambda text: (len(text),),
}


def _settle(merged: Paper, papers: Sequence[Paper], chosen: dict[str, int]) -> None:
    """Volume, issue and page go with the date of the same paper where dates tell other years."""
    if merged.volume is None or merged.issued is None:
        return
    own = papers[chosen["volume"]].issued
    if own is not None and own.year != merged.issued.year:
        same_year = [
            n for n, p in enumerate(papers) if p.issued is not None and p.issued.year == own.year
        ]
        best = max(same_year, key=lambda n: (rank_date(_date(papers[n])), -n))
        merged.issued = papers[best].issued
        chosen["issued"] = best


def _date(paper: Paper) -> PartialDate:
    return paper.issued or new_date()


def _custom(papers: Sequence[Paper]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for paper in papers:
        _fill(merged, {key: value for key, value in paper.custom.items() if key != "merged"})
    return merged


def _extra(papers: Sequence[Paper]) -> dict[str, dict[str, Any]]:
    merged: dict[str, dict[str, Any]] = {}
    for paper in papers:
        _fill(merged, paper.extra)
    return merged


def _fill(target: dict[str, Any], values: dict[str, Any]) -> None:
    """Put into `target` what it lacks, at every depth; nothing of `values` is shared."""
    for key, value in values.items():
        if isinstance(value, dict):
            if isinstance(target.setdefault(key, {}), dict):
                _fill(target[key], value)
        elif isinstance(value, list) and isinstance(target.get(key), list):
            kind = type(value) if isinstance(target[key], type(value)) else list
            known = set(map(repr, target[key]))
            more = [entry for entry in value if repr(entry) not in known]
            target[key] = kind([*target[key], *more])
        else:
            target.setdefault(key, copy(value) if isinstance(value, list) else value)


def _remarks(papers: Sequence[Paper]) -> list[Remark]:
    return list(dict.fromkeys(remark for paper in papers for remark in paper.remarks))
