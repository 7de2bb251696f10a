"""`citex lines`: answers to requests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli.calls import Shell
from own_papers import chinese, one_of_each_kind

import citex as library
from citex.bulk.lines import Answerer

PAPERS = [*one_of_each_kind(), *chinese()]
BOOK = {"id": "a", "type": "book", "title": "On Growth"}


@pytest.fixture
def citex(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """The command."""
    return Shell(monkeypatch, capsysbinary)


def answer(request: Any, **usual: Any) -> dict[str, Any]:
    line = request if isinstance(request, bytes) else json.dumps(request).encode()
    found = Answerer(**usual).answer(line)
    assert found.endswith(b"\n")
    assert found.count(b"\n") == 1
    told: dict[str, Any] = json.loads(found)
    return told


@pytest.mark.parametrize("style", ["apa", "gbt7714", "ieee", "bibtex", "ris", "apa:html"])
def test_what_is_answered_is_what_the_library_prints(style: str) -> None:
    for paper in PAPERS:
        read = library.parse(json.dumps(paper.to_dict()), problems=[])[0]
        name, _, kind = style.partition(":")
        expected = read.format(name, output=kind) if kind else read.format(name)
        for request in (paper.to_dict(), {"record": paper.to_dict()}):
            assert answer(request, to=style)["outputs"] == {style: expected}


def test_a_request_says_what_it_wants() -> None:
    asked = {"request": [1], "record": BOOK, "to": ["apa", "bibtex"], "output": "html"}
    assert answer(asked, to="mla", locale="de-DE") == {
        "request": [1],
        "id": "a",
        "outputs": {
            "apa": library.Paper.from_dict(BOOK).format("apa", output="html", locale="de-DE"),
            "bibtex": library.Paper.from_dict(BOOK).format("bibtex"),
        },
        "problems": [],
        "errors": [],
    }


def test_several_records_and_texts() -> None:
    records = [BOOK, {"foo": 1}, {**BOOK, "id": "b"}]
    told = answer({"records": records}, to="apa")
    assert [row["id"] for row in told["rows"]] == ["a", "b"]
    assert [(one["line"], one["code"]) for one in told["errors"]] == [(2, "no-record")]
    for extra in ({}, {"from": "bibtex"}):
        told = answer({"text": "@book{a, title={A}}\n@book{b, title={B}}", **extra}, to="apa")
        assert [row["outputs"]["apa"] for row in told["rows"]] == ["A. (n.d.).", "B. (n.d.)."]


def test_a_list_of_all() -> None:
    papers = [library.Paper.from_dict({**BOOK, "title": title}) for title in ("B", "A")]
    records = [paper.to_dict() for paper in papers]
    for to in ("ieee", "apa", "ris"):
        told = answer({"records": records, "to": to, "list": True})
        assert told == {"list": library.format(papers, to), "errors": []}
    for request in ({"text": "@book{a, title={A}}"}, {"record": {**BOOK, "title": "A"}}):
        told = answer({**request, "to": "apa", "list": True})
        assert told == {"list": "A. (n.d.).", "errors": []}
    told = answer({"records": records, "to": "apa:html", "list": True, "locale": "de-DE"})
    assert told["list"] == library.format(papers, "apa", output="html", locale="de-DE")
    told = answer({"records": records, "list": True}, to="ris", locale="de-DE", links=True)
    assert told["list"] == library.format(papers, "ris"), "locale and links are for styles"
    assert answer({"records": [], "to": "apa", "list": True}) == {"list": "", "errors": []}


@pytest.mark.parametrize("list_", [True, False])
def test_a_list_costs_no_word(list_: bool) -> None:
    """What of a list cannot be read is told, as it is of rows."""
    told = answer({"records": [BOOK, {"foo": 1}, 7], "list": list_}, to="apa")
    assert [(one["line"], one["code"]) for one in told["errors"]] == [
        (2, "no-record"), (3, "no-record"),
    ]  # fmt: skip
    told = answer({"text": "@book{a, title={A}} @book{b", "list": list_}, to="apa")
    assert [one["code"] for one in told["errors"]] == ["unreadable"]
    assert (told["list"] if list_ else told["rows"][0]["outputs"]["apa"]) == "A. (n.d.)."


def test_halves_of_characters() -> None:
    """Python's and JavaScript's JSON can hold them: here they are U+FFFD, as everywhere."""
    line = b'{"id": "a", "type": "book", "title": "On \\ud83d Growth"}'
    for request in (line, b'{"record": ' + line + b"}", b'{"records": [' + line + b"]}"):
        told = answer(request, to="apa")
        (row,) = told.get("rows", [told])
        assert row["outputs"]["apa"] == "On \ufffd Growth. (n.d.)."
    told = answer(b'{"request": "\\udc00", "text": "@book{a, title={A \\ud800}}"}', to="apa")
    assert told["request"] == "\ufffd"
    assert told["rows"][0]["outputs"]["apa"] == "A \ufffd. (n.d.)."


def test_a_record_may_have_keys_of_requests() -> None:
    for key in ("record", "records", "text", "request", "to"):
        assert answer({**BOOK, key: "x"}, to="apa")["outputs"] == {"apa": "On Growth. (n.d.)."}


def test_a_byte_order_mark_and_other_encodings() -> None:
    line = json.dumps({**BOOK, "title": "论语"}, ensure_ascii=False)
    assert answer(line.encode("utf-8-sig"), to="apa")["outputs"] == {"apa": "论语. (n.d.)."}
    for encoding in ("gb18030", "utf-16"):
        (fault,) = answer(line.encode(encoding), to="apa")["errors"]
        assert fault["code"] == "not-json"
        assert "not UTF-8" in fault["message"]


BAD: list[tuple[Any, str]] = [
    (b"broken", "not-json"),
    (b"\xff\xfe", "not-json"),
    (b"[" * 100_000, "not-json"),
    (b'{"id": "a", "title": "\\ud83d"', "not-json"),
    ({"record": BOOK, "colour": 1}, "request"),
    ({"record": BOOK, "to": "no-such-style"}, "request"),
    ({"record": BOOK, "to": 7}, "request"),
    ({"record": BOOK, "to": [7]}, "request"),
    ({"record": BOOK, "to": []}, "request"),
    ({"record": BOOK, "from": 7}, "request"),
    ({"record": BOOK, "from": ["ris"]}, "request"),
    ({"record": BOOK, "links": "yes"}, "request"),
    ({"record": BOOK, "notices": 1}, "request"),
    ({"record": BOOK, "list": "yes"}, "request"),
    ({"record": BOOK, "text": "x"}, "request"),
    ({"record": BOOK, "records": []}, "request"),
    ({"request": 7, "recrod": 8}, "request"),
    ({"request": 7}, "request"),
    ({"record": BOOK, "from": "no-such-format"}, "request"),
    ({"record": BOOK, "output": "pdf"}, "request"),
    ({"record": BOOK, "output": ["html"]}, "request"),
    ({"records": BOOK}, "request"),
    ({"text": BOOK}, "request"),
    ({"text": "no bibliography"}, "request"),
    ({"record": 7}, "no-record"),
    ({"record": {}}, "no-record"),
    ([], "no-record"),
    (7, "no-record"),
    ({"records": [BOOK], "to": ["apa", "ris"], "list": True}, "request"),
]


@pytest.mark.parametrize(("request_", "code"), BAD, ids=[str(one)[:50] for one, _ in BAD])
def test_a_bad_request_is_answered(request_: Any, code: str) -> None:
    told = answer(request_, to="apa")
    assert [one["code"] for one in told["errors"]] == [code]
    assert told["errors"][0]["message"]
    if isinstance(request_, dict) and "request" not in request_:
        assert answer({**request_, "request": 5}, to="apa")["request"] == 5


def test_the_command(citex: Shell) -> None:
    lines = [json.dumps(BOOK), "", "broken", json.dumps({"record": BOOK, "to": "ris"})]
    done = citex("lines", "--to", "apa", "--to", "bibtex", stdin="\n".join(lines).encode())
    assert (done.status, done.err) == (0, "")
    first, second, third = map(json.loads, done.out.splitlines())
    assert sorted(first["outputs"]) == ["apa", "bibtex"]
    assert second["errors"][0]["code"] == "not-json"
    assert list(third["outputs"]) == ["ris"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "appa"], "did you mean 'apa'"),
        (["--from", "bibtx"], "bibtex"),
        (["--to", "apa", "--locale", "xx"], "no locale 'xx'"),
    ],
)
def test_what_cannot_be_is_said_before_a_request(words: list[str], said: str, citex: Shell) -> None:
    done = citex("lines", *words, stdin=json.dumps(BOOK).encode())
    assert (done.status, done.out) == (2, "")
    assert said in done.line


def test_a_request_that_is_too_long(citex: Shell) -> None:
    long = json.dumps({**BOOK, "title": "x" * 3_000_000})
    data = "\n".join([long, json.dumps(BOOK), long]).encode()
    done = citex("lines", "--to", "apa", "--max-size", "1", stdin=data)
    codes = [json.loads(line)["errors"] for line in done.out.splitlines()]
    assert [one[0]["code"] if one else "" for one in codes] == ["too-long", "", "too-long"]


def test_an_answer_comes_before_the_next_request() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "citex", "lines", "--to", "apa"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        cwd=Path(library.__file__).parent.parent,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for title in ("A", "論語", "C"):
            process.stdin.write(json.dumps({**BOOK, "title": title}) + "\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            assert told["outputs"]["apa"] == f"{title}. (n.d.)."
        process.stdin.close()
        assert process.wait(timeout=60) == 0
