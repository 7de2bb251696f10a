"""The scripts for completion, in the shells that are here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.calls import Shell

from citex.cli import VERBS, _completion, _parser

BASH = """
citex() {{ "{python}" -m citex "$@"; }}
source "{script}"
ask() {{
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _citex 2>/dev/null
    printf '%s ' "${{COMPREPLY[@]}}"; echo
}}
{asked}
"""
FISH = """
function citex; '{python}' -m citex $argv; end
source '{script}'
function ask; echo (complete -C $argv[1] | string replace -r '\\t.*' ''); end
{asked}
"""

CASES = [
    ("citex con", ["convert"]),
    ("citex convert --t", ["--titles", "--to"]),
    ("citex convert -t bibt", ["bibtex"]),
    ("citex convert --to = bibt", ["bibtex"]),
    ("citex convert -t gbt7714-2025-n", ["gbt7714-2025-note"]),
    ("citex convert -f cross", ["crossref"]),
    ("citex convert -t cross", []),
    ("citex convert -t apa --as ht", ["html"]),
    ("citex convert paper.js", ["paper.json"]),
    ("citex convert -o paper.js", ["paper.json"]),
    ("citex check --select closing", ["closing-stop"]),
    ("citex check --select lost,closing", ["lost,closing-stop"]),
    ("citex check --fail-on wa", ["warning"]),
    ("citex explain impossible", ["impossible-date"]),
    ("citex help de", ["dedupe"]),
    ("citex completion ba", ["bash"]),
    ("citex formats nb", ["nbib"]),
    ("citex page --exports ris,coi", ["ris,coins"]),
]
"""The words up to the cursor, and how the last one may go on."""


def _script(shell: str, folder: Path, citex: Shell) -> Path:
    path = folder / f"citex.{shell}"
    path.write_text(citex("completion", shell).out, encoding="utf-8")
    (folder / "paper.json").write_text("[]")
    return path


def _needs(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not here")
    return found


def _answers(shell: list[str], text: str, folder: Path) -> list[list[str]]:
    """What a shell, asked in turn for each of the cases, offers."""
    result = subprocess.run(
        [*shell, "-c", text], cwd=folder, capture_output=True, text=True, check=True
    )
    lines = result.stdout.splitlines()
    assert len(lines) == len(CASES), result
    return [line.split() for line in lines]


def test_bash(tmp_path: Path, citex: Shell) -> None:
    bash, script = _needs("bash"), _script("bash", tmp_path, citex)
    asked = "\n".join(f"ask {line}" for line, _ in CASES)
    text = BASH.format(python=sys.executable, script=script, asked=asked)
    answers = _answers([bash, "--norc"], text, tmp_path)
    for (line, expected), found in zip(CASES, answers, strict=True):
        assert sorted(set(found)) == expected, line


def test_fish(tmp_path: Path, citex: Shell) -> None:
    fish, script = _needs("fish"), _script("fish", tmp_path, citex)
    asked = "\n".join("ask '{}'".format(line.replace(" = ", "=")) for line, _ in CASES)
    text = FISH.format(python=sys.executable, script=script, asked=asked)
    answers = _answers([fish, "--no-config"], text, tmp_path)
    for (line, expected), found in zip(CASES, answers, strict=True):
        words = [word.removeprefix("--to=") for word in found]
        assert [word for word in words if word in expected] == expected, line


def test_zsh_takes_the_script(tmp_path: Path, citex: Shell) -> None:
    zsh = _needs("zsh")
    script = _script("zsh", tmp_path, citex)
    subprocess.run([zsh, "-n", script], check=True)
    text = f"autoload -Uz compinit; compinit -u -d '{tmp_path}/dump'; source '{script}'"
    result = subprocess.run(
        [zsh, "-f", "-c", f"{text}; print ${{_comps[citex]}}; which _citex >/dev/null"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip() == "_citex"


@pytest.mark.parametrize("shell", _completion.SHELLS)
def test_each_option_of_each_verb_is_in_the_script(shell: str, citex: Shell) -> None:
    text = citex("completion", shell).out
    for verb in VERBS:
        assert verb in text
        for action in _parser.of(verb)._actions:
            for name in action.option_strings if action.help != "==SUPPRESS==" else ():
                assert (name.lstrip("-") if shell == "fish" else name) in text


def test_styles_are_listed_for_the_scripts(citex: Shell) -> None:
    assert citex("completion", "styles", "nature-phy").out.split() == ["nature-physics"]
    assert "apa" in citex("completion", "styles", "").out.split()
