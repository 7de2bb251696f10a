"""`citex show`, `page` and `styles`, as people see them: wide and narrow, plain and in colour."""

from __future__ import annotations

import json
import re
from pathlib import Path

import own_papers
import pytest
from pseudo_terminal import in_terminal

import citex
from citex.cli import _clipboard, main
from citex.cli._html import shown
from citex.cli._terminal import Terminal, columns, harmless
from citex.dialog import CITATIONS
from citex.errors import escaped
from citex.model import Name, Paper, PartialDate

pytest.importorskip("pty", reason="this system has no pseudo-terminals")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A file with papers of all kinds: Chinese, hostile, with much and with little."""
    papers = [
        *own_papers.chinese(),
        *own_papers.one_of_each_kind()[:4],
        *(Paper(id=n, type="book", title=t) for n, t in own_papers.HOSTILE_TEXTS.items()),
        Paper(id="bare"),
    ]
    path = tmp_path / "library.json"
    citex.write(papers, path)
    return path


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("colour", [True, False])
def test_show_in_a_terminal(library: Path, width: int, colour: bool) -> None:
    """No line is wider than the terminal, no escape comes from a record, nothing is lost."""
    choice = {} if colour else {"NO_COLOR": "1"}
    out = in_terminal("show", "-q", str(library), width=width, **choice)
    assert ("\x1b[3m" in out) == colour
    links = re.findall("\x1b\\]8;;([!-~]*)\x1b\\\\", out)
    assert ("https://doi.org/10.5555/12345678" in links) == colour
    assert set(links[1::2]) <= {""}  # each is closed before the next
    plain = re.sub("\x1b\\]8;;[!-~]*\x1b\\\\", "", out)
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[3m"):
        plain = plain.replace(code, "")
    assert "\x1b" not in plain
    assert all(columns(line) <= width for line in plain.splitlines())
    squeezed = "".join(plain.split())
    for paper in own_papers.chinese():
        for style in CITATIONS:
            assert "".join(paper.format(style).split()) in squeezed


def printed(text: str) -> str:
    """The text without blanks, and without what HTML may not hold."""
    return "".join(c for c in text if c.isprintable() and c not in " \ufffd")


def test_show_in_a_pipe(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each citation on one line, without any escape."""
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it
    assert main(["show", "-q", str(library)]) == 0
    out = capsys.readouterr().out
    lines = {printed(line) for line in out.splitlines()}
    assert "\x1b" not in out
    for paper in citex.read(library):
        for style in CITATIONS:
            assert printed(harmless(paper.format(style))) in lines


