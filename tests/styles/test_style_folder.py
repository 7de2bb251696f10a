"""Styles that the user adds: what is added, under which names it is found, what is refused."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from certificates import server_context

import citex
from citex import stylebook
from citex.errors import CitexError, NotFound, Problem, UnknownStyle

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>{title}</title><title-short>{short}</title-short>
    <id>http://www.zotero.org/styles/{id}</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout suffix="{suffix}"><text variable="title"/></layout></bibliography>
</style>
"""
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info><title>{title}</title><id>http://www.zotero.org/styles/{id}</id>
    <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>
    <updated>2026-01-01T00:00:00+00:00</updated></info>
</style>
"""
TEN = {
    "GB-T 7714 河大（双语）.csl": ("河流大学学位论文格式（双语）", "河大", "river-bilingual"),
    "river-university.csl": ("River University", "河流大学", "river-university"),
    "苔藓学报.csl": ("苔藓学报", "", "journal-of-mosses"),
    "journal_of_stones.csl": ("Journal of Stones", "J. Stones", "journal-of-stones"),
    "sea.csl": ("海洋学报 (Sea)", "", "sea"),
    "sky.csl": ("Sky & Air", "", "sky"),
    "fire.csl": ("火灾科学", "火科", "fire"),
    "wood.csl": ("Wood", "", "wood"),
}
PAPER = citex.Paper(id="a", type="book", title="On Moss")


def style(title: str, short: str = "", id: str = "x", suffix: str = ".") -> str:
    return STYLE.format(title=title, short=short, id=id, suffix=suffix)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder, empty."""
    folder = tmp_path / "home" / "styles"
    monkeypatch.setenv("CITEX_STYLES", str(folder))
    stylebook.forget()
    yield folder
    stylebook.forget()


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    """A folder of ten styles, one of them broken, one dependent on another, one below."""
    folder = tmp_path / "ten"
    (folder / "below").mkdir(parents=True)
    for name, (title, short, id) in TEN.items():
        place = folder / "below" / name if name == "wood.csl" else folder / name
        place.write_text(style(title.replace("&", "&amp;"), short, id), encoding="utf-8")
    text = DEPENDENT.format(title="河流学院", id="river-college", parent="journal-of-mosses")
    (folder / "river-college.csl").write_text(text, encoding="utf-8")
    broken = style("Broken").replace("<text variable", "<txt variable")
    (folder / "broken.csl").write_text(broken, encoding="utf-8")
    return folder


def written(name: str) -> str:
    return PAPER.format(name)


