"""crossref and xdata."""

from __future__ import annotations

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex import FORMAT, _inherit
from citex.model import Name, Paper

READ = FORMAT.read
assert READ is not None


def read(text: str) -> tuple[dict[str, Paper], list[Problem]]:
    problems: list[Problem] = []
    return {p.id: p for p in READ(Source.of_text(text), problems)}, problems


def test_a_part_inherits_from_the_book_behind_it() -> None:
    found, problems = read(
        "@inproceedings{c, title={Part}, crossref={P}, pages={1--2}}"
        "@misc{x, title={Between}}"
        "@proceedings{p, title={Proc}, subtitle={Sub}, editor={E F}, year=2001, publisher={Pub}, "
        "doi={10.1/p}, abstract={no}}"
    )
    assert problems == []
    assert list(found) == ["c", "x", "p"]
    child = found["c"]
    assert (child.title, child.container_title) == ("Part", "Proc: Sub")
    assert child.editor == [Name("F", "E")]
    assert (child.publisher, str(child.issued)) == ("Pub", "2001")
    assert (child.DOI, child.abstract) == (None, None)
    assert "crossref" not in child.extra.get("bibtex", {})


def test_own_fields_come_first() -> None:
    found, _ = read(
        "@book{p, title={B}, year=2001, publisher={P}}"
        "@incollection{c, title={C}, booktitle={Mine}, date={2005}, crossref={p}}"
    )
    assert found["c"].container_title == "Mine"
    assert str(found["c"].issued) == "2005"
    assert found["c"].publisher == "P"


def test_authors_of_a_book_are_those_of_its_parts() -> None:
    found, _ = read("@inbook{c, title={C}, crossref={p}} @book{p, title={B}, author={A B}}")
    assert found["c"].author == found["c"].container_author == [Name("B", "A")]


def test_grandparents_and_volumes() -> None:
    found, _ = read(
        "@inbook{c, title={C}, crossref={v}}"
        "@book{v, title={V}, volume=2, crossref={m}}"
        "@mvbook{m, title={M}, author={A B}, volumes=3}"
    )
    assert (found["v"].title, found["v"].volume_title) == ("M", "V")
    child = found["c"]
    assert (child.title, child.container_title, child.volume_title) == ("C", "M", "V")
    assert (child.volume, child.number_of_volumes) == ("2", "3")


def test_articles_of_a_periodical() -> None:
    found, _ = read("@article{a, title={A}, crossref={p}} @periodical{p, title={J}, year=1999}")
    assert found["a"].container_title == "J"


def test_xdata_lends_all_its_fields() -> None:
    found, problems = read(
        "@book{b, title={B}, xdata={x, y}}"
        "@xdata{x, publisher={P}, location={L}}"
        "@xdata{y, series={S}, xdata={z}} @xdata{z, note={N}}"
    )
    assert list(found) == ["b"]
    book = found["b"]
    assert (book.publisher, book.publisher_place, book.collection_title, book.note) == (
        "P", "L", "S", "N",
    )  # fmt: skip
    assert [problem.level for problem in problems] == ["warning"] * 3


def test_a_missing_parent_is_said() -> None:
    found, problems = read("@inbook{c, title={C}, crossref={nowhere}} @book{d, title={D}}")
    assert list(found) == ["c", "d"]
    assert problems == []
    assert "nowhere" in found["c"].remarks[0].message


def test_circles_end() -> None:
    found, _ = read(
        "@book{a, title={A}, crossref={a}}"
        "@book{b, title={B}, crossref={c}} @book{c, note={C}, crossref={b}}"
    )
    assert sorted(found) == ["a", "b", "c"]
    assert found["b"].note == "C"
    assert found["a"].remarks


def test_parents_are_found_whatever_the_case_of_the_key() -> None:
    found, _ = read("@book{Key, title={B}} @incollection{c, title={C}, crossref={kEy}}")
    assert found["c"].container_title == "B"


