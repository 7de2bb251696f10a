"""What inputs are made of: small whole files of each format, papers, styles, and words.

Made when it is asked for: from what the formats write, the examples and the tests' own records, and
from the gathered data where that is at hand.
"""

from __future__ import annotations

import ast
import csv
import functools
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import own_papers
import word_documents
from conftest import shared_folder
from lxml import etree
from marc_records import CASES, iso2709, marcxml
from records import test_booksci, test_sources

import citex
from citex import registry, stylebook
from citex.csl import locale as csl_locale
from citex.formats import Format, Source
from citex.formats.detect import BUILTINS
from citex.model import NAME_VARIABLES, VARIABLES, Paper

TESTS = Path(__file__).parent.parent
SEEDS = Path(__file__).parent / "seeds"
PAGES = Path(__file__).parents[1] / "records" / "pages"
PACKAGE = Path(citex.__file__).parent
PAPERS = [*own_papers.one_of_each_kind(), *own_papers.chinese()]
MARC_8 = [iso2709(CASES[3]["lines"], "ascii").replace(b"roots", b"r\xe8o\x1b$1!0!\x1b(B")]
"""A record in MARC-8, with an accent and a character of East Asia."""
SMALL = 6_000
"""Bytes of a seed; what is larger is split into its records, a few at a time."""

FOLDERS = {
    # format -> its folders in the gathered data, where they are called otherwise
    "biblatex": ["fixtures/bibtex"],
    "pubmed": ["fixtures/pubmed-xml", "records/pubmed", "records/esummary"],
    "arxiv": ["records/arxiv"],
}
OWN: dict[str, list[Any]] = {
    "booksci": [test_booksci.RECORD, test_booksci.PAGE],
    "docx": [word_documents.of_all_managers(), word_documents.of_libreoffice()],
    "marcxml": [marcxml(case["lines"]) for case in CASES],
    "marc": [iso2709(case["lines"]) for case in CASES] + MARC_8,
    "crossref": [test_sources.CROSSREF],
    "openalex": [test_sources.OPENALEX],
    "s2": [test_sources.S2],
    "europepmc": [test_sources.EUROPEPMC, test_sources.CORE],
    "datacite": [test_sources.DATACITE],
    "jalc": [test_sources.JALC],
    "doaj": [test_sources.DOAJ],
    "googlebooks": [test_sources.GOOGLEBOOKS],
    "pubmed": [
        test_sources.article(),
        test_sources.BOOK.format(chapter="<ArticleTitle>Short</ArticleTitle>"),
        test_sources.SUMMARY,
    ],
    "arxiv": [test_sources.ENTRY.format(more="<arxiv:comment>7 pages</arxiv:comment>")],
    "webpage": [
        (PAGES / f"{name}.html").read_text("utf-8")
        for name in ("blog", "bookshop", "catalogue", "nature", "zenodo")
    ],
}
"""Records of sources, from their tests; what else is not written lies in the folder `seeds`."""


@functools.cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """Small whole inputs for a reader, as UTF-8."""
    found: dict[bytes, None] = {}
    for entry in OWN.get(reader, ()):
        text = entry if isinstance(entry, (str, bytes)) else json.dumps(entry, ensure_ascii=False)
        found[text if isinstance(text, bytes) else text.encode()] = None
    for data in (*_of_folder(SEEDS / reader), *_written(reader), *_others(reader)):
        if b"\0" in data[:200] or not data.strip():
            found[data] = None
            continue
        found.update(dict.fromkeys(_split(data.decode("utf-8", "replace"))))
    return tuple(found)


def strangers(reader: str) -> list[bytes]:
    """A few inputs of every other format."""
    return [data for name in BUILTINS if name != reader for data in seeds(name)[:4]]


def _of_folder(folder: Path) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file())


def _written(reader: str) -> Iterator[bytes]:
    """What the format's own writer makes of papers of every kind."""
    form = registry.format_named(reader) if reader in BUILTINS else None
    if form is not None and form.write is not None:
        yield "".join(form.write(PAPERS)).encode()
    if reader == "csljson":
        yield from filter(None, map(_read_back, registry.formats()))


