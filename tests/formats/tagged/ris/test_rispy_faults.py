"""Each fault of rispy that citex prevents, and what the two have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
import rispy

from citex.errors import Problem
from citex.formats import Source
from citex.formats.tagged import ris
from citex.model import Name, Paper, PartialDate

TWO = "TY  - JOUR\nTI  - One\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n"


def read(text: str | bytes) -> tuple[list[Paper], list[Problem]]:
    problems: list[Problem] = []
    source = Source.of_bytes(text) if isinstance(text, bytes) else Source.of_text(text)
    return list(ris.read(source, problems)), problems


def titles(text: str | bytes) -> list[str | None]:
    papers, problems = read(text)
    assert problems == []
    return [paper.title for paper in papers]


def test_a_byte_order_mark_costs_no_record() -> None:
    assert titles(TWO.encode("utf-8-sig")) == ["One", "Two"]
    assert len(rispy.loads("\ufeff" + TWO, implementation=ris.Parser)) == 2
    assert len(rispy.loads("\ufeff" + TWO)) == 1, "rispy has mended it: the guard may go"


def test_the_last_record_may_lack_its_end() -> None:
    papers, problems = read("TY  - JOUR\nTI  - One\nER  - \nTY  - BOOK\nTI  - Two")
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert problems == []
    assert [remark.kind for remark in papers[1].remarks] == ["repaired"]


def test_records_without_an_end_between_them_stay_two() -> None:
    assert titles("TY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\nER  - \n") == ["One", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace("  - ", " - "),
        TWO.replace("  - ", "  -"),
        TWO.replace("\n", "\n   ").removesuffix("   "),
        TWO.replace("\n", "\r"),
        TWO.replace("\n", "\r\n"),
        "1.\n" + TWO.replace("\n\n", "\n2.\n"),
        TWO.replace("ER  - ", "ER  -"),
        TWO.replace("ER  - ", "ER - "),
        TWO.replace("TI", "ti"),
        TWO.replace("TI  - ", "TI\u00a0\u00a0- "),
    ],
)
def test_odd_spacing_is_read(text: str) -> None:
    assert titles(text) == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "gb18030"])
def test_other_encodings_are_read(encoding: str) -> None:
    title = {"latin-1": "Caf\u00e9 M\u00fcller", "gb18030": "河流识别方法"}.get(encoding, "河流")
    papers, _ = read(f"TY  - JOUR\nTI  - {title}\nER  - \n".encode(encoding))
    assert [paper.title for paper in papers] == [title]


def test_repeated_tags_are_kept() -> None:
    (paper,), _ = read("TY  - JOUR\nSN  - 0915-5287\nSN  - 2187-5626\nDO  - 10.1000/a\n"
                       "DO  - 10.1000/b\nER  - \n")  # fmt: skip
    assert paper.ISSN == "0915-5287, 2187-5626"
    assert paper.DOI == "10.1000/a"
    assert paper.extra == {"ris": {"DO": ["10.1000/b"]}}


def test_an_address_is_not_cut_at_its_semicolons() -> None:
    (paper,), _ = read("TY  - JOUR\nUR  - https://x.org/a;jsessionid=1?b=2;c=3\nER  - \n")
    assert paper.URL == "https://x.org/a;jsessionid=1?b=2;c=3"


def test_a_wrapped_author_stays_one() -> None:
    (paper,), _ = read("TY  - JOUR\nAU  - Doe,\n  J.\nTI  - A long\n title\nER  - \n")
    assert paper.author == [Name("Doe", "J.")]
    assert paper.title == "A long title"


def test_a_line_of_an_abstract_that_looks_like_a_tag() -> None:
    text = "TY  - JOUR\nAB  - levels of\nIL  - 2 and\nER  - positive cells\nKW  - a\nER  - \n"
    (paper,), problems = read(text)
    assert problems == []
    assert paper.abstract == "levels of IL  - 2 and ER  - positive cells"
    assert paper.keyword == "a"


def test_a_text_line_that_begins_with_ty_raises_nothing() -> None:
    text = "TY  - JOUR\nTI  - One\nER  - \nTYPES of records\nTY  - BOOK\nTI  - Two\nER  - \n"
    papers, problems = read(text)
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert [(problem.line, problem.raw) for problem in problems] == [(4, "TYPES of records")]


def test_a_string_is_not_exploded() -> None:
    paper = {"type_of_reference": "JOUR", "authors": "Zhu, An", "keywords": "one", "abstract": None}
    text = rispy.dumps([paper], implementation=ris.Writer)
    assert text.split("\r\n")[:4] == ["TY  - JOUR", "AU  - Zhu, An", "KW  - one", "ER  - "]


def test_a_newline_ends_no_record() -> None:
    paper = Paper(id="a", type="book", title="A", abstract="One.\nER  - \nTY  - BOOK\nTI  - B")
    text = "".join(ris.write([paper]))
    assert text.count("\r\nER  - \r\n") == 1
    assert titles(text) == ["A"]
    record = {"type_of_reference": "BOOK", "abstract": paper.abstract}
    assert len(rispy.loads(rispy.dumps([record], implementation=ris.Writer))) == 1


def test_no_numbering_and_no_byte_order_mark() -> None:
    text = "".join(ris.write([Paper(type="book", title="A"), Paper(type="book", title="B")]))
    assert text.startswith("TY  - BOOK\r\n")
    assert text.endswith("ER  - \r\n")
    assert all(line[2:6] == "  - " for line in text.removesuffix("\r\n").split("\r\n"))
    assert not rispy.dumps([{"title": "A"}], implementation=ris.Writer).startswith("1.")


def test_unknown_tags_are_given_back() -> None:
    text = "TY  - JOUR\nTI  - A\nJP  - CRISPR\nDC  - Direct Current\nU5  - mine\nER  - \n"
    papers, _ = read(text)
    assert papers[0].extra == {"ris": {"JP": ["CRISPR"], "DC": ["Direct Current"], "U5": ["mine"]}}
    again = "".join(ris.write(papers))
    assert [line for line in again.split("\r\n") if line[:2] in ("JP", "DC", "U5")] == [
        "JP  - CRISPR", "DC  - Direct Current", "U5  - mine",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind"),
    [("GRNT", "document"), ("GRANT", "document"), ("UNPD", "article"), ("UNPB", "article")],
)
def test_both_spellings_of_a_type_are_read(code: str, kind: str) -> None:
    (paper,), problems = read(f"TY  - {code}\nTI  - A\nER  - \n")
    assert (paper.type, problems, paper.remarks) == (kind, [], [])


def test_types_are_written_as_ris_has_them() -> None:
    text = "".join(ris.write([Paper(type=kind) for kind in ("standard", "article", "dataset")]))
    assert [line for line in text.split("\r\n") if line.startswith("TY")] == [
        "TY  - STAND", "TY  - UNPD", "TY  - DATA",
    ]  # fmt: skip


RISPY = {"type_of_reference", "authors", "title", "primary_title", "year", "volume", "start_page"}


def fixtures(shared: Path) -> list[Path]:
    paths = sorted((shared / "data/fixtures/ris").glob("*.ris"))
    return [path for path in paths if "bom" not in path.name and "wos" not in path.name]


def test_what_rispy_reads_right_we_read_alike(shared: Path) -> None:
    """The differential test: the same records, tag for tag, but for lists that rispy splits."""
    for path in fixtures(shared):
        text = path.read_text("utf-8")
        theirs = rispy.loads(text, enforce_list_tags=False)
        ours = rispy.loads(text, implementation=ris.Parser)
        assert len(ours) == len(theirs), path.name
        for one, other in zip(ours, theirs, strict=True):
            assert one.keys() == other.keys(), path.name
            for key in one.keys() - {"notes", "notes_abstract"}:
                assert one[key] == other[key], (path.name, key)


def test_our_papers_agree_with_rispys_records(shared: Path) -> None:
    for path in fixtures(shared):
        papers, _ = read(path.read_bytes())
        for paper, record in zip(papers, rispy.loads(path.read_text("utf-8")), strict=True):
            title = record.get("title") or record.get("primary_title")
            assert (paper.title or "").split() == (title or "").split()
            names = record.get("authors") or record.get("first_authors") or []
            assert len(paper.author or ()) == len(names)
            assert paper.volume == record.get("volume")
            date = record.get("year") or record.get("publication_year") or ""
            if date and paper.issued:
                assert date.startswith(str(paper.issued.year))


def test_what_we_write_rispy_reads(shared: Path) -> None:
    paper = Paper(
        id="a", type="article-journal", title="A", author=[Name("Li", "Na"), Name(literal="张三")],
        issued=PartialDate(2023, 6, 1), page="1-9", keyword="one, two", DOI="10.1000/x",
    )  # fmt: skip
    (record,) = rispy.loads("".join(ris.write([paper])))
    assert record["authors"] == ["Li, Na", "张三"]
    assert (record["year"], record["date"]) == ("2023", "2023/06/01/")
    assert (record["start_page"], record["end_page"]) == ("1", "9")
    assert (record["keywords"], record["doi"]) == (["one", "two"], "10.1000/x")
