"""The directives: `bibliography`, a list of works; `footbibliography`, where footnotes stand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, directives
from docutils.utils import new_document
from sphinx.util.docutils import SphinxDirective

from citex.errors import ParseError
from citex.sphinx.domain import Listed
from citex.sphinx.filters import Filter
from citex.sphinx.nodes import ListNode, NotesNode
from citex.sphinx.settings import depend, is_file, nearest, warn

ENUMERATIONS = ("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman")
CHOICES = ("cited", "notcited", "all")


def _list(argument: str) -> str:
    return str(directives.choice(argument, ("citation", "bullet", "enumerated")))


def _enumeration(argument: str) -> str:
    return str(directives.choice(argument, ENUMERATIONS))


def _start(argument: str) -> int | None:
    """The first number; None for one that goes on from the list before."""
    return None if argument.strip() == "continue" else int(directives.positive_int(argument))


class BibliographyDirective(SphinxDirective):
    """`.. bibliography:: FILE ...`: the works that are cited, or those that its options choose."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "cited": directives.flag, "notcited": directives.flag, "all": directives.flag,
        "filter": directives.unchanged, "style": directives.unchanged, "list": _list,
        "enumtype": _enumeration, "start": _start, "labelprefix": directives.unchanged,
        "keyprefix": directives.unchanged, "encoding": directives.unchanged,
        "disable-curly-bracket-strip": directives.flag,
    }  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """The place of a list, which is filled when the whole site is read."""
        self._tell_what_is_not_done()
        kind = self.options.get("list", "citation")
        number = self.env.new_serialno("citex-list")
        listed = Listed(
            docname=self.env.docname,
            number=number,
            line=self.lineno,
            files=self._files(),
            style=self._style(),
            chosen=next((one for one in CHOICES if one in self.options), ""),
            filter=self._filter(),
            keyprefix=self.options.get("keyprefix", "").strip(),
            keys=tuple([key for line in self.content if (key := line.strip())]),
            enumerated=kind == "enumerated",
            bulleted=kind == "bullet",
        )
        node = ListNode(listed=listed, number=number)
        node["enumtype"] = self.options.get("enumtype", "arabic")
        node["start"] = self.options.get("start", 1)
        node += _header(self.config.citex_bibliography_header
                        or self.config.bibtex_bibliography_header)  # fmt: skip
        self.set_source_info(node)
        return [node]

    def _files(self) -> tuple[str, ...]:
        """The paths of the files; each is named from the document, or from conf.py's folder."""
        depend(self.env)
        found = []
        for name in self.arguments[0].split() if self.arguments else ():
            path = Path(self.env.relfn2path(name)[1])
            others = [file for file in self.config.citex_bibfiles if file.endswith(f"/{name}")]
            file = others[0] if others and not os.path.exists(path) else str(path)
            self.env.note_dependency(file)
            found.append(file)
        return tuple(found)

    def _style(self) -> str:
        """The style; one of pybtex's is the site's, or what comes nearest to it."""
        named = str(self.options.get("style", "")).strip()
        found = nearest(named, self.config.bibtex_reference_style or "label")
        if found:
            message = f"the style {named!r} is pybtex's; {found!r} comes nearest to it"
            warn(message, self._place, "style")
        if is_file(named):
            named = self.env.relfn2path(named)[1]
            self.env.note_dependency(named)
        return found or named

    def _filter(self) -> str:
        text = str(self.options.get("filter", ""))
        if not text:
            return ""
        try:
            return Filter(text).text
        except ParseError as error:
            warn(f"{error}; all that is cited is listed", self._place, "filter")
            return ""

    @property
    def _place(self) -> tuple[str, int]:
        return self.env.docname, self.lineno

    def _tell_what_is_not_done(self) -> None:
        """No option is passed over in silence."""
        flags = [one for one in CHOICES if one in self.options]
        if "filter" in self.options and flags:
            flags = ["filter", *flags]
        if len(flags) > 1:
            warn(
                f"the option {flags[1]!r} has no effect beside {flags[0]!r}", self._place, "option"
            )
        for name, reason in _WITHOUT_EFFECT.items():
            if name in self.options:
                warn(f"the option {name!r} has no effect: {reason}", self._place, "option")
        for name in ("enumtype", "start"):
            if name in self.options and self.options.get("list") != "enumerated":
                message = f"the option {name!r} has no effect without an enumerated list"
                warn(message, self._place, "option")


_WITHOUT_EFFECT = {
    "labelprefix": "labels are the style's, and numbers run through all lists of a style",
    "encoding": "citex finds out how a file is written; citex_encoding in conf.py says it for all",
    "disable-curly-bracket-strip": "braces keep capitals, and are never printed",
}


class FootbibliographyDirective(SphinxDirective):
    """`.. footbibliography::`: the footnotes that citations have made up to here."""

    def run(self) -> list[nodes.Node]:
        """The place, which is filled when the document is read."""
        node = NotesNode()
        node += _header(self.config.citex_footbibliography_header
                        or self.config.bibtex_footbibliography_header)  # fmt: skip
        self.set_source_info(node)
        return [node]


def _header(text: str) -> list[nodes.Node]:
    """What stands above each list, from its reStructuredText.

    >>> [str(node) for node in _header(".. rubric:: Works")]
    ['<rubric>Works</rubric>']
    """
    if not text:
        return []
    document = new_document("conf.py", get_default_settings(Parser))
    Parser().parse(text, document)
    return list(document.children)
