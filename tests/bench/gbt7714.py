"""Our GB/T 7714 styles against the official one on the same papers, each a whole reference list.

    python tests/bench/gbt7714.py [FILE FORMAT]

Prints microseconds an entry (processor time, the best of fifteen runs, the styles in turn) and the
ratio to the official style. Without a file it takes the corpus of the shared data.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import citex
from citex import csl
from citex.model import Paper

sys.path.insert(0, str(Path(__file__).parent.parent))
from conftest import shared_folder

OFFICIAL = "china-national-standard-gb-t-7714-2015"
ROWS = (
    (f"{OFFICIAL}-numeric", "gbt7714-2015", "gbt7714-2025"),
    (f"{OFFICIAL}-author-date", "gbt7714-2015-author-date", "gbt7714-2025-author-date"),
)
RUNS = 15


def papers() -> list[Paper]:
    """The papers to write."""
    if len(sys.argv) == 3:
        return citex.read(sys.argv[1], sys.argv[2])
    folder = shared_folder()
    assert folder is not None, "name a file and its format, or set CITEX_SHARED"
    items = json.loads((folder / "data" / "corpus.json").read_text(encoding="utf-8"))
    return [Paper.from_dict(item) for item in items]


def main() -> None:
    """Print the table."""
    chosen = papers()
    for names in ROWS:
        processors = [csl.Processor(csl.load(name)) for name in names]
        best = [float("inf")] * len(names)
        for run in range(RUNS + 1):
            for place, processor in enumerate(processors):
                start = time.process_time()
                processor.bibliography(chosen)
                if run:  # the first run compiles
                    best[place] = min(best[place], time.process_time() - start)
        for name, seconds in zip(names, best, strict=True):
            each = seconds / len(chosen) * 1e6
            print(f"{name:52} {each:7.1f} us  x{seconds / best[0]:.2f}")


if __name__ == "__main__":
    main()
