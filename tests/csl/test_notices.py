"""What became of a work, in its citation: the words and the place that each style's manual has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import citex
from citex import Citation, Cite, Name, Paper, PartialDate, UnknownOption
from citex.cli import main
from citex.csl.notices import FAMILIES
from citex.formats import Source
from citex.registry import reader_named

NOTICE = {
    "id": "pmid:9", "container-title": "J Roots", "volume": "13", "issue": "2", "page": "88-9",
    "issued": "2021-02-06",
}  # fmt: skip
FULL = {
    "retracted": True, "retracted-by": ["pmid:9"],
    "notices": [{"relation": "retracted-by", **NOTICE}],
}  # fmt: skip
BRIEF = {
    "retracted": True, "retracted-by": ["doi:10.1234/r"],
    "notices": [{"relation": "retracted-by", "id": "doi:10.1234/r", "issued": "2021-02-06"}],
}  # fmt: skip
BARE = {"retracted": True}
CONCERN = {"concern": True, "notices": [{"relation": "concern-by", **NOTICE}]}
CORRECTED = {"corrected-by": ["pmid:9"], "notices": [{"relation": "corrected-by", **NOTICE}]}


def work(status: Any, **values: Any) -> Paper:
    return Paper(
        **{
            "id": "w", "type": "article-journal", "author": [Name("Lee", "Ann")],
            "title": "Roots", "container_title": "Journal of Roots",
            "container_title_short": "J Roots", "volume": "12", "issue": "3", "page": "7-19",
            "issued": PartialDate(2020), "DOI": "10.1234/ab", "language": "en",
            "custom": {"status": status}, **values,
        }
    )  # fmt: skip


def told(status: Any, style: str, output: str = "html", **values: Any) -> str:
    """What the option adds to the entry."""
    paper = work(status, **values)
    bare = citex.bibliography([paper], style, output=output)[0].text
    full = citex.bibliography([paper], style, output=output, notices=True)[0].text
    start = next((i for i, (a, b) in enumerate(zip(bare, full, strict=False)) if a != b), len(bare))
    end = len(full) - (len(bare) - start)
    assert bare == full[:start] + full[end:]
    return full[start:end].strip()


GOLDEN = [
    # APA's manual prints the first of these (10.1, 16), with other facts
    ("apa", FULL, "(Retraction published 2021, <i>J Roots</i>, <i>13</i>[2], 88–9)"),
    ("apa", BRIEF, "(Retraction published 2021, https://doi.org/10.1234/r)"),
    ("apa", BARE, "(Retracted)"),
    ("apa", CONCERN, "(Expression of concern published 2021, <i>J Roots</i>, <i>13</i>[2], 88–9)"),
    ("apa", CORRECTED, ""),
    ("ama", FULL, "[retracted in: <i>J Roots</i>. 2021;13(2):88-9]"),
    ("ama", BRIEF, "[retracted in: 2021 doi:10.1234/r]"),
    ("ama", BARE, "[retracted]"),
    ("ama", CORRECTED, "[published correction appears in <i>J Roots</i>. 2021;13(2):88-9]"),
    ("vancouver", FULL, ". Retraction in: J Roots. 2021 Feb 6;13(2):88-9."),
    ("vancouver", BRIEF, ". Retraction in: 2021 Feb 6. doi: 10.1234/r."),
    ("vancouver", BARE, ". Retracted."),
    ("vancouver", CONCERN, ". Expression of concern in: J Roots. 2021 Feb 6;13(2):88-9."),
    ("vancouver", CORRECTED, ". Erratum in: J Roots. 2021 Feb 6;13(2):88-9."),
    ("mla", FULL, "Retracted in <i>J Roots</i>, vol. 13, no. 2, 2021, pp. 88–9."),
    ("mla", BRIEF, "Retracted 2021, https://doi.org/10.1234/r."),
    ("mla", BARE, "Retracted."),
    ("chicago-author-date", FULL, "Retracted in <i>J Roots</i> 13, no. 2 (2021): 88–9."),
    ("chicago-notes-bibliography", BARE, "Retracted."),
    ("gbt7714-2015", FULL, "[Retracted: J Roots, 2021, 13(2): 88-9]"),
    ("gbt7714-2025", BARE, "[Retracted]"),
    ("ieee", BRIEF, "[Retracted, 2021, https://doi.org/10.1234/r]"),
    ("nature", CORRECTED, ""),
]  # fmt: skip


@pytest.mark.parametrize(("style", "status", "expected"), GOLDEN)
def test_the_form_of_each_style(style: str, status: Any, expected: str) -> None:
    assert told(status, style) == expected


@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025", "gbt7714-2015-author-date"])
def test_chinese_entries_say_it_in_chinese(style: str) -> None:
    chinese: dict[str, Any] = {
        "language": "zh", "title": "根系研究", "author": [Name("李", "安")],
        "container_title": "根系学报", "container_title_short": None,
    }  # fmt: skip
    assert told(BARE, style, **chinese) == "[已撤稿]"
    assert told(CONCERN, style, **chinese) == "[关注声明: J Roots, 2021, 13(2): 88-9]"
    both = citex.bibliography([work(BARE), work(BARE, **chinese)], style, notices=True)
    assert sorted(("已撤稿" in e.text, "Retracted" in e.text) for e in both) == [
        (False, True), (True, False),
    ]  # fmt: skip


def test_off_by_default_and_silent_for_the_rest() -> None:
    plain = work({})
    for style in ("apa", "ama", "vancouver", "gbt7714", "nature"):
        assert "etract" not in str(citex.bibliography([work(FULL)], style))
        without = str(citex.bibliography([plain], style))
        assert str(citex.bibliography([plain], style, notices=True)) == without


def test_the_gravest_only_and_each_once() -> None:
    """A retraction takes the place of the concern that came before; two notices are both told."""
    entry = told({**CONCERN, **FULL}, "vancouver")
    assert entry == ". Retraction in: J Roots. 2021 Feb 6;13(2):88-9."
    twice = {**FULL, "notices": [
        {"relation": "retracted-by", **NOTICE},
        {"relation": "retracted-by", **NOTICE, "id": "pmid:10"},
        {"relation": "retracted-by", **NOTICE, "id": "pmid:11", "page": "90"},
    ]}  # fmt: skip
    assert told(twice, "vancouver").count("Retraction in") == 2


def test_a_title_that_says_so_is_not_repeated() -> None:
    paper = work(BARE, title="RETRACTED: Roots")
    assert paper.format("apa", notices=True) == paper.format("apa")
    assert "Retraction published 2021" in work(FULL, title="RETRACTED: Roots").format(
        "apa", notices=True
    )


@pytest.mark.parametrize("output", ["html", "latex", "rtf", "typst", "markdown", "text"])
def test_a_notice_is_data_in_every_output(output: str) -> None:
    """Markup, braces and sentinels in a notice's facts are escaped as those of a field are."""
    facts = {**NOTICE, "container-title": "A & <b>B</b> {x} *y* <script>\ufdd1 \\z", "page": "1_2"}
    status = {"retracted": True, "notices": [{"relation": "retracted-by", **facts}]}
    for style in ("apa", "ama", "mla", "gbt7714"):
        text = work(status).format(style, output=output, notices=True)
        assert not any("\ufdd0" <= char <= "\ufdef" for char in text)
        if output == "html":
            assert "A &#38; B {x} *y* &#60;script&#62;" in text
            ElementTree.fromstring(f"<p>{text}</p>")
        if output == "latex":
            assert r"A \& B \{x\}" in text
        if output in ("rtf", "latex"):
            bare = text.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
            assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize(
    "status",
    [None, [], "retracted", {"retracted": "yes"}, {"retracted-by": 3}, {"notices": {"a": 1}},
     {"retracted": True, "notices": [None, 3, {"relation": "retracted-by", "issued": [2],
      "volume": {}, "id": None}]}],
)  # fmt: skip
def test_odd_data_costs_nothing(status: Any) -> None:
    for style in ("apa", "ama", "gbt7714"):
        text = work(status).format(style, notices=True)
        assert text
        assert "()" not in text
        assert "[]" not in text


