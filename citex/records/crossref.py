"""Crossref: works of its REST API, its lists of works, and its dumps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats._types import read_types
from citex.formats.detect import builtin
from citex.model import Name, Paper, PartialDate, Remark, new_name, new_paper
from citex.model.remarks import add_remark
from citex.records._keys import Keys
from citex.records._read import DATES, choose_date, json_papers, unwrapped
from citex.records._values import first, record, records, texts
from citex.records._work import (
    abbreviated_only,
    containers,
    finish,
    identify,
    in_series,
    locate,
)
from citex.text import languages
from citex.text.abstracts import abstract
from citex.text.dates.sources import valid
from citex.text.identifiers import choose_isbn, choose_issn
from citex.text.journals import journal
from citex.text.names import sources as names
from citex.text.pages import number
from citex.text.preprints import from_preprint_server, is_server, server_of
from citex.text.richtext.markup import plain_text, rich_text
from citex.text.status import doi, relate
from citex.text.titles import title, with_subtitle
from citex.text.translations import settle, settle_bracketed, translate

_WRAPPERS = ("message.items", "items", "message")

_TYPES = read_types("crossref")
_SOFTWARE = ("10.32614/cran.package.",)
"""What the DOIs of software begin with that is registered as a dataset."""
_POSTED = {"dissertation": "thesis", "report": "report"}
"""What content may be that is posted as no preprint."""
_ISSUED_BY_INSTITUTION = frozenset(("article", "thesis", "report"))
_UPDATES = {
    "retraction": "retract", "partial_retraction": "retract", "removal": "withdraw",
    "withdrawal": "withdraw", "correction": "correct", "corrigendum": "correct",
    "erratum": "correct", "addendum": "correct", "clarification": "correct",
    "expression_of_concern": "concern", "new_version": "update", "new_edition": "update",
}  # fmt: skip
_NOTICE = {"retract": "retracts", "correct": "corrects", "concern": "concerns",
           "update": "updates", "withdraw": "withdraws"}  # fmt: skip
_NOTICED = {"retract": "retracted-by", "correct": "corrected-by", "concern": "concern-by",
            "update": "updated-by", "withdraw": "withdrawn-by"}  # fmt: skip
_RELATIONS = {
    "is-preprint-of": "preprint-of", "has-preprint": "has-preprint",
    "is-version-of": "version-of", "has-version": "has-version",
    "is-translation-of": "translation-of", "has-translation": "has-translation",
    "is-review-of": "review-of", "is-manuscript-of": "version-of",
    "has-manuscript": "has-version", "is-identical-to": "version-of", "is-same-as": "version-of",
    "replaces": "updates", "is-replaced-by": "updated-by",
}  # fmt: skip
_BACKFILE = regex(r"10\.1111/j\.\d{4}-\d{3}[\dXx]\.((?:18|19|20)\d\d)\.", re.IGNORECASE)


class Work(msgspec.Struct, rename="kebab", gc=False):
    """The fields of a work that a citation is made of; the rest is skipped when it is decoded."""

    DOI: Any = msgspec.field(default=None, name="DOI")
    type: Any = None
    subtype: Any = None
    title: Any = None
    subtitle: Any = None
    original_title: Any = None
    short_title: Any = None
    author: Any = None
    editor: Any = None
    translator: Any = None
    chair: Any = None
    container_title: Any = None
    short_container_title: Any = None
    group_title: Any = None
    volume: Any = None
    issue: Any = None
    journal_issue: Any = None
    page: Any = None
    article_number: Any = None
    issued: Any = None
    published: Any = None
    published_print: Any = None
    published_online: Any = None
    published_other: Any = None
    posted: Any = None
    approved: Any = None
    event: Any = None
    publisher: Any = None
    publisher_location: Any = None
    institution: Any = None
    standards_body: Any = None
    degree: Any = None
    edition_number: Any = None
    report_number: Any = None
    part_number: Any = None
    project: Any = None
    award: Any = None
    ISSN: Any = msgspec.field(default=None, name="ISSN")
    issn_type: Any = None
    ISBN: Any = msgspec.field(default=None, name="ISBN")
    isbn_type: Any = None
    abstract: Any = None
    language: Any = None
    update_to: Any = None
    updated_by: Any = None
    relation: Any = None
    cited: Any = msgspec.field(default=None, name="is-referenced-by-count")
    message: Any = None
    items: Any = None


_KEYS = {field.encode_name: field.name for field in msgspec.structs.fields(Work)}
_decode = msgspec.json.Decoder(Work).decode


def read(source: Source, problems: Problems, /, *, dates: str = "print") -> Iterator[Paper]:
    """The papers of Crossref's answers, lists, JSON lines or dumps.

    `dates` says which date is `issued`: that of "print" (the volume's), "online", or the "first".
    """
    head = source.head.lstrip()
    if head.startswith("{"):
        line = head.partition("\n")[0]
        first = _first(line)
        if first is not None:
            yield from _lines(source, problems, dates, line, first)
            return

    def paper(value: dict[str, Any]) -> Paper | None:
        return paper_of(_work(value), dates)

    yield from json_papers(source, problems, paper, wrappers=_WRAPPERS, noun="Crossref")


def _first(line: str) -> Work | None:
    """The first line where it is a work whole, as in JSON lines; of a long one, an empty work."""
    if len(line) > 8_000:
        return Work() if '"DOI"' in line and not line.startswith('{"status"') else None
    try:
        work = _decode(line)
    except (msgspec.DecodeError, RecursionError):
        return None
    return work if work.DOI is not None or work.title is not None else None


def _lines(
    source: Source, problems: Problems, dates: str, known: str, first: Work
) -> Iterator[Paper]:
    """JSON lines, in constant memory: only the fields of a citation are decoded.

    `first` is the work of the line that is `known`, where this is not long.
    """
    keys = Keys()
    before = 0
    for lines in source.lists_of_lines():
        works: list[Work] = []
        told: list[tuple[int, str, str]] = []  # of each work its line, or what is wrong with this
        for number_, line in enumerate(lines, start=before + 1):
            if not line.strip():
                continue
            try:
                whole = number_ == 1 and len(line) <= 8_000 and line == known
                found = [first] if whole else _works(_decode(line))
            except (msgspec.DecodeError, RecursionError) as error:
                told.append((number_, line, f"this is no JSON object: {error}"))
                continue
            works += found
            told += [(number_, line, "")] * len(found)
        before += len(lines)
        papers = iter(papers_of(works, dates))
        for number_, line, fault in told:
            paper = None if fault else next(papers)
            if paper is None:
                reason = fault or "this object is not a record of Crossref"
                _report(reason, line, source, number_, problems)
                continue
            paper.id = paper.id or keys.key(paper)
            yield paper


def _report(reason: str, line: str, source: Source, number_: int, problems: Problems) -> None:
    raw = line[:10_000]
    problems.append(Problem(message=reason, source=source.name, line=number_, raw=raw))


def _works(work: Work) -> list[Work]:
    """The work of a line; or those of the answer that the line is."""
    if work.DOI is not None or work.title is not None or not (work.message or work.items):
        return [work]
    answer = {"message": work.message, "items": work.items}
    return [_work(value) for value in unwrapped(answer, _WRAPPERS) if isinstance(value, dict)]


def _work(value: dict[str, Any]) -> Work:
    return Work(**{_KEYS[key]: value[key] for key in _KEYS.keys() & value})


def paper_of(work: Work, dates: str = "print") -> Paper | None:
    """The paper that a work of Crossref describes; None when it has neither DOI nor title."""
    return papers_of((work,), dates)[0]


def papers_of(works: Iterable[Work], dates: str = "print") -> list[Paper | None]:
    """The papers that works describe, in their order, as `paper_of` has it.

    All of them take a step before any takes the next: what a step runs is at hand then, and the
    whole takes two thirds of the time that one work after the other does.
    """
    begun = [_begun(work) for work in works]
    whole = [(paper, work) for paper, work in begun if paper is not None]
    # an abstract is without the title that stands before it: the title as it came
    names = [paper.title for paper, _ in whole]
    for step in _BEFORE_DATES:
        for paper, work in whole:
            step(paper, work)
    for paper, work in whole:
        _dates(paper, work, dates)
    for step in _BEHIND_DATES:
        for paper, work in whole:
            step(paper, work)
    for (paper, work), name in zip(whole, names, strict=True):
        if work.abstract:
            paper.abstract = abstract(work.abstract, name, paper.remarks)
    for step in _LAST:
        for paper, work in whole:
            step(paper, work)
    return [paper for paper, _ in begun]


def _begun(work: Work) -> tuple[Paper | None, Work]:
    """The paper with title and DOI, and the work that all else is of."""
    notes: list[Remark] = []
    name = title(first(work.title), "title", notes)
    if name is None and work.project:
        work = _granted(work)
        name = title(first(work.title), "title", notes)
    paper = new_paper(title=name, remarks=notes, custom={})
    identify(paper, doi=work.DOI)
    return (None if name is None and paper.DOI is None else paper), work


def _finish(paper: Paper, work: Work) -> None:
    if paper.type == "article-journal" and server_of(paper.DOI) == "SSRN":
        from_preprint_server(paper)
    finish(paper, cited=work.cited, registered=True)


def _granted(work: Work) -> Work:
    """A grant as a work: its project's title, its investigators, and who gives the money."""
    project = record(work.project)
    people = [*records(project.get("lead-investigator")), *records(project.get("investigator"))]
    funder = record(record(project.get("funding")).get("funder"))
    return msgspec.structs.replace(
        work,
        title=[record(project.get("project-title")).get("title")],
        author=work.author or people,
        publisher=funder.get("name") or work.publisher,
        issued=work.issued or project.get("award-start"),
        abstract=work.abstract or record(project.get("project-description")).get("description"),
    )


def _titles(paper: Paper, work: Work) -> None:
    """The title with its subtitle, in the language of the work where it has another too.

    A book that was translated keeps the title that it has, and that of the original.
    """
    paper.language = languages.language(work.language, paper.remarks)
    for subtitle in map(rich_text, texts(work.subtitle)):
        if subtitle and paper.title:
            paper.title = title(with_subtitle(paper.title, subtitle), "title", [])
    for other in texts(work.title)[1:]:
        if paper.language:
            settle(paper, title(other, "title", []))
        else:
            translate(paper, title(other, "title", []))
    original = title(first(work.original_title), "title", [])
    if original and paper.type == "book" and (work.translator or paper.language == "en"):
        paper.original_title = original if original != paper.title else None
    else:
        settle_bracketed(paper, original)


def _names(paper: Paper, work: Work) -> None:
    if work.author:
        paper.author = _people(work.author, "author", paper.remarks)
    if work.editor:
        paper.editor = _people(work.editor, "editor", paper.remarks)
    if work.translator:
        paper.translator = _people(work.translator, "translator", paper.remarks)
    if work.chair:
        paper.chair = _people(work.chair, "chair", paper.remarks)


def _people(value: Any, variable: str, notes: list[Remark]) -> list[Name] | None:
    if not isinstance(value, list):
        return None
    found: list[Name | None] = []
    for entry in value:
        if not isinstance(entry, dict):
            continue
        family, given = entry.get("family"), entry.get("given")
        if isinstance(family, str) and family:
            given = given if isinstance(given, str) else None
            if "&" in family or "<" in family or (given and ("&" in given or "<" in given)):
                family, given = plain_text(family) or "", plain_text(given)
            suffix = entry.get("suffix")
            found.append(
                names.parts(
                    family=" ".join(family.split()) if "  " in family or "\n" in family else family,
                    given=given,
                    suffix=suffix if isinstance(suffix, str) else None,
                )
            )
            continue
        body = plain_text(entry.get("name")) or plain_text(given)
        if body:
            found.append(new_name(literal=body))
    return names.name_list(found, variable, notes)


def _kind(paper: Paper, work: Work) -> None:
    kind = _TYPES.get(work.type) if isinstance(work.type, str) else None
    if kind is None:
        contained = bool(texts(work.container_title))
        kind = "article-journal" if contained and not work.ISBN else "document"
        kind = "chapter" if contained and work.ISBN else kind
        message = f"the source names no type; {kind} by what else it says"
        add_remark(paper.remarks, "guessed", "type", message)
    if kind == "dataset" and (paper.DOI or "").lower().startswith(_SOFTWARE):
        message = "Crossref has no type of software; by its DOI it is a package"
        add_remark(paper.remarks, "repaired", "type", message, kind)
        kind = "software"
    if kind == "article" and isinstance(work.subtype, str):
        kind = _POSTED.get(work.subtype, kind)
    paper.type = kind


def _containers(paper: Paper, work: Work) -> None:
    notes = paper.remarks
    given = texts(work.container_title)
    short = journal(first(work.short_container_title), "container-title-short", [])
    if given:
        containers(paper, [journal(name, "container-title", notes) for name in given])
        paper.container_title_short = short if short != paper.container_title else None
    elif short and paper.type != "book":
        abbreviated_only(paper, short)


def _place_in_container(paper: Paper, work: Work) -> None:
    notes = paper.remarks
    issue = work.issue if work.issue is not None else record(work.journal_issue).get("issue")
    locate(paper, work.volume, issue, work.page, article=work.article_number)
    in_series(paper)
    if work.event:
        _event(paper, record(work.event))
    if work.edition_number is not None:
        paper.edition = number(work.edition_number, "edition", notes)
    if paper.number is None:
        paper.number = plain_text(first(work.report_number) or work.award)
    if work.part_number is not None:
        paper.part_number = number(work.part_number, "part-number", notes)


def _event(paper: Paper, event: dict[str, Any]) -> None:
    paper.event_title = plain_text(event.get("name"))
    paper.event_place = plain_text(event.get("location"))
    placed = paper.container_title or paper.collection_title
    if paper.type == "paper-conference" and not placed and paper.event_title:
        paper.container_title = paper.event_title
        message = "the meeting's name stands for its proceedings"
        add_remark(paper.remarks, "guessed", "container-title", message)
    start, end = _date(event.get("start"), paper.remarks), _date(event.get("end"), paper.remarks)
    if start and end and start != end:
        start = msgspec.structs.replace(start, end=end)
    paper.event_date = start


def _date(value: Any, notes: list[Remark]) -> PartialDate | None:
    """A date of Crossref: `date-parts`, in which anything may be null."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    row = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(row, list) or not row:
        return None
    numbers: list[int] = []
    for cell in row[:3]:
        if isinstance(cell, str) and cell.isdecimal() and len(cell) < 9:
            cell = int(cell)
        if not isinstance(cell, int) or isinstance(cell, bool) or cell <= 0:
            break
        numbers.append(cell)
    if not numbers or numbers[0] > 9999:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    return valid(year, month, day, "issued", notes)


def _dates(paper: Paper, work: Work, policy: str) -> None:
    notes = paper.remarks
    printed = _date(work.published_print, notes)
    if printed is None and work.journal_issue is not None:
        printed = _date(record(work.journal_issue).get("published-print"), notes)
    online = _date(work.published_online, notes)
    fallback = (
        _date(work.issued, notes) or _date(work.published, notes) or _date(work.posted, notes)
        or _date(work.published_other, notes)
    )  # fmt: skip
    if fallback is None and paper.type == "thesis":
        fallback = _date(work.approved, notes)
    choose_date(paper, policy, printed=printed, online=online, fallback=fallback)
    if paper.issued is None:
        return
    backfile = _BACKFILE.match(paper.DOI) if paper.DOI and paper.DOI[:8] == "10.1111/" else None
    if backfile and printed is None and (paper.issued.year or 0) - int(backfile[1]) > 2:
        message = (
            f"{paper.issued.year} is when it was put online; by its DOI it is of {backfile[1]}"
        )
        add_remark(notes, "doubt", "issued", message)


def _publisher(paper: Paper, work: Work) -> None:
    paper.publisher = plain_text(work.publisher)
    paper.publisher_place = plain_text(work.publisher_location)
    body = record(work.institution)
    issuer = plain_text(body.get("name"))
    if issuer and paper.type in _ISSUED_BY_INSTITUTION:
        paper.publisher = issuer
        paper.publisher_place = plain_text(first(body.get("place"))) or paper.publisher_place
    group = plain_text(work.group_title)
    if paper.type == "article" and not issuer and group and (
        is_server(group) or work.subtype == "other"
    ):  # fmt: skip
        paper.publisher = group
    elif paper.type == "article" and not issuer and (server := server_of(paper.DOI)):
        # the company that runs a server, unless it is OSF's, of which the server is a branch
        paper.publisher = server if "/osf" not in (paper.DOI or "") else paper.publisher
    if paper.type == "software":
        paper.archive, paper.container_title = paper.container_title, None
    if paper.type == "article":
        preprint = work.subtype in (None, "preprint", "working_paper")
        paper.genre = "Preprint" if preprint else None
        paper.genre = "Peer review" if work.type == "peer-review" else paper.genre
    elif work.type == "grant":
        paper.genre = "Grant"
    elif paper.type == "thesis":
        paper.genre = plain_text(first(work.degree))
    elif paper.type == "standard":
        paper.authority = plain_text(record(work.standards_body).get("name"))


def _serials(paper: Paper, work: Work) -> None:
    if work.ISSN:
        printed = _printed(work.issn_type)
        paper.ISSN = choose_issn(texts(work.ISSN), paper.remarks, preferred=printed)
    if work.ISBN:
        printed = _printed(work.isbn_type)
        paper.ISBN = choose_isbn(texts(work.ISBN), paper.remarks, preferred=printed)


def _printed(kinds: Any) -> list[str]:
    return [
        value
        for kind in records(kinds)
        if kind.get("type") == "print" and isinstance(value := kind.get("value"), str)
    ]


def _status(paper: Paper, work: Work) -> None:
    for entries, table in ((work.update_to, _NOTICE), (work.updated_by, _NOTICED)):
        for update in records(entries) if entries else ():
            act = _UPDATES.get(str(update.get("type", "")).lower().replace(" ", "_"))
            if act:
                date = _date(update.get("updated"), [])
                target = doi(plain_text(update.get("DOI")))
                relate(paper, table[act], target, str(date) if date else None)
    if work.relation and isinstance(work.relation, dict):
        for relation, entries in work.relation.items():
            known = _RELATIONS.get(relation)
            for entry in records(entries) if known else ():
                kind, given = entry.get("id-type"), plain_text(entry.get("id"))
                target = doi(given) if kind == "doi" else given and f"{kind}:{given}"
                if known and kind in ("doi", "arxiv", "pmid") and target:
                    relate(paper, known, target)


_BEFORE_DATES = (_kind, _titles, _names, _containers, _place_in_container)
_BEHIND_DATES = (_publisher, _serials)
_LAST = (_status, _finish)
"""The steps from a work to a paper, in their order."""

FORMAT = builtin(
    "crossref",
    read=read,
    streams=True,
    read_options=(DATES,),
    keys=frozenset(_KEYS) - {"message", "items"},
    registered=True,
)
