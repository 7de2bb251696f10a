"""Styles from their files: one builder over the fields of `nodes.py`, and all problems at once.

The files are untrusted: no entities, no network, no deep nesting.
"""

from __future__ import annotations

import dataclasses
import difflib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from citex.csl import nodes
from citex.csl.locale import parse_locale
from citex.csl.markup import keep
from citex.errors import Problem, StyleError

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
DEPTH = 120
"""How deep elements may nest."""
EXPANDED = 4_000_000
"""How many calls a macro may lead to; the largest of the installed collection's leads to 90,000."""

_REFERENCE = re.compile(r"&#(?:\d+|[xX][0-9A-Fa-f]+);")
_AFFIXES = frozenset(("prefix", "suffix", "delimiter"))
_TRUTH = {"true": True, "false": False, "1": True, "0": False}
_IGNORED = frozenset(("{http://www.w3.org/XML/1998/namespace}base", "cslid", "id", "custom"))
_SKIPPED = frozenset(("comment", "summary"))
_INFO_TEXTS = {
    "title": "title",
    "title-short": "title_short",
    "id": "id",
    "summary": "summary",
    "updated": "updated",
}


@dataclass(slots=True)
class _Plan:
    """How an element's attributes and children become fields."""

    attributes: dict[str, tuple[str, str, tuple[str, ...]]]  # XML name -> field, kind, values
    children: dict[str, tuple[str, bool]]  # tag -> field, whether many


def _plan(kind: type[nodes.Node]) -> _Plan:
    plan = _PLANS.get(kind)
    if plan is None:
        plan = _PLANS[kind] = _planned(kind)
    return plan


_PLANS: dict[type[nodes.Node], _Plan] = {}


def _planned(kind: type[nodes.Node]) -> _Plan:
    attributes: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    children: dict[str, tuple[str, bool]] = {}
    for field in dataclasses.fields(kind):
        how = field.metadata.get("kind")
        if how in ("child", "children"):
            for tag in field.metadata["tags"]:
                children[tag] = (field.name, how == "children")
        elif how:
            name = field.metadata["name"] or field.name.replace("_", "-")
            attributes[name] = (field.name, how, field.metadata["values"])
    return _Plan(attributes, children)


def _all_kinds(kind: type[nodes.Node]) -> Iterator[type[nodes.Node]]:
    for sub in kind.__subclasses__():
        if sub.tag:
            yield sub
        yield from _all_kinds(sub)


_KINDS: dict[str, type[nodes.Node]] = {kind.tag: kind for kind in _all_kinds(nodes.Node)}
_KINDS["intext"] = nodes.Citation


def read_style(source: bytes, name: str = "") -> nodes.Style:
    """The style that a .csl file holds.

    Raises StyleError with every problem found: what no XML parser takes, unknown elements and
    attributes, values that an attribute cannot have, macros that call themselves. A macro that is
    missing prints nothing, as in citeproc-js; it is noted in the style's `warnings`.
    """
    reader = _Reader(name)
    root = reader.parse(source)
    if root.tag != NAMESPACE + "style":
        found = f"the root element is {_local(root.tag)!r}"
        reader.report(root, found, "a style starts with <style>")
        raise StyleError(name, reader.problems)
    style = reader.build(nodes.Style, root, 0)
    assert isinstance(style, nodes.Style)
    style.name = name
    style.declared = reader.options(root)
    reader.check(style)
    if reader.problems:
        raise StyleError(name or style.title, reader.problems)
    style.warnings = tuple(reader.warnings)
    return style


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else "a comment"


