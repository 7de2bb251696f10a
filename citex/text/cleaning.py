"""What the papers of every reader go through: usual spellings, no placeholders, all of it noted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from urllib.parse import unquote

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.model import NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate, Remark
from citex.model.date_grammar import read_date
from citex.text import pages
from citex.text.addresses import resolved_alone
from citex.text.dates.reading import visited
from citex.text.extra_field.zotero import absorb_note
from citex.text.identifiers import (
    doi_among,
    find_doi,
    is_doi_url,
    is_local,
    parse,
    parse_isbn,
    parse_issn,
    parse_pmcid,
    parse_pmid,
    plain_doi,
    standard_number,
)
from citex.text.keywords import join_keywords, split_keywords
from citex.text.languages import tag
from citex.text.names.roles import by_roles
from citex.text.names.words import is_body
from citex.text.placeholders import is_nothing, may_be_nothing
from citex.text.preprints import forget_number_in_note, settle_preprint
from citex.text.standing import (
    forget_unassigned,
    forget_undated,
    settle_container_standing,
    settle_dated,
    settle_standing,
)
from citex.text.status import from_title
from citex.text.translations import from_brackets
from citex.text.trimming import (
    note_once,
    settle_chapter,
    settle_container,
    settle_package,
    settle_patent,
    settle_proceedings,
    trim_article,
    trim_catalogued,
    trim_chapter,
    trim_citation,
    trim_container,
    trim_copyright,
    trim_edition,
    trim_genre,
    trim_in,
    trim_mark,
    trim_medium,
    trim_note,
    trim_publisher,
    trim_rights,
    trim_series,
    trim_subseries,
)

_LABELLED = regex(
    r"(?:urn:|[ep]-?)?IS[BS]N(?:-?(?:10|13|L))?\s*(?:[:：=]\s*)?(?=[\dXx])", re.IGNORECASE
)

Cleaner = Callable[[Paper, str], "str | None"]
"""The usual spelling of a value, or None for none; notes go to the paper's remarks."""


