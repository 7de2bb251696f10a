"""Chinese works in lists in English: what is printed, by whose rule, and what is told of it."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path
from typing import Any

import any_papers
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import Sections

import citex
from citex import Name, Paper
from citex.cli import main
from citex.csl import romanization
from citex.csl.choices import CHINESE
from citex.csl.strings import pinyin_text as texts
from citex.errors import MissingPackage, UnknownOption

CASES = Path(__file__).parent / "chinese"
LISTS = Sections(CASES / "lists.txt")
PAPERS = {paper.id: paper for paper in citex.read(CASES / "papers.json")}
NOT_CHINESE = ("japan", "korea", "growth")
FORMS = ("pinyin", "pinyin+characters", "characters+pinyin", "translation")


def rows(name: str) -> list[list[str]]:
    """The rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t") if row and row[0][:1] != "#"]


def rendered(style: str, form: str, ids: list[str]) -> str:
    """A list and below it the citations of each work."""
    papers = [PAPERS[id_] for id_ in ids]
    found = citex.cite(papers, [[id_] for id_ in ids], style, chinese=form)
    cites = "".join(f"{id_}: {text}\n" for id_, text in zip(ids, found.citations, strict=True))
    return f"{found.bibliography}\n{cites}"


@pytest.mark.parametrize("name", LISTS.names())
def test_lists(name: str, update_golden: bool) -> None:
    style, form, *ids = name.split()
    LISTS.hold(name, rendered(style, form, ids or list(PAPERS)), update=update_golden)


@pytest.mark.parametrize(("text", "expected"), rows("texts.tsv"))
def test_text_in_pinyin(text: str, expected: str) -> None:
    assert texts.pinyin_text(text) == expected


@pytest.mark.parametrize(("name", "family", "given"), rows("names.tsv"))
def test_names_in_pinyin(name: str, family: str, given: str) -> None:
    first, _, second = name.partition(",")
    parts: Any = {"family": first, "given": second} if second else {"literal": first}
    paper = citex.romanize(Paper(id="a", language="zh", author=[Name(**parts)]))[0]
    found = paper.custom["translations"]["zh-Latn"]["author"][0]
    expected = {"family": family, "given": given} if given else {"literal": family}
    assert found == expected


@pytest.mark.parametrize("form", CHINESE)
@pytest.mark.parametrize("style", ["apa", "mla", "chicago-author-date", "vancouver", "ieee"])
def test_without_chinese_nothing_changes(style: str, form: str) -> None:
    papers = [PAPERS[id_] for id_ in NOT_CHINESE]
    cited = [list(NOT_CHINESE), *([id_] for id_ in NOT_CHINESE)]
    plain = citex.cite(papers, cited, style)
    found = citex.cite(papers, cited, style, chinese=form)
    assert found.citations == plain.citations
    assert str(found.bibliography) == str(plain.bibliography)
    assert not found.bibliography.remarks


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "nature", "gbt7714-2015"])
def test_other_works_of_the_list_stay_as_they_are(style: str) -> None:
    before = {entry.id: entry.body for entry in citex.bibliography(PAPERS.values(), style)}
    after = citex.bibliography(PAPERS.values(), style, chinese="style")
    assert {entry.id for entry in after if before[entry.id] == entry.body} == set(NOT_CHINESE)


def test_no_character_is_left_where_letters_are_asked_for() -> None:
    papers = [paper for id_, paper in PAPERS.items() if id_ not in NOT_CHINESE]
    for form in ("pinyin", "translation"):
        assert not romanization._is_chinese(str(citex.bibliography(papers, "apa", chinese=form)))


def test_every_verb_takes_it() -> None:
    paper = PAPERS["floods"]
    found = [
        paper.format("apa", chinese="pinyin"),
        citex.format([paper], "apa", chinese="pinyin"),
        citex.bibliography(paper, "apa", chinese="pinyin")[0].text,
        citex.cite(paper, ["floods"], "apa", chinese="pinyin").bibliography[0].text,
        citex.Processor("apa", chinese="pinyin").reference(paper),
        pickle.loads(pickle.dumps(citex.Processor("apa", chinese="pinyin"))).reference(paper),
        str(citex.Document([paper], "apa", citations=["floods"], chinese="pinyin").bibliography()),
    ]
    assert {text.strip() for text in found} == {
        "Hua, L. (1999). Qingdai yilai Sanxia diqu shuihan zaihai de chubu yanjiu [Floods and "
        "droughts in the Three Gorges since the Qing]. Zhongguo shehui kexue, (1), 168–179."
    }


def test_a_document_that_changes_prints_what_a_list_prints() -> None:
    document = citex.Document(PAPERS.values(), "chicago-author-date", chinese="style", links=False)
    for id_ in PAPERS:
        document.insert(id_)
    found = citex.cite(PAPERS.values(), list(PAPERS), "chicago-author-date", chinese="style")
    assert str(document.bibliography()) == str(found.bibliography)
    assert [placed.text for placed in document] == found.citations
    document.style = "mla"
    other = citex.cite(PAPERS.values(), list(PAPERS), "mla", chinese="style")
    assert str(document.bibliography()) == str(other.bibliography)


