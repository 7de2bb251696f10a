"""A process that does tasks: it is sent them on standard input, and answers on standard output.

It is a plain child with two pipes, so that no program need guard its main module, a killed one is
noticed by its pipe, and one whose parent is gone ends at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import sys
import threading
from typing import IO

import msgspec

from citex.bulk.tasks import Task
from citex.bulk.work import Work
from citex.collector import seldom

LENGTH = 8
"""Bytes that say how long a message is."""


def write(stream: IO[bytes], message: bytes) -> None:
    """Send a message."""
    stream.write(len(message).to_bytes(LENGTH, "big"))
    stream.write(message)
    stream.flush()


def read(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side is gone."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    size = int.from_bytes(length, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def main() -> None:
    """Do tasks until the parent has no more, or is no more."""
    requests, answers = _streams()
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's matter
    setup = read(requests)
    if setup is None:
        return
    try:
        work = Work(pickle.loads(setup))
    except Exception as error:  # whatever it is, whoever began this process is to be told
        write(answers, b"!" + f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
        return
    write(answers, b"+")
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, tasks), daemon=True).start()
    decode = msgspec.msgpack.Decoder(Task).decode
    encode = msgspec.msgpack.Encoder().encode
    gc.freeze()
    with seldom():
        while True:
            write(answers, encode(work.do(decode(tasks.get()))))


def _receive(requests: IO[bytes], tasks: queue.SimpleQueue[bytes]) -> None:
    """Take tasks as they come; without a parent the process ends, whatever it is doing."""
    while (message := read(requests)) is not None:
        tasks.put(message)
    os._exit(0)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, for ourselves: what others print does not come between."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    requests = os.fdopen(os.dup(0), "rb", 1 << 16)
    answers = os.fdopen(os.dup(1), "wb", 1 << 16)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


__all__ = ["main", "read", "write"]
