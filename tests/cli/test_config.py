"""The configuration: which file comes first, what it may hold, what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.calls import Shell
from cli.test_natural_calls import FILES, STYLE

from citex.cli import VERBS, _config, _parser


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a project in it, in a folder of which somebody works."""
    monkeypatch.delenv("CITEX_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    work = tmp_path / "project" / "chapters"
    work.mkdir(parents=True)
    (tmp_path / "config" / "citex").mkdir(parents=True)
    (work / "x.bib").write_bytes(FILES["x.bib"])
    (work / "odd.bib").write_bytes(FILES["odd.bib"])
    monkeypatch.chdir(work)
    return tmp_path


@pytest.fixture
def project(home: Path) -> Path:
    return home / "project"


def test_the_nearest_file_comes_first(home: Path, project: Path, citex: Shell) -> None:
    """Command line, citex.toml, pyproject.toml, the user's own: each hides those behind it."""
    (home / "config" / "citex" / "citex.toml").write_text('to = "ris"\nas = "html"')
    assert "TY  - JOUR" in citex("convert", "x.bib").out
    (project / "pyproject.toml").write_text('[project]\nname = "a"\n[tool.citex]\nto = "bibtex"')
    assert "@article" in citex("convert", "x.bib").out
    (project / "citex.toml").write_text('to = "apa"')
    assert '<div class="csl-entry"' in citex("convert", "x.bib").out  # `as` is the user's own
    (project / "chapters" / "citex.toml").write_text('to = "mla"\nas = "text"')
    assert "“On Moss.”" in citex("convert", "x.bib").out
    assert "%0 Journal Article" in citex("convert", "x.bib", "-t", "endnote").out
    assert "<em>" in citex("convert", "x.bib", "-t", "apa", "--as", "html").out.replace("i>", "em>")


def test_a_file_that_is_named_hides_the_others(
    home: Path, project: Path, citex: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "citex.toml").write_text('to = "apa"')
    (home / "own.toml").write_text('to = "ris"')
    monkeypatch.setenv("CITEX_CONFIG", str(home / "own.toml"))
    assert "TY  - JOUR" in citex("convert", "x.bib").out
    monkeypatch.setenv("CITEX_CONFIG", str(home / "none.toml"))
    assert "none.toml: cannot be read" in citex("convert", "x.bib").line
    monkeypatch.setenv("CITEX_CONFIG", "")
    assert citex("convert", "x.bib").status == 2


def test_the_suffix_of_the_output_says_more_than_the_file(project: Path, citex: Shell) -> None:
    (project / "citex.toml").write_text('to = "apa"\nas = "markdown"')
    for target, begins in (("a.ris", "TY  - JOUR"), ("a.html", "<div"), ("a.txt", "Halder, M.")):
        assert citex("convert", "x.bib", "-o", target).status == 0
        assert Path(target).read_text("utf-8").startswith(begins)
    assert citex("convert", "x.bib", "-t", "ris").status == 0  # `as` is for styles


def test_options_of_a_format_and_styles_of_a_folder(project: Path, citex: Shell) -> None:
    (project / "csl").mkdir()
    (project / "csl" / "own.csl").write_text(STYLE)
    (project / "citex.toml").write_text(
        'styles = "csl"\n[options.csljson]\nlines = true\n[options.ris]\nmarkup = true'
    )
    assert citex("convert", "x.bib", "-t", "csljson").out.startswith('{"id":"a"')
    assert citex("convert", "x.bib", "-t", "csljson", "-O", "lines=false").out.startswith("[")
    assert citex("convert", "x.bib", "-t", "own").out == "On moss.\nOn rivers.\n"
    assert "On moss.\n" in citex("show", "x.bib", "--citations", "own").out
    assert citex("styles", "own").out.startswith("own ")
    assert "[folder]" in citex("styles", "own").out
    assert "citex convert INPUT -t own" in citex("styles", "own", "--preview", "--limit", "1").out


def test_the_check(project: Path, citex: Shell) -> None:
    assert citex("check", "odd.bib").status == 1
    (project / "citex.toml").write_text('[check]\nfail-on = "error"')
    assert citex("check", "odd.bib").status == 0
    assert citex("check", "odd.bib", "--fail-on", "warning").status == 1
    (project / "citex.toml").write_text('[check]\nignore = ["future-date"]')
    assert citex("check", "odd.bib").out == ""
    (project / "citex.toml").write_text('[check]\nignore = ["future-dat"]')
    assert "did you mean 'future-date'" in citex("check", "odd.bib").line


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('too = "ris"', "no key 'too'; did you mean 'to'?"),
        ('[check]\nfail_on = "error"', "no key 'check.fail_on'; did you mean 'check.fail-on'?"),
        ('command = "rm"', "no key 'command'"),
        ("to = 5", "to is a text, not 5"),
        ("notices = 'yes'", "notices is true or false"),
        ('citations = "apa"', "citations is a list of texts"),
        ("check = 5", "[check]"),
        ("[options]\nris = 5", "options is a table of tables"),
        ("to = ", "citex.toml: "),
        ('to = "bibtx"', "did you mean 'bibtex'"),
        ('[check]\nfail-on = "nothing"', "fail-on"),
        ("\xff", "citex.toml: "),
        ("a = " + "[" * 5000, "citex.toml: "),
    ],
)
def test_what_a_file_may_not_hold_is_one_line(
    text: str, says: str, project: Path, citex: Shell
) -> None:
    (project / "citex.toml").write_text(text, encoding="latin-1")
    verb = "check" if "fail-on" in text or "fail_on" in text else "convert"
    result = citex(verb, "x.bib")
    assert result.status == 2
    assert says in result.line
    assert result.out == ""


def test_a_projects_file_that_says_nothing_of_citex_may_be_broken(
    project: Path, citex: Shell
) -> None:
    (project / "pyproject.toml").write_text("this is no TOML")
    assert citex("convert", "x.bib", "-t", "ris").status == 0


def test_no_file_is_read_that_is_none(project: Path, citex: Shell) -> None:
    """Neither a folder of that name, nor a file that is too large."""
    (project / "chapters" / "citex.toml").mkdir()
    assert citex("convert", "x.bib", "-t", "ris").status == 0
    (project / "citex.toml").write_text("#" * (_config.LIMIT + 1))
    assert "bytes" in citex("convert", "x.bib", "-t", "ris").line


def test_each_key_is_an_argument_of_its_verbs() -> None:
    for name, key in _config.KEYS.items():
        assert set(key.verbs) <= set(VERBS), name
        for verb in key.verbs:
            args = vars(_parser.of(verb).parse([]))
            assert key.argument in args, (name, verb)


def test_no_key_names_a_program_a_file_to_write_or_a_host() -> None:
    """Whoever unpacks a folder of somebody else's runs nothing of it, and writes nowhere."""
    forbidden = {"target", "cache", "hosts", "copy", "engine", "inputs", "encoding"}
    assert not forbidden & {key.argument for key in _config.KEYS.values()}
