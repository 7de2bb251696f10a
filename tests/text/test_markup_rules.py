"""The rules of marked-up text, formulas and TeX: what is resolved, and what is text and stays."""

from __future__ import annotations

import pytest
from lxml import etree

from citex.model import Paper, Remark
from citex.text.abstracts import abstract, without_heading
from citex.text.lines import fold, legal, tidy
from citex.text.richtext import elements, markup, mathml
from citex.text.richtext.leftover import left_over_markup
from citex.text.richtext.misread import looks_misread
from citex.text.tex import math, symbols
from citex.text.tex.decode import decode, group_end, is_price, is_wrapped, unwrap, worth_a_span
from citex.text.tex.encode import encode, encode_verbatim
from citex.text.tex.kept import is_harmless, said
from citex.text.tex.prose import prose
from citex.text.tex.symbols import accented, command, is_logo, to_ascii
from citex.text.translations import settle_bracketed

SC, NC = '<span style="font-variant:small-caps;">', '<span class="nocase">'

RICH = [
    ("On growth", "On growth"), (" On  growth ", "On growth"),
    ("On\tgrowth\u2028and\xa0form", "On growth and form"),
    ("A &amp; B", "A & B"), ("A &amp;amp; B", "A & B"), ("A &amp;amp;amp;amp; B", "A &amp; B"),
    ("&#65;&#x42;", "AB"), ("&nothing;", "&nothing;"), ("R&D;", "R&D;"),
    ("<em>a</em>", "<i>a</i>"), ("<I>a</I>", "<i>a</i>"), ("<strong>a</strong>", "<b>a</b>"),
    ("<inf>2</inf>", "<sub>2</sub>"), ("<sc>a</sc>", f"{SC}a</span>"),
    ("<jats:italic>a</jats:italic>", "<i>a</i>"), ("<ce:bold>a</ce:bold>", "<b>a</b>"),
    ("<unknown>a</unknown>", "<unknown>a</unknown>"), ("<jats:odd>a</jats:odd>", "a"),
    ("<p>a</p><p>b</p>", "a b"), ("a<br/>b", "a b"), ("<u>a</u>", "a"),
    ("<script>x</script>a", "a"), ("<style>x</style>a", "a"), ("<!-- x -->a", "a"),
    ("<?xml x?>a", "a"), ("<![CDATA[a & b]]>", "a & b"), ("if a<b and c>d", "if a<b and c>d"),
    ("a < b", "a < b"), ("<i>a", "a"), ("a</i>", "a"),
    ("<i>a<b>b</i>c", "<i>ab</i>c"), ("<i>a <i>b</i></i>", "<i>a b</i>"), ("<i></i>a", "a"),
    ("<i> </i>a", "a"), ("<i>a</i><i>b</i>", "<i>ab</i>"), ("<i>a</i> <i>b</i>", "<i>a b</i>"),
    ("a<i> b</i>", "a <i>b</i>"), ("<i>a </i>b", "<i>a</i> b"), ("<i>a </i>, b", "<i>a</i>, b"),
    ("<i>a</i><b>b</b>", "<i>a</i><b>b</b>"),
    ("&lt;b&gt;a&lt;/b&gt;", "<b>a</b>"), ("the &lt;b&gt; tag", "the <b> tag"),
    ("a&lt;br/&gt;b", "a b"), ("&lt;P&gt;a&lt;/p&gt;", "a"),
    ('<span style="font-style:italic">a</span>', "<i>a</i>"),
    ('<span style="font-weight: bold">a</span>', "<b>a</b>"),
    ('<span class="nocase">a</span>', f"{NC}a</span>"),
    ('<span style="font-variant:small-caps;">a</span>', f"{SC}a</span>"),
    ('<span class="x">a</span>', "a"), ("\ufb01ne", "fine"), ("a\u200bb\xadc", "abc"),
    ("H<sub> 2</sub>O", "H<sub>2</sub>O"), ("CO <sub>2</sub>", "CO<sub>2</sub>"),
    ("10 <sup>-3</sup> m", "10<sup>-3</sup> m"), ("a <sup>b</sup>", "a <sup>b</sup>"),
    ("Na <sup>+</sup>", "Na<sup>+</sup>"),
    ("<sup>13</sup> C", "<sup>13</sup>C"), ("of <sup>13</sup> Catch", "of <sup>13</sup> Catch"),
    ("a<sub>2</sub> b", "a<sub>2</sub> b"), ("CO <sub>2</sub> H", "CO<sub>2</sub>H"),
    ("CO\n<sub>2</sub>\nH and", "CO<sub>2</sub>H and"), ("one\ntwo", "one two"),
    ("one\n, two", "one, two"), ("(\none", "(one"),
    ("of the\n<sup>13</sup>C", "of the <sup>13</sup>C"),
    ("CO<sub>2</sub>\n-rich", "CO<sub>2</sub>-rich"), ("a/\nb", "a/b"), ("a\n\nb", "a b"),
    ("<\ni>", "< i>"),
    ("<math><mi>x</mi></math>", "x"),
    ("<mml:math><mml:msup><mml:mi>R</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>",
     "R<sup>2</sup>"),
    ("<alternatives><tex-math>$x$</tex-math><math><mi>y</mi></math></alternatives>", "y"),
    ("<alternatives><tex-math>$x$</tex-math></alternatives>", "x"),
    (r"<tex-math>\documentclass{x}\begin{document}$\alpha$\end{document}</tex-math>", "α"),
    (r"<tex-math>$x_1$</tex-math>", "x<sub>1</sub>"),
    (r"<tex-math>\begin{array}x</tex-math>", r"\begin{array}x"), ("O($n^2$)", "O(n<sup>2</sup>)"),
    ("<x:y>a</x:y>", "<x:y>a</x:y>"), ("", None), ("<p></p>", None),
    ("<i>" * 41 + "a" + "</i>" * 41, "<i>a</i>"), ("x <a href='y'>a</a>", "x a"),
    ("x <A HREF=y>a</A>", "x a"), ("a <i>b</i> c", "a <i>b</i> c"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), RICH)
