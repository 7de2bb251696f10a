"""The command in this process, and the files on the desk of whoever types."""

from __future__ import annotations

from cli.conftest import citex  # noqa: F401  (a fixture)
from cli.test_natural_calls import desk  # noqa: F401
