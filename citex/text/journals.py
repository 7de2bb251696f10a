"""Titles of journals and books: entities, qualifiers in brackets, abbreviations, proper case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex._late import regex
from citex.model import Remark
from citex.model.remarks import add_remark
from citex.text.richtext.markup import rich_text
from citex.text.tables import pairs, words
from citex.text.titles import without_stop

_PLACE = regex(
    r"(?:(?<!\s)\s+)?\((?P<inner>[A-Z][\w.'’-]+"
    r"(?:[\s,]+(?:[A-Z][\w.'’-]*|of|and|the))*)(?:\s?:\s?\d{4}(?:-\d{4})?)?\)\Z"
)
_ACRONYM = regex(r"[A-Z][A-Z&/0-9-]+|(?=\w*[a-z][A-Z])\w+")
_MEETING = regex(
    r"\b(?:conference|symposium|workshop|congress|meeting|proceedings|colloquium|summit|seminar|"
    r"anais|congreso|tagung)\b|\bConf\.",
    re.IGNORECASE,
)
_SERIES = regex(rf"(?:the )?(?:{'|'.join(pairs('book series'))})", re.IGNORECASE)
"""How the titles of known series of books begin."""
_DATED = regex(r"(?:(?<!\s)\s+)?\((?:\d{4}|1985)\)\Z", re.I)
_MEDIUM = regex(
    r"[(\[](?:Print(?:ed)?|Online|Internet|Web|CD-ROM|Electronic(?: resource)?)[)\]]", re.I
)
_PARALLEL = regex(r"(?<!\s)\s+[:=]\s+|;\s+")
_WORD = regex(r"[^\W_]+")
_SMALL = frozenset(words("small words"))


def journal(
    value: object, variable: str, remarks: list[Remark], *, qualified: bool = False
) -> str | None:
    """The title of a journal or book, clean; a library's qualifier taken off when `qualified`.

    >>> notes = []
    >>> journal("Health &amp; Social Care", "container-title", notes)
    'Health & Social Care'
    >>> journal("Lancet (London, England)", "container-title", notes, qualified=True)
    'Lancet'
    >>> journal("Europace : European pacing", "container-title", notes, qualified=True)
    'Europace'
    >>> [note.before for note in notes]
    ['Health &amp; Social Care', 'Lancet (London, England)', 'Europace : European pacing']
    """
    text = rich_text(value, variable, remarks)
    if not text:
        return None
    plain = unqualified(text) if qualified else without_medium(text)
    if plain != text:
        add_remark(remarks, "repaired", variable, "the library's qualifier was taken off", text)
    if plain.endswith(".") and "." not in plain[:-1]:
        plain = without_stop(plain)
    return plain or None


def without_medium(text: str) -> str:
    """A journal's title without the medium that catalogues put behind it in brackets.

    >>> without_medium("Cell (Print)"), without_medium("Annals [Electronic resource]")
    ('Cell', 'Annals')
    """
    start = max(text.rfind("("), text.rfind("["))
    found = start >= 0 and _MEDIUM.fullmatch(text, start)
    return text[:start].rstrip() if found else text


def unqualified(text: str) -> str:
    """A journal's title without place, year or parallel title, as catalogues add them.

    >>> unqualified("Sensors (Basel, Switzerland)"), unqualified("Cell research (Print)")
    ('Sensors', 'Cell research')
    >>> unqualified("Journal of Physics (IOP)"), unqualified("Bulletin (Old Series)")
    ('Journal of Physics (IOP)', 'Bulletin')
    """
    text = _DATED.sub("", without_medium(text))
    place = _PLACE.search(text)
    if (
        place
        and place.start()
        and not _MEETING.search(text)
        and not _ACRONYM.fullmatch(place["inner"])
    ):
        text = text[: place.start()]
    return _PARALLEL.split(text)[0].strip() or text


_LABELLED = regex(
    r"(?P<title>\D.{0,200}?)[;,.]?\s{1,3}(?:vol(?:ume)?|bd|band|jg)\.?\s{0,3}(?P<volume>\d{1,5}|[IVXLC]{1,8})"
    r"(?:[,;:]?\s{0,3}(?:no|nr|n[º°]|issue|iss|heft|h|n[uú]m)\.?\s{0,3}(?P<issue>[\w./-]{1,12}))?"
    r"(?:\s{0,3}\((?:[^\W\d_]+\s)?\d{4}\))?"
    r"(?:\s{0,3}[;:,]\s{0,3}(?:pp?\.\s{0,3}|pages\s)?(?P<firstPage>\w{1,12})"
    r"(?:\s?[-–]\s?(?P<lastPage>\w{1,12}))?)?\.?",
    re.IGNORECASE,
)
_FUSED = regex(
    r"(?P<title>\D.{0,200}?)[;,]?\s{1,3}(?P<volume>\d{1,5})\s?\((?P<issue>[^()]{1,20})\)\s?[:;,]\s?"
    r"(?P<firstPage>[A-Za-z]{0,8}\d[\w.]{0,12})(?:\s?[-–]\s?(?P<lastPage>\w{1,12}))?\.?"
)


def fused_place(text: str) -> dict[str, str]:
    """A journal's title, volume, issue and pages where they stand in one; empty where they do not.

    >>> fused_place("Journal of Roots; 34(2):Doc25")
    {'title': 'Journal of Roots', 'volume': '34', 'issue': '2', 'firstPage': 'Doc25'}
    >>> fused_place("Journal of Roots; Vol 7, No 2 (2019); 11-19")["lastPage"]
    '19'
    >>> fused_place("Journal of Roots")
    {}
    """
    match = _LABELLED.fullmatch(text) or _FUSED.fullmatch(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


_SERIES_WORDS = regex(
    r"(?:studies|topics|texts|perspectives|contributions|lectures) (?:in|on|to)\b"
    r"|.*\b(?:series|monographs|library|reihe|schriftenreihe)\Z",
    re.IGNORECASE,
)


def sounds_like_series(text: str) -> bool:
    """Whether a title is worded as series are: beside another title, it is the series.

    >>> sounds_like_series("Studies in Botany"), sounds_like_series("Theory of Trees")
    (True, False)
    """
    return _SERIES_WORDS.match(text) is not None


def is_meeting(text: str) -> bool:
    """Whether a title is that of a conference or its proceedings.

    >>> is_meeting("23rd European Conference on Trees"), is_meeting("Journal of Trees")
    (True, False)
    """
    return _MEETING.search(text) is not None


def is_book_series(text: str) -> bool:
    """Whether a title is that of a series of books, as far as it is known.

    >>> is_book_series("Lecture Notes in Computer Science"), is_book_series("Theory of Trees")
    (True, False)
    """
    return _SERIES.match(text) is not None


def is_abbreviated(text: str) -> bool:
    """Whether a journal's title is abbreviated with stops.

    >>> is_abbreviated("Artif. Intell. Rev."), is_abbreviated("Nature")
    (True, False)
    """
    parts = text.split()
    return len(parts) > 1 and sum(part.endswith(".") for part in parts) >= len(parts) / 2


def folded(text: str) -> str:
    """A title's letters, for comparison.

    >>> folded("The Journal of Physics & Chemistry") == folded("Journal of physics and chemistry")
    True
    """
    words = _WORD.findall(text.casefold().replace("&", " and "))
    return "".join(words[1:] if words and words[0] == "the" else words)


def abbreviates(short: str, full: str) -> bool:
    """Whether the words of `short` begin the words of `full`, in order.

    >>> abbreviates("Artif. Intell. Rev.", "Artificial Intelligence Review")
    True
    """
    shorter = [word.casefold() for word in _WORD.findall(short)]
    longer = [word.casefold() for word in _WORD.findall(full) if word.casefold() not in _SMALL]
    shorter = [word for word in shorter if word not in _SMALL]
    return len(shorter) == len(longer) and all(
        long.startswith(word[0]) and _within(word, long)
        for word, long in zip(shorter, longer, strict=True)
    )


def _within(short: str, full: str) -> bool:
    position = 0
    for char in short:
        position = full.find(char, position) + 1
        if not position:
            return False
    return True


def best(candidates: Iterable[str | None]) -> str | None:
    """The first title, in its full form and in proper case if another spells it so.

    >>> best(["Artif. Intell. Rev.", "Artificial Intelligence Review"])
    'Artificial Intelligence Review'
    >>> best(["The Journal of clinical dentistry", "Journal of Clinical Dentistry"])
    'Journal of Clinical Dentistry'
    >>> best([None, "NATURE MEDICINE", "Nature Medicine", "Cell"])
    'Nature Medicine'
    """
    titles = [title for title in candidates if title]
    if not titles:
        return None
    chosen = titles[0]
    for other in titles[1:]:
        if folded(other) == folded(chosen):
            chosen = other if _case(other) > _case(chosen) else chosen
        elif is_abbreviated(chosen) and abbreviates(chosen, other):
            chosen = other
    return chosen


def _case(text: str) -> float:
    """How far a title is in title case, from 0 to 1; less for one in capitals throughout."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    if not words or text.isupper():
        return 0.1
    cased = [word for word in words if word[0].isupper() or not word[0].isalpha()]
    return len(cased) / len(words)


