"""Kinds of fault that sources share, each in every reader in which it can occur."""

from __future__ import annotations

from typing import Any

import pytest
from records import open_records as own
from records.test_sources import (
    BOOK,
    DATACITE,
    ENTRY,
    EUROPEPMC,
    OPENALEX,
    S2,
    SUMMARY,
    article,
    in_crossref,
)

from citex.model import OTHERS, Name

GERMAN = "Über das Wachsen der Wurzeln"
ENGLISH = "On the growth of roots"


# translated titles


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pubmed", article(title=f"[{ENGLISH}].", language="ger",
                           vernacular=f"<VernacularTitle>{GERMAN}.</VernacularTitle>")),
        ("pubmed", article(title=f"{ENGLISH}.", language="ger",
                           vernacular=f"<VernacularTitle>{GERMAN}.</VernacularTitle>")),
        ("pubmed", {**SUMMARY, "title": f"[{ENGLISH}].", "lang": ["ger"],
                    "vernaculartitle": f"{GERMAN}."}),
        ("crossref", in_crossref(**{"title": [ENGLISH], "subtitle": [], "language": "de",
                                    "original-title": [GERMAN]})),
        ("crossref", in_crossref(**{"title": [ENGLISH], "subtitle": [], "language": None,
                                    "original-title": [GERMAN]})),
        ("crossref", in_crossref(**{"title": [GERMAN], "subtitle": [], "language": "de",
                                    "original-title": [ENGLISH]})),
        ("datacite", {**DATACITE, "language": "de", "titles": [
            {"title": GERMAN}, {"title": ENGLISH, "titleType": "TranslatedTitle"}]}),
        ("datacite", {**DATACITE, "language": "de", "titles": [
            {"title": ENGLISH, "lang": "en"}, {"title": GERMAN, "lang": "de"}]}),
        ("datacite", {**DATACITE, "language": "de", "titles": [
            {"title": GERMAN}, {"title": ENGLISH, "titleType": "AlternativeTitle"}]}),
    ],
)  # fmt: skip
def test_the_title_is_that_in_the_work_s_own_language(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert paper.title == GERMAN
    assert paper.custom["translations"] == {"en": {"title": ENGLISH}}
    assert paper.original_title is None, "a translated title is no earlier publication"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pubmed", article(title=f"[{ENGLISH}].", language="ger")),
        ("pubmed", {**SUMMARY, "title": f"[{ENGLISH}].", "lang": ["ger"]}),
        ("europepmc", {**EUROPEPMC, "title": f"[{ENGLISH}]."}),
    ],
)
def test_a_translated_title_alone_is_doubted(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert paper.title == ENGLISH
    assert own.kinds(paper, "title").count("doubt") == 1


def test_a_translated_book_keeps_the_title_of_the_original() -> None:
    paper = own.one("crossref", in_crossref(**{
        "type": "monograph", "title": [ENGLISH], "subtitle": [], "container-title": [],
        "original-title": [GERMAN], "translator": [{"family": "Lee"}]}))  # fmt: skip
    assert (paper.title, paper.original_title) == (ENGLISH, GERMAN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pubmed", article(title="[Not Available].", language="fre")),
        ("pubmed", {**SUMMARY, "title": "[Not Available]."}),
        ("europepmc", {**EUROPEPMC, "title": "[Not Available]."}),
        ("crossref", in_crossref(title=["Untitled"], subtitle=[])),
        ("crossref", in_crossref(title=["(:unav)"], subtitle=[])),
        ("s2", {**S2, "title": "Untitled"}),
        ("openalex", {**OPENALEX, "title": "[Untitled]"}),
    ],
)
def test_a_word_for_no_title_is_none(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert paper.title is None
    assert own.kinds(paper, "title").count("doubt") == 1


def test_a_language_that_the_title_contradicts_is_doubted() -> None:
    """The names of such a work are in Latin order."""
    paper = own.one("crossref", in_crossref(
        language="zh", title=["Study on roots"], subtitle=[],
        author=[{"family": "Zhang", "given": "San"}]))  # fmt: skip
    assert (paper.language, own.kinds(paper, "language")) == ("zh", ["doubt"])
    assert paper.format("apa").startswith("Zhang, S.")


# people


@pytest.mark.parametrize("value", [article()])
def test_pubmed_tells_lists_that_are_cut_and_names_that_are_wrong(value: str) -> None:
    cut = own.one("pubmed", value.replace('CompleteYN="Y"', 'CompleteYN="N"'))
    assert cut.author == [*(own.one("pubmed", value).author or ()), OTHERS]
    marked = '<Author ValidYN="N"><LastName>Rot</LastName></Author></AuthorList>'
    wrong = value.replace("</AuthorList>", marked)
    paper = own.one("pubmed", wrong)
    assert paper.author == own.one("pubmed", value).author
    assert own.kinds(paper, "author") == ["dropped"]


def test_esummary_tells_editors_and_investigators_from_authors() -> None:
    people = [{"name": "Lee AB Jr", "authtype": "Author"}, {"name": "Li N", "authtype": "Editor"},
              {"name": "Ray C", "authtype": "Investigator"}]  # fmt: skip
    paper = own.one("pubmed", {**SUMMARY, "authors": people})
    assert [name.family for name in paper.author or ()] == ["Lee"]
    assert [name.family for name in paper.editor or ()] == ["Li"]


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("Na Li", "Li Na", Name("Li", "Na")),
        ("李娜", "Li Na (李娜)", Name("李", "娜")),
        ("Ann Roy", "ROY, ANN MARIE", Name("Roy", "Ann Marie")),
        ("A. Roy", "Ann Roy", Name("Roy", "Ann")),
    ],
)
def test_openalex_takes_the_better_of_two_spellings(
    shown: str, printed: str, expected: Name
) -> None:
    people = [{"author": {"display_name": shown}, "raw_author_name": printed}]
    assert own.one("openalex", {**OPENALEX, "authorships": people}).author == [expected]


