"""Every citation and export file of a paper.

    >>> import citex
    >>> papers = citex.parse('[{"id": "a", "type": "book", "title": "On Growth", "volume": 1}]')
    >>> papers[0].volume
    '1'

The names below are looked up when they are first used, so that `import citex` stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from citex._version import __version__

if TYPE_CHECKING:
    from citex.api import (
        bibliography,
        cite,
        format,
        formatters,
        parse,
        read,
        readers,
        stream,
        write,
    )
    from citex.api import find_styles as styles
    from citex.checks import Diagnostic, check
    from citex.csl import Bibliography, Citation, Cite, Entry, Processor, Rendered
    from citex.dialog import dialog_fragment, page
    from citex.duplicates import Match, dedupe, matches, merge
    from citex.errors import (
        CitexError,
        LookupFailed,
        MissingPackage,
        ParseError,
        Problem,
        StyleError,
        UnknownFormat,
        UnknownName,
        UnknownOption,
        UnknownStyle,
        WriteError,
    )
    from citex.formats import Format, Option, Source
    from citex.formats.loss import Loss, losses
    from citex.lookup import Lookup, fetch, lookups
    from citex.model import Kind, Name, Paper, PartialDate, Remark
    from citex.registry import register

_HOMES = {
    "citex.api": "bibliography cite format formatters parse read readers stream write",
    "citex.checks": "Diagnostic check",
    "citex.csl": "Bibliography Citation Cite Entry Processor Rendered",
    "citex.dialog": "dialog_fragment page",
    "citex.errors": "CitexError LookupFailed MissingPackage ParseError Problem StyleError "
    "UnknownFormat UnknownName UnknownOption UnknownStyle WriteError",
    "citex.formats": "Format Option Source",
    "citex.formats.loss": "Loss losses",
    "citex.model": "Kind Name Paper PartialDate Remark",
    "citex.lookup": "Lookup fetch lookups",
    "citex.registry": "register",
    "citex.duplicates": "Match dedupe matches merge",
}
_RENAMED = {"styles": ("citex.api", "find_styles")}
_PLACES = {
    **{name: (home, name) for home, names in _HOMES.items() for name in names.split()},
    **_RENAMED,
}

__all__ = [
    "Bibliography",
    "Citation",
    "Cite",
    "CitexError",
    "Diagnostic",
    "Entry",
    "Format",
    "Kind",
    "Lookup",
    "LookupFailed",
    "Loss",
    "Match",
    "MissingPackage",
    "Name",
    "Option",
    "Paper",
    "ParseError",
    "PartialDate",
    "Problem",
    "Processor",
    "Remark",
    "Rendered",
    "Source",
    "StyleError",
    "UnknownFormat",
    "UnknownName",
    "UnknownOption",
    "UnknownStyle",
    "WriteError",
    "__version__",
    "bibliography",
    "check",
    "cite",
    "dedupe",
    "dialog_fragment",
    "fetch",
    "format",
    "formatters",
    "lookups",
    "losses",
    "matches",
    "merge",
    "page",
    "parse",
    "read",
    "readers",
    "register",
    "stream",
    "styles",
    "write",
]


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'citex' has no attribute {name!r}")
    value = getattr(importlib.import_module(place[0]), place[1])
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
