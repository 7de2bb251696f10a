"""The marks of a text of Word: its fields, content controls, bookmarks and notes, in their order.

A field may be one element or many (`begin`, the pieces of its instruction, `separate`, its result,
`end`), and hold others; what was deleted while changes were tracked is no longer in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Literal

from citex.records.docx._package import Refused, Target, attribute

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The transitional and the strict namespace of ISO/IEC 29500."""
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"

MOST_MARKS = 300_000
"""The most marks of a document; a book of a thousand pages with its index has a tenth of that."""

Kind = Literal["field", "control", "bookmark", "footnotes", "endnotes", "source", "link"]


class Mark:
    """A mark in the text: its words, the data beside them, and whether the text still has it."""

    __slots__ = ("_data", "_text", "deleted", "kept", "kind")

    def __init__(self, kind: Kind, text: str = "") -> None:
        self.kind = kind
        self._text: list[str] = [text]
        self._data: list[str] = []
        self.kept = self.deleted = False

    @property
    def text(self) -> str:
        """A field's instruction, a control's tag, a bookmark's name, a note's number, a link."""
        return "".join(self._text)

    @property
    def data(self) -> str:
        """What a field keeps beside its instruction (w:fldData, in base64)."""
        return "".join(self._data)

    @property
    def stands(self) -> bool:
        """Whether not all that the mark is around was deleted."""
        return self.kept or not self.deleted


class Story(Target):
    """Gathers the marks of one part: of the text itself, or of each of its notes by number.

    `numbers` counts the marks of all parts of a document; of far too many it is Refused.
    """

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        self._numbers = numbers or count()
        self.stories: dict[str, list[Mark]] = {"": []}
        self._marks = self.stories[""]
        self._fields: list[tuple[Mark, bool]] = []  # the open ones; whether the result has begun
        self._boxes: list[list[tuple[Mark, bool]]] = []  # the fields around each open text box
        self._controls: list[Mark | None] = []
        self._bookmarks: dict[str, Mark] = {}
        self._choices: list[bool] = []
        self._deleted = self._skipped = 0
        self._into: list[str] | None = None
        self._link: Mark | None = None

    @property
    def marks(self) -> list[Mark]:
        """The marks of the text itself."""
        return self.stories[""]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
        elif begin := _STARTS.get(tag):
            begin(self, attributes)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif finish := _ENDS.get(tag):
            finish(self)

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _mark(self, kind: Kind, text: str = "") -> Mark:
        mark = Mark(kind, text)
        self._count()
        if not self._deleted:
            self._marks.append(mark)
        return mark

    def _count(self) -> None:
        if next(self._numbers) >= MOST_MARKS:
            raise Refused(f"it has more than {MOST_MARKS} fields and other marks")

    def _field_char(self, attributes: dict[str, str]) -> None:
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append((self._mark("field"), False))
        elif self._fields and kind == "separate":
            self._fields[-1] = (self._fields[-1][0], True)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _field(self, attributes: dict[str, str]) -> None:
        self._fields.append((self._mark("field", attribute(attributes, "instr")), True))

    def _field_end(self) -> None:
        if self._fields:
            self._fields.pop()

    def _instruction(self, attributes: dict[str, str]) -> None:
        if self._fields and not self._fields[-1][1] and not self._deleted:
            self._into = self._fields[-1][0]._text

    def _field_data(self, attributes: dict[str, str]) -> None:
        if self._fields:
            self._into = self._fields[-1][0]._data

    def _hyphen(self, attributes: dict[str, str]) -> None:
        if self._fields and not self._fields[-1][1] and not self._deleted:
            self._fields[-1][0]._text.append("-")

    def _data_end(self) -> None:
        self._into = None

    def _control(self, attributes: dict[str, str]) -> None:
        self._count()
        self._controls.append(None)

    def _control_tag(self, attributes: dict[str, str]) -> None:
        if self._controls:
            self._controls[-1] = self._mark("control", attribute(attributes, "val"))

    def _control_end(self) -> None:
        self._controls.pop()

    def _hyperlink(self, attributes: dict[str, str]) -> None:
        self._link = self._mark("link")

    def _hyperlink_end(self) -> None:
        self._link = None

    def _bookmark(self, attributes: dict[str, str]) -> None:
        name = attribute(attributes, "name")
        self._bookmarks[attribute(attributes, "id")] = self._mark("bookmark", name)

    def _bookmark_end(self, attributes: dict[str, str]) -> None:
        self._bookmarks.pop(attribute(attributes, "id"), None)

    def _text(self, attributes: dict[str, str]) -> None:
        self._touch(deleted=bool(self._deleted))
        if self._link is not None:
            self._into = self._link._text

    def _deleted_text(self, attributes: dict[str, str]) -> None:
        self._touch(deleted=True)

    def _touch(self, *, deleted: bool) -> None:
        """Note for the marks around a text whether the text is still there."""
        if self._controls and (control := self._controls[-1]) is not None:
            control.deleted, control.kept = control.deleted or deleted, control.kept or not deleted
        for mark in self._bookmarks.values() if len(self._bookmarks) < _MANY else ():
            mark.deleted, mark.kept = mark.deleted or deleted, mark.kept or not deleted

    def _deletion(self, attributes: dict[str, str]) -> None:
        self._deleted += 1

    def _deletion_end(self) -> None:
        self._deleted -= 1

    def _footnote_sign(self, attributes: dict[str, str]) -> None:
        self._mark("footnotes", attribute(attributes, "id"))

    def _endnote_sign(self, attributes: dict[str, str]) -> None:
        self._mark("endnotes", attribute(attributes, "id"))

    def _note(self, attributes: dict[str, str]) -> None:
        self._fields.clear()
        self._marks = self.stories.setdefault(attribute(attributes, "id"), [])

    def _note_end(self) -> None:
        self._marks = self.stories[""]

    def _box(self, attributes: dict[str, str]) -> None:
        self._count()
        self._boxes.append(self._fields)
        self._fields = []

    def _box_end(self) -> None:
        self._fields = self._boxes.pop()

    def _alternatives(self, attributes: dict[str, str]) -> None:
        self._count()
        self._choices.append(False)

    def _alternatives_end(self) -> None:
        self._choices.pop()

    def _choice(self, attributes: dict[str, str]) -> None:
        """Of what says the same in several ways (ISO/IEC 29500-3, 10.2) the first is read."""
        if self._choices and self._choices[-1]:
            self._skipped = 1
        elif self._choices:
            self._choices[-1] = True


