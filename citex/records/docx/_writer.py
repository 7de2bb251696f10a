"""The marks of a text of LibreOffice: reference marks, bookmarks and its own, in their order.

Notes stand in the text where their signs are. What was deleted while changes were tracked is kept
apart, in `text:deletion`.
"""

from __future__ import annotations

from citex.records.docx import _libreoffice
from citex.records.docx._package import Target, attribute
from citex.records.docx._story import Mark

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class Text(Target):
    """Gathers the marks of content.xml."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._skipped = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag == _TEXT + "deletion":
            self._skipped += 1
        elif tag in _NAMED:
            name = attribute(attributes, "name")
            self.marks.append(Mark("bookmark" if "bookmark" in tag else "field", name))
        elif tag == _TEXT + "bibliography-mark":
            self.marks.append(Mark("source", _libreoffice.kept(attributes)))

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1


_NAMED = frozenset(
    f"{_TEXT}{name}"
    for name in ("reference-mark-start", "reference-mark", "bookmark-start", "bookmark")
)
