"""NBIB: translated titles, retractions and other notices, as in PubMed's XML."""

from __future__ import annotations

import citex

TRANSLATED = """PMID- 77
TI  - [On the growth of roots].
TT  - Über das Wachsen der Wurzeln.
LA  - ger
DP  - 2020 Mar
JT  - Journal of roots
PT  - Journal Article
"""


def test_the_title_is_the_vernacular_one() -> None:
    (paper,) = citex.parse(TRANSLATED, "nbib")
    assert (paper.title, paper.original_title) == ("Über das Wachsen der Wurzeln", None)
    assert paper.custom["translations"] == {"en": {"title": "On the growth of roots"}}
    written = citex.format([paper], "nbib")
    assert "TI  - [On the growth of roots]." in written
    assert citex.parse(written, "nbib") == [paper]


def test_a_translation_without_the_own_title_is_doubted() -> None:
    (paper,) = citex.parse(TRANSLATED.replace("TT  - Über das Wachsen der Wurzeln.\n", ""), "nbib")
    assert paper.title == "On the growth of roots"
    assert [note.kind for note in paper.remarks if note.variable == "title"] == [
        "repaired", "doubt",
    ]  # fmt: skip


def test_not_available_is_no_title() -> None:
    text = TRANSLATED.replace("[On the growth of roots]", "[Not Available]")
    (paper,) = citex.parse(text.replace("TT  - Über das Wachsen der Wurzeln.\n", ""), "nbib")
    assert paper.title is None


def test_retractions_and_notices_are_told() -> None:
    """The tags themselves are given back."""
    text = TRANSLATED + (
        "PT  - Retracted Publication\n"
        "RIN - J Roots. 2021 Feb 6;13(2):88. doi: 10.5555/r. PMID: 99\n"
        "EIN - J Roots. 2020 May;12(5):9. PMID: 98\n"
    )
    (paper,) = citex.parse(text, "nbib")
    status = paper.custom["status"]
    assert status["retracted"] is True
    assert (status["retracted-by"], status["corrected-by"]) == (["pmid:99"], ["pmid:98"])
    assert "Retraction published 2021" in paper.format("apa", notices=True)
    assert citex.parse(citex.format([paper], "nbib"), "nbib") == [paper]
