"""Golden layouts, style by style: what a small style prints of works in which everything occurs.

A case is a section of `golden/layouts.txt`: what stands in a style besides its info, below `=` its
list in HTML, below the next `=` its citations in text. `golden/namesakes.txt` has the same of works
whose cites read alike. `pytest --update-golden` (without -n) writes what is printed: read it
against the specification before it is kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sections import Sections

from citex.csl import Citation, Cite, Processor, parse_style
from citex.model import Name, Paper, PartialDate

LAYOUTS = Sections(Path(__file__).parent / "golden" / "layouts.txt")
NAMESAKES = Sections(Path(__file__).parent / "golden" / "namesakes.txt")
PART = "\n=\n"
INFO = "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
Date = PartialDate
ANN, ANNA, BOB, CYD = Name("Ant", "Ann Lea"), Name("Ant", "Anna"), Name("Bee", "Bob"), Name("Cat")
GOGH, ALEXIS = Name("Gogh", "Vincent", None, "van"), Name("Tocqueville", "Alexis", "de")
KING = Name("King", "Martin-Luther", suffix="Jr.", comma_suffix=True)
BODY, WANG = Name(literal="World Body"), Name("王", "伟")
WORKS = [
    Paper(
        id="a", type="article-journal", title="On <i>Zea</i>: a Study", title_short="Zea",
        author=[ANN, BOB], container_title="Annals of Trees", container_title_short="Ann. Trees",
        volume="12", issue="3-4", page="101-117", issued=Date(2001, 3, 5), DOI="10.5555/1",
        language="en", keyword="roots",
    ),
    Paper(
        id="b", type="article-journal", title="“Leaves” and 'roots'", author=[ANN, BOB],
        container_title="Annals of Trees", volume="13", page="321", issued=Date(2001, 3, 7),
    ),
    Paper(
        id="c", type="chapter", title="Bark?", author=[ANNA], editor=[BOB, CYD],
        container_title="A Book of Trees", publisher="Acme", publisher_place="Ghent", edition="2",
        issued=Date(2001), page="7-9", volume="IV", number_of_volumes="5", chapter_number="3",
        collection_title="Series", collection_number="4", accessed=Date(2020, 1, 2),
    ),
    Paper(
        id="d", type="book", title="Trees", editor=[GOGH, KING], translator=[GOGH, KING],
        publisher="Acme Inc.", issued=Date(1999, end=Date(2003)), edition="Revised", ISBN="1",
        number_of_pages="312", original_date=Date(1880), original_title="Bäume",
    ),
    Paper(
        id="e", type="thesis", title="森林", author=[WANG, Name("李", "四")], publisher="大学",
        issued=Date(2019, season=1), language="zh-CN", genre="PhD thesis",
    ),
    Paper(
        id="f", type="report", title="soil of the world", author=[BODY], number="R-7",
        issued=Date(-44), URL="https://x.org/a.b", version="1.2", status="in press",
    ),
    Paper(
        id="g", type="article-newspaper", title="Trees fall!", container_title="Daily Leaf",
        issued=Date(2003, 5, 30, end=Date(2003, 6, 2)), page="A1, A4-A6", section="Local",
    ),
    Paper(
        id="h", type="book", title="Many", author=[ANN, BOB, CYD, GOGH, ALEXIS, KING, BODY],
        issued=Date(2010, circa=True), note="Of <b>note</b>.", volume="2", number_of_volumes="1",
    ),
    Paper(
        id="i", type="book", title="Many more", author=[ANN, BOB, GOGH, CYD],
        issued=Date(2010), publisher="Acme", medium="CD",
    ),
    Paper(id="j", type="paper-conference", title="Moss", author=[ALEXIS], event_title="Tree Days",
          event_place="Ghent", event_date=Date(2017, 6), issued=Date(literal="in press")),
    Paper(id="k", type="book", title="Many", author=[Name("Ant", "Zoe")], issued=Date(2010)),
    Paper(id="l", type="legal_case", title="Ant v. Bee", authority="Court", number="12",
          issued=Date(1954, 5, 17), jurisdiction="us"),
    Paper(
        id="m", type="song", title="Odd names", issued=Date(1700), author=[
            Name("Alembert", "Jean", "d'"), Name("Rushd", "Ibn", None, "al-"), Name(given="Plato"),
            Name("Medici", "Lorenzo", "de’"), Name("Tennyson", "Lord"), Name("Lee", "A.-B. C"),
            Name("Beethoven", "Ludwig", None, "van", "III"), Name("Ōe", "健"), Name("Ли", "Бо")],
    ),
    Paper(
        id="n", type="article-journal", title="树木", container_title="林业",
        author=[Name("张", "三丰"), Name("Li", "Xiaoming")], language="zh",
        issued=Date(2020, 12), volume="3", page="1-9",
        custom={"translations": {
            "zh-Hant": {"title": "樹木"}, "de": {"title": "Bäume"},
            "en-GB": {"title": "Trees", "container-title": "Forestry",
                      "author": [{"family": "Zhang", "given": "Sanfeng"}]},
        }},
    ),
]  # fmt: skip
CITED = [
    Citation([Cite("a")]), Citation([Cite("a")]), Citation([Cite("a", locator="3")]),
    Citation([Cite("a", locator="3")]), Citation([Cite("b"), Cite("c"), Cite("a")]),
    Citation([Cite("a"), Cite("b", locator="12-14", label="chapter")]), Citation([Cite("b")]),
    Citation([Cite("d", prefix="see ", suffix=", passim")], prefix="Cf. ", suffix="!"),
    Citation([Cite("e"), Cite("f"), Cite("g")]), Citation([Cite("h"), Cite("i"), Cite("k")]),
    Citation([Cite("i", locator="iv", label="section")]), Citation([Cite("j"), Cite("l")]),
    Citation([Cite("a", suppress_author=True), Cite("c")]), Citation([Cite("k", author_only=True)]),
    Citation([Cite("c"), Cite("d"), Cite("e")], mode="composite"), Citation([Cite("d")]),
    Citation([Cite("f")], mode="author-only"), Citation([Cite("f")], mode="suppress-author"),
    Citation([Cite("a"), Cite("c"), Cite("d"), Cite("e"), Cite("f")]), Citation([Cite("h")]),
    Citation([Cite("m"), Cite("n", locator="4")]),
]  # fmt: skip

JOHN, JANE, JIM = (Name("Smith", given) for given in ("John Adam", "Jane", "Jim"))
LEE, LEO, WU, EVA, RAY = Name("Lee", "Ann"), Name("Lee", "Bo"), *map(
    Name, ("Wu", "Ruiz", "Diaz"), ("Ai", "Eva", "Ray"))  # fmt: skip
ANA, ADA = Name("Ortiz", "Ana"), Name("Okoro", "Ada")


def _book(id_: str, title: str, year: int, *authors: Name, **more: Any) -> Paper:
    return Paper(
        id=id_, type="book", title=title, author=authors or None, issued=Date(year), **more
    )


NAMED_ALIKE = [
    _book("a", "Alpha", 2000, JOHN, LEE), _book("b", "Beta", 2000, JANE, LEE),
    _book("c", "Gamma", 2000, JOHN, LEO), _book("d", "Delta", 2001, JOHN),
    _book("e", "Epsilon", 2001, JOHN), _book("f", "Zeta", 2001, JOHN),
    _book("g", "Eta", 2001, JIM), _book("h", "Theta", 1999, WU, EVA, ANA),
    _book("i", "Iota", 1999, WU, EVA, ADA), _book("j", "Kappa", 1999, WU, RAY, ADA),
    _book("k", "Lambda", 1999, WU, EVA), _book("l", "Mu", 1998, BODY),
    _book("m", "Nu", 1998, BODY), _book("n", "Xi", 1997, edition="1"),
    _book("o", "Xi", 1997, edition="2"), _book("p", "Pi", 1996, Name("Berg", "Jan", None, "van")),
    _book("q", "Rho", 1996, Name("Berg", "Jan")), _book("r", "Sigma", 2002, JOHN),
    _book("s", "Tau", 1995, editor=[ADA, ANA]), _book("t", "Phi", 1995, editor=[ADA, ANA]),
]  # fmt: skip
CITED_ALIKE = [
    *[Citation([Cite(paper.id)]) for paper in NAMED_ALIKE],
    Citation([Cite("d"), Cite("e"), Cite("f"), Cite("r")]), Citation([Cite("d"), Cite("f")]),
    Citation([Cite("f"), Cite("g"), Cite("d"), Cite("a")]), Citation([Cite("l"), Cite("m")]),
    Citation([Cite("d", locator="3"), Cite("e"), Cite("r", locator="4")]),
    Citation([Cite("d", prefix="see"), Cite("e"), Cite("f", suffix="and elsewhere")]),
    Citation([Cite("h"), Cite("i"), Cite("j"), Cite("k")]), Citation([Cite("n"), Cite("o")]),
    Citation([Cite("p"), Cite("q"), Cite("d")]), Citation([Cite("s"), Cite("t")]),
    Citation([Cite("a"), Cite("b"), Cite("c")], mode="composite"), Citation([Cite("h")]),
    Citation([Cite("e"), Cite("g")], mode="suppress-author"), Citation([Cite("e", locator="7")]),
    Citation([Cite("d"), Cite("e")]), Citation([Cite("e")], mode="author-only"),
]  # fmt: skip

_GIVEN = {
    "Wa": "Ai", "Wo": "An", "Wb": "Bo", "Ru": "Eva", "Re": "Eli", "Di": "Ray", "Ok": "Ada",
    "Oe": "Abe", "Be": "Jan", "Bo": "Ole", "Le": "Ann",
}  # fmt: skip
_FAMILY = {"W": "Wu", "R": "Ruiz", "D": "Diaz", "O": "Okoro", "B": "Berg", "L": "Lee"}
CROWD = [
    _book(id_, f"T{id_}", 1999, *(Name(_FAMILY[one[0]], _GIVEN[one]) for one in who.split()))
    for id_, who in {
        "a": "Wa Ru Ok Be", "b": "Wa Ru Ok Bo", "c": "Wa Ru Oe Be", "d": "Wa Re Ok Be",
        "e": "Wa Re Ok Be", "f": "Wo Ru Ok Be", "g": "Wb Di Ok Be", "h": "Wb Di Ok Be",
        "i": "Wb Di Le Be", "j": "Wb Di Le", "k": "Wa Le Ru", "l": "Wa Ru", "m": "Wb Di Ok Le Be",
    }.items()
]  # fmt: skip
CROWD += [
    _book("o", "To", 1998, WU, editor=[EVA]),
    _book("p", "Tp", 1998, WU, editor=[Name("Ruiz", "Eli")]),
    _book("q", "Tq", 1998, WU),
    _book("r", "Tr", 1998, WU, editor=[EVA, ADA]),
    _book("s", "Ts", 1998, WU, editor=[EVA, ANA]),
]
CITED_CROWD = [Citation([Cite(paper.id)]) for paper in CROWD]


def printed(text: str, works: list[Paper] = WORKS, citations: list[Citation] = CITED) -> str:
    """What the style prints: its list, and the citations one after another."""
    source = re.sub(
        r"<style\b", '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"', text, count=1
    )
    source = re.sub(r"(<style\b[^>]*>)", rf"\1{INFO}", source, count=1)
    style = parse_style(source)
    listed = Processor(style, output="html").bibliography(works)
    notes = [
        Citation(one.cites, prefix=one.prefix, suffix=one.suffix, mode=one.mode, note=number)
        for number, one in enumerate(citations, start=1)
    ]
    made = Processor(style).cite(works, notes)
    lines = [f"{entry.id}: {entry.text}" for entry in listed]
    cited = [f"{number}: {one}" for number, one in enumerate(made.citations, start=1)]
    return PART.join([text, "\n".join(lines), "\n".join(cited)])


@pytest.mark.parametrize("name", LAYOUTS.names())
def test_a_layout(name: str, update_golden: bool) -> None:
    text, _, _ = LAYOUTS.text(name).partition(PART)
    LAYOUTS.hold(name, printed(text.rstrip("\n")), update=update_golden)


@pytest.mark.parametrize("name", NAMESAKES.names())
def test_namesakes(name: str, update_golden: bool) -> None:
    text, _, _ = NAMESAKES.text(name).partition(PART)
    crowd = name.startswith("crowd")
    works, citations = (CROWD, CITED_CROWD) if crowd else (NAMED_ALIKE, CITED_ALIKE)
    made = printed(text.rstrip("\n"), works, citations)
    NAMESAKES.hold(name, made, update=update_golden)
