"""A translated title in brackets behind the own one, where the style's manual asks for it."""

from __future__ import annotations

import pytest

from citex.model import Name, Paper, PartialDate


def paper(language: str | None = "fr", tag: str = "en") -> Paper:
    return Paper(
        id="a", type="article-journal", title="Sur la croissance", author=[Name("Lee", "Ann")],
        container_title="Revue", issued=PartialDate(2020), language=language,
        custom={"translations": {tag: {"title": "On growth"}}},
    )  # fmt: skip


@pytest.mark.parametrize("style", ["apa", "ama", "vancouver", "mla", "chicago-author-date"])
def test_the_translation_stands_in_brackets(style: str) -> None:
    assert "Sur la croissance [On growth]" in paper().format(style)


@pytest.mark.parametrize("style", ["gbt7714-2015", "ieee"])
def test_other_styles_print_the_own_title_alone(style: str) -> None:
    assert "On growth" not in paper().format(style)


def test_a_work_in_the_style_s_language_needs_none() -> None:
    assert "[" not in paper(language="en").format("apa")
    assert "[" not in paper(tag="zh").format("apa")


def test_brackets_are_not_in_italics() -> None:
    book = paper()
    book.type, book.container_title = "book", None
    assert '<span style="font-style:normal;">[On growth]</span>' in book.format(
        "apa", output="html"
    )


def test_quotation_marks_in_a_translation_break_no_tag() -> None:
    quoting = paper()
    quoting.custom = {"translations": {"en": {"title": '"On growth," he said'}}}
    assert "span" not in quoting.format("apa")
