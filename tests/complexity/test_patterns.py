"""No regular expression of the package takes more than linear time, or what it is given is short.

Each pattern is attacked with texts made of its own parts (`attacks.py`) and timed at two lengths;
only the ratio counts. Patterns that are applied to short text alone stand in a table with the bound
that makes each harmless, and the bound is tested too.
"""

from __future__ import annotations

import html
import importlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from alternatives import parser

from citex import stylebook
from citex.csl.markup import _token_pattern
from citex.formats.tree import _hayagriva_fields
from citex.model.date_grammar import read_date
from citex.text import languages, pages, titles
from citex.text.names import words

from . import attacks, patterns
from .patterns import Site

MATCHED = {
    "csl/notices.py _STYLES": "the name of a style is matched at its beginning",
    "text/placeholders.py _TITLE": "a value is matched whole, as all of these",
    "text/placeholders.py _PUBLISHER": "",
    "text/placeholders.py _NO_NAME": "",
    "text/placeholders.py _NO_PUBLISHER": "",
    "text/placeholders.py _DROPPED": "",
    "text/pages.py _CHINESE_PAIR": "",
    "text/pages.py _BARE_PAIR": "",
    "text/pages.py _FUSED": "",
    "text/pages.py _FUSED_BRACKETS": "",
    "text/pages.py _WITH_SUPPLEMENT": "",
    "formats/bibtex/_scan.py _KEYS": "the key of an entry is matched behind its brace",
}
"""Patterns in tables: the source does not show that they are matched and never searched for."""

MADE = {
    "csl/compile/extensions.py compiled": "those of our styles are below",
    "csl/compile/group.py following": "a mark and what follows it: nothing is repeated",
    "csl/markup.py _token_pattern": "the marks of a locale, below",
    "csl/strings/collate.py pattern": "the letters of an alphabet: nothing is repeated",
    "formats/tree/_records.py first": "a tag's name, behind a prefix that begins at its sign",
    "formats/tree/_records.py end": "the same",
    "formats/tree/_yaml.py starts": "where an entry begins in a line: no blanks but the line's",
    "formats/tree/endnote_xml.py _value": "blanks and a text, matched at one place",
    "formats/tree/hayagriva.py _entry": "below",
    "sphinx/filters.py _combined": "a pattern that the author of a site writes for the own files",
    "manuscripts/markdown/blocks.py _fenced": "the end of code, matched at the start of a line",
    "manuscripts/markdown/blocks.py found": "the end of a raw block: a text as it is",
    "manuscripts/notebook/writing.py mark": "the label of a note and a number",
    "manuscripts/locators.py _words": "the terms of locales: nothing is repeated but blanks",
}
"""Patterns made while the program runs."""


def _made() -> list[Site]:
    ours = [info.name for info in stylebook.styles() if info.origin == "citex"]
    found = [
        Site(f"the style {name}", html.unescape(pattern), 0, True)
        for name in ours
        for pattern in re.findall(r'cx:pattern="([^"]*)"', stylebook.source(name).decode())
    ]
    marks = _token_pattern(("“", "”", "‘", "’"))
    found.append(Site("csl/markup.py", marks.pattern, 0, True))
    found += [
        Site(f"formats/tree/hayagriva.py {field}", pattern, 0, False)
        for field, (_, pattern) in _hayagriva_fields.NUMBERS.items()
    ]
    return found


def _date(text: str) -> object:
    return read_date(text), read_date(f"[{text}")


BOUNDED: dict[str, tuple[int, Callable[[str], object], str]] = {
    "model/date_grammar.py _OPEN": (100, _date, "1999-"),
    "model/date_grammar.py _ERA": (100, _date, "[44 BC]"),
    "model/date_grammar.py _MARKED": (100, _date, "c1999"),
    "model/date_grammar.py _ERA_NAME": (100, _date, "1999 (平成11)"),
    "model/date_grammar.py _TWO": (100, _date, "1999 / 2000"),
    "model/date_grammar.py _MONTH_JOINED": (100, _date, "May-1-1999"),
    "model/date_grammar.py _HAN_NUMBER": (100, _date, "一九九九年"),
    "text/languages.py _PLACED": (100, languages.tag, "English (UK) "),
    "text/pages.py _LABELLED_PAIR": (200, pages.volume_and_issue, "Vol. 5, No. 3"),
    "text/titles.py _ABBREVIATION": (
        100,
        lambda text: titles.title(f"{text}.", "title", []),
        "a b.",
    ),
    "text/names/words.py _TAIL": (30, lambda text: words.cut_others(f"{text}s"), "a, others"),
    "text/names/words.py _DEGREES": (200, words.without_titles, "Jane Roe, MD"),
}
"""Pattern -> no more signs than these are looked at; what applies it; a text that it is for."""