def clean(paper: Paper) -> Paper:
    """The paper, just read, with what its fields say in the usual spelling.

    >>> paper = clean(Paper(language="eng", page="pp. 12–5", DOI="https://doi.org/10.1000/1"))
    >>> paper.language, paper.page, paper.DOI
    ('en', '12-15', '10.1000/1')
    >>> [str(remark) for remark in paper.remarks][:1]
    ['page: pages were written in full']
    """
    for names in filter(None, _PEOPLE(paper)):
        if any(map(_EXTRA, names)):
            by_roles(paper)
            break
    author, editor, note, keyword = paper.author, paper.editor, paper.note, paper.keyword
    title, container, publisher = paper.title, paper.container_title, paper.publisher
    volume, issue, page, issn = paper.volume, paper.issue, paper.page, paper.ISSN
    doi, url, language, isbn = paper.DOI, paper.URL, paper.language, paper.ISBN
    place, pmid, short = paper.publisher_place, paper.PMID, title is not None and len(title) <= 60
    usual = container is None or _is_usual(container)
    if (
        not usual
        or (title is not None and (short or title[-1] in "/:;=") and not _is_worded(title))
        or (publisher is not None and not _is_usual(publisher))
        or (volume is not None and not _is_in_digits(volume))
        or (issue is not None and not _is_count(issue))
        or (page is not None and not _is_full(page))
        or (doi is not None and not _is_plain_doi(doi))
        or (url is not None and not _is_address(url))
        or (issn is not None and not _is_issn(issn))
        or (isbn is not None and not _is_serial(isbn))
        or (place is not None and not _is_usual(place))
        or (pmid is not None and not _is_count(pmid))
        or _RARE(paper) != _NOTHING
    ):
        _clean_fields(paper)
    if isbn is not None and paper.ISBN and len(paper.ISBN) < 10:
        _settle_issn(paper, paper.ISBN)
    if language is not None and language not in _TAGS:
        paper.language = _language(language)
    if not usual and container and ("arXiv:" in container or container == "CoRR"):
        settle_preprint(paper)
    if keyword is not None and ("，" in keyword or "、" in keyword):
        paper.keyword = join_keywords(split_keywords(keyword))
        if paper.keyword != keyword:
            note_once(paper, "repaired", "keyword", "Chinese commas between keywords", keyword)
    if not usual and container and container[-1] in ")]":
        trim_medium(paper, container)
        trim_edition(paper, "container_title", container)
        trim_subseries(paper, container)
    if title and title[-1] == ")" and paper.type in _BOUND:
        trim_edition(paper, "title", title)
    if title and paper.type == "chapter" and (title[:8] == "Chapter " or title[0].isdecimal()):
        trim_chapter(paper, title)
    if paper.chapter_number and container is None and paper.type == "chapter":
        settle_chapter(paper)
    if container and container[:3].lower() in _NO_JOURNALS and paper.type in _MISTAKEN:
        settle_container(paper, container)
    if title and (" : " in title or " / " in title):
        trim_catalogued(paper, title)
    if place and " -- " in place and paper.type == "thesis" and paper.publisher_place == place:
        paper.publisher_place = ", ".join(reversed(place.split(" -- ")))
        note_once(paper, "repaired", "publisher-place", "the country stood before it", place)
    if container and ", " in container[-5:]:
        trim_article(paper, "container_title", container)
    if title and title[-5:] == ", The":
        trim_article(paper, "title", title)
    if container and _MAY_STAND(container):
        settle_container_standing(paper, container)
    if container and container[:2] == "In":
        trim_in(paper, container)
    if container and " : " in container:
        trim_container(paper, container)
    if publisher and (publisher[0] in "PpIi©(Cc" or "@" in publisher):
        trim_rights(paper, publisher)
        publisher = paper.publisher
    if publisher and any(map(publisher.__contains__, ":：,，、")):
        trim_publisher(paper, publisher)
    series, issued = paper.collection_title, paper.issued
    if series and (series[-1] == ")" or series[-1].isdecimal()):
        trim_series(paper, series)
    if issued is not None and issued.literal is not None and _IS_MARKED(issued.literal):
        trim_copyright(paper, issued)
    if issued is not None and issued.year is None and (words := issued.literal or issued.raw):
        forget_undated(paper, words)
        settle_dated(paper, words)
    if not usual and container and paper.type in pages.PERIODICALS:
        trim_citation(paper, container)
    if title:
        from_title(paper)
    if title and paper.type == "standard" and paper.number is None:
        _number_from_title(paper, title)
    if title and title[0] == "[" and title[-1] == "]" and paper.type in pages.PERIODICALS:
        from_brackets(paper)
    if title and title[-1] in "]］】" and paper.title == title:
        trim_mark(paper, "title", title)
    if container and container[-1] in "]］】":
        trim_mark(paper, "container_title", container)
    if note is not None and _moved_to_url(paper, "note", note):
        paper.note = None
    elif note is not None:
        if _MAY_NAME(note):
            absorb_note(paper)
            forget_number_in_note(paper, note)
        trim_note(paper)
        if paper.note and len(paper.note) < 40 and issued is None:
            settle_standing(paper, paper.note)
    if (note and "ersion" in note) or (publisher and publisher[:12] == "R Foundation"):
        settle_package(paper)
    if paper.type in ("document", "patent"):
        settle_patent(paper)
    elif paper.type == "paper-conference" and container is None:
        settle_proceedings(paper)
    if paper.archive is not None and _CODE_OF_BASE.fullmatch(paper.archive):
        note_once(paper, "dropped", "archive", "is a database's code for itself", paper.archive)
        paper.archive = None
    if paper.genre in _DEGREES:
        paper.genre = f"{paper.genre}学位论文"
        note_once(paper, "repaired", "genre", "the degree alone stood for the thesis", paper.genre)
    if volume is not None and paper.type == _ARTICLE and (
        volume == "0" or (paper.volume is None and pages.is_unassigned(volume))
    ):  # fmt: skip
        forget_unassigned(paper)
    early = paper.page == "1" and container is not None and container[:5] == "IEEE "
    if early and paper.volume is paper.issue is None and paper.type == _ARTICLE:
        paper.page = None
        note_once(paper, "dropped", "page", "stands for a missing page", page or "1")
    if paper.genre and paper.genre[0] in "[(":
        trim_genre(paper, paper.genre)
    elif paper.genre and _moved_to_url(paper, "genre", paper.genre):
        paper.genre = None
    if author is not None and _may_be_none(author):
        _clean_people(paper, "author")
    if editor is not None and _may_be_none(editor):
        _clean_people(paper, "editor")
    return paper


def _may_be_none(names: list[Name]) -> bool:
    """Whether a name of a list may stand for one that is missing: "Anonymous", "No author"."""
    return None in map(_GIVEN, names) or any(
        name.family in _NO_FAMILY or name.family == name.given for name in names
    )


