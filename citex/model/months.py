"""Months, seasons and days: their names in the languages of papers, and which exist."""

from __future__ import annotations

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
        gener ocak styczeń stycznia leden ledna ianuarie січень січня
        tammikuu tammikuuta ιανουάριος ιανουαρίου siječanj siječnja يناير ;
    february feb febr februar feber februari février févr fév fevrier febrero fevereiro fev
        febbraio febbr февраль февраля фев февр
        febrer februarie şubat luty lutego únor února február лютий лютого
        helmikuu helmikuuta φεβρουάριος φεβρουαρίου veljača veljače فبراير ;
    march mar mrz märz marz maerz mär maart mrt mars marzo março marco март марта мар
        març martie mart marzec marca březen března marts március maret березень березня
        maaliskuu maaliskuuta μάρτιος μαρτίου ožujak ožujka marec مارس ;
    april apr avril avr abril abr aprile апрель апреля апр
        aprilie nisan kwiecień kwietnia duben dubna április квітень квітня
        huhtikuu huhtikuuta απρίλιος απριλίου travanj travnja apríl apríla أبريل ;
    may mai mei mayo maio maggio magg mag май мая
        maig mayıs maj maja květen května május травень травня
        toukokuu toukokuuta μάιος μαΐου svibanj svibnja máj mája مايو ;
    june jun juni juin junio junho giugno giu июнь июня июн
        juny iunie haziran czerwiec czerwca červen června június червень червня
        kesäkuu kesäkuuta ιούνιος ιουνίου lipanj lipnja jún júna يونيو ;
    july jul juli juillet juil julio julho luglio lug июль июля июл
        juliol iulie temmuz lipiec lipca červenec července július липень липня
        heinäkuu heinäkuuta ιούλιος ιουλίου srpanj srpnja júl júla يوليو ;
    august aug augustus août aout agosto ago август августа авг
        agost agustus augusti ağustos sierpień sierpnia srpen srpna augusztus серпень серпня
        elokuu elokuuta αύγουστος αυγούστου kolovoz kolovoza avgust أغسطس ;
    september sep sept septembre septiembre setiembre setembro set settembre sett сентябрь
        сентября сен сент
        setembre septembrie eylül wrzesień września září szeptember вересень вересня
        syyskuu syyskuuta σεπτέμβριος σεπτεμβρίου rujan rujna septembra سبتمبر ;
    october oct oktober okt octobre octubre outubro out ottobre ott октябрь октября окт
        octombrie ekim październik października říjen října október жовтень жовтня
        lokakuu lokakuuta οκτώβριος οκτωβρίου októbra أكتوبر ;
    november nov novembre noviembre novembro ноябрь ноября ноя нояб
        noiembrie kasım listopad listopada листопад листопада
        marraskuu marraskuuta νοέμβριος νοεμβρίου studeni studenoga novembra نوفمبر ;
    december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre декабрь
        декабря дек
        desembre desember decembrie aralık grudzień grudnia prosinec prosince грудень грудня
        joulukuu joulukuuta δεκέμβριος δεκεμβρίου decembra ديسمبر
""")  # fmt: skip
"""The months' names and short names, in lower case, without stops."""

MONTH_NUMBERS = MONTHS | {spelt: n for n in range(1, 13) for spelt in (f"{n}", f"{n:02}")}
"""The months by name and by figures."""

SEASONS = _numbered("""
    spring spr frühling frühjahr printemps primavera lente voorjaar весна 春 春季
        wiosna vår forår våren ilkbahar jaro kevät 봄 봄호 春号 春季号 ;
    summer sum sommer été ete verano verão estate zomer лето 夏 夏季
        lato sommar sommaren yaz léto kesä 여름 여름호 夏号 夏季号 ;
    autumn fall fal aut herbst automne otoño outono autunno herfst najaar осень 秋 秋季
        jesień höst hösten efterår høst sonbahar podzim syksy 가을 가을호 秋号 秋季号 ;
    winter win hiver invierno inverno зима 冬 冬季
        zima vinter vintern kış talvi 겨울 겨울호 冬号 冬季号
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
