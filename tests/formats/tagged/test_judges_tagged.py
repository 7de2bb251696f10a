"""Other readers find in our RIS and EndNote files what we wrote: rispy and bibutils.

Each judge reads the whole fidelity corpus. A disagreement that is the judge's, or the format's, is
listed with its reason; any other fails.
"""

from __future__ import annotations

import json
from pathlib import Path

import judges
import pytest
import rispy

from citex.formats import Format
from citex.formats.tagged import endnote, ris
from citex.model import Paper, from_item

Found = judges.Found
Explained = judges.Explained

BODIES_LAST = "bibutils puts bodies and names of one word behind all persons"
NO_CONTAINER = "bibutils has no container for this type"
NO_DOI = "bibutils knows no %R: only a DOI in an address, where the paper has no other address"
LONG_DOI = "bibutils takes a DOI only when its registrant has four digits"
MEETING = "T2, in EndNote %B, is the meeting; the proceedings are C3, %3 (EndNote, Zotero)"
LIST = "a list of pages is one value"
FIRST_DASH = "bibutils cuts a list of pages at its first dash"
REPORTER = "bibutils takes a newspaper's author for a reporter and drops it in RIS"
NO_TYPE = "bibutils does not know this type: all names become authors"

EXPLAINED: dict[str, Explained] = {
    "ris": {
        ("li2021zh", "author"): BODIES_LAST,
        ("li2021zh", "DOI"): LONG_DOI,
        ("rep2", "DOI"): LONG_DOI,
        ("pre1", "DOI"): LONG_DOI,
        ("bce", "year"): "bibutils takes no years before the common era",
        ("conf1", "container"): MEETING,
        ("conf2", "container"): MEETING,
        ("conf3", "container"): MEETING,
        ("news2", "first page"): FIRST_DASH,
        ("news2", "last page"): FIRST_DASH,
    },
    "endnote": {
        ("zhuang2023", "DOI"): NO_DOI,
        ("data1", "DOI"): NO_DOI,
        ("pre1", "DOI"): NO_DOI,
        ("soft1", "DOI"): NO_DOI,
        ("li2021zh", "author"): BODIES_LAST,
        ("bce", "year"): "bibutils takes no years before the common era",
        ("conf1", "container"): MEETING,
        ("conf2", "container"): MEETING,
        ("conf3", "container"): MEETING,
        ("web1", "container"): NO_CONTAINER,
        ("web2", "container"): NO_CONTAINER,
        ("blog1", "container"): NO_CONTAINER,
        ("law1", "container"): NO_CONTAINER,
        ("case1", "container"): NO_CONTAINER,
        ("case1", "first page"): "bibutils takes no pages of cases",
        ("news1", "author"): REPORTER,
        ("news2", "author"): REPORTER,
        ("news2", "first page"): FIRST_DASH,
        ("news2", "last page"): FIRST_DASH,
        ("map1", "author"): "bibutils takes a map's author for a cartographer, dropped in RIS",
        ("enc1", "author"): NO_TYPE,
        ("enc1", "container"): NO_TYPE,
        ("intv1", "author"): NO_TYPE,
        ("rev1", "last page"): "bibutils spells 44-5 out as 44-45",
    },
    "rispy": {
        ("li2021zh", "first page"): LIST,
        ("li2021zh", "last page"): LIST,
        ("news2", "first page"): LIST,
        ("news2", "last page"): LIST,
    },
}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Paper]:
    items = json.loads((shared / "data" / "fidelity-corpus.json").read_text("utf-8"))
    return [from_item(item) for item in items]


def written(form: Format, papers: list[Paper]) -> str:
    assert form.write is not None
    return "".join(form.write(papers))


def from_rispy(record: dict[str, object]) -> Found:
    """What rispy says of a record."""

    def text(name: str) -> str:
        return str(record.get(name, ""))

    authors = record.get("authors", [])
    assert isinstance(authors, list)
    return {
        "title": judges.fold(text("title")),
        "author": [judges.words(name) for name in authors],
        "year": text("year").lstrip("0"),
        "container": judges.fold(text("custom3") or text("secondary_title")),
        "volume": judges.fold(text("volume")),
        "issue": judges.fold(text("number")),
        "first page": judges.fold(text("start_page")),
        "last page": judges.fold(text("end_page")),
        "DOI": judges.fold(text("doi")),
    }


@pytest.mark.parametrize(
    ("form", "program"), [(ris.FORMAT, "ris2xml"), (endnote.FORMAT, "end2xml")]
)
def test_bibutils(form: Format, program: str, corpus: list[Paper]) -> None:
    judges.need(program, "xml2ris")
    seen = judges.through(written(form, corpus), [program, "-i", "utf8"], ["xml2ris"])
    found = [judges.from_ris(record) for record in judges.ris_records(seen)]
    assert judges.disagreements(corpus, found, EXPLAINED[form.name]) == []


def test_rispy(corpus: list[Paper]) -> None:
    found = [from_rispy(record) for record in rispy.loads(written(ris.FORMAT, corpus))]
    assert judges.disagreements(corpus, found, EXPLAINED["rispy"]) == []
