"""A script for a reference manager: records on standard input, citations on standard output.

    papis export --all --format json | python examples/reference_manager.py apa

Reads whatever citex reads, says on standard error what it could not read, and sets the exit
status as the command `citex` does: 0 all done, 1 some failed, 2 nothing could be done.
"""

import sys

import citex


def main() -> int:
    style = sys.argv[1] if len(sys.argv) > 1 else "apa"
    problems: list[citex.Problem] = []
    try:
        papers = citex.parse(sys.stdin.buffer.read(), problems=problems)
        for entry in citex.bibliography(papers, style):
            print(" ".join(entry.text.split()))
    except citex.CitexError as error:
        print(error, file=sys.stderr)
        return 2
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors:
        print(problem, file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
