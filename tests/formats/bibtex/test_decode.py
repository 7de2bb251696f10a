"""LaTeX text as rich text, and back."""

from __future__ import annotations

import pytest

from citex.formats.bibtex._reading import verbatim
from citex.text.tex.decode import decode
from citex.text.tex.encode import encode, encode_verbatim

NOCASE = '<span class="nocase">{}</span>'.format


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"G\"{o}del", "Gödel"),
        (r"G\"odel", "Gödel"),
        (r"{G\"odel}", "Gödel"),
        (r"Garc{\'\i}a, Garc{\'{\i}}a, Garc\'{\i}a, Garc\'ia", "García, García, García, García"),
        (r"\v{S}koda \v Skoda {\v{s}} \c{c} {\c c}", "Škoda Škoda š ç ç"),
        (r"\L\'od\'z, {\O}re, \o re, stra{\ss}e, Stra\ss{}e", "Łódź, Øre, øre, straße, Straße"),
        (r"\r{a} \H{o} \k{a} \d{s} \b{d} \u{g} \.z \=a", "å ő ą ṣ ḏ ğ ż ā"),
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"10\% of A\&B, \#1, \$5, a\_b, \{x\}", "10% of A&B, #1, $5, a_b, {x}"),
        (r"a\textasciitilde{}b \textasciicircum{} \textbackslash{}n", "a~b ^ \\n"),
        ("a--b---c", "a–b—c"),
        ("``a'' `b'", "“a” ‘b’"),
        ("a~b", "a\u00a0b"),
        (r"a\ b\,c", "a b\u2009c"),
        ("  a \n  b\t c ", "a b c"),
        (
            r"\emph{a} \textit{b} {\em c} {\it d} {\itshape e}",
            "<i>a</i> <i>b</i> <i>c</i> <i>d</i> <i>e</i>",
        ),
        (r"\textbf{a {\em b}}", "<b>a <i>b</i></b>"),
        (r"H\textsubscript{2}O, 10\textsuperscript{3}", "H<sub>2</sub>O, 10<sup>3</sup>"),
        (r"\textsc{ab}", '<span style="font-variant:small-caps;">ab</span>'),
        (r"\emph{\"u}", "<i>ü</i>"),
        (r"\url{http://a.b/c_d} \href{http://x}{text}", "http://a.b/c_d text"),
        (r"\enquote{a} \textquoteleft{}b", "“a” ‘b"),
        (r"\unknown{a} \foo b", "a b"),
        (r"\noopsort{1973}Title", "Title"),
        (r"see \url{http://example.org/~owl/a\_b}", "see http://example.org/~owl/a_b"),
        (r"the \texorpdfstring{$\beta$}{beta} owl", "the β owl"),
        (r"\uppercase{n}est \MakeLowercase{OWL}", "Nest owl"),
        (r"a{\char'176}b \char126 c \symbol{64}d", "a~b ~c @d"),
        (r"owls \cite{owl:1} sing, as \ref{x} says", "owls sing, as says"),
        (r"\IeC {\'e}t\IeC{\'e} in \oldstylenums{1920}", "été in 1920"),
        (r"\textbaht", "฿"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"-{}-", "--"),
        (r"a\\b", "a\nb"),
        ("{Whole}", "Whole"),
        ("unbalanced } brace { here", "unbalanced brace here"),
        ("a $ b", "a $ b"),
    ],
)
def test_text(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("$x^2$", "x<sup>2</sup>"),
        ("$x^{2n}$ and $H_2O$", "x<sup>2n</sup> and H<sub>2</sub>O"),
        (r"$\alpha$-helix", "α-helix"),
        (r"5$^{\circ}$C, 5$^\circ$C", "5°C, 5°C"),
        (r"CO$_2$", "CO<sub>2</sub>"),
        (r"\(a \leq b\)", "a ≤ b"),
        (r"$\mathrm{pH} > 7$", "pH > 7"),
        (r"\ensuremath{\mu}m", "μm"),
        (r"$\frac{1}{2}$", "1/2"),
        (r"$\begin{array}x$", r"$\begin{array}x$"),
        (r"costs \$5 and $x$", "costs $5 and x"),
    ],
)
def test_mathematics(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The {Bayesian} view", f"The {NOCASE('Bayesian')} view"),
        ("The {B}ayesian view", f"The {NOCASE('Bayesian')} view"),
        ("The {Markov Chain} view", f"The {NOCASE('Markov Chain')} view"),
        ("The {van} Gogh", f"The {NOCASE('van')} Gogh"),
        # words that no style lowers, as they have capitals inside, need no span
        ("The {DNA} of {NumPy} and {D}{N}{A}", "The DNA of NumPy and DNA"),
        ("vitamin {C}", "vitamin C"),
        # said twice, it is meant
        ("The {{DNA}} of it", f"The {NOCASE('DNA')} of it"),
        # braces around the whole say nothing; a special character is not protected
        ("{The Bayesian View}", "The Bayesian View"),
        (r"{\"O}sterreich and {\em E. coli}", "Österreich and <i>E. coli</i>"),
        (r"In {{\"O}sterreich}", f"In {NOCASE('Österreich')}"),
        (r"On {{\textit{Homo}}} x", f"On {NOCASE('<i>Homo</i>')} x"),
        (r"\textit{a {B} c}", "<i>a B c</i>"),
    ],
)
def test_protected_capitals(latex: str, text: str) -> None:
    assert decode(latex, titled=True) == text
    assert decode(encode(text, protect=True), titled=True) == text


