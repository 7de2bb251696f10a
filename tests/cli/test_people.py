"""What the command does for whoever sits before it: progress, colours, JSON for programs."""

from __future__ import annotations

import io
import json
import re
import sys
import time
from pathlib import Path

import pytest
from cli.calls import Shell
from cli.test_natural_calls import FILES, desk  # noqa: F401  (a fixture)

from citex.cli import _messages, _parser
from citex.cli._terminal import Terminal

DOCS = Path(__file__).parents[2] / "docs"


class Screen(io.StringIO):
    """A terminal, of which all is kept that was written to it."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """What is seen of it in the end."""
        seen: list[str] = []
        for line in self.getvalue().split("\n"):
            row: list[str] = []
            for part in line.split("\r"):
                row[: len(part)] = part
            seen.append("".join(row).rstrip())
        return seen


def _screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Standard error as a terminal, on which work is shown at once."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setattr(_messages, "WAIT", 0.001)
    monkeypatch.setattr(_messages, "STEP", 0.001)
    return found


def _wait_for(screen: Screen, text: str) -> None:
    end = time.monotonic() + 10
    while text not in screen.getvalue() and time.monotonic() < end:
        time.sleep(0.001)
    assert text in screen.getvalue()


def test_work_shows_itself_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _messages.Progress()
    progress.begin("reading")
    progress.count = 1200
    _wait_for(screen, "citex: reading, 1,200 (0 s)")
    progress.begin("formatting 1,200 references")
    _wait_for(screen, "formatting 1,200 references")
    progress.end()
    assert screen.lines == [""]


def test_a_message_takes_the_place_of_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _messages.Progress()
    monkeypatch.setattr(_messages, "progress", progress)
    progress.begin("reading a file of which the name is long")
    _wait_for(screen, "reading")
    _messages.say("warning: a: no title")
    progress.end()
    assert screen.lines == ["citex: warning: a: no title", ""]


def test_nothing_is_shown_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    progress = _messages.Progress()
    progress.begin("reading")
    assert progress._thread is None
    progress.end()
    assert quiet.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", Screen())
    progress.begin("reading", quiet=True)
    assert progress._thread is None


@pytest.mark.usefixtures("desk")
def test_a_long_run_shows_itself(
    citex: Shell, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """From the command itself: reading, then the list; the output is not touched."""
    calls: list[str] = []
    monkeypatch.setattr(
        "citex.cli._messages.Progress.begin",
        lambda self, doing, quiet=False: calls.append(doing),
    )
    assert "Halder" in citex("convert", "x.bib", "-t", "apa").out
    assert calls == ["reading", "formatting 2 references"]


def test_standard_input_is_told_on_a_terminal(
    citex: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typed(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("cli.calls.io.TextIOWrapper", Typed)
    result = citex("convert", "-t", "ris", stdin=FILES["x.bib"])
    assert result.line == "citex: reading standard input; Ctrl-D ends it"
    assert result.out.startswith("TY  - JOUR")
    assert citex("convert", "-q", "-t", "ris", stdin=FILES["x.bib"]).err == ""


@pytest.mark.parametrize(
    ("environment", "screen_styled", "pipe_styled"),
    [
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "FORCE_COLOR": ""}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colours(
    environment: dict[str, str],
    screen_styled: bool,
    pipe_styled: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Terminal.of(Screen()).styled == screen_styled
    assert Terminal.of(io.StringIO()).styled == pipe_styled
    assert not Terminal.of(io.StringIO()).links


SHAPES = {
    "show": ["show", "x.bib", "--json"],
    "check": ["check", "odd.bib", "--json"],
    "explain": ["explain", "--json"],
    "formats": ["formats", "--json"],
    "styles": ["styles", "nature", "--json"],
    "dedupe": ["dedupe", "x.bib", "x.txt", "--json", "-o", "out.bib"],
    "fetch": ["fetch", "10.5555/none", "--offline", "--no-cache", "--json"],
}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("verb", SHAPES)
def test_json_is_as_the_page_says(verb: str, citex: Shell) -> None:
    """Each line, or each item, has the keys that docs/command-line.md names, in their order."""
    if verb == "fetch":
        pytest.importorskip("httpx", reason="the extra `net` is not installed")
    page = (DOCS / "command-line.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{verb} --json` \| (.*) \|$", page, re.MULTILINE)
    row = re.sub(r"\([^()]*\)", "", row)
    named = re.findall(r"`(\w+)`", row)
    out = citex(*SHAPES[verb]).out
    items = json.loads(out) if out.startswith("[") else [json.loads(x) for x in out.splitlines()]
    assert items
    optional = {"references", "record", "error"}
    for item in items:
        assert set(item) <= set(named)
        assert set(named) - set(item) <= optional
        assert list(item) == [name for name in named if name in item]


def test_each_verb_that_speaks_to_people_has_json() -> None:
    for verb in SHAPES:
        assert "--json" in _parser.of(verb)._option_string_actions


def test_a_failure_to_fetch_is_json_too(citex: Shell) -> None:
    pytest.importorskip("httpx", reason="the extra `net` is not installed")
    result = citex("fetch", "nonsense", "10.5555/none", "--offline", "--no-cache", "--json")
    assert result.status == 2
    first, second = map(json.loads, result.out.splitlines())
    assert first["identifier"] == "nonsense"
    assert first["error"]
    assert second["identifier"] == "10.5555/none"


def test_the_hooks_for_pre_commit_name_their_verbs() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    hooks = yaml.safe_load((DOCS.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["entry"] for hook in hooks] == ["citex check", "citex verify"]
    for hook in hooks:
        pattern = re.compile(hook["files"])
        assert all(pattern.search(name) for name in ("a/refs.bib", "x.ris", "y.csljson"))
        assert not any(pattern.search(name) for name in ("a.json", "bib.py", "ris"))
