"""Arrow's and Parquet's tables as lines of JSON; needs the package pyarrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from citex.bulk.tasks import Row
from citex.errors import MissingPackage, UnknownName

TEXTS = ("record", "json", "raw", "value", "line", "text")
"""What a column is called that holds whole records, as lines of JSON."""


def pyarrow() -> Any:
    """The package. Raises MissingPackage."""
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        raise MissingPackage("pyarrow", "arrow", "reading and writing Arrow's data") from None


MAGIC = (b"PAR1", b"ARROW1")
"""How files of Parquet and Arrow begin."""


def batches(path: str, column: str | None, rows: int) -> Iterator[Any]:
    """The record batches of a file, of so many rows at most. Raises what pyarrow raises."""
    package = pyarrow()
    with open(path, "rb") as file:
        if file.read(4) == MAGIC[0]:
            parquet = importlib.import_module("pyarrow.parquet").ParquetFile(path)
            wanted = None if column is None else [column]
            _expect(column, parquet.schema_arrow)
            yield from parquet.iter_batches(batch_size=rows, columns=wanted)
            return
    with package.memory_map(path) as mapped:
        reader = package.ipc.open_file(mapped)
        _expect(column, reader.schema)
        for number in range(reader.num_record_batches):
            batch = reader.get_batch(number)
            batch = batch if column is None else batch.select([column])
            for start in range(0, batch.num_rows, rows):
                yield batch.slice(start, rows)


def packed(batch: Any) -> bytes:
    """A batch as bytes."""
    package = pyarrow()
    sink = package.BufferOutputStream()
    with package.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def rows_schema(outputs: Sequence[str], extras: Sequence[str]) -> Any:
    """The columns of rows: id, a text for each output, problems, and what else was asked for."""
    package = pyarrow()
    text, texts = package.string(), package.list_(package.string())
    more = {
        "place": {"source": text, "line": package.int64()}, "language": {"language": text},
        "checks": {"checks": texts}, "losses": {"losses": package.map_(text, texts)},
    }  # fmt: skip
    fields = {"id": text, **dict.fromkeys(outputs, text), "problems": texts}
    for name in extras:
        fields |= more[name]
    return package.schema(list(fields.items()))


def packed_rows(rows: list[Row], outputs: Sequence[str], extras: Sequence[str]) -> bytes:
    """Rows as a packed batch of these columns."""
    package = pyarrow()
    schema = rows_schema(outputs, extras)
    columns: list[list[Any]] = [[row.outputs.get(name) for row in rows] for name in outputs]
    columns = [[row.id for row in rows], *columns]
    columns.append([[one.message for one in row.problems] for row in rows])
    for name in schema.names[len(columns) :]:
        values = [getattr(row, name) for row in rows]
        columns.append([list(one.items()) if isinstance(one, dict) else one for one in values])
    arrays = [package.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
    return packed(package.RecordBatch.from_arrays(arrays, schema=schema))


def unpacked(data: bytes) -> Any:
    """The batch that was packed."""
    (batch,) = pyarrow().ipc.open_stream(data)
    return batch


def lines_in(data: bytes) -> bytes:
    """The rows of a packed batch as lines of JSON."""
    return lines_of(unpacked(data))


def _expect(column: str | None, schema: Any) -> None:
    if column is not None and column not in schema.names:
        raise UnknownName(column, schema.names)


def lines_of(batch: Any, column: str | None = None) -> bytes:
    """The rows of a batch as lines of JSON; a row without a record is an empty line."""
    package = pyarrow()
    column = column or _column(package, batch.schema)
    if column is None:
        return b"\n".join([_encoded(row) for row in batch.to_pylist()])
    _expect(column, batch.schema)
    return b"\n".join([_line(value) for value in batch.column(column).to_pylist()])


def _column(package: Any, schema: Any) -> str | None:
    """The column that holds whole records, if there is one."""
    kinds = package.types
    texts = [
        field.name for field in schema
        if kinds.is_string(field.type) or kinds.is_large_string(field.type)
        or kinds.is_binary(field.type) or kinds.is_large_binary(field.type)
    ]  # fmt: skip
    named = [name for name in TEXTS if name in texts]
    return named[0] if named else texts[0] if len(schema) == len(texts) == 1 else None


def _line(value: Any) -> bytes:
    if value is None:
        return b""
    if isinstance(value, dict):
        return _encoded(value)
    text = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
    return text.replace(b"\n", b" ")


def _encoded(row: dict[str, Any]) -> bytes:
    return msgspec.json.encode(_without_nulls(row), enc_hook=str)


def _without_nulls(value: Any) -> Any:
    """A value of Arrow as JSON has it: a struct has every key, be there a value or not."""
    if isinstance(value, dict):
        return {key: _without_nulls(one) for key, one in value.items() if one is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value
