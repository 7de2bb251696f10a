"""The command's standard streams: UTF-8, open, and with nothing on them that a terminal obeys."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any, TextIO, cast

from citex.errors import escaped


class Guarded:
    """A stream to which text goes with all controls written out; the rest is the stream's own."""

    def __init__(self, stream: IO[str], before: Callable[[], None] | None = None) -> None:
        self.stream = stream
        self._before = before
        self._fault: OSError | None = None

    def write(self, text: str) -> int:
        """Write the text, harmless."""
        if self._before is not None:
            self._before()
        try:
            self.stream.write(escaped(text))
        except OSError as error:
            self._fault = error
            raise
        return len(text)

    def flush(self) -> None:
        """Let all go out; raises what a write raised that nobody minded (argparse does not)."""
        if self._fault is not None:
            raise self._fault
        self.stream.flush()

    def writelines(self, lines: Iterable[str]) -> None:
        """Write one text after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def guarded(stream: IO[str]) -> IO[str]:
    """The stream for text of which nobody knows what it holds."""
    return stream if isinstance(stream, Guarded) else cast("IO[str]", Guarded(stream))


def unguarded(stream: IO[str]) -> IO[str]:
    """The stream itself: for our own escape codes around harmless text, and for files in a pipe."""
    return stream.stream if isinstance(stream, Guarded) else stream


def typed_in() -> bool:
    """Whether standard input is a terminal, at which somebody types."""
    isatty = getattr(sys.stdin, "isatty", None)
    return isatty is not None and bool(isatty())


def standard_input() -> int:
    """The number of standard input's stream, -1 where it is none of the system's."""
    try:
        return sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return -1


@contextlib.contextmanager
def standard_streams(before: Callable[[], None]) -> Iterator[None]:
    """Standard output and error as they should be, while the command runs.

    `before` is called before anything is written to a terminal as output.

    Where the block ends in an error that nobody expected, they stay so: Python prints it later.
    """
    _open()
    _utf8()
    found = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    ours = {name: guarded(stream) for name, stream in found.items()}
    if sys.stdout.isatty():
        ours["stdout"] = cast("IO[str]", Guarded(unguarded(sys.stdout), before))
    vars(sys).update(ours)
    try:
        yield
    except Exception:
        raise
    except BaseException:  # the parser of arguments ends by SystemExit
        _put_back(ours, found)
        raise
    else:
        _put_back(ours, found)


def terminal_width() -> int:
    """The columns of the terminal, or COLUMNS: as `shutil` has them, which loads much else."""
    try:
        width = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        width = 0
    if width <= 0:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]  # or None
        except (AttributeError, ValueError, OSError):  # closed, or no terminal
            width = 0
    return width or 80


def give_up() -> None:
    """Standard output leads nowhere from now on: it failed, and would fail at exit, too."""
    sys.stdout = nowhere()


def nowhere() -> TextIO:
    """A stream that keeps nothing."""
    return open(os.devnull, "w")


def _put_back(ours: Mapping[str, IO[str]], before: Mapping[str, IO[str]]) -> None:
    for name, stream in ours.items():
        if getattr(sys, name) is stream:
            setattr(sys, name, before[name])


def _open() -> None:
    """Where a standard stream was closed by whoever called: nothing comes in, nothing goes out."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  (lives as long as we do)


def _utf8() -> None:
    """UTF-8 everywhere, whatever the system's locale; what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
