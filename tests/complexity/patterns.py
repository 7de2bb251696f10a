"""Every regular expression of the package, where it stands and how it is used.

Patterns compiled on import are noted as they are compiled; those inside functions are evaluated
where they stand. A pattern that is only ever used with `match` and `fullmatch` begins at one place
of a text; any other use counts as a search, which begins at each.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import citex

ROOT = Path(citex.__file__).resolve().parent
FUNCTIONS = frozenset("compile search match fullmatch split findall finditer sub subn".split())
AT_ONE_PLACE = {"match", "fullmatch"}

_NOTE = """
import importlib, json, pkgutil, re, sys
real, seen = re.compile, []
def noting(pattern, flags=0):
    compiled = real(pattern, flags)
    frame = sys._getframe(1)
    if not isinstance(pattern, re.Pattern):
        binary = isinstance(pattern, bytes)
        text = pattern.decode("latin-1") if binary else pattern
        seen.append([frame.f_code.co_filename, frame.f_lineno, text, compiled.flags, binary])
    return compiled
re.compile = noting
import citex, citex._late
citex._late.regex = noting
for module in pkgutil.walk_packages(citex.__path__, "citex."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
json.dump(seen, sys.stdout)
"""


@dataclass(frozen=True)
class Site:
    """A pattern, the place where it stands, and whether it is searched for."""

    place: str  # "text/pages.py _LABEL", or the function where it has no name
    pattern: str | bytes
    flags: int
    searched: bool

    @property
    def compiled(self) -> re.Pattern[str] | re.Pattern[bytes]:
        return re.compile(self.pattern, self.flags & ~(re.UNICODE if self.binary else 0))

    @property
    def binary(self) -> bool:
        return isinstance(self.pattern, bytes)


@dataclass(frozen=True)
class _Call:
    """A call of the module `re` in the source: which pattern, bound to which name."""

    file: str
    first: int
    last: int
    function: str
    name: str | None
    argument: ast.expr
    flags: ast.expr | None
    method: str | None
    plain: bool  # whether the name is the pattern's own
    within: str  # the function


@cache
def nodes() -> dict[str, list[ast.AST]]:
    """The nodes of each file of the package, outer ones first: {"text/pages.py": [...]}."""
    return {
        path.relative_to(ROOT).as_posix(): [*ast.walk(ast.parse(path.read_text("utf-8")))]
        for path in sorted(ROOT.rglob("*.py"))
    }


def calls() -> Iterator[_Call]:
    """All calls of `regex`, `re.compile`, `re.search` ... in the package."""
    for file, inside in nodes().items():
        found = [(node, name) for node in inside if (name := _function(node))]
        if not found or file == "_late.py":
            continue
        parents = {child: node for node in inside for child in ast.iter_child_nodes(node)}
        for node, function in found:
            assert isinstance(node, ast.Call)
            parent, method = parents.get(node), None
            if isinstance(parent, ast.Attribute):
                method, parent = parent.attr, parents.get(parent)
            plain = isinstance(parent, ast.Assign | ast.AnnAssign)
            while parent is not None and not isinstance(parent, ast.Assign | ast.AnnAssign):
                parent = parents.get(parent)
            name = None
            within = parents.get(node)
            while within is not None and not isinstance(within, ast.FunctionDef):
                within = parents.get(within)
            if parent is not None:
                target = parent.targets[0] if isinstance(parent, ast.Assign) else parent.target
                name = target.id if isinstance(target, ast.Name) else None
            flags = next((word.value for word in node.keywords if word.arg == "flags"), None)
            at = {
                "compile": 1,
                "search": 2,
                "match": 2,
                "fullmatch": 2,
                "findall": 2,
                "finditer": 2,
                "split": 3,
                "sub": 4,
                "subn": 4,
            }[function]
            if flags is None and len(node.args) > at:
                flags = node.args[at]
            yield _Call(
                file,
                node.lineno,
                node.end_lineno or node.lineno,
                function,
                name,
                node.args[0],
                flags,
                method,
                plain,
                within.name if within is not None else "",
            )


def _function(node: ast.AST) -> str | None:
    """The function of `re` that a node calls, if any; `regex` compiles."""
    if not isinstance(node, ast.Call):
        return None
    match node.func:
        case ast.Name("regex"):
            return "compile"
        case ast.Attribute(ast.Name("re"), function) if function in FUNCTIONS:
            return function
    return None


@cache
def sites() -> list[Site]:
    """All patterns of the package. A place where none could be made out has an empty one."""
    out = subprocess.run(
        [sys.executable, "-c", _NOTE], cwd=ROOT.parent, capture_output=True, check=True, text=True
    )
    noted: dict[tuple[str, int], list[tuple[str | bytes, int]]] = {}
    for file, line, text, flags, binary in json.loads(out.stdout):
        path = Path(file).resolve()
        if ROOT in path.parents:
            pattern = text.encode("latin-1") if binary else text
            key = (path.relative_to(ROOT).as_posix(), line)
            noted.setdefault(key, []).append((pattern, flags))
    found = []
    for call in calls():
        place = f"{call.file} {call.name or call.within}"
        patterns = (
            [
                pair
                for line in range(call.first, call.last + 1)
                for pair in noted.get((call.file, line), [])
            ]
            if call.function == "compile"
            else []
        )
        if not patterns:
            patterns = [_evaluated(call)]
        for pattern, flags in dict.fromkeys(patterns):
            found.append(Site(place, pattern, flags, _searched(call)))
    return found


def _evaluated(call: _Call) -> tuple[str | bytes, int]:
    """The pattern of a call inside a function, from the module's constants; else empty."""
    dotted = "citex." + call.file.removesuffix(".py").replace("/", ".")
    module = importlib.import_module(dotted.removesuffix(".__init__"))
    try:
        pattern = eval(_code(call.argument), vars(module))
        flags = eval(_code(call.flags), vars(module)) if call.flags else 0
    except NameError:
        return "", 0
    return pattern, int(flags)


def _code(node: ast.expr) -> object:
    return compile(ast.Expression(node), "<pattern>", "eval")


def _searched(call: _Call) -> bool:
    if call.function != "compile":
        return call.function not in AT_ONE_PLACE
    if call.method:
        return call.method not in AT_ONE_PLACE
    asked = _asked(call.file, call.name) if call.name and call.plain else {""}
    return not asked or not asked <= AT_ONE_PLACE


def _asked(file: str, name: str) -> set[str]:
    """What a name is asked for where it stands and where it is imported; "" for itself."""
    files = {file, *_importers().get(name, ())}
    return set().union(*(_uses(user).get(name, set()) for user in files))


@cache
def _importers() -> dict[str, set[str]]:
    """The files that import a name."""
    found: dict[str, set[str]] = {}
    for file, inside in nodes().items():
        for node in inside:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found.setdefault(alias.name, set()).add(file)
    return found


@cache
def _uses(file: str) -> dict[str, set[str]]:
    """For each name in a file, what it is asked for: {"_LABEL": {"sub"}}; "" for itself."""
    uses: dict[str, set[str]] = {}
    asked = set()
    for node in nodes()[file]:
        if isinstance(node, ast.Attribute):
            value = node.value
            name = value.id if isinstance(value, ast.Name) else getattr(value, "attr", "")
            uses.setdefault(name, set()).add(node.attr)
            asked.add(value)
    for node in nodes()[file]:
        if node in asked or not isinstance(node, ast.Name | ast.Attribute):
            continue
        if isinstance(node.ctx, ast.Load):
            name = node.id if isinstance(node, ast.Name) else node.attr
            uses.setdefault(name, set()).add("")
    return uses
