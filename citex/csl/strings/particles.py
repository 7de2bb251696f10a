"""Particles: "van", "de la", "d'" taken from the ends of family and given names."""

from __future__ import annotations

import re

import msgspec

from citex._late import regex
from citex._remembered import remembered
from citex.model import Name

_APOSTROPHES = "'’ʻʼ"
_LEADING = regex(rf"(\S+?(?:[-{_APOSTROPHES}]|\s) *)(?=\S)")
_SUFFIX = regex(r"(?:(?<!\s)\s+)?,(!?)\s*")
_QUOTED = regex(r'"(.*)"', re.DOTALL)
_LOWER_START = regex(rf"[-\s{_APOSTROPHES}]*(.)")


@remembered(16384)
def split_particles(name: Name) -> Name:
    """The name with its particles and its suffix in their own parts.

    Lower-case words before the family name do not drop ("van Gogh"), those after the given name
    do ("Jean de"); a comma in the given name parts a suffix off ("Martin Luther, Jr."). A name
    that has a non-dropping particle, or no given name, stays as it is; a family name in straight
    double quotes is taken as it stands.

    >>> split_particles(Name("van der Waals", "Johannes"))
    Name(family='Waals', given='Johannes', non_dropping_particle='van der')
    >>> split_particles(Name("Musset", "Alfred de"))
    Name(family='Musset', given='Alfred', dropping_particle='de')
    """
    family, given = name.family, name.given
    if not family or _is_off(name.parse_names):
        return name
    quoted = _QUOTED.fullmatch(family)
    if quoted:
        return msgspec.structs.replace(name, family=quoted[1])
    if not given or name.non_dropping_particle or (_plain(family) and _plain_given(given)):
        return name
    non_dropping, family = _leading(family)
    given, suffix, comma = _split_suffix(given, name)
    dropping = name.dropping_particle
    if suffix is not None and suffix.replace(".", "") == "et al" and not dropping:
        return msgspec.structs.replace(name, family=family, given=given, dropping_particle=suffix)
    given, found = _trailing(given)
    return msgspec.structs.replace(
        name,
        family=family,
        given=given,
        non_dropping_particle=_trimmed(non_dropping) or None,
        dropping_particle=found.strip() or dropping,
        suffix=name.suffix if suffix is None else suffix,
        comma_suffix=comma or name.comma_suffix,
    )


def _is_off(flag: bool | str | int | None) -> bool:
    return flag is not None and flag in (False, 0, "0", "false", "")


def _plain(family: str) -> bool:
    """Whether no particle can begin the family name: one word, or a capital first."""
    first = family[0]
    return first.isupper() or (first.isalpha() and first.upper() == first)


def _plain_given(given: str) -> bool:
    """Whether the given name has neither comma nor lower-case last word."""
    last = given[given.rfind(" ") + 1 :]
    return "," not in given and last[:1].isalpha() and not last[:1].islower()


def _starts_lower(part: str) -> bool:
    match = _LOWER_START.match(part)
    return bool(match) and match[1].upper() != match[1]  # type: ignore[index]


def _leading(family: str) -> tuple[str, str]:
    """(particles with the space or mark that joins them, the rest)."""
    position = 0
    while True:
        match = _LEADING.match(family, position)
        if not match or not _starts_lower(match[1]):
            return family[:position], family[position:]
        position = match.end()


def _trailing(given: str) -> tuple[str, str]:
    """(the rest, particles)."""
    words = re.split(r"( +)", given)
    start = len(words)
    while start > 2 and _starts_lower(words[start - 1]):
        start -= 2
    return "".join(words[:start]).rstrip() if start < len(words) else given, "".join(words[start:])


def _split_suffix(given: str, name: Name) -> tuple[str, str | None, bool]:
    if name.suffix or "," not in given:
        return given, None, False
    match = _SUFFIX.search(given)
    if not match:
        return given, None, False
    return given[: match.start()], given[match.end() :], bool(match[1])


def _trimmed(particle: str) -> str:
    """The particle without its space, but for one after an apostrophe ("de' Medici")."""
    text = particle.strip()
    return text + " " if particle.endswith(" ") and text[-1:] in ("'", "’") else text