def test_show_tells_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = Paper(
        id="a", type="article-journal", title="On <i>E. coli</i>", author=[Name("Meier", "Anna")],
        container_title="Annals", issued=PartialDate(2019), volume="3", page="7", DOI="10.5555/a",
        custom={
            "translations": {"zh": {"title": "论大肠杆菌"}},
            "metrics": {"impact-factor": 8.4, "zone": "2区", "zone-category": "医学",
                        "jcr-quartile": "Q1", "jcr-category": "ALLERGY", "citation-count": 1},
            "status": {"retracted": True},
        },
    )  # fmt: skip
    citex.write([paper], tmp_path / "a.json")
    assert main(["show", str(tmp_path / "a.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "On E. coli", "论大肠杆菌", "Anna Meier", "Annals · 2019 · 3: 7 · doi:10.5555/a",
        "IF 8.4 2区 医学 Q1 ALLERGY · cited once", "! RETRACTED",
    ]  # fmt: skip
    assert "  " + paper.format("apa") in lines


def test_show_json(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--json", "-q", str(library), "--citations", "apa,ieee"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]
    papers = citex.read(library)
    assert [record["id"] for record in records] == [paper.id for paper in papers]
    for record, paper in zip(records, papers, strict=True):
        assert [(c["style"], c["text"], c["html"]) for c in record["citations"]] == [
            (style, paper.format(style), paper.format(style, output="html"))
            for style in ("apa", "ieee")
        ]


def test_copy(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The system's program is handed the text; where there is none, that is said."""
    target = tmp_path / "clipboard"
    tool = tmp_path / "bin" / "xclip"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\ncat > "{target}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    monkeypatch.setattr(
        _clipboard, "TOOLS", [t for t in _clipboard.TOOLS if t.command[0] == "xclip"]
    )
    monkeypatch.setenv("DISPLAY", ":0")
    assert main(["show", "-q", "--copy", "apa", str(library)]) == 0
    wanted = "\n".join(paper.format("apa") for paper in citex.read(library))
    assert target.read_bytes() == wanted.encode("utf-8")
    monkeypatch.delenv("DISPLAY")
    assert main(["show", "-q", "--copy", "apa", str(library)]) == 1
    out, err = capsys.readouterr()
    assert out.rstrip("\n") == escaped(wanted)
    assert "no clipboard here" in err


def test_wrapping() -> None:
    """Words stay whole, wide characters break anywhere, punctuation never begins a line."""
    terminal = Terminal(20, False)
    assert terminal.text("one two three four five six").splitlines() == [
        "one two three four", "five six",
    ]  # fmt: skip
    lines = terminal.text("城市热岛效应的观测与模拟研究，进展。").splitlines()
    assert all(columns(line) <= 20 for line in lines)
    assert not any(line[0] in "，。" for line in lines)
    assert terminal.text("https://example.org/a/very/long/address").splitlines() == [
        "https://example.org/", "a/very/long/address",
    ]  # fmt: skip
    styled = Terminal(20, True)
    assert shown("CO<sub>2</sub> 10<sup>−3</sup> x<sup>TM</sup> a<sup>bc</sup>", styled) == (
        "CO₂ 10⁻³ x™ abc"
    )
    assert shown("a <i>b <b>c</b></i>", styled) == "a \x1b[3mb \x1b[0m\x1b[3m\x1b[1mc\x1b[0m"


def test_links() -> None:
    """A link begins and ends on its line, and holds nothing that a terminal obeys."""
    terminal = Terminal(20, True, links=True)
    source = ("Annals of · doi:1/a", "doi:1/a", "https://doi.org/1/a\x1b\x07é")
    assert terminal.linked(*source) == (
        "Annals of · \x1b]8;;https://doi.org/1/a%1B%07%C3%A9\x1b\\doi:1/a\x1b[0m\x1b]8;;\x1b\\"
    )
    assert terminal.linked("a/b" * 10, "a/b" * 10, "https://example.org").count("\x1b]8;;") == 4
    assert Terminal(20, True).linked(*source) == "Annals of · doi:1/a"


def test_page_command(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "dialog.html"
    assert main(["page", "-q", str(library), "-o", str(target)]) == 0
    assert target.read_bytes() == citex.page(citex.read(library)).encode("utf-8")
    assert (
        main(["page", "-q", str(library), "--fragment", "--citations", "ieee", "--lang", "zh"]) == 0
    )
    fragment = capsys.readouterr().out
    assert fragment.startswith("<style>")
    assert "复制" in fragment
    assert main(["page", "-q", str(library), "--citations", "no-such-style"]) == 2
    assert "no-such-style" in capsys.readouterr().err


def test_a_page_whose_citations_tell_of_retractions(tmp_path: Path) -> None:
    paper = citex.Paper(id="a", type="book", title="Growth", custom={"status": {"retracted": True}})
    source, target = tmp_path / "one.json", tmp_path / "dialog.html"
    citex.write([paper], source, "csljson")
    assert main(["page", "-q", str(source), "-o", str(target), "--notices"]) == 0
    told = target.read_text("utf-8")
    assert told == citex.page(citex.read(source), notices=True)
    assert "(Retracted)" in told
    assert "(Retracted)" not in citex.page(citex.read(source))


def test_styles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "modern", "language"]) == 0
    assert "modern-language-association" in capsys.readouterr().out
    assert main(["styles", "mla", "--json", "--limit", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "modern-language-association"
    assert main(["styles", "no such style at all"]) == 2


def test_styles_preview(capsys: pytest.CaptureFixture[str]) -> None:
    """The five sample references, as the style prints them."""
    assert main(["styles", "gbt7714", "--preview", "--limit", "1"]) == 0
    out = capsys.readouterr().out
    for number, word in enumerate(("WATSON", "THOMPSON", "TURING", "World Wide Web", "刘在刚"), 1):
        assert f"[{number}] {word}" in out
