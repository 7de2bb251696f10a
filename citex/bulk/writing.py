"""How a part is written: as JSON lines, as a table of Parquet, or as a file for each output."""

from __future__ import annotations

import importlib
import pickle
import re
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any, Protocol

from citex.bulk import tables
from citex.bulk.outputs import Output
from citex.csl.output import SUFFIXES
from citex.errors import UnknownOption
from citex.formats import Format
from citex.model import Paper
from citex.model.checked import refuse

KINDS = ("jsonl", "parquet", "files")
"""What parts may be: lines of JSON, tables, or for each output one file."""


class Writing(Protocol):
    """A part that is being written."""

    def add(self, rows: list[bytes]) -> None:
        """Write the rows of one task, as its processes encoded them."""

    def end(self) -> None:
        """No more rows come."""

    def drop(self) -> None:
        """What was written is not wanted."""


class Writer:
    """What parts are: the files of each, and what writes them. Raises UnknownOption."""

    def __init__(self, kind: str, outputs: Sequence[Output], extras: Sequence[str]) -> None:
        if kind not in KINDS:
            raise UnknownOption(f"parts={kind}", [f"parts={one}" for one in KINDS])
        self._kind, self._outputs, self._extras = kind, outputs, extras
        self.endings: list[str] = [f".{kind}"]
        """What the names of a part's files end in."""
        if kind == "parquet":
            tables.pyarrow()  # says so where it is missing
        if kind == "files":
            if extras:
                raise UnknownOption(f"extras={extras[0]}", hint="files have no place for it")
            self.endings = [_ending(one, alone=len(outputs) == 1) for one in outputs]
            if len({*self.endings}) < len(outputs):
                raise refuse("outputs", [one.name for one in outputs], "name their files apart")

    def names(self, number: int) -> list[str]:
        """The files of a part."""
        return [f"part-{number:05d}{ending}" for ending in self.endings]

    def begun(self, files: list[IO[bytes]]) -> Writing:
        """What writes a part into these files."""
        if self._kind == "parquet":
            names = [one.name for one in self._outputs]
            return _Table(files[0], tables.rows_schema(names, self._extras))
        if self._kind == "files":
            return _Files(files, self._outputs)
        return _Lines(files[0])


class _Lines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, rows: list[bytes]) -> None:
        self._file.writelines(rows)

    def end(self) -> None:
        pass

    drop = end


class _Table:
    """One group of rows for each task, into however many it was cut."""

    def __init__(self, file: IO[bytes], schema: Any) -> None:
        parquet: Any = importlib.import_module("pyarrow.parquet")
        self._writer = parquet.ParquetWriter(file, schema, compression="zstd")

    def add(self, rows: list[bytes]) -> None:
        batches = [tables.unpacked(one) for one in rows]
        self._writer.write_table(tables.pyarrow().Table.from_batches(batches).combine_chunks())

    def end(self) -> None:
        self._writer.close()

    drop = end


class _Files:
    """Works are kept until all of the part are there: a file is more than its records.

    It has a head, keys that are unique, numbers. So each is what `citex.format` writes of them.
    """

    def __init__(self, files: list[IO[bytes]], outputs: Sequence[Output]) -> None:
        self._files, self._outputs = files, outputs
        self._works = tempfile.TemporaryFile()  # noqa: SIM115  (closed at the end)

    def add(self, rows: list[bytes]) -> None:
        self._works.writelines(rows)

    def end(self) -> None:
        for output, file in zip(self._outputs, self._files, strict=True):
            if isinstance(output.chosen, Format):
                assert output.chosen.write is not None
                works = (paper for paper, made in self._read() if output.name in made)
                pieces: Iterator[str] = iter(output.chosen.write(works, **output.options))
            else:
                made_of = (made.get(output.name) for _, made in self._read())
                pieces = (f"{text}\n" for text in made_of if text)
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
        self._works.close()

    def drop(self) -> None:
        self._works.close()

    def _read(self) -> Iterator[tuple[Paper, dict[str, str]]]:
        self._works.seek(0)
        while True:
            try:
                yield from pickle.load(self._works)
            except EOFError:
                return


def _ending(output: Output, *, alone: bool) -> str:
    """What the name of a file ends in: of several, each says what it is."""
    chosen = output.chosen
    if isinstance(chosen, Format):
        suffix = next(iter(chosen.suffixes), ".txt")
    else:
        kind = str(output.said.get("output", "text")).lower()
        if kind == "rtf":
            raise UnknownOption("output=rtf", hint="a file of RTF is no list of references")
        suffix = next((end for end, one in SUFFIXES.items() if one == kind), ".txt")
    return suffix if alone else "." + re.sub(r"[^\w.-]+", "-", output.name).strip("-.") + suffix
