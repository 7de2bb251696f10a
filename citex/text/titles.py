"""Titles: markup resolved, the full stop and the brackets of a translation taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citex._late import regex
from citex.model import Remark
from citex.model.remarks import add_remark
from citex.text.richtext.markup import rich_text
from citex.text.tables import words

_STOPPED = regex(r"(?P<kept>.*[^\s.])\s*\.(?P<tags>(?:</(?:i|b|sup|sub|span)>)*)\Z", re.DOTALL)
# what keeps its stop at the end of a title: bodies, citations, taxa, dates; other languages
_ABBREVIATION = regex(
    r"(?:(?:^|[\s(/\[“‘\"])(?:[^\W\d_]\.[\s\u00a0]?)+[^\W\d_]"  # U.S.A., z. B.
    rf"|(?<!\w)(?:{'|'.join(map(re.escape, words('abbreviations')))})"
    r"|\d\s(?:no|vol|pt)"
    r"|,\s(?:n|v|adj|adv|prep|conj|interj|pron|pl|adj\s&\sn|n\s&\sv|s|m|f|tr|intr)"  # widget, n.
    r"|\b[A-Z][a-z]+\s[a-z]{4,}\sL"  # Zea mays L.
    r"|\([A-Z][\w.&\s]*\.\)\s[A-Z]\w+"  # (L.) Merr.
    r")\Z"
)
_SHORTENED = {*"vol adj adv prep conj interj pron intr".split(), *words("abbreviations")}
_BRACKETED = regex(r"\[(?P<inner>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\.?\Z", re.DOTALL)
_FORMAT_NOTE = regex(
    r"\A\s*(?:\[(?:PDF|HTML|BOOK|CITATION|C|B|Book|DOC|PS)\]|\(PDF\))\s*", re.IGNORECASE
)
_FORMAT_BEHIND = regex(
    r"(?:(?<!\s)\s+)?(?:[\[(]PDF[\])]|\(author['’]s transl\))(?=\]?\.?\Z)", re.IGNORECASE
)
_SIGNS, _STARS = "*†‡∗⁎¶§", "☆★✩"
_FOOTNOTE = regex(
    rf"(?<=[a-z]{{4}})(?:\s?[{_SIGNS}]|<sup>[1{_SIGNS}]</sup>)\Z"
    rf"|\s?(?<![{_STARS}])[{_STARS}]+\Z"
)
"""What refers to a note on the first page, behind the title's last word."""
FOOTNOTES = _SIGNS + _STARS
"""How it ends, but for a tag."""
DANGLING = ",;:，；："
"""What a cut subtitle leaves at the end, or the title before it at the beginning."""
_DANGLING = regex(rf"\A[{DANGLING}]+\s+|(?:(?<!\s)\s+)?(?<![{DANGLING}])[{DANGLING}]+\Z")
_WORD = regex(r"[^\W\d_]{2,}")
_DOUBLE_STOP = regex(r"(?<![.\s])\s*\.\s*\.\Z")


def title(value: object, variable: str, remarks: list[Remark]) -> str | None:
    """A title as CSL wants it: rich text without its closing stop; what was done is noted.

    >>> notes = []
    >>> title("Growth &amp; <em>form</em>.", "title", notes), len(notes)
    ('Growth & <i>form</i>', 2)
    >>> title("Made in the U.S.A.", "title", notes), title("What next...", "title", notes)
    ('Made in the U.S.A.', 'What next...')
    >>> title("On growth ;", "title", notes), title(": form", "title", notes)
    ('On growth', 'form')
    """
    text = rich_text(value, variable, remarks)
    if not text:
        return None
    noted = _FORMAT_NOTE.match(text) if text[0] in "[(" or text[0].isspace() else None
    if noted and noted.end() < len(text):
        text = _repaired(remarks, variable, "a note on the file's format was taken off", text,
                         text[noted.end() :])  # fmt: skip
    if text[-1] in ").]" and (bare := _FORMAT_BEHIND.sub("", text)) != text and bare.strip("[]"):
        message = "a note of the source's was taken off"
        text = _repaired(remarks, variable, message, text, bare)
    if text[0] in DANGLING or text[-1] in DANGLING:
        text = _DANGLING.sub("", text) or text
    if text[-1] in f"{FOOTNOTES}>" and (bare := _FOOTNOTE.sub("", text)) != text and bare:
        text = _repaired(remarks, variable, "the sign of a footnote was taken off", text, bare)
    stopped = without_stop(text)
    if stopped != text:
        text = _repaired(remarks, variable, "the closing stop was taken off", text, stopped)
    return text


def undressed(text: str) -> str:
    """A title of a file without what a site put around it: the file's kind, a cut subtitle's sign.

    >>> undressed("[HTML] On Growth"), undressed("On Growth [PDF]"), undressed("On Growth:")
    ('On Growth', 'On Growth', 'On Growth')
    >>> undressed("On Growth*"), undressed("Growth and A*"), undressed("[C] is a language")
    ('On Growth', 'Growth and A*', '[C] is a language')
    """
    bare = _WORDED_NOTE.sub("", text, 1)
    if bare[-1:] in (")", "]"):
        bare = _FORMAT_BEHIND.sub("", bare)
    elif bare[-1:] in tuple(FOOTNOTES):
        bare = _FOOTNOTE.sub("", bare)
    else:
        bare = _DANGLING.sub("", bare)
    return bare if _WORD.search(bare) else text


