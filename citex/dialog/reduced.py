"""HTML that a style printed, reduced to what is safe to put into a page.

Only a few elements get through, well nested; `style` attributes become classes, for a strict
content-security policy forbids them; everything else is text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from citex._late import regex
from citex.dialog.rich import harmless, text

ELEMENTS = frozenset("a b div em i p span strong sub sup".split())
CLASSES = {
    "font-variant:small-caps": "citex-sc",
    "font-variant:normal": "citex-caps-off",
    "font-style:normal": "citex-upright",
    "font-weight:normal": "citex-plain",
    "font-weight:light": "citex-light",
    "text-decoration:underline": "citex-underline",
    "text-decoration:none": "citex-undecorated",
}
"""What a style writes as a `style` attribute -> the class that dialog.css gives it."""

_OWN_CLASS = regex(r"csl-[a-z-]+|nocase|nodecor")
_WEB = regex(r"https?://", re.IGNORECASE)


def from_html(markup: str) -> str:
    """The HTML that a style printed, reduced to what a page may hold.

    >>> from_html('<span style="font-variant:small-caps;">Li</span><img src=x onerror=alert(1)>')
    '<span class="citex-sc">Li</span>'
    """
    parser = _Reducer()
    parser.feed(harmless(markup))
    parser.close()
    return parser.result()


class _Reducer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._pieces.append("<br>")
        if tag not in ELEMENTS:
            return
        self._opened.append(tag)
        self._pieces.append(f"<{tag}{_attributes(tag, attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._opened:
            return
        while self._opened:
            last = self._opened.pop()
            self._pieces.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        self._pieces.append(text(data))

    def result(self) -> str:
        return "".join(self._pieces) + "".join(f"</{tag}>" for tag in reversed(self._opened))


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    classes: list[str] = []
    link = ""
    for name, value in attrs:
        if name == "class":
            classes += [word for word in (value or "").split() if _OWN_CLASS.fullmatch(word)]
        elif name == "style":
            rules = "".join((value or "").lower().split()).split(";")
            classes += [CLASSES[rule] for rule in rules if rule in CLASSES]
        elif name == "href" and tag == "a" and _WEB.match(value or ""):
            link = f' href="{text(value)}" target="_blank" rel="noopener noreferrer"'
    return (f' class="{" ".join(classes)}"' if classes else "") + link
