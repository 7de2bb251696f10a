"""The style gallery: five references in each of our styles and in the hundred most used others.

    python docs/style_gallery.py > gallery.html

How much a style of the collection is used is told by the collection itself: by how many journals
there are a style of that name alone, without rules of their own (dependent styles).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

import citex
from citex import stylebook
from citex.dialog.reduced import from_html
from citex.dialog.samples import samples

MOST_USED = 100
_LINK = re.compile(rb"<link\b[^>]*>")


class Shown(NamedTuple):
    """A style, what it prints, and how many journals use it."""

    name: str
    title: str
    journals: int
    references: list[str]


def users() -> Counter[str]:
    """How many journals of the collection use each style as it is."""
    found: Counter[str] = Counter()
    folder = stylebook.collection()
    for path in sorted(folder.glob("dependent/*.csl")) if folder else ():
        head = path.read_bytes()[:4000]
        for link in _LINK.findall(head):
            if b"independent-parent" in link:
                parent = re.search(rb'/styles/([^"]+)"', link)
                if parent:
                    found[parent[1].decode()] += 1
    return found


def chosen() -> list[tuple[str, int]]:
    """Names of the styles shown: ours, those with a short name, then by use, to the hundredth."""
    own = [info.name for info in stylebook.styles() if info.origin == "citex"]
    used = users()
    short = [name for name in dict.fromkeys(stylebook.ALIASES.values()) if name not in own]
    short = [name for name in short if stylebook.exists(name)]
    short += [name for name in ("apa", "ieee", "nature", "elsevier-harvard") if name not in short]
    others = [name for name, _ in used.most_common() if name not in short and name not in own]
    collection = [*short, *others][:MOST_USED]
    return [(name, used[name]) for name in (*own, *collection)]


def shown() -> Iterator[Shown]:
    """Each style with its five references, as safe HTML."""
    titles = {info.name: info.title for info in stylebook.styles()}
    for name, journals in chosen():
        entries = citex.bibliography(samples(), name, output="html")
        references = [from_html(entry.text) for entry in entries]
        yield Shown(name, titles.get(name, name), journals, references)


def gallery() -> str:
    """The gallery as HTML: a field to search, and a section for each style."""
    found = list(shown())
    return (
        '<p><label for="gallery-search">Search the gallery</label> '
        '<input id="gallery-search" class="gallery-search" type="search" autocomplete="off"></p>\n'
        '<p id="gallery-count" role="status"></p>\n'
        f'<details class="gallery-all"><summary>All {len(found)} styles by name</summary>\n'
        '<ul class="gallery-index">\n' + "\n".join(map(_entry, found)) + "\n</ul></details>\n"
        '<div class="gallery">\n' + "\n".join(map(_section, found)) + "\n</div>\n"
    )


def markdown() -> str:
    """The gallery as a page of the documentation."""
    return (
        "# Style gallery\n\nThe same five references (a journal article, a book, a chapter, a web "
        "page, a Chinese article)\nin every style that citex brings, and in the hundred most used "
        "of the collection.\nThe terminal shows the same: `citex styles --preview QUERY`.\n\n"
        f'```{{raw}} html\n{gallery()}<script src="../_static/gallery.js"></script>\n```\n'
    )


def page() -> str:
    """The gallery as one HTML page."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Style gallery</title>'
        f"</head><body><h1>Style gallery</h1>\n{gallery()}</body></html>\n"
    )


def _entry(style: Shown) -> str:
    return f'<li><a href="#style-{escape(style.name)}">{escape(style.title)}</a></li>'


def _section(style: Shown) -> str:
    journals = f", {style.journals:,} journals" if style.journals else ""
    names = {**stylebook.ALIASES, **stylebook._LONG_NAMES}
    others = ", ".join(escape(other) for other, name in names.items() if name == style.name)
    also = f'<p class="gallery-also">also {others}</p>\n' if others else ""
    entries = "\n".join(f'<li class="csl-entry">{text}</li>' for text in style.references)
    return (
        f'<section class="gallery-style" id="style-{escape(style.name)}">\n'
        f"<h2>{escape(style.title)}</h2>\n"
        f"<p><code>{escape(style.name)}</code>{journals} "
        f'<button class="copy-style" aria-label="Copy the references in {escape(style.title)}">'
        f"Copy</button></p>\n{also}<ul>\n{entries}\n</ul>\n</section>"
    )


if __name__ == "__main__":
    print(page(), end="")
