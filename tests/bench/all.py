"""All benchmarks in one run, beside the peers that are here; where a peer is quicker comes first.

    python tests/bench/all.py FOLDER [--only NAME ...] [--quick] [--node MODULES] [--pandoc PANDOC]

One after the other, each as its own page says; what they print goes to FOLDER/NAME.txt, the rows of
the styles to FOLDER/csl.json, and FOLDER/README.md begins with where a peer is quicker, then says
of what machine and of which versions the figures are, and what was left out and why. `--quick`
takes small sizes and one run: whether all works, not how fast. The gathered data (CITEX_SHARED) is
needed by some, which are left out without it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from conftest import shared_folder  # noqa: E402


class Bench(NamedTuple):
    """A benchmark: its script, what follows it, the same for a quick look, and what it measures.

    CORPUS, FOLDER, NODE and PANDOC are filled in.
    """

    script: str
    words: str
    quick: str
    measures: str


BENCHES = {
    "start": Bench("start", "", "3", "the command's start, beside pandoc's"),
    "csl": Bench(
        "csl", "CORPUS --sizes 1 1000 10000 --cpu --json FOLDER/csl.json --node NODE",
        "CORPUS --sizes 20 --runs 1 --cpu --json FOLDER/csl.json --node NODE",
        "lists, and one reference, cold and warm, with memory: citeproc-py, citeproc-js, pandoc, "
        "typst"),
    "document": Bench("document", "CORPUS", "CORPUS --citations 20 --works 10 --runs 1",
                      "one citation more in a document"),
    "manuscripts": Bench("manuscripts", "--pandoc PANDOC", "--pandoc PANDOC --runs 1",
                         "texts, beside pandoc's own processor"),
    "ris": Bench("tagged", "", "200", "RIS, beside rispy and bibutils"),
    "bibtex": Bench("bibtex", "", "100 1", "BibTeX, beside bibtexparser, pybtex and bibutils"),
    "fidelity": Bench("fidelity", "", "ris", "what formats keep"),
    "crossref": Bench("crossref", "", "100", "Crossref's records, beside the decoding of JSON"),
    "bulk": Bench("bulk", "speed", "speed --records 300 --runs 1", "bulk, on one core and on two"),
    "engines": Bench("engines", "", "--records 200", "Spark, Ray, Dask, Polars, DuckDB"),
    "dedupe": Bench("dedupe", "", "500", "duplicates in long lists"),
    "page": Bench("page", "", "60", "the page for many papers, in a browser"),
}  # fmt: skip
NEED_DATA = ("csl", "document", "fidelity", "crossref", "bulk", "engines")
PACKAGES = ("citeproc-py", "typst", "bibtexparser", "pybtex", "rispy", "pyspark", "ray", "dask",
            "polars", "duckdb")  # fmt: skip
PROGRAMS = {
    "pandoc": "--version", "bib2xml": "--version", "node": "--version", "chromium": "--version",
}  # fmt: skip
_RATIO = re.compile(r"^(\S.*?\S)\s{2,}.*?(\d+\.\d+) x(?: citex)?$", re.MULTILINE)
PAIRS = {
    "start": ("pandoc -t plain --citeproc", "convert a.bib -t apa"),
    "manuscripts": ("pandoc --citeproc", "pandoc with the filter"),
}
"""What a peer takes and what we take for the same, by the lines of a benchmark."""
_NOTICED = 0.97
"""Below this share of citex's time, a peer is quicker; above, it is noise."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(BENCHES), default=list(BENCHES))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--node", default=os.environ.get("CITEX_NODE_MODULES", ""))
    parser.add_argument("--pandoc", default="pandoc")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    told = {name: run(name, options) for name in options.only}
    slower = [line for name in options.only for line in quicker_peers(name, options.folder)]
    (options.folder / "README.md").write_text(page(told, slower), "utf-8")
    print(f"{options.folder / 'README.md'}: {len(slower)} figures in which a peer is quicker")
    return 1 if any("failed" in line for line in told.values()) else 0


