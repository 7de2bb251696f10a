"""What a process keeps of what it has done does not grow with what it was given.

A service reads the texts of strangers for months. What stands in many papers may be remembered;
what is long stands in one, and nothing is to hold it when the paper is gone.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import citex
from citex import CitexError, Paper, Processor, registry
from citex._remembered import LONGEST, remembered

PACKAGE = Path(citex.__file__).parent
LENGTH, WARM, PAPERS = 2000, 2, 6
TEXTS = """
    title title-short container-title container-title-short collection-title volume issue page
    number publisher publisher-place event-title event-place genre edition note abstract DOI ISBN
    ISSN URL language keyword archive version medium section
""".split()
WRITTEN = sorted(form.name for form in registry.formats() if form.write is not None)
STYLES = ["apa", "gbt7714-2015-numeric", "gbt7714-2025-author-date", "chicago-notes-bibliography"]

OF_OUR_OWN = {
    "csl/locale.py _load": "a locale that there is",
    "csl/locale.py _file_layer": "a locale that there is",
    "csl/output/__init__.py _made": "the name of an output",
    "csl/process/processor.py _program": "the locale that a caller asks for",
    "csl/process/processor.py _configured": "the options of a caller",
    "bulk/work.py _heads": "the keys of a line, 16 at most",
    "stylebook.py _index": "the ways in which names are spelled",
    "csl/strings/collate.py _order_tag": "the locale of a style",
    "csl/strings/collate.py _sorter": "the same",
    "csl/strings/han.py _places": "the name of a table",
    "api.py _processor": "the arguments of a call, 64 at most",
    "bulk/columns.py _kept": "the arguments of a run",
    "bulk/lines.py _work": "the same",
    "casing/capitals.py capitals": "the name of a list",
    "casing/capitals.py _endings": "the same",
    "chinese.py table": "the name of a table",
    "dialog/templates.py data": "the name of a file of ours",
    "dialog/templates.py _template": "the same",
    "formats/_fields.py common": "the name of a table",
    "formats/_fields.py particular": "the name of a table, and a type of CSL",
    "formats/_types.py read_types": "the name of a format",
    "formats/_types.py written_types": "the same",
    "formats/bibtex/_inherit.py _values": "a field of a parent, for its children; 8 at most",
    "formats/bibtex/_keys.py key_maker": "a pattern of keys that a caller gives",
    "formats/bibtex/_write.py _made": "the options of a writer",
    "formats/detect.py builtin_named": "the name of a format that there is",
    "formats/tree/_endnote_xml_fields.py _fields": "the name of a table, and a type of CSL",
    "formats/tree/_word_fields.py table": "a type of CSL",
    "formats/web/_meta.py _variables": "the name of a vocabulary",
    "gbt7714.py _rules": "an edition of the standard",
    "manuscripts/locators.py _words": "languages that there are words of",
    "sphinx/library.py _fields": "a key of a library, which lives for a build",
    "sphinx/settings.py _class_of": "the style of a project",
    "text/tables.py _table": "the name of a table",
    "text/tex/symbols.py to_ascii": "one character",
}
"""The functions whose results of texts `functools` keeps, with what bounds the texts."""


def kept_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of the package whose results `functools` keeps, by file and name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(one).partition("(")[0].rpartition(".")[2] in ("cache", "lru_cache")
                for one in node.decorator_list
            ):
                yield f"{path.relative_to(PACKAGE).as_posix()} {node.name}", node


def test_results_of_texts_are_kept_with_a_bound_on_the_texts() -> None:
    """What may be asked of any text is `remembered`; a row here says what bounds the others."""
    found = {
        name
        for name, node in kept_functions()
        if any(
            "str" in ast.unparse(one.annotation)
            for one in (*node.args.args, *node.args.kwonlyargs, *filter(None, [node.args.vararg]))
            if one.annotation is not None
        )
    }
    assert found == set(OF_OUR_OWN)


@pytest.mark.parametrize("kind", ["text", "texts", "named", "struct"])
def test_long_texts_are_not_remembered(kind: str) -> None:
    calls: list[object] = []

    @remembered(8)
    def one(text: str) -> int:
        calls.append(text)
        return len(text)

    @remembered(8)
    def two(text: str, other: str) -> int:
        calls.append(text)
        return len(text) + len(other)

    @remembered(8)
    def named(text: str = "", *, other: str = "") -> int:
        calls.append(text)
        return len(text) + len(other)

    @remembered(8)
    def struct(name: citex.Name) -> int:
        calls.append(name)
        return len(name.family)

    def ask(text: str) -> int:
        if kind == "struct":
            return struct(citex.Name(family=text, given="A"))
        if kind == "named":
            return named("a", other=text) - 1
        return one(text) if kind == "text" else two("a", text) - 1

    for text in ("b", "b" * LONGEST, "b" * (LONGEST + 1)):
        assert ask(text) == ask(text) == len(text)
    assert len(calls) == 4
    held = {"text": one, "texts": two, "named": named, "struct": struct}[kind]
    assert len(held.cache_held()) == 2
    held.cache_clear()
    assert held.cache_held() == []


def test_what_is_asked_for_is_kept_and_what_is_not_goes() -> None:
    calls: list[int] = []

    @remembered(10)
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    for number in range(1000):
        assert double(number) == 2 * number
        assert double(7) == 14
    assert calls.count(7) == 1
    assert len(double.cache_held()) <= 10


def long_paper(rng: random.Random) -> Paper:
    """A paper whose every field is long, and as no other's."""

    def text() -> str:
        words = ("".join(rng.choices("abcdefghijklmnop", k=7)) for _ in range(LENGTH // 8))
        return " ".join(words).capitalize()

    item: dict[str, Any] = {name: text() for name in TEXTS}
    item |= {"id": "a", "type": "article-journal", "issued": {"raw": text()}}
    item["author"] = [{"family": text(), "given": text()}, {"literal": text()}]
    item["editor"] = [{"family": text(), "given": text(), "non-dropping-particle": text()}]
    return Paper.from_dict(item)


def kept_of(action: Any) -> int:
    """How many characters stay of each character of the papers that an action is done with."""
    rng = random.Random(7)
    for _ in range(WARM):
        with contextlib.suppress(CitexError):
            action(long_paper(rng))
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(PAPERS):
            with contextlib.suppress(CitexError):
                action(long_paper(rng))
        gc.collect()
        return tracemalloc.get_traced_memory()[0] // (PAPERS * LENGTH)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_stays_of_what_was_written_and_read(name: str) -> None:
    """One text of the thirty of each paper, kept, would make 1."""

    def action(paper: Paper) -> None:
        text = paper.format(name)
        if registry.format_named(name).read is not None:
            citex.parse(text, format=name)

    assert kept_of(action) == 0


@pytest.mark.parametrize("style", STYLES)
def test_nothing_stays_of_what_was_printed(style: str) -> None:
    processor = Processor(style)
    assert kept_of(lambda paper: processor.bibliography([paper])) == 0


def test_the_measure_sees_what_stays() -> None:
    held: list[str | None] = []
    assert kept_of(lambda paper: held.append(paper.title)) == 1
