"""`citex bulk`, as it is called in a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.calls import Shell
from own_papers import one_of_each_kind

import citex as library

PAPERS = [paper for paper in one_of_each_kind() if paper.title]


@pytest.fixture
def citex(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """The command."""
    return Shell(monkeypatch, capsysbinary)


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "a.jsonl"
    path.write_text(library.format(PAPERS, "csljson", lines=True) + "broken\n", "utf-8")
    return str(path)


def rows(folder: Path) -> list[dict[str, object]]:
    parts = sorted(folder.glob("part-*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


TO = ("--to", "apa", "--to", "bibtex", "-j", "0")


def test_a_run(citex: Shell, source: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = citex("bulk", source, *TO, "-o", str(out))
    assert (done.status, done.out) == (1, "")
    assert f"{len(PAPERS)} records in 1 parts; 1 bad" in done.line
    assert "not-json 1" in done.line
    expected = [{"apa": p.format("apa"), "bibtex": p.format("bibtex")} for p in PAPERS]
    assert [row["outputs"] for row in rows(out)] == expected
    again = citex("bulk", source, *TO, "-o", str(out), "--json", "-q")
    assert (again.status, again.err) == (1, "")
    told = json.loads(again.out)
    assert (told["rows"], told["resumed"]) == (len(PAPERS), len(PAPERS))
    assert (told["errors"], told["complete"]) == ({"not-json": 1}, True)


def test_standard_input(citex: Shell, source: str, tmp_path: Path) -> None:
    data = Path(source).read_bytes().replace(b"broken\n", b"")
    for name, words in (("a", ()), ("b", ("-",))):
        done = citex("bulk", *words, *TO, "-o", str(tmp_path / name), "-q", stdin=data)
        assert (done.status, done.out, done.err) == (0, "", "")
        assert len(rows(tmp_path / name)) == len(PAPERS)


def test_options(citex: Shell, source: str, tmp_path: Path) -> None:
    out, metrics = tmp_path / "out", tmp_path / "citex.prom"
    style = Path(library.__file__).parent / "styles" / "gbt7714-2025.csl"
    words = ["--to", "apa:html", "--to", str(style), "--to", f"{style}:markdown", "-j", "0"]
    words += ["--locale", "de-DE", "--links", "--with", "place,language", "--part-size", "10"]
    done = citex("bulk", source, *words, "-o", str(out), "--metrics", str(metrics), "--unordered")
    assert done.status == 1
    assert len(list(out.glob("part-*"))) == 1  # a piece of the input is never cut
    first, paper = rows(out)[0], PAPERS[0]
    given = {"locale": "de-DE", "links": True}
    assert first["outputs"] == {
        "apa:html": paper.format("apa", output="html", **given),
        str(style): paper.format(style, **given),
        f"{style}:markdown": paper.format(style, output="markdown", **given),
    }
    assert (first["source"], first["line"]) == (source, 1)
    assert "language" in first
    assert f"\ncitex_bulk_records_total {len(PAPERS)}\n" in metrics.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.jsonl", "-o", "out"], "--to"),
        (["a.jsonl", "--to", "apa"], "-o"),
        (["a.jsonl", "--to", "appa", "-o", "out"], "did you mean 'apa'"),
        (["no-such.jsonl", "--to", "apa", "-o", "out"], "no-such.jsonl"),
        (["a.jsonl", "--to", "apa", "-o", "out", "--with", "colour"], "extras=colour"),
        (["a.jsonl", "--to", "apa", "-o", "out", "--jobs", "x"], "--jobs"),
        (
            ["a.jsonl", "--to", "apa", "-o", "out", "--read-option", "dates=online"],
            "name the format",
        ),
    ],
)
def test_calls_that_cannot_be(
    words: list[str], said: str, citex: Shell, source: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done = citex("bulk", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.line
    assert not (tmp_path / "out").exists()


def test_the_file_of_metrics_is_no_input(citex: Shell, source: str, tmp_path: Path) -> None:
    before = Path(source).read_bytes()
    done = citex("bulk", source, *TO, "-o", str(tmp_path / "out"), "--metrics", source)
    assert (done.status, Path(source).read_bytes()) == (2, before)
    assert "is an input" in done.line


def test_nothing_but_bad_records(citex: Shell, tmp_path: Path) -> None:
    done = citex("bulk", *TO, "-o", str(tmp_path / "out"), stdin=b"broken\n")
    assert done.status == 2
    assert "0 records" in done.line


def test_too_many_bad_records(citex: Shell, source: str, tmp_path: Path) -> None:
    done = citex("bulk", source, *TO, "-o", str(tmp_path / "out"), "--max-errors", "0")
    assert done.status == 2
    assert "1 records are bad, more than 0" in done.line
