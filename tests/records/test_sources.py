"""Each source's reader on records of our own: wrappers, fields, and what it mends or doubts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from records import open_records as own

from citex.model import Name

CROSSREF: dict[str, Any] = {
    "DOI": "10.1234/AB.1", "type": "journal-article", "title": ["Roots &amp; <i>shoots</i>"],
    "subtitle": ["A survey"], "container-title": ["Journal of Roots"],
    "short-container-title": ["J. Roots"], "volume": "12", "journal-issue": {"issue": "3"},
    "page": "7-19", "issued": {"date-parts": [[2019, 11, 2]]},
    "published-print": {"date-parts": [[2020, 3]]},
    "published-online": {"date-parts": [[2019, 11, 2]]},
    "author": [{"given": "Ann", "family": "Lee", "sequence": "first"}, {"name": "Root Group"}],
    "ISSN": ["1529-2916", "1529-2908"], "issn-type": [{"type": "print", "value": "1529-2908"}],
    "publisher": "Roots Ltd", "language": "en", "is-referenced-by-count": 4, "indexed": {},
}  # fmt: skip
S2: dict[str, Any] = {
    "paperId": "0a", "externalIds": {"DOI": "10.1234/AB.1", "PubMedCentral": "123"},
    "title": "Roots and shoots", "venue": "Journal of Roots", "year": 2020,
    "publicationDate": "2020-03-02", "publicationTypes": ["JournalArticle"],
    "journal": {"name": "Journal of roots", "volume": "12", "pages": "7 - 19"},
    "authors": [{"authorId": "1", "name": "Ann Lee"}], "citationCount": 4,
    "publicationVenue": {"name": "Journal of Roots", "type": "journal", "issn": "1529-2908"},
}  # fmt: skip
OPENALEX: dict[str, Any] = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1234/ab.1", "type": "article",
    "title": "Roots and shoots", "publication_date": "2020-03-02", "language": "en",
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/77"}, "is_retracted": False,
    "authorships": [{"author": {"id": "A1", "display_name": "A. Lee"},
                     "raw_author_name": "Ann Lee"}],
    "primary_location": {"source": {"display_name": "Journal of Roots", "type": "journal",
                                    "issn_l": "1529-2908", "issn": ["1529-2916", "1529-2908"]}},
    "biblio": {"volume": "12", "issue": "3", "first_page": "7", "last_page": "19"},
    "abstract_inverted_index": {"grow": [1], "Trees": [0], "slowly.": [2]}, "cited_by_count": 4,
}  # fmt: skip
EUROPEPMC: dict[str, Any] = {
    "id": "77", "source": "MED", "pmid": "77", "pmcid": "PMC123", "doi": "10.1234/ab.1",
    "title": "Roots &lt;i&gt;and&lt;/i&gt; shoots.", "authorString": "Lee A, van der Berg J.",
    "journalTitle": "J Roots", "journalVolume": "12", "issue": "3", "pageInfo": "7-19",
    "pubYear": "2020", "firstPublicationDate": "2019-11-02",
    "journalIssn": "1529-2908; 1529-2916; ",
    "pubType": "journal article", "citedByCount": 4,
}  # fmt: skip
DATACITE: dict[str, Any] = {
    "doi": "10.1234/ab.1", "titles": [{"title": "Root data"}], "publisher": "Zenodo",
    "creators": [{"name": "Lee, Ann", "nameType": "Personal", "givenName": "Ann",
                  "familyName": "Lee"}],
    "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "citeproc": "dataset"},
    "url": "https://example.org/1", "version": "1.0",
    "dates": [{"dateType": "Issued", "date": "2020-03-02"}],
}  # fmt: skip
JALC: dict[str, Any] = {
    "doi": "10.1241/ne.12", "content_type": "JA", "url": "https://journal.example/12",
    "content_language": "ja", "title_list": [
        {"lang": "en", "title": "Roots &amp; shoots"},
        {"lang": "ja", "title": "根と芽", "subtitle": "概説"},
    ],
    "creator_list": [
        {"sequence": "1", "type": "person", "names": [
            {"lang": "ja", "last_name": "根本", "first_name": "愛"},
            {"lang": "en", "last_name": "Nemoto", "first_name": "Ai"}]},
        {"sequence": "2", "type": "organization", "names": [{"lang": "ja", "last_name": "根の会"}]},
    ],
    "journal_title_name_list": [
        {"lang": "ja", "type": "abbreviation", "journal_title_name": "根"},
        {"lang": "ja", "type": "full", "journal_title_name": "根の研究"},
        {"lang": "en", "type": "full", "journal_title_name": "Root Research"},
    ],
    "journal_id_list": [{"type": "NCID", "journal_id": "AA1234"},
                        {"type": "ISSN", "issn_type": "print", "journal_id": "15292908"}],
    "publication_date": {"publication_year": "2020", "publication_month": "03"},
    "volume": "12", "issue": "3", "first_page": "7", "last_page": "19",
    "publisher_list": [{"lang": "ja", "publisher_name": "根の会"}],
}  # fmt: skip
DOAJ: dict[str, Any] = {
    "id": "0a1b", "created_date": "2020-04-01T00:00:00Z", "bibjson": {
        "title": "Roots and shoots.", "year": "2020", "month": "3", "start_page": "7",
        "end_page": "19", "abstract": "<p>Trees grow.</p>", "keywords": ["roots", "shoots"],
        "identifier": [{"type": "doi", "id": "10.1234/AB.1"}, {"type": "eissn", "id": "1529-2916"},
                       {"type": "pissn", "id": "1529-2908"}],
        "author": [{"name": "Ann Lee", "affiliation": "Root Group"}, {"name": "Berg, Jan"}],
        "journal": {"title": "Journal of Roots", "volume": "12", "number": "3",
                    "publisher": "Roots Ltd", "language": ["EN"], "issns": ["1529-2908"]},
        "link": [{"type": "fulltext", "url": "https://journal.example/1"}],
    },
}  # fmt: skip
GOOGLEBOOKS: dict[str, Any] = {
    "kind": "books#volume", "id": "a1B2", "volumeInfo": {
        "title": "On Growth and Form", "subtitle": "The Complete Revised Edition",
        "authors": ["D'Arcy Wentworth Thompson"], "publisher": '"Dover Publications, Inc."',
        "publishedDate": "1992-06", "description": "<p>Why <i>things</i> have shapes.</p>",
        "industryIdentifiers": [{"type": "ISBN_10", "identifier": "0486671356"},
                                {"type": "ISBN_13", "identifier": "9780486671352"},
                                {"type": "OTHER", "identifier": "UOM:39015025378095"}],
        "pageCount": 1116, "printType": "BOOK", "categories": ["Science"], "language": "en",
        "infoLink": "https://books.google.com/books?id=a1B2",
    },
}  # fmt: skip
ARTICLE = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID Version="1">77</PMID><Article PubModel="Print-Electronic"><Journal>
<ISSN IssnType="Print">1529-2908</ISSN><JournalIssue CitedMedium="Print"><Volume>12</Volume>
<Issue>3</Issue><PubDate>{date}</PubDate></JournalIssue><Title>Journal of root science</Title>
<ISOAbbreviation>J Root Sci</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>{pages}</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1234/ab.1</ELocationID>
<Abstract><AbstractText Label="AIMS">To <i>see</i>.</AbstractText><AbstractText Label="RESULTS">We
saw.</AbstractText></Abstract><AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>van der Berg
</LastName><ForeName>Jan P</ForeName><Initials>JP</Initials><Suffix>Jr</Suffix></Author><Author>
<CollectiveName>Root Group.</CollectiveName></Author></AuthorList><Language>{language}</Language>
<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>{vernacular}
<ArticleDate DateType="Electronic"><Year>2019</Year><Month>11</Month><Day>02</Day></ArticleDate>
</Article><CommentsCorrectionsList>{corrections}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC123</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>"""
BOOK = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>88</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList><Book><Publisher><PublisherName>
Roots Press</PublisherName><PublisherLocation>Seattle (WA)</PublisherLocation></Publisher>
<BookTitle book="r">All <i>roots</i></BookTitle><PubDate><Year>2020</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Lee</LastName><ForeName>Ann</ForeName></Author>
</AuthorList><Isbn>9780387355443</Isbn><Edition>2nd ed.</Edition></Book>{chapter}<Language>eng
</Language><AuthorList Type="authors"><Author><LastName>Li</LastName><Initials>BC</Initials>
</Author></AuthorList><Abstract><AbstractText>Short.</AbstractText></Abstract></BookDocument>
</PubmedBookArticle></PubmedArticleSet>"""
SUMMARY: dict[str, Any] = {
    "uid": "77", "pubdate": "2020 Mar-Apr", "epubdate": "2019 Nov 2", "source": "J Roots",
    "fulljournalname": "Journal of roots", "title": "Roots and shoots.", "volume": "12",
    "issue": "3", "pages": "188-91", "lang": ["eng"], "issn": "1529-2908",
    "authors": [{"name": "LoPresti PJ", "authtype": "Author"},
                {"name": "Root Group", "authtype": "CollectiveName"}],
    "articleids": [{"idtype": "doi", "value": "10.1234/ab.1"}, {"idtype": "pubmed", "value": "77"}],
    "pubtype": ["Journal Article"], "sortpubdate": "2020/03/01 00:00",
}  # fmt: skip
ENTRY = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
xmlns:arxiv="http://arxiv.org/schemas/atom"><title>arXiv Query</title><entry>
<id>http://arxiv.org/abs/1605.08386v2</id><title>Bounds of $O(n^2)$
  for roots</title><updated>2017-05-26T17:59:46Z</updated>
<published>2016-05-26T17:59:46Z</published><summary>  Trees grow. </summary>
<author><name>Ann Lee</name></author><author><name>J. van der Berg</name></author>{more}
<link href="http://arxiv.org/abs/1605.08386v2" rel="alternate" type="text/html"/></entry></feed>"""