def _read_back(form: Format) -> bytes:
    """What a format makes of the papers, as CSL-JSON."""
    if form.read is None or form.write is None:
        return b""
    back = form.read(Source.of_text("".join(form.write(PAPERS))), [])
    return json.dumps([paper.to_dict() for paper in back], ensure_ascii=False, indent=1).encode()


def _others(reader: str) -> Iterator[bytes]:
    """Examples, and gathered data where it is at hand."""
    examples = TESTS.parent / "examples" / "data"
    if reader == "csljson":
        yield (examples / "library.json").read_bytes()
        yield (examples / "zotero.json").read_bytes()
    if reader in ("bibtex", "biblatex"):
        yield from (path.read_bytes() for path in sorted(examples.glob("*.bib")))
    shared = shared_folder()
    if shared is None:
        return
    data = shared / "data"
    for name in FOLDERS.get(reader, [f"fixtures/{reader}"]):
        yield from _of_folder(data / name)
    records = data / "records" / f"{reader}.jsonl"
    if records.is_file():
        yield records.read_bytes()
    if reader == "csljson":
        yield (data / "corpus.json").read_bytes()


def _split(text: str) -> Iterator[bytes]:
    """A text in whole small pieces, each a file of its own."""
    if len(text) <= SMALL:
        yield text.encode()
        return
    start = text.lstrip()[:1]
    try:
        if start == "[":
            for item in json.loads(text):
                yield json.dumps([item], ensure_ascii=False).encode()
            return
        if start == "{":
            for line in text.splitlines():
                if len(line) < 5 * SMALL and json.loads(line):
                    yield line.encode()
            return
        if start == "<":
            yield from _split_xml(text.encode())
            return
    except (ValueError, etree.XMLSyntaxError):
        pass
    yield from (piece.encode() for piece in _split_lines(text))


def _split_xml(data: bytes) -> Iterator[bytes]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    holder = root
    while len(holder) == 1 and len(holder[0]) > 1 and len(data) > SMALL:
        holder = holder[0]
    children = list(holder)
    if len({child.tag for child in children}) > 2 or len(children) < 2:
        yield data[: 5 * SMALL] if len(data) > 5 * SMALL else data
        return
    for start in range(0, min(len(children), 120), 2):
        for child in list(holder):
            holder.remove(child)
        holder.extend(children[start : start + 2])
        piece = etree.tostring(root, encoding="utf-8")
        if len(piece) < 5 * SMALL:
            yield piece


_START = re.compile(
    r"^(?=@\w|TY  -|%0 |\{Reference Type\}|PMID-|PT [A-Z]\n|RT |- id:|  - id:|\"?[\w.-]+\"?:\n)",
    re.MULTILINE,
)


def _split_lines(text: str) -> Iterator[str]:
    """Texts of records: split before a line that begins as records begin, else at blank lines."""
    pieces = [piece for piece in _START.split(text) if piece.strip()]
    if len(pieces) < 3:
        pieces = [piece for piece in re.split(r"(?<=\n\n)", text) if piece.strip()]
    head = pieces[0] if pieces[0].startswith(("---", "references:", "FN ", "cff")) else ""
    for start in range(1 if head else 0, len(pieces), 2):
        piece = head + "".join(pieces[start : start + 2])
        if len(piece) < 5 * SMALL:
            yield piece


# -- words -------------------------------------------------------------------------------------


@functools.cache
def words(reader: str) -> tuple[str, ...]:
    """The words of a format: those of its module and tables, and the keys of its seeds."""
    found: dict[str, None] = {}
    if reader in BUILTINS:
        module = importlib.import_module(f"citex.{BUILTINS[reader].module}")
        assert module.__file__ is not None
        home = Path(module.__file__)
        files = [home, *(home.parent.glob("_*.py") if home.parent.name != "formats" else ())]
        for path in files:
            found.update(dict.fromkeys(_constants(path)))
        for table in {*home.parent.glob("*.tsv"), PACKAGE / "formats" / "types.tsv"}:
            found.update(dict.fromkeys(_cells(table)))
    for data in seeds(reader)[:60] if reader in BUILTINS else ():
        text = data.decode("utf-8", "replace")
        found.update(dict.fromkeys(re.findall(r'"([\w-]{2,30})"\s*:', text)))
        found.update(dict.fromkeys(re.findall(r"</?([\w:.-]{1,30})", text)))
        found.update(dict.fromkeys(re.findall(r"(?m)^\W{0,3}(\w[\w-]{0,20})\W", text)))
    return tuple(found) or ("title", "author")


