"""`citex cite` for LaTeX: what is written where, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citex.cli import main
from citex.manuscripts.latex import PACKAGE, written

LIBRARY = "@book{knuth1984, author={Knuth, Donald E.}, title={The TeXbook}, year={1984}}\n"
AUX = "\\bibstyle{apa}\n\\bibdata{refs}\n\\citation{knuth1984,knuth84}\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(LIBRARY, "utf-8")
    (tmp_path / "thesis.aux").write_text(AUX, "utf-8")
    return tmp_path


def test_the_bbl_lies_beside_the_aux(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "thesis.aux"]) == 0, "as BibTeX, which warns of keys"
    assert capsys.readouterr().err == (
        "citex: thesis.aux:3: no work has the key 'knuth84'; did you mean 'knuth1984'?\n"
    )
    assert (desk / "thesis.bbl").read_text("utf-8") == written(desk / "thesis.aux").text
    log = (desk / "thesis.blg").read_text("utf-8").splitlines()
    assert log[1:] == [
        "Database file #1: refs.bib",
        "> INFO - Found data source 'refs.bib'",
        "Warning--thesis.aux:3: no work has the key 'knuth84'; did you mean 'knuth1984'?",
    ]


def test_another_place_is_the_only_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "thesis.aux", "-o", "-", "-q"]) == 0
    assert "\\begin{thebibliography}" in capsys.readouterr().out
    assert main(["cite", "thesis.aux", "-o", "other.bbl", "-q", "--style", "ieee"]) == 0
    assert "in the style ieee" in (desk / "other.bbl").read_text("utf-8")
    assert sorted(path.name for path in desk.iterdir()) == ["other.bbl", "refs.bib", "thesis.aux"]


def test_nothing_is_written_where_nothing_can_be(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "thesis.aux").write_text(AUX.replace("apa", "plain"), "utf-8")
    assert main(["cite", "thesis.aux"]) == 2
    assert "the style 'plain' of BibTeX" in capsys.readouterr().err
    assert not (desk / "thesis.bbl").exists()


def test_json_tells_scripts(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "refs.bib").write_text(LIBRARY + "@book{li, title={One}}\n", "utf-8")
    assert main(["cite", "thesis.aux", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unused"] == ["li"]
    assert [(one["key"], one["line"]) for one in told["problems"]] == [("knuth84", 3)]
    assert main(["cite", "thesis.aux", "--unused", "--nocite", "li"]) == 0
    assert "not cited" not in capsys.readouterr().err


def test_the_package_is_put_beside_a_document(desk: Path) -> None:
    assert main(["cite", "--sty"]) == 0
    assert (desk / "citex.sty").read_bytes() == PACKAGE.read_bytes()
