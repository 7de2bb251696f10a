"""What pandoc finds in the outputs of hostile texts: text and emphasis, nothing else."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import judges
import pytest

import citex
from citex import csl
from citex.csl.markup import BLOCK, BOLD, CLOSE, ITALIC
from citex.csl.output import output
from citex.model import Name, Paper, PartialDate

ATTACKS = """{onclick=alert(1)}
[x]{onclick=alert(1)}
x {onclick=alert(1)} y
*x*{onclick=alert(1)}
`x`{=html}
`x`{onclick=x}
    code
     * list
- item
+ item
* item
1. item
1) item
(1) item
(a) item
a. item
A.  item
iv. item
#. item
(@) example
# Head
## Head {#id onclick=x}
Head
=====
-----
> quote
>quote
| table | b |
|---|---|
+---+
::: {.x}
:::
: definition
~ definition
~~~
~~~ {.html onclick=x}
```
```{=html}
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
<!-- x -->
<?php x ?>
</div>
<div>
<a href="javascript:alert(1)">x</a>
<http://x.org>
<a@b.org>
&lt;b&gt; &amp; &#60; &#x3c;i> &copy
$x^2$
$$x$$
\\(x\\) \\[x\\]
\\input{/etc/passwd}
\\begin{verbatim}y\\end{verbatim}
\\write18{id}
^^5cinput{x}
@key [@key] [-@key, p. 3]
[a](javascript:alert(1))
[a][b]
[a]: javascript:x
![a](http://example.org/x.png)
![a]
[^1]
[^1]: note
^[note]
x^2^ y~2~
~~strike~~
==mark==
**b** __b__ _i_ *i*
***
___
* * *
- - -
--- title
---
...
% Title
%%
:smile: :+1:
:x
"quoted" and 'q'
a\\
\\
\\\\
line\\ two
{{x}} {% x %} {#x}
{++x++} {>>x<<}
*[HTML]: x
[[wiki]] ![[x]]
http://example.org/a_b*c*?x=1&y=2#z
www.example.org/a_b_c
1986\\. x
-x
=x
&
1
(1)
@x #1 #x
x|y
!
][
]( x
#include "x"
#import x
/* x */ // y
<label>
= Head
/ term: x
{\\rtf1 x}
\\par \\bin5 x
{\\field{\\*\\fldinst HYPERLINK "javascript:x"}}
""".splitlines()

# citeproc's own elements, where Markdown has no marks
OWN = re.compile(r'</?(?:em|strong|sup|sub|span)(?: style="[a-z:; -]+")?>')
CLASSES = {"csl-block", "csl-entry", "csl-bib-body", "smallcaps"}
STYLES = [{}, *({"style": f"{rule};"} for rule in ("font-style:normal", "font-variant:small-caps"))]
WRAPS: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "italic": lambda text: ITALIC + text + CLOSE,
    "behind italics": lambda text: ITALIC + "J" + CLOSE + text,
    "before bold": lambda text: text + BOLD + "J" + CLOSE,
    "in a block": lambda text: "x" + BLOCK + text + CLOSE + text,
}
MARKDOWN = ["markdown", "commonmark", "commonmark_x", "gfm", "markdown_mmd"]
_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "--", "…": "...", "\u00a0": " "}


@lru_cache(maxsize=256)
def parsed(text: str, reader: str) -> tuple[dict[str, Any], list[Any]]:
    """The metadata and the blocks that pandoc finds in a text."""
    judges.need("pandoc")
    command = ["pandoc", "-f", reader, "-t", "json"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=60)
    tree = json.loads(done.stdout)
    return tree["meta"], tree["blocks"]


def said(node: Any, odd: list[str], links: bool) -> str:
    """The text of a part of pandoc's tree; what is neither text nor emphasis goes to `odd`."""
    if isinstance(node, list):
        return "".join(said(part, odd, links) for part in node)
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        mark = "'" if content[0]["t"] == "SingleQuote" else '"'
        return mark + said(content[1], odd, links) + mark
    if kind in ("Para", "Plain", "Emph", "Strong", "Superscript", "Subscript"):
        return said(content, odd, links)
    if kind == "RawInline" and OWN.fullmatch(content[1]):
        return ""
    if kind in ("Span", "Div") and set(content[0][1]) <= CLASSES and dict(content[0][2]) in STYLES:
        return said(content[1], odd, links)
    if kind == "Link" and links and re.match(r"(?:https?://)[\w.]+", content[2][0]):
        return said(content[1], odd, links)  # GitHub makes links of bare addresses
    odd.append(f"{kind} {content}"[:120])
    return ""


def bare(text: str) -> str:
    """A text without blanks, its quotation marks and dashes as they are typed."""
    return re.sub(r"\s+", "", "".join(_SAME.get(char, char) for char in text))


def groups(blocks: list[Any]) -> dict[int, list[Any]]:
    """The blocks behind each paragraph "QQ1QQ"."""
    found: dict[int, list[Any]] = {}
    number = -1
    for block in blocks:
        text = said(block, [], False) if block["t"] in ("Para", "Plain") else ""
        if mark := re.fullmatch(r"QQ(\d+)QQ", text):
            number = int(mark[1])
            found[number] = []
        else:
            found.setdefault(number, []).append(block)
    return found


@pytest.mark.parametrize("reader", MARKDOWN)
@pytest.mark.parametrize("wrap", WRAPS)
def test_markdown_says_the_text_and_no_more(wrap: str, reader: str) -> None:
    written = [output("markdown").inline(WRAPS[wrap](text)) for text in ATTACKS]
    document = "\n\n".join(f"QQ{place}QQ\n\n{text}" for place, text in enumerate(written))
    meta, blocks = parsed(document, reader)
    assert not meta
    found = groups(blocks)
    assert list(found) == list(range(len(ATTACKS)))
    for place, text in enumerate(ATTACKS):
        odd: list[str] = []
        seen = said(found[place], odd, reader == "gfm")
        assert not odd, (text, written[place])
        wanted = bare(re.sub("[\ufdd0-\ufdef]", "", WRAPS[wrap](text)))
        assert bare(seen) == wanted or "http" in text, written[place]


SIGNS = [
    *"\\`*_[]{}()<>~^$|#@!&:;-=+.%/\"'?, \ta", "  ", "    ", "b1", "10", "<b>", "</b>", "<!--",
    "-->", "&amp;", "&#60;", ":::", "---", "```", "~~~", "==", "**", "__", "$$", "\\(", "\\)",
    "\\[", "{=html}", "\\begin{x}", "\\end{x}", "{.c}", "{#i o=x}", "](", "![", "[^", "^[", "i.",
    "A.", "(a)", "中", "é",
]  # fmt: skip


@pytest.mark.parametrize("reader", MARKDOWN[:3])
@pytest.mark.parametrize("seed", range(2))
def test_markdown_says_any_signs(seed: int, reader: str) -> None:
    chance = random.Random(seed)
    texts = []
    for _ in range(500):
        pieces = chance.choices(SIGNS, k=chance.randint(1, 8))
        for mark in chance.sample((ITALIC, BOLD), chance.randint(0, 2)):
            start = chance.randint(0, len(pieces))
            pieces[start:] = [mark, *pieces[start:], CLOSE]
        texts.append("".join(pieces))
    texts = [text for text in texts if re.sub("[\ufdd0-\ufdef\\s]", "", text)]
    written = [output("markdown").inline(text) for text in texts]
    document = "\n\n".join(f"QQ{place}QQ\n\n{text}" for place, text in enumerate(written))
    meta, blocks = parsed(document, reader)
    assert not meta
    found = groups(blocks)
    for place, text in enumerate(texts):
        odd: list[str] = []
        seen = said(found[place], odd, False)
        assert not odd, (text, written[place])
        assert bare(seen) == bare(re.sub("[\ufdd0-\ufdef]", "", text)), (text, written[place])


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "<b>", "<a@b.o>", "&lt;", "{: x}"]
)
def test_markdown_holds_no_tag_even_where_a_backslash_stops_none(text: str) -> None:
    """Python-Markdown and PHP Markdown know fewer escapes: no bare "<", ">", "{" is written."""
    assert not re.search(r"[<>]|(?<!\\)[{}]|&(?!amp;|lt;|gt;)", output("markdown").inline(text))


