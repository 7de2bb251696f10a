"""Lists: what their options choose, how they are shown, and which citation belongs to which."""

from __future__ import annotations

import re
from typing import Any

import pytest

CITED = "One\n===\n\n:cite:p:`tu2011`, :cite:p:`knuth1984`.\n\n"
WORDS = {"tu2011": "artemisinin", "knuth1984": "TeXbook", "qian1954": "工程控制论",
         "watson1953": "nucleic", "hostile": "quoted", "uncited": "On Moss"}  # fmt: skip
ALL = list(WORDS)

CHOSEN = {
    "": ["tu2011", "knuth1984"],
    ":cited:": ["tu2011", "knuth1984"],
    ":notcited:": ["qian1954", "watson1953", "hostile", "uncited"],
    ":all:": ALL,
    ":filter: True": ALL,
    ":filter: cited and type == 'book'": ["knuth1984"],
    ":filter: type == 'article' and not cited": ["watson1953", "uncited"],
    ":filter: type % 'ART'": ["tu2011", "watson1953", "uncited"],
    ":filter: author % 'crick'": ["watson1953"],
    ":filter: author == 'Knuth, Donald E.'": ["knuth1984"],
    ":filter: year and (year <= '1954')": ["watson1953"],
    ":filter: '1954' < year < '1990'": ["knuth1984", "qian1954"],
    ":filter: journal == 'Nature' or publisher % 'addison'": ["watson1953", "knuth1984"],
    ":filter: container_title == 'Nature'": ["watson1953"],
    ":filter: key in {'knuth1984', 'uncited'}": ["knuth1984", "uncited"],
    ":filter: key not in {'knuth1984', 'uncited'} and cited": ["tu2011"],
    ":filter: doi": ["tu2011"],
    ":filter: 'index' in docnames": ["tu2011", "knuth1984"],
    ":filter: {'index', 'x'} & docnames": ["tu2011", "knuth1984"],
    ":filter: ({'x'} | docnames) >= {'x', 'index'}": ["tu2011", "knuth1984"],
    ":filter: docname == 'other'": [],
    ":filter: False\n\n   uncited\n   hostile": ["uncited", "hostile"],
}


@pytest.mark.parametrize(("option", "keys"), CHOSEN.items(), ids=list(CHOSEN))
def test_an_option_chooses(project: Any, option: str, keys: list[str]) -> None:
    site = project(suppress_warnings=["citex.list"])
    site.write("index.rst", f"{CITED}.. bibliography::\n   {option}\n")
    built = site.build("text")
    assert built.warnings == ""
    text = built.page("index.txt").partition("\n\n")[2].partition("\n\n")[2]
    assert {key for key in ALL if WORDS[key] in built.page("index.txt")} == set(keys), text


def test_files_choose_their_works(project: Any) -> None:
    """A file is named from its document or from conf.py's folder, and may be named there alone."""
    site = project(citex_bibfiles=["a.bib"], citex_style="ieee")
    site.write("a.bib", "@book{a, title = {Apples}}")
    site.write("deep/b.bib", "@book{b, title = {Berries}}")
    site.write("index.rst", "One\n===\n\n:cite:p:`b` :cite:p:`a`\n\n.. toctree::\n\n   deep/two\n\n"
                            ".. bibliography:: a.bib\n")  # fmt: skip
    site.write("deep/two.rst", "Two\n===\n\n.. bibliography:: b.bib\n\nBoth\n----\n\n"
                               ".. bibliography:: a.bib b.bib\n")  # fmt: skip
    built = site.build("text")
    assert built.warnings == ""
    one, (two, both) = built.page("index.txt"), built.page("deep/two.txt").split("Both")
    assert "[1] [2]" in one
    assert "[2] *Apples*" in one
    assert "Berries" not in one
    assert "[1] *Berries*" in two
    assert "Apples" not in two
    assert both.index("[1] *Berries") < both.index("[2] *Apples")


def test_sections_of_a_list_have_its_numbers(project: Any) -> None:
    site = project(citex_style="gbt7714")
    site.write("index.rst", f"{CITED}.. bibliography::\n   :filter: cited and type == 'book'\n\n"
                            "Articles\n--------\n\n.. bibliography::\n"
                            "   :filter: cited and type == 'article'\n")  # fmt: skip
    text = site.build("text").page("index.txt")
    assert text.index("[2] KNUTH") < text.index("Articles") < text.index("[1] TU Y")


def test_lists_of_documents_count_for_themselves(project: Any) -> None:
    """A work that two documents cite has an entry and a number in each, and links stay at home."""
    site = project(citex_style="ieee")
    local = "\n.. bibliography::\n   :filter: docname in docnames\n"
    site.write("index.rst", f"One\n===\n\n:cite:p:`tu2011`\n\n.. toctree::\n\n   b\n{local}")
    site.write("b.rst", f"Two\n===\n\n:cite:p:`knuth1984` :cite:p:`tu2011`\n{local}")
    one, two = (site.build().page(name) for name in ("index.html", "b.html"))
    assert re.findall(r"\[\d\]", plain(one)) == ["[1]", "[1]"]
    assert re.findall(r"\[\d\]", plain(two)) == ["[1]", "[2]", "[1]", "[2]"]
    assert 'href="#ref-index_2f_tu2011"' in one
    assert 'href="#ref-b_2f_tu2011"' in two
    assert "b.html#ref" not in one


