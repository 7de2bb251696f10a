"""What stands in a record's field and is none of it: in names, titles, places, numbers, dates."""

from __future__ import annotations

from typing import Any

import pytest
from records import open_records as own
from records.test_sources import (
    DATACITE,
    ENTRY,
    EUROPEPMC,
    OPENALEX,
    S2,
    SUMMARY,
    article,
    in_crossref,
)

import citex
from citex.model import OTHERS, Name, Paper


def crossref(**fields: Any) -> Paper:
    """The paper of a work of Crossref; underscores stand for hyphens."""
    return own.one("crossref", in_crossref(**{k.replace("_", "-"): v for k, v in fields.items()}))


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ({"given": "Dr. Nils", "family": "Ferner"}, Name("Ferner", "Nils")),
        ({"given": "Nils", "family": "Ferner", "suffix": "MD, PhD"}, Name("Ferner", "Nils")),
        ({"given": "Nils", "family": "Ferner", "suffix": "Prof."}, Name("Ferner", "Nils")),
        ({"given": "-", "family": "Ferner"}, Name(literal="Ferner")),
        ({"given": "Nils Ferner", "family": "-"}, Name("Ferner", "Nils")),
        ({"given": "et", "family": "al."}, OTHERS),
        ({"given": "Nils", "family": "T Ferner"}, Name("Ferner", "Nils T")),
        ({"given": "Nils", "family": "Ferner T."}, Name("Ferner", "Nils T.")),
        ({"given": "Sean", "family": "O Riordan"}, Name("O Riordan", "Sean")),
        ({"family": "Ferner, Nils"}, Name("Ferner", "Nils")),
        ({"family": "N. T. Ferner"}, Name("Ferner", "N. T.")),
        ({"family": "Ferner NT"}, Name("Ferner", "N. T.")),
        ({"family": "Frost Giants"}, Name(literal="Frost Giants")),
        ({"given": "Nils Von", "family": "Ferner"}, Name("Von Ferner", "Nils")),
        ({"given": "Nils Van", "family": "Der Ferner"}, Name("Van Der Ferner", "Nils")),
        ({"given": "Tran Van", "family": "Duc"}, Name("Duc", "Tran Van")),
        ({"given": "Luc D'", "family": "Hiver"}, Name("D'Hiver", "Luc")),
        ({"given": "Xiao-Ming (小明)", "family": "Wang (王)"}, Name("Wang", "Xiao-Ming")),
        ({"given": "Nils", "family": "Ferner n.f@example.org"}, Name("Ferner", "Nils")),
        ({"given": "Nils\u200b", "family": "\u200bFerner"}, Name("Ferner", "Nils")),
        ({"given": "Boreal Seed", "family": "Fund"}, Name(literal="Boreal Seed Fund")),
        ({"name": "on behalf of the Frost Study Group"}, Name(literal="Frost Study Group")),
    ],
)  # fmt: skip
def test_a_name_without_what_stands_with_it(entry: dict[str, str], wanted: Name) -> None:
    assert crossref(author=[entry]).author == [wanted]


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "No authorship indicated"},
        {"given": "Faculty of Frost, University of the North, Tromsø", "family": "Norway"},
    ],
)
def test_what_is_no_name_is_dropped(entry: dict[str, str]) -> None:
    paper = crossref(author=[{"given": "Nils", "family": "Ferner"}, entry])
    assert paper.author == [Name("Ferner", "Nils")]
    assert any(note.kind == "dropped" and note.variable == "author" for note in paper.remarks)


@pytest.mark.parametrize(
    ("creator", "wanted"),
    [
        ({"name": "8f14e45f-ceea-467a-9b36-34b1a5c1a2d3"}, None),
        ({"name": "Ferner, Nils (University of the North)"}, [Name("Ferner", "Nils")]),
        ({"name": "Ferner, Nils", "nameType": "Organizational", "givenName": "Nils",
          "familyName": "Ferner"}, [Name("Ferner", "Nils")]),
        ({"name": "Arctic Botanic Gardens, Tromsø"},
         [Name(literal="Arctic Botanic Gardens, Tromsø")]),
        ({"name": "Survey, Geological", "familyName": "Survey", "givenName": "Geological"},
         [Name(literal="Geological Survey")]),
    ],
)  # fmt: skip
def test_a_creator_is_a_person_a_body_or_none(creator: Any, wanted: Any) -> None:
    assert own.one("datacite", {**DATACITE, "creators": [creator]}).author == wanted


