"""Entries as papers: what each field means, by the type of the work."""

from __future__ import annotations

from typing import Any

import pytest

from citex.errors import Problem, UnknownOption
from citex.formats import Source
from citex.formats.bibtex import FORMAT
from citex.model import OTHERS, Name, Paper, PartialDate

READ = FORMAT.papers
assert READ is not None


def papers(text: str, **options: Any) -> list[Paper]:
    problems: list[Problem] = []
    found = list(READ(Source.of_text(text), problems, **options))
    assert problems == []
    return found


def paper(kind: str, fields: str) -> Paper:
    return papers(f"@{kind}{{k, {fields}}}")[0]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "", "article-journal"),
        ("article", "entrysubtype={newspaper}", "article-newspaper"),
        ("article", "entrysubtype={magazine}", "article-magazine"),
        ("article", "entrysubtype={review-book}", "review-book"),
        ("article", "eprint={2001.1}, archivePrefix={arXiv}", "article"),
        ("article", "journal={J}, eprint={2001.1}, archivePrefix={arXiv}", "article-journal"),
        ("inbook", "", "chapter"),
        ("incollection", "", "chapter"),
        ("conference", "", "paper-conference"),
        ("proceedings", "", "book"),
        ("manual", "", "book"),
        ("booklet", "", "pamphlet"),
        ("mastersthesis", "", "thesis"),
        ("techreport", "", "report"),
        ("unpublished", "", "manuscript"),
        ("unpublished", "eventtitle={Meeting}", "speech"),
        ("misc", "", "document"),
        ("misc", "howpublished={\\url{http://x.org}}", "webpage"),
        ("misc", "url={http://x.org}", "webpage"),
        ("misc", "url={http://x.org}, doi={10.1/x}", "document"),
        ("misc", "eprint={2001.00001}, archivePrefix={arXiv}", "article"),
        ("electronic", "", "webpage"),
        ("dataset", "", "dataset"),
        ("thesis", "", "thesis"),
        ("patent", "", "patent"),
        ("standard", "", "standard"),
        ("motion_picture", "", "motion_picture"),
        ("nonsense", "", "document"),
    ],
)
def test_types(kind: str, fields: str, expected: str) -> None:
    assert paper(kind, fields).type == expected


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020", PartialDate(2020)),
        ("year = {2020}, month = jun", PartialDate(2020, 6)),
        ("year = 2020, month = {June}, day = 5", PartialDate(2020, 6, 5)),
        ("year = 2020, month = 6", PartialDate(2020, 6)),
        ("year = 2020, month = {06}, day = {05}", PartialDate(2020, 6, 5)),
        ('year = 2020, month = "10~" # jan', PartialDate(2020, 1, 10)),
        ("year = 2020, month = {Jan. 10}", PartialDate(2020, 1, 10)),
        ('year = 2020, month = jul # "/" # aug',
         PartialDate(2020, 7, end=PartialDate(2020, 8))),
        ("year = 2020, month = {#apr#}", PartialDate(2020, 4)),
        ("year = 2020, month = {Spring}", PartialDate(2020, season=1)),
        ("year = {1999/2000}", PartialDate(1999, end=PartialDate(2000))),
        ("year = {[1999]}", PartialDate(1999, literal="[1999]")),
        ("year = {c. 1482}", PartialDate(1482, circa=True)),
        ("year = {in press}", PartialDate(literal="in press")),
        ("year = {{c. 1482}}", PartialDate(literal="c. 1482")),
        ("date = {2020-06-05}", PartialDate(2020, 6, 5)),
        ("date = {2018-21}", PartialDate(2018, season=1)),
        ("date = {2001/2003}", PartialDate(2001, end=PartialDate(2003))),
        ("date = {2001/}", PartialDate(2001, end=PartialDate())),
        ("date = {1900~}", PartialDate(1900, circa=True)),
        ("date = {-0380~}", PartialDate(-381, circa=True)),
        ("date = {199X}", PartialDate(1990, end=PartialDate(1999))),
        ("date = {2020-06-05T10:00:00Z}", PartialDate(2020, 6, 5)),
        ("date = {2020-06}, year = 2020", PartialDate(2020, 6)),
        ("year = 2020, month = {2020-05-03}", PartialDate(2020, 5, 3)),
        ("year = 2020, month = {05/2020}", PartialDate(2020, 5)),
        ("year = 2020, month = {五月}, day = {十七}", PartialDate(2020, 5, 17)),
        ("year = 2020, issue_date = {May 2020}", PartialDate(2020, 5)),
        ("year = 2020, month = may, endyear = 2021, endmonth = jun",
         PartialDate(2020, 5, end=PartialDate(2021, 6))),
        ("year = {}", None),
    ],
)  # fmt: skip
def test_dates(fields: str, date: PartialDate | None) -> None:
    found = paper("book", fields)
    assert found.issued == date
    assert found.extra == {}


def test_a_month_that_is_none_is_kept() -> None:
    found = paper("book", "year = 2020, month = {unknown}")
    assert found.issued == PartialDate(2020)
    assert found.extra["bibtex"] == {"month": ["unknown"]}
    assert [remark.kind for remark in found.remarks] == ["doubt"]


