"""Nothing that a terminal obeys reaches standard output or error, whatever stands in the input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import citex
from citex.cli import VERBS, main
from citex.cli._terminal import Terminal, columns
from citex.errors import CitexError, LookupFailed, ParseError, Problem, StyleError, escaped
from citex.formats.loss import Loss
from citex.model import Name, Paper, PartialDate, Remark

EVIL = (
    "\x1b]0;owned\x07\x1b[31m\x9b2J\x90q\x9c\x00\x7f\x08\r"
    "\u202eoperator\u2066x\u2069\u200f\u200e\u061c"
)
"""Titles of windows, colours, C1 controls, backspace, and what turns the order of writing."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]".replace("\x0d", "")
)
OURS = re.compile("\x1b\\[[0123]m|\x1b\\]8;;[!-~]*\x1b\\\\")
"""Italics, bold and links (OSC 8), whose address is printing ASCII."""


def clean(written: bytes, *, styled: bool = False) -> str:
    """The text, when it holds nothing that a terminal obeys but, if `styled`, our own styles."""
    text = re.sub("\r+\n", "\n", written.decode("utf-8"))  # terminals add a return of their own
    if styled:
        text = OURS.sub("", text)
    found = FORBIDDEN.search(text)
    assert found is None, repr(text[max(0, found.start() - 60) : found.end() + 20])
    assert "\r" not in text
    return text


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A file of records that try to drive the terminal, one of which is broken."""
    item = {
        "id": f"a{EVIL}", "type": "article-journal", "title": f"T {EVIL}", "volume": EVIL,
        "author": [{"family": f"F{EVIL}", "given": f"G{EVIL}"}, {"literal": f"B{EVIL}"}],
        "container-title": f"J{EVIL}", "note": f"n {EVIL}", "DOI": f"10.5555/{EVIL}",
        "issued": {"raw": f"soon {EVIL}"}, "page": f"1-{EVIL}", "language": EVIL, EVIL: EVIL,
        "custom": {"status": {"retracted": True, EVIL: [EVIL]}, "metrics": {"zone": EVIL},
                   "translations": {"zh": {"title": EVIL}}},
    }  # fmt: skip
    twice = {**item, "title": "another"}
    path = tmp_path / ("evil" + EVIL.replace("\x00", "").replace("/", "") + ".json")
    try:
        path.write_text(json.dumps([item, twice, EVIL, {"id": EVIL, "type": EVIL}]), "utf-8")
    except OSError:
        pytest.skip("the file system has no such names")
    return path


def calls(path: str) -> Iterator[list[str]]:
    """Every verb, with what it reads, writes, and answers to what it does not know."""
    bare = EVIL.replace("\x00", "")
    for formatter in ("csljson", "bibtex", "ris", "endnote", "cff", "apa", "gbt7714", bare):
        yield ["convert", path, "-f", "csljson", "-t", formatter]
        yield ["convert", path, "-f", "csljson", "-t", formatter, "--report"]
    for kind in ("text", "html", "markdown", "latex", bare):
        yield ["convert", path, "-t", "apa", "--as", kind]
    yield ["convert", path, "-t", "apa", "--locale", bare]
    yield ["convert", path, "-t", "apa", "-O", f"{bare}={bare}"]
    yield ["convert", path, "-t", "apa", "-O", bare]
    yield ["convert", path, "-t", "bibtex", "-O", f"key-pattern={bare}"]
    yield ["convert", path, "-t", "bibtex", "--read-option", f"{bare}=1"]
    yield ["convert", path, "-t", f"csl:{bare}"]
    yield ["convert", path, "-t", f"{path}.csl"]
    yield ["convert", path, "-f", bare, "-t", "ris"]
    yield ["convert", path, "--encoding", bare, "-t", "ris"]
    yield ["convert", f"{path}.{bare}", "-t", "ris"]
    yield ["convert", path, "-o", f"{path}/{bare}.ris"]
    yield ["convert", path, "-o", f"x.{bare}"]
    yield ["convert", path, "-t", "ris", f"--{bare}"]
    yield ["convert", path, "-t", "ris", "-q", "--engine", bare]
    yield ["convert", path, "-t", "apa", "--engine", "citeproc-py"]
    yield from (["show", path, *more] for more in ([], ["--json"], ["--citations", bare]))
    yield ["show", path, "--copy", "apa"]
    yield ["show", path, "--copy", bare]
    yield from (["page", path, *more] for more in (["--citations", bare], ["--exports", bare]))
    yield ["page", path, "--lang", bare]
    yield from (
        ["cite", path, *more] for more in (["--kind", "markdown"], ["-b", bare], ["-t", bare])
    )
    yield from (["check", path, *more] for more in ([], ["--json"], ["-t", "ris"], ["-t", bare]))
    yield ["check", path, "--kind", bare]
    yield ["check", path, path, "-t", "ris"]
    yield from (["fetch", bare, *more] for more in ([], ["--host", bare], ["--host", f"{bare}=x"]))
    yield ["fetch", f"10.5555/{bare}", "--offline", "--no-cache"]
    yield ["fetch", "10.5555/a", "--offline", "--cache", f"{path}/{bare}", "--contact", bare]
    yield ["fetch", "10.5555/a", "--timeout", bare]
    for more in ([], ["--all"], ["--report", "json"], ["--report", "sarif"], ["--report", "html"]):
        yield ["verify", path, "--offline", "--no-cache", *more]
    yield ["fetch", "--title", bare, "--offline", "--no-cache"]
    yield ["dedupe", path, "--report"]
    yield ["dedupe", path, path, "-t", "apa", "--threshold", bare]
    yield ["dedupe", path, path, "-t", "apa", "--report"]
    yield from (["formats", *more] for more in ([bare], ["--json", bare], ["ris"]))
    yield from (["styles", *more] for more in ([bare], ["--json", bare], ["--limit", bare]))
    yield from (["explain", *more] for more in ([bare], ["--json"], ["--json", "missing"]))
    yield from (["completion", shell] for shell in ("bash", "zsh", "fish", bare))
    yield from (["help", *more] for more in ([bare], ["show"], []))
    yield ["check", path, "--select", bare]
    yield ["check", path, "--ignore", f"{bare},missing", "--fail-on", bare]
    yield ["dedupe", path, path, "--json"]
    yield ["bulk", path, "--to", "ris", "-o", f"{path}-out", "-j", "0", "--json"]
    yield ["index", "build", path, "-o", f"{path}-index", "-j", "0", "--json"]
    yield ["index", bare]
    yield ["lines", "--to", "apa"]
    yield ["fetch", f"10.5555/{bare}", "--offline", "--no-cache", "--json"]
    yield ["convert", bare, "-t", "ris"]
    yield ["convert", path, "-o", f"{bare}.docx"]
    yield [bare]
    yield []


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Variables that we read, as an enemy would set them."""
    monkeypatch.chdir(tmp_path)
    bare = EVIL.replace("\x00", "")
    for name in ("CITEX_HOSTS", "CITEX_CONTACT", "CITEX_CACHE", "XDG_CACHE_HOME", "TERM"):
        monkeypatch.setenv(name, bare)
    for name in ("COLUMNS", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def run(words: list[str], capture: pytest.CaptureFixture[bytes]) -> tuple[int, bytes, bytes]:
    try:
        status = main(words)
    except SystemExit as end:
        status = int(end.code or 0)
    out, err = capture.readouterr()
    return status, out, err


def test_every_verb_is_tried(tmp_path: Path) -> None:
    assert {words[0] for words in calls(str(tmp_path)) if words} >= set(VERBS)


def test_in_a_pipe(
    hostile: Path, environment: None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Messages, tables, lists of references and JSON are clean; files in a format are data."""
    for words in calls(str(hostile)):
        status, out, err = run(words, capsysbinary)
        clean(err)
        assert status in (0, 1, 2), words
        to = words[words.index("-t") + 1] if "-t" in words else "csljson"
        output = words[words.index("--as") + 1] if "--as" in words else "text"
        listed = to in ("apa", "gbt7714") and output == "text"
        if listed or words[:1] not in (["convert"], ["dedupe"], ["fetch"], ["page"]):
            clean(out)


def test_no_message_is_more_than_one_line(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A line end in an id or a file's name forges no message."""
    item = {"id": "a\nciteX: forged\u2028\x85b", "type": "book", "title": "T\nforged: U"}
    path = tmp_path / "two\nlines.json"
    try:
        path.write_text(json.dumps([item, item | {"title": "U"}, 5]), "utf-8")
    except OSError:
        pytest.skip("the file system has no such names")
    for words in (["check"], ["convert", "-t", "ris", "--report"], ["dedupe", "--report"]):
        _, out, err = run([words[0], str(path), *words[1:]], capsysbinary)
        told = (err + (out if words[0] == "check" else b"")).decode()
        assert told.count("\n")
        assert not re.search(r"(?im)^(?:citeX: )?forged", told), told
        assert "\u2028" not in told


def test_files_in_a_pipe_are_data(
    hostile: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, _ = run(["convert", str(hostile), "-t", "csljson"], capsysbinary)
    assert json.loads(out)[0]["title"] == f"T {EVIL}"
    assert "\u202e".encode() in out
    for verb in ("check", "show"):
        _, out, _ = run([verb, str(hostile), "--json"], capsysbinary)
        first = json.loads(clean(out).splitlines()[0])
        assert first.get("id", first.get("paper")) == f"a{EVIL}"


@pytest.mark.parametrize("colour", [True, False])
def test_in_a_terminal(hostile: Path, colour: bool) -> None:
    """There, files in a format are made harmless, too; our own styles are all that is left."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from pseudo_terminal import bytes_in_terminal

    choice = {} if colour else {"NO_COLOR": "1"}
    path = str(hostile)
    for words in (
        ["convert", path, "-t", "ris"],
        ["convert", path, "-t", "csljson", "-o", "/dev/tty"],
        ["convert", path, "-t", "apa", "--as", "html"],
        ["dedupe", path, "--report"],
        ["page", path],
        ["show", path],
        ["styles", "--preview", "--limit", "1"],
        ["fetch", "-q", "10.5555/\x1b[31m", "--offline", "--no-cache"],
    ):
        _, written = bytes_in_terminal(*words, **choice)
        text = clean(written, styled=words[0] in ("show", "styles") and colour)
        assert text.strip(), words


def test_json_for_a_terminal_is_still_json(tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    from pseudo_terminal import bytes_in_terminal

    citex.write([Paper(id=EVIL, type="book", title=EVIL)], tmp_path / "a.json")
    _, written = bytes_in_terminal("convert", "-q", str(tmp_path / "a.json"), "-t", "csljson")
    assert json.loads(clean(written))[0]["title"] == EVIL


def test_help_takes_any_home(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The cache's place is told in the help, in which % has a meaning."""
    for place in ("/h%(prog)s/%s/100%", EVIL.replace("\x00", "")):
        monkeypatch.setenv("CITEX_CACHE", place)
        for verb in VERBS:
            status, out, err = run([verb, "--help"], capsysbinary)
            assert status == 0
            clean(out + err)


def test_without_a_home_there_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pytest.importorskip("httpx", reason="the extra `net` is not installed")

    def nobody(path: Path) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "expanduser", nobody)
    for name in ("CITEX_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    status, _, err = run(["fetch", "10.5555/a", "--offline"], capsysbinary)
    assert (status, b"no home folder" in err) == (2, True)
    assert run(["fetch", "--help"], capsysbinary)[0] == 0


def test_an_unexpected_error_is_printed_without_controls(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Python prints it when we have ended; the stream stays guarded for that."""
    monkeypatch.setattr("citex.cli._run", lambda given: 1 / len(given))
    out, err = sys.stdout, sys.stderr
    with pytest.raises(ZeroDivisionError):
        main([])
    print(EVIL, file=sys.stderr)
    clean(capsysbinary.readouterr().err)
    sys.stdout, sys.stderr = out, err


@pytest.mark.parametrize(
    "message",
    [
        CitexError(EVIL),
        LookupFailed(EVIL, EVIL),
        ParseError(EVIL, source=EVIL, line=3),
        StyleError(EVIL, [Problem(message=EVIL)]),
        Problem(message=EVIL, source=EVIL),
        Remark(kind="doubt", message=EVIL),
        Loss(paper=EVIL, variable="title", kind="lost", before=EVIL),
        citex.Diagnostic(paper=EVIL, kind="odd", message=EVIL, value=EVIL),
    ],
    ids=lambda message: type(message).__name__,
)
def test_messages_are_clean_as_text(message: Any) -> None:
    clean(str(message).encode())


def test_marks_beside_letters_from_the_right_stay() -> None:
    """There they belong; elsewhere they are written out."""
    for text in ("שלום\u200f!", "سلام\u200e (2)", "A\u0301 中文\u3000\u00a0\u200d 👩‍🔬"):
        assert escaped(text) == text
    assert escaped("a\u200fb\nשלום\u200f") == "a\\u200fb\nשלום\u200f"
    assert escaped("a\r\nb\rc\td\n") == "a\r\nb\\u000dc\td\n"


@pytest.mark.parametrize("columns_", ["0", "-3", "1", "²", "٤٠", "9" * 5000, "x", ""])
def test_any_width_that_the_environment_names(
    columns_: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", columns_)
    citex.write([Paper(id="a", type="book", title="城市" * 80)], tmp_path / "a.json")
    status, out, _ = run(["show", str(tmp_path / "a.json")], capsysbinary)
    assert status == 0
    assert out.decode().count("城") >= 80


def test_wide_and_narrow_characters() -> None:
    """Combining marks, joiners and vowels of Hangul take no column, fullwidth ones take two."""
    wide = {"e\u0301": 1, "\u200b": 0, "한": 2, "\u1112\u1161\u11ab": 2, "Ａ": 2, "ﾊ": 1}
    assert {text: columns(text) for text in wide} == wide
    assert columns("🙂") == 2
    rows = Terminal(20, False).text("👩‍🔬" * 30 + "한국어" * 9).splitlines()
    assert all(columns(row) <= 20 for row in rows)


def test_styles_are_left_out_where_they_are_not_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Screen:
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Terminal.of(Screen()).styled  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "")  # empty means not set (no-color.org)
    assert Terminal.of(Screen()).styled  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "0")
    assert not Terminal.of(Screen()).styled  # type: ignore[arg-type]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert Terminal.of(Screen()).styled == (sys.platform == "win32")  # type: ignore[arg-type]


def test_the_streams_are_given_back(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = sys.stdout, sys.stderr
    for words in (["formats"], ["convert"], ["no-such-verb"], ["--version"]):
        run(words, capsysbinary)
        assert (sys.stdout, sys.stderr) == before


def test_papers_are_not_touched() -> None:
    """What is escaped is what is shown, not what is kept."""
    paper = Paper(id="a", type="book", title=EVIL, author=[Name(EVIL)], issued=PartialDate(2000))
    again = citex.parse(citex.format([paper], "csljson"), "csljson")[0]
    assert again.title == EVIL
