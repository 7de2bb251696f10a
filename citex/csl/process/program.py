"""A style compiled for one locale: what runs for each type of work, made when first needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from threading import RLock
from typing import Any
from weakref import WeakSet

import msgspec

from citex.csl import nodes
from citex.csl.compile.frame import Run
from citex.csl.compile.layout import compile_layout
from citex.csl.compile.scope import Hidden, Scope
from citex.csl.compile.sort import SortKey, compile_key
from citex.csl.compile.specialize import Assumptions, Shared, Specializer
from citex.csl.compile.wrap import openers
from citex.csl.copyright_years import prints_era, prints_mark
from citex.csl.locale import Locale
from citex.csl.locale import load as load_locale
from citex.csl.markup import CLOSE
from citex.csl.options import narrative, with_width
from citex.csl.process.bibliography_names import follows_cites
from citex.csl.strings.punctuation import Finish, finisher
from citex.csl.variables import GENERIC, LOCATOR, Work
from citex.model.checked import refuse
from citex.model.kinds import KINDS

CITATION, BIBLIOGRAPHY = "citation", "bibliography"

_MOST_KINDS = 500
"""For how many kinds of works a layout is compiled apart; others get code that asks each of them.
A list of thousands of works has a hundred or two."""
_MOST_KNOWN = 50_000
"""How many combinations of variables are remembered with the code that serves them."""


class Area(msgspec.Struct):
    """One layout of cs:citation or cs:bibliography, with the locale it is written in."""

    layout: nodes.Layout
    languages: frozenset[str]
    locale: Locale
    before: str
    after: str
    opener: str
    closer: str
    finish: Finish
    style: nodes.Style
    aligned: bool  # in a list: an entry is a number in the margin and a text beside it


_programs: WeakSet[Program] = WeakSet()


def _after_fork() -> None:
    """In the new process nobody compiles: a thread that held a lock is not there any more."""
    for program in tuple(_programs):
        program._lock = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


WORKS = "works"
"""The links of which none leads to an entry: identifiers lead to their works."""


class Program:
    """A style for one locale. Compiled piece by piece; what it holds never changes a result."""

    def __init__(
        self, style: nodes.Style, locale: str | None = None, *, links: bool | str = False
    ) -> None:
        if isinstance(links, str) and links not in ("", WORKS):
            raise refuse("links", links, "give True, False or 'works'")
        self.style = style
        self.links: bool = bool(links)
        self.anchors: bool = self.links and links != WORKS  # a cite can lead to its entry
        self.links_cites: bool = self.anchors and style.bibliography is not None
        self._tag = locale
        self.locale: Locale = self._locale(locale or _default_locale(style))
        self.macros: dict[str, nodes.Macro] = style.macros
        assert style.citation is not None
        self.citation: nodes.Citation = style.citation
        self.bibliography: nodes.Bibliography | None = style.bibliography
        self.areas: dict[str, list[Area]] = {
            CITATION: [self._area(layout) for layout in _ordered(style.citation.layouts)],
            BIBLIOGRAPHY: [
                self._area(layout)
                for layout in _ordered(style.bibliography.layouts if style.bibliography else ())
            ],
        }
        self.prints_mark: bool = prints_mark(style)
        self.prints_era: bool = prints_era(style)
        self._counts = {area: len(areas) for area, areas in self.areas.items()}
        self._places: dict[tuple[str, str], int] = {}
        self._own_languages = _own_languages(style.default_locale)
        self._in_words_of_entries = any(
            area.layout.words_of == "entry" for areas in self.areas.values() for area in areas
        )
        self.many_layouts: bool = self._in_words_of_entries or any(
            len(areas) > 1 for areas in self.areas.values()
        )
        elements = list(nodes.walk(*style.macro_list, style.citation, style.bibliography))
        self.prints_year_suffix: bool = any(
            isinstance(node, nodes.Text) and node.variable in ("year-suffix", "citation-label")
            for node in elements
        )
        self.is_numeric: bool = _cites_number(style)
        named = _named(elements)
        self.uses_number: bool = "citation-number" in named
        self.uses_first_note: bool = "first-reference-note-number" in named
        self.uses_position: bool = _asks_position((style, *elements))
        self.groups_cites: bool = self._groups_cites()
        self.has_disambiguate: bool = _has_disambiguate(elements)
        self.list_follows_cites: bool = follows_cites(style)
        self.specializer: Specializer = self._specializer(self.macros)
        self._referenced = {
            area: _all_bits(self.specializer.referenced(layout.layout) for layout in areas)
            for area, areas in self.areas.items()
        }
        self._referenced[CITATION] |= LOCATOR
        self._sorts = {
            area: options.sort.keys if options is not None and options.sort is not None else ()
            for area, options in ((CITATION, self.citation), (BIBLIOGRAPHY, self.bibliography))
        }
        self.counts_down: bool = self._counts_down()
        self._referenced_by_sort = {
            area: _all_bits(map(self.specializer.referenced, keys))
            for area, keys in self._sorts.items()
        }
        self._lock = RLock()
        _programs.add(self)
        self._runs: dict[tuple[str, int, int], Run] = {}
        self._macro_runs: dict[tuple[str, int, int], Run] = {}
        self._keys: dict[tuple[str, int, int, int], SortKey] = {}
        self._codes: dict[tuple[Any, ...], Shared] = {}
        self._scopes: dict[tuple[str, int, bool], Scope] = {}
        self._narrative: Program | None = None

    def _specializer(self, macros: dict[str, nodes.Macro]) -> Specializer:
        """What the style asks of works; in words of many languages, terms have many genders."""
        style = self.style
        locales = {area.locale for areas in self.areas.values() for area in areas}
        by_kind = self._in_words_of_entries or any(map(_has_gendered_kinds, locales))
        given = (style.citation, style.bibliography, style.intext)
        roots = [root for root in given if root is not None]
        return Specializer(macros, [*roots], by_kind=by_kind)

    def _groups_cites(self) -> bool:
        options = self.citation
        collapse = options.collapse
        if self.is_numeric or self.style.class_ == "note":
            return False
        return bool(collapse and collapse != "citation-number") or (
            options.cite_group_delimiter is not None
        )

    def _counts_down(self) -> bool:
        """Whether the list is to be in descending order of its numbers: its last entry is 1.

        The last of its keys that is the number says so, as in citeproc-js.
        """
        directions = [key.sort for key in self._sorts[BIBLIOGRAPHY] if self._is_number(key)]
        return directions[-1:] == ["descending"]

    def _is_number(self, key: nodes.Key) -> bool:
        named = self.macros.get(key.macro or "")
        first = named.children[0] if named is not None and named.children else key
        return getattr(first, "variable", None) == "citation-number"

    def _locale(self, tag: str) -> Locale:
        return load_locale(tag).overlaid(self.style.locales)

    def _area(self, layout: nodes.Layout, language: str = "") -> Area:
        locale = self._locale(layout.locale[0]) if layout.locale else self.locale
        style = self.style
        if language:
            locale = self._locale(language)
            if style.width == "by-language":
                full = language in ("zh", "ja")
                style, layout = with_width(style, full=full), with_width(layout, full=full)
        opener = openers(layout)
        # a work's own words bring their own rule; the layouts of a style share the style's
        inside = (locale if language else self.locale).punctuation_in_quote
        return Area(
            layout=layout,
            languages=frozenset(tag.lower().partition("-")[0] for tag in layout.locale),
            locale=locale,
            before=layout.prefix,
            after=layout.suffix,
            opener=opener,
            closer=CLOSE * len(opener),
            finish=finisher(locale.quotes, inside),
            style=style,
            aligned=bool(style.bibliography and style.bibliography.second_field_align),
        )

    @property
    def narrative(self) -> Program:
        """What names authors in the running text (`options.narrative`)."""
        if self._narrative is None:
            with self._lock:
                style = narrative(self.style)
                self._narrative = self if style is self.style else Program(style, self._tag)
        return self._narrative

    def place(self, area: str, language: str | None) -> int:
        """The layout for works in a language: the first that names it, else the last one.

        The layout that names none is also for the language that the style calls its own.
        """
        tag = language.replace("_", "-").lower() if language else ""
        wanted = "" if self._is_own(area, tag) else tag.partition("-")[0]
        key = (area, wanted)
        place = self._places.get(key)
        if place is None:
            with self._lock:  # a new language gets a layout of its own, once
                place = self._places.get(key)
                if place is None:
                    place = self._places[key] = self._place(area, wanted)
        return place

    def _is_own(self, area: str, tag: str) -> bool:
        last = self.areas[area][-1].layout if self.areas[area] else None
        if last is None or last.locale or self._in_words_of_entries:
            return False
        return "-".join(tag.split("-")[:2]) in self._own_languages

    def _place(self, area: str, language: str) -> int:
        areas = self.areas[area]
        found = self._counts[area] - 1
        if language:
            for index in range(found + 1):
                if language in areas[index].languages:
                    found = index
                    break
            if areas[found].layout.words_of == "entry":
                areas.append(self._area(areas[found].layout, language))
                return len(areas) - 1
        return found

    def run(self, area: str, place: int, work: Work, *, located: bool = False) -> Run:
        """What renders a work, and all that are like it, with one of the area's layouts.

        `located` says that it is for a cite with a locator.
        """
        bits = work.specialization | LOCATOR if located else work.specialization
        key = (area, place, bits & self._referenced[area])
        run = self._runs.get(key)
        if run is None:
            layout = self.areas[area][place].layout
            with self._lock:
                run = self._shared_code(
                    (area, place), work, bits, lambda scope: compile_layout(layout, scope)
                )
                if len(self._runs) >= _MOST_KNOWN:
                    self._runs.clear()
                self._runs[key] = run
        return run

    def macro_run(self, name: str, place: int, work: Work) -> Run:
        """What renders one macro for a cite with a locator (`cx:after`)."""
        bits = work.specialization | LOCATOR
        key = (name, place, bits & self._referenced[CITATION])
        run = self._macro_runs.get(key)
        if run is None:
            layout = nodes.Layout(children=(nodes.Text(macro=name),))
            with self._lock:
                run = self._shared_code(
                    (CITATION, place, name),
                    work,
                    bits,
                    lambda scope: compile_layout(layout, scope),
                )
                self._macro_runs[key] = run
        return run

    def directions(self, area: str) -> list[bool]:
        """For each key of an area's cs:sort, whether it is descending."""
        return [key.sort == "descending" for key in self._sorts[area]]

    def key(self, area: str, place: int, column: int, work: Work) -> SortKey:
        """What one key of an area's cs:sort is for a work, and for all that are like it."""
        asked = (area, place, column, work.specialization & self._referenced_by_sort[area])
        found = self._keys.get(asked)
        if found is None:
            node = self._sorts[area][column]
            locale = self.locale  # one order, whatever the languages of the works
            with self._lock:
                found = self._keys[asked] = self._shared_code(
                    (area, place, column),
                    work,
                    work.specialization,
                    lambda scope: compile_key(node, scope.but(locale=locale)),
                )
        return found

    def _shared_code(
        self, key: tuple[Any, ...], work: Work, bits: int, build: Callable[[Scope], Any]
    ) -> Any:
        """What was compiled for works like this one, or is now; the key has area and place first.

        Compiling shares tables between works, so one thread at a time does it.
        """
        shared = self._codes.get(key)
        if shared is None:
            shared = self._codes[key] = Shared()
        code = shared.find(bits)
        if code is None and shared.count >= _MOST_KINDS:
            bits |= GENERIC  # code for any work of the type
            code = shared.find(bits)
        if code is None:
            known = Assumptions(bits)
            code = build(self._scope(key[0], key[1], work.kind, known))
            shared.keep(known, code)
        return code

    def _page_delimiter(self, area: Area) -> str:
        """What stands between two pages: one for the whole style, as citeproc-js has it, but where
        each entry is in its own language's words.
        """
        if area.layout.words_of == "entry":
            return ""
        delimiter = self.locale.term("page-range-delimiter") or ""
        return "" if delimiter == "-" else delimiter  # a hyphen gives way to the layout's own

    def _scope(self, area: str, place: int, kind: str, known: Assumptions) -> Scope:
        base = self._scopes.get((area, place, known.variables))
        if base is None:
            base = self._scopes[area, place, known.variables] = self._base_scope(area, place, known)
        return base.but(kind=kind, known=known, hidden=Hidden(), around={}, compiled=[])

    def _base_scope(self, area: str, place: int, known: Assumptions) -> Scope:
        """What all scopes of a layout have in common, tables of what is compiled among it."""
        found = self.areas[area][place]
        style = found.style
        options: Any = style.citation if area == CITATION else style.bibliography
        own = style is not self.style
        macros = style.macros if own else self.macros
        return Scope(
            style=style,
            locale=found.locale,
            area=area,
            options=options,
            kind="",
            macros=macros,
            specializer=self._specializer(macros) if own else self.specializer,
            known=known,
            links=self.links and (area == BIBLIOGRAPHY or self.style.bibliography is None),
            page_delimiter=self._page_delimiter(found),
            year_suffix_variable=self.prints_year_suffix,
        )


