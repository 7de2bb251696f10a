"""Names that come from outside are names: they open no file, no device and no address."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import citex
from citex import csl, stylebook
from citex.formats import _opening

PAPER = citex.Paper(id="a", type="book", title="On Growth")
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Ours</title><id>urn:x:ours</id></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text value="OURS: "/><text variable="title"/></layout></bibliography>
</style>"""

TOUCHED = ("ours.csl", "./ours.csl", "sub/ours.csl", "../ours.csl", "ours", "pipe", "pipe.csl")
NAMES = (
    *TOUCHED, "/dev/zero", "/dev/stdin", "/etc/passwd", "/proc/self/environ", "~/ours.csl",
    "https://example.org/ours.csl", "http://127.0.0.1/x", "file:///etc/passwd", "data:,x",
    "a\0b", "a\0.csl", "\0", "", " ", ".", "..", "...", "a" * 300, "a" * 5000 + ".csl",
    "a" * 1_000_000, "\ud800", "\udc80.csl", "con", "nul.csl", "styles", "dependent/nature",
    "dependent\\nature", "apa.csl", "%2e%2e/apa", "csl:/dev/zero", "csl:ours.csl", "csl:",
    "-", "*", "?", "{0.__class__}", "$(id)", "\n", "名" * 100,
)  # fmt: skip
"""What a stranger may give for a name, in a folder where the files of `TOUCHED` lie."""

CALLS: dict[str, Callable[[str], Any]] = {
    "bibliography": lambda name: citex.bibliography([PAPER], name),
    "bibliography by its name": lambda name: citex.bibliography([PAPER], style=name),
    "cite": lambda name: citex.cite([PAPER], [citex.Citation([citex.Cite("a")])], name),
    "format": lambda name: citex.format([PAPER], name),
    "Paper.format": lambda name: PAPER.format(name),
    "the other engine": lambda name: citex.bibliography([PAPER], name, engine="citeproc-py"),
    "an engine": lambda name: citex.bibliography([PAPER], "apa", engine=name),
    "an output": lambda name: citex.bibliography([PAPER], "apa", output=name),
    "load": csl.load,
    "write": lambda name: citex.write([PAPER], os.devnull, name),
    "parse": lambda name: citex.parse("x", name or "?"),
    "dialog": lambda name: citex.page([PAPER], citations=[name]),
    "exports": lambda name: citex.page([PAPER], exports=[name]),
    "extends": lambda name: csl.load(
        STYLE.replace(" class", f' xmlns:cx="urn:citex:csl" cx:extends={quoted(name)} class')
        .encode("utf-8", "replace")
    ),
    "depends": lambda name: csl.load(
        STYLE.replace("</info>", f'<link rel="independent-parent" href={quoted(name)}/></info>')
        .encode("utf-8", "replace")
    ),
}  # fmt: skip
"""Every place of the public face that takes a name."""


def quoted(name: str) -> str:
    return '"' + "".join(char for char in name if char > "\x1f" and char not in '<&"') + '"'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with styles and pipes that names could lead to."""
    (tmp_path / "work" / "sub").mkdir(parents=True)
    for place in ("work/ours.csl", "work/ours", "work/sub/ours.csl", "ours.csl"):
        (tmp_path / place).write_text(STYLE)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "work" / "pipe")
        os.mkfifo(tmp_path / "work" / "pipe.csl")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def test_no_name_opens_anything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an audit of what is opened: nothing but what lies in the packages themselves."""
    opened: list[str] = []
    told: list[int] = []
    taken: list[tuple[str, str]] = []
    watching = [False]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event == "open" and not isinstance(arguments[0], int):
            opened.append(str(arguments[0]))
        elif watching[0] and event in ("socket.connect", "socket.getaddrinfo"):
            opened.append(event)

    for warm in CALLS.values():
        with pytest.raises(citex.CitexError):
            warm("no such name")
    sys.addaudithook(hook)
    packages = [
        str(Path(sys.prefix)),
        str(Path(sys.base_prefix)),
        str(stylebook.BUNDLED.parents[1]),
    ]
    watching[0] = True
    try:
        for label, call in CALLS.items():
            for name in NAMES:
                try:
                    call(name)
                except citex.CitexError as error:
                    told.append(len(str(error)))
                else:
                    taken.append((label, name[:80]))
    finally:
        watching[0] = False
    strange = [path for path in opened if not any(path.startswith(p) for p in packages)]
    assert [path for path in strange if path != os.devnull] == []
    # what a style stands for is an address, of which the last part is a name
    assert [one for one in taken if one[0] not in ("extends", "depends")] == []
    assert max(told) < 3000


