"""One paper's record in; every citation and export of the citation dialog out.

    python examples/record_to_everything.py [RECORD.json] [FOLDER]

Prints three citations and writes five files, as the dialog of a search site offers them.
"""

import sys
from pathlib import Path

import citex

record = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data" / "paper.json")
folder = Path(sys.argv[2] if len(sys.argv) > 2 else "citations")

(paper,) = citex.read(record, "booksci")

for style in ("gbt7714-2015", "mla", "apa"):
    print(f"{style:>14}  {paper.format(to=style)}")

folder.mkdir(exist_ok=True)
for name, suffix in (
    ("bibtex", ".bib"),
    ("endnote", ".enw"),
    ("ris", ".ris"),
    ("notefirst", ".xml"),
    ("noteexpress", ".net"),
):
    target = folder / f"{paper.id}-{name}{suffix}"
    citex.write(paper, target, to=name)
    print(f"{name:>14}  {target.name}")
