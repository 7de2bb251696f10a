"""Rich text: TeX, HTML, JATS and entities, escaped once or twice, to the markup that CSL knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from citex._late import entities, html, regex
from citex.model import Remark
from citex.model.remarks import add_remark, short
from citex.text.richtext.elements import Element, raw_text
from citex.text.richtext.mathml import math_text
from citex.text.richtext.misread import looks_misread
from citex.text.richtext.runs import CLOSING, OPENING, plain
from citex.text.scripts import beyond_ascii
from citex.text.tables import words
from citex.text.tex.math import formula
from citex.text.tex.prose import prose

_INLINE = {
    tag: name for name in ("i", "b", "sup", "sub", "sc") for tag in words(f"elements of {name}")
}
_BLOCKS = frozenset(words("block elements"))
_TRANSPARENT = frozenset(words("other elements"))
_DROPPED = ("script", "style", "tex-math", "tex", "annotation", "annotation-xml")
_KNOWN = frozenset((*_INLINE, *_BLOCKS, *_TRANSPARENT, *_DROPPED))
_ATTRIBUTES = r"""(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))*"""
# A tag is one of a known name or in a known name space, with well-formed attributes:
# in "a<b and c>d" there is none.
_TAG = regex(
    r"<(?P<close>/)?(?:(?P<space>jats|xhtml|html|h|m|mml|oasis|ali|ns\d):)?"
    rf"(?P<name>[A-Za-z][\w:.-]*)(?P<rest>{_ATTRIBUTES})\s*/?>",
    re.IGNORECASE,
)
_NAMED = r"<(?:[A-Za-z]\w*:)?{0}\b[^<>]*>", r"</(?:[A-Za-z]\w*:)?{0}\s*>"


def _pair(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens and what closes an element of this name, in any name space."""
    opener, closer = (regex(pattern.format(name), re.IGNORECASE) for pattern in _NAMED)
    return opener, closer


_MATH, _TEX, _ONE_OF = _pair("math"), _pair("(?:tex-math|tex)"), _pair("alternatives")
_FORMULA = regex(r"<tex\b")
_CDATA = regex(r"<!\[CDATA\["), regex(r"\]\]>")
_GONE = (
    (regex("<!--"), regex("-->")),
    (regex(r"<\?[A-Za-z]"), regex(r"\?>")),
    *(_pair(name) for name in ("script", "style", "(?:tex-math|tex)", "annotation(?:-xml)?")),
)
_GOING = regex(r"<!--|<\?|<(?:[A-Za-z]\w*:)?(?:script|style|tex-math|tex\b|annotation)", re.I)
_ESCAPED, _RAW_OPEN, _RAW_CLOSE = 3, "\ue0f0", "\ue0f1"
ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ODD = regex(
    r"[<&$\\\x00-\x1f\x7f-\xa0\xad\u200b\u2028\u2029\u2060\ufeff\ue0f0\ue0f1\ufb00-\ufb06]"
    r"|  |\A\s|\s\Z"
)
_INVISIBLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]")
_LETTERS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    ord(_RAW_OPEN): None, ord(_RAW_CLOSE): None,
}  # fmt: skip
"""The ligatures of typesetters ("ﬁ") as letters, and our own marks as nothing."""
_LETTER = regex("[" + "".join(map(chr, _LETTERS)) + "]")
_LIGATURE = regex("[\ufb00-\ufb06]")
_BLANKS = "\t\r\n\x85\xa0\u2028\u2029"
_STUCK_AFTER = ("<sub>", "<sup>", ".", ",", ";", ":", "!", "?", ")", "]", "’", "/")
_STUCK_BEFORE = ("(", "[", "‘", "/")
_EMPTY = regex(r"<(i|b|sup|sub)>(\s*)</\1>|<span [^<>]*>(\s*)</span>")
_JOINT = regex(r"</(i|b|sup|sub)>(\s*)<\1>")
_LEADING = regex(r"(<(i|b|sup|sub)>)(\s+)(?=[^<\s][^<]*</\2>|</\2>)")
_TRAILING = regex(r"(<(?:i|b|sup|sub)>(?:[^<]*[^<\s])?)(\s+)(</(?:i|b|sup|sub)>)([,;:.]?)")
_UNTIDY = regex(r">\s*<|\s</|<(?:i|b|sup|sub)>\s")
_STYLE = regex(r"font-style\s*:\s*italic|font-weight\s*:\s*bold|small-caps|nocase")
_STYLES = {"small-caps": "sc", "nocase": "nocase"}
_DEEP = 40