def article(**parts: str) -> str:
    filled = {
        "date": "<Year>2020</Year><Month>Mar</Month>", "title": "Roots <i>and</i> shoots.",
        "pages": "188-91", "language": "eng", "kind": "Journal Article", "vernacular": "",
        "corrections": "", **parts,
    }  # fmt: skip
    return ARTICLE.format(**filled)


def in_crossref(**changes: Any) -> dict[str, Any]:
    return {**CROSSREF, **changes}


WRAPPED = [
    ("crossref", CROSSREF), ("crossref", [CROSSREF]), ("crossref", {"items": [CROSSREF]}),
    ("crossref", {"status": "ok", "message-type": "work", "message": CROSSREF}),
    ("crossref", {"status": "ok", "message": {"total-results": 1, "items": [CROSSREF]}}),
    ("s2", S2), ("s2", [S2]), ("s2", {"total": 1, "data": [S2]}),
    ("s2", {"data": [{"citingPaper": S2}]}), ("s2", {"recommendedPapers": [S2]}),
    ("openalex", OPENALEX), ("openalex", {"meta": {"count": 1}, "results": [OPENALEX]}),
    ("europepmc", EUROPEPMC), ("europepmc", {"hitCount": 1, "resultList": {"result": [EUROPEPMC]}}),
    ("datacite", DATACITE), ("datacite", {"data": {"id": "10.1234/ab.1", "attributes": DATACITE}}),
    ("datacite", {"data": [{"id": "10.1234/ab.1", "type": "dois", "attributes": DATACITE}]}),
    ("doaj", DOAJ), ("doaj", {"total": 1, "page": 1, "results": [DOAJ]}),
    ("pubmed", SUMMARY), ("pubmed", {"header": {}, "result": {"uids": ["77"], "77": SUMMARY}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRAPPED)
def test_whatever_the_record_is_wrapped_in(name: str, value: Any) -> None:
    assert own.one(name, value).DOI in ("10.1234/ab.1", "10.1234/AB.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [("crossref", CROSSREF), ("s2", S2), ("openalex", OPENALEX), ("europepmc", EUROPEPMC),
     ("datacite", DATACITE)],
)  # fmt: skip
def test_json_lines_with_a_broken_one(name: str, value: Any) -> None:
    line = json.dumps(value)
    found, problems = own.read(name, f"{line}\n{line[:90]}\n\n[]\n{line}\n")
    assert len(found) == 2
    assert [problem.line for problem in problems] == [2, 4]


def test_the_readers_agree_on_one_paper() -> None:
    """The same article from five sources: the same year, volume, issue, pages and DOI."""
    found = [own.one("crossref", CROSSREF), own.one("openalex", OPENALEX),
             own.one("europepmc", EUROPEPMC)]  # fmt: skip
    assert {(p.issued and p.issued.year, p.volume, p.issue, p.page) for p in found} == {
        (2020, "12", "3", "7-19")
    }
    assert {(p.DOI or "").lower() for p in found} == {"10.1234/ab.1"}
    assert {p.ISSN for p in found} == {"1529-2908"}


# Crossref


def test_crossref_fields() -> None:
    paper = own.one("crossref", CROSSREF)
    assert paper.title == "Roots & <i>shoots</i>: A survey"
    assert paper.author == [Name("Lee", "Ann"), Name(literal="Root Group")]
    assert (paper.container_title, paper.container_title_short) == ("Journal of Roots", "J. Roots")
    assert paper.custom["metrics"] == {"citation-count": 4}
    assert (paper.id, paper.DOI, paper.ISSN) == ("10.1234/AB.1", "10.1234/AB.1", "1529-2908")
    assert own.kinds(paper, "ISSN") == ["dropped"]


@pytest.mark.parametrize(
    ("policy", "issued", "available"),
    [("print", "2020-03", "2019-11-02"), ("online", "2019-11-02", "None"),
     ("first", "2019-11-02", "None")],
)  # fmt: skip
def test_print_or_online_is_a_policy(policy: str, issued: str, available: str) -> None:
    """A year that differs is noted whatever the policy."""
    for name, value in (("crossref", CROSSREF), ("pubmed", article()), ("pubmed", SUMMARY)):
        paper = own.one(name, value, dates=policy)
        assert str(paper.issued)[: len(issued)] == issued
        assert str(paper.available_date) == available
        assert own.kinds(paper, "issued") == ["doubt"]


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({"issued": {"date-parts": [[None]]}, "published-print": None, "published-online": None},
         "issued", None),
        ({"volume": "null"}, "volume", None),
        ({"volume": "n° 95"}, "volume", "95"),
        ({"page": "3525-3525"}, "page", "3525"),
        ({"page": "e33693"}, "number", "e33693"),
        ({"page": None, "article-number": "107"}, "page", "107"),
        ({"author": [{"family": "조혜린"}]}, "author", [Name("조", "혜린")]),
        ({"author": [{"name": "Sudesiqin"}]}, "author", [Name(literal="Sudesiqin")]),
        ({"author": [{"given": "Ana da", "family": "Silva"}]}, "author",
         [Name("Silva", "Ana", "da")]),
        ({"author": [{"given": "Ann", "family": "Lee", "suffix": "III"}]}, "author",
         [Name("Lee", "Ann", suffix="III")]),
        ({"author": []}, "author", None),
        ({"container-title": ["Health &amp; Roots"]}, "container_title", "Health & Roots"),
        ({"language": "aa", "title": ["The roots of it"]}, "language", "en"),
        ({"language": "zh_CN"}, "language", "zh-CN"),
        ({"title": ["On CO<sub>2</sub>\n   in <i>Zea</i>\n  ."], "subtitle": []}, "title",
         "On CO<sub>2</sub> in <i>Zea</i>"),
        ({"abstract": "<jats:title>Abstract</jats:title><jats:p>Trees.</jats:p>"}, "abstract",
         "Trees."),
        ({"ISSN": ["1234-5678"], "issn-type": []}, "ISSN", None),
        ({"ISBN": ["http://id.crossref.org/isbn/9780387355443"]}, "ISBN", "9780387355443"),
        ({"type": "book-chapter", "container-title": ["Lecture Notes", "Proc. of Roots"]},
         "collection_title", "Lecture Notes"),
        ({"type": "proceedings-article", "container-title": ["Lecture Notes", "Roots 2020"]},
         "container_title", "Roots 2020"),
        ({"type": "posted-content", "subtype": "preprint", "institution": [{"name": "bioRxiv"}]},
         "publisher", "bioRxiv"),
        ({"type": "posted-content", "subtype": "preprint", "DOI": "10.21203/rs.3.rs-9/v1",
          "publisher": "Springer Science and Business Media LLC"}, "publisher", "Research Square"),
        ({"type": "posted-content", "subtype": "dissertation"}, "type", "thesis"),
        ({"type": "posted-content", "subtype": "report"}, "type", "report"),
        ({"type": "dissertation", "institution": [{"name": "Root U"}], "degree": ["PhD"]},
         "genre", "PhD"),
        ({"type": "monograph"}, "type", "book"),
        ({"type": "peer-review"}, "genre", "Peer review"),
        ({"type": None, "container-title": None}, "type", "document"),
        ({"DOI": "10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2"}, "DOI",
         "10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2"),
    ],
)  # fmt: skip
def test_crossref_with_one_field_changed(changes: Any, variable: str, expected: Any) -> None:
    assert getattr(own.one("crossref", in_crossref(**changes)), variable) == expected


