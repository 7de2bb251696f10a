"""Marked-up text of every kind: TeX, HTML, JATS, entities, and the stops that end titles."""

from __future__ import annotations

import pytest

from citex.formats import Problems, Source
from citex.model import Paper
from citex.registry import reader_named
from citex.text.richtext.markup import rich_text
from citex.text.tex.commands import unknown_commands
from citex.text.tex.decode import decode
from citex.text.tex.encode import encode
from citex.text.tex.prose import prose
from citex.text.titles import without_stop

TEX = [
    (r"CaCO$_{\textrm{3}}$ at 10$^{\textrm{-5}}$ M", "CaCO<sub>3</sub> at 10<sup>-5</sup> M"),
    (r"$^{\mathrm{18}}$O in $\mathrm{SiO_2}$", "<sup>18</sup>O in SiO<sub>2</sub>"),
    (r"$\mathrm{^{15}N}$, $k_{\text{cat}}$", "<sup>15</sup>N, k<sub>cat</sub>"),
    (r"$V_\mathrm{max}$ and $V_{\rm max}$", "V<sub>max</sub> and V<sub>max</sub>"),
    (r"\ensuremath{\beta}-decay, \ensuremath{x^{2}}", "β-decay, x<sup>2</sup>"),
    (r"N\textsubscript{2}O, \textsuperscript{14}C", "N<sub>2</sub>O, <sup>14</sup>C"),
    (r"\ce{CO2} and \ce{NH4+}", "CO<sub>2</sub> and NH<sub>4</sub><sup>+</sup>"),
    (r"\ce{^{14}C} of \ce{Fe2(SO4)3}",
     "<sup>14</sup>C of Fe<sub>2</sub>(SO<sub>4</sub>)<sub>3</sub>"),
    (r"\(a^2\) and \[b_1\]", "a<sup>2</sup> and b<sub>1</sub>"),
    (r"at $$\sqrt{s}=7$$ TeV", "at √s=7 TeV"),
    (r"$\frac{3}{4}$ of $\sqrt[3]{x+1}$", "3/4 of <sup>3</sup>√(x+1)"),
    (r"$\bar{B}^0$, $\hat{x}$, $\vec{v}$", "B̄<sup>0</sup>, x̂, v⃗"),
    (r"$\left(1+\epsilon\right)$", "(1+ϵ)"),
    (r"$O(n \log n)$", "O(n log n)"),
    (r"$\mathbf{x}$ and $\textit{in vivo}$", "<b>x</b> and <i>in vivo</i>"),
    (r"$\begin{array}{c}1\end{array}$", r"$\begin{array}{c}1\end{array}$"),
    (r"The $\less$i$\greater$Bos$\less$/i$\greater$ genus", "The <i>Bos</i> genus"),
    (r"Q{\&}amp$\mathsemicolon$A", "Q&amp;A"),
    (r"\textless b\textgreater x", "<b>x"),
    (r"\SI{12}{\kilo\hertz}, \SI{3}{\nano\metre}", "12 kHz, 3 nm"),
    (r"\qty{9.8}{\metre\per\square\second}", "9.8 m/s²"),
    (r"\num{2e6} cells, \ang{30}, \SIrange{1}{5}{\milli\gram}",
     "2 × 10<sup>6</sup> cells, 30°, 1–5 mg"),
    (r"\SI[per-mode=symbol]{7}{\percent}", "7 %"),
    (r"\textbeta{} and \textOmega, \upmu m", "β and Ω, μm"),
    (r"\glqq Wort\grqq{} und \glq x\grq", "„Wort“ und ‚x‘"),
    (r"\flqq mot\frqq", "«mot»"),
    (r"\enquote{a \mkbibemph{b}}", "“a <i>b</i>”"),
    ("A `new' world, not the boys' one", "A ‘new’ world, not the boys' one"),
    ("Qur`an and `Abd", "Qur`an and `Abd"),
    (r"the \`a la carte's", "the à la carte's"),
    ('{"}so{"} they say', '"so" they say'),
    (r"and\slash or, Bal\-ti\-more", "and/or, Baltimore"),
    (r"e.g.\@ x~y, z\,kg", "e.g. x\u00a0y, z\u2009kg"),
    (r"Tr{\'{\^a}}n Nguy{\~{\^e}}n", "Trấn Nguyễn"),
    (r"\ifmmode \check{S}\else \v{S}\fi{}uma", "Šuma"),
    (r"\unheardof{kept} text", "kept text"),
    (r"$\unheardof{x}$", r"$\unheardof{x}$"),
    ("5 $<$ 6", "5 < 6"),
    (r"{\LuaTeX} on \CTAN{} in \acro{pdf}\Dash{}a tour", "LuaTeX on CTAN in pdf—a tour"),
    ("A $5 note and a $10 note", "A $5 note and a $10 note"),
    (r"$\overset{\circ}{A}$ and $a\stackrel{f}{\to}b$", "Å and a→<sup>f</sup>b"),
    (r"{$\upbeta$}-blockers", "β-blockers"),
    (r"{\&}lt$\mathsemicolon$i{\&}gt$\mathsemicolon$Bos", "&lt;i&gt;Bos"),
]  # fmt: skip

