"""cs:date: localized and spelled-out dates, ranges, seasons, years before the common era."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from citex.csl import nodes
from citex.csl.compile import extensions, traits
from citex.csl.compile.frame import IMPORTANT, Code, Frame, Run
from citex.csl.compile.scope import Scope
from citex.csl.compile.suppressed import recorded
from citex.csl.compile.wrap import openers, wrap, yielding
from citex.csl.markup import CLOSE, NOCASE, parse_rich
from citex.csl.strings.case import apply
from citex.csl.strings.pages import page_range
from citex.model import PartialDate
from citex.model.paper import DATE_VARIABLES

_PARTS = ("year", "month", "day")
_LIMITS = {
    "year-month-day": frozenset(_PARTS),
    "year-month": frozenset(("year", "month")),
    "year": frozenset(("year",)),
}
Value = Callable[[PartialDate], str]
"""A part of a date as text, "" where the date has none."""


class Part(msgspec.Struct):
    """A compiled cs:date-part."""

    name: str
    value: Value
    before: str  # prefix and formatting
    after: str
    opener: str
    closer: str
    range_delimiter: str
    era: Value | None  # what follows a year of another era


def compile_date(node: nodes.Date, scope: Scope) -> Code:
    """A date variable."""
    variable = node.variable or ""
    if variable not in DATE_VARIABLES or scope.shows(variable) is False:
        return ""
    code = scope.once(("date", node), lambda: _bare(node, variable, scope))
    if scope.sorting or not code:
        return code
    return wrap(extensions.changed(recorded(code, variable, scope), node), node, scope)


def _bare(node: nodes.Date, variable: str, scope: Scope) -> Code:
    """The date without what the element puts around it."""
    parts_nodes, delimiter = _parts_of(node, scope)
    if scope.sorting:
        return _sort_key(variable, frozenset(part.name or "" for part in parts_nodes))
    parts = [_part(part, scope) for part in parts_nodes]
    if not parts:
        return ""
    if any(part.name == "year" for part in parts):
        return _with_year(variable, parts, delimiter, scope, cased=bool(node.text_case))
    return _rendered(variable, parts, delimiter, scope)


def _parts_of(node: nodes.Date, scope: Scope) -> tuple[list[nodes.DatePart], str]:
    """The date-parts, in order: the element's own, or the locale's as the element changes them."""
    if not node.form:
        return [part for part in node.parts if part.name], node.delimiter or ""
    found = scope.locale.dates.get(node.form)
    if found is None:
        return [], ""
    wanted = _LIMITS[node.date_parts or "year-month-day"]
    own = {part.name: part for part in node.parts}
    parts = []
    for attributes in found.parts:
        name = attributes.get("name", "")
        if name in wanted:
            parts.append(_overlaid(name, dict(attributes), own.get(name)))
    return parts, found.attributes.get("delimiter", "")  # cs:date has none of its own then


_OVERRIDES = (
    "form", "font_style", "font_variant", "font_weight", "text_decoration", "vertical_align",
    "text_case", "strip_periods", "range_delimiter",
)  # fmt: skip


def _overlaid(name: str, attributes: dict[str, str], own: nodes.DatePart | None) -> nodes.DatePart:
    part = nodes.DatePart(name=name)
    for key, value in attributes.items():
        field = key.replace("-", "_")
        if field in _OVERRIDES or field in ("prefix", "suffix"):
            setattr(part, field, value == "true" if field == "strip_periods" else value)
    if own is not None:
        for field in _OVERRIDES:
            if getattr(own, field) is not None:
                setattr(part, field, getattr(own, field))
    return part


def _part(node: nodes.DatePart, scope: Scope) -> Part:
    value = _VALUES[node.name or "year"](node, scope)
    if node.strip_periods:
        value = _then(value, lambda text: text.replace(".", ""))
    if node.text_case:
        case, language = node.text_case, scope.locale.lang
        value = _then(value, lambda text: apply(case, text, language))
    opener = openers(node)
    return Part(
        name=node.name or "year",
        value=value,
        before=node.prefix,
        after=yielding(node.suffix, scope),
        opener=opener,
        closer=CLOSE * len(opener),
        range_delimiter=node.range_delimiter or scope.locale.term("year-range-delimiter") or "–",
        era=_era(scope) if node.name == "year" else None,
    )


def _then(value: Value, change: Callable[[str], str]) -> Value:
    return lambda date: change(value(date))


# -- values ------------------------------------------------------------------------------------


def _year(node: nodes.DatePart, scope: Scope) -> Value:
    short = node.form == "short"

    def year(date: PartialDate) -> str:
        number = date.year
        if not number:
            return ""
        text = str(abs(number))
        return text[-2:] if short and len(text) == 4 else text

    return year


def _month(node: nodes.DatePart, scope: Scope) -> Value:
    form = node.form or "long"
    term = scope.locale.term
    months = {number: term(f"month-{number:02d}", form) or "" for number in range(1, 13)}
    seasons = {number: term(f"season-{number:02d}") or "" for number in range(1, 5)}
    if form == "numeric":
        months = {number: str(number) for number in range(1, 13)}
    elif form == "numeric-leading-zeros":
        months = {number: f"{number:02d}" for number in range(1, 13)}

    def month(date: PartialDate) -> str:
        if date.month:
            return months.get(date.month, "")
        season = date.season
        if season is None:
            return ""
        if isinstance(season, int):
            return seasons.get(season, str(season))
        return seasons.get(int(season[:4]), season) if season.isdecimal() else season

    return month


def _day(node: nodes.DatePart, scope: Scope) -> Value:
    form = node.form or "numeric"
    locale = scope.locale

    def day(date: PartialDate) -> str:
        number = date.day
        if not number:
            return ""
        if form == "numeric-leading-zeros":
            return f"{number:02d}"
        if form == "ordinal" and (number == 1 or not locale.limit_day_ordinals_to_day_1):
            return locale.ordinal(number, locale.gender(f"month-{date.month or 0:02d}"))
        return str(number)

    return day


_VALUES: dict[str, Callable[[nodes.DatePart, Scope], Value]] = {
    "year": _year,
    "month": _month,
    "day": _day,
}


def _era(scope: Scope) -> Value:
    before, after = scope.term("bc"), scope.term("ad")

    def era(date: PartialDate) -> str:
        year = date.year
        if not year or year >= 500:
            return ""
        return after if year > 0 else before

    return era


# -- whole dates -------------------------------------------------------------------------------


def _rendered(variable: str, parts: list[Part], delimiter: str, scope: Scope) -> Run:
    def rendered(frame: Frame) -> str | None:
        date = frame.work[variable]
        if date is None or date.literal is not None or variable in frame.hidden:
            return ""
        return _text(date, parts, delimiter, None, scope)

    return traits.requires(rendered, variable)


def _with_year(
    variable: str, parts: list[Part], delimiter: str, scope: Scope, *, cased: bool
) -> Run:
    """A date with its year, to which a year suffix goes unless the style says where.

    The letter has the formatting of the year; a text-case of the date (`cased`) leaves it alone.
    """
    marks_year = not scope.year_suffix_variable
    single = parts[0] if len(parts) == 1 else None
    opener = next(part.opener for part in parts if part.name == "year") + NOCASE * cased
    closer = CLOSE * len(opener)

    def rendered(frame: Frame) -> str | None:
        date = frame.work[variable]
        if date is None or variable in frame.hidden:
            return ""
        if frame.disambiguating and variable == "accessed":
            return ""
        if frame.years is not None and _year_known(frame, date):
            letter = _bare_suffix(frame, marks_year=marks_year)
            return opener + letter + closer if letter else letter
        suffix = None
        if marks_year and frame.year_suffix is not None and not frame.suffix_done:
            frame.suffix_done = True
            suffix = opener + frame.year_suffix + closer
        if date.literal is not None or date.year is None:
            return _literal(date, parts, suffix)
        if single is not None and suffix is None and date.end is None and date.year >= 500:
            text = single.value(date)
            return single.before + single.opener + text + single.closer + single.after
        return _text(date, parts, delimiter, suffix, scope)

    return traits.requires(rendered, variable)


def _year_known(frame: Frame, date: PartialDate) -> bool:
    """Whether the cite before, by the same people, printed the same year (year-suffix)."""
    years, previous = frame.years, frame.previous
    assert years is not None
    year = str(date.year) if date.literal is None and date.year is not None else date.literal or ""
    place = len(years)
    years.append(year)
    if frame.plain or previous is None or frame.year_suffix is None:
        return False
    return place < len(previous.years) and previous.years[place] == year


def _bare_suffix(frame: Frame, *, marks_year: bool) -> str:
    if not marks_year or frame.suffix_done or frame.year_suffix is None:
        return IMPORTANT
    frame.suffix_done = True
    return frame.year_suffix


def _literal(date: PartialDate, parts: list[Part], suffix: str | None) -> str:
    text = date.literal or date.raw
    if not text:
        return ""
    year = next(part for part in parts if part.name == "year")
    text = parse_rich(text)
    return year.before + year.opener + text + year.closer + year.after + (suffix or "")


def _text(
    date: PartialDate, parts: list[Part], delimiter: str, suffix: str | None, scope: Scope
) -> str:
    if date.end is not None:
        return delimiter.join(_range(date, date.end, parts, delimiter, suffix, scope))
    texts = []
    for part in parts:
        text = part.value(date)
        if text:
            texts.append(_affixed(part, text, date, suffix))
    return delimiter.join(texts)


def _affixed(
    part: Part,
    text: str,
    date: PartialDate,
    suffix: str | None,
    *,
    prefixed: bool = True,
    suffixed: bool = True,
) -> str:
    text = part.opener + text + part.closer
    if prefixed:
        text = part.before + text
    if suffixed:
        text += part.after
    if part.era is not None:
        text += part.era(date)
        if suffix:
            text = _before_suffix(text, part.after if suffixed else "", suffix)
    return text


def _before_suffix(text: str, after: str, suffix: str) -> str:
    """The year's letter follows its digits, before an affix."""
    if text.endswith(after):
        return text[: len(text) - len(after)] + suffix + after
    return text + suffix


