"""Verdicts for people, for programs, and for the tools that show faults in a file."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote

from citex._version import __version__
from citex.model import Paper
from citex.verification.verdicts import MEANING, Verdict, VerdictKind


def lines(verdict: Verdict, told: Callable[[str], str] = str) -> Iterator[str]:
    """The verdict in a line, and below it what it rests on; `told` puts it into a language."""
    said = [*map(str, verdict.differences), *(told(notice) for notice in verdict.notices)]
    source = f" [{verdict.source}]" if verdict.source else ""
    name = verdict.paper.id or told("a reference")
    yield f"{name}: {told(verdict.kind)}: {'; '.join(said) or told(MEANING[verdict.kind])}{source}"
    if verdict.kind in ("contradicted", "not-found", "unchecked"):
        for reason in verdict.evidence:
            yield "    " + told(reason)
        for one in verdict.nearest:
            place = f"({one.score:.2f}, {one.source})"
            yield "    " + told(f"nearest {place}: {shown(one.paper)}; {one.reasons}")
        if verdict.kind == "not-found" and verdict.asked:
            yield "    " + told(f"asked: {', '.join(verdict.asked)}")


def shown(paper: Paper) -> str:
    """A work in a few words: its people, year, title, place and DOI."""
    people = [name.family or name.literal or "" for name in paper.author or paper.editor or []]
    said = [people[0] + (" et al." if len(people) > 1 else "") if people else ""]
    said.append(str(paper.issued.year or "") if paper.issued else "")
    said += [paper.title or "", paper.container_title or "", paper.DOI or ""]
    return ", ".join(filter(None, said))


def _json(verdicts: Iterable[Verdict], inputs: Sequence[str | int]) -> Iterator[str]:
    for verdict in verdicts:
        yield json.dumps(verdict.to_dict(), ensure_ascii=False) + "\n"


_LEVELS: dict[VerdictKind, str] = {
    "agrees": "none", "differs": "warning", "superseded": "note", "corrected": "note",
    "concern": "warning", "retracted": "error", "contradicted": "error", "not-found": "warning",
    "unchecked": "note",
}  # fmt: skip


def _sarif(verdicts: Iterable[Verdict], inputs: Sequence[str | int]) -> Iterator[str]:
    """SARIF 2.1.0 (OASIS): a result for each reference that is not simply right."""
    results = []
    faults = [verdict for verdict in verdicts if verdict.kind != "agrees"]
    named = [name for name in inputs if isinstance(name, str) and name != "-"]  # as they are read
    texts: dict[str, list[str]] = {}
    for verdict in faults:
        file, line = _place(verdict.paper.id, named, texts)
        region = {"region": {"startLine": line}} if line else {}
        place = {"physicalLocation": {"artifactLocation": {"uri": file}, **region}} if file else {}
        results.append(
            {
                "ruleId": verdict.kind,
                "level": _LEVELS[verdict.kind],
                "message": {"text": "\n".join(lines(verdict))},
                "locations": [
                    {**place, "logicalLocations": [{"name": verdict.paper.id, "kind": "object"}]}
                ],
                "partialFingerprints": {"reference/v1": f"{verdict.paper.id}:{verdict.kind}"},
            }
        )
    rules = [
        {"id": kind, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
        for kind, text in MEANING.items()
        if (level := _LEVELS[kind]) != "none"
    ]
    driver = {"name": "citex", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    whole = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    yield json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


_LARGEST = 20_000_000


def _place(key: str, named: Sequence[str], texts: dict[str, list[str]]) -> tuple[str, int]:
    """The address and line at which a reference's key stands first, as far as that can be told.

    `texts` keeps the lines of the files that were looked at.
    """
    for name in named if key else ():
        if name not in texts:
            texts[name] = _lines_of(Path(name))
        for number, line in enumerate(texts[name], start=1):
            if key not in line:
                continue
            before, _, behind = line.partition(key)
            if not (before[-1:].isalnum() or behind[:1].isalnum()):
                return _address(name), number
    return (_address(named[0]), 0) if len(named) == 1 else ("", 0)


def _lines_of(path: Path) -> list[str]:
    try:
        if path.is_file() and path.stat().st_size <= _LARGEST:
            return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except (OSError, ValueError):
        pass
    return []


def _address(name: str) -> str:
    """A file's address as SARIF wants it (3.4.3): relative, or with file://.

    >>> _address("my refs.bib")
    'my%20refs.bib'
    """
    path = Path(name)
    if "://" in name:
        return name
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")


def _html(verdicts: Iterable[Verdict], inputs: Sequence[str | int]) -> Iterator[str]:
    """A page of its own, with no script and nothing from elsewhere."""
    template = (files("citex.verification") / "data" / "report.html").read_text(encoding="utf-8")
    kept = list(verdicts)
    counted = {kind: sum(one.kind == kind for one in kept) for kind in MEANING}
    summary = "".join(
        f'<li class="{kind}"><b>{number}</b> {html.escape(kind)}: {html.escape(MEANING[kind])}</li>'
        for kind, number in counted.items()
        if number
    )
    order = list(reversed(MEANING))
    rows = "".join(map(_row, sorted(kept, key=lambda one: order.index(one.kind))))
    yield Template(template).substitute(
        count=len(kept), summary=summary, rows=rows, version=html.escape(__version__)
    )


def _row(verdict: Verdict) -> str:
    text = html.escape
    differ = "".join(
        f"<tr><th>{text(found.variable)}</th><td><del>{text(found.ours)}</del></td>"
        f"<td><ins>{text(found.theirs)}</ins></td></tr>"
        for found in verdict.differences
    )
    notices = "".join(f"<p>{text(one)}</p>" for one in verdict.notices)
    said = [*verdict.evidence]
    said += [f"{one.score:.2f} {shown(one.paper)}: {one.reasons}" for one in verdict.nearest]
    if verdict.asked:
        said.append("asked: " + ", ".join(verdict.asked))
    listed = "".join(f"<li>{text(one)}</li>" for one in said)
    table = f"<table>{differ}</table>" if differ else ""
    held = f"<p>{text(verdict.source)}: {text(shown(verdict.record))}</p>" if verdict.record else ""
    newer = f"<p>newer: {text(shown(verdict.newer))}</p>" if verdict.newer else ""
    return (
        f'<article class="{verdict.kind}"><h2><span>{text(verdict.kind)}</span> '
        f"{text(verdict.paper.id or '')}</h2><p>{text(shown(verdict.paper))}</p>"
        f"{notices}{table}{newer}<details><summary>evidence</summary>{held}<ul>{listed}</ul></details>"
        "</article>\n"
    )


Report = Callable[[Iterable[Verdict], Sequence["str | int"]], Iterator[str]]
REPORTS: dict[str, Report] = {"json": _json, "sarif": _sarif, "html": _html}
"""The reports that programs read, and the page."""
