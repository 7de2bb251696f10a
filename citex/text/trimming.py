"""What is taken off titles, genres and notes that is none of them: marks, signs, brackets, "In"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from citex._late import regex
from citex.model import Paper, PartialDate, Remark
from citex.model.date_grammar import read_date
from citex.model.paper import RemarkKind
from citex.text.dates.reading import visited
from citex.text.identifiers import is_doi_url, plain_doi
from citex.text.journals import fused_place, without_medium
from citex.text.names.cjk import has_cjk
from citex.text.names.words import is_body
from citex.text.pages import PERIODICALS, edition, joined
from citex.text.titles import without_isbd


def note_once(paper: Paper, kind: RemarkKind, variable: str, message: str, before: str) -> None:
    """Add a remark to a paper's, unless it has it."""
    remark = Remark(kind=kind, variable=variable, message=message, before=before)
    if remark not in paper.remarks:
        paper.remarks = [*paper.remarks, remark]


_CITED = regex(
    r"^(?:cited by ?:? ?\d+(?: times)?|export date ?: ?[\w ,./-]{6,30}"
    r"|copyright - (?:database copyright |copyright |©|\(c\)).*|last updated - [\d-]{6,12})[.;]?\s?"
    r"(?:\n|\Z|(?=cited by))",
    re.IGNORECASE | re.MULTILINE,
)


_AT = regex(
    r"(?:(?P<before>(?:last )?(?:accessed|visited|retrieved|viewed)(?: on)? [\w ,./-]{6,30}?)"
    r",? (?:from|at):? )?"
    r"(?:(?:\[online\]\. )?(?:available|online|website|url)(?: online)?(?: at| from)?:? )?"
    r"<?(?P<url>https?://[^\s<>]{1,500}?)>?[.,;]?(?P<behind> [^\s].{0,60})?",
    re.IGNORECASE,
)
_DAY_ALONE = regex(r"\[(\d{4}-\d{1,2}-\d{1,2})\]")
"""The day of a visit as GB/T 7714 prints it."""


def trim_note(paper: Paper) -> None:
    """A note that says when a page was seen ("[Online; accessed 9-July-2022]"), Scopus's count."""
    note = paper.note or ""
    found = _AT.fullmatch(note) if paper.URL is None and "://" in note else None
    if found:
        seen = visited(f"{found['before'] or ''}{found['behind'] or ''}".strip(" ,.;()"))
        if seen or not (found["before"] or found["behind"]):
            paper.URL, paper.note = found["url"], None
            if paper.DOI is None and is_doi_url(found["url"], None):
                paper.DOI = plain_doi(found["url"])
            paper.accessed = paper.accessed or seen
            note_once(paper, "repaired", "URL", "the address stood in the note", note)
        return
    date = visited(note)
    bare = _DAY_ALONE.fullmatch(note) if date is None and paper.URL else None
    if bare:
        date = read_date(bare[1])[0]
    if date and paper.accessed in (None, date):
        note_once(paper, "repaired", "accessed", "the note said when the page was seen", note)
        paper.accessed, paper.note = date, None
    elif (rest := _CITED.sub("", note)) != note:
        note_once(
            paper,
            "dropped",
            "note",
            "how often it was cited, or when it was exported, is no note",
            note,
        )
        paper.note = rest.strip() or None


def trim_catalogued(paper: Paper, title: str) -> None:
    """A title as people cite it, where it is as libraries catalogue it (ISBD)."""
    people = [
        name.family or name.literal for name in (*(paper.author or ()), *(paper.editor or ()))
    ]
    bare = without_isbd(title, paper.language, [text for text in people if text])
    if bare != title:
        paper.title = bare
        note_once(paper, "repaired", "title", "a library's signs were taken off", title)


def trim_container(paper: Paper, container: str) -> None:
    """The same of a book's title; of a journal's, what stands behind it is a qualifier's."""
    bare = without_isbd(container, paper.language)
    if paper.type not in PERIODICALS and bare != container:
        paper.container_title = bare
        note_once(
            paper, "repaired", "container-title", "a library's signs were taken off", container
        )


_PROCEEDINGS = regex(
    r"\b(?:proceedings|proc\.|actes|atti|anais|memorias|tagungsband)(?:\s|\Z)"
    r"|\A(?:lecture notes|advances|communications|procedia|studies|frontiers) (?:in |on )?\w"
    r"|(?:论文集|論文集|文集|会议录|摘要集)\Z",
    re.IGNORECASE,
)