# books, series, journals


@pytest.mark.parametrize(
    "names",
    [
        ["Lecture Notes in Computer Science", "Growing Trees"],
        ["Growing Trees", "Lecture Notes in Computer Science"],
        ["Growing Trees – ROOTS 2020", "Root Series"],
        ["Root Series", "Growing Trees"],
    ],
)
def test_of_two_containers_one_is_the_book(names: list[str]) -> None:
    paper = own.one("crossref", in_crossref(**{
        "type": "book-chapter", "container-title": names, "volume": "77"}))  # fmt: skip
    assert (paper.container_title or "").startswith("Growing Trees")
    assert paper.collection_title in names
    assert (paper.collection_number, paper.volume) == ("77", None), "a series number is no volume"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("crossref", in_crossref(**{"type": "book-chapter", "page": "1-9", "volume": "7",
                                    "container-title": ["Lecture Notes in Networks"]})),
        ("openalex", {**OPENALEX, "type": "book-chapter",
                      "biblio": {"volume": "7", "issue": "2"}, "primary_location": {
                          "source": {"display_name": "Root studies", "type": "book series"}}}),
        ("s2", {**S2, "publicationTypes": ["Conference"], "venue": "", "publicationVenue": None,
                "journal": {"name": "Lecture Notes in Computer Science", "volume": "7"}}),
    ],
)  # fmt: skip
def test_a_series_without_its_book_is_doubted(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert (paper.container_title, paper.volume, paper.issue) == (None, None, None)
    assert paper.collection_number == "7"
    assert own.kinds(paper, "container-title").count("doubt") == 1


def test_s2_tells_the_meeting_from_the_series() -> None:
    paper = own.one("s2", {**S2, "publicationTypes": ["Conference"], "publicationVenue": None,
                           "venue": "International Conference on Roots",
                           "journal": {"name": "Lecture Notes in Computer Science"}})  # fmt: skip
    assert paper.container_title == "International Conference on Roots"
    assert paper.collection_title == "Lecture Notes in Computer Science"


def test_an_abbreviated_journal_is_better_than_none() -> None:
    paper = own.one("crossref", in_crossref(**{
        "container-title": [], "short-container-title": ["J. Roots"]}))  # fmt: skip
    assert paper.container_title == "J. Roots"
    assert own.kinds(paper, "container-title") == ["doubt"]


def test_a_whole_issue_is_cited_by_its_journal() -> None:
    paper = own.one("crossref", in_crossref(
        type="journal-issue", title=[], subtitle=[], author=[], page=None))  # fmt: skip
    assert (paper.type, paper.container_title) == ("periodical", "Journal of Roots")
    assert paper.format("gbt7714-2015").startswith("Journal of Roots[J/OL]. 2020, 12(3)")


def test_a_grant_has_the_title_of_its_project() -> None:
    paper = own.one("crossref", {
        "DOI": "10.1234/grant", "type": "grant", "award": "R-1", "publisher": "Funder", "project": [
            {"project-title": [{"title": "Roots for all"}],
             "lead-investigator": [{"given": "Ann", "family": "Lee"}],
             "award-start": {"date-parts": [[2021, 5]]}}]})  # fmt: skip
    assert (paper.title, paper.genre, paper.number) == ("Roots for all", "Grant", "R-1")
    assert (paper.author, str(paper.issued)) == ([Name("Lee", "Ann")], "2021-05")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pubmed", BOOK.format(chapter="")),
        ("pubmed", {**SUMMARY, "booktitle": "All roots", "bookaccession": "NBK1"}),
        ("europepmc", {"id": "NBK1", "source": "NBK", "title": "All roots."}),
    ],
)
def test_books_of_pubmed_have_their_address(name: str, value: Any) -> None:
    assert own.one(name, value).URL == "https://www.ncbi.nlm.nih.gov/books/NBK1/"


