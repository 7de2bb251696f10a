"""One name as people write it: in one string, in any order, or in parts; and written out.

Orders understood: "Last, First", "von Last, First", "von Last, Jr, First", "Last, First, Jr",
"First von Last", "First Last Jr.", "Last FM" (initials behind), "Фамилия Имя Отчество"; a name in
braces is a body and stays whole. A particle that stands before the family name stays with it
(`non_dropping_particle`); one that stands behind the given names ("Humboldt, Alexander von") goes
away with them (`dropping_particle`), which is how CSL processors read such strings too.
"""

from __future__ import annotations

import re

from citex._late import regex
from citex._remembered import remembered
from citex.model import Name, new_name
from citex.text.names.cjk import SPACED, has_cjk, is_cjk
from citex.text.names.words import (
    ASIAN,
    CAPITAL_PARTICLES,
    PARTICLES,
    cut_rank,
    is_body,
    is_life,
    is_others,
    is_particle,
    is_rank,
    is_suffix,
    stopped,
    whole_body,
)

_ELIDED = regex(r"(d['’]|l['’]|dell['’]|al-|el-)(?=[^\W\d_])")
_SPACES = regex(r"\s+")
_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐĞİŞŐŰА-ЯЁ"
_INITIALS = regex(rf"(?:[{_CAPITAL}]\.?-?){{1,5}}")
_RUN_INITIALS = regex(rf"[{_CAPITAL}]{{4,}}|[IVX]{{3,}}")
_PATRONYMIC = regex(r"\w+(?:(?:ов|ев|ёв|ь|[иы])ич|(?:ов|ев|ёв)на|[иі]чна|инична)")
_LATIN_PATRONYMIC = regex(r"[A-Z][a-z]+(?:[oe]vich|[oe]vna|ichna)")
_RUSSIAN_FAMILY = regex(r"[A-Z][a-z]+(?:[oe]va?|ina?|sk(?:ii|iy|y|aya)|enko)")
_PINYIN = regex(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiouü]|[iu]?a[io]?|[iu]?ang?|[iu]?eng?|ing?|i?ong"
    r"|un|[iuü]e|ei|ou|iu|u[io]|er)[- ]?){1,3}",
    re.IGNORECASE,
)


@remembered(8192)
def parse_name(text: str, *, suffix_last: bool = False) -> Name:
    """The name written in `text`; its parts as the comma or, without one, the words tell them.

    A Chinese name without comma or space stays whole (a literal). `suffix_last` says that of three
    parts the last is the suffix. A name in braces is a body, braces removed.

    >>> parse_name("van der Berg, Jr., Jan P.")
    Name(family='Berg', given='Jan P.', non_dropping_particle='van der', suffix='Jr.')
    >>> parse_name("Ludwig van Beethoven")
    Name(family='Beethoven', given='Ludwig', non_dropping_particle='van')
    >>> parse_name("Humboldt, Alexander von")
    Name(family='Humboldt', given='Alexander', dropping_particle='von')
    >>> parse_name("张三"), parse_name("李, 四")
    (Name(literal='张三'), Name(family='李', given='四'))
    >>> parse_name("{World Health Organization}")
    Name(literal='World Health Organization')
    """
    text = _SPACES.sub(" ", text).strip()
    if text.startswith("{") and text.endswith("}") and "{" not in text[1:] and "}" not in text[:-1]:
        return new_name(literal=text[1:-1].strip())
    if "，" in text and has_cjk(text):
        text = text.replace("，", ",", 1)
    first, comma, rest = text.partition(",")
    if comma:
        parts = [part.strip() for part in (first, *rest.split(","))]
        return from_parts(*parts, suffix_last=suffix_last)
    if not text:
        return new_name()
    if has_cjk(text):
        spaced = SPACED.fullmatch(text)
        return new_name(spaced[1], spaced[2]) if spaced else new_name(literal=text)
    return _natural(text)


