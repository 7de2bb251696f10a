"""The names of a list beside those of its cites: the list shows what the cites show, or more.

Where a style adds names, or given names by the rule "by-cite", to tell cites apart, citeproc-js
has the list follow the cites in it: who reads "Smith, Wu, and Li" or "J. Smith" in the text finds
that in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from citex.csl import nodes
from citex.csl.compile.name import FULL, INITIALS, SHORT

_MOST = 10_000
"""More names than any list has."""


class _Shows(NamedTuple):
    """What a cs:name shows of a list of names."""

    level: int
    least: int
    first: int

    def count(self, total: int) -> int:
        """How many of `total` names."""
        return min(self.first, total) if self.least and total >= self.least else total


def follows_cites(style: nodes.Style) -> bool:
    """Whether the names that lead an entry might otherwise show less than those of its cite."""
    citation, bibliography = style.citation, style.bibliography
    if citation is None or bibliography is None:
        return False
    cites, listed = _leading(style, citation), _leading(style, bibliography)
    by_cite = (citation.givenname_disambiguation_rule or "by-cite") == "by-cite"
    if (
        citation.disambiguate_add_givenname
        and by_cite
        and any(one.level > other.level for one in cites for other in listed)
    ):
        return True
    totals = {shows.least for shows in listed} | {_MOST}
    return bool(citation.disambiguate_add_names) and any(
        one.count(total) > other.count(total)
        for one in cites
        for other in listed
        for total in totals
    )


def _leading(style: nodes.Style, area: nodes.Citation | nodes.Bibliography) -> set[_Shows]:
    """What the first names of each layout show."""
    return {
        _shows(names.name, area, style)
        for layout in area.layouts
        for names in [_first_names(layout, style.macros, set())]
        if names is not None
    }


def _shows(
    name: nodes.NameNode | None, area: nodes.Citation | nodes.Bibliography, style: nodes.Style
) -> _Shows:
    def option(own: str, inherited: str = "") -> Any:
        values = [getattr(name, own, None)]
        values += [getattr(node, inherited or own) for node in (area, style)]
        return next((value for value in values if value is not None), None)

    short = (option("form", "name_form") or "long") != "long"
    level = SHORT if short else FULL if option("initialize_with") is None else INITIALS
    first = option("et_al_use_first")
    return _Shows(level, 0 if first is None else option("et_al_min") or 0, first or 1)


def _first_names(
    node: Any, macros: Mapping[str, nodes.Macro], seen: set[str]
) -> nodes.Names | None:
    """The first cs:names within an element, in the order of the style."""
    if isinstance(node, nodes.Names):
        return node
    if isinstance(node, nodes.Text):
        if node.macro is None or node.macro not in macros or node.macro in seen:
            return None
        seen.add(node.macro)
        return _first_names(macros[node.macro], macros, seen)
    for field in ("children", "branches"):
        for child in getattr(node, field, ()):
            found = _first_names(child, macros, seen)
            if found is not None:
                return found
    return None
