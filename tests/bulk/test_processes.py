"""The processes of bulk: what they make is what one makes, and their deaths cost nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from bulk_formats import DEADLY, HANGING, MORTAL
from own_papers import chinese, one_of_each_kind

import citex
from citex import bulk
from citex.bulk import pool, rendering

TESTS = Path(__file__).parent.parent
PAPERS = [*one_of_each_kind(), *chinese()]
posix = pytest.mark.skipif(os.name != "posix", reason="processes are killed by signals")


def lines(count: int) -> list[str]:
    return [json.dumps({**PAPERS[n % len(PAPERS)].to_dict(), "id": f"w{n}"}) for n in range(count)]


def script(text: str, folder: Path, **environment: str) -> subprocess.Popen[str]:
    """A Python program of its own."""
    path = os.pathsep.join([str(TESTS), str(Path(citex.__file__).parent.parent)])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(text), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )  # fmt: skip


def finished(program: subprocess.Popen[str]) -> tuple[str, str]:
    """What a program has printed when it has ended, which it is to do within a minute."""
    with program:
        try:
            return program.communicate(timeout=60)
        finally:
            program.kill()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes that are begun."""
    found: list[Any] = []
    begin = pool.Process.begin

    def noted(self: pool.Process, setup: bytes) -> bool:
        found.append(self._child)
        return begin(self, setup)

    monkeypatch.setattr(pool.Process, "begin", noted)
    return found


@pytest.mark.parametrize("ordered", [True, False])
def test_processes_make_what_one_makes(ordered: bool) -> None:
    source = lines(300)
    source[50] = "broken"
    outputs = ["apa", "gbt7714", "bibtex"]
    errors: tuple[list[bulk.BadRecord], ...] = ([], [])
    one = list(bulk.render(source, outputs, jobs=0, errors=errors[0]))
    two = list(
        bulk.render(source, outputs, jobs=2, errors=errors[1], ordered=ordered, chunk_size=3000)
    )
    if ordered:
        assert two == one
    assert sorted(two, key=lambda row: row.id) == sorted(one, key=lambda row: row.id)
    assert errors[0] == errors[1] != []


def test_papers_go_to_processes_too() -> None:
    rows = list(bulk.render(PAPERS, ["apa"], jobs=1))
    assert [row.outputs["apa"] for row in rows] == [paper.format("apa") for paper in PAPERS]


@posix
def test_a_record_that_kills_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its piece is done again, then cut until it is alone; the others are all there, in order."""
    source = [json.dumps({"id": f"w{n}", "type": "book", "title": f"T{n}"}) for n in range(5)]
    source[3] = json.dumps({"id": "bad", "type": "book", "title": "Deadly"})
    errors: list[bulk.BadRecord] = []
    rows = list(bulk.render(source, ["apa", DEADLY], jobs=1, errors=errors, extras=["place"]))
    assert [row.id for row in rows] == ["w0", "w1", "w2", "w4"]
    assert [row.line for row in rows] == [1, 2, 3, 5]
    (bad,) = errors
    assert (bad.code, bad.id, bad.line, bad.raw.strip()) == ("crash", "bad", 4, source[3])


@pytest.mark.parametrize("timeout", [1, 0.7])
def test_a_record_that_hangs_is_found(timeout: float) -> None:
    """Its piece is cut into records, and all others are there, in order."""
    source = [json.dumps({"id": f"w{n}", "type": "book", "title": f"T{n}"}) for n in range(40)]
    for number in (7, 8, 30):
        source[number] = json.dumps({"id": f"w{number}", "type": "book", "title": "Endless"})
    errors: list[bulk.BadRecord] = []
    rows = list(
        bulk.render(
            source, ["apa", HANGING], jobs=2, errors=errors, chunk_size=400, timeout=timeout
        )
    )
    assert [row.id for row in rows] == [f"w{n}" for n in range(40) if n not in (7, 8, 30)]
    assert [(bad.code, bad.id, bad.line) for bad in errors] == [
        ("timeout", "w7", 8), ("timeout", "w8", 9), ("timeout", "w30", 31),
    ]  # fmt: skip
    assert "took longer" in errors[0].message


@posix
def test_a_process_that_is_stopped_costs_nothing() -> None:
    """Of a process that somebody else has stopped, each record is done by another."""
    made: list[Any] = []
    begin = pool.Process.begin

    def stopped(self: pool.Process, setup: bytes) -> bool:
        ready = begin(self, setup)
        if not made:
            self._child.send_signal(signal.SIGSTOP)
        made.append(self._child)
        return ready

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool.Process, "begin", stopped)
        rows = list(bulk.render(lines(50), ["apa"], jobs=2, chunk_size=4000, timeout=1))
    assert [row.id for row in rows] == [f"w{n}" for n in range(50)]
    assert len(made) > 2


@posix
def test_processes_that_are_killed_at_random(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEX_TEST_KILLS", str(tmp_path))
    source, rng = lines(400), random.Random(7)
    for number in rng.sample(range(400), 4):
        (tmp_path / f"w{number}").touch()
    rows = list(bulk.render(source, [MORTAL], jobs=2, chunk_size=8000))
    assert [row.id for row in rows] == [f"w{n}" for n in range(400)]
    assert all(row.outputs for row in rows)
    assert not list(tmp_path.glob("w[0-9]*"))  # each has killed
    assert len(list(tmp_path.glob("worker-*"))) == 2 + 4


@posix
def test_processes_end_with_their_parent(tmp_path: Path) -> None:
    """A parent that is killed, and one that is interrupted, leave none behind."""
    text = """
        import itertools, signal, sys
        from bulk_formats import MORTAL
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a job behind "&" ignores it
        from citex import bulk
        source = ('{"id": "w", "type": "book", "title": "T"}' for _ in itertools.count())
        for row in bulk.render(source, [MORTAL], jobs=2):
            print(row.id, flush=True)
    """
    for number in (signal.SIGKILL, signal.SIGINT):
        folder = tmp_path / number.name
        folder.mkdir()
        with script(text, tmp_path, CITEX_TEST_KILLS=str(folder)) as parent:
            assert parent.stdout is not None
            assert parent.stdout.readline() == "w\n"
            parent.send_signal(number)
            finished(parent)
        workers = [int(mark.name.partition("-")[2]) for mark in folder.glob("worker-*")]
        assert workers
        until = time.monotonic() + 30
        while any(map(_lives, workers)):
            assert time.monotonic() < until, "a process outlives its parent"
            time.sleep(0.05)


def _lives(pid: int) -> bool:
    """Whether a process is there, and no dead one that nobody has asked for yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return os.path.isdir("/proc") is False and _signalled(pid)
    return state != "Z"


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_rows_that_nobody_wants_any_more_end_the_processes(made: list[Any]) -> None:
    rows = bulk.render((line for line in lines(5000)), ["apa"], jobs=2, chunk_size=2000)
    next(rows)
    rows.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator
    assert made
    assert all(child.poll() is not None for child in made)


