"""The command in a terminal that is none: what it writes to it, byte by byte."""

from __future__ import annotations

import os
import struct
import subprocess
import sys

import pytest

fcntl = pytest.importorskip("fcntl", reason="this system has no pseudo-terminals")
pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="this system has no pseudo-terminals")


def in_terminal(*arguments: str, width: int, **environment: str) -> str:
    """What the command writes to a terminal so wide; it must end well and without a traceback."""
    status, written = bytes_in_terminal(*arguments, width=width, **environment)
    text = written.decode("utf-8").replace("\r\n", "\n")
    assert status == 0, text
    return text


def bytes_in_terminal(*arguments: str, width: int = 80, **environment: str) -> tuple[int, bytes]:
    """The exit status, and what standard output and error write to one terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    usual = {"TERM": "xterm", "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    process = subprocess.Popen(
        [sys.executable, "-m", "citex", *arguments],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**usual, **environment},
    )  # fmt: skip
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side has closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    written = b"".join(pieces)
    status = process.wait()
    assert b"Traceback" not in written, written.decode("utf-8", "replace")
    return status, written
