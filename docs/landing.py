"""The dialog on the landing page: that of the paper in examples, made by `dialog_fragment`."""

from __future__ import annotations

from pathlib import Path

import citex

RECORD = Path(__file__).parent.parent / "examples" / "data" / "paper.json"


def dialog(lang: str) -> str:
    """The dialog as it stands in a page."""
    return f'<div class="live-dialog">\n{_fragment(lang)}\n</div>\n'


def _fragment(lang: str) -> str:
    return citex.dialog_fragment(
        citex.read(RECORD), citations=("gbt7714-2015", "mla", "apa", "ieee"), lang=lang
    )
