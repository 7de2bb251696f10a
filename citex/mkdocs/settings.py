"""The settings of the plug-in, in mkdocs.yml."""

from __future__ import annotations

from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as kinds


class CitexConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs has no types
    """What `plugins: [citex: ...]` takes."""

    bibliography: kinds.Type[Any] = kinds.Type((str, list), default=[])
    """Files of works, in any format; their paths begin beside mkdocs.yml."""

    style: kinds.Type[Any] = kinds.Type(str, default="apa")
    """The name of a style, or a .csl file beside mkdocs.yml."""

    locale: kinds.Optional[Any] = kinds.Optional(kinds.Type(str))
    """The language of citations, if not that of the style; a page's `lang` goes before."""

    list: kinds.Type[Any] = kinds.Type((bool, str), default=True)
    """A list on each page, none, or the page on which the list of all is, by its path."""

    heading: kinds.Optional[Any] = kinds.Optional(kinds.Type(str))
    """What stands over a list that a page has no place for."""

    links: kinds.Type[Any] = kinds.Type((bool, str), default=True)
    """Whether citations lead to their entries, and entries to their works."""

    lock: kinds.Optional[Any] = kinds.Optional(kinds.Type(str))
    """The file that keeps the records of identifiers; without it, none are looked up."""

    options: kinds.Type[Any] = kinds.Type(dict, default={})
    """Options of `citex.Document`."""
