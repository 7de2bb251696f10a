"""The rules of identifiers, pages, titles, journals, languages and genres, one by one."""

from __future__ import annotations

import pytest

from citex.casing import from_capitals
from citex.model import Remark
from citex.text import identifiers as ids
from citex.text import journals, languages, pages, pasted, placeholders, scripts, titles
from citex.text.genres import kind_by_genre, true_genre
from citex.text.keywords import join_keywords, split_keywords
from citex.text.trimming import patent_number

PARSED = [
    ("10.5555/12345", "doi:10.5555/12345"), (" 10.5555/12345 ", "doi:10.5555/12345"),
    ("arXiv:2404.13957v2", "arxiv:2404.13957v2"), ("PMC0012345", "pmcid:PMC12345"),
    ("10423", "pmid:10423"),
    ("978-7-111-40701-0", "isbn:9787111407010"), ("0198526636", "isbn:0198526636"),
    ("1529-2908", "issn:1529-2908"), ("15292908", "pmid:15292908"),
    ("https://example.org/a", "https://example.org/a"),
    ("www.example.org", "http://www.example.org"), ("words", None), ("", None),
    ("2499.13957", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_an_identifier_of_any_scheme(text: str, expected: str | None) -> None:
    found = ids.parse(text)
    assert (None if found is None else str(found)) == expected
    assert ids.parse(f" {text}  ") == found


@pytest.mark.parametrize(
    "text",
    [
        "PMC0012345",
        "10423",
        "978-7-111-40701-0",
        "080442957X",
        "1529-2908",
        "2434-561X",
        "PMID: 123",
        "ISSN 1529-2908",
    ],
)
def test_numbers_in_full_width(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    digits = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)
    assert ids.parse(text) == ids.parse(wide) == ids.parse(digits)
    assert ids.parse(text) is not None


DOIS = [
    ("10.5555/AbC", "10.5555/AbC"), ("doi:10.5555/a", "10.5555/a"), ("doi 10.5555/a", "10.5555/a"),
    ("DOI: 10.5555/a", "10.5555/a"), ("doi.org/10.5555/a", "10.5555/a"),
    ("dx.doi.org/10.5555/a", "10.5555/a"),
    ("https://doi.org/10.5555/a?x=1", "10.5555/a"), ("10.5555/a?x=1", "10.5555/a?x=1"),
    ("doi:10.5555/a?x=1", "10.5555/a?x=1"), ("https://doi.org/10.5555/a%20b", None),
    ("https://doi.org/10.5555/a%28b%29", "10.5555/a(b)"), ("10.5555%2Fa", "10.5555/a"),
    ("10.5555%2fa", "10.5555/a"),
    ("https://example.org/doi/full/10.5555/a", "10.5555/a"),
    ("https://example.org/x/10.5555/a", None),
    ("(doi:10.5555/a).", "10.5555/a"), ("[10.5555/a]", "10.5555/a"), ("<10.5555/a>", "10.5555/a"),
    ("{10.5555/a}", "10.5555/a"),
    ("10.5555/a(b)", "10.5555/a(b)"), ("10.5555/a<b>", "10.5555/a<b>"), ("10.5555/a)", "10.5555/a"),
    ("10.5555/a.,;:", "10.5555/a"), ("10.5555/a'\"", "10.5555/a"), ("10.5555/a”’", "10.5555/a"),
    ("10.5555/a&lt;b&gt;c&amp;d", "10.5555/a<b>c&d"), ("DOI：10.5555/abc，下", "10.5555/abc"),
    ("１０.5555/abc", "10.5555/abc"), ("10.5555/ａｂｃ", "10.5555/abc"),
    ("10.5555/a。", "10.5555/a"),
    ("urn:doi:10.5555/a", "10.5555/a"), ("info:doi/10.5555/a", "10.5555/a"),
    ("hdl.handle.net/10.5555/a", "10.5555/a"),
    ("10.555/a", None), ("10.5555/", None), ("10.5555/.", None), ("10.5555/a b", None),
    ("11.5555/a", None), ("", None),
    ("10.5555.12/a", "10.5555.12/a"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DOIS)
def test_a_doi_in_any_spelling(text: str, expected: str | None) -> None:
    assert ids.plain_doi(text) == expected
    assert ids.parse_doi(text) == (expected and expected.lower())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see doi:10.5555/A(1)2.", "10.5555/a(1)2"), ("see 10.5555%2Fa", "10.5555/a"),
        ("see 10.5555%2fa", "10.5555/a"),
        ("v10.5555/a", None), ("1.10.5555/a", None), ("words", None), ("“10.5555/a”", "10.5555/a"),
        ("10.5555/a，下", "10.5555/a"),
    ],
)  # fmt: skip
def test_a_doi_within_a_text(text: str, expected: str | None) -> None:
    assert ids.find_doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2404.13957", "2404.13957"), ("arXiv:2404.13957v2", "2404.13957v2"),
        ("arxiv 2404.13957", "2404.13957"),
        ("https://arxiv.org/abs/2404.13957?x", "2404.13957"),
        ("https://arxiv.org/pdf/2404.13957.pdf", "2404.13957"),
        ("https://arxiv.org/pdf/2404.13957v1.PDF", "2404.13957v1"),
        ("arxiv.org/abs/2404.13957#x", "2404.13957"),
        ("https://export.arxiv.org/abs/2404.13957/", "2404.13957"),
        ("arXiv:2404.13957 [cs.CL]", "2404.13957"),
        ("abs/math.GT/0309136", "math.GT/0309136"), ("hep-th/9901001v3", "hep-th/9901001v3"),
        ("10.48550/arXiv.2404.13957", "2404.13957"),
        ("https://doi.org/10.48550/arXiv.2404.13957", "2404.13957"),
        ("2413.13957", None), ("2400.13957", None), ("2404.139", None), ("words", None),
    ],
)  # fmt: skip
def test_numbers_of_arxiv(text: str, expected: str | None) -> None:
    assert ids.parse_arxiv(text) == expected


