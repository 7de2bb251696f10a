"""`arrow`: what is asked for of each row of a record batch, as columns; for frames' engines."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from citex.bulk.outputs import Outputs
from citex.bulk.setting import setup_of
from citex.bulk.tables import lines_of, pyarrow
from citex.bulk.tasks import BadRecord, Row, Task
from citex.bulk.work import Setup, Work
from citex.errors import UnknownName
from citex.model.checked import called, refuse


@called
def arrow(
    batch: Any,
    outputs: Outputs,
    *,
    column: str | None = None,
    keep: Sequence[str] = (),
    format: str | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Any:
    """What is asked for of each row of a batch of records, as a batch: for engines of data frames.

    `batch` is a RecordBatch or a Table of pyarrow. Its `column` holds the records as lines of JSON;
    where none is named, one that is called "record", "json", "raw", "value", "line" or "text", or
    the only one; else each row is a record whose keys are the columns. The result has a row for
    each row: the columns to `keep`, `id`, one column for each of the `outputs`, `problems` (a list
    of texts), and `error`, the code of what is wrong with a record of which there are no outputs.
    Of several works in one row the first counts. `settings` are `output`, `locale` and the others
    of `render`. Raises MissingPackage, UnknownFormat, UnknownStyle.
    """
    package = pyarrow()
    if isinstance(batch, package.Table):
        schema = _schema(package, batch.schema, outputs, keep, settings)
        parts = [
            arrow(part, outputs, column=column, keep=keep, format=format, settings=settings)
            for part in batch.to_batches()
        ]
        return package.Table.from_batches(parts, schema)
    if not isinstance(batch, package.RecordBatch):
        raise refuse("batch", batch, "give a RecordBatch or a Table of pyarrow")
    schema = _schema(package, batch.schema, outputs, keep, settings)
    work = _work(outputs, format, settings)
    rows, bad, _ = work.rows(Task(1, "lines", lines_of(batch, column)))
    made: dict[int, Row] = {}
    several: set[int] = set()
    for row in rows:
        assert row.line is not None
        if made.setdefault(row.line, row) is not row:
            several.add(row.line)
    faults: dict[int, list[BadRecord]] = {}
    for one in bad:
        faults.setdefault(one.line or 0, []).append(one)
    numbers = range(1, batch.num_rows + 1)
    found: list[Any] = [batch.column(name) for name in keep]
    found.append([made[n].id if n in made else _first_id(faults.get(n, ())) for n in numbers])
    for output in work.setup.outputs:
        found.append([made[n].outputs.get(output.name) if n in made else None for n in numbers])
    found.append([_problems(made.get(n), faults.get(n, ()), n in several) for n in numbers])
    lost = {n: "no-record" for n in numbers if n not in made}
    found.append([faults[n][0].code if n in faults else lost.get(n) for n in numbers])
    arrays = [
        value if isinstance(value, package.Array) else package.array(value, field.type)
        for value, field in zip(found, schema, strict=True)
    ]
    return package.RecordBatch.from_arrays(arrays, schema=schema)


def arrow_schema(
    outputs: Outputs, *, keep: Any = None, settings: Mapping[str, Any] | None = None
) -> Any:
    """The schema of what `arrow` gives; `keep` is the schema of the columns that are kept."""
    package = pyarrow()
    kept = keep if keep is not None else package.schema([])
    return _schema(package, kept, outputs, kept.names, settings)


def _schema(
    package: Any, given: Any, outputs: Outputs, keep: Sequence[str],
    settings: Mapping[str, Any] | None,
) -> Any:  # fmt: skip
    names = [output.name for output in _work(outputs, None, settings).setup.outputs]
    for name in keep:
        if name not in given.names:
            raise UnknownName(name, given.names)
    fields = [given.field(name) for name in keep]
    text = package.string()
    fields += [package.field(name, text) for name in ("id", *names)]
    fields += [package.field("problems", package.list_(text)), package.field("error", text)]
    return package.schema(fields)


def _work(outputs: Outputs, format: str | None, settings: Mapping[str, Any] | None) -> Work:
    """What does the work: kept for the batches that come after."""
    given = tuple(sorted((settings or {}).items()))
    key: Any = tuple(outputs) if isinstance(outputs, (list, tuple)) else outputs
    try:
        return _kept(key, format, given)
    except TypeError:  # a mapping of outputs
        return _kept.__wrapped__(outputs, format, given)


@functools.lru_cache(maxsize=16)
def _kept(outputs: Any, format: str | None, settings: tuple[tuple[str, Any], ...]) -> Work:
    setup: Setup = setup_of(outputs, dict(settings), format, ("place",), None)
    return Work(setup)


def _first_id(bad: Sequence[BadRecord]) -> str | None:
    return next((one.id for one in bad if one.id), None)


def _problems(row: Row | None, bad: Sequence[BadRecord], several: bool) -> list[str]:
    found = [one.message for one in row.problems] if row is not None else []
    found += [f"{one.output}: {one.message}" if one.output else one.message for one in bad]
    return [*found, "the record holds several works; the first counts"] if several else found


__all__ = ["arrow", "arrow_schema"]
