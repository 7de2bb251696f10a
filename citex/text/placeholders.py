"""Placeholders: words that stand where a value should and say that there is none.

Readers drop what `is_nothing` tells; `is_placeholder` tells besides what may be a real value.
"""

from __future__ import annotations

import re

from citex._late import regex
from citex.text.tables import words

_NOTHING = frozenset(words("placeholders"))
_WORDS = regex(
    r"(?:not (?:available|applicable|provided|specified|set|found|given|known)|information not "
    r"available|to be (?:announced|determined|assigned)|no (?:data|value|information)|unspecified"
    r"|data not available|value unavailable|\[object object\])\.?",
    re.IGNORECASE,
)
_TITLE = regex(
    r"\W*(?:untitled(?: (?:document|page|article|item))?|no title(?: available| given)?|title"
    r"|new document|document ?\d*|sans titre|ohne titel|sin t[ií]tulo|senza titolo|"
    r"无标题|無標題|未命名|タイトルなし|full[- ]text|page not found|404 not found|access denied|"
    r"just a moment|redirecting|download(?: pdf)?|log ?in|sign in)\W*",
    re.IGNORECASE,
)
_NAME = regex(
    r"\W*(?:(?:author|name)s? (?:unknown|not (?:available|listed|given))|unknown(?: authors?)?|no "
    r"(?:authors?|name)(?: (?:listed|given|available))?|not available|unavailable|"
    r"admin(?:istrator)?|test user|(?:first|last|author) ?name|作者不详|责任者不详|未知)\W*",
    re.IGNORECASE,
)
_UNIDENTIFIED = (
    r"|(?:erscheinungsort|verlag|druck(?:ort|er)) nicht ermittelbar|(?:lieu de publication|éditeur)"
    r" non identifié|(?:lugar de publicación|editor(?:ial)?|edición) no identificad[oa]|(?:luogo"
    r" di pubblicazione|editore) non identificato|(?:local|editora?) não identificad[oa]"
    r"|(?:uitgever|plaats van uitgave) niet vastgesteld|(?:出版地|出版者)不明"
)
"""What cataloguers of several countries write, by RDA, of a place or a publisher nobody knows."""

_PUBLISHER = regex(
    r"\W*(?:s\. ?n\.?|sine nomine|s\. ?l\.?(?:[:,]? ?s\. ?n\.?)?|sine loco|n\. ?p\.|publisher "
    r"(?:unknown|not identified)|no publisher|place of publication not identified|"
    rf"出版者不详|出版地不详|\[?不详\]?{_UNIDENTIFIED})\W*",
    re.IGNORECASE,
)
_NO_NAME = regex(
    r"\W*(?:anon(?:ymous|yme|ymus)?|an[oó]nim[oa]|n\.\s?n\.|unbekannt"
    r"|(?:author|name)s? (?:unknown|not (?:available|listed|given))|unknown "
    r"authors?|no author(?:s|ship)?(?: (?:listed|indicated|given|named|available))?"
    r"|undefined,? undefined"
    r"|(?:author|verfasser|auteur|autor) (?:unknown|unbekannt|inconnu|desconocido)"
    r"|s\.\s?n\.?|无作者|(?:作者|责任者)?不详)\W*",
    re.IGNORECASE,
)
_NO_PUBLISHER = regex(
    r"\W*(?:s\. ?n\.?|sine nomine|s\. ?l\.?(?:[:,]? ?s\. ?n\.?)?|sine loco|n\. ?p\.|publisher "
    rf"not identified|no p(?:ublisher|lace)|place of publication not identified{_UNIDENTIFIED})\W*",
    re.IGNORECASE,
)
_NO_PAGES = regex(
    r"0+(?:-0+)?|pp?\.?|n\.? ?pag\.?|no\.?[ .]pag(?:es?|ination)(?: specified| given| available)?"
    r"|un(?:paginated|paged|numbered)|not? paginated|s\. ?p\.", re.IGNORECASE)  # fmt: skip
_DROPPED = {
    "title": regex(
        r"\W*(?:no title(?: available| given)?|not available|in process citation|无标题)\W*", re.I),
    "author": _NO_NAME, "editor": _NO_NAME, "page": _NO_PAGES,
    "publisher": _NO_PUBLISHER, "publisher-place": _NO_PUBLISHER,
}  # fmt: skip
"""What is no value of one variable. 佚名 stays: a Chinese reference prints it."""
_BY_VARIABLE = {
    "title": (_TITLE, "un no ti ne do sa oh si se fu pa ac ju re lo"),
    "publisher": (_PUBLISHER, "si pu no pl"), "publisher-place": (_PUBLISHER, "si pu no pl"),
}  # fmt: skip
"""The same of what may be a value, and how it begins where it begins with two letters of ASCII."""
_PERHAPS = {
    "title": frozenset(("untitled", "unknown", "none", "todo")),
    "author": frozenset(("na", "nan", "nil", "none", "xxx")),
}
"""What may be a work's own title, or somebody's name: it stays."""