_NO_FAMILY = frozenset(
    form for word in """author authors authorship unknown available listed given named indicated
                     name unbekannt inconnu desconocido undefined""".split()
    for form in (word, word.title(), word.upper())
)  # fmt: skip
"""What stands at the end of the words for a missing name, where these were taken for a person."""


_KIND = regex(r"\s{0,3}[(（][^\W\d_][\w .-]{0,24}[)）]")


def _clean_fields(paper: Paper) -> None:
    for attribute, usual, cleaner in _STEPS:
        value = getattr(paper, attribute)
        if value is not None and not usual(value):
            given = cleaner(paper, value)
            if given != value:
                setattr(paper, attribute, given)


_STOPPED_BODY = regex(r".*\s[^\W\d_]{8,}\.", re.DOTALL)
"""The stop of a catalogue behind a body's name: no word of so many letters is cut short."""
_NO_LANGUAGE = frozenset("und zxx mul mis undetermined undefined multilingual".split())


def _language(value: str) -> str | None:
    if is_nothing(value) or value.lower() in _NO_LANGUAGE:
        return None
    return tag(value) or value


def _page(paper: Paper, value: str) -> str | None:
    number = pages.article_number(value)
    if number is not None and paper.number in (None, number):
        paper.number = number
        note_once(paper, "repaired", "number", "an article number stood in place of pages", value)
        return None
    count = pages.page_count(value) or (pages.roman_count(value) if paper.type in _BOUND else None)
    if count is not None and paper.number_of_pages in (None, count):
        paper.number_of_pages = count
        note_once(paper, "repaired", "page", "the number of pages stood in place of pages", value)
        return None
    found = _noted(paper, lambda notes: pages.pages(value, notes))
    if found and paper.number is None and paper.type in pages.PERIODICALS:
        paper.number = found if pages.is_article_number(found) else None
    return found


_ARTICLE = "article-journal"
_CODE_OF_BASE = regex(r"/[\w-]{1,20}/|[a-z]{1,3}\d[a-z]{1,2}")
"""As WorldCat and EBSCO name the database of a record: "/z-wcorg/", "a9h"."""
_IS_MARKED = re.compile(r"[©c]", re.IGNORECASE).search
_DEGREES = ("博士", "硕士", "碩士")
_MAY_STAND = re.compile(r"press\b|appear|forthcoming|accepted", re.IGNORECASE).search
"""What a journal's title has that says besides that a work is to appear in it."""
_NO_JOURNALS = frozenset(("git", "bit", "iee", "ans", "iso"))
"""How the names begin that stand for a journal and are none; a look before the patterns."""
_MISTAKEN = frozenset("article-journal document webpage report software".split())
_BOUND = frozenset(("book", "thesis", "report", "collection", "document"))


def clean_csl(paper: Paper) -> Paper:
    """The same for CSL's own formats; their ranges and article numbers stand as they are.

    Its processors cut ranges and write them in full, and what was written is given back.

    >>> clean_csl(Paper(page="1234-40", language="eng")), clean_csl(Paper(page="第1-2页")).page
    (Paper(page='1234-40', language='en'), '1-2')
    """
    page = paper.page
    if page is None or _is_full(page):
        return clean(paper)
    ends = pages.plain_range(page)
    own = ends[0] != ends[1] if ends else pages.is_article_number(page)
    if not own or pages.is_labelled(page) or max(page) >= "\u3000" or is_nothing(page, "page"):
        return clean(paper)
    paper.page = None
    clean(paper)
    paper.page = page
    return paper


def _noted(paper: Paper, read: Callable[[list[Remark]], str | None]) -> str | None:
    notes: list[Remark] = []
    found = read(notes)
    paper.remarks = [*paper.remarks, *(note for note in notes if note not in paper.remarks)]
    return found


def _or_nothing(own: str, read: Callable[[str], str | None], variable: str = "") -> Cleaner:
    """What `read` makes of a value that is no placeholder; what it cannot read stays."""

    def cleaner(paper: Paper, value: str) -> str | None:
        if is_nothing(value, variable):
            _tell_missing(paper, own, value)
            return None
        return read(value) or value

    return cleaner


def _tell_missing(paper: Paper, variable: str, value: str) -> None:
    note_once(paper, "dropped", variable, f"stands for a missing {variable}", value)


