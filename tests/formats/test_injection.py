"""Nothing in a value, or in what an item says that a reader kept, breaks out of its place.

Each hostile text stands in every variable of works of several types; what was written is read by
citex's own reader and by other people's: still two works, no element, attribute, template or
parameter that a harmless text does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import own_papers
import pytest
import yaml
from lxml import etree, html

import citex
from citex import registry
from citex.formats import Format
from citex.model import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
    new_paper,
)

HOSTILE = {
    **own_papers.HOSTILE_TEXTS,
    "hats": "^^5cinput{x} ^^M}", "entry": "@book{x,\n title={y}}", "percent": "100% } {",
    "backslash": "a\\", "backslash and brace": "a\\}", "quote": '"} # jan',
    "entry on a line": "x\n\n@article{forged,}",
    "script address": "javascript:alert(1)//\"'><svg/onload=alert(1)>",
    "script address in disguise": "\x01 JaVa\tScript:alert(1)",
    "data address": "data:text/html,<b>",
    "attribute": '" onmouseover=alert(1) x="',
    "attribute in apostrophes": "' onmouseover='alert(1)",
    "parameter": "x|url=javascript:alert(1)|last1=Evil", "nowiki": "</nowiki>{{evil}}<nowiki>",
    "cdata": "]]>&#60;<x/>", "entities": "&amp;lt;script&gt; &#x3c;script>",
    "script's end": "</script><script>alert(1)</script>", "comment in a script": "<!--<script>",
    "separators of lines": "\u2028alert(1)\u2029ER  - ",
    "signature": "~~~~ __NOTOC__ #REDIRECT [[x]]",
    "links": "[http://evil.example x] [[File:x]] https://evil.example", "wiki table": "{|\n|-\n|}",
    "lists": "* a\n# b\n: c\n; d", "heading": "----\n== H ==", "half of a character": "a\ud800b",
    "nul": "\0", "noncharacters": "\ufdd0\ufdd1\uffff\U0001fffe",
    "long": "x" * 3000, "equals": "a=b=c",
    "braces": "}}", "opened": "{{", "key and value": "&rft.au=Evil&x",
    "encoded": "a+b%20c%0AER  - ",
    "new line of a tag": "x\x85ER  - \x0b\x0cTY  - BOOK\x1c\x1d\x1e%0 Book",
}  # fmt: skip
KINDS = ["article-journal", "book", "chapter", "report", "thesis", "patent", "webpage", "no<such"]
TEXTS = [
    attribute
    for variable, attribute in VARIABLES.items()
    if variable not in NAME_VARIABLES | DATE_VARIABLES | {"year-suffix"}
]
LAST = Paper(id="last", type="book", title="Last One", author=[Name("Plain", "Jane")])
WRITTEN = {form.name: form for form in registry.formats() if form.write is not None}


def full(text: str, kind: str, key: str = "a") -> Paper:
    """A work with a text wherever one can stand."""
    names = [
        Name(text, text),
        Name(literal=text),
        Name("Li", text, text, text, text),
    ]
    return new_paper(
        id=key,
        type=kind,
        issued=PartialDate(2020),
        accessed=PartialDate(literal=text),
        original_date=PartialDate(raw=text, literal=text),
        author=names,
        editor=names[1:2],
        translator=names[:1],
        custom={
            "translations": {
                "zh": {"title": text, "author": [{"family": text, "given": text}]},
                text: {"title": text},
            },
            "metrics": {text: text},
            text: text,
        },
        **dict.fromkeys(TEXTS, text),
    )


def works() -> Iterator[tuple[str, str, Paper]]:
    """Every hostile text in works of three types or two, which take turns; its name, the type."""
    for place, (name, text) in enumerate(HOSTILE.items()):
        for number, kind in enumerate(KINDS[place % 3 :: 3]):
            yield name, kind, full(text, kind, text if (place + number) % 2 else "a")


def written(form: Format, paper: Paper, **options: Any) -> str:
    assert form.write is not None
    text = "".join(form.write([paper, LAST], **options))
    text.encode("utf-8")
    return text


@cache
def usual(name: str, kind: str) -> frozenset[str]:
    """The elements of a file of a work without anything odd."""
    forms = (full("plain text", kind), full("12-15", kind), full("1, 5-6", kind))
    return frozenset(tag for paper in forms for tag in tags(written(WRITTEN[name], paper)))


def tags(text: str) -> set[str]:
    return {str(element.tag) for element in etree.fromstring(text.encode("utf-8")).iter()}


@pytest.mark.parametrize("form", WRITTEN.values(), ids=WRITTEN)
def test_two_works_are_two_records(form: Format) -> None:
    for name, kind, paper in works():
        text = written(form, paper)
        if form.read is None:
            continue
        problems: list[citex.Problem] = []
        back = citex.parse(text, form.name, problems=problems)
        assert [one.title for one in back][1:] == ["Last One"], (name, kind)
        assert [one for one in problems if one.level == "error"] == [], (name, kind)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pybtex_finds_two_entries_and_no_command(name: str) -> None:
    database = pytest.importorskip("pybtex.database")
    for text_name, kind, paper in works():
        text = written(WRITTEN[name], paper)
        assert len(database.parse_string(text, "bibtex").entries) == 2, (text_name, kind)
        assert not re.search(r"\\(?:input|write|include|catcode|immediate|openout)\b|\^\^", text)


@pytest.mark.parametrize("name", ["endnote-xml", "mods", "word", "notefirst"])
def test_xml_has_no_element_of_a_value(name: str) -> None:
    for text_name, kind, paper in works():
        assert tags(written(WRITTEN[name], paper)) <= usual(name, kind), text_name


@pytest.mark.parametrize("name", ["cslyaml", "cff", "hayagriva"])
def test_yaml_builds_nothing_but_text(name: str) -> None:
    def leaves(value: Any) -> Iterator[Any]:
        if isinstance(value, (list, dict)):
            for part in [*value, *(value.values() if isinstance(value, dict) else ())]:
                yield from leaves(part)
        else:
            yield value

    for text_name, _, paper in works():
        found = set(map(type, leaves(yaml.safe_load(written(WRITTEN[name], paper)))))
        assert found <= {str, int, type(None)}, text_name


def test_a_page_holds_meta_elements_and_spans_without_other_attributes() -> None:
    for text_name, _, paper in works():
        for name in ("highwire", "coins"):
            text = written(WRITTEN[name], paper)
            root = html.fragment_fromstring(f"<div>{text}<p>end</p></div>")
            assert {element.tag for element in root.iter()} <= {"div", "meta", "span", "p"}
            for element in root.iter("meta", "span"):
                assert set(element.attrib) <= {"name", "content", "class", "title"}, text_name
                assert element.get("class") in (None, "Z3988")
            assert len(root.find_class("Z3988")) == (2 if name == "coins" else 0)


def test_json_ld_stays_in_its_script_and_is_json() -> None:
    for text_name, _, paper in works():
        text = written(WRITTEN["jsonld"], paper, script=True)
        root = html.document_fromstring(f"<html><body>{text}<p>end</p></body></html>")
        assert [element.tag for element in root.iter()] == ["html", "body", "script", "p"]
        (script,) = root.iter("script")
        assert len(json.loads(script.text)["@graph"]) == 2, text_name
        assert not re.search("[<\u2028\u2029]", script.text)


@pytest.mark.parametrize("name", ["jsonld", "highwire", "wikipedia", "coins"])
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:x", " \tjavascript:x", "\x01javascript:x", "vbscript:x",
     "data:text/html,x", "file:///etc/passwd", "java\nscript:x", "java\tscript:x", "blob:x"],
)  # fmt: skip
def test_no_page_gets_an_address_that_runs(address: str, name: str) -> None:
    text = written(WRITTEN[name], Paper(id="a", type="webpage", title="T", URL=address))
    assert not re.search(r"(?:script|data|file|blob)(?::|%3A)", text, re.IGNORECASE)
    usual = written(
        WRITTEN[name], Paper(id="a", type="webpage", title="T", URL="http://e.org/data:x")
    )
    assert "data" in usual


def test_a_wiki_page_gets_two_templates_and_no_other_markup() -> None:
    parser = pytest.importorskip("mwparserfromhell")
    for text_name, _, paper in works():
        text = written(WRITTEN["wikipedia"], paper)
        code = parser.parse(text)
        templates = code.filter_templates()
        assert len(templates) == 2, text_name
        assert {str(tag.tag) for tag in code.filter_tags()} <= {"i", "sup", "sub"}, text_name
        assert not code.filter_wikilinks()
        names = [str(param.name).strip() for one in templates for param in one.params]
        assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*\d*", name) for name in names), text_name
        assert not re.search(r"~~~|\n[*#:;|=]|__NOTOC__|\n\n|\{\{(?!cite |citation)", text, re.I)


FORGED = "<titles><title>FORGED</title></titles><Title>FORGED</Title>"
XML = [
    f"<custom1><record>{FORGED}</record></custom1>",
    f"<custom1><Source>{FORGED}</Source><Bibliography>{FORGED}</Bibliography></custom1>",
    f"<custom1><mods xmlns='http://www.loc.gov/mods/v3'>{FORGED}</mods></custom1>",
    f"<record>{FORGED}</record>", f"<mods>{FORGED}</mods>",
    f"<Bibliography>{FORGED}</Bibliography>",
    "<b:Source xmlns:b='http://schemas.openxmlformats.org/officeDocument/2006/bibliography'>"
    "<b:Title>FORGED</b:Title></b:Source>", "<records><record/></records>",
    '<!DOCTYPE custom1 [<!ENTITY e "FORGED">]><custom1>&e;</custom1>',
    '<!DOCTYPE custom1 [<!ENTITY e SYSTEM "file:///etc/passwd">]><custom1>&e;</custom1>',
    "<custom1 xmlns:x='javascript:1' x:y='z' onload='a'>x</custom1>",
    "<custom1><?php x ?><!-- c --></custom1>", "<custom1/><evil/>", "<custom1>&#0;</custom1>",
    "<?xml version='1.0' encoding='utf-16'?><custom1>x</custom1>", "<custom1>]]&gt;</custom1>",
    "<custom1>" + "<a>" * 240 + "</a>" * 240 + "</custom1>", "<custom1", "",
]  # fmt: skip
KEPT: list[Any] = [
    *({"xml": xml} for xml in XML), *HOSTILE.values(), 5, 1.5, None, True, ["x", ["y"]], {"a": 1},
    {"xml": 5}, {"xml": None}, {"xml": {"xml": "<a/>"}},
]  # fmt: skip
KEYS = """custom1 record records xml mods Source Bibliography custom1/record record/x a/record/x
    titles/title a:b TY ER ZZ Z9 T Z 0 %T %0 T1 RT NO Title {Title} Reference_Type Notes PMID FAU TI
    note type title author Guid Author SourceType ../x <x> xmlns ref-type identifier relatedItem
    @context @type @id parent container message cff-version authors preferred-citation csl ID N1
    AU crossref xdata execute options ids keywords annotationx x\\nER__-_ a_b""".split()


@pytest.mark.parametrize("form", WRITTEN.values(), ids=WRITTEN)
def test_what_an_item_says_that_was_kept_makes_no_record(form: Format) -> None:
    for place, key in enumerate(KEYS):
        for number, value in enumerate(KEPT):
            if (place + number) % 3:  # a third of all pairs: each key, each value
                continue
            drawer = {key.replace("_", " ").replace("\\n", "\n"): value if number % 2 else [value]}
            names = ("bibtex", form.name) if form.name == "biblatex" else (form.name,)
            item = {"id": "a", "type": "article-journal", "title": "On Growth"}
            item |= {"custom": {"extra": dict.fromkeys(names, drawer)}}
            text = written(form, Paper.from_dict(item))
            if text.startswith("<?xml"):
                etree.fromstring(text.encode("utf-8"))
            if form.read is None:
                continue
            problems: list[citex.Problem] = []
            back = citex.parse(text, form.name, problems=problems)
            assert [one.title for one in back] == ["On Growth", "Last One"], (key, value)
            assert [one for one in problems if one.level == "error"] == [], (key, value)