SITES = [site for site in patterns.sites() if site.pattern] + _made()
BY_FILE: dict[str, list[Site]] = {}
for _site in SITES:
    if _site.place not in BOUNDED:
        BY_FILE.setdefault(_site.place.partition(" ")[0], []).append(_site)


def test_all_patterns_are_found() -> None:
    made = {site.place for site in patterns.sites() if not site.pattern}
    assert made == set(MADE), "patterns that the audit cannot make out"
    assert len(SITES) > 800
    places = {site.place for site in SITES}
    assert places >= MATCHED.keys() | BOUNDED.keys(), "exceptions for patterns that are gone"


def test_patterns_are_those_of_the_oldest_python() -> None:
    """From 3.11 on a second + is no error: it makes a repeat possessive."""
    new = [
        site.place
        for site in SITES
        if "POSSESSIVE" in (read := repr(parser.parse(site.pattern, site.flags)))
        or "ATOMIC_GROUP" in read
    ]
    assert not new


@pytest.mark.parametrize("file", sorted(BY_FILE))
def test_patterns_take_linear_time(file: str) -> None:
    slow = [
        (site.place, attack)
        for site in BY_FILE[file]
        for attack in attacks.attacks(site.pattern, site.flags)
        if attacks.slow(site.compiled, site.searched and site.place not in MATCHED, attack)
    ]
    assert not slow


@pytest.mark.parametrize("place", BOUNDED)
def test_a_slow_pattern_sees_short_text_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bound, apply, example = BOUNDED[place]
    file, name = place.split()
    module = importlib.import_module("citex." + file.removesuffix(".py").replace("/", "."))
    pattern, lengths = getattr(module, name), []

    class Noting:
        """The pattern, which notes how much of a text it is given."""

        def __getattr__(self, method: str) -> Any:
            def applied(*arguments: Any) -> Any:
                text = arguments[-1] if method in ("sub", "subn") else arguments[0]
                start = arguments[1] if len(arguments) > 1 and method == "search" else 0
                lengths.append(len(text) - start)
                return getattr(pattern, method)(*arguments)

            return applied

    monkeypatch.setattr(module, name, Noting())
    apply(example)
    assert lengths, "the example does not reach the pattern"
    for attack in attacks.attacks(pattern.pattern, pattern.flags):
        for length in (bound, 50 * bound):
            apply(attack.text(length))
            apply(attack.text(length)[:bound])
    assert max(lengths) <= bound
    text = max((one.text(bound)[:bound] for one in attacks.attacks(pattern.pattern, pattern.flags)),
               key=lambda text: attacks.work(pattern, False, text))  # fmt: skip
    assert min(attacks.work(pattern, False, text) for _ in range(3)) < 0.02


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"\s+\Z", True), (r"\s*,", True), (r"\d+x", True), (r"<a[^>]*>", True),
        (r"(?:a+)+b", False), (r"(\w+\s?)*!", False), (r"[ab]*a?[bc]*!", False),
        (r"\w*\d\w*!", False), (r"[ア-ヿ]+(?:・[ア-ヿ]+)*!", False), (r"<i>.*?</i>", True),
    ],
)  # fmt: skip
def test_the_audit_tells_slow_patterns(pattern: str, searched: bool) -> None:
    compiled = re.compile(pattern)
    tried = [*attacks.attacks(pattern, 0)] * 3  # a busy machine may hide one
    assert any(attacks.slow(compiled, searched, one) for one in tried)


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"(?<!\s)\s+\Z", True), (r"(?:(?<!\s)\s+)?,", True), (r"(?<!\d)\d+x", True),
        (r"<a[^<>]*>", True), (r"(?:ab+)+c", False), (r"\s*x", False), (r"[^,]*,[^;]*;", False),
    ],
)  # fmt: skip
def test_the_audit_passes_linear_patterns(pattern: str, searched: bool) -> None:
    compiled = re.compile(pattern)
    found = attacks.attacks(pattern, 0)
    assert found
    assert not any(attacks.slow(compiled, searched, one) for one in found)
