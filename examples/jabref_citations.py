"""For JabRef, as an external program: the selected entries as a reference list.

    python examples/jabref_citations.py LIBRARY.bib [KEY ...] [--style apa] [--output html]

JabRef keeps its library in a .bib file and gives the citation keys of the selected entries to the
program that is set under Options > Preferences > Entry > "Push to application" (custom command).
Without keys, the whole library is printed. The exit status is 0, 1 (some entries could not be
read, or some keys are not in the library), or 2 (nothing could be done).
"""

import argparse
import sys

import citex


def main() -> int:
    parser = argparse.ArgumentParser(description="Entries of a JabRef library as a reference list.")
    parser.add_argument("library")
    parser.add_argument("keys", nargs="*")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--output", default="text")
    args = parser.parse_args()
    problems: list[citex.Problem] = []
    try:
        papers = citex.read(args.library, "bibtex", problems=problems)
        wanted = [key for word in args.keys for key in word.split(",") if key]
        by_key = {paper.id: paper for paper in papers}
        chosen = [by_key[key] for key in wanted if key in by_key] if wanted else papers
        print(citex.format(chosen, args.style, output=args.output).rstrip("\n"))
    except citex.CitexError as error:
        print(error, file=sys.stderr)
        return 2
    missing = [key for key in wanted if key not in by_key]
    for key in missing:
        print(f"{key}: not in {args.library}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    failed = missing or [problem for problem in problems if problem.level == "error"]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
