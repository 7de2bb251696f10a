"""What the plug-in says: warnings with page and line, and the errors that end a build."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from citex import chinese
from citex._late import difflib
from citex.errors import CitexError, Problem
from citex.manuscripts import library
from citex.manuscripts.manuscript import Manuscript, Settings
from citex.model import Paper

_log = get_plugin_logger("citex")
_LIKE = 0.8
"""How like a key that there is a name behind "@" in a sentence must be to be taken for one."""


class Teller:
    """Says what is wrong, in Chinese where the site is."""

    def __init__(self, language: str) -> None:
        self.chinese: bool = language.startswith("zh")

    def _said(self, message: str) -> str:
        return chinese.told(message) if self.chinese else message

    def end(self, message: str) -> PluginError:
        """The error that ends the build with a message."""
        return PluginError("citex: " + self._said(message))

    @contextlib.contextmanager
    def ending(self, file: File | None = None) -> Iterator[None]:
        """Have an error of citex's end the build, in a line."""
        try:
            yield
        except CitexError as error:
            raise self.end(f"{file.src_uri}: {error}" if file else str(error)) from None

    def warn(self, problems: Iterable[Problem]) -> None:
        """Warn of what could not be read."""
        for problem in problems:
            _log.warning("%s", self._said(str(problem)))

    def inform(self, message: str) -> None:
        """Say something that is nothing wrong."""
        _log.info("%s", self._said(message))

    def missing(
        self, manuscript: Manuscript, settings: Settings, papers: dict[str, Paper], page: Page
    ) -> None:
        """Warn of keys that no work has, with the line in the page's file.

        A name in a sentence ("@octocat") may be no key: unless it is much like one, it is told
        for information alone.
        """
        above = _lines_above(page, manuscript.text)
        for place, key, bare in _keys(manuscript):
            if key not in papers:
                line = (manuscript.line(place) or 1) + above
                told = f"{page.file.src_uri}:{line}: {library.nobody(key, papers)}"
                if bare and not difflib.get_close_matches(key, list(papers), n=1, cutoff=_LIKE):
                    self.inform(told)
                else:
                    _log.warning("%s", self._said(told))
        for key in settings.nocite:
            if key != "*" and key not in papers:
                told = f"{page.file.src_uri}: {library.nobody(key, papers)}"
                _log.warning("%s", self._said(told))


def _keys(manuscript: Manuscript) -> Iterator[tuple[int, str, bool]]:
    """The keys that a page cites: where, which, and whether one stands bare in a sentence."""
    for one in manuscript.citations:
        bare = len(one.keys) == 1 and manuscript.text.startswith("@", one.start)
        for cite, place in zip(one.citation.cites, one.keys, strict=True):
            yield place, cite.id, bare


def _lines_above(page: Page, text: str) -> int:
    """How many lines of the page's file stand above its text: those of its metadata."""
    whole = page.file.content_string
    start = whole.find(text[:200]) if text else 0
    return whole.count("\n", 0, start) if start > 0 else 0
