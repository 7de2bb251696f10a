"""The dialog in a real browser: what is copied and downloaded, and that nothing else happens."""

from __future__ import annotations

import os
import random
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


LINKS = "a[data-citex-file]"
ALL_LINKS = ".citex-bar a[data-citex-file]"

STYLES = (
    "gbt7714-2015", "mla", "apa", "ieee", "chicago-author-date", "gbt7714-author-date",
    "din-1505-2-alphanumeric", "chicago-notes-bibliography",
)  # fmt: skip
"""Numbers, letters at years and in labels, a sign for repeated authors; sorted and unsorted."""

AT_ONCE = {"cff", "jsonld", "word", "hayagriva"}
"""Formats whose file is no row of records (hayagriva's: where papers have no id, for it counts
them then): they save one paper, or the whole list."""


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
    """Each button copies one of these papers in one of these styles."""
    browser.unfold()
    copied = browser.copied("button.citex-copy")
    wanted = [(paper, style) for paper in papers for style in styles]
    for found, (paper, style) in zip(copied, wanted, strict=True):
        assert found["text/plain"] == paper.format(style)
        assert found["text/html"] == paper.format(style, output="html")


def check_files(browser: Any, wanted: list[tuple[list[Paper], str]], links: str = LINKS) -> None:
    """Each link saves these papers in this format."""
    browser.unfold()
    files = browser.files(links)
    assert len({name for name, _, _ in files}) == len(files) == len(wanted)
    for (name, type, content), (papers, format) in zip(files, wanted, strict=True):
        form = format_named(format)
        assert content == citex.format(papers, format), name
        assert name.endswith(form.suffixes[0])
        assert type == form.media_type


def check_list(browser: Any, papers: list[Paper], style: str, number: int) -> None:
    """The list that is copied in this style is that of these papers."""
    browser.set(".citex-style", str(number))
    browser.one(".citex-copy-list").click()
    found = browser.clipboard()
    assert found["text/plain"] == citex.format(papers, style), style
    assert found["text/html"] == citex.format(papers, style, output="html"), style


def test_the_site_page(browser: Any, shared: Path) -> None:
    """The saved page of the search site: three citations to copy, five files to download."""
    papers = citex.read(shared / "data" / "site-page.txt")
    browser.open(citex.page(papers))
    assert browser.one("h1").text == papers[0].title
    check_copies(browser, papers)
    check_files(browser, [(papers, name) for name in EXPORTS])
    for link, format in zip(browser.all(LINKS), EXPORTS, strict=True):
        link.click()
        saved = browser.downloaded(link.get_attribute("download"))
        assert saved == citex.format(papers, format).encode("utf-8")
    assert browser.messages() == []
    assert browser.requests() == []


def test_a_library_of_fifty(browser: Any) -> None:
    papers = library()
    assert len(papers) == 50
    browser.open(citex.page(papers))
    check_copies(browser, papers)
    wanted = [(papers, name) for name in EXPORTS]
    wanted += [([paper], name) for paper in papers for name in EXPORTS]
    check_files(browser, wanted)
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
    check_files(browser, [([paper], "csljson")])


def test_hostile_records_run_no_script(browser: Any) -> None:
    """Text of an attacker in every field: shown as text, copied as text, never run."""
    papers = [hostile(text, number) for number, text in enumerate(ATTACKS)]
    browser.open(citex.page(papers))
    browser.unfold()
    assert len(browser.copied("button.citex-copy")) == len(papers) * len(CITATIONS)
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


def test_the_language_is_the_browsers(browser: Any, paper: Paper) -> None:
    html = citex.page([paper] * 2)
    browser.open(html)
    english = browser.one("main").text
    assert browser.run("return document.documentElement.lang") == "en"
    browser.language("zh-CN")
    browser.open(html)
    chinese = browser.one("main").text
    assert browser.run("return document.documentElement.lang") == "zh-CN"
    words = {
        "Copy": "复制",
        "Export all to": "全部导出至",
        "2 references": "2 篇文献",
        "Cited 13 times": "被引 13 次",
        "Select all shown": "全选所示文献",
    }
    for word, other in words.items():
        assert word in english
        assert other in chinese
        assert word not in chinese
    browser.all("button.citex-copy")[1].click()
    assert browser.one(".citex-said").text == "已复制：MLA"
    browser.open(citex.page(paper, lang="en"))
    assert "Copy" in browser.one("main").text
    assert browser.messages() == []


def titles(browser: Any) -> list[str]:
    found: list[str] = browser.run(
        "return [...document.querySelectorAll('.citex-paper .citex-title')].map(e => e.textContent)"
    )
    return found


