"""Notebooks: what is put into their cells, case by case; all other bytes stay."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import Sections

from citex.errors import CitexError
from citex.manuscripts import CitedText, cite_text
from citex.model import Paper

HERE = Path(__file__).parent
NOTEBOOKS = sorted((HERE / "notebooks").glob("*.ipynb"))
PRINTED = Sections(HERE / "printed.txt")
PAPERS = [
    Paper(id="li", type="book", author="Na Li", title="On 'Growth' <x> \\ \"y\"", issued=2020),
    Paper(id="qian", type="book", author="钱锺书", title="围城", issued=1991, language="zh"),
]


def cited(text: str, style: str | None = None) -> CitedText:
    return cite_text(text, PAPERS, style, kind="notebook", name="n.ipynb")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path: Path, request: pytest.FixtureRequest) -> None:
    """The lines of the file that are other than before."""
    found = cite_text(path)
    lines = [path.read_text("utf-8").splitlines(), found.text.splitlines()]
    changed = list(difflib.unified_diff(*lines, n=0, lineterm=""))[2:]
    told = [str(problem) for problem in found.problems]
    PRINTED.hold(
        path.stem, "\n".join([*changed, *told]),
        update=request.config.getoption("--update-golden"),
    )  # fmt: skip


def test_the_golden_texts_are_those_of_the_notebooks(request: pytest.FixtureRequest) -> None:
    names = [path.stem for path in NOTEBOOKS]
    PRINTED.keep(names, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_cited_notebook_is_one_for_jupyter(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbformat.validate(json.loads(cite_text(path).text))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", ["(Tu, 2011, p. 3)", "Tu, Y. (2011). The discovery", "<em>Nature Medicine</em>"]),
        ("gbt7714", ["<sup>[1]3</sup>", "[1] TU Y. The discovery", "[2] 钱锺书. 围城[M]. 北京"]),
        ("chicago-notes-bibliography", ['href="#citex-note-1"', "<sup>1</sup> Youyou Tu"]),
    ],
)
def test_nbconvert_shows_citations_and_list(style: str, printed: list[str]) -> None:
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    text = cite_text(HERE / "notebooks" / "settings-in-metadata.ipynb", style=style).text
    page, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.reads(text, as_version=4))
    for one in printed:
        assert one in page


# -- bytes ---------------------------------------------------------------------------------------

SOURCES = st.lists(
    st.sampled_from(
        [
            "[@li]", "@qian [p. 3]", "[@nobody]", "\n", "\n\n", "text ", "围城", "\\*", '"',
            "`[@li]`",
            '<cite data-cite="li">x</cite>', "```\n", "<!-- ", " -->", "# H\n", "é", "\t",
            "\x7f", "😀",
            "::: {#refs}\n:::\n", '<div id="refs">x</div>', "\ufdd0", "\u2028",
            "[^1]", "[^1]: ", "$",
        ]
    ),
    max_size=8,
).map("".join)  # fmt: skip
NAMES = st.text(max_size=5)
KINDS = st.sampled_from(["markdown", "markdown", "code", "raw"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
CELLS = st.lists(st.tuples(KINDS, SOURCES, st.booleans(), JSON), max_size=5)


def cell(kind: str, source: str, listed: bool, more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "metadata": {"kept": more}}
    made["source"] = source.splitlines(keepends=True) if listed else source
    if kind == "code":
        made |= {"outputs": [{"data": {"text/plain": ["[@li]"]}, "more": more}]}
    return made


@given(
    CELLS, st.sampled_from([None, 1, 2, 4, "\t"]), st.booleans(), st.sampled_from([4, 5]),
    st.sampled_from(["apa", "chicago-notes-bibliography", "gb-t-7714-2015-numeric"]), JSON,
)  # fmt: skip
def test_all_but_sources_stays_byte_for_byte(
    cells: list[Any], indent: Any, ascii_: bool, minor: int, style: str, more: Any
) -> None:
    whole = {"x": more, "cells": [cell(*one) for one in cells], "metadata": {"kept": more}}
    whole |= {"nbformat": 4, "nbformat_minor": minor}
    found = cited(json.dumps(whole, indent=indent, ensure_ascii=ascii_), style).text
    new = json.loads(found)
    forms = [json.dumps(new, indent=indent, ensure_ascii=one) for one in (ascii_, False)]
    assert found in forms
    for before, after in zip(whole["cells"], new["cells"], strict=False):
        if before["cell_type"] == "markdown":
            assert isinstance(after["source"], type(before["source"]))
            after["source"] = before["source"]
    for added in new["cells"][len(cells) :]:
        assert added["metadata"]["tags"][0] in ("citex-references", "citex-notes")
    assert {**new, "cells": new["cells"][: len(cells)]} == whole


def test_lines_that_stay_are_written_as_they_were() -> None:
    text = (
        '{"cells":[{"source"  : [ "\\u00e9\\/ [@li]\\n" ,"\\u00e9\\/\\n","z"],'
        '"cell_type":"markdown","metadata":{}}  ],"metadata":{ },"nbformat" :4}\r\n'
    )
    found = cited(text).text
    assert found.startswith(
        '{"cells":[{"source"  : [ "\\u00e9/ (Li, 2020)\\n" ,"\\u00e9\\/\\n" ,"z"],'
    )
    assert found.endswith('}  ],"metadata":{ },"nbformat" :4}\r\n')


def test_a_missing_key_is_told_with_the_line_of_the_file() -> None:
    path = HERE / "notebooks" / "settings-in-metadata.ipynb"
    text = path.read_text("utf-8").replace("@qian1991 [第3页]", "@qian1919")
    (problem,) = cite_text(text, kind="notebook", name="n.ipynb").problems
    assert problem.line is not None
    assert "@qian1919" in text.splitlines()[problem.line - 1]
    assert "did you mean 'qian1991'" in str(problem)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cannot be read"), ("[]", "cannot be read"), ("{}", "it has no cells"),
        ('{"cells": [', "cannot be read"), ('{"cells": [3]}', "cannot be read"),
        ('{"cells": [{"source": 3}]}', "cannot be read"), ('{"cells": 3}', "it has no cells"),
        ('{"cells": [{"source": [3]}]}', "cannot be read"), ('{"cells" 3}', "cannot be read"),
        ('{"worksheets": []}', "old format"), ('{"cells": [{}] "a": 1}', "cannot be read"),
        ("[" * 100_000, "cannot be read"), ('{"a":' * 100_000, "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_told(text: str, told: str) -> None:
    with pytest.raises(CitexError, match=told):
        cited(text)


@pytest.mark.parametrize("value", [3, "x", [], {}, None, [3], {"tags": 3}])
@pytest.mark.parametrize("name", ["citex", "cite2c", "citation-manager", "tags"])
def test_metadata_of_any_form_is_no_matter(name: str, value: Any) -> None:
    metadata = {name: value}
    source = 'A [@li], <cite id="x">y</cite>'
    one = {"cell_type": "markdown", "metadata": metadata, "source": source}
    whole = {"cells": [one], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    if name == "citex" and value in ("x", {"tags": 3}):
        with pytest.raises(CitexError):
            cited(json.dumps(whole))
    else:
        assert "(Li, 2020)" in cited(json.dumps(whole)).text


@pytest.mark.parametrize("record", [None, [], {}])
def test_a_key_whose_record_is_gone_is_that_of_no_work(record: Any) -> None:
    kept = {"1/A": record, "1/B": {"type": "book", "title": "T"}}
    source = '<cite data-cite="1/A"></cite> <cite data-cite="1/B"></cite>'
    one = {"cell_type": "markdown", "metadata": {}, "source": source}
    metadata = {"cite2c": {"citations": kept}}
    found = cited(
        json.dumps({"cells": [one], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4})
    )
    assert "(*T*, n.d.)" in found.text
    assert [problem.raw for problem in found.problems] == ["1/A"]
