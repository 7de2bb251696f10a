"""What stands between two elements: marks at quotations, by which element brings them."""

from __future__ import annotations

import pytest

from citex.csl import Processor, parse_style
from citex.model import Paper

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Joints</title><id>joints</id><updated>2026-01-01T00:00:00Z</updated></info>
<macro name="quoted"><text variable="title" quotes="true"/></macro>
<macro name="journal">{journal}</macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>{layout}</layout></bibliography></style>"""
WORK = Paper(id="a", type="article-journal", title="On growth", container_title="Nature")
ITALIC = '<text variable="container-title" font-style="italic" prefix=", "/>'
QUOTED = '<text macro="quoted"/>'


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        (ITALIC, "“On growth”, Nature"),
        ('<text macro="journal"/>', "“On growth,” Nature"),
        (f"<group>{ITALIC}</group>", "“On growth,” Nature"),
        (f"<group><choose><if type='article-journal'>{ITALIC}</if></choose></group>",
         "“On growth,” Nature"),
        (f'<group font-weight="bold">{ITALIC}</group>', "“On growth”, Nature"),
        ('<text value=". "/><text variable="container-title"/>', "“On growth”. Nature"),
        ('<group><text value=". "/><text variable="container-title"/></group>',
         "“On growth”. Nature"),
        ('<text variable="container-title" prefix=". "/>', "“On growth.” Nature"),
    ],
)  # fmt: skip
def test_a_quotation_takes_in_the_marks_of_undecorated_affixes(rest: str, text: str) -> None:
    style = STYLE.format(journal=ITALIC, layout=QUOTED + rest)
    assert str(Processor(parse_style(style.encode(), "joints")).bibliography([WORK])) == text


@pytest.mark.parametrize(
    "url", ["https://www.cnnic.net.cn/n4/a.html", 'https://example.org/Teo\'s?a="b"<i>c</i>..d']
)
@pytest.mark.parametrize("form", ["", ' form="short"'])
def test_an_address_is_printed_as_it_is(url: str, form: str) -> None:
    style = STYLE.format(journal="", layout=f'<text variable="URL"{form}/>')
    work = Paper(id="a", type="webpage", URL=url)
    assert str(Processor(parse_style(style.encode(), "joints")).bibliography([work])) == url
