"""Sites: what pages show, page by page; what is wrong with them is told."""

from __future__ import annotations

import html
import logging
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from sections import Sections

from .conftest import Site

ROOT = Path(__file__).parents[3]
PRINTED = Sections(Path(__file__).parent / "printed.txt")
PAGES = ("", "guide/more", "references", "plain")
SITES: dict[str, dict[str, Any]] = {
    "APA": {},
    "GB/T 7714 with one list": {"style": "gbt7714", "list": "references.md"},
    "notes": {"style": "chicago-notes-bibliography", "heading": "Works"},
    "no list, no links": {"style": "ieee", "list": False, "links": False},
}


def section(name: str, page: str) -> str:
    return f"{name}: {page or 'index'}"


@pytest.mark.parametrize("name", SITES)
def test_site(name: str, site: Site, request: pytest.FixtureRequest) -> None:
    built = site.build(strict=True, **SITES[name])
    assert built.told == []
    update = request.config.getoption("--update-golden")
    for page in PAGES:
        PRINTED.hold(section(name, page), built.article(page), update=update)


def test_the_golden_texts_are_those_of_the_sites(request: pytest.FixtureRequest) -> None:
    names = [section(name, page) for name in SITES for page in PAGES]
    PRINTED.keep(names, update=request.config.getoption("--update-golden"))


def test_a_site_of_material_is_printed_alike(site: Site) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    plain = site.build(style="gbt7714").article("")
    assert "KNUTH D E. The TeXbook[M]" in plain
    assert site.build(style="gbt7714", theme="material").article("") == plain


def test_pages_without_citations_stay_byte_for_byte(site: Site) -> None:
    page = "# Title\r\n\r\nmail@example.org  \n\n    [@tu2011]\n\n`[@tu2011]` \\@x\n\n\n"
    assert printed(site, page) == page


def printed(site: Site, text: str, **settings: Any) -> str:
    """What the plug-in makes of a page's Markdown."""
    from mkdocs.structure.files import get_files
    from mkdocs.structure.nav import get_navigation

    config = site.config(**settings)
    plugin = config.plugins["citex"]
    plugin.on_config(config)
    files = get_files(config)
    plugin.on_nav(get_navigation(files, config), config=config, files=files)
    page = files.get_file_from_path("guide/more.md").page
    page.meta = {}
    made: str = plugin.on_page_markdown(text, page=page, config=config, files=files)
    return made


def test_admonitions_and_tabs_are_prose_and_their_code_is_not(site: Site) -> None:
    page = (
        '!!! note "[@tu2011]"\n\n    A [@tu2011].\n\n        [@tu2011]\n\n'
        "??? tip\n\n    !!! danger\n\n        B [@tu2011].\n\n            [@tu2011]\n\n"
        '???+ tip\n\n    C [@tu2011].\n\n=== "One"\n\n    D [@tu2011].\n'
    )
    made = printed(site, page, list=False)
    left = re.findall(r"^ *\[@tu2011\]", made, re.MULTILINE)
    assert left == ["        [@tu2011]", "            [@tu2011]"]
    assert made.count("Tu, 2011") == 5


def test_a_list_comes_where_the_page_has_its_place(site: Site) -> None:
    for place in (
        "::: {#refs}\n:::",
        ":::{#refs}\n:::\n",
        "\\bibliography",
        '<div id="refs"></div>',
    ):
        made = printed(site, f"A [@tu2011].\n\n{place}\n\nEnd.")
        assert made.index("csl-entry") < made.index("End.")
        assert ":::" not in made
        assert "\\bibliography" not in made


# -- what is wrong -------------------------------------------------------------------------------


def test_a_missing_key_is_a_warning_with_page_and_line(site: Site) -> None:
    from mkdocs.exceptions import Abort

    text = "# More\n\nAgain [@tu2012].\n\n[@qian1991]"
    site.write("docs/guide/more.md", f"---\ntitle: x\n---\n\n{text}")
    built = site.build()
    told = "guide/more.md:7: no work has the key 'tu2012'; did you mean 'tu2011'?"
    assert built.told == [f"WARNING citex: {told}"]
    assert "Again [@tu2012]" in built.article("guide/more")
    with pytest.raises(Abort, match="1 warning"):
        site.build(strict=True)