def test_esummary_lists_notices() -> None:
    notice = {"refsource": "J Roots. 2021 Feb;13(2):88", "reftype": "Retraction in", "pmid": 5}
    paper = own.one("pubmed", {**SUMMARY, "references": [notice]})
    assert paper.custom["status"]["retracted-by"] == ["pmid:5"]


def test_a_second_title_of_crossref_is_a_translation() -> None:
    for titles, language in (([GERMAN, ENGLISH], None), ([ENGLISH, GERMAN], "de")):
        record = in_crossref(title=titles, subtitle=[], language=language)
        paper = own.one("crossref", record)
        assert (paper.title, paper.custom["translations"]["en"]["title"]) == (GERMAN, ENGLISH)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("crossref", in_crossref(publisher="[s.n.]")),
        ("datacite", {**DATACITE, "publisher": "(:unav)"}),
        ("openlibrary", {"title": "All roots", "publishers": [{"name": "s.n."}]}),
    ],
)
def test_a_word_for_no_publisher_is_none(name: str, value: Any) -> None:
    assert own.one(name, value).publisher is None


TEXT = {"resourceTypeGeneral": "JournalArticle"}


@pytest.mark.parametrize(
    "changes",
    [
        {"container": {"title": "Root Journal; 34(2):e17-e19"}},
        {"container": {}, "descriptions": [{"descriptionType": "SeriesInformation",
                                            "description": "Root Journal, 34(2), e17-e19"}]},
        {"relatedItems": [{"relationType": "IsPublishedIn", "relatedItemType": "Journal",
                           "titles": [{"title": "Root Journal"}], "volume": "34", "issue": "2",
                           "firstPage": "e17", "lastPage": "e19"}]},
        {"container": {"title": "Root Journal", "volume": "34", "issue": "2", "firstPage": "e17",
                       "lastPage": "e19"}},
    ],
)  # fmt: skip
def test_datacite_tells_in_four_ways_where_an_article_stands(changes: Any) -> None:
    paper = own.one("datacite", {**DATACITE, "types": TEXT, **changes})
    assert (paper.container_title, paper.volume, paper.issue, paper.page) == (
        "Root Journal", "34", "2", "e17-e19",
    )  # fmt: skip


def test_a_working_paper_of_datacite_has_its_number_in_a_series() -> None:
    told = {"descriptionType": "SeriesInformation", "description": "Root Papers; 12"}
    kind = {"resourceTypeGeneral": "Report"}
    paper = own.one("datacite", {**DATACITE, "types": kind, "descriptions": [told]})
    assert (paper.collection_title, paper.collection_number) == ("Root Papers", "12")


