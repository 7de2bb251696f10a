"""What is wrong with a text, whatever it says: markup, bytes, blanks, invisible characters."""

from __future__ import annotations

from citex._late import regex
from citex.checks.rule import NAMES, TEXTS, value_rule
from citex.model import Paper
from citex.text.placeholders import is_placeholder
from citex.text.richtext.leftover import left_over_markup
from citex.text.richtext.misread import looks_misread

_PROSE = tuple(name for name in TEXTS if name not in ("DOI", "URL", "note", "annote", "references"))
_ONE_LINE = tuple(name for name in _PROSE if name != "abstract")
_SHORT = tuple(name for name in _ONE_LINE if name != "keyword")
_INVISIBLE = regex(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    r"\ue000-\uf8ff\ufff0-\ufffb\ufffe\uffff]"
)
_ESCAPED = regex(r"\\[ux][0-9a-fA-F]{2,4}|(?:%[0-9A-F]{2}){2}|%20|=[0-9A-F]{2}=[0-9A-F]{2}")
_LIGATURES = regex("[\ufb00-\ufb06]")
_TAG = regex(r"<(/?)(i|b|sup|sub|span)(?:\s[^<>]*)?>")


@value_rule(*_PROSE, *NAMES)
def left_over(value: str, paper: Paper) -> str | None:
    """An HTML entity, a tag of HTML or JATS, or TeX that was never resolved.

    Why: Styles print the text as it stands, so that the reference shows codes.
    Mend: Write the character itself; italics are <i>...</i>, raised letters <sup>...</sup>.
    Example: {"title": "Growth &amp; form of mosses"}
    """
    found = left_over_markup(value)
    return f"holds {found[0]} that was never resolved ({found[1]})" if found else None


@value_rule(*_PROSE, *NAMES, severity="error")
def misread_bytes(value: str, paper: Paper) -> str | None:
    """UTF-8 that was read as Latin-1 or Windows-1252 ("Ã¼" for "ü").

    Why: The source was read in the wrong encoding, and every letter with an accent is two
        wrong ones.
    Mend: Read the file again with its right encoding, or write the letters anew.
    Example: {"title": "Growth in FlÃ¼sse and rivers"}
    """
    meant = looks_misread(value)
    if meant is None or "\ufffd" in meant:
        return None
    words = zip(value.split(), meant.split(), strict=False)
    first = next((f" ({one} for {other})" for one, other in words if one != other), "")
    return f"its bytes were misread at the source{first}"


@value_rule(*_PROSE, *NAMES, severity="error")
def lost_character(value: str, paper: Paper) -> str | None:
    """The mark U+FFFD, which stands for a character that was lost.

    Why: What stood there is gone from the file, and no program can bring it back.
    Mend: Look the word up in the work itself.
    Example: {"title": "Growth in Fl�sse"}
    """
    if "\ufffd" not in value and "\u00ef\u00bf\u00bd" not in value:
        return None
    return "a character was lost (U+FFFD); look it up at the publisher's"


@value_rule(*_PROSE, *NAMES)
def invisible_character(value: str, paper: Paper) -> str | None:
    """A control character, a soft hyphen, a zero-width or private character.

    Why: It prints nothing, but keeps searches from finding the word and may break a line.
    Mend: Take it out.
    Example: {"title": "Growth in\\u200b rivers"}
    """
    found = None if value.isprintable() else _INVISIBLE.search(value)
    if found is None or looks_misread(value) is not None:
        return None
    return f"holds an invisible character (U+{ord(found[0]):04X}); take it out"


@value_rule(*_ONE_LINE, *NAMES)
def escaped_character(value: str, paper: Paper) -> str | None:
    """A character written as an escape of JSON, of an address or of a mail ("\\u00fc", "%20").

    Why: The escape was meant for another program and is printed as it stands.
    Mend: Write the character that it stands for.
    Example: {"title": "Growth in Fl\\\\u00fcsse"}
    """
    if "\\" not in value and "%" not in value and "=" not in value:
        return None
    found = _ESCAPED.search(value)
    return f"holds an escape that was never resolved ({found[0]})" if found else None


@value_rule(*_PROSE, *NAMES)
def ligature(value: str, paper: Paper) -> str | None:
    """A ligature of a printed page, as text taken out of a PDF has it.

    Why: Searches do not find the word, and many fonts lack the sign.
    Mend: Write its letters one by one.
    Example: {"title": "The ﬁrst moss"}
    """
    found = None if value.isascii() else _LIGATURES.search(value)
    return f"holds the ligature {found[0]}; it is written as letters" if found else None


@value_rule(*_PROSE)
def unclosed_tag(value: str, paper: Paper) -> str | None:
    """A tag of rich text that is opened and not closed, or closed and not opened.

    Why: Nobody can tell how far the italics go; it is printed as text.
    Mend: Close the tag, or take it out.
    Example: {"title": "Growth <i>in rivers"}
    """
    if "<" not in value:
        return None
    opened: list[str] = []
    for match in _TAG.finditer(value):
        if not match[1]:
            opened.append(match[2])
        elif not opened or opened.pop() != match[2]:
            return f"{match[0]} closes nothing"
    return f"<{opened[-1]}> is never closed" if opened else None


@value_rule(*TEXTS)
def blank(value: str, paper: Paper) -> str | None:
    """A value that is empty, or of blanks only.

    Why: An empty value is one to a style, which sets marks and words around it.
    Mend: Leave the variable out.
    Example: {"title": "On moss", "publisher": " "}
    """
    return None if value.strip() else "is blank; leave the variable out"


@value_rule(*_ONE_LINE)
def stray_blank(value: str, paper: Paper) -> str | None:
    """Blanks around a value, two in a row, or a break of the line in it.

    Why: It is printed, and two records that differ by a blank are not told to be one.
    Mend: Leave one blank between words and none at the ends.
    Example: {"title": " Growth in rivers"}
    """
    if not value.strip():
        return None
    if value != value.strip():
        return "begins or ends in a blank"
    if "\n" in value or "\t" in value or "\r" in value:
        return "holds a break of the line; it is one line"
    return "holds two blanks in a row" if "  " in value else None


@value_rule(*_SHORT, "abstract")
def placeholder(value: str, paper: Paper) -> str | None:
    """A word that only says that there is no value ("n/a", "Untitled", "[s.n.]").

    Why: Styles print it as if it were the value, where they have words of their own for none.
    Mend: Leave the variable out.
    Example: {"title": "On moss", "publisher": "[s.n.]"}
    """
    name = "title" if paper.type != "graphic" and value == paper.title else ""
    variable = name or ("publisher" if value in (paper.publisher, paper.publisher_place) else "")
    if len(value) > 80:
        return None
    return "stands for no value; leave it out" if is_placeholder(value, variable) else None
