"""The options of the styles: each changes what it says, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

import citex
from citex import csl
from citex.csl import Citation, Cite
from citex.errors import UnknownOption
from citex.model import Name, Paper

ARTICLE = {
    "type": "article-journal",
    "title": "Heat along rivers",
    "author": [{"family": "Hale", "given": "Anna"}],
    "container-title": "Example Letters",
    "volume": "8",
    "issue": "2",
    "page": "5-9",
    "issued": {"date-parts": [[2021, 3, 4]]},
    "URL": "https://doi.org/10.5555/EL.8",
    "DOI": "10.5555/el.8",
    "accessed": {"date-parts": [[2022, 2, 2]]},
}
BOOK = {"type": "book", "title": "海塘", "author": [{"literal": "孟秋实"}]}
TRANSLATED = {
    **BOOK,
    "translator": [{"literal": "白露"}],
    "publisher": "社",
    "publisher-place": "京",
}
START = "HALE A. Heat along rivers[J/OL]. Example Letters, 2021, 8(2): 5-9"
URL = "https://doi.org/10.5555/EL.8"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, f"{START}[2022-02-02]. {URL}."),
        ({"capitals": False}, f"{START.replace('HALE', 'Hale')}[2022-02-02]. {URL}."),
        ({"url": False}, f"{START}[2022-02-02]. DOI:10.5555/el.8."),
        ({"url": False, "doi": "never"}, f"{START}[2022-02-02]."),
        ({"doi": "always"}, f"{START}[2022-02-02]. {URL}. DOI:10.5555/el.8."),
        ({"access_date": "never"}, f"{START}. {URL}."),
        ({"type_mark": False}, f"{START.replace('[J/OL]', '')}[2022-02-02]. {URL}."),
        (
            {"punctuation": "mixed"},
            f"{START.partition('. Ex')[0]}. Example Letters，2021，8（2）：5-9[2022-02-02]. {URL}.",
        ),
        ({"punctuation": "by-language"}, f"{START}[2022-02-02]. {URL}."),
    ],
)
def test_article(reference: Any, options: dict[str, Any], expected: str) -> None:
    assert reference("gbt7714-2015", ARTICLE, **options) == expected


def test_access_date_of_2025(reference: Any) -> None:
    assert "[2022-02-02]" not in reference("gbt7714-2025", ARTICLE)
    assert "[2022-02-02]" in reference("gbt7714-2025", ARTICLE, access_date="always")


@pytest.mark.parametrize(
    ("style", "missing", "expected"),
    [
        ("gbt7714-2015", "auto", "孟秋实. 海塘[M]. [出版地不详: 出版者不详]."),
        ("gbt7714-2015", "omit", "孟秋实. 海塘[M]."),
        ("gbt7714-2025", "omit", "孟秋实. 海塘[M]."),
        ("gbt7714-2025", "print", "孟秋实. 海塘[M]. [出版地不详：出版者不详]."),
    ],
)
def test_nothing_known_of_the_imprint(
    reference: Any, style: str, missing: str, expected: str
) -> None:
    assert reference(style, BOOK, missing=missing) == expected


def test_half_of_the_imprint_known(reference: Any) -> None:
    known = {**BOOK, "title": "Sea walls", "author": [], "publisher": "P"}
    assert reference("gbt7714-2015", known) == "Sea walls[M]. [S.l.]: P."
    known = {**BOOK, "publisher-place": "宁波"}
    assert reference("gbt7714-2015", known) == "孟秋实. 海塘[M]. 宁波: [出版者不详]."
    online = {**known, "URL": "https://example.org/"}
    assert reference("gbt7714-2015", online) == "孟秋实. 海塘[M/OL]. 宁波. https://example.org/."


@pytest.mark.parametrize(
    ("value", "word"), [("language", ", 译"), ("zh", ", 译"), ("en", ", trans."), ("none", "")]
)
def test_translators(reference: Any, value: str, word: str) -> None:
    expected = f"孟秋实. 海塘[M]. 白露{word}. 京: 社.".replace("..", ".")
    assert reference("gbt7714-2015", TRANSLATED, translator=value) == expected


def test_by_language(reference: Any) -> None:
    chinese = reference("gbt7714-2015", TRANSLATED, punctuation="by-language")
    assert chinese == "孟秋实. 海塘[M]. 白露，译. 京：社."


def test_bilingual_pair(reference: Any) -> None:
    """Both lines stand under one number; a record with one title gives one line."""
    item = {
        **ARTICLE,
        "title": "河岸的热",
        "container-title": "示例快报",
        "author": [{"family": "单", "given": "清扬"}],
        "custom": {
            "translations": {
                "en": {"title": "Heat along rivers", "container-title": "Example Letters"}
            }
        },
    }
    del item["URL"], item["DOI"]
    assert reference("gbt7714-2025", item, bilingual=True).split("\n") == [
        "单清扬. 河岸的热[J]. 示例快报，2021，8（2）：5-9.",
        "Shan Qingyang. Heat along rivers[J]. Example Letters，2021，8（2）：5-9.",
    ]
    assert "\n" not in reference("gbt7714-2025", ARTICLE, bilingual=True)
    chosen = csl.Processor(csl.load("gbt7714-2015"), options={"bilingual": True})
    (entry,) = chosen.bibliography([Paper.from_dict({"id": "x", **item})])
    assert (entry.label, entry.text.count("[1]")) == ("[1]", 1)


def test_unknown_options_name_the_choices() -> None:
    style = csl.load("gbt7714-2025")
    with pytest.raises(UnknownOption, match="capitals"):
        csl.Processor(style, options={"capitls": True})
    with pytest.raises(UnknownOption, match="doi=never"):
        csl.Processor(style, options={"doi": "nver"})
    with pytest.raises(UnknownOption, match="no options"):
        csl.Processor(csl.load("apa"), options={"capitals": True})


ALL = [f"{edition}{kind}" for edition in ("2015", "2025", "2005")
       for kind in ("", "-author-date", "-note")]  # fmt: skip
SIX = ALL[:6]
TWO = [{"family": "Hale", "given": "Anna Maria"}, {"family": "Roy", "given": "Jean-Luc"}]
THESIS = {
    **TRANSLATED, "type": "thesis", "title": "海塘", "genre": "博士论文", "URL": "https://e.org/1",
}  # fmt: skip
PAPER = {
    "type": "paper-conference", "title": "T", "container-title": "Proceedings of B", "author": TWO,
    "issued": 2020,
}  # fmt: skip
CHAPTER = {"type": "chapter", "title": "T", "container-title": "B", "author": TWO, "issued": 2020}
PATENT = {"type": "patent", "title": "钻", "number": "CN1", "jurisdiction": "中国"}
RAW = {"issued": {"date-parts": [[2021]]}}

WANTED = [
    # an item, an option, what the entry holds with half-width marks, and without the option
    ("no final stop", BOOK, {"final_stop": False}, r"\[M\]$", r"\[M\]\.$"),
    ("stop before the book", CHAPTER, {"host": "stop"}, r"\[M\]\. B", r"\[M\]//B"),
    ("stop before proceedings", PAPER, {"host": "stop"}, r"\[C\]\. Proc", r"\[C\]//Proc"),
    ("type alone", ARTICLE, {"type_mark": "type"}, r"rivers\[J\]", r"rivers\[J/OL\]"),
    ("URLs where needed", ARTICLE, {"url": "needed"}, r"rivers\[J\].*: 5-9\.$", r"https://doi"),
    ("given in full", CHAPTER, {"given": "full"}, "Hale Anna Maria, Roy Jean-Luc",
     "Hale A M, Roy J-? ?L"),
    ("dotted", CHAPTER, {"given": "dotted"}, r"Hale A\. M\., Roy J\.-? ?L\.", "Hale A M, Roy"),
    ("and in words", CHAPTER, {"and": "text"}, "Hale A M and Roy", "Hale A M, Roy"),
    ("and as a sign", CHAPTER, {"and": "symbol"}, "Hale A M & Roy", "Hale A M, Roy"),
    ("和", {**BOOK, "author": [{"literal": "孟秋实"}, {"literal": "白露"}]}, {"and": "text"},
     "孟秋实和白露", "孟秋实, 白露"),
    ("degree", THESIS, {"thesis": "degree"}, r"海塘\[博士学位论文/OL\]", r"海塘\[D/OL\]"),
    ("master", {**THESIS, "genre": "硕士学位论文"}, {"thesis": "degree"}, "硕士学位论文", "D"),
    ("no degree", {**THESIS, "genre": None}, {"thesis": "degree"}, r"\[学位论文/OL\]", "D"),
    ("English", {**THESIS, "title": "Dams", "genre": "PhD thesis", "language": "en"},
     {"thesis": "degree"}, r"Dams\[Doctoral dissertation/OL\]", "D"),
    ("country", PATENT, {"patent_country": True}, r"钻: 中国, CN1\[P\]", "钻: "),
]  # fmt: skip


@pytest.mark.parametrize("style", ALL)
@pytest.mark.parametrize(
    ("item", "options", "printed", "default"), [pytest.param(*row[1:], id=row[0]) for row in WANTED]
)
def test_what_journals_and_schools_want(
    reference: Any, item: dict[str, Any], options: dict[str, Any], printed: str, default: str,
    style: str,
) -> None:  # fmt: skip
    item = {**item, **({"issued": RAW["issued"]} if item in (CHAPTER, PAPER) else {})}
    given = {"capitals": False, "punctuation": "half", "missing": "omit"}
    text = reference(f"gbt7714-{style}", item, **given, **options)
    assert re.search(printed, text), text
    assert re.search(default, reference(f"gbt7714-{style}", item, **given))


@pytest.mark.parametrize("style", [style for style in ALL if "author" not in style])
def test_the_year_behind_the_author(reference: Any, style: str) -> None:
    """As by author and year; what has no author has its year in its place."""
    given = {"capitals": False, "punctuation": "half", "year": "author", "missing": "omit"}
    known = {**TRANSLATED, **RAW}
    assert (
        reference(f"gbt7714-{style}", known, **given) == "孟秋实, 2021. 海塘[M]. 白露, 译. 京: 社."
    )
    bare = {**known, "author": None, "translator": None}
    assert reference(f"gbt7714-{style}", bare, **given) == "海塘[M]. 京: 社, 2021."


def test_url_needed_keeps_what_is_only_online(reference: Any) -> None:
    """Pages, data, preprints and what is ahead of its issue keep address, mark and date."""
    page = {"type": "webpage", "title": "T", "URL": "https://e.org/", **RAW}
    early = {**ARTICLE, "volume": None, "issue": None, "page": None}
    for style in ("gbt7714-2015", "gbt7714-2025"):
        for item in (page, early):
            assert reference(style, item, url="needed") == reference(style, item)
        assert "OL" not in reference(style, THESIS, url="needed")


CITED = [
    ({}, "(孟秋实 等, 2020)", "(Hale et al., 2020)"),
    ({"cited_authors": 2}, "(孟秋实和白露, 2020)", "(Hale and Roy, 2020)"),
    ({"cited_authors": 2, "cited_and": "symbol"}, "(孟秋实 & 白露, 2020)", "(Hale & Roy, 2020)"),
    ({"cited_gap": False}, "(孟秋实等, 2020)", "(Hale et al., 2020)"),
    ({"cited_language": "zh"}, "(孟秋实 等, 2020)", "(Hale 等, 2020)"),
    ({"cited_language": "zh", "cited_authors": 2}, "(孟秋实和白露, 2020)", "(Hale和Roy, 2020)"),
    ({"cited_punctuation": "mixed"}, "（孟秋实 等，2020）", "（Hale et al.，2020）"),
]


@pytest.mark.parametrize("style", ["2005", "2015", "2025"])
@pytest.mark.parametrize(("options", "chinese", "english"), CITED)
def test_authors_in_the_text(
    options: dict[str, Any], chinese: str, english: str, style: str
) -> None:
    """2015 10.2.1, 2025 9.3.1, and what journals do instead."""
    papers = [
        Paper(id="zh", title="海塘", type="book", author=[Name("孟", "秋实"), Name(literal="白露")],
              issued=2020),
        Paper(id="en", title="Dams", type="book", author=[Name("Hale", "A"), Name("Roy", "B")],
              issued=2020),
    ]  # fmt: skip
    half = {"punctuation": "half"} if "cited_punctuation" not in options else {}
    chosen = csl.Processor(csl.load(f"gbt7714-{style}-author-date"), options={**half, **options})
    cited = chosen.cite(papers, [Citation([Cite("zh")]), Citation([Cite("en")])])
    assert cited.citations == [chinese, english]


@pytest.mark.parametrize("edition", ["2015", "2025"])
def test_marks_of_citations_apart_from_those_of_the_list(edition: str) -> None:
    papers = [Paper(id="a", title="海塘", type="book", author="孟秋实", issued=2020)]
    for cited, listed in (("mixed", "half"), ("half", "mixed")):
        chosen = csl.Processor(
            csl.load(f"gbt7714-{edition}-author-date"),
            options={"cited_punctuation": cited, "punctuation": listed},
        )
        text = chosen.cite(papers, [Citation([Cite("a")])]).citations[0]
        assert text == ("（孟秋实，2020）" if cited == "mixed" else "(孟秋实, 2020)")
        assert ("孟秋实，" in chosen.reference(papers[0])) is (listed == "mixed")


@pytest.mark.parametrize("style", ALL)
def test_titles_in_sentence_case(style: str) -> None:
    """English ones, of articles and books; Chinese ones and journals stay as they are."""
    papers = [
        Paper(id="a", type="article-journal", title="Slow Growth of River Mosses in Uganda",
              author="Anna Hale", container_title="Letters on Rivers", issued=2021),
        Paper(id="b", type="book", title="海塘", author="孟秋实", issued=2021),
    ]  # fmt: skip
    plain, cased = (
        str(citex.bibliography(papers, f"gbt7714-{style}", titles=titles))
        for titles in (None, "sentence")
    )
    assert "Slow Growth of River Mosses in Uganda[J]. Letters on Rivers" in plain
    assert cased == plain.replace("Slow Growth of River Mosses", "Slow growth of river mosses")


PAIR = {
    **ARTICLE, "title": "河岸的热", "container-title": "示例快报", "URL": None, "DOI": None,
    "author": [{"family": "单", "given": "清扬"}], "accessed": None,
    "custom": {"translations": {"en": {
        "title": "Heat along rivers", "container-title": "Example Letters"}}},
}  # fmt: skip


@pytest.mark.parametrize("style", ALL)
def test_the_bilingual_pair_in_every_style(reference: Any, style: str) -> None:
    """The same work twice, each in its own words; without the option one line is printed."""
    given = {"capitals": False, "punctuation": "half", "pinyin": "full"}
    chinese, english = reference(f"gbt7714-{style}", PAIR, bilingual=True, **given).split("\n")
    assert reference(f"gbt7714-{style}", PAIR, **given) == chinese
    assert chinese.startswith("单清扬")
    assert "河岸的热[J]. 示例快报" in chinese
    assert english.startswith("Shan Qingyang")
    assert "Heat along rivers[J]. Example Letters" in english


@pytest.mark.parametrize("style", ALL)
def test_chinese_works_for_english_papers(style: str) -> None:
    """In letters, with (in Chinese) at the end (docs/chinese-in-english.md)."""
    paper = Paper.from_dict({"id": "x", **PAIR})
    given = {"capitals": False, "punctuation": "half", "pinyin": "full"}
    text = paper.format(f"gbt7714-{style}", chinese="style", **given)
    assert text.startswith("Shan Qingyang")
    assert "Heat along rivers[J]. Example Letters" in text
    assert text.endswith("5-9 (in Chinese).")


@pytest.mark.parametrize("edition", ["2005", "2015", "2025"])
@pytest.mark.parametrize("kind", ["", "-author-date"])
def test_full_width_marks_only_in_the_text(edition: str, kind: str) -> None:
    """By number only the page brings a mark; notes are the list's own text."""
    papers = [Paper(id="a", title="海塘", type="book", author="孟秋实", issued=2020)]
    given = {"punctuation": "half", "cited_punctuation": "mixed", "locator": "inside"}
    chosen = csl.Processor(csl.load(f"gbt7714-{edition}{kind}"), options=given)
    text = chosen.cite(papers, [Citation([Cite("a", locator="9")])]).citations[0]
    assert text == ("（孟秋实，2020：9）" if kind else "[1：9]")
    assert "，" not in chosen.reference(papers[0])


def test_the_edition_of_2005(reference: Any) -> None:
    """No DOI; the country of a patent; a stop between author and year."""
    article = {**ARTICLE, "URL": None}
    for kind in ("", "-note"):
        assert reference(f"gbt7714-2005{kind}", article) == f"{START}[2022-02-02]."
        assert reference(f"gbt7714-2005{kind}", PATENT) == "钻: 中国, CN1[P]."
    dated = reference("gbt7714-2005-author-date", {**TRANSLATED, **RAW})
    assert dated == "孟秋实. 2021. 海塘[M]. 白露, 译. 京: 社."
