"""The documentation as it is built: whole, and shown well on a phone, a tablet and a desk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import site_check

ROOT = Path(__file__).parents[2]
WIDTHS = (390, 820, 1280)

LOOK = """
const wide = (box) => box.getBoundingClientRect().right > innerWidth + 1;
const scrolled = (box) => {
  for (let at = box; at; at = at.parentElement)
    if (at !== document.body && /auto|scroll|hidden/.test(getComputedStyle(at).overflowX))
      return true;
  return false;
};
return {
  overflow: document.documentElement.scrollWidth - innerWidth,
  outside: Array.from(document.querySelectorAll("article *")).filter(
    (box) => box.offsetWidth && wide(box) && !scrolled(box)).map((box) => box.outerHTML),
  broken: Array.from(document.images).filter((one) => !one.complete || !one.naturalWidth)
    .map((one) => one.src),
  heading: document.querySelectorAll("h1").length,
};
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site, built with warnings as errors, or the one that CITEX_SITE names."""
    if "CITEX_SITE" in os.environ:
        yield Path(os.environ["CITEX_SITE"]).resolve()
        return
    for package in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(package, reason="the extra `docs` is not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
         "-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield folder / "html"


def test_links_lead_somewhere_and_public_names_are_told(site: Path) -> None:
    assert list(site_check.broken(site)) == []


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#there">b</a><a href="c.html">c</a>', "utf-8")
    (tmp_path / "b.html").write_text('<p id="here">b</p><img src="d.png">', "utf-8")
    found = list(site_check.broken(tmp_path.resolve()))
    assert "a.html: b.html#there: no such place in that page" in found
    assert "a.html: c.html: no such file" in found
    assert "b.html: d.png: no such file" in found
    assert "no page tells citex.read" in found


def test_no_page_is_wider_than_its_screen(site: Path, browser: Any) -> None:
    """Nor has one a picture that is missing, or an error in its console."""
    faults: dict[str, Any] = {}
    for page in site_check.read(site):
        browser.driver.get_log("browser")
        browser.visit(page.as_uri())
        for width in WIDTHS:
            browser.screen(width, 900, phone=width < 500)
            seen = browser.run(LOOK)
            errors = [text for text in browser.messages() if "SEVERE" in text or "rror" in text]
            if seen["overflow"] > 0 or seen["outside"] or seen["broken"] or errors:
                faults[f"{page.relative_to(site)} at {width}"] = (seen, errors)
    assert faults == {}


def test_code_is_copied_without_prompts(site: Path, browser: Any) -> None:
    browser.visit((site / "index.html").as_uri())
    last = "Array.from(document.querySelectorAll('.copy-code')).at(-1)"
    browser.run(f"{last}.click()")
    browser.wait(f"{last}.textContent === 'Copied'")
    text = browser.driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[arguments.length - 1])"
    )
    assert text.splitlines() == [
        "import citex",
        'papers = citex.read("examples/data/refs.bib")',
        'print(f"{papers[1]:apa}")',
    ]


def test_the_gallery_copies_references_and_finds_styles(site: Path, browser: Any) -> None:
    browser.visit((site / "_generated" / "gallery.html").as_uri())
    styles = browser.run("return document.querySelectorAll('.gallery-style').length")
    assert browser.run("return document.querySelectorAll('.gallery-index a').length") == styles
    browser.set("#gallery-search", "american psychological")
    shown = browser.run("return document.querySelectorAll('.gallery-style:not([hidden])').length")
    assert 0 < shown < styles
    button = "document.querySelector('#style-apa .copy-style')"
    browser.run(f"{button}.click()")
    browser.wait(f"{button}.textContent === 'Copied'")
    copied = browser.clipboard()
    assert "<i>Nature</i>" in copied["text/html"]
    assert len(copied["text/plain"].splitlines()) == 5


def test_the_dialog_on_the_landing_page_lives(site: Path, browser: Any) -> None:
    browser.visit((site / "index.html").as_uri())
    browser.run("document.querySelector('.live-dialog [data-citex-copy]').click()")
    browser.wait("document.querySelector('.live-dialog').textContent.includes('Copied')")
    assert browser.clipboard()["text/plain"].startswith("ZHUANG X")


@pytest.mark.parametrize("page", ["index", "tutorial", "thesis"])
def test_a_page_in_chinese_says_so(site: Path, page: str) -> None:
    assert '<html class="no-js" lang="zh-CN"' in (site / "zh" / f"{page}.html").read_text("utf-8")
