"""What each variable of a paper may hold, and the usual spellings that are understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from citex._late import difflib, regex
from citex.errors import InvalidValue, UnknownVariable
from citex.model.checked import above, digits, refuse, unknown
from citex.model.date import PartialDate
from citex.model.date_grammar import read_date
from citex.model.foreign import renamed_parts, variable_near
from citex.model.item import name_from_item, read_item
from citex.model.kinds import KINDS
from citex.model.name import Name, names_in
from citex.model.paper import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    VARIABLES,
    Paper,
    Remark,
)

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
    if type(value) is not str:
        value = _of_program(value)
    if value is None and attribute not in _NEVER_NONE:
        return None
    try:
        return check(attribute, value)
    except RecursionError:
        raise refuse(attribute, value, "it is nested too deeply", paper) from None
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


def expect_variable(name: str) -> None:
    """Raise UnknownVariable for a name that others have for a variable."""
    if isinstance(name, str) and (variable_near(name) or name in _CALLS):
        raise no_variable(name, 'write paper.get("{}")', csl=True)


def _of_program(value: Any) -> Any:
    """A number or a day as `plain` has it; what holds others stays."""
    if isinstance(value, float):
        return plain(value)
    module = type(value).__module__
    return plain(value) if module.startswith(("numpy", "pandas")) else value


def _text(attribute: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise refuse(attribute, value, "give a str")


def _number(attribute: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return digits(attribute, value)
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
    if isinstance(value, str) and _ONE_OR_TWO.fullmatch(value.strip()):
        way_out = "one person or two? give a list, a text for each, or Names"
        raise refuse(attribute, value, way_out)
    if isinstance(value, (str, Name, Mapping)):
        value = [value]
    if not isinstance(value, Iterable):
        raise refuse(attribute, value, "give a list of Names, or their text")
    names: list[Name] = []
    for one in value:
        if isinstance(one, Name):
            names.append(one)
        elif isinstance(one, str):
            found = names_in(one, attribute)
            if not found and one.strip():
                raise refuse(attribute, one, "there is no name in it")
            names += found
        elif isinstance(one, Mapping) and (found := named(plain(one), attribute)):
            names += found
        else:
            raise refuse(attribute, one, "give a Name, its text or a CSL-JSON name")
    return names or None


_WORD = r"[^\W\d_a-z][^\W\d_A-Z]+"
_ONE_OR_TWO = regex(rf"{_WORD} {_WORD}, {_WORD} {_WORD}")
"""Two names, or one whose family and given names are of two words each: "Ada Okoro, Na Li"."""


def named(one: Mapping[str, Any], attribute: str = "name") -> list[Name]:
    """The person or people in a dictionary, whatever its keys are called.

    >>> named({"firstName": "Na", "lastName": "Li"}) == named({"name": "Na Li"})
    True
    """
    parts = renamed_parts(one)
    whole = None if "literal" in one else parts.get("literal")
    if isinstance(whole, str):  # {"name": "Na Li"}
        del parts["literal"]
        if not parts.get("family") and not parts.get("given"):
            found = names_in(whole, attribute)
            extra = name_from_item({"literal": whole, **parts})
            if len(found) == 1 and extra is not None:
                found = [msgspec.structs.replace(found[0], extra=extra.extra)]
            return found
    name = name_from_item(parts)
    return [name] if name else []


def plain(value: Any) -> Any:
    """What a program gives as JSON would hold it: tuples and sets as lists, dictionaries as dict.

    Numbers, texts and days of NumPy and pandas are Python's; what they have for a value that is
    missing (NaN, NaT, NA) is None.

    >>> plain({"date-parts": ((2020, 5),)}), plain(float("nan"))
    ({'date-parts': [[2020, 5]]}, None)
    """
    if type(value) in (str, int, list, Name, PartialDate, type(None)):
        return list(map(plain, value)) if type(value) is list else value
    if isinstance(value, float):
        return None if value != value else int(value) if value.is_integer() else value
    if type(value).__module__.partition(".")[0] in ("numpy", "pandas"):
        return _native(value)
    if isinstance(value, Mapping) and not isinstance(value, Paper):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset, Iterator)):
        return list(map(plain, value))
    return value


def _native(value: Any) -> Any:
    """A value of NumPy or pandas as Python has it."""
    kind = type(value).__name__
    if kind in ("NaTType", "NAType") or str(value) == "NaT":
        return None
    if kind in ("datetime64", "Period"):
        return str(value)[:10]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return value


def _date(attribute: str, value: Any) -> PartialDate | None:
    way_out = "give a PartialDate, a date, a year or its text; words as PartialDate(literal=...)"
    if isinstance(value, str) and not value.strip():
        return None
    found, doubt = read_date(value) if isinstance(value, str) else read_item(plain(value))
    if found is None or doubt:
        doubt = doubt.partition("; ")[0]
        raise refuse(attribute, value, f"{doubt}; {way_out}" if doubt else way_out)
    if isinstance(value, str) and found.year is not None and abs(found.year) > 9999:
        raise refuse(attribute, value, f"for the year {found.year} give an int")
    return found


def _list_of(kind: type, words: str) -> _Check:
    def check(attribute: str, value: Any) -> Any:
        if isinstance(value, list) and all(isinstance(one, kind) for one in value):
            return value
        raise refuse(attribute, value, f"give a list of {words}")

    return check


def _object(attribute: str, value: Any) -> Any:
    """A dictionary that JSON can hold."""
    if not isinstance(value, dict):
        raise refuse(attribute, value, "give a dict")
    if attribute == "extra" and not all(isinstance(part, dict) for part in value.values()):
        raise refuse(attribute, value, "give a dict by the name of a format, each with a dict")
    try:
        if value:
            msgspec.json.encode(value)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise refuse(attribute, value, f"JSON cannot hold it: {error}") from None
    return value


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
    "categories": _list_of(str, "str"),
    "custom": _object,
    "extra": _object,
    "remarks": _list_of(Remark, "Remarks"),
}
_CALLS = {
    "copy": "paper.replace()",
    "update": "paper.replace(...)",
    "json": "paper.to_dict()",
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
    "key": "paper.id",
    "asdict": "paper.to_dict()",
    "as_dict": "paper.to_dict()",
    "dict": "paper.to_dict()",
    "model_dump": "paper.to_dict()",
    "to": "paper.format('bibtex')",
    "export": "paper.format('ris') or citex.write(paper, path)",
    "render": "paper.format('apa')",
    "html": "paper.format('apa', output='html')",
    "text": "paper.format('apa')",
    "to_apa": "paper.format('apa')",
    "bib": "paper.format('bibtex')",
    "to_json": "paper.format('csljson')",
    "as_bibtex": "paper.format('bibtex')",
    "as_ris": "paper.format('ris')",
    "citekey": "paper.id",
    "cite_key": "paper.id",
    "names": "paper.author, paper.editor ...",
    "author_names": "[str(name) for name in paper.author]",
    "validate": "citex.check(paper)",
    "subtitle": "title='Title: Subtitle'",
    "month": "issued='2020-05'",
    "day": "issued='2020-05-31'",
}
"""What others call the methods of a paper, and what is written here."""

_NEVER_NONE = frozenset(("id", "type", "custom", "extra", "remarks"))
