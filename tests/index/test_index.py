"""A local index: what is found in it, what is not one, and that a killed build goes on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import citex
from citex.cli import main
from citex.errors import CitexError, NotFound
from citex.index import Index, build
from citex.model import Name, Paper
from citex.text.identifiers import Identifier

pytest.importorskip("rapidfuzz", reason="the extra `dedupe` is not installed")

PAPERS = [
    Paper(
        id="moss", type="article-journal", title="On the growth of <i>moss</i> in small gardens",
        author="Meier, Anna; Li, Na", issued=2019, DOI="10.5555/Moss", PMID="123456",
        container_title="Annals of Examples", volume="3",
    ),
    Paper(
        id="zh", type="article-journal", title="黄土高原农村居民点空间格局研究", author="王静",
        issued=2013, original_title="Rural settlements in the Loess Plateau",
    ),
    Paper(id="dream", type="book", title="紅樓夢", author="曹雪芹", ISBN="978-0-19-852663-6"),
    Paper(id="dreams", type="book", title="红楼梦研究", author="俞平伯", issued=1952),
    Paper(
        id="ar", type="article", title="Sparse attention", publisher="arXiv",
        number="arXiv:2004.01234v2", PMCID="PMC77",
    ),
    Paper(
        id="bio", type="article", title="Taste receptors of the carp", publisher="bioRxiv",
        DOI="10.1101/2022.02.03.478910v2",
    ),
]  # fmt: skip


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Index]:
    citex.write(PAPERS, tmp_path / "refs.json")
    build(tmp_path / "refs.json", tmp_path / "local.index", jobs=0)
    with Index(tmp_path / "local.index") as found:
        yield found


def ids(found: list[Any]) -> list[str]:
    return [(one[0] if isinstance(one, tuple) else one).id for one in found]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("10.5555/moss", ["moss"]),
        ("https://doi.org/10.5555/MOSS", ["moss"]),
        ("PMID:123456", ["moss"]),
        ("PMC77", ["ar"]),
        ("arXiv:2004.01234", ["ar"]),
        ("https://arxiv.org/abs/2004.01234v1", ["ar"]),
        ("0-19-852663-6", ["dream"]),
        ("10.1101/2022.02.03.478910", ["bio"]),
        ("10.1101/2022.02.03.478910v2", ["bio"]),
        ("10.1101/2022.02.03.478910v1", ["bio"]),
        (Identifier("doi", "10.5555/MOSS"), ["moss"]),
        ("10.5555/other", []),
    ],
)
def test_by_identifier(local: Index, identifier: str | Identifier, expected: list[str]) -> None:
    assert ids(local.by_identifier(identifier)) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"title": None}, {"title": 5}, {"limit": 0}, {"limit": -1}, {"year": "x"}, {"authors": 5},
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_told(local: Index, asked: dict[str, Any]) -> None:
    with pytest.raises(CitexError, match="cannot be"):
        local.search(**{"title": "On moss", **asked})
    for odd in (None, 5, b"10.5555/a"):
        with pytest.raises(CitexError, match="is no identifier"):
            local.by_identifier(odd)  # type: ignore[arg-type]


def test_a_text_that_is_no_identifier(local: Index) -> None:
    with pytest.raises(CitexError, match="is no identifier"):
        local.by_identifier("moss")


@pytest.mark.parametrize(
    ("title", "said", "expected"),
    [
        ("On the growth of moss in small gardens", {}, "moss"),
        ("ON THE GROWTH OF MOSS IN SMALL GARDENS.", {"authors": "A. Meier", "year": 2020}, "moss"),
        ("On the grwoth of moss in smal gardens", {}, "moss"),
        ("growth of moss", {}, "moss"),
        ("黄土高原农村居民点空间格局研究", {"authors": "Wang, Jing"}, "zh"),
        ("黃土高原農村居民點空間格局研究", {}, "zh"),
        ("Rural settlements in the loess plateau", {}, "zh"),
        ("红楼梦", {}, "dream"),
        ("紅樓夢研究", {"year": 1952}, "dreams"),
        ("Taste receptors", {}, "bio"),
    ],
)
def test_search(local: Index, title: str, said: dict[str, Any], expected: str) -> None:
    assert ids(local.search(title, **said))[0] == expected


def test_scores_say_how_sure_it_is(local: Index) -> None:
    """What is given and differs lowers the score; what is not there has none."""
    ((_, right),) = local.search(PAPERS[0].title or "", authors="Meier, Anna", year=2019)
    ((_, wrong),) = local.search(PAPERS[0].title or "", authors="Olsen, Kari", year=1999)
    assert (right, wrong < 0.5) == (1.0, True)
    assert local.search("Thermal noise of magnetrons") == []
    assert local.search("") == local.search("?!") == []
    assert len(local.search("红楼梦", limit=1)) == 1


def test_a_record_is_whole(local: Index) -> None:
    (found,) = local.by_identifier("10.5555/moss")
    assert citex.format([found], "csljson") == citex.format([PAPERS[0]], "csljson")


def test_works_of_one_title_are_told_apart(tmp_path: Path) -> None:
    """A thousand editorials: the one of the year and the author comes first."""
    papers = [
        Paper(
            id=str(number), type="article-journal", title="Editorial",
            author=[Name("Name" + chr(97 + number % 26) + chr(97 + number // 26), "A.")],
            issued=year,
        )
        for number, year in enumerate(range(1850, 2020))
    ]  # fmt: skip
    citex.write(papers, tmp_path / "refs.json")
    build(tmp_path / "refs.json", tmp_path / "local.index", jobs=0)
    with Index(tmp_path / "local.index") as local:
        wanted = papers[120]
        found = local.search("Editorial", authors=wanted.author, year=1970)
        assert ids(found)[0] == wanted.id


def test_any_bibliography(tmp_path: Path, shared: Path) -> None:
    """Dumps of services and files of reference managers, folders of them, packed ones."""
    records = shared / "data" / "records"
    for number, name in enumerate(("crossref.jsonl", "openalex.jsonl", "pubmed")):
        path = tmp_path / f"{number}.index"
        built = build(records / name, path, jobs=0)
        assert built.records > 10
        with Index(path) as local:
            assert local.records == built.records
    for form in ("ris", "bibtex", "nbib", "mods"):
        file = tmp_path / f"refs.{form}"
        citex.write(PAPERS[:1], file, to=form)
        build(file, tmp_path / f"{form}.index", jobs=0)
        with Index(tmp_path / f"{form}.index") as local:
            assert len(local.search("On the growth of moss in small gardens")) == 1


def lines(count: int, *, begin: int = 0) -> str:
    return "".join(
        json.dumps(
            {
                "id": str(n), "type": "book", "title": f"Study {n} of gardens number {n * 7}",
                "DOI": f"10.5555/{n}", "issued": {"date-parts": [[1900 + n % 100]]},
            }
        )
        + "\n"
        for n in range(begin, begin + count)
    )  # fmt: skip


def content(path: Path) -> list[Any]:
    """What an index has, table by table."""
    with closing(sqlite3.connect(path)) as found:
        return [
            found.execute("SELECT id, data FROM records ORDER BY id").fetchall(),
            found.execute("SELECT key, record FROM identifiers ORDER BY key, record").fetchall(),
            found.execute("SELECT rowid FROM titles WHERE titles MATCH 'gardens'").fetchall(),
        ]


KILLED = """
import sys
from citex.index import build, building
building.KEPT = 50
def tell(so_far):
    print(so_far.rows, flush=True)
