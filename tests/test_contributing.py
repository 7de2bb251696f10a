"""The pages for contributors go as they say: a fix, a format and a style, in a fresh clone.

Here with this Python and its packages, and without nox; `nox -s walk` leaves nothing out. Whoever
runs that beside the suite, as `.ci/run` does, sets CITEX_WALK=later.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import walk

TOP = Path(__file__).parent.parent


@pytest.mark.skipif(os.name == "nt", reason="the pages are for a POSIX shell")
@pytest.mark.skipif(not (TOP / ".git").exists(), reason="no clone can be made: this is none")
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not at hand")
@pytest.mark.skipif(os.environ.get("CITEX_WALK") == "later", reason="the walk is run whole, later")
def test_the_pages_are_followed_to_the_letter(tmp_path: Path) -> None:
    steps = list(walk.steps())
    pages = {step.page for step in steps}
    assert pages == {"CONTRIBUTING.md", "docs/add-a-format.md", "docs/add-a-style.md"}
    clone = walk.Walk(tmp_path / "citex", light=True)
    for step in steps:
        clone.do(step)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"])
def test_what_a_page_names_is_there(page: str) -> None:
    """Links within the project, files in code, and jobs of nox."""
    text = (TOP / page).read_text("utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (TOP / link).exists(), link
    for path in re.findall(r"`((?:citex|tests|docs)/[\w./-]+)`", text):
        assert (TOP / path).exists() or path.endswith("FAMILY"), path
    jobs = re.findall(r"^def (\w+)\(session", (TOP / "noxfile.py").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"nox -s (\w+)", text)) <= set(jobs)


def test_a_page_that_is_wrong_is_found(tmp_path: Path) -> None:
    """The walk is worth something: other output, a status, a change that fits nowhere."""
    clone = walk.Walk.__new__(walk.Walk)
    clone.clone, clone.environment = tmp_path, dict(os.environ)
    clone.light = clone.committed = True
    (tmp_path / "a.txt").write_text("one\ntwo\none\n")
    wrong = [
        walk.Step("page", 1, "run", "echo a", "b\n"),
        walk.Step("page", 1, "run", "echo a; false", "a\n"),
        walk.Step("page", 1, "change", "a.txt", " three\n+four\n"),
        walk.Step("page", 1, "change", "a.txt", " one\n+four\n"),
        walk.Step("page", 1, "write", "a.txt", "one\n"),
    ]
    for step in wrong:
        with pytest.raises(AssertionError, match="page:1"):
            clone.do(step)
    clone.do(walk.Step("page", 1, "run", "echo abc", "a...\n"))
    clone.do(walk.Step("page", 1, "change", "a.txt", " two\n-one\n+four\n"))
    assert (tmp_path / "a.txt").read_text() == "one\ntwo\nfour\n"
