"""The phrases in the source that may reach a person, as the catalogue of messages has them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import citex

PACKAGE = Path(citex.__file__).parent

SILENT = (
    "__init__.py", "_hints.py", "casing", "checks/codes.py", "checks/consistency.py",
    "checks/dates.py", "checks/duplicates.py", "checks/identifiers.py", "checks/missing.py",
    "checks/names.py", "checks/numbers.py", "checks/text.py", "checks/titles.py",
    "cli/_completion.py", "csl/notices.py", "csl/output/links.py", "csl/output/tags.py",
    "csl/strings", "document.py", "duplicates/titles.py", "manuscripts/latex/bbl.py",
    "manuscripts/latex/blg.py", "manuscripts/latex/listing.py", "manuscripts/latex/takeover.py",
    "model/months.py", "model/eras.py", "text/placeholders.py",
)  # fmt: skip
"""Files and folders without such phrases: lore, what is printed, what Python callers alone see.

What a rule of the check says is told by its code.
"""

_FOR_PYTHON = frozenset(("InvalidValue", "refuse", "AttributeError", "TypeError", "ValueError"))
"""Errors that no call of the command can bring about."""

_NO_TEXT = frozenset(
    ("compile", "regex", "names_of", "words", "pairs", "read_table", "split", "TypeVar", "cast",
     "execute", "_asked", "getenv", "fullmatch", "match", "search", "sub", "findall", "finditer",
     "startswith", "endswith")
)  # fmt: skip
"""Functions whose arguments (or, of a method, the text before it) are for programs."""

_SAYS = frozenset(
    ("say", "fail", "refuse", "add_remark", "remark_on", "Problem", "Remark", "CitexError",
     "ParseError", "Failed", "Again", "Unknown", "begin", "told", "add_argument")
)  # fmt: skip
"""Functions of whose arguments each is told, were it one word."""

_PHRASE = re.compile(r"[A-Za-z'’)},;:`\]]+ [a-zA-Z({'`\-\[<]")


class Phrase(NamedTuple):
    """A text with {} in place of each value, and where it stands."""

    text: str
    place: str


def phrases() -> Iterator[Phrase]:
    """All phrases of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not any(name == silent or name.startswith(f"{silent}/") for silent in SILENT):
            yield from _of_file(path, name)


def _of_file(path: Path, name: str) -> Iterator[Phrase]:
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    passed = set(_passed(nodes))
    for node in nodes:
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed.update(id(part) for part in node.values)
        text = template(node)
        if text is not None and _is_phrase(text):
            yield Phrase(bare(text), f"citex/{name}:{getattr(node, 'lineno', 0)}")


def template(node: ast.AST) -> str | None:
    """The text of a string or an f-string, {} in place of what it fills in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (template(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(part or "" for part in parts)
    return None


def bare(text: str) -> str:
    """A phrase without what joins it to another: a place before it, marks, brackets around it."""
    text = re.sub(r"(?:\{\})+", "{}", " ".join(text.split()))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    text = re.sub(r"^(?:warning|error): ", "", re.sub(r"^[;,:] ", "", text))
    text = re.sub(r"^-[\w{}-]+(?: \{\})?: ", "", text)
    return re.sub(r"^(?:\{\}: )+|^\{\}(?=[a-z])|:$", "", text)


def _is_phrase(text: str) -> bool:
    if not _PHRASE.search(text) or not re.search("[a-z]{2}", text):
        return False
    if all(word.startswith("-") for word in text.split()):
        return False  # names of options
    if re.match("# (?:HELP|TYPE) |citex_bulk_", text):
        return False  # figures for Prometheus
    return not re.search(r"\\[bdswW]|\(\?|<\w+ \w+=|</|<\?xml|https?://www|\{\{", text)


def _passed(nodes: list[ast.AST]) -> Iterator[int]:
    """What no person reads: docstrings, annotations, patterns, lists of words, __repr__."""
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        found: list[ast.AST] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == "__repr__":
            found = [node]
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in _NO_TEXT or name in _FOR_PYTHON:
                found = [*node.args]
                if isinstance(called, ast.Attribute) and name == "split":
                    found.append(called.value)
        elif isinstance(node, ast.arg) and node.annotation:
            found = [node.annotation]
        elif isinstance(node, ast.Subscript):
            found = [node.slice]
        elif isinstance(node, ast.Compare):
            found = [node.left, *node.comparators]
        elif isinstance(node, ast.AnnAssign):
            found = [node.annotation]
        for part in found:
            yield from (id(one) for one in ast.walk(part))
