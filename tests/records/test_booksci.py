"""The record of the search site: alone, in lists, in pages, and with its faults."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from records import open_records as own

from citex.model import Name

RECORD: dict[str, Any] = {
    "title": "How small rivers shape their <i>valley</i> floors.",
    "authors": "Ann B. Lee,&nbsp;Martin King, Jr.,&nbsp;Jan van der Berg,",
    "doi": "10.1234/River(2021)5", "DOIUrl": "https://doi.org/10.1234/river(2021)5", "url": None,
    "abstract": "<p><p>Rivers move stones &amp; sand (p &lt; 0.05). Stones move rivers, in turn,"
    " and both of them are moved by the slope of the land.</p>",
    "PeriodicalId": 1, "journal": {"name": "RIVER LETTERS", "volume": "12 3", "pages": "7 - 19"},
    "PeriodicalIF": 3.2000, "publicationDate": "2021-09-14", "publicationTypes": "Journal Article",
    "isOpenAccess": False, "openAccessPdf": "", "citationCount": "1,204", "platform":
    "Semanticscholar", "paperid": None, "PeriodicalName": "River Letters", "FirstCategoryId": "5",
    "ListUrlMain": "https://doi.org/10.1234/River(2021)5", "RegionNum": 3, "RegionCategory": "地学",
    "ArticlePicture": [], "TitleCN": None, "AbstractTextCN": None, "PMCID": "998877",
    "EPubDate": "2021-08-30", "PubModel": "", "JCR": "Q2", "JCRName": "GEOLOGY", "Total": 0,
}  # fmt: skip
ABSTRACT = (
    "Rivers move stones & sand (p < 0.05). Stones move rivers, in turn, and both of them are moved "
    "by the slope of the land."
)
CHINESE = "小河如何塑造谷底。"
SUMMARY = (
    "河流搬运石头和沙子。反过来，石头也推动河流，而两者都受到地形坡度的影响。"
    "本文说明了小河在几千年里怎样塑造了谷底的形状。"
)
PAGE = f"""River Letters: a page

IF 3.2 3区 地学 Q2 GEOLOGY
Ann B. Lee, Martin King
{{RECORD}}
引用次数: 1204

Abstract

{ABSTRACT}

