"""Threads that do work in the order given, and that nobody waits for when the program ends.

Those of `concurrent.futures` are waited for at exit: Ctrl+C would hang until each slow server
had answered.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Pool:
    """So many threads, begun as they are needed."""

    def __init__(self, threads: int) -> None:
        self._most = threads
        self._begun = 0
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = threading.Event()

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        """Do the work when a thread is free; the future has its result or its exception."""
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(work(*arguments))
            except BaseException as error:  # it belongs to whoever asks for the result
                future.set_exception(error)

        self._waiting.put(run)
        if self._begun < self._most:
            self._begun += 1
            threading.Thread(target=self._work, daemon=True, name="citex-fetch").start()
        return future

    def close(self) -> None:
        """Begin nothing more; what is under way is left to itself."""
        self._closed.set()
        for _ in range(self._begun):
            self._waiting.put(None)

    def _work(self) -> None:
        while True:
            run = self._waiting.get()
            if run is None or self._closed.is_set():
                return
            run()
