"""Speed and memory of finding duplicates: a list of which a fifth are copies.

    python tests/bench/dedupe.py [RECORDS ...]

For each size (default: 25,000, 50,000 and 100,000) a process of its own; prints CPU seconds, the
works found, the peak of memory, and how the time grows. The words and names are those of real
records (the folder of gathered data, CITEX_SHARED).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]


def work(count: int) -> None:
    """In a process of its own: one run, printed as JSON."""
    from conftest import shared_folder
    from known_pairs import with_copies

    from citex.duplicates import dedupe

    shared = shared_folder()
    if shared is None:
        sys.exit("the shared data is not at hand (set CITEX_SHARED to its folder)")
    papers = with_copies(shared, count)
    before = time.process_time()
    works = dedupe(papers)
    seconds = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "works": len(works), "memory": memory}))


def main() -> int:
    """The command line."""
    if sys.argv[1:2] == ["--work"]:
        work(int(sys.argv[2]))
        return 0
    first = None
    print(f"{'records':>9} {'works':>9} {'s':>8} {'MB':>6}")
    for size in sorted(map(int, sys.argv[1:] or ("25000", "50000", "100000"))):
        command = [sys.executable, __file__, "--work", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        row = json.loads(done.stdout)
        first = first or (size, row["seconds"])
        grown = f"{row['seconds'] / first[1]:.1f} times as long for {size / first[0]:.1f} times"
        print(
            f"{size:9,} {row['works']:9,} {row['seconds']:8.1f} {row['memory']:6.0f}  {grown}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