class _Reader:
    """One style on its way from XML to nodes; gathers problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def report(self, where: Any, message: str, hint: str = "") -> None:
        """Note a problem at an element, a node or a line."""
        line = where if isinstance(where, int) else getattr(where, "sourceline", None)
        if line is None:
            line = getattr(where, "line", None)
        text = f"{message}; {hint}" if hint else message
        self.problems.append(Problem(message=text, line=line, source=self.name))

    def parse(self, source: bytes) -> Any:
        """The XML tree's root."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(source, parser)
        except etree.XMLSyntaxError as error:
            self.report(error.lineno or 0, f"not well-formed XML: {error.msg}")
        except ValueError as error:
            self.report(0, f"not XML: {error}")
        raise StyleError(self.name, self.problems)

    def build(self, kind: type[nodes.Node], element: Any, depth: int) -> nodes.Node:
        """The node of one element, its children within."""
        if kind is nodes.Info:
            return self._info(element)
        node = self._bare(kind, element)
        plan = _plan(kind)
        if depth > DEPTH:
            self.report(element, f"nested more than {DEPTH} elements deep")
            return node
        many: dict[str, list[nodes.Node]] = {}
        for sub in element:
            tag = sub.tag
            if not isinstance(tag, str) or not tag.startswith(NAMESPACE):
                continue
            tag = tag[len(NAMESPACE) :]
            place = plan.children.get(tag)
            if place is None:
                if tag == "locale" and isinstance(node, nodes.Style):
                    node.locales = (*node.locales, parse_locale(sub))
                elif tag not in _SKIPPED:
                    self._unknown_child(element, sub, tag, plan)
                continue
            built = self.build(_KINDS[tag], sub, depth + 1)
            if place[1]:
                many.setdefault(place[0], []).append(built)
            else:
                setattr(node, place[0], built)
                if tag == "label" and isinstance(node, nodes.Names):
                    after = (_local(sibling.tag) for sibling in sub.itersiblings())
                    node.label_before_name = "name" in after
        for field, built_nodes in many.items():
            setattr(node, field, tuple(built_nodes))
        return node

    def _bare(self, kind: type[nodes.Node], element: Any) -> nodes.Node:
        node = kind(line=element.sourceline or 0)
        attributes = _plan(kind).attributes
        for name, value in element.attrib.items():
            place = attributes.get(name)
            if place is None:
                if name not in _IGNORED and not name.startswith("{"):
                    self._unknown_attribute(element, name, attributes)
                continue
            field, how, values = place
            self._set(node, element, name, field, how, values, value)
        return node

    def _set(
        self,
        node: nodes.Node,
        element: Any,
        name: str,
        field: str,
        how: str,
        values: tuple[str, ...],
        value: str,
    ) -> None:
        if how == "text":
            if "&#" in value:
                value = unescape(value)  # escaped twice, as some styles are
            if values and value not in values:
                if value:
                    self._bad_value(element, name, value, values)
                return
            if "&#" in value:  # escaped once too often: "&amp;#160;" means a no-break space
                value = _REFERENCE.sub(lambda match: html.unescape(match.group()), value)
            setattr(node, field, keep(value) if field in _AFFIXES else value)
        elif how == "words":
            found = tuple(value.split())
            for word in found:
                if values and word not in values:
                    self._bad_value(element, name, word, values)
            setattr(node, field, found)
        elif how == "flag":
            if value.strip() not in _TRUTH:
                if value:
                    self._bad_value(element, name, value, ("true", "false"))
                return
            setattr(node, field, _TRUTH[value.strip()])
        else:
            try:
                setattr(node, field, int(value))
            except ValueError:
                tag = _local(element.tag)
                self.report(element, f"{name}={value!r} on <{tag}> is no whole number")

    def _bad_value(self, element: Any, name: str, value: str, values: tuple[str, ...]) -> None:
        choices = ", ".join(values)
        self.report(
            element, f"{name}={value!r} on <{_local(element.tag)}>", f"it may be one of: {choices}"
        )

    def _unknown_attribute(self, element: Any, name: str, known: dict[str, Any]) -> None:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "remove it"
        self.report(element, f"<{_local(element.tag)}> has no attribute {name!r}", hint)

    def _unknown_child(self, element: Any, sub: Any, tag: str, plan: _Plan) -> None:
        known = ", ".join(f"<{name}>" for name in plan.children) or "nothing"
        self.report(sub, f"<{tag}> within <{_local(element.tag)}>", f"it may hold: {known}")

    def _info(self, element: Any) -> nodes.Info:
        info = nodes.Info(line=element.sourceline or 0)
        documentation: list[str] = []
        fields: list[str] = []
        for sub in element:
            tag = _local(sub.tag)
            if tag in _INFO_TEXTS:
                if not getattr(info, _INFO_TEXTS[tag]):
                    setattr(info, _INFO_TEXTS[tag], "".join(sub.itertext()).strip())
            elif tag == "link":
                if sub.get("rel") == "independent-parent":
                    info.parent = sub.get("href", "")
                elif sub.get("rel") == "template":
                    info.template = sub.get("href", "")
                elif sub.get("rel") == "documentation":
                    documentation.append(sub.get("href", ""))
            elif tag == "category":
                info.citation_format = sub.get("citation-format") or info.citation_format
                if sub.get("field"):
                    fields.append(sub.get("field"))
        info.documentation, info.fields = tuple(documentation), tuple(fields)
        return info

    def options(self, root: Any) -> tuple[nodes.Option, ...]:
        """The options that a style declares (cx:options); a bad one is a problem."""
        found: list[nodes.Option] = []
        for element in root.iterfind(f"{nodes.OWN}options/{nodes.OWN}option"):
            name, values = element.get("name", ""), tuple(element.get("values", "").split())
            default = element.get("default", "")
            if not name or (values and default not in values and "number" not in values):
                self.report(element, f"the option {name!r} has no default among its values")
            found.append(nodes.Option(name, values, default, element.get("title", "")))
        return tuple(found)

    # -- what spans several elements -----------------------------------------------------------

    def check(self, style: nodes.Style) -> None:
        """What only the whole style shows: layouts, macros that are missing or call themselves."""
        if style.parent or style.extends:
            return
        citation, bibliography = style.citation, style.bibliography
        if citation is None:
            self.report(style, "the style has no <citation>")
        for part in (citation, bibliography):
            if part is not None and not part.layouts:
                self.report(part, f"<{part.tag}> has no <layout>")
        macros = style.macros
        calls = {name: list(_calls(macro)) for name, macro in macros.items()}
        for start in (citation, bibliography, style.intext):
            if start is not None:
                self._check_calls(list(_calls(start)), calls)
        for called in calls.values():
            self._check_calls(called, calls)
        self._check_loops(macros, calls)

    def _check_calls(self, called: list[tuple[str, int]], known: dict[str, Any]) -> None:
        for name, line in called:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                problem = Problem(
                    message=f"no macro {name!r}: it prints nothing{hint}",
                    line=line,
                    source=self.name,
                    level="warning",
                )
                if problem not in self.warnings:
                    self.warnings.append(problem)

    def _check_loops(
        self, macros: dict[str, nodes.Macro], calls: dict[str, list[tuple[str, int]]]
    ) -> None:
        done: set[str] = set()
        sizes: dict[str, int] = {}
        for start in macros:
            path: list[tuple[str, Iterator[tuple[str, int]]]] = []
            active: set[str] = set()
            if start in done:
                continue
            path.append((start, iter(calls[start])))
            active.add(start)
            while path:
                name, rest = path[-1]
                for called, line in rest:
                    if called in active:
                        self.report(line, f"macro {called!r} calls itself")
                    elif called in calls and called not in done:
                        active.add(called)
                        path.append((called, iter(calls[called])))
                        break
                else:
                    path.pop()
                    active.discard(name)
                    done.add(name)
                    sizes[name] = 1 + sum(sizes.get(called, 1) for called, _ in calls[name])
                    if sizes[name] > EXPANDED:
                        self.report(macros[name], f"macro {name!r} calls others millions of times")
                        sizes[name] = 1


def _calls(node: nodes.Node) -> Iterator[tuple[str, int]]:
    """The macros that are called within a node, with the line of each call."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (nodes.Text, nodes.Key)) and current.macro:
            yield current.macro, current.line
        for field in dict.fromkeys(place[0] for place in _plan(type(current)).children.values()):
            value = getattr(current, field)
            if isinstance(value, tuple):
                stack.extend(value)
            elif value is not None:
                stack.append(value)
