"""Bulk, lines, the record batches of engines and the library print the same.

`python tests/bulk/test_agreement.py 10000` tells in how many of so many works they differ.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_papers import chinese, everything, hostile, one_of_each_kind, sparse

import citex
from citex import bulk

STYLES = (
    "apa", "gbt7714", "gbt7714-2025-author-date", "modern-language-association", "ieee", "nature",
    "chicago-notes-bibliography", "american-medical-association", "vancouver",
    "harvard-cite-them-right",
)  # fmt: skip
PAPERS = [*one_of_each_kind(), *chinese(), *hostile(), *sparse(), *everything()]
SETTINGS: tuple[dict[str, Any], ...] = ({}, {"chinese": "style"}, {"output": "html", "links": True})


def works(count: int, seed: int) -> list[citex.Paper]:
    """Works whose values come from two of ours each."""
    rng, found = random.Random(seed), []
    while len(found) < count:
        one, other = rng.choice(PAPERS), rng.choice(PAPERS)
        values = {**dict(other.variables()), **dict(one.variables())}
        mixed = {
            name.replace("-", "_"): value for name, value in values.items() if rng.random() < 0.6
        }
        try:
            paper = citex.Paper(
                id=f"w{len(found)}", type=rng.choice((one.type, other.type)), **mixed
            )
        except citex.CitexError:
            continue
        found.append(paper)
    return found


def printed(
    papers: list[citex.Paper], folder: Path, settings: dict[str, Any]
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What each of the processes prints of the works, in all styles."""
    lines = citex.format(papers, "csljson", lines=True)
    read = citex.parse(lines, problems=[])
    yield "library", [{style: one.format(style, **settings) for style in STYLES} for one in read]
    source = folder / "works.jsonl"
    source.write_text(lines, "utf-8")
    for jobs in (0, 2):
        rows = bulk.render(source, STYLES, jobs=jobs, chunk_size=50_000, **settings)
        yield f"bulk, {jobs} processes", [row.outputs for row in rows]
    words = [word for style in STYLES for word in ("--to", style)]
    requests = [json.dumps({"record": json.loads(x), **settings}) for x in lines.split("\n")[:-1]]
    done = subprocess.run(
        [sys.executable, "-m", "citex", "lines", *words], input="\n".join(requests).encode(),
        capture_output=True, check=True, cwd=Path(citex.__file__).parent.parent,
    )  # fmt: skip
    yield "lines", [json.loads(line)["outputs"] for line in done.stdout.splitlines()]
    try:
        import pyarrow
    except ImportError:
        return
    batch = pyarrow.RecordBatch.from_pydict({"record": lines.split("\n")[:-1]})
    table = bulk.arrow(batch, STYLES, settings=settings).to_pylist()
    yield "arrow", [{style: row[style] for style in STYLES} for row in table]


def differences(papers: list[citex.Paper], settings: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Who prints another text than the library: the process, the style, the work."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        each = printed(papers, Path(folder), settings)
        _, expected = next(each)
        for name, texts in each:
            assert len(texts) == len(expected), name
            for paper, wanted, text in zip(papers, expected, texts, strict=True):
                found += [
                    (name, style, paper.id) for style in STYLES if text[style] != wanted[style]
                ]
    return found


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_processes_agree(settings: dict[str, Any]) -> None:
    assert differences(works(60, seed=len(settings)), settings) == []


if __name__ == "__main__":
    sought = int(sys.argv[1])
    for given in SETTINGS:
        differing = differences(works(sought, seed=sought), given)
        print(f"{sought:,} works, {len(STYLES)} styles, {given}: {len(differing)} differences")
        print(*differing[:10], sep="\n")
