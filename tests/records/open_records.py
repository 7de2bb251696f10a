"""The open records of the sources, read in place: one entry a record, with its file."""

from __future__ import annotations

import functools
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citex.errors import Problem
from citex.formats import Source
from citex.model import Paper

SOURCES = ("crossref", "s2", "openalex", "europepmc", "datacite", "pubmed", "arxiv")
LINES = ("crossref", "s2", "openalex", "europepmc", "datacite")


def reader(name: str) -> Any:
    """The reader of this source."""
    return importlib.import_module(f"citex.records.{name}").FORMAT.read


def files(shared: Path, name: str) -> list[Path]:
    """The files of records of this source."""
    folder = shared / "data" / "records"
    if name in LINES:
        return [folder / f"{name}.jsonl"]
    found = sorted((folder / name).glob("*.xml"))
    return found + (sorted((folder / "esummary").glob("*.xml")) if name == "pubmed" else [])


@functools.cache
def papers(shared: Path, name: str) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """The papers of all files of a source, and the problems."""
    found: list[Paper] = []
    problems: list[Problem] = []
    for path in files(shared, name):
        found.extend(reader(name)(Source.of_bytes(path.read_bytes(), path.name), problems))
    return tuple(found), tuple(problems)


def raw_lines(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The raw records of a source that delivers JSON."""
    for path in files(shared, name):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def every_paper(shared: Path) -> Iterator[tuple[str, Paper]]:
    """All papers of all sources, each with the name of its source."""
    for name in SOURCES:
        for paper in papers(shared, name)[0]:
            yield name, paper


def read(name: str, text: str, **options: Any) -> tuple[list[Paper], list[Problem]]:
    """The papers and problems of a text of this source."""
    problems: list[Problem] = []
    found = list(reader(name)(Source.of_text(text), problems, **options))
    return found, problems


def one(name: str, value: Any, **options: Any) -> Paper:
    """The one paper of a JSON value or XML text of this source, without problems."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    found, problems = read(name, text, **options)
    assert not problems, problems
    assert len(found) == 1
    return found[0]


def kinds(paper: Paper, variable: str) -> list[str]:
    """The kinds of the remarks on a variable of a paper."""
    return [remark.kind for remark in paper.remarks if remark.variable == variable]
