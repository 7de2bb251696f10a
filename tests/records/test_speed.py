"""Speed is a claim: Crossref JSON lines to papers, against the decoding of the JSON alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from records import open_records as own

from citex.formats import Source


def _fastest(work: Callable[[], object], rounds: int = 5) -> float:
    """The processor time of the fastest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_crossref_takes_at_most_four_times_the_decoding(shared: Path) -> None:
    """Reading 1,000 works takes no more than four times what `json.loads` takes for their lines."""
    data = own.files(shared, "crossref")[0].read_bytes() * 5
    lines = data.decode("utf-8").splitlines()
    decoding = _fastest(lambda: [json.loads(line) for line in lines])
    reading = _fastest(lambda: list(own.reader("crossref")(Source.of_bytes(data), [])))
    assert reading <= 4 * decoding
