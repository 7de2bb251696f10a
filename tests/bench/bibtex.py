"""Speed and memory of BibTeX against bibtexparser, pybtex and bibutils, in one run.

    python tests/bench/bibtex.py [ENTRIES] [MEGABYTES]

Prints a table: the median of three interleaved rounds, and the peak memory of each tool in a
process of its own. The file is made here: entries with names, TeX accents and an abstract.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

FAMILIES = (
    r'M{\"u}ller', r"Garc{\'\i}a", "Smith", "van der Berg", r"{\O}rsted", "O'Connor", "Zhang",
    r"Nguy{\~{\^e}}n", r"Dvo{\v{r}}{\'a}k", "Li", r"Fran{\c{c}}ois", "Jones",
)  # fmt: skip
GIVEN = ("Jan P.", "Ana", "J. R.", "Wei", r"S{\'e}bastien", "Maria", "Xiao", "T.")
WORDS = """the of analysis growth cells protein network model deep learning river method effects
systemic on a for and quantum dynamics sequencing in human large small evidence approach structure
function temperature""".split()


def make(entries: int, first: int = 0) -> str:
    """A .bib file of about 1.1 kB an entry."""
    chance = random.Random(first)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    def entry(number: int) -> str:
        names = " and ".join(
            f"{chance.choice(FAMILIES)}, {chance.choice(GIVEN)}"
            for _ in range(chance.randint(2, 5))
        )
        return (
            f"@article{{key{number},\n  author = {{{names}}},\n"
            f"  title = {{{words(10).capitalize()} of {{DNA}} \\& {{RNA}}}},\n"
            f"  journal = {{Journal of {words(1).title()}}},\n  year = {{{1950 + number % 70}}},\n"
            f"  volume = {{{number % 99}}},\n  number = {{{number % 12}}},\n"
            f"  pages = {{{number}--{number + 10}}},\n  doi = {{10.1000/xyz_{number}}},\n"
            f"  abstract = {{{words(100)} caf{{\\'e}} 50\\% done.}}\n}}\n"
        )

    return "\n".join(entry(number) for number in range(first, first + entries))


def citex_read(path: Path) -> object:
    """Our reading."""
    from citex.formats import Source
    from citex.formats.bibtex import FORMAT

    assert FORMAT.read is not None
    return list(FORMAT.read(Source.of(path), []))


def citex_stream(path: Path) -> object:
    """Our reading, one paper after the other."""
    from citex.formats import Source
    from citex.formats.bibtex import FORMAT

    assert FORMAT.read is not None
    return sum(1 for _ in FORMAT.read(Source.of(path), []))


def bibtexparser_read(path: Path) -> object:
    """bibtexparser as it comes: raw values."""
    import bibtexparser

    return bibtexparser.parse_file(str(path))


def bibtexparser_full(path: Path) -> object:
    """bibtexparser with names split and LaTeX decoded, which is what we do."""
    import bibtexparser
    from bibtexparser import middlewares

    more = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]
    return bibtexparser.parse_file(str(path), append_middleware=more)


def pybtex_read(path: Path) -> object:
    """pybtex."""
    from pybtex.database import parse_file

    return parse_file(str(path), "bibtex")


def bibutils_read(path: Path) -> object:
    """bib2xml, its XML thrown away."""
    return subprocess.run(["bib2xml", str(path)], capture_output=True, check=True).returncode


def citex_write(papers: object) -> object:
    """Our writing."""
    from citex.formats.bibtex import FORMAT

    assert FORMAT.write is not None
    return "".join(FORMAT.write(papers))


def bibtexparser_write(library: object) -> object:
    """bibtexparser's writing as it comes."""
    import bibtexparser

    return bibtexparser.write_string(library)  # type: ignore[arg-type]


READERS: dict[str, Callable[[Path], object]] = {
    "citex": citex_read,
    "citex, streamed": citex_stream,
    "bibtexparser, raw": bibtexparser_read,
    "bibtexparser, names and LaTeX": bibtexparser_full,
    "pybtex": pybtex_read,
    "bibutils (bib2xml)": bibutils_read,
}
SLOW = {"bibtexparser, names and LaTeX"}


def timed(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def peak(name: str, path: Path) -> float:
    """The peak memory, in MB, of a process that only reads the file."""
    code = (
        f"import runpy, sys; runpy.run_path({__file__!r})['READERS'][{name!r}](Path(sys.argv[1]))"
    )
    before = "import resource"
    after = "print(max(resource.getrusage(w).ru_maxrss for w in (0, -1)) / 1024)"
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom pathlib import Path\n{code}\n{after}", str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout.split()[-1])


def main(entries: int, megabytes: int) -> None:
    """Print the tables: memory first, for a child is charged with its parent's."""
    import logging

    logging.disable(logging.CRITICAL)
    tools = [name for name in READERS if "bibutils" not in name or shutil.which("bib2xml")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.bib"
        with path.open("w", encoding="utf-8") as file:
            for turn in range(megabytes):
                file.write(make(940, turn * 940) + "\n")
        print(f"peak memory, {path.stat().st_size / 1e6:.0f} MB")
        for name in tools:
            if name not in SLOW:
                print(f"{name:32} {peak(name, path):8.0f} MB")
        path.write_text(make(entries), "utf-8")
        size = path.stat().st_size / 1e6
        print(f"{entries} entries, {size:.1f} MB, Python {sys.version.split()[0]}")
        times = clock(path, tools)
    ours = {name: statistics.median(times[name]) for name in ("citex", "citex writes")}
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        base = ours["citex writes" if name.endswith("writes") else "citex"]
        print(f"{name:32} {middle:8.2f} s {entries / middle:9.0f} /s  {middle / base:6.1f} x")


def clock(path: Path, tools: list[str]) -> dict[str, list[float]]:
    """The seconds of each tool, in three rounds; the slowest only once."""
    times: dict[str, list[float]] = {}
    for turn in range(3):
        for name in tools:
            if name not in SLOW or turn == 0:
                times.setdefault(name, []).append(timed(partial(READERS[name], path)))
    papers, library = citex_read(path), bibtexparser_read(path)
    for _ in range(3):
        times.setdefault("citex writes", []).append(timed(partial(citex_write, papers)))
        seconds = timed(partial(bibtexparser_write, library))
        times.setdefault("bibtexparser writes", []).append(seconds)
    return times


if __name__ == "__main__":
    main(*(int(part) for part in (sys.argv[1:] + ["10000", "50"][len(sys.argv) - 1 :])))
