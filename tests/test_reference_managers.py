"""The scripts for reference managers, each run on a file as the real program writes it."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import runpy
import shlex
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest

import citex

EXAMPLES = Path(__file__).parent.parent / "examples"
DATA = EXAMPLES / "data"
MEIER = "The growth of small gardens in Bern"


def run(name: str, *arguments: str, stdin: bytes = b"", status: int = 0) -> tuple[str, str]:
    """What an example writes to its output and to standard error."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments],
        input=stdin, capture_output=True, timeout=120,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(EXAMPLES.parent)},
    )  # fmt: skip
    out, errors = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == status, errors
    assert "Traceback" not in errors
    return out, errors


def example(name: str) -> dict[str, Any]:
    """The names that an example defines."""
    return runpy.run_path(str(EXAMPLES / name), run_name="example")


# -- JabRef ----------------------------------------------------------------------------------


def test_jabref_selected_entries() -> None:
    """The entries whose keys JabRef pushes, in their style."""
    out, errors = run("jabref_citations.py", str(DATA / "jabref.bib"), "Meier2019")
    assert errors == ""
    assert out == (
        "Meier, A., & van den Berg, J. (2019). The growth of small gardens in Bern. "
        "Annals of Examples, 12(3), 101–117. https://doi.org/10.5555/12345678\n"
    )
    out, _ = run("jabref_citations.py", str(DATA / "jabref.bib"), "--style", "gbt7714")
    assert len(out.splitlines()) == 2
    assert "张伟, 李小红. 城市热岛效应[M]" in out


def test_jabref_keys_that_are_not_there() -> None:
    library = str(DATA / "jabref.bib")
    out, errors = run("jabref_citations.py", library, "Zhang2020,Nobody1900", status=1)
    assert "城市热岛效应" in out
    assert errors == f"Nobody1900: not in {library}\n"
    run("jabref_citations.py", "no-such-file.bib", status=2)


def test_jabref_keeps_its_own_fields() -> None:
    """What JabRef adds to an entry goes through citex unharmed."""
    text = citex.format(citex.read(DATA / "jabref.bib"), "bibtex")
    for value in ("Gardens, To read", "prio1", "skimmed", ":PDF"):
        assert value in text


# -- Papis -----------------------------------------------------------------------------------


def test_papis_export() -> None:
    """The JSON of `papis export`, as a reference list and as a file for NoteExpress."""
    documents = (DATA / "papis.json").read_bytes()
    out, errors = run("papis_exporter.py", "gbt7714", stdin=documents)
    assert errors == ""
    first, second = out.splitlines()
    assert first.startswith(
        "[1] MEIER A, VAN DEN BERG J. The growth of small gardens in Bern[J/OL]."
    )
    assert "2019, 12(3): 101-117" in first
    assert second == "[2] 张伟, 李小红. 城市热岛效应[M]. 北京: 科学出版社, 2020."
    out, _ = run("papis_exporter.py", "noteexpress", stdin=documents)
    assert "{Reference Type}: Journal Article" in out
    run("papis_exporter.py", stdin=b"nothing", status=2)


def test_papis_plugin() -> None:
    """The functions that Papis calls take its documents, which are dicts, and give a string."""
    module = example("papis_exporter.py")
    documents = json.loads((DATA / "papis.json").read_text(encoding="utf-8"))
    assert module["gbt7714"](documents).startswith("[1] MEIER A")
    assert module["noteexpress"](documents).count("{Title}:") == 2


# -- Zotero ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["zotero.json", "better-bibtex.bib"])
def test_zotero_exports(name: str) -> None:
    """Zotero's CSL-JSON and Better BibTeX's file give the same two references."""
    out, errors = run("zotero.py", str(DATA / name), "gbt7714")
    assert errors == ""
    first, second = out.splitlines()
    assert "MEIER A, VAN DEN BERG J." in first
    assert "Annals of Examples, 2019, 12(3): 101-117" in first
    assert second == "[2] 张伟, 李小红. 城市热岛效应[M]. 2版. 北京: 科学出版社, 2020."


