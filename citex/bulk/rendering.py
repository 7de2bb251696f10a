"""`render`: the rows of an input, one after the other, as an iterator."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import IO, Any, Protocol, cast

import msgspec

from citex.bulk import cutting
from citex.bulk.cutting import Cutter
from citex.bulk.outputs import Outputs
from citex.bulk.pool import TIMEOUT, Pool, here
from citex.bulk.setting import setup_of
from citex.bulk.tasks import BadRecord, Done, Row, Task
from citex.bulk.unpacking import Opened, inputs_of
from citex.bulk.work import Setup
from citex.errors import CitexError, InvalidValue, Problem
from citex.formats import Format
from citex.model import Paper
from citex.model.checked import called, refuse

Source = str | os.PathLike[str] | IO[bytes] | Iterable[Any]
"""Paths of files and folders, an open file, or records: lines of JSON, dictionaries, papers."""


class Collector(Protocol):
    """What bad records go to: a list, or whatever appends."""

    def append(self, bad: BadRecord, /) -> object:
        """Take one."""


@called
def render(
    source: Source,
    outputs: Outputs,
    *,
    jobs: int | None = None,
    format: str | Format | None = None,
    encoding: str | None = None,
    output: str | None = None,
    locale: str | None = None,
    notices: bool = False,
    links: bool = False,
    titles: str | None = None,
    chinese: str | None = None,
    extras: Iterable[str] = (),
    errors: Collector | None = None,
    max_errors: int | None = None,
    timeout: float | None = TIMEOUT,
    ordered: bool = True,
    max_size: int = cutting.MAX_SIZE,
    chunk_size: int = cutting.SIZE,
    read_options: Mapping[str, Any] | None = None,
    column: str | None = None,
) -> Iterator[Row]:
    """What is asked for of each record, on all cores, in constant memory.

    `source` is a path or several, of files (JSON lines of any records that citex reads, its other
    formats; packed by gzip, zstd, bzip2 or xz) and folders; an open file of bytes; or records:
    lines of JSON, dictionaries, papers. `outputs` are names of styles and formats ("apa",
    "apa:html", "bibtex"), or for each name what it is; each text is what `Paper.format` gives for
    the record alone. `output`, `locale`, `notices`, `links`, `titles` and `chinese` are for all
    styles.

    A record that cannot be read, or not be written, goes to `errors`; without, it is a row of its
    own, with its problems and without outputs. After more than `max_errors` a CitexError ends all.
    `extras` ask for more of each row: "place" (source and line), "language", "checks", "losses".
    With `ordered=False` rows come as they are made.

    `jobs` is how many processes work, all cores if not given; 0 is this process. One that is killed
    costs no record but the one that kills it each time; one that takes longer than `timeout`
    seconds for half a megabyte is ended, and costs the record at which it hangs (None: never).
    `max_size` is how many bytes a record may have, or a file that is read whole. `column` is that
    of Parquet and Arrow in which records stand as JSON, if they do. Raises UnknownFormat,
    UnknownStyle, UnknownOption, NotFound.

    >>> [row.outputs["apa"] for row in render([Paper(id="a", title="On Growth")], ["apa"], jobs=0)]
    ['On Growth. (n.d.).']
    """
    settings = {
        "output": output, "locale": locale, "notices": notices, "links": links, "titles": titles,
        "chinese": chinese,
    }  # fmt: skip
    wanted = setup_of(outputs, settings, format, extras, read_options)
    cutter = Cutter(
        format=wanted.reader.name if wanted.reader else None, encoding=encoding,
        size=number("chunk_size", chunk_size, 1), max_size=number("max_size", max_size, 1),
        column=column,
    )  # fmt: skip
    if jobs is not None:
        number("jobs", jobs, 0)
    if max_errors is not None:
        number("max_errors", max_errors, 0)
    seconds("timeout", timeout)
    if errors is not None and not hasattr(errors, "append"):
        raise refuse("errors", errors, "give a list that is filled: errors=[]")
    tasks = tasks_of(source, cutter)
    made = done(wanted, tasks, jobs, ordered=ordered, timeout=timeout)
    return _rows(made, errors, max_errors)


def places_in(source: Source) -> list[str | os.PathLike[str]] | None:
    """The paths that a source is; None where it is something else."""
    if isinstance(source, (str, os.PathLike)):
        return [source]
    if not isinstance(source, (list, tuple)) or not source or not all(map(_is_place, source)):
        return None
    return list(source)


def tasks_of(source: Source, cutter: Cutter) -> Iterator[Task]:
    """The tasks of whatever was given. Raises NotFound, InvalidValue."""
    if (places := places_in(source)) is not None:
        return cutter.files(inputs_of(places))
    if hasattr(source, "read"):
        file = cast("IO[bytes]", source)
        try:
            readable = isinstance(file.read(0), bytes)
        except (OSError, ValueError):  # closed, or open for writing
            readable = False
        if not readable:
            raise refuse("source", source, "open the file for reading bytes: open(path, 'rb')")
        return cutter.stream(Opened(file), str(getattr(source, "name", "") or ""))
    if isinstance(source, (Paper, Mapping)):
        return cutter.things([source])
    if isinstance(source, (bytes, bytearray)) or not isinstance(source, Iterable):
        raise refuse("source", source, "give paths, an open file, or records")
    things = iter(source)
    first = next(things, None)
    if first is None:
        return iter(())
    things = itertools.chain((first,), things)
    if _is_place(first) and not isinstance(source, (list, tuple)):  # in a list are others, too
        return cutter.files(inputs_of(things))
    return cutter.things(things)


def _is_place(thing: Any) -> bool:
    """Whether it is a path, and no line of JSON."""
    if isinstance(thing, os.PathLike):
        return True
    if not isinstance(thing, str) or "\n" in thing:
        return False
    return thing.lstrip("\ufeff \t")[:1] not in ("{", "[")


def done(
    setup: Setup,
    tasks: Iterator[Task],
    jobs: int | None,
    *,
    ordered: bool = True,
    timeout: float | None = TIMEOUT,
) -> Generator[tuple[Task, list[Done]], None, None]:
    """The tasks done: by so many processes, or here where there is little to do."""
    if jobs is None:  # one piece is done before a process has begun
        ahead = list(itertools.islice(tasks, 2))
        jobs = cores() if len(ahead) > 1 else 0
        tasks = itertools.chain(ahead, tasks)
    if not jobs:
        return here(setup, tasks)
    return Pool(setup, jobs, ordered=ordered, timeout=timeout).run(tasks)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _rows(
    made: Generator[tuple[Task, list[Done]], None, None], errors: Collector | None, most: int | None
) -> Iterator[Row]:
    count = 0
    with contextlib.closing(made):  # by an exception that is raised here, too: Ctrl-C, say
        for task, parts in made:
            for part in [Done(bad=task.bad, places=[0] * len(task.bad)), *parts]:
                rows = _decode(part.rows) if part.rows else []
                count += len(part.bad)
                if errors is None:
                    yield from _with_bad(rows, part)
                else:
                    for bad in part.bad:
                        errors.append(bad)
                    yield from rows
                if most is not None and count > most:
                    raise too_many(count, most)


def _with_bad(rows: list[Row], part: Done) -> Iterator[Row]:
    """The rows, and in their places those of records of which there is none."""
    given = 0
    for place, bad in zip(part.places, part.bad, strict=False):
        yield from rows[given:place]
        yield _row(bad)
        given = place
    yield from rows[given:]


def too_many(count: int, most: int) -> CitexError:
    """The error that ends a run of too many bad records."""
    return CitexError(f"{count:,} records are bad, more than {most:,} (max_errors)")


def _row(bad: BadRecord) -> Row:
    """The row of a record of which there are no outputs."""
    problem = Problem(message=bad.message, line=bad.line, source=bad.source, raw=bad.raw)
    return Row(id=bad.id, outputs={}, problems=(problem,), source=bad.source, line=bad.line)


def number(name: str, value: Any, least: int) -> int:
    """A whole number that is an argument. Raises InvalidValue."""
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise InvalidValue(name, value, f"give a whole number from {least} on")
    return value


def seconds(name: str, value: Any) -> None:
    """Refuse what is no number of seconds. Raises InvalidValue."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)
                         and value > 0):  # fmt: skip
        return
    raise InvalidValue(name, value, "give a number of seconds, or None for any time")


_decode: Callable[[bytes], list[Row]] = msgspec.msgpack.Decoder(list[Row]).decode
