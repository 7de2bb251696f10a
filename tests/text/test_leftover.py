"""What a text holds of its markup or its bytes, and what only looks so."""

from __future__ import annotations

import pytest

from citex.text.placeholders import is_placeholder
from citex.text.richtext.leftover import left_over_markup
from citex.text.richtext.misread import looks_misread


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soil &#233; water", "entity"), ("Soil &lt;5 cm", "entity"), ("Soil<br/>water", "tag"),
        ("Soil <mml:math>x</mml:math>", "tag"), ("<p>Soil</p>", "tag"), ("Soil \\& water", "TeX"),
        ("\\emph{Soil}", "TeX"), ("Soil caf\\'e", "TeX"), ("``Soil'' and water", "TeX"),
        ("{Soil} water", "TeX"), ("of $x$ and", "TeX"), ("<!-- soil -->", "tag"),
    ],
)  # fmt: skip
def test_markup_that_was_left_over(text: str, kind: str) -> None:
    found = left_over_markup(text)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    "text",
    ["R&D and AT&T; more", "p<0.05 and q>3", "a {set} of {so}", "$5 and $6",
     "<i>Zea</i><sup>2</sup>",
     "C:\\a", '<span class="nocase">so</span>', "List<String> in Java", "&so; it"],
)  # fmt: skip
def test_what_is_no_markup(text: str) -> None:
    assert left_over_markup(text) is None


@pytest.mark.parametrize("text", ["Größe", "Жизнь", "细胞", "naïve", "it’s", "Ångström", "Łódź"])
def test_bytes_read_wrongly(text: str) -> None:
    wrong = text.encode().decode("latin-1")
    assert looks_misread(f"Über {wrong} x") == f"Über {text} x"
    assert looks_misread(wrong) == text
    assert looks_misread(text) is None


@pytest.mark.parametrize("text", ["« été\u00a0»", "Âge d’or", "“café’”", "MENÜ–LISTE", "ÎLE–DE"])
def test_text_that_was_read_well(text: str) -> None:
    assert looks_misread(text) is None


def test_placeholders() -> None:
    assert all(map(is_placeholder, ("n/a", "NULL", "(:unav)", "Not available", "???")))
    assert not any(map(is_placeholder, ("Unknown Pleasures", "Title", "1", "")))
    assert is_placeholder("No title available.", "title")
    assert not is_placeholder("Titles", "title")
