"""What people's libraries hold, and how the standard has it printed."""

from __future__ import annotations

import json
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


ITEMS = [
    # what CSL-JSON holds besides a book's title 书; what the entry holds with half-width marks
    ({"publisher-place": "北京; 上海", "publisher": "甲社；乙社"}, "北京: 甲社."),
    ({"publisher-place": "北京, 上海", "publisher": "甲社、乙社"}, "北京: 甲社."),
    ({"publisher-place": "北京/上海", "publisher": "北京：甲社"}, "北京: 甲社."),
    ({"publisher-place": "New York ; London", "publisher": "P / Q"}, "New York: P."),
    ({"publisher-place": "Ames, Iowa", "publisher": "Farrar, Straus and Giroux"},
     "Ames, Iowa: Farrar, Straus and Giroux."),
    ({"title": "泥炭研讨会论文汇编"}, "汇编[C]"),
    ({"title": "学术年会论文摘要集"}, "摘要集[C]"),
    ({"title": "青年论坛文集"}, "文集[C]"),
    ({"title": "社会文集"}, "社会文集[M]"),
    ({"title": "Proceedings of Moss"}, "Moss[C]"),
    ({"title": "民国史料汇编: 第1辑"}, "第1辑[G]"),
    ({"title": "集外集", "genre": "论文集"}, "集外集[G]"),
    ({"type": "chapter", "title": "论潮汐汇编", "container-title": "潮汐"}, "汇编[M]//潮汐"),
    ({"type": "chapter", "title": "论潮汐", "container-title": "海洋资料选编"},
     "[G]//海洋资料选编"),
    ({"type": "chapter", "title": "论潮汐", "container-title": "第二届研讨会论文集"},
     "[C]//第二届研讨会论文集"),
    ({"type": "article-newspaper", "container-title": "日报", "page": "第A5版"}, "日报(A5)"),
    ({"type": "article-newspaper", "container-title": "日报", "issue": "015"}, "日报(15)"),
    ({"type": "article-newspaper", "container-title": "日报", "issue": "61234"}, "日报."),
    ({"type": "standard", "title": "著录规则: GB/T 1—2015", "number": "GB/T 1-2015"}, "规则"),
    ({"type": "periodical", "volume": "1-12", "issue": "1-4", "publisher": "社",
      "issued": {"date-parts": [[1936]]}}, "[J]. 1936, 1(1)-12(4)."),
]  # fmt: skip


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize(("item", "printed"), ITEMS)
def test_what_records_hold(item: dict[str, Any], printed: str, style: str) -> None:
    """2015 8.4, A.1, 4.4; 2025 7.5, A.1, 8.4, 8.5."""
    record = [{"id": "k", "type": "book", "title": "书", **item}]
    (paper,) = citex.read(json.dumps(record), "csljson")
    text = csl.Processor(
        csl.load(f"gbt7714-{style}"), options={"missing": "omit", "punctuation": "half"}
    ).reference(paper)
    assert printed in text.replace("—", "-")


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("GB/T 1—2015 规则", "GB/T 1-2015"), ("规则：GB/T 1—2015", "GB/T 1—2015"),
        ("规则(GB/T 1-2015)", "GB/T 1-2015"), ("GB/T 1-2015规则", "GB/T 1-2015"),
        ("GB/T 1-2015, 规则", None), ("规则: GB/T 1-2015", None), ("规则", "GB/T 1-2015"),
    ],
)  # fmt: skip
def test_a_standard_has_its_number_once(title: str, number: str | None, style: str) -> None:
    """2015 8.2.3, 2025 8.9."""
    record = [{"id": "k", "type": "standard", "title": title, "number": number}]
    (paper,) = citex.read(json.dumps(record), "csljson")
    text = plain(paper, style).replace("—", "-")
    assert text.count("GB/T 1-2015") == 1
    assert "规则[S]" in text or "规则: GB/T 1-2015[S]" in text