def test_a_backfile_date_is_doubted() -> None:
    record = in_crossref(DOI="10.1111/j.1365-2524.1993.tb00219.x", issued={"date-parts": [[2007]]})
    del record["published-print"], record["published-online"]
    assert own.kinds(own.one("crossref", record), "issued") == ["doubt"]


STATUS = [
    ("crossref", in_crossref(**{"updated-by": [{"type": "retraction", "DOI": "10.1234/r"}]}),
     {"retracted-by": ["doi:10.1234/r"], "retracted": True}),
    ("crossref", in_crossref(**{"updated-by": [{"type": "Erratum", "DOI": "10.1234/e"}]}),
     {"corrected-by": ["doi:10.1234/e"]}),
    ("crossref", in_crossref(**{
        "update-to": [{"type": "expression_of_concern", "DOI": "10.1234/c"}]}),
     {"concerns": ["doi:10.1234/c"]}),
    ("crossref", in_crossref(relation={"is-preprint-of": [{"id-type": "doi", "id": "10.1234/v"}]}),
     {"preprint-of": ["doi:10.1234/v"]}),
    ("crossref", in_crossref(title=["RETRACTED: On roots"]), {"retracted": True}),
    ("crossref", in_crossref(title=["Correction to: On roots"]), {"notice": "correction"}),
    ("openalex", {**OPENALEX, "is_retracted": True}, {"retracted": True}),
    ("europepmc", {**EUROPEPMC, "pubType": "retracted publication"}, {"retracted": True}),
    ("europepmc", {**EUROPEPMC, "commentCorrectionList": {"commentCorrection": [
        {"id": "5", "source": "MED", "type": "Retraction in"}]}},
     {"retracted-by": ["pmid:5"], "retracted": True}),
    ("pubmed", article(kind="Retracted Publication"), {"retracted": True}),
    ("pubmed", article(corrections='<CommentsCorrections RefType="ErratumIn"><RefSource>J. 2021'
                       '</RefSource><PMID>5</PMID></CommentsCorrections>'),
     {"corrected-by": ["pmid:5"], "notices": [
         {"relation": "corrected-by", "id": "pmid:5", "container-title": "J", "issued": "2021"}]}),
    ("europepmc", {**EUROPEPMC, "commentCorrectionList": {"commentCorrection": [
        {"id": "5", "source": "MED", "type": "Expression of concern in",
         "reference": "J Roots. 2021 Mar 4;12(3):77-8. doi: 10.1234/c."}]}},
     {"concern-by": ["pmid:5"], "concern": True, "notices": [
         {"relation": "concern-by", "id": "pmid:5", "container-title": "J Roots", "volume": "12",
          "issue": "3", "page": "77-8", "issued": "2021-03-04", "DOI": "10.1234/c"}]}),
    ("pubmed", article(corrections='<CommentsCorrections RefType="UpdateOf"><RefSource>'
                       'medRxiv. 2020</RefSource><PMID>5</PMID></CommentsCorrections>'),
     {"has-preprint": ["pmid:5"]}),
    ("datacite", {**DATACITE, "relatedIdentifiers": [
        {"relationType": "IsNewVersionOf", "relatedIdentifier": "10.1234/a"}]},
     {"updates": ["doi:10.1234/a"]}),
    ("arxiv", ENTRY.format(more="<arxiv:doi>10.1234/Ab.1</arxiv:doi>"),
     {"preprint-of": ["doi:10.1234/ab.1"]}),
    ("s2", {**S2, "externalIds": {"DOI": "10.1234/ab.1", "ArXiv": "2404.13957"}},
     {"has-preprint": ["arxiv:2404.13957"]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "expected"), STATUS)
def test_what_became_of_a_work(name: str, value: Any, expected: dict[str, Any]) -> None:
    """Versions, corrections, retractions and concerns stand in `custom`, each with a remark."""
    paper = own.one(name, value)
    assert paper.custom["status"] == expected
    assert any(remark.kind == "status" for remark in paper.remarks)


# Semantic Scholar


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({}, "container_title", "Journal of Roots"),
        ({}, "PMCID", "PMC123"),
        ({}, "page", "7-19"),
        ({"journal": {"name": "Journal of Roots", "volume": "92 5"}}, "issue", "5"),
        ({"journal": {"name": "Journal of Roots", "volume": "92 5"}}, "volume", "92"),
        ({"journal": {"name": "J. Roots"}}, "container_title", "Journal of Roots"),
        ({"publicationDate": None}, "issued", "2020"),
        ({"title": "Roots of $x^2$"}, "title", "Roots of x<sup>2</sup>"),
        ({"title": "Roots\n of  shoots"}, "title", "Roots of shoots"),
        ({"externalIds": {"ArXiv": "2404.13957"}, "journal": {"name": "ArXiv", "volume":
          "abs/2404.13957"}, "venue": "arXiv.org", "publicationVenue": None}, "DOI",
         "10.48550/arXiv.2404.13957"),
        ({"journal": {"name": "bioRxiv"}, "venue": "bioRxiv", "publicationVenue": None},
         "publisher", "bioRxiv"),
        ({"authors": [{"name": "D.M'endez"}]}, "author", [Name("Méndez", "D.")]),
        ({"publicationTypes": ["JournalArticle", "Conference"]}, "type", "paper-conference"),
        ({"publicationTypes": None}, "type", "article-journal"),
        ({"authors": None, "journal": None, "venue": None, "publicationVenue": None},
         "container_title", None),
    ],
)  # fmt: skip
def test_s2_with_one_field_changed(changes: Any, variable: str, expected: Any) -> None:
    actual = getattr(own.one("s2", {**S2, **changes}), variable)
    assert (str(actual) if variable == "issued" else actual) == expected