@pytest.mark.parametrize("pack", ["folder", "zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_ten_styles_one_broken(home: Path, ten: Path, pack: str) -> None:
    source = ten if pack == "folder" else packed(ten, pack)
    problems: list[Problem] = []
    added = citex.add_styles(source, problems=problems)
    assert [one.change for one in added] == ["added"] * 9
    assert len(problems) == 1
    assert "broken.csl" in (problems[0].source or "")
    assert problems[0].message.startswith("5: ")  # the line, and what is wrong there
    names = {one.name for one in added}
    assert names == {
        "gb-t-7714-河大-双语", "river-university", "苔藓学报", "journal_of_stones", "sea", "sky",
        "fire", "wood", "river-college",
    }  # fmt: skip
    assert sorted(path.stem for path in home.iterdir()) == sorted(names)
    for call in (
        "gb-t-7714-河大-双语", "GB-T 7714 河大（双语）", "河流大学学位论文格式（双语）", "河大",
        "河流大学", "River University", "苔藓学报", "journal-of-mosses", "J. Stones",
        "Journal of Stones", "海洋学报 (Sea)", "sky", "Sky & Air", "火科", "河流学院",
        "river-college", "http://www.zotero.org/styles/river-college",
    ):  # fmt: skip
        assert written(call) == "On Moss.", call
    found = {info.name: info for info in citex.find_styles("河流")}
    assert {"gb-t-7714-河大-双语", "river-university", "river-college"} <= set(found)
    assert found["river-college"].origin == "user"
    assert found["river-college"].dependent


def test_without_problems_nothing_is_added(home: Path, ten: Path) -> None:
    with pytest.raises(CitexError, match=r"broken\.csl: 5: .*; nothing was added"):
        citex.add_styles(ten)
    assert not home.exists()


def test_a_style_is_replaced_and_seen_at_once(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "my.csl"
    place.write_text(style("My"), encoding="utf-8")
    assert [one.change for one in citex.add_styles(place)] == ["added"]
    assert written("my") == "On Moss."
    place.write_text(style("My", suffix="!"), encoding="utf-8-sig")
    assert [one.change for one in citex.add_styles(str(place))] == ["replaced"]
    assert written("my") == "On Moss!"
    assert [one.change for one in citex.add_styles(place)] == ["unchanged"]
    assert citex.remove_styles("My") == ["my"]
    assert not list(home.iterdir())
    with pytest.raises(UnknownStyle):
        citex.load_style("my")


def test_it_comes_before_the_collection_but_not_before_our_own(home: Path, tmp_path: Path) -> None:
    before = written("apa")
    (tmp_path / "apa.csl").write_text(style("APA, ours", suffix="?"), encoding="utf-8")
    citex.add_styles(tmp_path / "apa.csl")
    assert written("apa") == "On Moss?"
    assert before != "On Moss?"
    citex.remove_styles("apa")
    assert written("apa") == before
    (tmp_path / "gbt7714-2015.csl").write_text(style("Not ours"), encoding="utf-8")
    with pytest.raises(CitexError, match="a style of citex's own; rename the file"):
        citex.add_styles(tmp_path / "gbt7714-2015.csl")


def test_a_dependent_style_needs_its_parent(home: Path, tmp_path: Path) -> None:
    (tmp_path / "far.csl").write_text(
        DEPENDENT.format(title="Far", id="far", parent="apa"), encoding="utf-8"
    )
    (tmp_path / "lost.csl").write_text(
        DEPENDENT.format(title="Lost", id="lost", parent="there-is-none"), encoding="utf-8"
    )
    assert written("apa") == (citex.add_styles(tmp_path / "far.csl") and written("far"))
    with pytest.raises(CitexError, match="stands for 'there-is-none', which is no style by itself"):
        citex.add_styles(tmp_path / "lost.csl")


@pytest.mark.parametrize(
    "chain",
    [
        {"xs": "xs"},
        {"xs": "xt", "xt": "xs"},
        {"xs": "xt", "xt": "nobody"},
        {"xs": "nature-physics"},
    ],
)
def test_dependent_styles_that_lead_nowhere(
    home: Path, tmp_path: Path, chain: dict[str, str]
) -> None:
    for name, parent in chain.items():
        text = DEPENDENT.format(title=name, id=name, parent=parent)
        (tmp_path / f"{name}.csl").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    assert citex.add_styles(tmp_path, problems=problems) == []
    assert len(problems) == len(chain)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_the_folder_is_no_style(home: Path, tmp_path: Path) -> None:
    home.mkdir(parents=True)
    os.mkfifo(home / "pipe.csl")
    stylebook.forget()
    assert all(info.name != "pipe" for info in citex.find_styles("pipe"))
    (tmp_path / "pipe.csl").write_text(style("Pipe"), encoding="utf-8")
    with pytest.raises(CitexError, match="is no ordinary file, and stays"):
        citex.add_styles(tmp_path / "pipe.csl")


def test_names_that_are_long_or_none(home: Path, tmp_path: Path) -> None:
    place = zip_of(tmp_path / "long.zip", (f"{'文' * 200}.csl", GOOD), ("+++.csl", GOOD))
    problems: list[Problem] = []
    (added,) = citex.add_styles(place, problems=problems)
    assert added.name == "文" * 60
    assert [problem.message for problem in problems] == ["the file's name holds no letter or digit"]


def test_another_program_knows_it(home: Path, tmp_path: Path) -> None:
    (tmp_path / "my.csl").write_text(style("苔藓学报"), encoding="utf-8")
    paper = tmp_path / "a.json"
    paper.write_text('[{"id": "a", "type": "book", "title": "On Moss"}]', encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "citex", *words], capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    said = run("styles", "--add", str(tmp_path / "my.csl"), str(tmp_path / "none.csl"))
    assert (said.returncode, said.stdout) == (2, "added      my  苔藓学报\n")
    assert "none.csl: no such file or folder" in said.stderr
    assert run("styles", "苔藓").stdout == "my  苔藓学报  [user]\n"
    assert run("convert", str(paper), "-t", "苔藓学报").stdout == "On Moss.\n"
    near = run("convert", str(paper), "-t", "苔藓")
    assert near.returncode
    assert "did you mean 'my'" in near.stderr
    assert run("styles", "--remove", "苔藓学报").stdout == "removed    my\n"
    gone = run("styles", "--remove", "apa")
    assert gone.returncode
    assert "was not added by you" in gone.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"title": "x"}]', "is neither a style nor an archive of styles"),
        (b"PK\x03\x04 and then nothing", "is neither a style nor an archive of styles"),
        (b"\x1f\x8b\x08 cut", "is neither a style nor an archive of styles"),
        (b"", "is neither a style nor an archive of styles"),
        (b"<html><body>404</body></html>", "; nothing was added"),
        (style("Ä").encode("utf-16"), "is neither a style nor an archive"),
        (style("Ä").encode("latin-1"), "; nothing was added"),
        (b"<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><style>&a;</style>", "nothing"),
    ],
)
def test_what_is_no_style(home: Path, tmp_path: Path, content: bytes, message: str) -> None:
    place = tmp_path / "odd.csl"
    place.write_bytes(content)
    with pytest.raises(CitexError, match=message):
        citex.add_styles(place)
    assert not home.exists()


