"""Bad input on the command line: one clear line each, and the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli.calls import Shell

from citex.cli import CLOSED_PIPE

GOOD = {"id": "good", "type": "book", "title": "Fine", "author": [{"family": "Li", "given": "Na"}]}


def test_an_unknown_format_offers_the_nearest(citex: Shell) -> None:
    result = citex("convert", "-t", "bibtx", stdin=json.dumps([GOOD]).encode())
    assert result.status == 2
    assert "bibtex" in result.line
    assert not result.out


def test_an_unknown_style_offers_the_nearest(citex: Shell) -> None:
    result = citex("convert", "-t", "vancuver", stdin=json.dumps([GOOD]).encode())
    assert result.status == 2
    assert "vancouver" in result.line


def test_an_unknown_input_format(citex: Shell) -> None:
    result = citex("convert", "-f", "rs", "-t", "csljson", stdin=b"x")
    assert result.status == 2
    assert "ris" in result.line


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf"], ids=["empty", "blank", "bom"])
def test_an_empty_file(citex: Shell, data: bytes) -> None:
    result = citex("convert", "-t", "csljson", stdin=data)
    assert result.status == 2
    assert "empty" in result.line


def test_a_file_that_is_no_bibliography(citex: Shell, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\nthis is a letter.\n")
    result = citex("convert", str(path), "-t", "csljson")
    assert result.status == 2
    assert "letter.txt" in result.line


def test_a_missing_file(citex: Shell) -> None:
    result = citex("convert", "no/such/file.bib", "-t", "csljson")
    assert result.status == 2
    assert "no/such/file.bib" in result.line


def test_a_folder(citex: Shell, tmp_path: Path) -> None:
    result = citex("convert", str(tmp_path), "-t", "csljson")
    assert result.status == 2
    assert str(tmp_path) in result.line


def test_json_cut_in_the_middle_gives_what_is_whole(citex: Shell) -> None:
    text = json.dumps([GOOD, {**GOOD, "id": "second"}], indent=1)
    result = citex("convert", "-t", "csljson", stdin=text[:-40].encode())
    assert result.status == 1
    assert [item["id"] for item in json.loads(result.out)] == ["good"]
    assert "cut off" in result.line


@pytest.mark.parametrize("bad", [{"id": "x"}, 5, None, [], {"id": "x", "unknown": 1}], ids=repr)
def test_one_broken_record_never_costs_the_others(citex: Shell, bad: object) -> None:
    text = json.dumps([GOOD, bad, {**GOOD, "id": "last"}]).encode()
    result = citex("convert", "-f", "csljson", "-t", "csljson", stdin=text)
    ids = [item["id"] for item in json.loads(result.out)]
    assert ids[0] == "good"
    assert ids[-1] == "last"
    assert result.status in (0, 1)


@pytest.mark.parametrize("lack", ["title", "author", "issued"])
@pytest.mark.parametrize("style", ["gbt7714", "mla", "apa"])
def test_a_record_that_lacks_something_is_cited_all_the_same(
    citex: Shell, lack: str, style: str
) -> None:
    item = {**GOOD, "issued": {"date-parts": [[2020]]}}
    del item[lack]
    result = citex("convert", "-t", style, stdin=json.dumps([item]).encode())
    assert result.status == 0
    assert result.out.strip()
    assert "None" not in result.out
    assert ("title" in result.err) == (lack == "title")


def test_a_date_without_a_year_is_warned_about(citex: Shell) -> None:
    item = {**GOOD, "issued": {"date-parts": [[None]]}}
    result = citex("convert", "-t", "apa", stdin=json.dumps([item]).encode())
    assert result.status == 0
    assert "issued" in result.line
    assert "n.d." in result.out


def test_a_single_line_of_ten_megabytes(citex: Shell) -> None:
    item = {**GOOD, "abstract": "x" * 10_000_000}
    result = citex("convert", "-t", "csljson", stdin=json.dumps(item).encode())
    assert result.status == 0
    assert json.loads(result.out)[0]["title"] == "Fine"
    garbage = citex("convert", "-t", "csljson", stdin=b"x" * 10_000_000)
    assert garbage.status == 2
    assert garbage.line


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings(citex: Shell, encoding: str) -> None:
    text = "TY  - BOOK\r\nTI  - Über die Größe\r\nAU  - Müller, Jürgen\r\nER  - \r\n"
    result = citex("convert", "-f", "ris", "-t", "csljson", stdin=text.encode(encoding))
    assert result.status == 0, result.err
    assert json.loads(result.out)[0]["title"] == "Über die Größe"


def test_a_chinese_encoding(citex: Shell) -> None:
    text = "TY  - BOOK\r\nTI  - 城市热岛效应的观测与模拟研究\r\nAU  - 张伟\r\nER  - \r\n"
    result = citex("convert", "-f", "ris", "-t", "csljson", stdin=text.encode("gb18030"))
    assert json.loads(result.out)[0]["title"] == "城市热岛效应的观测与模拟研究"
    assert "gb18030" in result.line


def test_a_reader_that_has_enough_ends_the_command_in_silence() -> None:
    """As `head` does it; this one in a process of its own, as the pipe is the system's."""
    items = [{**GOOD, "id": f"a{n}", "abstract": "x" * 1000} for n in range(2000)]
    process = subprocess.Popen(
        [sys.executable, "-m", "citex", "convert", "-t", "csljson"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with process:
        process.stdin.write(json.dumps(items).encode())
        process.stdin.close()
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == CLOSED_PIPE


def test_an_option_that_does_not_exist(citex: Shell) -> None:
    result = citex("convert", "-t", "csljson", "-O", "line=true", stdin=json.dumps([GOOD]).encode())
    assert result.status == 2
    assert "lines" in result.line


def test_a_target_that_cannot_be_written(citex: Shell, tmp_path: Path) -> None:
    target = tmp_path / "no" / "such" / "x.ris"
    result = citex("convert", "-o", str(target), stdin=json.dumps([GOOD]).encode())
    assert result.status == 2
    assert result.line


def test_no_file_is_made_when_nothing_was_read(citex: Shell, tmp_path: Path) -> None:
    target = tmp_path / "x.ris"
    assert citex("convert", "-o", str(target), stdin=b"{").status == 2
    assert not list(tmp_path.iterdir())


def test_a_style_file_that_is_no_style(citex: Shell, tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text("<style><oops/></style>")
    result = citex("convert", "-t", str(path), stdin=json.dumps([GOOD]).encode())
    assert result.status == 2
    assert "'broken'" in result.line