def test_datacite_s_series_holds_a_meeting() -> None:
    told = "RootSeries, Vol. 7, 3rd Conference on Shoots (SHOOT 2019), pages 11-20"
    paper = own.one("datacite", {
        **DATACITE, "types": {"resourceTypeGeneral": "ConferencePaper"},
        "descriptions": [{"descriptionType": "SeriesInformation", "description": told}],
        "relatedIdentifiers": [{"relationType": "IsPartOf", "relatedIdentifierType": "ISSN",
                                "relatedIdentifier": "1529-2908"}]})  # fmt: skip
    assert paper.container_title == "3rd Conference on Shoots (SHOOT 2019)"
    assert (paper.collection_title, paper.collection_number) == ("RootSeries", "7")
    assert (paper.page, paper.ISSN, paper.volume) == ("11-20", "1529-2908", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("datacite", {**DATACITE, "types": {"resourceTypeGeneral": "Dissertation"},
                      "publisher": "figshare"}),
        ("crossref", in_crossref(**{"type": "dissertation", "publisher": "Zenodo",
                                    "container-title": []})),
        ("openalex", {**OPENALEX, "type": "dissertation", "primary_location": {
            "source": {"display_name": "Figshare", "type": "repository"}}}),
    ],
)  # fmt: skip
def test_a_repository_is_doubted_as_a_university(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert "doubt" in own.kinds(paper, "publisher")
    assert "[" not in paper.format("apa").replace("[Thesis", ""), "styles name the university there"
    assert (paper.archive or "") in paper.format("gbt7714-2015"), "the place that keeps it"


def test_a_section_of_a_journal_does_not_run_into_its_name() -> None:
    paper = own.one("crossref", in_crossref(**{
        "container-title": ["Annals of Botany. Roots and Moss"]}))  # fmt: skip
    assert "Annals of Botany: Roots and Moss, " in paper.format("gbt7714-2015")
    paper.container_title = "Ann. Bot. Roots"
    assert "Ann Bot Roots, " in paper.format("gbt7714-2015")


def test_a_record_of_a_title_alone_may_be_a_book() -> None:
    bare = {"paperId": "0b", "externalIds": {"MAG": "9"}, "year": 1983, "authors": [
        {"name": "A. Lee"}]}  # fmt: skip
    paper = own.one("s2", {**bare, "title": "The Roots of Trees in Atlases"})
    assert (paper.type, own.kinds(paper, "type")) == ("book", ["guessed"])
    assert own.one("s2", {**bare, "title": "How roots of trees are drawn"}).type == "article"


# preprints

SSRN = {"externalIds": {"ArXiv": "2402.00030", "DOI": "10.2139/ssrn.1234"},
        "publicationVenue": None, "venue": "Social Science Research Network",
        "journal": {"name": "ArXiv", "volume": "abs/2402.00030"}}  # fmt: skip


def test_a_preprint_is_of_one_server() -> None:
    """The other server's number is a relation."""
    paper = own.one("s2", {**S2, **SSRN})
    assert (paper.type, paper.publisher, paper.number) == ("article", "SSRN", None)
    assert paper.custom["status"] == {"has-version": ["arxiv:2402.00030"]}


@pytest.mark.parametrize(
    ("name", "value", "doi"),
    [
        ("arxiv", ENTRY.format(more="<arxiv:doi>10.1234/Ab.1</arxiv:doi>"),
         "10.48550/arXiv.1605.08386"),
        ("s2", {**S2, "venue": "arXiv.org", "journal": {"name": "ArXiv"}, "publicationVenue": None,
                "externalIds": {"ArXiv": "1605.08386", "DOI": "10.1234/Ab.1"}},
         "10.48550/arXiv.1605.08386"),
        ("s2", {**S2, "venue": "SSRN Electronic Journal", "publicationVenue": None,
                "journal": {"name": "SSRN Electronic Journal"},
                "externalIds": {"DOI": "10.1234/Ab.1"}}, None),
        ("s2", {**S2, "venue": "bioRxiv", "publicationVenue": None, "journal": {"name": "bioRxiv"},
                "externalIds": {"DOI": "10.1234/Ab.1"}}, None),
        ("openalex", {**OPENALEX, "type": "preprint", "biblio": {}, "primary_location": {
            "source": {"display_name": "SSRN Electronic Journal", "type": "repository"}}}, None),
    ],
)  # fmt: skip
def test_the_article_s_doi_is_not_the_preprint_s(name: str, value: Any, doi: str | None) -> None:
    paper = own.one(name, value)
    assert paper.type == "article"
    assert doi == paper.DOI
    assert paper.custom["status"]["preprint-of"] == ["doi:10.1234/ab.1"]


# what the source's own machinery did to names


GRUEN = "GrÃ¼n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("s2", {**S2, "authors": [{"name": f"Ada {GRUEN}"}]}),
        ("openalex", {**OPENALEX, "authorships": [{"author": {"display_name": f"Ada {GRUEN}"}}]}),
        ("datacite", {**DATACITE, "creators": [{"name": f"{GRUEN}, Ada"}]}),
        ("europepmc", {**EUROPEPMC, "authorString": None, "authorList": {"author": [
            {"lastName": GRUEN, "firstName": "Ada"}]}}),
        ("arxiv", ENTRY.replace("Ann Lee", f"Ada {GRUEN}").replace(
            "<author><name>J. van der Berg</name></author>", "").format(more="")),
        ("pubmed", article().replace("van der Berg\n", GRUEN).replace("Jan P", "Ada").replace(
            "<Suffix>Jr</Suffix>", "")),
    ],
)  # fmt: skip
def test_a_name_whose_bytes_were_misread_is_put_right(name: str, value: Any) -> None:
    paper = own.one(name, value)
    assert paper.author is not None
    assert paper.author[0] == Name("Grün", "Ada")
    assert "repaired" in own.kinds(paper, "author")


