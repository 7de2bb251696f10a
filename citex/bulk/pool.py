"""The processes that do tasks; one that is killed costs no record but the one that killed it."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from typing import Any

import msgspec

from citex.bulk.cutting import SIZE, joined, records_of
from citex.bulk.tasks import BadRecord, Done, Task
from citex.bulk.work import RAW, Setup, Work
from citex.bulk.worker import read, write
from citex.errors import CitexError

AHEAD = 3
"""How many tasks a process has on their way, those whose turn has not come among them."""

_STARTS, _KILLS = 3, 100
"""After so many processes that ended by themselves, or were killed, before they began."""

_PATIENCE = 5.0
"""Seconds that a process has to end that is ending."""

_SLICE = 0.5
"""Seconds after which a wait looks for signals, and for processes that hang."""

TIMEOUT = 60.0
"""Seconds that a process may take for half a megabyte of the input, which takes less than one."""

_CODE = """\
import sys
sys.path[:] = {path!r}
from citex.bulk.worker import main
main()
"""


class Piece:
    """A task, or a part of one that was cut, with how often a process was killed at it."""

    __slots__ = ("killed", "most", "records", "start", "task")

    def __init__(self, task: Task, start: int = 0, records: list[Task] | None = None) -> None:
        self.task: Task = task
        self.start: int = start
        self.records: list[Task] | None = records
        self.killed: int = 0
        # one kill may come from outside; a part is suspect, and a single record is heard twice
        self.most: int = 1 if records and len(records) > 1 else 2

    def again(self, *, late: bool = False) -> list[Piece]:
        """What is to be done after a kill: itself, its halves, or nothing more.

        A piece that took too long is cut into all its records at once: each may take as long.
        """
        self.killed += 1
        if self.killed < self.most and not late:
            return [self]
        records = self.records or records_of(self.task)
        if len(records) < 2:
            return []
        if late:
            return [Piece(one, self.start + n, [one]) for n, one in enumerate(records)]
        middle = len(records) // 2
        return [
            Piece(joined(part), self.start + begin, part)
            for begin, part in ((0, records[:middle]), (middle, records[middle:]))
        ]


class Parts:
    """A task that is on its way, and what was made of its parts."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._left = 1 if task.data else 0
        self._made: list[tuple[int, Done]] = [] if task.data else [(0, Done())]

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._left

    def add(self, piece: Piece, done: Done) -> None:
        """Take in what was made of a part."""
        self._made.append((piece.start, done))
        self._left -= 1

    def cut(self, pieces: int) -> None:
        """One part is so many now."""
        self._left += pieces - 1

    def made(self) -> list[Done]:
        """What was made, in the order of the input."""
        return [done for _, done in sorted(self._made, key=lambda made: made[0])]


