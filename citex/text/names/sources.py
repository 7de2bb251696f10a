"""Names by source: one string in any order, families alone, initials behind, groups, suffixes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from citex.model import OTHERS, Name, Remark
from citex.text.names.written import (
    COMPOUND_SURNAMES,
    PARTICLES,
    leading_particles,
    trailing_particles,
)
from citex.text.placeholders import is_placeholder
from citex.text.richtext.markup import plain_text

_SUFFIX = re.compile(
    r"(?:[JS]r\.?|Junior|Senior|I{2,3}|IV|VI{0,3}|[2-5](?:nd|rd|th|d)|Esq\.?|Ph\.?\s?D\.?|M\.?D\.?)",
)
_RANK = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|VI{0,3}|[2-5](?:nd|rd|th|d))", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:Ph\.?\s?D\.?|M\.?\s?D\.?|M\.?\s?Sc\.?|B\.?\s?Sc\.?|R\.?N\.?|M\.?P\.?H\.?|Dr\.?P\.?H\.?"
    r"|F\.?R\.?C\.?[SP]\.?|Esq\.?|MBBS|FACS|FACP|DVM|DDS|MBA)\Z"
)
_COMMAS = re.compile(r"\s*[,，、;；]\s*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・\s]+")
_KOREAN = re.compile(r"[\uac00-\ud7af]{2,4}")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÞŁŚŻŽŠČĆĐĞİŞŐŰА-Я]\.?-?){1,5}")
_BODY = re.compile(
    r"\b(?:universit\w+|institut\w*|department|dept|college|faculty|school of|hospital|clinic|"
    r"consortium|collaborat\w+|committee|commission|network|working group|study group|task force|"
    r"team|group|society|association|organi[sz]ation|foundation|federation|council|ministry|agency|"
    r"laborator\w+|lab|cent(?:er|re)|initiative|project|alliance|investigators|participants|authors|"
    r"editors|academy|bureau|office|company|corporation|inc|ltd|gmbh|llc|library|museum|press|"
    r"programme|program|survey|administration|government|union|trial|registry|panel|board|"
    r"staff|service|services|laboratoire|hôpital|centro|zentrum|klinik|[ée]cole)\b"
    r"|大学|學院|学院|研究所|研究院|委员会|学会|协会|医院|中心|公司|课题组|编辑部|出版社|协作组|教研室",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"\b(?:universit\w+|institut\w*|department|dept|faculty|school of|hospital|laborator\w+|"
    r"laboratoire|college|h[ôo]pital|cent(?:er|re) for)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(r"\A(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+)+(?=\S+\s)", re.IGNORECASE)
_PHRASE = re.compile(r"\s(?:of|for|and|the)\s", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]\Z")  # an affiliation, or the name again
_GLUED = re.compile(r"\A([A-Z])\.(?=[A-Z]['’]?[a-z]{2})")


def is_body(text: str) -> bool:
    """Whether a name is that of a group or institution.

    >>> is_body("ASTRO-CM Study Group"), is_body("Xiufen Zhuang")
    (True, False)
    """
    return _BODY.search(text) is not None


def is_affiliation(text: str) -> bool:
    """Whether a name is an address that stands where an author should.

    >>> is_affiliation(",LAGEP, Université de Lyon, CNRS UMR 5007"), is_affiliation("Lyon, Anna")
    (True, False)
    """
    return "," in text and len(text) > 25 and _AFFILIATION.search(text) is not None


def split_list(text: str) -> list[str]:
    """The names of a string that lists them, in order.

    Semicolons part names; without them, commas do, but not before a suffix ("King, Jr."). A
    single "Family, Given" is one name.

    >>> split_list("Xiufen Zhuang,\\xa0Xiao Hu, Martin L. King, Jr., Li Na,")
    ['Xiufen Zhuang', 'Xiao Hu', 'Martin L. King, Jr.', 'Li Na']
    >>> split_list("张三，李四、王五")
    ['张三', '李四', '王五']
    >>> split_list("King, Martin; Li, Na"), split_list("Zhuang, Xiufen")
    (['King, Martin', 'Li, Na'], ['Zhuang, Xiufen'])
    >>> split_list("Smith, J., Jones, A. B.")
    ['Smith, J.', 'Jones, A. B.']
    """
    text = " ".join(text.split()).strip(" ,;，；、")
    if ";" in text or "；" in text:
        return [part for part in (part.strip(" ,") for part in re.split(r"[;；]", text)) if part]
    parts: list[str] = []
    for part in _COMMAS.split(text):
        part = re.sub(r"\A(?:and|&)\s+", "", part)
        if parts and part and _SUFFIX.fullmatch(part):
            parts[-1] += f", {part}"
        elif part:
            parts.extend(piece for piece in re.split(r"\s+(?:and|&)\s+", part) if piece)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) == 2 and _is_inverted(parts[0], parts[1]):
        return [f"{parts[0]}, {parts[1]}"]
    if len(parts) % 2 == 0 and all(_is_initials(given) for _, given in pairs):
        return [f"{family}, {given}" for family, given in pairs]
    return parts


def _is_inverted(first: str, second: str) -> bool:
    """Whether two parts around a comma are one name: a family alone, then given names."""
    if _HAN.search(first) or " " in first.strip():
        return False
    return " " not in second or _is_initials(second)


def _is_initials(text: str) -> bool:
    return all(_INITIALS.fullmatch(word) for word in text.split())


def natural(text: str) -> Name | None:
    """The name written in its natural order, given first; CJK names have their family first.

    >>> natural("Ludwig van Beethoven")
    Name(family='Beethoven', given='Ludwig', non_dropping_particle='van')
    >>> natural("D.M. Smith, Jr.")
    Name(family='Smith', given='D.M.', suffix='Jr.')
    >>> natural("张三丰"), natural("WHO Study Group")
    (Name(family='张', given='三丰'), Name(literal='WHO Study Group'))
    >>> natural("Wei Li (李伟)")
    Name(family='Li', given='Wei')
    """
    text = _prepared(text)
    if not text:
        return None
    if is_body(text) or ("," not in text and _PHRASE.search(text)):
        return Name(literal=text)
    text = _BRACKETED.sub("", text)
    if _CJK_NAME.fullmatch(text):
        return cjk(text)
    head, comma, tail = text.partition(",")
    if comma and not _RANK.fullmatch(tail.strip()):
        return _misplaced(head, tail) if head.endswith(".") else inverted(text)
    suffix = tail.strip() or None
    words = _GLUED.sub(r"\1. ", head).split()
    if len(words) > 2 and suffix is None and _RANK.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) == 1:
        return Name(words[0], suffix=suffix)
    return _placed(words, suffix)


def _misplaced(given: str, family: str) -> Name | None:
    """A name that a source cut at the wrong place: "Ming. Chuan., Wang"."""
    words = [re.sub(r"(?<=[a-z])\.\Z", "", word) for word in given.split()]
    return parts(family=family.strip(" ,"), given=" ".join(words))


def inverted(text: str) -> Name | None:
    """The name written family first, behind a comma the rest.

    >>> inverted("Gogh, Vincent van")
    Name(family='Gogh', given='Vincent', dropping_particle='van')
    >>> str(inverted("de Souza, Ana, Jr."))
    'Ana de Souza, Jr.'
    """
    text = _prepared(text)
    family, _, rest = text.partition(",")
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if given and not suffix and _RANK.fullmatch(given) and " " in family:
        return natural(f"{family}, {given}")
    if suffix and _RANK.fullmatch(given) and not _RANK.fullmatch(suffix):
        given, suffix = suffix, given
    return parts(family=family, given=given, suffix=suffix or None)


def initials_last(text: str) -> Name | None:
    """The name of a source that runs initials together behind the family ("LoPresti PJ").

    >>> initials_last("Hambrick GW Jr")
    Name(family='Hambrick', given='G. W.', suffix='Jr')
    >>> initials_last("van der Berg J")
    Name(family='Berg', given='J.', non_dropping_particle='van der')
    >>> initials_last("ASTRO-CM Team")
    Name(literal='ASTRO-CM Team')
    """
    text = _prepared(text)
    words = text.split()
    if not words:
        return None
    suffix = None
    if len(words) > 2 and _RANK.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) == 1 or is_body(text):
        return Name(literal=text)
    if not _INITIALS.fullmatch(words[-1]):
        return cjk(text) if _CJK_NAME.fullmatch(text) else Name(literal=text)
    return parts(family=" ".join(words[:-1]), given=spaced_initials(words[-1]), suffix=suffix)


def parts(
    *, family: str, given: str | None = None, suffix: str | None = None, particle: str | None = None
) -> Name | None:
    """The name of a source that gives family and given apart; particles find their place.

    >>> parts(family="de Kraker", given="M. E. A.")
    Name(family='Kraker', given='M. E. A.', non_dropping_particle='de')
    >>> parts(family="Souza", given="Elias Silva de")
    Name(family='Souza', given='Elias Silva', dropping_particle='de')
    >>> parts(family="조혜린"), parts(family="Smith Jr", given="A")
    (Name(family='조', given='혜린'), Name(family='Smith', given='A', suffix='Jr'))
    >>> parts(family="M. Vale", given="Mariana"), parts(family="Movizzo", given="Paul G..")
    (Name(family='Vale', given='Mariana M.'), Name(family='Movizzo', given='Paul G.'))
    """
    if suffix is None and particle is None and _PLAIN.fullmatch(family) and given:
        last = given.rsplit(" ", 1)[-1]
        odd = given[-1] in " ," or ".." in given
        if last not in PARTICLES and not _RANK.fullmatch(last) and not odd:
            return Name(family, given)
    family, given = _hyphened(family).strip(" ,"), _hyphened(given or "").strip(" ,")
    given = _STOPS.sub(".", given) if given.count(".") > 1 else given
    suffix = (suffix or "").strip(" ,") or None
    if not family:
        return Name(literal=given) if given else None
    if not given:
        return _alone(family, suffix)
    words, given_words = family.split(), given.split()
    if suffix is None and len(words) > 1 and _RANK.fullmatch(words[-1]):
        suffix = words.pop().strip(",")
    elif suffix is None and len(given_words) > 1 and _BEHIND.fullmatch(given_words[-1]):
        suffix = given_words.pop()
        given_words[-1] = given_words[-1].rstrip(",")
    if len(words) == 2 and _STRAY_INITIAL.fullmatch(words[0]):
        given_words.append(words.pop(0))
    staying, family = leading_particles(" ".join(words))
    given, dropping = trailing_particles(" ".join(given_words))
    staying = " ".join(part for part in (particle, staying) if part) or None
    return Name(family, given, dropping, staying, suffix)


_STOPS = re.compile(r"\.(?:\s*\.)+")  # "Paul G..", "Paul G. ."


def _hyphened(text: str) -> str:
    """The text composed (NFC), with plain hyphens: U+2010 and U+2011 break initials."""
    if text.isascii():
        return text
    plain = text.replace("\u2010", "-").replace("\u2011", "-").replace("\u0131\u0301", "í")
    return unicodedata.normalize("NFC", plain)


def cjk(text: str) -> Name:
    """A Chinese, Japanese or Korean name: the family is its first character, or the first word.

    >>> cjk("欧阳修"), cjk("山田 太郎")
    (Name(family='欧阳', given='修'), Name(family='山田', given='太郎'))
    >>> cjk("阿卜杜拉·阿卜杜热西提")
    Name(literal='阿卜杜拉·阿卜杜热西提')
    """
    words = text.split()
    if len(words) == 2:
        return Name(family=words[0], given=words[1])
    text = "".join(words)
    if "·" in text or "・" in text or len(text) > 4 or len(text) < 2:
        return Name(literal=text)
    if re.search(r"[\u3040-\u30ff]", text):
        return Name(literal=text)
    cut = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    return Name(family=text[:cut], given=text[cut:])


def spaced_initials(text: str) -> str:
    """Initials that run together, with stops and spaces.

    >>> [spaced_initials(given) for given in ("PJ", "JP-L", "Anna", "Y.-H.")]
    ['P. J.', 'J. P.-L.', 'Anna', 'Y.-H.']
    """
    if "." in text or not _INITIALS.fullmatch(text):
        return text
    out = ""
    for char in text:
        out += "-" if char == "-" else (f"{char}." if not out or out[-1] == "-" else f" {char}.")
    return out


def name_list(
    values: Iterable[Name | None], variable: str, remarks: list[Remark]
) -> list[Name] | None:
    """The names that are not empty, without affiliations that pose as authors, or None."""
    names: list[Name] = []
    for name in values:
        if name is None:
            continue
        if name.literal and is_affiliation(name.literal):
            remarks.append(
                Remark(
                    kind="dropped",
                    variable=variable,
                    message="an affiliation stood among the names",
                    before=name.literal,
                )
            )
            continue
        if name.literal and is_placeholder(name.literal, "author"):
            message = "stands for a name that is not known"
            remarks.append(
                Remark(kind="dropped", variable=variable, message=message, before=name.literal)
            )
            continue
        if name != OTHERS and _OTHERS.fullmatch(str(name)):
            message = "the source names no more of them"
            remarks.append(
                Remark(kind="dropped", variable=variable, message=message, before=str(name))
            )
            continue
        names.append(name)
    return names or None


_OTHERS = re.compile(r"(?:and\s+)?(?:et\.?\s+al|others|等)\.?|\.{3}|…", re.IGNORECASE)


def _prepared(text: str) -> str:
    text = " ".join(_hyphened(plain_text(text) or "").split()).strip(" ,;")
    return _TITLES.sub("", _DEGREES.sub("", text))


def _alone(family: str, suffix: str | None) -> Name:
    if _KOREAN.fullmatch(family) or (_HAN.search(family) and _CJK_NAME.fullmatch(family)):
        return cjk(family)
    return Name(literal=family) if not suffix else Name(family=family, suffix=suffix)


def _placed(words: list[str], suffix: str | None) -> Name:
    """Given names, particles (written small) and family of a name in its natural order."""
    if len(words) > 2 and _INITIAL.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return Name(words[0], " ".join(words[1:]), suffix=suffix)
    for index in range(1, len(words) - 1):
        if words[index] in PARTICLES and words[index] not in _JOINING:
            staying, family = leading_particles(" ".join(words[index:]))
            return Name(family, " ".join(words[:index]), None, staying, suffix)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _CAPITAL_PARTICLES and words[-1] not in _ASIAN:
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix=suffix)


# "Van", "Di" and others are middle names in Vietnam and China
_CAPITAL_PARTICLES = frozenset(
    "Al El Van Von De Del Della Di Du Dos Da Das Der Den Le La Ibn Abu Bin Ter Ten".split()
)
_ASIAN = frozenset(
    """Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Nguyễn Trần Lê Phạm Hoàng Võ
    Đặng Bùi Đỗ Hồ Ngô Dương Lý Huynh Dinh Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma
    Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Han Feng Cao Peng Zeng Xiao Tian Dong Pan
    Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Kim Lee Park Choi""".split()
)
_PLAIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?")
_BEHIND = re.compile(r"[JS]r\.?|I{2,3}|IV|[2-5](?:nd|rd|th)")
_STRAY_INITIAL = re.compile(r"[A-Z]\.")
_INITIAL = re.compile(r"[A-Z]\.?")
_JOINING = frozenset(("y", "e", "i", "i'", "a", "à", "an", "auf", "und", "tot", "op", "v", "of"))


_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")


def case_proposed(name: Name) -> str | None:
    """How a family name in capitals may be written, or None where it is in none.

    >>> case_proposed(Name("MÜLLER-LÜDENSCHEIDT", "K.")), case_proposed(Name("WU", "K."))
    ('Müller-Lüdenscheidt', None)
    """
    if not name.family or not name.family.isupper() or not _TWO_LETTERS.search(name.family):
        return None
    given = name.given or ""
    spelled = given.isupper() and len(given) > 2 and re.search("[AEIOU]", given[1:])
    if len(name.family) <= 3 and not spelled:
        return None
    small = name.family.replace("İ", "i").lower()
    return "-".join(part.capitalize() for part in small.split("-"))