def zotero_library(path: Path) -> None:
    """A library as Zotero 7 keeps it: the tables and columns that hold items and people."""
    database = sqlite3.connect(path)
    database.executescript("""
    CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT, display INT);
    CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT, fieldFormatID INT);
    CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, dateAdded TIMESTAMP,
        dateModified TIMESTAMP, clientDateModified TIMESTAMP, libraryID INT NOT NULL,
        key TEXT NOT NULL, version INT, synced INT, UNIQUE (libraryID, key));
    CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
    CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
    CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT,
        fieldMode INT, UNIQUE (lastName, firstName, fieldMode));
    CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
    CREATE TABLE itemCreators (itemID INT NOT NULL, creatorID INT NOT NULL,
        creatorTypeID INT NOT NULL DEFAULT 1, orderIndex INT NOT NULL DEFAULT 0);
    CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted DEFAULT CURRENT_TIMESTAMP);
    """)
    kinds = {"attachment": 3, "book": 7, "journalArticle": 22, "note": 28}
    for kind, number in kinds.items():
        database.execute("INSERT INTO itemTypes VALUES (?, ?, 1)", (number, kind))
    roles = {"author": 8, "editor": 10, "translator": 11}
    for role, number in roles.items():
        database.execute("INSERT INTO creatorTypes VALUES (?, ?)", (number, role))
    field_numbers: dict[str, int] = {}

    def add(
        number: int, kind: str, values: dict[str, str], people: list[tuple[str, str, str]]
    ) -> None:
        database.execute(
            "INSERT INTO items VALUES (?, ?, '', '', '', 1, ?, 0, 0)",
            (number, kinds[kind], f"KEY{number:05}"),
        )
        for field, value in values.items():
            fresh = field not in field_numbers
            field_number = field_numbers.setdefault(field, len(field_numbers) + 1)
            if fresh:
                database.execute("INSERT INTO fields VALUES (?, ?, NULL)", (field_number, field))
            database.execute("INSERT OR IGNORE INTO itemDataValues (value) VALUES (?)", (value,))
            row = database.execute("SELECT valueID FROM itemDataValues WHERE value = ?", (value,))
            database.execute(
                "INSERT INTO itemData VALUES (?, ?, ?)", (number, field_number, row.fetchone()[0])
            )
        for place, (role, last, first) in enumerate(people):
            made = database.execute(
                "INSERT INTO creators (firstName, lastName, fieldMode) VALUES (?, ?, ?)",
                (first, last, 0 if first else 1),
            )
            database.execute(
                "INSERT INTO itemCreators VALUES (?, ?, ?, ?)",
                (number, made.lastrowid, roles[role], place),
            )

    add(
        1, "journalArticle",
        {"title": MEIER, "publicationTitle": "Annals of Examples", "volume": "12", "issue": "3",
         "pages": "101-117", "date": "2019-05-00 May 2019", "DOI": "10.5555/12345678",
         "accessDate": "2026-01-12 09:31:05", "language": "en"},
        [("author", "Meier", "Anna"), ("author", "van den Berg", "Jürgen")],
    )  # fmt: skip
    add(2, "attachment", {"title": "PDF"}, [])
    add(3, "note", {}, [])
    add(4, "book", {"title": "Thrown away", "date": "2001-00-00 2001"}, [])
    database.execute("INSERT INTO deletedItems (itemID) VALUES (4)")
    add(
        5, "book",
        {"title": "城市热岛效应", "publisher": "科学出版社", "place": "北京", "edition": "2",
         "date": "2020-00-00 2020", "numPages": "300"},
        [("author", "张伟", ""), ("editor", "李小红", "")],
    )  # fmt: skip
    database.commit()
    database.close()


