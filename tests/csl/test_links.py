"""Links: cites lead to entries, entries to works, and no value can lead elsewhere."""

from __future__ import annotations

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

import citex
from citex import Citation, Document, Paper

PAPERS = [
    Paper(id="a b", type="article-journal", author="Ada Okoro", issued=2020, title="On <i>moss</i>",
          container_title="Moss", volume="3", page="1-9", DOI="10.5555/moss_(3)"),
    Paper(id="http://x.org/1", type="webpage", author="Bo Wu", issued=2019, title="Fens",
          URL="https://example.org/fens?a=1&b=ü"),
    Paper(id="c", type="book", author="Per Lind", issued=2018, title="Peat", PMCID="PMC123"),
    Paper(id="d", type="book", author="Per Lind", issued=2017, title="Sedge"),
]  # fmt: skip
IDS = [paper.id for paper in PAPERS]
STYLES = ["apa", "ieee", "mla", "gbt7714", "gbt7714-2025-author-date", "nature",
          "chicago-notes-bibliography", "vancouver"]  # fmt: skip
LINKED = ["html", "markdown", "latex", "typst"]


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def unlinked(text: str) -> str:
    """The HTML without anchors and links, whatever they hold kept."""
    return re.sub(r"</?a\b[^>]*>", "", text)


@pytest.mark.parametrize("style", STYLES)
def test_links_add_nothing_to_what_is_read(style: str) -> None:
    citations = [Citation(IDS), Citation(IDS[:1]), Citation(IDS[2:], mode="composite")]
    with_links = citex.cite(PAPERS, citations, style, output="html", links=True)
    without = citex.cite(PAPERS, citations, style, output="html")
    assert [unlinked(text) for text in with_links.citations] == without.citations
    assert unlinked(str(with_links.bibliography)) == str(without.bibliography)


@pytest.mark.parametrize("style", STYLES)
def test_each_link_leads_somewhere(style: str) -> None:
    document = Document(PAPERS, style, citations=[IDS, IDS[0], IDS[1:3]], output="html")
    page = "".join(one.text for one in document) + str(document.bibliography(backlinks=True))
    root = parser.fromstring(f"<div>{page}</div>")
    anchors = root.xpath("//@id")
    assert len(anchors) == len(set(anchors)) == len(PAPERS) + 3
    inside = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert set(inside) == set(anchors)
    assert not root.xpath("//a//a")


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"DOI": "10.5555/x<1>#2"}, "https://doi.org/10.5555/x%3C1%3E%232"),
        ({"URL": "https://example.org/a b"}, "https://example.org/a%20b"),
        ({"PMID": "123"}, "https://www.ncbi.nlm.nih.gov/pubmed/123"),
        ({"PMCID": "PMC123"}, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123"),
        ({"URL": "javascript:alert(1)"}, None),
        ({"URL": "data:text/html,x"}, None),
        ({"DOI": "no doi"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("style", ["apa", "mla", "nature", "ieee", "gbt7714"])
def test_where_an_entry_leads(style: str, variables: dict[str, str], wanted: str | None) -> None:
    """CSL 1.0.2, appendix VI: identifiers that are printed, or else the title."""
    paper = Paper(id="a", type="article-journal", author="Ada Okoro", title="Moss", **variables)
    text = str(citex.bibliography([paper], style, output="html", links=True))
    assert set(re.findall(r'href="([^"]*)"', text)) == ({wanted} if wanted else set())


def test_the_address_before_an_identifier_belongs_to_the_link() -> None:
    paper = Paper(id="a", title="Moss", DOI="10.5555/x")
    text = citex.bibliography([paper], "apa", output="html", links=True)[0].text
    assert text.endswith('<a href="https://doi.org/10.5555/x">https://doi.org/10.5555/x</a>')


def test_a_range_links_its_ends() -> None:
    (text,) = citex.cite(PAPERS, [IDS[:3]], "nature", output="html", links=True).citations
    assert plain(text) == "1–3"
    assert text.count("<a ") == 2


@pytest.mark.parametrize("output", ["text", "rtf"])
def test_an_output_without_links_is_as_it_was(output: str) -> None:
    told = [citex.cite(PAPERS, [IDS], "apa", output=output, links=links) for links in (True, False)]
    assert told[0].citations == told[1].citations
    assert str(told[0].bibliography) == str(told[1].bibliography)


HOSTILE = st.text(st.sampled_from(list("ab/:?#&\"'<>(){}[]\\%^$~_`* \n\t-]\u00e9")), max_size=20)


@settings(max_examples=150, deadline=None)
@given(tail=HOSTILE, id_=HOSTILE.filter(bool), doi=st.booleans())
def test_no_value_breaks_out_of_its_link(tail: str, id_: str, doi: bool) -> None:
    given_ = {"DOI": f"10.5555/{tail}"} if doi else {"URL": f"https://x.org/{tail}"}
    paper = Paper(id=id_, type="webpage", author="Ada Okoro", title="Moss", **given_)
    told = {
        output: citex.cite([paper], [Citation([id_])], "apa", output=output, links=True)
        for output in LINKED
    }
    root = parser.fromstring(f"<div>{told['html'].citations[0]}{told['html'].bibliography}</div>")
    assert {element.tag for element in root.iter()} <= {"div", "a", "i"}
    for element in root.iter("a"):
        assert set(element.keys()) <= {"id", "href"}
        assert re.match(r"https?://(?:doi|x)\.org/|#ref-", element.get("href", "#ref-"))
    for target in re.findall(r"\\href\{(.*?)\}\{", str(told["latex"].bibliography)):
        assert re.fullmatch(r"(?:[^\\{}%#&_~$^\s]|\\[%#&_~])*", target)
    latex = str(told["latex"].bibliography).replace("\\{", "").replace("\\}", "")
    assert latex.count("{") == latex.count("}")
    for target in re.findall(r'#link\("(.*?)"\)', str(told["typst"].bibliography)):
        assert not set(target) & set('\\"\n<>')
    for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", str(told["markdown"].bibliography)):
        assert re.fullmatch(r"[^\s<>()*_]*", target)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not at hand")
@pytest.mark.parametrize("reader", LINKED)
def test_pandoc_sees_the_same_links(reader: str) -> None:
    if reader == "typst":
        formats = subprocess.run(
            ["pandoc", "--list-input-formats"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.split()
        if "typst" not in formats:
            pytest.skip("this pandoc does not read Typst")
    text = str(citex.bibliography(PAPERS, "ieee", output=reader, links=True))
    seen = subprocess.run(
        ["pandoc", "-f", reader, "-t", "html"], input=text, stdout=subprocess.PIPE, text=True,
        check=True,
    ).stdout  # fmt: skip
    told = str(citex.bibliography(PAPERS, "ieee", output="html", links=True))
    wanted = [html.unescape(href) for href in re.findall(r'href="([^"]*)"', told)]
    found = [html.unescape(href) for href in re.findall(r'href="([^"]*)"', seen)]
    assert [re.sub("%5F", "_", one) for one in found] == [
        one.replace("(", "%28").replace(")", "%29") if reader == "markdown" else one
        for one in wanted
    ]