def test_what_is_guessed_is_told() -> None:
    refs = citex.bibliography(PAPERS.values(), "apa", chinese="style")
    assert not {*NOT_CHINESE} & {*refs.remarks}
    told = [str(remark) for remark in refs.remarks["capital"]]
    assert told[0] == "title: is in pinyin made by rule: Zibenlun"
    assert (
        "author: 卡尔·马克思 is Makesi Ka'er in pinyin made by rule; it reads like no Chinese "
        "name: see how its bearer writes it"
    ) in told
    assert {remark.kind for remarks in refs.remarks.values() for remark in remarks} == {"guessed"}


def test_what_the_record_holds_is_no_guess() -> None:
    refs = citex.bibliography([PAPERS["cinema"], PAPERS["report"]], "ieee", chinese="style")
    assert refs.remarks == {
        "report": tuple(refs.remarks["report"])
    }  # the place of the one, nothing of the other
    assert [remark.variable for remark in refs.remarks["report"]] == ["publisher-place"]
    assert citex.bibliography([PAPERS["cinema"]], "ieee", chinese="style").remarks == {}


def test_romanized_papers_can_be_put_right() -> None:
    """What `romanize` made is data: what a user puts right there is printed, and is no guess."""
    [paper] = citex.romanize(PAPERS["monks"])
    letters = paper.custom["translations"]["zh-Latn"]
    assert letters["publisher"] == "Zhongguo shehui kexue chubanshe"
    assert [remark.kind for remark in paper.remarks] == ["guessed"] * 4
    letters["title"] = "Tang houqi, Wudai, Song chu Dunhuang sengni de shehui shenghuo"
    letters["author"] = [{"family": "Hao", "given": "Chun-wen"}]
    [entry] = refs = citex.bibliography(paper, "chicago-author-date", chinese="pinyin")
    assert entry.text.startswith("Hao, Chun-wen. 1998. Tang houqi, Wudai, Song chu Dunhuang")
    assert not refs.remarks
    assert citex.romanize(paper)[0].custom == paper.custom
    assert PAPERS["monks"].custom == {}
    assert not PAPERS["monks"].remarks


def test_people_of_one_name_in_letters_are_not_one_person() -> None:
    two = [
        Paper(id=id_, type="book", title=title, author=[name], issued=2001)
        for id_, title, name in (
            ("a", "世界史", Name("王", "蕾")),
            ("b", "中国史", Name("王", "磊")),
            ("c", "中国文学史", Name("王", "磊")),
        )
    ]
    found = str(citex.bibliography(two, "mla", chinese="style"))
    assert found == (
        "Wang Lei. 世界史 [Shijieshi]. 2001.\nWang Lei. 中国史 [Zhongguo shi]. 2001.\n"
        "———. 中国文学史 [Zhongguo wenxueshi]. 2001."
    )


def test_works_without_authors_are_sorted_by_their_pinyin() -> None:
    papers = [
        Paper(id=title, type="book", title=title, issued=1999)
        for title in ("资治通鉴", "Bronze", "安阳殷墟", "Yellow River")
    ]
    refs = citex.bibliography(papers, "mla", chinese="style")
    assert [entry.id for entry in refs] == ["安阳殷墟", "Bronze", "Yellow River", "资治通鉴"]


def test_characters_stand_upright_and_outside_of_quotation_marks() -> None:
    html = str(citex.bibliography(PAPERS["floods"], "chicago-author-date", chinese="style",
                                  output="html"))  # fmt: skip
    assert "yanjiu” 清代以来三峡地区水旱灾害的初步研究 [Floods" in html
    assert 'Zhongguo shehui kexue<span style="font-style:normal;"> 中国社会科学</span></i>' in html


def test_subsequent_notes_are_in_pinyin_alone() -> None:
    found = citex.cite(PAPERS["monks"], [["monks"], ["monks"]], "chicago-notes", chinese="style")
    assert found.citations[0].startswith("Hao Chunwen 郝春文, Tang houqi")
    assert found.citations[1].startswith("Hao, Tang houqi")
    assert not romanization._is_chinese(found.citations[1])


def test_titles_and_notices_go_with_it() -> None:
    paper = PAPERS["images"].replace(custom={
        **PAPERS["images"].custom, "status": {"retracted": True},
    })  # fmt: skip
    text = paper.format("apa", chinese="style", notices=True, titles="sentence")
    assert text == (
        "Wang, L. (2020). Tuxiang shibie fangfa zongshu [Recognising images: A survey]. Jisuanji "
        "xuebao, 43(Suppl. 1), 1–9. (Retracted)"
    )
    assert "[in Chinese]" in paper.format("ama", chinese="style", notices=True)


