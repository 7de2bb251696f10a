"""The citation dialog as HTML: a page of its own, or a fragment for a site's page.

The look, the behaviour and the words stand in `data/`; here they are filled in. Every value of a
record is escaped (`rich`), and no attribute holds script or style, so that the strictest
content-security policy holds.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files as resources
from string import Template
from typing import Any, NamedTuple

from citex.dialog import facts, rich
from citex.dialog.files import (
    Citation,
    File,
    citation,
    citation_name,
    export,
    export_format,
    export_name,
    stem,
)
from citex.dialog.rich import text
from citex.errors import UnknownOption
from citex.formats import Format
from citex.model import Paper
from citex.stylebook import Named
from citex.text.richtext.runs import plain

CITATIONS = ("gbt7714-2015", "mla", "apa")
EXPORTS = ("bibtex", "endnote", "ris", "notefirst", "noteexpress")

TAGS = {"en": "en", "zh": "zh-CN"}
"""The languages of the interface -> their tags in HTML."""

OPEN_UP_TO = 3
"""With more papers than this, the citations of each are folded away at first."""

FILTER_FROM = 6
"""With as many papers or more, there is a field to filter them."""

_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]")
"""Characters that HTML or UTF-8 might not carry as they are."""


class Assets(NamedTuple):
    """The style sheet and the script of the dialog, and the hashes that a site's policy needs."""

    css: str
    script: str
    css_hash: str
    script_hash: str


def page(
    papers: Iterable[Paper] | Paper,
    *,
    citations: Sequence[Named] = CITATIONS,
    exports: Sequence[str] = EXPORTS,
    title: str | None = None,
    lang: str | None = None,
    notices: bool = False,
) -> str:
    """A self-contained HTML page with the citation dialog of each paper.

    `citations` are styles, `exports` file formats, in the order shown. `title` is the page's;
    `lang` ("en" or "zh") fixes the language of the interface, which is otherwise the browser's.
    With `notices`, citations say what was retracted (`citex.bibliography`).
    The page needs no network, and its content-security policy allows none.
    Raises UnknownStyle, UnknownFormat, UnknownOption.
    """
    papers = _listed(papers)
    strings = _strings()[_language(lang)]
    name = title or _page_title(papers, strings)
    dialog = _dialog(papers, citations, exports, name, lang, whole=True, notices=notices)
    page_css, own = _data("page.css"), assets()
    policy = (
        f"default-src 'none'; script-src '{own.script_hash}'; "
        f"style-src '{_hash(page_css)}' '{own.css_hash}'; base-uri 'none'; form-action 'none'"
    )
    return _fill(
        "page.html",
        lang=TAGS[_language(lang)],
        policy=policy,
        title=text(name),
        page_css=page_css,
        dialog_css=own.css,
        dialog=dialog.strip(),
        script=own.script,
    )


