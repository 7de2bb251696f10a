"""Who may import whom: the house's law, held by parsing every file."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import citex

PACKAGE = Path(citex.__file__).parent

FLOORS = {
    # room: the rooms of citex that it may import, besides itself
    "_version": set(),
    "_late": set(),  # for everyone, as the next
    "_remembered": set(),
    "_plugins": set(),
    "errors": set(),
    "folders": set(),
    "prepared": {"_version", "folders"},
    "model": {"errors"},
    "text": {"errors", "model"},
    "casing": {"errors", "model", "text"},
    "chinese": {"text"},
    "formats": {"_hints", "errors", "model", "text"},
    "records": {"errors", "files", "model", "text", "formats"},
    "csl": {"_hints", "errors", "model", "text", "casing", "prepared", "stylebook"},
    "stylebook": {"_plugins", "errors", "files", "folders", "prepared"},
    "files": {"errors"},
    "abbreviations": {"errors", "files", "model", "text"},
    "collector": set(),
    "frames": {"model", "text"},
    "sources": {"errors", "text", "formats"},
    "registry": {"_plugins", "errors", "model", "formats", "csl", "stylebook"},
    "api": {
        "errors", "files", "model", "text", "formats", "csl", "stylebook", "registry",
        "sources", "abbreviations", "casing",
    },
    "document": {"_hints", "errors", "model", "text", "csl", "registry", "api", "abbreviations"},
    "manuscripts": {
        "_version", "errors", "files", "model", "text", "formats", "csl", "stylebook", "registry",
        "api", "document", "lookup", "abbreviations",
    },
    "gbt7714": {"_hints", "errors", "model", "text", "csl"},
    "style_folder": {"errors", "files", "csl", "stylebook", "lookup"},
    "checks": {"_hints", "errors", "model", "text", "casing", "chinese", "formats", "gbt7714",
        "stylebook", "registry"},
    "duplicates": {"_hints", "errors", "model", "text"},
    "lookup": {
        "_hints", "_version", "errors", "folders", "model", "text", "formats", "registry", "api",
    },
    "verification": {
        "_hints", "_version", "errors", "model", "text", "duplicates", "index", "lookup",
    },
    "dialog": {
        "_hints", "errors", "model", "text", "formats", "csl", "stylebook", "registry", "api",
    },
    "sphinx": {
        "_version", "api", "chinese", "csl", "document", "errors", "formats", "manuscripts",
        "model", "registry", "text",
    },
    "mkdocs": {"_late", "chinese", "csl", "document", "errors", "manuscripts", "model", "registry"},
    "bulk": {
        "_hints", "_version", "errors", "files", "model", "text", "formats", "csl", "stylebook",
        "registry", "sources", "api", "checks", "collector",
    },
    "index": {
        "_hints", "_version", "errors", "files", "model", "text", "formats", "registry", "bulk",
        "duplicates", "sources",
    },
    "cli": {
        "_version", "bulk", "index", "errors", "files", "folders", "prepared", "model", "text",
        "formats", "csl", "stylebook", "registry", "api", "checks", "collector", "duplicates",
        "lookup", "verification", "dialog", "gbt7714", "manuscripts", "sources", "style_folder",
    },
    "__main__": {"cli", "collector"},
    "_hints": set(),
    "__init__": {
        "_hints", "bulk", "index", "frames", "_version", "errors", "model", "formats", "csl",
        "registry", "api", "stylebook", "style_folder", "checks", "document", "duplicates",
        "lookup", "verification", "dialog", "manuscripts",
    },
}  # fmt: skip
"""Arrows point downward; `formats`, `records` and `csl` are strangers.

From `formats` the records take what a reader is (`Format`, `Problems`, `Source`) and the building
stones that begin with "_"; `test_no_format_imports_another` holds that.
"""

CSL_FLOORS = (
    "choices markup terms strings locale variables labels nodes limits xml extend options style "
    "notices copyright_years "
    "titles translated chinese romanization compile output process citeproc_py __init__"
).split()
"""Inside csl, each file or folder may import those before it."""

LAZY = {
    # an import inside a function needs a reason: a heavy or optional package, or one named here
    "citex/model/paper.py": {"citex.model.item", "citex.model.values"},  # they build on paper.py
    "citex/__init__.py": {"citex._hints"},  # for a name that does not exist
    "citex/document.py": {"citex._hints"},  # the same
    "citex/__main__.py": {"citex.cli"},  # loaded when the process is set up for it
    "citex/model/name.py": {"citex.model.foreign"},  # foreign.py builds on paper.py
    "citex/model/date.py": {"citex.model.date_grammar"},  # the grammar makes dates
    # the peer's package is heavy, and rarely asked for; nor are abbreviations and cases often
    "citex/api.py": {"citex.csl.citeproc_py", "citex.abbreviations", "citex.casing"},
    "citex/csl/titles.py": {"citex.casing"},
    # what a process of many does only where it is asked for
    "citex/bulk/work.py": {"citex.checks", "citex.formats.loss"},
    "citex/style_folder.py": {"citex.lookup.download"},  # for an address alone
    "citex/cli/styles.py": {"citex.cli._previews"},  # a list of names needs no paper
    "citex/cli/show.py": {"citex.cli._html"},  # its parser is for a terminal alone
}

CORE = {"msgspec", "lxml"}
"""Third-party packages that may be imported at the top of a file."""


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return "citex/" + path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, bool, int]]:
    """Each module that a file imports, whether inside a function, and the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[ast.AST] = set()
    typing_only: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inside.update(ast.walk(node))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            typing_only.update(ast.walk(node))
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node in inside, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            module = node.module or ""
            for name in [alias.name for alias in node.names]:
                whole = f"{module}.{name}"
                yield whole if _is_module(whole) else module, node in inside, node.lineno


