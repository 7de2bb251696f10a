"""`citex.bulk.run`: the folder of a run, gone on with, refused, begun anew."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from own_papers import chinese, one_of_each_kind

import citex
from citex import bulk
from citex.bulk import parts

PAPERS = [*one_of_each_kind(), *chinese()]
OUTPUTS = ("apa", "bibtex")


def lines(count: int) -> str:
    found = [json.dumps({**PAPERS[n % len(PAPERS)].to_dict(), "id": f"w{n}"}) for n in range(count)]
    found[3::50] = ["broken" for _ in found[3::50]]
    return "\n".join(found)


def run(source: Any, folder: Path, **options: Any) -> bulk.Summary:
    usual: dict[str, Any] = {"jobs": 0, "part_size": 60, "chunk_size": 4000}
    return bulk.run(source, options.pop("outputs", OUTPUTS), folder, **(usual | options))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(300))
    return path


def test_what_a_folder_holds(source: Path, tmp_path: Path) -> None:
    errors: list[bulk.BadRecord] = []
    rows = list(bulk.render(source, OUTPUTS, jobs=0, errors=errors))
    done = run(source, tmp_path / "out", extras=["place"])
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "errors.jsonl",
        "manifest.json",
        *(f"part-{n:05d}.jsonl" for n in range(done.parts)),
    ]
    written = [
        json.loads(line)
        for name in names if name.startswith("part")
        for line in (tmp_path / "out" / name).read_text("utf-8").splitlines()
    ]  # fmt: skip
    assert [(row["id"], row["outputs"]) for row in written] == [
        (row.id, row.outputs) for row in rows
    ]
    assert [row["problems"] for row in written] == [[]] * len(rows)
    bad = [
        json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()
    ]
    assert [(one["line"], one["code"], one["raw"]) for one in bad] == [
        (one.line, one.code, one.raw) for one in errors
    ]
    assert all(list(one) == ["id", "source", "line", "code", "message", "raw"] for one in bad)
    assert (done.rows, done.errors, done.complete) == (294, {"not-json": 6}, True)
    assert done.parts == 5


@pytest.mark.parametrize("ordered", [True, False])
def test_processes_leave_the_same_folder(ordered: bool, source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "one", ordered=ordered)
    run(source, tmp_path / "two", ordered=ordered, jobs=2)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    if ordered:
        assert one == two
    names = [name for name in one if name.startswith("part")]
    assert names == [name for name in two if name.startswith("part")]
    for name in (*names, "errors.jsonl"):
        assert sorted(one[name].splitlines()) == sorted(two[name].splitlines())


def test_a_run_that_was_ended_is_gone_on_with(source: Path, tmp_path: Path) -> None:
    """Wherever it is ended: the folder in the end is that of a run that was not."""
    run(source, tmp_path / "calm")
    expected = contents(tmp_path / "calm")
    rng, ends = random.Random(3), 0
    while True:
        after = rng.randrange(5, 14)

        seen: list[bulk.Progress] = []

        def end(
            so_far: bulk.Progress, after: int = after, seen: list[bulk.Progress] = seen
        ) -> None:
            seen.append(so_far)
            if len(seen) > after:
                raise KeyboardInterrupt

        try:
            done = run(source, tmp_path / "torn", progress=end)
            break
        except KeyboardInterrupt:
            ends += 1
            left = contents(tmp_path / "torn")
            assert not [name for name in left if name.startswith(".")]
            for name, data in left.items():
                assert name == "manifest.json" or expected[name].startswith(data)
    assert ends > 2
    assert contents(tmp_path / "torn") == expected
    assert 0 < done.resumed < done.rows == 294


KILLED = """
    import os, signal, sys
    from citex import bulk
    source, folder, after, jobs = sys.argv[1:]
    seen = []
    def end(so_far):
        seen.append(1)
        if len(seen) > int(after):
            os.kill(os.getpid(), signal.SIGKILL)
    bulk.run(source, ("apa", "bibtex"), folder, jobs=int(jobs), part_size=60, chunk_size=4000,
             progress=end)
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signals")
def test_a_parent_that_is_killed(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "calm")
    rng, statuses = random.Random(5), []
    path = str(Path(citex.__file__).parent.parent)
    while 0 not in statuses:
        words = [
            str(source),
            str(tmp_path / "torn"),
            str(rng.randrange(10, 20)),
            str(len(statuses) % 2),
        ]
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(KILLED), *words],
            env={**os.environ, "PYTHONPATH": path}, timeout=120,
        )  # fmt: skip
        statuses.append(done.returncode)
    assert len(statuses) > 2
    assert contents(tmp_path / "torn") == contents(tmp_path / "calm")


