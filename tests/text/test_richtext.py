"""Rich text: what sources put into texts, and what CSL is to get of it."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citex.model import Remark
from citex.text.abstracts import abstract
from citex.text.richtext.markup import _ODD, plain_text, rich_text
from citex.text.richtext.mathml import math_text
from citex.text.tex.prose import prose

RICH = [
    # HTML, JATS, XHTML and publishers' own names for the same four things
    ("<em>Zea</em> <strong>m</strong>", "<i>Zea</i> <b>m</b>"),
    ("<jats:italic>Zea</jats:italic>", "<i>Zea</i>"),
    ("<italic toggle='yes'>Zea</italic>", "<i>Zea</i>"),
    ("<ce:italic>Zea</ce:italic>", "<i>Zea</i>"),
    ("CO<inf>2</inf>", "CO<sub>2</sub>"),
    ("<scp>TPAM</scp>", '<span style="font-variant:small-caps;">TPAM</span>'),
    ('<span class="nocase">mRNA</span>', '<span class="nocase">mRNA</span>'),
    ('<span style="font-style: italic">Zea</span>', "<i>Zea</i>"),
    ("<I>Zea</I>", "<i>Zea</i>"),
    # tags that say nothing to a citation go, their text stays
    ('<xref ref-type="bibr" rid="r1">1</xref> <u>a</u>', "1 a"),
    ('<a href="https://example.org">b</a>', "b"),
    ("<inline-formula><tex-math>x</tex-math></inline-formula>", "x"),
    ("a<!-- note -->b", "ab"),
    ("a<script>alert(1)</script>b", "ab"),
    ("<![CDATA[a < b]]>", "a < b"),
    # block elements are spaces, and line breaks too
    ("<p>A</p><p>B</p>", "A B"),
    ("A<br/>B", "A B"),
    ("<ul><li>one</li><li>two</li></ul>", "one two"),
    ("A\n     B\tC", "A B C"),
    ("In\n  <i>vivo</i>\n  only", "In <i>vivo</i> only"),
    ("H\n   <sub>2</sub>\n   O", "H<sub>2</sub>O"),
    ("<i>KRAS</i>\n    /\n   <i>NRAS</i>", "<i>KRAS</i>/<i>NRAS</i>"),
    ("<i>Women</i>\n   .", "<i>Women</i>."),
    # entities, escaped once, twice, three times
    ("A &amp; B", "A & B"),
    ("A &amp;amp; B", "A & B"),
    ("&#x3b1;-&#946;", "α-β"),
    ("caf&eacute;", "café"),
    ("m&lt;sup&gt;6&lt;/sup&gt;A", "m<sup>6</sup>A"),
    ("m&amp;lt;sup&amp;gt;6&amp;lt;/sup&amp;gt;A", "m<sup>6</sup>A"),
    ("&lt;p&gt;A&lt;/p&gt;", "A"),
    # what is no tag and no entity is text
    ("p < 0.05</p>", "p < 0.05"),
    ("a<b and c>d", "a<b and c>d"),
    ("p &lt; 0.05 &gt; q", "p < 0.05 > q"),
    ("R&D at AT&T", "R&D at AT&T"),
    ("List<T> & Map<K, V>", "List<T> & Map<K, V>"),
    ("the &lt;b&gt; tag", "the <b> tag"),
    ("1 < 2 > 0", "1 < 2 > 0"),
    # what is not balanced is made so
    ("<i>Zea", "Zea"),
    ("Zea</i>", "Zea"),
    ("<i><b>x</i></b>", "<i>x</i>"),
    ("<i><i>x</i></i>", "<i>x</i>"),
    ("<i></i>x", "x"),
    ("<i> x </i>y", "<i>x</i> y"),
    ("<i>a</i><i>b</i>", "<i>ab</i>"),
    # what cannot be seen
    ("a\u200bb\u00adc\ufeff", "abc"),
    ("a\u00a0b", "a b"),
    ("a\x00\x1fb", "ab"),
    ("  a  b  ", "a b"),
    (12, "12"),
]  # fmt: skip

MATH = [
    ("<math><mi>α</mi></math>", "α"),
    ("<mml:math><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>",
     "H<sub>2</sub>"),
    ("<math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></math>",
     "x<sub>i</sub><sup>2</sup>"),
    ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a/b"),
    ("<math><msqrt><mn>2</mn></msqrt></math>", "√2"),
    ("<math><mover><mi>x</mi><mo>¯</mo></mover></math>", "x\u0304"),
    ("<math><mi>a</mi><mo>=</mo><mi>b</mi></math>", "a = b"),
    ("<math><mi mathvariant='bold'>v</mi></math>", "<b>v</b>"),
    ("<math><mmultiscripts><mi>C</mi><mprescripts/><none/><mn>14</mn></mmultiscripts></math>",
     "<sup>14</sup>C"),
    ("<math><semantics><mi>x</mi><annotation>\\x</annotation></semantics></math>", "x"),
    ("<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>", "(a, b)"),
    ("<math><mi>&alpha;</mi><mo>&lt;</mo><mn>1</mn></math>", "α < 1"),
    ("<math><mroot><mi>x</mi><mn>3</mn></mroot></math>", "<sup>3</sup>√x"),
]  # fmt: skip

TEX = [
    (r"The $O(n^{2})$ bound", "The O(n<sup>2</sup>) bound"),
    (r"$\alpha$-synuclein", "α-synuclein"),
    (r"$\mathcal{N}=4$ theory", "N=4 theory"),
    (r"On \emph{Zea mays}", "On <i>Zea mays</i>"),
    (r"H$_2$O", "H<sub>2</sub>O"),
    (r"Erd\H{o}s numbers", "Erdős numbers"),
    ("It costs $5 or $10", "It costs $5 or $10"),
    ("a_b and c^d", "a_b and c^d"),
]

LETTERS = re.compile(r"[^\W_]")


@pytest.mark.parametrize(("given_text", "expected"), RICH)
def test_rich_text(given_text: object, expected: str) -> None:
    assert rich_text(given_text) == expected


@pytest.mark.parametrize("value", ["", " ", "<p></p>", "&nbsp;", None, True, [], {}])
def test_nothing_is_none(value: object) -> None:
    assert rich_text(value) is None


@pytest.mark.parametrize(("markup", "expected"), MATH)
def test_mathml(markup: str, expected: str) -> None:
    assert math_text(markup) == expected
    assert rich_text(f"On {markup} spaces") == f"On {expected} spaces"


@pytest.mark.parametrize(("tex", "expected"), TEX)
def test_tex(tex: str, expected: str) -> None:
    assert prose(tex) == expected


def test_a_change_is_noted_with_what_stood_there() -> None:
    notes: list[Remark] = []
    rich_text("A &amp; B", "title", notes)
    assert [(note.kind, note.variable, note.before) for note in notes] == [
        ("repaired", "title", "A &amp; B")
    ]
    rich_text("  A  B ", "title", notes)
    assert len(notes) == 1, "white space alone is no repair worth a note"


def test_plain_text_has_no_tags() -> None:
    assert plain_text("<i>a</i> &amp; b") == "a & b"


ABSTRACTS = [
    ("<jats:title>Abstract</jats:title><jats:p>Trees grow.</jats:p>", "Trees grow."),
    ("<jats:sec><jats:title>Aims</jats:title><jats:p>To see.</jats:p></jats:sec>", "Aims: To see."),
    ("<jats:title>On growth</jats:title><jats:p>Trees grow.</jats:p>", "Trees grow."),
    ("<h4>Background</h4>Trees.<h4>Methods:</h4>We saw.", "Background: Trees. Methods: We saw."),
    ("Abstract: Trees grow.", "Trees grow."),
    ("摘要：树木生长。", "树木生长。"),
    ("No abstract available.", None),
    (None, None),
]


@pytest.mark.parametrize(("markup", "expected"), ABSTRACTS)
def test_abstract(markup: object, expected: str | None) -> None:
    assert abstract(markup, "On growth", []) == expected


@given(st.text(max_size=200))
def test_no_text_is_lost_and_nothing_raises(text: str) -> None:
    """Text without tags, entities and TeX keeps every letter; a clean text stays what it is."""
    cleaned = rich_text(text)
    if not set("<&\\$") & set(text):
        kept = "".join(LETTERS.findall(cleaned or ""))
        spelt = "".join(normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
        assert kept == "".join(LETTERS.findall(spelt.replace("\ue0f0", "").replace("\ue0f1", "")))
    if _ODD.search(text) is None:
        assert (cleaned or "") == text


TORN = ["<i>", "</i>", "<b>", "</b>", "<p>", "<sub>", "<", "/", ">", "i", "b", "\n", " "]


@given(
    st.text(alphabet="<>/ibpsu <i></i><b> \n", max_size=60)
    | st.lists(st.sampled_from(TORN), max_size=14).map("".join)
)
@example("</\nb>")
@example("<\n/b>")
@example("<<b>b>")
@example("<b<b>>")
@example("<<i></i>b>")
def test_torn_markup_comes_out_balanced(text: str) -> None:
    """Whatever is torn, each tag that is left has its partner."""
    cleaned = rich_text(text) or ""
    for tag in ("i", "b"):
        assert cleaned.count(f"<{tag}>") == cleaned.count(f"</{tag}>")


@given(st.text(alphabet="<>/&;ibpsuamltg \n", max_size=60))
def test_cleaning_ends(text: str) -> None:
    """What was cleaned four times does not change any more, however deep it was escaped."""
    cleaned = text
    for _ in range(4):
        cleaned = rich_text(cleaned) or ""
    assert (rich_text(cleaned) or "") == cleaned
