"""Builds after the first, and in several processes: they give what a fresh build gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def pages(out: Path) -> dict[str, str]:
    """The pages without what stands around their text, in which Sphinx leaves old titles."""
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8")
        .partition('role="main"')[2].partition('class="sphinxsidebar"')[0]
        for path in sorted(out.rglob("*.html"))
    }  # fmt: skip


def first_cites_another(project: Any) -> None:
    text = (project.folder / "index.rst").read_text("utf-8")
    project.write("index.rst", text.replace("First", "First :cite:p:`uncited`, second"))


def a_page_is_gone(project: Any) -> None:
    (project.folder / "guide" / "two.rst").unlink()
    text = (project.folder / "index.rst").read_text("utf-8")
    project.write("index.rst", text.replace("   guide/two\n", ""))


def a_page_is_new(project: Any) -> None:
    project.write("new.rst", "New\n===\n\n:cite:t:`uncited`\n")
    text = (project.folder / "index.rst").read_text("utf-8")
    project.write("index.rst", text.replace("   guide/two\n", "   new\n   guide/two\n"))


def pages_change_places(project: Any) -> None:
    text = (project.folder / "index.rst").read_text("utf-8")
    project.write("index.rst", text.replace("   guide/two\n   one\n", "   one\n   guide/two\n"))


def a_work_is_corrected(project: Any) -> None:
    works = project.folder.parent / "works.bib"
    works.write_text(works.read_text("utf-8").replace("{Tu, Youyou}", "{Du, Yuyu}"), "utf-8")


def the_list_moves(project: Any) -> None:
    for name in ("index.rst", "one.rst"):
        text = (project.folder / name).read_text("utf-8")
        text = text.replace("\n.. bibliography::\n", "")
        project.write(name, text + "\n.. bibliography::\n" * (name == "one.rst"))


EDITS = [first_cites_another, a_page_is_gone, a_page_is_new, pages_change_places,
         a_work_is_corrected, the_list_moves]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("style", ["gbt7714", "apa"])
def test_a_build_after_an_edit_is_a_fresh_build(
    project: Any, edit: Callable[[Any], None], style: str
) -> None:
    site = project("rst")
    before = pages(site.build(citex_style=style).out)
    edit(site)
    after = pages(site.build(citex_style=style).out)
    fresh = pages(site.build(citex_style=style, out="fresh").out)
    after = {name: after[name] for name in fresh}  # pages that are gone are left by Sphinx
    assert after == fresh
    assert after != before


def test_an_edit_writes_only_the_pages_that_read_otherwise(project: Any) -> None:
    """In a style of names no other page has another number."""
    site = project("rst")
    out = site.build(citex_style="apa").out
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    site.write("guide/two.rst", "Two\n===\n\n:cite:p:`uncited`\n")
    site.build(citex_style="apa")
    written = {path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp}
    assert {"two.html", "index.html"} <= written
    assert "one.html" not in written


def test_another_builder_between_two_builds_changes_nothing(project: Any) -> None:
    """The pages in HTML are written anew for what only the build in text has read."""
    site = project("rst")
    site.build(citex_style="gbt7714")
    first_cites_another(site)
    site.build("text", citex_style="gbt7714")
    after = pages(site.build(citex_style="gbt7714").out)
    assert after == pages(site.build(citex_style="gbt7714", out="fresh").out)


def test_a_style_that_is_edited_prints_all_anew(project: Any) -> None:
    csl = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
      <info><title>own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      <citation><layout prefix="(" suffix=")"><text variable="title"/></layout></citation>
      <bibliography><layout><text variable="title"/></layout></bibliography></style>"""
    site = project(citex_style="own.csl")
    site.write("own.csl", csl)
    site.write("index.rst", "One\n===\n\n:cite:p:`uncited`\n\n.. bibliography::\n")
    assert "(On Moss)" in site.build("text").page("index.txt")
    site.write("own.csl", csl.replace('prefix="("', 'prefix="&lt;"'))
    assert "<On Moss)" in site.build("text").page("index.txt")


@pytest.mark.parametrize(("site", "style"), [("rst", "gbt7714"), ("rst", "apa"), ("notes", "")])
def test_several_processes_build_what_one_builds(project: Any, site: str, style: str) -> None:
    """With as many documents as have Sphinx part the work."""
    settings = {"citex_style": style} if style else {}
    source = project(site)
    for number in range(8):
        source.write(f"more/{number}.rst", f":orphan:\n\n{number}\n=====\n\n:cite:t:`uncited`\n")
    serial = source.build(**settings)
    parallel = source.build(out="parallel", parallel=2, **settings)
    assert pages(parallel.out) == pages(serial.out)
    assert parallel.warnings == serial.warnings == ""
