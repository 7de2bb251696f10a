"""The page of the documentation: its files are built, and what it says is printed is printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from citex.sphinx.citing import FOOT_FORMS, FORMS
from citex.sphinx.directives import BibliographyDirective
from citex.sphinx.settings import NEAREST, SETTINGS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sphinx.md").read_text("utf-8")


def block(name: str) -> str:
    found = re.search(rf"`{re.escape(name)}`:\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


TEXTS = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def site_of(project: Any, **files: str) -> Any:
    site = project()
    for name in ("conf.py", "index.rst"):
        site.write(name, block(name))
    shutil.copy(ROOT / "examples" / "data" / "library.bib", site.folder)
    return site


def test_the_page_prints_what_it_says(project: Any) -> None:
    site = site_of(project)
    standard, names, _ = TEXTS
    built = site.build("text")
    assert built.warnings == ""
    assert built.page("index.txt").startswith(standard)
    assert names in site.build("text", citex_style="apa").page("index.txt")


def test_a_missing_key_is_told_as_the_page_says(project: Any) -> None:
    site = site_of(project)
    site.write("index.rst", block("index.rst").replace("tu2011", "tu2012", 1))
    assert site.build("text").warnings.splitlines() == TEXTS[2].splitlines()


def test_the_list_is_written_in_markdown_as_the_page_says(project: Any) -> None:
    pytest.importorskip("myst_parser", reason="MyST is not installed")
    site = site_of(project)
    (site.folder / "index.rst").unlink()
    directive = re.search(r"^````markdown\n(.*?)^````", PAGE, re.DOTALL | re.MULTILINE)
    assert directive is not None
    site.write("index.md", f"# One\n\n{{cite:p}}`tu2011`\n\n{directive[1]}")
    extensions = re.search(r'`extensions = (\["citex.sphinx", .*?\])`', PAGE)
    assert extensions is not None
    built = site.build("text", extensions=re.findall(r'"([\w.]+)"', extensions[1]))
    assert built.warnings == ""
    assert "[1] TU Y." in built.page("index.txt")


ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("## Cite")[2].partition("\n\nWords")[0].splitlines()[4:]
]


@pytest.mark.parametrize(("style", "column"), [("apa", 1), ("gbt7714", 2)])
def test_the_roles_print_what_the_table_says(project: Any, style: str, column: int) -> None:
    """The first role of each row, and those behind it, in a page of its own."""
    site = site_of(project)
    checked = 0
    for row in ROWS:
        roles = re.findall(r"`` (:[\w:]+:`[^`]+`) ``", row[0])
        if ":footcite" in row[0] or ":empty:" in row[0]:
            continue
        key = re.findall(r"`(?:[^`]*)`", roles[0])[-1]
        roles += [f":cite:{role}:{key}" for role in re.findall(r"`:cite:(\w+):`", row[0])]
        wanted = [one.strip() for one in re.split(r";(?! 钱)", row[column])]
        wanted += wanted[-1:] * (len(roles) - len(wanted))
        site.write("index.rst", "One\n===\n\n" + "\n\n".join(roles) + "\n\n.. bibliography::\n")
        text = site.build("text", citex_style=style, citex_locale="").page("index.txt")
        assert text.split("\n\n")[1 : len(roles) + 1] == wanted, row[0]
        checked += len(roles)
    assert checked > 10


def test_cites_with_words_stand_as_they_are_written(project: Any) -> None:
    site = site_of(project)
    role = ":cite:p:`{see}watson1953{p. 3 f.}，tu2011`"
    site.write("index.rst", f"One\n===\n\n{role}\n\n.. bibliography::\n")
    text = site.build("text", citex_style="apa", citex_locale="").page("index.txt")
    assert text.split("\n\n")[1] == "(see Watson & Crick, 1953, p. 3 f.; Tu, 2011)"


def test_the_page_names_all_that_there_is() -> None:
    told = set(re.findall(r":(?:foot)?cite:(\w+):", PAGE))
    short = {re.sub("s(?=par|$)", "", name) for name in (*FORMS, *FOOT_FORMS)}
    assert short - told <= {"ct", "cauthorpar"}
    options = set(BibliographyDirective.option_spec) - {"disable-curly-bracket-strip"}
    assert sorted(name for name in options if f":{name}:" not in PAGE) == []
    assert sorted(name for name, _, _ in SETTINGS if name.startswith("citex") and name not in PAGE
                  ) == []  # fmt: skip
    assert sorted(style for style in NEAREST.values() if f"`{style}`" not in PAGE) == []
    source = "".join(path.read_text("utf-8") for path in (ROOT / "citex/sphinx").glob("*.py"))
    kinds = set(re.findall(r'"(key|list|file|role|option|filter|style|setting)"\)', source))
    assert sorted(kind for kind in kinds if f"citex.{kind}`" not in PAGE) == []


def test_a_raised_number_stands_close_to_its_word(project: Any) -> None:
    site = project(citex_style="gbt7714")
    site.write("index.rst", "One\n===\n\nIn a plant :cite:p:`tu2011`.\n\n.. bibliography::\n")
    page = site.build("html").page("index.html")
    assert re.search(r'In a plant<span [^>]*><sup class="citex-sup">\[', page)
    assert "In a plant [1]." in site.build("text").page("index.txt")