def _is_module(name: str) -> bool:
    parts = name.split(".")
    place = PACKAGE.joinpath(*parts[1:])
    return parts[0] == "citex" and (place.with_suffix(".py").is_file() or place.is_dir())


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_imports_go_downward(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert room in FLOORS, f"{room} has no place in the house: give it one in FLOORS"
    for module, _, line in imports(path):
        if not module.startswith("citex."):
            continue
        other = module.split(".")[1]
        if other in (room, "_late", "_remembered"):
            continue
        assert other in FLOORS[room], f"{name_of(path)}:{line}: {room} may not import {other}"


READERS = [*(PACKAGE / "formats").rglob("*.py"), *(PACKAGE / "records").rglob("*.py")]


@pytest.mark.parametrize("path", sorted(READERS), ids=name_of)
def test_no_format_imports_another(path: Path) -> None:
    """What formats share stands in the floor of lore, or in a file that begins with "_"."""
    own = path.relative_to(PACKAGE).with_suffix("").parts
    for module, _, line in imports(path):
        parts = tuple(module.split(".")[1:])
        if parts[:1] not in (("formats",), ("records",)) or len(parts) == 1:
            continue
        shared = any(part.startswith("_") for part in parts) or parts[1] in ("loss", "detect")
        same_room = parts[:2] == own[:2] == ("formats", "bibtex")
        assert shared or same_room, f"{name_of(path)}:{line}: imports the format {module}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "csl").rglob("*.py")), ids=name_of)
def test_the_floors_of_the_processor(path: Path) -> None:
    room = path.relative_to(PACKAGE / "csl").parts[0].removesuffix(".py")
    assert room in CSL_FLOORS, f"{room} has no place in the processor: give it one in CSL_FLOORS"
    allowed = CSL_FLOORS[: CSL_FLOORS.index(room)]
    for module, _, line in imports(path):
        parts = module.split(".")
        if parts[:2] == ["citex", "csl"] and len(parts) > 2 and parts[2] != room:
            assert parts[2] in allowed, f"{name_of(path)}:{line}: csl/{room} imports {module}"


def test_compiling_knows_no_output() -> None:
    for path in sorted((PACKAGE / "csl" / "compile").rglob("*.py")):
        assert not [m for m, _, _ in imports(path) if m.startswith("citex.csl.output")]


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_no_import_hides_in_a_function(path: Path) -> None:
    for module, inside, line in imports(path):
        top = module.split(".")[0]
        if not inside:
            third_party = top not in sys.stdlib_module_names and top != "citex"
            assert not third_party or top in CORE or _heavy_room(path, top), (
                f"{name_of(path)}:{line}: {top} is heavy or optional: import it when it is needed"
            )
            continue
        allowed = LAZY.get(name_of(path), set())
        own = top == "citex" and module not in allowed
        assert not own, f"{name_of(path)}:{line}: imports {module} inside a function"


def _heavy_room(path: Path, package: str) -> bool:
    """Rooms that are imported only when asked for may import their package at the top."""
    homes = {
        "rispy": "formats/tagged", "bibtexparser": "formats/bibtex", "pylatexenc": "text/tex",
        "httpx": "lookup/", "stamina": "lookup/", "rapidfuzz": "duplicates/",
        "citeproc": "csl/citeproc_py.py", "yaml": "formats/tree/_yaml.py",
        "sphinx": "sphinx/", "docutils": "sphinx/", "mkdocs": "mkdocs/",
    }  # fmt: skip
    place = path.relative_to(PACKAGE).as_posix()
    return package in homes and place.startswith(homes[package])


def test_the_first_line_says_what_lives_here() -> None:
    for path in files():
        text = path.read_text(encoding="utf-8")
        assert not text.strip() or text.startswith(('"""', 'r"""')), name_of(path)
