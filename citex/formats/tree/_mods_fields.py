"""MODS's genres, roles and fields, as tables that are read both ways."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

NAME = "mods"
NAMESPACE = "http://www.loc.gov/mods/v3"
CARRIED = "CSL variables"
"""The displayLabel of the extension that holds what MODS has no element for."""


class Kind(NamedTuple):
    """How a CSL type shows in MODS: its kind of resource, and genres by authority.

    `local` is Zotero's name of the type, `genre` stands under marcgt (or bibutilsgt, with "+").
    `host` are the genres of the work that holds it.
    """

    csl: str
    resource: str
    local: str
    genre: str = ""
    host: str = ""


_CONFERENCE = "conference publication"
KINDS = (
    Kind("article-journal", "text", "journalArticle", "+journal article", "periodical"),
    Kind("article-magazine", "text", "magazineArticle", "+magazine article", "magazine"),
    Kind("article-newspaper", "text", "newspaperArticle", "+newspaper article", "newspaper"),
    Kind("article", "text", "preprint", "+unpublished"),
    Kind("bill", "text", "bill", "legislation"),
    Kind("book", "text", "book", "book"),
    Kind("broadcast", "moving image", "tvBroadcast", "motion picture"),
    Kind("chapter", "text", "bookSection", "+book chapter", "book"),
    Kind("classic", "text", "book", "book"),
    Kind("collection", "text", "book", "+collection"),
    Kind("dataset", "software, multimedia", "dataset", "numeric data"),
    Kind("document", "text", "document"),
    Kind("entry", "text", "dictionaryEntry", "+book chapter", "book"),
    Kind("entry-dictionary", "text", "dictionaryEntry", "+book chapter", "dictionary"),
    Kind("entry-encyclopedia", "text", "encyclopediaArticle", "+book chapter", "encyclopedia"),
    Kind("event", "text", "document"),
    Kind("figure", "still image", "artwork", "chart"),
    Kind("graphic", "still image", "artwork", "picture"),
    Kind("hearing", "text", "hearing", "+hearing"),
    Kind("interview", "text", "interview", "interview"),
    Kind("legal_case", "text", "case", "legal case and case notes"),
    Kind("legislation", "text", "statute", "legislation"),
    Kind("manuscript", "text", "manuscript", "+manuscript"),
    Kind("map", "cartographic", "map", "map"),
    Kind("motion_picture", "moving image", "film", "motion picture"),
    Kind("musical_score", "notated music", "document", "+music"),
    Kind("pamphlet", "text", "document", "+pamphlet"),
    Kind("paper-conference", "text", "conferencePaper", "+conference paper", _CONFERENCE),
    Kind("patent", "text", "patent", "patent"),
    Kind("performance", "mixed material", "document"),
    Kind("periodical", "text", "document", "periodical"),
    Kind("personal_communication", "text", "letter", "letter"),
    Kind("post", "text", "forumPost", "web page"),
    Kind("post-weblog", "text", "blogPost", "web page"),
    Kind("regulation", "text", "statute", "law report or digest"),
    Kind("report", "text", "report", "technical report"),
    Kind("review", "text", "journalArticle", "review", "periodical"),
    Kind("review-book", "text", "journalArticle", "review", "periodical"),
    Kind("software", "software, multimedia", "computerProgram", "computer program"),
    Kind("song", "sound recording", "audioRecording", "sound"),
    Kind("speech", "text", "presentation", "speech"),
    Kind("standard", "text", "standard", "standard or specification"),
    Kind("thesis", "text", "thesis", "thesis"),
    Kind("treaty", "text", "statute", "treaty"),
    Kind("webpage", "software, multimedia", "webpage", "web page"),
)  # fmt: skip
_DOCUMENT = Kind("document", "text", "document")
_BY_CSL = {kind.csl: kind for kind in KINDS}

OTHER_GENRES = {
    # genres that other programs write, folded to lower case
    "theses": "thesis",
    "ph.d. thesis": "thesis",
    "phd thesis": "thesis",
    "masters thesis": "thesis",
    "diploma thesis": "thesis",
    "doctoral thesis": "thesis",
    "habilitation thesis": "thesis",
    "article": "article-journal",
    "conference publication": "paper-conference",
    "website": "webpage",
    "web site": "webpage",
    "electronic": "webpage",
    "report": "report",
    "book": "book",
    "proceedings": "book",
    "handwritten note": "manuscript",
    "email communication": "personal_communication",
    "memorandum": "report",
    "preprint": "article",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "motion picture": "motion_picture",
    "videorecording": "motion_picture",
    "encyclopedia": "book",
    "dictionary": "book",
    "art original": "graphic",
    "picture": "graphic",
    "graphic": "graphic",
    "legislation": "legislation",
    "journal article": "article-journal",
    "conference paper": "paper-conference",
    "academic journal": "",
    "text": "",
}
HOST_GENRES = {
    # what a part is, by the genre of its host
    "periodical": "article-journal",
    "journal": "article-journal",
    "academic journal": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "conference publication": "paper-conference",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "book": "chapter",
}
RESOURCES = {
    "cartographic": "map",
    "sound recording": "song",
    "sound recording-musical": "song",
    "moving image": "motion_picture",
    "still image": "graphic",
    "notated music": "musical_score",
    "software, multimedia": "software",
    "three dimensional object": "graphic",
}

ROLES = (
    # CSL's variable, MARC's code, MARC's word
    ("author", "aut", "author"),
    ("chair", "", "chair"),
    ("compiler", "com", "compiler"),
    ("composer", "cmp", "composer"),
    ("contributor", "ctb", "contributor"),
    ("curator", "cur", "curator"),
    ("director", "drt", "director"),
    ("editor", "edt", "editor"),
    ("editorial-director", "pbd", "publishing director"),
    ("executive-producer", "", "executive producer"),
    ("guest", "", "guest"),
    ("host", "hst", "host"),
    ("illustrator", "ill", "illustrator"),
    ("interviewer", "ivr", "interviewer"),
    ("narrator", "nrt", "narrator"),
    ("organizer", "orm", "organizer"),
    ("performer", "prf", "performer"),
    ("producer", "pro", "producer"),
    ("recipient", "rcp", "addressee"),
    ("script-writer", "aus", "screenwriter"),
    ("series-creator", "", "series creator"),
    ("translator", "trl", "translator"),
)
OTHER_ROLES = {
    "creator": "author", "cre": "author", "inventor": "author", "inv": "author",
    "ths": "contributor", "thesis advisor": "contributor", "advisor": "contributor",
    "organizer of meeting": "organizer", "recipient": "recipient", "ive": "author",
    "interviewee": "author", "ctg": "author", "cartographer": "author", "prg": "author",
    "programmer": "author", "art": "author", "artist": "author", "fmd": "director",
    "film director": "director", "scriptwriter": "script-writer", "act": "performer",
    "spk": "author", "speaker": "author", "reporter": "author", "edc": "editor",
}  # fmt: skip
PUBLISHING_ROLES = frozenset(
    ("publisher", "pbl", "dgg", "degree grantor", "asn", "assignee", "pth", "patent holder")
)

ROLE_OF = {
    **OTHER_ROLES,
    **{code: variable for variable, code, _ in ROLES if code},
    **{word: variable for variable, _, word in ROLES},
}

RELATED = {
    # related item: what its title, people and dates are
    "series": {"title": "collection-title", "aut": "collection-editor", "edt": "collection-editor"},
    "original": {
        "title": "original-title",
        "aut": "original-author",
        "date": "original-date",
        "publisher": "original-publisher",
        "place": "original-publisher-place",
    },
    "reviewOf": {"title": "reviewed-title", "aut": "reviewed-author", "genre": "reviewed-genre"},
}
IDENTIFIERS = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pubmed": "PMID",
    "pmid": "PMID",
    "pmc": "PMCID",
    "pmcid": "PMCID",
}
DETAILS = {
    # part/detail's type: variable
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "section": "section",
    "chapter": "chapter-number",
    "part": "part-number",
    "supplement": "supplement-number",
    "version": "version",
}
OTHER_DATES = {
    "submitted": "submitted",
    "available": "available-date",
}
NOTES = {
    # a note's type: variable
    "publication status": "status",
    "annotation": "annote",
    "event place": "event-place",
}
HOSTED = frozenset(
    """article-journal article-magazine article-newspaper chapter entry entry-dictionary
    entry-encyclopedia paper-conference review review-book""".split()
)
"""The types whose publisher and editors are those of the work that holds them."""
PARTS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())

ORDER = """titleInfo name typeOfResource genre originInfo language physicalDescription abstract
    tableOfContents targetAudience note subject classification relatedItem identifier location
    accessCondition part extension recordInfo""".split()


@cache
def kind(csl: str) -> Kind:
    """How a CSL type shows in MODS."""
    return _BY_CSL.get(csl, _DOCUMENT)


def genres(element: Kind) -> list[tuple[str, str]]:
    """The genres of a kind, each with its authority."""
    found = [("local", element.local)]
    if element.genre:
        found.append(_genre(element.genre))
    return found


def host_genres(element: Kind) -> list[tuple[str, str]]:
    """The genres of the work that holds a kind."""
    found = [_genre(element.host)] if element.host else []
    return [*found, ("marcgt", "journal")] if element.host == "periodical" else found


def _genre(text: str) -> tuple[str, str]:
    return ("bibutilsgt", text[1:]) if text.startswith("+") else ("marcgt", text)


GENRES: dict[str, str] = {}
"""The CSL type of each known genre, folded to lower case."""
for _kind in reversed(KINDS):
    GENRES[_kind.local.lower()] = _kind.csl
    if _kind.genre:
        GENRES[_kind.genre.lstrip("+").lower()] = _kind.csl
GENRES.update(OTHER_GENRES)
GENRES.update({"statute": "legislation", "book": "book", "document": "document"})


def kind_of(found: list[str], host: list[str] | None, resource: str, monographic: bool) -> str:
    """The CSL type of a record: by its genres, else by its host's, else by the resource.

    >>> kind_of(["thesis"], None, "text", False), kind_of([], ["journal"], "text", False)
    ('thesis', 'article-journal')
    """
    named = [csl for genre in found if (csl := GENRES.get(genre.strip().lower()))]
    best = next((csl for csl in named if csl != "document"), "")
    if not named and (shape := RESOURCES.get(resource.strip().lower())):
        return shape
    if best in ("", "book", "periodical") and host is not None:
        for genre in host:
            if part := HOST_GENRES.get(genre.strip().lower()):
                return part
        return best or "chapter"
    if best:
        return best
    return "book" if monographic else "document"


def same_kind(one: str, other: str) -> bool:
    """Whether MODS shows two CSL types alike."""
    a, b = kind(one), kind(other)
    return a.genre == b.genre or a.local == b.local