@pytest.mark.parametrize("reader", ["html", "latex"])
@pytest.mark.parametrize("wrap", ["alone", "italic", "behind italics", "before bold"])
def test_html_and_latex_hold_text_and_emphasis(wrap: str, reader: str) -> None:
    written = [output(reader).inline(WRAPS[wrap](text)) for text in ATTACKS]
    joint = "<p>QQ{}QQ</p><p>{}</p>\n" if reader == "html" else "QQ{}QQ\n\n{}\n\n"
    _, blocks = parsed("".join(joint.format(*pair) for pair in enumerate(written)), reader)
    found = groups(blocks)
    assert list(found) == list(range(len(ATTACKS)))
    for place, text in enumerate(ATTACKS):
        odd: list[str] = []
        seen = bare(said(found[place], odd, False))
        assert not odd, (text, written[place])
        if reader == "html":
            assert seen == bare(re.sub("[\ufdd0-\ufdef]", "", WRAPS[wrap](text)))


def test_rtf_is_one_document_of_text() -> None:
    written = "\\par\n".join(
        f"QQ{n}QQ\\par\n" + output("rtf").inline(t) for n, t in enumerate(ATTACKS)
    )
    _, blocks = parsed("{\\rtf1\\ansi " + written + "}", "rtf")
    found = groups(blocks)
    assert list(found) == list(range(len(ATTACKS)))
    for place, text in enumerate(ATTACKS):
        odd: list[str] = []
        assert bare(said(found[place], odd, False)) == bare(text)
        assert not odd


