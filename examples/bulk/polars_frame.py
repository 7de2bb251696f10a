"""Citations of each record of a Polars frame: python polars_frame.py [WORKS.jsonl]."""

import sys
from pathlib import Path

import polars

from citex import bulk

OUTPUTS = ["apa", "gbt7714", "bibtex"]


def cited(frame: polars.DataFrame) -> polars.DataFrame:
    return polars.from_arrow(bulk.arrow(frame.to_arrow(), OUTPUTS))


def main() -> None:
    data = Path(__file__).parents[1] / "data" / "mixed.jsonl"
    with open(sys.argv[1] if sys.argv[1:] else data, encoding="utf-8") as file:
        lines = list(file)
    schema = polars.DataFrame(bulk.arrow_schema(OUTPUTS).empty_table()).schema
    frame = polars.LazyFrame({"record": lines}).map_batches(cited, schema=schema).collect()
    sys.stdout.write(frame.write_ndjson())


if __name__ == "__main__":
    main()