def test_all_is_done_once(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    monkeypatch.setattr("citex.bulk.cutting.opened_input", None)  # nothing is read
    again = run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert (again.rows, again.errors, again.parts) == (first.rows, first.errors, first.parts)
    assert again.resumed == again.rows


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outputs": ["apa"]}, "outputs was"),
        ({"outputs": ["bibtex", "apa"]}, "outputs was"),
        ({"locale": "de-DE"}, "outputs was"),
        ({"extras": ["place"]}, "extras was"),
        ({"part_size": 61}, "part_size was 60, is 61"),
        ({"format": "csljson"}, "format was null"),
        ({"max_size": 1000}, "max_size was"),
    ],
)
def test_other_options_are_refused(
    change: dict[str, Any], said: str, source: Path, tmp_path: Path
) -> None:
    run(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    with pytest.raises(citex.CitexError, match=said):
        run(source, tmp_path / "out", **change)
    assert contents(tmp_path / "out") == before
    run(source, tmp_path / "out", jobs=1)  # which changes nothing that is written
    run(source, tmp_path / "out", restart=True, **change)
    run(source, tmp_path / "other", **change)
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def half(source: Any, folder: Path, **options: Any) -> None:
    """A run that is ended in its third part."""

    def end(so_far: bulk.Progress) -> None:
        if so_far.rows > 130:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, folder, progress=end, **options)