@pytest.mark.parametrize(
    "tag", ["../../etc/passwd", "/dev/zero", "\0", "x" * 100_000, "a-" * 100_000]
)
def test_a_locale_is_a_tag(tag: str) -> None:
    with pytest.raises(citex.UnknownLocale):
        citex.bibliography([PAPER], "apa", locale=tag)


def test_a_path_object_is_a_file(folder: Path) -> None:
    """Wherever a style's name may stand."""
    place = folder / "ours.csl"
    printed = "OURS: On Growth"
    assert str(citex.bibliography([PAPER], place)).strip() == printed
    assert citex.format([PAPER], place).strip() == printed
    assert PAPER.format(place) == printed
    assert csl.load(place).name == "ours"
    assert printed in citex.page([PAPER], citations=[place])
    rendered = citex.cite([PAPER], [citex.Citation([citex.Cite("a")])], place)
    assert rendered.citations == ["On Growth"]
    citex.register_style("by-path", place)
    try:
        assert PAPER.format("by-path") == printed
    finally:
        del stylebook._registered["by-path"]
    with pytest.raises(citex.CitexError, match=r"pathlib\.Path"):
        citex.register_style("by-string", str(place))


@pytest.mark.parametrize("place", ["pipe", "/dev/zero", "/dev/null", "sub", "none.csl", "a" * 5000])
def test_a_style_is_an_ordinary_file(folder: Path, place: str) -> None:
    if place.startswith("/dev") and not os.path.exists(place):
        pytest.skip("no such device here")
    with pytest.raises(citex.CitexError, match="the style cannot be opened"):
        citex.bibliography([PAPER], Path(place))


def test_a_style_of_many_megabytes_is_not_read(folder: Path) -> None:
    place = folder / "big.csl"
    with place.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte, of which none is on the disk
    with pytest.raises(citex.CitexError, match="more than 4,000,000 bytes"):
        citex.bibliography([PAPER], place)


# -- the command line --------------------------------------------------------------------------

LIBRARY = '[{"id": "a", "type": "book", "title": "On Growth"}]'


def command(folder: Path, *words: str, stdin: str = LIBRARY) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "citex", *words],
        input=stdin.encode(), capture_output=True, timeout=120, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(stylebook.BUNDLED.parents[1])},
    )  # fmt: skip


@pytest.mark.parametrize("word", ["ours.csl", "./ours.csl", "sub/ours.csl", "./ours"])
def test_what_is_typed_with_a_slash_or_suffix_is_a_file(folder: Path, word: str) -> None:
    done = command(folder, "convert", "-t", word)
    assert (done.returncode, done.stdout) == (0, b"OURS: On Growth\n")
    done = command(folder, "show", "--citations", f"apa,{word}", "--json")
    assert b"OURS: On Growth" in done.stdout


@pytest.mark.parametrize(
    "word", ["pipe.csl", "./pipe", "/dev/zero", "/dev/stdin", "no/such", "x.csl"]
)
def test_what_is_no_file_is_said(folder: Path, word: str) -> None:
    done = command(folder, "convert", "-t", word)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"citex: {word}: no style's file is there")


def test_a_bare_word_is_a_name(folder: Path) -> None:
    """Though a file of this name lies there."""
    done = command(folder, "convert", "-t", "ours")
    assert done.returncode == 2
    assert b"no format 'ours'" in done.stderr


# -- inputs ------------------------------------------------------------------------------------


def test_a_text_is_no_path() -> None:
    """It is read as what it is, and no file of its name is looked for."""
    for text in ("@article{a,\n title={A}}", b"TY  - JOUR\nTI  - A\nER  - "):
        assert [paper.title for paper in citex.read(text)] == ["A"]


@pytest.mark.parametrize("place", ["a\0b", "\ud800", "a" * 5000, ".", "/dev/zero", "/dev/urandom"])
def test_what_is_no_input(place: str) -> None:
    with pytest.raises(citex.CitexError, match=r"no path|cannot be opened|is a folder"):
        citex.read(place, "bibtex")


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@needs_pipes
def test_a_pipe_that_nobody_writes_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_opening, "PATIENCE", 0.2)
    with pytest.raises(citex.CitexError, match="a pipe that nobody writes to"):
        citex.read("pipe")


