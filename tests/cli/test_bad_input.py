"""Bad input on the command line: one clear line each, and the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {"id": "good", "type": "book", "title": "Fine", "author": [{"family": "Li", "given": "Na"}]}


def citex(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "citex", *words], input=stdin, capture_output=True, timeout=120
    )


def message(result: subprocess.CompletedProcess[bytes]) -> str:
    text = result.stderr.decode("utf-8")
    assert "Traceback" not in text
    return text


def one_line(result: subprocess.CompletedProcess[bytes]) -> str:
    text = message(result)
    assert len(text.splitlines()) == 1, text
    return text


def test_an_unknown_format_offers_the_nearest() -> None:
    result = citex("convert", "-t", "bibtx", stdin=json.dumps([GOOD]).encode())
    assert result.returncode == 2
    assert "bibtex" in one_line(result)
    assert not result.stdout


def test_an_unknown_style_offers_the_nearest() -> None:
    result = citex("convert", "-t", "vancuver", stdin=json.dumps([GOOD]).encode())
    assert result.returncode == 2
    assert "vancouver" in one_line(result)


def test_an_unknown_input_format() -> None:
    result = citex("convert", "-f", "rs", "-t", "csljson", stdin=b"x")
    assert result.returncode == 2
    assert "ris" in one_line(result)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf"], ids=["empty", "blank", "bom"])
def test_an_empty_file(data: bytes) -> None:
    result = citex("convert", "-t", "csljson", stdin=data)
    assert result.returncode == 2
    assert "empty" in one_line(result)


def test_a_file_that_is_no_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\nthis is a letter.\n")
    result = citex("convert", str(path), "-t", "csljson")
    assert result.returncode == 2
    assert "letter.txt" in one_line(result)


def test_a_missing_file() -> None:
    result = citex("convert", "no/such/file.bib", "-t", "csljson")
    assert result.returncode == 2
    assert "no/such/file.bib" in one_line(result)


def test_a_folder(tmp_path: Path) -> None:
    result = citex("convert", str(tmp_path), "-t", "csljson")
    assert result.returncode == 2
    assert str(tmp_path) in one_line(result)


def test_json_cut_in_the_middle_gives_what_is_whole() -> None:
    text = json.dumps([GOOD, {**GOOD, "id": "second"}], indent=1)
    result = citex("convert", "-t", "csljson", stdin=text[:-40].encode())
    assert result.returncode == 1
    assert [item["id"] for item in json.loads(result.stdout)] == ["good"]
    assert "cut off" in one_line(result)


@pytest.mark.parametrize("bad", [{"id": "x"}, 5, None, [], {"id": "x", "unknown": 1}], ids=repr)
def test_one_broken_record_never_costs_the_others(bad: object) -> None:
    text = json.dumps([GOOD, bad, {**GOOD, "id": "last"}]).encode()
    result = citex("convert", "-f", "csljson", "-t", "csljson", stdin=text)
    message(result)
    ids = [item["id"] for item in json.loads(result.stdout)]
    assert ids[0] == "good"
    assert ids[-1] == "last"
    assert result.returncode in (0, 1)


@pytest.mark.parametrize("lack", ["title", "author", "issued"])
@pytest.mark.parametrize("style", ["gbt7714", "mla", "apa"])
def test_a_record_that_lacks_something_is_cited_all_the_same(lack: str, style: str) -> None:
    item = {**GOOD, "issued": {"date-parts": [[2020]]}}
    del item[lack]
    result = citex("convert", "-t", style, stdin=json.dumps([item]).encode())
    assert result.returncode == 0
    assert result.stdout.strip()
    assert "None" not in result.stdout.decode()
    assert ("title" in message(result)) == (lack == "title")


def test_a_date_without_a_year_is_warned_about() -> None:
    item = {**GOOD, "issued": {"date-parts": [[None]]}}
    result = citex("convert", "-t", "apa", stdin=json.dumps([item]).encode())
    assert result.returncode == 0
    assert "issued" in one_line(result)
    assert b"n.d." in result.stdout


def test_a_single_line_of_ten_megabytes() -> None:
    item = {**GOOD, "abstract": "x" * 10_000_000}
    result = citex("convert", "-t", "csljson", stdin=json.dumps(item).encode())
    assert result.returncode == 0
    assert json.loads(result.stdout)[0]["title"] == "Fine"
    garbage = citex("convert", "-t", "csljson", stdin=b"x" * 10_000_000)
    assert garbage.returncode == 2
    one_line(garbage)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    text = "TY  - BOOK\r\nTI  - Über die Größe\r\nAU  - Müller, Jürgen\r\nER  - \r\n"
    result = citex("convert", "-f", "ris", "-t", "csljson", stdin=text.encode(encoding))
    assert result.returncode == 0, message(result)
    assert json.loads(result.stdout)[0]["title"] == "Über die Größe"


def test_a_chinese_encoding() -> None:
    text = "TY  - BOOK\r\nTI  - 城市热岛效应的观测与模拟研究\r\nAU  - 张伟\r\nER  - \r\n"
    result = citex("convert", "-f", "ris", "-t", "csljson", stdin=text.encode("gb18030"))
    assert json.loads(result.stdout)[0]["title"] == "城市热岛效应的观测与模拟研究"
    assert "gb18030" in one_line(result)


def test_a_closed_pipe() -> None:
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
        errors = process.stderr.read().decode()
    assert "Traceback" not in errors
    assert len(errors.splitlines()) == 1
    assert process.returncode == 1


def test_bad_usage() -> None:
    assert citex("convert").returncode == 2
    assert citex("nonsense").returncode == 2
    assert citex().returncode == 2
    assert citex("convert", "-t", "ris", "-O", "broken").returncode == 2
    assert citex("convert", "-t", "ris", "--output", "html").returncode == 2


def test_an_option_that_does_not_exist() -> None:
    result = citex("convert", "-t", "csljson", "-O", "line=true", stdin=json.dumps([GOOD]).encode())
    assert result.returncode == 2
    assert "lines" in one_line(result)


def test_a_target_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "no" / "such" / "x.ris"
    result = citex("convert", "-o", str(target), stdin=json.dumps([GOOD]).encode())
    assert result.returncode == 2
    one_line(result)


def test_no_file_is_made_when_nothing_was_read(tmp_path: Path) -> None:
    target = tmp_path / "x.ris"
    assert citex("convert", "-o", str(target), stdin=b"{").returncode == 2
    assert not list(tmp_path.iterdir())


def test_a_style_file_that_is_no_style(tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text("<style><oops/></style>")
    result = citex("convert", "-t", str(path), stdin=json.dumps([GOOD]).encode())
    assert result.returncode == 2
    assert "'broken'" in one_line(result)
