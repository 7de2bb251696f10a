"""The attributes of citex's own namespace, in small styles (docs/csl-extensions.md)."""

from __future__ import annotations

from typing import Any

import pytest

import citex
from citex import csl
from citex.errors import CitexError, StyleError, UnknownOption
from citex.model import Name, Paper, PartialDate

HEAD = """<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:cx="urn:citex:csl" class="in-text"
  version="1.0" {attributes}><info><title>Small</title><id>urn:x:small</id></info>{options}{macros}
  <citation><layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout>
  </citation><bibliography><layout {layout}>{body}</layout></bibliography></style>"""
PAPER = Paper(
    id="x",
    type="book",
    title="河岸: 一部(自然)史",
    author=[Name("Wang", "Xinya"), Name(literal="学会")],
    edition="1",
    issued=PartialDate(2001),
)


def style(
    body: str, *, attributes: str = "", options: str = "", layout: str = "", macros: str = ""
) -> bytes:
    return HEAD.format(
        body=body, attributes=attributes, options=options, layout=layout, macros=macros
    ).encode()


def render(source: bytes, paper: Paper = PAPER, **options: Any) -> str:
    return csl.Processor(csl.load(source), options=options).reference(paper)


OPTIONS = """<cx:options><cx:option name="mark" values="a b" default="a" title="t"/>
  <cx:option name="names" values="all number" default="1"/></cx:options>"""


def test_when() -> None:
    body = '<text value="A" cx:when="mark=a"/><text value="B" cx:when="mark!=a"/>'
    source = style(body, options=OPTIONS)
    assert (render(source), render(source, mark="b")) == ("A", "B")


def test_values_of_options() -> None:
    body = '<names variable="author"><name cx:et-al="{names}"/></names>'
    source = style(body, options=OPTIONS)
    assert render(source) == "Xinya Wang et al."
    assert render(source, names="all") == render(source, names=7) == "Xinya Wang, 学会"
    with pytest.raises(UnknownOption, match="names=all"):
        render(source, names="many")
    with pytest.raises(UnknownOption, match="mark"):
        render(source, marks="a")


def test_an_option_needs_its_default() -> None:
    options = '<cx:options><cx:option name="a" values="b c" default="d"/></cx:options>'
    with pytest.raises(StyleError, match="no default"):
        csl.load(style("<text variable='title'/>", options=options))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        ("half", "河岸: 一部(自然)史; 2001"),
        ("mixed", "河岸：一部（自然）史；2001"),
        ("by-language", None),
    ],
)
def test_width(width: str, expected: str | None) -> None:
    body = """<group delimiter="; "><text variable="title" cx:width="value"/>
      <date variable="issued"><date-part name="year"/></date></group>"""
    attributes = f'cx:width="{width}" cx:detect-language="true"'
    # the marks of a style are only touched where it declares options
    source = style(body, attributes=attributes, options=OPTIONS, layout='cx:locale="entry"')
    assert render(source) == (expected or "河岸：一部（自然）史；2001")
    if expected is None:
        assert render(source, Paper(title="A", issued=PartialDate(1))) == "A; 1 AD"


def test_patterns_and_conditions() -> None:
    body = """<choose><if cx:matches="edition=1|first"><text value="first "/></if></choose>
      <text variable="DOI" cx:pattern="^https://doi.org/" cx:replacement=""/>
      <choose><if cx:contains="URL DOI"><text value=" within"/></if></choose>"""
    paper = Paper(edition="First", DOI="https://doi.org/10.1/A", URL="https://x.org/10.1%2Fa")
    assert render(style(body), paper) == "first 10.1/A within"


@pytest.mark.parametrize(
    "body",
    [
        '<text variable="title" cx:pattern="(" cx:replacement=""/>',
        '<text variable="title" cx:pattern="a" cx:replacement="\\9"/>',
        '<choose><if cx:matches="title=["><text value="a"/></if></choose>',
    ],
)
def test_bad_expressions_say_where(body: str) -> None:
    with pytest.raises(StyleError, match="regular expression"):
        render(style(body))


def test_names() -> None:
    body = """<names variable="author"><name name-as-sort-order="all" sort-separator=" "
      initialize-with=" " {}><name-part name="family" text-case="uppercase"/></name></names>"""
    assert render(style(body.format(""))) == "WANG X, 学会"
    assert render(style(body.format('cx:pinyin="full"'))) == "WANG Xinya, 学会"
    assert render(style(body.format('cx:pinyin="initials"'))) == "WANG X Y, 学会"
    body = body.format('cx:persons-only="true" cx:suffix-separator=", " cx:suffix-periods="false"')
    paper = Paper(author=[Name("Hale", "A.", suffix="Jr."), Name(literal="The Body")])
    assert render(style(body), paper) == "HALE A, Jr, The Body"


def test_a_style_that_extends_another(tmp_path: Any) -> None:
    source = b"""<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:cx="urn:citex:csl"
      class="in-text" version="1.0" cx:extends="gbt7714-2015"><info><title>Ours</title>
      <id>urn:x:ours</id></info><cx:options><cx:option name="doi"/></cx:options>
      <macro name="type-code"><text value="X"/></macro></style>"""
    assert render(source, missing="omit") == "WANG X, 学会. 河岸: 一部(自然)史[X]. 2001."
    with pytest.raises(UnknownOption, match="capitals"):
        render(source, doi="never")
    path = tmp_path / "ours.csl"
    path.write_bytes(source)
    assert PAPER.format(path).endswith("2001.")