build(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]), chunk_size=3000, progress=tell)
"""


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_build_that_is_killed_goes_on(tmp_path: Path, jobs: int) -> None:
    """By signal 9, three times; then all is there once, and nothing was read twice."""
    dump, path = tmp_path / "dump.jsonl", tmp_path / "local.index"
    dump.write_text(lines(4000))
    for least in (400, 800, 1500):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(dump), str(path), str(jobs)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= least:
                break
        os.kill(child.pid, signal.SIGKILL)
        child.stdout.close()
        child.wait()
        with pytest.raises(CitexError, match="is not finished"):
            Index(path)
    read: list[int] = []
    built = build(dump, path, jobs=0, chunk_size=3000, progress=lambda p: read.append(p.rows))
    assert built.records == 4000
    assert built.resumed >= 2500
    assert read[-1] == 4000 - built.resumed
    build(dump, tmp_path / "whole.index", jobs=0, chunk_size=3000)
    assert content(path) == content(tmp_path / "whole.index")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("local")] == [path.name]


def test_more_files_are_added(tmp_path: Path) -> None:
    one, two, path = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "local.index"
    one.write_text(lines(300))
    two.write_text(lines(200, begin=1000))
    assert build(one, path, jobs=0).records == 300
    built = build([one, two], path, jobs=0)
    assert (built.records, built.resumed) == (500, 300)
    assert (build([one, two], path, jobs=0).resumed, build(two, path, restart=True).records) == (
        500,
        200,
    )


def test_another_input_is_refused(tmp_path: Path) -> None:
    """Other files, changed ones, other options: nothing is mixed."""
    dump, other, path = tmp_path / "1.jsonl", tmp_path / "2.jsonl", tmp_path / "local.index"
    dump.write_text(lines(30))
    other.write_text(lines(10))
    build(dump, path, jobs=0)
    with pytest.raises(CitexError, match="of other files"):
        build(other, path, jobs=0)
    with pytest.raises(CitexError, match="with other options"):
        build(dump, path, jobs=0, format="csljson")
    dump.write_text(lines(30, begin=5))
    with pytest.raises(CitexError, match="have changed"):
        build(dump, path, jobs=0)
    with pytest.raises(CitexError, match="is an input"):
        build(dump, dump, jobs=0)
    with pytest.raises(NotFound):
        build(tmp_path / "none.jsonl", path)


def test_a_folder_that_holds_the_index(tmp_path: Path) -> None:
    """The index is no input, and the same call goes on."""
    (tmp_path / "dump.jsonl").write_text(lines(30))
    path = tmp_path / "local.index"
    for resumed in (0, 30):
        built = build(tmp_path, path, jobs=0)
        assert (built.records, built.resumed, built.bad) == (30, resumed, {})


def test_an_unfinished_index_is_thrown_away(tmp_path: Path) -> None:
    """By `restart`, with what SQLite has beside it."""
    dump, path = tmp_path / "dump.jsonl", tmp_path / "local.index"
    dump.write_text(lines(4000))
    code = KILLED.replace("print(so_far.rows, flush=True)", "so_far.rows > 500 and os.abort()")
    child = [sys.executable, "-c", f"import os{code}", str(dump), str(path), "0"]
    assert subprocess.run(child, stderr=subprocess.DEVNULL, check=False).returncode != 0
    built = build(dump, path, jobs=0, restart=True)
    assert (built.records, built.resumed) == (4000, 0)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dump.jsonl", "local.index"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(lines(2) + '{"foo": 1}\n' + lines(1, begin=9)[:30] + "\n")
    errors: list[Any] = []
    built = build(dump, tmp_path / "local.index", jobs=0, errors=errors)
    assert built.records == 2
    assert [(one.code, one.line) for one in errors] == [("no-record", 3), ("not-json", 4)]
    assert built.bad == {"no-record": 1, "not-json": 1}


REFUSED = r"is no index of citex|cannot be read as an index"


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as found:
        for statement in statements:
            found.execute(statement)


def ask_all(path: Path) -> None:
    with Index(path) as local:
        for paper in PAPERS:
            local.search(paper.title or "")
            local.by_identifier(paper.DOI or "10.5555/moss")


def test_a_file_that_is_no_index(tmp_path: Path, local: Index) -> None:
    """A text, another program's file, one with other tables, one that was cut: one line each."""
    local.close()
    ours = Path(local.path).read_bytes()
    text, others, changed, cut = (tmp_path / f"{name}.index" for name in "abcd")
    text.write_text("no index\n" * 100)
    foreign(others, "CREATE TABLE records(id INTEGER PRIMARY KEY, data BLOB NOT NULL)")
    changed.write_bytes(ours)
    foreign(changed, "CREATE VIEW more AS SELECT load_extension('x') FROM records")
    cut.write_bytes(ours[: len(ours) // 2])
    for path in (text, others, changed):
        before = path.read_bytes()
        for call in (lambda: Index(path), lambda: build(tmp_path / "refs.json", path, jobs=0)):  # noqa: B023
            with pytest.raises(CitexError, match=REFUSED):
                call()
        with pytest.raises(CitexError):
            build(tmp_path / "refs.json", path, jobs=0, restart=True)
        assert path.read_bytes() == before
    with pytest.raises(CitexError, match=REFUSED):
        ask_all(cut)
    with pytest.raises(NotFound):
        Index(tmp_path / "none.index")


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 40, b"text", "text", 7],
    ids=["empty", "noughts", "bytes", "text", "number"],
)
def test_a_record_that_is_broken(local: Index, data: object) -> None:
    local.close()
    with closing(sqlite3.connect(local.path, isolation_level=None)) as found:
        found.execute("UPDATE records SET data = ?", (data,))
    with Index(local.path) as broken, pytest.raises(CitexError, match="the index is broken"):
        broken.by_identifier("10.5555/moss")


