"""Records of Chinese sites and programs, whole: type mark, people, numbers and dates in print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import citex

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RECORDS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("chinese_sources.toml").read_text("utf-8")
)["record"]


@pytest.mark.parametrize("record", RECORDS, ids=[record["name"] for record in RECORDS])
def test_a_record_of_a_chinese_source(record: dict[str, Any]) -> None:
    problems: list[citex.Problem] = []
    papers = citex.parse(record["text"], problems=problems)
    assert problems == []
    printed = [entry.text for entry in citex.bibliography(papers, "gbt7714-2015")]
    assert printed == record["prints"]


@pytest.mark.parametrize("name", ["cnki", "e-study", "E-Study"])
def test_cnkis_texts_by_the_name_of_their_format(name: str) -> None:
    paper = citex.Paper(
        type="thesis",
        title="河流",
        genre="博士",
        publisher="示例大学",
        issued=2020,
        author=[citex.Name(literal="赵一"), citex.Name(literal="钱二")],
    )
    (back,) = citex.parse(citex.format([paper], "cnki"), name)
    assert back.format("gbt7714-2015") == paper.format("gbt7714-2015")


def test_a_line_of_an_abstract_that_looks_like_a_field() -> None:
    text = "DataType: 1\nTitle-题名: 甲\nSummary-摘要: 本文\nGPU-加速: 用于计算\nYear-年: 2020\n"
    (paper,) = citex.parse(text)
    assert (paper.title, paper.abstract) == ("甲", "本文 GPU-加速: 用于计算")
    assert paper.extra == {}


def test_there_are_fifty() -> None:
    assert sum(len(record["prints"]) for record in RECORDS) >= 50


SEVERAL = [
    # what stands in one field, whose names those are
    ("马克思，恩格斯", ["马克思", "恩格斯"]),
    ("卡尔·马克思、弗里德里希·恩格斯", ["卡尔·马克思", "弗里德里希·恩格斯"]),
    ("卡尔·马克思；弗里德里希·恩格斯", ["卡尔·马克思", "弗里德里希·恩格斯"]),
    ("[德]卡尔·马克思、[德]弗里德里希·恩格斯", ["[德]卡尔·马克思", "[德]弗里德里希·恩格斯"]),
    ("（清）曹雪芹，（清）高鹗", ["（清）曹雪芹", "（清）高鹗"]),
    ("马克·吐温、张伟", ["马克·吐温", "张伟"]),
    ("张伟、欧阳修文", ["张伟", "欧阳修文"]),
    ("ジョン・スミス、山田太郎", ["ジョン・スミス", "山田太郎"]),
    ("中国科学院，北京大学", ["中国科学院", "北京大学"]),
    ("世界卫生组织、联合国", ["世界卫生组织", "联合国"]),
    ("卡尔·马克思", ["卡尔·马克思"]),
    ("本刊编辑部", ["本刊编辑部"]),
]


@pytest.mark.parametrize(("field", "names"), SEVERAL)
@pytest.mark.parametrize("format", ["ris", "bibtex", "csljson", "noteexpress", "endnote"])
def test_several_in_one_field(field: str, names: list[str], format: str) -> None:
    text = {
        "ris": f"TY  - BOOK\nAU  - {field}\nTI  - x\nER  - \n",
        "bibtex": f"@book{{a, author = {{{field}}}, title = {{x}}}}",
        "csljson": f'[{{"id": "a", "type": "book", "author": [{{"literal": "{field}"}}]}}]',
        "noteexpress": f"{{Reference Type}}: Book\n{{Author}}: {field}\n{{Title}}: x\n",
        "endnote": f"%0 Book\n%A {field}\n%T x\n",
    }[format]
    (paper,) = citex.parse(text, format)
    assert [str(name) for name in paper.author or []] == names


MARKS = [
    # title as it came, as it is read
    ("城市绿地[J]", "城市绿地"),
    ("城市绿地 [J].", "城市绿地"),
    ("城市绿地［EB/OL］", "城市绿地"),
    ("城市绿地【M】", "城市绿地"),
    ("城市绿地[P]", "城市绿地"),
    ("Urban green[J]", "Urban green"),
    ("Urban green [J/OL]", "Urban green"),
    ("Urban green [D]", "Urban green"),
    ("Growth of [C]", "Growth of [C]"),
    ("Uptake of [P]", "Uptake of [P]"),
    ("Benzo[a]pyrene", "Benzo[a]pyrene"),
    ("Binding of benzo[j]", "Binding of benzo[j]"),
    ("[J]", "[J]"),
    ("绿地[修订本]", "绿地[修订本]"),
]


@pytest.mark.parametrize(("came", "read"), MARKS)
@pytest.mark.parametrize("format", ["ris", "bibtex", "csljson", "noteexpress"])
def test_a_type_mark_behind_a_title_is_the_styles(came: str, read: str, format: str) -> None:
    text = {
        "ris": f"TY  - BOOK\nTI  - {came}\nER  - \n",
        "bibtex": f"@book{{a, title = {{{came}}}}}",
        "csljson": f'[{{"id": "a", "type": "book", "title": "{came}"}}]',
        "noteexpress": f"{{Reference Type}}: Book\n{{Title}}: {came}\n",
    }[format]
    (paper,) = citex.parse(text, format)
    assert paper.title == read
    assert any("type mark" in remark.message for remark in paper.remarks) == (
        came.rstrip(". ") != read
    )