# OpenAlex


def test_openalex_fields() -> None:
    paper = own.one("openalex", OPENALEX)
    assert paper.author == [Name("Lee", "Ann")], "the printed name says more than the profile"
    assert paper.abstract == "Trees grow slowly."
    assert (paper.PMID, paper.DOI, paper.URL) == ("77", "10.1234/ab.1", None)


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({"type": "book-chapter", "primary_location": {"source": {"display_name": "Root eBooks",
          "type": "ebook platform"}, "raw_source_name": "Roots &amp; More"}}, "container_title",
         "Roots & More"),
        ({"type": "book", "primary_location": {"source": {"display_name": "Root Press eBooks",
          "type": "ebook platform", "host_organization_name": "Root Press"}}}, "publisher",
         "Root Press"),
        ({"type": "book", "primary_location": {"source": {"display_name": "Root Press eBooks",
          "type": "ebook platform"}}}, "publisher", "Root Press"),
        ({"type": "dissertation", "primary_location": {"source": {"display_name": "Root U",
          "type": "repository"}}}, "publisher", "Root U"),
        ({"primary_location": None}, "type", "article"),
        ({"authorships": [{"author": {"display_name": "Lyon"},
          "raw_author_name": ",LAGEP, Université de Lyon, CNRS, Villeurbanne"}]}, "author", None),
        ({"biblio": {"first_page": "e30", "last_page": "e30"}}, "number", "e30"),
        ({"doi": None}, "id", "W1"),
    ],
)  # fmt: skip
def test_openalex_with_one_field_changed(changes: Any, variable: str, expected: Any) -> None:
    assert getattr(own.one("openalex", {**OPENALEX, **changes}), variable) == expected


