"""The records of untrusted XML files, one by one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast
from xml.etree import ElementTree

from lxml import etree

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats._source import other_encoding
from citex.text.lines import legal, tidy
from citex.text.richtext.elements import AnyElement, local, raw_text

Element = etree._Element
E = TypeVar("E", etree._Element, ElementTree.Element)

CHUNK = 1 << 16
REPORTED = 100
"""How many faults of one file are reported; a file may have millions."""

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_ENCODING = regex(r"""^(\s*<\?xml[^>]*?)\sencoding\s*=\s*["'][\w.-]+["']""")
_OPEN_TAG = regex(r"Premature end of data in tag (\S+)")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")


def records(
    source: Source, problems: Problems, *tags: str, roots: tuple[str, ...] = ()
) -> Iterator[Element]:
    """Each finished element of these local names, in constant memory; faults go to `problems`.

    A file without any is a problem, unless its root is one of `roots`: an empty bibliography.

    Nothing outside the file is fetched, entities are not expanded, depth is limited to 256. What
    is no XML is a problem with its line; the records around it are kept; a record that the end of
    the file cuts off is a problem with its text.
    """
    return recovered(chunks_of(source), source, problems, *tags, roots=roots)


def recovered(
    chunks: Iterable[bytes],
    source: Source,
    problems: Problems,
    *tags: str,
    roots: tuple[str, ...] | None = None,
) -> Iterator[Element]:
    """The same of pieces of a source; without `roots`, they need not hold any."""
    parser: Any = etree.XMLPullParser(
        events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
        encoding="utf-8" if source.encoding == "utf-8-sig" else None,
    )  # fmt: skip
    faults = _Faults(source.name)
    found = fed = 0
    for chunk in chunks:
        fed += len(chunk.removeprefix(codecs.BOM_UTF8).strip())
        parser.feed(chunk)
        problems.extend(faults.news(parser))
        for _, element in parser.read_events():
            found += 1
            yield element
            _forget(element)
    if not fed:
        problems.append(Problem(message="the input is empty", source=source.name))
        return
    # behind a fault, the parser hands everything over when it is closed
    root = _close(parser)
    problems.extend(faults.news(parser))
    events = list(parser.read_events())
    for number, (_, element) in enumerate(events, start=1):
        found += 1
        if number == len(events) and _is_cut_off(element, parser):
            problems.append(_cut_off(element, source.name))
            continue
        yield element
        _forget(element)
    if not found and roots is not None and root not in roots:
        wanted = " or ".join(f"<{tag}>" for tag in tags)
        problems.append(Problem(message=f"holds no {wanted}", source=source.name))


def children(element: E, *names: str) -> Iterator[E]:
    """The child elements, of these local names if any is given."""
    for child in element:
        name = local(child)
        if name and (not names or name in names):
            yield child


def child(element: E, *path: str) -> E | None:
    """The first element down the path of local names, or None."""
    found: E | None = element
    for name in path:
        if found is None:
            return None
        found = next(children(found, name), None)
    return found


def text_of(element: AnyElement | None) -> str | None:
    """The tidied text of an element; None when there is none."""
    if element is None:
        return None
    text = raw_text(element) if len(element) else element.text
    if not text:
        return None
    return (text.strip() if text.isprintable() else tidy(legal(text))) or None


def chunks_of(source: Source) -> Iterator[bytes]:
    """A source in pieces, in UTF-8 where it does not say its encoding itself; repaired."""
    return _repaired(_chunks(source))


def _chunks(source: Source) -> Iterator[bytes]:
    if not source.encoding.startswith("utf-8"):  # told here, whatever the file declares
        yield from _pieces(_ENCODING.sub(r"\1", source.text(), count=1).encode("utf-8"))
        return
    stream = source.binary()
    first = stream.read(CHUNK)
    if _undeclared(first, source):
        inner = Source.of_bytes(first + stream.read(), source.name)
        yield from _pieces(_ENCODING.sub(r"\1", inner.text(), count=1).encode("utf-8"))
        source.problems.extend(inner.problems)
        return
    first = first.lstrip()
    while first:
        yield _clean(first)
        first = stream.read(CHUNK)


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), CHUNK):
        yield _clean(data[start : start + CHUNK])


