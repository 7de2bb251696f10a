"""The tests of two LaTeX packages for GB/T 7714, run over the public interface of citex.

    python tests/styles/gbt7714/foreign.py FOLDER... [--only PREFIX] [--quiet]

A FOLDER is a checkout of gbt7714-bibtex-style (its tests: `.lvt`, and what BibTeX made of them in
`.tlg`) or of biblatex-gb7714-2015 (its `example.bib`, and what its documents in `tool/*.pdf` print
of it, by `pdftotext`). Entries can be compared that have a title and more. Case, width, spaces and
what CONVENTIONS names are set aside. Prints what differs and how many are right by style. Fetches
nothing. NOTES.md has a verdict on every entry that differs.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import citex
from citex import csl

STYLES = {
    "gbt7714-2005-numeric": "gbt7714-2005",
    "gbt7714-2005-authoryear": "gbt7714-2005-author-date",
    "gbt7714-2015-numeric": "gbt7714-2015",
    "gbt7714-2015-authoryear": "gbt7714-2015-author-date",
    "gbt7714-2025-numeric": "gbt7714-2025",
    "gbt7714-2025-authoryear": "gbt7714-2025-author-date",
    "gbt7714-numeric": "gbt7714-2025",
    "gbt7714-authoryear": "gbt7714-2025-author-date",
}
OPTIONS = {
    "checkpinyin": {},
    "checkpinyin=false": {"pinyin": "western"},
    "initializepinyin": {"pinyin": "initials"},
    "unknownpublisher": {"missing": "print"},
    "url=false": {"url": False},
    "doi=false": {"doi": "never"},
    "urldate=false": {"access_date": "never"},
    "bibpunct=half": {"punctuation": "half"},
    "bibpunct=bylanguage": {"punctuation": "by-language"},
    "uppercasefamily": {"capitals": True},
    "entrytypeid=false": {"type_mark": False},
    "entrymediumid=false": {"type_mark": "type"},
    "enddot=false": {"final_stop": False},
    "bibfinaland": {"and": "text"},
    "slash=false": {"host": "stop"},
    "nameyeardelim=period": {"year_mark": "stop"},
    "patentcountry": {"patent_country": True},
}
"""The package's options -> ours; a test of any other is not run."""
SILENT = frozenset(("bibwarn=false", "convertpunct=false", "sentencecase=false"))
"""Options of theirs that change only what is set aside."""
SKIPPED = {"year-suffix-overflow": "the package prints no address that stands in howpublished"}
DEFAULTS = {"missing": "omit"}
"""Of the package: nothing stands for a place or a publisher that is missing."""

CONVENTIONS: list[tuple[str, str]] = [
    (r"\s+", ""),  # spaces
    ("[–—―－]", "-"),
    ("∶", ":"),
    ("[“”„]", '"'),
    ("[‘’]", "'"),
    (r",?jr\.?(?=[,.]|$)", "jr"),  # 2015 prints ", Jr.", 2025 " Jr"
    (r"等,译", "等译"),  # 2015 prints the latter, against its clause 7.2
    (r"(?<=\d)年(?=卷)", ""),
    # the letter of works of one author and year: which one it is hangs on the order of the list
    (r"(?<=[\d\-)])[a-z]{1,2}(?=\]?\.)|(?<=无日期)-[a-z]{1,2}|(?<=n\.d\.)-[a-z]{1,2}\.", ""),
    (r"(?<=[^\W\d_])-(?=[^\W\d_])", ""),  # a word that a line of a printed page broke
]
"""What is set aside: a pattern, and what stands for it on both sides."""


@dataclass
class Printed:
    """An entry of the other program: where from, its key, our style for it, the text."""

    source: str
    style: str
    options: dict[str, object]
    text: str
    paper: citex.Paper