def _all_bits(bits: Iterable[int]) -> int:
    found = 0
    for one in bits:
        found |= one
    return found


def _has_gendered_kinds(locale: Locale) -> bool:
    return any(locale.gender(kind) for kind in KINDS)


def _ordered(layouts: Sequence[nodes.Layout]) -> list[nodes.Layout]:
    """The layouts with the one for all languages last."""
    return [one for one in layouts if one.locale] + [one for one in layouts if not one.locale]


def _default_locale(style: nodes.Style) -> str:
    """The locale that a style names; else the one English that it has terms of its own for.

    A style that says what "eds" is in en-GB, and nothing for English at large, is for en-GB.
    """
    if style.default_locale:
        return style.default_locale
    tags = {tag for tag, _ in style.locales if tag and tag.partition("-")[0] == "en"}
    return tags.pop() if len(tags) == 1 and "en" not in tags else "en-US"


def _own_languages(default: str | None) -> frozenset[str]:
    """The tags, in small letters, that mean the locale that a style names for itself."""
    if not default:
        return frozenset()
    bare = default.partition("-")[0]
    tags = [default] if load_locale(bare).lang != default else [default, bare]
    return frozenset(tag.lower() for tag in tags)


def _asks_position(elements: Iterable[nodes.Node]) -> bool:
    """Whether a cite may print otherwise for where it stands."""
    return any(
        getattr(node, "position", None)
        or getattr(node, "et_al_subsequent_min", None) is not None
        or getattr(node, "et_al_subsequent_use_first", None) is not None
        for node in elements
    )


def _named(elements: Iterable[nodes.Node]) -> set[str]:
    """The variables that any element of the style names, or a key of its sorting."""
    found: set[str] = set()
    for node in elements:
        variable = getattr(node, "variable", None) or ()
        found.update((variable,) if isinstance(variable, str) else variable)
    return found


def _cites_number(style: nodes.Style) -> bool:
    """Whether citations are numbers."""
    macros = style.macros
    stack: list[Any] = list(style.citation.layouts) if style.citation else []
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if getattr(node, "variable", None) == "citation-number":
            return True
        stack += nodes.called_or_within(node, macros)
    return False


def _has_disambiguate(elements: Iterable[nodes.Node]) -> bool:
    return any(
        isinstance(node, nodes.Condition) and node.disambiguate == "true" for node in elements
    )