_WORDED_NOTE = regex(r"\A(?:\[(?:PDF|HTML|BOOK|CITATION|DOC|PS)\]|\(PDF\))\s+")


def without_stop(text: str) -> str:
    """The text without the full stop that a database puts behind it.

    An ellipsis, and the stop of an abbreviation, stay.

    >>> without_stop("On growth."), without_stop("论生长。"), without_stop("By Smith et al.")
    ('On growth', '论生长', 'By Smith et al.')
    >>> without_stop("widget, n."), without_stop("Bäume usw."), without_stop("Vitamin C.")
    ('widget, n.', 'Bäume usw.', 'Vitamin C')
    >>> without_stop("On growth.."), without_stop("On growth..."), without_stop("Why grow?.")
    ('On growth', 'On growth...', 'Why grow?')
    >>> without_stop("A study of “life.”"), without_stop("Made in the “U.S.”")
    ('A study of “life”', 'Made in the “U.S.”')
    """
    if text.endswith((".”", '."')):
        return without_stop(text[:-1]) + text[-1]
    if text.endswith(("。", "．")) and len(text) > 1:
        return text[:-1].rstrip()
    if not text.endswith((".", ">", " ")):
        return text
    last = text.rpartition(" ")[2]
    word = last[:-1]
    plain = len(word) > 2 and last[-1] == "." and word.isalpha() and word.islower()
    if plain and word not in _SHORTENED:
        return text if last in text[:-1] else text[:-1]
    return _unstopped(text)


def _unstopped(text: str) -> str:
    text = _DOUBLE_STOP.sub(".", text)
    match = _STOPPED.fullmatch(text)
    if match is None or _ABBREVIATION.search(match["kept"], max(0, len(match["kept"]) - 100)):
        return text
    last = match["kept"].rpartition(" ")[2]
    if f"{last}." in match["kept"]:  # "(Lindb.) Lindb." is abbreviated, not stopped
        return text
    return match["kept"] + match["tags"]


def translated(text: str) -> str | None:
    """What a title in brackets holds: the mark of a translated title; None without brackets.

    >>> translated("[On the growth of trees]."), translated("[3H]Thymidine uptake") is None
    ('On the growth of trees', True)
    """
    text = text.strip()
    match = _BRACKETED.fullmatch(text) if text[:1] == "[" else None
    return without_stop(match["inner"].strip()) if match and match["inner"].strip() else None


def is_all_caps(text: str) -> bool:
    """Whether a title of several words is written in capitals throughout.

    >>> is_all_caps("THE GROWTH OF TREES"), is_all_caps("DNA"), is_all_caps("BERT: a model")
    (True, False, False)
    """
    words = _WORD.findall(text)
    return len(words) > 2 and all(word.isupper() for word in words) and len(text) > 12


def with_subtitle(main: str, subtitle: str) -> str:
    """A title and its subtitle in one, unless the title says it already.

    >>> with_subtitle("On Growth", "A Study"), with_subtitle("Why?", "A Study")
    ('On Growth: A Study', 'Why? A Study')
    >>> with_subtitle("On Growth", ": A Study")
    'On Growth: A Study'
    >>> with_subtitle("On Growth: A study", "A Study")
    'On Growth: A study'
    """
    subtitle = subtitle.lstrip(" :;,—–")
    if not subtitle or subtitle.casefold() in main.casefold():
        return main
    if main.endswith((":", "?", "!", "—", "–", "：", "？", "！")):
        return f"{main} {subtitle}"
    return f"{main}: {subtitle}"


def without_isbd(text: str, language: str | None, people: Sequence[str] = ()) -> str:
    """A title without the signs of library catalogues: " : " before a subtitle, " / " before names.

    French sets colons apart. What stands behind a stroke goes where it names one of the `people`,
    or says by whom the work is.

    >>> without_isbd("Growth : a study / by J. Roe", None), without_isbd("Or / either", None)
    ('Growth: a study', 'Or / either')
    >>> without_isbd("Growth / Jane Roe", None, ["Roe"]), without_isbd("La vie : un mode", None)
    ('Growth', 'La vie : un mode')
    """
    head, stroke, tail = text.rpartition(" / ")
    if stroke and head and (_BY.match(tail) or any(name in tail for name in people)):
        text = head.rstrip(" :;,")
    if " : " not in text or (_FRENCH.search(text) if not language else language[:2] == "fr"):
        return text
    return _COLON.sub(": ", text)


_COLON = regex(r"(?<!\d) : | : (?!\d)")


_BY = regex(
    r"\[?(?:by|(?:edited|compiled|translated|written|ed\.) by|von|herausgegeben von|hrsg\. von"
    r"|bearb\. von|par|sous la direction de|éd\. par|a cura di"
    r"|[\u4e00-\u9fff·]{2,12}\s?[著编編译譯撰])(?:\s|\Z|[,;])",
    re.IGNORECASE,
)
_FRENCH = regex(
    r"\b(?:les?|la|des?|du|une?|et|dans|pour|sur|aux?|en|vers)\b|\b[ldnsj]['’](?=\w)|[çœêùî]",
    re.IGNORECASE,
)


def _repaired(remarks: list[Remark], variable: str, message: str, before: str, after: str) -> str:
    add_remark(remarks, "repaired", variable, message, before)
    return after
