"""Why cells of the matrix are empty: what a format has no field for, or keeps otherwise."""

from __future__ import annotations

_RANGE = {"page_last": "the pages are one field"}
_SERIAL = {"ISBN": "one field holds either number: of a journal's article it is the ISSN"}
_NAMES_ONLY = {
    """DOI ISBN ISSN URL abstract date edition genre issue journal keyword language note number
    original_title page page_last place publisher volume editor""": "this shape differs from "
    "the other by the names of its authors alone",
}
_ARTICLES = {"ISBN edition place publisher": "the source describes articles in journals"}
_NO_NOTES = {"note": "the source has no notes of people"}
_ONE_TITLE = {"original_title": "one title only"}
_AUTHORS = {"editor": "the source names authors only"}
_CATALOGUE = {
    "genre": "a genre is a thesaurus's word, and tells the type alone",
    "original_title": "a record has a field for each kind of title",
}

NO_FIELD: dict[str, dict[str, str]] = {
    "bibtex": _RANGE,
    "biblatex": _RANGE,
    "ris": {**_SERIAL, "edition": "ET of an article is the date it was put online"},
    "endnote": {**_RANGE, **_SERIAL, "edition": "%7 of an article is the date it was put online"},
    "refworks": {
        **_SERIAL, "genre": "RT alone says what a work is",
        "number": "the format numbers no articles",
    },
    "noteexpress": {**_RANGE, **_SERIAL, "number": "the format numbers no articles"},
    "nbib": {
        **_RANGE, **_ARTICLES, "URL": "an article is found by its identifiers",
        "number": "an article's number stands for its pages",
    },
    "nbib/short": _NAMES_ONLY,
    "isi": {
        "URL": "an article is found by its identifiers", **_NO_NOTES,
        "edition": "the source numbers no editions",
        "original_title": "the source has titles in English alone",
    },
    "isi/short": _NAMES_ONLY,
    "endnote-xml": {
        **_RANGE, **_SERIAL, "number": "the field of the number is the issue's",
        "edition": "the edition of an article is the date it was put online",
    },
    "mods": {**_RANGE, "number": "no part of a journal is called an article"},
    "marcxml": {**_RANGE, **_CATALOGUE},
    "marc": {**_RANGE, **_CATALOGUE},
    "word": {
        **_RANGE, "ISSN": "StandardNumber is read as the ISBN",
        "abstract keyword original_title": "Word keeps what a reference prints",
        "number": "articles have no number",
    },
    "notefirst": {
        **_RANGE, "ISBN edition note original_title genre": "the format keeps articles' data",
        "editor place": "the format keeps articles' data", "number": "articles have no number",
    },
    "cff": {"genre": "the type alone says what a work is", "original_title": "no such key"},
    "hayagriva": {**_RANGE, "keyword": "no such key", "original_title": "no such key"},
    "docx": {
        **_RANGE, "number": "a journal's number is its issue's", "genre": "of a thesis alone",
        "original_title": "a translated title is kept, for it may be in any language",
    },
    "csljson": _RANGE,
    "cslyaml": _RANGE,
    "highwire": _ONE_TITLE | {"genre note": "no tag is for it"},
    "webpage": _ONE_TITLE | {"genre note": "no tag is for it"},
    "coins": _ONE_TITLE | {"editor note": "no key is for it"},
    "jsonld": _ONE_TITLE | {"note": "no property is for it"},
    "crossref": {
        **_RANGE, **_NO_NOTES, "date": "its dates are numbers: year, month and day",
        "URL": "an article is found by its DOI", "genre": "the type alone says what a work is",
        "keyword": "depositors name no keywords",
    },
    "datacite": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "URL": "an article is found by its DOI",
        "keyword": "its subjects are codes of classifications", "number": "pages only",
        "original_title": "a translated title says its language, and is no lore",
    },
    "datacite/parts": _NAMES_ONLY,
    "openalex": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "pages only",
        "genre": "the type alone says what a work is", "original_title": "one title only",
        "keyword": "its keywords are guessed by a machine",
    },
    "s2": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "pages only",
        "genre": "the types are a list of the source's own", "original_title": "one title only",
        "keyword language": "the source has none", "issue": "stands in the volume",
    },
    "pubmed": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "stands for the pages",
        "URL": "an article is found by its identifiers",
    },
    "pubmed/summary": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "stands for the pages",
        "URL": "an article is found by its identifiers",
        "abstract keyword": "a summary has none",
    },
    "europepmc": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "stands for the pages",
        "URL": "an article is found by its identifiers", "keyword": "a short record has none",
        "original_title": "one title only",
    },
    "europepmc/core": _NAMES_ONLY,
    "arxiv": {
        "DOI": "the article's is a relation: the preprint keeps its own",
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS,
        "ISSN URL genre issue journal keyword language number original_title page volume":
        "a preprint has none, or its own",
    },
    "booksci": {
        **_RANGE, **_ARTICLES, **_NO_NOTES, **_AUTHORS, "number": "pages only",
        "genre": "the type alone says what a work is", "ISSN keyword": "the source has none",
        "original_title": "a Chinese title is a field of its own",
    },
    "openlibrary": {
        **_RANGE, **_NO_NOTES, **_AUTHORS,
        "DOI ISSN abstract genre issue journal keyword language number original_title page volume":
        "the source describes books",
    },
    "jalc": {
        **_NO_NOTES, **_AUTHORS, **_ARTICLES, "URL": "an article is found by its DOI",
        "date": "its dates are numbers: year, month and day",
        "genre": "the type alone says what a work is", "number": "pages only",
        "abstract keyword": "the source has none",
        "original_title": "a translated title says its language, and is no lore",
    },
    "doaj": {
        **_NO_NOTES, **_AUTHORS, **_ARTICLES, "date": "its dates are numbers: year and month",
        "genre original_title": "the source describes articles, each by one title",
        "number": "pages only",
    },
    "googlebooks": {
        **_RANGE, **_NO_NOTES, **_AUTHORS, "URL": "its addresses are those of a shop",
        "DOI edition genre issue journal keyword number original_title page place volume":
        "the source describes books, briefly",
    },
    "reading-list": {
        "ISBN ISSN URL abstract edition editor genre issue journal keyword language note number "
        "original_title page page_last place publisher volume":
        "a line holds title, people, year and DOI",
    },
}  # fmt: skip
"""Format (or shape of it) -> the slots it lacks -> why."""

