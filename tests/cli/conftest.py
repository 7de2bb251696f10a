"""The command in this process, as a fixture."""

from __future__ import annotations

import pytest
from cli.calls import Shell


@pytest.fixture
def citex(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """The command."""
    return Shell(monkeypatch, capsysbinary)