@pytest.mark.parametrize(
    ("string", "wanted"),
    [
        ("Ferner N, et al.", [Name("Ferner", "N."), OTHERS]),
        ("Nils Ferner, Ida T. Raureif.", [Name("Ferner", "Nils"), Name("Raureif", "Ida T.")]),
        ("Ferner N; on behalf of the Frost Collaborators.",
         [Name("Ferner", "N."), Name(literal="Frost Collaborators")]),
    ],
)  # fmt: skip
def test_an_author_string_of_europe_pmc(string: str, wanted: list[Name]) -> None:
    value = {key: value for key, value in EUROPEPMC.items() if key != "authorList"}
    assert own.one("europepmc", {**value, "authorString": string}).author == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Mosses under snow*", "Mosses under snow"),
        ("Mosses under snow<sup>1</sup>", "Mosses under snow"),
        ("Mosses under snow ☆", "Mosses under snow"),
        ("Mosses at 10<sup>1</sup>", "Mosses at 10<sup>1</sup>"),
        ("Search with A*", "Search with A*"),
        ("E\ufb03cient \ufb01ltering", "Efficient filtering"),
        ("<sup>13</sup> C in mosses", "<sup>13</sup>C in mosses"),
        ("Growth of <i> Bryum </i>: notes", "Growth of <i>Bryum</i>: notes"),
    ],
)
def test_a_title_without_what_stands_with_it(given: str, wanted: str) -> None:
    assert crossref(title=[given], subtitle=[]).title == wanted


def test_all_subtitles_stay() -> None:
    paper = crossref(title=["Mosses"], subtitle=["Under snow", "A survey"])
    assert paper.title == "Mosses: Under snow: A survey"


def test_a_mark_of_retraction_stands_behind_the_title_too() -> None:
    paper = crossref(title=["Mosses under snow [Retracted]"], subtitle=[])
    assert paper.custom["status"]["retracted"] is True


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["J. Frost Stud.", "Journal of Frost Studies"], "Journal of Frost Studies"),
        (["Journal of Frost Studies, Vol. 5"], "Journal of Frost Studies"),
        (["Journal of Frost Studies (Print)"], "Journal of Frost Studies"),
        (["Journal of Frost Studies; Vol 5, No 2 (2019); 7-9"], "Journal of Frost Studies"),
        (["Physics 2000"], "Physics 2000"),
    ],
)
def test_a_journal_s_title_alone(names: list[str], wanted: str) -> None:
    fields = {"type": "journal-article", "container_title": names, "volume": "5"}
    assert crossref(**fields, page=None, issue=None).container_title == wanted


@pytest.mark.parametrize("names", [["Snow and Us", "Studies in Frost"],
                                   ["Studies in Frost", "Snow and Us"]])  # fmt: skip
def test_a_series_is_told_by_its_words(names: list[str]) -> None:
    paper = crossref(type="book-chapter", container_title=names)
    assert (paper.container_title, paper.collection_title) == ("Snow and Us", "Studies in Frost")


def test_a_meeting_stands_for_its_proceedings() -> None:
    paper = crossref(type="proceedings-article", container_title=[],
                     short_container_title=[], event={"name": "3rd Frost Conference"})  # fmt: skip
    assert paper.container_title == "3rd Frost Conference"


def test_a_library_s_qualifier_with_a_year() -> None:
    value = article().replace(
        "<Title>", "<Title>Journal of frost (Oslo, Norway : 1985)</Title><Title>", 1
    )
    assert own.one("pubmed", value).container_title == "Journal of Frost"


@pytest.mark.parametrize(
    ("volume", "issue", "page", "wanted"),
    [
        ("PP", "99", "1-1", (None, None, None)),
        ("0", "0", "7-9", (None, None, "7-9")),
        ("0", "2", "7-9", ("0", "2", "7-9")),
        ("Publish Ahead of Print", None, "7-9", (None, None, "7-9")),
        ("Just Accepted", "ja", None, (None, None, None)),
        ("Vol 5 No 2", None, None, ("5", "2", None)),
        ("05", "suppl_1", "123 (12 pages)", ("05", "Suppl 1", "123")),
        ("5巻", "2号", "11-5; discussion 16-9", ("5", "2", "11-15, discussion 16-19")),
    ],
)
def test_volume_issue_and_pages(volume: Any, issue: Any, page: Any, wanted: Any) -> None:
    paper = crossref(type="journal-article", volume=volume, issue=issue, page=page,
                     container_title=["Journal of Frost"], article_number=None,
                     journal_issue=None)  # fmt: skip
    assert (paper.volume, paper.issue, paper.page) == wanted


