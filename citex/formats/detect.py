"""Which format a text is in: by the suffix of its file, and by what it holds.

The built-in formats stand in one table, so that none is imported before it is asked for. The
conformance test holds the table against what each format says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from citex.model import KINDS


class Builtin(NamedTuple):
    """A built-in format: its module, its suffixes and other names, and how its text looks."""

    module: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = None


def _search(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda head: compiled.search(head) is not None


def _json_with(*keys: str) -> Callable[[str], bool]:
    """JSON in which every one of these keys occurs ("a|b" for either)."""
    patterns = [re.compile(rf'"(?:{key})"\s*:') for key in keys]

    def looks(head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and all(p.search(head) for p in patterns)

    return looks


_CSL_KINDS = "|".join(sorted(KINDS, key=len, reverse=True))


def _any(*looks: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda head: any(look(head) for look in looks)


BUILTINS: dict[str, Builtin] = {
    # name: (module under citex.formats, suffixes, other names, what its text looks like);
    # the order is the order of guessing: the most particular look first
    "booksci": Builtin(
        "records.booksci", (), (), _search(r'"(?:PeriodicalName|ListUrlMain|AbstractTextCN)"\s*:')
    ),
    "endnote-xml": Builtin(
        "endnote_xml", (".xml",), ("endnotexml", "endx"), _search(r"<records?>[\s\S]*<ref-type\b")
    ),
    "mods": Builtin(
        "mods", (".mods", ".xml"), (), _search(r"<(?:\w+:)?mods(?:Collection)?\b[^>]*loc\.gov/mods")
    ),
    "word": Builtin(
        "word", (".xml",), ("wordbib", "msbib"), _search(r"officeDocument/2006/bibliography")
    ),
    "notefirst": Builtin("notefirst", (".xml",), (), _search(r"<Bibliographies\b")),
    "ris": Builtin("ris", (".ris",), ("refman",), _search(r"(?m)^\ufeff?[ \t]*TY {1,2}- ?\S")),
    "endnote": Builtin(
        "endnote", (".enw",), ("enw", "refer"), _search(r"(?m)^[ \t]*%0 \S|\A\s*%[A-Z0-9@] \S")
    ),
    "noteexpress": Builtin(
        "noteexpress",
        (".net",),
        ("net",),
        _search(r"(?:[{\[]Reference Type[}\]]|\{文献类型\})\s*[:：]"),
    ),
    "csljson": Builtin(
        "csljson",
        (".json", ".csljson", ".jsonl", ".ndjson"),
        ("csl-json", "csl"),
        _any(
            _search(rf'^\s*[\[{{][\s\S]*"type"\s*:\s*"(?:{_CSL_KINDS})"'),
            _json_with("date-parts", "title|DOI|id"),
        ),
    ),
}


def by_suffix(suffix: str) -> list[str]:
    """The built-in formats whose files end so, the usual one first.

    >>> by_suffix(".JSONL")
    ['csljson']
    """
    suffix = suffix.lower()
    return [name for name, entry in BUILTINS.items() if suffix in entry.suffixes]


def by_content(head: str, candidates: Sequence[str] = ()) -> str | None:
    """The built-in format whose look the head of a text has, or None.

    Where several fit, one of the `candidates` (by suffix) comes first.
    """
    found = [name for name, entry in BUILTINS.items() if entry.looks and entry.looks(head)]
    return next((name for name in found if name in candidates), next(iter(found), None))
