"""A text made by pandoc with the filter: a page, a document of Word's, a book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

HERE = Path(__file__).parent
FILTER = Path(sysconfig.get_path("scripts"), "citex-pandoc")
BOTH = pytest.mark.parametrize("style", ["gbt7714-2015", "apa"])
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Said(NamedTuple):
    """What the text says in a style: paragraphs, their raised words, and the list."""

    paragraphs: list[str]
    raised: list[str]
    entries: list[str]


SAID = {
    "gbt7714-2015": Said(
        [
            "Rivers slow down[1]15.",
            "Watson and Crick[2] say so, as others do[1,3].",
            "河流变慢[3]。",
        ],
        ["[1]15", "[2]", "[1,3]", "[3]"],
        [
            "[1] RUIZ A, LI N. On slow rivers[J]. River Studies, 2020, 12(3): 10-25.",
            "[2] WATSON J D, CRICK F H C. Molecular structure of nucleic acids[J]. Nature, 1953, "
            "171: 737-738.",
            "[3] 李娜, 王伟. 河流研究[M]. 北京: 水利出版社, 2021.",
        ],
    ),
    "apa": Said(
        [
            "Rivers slow down (Ruiz & Li, 2020, p. 15).",
            "Watson and Crick (1953) say so, as others do (Ruiz & Li, 2020; 李 & 王, 2021).",
            "河流变慢 (李 & 王, 2021)。",
        ],
        [],
        [
            "Ruiz, A., & Li, N. (2020). On slow rivers. River Studies, 12(3), 10–25.",
            "Watson, J. D., & Crick, F. H. C. (1953). Molecular structure of nucleic acids. "
            "Nature, 171, 737–738.",
            "李娜, & 王伟. (2021). 河流研究. 水利出版社.",
        ],
    ),
}


def built(folder: Path, name: str, style: str) -> Path:
    """The text as pandoc writes it with the filter."""
    pandoc = os.environ.get("CITEX_PANDOC") or shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("the judge pandoc is not installed")
    target = folder / name
    done = subprocess.run(
        [
            pandoc, str(HERE / "rivers.md"), "--filter", str(FILTER), "-M", f"csl={style}",
            "-M", "link-citations=true", "--standalone", "-o", str(target),
        ],
        cwd=HERE, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return target


def line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def of_page(source: bytes) -> tuple[list[str], list[str], list[str], set[str], set[str]]:
    """Paragraphs, raised words, entries, targets of links and anchors of a page."""
    root = etree.fromstring(source, etree.HTMLParser(encoding="utf-8"))
    entries = root.xpath("//div[contains(@class, 'csl-entry')]")
    inside = {part for entry in entries for part in entry.iter()}
    paragraphs = [one for one in root.iter("p") if one not in inside and one.get("class") is None]
    raised = [one for one in root.iter("sup") if one not in inside]
    return (
        [line("".join(one.itertext())) for one in paragraphs],
        [line("".join(one.itertext())) for one in raised],
        [line(" ".join("".join(one.itertext()).split())) for one in entries],
        {one.get("href").partition("#")[2] for one in root.iter("a") if "#ref-" in one.get("href")},
        {one.get("id") for one in root.iter() if (one.get("id") or "").startswith("ref-")},
    )


@BOTH
def test_a_page(tmp_path: Path, style: str) -> None:
    paragraphs, raised, entries, links, anchors = of_page(
        built(tmp_path, "rivers.html", style).read_bytes()
    )
    assert Said(paragraphs, raised, entries) == SAID[style]
    assert links == anchors == {"ref-ruiz2020", "ref-watson1953", "ref-li2021"}


def test_a_page_is_as_pandoc_writes_it(tmp_path: Path) -> None:
    page = " ".join(built(tmp_path, "rivers.html", "apa").read_text("utf-8").split())
    assert '<span class="citation" data-cites="ruiz2020">' in page
    assert '<a href="#ref-ruiz2020" role="doc-biblioref">' in page
    list_ = page[page.index('<div id="refs"') :]
    said = set(re.findall(r'[\w-]+="[^"]*"', list_[: list_.index(">")]))
    assert {'class="references csl-bib-body hanging-indent"', 'data-line-spacing="2"'} <= said


@BOTH
def test_a_book(tmp_path: Path, style: str) -> None:
    with zipfile.ZipFile(built(tmp_path, "rivers.epub", style)) as book:
        pages = [book.read(name) for name in book.namelist() if re.search(r"/ch\d+\.xhtml", name)]
    parts = list(map(of_page, sorted(pages)))
    paragraphs, raised, entries = ([x for one in parts for x in one[at]] for at in range(3))
    assert Said(paragraphs, raised, entries) == SAID[style]
    assert set().union(*(one[3] for one in parts)) == set().union(*(one[4] for one in parts))


@BOTH
def test_a_document_of_words(tmp_path: Path, style: str) -> None:
    with zipfile.ZipFile(built(tmp_path, "rivers.docx", style)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs: list[str] = []
    entries: list[str] = []
    raised: list[str] = []
    for paragraph in root.iter(f"{WORD}p"):
        named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        kind = named.get(f"{WORD}val") if named is not None else ""
        if kind in ("Title", "Author", "Date", "Heading1"):
            continue
        text = line("".join(
            " " if part.tag == f"{WORD}tab" else part.text or ""
            for part in paragraph.iter(f"{WORD}t", f"{WORD}tab")
        ))  # fmt: skip
        (entries if kind == "Bibliography" else paragraphs).append(text)
        for run in paragraph.iter(f"{WORD}r"):
            shape = run.find(f"{WORD}rPr/{WORD}vertAlign")
            if shape is not None and shape.get(f"{WORD}val") == "superscript":
                raised.append("".join(part.text or "" for part in run.iter(f"{WORD}t")))
    assert (paragraphs, entries) == (SAID[style].paragraphs, SAID[style].entries)
    assert "".join(raised) == "".join(SAID[style].raised)
    anchors = {one.get(f"{WORD}anchor") for one in root.iter(f"{WORD}hyperlink")}
    marks = {one.get(f"{WORD}name") for one in root.iter(f"{WORD}bookmarkStart")}
    assert {"ref-ruiz2020", "ref-watson1953", "ref-li2021"} <= anchors & marks