def from_parts(*parts: str, suffix_last: bool = False) -> Name:
    """The name of which these are the parts between commas: family, suffix, given in either order.

    `suffix_last` says that a third part is the suffix though it is none that is known ("S.J.").
    Empty parts and the years of a life are passed over, parts beyond the third are joined to the
    given names; what together is a body's name is whole.

    >>> from_parts("King", "Martin Luther", "Jr.") == from_parts("King", "Jr.", "Martin Luther")
    True
    >>> from_parts("Teil", "Pierre", "S.J.", suffix_last=True)
    Name(family='Teil', given='Pierre', suffix='S.J.')
    >>> from_parts("King", "Martin L. Jr"), from_parts("Lee", "JR"), from_parts("Lee", "Jr")
    (Name(family='King', given='Martin L.', suffix='Jr.'), Name(family='Lee', given='J. R.'), \
Name(family='Lee', suffix='Jr.'))
    """
    family, *others = parts
    others = [part for part in others if part and not is_life(part)]
    suffix = None
    if len(others) > 1:
        default = 1 if suffix_last else 0
        known = (
            i
            for i, part in enumerate(others)
            if is_suffix(part) or part.removeprefix("the ") in _NAMESAKES
        )
        place = next(known, default)
        suffix = others.pop(place)
        if suffix_last and _INITIAL_ALONE.fullmatch(suffix):
            others, suffix = [f"{', '.join(others)} {suffix}"], None  # "Lee, Ann, B."
    given: str | None = ", ".join(others) or None
    if not family:
        return new_name(family=given, suffix=suffix) if given else new_name(family=suffix)
    if given is None:
        return _with_particles(family, None, suffix)
    if is_others(given):
        return new_name(family, given)  # for who reads the list: a person, and others
    if suffix is None and is_suffix(given) and " " in family:
        named = _natural(family)
        return new_name(named.family, named.given, None, named.non_dropping_particle, given)
    if suffix is None and _RANK_ALONE.fullmatch(given):
        return _with_particles(family, None, stopped(given))
    if suffix is None and (body := whole_body(family, given)):
        return new_name(literal=body)
    if suffix is None and " " in family:
        family, suffix = cut_rank(family)
    if suffix is None and may_end_in_rank(given):
        given, suffix = given_and_rank(given)
    if runs_together(given, family):
        given = spaced_initials(given)
    return _with_particles(family, spelt_out(given), suffix)


_INITIAL_ALONE = regex(r"(?![IV]\.?\Z)[A-Z]\.?")
_RANK_ALONE = regex(r"[JS]n?r\.?|III")
"""What is no given name in "Lee, Jr"; "Lee, JR" and "Lee, IV" are initials."""


def spelt_out(given: str) -> str:
    """Given names without the stop of the catalogue entry that they end in.

    >>> spelt_out("John."), spelt_out("Ann B."), spelt_out("Friedr."), spelt_out("Ph.")
    ('John', 'Ann B.', 'Friedr.', 'Ph.')
    """
    if given[-1:] != "." or not given[-4:-1].islower():
        return given
    last = given[:-1].rpartition(" ")[2]
    plain = last[:1].isupper() and last[1:].islower() and not is_shortened(given)
    return given[:-1] if plain and len(last) > 3 else given


def is_shortened(name: str) -> bool:
    """Whether a name ends in a given name that catalogues shorten, stop and all: "Lee, Friedr."."""
    return name[-1:] == "." and name[:-1].rpartition(" ")[2] in _SHORT_NAMES


_SHORT_NAMES = frozenset(
    "Alex Alfr Andr Balth Barth Benj Cath Chas Christ Dietr Edmd Edwd Eman Ferd Franc Fred Fredk "
    "Friedr Geof Geoff Gerh Gottfr Gust Heinr Herb Herm Hier Jean Josh Konr Leop Marg Math Matth "
    "Maur Mich Nath Nich Phil Rich Robt Rud Rudf Saml Sebast Theo Theod Thom Thos Timo Val Vald "
    "Walt Wilh Willm Xaver Zach".split()
)
"""Given names that catalogues shorten, stop and all."""


_ENDS_OF_RANKS = frozenset("rRIVXdDhH.")
_NAMESAKES = frozenset(("père", "fils", "d. Ä.", "d. J.", "aîné", "Elder", "Younger"))
_RUN = regex(r"(?!MD\Z|I[IV]+\Z)[A-Z]{2,3}|[A-Z]{1,2}-[A-Z]{1,2}")


