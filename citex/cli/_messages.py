"""What the command tells people: messages, and what it is doing once that takes a second."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator

from citex._late import regex
from citex.cli import _language
from citex.cli._streams import nowhere, unguarded

WAIT = 1.0
"""Seconds before the line appears."""

STEP = 0.2
"""Seconds between two looks at what is being done."""


_BYTE = regex(r"\\udc([89a-f][0-9a-f])")
"""A byte of a file's name that is no character, as Python writes it."""


_TYPED = {
    "max_size=": "--max-size",
    "citex.find_styles": "`citex styles`",
    "citex.parse reads a text": "a text goes to standard input",
}
"""What the library calls in Python, and what it is called in a shell."""


class Progress:
    """The line on standard error: shown by a thread of its own, taken away before all else is said.

    Whoever works sets `doing` and counts in `count`, which costs nothing; nothing is shown where
    standard error is no terminal.
    """

    def __init__(self) -> None:
        self.doing = ""
        self.count = 0
        self._shown = 0
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, doing: str, *, quiet: bool = False) -> None:
        """From now on this is being done."""
        self.doing, self.count = doing, 0
        if self._thread is None and not quiet and sys.stderr.isatty():
            self._over.clear()
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """While the block runs, whole lines of something else may be written where it stands."""
        with self._lock:
            self._write("")
            yield

    def end(self) -> None:
        """Nothing is done any more, or its result is on its way to the terminal."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._over.set()  # it writes no more, and ends by itself
            with self._lock:
                self._write("")
        self.doing, self.count = "", 0

    def _watch(self) -> None:
        begun = time.monotonic()
        wait = WAIT
        while not self._over.wait(wait):
            wait = STEP
            with self._lock:
                if not self._over.is_set():
                    self._write(self._text(time.monotonic() - begun))

    def _text(self, seconds: float) -> str:
        count = f", {self.count:,}" if self.count else ""
        if not self.doing:
            return ""
        return f"citex: {_language.told(self.doing)}{count} ({seconds:.0f} s)"

    def _write(self, text: str) -> None:
        if not (text or self._shown):
            return
        wide = sum(1 + (char > "\u2e80") for char in text)
        line = "\r" + text + " " * (self._shown - wide) + "\r" * (not text)
        self._shown = wide
        try:
            stream = unguarded(sys.stderr)
            stream.write(line)
            stream.flush()
        except (OSError, ValueError):  # there is nobody to tell
            self._shown = 0


progress = Progress()
"""The command's one line."""


def say(message: str) -> None:
    """A message for people, in one line on standard error."""
    with progress.away():
        try:
            print("citex:", readable(_language.told(message)), file=sys.stderr)
        except OSError:  # there is nobody to tell
            sys.stderr = nowhere()


def readable(message: str) -> str:
    """The message on one line, bytes of a name that are no characters as the shell writes them.

    >>> print(readable("\\udcfcber.bib: no\\nsuch file"))
    \\xfcber.bib: no such file
    """
    line = " ".join(message.split())
    if "citex." in line or "max_size=" in line:
        for name, typed in _TYPED.items():
            line = line.replace(name, typed)
    if not line.isprintable():
        line = "".join(
            f"\\x{ord(c) - 0xDC00:02x}" if "\udc80" <= c <= "\udcff" else c for c in line
        )
    return _BYTE.sub(r"\\x\1", line)
