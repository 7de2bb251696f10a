"""Numbers within terms ("第%s卷", CSL-M), and what is no number."""

from __future__ import annotations

import pytest

from citex.csl import Processor, parse_style
from citex.model import Paper

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
default-locale="zh-CN">
<info><title>Terms</title><id>terms</id><updated>2026-01-01T00:00:00Z</updated></info>
<locale><terms><term name="volume" form="short">第%s卷</term>
<term name="page-range-delimiter">{dash}</term></terms></locale>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><choose><if is-numeric="volume"><label variable="volume" form="short"/>
<text variable="volume"/></if><else><text variable="volume"/></else></choose>
<text variable="page" prefix=" "/></layout></bibliography></style>"""


def listed(dash: str = "-", **fields: str) -> str:
    style = parse_style(STYLE.format(dash=dash).encode(), "terms")
    return str(Processor(style).bibliography([Paper(id="a", type="book", **fields)]))


@pytest.mark.parametrize(
    ("volume", "text"),
    [("3", "第3卷"), ("第1册", "第1册"), ("上", "上"), ("xii", "第xii卷"), ("XII", "XII")],
)
def test_a_term_holds_the_number_that_its_label_stands_by(volume: str, text: str) -> None:
    assert listed(volume=volume) == text


@pytest.mark.parametrize("dash", ["-", "～"])
@pytest.mark.parametrize(
    ("page", "text"), [("12–15", "12{}15"), ("序2–3", "序2-3"), ("序2-3", "序2-3"), ("3–", "3-")]
)
def test_the_dash_is_for_ranges_of_numbers(dash: str, page: str, text: str) -> None:
    assert listed(dash, page=page) == " " + text.format(dash)


def test_roman_ranges_have_the_dash_of_their_layout() -> None:
    style = STYLE.replace(
        "<layout><choose>", '<layout locale="en"><text variable="page"/></layout><layout><choose>'
    )
    style = style.replace("<locale>", '<locale xml:lang="zh">').format(dash="—")
    works = [
        Paper(id="a", type="book", page="i-iv, 7-9", language="en"),
        Paper(id="b", type="book", page="i-iv, 7-9", language="zh"),
    ]
    listed = Processor(parse_style(style.encode(), "terms")).bibliography(works)
    assert [entry.text for entry in listed] == ["i–iv, 7—9", " i—iv, 7—9"]


def test_a_number_is_italic_in_any_script() -> None:
    style = STYLE.replace('<text variable="page" prefix=" "/>', "").replace(
        '<else><text variable="volume"/>',
        '<else><text variable="volume" font-style="italic"/>'
        '<text variable="title" font-style="italic"/>',
    )
    work = Paper(id="a", type="book", volume="上", title="长江")
    listed = Processor(parse_style(style.encode(), "terms"), output="html").bibliography([work])
    assert listed[0].text.strip() == "<i>上</i>长江"


def test_a_large_number_is_no_list() -> None:
    style = STYLE.replace('xml:lang="zh"', "").replace("第%s卷", "vol.")
    style = style.replace('form="short"/>', 'form="long"/>')
    style = style.replace(
        "<terms>",
        '<terms><term name="volume"><single>vol. </single><multiple>vols. </multiple></term>',
    )
    for volume, text in (
        ("9,367,592", "vol. 9,367,592 "),
        ("3, 4", "vols. 3, 4 "),
        ("3,4", "vols. 3,4 "),
    ):
        found = Processor(parse_style(style.format(dash="-").encode(), "terms"))
        assert str(found.bibliography([Paper(id="a", type="book", volume=volume)])) == text.strip()
