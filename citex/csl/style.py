"""Styles loaded: by name, from a file or from bytes; dependent ones with what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from citex import stylebook
from citex.csl.extend import extend
from citex.csl.nodes import Style
from citex.csl.xml import read_style
from citex.errors import Problem, StyleError

Parent = Callable[[str], Style]
"""The style that an id (a URL) names; raises UnknownStyle if there is none."""


def load(style: str | bytes | os.PathLike[str]) -> Style:
    """The style of a name ("apa"), of the path of a .csl file, or in bytes.

    A dependent style is its parent under its own name and locale. Raises UnknownStyle with the
    nearest names, StyleError with everything that is wrong with the style.

    >>> load("mla").title
    'MLA Handbook 9th edition (in-text citations)'
    """
    if isinstance(style, bytes):
        return parse_style(style, parent=_parent)
    name = os.fspath(style)
    data = stylebook.source(name)
    short = Path(name).stem if name.lower().endswith(".csl") else name
    return parse_style(data, name=short, parent=_parent)


def _parent(url: str) -> Style:
    return load(url.rstrip("/").rpartition("/")[2])


def parse_style(source: str | bytes, name: str = "", parent: Parent | None = _parent) -> Style:
    """The style that a text holds; a dependent style is its parent under its own name.

    Raises StyleError if it is no valid CSL, or depends on a style that cannot be had.
    """
    data = source.encode("utf-8") if isinstance(source, str) else source
    style = read_style(data, name)
    if style.extends:
        if parent is None:
            problem = Problem(message=f"extends {style.extends!r}, unknown here", source=style.name)
            raise StyleError(style.name, [problem])
        try:
            return extend(style, parent(style.extends))
        except RecursionError:
            problem = Problem(message=f"extends {style.extends!r}, which extends it in turn")
            raise StyleError(style.name, [problem]) from None
    if not style.parent:
        return style
    if parent is None:
        problem = Problem(message=f"depends on {style.parent}; load that style instead")
        raise StyleError(style.name, [problem])
    whole = parent(style.parent)
    if whole.parent:
        problem = Problem(message=f"{style.parent} is itself a dependent style")
        raise StyleError(style.name, [problem])
    return replace(
        whole,
        info=style.info,
        name=style.name,
        default_locale=style.default_locale or whole.default_locale,
    )