_SET = "how an item's pages are set is the style's affair"

NOT_READ: dict[tuple[str, str], str] = {
    **{(row, form): why for form in ("csljson", "cslyaml") for row, why in (
        ("dash between pages", _SET), ("abbreviated page range", _SET),
        ("article number as a page", _SET),
    )},
    ("*", "reading-list"): "the reader of the plug-in takes its columns as they stand",
}  # fmt: skip
"""(Row, reader) -> why the reader leaves it as it is; "*" is for all that it does not read."""

_PLAIN = "the text is plain, unless the option `markup` asks for tags"
_TAGS = {"formula in TeX": _PLAIN, "tags of HTML": _PLAIN}
_NAMES = "a name is its family name and given names, or one text"

_PAGES = {
    **_TAGS, "issued": "a date of a page is a year, a month or a day",
    "and others": "pages name all of their authors",
    "translated title beside its own": "one title only",
    "number": "the tags number no articles", "publisher-place": "no such tag",
    "original-date": "no such tag", "editor": "COinS has none",
}  # fmt: skip

NOT_KEPT: dict[str, dict[str, str]] = {
    "ris": _TAGS,
    "endnote": _TAGS,
    "refworks": _TAGS,
    "noteexpress": _TAGS,
    "nbib": _TAGS,
    "notefirst": {
        **_TAGS, "issued": "a date is its year", "number": "articles have no number",
        "editor": "the format keeps articles' data", "original-title": "one title a language",
        "original-date": "no such field", "PMID": "no such field", "ISBN": "no such field",
        "publisher-place": "no such field",
    },
    "coins": _PAGES,
    "highwire": _PAGES,
    "jsonld": _PAGES,
    "reading-list": {
        "suffix": _NAMES, "particle that stays": _NAMES, "particle that drops": _NAMES,
        "issued": "a date is its year",
        **dict.fromkeys("""editor original-title language page number URL ISBN ISSN
            container-title publisher-place original-date PMID""".split(),
            "a line holds title, people, year and DOI"),
    },
}  # fmt: skip
"""Writer -> row or variable -> why it does not come back; the loss report must say so, too.

What a format that is only written does not list among what it `holds`, needs no reason here.
"""
