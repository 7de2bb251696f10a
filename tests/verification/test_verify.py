"""References held against records: the verdicts, what they rest on, and how they are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from bench import verification as bench
from loopback import Server, send, slow, status

import citex
from citex import (
    Candidate,
    CitexError,
    Difference,
    LookupFailed,
    Name,
    Paper,
    Verdict,
    index,
    search,
    verify,
)
from citex.verification import compared, differences, taken, verdicts
from citex.verification.reports import REPORTS


def work(doi: str, title: str, family: str, **more: Any) -> dict[str, Any]:
    """A work as Crossref has it."""
    return {
        "DOI": doi, "type": "journal-article", "title": [title], "indexed": {},
        "author": [{"given": "Anna", "family": family, "sequence": "first"},
                   {"given": "Li", "family": "Osei", "sequence": "additional"}],
        "container-title": ["Annals of Examples"], "volume": "12", "issue": "3", "page": "101-119",
        "issued": {"date-parts": [[2019, 5]]}, **more,
    }  # fmt: skip


GROWTH = work("10.5555/growth", "Growth rings of coastal pines under drought", "Meier")
SALT = work("10.5555/salt", "Salt roads and the price of grain, 1650 to 1720", "Duval")
GONE = work(
    "10.5555/gone", "Memory of water in frozen gels at high pressure", "Bosch",
    **{"updated-by": [{"DOI": "10.5555/notice", "type": "retraction",
                       "updated": {"date-parts": [[2021, 3, 4]]}}]},
)  # fmt: skip
EARLY = work(
    "10.1101/2020.01.01.1", "A preprint on the folding of small proteins in yeast", "Ivanova",
    type="posted-content", subtype="preprint",
    relation={"is-preprint-of": [{"id-type": "doi", "id": "10.5555/late"}]},
)  # fmt: skip
LATE = work("10.5555/late", "Folding of small proteins in living yeast", "Ivanova")


@pytest.fixture
def library(server: Server) -> Server:
    server.works = [GROWTH, SALT, GONE, EARLY, LATE]
    return server


def reference(of: dict[str, Any], **changes: Any) -> Paper:
    """A reference to a work, as somebody wrote it."""
    told: dict[str, Any] = {
        "id": "ref", "type": "article-journal", "title": of["title"][0], "DOI": of["DOI"],
        "author": [Name(of["author"][0]["family"], "A."), Name("Osei", "L.")],
        "container_title": "Annals of Examples", "volume": "12", "page": "101-19",
        "issued": "2019",
    }  # fmt: skip
    return Paper(**{**told, **changes})


def verdict(server: Server, paper: Paper, **options: Any) -> Any:
    (found,) = verify(paper, hosts=server.hosts, **{"cache": False, **options})
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {}, {"DOI": None}, {"page": "101"},
        {"title": "GROWTH RINGS OF COASTAL PINES UNDER DROUGHT."},
        {"author": [Name("Meier", "Anna"), Name(literal="others")]},
        {"container_title": "Ann. Examples"}, {"issued": "2019-05"}, {"DOI": "10.5555/GROWTH"},
        {"DOI": None, "URL": "https://doi.org/10.5555/growth"}, {"volume": None, "page": None},
    ],
)  # fmt: skip
def test_a_reference_that_is_right(library: Server, changes: dict[str, Any]) -> None:
    """However it is written; with an identifier, or by its words."""
    found = verdict(library, reference(GROWTH, **changes))
    assert (found.kind, found.differences) == ("agrees", ())
    assert found.record.DOI == "10.5555/growth"
    assert found.source == "crossref"
    assert found.evidence


@pytest.mark.parametrize(
    ("variable", "changes"),
    [
        ("title", {"title": "Growth rings of coastal oaks under drought"}),
        ("author", {"author": [Name("Maier-Schmitt", "Anna"), Name("Osei", "Li")]}),
        ("author", {"author": [Name("Osei", "Li"), Name("Meier", "Anna")]}),
        ("issued", {"issued": "2017"}),
        ("container-title", {"container_title": "Journal of Counterexamples"}),
        ("volume", {"volume": "21"}),
        ("page", {"page": "201-219"}),
        ("DOI", {"DOI": "10.5555/salt"}),
        ("DOI", {"DOI": "10.5555/groth"}),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_reference_with_one_field_wrong(
    library: Server, variable: str, changes: dict[str, Any], named: bool
) -> None:
    """The field is named, with both values; what is certain can be put right."""
    if not named and variable != "DOI":
        changes = {**changes, "DOI": None}
    paper = reference(GROWTH, **changes)
    found = verdict(library, paper)
    assert found.kind == "differs"
    assert variable in {difference.variable for difference in found.differences}
    assert differences(found.fixed, found.record) == []
    assert found.is_fault


def test_what_became_of_a_work(library: Server) -> None:
    """Retracted, with date and notice; a preprint that was published, with the record to cite."""
    found = verdict(library, reference(GONE))
    assert found.kind == "retracted"
    assert found.notices == ("retracted by doi:10.5555/notice (2021-03-04)",)
    found = verdict(library, reference(EARLY, container_title="bioRxiv", volume=None, page=None))
    assert found.kind == "superseded"
    assert found.newer.DOI == "10.5555/late"
    assert not found.is_fault


def test_an_invented_reference(library: Server) -> None:
    """Its identifier is another work's, or nobody's; nothing is called invented by itself."""
    plausible = reference(
        SALT, title="Modelling adaptive sediment corridors in modular estuaries", page="7-31"
    )
    found = verdict(library, plausible)
    assert found.kind == "contradicted"
    assert found.record.DOI == "10.5555/salt"
    assert found.fixed == plausible
    library.plays["doi.org", "10.5555/nobody"] = status(404)
    unregistered = reference(SALT, title=plausible.title, page="7-31", DOI="10.5555/nobody")
    found = verdict(library, unregistered)
    assert found.kind == "not-found"
    assert found.asked == ("crossref", "openalex", "europepmc")
    found = verdict(library, reference(SALT, title="Salt roads of the moon", DOI=None, page="1"))
    assert found.kind == "not-found"
    assert found.nearest[0].paper.DOI == "10.5555/salt"
    assert "≠" in found.nearest[0].reasons


def test_what_could_not_be_looked_for(server: Server) -> None:
    """A source that is down says nothing of a reference."""
    for name in ("crossref", "openalex", "europepmc"):
        server.plays[name, "search"] = status(403)
    found = verdict(server, reference(GROWTH, DOI=None))
    assert found.kind == "unchecked"
    assert any("403" in said for said in found.evidence)
    assert not found.is_fault
    assert verdict(server, Paper(id="empty")).kind == "unchecked"


def test_nothing_is_asked_twice(library: Server, tmp_path: Path) -> None:
    """What was found, by identifier or by words, is kept; also that there was nothing."""
    papers = [reference(GROWTH), reference(SALT, DOI=None), Paper(title="Of nothing at all here")]
    first = verify(papers, hosts=library.hosts, cache=tmp_path / "c")
    library.asked.clear()
    library.requests.clear()
    again = verify(papers, hosts=library.hosts, cache=tmp_path / "c")
    assert [found.kind for found in again] == [found.kind for found in first]
    assert library.requests == []


def test_killed_half_way_and_run_again(server: Server, tmp_path: Path) -> None:
    """The second run asks only for what is missing, by identifier and by words."""
    entries = [
        f"@article{{k{n}, title = {{On the work 10.5555/{n}}}, author = {{Meier, Anna}}"
        + (f", doi = {{10.5555/{n}}}}}" if n != 7 else "}")
        for n in range(70)
    ]
    (tmp_path / "refs.bib").write_text("\n".join(entries), encoding="utf-8")
    for n in range(50, 70):
        server.plays["crossref", f"10.5555/{n}"] = slow(60)
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    environment = {**os.environ, "CITEX_HOSTS": hosts, "CITEX_CACHE": str(tmp_path / "c")}
    words = [sys.executable, "-m", "citex", "verify", "refs.bib"]
    process = subprocess.Popen(
        words, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not server.asked["crossref", "10.5555/69"] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
    server.plays.clear()
    server.asked.clear()
    done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert b"70 references" in done.stderr
    asked = {value for _, value in server.asked}
    assert asked == {f"10.5555/{n}" for n in range(50, 70)}


def test_a_search(library: Server) -> None:
    """The likeliest first, with its score and reasons; one that is sure is taken."""
    found = search("growth rings of coastal pines under drought", hosts=library.hosts, cache=False)
    assert found[0].paper.DOI == "10.5555/growth"
    assert found[0].score == 1.0
    assert taken(found) == found[0]
    found = search("Growth rings", author="Meier", year=2019, hosts=library.hosts, cache=False)
    assert found[0].paper.DOI == "10.5555/growth"
    assert taken(search("coastal under", hosts=library.hosts, cache=False)) is None
    assert search("nothing whatever", hosts=library.hosts, cache=False) == []
    other = {"DOI": "10.5555/other", "author": [{"family": "Zhou"}], "volume": "3", "page": "1-2"}
    library.works.append({**GROWTH, **other, "issued": {"date-parts": [[1999]]}})
    both = search(GROWTH["title"][0], hosts=library.hosts, cache=False)
    assert taken(both) is None
    assert taken(search(GROWTH["title"][0], author="Zhou", hosts=library.hosts, cache=False))
    with pytest.raises(CitexError, match="words of a title"):
        search(" ")


def test_a_search_where_services_are_down(library: Server) -> None:
    library.plays["crossref", "search"] = status(403)
    failures: list[LookupFailed] = []
    assert search("growth rings", hosts=library.hosts, cache=False, failures=failures) == []
    assert "403" in failures[0].reason
    for name in ("openalex", "europepmc"):
        library.plays[name, "search"] = status(403)
    with pytest.raises(LookupFailed):
        search("growth rings", hosts=library.hosts, cache=False)


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"message": {"items": [3, {}, null]}}', b"{"])
def test_answers_that_are_none(library: Server, body: bytes) -> None:
    library.plays["crossref", "search"] = lambda server, handler, words: send(handler, body)
    assert verdict(library, reference(GROWTH, DOI=None)).kind in ("not-found", "unchecked")


# -- comparing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "is_one"),
    [
        ({"title": "Growth rings: a study"}, {"title": "Growth rings"}, False),
        ({"title": "Growth rings of pines, I"}, {"title": "Growth rings of pines, II"}, False),
        ({"title": "Correction to: Rings of pines"}, {"title": "Rings of pines"}, False),
        ({"title": "中国松树年轮研究进展与展望", "author": [Name("李", "明")], "issued": "2020"},
         {"title": "中國松樹年輪研究進展與展望", "author": [Name("Li", "M.")], "issued": "2020"},
         True),
        ({"title": "Editorial", "issued": "2020"}, {"title": "Editorial", "issued": "2020"}, False),
    ],
)  # fmt: skip
def test_one_work_or_two(ours: dict[str, Any], theirs: dict[str, Any], is_one: bool) -> None:
    assert compared(Paper(**ours), Paper(**theirs)).is_one_work is is_one


# -- the command ---------------------------------------------------------------------------------

BIB = """\
@article{right, title = {Growth rings of coastal pines under drought}, doi = {10.5555/growth},
  author = {Meier, Anna and Osei, Li}, journal = {Annals of Examples}, year = 2019, volume = 12,
  pages = {101--119}}
