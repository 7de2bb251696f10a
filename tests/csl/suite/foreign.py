"""Cases of other processors in the suite's form, run over the public interface of citex.csl.

    python tests/csl/suite/foreign.py DIR... [--only PREFIX] [--quiet] [--document]

Each DIR is searched for cases: the suite's own form (.txt), with the citations of pandoc's citeproc
in them as well, and citeproc-rs's (.yml, with PyYAML at hand). With --document, clusters of cites
stand in a document, one a note in a style of notes. Prints what differs and how many passed, failed
and cannot be read. Fetches nothing. FOREIGN.md says what became of those that were looked at.
"""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fixture import Fixture, normalized, read
from run import actual

_AROUND_BLOCKS = re.compile(r"\s*(</?div[^<>]*>)\s*")


def cases(folder: Path) -> Iterator[tuple[Path, Fixture | None]]:
    """Each file of a folder with its case, None for one that cannot be read."""
    for path in sorted([*folder.rglob("*.txt"), *folder.rglob("*.yml")]):
        try:
            yield path, read(path) if path.suffix == ".txt" else read_yaml(path)
        except (KeyError, TypeError, ValueError):
            if path.suffix == ".yml" or ">>==" in path.read_text("utf-8", "replace"):
                yield path, None


def read_yaml(path: Path) -> Fixture:
    """A case of citeproc-rs."""
    import yaml

    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    steps = [
        [step["cluster"], step.get("pre", []), step.get("post", [])]
        for step in case.get("process-citation-clusters", ())
    ]
    return Fixture(
        name=path.stem,
        mode=case.get("mode", "citation"),
        style=_with_namespace(case["csl"].strip()),
        items=[{**item, "id": str(item["id"])} for item in case["input"]],
        expected=normalized(str(case["result"])),
        citation_items=[cluster["cites"] for cluster in case.get("clusters", ())] or None,
        citations=steps or None,
    )


def _with_namespace(style: str) -> str:
    if "xmlns" in style:
        return style
    return style.replace("<style", '<style xmlns="http://purl.org/net/xbiblio/csl"', 1)


def in_document(case: Fixture) -> None:
    """Make a document of a case's clusters of cites, each in a note of its own if the style has."""
    notes = 'class="note"' in case.style
    citations = [
        {"citationItems": cluster, "citationNoteNumber": place if notes else 0}
        for place, cluster in enumerate(case.citation_items or (), start=1)
    ]
    if citations:
        case.citations = as_steps(citations)


def as_steps(citations: list[Any]) -> list[Any]:
    """The citations of pandoc's citeproc as the suite has them: each as a step of one document."""
    steps: list[Any] = []
    before: list[list[Any]] = []
    for place, given in enumerate(citations, start=1):
        cites = given if isinstance(given, list) else given["citationItems"]
        note = 0 if isinstance(given, list) else given.get("citationNoteNumber", 0)
        items = [{**cite, **({cite["type"]: True} if cite.get("type") else {})} for cite in cites]
        key = f"CITATION-{place}"
        properties = {} if isinstance(given, list) else dict(given.get("properties", {}))
        for name in ("prefix", "suffix"):
            if isinstance(given, dict) and f"citation{name.title()}" in given:
                properties[name] = given[f"citation{name.title()}"]
        step = {"citationID": key, "citationItems": items, "properties": properties}
        steps.append([step, list(before), []])
        before.append([key, note])
    return steps


def _is_pandocs(citations: list[Any]) -> bool:
    first = citations[0]
    return isinstance(first, dict) or (bool(first) and "citationID" not in first[0])


def alike(text: str) -> str:
    """A result as it is compared: entities as characters, no white space around blocks."""
    return _AROUND_BLOCKS.sub(r"\1", unescape(text)).strip()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="only cases whose name begins with this")
    parser.add_argument("--quiet", action="store_true", help="names alone, no texts")
    parser.add_argument("--document", action="store_true", help="clusters stand in a document")
    options = parser.parse_args()
    passed = failed = unread = 0
    for folder in options.folders:
        for path, case in cases(folder):
            if not path.stem.startswith(options.only):
                continue
            if case is None or case.mode not in ("citation", "bibliography"):
                unread += 1
                print(f"UNREAD {path.stem}" + (f"  {case.mode}" if case else ""))
                continue
            try:
                if case.citations and _is_pandocs(case.citations):
                    case.citations = as_steps(case.citations)
                elif options.document and case.citation_items:
                    in_document(case)
                text, error = actual(case), ""
            except Exception:  # a case that raises has failed; the others still count
                text, error = "", traceback.format_exc(limit=-1).strip().splitlines()[-1]
            if not error and alike(text) == alike(case.expected):
                passed += 1
                continue
            failed += 1
            print(f"FAIL {path.stem}  {error}")
            if not options.quiet:
                print(f"  expected: {case.expected}\n  actual:   {text}")
    print(f"{passed} passed, {failed} failed, {unread} unread")
    return 0


if __name__ == "__main__":
    sys.exit(main())
