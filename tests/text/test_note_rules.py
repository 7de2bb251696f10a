"""The rules of notes that carry variables: below a heading, one a line, and in Zotero's manner."""

from __future__ import annotations

from typing import Any

import pytest

from citex.model import Name, Paper, PartialDate
from citex.text.extra_field import block, lines, zotero

LEE, LI = Name("Lee", "Ann"), Name("Li", "Bo")


def same(one: str, other: str) -> bool:
    """As a format that writes all kinds of articles as one."""
    return {one, other} <= {"article-journal", "article-magazine"} or one == other


VALUES: list[tuple[str, Any, list[str]]] = [
    ("archive", "ICPSR", ["archive: ICPSR"]),
    ("archive", " ICPSR", ['archive: " ICPSR"']),
    ("archive", '"Q"', ['archive: "\\"Q\\""']),
    ("archive", "[1]", ['archive: "[1]"']), ("archive", "{1}", ['archive: "{1}"']),
    ("archive", "a\nb", ['archive: "a\\nb"']), ("archive", "a\u2028b", ['archive: "a\\u2028b"']),
    ("archive", "a\x7fb", ['archive: "a\\u007fb"']),
    ("archive", "a\ufffeb", ['archive: "a\\ufffeb"']),
    ("archive", "a\ud800b", ['archive: "a\\ud800b"']),
    ("author", [LEE, Name(literal="World Bank")], ["author: Lee || Ann", "author: World Bank"]),
    ("author", [LEE, Name("Gogh", "V.", None, "van")],
     ['author: [{"family": "Lee", "given": "Ann"},'
      ' {"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}]']),
    ("author", [Name("Lee")], ['author: [{"family": "Lee"}]']),
    ("issued", PartialDate(2019, 5, 7), ["issued: 2019-05-07"]),
    ("issued", PartialDate(2019, season=1), ["issued: 2019-21"]),
    ("issued", PartialDate(literal="n.d."), ['issued: {"literal": "n.d."}']),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "value", "expected"), VALUES)
def test_a_value_in_lines(variable: str, value: Any, expected: list[str]) -> None:
    assert block.value_lines(variable, value) == expected
    texts = [line.partition(": ")[2] for line in expected]
    assert block.decoded(variable, texts) == value


@pytest.mark.parametrize(
    ("variable", "texts", "value"),
    [
        ("archive", [""], None), ("author", [""], None), ("author", ["", "Lee || Ann"], [LEE]),
        ("author", ['{"family": "Lee", "given": "Ann"}'], [LEE]), ("archive", ["[1]"], None),
        ("archive", ['{"a": 1}'], None), ("custom", ['{"a": 1}'], {"a": 1}),
        ("custom", ["[1]"], None),
        ("categories", ['["a"]'], ["a"]), ("categories", ['{"a": 1}'], None),
        ("issued", ["2019"], PartialDate(2019)),
        ("issued", ["words"], PartialDate(literal="words")),
        ("issued", ['{"date-parts": [[2019, 5]]}'], PartialDate(2019, 5)),
        ("type", ["book"], "book"),
        ("type", ["[1]"], None), ("type", ['"odd"'], "odd"),
    ],
)  # fmt: skip
def test_what_lines_say(variable: str, texts: list[str], value: Any) -> None:
    assert block.decoded(variable, texts) == value


@pytest.mark.parametrize(
    ("text", "note", "found"),
    [
        (None, None, {}), ("Mine.", "Mine.", {}),
        ("My CSL variables: x", "My CSL variables: x", {}),
        ("Mine.\n\nCSL variables:\nstatus: in press", "Mine.", {"status": ["in press"]}),
        ("\nMine.\nCSL variables:\nstatus: a\nstatus: b\n", "Mine.", {"status": ["a", "b"]}),
        ("CSL variables:\nnumber=: 3\n  genre:  x \ntype: book\ncustom: {}", None,
         {"number=": ["3"], "genre": ["x"], "type": ["book"], "custom": ["{}"]}),
        ("CSL variables:\nnothing: 3\nstatus:\n", "nothing: 3", {"status": [""]}),
        ("CSL variables:\nOne.\nCSL variables:\nstatus: a", "CSL variables:\nOne.",
         {"status": ["a"]}),
    ],
)  # fmt: skip
def test_the_lines_below_the_heading(
    text: str | None, note: str | None, found: dict[str, list[str]]
) -> None:
    assert block.split(text) == (note, found)