def test_numbers_without_their_version() -> None:
    assert ids.without_version("2404.13957v2") == "2404.13957"
    assert ids.without_version("hep-th/9901001v3") == "hep-th/9901001"
    assert ids.without_version("2404.13957") == "2404.13957"
    assert ids.without_version("words") == "words"


@pytest.mark.parametrize(
    ("text", "pmid", "pmcid", "bare"),
    [
        ("123", "123", None, "PMC123"), ("000123", "123", None, "PMC123"),
        ("PMID: 123", "123", None, None),
        ("pubmed 123", "123", None, None),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "123", None, None),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123?x", "123", None, None),
        ("https://europepmc.org/article/MED/123", "123", None, None),
        ("PMC123", None, "PMC123", "PMC123"), ("pmc00123", None, "PMC123", "PMC123"),
        ("PMC123.1", None, "PMC123", "PMC123"),
        ("PMCID: PMC123", None, "PMC123", "PMC123"), ("PMCID: 123", None, None, "PMC123"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", None, "PMC123", "PMC123"),
        (" 123 ", "123", None, "PMC123"),
        ("https://europepmc.org/articles/PMC123", None, "PMC123", "PMC123"),
        ("0", None, None, None), ("x", None, None, None),
    ],
)  # fmt: skip
def test_numbers_of_pubmed(
    text: str, pmid: str | None, pmcid: str | None, bare: str | None
) -> None:
    assert ids.parse_pmid(text) == pmid
    assert ids.parse_pmcid(text) == pmcid
    assert ids.parse_pmcid(text, bare=True) == bare


def test_books_of_the_bookshelf() -> None:
    assert ids.bookshelf(" NBK12 ") == "https://www.ncbi.nlm.nih.gov/books/NBK12/"
    assert ids.bookshelf("NBK") is None
    assert ids.bookshelf("XNBK12") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("978-7-111-40701-0", "9787111407010"), ("9787111407010", "9787111407010"),
        ("9787111407011", None),
        ("979-8-88632-001-2", None), ("979-10-90636-07-1", "9791090636071"),
        ("ISBN-13: 978 7 111 40701 0", "9787111407010"),
        ("urn:isbn:0198526636", "0198526636"),
        ("0-387-35544-X", None), ("0-8044-2957-x", "080442957X"), ("080442957X", "080442957X"),
        ("080442957", None),
        ("977-7-111-40701-0", None), ("97871114070100", None), ("978711140701X", None),
        ("0X98526636", None),
        ("０198526636", "0198526636"), ("٠198526636", None), (" 0198526636 ", "0198526636"),
    ],
)  # fmt: skip
def test_numbers_of_books(text: str, expected: str | None) -> None:
    assert ids.parse_isbn(text) == expected


def test_numbers_of_books_in_thirteen_digits() -> None:
    assert ids.isbn13("0198526636") == "9780198526636"
    assert ids.isbn13("080442957X") == "9780804429573"
    assert ids.isbn13("9787111407010") == "9787111407010"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0003-987X", "0003-987X"), ("0003987x", "0003-987X"), ("ISSN 0003-987X", "0003-987X"),
        ("e-ISSN: 1529-2908", "1529-2908"),
        ("urn:issn:1529-2908", "1529-2908"), ("ISSN-L 1529-2908", "1529-2908"),
        ("1529–2908", "1529-2908"), ("1529-2909", None),
        ("1529-29", None), (" 1529-2908 ", "1529-2908"), ("words", None),
    ],
)  # fmt: skip
def test_numbers_of_serials(text: str, expected: str | None) -> None:
    assert ids.parse_issn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://example.org/a", "https://example.org/a"),
     ("<https://example.org>", "https://example.org"),
     ("ftp://example.org", "ftp://example.org"), ("www.example.org/a", "http://www.example.org/a"),
     ("example.org", None), ("https://example.org/a b", None), ("words", None)],
)  # fmt: skip
def test_addresses(text: str, expected: str | None) -> None:
    assert ids.parse_url(text) == expected


def test_addresses_that_say_no_more_than_the_doi() -> None:
    assert ids.is_doi_url("https://DOI.org/10.5555/a", "10.5555/A")
    assert ids.is_doi_url("https://doi.org/10.5555/a", None)
    assert not ids.is_doi_url("https://doi.org/10.5555/a", "10.5555/b")
    assert not ids.is_doi_url("https://example.org/doi/10.5555/a", "10.5555/a")
    assert not ids.is_doi_url("https://doi.org/words", None)


def test_identifiers_one_a_line() -> None:
    text = "PMID: 123, 10.5555/a; doi 10.5555/b\nISBN 978-7-111-40701-0 words arXiv:2404.13957,"
    assert [str(found) for found in pasted.identifiers(text)] == [
        "pmid:123", "doi:10.5555/a", "doi:10.5555/b", "isbn:9787111407010", "arxiv:2404.13957",
    ]  # fmt: skip


def told(remarks: list[Remark]) -> list[tuple[str, str, str, str]]:
    return [(note.kind, note.variable, note.message, note.before) for note in remarks]


