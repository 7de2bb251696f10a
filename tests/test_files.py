"""Files are written whole, or stay as they were; links, modes, pipes and devices are kept."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import citex
from citex.errors import CitexError
from citex.files import replacing
from citex.lookup.cache import Answer, Cache

PAPER = citex.Paper(id="a", type="book", title="On Growth", issued=citex.PartialDate(1917))
GOOD = "@book{a, title = {On Growth}, year = 1917}\n"
BROKEN = GOOD + "@article{b, title = {It ends nowhere\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes are POSIX's")


def command(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "citex", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, **options)  # type: ignore[call-overload, no-any-return]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("bits", [0o600, 0o644, 0o640])
def test_a_file_keeps_its_mode(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "a.ris"
    path.write_text("old")
    path.chmod(bits)
    citex.write([PAPER], path)
    assert mode(path) == bits
    assert path.read_text().startswith("TY  - BOOK")


@posix
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        citex.write([PAPER], tmp_path / "a.ris")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.ris") == 0o640


@posix
def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "real.ris", tmp_path / "link.ris"
    link.symlink_to(real)
    for _ in range(2):  # first it leads nowhere
        citex.write([PAPER], link)
        assert link.is_symlink()
        assert real.read_text().startswith("TY  - BOOK")


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()))
    reader.start()
    citex.write([PAPER], pipe, "ris")
    reader.join(10)
    assert found[0].startswith("TY  - BOOK")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_stays_a_device() -> None:
    done = command("convert", "-f", "bibtex", "-t", "ris", "-o", os.devnull, input=GOOD)
    assert done.returncode == 0, done.stderr
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines(["half", None])  # type: ignore[list-item]
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["n" * 300 + ".ris", "no/such/folder.ris", "a\0b.ris", ""])
def test_what_cannot_be_written_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(CitexError, match="cannot be written"):
        citex.write([PAPER], f"{tmp_path}/{name}", "ris")


def test_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def write(letter: str) -> None:
        for _ in range(20):
            with replacing(path) as file:
                file.write(letter * 50_000)

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    text = path.read_text()
    assert len(text) == 50_000
    assert len(set(text)) == 1
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("verb", [("convert", "-t", "bibtex"), ("dedupe", "-t", "bibtex")])
def test_what_could_not_be_read_is_not_written_over(tmp_path: Path, verb: tuple[str, ...]) -> None:
    path = tmp_path / "a.bib"
    path.write_text(BROKEN)
    done = command(*verb, path, "-o", path)
    assert done.returncode == 2
    assert "left as it is" in done.stderr
    assert path.read_text() == BROKEN
    assert command(*verb, path, "-o", tmp_path / "b.bib").returncode == 1
    assert "On Growth" in (tmp_path / "b.bib").read_text()


@posix
def test_a_full_disk_and_a_closed_stream_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(GOOD)
    if Path("/dev/full").exists():
        with open("/dev/full", "w") as full:
            line = [sys.executable, "-m", "citex", "convert", tmp_path / "a.bib", "-t", "ris"]
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1, done.stderr
    for closed in (">&-", "<&-", "2>&-", "<&- >&- 2>&-"):
        shell = f"{sys.executable} -m citex convert {tmp_path}/a.bib -t ris {closed}"
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True)
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") <= 1, done.stderr


@posix
def test_a_signal_takes_the_half_written_file_away(tmp_path: Path) -> None:
    line = [
        sys.executable,
        "-m",
        "citex",
        "convert",
        "-f",
        "ris",
        "-t",
        "ris",
        "-o",
        tmp_path / "a.ris",
    ]
    running = subprocess.Popen(line, stdin=subprocess.PIPE, text=True)
    assert running.stdin is not None
    running.stdin.write("TY  - BOOK\nTI  - A\nER  - \n" * 20_000)
    running.stdin.flush()
    until = time.monotonic() + 30
    while not os.listdir(tmp_path) and time.monotonic() < until:
        time.sleep(0.02)
    assert os.listdir(tmp_path), "the spare file was never made"
    running.send_signal(signal.SIGTERM)
    running.wait(30)
    running.stdin.close()
    assert os.listdir(tmp_path) == []


@posix
def test_the_cache_is_private_and_heals(tmp_path: Path) -> None:
    place = tmp_path / "records.sqlite"
    for _ in range(2):
        cache = Cache(place)
        assert not cache.fault
        cache.keep("doi:10.5555/1", Answer("crossref", b"{}"))
        assert cache.find("doi:10.5555/1") == Answer("crossref", b"{}")
        cache.close()
        assert mode(place) == 0o600
        place.write_bytes(b"no database at all" * 100)
