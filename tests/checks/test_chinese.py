"""What a check says, in Chinese: the catalogue is whole, and nothing in it is idle."""

from __future__ import annotations

import ast
import inspect
from typing import get_args

import pytest

import citex
from citex import gbt7714
from citex.checks import DiagnosticKind, codes
from citex.checks.chinese import catalogue, line
from citex.checks.rule import SEVERITIES
from citex.text.tables import read_table


def test_every_code_is_in_the_catalogue() -> None:
    told = [name for name, code in codes().items() if code.origin != "call"]
    assert list(catalogue("code")) == told
    assert set(catalogue("kind")) == set(get_args(DiagnosticKind))
    assert tuple(catalogue("severity")) == SEVERITIES


def test_every_word_of_the_standard_is_in_the_catalogue() -> None:
    table = {row[3] for row in read_table(gbt7714.__file__, "gbt7714.tsv")} - {"words"}
    tree = ast.parse(inspect.getsource(gbt7714))
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    own = {word for word in catalogue("word") if any(word in text for text in texts)}
    assert set(catalogue("word")) == table | own
    for paper in ODD:
        for edition in ("gbt7714-2015", "gbt7714-2025"):
            for found in citex.check(paper, edition, lang="zh"):
                if found.code == "gbt7714":
                    assert found.message.partition("（")[0].isascii() is False, found


ODD = [
    citex.Paper(id="a", type="document", title="城市,绿地Ａ"),
    citex.Paper(id="b", type="book", title="Growth，form"),
    citex.Paper(id="c", type="book", title="On Growth", author=[citex.Name("Zhang", "W.")],
                language="en"),
    *(citex.Paper(id=kind, type=kind) for kind in get_args(citex.Kind)),
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


def test_no_other_language() -> None:
    with pytest.raises(citex.UnknownOption, match="lang=zh"):
        citex.check([], lang="cn")
