"""The commands that README and docs print, run as printed, on a desk of own files.

A plain call is run in this process; what needs a shell (a pipe, a pattern), by one.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from citex import add_styles, stylebook
from citex.cli import main

ROOT = Path(__file__).parent.parent
WRITTEN = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [
    ROOT / "README.md",
    *(path for path in WRITTEN if "/_" not in path.relative_to(ROOT).as_posix()),
]
OUTSIDE = (
    "citex fetch",
    "citex verify",
    "curl",
    "parallel",
    "pip install",
    "-m venv",
    "tests/bench",
    "python ",
)
"""What needs a network, another program, or has a test of its own."""


def commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.S | re.M):
            for line in block.splitlines():
                if line.strip() and not any(word in line for word in OUTSIDE):
                    yield (
                        page.relative_to(ROOT).as_posix(),
                        line.replace(".venv/bin/citex", "citex"),
                    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the files that the pages speak of, with the examples' folder in it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "examples" / "data", folder, dirs_exist_ok=True)
    (folder / "styles").mkdir()
    shutil.copy(folder / "my-journal.csl", folder / "styles")
    shutil.make_archive(str(folder / "styles"), "zip", folder / "styles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITEX_STYLES", str(folder / "kept"))
        add_styles(folder / "my-journal.csl")
        yield folder
    stylebook.forget()


_SHELL = re.compile(r"[|;&<>*$`~]")


@pytest.mark.parametrize(("page", "command"), list(commands()))
def test_a_command_works_as_printed(
    page: str,
    command: str,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    if "dedupe" in command:
        pytest.importorskip("rapidfuzz", reason="the extra `dedupe` is not installed")
    name, *words = shlex.split(command, comments=True)
    if name == "citex" and not _SHELL.search(command):
        monkeypatch.chdir(desk)
        status = main(words)
        errors = capsysbinary.readouterr().err.decode("utf-8")
    else:
        status, errors = _in_a_shell(command, desk)
    assert "Traceback" not in errors, page
    if "--copy" not in command:  # a machine without a clipboard says so
        found = 1 if words[:1] == ["check"] else 0  # the check may find something
        assert status in (0, found), errors


def sessions() -> Iterator[tuple[str, str, str]]:
    """The calls that pages print with their answers: `$ citex ...` and what follows."""
    for page in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.S | re.M):
            for call in re.findall(r"^\$ (citex .*(?:\n(?!\$ ).*)*)", block, re.M):
                command, _, answer = call.partition("\n")
                yield page.relative_to(ROOT).as_posix(), command, answer.strip("\n")


@pytest.mark.parametrize(("page", "command", "answer"), list(sessions()))
def test_a_call_answers_as_printed(
    page: str,
    command: str,
    answer: str,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(desk)
    if page.startswith("docs/zh/"):
        monkeypatch.setenv("CITEX_LANG", "zh")
    main(shlex.split(command)[1:])
    assert b"".join(capsysbinary.readouterr()).decode("utf-8").strip("\n") == answer, page


def _in_a_shell(command: str, desk: Path) -> tuple[int, str]:
    place = Path(sys.executable).parent
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=desk,
        env={**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        timeout=120,
    )
    return result.returncode, result.stderr.decode("utf-8", "replace")
