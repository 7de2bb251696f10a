"""Short forms in what is printed: whose wins, for what works, and that nothing else changes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citex
from citex import Document, Paper
from citex.abbreviations import SERIALS, Abbreviator
from citex.errors import CitexError, UnknownOption
from citex.model.kinds import KINDS

FERN = Paper(id="fern", type="article-journal", author="Na Li", title="On Ferns: A Review",
             container_title="The Journal of Fern Studies", issued=2020, volume="3")  # fmt: skip
OWN = FERN.replace(id="own", container_title_short="Own Fern")
MINE = {"Journal of fern studies": "Mine Fern"}
FILE = {"default": {"container-title": MINE, "title": {"On Ferns: A Review": "Ferns"}}}

PRINTED: dict[str, tuple[Paper, Any, str | None]] = {
    "by the rules": (FERN, "ltwa", "J. Fern Stud."),
    "whatever their case": (FERN, "LTWA", "J. Fern Stud."),
    "the paper's own wins over the rules": (OWN, "ltwa", "Own Fern"),
    "a list wins over the paper's own": (OWN, MINE, "Mine Fern"),
    "and over the rules behind it": (OWN, [MINE, "ltwa"], "Mine Fern"),
    "the first list that knows the title": (FERN, [{"Moss": "M."}, MINE, dict.fromkeys(MINE, "X")],
                                            "Mine Fern"),
    "the rules where no list knows it": (FERN, [{"Moss": "M."}, "ltwa"], "J. Fern Stud."),
    "the paper's own where no list knows it": (OWN, {"Moss": "M."}, "Own Fern"),
    "none where no list knows it": (FERN, {"Moss": "M."}, None),
    "a list behind the rules for what they do not abbreviate":
        (FERN.replace(container_title="Fern"), ["ltwa", {"Fern": "F."}], "F."),
    "a list for books": (FERN.replace(type="chapter"), MINE, "Mine Fern"),
    "not the rules": (FERN.replace(type="chapter"), "ltwa", None),
    "no title": (FERN.replace(container_title=None), "ltwa", None),
    "markup": (FERN.replace(container_title="Journal of <i>Cyathea</i> Studies"), "ltwa",
               "J. Cyathea Stud."),
    "an empty list": (FERN, [], None),
    "an empty dictionary": (FERN, {}, None),
}  # fmt: skip


@pytest.mark.parametrize(("paper", "given_", "short"), PRINTED.values(), ids=PRINTED)
def test_whose_short_form_it_is(paper: Paper, given_: Any, short: str | None) -> None:
    before = pickle.dumps(paper)
    assert Abbreviator(given_)(paper).container_title_short == short
    assert pickle.dumps(paper) == before


def test_the_short_form_of_a_title() -> None:
    assert Abbreviator(FILE)(FERN).title_short == "Ferns"


def test_serials_are_types() -> None:
    assert set(KINDS) >= SERIALS


def test_where_it_is_printed() -> None:
    style = "vancouver"
    line, short = "Li N. On Ferns: A Review. {}. 2020;3.", "J Fern Stud"
    given_: Any = {"abbreviations": "ltwa"}
    assert FERN.format(style, **given_) == line.format(short)
    assert citex.format(FERN, style, **given_) == "1. " + line.format(short)
    assert str(citex.bibliography(FERN, style, **given_)) == "1. " + line.format(short)
    cited = citex.cite(FERN, ["fern"], style, **given_)
    assert str(cited.bibliography) == "1. " + line.format(short)
    assert FERN.format(style) == line.format("The Journal of Fern Studies")


def test_by_the_other_engine_too() -> None:
    refs = citex.bibliography(FERN, "vancouver", engine="citeproc-py", abbreviations=MINE)
    assert "Mine Fern" in str(refs)


def test_written_to_a_file(tmp_path: Path) -> None:
    citex.write(FERN, tmp_path / "list.html", "vancouver", abbreviations=MINE)
    assert "Mine Fern" in (tmp_path / "list.html").read_text("utf-8")


def test_a_document() -> None:
    document = Document(FERN, "vancouver", citations=["fern"], abbreviations="ltwa")
    document.add(OWN.replace(id="moss", container_title_short=None, title="Moss"))
    document.insert("moss")
    for one in (document, pickle.loads(pickle.dumps(document))):
        assert str(one.bibliography()).count("J Fern Stud") == 2
    assert FERN.container_title_short is None


def test_file_formats_have_no_use_for_it() -> None:
    with pytest.raises(UnknownOption, match="abbreviations"):
        citex.format(FERN, "ris", abbreviations="ltwa")


@pytest.mark.parametrize("call", [
    lambda given_: citex.bibliography([], "apa", abbreviations=given_),
    lambda given_: citex.cite([], [], "apa", abbreviations=given_),
    lambda given_: citex.format(FERN, "apa", abbreviations=given_),
    lambda given_: FERN.format("apa", abbreviations=given_),
    lambda given_: Document((), "apa", abbreviations=given_),
], ids=["bibliography", "cite", "format", "Paper.format", "Document"])  # fmt: skip
def test_what_is_refused_everywhere(call: Any) -> None:
    with pytest.raises(CitexError, match="no abbreviations 'ltw'; did you mean 'ltwa'"):
        call("ltw")


def test_nothing_is_loaded_where_it_is_not_used() -> None:
    code = (
        "import citex, sys; p = citex.Paper(title='A'); citex.bibliography(p, 'apa');"
        "p.format('apa'); citex.Document(p); print('citex.abbreviations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@given(st.builds(
    Paper,
    title=st.none() | st.text(max_size=20),
    type=st.sampled_from(sorted(KINDS)),
    container_title=st.none() | st.text(max_size=40),
    container_title_short=st.none() | st.text(min_size=1, max_size=9),
))  # fmt: skip
def test_whatever_a_paper_has(paper: Paper) -> None:
    short = Abbreviator([{"Moss": "M.", "a": "b"}, "ltwa"])
    once = short(paper)
    assert short(once) == once
    assert once.replace(container_title_short=paper.container_title_short) == paper
