"""`citex.bulk.render`: what a row is, from whatever the records come."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from bulk_formats import FAULTY
from own_papers import chinese, everything, hostile, one_of_each_kind, sparse

import citex
from citex import bulk

STYLES = (
    "apa", "gbt7714", "gbt7714-2025-author-date", "modern-language-association", "ieee", "nature",
    "chicago-notes-bibliography", "american-medical-association", "vancouver",
    "harvard-cite-them-right",
)  # fmt: skip
PAPERS = [*one_of_each_kind(), *chinese(), *hostile(), *sparse(), *everything()]


def render(source: Any, outputs: Any = ("apa",), **options: Any) -> list[bulk.Row]:
    return list(bulk.render(source, outputs, jobs=options.pop("jobs", 0), **options))


def item(title: str = "On Growth", **values: Any) -> dict[str, Any]:
    return {"id": "a", "type": "book", "title": title, **values}


def works(count: int, seed: int = 1) -> list[citex.Paper]:
    """Works whose values come from several of ours."""
    rng, found = random.Random(seed), []
    for number in range(count):
        one, other = rng.choice(PAPERS), rng.choice(PAPERS)
        values = dict(other.variables()) if rng.random() < 0.5 else {}
        mixed = {
            name: value for name, value in (values | dict(one.variables())).items()
            if rng.random() < 0.9
        }  # fmt: skip
        try:
            found.append(citex.Paper(id=f"w{number}", type=one.type, **_attributes(mixed)))
        except citex.CitexError:
            found.append(one)
    return found


def _attributes(values: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("-", "_"): value for name, value in values.items()}


def test_each_text_is_that_of_the_paper_alone() -> None:
    papers = works(200)
    names = (*STYLES, "apa:html", "bibtex", "ris", "csljson")
    rows = render(papers, names)
    assert len(rows) == len(papers)
    for paper, row in zip(papers, rows, strict=True):
        assert row.id == paper.id
        for name in STYLES:
            assert row.outputs[name] == paper.format(name)
        assert row.outputs["apa:html"] == paper.format("apa", output="html")
        for name in ("bibtex", "ris", "csljson"):
            assert row.outputs[name] == paper.format(name)


def test_settings_are_for_all_styles() -> None:
    paper = chinese()[0]
    wanted = {"ref": "apa", "page": {"to": "apa", "output": "html"}, "file": "bibtex"}
    (row,) = render([paper], wanted, output="markdown", locale="de-DE", links=True)
    assert row.outputs == {
        "ref": paper.format("apa", output="markdown", locale="de-DE", links=True),
        "page": paper.format("apa", output="html", locale="de-DE", links=True),
        "file": paper.format("bibtex"),
    }


@pytest.mark.parametrize(
    ("outputs", "error"),
    [
        (["no-such-style"], citex.UnknownFormat),
        ([], citex.InvalidValue),
        ("apa:pdf", citex.UnknownFormat),
        (["apa", "apa"], citex.InvalidValue),
        ("bibtex:html", citex.UnknownOption),
        ({"a": {"to": "bibtex", "kyes": "x"}}, citex.UnknownOption),
        ({"a": {}}, citex.InvalidValue),
        (7, citex.InvalidValue),
    ],
)
def test_what_there_is_not_is_said_before_anything_is_read(outputs: Any, error: Any) -> None:
    with pytest.raises(error):
        bulk.render([item()], outputs)


@pytest.mark.parametrize(
    "arguments",
    [
        {"timeout": 0}, {"timeout": "1"}, {"timeout": True}, {"encoding": "no-such-encoding"},
        {"encoding": "rot13"}, {"jobs": -1}, {"jobs": True}, {"max_size": 0}, {"chunk_size": "1"},
        {"max_errors": -1},
        {"errors": 3}, {"extras": ["colour"]}, {"format": "no-such-format"},
        {"read_options": {"dates": "print"}}, {"format": "crossref", "read_options": {"x": 1}},
    ],
)  # fmt: skip
def test_arguments_that_cannot_be(arguments: dict[str, Any]) -> None:
    with pytest.raises(citex.CitexError):
        bulk.render([item()], "apa", **arguments)


@pytest.mark.parametrize("source", ["no-such-file.jsonl", Path("no-such-file.jsonl"), 3, b"{}"])
def test_sources_that_cannot_be(source: Any) -> None:
    with pytest.raises(citex.CitexError):
        bulk.render(source, "apa")


def test_records_come_in_any_shape(tmp_path: Path) -> None:
    line = json.dumps(item())
    path = tmp_path / "a.jsonl"
    path.write_text(line + "\n")
    expected = render([item()])
    assert expected[0].outputs == {"apa": "On Growth. (n.d.)."}
    with path.open("rb") as file:
        assert render(file) == expected
    for source in (
        path, str(path), [path], tmp_path, [line], [line.encode()], iter([line]), item(),
        citex.Paper(id="a", type="book", title="On Growth"), io.BytesIO(line.encode()),
        [json.dumps(item(), indent=2)],
    ):  # fmt: skip
        assert render(source) == expected
    closed = path.open("rb")
    closed.close()
    with (tmp_path / "b").open("wb") as written:
        for file_ in (closed, written):
            with pytest.raises(citex.InvalidValue, match="'rb'"):
                render(file_)
    with path.open(encoding="utf-8") as text, pytest.raises(citex.InvalidValue, match="'rb'"):
        render(text)
    assert render([]) == []


def test_a_thing_that_cannot_be_json_costs_no_other() -> None:
    """A dictionary that holds itself, or half of a character; a first line that is broken."""
    itself: dict[str, Any] = item()
    itself["x"] = itself
    errors: list[bulk.BadRecord] = []
    half = item("On \ud83d Growth")
    rows = render([item(), itself, half, json.dumps(half, ensure_ascii=False)], errors=errors)
    assert [row.outputs["apa"] for row in rows] == [
        "On Growth. (n.d.).", *["On \ufffd Growth. (n.d.)."] * 2,
    ]  # fmt: skip
    assert [(bad.line, bad.code) for bad in errors] == [(2, "not-json")]
    assert "RecursionError" in errors[0].raw
    line = json.dumps(item())
    for lines in (["broken", line], ["\n", line + "\n", " \n"], iter(["\n", line])):
        assert [row.id for row in render(lines, errors=[])] == ["a"]


def test_papers_and_lines_may_take_turns() -> None:
    mixed: list[Any] = []
    for number in range(700):
        one = item(f"T{number}", id=str(number))
        mixed.append(citex.Paper.from_dict(one) if number % 300 > 120 else one)
    rows = render(mixed, extras=["place"])
    assert [row.id for row in rows] == [str(number) for number in range(700)]
    assert [row.line for row in rows] == list(range(1, 701))


def test_a_row_is_a_mapping_too() -> None:
    (row,) = render([item()])
    assert row["id"] == "a"
    assert row["outputs"]["apa"] == row.outputs["apa"]
    with pytest.raises(KeyError):
        row["colour"]


def test_extras() -> None:
    paper = citex.Paper(id="a", title="论语", abstract="B", type="book", language="zh-CN")
    (row,) = render([paper], ["apa", "coins"], extras=["language", "checks", "losses"])
    assert row.language == "zh-CN"
    assert row.losses == {"coins": ("abstract",)}
    assert row.checks == tuple(dict.fromkeys(one.code for one in citex.check([paper])))
    assert "missing" in row.checks


BAD = [
    ('{"id": "b", "title": "Cut off', "not-json", ""),
    ("no JSON", "not-json", ""),
    ('{"id": "c", "foo": 1}', "no-record", "c"),
    ("null", "no-record", ""),
    ("17", "no-record", ""),
    ("[]", "no-record", ""),
    ("[" * 100_000, "not-json", ""),
]


@pytest.mark.parametrize(("line", "code", "id_"), BAD, ids=[line[:20] for line, _, _ in BAD])
def test_a_bad_record_costs_no_other(line: str, code: str, id_: str) -> None:
    lines = [json.dumps(item("T1")), line, json.dumps(item("T2"))]
    errors: list[bulk.BadRecord] = []
    rows = render(lines, errors=errors)
    assert [row.outputs["apa"] for row in rows] == ["T1. (n.d.).", "T2. (n.d.)."]
    (bad,) = errors
    assert (bad.code, bad.id, bad.line, bad.raw) == (code, id_, 2, line[:100_000])
    assert bad.code in bulk.CODES
    inline = render(lines)  # without a list, it is a row in its place
    assert [bool(row.outputs) for row in inline] == [True, False, True]
    assert inline[1].problems[0].level == "error"
    assert inline[1].problems[0].message == bad.message


def test_an_output_that_fails_costs_no_other() -> None:
    titles = ("A", "Refused", "Broken", "B")
    errors: list[bulk.BadRecord] = []
    rows = render([item(t, id=t) for t in titles], ["apa", FAULTY], errors=errors)
    assert [sorted(row.outputs) for row in rows] == [
        ["apa", "faulty"], ["apa"], ["apa"], ["apa", "faulty"],
    ]  # fmt: skip
    assert [(bad.code, bad.id, bad.output) for bad in errors] == [
        ("not-written", "Refused", "faulty"), ("internal", "Broken", "faulty"),
    ]  # fmt: skip


def test_too_many_bad_records_end_all() -> None:
    lines = [json.dumps(item()), *["bad"] * 4, json.dumps(item())]
    assert len(render(lines, max_errors=4, errors=[])) == 2
    with pytest.raises(citex.CitexError, match="more than 3"):
        render(lines, max_errors=3, errors=[])


def test_lines_of_several_kinds_in_one_file(shared: Path, tmp_path: Path) -> None:
    """Each line is read as what it is, whatever stands before it."""
    kinds = ("crossref", "openalex", "s2", "datacite", "europepmc")
    lines = []
    for kind in kinds:
        text = (shared / "data" / "records" / f"{kind}.jsonl").read_text("utf-8")
        lines += [(kind, line) for line in text.splitlines()[:30]]
    lines += [("csljson", json.dumps(paper.to_dict())) for paper in PAPERS[:30]]
    random.Random(1).shuffle(lines)
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join(line for _, line in lines), "utf-8")
    rows = render(path, ["apa", "bibtex"])
    expected = [citex.parse(line, kind, problems=[])[0] for kind, line in lines]
    assert [row.id for row in rows] == [paper.id for paper in expected]
    assert [row.outputs["apa"] for row in rows] == [paper.format("apa") for paper in expected]
    assert [row.outputs["bibtex"] for row in rows] == [paper.format("bibtex") for paper in expected]


@pytest.mark.parametrize("forged", ["{Reference Type}: Book", "\nTY  - BOOK", "<records><record>"])
def test_a_line_of_json_is_of_no_other_format(forged: str) -> None:
    """Whatever its texts say: these are how files of NoteExpress, RIS and EndNote begin."""
    few = {"id": "a", "title": forged}
    for record in (few, {**few, "note": "n", "genre": "g", "publisher-place": "p", "keyword": "a"}):
        (row,) = render([json.dumps(record)], ["csljson"])
        assert json.loads(row.outputs["csljson"])[0]["id"] == "a"


def test_a_line_may_hold_several_records() -> None:
    lines = [json.dumps({"items": [item("T1"), item("T2")]}), json.dumps([item("T3")])]
    rows = render(lines, extras=["place"])
    assert [(row.line, row.outputs["apa"][:2]) for row in rows] == [(1, "T1"), (1, "T2"), (2, "T3")]


def test_halves_of_characters_end_nothing() -> None:
    paper = citex.Paper(id="a", title="On Growth")
    paper.title = "On \ud83d Growth"
    (row,) = render([paper], ["ris"])
    assert "\ufffd" in row.outputs["ris"]
    (row,) = render(['{"id": "a", "title": "On \\ud83d Growth", "type": "book"}'])
    assert row.outputs["apa"] == "On \ufffd Growth. (n.d.)."
