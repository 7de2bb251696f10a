"""The marks of a text of LibreOffice: reference marks, bookmarks and its own, in their order.

Notes stand in the text where their signs are. What was deleted while changes were tracked is kept
apart, in `text:deletion`.
"""

from __future__ import annotations

from citex.records.docx import _libreoffice
from citex.records.docx._package import Refused, Target, attribute
from citex.records.docx._story import MOST_MARKS, Mark

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class Text(Target):
    """Gathers the marks of content.xml."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._skipped = 0
        self._link: Mark | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag == _TEXT + "deletion":
            self._skipped += 1
        elif tag == _TEXT + "a":
            self.marks.append(Mark("field", f'HYPERLINK "{attribute(attributes, "href")}"'))
            self._link = Mark("link")
            self.marks.append(self._link)
        elif tag in _NAMED:
            name = attribute(attributes, "name")
            self.marks.append(Mark("bookmark" if "bookmark" in tag else "field", name))
        elif tag == _TEXT + "bibliography-mark":
            self.marks.append(Mark("source", _libreoffice.kept(attributes)))
        if len(self.marks) > MOST_MARKS:
            raise Refused(f"it has more than {MOST_MARKS} fields and other marks")

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == _TEXT + "a":
            self._link = None

    def data(self, text: str) -> None:
        if self._link is not None and not self._skipped:
            self._link._text.append(text)


_NAMED = frozenset(
    f"{_TEXT}{name}"
    for name in ("reference-mark-start", "reference-mark", "bookmark-start", "bookmark")
)