def _numbered(own: str, other: str) -> Cleaner:
    """Volume or issue; where the value has both, the other variable gets the other."""
    place = ("volume", "issue").index(own)

    def cleaner(paper: Paper, value: str) -> str | None:
        both = _both(value, own) if paper.type in pages.PERIODICALS else None
        held = getattr(paper, other)
        if both and (held in (None, both[1 - place]) or is_nothing(held or "", other)):
            setattr(paper, other, both[1 - place])
            note_once(paper, "repaired", own, "volume and issue stood in one field", value)
            return both[place]
        of_book = own == "volume" and paper.type not in pages.PERIODICALS
        return _noted(paper, lambda notes: pages.number(value, own, notes, of_book=of_book))

    return cleaner


def _both(value: str, own: str) -> tuple[str, str] | None:
    """Volume and issue of a field for one of them, where it does not count its own in two ways.

    >>> _both("12(3)", "issue"), _both("3 (123)", "issue"), _both("No. 3 (45)", "issue")
    (('12', '3'), None, None)
    >>> _both("12 Suppl 1", "volume"), _both("3 Suppl 1", "issue")
    (('12', 'Suppl 1'), None)
    """
    both = pages.volume_and_issue(value)
    if own == "volume":
        return both or (None if value[-1:] == ")" else pages.fused_supplement(value))
    first, second = both or ("", "")
    if not first.isdecimal() or not second.isdecimal():
        return both
    return None if int(first) <= 12 < int(second) or not value[0].isdecimal() else both


def _number(paper: Paper, value: str) -> str | None:
    if is_nothing(value) or value == "0":
        _tell_missing(paper, "number", value)
        return None
    if _moved_to_url(paper, "number", value):
        return None
    if paper.type == "thesis" and paper.genre is None and (degree := _DEGREE.fullmatch(value)):
        paper.genre = "PhD thesis" if degree[1] else "Master’s thesis"
        note_once(paper, "repaired", "genre", "the degree stood in place of the number", value)
        return None
    if (unlabelled := _without_label(paper, pages.unbracketed(value))) != value:
        note_once(paper, "repaired", "number", "the label was taken off", value)
        return unlabelled
    if paper.type == "standard" and (bare := _without_number(paper.title or "", value)):
        note_once(paper, "repaired", "title", "the standard's number stood with it", value)
        paper.title = bare
    return pages.article_number(value) or value if paper.type in pages.PERIODICALS else value


def _without_label(paper: Paper, value: str) -> str:
    """The number of a work without the words for its kind, which styles print before it.

    >>> _without_label(Paper(type="report", genre="Working Paper"), "Working Paper No. 5")
    '5'
    >>> [_without_label(Paper(type=kind), value) for kind, value in (
    ...     ("legislation", "Pub. L. No. 88-352"), ("patent", "Patent No. 123"),
    ...     ("thesis", "Publication No. 12345"), ("report", "NBER Working Paper 12"))]
    ['88-352', '123', '12345', 'NBER Working Paper 12']
    """
    genre = paper.genre or ""
    if genre and len(value) > len(genre) and value[: len(genre)].lower() == genre.lower():
        counted = _COUNTED.fullmatch(value[len(genre) :])
        if counted:
            return counted[1]
    label = _LABEL_OF_NUMBER.get(paper.type)
    return (label.sub("", value) or value) if label else value


_DEGREE = regex(
    r"(?:((?:Ph\.?|D\.?Phil|Ed\.?|Psy\.?|Sc\.?|J\.?S\.?|D\.?M\.?A)\s?(?:D\.?)?|D\.\w{1,4}\.)"
    r"|M\.?\s?(?:A|S|Sc|Phil|Ed|Eng|F\.?A|B\.?A|P\.?H)\.?)(?: thesis)?"
)
"""Degrees of a doctor, and of a master, as ProQuest has them under the number."""
_COUNTED = regex(
    r"[\s,:]{1,3}(?:(?:no|nr|number|num)\b\.?|n[°º.]|№|#)?\s?(\d\S{0,40})", re.IGNORECASE
)
_LABEL_OF_NUMBER = {
    "legislation": regex(
        r"\A(?:pub(?:lic|\.)?\s?l(?:aw\b|\.)|p\.\s?l\.)\s?(?:(?:no|number)\b\.?\s?)?(?=\d)",
        re.IGNORECASE,
    ),
    "patent": regex(r"\Apatent\s(?:(?:no|nr|number)\b\.?\s?)?(?=\d|[A-Z]{2}\s?\d)", re.IGNORECASE),
    "thesis": regex(r"\A(?:publication|order)\s(?:no|number)\b\.?\s?(?=\d)", re.IGNORECASE),
}
"""What a work's number is called where its kind alone says so: styles have the words themselves."""


