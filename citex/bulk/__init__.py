"""Millions of records: the citations and export files of each, on all cores.

    >>> from citex import bulk
    >>> records = ['{"id": "a", "type": "book", "title": "On Growth", "issued": {"raw": "1917"}}']
    >>> for row in bulk.render(records, outputs=["apa"], jobs=0):
    ...     print(row.id, row.outputs["apa"])
    a On Growth. (1917).

The input is cut into pieces of raw text (`cutting`), which processes read and render (`pool`,
`worker`, `work`); `parts` writes what they make into a folder, and goes on where it was ended.
"""

from __future__ import annotations

from citex._hints import not_called
from citex.bulk.columns import arrow, arrow_schema
from citex.bulk.rendering import render
from citex.bulk.running import PART_SIZE, run
from citex.bulk.summary import Progress, Summary
from citex.bulk.tasks import CODES, BadRecord, Row

__all__ = [
    "CODES",
    "PART_SIZE",
    "BadRecord",
    "Progress",
    "Row",
    "Summary",
    "arrow",
    "arrow_schema",
    "render",
    "run",
]

not_called(__name__)
