"""A web page in one pass: its meta tags, links, scripts and items, and nothing of all the rest.

No tree is built: the parser of HTML tells each tag as it comes, so a page costs no more memory than
what is kept of it. It fetches nothing, runs nothing, and knows no entities but HTML's own.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats._source import read_up_to
from citex.formats.web._xplore import work_of

MOST = 20_000_000
"""How many bytes of a page are looked at."""
DEPTH = 30
"""How deep items of microdata are nested; what is deeper is no part of a record."""
LONGEST = 20_000
"""How many characters of an item's property are kept."""

_CHUNK = 1 << 16
_CHARSET = re.compile(
    rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"""\A\s*<\?xml[^<>]{0,100}?encoding\s*=\s*["']([\w.-]{2,40})""")
_HEAD = 8192
_KNOWN_CHARSET = regex(
    r"(?:iso-?8859-\d\d?|latin-?\d|windows-12\d\d|cp12\d\d|koi8-[ru]|euc-?(?:jp|kr|cn)|shift[-_]?jis"
    r"|x-sjis|iso-2022-jp|gb(?:k|2312|18030)|x-gbk|big5(?:-?hkscs)?|ks_c_5601-1987|tis-620)",
    re.IGNORECASE,
)
_MEANT = {
    # what browsers take a label for (WHATWG Encoding): the larger set
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-9": "cp1254",
    "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "tis-620": "cp874",
}  # fmt: skip
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000)))
_CROWDED = regex(r"<[A-Za-z][^<>]{20000,}")
_ATTRIBUTES = 10_000


class Page:
    """What is kept of a page, each in the order of the page."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []
        """The names of meta tags in small letters, and their contents."""
        self.tongues: dict[int, str] = {}
        """The languages of those, by their places, that say in which they are."""
        self.links: list[tuple[str, str]] = []
        """What links of the head are (rel), and where they lead."""
        self.scripts: list[str] = []
        """The texts of JSON-LD."""
        self.spans: list[str] = []
        """The titles of COinS."""
        self.items: list[dict[str, Any]] = []
        """Items of microdata, as JSON-LD has them."""
        self.title = ""
        self.language = ""
        self.address = ""
        """Where a browser saved the page from, if it says so."""

    def settle_tongues(self) -> None:
        """Of tags in several languages, keep those in the language of the title."""
        own = next(
            (self.tongues[at] for at in sorted(self.tongues) if "title" in self.metas[at][0]), ""
        )
        said: dict[str, set[str]] = {}
        for at, tongue in self.tongues.items():
            said.setdefault(self.metas[at][0], set()).add(tongue)
        self.metas = [
            meta
            for at, meta in enumerate(self.metas)
            if self.tongues.get(at, own) == own or own not in said.get(meta[0], own)
        ]


def page_of(source: Source, problems: Problems) -> Page:
    """What a page holds; of one that is too long, what its beginning does."""
    return page_of_text(page_text(source, problems))


def spans_of(texts: Iterable[str]) -> Iterator[str]:
    """The titles of a page's COinS, in constant memory."""
    scanner = _Scanner()
    for _ in _fed(scanner, texts):
        yield from scanner.page.spans
        scanner.page = Page()
    yield from scanner.page.spans


def page_of_text(text: str) -> Page:
    """What a text in HTML holds."""
    scanner = _Scanner()
    for _ in _fed(scanner, _pieces(text)):
        pass
    if scanner.page.tongues:
        scanner.page.settle_tongues()
    return scanner.page


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK]


def _fed(scanner: _Scanner, texts: Iterable[str]) -> Iterator[None]:
    target: Any = scanner
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", huge_tree=False, no_network=True, recover=True
    )
    try:
        for text in texts:
            parser.feed(text.translate(_CONTROLS).encode("utf-8"))
            yield
        parser.close()
    except etree.LxmlError:
        return  # a page without a single tag, or one that is broken from here on


def page_text(source: Source, problems: Problems) -> str:
    """The page's text: as the source says, else UTF-8 if it is that, else as the page declares."""
    data = read_up_to(source.binary(), MOST + 1)
    if len(data) > MOST:
        message = f"only the first {MOST // 1_000_000} MB of the page were looked at"
        problems.append(Problem(message=message, source=source.name, level="warning"))
        data = data[:MOST]
    return _uncrowded(_decoded(data, source))


def _decoded(data: bytes, source: Source) -> str:
    if source.encoding not in ("utf-8", "utf-8-sig"):
        return codecs.getincrementaldecoder(source.encoding)("replace").decode(data)
    declared = _declared(data[:_HEAD])
    try:
        if declared != "iso2022_jp":
            return codecs.getincrementaldecoder("utf-8-sig")().decode(data)
    except UnicodeDecodeError:
        pass
    if declared:
        text = codecs.getincrementaldecoder(declared)("replace").decode(data)
        if 200 * text.count("\ufffd") <= len(text):
            return text
    inner = Source.of_bytes(data, source.name)
    text = inner.text()
    source.problems.extend(inner.problems)
    return text


def _declared(head: bytes) -> str:
    """The encoding that a page declares, if it is another than UTF-8; or ""."""
    match = _XML_ENCODING.search(head) or _CHARSET.search(head)
    label = match[1].decode("ascii", "replace").lower() if match else ""
    if not _KNOWN_CHARSET.fullmatch(label):
        return ""
    try:
        return codecs.lookup(_MEANT.get(label, label)).name
    except LookupError:
        return ""


