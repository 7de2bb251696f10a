"""Citing in the text: what section 10 of the rules shows, with works of our own."""

from __future__ import annotations

from typing import Any

import pytest

from citex import csl
from citex.csl import Citation, Cite
from citex.model import Name, Paper, PartialDate


def book(id_: str, year: int, *names: Name) -> Paper:
    """A book in the language of its first author's script."""
    western = str(names[0]).isascii()
    title = f"Title of {id_}" if western else "书名"
    return Paper(id=id_, type="book", title=title, author=list(names), issued=PartialDate(year))


PAPERS = [
    book("hale", 1972, Name("Hale", "Diana")),
    book("stone", 1981, Name("Stone", "Margaret F.")),
    book("ito3", 2009, Name("Ito", "A."), Name("Berg", "C."), Name("Cruz", "D.")),
    book("lin3", 2010, Name("林", "知远"), Name("何", "晓岚"), Name(literal="白露")),
    book("meng", 2000, Name(literal="孟秋实")),
    book("qiu-a", 2003, Name("邱", "小平")),
    book("qiu-b", 2003, Name("邱", "小平")),
    book("agency", 2001, Name(literal="示例科学院")),
    book("li-wei", 2011, Name("Li", "Wei")),
    book("li-na", 2011, Name("Li", "Na")),
    Paper(id="site", type="webpage", title="网站", URL="https://example.org/",
          accessed=PartialDate(2020)),
]  # fmt: skip


def cite(style: str, *groups: Any, output: str = "text", **options: Any) -> list[str]:
    """The citations of a document; a cite is an id, or an id and a page."""
    citations = [
        group
        if isinstance(group, Citation)
        else Citation([Cite(c) if isinstance(c, str) else Cite(c[0], locator=c[1]) for c in group])
        for group in groups
    ]
    chosen = csl.Processor(csl.load(style), output=output, options=options)
    return chosen.cite(PAPERS, citations).citations


@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025"])
def test_numbers(style: str) -> None:
    """Ranges from two consecutive numbers on, in the order given, commas without a space."""
    found = cite(
        style,
        ["hale"],
        ["stone"],
        ["hale", "stone"],
        ["ito3", "hale"],
        ["hale", "stone", "ito3"],
        ["ito3", "stone", "hale"],
        ["lin3", "hale", "stone"],
    )
    assert found == ["[1]", "[2]", "[1-2]", "[3,1]", "[1-3]", "[3,2,1]", "[4,1-2]"]


@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025"])
def test_pages_follow_the_bracket(style: str) -> None:
    cited = [["hale"], ["stone"], [("stone", "326-329")], ["hale", ("stone", "12")]]
    assert cite(style, *cited)[2:] == ["[2]326-329", "[1][2]12"]
    assert cite(style, *cited, output="html")[2] == "<sup>[2]326-329</sup>"
    colon = ": " if style.endswith("2015") else "："
    assert cite(style, *cited, locator="inside")[2] == f"[2{colon}326-329]"


def test_inline_numbers() -> None:
    found = cite("gbt7714-2015", ["hale"], [("hale", "5")], output="html", citation="inline")
    assert found == ["[1]", "[1]<sup>5</sup>"]


def test_author_and_year_2015() -> None:
    found = cite(
        "gbt7714-2015-author-date",
        ["hale"], ["ito3"], ["lin3"], ["meng"], ["agency"], ["hale", "meng"], ["qiu-a", "qiu-b"],
        [("lin3", "194")], ["li-wei", "li-na"], ["site"],
    )  # fmt: skip
    assert found == [
        "(Hale, 1972)", "(Ito et al., 2009)", "(林知远 等, 2010)", "(孟秋实, 2000)",
        "(示例科学院, 2001)", "(Hale, 1972; 孟秋实, 2000)", "(邱小平, 2003a, 2003b)",
        "(林知远 等, 2010)194", "(Li W, 2011; Li N, 2011)", "(佚名, [2020])",
    ]  # fmt: skip


