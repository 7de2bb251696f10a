"""Titles in two languages: which is the work's own, and where its translation goes.

The own title is `title`; a translation stands in `custom["translations"]`, by its language. Neither
is an `original-title`, which styles print as "Original work published as ...": that is for a work
which is itself a translation.
"""

from __future__ import annotations

from typing import Any

from citex.model import Paper
from citex.model.remarks import add_remark
from citex.text import languages
from citex.text.placeholders import is_placeholder
from citex.text.titles import translated


def translations_of(paper: Paper) -> dict[str, dict[str, Any]]:
    """A paper's values in other languages by tag; `custom` may hold anything: the rest is not seen.

    >>> translations_of(Paper(custom={"translations": {"en": {"title": "Roots"}, "de": 7}}))
    {'en': {'title': 'Roots'}}
    """
    found: Any = paper.custom.get("translations")
    if not isinstance(found, dict):
        return {}
    return {str(tag): values for tag, values in found.items() if isinstance(values, dict)}


def translate(paper: Paper, title: str | None, tag: str | None = None) -> None:
    """Keep a title in another language, once, under its tag or the one that its words tell.

    >>> paper = Paper(title="Über Wurzeln")
    >>> translate(paper, "On the roots of trees")
    >>> paper.custom
    {'translations': {'en': {'title': 'On the roots of trees'}}}
    """
    if not title or title == paper.title:
        return
    tag = tag or languages.guess(title) or "und"
    paper.custom.setdefault("translations", {}).setdefault(tag, {}).setdefault("title", title)


def settle(paper: Paper, other: str | None) -> None:
    """Of a paper's title and another of it, the one in the work's language becomes the title.

    >>> paper = Paper(title="On the roots of trees", language="de")
    >>> settle(paper, "Über Wurzeln")
    >>> paper.title, paper.custom["translations"]
    ('Über Wurzeln', {'en': {'title': 'On the roots of trees'}})
    """
    if not other or other == paper.title:
        return
    given = paper.title
    if given is None or not _is_own(given, other, paper.language):
        paper.title = other
        translate(paper, given)
    else:
        translate(paper, other)


def _is_own(given: str, other: str, language: str | None) -> bool:
    """Whether `given` rather than `other` is in the language of the work.

    Without a language, the one that is not English is.
    """
    one, two = languages.guess(given), languages.guess(other)
    own = (language or "").partition("-")[0]
    if own and one != two and own in (one, two):
        return own == one
    return two == "en" and one != "en"


def from_brackets(paper: Paper) -> None:
    """Settle a title that a file has as MEDLINE has it; other titles in brackets stay.

    It is a translation where its own title stands beside it, or the work is in another language
    than its words, or is PubMed's; else what an untitled work is called stands in brackets.

    >>> paper = Paper(title="[On the roots of trees]", language="de")
    >>> from_brackets(paper)
    >>> paper.title, paper.remarks[1].kind
    ('On the roots of trees', 'doubt')
    >>> paper = Paper(title="[Rezension von: Über Wurzeln]", language="de")
    >>> from_brackets(paper)
    >>> paper.title
    '[Rezension von: Über Wurzeln]'
    """
    inner = translated(paper.title or "")
    if inner is None:
        return
    own, language = paper.original_title, (paper.language or "").partition("-")[0]
    foreign = language not in ("", "en") and (
        paper.PMID is not None
        or languages.guess(inner, paper.abstract) == "en"
        or languages.contradicts(language, inner)
    )
    if own is None and not foreign:
        return
    paper.remarks, paper.custom = [*paper.remarks], {**paper.custom}
    settle_bracketed(paper, own)
    paper.original_title = None


def settle_bracketed(paper: Paper, own: str | None) -> None:
    """Of a title as MEDLINE has it, "[On roots]" where translated, and that in its own language.

    >>> paper = Paper(title="[On roots]", language="de")
    >>> settle_bracketed(paper, "Über Wurzeln")
    >>> paper.title, paper.custom["translations"]
    ('Über Wurzeln', {'en': {'title': 'On roots'}})
    >>> paper = Paper(title="[Not Available]", language="fr")
    >>> settle_bracketed(paper, None)
    >>> paper.title, paper.remarks[0].kind
    (None, 'doubt')
    """
    given = paper.title
    inner = translated(given) if given else None
    if given and is_placeholder(given.strip(" []."), "title"):
        paper.title = own
        if own is None:
            add_remark(paper.remarks, "doubt", "title", "the source has none", given)
        return
    if given is None or inner is None or (own is None and paper.language == "en"):
        settle(paper, own)
        return
    message = "the brackets of a translated title were taken off"
    add_remark(paper.remarks, "repaired", "title", message, given)
    if own is None:
        paper.title = inner
        said = f"a work in {paper.language!r}" if paper.language else "another language"
        message = f"is the source's translation, of {said}; it does not give the own title"
        add_remark(paper.remarks, "doubt", "title", message)
        return
    paper.title = own
    translate(paper, inner, "en")
