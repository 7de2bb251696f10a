"""The rules of XML, YAML and JSON files one by one: what an element says, what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.model import OTHERS, Name, Paper, PartialDate

Date = PartialDate
LEE, LI = Name("Lee", "Ann"), Name("Li", "Bo")


def read(form: str, text: str) -> tuple[list[Paper], list[Problem]]:
    problems: list[Problem] = []
    return list(registry.format_named(form).papers(Source.of_text(text, "a.x"), problems)), problems


def mods(inner: str) -> str:
    return f'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>{inner}</mods>'


def host(inner: str) -> str:
    return f'<relatedItem type="host"><titleInfo><title>H</title></titleInfo>{inner}</relatedItem>'


def origin(inner: str) -> str:
    return f"<originInfo>{inner}</originInfo>"


def person(inner: str, role: str = "", kind: str = "personal") -> str:
    term = f"<role><roleTerm>{role}</roleTerm></role>" if role else ""
    return f'<name type="{kind}">{inner}{term}</name>'


FAMILY = '<namePart type="family">Lee</namePart><namePart type="given">Ann</namePart>'
MODS: list[tuple[str, dict[str, Any]]] = [
    ("<titleInfo><title>B</title></titleInfo>", {"title": "A"}),
    ('<titleInfo type="abbreviated"><title>B</title></titleInfo>', {"title_short": "B"}),
    ('<titleInfo type="alternative"><title>B</title></titleInfo>',
     {"title": "A", "title_short": None}),
    ('<titleInfo type="translated" xml:lang="de"><title>B</title></titleInfo>',
     {"custom": {"translations": {"de": {"title": "B"}}}}), (person(FAMILY), {"author": [LEE]}),
     (person(FAMILY, "edt"), {"editor": [LEE]}),
     (person(FAMILY, "Translator"), {"translator": [LEE]}),
    (person(FAMILY, "odd"), {"author": None}),
    (person("<namePart>Acme</namePart>", "publisher", "corporate"),
     {"publisher": "Acme", "author": None}),
     (person("<namePart>Fern Team</namePart>", "", "corporate"),
      {"author": [Name(literal="Fern Team")]}),
    (person("<namePart>Lee, Ann</namePart>"), {"author": [LEE]}),
    (person("<namePart>Lee, Ann,</namePart>"), {"author": [LEE]}),
    (person("<namePart>Ann Lee</namePart>"), {"author": [LEE]}),
    (person("<namePart>Lee, Ann; Li, Bo</namePart>"), {"author": [LEE, LI]}),
    (person('<namePart type="given">Ann</namePart>'), {"author": [Name(given="Ann")]}),
    (person(FAMILY + '<namePart type="termsOfAddress">Jr.</namePart>'),
     {"author": [Name("Lee", "Ann", suffix="Jr.")]}),
     (person(FAMILY + '<namePart type="date">1900-1950</namePart>'), {"author": [LEE]}),
    (person(FAMILY) + "<name><etal>et al.</etal></name>", {"author": [LEE, OTHERS]}),
    (person("<namePart>Days</namePart>", "", "conference"), {"author": None, "event_title": None}),
    (origin("<dateIssued>2019-05-07</dateIssued>"), {"issued": Date(2019, 5, 7)}),
    (origin("<dateIssued>May</dateIssued><dateIssued>2019</dateIssued>"), {"issued": Date(2019)}),
    (origin('<dateIssued point="start">2019</dateIssued><dateIssued point="end">2020</dateIssued>'),
     {"issued": Date(2019, end=Date(2020))}),
    (origin("<copyrightDate>2019</copyrightDate>"), {"issued": Date(2019)}),
    (origin("<dateCreated>2019</dateCreated>"), {"issued": Date(2019)}),
    (origin("<dateIssued>2019</dateIssued><copyrightDate>2018</copyrightDate>"),
     {"issued": Date(2019)}),
     (origin('<dateOther keyDate="yes">2019</dateOther>'), {"issued": Date(2019)}),
    (origin("<dateCaptured>2019</dateCaptured>"), {"accessed": Date(2019)}),
    (origin("<publisher>Acme</publisher><edition>2</edition>"),
     {"publisher": "Acme", "edition": "2"}),
     (origin('<place><placeTerm type="code">gw</placeTerm></place><place><placeTerm type="text">'
             'Ghent</placeTerm></place>'), {"publisher_place": "Ghent"}),
    (host(""), {"container_title": "H"}),
    (host('<titleInfo type="abbreviated"><title>h</title></titleInfo>'),
     {"container_title_short": "h"}),
     (host(origin("<dateIssued>2019</dateIssued>")), {"issued": Date(2019)}),
     (host(origin("<dateIssued>2019</dateIssued>")) + origin("<dateIssued>2018</dateIssued>"),
      {"issued": Date(2018)}),
    (host(origin("<publisher>Acme</publisher>")), {"publisher": "Acme"}),
    (host(origin("<edition>2</edition>")), {"edition": "2"}),
    (host(person(FAMILY, "edt")), {"editor": [LEE]}),
    (host(person(FAMILY)), {"container_author": [LEE]}),
    (host('<name type="conference"><namePart>Days</namePart><namePart type="date">2019</namePart>'
          '</name>'), {"event_title": "Days", "event_date": Date(2019)}),
          (host('<part><detail type="volume"><number>7</number></detail></part>'), {"volume": "7"}),
          (host('<identifier type="issn">2049-3630</identifier>'), {"ISSN": "2049-3630"}),
    (host('<relatedItem type="series"><titleInfo><title>S</title></titleInfo></relatedItem>'),
     {"collection_title": "S"}),
     (host("<genre>journal</genre>") + '<part><detail type="number"><number>3</number></detail>'
                                       '</part>', {"issue": "3", "type": "article-journal"}),
                                       ('<part><detail type="number"><number>3</number></detail>'
                                        '</part>', {"number": "3"}),
    ('<part><detail type="article number"><number>e7</number></detail></part>', {"number": "e7"}),
    ('<part><detail type="Volume"><number>7</number></detail></part>', {"volume": "7"}),
    ('<part><extent unit="pages"><start>1</start><end>9</end></extent></part>', {"page": "1-9"}),
    ("<part><extent><start>1</start><end>1</end></extent></part>", {"page": "1"}),
    ('<part><extent unit="page"><list>1, 4-6</list></extent></part>', {"page": "1, 4-6"}),
    ('<part><extent unit="page"><total>12</total></extent></part>',
     {"number_of_pages": "12", "page": None}),
     ('<part><extent unit="minutes"><start>1</start></extent></part>', {"page": None}),
     ("<part><date>2019</date></part>", {"issued": Date(2019)}),
    ('<identifier type="doi">10.5555/1</identifier>', {"DOI": "10.5555/1"}),
    ('<identifier type="ISBN">978-3-16-148410-0 (hardback)</identifier>',
     {"ISBN": "978-3-16-148410-0"}), ('<identifier type="citekey">k</identifier>', {"id": "k"}),
     ('<identifier type="uri">https://x.org/a</identifier>', {"URL": "https://x.org/a"}),
     ('<identifier type="odd">x</identifier>', {"DOI": None}),
    ("<abstract>B.</abstract>", {"abstract": "B."}),
    ("<note>One.</note><note>Two.</note>", {"note": "One.\nTwo."}),
    ("<subject><topic>a</topic></subject><subject><topic>b</topic></subject>", {"keyword": "a, b"}),
    ("<subject><cartographics><scale>1:5</scale></cartographics></subject>", {"scale": "1:5"}),
    ("<physicalDescription><form>print</form><extent>312 p.</extent></physicalDescription>",
     {"medium": "print", "number_of_pages": "312"}),
     ("<physicalDescription><extent>2 reels</extent></physicalDescription>",
      {"number_of_pages": "2 reels"}),
      ("<classification>QK1</classification>", {"call_number": "QK1"}),
    ('<accessCondition type="use and reproduction">MIT</accessCondition>', {"license": "MIT"}),
    ("<recordInfo><recordContentSource>Cat</recordContentSource></recordInfo>", {"source": "Cat"}),
    ('<language><languageTerm type="text">German</languageTerm><languageTerm type="code">'
     'eng</languageTerm></language>', {"language": "en"}),
    ("<language>German</language>", {"language": "de"}),
    ('<location><url dateLastAccessed="2020-01-02">https://x.org/a</url></location>',
     {"URL": "https://x.org/a", "accessed": Date(2020, 1, 2)}),
     ('<location><url>https://x.org/a</url><url usage="primary">https://x.org/b</url></location>',
      {"URL": "https://x.org/b"}),
    ("<location><physicalLocation>Vault</physicalLocation><shelfLocator>B2</shelfLocator>"
     "</location>", {"archive": "Vault", "archive_location": "B2"}),
     ('<relatedItem type="series"><titleInfo><title>S</title><partNumber>4</partNumber>'
      '</titleInfo></relatedItem>', {"collection_title": "S", "collection_number": "4"}),
    ('<relatedItem type="original"><titleInfo><title>O</title>'
     '</titleInfo>' + origin("<dateIssued>1880</dateIssued><publisher>P</publisher><place>"
                             "<placeTerm>L</placeTerm></place>") + "</relatedItem>",
                             {"original_title": "O", "original_date": Date(1880),
                              "original_publisher": "P", "original_publisher_place": "L"}),
    ("<genre>thesis</genre>", {"type": "thesis", "genre": None}),
    ("<genre>Poster</genre>", {"genre": "Poster"}),
    ('<genre displayLabel="genre">thesis</genre>', {"genre": "thesis"}),
    ("<typeOfResource>cartographic</typeOfResource>", {"type": "map"}),
    (origin("<issuance>monographic</issuance>"), {"type": "book"}),
    (host(origin("<issuance>continuing</issuance>")), {"type": "article-journal"}),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), MODS)
def test_elements_of_mods(inner: str, expected: dict[str, Any]) -> None:
    (paper,), problems = read("mods", mods(inner))
    assert {name: getattr(paper, name) for name in expected} == expected
    assert problems == []


def test_titles_of_mods_in_parts() -> None:
    text = mods("").replace(
        "<title>A</title>",
        "<nonSort>{}</nonSort><title>{}</title><subTitle>C</subTitle><partNumber>2</partNumber>"
        "<partName>D</partName>",
    )
    for start, title, expected in (
        ("The", "Tree", "The Tree: C. 2: D"),
        ("L'", "arbre", "L'arbre: C. 2: D"),
    ):
        (paper,), _ = read("mods", text.format(start, title))
        assert paper.title == expected
    (paper,), _ = read(
        "mods", mods("").replace("<title>A</title>", "<title>A</title><partName>D</partName>")
    )
    assert paper.title == "A. D"


def test_what_mods_has_besides_is_kept() -> None:
    (paper,), _ = read(
        "mods",
        mods(
            '<odd x="1">y</odd><identifier type="odd">z</identifier><genre authority="x">q</genre>'
        ),
    )
    kept = paper.extra["mods"]
    assert set(kept) == {"odd", "identifier", "genre"}
    assert 'x="1"' in kept["odd"][0]["xml"]


def word(inner: str, kind: str = "Book") -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    source = f"<b:Tag>a</b:Tag><b:SourceType>{kind}</b:SourceType><b:Title>A</b:Title>{inner}"
    return f'<b:Sources xmlns:b="{space}"><b:Source>{source}</b:Source></b:Sources>'


def b(**values: str) -> str:
    return "".join(f"<b:{name}>{value}</b:{name}>" for name, value in values.items())


def people(role: str, *names: tuple[str, str, str]) -> str:
    listed = "".join(
        f"<b:Person><b:Last>{last}</b:Last><b:First>{first}</b:First><b:Middle>{middle}</b:Middle>"
        f"</b:Person>"
        for last, first, middle in names
    )
    return f"<b:Author><b:{role}><b:NameList>{listed}</b:NameList></b:{role}></b:Author>"


WORD: list[tuple[str, str, dict[str, Any]]] = [
    ("Book", people("Author", ("Lee", "Ann", ""), ("Li", "Bo", "C.")),
     {"author": [LEE, Name("Li", "Bo C.")]}),
     ("Book", people("Editor", ("Lee", "Ann", "")), {"editor": [LEE]}),
     ("Patent", people("Inventor", ("Lee", "Ann", "")), {"author": [LEE]}),
     ("Book", people("Author", ("Plato", "", "")), {"author": [Name("Plato")]}),
    ("Book", people("Author", ("Fern Team", "", "")), {"author": [Name(literal="Fern Team")]}),
    ("Book", people("Author", ("", "Ann", "")), {"author": [Name(given="Ann")]}),
    ("Book", "<b:Author><b:Author><b:Corporate>Fern Team</b:Corporate></b:Author></b:Author>",
     {"author": [Name(literal="Fern Team")]}),
    ("Book", b(Year="2019", Month="May", Day="7"), {"issued": Date(2019, 5, 7)}),
    ("Book", b(YearAccessed="2019", MonthAccessed="5", DayAccessed="7"),
     {"accessed": Date(2019, 5, 7)}), ("Book", b(Month="May"), {"issued": None}),
     ("Book", b(LCID="1031"), {"language": "de-DE"}), ("Book", b(LCID="de"), {"language": "de"}),
     ("Book", b(LCID="99999"), {"language": None}),
    ("Book", b(StandardNumber="978-3-16-148410-0"), {"ISBN": "978-3-16-148410-0"}),
    ("Book", b(StandardNumber="2049-3630"), {"ISSN": "2049-3630"}),
    ("Book", b(StandardNumber="ISBN: 978-3-16-148410-0 DOI: 10.5555/1"),
     {"ISBN": "978-3-16-148410-0", "DOI": "10.5555/1"}),
     ("Book", b(StandardNumber="R-7"), {"number": "R-7"}),
     ("Book", b(StandardNumber=":ABC: 7"), {"number": None}),
    ("Book", b(City="Ghent", StateProvince="East", CountryRegion="Belgium"),
     {"publisher_place": "Ghent, East, Belgium"}),
     ("Book", b(CountryRegion="Belgium"), {"publisher_place": "Belgium"}),
     ("ConferenceProceedings", b(ConferenceName="Days"),
      {"container_title": "Days", "event_title": None}),
      ("ConferenceProceedings", b(ConferenceName="Days", BookTitle="P"), {"container_title": "P"}),
    ("Report", b(ThesisType="PhD thesis"), {"type": "thesis", "genre": "PhD thesis"}),
    ("Report", b(ThesisType="Working paper"), {"type": "report"}),
    ("Book", b(Comments="Mine.&#xD;CSL variables:&#xD;status: x"),
     {"note": "Mine.", "status": "x"}),
     ("JournalArticle", b(JournalName="J", Volume="7", Issue="3", Pages="1-9"),
      {"container_title": "J", "volume": "7", "issue": "3", "page": "1-9"}),
    ("Odd", "", {"type": "document"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "inner", "expected"), WORD)
def test_elements_of_word(kind: str, inner: str, expected: dict[str, Any]) -> None:
    (paper,), _ = read("word", word(inner, kind))
    assert paper.id == "a"
    assert {name: getattr(paper, name) for name in expected} == expected


CFF: list[tuple[str, dict[str, Any]]] = [
    ("authors:\n  - family-names: Lee\n    given-names: Ann\n    name-suffix: Jr.\n",
     {"author": [Name("Lee", "Ann", suffix="Jr.")]}),
     ("authors:\n  - name: Fern Team\n", {"author": [Name(literal="Fern Team")]}),
     ("authors:\n  - alias: fern\n",
      {"author": [Name(literal="fern", extra=(("alias", "fern"),))]}),
      ("authors:\n  - odd\n", {"author": None}),
    ("version: 1.2\n", {"version": "1.2"}),
    ("date-released: 2019-05-07\n", {"issued": Date(2019, 5, 7)}),
    ("doi: 10.5555/1\n", {"DOI": "10.5555/1"}),
    ("repository-code: https://x.org/a\n", {"URL": "https://x.org/a"}),
    ("repository: https://x.org/a\nurl: https://x.org/b\n", {"URL": "https://x.org/b"}),
    ("repository-artifact: https://x.org/a\n", {"URL": "https://x.org/a"}),
    ("type: dataset\n", {"type": "dataset"}), ("keywords: [a, b]\n", {"keyword": "a, b"}),
    ("license: [MIT, GPL-3.0]\n", {"license": "MIT OR GPL-3.0"}),
    ("license: MIT\n", {"license": "MIT"}), ("abstract: B.\n", {"abstract": "B."}),
    ("identifiers:\n  - type: doi\n    value: 10.5555/1\n", {"DOI": "10.5555/1"}),
    ("identifiers:\n  - type: url\n    value: https://x.org/a\n", {"URL": "https://x.org/a"}),
    ("identifiers:\n  - type: other\n    value: 'pmid: 12'\n", {"PMID": "12"}),
    ("identifiers:\n  - type: other\n    value: x\n", {"PMID": None, "DOI": None, "URL": None}),
    ("doi: 10.5555/1\nidentifiers:\n  - type: doi\n    value: 10.5555/2\n", {"DOI": "10.5555/1"}),
    ("url: https://x.org/a\nidentifiers:\n  - type: url\n    value: https://x.org/b\n",
     {"URL": "https://x.org/a"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CFF)
def test_keys_of_a_citation_file(body: str, expected: dict[str, Any]) -> None:
    (paper,), problems = read("cff", f"cff-version: 1.2.0\ntitle: A\n{body}")
    assert {name: getattr(paper, name) for name in expected} == expected
    assert problems == []


REFERENCES: list[tuple[str, dict[str, Any]]] = [
    ("type: article\n journal: J\n volume: 7\n start: 1\n end: 9\n year: 2019\n month: 5\n",
     {"type": "article-journal", "container_title": "J", "volume": "7", "page": "1-9",
      "issued": Date(2019, 5)}),
      ("type: book\n end: 9\n date-published: 2019-05-07\n",
       {"type": "book", "page": "9", "issued": Date(2019, 5, 7)}),
       ("type: article\n start: 9\n", {"page": "9"}),
    ("type: book\n publisher: {name: Acme, city: Ghent, country: BE}\n",
     {"publisher": "Acme", "publisher_place": "Ghent, BE"}),
     ("type: thesis\n institution: {name: U}\n thesis-type: PhD\n",
      {"type": "thesis", "publisher": "U", "genre": "PhD"}),
      ("type: book\n location: {name: Ghent}\n", {"publisher_place": "Ghent"}),
      ("type: book\n location: {city: Ghent}\n", {"publisher_place": "Ghent"}),
    ("type: conference-paper\n conference: {name: Days, city: Ghent, date-start: 2019-05-07}\n",
     {"type": "paper-conference", "event_title": "Days", "event_place": "Ghent",
      "event_date": Date(2019, 5, 7)}),
      ("type: book\n date-accessed: 2019-05-07\n year-original: 1880\n",
       {"accessed": Date(2019, 5, 7), "original_date": Date(1880)}),
       ("type: book\n status: in-press\n", {"status": "in press"}),
    ("type: book\n status: odd-one\n", {"status": "odd-one"}),
    ("type: book\n languages: [de]\n", {"language": "de"}),
    ("type: patent\n patent-states: [DE, FR]\n", {"jurisdiction": "DE, FR"}),
    ("type: book\n notes: |\n  Mine.\n  CSL variables:\n  medium: x\n",
     {"note": "Mine.", "medium": "x"}), ("type: odd\n", {"type": "document"}),
     ("type: book\n isbn: 978-3-16-148410-0\n", {"ISBN": "978-3-16-148410-0"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), REFERENCES)
def test_keys_of_a_reference(body: str, expected: dict[str, Any]) -> None:
    indented = "".join(f"   {line}\n" for line in body.replace("\n ", "\n").strip().split("\n"))
    papers, problems = read(
        "cff", f"cff-version: 1.2.0\ntitle: A\nreferences:\n - title: B\n{indented}"
    )
    assert [paper.title for paper in papers] == ["A", "B"]
    assert {name: getattr(papers[1], name) for name in expected} == expected
    assert problems == []


def test_what_a_citation_file_prefers() -> None:
    own = "cff-version: 1.2.0\nmessage: Cite us.\ntitle: A\n"
    head = own + "preferred-citation:\n  type: book\n  title: {}\n"
    papers, _ = read("cff", head.format("B"))
    assert [(paper.type, paper.title) for paper in papers] == [("software", "A"), ("book", "B")]
    assert papers[0].extra["cff"] == {"message": "Cite us."}
    papers, _ = read("cff", head.format("A"))
    assert [(paper.type, paper.title) for paper in papers] == [("book", "A")]
    assert papers[0].extra["cff"] == {"message": "Cite us."}


def test_references_of_another_shape_than_the_schema_has() -> None:
    own = "cff-version: 1.2.0\nmessage: Cite us.\ntitle: A\n"
    papers, problems = read("cff", own + "references:\n  type: book\n  title: B\n")
    assert [paper.title for paper in papers] == ["A", "B"]
    assert problems == []
    several = "preferred-citation:\n  - {type: book, title: B}\n  - {type: book, title: C}\n"
    papers, problems = read("cff", own + several)
    assert [paper.title for paper in papers] == ["A", "B", "C"]
    assert problems == []
    papers, problems = read("cff", own + "preferred-citation: B\nreferences: [C, {title: D}]\n")
    assert [paper.title for paper in papers] == ["A", "D"]
    assert problems == []
    assert [remark.before for remark in papers[0].remarks] == ["B", "C"]


@pytest.mark.parametrize(
    ("start", "end", "days", "before"),
    [
        ("2020-05-01", "2020-05-03", "2020-05-01/2020-05-03", None),
        ("2020-05-01", "tba", "2020-05-01", "tba"),
        ("2020-05-03", "2020-05-01", "2020-05-03", "2020-05-01"),
        ("tba", "2020-05-03", "2020-05-03", "tba"),
        ("2020/05/01", "2020/05/03", "2020-05-01", "2020/05/03"),
    ],
)
def test_the_days_of_a_meeting(start: str, end: str, days: str, before: str | None) -> None:
    meeting = f"{{name: C, date-start: {start}, date-end: {end}}}"
    (paper,), _ = read("cff", f"cff-version: 1.2.0\ntitle: A\nconference: {meeting}\n")
    assert str(paper.event_date) == days
    assert [remark.before for remark in paper.remarks if remark.kind == "dropped"] == [
        *([before] if before else [])
    ]


HAYAGRIVA: list[tuple[str, str, dict[str, Any]]] = [
    ("article", "author: [\"Lee, Ann\", \"Li, Bo\"]", {"author": [LEE, LI]}),
    ("article", "author: Lee, Ann", {"author": [LEE]}),
    ("article", "author: {name: Lee, given-name: Ann, prefix: van, suffix: Jr.}",
     {"author": [Name("Lee", "Ann", None, "van", "Jr.")]}),
     ("article", "author: {name: Lee, given-name: Ann, alias: x}", {"author": [LEE]}),
     ("article", "editor: \"Lee, Ann\"", {"editor": [LEE]}),
    ("article", "date: 2019-05", {"issued": Date(2019, 5)}),
    ("article", "page-range: 1-9", {"page": "1-9"}),
    ("book", "page-total: 312", {"number_of_pages": "312"}),
    ("article", "volume: 7\n  issue: 3", {"volume": "7", "issue": "3"}),
    ("article", "serial-number: {doi: 10.5555/1, issn: 2049-3630}",
     {"DOI": "10.5555/1", "ISSN": "2049-3630"}), ("article", "serial-number: 7", {"number": "7"}),
    ("article", "url: https://x.org/a", {"URL": "https://x.org/a", "accessed": None}),
    ("article", "url: {value: https://x.org/a, date: 2020-01-02}",
     {"URL": "https://x.org/a", "accessed": Date(2020, 1, 2)}),
     ("book", "publisher: {name: Acme, location: Ghent}",
      {"publisher": "Acme", "publisher_place": "Ghent"}),
      ("book", "publisher: Acme\n  location: Ghent",
       {"publisher": "Acme", "publisher_place": "Ghent"}),
    ("article", "parent: {type: periodical, title: J, volume: 7, issue: 3}",
     {"type": "article-journal", "container_title": "J", "volume": "7", "issue": "3"}),
     ("chapter", "parent: {type: book, title: B, editor: \"Lee, Ann\", publisher: Acme}",
      {"type": "chapter", "container_title": "B", "editor": [LEE], "publisher": "Acme"}),
      ("article", "parent: {type: proceedings, title: P}",
       {"type": "paper-conference", "container_title": "P"}),
    ("article", "parent: {type: newspaper, title: N}",
     {"type": "article-newspaper", "container_title": "N"}),
     ("article", "language: de", {"language": "de"}), ("article", "note: Mine.", {"note": "Mine."}),
     ("article", "abstract: B.", {"abstract": "B."}), ("book", "edition: 2", {"edition": "2"}),
     ("thesis", "genre: PhD", {"type": "thesis", "genre": "PhD"}),
     ("web", "date: 2019", {"type": "webpage", "issued": Date(2019)}),
    ("article", "affiliated: [{role: translator, names: [\"Lee, Ann\"]}]", {"translator": [LEE]}),
    ("article", "title: {value: A, short: B}", {"title": "A", "title_short": "B"}),
    ("article", "parent: [{type: periodical, title: J}, {type: conference, title: C}]",
     {"container_title": "J"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), HAYAGRIVA)
def test_keys_of_hayagriva(kind: str, body: str, expected: dict[str, Any]) -> None:
    title = "" if body.startswith("title:") else "  title: A\n"
    (paper,), problems = read("hayagriva", f"k:\n  type: {kind}\n{title}  {body}\n")
    assert (paper.id, paper.title) == ("k", "A")
    assert {name: getattr(paper, name) for name in expected} == expected
    assert problems == []


def notefirst(inner: str) -> str:
    return f"<Bibliographies><Bibliography>{inner}</Bibliography></Bibliographies>"


NOTEFIRST: list[tuple[str, dict[str, Any]]] = [
    ("<Type>JournalArticle</Type><Medium><Media><![CDATA[树木]]></Media></Medium>",
     {"type": "article-journal", "container_title": "树木"}),
     ("<PrimaryTitle><Title Lang='zh-CHS'>森林</Title><Title Lang='en'>Forests</Title>"
      "</PrimaryTitle>", {"title": "森林"}),
      ("<Authors><Author><Info><FullName>李, 四</FullName></Info></Author></Authors>",
       {"author": [Name("李", "四")]}),
    ("<Year>2019</Year><Volume>7</Volume><Issue>3</Issue><PageScope>1-9</PageScope>",
     {"issued": Date(2019), "volume": "7", "issue": "3", "page": "1-9"}),
     ("<Language>zh-CHS</Language>", {"language": "zh-CN"}),
     ("<DOI>10.5555/1</DOI><ISSN>2049-3630</ISSN><Url>https://x.org/a</Url>",
      {"DOI": "10.5555/1", "ISSN": "2049-3630", "URL": "https://x.org/a"}),
    ("<Type>Thesis</Type><Medium><Media>北京大学</Media></Medium><Degree>博士</Degree>",
     {"type": "thesis", "publisher": "北京大学", "genre": "博士学位论文"}),
     ("<Keywords><Keyword>a</Keyword><Keyword>b</Keyword></Keywords>", {"keyword": "a, b"}),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), NOTEFIRST)
def test_elements_of_notefirst(inner: str, expected: dict[str, Any]) -> None:
    (paper,), _ = read("notefirst", notefirst(inner))
    assert {name: getattr(paper, name) for name in expected} == expected


PROBLEMS = [
    ("mods", "", "the input is empty", None), ("mods", "<odd/>", "holds no <mods>", None),
    ("word", "<odd/>", "holds no <Source>", None), ("hayagriva", "a: [", None, 2),
    ("cff", "cff-version: 1\nversion: 2\n",
     "this is no CITATION.cff: it has neither authors nor a title", None),
     ("csljson", "", "the input is empty", None),
    ("csljson", "[1]", "record 1: an item is an object, this is a int", None),
    ("csljson", "{}", "record 1: the object holds no CSL variable", None),
    ("csljson", '{"message": {}}', "record 1: the object holds no CSL variable", None),
    ("csljson", '{"$schema": "x", "properties": {}}',
     "record 1: the object is a JSON schema, and no work", None),
     ("csljson", '[{"title": "A"}, {"ti', "the JSON is cut off before its end", 1),
    ("csljson", '{"itemType": "note", "note": "x"}',
     "record 1: Zotero's item is 'note': a part of a work, and no work", None),
     ("csljson", '\n\n{"title": }', None, 3),
     ("csljson", '{"title": "A"}\n{"title": }\n{"title": "C"}', None, 2),
     ("csljson", '[\n{"title": "A"},\n{"title": }]', None, 3),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "message", "line"), PROBLEMS)
def test_what_is_wrong_with_a_file(
    form: str, text: str, message: str | None, line: int | None
) -> None:
    _, problems = read(form, text)
    assert problems
    if message is not None:
        assert problems[0].message == message
    if line is not None:
        assert problems[0].line == line
    assert problems[0].source == "a.x"


ITEMS: list[tuple[str, dict[str, Any]]] = [
    ('{"items": [{"title": "A"}]}', {"title": "A"}),
    ('{"references": [{"title": "A"}]}', {"title": "A"}),
    ('{"message": {"items": [{"title": "A"}]}}', {"title": "A"}),
    ('{"data": {"title": "A"}}', {"title": "A"}),
    ('{"k": {"type": "book", "title": "A"}}', {"id": "k", "title": "A"}),
    ('{"title": "A", "issued": {"date-parts": [[2019, 5]]}}', {"issued": Date(2019, 5)}),
    ('{"title": "A", "year": 2019}', {"issued": Date(2019)}),
    ('{"title": "A", "subtitle": "B"}', {"title": "A: B"}),
    ('{"title": ["A"], "subtitle": ["B"]}', {"title": "A: B"}),
    ('{"title": "A: B", "subtitle": "B"}', {"title": "A: B"}),
    ('{"title": "A", "journal": {"name": "J"}}', {"container_title": "J"}),
    ('{"title": "A", "event": {"name": "E", "location": "G"}}',
     {"event_title": "E", "event_place": "G"}),
    ('{"title": "A", "identifiers": [{"type": "doi", "id": "10.5555/1"}]}', {"DOI": "10.5555/1"}),
    ('{"title": "A", "identifier": {"doi": "10.5555/1"}}', {"DOI": "10.5555/1"}),
    ('{"title": "A", "authors": ["Lee, Ann"]}', {"author": [LEE]}),
    ('{"title": "A", "author": "Lee, Ann; Li, Bo"}', {"author": [LEE, LI]}),
    ('{"title": "A", "type": "journal-article"}', {"type": "article-journal"}),
    ('{"title": "A\\ud800"}', {"title": "A\ufffd"}),
    ('{"title": "\\ud83d\\ude00"}', {"title": "😀"}),
    ('{"title": "\\\\ud83d"}', {"title": "\\ud83d"}),
    ('{"itemType": "bookSection", "title": "A", "bookTitle": "B", "creators": [{"creatorType": '
     '"author", "firstName": "Ann", "lastName": "Lee"}, {"creatorType": "bookAuthor", "name": '
     '"Fern Team"}], "tags": [{"tag": "a"}, "b"], "numPages": "12", "citationKey": "k"}',
     {"type": "chapter", "container_title": "B", "author": [LEE],
      "container_author": [Name(literal="Fern Team")], "keyword": "a, b", "number_of_pages": "12",
      "id": "k"}),
    ('{"data": {"itemType": "email", "title": "A", "creators": [{"creatorType": "attorneyAgent", '
     '"firstName": "Ann", "lastName": "Lee"}, {"creatorType": "cartographer", "firstName": "Bo", '
     '"lastName": "Li"}]}}',
     {"type": "personal_communication", "contributor": [LEE], "author": [LI]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items_of_json(text: str, expected: dict[str, Any]) -> None:
    (paper,), _ = read("csljson", text)
    assert {name: getattr(paper, name) for name in expected} == expected


def test_json_by_lines_and_broken_lists() -> None:
    papers, problems = read("csljson", '{"title": "A"}\n\n{"title": }\n{"title": "C"}\n')
    assert [paper.title for paper in papers] == ["A", "C"]
    assert [problem.line for problem in problems] == [3]
    papers, problems = read("csljson", '[{"title": "A"},\n{"title": "B}"},\n{"title": "C')
    assert [paper.title for paper in papers] == ["A", "B}"]
    assert [(one.message, one.line) for one in problems] == [
        ("the JSON is cut off before its end", 3)
    ]
    papers, problems = read("csljson", '[{"title": "A"}, {"title": x}, {"title": "C"}]')
    assert [paper.title for paper in papers] == ["A", "C"]
    assert len(problems) == 1


def test_how_csl_json_is_written() -> None:
    write = registry.format_named("csljson").write
    assert write is not None
    one, two = Paper(id="a", type="book", title="A"), Paper(id="b", type="software", title="B")
    assert "".join(write([])) == "[]\n"
    assert "".join(write([one])) == '[\n{\n  "id": "a",\n  "type": "book",\n  "title": "A"\n}\n]\n'
    assert "".join(write([one, two], lines=True)) == (
        '{"id":"a","type":"book","title":"A"}\n{"id":"b","type":"software","title":"B"}\n'
    )
    assert "".join(write([one, one], indent=0)).count("},\n{") == 1
    assert '\n    "id"' in "".join(write([one], indent=4))
    zotero = "".join(write([one, two], lines=True, zotero=True)).split("\n")
    assert zotero[0] == '{"id":"a","type":"book","title":"A"}'
    assert zotero[1] == '{"id":"b","type":"document","title":"B","note":"type: software"}'
    odd = Paper(
        id="a", type="book", title="A\ud800", custom={"n": [10**30, 1.5, True, None, {1: 2}]}
    )
    assert "".join(write([odd], lines=True)) == (
        '{"id":"a","type":"book","title":"A\ufffd",'
        '"custom":{"n":["1000000000000000000000000000000",1.5,true,null,{"1":2}]}}\n'
    )


NEAR: list[tuple[str, dict[str, Any], list[str]]] = [
    ('{"titel": "A", "type": "book", "volume": "7"}', {"volume": "7"}, ["'titel'"]),
    ('{"title": "A", "doi": "10.5555/1"}', {"DOI": "10.5555/1"},
     ["the key 'doi' is not CSL's; read as 'DOI'"]),
    ('{"title": "A", "DOI": "10.5555/1", "doi": "10.5555/2"}', {"DOI": "10.5555/1"}, ["'doi'"]),
    ('{"title": "A", "DOI": "", "doi": "10.5555/2"}', {"DOI": "10.5555/2"}, ["read as 'DOI'"]),
    ('{"title": "A", "genre": "thesis", "year": 2019}', {"type": "thesis", "genre": None}, []),
    ('{"title": "A", "genre": "Poster"}', {"genre": "Poster"}, []),
    ('{"title": "A", "year": "2019", "month": "5", "day": 7}', {"issued": Date(2019, 5, 7)}, []),
    ('{"title": "A", "issued": "2019-05"}', {"issued": Date(2019, 5, raw="2019-05")}, []),
    ('{"title": "A", "author": [{"name": "Lee, Ann"}, "Li, Bo"]}', {"author": [LEE, LI]}, []),
    ('{"title": "A", "author": [{"firstName": "Ann", "lastName": "Lee"}]}', {"author": [LEE]}, []),
    ('{"title": "A", "event": {"name": "E", "odd": 1}}', {"event_title": "E"}, []),
    ('{"title": "A", "year": "in press"}', {"issued": Date(raw="in press")},
     []),
    ('{"title": "A", "author": ["Li, Bo", {"family": "Lee", "given": "Ann"}]}',
     {"author": [LI, LEE]}, []),
    ('{"title": "A", "event-title": "F", "event": {"name": "E"}}', {"event_title": "F"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "messages"), NEAR)
def test_items_with_other_keys(text: str, expected: dict[str, Any], messages: list[str]) -> None:
    (paper,), _ = read("csljson", text)
    assert {name: getattr(paper, name) for name in expected} == expected
    told = " ".join(note.message for note in paper.remarks)
    assert [message for message in messages if message not in told] == []