def test_rich_text(value: str, expected: str | None) -> None:
    assert markup.rich_text(value) == expected
    assert (markup._ODD.search(value) is None) <= (value == (expected or ""))


def test_what_is_no_text() -> None:
    assert [markup.rich_text(value) for value in (12, 1.5, True, None, [])] == [
        "12",
        "1.5",
        None,
        None,
        None,
    ]
    assert markup.plain_text("<i>a</i> &amp; b") == "a & b"
    assert markup.plain_text("") is None
    assert markup.plain_text("<i> </i>") is None


def test_what_was_done_to_a_text() -> None:
    remarks: list[Remark] = []
    for text in ("On growth", " On growth ", "A &amp; B", r"Ren\'e &amp; B", "a\nb"):
        markup.rich_text(text, "title", remarks)
    tex, resolved = "TeX was resolved", "markup or entities of the source were resolved"
    assert [(note.kind, note.variable, note.message, note.before) for note in remarks] == [
        ("repaired", "title", resolved, "A &amp; B"), ("repaired", "title", tex, r"Ren\'e &amp; B"),
        ("repaired", "title", resolved, r"Ren\'e &amp; B"),
    ]  # fmt: skip
    remarks = []
    markup.rich_text("&amp;" + "a" * 495, "title", remarks)
    markup.rich_text("&amp;" + "a" * 496, "title", remarks)
    assert [len(note.before) for note in remarks] == [500, 500]
    assert [note.before[-4:] for note in remarks] == ["aaaa", "a..."]


@pytest.mark.parametrize(
    ("text", "known", "marked", "kept"),
    [
        ("<jats:p>a", True, False, ("tag", "<jats:p>")), ("<br/>", True, False, ("tag", "<br/>")),
        ("<BR/>", True, False, ("tag", "<BR/>")), ("<foo>a</foo>", False, False, None),
        ("<em>a</em>", True, True, ("tag", "<em>")), ("<i>a</i>", True, False, None),
        ("R&amp;D", False, True, ("entity", "&amp;")), ("R&D;", False, False, None),
        ("<sub> 2</sub>", True, True, None), ("CO <sub>2</sub>", False, True, None),
        ("a < b", False, False, None), ("<!-- x -->", False, False, ("tag", "<!--")),
        ("<![CDATA[x]]>", False, True, ("tag", "<![CDATA[")),
        ("{DNA}", False, False, ("TeX", "{DNA}")), (r"\alpha", False, False, ("TeX", r"\alpha")),
        ("$x_1$", False, False, ("TeX", "$x_1$")), ("$5 and $6 {so}", False, False, None),
        ("``a", False, False, ("TeX", "``")), ("On growth", False, False, None),
    ],
)  # fmt: skip
def test_signs_of_markup(
    text: str, known: bool, marked: bool, kept: tuple[str, str] | None
) -> None:
    assert markup.is_known_tag(text) is known
    assert markup.is_marked_up(text) is marked
    assert left_over_markup(text) == kept


def test_tags_without_their_partners() -> None:
    assert markup.cleaned("the <em> tag", paired=True) == "the <em> tag"
    assert markup.cleaned("the <em> tag") == "the tag"
    assert markup.cleaned("<em>a</em>", paired=True) == "<i>a</i>"
    assert markup.escaped("Q&amp;A, R&D") == "Q&amp;amp;A, R&D"
    assert markup.characters("Q&amp;A; R&D; caf&eacute; &#65;") == "Q&A; R&D; café A"


