"""Sites that are built in this process, each in a folder of its own."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SITES = Path(__file__).parent / "sites"


class Built(NamedTuple):
    """A site that was built: the folder of its pages, and the warnings."""

    out: Path
    warnings: str

    def page(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")


class Project:
    """A site's sources, and what is built of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(
        self, builder: str = "html", *, out: str = "out", parallel: int = 0, **settings: Any
    ) -> Built:
        from sphinx.application import Sphinx
        from sphinx.util.docutils import docutils_namespace, patch_docutils

        place = self.folder.parent / out
        warnings = io.StringIO()
        with patch_docutils(self.folder), docutils_namespace():
            app = Sphinx(
                self.folder, self.folder, place / builder, place / "doctrees", builder,
                confoverrides={"smartquotes": False, "show_warning_types": True, **settings},
                status=None, warning=warnings, parallel=parallel,
            )  # fmt: skip
            app.build()
        told = re.sub(r"\x1b\[[\d;]*m", "", warnings.getvalue())
        return Built(place / builder, told.replace(f"{self.folder}/", ""))


@pytest.fixture
def project(tmp_path: Path) -> Any:
    """Makes a project of a site in `sites`, or of an empty one with a conf.py of these settings."""
    pytest.importorskip("sphinx.application", reason="the extra `sphinx` is not installed")

    def made(site: str = "", **settings: Any) -> Project:
        shutil.copytree(SITES, tmp_path, dirs_exist_ok=True)
        found = Project(tmp_path / (site or "own"))
        if not site:
            settings = {"project": "own", "extensions": ["citex.sphinx"],
                        "citex_bibfiles": ["../works.bib"], **settings}  # fmt: skip
            found.write("conf.py", "".join(f"{key} = {settings[key]!r}\n" for key in settings))
        return found

    return made
