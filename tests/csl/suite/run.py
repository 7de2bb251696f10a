"""The CSL processor test-suite, run over the public interface of citex.csl.

    python tests/csl/suite/run.py DIR [--json OUT] [--only PREFIX] [--show]

DIR is the folder of the suite's cases. Prints `N passed, M failed` at the end.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from fixture import Fixture, normalized, read
else:
    from .fixture import Fixture, normalized, read

from citex.csl import Citation, Cite, Processor, parse_style
from citex.model import Paper
from citex.model.item import from_item

_CITE_FIELDS = {
    "locator": "locator",
    "label": "label",
    "prefix": "prefix",
    "suffix": "suffix",
    "suppress-author": "suppress_author",
    "author-only": "author_only",
    "near-note": "near_note",
    "position": "position",
    "first-reference-note-number": "first_note",
}

_OF_CITATIONS = ("mode", "infix", "unsorted", "prefix", "suffix")
_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")
"""A case gives positions as citeproc-js counts them."""


def actual(fixture: Fixture) -> str:
    """What citex prints for a case."""
    style = parse_style(fixture.style.encode(), fixture.name)
    processor = Processor(style, output="html")
    papers = [from_item(item) for item in fixture.items]
    if fixture.mode == "bibliography":
        return normalized(_bibliography(fixture, processor, papers))
    if fixture.citations is not None:
        last = _document(fixture.citations)
        return normalized("\n".join(processor.cite(papers, last).citations))
    clusters = fixture.citation_items or [_all_cites(processor, papers)]
    citations = [_citation(cluster, 0, loose=True) for cluster in clusters]
    return normalized("\n".join(processor.cite(papers, citations, order="papers").citations))


def _all_cites(processor: Processor, papers: list[Paper]) -> list[dict[str, Any]]:
    """A cite of every paper, in the order of the list: what a case without cites means."""
    listed = [entry.id for entry in processor.bibliography(papers)]
    ids = dict.fromkeys([*listed, *(paper.id for paper in papers)])
    return [{"id": id_} for id_ in ids]


def _bibliography(fixture: Fixture, processor: Processor, papers: list[Paper]) -> str:
    if fixture.citations is not None:
        last = _document(fixture.citations)
        return str(processor.cite(papers, last).bibliography)
    if fixture.citation_items is not None:
        citations = [_citation(cluster, 0, loose=True) for cluster in fixture.citation_items]
        return str(processor.cite(papers, citations, order="papers").bibliography)
    if fixture.entries:
        wanted = set(fixture.entries[-1])
        papers = [paper for paper in papers if paper.id in wanted]
    return str(processor.bibliography(papers))


def _document(steps: list[Any]) -> list[Citation]:
    """The citations as they stand after the last step, in the order of the document."""
    known: dict[str, dict[str, Any]] = {}
    order: list[list[Any]] = []
    for citation, before, after in steps:
        key = citation["citationID"]
        known[key] = citation
        order = [*before, [key, citation.get("properties", {}).get("noteIndex", 0)], *after]
    return [
        _citation(known[key]["citationItems"], note, known[key].get("properties"))
        for key, note in order
    ]


def _citation(
    cites: list[dict[str, Any]],
    note: int,
    properties: dict[str, Any] | None = None,
    *,
    loose: bool = False,
) -> Citation:
    made = [Cite(str(cite["id"]), **_options(cite, loose)) for cite in cites]
    given = {name: (properties or {})[name] for name in _OF_CITATIONS if name in (properties or {})}
    return Citation(made, note=note, **given)


def _options(cite: dict[str, Any], loose: bool) -> dict[str, Any]:
    options = {name: cite[key] for key, name in _CITE_FIELDS.items() if cite.get(key) is not None}
    if "locator" in options:
        options["locator"] = str(options["locator"])
    if loose:  # a cluster outside a document has the position that the case gives it
        options["position"] = _POSITIONS[options.get("position", 0)]
    return options


def run(folder: Path, only: str = "") -> Iterator[tuple[Fixture, str, str]]:
    """(case, what citex prints, the error if there was one) for every case in the folder."""
    for path in sorted(folder.glob(f"{only}*.txt")):
        fixture = read(path)
        try:
            yield fixture, actual(fixture), ""
        except Exception:  # a case that raises has failed; the others still count
            yield fixture, "", traceback.format_exc()


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write every case's outcome here")
    parser.add_argument("--only", default="", help="only cases whose name begins with this")
    parser.add_argument("--show", action="store_true", help="print expected and actual text")
    options = parser.parse_args(arguments)
    outcomes = []
    for fixture, text, error in run(options.folder, options.only):
        passed = not error and text == fixture.expected
        outcomes.append({"name": fixture.name, "passed": passed, "expected": fixture.expected,
                         "actual": text, "error": error})  # fmt: skip
        if not passed:
            print(f"FAIL {fixture.name}" + (f"  {error.splitlines()[-1]}" if error else ""))
            if options.show:
                print(f"  expected: {fixture.expected}\n  actual:   {text}\n{error}")
    if options.json:
        options.json.write_text(json.dumps(outcomes, ensure_ascii=False, indent=1), "utf-8")
    passed_count = sum(outcome["passed"] for outcome in outcomes)
    print(f"{passed_count} passed, {len(outcomes) - passed_count} failed")
    return 0 if passed_count == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
