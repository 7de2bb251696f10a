"""From CSL-JSON, as DOI services give it, to a reference list in a web page.

python examples/reference_list.py [LIBRARY.json] [STYLE] > references.html
"""

import sys
from pathlib import Path

import citex

library = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data" / "library.json"
style = sys.argv[2] if len(sys.argv) > 2 else "apa"

problems: list[citex.Problem] = []
papers = citex.read(library, problems=problems)
for problem in problems:
    print(problem, file=sys.stderr)

print("<!doctype html><meta charset='utf-8'><title>References</title>")
print(citex.format(papers, to=style, output="html"))
