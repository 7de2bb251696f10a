"""EndNote XML, MODS, Word, CSL-YAML, CFF and Hayagriva: nothing is lost there and back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import any_papers
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citex.formats import Format, Source
from citex.formats.loss import compare, losses
from citex.formats.tree import cff, cslyaml, endnote_xml, hayagriva, mods, word
from citex.model import (
    KINDS,
    NAME_VARIABLES,
    OTHERS,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
    from_item,
)
from citex.registry import format_named
from citex.text.cleaning import clean
from citex.text.names.listed import mend_names

FORMATS = [module.FORMAT for module in (endnote_xml, mods, word, cslyaml, cff, hayagriva)]
QUIET = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def name_of(form: Format) -> str:
    return form.name


def written(form: Format, papers: list[Paper]) -> str:
    assert form.write is not None
    return "".join(form.write(papers))


def there_and_back(form: Format, papers: list[Paper]) -> list[Paper]:
    """The papers as they come back, of which none may be a problem."""
    assert form.read is not None
    problems: list[object] = []
    back = list(form.read(Source.of_text(written(form, papers)), problems))
    assert problems == []
    return back


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_work_comes_back_whole(form: Format, kind: str) -> None:
    bare = Paper(id="x", type=kind, title="T", issued=PartialDate(2020))
    full = msgspec.structs.replace(
        bare,
        container_title="C",
        collection_title="S",
        event_title="E",
        publisher="P",
        publisher_place="Q",
        genre="G",
        number="3",
        volume="3",
        issue="4",
        page="1-2",
        ISBN="978-3-16-148410-0",
        ISSN="1234-5678",
        author=[Name("A", "B")],
        editor=[Name("C", "D"), Name(literal="Some Body")],
    )
    for paper in (bare, full):
        (back,) = there_and_back(form, [paper])
        assert back.type == kind
        assert dict(back.variables()) == dict(paper.variables())
        assert [remark for remark in back.remarks if remark.variable != "type"] == []


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
@QUIET
@given(papers=st.lists(any_papers.papers(), min_size=1, max_size=3))
def test_anything_in_any_field_comes_back(form: Format, papers: list[Paper]) -> None:
    back = there_and_back(form, papers)
    assert len(back) == len(papers)
    for before, after in zip(papers, back, strict=True):
        assert after.type == before.type
        for variable in VARIABLES:
            was, now = before.get(variable), after.get(variable)
            if variable in NAME_VARIABLES and any(r.variable == variable for r in after.remarks):
                continue  # "abc1" is taken for a name with a footnote's sign, and that is told
            assert any_papers.visible(now) == any_papers.visible(was), variable


@QUIET
@given(paper=any_papers.papers())
def test_mods_and_csl_yaml_keep_even_what_cannot_be_seen(paper: Paper) -> None:
    for form in (mods.FORMAT, cslyaml.FORMAT):
        back = there_and_back(form, [paper])[0]
        mended = {remark.variable for remark in back.remarks}  # "abc1", as above
        assert [loss for loss in compare(paper, back) if loss.variable not in mended] == []


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
def test_custom_data_is_kept_or_reported(form: Format) -> None:
    custom = {"metrics": {"impact-factor": 8.4, "zone": "2区"}, "translations": {"zh": {}}}
    paper = Paper(id="a", type="book", title="T", custom=custom)
    (back,) = there_and_back(form, [paper])
    kept = {key for key, value in custom.items() if back.custom.get(key) == value}
    lost = {loss.variable.removeprefix("custom.") for loss in losses([paper], form)}
    assert kept | lost == set(custom)
    assert kept.isdisjoint(lost)
    if form.name in ("mods", "cslyaml"):
        assert not lost


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
def test_the_fidelity_corpus_comes_back_whole(form: Format, shared: Path) -> None:
    items = json.loads((shared / "data" / "fidelity-corpus.json").read_text("utf-8"))
    papers = [clean(from_item(item)) for item in items]
    assert [str(loss) for loss in losses(papers, form)] == []
    back = there_and_back(form, papers)
    assert [paper.title for paper in back] == [paper.title for paper in papers]


@pytest.mark.parametrize("form", FORMATS, ids=name_of)
def test_the_corpus_of_every_type_comes_back_whole(form: Format, shared: Path) -> None:
    items = json.loads((shared / "data" / "corpus.json").read_text("utf-8"))
    papers = [clean(from_item(item)) for item in items]
    assert [str(loss) for loss in losses(papers, form)] == []


COUNTED = {
    # format: the folder of real files, what counts as a record in them
    "endnote-xml": r"<record>",
    "mods": r"<mods[\s>]",
    "word": r"<(?:\w+:)?Source[\s>]",
}


@pytest.mark.parametrize("form", FORMATS[:3], ids=name_of)
def test_real_files_are_read_whole_and_written_again(form: Format, shared: Path) -> None:
    assert form.read is not None
    files = sorted((shared / "data" / "fixtures" / form.name).iterdir())
    assert files
    for file in files:
        problems: list[object] = []
        source = Source.of(file)
        papers = list(form.read(source, problems))
        source.close()
        count = len(re.findall(COUNTED[form.name], file.read_text("latin-1")))
        assert len(papers) == count, file.name
        assert problems == [], file.name
        again = there_and_back(form, papers)
        for before, after in zip(papers, again, strict=True):
            assert after.to_dict() | {"id": ""} == before.to_dict() | {"id": ""}, file.name


def test_real_citation_files_are_read_or_reported(shared: Path) -> None:
    files = sorted((shared / "data" / "fixtures" / "cff").iterdir())
    assert files
    for file in files:
        problems: list[object] = []
        source = Source.of(file)
        papers = list(cff.read(source, problems))
        source.close()
        holds_one = "title:" in file.read_text("utf-8")
        assert (len(papers), len(problems)) == ((1, 0) if holds_one else (0, 1)), file.name
        if papers:
            assert there_and_back(cff.FORMAT, papers) == papers


@pytest.mark.parametrize("form", [form for form in FORMATS if form.name != "cslyaml"], ids=name_of)
def test_a_field_edited_elsewhere_beats_what_was_carried(form: Format) -> None:
    """Rich text is carried beside the plain title; who edits the title must not get it back."""
    paper = Paper(id="a", type="book", title='The <span class="nocase">iPad</span>', status="old")
    text = written(form, [paper])
    plain = "The {iPad}" if form.name == "hayagriva" else "The iPad"
    assert plain in text
    assert form.read is not None
    (back,) = form.read(Source.of_text(text.replace(plain, "The Tablet")), [])
    assert back.title == "The Tablet"
    assert back.status == "old"


@pytest.mark.parametrize("form", [endnote_xml.FORMAT, mods.FORMAT, word.FORMAT], ids=name_of)
def test_xml_files_are_well_formed_whatever_extra_says(form: Format) -> None:
    extra = {
        "a/b": ["text <&>", {"xml": "<b onload='x'>y</b>"}],
        "titles/title": ["forged"],
        "Title": ["forged"],
        "note": [{"xml": "<note>kept</note>"}, {"xml": "<note>cut"}, {"xml": "<other/>"}, 7, None],
        "x y": ["no name"],
        "</record>": ["no name"],
        "deep/" * 40 + "x": ["too deep"],
        "no list": "text",
    }
    paper = Paper(id="a", type="book", title="Own", extra={form.name: extra})
    (back,) = there_and_back(form, [paper])
    assert back.title == "Own"
    paper = msgspec.structs.replace(paper, extra={form.name: "no drawer"})
    assert there_and_back(form, [paper])[0].title == "Own"


CUT_SHORT = ["mods", "word", "endnote-xml", "hayagriva", "csljson", "cslyaml", "notefirst"]


@pytest.mark.parametrize("name", CUT_SHORT)
def test_a_list_that_is_cut_short_comes_back_so(name: str) -> None:
    form = format_named(name)
    author = [Name("Alder", "Ann"), OTHERS]
    paper = Paper(id="a", type="book", title="Roots", author=author)
    assert form.read is not None
    assert form.write is not None
    found = form.read(Source.of_text("".join(form.write([paper]))), [])
    assert next(iter(found)).author == author


def test_names_in_one_element_are_parted() -> None:
    found = from_item({"type": "book", "author": [{"literal": "陈一，林二"}]})
    mend_names(found, ["author"])
    assert [str(name) for name in found.author or ()] == ["陈一", "林二"]