def test_a_list_can_be_filtered(browser: Any) -> None:
    """As one types; accents and case count for nothing, and whole words come first."""
    papers = library()
    papers[0] = msgspec.structs.replace(papers[0], title="Überlegungen zur Blogosphäre")
    browser.open(citex.page(papers))
    box = browser.one(".citex-filter")
    box.send_keys("热岛")
    assert len(browser.all(".citex-paper")) == 0
    assert browser.one(".citex-none").text == "No reference matches."
    assert not browser.one(".citex-copy-list").is_enabled()
    box.send_keys("\ue009a", "\ue000", "\ue003")  # Ctrl+A, let go, Backspace
    assert len(browser.all(".citex-paper")) == 50
    assert browser.one(".citex-none").text == ""
    for query, wanted in (
        ("UBERLEGUNGEN", ["Überlegungen zur Blogosphäre"]),
        ("meier 2019 hearing", ["The hearing of all things"]),
        ("chapter", ["The chapter of all things"]),
        ("figure", ["The figure of all things"]),
        ("古籍 2018", ["古籍整理入门"]),
    ):
        browser.set(".citex-filter", query)
        assert titles(browser) == wanted, query
        assert browser.one(".citex-none").text == "1 of 50 references."
    browser.set(".citex-filter", "post")
    assert titles(browser) == ["The post of all things", "The post weblog of all things"]
    browser.set(".citex-filter", "blog")  # a part of three, none is a word of its own
    assert titles(browser) == ["Überlegungen zur Blogosphäre", "The post weblog of all things"]
    papers[-1] = msgspec.structs.replace(papers[-1], title="On a blog")
    browser.open(citex.page(papers))
    browser.set(".citex-filter", "blog")
    assert titles(browser)[0] == "On a blog"


def test_a_list_can_be_sorted(browser: Any) -> None:
    """By year, author and title; what has none comes last, and equal ones as given."""
    known = [("Weber", 2001, "On 10 birds"), ("Ärzte", 1999, "On 9 birds"), ("Zola", None, "Air")]
    papers = [
        Paper(
            id=title, type="book", title=title, author=[Name(family, "A")],
            issued=PartialDate(year) if year else None,
        )
        for family, year, title in known
    ] * 2  # fmt: skip
    papers.append(Paper(id="none", type="book", title="Anonymous"))
    browser.open(citex.page(papers))
    ten, nine, air = (title for _, _, title in known)
    for order, wanted in (
        ("given", [ten, nine, air, ten, nine, air, "Anonymous"]),
        ("newest", [ten, ten, nine, nine, air, air, "Anonymous"]),
        ("oldest", [nine, nine, ten, ten, air, air, "Anonymous"]),
        ("author", [nine, nine, ten, ten, air, air, "Anonymous"]),
        ("title", [air, air, "Anonymous", nine, nine, ten, ten]),
    ):
        browser.set(".citex-sort", order)
        assert titles(browser) == wanted, order
    browser.pick([0, 3])
    check_files(browser, [([papers[2], papers[1]], name) for name in EXPORTS], ALL_LINKS)


def test_what_is_exported_is_what_is_shown(browser: Any) -> None:
    """All, those that the filter leaves, or those that are ticked: exported and copied alike."""
    papers = library()
    browser.open(citex.page(papers))
    label, button = browser.one(".citex-bar .citex-exports-name"), browser.one(".citex-copy-list")
    assert (label.text, button.text) == ("Export all to", "Copy the list")
    check_files(browser, [(papers, name) for name in EXPORTS], ALL_LINKS)
    browser.set(".citex-filter", "entry")
    left = [paper for paper in papers if "entry" in (paper.title or "")]
    assert len(left) == 3
    assert (label.text, button.text) == ("Export 3 shown to", "Copy the list (3 shown)")
    check_files(browser, [(left, name) for name in EXPORTS], ALL_LINKS)
    check_list(browser, left, "apa", CITATIONS.index("apa"))
    assert browser.one(".citex-said").text == "Copied: 3 references in APA"
    browser.pick([0, 2])
    assert (label.text, button.text) == ("Export 2 selected to", "Copy the list (2 selected)")
    browser.set(".citex-filter", "热")
    assert browser.one(".citex-none").text == (
        "1 of 50 references. 2 selected, 2 of them not shown."
    )
    chosen = [left[0], left[2]]
    check_files(browser, [(chosen, name) for name in EXPORTS], ALL_LINKS)
    link = browser.one(ALL_LINKS)
    link.click()
    assert browser.downloaded("references.bib") == citex.format(chosen, "bibtex").encode("utf-8")
    browser.one(".citex-only").click()
    browser.set(".citex-filter", "")
    assert titles(browser) == [paper.title for paper in chosen]
    browser.one(".citex-all").click()  # all of these are ticked: none is now
    assert browser.one(".citex-none").text == "No reference matches."
    browser.one(".citex-only").click()
    browser.one(".citex-all").click()
    assert label.text == "Export 50 selected to"
    assert browser.messages() == []


