"""Anything in any field: the tagged formats neither break nor forge, and lose nothing silently."""

from __future__ import annotations

import any_papers
import pytest
import watch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from citex.errors import Problem
from citex.formats import Format, Source
from citex.formats.loss import compare, losses
from citex.formats.tagged import endnote, nbib, noteexpress, refworks, ris, wos
from citex.model import NAME_VARIABLES, Name, Paper
from citex.text.extra_field.lines import tidy_name
from citex.text.richtext.runs import unmarked

FORMS = [
    ris.FORMAT,
    endnote.FORMAT,
    noteexpress.FORMAT,
    refworks.FORMAT,
    nbib.FORMAT,
]


def written(form: Format, papers: list[Paper], *, markup: bool = False) -> str:
    assert form.write is not None
    return "".join(form.write(papers, markup=markup))


def back(form: Format, papers: list[Paper], *, markup: bool = False) -> list[Paper]:
    """The papers as they come back, without a problem."""
    assert form.read is not None
    problems: list[object] = []
    found = list(form.read(Source.of_text(written(form, papers, markup=markup)), problems))
    assert problems == []
    return found


def name_of(form: Format) -> str:
    return form.name


def _heart(name: Name) -> str:
    """What makes a name one: blanks and a suffix do not."""
    return "".join(part for part in (name.family, name.given, name.literal) if part)


PIECES = [
    "TY  - JOUR\n",
    "ER  - \n",
    "AU  - Li, Na\n",
    "DA  - ",
    "PY  - 20/13/1\n",
    "SP  - ",
    "T2  - x\n",
    "N1  - title: y\n",
    "N1  - author: {",
    "N1  - issued: [1]\n",
    "M3  - 10.1000/x\n",
    "U1  - 1[pmid]\n",
    "%0 Book\n",
    "%A x%A y",
    "%K a;b\n",
    "%R ",
    "%8 1\n",
    "%W CNKI\n",
    "%Z type: map\n",
    "%~ 年鉴\n",
    "{Reference Type}: Patent\n",
    "{Title}: ",
    "{Author}: 李,四\n",
    "{Notes}: CN1\n",
    "[Title]: z\n",
    "RT Book, Whole\n",
    "A1 Li,Na\n",
    "SR 1\n",
    "FD 01/01\n",
    "YR 2003\n",
    "DS CNKI\n",
    "U4 x\n",
    "PMID- 1\n",
    "TI  - [a].\n",
    "PT  - Book\n",
    "PT  -\n",
    "      more\n",
    "FAU - \n",
    "AID - x [doi]\n",
    "FN x\n",
    "PT J\n",
    "AU Smith, JA\n",
    "   Wu\n",
    "PD SPR\n",
    "EF\n",
    "\n",
    "\r\n",
    "text\n",
    "0",
    " - ",
]


@pytest.mark.parametrize("form", [*FORMS, wos.FORMAT], ids=name_of)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(PIECES) | any_papers.texts, max_size=25))
def test_any_text_is_read_without_an_exception(form: Format, pieces: list[str]) -> None:
    assert form.read is not None
    problems: list[Problem] = []
    found = list(form.read(Source.of_text("".join(pieces)), problems))
    assert found or problems or not "".join(pieces).replace("\ufeff", "").strip()


@pytest.mark.parametrize("form", FORMS, ids=name_of)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers=st.lists(any_papers.papers(), min_size=1, max_size=3))
def test_each_paper_comes_back_alone(form: Format, papers: list[Paper]) -> None:
    """As many as were written, and each as if it had been written alone."""
    together = back(form, papers)
    assert len(together) == len(papers)
    assert together == [back(form, [paper])[0] for paper in papers]


@pytest.mark.parametrize("form", FORMS, ids=name_of)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paper=any_papers.papers())
@example(paper=Paper(type="paper-conference", event_title="abc"))
@example(paper=Paper(type="article", collection_editor=[Name(literal="abc\nAA")]))
@example(paper=Paper(type="article", author=[Name(given="a 9;0", non_dropping_particle="]]>")]))
@example(
    paper=Paper(
        collection_editor=[
            Name(literal="abc"),
            Name(given="12-1512-1512-15", non_dropping_particle="12-15000"),
        ]
    )
)
@example(
    paper=Paper(
        collection_editor=[
            Name(given="abc"),
            Name(given="abc", non_dropping_particle="12-15000", suffix="12-1512-15"),
        ]
    )
)
def test_nothing_is_forged(form: Format, paper: Paper) -> None:
    """No variable appears that the paper had not: what the loss report cannot name."""
    found = back(form, [paper])[0]
    gained = [name for name, _ in found.variables() if paper.get(name) is None]
    assert gained == []


