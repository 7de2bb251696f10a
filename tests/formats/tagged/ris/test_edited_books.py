"""The authors of edited books in RIS."""

from __future__ import annotations

from citex.formats import Source
from citex.formats.tagged import ris
from citex.model import Name


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    record = "TY  - EDBOOK\nAU  - Alder, Ann\nTI  - Roots\nA2  - Elm, Eve\nER  - \n"
    paper = next(iter(ris.read(Source.of_text(record), [])))
    assert (paper.author, paper.editor) == (None, [Name("Alder", "Ann")])
    assert paper.collection_editor == [Name("Elm", "Eve")]
