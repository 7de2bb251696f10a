"""What a check says, in Chinese."""

from __future__ import annotations

import pytest

import citex
from citex.checks.chinese import line

ODD = [
    citex.Paper(id="a", type="document", title="城市,绿地Ａ"),
    citex.Paper(id="b", type="book", title="Growth，form"),
    citex.Paper(id="c", type="book", title="On Growth", author=[citex.Name("Zhang", "W.")],
                language="en"),
    *(citex.Paper(id=kind.value, type=kind.value) for kind in citex.Kind),
]  # fmt: skip


@pytest.mark.parametrize(
    ("paper", "edition", "told"),
    [
        (ODD[0], "gbt7714-2015", [
            "a: 警告: 缺项: type: 文献类型不明，标识将印作[Z]（GB/T 7714-2015, 附录B） [gbt7714]",
            "a: 警告: 可疑: title: 汉字之间有半角标点（GB/T 7714-2015, 惯例） [gbt7714]",
            "a: 警告: 可疑: title: 含全角字母或数字（GB/T 7714-2015, 惯例） [gbt7714]",
        ]),
        (ODD[1], "gbt7714-2025", [
            "b: 警告: 缺项: publisher-place: 出版地（GB/T 7714-2025, 7.5.2） [gbt7714]",
            "b: 警告: 缺项: publisher: 出版者（GB/T 7714-2025, 7.5.3） [gbt7714]",
            "b: 警告: 缺项: issued: 出版年（GB/T 7714-2025, 7.5.4） [gbt7714]",
            "b: 警告: 可疑: title: 非中文文字中有全角标点（GB/T 7714-2025, 惯例） [gbt7714]",
        ]),
        (ODD[2], "gbt7714-2025", [
            "c: 警告: 缺项: publisher-place: 出版地（GB/T 7714-2025, 7.5.2） [gbt7714]",
            "c: 警告: 缺项: publisher: 出版者（GB/T 7714-2025, 7.5.3） [gbt7714]",
            "c: 警告: 缺项: issued: 出版年（GB/T 7714-2025, 7.5.4） [gbt7714]",
            "c: 警告: 缺项: author: 中国人名的拼音应写全名，如：W. Zhang（GB/T 7714-2025, 7.1.1） "
            "[gbt7714]",
        ]),
    ],
)  # fmt: skip
def test_a_check_in_chinese(paper: citex.Paper, edition: str, told: list[str]) -> None:
    found = citex.check(paper, edition, lang="zh")
    assert [line(one) for one in found if one.code == "gbt7714"] == told


def test_good_texts_have_marks_of_one_width() -> None:
    for title in (
        "城市绿地：降温（一）",
        "Growth, form: a study",
        "基于 C++ (v1.0) 的研究",
        "A/B 试验",
    ):
        paper = citex.Paper(type="book", title=title)
        assert [one for one in citex.check(paper, "gbt7714-2015") if one.variable == "title"] == []


@pytest.mark.parametrize("edition", ["gbt7714-2015", "gbt7714-2025"])
def test_all_that_the_standard_asks_for_is_told(edition: str) -> None:
    found = [one for one in citex.check(ODD, edition, lang="zh") if one.code == "gbt7714"]
    assert len(found) > 30
    assert [one for one in found if one.message.partition("（")[0].isascii()] == []


def test_what_a_reader_says_is_told() -> None:
    """Not the English behind the Chinese; what no row tells stands behind the code's own words."""
    (paper,) = citex.parse("@book{a, title = {On moss}, year = {1931}, doi = {n/a}}", "bibtex")
    (told,) = [line(one) for one in citex.check(paper, lang="zh") if one.kind == "dropped"]
    assert told == "a: 警告: 未保留: DOI: 只是表示“没有 DOI”（原为：n/a） [dropped]"
    paper.remarks = [citex.Remark(kind="dropped", variable="DOI", message="was frobbed")]
    (told,) = [line(one) for one in citex.check(paper, lang="zh") if one.kind == "dropped"]
    assert told == "a: 警告: 未保留: DOI: 读入时未能保留（was frobbed） [dropped]"


def test_where_and_of_what_it_is_told() -> None:
    found = citex.check(citex.Paper(id="record 2", type="book", title="On moss"), lang="zh")
    assert line(found[0]) == (
        "第 2 条记录: 警告: 缺项: author 或 editor: 缺少这类文献著录时必需的项目 [missing]"
    )


def test_no_other_language() -> None:
    with pytest.raises(citex.UnknownOption, match="lang=zh"):
        citex.check([], lang="cn")