def test_a_name_in_a_sentence_is_no_key_unless_it_is_like_one(site: Site) -> None:
    site.write("docs/plain.md", "# T\n\nThanks to @octocat, and @tu201 said.\n")
    assert site.build().told == [
        "INFO citex: plain.md:3: no work has the key 'octocat'",
        "WARNING citex: plain.md:3: no work has the key 'tu201'; did you mean 'tu2011'?",
    ]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"bibliography": "none.bib"}, "none.bib"),
        ({"bibliography": ["refs.bib", "docs"]}, "docs"),
        ({"style": "no-such-style"}, "no-such-style"),
        ({"list": "none.md"}, "the site has no page 'none.md'"),
        ({"options": {"no_such": 1}}, "no_such"),
    ],
)
def test_settings_that_are_wrong_end_the_build_in_a_line(
    settings: dict[str, Any], told: str, site: Site
) -> None:
    from mkdocs.exceptions import Abort, PluginError

    with pytest.raises((Abort, PluginError)):
        site.build(**settings)
    errors = [one.getMessage() for one in site.caplog.records if one.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert told in errors[0]
    assert errors[0].count("\n") == 0


def test_what_a_page_says_goes_before(site: Site) -> None:
    pytest.importorskip("yaml", reason="the extra `yaml` is not installed")
    site.write("docs/guide/own.yaml", "- {id: own, type: book, title: Own}\n")
    meta = "bibliography: own.yaml\ncsl: ieee\nnocite: '@knuth1984'\nlink-citations: false"
    site.write("docs/guide/more.md", f"---\n{meta}\n---\n\nA [@own; @tu2011].\n")
    article = html.unescape(site.build().article("guide/more"))
    assert "<p>A [1], [2].</p>" in article
    assert re.findall(r"\[(\d)\]</div>", article) == ["1", "2", "3"]
    assert "<i>Own</i>" in article
    assert "Knuth" in article


# -- while it serves -----------------------------------------------------------------------------


def test_the_library_and_the_style_are_watched(site: Site) -> None:
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(Path(path).name)

    config = site.config(style="apa")
    plugin = config.plugins["citex"]
    plugin.on_config(config)
    plugin.on_serve(Server(), config=config, builder=None)
    assert watched == ["refs.bib"]


def test_a_changed_library_is_read_anew(site: Site) -> None:
    assert "Tu, 2011" in site.build().article("guide/more")
    library = (site.folder / "refs.bib").read_text("utf-8")
    site.write("refs.bib", library.replace("{2011}", "{2012}"))
    assert "Tu, 2012" in site.build().article("guide/more")


def test_other_plugins_may_change_citations_before(site: Site) -> None:
    made = printed(site, "[@watson1953] [@knuth1984]", list="references.md", style="ieee")
    assert re.findall(r"#ref-(\w+)", made) == ["watson1953", "knuth1984"]


def test_the_site_of_the_guide_reads_as_printed_there(site: Site) -> None:
    guide = (ROOT / "docs" / "mkdocs.md").read_text("utf-8")
    config, page, shown = (
        re.search(rf"^```{kind}\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
        for kind in ("yaml", "markdown", "text")
    )
    assert config
    assert page
    assert shown
    shutil.rmtree(site.folder / "docs")
    site.write("mkdocs.yml", config[1])
    site.write("docs/index.md", page[1])
    shutil.copy(ROOT / "examples" / "data" / "library.bib", site.folder)
    article = site.build(strict=True, bibliography="library.bib").article("")
    lines = html.unescape(re.sub(r"<[^<>]*>", "", article)).splitlines()
    assert [line.strip() for line in lines if line.strip()] == shown[1].splitlines()


def test_a_site_in_chinese_is_told_in_chinese(site: Site) -> None:
    site.write("docs/guide/more.md", "# More\n\nAgain [@tu2012].\n")
    told = site.build(theme={"name": "mkdocs", "locale": "zh_CN"}).told
    assert told == [
        "WARNING citex: guide/more.md:3: 没有文献的引用键是 'tu2012'；是否想写 'tu2011'？"
    ]
