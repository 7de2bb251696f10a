"""Mutations that know how a text is built: its lines and tags, its JSON, its XML, its encoding.

A `Mutator` holds what one target's inputs are made of: seeds, the words of its format, and pieces
of other formats. The same `Random` gives the same input.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

LONGEST = 120_000
"""Characters; longer inputs are cut, so that none is slow only because it is long."""

FILLED = 0.01
"""How many inputs have something in them that is repeated without end."""

CHARACTERS = [
    "\0", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;t\x07", "\x7f", "\x85", "\x9b", "\xa0",
    "\xad",
    "\u0301", "\u200b", "\u200d", "\u200f", "\u2028", "\u2029", "\u202e", "\u2066", "\u3000",
    "\ue000",
    "\ufdd0", "\ufdd1", "\ufdef", "\ufeff", "\ufffc", "\ufffe", "\uffff", "\ud83d", "\ude00",
    "\U0001f600",
    "\U000e0001", "\U0010ffff", "ﬁ", "İ", "ı", "ß", "ſ", "K", "Ǆ", "²", "½", "Ⅳ", "①", "٣", "〇",
    "十二",
    "é", "e\u0301", "中", "ア・", "한", "ע", "ไ", "👩‍🔬", "“", "”", "’", "–", "—", "‐", "…", "，",
    "；", "、", "·",
    "\t", "\r", "\n", "\r\n", "\n\n", "  ", '"', "'", "`", "\\", "/", "|", "{", "}", "[", "]", "(",
    ")", "<",
    ">", "&", "#", "%", "$", "~", "^", "_", "*", "@", "=", "+", "-", ":", ";", ",", ".", "!", "?",
]  # fmt: skip
NUMBERS = [
    "0", "-1", "1", "00", "13", "32", "99", "-0", "1.0", "1e5", "1e400", "-1e400", "NaN",
    "Infinity",
    "0x1F", "1_000", "4294967296", "9223372036854775808", "-9223372036854775809", "9" * 400,
    "9" * 5000, "1-", "-1-2", "1--2", "1–2–3", "S12-S19", "e1", "12(3)", "IV", "²", "½", "١٢",
    "１２", "①",
]  # fmt: skip
DATES = [
    "2020", "2020-13-45", "2020-02-30", "0000", "-0001", "-12016", "10000-01-01", "y-170000002",
    "156u",
    "198x", "2020/21//", "//", "/", "..", "2020/..", "2020-21", "2020-24/2021-22", "1/2/3/4",
    "99/99/9999",
    "20200101T000000Z", "2020-01-01T25:61:61+99:99", "circa 1066?", "c1988", "[1936]", "n.d.",
    "in press",
    "Spring-Fall 2020", "32 Fevral 2020", "Jan-Feb", "May 5-June 6 2020", "2020年13月",
    "民国廿三年", "令和2年",
    "昭和", "康熙五十五年", "2004-06-(01)~/2004-06-(20)~", "1990s", "19th century", "0020", "MMXX",
    "2020 2021 2022",
]  # fmt: skip
NAMES = [
    "and", " and ", " and others", "et al.", "others", "{{A}}", "von", "van de la", ", , ,", "Jr.",
    ", Jr., ",
    "III", "PhD", "O’", "d'", "-", "A. B. C.", "A.B.C.D.", "李, 小明", "李小明", "ア・",
    "ア・イ・ウ", "Smith, J. and",
    ";", "; ", "，", "，Li", "等", "주식회사", "(ed.)", "[Ed.]", "<a@b.c>", "0000-0002-1825-0097",
    "AND", "Von der",
    "{von} {Last}, {First}", "family=A, given=B", "ﬀ", "Mc", "de", "al-", "'t", "Consortium",
    "The", "Anonymous",
]  # fmt: skip
TEX = [
    "\\", "\\\\", "{", "}", "{}", "{{", "}}", "$", "$$", "$x_1^2$", "\\(", "\\)", "\\[",
    "\\frac{1}{", "\\frac",
    "\\sqrt[", "\\input{x}", "\\begin{a}", "\\end{a}", "\\'e", "\\'", '\\"{', '\\"', "\\c c",
    "\\c", "\\H{", "\\v",
    "\\i", "\\i{}", "\\u{", "\\verb|", "\\char999999999", "\\char`", '\\char"', "\\symbol{", "^^M",
    "\\&", "\\%", "%",
    "{\\rm ", "{\\em", "\\textit{", "\\textit", "\\emph", "~", "~~~", "``", "''", "---", "--",
    "\\def\\a{\\a}",
    "\\ensuremath{", "\\mathbb{", "\\mathrm", "_{", "^{", "_", "^", "\\,", "\\ ", "\\-", "\\/",
    "\\textsuperscript{",
    "\\href{", "\\url{", "\\url", "\\cite{", "\\footnote{", "\\ss", "\\aa ", "\\TeX", "\\today",
    "\\unichar{", "\\hbox{",
    "\\cyrchar\\CYRA", "\\alpha", "\\noopsort{", "\\enquote{", "\\mkbibquote{", "\\bibstring{",
    "@string{a=", "@comment{",
    "@preamble{", "@book{", "#", "\"", " # ", "jan # feb", "= ", "={", "=\"", "},", "}\n}", ",\n",
]  # fmt: skip
MARKUP = [
    "<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>", "<i", "</", "<1", "<<",
    "<>", "</>", "< ", "<br/>",
    '<span class="nocase">', "</span>", '<span style="font-variant:small-caps">', "<sc>", "<p>",
    "<jats:p>", "</jats:p>",
    "<jats:title>", "<mml:math>", "<mml:mi>", "</mml:math>", "<math><mfrac><mi>", "<msup>",
    "<inf>", "<SUP>", "<x:y z='",
    "&lt;i&gt;", "&amp;", "&amp;amp;lt;", "&", "&nosuch;", "&#x110000;", "&#xD800;",
    "&#55357;&#56832;", "&#0;", "&#x1;",
    "&#99999999999999999999;", "&#x", "&#;", "&nbsp;", "&Aacute", "&amp", "&#128;", "&#xfdd0;",
    "<![CDATA[", "]]>", "<!--",
    "-->", "<?x y?>", "<?xml version='1.1' encoding='utf-16'?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<a:b>", "</a:b>",
    "<x xmlns='::'>", "<x xmlns=''>", "<x xmlns:a=''>", ' xmlns:xml="q"', ' a="1" a="2"', " a=b",
    " /", "<script>", "<style>",
]  # fmt: skip
YAML = [
    "---", "...", "- ", "- - - ", "? ", ": ", ":", "&a ", "*a", "&a [*a]", "<<: *a", "!!binary ",
    "!!timestamp ", "!!float ",
    "!!int ", "!!set ", "!!omap ", "!!python/object:os.system ", "!x ", "|", "|+9", ">-", "'",
    '"\\x', '"\\U00110000"', "{",
    "{a: ", "[", "[1]: 2", "{[1]: 2}", "null", "~", "yes", "no", "on", "=", ".inf", "-.INF",
    ".nan", "0o7", "0b1", "1:30:00",
    "190:20:30.15", "2020-99-99", "2001-12-14t21:59:43.10-05:00", "@", "`", "%TAG ! x", "\t", "# ",
    "a" * 1100 + ": b",
]  # fmt: skip
TAGGED = [
    "TY  - JOUR", "TY  - ", "ER  - ", "ER  -", "TY-", "AU  - ", "A1  - ", "T2  - ", "PY  - ",
    "SP  - ", "%0 Book", "%0 ", "%A ",
    "%@ ", "%!", "{Reference Type}: Book", "{Title}: ", "[Title]: ", "{文献类型}: ", "RT Book",
    "RT ", "A1 ", "PMID- 1", "FAU - ",
    "STAT- ", "DP  - ", "FN x", "VR 1.0", "PT J", "ER", "EF", "AU ", "TI ", "   ", "      ",
    "  - ", "- ", "cff-version: 1.2.0",
]  # fmt: skip
SHELVES: list[list[str]] = [CHARACTERS, NUMBERS, DATES, NAMES, TEX, MARKUP, YAML, TAGGED]
VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 13, 2020, 10**18, 10**30, -(10**400), 1.5, 1e308, float("nan"),
    float("inf"), "", " ",
    "\0", [], {}, [None], [[]], [{}], [[None]], [[2020, 13, 45]], [["2020", "x"]],
    {"date-parts": [[None]]}, ["a"], [1],
    {"date-parts": [[]]}, {"date-parts": [["2020"], ["2021", None]]}, {"date-parts": 2020},
    {"raw": 1}, {"literal": {}},
    {"date-parts": [[2020, 21]], "season": "x"}, {"family": 1, "given": []}, {"family": "\xa0"},
    [{"literal": None}],
    {"a": {"a": {"a": []}}}, "null", "10.", "<i>", "٢٠٢٠", "\ud800", [True], {"": ""},
    {"name": None}, "x" * 5000,
]  # fmt: skip
ENCODINGS = [
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "cp1252", "latin-1",
    "big5",
]  # fmt: skip
BOMS = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"]

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_NUMBER = re.compile(r"\d+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_TAG = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"(?<=[</])[\w:.-]+")
_ATTRIBUTE = re.compile(r"""\s[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_ELEMENT = re.compile(r"<([\w:.-]+)(?:\s[^<>]*)?>[^<>]*</\1>")
_KEY = re.compile(r"^\W{0,3}\w[\w-]{0,20}\W{1,4}")

Change = Callable[["Mutator", random.Random, str], str]


class Mutator:
    """Makes inputs out of seeds: `mutator(rng)` is the next one."""

    def __init__(
        self, seeds: Sequence[bytes], words: Sequence[str] = (), strangers: Sequence[bytes] = ()
    ) -> None:
        assert seeds
        self.pool = list(seeds)
        self.words = list(words) or ["a"]
        self.strangers = list(strangers) or self.pool

    def keep(self, data: bytes) -> None:
        """Take an input into the pool that went where none had gone before."""
        if len(data) < 20_000 and len(self.pool) < 5_000:
            self.pool.append(data)

    def __call__(self, rng: random.Random) -> bytes:
        text = rng.choice(self.pool).decode("utf-8", "surrogateescape")
        for _ in range(min(1 + int(rng.expovariate(0.6)), 12)):
            text = self.change(rng, text)
        if rng.random() < FILLED:
            text = self.fill(rng, text)
        return _encoded(rng, text[:LONGEST])

    def change(self, rng: random.Random, text: str) -> str:
        """The text with one thing changed, of the kind that its shape allows."""
        start = text.lstrip()[:1]
        if start in ("{", "[") and rng.random() < 0.7:
            return self.change_json(rng, text)
        if start == "<" and rng.random() < 0.6:
            return rng.choice(_OF_XML)(self, rng, text)
        return rng.choice(_OF_TEXT)(self, rng, text)

    def change_json(self, rng: random.Random, text: str) -> str:
        """A JSON text (a document, or one a line) with a value or a key changed."""
        lines = text.split("\n")
        chosen = rng.randrange(len(lines))
        try:
            value = json.loads(text)
            chosen = -1
        except ValueError:
            try:
                value = json.loads(lines[chosen])
            except (ValueError, RecursionError):
                return rng.choice(_OF_TEXT)(self, rng, text)
        except RecursionError:
            return text
        for _ in range(rng.choice((1, 1, 2, 3))):
            value = self.change_value(rng, value)
        changed = json.dumps(value, ensure_ascii=rng.random() < 0.3)
        if chosen < 0:
            return changed
        return "\n".join([*lines[:chosen], changed, *lines[chosen + 1 :]])

    def change_value(self, rng: random.Random, value: Any) -> Any:
        """A JSON value with one thing inside it changed; the value itself may be changed too."""
        holder: Any = None
        key: Any = None
        inner = value
        while isinstance(inner, (dict, list)) and inner and (holder is None or rng.random() < 0.8):
            key = rng.choice(list(inner)) if isinstance(inner, dict) else rng.randrange(len(inner))
            holder, inner = inner, inner[key]
        if holder is None:
            return copy.deepcopy(rng.choice(VALUES))
        kind = rng.randrange(10)
        if kind == 0:
            del holder[key]
        elif kind == 1:
            holder[key] = copy.deepcopy(rng.choice(VALUES))
        elif kind == 2:
            holder[key] = [inner] if rng.random() < 0.5 else {rng.choice(self.words): inner}
        elif kind == 3 and isinstance(holder, dict):
            holder[rng.choice(self.words)] = holder.pop(key)
        elif kind == 4 and isinstance(holder, list):
            holder.extend([inner] * rng.choice((1, 2, 50)))
        elif kind == 5:
            holder[key] = self.piece(rng)
        elif kind == 6 and isinstance(inner, (list, dict)) and inner:
            holder[key] = next(iter(inner.values() if isinstance(inner, dict) else inner))
        elif kind == 7 and isinstance(inner, int) and not isinstance(inner, bool):
            holder[key] = rng.choice((str(inner), float(inner % 10**9), -inner, inner * 10**6))
        elif kind == 8 and isinstance(holder, dict):
            other = rng.choice(list(holder))
            holder[key], holder[other] = holder[other], inner
        elif isinstance(inner, str):
            holder[key] = self.change_words(rng, inner)
        else:
            holder[key] = copy.deepcopy(rng.choice(VALUES))
        return value

    def change_words(self, rng: random.Random, text: str) -> str:
        """A text with something changed in it, whatever it is a text of."""
        return rng.choice(_WITHIN)(self, rng, text)

    def piece(self, rng: random.Random) -> str:
        """Something to put in: a word of the format, or something hostile."""
        kind = rng.random()
        if kind < 0.3:
            return rng.choice(self.words)
        text = rng.choice(rng.choice(SHELVES))
        while rng.random() < 0.3:
            text += rng.choice(rng.choice(SHELVES))
        return text

    # -- within a text ---------------------------------------------------------------------------

    def insert(self, rng: random.Random, text: str) -> str:
        at = rng.randint(0, len(text))
        return text[:at] + self.piece(rng) + text[at:]

    def insert_between_words(self, rng: random.Random, text: str) -> str:
        words = _WORD.findall(text)
        words.insert(rng.randint(0, len(words)), self.piece(rng))
        return "".join(words)

    def replace_word(self, rng: random.Random, text: str) -> str:
        words = _WORD.findall(text)
        if words:
            words[rng.randrange(len(words))] = self.piece(rng)
        return "".join(words)

    def replace_number(self, rng: random.Random, text: str) -> str:
        found = [match.span() for match in _NUMBER.finditer(text)]
        if not found:
            return self.insert(rng, text)
        start, end = rng.choice(found)
        return text[:start] + rng.choice(rng.choice((NUMBERS, DATES))) + text[end:]

    def delete_span(self, rng: random.Random, text: str) -> str:
        start, end = _span(rng, text)
        return text[:start] + text[end:]

    def delete_character(self, rng: random.Random, text: str) -> str:
        at = rng.randint(0, len(text))
        return text[:at] + text[at + 1 :]

    def double_span(self, rng: random.Random, text: str) -> str:
        start, end = _span(rng, text)
        return text[:end] + text[start:end] + text[end:]

    def swap_spans(self, rng: random.Random, text: str) -> str:
        (a, b), (c, d) = sorted((_span(rng, text), _span(rng, text)))
        if b > c:
            return text
        return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]

    def stretch(self, rng: random.Random, text: str) -> str:
        """Something repeated, a few times or very often."""
        piece = self.piece(rng)[:200]
        if rng.random() < 0.5 and text:
            start, end = _span(rng, text)
            piece = text[start:end][:500] or piece
        if rng.random() < 0.3:
            piece += rng.choice(CHARACTERS)
        often = rng.choice((3, 20, 200)) if rng.random() < 0.98 else 20_000
        at = rng.randint(0, len(text))
        return text[:at] + (piece * often)[: rng.choice((2_000, 20_000, LONGEST))] + text[at:]

    def fill(self, rng: random.Random, text: str) -> str:
        """A word in the place of which something stands without end: what is slow shows there."""
        words = [match.span() for match in _LONG_WORD.finditer(text)]
        start, end = rng.choice(words) if words else _span(rng, text)
        piece = (
            rng.choice((self.piece(rng), rng.choice(_NESTS)[0], rng.choice(CHARACTERS)))[:40] or "a"
        )
        if rng.random() < 0.4:
            piece += rng.choice(rng.choice(SHELVES))[:40]
        if text.lstrip()[:1] in ("{", "["):
            piece = json.dumps(piece)[1:-1]
        size = rng.choice((2_000, 2_000, 20_000, 60_000))
        return text[:start] + piece * (size // len(piece) + 1) + text[end:]

    def recase(self, rng: random.Random, text: str) -> str:
        start, end = _span(rng, text)
        change = rng.choice((str.upper, str.lower, str.title, str.swapcase))
        return text[:start] + change(text[start:end]) + text[end:]

    # -- lines -----------------------------------------------------------------------------------

    def delete_lines(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        del lines[at : at + rng.choice((1, 1, 2, 5))]
        return "\n".join(lines)

    def double_line(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
        return "\n".join(lines)

    def swap_lines(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return "\n".join(lines)

    def retag_line(self, rng: random.Random, text: str) -> str:
        """A line with what stands at its start replaced by the format's word, or another line's."""
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        match, other = _KEY.match(lines[at]), _KEY.match(rng.choice(lines))
        if match is None or other is None:
            return self.double_line(rng, text)
        key = other[0]
        if rng.random() < 0.5:
            key = re.sub(r"\w[\w-]*", lambda _: rng.choice(self.words), match[0], count=1)
        lines[at] = key + lines[at][match.end() :]
        return "\n".join(lines)

    def change_line(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        key = _KEY.match(lines[at])
        end = key.end() if key else 0
        lines[at] = lines[at][:end] + self.change_words(rng, lines[at][end:])
        return "\n".join(lines)

    def new_value(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        key = _KEY.match(lines[at])
        if key is None:
            return self.change_line(rng, text)
        lines[at] = key[0] + rng.choice(("", "{", '"', " ")) + self.piece(rng)
        return "\n".join(lines)

    def indent_line(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        indent = rng.choice(("", " ", "  ", "      ", "\t", "\xa0", "\ufeff"))
        lines[at] = indent + lines[at].lstrip()
        return "\n".join(lines)

    def join_lines(self, rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        gap = rng.choice(("", " ", "\r", "\x0b", "\u2028", "\x85"))
        lines[at : at + 2] = [gap.join(lines[at : at + 2])]
        return "\n".join(lines)

    def other_line_ends(self, rng: random.Random, text: str) -> str:
        return text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\n\r", "\u2028", "\x85", " ")))

    def cut(self, rng: random.Random, text: str) -> str:
        at = rng.randint(0, len(text))
        return text[:at] if rng.random() < 0.7 else text[at:]

    def splice(self, rng: random.Random, text: str) -> str:
        """The beginning of one text and the end of another, of this format or a foreign one."""
        where = self.pool if rng.random() < 0.6 else self.strangers
        other = rng.choice(where).decode("utf-8", "surrogateescape")
        kind = rng.random()
        if kind < 0.3:
            return text + rng.choice(("", "\n", "\n\n")) + other
        at, start = rng.randint(0, len(text)), rng.randint(0, len(other))
        if kind < 0.6:
            return text[:at] + other[start:]
        return text[:at] + other[start : start + rng.choice((5, 50, 500))] + text[at:]

    def repeat_records(self, rng: random.Random, text: str) -> str:
        return rng.choice(("", "\n", "\n\n")).join([text] * rng.choice((2, 2, 3, 10)))

    def nest(self, rng: random.Random, text: str) -> str:
        opening, closing = rng.choice(_NESTS)
        deep = rng.choice((2, 20, 200, 3_000))
        start, end = _span(rng, text)
        after = closing * deep if rng.random() < 0.7 else ""
        return text[:start] + opening * deep + text[start:end] + after + text[end:]

    # -- XML -------------------------------------------------------------------------------------

    def delete_tag(self, rng: random.Random, text: str) -> str:
        return _at(rng, _TAG, text, lambda _: "")

    def rename_tag(self, rng: random.Random, text: str) -> str:
        names = _TAG_NAME.findall(text) or ["a"]
        new = rng.choice(names) if rng.random() < 0.6 else rng.choice(self.words)
        return _at(rng, _TAG_NAME, text, lambda _: new)

    def rename_element(self, rng: random.Random, text: str) -> str:
        new = rng.choice(self.words if rng.random() < 0.5 else _TAG_NAME.findall(text) or ["a"])
        return _at(
            rng, _ELEMENT, text,
            lambda m: m[0].replace(f"<{m[1]}", f"<{new}").replace(f"</{m[1]}", f"</{new}"),
        )  # fmt: skip

    def change_attribute(self, rng: random.Random, text: str) -> str:
        kind = rng.randrange(4)
        if kind == 0:
            return _at(rng, _ATTRIBUTE, text, lambda _: "")
        if kind == 1:
            new = f' {rng.choice(self.words)}="{self.piece(rng)}"'
            return _at(rng, _ATTRIBUTE, text, lambda match: match[0] + new)
        return _at(rng, _ATTRIBUTE, text, lambda match: self._value_changed(rng, match[0]))

    def _value_changed(self, rng: random.Random, attribute: str) -> str:
        name, _, value = attribute.partition("=")
        quote = value.strip()[:1]
        inner = value.strip()[1:-1]
        inner = self.piece(rng) if rng.random() < 0.6 else self.change_words(rng, inner)
        return f"{name}={quote}{inner}{quote}"

    def delete_element(self, rng: random.Random, text: str) -> str:
        return _at(rng, _ELEMENT, text, lambda _: "")

    def empty_element(self, rng: random.Random, text: str) -> str:
        return _at(rng, _ELEMENT, text, lambda match: f"<{match[1]}/>")

    def double_element(self, rng: random.Random, text: str) -> str:
        often = rng.choice((2, 2, 3, 100))
        return _at(rng, _ELEMENT, text, lambda match: match[0] * often)

    def move_element(self, rng: random.Random, text: str) -> str:
        found = list(_ELEMENT.finditer(text))
        tags = list(_TAG.finditer(text))
        if not found or not tags:
            return text
        piece, at = rng.choice(found)[0], rng.choice(tags).end()
        return text[:at] + piece + text[at:]

    def change_element(self, rng: random.Random, text: str) -> str:
        def changed(match: re.Match[str]) -> str:
            head, _, rest = match[0].partition(">")
            inner = rest.rpartition("</")[0]
            return f"{head}>{self.change_words(rng, inner)}</{match[1]}>"

        return _at(rng, _ELEMENT, text, changed)

    def insert_markup(self, rng: random.Random, text: str) -> str:
        tags = list(_TAG.finditer(text))
        at = rng.choice(tags).end() if tags else rng.randint(0, len(text))
        return text[:at] + rng.choice(MARKUP) + text[at:]


_NESTS = [
    ("(", ")"), ("[", "]"), ("{", "}"), ('{"a":', "}"), ("<i>", "</i>"), ("<a>", "</a>"),
    ("<b ", ""), ("\\textit{", "}"), ("\\frac{", "}{}"), ("$", "$"), ("\\(", ""),
    ("\\[", "\\]"), ("\\a{", ""), ("\\ensuremath{", ""), ("“", "”"), ("'", "'"), ('"', '"'),
    ("- ", ""), ("[a, ", "]"), ("<span>", "</span>"), ("<mml:mrow>", "</mml:mrow>"),
    ("&amp;", ""), ("（", "）"), ("《", "》"), ("<group>", "</group>"),
    ("<choose><if>", "</if></choose>"),
]  # fmt: skip
_WITHIN: list[Change] = [
    Mutator.insert, Mutator.insert_between_words, Mutator.replace_word, Mutator.replace_number,
    Mutator.delete_span,
    Mutator.delete_character, Mutator.double_span, Mutator.swap_spans, Mutator.recase, Mutator.cut,
    Mutator.insert,
    Mutator.stretch,
]  # fmt: skip
_OF_TEXT: list[Change] = [
    *_WITHIN, Mutator.delete_lines, Mutator.double_line, Mutator.swap_lines, Mutator.retag_line,
    Mutator.change_line,
    Mutator.change_line, Mutator.change_line, Mutator.new_value, Mutator.new_value,
    Mutator.new_value,
    Mutator.indent_line, Mutator.join_lines, Mutator.other_line_ends, Mutator.splice,
    Mutator.splice,
    Mutator.repeat_records, Mutator.nest,
]  # fmt: skip
_OF_XML: list[Change] = [
    Mutator.delete_tag, Mutator.rename_tag, Mutator.rename_element, Mutator.change_attribute,
    Mutator.change_attribute,
    Mutator.delete_element, Mutator.empty_element, Mutator.double_element, Mutator.move_element,
    Mutator.change_element, Mutator.change_element, Mutator.change_element, Mutator.insert_markup,
]  # fmt: skip


def _span(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.choice((1, 2, 5, 20, 100, 1000)))


def _at(
    rng: random.Random, pattern: re.Pattern[str], text: str, change: Callable[[re.Match[str]], str]
) -> str:
    """The text with one of the places changed that a pattern finds."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]


def _encoded(rng: random.Random, text: str) -> bytes:
    """The bytes of a text: UTF-8, and now and then another encoding, a mark, a torn end."""
    data = text.encode("utf-8", "surrogatepass")
    kind = rng.random()
    if kind < 0.93:
        return data
    if kind < 0.97:
        return text.encode(rng.choice(ENCODINGS), "replace")
    if kind < 0.98:
        return rng.choice(BOMS) + data
    at = rng.randint(0, len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 2, 4))) + data[at + rng.choice((0, 1, 2)) :]