def is_known_tag(text: str) -> bool:
    """Whether a text begins with a tag that `rich_text` would take for one.

    >>> is_known_tag("<jats:p>"), is_known_tag("<br/>"), is_known_tag("<foo>")
    (True, True, False)
    """
    match = _TAG.match(text)
    return match is not None and (match["space"] is not None or match["name"].lower() in _KNOWN)


def rich_text(value: object, variable: str = "", remarks: list[Remark] | None = None) -> str | None:
    """A value as CSL rich text on one line, or None when it holds no text.

    Tags of HTML and JATS become `<i> <b> <sup> <sub>` or go; block elements become spaces;
    MathML becomes text; entities are resolved however often they were escaped. What is no tag
    stays as literal text. A change beyond white space is noted in `remarks`.

    >>> rich_text("m&lt;sup&gt;6&lt;/sup&gt;A &amp;amp; <jats:italic>Zea mays</jats:italic>")
    'm<sup>6</sup>A & <i>Zea mays</i>'
    >>> rich_text("<p>if a<b and c>d, p &lt; 0.05</p><p>Then</p>")
    'if a<b and c>d, p < 0.05 Then'
    """
    if not isinstance(value, str):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        return None
    if _is_plain(value):
        return value or None
    tex = prose(value)
    if tex != value and remarks is not None:
        add_remark(remarks, "repaired", variable, "TeX was resolved", short(value))
    text = cleaned(tex)
    if remarks is not None and text != " ".join(tex.split()):
        message = "markup or entities of the source were resolved"
        add_remark(remarks, "repaired", variable, message, short(value))
    return text or None


def _is_plain(text: str) -> bool:
    """Whether there is nothing in a text to resolve; the pattern is for those in doubt."""
    if text.isprintable():  # of blanks, only the space is
        return (text.isascii() or _LIGATURE.search(beyond_ascii(text)) is None) and not (
            "<" in text
            or "&" in text
            or "$" in text
            or "\\" in text
            or "  " in text
            or text[:1] == " "
            or text[-1:] == " "
        )
    return _ODD.search(text) is None


def plain_text(value: object) -> str | None:
    """A value as text without any markup, on one line, or None when it holds no text.

    >>> plain_text("Allergy &amp; Immunology"), plain_text(""), plain_text(12)
    ('Allergy & Immunology', None, '12')
    """
    if value is None:
        return None
    if isinstance(value, str) and value.isascii() and value.isalnum():
        return value
    text = rich_text(value)
    return plain(text).strip() or None if text else None


def cleaned(text: str, *, paired: bool = False) -> str:
    """The rich text that a text with markup and entities stands for, on one line.

    `paired`: a tag without its partner is no tag, even where it is not escaped.
    """
    if not text.replace("\n", "").isprintable() and looks_misread(text) is None:
        text = _INVISIBLE.sub("", text)
    if not text.isascii() and _LETTER.search(beyond_ascii(text)):
        text = text.translate(_LETTERS)
    if "<" in text or "&" in text:
        if "&amp" in text:
            text = _LOOSE.sub("&amp;", text)
        text = _tagged(text, paired)
    if "\n" in text:
        text = _one_line(text)
    text = _single_spaced(text)
    return _tidied(text) if "<" in text else text


def _one_line(text: str) -> str:
    """The lines joined by spaces; by none before "<sub>" or a stop, where the file has a break."""
    joined = ""
    for line in text.split("\n"):
        line = line.strip(" \t\r")
        stuck = line.startswith(_STUCK_AFTER) or joined.endswith(_STUCK_BEFORE)
        if stuck and _ISOTOPE.match(line) and _WORD_END.search(joined, max(0, len(joined) - 9)):
            stuck = False
        stuck = stuck or (line[:1] == "-" and joined.endswith(("</sub>", "</sup>")))
        stuck = stuck or (joined.endswith(_RAISED_END)
                          and _FORMULA_END.search(joined, max(0, len(joined) - 20)) is not None
                          and _ELEMENT.match(line) is not None)  # fmt: skip
        stuck = stuck and not joined.endswith(("<", "</"))  # no tag comes of literal text
        joined += line if stuck or not joined else f" {line}"
    return joined


def _single_spaced(text: str) -> str:
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def _tagged(text: str, paired: bool) -> str:
    """Tags marked where they stood as such; then entities resolved, level by level."""
    if "<![" in text:
        text = replaced(text, *_CDATA, lambda whole: whole[9:-3])
    text = _marked(text, escaped=paired)
    for _ in range(_ESCAPED if "&" in text else 0):
        resolved = ENTITY.sub(_character, text)
        if resolved == text:
            break
        text = _marked(resolved, escaped=True)
    return _rendered(_pieces(text))


