"""Bulk: a million records of Crossref's kind to APA, GB/T 7714 and BibTeX, on one core and on all.

    python tests/bench/bulk.py speed [--records 100000] [--jobs 1 2] [--runs 3]
    python tests/bench/bulk.py memory [--records 100000 1000000]
    python tests/bench/bulk.py kill [--records 20000] [--times 20] [--seed 1]
    python tests/bench/bulk.py make FILE [--records 1000000] [--bad 0.01] [--csl]

`speed` takes the rate of each number of processes in turn, run for run, and their ratio. `memory`
takes the greatest memory of all processes together. `kill` ends a process, the parent or a worker,
by signal 9 at random times, goes on, and holds the folder against that of a run left alone. The
records are made of the open ones (the folder of gathered data, CITEX_SHARED): each has a DOI, a
volume and a first author of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

OUTPUTS = ("apa", "gbt7714", "bibtex")
_FAMILIES = (
    "Li Wang Smith Müller García Nguyen Kim Okafor Rossi Ivanova 张 田中 Haddad Silva".split()
)


def open_records() -> list[dict[str, Any]]:
    """The open records of Crossref."""
    from conftest import shared_folder

    shared = shared_folder()
    if shared is None:
        sys.exit("the shared data is not at hand (set CITEX_SHARED to its folder)")
    text = (shared / "data" / "records" / "crossref.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def records(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many records: the open ones again and again, each time another work."""
    known, rng = open_records(), random.Random(seed)
    for number in range(count):
        record = dict(known[number % len(known)])
        record["DOI"] = f"{record['DOI']}.{number}"
        if record.get("author"):
            first = {
                **record["author"][0],
                "family": rng.choice(_FAMILIES) + str(rng.randrange(99)),
            }
            record["author"] = [first, *record["author"][1:]]
        if "volume" in record:
            record["volume"] = str(rng.randrange(1, 400))
        yield record


