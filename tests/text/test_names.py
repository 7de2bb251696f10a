"""Names in one string."""

from __future__ import annotations

import re

import pytest

from citex.model import Name
from citex.text.names.written import inverted, parse_name, parse_names, split_cjk


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smith, John", Name("Smith", "John")),
        ("John Smith", Name("Smith", "John")),
        ("Smith,John", Name("Smith", "John")),
        ("  Smith ,  John  Q. ", Name("Smith", "John Q.")),
        ("Smith", Name("Smith")),
        ("Smith,", Name("Smith")),
        (", John", Name("John")),
        ("Smith, John, Jr.", Name("Smith", "John", suffix="Jr.")),
        ("Smith, III, John", Name("Smith", "John", suffix="III")),
        ("John Smith III", Name("Smith", "John", suffix="III")),
        ("John Q. Smith, Jr.", Name("Smith", "John Q.", suffix="Jr.")),
        ("van der Waals, Johannes", Name("Waals", "Johannes", non_dropping_particle="van der")),
        ("Johannes van der Waals", Name("Waals", "Johannes", non_dropping_particle="van der")),
        ("al-Ghazali, Abu", Name("Ghazali", "Abu", non_dropping_particle="al-")),
        ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", dropping_particle="van")),
        ("Van Buren, Martin", Name("Van Buren", "Martin")),
        ("hooks, bell", Name("hooks", "bell")),
        ("bell hooks", Name("hooks", "bell")),
        ("李，四", Name("李", "四")),
        ("王 小明", Name("王", "小明")),
        ("王小明", Name(literal="王小明")),
        ("卡尔·马克思", Name(literal="卡尔·马克思")),
        ("김철수", Name(literal="김철수")),
        ("{CERN, Geneva}", Name(literal="CERN, Geneva")),
        ("", Name()),
    ],
)
def test_one_name(text: str, name: Name) -> None:
    assert parse_name(text) == name


def test_options() -> None:
    assert parse_name("World Health Organization", bare="literal") == Name(
        literal="World Health Organization"
    )
    assert parse_name("王小明", cjk="split") == Name("王", "小明")
    assert parse_name("van Gogh, Vincent", particles=False) == Name("van Gogh", "Vincent")
    assert parse_name("Vincent van Gogh", particles=False) == Name("Gogh", "Vincent van")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("欧阳修", ("欧阳", "修")),
        ("諸葛孔明", ("諸葛", "孔明")),
        ("刘备", ("刘", "备")),
        ("新华社", None),
        ("中国科学院", None),
        ("Li", None),
    ],
)
def test_chinese_names_are_split_by_the_table(text: str, parts: tuple[str, str] | None) -> None:
    assert split_cjk(text) == parts


def test_lists() -> None:
    assert parse_names("A, B; ; C, D;") == [Name("A", "B"), Name("C", "D")]
    assert parse_names("张三、李四", re.compile("[、,]")) == [
        Name(literal="张三"),
        Name(literal="李四"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        Name("Smith", "John"),
        Name("King", "Martin Luther", suffix="Jr."),
        Name("Waals", "Johannes", non_dropping_particle="van der"),
        Name("Humboldt", "Alexander", dropping_particle="von"),
        Name("Artagnan", "Charles", non_dropping_particle="d'"),
        Name(literal="张三"),
    ],
)
def test_inverted_names_are_read_back(name: Name) -> None:
    assert parse_name(inverted(name)) == name
    assert parse_name(inverted(name, suffix_last=True)) == name
