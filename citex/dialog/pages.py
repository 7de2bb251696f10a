"""The dialog as a page of its own, and as a fragment for a site's page."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from citex.csl import Style, StyleLike
from citex.dialog import CITATIONS, EXPORTS
from citex.dialog.contents import Contents
from citex.dialog.files import citation_name, export_format
from citex.dialog.lists import format_list, style_list
from citex.dialog.packing import script_json
from citex.dialog.rich import text
from citex.dialog.templates import data, fill, strings
from citex.errors import UnknownOption
from citex.model import Paper
from citex.model.checked import called
from citex.model.papers import Papers, papers_of
from citex.stylebook import StyleInfo
from citex.text.richtext.runs import plain

TAGS = {"en": "en", "zh": "zh-CN"}
"""The languages of the interface -> their tags in HTML."""


class Assets(NamedTuple):
    """The style sheet and the script of the dialog, and the hashes that a site's policy needs."""

    css: str
    script: str
    css_hash: str
    script_hash: str


@called
def page(
    papers: Papers,
    *,
    citations: Sequence[StyleLike] = CITATIONS,
    exports: Sequence[str] = EXPORTS,
    title: str | None = None,
    lang: str | None = None,
    notices: bool = False,
) -> str:
    """A self-contained HTML page with the citation dialog of each paper.

    Several papers are a list, to be filtered, sorted, selected, copied and exported.
    `citations` are styles, `exports` file formats, in the order shown. `title` is the page's;
    `lang` ("en" or "zh") fixes the language of the interface, which is otherwise the browser's.
    With `notices`, citations say what was retracted (`citex.bibliography`).
    The page needs no network, and its content-security policy allows none.
    Raises UnknownStyle, UnknownFormat, UnknownOption.
    """
    papers = _listed(papers)
    name = title or _page_title(papers, strings()[_language(lang)])
    dialog = _dialog(papers, citations, exports, name, lang, whole=True, notices=notices)
    page_css, own = data("page.css"), assets()
    policy = (
        f"default-src 'none'; script-src '{own.script_hash}'; "
        f"style-src '{_hash(page_css)}' '{own.css_hash}'; base-uri 'none'; form-action 'none'"
    )
    return fill(
        "page.html",
        lang=TAGS[_language(lang)],
        policy=policy,
        title=text(name),
        page_css=page_css,
        dialog_css=own.css,
        dialog=dialog.strip(),
        script=own.script,
    )


@called
def dialog_fragment(
    papers: Papers,
    *,
    citations: Sequence[StyleLike] = CITATIONS,
    exports: Sequence[str] = EXPORTS,
    title: str | None = None,
    lang: str | None = None,
    with_assets: bool = True,
    notices: bool = False,
) -> str:
    """The citation dialog of the papers as a piece of HTML, to place in a site's own page.

    With `with_assets=False` it comes without its style sheet and script, for a site that serves
    those itself (`assets()`), or places several dialogs. A dialog added to a page later starts
    when the page calls `citexBegin()`. Raises as `page`.
    """
    papers = _listed(papers)
    name = title or _page_title(papers, strings()[_language(lang)])
    dialog = _dialog(papers, citations, exports, name, lang, whole=False, notices=notices)
    if not with_assets:
        return dialog
    own = assets()
    return f"<style>{own.css}</style>\n{dialog}<script>{own.script}</script>\n"


@functools.cache
def assets() -> Assets:
    """The dialog's style sheet and script, with their hashes for a content-security policy."""
    css, script = data("dialog.css"), data("dialog.js")
    return Assets(css, script, _hash(css), _hash(script))


def _dialog(
    papers: Sequence[Paper],
    citations: Sequence[StyleLike],
    exports: Sequence[str],
    title: str,
    lang: str | None,
    *,
    whole: bool,
    notices: bool,
) -> str:
    names = {style: citation_name(style) for style in _several(citations)}
    forms = [export_format(name) for name in _several(exports)]
    contents = Contents(
        papers,
        names,
        {style: style_list(papers, style, notices=notices) for style in names},
        [(form, format_list(papers, form)) for form in forms],
        strings()[_language(lang)],
        heading="h1" if whole and len(papers) == 1 else "h2",
    )
    shared = {"lang": lang, "tags": TAGS, "strings": strings(), **contents.shared()}
    if contents.short:
        shared |= {"rows": contents.rows(), "records": list(contents.records())}
    return fill(
        "dialog.html",
        lang=TAGS[_language(lang)],
        page=" data-citex-page" if whole else "",
        title=text(title),
        bar="" if len(papers) == 1 else contents.bar(),
        papers="\n".join(contents.articles()) if contents.short else "",
        more="" if contents.short else contents.more(),
        no_script=contents.no_script(),
        data=script_json(shared),
        packed="" if contents.short else contents.packed(),
    )


def _several(names: Any) -> Sequence[Any]:
    """Names that stand alone are a list of one."""
    alone = isinstance(names, (str, bytes, os.PathLike, Style, StyleInfo))
    return [names] if alone else names


def _listed(papers: Papers) -> list[Paper]:
    return list(papers_of(papers))


def _language(lang: str | None) -> str:
    """The interface's language before the browser has its say."""
    if lang is None:
        return "en"
    if lang not in TAGS:
        raise UnknownOption(f"lang={lang}", [f"lang={tag}" for tag in TAGS])
    return lang


def _page_title(papers: Sequence[Paper], words: Mapping[str, str]) -> str:
    if len(papers) == 1:
        return plain(papers[0].title or "") or words["untitled"]
    return words["references"].replace("{n}", str(len(papers)))


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


__all__ = ["TAGS", "Assets", "assets", "dialog_fragment", "page"]
