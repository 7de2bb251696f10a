"""How dates stand in tagged files: under one tag, or a year and a whole date under a tag each."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from citex._remembered import remembered
from citex.formats.tagged._fields import Extra, Form, Group, Left, Put
from citex.formats.tagged._grammar import Fields
from citex.model import Paper, PartialDate
from citex.text.dates.reading import best_date, read_slashed
from citex.text.dates.writing import dashed, existing, is_simple, slashed, year_of


def date_form(spell: Callable[[PartialDate], str]) -> Form:
    """A date on one line, spelt by `spell`."""

    def read(values: list[str]) -> tuple[PartialDate | None, list[str]]:
        texts = [value for value in values if value]
        return (best_date(texts[:1], [])[0], texts[1:]) if texts else (None, [])

    def write(date: PartialDate) -> tuple[list[str], bool]:
        text = spell(date)
        return [text], comes_back(date, text)

    return Form(read, write, doubt=lambda text: read_slashed(text)[2])


def of_a_year(form: Form) -> Form:
    """A form for dates in a field that has editions as well: what names no year is left."""

    def read(values: list[str]) -> tuple[PartialDate | None, Left]:
        date, left = form.read(values)
        dated = date is not None and (date.year is not None or date.literal is None)
        return (date, left) if dated else (None, values)

    def write(date: PartialDate) -> tuple[list[str], bool]:
        texts, exact = form.write(date)
        return texts, exact and date.year is not None

    return Form(read, write, doubt=form.doubt)


SLASHED = date_form(slashed)
DASHED = date_form(dashed)


@remembered(4096)
def comes_back(date: PartialDate, *texts: str) -> bool:
    """Whether a date is read back from the texts that it was written as, the first one first."""
    if not is_simple(date):
        return False
    if 1000 <= (date.year or 0) <= 9999 and date.literal is None and existing(date) == date:
        return True
    return best_date(list(texts), [])[0] == replace(date, raw=None)


def read_issued(paper: Paper, fields: Fields, extra: Extra, tags: tuple[str, ...]) -> None:
    """The date of issue that some tags tell, the first one first; what gainsays it is kept."""
    origin: dict[str, str] = {}
    for tag in tags:
        for text in fields.get(tag, ()):
            origin.setdefault(text, tag)
    origin.pop("", None)
    paper.issued, left = best_date(list(origin), paper.remarks)
    for text in left:
        extra.setdefault(origin[text], []).append(text)


def issued(whole: str, year: str, *, year_first: bool = True) -> Group:
    """The date of issue: its year under one tag, and all of it under another if more is known."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        read_issued(paper, fields, extra, (whole, year))

    def write(put: Put, date: PartialDate, paper: Paper) -> bool:
        texts = [dashed(date), year_of(date)]
        lines = [(year, texts[1])]
        if date.year is not None and (date.month or date.season):
            lines.insert(1 if year_first else 0, (whole, texts[0]))
        for line in lines:
            put(line)
        return comes_back(date, *texts)

    return Group((whole, year), read, (("issued", write),))
