"""The parts of a packed document (ZIP), read within bounds: what a text of Word or LibreOffice is.

A package comes from anywhere. One that is broken, encrypted, names paths that lead out of it or
the same part twice, holds far too many parts or unpacks to far too much is `Refused` as a whole.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from citex.files import leads_out
from citex.formats import MAX_SIZE
from citex.text.richtext.elements import local

MOST_PARTS = 10_000
"""The most parts of a package: a document of a thousand pages with its images has fewer."""
UNPACKED = MAX_SIZE
"""The most bytes that the parts which are read may unpack to, together."""
PIECE = 1 << 16
DEPTH = 256
"""How deep an element may be in a part that is read as a tree."""

Element = etree._Element


class Refused(Exception):
    """Why a package is not read, or one of its parts; the text says it in one line."""


class BrokenPart(Refused):
    """Why a part is not read to its end."""


class Package:
    """A packed document: its parts by name, whatever the case of the letters.

    `most` is how many bytes its parts may unpack to; `UNPACKED` if that is more.
    """

    def __init__(self, data: bytes, most: int | None = None) -> None:
        self._left = max(UNPACKED, most or 0)
        self._most = self._left
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise Refused(f"it has more than {MOST_PARTS} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except Exception:  # of a broken file, anything may be raised
            raise Refused("the archive is broken, or cut off") from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in self._archive.infolist():
            name = info.filename
            if leads_out(name):
                raise Refused(f"its part {name[:80]!r} leads out of it")
            if self._parts.setdefault(name.lower(), info) is not info:
                raise Refused(f"it has two parts of the name {name[:80]!r}")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @property
    def names(self) -> list[str]:
        """The names of the parts, in the order of the file."""
        return [info.filename for info in self._parts.values()]

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece. Raises Refused."""
        info = self._parts.get(name.lower())
        if info is None:
            raise Refused(f"it has no part {name[:80]!r}")
        if info.flag_bits & 1:
            raise Refused("it is encrypted; save it without a password")
        try:
            with self._archive.open(info) as part:
                while piece := part.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Refused(
                            f"it unpacks to more than {self._most / 1e6:g} MB; "
                            "allow more with max_size="
                        )
                    yield piece
        except Refused:
            raise
        except Exception as error:  # of a broken part, too
            raise BrokenPart(f"its part {name[:80]!r} is broken: {_told(error)}") from None

    def read(self, name: str) -> bytes:
        """A part as a whole. Raises Refused."""
        return b"".join(self.pieces(name))

    def feed(self, name: str, target: Any) -> None:
        """Have a part parsed: `target` is told of each element and text. Raises Refused.

        No entity is expanded, nothing outside is fetched.
        """
        parser = etree.XMLParser(
            target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        )  # fmt: skip
        try:
            for piece in self.pieces(name):
                parser.feed(piece)
            parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:  # of a name that XML has not, too
            raise BrokenPart(f"its part {name[:80]!r} is broken: {_told(error)}") from None

    def tree(self, name: str) -> Element | None:
        """The root of a small part, None where there is no such part. Raises Refused."""
        if name not in self:
            return None
        builder = _Builder()
        self.feed(name, builder)
        return builder.root

    def links(self, part: str) -> list[str]:
        """The addresses outside the package that a part names. Raises Refused."""
        return [one.get("Target") or "" for one in self._named(part) if _is_outside(one)]

    def related(self, part: str = "") -> dict[str, list[str]]:
        """The parts that a part (or the package) names: by the last word of what they are to it.

        Raises Refused.
        """
        folder = posixpath.dirname(part)
        found: dict[str, list[str]] = {}
        for one in self._named(part):
            target = one.get("Target") or ""
            if _is_outside(one) or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (one.get("Type") or "").rpartition("/")[2]
            if path in self:
                found.setdefault(kind, []).append(path)
        return found

    def _named(self, part: str) -> list[Element]:
        """What a part names, inside the package and outside."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else [one for one in root if isinstance(one.tag, str)]


class Target:
    """What a parser tells of a part; a document type is refused, for it can hold entities."""

    def doctype(self, *_: object) -> None:
        raise Refused("it declares a document type (DTD), as no document does; it is not read")

    def close(self) -> None:
        """The end of the part."""


class _Builder(Target):
    """Builds the tree of a part."""

    def __init__(self) -> None:
        self._builder: Any = etree.TreeBuilder()
        self.root: Element | None = None
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise BrokenPart("it is nested too deeply")
        element = self._builder.start(tag, attributes)
        self.root = element if self.root is None else self.root

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def data(self, text: str) -> None:
        self._builder.data(text)


def _is_outside(relation: Element) -> bool:
    return relation.get("TargetMode") == "External"


def attribute(attributes: Any, name: str) -> str:
    """The value of an attribute by its local name, "" where there is none.

    >>> attribute({"{http://example.org}val": "x"}, "val")
    'x'
    """
    for key, value in attributes.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def descendants(root: Element | None, name: str) -> list[Element]:
    """The elements of a local name in a tree, in its order."""
    return [] if root is None else [one for one in root.iter() if local(one) == name]


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
