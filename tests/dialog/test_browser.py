"""The dialog in a real browser: what is copied and downloaded, and that nothing else happens."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from own_papers import HOSTILE_TEXTS, chinese, one_of_each_kind

import citex
from citex.dialog import CITATIONS, EXPORTS
from citex.model import NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate
from citex.registry import format_named

ATTACKS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    '"><img src=x onerror="window.ran = 3">',
    "'><svg onload='window.ran = 4'>",
    "<!--<script>",
    "]]></style></title></textarea><iframe srcdoc='<script>parent.ran = 5</script>'>",
    '<i onclick="window.ran = 6">x</i>',
    "javascript:window.ran = 7",
    "{{constructor.constructor('window.ran = 8')()}}${window.ran = 9}",
    "http://example.invalid/a.png\"onmouseover='window.ran = 10'",
)


def library() -> list[Paper]:
    papers = [*chinese(), *one_of_each_kind()]
    texts = list(HOSTILE_TEXTS.items())
    papers += [
        Paper(id=f"h{name}", type="book", title=f"A {text} Z", author=[Name(literal=text)])
        for name, text in texts
    ]
    return papers[:50]


def hostile(text: str, number: int) -> Paper:
    """A paper with this text wherever text can be."""
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Paper):
        if field.name in VARIABLES.values():
            values[field.name] = text
    for variable in NAME_VARIABLES:
        values[VARIABLES[variable]] = [Name(text, text, suffix=text), Name(literal=text)]
    for name in (
        "issued",
        "accessed",
        "available_date",
        "event_date",
        "original_date",
        "submitted",
    ):
        values[name] = PartialDate(literal=text)
    return Paper(
        **values,
        id=text,
        type="article-journal" if number % 2 else "book",
        categories=[text],
        custom={
            "translations": {"zh": {"title": text, "abstract": text}, text: {"title": text}},
            "metrics": dict.fromkeys(
                "impact-factor zone zone-category jcr-quartile jcr-category citation-count".split(),
                text,
            ),
            text: text,
        },
        remarks=[citex.Remark(kind="status", message=text, variable=text, before=text)],
    )


def check_copies(browser: Any, papers: list[Paper], styles: tuple[str, ...] = CITATIONS) -> None:
    browser.unfold()
    buttons = browser.all("button.citex-copy")
    assert len(buttons) == len(papers) * len(styles)
    wanted = [(paper, style) for paper in papers for style in styles]
    for button, (paper, style) in zip(buttons, wanted, strict=True):
        button.click()
        found = browser.clipboard()
        assert found["text/plain"] == paper.format(style)
        assert found["text/html"] == paper.format(style, output="html")


def check_downloads(browser: Any, wanted: list[tuple[list[Paper], str]]) -> None:
    browser.unfold()
    links = browser.all("a[data-citex-file]")
    assert len(links) == len(wanted)
    names = [link.get_attribute("download") for link in links]
    assert len(set(names)) == len(names)
    for name, link, (papers, format) in zip(names, links, wanted, strict=True):
        time.sleep(0.11)  # Chromium drops what exceeds ten downloads a second
        link.click()
        form = format_named(format)
        assert browser.downloaded(name) == citex.format(papers, format).encode("utf-8")
        assert name.endswith(form.suffixes[0])
        assert link.get_attribute("type") == form.media_type


def test_the_site_page(browser: Any, shared: Path) -> None:
    """The saved page of the search site: three citations to copy, five files to download."""
    papers = citex.read(shared / "data" / "site-page.txt")
    browser.open(citex.page(papers))
    assert browser.one("h1").text == papers[0].title
    check_copies(browser, papers)
    check_downloads(browser, [(papers, name) for name in EXPORTS])
    assert browser.messages() == []
    assert browser.requests() == []


def test_a_library_of_fifty(browser: Any) -> None:
    papers = library()
    assert len(papers) == 50
    browser.open(citex.page(papers))
    check_copies(browser, papers)
    wanted = [(papers, name) for name in EXPORTS]
    wanted += [([paper], name) for paper in papers for name in EXPORTS]
    check_downloads(browser, wanted)
    assert browser.messages() == []
    assert browser.requests() == []


def test_other_styles_and_formats(browser: Any, paper: Paper) -> None:
    """Any style and any format may be chosen; the styles' own titles are their names."""
    styles, formats = ("ieee", "nature", "gbt7714-2025"), ("csljson",)
    browser.open(citex.page(paper, citations=styles, exports=formats))
    assert [name.text for name in browser.all(".citex-name")] == [
        "IEEE",
        "Nature",
        "GB/T 7714-2025",
    ]
    check_copies(browser, [paper], styles)
    check_downloads(browser, [([paper], "csljson")])


