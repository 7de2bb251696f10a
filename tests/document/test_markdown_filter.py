"""What the filter for Markdown makes of odd texts; "=" where it leaves them as they are."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

from citex import Document, Paper

ROWS = [
    tuple(part.replace("\\n", "\n").replace("\\\n", "\\n") for part in line.split("\t"))
    for line in Path(__file__)
    .with_name("markdown_filter.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
PAPERS = [
    Paper(id="ito", type="book", author="Aya Ito", issued=2000, title="One"),
    Paper(id="dahl", type="book", author="Bo Dahl", issued=2001, title="Two"),
    Paper(id="a b", type="book", author="Cy Au", issued=1999, title="Three"),
]


@pytest.fixture(scope="module")
def example() -> ModuleType:
    path = Path(__file__).parents[2] / "examples" / "markdown_citations.py"
    spec = importlib.util.spec_from_file_location("markdown_citations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def filtered(example: ModuleType, text: str) -> str:
    document = Document(PAPERS, "apa", output="markdown", links=False)
    told = str(example.filtered(text, document))
    return told.removesuffix(str(document.bibliography())).rstrip("\n")


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text for text, _ in ROWS])
def test_what_the_filter_makes_of_it(example: ModuleType, text: str, wanted: str) -> None:
    text = text.replace("\\\\", "\\")
    assert filtered(example, text) == (text if wanted == "=" else wanted)


@pytest.mark.parametrize(
    "piece", ["[", "`", "@{", "[a ", "``` ", "[@ito, 3-", "$", "<a ", "\\", "[x]("]
)
def test_the_time_grows_with_the_text(example: ModuleType, piece: str) -> None:
    def taken(count: int) -> float:
        start = time.perf_counter()
        list(example._CITATION.finditer(piece * count + "@ito"))
        return time.perf_counter() - start

    taken(100)
    assert min(taken(16000) for _ in range(3)) < 20 * min(taken(4000) for _ in range(3)) + 0.05