def _clean(data: bytes) -> bytes:
    return data.translate(None, _CONTROLS)


_SURROGATES = re.compile(
    rb"&#(?:0*5[5-7]\d{3}|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2});"
    rb"(?:&#(?:0*5[67]\d{3}|[xX]0*[dD][c-fC-F][0-9a-fA-F]{2});)?"
)
_REFERENCES = re.compile(
    rb"(?:&#(?:0*5[56]\d{3}|[xX]0*[dD][89abAB][0-9a-fA-F]{2});)?&(?:#(?:[xX]?[0-9a-fA-F]{0,9};?)?)?\Z"
)
"""The last reference of a chunk, perhaps cut, with the first half that may belong to it."""


def _repaired(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks with the characters that references to halves of UTF-16 mean ("&#55357;&#56832;").

    A half without its other half becomes U+FFFD; references are not cut between chunks.
    """
    held = b""
    for chunk in chunks:
        chunk = held + chunk
        held = b""
        if (
            b"&" in chunk[-12:]
            and len(chunk) < 4 * CHUNK
            and (cut := _REFERENCES.search(chunk, max(0, len(chunk) - 40)))
        ):
            chunk, held = chunk[: cut.start()], cut[0]
        if chunk:
            yield _SURROGATES.sub(_joined, chunk) if b"&#" in chunk else chunk
    if held:
        yield _SURROGATES.sub(_joined, held)


def _joined(match: re.Match[bytes]) -> bytes:
    halves = [
        int(text[1:], 16) if text[:1] in (b"x", b"X") else int(text)
        for text in re.findall(rb"&#([^;&]+);", match[0])
    ]
    if not 0xD800 <= halves[0] <= 0xDFFF:
        return match[0]
    units = b"".join(half.to_bytes(2, "big") for half in halves)
    char = units.decode("utf-16-be", "replace")
    return "".join(f"&#x{ord(one):X};" for one in char).encode("ascii")


def _undeclared(first: bytes, source: Source) -> bool:
    """Whether bytes that say nothing of their encoding are not the UTF-8 that this means."""
    if source.encoding != "utf-8":
        return False
    if declared := DECLARED.match(first):  # what is no UTF-8 is often said to be
        return declared[1].lower() in (b"utf-8", b"utf8") and bool(other_encoding(first))
    try:
        first.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end < len(first) - 3
    return False


def _forget(element: Element) -> None:
    """Let go of a finished record and of what stood before it."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    while element.getprevious() is not None:
        del parent[0]


def _close(parser: Any) -> str:
    """End the parsing; the name of the root, or ""."""
    try:
        root = parser.close()
    except etree.XMLSyntaxError:
        return ""  # told by the error log already
    return local(root) if root is not None else ""


def _is_cut_off(element: Element, parser: Any) -> bool:
    """Whether the file ended within this last record: the innermost open tag was none around it."""
    around = {local(parent) for parent in element.iterancestors()}
    for entry in reversed(list(parser.feed_error_log)):
        if entry.type_name == "ERR_GT_REQUIRED":
            return True
        if match := _OPEN_TAG.search(entry.message):
            open_tag = match[1].rpartition(":")[2]
            return open_tag not in around
    return False


def _cut_off(element: Element, name: str) -> Problem:
    return Problem(
        message=f"the <{local(element)}> is cut off before its end",
        source=name,
        line=cast("int | None", element.sourceline),
        raw=etree.tostring(element, encoding="unicode", with_tail=False)[:10_000],
    )


class _Faults:
    """The parser's complaints as problems, each once."""

    def __init__(self, name: str) -> None:
        self._name, self._seen = name, 0

    def news(self, parser: Any) -> Iterable[Problem]:
        log = parser.feed_error_log
        for entry in log[self._seen : REPORTED] if self._seen < REPORTED else ():
            if entry.level_name == "WARNING":
                continue
            yield Problem(
                message=f"this is no XML: {entry.message}",
                source=self._name,
                line=entry.line or None,
                column=entry.column or None,
                level="warning",
            )
        self._seen = len(log)