# Europe PMC


def test_europepmc_fields() -> None:
    paper = own.one("europepmc", EUROPEPMC)
    assert paper.title == "Roots <i>and</i> shoots"
    assert paper.author == [Name("Lee", "A."), Name("Berg", "J.", None, "van der")]
    assert (str(paper.issued), str(paper.available_date)) == ("2020", "2019-11-02")


CORE = {
    **EUROPEPMC,
    "authorList": {"author": [{"firstName": "Ann", "lastName": "Lee", "initials": "A"},
                              {"collectiveName": "Root Group, on behalf of all"}]},
    "journalInfo": {"volume": "12", "issue": "3", "dateOfPublication": "2020 Mar",
                    "yearOfPublication": 2020, "journal": {"title": "Journal of roots (Lyon)",
                    "isoabbreviation": "J Roots", "issn": "1529-2908"}},
    "abstractText": "<h4>Aims</h4>To see.", "language": "eng",
}  # fmt: skip


def test_europepmc_core() -> None:
    paper = own.one("europepmc", CORE)
    assert paper.author == [Name("Lee", "Ann"), Name(literal="Root Group, on behalf of all")]
    assert (paper.container_title, paper.container_title_short) == ("Journal of Roots", "J Roots")
    assert (str(paper.issued), paper.abstract) == ("2020-03", "Aims: To see.")


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({"title": "[On roots]."}, "title", "On roots"),
        ({"source": "PPR", "journalTitle": None}, "type", "article"),
        ({"issue": "forthcoming", "journalVolume": "PP"}, "volume", None),
        ({"issue": "forthcoming", "journalVolume": "PP"}, "issue", None),
        ({"pageInfo": "127-8, 130"}, "page", "127-128, 130"),
        ({"authorString": "Lee A, Root Group, of the north, Li B."}, "author",
         [Name("Lee", "A."), Name(literal="Root Group, of the north"), Name("Li", "B.")]),
        ({"authorString": None}, "author", None),
        ({"pubYear": None}, "issued", "2019-11-02"),
        ({"journalIssn": "1359-107x"}, "ISSN", "1359-107X"),
    ],
)  # fmt: skip
def test_europepmc_with_one_field_changed(changes: Any, variable: str, expected: Any) -> None:
    actual = getattr(own.one("europepmc", {**EUROPEPMC, **changes}), variable)
    assert (str(actual) if variable == "issued" else actual) == expected


