"""Citations of each record of a Ray dataset: python ray_data.py [WORKS.jsonl]."""

import json
import sys
from pathlib import Path

import pyarrow
import ray

from citex import bulk

OUTPUTS = ["apa", "gbt7714", "bibtex"]


def cited(table: pyarrow.Table) -> pyarrow.Table:
    return bulk.arrow(table, OUTPUTS)


def main() -> None:
    data = Path(__file__).parents[1] / "data" / "mixed.jsonl"
    with open(sys.argv[1] if sys.argv[1:] else data, encoding="utf-8") as file:
        lines = list(file)
    ray.init(log_to_driver=False, include_dashboard=False)
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    works = ray.data.from_arrow(pyarrow.table({"record": lines}))
    for row in works.map_batches(cited, batch_format="pyarrow").iter_rows():
        kept = {name: list(value) if name == "problems" else value for name, value in row.items()}
        print(json.dumps(kept, ensure_ascii=False))


if __name__ == "__main__":
    main()
