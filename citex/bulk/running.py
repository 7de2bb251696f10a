"""`run`: the rows of an input in files of a folder, begun or gone on with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from citex.bulk import cutting
from citex.bulk.cutting import Cutter
from citex.bulk.outputs import Outputs
from citex.bulk.parts import Folder
from citex.bulk.pool import TIMEOUT
from citex.bulk.rendering import Source, done, number, places_in, seconds, tasks_of, too_many
from citex.bulk.setting import setup_of
from citex.bulk.summary import Progress, Summary
from citex.bulk.tasks import Task
from citex.bulk.unpacking import Input, inputs_of
from citex.bulk.writing import Writer
from citex.errors import CitexError
from citex.files import same_file
from citex.formats import Format
from citex.model.checked import called, refuse

PART_SIZE = 50_000
"""How many records a part has, about."""


@called
def run(
    source: Source,
    outputs: Outputs,
    folder: str | os.PathLike[str],
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
    max_errors: int | None = None,
    timeout: float | None = TIMEOUT,
    ordered: bool = True,
    parts: str = "jsonl",
    part_size: int = PART_SIZE,
    max_size: int = cutting.MAX_SIZE,
    chunk_size: int = cutting.SIZE,
    read_options: Mapping[str, Any] | None = None,
    column: str | None = None,
    restart: bool = False,
    progress: Callable[[Progress], object] | None = None,
) -> Summary:
    """Write what is asked for of each record into a folder; do only what is missing there.

    The folder has `part-00000.jsonl` and so on, of about `part_size` records each, in the order of
    the input; `errors.jsonl` with the records that are bad; and `manifest.json`. Where `parts` is
    "parquet", they are tables with a column for each output; where it is "files", a part is one
    file for each output, `part-00000.bib` say. The same call again goes on where the one before was
    ended, and is refused by a CitexError where its options or its input are others, unless
    `restart` throws away what is there. The other arguments are those of `render`; `progress` is
    called now and then with how far the run is.
    """
    if not isinstance(folder, (str, os.PathLike)) or not os.fspath(folder):
        raise refuse("folder", folder, "name the folder to write into")
    settings = {
        "output": output, "locale": locale, "notices": notices, "links": links, "titles": titles,
        "chinese": chinese,
    }  # fmt: skip
    setup = setup_of(outputs, settings, format, extras, read_options, parts)
    writer = Writer(parts, setup.outputs, setup.extras)
    name = setup.reader.name if setup.reader else None
    cutter = Cutter(
        format=name, encoding=encoding, size=number("chunk_size", chunk_size, 1),
        max_size=number("max_size", max_size, 1),
        column=column,
    )  # fmt: skip
    number("part_size", part_size, 1)
    if jobs is not None:
        number("jobs", jobs, 0)
    if max_errors is not None:
        number("max_errors", max_errors, 0)
    seconds("timeout", timeout)
    options = {
        "outputs": [one.said for one in setup.outputs], "extras": list(setup.extras),
        "format": name, "encoding": encoding, "read_options": setup.read_options, "column": column,
        "ordered": ordered, "parts": parts, "part_size": part_size, "max_size": max_size,
        "chunk_size": chunk_size,
    }  # fmt: skip
    places = places_in(source)
    if any(os.path.isdir(place) and same_file(place, folder) for place in places or ()):
        raise CitexError(f"{os.fspath(folder)}: is the input; give another folder to write into")
    inputs = inputs_of(places) if places is not None else []
    tasks = cutter.files(inputs) if places is not None else tasks_of(source, cutter)
    known = [one.state for one in inputs]
    with Folder(
        folder, options, known, writer=writer, part_size=part_size, restart=restart
    ) as kept:
        so_far = Progress(_total(inputs))
        if not (kept.manifest.complete and _same_for_sure(inputs)):
            made = done(setup, kept.missing(tasks), jobs, ordered=ordered, timeout=timeout)
            try:
                for task, dones in made:
                    kept.add(task, dones)
                    if kept.passed is not None and not so_far.begun_at:
                        so_far.begun_at = _place(inputs, kept.passed)
                    so_far.place = max(so_far.place, _place(inputs, task))
                    so_far.add(task, dones)
                    if progress is not None:
                        progress(so_far)
                    bad = so_far.errors.total()
                    if max_errors is not None and bad > max_errors:
                        raise too_many(bad, max_errors)
            finally:
                made.close()
            kept.finish()
        return Summary(
            folder=str(kept.path), rows=kept.rows, parts=len(kept.manifest.parts),
            errors=dict(sorted(kept.errors.items())),
            warned=sum(part.warned for part in kept.manifest.parts), resumed=kept.resumed,
            seconds=round(so_far.seconds, 3), rate=round(so_far.rate, 1), complete=True,
        )  # fmt: skip


def _total(inputs: list[Input]) -> int | None:
    sizes = [one.size for one in inputs]
    return sum(size or 0 for size in sizes) if sizes and None not in sizes else None


def _same_for_sure(inputs: list[Input]) -> bool:
    """Whether the files themselves tell that they have not changed, as standard input does not."""
    return bool(inputs) and all(one.size is not None for one in inputs)


def _place(inputs: list[Input], task: Task) -> int:
    """How many bytes of all files are read behind a task."""
    return sum(one.size or 0 for one in inputs[: task.file]) + task.place


__all__ = ["PART_SIZE", "run"]
