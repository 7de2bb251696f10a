"""The documentation's own modules, which lie beside its pages, and the browser of the dialog."""

from __future__ import annotations

import sys
from pathlib import Path

from dialog.conftest import _one_browser, browser  # noqa: F401  (fixtures)

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))