def _number_from_title(paper: Paper, title: str) -> None:
    found = standard_number(title)
    if found and (bare := _without_number(title, found)):
        paper.number, paper.title = found, bare
        note_once(paper, "repaired", "number", "the standard's number stood with its title", title)


def _without_number(title: str, number: str) -> str | None:
    """The title of a standard without its number before or behind it; None where it is not there.

    >>> _without_number("GB/T 7714—2015 著录规则", "GB/T 7714-2015")
    '著录规则'
    >>> _without_number("著录规则: GB/T 7714-2015", "GB/T 7714-2015"), _without_number("A", "B")
    ('著录规则', None)
    """
    place, length = _closed(title).find(_closed(number)), len(number)
    if place < 0 or len(title) < length + 2:
        return None
    before, behind = title[:place], title[place + length :]
    if not before.strip(_AROUND_NUMBER):
        return behind.strip(_AROUND_NUMBER) or None
    if not behind.strip(_AROUND_NUMBER) and before[-1:] in _AROUND_NUMBER:
        return before.strip(_AROUND_NUMBER) or None
    return None


def _closed(text: str) -> str:
    """A text with one kind of dash, letter by letter."""
    return text.replace("—", "-").replace("–", "-").replace("\u3000", " ").replace("\u2003", " ")


_AROUND_NUMBER = " \u2003\u3000:：,，()（）"


def _doi(paper: Paper, value: str) -> str | None:
    if is_nothing(value):
        _tell_missing(paper, "DOI", value)
        return None
    if " " in value and "10." in value:
        value = _AROUND_STROKE.sub("/", _BEHIND_TEN.sub("", value))
    if _NO_DOI.fullmatch(value.strip()):
        _tell_missing(paper, "DOI", value)
        return None
    if _moved_to_url(paper, "DOI", value):
        return None
    found = plain_doi(value) or plain_doi(value.partition(" ")[0]) or doi_among(value)
    if found is None and _is_another(paper, value):
        return None
    found = found or value
    rest = value[value.find(found) + len(found) :]
    other = find_doi(rest) if "10." in rest else None
    if other not in (None, found.lower()):
        note_once(paper, "dropped", "DOI", f"the field holds several; {other} was left out", value)
    elif found != value:
        note_once(paper, "repaired", "DOI", "the DOI alone was taken", value)
    return found


def _is_another(paper: Paper, value: str) -> bool:
    """Whether another identifier stood in the place of a DOI, and has its own now.

    >>> paper = Paper(type="article")
    >>> _is_another(paper, "PMID: 12"), _is_another(paper, "12"), paper.PMID
    (True, False, '12')
    """
    found = parse(value)
    attribute = _FIELD_OF.get(found.scheme) if found else None
    if found is None or attribute is None or value.strip().isdecimal():
        return False
    meant = f"10.48550/arXiv.{found.value}" if found.scheme == "arxiv" else found.value
    held = getattr(paper, attribute)
    if attribute != "DOI" and held not in (None, meant):
        return False
    note_once(paper, "repaired", attribute, "it stood in the place of the DOI", value)
    setattr(paper, attribute, meant)
    return attribute != "DOI"


_FIELD_OF = {"arxiv": "DOI", "pmid": "PMID", "pmcid": "PMCID", "url": "URL"}


def _moved_to_url(paper: Paper, variable: str, value: str) -> bool:
    """Whether a handle, an ARK or a URN was in a field of another purpose; it is the address then.

    >>> paper = Paper(type="thesis")
    >>> _moved_to_url(paper, "DOI", "hdl:1721.1/12345"), paper.URL
    (True, 'https://hdl.handle.net/1721.1/12345')
    """
    address = resolved_alone(value) if len(value) < 240 else None
    if variable == "note" and value.startswith("CSTR:"):  # as citex has it itself
        return False
    if address is None or paper.URL not in (None, value, address):
        return False
    paper.URL = address
    note_once(paper, "repaired", "URL", f"it stood in the place of the {variable}", value)
    return True


_NO_DOI = regex(r"(?:https?://)?(?:dx\.)?(?:doi(?:\.org)?[:/]?)?(?:10\.?)?")
"""What is left of a DOI that was not filled in."""
_BEHIND_TEN = regex(r"(?<=\b10\.) (?=\d{4,9}/)")
_AROUND_STROKE = regex(r"(?<=\d) ?/ ?(?=\S)")
_LABEL_OF_URL = regex(
    r"\A(?:[^\W\d_][^/<>:：\[\]]{1,30}\s?[:：]|(?:available|retrieved) (?:at|from))\s*(?=https?://)",
    re.IGNORECASE,
)