@article{wrong, title = {Salt roads and the price of grain, 1650 to 1720}, year = 2016, volume = 12,
  author = {Duval, A. and Osei, L.}, journal = {Annals of Examples}, doi = {10.5555/salt}}
@article{gone, title = {Memory of water in frozen gels at high pressure}, year = 2019,
  author = {Bosch, Anna and Osei, Li}, doi = {10.5555/gone}, journal = {Annals of Examples}}
@article{odd, title = {<script>alert(1)</script> \\& more}, author = {Nobody, N.}, year = 2020}
"""


def command(server: Server, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    hosts = ",".join(f"{name}={url}" for name, url in server.hosts.items())
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "citex", "verify", "refs.bib", "--no-cache", *words],
        env={**os.environ, "CITEX_HOSTS": hosts}, cwd=folder, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_report_for_people(library: Server, tmp_path: Path) -> None:
    done = command(library, tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "wrong: differs: issued: '2016' ≠ '2019' [crossref]" in lines
    assert "gone: retracted: retracted by doi:10.5555/notice (2021-03-04) [crossref]" in lines
    assert not any(line.startswith("right:") for line in lines)
    assert "    asked: crossref, openalex, europepmc" in lines
    assert done.stderr.splitlines()[-1].removeprefix("citex: ") == (
        "4 references: agrees 1, differs 1, retracted 1, not-found 1"
    )
    assert "right: agrees" in command(library, tmp_path, "--all").stdout


def test_where_nobody_can_be_asked(library: Server, tmp_path: Path) -> None:
    """Nothing was done, which is no success."""
    done = command(library, tmp_path, "--offline")
    assert done.returncode == 2
    assert "unchecked 4" in done.stderr


def test_the_reports_for_programs(library: Server, tmp_path: Path) -> None:
    told = command(library, tmp_path, "--report", "json").stdout
    rows = [json.loads(line) for line in told.splitlines()]
    assert [row["verdict"] for row in rows] == ["agrees", "differs", "retracted", "not-found"]
    assert rows[1]["differences"] == [{"variable": "issued", "ours": "2016", "theirs": "2019"}]
    done = command(library, tmp_path, "--report", "sarif", "-o", "out.sarif")
    assert done.returncode == 1
    (run,) = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"]
    found = {one["ruleId"]: one for one in run["results"]}
    assert set(found) == {"differs", "retracted", "not-found"}
    place = found["differs"]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "refs.bib"}, "region": {"startLine": 4}}


def test_the_page(library: Server, tmp_path: Path) -> None:
    """It has all, and nothing of a reference is markup in it."""
    command(library, tmp_path, "--report", "html", "-o", "out.html")
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert text.count("<article") == 4
    assert "<script" not in text
    assert text.index('class="retracted"><h2') < text.index('class="agrees"><h2')
    harm = "\"'><script>alert(1)</script>"
    paper = Paper(id=harm, title=harm, container_title=harm, DOI=harm)
    told = Verdict(
        paper=paper, kind="differs", record=paper, source=harm, notices=(harm,), newer=paper,
        differences=(Difference("title", harm, harm),), evidence=(harm,), asked=(harm,),
        nearest=(Candidate(paper, 0.5, harm, harm),),
    )  # fmt: skip
    (page,) = REPORTS["html"]([told], [harm])
    assert harm not in page
    assert "<script" not in page
    assert "\n" not in str(told)


def test_what_is_certain_is_put_right(library: Server, tmp_path: Path) -> None:
    done = command(library, tmp_path, "--fix", "-o", "fixed.bib")
    assert done.returncode == 1
    assert "wrong: differs: issued: '2016' ≠ '2019'" in done.stderr
    papers = {paper.id: paper for paper in citex.read(tmp_path / "fixed.bib")}
    assert papers["wrong"].issued.year == 2019
    assert papers["odd"].title.endswith("& more")
    assert len(papers) == 4


# -- the local index ------------------------------------------------------------------------------


def test_by_a_local_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same verdicts without a network, in Python and by the command."""
    (tmp_path / "works.jsonl").write_text(
        "".join(json.dumps(one) + "\n" for one in (GROWTH, SALT, GONE, EARLY, LATE)), "utf-8"
    )
    index.build(tmp_path / "works.jsonl", tmp_path / "works.index")
    papers = [
        reference(GROWTH, DOI=None), reference(SALT, volume="99"), reference(GONE),
        reference(EARLY, volume=None, page=None),
        reference(GROWTH, title="Modular estuaries mapped", page="1-2", volume="7"),
        Paper(id="none", title="A title that nobody has ever written down"),
    ]  # fmt: skip
    found = verify(papers, index=tmp_path / "works.index")
    assert [one.kind for one in found] == [
        "agrees", "differs", "retracted", "superseded", "contradicted", "not-found",
    ]  # fmt: skip
    best = search("Growth rings of coastal pines", index=tmp_path / "works.index")
    assert best[0].paper.DOI == "10.5555/growth"
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "citex", "verify", "refs.bib", "--index", "works.index"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "wrong: differs: issued: '2016' ≠ '2019' [index]" in done.stdout


# -- how often it is right ------------------------------------------------------------------------


@pytest.mark.skipif(not bench.RECORDS.is_dir(), reason="the open records are not here")
def test_verdicts_on_the_open_records() -> None:
    """97 % right; no true reference is called contradicted, no invented one found."""
    cases, papers = bench.references(seed=11)
    found = verdicts([paper for _, paper, _ in cases], bench.InMemory(papers))
    right = 0
    for (meant, _, field), told in zip(cases, found, strict=True):
        right += bench.is_right(meant, field, told)
        assert (meant, told.kind) != ("true", "contradicted")
        assert meant != "invented" or told.kind in ("not-found", "contradicted")
    assert right >= 0.97 * len(cases)