def test_a_text_that_looks_like_carried_lines() -> None:
    assert block.forges("Mine.\nCSL variables:\nyours")
    assert not block.forges("My CSL variables:")
    assert block.is_known("status=")
    assert block.is_known("type")
    assert block.is_known("categories")
    assert not block.is_known("nothing")


BLOCKS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"title": "A"}, {"title": "A"}, []),
    ({"title": "A", "status": "in press"}, {"title": "A"}, ["status: in press"]),
    ({"title": "A  b"}, {"title": "A b"}, []), ({"title": "A\x00b"}, {"title": "A b"}, []),
    ({"status": "  "}, {}, []), ({"status": "x"}, {"status": "y"}, ["status=: x"]),
    ({}, {"status": "y"}, ["status=:"]), ({"type": "book"}, {"type": "report"}, ["type=: book"]),
    ({"type": "article-magazine"}, {"type": "article-journal"}, ["type: article-magazine"]),
    ({"issued": PartialDate(2019, raw="May 2019")}, {"issued": PartialDate(2019)}, []),
    ({"issued": PartialDate(2019, 5)}, {"issued": PartialDate(2019)}, ["issued: 2019-05"]),
    ({"issued": PartialDate(2020, 5)}, {"issued": PartialDate(2019)}, ["issued=: 2020-05"]),
    ({"author": [LEE, LI]}, {"author": [LEE, LI]}, []),
    ({"author": [Name("Lee", "Ann", suffix="Jr.")]}, {"author": [LEE]},
     ['author: [{"family": "Lee", "given": "Ann", "suffix": "Jr."}]']),
    ({"custom": {"a": 1}}, {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("given", "held", "expected"), BLOCKS)
def test_what_a_format_does_not_hold(
    given: dict[str, Any], held: dict[str, Any], expected: list[str]
) -> None:
    paper, back = Paper(**given), Paper(**held)
    text = block.block(paper, back, same)
    assert text == ("\n".join(["CSL variables:", *expected]) if expected else "")
    block.absorb(back, block.split(text)[1], same)
    again = block.block(paper, back, same)
    assert again == ""
    assert back.remarks == []


def test_everything_is_carried_where_it_is_to_be_exact() -> None:
    paper, back = Paper(title="A  b", custom={"a": 1}), Paper()
    text = block.block(paper, back, same, exact=True)
    assert text.split("\n")[1:] == ["title: A  b", 'custom: {"a": 1}']
    block.absorb(back, block.split(text)[1], same)
    assert (back.title, back.custom) == ("A  b", {"a": 1})


def test_a_field_that_was_edited_since_is_right() -> None:
    paper = Paper(status="mine")
    block.absorb(paper, {"status": ["another"]}, same)
    (remark,) = paper.remarks
    assert paper.status == "mine"
    assert (remark.kind, remark.variable, remark.before) == ("doubt", "status", "another")
    assert remark.message == "the notes give another value; the field's own was used"
    block.absorb(paper, {"status=": ["another"], "custom=": ['{"a": 1}']}, same)
    assert (paper.status, paper.custom) == ("another", {"a": 1})
    block.absorb(paper, {"status=": [""], "custom=": [""]}, same)
    assert (paper.status, paper.custom) == (None, {"a": 1})


def test_a_value_that_stands_elsewhere_is_taken_away() -> None:
    paper = Paper(publisher="Ghent University", archive="ICPSR")
    block.absorb(
        paper, {"publisher": [""], "authority": ["Ghent University"], "archive": [""]}, same
    )
    assert (paper.publisher, paper.authority, paper.archive) == (None, "Ghent University", "ICPSR")
    block.absorb(paper, {"archive": ["[broken"], "issued": ["[broken"]}, same)
    assert (paper.archive, paper.issued, paper.remarks) == ("ICPSR", None, [])


AGREE: list[tuple[str, Any, Any, bool]] = [
    ("status", "In press", "in-press", True), ("status", "in press", "<i>in press</i>", True),
    ("status", "in press", "out", False), ("issued", PartialDate(2019), PartialDate(2019, 5), True),
    ("issued", PartialDate(2019), PartialDate(2020), False),
    ("issued", PartialDate(literal="n.d."), PartialDate(2020), True),
    ("issued", PartialDate(2019, end=PartialDate(2020)), PartialDate(2020), True),
    ("language", "ger", "de-DE", True), ("language", "en", "de", False),
    ("language", "xyzzy", "Xyzzy", True),
    ("author", [LEE, LI], [LEE, LI], True), ("author", [LEE, LI], [LI, LEE], True),
    ("author", [LEE], [LEE, LI], False), ("author", [LEE], [Name("Lee", "Ann Mary")], True),
    ("author", [Name("Lee", "Ann Mary")], [LEE], False),
    ("author", [LEE], [Name("Lee*", "Ann²")], True),
    ("author", [LEE], [Name("Lee1", "Ann")], True), ("author", [LEE], [LI], False),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "native", "value", "expected"), AGREE)
