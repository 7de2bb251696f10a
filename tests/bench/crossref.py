"""Speed of reading Crossref's records, against the decoding of their JSON alone.

    python tests/bench/crossref.py [WORKS]

The fastest of five rounds of each, in processor time, and their ratio. The records are open ones
(the folder of gathered data, CITEX_SHARED), repeated.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]


def fastest(work: Callable[[], object], rounds: int = 5) -> float:
    """The processor time of the fastest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    from conftest import shared_folder
    from records import open_records as own

    from citex.formats import Source

    shared = shared_folder()
    if shared is None:
        sys.exit("the shared data is not at hand (set CITEX_SHARED to its folder)")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    known = own.files(shared, "crossref")[0].read_text("utf-8").splitlines()
    lines = (known * (count // len(known) + 1))[:count]
    data = "\n".join(lines).encode()
    decoding = fastest(lambda: [json.loads(line) for line in lines])
    reading = fastest(lambda: list(own.reader("crossref")(Source.of_bytes(data), [])))
    print(f"{count} works: decoding {decoding:.3f} s, reading {reading:.3f} s,")
    print(f"reading takes {reading / decoding:.1f} times what decoding takes")


if __name__ == "__main__":
    main()
