"""Months, seasons, eras and days: their names in the languages of papers, and which exist."""

from __future__ import annotations

from typing import NamedTuple

from citex._late import regex

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASON_NAMES = ("Spring", "Summer", "Autumn", "Winter")


def _numbered(rows: str) -> dict[str, int]:
    return {
        name: number
        for number, names in enumerate(rows.split(";"), start=1)
        for name in names.split()
    }


MONTHS = _numbered("""
    january jan januar jänner jän januari janvier janv enero ene janeiro gennaio genn gen
        январь января янв
        gener ocak styczeń stycznia leden ledna ianuarie січень січня ;
    february feb febr februar feber februari février févr fév fevrier febrero fevereiro fev
        febbraio febbr февраль февраля фев февр
        febrer februarie şubat luty lutego únor února február лютий лютого ;
    march mar mrz märz marz maerz mär maart mrt mars marzo março marco март марта мар
        març martie mart marzec marca březen března marts március maret березень березня ;
    april apr avril avr abril abr aprile апрель апреля апр
        aprilie nisan kwiecień kwietnia duben dubna április квітень квітня ;
    may mai mei mayo maio maggio magg mag май мая
        maig mayıs maj maja květen května május травень травня ;
    june jun juni juin junio junho giugno giu июнь июня июн
        juny iunie haziran czerwiec czerwca červen června június червень червня ;
    july jul juli juillet juil julio julho luglio lug июль июля июл
        juliol iulie temmuz lipiec lipca červenec července július липень липня ;
    august aug augustus août aout agosto ago август августа авг
        agost agustus augusti ağustos sierpień sierpnia srpen srpna augusztus серпень серпня ;
    september sep sept septembre septiembre setiembre setembro set settembre sett сентябрь
        сентября сен сент
        setembre septembrie eylül wrzesień września září szeptember вересень вересня ;
    october oct oktober okt octobre octubre outubro out ottobre ott октябрь октября окт
        octombrie ekim październik października říjen října október жовтень жовтня ;
    november nov novembre noviembre novembro ноябрь ноября ноя нояб
        noiembrie kasım listopad listopada листопад листопада ;
    december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre декабрь
        декабря дек
        desembre desember decembrie aralık grudzień grudnia prosinec prosince грудень грудня
""")  # fmt: skip
"""The months' names and short names, in lower case, without stops."""

MONTH_NUMBERS = MONTHS | {spelt: n for n in range(1, 13) for spelt in (f"{n}", f"{n:02}")}
"""The months by name and by figures."""

SEASONS = _numbered("""
    spring spr frühling frühjahr printemps primavera lente voorjaar весна 春 春季 ;
    summer sum sommer été ete verano verão estate zomer лето 夏 夏季 ;
    autumn fall fal aut herbst automne otoño outono autunno herfst najaar осень 秋 秋季 ;
    winter win hiver invierno inverno зима 冬 冬季
""")  # fmt: skip

ROMAN = {numeral: n for n, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}

CODED = {
    **{code: ("season", (code - 21) % 4 + 1, 0) for code in range(21, 33)},
    **{code: ("months", 3 * (code - 33) + 1, 3 * (code - 33) + 3) for code in range(33, 37)},
    **{code: ("months", 4 * (code - 37) + 1, 4 * (code - 37) + 4) for code in range(37, 40)},
    **{code: ("months", 6 * (code - 40) + 1, 6 * (code - 40) + 6) for code in (40, 41)},
}
"""What EDTF has in the month's place: seasons (21 to 32), quarters, thirds and halves of a year."""

_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_exists(year: int, month: int, day: int) -> bool:
    """Whether the month (1 to 12) of that year has such a day.

    >>> day_exists(2019, 2, 29), day_exists(2020, 2, 29), day_exists(2020, 6, 31)
    (False, True, False)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _DAYS[month] and (leap or (month, day) != (2, 29))


_BEFORE_FIRST = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "民国": 1911, "民國": 1911, "中华民国": 1911, "中華民國": 1911,
}  # fmt: skip
_ERA = regex(
    rf"(?P<words>(?P<era>{'|'.join(_BEFORE_FIRST)})\s?"
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
    >>> era_date("昭和元年").year, era_date("民国")
    (1926, None)
    """
    match = _ERA.fullmatch(text.strip())
    if match is None:
        return None
    year = match["year"]
    count = int("1" if year == "元" else year if year.isdecimal() else han_number(year))
    return EraDate(_BEFORE_FIRST[match["era"]] + count, match["words"].strip(), match["rest"])


def han_number(han: str) -> str:
    """A Chinese number in figures: each is one, or below a hundred the tens are said.

    >>> han_number("二〇二〇"), han_number("十二"), han_number("二十五")
    ('2020', '12', '25')
    """
    tens, found, ones = han.replace("零", "〇").replace("○", "〇").partition("十")
    if not found:
        return "".join(str(_HAN.find(char)) for char in tens)
    return str((_HAN.find(tens[-1:]) if tens else 1) * 10 + (_HAN.find(ones[:1]) if ones else 0))