_MAY_BEGIN = regex(
    r"\W*(?:[nux0p作]|t[bo]|s\.|sine|in[ f]|data|value|object|a(?:n[oó]n|uthor|ut[eo])|verf|miss"
    r"|etal|无|暂|不|责|ersch|verlag n|druck|lieu de|éditeur n|l(?:ugar|uogo|ocal)|edi[tc]"
    r"|uitg|plaats|出版|\Z)",
    re.IGNORECASE,
)
_LETTER_THEN = frozenset("tb to si in da va ob an au ve mi et er dr li lu lo ed".split())
"""How what it finds begins, but for those that one letter tells, and signs."""
_WORDS_BEGIN = ("no", "in", "to", "un", "da", "va", "[o")


def may_be_nothing(text: str) -> bool:
    """A cheap look at how a text begins: what it does not find is a value for sure.

    >>> may_be_nothing("N/A"), may_be_nothing("[none]"), may_be_nothing("On Growth")
    (True, True, False)
    """
    head = text[:2]
    if head.isalpha() and head.isascii():
        head = head.lower()
        if head not in _LETTER_THEN and head[0] not in "nuxp":
            return False
    return _MAY_BEGIN.match(text) is not None


UNASSIGNED = frozenset(
    ("pp", "forthcoming", "in press", "ahead of print", "online first", "ahead-of-print",
     "online ahead of print", "epub ahead of print", "early access", "aop", "just accepted",
     "publish ahead of print", "articles in press", "article in press", "in-press", "online-first",
     "early view", "advance access", "advance online publication", "to appear", "firstview",
     "accepted manuscript", "accepted article", "accepted", "epub", "latest articles")
)  # fmt: skip
"""What stands for a volume or an issue that is not there yet."""


def is_nothing(text: str, variable: str = "") -> bool:
    """Whether a text says for sure that the source has no value for a variable.

    >>> is_nothing("[Not Available].", "title"), is_nothing("N/A"), is_nothing("[s.n.]", "title")
    (True, True, False)
    >>> is_nothing("Untitled", "title"), [is_nothing(name, "author") for name in ("Anon.", "佚名")]
    (False, [True, False])
    """
    if len(text) > 60 or not may_be_nothing(text):
        return False
    folded = text.strip().lower()
    if folded.strip("[]. ") in _PERHAPS.get(variable, ()):
        return False
    if folded in _NOTHING or folded.strip("[]. ") in _NOTHING:
        return True
    if folded.startswith(_WORDS_BEGIN) and _WORDS.fullmatch(folded):
        return True
    special = _DROPPED.get(variable)
    return special is not None and special.fullmatch(folded) is not None


def is_placeholder(text: str, variable: str = "") -> bool:
    """Whether a text says only that there is no value; some say so only as a title.

    >>> is_placeholder("N/A"), is_placeholder("(:unav)"), is_placeholder("On Growth")
    (True, True, False)
    >>> is_placeholder("Untitled"), is_placeholder("Untitled", "title")
    (False, True)
    >>> is_placeholder("[s.n.]", "publisher")
    True
    """
    whole, text = text, text.strip()
    if len(text) <= 60 and may_be_nothing(text) and (
        is_nothing(whole, variable) or text.lower() in _NOTHING or _WORDS.fullmatch(text)
    ):  # fmt: skip
        return True
    if variable not in _BY_VARIABLE:
        return False
    special, begins = _BY_VARIABLE[variable]
    head = text[:2]
    if head.isalpha() and head.isascii() and head.lower() not in begins:
        return False
    return special.fullmatch(text) is not None


_NO_DATE = regex(
    r"\W*(?:n\.? ?d\.?|s\. ?[adf]\.?|o\. ?[jd]\.?|u\. ?å\.?|б\. ?[гд]\.?|(?:no|without|unknown|sin"
    r"|sans|senza|sem) (?:date|fecha|data|year)|(?:date|year) (?:unknown|of publication not"
    r" identified)|undated|no-?date|unknown|0{1,4}"
    r"|ohne (?:jahr|datum)|без года|无日期|(?:日期|年份|年代|出版年)不[明详])"
    r"\W*",
    re.IGNORECASE,
)


def is_undated(text: str) -> bool:
    """Whether what stands for a date says that there is none; styles have their own words for it.

    >>> is_undated("[n.d.]"), is_undated("s. a."), is_undated("o. J."), is_undated("in press")
    (True, True, True, False)
    """
    return len(text) < 50 and _NO_DATE.fullmatch(text) is not None


def is_placeholder_name(text: str) -> bool:
    """Whether a name, or a part of one, says only that the name is not known.

    >>> is_placeholder_name("Unknown author"), is_placeholder_name("Firstname")
    (True, True)
    """
    return _NAME.fullmatch(text) is not None
