"""Files of MARC: envelopes, what is no record of a work, broken records, encodings."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from marc_records import CASES, iso2709, marcxml

import citex
from citex import MissingPackage, Problem, bulk
from citex.formats import Source
from citex.formats.marc import marcxml as marcxml_format

BOOK = "LDR 00000nam a2200000 i 4500\n245 10$aOn roots\n"
OTHER = "LDR 00000nam a2200000 i 4500\n245 10$aOn stems\n"


def read(data: str | bytes, **options: Any) -> tuple[list[str | None], list[str]]:
    """The titles, and what is told."""
    problems: list[Problem] = []
    papers = citex.parse(data, problems=problems, **options)
    return [paper.title for paper in papers], [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ('<collection xmlns="http://www.loc.gov/MARC21/slim">', "</collection>"),
        ('<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">', "</marc:collection>"),
        ("<collection>", "</collection>"),
        ('<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.1</version>'
         "<records><record><recordSchema>MARC21-xml</recordSchema><recordData>",
         "</recordData></record></records></searchRetrieveResponse>"),
        ('<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>'
         "<identifier>oai:x:1</identifier></header><metadata>",
         "</metadata></record></ListRecords></OAI-PMH>"),
    ],
    ids=["collection", "prefixed", "bare", "SRU", "OAI-PMH"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "marc"])
def test_records_in_every_envelope(head: str, tail: str, prefix: str) -> None:
    text = f'<?xml version="1.0"?>\n{head}{marcxml(BOOK, prefix)}{marcxml(OTHER, prefix)}{tail}'
    assert read(text) == (["On roots", "On stems"], [])


def test_a_record_without_a_name_space_is_known() -> None:
    text = marcxml(BOOK).replace(' xmlns="http://www.loc.gov/MARC21/slim"', "")
    assert read(text) == (["On roots"], [])


def test_an_empty_collection_is_one_and_another_record_is_none() -> None:
    empty = '<collection xmlns="http://www.loc.gov/MARC21/slim"/>'
    problems: list[Problem] = []
    assert list(marcxml_format.read(Source.of_text(empty), problems)) == problems == []
    found = read("<records><record><title>A</title></record></records>", format="marcxml")
    assert found == ([], ["holds no record of MARC"])


@pytest.mark.parametrize(
    ("leader", "told"),
    [("00000nz  a2200000n  4500", "an authority record"), ("00000nx  a2200000n  4500", "holdings"),
     ("00000nw  a2200000n  4500", "a class of a classification")],
)  # fmt: skip
def test_what_describes_no_work_is_told(leader: str, told: str) -> None:
    lines = f"LDR {leader}\n100 1#$aRoe, Jane\n"
    for data in (marcxml(lines), iso2709(lines) + iso2709(BOOK)):
        _, problems = read(data)
        assert len(problems) == 1
        assert told in problems[0]


def test_binary_records_stand_one_after_another() -> None:
    """With line ends between them, as some programs write them, or at the end of the file."""
    for between in (b"", b"\n", b"\r\n"):
        data = between.join([iso2709(BOOK), iso2709(OTHER), b""])
        assert read(data) == (["On roots", "On stems"], [])


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (iso2709(BOOK).replace(b"2200037", b"220003x"), "its leader has no address of the data"),
        (iso2709(BOOK)[:24] + b"24501" + iso2709(BOOK)[30:], "its directory is broken"),
        (iso2709(BOOK).replace(b"On roots", b"On\x1eroots"), "do not go together"),
    ],
)
def test_a_broken_record_costs_no_other(broken: bytes, told: str) -> None:
    titles, problems = read(iso2709(OTHER) + broken + iso2709(OTHER), format="marc")
    assert titles == ["On stems", "On stems"]
    assert len(problems) == 1
    assert problems[0].startswith("record 2 is no record of MARC")
    assert told in problems[0]


def test_lengths_that_were_counted_in_letters_do_no_harm() -> None:
    """Programs count the characters of UTF-8 for its bytes: the fields stand in their order."""
    lines = "LDR 00000nam a2200000 i 4500\n100 1#$aRöe, Jané\n245 10$aÜber Würzeln\n"
    good = iso2709(lines)
    wrong = good.replace(b"100001600000245001900016", b"100001400000245001700014")
    assert wrong != good
    assert read(wrong) == (["Über Würzeln"], [])


def test_chinese_unimarc_in_gbk() -> None:
    case = next(case for case in CASES if case["name"] == "a Chinese book in CNMARC")
    (paper,) = citex.parse(iso2709(case["lines"], "gb18030"), "marc")
    assert paper.title == case["item"]["title"]
    assert paper.publisher == "中华书局"


def test_marc_8_without_its_package_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pymarc"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    data = iso2709(BOOK, "ascii").replace(b"On", b"\xe8u")
    with pytest.raises(MissingPackage, match="reading text in MARC-8 needs the package 'pymarc'"):
        citex.parse(data)
    assert read(iso2709(BOOK, "ascii")) == (["On roots"], [])


def test_utf_8_that_says_it_is_marc_8_is_utf_8() -> None:
    data = iso2709("LDR 00000nam  2200000 i 4500\n245 10$aÜber Würzeln\n")
    assert data[9:10] == b" "
    assert read(data) == (["Über Würzeln"], [])


@pytest.mark.parametrize(("form", "made"), [("marc", iso2709), ("marcxml", marcxml)])
def test_many_records_need_no_more_room_than_one(form: str, made: Any, tmp_path: Path) -> None:
    pieces = [made(f"{BOOK}001 {number}\n") for number in range(3000)]
    data = b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
    head, tail = (b"<collection>", b"</collection>") if form == "marcxml" else (b"", b"")
    (place := tmp_path / "catalogue").write_bytes(head + data + tail)
    most = place.stat().st_size // 2
    assert sum(1 for _ in citex.stream(place, form, max_size=most)) == 3000


@pytest.mark.parametrize(("form", "made"), [("marc", iso2709), ("marcxml", marcxml)])
def test_bulk_cuts_where_a_record_ends(form: str, made: Any, tmp_path: Path) -> None:
    pieces = [made(case["lines"]) for case in CASES]
    data = b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
    head, tail = (b"<collection>", b"</collection>") if form == "marcxml" else (b"", b"")
    (place := tmp_path / "catalogue").write_bytes(head + data + tail)
    rows = list(bulk.render(place, ["csljson"], jobs=0, format=form, chunk_size=4000))
    expected = [paper.format("csljson") for paper in citex.read(place, form)]
    assert [row.outputs["csljson"] for row in rows] == expected


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"\x1b$1!0!\x1b(B roots", "一 roots"),
        (b"\x1b$1!0!!0\x1b(B roots", "一 roots"),
        (b"\x1b$1!0!!", "一"),
        (b"On roots\x1b", "On roots"),
        (b"On r\xe8oots\x1bs", "On röots"),
    ],
)
def test_broken_escapes_of_marc_8_are_no_harm(
    raw: bytes, title: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nor does the package say anything on standard error."""
    pytest.importorskip("pymarc", reason="the extra [marc] is not installed")
    field = b"10\x1fa" + raw + b"\x1e"
    head = b"%05dnam  2200037 i 4500" % (24 + 12 + 1 + len(field) + 1)
    data = head + b"245%04d00000\x1e" % len(field) + field + b"\x1d"
    assert read(data, format="marc") == ([title], [])
    assert capfd.readouterr() == ("", "")


def test_what_is_no_marc_8_is_read_in_its_own_encoding_and_told() -> None:
    """Russian libraries wrote their code page, whatever the leader says."""
    lines = "LDR 00000nam  2200000 i 4500\n245 10$aОсновы гидравлического расчета сетей\n"
    titles, problems = read(iso2709(lines, "cp1251"), format="marc")
    assert titles == ["Основы гидравлического расчета сетей"]
    assert problems == ["not UTF-8; read as cp1251"]
    assert read(iso2709(lines, "cp1251"), format="marc", encoding="cp1251")[1] == []
