"""What an edit of a document costs beside the whole: one citation more among a thousand.

    python tests/bench/document.py CORPUS.json [--citations 1000] [--works 300] [--styles ...]

A text of that many citations of that many works (the corpus, each work several times under other
titles); then one citation of a work that is cited is inserted at the end, in the middle and near
the beginning, in turn. Taken is the time on the processor, the least of the runs, of `citex.cite`
for the whole and of one insertion, and their ratio. In a numeric style an insertion of a work that
is new renumbers what follows; that is what changed, and is not in these figures.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import citex  # noqa: E402
from citex import Document, Paper  # noqa: E402

STYLES = ("apa", "mla", "chicago-author-date", "chicago-notes-bibliography", "ieee", "gbt7714")


def least(runs: int, call: Callable[[], object]) -> float:
    """The least time of the runs, in milliseconds."""
    found = []
    for _ in range(runs):
        begun = time.process_time()
        call()
        found.append(time.process_time() - begun)
    return 1000 * min(found)


def library(corpus: Path, works: int) -> list[Paper]:
    """So many works, made of the corpus's."""
    papers = citex.read(corpus, "csljson")
    return [
        papers[number % len(papers)].replace(id=f"work{number}", title=f"Title {number}")
        for number in range(works)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--citations", type=int, default=1000)
    parser.add_argument("--works", type=int, default=300)
    parser.add_argument("--styles", nargs="+", default=STYLES)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    papers = library(args.corpus, args.works)
    chance = random.Random(1)
    ids = [paper.id for paper in papers]
    citations = [[one] for one in ids]
    while len(citations) < args.citations:
        citations.append(chance.sample(ids, chance.choice((1, 1, 1, 2, 3))))
    print(f"{'style':28} {'whole, ms':>10} {'insertion':>10} {'ratio':>7}")
    for style in args.styles:
        whole = least(args.runs, lambda: citex.cite(papers, citations, style))  # noqa: B023
        document = Document(papers, style, citations=citations)
        places = [None, document.citations[len(citations) // 2].id,
                  document.citations[args.works].id]  # fmt: skip
        one = max(
            least(args.runs, lambda: document.insert(chance.choice(ids), before=place))  # noqa: B023
            for place in places
        )
        print(f"{style:28} {whole:10.1f} {one:10.2f} {one / whole:7.3f}", flush=True)


if __name__ == "__main__":
    main()
