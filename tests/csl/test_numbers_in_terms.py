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


@pytest.mark.parametrize(("volume", "text"), [("3", "第3卷"), ("第1册", "第1册"), ("上", "上")])
def test_a_term_holds_the_number_that_its_label_stands_by(volume: str, text: str) -> None:
    assert listed(volume=volume) == text


@pytest.mark.parametrize("dash", ["-", "～"])
@pytest.mark.parametrize(
    ("page", "text"), [("12–15", "12{}15"), ("序2–3", "序2-3"), ("序2-3", "序2-3"), ("3–", "3-")]
)
def test_the_dash_is_for_ranges_of_numbers(dash: str, page: str, text: str) -> None:
    assert listed(dash, page=page) == " " + text.format(dash)