# PubMed


def test_pubmed_fields() -> None:
    paper = own.one("pubmed", article())
    assert paper.title == "Roots <i>and</i> shoots"
    assert paper.author == [
        Name("Berg", "Jan P", None, "van der", "Jr."), Name(literal="Root Group"),
    ]  # fmt: skip
    assert (paper.container_title, paper.container_title_short) == (
        "Journal of Root Science", "J Root Sci",
    )  # fmt: skip
    assert paper.abstract == "AIMS: To <i>see</i>. RESULTS: We saw."
    assert (paper.page, paper.PMID, paper.PMCID, paper.language) == (
        "188-191", "77", "PMC123", "en",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "variable", "expected"),
    [
        ({"date": "<Year>2020</Year><Month>Apr-Jun</Month>"}, "issued", "2020-04/2020-06"),
        ({"date": "<Year>2020</Year><Season>Spring</Season>"}, "issued", "2020-21"),
        ({"date": "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"}, "issued", "1998-12/1999-01"),
        ({"date": "<Year>2020</Year><Month>03</Month><Day>02</Day>"}, "issued", "2020-03-02"),
        ({"pages": "S12-6; discussion S16"}, "page", "S12-S16, discussion S16"),
        ({"title": "[On roots.]", "language": "ger",
          "vernacular": "<VernacularTitle>Über Wurzeln.</VernacularTitle>"}, "title",
         "Über Wurzeln"),
        ({"title": "[On roots.]", "language": "ger",
          "vernacular": "<VernacularTitle>Über Wurzeln.</VernacularTitle>"}, "custom",
         {"translations": {"en": {"title": "On roots"}}}),
        ({"kind": "Preprint"}, "type", "article"),
        ({"title": "If p &lt; 0.05 &amp; more."}, "title", "If p < 0.05 & more"),
    ],
)  # fmt: skip
def test_pubmed_with_one_part_changed(parts: Any, variable: str, expected: Any) -> None:
    actual = getattr(own.one("pubmed", article(**parts)), variable)
    assert (str(actual) if variable == "issued" else actual) == expected