MATHML = [
    ("<mi>x</mi>", "x"), ("<mi mathvariant='italic'>x</mi>", "<i>x</i>"),
    ("<mi mathvariant='bold'>x</mi>", "<b>x</b>"),
    ("<mi mathvariant='bold-italic'>x</mi>", "<b><i>x</i></b>"),
    ("<mi mathvariant='bold'> </mi>", ""), ("<mi>a</mi><mo>=</mo><mi>b</mi>", "a = b"),
    ("<mi>a</mi><mo>+</mo><mi>b</mi>", "a+b"), ("<mtext>\xa0or\xa0</mtext>", "or"),
    ("<msub><mi>a</mi><mn>1</mn></msub>", "a<sub>1</sub>"),
    ("<msup><mi>a</mi><mn>2</mn></msup>", "a<sup>2</sup>"),
    ("<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>", "a<sub>1</sub><sup>2</sup>"),
    ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover>", "∑<sub>1</sub><sup>n</sup>"),
    ("<munder><mi>a</mi><mn>1</mn></munder>", "a<sub>1</sub>"),
    ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0304"),
    ("<mover><mi>x</mi><mn>1</mn></mover>", "x<sup>1</sup>"),
    ("<mover><mi></mi><mo>^</mo></mover>", "<sup>^</sup>"),
    ("<mover><mi>x</mi></mover>", "x"),
    ("<mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo></mrow></mfrac>", "1/(n+)"),
    ("<mfrac><mn>12</mn><mi>n</mi></mfrac>", "12/n"),
    ("<msqrt><mi>a</mi><mo>+</mo></msqrt>", "√(a+)"), ("<msqrt><mi>a</mi></msqrt>", "√a"),
    ("<mroot><mi>a</mi><mn>3</mn></mroot>", "<sup>3</sup>√a"),
    ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
    ("<mfenced open='[' close=']' separators=';'><mi>a</mi><mi>b</mi></mfenced>", "[a; b]"),
    ("<mmultiscripts><mi>C</mi><mn>1</mn><mn>2</mn><mprescripts/><mn>3</mn><mn>4</mn>"
     "</mmultiscripts>", "<sub>3</sub><sup>4</sup>C<sub>1</sub><sup>2</sup>"),
    ("<mmultiscripts><mi>C</mi><none/><mn>2</mn></mmultiscripts>", "C<sup>2</sup>"),
    ("<semantics><mi>a</mi><annotation>b</annotation></semantics>", "a"),
    ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>"
     "</mtr></mtable>", "a, b; c"), ("<mphantom><mi>a</mi></mphantom>", ""),
    ("<mi>a</mi><mspace/><mi>b</mi>", "a b"), ("<mi>&alpha;</mi>", "α"),
    ("<mi>a & b</mi>", "a & b"), ("<mi>a</mi><mo>\u2062</mo><mi>b</mi>", "ab"),
    ("<mrow><mi>a</mi></mrow>", "a"),
    ("<mi>&#945;</mi>", "α"), ("<mi>&lt;</mi>", "<"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), MATHML)
def test_mathml(inner: str, expected: str) -> None:
    assert mathml.math_text(f"<math>{inner}</math>") == expected
    assert mathml.math_text(f"<mml:math xmlns:mml='x'>{inner}</mml:math>") == expected


def test_mathml_that_is_broken() -> None:
    assert mathml.math_text("a") == "a"
    assert mathml.math_text("") == ""
    assert mathml.math_text("<math><mi>a</math>") == "a"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("MÃ¼ller", "Müller"), ("itâ€™s", "it’s"), ("MÃ¼ller – Ünal", "Müller – Ünal"),
     ("Müller", None), ("Muller", None), ("Âge", None), ("锟斤拷", ""), ("烫烫烫", ""),
     ("été\xa0»", None), ("MÃ¼ller 张", "Müller 张"), ("ä¸­æ–‡", "中文"),
     ("Ã¼ 张 â€\x00", "ü 张 â€\x00")],
)  # fmt: skip
def test_text_in_a_wrong_encoding(text: str, expected: str | None) -> None:
    assert looks_misread(text) == expected


