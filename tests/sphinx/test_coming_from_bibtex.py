"""Projects of sphinxcontrib-bibtex, of whose conf.py one line is changed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from citex.sphinx.citing import FORMS

PAGE = """One
===

:cite:`tu2011` :cite:p:`knuth1984,tu2011` :cite:t:`watson1953` :cite:t:`{see}tu2011{p. 3}`

.. bibliography::
"""


def theirs(project: Any, **settings: Any) -> Any:
    return project(citex_bibfiles=[], bibtex_bibfiles=["../works.bib"], **settings)


@pytest.mark.parametrize(
    ("settings", "cited", "listed"),
    [
        ({}, "[Tu11] [Knut84; Tu11] Watson and Crick [WaCr53]", "[Knut84] Knuth"),
        ({"bibtex_default_style": "alpha"}, "[Tu11] [Knut84; Tu11]", "[Knut84] Knuth"),
        ({"language": "de"}, "[Tu11] [Knut84; Tu11] Watson und Crick [WaCr53]", "[Knut84] Knuth"),
        ({"bibtex_default_style": "plain"}, "[2] [1, 2]", "[1] Donald E. Knuth"),
        ({"bibtex_default_style": "unsrt"}, "[1] [1], [2]", "[1] Y. Tu"),
        ({"bibtex_default_style": "unsrt", "bibtex_reference_style": "super"},
         "1 1,2", "1. Tu, Y."),
        ({"bibtex_default_style": "plain", "bibtex_reference_style": "author_year"},
         "(Tu, 2011) (Knuth, 1984; Tu, 2011)", "Knuth, D. E. (1984)"),
        ({"bibtex_default_style": "unsrt", "citex_style": "apa"}, "(Tu, 2011) (", "Knuth, D. E."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_style_of_pybtex_has_a_nearest_one(
    project: Any, settings: dict[str, str], cited: str, listed: str
) -> None:
    site = theirs(project, **settings)
    site.write("index.rst", PAGE)
    built = site.build("text")
    assert built.warnings == ""
    text = built.page("index.txt")
    assert cited in text
    assert listed in text


def test_settings_without_effect_are_told(project: Any) -> None:
    site = theirs(project, bibtex_default_style="mystyle", bibtex_tooltips_style="plain",
                  bibtex_cite_id="cite-{key}")  # fmt: skip
    site.write("index.rst", PAGE)
    assert site.build("text").warnings.splitlines() == [
        "WARNING: the setting 'bibtex_tooltips_style' has no effect; "
        "the style says what is printed [citex.setting]",
        "WARNING: the setting 'bibtex_cite_id' has no effect; "
        "the style says what is printed [citex.setting]",
        "WARNING: no style comes near pybtex's 'mystyle'; 'apa' is taken, "
        "set citex_style to choose another [citex.style]",
    ]


def test_files_may_be_in_another_encoding(project: Any) -> None:
    site = theirs(project, bibtex_encoding="latin-1")
    site.write("index.rst", "One\n===\n\n:cite:p:`a`\n\n.. bibliography::\n")
    (site.folder.parent / "works.bib").write_bytes(
        "@book{a, title = {Ærø}, year = 1}".encode("latin1")
    )
    assert "Ærø" in site.build("text").page("index.txt")


@pytest.mark.parametrize(("setting", "has"), [({}, True), ({"bibtex_tooltips": False}, False)])
def test_a_citation_shows_its_entry_to_who_points_at_it(
    project: Any, setting: dict[str, bool], has: bool
) -> None:
    site = theirs(project, citex_style="apa", **setting)
    site.write("index.rst", PAGE)
    title = 'title="Knuth, D. E. (1984). The TeXbook. Addison-Wesley."'
    assert (title in site.build().page("index.html")) is has


def test_keys_need_no_case_and_lines_no_end(project: Any) -> None:
    site = theirs(project, citex_style="ieee")
    site.write("index.rst", "One\n===\n\n:cite:p:`Tu2011,\nKNUTH1984`\n\n.. bibliography::\n")
    built = site.build("text")
    assert built.warnings == ""
    assert "[1], [2]" in built.page("index.txt")


def test_every_role_prints_something(project: Any) -> None:
    site = theirs(project, citex_style="apa", suppress_warnings=["citex.role"])
    roles = "\n\n".join(f"{role}: :cite:{role}:`watson1953`" for role in FORMS)
    foot = "\n\n".join(f"foot-{role}: :footcite:{role}:`watson1953`" for role in ("p", "t", "cts"))
    site.write("index.rst", f"One\n===\n\n{roles}\n\n{foot}\n\n.. bibliography::\n\n"
                            ".. footbibliography::\n")  # fmt: skip
    built = site.build("text")
    assert built.warnings == ""
    printed = dict(re.findall(r"^([\w-]+): (.+)$", built.page("index.txt"), re.MULTILINE))
    names, year = "Watson and Crick", "1953"
    whole, narrative = f"(Watson & Crick, {year})", f"{names} ({year})"
    assert printed == {
        **dict.fromkeys(("p", "ps", "labelpar"), whole),
        **dict.fromkeys(("alp", "alps", "label"), whole[1:-1]),
        **dict.fromkeys(("t", "ts", "ct", "cts"), narrative),
        **dict.fromkeys(("author", "authors", "cauthor", "cauthors"), names),
        **dict.fromkeys(("authorpar", "authorspar", "cauthorpar", "cauthorspar"), f"({names})"),
        "year": year, "yearpar": f"({year})",
        "foot-p": "[1]", "foot-t": f"{names}[1]", "foot-cts": f"{names}[1]",
    }  # fmt: skip


def test_footnotes_stand_where_the_text_says(project: Any) -> None:
    """A work has one footnote in a document; those behind the last place stand at the end."""
    site = theirs(project, citex_style="apa")
    place = ".. footbibliography::\n\n"
    site.write("index.rst", f"One\n===\n\n:footcite:t:`tu2011,knuth1984`\n\n{place}"
                            "Next :footcite:p:`tu2011` [#]_ :footcite:`qian1954`\n\n"
                            f"{place}.. [#] Own.\n\nEnd :footcite:`hostile`\n")  # fmt: skip
    text = site.build("text").page("index.txt")
    order = ["Tu[1], Knuth[2]", "[1] Tu, Y.", "[2] Knuth", "Next [1] [3] [4]", "[4] 钱学森",
             "[3] Own", "End [5]", "[5] A. (2020)"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_footnotes_in_a_style_of_notes_without_a_list(project: Any) -> None:
    site = theirs(project, citex_style="chicago-notes")
    site.write("index.rst", "One\n===\n\n:footcite:p:`knuth1984` and :cite:p:`knuth1984`\n")
    built = site.build("text")
    assert built.warnings == ""
    text = built.page("index.txt")
    assert "[1] and [2]" in text
    assert text.count("Donald E. Knuth, *The TeXbook* (Addison-Wesley, 1984).") == 2