def settle_proceedings(paper: Paper) -> None:
    """The proceedings of a talk that has them under the meeting's name: "Proceedings of ...".

    >>> paper = Paper(type="paper-conference", event_title="Proceedings of Roots 2020")
    >>> settle_proceedings(paper)
    >>> paper.container_title, paper.event_title
    ('Proceedings of Roots 2020', None)
    """
    name = paper.event_title
    if name and paper.container_title is None and _PROCEEDINGS.search(name):
        paper.container_title, paper.event_title = name, None
        message = "the proceedings stood under the meeting's name"
        note_once(paper, "repaired", "container-title", message, name)
        trim_subseries(paper, name)


_IN = regex(r"In(?::\s?|\s(?=Proc(?:\.|eedings)\s|Advances in\s))")


def trim_in(paper: Paper, container: str) -> None:
    """The title of a book without the "In" that styles write before it."""
    if (match := _IN.match(container)) and match.end() < len(container):
        paper.container_title = container[match.end() :]
        note_once(paper, "repaired", "container-title", "styles write the word In", container)


def trim_genre(paper: Paper, genre: str) -> None:
    """A genre without the brackets around it, which styles print."""
    inner = genre[1:-1]
    if (
        genre[0] + genre[-1] in ("[]", "()")
        and inner.strip()
        and "[" not in inner
        and "(" not in inner
    ):
        paper.genre = inner.strip()
        note_once(paper, "repaired", "genre", "the brackets around it were taken off", genre)


def trim_medium(paper: Paper, container: str) -> None:
    """A journal's title without the medium that catalogues put behind it: "Cell (Print)"."""
    bare = without_medium(container)
    if bare and bare != container:
        paper.container_title = bare
        note_once(paper, "repaired", "container-title", "the medium was taken off", container)


_EDITION_BEHIND = regex(r"(?<=\S)\s?\(([^()]{1,24}\bed(?:ition|n|\.))\)\Z", re.IGNORECASE)
_SUBSERIES = regex(r"(?<=\S)\s?\(including subseries [^()]{1,200}\)\Z")


def trim_edition(paper: Paper, attribute: str, title: str) -> None:
    """A book's title without the edition behind it in brackets, which is the edition's to say.

    >>> paper = Paper(type="book", title="Trees (Second Edition)")
    >>> trim_edition(paper, "title", paper.title)
    >>> paper.title, paper.edition
    ('Trees', '2')
    """
    match = _EDITION_BEHIND.search(title) if paper.type not in PERIODICALS else None
    number = edition(match[1]) if match else ""
    if match and number.isdecimal() and paper.edition in (None, number):
        setattr(paper, attribute, title[: match.start()])
        paper.edition = number
        variable = attribute.replace("_", "-")
        note_once(paper, "repaired", variable, "the edition stood behind the title", title)


def trim_subseries(paper: Paper, container: str) -> None:
    """Scopus's name of Lecture Notes in Computer Science without the series in it."""
    bare = _SUBSERIES.sub("", container)
    if bare != container:
        paper.container_title = bare
        message = "the names of its parts were taken off"
        note_once(paper, "repaired", "container-title", message, container)


_CHAPTER = regex(
    r"(?:Chapter (\d{1,3}|[IVX]{1,6})(?:\s?[-–—:]|\.)"
    r"|(\d{1,2})\.(?!\s(?:Jahr|Weltk|Inter|Kongr|Symp|Konf)|\s\w{0,20}tagung\b))"
    r"\s(?=[^\W\d_]|[“\"‘'«])"
)
"""A chapter's number before its title; "19. Jahrhundert" is the nineteenth."""


def trim_chapter(paper: Paper, title: str) -> None:
    """A chapter's title without its number, as ScienceDirect and De Gruyter have it: "3. Roots".

    >>> paper = Paper(type="chapter", title="Chapter 3 - Roots")
    >>> trim_chapter(paper, paper.title)
    >>> paper.title, paper.chapter_number
    ('Roots', '3')
    """
    match = _CHAPTER.match(title)
    number = match[1] or match[2] if match else None
    if match and match[2] and title[match.end()].islower():
        return  # "3. století": a language that writes ordinals so
    if match and paper.chapter_number in (None, number):
        paper.title, paper.chapter_number = title[match.end() :], number
        note_once(paper, "repaired", "title", "the chapter's number stood before it", title)


