"""The table of fields, read both ways: CSL's variables against BibTeX's and BibLaTeX's fields.

What neither knows stands in a field of CSL's own name without hyphens ("archivelocation"): styles
pass unknown fields over, and people can read them. What depends on the type of the work (number,
publisher, dates, eprint) is in `_read.py` and `_write.py`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES

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
    # in the order of writing
    Row("author", "author", "author", "names"),
    Row("editor", "editor", "editor", "names"),
    Row("translator", "translator", "translator", "names"),
    Row("title", "title", "title", "title"),
    Row("title_short", "shorttitle", "shorttitle", "title"),
    Row("container_title", "journaltitle", "journal", "text"),
    Row("container_title_short", "shortjournal", "shortjournal", "text",
        ("journalabbr", "journal-iso", "abbrjournal", "journal-abbrev", "shortbooktitle")),
    Row("collection_title", "series", "series", "text"),
    Row("publisher", "publisher", "publisher", "text"),
    Row("publisher_place", "location", "address", "list"),
    Row("issued", "date", "date", "special"),
    Row("volume", "volume", "volume", "text"),
    Row("issue", "issue", "issue", "special"),
    Row("number", "number", "number", "special"),
    Row("collection_number", "collectionnumber", "collectionnumber", "text", ("seriesnumber",)),
    Row("number_of_volumes", "volumes", "volumes", "text"),
    Row("part_number", "part", "part", "text"),
    Row("chapter_number", "chapter", "chapter", "text"),
    Row("edition", "edition", "edition", "special"),
    Row("version", "version", "version", "text"),
    Row("page", "pages", "pages", "pages"),
    Row("number_of_pages", "pagetotal", "pagetotal", "text", ("numpages",)),
    Row("genre", "type", "type", "special"),
    Row("event_title", "eventtitle", "eventtitle", "title", ("conference",)),
    Row("event_date", "eventdate", "eventdate", "date"),
    Row("event_place", "venue", "venue", "text"),
    Row("original_title", "origtitle", "origtitle", "title"),
    Row("original_date", "origdate", "origdate", "date"),
    Row("original_publisher", "origpublisher", "origpublisher", "text"),
    Row("original_publisher_place", "origlocation", "origlocation", "text", ("origplace",)),
    Row("status", "pubstate", "pubstate", "special", ("status",)),
    Row("DOI", "doi", "doi", "verbatim"),
    Row("ISBN", "isbn", "isbn", "text"),
    Row("ISSN", "issn", "issn", "text", ("eissn", "e-issn", "pissn")),
    Row("PMID", "pmid", "pmid", "text"),
    Row("PMCID", "pmcid", "pmcid", "text"),
    Row("URL", "url", "url", "verbatim"),
    Row("accessed", "urldate", "urldate", "date",
        ("lastchecked", "lastaccessed", "accessed", "accessdate", "access-date")),
    Row("language", "language", "language", "special"),
    Row("call_number", "library", "lccn", "text", ("callnumber", "call-number", "lccn", "library")),
    Row("license", "license", "copyright", "text", ("rights", "copyright", "license")),
    Row("citation_label", "label", "label", "text"),
    Row("note", "note", "note", "lines"),
    Row("keyword", "keywords", "keywords", "text",
        ("keyword", "author_keywords", "author-keywords", "tags")),
    Row("abstract", "abstract", "abstract", "lines"),
    Row("annote", "annotation", "annote", "lines", ("annote", "annotation")),
    Row("container_author", "bookauthor", "bookauthor", "names"),
    Row("collection_editor", "serieseditor", "serieseditor", "names"),
    Row("original_author", "origauthor", "origauthor", "names"),
]  # fmt: skip


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

SPECIAL = frozenset(
    """date year month day number issue eid articleno article-number article_number articlenumber
    art_number art-number artnum elocation-id elocationid edition type pubstate status
    language langid eprint eprinttype archiveprefix eprintclass primaryclass publisher institution
    school organization howpublished holder editora editoratype editorb editorbtype editorc
    editorctype editortype titleaddon cstr
    subtitle booksubtitle journalsubtitle maintitle mainsubtitle crossref
    xdata entrysubtype shorthand groups""".split()
)
"""Fields whose meaning depends on others, or on the type."""

PUBSTATES = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "prepublished",
}  # fmt: skip
"""BibLaTeX's keys of `pubstate`, and what they print."""

TYPES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis", "techreport": "technical report",
    "resreport": "research report", "software": "computer software", "datacd": "data CD",
    "audiocd": "audio CD", "patentus": "U.S. patent", "patentde": "German patent",
    "patenteu": "European patent", "patentfr": "French patent", "patentuk": "British patent",
}  # fmt: skip
"""BibLaTeX's keys of `type`, and what they print."""

EDITOR_TYPES = {
    "compiler": "compiler", "director": "director", "organizer": "organizer",
    "producer": "producer", "narrator": "narrator", "performer": "performer",
    "translator": "translator", "composer": "composer", "illustrator": "illustrator",
    "redactor": "collection_editor",
}  # fmt: skip
"""BibLaTeX's roles of editors that CSL has a variable for -> its attribute."""

TRANSLATED = {
    "title": "title", "abstract": "abstract", "container-title": "journaltitle",
    "keyword": "keywords", "publisher": "publisher", "author": "author",
}  # fmt: skip
"""CSL variable -> stem of the fields that keep it in other languages (title_translated_zh)."""