def test_the_inside_of_elements() -> None:
    read = etree.fromstring
    assert elements.markup_of(None) is None
    assert elements.markup_of(read("<T/>")) is None
    assert elements.markup_of(read("<T>a &lt; b</T>")) == "a &lt; b"
    assert elements.markup_of(read("<T>On <i>Zea</i> &lt; 5</T>")) == "On <i>Zea</i> &lt; 5"
    assert elements.local(read("<a:T xmlns:a='x'/>")) == "T"
    assert elements.local(read("<T><!-- x --></T>")[0]) == ""
    assert elements.raw_text(read("<T>a<b>c</b>d<!-- x -->e</T>")) == "acde"
    broken = etree.XMLParser(recover=True)
    assert elements.local(etree.fromstring("<a:T/>", broken)) == "T"
    named = etree.XMLParser(resolve_entities=False, recover=True)
    entity = etree.fromstring("<!DOCTYPE T [<!ENTITY eacute 'x'>]><T>caf&eacute;s</T>", named)
    assert elements.raw_text(entity) == "cafés"
    assert markup.plain_of(read("<T> a\n <b>c</b></T>")) == "a c"
    assert markup.plain_of(None) is None


def test_text_on_lines() -> None:
    assert legal("a\x0bb\ud800\ufffe") == "ab"
    assert tidy("\n   A survey of\n   soil\rSecond ") == "A survey of soil\nSecond"
    assert fold(" a ") == "a"
    assert fold("One.\r\n\r\nTwo.\u2028Three.\tFour\x07\x85Five") == "One. Two. Three. Four Five"
    assert fold("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("value", "title", "expected"),
    [
        ("Trees.", None, "Trees."), ("Abstract: Trees.", None, "Trees."),
        ("SUMMARY — Trees.", None, "Trees."), ("ABSTRACT Trees.", None, "Trees."),
        ("AbstractTrees grow.", None, "Trees grow."),
        ("Abstract art.", None, "Abstract art."), ("摘要：树。", None, "树。"),
        ("摘 要 树。", None, "树。"), ("No abstract available.", None, None), ("n/a", None, None),
        ("", None, None), (7, None, None),
        ("<jats:title>Abstract</jats:title><jats:p>Trees.</jats:p>", None, "Trees."),
        ("<title>On growth</title><p>Trees.</p>", "On growth", "Trees."),
        ("<title>Aims</title><p>Trees.</p>", "On growth", "Aims: Trees."),
        ("<h4>Aims:</h4>Trees.", None, "Aims: Trees."),
        ("<H4>Aims?</H4>Trees.", None, "Aims? Trees."), ("Abstract", None, "Abstract"),
    ],
)  # fmt: skip
def test_abstracts(value: object, title: str | None, expected: str | None) -> None:
    assert abstract(value, title, []) == expected
    if isinstance(value, str) and "<" not in value and expected and value != "Abstract":
        assert without_heading(value) == expected


DECODED = [
    (r"Growth", "Growth"), (r"G{\"o}del", "Gödel"), (r"G\"odel", "Gödel"), (r"\'{e}", "é"),
    (r"\c{c}", "ç"), (r"\c c", "ç"), (r"\v{s}", "š"), (r"\'\i", "í"), (r"{\'{\i}}", "í"),
    (r"\~{ê}", "ễ"),
    (r"{\ss}", "ß"), (r"\o{}re", "øre"), (r"\o re", "øre"), (r"\oe", "œ"), (r"\&\%\#\_", "&%#_"),
    (r"\$5", "$5"), (r"a---b--c", "a—b–c"), ("``a''", "“a”"), ("`a'", "‘a’"), ("it's", "it's"),
    ("a~b", "a\xa0b"),
    ("?`a", "¿a"), ("!`a", "¡a"), (r"{\em a} b", "<i>a</i> b"), (r"\emph{a}", "<i>a</i>"),
    (r"\textbf{a}", "<b>a</b>"), (r"\textsc{a}", f"{SC}a</span>"), (r"\emph a", "<i>a</i>"),
    (r"\textsuperscript{2}", "<sup>2</sup>"),
    (r"\em a", "a"), ("$x^2$", "x<sup>2</sup>"), ("$$x^2$$", "x<sup>2</sup>"),
    (r"\(x^2\)", "x<sup>2</sup>"), (r"\[x^2\]", "x<sup>2</sup>"), ("$5 and $6", "$5 and $6"),
    ("$5", "$5"), (r"\(x", "x"), (r"$\begin{x}$", r"$\begin{x}$"),
    (r"\ensuremath{x^2}", "x<sup>2</sup>"), ("{All of it}", "All of it"), ("{A} {B}", "A B"),
    ("{a", "a"), ("a}", "a"), (r"\unknown{a} b", "a b"), (r"\unknown a", "a"), (r"\char233", "é"),
    (r"\char'351 s", "és"), ('\\char"E9', "é"),
    (r"\cite[p.~5]{a} b", "b"), (r"\href{https://x.org}{a}", "a"), (r"\footnote{x}a", "a"),
    (r"a\\b", "a\nb"), (r"a\ b", "a b"), (r"\ifmmode x\else y\fi z", "yz"),
    (r"\LaTeX{} a", "LaTeX a"), (r"\textcolor{red}{a}", "a"),
    (r"\textregistered", "®"), ("a\n b", "a b"), ("a\n\nb", "a b"), (r"\'", "´"), (r"\emph{}", ""),
    (r"\textquotedblleft a", "“a"), (r"\emph{$x^2$}", "<i>x<sup>2</sup></i>"), (r"\={\i}", "ī"),
    (r"\ae{}on", "æon"), (r"\'{\emph a}", "<i>á</i>"), (r"\^{\textit{\i}}n", "<i>î</i>n"),
    (r"\'{\i n}", "ín"), (r"\'{<b}", "<́b"), (r"\textbf éa", "<b>é</b>a"),
    (r"\emph 12", "<i>1</i>2"),
    ("a $$b$$ c", "a b c"), (r"$\text{a $b$ c}$ d", "a b c d"), (r"$\left.x\right|$", "x|"),
    (r"\url{ http://x.org/a }", "http://x.org/a"), (r"\emph-a", "<i>-</i>a"),
    ("$a{$b}$ c", "ab c"), ("a{b} {-} {-}", "ab - -"), (r"\'{$x$}", "x́"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), DECODED)