def test_the_number_to_cite() -> None:
    remarks: list[Remark] = []
    assert (
        ids.choose_issn(["1529-2908 (Print); 1529-2916 (Online)", "1234-5678"], remarks)
        == "1529-2908"
    )
    assert told(remarks) == [
        ("dropped", "ISSN", "is no valid ISSN", "1234-5678"),
        ("dropped", "ISSN", "1529-2908 was chosen; not used", "1529-2916"),
    ]
    assert ids.choose_issn(["1529-2908"], [], preferred=["1529-2916"]) == "1529-2916"
    assert ids.choose_issn(["pISSN: 1529-2908, eISSN 1529-2916"], []) == "1529-2908"
    assert ids.choose_issn([], []) is None
    remarks = []
    assert ids.choose_isbn(["080442957X", "9787111407010", "x"], remarks) == "9787111407010"
    assert told(remarks) == [
        ("dropped", "ISBN", "is no valid ISBN", "x"),
        ("dropped", "ISBN", "9787111407010 was chosen; not used", "080442957X"),
    ]
    assert ids.choose_isbn(["080442957X", "080442957X"], []) == "080442957X"
    assert ids.choose_isbn(["http://id.crossref.org/isbn/9787111407010"], []) == "9787111407010"
    assert ids.choose_isbn(["080442957X"], [], preferred=["x", "9787111407010"]) == "9787111407010"


PAGES = [
    ("764-9", "764-769"), ("764-69", "764-769"), ("764-764", "764"), ("764-5, 780", "764-765, 780"),
    ("764;780", "764, 780"),
    ("H337-49", "H337-H349"), ("H337-H49", "H337-H349"), ("H337-349", "H337-H349"),
    ("H337-G49", "H337-G49"),
    ("H337-336", "H337-336"), ("337s-49s", "337s-349s"), ("337s-49", "337s-349s"),
    ("337a-49b", "337a-49b"),
    ("49-7", "49-7"), ("49-4", "49-4"), ("n/a-7", "7"), ("7-n/a", "7"), ("xii-xv", "xii-xv"),
    ("discussion 12-5", "discussion 12-15"),
    ("quiz 12-5", "quiz 12-15"), ("words", "words"), ("pp. 12-15", "12-15"), ("pages 12", "12"),
    ("p.12", "12"), ("第3-8页", "3-8"),
    ("12 (7 pages)", "12"), ("12-15.", "12-15"), ("12-15,", "12-15"), (" 12 ", "12"), ("0", None),
    ("pp.", None),
    ("S0140-6736(97)11096-0", None), ("12–15", "12-15"), ("12—15", "12-15"), ("12~15", "12-15"),
    ("12", "12"), ("H3-5", "H3-H5"), ("12a-15", "12a-15"), ("12-15a", "12-15a"), ("H5-3", "H5-3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages_in_full(text: str, expected: str | None) -> None:
    assert pages.pages(text, []) == expected


def test_what_was_done_to_pages() -> None:
    remarks: list[Remark] = []
    for text in ("764-9", "n/a", "S0140-6736(97)11096-0", "764-769", "x" * 201):
        pages.pages(text, remarks)
    assert told(remarks) == [
        ("repaired", "page", "pages were written in full", "764-9"),
        ("dropped", "page", "stands for no pages", "n/a"),
        ("dropped", "page", "the publisher's item identifier is no page", "S0140-6736(97)11096-0"),
    ]
    assert pages.pages("x" * 201, []) == "x" * 201
    assert pages.pages(None, []) is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("7", "19", "7-19"), ("7", "7", "7"), (None, "7", "7"), ("7", None, "7"),
        (None, None, None), ("7-19", "7-19", "7-19"),
        ("7-19", "19", "7-19"), ("7-19", "7", "7-19"), ("7", "7-19", "7-19"), ("7", "+", "7+"),
        ("S7", "S19", "S7-S19"),
        ("A-3", "A-9", "A-3-A-9"), ("7", "n/a", "7"), ("n/a", "7", "7"), ("7-19", "25", "7-19"),
        ("7-19", "7–19", "7-19"),
        ("S7-19", "25", "S7-19-25"),
    ],
)  # fmt: skip
def test_pages_that_stand_in_two_places(
    first: str | None, last: str | None, expected: str | None
) -> None:
    assert pages.joined(first, last) == expected


@pytest.mark.parametrize(
    ("text", "plain", "both", "back", "article"),
    [
        ("284–320", ("284", "320"), (284, 320), False, False),
        ("764-9", ("764", "9"), (764, 769), False, False),
        ("S12-S20", ("S12", "S20"), (12, 20), False, False), ("1, 4-6", None, None, False, False),
        ("119-101", ("119", "101"), (119, 101), True, False),
        ("A9-B3", ("A9", "B3"), None, False, False),
        ("604.4-604", None, None, True, False), ("xii-24", None, None, False, False),
        ("12", None, None, False, False),
        ("12+119-101", None, None, True, False), ("5-9;7-3", None, None, True, False),
        ("e33693", None, None, False, True),
        ("104523", None, None, False, True), ("1045", None, None, False, False),
        ("10452", None, None, False, True),
        ("Doc25", None, None, False, True), ("PLOS-1234", None, None, False, True),
        ("12A34", None, None, False, True),
        ("E12", None, None, False, False), ("arztebl.m2025.0086", None, None, False, True),
    ],
)  # fmt: skip
def test_ranges_of_pages(
    text: str,
    plain: tuple[str, str] | None,
    both: tuple[int, int] | None,
    back: bool,
    article: bool,
) -> None:
    assert pages.plain_range(text) == plain
    assert pages.first_and_last(text) == both
    assert pages.runs_back(text) is back
    assert pages.is_article_number(text) is article