_MANY = 100
"""So many bookmarks that are open at once are no citations, and are not asked for their texts."""

_Start = Callable[[Story, dict[str, str]], None]
_End = Callable[[Story], None]


def _tags(*names: str) -> Iterator[str]:
    for name in names:
        if name in ("AlternateContent", "Choice", "Fallback"):
            yield f"{{{_COMPATIBLE}}}{name}"
        else:
            yield from (f"{{{space}}}{name}" for space in _SPACES)


_STARTS: dict[str, _Start] = {
    tag: act
    for names, act in (
        (("fldChar",), Story._field_char), (("fldSimple",), Story._field),
        (("instrText",), Story._instruction), (("fldData",), Story._field_data),
        (("noBreakHyphen",), Story._hyphen), (("sdt",), Story._control),
        (("tag",), Story._control_tag),
        (("bookmarkStart",), Story._bookmark), (("bookmarkEnd",), Story._bookmark_end),
        (("hyperlink",), Story._hyperlink),
        (("t",), Story._text), (("delText",), Story._deleted_text),
        (("del", "moveFrom"), Story._deletion), (("footnoteReference",), Story._footnote_sign),
        (("endnoteReference",), Story._endnote_sign), (("footnote", "endnote"), Story._note),
        (("txbxContent",), Story._box), (("AlternateContent",), Story._alternatives),
        (("Choice", "Fallback"), Story._choice),
    )
    for tag in _tags(*names)
}  # fmt: skip
_ENDS: dict[str, _End] = {
    tag: act
    for names, act in (
        (("fldSimple",), Story._field_end), (("instrText", "fldData", "t"), Story._data_end),
        (("hyperlink",), Story._hyperlink_end),
        (("sdt",), Story._control_end), (("del", "moveFrom"), Story._deletion_end),
        (("footnote", "endnote"), Story._note_end), (("txbxContent",), Story._box_end),
        (("AlternateContent",), Story._alternatives_end),
    )
    for tag in _tags(*names)
}  # fmt: skip