{CHINESE}
{SUMMARY}
本文章由计算机程序翻译,如有差异,请以英文原文为准。
求助全文
约1分钟内获得全文 求助全文
来源期刊
期刊介绍: River Letters is a journal about rivers.
"""


def page(record: dict[str, Any]) -> str:
    return PAGE.replace("{RECORD}", json.dumps(record, ensure_ascii=False))


def changed(**values: Any) -> dict[str, Any]:
    return {**RECORD, **values}


def test_every_field_of_the_record() -> None:
    paper = own.one("booksci", RECORD)
    assert paper.id == "lee2021"
    assert paper.type == "article-journal"
    assert paper.title == "How small rivers shape their <i>valley</i> floors"
    assert paper.author == [
        Name("Lee", "Ann B."),
        Name("King", "Martin", suffix="Jr."),
        Name("Berg", "Jan", non_dropping_particle="van der"),
    ]
    assert (paper.container_title, paper.volume, paper.issue, paper.page) == (
        "River Letters", "12", "3", "7-19",
    )  # fmt: skip
    assert (str(paper.issued), str(paper.available_date)) == ("2021-09-14", "2021-08-30")
    assert (paper.DOI, paper.URL, paper.PMCID) == ("10.1234/River(2021)5", None, "PMC998877")
    assert paper.abstract is not None
    assert paper.abstract.startswith("Rivers move stones & sand (p < 0.05).")
    assert paper.language == "en"
    assert paper.custom == {
        "metrics": {"impact-factor": 3.2, "jcr-quartile": "Q2", "jcr-category": "GEOLOGY",
                    "zone": "3区", "zone-category": "地学", "citation-count": 1204},
        "platform": "Semanticscholar",
    }  # fmt: skip


def test_what_was_mended_or_guessed_is_noted() -> None:
    paper = own.one("booksci", RECORD)
    assert own.kinds(paper, "title") == ["repaired"]
    assert own.kinds(paper, "volume") == ["repaired"]
    assert own.kinds(paper, "language") == ["guessed"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORD),
        json.dumps([RECORD]),
        json.dumps({"code": 0, "data": RECORD}),
        json.dumps({"code": 0, "data": {"list": [RECORD], "total": 1}}),
        json.dumps({"props": {"pageProps": {"paper": RECORD}}}),
        "\ufeff" + json.dumps(RECORD, indent=2),
        json.dumps(RECORD) + "\n引用次数: 1204\n",
        page(RECORD),
        "<html><body><p>" + html.escape(json.dumps(RECORD), quote=False) + "</p></body></html>",
        f'<html><body><div data-paper="{html.escape(json.dumps(RECORD))}"></div></body></html>',
        "<html><script>if (a) { b() } window.x = {\"a\": 1}; window.paper = "
        + json.dumps(RECORD) + ";</script></html>",
    ],
    ids=["object", "list", "wrapped", "nested", "page-props", "bom", "followed", "page", "html",
         "attribute", "script"],
)  # fmt: skip
def test_wherever_the_record_stands(text: str) -> None:
    paper = own.one("booksci", text)
    assert paper.title == "How small rivers shape their <i>valley</i> floors"
    assert paper.author is not None
    assert len(paper.author) == 3


def test_json_lines_and_two_records_in_a_page() -> None:
    other = changed(title="Another river.", authors="Ann B. Lee")
    for text in (
        json.dumps(RECORD) + "\n" + json.dumps(other) + "\n",
        page(RECORD) + page(other),
    ):
        found, problems = own.read("booksci", text)
        assert not problems
        assert [paper.id for paper in found] == ["lee2021", "lee2021a"]


def test_the_translation_that_a_page_prints() -> None:
    """The Chinese title and abstract stand below the English one; a machine made them."""
    paper = own.one("booksci", page(RECORD))
    assert paper.custom["translations"] == {
        "zh": {"title": "小河如何塑造谷底", "abstract": SUMMARY}
    }
    assert any("machine" in remark.message for remark in paper.remarks)
    assert paper.title == "How small rivers shape their <i>valley</i> floors"


def test_the_same_page_saved_as_html() -> None:
    lines = [line for line in page(RECORD).splitlines() if line]
    body = "\n".join(f"<div>{html.escape(line, quote=False)}</div>" for line in lines)
    paper = own.one("booksci", f"<!DOCTYPE html><html><body>{body}</body></html>")
    assert paper.custom["translations"]["zh"] == {"title": "小河如何塑造谷底", "abstract": SUMMARY}


def test_the_record_s_own_translation_comes_first() -> None:
    paper = own.one("booksci", page(changed(TitleCN="河流的形状", AbstractTextCN="<p>石头。</p>")))
    assert paper.custom["translations"]["zh"] == {"title": "河流的形状", "abstract": "石头。"}


def test_a_page_without_a_translation_has_none() -> None:
    """What else the page says in Chinese is no translation."""
    text = page(RECORD).replace(CHINESE, "").replace(SUMMARY, "")
    text = text.replace("本文章由计算机程序翻译,如有差异,请以英文原文为准。\n", "")
    assert "translations" not in own.one("booksci", text).custom


def test_a_chinese_paper_is_not_its_own_translation() -> None:
    record = changed(title="小河怎样塑造谷底", authors="张三，欧阳小明，李四", abstract=SUMMARY)
    paper = own.one("booksci", record)
    assert paper.language == "zh"
    assert paper.author == [Name("张", "三"), Name("欧阳", "小明"), Name("李", "四")]
    assert "translations" not in paper.custom


def test_metrics_are_taken_from_the_page_where_the_record_has_none() -> None:
    bare = {key: value for key, value in RECORD.items() if not key.startswith(("JCR", "Region"))}
    del bare["PeriodicalIF"], bare["citationCount"]
    assert own.one("booksci", page(bare)).custom["metrics"] == {
        "impact-factor": 3.2, "jcr-quartile": "Q2", "jcr-category": "GEOLOGY", "zone": "3区",
        "zone-category": "地学", "citation-count": 1204,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "variable", "expected"),
    [
        ({"doi": None, "DOIUrl": None}, "DOI", "10.1234/river(2021)5"),
        ({"doi": "https://doi.org/10.1234/x"}, "DOI", "10.1234/x"),
        ({"url": "https://example.org/p/1"}, "URL", "https://example.org/p/1"),
        ({"PeriodicalName": None, "journal": None}, "container_title", None),
        ({"PeriodicalName": "river letters", "journal": {"name": "River Letters"}},
         "container_title", "River Letters"),
        ({"PeriodicalName": "Rivers &amp; Lakes"}, "container_title", "Rivers & Lakes"),
        ({"journal": "River Letters", "PeriodicalName": ""}, "container_title", "River Letters"),
        ({"publicationTypes": ["Conference"]}, "type", "paper-conference"),
        ({"publicationTypes": "Book"}, "type", "book"),
        ({"publicationTypes": "Journal Article, Review"}, "type", "article-journal"),
        ({"publicationTypes": None}, "type", "article-journal"),
        ({"journal": {"name": "ArXiv", "volume": "abs/2404.13957"}, "PeriodicalName": "ArXiv",
          "doi": None, "DOIUrl": None, "ListUrlMain": None}, "number", "arXiv:2404.13957"),
        ({"journal": {"pages": "\n  3525-3525 \n"}}, "page", "3525"),
        ({"journal": {"pages": "e1234"}}, "number", "e1234"),
        ({"authors": ["Ann Lee", {"name": "Bo Li"}]}, "author",
         [Name("Lee", "Ann"), Name("Li", "Bo")]),
        ({"authors": ""}, "author", None),
        ({"publicationDate": None, "EPubDate": ""}, "issued", None),
        ({"citationCount": None}, "volume", "12"),
        ({"title": "[PDF] On rivers."}, "title", "On rivers"),
    ],
)  # fmt: skip
def test_one_field_changed(changes: dict[str, Any], variable: str, expected: Any) -> None:
    assert getattr(own.one("booksci", changed(**changes)), variable) == expected


@pytest.mark.parametrize("drop", [False, True])
def test_a_first_of_the_month(drop: bool) -> None:
    option = {"first_of_month": "drop"} if drop else {}
    paper = own.one("booksci", changed(publicationDate="2021-09-01"), **option)
    assert str(paper.issued) == ("2021-09" if drop else "2021-09-01")
    assert own.kinds(paper, "issued") == (["guessed"] if drop else ["doubt"])


def test_broken_records_cost_no_others() -> None:
    whole = json.dumps(RECORD)
    found, problems = own.read("booksci", f"{whole}\n{whole[:300]}\n{whole}\n")
    assert len(found) == 2
    assert len(problems) == 1
    assert problems[0].line == 2
    found, problems = own.read("booksci", page(RECORD) + whole[:400])
    assert len(found) == 1
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["", "hello", "<html></html>", "{}", "[1, null]", '{"a": 1}'])
def test_what_holds_no_record_is_a_problem(text: str) -> None:
    found, problems = own.read("booksci", text)
    assert found == []
    assert problems


def test_the_seed_page(shared: Path) -> None:
    """The page of the main job: six authors, the journal, the date, one DOI, both translations."""
    text = (shared / "data" / "site-page.txt").read_text(encoding="utf-8")
    paper = own.one("booksci", text)
    assert paper.id == "zhuang2023"
    assert [str(name) for name in paper.author or ()] == [
        "Xiufen Zhuang", "Xiao Hu", "Shuren Zhang", "Xingmin Li", "Xiaoying Yuan", "Yanhong Wu",
    ]  # fmt: skip
    assert paper.title is not None
    assert paper.title.endswith("Systemic Sclerosis")
    assert paper.container_title == "Clinical Reviews in Allergy & Immunology"
    assert (str(paper.issued), paper.DOI, paper.URL) == (
        "2023-06-01", "10.1007/s12016-021-08892-z", None,
    )  # fmt: skip
    assert paper.abstract is not None
    assert not paper.abstract.startswith("<")
    translation = paper.custom["translations"]["zh"]
    assert translation["title"].endswith("新途径")
    assert translation["abstract"].startswith("系统性硬化症(SSc)")
    assert translation["abstract"].endswith("未来方向。")
    assert paper.custom["metrics"] == {
        "impact-factor": 8.4, "jcr-quartile": "Q1", "jcr-category": "ALLERGY", "zone": "2区",
        "zone-category": "医学", "citation-count": 13,
    }  # fmt: skip