@pytest.mark.parametrize(
    ("fields", "date", "kept"),
    [
        ("year = 2020, day = 5", PartialDate(2020), {"day": ["5"]}),
        ("year = 2020, month = may, day = {late}", PartialDate(2020, 5), {"day": ["late"]}),
    ],
)
def test_a_day_that_is_none_is_kept(fields: str, date: PartialDate, kept: dict[str, Any]) -> None:
    found = paper("book", fields)
    assert found.issued == date
    assert found.extra["bibtex"] == kept
    assert [remark.kind for remark in found.remarks] == ["doubt"]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("book", "origyear = 1880, urlyear = 2021, urlmonth = 3, urlday = 7",
         {"original-date": PartialDate(1880), "accessed": PartialDate(2021, 3, 7)}),
        ("misc", "note = {[Online; accessed 9-July-2022]}", {"accessed": PartialDate(2022, 7, 9)}),
        ("book", "note = {Last accessed: May 4, 2021}", {"accessed": PartialDate(2021, 5, 4)}),
        ("book", "note = {Accessed in the archive}", {"note": "Accessed in the archive"}),
        ("article", "journal = {\\apj}", {"container-title": "Astrophysical Journal"}),
        ("article", "journal = {{\\solphys}}", {"container-title": "Solar Physics"}),
        ("article", "journal = {Ann. Owls}, fjournal = {Annals of Owls}",
         {"container-title": "Annals of Owls", "container-title-short": "Ann. Owls"}),
        ("article", "doi = {10.5555/(A)1$<$2::B$>$3.0}", {"DOI": "10.5555/(A)1<2::B>3.0"}),
        ("article", "url = {<http://x.org/a>}", {"URL": "http://x.org/a"}),
        ("book", "hyphenation = {german}", {"language": "de"}),
        ("article", "number = 3, eid = {e5}", {"issue": "3", "number": "e5"}),
        ("article", "issue = {Spring}", {"issue": "Spring"}),
        ("techreport", "number = {TR-1}, institution = {MIT}",
         {"number": "TR-1", "publisher": "MIT"}),
        ("book", "series = {S}, number = 3", {"collection-title": "S", "collection-number": "3"}),
        ("inproceedings", "number = 3, booktitle = {B}", {"issue": "3", "container-title": "B"}),
        ("phdthesis", "school = {MIT}", {"publisher": "MIT", "genre": "PhD thesis"}),
        ("mastersthesis", "school = {MIT}, type = {Diplomarbeit}",
         {"publisher": "MIT", "genre": "Diplomarbeit"}),
        ("thesis", "institution = {MIT}, type = {mathesis}",
         {"publisher": "MIT", "genre": "Master’s thesis"}),
        ("proceedings", "organization = {ACM}", {"publisher": "ACM"}),
        ("patent", "holder = {{Stanford University} and Page, Larry}, number = {US1}",
         {"publisher": "Stanford University; Larry Page", "number": "US1"}),
        ("article", "journaltitle = {J}, shortjournal = {Jj}, location = {L}",
         {"container-title": "J", "container-title-short": "Jj", "publisher-place": "L"}),
        ("book", "edition = {Second}", {"edition": "2"}),
        ("book", "edition = {{Second}}", {"edition": "2"}),
        ("book", "pubstate = {inpress}", {"status": "in press"}),
        ("book", "title = {T}, subtitle = {S}", {"title": "T: S"}),
        ("book", "title = {Why?}, subtitle = {S}", {"title": "Why? S"}),
        ("inbook", "title = {T}, booktitle = {B}, maintitle = {M}",
         {"title": "T", "container-title": "M", "volume-title": "B"}),
        ("book", "title = {V}, maintitle = {M}", {"title": "M", "volume-title": "V"}),
        ("article", "pages = {10--20}", {"page": "10-20"}),
        ("article", "pages = {10 -- 20, 35—36}", {"page": "10-20, 35-36"}),
        ("article", "pages = {e1234}", {"page": "e1234", "number": "e1234"}),
        ("book", "language = {English}", {"language": "en"}),
        ("book", "langid = {ngerman}", {"language": "de"}),
        ("book", "langid = {american}, language = {en}", {"language": "en"}),
        ("book", "doi = {https://doi.org/10.1/a\\_b}", {"DOI": "10.1/a_b"}),
        ("book", "eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
        ("book", "pmid = {123}, pmcid = {PMC1}", {"PMID": "123", "PMCID": "PMC1"}),
        ("misc", "eprint = {2001.00001}, archivePrefix = {arXiv}, primaryClass = {cs.LG}",
         {"number": "arXiv:2001.00001", "archive": "arXiv", "archive_location": "cs.LG",
          "URL": "https://arxiv.org/abs/2001.00001"}),
        ("misc", "howpublished = {Available at \\url{http://x.org/a_b}}",
         {"URL": "http://x.org/a_b"}),
        ("book", "keywords = {a, b}", {"keyword": "a, b"}),
        ("book", "library = {QA 1}, note = {N}, annotation = {A}",
         {"call-number": "QA 1", "note": "N", "annote": "A"}),
        ("movie", "editor = {Wenders, Wim}, editortype = {director}",
         {"director": [Name("Wenders", "Wim")]}),
        ("book", "archivelocation = {Box 1}, reviewedtitle = {R}",
         {"archive_location": "Box 1", "reviewed-title": "R"}),
        ("book", "urldate = {2020-05-01}, origdate = {1900}, eventdate = {2001}",
         {"accessed": PartialDate(2020, 5, 1), "original-date": PartialDate(1900),
          "event-date": PartialDate(2001)}),
    ],
)  # fmt: skip
def test_variables(kind: str, fields: str, expected: dict[str, Any]) -> None:
    found = paper(kind, fields)
    assert dict(found.variables()) == expected
    assert found.extra.get("bibtex", {}).keys() <= {"@type"}


