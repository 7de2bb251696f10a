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
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_citex 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

CASES = [
    ("citex con", ["convert"]),
    ("citex convert --t", ["--to"]),
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


def test_bash(tmp_path: Path, citex: Shell) -> None:
    bash = _needs("bash")
    script = _script("bash", tmp_path, citex)
    for line, expected in CASES:
        text = BASH.format(python=sys.executable, script=script, words=line)
        result = subprocess.run(
            [bash, "--norc", "-c", text], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert sorted(set(result.stdout.split())) == expected, line


def test_fish(tmp_path: Path, citex: Shell) -> None:
    fish = _needs("fish")
    script = _script("fish", tmp_path, citex)
    for line, expected in CASES:
        asked = line.replace(" = ", "=")
        text = f"function citex; '{sys.executable}' -m citex $argv; end; source '{script}'; "
        result = subprocess.run(
            [fish, "--no-config", "-c", text + f"complete -C '{asked}'"],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = [row.partition("\t")[0].removeprefix("--to=") for row in result.stdout.splitlines()]
        assert [word for word in found if word in expected] == expected, line


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