@pytest.mark.parametrize(
    "source",
    [
        "@techreport{k, title={规则}, number={GB/T 1-2015}, institution={委}, type={国家标准}}",
        "@techreport{k, title={规则}, number={GB/T 1-2015}, institution={委}}",
        "@manual{k, title={规则: GB/T 1-2015}, organization={委}}",
        "@misc{k, title={GB/T 1-2015 规则}, author={委}}",
    ],
)
@pytest.mark.parametrize("style", ["2015", "2025"])
def test_a_standard_is_told_by_its_number(source: str, style: str) -> None:
    (paper,) = citex.read(source, "bibtex")
    assert "[S]" in plain(paper, style)


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize("field", ["holder", "assignee", "applicant"])
def test_who_owns_a_patent_in_bibtex(field: str, style: str) -> None:
    source = f"@patent{{k, inventor={{李娜}}, {field}={{甲公司}}, title={{钻}}, number={{CN1}}}}"
    (paper,) = citex.read(source, "biblatex")
    assert plain(paper, style).startswith("甲公司")
    assert [name.literal for name in paper.author or ()] == ["李娜"]


@pytest.mark.parametrize(
    ("source", "platform"),
    [
        ("@article{k, title={题}, doi={10.12074/202303.00020V1}}", "ChinaXiv"),
        ("@article{k, title={题}, url={https://chinaxiv.org/abs/202303.00020}}", "ChinaXiv"),
        ("@misc{k, title={题}, howpublished={ChinaXiv:202303.00020}}", "ChinaXiv"),
        ("@article{k, title={题}, doi={10.12451/202408.01096}}", "PSSXiv"),
        ("@misc{k, title={T}, url={https://www.biorxiv.org/content/10.1101/029983v1}}", "bioRxiv"),
    ],
)
def test_a_preprint_is_told_by_its_server(source: str, platform: str) -> None:
    """2025 8.15."""
    (paper,) = citex.read(source, "bibtex")
    assert f"[PP/OL]. {platform}" in plain(paper, "2025")
    assert "[EB/OL]." in plain(paper, "2015")


PAIRS: list[tuple[dict[str, Any], str]] = [
    ({"original-title": "Riverbanks", "original-publisher": "Science Press",
      "note": "original-publisher-place: Beijing"}, "Riverbanks[M]. Beijing: Science Press"),
    ({"note": "original-title: Riverbanks\noriginal-publisher: Science Press"},
     "Riverbanks[M]. 北京: Science Press"),
    ({"note": "titleTranslation: Riverbanks\npublisherTranslation: SP\nplaceTranslation: BJ"},
     "Riverbanks[M]. BJ: SP"),
    ({"original-title": "Riverbanks",
      "custom": {"translations": {"en": {"publisher": "SP", "publisher-place": "BJ"}}}},
     "Riverbanks[M]. BJ: SP"),
]  # fmt: skip


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize(("item", "printed"), PAIRS)
def test_the_other_line_of_a_pair_is_in_its_language(
    item: dict[str, Any], printed: str, style: str
) -> None:
    """2015 6.1: publisher and place as well."""
    record = {
        "id": "k",
        "type": "book",
        "title": "河岸",
        "publisher": "科学出版社",
        "publisher-place": "北京",
        "author": [{"family": "单", "given": "清扬"}],
        **item,
    }
    paper = Paper.from_dict(record)
    options = {"bilingual": True, "punctuation": "half", "capitals": False, "pinyin": "full"}
    chosen = csl.Processor(csl.load(f"gbt7714-{style}"), options=options)
    own, other = chosen.reference(paper).split("\n")
    assert "北京: 科学出版社" in own
    assert other.startswith("Shan Qingyang")
    assert printed in other


@pytest.mark.parametrize(
    ("original", "printed"), [("Mark Twain", "Twain M"), ("Twain, Mark", "Twain M"), ("", "Ma K")]
)
def test_people_of_a_pair_are_called_as_the_record_has_it(original: str, printed: str) -> None:
    """What Chinese users of Zotero keep in the note."""
    creators = json.dumps(
        [{"firstName": "", "lastName": "马克吐温", "creatorType": "author", "original": original}]
    )
    paper = Paper(
        id="k", type="book", title="河岸", original_title="Riverbanks", author="马克吐温",
        note=f"creatorsExt: {creators}", language="zh",
    )  # fmt: skip
    chosen = csl.Processor(csl.load("gbt7714-2025"), options={"bilingual": True})
    assert chosen.reference(paper).split("\n")[1].startswith(printed)
