"""What does not go together in a paper: kind and container, language and script, note and field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.checks.rule import Place, paper_rule, value_rule
from citex.model import KINDS, Paper
from citex.text.extra_field.zotero import with_note_variables
from citex.text.identifiers import find_doi
from citex.text.journals import is_abbreviated
from citex.text.languages import language, script_in, scripts_of
from citex.text.preprints import is_preprint_server

_SHORT_WORDS = frozenset(
    """j am br eur int clin med res sci chem phys biol rev lett ann arch surg proc natl acad assoc
    soc
    psychol psychiatry educ appl comput eng mol exp nat engl bull trans environ oncol pediatr adv
    acta curr opin infect dis immunol genet neurosci nutr pharmacol physiol ther technol mater
    electron""".split()
)
_WORD = regex(r"[A-Za-z]+")
_PLACES = frozenset(
    """new york|london|oxford|cambridge|berlin|paris|amsterdam|leiden|boston|chicago|
    philadelphia|los angeles|san francisco|san diego|washington|washington, d.c.|
    washington, dc|cambridge, ma|cambridge, mass.|new york city|new haven|princeton|
    baltimore|tokyo|kyoto|osaka|beijing|shanghai|nanjing|guangzhou|hong kong|singapore|
    new delhi|mumbai|sydney|melbourne|toronto|montreal|vienna|wien|münchen|munich|frankfurt|
    frankfurt am main|stuttgart|leipzig|heidelberg|hamburg|köln|cologne|tübingen|göttingen|
    wiesbaden|zürich|zurich|bern|basel|geneva|genève|rome|roma|milan|milano|turin|torino|
    bologna|florence|firenze|madrid|barcelona|lisbon|lisboa|brussels|bruxelles|copenhagen|
    københavn|stockholm|oslo|helsinki|warsaw|warszawa|kraków|prague|praha|budapest|moscow|
    москва|st. petersburg|санкт-петербург|kyiv|київ|athens|istanbul|ankara|cairo|jerusalem|
    tel aviv|mexico city|méxico|são paulo|rio de janeiro|buenos aires|santiago|bogotá|usa|uk|
    united states|united kingdom|england|germany|china|france|netherlands|switzerland|北京|
    上海|南京|广州|武汉|西安|成都|杭州|天津|重庆|长沙|沈阳|哈尔滨|济南|合肥|香港|台北|東京|
    东京|京都|서울""".replace("\n    ", "").split("|")
)
_PLACE_FIRST = regex(
    r"([A-ZÀ-Þ][\w.'’-]+(?:[ ,]+[A-ZÀ-Þ][\w.'’-]*)*|[\u3400-\u9fff]{2,4})\s*[:：]\s*\S"
)
_NUMBERED = regex(
    r"(?:,|(?<!\s))\s+(?:vol(?:ume)?\.?\s*\d+|\d{1,4}\s*\(\d{1,4}\)|\d{1,4}\s?[,:]\s?\d+).*\Z",
    re.IGNORECASE,
)
_LINE = regex(
    r"(?im)^\s*(?P<name>doi|pmid|pmcid|isbn|issn|url|volume|issue|pages?|publisher|issued|year|"
    r"original[- ]date|accessed|language|arxiv|type|citation[- ]key)\s*[:=]\s*\S"
)


@paper_rule("type", severity="error")
def unknown_type(paper: Paper) -> Iterator[Place]:
    """A type that CSL does not know.

    Why: Styles take it for a document without a kind of its own.
    Mend: Give one of CSL's types, for example article-journal, book or webpage.
    Example: {"type": "journal-article", "title": "On moss"}
    """
    if paper.type not in KINDS:
        yield "type", paper.type, "CSL knows no such type"


@paper_rule("container-title", "type")
def preprint_as_journal(paper: Paper) -> Iterator[Place]:
    """A preprint server in place of a journal.

    Why: The work looks as if it had been reviewed and published.
    Mend: Make it type article, with the server as publisher; or cite the article that it
        became.
    Example: {"type": "article-journal", "title": "On moss", "container-title": "bioRxiv"}
    """
    name = paper.container_title
    kinds = ("article-journal", "article-magazine", "paper-conference")
    if name and paper.type in kinds and is_preprint_server(name):
        message = "is no journal but a preprint server: type article, the server as publisher"
        yield "container-title", name, message


@paper_rule("container-title", "container-title-short", severity="note")
def abbreviated_container(paper: Paper) -> Iterator[Place]:
    """A journal known by its abbreviation only: styles that want the whole name cannot make it.

    Why: Styles that want the whole name cannot make it of the short one.
    Mend: The whole name goes to container-title, the short one to container-title-short.
    Example: {"type": "article-journal", "title": "On moss", "container-title": "Ann. River
        Bot."}
    """
    name, short = paper.container_title, paper.container_title_short
    if not name or (short and short != name) or not paper.type.startswith(("article", "paper")):
        return
    words = _WORD.findall(name.casefold())
    known = sum(word in _SHORT_WORDS for word in words)
    plain = known > 1 and 2 * known >= len(words)  # "Clin Cancer Res"
    if is_abbreviated(name) or name.startswith("J ") or plain:
        message = "is abbreviated; the whole name goes here, this to container-title-short"
        yield "container-title", name, message


@paper_rule("publisher", "publisher-place")
def publisher_is_place(paper: Paper) -> Iterator[Place]:
    """A publisher that is a place, or a place and a publisher in one.

    Why: Styles print a place twice, or none, and no publisher.
    Mend: The place goes to publisher-place.
    Example: {"type": "book", "title": "On moss", "publisher": "London, UK"}
    """
    name = paper.publisher
    if not name:
        return
    parts = [part.strip(" .") for part in name.split(",")]
    if parts[0].casefold() in _PLACES and all(map(_within, parts[1:])):
        yield "publisher", name, "is a place; it goes to publisher-place"
    elif (match := _PLACE_FIRST.match(name)) and match[1].casefold() in _PLACES:
        yield "publisher", name, f"holds the place too ({match[1]}); it goes to publisher-place"


def _within(part: str) -> bool:
    """Whether what stands behind a city is a state or a country."""
    return len(part) < 4 or part.casefold() in _PLACES


@paper_rule("container-title", "volume")
def number_in_container(paper: Paper) -> Iterator[Place]:
    """A volume, an issue or pages behind the name of a journal.

    Why: Styles print the number as a part of the journal's name, and none where it belongs.
    Mend: Give the numbers to volume, issue and page.
    Example: {"type": "article-journal", "title": "On moss", "container-title": "River Botany
        31(2)"}
    """
    name = paper.container_title
    found = _NUMBERED.search(name) if name and paper.type == "article-journal" else None
    if found and name:
        yield "container-title", name, f"holds a number that has a field ({found[0].strip(' ,')})"


@value_rule("language")
def no_language(value: str, paper: Paper) -> str | None:
    """A language that is none, or not as a tag (BCP 47).

    Why: Styles that choose words by the language of a work take it for one in their own.
    Mend: Give a tag like "en" or "zh-CN".
    Example: {"title": "On moss", "language": "no language"}
    """
    tag = language(value, [])
    if tag is None:
        return "is no language; give a tag like 'en' or 'zh-CN'"
    if tag.casefold() == value.strip().replace("_", "-").casefold() or len(value) <= 3:
        return None
    return f"is written {tag!r}, as a tag"


@paper_rule("language", "title")
def language_against_script(paper: Paper) -> Iterator[Place]:
    """A language that is not written in the script of the title.

    Why: The reference gets the words of the wrong language, "et al." in place of 等.
    Mend: Give the language of the work, not that of its readers.
    Example: {"title": "On the growth of mosses", "language": "zh-CN"}
    """
    tag = language(paper.language or "", [])
    if not tag or not paper.title or paper.title.startswith("["):
        return
    expected, found = scripts_of(tag), script_in(paper.title)
    if expected is None or found is None or found in expected:
        return
    if found == "Latn" and "translations" in paper.custom:
        return
    yield "language", paper.language or "", f"is not the script of the title: {paper.title}"


@paper_rule("accessed", "URL", severity="note")
def accessed_without_address(paper: Paper) -> Iterator[Place]:
    """A day of access to no address.

    Why: Styles print "accessed" and nothing that was.
    Mend: Give the URL, or leave the day out.
    Example: {"type": "report", "title": "On moss", "accessed": {"date-parts": [[2021, 1,
        5]]}}
    """
    if paper.accessed and not paper.URL and paper.type != "webpage":
        yield "accessed", str(paper.accessed), "there is no URL that was accessed"


@paper_rule("note")
def note_holds_variable(paper: Paper) -> Iterator[Place]:
    """A line of the note that says what has a variable of its own.

    Why: No style and no search finds it there.
    Mend: Give it to its variable.
    Example: {"title": "On moss", "note": "DOI: 10.5555/arb.2018.0412"}
    """
    note = paper.note
    if not note:
        return
    match = _LINE.search(note)
    if match or with_note_variables(paper) is not paper:
        what = match["name"] if match else "its lines"
        yield "note", note, f"says what has a variable of its own ({what})"
    elif paper.DOI is None and (found := find_doi(note)):
        yield "note", note, f"holds a DOI, and DOI is empty ({found})"
