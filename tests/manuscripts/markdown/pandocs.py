"""Pandoc, called; and its documents as plain lines, so that two of them can be compared."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

PANDOC = os.environ.get("CITEX_PANDOC") or shutil.which("pandoc") or ""
"""The pandoc that judges: the one that the environment names, or the one on the path."""

Node = dict[str, Any]
OURS = re.compile(r"</?(?:sup|sub|span)\b|<a id=|</a>")
"""The elements of HTML that citex writes in Markdown."""


def need_pandoc() -> str:
    """The program; without it, or by another processor than pandoc 3's, the test is skipped."""
    if not PANDOC:
        pytest.skip("the judge pandoc is not installed")
    if version() < (3,):
        pytest.skip("the kinds of difference are told of pandoc 3: set CITEX_PANDOC to one")
    return PANDOC


@functools.cache
def version() -> tuple[int, ...]:
    """The version of pandoc, of which the first two numbers matter here."""
    done = subprocess.run([PANDOC, "--version"], capture_output=True, text=True, check=True)
    return tuple(int(part) for part in done.stdout.split()[1].split(".")[:2])


def pandoc(text: str, *arguments: str, folder: Path | None = None) -> str:
    """What pandoc makes of a text; it must not fail."""
    done = subprocess.run(
        [need_pandoc(), *arguments], input=text.encode("utf-8"), capture_output=True, cwd=folder,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def lines_of(document: str) -> list[str]:
    """A document in pandoc's JSON as lines: a block each, markup gone, notes where they are."""
    return list(_blocks(json.loads(document)["blocks"]))


def _blocks(blocks: Iterable[Node]) -> Iterator[str]:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            yield from words_of(content).split("\n")
        elif kind == "Header":
            yield "# " + words_of(content[2])
        elif kind in ("CodeBlock", "RawBlock"):
            yield f"{kind}: {content[1]}"
        elif kind == "LineBlock":
            yield from map(words_of, content)
        elif kind == "BlockQuote":
            yield from ("> " + line for line in _blocks(content))
        elif kind == "BulletList":
            for item in content:
                yield from ("- " + line for line in _blocks(item))
        elif kind == "OrderedList":
            for item in content[1]:
                yield from ("1. " + line for line in _blocks(item))
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield words_of(term)
                for definition in definitions:
                    yield from (": " + line for line in _blocks(definition))
        elif kind == "Div":
            yield from _blocks(content[1])
        elif kind in ("Table", "Figure"):
            yield from (f"{kind}: {line}" for line in _inner(content))
        elif kind not in ("HorizontalRule", "Null"):
            raise AssertionError(kind)


def _inner(value: Any) -> Iterator[str]:
    """The blocks within a table or a figure."""
    if isinstance(value, dict) and value.get("t") in ("Para", "Plain"):
        yield words_of(value["c"])
    elif isinstance(value, dict):
        yield from _inner(value.get("c"))
    elif isinstance(value, list):
        for part in value:
            yield from _inner(part)


def words_of(inlines: Iterable[Node]) -> str:
    """Inlines as plain text."""
    return "".join(map(_words, inlines))


def _words(node: Node) -> str:
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind in ("Code", "Math"):
        return f"{kind}({content[1]})"
    if kind == "RawInline":
        return "" if OURS.match(content[1]) else f"Raw({content[1]})"
    if kind == "Note":
        return "[[" + " / ".join(_blocks(content)) + "]]"
    if kind == "Quoted":
        mark = '""' if content[0]["t"] == "DoubleQuote" else "''"
        return mark[0] + words_of(content[1]) + mark[1]
    if kind in ("Span", "Link", "Image", "Cite"):
        return words_of(content[1])
    return words_of(content)