def test_another_input_is_refused(source: Path, tmp_path: Path) -> None:
    half(source, tmp_path / "out")
    text = source.read_text()
    state = source.stat()
    other = tmp_path / "b.jsonl"
    other.write_text(text)
    for inputs, said in (
        ([source, other], "b.jsonl was not among its inputs"),
        ([other], "a.jsonl was read, and is not among the inputs"),
    ):
        with pytest.raises(citex.CitexError, match=said):
            run(inputs, tmp_path / "out")
    source.write_text(text + "\n")
    with pytest.raises(citex.CitexError, match=r"a.jsonl has changed"):
        run(source, tmp_path / "out")
    source.write_text(text.replace('"w1"', '"v1"'))  # as large and as old as before
    os.utime(source, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(citex.CitexError, match="the input is another"):
        run(source, tmp_path / "out")
    source.write_text(text)
    os.utime(source, ns=(state.st_atime_ns, state.st_mtime_ns))
    run(source, tmp_path / "out")
    run(source, tmp_path / "calm")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_style_that_changed_is_refused(source: Path, tmp_path: Path) -> None:
    style = tmp_path / "mine.csl"
    text = (Path(citex.__file__).parent / "styles" / "gbt7714-2015.csl").read_text("utf-8")
    style.write_text(text, "utf-8")
    run(source, tmp_path / "out", outputs=[style])
    style.write_text(text.replace("<year>", "<year >"), "utf-8")
    style.write_text(text + "\n", "utf-8")
    with pytest.raises(citex.CitexError, match="outputs was"):
        run(source, tmp_path / "out", outputs=[style])


def test_a_stream_is_known_by_what_it_holds(source: Path, tmp_path: Path) -> None:
    data = source.read_bytes()
    half(io.BytesIO(data), tmp_path / "out")
    with pytest.raises(citex.CitexError, match="the input is another"):
        run(io.BytesIO(data.replace(b'"w1"', b'"v1"')), tmp_path / "out")
    with pytest.raises(citex.CitexError, match="the input is another"):
        run(io.BytesIO(data[:500]), tmp_path / "out")
    run(io.BytesIO(data), tmp_path / "out")
    run(io.BytesIO(data), tmp_path / "calm")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_packed_input_is_gone_on_with(source: Path, tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(source.read_bytes()))
    half(packed, tmp_path / "out")
    run(packed, tmp_path / "out")
    run(packed, tmp_path / "calm")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


@pytest.mark.parametrize("name", ["part-00000.jsonl", "errors.jsonl"])
def test_a_folder_of_others_is_left_alone(name: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(citex.CitexError, match=r"no manifest\.json"):
        run(source, tmp_path / "out", restart=True)
    assert contents(tmp_path / "out") == {name: b"mine"}


def test_other_files_of_a_folder_stay(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    run(source, tmp_path / "out")
    run(source, tmp_path / "out", restart=True)
    assert contents(tmp_path / "out")["notes.txt"] == b"mine"


@pytest.mark.parametrize("text", ["", "{}", "[]", "no JSON", '{"citex": 1}', "[" * 100_000])
def test_a_manifest_that_is_none(text: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text(text)
    with pytest.raises(citex.CitexError, match="no manifest of citex bulk"):
        run(source, tmp_path / "out")


def test_what_was_taken_away_is_told(source: Path, tmp_path: Path) -> None:
    half(source, tmp_path / "out")
    (tmp_path / "out" / "part-00000.jsonl").rename(tmp_path / "part")
    with pytest.raises(citex.CitexError, match=r"part-00000\.jsonl is gone"):
        run(source, tmp_path / "out")
    (tmp_path / "part").rename(tmp_path / "out" / "part-00000.jsonl")
    (tmp_path / "out" / "errors.jsonl").write_bytes(b"")
    with pytest.raises(citex.CitexError, match="was cut"):
        run(source, tmp_path / "out")


@pytest.mark.skipif(parts.importlib.util.find_spec("fcntl") is None, reason="locks are POSIX's")
def test_two_runs_do_not_share_a_folder(source: Path, tmp_path: Path) -> None:
    with parts._alone(tmp_path), pytest.raises(citex.CitexError, match="another run"):
        run(source, tmp_path)
    run(source, tmp_path)


def test_what_runs_have_written_is_no_input(source: Path, tmp_path: Path) -> None:
    """Folders of output may lie in that of the input: the second run reads what the first did."""
    (tmp_path / "in").mkdir()
    source.rename(tmp_path / "in" / "a.jsonl")
    first = run(tmp_path / "in", tmp_path / "in" / "apa")
    again = run(tmp_path / "in", tmp_path / "in" / "apa")
    assert (again.rows, again.resumed) == (first.rows, first.rows)
    other = run(tmp_path / "in", tmp_path / "in" / "ris", outputs=["ris"])
    assert (other.rows, other.errors) == (first.rows, first.errors)
    with pytest.raises(citex.CitexError, match="is the input"):
        run(tmp_path / "in", tmp_path / "in")
    with pytest.raises(citex.CitexError, match="no file"):
        run(tmp_path / "in" / "apa", tmp_path / "out")


def test_a_disk_that_is_full(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, whatever is being written; nothing half lies about, and a run goes on."""
    run(source, tmp_path / "calm")
    said: list[str] = []
    calls = 0

    def full(number: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(parts.os, "fsync", full)
    while True:
        left = calls = calls + len(said) % 2
        try:
            run(source, tmp_path / "out")
            break
        except citex.CitexError as error:
            said.append(str(error))
            said += map(str, (tmp_path / "out").glob(".*"))
    assert len(said) > 3
    assert all("No space left" in one for one in said)
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_folder_that_cannot_be(source: Path) -> None:
    with pytest.raises(citex.CitexError, match="cannot be written"):
        run(source, source / "out")
    with pytest.raises(citex.CitexError, match="is a file, no folder"):
        run(source, source)
    for folder in (None, "", 7, "a\0b"):
        with pytest.raises(citex.CitexError):
            run(source, folder)  # type: ignore[arg-type]


def test_too_many_bad_records_leave_what_is_whole(source: Path, tmp_path: Path) -> None:
    with pytest.raises(citex.CitexError, match="more than 3"):
        run(source, tmp_path / "out", max_errors=3)
    done = run(source, tmp_path / "out", max_errors=6)
    assert 0 < done.resumed < done.rows
    run(source, tmp_path / "calm")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    done = run(tmp_path / "empty.jsonl", tmp_path / "out")
    assert (done.rows, done.parts, done.errors) == (0, 0, {})
    assert sorted(contents(tmp_path / "out")) == ["errors.jsonl", "manifest.json"]


def test_progress(source: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, float | None, str, str]] = []

    def tell(p: bulk.Progress) -> None:
        seen.append((p.rows, p.place, p.left, str(p), p.metrics()))

    run(source, tmp_path / "out", progress=tell)
    rows, places, left, told, metrics = zip(*seen, strict=True)
    assert list(rows) == sorted(rows)
    assert rows[-1] == 294
    assert list(places) == sorted(places)
    assert places[-1] == source.stat().st_size
    assert left[-1] == 0
    assert told[-1].startswith("294 records, ")
    assert ", 6 bad, 0 s left" in told[-1]
    assert "\ncitex_bulk_records_total 294\n" in metrics[-1]
    assert '\ncitex_bulk_bad_records_total{code="not-json"} 6\n' in metrics[-1]