def test_any_selection_is_put_together_as_the_list_of_it(browser: Any) -> None:
    """Numbers, letters and signs for authors are those of the selection, in every style."""
    papers = library()
    browser.open(citex.page(papers, citations=STYLES, exports=()))
    chance = random.Random(4)
    selections = [sorted(chance.sample(range(50), size)) for size in (1, 2, 5, 17)]
    for chosen in ([], *selections):
        browser.pick(chosen)
        for number, style in enumerate(STYLES):
            check_list(browser, [papers[n] for n in chosen] or papers, style, number)


def test_any_selection_is_put_together_in_every_format(browser: Any) -> None:
    """Also where the papers' keys are alike, and are told apart by letters."""
    papers = library()
    for number in (3, 4, 5, 8, 9):
        papers[number] = msgspec.structs.replace(papers[number], id="" if number > 4 else "a1")
    written = [form.name for form in citex.formatters() if isinstance(form, citex.Format)]
    assert set(written) >= AT_ONCE
    browser.open(citex.page(papers, citations=(), exports=written))
    chance = random.Random(5)
    selections = [sorted(chance.sample(range(50), size)) for size in (1, 4, 20)]
    for chosen in ([], [4], [3, 4, 5, 9], *selections):
        browser.pick(chosen)
        some = [papers[n] for n in chosen] or papers
        for (name, _, content), format in zip(browser.files(ALL_LINKS), written, strict=True):
            if format in AT_ONCE and len(chosen) > 1:
                assert content is None, name
            else:
                assert content == citex.format(some, format), (name, chosen)


def test_where_the_list_cannot_be_copied_it_is_selected(browser: Any) -> None:
    papers = library()[:3]
    browser.open(citex.page(papers))
    browser.run(
        "document.execCommand = () => false; navigator.clipboard.write = () => Promise.reject()"
    )
    browser.one(".citex-copy-list").click()
    browser.wait("document.querySelector('.citex-said').textContent")
    assert "Ctrl+C" in browser.one(".citex-said").text
    assert browser.run("return getSelection().toString()").strip() == citex.format(
        papers, "gbt7714"
    )


def numbered(count: int) -> list[Paper]:
    """Papers that differ in what there is to filter by."""
    return [
        Paper(
            id=f"p{n}", type="article-journal", title=f"On <i>things</i> of number {n}",
            author=[Name(f"Author{n % 7}", "Anna"), Name("Müller", "Jan")],
            container_title="Annals of Examples", volume=str(n % 9), page=f"{n}-{n + 9}",
            issued=PartialDate(1990 + n % 30), DOI=f"10.5555/example.{n}",
            abstract=f"We count {n} things & more." if n % 2 else None,
        )
        for n in range(count)
    ]  # fmt: skip


def test_a_long_list_is_unpacked_as_it_is_asked_for(browser: Any) -> None:
    """Few elements at any time; what unfolds, is copied and exported is what a short one has."""
    papers = numbered(320)
    browser.open(citex.page(papers))
    browser.wait("document.querySelectorAll('.citex-paper').length")
    assert browser.run("return document.querySelectorAll('*').length") < 1500
    assert len(titles(browser)) < 120
    browser.one(".citex-cite > summary").click()
    browser.wait("document.querySelector('.citex-citation')")
    first = browser.all("button.citex-copy")
    assert [button.accessible_name for button in first] == [
        "Copy GB/T 7714-2015", "Copy MLA", "Copy APA",
    ]  # fmt: skip
    for button, style in zip(first, CITATIONS, strict=True):
        button.click()
        found = browser.clipboard()
        assert found["text/plain"] == papers[0].format(style)
        assert found["text/html"] == papers[0].format(style, output="html")
    check_files(browser, [([papers[0]], name) for name in EXPORTS], f"article:first-child {LINKS}")
    check_files(browser, [(papers, name) for name in EXPORTS], ALL_LINKS)
    for number, style in enumerate(CITATIONS):
        check_list(browser, papers, style, number)
    browser.set(".citex-filter", "muller example.317")
    assert titles(browser) == ["On things of number 317"]
    check_files(browser, [([papers[317]], name) for name in EXPORTS], ALL_LINKS)
    browser.set(".citex-filter", "count")  # which only abstracts have
    assert browser.one(".citex-none").text == "160 of 320 references."
    browser.set(".citex-filter", "")
    browser.set(".citex-sort", "oldest")
    browser.one(".citex-all").click()
    oldest = sorted(papers, key=lambda paper: paper.issued.year)  # type: ignore[union-attr]
    check_files(browser, [(oldest, name) for name in EXPORTS], ALL_LINKS)
    seen = len(titles(browser))
    browser.one(".citex-show-more").send_keys("\n")
    assert len(titles(browser)) >= seen + 50
    assert browser.run("return document.activeElement.matches('.citex-pick')")
    assert browser.messages() == []
    assert browser.requests() == []