def test_pubmed_books_and_chapters() -> None:
    whole = own.one("pubmed", BOOK.format(chapter=""))
    assert (whole.type, whole.title, whole.edition) == ("book", "All <i>roots</i>", "2nd ed")
    assert whole.editor == [Name("Lee", "Ann")]
    part = own.one("pubmed", BOOK.format(chapter="<ArticleTitle>Hairs</ArticleTitle>"))
    assert (part.type, part.title, part.container_title) == ("chapter", "Hairs", "All <i>roots</i>")
    assert (part.author, part.ISBN, part.publisher) == (
        [Name("Li", "B. C.")], "9780387355443", "Roots Press",
    )  # fmt: skip


def test_esummary_json_and_both_kinds_of_xml_agree() -> None:
    first = """<eSummaryResult><DocSum><Id>77</Id>
    <Item Name="PubDate" Type="Date">2020 Mar-Apr</Item>
    <Item Name="EPubDate" Type="Date">2019 Nov 2</Item><Item Name="Source">J Roots</Item>
    <Item Name="AuthorList" Type="List"><Item Name="Author">LoPresti PJ</Item>
    <Item Name="CollectiveName">Root Group</Item></Item><Item Name="Title">Roots and shoots.</Item>
    <Item Name="Volume">12</Item><Item Name="Issue">3</Item><Item Name="Pages">188-91</Item>
    <Item Name="LangList" Type="List"><Item Name="Lang">English</Item></Item>
    <Item Name="ISSN">1529-2908</Item><Item Name="ArticleIds" Type="List">
    <Item Name="doi">10.1234/ab.1</Item><Item Name="pubmed">77</Item></Item>
    <Item Name="FullJournalName">Journal of roots</Item></DocSum></eSummaryResult>"""
    second = """<eSummaryResult><DocumentSummarySet><DocumentSummary uid="77"><PubDate>2020 Mar-Apr
    </PubDate><EPubDate>2019 Nov 2</EPubDate><Source>J Roots</Source><Authors><Author>
    <Name>LoPresti PJ</Name><AuthType>Author</AuthType></Author><Author><Name>Root Group</Name>
    <AuthType>CollectiveName</AuthType></Author></Authors>
    <Title>Roots and shoots.</Title><Volume>12</Volume>
    <Issue>3</Issue><Pages>188-91</Pages><Lang><string>eng</string></Lang><ISSN>1529-2908</ISSN>
    <ArticleIds><ArticleId><IdType>doi</IdType><Value>10.1234/ab.1</Value></ArticleId></ArticleIds>
    <FullJournalName>Journal of roots</FullJournalName>
    </DocumentSummary></DocumentSummarySet></eSummaryResult>"""
    papers = [own.one("pubmed", value) for value in (SUMMARY, first, second)]
    assert papers[0] == papers[1] == papers[2]
    assert papers[0].author == [Name("LoPresti", "P. J."), Name(literal="Root Group")]
    assert (str(papers[0].issued), papers[0].page) == ("2020-03/2020-04", "188-191")


# arXiv


def test_arxiv_fields() -> None:
    paper = own.one("arxiv", ENTRY.format(more=""))
    assert (paper.type, paper.number, paper.version) == ("article", "arXiv:1605.08386", "2")
    assert paper.title == "Bounds of O(n<sup>2</sup>) for roots"
    assert paper.author == [Name("Lee", "Ann"), Name("Berg", "J.", None, "van der")]
    assert (str(paper.issued), own.kinds(paper, "issued")) == ("2016-05-26", ["doubt"])
    assert paper.DOI == "10.48550/arXiv.1605.08386"
    assert paper.abstract == "Trees grow."


