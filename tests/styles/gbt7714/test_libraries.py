"""What people's libraries hold, and how the standard has it printed."""

from __future__ import annotations

from typing import Any

import pytest

from citex import Name, Paper

ALL = ["2015", "2015-author-date", "2015-note", "2025", "2025-author-date", "2025-note"]


def plain(paper: Paper, style: str) -> str:
    """The reference with half-width marks, a space behind each."""
    text = paper.format(f"gbt7714-{style}")
    for wide, mark in zip("，：；．", ", : ; . ".split(" "), strict=False):
        text = text.replace(wide, f"{mark} ")
    return text.replace("\u2003", " ")


@pytest.mark.parametrize("style", ALL)
def test_a_patent_is_its_owners_where_the_record_names_them(style: str) -> None:
    """2015 4.5, 2025 8.7: the applicant or owner; inventors where nobody else is known."""
    patent: dict[str, Any] = {
        "id": "p", "type": "patent", "title": "一种泥炭钻", "number": "CN101", "language": "zh",
        "issued": "2002-03-06", "author": [Name(family="李", given="娜")],
    }  # fmt: skip
    assert plain(Paper(**patent), style).startswith("李娜")
    owned = Paper(**patent, publisher="甲大学; 乙公司")
    assert plain(owned, style).startswith("甲大学, 乙公司")
    assert "李娜" not in plain(owned, style)


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize(
    ("series", "titled"),
    [
        ("中国科学技术史", "中国科学技术史: 第2卷 科学思想史[M]"),
        ("科学史丛书", "科学思想史: 第2卷[M]"),
        ("Studies in Peat", "科学思想史: 第2卷[M]"),
    ],
)
def test_a_volume_with_a_title_of_its_own(style: str, series: str, titled: str) -> None:
    """2015 8.2.3: the work, the volume, its title; a series of books is no such work."""
    book = Paper(
        id="b", type="book", title="科学思想史", volume="2", collection_title=series, language="zh",
        author="李约瑟", publisher="科学出版社", publisher_place="北京", issued=1990,
    )  # fmt: skip
    assert titled in plain(book, style)


@pytest.mark.parametrize(
    ("family", "given", "wanted", "western"),
    [
        ("SMITH", "JOHN A.", "Smith J A", "SMITH J A"),
        ("WANG", "XIAOMING", "Wang Xiaoming", "WANG X"),
        ("LI", "K", "Li K", "LI K"),
        ("McDonald", "b.", "McDonald B", "MCDONALD B"),
        ("Li", "Guie", "Li Guie", "LI G"),
        ("Li", "Sue", "Li S", "LI S"),
        ("Ager", "j.", "Ager J", "AGER J"),
    ],
)
def test_names_as_sources_have_them(family: str, given: str, wanted: str, western: str) -> None:
    """2025 7.1.1: one capital, Chinese given names in full; 2015 8.1.1: capitals, initials."""
    book = Paper(id="b", type="book", title="T", author=[Name(family=family, given=given)])
    assert plain(book, "2025").startswith(f"{wanted}. ")
    assert plain(book, "2015").startswith(f"{western}. ")


@pytest.mark.parametrize(
    ("issued", "printed"), [(2025, "Moss. DOI"), ("2025-03-04", "Moss, 2025-03-04. DOI")]
)
def test_the_year_behind_the_author_stands_once(issued: Any, printed: str) -> None:
    """2025 9.3; an article ahead of its issue has its full date, where there is one (8.5.1.1)."""
    article = Paper(id="a", type="article-journal", title="T", container_title="Moss",
                    author="Ada Okoro", issued=issued, DOI="10.5555/x")  # fmt: skip
    assert printed in plain(article, "2025-author-date")
