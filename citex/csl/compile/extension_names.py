"""How names are written under the attributes of citex's own namespace (docs/csl-extensions.md)."""

from __future__ import annotations

from citex._late import regex
from citex._remembered import remembered
from citex.csl.strings.pinyin import given_syllables, join_given, pinyin_name, pinyin_surname
from citex.model import Name
from citex.text.names.cjk import COMPOUND_SURNAMES
from citex.text.names.doubts import case_proposed

_LETTER = r"[^\W\d_]"
_CAPITALS = regex(r"[A-Z]{2,3}")
_SMALL_INITIALS = regex(r"[a-z]|(?:[a-z]\.[\s-]*)+")
_HAN_NAME = regex(
    "([\u3400-\u9fff\uf900-\ufaff\u3005]{1,2})(?:\\s+|,\\s*|，)([\u3400-\u9fff\uf900-\ufaff\u3005]{1,3})"
)
_HANGUL_NAME = regex("([\uac00-\ud7a3]{1,2})[\\s,]+([\uac00-\ud7a3]{1,2})")
_SMALL_PART = regex(rf"(?<={_LETTER}{_LETTER}-){_LETTER}(?={_LETTER})")
_WORD = regex(rf"{_LETTER}+")


@remembered(8192)
def given_in_pinyin(family: str, given: str, manner: str, mark: str) -> str | None:
    """The given name of a name in pinyin: "full" or "initials", one a syllable; else None.

    >>> given_in_pinyin("Fan", "Xue-Tong", "full", " "), given_in_pinyin("Li", "Lisa", "full", " ")
    ('Xuetong', None)
    >>> given_in_pinyin("Fan", "Xuetong", "initials", " ")
    'X T'
    """
    if pinyin_name(family, given) not in ("certain", "likely"):
        return None
    if manner == "full":
        return join_given(given.title() if given.isupper() else given)
    syllables = given_syllables(given) or ()
    return mark.join(syllable[0].upper() for syllable in syllables).rstrip()


@remembered(8192)
def in_small_letters(family: str, given: str) -> str:
    """A person's family name that the source has in capitals, as a name is written.

    >>> [in_small_letters(*name) for name in (("SMITH", "JOHN A."), ("WU", "K."), ("UN", ""))]
    ['Smith', 'Wu', 'UN']
    """
    if not family.isupper() or not given:
        return family
    name = Name(family, given)
    return case_proposed(name) or (family.title() if pinyin_surname(family) else family)


@remembered(8192)
def apart(given: str) -> str:
    """The given names with every one of them apart, so that each gives an initial.

    Databases write initials together ("JK"), and names in two parts with a small letter.

    >>> apart("JK"), apart("J.K."), apart("Jo"), apart("JEAN"), apart("Jung-ran")
    ('J K', 'J.K.', 'Jo', 'JEAN', 'Jung-Ran')
    >>> apart("LI"), apart("JRR"), apart("WEI")  # three that make a syllable are a name
    ('L I', 'J R R', 'WEI')
    >>> apart("a."), apart("j. m."), apart("de")
    ('A.', 'J. M.', 'de')
    """
    if _SMALL_INITIALS.fullmatch(given):
        return given.upper()
    if _CAPITALS.fullmatch(given) and not _is_syllable(given):
        return " ".join(given)
    return _SMALL_PART.sub(lambda match: match[0].upper(), given) if "-" in given else given


def _is_syllable(capitals: str) -> bool:
    return len(capitals) == 3 and given_syllables(capitals.title()) is not None


@remembered(1024)
def particle_initials(particle: str) -> str:
    """A particle that goes with the given names, cut like them.

    >>> particle_initials("van der"), particle_initials("d’")
    ('v d', 'd’')
    """
    if "’" in particle or "'" in particle:
        return particle
    return _WORD.sub(lambda match: match[0][0], particle)


@remembered(8192)
def whole_name(literal: str) -> str:
    """A Chinese, Japanese or Korean name that was typed with a gap, without it; bodies stay.

    So do transcribed names, whose interpunct is part of them, and two names in one.

    >>> whole_name("陈 晋镳"), whole_name("김 세훈"), whole_name("구미무역 출판부")
    ('陈晋镳', '김세훈', '구미무역 출판부')
    >>> whole_name("卡尔·马克思"), whole_name("程斌，杨勇"), whole_name("欧阳 小明")
    ('卡尔·马克思', '程斌，杨勇', '欧阳小明')
    """
    match = _HAN_NAME.fullmatch(literal)
    if match is not None and (len(match[1]) == 1 or match[1] in COMPOUND_SURNAMES):
        return match[1] + match[2]
    match = _HANGUL_NAME.fullmatch(literal)
    if match is not None and len(match[1]) == 1:
        return match[1] + match[2]
    return literal