def test_blank_lines_part_paragraphs() -> None:
    assert decode("a\n b\n\n c {d}", lines=True) == "a b\n\nc d"
    assert decode("a\n b\n\n c", lines=True) == "a b\n\nc"
    assert decode("a\n\nb") == "a b"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("A & B, 50%, $5, #1, a_b", r"A \& B, 50\%, \$5, \#1, a\_b"),
        ("{a} ~ ^ \\", r"\{a\} \textasciitilde{} \textasciicircum{} \textbackslash{}"),
        ("a } b", r"a \textbraceright{} b"),
        ("} {", r"\textbraceright{} \textbraceleft{}"),
        ("p < 0.05 > x", "p $<$ 0.05 $>$ x"),
        ("a--b ``c''", "a-{}-b `{}`{}c'{}'"),
        ("<i>E. coli</i> in H<sub>2</sub>O", r"\textit{E. coli} in H$_{\textrm{2}}$O"),
        ("a <i>b", "a $<$i$>$b"),
        ("a  b\nc", r"a \ b\newline{}c"),
        ("张三—李四", "张三—李四"),
    ],
)
def test_escapes(text: str, latex: str) -> None:
    assert encode(text) == latex
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("A NASA study of the iPhone", "A {NASA} study of the {iPhone}"),
        ("NumPy: A Guide", "{NumPy}: A Guide"),
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("Vitamin C and T cells", "Vitamin {C} and {T} cells"),
        ("C. elegans: C. briggsae", "C. elegans: C. briggsae"),
        ("H<sub>2</sub>O and DNA-binding", r"H$_{\textrm{2}}${O} and {DNA}-binding"),
        ("ALL IN CAPITALS", "ALL IN CAPITALS"),
        ("基于DNA的方法", "基于{DNA}的方法"),
        ("AT&T and (IEEE)", r"{AT}\&{T} and ({IEEE})"),
    ],
)
def test_protection(text: str, latex: str) -> None:
    assert encode(text, protect=True) == latex
    assert decode(latex, titled=True) == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Müller, Łódź, ß, é", r"M{\"u}ller, {\L}{\'o}d{\'z}, {\ss}, {\'e}"),
        ("ı, í, ř, ş, ő", r"{\i}, {\'\i}, {\v r}, {\c s}, {\H o}"),
        ("a – b — “c”", "a -- b --- ``c''"),
        ("5 °C, α ≤ β", None),
        ("Nguyễn, 张三", None),
    ],
)
def test_ascii(text: str, latex: str | None) -> None:
    done = encode(text, ascii_only=True)
    if latex is not None:
        assert done == latex
        assert done.isascii()
    assert decode(done) == text


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://x.org/a_b?c=%20&d#e~f", "https://x.org/a_b?c=%20&d#e~f"),
        (r"https://x.org/a\_b\%20\&c\#d", "https://x.org/a_b%20&c#d"),
        (r"10.1000/{\_}x{\%}y", "10.1000/_x%y"),
        (r"http://x.org/{\textasciitilde}me", "http://x.org/~me"),
        (r"http://x.org/$\sim$me", "http://x.org/~me"),
        (r"\url{http://x.org/a_b}", "http://x.org/a_b"),
        ("{http://x.org}", "http://x.org"),
        ("http://x.org/{id}", "http://x.org/{id}"),
    ],
)
def test_verbatim_fields_are_no_latex(raw: str, address: str) -> None:
    assert verbatim(raw) == address


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://x.org/a_b?c=%20&d#e~^", "http://x.org/a_b?c=%20&d#e~^"),
        ("http://x.org/{id}", "http://x.org/{id}"),
        ("http://x.org/}, note = {x", "http://x.org/%7D, note = %7Bx"),
        ("a\\b\nc", "a%5Cb%0Ac"),
    ],
)
def test_verbatim_fields_cannot_break_out(address: str, written: str) -> None:
    assert encode_verbatim(address) == written


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"A \ensuremath{a" + "\\", "A a"), (r"A \ensuremath" + "\\", "A"), ("A $x" + "\\", "A $x\\")],
)
def test_mathematics_that_ends_in_a_backslash_ends(latex: str, text: str) -> None:
    assert decode(latex) == text