def plain(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page.partition('role="main"')[2].partition("sphinxsidebar")[0])


def test_a_prefix_of_keys_says_which_list_is_meant(project: Any) -> None:
    site = project(citex_style="ieee")
    site.write("index.rst", "One\n===\n\n:cite:p:`a-tu2011` :cite:p:`b-tu2011` "
                            ":cite:p:`b-knuth1984`\n\n.. bibliography::\n   :keyprefix: a-\n\n"
                            "Two\n---\n\n.. bibliography::\n   :keyprefix: b-\n")  # fmt: skip
    built = site.build()
    assert built.warnings == ""
    page = built.page("index.html")
    assert re.findall(r"\[\d\]", plain(page)) == ["[1]", "[1]", "[2]", "[1]", "[1]", "[2]"]
    cited = re.findall(r'citation" id="[^"]*"><a [^>]*href="([^"]*)"', page)
    assert len(set(cited)) == 3
    assert all(f'id="{link[1:]}"' in page for link in cited)


def test_a_list_has_a_style_of_its_own(project: Any) -> None:
    site = project(citex_style="apa")
    site.write("index.rst", f"{CITED}.. toctree::\n\n   b\n\n.. bibliography::\n")
    site.write("b.rst", "Two\n===\n\n:cite:p:`tu2011`\n\n.. bibliography::\n   :style: gbt7714\n"
                        "   :filter: docname in docnames\n")  # fmt: skip
    built = site.build("text")
    assert "(Tu, 2011)" in built.page("index.txt")
    assert "\n[1]\n" in built.page("b.txt")
    assert "[1] TU Y. The discovery" in built.page("b.txt")


def test_lists_are_bullets_or_numbers(project: Any) -> None:
    site = project(citex_style="ieee")
    site.write("index.rst", f"{CITED}.. bibliography::\n   :list: bullet\n\nTwo\n---\n\n"
                            ".. bibliography::\n   :list: enumerated\n   :enumtype: upperroman\n"
                            "   :start: 3\n   :all:\n")  # fmt: skip
    bullets, numbers = site.build("text").page("index.txt").split("Two\n===")
    assert "* Y. Tu, “The discovery" in bullets
    assert "3. Y. Tu, “The discovery" in numbers
    assert "4. D. E. Knuth" in numbers
    assert re.search(r'<ol class="(?=[^"]*upperroman)[^"]*" start="3">',
                     site.build().page("index.html"))  # fmt: skip


def test_numbers_go_on_from_list_to_list(project: Any) -> None:
    site = project(citex_style="ieee")
    numbered = (
        ".. bibliography::\n   :list: enumerated\n   :filter: type == {!r}\n   :start: {}\n\n"
    )
    lists = [numbered.format("book", 4), numbered.format("article", "continue")]
    site.write("index.rst", f"{CITED}{lists[0]}Text.\n\n{lists[1]}")
    numbers = re.findall(r"^(\d+)\. ", site.build("text").page("index.txt"), re.MULTILINE)
    assert numbers == ["4", "5", "6", "7", "8", "9"]


def test_a_header_stands_above_lists_that_are_not_empty(project: Any) -> None:
    site = project(citex_bibliography_header=".. rubric:: Works",
                   bibtex_footbibliography_header=".. rubric:: Notes")  # fmt: skip
    site.write("index.rst", f"{CITED}:footcite:p:`tu2011`\n\n.. toctree::\n\n   b\n\n"
                            ".. bibliography::\n\n.. footbibliography::\n")  # fmt: skip
    site.write("b.rst", "Two\n===\n\nText\n\n.. footbibliography::\n\n.. bibliography::\n"
                        "   :filter: docname in docnames\n")  # fmt: skip
    built = site.build()
    assert re.findall(r'rubric">(\w+)', built.page("index.html")) == ["Works", "Notes"]
    assert "rubric" not in built.page("b.html")
    assert built.warnings == ""


def test_an_entry_of_several_paragraphs_is_several_paragraphs(project: Any) -> None:
    """CSL's `display`: what stands below an entry is a block."""
    csl = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
      <info><title>own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      <citation><layout><text variable="title"/></layout></citation>
      <bibliography><layout><text variable="title" display="block" font-variant="small-caps"/>
      <text variable="publisher" display="indent" text-decoration="underline"/>
      </layout></bibliography></style>"""
    site = project(citex_style="own.csl")
    site.write("own.csl", csl)
    site.write("index.rst", f"{CITED}.. bibliography::\n")
    page = site.build().page("index.html")
    assert '<span class="citex-small-caps">The TeXbook</span>' in page
    assert re.search(r'<p class="citex-block"><span class="citex-underline">Addison', page)
    assert r"\textsc{The TeXbook}" in site.build("latex").page("own.tex")