def may_end_in_rank(given: str) -> bool:
    """A cheap look: whether `given_and_rank` may find a rank.

    >>> may_end_in_rank("Martin L. JR"), may_end_in_rank("Ann B."), may_end_in_rank("Ann")
    (True, False, False)
    """
    last = given[-1:]
    return (
        last in _ENDS_OF_RANKS
        and " " in given
        and (last != "." or (given[-2:-1] in ("r", "R") and given[-3:-2] != " "))
    )


def given_and_rank(given: str) -> tuple[str, str | None]:
    """Given names without the rank that stands behind them without a comma, and the rank.

    >>> given_and_rank("Martin L. Jr"), given_and_rank("A. III"), given_and_rank("John V")
    (('Martin L.', 'Jr.'), ('A.', 'III'), ('John V', None))
    """
    bare, rank = cut_rank(given)
    if rank in ("V", "I"):
        return given, None
    if rank is None and given.endswith((" II", " III")):
        bare, _, rank = given.rpartition(" ")
    return bare, stopped(rank)


def runs_together(given: str, family: str) -> bool:
    """Whether given names are initials without stops, as databases shorten them: "JR", "JP-L".

    Where all is in capitals, only what no vowel makes a name.

    >>> [runs_together(given, "Lee") for given in ("JR", "JP-L", "J", "MD", "ANNA", "Jo")]
    [True, True, False, False, False, False]
    >>> runs_together("XY", "WANG"), runs_together("JO", "WANG")
    (True, False)
    """
    if len(given) > 5 or not given.isupper() or _RUN.fullmatch(given) is None:
        return False
    return not family.isupper() or _VOWELS.isdisjoint(given)


_VOWELS = frozenset("AEIOU")


def _with_particles(family: str, given: str | None, suffix: str | None) -> Name:
    staying, family = leading_particles(family)
    given, dropping = trailing_particles(given) if given else (given, None)
    return new_name(family, given, dropping, staying, suffix)


def initials_behind(text: str, *, sure: bool = False) -> Name | None:
    """The name of which initials stand behind the family: "Smith JA", "Fanno E."; else None.

    `sure` says that the source writes all its names so, and more may be initials.

    >>> initials_behind("van der Berg AB Jr")
    Name(family='Berg', given='A. B.', non_dropping_particle='van der', suffix='Jr.')
    >>> initials_behind("Marlow III S"), initials_behind("Marlow Jr SB")
    (Name(family='Marlow', given='S.', suffix='III'), \
Name(family='Marlow', given='S. B.', suffix='Jr.'))
    >>> initials_behind("García De la Torre M"), initials_behind("Иванов И.И.")
    (Name(family='García De la Torre', given='M.'), Name(family='Иванов', given='И.И.'))
    >>> initials_behind("John Smith"), initials_behind("J. Smith"), initials_behind("Wei LI")
    (None, None, None)
    """
    words = text.split()
    if words and words[-1] in ("LLC", "LLP", "PLC"):
        return None  # a firm
    suffix = words.pop() if len(words) > 2 and is_rank(words[-1]) else None
    start = len(words)
    while start > 1 and _INITIALS.fullmatch(words[start - 1]):
        start -= 1
    if suffix is None and (place := _rank_between(words, start)):
        suffix = words.pop(place)
        start = min(start, place)
    family, given = words[:start], " ".join(words[start:])
    if not given and sure and len(words) > 1 and _SHORT.fullmatch(words[-1]):
        family, given = words[:-1], words[-1]
    if not given or not (sure or _are_family(family, given)):
        return None
    if start == len(words) - 1:
        given = spaced_initials(given)
    elif _APART.fullmatch(given):
        given = given.replace(" ", ". ") + "."
    return _with_particles(" ".join(family), given, stopped(suffix))


def _rank_between(words: list[str], start: int) -> int | None:
    """Where a rank stands between the family and its initials ("Marlow III S")."""
    if start == len(words):
        return None
    place = start if len(words) - start > 1 and is_rank(words[start]) else start - 1
    return place if place > 0 and is_rank(words[place]) else None