@pytest.mark.parametrize(
    ("text", "number", "count"),
    [
        ("Article 123", "123", None), ("Art. No. e45", "e45", None), ("article: 7", "7", None),
        ("paper #7", "7", None),
        ("12-15", None, None), ("245 p.", None, "245"), ("x, 245 pages", None, "245"),
        ("245页", None, "245"),
        ("245 S.", None, "245"), ("245 Seiten", None, "245"), ("245S", None, None),
        (" 245 leaves ", None, "245"), ("245", None, None),
        (" Article 7 ", "7", None),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_pages(text: str, number: str | None, count: str | None) -> None:
    assert pages.article_number(text) == number
    assert pages.page_count(text) == count


NUMBERS = [
    ("volume", "Vol. 12", "12"), ("volume", "n° 95", "95"), ("volume", "Bd. 3", "3"),
    ("volume", "第3期", "3"), ("volume", "第二卷", "2"),
    ("volume", "第十二卷", "12"), ("volume", "第二十卷", "20"), ("volume", "第二十一卷", "21"),
    ("volume", "第十卷", "10"), ("issue", "007", "7"),
    ("issue", "0", "0"), ("issue", "00", "00"), ("issue", "0a", "0a"),
    ("issue", "suppl_1", "Suppl 1"), ("volume", "suppl_1", "suppl_1"),
    ("issue", "Supplement_2", "Suppl 2"), ("issue", "1_2", "1_2"), ("issue", "1–2", "1-2"),
    ("volume", "１２", "12"), ("issue", "第３期", "3"),
    ("issue", "in press", None),
    ("issue", "Ahead of Print", None), ("issue", "n/a", None),
    ("issue", "Special Issue", "Special Issue"), ("volume", "12.", "12"),
    ("volume", "No Limits", "No Limits"), ("volume", "Volume of trees", "Volume of trees"),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "text", "expected"), NUMBERS)
def test_volumes_and_issues(variable: str, text: str, expected: str | None) -> None:
    assert pages.number(text, variable, []) == expected


def test_what_was_done_to_numbers() -> None:
    remarks: list[Remark] = []
    for text in ("Vol. 12", "07", "suppl_1", "in press", "12"):
        pages.number(text, "issue", remarks)
    assert told(remarks) == [
        ("repaired", "issue", "the label was taken off", "Vol. 12"),
        ("repaired", "issue", "the noughts before it were taken off", "07"),
        ("repaired", "issue", "the supplement was spelt out", "suppl_1"),
        ("dropped", "issue", "stands for a missing issue", "in press"),
    ]
    assert pages.is_unassigned(" In Press ")
    assert not pages.is_unassigned("12")
    assert pages.is_item_number(" S0140-6736(97)11096-0 ")


@pytest.mark.parametrize(
    ("text", "pair", "fused"),
    [
        ("第34卷第5期", ("34", "5"), None), ("34卷(5-6期)", ("34", "5-6"), None),
        ("Vol. 5, No. 3", ("5", "3"), None),
        ("v5n3", ("5", "3"), None), ("5, no. 3", ("5", "3"), None),
        ("5; issue 3-4", ("5", "3-4"), None),
        ("12(3)", ("12", "3"), ("12", "3")), ("12 ( 3 )", ("12", "3"), ("12", "3")),
        ("92 5", None, ("92", "5")),
        ("92 Suppl 1", None, ("92", "Suppl 1")), ("92 5 Suppl", None, ("92", "5")),
        ("Vol. 12", None, None), ("12", None, None),
        (" 12(3) ", ("12", "3"), None),
    ],
)  # fmt: skip
def test_volume_and_issue_in_one(
    text: str, pair: tuple[str, str] | None, fused: tuple[str, str] | None
) -> None:
    assert pages.volume_and_issue(text) == pair
    assert pages.fused_volume(text) == fused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sixth Edition", "6"), ("2nd ed.", "2"), ("第2版", "2"), ("第十二版", "12"),
        ("3. Aufl.", "3"), ("Second", "2"), ("ed. 4", "4"),
        ("twenty-first", "21"), ("première", "1"), ("quinta edición", "5"), ("zweite Auflage", "2"),
        ("3e éd.", "3"), ("2", "2"),
        ("2nd revised", "2nd revised"), ("Rev. ed.", "Rev. ed."), ("修订版", "修订版"),
        ("first " + "x" * 40, "first " + "x" * 40),
        (" 2nd ", "2"),
    ],
)  # fmt: skip
def test_editions(text: str, expected: str) -> None:
    assert pages.edition(text) == expected