def test_a_record_that_is_huge_when_unpacked(local: Index) -> None:
    from citex.index import entries

    local.close()
    packer = entries.zlib.compressobj(9, entries.zlib.DEFLATED, -15, 9, 0, entries._COMMON)
    bomb = packer.compress(b'{"id": "' + b"a" * (entries.LARGEST + 10)) + packer.flush()
    with closing(sqlite3.connect(local.path, isolation_level=None)) as found:
        found.execute("UPDATE records SET data = ?", (bomb,))
    with Index(local.path) as broken, pytest.raises(CitexError, match="too large"):
        broken.by_identifier("10.5555/moss")


def test_two_builds_at_once(tmp_path: Path) -> None:
    from citex.index import store

    dump, path = tmp_path / "dump.jsonl", tmp_path / "local.index"
    dump.write_text(lines(30))
    held = store.begun(path)
    with pytest.raises(CitexError, match="another build writes into it"):
        build(dump, path, jobs=0)
    held.close()
    assert build(dump, path, jobs=0).records == 30


def test_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dump.jsonl").write_text(lines(20) + "no JSON\n")
    assert main(["index", "build", "dump.jsonl", "--json", "-j", "0"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["records"] == 20
    assert "20 records in dump.jsonl.index; 1 bad: not-json 1" in err
    assert "dump.jsonl:21: " in err
    assert main(["index", "build", "none.jsonl"]) == 2
    assert main(["index", "build"]) == 2
    with Index("dump.jsonl.index") as local:
        assert ids(local.by_identifier("10.5555/7")) == ["7"]


def test_identifiers_are_fetched_from_it(local: Index, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["https://doi.org/10.5555/MOSS", "10.5555/none", "PMC77"]
    assert main(["fetch", "--index", local.path, *asked]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["moss", "ar"]
    assert "10.5555/none: the index has no such record" in err
