"""The rules of tagged files one by one: what a line says beside others, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import _codecs, _dates, nbib, ris
from citex.model import Name, Paper, PartialDate

Date = PartialDate
LEE, LI = Name("Lee", "Ann"), Name("Li", "Bo")


def read(form: str, text: str) -> tuple[Paper, list[Problem]]:
    problems: list[Problem] = []
    (paper,) = registry.format_named(form).papers(Source.of_text(text), problems)
    return paper, problems


def ris_of(kind: str, body: str) -> str:
    return f"TY  - {kind}\n{body}\nER  - \n"


def refer(kind: str, body: str) -> str:
    return f"%0 {kind}\n{body}\n"


RIS: list[tuple[str, str, dict[str, Any], dict[str, list[str]]]] = [
    ("JOUR", "PY  - 2019", {"issued": Date(2019)}, {}),
    ("JOUR", "PY  - 0000", {"issued": None}, {}),
    ("JOUR", "PY  - 2019\nPY  - 2020", {"issued": Date(2019)}, {"PY": ["2020"]}),
    ("JOUR", "PY  - 2019/05/07/", {"issued": Date(2019, 5, 7)}, {}),
    ("JOUR", "PY  - 2019\nDA  - 2019/05/07", {"issued": Date(2019, 5, 7)}, {}),
    ("JOUR", "PY  - 2018\nDA  - 2019/05/07", {"issued": Date(2019, 5, 7)}, {"PY": ["2018"]}),
    ("JOUR", "Y1  - 2019///Spring", {"issued": Date(2019, season=1)}, {}),
    ("JOUR", "DA  - 2019/05/07/received", {"submitted": Date(2019, 5, 7), "issued": None}, {}),
    ("JOUR", "DA  - 2019/05/07/received\nDA  - 2019/06/07/received",
     {"submitted": Date(2019, 5, 7)}, {"DA": ["2019/06/07/received"]}),
    ("JOUR", "DA  - 2019/05/07/accepted\nPY  - 2020", {"submitted": None, "issued": Date(2020)},
     {"DA": ["2019/05/07/accepted"]}),
    ("JOUR", "DA  - 2019/05/07/revised\nPY  - 2020", {"issued": Date(2020)},
     {"DA": ["2019/05/07/revised"]}),
     ("JOUR", "DA  - 2019/05/07/online", {"issued": Date(2019, 5, 7)}, {}),
    ("JOUR", "AN  - 123", {"PMID": "123", "archive_location": None}, {}),
    ("JOUR", "AN  - PMC123", {"PMCID": "PMC123"}, {}),
    ("JOUR", "AN  - X1", {"PMID": None, "archive_location": None}, {"AN": ["X1"]}),
    ("JOUR", "AN  - X1\nDB  - Scopus", {"archive_location": "X1", "archive": "Scopus"}, {}),
    ("JOUR", "AN  - 123\nDB  - PubMed", {"PMID": "123"}, {}),
    ("JOUR", "AN  - 0123\nDB  - PubMed", {"PMID": "123"}, {}),
    ("JOUR", "AN  - 123\nDB  - Medline", {"PMID": "123"}, {}),
    ("JOUR", "AN  - 123\nDB  - Scopus", {"PMID": None, "archive_location": "123"}, {}),
    ("JOUR", "AN  - 123\nAN  - 456", {"PMID": "123"}, {"AN": ["456"]}),
    ("JOUR", "AN  - PMID: 0123", {"PMID": "123"}, {}),
    ("JOUR", "T2  - On Roots", {"container_title": "On Roots", "container_title_short": None}, {}),
    ("JOUR", "JF  - On Roots", {"container_title": "On Roots"}, {}),
    ("JOUR", "BT  - On Roots", {"container_title": "On Roots"}, {}),
    ("JOUR", "JO  - On Roots", {"container_title": "On Roots", "container_title_short": None}, {}),
    ("JOUR", "JA  - On Roots", {"container_title": "On Roots"}, {}),
    ("JOUR", "J1  - On Roots", {"container_title": "On Roots"}, {}),
    ("JOUR", "J2  - On R.", {"container_title": None, "container_title_short": "On R."}, {}),
    ("JOUR", "T2  - On Roots\nJ2  - On R.",
     {"container_title": "On Roots", "container_title_short": "On R."}, {}),
    ("JOUR", "JF  - On Roots\nJO  - On R.",
     {"container_title": "On Roots", "container_title_short": "On R."}, {}),
     ("JOUR", "T2  - On Roots\nJF  - On Roots", {"container_title": "On Roots"}, {}),
    ("JOUR", "T2  - On Roots\nJF  - On Leaves", {"container_title": "On Roots"},
     {"JF": ["On Leaves"]}),
     ("JOUR", "JO  - On Roots\nJA  - On R.",
      {"container_title": "On Roots", "container_title_short": "On R."}, {}),
    ("JOUR", "JO  - On Roots\nJA  - On Roots",
     {"container_title": "On Roots", "container_title_short": "On Roots"}, {}),
     ("JOUR", "T2  - On Roots\nT2  - On Leaves", {"container_title": "On Roots"},
      {"T2": ["On Leaves"]}),
    ("JOUR", "T2  - On\u2217 Roots", {"container_title": "On* Roots"}, {}),
    ("JOUR", "T2  - Of Roots\nJF  - Trees\nJO  - Trees\nJ1  - Trees",  # EBSCO
     {"container_title": "Trees", "container_title_short": None}, {"T2": ["Of Roots"]}),
    ("JOUR", "T2  - A\nJ2  - B\nJA  - C", {"container_title": "A", "container_title_short": "B"},
     {"JA": ["C"]}),
    ("CPAPER", "CY  - Ghent", {"event_place": "Ghent", "publisher_place": None}, {}),
    ("CPAPER", "CY  - Ghent\nPB  - Acme", {"event_place": None, "publisher_place": "Ghent"}, {}),
    ("CPAPER", "CY  - Ghent\nC1  - Lyon\nPB  - Acme",
     {"event_place": "Ghent", "publisher_place": "Lyon"}, {}),
     ("CPAPER", "PP  - Ghent", {"publisher_place": "Ghent"}, {}),
    ("CPAPER", "CY  - Ghent\nCY  - Lyon", {"event_place": "Ghent"}, {"CY": ["Lyon"]}),
    ("BOOK", "CY  - Ghent", {"publisher_place": "Ghent"}, {}),
    ("CPAPER", "T2  - Tree Days", {"event_title": "Tree Days", "container_title": None}, {}),
    ("CPAPER", "T2  - Tree Days\nSP  - 1", {"event_title": None, "container_title": "Tree Days"},
     {}),
    ("CPAPER", "T2  - Tree Days\nC3  - Papers",
     {"event_title": "Tree Days", "container_title": "Papers"}, {}),
     ("CPAPER", "C3  - Papers\nT2  - Papers", {"event_title": None, "container_title": "Papers"},
      {}),
    ("CPAPER", "JF  - Papers", {"container_title": "Papers"}, {}),
    ("CPAPER", "T2  - A\nT2  - B\nVL  - 1", {"container_title": "A", "event_title": "B"}, {}),
    ("JOUR", "M3  - 10.5555/1", {"DOI": "10.5555/1"}, {}),
    ("JOUR", "L3  - https://doi.org/10.5555/1", {"DOI": "10.5555/1"}, {}),
    ("JOUR", "N1  - doi:10.5555/1", {"DOI": "10.5555/1", "note": None}, {}),
    ("JOUR", "N1  - 10.5555/1", {"DOI": None, "note": "10.5555/1"}, {}),
    ("JOUR", "DO  - 10.5555/1\nN1  - doi:10.5555/1", {"DOI": "10.5555/1", "note": None}, {}),
    ("JOUR", "DO  - 10.5555/A\nN1  - doi:10.5555/a", {"DOI": "10.5555/A", "note": None}, {}),
    ("JOUR", "DO  - 10.5555/1\nN1  - doi:10.5555/2", {"DOI": "10.5555/1", "note": "doi:10.5555/2"},
     {}),
    ("JOUR", "M3  - Article\nM3  - 10.5555/1", {"DOI": "10.5555/1"}, {"M3": ["Article"]}),
    ("JOUR", "U1  - 123[pmid]\nU2  - PMC12[pmcid]", {"PMID": "123", "PMCID": "PMC12"}, {}),
    ("JOUR", "AN  - 123\nU1  - 123[pmid]", {"PMID": "123", "note": None}, {}),
    ("JOUR", "U1  - x", {}, {"U1": ["x"]}),
    ("JOUR", "U1  - x\nU1  - 123[PMID]", {"PMID": "123"}, {"U1": ["x"]}),
    ("RPRT", "M1  - 7", {"number": "7"}, {}),
    ("RPRT", "M1  - 7\nSN  - 8", {"number": "8"}, {"M1": ["7"]}),
    ("PAT", "M1  - 7", {"number": "7"}, {}), ("STAND", "M1  - 7", {"number": "7"}, {}),
    ("JOUR", "SP  - 12\nEP  - 19", {"page": "12-19"}, {}), ("JOUR", "SP  - 12", {"page": "12"}, {}),
    ("JOUR", "EP  - 19", {"page": "19"}, {}),
    ("JOUR", "SP  - 12\nSP  - 13\nEP  - 19", {"page": "12-19"}, {"SP": ["13"]}),
    ("JOUR", "SP  - 12-19\nEP  - 25", {"page": "12-19"}, {"EP": ["25"]}),
    ("BOOK", "SP  - 312", {"number_of_pages": "312", "page": None}, {}),
    ("BOOK", "SP  - 12\nEP  - 19", {"page": "12-19", "number_of_pages": None}, {}),
    ("JOUR", "SN  - 2049-3630", {"ISSN": "2049-3630", "ISBN": None}, {}),
    ("BOOK", "SN  - 978-3-16-148410-0", {"ISBN": "978-3-16-148410-0", "ISSN": None}, {}),
    ("JOUR", "SN  - 20493630", {"ISSN": "2049-3630"}, {}),
    ("JOUR", "SN  - ISSN 2049-3630 (print); 1529-2908 (online)", {"ISSN": "2049-3630, 1529-2908"},
     {}),
     ("BOOK", "SN  - 2049-3630\nSN  - 978-3-16-148410-0",
      {"ISSN": "2049-3630", "ISBN": "978-3-16-148410-0"}, {}),
    ("RPRT", "SN  - 3-16-148410-X", {"ISBN": "3-16-148410-X", "number": None}, {}),
    ("RPRT", "SN  - 316148410X", {"number": "316148410X", "ISBN": None}, {}),
    ("RPRT", "SN  - R-7", {"number": "R-7", "ISBN": None}, {}),
    ("RPRT", "SN  - 2049-3630", {"ISSN": "2049-3630", "number": None}, {}),
    ("RPRT", "SN  - 20493630", {"number": "20493630"}, {}),
    ("BOOK", "SN  - odd", {"ISBN": "odd"}, {}),
    ("JOUR", "KW  - a\nKW  - b", {"keyword": "a, b"}, {}),
    ("JOUR", "KW  - a; b", {"keyword": "a, b"}, {}),
    ("JOUR", "KW  - a, b", {"keyword": "a, b"}, {}),
    ("JOUR", "KW  - a\nKW  - a", {"keyword": "a"}, {}),
    ("JOUR", "KW  - 树，林", {"keyword": "树;林"}, {}),
    ("JOUR", "KW  - a\u2217", {"keyword": "a*"}, {}),
    ("JOUR", "KW  - R&amp;D", {"keyword": "R&D"}, {}),
    ("JOUR", "UR  - https://x.org/a https://x.org/b", {"URL": "https://x.org/a"},
     {"UR": ["https://x.org/b"]}),
    ("JOUR", "UR  - https://x.org/a;", {"URL": "https://x.org/a;"}, {}),
    ("JOUR", "AU  - Lee, Ann\nAU  - Li, Bo", {"author": [LEE, LI]}, {}),
    ("JOUR", "A1  - Lee, Ann\nAU  - Li, Bo", {"author": [LEE, LI]}, {}),
    ("JOUR", "AU  - Lee, Ann\nA1  - Lee, Ann", {"author": [LEE]}, {}),
    ("JOUR", "AU  - Lee, Ann\u2217", {"author": [Name("Lee", "Ann*")]}, {}),
    ("JOUR", "ID  - a", {"id": "a"}, {}), ("JOUR", "XX  - y", {}, {"XX": ["y"]}),
    ("JOUR", "N1  - One.\nTwo.", {"note": "One.\nTwo."}, {}),
    ("JOUR", "KW  - a\nb", {"keyword": "a, b"}, {}),
    ("JOUR", "RN  - One.\nTwo.", {"annote": "One.\nTwo."}, {}),
    ("JOUR", "N1  - medium: CSV", {"medium": "CSV", "note": None}, {}),
    ("JOUR", "AB  - One.\nTwo.", {"abstract": "One. Two."}, {}),
    ("JOUR", "LA  - eng", {"language": "en"}, {}),
    ("jour", "VL  - 7", {"type": "article-journal", "volume": "7"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected", "kept"), RIS)
def test_lines_of_ris(
    kind: str, body: str, expected: dict[str, Any], kept: dict[str, list[str]]
) -> None:
    paper, _ = read("ris", ris_of(kind, body))
    assert {name: getattr(paper, name) for name in expected} == expected
    assert paper.extra.get("ris", {}) == kept


ENDNOTE: list[tuple[str, str, dict[str, Any], dict[str, list[str]]]] = [
    ("Book", "%R 10.5555/1", {"DOI": "10.5555/1"}, {}),
    ("Book", "%R doi:10.5555/1", {"DOI": "10.5555/1"}, {}),
    ("Book", "%R words", {"DOI": None}, {"R": ["words"]}),
    ("Book", "%R 10.5555/1\n%R 10.5555/2", {"DOI": "10.5555/1"}, {"R": ["10.5555/2"]}),
    ("Book", "%U https://x.org/a\n%U https://x.org/b", {"URL": "https://x.org/a"},
     {"U": ["https://x.org/b"]}),
    ("Book", "%U https://doi.org/10.5555/1\n%R 10.5555/1", {"DOI": "10.5555/1", "URL": None}, {}),
    ("Book", "%R 10.5555/1\n%U https://doi.org/10.5555/1", {"URL": "https://doi.org/10.5555/1"},
     {}),
    ("Book", "%U https://doi.org/10.5555/1\n%R 10.5555/1\n%U https://x.org/a",
     {"URL": "https://x.org/a"}, {}),
     ("Thesis", "%R PhD thesis", {"genre": "PhD thesis", "DOI": None}, {}),
     ("Thesis", "%R 10.5555/1", {"DOI": "10.5555/1", "genre": None}, {}),
    ("Thesis", "%R PhD thesis\n%9 MA thesis", {"genre": "MA thesis"}, {"R": ["PhD thesis"]}),
    ("Book", "%A Lee, Ann\n%Q On Roots", {"original_title": "On Roots", "author": [LEE]}, {}),
    ("Book", "%Q Fern Team", {"original_title": None, "author": [Name(literal="Fern Team")]}, {}),
    ("Book", "%A Lee, Ann\n%Q On Roots\n%Q B", {"original_title": "On Roots"}, {"Q": ["B"]}),
    ("Book", "%B Trees", {"collection_title": "Trees"}, {}),
    ("Book", "%S Trees", {"collection_title": "Trees"}, {}),
    ("Book", "%J Trees", {"collection_title": "Trees"}, {}),
    ("Book", "%S Trees\n%B Leaves", {"collection_title": "Trees"}, {"B": ["Leaves"]}),
    ("Journal Article", "%J Trees", {"container_title": "Trees"}, {}),
    ("Conference Paper", "%B Tree Days", {"event_title": "Tree Days"}, {}),
    ("Conference Paper", "%B Tree Days\n%P 1", {"container_title": "Tree Days"}, {}),
    ("Journal Article", "%D 2019\n%8 May 7", {"issued": Date(2019, 5, 7)}, {}),
    ("Journal Article", "%8 2019-05-07\n%D 2019", {"issued": Date(2019, 5, 7)}, {}),
    ("Journal Article", "%8 2019-05-07\n%D 2018", {"issued": Date(2019, 5, 7)}, {"D": ["2018"]}),
    ("Journal Article", "%A Lee, Ann %A Li, Bo", {"author": [LEE, LI]}, {}),
    ("Journal Article", "%K a %Y Li, Bo", {"keyword": "a"}, {}),
    ("Journal Article", "%] e7", {"number": "e7"}, {}),
    ("Journal Article", "%K a\nb", {"keyword": "a, b"}, {}),
    ("Journal Article", "%W CNKI\n%X <正>One.", {"abstract": "One."}, {}),
    ("Thesis", "%W CNKI\n%J Ghent University", {"publisher": "Ghent University"}, {}),
    ("Conference Proceedings", "%W CNKI\n%B Tree Days\n%? Fern Team", {"event_title": "Tree Days"},
     {}),
    ("Generic", "%W CNKI\n%~ 中国标准全文数据库\n%V GB 7714", {"type": "standard"}, {}),
    ("Generic", "%W CNKI\n%~ 科技成果", {"type": "report"}, {}),
    ("Journal Article", "%T中文标题", {"title": "中文标题"}, {}),
    ("Journal Article", "%F a", {"id": "a"}, {}),
    ("Journal Article", "%P 12-19", {"page": "12-19"}, {}),
    ("Book", "%P 312", {"number_of_pages": "312"}, {}), ("Book", "%P 12-19", {"page": "12-19"}, {}),
    ("Edited Book", "%E Lee, Ann", {"editor": [LEE], "type": "book"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected", "kept"), ENDNOTE)
def test_lines_of_endnote(
    kind: str, body: str, expected: dict[str, Any], kept: dict[str, list[str]]
) -> None:
    paper, _ = read("endnote", refer(kind, body))
    assert {name: getattr(paper, name) for name in expected} == expected
    assert paper.extra.get("endnote", {}) == kept


@pytest.mark.parametrize(
    ("body", "kind"),
    [("%A Lee, Ann\n%J Trees\n%B X", "article-journal"), ("%A Lee, Ann\n%B Trees\n%I X", "chapter"),
     ("%A Lee, Ann\n%R 7", "report"), ("%A Lee, Ann\n%I Acme", "book"),
     ("%A Lee, Ann\n%T On Roots", "document")],
)  # fmt: skip
def test_a_record_of_refer_without_a_type(body: str, kind: str) -> None:
    paper, _ = read("endnote", body + "\n")
    assert paper.type == kind
    assert [(note.kind, note.variable, note.message) for note in paper.remarks] == [
        ("guessed", "type", "the record has no %0; its type was guessed from its fields")
    ]


REFWORKS: list[tuple[str, str, dict[str, Any], dict[str, list[str]]]] = [
    ("Journal Article", "UL https://x.org/a\nLK https://x.org/a", {"URL": "https://x.org/a"}, {}),
    ("Journal Article", "LK https://x.org/a", {"URL": "https://x.org/a"}, {}),
    ("Journal Article", "URL https://x.org/a", {"URL": "https://x.org/a"}, {}),
    ("Journal Article", "UL https://x.org/a\nLK https://x.org/b", {"URL": "https://x.org/a"},
     {"LK": ["https://x.org/b"]}),
     ("Journal Article", "vo 7\nis 3\nsp 1\nop 9\nyr 2019",
      {"volume": "7", "issue": "3", "page": "1-9", "issued": Date(2019)}, {}),
    ("Journal Article", "A1 Lee,Ann\nA1 Li,Bo", {"author": [LEE, LI]}, {}),
    ("Journal Article", "A1 Lee,Ann\nLi,Bo", {"author": [LEE, LI]}, {}),
    ("Journal Article", "ID a\nSR 1", {"id": "a"}, {}),
    ("Journal Article", "T1中文", {"title": "中文"}, {}),
    ("Patent", "DS CNKI\nID CN7\nA2 Acme", {"number": "CN7", "publisher": "Acme", "id": ""}, {}),
    ("Standard", "DS CNKI\nDB 年鉴", {"type": "chapter"}, {}),
    ("Journal Article", "DS CNKI\nAB <正>One.", {"abstract": "One."}, {}),
    ("Journal Article", "FD May 7\nYR 2019", {"issued": Date(2019, 5, 7)}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected", "kept"), REFWORKS)
def test_lines_of_refworks(
    kind: str, body: str, expected: dict[str, Any], kept: dict[str, list[str]]
) -> None:
    paper, _ = read("refworks", f"RT {kind}\n{body}\n")
    assert {name: getattr(paper, name) for name in expected} == expected
    if "DS" not in body:
        assert paper.extra.get("refworks", {}) == kept


WOS: list[tuple[str, str, dict[str, Any]]] = [
    ("J", "AF Lee, Ann\n   Li, Bo\nAU Lee, A", {"author": [LEE, LI]}),
    ("J", "AU Lee, A\n   Li, B", {"author": [Name("Lee", "A."), Name("Li", "B.")]}),
    ("J", "AU Lee, A\nCA Fern Team", {"author": [Name("Lee", "A."), Name(literal="Fern Team")]}),
    ("B", "BE Lee, Ann", {"editor": [LEE]}), ("J", "DE a; b\nID c", {"keyword": "a, b, c"}),
    ("J", "PD JUN 14\nPY 2006", {"issued": Date(2006, 6, 14)}),
    ("J", "PY 2006\nEA JAN 2005", {"issued": Date(2006), "available_date": Date(2005, 1)}),
    ("J", "EA JAN 2005", {"issued": Date(2005, 1), "available_date": None}),
    ("J", "SN 2049-3630\nEI 1529-2908", {"ISSN": "2049-3630, 1529-2908"}),
    ("J", "EI 1529-2908", {"ISSN": "1529-2908"}),
    ("J", "TC 7", {"custom": {"metrics": {"citation-count": 7}}}),
    ("J", "TC 7\nZ9 9", {"custom": {"metrics": {"citation-count": 9}}}),
    ("J", "TC many", {"custom": {}}), ("J", "BP 12\nEP 19", {"page": "12-19"}),
    ("J", "TI On\n   roots", {"title": "On roots"}),
    ("B", "TI On roots\nBN 978-3-16-148410-0", {"ISBN": "978-3-16-148410-0"}),
    ("J", "AR e7", {"number": "e7"}), ("J", "SO TREES", {"container_title": "TREES"}),
    ("J", "UT WOS:1", {"type": "article-journal"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), WOS)
def test_lines_of_web_of_science(kind: str, body: str, expected: dict[str, Any]) -> None:
    paper, problems = read("isi", f"FN x\nVR 1.0\nPT {kind}\n{body}\nER\n\nEF\n")
    assert {name: getattr(paper, name) for name in expected} == expected
    assert problems == []


SPLIT = [
    ("AU  - Lee, Ann", ("AU", "Lee, Ann")), ("AU  -  Lee ", ("AU", "Lee")), ("AU  -", ("AU", "")),
    ("AU - Lee", None), ("au  - Lee", ("AU", "Lee")), ("Au  - Lee", None), ("XX  - y", ("XX", "y")),
    ("xx  - y", None), ("AU  -Lee", ("AU", "Lee")),
    ("XX  -y", None), ("AU  – Lee", ("AU", "Lee")), ("  AU  - Lee", ("AU", "Lee")),
    ("TY  - JOUR", ("TY", "JOUR")), ("TY - JOUR", ("TY", "JOUR")), ("TY - odd", None),
    ("ER  - ", ("ER", "")), ("ER  -", ("ER", "")), ("ER  - 12", ("ER", "")),
    ("ER  - words", None), ("words", None), ("well-known", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), SPLIT)
def test_tags_of_ris(line: str, expected: tuple[str, str] | None) -> None:
    assert ris._Lines().split(line) == expected


def test_lines_of_text_that_look_like_tags() -> None:
    lines = ris._Lines()
    assert lines.split("AB  - Of six, some died and") == ("AB", "Of six, some died and")
    assert lines.split("IL  - 2 were found") is None
    assert lines.split("AB  - All of them died.") == ("AB", "All of them died.")
    assert lines.split("XL  - 2 were found") == ("XL", "2 were found")
    lines = ris._Lines()
    assert lines.split("TY - JOUR") == ("TY", "JOUR")
    assert lines.split("AU - Lee, Ann") == ("AU", "Lee, Ann")
    assert lines.split("XX - y") is None


PROBLEMS = [
    ("ris", "TY  - \nER  - \n", [(1, "the record is empty", "error")]),
    ("ris", "words\n",
     [(1, "text outside of any record was passed over", "warning"),
      (1, "the text holds no record of this format", "error")]),
    ("ris", "\n\nTY  - \nER  - \n", [(3, "the record is empty", "error")]),
    ("ris", "VL  - 7\nIS  - 3\n", [(1, "tags outside of any record", "error")]),
    ("ris", "words\nmore\n\nTY  - JOUR\nTI  - A\nER  - \n",
     [(1, "text outside of any record was passed over", "warning")]),
     ("ris", "1.\nTY  - JOUR\nTI  - A\nER  - \n2.\n", []),
    ("ris", "TY  - JOUR\nTI  - A\nER  - \nwords\nTY  - JOUR\nTI  - B\nER  - \n\nmore\n",
     [(4, "text outside of any record was passed over", "warning"),
      (9, "text outside of any record was passed over", "warning")]),
    ("endnote", "words\n",
     [(1, "text outside of any record was passed over", "warning"),
      (1, "the text holds no record of this format", "error")]),
    ("refworks", "words\n\nRT Book, Whole\nT1 A\n",
     [(1, "text outside of any record was passed over", "warning")]),
     ("nbib", "words\nPMID- 1\nTI  - A\n",
      [(1, "text outside of any record was passed over", "warning")]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), PROBLEMS)
def test_what_is_wrong_with_a_tagged_file(
    form: str, text: str, expected: list[tuple[int, str, str]]
) -> None:
    problems: list[Problem] = []
    list(registry.format_named(form).papers(Source.of_text(text, "a.txt"), problems))
    assert [(one.line, one.message, one.level) for one in problems] == expected
    assert {one.source for one in problems} <= {"a.txt"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("TI  - A\nAU  - Lee, Ann\nER  - \n",
         ["the record names no type; read as a document",
          "the record has no TY; it was read all the same"]),
          ("TY  - JOUR\nTI  - A\n", ["the record has no ER; it was read all the same"]),
        ("TI  - A\nTY  - JOUR\nER  - \n", []),
        ("TY  - ODD\nTI  - A\nER  - \n", ["the type 'ODD' is not known; read as a document"]),
        ("TY  - \nTI  - A\nER  - \n", ["the record names no type; read as a document"]),
        ("TY  - Journal Article\nTI  - A\nER  - \n",
         ["the type 'Journal Article' is not known; read as a article-journal"]),
    ],
)  # fmt: skip
def test_records_of_ris_that_are_not_whole(text: str, told: list[str]) -> None:
    paper, _ = read("ris", text)
    assert paper.title == "A"
    assert [note.message for note in paper.remarks] == told


def test_several_records_in_one_go_and_line_by_line() -> None:
    one = "TY  - JOUR\nTI  - A\nAU  - Lee, Ann\nER  - \n"
    odd = "TY  - JOUR\nTI  - B\n  goes on\nER  - \n"
    last = "TY  - JOUR\nTI  - C\n"
    text = f"{one}{odd}\n1.\n{one}ER  - TY  - BOOK\nTI  - D\nER  - \n{last}"
    problems: list[Problem] = []
    papers = list(ris.read(Source.of_text(text), problems))
    assert [paper.title for paper in papers] == ["A", "B goes on", "A", "D", "C"]
    assert [problem.message for problem in problems] == []
    assert papers[0].author == [LEE]
    separated = "TY  - JOUR\nTI  - A\u2028B\nER  - \n"
    assert [paper.title for paper in ris.read(Source.of_text(separated), [])] == ["A B"]
    bad = f"{one}TY  - \nER  - \n{odd}TY  - \nER  - \n"
    problems = []
    list(ris.read(Source.of_text(bad), problems))
    assert [problem.line for problem in problems] == [5, 11]


def test_keywords_addresses_and_numbers_under_tags() -> None:
    assert _codecs.KEYWORDS.read(["a；b\nc"]) == ("a, b, c", [])
    assert _codecs.KEYWORDS.read(["树,林"]) == ("树;林", [])
    assert _codecs.KEYWORDS.read(["a,b"]) == ("a,b", [])
    assert _codecs.KEYWORDS.read(["树,林", "a"]) == ("树,林; a", [])
    assert _codecs.KEYWORDS.read([]) == (None, [])
    assert _codecs.KEYWORDS.write("a, b") == (["a", "b"], True)
    assert _codecs.URL.read(["https://x.org/a; https://x.org/b,"]) == (
        "https://x.org/a",
        ["https://x.org/b"],
    )
    assert _codecs.URL.read(["https://x.org/a;"]) == ("https://x.org/a;", [])
    assert _codecs.URL.read([""]) == (None, [])
    assert _codecs.URL.write("https://x.org/a\nb") == (["https://x.org/a b"], True)
    assert _codecs.URL.write("https://x.org/a https://x.org/b") == (
        ["https://x.org/a https://x.org/b"],
        False,
    )
    assert _codecs.MEDLINE_LANGUAGE.read(["", "eng", "ger"]) == ("en", ["ger"])
    assert _codecs.MEDLINE_LANGUAGE.read(["Klingon"]) == ("Klingon", [])
    assert _codecs.MEDLINE_LANGUAGE.read([]) == (None, [])
    assert _codecs.MEDLINE_LANGUAGE.write("de") == (["ger"], True)
    assert _codecs.MEDLINE_LANGUAGE.write("de-AT") == (["ger"], False)
    assert _codecs.clean_doi("doi:10.5555/1") == "10.5555/1"
    assert _codecs.clean_doi("words") == "words"


def test_dates_under_tags() -> None:
    assert _dates.SLASHED.read(["", "2019/05/07", "2020"]) == (Date(2019, 5, 7), ["2020"])
    assert _dates.SLASHED.read([""]) == (None, [])
    assert _dates.SLASHED.write(Date(2019, 5)) == (["2019/05//"], True)
    assert _dates.DASHED.write(Date(2019, 5)) == (["2019-05"], True)
    assert _dates.DASHED.write(Date(2019, circa=True)) == (["2019"], False)
    yearly = _dates.of_a_year(_dates.DASHED)
    assert yearly.read(["2019"]) == (Date(2019), [])
    assert yearly.read(["second"]) == (None, ["second"])
    assert yearly.write(Date(2019)) == (["2019"], True)
    assert yearly.write(Date(literal="n.d.")) == (["n.d."], False)
    assert _dates.comes_back(Date(2019), "2019")
    assert _dates.comes_back(Date(800), "0800")
    assert _dates.comes_back(Date(1988, literal="c1988"), "c1988")
    assert not _dates.comes_back(Date(2019, end=Date(2020)), "2019")
    assert not _dates.comes_back(Date(800), "2019")


def lines_of(form: str, paper: Paper) -> list[str]:
    write = registry.format_named(form).write
    assert write is not None
    return "".join(write([paper])).replace("\r", "").strip("\n").split("\n")


A = {"title": "On roots", "id": "a"}
WRITTEN: list[tuple[str, dict[str, Any], list[str]]] = [
    ("ris",
     {"type": "article-journal", "container_title": "Trees", "page": "12-19",
      "issued": Date(2019, 5)},
     ["TY  - JOUR", "TI  - On roots", "T2  - Trees", "JF  - Trees", "PY  - 2019", "DA  - 2019/05//",
      "SP  - 12", "EP  - 19", "ID  - a", "ER  - "]),
    ("ris", {"type": "book", "number_of_pages": "312", "issued": Date(literal="n.d.")},
     ["TY  - BOOK", "TI  - On roots", "DA  - n.d.", 'N1  - issued: {"literal": "n.d."}',
      "SP  - 312", "ID  - a", "ER  - "]),
    ("ris", {"type": "book", "PMID": "123", "archive": "Scopus"},
     ["TY  - BOOK", "TI  - On roots", "DB  - Scopus", "N1  - PMID: 123", "ID  - a", "ER  - "]),
    ("ris", {"type": "book", "PMID": "123"},
     ["TY  - BOOK", "TI  - On roots", "AN  - 123", "ID  - a", "ER  - "]),
    ("endnote", {"type": "book", "DOI": "10.5555/1"},
     ["%0 Book", "%T On roots", "%U https://doi.org/10.5555/1", "%R 10.5555/1", "%F a"]),
    ("endnote", {"type": "book", "DOI": "10.5555/1", "URL": "https://x.org/a"},
     ["%0 Book", "%T On roots", "%R 10.5555/1", "%U https://x.org/a", "%F a"]),
    ("endnote", {"type": "book", "editor": [LEE]},
     ["%0 Edited Book", "%A Lee, Ann", "%T On roots", "%F a"]),
    ("endnote", {"type": "article-journal", "number": "e7", "issued": Date(2019, 5)},
     ["%0 Journal Article", "%T On roots", "%8 2019-05", "%D 2019", "%] e7", "%Z number: e7",
      "%F a"]),
    ("refworks", {"type": "book", "URL": "https://x.org/a"},
     ["RT Book, Whole", "SR 1", "ID a", "T1 On roots", "UL https://x.org/a", "LK https://x.org/a"]),
    ("refworks", {"type": "book", "author": [LEE]},
     ["RT Book, Whole", "SR 0", "ID a", "A1 Lee,Ann", "T1 On roots"]),
]  # fmt: skip


@pytest.mark.parametrize(("form", "values", "expected"), WRITTEN)
def test_records_written(form: str, values: dict[str, Any], expected: list[str]) -> None:
    assert sorted(lines_of(form, Paper(**A, **values))) == sorted(expected)
    assert lines_of(form, Paper(**A, **values))[0] == expected[0]


def test_what_a_reader_kept_is_written_again() -> None:
    for form, text in (
        ("ris", "TY  - JOUR\nTI  - A\nXX  - y\nER  -"), ("endnote", "%0 Book\n%T A\n%~ y"),
        ("refworks", "RT Book, Whole\nSR 0\nT1 A\nU9 y"),
    ):  # fmt: skip
        paper, _ = read(form, text + "\n")
        assert set(text.split("\n")) <= {line.rstrip() for line in lines_of(form, paper)}


def test_the_interface_of_rispy() -> None:
    parser = ris.Parser()
    text = "\ufeffTY  - JOUR\r\nTI  - A\r\nAU  - Lee, Ann\r\nAU  - Li, Bo\r\nER  - \r\n"
    (reference,) = parser.parse(text)
    assert reference["authors"] == ["Lee, Ann", "Li, Bo"]
    assert reference["type_of_reference"] == "JOUR"
    written = "".join(ris.Writer().formats([reference])).splitlines()
    assert written[0] == "TY  - JOUR"
    assert sorted(filter(None, map(str.rstrip, written))) == [
        "AU  - Lee, Ann", "AU  - Li, Bo", "ER  -", "TI  - A", "TY  - JOUR",
    ]  # fmt: skip


def test_lines_of_nbib_are_joined() -> None:
    text = (
        "PMID- 1\nTI  - On\n      roots\nFAU - Lee, Ann\nAU  - Lee A\nPT  - Journal Article\n\n"
        "PMID- 2\nTI  - B\n"
    )
    problems: list[Problem] = []
    papers = list(nbib.read(Source.of_text(text), problems))
    assert [(paper.title, paper.PMID) for paper in papers] == [("On roots", "1"), ("B", "2")]
    assert papers[0].author == [LEE]


NBIB: list[tuple[str, dict[str, Any]]] = [
    ("PG  - 1-9\nPG  - 11", {"page": "1-9", "extra": {"nbib": {"PG": ["11"]}}}),
    ("LA  - eng\nLA  - ger", {"language": "en", "extra": {"nbib": {"LA": ["ger"]}}}),
    ("VI  - 7\nVI  - 8", {"volume": "7", "extra": {"nbib": {"VI": ["8"]}}}),
    ("PT  - Journal Article\nPT  - Review\nJT  - Trees", {"type": "article-journal"}),
    ("PT  - Book", {"type": "book"}),
    ("PT  - Journal Article\nBTI - Trees", {"type": "chapter", "container_title": "Trees"}),
    ("PT  - Dissertations/Theses - Doctoral Dissertations", {"type": "thesis"}),
    ("PT  - Reports - Research\nOID - EJ1", {"type": "article-journal"}),
    ("PT  - Retracted Publication", {"custom": {"status": {"retracted": True}}}),
    ("RIN - Cell. 2019. PMID: 7",
     {"custom": {"status": {"retracted-by": ["pmid:7"], "retracted": True,
        "notices": [{"relation": "retracted-by", "id": "pmid:7", "container-title": "Cell",
          "issued": "2019"}]}}}),
          ("JT  - Trees (London, England)\nTA  - Trees", {"container_title": "Trees"}),
    ("JT  - The American journal of trees (Online)\nTA  - Am J Trees",
     {"container_title": "The American Journal of Trees"}),
     ("DP  - 2019 May 7", {"issued": Date(2019, 5, 7)}),
     ("DP  - 2019 Spring", {"issued": Date(2019, season=1)}), ("LA  - ger", {"language": "de"}),
     ("PG  - 764-9", {"page": "764-769"}), ("LID - 10.5555/1 [doi]", {"DOI": "10.5555/1"}),
     ("AID - 10.5555/1 [doi]\nAID - S1 [pii]", {"DOI": "10.5555/1"}),
    ("IS  - 2049-3630 (Print)", {"ISSN": "2049-3630"}),
     ("PMC - PMC7", {"PMCID": "PMC7"}),
     ("MH  - *Roots\nMH  - Leaves", {"keyword": "Roots, Leaves"}),
     ("FAU - Lee, Ann\nAU  - Lee A\nFAU - Li, Bo\nAU  - Li B", {"author": [LEE, LI]}),
     ("AU  - Lee A\nCN  - Fern Team", {"author": [Name("Lee", "A."), Name(literal="Fern Team")]}),
    ("FED - Lee, Ann\nED  - Lee A", {"editor": [LEE]}),
    ("VI  - 7\nIP  - 3", {"volume": "7", "issue": "3"}),
    ("AB  - One.\n      Two.", {"abstract": "One. Two."}),
    ("PL  - England", {"publisher_place": "England"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), NBIB)
def test_lines_of_nbib(body: str, expected: dict[str, Any]) -> None:
    paper, _ = read("nbib", f"PMID- 1\nTI  - A\n{body}\n")
    assert (paper.PMID, paper.title) == ("1", "A")
    assert {name: getattr(paper, name) for name in expected} == expected


def test_titles_of_nbib_in_brackets() -> None:
    paper, _ = read("nbib", "PMID- 1\nTI  - [On roots].\nTT  - Über Wurzeln.\nLA  - ger\n")
    assert (paper.title, paper.original_title) == ("Über Wurzeln", None)
    assert paper.custom == {"translations": {"en": {"title": "On roots"}}}
    lines = lines_of("nbib", paper)
    assert "TI  - [On roots]." in lines
    assert "TT  - Über Wurzeln." in lines


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("a " * 40 + "b", [88]), ("a " * 41 + "b", [87, 8]), ("a" * 82, [89]), ("a" * 81, [88]),
        ("a" * 90 + " b", [96, 8]), ("a" * 81 + " b", [87, 8]), ("a" * 82 + " b", [88, 8]),
        ("a" * 40 + "  " + "b" * 60, [109]),
    ],
)  # fmt: skip
def test_how_long_lines_of_nbib_are(text: str, widths: list[int]) -> None:
    """A title ends with a stop, and is broken at single blanks where it is longer than a line."""
    lines = lines_of("nbib", Paper(id="1", type="article-journal", title=text))
    start = next(place for place, line in enumerate(lines) if line[:2] == "TI")
    assert [len(line) for line in lines[start : start + len(widths)]] == widths
    assert lines[start + len(widths)][:1] != " "


NOTEEXPRESS: list[tuple[str, str, dict[str, Any]]] = [
    ("Journal Article",
     "{Author}: 李四;张三\n{Journal}: 树木\n{Year}: 2019\n{Volume}: 7\n{Issue}: 3\n{Pages}: 1-9",
     {"author": [Name(literal="李四"), Name(literal="张三")], "container_title": "树木",
      "issued": Date(2019), "volume": "7", "issue": "3", "page": "1-9"}),
    ("Journal Article", "{Keywords}: 树;林", {"keyword": "树;林"}),
    ("Journal Article", "{Abstract}: <正>One.(#br)Two.", {"abstract": "One.\nTwo."}),
    ("Patent", "{Type of Work}: CN7", {"number": "CN7"}),
    ("Journal Article", "[Author]: Lee, Ann\n[Year]: 2019",
     {"author": [LEE], "issued": Date(2019)}),
     ("Journal Article", "{Author} : Lee, Ann", {"author": [LEE]}),
     ("Journal Article", "{Abstract}: One.\n[Odd]: two", {"abstract": "One. [Odd]: two"}),
    ("Conference Proceedings", "{Secondary Title}: Days\n{Tertiary Title}: Papers",
     {"event_title": "Days", "container_title": "Papers"}),
     ("Book", "{ISBN/ISSN}: 978-3-16-148410-0", {"ISBN": "978-3-16-148410-0"}),
     ("Thesis", "{Publisher}: 北京大学", {"publisher": "北京大学", "type": "thesis"}),
     ("Book", "{Place Published}: Ghent\n{Publisher}: Acme",
      {"publisher_place": "Ghent", "publisher": "Acme"}),
      ("Journal Article", "{DOI}: 10.5555/1\n{URL}: https://x.org/a",
       {"DOI": "10.5555/1", "URL": "https://x.org/a"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), NOTEEXPRESS)
def test_lines_of_noteexpress(kind: str, body: str, expected: dict[str, Any]) -> None:
    paper, _ = read("noteexpress", f"{{Reference Type}}: {kind}\n{{Title}}: A\n{body}\n")
    assert paper.title == "A"
    assert {name: getattr(paper, name) for name in expected} == expected


def test_a_file_of_noteexpress_that_begins_oddly() -> None:
    paper, _ = read("noteexpress", "odd{Reference Type}: Book\n{Title}: A\n")
    assert (paper.type, paper.title) == ("book", "A")


ENDNOTE_XML: list[tuple[str, dict[str, Any]]] = [
    ("<contributors><authors><author>Lee, Ann</author><author>Li, Bo</author></authors>"
     "</contributors>", {"author": [LEE, LI]}),
     ("<contributors><secondary-authors><author>Lee, Ann</author></secondary-authors>"
      "</contributors>", {"collection_editor": [LEE]}),
      ("<dates><year>2019</year></dates>", {"issued": Date(2019)}),
      ("<dates><year>2019</year><pub-dates><date>May 7</date></pub-dates></dates>",
       {"issued": Date(2019, 5, 7)}),
    ("<publisher>Acme</publisher><pub-location>Ghent</pub-location>",
     {"publisher": "Acme", "publisher_place": "Ghent"}),
     ("<isbn>978-3-16-148410-0</isbn>", {"ISBN": "978-3-16-148410-0"}),
     ("<keywords><keyword>a</keyword><keyword>b</keyword></keywords>", {"keyword": "a, b"}),
     ("<urls><related-urls><url>https://x.org/a</url></related-urls></urls>",
      {"URL": "https://x.org/a"}),
      ("<electronic-resource-num>10.5555/1</electronic-resource-num>", {"DOI": "10.5555/1"}),
    ("<volume>7</volume><edition>2</edition>", {"volume": "7", "edition": "2"}),
    ("<pages>312</pages>", {"number_of_pages": "312"}),
    ("<language>eng</language>", {"language": "en"}), ("<notes>Mine.</notes>", {"note": "Mine."}),
    ("<abstract>One.</abstract>", {"abstract": "One."}), ("<label>k</label>", {"id": "k"}),
    ("<call-num>QK1</call-num>", {"call_number": "QK1"}),
    ("<titles><secondary-title>S</secondary-title></titles>", {"collection_title": "S"}),
    ("<notes><style face='italic'>Zea</style><style face='normal'> mays</style></notes>",
     {"note": "<i>Zea</i> mays"}),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), ENDNOTE_XML)
def test_elements_of_endnote(inner: str, expected: dict[str, Any]) -> None:
    title = "" if "<titles>" in inner else "<titles><title>A</title></titles>"
    record = f'<ref-type name="Book">6</ref-type>{title}{inner}'
    text = f"<xml><records><record>{record}</record></records></xml>"
    paper, problems = read("endnote-xml", text)
    assert paper.type == "book"
    assert {name: getattr(paper, name) for name in expected} == expected
    assert problems == []


@pytest.mark.parametrize(
    ("face", "expected"),
    [
        ("italic", "<i>Zea</i> mays"), ("bold", "<b>Zea</b> mays"), ("normal", "Zea mays"),
        ("superscript", "<sup>Zea</sup> mays"), ("subscript", "<sub>Zea</sub> mays"),
    ],
)  # fmt: skip
def test_the_face_of_a_title_in_endnote_xml(face: str, expected: str) -> None:
    runs = f"<style face='{face}'>Zea</style><style face='normal'> mays</style>"
    record = f"<ref-type>6</ref-type><titles><title>{runs}</title></titles>"
    paper, _ = read("endnote-xml", f"<xml><records><record>{record}</record></records></xml>")
    assert paper.title == expected


WRAPPED = [
    # words by their lengths: how long each line's text is, 82 at most where blanks allow it
    ([82], [82]), ([83], [83]), ([80, 1], [82]), ([80, 2], [80, 2]), ([81, 1], [81, 1]),
    ([40, 41], [82]), ([40, 42], [40, 42]), ([83, 1], [83, 1]), ([90, 3, 4], [90, 8]),
    ([40, 41, 40, 41, 1], [82, 82, 1]), ([1, 81, 5], [1, 81, 5]), ([1, 80, 5], [82, 5]),
    ([41, 40, 82, 83], [82, 82, 83]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "lines"), WRAPPED)
def test_long_values_of_nbib_are_broken(words: list[int], lines: list[int]) -> None:
    """NLM's own files have lines of 88 characters, of which six are the tag's."""
    text = " ".join("x" * length for length in words)
    written = "".join(nbib.write([Paper(type="article-journal", title="A", abstract=text)]))
    found: list[str] = []
    for line in written.split("\n"):
        if line.startswith("AB  - ") or (found and line.startswith("      ")):
            found.append(line[6:])
    assert [len(line) for line in found] == lines
    assert " ".join(found) == text
    assert read("nbib", written)[0].abstract == text


@pytest.mark.parametrize("blanks", ["  ", "   "])
@pytest.mark.parametrize("length", range(76, 86))
def test_nbib_breaks_at_no_double_blank(length: int, blanks: str) -> None:
    text = "x" * length + blanks + "y" * 30 + " z"
    lines: list[str] = []
    nbib._wrap("AB", text, lines)
    assert " ".join(line[6:] for line in lines) == text
    assert not any(line[6:].startswith(" ") or line.endswith(" ") for line in lines)


@pytest.mark.parametrize("start", ["", "\n", "\n\n", "1.\n", "\n1.\n\n"])
@pytest.mark.parametrize("between", ["", "\n", "\n\n\n", "2.\n", "\n2.\n"])
def test_lines_of_ris_are_counted(start: str, between: str) -> None:
    """Whatever stands between records: what is said of a line names that line."""
    record = "TY  - JOUR\nTI  - A\nAU  - Lee, Ann\nER  - \n"
    text = f"{start}{record}{between}{record}{between}\nnot a record\n{record}"
    problems: list[Problem] = []
    papers = list(registry.format_named("ris").papers(Source.of_text(text), problems))
    assert len(papers) == 3
    assert [problem.line for problem in problems] == [text.split("\n").index("not a record") + 1]