def test_tex_is_read(source: str, expected: str) -> None:
    assert decode(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a {Bayesian} view", f"a {NC}Bayesian</span> view"), ("the {DNA} of", "the DNA of"),
        ("{{ISO}} a", f"{NC}ISO</span> a"), ("e{X}tra", "eXtra"), ("a {--} b", "a – b"),
        ('a {"}b{"}', 'a "b"'),
        (r"a {\em Bayesian} b", "a <i>Bayesian</i> b"),
        ("{Bay}{esian} view", f"{NC}Bayesian</span> view"), ("{a {b} c} d", f"{NC}a b c</span> d"),
        ("{All of it}", "All of it"), ("a {} b", "a b"),
        (r"a {B\"ayes} view", f"a {NC}Bäyes</span> view"), (r"{\'E}cole", "École"),
        ("{{Bayes}} {x", f"{NC}Bayes</span> {NC}x</span>"),
    ],
)  # fmt: skip
def test_braces_that_protect_capitals(source: str, expected: str) -> None:
    assert decode(source, titled=True) == expected


def test_lines_of_tex() -> None:
    assert decode("a\n\n b\nc", lines=True) == "a\n\nb c"
    assert decode("\\emph{a}\n \n\n b\nc", lines=True) == "<i>a</i>\n\nb c"
    assert decode("a  b\tc") == "a b c"
    assert decode("  a ") == "a"


def test_braces_of_tex() -> None:
    assert [unwrap(text) for text in ("{a}", "{a} {b}", "{{a}}", r"{\em a}", " {a} ", "{a",
      "a}")] == [
        "a", "{a} {b}", "{a}", r"{\em a}", "a", "{a", "a}",
    ]  # fmt: skip
    assert [is_wrapped(text) for text in ("{a}", "{a}{b}", r"{a\}", r"{a\}}", "{a}b", "")] == [
        True, False, False, True, False, False,
    ]  # fmt: skip
    assert [group_end(text, 0) for text in ("{a}b", "{a{b}}c", "{a", r"{\}}")] == [3, 6, 1, 4]
    assert group_end("{" * 21 + "}" * 21, 0) == 1
    assert group_end("{" * 20 + "}" * 20, 0) == 40
    assert group_end("{" + "a" * 1998 + "}", 0) == 2000
    assert group_end("{" + "a" * 1999 + "}", 0) == 1
    assert [worth_a_span(text) for text in ("DNA", "Bayes", "eBay", "A", "X-ray", "B")] == [
        False, True, False, True, True, False,
    ]  # fmt: skip
    assert [is_price(text) for text in ("5 and ", "5", "x", "5 = x", "5M", " 5.50 or")] == [
        True, False, False, False, True, True,
    ]  # fmt: skip


