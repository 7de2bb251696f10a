"""For Obsidian and other Markdown note programs: a literature note for each paper.

    python examples/markdown_notes.py library.bib notes/ [--style gbt7714]

Each note is named "@key.md" and begins with what the program can search: title, authors, year,
DOI. Behind it stand the citation and the abstract, between two marks; what is written below the
second mark is kept when the script is run again.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import citex
from citex import Paper

BEGIN, END = "%% begin citex %%", "%% end citex %%"


def note(paper: Paper, style: str) -> str:
    """The part of a note that citex writes."""
    facts = {
        "title": _plain(paper.title),
        "authors": [str(name) for name in paper.author or ()],
        "year": paper.issued.year if paper.issued else None,
        "container": _plain(paper.container_title),
        "doi": paper.DOI,
        "type": str(paper.type),
        "citekey": paper.id,
    }
    # JSON is YAML: no value can end its line
    front = [f"{key}: {json.dumps(facts[key], ensure_ascii=False)}" for key in facts if facts[key]]
    link = f"\n[doi:{paper.DOI}](<https://doi.org/{paper.DOI}>)\n" if paper.DOI else ""
    abstract = f"\n> [!abstract]\n> {_one_line(paper.abstract)}\n" if paper.abstract else ""
    citation = citex.format([paper], style, output="markdown").strip()
    lines = ["---", *front, "---", BEGIN, "", citation, link + abstract, END, ""]
    return "\n".join(lines)


def write(paper: Paper, folder: Path, style: str) -> Path:
    """Write a paper's note, and keep what its reader has written below the mark."""
    name = re.sub(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+', "-", paper.id).strip(". ")[:80] or "paper"
    path = folder / f"@{name}.md"
    own = ""
    if path.is_file():
        own = path.read_text(encoding="utf-8").partition(END)[2].lstrip("\n")
    path.write_text(note(paper, style) + ("\n" + own if own else ""), encoding="utf-8")
    return path


def _plain(text: str | None) -> str:
    return re.sub(r"</?(?:i|b|sup|sub|span)[^<>]*>", "", text or "")


def _one_line(text: str) -> str:
    return " ".join(_plain(text).split())


def main() -> int:
    parser = argparse.ArgumentParser(description="A Markdown note for each paper.")
    parser.add_argument("library")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", default="gbt7714")
    args = parser.parse_args()
    problems: list[citex.Problem] = []
    try:
        papers = citex.read(args.library, problems=problems)
        args.folder.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            print(write(paper, args.folder, args.style).name)
    except (citex.CitexError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if any(problem.level == "error" for problem in problems) else 0


if __name__ == "__main__":
    sys.exit(main())
