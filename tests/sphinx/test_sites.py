"""Whole sites in reStructuredText and Markdown: what is printed, and where links lead."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote

import pytest
from sections import Sections

PRINTED = Path(__file__).parent / "printed"

CASES = [("rst", "gbt7714"), ("rst", "apa"), ("myst", "gbt7714"), ("myst", "apa"),
         ("notes", "chicago-notes-bibliography")]  # fmt: skip
SITES = pytest.mark.parametrize(("site", "style"), CASES)


def built(project: Any, site: str, style: str, builder: str, **settings: Any) -> Any:
    if site == "myst":
        pytest.importorskip("myst_parser", reason="MyST is not installed")
    found = project(site).build(builder, citex_style=style, **settings)
    assert found.warnings == ""
    return found


@SITES
def test_a_site_prints_its_citations_and_lists(
    project: Any, site: str, style: str, update_golden: bool
) -> None:
    out = built(project, site, style, "text").out
    golden = Sections(PRINTED / f"{site}.{style}.txt")
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.txt"))
    for name in names:
        golden.hold(name, (out / name).read_text("utf-8"), update=update_golden)
    golden.keep(names, update=update_golden)


@SITES
def test_the_links_of_a_site_lead_somewhere(project: Any, site: str, style: str) -> None:
    out = built(project, site, style, "html").out
    pages = {path.relative_to(out).as_posix(): path.read_text("utf-8")
             for path in out.rglob("*.html")}  # fmt: skip
    assert broken(pages) == []
    cited = re.findall(
        r'class="citex-citation" id="([^"]+)">.*?href="([^"]+)"', pages["index.html"]
    )
    assert len(cited) > 1 or site == "notes"
    assert "↩" in "".join(pages.values())


@SITES
def test_a_book_of_a_site_is_whole(project: Any, site: str, style: str) -> None:
    """EPUB: the links, and names that XML allows for what they lead to."""
    settings = {"version": "1", "epub_copyright": "none", "suppress_warnings": ["epub"]}
    out = built(project, site, style, "epub", **settings).out
    with zipfile.ZipFile(next(out.glob("*.epub"))) as book:
        pages = {name: book.read(name).decode("utf-8") for name in book.namelist()
                 if name.endswith(".xhtml")}  # fmt: skip
    assert broken(pages) == []
    names = re.findall(r' id="([^"]*)"', "".join(pages.values()))
    assert [name for name in names if not re.fullmatch(r"[A-Za-z_][\w.-]*", name)] == []


def broken(pages: dict[str, str]) -> list[str]:
    """Links within a site that lead nowhere, and ids that stand twice on a page."""
    ids = {page: Counter(re.findall(r' id="([^"]+)"', text)) for page, text in pages.items()}
    found = [f"{page}: {id} twice" for page in ids for id, many in ids[page].items() if many > 1]
    for page, text in pages.items():
        body = text.partition("<body")[2]
        for link in re.findall(r'<a [^>]*href="([^"]*#[^"]*)"', body):
            if re.match(r"[a-z]+:", link) or link == "#":
                continue
            path, _, anchor = link.partition("#")
            to = normpath(join(page, "..", path)) if path else page
            if unquote(anchor) not in ids.get(to, ()):
                found.append(f"{page}: {link}")
    return found


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="XeLaTeX is not installed")
@pytest.mark.parametrize(("site", "style"), [("rst", "gbt7714"), ("notes", CASES[-1][1])])
def test_latex_makes_a_book_of_a_site(project: Any, site: str, style: str) -> None:
    """With every link known, and hostile titles printed as they are."""
    font = r"\setmainfont{DejaVu Serif}\setsansfont{DejaVu Sans}\setmonofont{DejaVu Sans Mono}"
    latex = {"latex_engine": "xelatex", "latex_elements": {"fontpkg": font}}
    out = built(project, site, style, "latex", **latex).out
    for _ in range(2):
        made = subprocess.run(
            ["xelatex", "-interaction=nonstopmode", "-halt-on-error", f"{site}.tex"],
            cwd=out, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=300,
        )  # fmt: skip
        assert made.returncode == 0, made.stdout[-2000:]
    log = (out / f"{site}.log").read_text("utf-8", "replace")
    assert "undefined references" not in log
    assert "multiply defined" not in log