def _url(paper: Paper, value: str) -> str | None:
    if is_nothing(value):
        _tell_missing(paper, "URL", value)
        return None
    if value[:3] == "10." and plain_doi(value) == value and paper.DOI in (None, value):
        paper.DOI = value
        note_once(paper, "repaired", "DOI", "the DOI stood in the place of an address", value)
        return None
    if value.startswith("<Go to ISI>"):
        note_once(paper, "dropped", "URL", "leads nowhere outside of EndNote", value)
        return None
    if is_local(value):
        note_once(paper, "dropped", "URL", "leads nowhere but on one machine", value)
        return None
    url = _LABEL_OF_URL.sub("", value.strip())
    if url[:4].lower() == "http":
        url = _unproxied(_SLASHES.sub(r"\1://", url, count=1))
    if url[:1] == "<" or url[-1:] == ">":
        url = _undelimited(url)
    for _ in range(2):  # some sites escape twice
        url = url.replace("&amp;", "&")
    if address := resolved_alone(url):
        note_once(paper, "repaired", "URL", "an identifier stood in its place", url)
        return address
    if not url.isprintable() or " " in url or url[:1] == "[" or url.count("://") > 1:
        url = _one_address(paper, url)
    if paper.DOI is None and is_doi_url(url, None):
        paper.DOI = plain_doi(url)
        note_once(paper, "repaired", "DOI", "the DOI was taken from the address", url)
    elif _says_number(url):
        paper.PMID, paper.PMCID = paper.PMID or parse_pmid(url), paper.PMCID or parse_pmcid(url)
    return url


_SLASHES = regex(r"(?<=\Ahttp)(s?)(?::(?:\\{2}|/)|//)(?=\w)")
_PROXY = regex(
    r"https?://[^/?]{1,200}/(?:[\w.-]{1,40}/){0,3}login\?q?url=(https?(?:://|%3A).+)", re.I
)
_PROXIED = regex(
    r"https?://([\w.-]{4,100}?)\.[\w-]{0,30}(?:proxy|(?<=\.)idm\.oclc)[^/?]{1,60}(/.*|\Z)"
)
"""A host behind the proxy's own, as EZproxy has it."""


def _unproxied(url: str) -> str:
    """An address without the library's proxy through which somebody read what is there.

    >>> _unproxied("https://proxy.example.edu/login?url=https://example.org/a")
    'https://example.org/a'
    >>> _unproxied("https://www-example-org.ezproxy.uni.example/a?b=c")
    'https://www.example.org/a?b=c'
    """
    if "proxy" not in url and ".idm.oclc.org" not in url and "login?" not in url:
        return url
    if through := _PROXY.fullmatch(url):
        return unquote(through[1]) if "%3A" in through[1][:12].upper() else through[1]
    if (behind := _PROXIED.match(url)) and "-" in behind[1].replace(".", "-"):
        host = behind[1]
        if "." not in host:
            host = host.replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{host}{behind[2]}"
    return url


def _undelimited(url: str) -> str:
    """An address without the signs that texts put around one (RFC 3986, appendix C).

    >>> [_undelimited(url) for url in ("<http://x.org/a>", "http://x.org/a>", "http://x.org/<a>")]
    ['http://x.org/a', 'http://x.org/a', 'http://x.org/<a>']
    """
    url = url.lstrip("< ")
    while url[-1:] == ">" and url.count(">") > url.count("<"):
        url = url[:-1].rstrip()
    return url


_LINKED = regex(r"\[[^\[\]]{0,500}\]\((https?://[^\s()]{1,500})\)")
_FIRST = regex(r"(https?://[^\s,;|]{1,2000})[\s,;|]{1,20}(?:and )?(?=https?://)")
_SEEN_THEN = regex(r"(https?://[^\s()\[\]]{1,2000}?)[.,;]?\s+[(\[]?([^()\[\]]{6,60})[)\]]?\.?")


def _one_address(paper: Paper, text: str) -> str:
    """The first address of a field that holds several, a link of Markdown, the day of a visit."""
    before, text = text, text.strip()
    if linked := _LINKED.fullmatch(text):
        text = linked[1]
    elif first := _FIRST.match(text):
        rest = text[first.end() :]
        note_once(paper, "dropped", "URL", f"the field holds several; {rest} was left out", before)
        return first[1]
    elif found := _SEEN_THEN.fullmatch(text):
        date = visited(found[2]) or _day(found[2])
        if date is None or paper.accessed not in (None, date):
            return before
        text, paper.accessed = found[1], date
    if text != before:
        note_once(paper, "repaired", "URL", "the address alone was taken", before)
    return text