def run(name: str, options: argparse.Namespace) -> str:
    """What came of a benchmark, in a line; its output is in the folder."""
    bench, shared = BENCHES[name], shared_folder()
    if shared is None and name in NEED_DATA:
        return "left out: the shared data is not at hand (set CITEX_SHARED to its folder)"
    filled = {
        "CORPUS": str(shared and shared / "data" / "corpus.json"), "NODE": options.node,
        "PANDOC": options.pandoc, "FOLDER/csl.json": str(options.folder / "csl.json"),
    }  # fmt: skip
    words = (bench.quick if options.quick else bench.words).split()
    command = [sys.executable, str(HERE / f"{bench.script}.py"), *(filled.get(w, w) for w in words)]
    begun = time.monotonic()
    print(f"{name}: {bench.measures} ...", flush=True)
    place = options.folder / f"{name}.txt"
    with place.open("w", encoding="utf-8") as file:
        done = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        return f"failed ({done.returncode}): {place.name}"
    return f"{time.monotonic() - begun:.0f} s: {place.name}"


def quicker_peers(name: str, folder: Path) -> list[str]:
    """Where a peer takes less time than citex: of styles by their rows, else by what is printed."""
    if name == "csl":
        file = folder / "csl.json"
        return _in_rows(json.loads(file.read_text("utf-8"))) if file.is_file() else []
    file = folder / f"{name}.txt"
    text = file.read_text("utf-8") if file.is_file() else ""
    ratios = [(peer, float(ratio)) for peer, ratio in _RATIO.findall(text)]
    theirs, ours = (_figure(line, text) for line in PAIRS.get(name, ("", "")))
    if theirs and ours:
        ratios.append((PAIRS[name][0], theirs / ours))
    return [
        f"{name}: {peer} takes {ratio:.2f} of citex's time"
        for peer, ratio in ratios
        if ratio < _NOTICED and "citex" not in peer
    ]


def _figure(line: str, text: str) -> float:
    """The first figure of the line that begins so; 0 where there is none."""
    found = re.search(rf"^{re.escape(line)}\s+([\d.]+)", text, re.MULTILINE) if line else None
    return float(found[1]) if found else 0.0


def _in_rows(rows: list[dict[str, object]]) -> list[str]:
    ours = {(r["style"], r["works"]): r for r in rows if r["engine"] == "citex"}
    found = []
    for row in rows:
        own = ours.get((row["style"], row["works"]), {})
        for figure in ("start", "whole", "one"):
            theirs, mine = row.get(figure), own.get(figure)
            if isinstance(theirs, float) and isinstance(mine, float) and mine > 0:
                share = theirs / mine
                if share < _NOTICED and not str(row["engine"]).startswith("citex"):
                    found.append(f"csl: {row['engine']} in {row['style']}, {row['works']} works, "
                                 f"`{figure}`: {share:.2f} of citex's time")  # fmt: skip
    return found


def page(told: dict[str, str], slower: list[str]) -> str:
    """The page of a run."""
    first = [f"- {line}" for line in slower] or ["Nowhere in this run."]
    lines = [
        "# Benchmarks",
        "",
        "## Where a peer is quicker",
        "",
        *first,
        "",
        "## What was run",
        "",
    ]
    lines += [f"- {BENCHES[name].measures}: {line}" for name, line in told.items()]
    lines += ["", "## The machine", "", *(f"- {fact}" for fact in machine())]
    return "\n".join(lines) + "\n"


def machine() -> list[str]:
    """Its processors and load, and the versions of all that took part, or that it is not here."""
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else ""
    facts = [
        f"{time.strftime('%Y-%m-%d')}, {platform.platform()}, {os.cpu_count()} processors",
        f"load at the end {load or 'unknown'}", f"Python {platform.python_version()}",
    ]  # fmt: skip
    for name in ("citex-export", *PACKAGES):
        try:
            facts.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            facts.append(f"{name} is not installed")
    for program, asked in PROGRAMS.items():
        path = shutil.which(program)
        said = subprocess.run([path, asked], capture_output=True, text=True, check=False,
                              timeout=60) if path else None  # fmt: skip
        lines = (said.stdout + said.stderr).splitlines() if said else []
        facts.append(f"{program}: {lines[0].strip()}" if lines else f"{program} is not here")
    return facts


if __name__ == "__main__":
    sys.exit(main())
