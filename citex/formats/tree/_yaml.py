"""YAML in and out: every scalar stays the text it is, nothing is built but lists and mappings.

Reading needs PyYAML (the extra "yaml"); writing needs nothing.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from citex._late import regex
from citex.errors import MissingPackage, Problem
from citex.formats import Problems, Source

DEPTH = 120
NODES = 50
"""How deep values may nest, and how many times their own number aliases may make of the nodes."""

IMPLICIT = 1000
"""How long a key may be that stands before its colon (YAML 1.2, 7.4: 1,024 characters)."""

# YAML 1.2, production [1] c-printable
_UNPRINTABLE = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_JSON_ESCAPE = regex("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SIMPLE = regex(r"[A-Za-z][A-Za-z_-]*")
_WORDS = frozenset("y n yes no on off true false null nan inf infinity".split())
_NUMBER = regex(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class Plain(str):
    """A scalar written without quotes: a number, perhaps, where a number is wanted."""

    __slots__ = ()


class Document(NamedTuple):
    """One document of a file, or one piece of a broken one; `lines` tells where a part began."""

    value: Any
    line: int
    lines: dict[int, int]

    def line_of(self, part: Any) -> int:
        """The line on which a list or mapping of this document began."""
        return self.lines.get(id(part), self.line)

    def problem(self, source: Source, message: str, part: Any) -> Problem:
        """A problem with a part of this document, its text attached."""
        raw = str(part)[:10_000]
        return Problem(message=message, source=source.name, line=self.line_of(part), raw=raw)


class _TooMuch(Exception):
    """The file nests too deeply or its aliases make too many nodes."""


def documents(source: Source, problems: Problems, *, cut: str = "") -> Iterator[Document]:
    """The documents of a YAML file: mappings, lists and text, `None` for null.

    A file that is no YAML is cut into pieces at the lines that match `cut`, and each piece that
    can be read is given on its own; the others are problems with their line and text.
    Raises MissingPackage without PyYAML.
    """
    yaml = _package()
    text = source.text()
    odd = _UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        message = "control characters, left out"
        problems.append(Problem(message=message, source=source.name, line=line, level="warning"))
        text = _UNPRINTABLE.sub("", text)
    if not text.strip():
        problems.append(Problem(message="the input is empty", source=source.name))
        return
    try:
        found = list(_parse(yaml, text, 1))
    except (yaml.YAMLError, _TooMuch, RecursionError, ValueError) as error:
        whole = _problem(error, text, source.name, 1)
        pieces = list(_pieces(text, cut)) if cut else []
        if len(pieces) < 2:
            problems.append(whole)
            return
        for line, piece in pieces:
            try:
                yield from list(_parse(yaml, piece, line))
            except (yaml.YAMLError, _TooMuch, RecursionError, ValueError) as inner:
                problems.append(_problem(inner, piece, source.name, line))
        return
    yield from found


def typed(value: Any) -> Any:
    """The value with unquoted numbers, true and false as what they mean (YAML 1.2, core schema).

    >>> typed({"a": [Plain("8.40"), Plain("2"), "2", Plain("no")]})
    {'a': [8.4, 2, '2', 'no']}
    """
    if isinstance(value, dict):
        return {key: typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [typed(part) for part in value]
    if not isinstance(value, Plain):
        return value
    if value in ("true", "false"):
        return value == "true"
    if _NUMBER.fullmatch(value) and len(value) < 300:
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else str(value)


def texts(value: Any) -> list[str]:
    """The texts in a value that may be one or a list of them.

    >>> texts(["a", None, ["b"]]), texts("c"), texts({"a": "b"}), texts(2019)
    (['a', 'b'], ['c'], [], ['2019'])
    """
    if isinstance(value, str):
        return [str(value)] if value.strip() else []
    if isinstance(value, int):  # as it is written; what is read has texts only
        return [str(value)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def text(value: Any) -> str | None:
    """The text of a scalar, or of a list's first; None for anything else."""
    return next(iter(texts(value)), None)


