"""Other people's programs that read what citex wrote, and what they found in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable

import pytest

from citex.model import Name, Paper

SIGNS = re.compile(r"[\W_]+")


def need(*programs: str) -> None:
    """Skip the test where one of the programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"the judge {program} is not installed")


def through(text: str, *commands: list[str]) -> str:
    """What comes out of a pipe of programs into which the text went; no shell, no messages."""
    data = text.encode("utf-8")
    for command in commands:
        done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
        data = done.stdout
    return data.decode("utf-8-sig").removeprefix("\ufeff")


def ris_records(text: str) -> list[dict[str, list[str]]]:
    """The records of a RIS text, tag by tag, as bibutils prints them."""
    records: list[dict[str, list[str]]] = []
    for line in text.splitlines():
        tag, value = line[:2], line[6:].strip()
        if tag == "TY":
            records.append({})
        if records and line[2:6] == "  - ":
            records[-1].setdefault(tag, []).append(value)
    return records


def fold(text: str | None) -> str:
    """Letters and digits only: what is left when programs differ in signs, case and markup."""
    bare = re.sub(r"</?(?:i|b|sup|sub|span)[^>]*>", "", text or "")
    return SIGNS.sub("", unicodedata.normalize("NFKC", bare).casefold())


def words(text: str) -> list[str]:
    """The words of a name in any order."""
    return sorted(SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


def people(names: Iterable[Name] | None) -> list[list[str]]:
    """The names as words, in order."""
    return [words(str(name)) for name in names or ()]


def expected(paper: Paper) -> dict[str, object]:
    """What a judge must find of a paper."""
    first, _, last = re.sub(r"[\u2010-\u2015]", "-", paper.page or "").partition("-")
    return {
        "title": fold(paper.title),
        "author": people(paper.author),
        "year": str(paper.issued.year) if paper.issued and paper.issued.year else "",
        "container": fold(paper.container_title),
        "volume": fold(paper.volume),
        "issue": fold(paper.issue),
        "first page": fold(first),
        "last page": fold(last),
        "DOI": fold(paper.DOI),
    }


Found = dict[str, object]
Explained = dict[tuple[str, str], str]


def disagreements(papers: Iterable[Paper], found: list[Found], explained: Explained) -> list[str]:
    """What a judge found otherwise, unless it is explained; and explanations of nothing."""
    complaints = []
    unused = set(explained)
    for paper, seen in zip(papers, found, strict=True):
        for key, wanted in expected(paper).items():
            if not wanted or seen[key] == wanted:
                continue
            if (paper.id, key) in explained:
                unused.discard((paper.id, key))
            else:
                complaints.append(f"{paper.id}: {key}: {seen[key]!r}, not {wanted!r}")
    return complaints + [f"no disagreement any more: {pair}" for pair in sorted(unused)]


def from_ris(record: dict[str, list[str]]) -> Found:
    """What bibutils' own RIS says of a record."""

    def first(*tags: str) -> str:
        return next((record[tag][0] for tag in tags if tag in record), "")

    return {
        "title": fold(first("TI", "T1", "BT", "CT")),
        "author": [words(name) for name in record.get("AU", [])],
        "year": first("PY", "Y1")[:4].lstrip("0"),
        "container": fold(first("JF", "JO", "T2", "JA", "BT")),
        "volume": fold(first("VL")),
        "issue": fold(first("IS")),
        "first page": fold(first("SP")),
        "last page": fold(first("EP")),
        "DOI": fold(first("DO")),
    }
