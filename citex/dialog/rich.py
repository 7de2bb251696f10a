"""HTML that is safe to put into a page, from the text of fields."""

from __future__ import annotations

from citex._late import html, regex
from citex.text.richtext.runs import OPENING, rich, runs

_UNSAFE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def text(value: object) -> str:
    """The value as text of an HTML element or attribute.

    >>> text('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(harmless(str(value)))


def harmless(value: str) -> str:
    """The text without what no page may hold: controls, halves of characters."""
    return _UNSAFE.sub("\ufffd", value)


def from_field(value: str) -> str:
    """A text field of a paper (CSL-JSON's rich text) as safe HTML; unpaired tags are text.

    >>> from_field('<i>E. coli</i> at a < b, <script>alert(1)</script>')
    '<i>E. coli</i> at a &lt; b, &lt;script&gt;alert(1)&lt;/script&gt;'
    """
    safe = rich((text(piece), styles) for piece, styles in runs(value))
    return safe.replace(OPENING["sc"], '<span class="citex-sc">')