def test_what_only_says_the_way_is_no_publisher_and_a_store_has_an_address() -> None:
    found = paper("misc", "howpublished = {[Online]}, eprint = {77}, eprinttype = {jstor}")
    assert dict(found.variables()) == {"URL": "https://www.jstor.org/stable/77"}
    assert found.extra["bibtex"]["howpublished"] == ["[Online]"]


def test_unknown_fields_are_kept_as_they_stand() -> None:
    found = paper("book", r"file = {:a\_b.pdf:PDF}, date-added = {2020}, x_y = {{A} {\b c}}")
    assert found.extra["bibtex"] == {
        "file": [r":a\_b.pdf:PDF"], "date-added": ["2020"], "x_y": [r"{A} {\b c}"],
    }  # fmt: skip


def test_commands_that_no_table_knows_are_told_but_for_addresses() -> None:
    found = paper("book", r"title = {On \qqq{growth}}, url = {https://a.example/\qqq}")
    assert [remark.variable for remark in found.remarks if "qqq" in remark.message] == ["title"]


def test_the_date_of_an_issue_is_kept_where_it_is_another() -> None:
    assert paper("article", "date = {2020-03-05}, issue_date = {2020-03-05}").extra == {}
    other = paper("article", "date = {2020-03-05}, issue_date = {2020-04-01}")
    assert other.extra["bibtex"] == {"issue_date": ["2020-04-01"]}
    assert paper("article", "year = {2020}, issue_date = {2020-03}").issued == PartialDate(2020, 3)


def test_the_better_of_two_fields_wins_and_the_other_is_kept() -> None:
    found = paper("article", "journal = {Old}, journaltitle = {New}")
    assert found.container_title == "New"
    assert found.extra["bibtex"] == {"journal": ["Old"]}


def test_entry_types_without_a_word_in_csl_are_kept() -> None:
    assert paper("proceedings", "title = {P}").extra["bibtex"] == {"@type": "proceedings"}
    assert paper("book", "title = {P}").extra == {}


def test_repeated_fields_are_said_and_names_joined() -> None:
    found = paper("book", "title = {A}, title = {B}, author = {A B}, author = {C D}, z = 1, z = 2")
    assert found.title == "A"
    assert found.author == [Name("B", "A"), Name("D", "C")]
    assert [(remark.kind, remark.before) for remark in found.remarks] == [("dropped", "B")]
    assert found.extra["bibtex"] == {"z": ["1", "2"]}


def test_and_others() -> None:
    found = paper("book", "author = {A B and others}")
    assert found.author == [Name("B", "A"), OTHERS]
    assert "bibtex" not in found.extra


def test_repeated_keys_are_all_kept() -> None:
    assert [p.title for p in papers("@book{a,title={A}}@book{a,title={B}}")] == ["A", "B"]


def test_translations_come_from_fields_by_language() -> None:
    found = paper(
        "article", "title = {T}, title_translated_zh-cn = {题}, author_translated_zh = {{张三}}"
    )
    assert found.custom == {
        "translations": {"zh-CN": {"title": "题"}, "zh": {"author": [{"literal": "张三"}]}}
    }


@pytest.mark.parametrize("text", ["", "   \n", "Dear reader,\nthis is no bibliography.\n"])
def test_what_is_no_bibliography_is_a_problem(text: str) -> None:
    problems: list[Problem] = []
    assert list(READ(Source.of_text(text), problems)) == []
    assert len(problems) == 1


def test_unknown_engine() -> None:
    with pytest.raises(UnknownOption, match="option"):
        papers("@book{a, title={A}}", engine="nonsense")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Café 张三"), ("utf-16", "Café 张三"), ("utf-16-le", "Café au lait"),
        ("gb18030", "基于深度学习的河流识别方法"), ("latin-1", "Café olé"), ("cp1252", "“Café”"),
    ],
)  # fmt: skip
def test_encodings(encoding: str, text: str) -> None:
    data = f"@book{{a,\r\n title = {{{text}}},\r\n year = 2020\r\n}}\r\n".encode(encoding)
    found = list(READ(Source.of_bytes(data), []))
    assert [p.title for p in found] == [text]
