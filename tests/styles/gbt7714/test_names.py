"""Persons and bodies: section 3 of the rules, in whichever way the data splits them."""

from __future__ import annotations

from typing import Any

import pytest

from citex import csl
from citex.csl import Citation, Cite
from citex.model import Name, Paper

CASES: list[tuple[str, list[dict[str, Any]], str, str]] = [
    ("Western", [{"family": "Hale", "given": "Anna Maria"}], "HALE A M", "Hale A M"),
    ("initials", [{"family": "Hale", "given": "A.M."}], "HALE A M", "Hale A M"),
    ("initials without points", [{"family": "Hale", "given": "AM"}], "HALE A M", "Hale A M"),
    ("hyphen", [{"family": "Godin", "given": "Jean-Luc"}], "GODIN J L", "Godin J-L"),
    ("small second part", [{"family": "Park", "given": "Jung-ran"}], "PARK J R", "Park J-R"),
    ("double name", [{"family": "Ellis-Roy", "given": "C."}], "ELLIS-ROY C", "Ellis-Roy C"),
    (
        "particle that stays",
        [{"family": "Morgan", "given": "A.", "non-dropping-particle": "De"}],
        "DE MORGAN A",
        "De Morgan A",
    ),
    (
        "particle that goes with the given name",
        [{"family": "Veen", "given": "P. H.", "dropping-particle": "van der"}],
        "VEEN P H v d",
        "Veen P H v d",
    ),
    (
        "suffix",
        [{"family": "Hale", "given": "R.", "suffix": "Jr."}, {"family": "Roy", "given": "B."}],
        "HALE R, Jr., ROY B",
        "Hale R Jr，Roy B",
    ),
    ("Cyrillic", [{"family": "Орлова", "given": "Н. П."}], "ОРЛОВА Н П", "Орлова Н П"),
    (
        "body",
        [{"literal": "Example Health Agency"}],
        "Example Health Agency",
        "Example Health Agency",
    ),
    ("split", [{"family": "林", "given": "知远"}], "林知远", "林知远"),
    ("whole", [{"literal": "林知远"}], "林知远", "林知远"),
    ("with a gap", [{"literal": "林 知远"}], "林知远", "林知远"),
    ("family only", [{"family": "林知远"}], "林知远", "林知远"),
    ("given only", [{"given": "林知远"}], "林知远", "林知远"),
    ("two characters", [{"family": "尉迟", "given": "文"}], "尉迟文", "尉迟文"),
    ("Japanese", [{"family": "高橋", "given": "直子"}], "高橋直子", "高橋直子"),
    ("Korean", [{"literal": "김 도윤"}], "김도윤", "김도윤"),
    ("translated", [{"family": "昂温", "given": "P. S."}], "昂温 P S", "昂温 P S"),
    (
        "several scripts",
        [{"literal": "许静之"}, {"family": "Norris", "given": "Ian R."}, {"literal": "罗明"}],
        "许静之, NORRIS I R, 罗明",
        "许静之，Norris I R，罗明",
    ),
    ("pinyin", [{"family": "Wang", "given": "Xinya"}], "WANG X", "Wang Xinya"),
    ("pinyin in two", [{"family": "Li", "given": "Jiang-Ning"}], "LI J N", "Li Jiangning"),
    ("no pinyin", [{"family": "Kim", "given": "Ju Young"}], "KIM J Y", "Kim J Y"),
    ("doubtful pinyin", [{"family": "Li", "given": "Lisa"}], "LI L", "Li L"),
]


@pytest.mark.parametrize(("names", "old", "new"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
@pytest.mark.parametrize("title", ["河岸", "Rivers"])
def test_persons(reference: Any, names: Any, old: str, new: str, title: str) -> None:
    """The language of the work changes no name."""
    item = {"type": "webpage", "title": title, "author": names, "URL": "https://example.org/"}
    assert reference("gbt7714-2015", item) == f"{old}. {title}[EB/OL]. https://example.org/."
    assert reference("gbt7714-2025", item) == f"{new}. {title}[EB/OL]. https://example.org/."


@pytest.mark.parametrize(
    ("title", "language", "others"),
    [
        ("河岸", None, "等"), ("Rivers", None, "et al."), ("Реки", None, "и др."),
        ("강", None, "외"), ("川のくらし", None, "他"), ("Ufer", "de", "et al."),
        ("Rivers", "zh-CN", "et al."), ("Rivers", "中文;", "et al."), ("河岸", "English", "等"),
        ("河岸", "???", "等"), ("河岸", "chi", "等"), ("Rivers", "eng", "et al."),
    ],
)  # fmt: skip
def test_more_than_three(reference: Any, title: str, language: str, others: str) -> None:
    """Three, then the word of the entry's language."""
    item = {"type": "book", "title": title, "author": [{"literal": n} for n in "ABCD"]}
    if language:
        item["language"] = language
    word = others.removesuffix(".")
    assert reference("gbt7714-2025", item) == f"A，B，C，{word}. {title}[M]."
    assert reference("gbt7714-2025", item, authors="all") == f"A，B，C，D. {title}[M]."
    assert reference("gbt7714-2025", item, authors=1).startswith(f"A，{others}")


def test_pinyin_one_initial_a_syllable(reference: Any) -> None:
    item = {"type": "book", "title": "T", "author": [{"family": "Fan", "given": "Xuetong"}]}
    item["publisher"], item["publisher-place"] = "P", "Q"
    assert reference("gbt7714-2015", item, pinyin="initials") == "FAN X T. T[M]. Q: P."
    assert reference("gbt7714-2015", item, pinyin="full") == "FAN Xuetong. T[M]. Q: P."


@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025"])
def test_an_edition_in_chinese_numerals_is_written_in_figures(style: str) -> None:
    paper = Paper(id="a", type="book", title="教程", edition="第三版", language="zh")
    assert "[M]. 3版" in paper.format(style)


TRANSCRIBED = [
    "卡尔·马克思", "列夫•托尔斯泰", "乔治・奥威尔", "约翰‧穆勒", "让－保罗·萨特", "J·K·罗琳",
    "F·斯科特·菲茨杰拉德",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["", "-author-date", "-note"])
@pytest.mark.parametrize("edition", ["2015", "2025"])
@pytest.mark.parametrize("name", TRANSCRIBED)
def test_a_transcribed_name_is_never_altered(name: str, edition: str, kind: str) -> None:
    """2015 8.1.1, 2025 7.1.1: as on the source, in every role and in the text."""
    roles = {role: [Name(literal=name)] for role in ("author", "editor", "translator")}
    paper = Paper(id="a", type="chapter", title="章", container_title="集", language="zh", **roles)
    style = f"gbt7714-{edition}{kind}"
    assert paper.format(style).count(name) == 3
    if kind == "-author-date":
        cited = csl.Processor(csl.load(style)).cite([paper], [Citation([Cite("a")])])
        assert name in cited.citations[0]
