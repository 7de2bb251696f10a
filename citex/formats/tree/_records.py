"""The records of an XML file as plain objects: quickly while it is well-formed, else as can be.

The standard library's parser makes plain objects of a well-formed file. It gets some records at a
time, between the tags that stand around all of them; so the first ones that it cannot read, and
what follows them, can be had from lxml's parser, which goes on behind faults. What declares a
document type, or another encoding than UTF-8, is lxml's at once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from citex.formats import Problems, Source
from citex.formats.tree._elements import light, without
from citex.formats.tree._xml import DECLARED, chunks_of, recovered
from citex.model import Paper

MOST = 1 << 20
"""How many bytes are held at most in order to find the end of a record."""
LINES = 5_000_000
"""How many line breaks stand at most for lines that were read, so that faults have their place."""
DEEPEST = 64
"""How deep the elements of a file are at most that the quick parser is trusted with."""

_TAG = re.compile(rb"<(/?)([^\s<>/!?]+)((?:[\s/][^<>]*)?)>")


class _Around(NamedTuple):
    """What stands before the first record, and the closing tags of what is open then."""

    before: bytes
    behind: bytes


def reader(
    paper: Callable[[Element], Paper], tag: str, *roots: str
) -> Callable[[Source, Problems], Iterator[Paper]]:
    """What reads the papers of a file, one record at a time."""

    def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
        return map(paper, records(source, problems, tag, roots))

    return read


def records(
    source: Source, problems: Problems, tag: str, roots: tuple[str, ...] = ()
) -> Iterator[Element]:
    """Each element of this local name, as `_xml.records` gives them; its names are local ones."""
    name = tag.encode("ascii")
    first = re.compile(rb"<(?:[\w.-]+:)?%b[\s/>]" % name)
    end = re.compile(rb"</(?:[\w.-]+:)?%b\s*>" % name)
    chunks, held, lines, some = chunks_of(source), b"", 0, False
    around: _Around | None = None
    for chunk in chunks:
        held += chunk
        if around is None:
            around = _around(held, first)
            if around is not None:
                held = held[len(around.before) :]
        cut = max((match.end() for match in end.finditer(held)), default=0) if around else 0
        found = _parsed(around, held[:cut], tag) if around and cut else None
        if found is not None:
            yield from found
            some = True
            lines += held.count(b"\n", 0, cut)
            held = held[cut:]
        elif cut or len(held) > MOST:
            break
    else:
        if around is not None and _ends_well(around, held, tag):
            return
    before = around.before if around is not None else b""
    left = itertools.chain([before, b"\n" * min(lines, LINES), held], chunks)
    for element in recovered(left, source, problems, tag, roots=None if some else roots):
        yield light(element, str(element.tag).rpartition("}")[0][1:])


def _ends_well(around: _Around, held: bytes, tag: str) -> bool:
    """Whether what is left of a file closes what stands open around its records."""
    if not around.behind:
        return not held.strip()
    return _parsed(_Around(around.before, b""), held, tag) == []


def _around(held: bytes, first: re.Pattern[bytes]) -> _Around | None:
    """What stands before the first record; None where it is not that simple, or not yet there."""
    begin = first.search(held)
    if begin is None:
        return None
    before = held[: begin.start()]
    declared = DECLARED.match(before)
    if b"<!" in before or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        return None
    opened: list[bytes] = []
    for match in _TAG.finditer(before):
        if match[1] and opened:
            opened.pop()
        elif not match[3].endswith(b"/"):
            opened.append(match[2])
    return _Around(before, b"".join(b"</%b>" % one for one in reversed(opened)))


def _parsed(around: _Around, piece: bytes, tag: str) -> list[Element] | None:
    """The records of a piece of a file, or None where it is not well-formed, or odd."""
    builder = TreeBuilder()
    parser = XMLParser(target=builder)
    try:
        parser.feed(around.before)
        parser.feed(piece)
        parser.feed(around.behind)
        root = parser.close()
    except (ParseError, ValueError):
        return None
    if _depth(root) > DEEPEST:
        return None
    found = [inner for inner in root.iter() if inner.tag.rpartition("}")[2] == tag]
    return [without(inner, inner.tag.rpartition("}")[0][1:]) for inner in found]


def _depth(root: Element) -> int:
    level, depth = [root], 0
    while level and depth <= DEEPEST:
        level, depth = [inner for element in level for inner in element], depth + 1
    return depth
