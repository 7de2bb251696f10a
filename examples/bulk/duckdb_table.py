"""Citations of each record of a DuckDB query: python duckdb_table.py [WORKS.jsonl]."""

import json
import sys
from pathlib import Path

import duckdb
import pyarrow

from citex import bulk

OUTPUTS = ["apa", "gbt7714", "bibtex"]


def main() -> None:
    data = Path(__file__).parents[1] / "data" / "mixed.jsonl"
    with open(sys.argv[1] if sys.argv[1:] else data, encoding="utf-8") as file:
        lines = list(file)
    works = pyarrow.table({"record": lines})
    source = duckdb.connect()  # a query of its own, in constant memory
    batches = source.from_arrow(works).to_arrow_reader(10_000)
    cited = (bulk.arrow(batch, OUTPUTS) for batch in batches)
    schema = bulk.arrow_schema(OUTPUTS)
    result = duckdb.from_arrow(pyarrow.RecordBatchReader.from_batches(schema, cited))
    names = [column[0] for column in result.description]
    for row in result.fetchall():
        print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))


if __name__ == "__main__":
    main()