def test_arxiv_errors_are_problems() -> None:
    error = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
    <id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title>
    <summary>incorrect id format for 1</summary></entry></feed>"""
    found, problems = own.read("arxiv", error)
    assert found == []
    assert "incorrect id format" in problems[0].message


# DataCite


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({}, "type", "dataset"),
        ({}, "URL", "https://example.org/1"),
        ({"types": {"resourceTypeGeneral": "Software", "citeproc": "article"}}, "type", "software"),
        ({"types": {"resourceTypeGeneral": "Text", "resourceType": "Thesis"}}, "type", "thesis"),
        ({"types": {"resourceTypeGeneral": "Preprint"}}, "type", "article"),
        ({"creators": [{"name": "Enos, Ryan (Root U); Lee, Ann (Shoot U)"}]}, "author",
         [Name("Enos", "Ryan"), Name("Lee", "Ann")]),
        ({"creators": [{"name": "CyArk", "nameType": "Organizational"}]}, "author",
         [Name(literal="CyArk")]),
        ({"creators": [{"name": "Lee, Ann"}]}, "author", [Name("Lee", "Ann")]),
        ({"creators": [{"name": "(:unav)"}]}, "author", None),
        ({"titles": [{"title": ":{unav)"}, {"title": "Data", "titleType": "AlternativeTitle"}]},
         "title", "Data"),
        ({"titles": [{"title": "Data"}, {"title": "More", "titleType": "Subtitle"}]}, "title",
         "Data: More"),
        ({"publisher": {"name": "Zenodo"}}, "publisher", "Zenodo"),
        ({"publicationYear": "2549", "dates": []}, "issued", "2006"),
        ({"dates": [{"dateType": "Issued", "date": "\n 07.04.2017 \n"}]}, "issued", "2017-04-07"),
        ({"dates": [{"dateType": "Issued", "date": "2019/2020"}]}, "issued", "2019/2020"),
    ],
)  # fmt: skip
def test_datacite_with_one_field_changed(changes: Any, variable: str, expected: Any) -> None:
    actual = getattr(own.one("datacite", {**DATACITE, **changes}), variable)
    assert (str(actual) if variable == "issued" else actual) == expected


def test_a_volume_of_google_books() -> None:
    """Alone and in the list of a search, in which there may be none."""
    volumes = {"kind": "books#volumes", "totalItems": 1, "items": [GOOGLEBOOKS]}
    for value in (GOOGLEBOOKS, volumes, [GOOGLEBOOKS]):
        paper = own.one("googlebooks", value)
        assert (paper.id, paper.type, paper.ISBN) == ("9780486671352", "book", "9780486671352")
        assert paper.title == "On Growth and Form: The Complete Revised Edition"
        assert paper.author == [Name("Thompson", "D'Arcy Wentworth")]
        assert paper.publisher == "Dover Publications, Inc."
        assert (str(paper.issued), paper.number_of_pages) == ("1992-06", "1116")
        assert (paper.language, paper.URL, paper.keyword) == ("en", None, None)
        assert paper.abstract == "Why <i>things</i> have shapes."
    magazine = {"title": "Moss", "printType": "MAGAZINE", "pageCount": 0,
                "industryIdentifiers": [{"type": "ISSN", "identifier": "15292908"}]}  # fmt: skip
    paper = own.one("googlebooks", {"id": "m", "volumeInfo": magazine})
    assert (paper.id, paper.type, paper.ISSN) == ("m", "periodical", "1529-2908")
    assert paper.number_of_pages is None


def test_a_work_of_japan_link_center() -> None:
    """In its answer or alone: in its own language, and in the other beside it."""
    answer = {"status": "OK", "apiType": "doi", "message": {"total": 1, "rows": 1}, "data": JALC}
    for value in (JALC, answer, [answer], {**answer, "data": [JALC]}):
        paper = own.one("jalc", value)
        assert (paper.title, paper.language) == ("根と芽: 概説", "ja")
        assert paper.type == "article-journal"
        assert paper.author == [Name("根本", "愛"), Name(literal="根の会")]
        assert (paper.container_title, paper.ISSN) == ("根の研究", "1529-2908")
        assert (paper.volume, paper.issue, paper.page) == ("12", "3", "7-19")
        assert (str(paper.issued), paper.publisher) == ("2020-03", "根の会")
        assert paper.custom["translations"] == {
            "en": {"title": "Roots & shoots", "container-title": "Root Research"}
        }
    english = {**JALC, "content_language": "en", "title_list": JALC["title_list"][:1]}
    paper = own.one("jalc", english)
    assert (paper.language, paper.container_title) == ("en", "Root Research")
    assert paper.author == [Name("Nemoto", "Ai"), Name(literal="根の会")]
    data = {**JALC, "content_type": "RD", "publication_date": {"publication_year": "c. 2019"}}
    paper = own.one("jalc", data)
    assert (paper.type, paper.URL) == ("dataset", "https://journal.example/12")
    assert paper.issued is not None
    assert paper.issued.year == 2019


def test_an_article_of_doaj() -> None:
    paper = own.one("doaj", DOAJ)
    assert (paper.title, paper.DOI, paper.ISSN) == ("Roots and shoots", "10.1234/AB.1", "1529-2908")
    assert paper.author == [Name("Lee", "Ann"), Name("Berg", "Jan")]
    assert (str(paper.issued), paper.page, paper.issue) == ("2020-03", "7-19", "3")
    assert (paper.keyword, paper.abstract, paper.URL) == ("roots, shoots", "Trees grow.", None)
    bare = {"bibjson": {"title": "Roots", "link": [{"url": "https://journal.example/1"}],
                        "journal": {"language": ["EN", "DE"], "issns": ["15292908"]},
                        "year": "MMXX"}}  # fmt: skip
    paper = own.one("doaj", bare)
    assert (paper.URL, paper.ISSN) == ("https://journal.example/1", "1529-2908")


def test_datacites_metadata_without_its_own_keys() -> None:
    """As repositories give it: the DOI stands among the identifiers."""
    bare = {key: DATACITE[key] for key in DATACITE if key != "doi"}
    bare["identifiers"] = [{"identifier": "oai:x:1", "identifierType": "oai"},
                           {"identifier": "10.1234/ab.1", "identifierType": "DOI"}]  # fmt: skip
    paper = own.one("datacite", bare)
    assert (paper.DOI, paper.id) == ("10.1234/ab.1", "10.1234/ab.1")