def test_in_documents_and_notes() -> None:
    """`cite` takes the option too; styles of notes without a list say it in the note."""
    rendered = citex.cite([work(FULL)], [Citation((Cite("w"),))], "apa", notices=True)
    assert rendered.citations == ["(Lee, 2020)"]
    assert "(Retraction published 2021" in str(rendered.bibliography)
    assert "Retraction" in citex.format([work(FULL)], "vancouver", notices=True)


def test_every_family_has_the_graver_kinds() -> None:
    for family in FAMILIES.values():
        assert {"retracted", "withdrawn", "concern"} <= set(family.forms)


def test_from_pubmed_s_record_to_the_reference(tmp_path: Path) -> None:
    """The reference that PubMed gives of the notice is what the citation prints."""
    record = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID><Article>
    <Journal><JournalIssue><Volume>12</Volume><PubDate><Year>2020</Year></PubDate></JournalIssue>
    <Title>Journal of Roots</Title></Journal><ArticleTitle>Roots.</ArticleTitle>
    <AuthorList><Author><LastName>Lee</LastName><Initials>A</Initials></Author></AuthorList>
    </Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>
    J Roots. 2021 Feb 6;13(2):88-9. doi: 10.1234/r.</RefSource><PMID>9</PMID></CommentsCorrections>
    </CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
    read = reader_named("pubmed").read
    assert read is not None
    (paper,) = read(Source.of_text(record), [])
    assert paper.format("apa", notices=True) == (
        "Lee, A. (2020). Roots. Journal of Roots, 12. "
        "(Retraction published 2021, J Roots, 13[2], 88–9)"
    )
    path = tmp_path / "one.json"
    citex.write([paper], path)
    (again,) = citex.read(path)
    assert again.format("apa", notices=True) == paper.format("apa", notices=True)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.json"
    citex.write([work(FULL)], path)
    assert main(["convert", str(path), "-t", "apa", "--notices"]) == 0
    assert "(Retraction published 2021" in capsys.readouterr().out
    assert main(["convert", str(path), "-t", "apa"]) == 0
    assert "Retraction" not in capsys.readouterr().out
    assert main(["show", str(path), "--citations", "apa,ama", "--json", "--notices"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert all("etract" in found["text"] for found in shown["citations"])
    assert main(["convert", str(path), "-t", "bibtex", "--notices"]) == 2
    assert "is a file format" in capsys.readouterr().err


def test_the_peer_s_engine_does_not_know_it() -> None:
    with pytest.raises(UnknownOption):
        citex.bibliography([work(FULL)], "apa", engine="citeproc-py", notices=True)