def test_whether_a_carried_value_says_what_the_field_says(
    variable: str, native: Any, value: Any, expected: bool
) -> None:
    assert block.agree(variable, native, value) is expected


def test_values_on_one_line() -> None:
    assert lines.tidy("a\nb") == "a b"
    assert lines.tidy([Name("Li\n", "Na"), Name("\n")]) == [Name("Li", "Na")]
    assert lines.tidy(PartialDate(literal="a\nb")) == PartialDate(literal="a b")
    assert lines.tidy(PartialDate(2019, season="a\nb")) == PartialDate(2019, season="a b")
    assert lines.tidy(PartialDate(2019, season=1)) == PartialDate(2019, season=1)
    assert lines.tidy_name(Name("Li", "Na\n", suffix="\n")) == Name("Li", "Na")
    assert lines.carried("contributor", [Name("Li", "Na\nMo")]) == ["contributor: Li || Na Mo"]
    assert lines.carried("status", "\n") == []
    assert lines.carried("status", None) == []


@pytest.mark.parametrize(
    ("note", "variable"),
    [("medium: CSV", "medium"), ("see: there", None), ("medium:", "medium"), ("medium:CSV", None),
     ("type: book", "type"), ("a medium: CSV", None)],
)  # fmt: skip
def test_the_variable_that_a_note_would_be(note: str, variable: str | None) -> None:
    assert lines.variable_of(note) == variable