def lines(value: Any, indent: int = 0) -> Iterator[str]:
    """The value as block YAML, a line at a time; text is quoted unless it is one plain word.

    >>> list(lines({"a": ["no", {"b": "x y"}], "c": 1}))
    ['a:', '  - "no"', '  - b: "x y"', 'c: 1']
    >>> list(lines({"x" * 1025: 1}))[1]
    ': 1'
    """
    pad = " " * indent
    deepest = indent >= DEPTH  # a level is two blanks: half of what is read
    if isinstance(value, dict):
        for key, part in value.items():
            name = scalar(str(key))
            if len(name) > IMPLICIT:
                yield f"{pad}? {name}"
                name = ""
            if isinstance(part, (dict, list)) and part and not deepest:
                yield f"{pad}{name}:"
                yield from lines(part, indent + 2)
            else:
                yield f"{pad}{name}: {_leaf(part)}"
        return
    for part in value:
        if not isinstance(part, (dict, list)) or not part or deepest:
            yield f"{pad}- {_leaf(part)}"
            continue
        inner = lines(part, indent + 2)
        yield f"{pad}- {next(inner).lstrip(' ')}"
        yield from inner


def scalar(value: Any) -> str:
    """A scalar as YAML 1.1 and 1.2 read it alike.

    >>> scalar("Norway"), scalar("no"), scalar("1.0"), scalar(True), scalar("a: b # c")
    ('Norway', '"no"', '"1.0"', 'true', '"a: b # c"')
    """
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, str) and _SIMPLE.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return _NO_JSON_ESCAPE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _leaf(value: Any) -> str:
    """A scalar, or what nests too deeply as the text of its JSON."""
    return scalar(json.dumps(value) if isinstance(value, (dict, list)) and value else value)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    # a lone surrogate is no character: no UTF-8 file can hold it
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def _package() -> Any:
    try:
        import yaml
    except ImportError:
        raise MissingPackage("PyYAML", "yaml", "reading YAML") from None
    return yaml


def _parse(yaml: Any, text: str, line: int) -> Iterator[Document]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for node in yaml.compose_all(text, Loader=loader):
        if node is None:
            continue
        places: dict[int, int] = {}
        budget = [NODES * len(text) + 1000]
        value = _built(yaml, node, line, places, budget, 0)
        yield Document(value, node.start_mark.line + line, places)


def _built(
    yaml: Any, node: Any, line: int, places: dict[int, int], budget: list[int], depth: int
) -> Any:
    """A node as lists, mappings and text; aliases cost what they copy."""
    budget[0] -= 1
    if depth > DEPTH or budget[0] < 0:
        raise _TooMuch("nested too deeply" if depth > DEPTH else "its aliases make it too large")
    if isinstance(node, yaml.ScalarNode):
        budget[0] -= len(node.value)
        return _scalar(node)
    built: Any
    if isinstance(node, yaml.SequenceNode):
        built = [_built(yaml, part, line, places, budget, depth + 1) for part in node.value]
    else:
        built = {}
        for key, part in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            value = _built(yaml, part, line, places, budget, depth + 1)
            if name == "<<" and key.style is None and isinstance(value, dict):
                built.update({k: v for k, v in value.items() if k not in built})
            else:
                built[str(name)] = value
    places[id(built)] = node.start_mark.line + line
    return built


def _scalar(node: Any) -> str | None:
    if node.style in ("|", ">"):
        return str(node.value).rstrip("\n")  # of the file's lines, not of the text
    if node.style not in (None, ""):
        return str(node.value)
    return None if node.value in ("", "~", "null") else Plain(node.value)


def _pieces(text: str, cut: str) -> Iterator[tuple[int, str]]:
    starts = [match.start() for match in re.finditer(cut, text, re.MULTILINE)]
    line, counted = 1, 0
    for start, end in itertools.pairwise([*starts, len(text)]):
        line, counted = line + text.count("\n", counted, start), start
        yield line, text[start:end]


def _problem(error: Exception, text: str, name: str, first: int) -> Problem:
    reason = getattr(error, "problem", None) or str(error) or "nested too deeply"
    where = ("context_mark", "problem_mark") if "end of stream" in reason else ("problem_mark",)
    mark = next((mark for name in where if (mark := getattr(error, name, None))), None)
    if isinstance(error, RecursionError):
        reason = "nested too deeply"
    return Problem(
        message=f"this is no YAML: {reason}",
        source=name,
        line=(mark.line if mark else 0) + first,
        column=mark.column + 1 if mark else None,
        raw=text[:10_000],
    )
