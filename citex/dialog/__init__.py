"""The citation dialog as HTML: a page of its own, or a fragment for a site's page.

The look, the behaviour and the words stand in `data/`; here they are filled in. Every value of a
record is escaped (`rich`), and no attribute holds script or style, so that the strictest
content-security policy holds.

A short list stands in the page as it is. Of a long one each paper is packed once (`packing`), and
the script shows those that are asked for, a screenful at a time. What is copied and exported the
script puts together from entries and records (`lists`), so that it is what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citex._hints import not_called
from citex._late import names_of

CITATIONS = ("gbt7714-2015", "mla", "apa")
EXPORTS = ("bibtex", "endnote", "ris", "notefirst", "noteexpress")

if TYPE_CHECKING:
    from citex.dialog.files import export, export_format, stem
    from citex.dialog.pages import TAGS, Assets, assets, dialog_fragment, page
else:
    __getattr__ = names_of(
        __name__,
        {
            "citex.dialog.files": "export export_format stem",
            "citex.dialog.pages": "TAGS Assets assets dialog_fragment page",
        },
    )

__all__ = [
    "CITATIONS",
    "EXPORTS",
    "TAGS",
    "Assets",
    "assets",
    "dialog_fragment",
    "export",
    "export_format",
    "page",
    "stem",
]

not_called(__name__)
