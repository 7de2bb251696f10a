"""What is wrong with a title: capitals, stops, numbers, what a browser or a database put to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.casing import evidence_of, from_capitals
from citex.checks.rule import Place, paper_rule, value_rule
from citex.model import Paper
from citex.text.identifiers import find_doi, parse_url
from citex.text.journals import folded
from citex.text.richtext.leftover import left_over_markup
from citex.text.richtext.markup import plain_text
from citex.text.richtext.misread import looks_misread
from citex.text.titles import is_all_caps, without_stop

_LONG = 350
_LONG_WORD = regex(r"[^\W\d_]{5,}")
_NUMBERED = regex(
    r"\A(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s+(?=[A-Z\u3400-\u9fff])|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[A-Z])"
    r"|[\[(]\d{1,3}[\])]\s*(?=\S)|(?i:chapter|section|kapitel|chapitre)\s+(?:\d{1,3}|[IVXL]+)\b\s*[.:–—-])"
)
_FILE_NOTE = regex(
    r"\A\s*[\[(](?:PDF|HTML|BOOK|CITATION|DOC|PS|C|B)[\])]|[\[(](?:PDF|HTML)[\])]\s*\Z"
    r"|\.(?:pdf|docx?|html?|pptx?|xlsx?|txt)\Z|\AMicrosoft Word - ",
    re.IGNORECASE,
)
_SITE = regex(
    r"\s[-–—|:]\s(?:ScienceDirect|SpringerLink|PubMed|PMC|JSTOR"
    r"|Wikipedia(?:, the free encyclopedia)?|arXiv(?:\.org)?"
    r"|IEEE (?:Xplore|Journals & Magazine|Conference Publication)|Request PDF"
    r"|ResearchGate|Academia\.edu|Google (?:Books|Scholar)|YouTube|Wiley Online Library"
    r"|Taylor & Francis(?: Online)?|ACM Digital Library|Semantic Scholar|SSRN|Oxford Academic"
    r"|知网|中国知网|百度百科|豆丁网|道客巴巴)\Z",
    re.IGNORECASE,
)
_ABSTRACT = regex(
    r"\b(?:ABSTRACT|Abstract|Summary|BACKGROUND|OBJECTIVES?)\s*[:.]\s|【?摘\s*要】?\s*[:：]"
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("《", "》"), ("「", "」"), ("（", "）"),
          ("【", "】"))  # fmt: skip
_ITEM = regex(r"(?:(?<=\s)|\A)\w{1,2}\)")
_INCHES = regex(r"\d\"")


@value_rule("title", "container-title", "collection-title", "publisher")
def capitals(value: str, paper: Paper) -> str | None:
    """A title, a journal or a publisher in capitals throughout.

    Why: No style can tell names and abbreviations from other words in it, and so none can
        make it small.
    Mend: Write it in sentence case, as the message proposes it.
    Example: {"title": "SLOW GROWTH OF RIVER MOSSES"}
    """
    if not is_all_caps(value) and not (value.isupper() and len(_LONG_WORD.findall(value)) > 1):
        return None
    proposed = from_capitals(value, evidence_of(paper))
    return f"is in capitals; in sentence case it would be: {proposed}"


@value_rule("title", "title-short", "container-title", "collection-title")
def closing_stop(value: str, paper: Paper) -> str | None:
    """A title with a stop or comma behind it: styles set their own.

    Why: The style closes the title itself, so that the mark is printed twice.
    Mend: Take the mark away; the stop of an abbreviation stays.
    Example: {"title": "Slow growth of river mosses."}
    """
    if value.endswith(";") and left_over_markup(value):
        return None
    if value.endswith((",", ";", ":", "，", "；", "：")) or value.startswith((",", ";", ":")):
        return "begins or ends in a mark that parts it from what stood beside it"
    if value == (paper.title or paper.title_short) or value.count(".") == 1 or value.endswith("。"):
        return "ends in a full stop" if without_stop(value) != value else None
    return None


@value_rule("title", severity="error")
def title_is_an_address(value: str, paper: Paper) -> str | None:
    """An address or a DOI in place of the title.

    Why: The reference names no work, and the address is printed twice.
    Mend: Give the work's title; the address goes to URL, the DOI to DOI.
    Example: {"title": "https://example.org/arb"}
    """
    address = parse_url(value) or (
        find_doi(value) if value.lower().startswith(("10.", "doi")) else ""
    )
    return "is an address, no title" if address else None


@value_rule("title")
def numbered_title(value: str, paper: Paper) -> str | None:
    """A number before the title: of a chapter, a section, a list.

    Why: The number is no part of the title, and styles sort and print it as one.
    Mend: Take it away; that of a chapter goes to chapter-number.
    Example: {"title": "3. Slow growth of river mosses"}
    """
    found = _NUMBERED.match(value)
    if found is None:
        return None
    return f"begins with a number ({found[0].strip()}); a chapter's goes to chapter-number"


@value_rule("title")
def file_note(value: str, paper: Paper) -> str | None:
    """A file's kind or name in the title ("[PDF]", "paper.docx").

    Why: It tells of a copy of the work, not of the work.
    Mend: Take it away.
    Example: {"title": "[PDF] Slow growth of river mosses"}
    """
    return "holds a note of the file's kind" if _FILE_NOTE.search(value) else None


@value_rule("title")
def site_in_title(value: str, paper: Paper) -> str | None:
    """The name of the site behind the title, as a browser shows it.

    Why: It comes from the window of a browser and is no part of the title.
    Mend: Take it away; the site may go to container-title.
    Example: {"type": "webpage", "title": "Slow growth - Wikipedia"}
    """
    found = _SITE.search(value)
    if found is None or (
        paper.container_title and found[0].strip(" -–—|:") in paper.container_title
    ):
        return None
    return f"ends in the name of the site ({found[0].strip()})"


@value_rule("title")
def abstract_in_title(value: str, paper: Paper) -> str | None:
    """The abstract, or its beginning, in the title.

    Why: The reference prints the abstract, too.
    Mend: Keep the title; the rest goes to abstract.
    Example: {"title": "Growth of moss. Abstract: We measured it"}
    """
    length = len(plain_text(value) or "") if len(value) > _LONG else 0
    if length > _LONG:
        return f"has {length} characters; does it hold the abstract?"
    return "holds the beginning of the abstract" if _ABSTRACT.search(value) else None


@value_rule("title", "container-title")
def unbalanced(value: str, paper: Paper) -> str | None:
    """A bracket or a quotation mark without its partner.

    Why: The title was cut short, or a mark was lost.
    Mend: Write the title as the work has it.
    Example: {"title": "Slow growth (of river mosses"}
    """
    if left_over_markup(value) or looks_misread(value) is not None:
        return None
    for opener, closer in _PAIRS:
        if "„" not in value and _uneven(value, opener, closer):
            return f"{opener} and {closer} do not match"
    if '"' in value and _INCHES.sub("", plain_text(value) or "").count('"') % 2:
        return "a quotation mark has no partner"
    return None


def _uneven(text: str, opener: str, closer: str) -> bool:
    """Whether brackets do not match, but for lists ("a) ... b)") and intervals ("[0, 1)")."""
    if text.count(opener) == text.count(closer):
        return False
    if closer in ")]" and sum(map(text.count, "([")) == sum(map(text.count, ")]")):
        return False
    listed = _ITEM.sub("", text)
    return listed.count(opener) != listed.count(closer)


@paper_rule("title", "container-title")
def title_is_container(paper: Paper) -> Iterator[Place]:
    """A part of a work with the title of the whole.

    Why: The reference says the same twice, and does not say which part is meant.
    Mend: Give the title of the part, or make the record one of the whole.
    Example: {"type": "article-journal", "title": "River Botany", "container-title": "River
        Botany"}
    """
    if paper.type in (
        "webpage",
        "post",
        "post-weblog",
        "book",
        "dataset",
        "document",
        "periodical",
    ):
        return
    title, container = paper.title, paper.container_title
    if title and container and _same(title, container):
        yield "title", title, "is the container's title too; what is the part called?"


@paper_rule("title")
def title_twice(paper: Paper) -> Iterator[Place]:
    """A title that says the same twice: as its own subtitle, or without a mark between.

    Why: The source has set the title and its short form one behind the other.
    Mend: Keep it once.
    Example: {"title": "Slow growth: Slow growth"}
    """
    title = paper.title or ""
    half = len(title) // 2
    for mark in (": ", " - ", " – ", " — ", ". ", "：", " = "):
        head, found, tail = title.rpartition(mark)
        if found and len(tail) > 6 and (_same(head, tail) or _same(head.rpartition(mark)[2], tail)):
            yield "title", title, "says the same twice"
            return
    if half > 10 and title[:half].strip() == title[-half:].strip():
        yield "title", title, "says the same twice"


@paper_rule("title", "abstract", severity="note")
def abstract_is_title(paper: Paper) -> Iterator[Place]:
    """An abstract that only repeats the title.

    Why: It says nothing of its own, and is exported as if it did.
    Mend: Leave the abstract out.
    Example: {"title": "Slow growth of mosses", "abstract": "Slow growth of mosses."}
    """
    title, abstract = paper.title, paper.abstract
    if title and abstract and len(abstract) < 2 * len(title) and _same(title, abstract):
        yield "abstract", abstract, "only repeats the title"


def _same(one: str, other: str) -> bool:
    """Whether two titles have the same letters."""
    if one[:1].casefold() != other[:1].casefold() and not one.startswith(("The ", "<")):
        return False
    letters = folded(one)
    return bool(letters) and letters == folded(other)