def replaced(
    text: str, opener: re.Pattern[str], closer: re.Pattern[str], write: Callable[[str], str]
) -> str:
    """The text with each stretch from an opener to the next closer as `write` gives it.

    In time that grows with the text's length only: without a closer ahead, no opener counts.
    """
    pieces: list[str] = []
    position = 0
    while (start := opener.search(text, position)) and (end := closer.search(text, start.end())):
        pieces += (text[position : start.start()], write(text[start.start() : end.end()]))
        position = end.end()
    return "".join((*pieces, text[position:])) if pieces else text


def characters(text: str) -> str:
    """A text with HTML's entities as their characters, for lists that semicolons part.

    >>> characters("Q&amp;A; R&D; caf&eacute;")
    'Q&A; R&D; café'
    """
    return ENTITY.sub(_character, text)


def escaped(text: str) -> str:
    """A text from which `characters` gives it back.

    >>> escaped("Q&amp;A, R&D")
    'Q&amp;amp;A, R&D'
    """
    return ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text)


def _character(match: re.Match[str]) -> str:
    entity = match[0]
    if entity[1] != "#":
        return entities.html5.get(entity[1:], entity)
    return html.unescape(entity).replace(_RAW_OPEN, "").replace(_RAW_CLOSE, "")


def _marked(text: str, *, escaped: bool) -> str:
    """The text with its tags between marks, so that later unescaping cannot make more of them.

    A tag that was escaped counts only if its partner stands in the text too: in "the &lt;b&gt;
    tag" it is what the title is about.
    """
    if "<" not in text:
        return text
    lowered = text.lower()
    if "math" in lowered or ("<tex" in lowered and _FORMULA.search(lowered)):
        text = replaced(text, *_ONE_OF, _best)
        text = replaced(text, *_MATH, math_text)
        if not _MATH_LIKE.search(text):
            text = replaced(text, *_TEX, _plain_tex)
    if _GOING.search(text):
        for opener, closer in _GONE:
            text = replaced(text, opener, closer, lambda whole: "")
    paired = _paired(text) if escaped else None

    pieces: list[str] = []
    for tag, between in _parted(text):
        if tag is None:
            pieces.append(between)
            continue
        name = tag.name
        if not tag.known or (
            paired is not None and name not in paired and name not in ("br", "hr")
        ):
            pieces.append(f"<{tag.inside}>{between}")
        else:
            pieces.append(f"{_RAW_OPEN}{tag.inside}{_RAW_CLOSE}{between}")
    return "".join(pieces)


class _Tag(NamedTuple):
    """What stands between the brackets of a tag, and what it is."""

    inside: str
    name: str
    known: bool  # it is of a known name, or in a known name space
    closes: bool


def _parted(text: str) -> Iterator[tuple[_Tag | None, str]]:
    """The text in tags, each with the text that follows it; first what stands before them all."""
    first, *rest = text.split("<")
    yield None, first
    for place, part in enumerate(rest):
        inside, closed, after = part.partition(">")
        tag = None
        if closed:
            tag = _tag_of(inside) if len(inside) < _SHORT else _read_tag(inside)
        if tag is not None:
            yield tag, after
        elif '"' in inside or "'" in inside:  # a bracket may stand within an attribute's value
            yield from _parted_by_pattern("<" + "<".join(rest[place:]))
            return
        else:
            yield None, f"<{part}"


def _parted_by_pattern(text: str) -> Iterator[tuple[_Tag | None, str]]:
    """The same of any tags, whatever their attributes hold."""
    position, tag = 0, None
    for match in _TAG.finditer(text):
        yield tag, text[position : match.start()]
        position, tag = match.end(), _of_match(match)
    yield tag, text[position:]


_SHORT = 80
"""Tags that are shorter come again, and are remembered."""


def _read_tag(inside: str) -> _Tag | None:
    match = _TAG.fullmatch(f"<{inside}>")
    return None if match is None else _of_match(match)


_tag_of = lru_cache(maxsize=2048)(_read_tag)


def _of_match(match: re.Match[str]) -> _Tag:
    name = match["name"].lower()
    known = name in _KNOWN or match["space"] is not None
    return _Tag(match[0][1:-1], name, known, match["close"] is not None)


_MATH_LIKE = regex(r"<(?:mml:)?m(?:i|o|n|row|sub|sup)>")