def test_hostile_records_run_no_script(browser: Any) -> None:
    """Text of an attacker in every field: shown as text, copied as text, never run."""
    papers = [hostile(text, number) for number, text in enumerate(ATTACKS)]
    browser.open(citex.page(papers))
    browser.unfold()
    for button in browser.all("button.citex-copy"):
        button.click()
    time.sleep(0.2)
    assert browser.run("return window.ran") is None
    assert browser.run("return document.scripts.length") == 2  # the data and the dialog's own
    assert browser.all("img, svg, iframe, [onclick], [onerror], [onload], [onmouseover]") == []
    links = {link.get_attribute("href").split(":")[0] for link in browser.all("a[href]")}
    assert links <= {"https", "http", "file", "blob"}
    assert browser.messages() == []
    assert browser.requests() == []


def test_hostile_records_in_a_site_without_a_policy(browser: Any) -> None:
    """The fragment leans on no content-security policy."""
    papers = [hostile(text, number) for number, text in enumerate(ATTACKS)]
    browser.open(f"<!DOCTYPE html><title>site</title>{citex.dialog_fragment(papers)}")
    browser.unfold()
    assert browser.run("return window.ran") is None
    assert browser.all("img, svg, iframe, [onclick], [onerror], [onload]") == []
    assert browser.requests() == []


def test_a_copy_tells_what_it_did(browser: Any, paper: Paper) -> None:
    """The button says so, a screen reader hears it, and the keyboard alone will do."""
    browser.open(citex.page(paper))
    button = browser.all("button.citex-copy")[2]
    assert button.accessible_name == "Copy APA"
    button.send_keys("\n")
    assert browser.clipboard()["text/plain"] == paper.format("apa")
    assert button.text.splitlines()[0] == "Copied"
    assert browser.one(".citex-said").text == "Copied: APA"
    assert browser.one(".citex-said").get_attribute("role") == "status"
    assert browser.run("return document.activeElement === arguments[0]", button)
    assert browser.run("return getSelection().toString()") == ""


def test_where_the_event_is_refused_the_clipboard_item_serves(browser: Any, paper: Paper) -> None:
    browser.open(citex.page(paper))
    browser.run("document.execCommand = () => false")
    browser.all("button.citex-copy")[0].click()
    time.sleep(0.2)
    assert browser.clipboard()["text/plain"] == paper.format(CITATIONS[0])


