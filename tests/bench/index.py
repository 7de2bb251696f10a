"""A local index: how long it takes to build, what it holds in memory, and how quickly it answers.

    python tests/bench/index.py [--records 100000] [--jobs 2] [--kind crossref]

The records are the open ones of Crossref (the folder of gathered data, CITEX_SHARED) again and
again, each with a DOI, people and a title of its own: words are drawn from the real titles, as
often as these have them, so that common words are as common. `--kind csl` takes short records.
Prints the rate, and from it what a million takes; the greatest memory of all processes together;
and the time of a look-up, on the processor and by the clock: by title (as it stands, in capitals
with a letter wrong, without its last word) and by DOI, with how many were found first.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]

LOOKED_UP = 500


def records(count: int, kind: str) -> Iterator[dict[str, Any]]:
    """So many records, each another work."""
    from bulk import open_records
    from bulk import records as usual

    rng = random.Random(7714)
    words = [word for one in open_records() for word in str((one.get("title") or [""])[0]).split()]
    for number, record in enumerate(usual(count)):
        title = " ".join(rng.choices(words, k=rng.randrange(6, 15)))
        if kind == "csl":
            yield {
                "id": str(number), "type": "article-journal", "title": title,
                "DOI": record["DOI"], "issued": {"date-parts": [[2000 + number % 25]]},
                "author": [{"family": f"Name{number % 999}", "given": "A. B."}],
                "container-title": "Annals of Examples", "volume": str(number % 80),
            }  # fmt: skip
        else:
            yield {**record, "title": [title]}


def mistyped(title: str, rng: random.Random) -> str:
    """The title in capitals, with a letter wrong."""
    place = rng.randrange(len(title))
    return (title[:place] + "x" + title[place + 1 :]).upper()


def shortened(title: str, rng: random.Random) -> str:
    """All but its last word."""
    return title.rpartition(" ")[0] or title


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kind", choices=("crossref", "csl"), default="crossref")
    args = parser.parse_args()

    from citex import index

    with tempfile.TemporaryDirectory() as folder:
        dump, path = Path(folder, "dump.jsonl"), Path(folder, "local.index")
        kept = []
        every = max(args.records // LOOKED_UP, 1)
        with dump.open("w", encoding="utf-8") as file:
            for number, record in enumerate(records(args.records, args.kind)):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                if number % every == 0:
                    title = record["title"]
                    title = title if isinstance(title, str) else title[0]
                    kept.append((title, record["DOI"].lower()))
        begun = time.perf_counter()
        built = index.build(dump, path, jobs=args.jobs)
        seconds = time.perf_counter() - begun
        memory = sum(
            resource.getrusage(who).ru_maxrss * (args.jobs if who != resource.RUSAGE_SELF else 1)
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        rate = built.records / seconds
        print(
            f"{built.records:,} records ({dump.stat().st_size / 1e6:,.0f} MB) in {seconds:.1f} s, "
            f"{rate:,.0f} a second: a million in {1e6 / rate / 60:.1f} min; "
            f"{path.stat().st_size / 1e6:,.0f} MB on disk, {memory / 1024:,.0f} MB in memory"
        )
        rng = random.Random(1)
        asked: dict[str, Callable[[index.Index, str, str], list[Any]]] = {
            "title": lambda local, title, doi: [p for p, _ in local.search(title)],
            "title, mistyped": lambda local, title, doi: [
                p for p, _ in local.search(mistyped(title, rng))
            ],
            "title, shortened": lambda local, title, doi: [
                p for p, _ in local.search(shortened(title, rng))
            ],
            "identifier": lambda local, title, doi: local.by_identifier(doi),
        }
        with index.Index(path) as local:
            for name, ask in asked.items():
                times, waited, right = [], [], 0
                for title, doi in kept[:LOOKED_UP]:
                    start, begun = time.process_time(), time.perf_counter()
                    found = ask(local, title, doi)
                    times.append((time.process_time() - start) * 1000)
                    waited.append((time.perf_counter() - begun) * 1000)
                    right += bool(found) and (found[0].DOI or "").lower() == doi
                times.sort()
                waited.sort()
                most = int(len(times) * 0.99)
                print(
                    f"{name:18} {statistics.median(times):6.2f} ms, 99 of 100 in "
                    f"{times[most]:6.2f} ms (by the clock {statistics.median(waited):.2f}, "
                    f"{waited[most]:.2f}); {right} of {len(times)} found first"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
