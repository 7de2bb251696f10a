"""Citations of each record of a Spark frame: python spark_frame.py [WORKS.jsonl]."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow
from pyspark.sql import SparkSession

from citex import bulk

OUTPUTS = ["apa", "gbt7714", "bibtex"]


def cited(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        yield bulk.arrow(batch, OUTPUTS)


def main() -> None:
    data = Path(__file__).parents[1] / "data" / "mixed.jsonl"
    place = Path(sys.argv[1] if sys.argv[1:] else data).resolve()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # a cluster has its own
    spark = SparkSession.builder.appName("citex").getOrCreate()
    works = spark.read.text(str(place), lineSep="\n")  # one column, `value`
    schema = ", ".join([f"{name} string" for name in ("id", *OUTPUTS)])
    result = works.mapInArrow(cited, f"{schema}, problems array<string>, error string")
    for row in result.toLocalIterator():
        print(json.dumps(row.asDict(), ensure_ascii=False))
    spark.stop()


if __name__ == "__main__":
    main()