@functools.cache
def _constants(path: Path) -> tuple[str, ...]:
    """The short strings in a source file that are no prose."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 400
        for word in node.value.split()
        if 1 < len(word) < 40
    )


@functools.cache
def _cells(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(word for row in rows for cell in row for word in cell.split())


# -- papers ------------------------------------------------------------------------------------


@functools.cache
def papers() -> tuple[dict[str, Any], ...]:
    """Papers as plain values: our own, and what readers make of some seeds of each format."""
    people = own_papers.one_of_each_kind()[0].author
    made: list[Paper] = [
        *own_papers.one_of_each_kind(),
        *own_papers.chinese(),
        *own_papers.sparse(),
        Paper(
            id="all",
            type="chapter",
            **{
                attribute: people if name in NAME_VARIABLES else "1"
                for name, attribute in VARIABLES.items()
                if "date" not in name and name not in ("issued", "accessed", "submitted")
            },
        ),
    ]
    for name in BUILTINS:
        if registry.format_named(name).read is None:
            continue
        for data in seeds(name)[:12]:
            made.extend(_read(data, name)[:2])
    return tuple(msgspec.to_builtins(paper) for paper in made)


def _read(data: bytes, name: str) -> list[Paper]:
    try:
        return citex.parse(data, name, problems=[])
    except citex.CitexError:
        return []


# -- styles ------------------------------------------------------------------------------------

STYLE = (SEEDS / "csl" / "nearly-everything.csl").read_text(encoding="utf-8")
LOCALE = (SEEDS / "csl-locale" / "nearly-everything.xml").read_text(encoding="utf-8")


@functools.cache
def styles() -> tuple[bytes, ...]:
    """Styles of CSL: a small one with nearly everything, our own, and those of gathered cases."""
    made = [STYLE.format(locale=LOCALE)]
    made += [path.read_text(encoding="utf-8") for path in sorted(stylebook.BUNDLED.glob("*.csl"))]
    shared = shared_folder()
    if shared is not None:
        for path in sorted((shared / "data" / "csl-test-suite").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            if "<style" in text:
                made.append(text[text.index("<style") : text.index("</style>") + len("</style>")])
        for line in (shared / "data" / "found" / "csl.jsonl").read_text("utf-8").splitlines():
            style = json.loads(line)["style"]
            if style.lstrip().startswith("<"):
                made.append(style)
    return tuple(text.encode() for text in dict.fromkeys(made) if len(text) < 30_000)


@functools.cache
def style_words() -> tuple[str, ...]:
    """What attributes of CSL may say, and the names of variables, terms and elements."""
    found: dict[str, None] = {}
    for path in (PACKAGE / "csl" / "nodes.py", PACKAGE / "csl" / "terms.py"):
        found.update(dict.fromkeys(_constants(path)))
    text = styles()[0].decode() + b"".join(styles()[1:40]).decode()
    found.update(dict.fromkeys(re.findall(r"</?([\w:-]+)", text)))
    found.update(dict.fromkeys(re.findall(r'="([\w -]{1,40})"', text)))
    found.update(dict.fromkeys(VARIABLES))
    return tuple(found)


@functools.cache
def locales() -> tuple[bytes, ...]:
    """What stands within cs:locale: that of the small style, and parts of the installed files."""
    made = [LOCALE.encode()]
    for tag in ("en-US", "zh-CN", "fr-FR", "ar", "ru-RU"):
        root = etree.parse(str(csl_locale._files()[tag])).getroot()
        kept = [
            element
            for element in root.iter("{*}term", "{*}date", "{*}style-options")
            if len(element) or "term" not in element.tag or "ordinal" in element.get("name", "")
        ]
        made.append(b"".join(etree.tostring(element, with_tail=False) for element in kept[:60]))
    return tuple(made)
