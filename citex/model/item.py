"""CSL-JSON items to papers and back, without loss."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec

from citex.model.date import PartialDate, new_date
from citex.model.date_grammar import Read, from_numbers, read_date
from citex.model.months import MONTHS, SEASON_NAMES
from citex.model.name import Name, new_name
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Paper, Remark, new_paper

ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "part": "part-number",
    "printing": "printing-number",
    "supplement": "supplement-number",
}
"""Older names of CSL-JSON variables, read as today's unless today's stands beside them."""

NAME_KEYS = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
    "comma-suffix": "comma_suffix",
    "static-ordering": "static_ordering",
    "parse-names": "parse_names",
}
_NAME_TEXTS = frozenset(list(NAME_KEYS)[:6])


def from_item(item: dict[str, Any], names: Mapping[str, list[Name]] = {}) -> Paper:
    """The paper that a CSL-JSON item describes, `names` the people that were read already.

    Numbers become text; empty values are left out; keys that CSL does not know are kept in
    `extra["csljson"]`; a value of the wrong shape is kept there too, with a remark.

    >>> from_item({"id": 1, "type": "book", "title": "A", "issued": {"date-parts": [["2020"]]}})
    Paper(id='1', type='book', title='A', issued=PartialDate(year=2020))
    """
    paper = new_paper()
    unknown: dict[str, Any] = {}
    for key, value in item.items():
        if type(value) is str and value and (attribute := _TEXTS.get(key)):  # the ordinary case
            setattr(paper, attribute, value)
            continue
        if value is None:
            continue
        if key in names:
            setattr(paper, VARIABLES[key], names[key])
            continue
        setter = _SETTERS.get(key)
        if setter is None:
            alias = ALIASES.get(key)
            if alias is None or item.get(alias) or isinstance(value, dict):
                unknown[key] = value
                continue
            setter = _SETTERS[alias]
            if key == "event":  # styles tell the old name from the new one
                unknown[key] = value
        setter(paper, value, unknown)
    if unknown:
        if "editor-translator" in unknown and paper.editor is paper.translator is None:
            _set_both(paper, unknown)
        if unknown:
            paper.extra = {**paper.extra, "csljson": unknown}
    return paper


def _set_both(paper: Paper, unknown: dict[str, Any]) -> None:
    """The names of `editor-translator`, which CSL has for those who are both."""
    value = unknown.pop("editor-translator")
    _SETTERS["editor"](paper, value, unknown)
    paper.translator = paper.editor and list(paper.editor)


def to_item(paper: Paper) -> dict[str, Any]:
    """The paper as a CSL-JSON item: only what has a value, `custom` included.

    What other formats' readers left in `extra` travels in `custom`, under "extra".

    >>> to_item(Paper(id="a", type="book", author=[Name("Li", "Na")]))
    {'id': 'a', 'type': 'book', 'author': [{'family': 'Li', 'given': 'Na'}]}
    """
    item: dict[str, Any] = {"id": paper.id, "type": paper.type}
    for variable, value in paper.variables():
        if variable in NAME_VARIABLES:
            item[variable] = [name_to_item(name) for name in value]
        elif variable in DATE_VARIABLES:
            item[variable] = date_to_item(value)
        else:
            item[variable] = value
    if paper.categories is not None:
        item["categories"] = paper.categories
    foreign = {name: values for name, values in paper.extra.items() if name != "csljson"}
    if paper.custom or foreign:
        item["custom"] = {**paper.custom, **({"extra": foreign} if foreign else {})}
    for key, value in paper.extra.get("csljson", {}).items():
        item.setdefault(key, value)
    return item


def name_from_item(value: Any) -> Name | None:
    """The name that a CSL-JSON name object (or a bare string) describes, or None if empty.

    A Name is itself.
    """
    if isinstance(value, str):
        return new_name(literal=value) if value.strip() else None
    if not isinstance(value, dict):
        return value if isinstance(value, Name) and value else None
    family, given = value.get("family"), value.get("given")
    if len(value) == 2 and family and given and type(family) is type(given) is str:
        return new_name(family, given)
    known: dict[str, Any] = {}
    extra: list[tuple[str, Any]] = []
    for key, part in value.items():
        attribute = NAME_KEYS.get(key)
        if attribute is None or (key not in _NAME_TEXTS and isinstance(part, (list, dict))):
            extra.append((key, _hashable(part)))
        elif key not in _NAME_TEXTS:
            known[attribute] = part
        elif part is not None and part not in ("", []):
            parts = part if isinstance(part, list) else [part]
            known[attribute] = part if isinstance(part, str) else " ".join(map(shown, parts))
    name = new_name(**known, extra=tuple(extra))
    return name if name else None


class _List(list[Any]):
    """A list in a name, which is hashed as the others are; to JSON it is a list."""

    def __hash__(self) -> int:  # type: ignore[override]  # dict and list have None
        return len(self)


class _Dict(dict[str, Any]):
    """An object in a name, which is hashed as the others are; to JSON it is an object."""

    def __hash__(self) -> int:  # type: ignore[override]  # dict and list have None
        return len(self)


def _hashable(part: Any) -> Any:
    if isinstance(part, list):
        return _List(part)
    return _Dict(part) if isinstance(part, dict) else part


def name_to_item(name: Name) -> dict[str, Any]:
    """The name as a CSL-JSON name object."""
    if name == new_name(name.family, name.given) and name.family and name.given:
        return {"family": name.family, "given": name.given}
    item = {
        key: value
        for key, attribute in NAME_KEYS.items()
        if (value := getattr(name, attribute)) is not None
    }
    item.update(name.extra)
    return item


def date_from_item(value: Any) -> PartialDate | None:
    """The date that a CSL-JSON date object, EDTF string or year describes; None if it has none.

    >>> date_from_item({"date-parts": [["2020", 5], [2020, 6]], "circa": 1})
    PartialDate(year=2020, month=5, circa=1, end=PartialDate(year=2020, month=6))
    >>> date_from_item({"edtf": "1998/.."}), date_from_item({"date-parts": [[2020, 21]]})
    (PartialDate(year=1998, end=PartialDate()), PartialDate(year=2020, season=1))
    >>> date_from_item({"date-parts": [[None]]}) is None
    True
    """
    return read_item(value)[0]


def read_item(value: Any) -> Read:
    """The date of `date_from_item`, and what was doubtful about it.

    An int is a year, or a day without its signs (20200501); a PartialDate or a date is itself.
    """
    if type(value) is dict and len(value) == 1 and (rows := value.get("date-parts")):
        row = rows[0] if type(rows) is list and len(rows) == 1 else None
        if type(row) is list and len(row) < 4 and {*map(type, row)} == _INT:
            found = usual_date(*row)
            if found is not None:
                return found
    if isinstance(value, str):
        return _raw(value)
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        value = {"date-parts": [_cells(part) for part in value]}  # old pandoc's two ends
    if isinstance(value, list):
        value = {"date-parts": value}
    if not isinstance(value, dict):
        return _of_object(value)
    if value.keys() & {"year", "date_parts", "dateParts"}:
        value = {**value, "date-parts": _cells(value)}
    date, doubt = _dated(value)
    season, circa, literal = value.get("season"), value.get("circa"), value.get("literal")
    changes: dict[str, Any] = {}
    if season not in (None, ""):
        text = shown(season)
        changes["season"] = int(text) if text.isdecimal() and len(text) < 9 else text
    if circa:
        changes["circa"] = circa if isinstance(circa, (str, int)) else True
    if literal not in (None, ""):
        changes["literal"] = shown(literal)
        if date is None and not changes.keys() - {"literal"}:
            date = _marked_year(str(literal))
    if changes:
        date = msgspec.structs.replace(date or new_date(), **changes)
    return (date if date else None), doubt


_INT = {int}


@lru_cache(maxsize=4096)
def usual_date(*row: int) -> Read | None:
    """The date of a row of `date-parts` if its numbers are what they should be, else None."""
    return _from_row(list(row)) if all(0 < cell < 10_000 for cell in row) else None


def _of_object(value: Any) -> Read:
    """The date that a number is, or an object of Python's."""
    if isinstance(value, PartialDate):
        return value, ""
    if isinstance(value, datetime.date):
        return new_date(value.year, value.month, value.day), ""
    if not isinstance(value, int) or isinstance(value, bool) or not value:
        return None, ""
    if -999_999 <= value <= 9999:
        return new_date(value), ""
    date, doubt = read_date(shown(value))
    return (None, "it is no year") if date is None or not date.month else (date, doubt)


