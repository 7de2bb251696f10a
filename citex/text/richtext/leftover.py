"""What a text still holds of the markup it came in: entities, tags, TeX."""

from __future__ import annotations

from citex._late import regex
from citex.text.richtext.markup import ENTITY, characters, is_known_tag

_LOOK = regex(r"[&<\\$`{]")
_TAG = regex(r"</?([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[")
_KEPT = frozenset(("i", "b", "sup", "sub", "span"))
_TEX = regex(
    r"\\(?:[A-Za-z]{2,}|[\"'`^~=.][A-Za-z{\\]|[ckuvHbdr]\{|[&%$#_{}])"
    r"|\$[^$]{0,200}[\\^_][^$]{0,200}\$|\$[A-Za-z]\$"
    r"|[A-Za-z)\]][_^]\{[^{}]{1,40}\}|\{[A-Z][^{}\s]*\}|``(?=\S)"
)


def left_over_markup(text: str) -> tuple[str, str] | None:
    """The first piece of markup that was never resolved, and its kind; None in clean text.

    CSL's own tags are no left-overs; neither is what only looks like a tag ("if a<b").

    >>> left_over_markup("Growth &amp; Form"), left_over_markup("On <jats:italic>Zea</jats:italic>")
    (('entity', '&amp;'), ('tag', '<jats:italic>'))
    >>> left_over_markup("The {DNA} of"), left_over_markup("On $\\\\alpha$ rays")
    (('TeX', '{DNA}'), ('TeX', '$\\\\alpha$'))
    >>> left_over_markup("AT&T: <i>Zea</i> for $5 and $6 {so}"), left_over_markup("if a<b and c>d")
    (None, None)
    """
    if _LOOK.search(text) is None:
        return None
    for match in ENTITY.finditer(text):
        if characters(match[0]) != match[0]:
            return "entity", match[0]
    for match in _TAG.finditer(text):
        name = match[1]
        if name is None or (name.lower() not in _KEPT and is_known_tag(match[0])):
            return "tag", match[0]
    tex = _TEX.search(text)
    return ("TeX", tex[0]) if tex else None
