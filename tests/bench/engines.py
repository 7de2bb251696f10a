"""Bulk by engines of data frames: records a second, and the same outputs from all.

    python tests/bench/engines.py [--records 20000] [--cores 2] [--engines polars ray ...]

Each engine reads the same file of JSON lines (items of CSL-JSON, made of the open records), and
writes Parquet. Seconds are those on processors, of all processes that an engine begins (Linux),
less those of a run of a twentieth of the records, its start. Polars and DuckDB call a function of
Python in one thread. Engines that are not installed are left out, and said to be.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]

from bulk import OUTPUTS, environment, make  # noqa: E402

NEEDED = {"citex": "pyarrow", "polars": "polars", "duckdb": "duckdb", "dask": "dask", "ray": "ray",
          "spark": "pyspark"}  # fmt: skip
ONE_THREAD = ("polars", "duckdb")


def citex(source: Path, target: Path, cores: int) -> None:
    from citex import bulk

    bulk.run(source, OUTPUTS, target, jobs=cores, parts="parquet")


def polars(source: Path, target: Path, cores: int) -> None:
    import polars

    from citex import bulk

    with source.open(encoding="utf-8") as file:
        works = polars.LazyFrame({"record": list(file)})
    schema = polars.DataFrame(bulk.arrow_schema(OUTPUTS).empty_table()).schema
    made = works.map_batches(
        lambda f: polars.from_arrow(bulk.arrow(f.to_arrow(), OUTPUTS)), schema=schema
    )
    made.collect().write_parquet(target / "a.parquet")


def duckdb(source: Path, target: Path, cores: int) -> None:
    import duckdb
    import pyarrow

    from citex import bulk

    columns = "columns={'record': 'VARCHAR'}, delim='\\x01', quote='', escape='', header=false"
    reader = duckdb.connect().sql(f"from read_csv('{source}', {columns})").to_arrow_reader(10_000)
    cited = (bulk.arrow(batch, OUTPUTS) for batch in reader)
    result = pyarrow.RecordBatchReader.from_batches(bulk.arrow_schema(OUTPUTS), cited)
    duckdb.from_arrow(result).write_parquet(str(target / "a.parquet"))


def dask(source: Path, target: Path, cores: int) -> None:
    import dask
    import pandas
    import pyarrow
    from dask.dataframe import from_map

    from citex import bulk

    def cited(lines: list[str]) -> pandas.DataFrame:
        return bulk.arrow(pyarrow.table({"record": lines}), OUTPUTS).to_pandas()

    with source.open(encoding="utf-8") as file:
        lines = list(file)
    size = -(-len(lines) // (4 * cores))
    parts = [lines[start : start + size] for start in range(0, len(lines), size)]
    schema = bulk.arrow_schema(OUTPUTS)
    settings = {"scheduler": "processes", "num_workers": cores, "dataframe.convert-string": False}
    with dask.config.set(settings):
        made = from_map(cited, parts, meta=schema.empty_table().to_pandas())
        made.to_parquet(str(target), schema=schema, write_index=False)


def ray(source: Path, target: Path, cores: int) -> None:
    import ray

    from citex import bulk

    ray.init(num_cpus=cores, log_to_driver=False, include_dashboard=False)
    works = ray.data.read_text(str(source)).repartition(4 * cores)
    works.map_batches(
        lambda t: bulk.arrow(t, OUTPUTS, column="text"), batch_format="pyarrow", batch_size=2000
    ).write_parquet(str(target))
    ray.shutdown()


def spark(source: Path, target: Path, cores: int) -> None:
    from pyspark.sql import SparkSession

    from citex import bulk

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master(f"local[{cores}]").getOrCreate()
    schema = ", ".join(f"{name} string" for name in ("id", *OUTPUTS))
    works = session.read.text(str(source), lineSep="\n").repartition(4 * cores)
    made = works.mapInArrow(
        lambda batches: (bulk.arrow(b, OUTPUTS) for b in batches),
        f"{schema}, problems array<string>, error string",
    )
    made.write.mode("overwrite").parquet(str(target))
    session.stop()


def outputs_in(folder: Path) -> list[tuple[str, ...]]:
    """The rows of the Parquet files of a folder, in an order of their own."""
    import pyarrow.parquet

    rows = []
    for file in sorted(folder.rglob("*.parquet")):
        for row in pyarrow.parquet.read_table(file).to_pylist():
            rows.append((row["id"], *(row[name] for name in OUTPUTS)))
    return sorted(rows)


def timed(engine: str, source: Path, target: Path, cores: int) -> float:
    """The seconds on processors of an engine and all processes that it begins."""
    target.mkdir()
    mark = f"CITEX_BENCH={target}"
    words = [sys.executable, __file__, "--run", engine, str(source), str(target), str(cores)]
    name, _, value = mark.partition("=")
    used: dict[str, float] = {}
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(
            words, env={**environment(), name: value}, stdout=subprocess.DEVNULL, stderr=said
        ) as run:
            while run.poll() is None:
                used |= on_processors(mark.encode())
                time.sleep(0.2)
        said.seek(0)
        if run.returncode:
            sys.exit(f"{engine}: {said.read()[-2000:]}")
    return sum(used.values())


def on_processors(mark: bytes) -> dict[str, float]:
    """The seconds of each process in whose environment a mark stands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks = int(fields[11]) + int(fields[12])
                found[folder.name] = ticks / os.sysconf("SC_CLK_TCK")
    return found


def main() -> None:
    """The command line."""
    if sys.argv[1:2] == ["--run"]:
        engine, source, target, cores = sys.argv[2:]
        globals()[engine](Path(source), Path(target), int(cores))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=list(NEEDED), choices=list(NEEDED))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = options.records // 20
        sources = {count: folder / f"{count}.jsonl" for count in (few, options.records)}
        for count, source in sources.items():
            make(source, count, csl=True)
        timed("citex", sources[few], folder / "expected-few", 1)
        timed("citex", sources[options.records], folder / "expected", options.cores)
        expected = outputs_in(folder / "expected")
        print(f"{options.records:,} records to {', '.join(OUTPUTS)}; {options.cores} cores, load "
              f"{os.getloadavg()[0]:.1f}")  # fmt: skip
        for engine in options.engines:
            if importlib.util.find_spec(NEEDED[engine]) is None:
                print(f"{engine}: not installed")
                continue
            start, whole = (
                timed(engine, source, folder / f"{engine}-{count}", options.cores)
                for count, source in sources.items()
            )
            found = outputs_in(folder / f"{engine}-{options.records}")
            assert found == expected, f"{engine}: other outputs than one process's"
            rate = (options.records - few) / (whole - start)
            processes = 1 if engine in ONE_THREAD else options.cores
            print(f"{engine}: {rate:,.0f} records a second and core, {processes} at work; "
                  f"start {start:.1f} s; the same outputs", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
