"""Files are written whole, or stay as they were; links, modes, pipes and devices are kept."""

from __future__ import annotations

import errno
import os
import signal
import stat
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

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
def test_a_file_that_was_made_read_only_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though its folder would let us put another in its place."""
    path = tmp_path / "a.ris"
    path.write_text("old")
    path.chmod(0o444)
    if os.geteuid() == 0:  # who may write all
        monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK)
    with pytest.raises(CitexError, match="cannot be written: Permission denied"):
        citex.write([PAPER], path)
    assert path.read_text() == "old"


@posix
def test_all_names_of_a_file_show_what_is_written(tmp_path: Path) -> None:
    path, other = tmp_path / "a.ris", tmp_path / "b.ris"
    path.write_text("a longer old text " * 50)
    os.link(path, other)
    citex.write([PAPER], path)
    assert os.path.samefile(path, other)
    assert other.read_text() == citex.format([PAPER], "ris").replace("\r\n", "\n")


FAULTS = {
    "a mount of one file": (Path, "replace", errno.EBUSY),
    "a folder of which others own the files": (Path, "replace", errno.EPERM),
    "a folder that may not be written": (os, "open", errno.EACCES),
    "a folder that can only be read": (os, "open", errno.EROFS),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_replaced_is_written_when_all_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Until then it holds what it held, and so it does after an error."""
    path = tmp_path / "a.txt"
    path.write_text("an old text that is longer")
    where, name, number = FAULTS[fault]
    real = getattr(where, name)

    def fail(place: Any, *arguments: Any) -> Any:
        if name == "replace" or Path(place).parent == tmp_path:
            raise OSError(number, os.strerror(number))
        return real(place, *arguments)

    monkeypatch.setattr(where, name, fail)
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines(["half" * 100_000, None])  # type: ignore[list-item]
    assert path.read_text() == "an old text that is longer"
    with replacing(path) as file:
        file.write("new")
        file.flush()
        assert path.read_text() == "an old text that is longer"
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no such attributes")
@pytest.mark.parametrize("name", ["user.kept", "system.posix_acl_access"])
def test_attributes_are_kept(tmp_path: Path, name: str) -> None:
    """Lists of access are among them: without one, the mode means something else."""
    path = tmp_path / "a.ris"
    path.write_text("old")
    entries = [(1, 6, -1), (2, 6, 1), (4, 0, -1), (16, 6, -1), (32, 0, -1)]
    access = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    value = access if "acl" in name else b"x"
    try:
        os.setxattr(path, name, value)
    except OSError:
        pytest.skip("this file system has no such attributes")
    before = mode(path)
    citex.write([PAPER], path)
    assert path.read_text().startswith("TY")
    assert (os.getxattr(path, name), mode(path)) == (value, before)


@posix
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_stream_that_is_open_is_written_on(tmp_path: Path, place: str) -> None:
    """Whoever appends to a file keeps what is in it."""
    if not os.path.exists(place):
        pytest.skip("this system has no such names")
    log = tmp_path / "log"
    log.write_text("first\n")
    (tmp_path / "a.bib").write_text(GOOD)
    line = [sys.executable, "-m", "citex", "convert", tmp_path / "a.bib", "-t", "ris", "-o", place]
    with log.open("a") as stream:
        done = subprocess.run(line, stdout=stream, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
    assert log.read_text().startswith("first\nTY  - BOOK")


@pytest.mark.parametrize("name", ["a.ris/", "", "folder", "folder/"])
def test_a_folder_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CitexError, match="cannot be written"), replacing(name) as file:
        file.write("text")
    assert os.listdir(tmp_path) == ["folder"]


@posix
def test_what_came_by_standard_input_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(BROKEN)
    with path.open() as source:
        done = command("convert", "-f", "bibtex", "-t", "bibtex", "-o", path, stdin=source)
    assert done.returncode == 2
    assert "left as it is" in done.stderr
    assert path.read_text() == BROKEN


@posix
def test_a_full_disk_is_told_by_the_help_too() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        for words in (["--help"], ["--version"], ["convert", "--help"]):
            line = [
                sys.executable,
                *(["-u"] if words[0] == "--help" else []),
                "-m",
                "citex",
                *words,
            ]
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        line = [sys.executable, "-m", "citex", "convert", "no-such-file", "-t", "ris"]
        assert subprocess.run(line, stderr=full).returncode == 2


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
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_takes_the_half_written_file_away(tmp_path: Path, number: str) -> None:
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
    running = subprocess.Popen(
        line, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        # whoever started the tests may ignore it (nohup), and that is handed down
        preexec_fn=lambda: signal.signal(getattr(signal, number), signal.SIG_DFL),
    )  # fmt: skip
    assert running.stdin is not None
    running.stdin.write("TY  - BOOK\nTI  - A\nER  - \n" * 20_000)
    running.stdin.flush()
    until = time.monotonic() + 30
    while not os.listdir(tmp_path) and time.monotonic() < until:
        time.sleep(0.02)
    assert os.listdir(tmp_path), "the spare file was never made"
    running.send_signal(getattr(signal, number))
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