def test_typst_compiles_to_the_text(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="the judge typst is not installed")
    entries = "\n\n".join(
        output("typst").inline(WRAPS[wrap](text)) for wrap in WRAPS for text in ATTACKS
    )
    document = tmp_path / "entries.typ"
    document.write_text(entries, "utf-8")
    assert typst.compile(str(document), format="pdf").startswith(b"%PDF")
    for element in TYPST:
        found = json.loads(typst.query(str(document), element))
        if element == "link":  # Typst makes links of bare addresses
            found = [one for one in found if not one["dest"].startswith("http")]
        assert found == [], element


TYPST = ["heading", "link", "raw", "image", "list", "enum", "terms", "ref",
         "math.equation"]  # fmt: skip
NAMES = ["apa", "mla", "gbt7714-2015", "ieee", "chicago-notes-bibliography"]


def works(text: str) -> list[Paper]:
    """Works with a text in every place that styles print."""
    kinds = ("article-journal", "chapter", "webpage", "report", "legal_case", "motion_picture")
    return [
        Paper(
            id=f"w{n}", type=kind, title=text, container_title=text, publisher=text, volume=text,
            publisher_place=text, page=text, DOI=text, URL=text, edition=text, genre=text,
            author=[Name(text, text, suffix=text), Name(literal=text)], issued=PartialDate(2020),
            number=text, note=text, editor=[Name(text, text, non_dropping_particle=text)],
            accessed=PartialDate(literal=text), collection_title=text, authority=text,
        )
        for n, kind in enumerate(kinds)
    ]  # fmt: skip


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>urn:x:t</id></info>
<locale><terms><term name="in">{text}</term><term name="et-al">{text}</term></terms></locale>
<citation><layout prefix={affix} suffix={affix} delimiter={affix}>
  <text variable="title" prefix={affix} suffix={affix}/></layout></citation>
<bibliography><layout prefix={affix}><text term="in"/>
  <names variable="author"><name et-al-min="1" et-al-use-first="1" delimiter={affix}/></names>
  <text value={affix} font-style="italic"/>
  <text variable="title" quotes="true" prefix={affix} suffix={affix} font-weight="bold"/>
</layout></bibliography></style>"""


@pytest.mark.parametrize(
    ("name", "reader"),
    [("markdown", "commonmark_x"), ("markdown", "markdown"), ("html", "html"), ("latex", "latex")],
)
def test_affixes_and_terms_of_a_style_are_text(name: str, reader: str) -> None:
    papers = [
        Paper(id="x", type="book", title="A", author=[Name("Li", "N"), Name("Wu", "M")]),
        Paper(id="y", type="book", title="B"),
    ]
    documents = []
    for number, text in enumerate(ATTACKS):
        style = csl.load(STYLE.format(affix=quoteattr(text), text=escape(text)).encode())
        cites = [csl.Cite("x", prefix=text, suffix=text, locator=text), csl.Cite("y")]
        made = csl.Processor(style, output=name).cite(papers, [csl.Citation(cites)])
        parts = (f"QQ{number}QQ", made.citations[0], str(made.bibliography))
        joint = "<p>{}</p><p>{}</p>{}" if name == "html" else "{}\n\n{}\n\n{}\n\n"
        documents.append(joint.format(*parts))
    meta, blocks = parsed("".join(documents), reader)
    assert not meta
    found = groups(blocks)
    assert list(found) == list(range(len(ATTACKS)))
    for number, text in enumerate(ATTACKS):
        odd: list[str] = []
        said(found[number], odd, False)
        assert not odd, (text, documents[number])


@pytest.mark.parametrize("style", NAMES)
@pytest.mark.parametrize("start", range(0, len(ATTACKS), 40))
def test_references_in_markdown_are_paragraphs(style: str, start: int) -> None:
    papers = [paper for text in ATTACKS[start : start + 40] for paper in works(text)]
    for number, paper in enumerate(papers):
        paper.id = f"p{number}"
    refs = citex.bibliography(papers, style, output="markdown")
    meta, blocks = parsed(str(refs), "commonmark_x")
    assert not meta
    odd: list[str] = []
    said(blocks, odd, False)
    assert not odd
    assert len(blocks) == len(refs)