def test_author_and_year_2025() -> None:
    found = cite(
        "gbt7714-2025-author-date",
        ["hale"], ["ito3"], ["lin3"], ["hale", "meng"], ["qiu-a", "qiu-b"], [("lin3", "194")],
        ["li-wei", "li-na"],
    )  # fmt: skip
    assert found == [
        "（Hale，1972）", "（Ito et al.，2009）", "（林知远 等，2010）",
        "（Hale，1972；孟秋实，2000）",
        "（邱小平，2003a，2003b）", "（林知远 等，2010）194", "（Li Wei，2011；Li Na，2011）",
    ]  # fmt: skip


def test_author_in_the_sentence() -> None:
    only_year = Citation([Cite("stone", suppress_author=True)])
    both = Citation([Cite("stone")], mode="composite")
    assert cite("gbt7714-2015-author-date", only_year, both) == ["(1981)", "Stone (1981)"]
    assert cite("gbt7714-2025-author-date", both) == ["Stone（1981）"]


def test_page_is_raised_after_the_bracket() -> None:
    found = cite("gbt7714-2015-author-date", [("stone", "194")], output="html")
    assert found == ["(Stone, 1981)<sup>194</sup>"]


def test_notes() -> None:
    """A repeated source gets the number of its first note, circled, and the page."""
    notes = [
        Citation([Cite("hale", locator="12")], note=1),
        Citation([Cite("stone", locator="260")], note=2),
        Citation([Cite("hale")], note=3),
        Citation([Cite("stone", locator="326-329")], note=4),
    ]
    assert cite("gbt7714-2025-note", *notes) == [
        "Hale D. Title of hale[M]. 1972：12.",
        "Stone M F. Title of stone[M]. 1981：260.",
        "同①.",
        "同②326-329.",
    ]
    plain = cite("gbt7714-2015-note", *notes, note_number="plain", missing="omit")
    assert plain[3] == "同2: 326-329."


def test_order_of_the_list() -> None:
    """Chinese first, then Western; by reading or by strokes."""
    chosen = csl.Processor(csl.load("gbt7714-2015-author-date"), options={"order": "stroke"})
    by_strokes = [entry.id for entry in chosen.bibliography(PAPERS)][:4]
    chosen = csl.Processor(csl.load("gbt7714-2015-author-date"))
    by_sound = [entry.id for entry in chosen.bibliography(PAPERS)]
    assert by_sound == [
        "lin3", "meng", "qiu-a", "qiu-b", "agency", "site",
        "hale", "ito3", "li-na", "li-wei", "stone",
    ]  # fmt: skip
    assert by_strokes == ["agency", "qiu-a", "qiu-b", "site"]


def test_family_names_by_their_own_reading() -> None:
    names = ["曾国维", "单清扬", "查明远", "仇小燕", "解冰", "区文", "尉迟文", "陈垣文"]
    papers = [book(name, 2000, Name(literal=name)) for name in names]
    chosen = csl.Processor(csl.load("gbt7714-2025-author-date"))
    assert [entry.id for entry in chosen.bibliography(papers)] == [
        "陈垣文", "区文", "仇小燕", "单清扬", "解冰", "尉迟文", "曾国维", "查明远",
    ]  # fmt: skip


@pytest.mark.parametrize("style", ["gbt7714-2015", "gbt7714-2025", "gbt7714-2015-author-date"])
def test_names_in_the_text_have_the_words_of_their_work(style: str) -> None:
    asked = [Citation([Cite(key)], mode="author-only") for key in ("ito3", "lin3")]
    assert cite(style, *asked) == ["Ito et al.", "林知远 等"]


def test_a_work_without_a_year_has_the_words_of_its_language() -> None:
    papers = [
        Paper(id="a", title="On trees", author=[Name("Ito", "A."), Name("Berg", "C.")]),
        Paper(id="b", title="书名", author=[Name("林", "知远"), Name("何", "晓岚")]),
    ]
    asked = [Citation([Cite(key)], mode=mode)
             for key in "ab" for mode in ("composite", "year-only")]  # fmt: skip
    found = csl.Processor(csl.load("gbt7714-2015")).cite(papers, asked).citations
    assert found == ["Ito and Berg[1]", "n.d.", "林知远和何晓岚[2]", "无日期"]
