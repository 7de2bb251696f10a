"""Years of the eras of Japan and of the Republic of China, in the common era."""

from __future__ import annotations

from typing import NamedTuple

from citex._late import regex

_BEFORE_FIRST = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "民国": 1911, "民國": 1911, "中华民国": 1911, "中華民國": 1911,
}  # fmt: skip
_ERA = regex(
    rf"(?P<words>(?P<era>{'|'.join(_BEFORE_FIRST)})\s?"
    rf"(?P<year>\d{{1,3}}|元|[一二三四五六七八九十]{{1,4}})\s?年?)"
    r"(?P<rest>(?:(?<=年)\s?\d.{0,8})?)"
)
_HAN = "一二三四五六七八九"


class EraDate(NamedTuple):
    """The year of an era in the common era, its words, and what stands behind it: month and day."""

    year: int
    words: str
    rest: str


def era_date(text: str) -> EraDate | None:
    """What a text says that begins with the year of an era, or None.

    >>> era_date("令和2年4月3日")
    EraDate(year=2020, words='令和2年', rest='4月3日')
    >>> era_date("民国二十五年")
    EraDate(year=1936, words='民国二十五年', rest='')
    >>> era_date("昭和元年").year, era_date("民国")
    (1926, None)
    """
    match = _ERA.fullmatch(text.strip())
    if match is None:
        return None
    year = match["year"]
    count = 1 if year == "元" else int(year) if year.isdecimal() else _counted(year)
    return EraDate(_BEFORE_FIRST[match["era"]] + count, match["words"].strip(), match["rest"])


def _counted(han: str) -> int:
    """A Chinese number below a hundred: 二十五 is 25."""
    tens, ten, ones = han.rpartition("十")
    units = _HAN.find(ones) + 1 if len(ones) == 1 else 0
    return units if not ten else 10 * (_HAN.find(tens) + 1 if len(tens) == 1 else 1) + units