_NO_INITIALS = frozenset(("AI", "UK", "USA", "US", "EU", "UN"))
_APART = regex(r"[^\W\d_](?:[ -][^\W\d_])+")
"""Initials apart: "WATSON J D", as GB/T 7714 writes them."""
_SHORT = regex(r"[^\W\d_]{2}\.?|[^\W\d_]-")  # "Mc", "Yu", "H-": shortened, but no initials


def _are_family(family: list[str], given: str) -> bool:
    """Whether words can be a family name before initials that are not sure to be such."""
    text = " ".join(family)
    if is_body(text) or not any(char.islower() for char in family[-1]):
        short = (
            "." in given
            or len(given) == 1
            or _APART.fullmatch(given) is not None
            or (len(given) < 3 and len(text) > 3 and given not in _NO_INITIALS)
        )
        initial = "." in family[0] and _INITIALS.fullmatch(family[0])  # S. A. YUFIN
        return text.isupper() and short and len(family[0]) > 1 and not (initial or is_body(text))
    if len(family[0]) < 2 or any(word[-1] == "." for word in family):
        return False
    if "." in given or len(given) == 1:
        return True
    if (
        given in _NO_INITIALS
        or _RUN_INITIALS.fullmatch(given)
        or (len(given) > 1 and is_rank(given))
    ):
        return False
    return not (given.capitalize() in ASIAN and _PINYIN.fullmatch(text))


def spaced_initials(text: str) -> str:
    """Initials that run together, with stops and spaces.

    >>> [spaced_initials(given) for given in ("PJ", "JP-L", "H-", "Anna", "Y.-H.")]
    ['P. J.', 'J. P.-L.', 'H.', 'Anna', 'Y.-H.']
    """
    text = text.removesuffix("-")
    if "." in text or not _INITIALS.fullmatch(text):
        return text
    out = ""
    for char in text:
        out += "-" if char == "-" else (f"{char}." if not out or out[-1] == "-" else f" {char}.")
    return out


def leading_particles(family: str) -> tuple[str | None, str]:
    """The lower-case words before a family name, and the name itself.

    >>> leading_particles("de la Cruz"), leading_particles("d'Artagnan"), leading_particles("Gogh")
    (('de la', 'Cruz'), ("d'", 'Artagnan'), (None, 'Gogh'))
    """
    if not family[0].islower() and family[0] not in "'’‘`´ʿʾ":
        return None, family
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    elided = _ELIDED.match(words[count])
    if elided and len(words[count]) > elided.end() and words[count][elided.end()].isupper():
        rest = " ".join((words[count][elided.end() :], *words[count + 1 :]))
        return " ".join((*words[:count], elided[0])), rest
    return (" ".join(words[:count]), " ".join(words[count:])) if count else (None, family)


def trailing_particles(given: str) -> tuple[str, str | None]:
    """The given names, and the known particles that stand behind them.

    >>> trailing_particles("Ana de la"), trailing_particles("Ana")
    (('Ana', 'de la'), ('Ana', None))
    """
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1] in PARTICLES:
        count -= 1
    if count == len(words):
        return given, None
    return " ".join(words[:count]), " ".join(words[count:])


def inverted(name: Name, *, suffix_last: bool = False) -> str:
    """The name as "von Last, Jr, First" ("von Last, First, Jr" with `suffix_last`).

    Reading it with `parse_name` gives the name back, unless a part holds a comma or a particle
    that begins with a capital. A body's name is given as it stands.

    >>> inverted(Name("King", "Martin Luther", suffix="Jr."))
    'King, Jr., Martin Luther'
    >>> inverted(Name("Humboldt", "Alexander", dropping_particle="von"))
    'Humboldt, Alexander von'
    """
    if name.literal:
        return name.literal
    family, given = family_and_given(name)
    middle = (given, name.suffix) if suffix_last else (name.suffix, given)
    return ", ".join(part for part in (family, *middle) if part)