def _uncrowded(text: str) -> str:
    """The page without tags of ten thousand attributes, over which some parsers take minutes."""
    return _CROWDED.sub(
        lambda match: "<x " if len(match[0].split()) > _ATTRIBUTES else match[0], text
    )


class _Scanner:
    """What the parser tells its tags to."""

    def __init__(self) -> None:
        self.page = Page()
        self._depth = 0
        self._script: list[str] | None = None
        self._is_graph = False
        self._title: list[str] | None = None
        self._open: list[tuple[int, dict[str, Any]]] = []  # items: where they began, and they
        self._said: list[tuple[int, tuple[str, ...], list[dict[str, Any]], list[str]]] = []
        self._ids: list[tuple[int, str]] = []  # elements outside of items: where they began
        self._loose: dict[str, dict[str, Any]] = {}  # properties in them, for `itemref`
        self._refs: list[tuple[dict[str, Any], list[str]]] = []
        self._kept = 0  # how many characters of properties

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        page = self.page
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property")
            content = attributes.get("content")
            if name and content is not None:
                if tongue := attributes.get("xml:lang") or attributes.get("lang"):
                    page.tongues[len(page.metas)] = tongue.lower().partition("-")[0]
                page.metas.append((name.strip().lower(), content))
        elif tag == "link":
            if (rel := attributes.get("rel")) and (address := attributes.get("href")):
                page.links.append((rel.strip().lower(), address.strip()))
        elif tag == "script":
            self._script = []
            self._is_graph = "ld+json" in attributes.get("type", "").lower()
        elif tag == "title":
            self._title = [] if not page.title else None
        elif tag == "html":
            page.language = page.language or attributes.get("lang") or ""
        elif tag == "span" and "z3988" in attributes.get("class", "").lower().split():
            page.spans.append(attributes.get("title", ""))
        if "id" in attributes and not self._open and len(self._ids) < DEPTH:
            self._ids.append((self._depth, attributes["id"]))
        if "itemprop" in attributes or "itemscope" in attributes:
            self._item(tag, attributes)

    def _item(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An item of microdata, or a property of the one around it."""
        names = tuple(attributes.get("itemprop", "").split())
        if self._open:
            holders = [self._open[-1][1]]
        else:
            holders = [self._loose.setdefault(name, {}) for _, name in self._ids] if names else []
        if "itemscope" in attributes:
            kind = next(iter(attributes.get("itemtype", "").split()), "")
            item: dict[str, Any] = {"@type": kind}
            if (identifier := attributes.get("itemid")) is not None:
                item["@id"] = identifier
            if len(self._open) < DEPTH:
                if not names or not self._open:
                    self.page.items.append(item)
                if not names and "itemref" in attributes and len(self._refs) < DEPTH:
                    self._refs.append((item, attributes["itemref"].split()))
                self._open.append((self._depth, item))
                _hold(holders, names, item)
        elif holders:
            value = next(
                (attributes[key] for key in _VALUES.get(tag, ("content",)) if key in attributes),
                None,
            )
            if value is not None:
                _hold(holders, names, value)
            elif len(self._said) < DEPTH:
                self._said.append((self._depth, names, holders, []))

    def end(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text = "".join(self._script)
            if self._is_graph:
                self.page.scripts.append(text)
            elif (work := work_of(text)) is not None:
                self.page.scripts.append(json.dumps(work))
            self._script = None
        elif tag == "title" and self._title is not None:
            self.page.title = " ".join("".join(self._title).split())
            self._title = None
        while self._said and self._said[-1][0] >= self._depth:
            _, names, holders, pieces = self._said.pop()
            if text := " ".join("".join(pieces).split()):
                _hold(holders, names, text[:LONGEST])
        while self._open and self._open[-1][0] >= self._depth:
            self._open.pop()
        while self._ids and self._ids[-1][0] >= self._depth:
            self._ids.pop()
        self._depth -= 1

    def data(self, text: str) -> None:
        if self._script is not None:
            self._script.append(text)
        elif self._title is not None:
            self._title.append(text)
        for _, _, _, pieces in self._said:
            self._kept += len(text)
            if self._kept < MOST:
                pieces.append(text)

    def comment(self, text: str) -> None:
        if not self.page.address and (match := _SAVED.match(text)):
            self.page.address = match[1]

    def close(self) -> None:
        """The end of the page: items get the properties that stand elsewhere (`itemref`)."""
        for item, others in self._refs:
            for other in dict.fromkeys(others):
                for name, values in self._loose.get(other, {}).items():
                    item.setdefault(name, []).extend(values)


def _hold(holders: list[dict[str, Any]], names: tuple[str, ...], value: Any) -> None:
    for holder in holders:
        for name in names:
            holder.setdefault(name, []).append(value)


_SAVED = regex(r"\s*saved from url=\(\d{1,6}\)(https?://\S+)")
_VALUES = {
    "a": ("content", "href"), "link": ("content", "href"), "area": ("href",),
    "img": ("content", "src"),
    "time": ("datetime", "content"), "data": ("value",), "meter": ("value",), "object": ("data",),
    "audio": ("src",), "video": ("src",), "source": ("src",), "track": ("src",),
    "embed": ("src",), "iframe": ("src",),
}  # fmt: skip
"""Where the value of a property stands, by the tag; else it is the tag's text."""