def _range(
    start: PartialDate,
    end: PartialDate,
    parts: list[Part],
    delimiter: str,
    suffix: str | None,
    scope: Scope,
) -> list[str]:
    """The texts of a range: parts that both dates share are written once."""
    differing = _differing(start, end, [part.name for part in parts])
    texts: list[str] = []
    ends: list[str] = []
    left = set(differing)
    for part in parts:
        text = part.value(start)
        if part.name not in differing:
            if text:
                texts.append(_affixed(part, text, start, suffix))
            continue
        left.discard(part.name)
        end_text = part.value(end)
        if not left and part.name == "year":
            end_text = _short_year(text, end_text, start, scope)
        if end_text:
            ends.append(_affixed(part, end_text, end, suffix, prefixed=bool(ends)))
        if left:
            if text:
                texts.append(_affixed(part, text, start, None))
            continue
        own = None if ends else suffix  # a letter stands once, behind the last year
        head = _affixed(part, text, start, own, suffixed=False) if text else ""
        texts.append(head + part.range_delimiter + delimiter.join(ends))
    return texts


def _differing(start: PartialDate, end: PartialDate, names: list[str]) -> list[str]:
    """The parts from the first one on that differs, among those that the end has."""
    if not end.year and not end.season:
        return ["year"] if "year" in names else []
    present = [
        name
        for name in _PARTS
        if name in names and (getattr(end, name) or (name == "month" and end.season))
    ]
    for place, name in enumerate(present):
        if getattr(start, name) != getattr(end, name) or (
            name == "month" and start.season != end.season
        ):
            return present[place:]
    return []


