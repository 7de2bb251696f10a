"""HTML of a style's output, shown in a terminal."""

from __future__ import annotations

from html.parser import HTMLParser

from citex._late import regex
from citex.cli._terminal import BOLD, ITALIC, PLAIN, Cells, Terminal, harmless, trimmed

_STYLES = {"i": ITALIC, "em": ITALIC, "b": BOLD, "strong": BOLD}
_BLANKS = regex(r"[ \t\r\n\f]+")

_SUPERSCRIPTS = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True)) | {
    "TM": "™",
    "SM": "℠",
}
_SUBSCRIPTS = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def shown(markup: str, terminal: Terminal, indent: str = "") -> str:
    """The text, wrapped, its italics and bold kept where the terminal can."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return terminal.lines(trimmed(reader.cells), indent)


def _raised(text: str, table: dict[str, str]) -> str:
    """The text in raised or lowered characters, if there is one for each of it."""
    if text in table:
        return table[text]
    return "".join(table[char] for char in text) if all(char in table for char in text) else text


class _Reader(HTMLParser):
    """Cells from HTML: text with the styles of the elements around it, a line per block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: Cells = []
        self._styles: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = [value for name, value in attrs if name == "class"]
        block = tag == "div" and not {"csl-left-margin", "csl-right-inline"} & set(classes)
        if "csl-right-inline" in classes and self.cells and self.cells[-1][0] != " ":
            self.cells.append((" ", ""))
        if (block or tag == "br") and self.cells:
            self._trim()
            self.cells.append(("\n", ""))
        upright = any(name == "style" and "normal" in (value or "") for name, value in attrs)
        self._styles.append((tag, PLAIN if upright else _STYLES.get(tag, "")))

    def _trim(self) -> None:
        while self.cells and self.cells[-1][0] == " ":
            self.cells.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._styles]
        if tag in names:
            del self._styles[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        found = [style for _, style in self._styles if style]
        while PLAIN in found:
            del found[: found.index(PLAIN) + 1]
        style = "".join(dict.fromkeys(found))
        for name, table in (("sup", _SUPERSCRIPTS), ("sub", _SUBSCRIPTS)):
            if any(tag == name for tag, _ in self._styles):
                data = _raised(data, table)
        for char in harmless(_BLANKS.sub(" ", data)):
            if char != " " or (self.cells and self.cells[-1][0] not in " \n"):
                self.cells.append((char, style))