def _dated(value: dict[str, Any]) -> Read:
    """The date of `date-parts`, or else of `raw` or `edtf`."""
    parts, raw, edtf = _parts(value.get("date-parts")), value.get("raw"), value.get("edtf")
    if not parts and (alone := _one_text(value.get("date-parts"))):
        date, doubt = read_date(alone)
        return date, doubt
    if not parts and isinstance(raw, str) and raw.strip():
        return _raw(raw)
    if not parts and isinstance(stamp := value.get("date-time"), str):  # Crossref's
        return read_date(stamp)
    if not parts and isinstance(edtf, str) and edtf.strip():
        date, doubt = read_date(edtf, "edtf")
        return date or new_date(literal=edtf.strip()), doubt
    if not parts:
        return None, ""
    date, doubt = _from_row(parts[0])
    if len(parts) == 1:
        return date, doubt
    end, more = _from_row(parts[1]) if parts[1] and parts[1][0] else (new_date(), "")
    return msgspec.structs.replace(date, end=end), doubt or more


def _from_row(row: list[int]) -> tuple[PartialDate, str]:
    """A row of `date-parts`; months from 13 to 24 are seasons, as citeproc-js takes them."""
    year, month = row[0], row[1] if len(row) > 1 else 0
    if not 13 <= month <= 24:
        return from_numbers(*row)
    season = (month - 13) % 4 + 1
    doubt = f"month {month} was taken for {SEASON_NAMES[season - 1].lower()}" if month < 21 else ""
    return new_date(year, season=season), doubt