TITLES = [
    ("[PDF] On growth", "On growth"), ("(PDF) On growth", "On growth"), ("[PDF]", "[PDF]"),
    ("On growth (PDF)", "On growth"),
    ("On growth (author's transl)", "On growth"), ("On growth [PDF]", "On growth"),
    ("On growth ;", "On growth"), (": form", "form"),
    ("On growth：", "On growth"), ("On growth*", "On growth"),
    ("On growth<sup>1</sup>", "On growth"), ("On growth☆", "On growth"),
    ("On gas*", "On gas*"), ("A*", "A*"), ("On growth.", "On growth"), ("On growth..", "On growth"),
    ("On growth...", "On growth..."),
    ("论生长。", "论生长"), ("论生长．", "论生长"), ("。", "。"),
    ("Made in the U.S.A.", "Made in the U.S.A."), ("Acme Inc.", "Acme Inc."),
    ("Zea mays L.", "Zea mays L."), ("Vitamin C.", "Vitamin C"), ("widget, n.", "widget, n."),
    ("Vol 3 no.", "Vol 3 no."),
    ("Riccardia (Lindb.) Lindb.", "Riccardia (Lindb.) Lindb."), ("Why?.", "Why?"),
    ("On <i>growth</i>.", "On <i>growth</i>"),
    ("On <i>growth.</i>", "On <i>growth</i>"), ("On <i>et al.</i>", "On <i>et al.</i>"),
    ("On growth .", "On growth"), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles(text: str, expected: str | None) -> None:
    assert titles.title(text, "title", []) == expected


def test_what_was_done_to_titles() -> None:
    remarks: list[Remark] = []
    for text in ("[PDF] On", "On growth (PDF)", "On growth*", "On growth.", "On ;"):
        titles.title(text, "title-short", remarks)
    assert told(remarks) == [
        ("repaired", "title-short", "a note on the file's format was taken off", "[PDF] On"),
        ("repaired", "title-short", "a note of the source's was taken off", "On growth (PDF)"),
        ("repaired", "title-short", "the sign of a footnote was taken off", "On growth*"),
        ("repaired", "title-short", "the closing stop was taken off", "On growth."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[On growth].", "On growth"), ("[On growth.]", "On growth"),
     (" [On [3H] growth] ", "On [3H] growth"), ("[ ]", None),
     ("[A] and [B]", None), ("On growth", None), ("[3H]Thymidine", None)],
)  # fmt: skip
def test_titles_in_brackets(text: str, expected: str | None) -> None:
    assert titles.translated(text) == expected


@pytest.mark.parametrize(
    ("text", "capitals", "sentence"),
    [
        ("THE GROWTH OF TREES: A REVIEW", True, "The growth of trees: a review"),
        ("WHY GROW? A STUDY", True, "Why grow? A study"),
        ("ON THE ROADS", False, "On the roads"), ("ON THE ROADS!", True, "On the roads!"),
        ("DNA RNA", False, "DNA RNA"),
        ("THE Growth OF TREES", False, "The growth of trees"),
        ("“THE GROWTH OF TREES”", True, "“The growth of trees”"),
    ],
)  # fmt: skip
def test_titles_in_capitals(text: str, capitals: bool, sentence: str) -> None:
    assert titles.is_all_caps(text) is capitals
    assert from_capitals(text) == sentence


@pytest.mark.parametrize(
    ("main", "subtitle", "expected"),
    [
        ("On Growth", "A Study", "On Growth: A Study"),
        ("On Growth", ": A Study", "On Growth: A Study"), ("Why?", "A Study", "Why? A Study"),
        ("Grow!", "A Study", "Grow! A Study"), ("On Growth:", "A Study", "On Growth: A Study"),
        ("On Growth —", "A Study", "On Growth — A Study"),
        ("On Growth: a study", "A Study", "On Growth: a study"), ("On Growth", "", "On Growth"),
        ("On Growth", " ; ", "On Growth"),
        ("论生长：", "研究", "论生长： 研究"),
    ],
)  # fmt: skip
def test_subtitles(main: str, subtitle: str, expected: str) -> None:
    assert titles.with_subtitle(main, subtitle) == expected


JOURNALS = [
    ("Health &amp; Care", "Health & Care", "Health & Care"),
    ("Lancet (London, England)", "Lancet (London, England)", "Lancet"),
    ("Bulletin (Moscow : 1985)", "Bulletin (Moscow : 1985)", "Bulletin"),
    ("Cell (Print)", "Cell", "Cell"), ("Cell [Online]", "Cell", "Cell"),
    ("Cell (1985)", "Cell (1985)", "Cell"),
    ("Europace : European pacing", "Europace : European pacing", "Europace"),
    ("Biomedicine = Biomedecine", "Biomedicine = Biomedecine", "Biomedicine"),
    ("Nature.", "Nature", "Nature"),
    ("J. Chem.", "J. Chem.", "J. Chem."),
    ("Journal of Physics (IOP)", "Journal of Physics (IOP)", "Journal of Physics (IOP)"),
    ("Conference on Trees (Ghent)", "Conference on Trees (Ghent)", "Conference on Trees (Ghent)"),
    ("(London)", "(London)", "(London)"),
    ("", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain", "qualified"), JOURNALS)
def test_titles_of_journals(text: str, plain: str | None, qualified: str | None) -> None:
    assert journals.journal(text, "container-title", []) == plain
    assert journals.journal(text, "container-title", [], qualified=True) == qualified


def test_what_was_done_to_the_title_of_a_journal() -> None:
    remarks: list[Remark] = []
    journals.journal("Cell (Print)", "container-title", remarks)
    journals.title_cased("The American journal of trees", remarks)
    assert told(remarks) == [
        ("repaired", "container-title", "the library's qualifier was taken off", "Cell (Print)"),
        ("repaired", "container-title",
         "the library's sentence case was made the journal's title case",
         "The American journal of trees"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The American journal of gastro-enterology", "The American Journal of Gastro-Enterology"),
        ("mSystems", "mSystems"),
        ("Annales de chirurgie", "Annales de chirurgie"), ("Journal of Trees", "Journal of Trees"),
        ("trees and shrubs research", "trees and Shrubs Research"),
        ("Journal of mRNA research", "Journal of mRNA Research"),
        ("Baum und wald", "Baum und wald"), ("Quaderni rossi", "Quaderni rossi"),
    ],
)  # fmt: skip
def test_capitals_of_journals(text: str, expected: str) -> None:
    assert journals.title_cased(text, []) == (
        expected[:1].upper() + expected[1:] if text.startswith("trees") else expected
    )


PLACES = [
    ("Journal of Roots; 34(2):Doc25",
     {"title": "Journal of Roots", "volume": "34", "issue": "2", "firstPage": "Doc25"}),
    ("Journal of Roots 34(2): 7-19",
     {"title": "Journal of Roots", "volume": "34", "issue": "2", "firstPage": "7",
      "lastPage": "19"}),
    ("Journal of Roots; Vol 7, No 2 (2019); 11-19",
     {"title": "Journal of Roots", "volume": "7", "issue": "2", "firstPage": "11",
      "lastPage": "19"}),
    ("Journal of Roots, vol. XII", {"title": "Journal of Roots", "volume": "XII"}),
    ("Journal of Roots", {}), ("7 Roots 34(2)", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_journal_with_its_volume_and_pages(text: str, expected: dict[str, str]) -> None:
    assert journals.fused_place(text) == expected


@pytest.mark.parametrize(
    ("text", "series", "book_series", "meeting", "short"),
    [
        ("Studies in Botany", True, False, False, False),
        ("Botany Series", True, False, False, False),
        ("Lecture Notes in Computer Science", False, True, False, False),
        ("Theory of Trees", False, False, False, False),
        ("Proceedings of Trees", False, False, True, False),
        ("Conf. on Trees", False, False, True, False),
        ("Artif. Intell. Rev.", False, False, False, True), ("J. Trees", False, False, False, True),
        ("Nature.", False, False, False, False),
        ("J. of the Trees", False, False, False, False),
    ],
)  # fmt: skip
def test_what_a_title_sounds_like(
    text: str, series: bool, book_series: bool, meeting: bool, short: bool
) -> None:
    assert journals.sounds_like_series(text) is series
    assert journals.is_book_series(text) is book_series
    assert journals.is_meeting(text) is meeting
    assert journals.is_abbreviated(text) is short


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Artif. Intell. Rev.", "Artificial Intelligence Review", True),
        ("J. Trees", "Journal of the Trees", True), ("J. Trs.", "Journal of Trees", True),
        ("J. Shrubs", "Journal of Trees", False),
        ("J. Trees", "Journal of Trees and Shrubs", False), ("J. Tsr.", "Journal of Trees", False),
        ("ournal Trees", "Journal Trees", False),
    ],
)  # fmt: skip
def test_abbreviations(short: str, full: str, expected: bool) -> None:
    assert journals.abbreviates(short, full) is expected


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (["Artif. Intell. Rev.", "Artificial Intelligence Review"],
         "Artificial Intelligence Review"), ([], None), ([None, ""], None),
        (["Journal of trees", "Journal of Trees"], "Journal of Trees"),
        (["Journal of Trees", "Journal of trees"], "Journal of Trees"),
        (["NATURE MEDICINE", "Nature Medicine"], "Nature Medicine"),
        (["Nature Medicine", "NATURE MEDICINE"], "Nature Medicine"),
        (["The Tree", "tree"], "The Tree"), (["Trees", "Shrubs"], "Trees"),
        (["J. Trees", "Shrub Trees"], "J. Trees"),
        (["Trees & Shrubs", "Trees and Shrubs"], "Trees & Shrubs"),
    ],
)  # fmt: skip
def test_the_best_title_of_a_journal(candidates: list[str | None], expected: str | None) -> None:
    assert journals.best(candidates) == expected


LANGUAGES = [
    ("eng", "en"), ("ENG", "en"), ("English", "en"), ("en_US", "en-US"), ("en-us", "en-US"),
    ("zh_CN.UTF-8", "zh-CN"), ("zh-hans-cn", "zh-CN"), ("zh-hans-sg", "zh-Hans-SG"),
    ("es-419", "es-419"), ("Text in English", "en"), ("English; Chinese", "en"), ("中文;", "zh"),
    ("English (UK)", "en-GB"), ("English (American)", "en-US"),
    ("Chinese (Simplified)", "zh-CN"), ("Norwegian (Nynorsk)", "nn"), ("und", None), ("UND", None),
    ("mul", None), ("", None), ("n/a", None),
    ("und-Latn", None), ("Klingon", None), ("xq-XX", None), (" en ", "en"), ("[eng]", "en"),
    ("'eng', 'ger'", "en"), ("e" * 101, None),
    ("English (Moon)", "en"), ("cmn-Hans", "zh-Hans"), ("aa", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LANGUAGES)
def test_tags_of_languages(text: str, expected: str | None) -> None:
    assert languages.tag(text) == expected


@pytest.mark.parametrize(
    ("value", "expected", "dropped"),
    [("eng", "en", []), (" eng ", "en", []), ("aa", None, ["aa"]), (" AA ", None, ["AA"]),
     ("UND", None, []), ("", None, []), ("N/A", None, []),
     ("Klingon", None, ["Klingon"]), (None, None, []), (7, None, [])],
)  # fmt: skip
def test_languages_of_sources(value: object, expected: str | None, dropped: list[str]) -> None:
    remarks: list[Remark] = []
    assert languages.language(value, remarks) == expected
    assert told(remarks) == [
        ("dropped", "language", "is no language that is known here", text) for text in dropped
    ]


def test_languages_written() -> None:
    assert [languages.medline(tag) for tag in ("zh-CN", "de", "fr-CA", "x-own")] == [
        "chi",
        "ger",
        "fre",
        None,
    ]
    assert [languages.babel(tag) for tag in ("en-US", "en-GB", "en", "de", "zh-Hant")] == [
        "american", "british", "english", "ngerman", "chinese",
    ]  # fmt: skip
    assert [languages.name(tag) for tag in ("de-DE", "zh-CN", "x")] == [
        "German",
        "Simplified Chinese",
        None,
    ]
    remarks: list[Remark] = []
    assert languages.note_guess("de", remarks) == "de"
    assert languages.note_guess(None, remarks) is None
    assert told(remarks) == [
        ("guessed", "language", "the source names no language; de by script and words", "")
    ]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [("zh", "On growth", True), ("en", "论生长", True), ("zh-CN", "论生长", False),
     ("de", "On growth", False), ("ja", "論カ", False),
     (None, "论生长", False), ("zh", "1984", False), ("ru", "О росте", False),
     ("ru", "Growth", True), ("de", "О росте и форме", True)],
)  # fmt: skip
def test_a_language_that_a_text_cannot_be_in(tag: str | None, text: str, expected: bool) -> None:
    assert languages.contradicts(tag, text) is expected


SAID = [
    # a text, the language that its script speaks for, that of most of its letters, and its script
    ("On growth", "en", "en", "Latn"), ("1984", None, None, None), ("A", None, None, None),
    ("<i>1984</i>", None, None, None),
    ("系统性硬化症的新途径", "zh", "zh", "Hani"), ("基于CNN的SDN交换机", "zh", "zh", "Hani"),
    ("The term 国学 in recent writing", "en", "en", "Latn"), ("The 国学 term", "zh", None, None),
    ("細胞の成長", "ja", "ja", "Kana"), ("図書館研究史", "ja", "ja", "Hani"),
    ("최신 圖書館", "ko", "ko", "Hani"), ("전신 경화증", "ko", "ko", "Hang"),
    ("О росте и форме", "ru", "ru", "Cyrl"), ("Її зростання", "uk", "uk", "Cyrl"),
    ("Περί αυξήσεως", "el", "el", "Grek"), ("نمو الأشجار", "ar", "ar", "Arab"),
    ("رشد درختان گ", "fa", "fa", "Arab"), ("צמיחת עצים", "he", "he", "Hebr"),
    ("การเติบโต", "th", "th", "Thai"), ("पेड़ की वृद्धि", "hi", "hi", "Deva"),
    ("Über Wachstum", "en", None, "Latn"), ("Über das Wachstum der Bäume", "en", None, "Latn"),
    ("Quo vadis", "en", None, "Latn"), ("é", "en", None, None),
    ("Wachstum und Form of trees", "en", None, "Latn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by_script", "by_letters", "script"), SAID)
def test_the_language_that_a_text_tells(
    text: str, by_script: str | None, by_letters: str | None, script: str | None
) -> None:
    assert languages.from_text(text) == by_script
    assert languages.guess(text) == by_letters
    assert languages.script_in(text) == script


def test_the_language_of_an_abstract() -> None:
    assert languages.guess("Quo vadis", "The growth of trees") == "en"
    assert languages.guess("Quo vadis", "Das Wachstum der Bäume") is None
    assert languages.guess(None, "The growth of trees") == "en"
    assert languages.guess("Quo vadis", "x" * 600 + " the of and") is None
    assert languages.guess(None) is None


def test_scripts_of_languages() -> None:
    assert languages.scripts_of("ja-JP") == {"Kana", "Hani"}
    assert languages.scripts_of("en") == languages.scripts_of("de-AT") == {"Latn"}
    assert languages.scripts_of("sr-Cyrl") is None
    assert languages.scripts_of("xx") is None
    assert languages.scripts_of("ko") == {"Hang", "Hani"}


@pytest.mark.parametrize(
    ("text", "expected", "cjk", "romanesque"),
    [
        ("Trees 7", ["Latin"], False, True), ("7", [], False, True), ("—", [], False, False),
        ("东京", ["Han"], True, False), ("タワー", ["Kana"], True, False),
        ("서울", ["Hangul"], True, False), ("Привет", ["Cyrillic"], False, True),
        ("Ω", ["Greek"], False, True), ("ש", ["Hebrew"], False, True),
        ("ن", ["Arabic"], False, True), ("ก", ["Thai"], False, True), ("É", ["Latin"], False, True),
    ],
)  # fmt: skip
def test_scripts(text: str, expected: list[str], cjk: bool, romanesque: bool) -> None:
    assert sorted(scripts.scripts(text)) == expected
    assert scripts.has_cjk(text) is cjk
    assert scripts.is_romanesque(text) is romanesque


@pytest.mark.parametrize(
    ("text", "variable", "nothing", "placeholder"),
    [
        ("n/a", "", True, True), ("N/A.", "", True, True), ("[n/a]", "", True, True),
        ("(:unav)", "", True, True), ("无", "", True, True),
        ("not available", "", True, True), ("No data", "", True, True),
        ("[object Object]", "", True, True), ("On growth", "", False, False),
        ("", "", False, False),
        ("untitled", "title", False, True), ("none", "title", False, True),
        ("no title", "title", True, True), ("无标题", "title", True, True),
        ("In process citation", "title", True, True), ("page not found", "title", False, True),
        ("page not found", "", False, False),
        ("Anonymous", "author", True, True), ("Anon.", "editor", True, True),
        ("佚名", "author", False, False), ("nan", "author", False, True),
        ("na", "editor", True, True), ("[s.n.]", "publisher", True, True),
        ("S.l.", "publisher-place", True, True), ("publisher unknown", "publisher", False, True),
        ("0", "page", True, True), ("0-0", "page", True, True), ("pp", "page", True, True),
        ("n. pag.", "page", True, True), ("0", "", False, False),
        ("x" * 61, "title", False, False), ("n/a" + " " * 58, "", False, True),
        (" n/a ", "", True, True),
    ],
)  # fmt: skip
def test_words_for_no_value(text: str, variable: str, nothing: bool, placeholder: bool) -> None:
    assert placeholders.is_nothing(text, variable) is nothing
    assert placeholders.is_placeholder(text, variable) is placeholder


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Unknown author", True), ("First name", True), ("作者不详", True), ("admin", True),
     ("Ann", False), ("Unknown Lee", False)],
)  # fmt: skip
def test_words_for_no_name(text: str, expected: bool) -> None:
    assert placeholders.is_placeholder_name(text) is expected


