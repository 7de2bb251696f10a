"""Speed of RIS, read and written, against rispy and bibutils in the same run.

    python tests/bench/tagged.py [ENTRIES]

Medians of seven rounds, the programs one after the other in each; processor time for what runs
in this process. citex makes whole papers (names, dates and pages parsed), rispy dictionaries of
strings, bibutils MODS.
"""

from __future__ import annotations

import gc
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import rispy

from citex.formats import Source
from citex.formats.tagged import ris

ROUNDS = 7
WORDS = """systemic sclerosis therapy cell stem treatment of the with approach river deep learning
network gene expression analysis model method results patients""".split()


def entry(number: int) -> str:
    """An article with four authors, eight fields and an abstract of 110 words."""
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    authors = [
        f"AU  - {chance.choice(WORDS).capitalize()}{number}{letter}, {letter}. B."
        for letter in "CDEF"
    ]
    lines = [
        "TY  - JOUR", *authors, f"TI  - {words(12).capitalize()}",
        f"T2  - Journal of {words(1).capitalize()}", f"PY  - {1990 + number % 30}",
        f"VL  - {number % 50}", f"IS  - {number % 12}", f"SP  - {number}", f"EP  - {number + 9}",
        f"DO  - 10.1000/x{number}", f"AB  - {words(110)}", "ER  - ", "",
    ]  # fmt: skip
    return "\n".join(lines)


def timed(action: Callable[[], object]) -> float:
    """Seconds of this process's time."""
    gc.collect()
    start = time.process_time()
    result = action()
    seconds = time.process_time() - start
    del result
    return seconds


def ran(command: list[str], place: Path) -> float:
    """Seconds that a program takes."""
    start = time.perf_counter()
    with place.open("wb") as out:
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(entries: int) -> None:
    """Measure, and print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "many.ris")
        path.write_text("\n".join(entry(number) for number in range(entries)), encoding="utf-8")
        text = path.read_text(encoding="utf-8")
        records = rispy.loads(text)
        papers = list(ris.read(Source.of(path), []))
        assert len(records) == len(papers) == entries
        bibutils = shutil.which("ris2xml") is not None
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            _note(times, "read rispy", timed(lambda: rispy.loads(text)))
            _note(times, "read citex", timed(lambda: list(ris.read(Source.of(path), []))))
            _note(times, "write rispy", timed(lambda: rispy.dumps(records)))
            _note(times, "write citex", timed(lambda: "".join(ris.write(papers))))
        for _ in range(2 if bibutils else 0):
            mods = Path(name, "many.xml")
            _note(times, "read bibutils", ran(["ris2xml", str(path)], mods))
            _note(times, "write bibutils", ran(["xml2ris", str(mods)], Path(name, "back.ris")))
        _report(times, entries, path.stat().st_size)
        _memory(path)


def _note(times: dict[str, list[float]], name: str, seconds: float) -> None:
    times.setdefault(name, []).append(seconds)


def _report(times: dict[str, list[float]], entries: int, size: int) -> None:
    print(f"{entries} entries, {size / 1e6:.1f} MB")
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, seconds in medians.items():
        way = name.split()[0]
        ratio = seconds / medians[f"{way} citex"]
        print(f"{name:<15}{seconds:8.3f} s{entries / seconds:10.0f} a second{ratio:8.2f} x citex")


def _memory(path: Path) -> None:
    """The most memory that reading and writing as a stream takes."""
    tracemalloc.start()
    for _ in ris.write(ris.read(Source.of(path), [])):
        pass
    print(f"streamed through: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