def _one_text(value: Any) -> str:
    """The date that stands whole in place of its parts: `[["2004-11-05"]]`."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) else ""


def _marked_year(literal: str) -> PartialDate | None:
    """The date whose words "c1988" and the like are: a year that is known beside its mark."""
    date, _ = read_date(literal)
    return date if date is not None and date.literal == literal else None


def date_to_item(date: PartialDate) -> dict[str, Any]:
    """The date as a CSL-JSON date object.

    >>> date_to_item(PartialDate(2020, 5, end=PartialDate(2020, 6)))
    {'date-parts': [[2020, 5], [2020, 6]]}
    """
    item: dict[str, Any] = {}
    if date.raw is not None:
        item["raw"] = date.raw
    elif date.year is not None:
        item["date-parts"] = [_row(date)]
        if date.end is not None:
            item["date-parts"].append(_row(date.end) if date.end.year is not None else [0])
    if date.end is not None and isinstance(date.end.season, int) and "date-parts" in item:
        for row, one in zip(item["date-parts"], (date, date.end), strict=True):  # as in EDTF
            row += [one.season + 20] if isinstance(one.season, int) and len(row) == 1 else []
    elif date.season is not None and date.raw is None:
        item["season"] = date.season
    if date.circa and date.raw is None:
        item["circa"] = date.circa
    if date.literal is not None:
        item["literal"] = date.literal
    return item


def _row(date: PartialDate) -> list[int]:
    row: list[int] = []
    for part in (date.year, date.month, date.day):
        if not part and not (part == 0 and not row):
            break
        row.append(part)
    return row


def _raw(text: str) -> Read:
    if not text.strip():
        return None, ""
    date, doubt = read_date(text)
    return msgspec.structs.replace(date or new_date(), raw=text), doubt


def _cells(value: dict[str, Any]) -> Any:
    """What stands for `date-parts` in older and foreign dates."""
    for key in ("date-parts", "date_parts", "dateParts"):
        if value.get(key):
            return value[key]
    cells = [value[key] for key in ("year", "month", "day") if value.get(key)]
    season = _integer(value.get("season"))
    return [*cells, 20 + season] if len(cells) == 1 and season in (1, 2, 3, 4) else cells


def _parts(value: Any) -> list[list[int]]:
    """The rows of `date-parts`: ints only, cut at the first that is none; an open end is empty."""
    rows: list[list[int]] = []
    if isinstance(value, list) and value and not isinstance(value[0], list):
        value = [value]  # a row alone
    for cells in value[:2] if isinstance(value, list) else ():
        row: list[int] = []
        for cell in (cells if isinstance(cells, list) else [])[:3]:
            number = _integer(cell)
            if number is None and len(row) == 1 and isinstance(cell, str):
                number = MONTHS.get(cell.strip(". ").lower()) or _season(cell)
            if number is None or (row and number == 0):
                break
            row.append(number)
        if row or (rows and isinstance(cells, list)):
            rows.append(row)
    return rows


def _season(cell: str) -> int | None:
    """A season in the month's place, as CSL's schema for its input has it: "season-04"."""
    sign, _, number = cell.partition("-")
    return 20 + int(number) if sign == "season" and number in ("01", "02", "03", "04") else None


def _integer(cell: Any) -> int | None:
    """The whole number in a cell, if it is one that a date can have."""
    if type(cell) is int and -_BEYOND < cell < _BEYOND:
        return cell
    if isinstance(cell, str):
        try:
            cell = int(cell)
        except ValueError:
            return None
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    return int(cell) if abs(cell) < _BEYOND and int(cell) == cell else None


_BEYOND = 10**15
"""A year of so many digits is none."""


def shown(value: Any) -> str:
    """A value as text, whatever it is; Python writes no number of thousands of digits."""
    try:
        return value if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):
        return f"({type(value).__name__})"


Setter = Callable[[Paper, Any, dict[str, Any]], None]


def _text_setter(variable: str, attribute: str) -> Setter:
    def set_text(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        if isinstance(value, str):
            if value:
                setattr(paper, attribute, value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            whole = isinstance(value, float) and value.is_integer()
            setattr(paper, attribute, shown(int(value) if whole else value))
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            if value:
                setattr(paper, attribute, _join(paper, variable, value))
        else:
            _misfit(paper, variable, value, unknown)

    return set_text


def _join(paper: Paper, variable: str, values: list[str]) -> str:
    if variable in ("keyword", "ISSN", "ISBN"):
        return ", ".join(values)
    if variable == "note":
        return "\n".join(values)
    if len(values) > 1:
        paper.remarks.append(
            Remark(
                kind="dropped",
                variable=variable,
                message="a list where CSL-JSON has one text: the first was used",
                before=shown(values),
            )
        )
    return values[0]


def _name_setter(variable: str, attribute: str) -> Setter:
    def set_names(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        if not isinstance(value, (list, dict, str, Name)):
            _misfit(paper, variable, value, unknown)
            return
        entries = value if isinstance(value, list) else [value]
        names = [name for name in map(name_from_item, entries) if name is not None]
        if len(names) < len(entries):
            message = f"{len(entries) - len(names)} of {len(entries)} names are empty"
            remark = Remark(kind="dropped", variable=variable, message=message, before=shown(value))
            paper.remarks.append(remark)
        if names:
            setattr(paper, attribute, names)

    return set_names


def _date_setter(variable: str, attribute: str) -> Setter:
    def set_date(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        date, doubt = read_item(value)
        if date is not None:
            setattr(paper, attribute, date)
        elif _says(value):
            unknown[variable] = value
        if doubt or (date is None and value):
            kind: Literal["dropped", "doubt"] = "doubt" if date else "dropped"
            message = doubt or "holds no date"
            remark = Remark(kind=kind, variable=variable, message=message, before=shown(value))
            paper.remarks.append(remark)

    return set_date


def _says(value: Any) -> bool:
    """Whether anything stands in a value, however deep: `[[null]]` says nothing."""
    if isinstance(value, (list, dict)):
        return any(map(_says, value.values() if isinstance(value, dict) else value))
    return bool(value.strip() if isinstance(value, str) else value)


def _misfit(paper: Paper, variable: str, value: Any, unknown: dict[str, Any]) -> None:
    unknown[variable] = value
    message = f"has the wrong shape for CSL-JSON ({type(value).__name__}); kept, not used"
    paper.remarks.append(
        Remark(kind="dropped", variable=variable, message=message, before=shown(value)[:200])
    )


def _set_id(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
    paper.id = shown(value)


def _set_type(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
    if isinstance(value, str) and value:
        paper.type = value
    else:
        _misfit(paper, "type", value, unknown)


def _set_custom(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
    if not isinstance(value, dict):
        _misfit(paper, "custom", value, unknown)
        return
    paper.custom = {key: part for key, part in value.items() if key != "extra"}
    extra = value.get("extra")
    if isinstance(extra, dict) and all(isinstance(part, dict) for part in extra.values()):
        paper.extra = dict(extra)
    elif extra is not None:
        paper.custom["extra"] = extra


def _set_categories(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
    if isinstance(value, list):
        paper.categories = [shown(part) for part in value]
    else:
        _misfit(paper, "categories", value, unknown)


def _setter(variable: str, attribute: str) -> Setter:
    if variable in NAME_VARIABLES:
        return _name_setter(variable, attribute)
    if variable in DATE_VARIABLES:
        return _date_setter(variable, attribute)
    return _text_setter(variable, attribute)


_TEXTS = {
    variable: attribute
    for variable, attribute in {"id": "id", "type": "type", **VARIABLES}.items()
    if variable not in NAME_VARIABLES | DATE_VARIABLES
}
_SETTERS: dict[str, Setter] = {
    **{variable: _setter(variable, attribute) for variable, attribute in VARIABLES.items()},
    "id": _set_id,
    "type": _set_type,
    "custom": _set_custom,
    "categories": _set_categories,
}
