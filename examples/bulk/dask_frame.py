"""Citations of each record of a Dask frame: python dask_frame.py [WORKS.jsonl]."""

import json
import sys
from pathlib import Path

import dask.dataframe
import pandas
import pyarrow

from citex import bulk

OUTPUTS = ["apa", "gbt7714", "bibtex"]


def cited(part: pandas.DataFrame) -> pandas.DataFrame:
    table = pyarrow.Table.from_pandas(part, preserve_index=False)
    return bulk.arrow(table, OUTPUTS).to_pandas()


def main() -> None:
    data = Path(__file__).parents[1] / "data" / "mixed.jsonl"
    with open(sys.argv[1] if sys.argv[1:] else data, encoding="utf-8") as file:
        lines = list(file)
    works = dask.dataframe.from_pandas(pandas.DataFrame({"record": lines}), npartitions=2)
    meta = bulk.arrow_schema(OUTPUTS).empty_table().to_pandas()
    for row in works.map_partitions(cited, meta=meta).compute().to_dict("records"):
        kept = {name: list(value) if name == "problems" else value for name, value in row.items()}
        empty = {name for name, value in kept.items() if value != value}  # pandas has NaN for none
        print(json.dumps({**kept, **dict.fromkeys(empty)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
