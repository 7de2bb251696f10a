"""A filter for Markdown: pandoc's citations are put in, and the list of references at the end.

    python examples/markdown_citations.py essay.md library.bib [--style apa] [-o essay.out.md]

It reads `[see @key, p. 3; @other]`, `[-@key]` without the author, `@key` and `@key [p. 3]` in a
sentence. Code, addresses of mail and escaped signs are left alone. In a style of notes the
citations become footnotes. A key that is not in the library prints "???", and is named.
"""

import argparse
import re
import sys
from pathlib import Path

import citex
from citex import Citation, Cite, Document

KEY = r"@(?:\{([^{}]+)\}|([^\W_](?:[\w.:#$%&+?<>~/-]*\w)?))"
_CITATION = re.compile(
    rf"(?P<code>^(?:```|~~~).*?^(?:```|~~~)|^(?: {{4}}|\t).*?$|`+[^`]+`+|\\.)"
    rf"|\[(?P<group>[^\[\]]*?-?{KEY}[^\[\]]*)\](?!\()"
    rf"|(?<![\w.]){KEY}(?:\s?\[(?P<place>[^\[\]@]+)\])?",
    re.MULTILINE | re.DOTALL,
)
_CITE = re.compile(rf"(?P<prefix>.*?)(?P<minus>-?){KEY}(?P<rest>.*)", re.DOTALL)
_PLACE = re.compile(
    r"[,\s]*(?P<locator>(?:\w+\.?\s+|[§¶]\s*)?[\divxlcIVXLC][\w.:–-]*(?:,\s*\d[\w–-]*)*)(?P<rest>.*)",
    re.DOTALL,
)


def cite(text: str) -> Cite | None:
    """One cite of a group: words before it, a key, a place, words behind it."""
    found = _CITE.fullmatch(text.strip())
    if found is None:
        return None
    rest, locator = found["rest"], None
    if place := _PLACE.fullmatch(rest):
        locator, rest = place["locator"], place["rest"]
    return Cite(
        found[3] or found[4],
        locator=locator,
        prefix=found["prefix"].strip(),
        suffix=rest.strip(" "),
        suppress_author=bool(found["minus"]),
    )


def citation(match: re.Match[str]) -> Citation | None:
    """What is cited there; None for what is no citation."""
    if match["code"]:
        return None
    if match["group"]:
        cites = [cite(part) for part in match["group"].split(";")]
        return Citation([one for one in cites if one]) if all(cites) else None
    key = next(group for group in match.groups()[-3:-1] if group)
    return Citation([Cite(key, locator=match["place"])], mode="composite")


def filtered(text: str, document: Document) -> str:
    """The text with its citations as the document prints them, and the list."""
    found = [(match, one) for match in _CITATION.finditer(text) if (one := citation(match))]
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
