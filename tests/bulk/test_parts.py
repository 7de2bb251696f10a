"""What the parts of a run may be: lines of JSON, tables of Parquet, files of formats and styles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bulk_formats import FAULTY
from own_papers import chinese, one_of_each_kind

import citex
from citex import bulk, registry

PAPERS = [
    paper.replace(id="") for paper in [*one_of_each_kind(), *chinese()] if paper.title
]  # without ids: keys of BibTeX are made, and some of them twice
WRITTEN = [form.name for form in registry.formats() if form.write]
PART = 20


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    lines = citex.format(PAPERS * 2, "csljson", lines=True).splitlines()
    path.write_text("\n".join([*lines[:30], "broken", *lines[30:]]), "utf-8")
    return path


def run(source: Any, folder: Path, outputs: Any, **options: Any) -> bulk.Summary:
    usual: dict[str, Any] = {"jobs": 0, "part_size": PART, "chunk_size": 3000}
    return bulk.run(source, outputs, folder, **(usual | options))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def parts_of(source: Path, folder: Path) -> list[list[citex.Paper]]:
    """The works of each part, by a run that writes lines."""
    run(source, folder, ["csljson"])
    found = []
    for part in sorted(folder.glob("part-*.jsonl")):
        rows = [json.loads(line)["outputs"]["csljson"] for line in part.read_text().splitlines()]
        found.append([citex.parse(row, "csljson")[0] for row in rows])
    return found


@pytest.mark.parametrize("name", WRITTEN)
def test_a_part_is_one_file_of_the_format(name: str, source: Path, tmp_path: Path) -> None:
    """What `citex.format` writes of its works: with one head, and keys that are unique."""
    expected = parts_of(source, tmp_path / "lines")
    done = run(source, tmp_path / "out", [name], parts="files")
    files = sorted((tmp_path / "out").glob("part-*"))
    assert len(files) == done.parts == len(expected) > 2
    suffix = next(iter(registry.format_named(name).suffixes), ".txt")
    for number, (file, papers) in enumerate(zip(files, expected, strict=True)):
        assert file.name == f"part-{number:05d}{suffix}"
        assert file.read_bytes().decode("utf-8") == citex.format(papers, name)
    assert done.errors == {"not-json": 1}


def test_a_part_may_be_several_files(source: Path, tmp_path: Path) -> None:
    expected = parts_of(source, tmp_path / "lines")
    outputs = ["bibtex", "biblatex", "apa", "apa:html", {"to": "ris"}]
    wanted = {one if isinstance(one, str) else "my/ris": one for one in outputs}
    run(source, tmp_path / "out", wanted, parts="files", jobs=2)
    names = [name for name in contents(tmp_path / "out") if name.startswith("part-00001")]
    assert names == [
        f"part-00001.{name}"
        for name in ("apa-html.html", "apa.txt", "biblatex.txt", "bibtex.bib", "my-ris.ris")
    ]
    papers = expected[1]
    read = {name: (tmp_path / "out" / name).read_bytes().decode() for name in names}
    assert read["part-00001.my-ris.ris"] == citex.format(papers, "ris")
    assert read["part-00001.apa.txt"] == "".join(f"{p.format('apa')}\n" for p in papers)
    assert read["part-00001.apa-html.html"] == "".join(
        f"{p.format('apa', output='html')}\n" for p in papers
    )


def test_a_work_that_cannot_be_written_is_in_no_file(tmp_path: Path) -> None:
    items = [{"id": t, "type": "book", "title": t} for t in ("A", "Refused", "Broken", "B")]
    done = run(items, tmp_path, [FAULTY, "ris"], parts="files")
    assert done.errors == {"internal": 1, "not-written": 1}
    assert (tmp_path / "part-00000.faulty.txt").read_text() == "A\nB\n"
    assert len(citex.read(tmp_path / "part-00000.ris.ris")) == 4


@pytest.mark.parametrize("parts", ["files", "parquet"])
@pytest.mark.parametrize("jobs", [0, 2])
def test_a_run_that_was_ended_leaves_the_same(
    parts: str, jobs: int, source: Path, tmp_path: Path
) -> None:
    if parts == "parquet":
        pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")
    outputs = ["bibtex", "apa"]
    run(source, tmp_path / "calm", outputs, parts=parts)
    expected = contents(tmp_path / "calm")

    def end(so_far: bulk.Progress) -> None:
        if so_far.rows > 45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "torn", outputs, parts=parts, jobs=jobs, progress=end)
    left = contents(tmp_path / "torn")
    assert not [name for name in left if name.startswith(".")]
    assert 2 < len(left) < len(expected)
    run(source, tmp_path / "torn", outputs, parts=parts, jobs=jobs)
    assert contents(tmp_path / "torn") == expected


def test_another_kind_of_parts_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path, ["ris"])
    with pytest.raises(citex.CitexError, match='parts was "jsonl", is "files"'):
        run(source, tmp_path, ["ris"], parts="files")
    (tmp_path / "part-00000.txt").write_text("mine")
    run(source, tmp_path, ["ris"], parts="files", restart=True)
    names = [name for name in contents(tmp_path) if name.startswith("part-")]
    assert not [name for name in names if name.endswith(".jsonl")]
    assert "part-00000.ris" in names
    assert (tmp_path / "part-00000.txt").read_text() == "mine"


def test_tables(source: Path, tmp_path: Path) -> None:
    """A column for each output; the same rows as in lines."""
    parquet: Any = pytest.importorskip(
        "pyarrow.parquet", reason="the extra `arrow` is not installed"
    )
    outputs = ["apa", "apa:html", "bibtex"]
    extras = ["place", "language", "checks", "losses"]
    run(source, tmp_path / "lines", outputs, extras=extras)
    done = run(source, tmp_path / "out", outputs, parts="parquet", extras=extras, jobs=2)
    files = sorted((tmp_path / "out").glob("part-*.parquet"))
    assert len(files) == done.parts > 2
    rows = [row for file in files for row in parquet.read_table(file).to_pylist()]
    lines = [
        json.loads(line)
        for file in sorted((tmp_path / "lines").glob("part-*"))
        for line in file.read_text("utf-8").splitlines()
    ]
    assert len(rows) == done.rows == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert {name: row[name] for name in outputs} == line["outputs"]
        assert row["id"] == line["id"]
        assert row["problems"] == [one["message"] for one in line["problems"]]
        assert [row[name] or None for name in ("source", "line", "language", "checks")] == [
            line.get(name) or None for name in ("source", "line", "language", "checks")
        ]
        assert dict(row["losses"]) == line["losses"]
    assert (tmp_path / "out" / "errors.jsonl").read_bytes() == (
        tmp_path / "lines" / "errors.jsonl"
    ).read_bytes()


def test_a_table_holds_what_cannot_be_written_as_nothing(tmp_path: Path) -> None:
    parquet: Any = pytest.importorskip(
        "pyarrow.parquet", reason="the extra `arrow` is not installed"
    )
    items = [{"id": t, "type": "book", "title": t} for t in ("Refused", "B")]
    run(items, tmp_path, ["apa", FAULTY], parts="parquet")
    rows = parquet.read_table(tmp_path / "part-00000.parquet").to_pylist()
    assert [row["faulty"] for row in rows] == [None, "B\n"]


@pytest.mark.parametrize(
    "arguments",
    [{"parts": "csv"}, {"parts": "files", "extras": ["place"]},
     {"parts": "files", "outputs": "apa:rtf"},
     {"parts": "files", "outputs": {"a/b": "ris", "a-b": "ris"}}],
)  # fmt: skip
def test_parts_that_cannot_be(arguments: dict[str, Any], source: Path, tmp_path: Path) -> None:
    with pytest.raises((citex.UnknownOption, citex.InvalidValue)):
        run(source, tmp_path / "out", arguments.pop("outputs", "apa"), **arguments)
    assert not (tmp_path / "out").exists()


def test_tables_without_the_package(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(citex.MissingPackage, match="pyarrow"):
        run(source, tmp_path / "out", "apa", parts="parquet")
