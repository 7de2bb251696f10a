"""Names as the records of services give them: one string in natural order, parts, initials behind.

Chinese, Japanese and Korean names are taken apart, as records name them in Latin letters, too.
"""

from __future__ import annotations

import re
import unicodedata

from citex._late import regex
from citex.model import OTHERS, Name, new_name
from citex.text.names.cjk import cut_cjk, is_cjk, is_lone_family
from citex.text.names.doubts import STRAY, case_proposed, cleaned
from citex.text.names.listed import may_be_several, name_list, split_names
from citex.text.names.roles import cut_role, with_role
from citex.text.names.words import (
    ASIAN,
    DEGREE,
    JOINING,
    NOT_ORDINARY,
    PARTICLES,
    PHRASE,
    RANK,
    is_affiliation,
    is_body,
    is_others,
    is_rank,
    is_suffix,
    stopped,
    uncut,
    without_titles,
)
from citex.text.names.written import (
    capital_particles,
    initials_behind,
    is_patronymic,
    leading_particles,
    runs_together,
    spaced_initials,
    trailing_particles,
)
from citex.text.richtext.markup import plain_text

__all__ = [
    "case_proposed", "cjk", "initials_last", "inverted", "is_affiliation", "is_body", "name_list",
    "natural", "parts", "spaced_initials", "split_list", "with_bodies",
]  # fmt: skip

