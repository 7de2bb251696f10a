"""Pages of twenty kinds of sites, in `pages/`: each gives the record in the file beside it.

The pages are our own, after the meta tags that such sites write. A case is two files: the page, and
what it is as CSL-JSON (without its id).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sections import Sections

import citex
from citex.formats.web import _found, _page
from citex.records.webpage import TRUST
from citex.text.names.sources import natural

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
KINDS = """acm arxiv blog bookshop catalogue cnki dspace elsevier github ieee nature newspaper ojs
    plos pubmed springer ssrn wanfang wiley zenodo""".split()


def item_of(paper: citex.Paper) -> dict[str, object]:
    return {key: value for key, value in paper.to_dict().items() if key != "id"}


def test_there_is_a_page_of_every_kind_of_site() -> None:
    assert {path.stem for path in PAGES} >= set(KINDS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_record(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    problems: list[citex.Problem] = []
    papers = citex.read(path, problems=problems)
    assert [item_of(paper) for paper in papers] == expected
    assert not problems


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_known_by_its_look(path: Path) -> None:
    data = path.read_bytes()
    assert citex.parse(data) == citex.read(path)


def meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def page(*metas: str, title: str = "", body: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{''.join(metas)}</head><body>{body}"


TITLE = meta("citation_title", "On Growth")
ODD = Sections(Path(__file__).parent / "odd_pages.txt")


def shown(paper: citex.Paper, variable: str) -> str | None:
    value = paper.get(variable)
    if isinstance(value, list):
        parts = [(name.literal, name.family, name.given) for name in value]
        return "; ".join(", ".join(filter(None, part)) for part in parts)
    return None if value is None else str(value)


@pytest.mark.parametrize("name", ODD.names())
def test_odd_pages(name: str) -> None:
    """A page, and below "=" one variable of what it gives, or a few."""
    text, _, expected = ODD.text(name).rpartition("\n=\n")
    (paper,) = citex.parse(text, "webpage")
    for line in expected.splitlines():
        variable, _, value = line.partition(":")
        found = paper.type if variable == "type" else shown(paper, variable)
        assert (found or "") == value.strip(), variable


NOTHING = [
    "<html><head><title>Hello</title></head><body><p>Hi.</p></body></html>",
    page(meta("viewport", "width=device-width"), meta("description", "A site."), title="A site"),
    page(body='<script type="application/ld+json">{"@type":"WebSite","name":"A site"}</script>'),
    "<!doctype html>",
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_page_without_metadata_says_so(text: str) -> None:
    with pytest.raises(citex.ParseError, match="no citation metadata; look up its DOI"):
        citex.parse(text)


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Attention Required! | Cloudflare", "Access Denied", "安全验证"]
)
def test_a_check_for_robots_says_so(title: str) -> None:
    with pytest.raises(citex.ParseError, match="check for robots instead of its page"):
        citex.parse(page(meta("robots", "noindex"), title=title), "webpage")


SCHEME = "info:ofi/fmt:kev:mtx:book"


def test_a_page_of_many_spans_gives_all_of_them() -> None:
    spans = "".join(
        f'<span class="Z3988" title="rft_val_fmt={SCHEME}&amp;rft.btitle=Book+{n}">'
        for n in range(30)
    )
    papers = citex.parse(page(title="My list", body=spans), "webpage")
    assert [paper.title for paper in papers] == [f"Book {n}" for n in range(30)]
    (own,) = citex.parse(page(TITLE, body=spans), "webpage")
    assert own.title == "On Growth"


def test_what_is_otherwise_in_another_vocabulary_is_told() -> None:
    (paper,) = citex.parse(
        page(
            TITLE,
            meta("citation_volume", "7"),
            meta("prism.volume", "8"),
            meta("dc.title", "On Form"),
        )
    )
    assert (paper.title, paper.volume) == ("On Growth", "7")
    told = [str(remark) for remark in paper.remarks if remark.kind == "doubt"]
    assert told == [
        "title: Dublin Core has it otherwise: On Form", "volume: PRISM has it otherwise: 8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "encoding", ["gb18030", "big5", "shift_jis", "iso-2022-jp", "windows-1251", "iso-8859-2"]
)
def test_a_page_is_in_the_encoding_that_it_declares(encoding: str) -> None:
    title = {"windows-1251": "О росте", "iso-8859-2": "O růstu", "big5": "論生長"}.get(
        encoding, "生長"
    )
    text = f'<html><head><meta charset="{encoding}">{meta("citation_title", title)}</head>'
    (paper,) = citex.parse(text.encode(encoding))
    assert paper.title == title
    (paper,) = citex.parse(text.replace(encoding, "x").encode("utf-8"))
    assert paper.title == title


ODD_BYTES: list[tuple[str, str, str | None, str]] = [
    # the head of a page, the encoding of its bytes, that which the reader is told, the title
    ('<meta charset="GB2312">', "gb18030", None, "朱镕基论生长"),  # not in GB 2312: the larger set
    ('<META http-equiv=a content="text/html; Charset=EUC-KR">', "cp949", None, "펲 성장"),
    ('<meta charset="ISO-8859-1">', "cp1252", None, "On “Growth”"),
    ('<meta charset="utf-8">', "cp1252", None, "Übér “Growth”"),  # says what it is not
    ('<meta charset="x-unknown">', "gb18030", None, "论生长与形态"),
    ("", "gb18030", None, "论生长与形态"),
    ("", "utf-8-sig", None, "论生长"),
    ('<meta charset="gb2312">', "utf-8-sig", None, "论生长"),
    ('<meta charset="utf-8">', "gb18030", "gb18030", "论生长"),
    ('<meta charset="utf-8">', "utf-16-le", "utf-16-le", "论生长"),
]


@pytest.mark.parametrize(("head", "encoding", "told", "title"), ODD_BYTES)
def test_the_bytes_of_a_page(head: str, encoding: str, told: str | None, title: str) -> None:
    """As told; else UTF-8 if it is that; else as declared (WHATWG Encoding); else as it looks."""
    data = f"<html><head>{head}{TITLE.replace('On Growth', title)}</head>".encode(encoding)
    assert citex.parse(data, "webpage", encoding=told)[0].title == title


@pytest.mark.parametrize("told", [None, "gb18030"])
def test_a_broken_byte_of_a_page_is_one_sign(told: str | None) -> None:
    title = "论生长与形态" * 9
    head = f'<meta charset="gb2312">{TITLE.replace("On Growth", title)}<p>'
    data = head.encode("gb18030") + b"\xff" + b"x" * 400
    assert citex.parse(data, "webpage", encoding=told)[0].title == title


def test_a_page_in_xml_is_in_the_encoding_that_it_declares() -> None:
    text = f'<?xml version="1.0" encoding="big5"?><html><head>{TITLE}</head></html>'
    data = text.replace("On Growth", "論生長").encode("big5")
    assert citex.parse(data, "webpage")[0].title == "論生長"


def test_a_declared_encoding_that_is_wrong_is_not_believed() -> None:
    text = f'<html><head><meta charset="gb2312">{meta("citation_title", "论生长")}</head>'
    assert citex.parse(text.encode("utf-8"))[0].title == "论生长"


def test_each_vocabulary_has_its_place_in_the_order_of_trust() -> None:
    assert len(set(TRUST)) == len(TRUST)
    assert set(TRUST) >= set(_meta_names())


def _meta_names() -> Iterator[str]:
    from citex.formats.web._meta import VOCABULARIES

    yield from VOCABULARIES


@pytest.mark.parametrize(
    "address", ["http://[x", "http://a\u2100b/", "http://x:y:z/", "//", "http:"]
)
def test_an_address_that_is_none_does_no_harm(address: str) -> None:
    link = f'<link rel="canonical" href="{address}">'
    (paper,) = citex.parse(page(link, meta("og:title", "On Growth - X", "property")))
    assert paper.title == "On Growth - X"


HOSTILE = {
    "tags": "<p class=x>" * 100_000,
    "depth": "<div itemscope itemprop=a>" * 20_000,
    "properties in properties": "<div itemscope>" + "<b itemprop=a>text" * 20_000,
    "attributes": "<p " + "".join(f"a{n}=1 " for n in range(30_000)) + ">",
    "open tags": "<" * 100_000,
    "ampersands": "&" * 100_000 + "&#" * 50_000 + "&amp;amp;" * 10_000,
    "noughts": "\0" * 1000 + "a\0b",
    "comments": "<!--" * 50_000,
    "a doctype": "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;'>]>&d;",
    "a script": "<script>while(true){}</script><script>" + "x" * 1_000_000,
    "a graph of lists": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    "a graph of objects": '<script type="application/ld+json">'
    + '{"mainEntity":' * 5_000
    + "1"
    + "}" * 5_000
    + "</script>",
    "spans": "<span class=z3988 title='" + "&amp;rft.au=A" * 20_000 + "'>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_does_no_harm(kind: str) -> None:
    problems: list[citex.Problem] = []
    text = page(TITLE) + HOSTILE[kind]
    papers = citex.parse(text, "webpage", problems=problems)
    assert papers[0].title == "On Growth"
    assert citex.parse(HOSTILE[kind] + TITLE, "webpage", problems=problems) or problems


def test_many_authors_are_read_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counted(text: str) -> object:
        nonlocal calls
        calls += 1
        return natural(text)

    monkeypatch.setattr(_found, "natural", counted)
    texts = [f"Lee, A{n}" for n in range(20_000)]
    (paper,) = citex.parse(page(TITLE, *(meta("citation_author", text) for text in texts)))
    assert len(paper.author or ()) == calls == len(texts)


def test_each_span_of_a_long_page_is_one_record() -> None:
    """COinS are read piece by piece of a page, as a library's export has thousands."""
    spans = "".join(
        f"<span class='Z3988' title='rft_val_fmt={SCHEME}&amp;rft.btitle=Book+{n}'></span>"
        for n in range(3000)
    )
    papers = citex.parse(f"<html><body>{spans}</body></html>", "coins")
    assert [paper.title for paper in papers] == [f"Book {n}" for n in range(3000)]


def test_no_more_of_a_page_is_looked_at_than_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_page, "MOST", 10_000)
    problems: list[citex.Problem] = []
    (paper,) = citex.parse(page(TITLE) + "x" * 1_000_000, "webpage", problems=problems)
    assert paper.title == "On Growth"
    assert "only the first" in problems[0].message
