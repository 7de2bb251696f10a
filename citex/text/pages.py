"""Pages, article numbers, volumes and issues as sources write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.model import Paper, Remark
from citex.model.remarks import add_remark
from citex.text.placeholders import UNASSIGNED, is_nothing
from citex.text.richtext.markup import plain_text
from citex.text.tables import pairs

DASHES = r"\u2010-\u2015\u2212\uff0d\ufe63~～∼〜-"
"""What is typed between the ends of a range, for a class of characters."""
DASH = rf"[{DASHES}]{{1,3}}\s*"
_DASHES = regex(r"(?:(?<!\s)\s+)?" + DASH)
_PAGES = "pages?|pgs?|p[aá]gs?|p[aá]g(?:ina)?s?|seiten?|blz|стр|str"
"""Words for pages, in languages whose journals put them into the field."""
_LABEL = regex(
    rf"(?:\A|(?<=\d-))(?:(?:pp?|p\.\s?p|{_PAGES}|[Sс]{{1,2}})\.\s*|pp(?=\d)|(?-i:p)(?=\d)"
    rf"|(?:pp?|{_PAGES})\s*[:：]\s*|(?:pp?|{_PAGES})\s+"
    r"|第?\s*[页頁]\s*)(?=[\dA-Za-z])"
    r"|(?<=[\dA-Za-z])\s*[页頁版쪽]\Z|(?<!f)\.\Z",
    re.IGNORECASE,
)
_BETWEEN = r"\s、,，;；/+\-‐-―−－~～∼至到一"
_HAN_ALONE = regex(rf"[第页頁版A-Z\d０-９{_BETWEEN}]*[页頁版]\s?", re.IGNORECASE)
"""第1-2页, 第1、3版; but not 第1版自序, which is a place in a book."""
_HAN_LABEL = regex(rf"第\s*|\s?[页頁版](?=[{_BETWEEN}]|\Z)")
_HAN_SECTION = regex(r"(?<=\d)(\s?版)\s?[:：]\s?[^\d()（）]{1,20}\Z")
"""The name of a newspaper's page behind its number: 第01版：要闻."""
_LABEL_BEHIND = regex(r"(?<=\d)\s?(?:pp|\bp|\bс|\bстр|\bstr|\bs|쪽|면)\.?\Z", re.IGNORECASE)
_IN_WORDS = regex(r"(?<=\d)(?:\s(?:to|bis|à)\s|一|至|到)(?=\d)")
"""A range in words, or with the Chinese number one for a dash."""
_SUPPLIED = regex(r"(?<!\w)(?<!\d )[(\[](\d[\w.-]{0,12}|[ivxlc]{1,8})[)\]](?!\w)")
"""Pages in brackets: all of them, or one that a cataloguer supplied."""
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ELSEWHERE = frozenset(("online", "online only", "web"))
_ARTICLE = regex(
    r"(?:article|art|paper)\b\.?\s*(?:(?:number|no|nr|num|id|n)\b\.?\s*)?(?:[:#]\s*)?([A-Za-z]{0,4}-?\d[\w.-]*)",
    re.IGNORECASE,
)
_COUNT = regex(
    r"(?:[ivxlc]+,\s*)?(?:(\d+)|\[(\d+)\])(?:\s*(?:pp?|pgs|pages?|leaves|页|頁)"
    r"|\s+(?:s|с|str|стр|seiten))\b\.?",
    re.IGNORECASE,
)
_COUNTED = regex(
    r"(?<=\w)\s*\(\s?(?:\d+\s*(?:pp?|pages?|pgs)\.?|in [^\W\d_]{4,12})\s?\)\Z", re.IGNORECASE
)
"""How many pages there are, or in which language, behind them: "123 (12 pages)"."""
_ASIDE = regex(r"((?:discussion|quiz|author reply)\s+)(\S+)", re.IGNORECASE)
_LIST = regex(r"[,;]|(?<=\d)[，；、](?=[A-Z]?\d)")
_PARTED = regex(r"[,;+]")
_NUMBERS = regex(r"(\D*?)(\d+)(\D*)")
_RANGE = regex(r"([^\s,;-]+)-([^\s,;-]+)")
_PLAIN_RANGE = regex(rf"([^\W\d]*\d\w*)\s*{DASH}([^\W\d]*\d\w*)")
_END = r"[^\s,;\-\u2010-\u2015+&]+"
TWO_ENDS = regex(rf"({_END})\s*[-\u2010-\u2015]+\s*({_END})")
"""Anything that has a first and a last page, whatever these look like."""
_LOCATOR = regex(
    r"(?![ivxl]{2,}-)[a-z]{1,8}-?\d[\d.]*|[A-Za-z]{2,8}-?\d{3,}|[A-Z]\d{5,}|\d{5,}|\d+[A-Za-z]\d+"
    r"|[A-Za-z]+\.[A-Za-z]?\d[\d.]+|Doc\d{1,4}"
)
_PII = regex(r"S\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-?[\dX]", re.IGNORECASE)
_YEARS_OF_JOURNALS = "jg|jhg|jahrgang|roč|ročník|évf|évfolyam|årg|årgång|årgang|vsk|año|ano|anno"
_NUMBER_LABEL = regex(
    r"\A(?:(?:vols?|volumes?|volumen|tome?|tomo|tom|том|issues?|iss|nos?|nr|nro|num(?:ber|éro|ero)?|numéro|núm(?:ero)?"
    r"|bd|band|heft|hft|fasc(?:icule|icolo)?|fasz|zeszyt|вып(?:уск)?|cilt|sayı|sz|szám|č|čís|číslo"
    rf"|{_YEARS_OF_JOURNALS})\b\.?|[tтhzv]\.|(?:v|vol|no|nr|iss)(?=\d+\Z)|n\s?[°º.]|№|#)\s*(?=[(\[]?[A-Z]?\d|[IVXLC]+\b|[A-Z]\Z)"
    rf"|(?<=\d)\.?\s?(?:{_YEARS_OF_JOURNALS}|sz|szám|sayı|cilt)\.?\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = regex(r"[(\[（【]\s?([^()\[\]（）【】]*[^()\[\]（）【】\s])\s?[)\]）】]")
_CHINESE_NUMBER = regex(
    r"(?:\d{4}年)?(?:总?第|제)?\s*([\d一二三四五六七八九十]+(?:[-/、,]\d+)?|[SZ]\d{1,2})\s*[卷期辑册集部巻号號권호]"
    r"(?:\s?[(（]总?第?\s?\d+\s?期[)）])?"
)
_CHINESE_VOLUME = regex(
    r"(?:[第제]\s*([\d一二三四五六七八九十]+(?:[-/、,]\d+)?)|(\d+(?:[-/、,]\d+)?))\s*[卷巻권]"
)
"""A volume of a book; 第1册, 一部 and 四卷 (four of them) say more than a number."""
_CHINESE_PAIR = regex(r"第?\s*(\d+)\s*卷\s*(?:[,，(（]\s*)?(?:第\s*)?(\d+(?:-\d+)?)\s*期\s*[)）]?")
_ROMAN_NUMBER = r"(?-i:[IVXLC]+)"
_OF_ISSUE = r"(?:n[or]?s?|number|issue|iss|h(?:eft)?|n\s?[°º])\.?\s*"
_LABELLED_PAIR = regex(
    r"(?:v(?:ol(?:ume)?)?|(?:bd|band|tom[eo]?|t)\b)\.?\s*(\w+(?:-\d+)?)"
    rf"\s*(?:[,;]\s*)?{_OF_ISSUE}(\w+(?:[-/]\w+)?)",
    re.IGNORECASE,
)
_BARE_PAIR = regex(
    rf"(\d+|{_ROMAN_NUMBER})\s*[,;]\s*{_OF_ISSUE}(\d+(?:[-/]\d+)?|(?-i:[A-Z]))", re.IGNORECASE
)
_FUSED = regex(r"(\d+)\s+(\d+(?:[-/]\d+)?)(?:\s+(?:Pt|Suppl)\b.*)?")
_WITH_SUPPLEMENT = regex(r"(\d+)\s+(Suppl(?:ement)?\b.{0,20})", re.IGNORECASE)
_FUSED_BRACKETS = regex(
    rf"(?:[Vv]ol(?:ume)?\.?\s*)?(\d+|{_ROMAN_NUMBER})\s*\(\s*([^()\s](?:[^()]*[^()\s])?)\s*\)"
)
_LONG = 200
"""What is longer is no page and no number; so that no pattern takes long."""


PERIODICALS = frozenset(
    "article-journal article-magazine article-newspaper review review-book periodical".split()
)
"""The types of what appears in journals, or is one."""


def pages(value: object, remarks: list[Remark]) -> str | None:
    """A page range in full, on one line, with hyphens; a note says what was mended.

    What is no number stays: "扉页", "序2-3".

    >>> notes = []
    >>> pages("764-9", notes), pages("\\n   12 -  20\\n", notes), pages("e101–e103", notes)
    ('764-769', '12-20', 'e101-e103')
    >>> pages("127-8, 130, 137-8", notes), pages("3525-3525", notes), pages("n/a", notes)
    ('127-128, 130, 137-138', '3525', None)
    >>> pages("第12-15页", notes), pages("1-n/a", notes), pages("pp. 3–7", notes)
    ('12-15', '1', '3-7')
    >>> pages("第1、3版", notes), pages("第3版，第A5版", notes), pages("扉页", notes)
    ('1, 3', '3, A5', '扉页')
    >>> pages("第1版自序", notes), pages("第1版序2-3", notes)
    ('第1版自序', '第1版序2-3')
    >>> pages("12-15、20", notes), pages("p.12-p.15, p.20", notes)
    ('12-15, 20', '12-15, 20')
    >>> pages("págs. 12 to 15", notes), pages("[12]-15", notes), pages("iv+12-15", notes)
    ('12-15', '12-15', 'iv+12-15')
    """
    text = plain_text(value)
    if text is None or len(text) > _LONG or is_full(text):
        return text
    folded = text.casefold()
    if is_nothing(text, "page") or folded in UNASSIGNED or folded in _ELSEWHERE:
        add_remark(remarks, "dropped", "page", "stands for no pages", text)
        return None
    if _PII.fullmatch(text):
        add_remark(remarks, "dropped", "page", "the publisher's item identifier is no page", text)
        return None
    bare = text if text.isascii() else text.translate(_WIDE_DIGITS)
    if "第" in (bare := _without_han(bare)):
        return bare  # a place that is more than pages: 第5版第3页, 第2卷第3页
    bare = _SUPPLIED.sub(r"\1", _IN_WORDS.sub("-", _COUNTED.sub("", bare)))
    spelt = _DASHES.sub("-", bare).strip(" ,;-")
    if "-" in spelt:
        spelt = _LABEL_BEHIND.sub("", spelt)
    pieces = [_LABEL.sub("", piece.strip()) for piece in _LIST.split(_LABEL.sub("", spelt))]
    expanded = [full for piece in pieces if (full := _expanded(piece))]
    joined = ", ".join(full for full in expanded if not is_nothing(full, "page"))
    if joined != spelt or bare != text:
        add_remark(remarks, "repaired", "page", "pages were written in full", text)
    return joined or None


def _without_han(text: str) -> str:
    """Pages without the Chinese words around each number, where nothing else stands with them."""
    if len(text) > _LONG or "第" not in text or ("版" in text and _HAN_PAGE.search(text)):
        return text
    alone = _HAN_SECTION.sub(r"\1", text.rstrip("。 "))
    if not _HAN_ALONE.fullmatch(alone):
        return text
    bare = _HAN_LABEL.sub("", alone)
    return text if _HAN_LEFT.search(bare) else _APART.sub(", ", bare)


_HAN_LEFT, _HAN_PAGE = regex("[页頁版]"), regex("[页頁]")
_APART = regex(r"(?<=\d)\s+(?=\d)")


def is_labelled(text: str) -> bool:
    """Whether the word for pages stands with them.

    >>> is_labelled("pp. 3-7"), is_labelled("第1-2页"), is_labelled("S. 12"), is_labelled("S12-S20")
    (True, True, True, False)
    """
    return len(text) < _LONG and _LABEL.search(text.strip().rstrip(".")) is not None


def is_full(text: str) -> bool:
    """Whether pages are one number, or two of which the first is the less: a cheap look.

    >>> is_full("7"), is_full("12-15"), is_full("15-2"), is_full("１２-１５")
    (True, True, False, False)
    """
    first, hyphen, last = text.partition("-")
    if not (first.isdigit() and text.isascii()) or first[0] == "0":
        return False
    if not hyphen:
        return True
    return last.isdigit() and last[0] != "0" and (len(first), first) < (len(last), last)


def plain_range(page: str) -> tuple[str, str] | None:
    """First and last page of a plain range.

    >>> plain_range("284–320"), plain_range("1, 4-6")
    (('284', '320'), None)
    """
    match = _PLAIN_RANGE.fullmatch(page) if len(page) < _LONG else None
    return (match[1], match[2]) if match else None


def article_number(text: str) -> str | None:
    """The number of an article that stands, labelled, in the place of pages or a number.

    How many pages it has may stand beside it, as MathSciNet and zbMATH write it.

    >>> article_number("Article 123"), article_number("Art. No. e45"), article_number("12-15")
    ('123', 'e45', None)
    >>> article_number("Paper No. 12, 34 pp."), article_number("45 p., Art. ID 123456")
    ('12', '123456')
    """
    text = text.strip() if len(text) < _LONG else ""
    if "," in text and (beside := _BESIDE_COUNT.fullmatch(text)):
        text = beside[1] or beside[2]
    match = _ARTICLE.fullmatch(text)
    return match[1] if match else None


_BESIDE_COUNT = regex(
    r"(?:no\.? ?\d+, )?([^,]+), \d+(?: ?(?:pp?|pages)\.?)?|\d+ ?(?:pp?|pages)\.?, ([^,]+)",
    re.IGNORECASE,
)


def page_count(text: str) -> str | None:
    """How many pages there are, where a text says that.

    >>> page_count("245 p."), page_count("x, 245 pages"), page_count("245页"), page_count("245S")
    ('245', '245', '245', None)
    """
    text = text.partition(" : ")[0].partition(" ; ")[0]  # a library's "345 p. : ill. ; 24 cm"
    if text[:2] == "1 " and (online := _ONLINE.fullmatch(text)):
        text = online[1]
    match = _COUNT.fullmatch(text.strip()) if len(text) < _LONG else None
    return match[match.lastindex or 1] if match else None


_ONLINE = regex(
    r"1 (?:online[ -]resource|ressource en ligne|recurso en línea|risorsa online)"
    r"\s?\(([^()]+)\)\.?",
    re.IGNORECASE,
)
"""A book on the web, and how many pages it has: RDA's words for its extent."""


def roman_count(text: str) -> str | None:
    """How many pages there are of a book behind those with Roman numbers; None of a range.

    >>> roman_count("xiii+885"), roman_count("xii + 345 pp."), roman_count("xii-xv")
    ('885', '345', None)
    """
    match = _ROMAN_COUNT.fullmatch(text.strip()) if len(text) < 40 else None
    return match[1] if match else None


_ROMAN_COUNT = regex(r"[ivxlc]+\s?\+\s?(\d+)(?:\s?(?:pp?|pages|p)\.?)?", re.IGNORECASE)


def joined(first: str | None, last: str | None) -> str | None:
    """The pages of a source that gives the first and the last apart, or a range in either place.

    >>> joined("7", "19"), joined("7", "7"), joined(None, "7"), joined("7-19", "7-19")
    ('7-19', '7', '7', '7-19')
    >>> joined("7-19", "19"), joined("S7", "S19"), joined("A-3", "A-9"), joined("7", "7-19")
    ('7-19', 'S7-S19', 'A-3-A-9', '7-19')
    """
    if first and last and (first[0] == "第" or last[0] == "第"):
        first, last = _HAN_NUMBER.sub(r"\1", first), _HAN_NUMBER.sub(r"\1", last)
    if not first or not last or first == last:
        return first or last
    if first.isdecimal() and last.isdecimal():
        return f"{first}-{last}"
    if last == "+":
        return f"{first}+"
    for whole, part in ((first, last), (last, first)):
        ends = plain_range(whole)
        if ends and (part in ends or plain_range(part) == ends):
            return whole
    if is_nothing(first, "page") or is_nothing(last, "page"):
        return last if is_nothing(first, "page") else first
    return first if plain_range(first) and first[0].isdigit() else f"{first}-{last}"


_HAN_NUMBER = regex(r"\A第?\s?([A-Z]?\d+)\s?[页頁版]?\Z", re.IGNORECASE)


def _expanded(piece: str) -> str:
    """One range: 764-9 is 764-769, 5-5 is 5; one that runs backwards stays as it is."""
    match = _RANGE.fullmatch(piece)
    if match is None:
        aside = _ASIDE.fullmatch(piece)
        return aside[1] + _expanded(aside[2]) if aside else piece
    first, last = match[1], match[2]
    if first == last or is_nothing(last):
        return first
    if is_nothing(first):
        return last
    one, two = _NUMBERS.fullmatch(first), _NUMBERS.fullmatch(last)
    if one is None or two is None:
        return piece
    prefix, digits, suffix = one.groups()
    if prefix and not prefix.strip(". ").isalpha():
        return piece  # "iv+12-14": what stands before the number is not its own
    if len(two[2]) < len(digits) and two[1] in ("", prefix) and two[3] in ("", suffix):
        full = digits[: len(digits) - len(two[2])] + two[2]
        if int(full) > int(digits):
            again = prefix if prefix.isascii() else two[1]
            return f"{first}-{again}{full}{suffix if two[3] or prefix == '' else two[3]}"
    if not prefix.isascii():
        return piece  # "序2-3": no letter before the number, but a word
    if two[1] == "" and prefix and len(two[2]) == len(digits) and int(two[2]) > int(digits):
        return f"{first}-{prefix}{two[2]}{two[3]}"
    return piece


def _ranges(text: str) -> Iterator[tuple[str, str]]:
    """First and last page of each range in pages, written in full."""
    for piece in _PARTED.split(_DASHES.sub("-", text)):
        match = _RANGE.fullmatch(_expanded(piece.strip()))
        if match is not None:
            yield match[1], match[2]


def runs_back(text: str) -> bool:
    """Whether a range of pages ends before it begins, or parts of it do not go together.

    >>> runs_back("119-101"), runs_back("764-9"), runs_back("604.4-604"), runs_back("xii-24")
    (True, False, True, False)
    """
    for first, last in _ranges(text):
        one, two = _NUMBERS.fullmatch(first), _NUMBERS.fullmatch(last)
        if one and two:
            if one[1] == two[1] and int(two[2]) < int(one[2]):
                return True
        elif any(map(str.isdigit, first)) and (first.isdigit() or last.isdigit()):
            return True
    return False


def first_and_last(text: str) -> tuple[int, int] | None:
    """The numbers of a single range of pages, or None.

    >>> first_and_last("764-9"), first_and_last("S12–S20"), first_and_last("5, 7-9")
    ((764, 769), (12, 20), None)
    """
    found = [] if _PARTED.search(text) else list(_ranges(text))
    if len(found) != 1:
        return None
    one, two = (_NUMBERS.fullmatch(end) for end in found[0])
    return (int(one[2]), int(two[2])) if one and two and one[1] == two[1] else None


def is_item_number(text: str) -> bool:
    """Whether pages are a publisher's item identifier (PII).

    >>> is_item_number("S0140-6736(97)11096-0"), is_item_number("S12-S20")
    (True, False)
    """
    return _PII.fullmatch(text.strip()) is not None


def is_unassigned(text: str) -> bool:
    """Whether pages, a volume or an issue only say that there are none yet.

    >>> is_unassigned("in press"), is_unassigned("Ahead of print"), is_unassigned("12")
    (True, True, False)
    """
    return text.strip().casefold() in UNASSIGNED


def is_article_number(text: str) -> bool:
    """Whether a single locator is an article number rather than a page.

    >>> is_article_number("e33693"), is_article_number("104523"), is_article_number("246")
    (True, True, False)
    >>> is_article_number("arztebl.m2025.0086"), is_article_number("S12-S20")
    (True, False)
    """
    return _LOCATOR.fullmatch(text) is not None


def stands_twice(paper: Paper) -> bool:
    """Whether an article's number stands for its pages too: readers tell it by the pages alone.

    >>> stands_twice(Paper(type="article-journal", page="e33693", number="e33693"))
    True
    """
    page = paper.page
    return (
        page is not None
        and page == paper.number
        and paper.type in PERIODICALS
        and is_article_number(page)
    )


def number(
    value: object, variable: str, remarks: list[Remark], *, of_book: bool = False
) -> str | None:
    """A volume or issue without its label; None when it says that there is none (yet).

    What is part `of_book` is called by more than its number: 第1册 and 第1卷 are not the same. The
    noughts of a volume stay: JHEP 07 is that of July, and of 2007.

    >>> notes = []
    >>> [number(text, "volume", notes) for text in ("n° 95", "Vol. 12", "第3期", 24, "第二卷")]
    ['95', '12', '3', '24', '2']
    >>> [number(text, "volume", notes, of_book=True) for text in ("第二卷", "第1册", "一部", "07")]
    ['2', '第1册', '一部', '07']
    >>> [number(text, "issue", notes) for text in ("null", "forthcoming", "07", "Special Issue")]
    [None, None, '7', 'Special Issue']
    """
    text = plain_text(value)
    if text is None or len(text) > _LONG:
        return text
    if text.isdigit() and text.isascii() and text[0] != "0":
        return text
    text = text if text.isascii() else text.translate(_WIDE_DIGITS)
    if text[-2:] == ".0" and text[:-2].isdecimal():
        text = text[:-2]  # of a table whose numbers were taken for fractions
    if is_nothing(text, variable) or text.casefold() in UNASSIGNED:
        add_remark(remarks, "dropped", variable, f"stands for a missing {variable}", text)
        return None
    bare = unbracketed(text)
    chinese = _CHINESE_VOLUME.fullmatch(bare) if of_book else _CHINESE_NUMBER.fullmatch(bare)
    spelt = _DASHES.sub("-", bare).strip(" .,")
    if variable == "volume" and (marked := _VOLUME_AND_MORE.fullmatch(spelt)):
        spelt = marked[1] or marked[2]
    plain = _arabic(chinese[chinese.lastindex or 1]) if chinese else _NUMBER_LABEL.sub("", spelt)
    plain = unbracketed(plain)
    if variable == "edition" and not plain[:1].isdecimal():
        return text.strip(" ,")  # the stop of "Rev. ed." is an abbreviation's
    if plain != _DASHES.sub("-", text).strip(" .,"):
        add_remark(remarks, "repaired", variable, "the label was taken off", text)
    if variable == "issue" and "_" in plain and (named := _SUPPLEMENT.fullmatch(plain)):
        plain = f"Suppl {named[1]}"
        add_remark(remarks, "repaired", variable, "the supplement was spelt out", text)
    if variable != "volume" and plain[:1] == "0" and plain.isdecimal() and int(plain):
        plain = str(int(plain))
        add_remark(remarks, "repaired", variable, "the noughts before it were taken off", text)
    return plain or None


def unbracketed(number: str) -> str:
    """A number without the brackets around all of it, which styles print themselves.

    >>> unbracketed("(4)"), unbracketed("[Suppl 1]"), unbracketed("（第4期）"), unbracketed("4(5)")
    ('4', 'Suppl 1', '第4期', '4(5)')
    """
    found = _IN_BRACKETS.fullmatch(number) if number[-1:] in _CLOSING_BRACKETS else None
    return found[1] if found else number


_CLOSING_BRACKETS = frozenset(")]）】")
_VOLUME_AND_MORE = regex(
    r"vol(?:ume)?\.?\s(\d{1,4})-(?:19|20)\d\d|(\d{2,5})\s(?:LN(?:CS|AI|BI|BIP|EE|NS|ME|CE|ICST|DECT)"
    r"|CCIS|AISC|IFIPAICT|IFIP AICT)",
    re.IGNORECASE,
)
"""The year behind a volume of Frontiers', "Volume 11 - 2020"; the series behind one of Scopus's."""
_SUPPLEMENT = regex(r"suppl?(?:ement)?_(\w+)", re.IGNORECASE)


def _arabic(text: str) -> str:
    """A Chinese number below a hundred in figures.

    >>> _arabic("三"), _arabic("二十一"), _arabic("12")
    ('3', '21', '12')
    """
    if text[0].isdigit():
        return text
    tens, ten, ones = text.rpartition("十")
    places = [_DIGITS.find(tens) if tens else 1 if ten else 0, _DIGITS.find(ones) if ones else 0]
    known = len(tens) < 2 and len(ones) < 2 and min(places) >= 0
    return str(10 * places[0] + places[1]) if known else text


_DIGITS = "零一二三四五六七八九"

ORDINALS = pairs("ordinals")
"""Ordinals in words, of editions."""
_EDITION = regex(
    r"(?:(?:edition|ed)\.?\s*)?(\d+|\w+(?:-\w+)?)(?:\s?(?:st|nd|rd|th|\.|ª|º|a|e|è?me|ère|-е|-ое))?"
    r"(?:[,\s]+(?:edition|edn|ed|éd|édition|auflage|aufl|edición|edição|edizione|izd|изд|издание"
    r"|vyd|vydání|wyd|wydanie|udg|udgave|utg|utgave|uppl|upplagan|druk|kiad|kiadás|painos)\b\.?)?",
    re.IGNORECASE,
)
_RAISED = regex(r"(?<=\d)<sup>(\w{1,3})</sup>")
_CHINESE_EDITION = regex(r"[第제]?\s*([\d一二三四五六七八九十]+)\s*[版판]")


def edition(text: str) -> str:
    """The number of an edition in figures; what is more than a number stands as it is.

    >>> [edition(text) for text in ("Sixth Edition", "2nd ed.", "第2版", "3. Aufl.", "Second")]
    ['6', '2', '2', '3', '2']
    >>> edition("2<sup>nd</sup>"), edition("[2nd ed.]"), edition("（第2版）")
    ('2', '2', '2')
    >>> edition("2nd revised"), edition("Rev. ed."), edition("修订版"), edition("2020版")
    ('2nd revised', 'Rev. ed.', '修订版', '2020版')
    """
    if len(text) > 40 or (text.isdecimal() and text.isascii()):
        return text
    text = text.translate(_WIDE_DIGITS)
    bare = unbracketed(_RAISED.sub(r"\1", text).strip())
    chinese = _CHINESE_EDITION.fullmatch(bare)
    match = chinese or _EDITION.fullmatch(bare)
    if match is None or (match[1].isdecimal() and len(match[1]) > 3):
        return text  # an edition of a year
    if chinese:
        return _arabic(chinese[1])
    return match[1] if match[1].isdecimal() else ORDINALS.get(match[1].lower(), text)


def volume_and_issue(text: str) -> tuple[str, str] | None:
    """Volume and issue that stand in one field, told by labels or brackets; or None.

    >>> volume_and_issue("第34卷第5期"), volume_and_issue("Vol. 5, No. 3")
    (('34', '5'), ('5', '3'))
    >>> volume_and_issue("12(3)"), volume_and_issue("92 5"), volume_and_issue("Vol. 12")
    (('12', '3'), None, None)
    >>> volume_and_issue("XII, no. B"), volume_and_issue("t. XII, n° 3-4")
    (('XII', 'B'), ('XII', '3-4'))
    """
    if len(text) > _LONG or text.isdigit():
        return None
    for pattern in (_CHINESE_PAIR, _LABELLED_PAIR, _BARE_PAIR, _FUSED_BRACKETS):
        match = pattern.fullmatch(text.strip())
        if match:
            return match[1], match[2]
    return None


def fused_supplement(text: str) -> tuple[str, str] | None:
    """A volume and its supplement, which counts as an issue: "12 Suppl 1"; or None.

    >>> fused_supplement("12 Suppl 1"), fused_supplement("12")
    (('12', 'Suppl 1'), None)
    """
    match = _WITH_SUPPLEMENT.fullmatch(text)
    return (match[1], match[2]) if match else None


def fused_volume(text: str) -> tuple[str, str] | None:
    """Volume and issue of a source that runs them together, or None.

    >>> fused_volume("92 5"), fused_volume("12(3)"), fused_volume("92")
    (('92', '5'), ('12', '3'), None)
    """
    if text.isdigit():
        return None
    match = _FUSED.fullmatch(text) or _FUSED_BRACKETS.fullmatch(text)
    return (match[1], match[2]) if match else fused_supplement(text)
