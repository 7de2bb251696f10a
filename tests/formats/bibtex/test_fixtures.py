"""Real files: each is read, no record is lost in silence, and our own writing gives it back."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from conftest import shared_folder

from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex import FORMAT
from citex.model import Paper

FOLDER = shared_folder()
FILES = sorted((FOLDER / "data" / "fixtures" / "bibtex").glob("*.bib")) if FOLDER else []
HEADER = re.compile(r"(?m)^[ \t]*@[ \t]*([^\s{}(),=\"#%'@\\]+)\s*[{(]")
NO_RECORDS = {"comment", "string", "preamble"}

pytestmark = pytest.mark.skipif(not FILES, reason="the shared data is not at hand")


def read(path: Path, **options: str) -> tuple[list[Paper], list[Problem]]:
    assert FORMAT.read is not None
    problems: list[Problem] = []
    source = Source.of(path)
    papers = list(FORMAT.read(source, problems, **options))
    source.close()
    return papers, problems


def counted(path: Path) -> int:
    """How many records begin at the beginning of a line, told by a search alone."""
    source = Source.of(path)
    kinds = [kind.lower() for kind in HEADER.findall(source.text())]
    source.close()
    return sum(kind not in NO_RECORDS for kind in kinds)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_record_is_lost_in_silence(path: Path) -> None:
    papers, problems = read(path)
    assert len(papers) + len(problems) >= counted(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_read_is_given_back(path: Path) -> None:
    assert FORMAT.read is not None
    assert FORMAT.write is not None
    papers, _ = read(path)
    text = "".join(FORMAT.write(papers))
    problems: list[Problem] = []
    again = list(FORMAT.read(Source.of_text(text), problems))
    assert problems == [] or not papers
    for before, after in zip(papers, again, strict=True):
        assert dict(after.variables()) == dict(before.variables())
        assert after.type == before.type


# bibtexparser's splitter: comments that hold entries, a lone ")" and entries without a key
DIFFER = {
    "biber__names", "citation-js__different delimiters", "jabref__MsBibImportExportRoundTripTest5",
    "jabref__RepecNepImporterTest2",
    # a value that begins with "xdata=" is split at its sign
    "biber__tool",
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bibtexparser_finds_the_same(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    ours, _ = read(path)
    theirs, _ = read(path, engine="bibtexparser")
    if path.stem in DIFFER:
        assert ours != theirs
        return
    assert ours == theirs