def test_an_exception_ends_the_processes_wherever_it_is_raised(
    made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Ctrl-C is raised in any frame; its traceback holds the generators that were below."""

    def interrupted(*_: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "_decode", interrupted)
    rows = bulk.render(lines(50), ["apa"], jobs=2, chunk_size=2000)
    with pytest.raises(KeyboardInterrupt) as held:
        next(rows)
    assert made
    assert all(child.poll() is not None for child in made)
    assert held.tb


@pytest.mark.parametrize("tail", ["", "raise KeyboardInterrupt", "raise SystemExit(0)"])
def test_a_program_may_end_before_its_rows_do(tail: str, tmp_path: Path) -> None:
    """Its processes are ended while its threads still run; later it would wait for them."""
    text = f"""
        import itertools
        from citex import bulk
        source = ('{{"id": "a", "title": "T"}}' for _ in itertools.count())
        rows = bulk.render(source, ["apa"], jobs=2)
        print(next(rows).id, flush=True)
        {tail}
    """
    out, err = finished(script(text, tmp_path))
    assert out == "a\n"
    assert err.endswith("KeyboardInterrupt\n") if "Keyboard" in tail else err == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")
def test_a_fork_that_ends_leaves_the_processes_to_their_program(tmp_path: Path) -> None:
    text = """
        import os, sys, warnings
        from citex.bulk import pool
        from citex import bulk
        warnings.simplefilter("ignore")  # of forks beside threads
        ended, kill = [], pool.Process.kill
        def noted(self):
            os.write(2, b"killed") if os.getpid() != ours else ended.append(self)
            kill(self)
        pool.Process.kill, ours = noted, os.getpid()
        source = ['{"id": "%d", "title": "T"}' % number for number in range(2000)]
        rows = bulk.render(source, ["apa"], jobs=1, chunk_size=2000)
        next(rows)
        if not (fork := os.fork()):
            sys.exit()
        print(os.waitpid(fork, 0)[1], [*ended], len(list(rows)))
    """
    assert finished(script(text, tmp_path)) == ("0 [] 1999\n", "")


def test_a_process_that_does_not_begin_does_not_hold_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rows are closed while one waits for its process, which never answers."""
    begin = pool.Process.begin
    waiting: list[pool.Process] = []

    def silent(self: pool.Process, setup: bytes) -> bool:
        if not waiting:
            waiting.append(self)
            return bool(pool.read(self._out))  # was never told anything
        return begin(self, setup)

    monkeypatch.setattr(pool.Process, "begin", silent)
    rows = bulk.render(lines(50), ["apa"], jobs=2, chunk_size=2000, ordered=False)
    next(rows)
    rows.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator
    assert waiting[0]._child.poll() is not None


def test_a_script_needs_no_guard_of_its_main_module(tmp_path: Path) -> None:
    text = """
        from citex import bulk
        print([row.outputs for row in bulk.render(['{"id": "a", "title": "T"}'], ["apa"], jobs=1)])
    """
    out, err = finished(script(text, tmp_path))
    assert (out, err) == ("[{'apa': 'T. (n.d.).'}]\n", "")


def test_what_a_process_cannot_have_is_said(tmp_path: Path) -> None:
    text = """
        import citex
        from citex import bulk
        def write(papers): return (f"{paper.title}\\n" for paper in papers)
        mine = citex.Format(name="mine", title="Mine", write=write)
        for jobs in (0, 1):
            try:
                for row in bulk.render(['{"id": "a", "title": "T"}'], [mine], jobs=jobs):
                    print(row.outputs)
            except citex.CitexError as error:
                print(error)
    """
    out, err = finished(script(text, tmp_path))
    assert err == ""
    first, second = out.splitlines()
    assert first == "{'mine': 'T\\n'}"
    assert "jobs=0" in second
    assert "__main__" in second


def test_what_is_registered_goes_to_the_processes(tmp_path: Path) -> None:
    """A style that was registered while the program runs, and a format in a module of its own."""
    text = """
        import citex
        from bulk_formats import FAULTY
        from citex import bulk
        citex.register_style("mine", citex.stylebook.source("apa"))
        citex.register_format(FAULTY)
        print(*[row.outputs for row in bulk.render(['{"id": "a", "title": "T"}'],
                                                   ["mine", "faulty"], jobs=1)])
    """
    text = text.replace("import citex\n", "import citex, citex.stylebook\n")
    out, err = finished(script(text, tmp_path))
    assert (out, err) == ("{'mine': 'T. (n.d.).', 'faulty': 'T\\n'}\n", "")
