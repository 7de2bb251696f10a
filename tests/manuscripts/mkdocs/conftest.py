"""Sites that are built in this process, each in a folder of its own."""

from __future__ import annotations

import logging
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SITE = Path(__file__).parent / "site"
PLUGIN = metadata.EntryPoint("citex", "citex.mkdocs.plugin:CitexPlugin", "mkdocs.plugins")


class Built(NamedTuple):
    """A site that was built: the folder of its pages, and what was said."""

    out: Path
    told: list[str]

    def article(self, name: str) -> str:
        """What a page shows, without the theme's frame."""
        page = (self.out / name / "index.html").read_text("utf-8")
        found = _ARTICLE.search(page) or _COLUMN.search(page)
        assert found, page
        return "\n".join(line.rstrip() for line in found[1].splitlines() if line.strip()) + "\n"


_ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
_COLUMN = re.compile(r'<div class="col-md-9" role="main">(.*?)(?:</div>\s*){3}<footer', re.DOTALL)


class Site:
    """A site's sources, and what is built of them."""

    def __init__(self, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.folder, self.caplog = folder, caplog

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def config(self, *, plugin: bool = True, theme: Any = "mkdocs", **settings: Any) -> Any:
        from mkdocs.config import load_config

        own = {"citex": {"bibliography": "refs.bib", **settings}}
        return load_config(
            str(self.folder / "mkdocs.yml"), site_dir=str(self.folder.parent / "out"), theme=theme,
            plugins=[own] if plugin else [],
        )  # fmt: skip

    def build(self, *, strict: bool = False, **settings: Any) -> Built:
        from mkdocs.commands.build import build

        self.caplog.clear()
        with self.caplog.at_level(logging.INFO):
            config = self.config(**settings)
            config.strict = strict
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        told = [f"{one.levelname} {one.getMessage()}" for one in self.caplog.records
                if one.name == "mkdocs.plugins.citex"]  # fmt: skip
        return Built(self.folder.parent / "out", told)


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site of this folder; its plug-in is known to MkDocs, installed or not."""
    pytest.importorskip("mkdocs", reason="the extra `mkdocs` is not installed")
    from mkdocs import plugins

    known = {**plugins.get_plugins(), "citex": PLUGIN}
    monkeypatch.setattr(plugins, "get_plugins", lambda: known)
    shutil.copytree(SITE, tmp_path / "site")
    return Site(tmp_path / "site", caplog)