def _day(text: str) -> PartialDate | None:
    """A whole date, and nothing else."""
    date = read_date(text, "text")[0]
    return date if date and date.day and not date.literal else None


def _serial(paper: Paper, value: str) -> str | None:
    if is_nothing(value):
        return None
    text = value if value.isascii() else unicodedata.normalize("NFKC", value)
    text = _DASHES.sub("-", _KIND.sub("", _LABELLED.sub("", text))).strip(" .:;,")
    numbers = _NUMBER_OF_BOOK.findall(text)
    alone = numbers[0] if len(numbers) == 1 else None
    if len(numbers) > 1 and not _SEVERAL.sub("", text).strip("0123456789Xx-"):
        apart = any(map(text.__contains__, ";/,")) or all(map(parse_isbn, numbers))
        return ", ".join(number.strip() for number in numbers) if apart else text
    if not text.strip("0-"):
        note_once(paper, "dropped", "ISBN", "stands for a missing number", value)
        return None
    return alone if alone and _BESIDE.fullmatch(text.replace(alone, "", 1)) else text


def _settle_issn(paper: Paper, isbn: str) -> None:
    """An ISSN under the ISBN, where Mendeley puts it, is the journal's."""
    found = parse_issn(isbn)
    if found and paper.ISSN in (None, found):
        paper.ISSN, paper.ISBN = found, None
        note_once(paper, "repaired", "ISSN", "an ISSN stood in the place of an ISBN", isbn)


def _issn(paper: Paper, value: str) -> str | None:
    text = _serial(paper, value)
    swapped = parse_issn(paper.ISBN) if paper.ISBN else None
    if text and (paper.ISBN is None or swapped) and len(text) > 9 and parse_isbn(text):
        paper.ISBN = text
        note_once(paper, "repaired", "ISBN", "an ISBN stood in the place of an ISSN", value)
        return swapped
    if text and "issn" in text.lower() and (named := parse_issn(text)):
        return named
    if text and len(text) > 15 and len(text) < 100:
        each = [parse_issn(part) for part in _SEVERAL.split(text)]
        return ", ".join(filter(None, dict.fromkeys(each))) if all(each) else text
    found = parse_issn(text) if text and len(text) < 10 else None
    return found or text


_SEVERAL = regex(r"[,;/ ]+")


_DASHES = regex(r"(?<=\d)[\u2010-\u2015\u2212](?=[\dXx])")
_NUMBER_OF_BOOK = regex(r"(?<!\d)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])")
_BESIDE = regex(
    r"\W{0,3}(?:[a-z. -]{3,20}\W{0,3})?(?:[£$€¥]?\s?\d{1,4}(?:\.\d\d)?\s?元?)?\W{0,3}",
    re.IGNORECASE,
)
"""What stands beside an ISBN, and is none of it: the binding, the price."""


def _text(variable: str) -> Cleaner:
    closing = _CLOSING["title" if variable.endswith("title") else "publisher"]

    def cleaner(paper: Paper, value: str) -> str | None:
        if is_nothing(value, variable):
            _tell_missing(paper, variable, value)
            return None
        bare = closing.sub("", value) or value
        if bare != value:
            note_once(paper, "repaired", variable, "a library's closing sign was taken off", value)
        return bare

    return cleaner


_CLOSING = {
    "title": regex(r"(?<!\s)\s+[/:;=]\Z"),
    "publisher": regex(r"(?:(?<!\s)\s+[/:;=]|,)\Z"),
}
"""The signs of library catalogues (ISBD) before the next field."""


def _clean_people(paper: Paper, attribute: str) -> None:
    """Names without those that stand for none: Anonymous, n/a."""
    kept: list[Name] = []
    for name in getattr(paper, attribute):
        if name.literal and _STOPPED_BODY.fullmatch(name.literal) and is_body(name.literal):
            name = replace(name, literal=name.literal[:-1])
        text = name.literal or name.family or ""
        twice = name.given == name.family  # "Unknown, Unknown"
        if name.given and not twice:
            text = f"{name.given} {name.family}" if name.family in _NO_FAMILY else name.given
        if (name.given and text == name.given and not twice) or not is_nothing(text, attribute):
            kept.append(name)
            continue
        note_once(paper, "dropped", attribute, "stands for a missing name", text)
    if kept != getattr(paper, attribute):
        setattr(paper, attribute, kept or None)