@pytest.mark.parametrize("form", FORMS, ids=name_of)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paper=any_papers.papers())
def test_a_second_round_changes_nothing(form: Format, paper: Paper) -> None:
    once = back(form, [paper])[0]
    assert list(compare(once, back(form, [once])[0])) == []


@pytest.mark.parametrize("form", FORMS, ids=name_of)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paper=any_papers.papers(), markup=st.booleans())
@example(paper=Paper(type="article", page="012-15"), markup=False)
def test_what_can_be_seen_is_kept(form: Format, paper: Paper, markup: bool) -> None:
    """Each variable is there again with the same signs in it, blanks and the like aside."""
    found = back(form, [paper], markup=markup)[0]
    paper = paper if markup else unmarked(paper)
    mended = {remark.variable for remark in found.remarks}
    for variable, value in paper.variables():
        other = found.get(variable)
        if variable in NAME_VARIABLES:
            if variable in mended:
                continue  # "abc²" is taken for a name with a footnote's sign, and that is told
            value = [tidy_name(name) for name in value if any_papers.visible(_heart(name))]
            other = [name for name in other or () if any_papers.visible(_heart(name))]
        if variable == "keyword" or not any_papers.visible(value):
            continue  # keywords are words: how they were parted is not kept
        assert any_papers.visible(other) == any_papers.visible(value), variable


RICH = {
    "title": "Growth of <i>E. <b>coli</b></i> in H<sub>2</sub>O, 10<sup>-3</sup>"
    ' <span class="nocase">DNA</span>',
    "container_title": "J <i>x</i>",
    "abstract": "p &lt; <sup>2</sup> a < b and c > d </p>",
    "note": "<b>title</b>: y",
    "author": [Name("<i>Li</i>", "Na")],
}
BARE = {
    "title": "Growth of E. coli in H2O, 10⁻³ DNA",
    "container_title": "J x",
    "abstract": "p &lt; ² a < b and c > d </p>",
    "note": "title: y",
    "author": [Name("Li", "Na")],
}


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_plain_text_unless_markup_is_asked_for(form: Format) -> None:
    """Receivers show a tag as it is written; Zotero's dialect is an option, and loses nothing."""
    paper = Paper(id="a", type="article-journal", **RICH)
    found = back(form, [paper])[0]
    assert {name: getattr(found, name) for name in BARE} == BARE
    (found,) = back(form, [paper], markup=True)
    assert {name: getattr(found, name) for name in RICH} == RICH
    changed = {loss.variable for loss in losses([paper], form)}
    assert {"title", "container-title", "author"} <= changed
    lost = {loss.variable for loss in losses([paper], form, markup=True)}
    assert changed & lost == {"abstract"}  # where "&lt;" is read as what it stands for


@pytest.mark.parametrize("long", [" ", "1", "a ", "(", ";", "%A ", "ER ", "a-", "\n ", "\nx"])
@pytest.mark.parametrize("form", [*FORMS, wos.FORMAT], ids=name_of)
def test_no_value_takes_long(form: Format, long: str) -> None:
    """A value of a hundred thousand signs of one kind is read at once, under any tag."""
    assert form.read is not None
    value = "x" + long * 100_000 + "y"
    starts = {
        "ris": ("TY  - JOUR", "{}  - {}", "AU TI T2 PY DA VL SP SN DO UR KW N1 M3 U1 AN LA"),
        "endnote": ("%0 Book", "%{} {}", "A T B D 8 V P @ R U K Z 9 E ? G"),
        "noteexpress": ("{Reference Type}: Book", "{{{}}}: {}", "Author Title Year Pages DOI URL"),
        "refworks": ("RT Book, Whole", "{} {}", "A1 T1 YR FD SP OP SN UL K1 NO"),
        "nbib": ("PMID- 1", "{:<4}- {}", "TI FAU AU DP PG IS AID LID OT GN PT"),
        "isi": ("PT J", "{} {}", "AU AF TI PD PY BP SN BN DI DE"),
    }  # fmt: skip
    first, line, tags = starts[form.name]
    lines = [first, *(line.format(tag, value) for tag in tags.split()), "ER  - ", ""]
    with watch.ends():
        assert list(form.read(Source.of_text("\n".join(lines)), []))
