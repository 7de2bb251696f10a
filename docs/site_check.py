"""Whether a built site holds together: its links, their anchors, its pictures, its public names.

    python docs/site_check.py docs/_build/html

prints what is broken, then the addresses outside of it, which are listed and not asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import citex


class _Page(HTMLParser):
    """The places of a page that links may lead to, and where its own lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.places.add(value)
            elif name in ("href", "src") and value is not None:
                self.links.append(value)


def read(folder: Path) -> dict[Path, _Page]:
    """The pages of a built site."""
    return {path: _Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}


def broken(folder: Path) -> Iterator[str]:
    """What leads nowhere, and the public names that no page tells."""
    pages = read(folder)
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            if not target.is_file():
                yield f"{path.relative_to(folder)}: {link}: no such file"
            elif address.fragment and target in pages:
                place = unquote(address.fragment)
                if place not in pages[target].places and not place.startswith("/"):
                    yield f"{path.relative_to(folder)}: {link}: no such place in that page"
    told = set().union(*(page.places for page in pages.values()))
    for name in citex.__all__:
        if name != "__version__" and f"citex.{name}" not in told:
            yield f"no page tells citex.{name}"


def outside(folder: Path) -> list[str]:
    """The addresses beyond the site."""
    links = (link for page in read(folder).values() for link in page.links)
    return sorted({link for link in links if urlsplit(link).scheme in ("http", "https")})


def main() -> int:
    """The command line."""
    folder = Path(sys.argv[1]).resolve()
    found = list(broken(folder))
    print(*found, *(f"outside: {link}" for link in outside(folder)), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
