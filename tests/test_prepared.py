"""What is kept for the next start: believed only if it is ours, and of the same source."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from citex import prepared
from citex.csl.style import load

BY = (__file__,)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CITEX_PREPARED", str(tmp_path))
    with prepared.keeping():
        yield tmp_path / "prepared"


def made(source: bytes, value: object) -> object:
    return prepared.prepared("thing", source, lambda: value, by=BY)


def test_the_same_source_is_made_once(folder: Path) -> None:
    assert made(b"a", [1]) == [1]
    assert made(b"a", [2]) == [1]
    assert made(b"b", [2]) == [2]
    assert len(list(folder.iterdir())) == 2


def test_newer_code_makes_anew(folder: Path, tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("1")
    values = iter("ab")

    def asked() -> str:
        return prepared.prepared("thing", b"", lambda: next(values), by=(str(code),))

    assert (asked(), asked()) == ("a", "a")
    os.utime(code, ns=(1, 1))
    assert asked() == "b"


def test_code_without_files_keeps_nothing(folder: Path) -> None:
    assert prepared.prepared("thing", b"", lambda: 1, by=("nowhere.py",)) == 1
    assert not folder.exists()


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("planted",)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX's")
@pytest.mark.parametrize("how", ["writable", "link", "pipe", "broken", "other"])
def test_what_is_not_ours_is_not_believed(
    how: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made(b"a", 1)
    (place,) = folder.iterdir()
    if how == "writable":
        place.write_bytes(pickle.dumps(Evil()))
        place.chmod(0o666)
    elif how == "link":
        place.rename(tmp_path / "elsewhere")
        (tmp_path / "elsewhere").write_bytes(pickle.dumps(Evil()))
        place.symlink_to(tmp_path / "elsewhere")
    elif how == "pipe":
        place.unlink()
        os.mkfifo(place)
    elif how == "broken":
        place.write_bytes(b"\x80\x05nonsense")
    else:
        place.write_bytes(pickle.dumps((b"another source", 3)))
    assert made(b"a", 2) == 2
    assert not (tmp_path / "planted").exists()
    assert place.stat().st_mode & 0o777 == 0o600
    assert not place.is_symlink()


def test_a_folder_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CITEX_PREPARED", str(tmp_path / "file"))
    with prepared.keeping():
        assert (made(b"a", 1), made(b"a", 2)) == (1, 2)


def test_the_oldest_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 4)
    for number in range(12):
        made(bytes([number]), number)
    assert len(list(folder.iterdir())) <= 4


def test_a_style_that_was_kept_is_the_style(folder: Path) -> None:
    first, again = load("apa"), load("apa")
    assert pickle.dumps(first) == pickle.dumps(again)
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["style"]
