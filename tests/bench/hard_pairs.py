"""The hard pairs (tests/duplicates/pairs): precision and recall, beside bib-dedupe.

    python tests/bench/hard_pairs.py [--peer PYTHON]

PYTHON is an interpreter that has bib-dedupe installed (pip install bib-dedupe), this one if it has.
Each pair is a list of its own, so that no record of another pair is in the way. bib-dedupe is told
the fields that it knows, as BibTeX names them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import subprocess
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENTRIES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review-book": "article", "paper-conference": "inproceedings", "chapter": "inbook",
    "book": "book", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip


def peer() -> None:
    """In the other interpreter: pairs of entries from standard input, verdicts as JSON."""
    import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from bib_dedupe.bib_dedupe import (  # type: ignore[import-not-found,unused-ignore]
        block,
        match,
        prep,
    )

    warnings.simplefilter("ignore")
    verdicts = []
    for entries in json.load(sys.stdin):
        with contextlib.redirect_stdout(io.StringIO()):
            ready = prep(pandas.DataFrame(entries), verbosity_level=0, cpu=1)
            blocked = block(ready, verbosity_level=0, cpu=1)
            found = match(blocked, verbosity_level=0, cpu=1) if len(blocked) else blocked
        labels = found.get("duplicate_label", [])
        verdicts.append(any(label == "duplicate" for label in labels))
    print(json.dumps(verdicts))


def main() -> int:
    """The command line."""
    if sys.argv[1:] == ["--work"]:
        peer()
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", default=sys.executable)
    other = parser.parse_args().peer
    sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]
    from hard_pairs import HALVES, measured, pairs_of

    from citex.duplicates import dedupe
    from citex.model import Paper

    def is_one(a: Paper, b: Paper) -> bool:
        return len(dedupe([a, b], versions="merge")) == 1

    def entry(paper: Paper) -> dict[str, str]:
        journal = paper.type.startswith(("article", "review"))
        return {
            "ID": paper.id,
            "ENTRYTYPE": ENTRIES.get(paper.type, "misc"),
            "title": paper.title or "",
            "author": " and ".join(
                name.literal or ", ".join(filter(None, (name.family, name.given)))
                for name in paper.author or paper.editor or []
            ),
            "year": str(paper.issued.year) if paper.issued else "",
            "journal": (paper.container_title or "") if journal else "",
            "booktitle": "" if journal else paper.container_title or "",
            "series": paper.collection_title or "",
            "volume": paper.volume or "",
            "number": paper.issue or paper.number or "",
            "pages": paper.page or "",
            "doi": paper.DOI or "",
            "abstract": "",
        }

    print(f"{'pairs':10} {'':12} {'precision':>9} {'recall':>7}")
    for half in HALVES:
        pairs = pairs_of(half)
        given = json.dumps([[entry(paper) for paper in pair.papers] for pair in pairs])
        done = subprocess.run(
            [other, __file__, "--work"], input=given, stdout=subprocess.PIPE, text=True, check=False
        )
        judges = {"citex": is_one}
        if done.returncode == 0:
            verdicts = iter(json.loads(done.stdout.splitlines()[-1]))
            judges["bib-dedupe"] = lambda a, b: next(verdicts)  # noqa: B023
        for name, judge in judges.items():
            found = measured(pairs, judge)
            print(f"{half:10} {name:12} {found.precision:9.3f} {found.recall:7.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
