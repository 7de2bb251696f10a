"""Layouts per language (CSL-M): which layout a work gets, and what all layouts of a style share."""

from __future__ import annotations

import pytest

from citex.csl import Citation, Cite, Processor, parse_style
from citex.model import Name, Paper, PartialDate

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"{own}>
<info><title>Two</title><id>two</id><updated>2026-01-01T00:00:00Z</updated></info>
<macro name="entry"><names variable="author"><name form="short"/>
<et-al font-style="italic"/></names><text variable="title" quotes="true" prefix=" "/></macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography et-al-min="2" et-al-use-first="1">
<layout locale="en"><text macro="entry" suffix=". en"/></layout>
<layout locale="zh"><text macro="entry" suffix=". zh"/></layout>
<layout><text macro="entry" suffix=". -"/></layout></bibliography></style>"""


def listed(own: str, language: str | None, title: str = "Rivers", output: str = "text") -> str:
    source = STYLE.format(own=f' default-locale="{own}"' if own else "")
    work = Paper(
        id="a", type="book", author=[Name("Li", "Si"), Name("Wu", "Yi")], title=title,
        issued=PartialDate(2001), language=language,
    )  # fmt: skip
    return str(Processor(parse_style(source.encode(), "two"), output=output).bibliography([work]))


@pytest.mark.parametrize(
    ("own", "language", "layout"),
    [
        ("zh-CN", "en", "en"),
        ("zh-CN", "en-GB", "en"),
        ("zh-CN", "zh", "-"),
        ("zh-CN", "zh_CN", "-"),
        ("zh-CN", "zh_TW", "zh"),
        ("zh-CN", "fr", "-"),
        ("zh-CN", None, "-"),
        ("en-US", "en", "-"),
        ("en-US", "en-US", "-"),
        ("en-US", "en_GB", "en"),
        ("", "en-US", "en"),  # a style that names no language has none of its own
    ],
)
def test_the_layout_without_a_language_is_for_the_styles_own(
    own: str, language: str | None, layout: str
) -> None:
    assert listed(own, language).split()[-1] == layout


def test_where_marks_stand_by_quotes_is_the_styles_to_say() -> None:
    assert "“Rivers”. en" in listed("zh-CN", "en")
    assert "《长江.》 zh" in listed("en-US", "zh", "长江")


def test_et_al_in_han_script_stays_upright() -> None:
    assert "Li <i>et al.</i>" in listed("zh-CN", "en", output="html")
    assert "Li等" in listed("en-US", "zh", output="html")


MIXED = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
default-locale="en-US">
<info><title>Two</title><id>two</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout locale="zh" delimiter="；"><text variable="title" quotes="true"/></layout>
<layout delimiter="; "><text variable="title" quotes="true"/></layout></citation></style>"""


def test_a_citation_in_two_languages_leaves_marks_within_values() -> None:
    works = [
        Paper(id="a", type="book", title="What?! A::B...", language="en"),
        Paper(id="b", type="book", title="长江……", language="zh"),
    ]
    cites = Processor(parse_style(MIXED.encode(), "mixed")).cite(
        works, [Citation([Cite("a"), Cite("b")]), Citation([Cite("a")])]
    )
    assert cites.citations[0] == "“What?! A::B...”; 《长江……》"
    assert cites.citations[1] == "“What?! A::B...”"
