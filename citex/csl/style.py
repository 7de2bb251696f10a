"""Styles loaded: by name, from a file or from bytes; dependent ones with what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from citex import stylebook
from citex.csl import nodes
from citex.csl.extend import extend
from citex.csl.nodes import Style
from citex.csl.xml import check_whole, read_style
from citex.errors import Problem, StyleError
from citex.model.checked import called, refuse
from citex.stylebook import Named, StyleInfo

Parent = Callable[[str], Style]
"""The style that an id (a URL) names; raises UnknownStyle if there is none."""


StyleLike = Named | bytes | Style | StyleInfo
"""A style, or what leads to one: its name, its text, the path object of its file."""


@called
def load(style: StyleLike, *, strict: bool = False) -> Style:
    """The style of a name ("apa"), in a text or bytes, or of the file at a path object.

    A string is a name, or CSL where it begins with "<": it opens no file; a file is given as a
    `pathlib.Path`. A dependent style is its parent under its own name and locale. Raises
    UnknownStyle with the nearest names, StyleError with everything that is wrong with the style.

    What does not stop a style, an attribute or a macro that is unknown, is noted in its `warnings`;
    with `strict` it is a StyleError too.

    >>> import citex
    >>> citex.load_style("mla").title
    'MLA Handbook 9th edition (in-text citations)'
    """
    if strict:
        loaded = load(style)
        if loaded.warnings:
            raise StyleError(loaded.name, loaded.warnings)
        return loaded
    if isinstance(style, Style):
        return style
    if isinstance(style, StyleInfo):
        return _load(style.name, ())
    if isinstance(style, str) and is_csl(style):
        return parse_style(style)
    if not isinstance(style, (str, bytes, os.PathLike)):
        raise refuse("style", style, "give its name, a Style, or its file as a path object")
    return _load(style, ())


def is_csl(text: str) -> bool:
    """Whether a text is a style itself, and no name of one."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def _load(style: Named | bytes, below: tuple[str, ...]) -> Style:
    """The style; `below` are the names of those that it is wanted for."""
    if isinstance(style, bytes):
        return parse_style(style)
    data = stylebook.source(style)
    name = (stylebook.resolve(style) or style) if isinstance(style, str) else Path(style).stem

    def parent(url: str) -> Style:
        wanted = url.rstrip("/").rpartition("/")[2]
        if wanted in (*below, name):
            problem = Problem(message=f"stands for or extends {wanted!r}, which does so in turn")
            raise StyleError(name, [problem])
        return _load(wanted, (*below, name))

    return parse_style(data, name=name, parent=parent)


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
        return check_whole(extend(style, parent(style.extends)))
    if not style.parent:
        return style
    if parent is None:
        problem = Problem(message=f"depends on {style.parent}; load that style instead")
        raise StyleError(style.name, [problem])
    whole = parent(style.parent)
    if whole.parent:
        problem = Problem(message=f"{style.parent} is itself a dependent style")
        raise StyleError(style.name, [problem])
    return nodes.replace(
        whole,
        info=style.info,
        name=style.name,
        default_locale=style.default_locale or whole.default_locale,
    )