def _is_worded(value: str) -> bool:
    """Whether a title or a publisher is more than a placeholder of any kind, and ends as words."""
    if value[-1:] in ",/:;=":
        return False
    if not may_be_nothing(value) or len(value) > 60 or value.count(" ") > 5:
        return True  # no placeholder has so many words
    return not (is_nothing(value, "title") or is_nothing(value, "publisher"))


def _is_in_digits(value: str) -> bool:
    return value.isascii() and value.isdecimal()


@remembered(4096)
def _is_usual(value: str) -> bool:
    """The same of a name that stands in many records, in which besides nothing is to be looked for.

    >>> _is_usual("Cell"), _is_usual("Cell (Print)"), _is_usual("Cell, vol. 7, no. 3a")
    (True, False, False)
    """
    return _is_worded(value) and not (
        value == "CoRR" or value[-1] in ")]" or any(map(str.isdecimal, value))
    )


def _is_full(value: str) -> bool:
    """Whether pages are numbers in full: "7", "12-15"; five digits may be an article's number."""
    return pages.is_full(value) and (len(value) < 5 or "-" in value)


_is_count = re.compile(r"[1-9][0-9]*").fullmatch
_is_issn = re.compile(r"(?!0000-0000)[0-9]{4}-[0-9]{3}[0-9X]").fullmatch
_is_serial = re.compile(
    r"(?![0-]*\Z)(?:97[89]-?)?(?:[0-9]-?){9}[0-9Xx]|[0-9]{4}-[0-9]{3}[0-9Xx]"
).fullmatch
_is_plain_doi = re.compile(r"10\.[0-9.]{4,}/[!-$'->@-[^-|~]*[0-9A-Za-z]").fullmatch
"""No sign behind which, or in place of which, `plain_doi` finds another: ?, ], }, %, & or \\."""
_MAY_NAME = re.compile(r"[:：]|\d\.\d|[A-Za-z]/\d").search
"""What a note has that names a variable, a DOI or a preprint's number."""


def _is_address(value: str) -> bool:
    return (
        value[:4] == "http" and value[-1] not in "<>" and value.isprintable()
        and value.find("://") == value.rfind("://") in (4, 5)
        and not ("&amp;" in value or " " in value or _says_number(value) or _MAY_PROXY(value))
    )  # fmt: skip


_MAY_PROXY = re.compile(r"proxy|\.idm\.oclc\.org/|login\?").search


def _says_number(url: str) -> bool:
    """Whether an address may hold the number of a work that is a variable of its own."""
    small = url.lower()
    return (
        "doi.org" in small or "ncbi.nlm" in small or "europepmc" in small or "pubmed.gov" in small
    )  # fmt: skip


_TAGS = frozenset("en zh en-US en-GB zh-CN de fr es it ja ru ko pt".split())
_STEPS: tuple[tuple[str, Callable[[str], object], Cleaner], ...] = (
    ("title", _is_worded, _text("title")),
    ("container_title", _is_worded, _text("container-title")),
    ("publisher", _is_worded, _text("publisher")),
    ("publisher_place", _is_worded, _text("publisher-place")),
    ("volume", _is_in_digits, _numbered("volume", "issue")),  # "07" is JHEP's of 2007
    ("issue", _is_count, _numbered("issue", "volume")),
    ("number", _is_count, _number),
    ("page", _is_full, _page),
    ("collection_number", _is_count, _or_nothing("collection-number", pages.unbracketed)),
    ("chapter_number", _is_count, _or_nothing("chapter-number", pages.unbracketed)),
    ("number_of_pages", _is_count, _or_nothing("number-of-pages", pages.page_count, "page")),
    ("edition", _is_in_digits, _or_nothing("edition", pages.edition)),
    ("DOI", _is_plain_doi, _doi),
    ("URL", _is_address, _url),
    ("ISBN", _is_serial, _serial),
    ("ISSN", _is_issn, _issn),
    ("PMID", _is_count, _or_nothing("PMID", parse_pmid)),
    (
        "PMCID",
        re.compile(r"PMC[1-9]\d*").fullmatch,
        _or_nothing("PMCID", partial(parse_pmcid, bare=True)),
    ),
)
"""An attribute, whether a value is in its usual spelling for sure, and who looks closer."""
_RARE = attrgetter(
    "number", "collection_number", "chapter_number", "number_of_pages", "edition", "PMCID"
)
_PEOPLE = attrgetter(*(VARIABLES[variable] for variable in NAME_VARIABLES))
_GIVEN, _EXTRA = attrgetter("given"), attrgetter("extra")
_NOTHING = (None,) * 6
