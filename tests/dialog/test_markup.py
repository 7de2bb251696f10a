"""The dialog's HTML without a browser: its policy, its escapes, the names of its files."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from itertools import repeat
from typing import Any

import own_papers
import pytest
from lxml import html

import citex
from citex.dialog import CITATIONS, EXPORTS, assets, facts, rich, stem
from citex.dialog.reduced import from_html
from citex.model import Name, Paper, PartialDate


def data_of(page: str) -> Any:
    """What the page embeds for its script."""
    (element,) = html.document_fromstring(page).find_class("citex-data")
    return json.loads(element.text)


def sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_what_is_there_and_nothing_else(paper: Paper) -> None:
    page = citex.page(paper)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#x27;", "'").split(";"))
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    assert rules["script-src"] == f"'{sha256(scripts[0])}'"
    assert rules["style-src"].split() == [f"'{sha256(style)}'" for style in styles]
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert assets().script_hash == sha256(scripts[0])


def test_no_attribute_holds_script_or_style() -> None:
    papers = [
        Paper(
            id=name, type="book", title=text, author=[Name(literal=text)], publisher=text, URL=text
        )
        for name, text in own_papers.HOSTILE_TEXTS.items()
    ]
    tree = html.document_fromstring(citex.page([*papers, *own_papers.chinese()]))
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name != "style"
            assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    addresses = {element.get("src") or element.get("href") for element in tree.iter()} - {None, "#"}
    assert all(address.startswith(("https://", "http://")) for address in addresses)


def test_the_data_is_exact() -> None:
    """Texts, HTML and files come out of the page as they went in, control characters too."""
    papers = [Paper(id=n, type="book", title=t) for n, t in own_papers.HOSTILE_TEXTS.items()]
    data = data_of(citex.page(papers))
    frames = [file["frame"] for file in data["files"]]
    for paper, (_, citations, records) in zip(papers, data["records"], strict=True):
        for (text, markup, _), style in zip(citations, CITATIONS, strict=True):
            assert text == paper.format(style)
            assert markup == paper.format(style, output="html")
        for record, frame, name in zip(records, frames, EXPORTS, strict=True):
            assert frame["head"] + record + frame["tail"] == citex.format([paper], name)
    for number, (frame, name) in enumerate(zip(frames, EXPORTS, strict=True)):
        head, count = frame["head"], frame["number"]
        if count is not None:
            head = f"{head[:count]}{len(papers)}{head[count + 1 :]}"
        records = frame["between"].join(record[2][number] for record in data["records"])
        assert head + records + frame["tail"] == citex.format(papers, name)


def unpacked(page: str, kind: str) -> list[Any]:
    """What a long page has packed, with the stretches that its texts share."""
    found = []
    for part in re.findall(f'data-citex-packed="{kind}">([A-Za-z0-9+/=]*)</script>', page):
        columns = json.loads(zlib.decompress(base64.b64decode(part)))
        shared = columns[1] if len(columns) > 1 else repeat([])
        for record, stretches in zip(columns[0], shared, strict=False):
            said = json.dumps(record, ensure_ascii=False)
            for number, stretch in enumerate(stretches):
                said = said.replace(chr(0xE000 + number), json.dumps(stretch)[1:-1])
            found.append(json.loads(said))
    return found


def test_a_long_list_is_packed_once() -> None:
    """Few bytes and elements for each paper; what is packed is what a short list shows."""
    hostile = [
        Paper(id=name, type="book", title=text, abstract=text, publisher=f"{text}\ud800")
        for name, text in own_papers.HOSTILE_TEXTS.items()
    ]
    papers = [*hostile, *(Paper(id=f"b{n}", type="book", title=f"Book {n}") for n in range(400))]
    page = citex.page(papers)
    assert len(page.encode("utf-8")) / len(papers) < 500
    tree = html.document_fromstring(page)
    assert [element.tag for element in tree.iter("article")] == []
    assert len(list(tree.iter())) < 100 + 3 * len(papers)  # an entry of each without a script
    rows, records = unpacked(page, "rows"), unpacked(page, "records")
    assert len(rows) == len(records) == len(papers)
    short = list(html.document_fromstring(citex.page(hostile)).iter("article"))
    for article, row, record in zip(short, rows, records, strict=False):
        assert html.fromstring(row[0]).find(".//h2").text_content() == (
            article.find(".//h2").text_content()
        )
        citations = html.fromstring(record[3]).find_class("citex-text")
        assert [found.text_content() for found in citations] == [
            found.text_content() for found in article.find_class("citex-text")
        ]
        assert [text for text, _, _ in record[1]] == [
            papers[rows.index(row)].format(style) for style in CITATIONS
        ]


def test_what_can_be_read_without_a_script() -> None:
    """Of a long list its entries in the first style, up to a number."""
    papers = [Paper(id=f"b{n}", type="book", title=f"Book {n}") for n in range(1010)]
    (told,) = html.document_fromstring(citex.page(papers, exports=())).find_class(
        "citex-plain-list"
    )
    lines = [" ".join(line.text_content().split()) for line in told]
    entries = citex.format(papers, CITATIONS[0]).splitlines()
    assert lines == [*(entry.replace("] ", "]", 1) for entry in entries[:1000]), "…"]


def test_what_is_told_of_a_paper(paper: Paper) -> None:
    (article,) = html.document_fromstring(citex.page(paper)).iter("article")
    text = " ".join(article.text_content().split())
    for words in (
        "Effects of APOE on CO2 & H2O uptake at p < 0.05", "载脂蛋白的影响",
        "Yuki Sato, Vincent van Gogh",
        "Annals of Examples & Counterexamples · 2021-06-01 · 33(4): 101-117 · doi:10.5555/",
        "IF 8.4", "2区 医学", "Q1 ALLERGY", "Cited 13 times", "retracted on 2022-01-01",
        "We show that nothing follows.", "什么也推不出。",
    ):  # fmt: skip
        assert words in text
    (title,) = article.iter("h1")
    assert [element.tag for element in title] == ["i", "sub", "sub"]
    (translated,) = article.find_class("citex-translated")
    assert translated.get("lang") == "zh"


def test_a_bare_paper_and_no_paper() -> None:
    page = citex.page(Paper(id="a"))
    assert "Untitled" in page
    for name in ("citex-people", "citex-source", "citex-metrics", "citex-abstract"):
        assert f'class="{name}"' not in page
    assert "0 references" in citex.page([])
    assert citex.page(iter([Paper(id="a")])) == page


def test_many_people_are_folded() -> None:
    crowd = Paper(id="a", title="x", author=[Name("Li", f"Na{n}") for n in range(3000)])
    line = facts.facts(crowd, {"more": "and {n} more"})
    assert "and 2988 more" in line
    assert "Na2999 Li" in line


def test_states_are_shown_without_remarks() -> None:
    """As after a detour through CSL-JSON."""
    gone = Paper(
        id="a", title="x", custom={"status": {"retracted": True, "retracted-by": ["doi:1"]}}
    )
    assert '<p class="citex-status citex-state" data-citex-say="retracted">Retracted</p>' in (
        citex.page(gone)
    )
    odd = Paper(id="a", custom={"status": "x", "metrics": 3, "translations": [1]})
    assert 'citex-state"' not in citex.page(odd)


def test_choices_are_checked(paper: Paper) -> None:
    with pytest.raises(citex.UnknownStyle, match="no-such-style"):
        citex.page(paper, citations=["no-such-style"])
    with pytest.raises(citex.UnknownFormat, match="no-such-format"):
        citex.page(paper, exports=["no-such-format"])
    with pytest.raises(citex.UnknownFormat, match="is a citation style"):
        citex.page(paper, exports=["ieee"])
    with pytest.raises(citex.UnknownOption, match="lang=fr"):
        citex.page(paper, lang="fr")
    page = citex.page(paper, citations=(), exports=(), title="<b>A & B</b>", lang="zh")
    assert "<title>&lt;b&gt;A &amp; B&lt;/b&gt;</title>" in page
    assert 'lang="zh-CN"' in page


def test_styles_may_be_given_in_any_way(paper: Paper) -> None:
    """By name as people spell it, as a style, as what lists of styles say, as CSL text."""
    apa = citex.load_style("apa")
    (info,) = [info for info in citex.find_styles("ieee") if info.name == "ieee"]
    page = citex.page([paper, paper], citations=["APA 7th", apa, info], exports=())
    assert re.findall(r'<p class="citex-name">([^<]*)</p>', page)[:3] == ["APA", "APA", "IEEE"]
    assert citex.page(paper, citations=apa).count("data-citex-copy=") == 1


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<i>a</i>", "<i>a</i>"),
        ("<i>a", "<i>a</i>"),
        ("a</i></b>", "a"),
        ("<i><b>a</i></b>", "<i><b>a</b></i>"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<a href='javascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<b onclick=alert(1) class='x csl-entry'>a</b>", '<b class="csl-entry">a</b>'),
        ('<span style="font-variant:small-caps;">a</span>', '<span class="citex-sc">a</span>'),
        ('<span style="background:url(//x)">a</span>', "<span>a</span>"),
        ("a &lt;b&gt; &amp;amp;", "a &lt;b&gt; &amp;amp;"),
        ("<div\n><!-- x --><p>a", "<div><p>a</p></div>"),
    ],
)
def test_html_of_styles_is_reduced(given: str, wanted: str) -> None:
    assert from_html(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a <i>b</i> <sub>c</sub>", "a <i>b</i> <sub>c</sub>"),
        ("<i>a <b>b</i> c</b>", "<i>a &lt;b&gt;b</i> c&lt;/b&gt;"),
        ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
        ("<i onclick=x>a</i>", "&lt;i onclick=x&gt;a&lt;/i&gt;"),
        ('<span class="nocase">a</span>', '<span class="nocase">a</span>'),
        ("&lt;i&gt;", "&amp;lt;i&amp;gt;"),
    ],
)
def test_rich_text_of_fields(given: str, wanted: str) -> None:
    assert rich.from_field(given) == wanted


def test_names_of_files() -> None:
    """Sayable, safe on every system, and none twice."""
    anna = [Name("Meier", "Anna")]
    assert stem(Paper(id="x", author=anna, issued=PartialDate(2019))) == "Meier-2019"
    assert (
        stem(Paper(title="论生长：一项研究", author=[Name(literal="王五")]))
        == "王五-论生长-一项研究"
    )
    assert stem(Paper(id="../..")) == "citation"
    assert stem(Paper(title="CON")) == "CON-citation"
    assert stem(Paper(title="a" * 500)) == "a" * 40
    for text in own_papers.HOSTILE_TEXTS.values():
        assert re.fullmatch(r"[^\W_]+(?:[^\W_]|-)*", stem(Paper(title=text, author=anna)))
    same = [Paper(id=str(n), title="On Growth") for n in range(3)]
    names = re.findall(r'download="([^"]*)"', citex.page(same, exports=["ris"]))
    assert names == ["references.ris", "On-Growth.ris", "On-Growth-2.ris", "On-Growth-3.ris"]
