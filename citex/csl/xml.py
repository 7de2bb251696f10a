"""Styles from their files: one builder over the fields of `nodes.py`, and all problems at once.

The files are untrusted: no entities, no network, and nothing beyond `limits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from citex import stylebook
from citex._late import difflib, html, regex
from citex.csl import limits, nodes
from citex.csl.limits import Extent
from citex.csl.locale import parse_locale
from citex.csl.markup import keep
from citex.errors import Problem, StyleError
from citex.prepared import prepared

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_HINTS = 20
"""For so many macros that are missing the nearest name is looked for."""

_SHORT = 100
"""Attributes of so few characters are not looked at more closely, if they are ASCII."""
_NONCHARACTER = regex(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
"""What no text may hold (The Unicode Standard, 23.7); markup within the processor is made of it."""

_REFERENCE = regex(r"&#(?:\d+|[xX][0-9A-Fa-f]+);")
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


class _Plan(NamedTuple):
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
    for name, field in kind.FIELDS.items():
        if field.kind in ("child", "children"):
            for tag in field.tags:
                children[tag] = (name, field.kind == "children")
        elif field.kind:
            attributes[field.name or name.replace("_", "-")] = (name, field.kind, field.values)
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

    Raises StyleError with every problem found: what no XML parser takes, unknown elements, values
    that an attribute cannot have, macros that call themselves, more than `limits` allow. A macro
    that is missing prints nothing, as in citeproc-js, and an attribute that is unknown says
    nothing; both are noted in the style's `warnings`.
    """
    key = name.encode("utf-8", "surrogatepass") + b"\0" + source
    by = (__file__, nodes.__file__)
    return prepared("style", key, lambda: _read(source, name), by=by)


def _read(source: bytes, name: str) -> nodes.Style:
    reader = _Reader(name)
    root = reader.parse(source)
    if root.tag != NAMESPACE + "style":
        found = f"the root element is {_local(root.tag)!r}"
        hint = "a style starts with <style>"
        if root.tag == "style":
            found, hint = (
                "the root element has no namespace",
                f'write <style xmlns="{NAMESPACE[1:-1]}"',
            )
        reader.report(root, found, hint)
        raise StyleError(name, reader.problems)
    style = reader.build(nodes.Style, root, 0)
    assert isinstance(style, nodes.Style)
    style.name = name
    style.declared = reader.options(root)
    if style.parent or style.extends:
        reader.settle(style)
        return style
    return _checked(style, reader)


def check_whole(style: nodes.Style) -> nodes.Style:
    """The style, put together from others: what only the whole of it shows is checked again."""
    return _checked(style, _Reader(style.name))


def _checked(style: nodes.Style, reader: _Reader) -> nodes.Style:
    reader.check(style)
    reader.settle(style)
    return style


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else "a comment"


