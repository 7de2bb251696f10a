"""References of every kind held against their records: the verdict that people would give.

`cases.jsonl` has the works, and below them a line for each reference: whose it is, how it is
written otherwise, which works are known, the verdicts that are right, and the fields that have to
be named.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.verification import InMemory

import citex
from citex import index
from citex.cli import main
from citex.verification import taken, verdicts
from citex.verification.reports import REPORTS

_LINES = (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
_ROWS = [json.loads(line) for line in _LINES]
WORKS = {row.pop("work"): row for row in _ROWS if "work" in row}
CASES = [row for row in _ROWS if "case" in row]


def paper(item: dict[str, Any]) -> citex.Paper:
    given = {name: value for name, value in item.items() if value is not None}
    (found,) = citex.parse(json.dumps([{"id": "ref", **given}]), "csljson")
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['case']}")
def test_the_verdict_that_people_would_give(case: dict[str, Any]) -> None:
    known = InMemory([paper(WORKS[name]) for name in case["records"]])
    given = {name: value for name, value in WORKS[case["of"]].items() if name != "custom"}
    ours = paper({**given, **case["changes"]})
    (found,) = verdicts([ours], known)
    told = (str(found), found.evidence, [one.reasons for one in found.nearest])
    assert found.kind in case["says"].split("|"), told
    assert set(case["differ"]) <= {one.variable for one in found.differences}, told
    if found.kind == "agrees" and found.record is not None:
        assert found.fixed == ours
    _expect_no_worse(ours, found.fixed)


def _expect_no_worse(ours: citex.Paper, fixed: citex.Paper) -> None:
    """Nothing is taken away: no field, no name, no edition for another one."""
    mine, others = ours.to_dict(), fixed.to_dict()
    assert set(mine) <= set(others) | {"page"}
    assert ours.edition is None or fixed.edition == ours.edition
    if ours.type == "book":
        assert (fixed.volume, fixed.issued) == (ours.volume, ours.issued)


def test_what_is_put_right_and_what_is_left() -> None:
    """A name that is right stays as it is written; a record that has less takes nothing away."""
    ours = paper(
        {**WORKS["moss"], "DOI": "10.5555/lost", "author": [
            {"family": "Meier", "given": "Anna Luise"}, {"family": "Ghost", "given": "G."}]}
    )  # fmt: skip
    people = [{"family": "Meier", "given": "A."}, {"family": "Osei", "given": "Li"}]
    theirs = paper({**WORKS["moss"], "DOI": None, "author": people})
    (found,) = verdicts([ours], InMemory([theirs]))
    assert {one.variable for one in found.differences} == {"author", "DOI"}
    assert found.fixed.DOI == ours.DOI
    assert [name.given for name in found.fixed.author] == ["Anna Luise", "Li"]
    theirs = paper({**WORKS["moss"], "author": people[:1]})
    ours = paper({**WORKS["moss"], "volume": "21"})
    (found,) = verdicts([ours], InMemory([theirs]))
    assert {one.variable for one in found.differences} == {"author", "volume"}
    assert found.fixed == paper(WORKS["moss"])


def test_a_title_of_many_works_is_taken_for_none(tmp_path: Path) -> None:
    """Two editorials of one editor, both on the first page of their volumes."""
    known = tmp_path / "works.json"
    citex.write([paper(WORKS[name]) for name in ("editorial", "editorial2")], known)
    index.build(str(known), tmp_path / "works.index", jobs=0)
    place = tmp_path / "works.index"
    assert taken(citex.search("Editorial", index=place)) is None
    assert taken(citex.search("Editorial", year=2020, index=place)).paper.DOI == "10.5555/ed2"


def test_a_report_is_written_over_nothing_that_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the bibliography nor the index; SARIF has addresses, whatever files are called."""
    refs, place = tmp_path / "my refs.json", tmp_path / "works.index"
    citex.write([paper({**WORKS["moss"], "volume": "1"})], refs)
    index.build(str(refs), place, jobs=0)
    before = refs.read_bytes(), place.read_bytes()
    for target in (refs, place):
        asked = ["verify", str(refs), "--index", str(place), "--report", "html", "-o", str(target)]
        assert main(asked) == 2
        assert "give another file" in capsys.readouterr().err
    assert main(["fetch", "--title", "moss", "--index", str(place), "-o", str(place)]) == 2
    assert (refs.read_bytes(), place.read_bytes()) == before
    found = citex.verify(paper({**WORKS["moss"], "volume": "2"}), index=place)
    text = "".join(REPORTS["sarif"](found, [str(refs)]))
    (result,) = json.loads(text)["runs"][0]["results"]
    (where,) = result["locations"]
    assert where["physicalLocation"]["artifactLocation"]["uri"] == refs.as_uri()


MEANT = [
    # the words, what else is said, and the work that is surely meant
    ("Effects of cadmium on liver enzymes in rats", {}, None),
    ("Effect of cadmium in liver enzymes of mice", {}, "mice"),
    ("Effects of cadmium on liver enzymes in mice", {"year": 1950}, None),
    ("Effects of cadmium on liver enzymes in mice", {"year": 2000}, "mice"),
    ("Effects of cadmium on liver enzymes in mice", {"author": "Ghost"}, None),
    ("Reply to: Effects of cadmium on liver enzymes in mice", {}, None),
    ("Erratum: Effects of cadmium on liver enzymes in mice", {}, None),
    ("Nonlinear turnover in alpine forest carpets", {}, None),
    ("A History of the Salt Roads", {}, None),
    ("Foundations of Numerical Ecology", {}, None),
    ("Sparse matching for large reference graphs", {}, None),
    ("Sparse matching for large reference graphs", {"year": 2012}, "talkj"),
    ("Quality management systems: guidelines", {}, None),
    ("Introduction", {}, None),
    ("Introduction", {"author": "Rossi", "year": 2003}, "intro"),
    ("On the theory of example functions. III", {}, None),
    ("On the theory of example functions. II", {}, "part2"),
    ("Memory of water in frozen gels at high pressure", {}, "gone"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    works = [paper({**item, "note": name}) for name, item in WORKS.items()]
    citex.write(works, folder / "works.json")
    index.build(str(folder / "works.json"), folder / "works.index", jobs=0)
    return folder / "works.index"


@pytest.mark.parametrize(("title", "said", "meant"), MEANT)
def test_what_is_surely_meant(
    place: Path, title: str, said: dict[str, Any], meant: str | None
) -> None:
    """No stranger's work, and none of two that are as likely."""
    found = taken(citex.search(title, index=place, **said))
    assert (found and found.paper.note) == meant