def _best(alternatives: str) -> str:
    """Of one formula as MathML and as TeX the MathML."""
    return (
        replaced(alternatives, *_TEX, lambda tex: "")
        if _MATH[0].search(alternatives)
        else alternatives
    )


def _plain_tex(element: str) -> str:
    """What a formula in TeX says, taken out of the document that some publishers make of it."""
    tex = element[element.index(">") + 1 : element.rindex("<")]
    _, begun, body = tex.partition(r"\begin{document}")
    source = (body.partition(r"\end{document}")[0] if begun else tex).strip().strip("$")
    said = formula(html.unescape(source))
    return source if said is None else said


def _paired(text: str) -> set[str]:
    opened: dict[str, int] = {}
    for tag, _ in _parted(text):
        if tag is not None and tag.known:
            opened[tag.name] = opened.get(tag.name, 0) + (-1 if tag.closes else 1)
    return {name for name, count in opened.items() if count == 0}


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in ("text", ...), ("open", name), ("close", name) and ("block", "")."""
    first, *rest = text.split(_RAW_OPEN)
    if first:
        yield "text", first
    for part in rest:
        inside, _, after = part.partition(_RAW_CLOSE)
        piece = _remembered(inside) if len(inside) < _SHORT else _piece(inside)
        if piece is not None:
            yield piece
        if after:
            yield "text", after


def _piece(inside: str) -> tuple[str, str] | None:
    match = _INSIDE.match(inside)
    if match is None:
        return None
    name = match["name"].lower()
    if name in _BLOCKS:
        return "block", ""
    style = _INLINE.get(name) or (_span_style(inside) if "=" in inside else None)
    if match["close"]:
        return "close", style or f"/{name}"
    return None if inside.endswith("/") else ("open", style or f"/{name}")


_remembered = lru_cache(maxsize=2048)(_piece)


_INSIDE = regex(r"(?P<close>/)?(?:[A-Za-z]\w*:(?!para|section|simple))?(?P<name>[A-Za-z][\w.:-]*)")


def _span_style(rest: str) -> str | None:
    found = _STYLE.search(rest)
    if found is None:
        return None
    return _STYLES.get(found[0]) or ("i" if "italic" in found[0] else "b")


def _rendered(pieces: Iterator[tuple[str, str]]) -> str:
    """The pieces as balanced CSL markup: what is never opened or closed has no tag."""
    out: list[str] = []
    stack: list[tuple[str, int]] = []  # name, and where in `out` its tag stands
    said = ""
    for kind, value in pieces:
        if kind == "text":
            if "<" in said and _makes_tag(said[said.rindex("<") :], value[:80]):
                value = f" {value}"
            out.append(value)
            said = (said + value[-80:])[-80:]
        elif kind == "block":
            out.append(" ")
        elif kind == "open" and len(stack) < _DEEP:
            out.append("")
            stack.append((value, len(out) - 1))
        elif kind == "close":
            _close(out, stack, value)
    return "".join(out)


def _makes_tag(end: str, start: str) -> bool:
    """Whether two texts, between which a tag went, would make one."""
    whole = _LITERAL.match(end + start)
    return whole is not None and whole.end() > len(end)


_LITERAL = regex(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")


def _close(out: list[str], stack: list[tuple[str, int]], name: str) -> None:
    is_span = name == "/span"
    for depth in range(len(stack) - 1, -1, -1):
        style, place = stack[depth]
        if style != name and not (is_span and style in ("sc", "nocase", "i", "b")):
            continue
        del stack[depth:]
        if style in OPENING and style not in (above for above, _ in stack):
            out[place] = OPENING[style]
            out.append(CLOSING.get(style, "</span>"))
        return


# those that are words as well, such as "In" and "As", are left out
_ELEMENT = regex(
    r"(?:A[cglr]|B[ahikr]?|C[adeflmorsu]?|D[bsy]|E[rsu]|F[elmr]?|G[ade]|H[fgo]?|I[r]|Kr?|L[aiuv]|"
    r"M[dgnot]|N[abdip]?|O[gs]?|P[abdmortu]?|R[abefghnu]|S[bcegimnr]?|T[abceihlms]|U|V|W|Xe|Yb?|"
    r"Z[nr])(?![a-z’'])(?=\d|[A-Z(<]|\s*<su|[\s,.;:)/-]|$)"
)
_RAISED_END = ("</sub>", "</sup>")
_FORMULA_END = regex(r"</sub>\Z|(?:\A|[\s(\[-])<sup>\d{1,3}m?</sup>\Z")
_ISOTOPE, _WORD_END = regex(r"<sup>\d{2,3}m?</sup>"), regex(r"[a-z]{3}\Z")
_SUB_APART = regex(r"(?<=[\w)\]>]) +(<sub>)(?! )")
_SUP_APART = regex(
    r"(?<=[A-Za-z)\]]) +(<sup>\d*[+\u2212-]</sup>)|(?<=\b10) +(<sup>)(?=[\d+\u2212-])"
)
_INNER = regex(r"(<su([bp])>) *(?:([^<> ](?:[^<>]*[^<> ])?) *)?(</su\2>)")
_MASS_APART = regex(
    rf"((?:\A|[\s(\[-])<sup>\d{{1,3}}m?</sup>) +(?={_ELEMENT.pattern})", re.MULTILINE
)
_OUTER = regex(rf"(?<=</sub>) +(?={_ELEMENT.pattern})|(?<=</su[bp]>) +(?=-[A-Za-z])")


def _formulas(text: str) -> str:
    """No blank inside of <sub> and <sup>, nor before one that belongs to what it stands behind.

    >>> _formulas("H<sub> 2</sub>O and CO <sub>2</sub> of <sup>13</sup>C, 10 <sup>-3</sup>")
    'H<sub>2</sub>O and CO<sub>2</sub> of <sup>13</sup>C, 10<sup>-3</sup>'
    """
    if "<su" not in text or " " not in text:
        return text
    if "b> " in text or "p> " in text or " </su" in text:
        text = _INNER.sub(r"\1\3\4", text)
    if "</sup> " in text:
        text = _MASS_APART.sub(r"\1", text)
    joined = _SUB_APART.sub(r"\1", text) if " <sub>" in text else text
    if " <sup>" in joined:
        joined = _SUP_APART.sub(r"\1\2", joined)
    return _OUTER.sub("", joined) if joined != text else text


def _tidied(text: str) -> str:
    """No empty pairs, no spaces inside the ends of a pair, neighbours of one kind joined."""
    text = _formulas(text)
    if _UNTIDY.search(text) is None:
        return text
    before = None
    while before != text:
        before = text
        text = _EMPTY.sub(lambda match: match[2] or match[3] or "", text)
        text = _JOINT.sub(r"\2", text)
        text = _LEADING.sub(r"\3\1", text)
        text = _TRAILING.sub(lambda m: m[1] + m[3] + (m[4] or m[2]), text)
    return _single_spaced(text)


def plain_of(element: Element | None) -> str | None:
    """All text of an element on one line, or None when it holds none."""
    return plain_text(" ".join(raw_text(element).split())) if element is not None else None


_FOREIGN = regex(r"</?(?!(?:i|b|sup|sub|span)[\s>])[A-Za-z]|<!|</?[A-Za-z]+:")
_APART = regex(r" <su[bp]>|<su[bp]> | </su[bp]>")


def is_marked_up(text: str) -> bool:
    """Whether a text has entities, tags that are not CSL's, or blanks at its formulas.

    >>> is_marked_up("R&amp;D"), is_marked_up("<em>Zea</em>"), is_marked_up("<i>Zea</i> & a < b")
    (True, True, False)
    >>> is_marked_up("10<SUP>3</SUP>"), is_marked_up("Roots<br/>and"), is_marked_up("AT&amp T")
    (True, True, True)
    """
    if "&" in text and (
        any(_character(match) != match[0] for match in ENTITY.finditer(text)) or _LOOSE.search(text)
    ):
        return True
    if "<" not in text:
        return False
    return bool(
        (("<su" in text or "</su" in text) and _APART.search(text))
        or ("<span" in text and _OTHER_SPAN.search(text))
        or (_FOREIGN.search(text) and (_paired(text) - _CSL or _ALWAYS.search(text)))
    )


_OTHER_SPAN = regex(
    r"<span(?! class=\"nocase\"| style=\"font-variant: ?small-caps;?\")\s?[^<>]{0,200}>"
)
"""A span that is none of CSL's two: a page's own."""
_ALWAYS = regex(
    r"(?<=\S)<br ?/?>|<br ?/?>(?=\S)(?!\Z)|</(?:I|B|SU[BP])>|\A<!\[CDATA\[[^<>]*\]\]>\Z"
)
"""A line's end within a text, which has no partner, CSL's own tags in capitals, XML's raw text."""
_LOOSE = regex(r"&amp(?=\s)")
"""An entity that lost its semicolon."""
_CSL = {"i", "b", "sup", "sub", "span"}