class _Reader:
    """One style on its way from XML to nodes; gathers problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.warnings: dict[tuple[str, int], Problem] = {}
        self.count = 0

    def report(self, where: Any, message: str, hint: str = "") -> None:
        """Note a problem at an element, a node or a line."""
        line = where if isinstance(where, int) else getattr(where, "sourceline", None)
        if line is None:
            line = getattr(where, "line", None)
        text = f"{message}; {hint}" if hint else message
        self.problems.append(Problem(message=text, line=line, source=self.name))
        if len(self.problems) >= limits.PROBLEMS:
            raise StyleError(self.name, self.problems)

    def warn(self, place: tuple[str, int], message: str) -> None:
        """Note what does not stop the style, once for a name and a line."""
        problem = Problem(message=message, line=place[1], source=self.name, level="warning")
        self.warnings.setdefault(place, problem)

    def settle(self, style: nodes.Style) -> None:
        """Raise the problems, if there are any; the warnings are the style's."""
        if self.problems:
            raise StyleError(self.name or style.title, self.problems)
        style.warnings = tuple(self.warnings.values())

    def parse(self, source: bytes) -> Any:
        """The XML tree's root."""
        if len(source) > stylebook.LIMIT:
            self.report(0, f"is larger than {stylebook.LIMIT // 1_000_000} MB, as no style is")
            raise StyleError(self.name, self.problems)
        from lxml import etree  # it takes a while to load

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
        self.count += 1
        if self.count > limits.ELEMENTS:
            self.report(element, f"the style has more than {limits.ELEMENTS:,} elements")
            raise StyleError(self.name, self.problems)
        plan = _plan(kind)
        node = self._bare(kind, element, plan)
        if not len(element):
            return node
        if depth > limits.DEPTH:
            self.report(element, f"nested more than {limits.DEPTH} elements deep")
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
                    self._locale(node, sub)
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

    def _bare(self, kind: type[nodes.Node], element: Any, plan: _Plan) -> nodes.Node:
        node = kind(line=element.sourceline or 0)
        attributes = plan.attributes
        for name, value in element.attrib.items():
            place = attributes.get(name)
            if place is None:
                if name not in _IGNORED and not name.startswith("{"):
                    self._unknown_attribute(element, name, attributes)
                continue
            if len(value) > _SHORT or not value.isascii():
                self._look(element, name, value)
            field, how, values = place
            self._set(node, element, name, field, how, values, value)
        return node

    def _look(self, element: Any, name: str, text: str) -> None:
        """Report the text of an attribute or term that no style may have."""
        if len(text) > limits.TEXT:
            self.report(element, f"{name} has more than {limits.TEXT:,} characters")
        elif (found := _NONCHARACTER.search(text)) is not None:
            self.report(element, f"{name} holds U+{ord(found[0]):04X}, which is no character")

    def _locale(self, style: nodes.Style, element: Any) -> None:
        """A cs:locale, whose texts print as those of the style do."""
        if len(style.locales) >= limits.LAYOUTS:
            self.report(element, f"more than {limits.LAYOUTS} locales")
            return
        for inner in element.iter("*"):
            self.count += 1
            for name, value in (*inner.items(), ("the text", inner.text or "")):
                if len(value) > _SHORT or not value.isascii():
                    self._look(inner, name, value)
        if self.count > limits.ELEMENTS:
            self.report(element, f"the style has more than {limits.ELEMENTS:,} elements")
            raise StyleError(self.name, self.problems)
        style.locales = (*style.locales, parse_locale(element))

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
                value = html.unescape(value)  # escaped twice, as some styles are
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
            tag = _local(element.tag)
            try:
                setattr(node, field, int(value))
            except ValueError:
                self.report(element, f"{name}={value[:80]!r} on <{tag}> is no whole number")
                return
            if abs(getattr(node, field)) > limits.NUMBER:
                self.report(element, f"{name} on <{tag}> is more than {limits.NUMBER:,}")

    def _bad_value(self, element: Any, name: str, value: str, values: tuple[str, ...]) -> None:
        choices = ", ".join(values)
        self.report(
            element,
            f"{name}={value[:80]!r} on <{_local(element.tag)}>",
            f"it may be one of: {choices}",
        )

    def _unknown_attribute(self, element: Any, name: str, known: dict[str, Any]) -> None:
        if len(self.warnings) >= limits.PROBLEMS:
            return
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "remove it"
        message = f"<{_local(element.tag)}> has no attribute {name!r}: it is ignored; {hint}"
        self.warn((name, element.sourceline or 0), message)

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
        """What only the whole style shows: layouts, missing macros, loops, and how much may run."""
        citation, bibliography = style.citation, style.bibliography
        if citation is None:
            self.report(style, "the style has no <citation>")
        macros = style.macros
        calls = {name: list(_calls(macro)) for name, macro in macros.items()}
        for called in calls.values():
            self._check_calls(called, calls)
        extents: dict[str, Extent] = {}
        term = _longest_term(style)
        for name in self._callees_first(macros, calls):
            extents[name] = self._measured(macros[name], extents, term)
        for part in (citation, bibliography, style.intext):
            if part is None:
                continue
            if part is not style.intext and not part.layouts:
                self.report(part, f"<{part.tag}> has no <layout>")
            keys = part.sort.keys if part.sort is not None else ()
            if len(part.layouts) > limits.LAYOUTS or len(keys) > limits.KEYS:
                most = f"{limits.LAYOUTS} layouts or {limits.KEYS} sort keys"
                self.report(part, f"<{part.tag}> has more than {most}")
            self._check_calls(list(_calls(part)), calls)
            for layout in part.layouts:
                self._measured(layout, extents, term)

    def _measured(self, node: nodes.Node, macros: Mapping[str, Extent], term: int) -> Extent:
        """The extent of a macro or layout; too much of it is a problem."""
        found = limits.extent(node, macros, term)
        too_much = limits.excess(found)
        if not too_much:
            return found
        name = f"macro {node.name!r}" if isinstance(node, nodes.Macro) else f"<{node.tag}>"
        self.report(node, f"{name} {too_much}")
        return Extent()

    def _check_calls(self, called: list[tuple[str, int]], known: Mapping[str, Any]) -> None:
        for name, line in called:
            if name not in known and (name, line) not in self.warnings:
                close = []
                if len(self.warnings) < _HINTS:
                    close = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                self.warn((name, line), f"no macro {name!r}: it prints nothing{hint}")

    def _callees_first(
        self, macros: Mapping[str, nodes.Macro], calls: Mapping[str, list[tuple[str, int]]]
    ) -> Iterator[str]:
        """The macros, each behind those that it calls; one that calls itself is a problem."""
        done: set[str] = set()
        for start in macros:
            if start in done:
                continue
            path = [(start, iter(calls[start]))]
            active = {start}
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
                    yield name


def _longest_term(style: nodes.Style) -> int:
    """The characters of the longest term of a style's own."""
    terms = [term for _, layer in style.locales for term in layer.terms.values()]
    return max((max(len(term.single), len(term.multiple)) for term in terms), default=0)


def _calls(node: nodes.Node) -> Iterator[tuple[str, int]]:
    """The macros that are called within a node, with the line of each call."""
    for inner in nodes.walk(node):
        if isinstance(inner, (nodes.Text, nodes.Key)) and inner.macro:
            yield inner.macro, inner.line
