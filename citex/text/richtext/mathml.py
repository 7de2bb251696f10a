"""MathML to text with `<sup>` and `<sub>`: what a formula in a title says in one line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from citex._late import html, regex
from citex.text.richtext.elements import raw_text
from citex.text.tex.math import compound, in_tag

if TYPE_CHECKING:
    from lxml import etree

_PREFIX = regex(r"(</?)[A-Za-z]\w*:")
_DECLARATION = regex(r"\sxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')|\s[A-Za-z]\w*:(?=\w+\s*=)")
_BARE_AMP = regex(r"&(?!#?\w{1,31};)")
_NAMED = regex(r"&(?!lt;|gt;|amp;|quot;|apos;)[A-Za-z]\w{1,31};")
_TAGS = regex(r"<[^<>]*>")
_ACCENTS = {
    "¯": "\u0304", "\u203e": "\u0304", "_": "\u0304", "ˉ": "\u0304",
    "^": "\u0302", "ˆ": "\u0302", "\u0302": "\u0302", "~": "\u0303", "˜": "\u0303",
    "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "→": "\u20d7",
    "⃗": "\u20d7", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
_SPACED = frozenset("=<>≤≥≈≠≡∼≃≅→←↔⇒⇔∈∉⊂⊆∪∩±×÷")
_VARIANTS = {
    "italic": ("<i>", "</i>"), "bold": ("<b>", "</b>"), "bold-italic": ("<b><i>", "</i></b>"),
}  # fmt: skip
_UNSEEN = dict.fromkeys(range(0x2061, 0x2065))


def math_text(markup: str) -> str:
    """The text of a `<math>` element; its bare text when it cannot be parsed.

    >>> math_text("<mml:math><mml:msup><mml:mi>R</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>")
    'R<sup>2</sup>'
    >>> math_text("<math><mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo></mrow></mfrac></math>")
    '1/(n+)'
    """
    plain = _PREFIX.sub(r"\1", _DECLARATION.sub("", markup))
    plain = _NAMED.sub(lambda match: html.unescape(match[0]), _BARE_AMP.sub("&amp;", plain))
    from lxml import etree  # it takes a while to load

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(plain, parser)
    except etree.XMLSyntaxError:
        root = None
    text = _TAGS.sub("", plain) if root is None else _text(root)
    return " ".join(text.translate(_UNSEEN).split())


def _text(node: etree._Element) -> str:
    name = node.tag if isinstance(node.tag, str) else ""
    handler = _ELEMENTS.get(name)
    if handler is not None:
        return handler(node)
    return (node.text or "").strip() + "".join(_text(child) for child in node)


def _leaf(node: etree._Element) -> str:
    text = " ".join(raw_text(node).split())
    before, after = _VARIANTS.get(node.get("mathvariant", ""), ("", ""))
    return f"{before}{text}{after}" if text else ""


def _operator(node: etree._Element) -> str:
    text = raw_text(node).strip()
    return f" {text} " if text in _SPACED else text


def _spoken(node: etree._Element) -> str:
    return raw_text(node).replace("\xa0", " ")


def _child(node: etree._Element, place: int) -> str:
    return _text(node[place]).strip() if place < len(node) else ""


def _scripted(node: etree._Element, tags: tuple[str, ...]) -> str:
    """A base with what stands behind it, below and above."""
    scripts = (in_tag(tag, _child(node, place)) for place, tag in enumerate(tags, start=1))
    return _child(node, 0) + "".join(scripts)


def _over(node: etree._Element) -> str:
    base, above = _child(node, 0), _child(node, 1)
    accent = _ACCENTS.get(above)
    return base + (accent if accent and base else in_tag("sup", above))


def _fraction(node: etree._Element) -> str:
    return f"{compound(_child(node, 0))}/{compound(_child(node, 1))}"


def _root(node: etree._Element) -> str:
    inner = "".join(_text(child) for child in node).strip()
    return f"√{compound(inner)}"


def _nth_root(node: etree._Element) -> str:
    return f"{in_tag('sup', _child(node, 1))}√{compound(_child(node, 0))}"


def _fenced(node: etree._Element) -> str:
    separators = node.get("separators", ",")
    inner = f"{separators[:1]} ".join(_text(child).strip() for child in node)
    return f"{node.get('open', '(')}{inner}{node.get('close', ')')}"


def _scripts_around(node: etree._Element) -> str:
    """Multiscripts: base, then its pairs below and above; those after `mprescripts` come first."""
    after: list[str] = []
    before: list[str] = []
    scripts, tag = after, "sub"
    for child in list(node)[1:]:
        if child.tag == "mprescripts":
            scripts, tag = before, "sub"
            continue
        scripts.append(in_tag(tag, _text(child).strip()))
        tag = "sup" if tag == "sub" else "sub"
    return "".join(before) + _child(node, 0) + "".join(after)


def _rows(node: etree._Element) -> str:
    return "; ".join(", ".join(_text(cell).strip() for cell in row) for row in node)


_ELEMENTS: dict[str, Callable[[etree._Element], str]] = {
    "mi": _leaf, "mn": _leaf, "mo": _operator, "mtext": _spoken, "ms": _leaf, "mover": _over,
    **dict.fromkeys(("msub", "munder"), partial(_scripted, tags=("sub",))),
    **dict.fromkeys(("msubsup", "munderover"), partial(_scripted, tags=("sub", "sup"))),
    "msup": partial(_scripted, tags=("sup",)), "mfrac": _fraction, "msqrt": _root,
    "mroot": _nth_root, "mfenced": _fenced, "mmultiscripts": _scripts_around, "mtable": _rows,
    "semantics": partial(_child, place=0), "mspace": lambda node: " ",
    **dict.fromkeys(("annotation", "annotation-xml", "none", "mphantom"), lambda node: ""),
}  # fmt: skip
