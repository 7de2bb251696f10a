"""What a start of the command costs beyond that of a bare interpreter, beside pandoc's.

    python tests/bench/start.py [ROUNDS]

Each program is started anew in each round, one after the other; the least of its times on the
processor is taken (its own and its children's, wall clock beside it), and the bare interpreter's is
taken off. citex keeps what it prepared in a folder of this run; `cold` are first runs without it.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENTRY = """@article{vaswani2017,
  author = {Vaswani, Ashish and Shazeer, Noam}, title = {Attention Is All You Need},
  journal = {Advances in Neural Information Processing Systems}, year = {2017}, volume = {30},
  pages = {5998--6008}
}
"""
CALLS = {
    "import citex": ["-c", "import citex"],
    "citex --help": ["-m", "citex", "--help"],
    "convert a.bib -t ris": ["-m", "citex", "convert", "a.bib", "-t", "ris"],
    "convert a.bib -t apa": ["-m", "citex", "convert", "a.bib", "-t", "apa"],
    "convert a.bib -t gbt7714": ["-m", "citex", "convert", "a.bib", "-t", "gbt7714"],
    "show a.bib": ["-m", "citex", "show", "a.bib"],
    "styles nature": ["-m", "citex", "styles", "nature"],
    "check a.bib": ["-m", "citex", "check", "a.bib"],
}


def started(command: list[str], folder: Path, environ: dict[str, str]) -> tuple[float, float]:
    """Milliseconds on the processor, and on the clock, of a program from its start to its end."""
    before, begun = _spent(), time.perf_counter()
    with open(os.devnull, "wb") as nothing:
        subprocess.run(
            command, cwd=folder, env=environ, stdout=nothing, stderr=nothing, check=False
        )
    return (_spent() - before) * 1000, (time.perf_counter() - begun) * 1000


def _spent() -> float:
    """Seconds on the processor of all programs that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(rounds: int) -> None:
    """Measure, and print the differences."""
    root = str(Path(__file__).resolve().parents[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.bib").write_text(ENTRY, encoding="utf-8")
        environ = {**os.environ, "PYTHONPATH": root, "CITEX_PREPARED": str(folder / "kept")}
        programs = {"bare": [sys.executable, "-c", "pass"]}
        programs |= {call: [sys.executable, *words] for call, words in CALLS.items()}
        if shutil.which("pandoc"):
            programs["pandoc -t plain --citeproc"] = [
                "pandoc", "-f", "bibtex", "-t", "plain", "--citeproc", "a.bib",
            ]  # fmt: skip
        best: dict[str, tuple[float, float]] = {}
        for _ in range(rounds):
            for program, command in programs.items():
                found = started(command, folder, environ)
                held = best.get(program, found)
                best[program] = (min(held[0], found[0]), min(held[1], found[1]))
        cold: dict[str, float] = {}
        for call in CALLS:
            for _ in range(3):
                shutil.rmtree(folder / "kept", ignore_errors=True)
                spent = started(programs[call], folder, environ)[0]
                cold[call] = min(cold.get(call, spent), spent)
    bare = best.pop("bare")
    print(f"a bare interpreter: {bare[0]:.0f} ms on the processor, {bare[1]:.0f} ms on the clock")
    print(f"{'milliseconds more':28} processor  clock   cold")
    for program, (spent, taken) in best.items():
        first = f"{cold[program] - bare[0]:6.0f}" if program in cold else ""
        off = bare if program in CALLS else (0.0, 0.0)
        print(f"{program:28} {spent - off[0]:9.0f} {taken - off[1]:6.0f} {first}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