def test_a_list_in_another_language_takes_its_translation() -> None:
    paper = PAPERS["floods"].replace(
        note=None, custom={"translations": {"de": {"title": "Fluten"}, "en": {"title": "Floods"}}}
    )
    assert "[Fluten]" in paper.format("apa", chinese="pinyin", locale="de-DE")
    assert "[Floods]" in paper.format("apa", chinese="pinyin")


def test_a_style_of_the_user_s_own_has_it_too() -> None:
    own = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      <citation><layout><names variable="author"><name form="short"/></names></layout></citation>
      <bibliography><layout suffix="." locale="zh"><text value="不用"/></layout>
      <layout suffix="."><group delimiter=", ">
        <names variable="author"><name/></names>
        <text variable="title" quotes="true" text-case="title"/>
        <text variable="container-title" font-style="italic" text-case="uppercase"/>
      </group></layout></bibliography></style>""".encode()
    refs = citex.bibliography(PAPERS["floods"], own, chinese="pinyin+characters")
    assert refs[0].text == (
        "Linfu Hua 华林甫, “Qingdai yilai Sanxia diqu shuihan zaihai de chubu yanjiu” "
        "清代以来三峡地区水旱灾害的初步研究 "
        "[Floods and droughts in the Three Gorges since the Qing], "
        "Zhongguo shehui kexue 中国社会科学."
    )


def test_what_is_asked_wrongly_is_told() -> None:
    paper = PAPERS["floods"]
    with pytest.raises(UnknownOption, match="'chinese=pinyn'; did you mean 'chinese=pinyin'"):
        paper.format("apa", chinese="pinyn")
    with pytest.raises(UnknownOption, match="only citex's own engine"):
        citex.format([paper], "apa", engine="citeproc-py", chinese="style")
    with pytest.raises(UnknownOption, match="'chinese'"):
        citex.format([paper], "ris", chinese="style")


def test_without_pypinyin_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "pypinyin", lambda: None)
    with pytest.raises(MissingPackage, match=r"pip install pypinyin .*\[zh\]"):
        PAPERS["floods"].format("apa", chinese="style")
    assert PAPERS["growth"].format("apa", chinese="style")


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["convert", str(CASES / "papers.json"), "-t", "apa"]
    assert main([*call, "--chinese", "style"]) == 0
    out, told = capsys.readouterr()
    assert "Zhongguo shehui kexue, (1)" in out
    assert told == (
        "citex: warning: there is pinyin made by rule: look it over (--report lists it)\n"
    )
    assert main([*call, "--chinese", "pinyin", "--report"]) == 0
    told = capsys.readouterr().err
    assert "guessed: monks: author: 郝春文 is Hao Chunwen in pinyin made by rule" in told
    assert main([*call, "-O", "chinese=pinyin", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["convert", str(CASES / "papers.json"), "-t", "ris", "--chinese", "style"]) == 2
    assert "--chinese is for styles" in capsys.readouterr().err

    own = tmp_path / "own.toml"
    monkeypatch.setenv("CITEX_CONFIG", str(own))
    own.write_text('chinese = "pinyin"\n', encoding="utf-8")
    assert main(call) == 0
    assert "Zhongguo shehui kexue, (1)" in capsys.readouterr().out
    own.write_text('chinese = "letters"\n', encoding="utf-8")
    assert main(call) == 2
    assert "own.toml: chinese: no option 'chinese=letters'" in capsys.readouterr().err


_HAN_TEXTS = st.text("中国的第3卷《》·「」——：，（）A <i></i>\"'重乐単カ한", max_size=30)


@given(
    any_papers.papers(), _HAN_TEXTS, st.lists(_HAN_TEXTS, max_size=3),
    st.sampled_from(CHINESE), st.sampled_from(["apa", "mla", "chicago-notes", "ieee"]),
)  # fmt: skip
def test_any_paper(paper: Paper, text: str, people: list[str], form: str, style: str) -> None:
    """Nothing that a record holds breaks a list or a citation; what is no Chinese stays."""
    paper = msgspec.structs.replace(
        paper,
        id="a",
        title=text or paper.title,
        author=[Name(literal=one) for one in people if one],
    )
    found = citex.cite([paper], [["a"], ["a"]], style, chinese=form)
    assert len(found.citations) == 2
    [letters] = citex.romanize(paper)
    told = [one for one in citex.romanize(letters)[0].remarks if one.kind == "guessed"]
    assert told == [one for one in letters.remarks if one.kind == "guessed"]


def test_a_work_in_another_language_keeps_it() -> None:
    """Only the Chinese of it is put into letters; its translation stands as ever."""
    french = Paper(
        id="a", type="article-journal", title="Sur la Croissance des Arbres", language="fr",
        author=[Name("王", "磊")], container_title="Revue", issued=2020,
        custom={"translations": {"en": {"title": "On growth", "author": ["x", 3]}}},
    )  # fmt: skip
    assert french.format("apa", chinese="style") == (
        "Wang, L. (2020). Sur la Croissance des Arbres [On growth]. Revue."
    )
    assert "in Chinese" not in french.format("ieee", chinese="style")
