"""For Papis: an exporter that writes the library's documents in any format or style of citex.

As a plug-in, named in the entry-point group `papis.exporter`, it gives `papis export --format`
new formats:

    [project.entry-points."papis.exporter"]
    gbt7714 = "papis_exporter:gbt7714"
    noteexpress = "papis_exporter:noteexpress"

As a script, it takes what `papis export --all --format json` prints, or `info.yaml` files:

    papis export --all --format json | python examples/papis_exporter.py gbt7714
"""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import citex
from citex import Name, Paper, PartialDate

TYPES = {
    "article": "article-journal", "book": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "online": "webpage",
    "misc": "document", "unpublished": "manuscript", "software": "software", "dataset": "dataset",
}  # fmt: skip
TEXTS = {
    # a document's key -> the paper's variable
    "title": "title", "journal": "container_title", "booktitle": "container_title",
    "volume": "volume", "issue": "issue", "number": "issue", "pages": "page", "doi": "DOI",
    "url": "URL", "isbn": "ISBN", "issn": "ISSN", "publisher": "publisher",
    "address": "publisher_place", "school": "publisher", "edition": "edition",
    "abstract": "abstract", "language": "language",
}  # fmt: skip


def paper(document: Mapping[str, Any]) -> Paper:
    """The paper that a Papis document describes."""
    values: dict[str, Any] = {}
    for key, variable in TEXTS.items():
        value = document.get(key)
        if value not in (None, "", []) and variable not in values:
            values[variable] = str(value).replace("--", "-") if key == "pages" else str(value)
    people = [
        Name(person.get("family"), person.get("given"))
        for person in document.get("author_list") or ()
        if person.get("family") or person.get("given")
    ]
    if not people and document.get("author"):
        people = [_name(text) for text in str(document["author"]).split(" and ")]
    year = str(document.get("year") or "")
    if year.lstrip("-").isdigit():
        month = str(document.get("month") or "")
        values["issued"] = PartialDate(int(year), int(month) if month.isdigit() else None)
    kind = str(document.get("type") or "misc").lower()
    return Paper(
        id=str(document.get("ref") or document.get("papis_id") or ""),
        type=TYPES.get(kind, "document"),
        author=people or None,
        **values,
    )


def exported(documents: Iterable[Mapping[str, Any]], to: str, **options: Any) -> str:
    """What Papis asks of an exporter: the documents as one string."""
    return citex.format([paper(document) for document in documents], to=to, **options)


def gbt7714(documents: Iterable[Mapping[str, Any]]) -> str:
    """The documents as a reference list of GB/T 7714."""
    return exported(documents, "gbt7714")


def noteexpress(documents: Iterable[Mapping[str, Any]]) -> str:
    """The documents as a file for NoteExpress."""
    return exported(documents, "noteexpress")


def _name(text: str) -> Name:
    family, comma, given = text.strip().partition(", ")
    return Name(family, given) if comma else Name(literal=family)


def main() -> int:
    to = sys.argv[1] if len(sys.argv) > 1 else "apa"
    try:
        documents = json.loads(sys.stdin.buffer.read())
        if not isinstance(documents, list):
            documents = [documents]
        text = exported(documents, to)
    except (ValueError, AttributeError) as error:
        print(f"this is no export of Papis: {error}", file=sys.stderr)
        return 2
    except citex.CitexError as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