def test_where_nothing_copies_the_text_is_selected(browser: Any, paper: Paper) -> None:
    browser.open(citex.page(paper))
    browser.run(
        "document.execCommand = () => { throw new Error('no') };"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    browser.all("button.citex-copy")[2].click()
    assert "Ctrl+C" in browser.one(".citex-said").text
    shown = browser.all(".citex-text")[2].text
    assert browser.run("return getSelection().toString()").strip() == shown.strip()


def test_the_whole_page_by_keyboard(browser: Any, paper: Paper) -> None:
    """Tab reaches the link, the folds, every button and every export, in the order shown."""
    browser.open(citex.page(paper))
    reached = browser.run(
        "return [...document.querySelectorAll('a[href], button, summary')]"
        ".filter(e => e.tabIndex >= 0).map(e => e.textContent.trim())"
    )
    assert reached == [
        "doi:10.5555/ex(2021)4<101:e>2", "Abstract", "Cite and export",
        "Copy GB/T 7714-2015", "Copy MLA", "Copy APA",
        "BibTeX", "EndNote", "RefMan", "NoteFirst", "NoteExpress",
    ]  # fmt: skip


def test_the_language_is_the_browsers(browser: Any, chinese_browser: Any, paper: Paper) -> None:
    html = citex.page([paper] * 2)
    browser.open(html)
    english = browser.one("main").text
    assert browser.run("return document.documentElement.lang") == "en"
    chinese_browser.open(html)
    browser_text = chinese_browser.one("main").text
    assert chinese_browser.run("return document.documentElement.lang") == "zh-CN"
    words = {
        "Copy": "复制",
        "Export all to": "全部导出至",
        "2 references": "2 篇文献",
        "Cited 13 times": "被引 13 次",
    }
    for word, other in words.items():
        assert word in english
        assert other in browser_text
        assert word not in browser_text
    chinese_browser.all("button.citex-copy")[1].click()
    assert chinese_browser.one(".citex-said").text == "已复制：MLA"
    chinese_browser.open(citex.page(paper, lang="en"))
    assert "Copy" in chinese_browser.one("main").text
    assert chinese_browser.messages() == []


def test_a_long_list_can_be_filtered(browser: Any) -> None:
    papers = library()
    browser.open(citex.page(papers))
    box = browser.one(".citex-filter")
    box.send_keys("热岛")
    shown = [paper for paper in browser.all(".citex-paper") if paper.is_displayed()]
    assert len(shown) == 1
    box.send_keys(" no such thing")
    assert browser.one(".citex-none").text == "No reference matches."
    box.send_keys("\ue009a", "\ue000", "\ue003")  # Ctrl+A, let go, Backspace
    assert all(paper.is_displayed() for paper in browser.all(".citex-paper"))


def test_printing_prints_the_citations(browser: Any) -> None:
    """Also those that are folded away; no button and no export goes to paper."""
    papers = library()
    browser.open(citex.page(papers))
    browser.media("print")
    try:
        heights = browser.run(
            "return [...document.querySelectorAll('.citex-text')]"
            ".map(e => e.getBoundingClientRect().height)"
        )
        assert len(heights) == 150
        assert min(heights) > 0
        hidden = browser.all(".citex-copy, .citex-exports, .citex-filter, .citex-cite > summary")
        assert not any(element.is_displayed() for element in hidden)
    finally:
        browser.media("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_and_layout(browser: Any, paper: Paper, width: int, scheme: str) -> None:
    """axe-core finds nothing, and nothing stands out of the screen, at any size."""
    axe = _axe()
    browser.screen(width, 900, phone=width < 500)
    browser.media("", prefers_color_scheme=scheme)
    try:
        for name, papers in (("one", [paper]), ("many", [paper, *library()[:9]])):
            browser.open(citex.page(papers))
            browser.unfold()
            browser.picture(f"{name}-{width}-{scheme}")
            assert browser.run("return document.documentElement.scrollWidth") <= width
            assert _violations(browser, axe) == []
    finally:
        browser.media("")
        browser.command("Emulation.clearDeviceMetricsOverride")


def _axe() -> str:
    """The source of axe-core, from the folder of node modules that CITEX_NODE_MODULES names."""
    folders = [os.environ.get("CITEX_NODE_MODULES", ""), "node_modules"]
    for folder in filter(None, folders):
        path = Path(folder, "axe-core", "axe.min.js")
        if path.is_file():
            return path.read_text(encoding="utf-8")
    pytest.skip("axe-core is not at hand (npm install axe-core; CITEX_NODE_MODULES)")


def _violations(browser: Any, axe: str) -> list[str]:
    browser.run(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document).then(done)"
    )
    return [
        f"{rule['impact']} {rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_fragments_in_a_sites_page(browser: Any, paper: Paper) -> None:
    """Two dialogs on a page with one style sheet and script, and one that comes later."""
    assets = citex.dialog.assets()
    other = library()[0]
    first, second = (citex.dialog_fragment(shown, with_assets=False) for shown in (paper, other))
    policy = f"default-src 'none'; script-src '{assets.script_hash}'; style-src '{assets.css_hash}'"
    browser.open(
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>A site</title>'
        f"<style>{assets.css}</style><main>{first}{second}</main>"
        f"<script>{assets.script}</script></html>"
    )
    check_copies(browser, [paper, other])
    browser.run("const root = document.querySelector('.citex').cloneNode(true);"
                "root.removeAttribute('data-citex-ready'); root.id = 'late';"
                "document.body.append(root); citexBegin()")  # fmt: skip
    browser.one("#late button.citex-copy").click()
    assert browser.clipboard()["text/plain"] == paper.format(CITATIONS[0])
    assert browser.messages() == []