@pytest.mark.parametrize(
    ("genre", "kind", "expected"),
    [
        ("Article", "article-journal", None), ("Journal Article; Review", "article-journal", None),
        ("期刊论文", "book", None), ("PhD thesis", "thesis", "PhD thesis"),
        ("Article; Letter", "article-journal", "Letter"),
        ("Letter | Note", "article-journal", "Letter | Note"),
        ("Letter; Note; Article", "article-journal", "Letter; Note"),
        ("Dataset", "dataset", None), ("Dataset", "book", "Dataset"),
        ("Review", "speech", "Review"), ("Article", "speech", None),
        ("Proceedings", "book", "Proceedings"),
        ("Proceedings", "chapter", None), ("Theses", "thesis", None), ("-", "book", None),
    ],
)  # fmt: skip
def test_what_a_genre_says(genre: str, kind: str, expected: str | None) -> None:
    assert true_genre(genre, kind) == expected


@pytest.mark.parametrize(
    ("genre", "expected"),
    [
        ("Master's thesis", "thesis"), ("PhD", "thesis"), ("硕士学位论文", "thesis"),
        ("Preprint", "article"), ("Conference paper", "paper-conference"),
        ("Book chapter", "chapter"), ("Journal article", "article-journal"),
        ("Newspaper article", "article-newspaper"), ("Technical report", "report"),
        ("Dataset", "dataset"), ("Computer program", "software"), ("Patent", "patent"),
        ("Standard", "standard"), ("Standard work", None), ("Poster", None),
    ],
)  # fmt: skip
def test_what_kind_of_work_a_genre_tells(genre: str, expected: str | None) -> None:
    assert kind_by_genre(genre) == expected


