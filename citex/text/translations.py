"""Titles in two languages: which is the work's own, and where its translation goes.

The own title is `title`; a translation stands in `custom["translations"]`, by its language. Neither
is an `original-title`, which styles print as "Original work published as ...": that is for a work
which is itself a translation.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from citex._late import regex
from citex.model import Name, Paper
from citex.model.item import name_to_item
from citex.model.remarks import add_remark
from citex.text import languages
from citex.text.names.written import parse_name
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


def translate(paper: Paper, title: str | None, tag: str | None = None) -> bool:
    """Keep a title in another language, once, under its tag or the one that its words tell.

    Whether it is kept now: of two titles in a language only the first is.

    >>> paper = Paper(title="Über Wurzeln")
    >>> translate(paper, "On the roots of trees")
    True
    >>> paper.custom
    {'translations': {'en': {'title': 'On the roots of trees'}}}
    """
    if not title or title == paper.title:
        return False
    tag = tag or languages.guess(title) or "und"
    known = paper.custom.setdefault("translations", {}).setdefault(tag, {})
    return bool(known.setdefault("title", title) == title)


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


def other_language(paper: Paper, own: str) -> tuple[str, dict[str, Any]]:
    """A paper's values in another language than its own, with its tag; "" and none where none are.

    They come from `custom["translations"]` (the English ones first), else from an `original-title`
    in another script and the other original variables, or from what Chinese users of Zotero have
    in the note (`titleTranslation: ...`).

    >>> other_language(Paper(title="宋论", original_title="On Song"), "zh")
    ('en', {'title': 'On Song'})
    """
    translations = translations_of(paper)
    tags = [tag for tag in translations if tag.partition("-")[0] != own]
    for tag in sorted(tags, key=lambda tag: not tag.startswith("en")):
        if translations[tag].get("title"):
            return tag, translations[tag]
    noted = dict(_NOTED.findall(paper.note)) if paper.note and "ranslation:" in paper.note else {}
    title = paper.original_title or noted.get("titleTranslation")
    found = languages.from_text(title) if title else None
    if found is None or found == own or (own not in ("zh", "ja", "ko") and found == "en"):
        return "", {}
    values: dict[str, Any] = {"title": title}
    for variable in ("container-title", "publisher", "publisher-place"):
        value = paper.get(f"original-{variable}") or noted.get(_FIELDS[variable] + "Translation")
        if isinstance(value, str):
            values[variable] = value
    if paper.original_author:
        values["author"] = [name_to_item(name) for name in paper.original_author]
    return found, {**values, **translations.get(found, {})}


_NOTED = regex(r"^([a-z][A-Za-z]*)(?<=Translation):[ \t]*(\S.*)$", re.MULTILINE)
_FIELDS = {
    "container-title": "publicationTitle", "publisher": "publisher", "publisher-place": "place",
}  # fmt: skip
"""Variable -> Zotero's field."""


def names_in_note(paper: Paper) -> dict[str, Name]:
    """What the note has (`creatorsExt`) of people who are called otherwise in their own script.

    >>> names_in_note(Paper(note='creatorsExt: [{"firstName": "王磊", "original": "Lei Wang"}]'))
    {'王磊': Name(family='Wang', given='Lei')}
    """
    match = _CREATORS.search(paper.note or "")
    try:
        creators = msgspec.json.decode(match[1], type=list[dict[str, Any]]) if match else []
    except msgspec.MsgspecError:
        return {}
    return {
        f"{creator.get('lastName', '')}{creator.get('firstName', '')}": parse_name(original)
        for creator in creators
        if isinstance(original := creator.get("original"), str) and original.strip()
    }


_CREATORS = regex(r"^creatorsExt:\s*(\[.*\])\s*$", re.MULTILINE)
