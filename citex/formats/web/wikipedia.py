"""Wikipedia's citation templates (Citation Style 1), English and Chinese editions alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from citex._late import regex
from citex.formats._fields import common
from citex.formats._types import written_types
from citex.formats.detect import builtin
from citex.formats.web._webtext import family_name, given_name, line, web_address
from citex.model import Name, Paper, PartialDate
from citex.text.dates.writing import words
from citex.text.identifiers import parse_arxiv
from citex.text.lines import legal
from citex.text.names.words import people
from citex.text.richtext.runs import runs

NAME = "wikipedia"

TEMPLATES = written_types(NAME)
"""The template of a CSL type and, behind a slash, its parameter of the container's title."""

TEXTS = common(NAME)
ROLES = {"": "author", "editor-": "editor", "translator-": "translator"}
HOLDS = (
    frozenset(TEXTS.values())
    | frozenset(ROLES.values())
    | frozenset("title container-title issued accessed page PMCID URL original-title".split())
)

_SPECIAL = regex(r"&(?=#?\w+;)|[{}|\[\]<>]|''+|~~~+|__")
_TAGS = {"sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>"), "i": ("''", "''")}
_SEVERAL = regex(r"[-,;+&\u2010-\u2015]")


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as templates, one a line."""
    for paper in papers:
        template, server = _template(paper)[0], _server(paper)
        found = _parameters(paper)
        if server is not None:
            template, *number = server
            found = _of_preprint(found, *number)
        pairs = "".join(f" |{name}={value}" for name, value in found if value)
        yield "{{" + template + pairs + "}}\n"


FORMAT = builtin(NAME, write=write, streams=True, holds=HOLDS)


def _template(paper: Paper) -> tuple[str, str]:
    template, _, container = TEMPLATES.get(paper.type, "citation/work").partition("/")
    return template, container


def _server(paper: Paper) -> tuple[str, str, str] | None:
    """The template of a preprint's server, its parameter for the number, and the number.

    >>> _server(Paper(type="article", publisher="arXiv", number="arXiv:2001.00001"))
    ('cite arXiv', 'eprint', '2001.00001')
    """
    if paper.type != "article" or paper.container_title:
        return None
    called, doi = (paper.publisher or "").casefold(), paper.DOI or ""
    if called == "arxiv" and (number := parse_arxiv(paper.number or "")):
        return "cite arXiv", "eprint", number
    if called in ("biorxiv", "medrxiv") and doi.startswith("10.1101/"):
        return f"cite {paper.publisher}", called, doi
    if called == "ssrn" and (match := _SSRN.fullmatch(doi)):
        return "cite SSRN", "ssrn", match[1]
    return None


_SSRN = regex(r"10\.2139/ssrn\.(\d{1,9})", re.IGNORECASE)
_UNKNOWN_TO_PREPRINTS = frozenset(
    "publisher location id doi url access-date type issn isbn via pmid pmc".split()
)
"""What the templates of servers do not take: the number says it."""


def _of_preprint(
    found: Iterator[tuple[str, str]], name: str, number: str
) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in found if key not in _UNKNOWN_TO_PREPRINTS)
    yield name, _escaped(number)


_CUT_SHORT = {"author": "display-authors", "editor": "display-editors"}


def _parameters(paper: Paper) -> Iterator[tuple[str, str]]:
    for prefix, role in ROLES.items():
        names = paper.get(role)
        for number, one in enumerate(people(names), start=1):
            yield from _person(one, prefix, number)
        if len(people(names)) < len(names or ()) and (key := _CUT_SHORT.get(role)):
            yield key, "etal"
    yield "date", _escaped(_date(paper.issued))
    container = _template(paper)[1]
    chapter = paper.type == "chapter" and paper.container_title is not None
    yield "chapter" if chapter else "title", _rich(paper.title)
    yield "trans-chapter" if chapter else "trans-title", _rich(paper.original_title)
    yield container if chapter or paper.type != "chapter" else "work", _rich(paper.container_title)
    for name, variable in TEXTS.items():
        yield name, _escaped(line(paper.get(variable)))
    pages = line(paper.page)
    yield "pages" if _SEVERAL.search(pages) else "page", _escaped(pages.replace("-", "–"))
    yield "pmc", _escaped(line(paper.PMCID).removeprefix("PMC"))
    yield "url", _address(paper.URL)
    yield "access-date", _escaped(_date(paper.accessed)) if _address(paper.URL) else ""


def _person(name: Name, prefix: str, number: int) -> Iterator[tuple[str, str]]:
    family, given = _escaped(family_name(name)), _escaped(given_name(name))
    if not given:
        yield (f"{prefix[:-1]}{number}" if prefix else f"author{number}"), family
        return
    yield f"{prefix}last{number}", family
    yield f"{prefix}first{number}", given


def _date(date: PartialDate | None) -> str:
    """The date as the templates take it: 1 June 2023, June 2023, Spring 2018, c. 1482, 380 BC."""
    if date is None:
        return ""
    if date.year is None:
        return line(date.literal or date.raw)
    text = words(date)
    if date.end is not None and date.end.year is not None:
        text += " – " + words(date.end)
    return f"c. {text}" if date.circa else text


def _rich(text: str | None) -> str:
    """Rich text in wiki markup; all that is no markup of ours stays text."""
    if not text:
        return ""
    pieces = []
    for piece, styles in runs(" ".join(legal(text).split())):
        marks = [_TAGS[style] for style in styles if style in _TAGS]
        before, after = "".join(m[0] for m in marks), "".join(m[1] for m in reversed(marks))
        pieces.append(before + _escaped(piece) + after)
    return "".join(pieces)


def _escaped(text: str) -> str:
    """The text with the characters as entities that wiki markup is made of.

    >>> _escaped("a|b}} [[c]] ''d'' <ref>")
    'a&#124;b&#125;&#125; &#91;&#91;c&#93;&#93; &#39;&#39;d&#39;&#39; &#60;ref&#62;'
    """
    return _SPECIAL.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), text)


def _address(url: str | None) -> str:
    """The address with what would end a parameter or a link percent-encoded."""
    quoted = quote(web_address(url), safe="%/:=&?~#+!$,;@()*._-") if url else ""
    return quoted.replace("~~", "~%7E").replace("__", "_%5F")  # no signature, no magic word
