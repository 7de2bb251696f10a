"""Arrow and Parquet: read in bulk, and batches of records in, batches of outputs out."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from own_papers import chinese, one_of_each_kind

import citex
from citex import bulk

pa = pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")

PAPERS = [*one_of_each_kind(), *chinese()] * 12
ITEMS = [{**paper.to_dict(), "id": f"w{n}"} for n, paper in enumerate(PAPERS)]
LINES = [json.dumps(item) for item in ITEMS]
OUTPUTS = ("apa", "gbt7714", "bibtex")
EXPECTED = list(bulk.render(LINES, OUTPUTS, jobs=0))


def shown(table: Any) -> list[tuple[str, dict[str, str]]]:
    return [(row["id"], {name: row[name] for name in OUTPUTS}) for row in table.to_pylist()]


WANTED = [(row.id, row.outputs) for row in EXPECTED]


@pytest.mark.parametrize("kind", ["string", "large_string", "binary"])
@pytest.mark.parametrize("name", ["record", "whatever"])
def test_a_column_of_json(kind: str, name: str) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(LINES, getattr(pa, kind)())], [name])
    found = bulk.arrow(batch, OUTPUTS)
    assert shown(found) == WANTED
    assert found.schema == bulk.arrow_schema(OUTPUTS)
    assert set(found.column("error").to_pylist()) == {None}


def test_columns_that_are_keys() -> None:
    items = [
        {
            "id": str(n),
            "type": "book",
            "title": f"T{n}",
            "author": [{"family": "Li"}] if n % 2 else None,
        }
        for n in range(5)
    ]
    found = bulk.arrow(pa.RecordBatch.from_pylist(items), ["apa"]).to_pylist()
    assert [row["apa"] for row in found] == [
        "T0. (n.d.).", "Li. (n.d.). T1.", "T2. (n.d.).", "Li. (n.d.). T3.", "T4. (n.d.).",
    ]  # fmt: skip


def test_a_row_for_each_row() -> None:
    records = [
        LINES[0], None, "broken", '{"foo": 1}', json.dumps({"items": ITEMS[1:3]}),
        json.dumps(ITEMS[3], indent=1),
    ]  # fmt: skip
    table = pa.table({"key": list(range(6)), "record": records, "other": ["x"] * 6})
    found = bulk.arrow(table, OUTPUTS, keep=["key"])
    rows = found.to_pylist()
    assert found.schema.names == ["key", "id", *OUTPUTS, "problems", "error"]
    assert [row["key"] for row in rows] == list(range(6))
    assert [row["id"] for row in rows] == ["w0", None, None, None, "w1", "w3"]
    assert [row["error"] for row in rows] == [
        None,
        "no-record",
        "not-json",
        "no-record",
        None,
        None,
    ]
    assert [row["apa"] is None for row in rows] == [False, True, True, True, False, False]
    assert [bool(row["problems"]) for row in rows] == [False, False, True, True, True, False]
    assert "several works" in rows[4]["problems"][0]
    assert found.schema == bulk.arrow_schema(OUTPUTS, keep=pa.schema([("key", pa.int64())]))


def test_settings_and_named_outputs() -> None:
    batch = pa.RecordBatch.from_pydict({"record": LINES[:3]})
    wanted = {"ref": "apa", "page": {"to": "apa", "output": "html"}}
    found = bulk.arrow(batch, wanted, settings={"locale": "de-DE"}, format="csljson").to_pylist()
    expected = bulk.render(LINES[:3], wanted, jobs=0, locale="de-DE")
    assert [{"ref": row["ref"], "page": row["page"]} for row in found] == [
        r.outputs for r in expected
    ]


def test_empty_batches() -> None:
    schema = pa.schema([("record", pa.string())])
    assert bulk.arrow(pa.RecordBatch.from_pylist([], schema), OUTPUTS).num_rows == 0
    assert bulk.arrow(schema.empty_table(), OUTPUTS).schema == bulk.arrow_schema(OUTPUTS)


def test_what_cannot_be() -> None:
    batch = pa.RecordBatch.from_pydict({"record": LINES[:1]})
    with pytest.raises(citex.InvalidValue):
        bulk.arrow(LINES, OUTPUTS)
    with pytest.raises(citex.UnknownFormat):
        bulk.arrow(batch, ["no-such-style"])
    for arguments in ({"column": "recrod"}, {"keep": ["kye"]}):
        with pytest.raises(citex.UnknownName):
            bulk.arrow(batch, OUTPUTS, **arguments)


def written(path: Path, table: Any) -> Path:
    if path.suffix == ".parquet":
        pytest.importorskip("pyarrow.parquet").write_table(table, path, row_group_size=100)
    else:
        with pa.ipc.new_file(str(path), table.schema) as file:
            file.write_table(table)
    return path


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_files(name: str, tmp_path: Path) -> None:
    lines = [*LINES, "broken", None, LINES[0]]
    table = pa.table({"key": list(range(len(lines))), "metadata": lines})
    place = written(tmp_path / name, table)
    for jobs in (0, 1):
        errors: list[bulk.BadRecord] = []
        options: dict[str, Any] = {"column": "metadata", "errors": errors, "extras": ["place"]}
        rows = list(bulk.render(place, OUTPUTS, jobs=jobs, **options))
        assert [(row.id, row.outputs) for row in rows] == [*WANTED, WANTED[0]]
        assert [row.line for row in rows] == [*range(1, len(LINES) + 1), len(lines)]
        assert [(bad.line, bad.code) for bad in errors] == [(len(LINES) + 1, "not-json")]


def test_a_file_whose_columns_are_keys(tmp_path: Path) -> None:
    items = [{"id": str(n), "type": "book", "title": f"T{n}"} for n in range(300)]
    rows = list(
        bulk.render(written(tmp_path / "a.parquet", pa.Table.from_pylist(items)), "apa", jobs=0)
    )
    assert [row.id for row in rows] == [str(n) for n in range(300)]


def test_files_that_are_broken(tmp_path: Path) -> None:
    place = written(tmp_path / "a.parquet", pa.table({"record": LINES}))
    with pytest.raises(citex.UnknownName, match="recrod"):
        list(bulk.render(place, "apa", jobs=0, column="recrod"))
    place.write_bytes(place.read_bytes()[:1000])
    errors: list[bulk.BadRecord] = []
    assert not list(bulk.render(place, "apa", jobs=0, errors=errors))
    assert [bad.code for bad in errors] == ["unreadable-input"]


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = written(tmp_path / "a.parquet", pa.table({"record": LINES[:1]}))
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(citex.MissingPackage, match="pyarrow"):
        list(bulk.render(place, "apa", jobs=0))
    with pytest.raises(citex.MissingPackage, match="pyarrow"):
        bulk.arrow(None, "apa")


@pytest.mark.parametrize(
    ("name", "package"),
    [("polars_frame", "polars"), ("duckdb_table", "duckdb"), ("dask_frame", "dask"),
     ("ray_data", "ray"), ("spark_frame", "pyspark")],
)  # fmt: skip
def test_engines(name: str, package: str) -> None:
    """Each prints for the same input what one process prints."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed (.ci/engines runs all of them)")
    if package == "pyspark" and not shutil.which("java"):
        pytest.skip("Spark needs Java (.ci/engines installs it)")
    examples = Path(citex.__file__).parent.parent / "examples"
    done = subprocess.run(
        [sys.executable, str(examples / "bulk" / f"{name}.py")], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}, check=True,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    expected = bulk.render(examples / "data" / "mixed.jsonl", OUTPUTS, jobs=0)
    assert [{n: row[n] for n in OUTPUTS if row[n] is not None} for row in rows] == [
        row.outputs for row in expected
    ]
    assert [row["error"] for row in rows] == [None, None, None, "not-json"]