@needs_pipes
@pytest.mark.parametrize("text", [LIBRARY, LIBRARY + " " * 1_000_000, ""])
def test_a_named_pipe_is_read(folder: Path, text: str) -> None:
    """Once somebody writes to it, who may be late and slow."""

    def write() -> None:
        with open(folder / "pipe", "wb") as pipe:
            pipe.write(text.encode()[:1])
            pipe.flush()
            pipe.write(text.encode()[1:])

    later = threading.Timer(0.2, write)
    later.start()
    try:
        if text:
            assert [paper.title for paper in citex.read("pipe")] == ["On Growth"]
        else:
            with pytest.raises(citex.CitexError, match="the input is empty"):
                citex.read("pipe")
    finally:
        later.join()


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="no /dev/stdin here")
def test_standard_input_by_its_path(folder: Path) -> None:
    done = command(folder, "convert", "/dev/stdin", "-t", "apa")
    assert done.stdout == b"On Growth. (n.d.).\n"
    shell = f"{sys.executable} -m citex convert <(cat) -t apa"
    bash = ["bash", "-c", shell]
    try:
        done = subprocess.run(
            bash, input=LIBRARY.encode(), capture_output=True, timeout=120,
            env={**os.environ, "PYTHONPATH": str(stylebook.BUNDLED.parents[1])},
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no bash here")
    assert done.stdout == b"On Growth. (n.d.).\n"


# -- what is held at once ----------------------------------------------------------------------

MANY = 3000
STREAMS = {
    "bibtex": "@book{{a{0}, title = {{On Growth {0}}}}}\n",
    "ris": "TY  - BOOK\nID  - a{0}\nTI  - On Growth {0}\nER  - \n",
    "endnote": "%0 Book\n%F a{0}\n%T On Growth {0}\n\n",
    "nbib": "PMID- {0}\nTI  - On Growth {0}\n\n",
    "csljson": '{{"id": "a{0}", "type": "book", "title": "On Growth {0}"}}\n',
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_may_be_longer_than_the_limit(name: str, tmp_path: Path) -> None:
    """What counts is the one record that is being read."""
    place = tmp_path / "library"
    place.write_text("".join(STREAMS[name].format(number) for number in range(1, 10 * MANY)))
    assert place.stat().st_size > 1_000_000
    found = sum(1 for _ in citex.stream(place, name, max_size=800_000))
    assert found == 10 * MANY - 1


ENDLESS = {
    "bibtex": "@book{a, title = {" + "x" * 3_000_000,
    "bibtex without an entry": "x" * 3_000_000,
    "ris": "TY  - BOOK\n" + "KW  - x\n" * 400_000,
    "endnote": "%0 Book\n%T " + "x" * 3_000_000,
    "nbib": "PMID- 1\nTI  - " + "x\n      " * 400_000,
    "csljson": '{"id": "a", "title": "' + "x" * 3_000_000,
    "csljson in a list": '[{"id": "a", "type": "book"},' + " " * 3_000_000,
    "hayagriva": "a:\n  type: book\n  title: " + "x" * 3_000_000,
    "endnote-xml": "<xml><records><record><titles><title>" + "x" * 3_000_000,
    "mods": '<modsCollection xmlns="http://www.loc.gov/mods/v3">' + "<x>" * 1_000_000,
    "marcxml": '<collection xmlns="http://www.loc.gov/MARC21/slim">' + "<x>" * 1_000_000,
    "marc": "00000nam a2200037 i 4500245001300000" + "x" * 3_000_000,
    "pubmed": "<PubmedArticleSet>" + "<x/>" * 1_000_000,
    "booksci": '{"TitleCN": "' + "x" * 3_000_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_record_without_end_is_refused(name: str, tmp_path: Path) -> None:
    """With the way to allow it; from a path, a stream of bytes and one of text."""
    place = tmp_path / "library"
    place.write_text(ENDLESS[name])
    form = name.partition(" ")[0]
    message = r"more than 1\.5 MB would be held .* max_size="
    with pytest.raises(citex.CitexError, match=message):
        citex.read(place, form, problems=[], max_size=1_500_000)
    with open(place, "rb") as binary, pytest.raises(citex.CitexError, match=message):
        citex.read(binary, form, problems=[], max_size=1_500_000)
    with open(place, encoding="utf-8") as text, pytest.raises(citex.CitexError, match=message):
        citex.read(text, form, problems=[], max_size=1_500_000)
    citex.read(place, form, problems=[], max_size=10_000_000)
    citex.read(place, form, problems=[], max_size=None)
