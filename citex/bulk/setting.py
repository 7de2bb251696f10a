"""What is asked for, looked at before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citex import registry
from citex.api import expect_options
from citex.bulk.outputs import Outputs, outputs_of
from citex.bulk.work import EXTRAS, Setup
from citex.errors import UnknownOption
from citex.formats import Format


def setup_of(
    outputs: Outputs,
    settings: Mapping[str, Any],
    format: str | Format | None,
    extras: Iterable[str],
    read_options: Mapping[str, Any] | None,
    rows: str = "rows",
) -> Setup:
    """What all processes are told. Raises CitexError for what there is not."""
    extras = tuple(extras)
    for name in extras:
        if name not in EXTRAS:
            raise UnknownOption(f"extras={name}", [f"extras={extra}" for extra in EXTRAS])
    options = dict(read_options or {})
    form = registry.reader_named(format) if format else None
    if form is not None:
        expect_options(options, form.read_options, f"for reading {form.name!r}")
    elif options:
        raise UnknownOption(next(iter(options)), (), hint="name the format that it is for")
    return Setup(outputs_of(outputs, settings), form, options, extras, rows)
