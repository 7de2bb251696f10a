"""The command in a terminal that is none: what it writes to it, byte by byte.

It runs in a child of this process, so that nothing has to be imported anew.
"""

from __future__ import annotations

import os
import struct
import sys

import pytest

from citex.cli import _messages, main

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
    child = os.fork()
    if not child:
        _run(theirs, list(arguments), {**usual, "CITEX_CONFIG": "", **environment})
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
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert b"Traceback" not in written, written.decode("utf-8", "replace")
    return status, written


def _run(terminal: int, arguments: list[str], environment: dict[str, str]) -> None:
    """Run the command with its output on a terminal, and end the process."""
    status = 1
    try:
        os.environ.clear()
        os.environ.update(environment)
        _messages.WAIT = 3600.0  # on a busy machine any call may take a second
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  (until the process ends)
        for name in ("stdout", "stderr"):
            stream = os.fdopen(
                os.dup(terminal), "w", buffering=1, encoding="ascii", errors="backslashreplace"
            )
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
    except BaseException as error:
        sys.stderr.write(f"Traceback: {error!r}")
        sys.stderr.flush()
    finally:
        os._exit(status)