def _short_year(first: str, last: str, start: PartialDate, scope: Scope) -> str:
    style_format = scope.style.year_range_format
    if not style_format or start.month or start.season:
        return last
    text = page_range(f"{first}-{last}", style_format, "–")
    return text.partition("–")[2] or last


# -- sorting -----------------------------------------------------------------------------------


def _sort_key(variable: str, wanted: frozenset[str]) -> Run:
    def sort_key(frame: Frame) -> str | None:
        date = frame.work[variable]
        if date is None or not date.year or variable in frame.hidden:
            return ""
        return date_key(date, wanted)

    return traits.requires(sort_key, variable)


def date_key(date: PartialDate, wanted: frozenset[str] = frozenset(_PARTS)) -> str:
    """A date as digits that sort as dates do; the parts that are not wanted count as zero.

    >>> date_key(PartialDate(2020, 5)), date_key(PartialDate(-100)) < date_key(PartialDate(1))
    ('120200500000000000', True)
    """
    return _digits(date, wanted) + (_digits(date.end, wanted) if date.end else "0" * 9)


def _digits(date: PartialDate, wanted: frozenset[str]) -> str:
    year = (date.year or 0) if "year" in wanted else 0
    month = (date.month or 0) if "month" in wanted else 0
    if not month and "month" in wanted and isinstance(date.season, int):
        month = date.season + 12
    day = (date.day or 0) if "day" in wanted else 0
    head = f"1{year:04d}" if year >= 0 else f"0{9999 + year:04d}"
    return f"{head}{month:02d}{day:02d}"
