"""Japan Link Center: works of its REST API, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citex.formats import Problems, Source
from citex.formats._json import json_records
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, Remark, new_paper
from citex.model.item import name_to_item
from citex.records._keys import Keys
from citex.records._values import record, records, text
from citex.records._work import finish, identify, in_journal, locate, published
from citex.text import languages
from citex.text.names import sources as names
from citex.text.richtext.markup import plain_text
from citex.text.titles import title, with_subtitle
from citex.text.translations import translate

_TYPES = read_types("jalc")
Entries = list[dict[str, Any]]


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of answers, each with its work under `data`, or of the works alone."""
    keys = Keys()
    for entry in json_records(source, problems, wrappers=()):
        value = record(entry.value)
        works = records(value.get("data")) or [value]
        for paper in map(paper_of, works):
            if paper is None:
                problems.append(entry.problem("the object is no work of Japan Link Center"))
                continue
            paper.id = paper.id or keys.key(paper)
            yield paper


def paper_of(work: dict[str, Any]) -> Paper | None:
    """The paper that a work describes, in its own language; None when it has no title.

    What it is called in the other language, and its people, stand in `translations`.

    >>> paper = paper_of({"doi": "10.5555/ki", "content_type": "JA", "title_list": [
    ...     {"lang": "en", "title": "On trees"}, {"lang": "ja", "title": "木について"}]})
    >>> paper.language, paper.title, paper.custom["translations"]["en"]["title"]
    ('ja', '木について', 'On trees')
    """
    paper = new_paper(remarks=[], custom={})
    notes = paper.remarks
    listed = [one for one in records(work.get("title_list")) if text(one.get("title"))]
    if not listed:
        return None
    own = _language(work, listed, notes)
    paper.type = _TYPES.get(text(work.get("content_type")) or "", "document")
    paper.title = _title(_in(listed, own), notes)
    if paper.title is None:
        return None
    identify(paper, doi=work.get("doi"))
    paper.author = names.name_list(_people(work, own), "author", notes)
    journals = records(work.get("journal_title_name_list"))
    in_journal(paper, _journal(journals, own), None, _issns(work))
    locate(paper, work.get("volume"), work.get("issue"), first=work.get("first_page"),
           last=work.get("last_page"))  # fmt: skip
    publishers = records(work.get("publisher_list"))
    paper.publisher = plain_text(_in(publishers, own).get("publisher_name"))
    given = record(work.get("publication_date"))
    published(paper, *(given.get(f"publication_{part}") for part in ("year", "month", "day")))
    if paper.type == "dataset":
        paper.URL = text(work.get("url"))
    for entry in listed:
        tag = _tag(entry)
        if tag and tag != own:
            translate(paper, _title(entry, []), tag)
            _translate_rest(paper, work, tag)
    finish(paper, language=own)
    return paper


def _language(work: dict[str, Any], titles: Entries, notes: list[Remark]) -> str:
    """The language of a work: as it says, else Japanese where it has a title in that."""
    told = languages.language(work.get("content_language"), notes)
    tags = [tag for entry in titles if (tag := _tag(entry))]
    if told in tags or not tags:
        return told or ""
    return "ja" if "ja" in tags else tags[0]


def _tag(entry: dict[str, Any]) -> str | None:
    return languages.tag(text(entry.get("lang")) or "")


def _in(entries: Entries, own: str) -> dict[str, Any]:
    """The entry in a language, else the first one."""
    return next((one for one in entries if _tag(one) == own), next(iter(entries), {}))


def _title(entry: dict[str, Any], notes: list[Remark]) -> str | None:
    main = title(entry.get("title"), "title", notes)
    subtitle = title(entry.get("subtitle"), "title", notes)
    return with_subtitle(main, subtitle) if main and subtitle else main


def _people(work: dict[str, Any], own: str, *, only: bool = False) -> list[Name | None]:
    """The people of a work, as they are written in a language, else as they are (not if `only`)."""
    found: list[Name | None] = []
    for creator in records(work.get("creator_list")):
        entries = records(creator.get("names"))
        entry = _in(entries, own)
        if only and _tag(entry) != own:
            return []
        family, given = plain_text(entry.get("last_name")), plain_text(entry.get("first_name"))
        if family and given:
            found.append(names.parts(family=family, given=given))
        else:
            found.append(names.natural(family or given or ""))
    return found


def _journal(journals: Entries, own: str) -> str | None:
    """The journal's full title in a language; abbreviations are said to be such."""
    full = [one for one in journals if text(one.get("type")) != "abbreviation"] or journals
    return plain_text(_in(full, own).get("journal_title_name"))


def _issns(work: dict[str, Any]) -> list[str]:
    listed = records(work.get("journal_id_list"))
    named = [one for one in listed if "ISSN" in (text(one.get("type")) or "").upper()]
    return [number for one in named if (number := text(one.get("journal_id")))]


def _translate_rest(paper: Paper, work: dict[str, Any], tag: str) -> None:
    """The people and the journal in the language of a title that was kept."""
    values = paper.custom.get("translations", {}).get(tag)
    if values is None:
        return
    people = names.name_list(_people(work, tag, only=True), "author", [])
    if people:
        values["author"] = [name_to_item(name) for name in people]
    journals = [one for one in records(work.get("journal_title_name_list")) if _tag(one) == tag]
    if name := _journal(journals, tag):
        values["container-title"] = name


FORMAT = builtin("jalc", read=read)
