"""The tags of a page, with their places, as browsers find them (HTML Standard, "Tokenization")."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from citex._late import regex


class Tag(NamedTuple):
    """A tag: its name in small letters, where it begins and ends, and its attributes.

    `opens` is false for an end tag, `empty` true for one that ends in "/>".
    """

    name: str
    start: int
    end: int
    attributes: dict[str, str]
    opens: bool = True
    empty: bool = False


RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""The elements whose content is text up to their end tag."""

_NAME = regex(r"<(/?)([A-Za-z][^\s/>]*)")
_BETWEEN = regex(r"[\s/]*")
_ATTRIBUTE = regex(r"=?[^\s/>=]*")
_EQUALS = regex(r"\s*=\s*")
_BARE = regex(r"[^\s>]*")
_END_OF_COMMENT = regex(r"--!?>")
_SCRIPT = regex(r"<!--|-->|<(/?)script(?=[\s/>])", re.IGNORECASE)
_ENDS = regex(
    r"</(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])", re.IGNORECASE
)


def tags_of(text: str) -> Iterator[Tag]:
    """The tags of a page, in order; none of what stands in comments, scripts and the like.

    In a page that begins as XML does, "/>" ends an element of any name.

    >>> [tag.name for tag in tags_of("<p>a<!-- <b> --><script>'<i>'</script><br>")]
    ['p', 'script', 'script', 'br']
    """
    xml = text.lstrip("\ufeff").startswith("<?xml")
    place = text.find("<")
    while place >= 0:
        named = _NAME.match(text, place)
        if named is None:
            place = _behind_other(text, place)
        else:
            tag = _tag(text, place, named)
            if tag is None:
                return
            yield tag
            place = tag.end
            if tag.opens and tag.name in RAW and not (xml and tag.empty):
                place = _end_of_raw(text, place, tag.name)
            elif tag.name == "plaintext":
                return
        place = text.find("<", place) if place >= 0 else place


def _behind_other(text: str, start: int) -> int:
    """Behind a comment, a declaration, or a sign that begins nothing; -1 at the text's end."""
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return text.index(">", start) + 1
        found = _END_OF_COMMENT.search(text, start + 4)
        return found.end() if found else -1
    if text.startswith(("<!", "<?", "</"), start):
        end = text.find(">", start)
        return end + 1 if end >= 0 else -1
    return start + 1


def _tag(text: str, start: int, named: re.Match[str]) -> Tag | None:
    """The tag that begins here; None where the text ends within it."""
    attributes: dict[str, str] = {}
    place = named.end()
    while True:
        between = _BETWEEN.match(text, place)
        assert between is not None
        place = between.end()
        if place >= len(text):
            return None
        if text[place] == ">":
            empty = text[place - 1] == "/"
            return Tag(named[2].lower(), start, place + 1, attributes, not named[1], empty)
        name = _ATTRIBUTE.match(text, place)
        assert name is not None
        place, value = name.end(), ""
        if (equals := _EQUALS.match(text, place)) is not None:
            place = equals.end()
            if text[place : place + 1] in ("'", '"'):
                end = text.find(text[place], place + 1)
                if end < 0:
                    return None
                value, place = text[place + 1 : end], end + 1
            else:
                bare = _BARE.match(text, place)
                assert bare is not None
                value, place = bare[0], bare.end()
        attributes.setdefault(name[0].lower(), html.unescape(value) if "&" in value else value)


def _end_of_raw(text: str, start: int, name: str) -> int:
    """Where the end tag of an element of raw text begins; -1 if there is none."""
    if name != "script":
        ends = (end.start() for end in _ENDS.finditer(text, start) if end[1].lower() == name)
        return next(ends, -1)
    hidden = within = False  # in a comment of the script, and in a script within that
    for token in _SCRIPT.finditer(text, start):
        if token[0] == "<!--":
            hidden = True
        elif token[0] == "-->":
            hidden = within = False
        elif not token[1]:
            within = within or hidden
        elif within:
            within = False
        else:
            return token.start()
    return -1


_LINK = regex(r"</?a\b[^<>]*>")
_ANY = regex(r"<[^<>]*>")


def without_links(html: str) -> str:
    """The HTML without links and anchors, for what stands within a link, or in a contents.

    >>> without_links('<a id="x"></a>(<a href="#li">Li, 2020</a>)')
    '(Li, 2020)'
    """
    return _LINK.sub("", html)


def without_tags(html: str) -> str:
    """The words of HTML, for what an image shows if it is not there.

    >>> without_tags("(<i>Li</i>, 2020)")
    '(Li, 2020)'
    """
    return _ANY.sub("", html)