@pytest.mark.parametrize(("year", "kind"), [(1, "dropped"), (1970, "doubt")])
def test_a_program_s_zero_is_no_date(year: int, kind: str) -> None:
    date = {"date-parts": [[year, 1, 1]]}
    paper = crossref(issued=date, published_print=None, published_online=None, published=date)
    assert (paper.issued is None) == (kind == "dropped")
    assert [note.kind for note in paper.remarks if note.variable == "issued"] == [kind]


def test_where_an_open_journal_says_an_article_stands() -> None:
    told = {"descriptionType": "SeriesInformation",
            "description": "Frost Letters; Vol 5, No 2 (2019); 7-9"}  # fmt: skip
    value = {**DATACITE, "types": {"resourceTypeGeneral": "JournalArticle"},
             "container": None, "descriptions": [told]}  # fmt: skip
    paper = own.one("datacite", value)
    assert (paper.container_title, paper.volume, paper.issue, paper.page) == (
        "Frost Letters", "5", "2", "7-9",
    )  # fmt: skip


def test_a_version_without_its_label() -> None:
    assert own.one("datacite", {**DATACITE, "version": "Version 2"}).version == "2"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("[Mosses under snow (author's transl)].", "Mosses under snow"),
        ("In Process Citation", None),
    ],
)
def test_pubmed_s_notes_are_no_title(given: str, wanted: str | None) -> None:
    assert own.one("pubmed", article(title=given, language="nor")).title == wanted


@pytest.mark.parametrize("given", ["(PDF) Mosses under snow", "Mosses under snow [PDF]"])
def test_a_file_s_format_is_no_title(given: str) -> None:
    assert own.one("s2", {**S2, "title": given}).title == "Mosses under snow"


def test_a_supplement_of_a_volume() -> None:
    paper = own.one("pubmed", {**SUMMARY, "volume": "7 Suppl 1", "issue": ""})
    assert (paper.volume, paper.issue) == ("7", "Suppl 1")


def test_esummary_s_article_number() -> None:
    paper = own.one("pubmed", {**SUMMARY, "pages": "", "elocationid": "doi: 10.1/2. pii: e4711"})
    assert (paper.number, paper.page) == ("e4711", "e4711")


def test_openalex_s_suffix_stands_first() -> None:
    named = {"author": {"display_name": "Jr. Nils Ferner"}, "raw_author_name": "Nils Ferner Jr."}
    paper = own.one("openalex", {**OPENALEX, "authorships": [named]})
    assert paper.author == [Name("Ferner", "Nils", suffix="Jr.")]


@pytest.mark.parametrize(
    ("journal", "doi", "publisher"),
    [
        ({"name": "Frost Letters"}, "10.21203/rs.3.rs-1/v1", "Research Square"),
        ({"name": "Frost Letters", "volume": "5", "pages": "7-9"}, None, None),
    ],
)
def test_a_preprint_s_doi_is_not_the_article_s(journal: Any, doi: Any, publisher: Any) -> None:
    value = {**S2, "journal": journal, "venue": "Frost Letters", "publicationVenue": None,
             "externalIds": {"DOI": "10.21203/rs.3.rs-1/v1"}}  # fmt: skip
    paper = own.one("s2", value)
    assert (paper.DOI, paper.publisher) == (doi, publisher)


def test_arxiv_names_persons_and_the_collaborations_beside_them() -> None:
    names = ("FROST Collaboration", ":", "N. Ferner", "I. Raureif for the SNOW Collaboration")
    more = "".join(f"<author><name>{name}</name></author>" for name in names)
    assert own.one("arxiv", ENTRY.replace("{more}", more)).author[2:] == [
        Name(literal="FROST Collaboration"), Name("Ferner", "N."), Name("Raureif", "I."),
        Name(literal="SNOW Collaboration"),
    ]  # fmt: skip


def test_nbib_knows_ranks_and_a_library_s_qualifiers() -> None:
    text = (
        "PMID- 1\nTI  - Mosses under snow.\nFAU - Ferner, Nils T 3rd\nJT  - Journal of frost"
        " (Oslo, Norway : 1985)\nTA  - J Frost\nPT  - Journal Article\nDP  - 2019\n"
    )
    (paper,) = citex.parse(text, "nbib")
    assert paper.author == [Name("Ferner", "Nils T", suffix="3rd")]
    assert paper.container_title == "Journal of Frost"