_COMMAS = regex(r"(?:(?<!\s)\s+)?[,，、]\s*")
_BRACKETED = regex(r"(?<=\S)\s*[(（][^()（）]*[)）]\Z")  # an affiliation, or the name again
_GLUED = regex(
    r"\A((?:[A-ZÀ-ÖØ-Þ]\.-?)*[A-ZÀ-ÖØ-Þ]\.)(?=(?:[A-Z]['’]|Ma?c)?[A-ZÀ-ÖØ-Þ]['’]?[a-zà-ÿ]{2})"
)
"""Initials that no blank parts from the family name: "J.-P.McNeil"."""
_PLAIN = regex(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?")
_BEHIND = regex(rf"(?i:{RANK})|{DEGREE}")
_INITIAL = regex(r"[A-Z]\.?")
_UNCUT = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer: a person is cited by the whole name, the given one first."""
_STOPS = regex(r"\.(?:\s*\.)+")  # "Paul G..", "Paul G. ."


def split_list(text: str) -> list[str]:
    """The names of a string that lists them, in order; "et al." stays the last.

    Unlike `split_names`, it parts two names in natural order: there are several.

    >>> split_list("Xiufen Zhuang,\\xa0Xiao Hu"), split_list("Zhuang, Xiufen")
    (['Xiufen Zhuang', 'Xiao Hu'], ['Zhuang, Xiufen'])
    >>> split_list("张三，李四、王五"), split_list("Li Na, et al.")
    (['张三', '李四', '王五'], ['Li Na', 'et al.'])
    """
    text = " ".join(text.split()).strip(" ,;，；、")
    found, more = split_names(text, [])
    if len(found) == 1 and len(pieces := _COMMAS.split(found[0])) > 1:
        names: list[str] = []
        for piece in filter(None, pieces):
            if names and is_suffix(piece):
                names[-1] += f", {piece}"
            else:
                names.append(piece)
        found = found if len(names) == 2 and _is_inverted(*names) else names
    return [*found, "et al."] if more else found


def _is_inverted(first: str, second: str) -> bool:
    """Whether two parts around a comma are one name: a family alone, then given names."""
    if (not first.isascii() and is_cjk(first)) or " " in first.strip():
        return False
    return " " not in second or all(word[-1] == "." or len(word) == 1 for word in second.split())


_AND_BODY = regex(
    r"(?:(?<!\s)\s+)?:(?:\s+|\Z)|(?:,|(?<!\s))\s+(?:for|on behalf of)\s+(?:the\s+)?"
    r"(?=.{1,80}\b(?:collaboration|consortium)s?\Z)",
    re.IGNORECASE,
)


def with_bodies(text: str) -> list[str]:
    """A person and the collaboration that a preprint names beside, each; none of a mere colon.

    >>> with_bodies("A. Moss for the FERN Collaboration"), with_bodies(":")
    (['A. Moss', 'FERN Collaboration'], [])
    """
    return [part for part in _AND_BODY.split(text) if part]


def natural(text: str) -> Name | None:
    """The name written in its natural order, given first; CJK names have their family first.

    >>> natural("Ludwig van Beethoven")
    Name(family='Beethoven', given='Ludwig', non_dropping_particle='van')
    >>> natural("D.M. Smith, Jr."), natural("José Ortega y Gasset")
    (Name(family='Smith', given='D.M.', suffix='Jr.'), Name(family='Ortega y Gasset', given='José'))
    >>> natural("张三丰"), natural("WHO Study Group")
    (Name(family='张', given='三丰'), Name(literal='WHO Study Group'))
    >>> natural("Wei Li (李伟)"), natural("Иванов Иван Иванович")
    (Name(family='Li', given='Wei'), Name(family='Иванов', given='Иван Иванович'))
    """
    if is_others(text) or text in ("...", "…"):
        return OTHERS
    bare, role, _ = cut_role(text)
    if role:
        name = natural(bare)
        return with_role(name, role) if name else None
    text, extra = _prepared(text)
    if not text:
        return None
    if is_body(text) or ("," not in text and PHRASE.search(text)) or _UNCUT.match(text):
        return new_name(literal=uncut(text))
    if may_be_several(text):
        listed, more = split_names(text, [])
        if more or len(listed) > 1:
            return new_name(literal=text)  # `name_list` parts it
    text = _BRACKETED.sub("", text)
    if is_cjk(text.replace(" ", "")):
        return cjk(text)
    head, comma, tail = text.partition(",")
    if comma and (not is_rank(tail.strip()) or runs_together(tail.strip(), head)):
        return _misplaced(head, tail) if head.endswith(".") else inverted(text)
    suffix = stopped(tail.strip() or None)
    words = _GLUED.sub(r"\1 ", head).split()
    for place in (-1, 0):
        if len(words) > 2 and suffix is None and is_rank(words[place].rstrip(",")):
            suffix = stopped(words.pop(place))
    if len(words) == 1:
        return new_name(words[0], suffix=suffix, extra=extra)
    trailing = (
        len(words) > 2
        and _INITIAL.fullmatch(words[-1])
        and all(word[0].isupper() for word in words[:2])
    )
    if not suffix and not trailing and (found := initials_behind(text)):
        return found
    return _placed(words, suffix, extra)


def _misplaced(given: str, family: str) -> Name | None:
    """A name that a source cut at the wrong place: "Ming. Chuan., Wang"."""
    words = [re.sub(r"(?<=[a-z])\.\Z", "", word) for word in given.split()]
    return parts(family=family.strip(" ,"), given=" ".join(words))


def _placed(words: list[str], suffix: str | None, extra: tuple[tuple[str, object], ...]) -> Name:
    """Given names, particles (written small) and family of a name in its natural order."""
    if is_patronymic(words) or _is_vietnamese(words):
        return new_name(words[0], " ".join(words[1:]))
    if len(words) > 2 and _INITIAL.fullmatch(words[-1]) and not _INITIAL.fullmatch(words[0]):
        return new_name(words[0], " ".join(words[1:]), suffix=suffix, extra=extra)
    for index in range(1, len(words) - 1):
        if words[index] in ("y", "e", "i") and index > 1:
            return new_name(
                " ".join(words[index - 1 :]), " ".join(words[: index - 1]), suffix=suffix
            )
        if words[index] in PARTICLES and words[index] not in JOINING:
            if (place := capital_particles(words, index)) < index:
                return new_name(" ".join(words[place:]), " ".join(words[:place]), suffix=suffix)
            staying, family = leading_particles(" ".join(words[index:]))
            return new_name(family, " ".join(words[:index]), None, staying, suffix, extra=extra)
    start = capital_particles(words, len(words) - 1)
    return new_name(" ".join(words[start:]), " ".join(words[:start]), suffix=suffix, extra=extra)


def inverted(text: str) -> Name | None:
    """The name written family first, behind a comma the rest.

    >>> inverted("Gogh, Vincent van")
    Name(family='Gogh', given='Vincent', dropping_particle='van')
    >>> str(inverted("de Souza, Ana, Jr."))
    'Ana de Souza, Jr.'
    """
    text, _ = _prepared(text)
    family, _, rest = text.partition(",")
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if given and not suffix and is_rank(given) and " " in family:
        return natural(f"{family}, {given}")
    if suffix and is_rank(given) and not is_rank(suffix):
        given, suffix = suffix, given
    return parts(family=family, given=given, suffix=suffix or None)


_SPELT_OUT = regex(r"[A-Z][a-z]{2,}(?: [A-Z]\.| [A-Z][a-z]{2,})? [A-Z][a-zà-ÿ]{2,}")


def initials_last(text: str) -> Name | None:
    """The name of a source that runs initials together behind the family ("LoPresti PJ").

    >>> initials_last("Hambrick GW Jr")
    Name(family='Hambrick', given='G. W.', suffix='Jr.')
    >>> initials_last("van der Berg J"), initials_last("Roux de Montfort V")
    (Name(family='Berg', given='J.', non_dropping_particle='van der'), \
Name(family='Roux de Montfort', given='V.'))
    >>> initials_last("Tseng H-"), initials_last("O'Neil Mc"), initials_last("ASTRO-CM Team")
    (Name(family='Tseng', given='H.'), Name(family="O'Neil", given='Mc'), \
Name(literal='ASTRO-CM Team'))
    """
    text = " ".join(_hyphened(plain_text(text) or "").split()).strip(" ,;")
    if not text:
        return None
    if is_others(text) or is_body(text):
        return OTHERS if is_others(text) else new_name(literal=text)
    if found := initials_behind(text, sure=True):
        return found
    if _SPELT_OUT.fullmatch(text):
        return natural(text)
    return cjk(text) if is_cjk(text.replace(" ", "")) else new_name(literal=text)


def parts(*, family: str, given: str | None = None, suffix: str | None = None) -> Name | None:
    """The name of a source that gives family and given apart; particles find their place.

    >>> parts(family="de Kraker", given="M. E. A.")
    Name(family='Kraker', given='M. E. A.', non_dropping_particle='de')
    >>> parts(family="Souza", given="Elias Silva de")
    Name(family='Souza', given='Elias Silva', dropping_particle='de')
    >>> parts(family="조혜린"), parts(family="Smith Jr", given="A"), parts(family="Lee", given="JR")
    (Name(family='조', given='혜린'), Name(family='Smith', given='A', suffix='Jr.'), \
Name(family='Lee', given='J. R.'))
    >>> parts(family="M. Vale", given="Mariana"), parts(family="Movizzo", given="Paul G..")
    (Name(family='Vale', given='Mariana M.'), Name(family='Movizzo', given='Paul G.'))
    """
    if given and not given.isascii():
        given = _hyphened(given)
    if suffix is None and given and _PLAIN.fullmatch(family) and _is_alone(given, family):
        return new_name(family, spaced_initials(given) if runs_together(given, family) else given)
    family, given = _bare(family), _bare(given or "")
    if not any(map(str.isalpha, given)) or given in ("N/A", "n/a"):
        given = ""
    if family[:4] in ("and ", "And ") or family[:2] == "& ":
        family = family.partition(" ")[2].lstrip()
    if is_others(f"{given} {family}"):
        return OTHERS
    if is_others(given):
        return new_name(family, given)  # for who reads the list: a person, and others
    if family and not any(map(str.isalpha, family)) and given:
        return natural(given)
    if is_affiliation(f"{given}, {family}") and "," in given:
        return new_name(literal=f"{given}, {family}")
    given = _STOPS.sub(".", given) if given.count(".") > 1 else given
    suffix = (suffix or "").strip(" ,") or None
    if suffix and without_titles(f"x {suffix}")[2:].rstrip(".") in ("", "Dr", "Prof"):
        suffix = None
    if not family:
        return new_name(literal=given) if given else None
    if not given:
        return _alone(family, suffix)
    if not (bare := without_titles(f"x {family}")[2:]):
        return natural(given)  # nothing but degrees: "Smith | MD PhD"
    family = bare
    words, given_words = family.split(), without_titles(f"{given} x").split()[:-1]
    if suffix is None and len(words) > 1 and is_rank(words[-1]):
        suffix = words.pop().strip(",")
        words[-1] = words[-1].rstrip(",")
    elif suffix is None and len(given_words) > 1 and is_rank(given_words[-1].strip(",")):
        suffix = given_words.pop()
        given_words[-1] = given_words[-1].rstrip(",")
    if len(words) == 2 and _INITIAL.fullmatch(words[0]) and words[0] not in _NO_INITIALS:
        given_words.append(words.pop(0))
    elif len(words) == 2 and re.fullmatch(r"[A-Z]\.", words[1]):
        given_words.append(words.pop())
    if given_words[1:] and _stays_before(given_words[-1], words):
        words.insert(0, given_words.pop())
    if words[1:] and words[0][-1] in "'’" and words[1][0].isupper():
        words[:2] = [words[0] + words[1]]
    staying, family = leading_particles(" ".join(words))
    given, dropping = trailing_particles(" ".join(given_words))
    if runs_together(given, family):
        given = spaced_initials(given)
    return new_name(family, given, dropping, staying, stopped(suffix))


def cut_suffix(given: str) -> tuple[str, str | None]:
    """Given names, and the suffix that a comma sets off behind them; a list has none.

    >>> cut_suffix("Martin Luther, Jr."), cut_suffix("Ann and Roe, Jane")
    (('Martin Luther', 'Jr.'), ('Ann and Roe, Jane', None))
    """
    names, _, suffix = given.partition(", ")
    return (given, None) if " and " in given else (names, suffix or None)


def _is_vietnamese(words: list[str]) -> bool:
    """Whether the family name is the first of three: a middle name of Vietnam follows it."""
    return len(words) == 3 and words[0] in ASIAN and words[1] in ("Van", "Thi", "Văn", "Thị")


def _is_alone(given: str, family: str) -> bool:
    """Whether given names are nothing else: no particle, no rank, no sign stands with them."""
    last = given.rpartition(" ")[2]
    if family in NOT_ORDINARY or family in _RANKS:
        return False
    if _USUAL.fullmatch(given) and last not in _CAPITAL and last not in _RANKS:
        return True
    odd = (
        given[-1] in " ,'’"
        or "," in given
        or ".." in given
        or ". ." in given
        or "  " in given
        or "/" in given
        or not given[0].isalpha()
        or STRAY.search(given)
    )
    known = last in PARTICLES or last in _CAPITAL or _BEHIND.fullmatch(last)
    return not (known or odd)


_PART = r"(?:(?!Prof|Mrs|Dipl)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}|[A-ZÀ-ÖØ-Þ]\.)"
_USUAL = regex(rf"{_PART}(?:[ -]{_PART})*")
"""Names in full, and initials: a cheap look."""
_RANKS = frozenset("Junior Senior Jnr Snr Esq Iii Vii Viii".split())
_CAPITAL = frozenset(("Von", "Van", "De", "Del", "D'", "D’"))
_NO_INITIALS = ("O", "D", "E", "I", "L", "Y")
_BRACKETS_IN = regex(
    r"(?:(?<!\s)\s+)?[(（](?:[^()（）\x00-\u2fff]+|eds?\.?|hrsg\.?)[)）]", re.IGNORECASE
)
_MAIL = regex(r"(?<!\s)\s+\S[^\s@]*@\S+\Z")


def _stays_before(word: str, family: list[str]) -> bool:
    """Whether a capital particle behind the given names begins the family: "Olivier Van|Der Aa"."""
    return word in ("Von", "D'", "D’") or (
        word in ("Van", "De") and family[0] in ("Der", "Den", "De", "La", "Las", "Los")
    )


def _bare(text: str) -> str:
    """A part of a name without the name in another script, a role, an address of mail."""
    text = _hyphened(text).strip(" ,")
    if "(" in text or "（" in text:
        text = _BRACKETS_IN.sub("", text)
    return _MAIL.sub("", text) if "@" in text else text


def cjk(text: str) -> Name:
    """A Chinese, Japanese or Korean name: the family is its first character, or the first word.

    >>> cjk("欧阳修"), cjk("山田 太郎")
    (Name(family='欧阳', given='修'), Name(family='山田', given='太郎'))
    >>> cjk("阿卜杜拉·阿卜杜热西提")
    Name(literal='阿卜杜拉·阿卜杜热西提')
    """
    cut = cut_cjk(text)
    return new_name(*cut) if cut else new_name(literal="".join(text.split()))


_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF))


def _hyphened(text: str) -> str:
    """The text composed (NFC), with plain hyphens: U+2010 and U+2011 break initials."""
    if text.isascii():
        return text
    plain = (
        text.translate(_UNSEEN)
        .replace("\u2010", "-")
        .replace("\u2011", "-")
        .replace("\u0131\u0301", "í")
    )
    return unicodedata.normalize("NFC", plain)


def _prepared(text: str) -> tuple[str, tuple[tuple[str, object], ...]]:
    text = " ".join(_hyphened(plain_text(text) or "").split()).strip(" ,;")
    if not STRAY.search(text):
        return without_titles(text), ()
    bare, extra, _ = cleaned(text)
    return bare, extra


_IS_WHOLE = regex(r"[A-Z]\. ?(?:[A-Z]\. ?)*[A-Z][a-z]|[A-Z][a-z'’-]+, [A-Z][a-z.]*(?: [A-Z]\.?)*\Z")


def _alone(family: str, suffix: str | None) -> Name:
    if is_lone_family(family):
        return cjk(family)
    if not (
        is_body(family) or suffix or ";" in family
    ):  # the whole name stands where the family should
        whole = initials_behind(family) or (natural(family) if _IS_WHOLE.match(family) else None)
        if whole:
            return whole
    return new_name(literal=family) if not suffix else new_name(family=family, suffix=suffix)