def test_a_field_of_xdata_without_a_number_is_the_whole_field() -> None:
    found, _ = read(
        "@xdata{two, author={Ann Ant and Bob Bee}}"
        "@book{a, title={A}, author={xdata=two-author}} @book{b, author={xdata=two-author-2}}"
        "@book{c, author={xdata=two-author-3}} @book{d, author={xdata=two-author-1}}"
    )
    assert found["a"].author == [Name("Ant", "Ann"), Name("Bee", "Bob")]
    assert found["b"].author == [Name("Bee", "Bob")]
    assert found["c"].author == [Name("Ant", "Ann"), Name("Bee", "Bob")]
    assert found["d"].author == [Name("Ant", "Ann")]


def test_what_is_lent_by_nobody_stays_as_it_stood() -> None:
    found, problems = read("@book{a, title={xdata=nobody-title}}")
    assert found["a"].title == "xdata=nobody-title"
    assert [problem.message for problem in problems if "nobody" in problem.message] or (
        found["a"].remarks
    )


def test_single_fields_of_xdata() -> None:
    """BibLaTeX's granular references: to a field, or to one of the names in it."""
    found, _ = read(
        "@book{a, title={T}, publisher={xdata=a-house}, author={Li, N and xdata=a-house-author-2}}"
        "@book{b, title={U}, location={xdata=a-house-location-1}, url={http://x.org/?xdata=a}}"
        "@book{c, title={V}, author={xdata=nobody}}"
        "@xdata{a-house, publisher={Mac}, author={Roe, A and Poe, B}, location={Bonn}}"
    )
    assert found["a"].publisher == "Mac"
    assert found["a"].author == [Name("Li", "N"), Name("Poe", "B")]
    assert (found["b"].publisher_place, found["b"].URL) == ("Bonn", "http://x.org/?xdata=a")
    assert any("xdata=nobody" in remark.message for remark in found["c"].remarks)


CHILD = "@incollection{{{0}, title={{T{0}}}, crossref={{{1}}}}}\n"
BOOK = "@book{{{0}, title={{B{0}}}}}\n"
ORDERS = [
    # the file: a small letter's part belongs to the book of the number behind it
    "a1 1", "1 a1", "a1 b1 1", "a1 1 b1", "a2 b1 1 2", "a1 b2 c1 2 1", "2 a1 b2 1 c1",
    "a1 b1 c1 d1 e1 1", "a1 b2 c3 1 2 3 d1", "a9 b1 1 c1",
]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("upper", [False, True])
def test_parts_wait_for_their_books_in_any_order(order: str, upper: bool) -> None:
    text = ""
    for one in order.split():
        if one.isdecimal():
            text += BOOK.format(f"{'P' if upper else 'p'}{one}")
        else:
            text += CHILD.format(one, f"p{one[1]}")
    found, _ = read(text)
    keys = ["Pp"[not upper] + one if one.isdecimal() else one for one in order.split()]
    assert list(found) == keys
    for one in order.split():
        if not one.isdecimal():
            book = None if one[1] == "9" else f"B{'P' if upper else 'p'}{one[1]}"
            assert found[one].container_title == book


@pytest.mark.parametrize("order", ORDERS)
def test_parts_wait_only_so_long(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of parts that wait in vain, each is read all the same, and once."""
    monkeypatch.setattr(_inherit, "WAITING", 2)
    names = order.split()
    text = "".join(
        BOOK.format(f"p{one}") if one.isdecimal() else CHILD.format(one, f"p{one[1]}")
        for one in names
    )
    found, _ = read(text)
    assert sorted(found) == sorted(f"p{one}" if one.isdecimal() else one for one in names)


def test_what_a_book_keeps_and_what_xdata_passes_on() -> None:
    """biblatex, 3.13.6: of @xdata everything is inherited; of a book no abstract, no file."""
    bulky = "abstract={Long}, keywords={k}"
    found, _ = read(
        f"@xdata{{x, {bulky}, publisher={{P}}}} @book{{b, title={{B}}, {bulky}, publisher={{Q}}}}"
        "@article{a, title={A}, xdata={x}} @incollection{c, title={C}, crossref={b}}"
    )
    assert (found["a"].abstract, found["a"].keyword) == ("Long", "k")
    assert (found["c"].abstract, found["c"].keyword) == (None, None)
    assert (found["a"].publisher, found["c"].publisher) == ("P", "Q")