def test_a_style_that_extends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"""<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:cx="urn:citex:csl"
      class="in-text" version="1.0" cx:extends="round"><info><title>R</title><id>urn:x:r</id></info>
      </style>"""
    monkeypatch.setattr("citex.stylebook.source", lambda name: source)
    with pytest.raises(StyleError, match="in turn"):
        csl.load("round")


def test_other_styles_have_no_options() -> None:
    with pytest.raises(CitexError, match="no options"):
        citex.format([PAPER], "apa", capitals=False)


EXPRESSIONS = [
    # an expression, what replaces it ("" of 0 characters ...); what is wrong with it, if anything
    ("a", 100, ""), ("a", 101, "replacement of more than 100 characters"),
    ("(ab)?", 0, ""), ("(ab){0,1}", 0, ""), ("(ab){1}", 0, ""), ("(ab){2}", 0, "repeats a group"),
    ("(ab)*", 0, "repeats a group"), ("(ab)+", 0, "repeats a group"), (r"(ab\)*", 0, "regular"),
    (r"\(ab\)*", 0, ""), ("[(]a[)]*", 0, ""), ("a*b+", 0, ""), ("a*b+|c*d+", 0, ""),
    ("a*b+c{2,}", 0, "without bound more than 2 times"), ("a{10}b{,99}c*", 0, "more than 2 times"),
    ("a{9}b{,9}c*", 0, ""), ("(a*|b*)c*", 0, "more than 2 times"), ("[*+]a*b*", 0, ""),
    ("a?" * 12, 0, ""), ("a?" * 13, 0, "more than 12 parts that may be absent"),
    ("a?" * 7 + "|" + "a?" * 7, 0, ""), ("a{0,3}" * 13, 0, "more than 12 parts"),
    ("a*?b*?", 0, ""),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "length", "fault"), EXPRESSIONS)
def test_expressions_that_may_take_for_ever_are_refused(
    pattern: str, length: int, fault: str
) -> None:
    body = f'<text variable="title" cx:pattern="{pattern}" cx:replacement="{"x" * length}"/>'
    if not fault:
        assert render(style(body), Paper(title="qqq"))
        return
    with pytest.raises(StyleError, match=fault):
        render(style(body))


@pytest.mark.parametrize(
    ("pattern", "fault"), [("a*b*c*", ""), ("a*b*c*d*", "more than 3 times"), ("a*b*|c*d*", "")]
)
def test_what_is_only_matched_may_repeat_once_more(pattern: str, fault: str) -> None:
    body = f'<choose><if cx:matches="title={pattern}"><text value="yes"/></if></choose>'
    if not fault:
        assert render(style(body), Paper(title="ab")) == "yes"
        return
    with pytest.raises(StyleError, match=fault):
        render(style(body))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A b", "yes"), (" a B ", "yes"), ("A b c", "no"), ("<i>A</i> b", "yes"), (None, "no"),
        ("a b" + " " * 497, "yes"), ("a b" + " " * 498, "no"),
    ],
)  # fmt: skip
def test_what_is_matched_is_the_whole_text(title: str | None, expected: str) -> None:
    """Without tags, spaces at its ends and case; texts of more than 500 characters are not."""
    body = """<choose><if cx:matches=" title =a b"><text value="yes"/></if>
      <else><text value="no"/></else></choose>"""
    assert render(style(body), Paper(title=title, note="x")) == expected


@pytest.mark.parametrize(
    ("address", "doi", "expected"),
    [
        ("https://x.org/10.1%2Fa", "10.1/A", "yes"), ("https://x.org/10.1/b", "10.1/a", "no"),
        ("https://x.org/10.1/a", "https://doi.org/10.1/a", "yes"), (None, "10.1/a", "no"),
        ("https://x.org/10.1/a", "http://dx.doi.org/10.1/a", "yes"), ("https://x.org", None, "no"),
        ("https://x.org/10.1/a", "doi: 10.1/a", "yes"), ("https://x.org/1", "doi:", "no"),
    ],
)  # fmt: skip
def test_whether_an_address_holds_an_identifier(
    address: str | None, doi: str | None, expected: str
) -> None:
    body = """<choose><if cx:contains="URL DOI"><text value="yes"/></if>
      <else><text value="no"/></else></choose>"""
    assert render(style(body), Paper(URL=address, DOI=doi, title="x")) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "⓪"), ("1", "①"), ("20", "⑳"), ("21", "㉑"), ("35", "㉟"), ("36", "㊱"), ("50", "㊿"),
        ("51", "(51)"), ("100", "(100)"), ("1000", "(1000)"), ("12345", "(12345)"), ("2a", "2a"),
    ],
)  # fmt: skip
def test_numbers_within_circles(number: str, expected: str) -> None:
    body = '<number variable="volume" cx:form="circled"/>'
    assert render(style(body), Paper(volume=number)) == expected
