"""Records as no file at hand has them: plausible dirt in every field, in every combination.

What is read is valid CSL-JSON, and what is cited of it is whole: no markup, no doubled stop, no
empty bracket. The dirt is of the kinds that sources deliver; pure noise is `test_robustness.py`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import open_records as own
from records.csl_shape import faults
from records.test_citations import LINKS, TORN

import citex

STYLES = ("apa", "mla", "gbt7714-2015", "gbt7714-2025")
TITLES = [
    None, "", " ", "Roots and shoots", "Roots and shoots.", "Roots and shoots..", "Why roots?",
    "Why roots?.", "Roots!", "ROOTS AND SHOOTS OF THE WORLD", "Roots &amp;amp; shoots",
    "&lt;i&gt;Zea mays&lt;/i&gt; roots.", "<i>Zea mays</i>", "<p>Roots</p>", "<title>Roots</title>",
    "Roots <jats:italic toggle='yes'>in vitro</jats:italic>.", "<b>Roots</b>: a survey.",
    "\n   Roots\n   <i>and</i>\n   shoots\n  ", "H<sub>2</sub>O and m<sup>6</sup>A.",
    "[Roots and shoots].", "[Roots and shoots. Part 2].", "“Roots”", '"Roots and shoots."',
    "“Why roots?”", "Roots of the U.S.", "Roots in St. Louis, Mo.", "Roots et al.",
    "Roots: a survey: part 2", "Roots: ", ": shoots", "Roots (shoots)", "Roots (2nd ed.).",
    "Roots [Letter].", "Correction to: Roots.", "RETRACTED: Roots", "Roots - shoots", "Roots…",
    "Roots...", "Les racines : une étude", "¿Por qué raíces?", "根系研究", "根系研究。",
    "根系研究？", "根系研究：综述（二）", "根の研究",
    "On <mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> roots",
    "On $x^{2}$ roots", r"On \textit{Zea} roots", "p < 0.05 and q > 3", "Roots*", "Roots 1",
    "Roots, stems, and leaves;", "Roots ;", "Roots,", "Roots:", "R&D", "“Roots” and ‘shoots’",
    "Roots' shoots", "A", "x" * 400,
]  # fmt: skip
CONTAINERS = [
    None, "", "Journal of Roots", "Journal of Roots.", "J. Roots", "Roots & Shoots",
    "Roots &amp; Shoots", "ROOTS", "Roots (London, England)", "Roots : the journal of shoots",
    "Roots?", "Yahoo!", "Roots: Shoots", "根系学报", "根系学报（自然科学版）", "<i>Roots</i>",
    "Proc. Root Soc. Am.", "Roots; Shoots", "2020 Conference on Roots (CoR'20)", "ArXiv", "bioRxiv",
    "Roots. Series B.",
]  # fmt: skip
VOLUMES = [
    None, "", "12", "12.", "Vol. 12", "12(3)", "12 3", "null", "n° 95", "PP", "abs/2404.13957",
    "12 Suppl 1", "Suppl.", "S1", "2020", "第12卷", "12-13", "ahead-of-print", 12, 0, "(3)",
    "Pt. 2", "12 (Suppl. 1)", "XII", "forthcoming", "12/13", "-",
]  # fmt: skip
PAGES = [
    None, "", "7-19", "7–19", "7 - 19", "7--19", "7-", "-19", "7", "1-1", "e123", "e1-e9", "S7-S19",
    "i-iv", "127-8, 130, 137-8", "pp. 7-19", "7-19.", "n/a", "na", "no", "7+", "764-9", "1-10 p",
    "123 pages", "604.4-604", "20 - 8", "127861S - 127861S-12", "arztebl.m2025.0086", "(7)", "7; 9",
    "e1234.", "L7", "第7页", "1/2", "7-19, e1", "\n 7-19\n ", "0-0", "ciac769",
]  # fmt: skip
FAMILIES = [
    None, "", "Lee", "LEE", "de Kraker", "van der Berg", "Lee Jr.", "O'Neil", "Lee-Smith", "李",
    "李安", "RUFAİOĞLU", "Lee, Jr", "Root Group", "the Root Consortium", "Lee.", "Ó Briain",
    "St. John",
]  # fmt: skip
GIVENS = [
    None, "", "Ann", "A.", "A. B.", "AB", "Ann B.", "A.B.", "A.-B.", "Ann, MD", "Elias Silva de",
    "安", "Ph.", "ANN", "Ann (Annie)", "a", "J. R. R.", "Md.", "Ann Jr.",
]  # fmt: skip
NAMES = [
    "", "Ann Lee", "A. Lee", "Lee", "Lee, Ann", "Ann Lee Jr.", "Lee A", "LoPresti PJ",
    "Hambrick GW Jr", "Root Group", "The Root Consortium for Shoots (RCS)", "Jan van der Berg",
    "李安", "Ming. Chuan., Wang", "D.M'endez", "et al.", "Root Society of the U.S.A.",
    "Lee, A. B., Jr.", "Dr. Ann Lee", "Ann Lee, PhD", "ASTRO-CM Team", "Anonymous",
    "Université de Lyon, France", "Lee A.", "A Lee and B King", "Ann Lee ", "Lee &amp; King Inc.",
    "Ann Lee (Harvard)",
]  # fmt: skip
DATES = [
    None, "", "2020", "2020-03", "2020-03-02", "2020-01-01", "2020/03/02", "02.03.2020",
    "2020-13-40", "2020-03-02T10:00:00Z", "2019-12/2020-01", "n.d.", "Spring 2020", "2020 Mar-Apr",
    "2020 Mar 2", "0000-00-00", "in press", "20", "1899", "2020 Winter",
]  # fmt: skip
PARTS = [
    None, {}, {"date-parts": [[None]]}, {"date-parts": [[]]}, {"date-parts": [[2020]]},
    {"date-parts": [[2020, 3]]}, {"date-parts": [[2020, 3, 2]]}, {"date-parts": [["2020", "3"]]},
    {"date-parts": [[2020, 0, 0]]}, {"date-parts": [[2020, 3], [2020, 5]]},
    {"date-parts": [[20202]]},
]  # fmt: skip
PUBLISHERS = [
    None, "", "Roots Ltd.", "Wiley & Sons, Inc.", "Roots Press", "Univ. of Roots (Press)",
    "根系出版社", "Roots, Inc", "Roots S.A.", "{Roots}", "<b>Roots</b>", "Roots &amp; Co.",
]  # fmt: skip
DOIS = [
    None, "", "10.1234/ab.1", "10.1234/AB.1", "https://doi.org/10.1234/ab.1", "doi:10.1234/ab.1",
    "10.1016/S0140-6736(97)11096-0", "10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2", "none",
    "10.1234/ab.1.", "10.48550/arXiv.2404.13957",
]  # fmt: skip
CROSSREF_TYPES = [
    None, "journal-article", "book-chapter", "book", "monograph", "edited-book",
    "proceedings-article", "proceedings", "posted-content", "report", "dataset", "dissertation",
    "reference-entry", "component", "peer-review", "standard", "other", "journal", "journal-issue",
    "report-series", "grant", "new-thing",
]  # fmt: skip


def pick(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record with all of the fields, or any of them."""
    return st.fixed_dictionaries(fields) | st.fixed_dictionaries({}, optional=fields)