FORMULAS = [
    ("x", "x"), ("x_1^2", "x<sub>1</sub><sup>2</sup>"), ("x_{12}", "x<sub>12</sub>"),
    ("x''", "x′′"), (r"\mathrm{CO_2}", "CO<sub>2</sub>"), (r"\mathbf x", "<b>x</b>"),
    (r"\textit{x}", "<i>x</i>"),
    (r"90^\circ", "90°"), (r"x^\prime", "x′"), (r"x_\circ", "x<sub>∘</sub>"),
    (r"\left. x \right)", "x )"), (r"\big(x\big)", "(x)"), (r"\frac{a}{b+1}", "a/(b+1)"),
    (r"\frac12", "1/2"), (r"\sqrt{s}", "√s"), (r"\sqrt[3]{a+b}", "<sup>3</sup>√(a+b)"),
    (r"\sqrt[3 x", "√[3 x"), (r"\bar{x}", "x\u0304"), (r"\bar{xy}", "x\u0304y\u0304"),
    (r"\hat{xy}", "xy"), (r"\hat{a}", "â"), (r"\hat{}", ""), (r"\vec{x}", "x⃗"),
    (r"\overset{a}{b}", "b<sup>a</sup>"), (r"\overset{\circ}{A}", "Å"),
    (r"\underset{a}{b}", "b<sub>a</sub>"), (r"\stackrel{a}{=}", "=<sup>a</sup>"),
    (r"\ce{SO4^2-}", "SO<sub>4</sub><sup>2-</sup>"), (r"\ce{{H2}O} x", "H<sub>2</sub>O x"),
    (r"\ce{H2", None), (r"\alpha_1", "α<sub>1</sub>"), (r"\alpha x", "αx"),
    (r"\sin x", "sin x"), (r"\sin{x}", "sinx"), (r"a \le b", "a ≤ b"), (r"a\le b", "a≤b"),
    (r"B \to \mu\mu", "B →μμ"), (r"a \to b", "a → b"), (r"\nonsense x", None),
    (r"\begin{array}x", None), ("{a}} b", "a b"), ("a}b", "ab"), (r"\%", "%"), ("a\\", "a"),
    ("a~b", "a b"), ("x_", "x"), ("x_}", "x"), ("{" * 11 + "x" + "}" * 11, "x"),
    ("{" * 12 + "x" + "}" * 12, None), (r"x^'", "x′"), ("a  b", "a b"), (r"\text{a b}", "a b"),
    (r"\frac{\alpha}{2}", "α/2"), (r"a\,b", "a\u2009b"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), FORMULAS)
def test_formulas(source: str, expected: str | None) -> None:
    assert math.formula(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("H2O", "H<sub>2</sub>O"), ("SO4^2-", "SO<sub>4</sub><sup>2-</sup>"),
        ("SO4^{2-}", "SO<sub>4</sub><sup>2-</sup>"), ("Na+", "Na<sup>+</sup>"),
        ("Cl-", "Cl<sup>-</sup>"), ("O2 -> O3", "O<sub>2</sub> → O<sub>3</sub>"),
        ("A <=> B", "A ⇌ B"), ("A <- B", "A ← B"), ("^{13}C", "<sup>13</sup>C"),
        ("^13C", "<sup>13</sup>C"), ("C_{n}", "C<sub>n</sub>"), ("C_n", "C<sub>n</sub>"),
        ("(OH)2", "(OH)<sub>2</sub>"), ("x^", "x"), ("Fe1.5O", "Fe<sub>1.5</sub>O"),
        ("2H2", "2H<sub>2</sub>"),
    ],
)  # fmt: skip
def test_formulas_of_chemistry(source: str, expected: str) -> None:
    assert math.chemical(source) == expected


def test_numbers_and_units() -> None:
    assert [math.number(text) for text in ("300", "1.5e-3", "e5", "1 e +5", r"1\pm 2", "1+-2",
      "1d3")] == [
        "300", "1.5 × 10<sup>-3</sup>", "10<sup>5</sup>", "1 × 10<sup>5</sup>", "1 ± 2", "1 ± 2",
        "1 × 10<sup>3</sup>",
    ]  # fmt: skip
    units = {
        r"\micro\meter": "µm", r"\kilo\gram\per\cubic\metre": "kg/m³",
        "m.s^{-1}": "m s<sup>-1</sup>", r"\meter\squared": "m²", r"\meter\cubed": "m³",
        r"\square\kilo\meter": "km²",
        r"\meter\second": "m s", r"\nonsense": r"\nonsense", "m/s": "m/s", "m~s": "m s",
        "m^2": "m<sup>2</sup>", r"\degree": "°", "{m}": "m",
    }  # fmt: skip
    assert {source: math.unit(source) for source in units} == units
    assert math.quantity("5", r"\micro\meter") == "5 µm"
    assert math.quantity("45", r"\degree") == "45°"


