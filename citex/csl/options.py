"""What a style declares in citex's own namespace, decided before it is compiled: its options.

`configure` gives the style as its options make it: elements whose `cx:when` does not hold are gone,
`{option}` in attributes of the namespace is filled in, the marks have their width. A style without
such attributes comes back as it is. See docs/csl-extensions.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_not
from typing import Any, TypeVar

from citex._late import regex
from citex.csl import nodes
from citex.csl.strings.width import widen_marks
from citex.errors import Problem, StyleError, UnknownOption

T = TypeVar("T", bound=nodes.Node)

_PLACE = regex(r"\{([\w-]+)\}")
_MARKED = ("prefix", "suffix", "delimiter", "name_delimiter", "names_delimiter")
_AFFIXES = (*_MARKED, "suffix_separator", "cite_group_delimiter", "after_collapse_delimiter")


def configure(style: nodes.Style, options: Mapping[str, Any]) -> nodes.Style:
    """The style as these options make it; what is not given has the style's default.

    Raises UnknownOption for an option that the style does not declare, or a value that the option
    does not take; the message lists the choices.
    """
    values = settle(style, options)
    if not style.declared:
        return style
    configured = _resolved(style, values)
    citation = configured.citation
    if configured.width in ("half", "mixed"):
        configured = with_width(configured, full=configured.width == "mixed")
    if citation is not None and citation.width in ("half", "mixed"):
        citation = with_width(citation, full=citation.width == "mixed")
        configured = nodes.replace(configured, citation=citation)
    return configured


def settle(style: nodes.Style, options: Mapping[str, Any]) -> dict[str, str]:
    """The value of every option that the style declares."""
    declared = {option.name: option for option in style.declared}
    values = {option.name: option.default for option in style.declared}
    for name, value in options.items():
        option = declared.get(name.replace("_", "-")) or declared.get(name)
        if option is None:
            hint = "" if declared else f"the style {style.name or style.title!r} has no options"
            raise UnknownOption(name, declared, hint=hint)
        text = _text(value)
        if text not in option.values and not ("number" in option.values and text.isdecimal()):
            raise UnknownOption(
                f"{option.name}={text}", [f"{option.name}={choice}" for choice in option.values]
            )
        values[option.name] = text
    return values


def with_width(node: T, *, full: bool) -> T:
    """A style, or part of one, with its own marks full-width, or as they are."""
    return _mapped(node, _widened if full else _same_width)


def narrative(style: nodes.Style) -> nodes.Style:
    """The style for names in the running text: its cs:intext in place of cs:citation.

    Without one, its citations with "and" where they have "&", which stands in brackets and lists
    (APA 8.17); the same style, if there is nothing to change.
    """
    if style.intext is not None and style.intext.layouts:
        return nodes.replace(style, citation=style.intext)
    return _mapped(style, _in_words)


def _in_words(node: T) -> T:
    if isinstance(node, nodes.NameOptions) and node.and_ == "symbol":
        return nodes.replace(node, and_="text")
    return node


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _resolved(style: nodes.Style, values: Mapping[str, str]) -> nodes.Style:
    def resolve(node: T) -> T | None:
        if node.when is not None and not holds(node.when, values):
            return None
        changes: dict[str, Any] = {
            field: _PLACE.sub(lambda match: values.get(match[1], match[0]), text)
            for field in _own_fields(node)
            if isinstance(text := getattr(node, field), str) and "{" in text
        }
        node = nodes.replace(node, **changes) if changes else node
        if node.vary is not None:
            node = _varied(node, node.vary, values)
        if isinstance(node, nodes.NameOptions) and (node.et_al or node.named):
            _limit_names(node)
        return node

    return _mapped(style, resolve)


def _varied(node: T, clauses: str, values: Mapping[str, str]) -> T:
    """The element with the attributes that the options' values give it (`cx:vary`)."""
    known = {
        field.name or name.rstrip("_").replace("_", "-"): (name, field.kind)
        for name, field in node.FIELDS.items()
    }
    changes: dict[str, Any] = {}
    for clause in filter(None, map(str.strip, clauses.split(";"))):
        match = _VARIED.fullmatch(clause)
        attribute = known.get(match[2].replace("cx:", nodes.OWN)) if match else None
        read = _READ.get(attribute[1] or "") if attribute else None
        if match is None or attribute is None or read is None:
            problem = Problem(message=f"{clause!r} varies no attribute", line=node.line)
            raise StyleError("", [problem])
        if holds(match[1], values):
            changes[attribute[0]] = read(match[3])
    return nodes.replace(node, **changes) if changes else node


_VARIED = regex(r"([\w-]+=[\w|-]+): ([a-z:-]+)='([^']*)'")
_READ: dict[str, Callable[[str], Any]] = {
    "text": str, "flag": lambda text: text == "true", "number": int,
}  # fmt: skip
"""Kind of attribute -> how its text is read."""


def holds(condition: str, values: Mapping[str, str]) -> bool:
    """Whether `name=value|value; name!=value` holds of the options.

    >>> holds("url=true; doi=auto|always", {"url": "true", "doi": "never"})
    False
    """
    for clause in filter(None, (part.strip() for part in condition.split(";"))):
        name, _, choices = clause.partition("=")
        negated = name.endswith("!")
        found = values.get(name.rstrip("!").strip()) in [c.strip() for c in choices.split("|")]
        if found is negated:
            return False
    return True


def _limit_names(node: nodes.NameOptions) -> None:
    """`cx:et-al="n"`: n names, then et al.; "all" names them all. `cx:named="n"`: n name all."""
    if node.named and node.named.isdecimal():
        node.et_al_min = int(node.named) + 1
    if node.et_al == "all":
        node.et_al_min = node.et_al_use_first = None
    elif node.et_al and node.et_al.isdecimal():
        node.et_al_min, node.et_al_use_first = int(node.et_al) + 1, int(node.et_al)


def _widened(node: T) -> T:
    changes: dict[str, Any] = {}
    for field in _AFFIXES:
        mark = getattr(node, field, None)
        if mark and (wide := widen_marks(mark)) != mark:
            changes[field] = wide
    if isinstance(node, (nodes.Text, nodes.Date)) and node.width:
        changes["width"] = "full" if node.width == "value" else "full-marks"
    return nodes.replace(node, **changes) if changes else node


def _same_width(node: T) -> T:
    if isinstance(node, (nodes.Text, nodes.Date)) and node.width:
        return nodes.replace(node, width="half")
    return node


def _mapped(node: T, change: Callable[[Any], Any]) -> T:
    """The tree with every node changed, from the root down; a node changed to None is gone."""
    root: T = change(node)
    return _within(root, change)


def _within(node: T, change: Callable[[Any], Any]) -> T:
    """An element with everything in it changed."""
    changes: dict[str, Any] = {}
    for field in nodes.child_fields(node.__class__):
        value = getattr(node, field)
        if value.__class__ is tuple:
            changed = [new for child in value if (new := change(child)) is not None]
            kept = [_within(new, change) for new in changed]
            if len(kept) != len(value) or any(map(is_not, kept, value)):
                changes[field] = tuple(kept)
        elif value is not None:
            new = change(value)
            new = None if new is None else _within(new, change)
            if new is not value:
                changes[field] = new
    return nodes.replace(node, **changes) if changes else node


def _own_fields(node: nodes.Node) -> list[str]:
    """The fields of an element that were given and hold attributes of our namespace."""
    fields = node.FIELDS
    return [
        name for name in vars(node) if name in fields and fields[name].name.startswith(nodes.OWN)
    ]