_ENGLISH = regex(
    r"\b(?:of|and|the|for|in|on|journal|research|science|sciences|medicine|letters|reports|reviews?|"
    r"physics|health|studies|annals|archives|bulletin|systems|practice|open|advances|current|"
    r"clinical|nursing|surgery|care|disease|diseases|therapy|opinion|acids|american|british|"
    r"social|public|human|applied|molecular|\w+ical|"
    r"international|european|world|new|politics|communications?|computing|education|engineering|"
    r"chemistry|technology|society|methods|design|law|economics|management|development|quarterly|"
    r"transactions|proceedings|\w+ology|\w*medicine|\w*therapy|\w+graphy|\w+ics|behaviou?r)\b",
    re.IGNORECASE,
)
_FOREIGN = regex(
    r"\b(?:der|die|das|und|für|de|la|le|les|des|du|et|del|della|di|y|e|da|do|dos|och|og|w|nauk|"
    r"zeitschrift|archiv|acta|annales|revista|medizinische)\b",
    re.IGNORECASE,
)


def title_cased(name: str, remarks: list[Remark]) -> str:
    """A journal's English title as the journal writes it, where a library wrote it as a sentence.

    >>> notes = []
    >>> title_cased("The American journal of gastroenterology", notes), len(notes)
    ('The American Journal of Gastroenterology', 1)
    >>> title_cased("Annales de chirurgie", notes), title_cased("mSystems", notes)
    ('Annales de chirurgie', 'mSystems')
    """
    words = name.split(" ")
    small = [word for word in words[1:] if word[:1].islower() and word not in _SMALL]
    if not small or not _ENGLISH.search(name) or _FOREIGN.search(name):
        return name
    cased = " ".join(
        word if index and word in _SMALL else _capital(word) for index, word in enumerate(words)
    )
    message = "the library's sentence case was made the journal's title case"
    add_remark(remarks, "repaired", "container-title", message, name)
    return cased


def _capital(word: str) -> str:
    """A word with a capital, unless it has one inside already; both parts of a compound."""
    if not word.islower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
