"""The reference: every public name, by what it belongs to, as its docstring tells it."""

from __future__ import annotations

import dataclasses
import inspect
import operator
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec

import citex
from citex.model import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, VARIABLES

PARTS = {
    # page -> its title, and the modules at home on it
    "verbs": ("The verbs", "citex.api citex.frames"),
    "model": ("The model", "citex.model"),
    "citations": ("Citations and lists", "citex.csl citex.document"),
    "texts": ("Citations in texts", "citex.manuscripts"),
    "styles-and-formats": (
        "Styles and formats",
        "citex.stylebook citex.style_folder citex.formats citex.registry",
    ),
    "check": ("The check", "citex.checks"),
    "duplicates": ("Duplicates", "citex.duplicates"),
    "look-up": ("Look-up", "citex.lookup citex.verification"),
    "dialog": ("The dialog", "citex.dialog"),
    "bulk": ("Bulk", "citex.bulk"),
    "local-index": ("A local index", "citex.index"),
    "errors": ("Errors", "citex.errors"),
}
PACKAGES = ("bulk", "index")
"""Packages of which the names are public, too: `citex.bulk.render`."""

_AT_HOME = {"load_style": "styles-and-formats", "Style": "styles-and-formats"}
"""Names that are looked for on another page than that of their module."""


def pages() -> dict[str, str]:
    """Each page of the reference, by the name of its file."""
    return {
        slug: f"# {title}\n\n```{{eval-rst}}\n" + "\n".join(_directives(slug)) + "\n```\n"
        for slug, (title, _) in PARTS.items()
    }


def index() -> str:
    """The table of all names, with what each is for."""
    lines = ["```{toctree}", ":hidden:", ""]
    lines += [*(f"_generated/reference/{slug}" for slug in PARTS), "```", ""]
    for slug, (title, _) in PARTS.items():
        lines += [
            f"## [{title}](_generated/reference/{slug}.md)",
            "",
            "| name | what it is |",
            "|---|---|",
        ]
        lines += [f"| {{py:obj}}`~citex.{name}` | {_summary(name)} |" for name in names(slug)]
        lines.append("")
    return "\n".join(lines)


def names(slug: str) -> list[str]:
    """The public names of a page: functions, then classes, first those that others belong to."""
    found = [name for name in every() if _page(name) == slug]
    first = ("Paper", "CitexError", "read", "Processor", "Document")
    return sorted(
        found,
        key=lambda name: (inspect.isclass(value_of(name)), name not in first, name.lower()),
    )


def every() -> list[str]:
    """All public names: those of citex, and those of its public packages by both names."""
    found = [name for name in citex.__all__ if name != "__version__"]
    for package in PACKAGES:
        names = [f"{package}.{name}" for name in getattr(citex, package).__all__]
        found += [name for name in names if callable(value_of(name))]
    return found


def value_of(name: str) -> Any:
    """What a public name is."""
    return operator.attrgetter(name)(citex)


def _page(name: str) -> str:
    home = f"{value_of(name).__module__}."
    for slug, (_, rooms) in PARTS.items():
        if any(home.startswith(f"{room}.") for room in rooms.split()):
            return _AT_HOME.get(name, slug)
    raise LookupError(f"citex.{name} has no page in docs/reference_list.py")


def _summary(name: str) -> str:
    told = inspect.getdoc(value_of(name))
    if not told:
        raise LookupError(f"citex.{name} has no docstring")
    return " ".join(told.partition("\n\n")[0].split()).replace("|", "\\|").replace("<", "\\<")


def _directives(slug: str) -> Iterator[str]:
    for name in names(slug):
        value = value_of(name)
        if not inspect.isclass(value):
            yield f".. autofunction:: citex.{name}\n"
            continue
        short = "(*, id='', type='document', title=None, ...)" if value is citex.Paper else ""
        yield f".. autoclass:: citex.{name}{short}"
        yield "   :members:"
        if issubclass(value, Exception):
            yield "   :show-inheritance:"
        yield "   :inherited-members: Struct, BaseException, Exception, OSError, Sequence, str\n"
        yield from (f"   {line}" for line in _table(value))


def _table(kind: type) -> Iterator[str]:
    """What an object of the class holds, as a table."""
    head, rows = ("name", "type", "default"), list(_fields(kind))
    if issubclass(kind, Enum):
        head, rows = ("name", "CSL"), [(f"``{one.name}``", f"``{one.value}``") for one in kind]
    elif kind is citex.Paper:
        head, rows = ("name", "CSL", "holds"), list(_variables())
    if not rows:
        return
    yield ".. list-table::"
    yield "   :header-rows: 1\n"
    for row in (head, *rows):
        for number, cell in enumerate(row):
            yield f"   {'* -' if not number else '  -'} {cell}"
    yield ""


def _fields(kind: type) -> Iterator[tuple[str, ...]]:
    """Name, type and default of each field."""
    if issubclass(kind, msgspec.Struct):
        fields: Any = msgspec.structs.fields(kind)
        missing = msgspec.NODEFAULT
    elif dataclasses.is_dataclass(kind):
        fields, missing = dataclasses.fields(kind), dataclasses.MISSING
    else:
        yield from ((f"``{name}``", f"``{told}``", "") for name, told in _annotated(kind).items())
        return
    told = _annotated(kind)
    for field in fields:
        if not field.name.startswith("_") and getattr(field, "init", True):
            default = "" if field.default is missing else f"``{_shown(field.default)}``"
            yield f"``{field.name}``", f"``{told[field.name]}``", default


def _annotated(kind: type) -> dict[str, str]:
    """The types of a class's own and inherited fields, as they are written."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("citex"):
            for name, told in inspect.get_annotations(base).items():
                if not name.startswith("_"):
                    found[name] = told if isinstance(told, str) else inspect.formatannotation(told)
    return found


def _shown(default: object) -> str:
    return re.sub(r"<.*>", "...", repr(default))


def _variables() -> Iterator[tuple[str, str, str]]:
    """The variables of a paper: attribute, CSL's name, what it holds."""
    holds = {
        **dict.fromkeys(NAME_VARIABLES, "names"),
        **dict.fromkeys(DATE_VARIABLES, "a date"),
        **dict.fromkeys(NUMBER_VARIABLES, "text, mostly a number"),
    }
    told = _annotated(citex.Paper)
    csl = {attribute: variable for variable, attribute in VARIABLES.items()}
    for name, kind in told.items():
        variable = csl.get(name, "")
        shown = holds.get(variable, "text" if kind.startswith("str") else f"``{kind}``")
        yield f"``{name}``", f"``{variable}``" if variable else "", shown