def dialog_fragment(
    papers: Iterable[Paper] | Paper,
    *,
    citations: Sequence[Named] = CITATIONS,
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
    name = title or _page_title(papers, _strings()[_language(lang)])
    dialog = _dialog(papers, citations, exports, name, lang, whole=False, notices=notices)
    if not with_assets:
        return dialog
    own = assets()
    return f"<style>{own.css}</style>\n{dialog}<script>{own.script}</script>\n"


@functools.cache
def assets() -> Assets:
    """The dialog's style sheet and script, with their hashes for a content-security policy."""
    css, script = _data("dialog.css"), _data("dialog.js")
    return Assets(css, script, _hash(css), _hash(script))


def _dialog(
    papers: Sequence[Paper],
    citations: Sequence[Named],
    exports: Sequence[str],
    title: str,
    lang: str | None,
    *,
    whole: bool,
    notices: bool,
) -> str:
    names = {style: citation_name(style) for style in citations}
    forms = [export_format(name) for name in exports]
    strings = _strings()[_language(lang)]
    contents = _Contents(names, forms, strings, many=len(papers) > 1, notices=notices)
    single = len(papers) == 1
    heading = ("h1" if single else "h2") if whole else "h2"
    shown = "\n".join(contents.paper(paper, heading, len(papers) <= OPEN_UP_TO) for paper in papers)
    bar = "" if single else contents.bar(papers)
    data = {
        "lang": lang,
        "tags": TAGS,
        "strings": _strings(),
        "citations": [given._asdict() for given in contents.citations],
        "files": [given._asdict() for given in contents.files],
    }
    return _fill(
        "dialog.html",
        lang=TAGS[_language(lang)],
        page=" data-citex-page" if whole else "",
        title=text(title),
        bar=bar,
        papers=shown,
        no_script=text(contents.strings["no_script"]),
        data=_script_json(data),
    )


class _Contents:
    """The papers' markup, and beside it the citations and files that the script hands out."""

    def __init__(
        self,
        names: Mapping[Named, str],
        forms: Sequence[Format],
        strings: Mapping[str, str],
        *,
        many: bool,
        notices: bool,
    ) -> None:
        self.names, self.forms, self.strings, self.many = names, forms, strings, many
        self.notices = notices
        self.citations: list[Citation] = []
        self.files: list[File] = []
        self._stems: set[str] = set()
        self._navs = 0

    def paper(self, paper: Paper, heading: str, opened: bool) -> str:
        title = paper.title or ""
        name = stem(paper, self._stems)
        self._stems.add(name.lower())
        return _fill(
            "paper.html",
            heading=heading,
            lang=facts.lang(title, paper.language),
            title=rich.from_field(title) if title.strip() else text(self.strings["untitled"]),
            facts=facts.facts(paper, self.strings),
            open=" open" if opened else "",
            cite=text(self.strings["cite"]),
            citations="\n".join(self._citation(paper, style) for style in self.names),
            exports=self._exports([paper], name, "export"),
        )

    def bar(self, papers: Sequence[Paper]) -> str:
        key = "one" if len(papers) == 1 else "references"
        label = text(self.strings[key].replace("{n}", str(len(papers))))
        heading = f'<span data-citex-say="{key}" data-citex-n="{len(papers)}">{label}</span>'
        hint = text(self.strings["filter"])
        return _fill(
            "bar.html",
            heading=heading,
            filter=_fill("filter.html", filter=hint) if len(papers) >= FILTER_FROM else "",
            exports=self._exports(papers, "references", "export_all") if papers else "",
        )

    def _citation(self, paper: Paper, style: Named) -> str:
        given = citation(paper, style, notices=self.notices)
        self.citations.append(given)
        return _fill(
            "citation.html",
            name=text(self.names[style]),
            lang=facts.lang(given.text, paper.language),
            shown=rich.from_html(given.html),
            number=len(self.citations) - 1,
            copy=text(self.strings["copy"]),
        ).strip()

    def _exports(self, papers: Sequence[Paper], name: str, say: str) -> str:
        if not self.forms:
            return ""
        self._navs += 1
        links = []
        for form in self.forms:
            file = export(papers, form, name)
            self.files.append(file)
            links.append(
                f'<li><a href="#" download="{text(file.name)}" type="{text(file.type)}"'
                f' data-citex-file="{len(self.files) - 1}">{text(export_name(form))}</a></li>'
            )
        return _fill(
            "exports.html",
            id=f"citex-exports-{_short(self.files[-1].content)}-{self._navs}",
            say=say,
            label=text(self.strings[say]),
            links="\n".join(links),
        ).strip()


def _listed(papers: Iterable[Paper] | Paper) -> list[Paper]:
    return [papers] if isinstance(papers, Paper) else list(papers)


def _language(lang: str | None) -> str:
    """The interface's language before the browser has its say."""
    if lang is None:
        return "en"
    if lang not in TAGS:
        raise UnknownOption(f"lang={lang}", [f"lang={tag}" for tag in TAGS])
    return lang


def _page_title(papers: Sequence[Paper], strings: Mapping[str, str]) -> str:
    if len(papers) == 1:
        return plain(papers[0].title or "") or strings["untitled"]
    return strings["references"].replace("{n}", str(len(papers)))


def _script_json(data: Any) -> str:
    """JSON that no parser of HTML can take for the end of its script element."""
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _FRAGILE.sub(lambda match: f"\\u{ord(match[0]):04x}", safe)


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _short(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@functools.cache
def _data(name: str) -> str:
    return (resources("citex.dialog") / "data" / name).read_text(encoding="utf-8")


@functools.cache
def _strings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_data("strings.json"))
    return found


def _fill(template: str, **values: object) -> str:
    return Template(_data(template)).substitute(values)


__all__ = [
    "CITATIONS",
    "EXPORTS",
    "TAGS",
    "Assets",
    "assets",
    "dialog_fragment",
    "export",
    "export_format",
    "page",
    "stem",
]
