"""The calls that people type (`natural_calls.toml`): each works, or says what to write instead."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from cli.calls import Shell

from citex.cli import VERBS, _parser, main
from citex.text.identifiers import parse

toml: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")

CALLS: list[dict[str, Any]] = toml.loads(
    (Path(__file__).parent / "natural_calls.toml").read_text("utf-8")
)["call"]

BIB = """@article{a, title = {On moss}, author = {Halder, Maria}, year = 2018, volume = 12,
    journal = {River Botany}, pages = {1--9}}
@book{b, title = {On rivers}, author = {Okonjo, Peter}, year = 2001, publisher = {Polar Press}}
"""
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><text variable="title"/></layout></bibliography></style>"""
STONES = [{"id": "c", "type": "book", "title": "On stones", "publisher": "Polar Press",
           "author": [{"family": "Berg", "given": "Jan"}],
           "issued": {"date-parts": [[1998]]}}]  # fmt: skip
FILES: dict[str, bytes] = {
    "x.bib": BIB.encode(),
    "x.txt": BIB.encode(),
    "there.ris": b"TY  - BOOK\r\nTI  - On rivers\r\nER  - \r\n",
    "b.json": json.dumps(STONES).encode(),
    "odd.bib": BIB.partition("@book")[0].replace("2018", "2093").replace("{a,", "{odd,")
    .encode(),
    "broken.bib": f"{BIB}@book{{c, title = {{On ice".encode(),
    "noer.ris": b"TY  - BOOK\r\nTI  - On ice\r\nTY  - BOOK\r\nTI  - On rivers\r\n",
    "brace.bib": b"@book{ice, title = {On ice}, year = 2001\n" + BIB.encode(),
    "my.csl": STYLE.encode(),
    "odd.csl": STYLE.replace("<text ", '<text colour="red" ').encode(),
    "refs/a.bib": BIB.encode(),
    "empty.bib": b"",
    "letter.txt": b"Dear all,\nthis is a letter.\n",
    "image.bib": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "bytes.bib": bytes(range(256)) * 9,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "thesis.docx": b"PK\x03\x04\x14\0\0\0",
    "x.bib.gz": gzip.compress(BIB.encode(), mtime=0),
    "-w.bib": BIB.encode(),
    "my refs.bib": BIB.encode(),
    "nocomma.bib": b"@book{ice,\n title = {On ice}\n year = 2001}\n",
    "dois.txt": b"10.1038/171737a0\n10.1038/nm.2471\n",
    "files.txt": b"x.bib\nb.json\n",
    "essay.md": b"As shown [@a, p. 3].\n",
    "thesis.tex": b"\\documentclass{article}\n\\cite{a}\n",
    "thesis.aux": b"\\relax\n\\citation{a}\n",
    "thesis.bbl": b"\\begin{thebibliography}{1}\n\\bibitem{a} On moss.\n\\end{thebibliography}\n",
    "refs.csv": b"title,year\nOn moss,2018\n",
}  # fmt: skip
"""The files on the desk of whoever types."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.DOTALL | re.MULTILINE) is not None


def _typed(line: str) -> tuple[list[str], bytes]:
    """The words of a line for the command, and what comes on standard input."""
    words, stdin = shlex.split(line), b""
    if "|" in words:  # cat, curl, gunzip, or what stands for anything
        place = words.index("|")
        name = words[place - 1]
        stdin = BIB.encode() if name.endswith(".gz") else FILES.get(name, BIB.encode())
        words = words[place + 1 :]
    if words[0] == "xargs":
        words, stdin = [*words[1:], "x.bib"], b""
    for sign in ("<", ">"):
        if sign in words:
            place = words.index(sign)
            stdin = FILES.get(words[place + 1], b"") if sign == "<" else stdin
            del words[place : place + 2]
    name, *words = words
    assert name == "citex"
    return words, stdin


def _advised(line: str) -> list[str]:
    """The calls that a message says to write: at its end, or between backticks."""
    line = re.sub(r" \(usage: .*\)$", "", line)
    quoted = re.findall(r"`(citex [^`]*)`", line)
    last = re.search(rf": ((?:[^|`]+\| )?(?:xargs )?citex (?:{'|'.join(VERBS)}|-V)\b[^`]*)$", line)
    return [*quoted, *([last[1]] if last else [])]


WORDS = {"FILE": "x.bib", "CODE": "closing-stop", "VERB": "show"}
"""What a reader of a message puts in place of a word in capitals."""


def _can_be_done(advised: str, citex: Shell, given: bytes) -> None:
    """A call that a message says to write is done; of one that asks a service, it is understood.

    Where nothing comes on its standard input, it is `given` that of the call it stands for.
    """
    words, stdin = _typed(advised)
    stdin = stdin or given
    words = [WORDS.get(word, word) for word in words]
    verb, rest = _parser.understood(words)
    if verb is None or rest == ["--help"]:
        return
    assert verb == words[0], advised
    args = _parser.of(verb).parse(rest)
    if verb == "fetch":
        assert all(parse(word) for word in args.ids), advised
        return
    result = citex(*words, stdin=stdin)
    assert result.status < 2, (advised, result)


@pytest.mark.parametrize("call", CALLS, ids=[call["type"] for call in CALLS])
def test_a_natural_call(
    call: dict[str, Any],
    desk: Path,
    citex: Shell,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if "needs" in call:
        pytest.importorskip(call["needs"], reason="an extra is not installed")
    if "config" in call:
        monkeypatch.setenv("CITEX_CONFIG", str(tmp_path_factory.mktemp("own") / "own.toml"))
        Path(os.environ["CITEX_CONFIG"]).write_text(call["config"], "utf-8")
    words, stdin = _typed(call["type"])
    monkeypatch.setattr("citex.cli._parser.awaited", lambda: bool(stdin))
    result = citex(*words, stdin=stdin)
    assert result.status == call.get("exit", 0), result
    assert _found(call.get("prints", ""), result.out), result
    assert _found(call.get("says", ""), result.err), result
    written = {
        place.relative_to(desk).as_posix(): place.read_bytes()
        for place in desk.rglob("*")
        if place.is_file()
    }
    if "writes" in call:
        place, pattern = call["writes"]
        assert _found(pattern, written.pop(place).decode("utf-8"))
    expected = {name: data for name, data in FILES.items() if name != call.get("writes", [""])[0]}
    assert written == expected  # nothing else was written, and nothing that was there is changed
    if result.status == 2:
        assert result.out == ""
        for advised in _advised(result.line):
            _can_be_done(advised, citex, stdin)
    elif "says" not in call:
        assert result.err == "" or result.err.startswith("citex: nothing was found"), result
    if result.status == 0:
        assert result.out or "writes" in call or "says" in call


def test_there_are_enough_of_them() -> None:
    assert len(CALLS) >= 380
    assert len({(call["type"], call.get("config")) for call in CALLS}) == len(CALLS)
    assert all({"prints", "says", "writes"} & set(call) for call in CALLS)


def test_bytes_in_a_name_are_told_as_the_shell_writes_them(citex: Shell) -> None:
    assert citex("convert", "\udcfcber.bib", "-t", "ris").line == r"citex: no file '\xfcber.bib'"
    written = citex(
        "convert", "-f", "csljson", "-t", "ris", "-o", "no/\udcfcber.ris", stdin=b'[{"title": "A"}]'
    )
    assert r"\xfcber.ris' cannot be written" in written.line


def test_a_file_with_such_a_name_is_checked(desk: Path, citex: Shell) -> None:
    try:
        (desk / "\udcff.bib").write_bytes(FILES["broken.bib"])
    except OSError:
        pytest.skip("the file system has no such names")
    assert citex("check", "\udcff.bib").out.startswith(r"\xff.bib:4: error: ")
    assert json.loads(citex("check", "\udcff.bib", "--json").out)["file"] == "\udcff.bib"
    told = citex("check", "\udcff.bib", "noer.ris", "--ignore", "missing").out
    assert told.startswith(r"\xff.bib:4: error: ")
    assert "noer.ris: record 1: note: " in told


def test_input_that_waits_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from citex.cli import _parser

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert not _parser.awaited()  # no stream of the system


@pytest.mark.parametrize("call", ["convert -t apa -o x.bib", "convert -t ris -o x.bib",
                                  "page -o x.bib", "dedupe - b.json -t apa -o x.bib"])  # fmt: skip
def test_what_comes_on_standard_input_is_not_replaced_by_another_thing(
    call: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (desk / "x.bib").open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert main(call.split()) == 2
    assert "x.bib is what is read" in capsys.readouterr().err
    assert (desk / "x.bib").read_bytes() == FILES["x.bib"]
