"""The plug-in: what it does when MkDocs reads a configuration, its pages, and while it serves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from citex.csl import Style, load
from citex.document import Document
from citex.errors import Problem
from citex.manuscripts import library
from citex.manuscripts.citing import (
    document_of,
    languages_of,
    style_beside,
    unknown_keys,
    with_works,
)
from citex.manuscripts.manuscript import Manuscript, Settings
from citex.manuscripts.metadata import settings_of
from citex.mkdocs.page import Page
from citex.mkdocs.settings import CitexConfig
from citex.mkdocs.site import Site
from citex.mkdocs.telling import Teller
from citex.model import Paper

_FOOTNOTES = "footnotes"


class CitexPlugin(BasePlugin[CitexConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types
    """Citations and lists in the pages of a site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the style and the library. Raises PluginError for what cannot be read."""
        self.folder: Path = Path(config.config_file_path or "mkdocs.yml").parent
        self.site: Site | None = None
        self.teller: Teller = Teller(_language(config))
        problems: list[Problem] = []
        with self.teller.ending():
            self.style: Style = load(style_beside(self.folder, self.config.style))
            found = library.papers_of(self._files(), [], self.folder, problems)
            self.papers: dict[str, Paper] = found
            Document((), self.style, output="html", **self._options())
        self.teller.warn(problems)
        if self.style.class_ == "note" and _FOOTNOTES not in config.markdown_extensions:
            config.markdown_extensions.append(_FOOTNOTES)
        return config

    def _files(self) -> list[str]:
        given = self.config.bibliography
        return [given] if isinstance(given, str) else [str(one) for one in given]

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Have the library and the style watched."""
        for path in (*self._files(), self.config.style):
            place = self.folder / os.path.expanduser(path)
            if os.path.exists(place):
                server.watch(str(place))
        return server

    # -- one list for the site -------------------------------------------------------------

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Read the citations of all pages in order, if the site has one list."""
        path = self.config.list
        if not isinstance(path, str):
            return nav
        if files.get_file_from_path(path) is None:
            raise self.teller.end(f"list: the site has no page {path!r}")
        self.site = Site(self.papers, self.style, self._options())
        for file in _in_order(nav, files):
            with self.teller.ending(file):
                self._take(self.site, file)
        return nav

    def _take(self, site: Site, file: File) -> None:
        """Take the citations of a page, and the works that it alone names."""
        page, papers = self._page(*get_data(file.content_string), file)
        manuscript = page.read(papers.__contains__, languages_of(page.settings, self.style))
        self.papers |= self._looked_up(manuscript, page.settings, papers)
        site.nocite += page.settings.nocite
        site.take(file.src_uri, with_works(manuscript, self.papers))

    def _options(self) -> dict[str, Any]:
        options = self.config.options
        return {"locale": self.config.locale, "links": self.config.links, **options}

    # -- pages -----------------------------------------------------------------------------

    def on_page_markdown(
        self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """The page with its citations and lists; as it is if it has none."""
        with self.teller.ending(page.file):
            return self._cited(markdown, page, files)

    def _cited(self, markdown: str, page: SitePage, files: Files) -> str:
        own, papers = self._page(markdown, page.meta, page.file)
        manuscript = own.read(papers.__contains__, languages_of(own.settings, self.style))
        papers = self._looked_up(manuscript, own.settings, papers)
        self.teller.missing(manuscript, own.settings, papers, page)
        if self.site is not None:
            return self._of_site(self.site, own, with_works(manuscript, papers), page, files)
        if not (manuscript.citations or manuscript.listings or own.settings.nocite):
            return markdown
        named = own.settings.style
        style = self.style if named is None else load(style_beside(self.folder, named))
        return own.write(
            manuscript, document_of(manuscript, papers, style, own.settings, own.output)
        )

    def _of_site(
        self, site: Site, own: Page, manuscript: Manuscript, page: SitePage, files: Files
    ) -> str:
        """A page of a site that has one list for all."""
        path = page.file.src_uri
        target = files.get_file_from_path(str(self.config.list))
        assert target is not None
        if not (manuscript.citations or manuscript.listings) and page.file is not target:
            return own.text
        if site.take(path, manuscript):
            self.teller.inform(f"{path}: a plug-in changed its citations; numbers may be others")
        own.settings.suppressed = page.file is not target
        to_list = "" if page.file is target else get_relative_url(target.url, page.file.url)
        return own.written(manuscript, site.page(path, to_list))

    def _page(self, text: str, meta: Any, file: File) -> tuple[Page, dict[str, Paper]]:
        """A page with what its metadata says, and its library."""
        said = dict(meta)
        references = said.pop("references", None)
        settings = settings_of(said)
        if isinstance(references, list):
            settings.references = [
                one for one in references if isinstance(one, dict) and "id" in one
            ]
        settings.lang = settings.lang or self.config.locale
        settings.heading = settings.heading or self.config.heading
        settings.suppressed = settings.suppressed or self.config.list is False
        settings.options = {**self.config.options, **settings.options}
        if "link-citations" not in said:
            settings.links = cast("bool | str", self.config.links)
        papers = self.papers
        if settings.bibliography or settings.references:
            folder = Path(file.abs_src_path).parent if file.abs_src_path else self.folder
            problems: list[Problem] = []
            more = library.papers_of(settings.bibliography, settings.references, folder, problems)
            self.teller.warn(problems)
            papers = papers | more
        return Page(text, settings), papers

    def _looked_up(
        self, manuscript: Manuscript, settings: Settings, papers: dict[str, Paper]
    ) -> dict[str, Paper]:
        """The library with the works whose identifiers a page cites."""
        if not self.config.lock:
            return papers
        wanted = unknown_keys(manuscript, settings, papers)
        problems: list[Problem] = []
        found = library.looked_up(wanted, self.folder / self.config.lock, problems, {})
        self.teller.warn(problems)
        return papers | found


def _language(config: MkDocsConfig) -> str:
    """The language of the site, as themes have it."""
    return str(config.theme.get("language") or config.theme.get("locale") or "")


def _in_order(nav: Navigation, files: Files) -> Iterator[File]:
    """The pages of the navigation in order, and those that it does not have."""
    seen = set()
    for page in nav.pages:
        seen.add(page.file.src_uri)
        yield page.file
    for file in files.documentation_pages():
        if file.src_uri not in seen and file.inclusion.value > InclusionLevel.EXCLUDED.value:
            yield file
