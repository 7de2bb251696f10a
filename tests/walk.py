"""Follows the pages for contributors to the letter, in a fresh clone, and compares what is printed.

    python tests/walk.py [--light] [--keep FOLDER] [--without WORDS]

On a page, a `console` block is run line by line (`$ `) and prints what stands below it, `...` for
anything. A block behind "Write `FILE`:" is that file; a `diff` block behind "In `FILE`:" is a
change of it. The page is CONTRIBUTING.md; where a paragraph of it begins with a link to another
page and a colon, that page comes first. The clone is of the last commit, with the files of the
working tree over it. `--light` makes no virtual environment, but runs all with this Python, and
leaves out `nox`, and tests where nothing was changed; `--without WORDS` leaves out what has them.
"""

from __future__ import annotations

import argparse
import doctest
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parent.parent
PAGE = "CONTRIBUTING.md"
_BLOCK = re.compile(
    r"^```(\w+)\n(.*?)^```$|^\[[^]]+\]\((docs/[\w/-]+\.md)\): ", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"\b(Write|In)\s+`([^`\s]+)`:\s*\Z")
_QUIET = re.compile(r"(?m)^(?:WARNING: |\[notice\]).*\n|\A\n")
_HEAVY = re.compile(r"python3 -m venv|\S*/pip |\S*/nox |\S*/pytest -q -k \w+\Z")
LIGHT = ("citex", "mypy", "nox", "pip", "pytest", "python", "ruff")


class Step(NamedTuple):
    """Something to do: `run` a command, `write` a file or `change` it; and where a page says so."""

    page: str
    line: int
    act: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.act} {self.what}"


def steps(page: str = PAGE) -> Iterator[Step]:
    """What a page asks for, in its order."""
    text = (TOP / page).read_text("utf-8")
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        if block[3] is not None:
            yield from steps(block[3])
            continue
        if block[1] == "console":
            for part in re.split(r"(?m)^\$ ", block[2])[1:]:
                command, _, expected = part.partition("\n")
                yield Step(page, line, "run", command, expected)
            continue
        named = _FILE.search(text, 0, block.start())
        assert named is not None or block[1] != "diff", f"{page}:{line}: a change of which file?"
        if named is not None:
            yield Step(page, line, "change" if block[1] == "diff" else "write", named[2], block[2])


class Walk:
    """A clone in which steps are done."""

    def __init__(self, clone: Path, *, light: bool) -> None:
        self.clone = clone
        self.light = light
        self.committed = True
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
            "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONIOENCODING": "utf-8",
            "GIT_AUTHOR_NAME": "A newcomer", "GIT_AUTHOR_EMAIL": "newcomer@example.org",
            "GIT_COMMITTER_NAME": "A newcomer", "GIT_COMMITTER_EMAIL": "newcomer@example.org",
        }  # fmt: skip
        self._clone()
        if light:
            self._stand_ins()

    def _clone(self) -> None:
        """The last commit, and over it what the working tree has."""
        self._git("clone", "-q", "--no-hardlinks", str(TOP), str(self.clone), cwd=TOP)
        listed = self._git("ls-files", "-co", "--exclude-standard", "-z", cwd=TOP)
        for name in filter(None, listed.split("\0")):
            if (TOP / name).is_file():
                (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, self.clone / name)
        self._git("add", "-A", cwd=self.clone)
        self._git("commit", "-q", "--allow-empty", "-m", "As it stands", cwd=self.clone)

    def _git(self, *arguments: str, cwd: Path) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=cwd, env=self.environment, check=True, timeout=120,
            capture_output=True, text=True,
        ).stdout  # fmt: skip

    def _stand_ins(self) -> None:
        """Commands of `.venv/bin` that run this Python on the clone."""
        self.environment["PYTHONPATH"] = str(self.clone)
        place = self.clone / ".venv" / "bin"
        place.mkdir(parents=True)
        for name in LIGHT:
            module = "" if name == "python" else f"-m {name} "
            script = place / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n')
            script.chmod(script.stat().st_mode | stat.S_IXUSR)

    def do(self, step: Step) -> None:
        """Do a step. Raises AssertionError where it does not go as the page says."""
        target = self.clone / step.what
        self.committed = step.what.startswith("git commit") or (
            self.committed and step.act == "run"
        )
        if step.act == "write":
            assert not target.exists(), f"{step}: the file is there already"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step.text, encoding="utf-8", newline="")
        elif step.act == "change":
            self._change(step, target)
        else:
            self._run(step)

    def _change(self, step: Step, target: Path) -> None:
        lines = step.text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        text = target.read_text("utf-8")
        assert before, f"{step}: no line to put it beside"
        assert text.count(before) == 1, f"{step}: these lines are there {text.count(before)} times"
        target.write_text(text.replace(before, after), encoding="utf-8", newline="")

    def _run(self, step: Step) -> None:
        passes = "/pytest " in step.what and "failed" not in step.text
        if self.light and (_HEAVY.match(step.what) or (passes and self.committed)):
            return
        done = subprocess.run(
            ["bash", "-c", step.what], cwd=self.clone, env=self.environment, timeout=3600,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        got = _QUIET.sub("", done.stdout) if "pip " in step.what else done.stdout
        same = doctest.OutputChecker().check_output(step.text, got, doctest.ELLIPSIS)
        assert same, f"{step}\n--- the page says\n{step.text}--- it printed\n{got}"
        told = "failed" in step.text
        assert told or done.returncode == 0, f"{step}: status {done.returncode}\n{got}"


def main() -> int:
    """Follow the pages; the status is 1 where one of them is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--without", action="append", default=[])
    given = parser.parse_args()
    place = given.keep or Path(tempfile.mkdtemp(prefix="citex-walk-"))
    try:
        walk = Walk(place / "citex", light=given.light)
        for step in steps():
            if any(words in step.what for words in given.without):
                continue
            began = time.monotonic()
            walk.do(step)
            print(f"{time.monotonic() - began:6.1f} s  {step}", flush=True)
    except AssertionError as error:
        print(error)
        return 1
    finally:
        if given.keep is None:
            shutil.rmtree(place)
    print("all of it went as the pages say")
    return 0


if __name__ == "__main__":
    sys.exit(main())