_WORDED_CHAPTER = regex(
    r"(?!(?:chap(?:ter)?|part|section|sec|kapitel|kap|book)\b\.?\s?[\dIVXLC]|[ivxlc]{1,8}\Z|第)"
    r"[^\W\d_]{2,}\b.*",
    re.IGNORECASE,
)


def settle_chapter(paper: Paper) -> None:
    """A chapter whose title stands where its number should, with the book's as its title.

    So is BibTeX's `inbook` filled in, where `chapter` is taken for the chapter's name.

    >>> paper = Paper(type="chapter", title="Trees", chapter_number="Roots")
    >>> settle_chapter(paper)
    >>> paper.title, paper.container_title, paper.chapter_number
    ('Roots', 'Trees', None)
    """
    title, chapter = paper.title, paper.chapter_number
    if title and chapter and len(chapter) < 300 and _WORDED_CHAPTER.fullmatch(chapter):
        paper.title, paper.container_title, paper.chapter_number = chapter, title, None
        message = "the chapter's title stood for its number"
        note_once(paper, "repaired", "title", message, title)


_PACKAGE = regex(
    r"(?P<kind>(?:R|Python|Julia|Stata|MATLAB|Perl) (?:package|module|toolbox|library)),? version"
    r" (?P<version>\d[\w.-]{0,30}\w|\d)[.,;]?(?:\s<?(?P<url>https?://[^\s<>]{1,300}?)>?[.,;]?)?"
    r"(?:\s(?P<rest>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_HOUSES = frozenset(("R Foundation for Statistical Computing",))
"""Who publishes a program, and books about it under the program's name alone."""
_MANUALS = frozenset(("book", "document", "webpage", "report", "software"))


def settle_package(paper: Paper) -> None:
    """A program that its own `citation()` calls a manual: "R package version 3.3.0".

    >>> paper = Paper(type="book", title="ggplot2", note="R package version 3.3.0")
    >>> settle_package(paper)
    >>> paper.type, paper.version, paper.genre, paper.note
    ('software', '3.3.0', 'R package', None)
    """
    if paper.type not in _MANUALS:
        return
    found = _PACKAGE.fullmatch(paper.note or "")
    if found and paper.version in (None, found["version"]):
        note_once(paper, "repaired", "note", "the note said which package it is", paper.note or "")
        paper.type, paper.version = "software", found["version"]
        paper.genre, paper.note = paper.genre or found["kind"], found["rest"]
        paper.URL = paper.URL or found["url"]
    elif paper.publisher in _HOUSES and paper.ISBN is None and paper.type != "software":
        note_once(paper, "guessed", "type", "a program by its publisher", paper.publisher or "")
        paper.type = "software"


_HOST_OF_CODE = regex(r"(Git(?:Hub|Lab)|Bitbucket|Gitee)(?:,? repository)?", re.IGNORECASE)
_IEEE_STANDARD = regex(r"((?:ANSI/)?IEEE Std\s\S+|ISO/IEC/IEEE\s\S+)(?:\s\(.{1,200}\))?")


def settle_container(paper: Paper, container: str) -> None:
    """What a work is whose "journal" is a host of code, or the number of a standard of IEEE's.

    >>> paper = Paper(type="webpage", title="roots", container_title="GitHub repository")
    >>> settle_container(paper, paper.container_title)
    >>> paper.type, paper.publisher, paper.container_title
    ('software', 'GitHub', None)
    >>> paper = Paper(type="article-journal", container_title="IEEE Std 754-2019 (Draft)")
    >>> settle_container(paper, paper.container_title)
    >>> paper.type, paper.number, paper.container_title
    ('standard', 'IEEE Std 754-2019', None)
    """
    if match := _HOST_OF_CODE.fullmatch(container):
        paper.type, paper.publisher = "software", paper.publisher or match[1]
    elif match := _IEEE_STANDARD.fullmatch(container):
        paper.type, paper.number = "standard", paper.number or match[1]
        paper.publisher = paper.publisher or "IEEE"
    else:
        return
    paper.container_title = None
    note_once(paper, "repaired", "container-title", "is no journal", container)


_MARK = regex(
    r"(?<=\S)(?:(?<!\s)\s{1,3})?[\[［【](?:(?:([JMDNR]|EB|DB)|[CPSZGA]|CP|DS|PP|CM)"
    r"(\s?/\s?(?:OL|CD|DK|MT))?)[\]］】]\Z"
)
"""A type mark of GB/T 7714 (2015 appendix B) behind a title: "[J]", "[EB/OL]"."""


_THESIS = regex(r"(?<=\S)\s?[\[［【](?:硕士|博士|碩士)(?:学位|學位)?[论論]文[\]］】]\Z")


def trim_mark(paper: Paper, attribute: str, title: str) -> None:
    """A title without the mark of its type, which styles write: all marks behind Chinese titles.

    Behind others only those that can hardly mean anything else: "Growth of [C]" stays.
    """
    start = max(0, len(title) - 20)
    match = _THESIS.search(title, start)
    if match is None:
        match = _MARK.search(title, start)
        if match is None or not (match[1] or match[2] or has_cjk(title)):
            return
    setattr(paper, attribute, title[: match.start()])
    message = "the type mark, which a style writes, was taken off"
    note_once(paper, "repaired", attribute.replace("_", "-"), message, title)


_PLACED = regex(
    r"(?P<place>[A-ZÀ-Þ][^\W\d_]+(?:[ -][^\W\d_]+){0,2}(?:, [A-Z][A-Za-z.]{1,12})?) ?: (?P<by>\S.*)"
    r"|(?P<han>[\u4e00-\u9fff]{2,8})\s?[:：]\s?(?P<house>[\u4e00-\u9fff]\S*)"
)
_PLACE_BEHIND = regex(
    r"([\u4e00-\u9fff]{2,16}(?:出版社|出版公司|书局|书店|印书馆|書局|書店|印書館))\s?[,，、]\s?([\u4e00-\u9fff]{2,5})"
)


_BY = regex(
    r"(?:(?:published|publ\.|issued) by|©|\(c\)"
    r"|copyright(?: by|(?=.{3,80}\b(?:19|20)\d\d\)?\.?\Z)))\s?:?\s?(?=[^\W\d])",
    re.IGNORECASE,
)
_MAIL_OF_HOUSE = regex(r"\s?[(\[]e-?mail:? [^()\[\]]{3,80}[)\]]", re.IGNORECASE)
_OF_YEAR = regex(r",?\s\(?(?:19|20)\d\d\)?\.?\Z")


def trim_rights(paper: Paper, publisher: str) -> None:
    """A publisher without the words before it: "Published by Wiley", "© Wiley 2020".

    >>> paper = Paper(publisher="Copyright Oak Press 2020")
    >>> trim_rights(paper, paper.publisher)
    >>> paper.publisher
    'Oak Press'
    """
    if "@" in publisher and (bare := _MAIL_OF_HOUSE.sub("", publisher)) != publisher:
        paper.publisher = bare
        note_once(paper, "repaired", "publisher", "an address of mail stood behind it", publisher)
    if match := _BY.match(publisher):
        bare = publisher[match.end() :]
        paper.publisher = bare if match[0][-3:].lower() == "by " else _OF_YEAR.sub("", bare)
        message = "the words before the publisher were taken off"
        note_once(paper, "repaired", "publisher", message, publisher)


_THE_BEHIND = regex(r"(.{3,200}), (The|Der|Die|Das|Le|La|Les|El|Los|Las|Il|Gli)")


def trim_article(paper: Paper, attribute: str, title: str) -> None:
    """A title with its article before it, as it stands on the page: "Lancet, The".

    >>> paper = Paper(container_title="Root Letters, The")
    >>> trim_article(paper, "container_title", paper.container_title)
    >>> paper.container_title
    'The Root Letters'
    """
    match = _THE_BEHIND.fullmatch(title)
    if match and (attribute == "container_title" or match[2] == "The"):
        setattr(paper, attribute, f"{match[2]} {match[1]}")
        message = "the article stood behind the title"
        note_once(paper, "repaired", attribute.replace("_", "-"), message, title)


def trim_publisher(paper: Paper, publisher: str) -> None:
    """A publisher without the place before it: "New York: Wiley", "北京：科学出版社"."""
    if paper.publisher_place is not None:
        return
    if behind := _PLACE_BEHIND.fullmatch(publisher):
        paper.publisher, paper.publisher_place = behind[1], behind[2]
        note_once(paper, "repaired", "publisher", "the place stood with the publisher", publisher)
        return
    match = _PLACED.fullmatch(publisher)
    if match is None:
        return
    place, house = match["place"] or match["han"], match["by"] or match["house"]
    if is_body(place) or "://" in publisher or ":" in house or "：" in house:
        return
    paper.publisher, paper.publisher_place = house, place
    note_once(paper, "repaired", "publisher", "the place stood with the publisher", publisher)


_IN_SERIES = regex(
    r"\(?(?P<series>[^();]{6,}?)(?:\s?[;；]\s?|,\s)(?:(?:vol|no|bd|band|nr|tome|t|v|pt|part|teil)\b\.?\s?)?"
    r"(?P<number>\d{1,5})\)?",
    re.IGNORECASE,
)


def trim_series(paper: Paper, series: str) -> None:
    """The title of a series without the number behind it: "Root Notes ; 123"."""
    match = _IN_SERIES.fullmatch(series)
    if match is None or paper.collection_number not in (None, match["number"]):
        return
    paper.collection_title, paper.collection_number = match["series"].strip(), match["number"]
    message = "the number stood with the series"
    note_once(paper, "repaired", "collection-title", message, series)


_COPYRIGHTED = regex(
    r"\[?(?P<year>\d{4})\]?[,.;]?\s?[(\[]?(?:[©c]|cop(?:yright|\.))\s?(?P<copied>\d{4})[)\]]?\.?"
    r"|(?:©|cop(?:yright|\.))\s?(?P<alone>\d{4})\.?",
    re.IGNORECASE,
)


def trim_copyright(paper: Paper, date: PartialDate) -> None:
    """A year without that of its copyright behind it; a copyright's alone as GB/T 7714 writes it.

    Manuals ask for the year of publication where both are known ("1993, c1990").
    """
    match = _COPYRIGHTED.fullmatch(date.literal or "")
    if match is None:
        return
    if match["alone"]:
        paper.issued = replace(date, literal=f"c{match['alone']}")
    else:
        paper.issued = replace(date, year=int(match["year"]), literal=None)


def trim_citation(paper: Paper, container: str) -> None:
    """A journal's title without the volume, issue and pages that stand with it in one field."""
    place = {} if paper.volume or paper.issue or len(container) > 200 else fused_place(container)
    if not place or not ("issue" in place or "firstPage" in place):
        return
    paper.container_title = place["title"]
    paper.volume, paper.issue = place.get("volume"), place.get("issue")
    if paper.page is None:
        paper.page = joined(place.get("firstPage"), place.get("lastPage"))
    message = "volume and pages stood with the title"
    note_once(paper, "repaired", "container-title", message, container)


_OFFICE = (
    r"(?:U\.?\s?S\.?(?:\s?A\.?)?|[A-Z]{2}|United States"
    r"|European|Chinese|Japanese|German|Canadian|French|British|Korean)"
)
_PATENT_NUMBER = r"\d[\d,./ ]{3,14}\d(?:\s?[A-Z]\d?)?|[A-Z]{1,3}\s?\d[\d,./]{4,14}(?:\s?[A-Z]\d?)?"
_WORDED = regex(
    rf"(?P<office>{_OFFICE})?\s?pat(?:ent|\.)s?\s?(?P<asked>app(?:l?\.|lication)?|pending)?\s?"
    rf"(?:publication\s?)?(?:n(?:o|r|umber)\b\.?\s?)?(?P<number>{_PATENT_NUMBER})",
    re.IGNORECASE,
)
_CODED = regex(r"(?:CN|US|EP|WO|JP|DE|KR|GB|FR|RU|TW|CA|AU)\s?\d[\d/]{5,13}\s?[A-Z]\d?")
_READERS = ("Google Patents",)
_OFFICES = {
    "unitedstates": "US", "usa": "US", "european": "EP", "chinese": "CN", "japanese": "JP",
    "german": "DE", "canadian": "CA", "french": "FR", "british": "GB", "uk": "GB", "korean": "KR",
}  # fmt: skip


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
    office = _OFFICES.get(named.lower(), named.upper())
    number = match["number"].removeprefix(office).strip()
    return f"{office} {number}".strip()


def settle_patent(paper: Paper) -> None:
    """Make a patent of a work that is one by its note or publisher, as Google Scholar writes it.

    >>> paper = Paper(title="Transformer", note="US Patent 2,707,773", publisher="Google Patents")
    >>> settle_patent(paper)
    >>> paper.type, paper.number, paper.note
    ('patent', 'US 2,707,773', None)
    """
    house = paper.publisher
    if house in _READERS:
        paper.publisher = None
        note_once(paper, "dropped", "publisher", "is where patents are read", house or "")
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
                note_once(paper, "guessed", "type", "a patent by its number", text)
            return