class Process:
    """A child process that does tasks."""

    def __init__(self) -> None:
        code = _CODE.format(path=[os.path.abspath(place) for place in sys.path])
        self._child = subprocess.Popen(
            [sys.executable, *_flags(), "-c", code],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.fault: str = ""
        self.until: float | None = None
        """When what it does now is to be done."""
        self.late: bool = False
        """Whether it was killed because it was not."""

    def begin(self, setup: bytes) -> bool:
        """Tell it what is to be done of each task; whether it is ready. `fault` says why not."""
        try:
            write(self._in, setup)
            answer = read(self._out)
        except OSError:
            answer = None
        if answer == b"+":
            return True
        said = (answer or b"")[1:].decode("utf-8", "replace")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(_PATIENCE)
        self.fault = said or f"its exit status is {self._child.returncode}"
        return False

    @property
    def killed(self) -> bool:
        """Whether a signal has ended it."""
        return (self._child.returncode or 0) < 0

    @property
    def _in(self) -> Any:
        return self._child.stdin

    @property
    def _out(self) -> Any:
        return self._child.stdout

    def send(self, task: Task) -> None:
        """Give it a task. Raises OSError where it is gone."""
        write(self._in, msgspec.msgpack.encode(task))

    def receive(self) -> Done | None:
        """What it has done; None where it is gone."""
        answer = read(self._out)
        return None if answer is None else _decode(answer)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._child.kill()

    def end(self) -> None:
        """End it, and let go of what belongs to it."""
        self.kill()
        for stream in (self._in, self._out):
            with contextlib.suppress(OSError):
                stream.close()
        self._child.wait()


_decode = msgspec.msgpack.Decoder(Done).decode


def _flags() -> list[str]:
    """The flags with which this Python was started, as far as they matter."""
    found: list[str] = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    return found


class Pool:
    """Does tasks in processes of its own, and gives what they made, in order or as it comes."""

    def __init__(
        self, setup: Setup, jobs: int, *, ordered: bool = True, timeout: float | None = None
    ) -> None:
        self._setup = pickle.dumps(setup)
        self._jobs, self._ordered, self._timeout = jobs, ordered, timeout
        self._tasks: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[Piece, Done | None, bool] | CitexError] = (
            queue.SimpleQueue()
        )
        self._processes: set[Process] = set()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._ended = False
        self._in_vain = 0
        self._owner = os.getpid()

    def run(self, tasks: Iterator[Task]) -> Generator[tuple[Task, list[Done]], None, None]:
        """The tasks, each with what was made of it. Raises CitexError where no process works."""
        self._threads = [
            threading.Thread(target=self._serve, daemon=True) for _ in range(self._jobs)
        ]
        # at the latest while threads still run: of rows that a program leaves unread, the generator
        # is closed when they do not any more, and would wait for them for ever
        atexit.register(self._end)
        try:
            for thread in self._threads:
                thread.start()
            yield from self._run(tasks)
        finally:
            self._end()

    def _run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, list[Done]]]:
        begun: dict[int, Parts] = {}  # by number, in their order
        most = AHEAD * self._jobs + 1
        more = True
        while True:
            while more and len(begun) < most:
                task = next(tasks, None)
                if task is None:
                    more = False
                    break
                begun[task.number] = Parts(task)
                if task.data:
                    self._tasks.put(Piece(task))
            if not begun:
                return
            first = next(iter(begun))
            looked_at = (first,) if self._ordered else tuple(begun)
            ready = next((number for number in looked_at if begun[number].ready), None)
            if ready is None:
                self._take(begun)
            else:
                parts = begun.pop(ready)
                yield parts.task, parts.made()

    def _take(self, begun: dict[int, Parts]) -> None:
        """Wait for a result, and take it in."""
        result: tuple[Piece, Done | None, bool] | CitexError | None = None
        while result is None:
            with contextlib.suppress(queue.Empty):
                result = self._results.get(timeout=_SLICE)
            self._end_late()
        if isinstance(result, CitexError):
            raise result
        piece, done, late = result
        parts = begun[piece.task.number]
        if done is not None:
            parts.add(piece, done)
            return
        again = piece.again(late=late)
        if not again:
            parts.add(piece, Done(bad=[_crashed(piece.task, late=late)], places=[0]))
            return
        parts.cut(len(again))
        for one in again:
            self._tasks.put(one)

    def _end_late(self) -> None:
        """Kill the processes that take too long; their threads see to the rest."""
        now = time.monotonic()
        with self._lock:
            for process in self._processes:
                if process.until is not None and now > process.until:
                    process.late = True
                    process.kill()

    # -- in a thread for each process ---------------------------------------------------------

    def _serve(self) -> None:
        """Keep a process at work: a task is sent before the one before it is done."""
        process: Process | None = None
        sent: deque[Piece] = deque()
        while not self._ended:
            while len(sent) < 2:
                try:
                    piece = self._tasks.get(block=not sent)
                except queue.Empty:
                    break
                process = process or self._started()
                if piece is None or process is None:
                    return
                sent.append(piece)
                if len(sent) == 1:
                    process.until = self._until(piece)
                try:
                    process.send(piece.task)
                except OSError:
                    break
            assert process is not None
            done = process.receive()
            with self._lock:
                late, process.late = process.late, False
                process.until = self._until(sent[1]) if len(sent) > 1 else None
            if done is None:
                self._over(process)
                process = None
            self._results.put((sent.popleft(), done, late))
            if done is None:  # those behind it were not begun
                while sent:
                    self._tasks.put(sent.popleft())

    def _until(self, piece: Piece) -> float | None:
        """When a piece that is begun now is to be done."""
        if self._timeout is None:
            return None
        return time.monotonic() + self._timeout * max(1.0, len(piece.task.data) / SIZE)

    def _started(self) -> Process | None:
        """A new process; None where there is none to be had, or no need for one."""
        while not self._ended:
            try:
                process = Process()
            except OSError as error:
                self._results.put(CitexError(f"no process can be begun: {error}; use jobs=0"))
                return None
            with self._lock:
                if self._ended:
                    process.kill()
                self._processes.add(process)
            ready = process.begin(self._setup)
            with self._lock:
                if ready and not self._ended:
                    self._in_vain = 0
                    return process
                self._in_vain += 1 if process.fault else 0
            self._over(process)
            if self._in_vain >= (_STARTS if not process.killed else _KILLS):
                self._results.put(
                    CitexError(f"a process ended before it began: {process.fault}; "
                               "jobs=0 does the work in this one")
                )  # fmt: skip
                return None
        return None

    def _over(self, process: Process) -> None:
        with self._lock:
            self._processes.discard(process)
        process.end()

    def _end(self) -> None:
        """End all processes, and the threads that wait for them; once is enough."""
        if os.getpid() != self._owner:
            return  # a fork of the program that they work for, in which no thread runs
        with self._lock:
            self._ended = True
            for process in self._processes:
                process.kill()
        threads = [thread for thread in self._threads if thread.ident is not None]
        for _ in threads:
            self._tasks.put(None)
        for thread in threads:
            thread.join()
        self._threads.clear()
        for process in self._processes:
            process.end()
        self._processes.clear()
        atexit.unregister(self._end)


def here(setup: Setup, tasks: Iterator[Task]) -> Generator[tuple[Task, list[Done]], None, None]:
    """The tasks done in this process, one after the other."""
    work = Work(setup)
    for task in tasks:
        yield task, [work.do(task)] if task.data else []


def _crashed(task: Task, *, late: bool) -> BadRecord:
    named = _ID.search(task.data) if task.kind == "lines" else None
    return BadRecord(
        code="timeout" if late else "crash",
        message="the process that worked on this record alone took longer than the timeout"
        if late
        else "the process that worked on this record alone was killed, twice",
        id=named[1].decode("utf-8", "replace") if named else "",
        source=task.source,
        line=task.first,
        raw=task.data[:RAW].decode("utf-8", "replace") if task.kind != "papers" else "",
    )


_ID = re.compile(rb'"(?:id|DOI|doi|paperId)"\s*:\s*"([^"\\]{1,1000})"')