def folded(text: str) -> str:
    """An entry as it is compared."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for pattern, replacement in CONVENTIONS:
        text = re.sub(pattern, replacement, text)
    return text.rstrip(".")


# gbt7714-bibtex-style


def bibtex_tests(folder: Path) -> Iterator[Printed]:
    """The entries of its tests whose options we have."""
    for test in sorted((folder / "tests" / "testfiles").glob("*.lvt")):
        source = test.read_text("utf-8")
        style = re.search(r"\\bibliographystyle\{([\w-]+)\}", source)
        options = chosen(source)
        if style is None or style[1] not in STYLES or options is None or test.stem in SKIPPED:
            print(f"NOT RUN {test.stem}  {SKIPPED.get(test.stem, '')}".rstrip())
            continue
        made = test.with_suffix(".tlg").read_text("utf-8")
        papers = library(folder, source)
        entries = re.findall(r"\\bibitem(?:\[.*?\])?\{([^{}]+)\}\n(.*?)(?=\n\n)", made, re.S)
        for key, entry in entries:
            if key in papers:
                yield Printed(test.stem, STYLES[style[1]], options, from_tex(entry), papers[key])


def chosen(source: str) -> dict[str, object] | None:
    """The options of a test as ours; None where we have no such option."""
    passed = re.findall(r"\\PassOptionsToPackage\{([^{}]*)\}\{gbt7714\}", source)
    passed += re.findall(r"\\usepackage\[([^][]*)\]\{gbt7714\}", source)
    found: dict[str, object] = dict(DEFAULTS)
    for option in filter(None, (name.strip() for text in passed for name in text.split(","))):
        if option in OPTIONS:
            found |= OPTIONS[option]
        elif option not in SILENT:
            return None
    return found


def library(folder: Path, source: str) -> dict[str, citex.Paper]:
    """The papers of a test, by key."""
    own = re.search(r"\\begin\{filecontents\}.*?\n(.*?)\\end\{filecontents\}", source, re.S)
    text = own[1] if own else ""
    for name in re.findall(r"\\bibliography\{([^{}]+)\}", source):
        for stem in filter(lambda name: name != r"\jobname", re.split(r",\s*", name)):
            places = (folder / f"{stem}.bib", folder / "tests" / "support" / f"{stem}.bib")
            text += next(path.read_text("utf-8") for path in places if path.exists())
    return {paper.id: paper for paper in citex.read(text, "bibtex", problems=[])}


_COMMAND = re.compile(
    r"\\(?:newblock|allowbreak|url|doi|cstr|natexlab|emph|em|textit|mkbibemph|quad|nolinkurl"
    r"|textsuperscript|textsubscript)\b ?"
)
_TEX = {
    "\\ ": " ", "---": "—", "--": "-", "``": "“", "''": "”", "`": "‘", "'": "’",
    r"$\times$": "×", r"\'": "", r"\"u": "ü",
}  # fmt: skip


def from_tex(entry: str) -> str:
    """The text of a \\bibitem."""
    text = re.sub(r"(?<!\\)~(?![\w]*/)", " ", _COMMAND.sub("", entry).replace("\n", " "))
    text = re.sub(r"\\([&%$#_])", r"\1", text)
    for command, sign in _TEX.items():
        text = text.replace(command, sign)
    return re.sub(r"[{}]", "", text)


# biblatex-gb7714-2015

_NUMBERED = re.compile(r"\s{0,4}(?:\[\d+\]|示例 ?\d+:)\s*(?=\S)")
_DATED = re.compile(r"\s{0,6}(?!\[\d).{2,160}?, (?:\[?\d{4}[^.,]{0,16}\]?)\. ")


def biblatex_example(folder: Path) -> Iterator[Printed]:
    """The entries of its example file that its document of the standard prints."""
    document = folder / "tool" / "stdgbT7714-2015.pdf"
    text = subprocess.run(
        ["pdftotext", "-layout", str(document), "-"], capture_output=True, check=True
    ).stdout.decode()
    papers = citex.read((folder / "example.bib").read_text("utf-8"), "biblatex", problems=[])
    entries = list(printed_entries(text))
    for dated, style in ((False, "gbt7714-2015"), (True, "gbt7714-2015-author-date")):
        options = {"missing": "print", "pinyin": "western"}
        closest: dict[str, tuple[float, citex.Paper]] = {}
        for paper in filter(lambda paper: len(paper.title or "") > 2, papers):
            ours = folded(processor(style, tuple(options.items())).reference(paper))
            title = folded(paper.title or "")
            for text in (text for kind, text in entries if kind is dated):
                alike = folded(text)
                if title in alike and re.search(r"\[[A-Z/]+\]\W*\w", text):
                    near = 2.0 if ours in alike else SequenceMatcher(None, ours, alike).ratio()
                    if near > closest.get(text, (0.0, paper))[0]:
                        closest[text] = near, paper
        for text, (_, paper) in closest.items():
            yield Printed("example.bib", style, options, text, paper)


def printed_entries(text: str) -> Iterator[tuple[bool, str]]:
    """(whether by author and year, text) of the entries of a document."""
    kind, entry = False, ""
    for line in text.replace("\f", "\n").split("\n"):
        if re.fullmatch(r"\s*\d+\s*", line):
            continue  # the number of a page
        if re.match(r"\s*示例 \d+：", line) and entry:
            yield kind, entry
            entry = ""
        number = _NUMBERED.match(line)
        if number or (_DATED.match(line) and not (entry and entry[-1] != ".")):
            if entry:
                yield kind, entry
            kind, entry = number is None, line[number.end() if number else 0 :].strip()
        elif entry and line.strip():
            entry += "\n" + line.strip()
        elif entry[-1:] == ".":
            yield kind, entry
            entry = ""
    if entry:
        yield kind, entry


# the comparison


@cache
def processor(style: str, options: tuple[tuple[str, object], ...]) -> csl.Processor:
    """A style made ready once."""
    return csl.Processor(csl.load(style), options=dict(options))


def is_right(ours: str, theirs: str) -> bool:
    """Whether an entry is printed alike; or as one of the two lines of a pair."""
    lines = re.split(r"(?<=\.)\n", theirs)
    pair = ("\n".join(lines[:cut]) for cut in range(1, len(lines)))
    rest = ("\n".join(lines[cut:]) for cut in range(1, len(lines)))
    return folded(ours) in map(folded, (theirs, *pair, *rest))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="only tests whose name begins with this")
    parser.add_argument("--quiet", action="store_true", help="names alone, no texts")
    options = parser.parse_args()
    tally: dict[str, dict[str, list[int]]] = {}
    for folder in options.folders:
        read = biblatex_example if (folder / "example.bib").exists() else bibtex_tests
        for printed in read(folder):
            if not printed.source.startswith(options.only):
                continue
            paper = printed.paper
            style = printed.style + (" with options" if printed.source.startswith("option") else "")
            count = tally.setdefault(style, {}).setdefault(printed.source, [0, 0, 0])
            if not paper.title or "[" not in printed.text:
                count[2] += 1
                continue
            ours = processor(printed.style, tuple(printed.options.items())).reference(paper)
            count[1] += 1
            if is_right(ours, printed.text):
                count[0] += 1
                continue
            print(f"{printed.source}: {paper.id}")
            if not options.quiet:
                print(f"  theirs: {printed.text}\n  ours:   {ours}")
    for style, sources in sorted(tally.items()):
        for source, (right, compared, others) in sources.items():
            print(f"{style}: {source}: {right} of {compared} ({others} cannot be compared)")
        right, compared, _ = map(sum, zip(*sources.values(), strict=True))
        print(f"{style}: {right} of {compared}, {100 * right / compared:.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