PROSE = [
    (r"The $L^p$ norm", "The L<sup>p</sup> norm"),
    (r"G{\"o}del and Erd\H{o}s", "Gödel and Erdős"),
    (r"$$\sqrt{s}=8$$ TeV $$pp$$ runs of $$\text {K}^{-}$$", "√s=8 TeV pp runs of K<sup>-</sup>"),
    (r"\textit{Zea} and {\em Bos}", "<i>Zea</i> and <i>Bos</i>"),
    (r"10\,GeV, 5\% of A\&B", "10\u2009GeV, 5% of A&B"),
    ("k$-means$", "k$-means$"),
    ("$n$-gram", "n-gram"),
    ("From $5 to $10", "From $5 to $10"),
    ("US$5-$6 and A$7", "US$5-$6 and A$7"),
    ("Ca$h and A_b^c {x}", "Ca$h and A_b^c {x}"),
    (r"C:\temp\new \d+ \unheardof{x}", r"C:\temp\new \d+ \unheardof{x}"),
    (r"$\unheardof$", r"$\unheardof$"),
    (r"Owl\'s nests, the owls\' eyes, M\'endez", "Owl's nests, the owls' eyes, Méndez"),
    (r"The \"About owls\" page", 'The "About owls" page'),
    (r"\\host\SHARE, AC\DC", r"\\host\SHARE, AC\DC"),
    (r"H\textsubscript{2}O and \(x\)", "H<sub>2</sub>O and x"),
]

WEB = [
    ("R&amp;amp;D &#39;x&#39; &quot;y&quot;", "R&D 'x' \"y\""),
    ("&lt;em&gt;Bos&lt;/em&gt; &amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt;", "<i>Bos x</i>"),
    ("AT&T; Q&A; &unheardof;", "AT&T; Q&A; &unheardof;"),
    ("N<sub> 2</sub>O of SO <sub>2</sub>", "N<sub>2</sub>O of SO<sub>2</sub>"),
    ("NO\n  <sub>x</sub>\n  and N\n  <sub>2</sub>\n  O", "NO<sub>x</sub> and N<sub>2</sub>O"),
    ("CO\n<sub>2</sub>\nIn plants, As", "CO<sub>2</sub> In plants, As"),
    ("Fe <sub>3</sub> O <sub>4</sub> films", "Fe<sub>3</sub>O<sub>4</sub> films"),
    ("Zn <sup>2+</sup> and <sup>65</sup>Zn", "Zn<sup>2+</sup> and <sup>65</sup>Zn"),
    ("the\n<sup>14</sup>\nC age", "the <sup>14</sup>C age"),
    ("10 <sup>6</sup> of <sup>3</sup>He", "10<sup>6</sup> of <sup>3</sup>He"),
    ("a <inline-formula><alternatives><tex-math>$y_1$</tex-math><mml:math><mml:msub><mml:mi>y"
     "</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math></alternatives></inline-formula> b",
     "a y<sub>1</sub> b"),
    ("a <alternatives><mml:math><mml:mi>z</mml:mi></mml:math><tex-math>z</tex-math></alternatives>",
     "a z"),
    ('<inline-formula> <tex-math notation="LaTeX">$K_{\\alpha}$ </tex-math></inline-formula>-fold',
     "K<sub>α</sub>-fold"),
    (r"<tex-math>\documentclass{minimal}\begin{document}$$a^2 &lt; b$$\end{document}</tex-math>",
     "a<sup>2</sup> < b"),
    ('A <formula><tex Notation="TeX">$\\mu$</tex></formula>m', "A μm"),
    ("Ga <sup>3+</sup> -doped", "Ga<sup>3+</sup>-doped"),
    ("α\n<sub>1</sub>\n-blockers", "α<sub>1</sub>-blockers"),
    ("The &lt;div&gt; tag", "The <div> tag"),
]  # fmt: skip

