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
    from citex import bulk as bulk
    from citex import index as index
    from citex.api import (
        bibliography,
        cite,
        find_styles,
        format,
        formatters,
        losses,
        parse,
        read,
        readers,
        romanize,
        sentence_case,
        stream,
        write,
    )
    from citex.api import find_styles as styles
    from citex.checks import Diagnostic, check
    from citex.csl import Bibliography, Citation, Cite, Entry, Processor, Rendered, Style
    from citex.csl import load as load_style
    from citex.dialog import dialog_fragment, page
    from citex.document import Changes, Document, Placed
    from citex.duplicates import Match, dedupe, matches, merge
    from citex.errors import (
        CitexError,
        InvalidValue,
        LookupFailed,
        MissingPackage,
        NotFound,
        ParseError,
        Problem,
        StyleError,
        UnknownCitation,
        UnknownCode,
        UnknownFormat,
        UnknownLocale,
        UnknownName,
        UnknownOption,
        UnknownStyle,
        UnknownVariable,
        WriteError,
    )
    from citex.formats import Format, Option, Source
    from citex.formats.loss import Loss
    from citex.frames import table
    from citex.lookup import Lookup, afetch, fetch, lookups
    from citex.manuscripts import CitedText, cite_text
    from citex.model import Kind, Name, Paper, PartialDate, Remark
    from citex.registry import register_format, register_style
    from citex.style_folder import AddedStyle, add_styles, remove_styles
    from citex.stylebook import StyleInfo
    from citex.verification import Candidate, Difference, Verdict, search, verify

_HOMES = {
    "citex.api": "bibliography cite find_styles format formatters losses parse read readers "
    "romanize sentence_case stream write",
    "citex.frames": "table",
    "citex.checks": "Diagnostic check",
    "citex.csl": "Bibliography Citation Cite Entry Processor Rendered Style",
    "citex.dialog": "dialog_fragment page",
    "citex.document": "Changes Document Placed",
    "citex.duplicates": "Match dedupe matches merge",
    "citex.errors": "CitexError InvalidValue LookupFailed MissingPackage NotFound ParseError "
    "Problem StyleError UnknownCitation UnknownCode UnknownFormat UnknownLocale UnknownName "
    "UnknownOption UnknownStyle UnknownVariable WriteError",
    "citex.formats": "Format Option Source",
    "citex.formats.loss": "Loss",
    "citex.lookup": "Lookup afetch fetch lookups",
    "citex.verification": "Candidate Difference Verdict search verify",
    "citex.manuscripts": "CitedText cite_text",
    "citex.model": "Kind Name Paper PartialDate Remark",
    "citex.registry": "register_format register_style",
    "citex.style_folder": "AddedStyle add_styles remove_styles",
    "citex.stylebook": "StyleInfo",
}
_PACKAGES = ("bulk", "index")
"""Packages of which the names are public, too."""
_RENAMED = {"load_style": ("citex.csl", "load"), "styles": ("citex.api", "find_styles")}
_PLACES = {
    **{name: (home, name) for home, names in _HOMES.items() for name in names.split()},
    **_RENAMED,
}

__all__ = [
    "AddedStyle",
    "Bibliography",
    "Candidate",
    "Changes",
    "Citation",
    "Cite",
    "CitedText",
    "CitexError",
    "Diagnostic",
    "Difference",
    "Document",
    "Entry",
    "Format",
    "InvalidValue",
    "Kind",
    "Lookup",
    "LookupFailed",
    "Loss",
    "Match",
    "MissingPackage",
    "Name",
    "NotFound",
    "Option",
    "Paper",
    "ParseError",
    "PartialDate",
    "Placed",
    "Problem",
    "Processor",
    "Remark",
    "Rendered",
    "Source",
    "Style",
    "StyleError",
    "StyleInfo",
    "UnknownCitation",
    "UnknownCode",
    "UnknownFormat",
    "UnknownLocale",
    "UnknownName",
    "UnknownOption",
    "UnknownStyle",
    "UnknownVariable",
    "Verdict",
    "WriteError",
    "__version__",
    "add_styles",
    "afetch",
    "bibliography",
    "check",
    "cite",
    "cite_text",
    "dedupe",
    "dialog_fragment",
    "fetch",
    "find_styles",
    "format",
    "formatters",
    "load_style",
    "lookups",
    "losses",
    "matches",
    "merge",
    "page",
    "parse",
    "read",
    "readers",
    "register_format",
    "register_style",
    "remove_styles",
    "romanize",
    "search",
    "sentence_case",
    "stream",
    "styles",
    "table",
    "verify",
    "write",
]


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        if name in _PACKAGES:
            return importlib.import_module(f"citex.{name}")
        if name.startswith("_"):
            raise AttributeError(f"module 'citex' has no attribute {name!r}")
        from citex._hints import hint  # what nobody needs who knows the names

        raise AttributeError(f"module 'citex' has no attribute {name!r}{hint(name, __all__)}")
    value = getattr(importlib.import_module(place[0]), place[1])
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
