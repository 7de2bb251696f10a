"""NoteFirst: its one known shape, and that nothing leaves it."""

from __future__ import annotations

from lxml import etree

from citex.formats import Source
from citex.formats.tree import notefirst
from citex.model import Name, Paper, PartialDate

PAPER = Paper(
    id="zhuang2023",
    type="article-journal",
    title="A <i>Title</i> ]]> & more",
    author=[Name("Zhuang", "Xiufen"), Name("李", "四")],
    container_title="大气科学进展",
    issued=PartialDate(2023, 6, 1),
    volume="64",
    issue="3",
    page="284-320",
    keyword="one; two",
    abstract="An abstract.",
    DOI="10.5555/1",
    URL="https://example.org/?a&b",
    ISSN="1234-5678",
    language="en",
    custom={"translations": {"zh": {"title": "标题", "abstract": "摘要"}}},
)


def read(text: str) -> list[Paper]:
    problems: list[object] = []
    papers = list(notefirst.read(Source.of_text(text), problems))
    assert problems == []
    return papers


def test_the_known_elements() -> None:
    text = "".join(notefirst.write([PAPER]))
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\r\n<Bibliographies>\r\n')
    root = etree.fromstring(text.encode("utf-8"))
    assert root.findtext("BibliographiesCount") == "1"
    (record,) = root.findall("Bibliography")
    assert record.findtext("Type") == "JournalArticle"
    titles = record.findall("PrimaryTitle/Title")
    assert [(title.get("Lang"), title.text) for title in titles] == [
        ("en", "A Title ]]> & more"),
        ("zh-CHS", "标题"),
    ]
    infos = record.findall("Authors/Author/Info")
    assert [(info.get("Lang"), info.findtext("FullName")) for info in infos] == [
        ("en", "Zhuang, Xiufen"),
        ("zh-CHS", "李, 四"),
    ]
    assert record.findtext("Medium/Media") == "大气科学进展"
    assert [word.text for word in record.findall("Keywords/Keyword")] == ["one", "two"]
    assert [
        record.findtext(name)
        for name in ("Year", "Volume", "Issue", "PageScope", "DOI", "Url", "ISSN")
    ] == [
        "2023", "64", "3", "284-320", "10.5555/1", "https://example.org/?a&b", "1234-5678",
    ]  # fmt: skip


def test_it_comes_back() -> None:
    (back,) = read("".join(notefirst.write([PAPER])))
    assert back.title == "A Title ]]> & more"
    assert back.author == PAPER.author
    assert back.issued == PartialDate(2023)
    assert back.custom == PAPER.custom
    assert back.keyword == "one, two"
    assert [getattr(back, name) for name in ("volume", "issue", "page", "DOI", "URL", "ISSN")] == [
        getattr(PAPER, name) for name in ("volume", "issue", "page", "DOI", "URL", "ISSN")
    ]


def test_no_language_leaves_its_attribute() -> None:
    forged = 'en"><Title>forged</Title><x y="'
    text = "".join(notefirst.write([Paper(title="T", language=forged)]))
    root = etree.fromstring(text.encode("utf-8"))
    assert [title.text for title in root.iter("Title")] == ["T"]
    assert read(text)[0].language == forged


def test_what_the_sites_write() -> None:
    """All names in one element, keywords too; the conference's name is the medium."""
    (paper,) = read(
        "<Bibliographies><BibliographiesCount>1</BibliographiesCount><Bibliography>"
        "<Type>ConferencePaper</Type><Language>chi</Language>"
        '<PrimaryTitle><Title Lang="chi">甲</Title><Title Lang="eng">A</Title></PrimaryTitle>'
        '<Authors><Author><Info lang="zh-CHS"><FullName><![CDATA[张三;李四；王五]]></FullName>'
        "<Organization>某大学</Organization></Info></Author></Authors>"
        '<Medium><Media Lang="chi">年会</Media></Medium>'
        "<MotherTitle><Title>论文集</Title></MotherTitle><Year>2018</Year>"
        "<Keywords><keyword>甲;乙</keyword></Keywords><SponsorName>学会</SponsorName>"
        "<CLC>P4</CLC></Bibliography></Bibliographies>"
    )
    assert paper.type == "paper-conference"
    assert paper.language == "zh"
    assert [str(name) for name in paper.author or ()] == ["张三", "李四", "王五"]
    assert (paper.event_title, paper.container_title) == ("年会", "论文集")
    assert paper.publisher == "学会"
    assert paper.keyword == "甲;乙"
    assert paper.custom == {"translations": {"en": {"title": "A"}}}
    assert paper.extra == {"notefirst": {"CLC": ["P4"]}}
    assert "<CLC>P4</CLC>" in "".join(notefirst.write([paper]))