STOPS = [
    ("A study of owls.", "A study of owls"),
    ("Owls of the U.S.A.", "Owls of the U.S.A."),
    ("gadget, v.", "gadget, v."),
    ("Eulen, Käuze usw.", "Eulen, Käuze usw."),
    ("Eulen u. a.", "Eulen u. a."),
    ("Owls, mice, etc.", "Owls, mice, etc."),
    ("Smith et al.", "Smith et al."),
    ("The case of Owl Inc.", "The case of Owl Inc."),
    ("Bubo minor sp. nov.", "Bubo minor sp. nov."),
    ("Collected in vol. 2 no.", "Collected in vol. 2 no."),
    ("On the growth of Zea mays L.", "On the growth of Zea mays L."),
    ("Just say no.", "Just say no"),
    ("The state of the art.", "The state of the art"),
    ("Vitamin K.", "Vitamin K"),
    ("And then...", "And then..."),
    ("And then…", "And then…"),
    ("Why owls?.", "Why owls?"),
    ("On <i>Bubo bubo</i>.", "On <i>Bubo bubo</i>"),
    ("On <i>Bubo bubo.</i>", "On <i>Bubo bubo</i>"),
    ("Owls.", "Owls"),
    ("猫头鹰研究。", "猫头鹰研究"),
    ("Совы и др.", "Совы и др."),
]


@pytest.mark.parametrize(("source", "expected"), TEX)
def test_tex_of_bibtex(source: str, expected: str) -> None:
    assert decode(source) == expected


@pytest.mark.parametrize(("source", "expected"), PROSE)
def test_tex_in_prose(source: str, expected: str) -> None:
    assert prose(source) == expected
    assert prose(expected) == expected


@pytest.mark.parametrize(("source", "expected"), WEB)
def test_markup_of_the_web(source: str, expected: str) -> None:
    assert rich_text(source) == expected


@pytest.mark.parametrize(("title", "expected"), STOPS)
def test_closing_stops(title: str, expected: str) -> None:
    assert without_stop(title) == expected
    assert without_stop(expected) == expected


FILES = {
    # a record of each format, its title to be filled in
    "ris": "TY  - JOUR\nTI  - {}\nER  - \n",
    "endnote": "%0 Journal Article\n%T {}\n",
    "refworks": "RT Journal Article\nT1 {}\n",
    "nbib": "PMID- 1\nTI  - {}\nPT  - Journal Article\n",
    "isi": "FN x\nVR 1.0\nPT J\nTI {}\nER\n\nEF\n",
    "noteexpress": "{{Reference Type}}: Journal Article\n{{Title}}: {}\n",
    "bibtex": "@article{{a, title = {{{}}}}}\n",
    "biblatex": "@article{{a, title = {{{}}}}}\n",
    "csljson": '[{{"id": "a", "type": "article-journal", "title": "{}"}}]',
}
XML = {
    "mods": '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>{}</title>'
    "</titleInfo></mods></modsCollection>",
    "endnote-xml": "<xml><records><record><titles><title>{}</title></titles></record></records>"
    "</xml>",
    "word": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/'
    'bibliography"><b:Source><b:SourceType>JournalArticle</b:SourceType><b:Title>{}</b:Title>'
    "</b:Source></b:Sources>",
}
YAML = {
    "cff": 'cff-version: 1.2.0\nmessage: m\ntitle: "{}"\nauthors:\n  - name: x\n',
    "hayagriva": 'a:\n  type: article\n  title: "{}"\n',
}


def read(name: str, text: str) -> Paper:
    problems: Problems = []
    return next(reader_named(name).papers(Source.of_text(text), problems))


@pytest.mark.parametrize("name", [*FILES, *YAML])
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Owls &amp; mice", "Owls & mice"),
        ("Owls &lt;i&gt;Bubo&lt;/i&gt;", "Owls <i>Bubo</i>"),
        ("Owls <jats:italic>Bubo</jats:italic>", "Owls <i>Bubo</i>"),
        ("N <sub>2</sub>O &amp;amp; x", "N<sub>2</sub>O & x"),
        ("The <title> element", "The <title> element"),
    ],
)
def test_every_file_has_its_markup_resolved(name: str, title: str, expected: str) -> None:
    found = read(name, (FILES | YAML)[name].format(title))
    assert found.title == expected
    assert [note.kind for note in found.remarks if note.variable == "title"] == (
        ["repaired"] if title != expected else []
    )


