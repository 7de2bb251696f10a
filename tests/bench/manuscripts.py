"""What citing a text takes, as whole processes: a thesis by `citex cite`, and pandoc's filter.

    python tests/bench/manuscripts.py [--pandoc PANDOC] [--styles ...] [--runs 4]

A thesis in Markdown (300 pages, 900 citations of 400 works) is cited in each style. Then a text of
300 citations of 100 works becomes HTML: by pandoc alone, by `pandoc --citeproc`, and by pandoc with
our filter, in the same style file. Taken is the time on the clock, start-up included: the least of
the runs.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from citex import stylebook  # noqa: E402

STYLES = ("apa", "chicago-notes-bibliography", "ieee", "gbt7714-2015")
WORDS = "growth river town law star paper book year north south".split()
FILTER = "import sys; from citex.manuscripts.filter import main; sys.exit(main())"


def works(count: int) -> list[dict[str, Any]]:
    """So many articles, by a half as many first authors."""
    return [
        {
            "id": f"work{number}", "type": "article-journal",
            "title": " ".join(random.choices(WORDS, k=8)),
            "author": [{"family": f"Name{number % (count // 2)}", "given": "A. B."},
                       {"family": f"Other{number}", "given": "C."}],
            "issued": {"date-parts": [[1950 + number % 70]]},
            "container-title": f"Journal of {random.choice(WORDS)}",
            "volume": str(number % 40), "page": f"{number}-{number + 9}",
        }
        for number in range(count)
    ]  # fmt: skip


def text(citations: int, count: int, words: int) -> str:
    """Paragraphs of so many words, each with a citation of two of the works."""
    return "\n\n".join(
        f"{' '.join(random.choices(WORDS, k=words))} "
        f"[see @work{number % count}, p. {number % 90 + 1}; @work{random.randrange(count)}]."
        for number in range(citations)
    )


def least(runs: int, command: list[str]) -> float:
    """The least time of the runs, in seconds."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        found.append(time.perf_counter() - begun)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--styles", nargs="+", default=STYLES)
    parser.add_argument("--runs", type=int, default=4)
    args = parser.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        thesis(folder, args.styles, args.runs)
        filtered(folder, args.pandoc, args.runs)


def thesis(folder: Path, styles: list[str], runs: int) -> None:
    library, essay = folder / "thesis.json", folder / "thesis.md"
    library.write_text(json.dumps(works(400)), "utf-8")
    essay.write_text(text(900, 400, 130), "utf-8")
    for style in styles:
        command = [sys.executable, "-m", "citex", "cite", str(essay), "-b", str(library),
                   "--style", style, "-o", str(folder / "out.md")]  # fmt: skip
        print(f"citex cite, {style:28} {least(runs, command):6.2f} s", flush=True)


def filtered(folder: Path, pandoc: str, runs: int) -> None:
    library, style = folder / "works.json", folder / "apa.csl"
    library.write_text(json.dumps(works(100)), "utf-8")
    style.write_bytes(stylebook.independent("apa"))
    program, essay = folder / "filter.py", folder / "essay.md"
    program.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{FILTER}\n", "utf-8")
    head = f"---\nbibliography: {library}\ncsl: {style}\n---\n\n"
    essay.write_text(head + text(300, 100, 40), "utf-8")
    call = folder / "citex-pandoc"
    call.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}" "$@"\n', "utf-8")
    call.chmod(0o755)
    for title, more in (("alone", []), ("--citeproc", ["--citeproc"]),
                        ("with the filter", ["--filter", str(call)])):  # fmt: skip
        command = [pandoc, str(essay), *more, "-t", "html"]
        print(f"pandoc {title:33} {least(runs, command):6.2f} s", flush=True)


if __name__ == "__main__":
    main()
