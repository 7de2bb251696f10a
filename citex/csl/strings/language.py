"""The language of a work: from its `language` field in whatever shape, else from its script.

Used by styles that say `cx:detect-language` (docs/csl-extensions.md). GB/T 7714 writes a reference
in the language of the source (2015, 6.1; 2025, 5.1), and real data often do not name it.
"""

from __future__ import annotations

from collections.abc import Iterator

from citex._late import regex
from citex.model import Name, Paper
from citex.text.languages import from_text, table, tag
from citex.text.scripts import scripts

_LATIN_WORD = regex("[A-Za-z\u00c0-\u024f]{2,}")


def language_of(paper: Paper) -> str:
    """The language of the work, as a tag (`zh-CN`, `en`, `pt-PT`): never empty.

    The `language` field decides if it names a language and the record does not contradict it: a
    work said to be Chinese without a Chinese character in the whole record is printed in Latin
    letters and goes by them. Otherwise the script decides: of the title, else of the titles
    around it, the names, the publisher. Latin letters count as English.

    >>> language_of(Paper(title="宋论")), language_of(Paper(title="Song", language="中文;"))
    ('zh', 'en')
    >>> language_of(Paper(title="図書館の歴史")), language_of(Paper(title="Titres", language="fr"))
    ('ja', 'fr')
    """
    named = tag(paper.language) if paper.language else None
    if named is not None and not contradicted(named.partition("-")[0], paper):
        return named
    for text in _texts(paper):
        found = from_text(text)
        if found is not None:
            return found
    return named or "en"


def contradicted(code: str, paper: Paper) -> bool:
    """Whether a record shows other scripts than its language's own (the table's last column).

    >>> contradicted("zh", Paper(title="On Song")), contradicted("zh", Paper(title="宋论"))
    (True, False)
    """
    row = table().get(code)
    own = row.scripts.split(";") if row is not None and row.scripts else None
    if own is not None:
        found: set[str] = set()
        for text in _texts(paper):
            found |= scripts(text)
            if not found.isdisjoint(own):
                return False
        return bool(found)
    title = paper.title
    if title is None or title.isascii():
        return False
    return from_text(title) in ("zh", "ja", "ko") and not _LATIN_WORD.search(title)


def _texts(paper: Paper) -> Iterator[str]:
    """What shows the script of a record, the best witness first."""
    for text in (paper.title, paper.container_title, paper.volume_title, paper.collection_title):
        if text:
            yield text
    for names in (paper.author, paper.editor, paper.container_author, paper.translator):
        for name in names or ():
            yield _plain(name)
    for text in (paper.publisher, paper.publisher_place, paper.archive, paper.event_title):
        if text:
            yield text


def _plain(name: Name) -> str:
    return name.literal or f"{name.family or ''} {name.given or ''}"
