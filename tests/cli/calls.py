"""Calls of the command in this process: what each printed, and how it ended."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

import pytest

from citex.cli import main


class Result(NamedTuple):
    """What a call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


class Shell:
    """A shell that runs nothing but the command, in this process."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]
    ) -> None:
        self._monkeypatch, self._capture = monkeypatch, capture

    def __call__(self, *words: str, stdin: bytes = b"") -> Result:
        self._monkeypatch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)))
        )
        self._capture.readouterr()
        try:
            status = main(words)
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = (text.decode("utf-8") for text in self._capture.readouterr())
        assert "Traceback" not in err
        return Result(status, out, err)
