"""What the formats of web pages share: plain lines, names in natural order, page ranges."""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Name
from citex.text.lines import legal
from citex.text.names.written import family_and_given, join_particle
from citex.text.pages import TWO_ENDS
from citex.text.richtext.runs import plain

_BLANKS = regex(r"[\s\x00-\x1f\x7f-\x9f]+")
_RUNS = regex(r"[^\w/]*(?:(?:java|vb|live)\s*script|data|file|blob|mhtml)\s*:", re.IGNORECASE)


def line(text: str | None) -> str:
    """The text in one line, without markup and without characters that no page may hold.

    >>> line("H<sub>2</sub>O\\n in <i>water</i>")
    'H2O in water'
    """
    return _BLANKS.sub(" ", legal(plain(text))).strip() if text else ""


def web_address(url: str | None) -> str:
    """The address in one line; "" for one of a scheme that runs or reads what it holds.

    >>> web_address("http://example.org/a"), web_address("JavaScript:alert(1)")
    ('http://example.org/a', '')
    """
    text = line(url)
    return "" if _RUNS.match(text) else text


def natural(name: Name) -> str:
    """The name as it is spoken: "Ludwig van Beethoven", "Martin Luther King Jr."; Chinese joined.

    >>> natural(Name("Beethoven", "Ludwig", non_dropping_particle="van")), natural(Name("李", "四"))
    ('Ludwig van Beethoven', '李四')
    """
    if name.literal:
        return line(name.literal)
    family, given = line(name.family), line(name.given)
    if family > "\u2e80" and given > "\u2e80":
        return family + given
    family = join_particle(name.non_dropping_particle, family)
    parts = (given, name.dropping_particle, family, name.suffix)
    return line(" ".join(part for part in parts if part))


def family_name(name: Name) -> str:
    """The family name with the particle that stays with it, or the whole of a body's name."""
    return line(name.literal or family_and_given(name)[0])


def given_name(name: Name) -> str:
    """The given names, the particle that goes with them, and the suffix: "Martin Luther, Jr."."""
    if name.literal:
        return ""
    return line(", ".join(part for part in (family_and_given(name)[1], name.suffix) if part))


def page_range(page: str | None) -> tuple[str, str]:
    """First and last page; the last is "" when the pages are no simple range.

    >>> page_range("284\u2013320"), page_range("e12"), page_range("1, 4-6")
    (('284', '320'), ('e12', ''), ('', ''))
    """
    text = line(page)
    both = TWO_ENDS.fullmatch(text)
    if both:
        return both[1], both[2]
    return ("", "") if re.search(r"[\s,;+&]", text) else (text, "")
