"""The table of fields, read both ways: CSL's variables, and BibTeX's and BibLaTeX's fields.

What neither knows stands in a field of CSL's own name without hyphens ("archivelocation"): styles
pass unknown fields over, and people can read them. What depends on the type of the work (number,
publisher, dates, eprint) is in `_read.py` and `_write.py`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from citex.formats._fields import common
from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES
from citex.text.tables import pairs, read_table

How = Literal[
    "title", "text", "lines", "verbatim", "names", "date", "pages", "list", "special"
]  # fmt: skip
"""How a value is decoded: "title" keeps protected capitals, "lines" keeps blank lines; a "list" is
parted by semicolons."""


class Row(NamedTuple):
    """A variable (by its attribute) and its fields; `aliases` are only read."""

    attribute: str
    biblatex: str
    bibtex: str
    how: How
    aliases: tuple[str, ...] = ()


_ROWS = [
    Row(attribute, biblatex, bibtex, cast(How, how), tuple(aliases.split()))
    for attribute, biblatex, bibtex, how, aliases in read_table(__file__, "fields.tsv")
]  # what papers usually have, in the order of writing


def _rest() -> list[Row]:
    """A row for each variable that has none above: its CSL name without hyphens."""
    done = {row.attribute for row in _ROWS}
    rows = []
    for variable, attribute in VARIABLES.items():
        if attribute in done:
            continue
        name = variable.replace("-", "").replace("_", "").lower()
        how: How = "text"
        if variable in NAME_VARIABLES:
            how = "names"
        elif variable in DATE_VARIABLES:
            how = "date"
            name = name if name.endswith("date") else name + "date"
        elif variable.endswith("title"):
            how = "title"
        rows.append(Row(attribute, name, name, how))
    return rows


COMMON = len(_ROWS)
"""How many rows stand at the head of the table for what papers usually have."""

ROWS = _ROWS + _rest()

BY_FIELD: dict[str, tuple[str, How, int]] = {}
"""Field -> (attribute, how to decode it, rank: the lowest wins)."""

for _row in ROWS:
    for _rank, _name in enumerate((_row.biblatex, _row.bibtex, *_row.aliases)):
        BY_FIELD.setdefault(_name, (_row.attribute, _row.how, _rank))
BY_FIELD["booktitle"] = ("container_title", "title", 3)

ARTICLE_NUMBERS = """eid articleno article-number article_number articlenumber art_number art-number
    artnum elocation-id elocationid""".split()
"""Fields of an article's number: BibLaTeX's, ACM's, Scopus's and others'."""

BY_STEP = {
    "issued": "date year month day",
    "other dates": """origyear origmonth origday urlyear urlmonth urlday eventyear eventmonth
        eventday endyear endmonth endday issue_date""",
    "numbers": " ".join(("number", "issue", *ARTICLE_NUMBERS)),
    "eprint": "eprint eprinttype archiveprefix eprintclass primaryclass",
    "publisher": """publisher institution school university organization howpublished holder
        assignee applicant""",
    "identifiers": "cstr hdl handle urn ark",
    "genre": "type",
    "status": "pubstate status",
    "language": "language langid lang hyphenation",
    "subtitles": """fjournal titleaddon subtitle booksubtitle booktitleaddon journalsubtitle
        maintitle mainsubtitle maintitleaddon""",
    "roles": "collaboration editora editoratype editorb editorbtype editorc editorctype editortype",
    "marks": "",
    "subtype": "entrysubtype",
    "inherited": "crossref xdata",
}
"""Fields whose meaning depends on others, or on the type, by the step that reads them."""
STEP_OF = {
    field: 1 << place for place, fields in enumerate(BY_STEP.values()) for field in fields.split()
}
"""Each of these fields -> the bit of its step."""
SPECIAL = frozenset(STEP_OF)

PUBSTATES, TYPES = common("biblatex, pubstate"), common("biblatex, type")
"""BibLaTeX's keys of `pubstate` and of `type`, and what they print."""

EDITOR_TYPES = {role: VARIABLES[name] for role, name in common("biblatex, editors").items()}
"""BibLaTeX's roles of editors that CSL has a variable for -> its attribute."""

JOURNAL_MACROS = pairs("journals of astronomers")
"""What ADS writes for the journals of astronomers, as in \\apj, without the backslash."""

TRANSLATED = {
    "title": "title", "abstract": "abstract", "container-title": "journaltitle",
    "keyword": "keywords", "publisher": "publisher", "author": "author",
}  # fmt: skip
"""CSL variable -> stem of the fields that keep it in other languages (title_translated_zh)."""
