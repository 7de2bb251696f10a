"""A Markdown text with its citations put in, and the list of references at its end.

    python examples/markdown_citations.py essay.md library.bib [--style apa]

It is `citex cite essay.md --bib library.bib` as a program of one's own: `citex.cite_text` reads
pandoc's `[see @key, p. 3; @other]`, `-@key` and `@key [p. 3]`, and leaves all else as it is. A key
that is not in the library stays as it is written, and is named with its line.
"""

import argparse
import sys
from pathlib import Path

import citex


def main() -> int:
    parser = argparse.ArgumentParser(description="Citations and their list for a Markdown text.")
    parser.add_argument("text", type=Path)
    parser.add_argument("library")
    parser.add_argument("--style", default="apa")
    args = parser.parse_args()
    try:
        found = citex.cite_text(args.text, style=args.style, bibliography=args.library)
    except citex.CitexError as error:
        print(error, file=sys.stderr)
        return 2
    print(found.text, end="")
    for problem in found.problems:
        print(problem, file=sys.stderr)
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
