"""Years that are counted by eras and reigns, or written in Roman numerals."""

from __future__ import annotations

import re
from typing import NamedTuple

from citex._late import regex

_FIRST_YEARS = """
    1854 安政; 1861 文久; 1865 慶応 慶應; 1868 明治; 1912 大正; 1926 昭和; 1989 平成; 2019 令和;
    1912 民国 民國 中华民国 中華民國;
    1368 洪武; 1403 永乐 永樂; 1426 宣德; 1436 正统 正統; 1450 景泰; 1457 天顺 天順; 1465 成化;
    1488 弘治; 1506 正德; 1522 嘉靖; 1567 隆庆 隆慶; 1573 万历 萬曆 萬歷; 1621 天启 天啟 天啓;
    1628 崇祯 崇禎; 1644 顺治 順治; 1662 康熙; 1723 雍正; 1736 乾隆; 1796 嘉庆 嘉慶;
    1821 道光; 1851 咸丰 咸豐; 1862 同治; 1875 光绪 光緒; 1909 宣统 宣統
"""
"""The first years of eras: of Japan, of the Republic of China, of the Ming's and Qing's reigns."""

_BEFORE_FIRST = {
    name: int(year) - 1
    for row in _FIRST_YEARS.split(";")
    for year, *names in [row.split()]
    for name in names
}
_ERA = regex(
    rf"(?P<words>[(（]?[明清]?[)）]?(?P<era>{'|'.join(_BEFORE_FIRST)})\s?"
    rf"(?P<year>\d{{1,3}}|元|[一二三四五六七八九十]{{1,4}})\s?年?)"
    r"(?P<rest>(?:(?<=年)\s?\d.{0,8})?)"
)
_HAN = "〇一二三四五六七八九"


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
    >>> era_date("昭和元年").year, era_date("（清）康熙五十五年").words, era_date("民国")
    (1926, '清康熙五十五年', None)
    """
    match = _ERA.fullmatch(text.strip())
    if match is None:
        return None
    year = match["year"]
    count = int("1" if year == "元" else year if year.isdecimal() else han_number(year))
    words = match["words"].translate(_NO_BRACKETS).strip()
    return EraDate(_BEFORE_FIRST[match["era"]] + count, words, match["rest"])


_NO_BRACKETS = dict.fromkeys(map(ord, "()（）"))


def han_number(han: str) -> str:
    """A Chinese number in figures: each is one, or below a hundred the tens are said.

    >>> han_number("二〇二〇"), han_number("十二"), han_number("二十五")
    ('2020', '12', '25')
    """
    tens, found, ones = han.replace("零", "〇").replace("○", "〇").partition("十")
    if not found:
        return "".join(str(_HAN.find(char)) for char in tens)
    return str((_HAN.find(tens[-1:]) if tens else 1) * 10 + (_HAN.find(ones[:1]) if ones else 0))


_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_YEAR = regex(r"(?:anno\s)?(M[MDCLXVI. ]{2,20}?)\.?", re.IGNORECASE)


def roman_year(text: str) -> int | None:
    """The year that a title page has in Roman numerals, with or without stops; None if it is none.

    >>> roman_year("MDCCXXIII"), roman_year("M.DCC.XXIII."), roman_year("Anno MDCXLV")
    (1723, 1723, 1645)
    >>> roman_year("Mild"), roman_year("MIX")
    (None, None)
    """
    match = _ROMAN_YEAR.fullmatch(text.strip())
    if match is None or match[1] != match[1].upper():
        return None
    values = [_NUMERALS[sign] for sign in match[1] if sign not in ". "]
    year = sum(
        -one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True)
    )
    return year if 1450 <= year <= 2099 else None