@pytest.mark.parametrize(
    ("text", "words", "again"),
    [
        ("a, b", ["a", "b"], "a, b"), ("a,b", ["a", "b"], "a, b"),
        ("a, b; c", ["a, b", "c"], "a, b; c"), ("a；b", ["a", "b"], "a, b"),
        ("a\nb", ["a", "b"], "a, b"),
        ("深度学习，河流", ["深度学习", "河流"], "深度学习;河流"),
        ("深度学习、河流", ["深度学习", "河流"], "深度学习;河流"), ("a,,b", ["a", "b"], "a, b"),
        ("", [], None), (" a ", ["a"], "a"),
        ("1,2-x, y", ["1,2-x", "y"], "1,2-x; y"),
    ],
)  # fmt: skip
def test_keywords(text: str, words: list[str], again: str | None) -> None:
    assert split_keywords(text) == words
    assert join_keywords(words) == again


def test_blanks_around_identifiers() -> None:
    assert ids.plain_doi(" 10.5555/a ") == "10.5555/a"
    assert ids.parse_arxiv(" 2404.13957 ") == "2404.13957"
    assert ids.parse_pmcid(" PMC123 ") == "PMC123"
    assert ids.parse_pmid(" PMID: 123 ") == "123"
    assert ids.parse_isbn(" ISBN 0198526636 ") == "0198526636"
    assert ids.parse_url(" <https://x.org> ") == "https://x.org"
    assert [str(found) for found in pasted.identifiers(" doi 10.5555/a ")] == ["doi:10.5555/a"]
    assert ids.choose_isbn([" http://id.crossref.org/isbn/9787111407010"], []) == "9787111407010"