NOTES: list[tuple[dict[str, Any], list[str], dict[str, Any]]] = [
    ({}, ["medium: CSV", "Mine."], {"medium": "CSV", "note": "Mine."}),
    ({"note": "Old."}, ["medium: CSV", "Mine."], {"medium": "CSV", "note": "Old.\nMine."}),
    ({}, ["note: medium: CSV"], {"medium": None, "note": "medium: CSV"}),
    ({}, ["note:"], {"note": None}),
    ({}, ["see: there"], {"note": "see: there"}),
    ({"medium": "csv"}, ["medium: CSV"], {"medium": "CSV", "note": None}),
    ({"medium": "PDF"}, ["medium: CSV"], {"medium": "PDF", "note": "medium: CSV"}),
    ({"type": "article-journal"}, ["type: article-magazine"],
     {"type": "article-magazine", "note": None}),
    ({"type": "book"}, ["type: article-magazine"],
     {"type": "book", "note": "type: article-magazine"}),
    ({}, ["author: Lee || Ann", "author: Li || Bo"], {"author": [LEE, LI], "note": None}),
    ({"publisher": "Ghent"}, ["publisher:", "authority: Ghent"],
     {"publisher": None, "authority": "Ghent", "note": None}),
    ({"publisher": "Ghent"}, ["publisher:", "authority: Lyon"],
     {"publisher": "Ghent", "note": "publisher:"}),
    ({"publisher": "Ghent"}, ["publisher:"], {"publisher": "Ghent", "note": "publisher:"}),
    ({}, ["publisher:", "authority: Lyon"], {"publisher": None, "note": None}),
    ({}, ["issued: [broken"], {"issued": None, "note": "issued: [broken"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "notes", "expected"), NOTES)
def test_what_notes_carry(
    given: dict[str, Any], notes: list[str], expected: dict[str, Any]
) -> None:
    paper = Paper(**given)
    lines.absorb(paper, notes, same)
    assert {name: getattr(paper, name) for name in expected} == expected


def test_names_that_the_reader_took_for_none_are_taken_from_the_note() -> None:
    from citex.model import Remark

    dropped = Remark(kind="dropped", variable="author", message="x")
    other = Remark(kind="dropped", variable="editor", message="y")
    paper = Paper(author=[LEE])
    paper.remarks = [dropped, other]
    lines.absorb(paper, ["author: Lee || Ann", "author: Anonymous"], same)
    assert (paper.author, paper.note) == ([LEE, Name(literal="Anonymous")], None)
    assert paper.remarks == [other]
    paper = Paper(author=[LEE])
    paper.remarks = [other]
    lines.absorb(paper, ["author: Lee || Ann", "author: Anonymous"], same)
    assert (paper.author, paper.note) == ([LEE], "author: Lee || Ann\nauthor: Anonymous")
    paper = Paper(author=[LI])
    paper.remarks = [dropped]
    lines.absorb(paper, ["author: Lee || Ann", "author: Anonymous"], same)
    assert paper.author == [LI]


EXTRA: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({}, "event-date: 2004-10-14", {"event_date": PartialDate(2004, 10, 14), "note": None}),
    ({}, "event-date: 1984/", {"event_date": PartialDate(1984)}),
    ({}, "event-date: some 1984 day", {"event_date": PartialDate(1984)}),
    ({}, "event-date: then", {"event_date": PartialDate(literal="then")}),
    ({"event_date": PartialDate(1)}, "event-date: 2004",
     {"event_date": PartialDate(2004), "note": None}),
    ({}, "status: in press\nMine.", {"status": "in press", "note": "Mine."}),
    ({}, "Mine.\nstatus: in press", {"status": "in press", "note": "Mine."}),
    ({}, "Mine.\nYours.\nstatus: in press", {"status": None}),
    ({}, "Mine.\n\nstatus: in press", {"status": "in press", "note": "Mine."}),
    ({}, "Mine {:status: in press} yours.", {"status": "in press", "note": "Mine \n yours."}),
    ({}, "status: a\nstatus: b", {"status": "a", "note": None}),
    ({"status": "a"}, "status: b", {"status": "a", "note": "status: b"}),
    ({}, "type: book", {"type": "book", "note": None}),
    ({}, "type: nothing", {"note": "type: nothing"}),
    ({}, "id: x", {"id": "", "note": "id: x"}), ({}, "note: x", {"note": "note: x"}),
    ({}, "author: Lee || Ann\nauthor: World Bank",
     {"author": [LEE, Name(literal="World Bank")], "note": None}),
    ({"author": [LI]}, "author: Lee || Ann", {"author": [LI], "note": "author: Lee || Ann"}),
    ({}, "DOI: 10.5555/1", {"DOI": "10.5555/1", "note": None}),
    ({}, "odd-key: x", {"extra": {"csljson": {"odd-key": "x"}}, "note": None}),
    ({}, "odd-key: x\nodd-key: y", {"extra": {"csljson": {"odd-key": "x"}}, "note": "odd-key: y"}),
    ({}, "odd: x\nodder: y", {"extra": {"csljson": {"odd": "x", "odder": "y"}}}),
    ({}, "Mine.", {"note": "Mine."}), ({}, "a: b} c", {"note": "a: b} c"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "note", "expected"), EXTRA)
def test_variables_in_a_note_as_citeproc_takes_them(
    given: dict[str, Any], note: str, expected: dict[str, Any]
) -> None:
    paper = zotero.with_note_variables(Paper(**given, note=note))
    assert {name: getattr(paper, name) for name in expected} == expected


def test_a_paper_without_variables_in_its_note_is_the_same() -> None:
    for note in (None, "Mine.", "id: x", "Mine: x"):
        paper = Paper(note=note)
        assert zotero.with_note_variables(paper) is paper


OWN: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({}, "Original Date: 1880\nPMID: 123\nBound in red.",
     {"original_date": PartialDate(1880), "PMID": "123", "note": "Bound in red."}),
    ({}, "Place: Ghent", {"publisher_place": "Ghent", "note": None}),
    ({}, "Pages: 7", {"page": "7", "note": None}),
    ({}, "Citation Key: lee", {"citation_key": "lee", "note": None}),
    ({}, "Original Container-Title: X",
     {"extra": {"csljson": {"original-container-title": "X"}}, "note": None}),
    ({}, "Colour: red", {"note": "Colour: red"}),
    ({}, "status:x", {"status": None, "note": "status:x"}),
    ({}, "Bound in red.\nstatus: x", {"status": "x", "note": "Bound in red."}),
    ({}, "One.\nTwo.\nstatus: x", {"status": None}),
    ({}, "One.\n\nstatus: x", {"status": "x", "note": "One."}),
    ({"status": "y"}, "status: x", {"status": "y", "note": "status: x"}),
    ({}, "status: x\nstatus: y", {"status": "x", "note": "status: y"}),
    ({}, "author: Lee || Ann\nauthor: Li || Bo", {"author": [LEE, LI], "note": None}),
    ({"author": [LI]}, "author: Lee || Ann", {"author": [LI], "note": "author: Lee || Ann"}),
    ({"issued": PartialDate(2019)}, "issued: 2020",
     {"issued": PartialDate(2019), "note": "issued: 2020"}),
    ({}, "note: x", {"note": "note: x"}), ({}, "id: x", {"note": "id: x"}),
    ({}, "Type: book", {"type": "document", "note": "Type: book"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "note", "expected"), OWN)
def test_variables_in_a_note_that_is_read(
    given: dict[str, Any], note: str, expected: dict[str, Any]
) -> None:
    paper = Paper(**given, note=note)
    zotero.absorb_note(paper)
    assert {name: getattr(paper, name) for name in expected} == expected
    said = [(remark.kind, remark.variable) for remark in paper.remarks]
    assert said == ([("repaired", "note")] if paper.note != note else [])


def test_what_a_note_was_read_as_is_told() -> None:
    paper = Paper(note="status: x\nPMID: 12")
    zotero.absorb_note(paper)
    assert paper.remarks[0].message == "its lines were read as status, PMID"


ANN = Name("Lee", "Ann")
AGREE: list[tuple[str, Any, Any, bool]] = [
    ("author", [ANN], [ANN], True), ("author", [ANN], [ANN, ANN], False),
    ("author", [Name("Lee", "Ann1")], [ANN], True), ("author", [Name("Lee", "A.")], [ANN], False),
    ("author", [Name("Lee")], [ANN], True), ("author", [ANN], [Name("Lee")], False),
    ("author", [Name(literal="1")], [ANN], False), ("author", [Name("Wu")], [ANN], False),
    ("author", [ANN, Name("Wu", "B")], [Name("Wu", "B"), ANN], True),
    ("author", [ANN, Name("Wu", "B")], [Name("Wu", "B"), Name("Lee")], False),
    ("language", "en", "en-US", True), ("language", "English", "en", True),
    ("language", "de", "en", False), ("title", "On <i>A</i>: B", "on a b", True),
    ("title", "On A", "On B", False), ("issued", PartialDate(2001), PartialDate(2001, 5), True),
    ("issued", PartialDate(2001), PartialDate(2002), False),
    ("issued", PartialDate(literal="in press"), PartialDate(2002), True),
    ("issued", PartialDate(2001), PartialDate(literal="in press"), False),
    ("issued", PartialDate(2001, end=PartialDate(2003)), PartialDate(2003), True),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "field", "carried", "expected"), AGREE)
def test_whether_the_notes_say_what_the_field_says(
    variable: str, field: Any, carried: Any, expected: bool
) -> None:
    assert block.agree(variable, field, carried) is expected