def test_zotero_library(tmp_path: Path) -> None:
    """The file that Zotero itself works on: items and people, but no attachments and no bin."""
    path = tmp_path / "zotero.sqlite"
    zotero_library(path)
    before = path.read_bytes()
    out, errors = run("zotero.py", str(path), "gbt7714")
    assert errors == ""
    first, second = out.splitlines()
    assert "MEIER A, VAN DEN BERG J. The growth of small gardens in Bern[J/OL]" in first
    assert "2019, 12(3): 101-117" in first
    assert "张伟. 城市热岛效应[M]" in second
    assert path.read_bytes() == before
    papers = list(example("zotero.py")["library"](path))
    assert [paper.id for paper in papers] == ["KEY00001", "KEY00005"]
    assert papers[0].issued == citex.PartialDate(2019, 5)
    assert str(papers[0].accessed) == "2026-01-12"
    assert [str(name) for name in papers[1].editor] == ["李小红"]


def test_zotero_while_zotero_runs(tmp_path: Path) -> None:
    """Zotero locks its file; reading goes on all the same."""
    path = tmp_path / "zotero.sqlite"
    zotero_library(path)
    with closing(sqlite3.connect(path)) as zotero:
        zotero.execute("BEGIN EXCLUSIVE")
        out, _ = run("zotero.py", str(path), "apa")
        assert MEIER in out
    run("zotero.py", str(tmp_path / "none.sqlite"), status=2)


# -- notes -----------------------------------------------------------------------------------


def test_markdown_notes(tmp_path: Path) -> None:
    """A note per paper; what its reader wrote stays when it is made again."""
    library, folder = str(DATA / "better-bibtex.bib"), tmp_path / "notes"
    out, errors = run("markdown_notes.py", library, str(folder))
    assert errors == ""
    names = ["@meierGrowthSmallGardens2019.md", "@zhangweiChengShiReDao2020.md"]
    assert out.splitlines() == names
    text = (folder / names[0]).read_text(encoding="utf-8")
    front = dict(line.split(": ", 1) for line in text.split("---\n")[1].splitlines())
    assert json.loads(front["title"]) == "The Growth of Small Gardens in Bern"
    assert json.loads(front["year"]) == 2019
    assert "> Small gardens grow." in text
    (folder / names[0]).write_text(text + "\nMy own thoughts.\n", encoding="utf-8")
    run("markdown_notes.py", library, str(folder), "--style", "apa")
    again = (folder / names[0]).read_text(encoding="utf-8")
    assert again.endswith("\nMy own thoughts.\n")
    assert "*Annals of Examples*" in again


def test_a_note_cannot_leave_its_folder(tmp_path: Path) -> None:
    write = example("markdown_notes.py")["write"]
    hostile = citex.Paper(id="../../x\n/y", title='a\n---\nb: "c"')
    path = write(hostile, tmp_path, "apa")
    assert path.parent == tmp_path
    assert path.read_text(encoding="utf-8").splitlines()[1] == 'title: "a\\n---\\nb: \\"c\\""'


def test_markdown_citations(tmp_path: Path) -> None:
    """Pandoc's citations in a text; code and addresses stay."""
    essay, library = str(DATA / "essay.md"), str(DATA / "library.bib")
    out, errors = run("markdown_citations.py", essay, library, status=1)
    assert errors.endswith("essay.md:8: no work has the key 'nobody2020'\n")
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", out)
    assert "\n\nKnuth (1984, Chapter 3) set a book" in text
    assert "(see Watson & Crick, 1953, p. 737; Tu, 2011)" in text
    assert "(2011; Vaswani et al., 2017, Chapter 3 and elsewhere) say more than @nobody2020" in text
    assert "ada@example.org is no citation, nor is `@code`, nor an escaped \\@name" in text
    assert "\n    @indented code stays as it is\n" in text
    notes, _ = run("markdown_citations.py", essay, library, "--style", "chicago-notes", status=1)
    assert "a book set him. What is read once is cited once.[^cite-2]" in notes
    assert re.findall(r"^\[\^cite-(\d)\]: ", notes, re.MULTILINE) == ["1", "2", "3"]


