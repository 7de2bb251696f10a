"""For Zotero: its CSL-JSON and Better BibTeX exports, and its own library file, `zotero.sqlite`.

    python examples/zotero.py "My Library.json" gbt7714
    python examples/zotero.py library.bib apa
    python examples/zotero.py ~/Zotero/zotero.sqlite noteexpress > library.net

The library file is opened for reading only and as it stands, also while Zotero runs.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import citex
from citex import Name, Paper, PartialDate

TYPES = {
    "journalArticle": "article-journal", "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper", "book": "book", "bookSection": "chapter",
    "conferencePaper": "paper-conference", "thesis": "thesis", "report": "report",
    "webpage": "webpage", "preprint": "article", "dataset": "dataset", "patent": "patent",
    "computerProgram": "software", "standard": "standard", "presentation": "speech",
    "encyclopediaArticle": "entry-encyclopedia", "dictionaryEntry": "entry-dictionary",
    "blogPost": "post-weblog", "forumPost": "post", "manuscript": "manuscript", "map": "map",
    "letter": "personal_communication", "film": "motion_picture", "artwork": "graphic",
}  # fmt: skip
FIELDS = {
    "title": "title", "shortTitle": "title_short", "abstractNote": "abstract",
    "publicationTitle": "container_title", "bookTitle": "container_title",
    "proceedingsTitle": "container_title", "websiteTitle": "container_title",
    "encyclopediaTitle": "container_title", "journalAbbreviation": "container_title_short",
    "series": "collection_title", "seriesNumber": "collection_number", "volume": "volume",
    "issue": "issue", "pages": "page", "edition": "edition", "numPages": "number_of_pages",
    "numberOfVolumes": "number_of_volumes", "publisher": "publisher", "university": "publisher",
    "institution": "publisher", "repository": "publisher", "place": "publisher_place",
    "thesisType": "genre", "reportType": "genre", "reportNumber": "number",
    "patentNumber": "number", "archiveID": "number", "versionNumber": "version", "DOI": "DOI",
    "ISBN": "ISBN", "ISSN": "ISSN", "url": "URL", "language": "language", "rights": "license",
    "archive": "archive", "archiveLocation": "archive_location", "callNumber": "call_number",
    "conferenceName": "event_title", "libraryCatalog": "source", "extra": "note",
}  # fmt: skip
ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "seriesEditor": "collection_editor", "bookAuthor": "container_author",
    "contributor": "contributor", "director": "director", "inventor": "author",
    "programmer": "author", "presenter": "author", "artist": "author", "interviewer": "interviewer",
}  # fmt: skip

ITEMS = """
SELECT items.itemID, items.key, itemTypes.typeName
FROM items JOIN itemTypes USING (itemTypeID)
WHERE itemTypes.typeName NOT IN ('attachment', 'note', 'annotation')
  AND items.itemID NOT IN (SELECT itemID FROM deletedItems)
ORDER BY items.itemID
"""
VALUES = """
SELECT fields.fieldName, itemDataValues.value
FROM itemData JOIN fields USING (fieldID) JOIN itemDataValues USING (valueID)
WHERE itemData.itemID = ?
"""
CREATORS = """
SELECT creatorTypes.creatorType, creators.lastName, creators.firstName, creators.fieldMode
FROM itemCreators JOIN creators USING (creatorID) JOIN creatorTypes USING (creatorTypeID)
WHERE itemCreators.itemID = ? ORDER BY itemCreators.orderIndex
"""


def library(path: Path) -> Iterator[Paper]:
    """The papers of a `zotero.sqlite`, without what lies in its bin."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        for number, key, kind in database.execute(ITEMS).fetchall():
            values = dict(database.execute(VALUES, (number,)).fetchall())
            creators = database.execute(CREATORS, (number,)).fetchall()
            yield item(key, kind, values, creators)


def item(key: str, kind: str, values: dict[str, Any], creators: list[tuple[Any, ...]]) -> Paper:
    """The paper that one item of Zotero describes."""
    paper = Paper(id=key, type=TYPES.get(kind, "document"))
    for field, value in values.items():
        variable = FIELDS.get(field)
        if variable is not None and getattr(paper, variable) is None:
            setattr(paper, variable, str(value))
    for role, last, first, single in creators:
        variable = ROLES.get(role, "contributor")
        name = Name(literal=last) if single or not first else Name(last, first)
        setattr(paper, variable, [*(getattr(paper, variable) or []), name])
    paper.issued = _date(values.get("date"))
    paper.accessed = _date(values.get("accessDate"))
    return paper


def _date(value: str | None) -> PartialDate | None:
    """Zotero keeps a date twice: "2019-05-00 May 2019", sortable and as it was typed."""
    if not value:
        return None
    sortable, _, typed = value.partition(" ")
    parts = [part for part in sortable.split("-") if part.strip("0")]
    known = PartialDate.parse("-".join(parts)) or PartialDate.parse(typed)
    return known or PartialDate(literal=typed)


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: zotero.py FILE [FORMAT-OR-STYLE]", file=sys.stderr)
        return 2
    path, wanted = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "apa"
    problems: list[citex.Problem] = []
    try:
        if path.suffix == ".sqlite":
            papers = list(library(path))
        else:
            papers = citex.read(path, problems=problems)
        text = citex.format(papers, to=wanted)
    except (citex.CitexError, sqlite3.Error) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if any(problem.level == "error" for problem in problems) else 0


if __name__ == "__main__":
    sys.exit(main())