def make(path: Path, count: int, *, bad: float = 0.0, csl: bool = False, seed: int = 1) -> int:
    """Write so many records as JSON lines, some of them bad; how many of them."""
    rng, broken = random.Random(seed), 0
    with path.open("w", encoding="utf-8") as file:
        for record in records(count, seed):
            line = _as_csl(record) if csl else json.dumps(record, ensure_ascii=False)
            if rng.random() < bad:
                broken += 1
                line = rng.choice([line[: len(line) // 2], '{"foo": 1}', "null", "no JSON at all"])
            file.write(line + "\n")
    return broken


def _as_csl(record: dict[str, Any]) -> str:
    import citex

    return citex.format(citex.parse(json.dumps(record), "crossref"), "csljson", lines=True).strip()


def command(source: Path, target: Path, jobs: int, *more: str) -> list[str]:
    """The call of the command."""
    to = [word for name in OUTPUTS for word in ("--to", name)]
    return [sys.executable, "-m", "citex", "bulk", str(source), *to, "-o", str(target),
            "--jobs", str(jobs), "--json", "-q", *more]  # fmt: skip


def environment() -> dict[str, str]:
    """That of the command: this tree's package."""
    return {**os.environ, "PYTHONPATH": str(HERE.parents[1])}


def timed(source: Path, jobs: int) -> dict[str, Any]:
    """What a run came to, with its seconds on the processors."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.times()
        done = subprocess.run(
            command(source, Path(folder) / "out", jobs), env=environment(), check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        after = os.times()
    figures: dict[str, Any] = json.loads(done.stdout)
    figures["cpu"] = (
        after.children_user
        + after.children_system
        - (before.children_user + before.children_system)
    )
    return figures


def speed(options: argparse.Namespace) -> None:
    """Rates of each number of processes, run for run."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.jsonl"
        make(source, options.records[0], csl=options.csl)
        print(f"{options.records[0]:,} records, {source.stat().st_size / 1e6:,.0f} MB; "
              f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        rates: dict[int, list[float]] = {jobs: [] for jobs in options.jobs}
        for _ in range(options.runs):
            for jobs in options.jobs:
                found = timed(source, jobs)
                rates[jobs].append(found["rate"])
                each = found["cpu"] / found["rows"] * 1e6
                print(f"  jobs {jobs}: {found['rate']:8,.0f} a second, {found['seconds']:.1f} s, "
                      f"{each:.0f} us of a processor a record")  # fmt: skip
        base = statistics.median(rates[options.jobs[0]])
        for jobs, found in rates.items():
            middle = statistics.median(found)
            print(f"jobs {jobs}: {middle:,.0f} a second, {middle / base:.2f} times")


def memory(options: argparse.Namespace) -> None:
    """The greatest memory of the parent and its workers, together."""
    with tempfile.TemporaryDirectory() as folder:
        for count in options.records:
            source, target = Path(folder) / "records.jsonl", Path(folder) / f"out{count}"
            make(source, count, csl=options.csl)
            most = 0.0
            with subprocess.Popen(
                command(source, target, options.jobs[-1]), env=environment(),
                stdout=subprocess.PIPE, text=True,
            ) as run:  # fmt: skip
                while run.poll() is None:
                    most = max(most, sum(map(resident, family(run.pid))))
                    time.sleep(0.1)
                assert run.stdout is not None
                found = json.loads(run.stdout.read())
            print(f"{count:,} records: {most:,.0f} MB at most, {found['rate']:,.0f} a second")
            shutil.rmtree(target)


def family(pid: int) -> list[int]:
    """A process and its children."""
    with contextlib.suppress(OSError):
        threads = Path(f"/proc/{pid}/task").glob("*/children")
        return [pid, *(int(child) for one in threads for child in one.read_text().split())]
    return []


def resident(pid: int) -> float:
    """Megabytes that a process holds."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def kill(options: argparse.Namespace) -> None:
    """Kills at random times; the folder in the end is that of a run left alone."""
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "records.jsonl"
        broken = make(source, options.records[0], bad=0.01, csl=options.csl)
        more = ("--part-size", str(max(options.records[0] // 20, 1)))
        calm, torn = folder / "calm", folder / "torn"
        subprocess.run(
            command(source, calm, 2, *more), env=environment(), stdout=subprocess.DEVNULL
        )
        killed, whom = 0, {"parent": 0, "worker": 0}
        while killed < options.times:
            with subprocess.Popen(
                command(source, torn, 2, *more), env=environment(), stdout=subprocess.DEVNULL
            ) as run:
                while run.poll() is None and killed < options.times:
                    time.sleep(rng.uniform(0.5, 6))
                    members = family(run.pid)
                    if len(members) < 2:
                        continue
                    victim = rng.choice(["parent", "worker"])
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(members[0] if victim == "parent" else rng.choice(members[1:]),
                                signal.SIGKILL)  # fmt: skip
                        killed, whom[victim] = killed + 1, whom[victim] + 1
                        print(f"{killed}: {victim}", flush=True)
            if run.returncode in (0, 1):  # all was done before enough were killed
                same(calm, torn)
                shutil.rmtree(torn)
        subprocess.run(
            command(source, torn, 2, *more), env=environment(), stdout=subprocess.DEVNULL
        )
        same(calm, torn)
        bad = (calm / "errors.jsonl").read_text("utf-8").count("\n")
        rows = sum(part.read_bytes().count(b"\n") for part in calm.glob("part-*"))
        assert (bad, rows) == (broken, options.records[0] - broken), (bad, broken, rows)
        print(f"{killed} kills ({whom}): byte for byte the same; {bad} bad records of {broken}")


def same(one: Path, other: Path) -> None:
    """Raise AssertionError where two folders differ."""
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir()), other
    _, different, faults = filecmp.cmpfiles(one, other, names, shallow=False)
    assert not different, different
    assert not faults, faults


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("speed", "memory", "kill", "make"))
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--records", type=int, nargs="+", default=[100_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.0)
    parser.add_argument("--csl", action="store_true", help="the works as items of CSL-JSON")
    options = parser.parse_args()
    if options.what == "make":
        if options.file is None:
            parser.error("name the file")
        print(make(options.file, options.records[0], bad=options.bad, csl=options.csl), "are bad")
        return
    {"speed": speed, "memory": memory, "kill": kill}[options.what](options)


if __name__ == "__main__":
    main()