# -- a site ----------------------------------------------------------------------------------


class Silent(WSGIRequestHandler):
    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """The example's application behind a real server, checked by wsgiref's validator."""
    papers = citex.read(DATA / "library.json")
    papers.append(citex.Paper(id="a/b 中", title="<script>alert(1)</script>"))
    app = example("dialog_server.py")["application"](papers)
    with make_server("127.0.0.1", 0, validator(app), handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def fetched(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_dialog_server(site: str) -> None:
    """The dialog as a page and as a fragment, the files, and what is not there."""
    knuth = next(paper for paper in citex.read(DATA / "library.json") if paper.id == "knuth1984")
    status, headers, body = fetched(f"{site}/paper/knuth1984")
    assert (status, body) == (200, citex.page(knuth).encode("utf-8"))
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    _, _, body = fetched(f"{site}/paper/knuth1984/dialog")
    assert body.decode("utf-8") == citex.dialog_fragment(knuth, with_assets=False)
    _, headers, body = fetched(f"{site}/paper/knuth1984/file/ris")
    assert body == citex.format([knuth], "ris").encode("utf-8")
    assert headers["Content-Disposition"].endswith(".ris")
    for path, kind in (("dialog.css", "text/css"), ("dialog.js", "text/javascript")):
        assert fetched(f"{site}/{path}")[1]["Content-Type"].startswith(kind)
    for path in ("paper/nobody", "paper/knuth1984/file/no-format", "x", "paper/knuth1984/x"):
        assert fetched(f"{site}/{path}")[0] == 404
    status, _, body = fetched(f"{site}/")
    assert b"&lt;script&gt;" in body
    assert b'class="citex-copy-list"' in fetched(f"{site}/list")[2]
    assert fetched(f"{site}/paper/a/b%20%E4%B8%AD")[0] == 200


# -- a notebook ------------------------------------------------------------------------------


def test_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell gives what the notebook shows: the last expression as HTML, and what is printed."""
    monkeypatch.chdir(EXAMPLES)
    notebook = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == outputs(
                "".join(cell["source"]), names, cell["execution_count"]
            )


def outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What a notebook keeps of a cell that is run."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if last is not None:
            assert isinstance(last, ast.Expr)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        found.append({"output_type": "stream", "name": "stdout", "text": text})
    if value is not None:
        html = getattr(value, "_repr_html_", None)
        data = (
            {"text/html": html().splitlines(keepends=True)}
            if html
            else {"text/plain": repr(value).splitlines(keepends=True)}
        )
        found.append({
            "output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data,
        })  # fmt: skip
    return found


# -- the page of the documentation -------------------------------------------------------------


def documented() -> list[tuple[str, str]]:
    """Each block of commands on the page, and the output that is printed below it."""
    page = (EXAMPLES.parent / "docs" / "reference-managers.md").read_text(encoding="utf-8")
    found = re.findall(r"```sh\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)
    return [(commands, output) for commands, output in found]


@pytest.mark.parametrize("number", range(4))
def test_documentation(number: int, tmp_path: Path) -> None:
    """Each command of the page prints what the page says."""
    blocks = documented()
    assert len(blocks) == 4
    commands, wanted = blocks[number]
    out = ""
    for command in commands.splitlines():
        words, _, given = command.partition(" < ")
        assert words.startswith("python examples/")
        name, *arguments = shlex.split(words.removeprefix("python examples/"))
        arguments = [
            str(tmp_path / "notes") if word == "notes" else word.replace("examples/data", str(DATA))
            for word in arguments
        ]
        stdin = (EXAMPLES.parent / given).read_bytes() if given else b""
        out += run(name, *arguments, stdin=stdin)[0]
    assert out == wanted