def dashed(fields: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """The record with Crossref's names of fields."""
    return fields.map(lambda record: {k.replace("_", "-"): v for k, v in record.items()})


TITLE, CONTAINER, VOLUME, PAGE = map(pick, (TITLES, CONTAINERS, VOLUMES, PAGES))
NAME, DATE, PUBLISHER, DOI = map(pick, (NAMES, DATES, PUBLISHERS, DOIS))
PERSON = some(
    family=pick(FAMILIES),
    given=pick(GIVENS),
    suffix=pick([None, "", "Jr.", "III", "Jr"]),
    name=pick([None, "Root Group"]),
    prefix=pick([None, "Dr."]),
)
PERSONS = st.lists(PERSON, max_size=5) | st.none()


def listed(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value alone or in a list, of none to two."""
    return strategy | st.lists(strategy, max_size=2)


def with_id(fields: st.SearchStrategy[dict[str, Any]], **fixed: Any) -> st.SearchStrategy[str]:
    return fields.map(lambda record: json.dumps({**fixed, **record}, ensure_ascii=False))


CROSSREF = with_id(
    dashed(
        some(
            type=pick(CROSSREF_TYPES),
            title=listed(TITLE),
            subtitle=listed(TITLE),
            original_title=listed(TITLE),
            container_title=listed(CONTAINER),
            short_container_title=listed(CONTAINER),
            author=PERSONS,
            editor=PERSONS,
            translator=PERSONS,
            issued=pick(PARTS),
            published_print=pick(PARTS),
            published_online=pick(PARTS),
            volume=VOLUME,
            issue=VOLUME,
            page=PAGE,
            article_number=PAGE,
            publisher=PUBLISHER,
            publisher_location=pick(
                [None, "", "Berlin, Heidelberg", "Cham (CH)", "New York, N.Y."]
            ),
            edition_number=pick([None, "2", "2nd", "1", "Second edition", ""]),
            event=st.none() | some(name=CONTAINER, location=PUBLISHER, acronym=CONTAINER),
            institution=st.none() | st.lists(some(name=PUBLISHER), max_size=2),
            language=pick(["en", "zh", "aa", None, "de"]),
            degree=listed(pick([None, "PhD", "M.Sc."])),
            ISSN=listed(pick(["1529-2908", "15292908", "0000-0000", ""])),
            ISBN=listed(pick(["9780387355443", "http://id.crossref.org/isbn/9780387355443", "1"])),
        )
    ),
    DOI="10.1234/ab.1",
    **{"is-referenced-by-count": 1, "indexed": {}, "source": "Crossref", "prefix": "10.1234"},
)
S2 = with_id(
    some(
        title=TITLE,
        venue=CONTAINER,
        year=pick([None, 2020, "2020", 0]),
        publicationDate=DATE,
        publicationTypes=listed(
            pick(
                [
                    "JournalArticle",
                    "Review",
                    "Conference",
                    "Book",
                    "Dataset",
                    "News",
                    "CaseReport",
                    None,
                ]
            )
        ),
        journal=st.none() | some(name=CONTAINER, volume=VOLUME, pages=PAGE),
        authors=st.lists(some(name=NAME), max_size=4) | st.none(),
        publicationVenue=st.none()
        | some(
            name=CONTAINER,
            type=pick(["journal", "conference", None]),
            alternate_names=st.lists(CONTAINER, max_size=2),
            issn=pick(["1529-2908", None]),
        ),
        externalIds=st.none()
        | some(DOI=DOI, ArXiv=pick(["2404.13957", None]), PubMed=pick(["77", None])),
    ),
    paperId="0a",
)
OPENALEX = with_id(
    some(
        doi=DOI,
        type=pick(
            [
                "article",
                "book",
                "book-chapter",
                "dataset",
                "preprint",
                "review",
                "dissertation",
                "editorial",
                "letter",
                "report",
                "paratext",
                None,
            ]
        ),
        title=TITLE,
        display_name=TITLE,
        publication_date=DATE,
        publication_year=pick([2020, None]),
        authorships=st.lists(
            some(author=some(id=pick(["A1", None]), display_name=NAME), raw_author_name=NAME),
            max_size=4,
        ),
        biblio=st.none() | some(volume=VOLUME, issue=VOLUME, first_page=PAGE, last_page=PAGE),
        primary_location=st.none()
        | some(
            source=st.none()
            | some(
                display_name=CONTAINER,
                type=pick(["journal", "repository", "conference", "book series"]),
                host_organization_name=PUBLISHER,
            ),
            raw_source_name=CONTAINER,
            raw_type=pick(["journal-article", None]),
        ),
        language=pick(["en", "zh", None]),
        is_retracted=st.booleans(),
    ),
    id="https://openalex.org/W1",
)
EUROPEPMC = with_id(
    some(
        title=TITLE,
        authorString=st.lists(NAME, max_size=4).map(
            lambda names: ", ".join(map(str.strip, names)) + "."
        ),
        authorList=st.none()
        | some(
            author=st.lists(
                some(
                    fullName=NAME,
                    firstName=pick(GIVENS),
                    lastName=pick(FAMILIES),
                    initials=pick(["A", "AB", None]),
                    collectiveName=pick([None, "Group."]),
                ),
                max_size=4,
            )
        ),
        journalTitle=CONTAINER,
        journalVolume=VOLUME,
        issue=VOLUME,
        pageInfo=PAGE,
        pubYear=pick(["2020", "", None, 2020]),
        firstPublicationDate=DATE,
        doi=DOI,
        journalInfo=st.none()
        | some(
            volume=VOLUME,
            issue=VOLUME,
            yearOfPublication=pick([2020, None]),
            dateOfPublication=DATE,
            journal=some(title=CONTAINER, isoabbreviation=CONTAINER),
        ),
        pubType=pick(["journal article", "preprint; ", "review; journal article", "", None]),
        bookOrReportDetails=st.none() | some(publisher=PUBLISHER, comprisingTitle=CONTAINER),
    ),
    id="77",
    source="MED",
    pmid="77",
    citedByCount=1,
)
DATACITE = with_id(
    some(
        titles=st.lists(
            some(
                title=TITLE,
                titleType=pick([None, "Subtitle", "TranslatedTitle", "AlternativeTitle"]),
                lang=pick([None, "en", "zh"]),
            ),
            max_size=3,
        ),
        creators=st.lists(
            some(
                name=NAME,
                nameType=pick([None, "Personal", "Organizational"]),
                givenName=pick(GIVENS),
                familyName=pick(FAMILIES),
            ),
            max_size=4,
        ),
        publisher=PUBLISHER | some(name=PUBLISHER),
        publicationYear=pick([None, 2020, "2020", 0]),
        dates=st.lists(
            some(date=DATE, dateType=pick(["Issued", "Created", "Available"])), max_size=2
        ),
        types=some(
            resourceTypeGeneral=pick(
                [
                    "Dataset",
                    "Text",
                    "Software",
                    "JournalArticle",
                    "Preprint",
                    "Other",
                    "Image",
                    None,
                ]
            ),
            resourceType=TITLE,
        ),
        container=some(title=CONTAINER, volume=VOLUME, issue=VOLUME, firstPage=PAGE, lastPage=PAGE),
        version=pick([None, "1.0", "v2", "", "2."]),
        language=pick([None, "en", "eng"]),
        descriptions=st.lists(
            some(description=TITLE, descriptionType=pick(["Abstract", "Other"])), max_size=1
        ),
        url=pick([None, "https://example.org/x"]),
    ),
    doi="10.1234/ab.1",
    schemaVersion="http://datacite.org/schema/kernel-4",
    state="findable",
)
ESUMMARY = with_id(
    some(
        title=TITLE,
        pubdate=DATE,
        epubdate=DATE,
        source=CONTAINER,
        fulljournalname=CONTAINER,
        volume=VOLUME,
        issue=VOLUME,
        pages=PAGE,
        authors=st.lists(some(name=NAME, authtype=pick(["Author", "CollectiveName"])), max_size=4),
        booktitle=TITLE,
        publishername=PUBLISHER,
        publisherlocation=PUBLISHER,
        edition=pick(["", "2nd ed.", None]),
        vernaculartitle=TITLE,
        elocationid=pick(["", "doi: 10.1234/ab.1", "pii: e12"]),
        lang=listed(pick(["eng", "chi"])),
        pubtype=listed(pick(["Journal Article", "Review", "Retracted Publication", "Preprint"])),
    ),
    uid="77",
    sortpubdate="2020/03/01 00:00",
)


def element(tag: str, value: Any, *, raw: bool = False) -> str:
    text = "" if value is None else str(value)
    return "" if value is None else f"<{tag}>{text if raw else escape(text)}</{tag}>"


@st.composite
def pubmed(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """An article of PubMed's XML."""
    authors = "".join(
        "<Author>"
        + element("LastName", draw(pick(FAMILIES)))
        + element("ForeName", draw(pick(GIVENS)))
        + element("Suffix", draw(pick([None, "Jr", "3rd"])))
        + element("CollectiveName", draw(pick([None, None, "Root Group."])))
        + "</Author>"
        for _ in range(draw(st.integers(0, 4)))
    )
    year = draw(pick([None, "2020"]))
    date = element("Year", year) + element("Month", draw(pick([None, "Mar", "03", "Apr-Jun"])))
    date += element("Season", draw(pick([None, None, "Summer"])))
    date += element("MedlineDate", draw(pick([None, "2020 Mar-Apr", "1998 Dec-1999 Jan"])))
    return (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>77</PMID><Article><Journal>"
        "<JournalIssue>"
        + element("Volume", draw(VOLUME))
        + element("Issue", draw(VOLUME))
        + f"<PubDate>{date}</PubDate></JournalIssue>"
        + element("Title", draw(CONTAINER))
        + element("ISOAbbreviation", draw(CONTAINER))
        + "</Journal>"
        + element("ArticleTitle", draw(TITLE))
        + "<Pagination>"
        + element("MedlinePgn", draw(PAGE))
        + "</Pagination>"
        + f"<AuthorList>{authors}</AuthorList>"
        + element("Language", draw(pick(["eng", "chi", None])))
        + element("VernacularTitle", draw(TITLE))
        + "</Article></MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    )


@st.composite
def arxiv(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """An entry of arXiv's feed."""
    authors = "".join(
        f"<author>{element('name', draw(NAME))}</author>" for _ in range(draw(st.integers(0, 4)))
    )
    more = "".join(
        f"<arxiv:{tag}>{escape(value)}</arxiv:{tag}>"
        for tag, value in (
            (
                "journal_ref",
                draw(
                    pick([None, "J. Roots 12 (2020) 7-19", "Roots, Vol. 12, No. 3.", "to appear"])
                ),
            ),
            ("doi", draw(DOI)),
            ("comment", draw(pick([None, "7 pages, 2 figures.", "withdrawn"]))),
        )
        if value
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom"><entry><id>http://arxiv.org/abs/1605.08386v2</id>'
        + element("title", draw(TITLE))
        + element("published", draw(DATE))
        + element("summary", draw(TITLE))
        + authors
        + more
        + "</entry></feed>"
    )


RECORDS: list[tuple[str, st.SearchStrategy[str]]] = [
    ("crossref", CROSSREF),
    ("s2", S2),
    ("openalex", OPENALEX),
    ("europepmc", EUROPEPMC),
    ("datacite", DATACITE),
    ("pubmed", ESUMMARY),
    ("pubmed", pubmed()),
    ("arxiv", arxiv()),
]
ODD = re.compile(
    r",\s*\.|,\s*\)|\(\s*[,;:.]|\s[,;]|:\s*[,.;:]|;\s*[.,]|&\s*[.,(]|\band\s*[.,]|（\s*）|［\s*］"
    r"|[，。：、]{2}|《》|\bNone\b|\bnull\b"
)
"""What no list at hand shows, but dirt might bring about."""
MARKUP = re.compile(r"</?[a-z]+(?:[ :][^<>]*)?>|&(?:[a-z]+|#\d+);|jats:|mml:")


def held(text: str) -> None:
    """Nothing in a citation is torn, addresses aside."""
    bare = LINKS.sub("", text)
    for what, pattern in TORN.items():
        assert not pattern.search(bare), (what, text)
    assert not ODD.search(bare), text


@pytest.mark.parametrize(("name", "records"), RECORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_record_is_cited_whole(
    name: str, records: st.SearchStrategy[str], data: st.DataObject
) -> None:
    record = data.draw(records)
    found, problems = own.read(name, record)
    assert found or problems
    for paper in found:
        assert faults(paper.to_dict()) == []
        for style in STYLES:
            text = paper.format(style)
            held(text)
            assert text or not paper.title
        for form in ("bibtex", "ris"):
            assert not MARKUP.search(citex.format([paper], form))
