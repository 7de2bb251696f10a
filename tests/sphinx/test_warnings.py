"""What is said, and where: of keys that no work has, of options without effect, of broken files."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = "One\n===\n\n"
LIST = "\n\n.. bibliography::\n"

TOLD = {
    # what a page holds: what is said of it
    ":cite:p:`knuth84`": "index.rst:4: WARNING: no work has the key 'knuth84'; "
    "did you mean 'knuth1984'? [citex.key]",
    "\n\nNext :cite:t:`tu2011,nobody99`": "index.rst:6: WARNING: no work has the key 'nobody99' "
    "[citex.key]",
    ":cite:p:`{see tu2011`": "index.rst:4: WARNING: the role 'cite:p' cites nothing: the braces do "
    "not pair; write {see}key{p. 3} [citex.role]",
    ":cite:p:`tu2011,`": "index.rst:4: WARNING: the role 'cite:p' cites nothing: a key is missing; "
    "write {see}key{p. 3}, and commas between keys [citex.role]",
    ":cite:ps:`tu2011`": "index.rst:4: WARNING: the role 'cite:ps' asks for all names; the style "
    "says how many there are [citex.role]",
    ":footcite:p:`{see}tu2011`": "index.rst:4: WARNING: the role 'footcite:p' puts entries into "
    "footnotes; words in braces are dropped [citex.role]",
    ":footcite:p:`nobody`": "index.rst:4: WARNING: no work has the key 'nobody' [citex.key]",
}


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=list(TOLD))
def test_what_a_role_gets_wrong_is_told_with_its_line(project: Any, text: str, told: str) -> None:
    site = project()
    site.write("index.rst", HEAD + text + LIST)
    assert site.build("text").warnings.splitlines() == [told]


OPTIONS = {
    ":labelprefix: A": "index.rst:6: WARNING: the option 'labelprefix' has no effect: labels are "
    "the style's, and numbers run through all lists of a style [citex.option]",
    ":encoding: latin1": "index.rst:6: WARNING: the option 'encoding' has no effect: citex finds "
    "out how a file is written; citex_encoding in conf.py says it for all [citex.option]",
    ":disable-curly-bracket-strip:": "index.rst:6: WARNING: the option "
    "'disable-curly-bracket-strip' has no effect: braces keep capitals, and are never printed "
    "[citex.option]",
    ":start: 3": "index.rst:6: WARNING: the option 'start' has no effect without an enumerated "
    "list [citex.option]",
    ":cited:\n   :all:": "index.rst:6: WARNING: the option 'all' has no effect beside 'cited' "
    "[citex.option]",
    ":all:\n   :filter: cited": "index.rst:6: WARNING: the option 'all' has no effect beside "
    "'filter' [citex.option]",
    ":filter: year > 3 +": "index.rst:6: WARNING: the filter 'year > 3 +' cannot be read: invalid "
    "syntax; all that is cited is listed [citex.filter]",
    ":filter: __import__('os')": "index.rst:6: WARNING: a filter has no \"__import__('os')\"; "
    "all that is cited is listed [citex.filter]",
    ":filter: title.x == 'a'": "index.rst:6: WARNING: a filter has no 'title.x'; all that is "
    "cited is listed [citex.filter]",
    ":filter: title % '('": "index.rst:6: WARNING: the filter \"title % '('\" does not work: "
    "missing ), unterminated subpattern at position 0; all that is cited is listed [citex.filter]",
    ":style: unsrt": "index.rst:6: WARNING: the style 'unsrt' is pybtex's; 'ieee' comes nearest "
    "to it [citex.style]",
    "\n   nobody": "index.rst:6: WARNING: no work has the key 'nobody' [citex.key]",
}


@pytest.mark.parametrize(("option", "told"), OPTIONS.items(), ids=list(OPTIONS))
def test_an_option_without_effect_is_told(project: Any, option: str, told: str) -> None:
    site = project()
    site.write("index.rst", f"{HEAD}:cite:p:`tu2011`{LIST}   {option}\n")
    built = site.build("text")
    assert built.warnings.splitlines() == [told]
    assert "artemisinin" in built.page("index.txt")


def test_works_that_no_list_has_are_told(project: Any) -> None:
    site = project()
    site.write("index.rst", f"{HEAD}:cite:p:`tu2011` :cite:p:`knuth1984`\n")
    assert site.build("text").warnings == (
        "index.rst:4: WARNING: works are cited, and no list has them; write the directive "
        "bibliography [citex.list]\n"
    )
    site.write("index.rst", f"{HEAD}:cite:p:`tu2011` :cite:p:`knuth1984`{LIST}"
                            "   :filter: type == 'book'\n")  # fmt: skip
    assert site.build("text").warnings == (
        "index.rst:4: WARNING: 'tu2011' is cited, and no list has it [citex.list]\n"
    )


def test_a_warning_can_be_suppressed(project: Any) -> None:
    site = project(suppress_warnings=["citex.key"])
    site.write("index.rst", f"{HEAD}:cite:p:`knuth84`{LIST}")
    assert site.build("text").warnings == ""


def test_a_site_in_chinese_is_told_in_chinese(project: Any) -> None:
    site = project(language="zh_CN")
    site.write("index.rst", f"{HEAD}:cite:p:`knuth84`{LIST}")
    assert (
        "没有文献的引用键是 'knuth84'；是否想写 'knuth1984'？ [citex.key]" in site.build().warnings
    )


def test_broken_files_are_told_with_their_lines(project: Any) -> None:
    site = project(citex_bibfiles=["broken.bib", "gone.bib", "twice.bib"])
    site.write("broken.bib", "@book{a, title = {A}}\n\n@book{b, title = {B\n")
    site.write("twice.bib", "@book{a, title = {Another}}\n")
    site.write("index.rst", f"{HEAD}:cite:p:`a`{LIST}")
    built = site.build("text")
    folder = f"{site.folder}/"
    told = built.warnings.replace(folder, "")
    assert "broken.bib:3: WARNING: " in told
    assert "gone.bib" in told
    assert "WARNING: twice.bib: the key 'a' stands twice; the first work of this key" in told
    assert len(told.splitlines()) == 3
    assert "Another" not in built.page("index.txt")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"citex_style": "apaa"}, "the style cannot be used: no style 'apaa'; did you mean"),
        ({"citex_style": "gone.csl"}, "the style cannot be used: .*gone.csl: the style cannot be"),
        ({"citex_options": {"urll": "x"}}, "citex_options does not fit: "),
        ({"citex_options": {"output": "html"}}, "citex_options does not take 'output'; a style is"),
        ({"citex_locale": "qq-QQ"}, "citex_options does not fit: "),
        ({"extensions": ["sphinxcontrib.bibtex", "citex.sphinx"]}, "citex.sphinx stands in for"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_setting_that_does_not_fit_ends_the_build_with_a_line(
    project: Any, settings: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys
    import types

    from sphinx.errors import ExtensionError

    other = types.ModuleType("sphinxcontrib.bibtex")
    other.setup = lambda app: {}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sphinxcontrib.bibtex", other)
    site = project(**settings)
    site.write("index.rst", f"{HEAD}:cite:p:`tu2011`{LIST}")
    with pytest.raises(ExtensionError, match=told):
        site.build("text")


def test_a_project_without_files_is_told_which_setting_names_them(project: Any) -> None:
    site = project(citex_bibfiles=[])
    site.write("index.rst", f"{HEAD}:cite:p:`a`{LIST}")
    assert site.build("text").warnings == (
        "index.rst:4: WARNING: no work has the key 'a'; citex_bibfiles in conf.py names the files "
        "of works [citex.key]\n"
    )


@pytest.mark.parametrize(
    ("settings", "printed"),
    [
        ({"language": "de"}, "Watson und Crick"),
        ({"language": "tlh"}, "Watson and Crick"),
        ({"language": "de", "citex_locale": "fr-FR"}, "Watson et Crick"),
        ({"language": "de", "citex_style": "gbt7714"}, "Watson and Crick[1]"),
    ],
    ids=str,
)
def test_a_list_is_in_the_language_of_the_site_or_of_its_style(
    project: Any, settings: dict[str, str], printed: str
) -> None:
    site = project(**settings)
    site.write("index.rst", f"{HEAD}:cite:t:`watson1953`{LIST}")
    assert printed in site.build("text").page("index.txt")