def test_what_is_not_there(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        citex.add_styles(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CitexError, match="holds no styles"):
        citex.add_styles(tmp_path / "empty")
    for wrong in (None, 5, "", b"<style/>"):
        with pytest.raises(CitexError, match="give a file, a folder or an https address"):
            citex.add_styles(wrong)  # type: ignore[arg-type]


def test_nowhere_to_keep_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITEX_STYLES", "")
    with pytest.raises(CitexError, match="name one: CITEX_STYLES"):
        citex.add_styles(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "my.csl").write_text(style("My"), encoding="utf-8")
    monkeypatch.setenv("CITEX_STYLES", str(tmp_path / "file" / "styles"))
    with pytest.raises(CitexError, match="cannot be written"):
        citex.add_styles(tmp_path / "my.csl")


# -- archives that do harm -----------------------------------------------------------------------


def packed(folder: Path, kind: str) -> Path:
    made = shutil.make_archive(
        str(folder.parent / "packed"),
        {"zip": "zip", "tar": "tar", "tar.gz": "gztar", "tar.bz2": "bztar", "tar.xz": "xztar"}[
            kind
        ],
        folder,
    )
    return Path(made)


def zip_of(place: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return place


def tar_of(place: Path, *members: tuple[tarfile.TarInfo, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(place, mode) as archive:  # type: ignore[call-overload]
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return place


GOOD = style("Good", id="good").encode()


@pytest.mark.parametrize(
    "name", ["../up.csl", "a/../../up.csl", "/etc/up.csl", "..\\up.csl", "C:\\up.csl", "\\up.csl"]
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_paths_that_lead_out(home: Path, tmp_path: Path, kind: str, name: str) -> None:
    place = tmp_path / "evil"
    if kind == "zip":
        info = zipfile.ZipInfo("x")
        info.filename = name  # as it stands, whatever the system's own separator
        zip_of(place, ("good.csl", GOOD), (info, GOOD))
    else:
        tar_of(place, (tarfile.TarInfo("good.csl"), GOOD), (tarfile.TarInfo(name), GOOD))
    with pytest.raises(CitexError, match=r"is refused: .* leads out of it"):
        citex.add_styles(place, problems=[])
    assert not home.exists()
    assert not list(tmp_path.rglob("up.csl"))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_links_and_devices_of_a_tar(home: Path, tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("link.csl")
    info.type, info.linkname = kind, "/etc/passwd"
    place = tar_of(tmp_path / "evil", (tarfile.TarInfo("good.csl"), GOOD), (info, b""))
    with pytest.raises(CitexError, match=r"is refused: 'link.csl' is a link or a device"):
        citex.add_styles(place, problems=[])
    assert not home.exists()


def test_links_of_a_zip(home: Path, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.csl")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    place = zip_of(tmp_path / "evil", ("good.csl", GOOD), (info, b"/etc/passwd"))
    with pytest.raises(CitexError, match=r"is refused: 'link.csl' is a link or a device"):
        citex.add_styles(place, problems=[])
    assert not home.exists()


def test_bombs(home: Path, tmp_path: Path) -> None:
    big = b"<style>" + b" " * (stylebook.LIMIT + 1)
    bombs = [
        zip_of(tmp_path / "one.zip", ("good.csl", GOOD), ("big.csl", big)),
        tar_of(tmp_path / "one.tgz", (tarfile.TarInfo("big.csl"), big)),
    ]
    lies = bytearray(zip_of(tmp_path / "lie.zip", ("big.csl", big)).read_bytes())
    size = len(big).to_bytes(4, "little")
    while (at := lies.find(size)) >= 0:  # both places where it says its size
        lies[at : at + 4] = (100).to_bytes(4, "little")
    (tmp_path / "lie.zip").write_bytes(lies)
    for place in bombs:
        with pytest.raises(
            CitexError, match=r"is refused: 'big.csl' unpacks to more than styles do"
        ):
            citex.add_styles(place, problems=[])
    with pytest.raises(CitexError):  # what it unpacks to is cut where it says it ends
        citex.add_styles(tmp_path / "lie.zip", problems=None)
    assert not home.exists()


def test_a_bomb_of_all_files_together(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citex.style_folder.UNPACKED_LIMIT", 100_000)
    many = [(f"{n}.csl", style("x" * 4000, id=str(n)).encode()) for n in range(30)]
    with pytest.raises(CitexError, match="unpacks to more than"):
        citex.add_styles(zip_of(tmp_path / "many.zip", *many), problems=[])
    hidden = tar_of(tmp_path / "hidden.tgz", (tarfile.TarInfo("zeros.bin"), bytes(10_000_000)))
    with pytest.raises(CitexError, match="it unpacks to more than 0 MB"):
        citex.add_styles(hidden, problems=[])
    assert not home.exists()


def test_the_same_name_twice(home: Path, tmp_path: Path) -> None:
    place = zip_of(
        tmp_path / "twice.zip", ("a/x.csl", GOOD), ("b/X.csl", style("Other").encode()),
        ("c/x.csl", GOOD),
    )  # fmt: skip
    problems: list[Problem] = []
    added = citex.add_styles(place, problems=problems)
    assert [one.title for one in added] == ["Good"]
    assert [problem.message for problem in problems] == [f"has the name of {place}: a/x.csl"]


# -- addresses -----------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of styles by https, whose certificate is trusted."""
    pytest.importorskip("httpx", reason="the extra `net` is not installed")
    context = server_context(tmp_path, monkeypatch)
    pages = {
        "/styles/good": (200, GOOD, {}),
        "/all.zip": (200, zip_of(tmp_path / "all.zip", ("one.csl", GOOD)).read_bytes(), {}),
        "/moved": (302, b"", {"Location": "/styles/good"}),
        "/down": (302, b"", {"Location": "http://localhost/styles/good"}),
        "/inside": (302, b"", {"Location": "https://127.0.0.1:1/styles/good"}),
        "/round": (302, b"", {"Location": "/round"}),
        "/page": (200, b"<!doctype html><html><body>hello</body></html>", {}),
    }

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, headers = pages.get(self.path, (404, b"", {}))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("localhost", 0), Pages)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_addresses(home: Path, site: str) -> None:
    assert [one.name for one in citex.add_styles(f"{site}/styles/good")] == ["good"]
    assert [one.name for one in citex.add_styles(f"{site}/all.zip")] == ["one"]
    assert [one.change for one in citex.add_styles(f"{site}/moved?x=1".split("?")[0])] == [
        "unchanged"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "404"),
        ("/down", "styles come by https"),
        ("/inside", "not public"),
        ("/round", "circles"),
        ("/page", "nothing was added"),
    ],
)
def test_addresses_that_lead_nowhere(home: Path, site: str, path: str, message: str) -> None:
    with pytest.raises(CitexError, match=message):
        citex.add_styles(site + path)
    assert not home.exists()


@pytest.mark.parametrize(
    "address", ["http://example.org/a.csl", "ftp://example.org/a.csl", "file:///a.csl"]
)
def test_addresses_are_https(home: Path, address: str) -> None:
    pytest.importorskip("httpx", reason="the extra `net` is not installed")
    with pytest.raises(CitexError, match="styles come by https"):
        citex.add_styles(address)
