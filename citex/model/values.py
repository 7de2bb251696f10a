"""What each variable of a paper may hold, and the usual spellings that are understood."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from citex.errors import InvalidValue, UnknownVariable
from citex.model.checked import above, refuse, unknown
from citex.model.date import PartialDate, new_date
from citex.model.date_grammar import read_date
from citex.model.foreign import renamed_parts, variable_near
from citex.model.item import name_from_item, read_item
from citex.model.kinds import KINDS
from citex.model.name import Name, names_in
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, VARIABLES, Paper

_Check = Callable[[str, Any], Any]

_COUNTED = NUMBER_VARIABLES | {"PMID", "year-suffix", "citation-key", "call-number"}
"""The variables in which an int stands for its digits."""


def of(attribute: str, value: Any, paper: str) -> Any:
    """The value that an attribute of a paper gets. Raises InvalidValue, UnknownVariable.

    >>> of("author", "Na Li", ""), of("issued", 2020, ""), of("volume", 12, "")
    ([Name(family='Li', given='Na')], PartialDate(year=2020), '12')
    """
    check = _CHECKS.get(attribute)
    if check is None:
        raise no_variable(attribute, "write {}=")
    if value is None and attribute not in _NEVER_NONE:
        return None
    try:
        return check(attribute, value)
    except InvalidValue as error:
        if not paper or not isinstance(paper, str) or error.paper:
            raise
        raise error.of_paper(paper) from None


def all_of(given: Mapping[str, Any], paper: str) -> dict[str, Any]:
    """The values for attributes or CSL variables, by their attributes. Raises as `of`.

    >>> all_of({"container-title": "Nature", "volume": 1}, "")
    {'container_title': 'Nature', 'volume': '1'}
    """
    found = {VARIABLES.get(name, name): value for name, value in given.items()}
    return {attribute: of(attribute, value, paper) for attribute, value in found.items()}


def no_variable(name: object, way_out: str, *, csl: bool = False) -> UnknownVariable:
    """The error that says that a paper has no such variable, and which was meant.

    >>> no_variable("journal", "write {}=").args[0]
    "a Paper has no 'journal'; write container_title="
    """
    text = str(name)
    if text in _CALLS:
        return UnknownVariable(text, hint=f"write {_CALLS[text]}")
    meant = variable_near(text)
    names = list(VARIABLES) if csl else list(Paper.__struct_fields__)
    if meant is not None and not csl:
        meant = VARIABLES.get(meant, meant)
    return unknown("Paper", text, meant, names, way_out)


def _text(attribute: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise refuse(attribute, value, "give a str")


def _number(attribute: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    raise refuse(attribute, value, "give a str or an int")


def _doi(attribute: str, value: Any) -> str:
    text = _text(attribute, value)
    return above("plain_doi")(text) or text


def _keywords(attribute: str, value: Any) -> str:
    if isinstance(value, (list, tuple, set)) and all(isinstance(word, str) for word in value):
        return ", ".join(value)
    return _text(attribute, value)


def _type(attribute: str, value: Any) -> str:
    if isinstance(value, str):
        if value in KINDS:
            return str.__str__(value)  # a Kind is its text
        if guess := above("guess_type")(value):
            return str(guess)
        close = difflib.get_close_matches(value.lower(), list(KINDS), n=1, cutoff=0.5)
        near = f"did you mean {str(close[0])!r}? " if close else ""
        raise refuse(attribute, value, f"{near}give a type of CSL's (citex.Kind)")
    raise refuse(attribute, value, "give a str")


def _names(attribute: str, value: Any) -> list[Name] | None:
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, (str, Name, Mapping)):
        value = [value]
    if not isinstance(value, Iterable):
        raise refuse(attribute, value, "give a list of Names, or their text")
    names: list[Name] = []
    for one in value:
        if isinstance(one, Name):
            names.append(one)
        elif isinstance(one, str):
            names += names_in(one, attribute)
        elif isinstance(one, Mapping) and (found := _named(one, attribute)):
            names += found
        else:
            raise refuse(attribute, one, "give a Name, its text or a CSL-JSON name")
    return names or None


def _named(one: Mapping[str, Any], attribute: str) -> list[Name]:
    """The person in a dictionary, whatever its keys are called."""
    parts = renamed_parts(one)
    whole = parts.get("literal")
    if "literal" not in one and isinstance(whole, str) and len(parts) == 1:
        return names_in(whole, attribute)  # {"name": "Na Li"}
    name = name_from_item(parts)
    return [name] if name else []


def _date(attribute: str, value: Any) -> PartialDate | None:
    way_out = "give a PartialDate, a date, a year or its text; words as PartialDate(literal=...)"
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, datetime.date):
        return new_date(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 999_999:
        return PartialDate(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # 20200501
    if isinstance(value, (tuple, list)) and 1 <= len(value) <= 3:
        return PartialDate(*value)
    found, doubt = None, ""
    if isinstance(value, str):
        found, doubt = read_date(value)
    elif isinstance(value, Mapping):
        found, doubt = read_item(dict(value))
    if found is None or doubt:
        raise refuse(attribute, value, f"{doubt}; {way_out}" if doubt else way_out)
    return found


def _instance(kind: type, words: str) -> _Check:
    def check(attribute: str, value: Any) -> Any:
        if isinstance(value, kind):
            return value
        raise refuse(attribute, value, f"give {words}")

    return check


def _check_of(variable: str) -> _Check:
    if variable in NAME_VARIABLES:
        return _names
    if variable in DATE_VARIABLES:
        return _date
    if variable in ("keyword", "DOI"):
        return _keywords if variable == "keyword" else _doi
    return _number if variable in _COUNTED else _text


_CHECKS: dict[str, _Check] = {
    **{attribute: _check_of(variable) for variable, attribute in VARIABLES.items()},
    "id": _number,
    "type": _type,
    "categories": _instance(list, "a list of str"),
    "custom": _instance(dict, "a dict"),
    "extra": _instance(dict, "a dict"),
    "remarks": _instance(list, "a list of Remarks"),
}
_CALLS = {
    "copy": "paper.replace()",
    "update": "paper.replace(...)",
    "json": "paper.to_dict()",
    "to_json": "paper.format('csljson')",
    "to_csl": "paper.to_dict()",
    "to_bibtex": "paper.format('bibtex')",
    "bibtex": "paper.format('bibtex')",
    "to_ris": "paper.format('ris')",
    "ris": "paper.format('ris')",
    "apa": "paper.format('apa')",
    "mla": "paper.format('mla')",
    "gbt7714": "paper.format('gbt7714')",
    "cite": "paper.format('apa') or citex.cite([paper], [paper.id], 'apa')",
    "citation": "paper.format('apa')",
    "reference": "paper.format('apa')",
    "write": "citex.write(paper, path)",
    "save": "citex.write(paper, path)",
    "check": "citex.check(paper)",
    "first_author": "paper.author[0]",
}
"""What others call the methods of a paper, and what is written here."""

_NEVER_NONE = frozenset(("id", "type", "custom", "extra", "remarks"))
