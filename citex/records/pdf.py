"""A PDF: what its XMP packet and its document information say, and the identifier it carries.

The file is read by pypdf in a process of its own (`_pdf_child`): a file that unpacks without end,
or loops, costs that process and one line.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from lxml import etree

from citex._late import regex
from citex.errors import MissingPackage, Problem
from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.web._found import Found, paper_of
from citex.formats.web._meta import found_in
from citex.model import Paper
from citex.model.remarks import add_remark
from citex.records._keys import Keys
from citex.records._work import finish, locate
from citex.text.halves import json_without_halves
from citex.text.identifiers import find_doi, parse_arxiv
from citex.text.pages import PERIODICALS
from citex.text.richtext.elements import local

PATIENCE = 30.0
"""Seconds that the reading of one file may take."""
_CODE = "import sys; sys.path[:] = {path!r}; from citex.records._pdf_child import main; main()"
_SPACES = {
    # how the names of a namespace begin -> how the tags of pages that say the same begin
    "http://purl.org/dc/elements/": "dc.",
    "http://prismstandard.org/namespaces/": "prism.",
    "http://crossref.org/crossmark/": "citation_",
    "http://ns.adobe.com/pdfx/": "citation_",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_INFO = {"title": "title", "keywords": "keyword", "doi": "DOI", "wps-articledoi": "DOI"}
_NO_TITLE = regex(
    r"microsoft (?:word|powerpoint)|untitled|\S{1,200}\.(?:docx?|dvi|tex|pdf|indd|qxd|ps|rtf)\Z"
    r"|doi:|\S*\d\S*\Z|(?:pii|title|document|paper|manuscript|article)\b.{0,20}\Z",
    re.IGNORECASE,
)
"""What programs write where a document has no title."""
_ARXIV = regex(
    r"arXiv:\s?(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)"
)
_REFERENCES = regex(
    r"\n\s{0,9}(?:references|bibliography|literature cited|参考文献)\s{0,9}\n", re.I
)


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The work that a PDF is. Raises MissingPackage where pypdf is not installed."""
    data = source.binary().read()
    if b"%PDF-" not in data[:1024]:
        message = "is no PDF" if data.strip() else "the input is empty"
        problems.append(Problem(message=message, source=source.name))
        return
    answer = _answer(data)
    if "error" in answer:
        message = f"is a PDF that cannot be read: {answer['error']}"
        problems.append(Problem(message=message, source=source.name))
        return
    whole = _found(answer)
    if whole is None:
        message = (
            "is a PDF that names neither a DOI, an arXiv number nor a title; "
            "look its title up with citex fetch"
        )
        problems.append(Problem(message=message, source=source.name))
        return
    paper = paper_of(whole)
    if paper.type in PERIODICALS:
        locate(paper, paper.volume, paper.issue, paper.page, article=paper.number)
    finish(paper)
    paper.id = Keys().key(paper)
    yield paper


FORMAT = builtin("pdf", read=read)


def _answer(data: bytes) -> dict[str, Any]:
    """What the child finds in a file, or why it finds nothing."""
    if importlib.util.find_spec("pypdf") is None:
        raise MissingPackage("pypdf", "pdf", "reading PDFs")
    code = _CODE.format(path=[os.path.abspath(place) for place in sys.path])
    flags: list[str] = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    try:
        done = subprocess.run(
            [sys.executable, *flags, "-c", code],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(json_without_halves(done.stdout.decode()))
    except subprocess.TimeoutExpired:
        return {"error": f"it takes more than {PATIENCE:g} seconds"}
    except OSError as error:
        return {"error": f"no process could be started: {error.strerror or error}"}
    except ValueError:  # it was ended from outside
        return {"error": "it unpacks to more than fits into memory"}
    return answer


def _found(answer: dict[str, Any]) -> Found | None:
    """What a PDF says of its work: XMP before the information, and the text for an identifier."""
    said = found_in(_metas(answer["xmp"]))
    whole = Found(next((one.kind for one in said.values() if one.kind), None))
    info = Found()
    for key, variable in _INFO.items():
        info.add(variable, answer["info"].get(key))
    info.name("author", [answer["info"].get("author") or ""], listed=True)
    for found in (*said.values(), info):
        whole.remarks += found.remarks
        for variable, texts in found.texts.items():
            kept = [text for text in texts if variable != "title" or not _NO_TITLE.match(text)]
            if variable not in whole.texts and kept:
                whole.texts[variable] = kept
        for variable, names in found.people.items():
            kept_names = [name for name in names if name.given or name.literal]
            if variable not in whole.people and kept_names:
                whole.people[variable] = kept_names
    if "DOI" not in whole.texts and "arxiv" not in whole.texts:
        _identify(whole, answer["pages"])
    if not {"DOI", "arxiv", "title"} & whole.texts.keys():
        return None
    if whole.kind is None and "DOI" in whole.texts and "volume" in whole.texts:
        whole.kind = "article-journal"
    return whole


def _identify(whole: Found, pages: list[str]) -> None:
    """The DOI or the arXiv number that the first pages print before their references."""
    for number, text in enumerate(pages, start=1):
        text = _REFERENCES.split(text, maxsplit=1)[0]
        stamp = _ARXIV.search(text)
        if stamp and (arxiv := parse_arxiv(stamp[1])):
            whole.add("arxiv", arxiv)
            add_remark(whole.remarks, "guessed", "number", f"stands on page {number} of the PDF")
            return
        if doi := find_doi(text):
            whole.add("DOI", doi)
            add_remark(whole.remarks, "guessed", "DOI", f"stands on page {number} of the PDF")
            return


def _metas(packet: str) -> list[tuple[str, str]]:
    """The properties of an XMP packet by the names that meta tags of pages have for them."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(packet.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    found: list[tuple[str, str]] = []
    for description in root.iter(f"{_RDF}Description") if root is not None else ():
        for key, value in description.attrib.items():
            if name := _tag(str(key)):
                found.append((name, str(value)))
        for element in description:
            name = _tag(str(element.tag))
            items = list(element.iter(f"{_RDF}li"))
            if local(element) == "title":
                items = items[:1]
            texts = ["".join(item.itertext()) for item in items] or [element.text or ""]
            found += [(name, text) for text in texts if name]
    return found


def _tag(name: str) -> str:
    space, _, tag = name.lstrip("{").partition("}")
    start = next((own for begin, own in _SPACES.items() if space.startswith(begin)), "")
    return f"{start}{tag.lower()}" if start else ""