def test_what_is_registered_with_crossref_stays_as_it_is() -> None:
    paper = own.one("crossref", in_crossref(author=[{"family": GRUEN, "given": "Ada"}]))
    assert paper.author == [Name(GRUEN, "Ada")]


def test_a_misread_character_that_is_invisible_is_put_right_too() -> None:
    value = {**S2, "authors": [{"name": "Ana Mar\u00c3\u00adn"}, {"name": "Otto Wei\u00c3\u009f"}]}
    assert own.one("s2", value).author == [Name("Marín", "Ana"), Name("Weiß", "Otto")]


def test_a_rank_between_family_and_initials_is_no_initial() -> None:
    value = {**EUROPEPMC, "authorList": None, "authorString": "Marlow III S, Fern Jr AB, Lee RN."}
    assert own.one("europepmc", value).author == [
        Name("Marlow", "S.", suffix="III"), Name("Fern", "A. B.", suffix="Jr."),
        Name("Lee", "R. N."),
    ]  # fmt: skip


def test_a_loose_accent_is_put_back_where_the_name_is_spanish() -> None:
    names = ["Ana P'erez Garc'ia", "Ivan Grigor'ev", "Kai D'arcy"]
    paper = own.one("s2", {**S2, "authors": [{"name": name} for name in names]})
    assert [str(name) for name in paper.author or ()] == ["Ana Pérez García", *names[1:]]
    assert own.kinds(paper, "author")[0] == "repaired"


def test_affiliations_among_the_authors_of_semantic_scholar_go() -> None:
    names = ["Ada Fern", "Usa Root Labs", "Bo Moss", "Usa Leaf DeepLab"]
    paper = own.one("s2", {**S2, "authors": [{"name": name} for name in names]})
    assert [str(name) for name in paper.author or ()] == ["Ada Fern", "Bo Moss"]
    one = own.one("s2", {**S2, "authors": [{"name": "Usa Noi Rakdee"}]})
    assert one.author == [Name("Rakdee", "Usa Noi")]


def test_a_thai_name_stays_whole() -> None:
    value = {**DATACITE, "creators": [{"name": "มานี รักเรียน"}]}
    assert own.one("datacite", value).author == [Name(literal="มานี รักเรียน")]


def test_a_package_of_r_is_software() -> None:
    value = in_crossref(**{"type": "dataset", "DOI": "10.32614/CRAN.package.moss",
                           "container-title": ["CRAN: Contributed Packages"]})  # fmt: skip
    paper = own.one("crossref", value)
    assert (paper.type, paper.container_title) == ("software", None)
    assert paper.archive == "CRAN: Contributed Packages"
    assert "repaired" in own.kinds(paper, "type")


def test_an_issue_for_a_container_leaves_the_publisher_for_the_journal() -> None:
    value = {**DATACITE, "publisher": "Annals of Roots", "container": {"title": "№2(31) (2019)"},
             "types": {"resourceTypeGeneral": "Text", "resourceType": "Article"}}  # fmt: skip
    paper = own.one("datacite", value)
    assert (paper.type, paper.container_title, paper.issue) == (
        "article-journal", "Annals of Roots", "2",
    )  # fmt: skip
    assert "guessed" in own.kinds(paper, "container-title")


@pytest.mark.parametrize("given", ["Ada ‘Sky’", 'Ada "Sky"', "Ada “Sky”"])
def test_no_initial_is_made_of_what_a_person_is_called(given: str) -> None:
    paper = own.one("s2", {**S2, "authors": [{"name": f"{given} Moss"}, {"name": "Bo Fern"}]})
    assert paper.format("apa").startswith("Moss, A., & Fern, B. (")


@pytest.mark.parametrize(
    ("title", "notice"),
    [("Correction.", "correction"), ("Author Correction", "correction"), ("Erratum", "correction"),
     ("Retraction", "notice"), ("Withdrawal", None), ("Correction fluids", None)],
)  # fmt: skip
def test_a_title_that_is_only_the_word_for_a_notice_says_so(title: str, notice: str | None) -> None:
    paper = own.one("europepmc", {**EUROPEPMC, "title": title})
    assert paper.custom.get("status", {}).get("notice") == notice