def test_languages_in_any_case() -> None:
    assert languages.tag("MUL") is None
    assert languages.tag("Unknown") is None
    assert languages.tag("ENGLISH (UK)") == "en-GB"
    assert languages.tag("Written in GERMAN") == "de"
    assert languages.tag("zh_HANT_tw") == "zh-Hant-TW" or languages.tag("zh_HANT_tw") == "zh-TW"
    assert languages.tag("DE-latn-at") == "de-Latn-AT"


def test_what_was_told_of_a_genre() -> None:
    from citex.model import Paper
    from citex.text.genres import settle_genre

    remarks: list[Remark] = []
    paper = Paper(type="document", genre="PhD thesis")
    assert settle_genre(paper, remarks) is None
    assert (paper.type, paper.genre) == ("thesis", "PhD thesis")
    assert told(remarks) == [("guessed", "type", "a thesis by its genre, 'PhD thesis'", "")]
    paper = Paper(type="document", genre="PhD thesis")
    settle_genre(paper, [], decides=False)
    assert paper.type == "document"
    paper = Paper(type="article-journal", genre="Retracted Publication; Letter")
    assert settle_genre(paper, []) == "Retracted Publication; Letter"
    assert (paper.genre, paper.custom) == ("Letter", {"status": {"retracted": True}})
    assert settle_genre(Paper(type="book"), []) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一版", "1"), ("第九版", "9"), ("第十版", "10"), ("第十二版", "12"), ("第二十版", "20"),
        ("第九十九版", "99"), ("第二百版", "第二百版"), ("第百版", "第百版"), ("第十十版", "十十"),
        ("第3版", "3"), (" 第三版 ", "3"), ("1234 edition", "1234 edition"), ("123rd ed.", "123"),
    ],
)  # fmt: skip
def test_editions_in_chinese_figures(text: str, expected: str) -> None:
    assert pages.edition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Patent 2,707,773", "US 2,707,773"), ("(U.S.A. Patent 7,000,000).", "US 7,000,000"),
        ("European Patent EP1234567", "EP 1234567"), ("EP patent 1234567", "EP 1234567"),
        ("German Patent 1234567", "DE 1234567"), ("Canadian patent 2,345,678", "CA 2,345,678"),
        ("uk patent 1234567", "GB 1234567"), ("British Patent No. 1234567", "GB 1234567"),
        ("NL patent 1234567", "NL 1234567"), ("Patent EP1234567", "EP1234567"),
        ("Patent No. 2,707,773", "2,707,773"), ("US20150123456 A1", "US20150123456 A1"),
        ("[WO 2005/012345 A1]", "WO 2005/012345 A1"), ("1234567", None), ("US Patent", None),
        ("US Patent 2,707,773" + 41 * " ", "US 2,707,773"),
        ("US Patent 2,707,773 and what else was said of it by its readers", None),
    ],
)  # fmt: skip
def test_numbers_of_patents(text: str, expected: str | None) -> None:
    assert patent_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('A study of "life."', 'A study of "life"'), ("A study of “life.”", "A study of “life”"),
        ("Made in the “U.S.”", "Made in the “U.S.”"), ("题目。", "题目"), ("。", "。"),
        ("Vol. one of vol.", "Vol. one of vol."), ("On vol.", "On vol."), ("On roots.", "On roots"),
        ("On roots...", "On roots..."), ("A.D.", "A.D."), ("What etc.", "What etc."),
    ],
)  # fmt: skip
def test_stops_behind_titles(text: str, expected: str) -> None:
    assert titles.without_stop(text) == expected
