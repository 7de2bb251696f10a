"""The files around the package agree with each other: versions, workflows, what is to be cited."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cffconvert import Citation

import citex

TOP = Path(__file__).parent.parent
WORKFLOWS = sorted((TOP / ".github" / "workflows").glob("*.yml"))
PYPROJECT = (TOP / "pyproject.toml").read_text("utf-8")
SUPPORTED = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', PYPROJECT)


def loaded(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def pythons(workflow: str, job: str) -> set[str]:
    """The versions of Python that the matrix of a job has."""
    matrix = loaded(TOP / ".github" / "workflows" / workflow)["jobs"][job]["strategy"]["matrix"]
    return {*matrix.get("python", ()), *(one["python"] for one in matrix.get("include", ()))}


def test_the_suite_runs_on_every_python_that_is_promised() -> None:
    assert pythons("tests.yml", "suite") == set(SUPPORTED)
    assert pythons("release.yml", "test") == {SUPPORTED[0], SUPPORTED[-1]}
    assert f'requires-python = ">={SUPPORTED[0]}"' in PYPROJECT
    sessions = re.search(r"PYTHONS = \[(.*)\]", (TOP / "noxfile.py").read_text("utf-8"))
    assert sessions is not None
    assert re.findall(r'"([\d.]+)"', sessions[1]) == SUPPORTED


@pytest.mark.parametrize("workflow", ["tests.yml", "release.yml"])
def test_every_system_is_tried(workflow: str) -> None:
    text = (TOP / ".github" / "workflows" / workflow).read_text("utf-8")
    assert set(re.findall(r"\b(\w+)-latest", text)) == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_for_little(path: Path) -> None:
    """No right but to read, unless a job says so; an end to each job; jobs of nox that exist."""
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    sessions = set(
        re.findall(r"^def (\w+)\(session", (TOP / "noxfile.py").read_text("utf-8"), re.M)
    )
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 240, name
        for step in job["steps"]:
            for named in re.findall(r"nox -s ([\w ]+?)(?: --|$)", step.get("run", "")):
                assert set(named.split()) <= sessions, (name, step)
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_forms_ask_what_is_needed() -> None:
    for path in (TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = loaded(path)
        if path.name != "config.yml":
            assert form["name"]
            assert form["description"]
            ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
            assert len(ids) == len(set(ids)) > 0


def test_citex_is_cited_as_it_says() -> None:
    """CITATION.cff is what its schema asks for, has this version, and citex reads it."""
    path = TOP / "CITATION.cff"
    Citation(path.read_text("utf-8")).validate()
    (paper,) = citex.read(path)
    assert (paper.title, paper.type, paper.version) == ("citex", "software", citex.__version__)
    assert [author.literal for author in paper.author or ()] == ["The citex developers"]


def test_a_version_stands_in_the_changelog() -> None:
    """Unreleased or with its date; the newest first, in the kinds of Keep a Changelog."""
    text = (TOP / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.MULTILINE)
    assert releases[0] == ("Unreleased", "")
    assert all(date for _, date in releases[1:])
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds


ADDRESS = re.compile(r"(?:github\.com|gitlab\.com|readthedocs\.io|pypi\.org/project)/[\w./-]*citex")


def test_no_address_is_claimed_that_is_not_ours() -> None:
    """The project has no public address yet (docs/releasing.md); others are called citex, too."""
    listed = [*TOP.glob("*.*"), *(TOP / "docs").glob("*.md"), *(TOP / ".github").rglob("*.*")]
    found = {
        (path.name, match[0])
        for path in listed
        if path.is_file() and path.suffix in (".md", ".toml", ".cff", ".yml", ".yaml")
        for match in ADDRESS.finditer(path.read_text("utf-8"))
    }
    assert found == set()
