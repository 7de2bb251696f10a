"""The field table of EndNote's tagged format."""

from __future__ import annotations

import re
from typing import Any

from citex._late import regex
from citex.formats.tagged._codecs import KEYWORDS, clean_doi, people_form
from citex.formats.tagged._dates import issued
from citex.formats.tagged._fields import (
    SERIALS,
    TEXT,
    Extra,
    Form,
    Group,
    Put,
    first_of,
    leave,
    texts_of,
    write_under,
)
from citex.formats.tagged._grammar import Fields
from citex.formats.tagged._meeting import meeting
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import Name, Paper, new_name
from citex.text.addresses import resolved_alone
from citex.text.lines import fold
from citex.text.names.listed import write_body_with_comma

NAME = "endnote"

GLUED = regex(r"%([AKYI]) +(?=\S)")
"""Where one tag hangs on another's value, as CNKI writes at times."""


def _spelt(name: Name) -> str:
    return GLUED.sub(r"% \1 ", write_body_with_comma(name))


PEOPLE = people_form(sign="%", spell=_spelt)


def _unglued(form: Form) -> Form:
    """A form in which no value reads as two tags glued together."""

    def write(value: Any) -> tuple[list[str], bool]:
        texts, exact = form.write(value)
        return [GLUED.sub(r"% \1 ", text) if "%" in text else text for text in texts], exact

    return Form(form.read, write)


def _read_links(paper: Paper, fields: Fields, extra: Extra) -> None:
    """%R is the DOI (in Zotero's files the type of work), %U the address.

    An address before the DOI that says the same was written for receivers that know no %R.
    """
    addresses: list[str] = []
    for text in fields.get("R", ()):
        doi = clean_doi(text, among_words="doi" in text.lower())
        if doi.startswith("10.") and paper.DOI is None:
            paper.DOI = doi
        elif text and doi != paper.DOI:
            if address := resolved_alone(text):
                addresses.append(address)
            else:
                extra.setdefault("R", []).append(text)
    urls = [url for url in dict.fromkeys([*fields.get("U", ()), *addresses]) if url]
    tags = [tag for tag in fields if tag in "RU"]
    if urls and paper.DOI and tags[0] == "U" and urls[0] == _link(paper.DOI):
        urls = urls[1:]
    if urls:
        paper.URL = urls[0]
        if urls[1:]:
            extra["U"] = urls[1:]


def _link(doi: str) -> str:
    return f"https://doi.org/{doi}"


def _write_doi(put: Put, doi: str, paper: Paper) -> bool:
    text = fold(doi)
    if not text.startswith("10.") or clean_doi(text) != text:
        return False
    if paper.URL is None:
        put(("U", _link(text)))
    put(("R", text))
    return True


def _write_url(put: Put, url: str, paper: Paper) -> bool:
    text = fold(url)
    if text:
        put(("U", text))
    return paper.DOI is None or text != _link(paper.DOI) or paper.DOI.startswith("10.")


LINKS = Group(("U", "R"), _read_links, (("DOI", _write_doi), ("URL", _write_url)))


def _read_translated(paper: Paper, fields: Fields, extra: Extra) -> None:
    """%Q is EndNote's translated title; in refer's files, where there is no %A, a body."""
    texts = [text for text in fields["Q"] if text]
    if texts and "A" in fields:
        paper.original_title = texts[0]
        texts = texts[1:]
    elif texts:
        paper.author = [new_name(literal=text) for text in texts]
        texts = []
    if texts:
        extra["Q"] = texts


TRANSLATED = Group(("Q",), _read_translated, ())


def _series(families: str) -> Group:
    """The series: under %B for books in EndNote, under %S for everything else and for refer."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        paper.collection_title = next(iter(texts_of(fields, "S", "B", "J")), None)
        leave(fields, extra, ("S", "B", "J"), paper.collection_title)

    return Group(("S", "B", "J"), read, (("collection-title", write_under("B", "S")),), families)


FIELDS = rows(
    NAME,
    {
        "people": PEOPLE,
        "unglued text": _unglued(TEXT),
        "unglued keywords": _unglued(KEYWORDS),
        "translated": TRANSLATED,
        "meeting": meeting(("B",), ("3", "J"), numbered=("P", "@", "V", "N"), doubles="J"),
        "series": _series("book edited report"),
        "issued": issued("8", "D", year_first=False),
        "article number": first_of("]", "number", families=SERIALS),
        "links": LINKS,
    },
)

TABLE = Table(
    NAME,
    fields=FIELDS,
    type_tag="0",
    note_tag="Z",
    id_tag="F",
    families={"Edited Book": "edited", "interview": "interview"},
    keeps=re.compile(r"[1-9A-Z@!$&()*+<=>?\[\]~#^:;.,_-]").fullmatch,
)
