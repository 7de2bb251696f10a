"""Word's own citations: fields that name sources, which lie in a part of the document.

`CITATION Tag \\l 1033 \\m Tag2` names sources by their tags; they stand as `b:Sources` in one of
the parts of customXml.
"""

from __future__ import annotations

from lxml import etree

from citex._late import regex
from citex.formats.tree._xml import Element, child, children, text_of
from citex.records.docx._cited import Cited
from citex.text.richtext.elements import local

FIELD = regex(r"\s{0,9}CITATION\s{1,9}\S")
_WORD = regex(r'"([^"]*)"|(\S+)')
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def sources(root: Element | None) -> dict[str, Cited]:
    """The sources of a part, by their tags; none where the part holds something else.

    >>> root = etree.fromstring(f'<b:Sources xmlns:b="{_NAMESPACE}"><b:Source><b:Tag>A1</b:Tag>'
    ...     '<b:Title>Trees</b:Title></b:Source></b:Sources>')
    >>> list(sources(root)), sources(root)["A1"].label
    (['A1'], 'Trees')
    """
    found: dict[str, Cited] = {}
    if root is None or local(root) != "Sources":
        return found
    for source in children(root, "Source"):
        tag = text_of(child(source, "Tag")) or f"source{len(found) + 1}"
        xml = etree.tostring(source, encoding="unicode", with_tail=False)
        whole = f'<b:Sources xmlns:b="{_NAMESPACE}">{xml}</b:Sources>'
        unique = text_of(child(source, "Guid")) or identity(tag)
        label = text_of(child(source, "Title")) or tag
        found.setdefault(tag, Cited("Word", (unique,), "word", whole, label=label))
    return found


def identity(tag: str) -> str:
    """What a source is known by that has no number of its own.

    >>> identity("Lee20")
    'word:Lee20'
    """
    return f"word:{tag}"


def tags(instruction: str) -> list[str]:
    """The tags of the sources that a field cites.

    >>> tags('CITATION Lee20 \\\\p "3 f." \\\\l 1033 \\\\m Kim19')
    ['Lee20', 'Kim19']
    """
    words = [match[1] or match[2] or "" for match in _WORD.finditer(instruction)]
    before = ["\\m", *words[1:]]
    return [word for word, switch in zip(words[1:], before, strict=False) if switch == "\\m"]