@pytest.mark.parametrize("name", XML)
def test_every_xml_has_what_was_escaped_twice_resolved(name: str) -> None:
    title = "Owls &amp;amp; &lt;em&gt;Bubo&lt;/em&gt;"
    assert read(name, XML[name].format(title)).title == "Owls & <i>Bubo</i>"


@pytest.mark.parametrize("name", [*FILES, *YAML, *XML])
def test_every_file_loses_the_closing_stop(name: str) -> None:
    forms = FILES | YAML | XML
    assert read(name, forms[name].format("A study of owls.")).title == "A study of owls"
    for title in ("owl, n.", "Eulen usw.", "Owls of the U.S.A.", "And then..."):
        assert read(name, forms[name].format(title)).title == title


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("bibtex", "biblatex")])
def test_commands_of_tex_are_resolved_in_files_of_plain_text(name: str) -> None:
    slash = "\\\\" if name == "csljson" else "\\"
    found = read(name, FILES[name].format(f"The ${slash}alpha$ and $x^2$ of $5"))
    assert found.title == "The α and $x^2$ of $5"


def test_publishers_and_keywords_have_their_entities_resolved() -> None:
    found = read("ris", "TY  - JOUR\nTI  - T\nPB  - M&uuml;ller\nKW  - a &amp; b; c\nER  - \n")
    assert found.publisher == "Müller"
    assert found.keyword == "a & b, c"


def test_unknown_commands_are_told() -> None:
    found = read("bibtex", r"@article{a, title = {A \unheardof{b} \neverseen c}, note = {\'e}}")
    assert found.title == "A b c"
    assert [(note.kind, note.variable) for note in found.remarks] == [("dropped", "title")]
    assert unknown_commands(r"\textalpha \'e \emph{x} \SI{1}{\meter} \unheardof") == [r"\unheardof"]


@pytest.mark.parametrize(
    "text",
    [
        "H<sub>2</sub>O", "10<sup>-3</sup> M", "x<sup><i>n</i></sup>", "a<sub>b & c</sub>",
        "<i>n<sub>2</sub></i>", "1 < 2 > 0 << 3", "a <i> b", "`a' and ``b''", "$x$ and {\"}",
        "<sub>$</sub>", "CO<sub>2</sub>-free", "é<sup>é</sup>", "<b><sup>2</sup></b>",
    ],
)  # fmt: skip
def test_what_is_written_in_tex_is_read_back(text: str) -> None:
    assert decode(encode(text, protect=True), titled=True) == text
    assert decode(encode(text, ascii_only=True)) == text


@pytest.mark.parametrize(
    "hostile",
    ["$" * 3000, "`" * 3000 + "'", "\\(" * 2000, "{\\em " * 2000, "\\emph{" * 2000, "$_{" * 2000,
     "\\ifmmode " * 2000, "<sub> " * 3000, "&amp" * 3000, "<alternatives>" * 2000, "$a " * 3000,
     "\\sqrt[" * 2000, "\\ce{" * 2000, "`a'a" * 2000, "^" * 3000, "a. " * 3000],
)  # fmt: skip
def test_nothing_takes_long(hostile: str) -> None:
    for read_text in (decode, prose, rich_text, without_stop, unknown_commands):
        read_text(hostile)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ris", "TY  - JOUR\nTI  - T\nAU  - {}\nER  - \n"), ("endnote", "%0 Book\n%T T\n%A {}\n"),
        ("refworks", "RT Journal Article\nT1 T\nA1 {}\n"),
        ("bibtex", "@misc{{a, author = {{{}}}}}"),
        ("nbib", "PMID- 1\nTI  - T\nFAU - {}\n"),
        ("noteexpress", "{{Reference Type}}: Book\n{{Title}}: T\n{{Author}}: {}\n"),
    ],
)  # fmt: skip
def test_an_entity_parts_no_list_of_names(name: str, line: str) -> None:
    found = read(name, line.format("M&uuml;ller, Ann"))
    assert [str(author) for author in found.author or ()] == ["Ann Müller"]
