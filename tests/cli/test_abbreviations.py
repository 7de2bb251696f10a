"""`citex convert --abbreviations`: the rules, files, the configuration, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.calls import Shell

from citex import Paper

FERN = Paper(id="fern", type="article-journal", author="Na Li", title="On Ferns", issued=2020,
             container_title="The Journal of Fern Studies", volume="3")  # fmt: skip
FILE = {"default": {"container-title": {"Journal of Fern Studies": "Mine Fern"}}}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "x.json").write_text(json.dumps([FERN.to_dict()]))
    (tmp_path / "mine.json").write_text(json.dumps(FILE))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "other.csv").write_text("Moss;M.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("words", "short"), [
    (["--abbreviations", "ltwa"], "J Fern Stud"),
    (["--abbreviations", "mine.json"], "Mine Fern"),
    (["--abbreviations", "sub/other.csv,ltwa"], "J Fern Stud"),
    (["-O", "abbreviations=mine.json"], "Mine Fern"),
    ([], "The Journal of Fern Studies"),
])  # fmt: skip
def test_the_command(folder: Path, citex: Shell, words: list[str], short: str) -> None:
    assert citex("convert", "x.json", "-t", "vancouver", *words).out == (
        f"1. Li N. On Ferns. {short}. 2020;3.\n"
    )


@pytest.mark.parametrize(("words", "said"), [
    (["-t", "vancouver", "--abbreviations", "ltw"], "no abbreviations 'ltw'; did you mean 'ltwa'?"),
    (["-t", "vancouver", "--abbreviations", "no.json"], "no.json: there is no such list"),
    (["-t", "vancouver", "--abbreviations", "x.json"], "x.json: is no list of abbreviations"),
    (["-t", "ris", "--abbreviations", "ltwa"], "'ris' is a file format; --abbreviations is for"),
])  # fmt: skip
def test_what_the_command_refuses(folder: Path, citex: Shell, words: list[str], said: str) -> None:
    done = citex("convert", "x.json", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_the_configuration(folder: Path, citex: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that it names lies beside it."""
    monkeypatch.setenv("CITEX_CONFIG", str(folder / "citex.toml"))
    (folder / "citex.toml").write_text('abbreviations = ["mine.json", "ltwa"]\n')
    monkeypatch.chdir(folder / "sub")
    assert "Mine Fern" in citex("convert", "../x.json", "-t", "vancouver").out
    assert citex("convert", "../x.json", "-t", "ris").status == 0
    (folder / "citex.toml").write_text('abbreviations = ["no.json"]\n')
    done = citex("convert", "../x.json", "-t", "vancouver")
    assert "citex.toml: abbreviations: " in done.err
    assert "no.json: there is no such" in done.err
