"""Outputs: what each writes for markup, and that nothing in a field can be markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.csl.markup import (
    BOLD,
    CLOSE,
    DECORATIONS,
    ITALIC,
    LEFT_MARGIN,
    RIGHT_INLINE,
    SMALLCAPS,
    SUP,
    wrap,
)
from citex.csl.output import OUTPUTS, output
from citex.errors import UnknownOption

SAMPLE = wrap(ITALIC, "On " + wrap(BOLD, "growth")) + " & <form>, 2" + wrap(SUP, "e")
NUMBERED = wrap(LEFT_MARGIN, "[1]") + wrap(RIGHT_INLINE, "Li S.")
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\\{}[]()<>&$#%_^~*`'\"|@!?/=+-.,:; \n\t1a中é²\x00"), st.characters()
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", "On growth & <form>, 2e"),
        ("html", "<i>On <b>growth</b></i> &#38; &#60;form&#62;, 2<sup>e</sup>"),
        ("markdown", "*On <strong>growth</strong>* & &lt;form&gt;, 2<sup>e</sup>"),
        ("rtf", "{\\i{}On {\\b{}growth}} & <form>, 2\\super e\\nosupersub{}"),
        (
            "latex",
            "\\textit{On \\textbf{growth}} \\& \\textless{}form\\textgreater{}, "
            "2\\textsuperscript{e}",
        ),
        ("typst", "#emph[On #strong[growth];]; & \\<form\\>, 2#super[e];"),
    ],
)
def test_markup(name: str, expected: str) -> None:
    assert output(name).inline(SAMPLE) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", "[1] Li S."),
        (
            "html",
            '\n    <div class="csl-left-margin">[1]</div>'
            '<div class="csl-right-inline">Li S.</div>\n  ',
        ),
        ("markdown", "\\[1\\] Li S."),
        ("rtf", "[1]\\tab Li S.\r\n"),
        ("latex", "[1] Li S."),
        ("typst", "\\[1\\] Li S."),
    ],
)
def test_a_number_in_the_margin(name: str, expected: str) -> None:
    assert output(name).inline(NUMBERED) == expected


def test_html_lists_have_the_elements_of_citeproc_js() -> None:
    assert output("html").bibliography(["a", "b"]) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">a</div>\n'
        '  <div class="csl-entry">b</div>\n</div>'
    )


def test_html_raises_superscript_characters_and_keeps_double_spaces() -> None:
    assert output("html").inline("1ᵉʳ  x™") == "1<sup>e</sup><sup>r</sup>\u00a0 x<sup>TM</sup>"


def test_an_unknown_output_names_the_known_ones() -> None:
    with pytest.raises(UnknownOption, match="html"):
        output("pdf")


def test_rtf_takes_every_code_point_apart() -> None:
    assert output("rtf").inline("中😀") == "\\uc0\\u20013{}\\uc0\\u-10179{}\\uc0\\u-8704{}"
    assert output("rtf").inline("（") == "\\uc0\\u-248{}"


def test_latex_and_typst_break_ligatures_and_comments() -> None:
    assert output("latex").inline("a--b") == "a-{}-b"
    assert output("typst").inline("a--b // c") == "a\\-\\-b \\/\\/ c"


def test_markdown_falls_back_to_elements_where_stars_would_not_be_read() -> None:
    assert output("markdown").inline(wrap(ITALIC, "J.") + "x") == "<em>J.</em>x"
    assert output("markdown").inline(wrap(ITALIC, "J") + ", x") == "*J*, x"
    assert output("markdown").inline("1. Li") == "1\\. Li"


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@given(text=NASTY)
def test_plain_text_stays_text(name: str, text: str) -> None:
    check_balanced(name, output(name).inline(text))


@given(text=NASTY, opener=st.sampled_from(sorted(DECORATIONS.values())))
@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_marked_text_is_balanced(name: str, text: str, opener: str) -> None:
    plain = re.sub("[\ufdd0-\ufdef]", "", text)
    check_balanced(name, output(name).inline(plain + opener + plain + SMALLCAPS + "x" + CLOSE * 2))


def check_balanced(name: str, written: str) -> None:
    assert not re.search("[\ufdd0-\ufdef]", written)
    if name == "html":
        ElementTree.fromstring(f"<div>{written}</div>")
    elif name in ("rtf", "latex"):
        bare = re.sub(r"\\[\\{}]", "", written)
        assert bare.count("{") == bare.count("}")
        assert depth_stays_positive(bare)
    if name == "rtf":
        assert written.isascii()


def depth_stays_positive(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return True
