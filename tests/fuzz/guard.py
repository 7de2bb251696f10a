"""One input run under guard: its exceptions, its time, its memory; and the smallest like it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import signal
import sys
import time
import traceback
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fuzz.targets import Broken, Target

import citex

PACKAGE = str(Path(citex.__file__).parent)
HANG = 10.0
"""Seconds of processor time after which an input is stopped, beside those that its size allows."""
MEMORY = 200 * 2**20
"""Bytes by which one input, or a run, may make the process grow."""
CEILING = 6 * 2**30
"""Bytes of address space of a worker: a bomb ends in MemoryError, not in the machine's end."""


class Hang(BaseException):
    """An input was stopped; no `except Exception` is to keep it."""


@dataclass(frozen=True)
class Finding:
    """An input that broke something: what, where, and how to see it again.

    `signature` is the same for what is probably the same fault.
    """

    target: str
    signature: str
    detail: str
    data: bytes

    def command(self, path: Path) -> str:
        """The command that runs the input again."""
        return f"python tests/fuzz/run.py --only {self.target} --input {path}"


def allowed(target: Target, data: bytes) -> float:
    """The seconds that an input may take: one for 100 kB, and the target's slack."""
    return target.slack + len(data) / 100_000


def run(target: Target, data: bytes) -> Finding | None:
    """Run an input; what it broke, or None. What was slow is run again, and must be slow thrice."""
    before = _peak()
    try:
        seconds = _timed(target, data)
        if seconds > allowed(target, data):
            seconds = min(seconds, _timed(target, data))
        if seconds > allowed(target, data):
            seconds = min(seconds, _timed(target, data))
            if seconds > allowed(target, data):
                return _slow(target, data, seconds)
    except citex.CitexError:
        pass
    except Hang as error:
        return Finding(target.name, f"hang in {error}", f"over {HANG} s", data)
    except Broken as error:
        what = str(error.args[0])
        kind = re.split("[.@]", target.name)[0]
        return Finding(target.name, f"broken: {kind}: {what}", repr(error.args), data)
    except Exception as error:
        signature = f"{type(error).__name__} at {place(error.__traceback__)}"
        return Finding(
            target.name, signature, "".join(traceback.format_exception(error)[-12:]), data
        )
    if (grown := _peak() - before) > MEMORY:
        return Finding(target.name, f"memory: {target.name}", f"{grown >> 20} MB more", data)
    return None


def _timed(target: Target, data: bytes) -> float:
    """The seconds of processor time that an input takes; CitexError is a way to end."""
    start = time.process_time()
    with stopped_after(HANG + allowed(target, data)), contextlib.suppress(citex.CitexError):
        target.run(data)
    return time.process_time() - start


@contextlib.contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise Hang, with the place, when what is within has taken so much processor time."""

    def stop(number: int, frame: types.FrameType | None) -> None:
        raise Hang(_innermost(frame))

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def _slow(target: Target, data: bytes, seconds: float) -> Finding:
    where = "?"
    try:
        with stopped_after(seconds / 2), contextlib.suppress(citex.CitexError):
            target.run(data)
    except Hang as error:
        where = str(error)
    detail = f"{seconds:.2f} s for {len(data)} bytes"
    with contextlib.suppress(Exception):  # half a document need not be one
        half = _timed(target, data[: len(data) // 2])
        detail += f", {half:.2f} s for the first half of them"
    return Finding(target.name, f"slow in {where}", detail, data)


def place(trace: types.TracebackType | None) -> str:
    """The innermost place in citex that a traceback goes through."""
    found = "?"
    for frame, _ in traceback.walk_tb(trace):
        if frame.f_code.co_filename.startswith(PACKAGE):
            found = _name(frame)
    return found


def _innermost(frame: types.FrameType | None) -> str:
    while frame is not None:
        if frame.f_code.co_filename.startswith(PACKAGE):
            return _name(frame)
        frame = frame.f_back
    return "?"


def _name(frame: types.FrameType) -> str:
    return f"{frame.f_code.co_filename[len(PACKAGE) + 1 :]}:{frame.f_code.co_name}"


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def resident() -> int:
    """Bytes of memory that the process holds now; 0 where nothing tells."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def limit_memory() -> None:
    """Let this process have no more than the ceiling."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (CEILING, resource.RLIM_INFINITY))


# -- the smallest input ------------------------------------------------------------------------


def smallest(target: Target, finding: Finding, seconds: float = 10.0) -> Finding:
    """The smallest input found in that time which breaks the same (delta debugging)."""
    end = time.monotonic() + seconds
    best = finding

    def same(data: bytes) -> bool:
        nonlocal best
        if time.monotonic() > end:
            raise _Enough
        found = run(target, data)
        if found is None or found.signature != finding.signature:
            return False
        best = found
        return True

    with contextlib.suppress(_Enough):
        try:
            value = json.loads(finding.data)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, (dict, list)):
            _shrink_value(value, lambda: same(json.dumps(value).encode()))
        for separator in (b"\n", b" ", b""):
            _shrink_pieces(best.data, separator, same)
    return best


class _Enough(Exception):
    """The time for making an input smaller is up."""


def _shrink_pieces(data: bytes, separator: bytes, same: Callable[[bytes], bool]) -> None:
    pieces = data.split(separator) if separator else [bytes([byte]) for byte in data]
    size = len(pieces) // 2
    while size >= 1:
        start = 0
        while start < len(pieces):
            left = pieces[:start] + pieces[start + size :]
            if left and same(separator.join(left)):
                pieces = left
            else:
                start += size
        size //= 2


def _shrink_value(value: Any, same: Callable[[], bool]) -> None:
    """Shrink a JSON value in place: parts left out, texts and lists halved."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value) - 1, -1, -1))
    for key in keys:
        kept = list(value) if isinstance(value, list) else dict(value)
        del value[key]
        if not same():
            _restore(value, kept)
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        inner = value[key]
        if isinstance(inner, (dict, list)):
            _shrink_value(inner, same)
        elif isinstance(inner, str):
            size = max(len(inner) // 2, 1)
            start = 0
            while size and inner:
                shorter = inner[:start] + inner[start + size :]
                value[key] = shorter
                if same():
                    inner = shorter
                else:
                    start += size
                if start >= len(inner):
                    start, size = 0, size // 2
            value[key] = inner


def _restore(value: Any, kept: Any) -> None:
    value.clear()
    value.update(kept) if isinstance(value, dict) else value.extend(kept)