def family_and_given(name: Name) -> tuple[str, str]:
    """The family and the given names of a person, each with its particle."""
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    return join_particle(name.non_dropping_particle, name.family or ""), given


def join_particle(particle: str | None, family: str) -> str:
    """The particle and the family name, without a space behind an elision.

    >>> join_particle("d'", "Artagnan"), join_particle("van", "Gogh"), join_particle(None, "X")
    ("d'Artagnan", 'van Gogh', 'X')
    """
    if not particle:
        return family
    return particle + family if particle[-1] in "'’-" else f"{particle} {family}"


def is_person(name: Name) -> bool:
    """Whether a name is a person's: it has parts, or is whole in Chinese, Japanese or Korean.

    >>> is_person(Name("Plato")), is_person(Name(literal="张三")), is_person(Name(literal="三公司"))
    (True, True, False)
    """
    whole = name.literal
    return not whole or (is_cjk(whole) and not is_body(whole))


def _natural(text: str) -> Name:
    """First von Last Jr., by the case of the words; a body, or family first, where that is sure."""
    words = text.split(" ")
    suffix = None
    if len(words) > 2 and is_suffix(words[-1]):
        suffix = words.pop()
    if len(words) == 1:
        return new_name(words[0], suffix=suffix)
    if suffix is None and ("&" in text or is_body(text)):
        return new_name(literal=text)
    if suffix is None and (found := _family_first(text, words)):
        return found
    last = len(words) - 1
    start = next((i for i in range(last) if is_particle(words[i])), last)
    if start and words[start] in ("y", "e", "i"):  # José Ortega y Gasset
        return new_name(
            " ".join(words[start - 1 :]), " ".join(words[: start - 1]) or None, suffix=suffix
        )
    if start > 1 and (place := capital_particles(words, start)) < start:
        return new_name(" ".join(words[place:]), " ".join(words[:place]), suffix=suffix)
    if start == last:
        names = " ".join(words[:-1])
        if len(words) == 2 and runs_together(names, words[-1]):
            names = spaced_initials(names)
        return new_name(words[-1], names, suffix=suffix)
    end = start + 1
    while end < last and is_particle(words[end]):
        end += 1
    given = " ".join(words[:start]) or None
    if given is None and words[0] not in PARTICLES:
        return new_name(words[-1], " ".join(words[:-1]), suffix=suffix)
    return new_name(" ".join(words[end:]), given, None, " ".join(words[start:end]), suffix)


def capital_particles(words: list[str], start: int) -> int:
    """Where a family name begins with the particles in capitals that stand before its start.

    >>> [capital_particles(name.split(), 2) for name in ("Maria De Luca", "Anh Van Nguyen")]
    [1, 2]
    """
    while start > 1 and words[start - 1] in CAPITAL_PARTICLES and words[-1] not in ASIAN:
        start -= 1
    return start


def _family_first(text: str, words: list[str]) -> Name | None:
    """The name that stands family first without a comma: initials behind, or a patronymic."""
    last = words[-1]
    if last[0].isupper() and (last[-1] in ".-" or last.isupper()):
        return initials_behind(text)
    if is_patronymic(words):
        return new_name(words[0], f"{words[1]} {last}")
    if len(words) == 2 and words[0].isupper() and words[0].capitalize() in ASIAN:
        return new_name(words[0], last)  # ZHANG San
    return None


def is_patronymic(words: list[str]) -> bool:
    """Whether words are a Russian family name, given name and patronymic, in this order.

    >>> is_patronymic(["Иванов", "Иван", "Иванович"]), is_patronymic(["Иван", "Иванович", "Иванов"])
    (True, False)
    >>> is_patronymic(["Ivanov", "Ivan", "Ivanovich"]), is_patronymic(["Milan", "J.", "Petrovich"])
    (True, False)
    """
    if len(words) != 3:
        return False
    family, given, last = words
    if _PATRONYMIC.fullmatch(last):
        return _PATRONYMIC.fullmatch(given) is None
    return bool(_LATIN_PATRONYMIC.fullmatch(last) and _RUSSIAN_FAMILY.fullmatch(family)) and not (
        _LATIN_PATRONYMIC.fullmatch(given)
    )
