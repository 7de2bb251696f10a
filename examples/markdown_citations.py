"""A filter for Markdown: pandoc's citations are put in, and the list of references at the end.

    python examples/markdown_citations.py essay.md library.bib [--style apa] [-o essay.out.md]

It reads `[see @key, p. 3; @other]`, `[-@key]` without the author, `@key` and `@key [p. 3]` in a
sentence. Code, formulas, addresses, metadata, escaped signs and pandoc-crossref's keys (`@fig:1`)
are left alone. In a style of notes the citations become footnotes. A key that is not in the library
prints "???", and is named.
"""

import argparse
import re
import sys
from pathlib import Path

import citex
from citex import Citation, Cite, Document

KEY = r"@(?:\{([^{}\n]+)\}|((?!(?:fig|tbl|eq|sec|lst):)[^\W_](?:[\w.:#$%&+?<>~/-]*\w)?))"
_CITATION = re.compile(
    r"(?P<code>\A---\n.*?^(?:---|\.\.\.)$"  # what pandoc calls metadata
    r"|^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*\s*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)|</?\w[^<>]*>|\bhttps?://[^\s<>\[\]]*"
    r"|\$\$.*?\$\$|\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)"
    r"|\]\([^()\n]*\)|^ {0,3}\[(?!\^)[^\]\n]+\]:.*?$|\\.)"
    rf"|(?<!\^)\[(?P<group>(?:[^\[\]\n]|\n(?!\s*\n))*?{KEY}(?:[^\[\]\n]|\n(?!\s*\n))*)\](?!\()"
    rf"|(?<![\w.]){KEY}(?:\s?\[(?P<place>[^\[\]@;^]+(?:;[^\[\]]*)?)\](?![(\[]))?",
    re.MULTILINE | re.DOTALL,
)
_CITE = re.compile(rf"(?P<prefix>.*?)(?P<minus>-?){KEY}(?P<rest>.*)", re.DOTALL)
_NUMBER = r"(?:[A-Za-z]{0,2}-?\d[\w.:–-]*|(?:[ivxlc]+|[IVXLC]+)(?:[-–][ivxlcIVXLC]+)?(?![\w]))"
_PLACE = re.compile(
    rf"[,\s]*(?:\{{(?P<braced>[^{{}}]*)\}}|(?:(?P<word>[^\W\d_]+)\.?\s+|[§¶]+\s*)?"
    rf"{_NUMBER}(?:,\s*{_NUMBER})*)(?P<rest>.*)",
    re.DOTALL,
)
_LISTED = re.compile(r"\s*(?:[-*+]|\(?\w{1,4}[.)]|\[\^[^\]]+\]:)\s")
_EMPHASIS = (
    (r"\*\*(?=\S)(.+?)(?<=\S)\*\*", r"<b>\1</b>"),
    (r"([*_])(?=\S)(.+?)(?<=\S)\1", r"<i>\2</i>"),
)


def rich(text: str) -> str:
    """Words with Markdown's emphasis as a cite has them."""
    for mark, markup in _EMPHASIS:
        text = re.sub(mark, markup, text)
    return text


def is_label(word: str | None) -> bool:
    """Whether a word before a number says what kind of place it is: "chapter", "pp"."""
    try:
        return word is None or bool(Cite("", label=word))
    except citex.CitexError:
        return False


def placed(key: str, text: str, prefix: str = "", minus: str = "") -> Cite:
    """A cite of a key, with the place and the words behind it."""
    locator, rest = None, text
    if (place := _PLACE.fullmatch(text)) and is_label(place["word"]):
        rest = place["rest"]
        locator = place["braced"] or text[: len(text) - len(rest)].lstrip(", \n\t")
        locator = None if place["braced"] == "" else locator
    return Cite(
        key,
        locator=locator,
        prefix=rich(prefix.lstrip()),
        suffix=rich(rest.rstrip()),
        suppress_author=bool(minus),
    )


def cite(text: str) -> Cite | None:
    """One cite of a group: words before it, a key, a place, words behind it."""
    found = _CITE.fullmatch(text.strip())
    return found and placed(found[3] or found[4], found["rest"], found["prefix"], found["minus"])


def citation(match: re.Match[str]) -> Citation | None:
    """What is cited there; None for what is no citation."""
    if match["code"]:
        return None
    if match["group"]:
        found = [cite(part) for part in match["group"].split(";")]
        cites = [one for one in found if one]
        joined = any(one.prefix for one in cites[1:])  # "see @a; but also @b" keeps its order
        return Citation(cites, unsorted=joined) if all(found) else None
    key = next(group for group in match.groups()[-3:-1] if group)
    first, *others = (match["place"] or "").split(";")
    more = [cite(part) for part in others]
    if not all(more):
        first, more = match["place"], []
    return Citation(
        [placed(key, first), *(one for one in more if one)], mode="composite", unsorted=True
    )


def code_lines(text: str) -> set[int]:
    """Where lines of indented code begin: behind an empty line, deeper than a list's item."""
    found, place, behind, depth = set(), 0, True, 4
    for line in text.splitlines(keepends=True):
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if not line.strip():
            behind = True
        elif behind and indent >= depth:
            found.add(place)
        else:
            behind = False
            if indent < 4:
                depth = 8 if _LISTED.match(line) or (depth == 8 and indent) else 4
        place += len(line)
    return found


def filtered(text: str, document: Document) -> str:
    """The text with its citations as the document prints them, and the list."""
    code = code_lines(text)
    found = [
        (match, one)
        for match in _CITATION.finditer(text)
        if text.rfind("\n", 0, match.start()) + 1 not in code and (one := citation(match))
    ]
    document.extend(one for _, one in found)
    pieces, notes, last = [], [], 0
    for (match, _), placed in zip(found, document, strict=True):
        before = text[last : match.start()]  # the mark of a note stands close to its word
        pieces += [before if placed.in_text else before.rstrip(" "), placed.in_text]
        if placed.in_note:
            pieces.append(f"[^{placed.note}]")
            notes.append(f"[^{placed.note}]: {placed.in_note}")
        last = match.end()
    pieces.append(text[last:].rstrip("\n"))
    return "\n\n".join(
        part for part in ("".join(pieces), "\n\n".join(notes), str(document.bibliography())) if part
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Citations and their list for a Markdown text.")
    parser.add_argument("text", type=Path)
    parser.add_argument("library")
    parser.add_argument("--style", default="apa")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    try:
        document = Document(citex.read(args.library), args.style, output="markdown")
        told = filtered(args.text.read_text(encoding="utf-8"), document)
        if args.output:
            args.output.write_text(told + "\n", encoding="utf-8")
        else:
            print(told)
    except (citex.CitexError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for key in document.missing:
        print(f"{args.text}: no work in {args.library} has the key {key!r}", file=sys.stderr)
    return 1 if document.missing else 0


if __name__ == "__main__":
    sys.exit(main())
