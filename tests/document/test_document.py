"""A document prints after any edits what a fresh rendering prints, and says what changed."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citex
from citex import Citation, Cite, Document, Name, Paper
from citex.csl.output.links import anchor, anchor_of

PEOPLE = [("Okoro", "Ada"), ("Okoro", "Ben"), ("Lindqvist", "Per"), ("王", "芳")]
YEARS = [2019, 2020, 2020, 2021]


def library() -> list[Paper]:
    """Works that must be told apart: namesakes, one year, one title, a language, a kind each."""
    papers = []
    for number in range(12):
        family, given_ = PEOPLE[number % 4]
        papers.append(
            Paper(
                id=f"w{number}",
                type=("book", "article-journal", "chapter")[number % 3],
                title=f"Work {number // 2}",
                author=[Name(family=family, given=given_), Name(family="Moreau", given="Zoé")],
                issued=YEARS[number // 3],
                keyword="rivers; soil" if number % 2 else "soil",
                language="zh" if family == "王" else "en",
                annote=f"Annotation {number}." if number < 3 else None,
            )
        )
    return papers


STYLES = ["apa", "chicago-notes-bibliography", "chicago-author-date", "ieee", "mla",
          "gbt7714", "gbt7714-2025-author-date", "gbt7714-2025-note"]  # fmt: skip

IDS = st.sampled_from([*(f"w{number}" for number in range(12)), "nobody"])
CITES = st.builds(
    Cite,
    id=IDS,
    locator=st.sampled_from([None, None, "12", "12-14"]),
    suppress_author=st.sampled_from([False, False, False, True]),
)
CITATIONS = st.builds(
    Citation,
    cites=st.lists(CITES, min_size=1, max_size=3),
    note=st.sampled_from([None, None, None, 0, 3]),
    mode=st.sampled_from(["", "", "", "composite", "author-only", "year-only"]),
    chapter=st.sampled_from([None, None, 1, 2]),
    reset=st.sampled_from([False, False, False, True]),
    capitalize=st.booleans(),
)
PLACE = st.integers(0, 30)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), CITATIONS, PLACE),
        st.tuples(st.just("replace"), CITATIONS, PLACE),
        st.tuples(st.just("move"), PLACE, PLACE),
        st.tuples(st.just("remove"), PLACE, PLACE),
        st.tuples(st.just("preview"), CITATIONS, PLACE),
        st.tuples(st.just("discard"), IDS, PLACE),
        st.tuples(st.just("add"), st.integers(0, 11), st.sampled_from(["", " again"])),
        st.tuples(st.just("nocite"), st.sampled_from([(), ("w3",), "*"]), PLACE),
    ),
    max_size=14,
)


def edit(document: Document, kind: str, what: Any, place: Any) -> citex.Changes | None:
    ids = [one.id for one in document]
    there = ids[place % len(ids)] if ids and isinstance(place, int) else None
    if kind == "insert":
        return document.insert(what, before=there)
    if kind == "preview":
        shown = printed(document)
        told = document.preview(what, after=there)
        assert printed(document) == shown
        if there is not None:
            assert document.preview(what, replacing=there).citation.cites == told.citation.cites
    if kind == "nocite":
        document.nocite = what
    if kind == "discard":
        return document.discard(what)
    if kind == "add":
        paper = library()[what]
        return document.add(paper.replace(title=f"{paper.title}{place}"))
    if there is not None and kind == "replace":
        return document.replace(there, what)
    if there is not None and kind == "remove":
        return document.remove(there)
    if there is not None and kind == "move":
        return document.move(there, after=ids[what % len(ids)])
    return None


def printed(document: Document) -> Any:
    rows = [(one.id, one.text, one.in_text, one.in_note, one.note) for one in document]
    return rows, list(document.bibliography()), str(document.bibliography()), document.missing


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(edits=EDITS, chapters=st.booleans())
def test_after_any_edits_it_prints_what_a_fresh_rendering_prints(
    style: str, edits: list[tuple[str, Any, Any]], chapters: bool
) -> None:
    document = Document(
        library()[:9], style, citations=["w1", ["w2", "w5"], "w1"],
        by_chapter=chapters, reset_by_chapter=chapters,
    )  # fmt: skip
    seen = {one.id: one for one in document}
    entries = {one.id: one for one in document.bibliography()}
    for kind, what, place in edits:
        changes = edit(document, kind, what, place)
        if changes is not None:  # who applies the changes has what is printed
            for id_ in changes.removed:
                del seen[id_]
            seen.update(changes.citations)
            for id_ in changes.entries_removed:
                del entries[id_]
            entries.update(changes.entries)
            assert {key: str(one) for key, one in seen.items()} == {
                one.id: one.text for one in document
            }
            assert entries == {one.id: one for one in document.bibliography()}
        else:
            seen = {one.id: one for one in document}
            entries = {one.id: one for one in document.bibliography()}
    fresh = pickle.loads(pickle.dumps(document))
    assert printed(fresh) == printed(document)
    section = document.bibliography(type="book")
    assert list(section) == list(fresh.bibliography(type="book"))
    assert printed(document) == printed(fresh)  # a section leaves the whole as it was


@pytest.mark.parametrize("style", STYLES)
def test_it_prints_what_cite_prints(style: str) -> None:
    papers = library()
    citations = [
        Citation([Cite("w1", locator="3"), Cite("w4")], note=1),
        Citation(["w2"], note=2),
        Citation(["w2"], note=3),
    ]
    told = citex.cite(papers, citations, style)
    document = Document(papers, style, citations=citations)
    assert [one.text for one in document] == told.citations
    assert str(document.bibliography()) == str(told.bibliography)


def test_each_citation_of_a_style_of_notes_has_a_note_of_its_own() -> None:
    document = Document(library(), "chicago-notes-bibliography", citations=["w0", "w3", "w0"])
    assert [one.note for one in document] == [1, 2, 3]
    first = document.insert(Citation(["w5"], note=0), before="citation-1")
    assert [one.note for one in document] == [None, 1, 2, 3]
    assert list(first.citations) == [first.id]
    assert document[first.id or ""].in_note == ""


def test_numbers_begin_anew_with_a_chapter_and_positions_go_on() -> None:
    chapters = [Citation(["w0"], chapter=1), Citation(["w3"], chapter=1),
                Citation(["w3"], chapter=2), Citation(["w0"], chapter=2)]  # fmt: skip
    style = "chicago-notes-bibliography"
    document = Document(library(), style, citations=chapters, by_chapter=True)
    assert [one.note for one in document] == [1, 2, 1, 2]
    whole = [one.text for one in document]
    assert len(whole[3]) < len(whole[0])  # cited before, if a chapter ago
    anew = Document(library(), style, citations=chapters, by_chapter=True, reset_by_chapter=True)
    assert [one.text for one in anew][3] == whole[0]


def test_a_missing_work_is_told_and_never_fatal() -> None:
    document = Document(library(), "apa", citations=[["w1", "ghost"]])
    assert document.missing == ("ghost",)
    assert document.citations[0].text == "(Okoro & Moreau, 2019; ???)"
    changes = document.add(Paper(id="ghost", author="Ada Ghost", issued=2001))
    assert changes.citations["citation-1"].text == "(Ghost, 2001; Okoro & Moreau, 2019)"
    assert document.missing == ()


def test_what_is_missing_is_named_once_in_a_sentence() -> None:
    citations = [Citation(["ghost"], mode="composite"), Citation(["ghost"], mode="author-only")]
    document = Document(library(), "apa", citations=citations)
    assert [one.text for one in document] == ["???", "???"]


def test_works_that_are_not_cited() -> None:
    document = Document(library(), "ieee", citations=["w4"], nocite=["w1", "nowhere"])
    assert [entry.id for entry in document.bibliography()] == ["w4", "w1"]
    assert document.missing == ("nowhere",)
    document.nocite = "*"
    assert len(document.bibliography()) == 12


def test_sections_keep_the_numbers_of_the_whole() -> None:
    cited = [Citation([f"w{n}"], chapter=n % 2) for n in (4, 3, 7, 0)]
    document = Document(library(), "ieee", citations=cited)
    labels = {entry.id: entry.label for entry in document.bibliography()}
    for section, ids in (
        (document.bibliography(type="book"), ["w3", "w0"]),
        (document.bibliography(keyword="Rivers"), ["w3", "w7"]),
        (document.bibliography(language="zh-CN"), ["w3", "w7"]),
        (document.bibliography(chapter=0), ["w4", "w0"]),
        (document.bibliography(where=lambda paper: paper.id == "w0"), ["w0"]),
        (document.bibliography(type=["book", "chapter"], chapter=1), ["w3"]),
    ):
        assert [entry.id for entry in section] == ids
        assert all(entry.label == labels[entry.id] for entry in section)


def test_a_section_begins_with_names() -> None:
    papers = [Paper(id="a", type="book", title="A", author="Ada Okoro", issued=2001),
              Paper(id="b", type="thesis", title="B", author="Ada Okoro", issued=2002)]  # fmt: skip
    document = Document(papers, "chicago-author-date-17th-edition", nocite="*")
    assert "———" in str(document.bibliography())
    assert "———" not in str(document.bibliography(type="thesis"))


def test_annotations_stand_below_their_entries() -> None:
    document = Document(library(), "apa", citations=["w0", "w5"], output="html")
    annotated = document.bibliography(annotated=True)
    assert "Annotation 0." in annotated[0].text
    assert [entry.id for entry in annotated] == ["w0", "w5"]
    assert "Annotation" not in str(document.bibliography())


def test_a_composite_citation_has_two_parts() -> None:
    one = Citation([Cite("w0", locator="7")], mode="composite")
    note = Document(library(), "chicago-notes-bibliography", citations=[one]).citations[0]
    assert note.in_text == "Ada Okoro and Zoé Moreau"
    assert note.in_note.endswith("7.")
    assert note.note == 1
    assert note.text == f"{note.in_text} {note.in_note}"
    text = Document(library(), "apa", citations=[one]).citations[0]
    assert (text.in_text, text.in_note) == ("Okoro and Moreau (2019, p. 7)", "")


def test_a_year_alone() -> None:
    papers = [*library(), Paper(id="x", author="Ada Okoro", title="X")]
    told = citex.cite(papers, [Citation(["w0"], mode="year-only"), Citation(["w3"]),
                               Citation(["w8", "x"], mode="year-only")], "apa")  # fmt: skip
    assert told.citations[0] == "2019"
    assert told.citations[2] == "n.d.; 2020"


def test_a_capital_at_the_start_of_a_sentence() -> None:
    paper = Paper(id="v", author=[Name(family="Velde", non_dropping_particle="van der", given="P")],
                  issued=2020)  # fmt: skip
    for capitalize, start in ((False, "van"), (True, "Van")):
        one = Citation(["v"], mode="composite", capitalize=capitalize)
        assert citex.cite([paper], [one], "apa").citations[0].startswith(start)


def test_a_place_within_a_place() -> None:
    cite = Cite("w0", locator={"chapter": "3", "pages": "12-14"})
    told = citex.cite(library(), [Citation([cite])], "apa").citations
    assert told == ["(Okoro & Moreau, 2019, Chapter 3, pp. 12–14)"]


def test_threads_may_read_while_it_is_edited() -> None:
    document = Document(library(), "apa", citations=["w1"] * 5)
    faults: list[object] = []

    def read() -> None:
        for _ in range(200):
            shown = document.citations
            if any("Okoro" not in one.text for one in shown):
                faults.append(shown)
            document.bibliography(type="book")

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        document.remove(document.insert("w0").id or "")
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda d: d.remove("citation-9"), "citation-1"),
        (lambda d: d["x"], "no citation 'x'"),
        (lambda d: d.insert("w1", before="nowhere"), "nowhere"),
        (lambda d: d.insert("w1", before="citation-1", after="citation-1"), "not both"),
        (lambda d: d.insert("w1", id="citation-1"), "replace"),
        (lambda d: d.insert(5), "Citations, Cites or the ids"),
        (lambda d: d.insert([]), "cites a work at least"),
        (lambda d: d.bibliography(type="bok"), "book"),
        (lambda d: Document([Paper(id="a"), Paper(id="a", title="b")], "apa"), "two papers"),
        (lambda d: Document([], "apa", citations=["w"], colour="red"), "colour"),
        (lambda d: Document([], "apa", engine="citeproc-py"), "citex's own engine"),
        (lambda d: d.add([Paper(title="a"), Paper(title="b")]), "have no id"),
        (lambda d: d.add([Paper(id="new"), 5]), "papers cannot be 5"),
        (lambda d: d.remove("w1"), "id of a paper, cited by 'citation-1'"),
        (lambda d: d.remove(0), r"document.citations\[0\].id"),
        (lambda d: d.insert("w2", before=0), "no citation '0'"),
        (lambda d: d.move("citation-1", after=""), "no citation ''"),
        (lambda d: d.preview("w2", after="citation-1", replacing="citation-1"), "replacing"),
        (lambda d: d.bibliography(where="book"), "a function"),
        (lambda d: d.bibliography(annotated="nothing"), "annotated"),
        (lambda d: d.bibliography(annotated="author"), "a text"),
        (lambda d: d.bibliography(chapter=1.5), "chapter"),
        (lambda d: d.insert(Citation(["w1"], note=-1)), "count from 1"),
        (lambda d: setattr(d, "style", "no such style"), "no style"),
        (lambda d: setattr(d, "output", "pdf"), "html"),
    ],
)
def test_what_cannot_be_done_is_told_at_once(call: Any, says: str) -> None:
    document = Document(library(), "apa", citations=["w1"])
    shown = printed(document)
    with pytest.raises(citex.CitexError, match=says):
        call(document)
    assert printed(document) == shown


@pytest.mark.parametrize("style", STYLES)
def test_another_style_or_output_prints_all_anew(style: str) -> None:
    cited = [["w1", "ghost"], Citation(["w4"], mode="composite"), "w1"]
    document = Document(library(), "apa", citations=cited, nocite=["w7"])
    document.style, document.output, document.locale = style, "html", "de-DE"
    wanted = Document(
        library(), style, citations=cited, nocite=["w7"], output="html", locale="de-DE"
    )
    assert printed(document) == printed(wanted)
    assert (document.style, document.output) == (wanted.style, "html")
    assert printed(pickle.loads(pickle.dumps(document))) == printed(wanted)


def test_a_document_has_papers_of_its_own_whatever_becomes_of_them() -> None:
    paper = Paper(id="x", author="Ada Okoro", issued=2000, title="X", custom={"a": {"b": "c"}})
    document = Document([paper], "apa", citations=["x"])
    paper.title, paper.author, paper.custom["a"]["b"] = "Y", "Per Lind", "d"
    assert paper.author is not None
    document.papers[0].title = "Z"
    copied = copy.deepcopy(document)
    assert printed(copied) == printed(document)
    assert copied.papers[0].custom == {"a": {"b": "c"}}


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_goes_its_own_way(copied: Any) -> None:
    document = Document(library(), "ieee", citations=["w1"])
    shown, other = printed(document), copied(document)
    other.insert("w2", before="citation-1")
    other.discard("w1")
    other.nocite = "*"
    assert printed(document) == shown
    assert [one.text for one in other] == ["[1]", "???"]


def test_threads_may_copy_it_while_it_is_edited() -> None:
    document = Document(library(), "ieee")
    faults: list[object] = []

    def work(name: str) -> None:
        try:
            for number in range(60):
                document.insert(f"w{number % 12}", id=f"{name}{number}")
                if number % 3:
                    document.remove(f"{name}{number}")
                else:
                    assert printed(pickle.loads(pickle.dumps(document)))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert printed(pickle.loads(pickle.dumps(document))) == printed(document)


def test_a_paper_that_is_cited_itself_is_taken_in() -> None:
    document = Document(library(), "apa")
    new = Paper(id="new", author="Ada Ny", issued=2001)
    assert document.preview(new).text == "(Ny, 2001)"
    assert len(document.papers) == 12
    assert document.insert([new, "w1"]).missing == ()
    assert document.citations[0].text == "(Ny, 2001; Okoro & Moreau, 2019)"
    document.extend([Citation([new])])  # it is there
    assert len(document.papers) == 13


def test_a_citation_as_citeproc_js_and_zotero_have_it() -> None:
    cluster = {
        "citationID": "abc",
        "citationItems": [
            {"id": "w0", "locator": "7", "label": "page", "uris": [], "itemData": {}}
        ],
        "properties": {"noteIndex": 0, "mode": "composite", "formattedCitation": ""},
    }
    document = Document(library(), "apa")
    assert document.insert(cluster).id == "abc"
    assert document["abc"].text == "Okoro and Moreau (2019, p. 7)"
    numbered = Document([Paper(id=5, title="X", issued=2000)], "apa")
    assert numbered.insert({"citationItems": [{"id": 5}]}).missing == ()


def test_what_stands_for_a_citation() -> None:
    document = Document(library(), "ieee", citations=["w1", "w2"])
    first, second = document
    document.move(first, after=second)
    assert [one.text for one in document] == ["[1]", "[2]"]
    assert [one.id for one in document] == [second.id, first.id]
    assert document.remove(document.insert("w3")).removed == ("citation-3",)


def test_chapters_go_by_number_or_name() -> None:
    cited = [
        Citation(["w1"], chapter="1"),
        Citation(["w2"], chapter=1),
        Citation(["w3"], chapter=2),
    ]
    document = Document(library(), "chicago-notes-bibliography", citations=cited, by_chapter=True)
    assert [one.note for one in document] == [1, 2, 1]
    assert {one.id for one in document.bibliography(chapter="1")} == {"w1", "w2"}
    assert len(document.bibliography(chapter=[1, "2"])) == 3


@pytest.mark.parametrize("output", ["html", "latex", "typst", "markdown"])
def test_a_section_may_have_no_anchors(output: str) -> None:
    document = Document(library(), "ieee", citations=["w1", "w2"], output=output)
    whole, section = document.bibliography(), document.bibliography(type="book", anchors=False)
    marked = anchor(output, anchor_of("ref", "w2"))
    assert marked in str(whole)
    assert "ref-w" not in str(document.bibliography(anchors=False))
    assert all("ref-w" not in entry.text for entry in section)
    assert document.bibliography() is whole


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("ieee", ["[2], [3], ???", "Okoro and Moreau [3], ???", "??? [2]"]),
        ("apa", ["(Lindqvist & Moreau, 2019; Okoro & Moreau, 2019; ???)",
                 "Okoro and Moreau (2019; ???)", "??? (Lindqvist & Moreau, 2019)"]),
    ],
)  # fmt: skip
def test_a_missing_work_leads_no_citation_that_has_others(style: str, texts: list[str]) -> None:
    composite = Citation(["ghost", "w2"], mode="composite", unsorted=True)
    document = Document(
        library(), style,
        citations=["w4" if style == "ieee" else "w2", ["ghost", "w2", "w1"],
                   Citation(["ghost", "w1"], mode="composite"), composite],
    )  # fmt: skip
    assert [one.text for one in document][1:] == texts


def test_a_name_that_a_cite_gives_alone_is_no_note() -> None:
    cited = [Citation([Cite("w1", author_only=True), Cite("w2")]), Citation(["w1"])]
    document = Document(library(), "chicago-notes", citations=cited)
    assert [(one.in_text, bool(one.in_note), one.note) for one in document] == [
        ("Ben Okoro and Zoé Moreau", False, None), ("", True, 1)
    ]  # fmt: skip


def test_a_cite_of_names_alone_takes_nothing_with_it() -> None:
    cites = [Cite("w2"), Cite("w1", author_only=True), Cite("w5")]
    document = Document(library(), "gbt7714", citations=["w2", "w5", cites])
    assert document.citations[2].text == "[1,Okoro and Moreau,2]"


def test_nothing_is_left_of_names_without_names() -> None:
    """A style that cites by names alone: the text has named them, and no brackets stay."""
    cited = [Citation(["w2"], mode="composite"), Citation(["w2"], mode="suppress-author"),
             Citation([Cite("w2", suppress_author=True)]),
             Citation([Cite("w2", locator="3")], mode="composite")]  # fmt: skip
    document = Document([library()[2]], "mla", citations=cited)
    assert [one.text for one in document] == [
        "Lindqvist and Moreau", "", "", "Lindqvist and Moreau (3)"
    ]  # fmt: skip


def test_markdown_within_a_line_needs_no_guard() -> None:
    document = Document(
        library(), "apa", output="markdown", links=False,
        citations=[Citation(["w2"], mode="composite"), Citation(["w2"], mode="suppress-author")],
    )  # fmt: skip
    assert [one.text for one in document] == ["Lindqvist and Moreau (2019)", "(2019\\)"]


def test_papers_may_be_cited_from_the_beginning() -> None:
    papers = library()
    document = Document((), "ieee", citations=(paper for paper in papers[:2]))
    assert [one.text for one in document] == ["[1]", "[2]"]
    assert document.missing == ()


def test_a_work_that_is_named_twice_is_listed_once() -> None:
    document = Document(library(), "ieee", nocite=["w1", "w1"])
    assert [entry.id for entry in document.bibliography()] == ["w1"]
