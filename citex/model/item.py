"""CSL-JSON items to papers and back, without loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from citex.model.date import PartialDate
from citex.model.name import Name
from citex.model.paper import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Paper, Remark

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
_DATE_KEYS = frozenset(("date-parts", "season", "circa", "literal", "raw"))


def from_item(item: dict[str, Any]) -> Paper:
    """The paper that a CSL-JSON item describes.

    Numbers become text; empty values are left out; keys that CSL does not know are kept in
    `extra["csljson"]`; a value of the wrong shape is kept there too, with a remark.

    >>> from_item({"id": 1, "type": "book", "title": "A", "issued": {"date-parts": [["2020"]]}})
    Paper(id='1', type='book', title='A', issued=PartialDate(year=2020))
    """
    paper = Paper()
    unknown: dict[str, Any] = {}
    for key, value in item.items():
        if value is None:
            continue
        setter = _SETTERS.get(key)
        if setter is None:
            alias = ALIASES.get(key)
            if alias is None or item.get(alias):
                unknown[key] = value
                continue
            setter = _SETTERS[alias]
            if key == "event":  # styles tell the old name from the new one
                unknown[key] = value
        setter(paper, value, unknown)
    if unknown:
        paper.extra = {**paper.extra, "csljson": unknown}
    return paper


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
    """The name that a CSL-JSON name object (or a bare string) describes, or None if empty."""
    if isinstance(value, str):
        return Name(literal=value) if value.strip() else None
    if not isinstance(value, dict):
        return None
    known: dict[str, Any] = {}
    extra: list[tuple[str, Any]] = []
    for key, part in value.items():
        attribute = NAME_KEYS.get(key)
        if attribute is None:
            extra.append((key, part))
        elif key not in _NAME_TEXTS:
            known[attribute] = part
        elif part is not None and part != "":
            known[attribute] = part if isinstance(part, str) else str(part)
    name = Name(**known, extra=tuple(extra))
    return name if name else None


def name_to_item(name: Name) -> dict[str, Any]:
    """The name as a CSL-JSON name object."""
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
    >>> date_from_item({"date-parts": [[None]]}) is None
    True
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return PartialDate(value)
    if isinstance(value, str):
        return _raw(value)
    if not isinstance(value, dict):
        return None
    parts = _parts(value.get("date-parts"))
    raw = value.get("raw")
    date: PartialDate | None
    if not parts and isinstance(raw, str) and raw.strip():
        date = _raw(raw)
    else:
        date = _from_row(parts[0]) if parts else None
        if date and len(parts) > 1:
            date = msgspec.structs.replace(date, end=_from_row(parts[1]))
    season, circa, literal = value.get("season"), value.get("circa"), value.get("literal")
    changes: dict[str, Any] = {}
    if season not in (None, ""):
        changes["season"] = int(season) if str(season).isdecimal() else str(season)
    if circa:
        changes["circa"] = circa
    if literal not in (None, ""):
        changes["literal"] = str(literal)
    if changes:
        date = msgspec.structs.replace(date or PartialDate(), **changes)
    return date if date else None


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
    if date.season is not None and date.raw is None:
        item["season"] = date.season
    if date.circa and date.raw is None:
        item["circa"] = date.circa
    if date.literal is not None:
        item["literal"] = date.literal
    return item


def _from_row(row: list[int]) -> PartialDate:
    return PartialDate(*row[:3])  # type: ignore[arg-type]  # three ints at most


def _row(date: PartialDate) -> list[int]:
    row: list[int] = []
    for part in (date.year, date.month, date.day):
        if not part and not (part == 0 and not row):
            break
        row.append(part)
    return row


def _raw(text: str) -> PartialDate | None:
    if not text.strip():
        return None
    return msgspec.structs.replace(PartialDate.parse(text) or PartialDate(), raw=text)


def _parts(value: Any) -> list[list[int]]:
    """The rows of `date-parts`: ints only, cut at the first that is none; an open end is [0]."""
    rows: list[list[int]] = []
    if not isinstance(value, list):
        return rows
    for cells in value[:2]:
        row: list[int] = []
        for cell in (cells if isinstance(cells, list) else [])[:3]:
            number = _integer(cell)
            if number is None or (row and number == 0):
                break
            row.append(number)
        if row:
            rows.append(row)
    return rows


def _integer(cell: Any) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        try:
            return int(cell)
        except ValueError:
            return None
    return None


Setter = Callable[[Paper, Any, dict[str, Any]], None]


def _text_setter(variable: str, attribute: str) -> Setter:
    def set_text(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        if isinstance(value, str):
            if value:
                setattr(paper, attribute, value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            setattr(paper, attribute, str(value))
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            if value:
                setattr(paper, attribute, _join(paper, variable, value))
        else:
            _misfit(paper, variable, value, unknown)

    return set_text


def _join(paper: Paper, variable: str, values: list[str]) -> str:
    if variable == "keyword":
        return ", ".join(values)
    if len(values) > 1:
        paper.remarks.append(
            Remark(
                kind="dropped",
                variable=variable,
                message="a list where CSL-JSON has one text: the first was used",
                before=repr(values),
            )
        )
    return values[0]


def _name_setter(variable: str, attribute: str) -> Setter:
    def set_names(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        if not isinstance(value, (list, dict, str)):
            _misfit(paper, variable, value, unknown)
            return
        entries = value if isinstance(value, list) else [value]
        names = [name for name in map(name_from_item, entries) if name is not None]
        if len(names) < len(entries):
            message = f"{len(entries) - len(names)} of {len(entries)} names are empty"
            remark = Remark(kind="dropped", variable=variable, message=message, before=repr(value))
            paper.remarks.append(remark)
        if names:
            setattr(paper, attribute, names)

    return set_names


def _date_setter(variable: str, attribute: str) -> Setter:
    def set_date(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
        date = date_from_item(value)
        if date is None:
            if value:
                remark = Remark(
                    kind="dropped", variable=variable, message="holds no date", before=repr(value)
                )
                paper.remarks.append(remark)
            return
        setattr(paper, attribute, date)

    return set_date


def _misfit(paper: Paper, variable: str, value: Any, unknown: dict[str, Any]) -> None:
    unknown[variable] = value
    message = f"has the wrong shape for CSL-JSON ({type(value).__name__}); kept, not used"
    paper.remarks.append(
        Remark(kind="dropped", variable=variable, message=message, before=repr(value)[:200])
    )


def _set_id(paper: Paper, value: Any, unknown: dict[str, Any]) -> None:
    paper.id = value if isinstance(value, str) else str(value)


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
        paper.categories = [str(part) for part in value]
    else:
        _misfit(paper, "categories", value, unknown)


def _setter(variable: str, attribute: str) -> Setter:
    if variable in NAME_VARIABLES:
        return _name_setter(variable, attribute)
    if variable in DATE_VARIABLES:
        return _date_setter(variable, attribute)
    return _text_setter(variable, attribute)


_SETTERS: dict[str, Setter] = {
    **{variable: _setter(variable, attribute) for variable, attribute in VARIABLES.items()},
    "id": _set_id,
    "type": _set_type,
    "custom": _set_custom,
    "categories": _set_categories,
}
