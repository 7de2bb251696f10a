"""The citation dialog as HTML: a page of its own, or a fragment for a site's page.

The look, the behaviour and the words stand in `data/`; here they are filled in. Every value of a
record is escaped (`rich`), and no attribute holds script or style, so that the strictest
content-security policy holds.

A short list stands in the page as it is. Of a long one each paper is packed once (`_packed`), and
the script shows those that are asked for, a screenful at a time. What is copied and exported the
script puts together from entries and records (`lists`), so that it is what is shown.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files as resources
from string import Template
from typing import Any, NamedTuple

from citex.dialog import facts, rich
from citex.dialog.files import citation_name, export, export_format, export_name, stem, suffix
from citex.dialog.lists import FLAVOURS, FormatList, StyleList, format_list, style_list
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
"""With as many papers or more, there is a field to filter them, and an order to choose."""

WHOLE_UP_TO = 100
"""So many papers stand in the page as they are; of more, each is unpacked when it is asked for."""

LISTED_UP_TO = 1000
"""So many entries of a long list can be read where there is no script."""

PACKED = 100
"""Papers packed together."""

_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]")
"""Characters that HTML or UTF-8 might not carry as they are."""

_HALVES = re.compile("[\ud800-\udfff]")


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
    contents = _Contents(
        papers,
        names,
        {style: style_list(papers, style, notices=notices) for style in names},
        [(form, format_list(papers, form)) for form in forms],
        _strings()[_language(lang)],
        heading="h1" if whole and len(papers) == 1 else "h2",
    )
    short = len(papers) <= WHOLE_UP_TO
    data = {
        "lang": lang,
        "tags": TAGS,
        "strings": _strings(),
        "count": len(papers),
        "packed": 0 if short else PACKED,
        **contents.shared(),
    }
    if short:
        data["rows"] = [["", *contents.sorting(paper)] for paper in papers]
        data["records"] = list(contents.records())
    return _fill(
        "dialog.html",
        lang=TAGS[_language(lang)],
        page=" data-citex-page" if whole else "",
        title=text(title),
        bar="" if len(papers) == 1 else contents.bar(),
        papers="\n".join(contents.articles()) if short else "",
        more="" if short else contents.more(),
        no_script=contents.no_script(),
        data=_script_json(data),
        packed="" if short else "".join(contents.packed()),
    )


class _Contents:
    """The papers' markup, and what the script hands out."""

    def __init__(
        self,
        papers: Sequence[Paper],
        names: Mapping[Named, str],
        styles: Mapping[Named, StyleList],
        files: Sequence[tuple[Format, FormatList]],
        strings: Mapping[str, str],
        *,
        heading: str,
    ) -> None:
        self.papers, self.names, self.strings, self.heading = papers, names, strings, heading
        self.styles, self.files = styles, files
        taken: set[str] = set()
        self.stems: list[str] = []
        for paper in papers:
            name = stem(paper, taken)
            taken.add(name.lower())
            self.stems.append(name)

    # -- data ------------------------------------------------------------------------------

    def shared(self) -> dict[str, Any]:
        """What the script knows of styles and formats."""
        styles = [
            {
                "name": self.names[style],
                "frames": found.frames,
                "numberings": found.numberings,
                "letters": found.letters,
            }
            for style, found in self.styles.items()
        ]
        files = [
            {
                "name": export_name(form),
                "suffix": suffix(form),
                "type": form.media_type,
                "frame": found.frame and found.frame._asdict(),
                "letters": found.letters,
                "whole": found.whole,
            }
            for form, found in self.files
        ]
        return {"styles": styles, "files": files}

    def records(self) -> Iterator[list[Any]]:
        """Of each paper: the name of its files, its citations, and its records in the formats."""
        for index, name in enumerate(self.stems):
            yield [
                name,
                [
                    [*(found.bodies[kind][index] for kind in FLAVOURS), found.changes[index] or 0]
                    for found in self.styles.values()
                ],
                [found.records[index] for _, found in self.files],
            ]

    def sorting(self, paper: Paper) -> list[Any]:
        """What papers are sorted by: title, first author, year."""
        first = next((name for name in paper.author or paper.editor or () if name), None)
        author = f"{first.family or first.literal or ''} {first.given or ''}" if first else ""
        year = paper.issued.year if paper.issued else None
        return [plain(paper.title or ""), author.strip(), year]

    def packed(self) -> Iterator[str]:
        """Papers for the script to unpack: the rows of a list, and what unfolds from each."""
        rows = [[self.row(index), *self.sorting(paper)] for index, paper in enumerate(self.papers)]
        for part in _parts(rows, 10 * PACKED):
            yield _packed("rows", part)
        records = ([*record, self.below(n)] for n, record in enumerate(self.records()))
        for part in _parts(list(records), PACKED):
            yield _packed("records", part)

    # -- markup ----------------------------------------------------------------------------

    def articles(self) -> Iterator[str]:
        """The papers with all that is to be told of them."""
        opened = " open" if len(self.papers) <= OPEN_UP_TO else ""
        for index, paper in enumerate(self.papers):
            told = facts.facts(paper, self.strings)
            yield self._article(paper, told, self.below(index, abstract=False), opened)

    def row(self, index: int) -> str:
        """A paper of a long list: what unfolds is put in when it does."""
        paper = self.papers[index]
        return self._article(paper, facts.facts(paper, self.strings, abstract=False), "", "")

    def below(self, index: int, *, abstract: bool = True) -> str:
        """What unfolds from a paper."""
        paper = self.papers[index]
        citations = "\n".join(
            self._citation(paper, number, self.names[style], found.bodies, index)
            for number, (style, found) in enumerate(self.styles.items())
        )
        return _fill(
            "below.html",
            abstract=facts.abstracts(paper, self.strings) if abstract else "",
            citations=citations,
            exports=self._exports(self.stems[index], "export", str(index)),
        ).strip()

    def _article(self, paper: Paper, told: str, below: str, opened: str) -> str:
        title = paper.title or ""
        return _fill(
            "paper.html",
            heading=self.heading,
            lang=facts.lang(title, paper.language),
            title=rich.from_field(title) if title.strip() else text(self.strings["untitled"]),
            facts=told,
            open=opened,
            cite=text(self.strings["cite"]),
            below=below,
        )

    def bar(self) -> str:
        """What stands above a list: how many, the filter, the order, the choice, the list."""
        count = len(self.papers)
        key = "one" if count == 1 else "references"
        label = text(self.strings[key].replace("{n}", str(count)))
        heading = f'<span data-citex-say="{key}" data-citex-n="{count}">{label}</span>'
        say = {f"say_{name}": text(value) for name, value in self.strings.items()}
        styles = "".join(
            f'<option value="{number}">{text(name)}</option>'
            for number, name in enumerate(self.names.values())
        )
        return _fill(
            "bar.html",
            heading=heading,
            filter=_fill("filter.html", **say) if count >= FILTER_FROM else "",
            choose=_fill("choose.html", **say) if count else "",
            copy=_fill("copy.html", styles=styles, **say) if count and styles else "",
            exports=self._exports("references", "export_all", "all") if count else "",
        )

    def more(self) -> str:
        """The way to the papers that are not shown yet."""
        return _fill("more.html", more=text(self.strings["show_more"]))

    def no_script(self) -> str:
        """What is read where there is no script: of a long list, its entries in the first style."""
        say = f'<p data-citex-say="no_script">{text(self.strings["no_script"])}</p>'
        if len(self.papers) <= WHOLE_UP_TO:
            return say
        found = next(iter(self.styles.values()), None)
        entries = [f"<div>{rich.from_html(entry)}</div>" for entry in found.whole] if found else []
        if not entries:
            entries = [self.row(index) for index in range(len(self.papers[:LISTED_UP_TO]))]
        cut = "" if len(entries) <= LISTED_UP_TO else "<div>…</div>"
        return f'{say}<div class="citex-plain-list">{"".join(entries[:LISTED_UP_TO])}{cut}</div>'

    def _citation(
        self, paper: Paper, number: int, name: str, bodies: Mapping[str, list[str]], index: int
    ) -> str:
        return _fill(
            "citation.html",
            name=text(name),
            lang=facts.lang(bodies["text"][index], paper.language),
            shown=rich.from_html(bodies["html"][index]),
            number=number,
            copy=text(self.strings["copy"]),
        ).strip()

    def _exports(self, name: str, say: str, place: str) -> str:
        if not self.files:
            return ""
        links = [
            f'<li><a href="#" download="{text(name + suffix(form))}" type="{text(form.media_type)}"'
            f' data-citex-file="{number}">{text(export_name(form))}</a></li>'
            for number, (form, _) in enumerate(self.files)
        ]
        return _fill(
            "exports.html",
            id=f"citex-exports-{_short(chr(10).join(self.stems))}-{place}",
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
    safe = _json(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _FRAGILE.sub(lambda match: f"\\u{ord(match[0]):04x}", safe)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _parts(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (values[start : start + size] for start in range(0, len(values), size))


def _packed(kind: str, values: Any) -> str:
    """Values that `dialog.js` unpacks: JSON, compressed, in characters that HTML leaves alone."""
    data = zlib.compress(_halves_told(_json(values)).encode("utf-8"), 9)
    packed = base64.b64encode(data).decode("ascii")
    return f'<script type="text/plain" data-citex-packed="{kind}">{packed}</script>\n'


def _halves_told(encoded: str) -> str:
    """JSON that UTF-8 can carry."""
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


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
