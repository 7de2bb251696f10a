"""What people's libraries hold, and how the standard has it printed."""

from __future__ import annotations

from typing import Any

import pytest

import citex
from citex import Name, Paper, csl

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


READ = [
    # BibTeX or BibLaTeX, what the numeric entry of both editions holds with half-width marks
    ("@incollection{k, title={周易外传}, booktitle={船山全书}, volume={第1册}}",
     "//船山全书: 第1册"),
    ("@incollection{k, title={大黄}, booktitle={药典}, volume={一部}, edition={2020版}}",
     "//药典: 一部. 2020版"),
    ("@book{k, title={本草备要}, volume={四卷}}", "本草备要: 四卷[M]"),
    ("@book{k, title={全集}, volume={第二卷}}", "全集: 第2卷[M]"),
    ("@inbook{k, title={周易外传}, booktitle={船山全书}, number={6}}", "//船山全书: 第6卷"),
    ("@inbook{k, title={名称代码}, booktitle={汇编}, booktitleaddon={3}}", "//汇编: 3"),
    ("@book{k, title={系统学}, publisher={社}, address={京}, year=2001, pages={序2--3}}",
     "2001: 序2-3"),
    ("@book{k, title={系统学}, publisher={社}, address={京}, year=2001, pages={扉页}}",
     "2001: 扉页"),
    ("@book{k, title={系统学}, publisher={社}, address={京}, year=2001, pages={第12页}}",
     "2001: 12"),
    ("@collection{k, title={职工教育研究论文集}}", "论文集[G]"),
    ("@collection{k, title={Studies of peat}}", "peat[M]"),
    ("@online{k, title={潮汐}}", "潮汐[EB/OL]"),
    ("@misc{k, title={Chip}, publisher={Maker}, url={https://example.org/}, urldate={2025-04-14},"
     " year=2024}", "Chip[EB/OL]. (2024)[2025-04-14]. https://example.org/"),
    ("@periodical{k, title={集市}, year={1957/1990}, number={1-4}}", "集市[J]. 1957(1)-1990(4)"),
    ("@periodical{k, title={集市}, date={1957/1990}, volume={1--34}, number={1--4}}",
     "集市[J]. 1957, 1(1)-1990, 34(4)"),
    ("@book{k, title={T}, author={S. A. OKORO}}", "Okoro S A. T[M]"),
    ("@book{k, title={外国出版史}, author={{昂温, G} and {昂温, P S}}}", "昂温 G, 昂温 P S. 外国"),
]  # fmt: skip


@pytest.mark.parametrize("style", ["2015", "2025"])
@pytest.mark.parametrize(("source", "printed"), READ)
def test_what_bibtex_files_hold(source: str, printed: str, style: str) -> None:
    (paper,) = citex.read(source, "biblatex")
    text = csl.Processor(
        csl.load(f"gbt7714-{style}"), options={"capitals": False, "punctuation": "half"}
    ).reference(paper)
    assert printed in text.replace("\u2003", " ").replace("—", "-")


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("archiveprefix={PSSXiv}, eprint={2024.1}, url={https://example.org/1}",
         "[PP/OL]. PSSXiv(2024)"),
        ("archiveprefix={bioRxiv}, doi={10.1101/029983}", "[PP/OL]. bioRxiv(2024)"),
        ("eprinttype={arXiv}, eprint={1112.6136}, url={https://doi.org/10.48550/arXiv.1112.6136}",
         "[PP/OL]. arXiv(2024)"),
    ],
)  # fmt: skip
def test_a_preprint_names_its_platform(source: str, printed: str) -> None:
    """2025 8.15."""
    (paper,) = citex.read(f"@preprint{{k, title={{T}}, year=2024, {source}}}", "bibtex")
    assert printed in paper.format("gbt7714-2025").replace("（", "(").replace("）", ")")


@pytest.mark.parametrize("kind", ["archive", "letter"])
def test_what_was_never_published_is_kept_by_an_archive(kind: str) -> None:
    """2025 8.12: number, place, archive, full date; by author and year the full date as well."""
    source = f"@{kind}{{k, title={{布告}}, author={{厅}}, number={{LS031}}, address={{武汉}}, "
    source += "institution={湖北省档案馆}, date={1931-11-07}}"
    (paper,) = citex.read(source, "bibtex")
    assert plain(paper, "2025") == "厅. 布告: LS031[A]. 武汉: 湖北省档案馆, 1931-11-07."
    assert plain(paper, "2025-author-date") == (
        "厅, 1931. 布告: LS031[A]. 武汉: 湖北省档案馆, 1931-11-07."
    )


@pytest.mark.parametrize("style", ["2015-author-date", "2025-author-date"])
def test_the_years_of_a_serial_stand_once_behind_its_body(style: str) -> None:
    """2015 10.2, 2025 9.3: behind the author, not again in the imprint."""
    serial = Paper(id="s", type="periodical", title="集市", author="学会", volume="1", issue="1",
                   issued="1984/1990", publisher="社", publisher_place="京")  # fmt: skip
    text = plain(serial, style).replace("—", "-").replace("（", "(").replace("）", ")")
    assert text == "学会, 1984-1990. 集市[J]. 1984-1990, 1(1). 京: 社."