PROSE = [
    (r"From $5 to $10, A_b^c, {x} in C:\temp", r"From $5 to $10, A_b^c, {x} in C:\temp"),
    ("O($n^2$)", "O(n<sup>2</sup>)"), (r"$\alpha$-sets", "α-sets"), ("$alpha$", "$alpha$"),
    ("$abc$", "abc"), ("$$x^2$$", "x<sup>2</sup>"), (r"\(x^2\)", "x<sup>2</sup>"),
    (r"M\'endez", "Méndez"), (r"Owl\'s", "Owl's"), (r"\"a\" b", '"a" b'),
    (r"{\em a} b", "<i>a</i> b"), (r"\emph{a} b", "<i>a</i> b"), (r"\emph a", r"\emph a"),
    (r"\textbf{a}{b}", "<b>a</b>b"), (r"\alpha-sets", "α-sets"), (r"\alpha{}s", "αs"),
    (r"5\,m", "5\u2009m"), (r"\nonsense{a}", r"\nonsense{a}"), (r"\section{a}", r"\section{a}"),
    (r"\LaTeX", r"\LaTeX"), (r"$\nonsense$", r"$\nonsense$"), (r"C:\new", r"C:\new"), ("$5", "$5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_tex_in_prose(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_only_commands_in_prose() -> None:
    assert prose("O($n^2$)", commands=True) == "O($n^2$)"
    assert prose(r"O($\alpha^2$)", commands=True) == "O(α<sup>2</sup>)"


ENCODED = [
    ("Growth", "Growth"), ("A & B", r"A \& B"), ("50% #1 a_b $5", r"50\% \#1 a\_b \$5"),
    ("{x}", r"\{x\}"), ("{x", r"\textbraceleft{}x"), ("x}", r"x\textbraceright{}"),
    ("a\\b", r"a\textbackslash{}b"), ("a~b", r"a\textasciitilde{}b"),
    ("a^b", r"a\textasciicircum{}b"),
    ("a--b", "a-{}-b"), ("''", "'{}'"), ("?`", "?{}`{}"), ("<i>a</i>", r"\textit{a}"),
    ("<b>a</b>", r"\textbf{a}"), ("<sup>2</sup>", r"$^{\textrm{2}}$"),
    ("<sub>2</sub>", r"$_{\textrm{2}}$"), (f"{NC}Bayes</span> a", "{Bayes} a"),
    (f"{NC}DNA</span> a", "{{DNA}} a"),
    (f"{NC}Bayes</span>", "{{Bayes}}"), (f"{SC}a</span>", r"\textsc{a}"), ("a  b", r"a \ b"),
    ("a\nb", r"a\newline{}b"), ("a\n\nb", r"a\newline{}\newline{}b"), (" a", r"\ a"),
    ("a ", "a\\ {}"), ("a\x00b", "ab"), ("a\r\nb", r"a\newline{}b"), ("a\xa0b", "a~b"),
    ("<i>a<sup>2</sup></i>", r"\textit{a$^{\textrm{2}}$}"),
    ("<sup>a_b</sup>", r"\textsuperscript{a\_b}"), ("}{", r"\textbraceright{}\textbraceleft{}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENCODED)
def test_tex_is_written(text: str, expected: str) -> None:
    assert encode(text) == expected
    if "\x00" not in text and "\r" not in text:
        assert decode(expected, titled=True) == text


def test_options_of_tex_that_is_written() -> None:
    protect = {
        "The DNA of eBay": "The {DNA} of {eBay}", "A Study": "A Study", "On A Study": "On A Study",
        "On B Study": "On {B} Study", "Growth: A Study": "Growth: A Study",
        "ON THE DNA": "ON THE DNA", "ON DNA": "{ON} {DNA}", "X-ray": "X-ray",
        "An X-ray": "An {X}-ray",
        "McDonald": "{McDonald}", "“A Study”": "“A Study”",
        "<i>DNA</i> of DNA": r"\textit{DNA} of {DNA}",
    }  # fmt: skip
    assert {text: encode(text, protect=True) for text in protect} == protect
    assert encode("a\n\nb", lines=True) == "a\n\nb"
    assert encode("Salt and Pepper AND x", split_and=True) == "Salt {and} Pepper {AND} x"
    assert encode("Salt and Pepper") == "Salt and Pepper"
    assert encode("Müller – 张", ascii_only=True) == r"M{\"u}ller -- 张"
    assert encode("Müller") == "Müller"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://x.org/a_b?c=%20&d#e~", "http://x.org/a_b?c=%20&d#e~"), ("a}b", "a%7Db"),
        ("a{b}c", "a{b}c"), ("{a}", "%7Ba%7D"), ("a\\b", "a%5Cb"), ("a  b", "a %20b"),
        (" a", "%20a"), ("a ", "a%20"), ("a\nb", "a%0Ab"), ("a^^b", "a%5E%5Eb"),
        ("a^b", "a^b"), ("ü", "ü"), ("a$\\b", "a%24%5Cb"),
    ],
)  # fmt: skip
def test_verbatim_text_of_tex(text: str, expected: str) -> None:
    assert encode_verbatim(text) == expected
    assert encode_verbatim("ü", ascii_only=True) == "%C3%BC"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"{\'E}cole \emph{a} \& Co", True), (r"\input{x}", False), (r"\& \input{x}", False),
        ("a} b {", False),
        ("^^5c", False), (r"\begin{itemize}\end{itemize}", True), (r"\begin{itemize}", False),
        (r"\end{itemize}", False), (r"\begin{input}{x}", False),
        (r"\begin{itemize}\begin{center}\end{itemize}\end{center}", False),
        (r"\url{https://x.org}", True), (r"\href{mailto:a}{b}", True), (r"\url{file:/x}", False),
        (r"\url x", False), (r"\def\a{b}", False), ("a\\", False), ("plain", True),
        ("50% {a}", False),
        ("50%20{a}", True), ("50% a", True), ("a\x00", False), (r"\@ifstar", False),
        (r"\textgreek{a}", True), (r"\emph{a" + "a" * 10_000 + "}", False),
        (r"\emph{a}" + "a" * 9_992, True), (r"\emph{a}" + "a" * 9_993, False), (r"a\}", False),
    ],
)  # fmt: skip
def test_tex_that_does_no_harm(text: str, expected: bool) -> None:
    assert is_harmless(text) is expected