def test_without_a_script(browser: Any) -> None:
    """A short list is there with all citations, a long one in the first style."""
    browser.scripts(on=False)
    papers = library()
    for shown, wanted in ((papers, papers[:3]), (numbered(150), numbered(150))):
        browser.open(citex.page(shown))
        text = browser.one("main").get_property("textContent")
        for paper in wanted:
            assert paper.format("gbt7714").replace("  ", "\xa0 ") in text
        hidden = browser.all(".citex-filter, .citex-sort, .citex-copy-list, .citex-all")
        assert not any(element.is_displayed() for element in hidden)
        assert "need JavaScript" in browser.one("noscript").text


def test_a_browser_that_cannot_unpack_shows_the_plain_list(browser: Any) -> None:
    old = browser.command(
        "Page.addScriptToEvaluateOnNewDocument", source="delete window.DecompressionStream"
    )
    papers = numbered(150)
    browser.open(citex.page(papers))
    browser.command("Page.removeScriptToEvaluateOnNewDocument", **old)
    text = browser.one("main").text
    assert "This browser cannot unpack the list." in text
    entries = citex.format(papers, "gbt7714").splitlines()
    assert all(entry.split("] ", 1)[1] in text for entry in entries)
    assert browser.messages() == []


def test_printing_a_long_list_prints_the_chosen_style(browser: Any) -> None:
    papers = numbered(150)
    browser.open(citex.page(papers))
    browser.wait("document.querySelectorAll('.citex-paper').length")
    check_list(browser, papers, "mla", 1)
    browser.media("print")
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.one(".citex-printed").text == citex.format(papers, "mla")
    shown = browser.all(".citex-paper, .citex-bar select, .citex-rest button")
    assert not any(element.is_displayed() for element in shown)
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.all(".citex-printed") == []


def test_hostile_records_in_a_long_list(browser: Any) -> None:
    """What is packed is markup of ours and text of theirs, as in a short list."""
    papers = [hostile(text, number) for number, text in enumerate(ATTACKS)] + numbered(100)
    browser.open(citex.page(papers))
    browser.wait("document.querySelectorAll('.citex-paper').length")
    browser.unfold()
    browser.wait("document.querySelector('.citex-citation')")
    check_list(browser, papers, "apa", CITATIONS.index("apa"))
    browser.set(".citex-filter", ".ran")
    left = [paper for paper in papers if ".ran" in paper.id]
    assert len(left) == 9
    check_files(browser, [(left, name) for name in EXPORTS], ALL_LINKS)
    assert browser.run("return window.ran") is None
    assert browser.all("img, svg, iframe, [onclick], [onerror], [onload], [onmouseover]") == []
    assert browser.messages() == []
    assert browser.requests() == []


def test_printing_prints_the_citations(browser: Any) -> None:
    """Also those that are folded away; no button and no export goes to paper."""
    papers = library()
    browser.open(citex.page(papers))
    browser.media("print")
    heights = browser.run(
        "return [...document.querySelectorAll('.citex-text')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) == 150
    assert min(heights) > 0
    hidden = browser.run(
        "return [...document.querySelectorAll('.citex-copy, .citex-exports, .citex-filter,"
        " .citex-cite > summary, .citex-pick')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(hidden) > 300
    assert max(hidden) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_and_layout(browser: Any, paper: Paper, width: int, scheme: str) -> None:
    """axe-core finds nothing, and nothing stands out of the screen, at any size."""
    axe = _axe()
    browser.screen(width, 900, phone=width < 500)
    browser.media("", prefers_color_scheme=scheme)
    lists = {"one": [paper], "many": [paper, *library()[:3]], "long": [*numbered(110), paper]}
    for name, papers in lists.items():
        browser.open(citex.page(papers))
        browser.wait("document.querySelectorAll('.citex-paper').length")
        if name == "long":
            browser.set(".citex-filter", "counterexamples")
        browser.unfold()
        browser.wait("document.querySelector('.citex-citation')")
        browser.unfold()
        browser.pick([0])
        browser.picture(f"{name}-{width}-{scheme}")
        assert browser.run("return document.documentElement.scrollWidth") <= width
        assert _violations(browser, axe) == []


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