def test_tex_that_comes_as_data() -> None:
    assert said(r"\'Ecole \emph{a}") == "École <i>a</i>"
    assert said(r"\input{x}") == r"\input{x}"
    assert said(r"C:\\new") == r"C:\\new"
    assert said("{Bayes} a") == f"{NC}Bayes</span> a"
    assert said("a & b") == "a & b"


def test_characters_of_tex() -> None:
    assert [command(name) for name in ("ss", "textalpha", "upalpha", "alpha", "TeX", "CTAN",
      "nonsense")] == [
        "ß", "α", "α", "α", "TeX", "CTAN", None,
    ]  # fmt: skip
    assert [is_logo(name) for name in ("LuaTeX", "CTAN", "foo", "C")] == [True, True, False, False]
    assert [accented("'", letter) for letter in ("e", "ı", "ȷ", "", "ab")] == [
        "é",
        "í",
        "j́",
        "´",
        "áb",
    ]
    assert accented("c", "") == ""
    ascii_of = {
        "ö": r'{\"o}', "ß": r"{\ss}", "é": r"{\'e}", "í": r"{\'\i}", "ǰ": r"{\v\j}", "į": r"{\k i}",
        "ç": r"{\c c}", "š": r"{\v s}", "–": "--", "α": r"{$\alpha$}", "张": "张", "ḩ": r"{\c h}",
    }  # fmt: skip
    assert {char: to_ascii(char) for char in ascii_of} == ascii_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<math> a <mi>b</mi></math>", "ab"), ("<math> a </math>", "a"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "x = 2"),
        ("<math><mi mathvariant='bold'>x</mi><unknown> y <mi>z</mi></unknown></math>",
         "<b>x</b>yz"),
        ("<math><mi>a</math>", "a"), ("<math><msub><mi>H</mi><mn>2</mn></msub></math>",
                                      "H<sub>2</sub>"),
        ("<math><msqrt><mi>x</mi></msqrt></math>", "√x"), ("<math><mi>&alpha;</mi></math>", "α"),
        ("<m:math xmlns:m='x'><m:mi>q</m:mi></m:math>", "q"),
    ],
)  # fmt: skip
def test_formulas_of_mathml(markup: str, text: str) -> None:
    assert mathml.math_text(markup) == text


@pytest.mark.parametrize(
    ("char", "text"),
    [("∀", "{\\ensuremath{\\forall}}"), ("✓", "✓"), ("☃", "☃"), ("ﬁ", "{fi}"), ("\ud800", "\ud800"),
     ("–", "{\\textendash}"), ("ß", "{\\ss}")],
)  # fmt: skip
def test_signs_that_pylatexenc_knows(char: str, text: str) -> None:
    """As it has them, in a group of their own; what it has not, or not whole, stays."""
    assert symbols._by_pylatexenc(char) == text


@pytest.mark.parametrize(
    ("title", "own", "language", "expected"),
    [
        ("[Not Available].", "Über", "de", "Über"), ("[ Not Available ]", None, "fr", None),
        ("[On roots].", "Über", "de", "Über"), ("[On roots]", None, "de", "On roots"),
        ("[On roots]", None, "en", "[On roots]"), ("On roots", "Über", "de", "Über"),
    ],
)  # fmt: skip
def test_titles_that_medline_translates(
    title: str, own: str | None, language: str, expected: str | None
) -> None:
    paper = Paper(title=title, language=language)
    settle_bracketed(paper, own)
    assert paper.title == expected
    told = own is not None and "Not" not in title
    assert paper.custom == ({"translations": {"en": {"title": "On roots"}}} if told else {})
