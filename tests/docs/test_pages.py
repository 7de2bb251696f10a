"""The pages of the documentation, as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import charts
import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted(DOCS.rglob("*.md"))
PAGES = [path for path in WRITTEN if "/_" not in path.relative_to(ROOT).as_posix()]
INDEX = re.compile(r"pip3? install (?!-q \.|-q '\.|\.|'\.|-e )[^\n`]*\b(?:citex\b|citex-export)")


def sections(text: str) -> list[tuple[str, str]]:
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


TASKS = sections((DOCS / "cookbook.md").read_text("utf-8"))


@pytest.mark.parametrize(("title", "text"), TASKS)
def test_a_task_of_the_cookbook_has_an_answer_that_runs(title: str, text: str) -> None:
    """Examples are run by test_doctests.py, commands by test_commands.py."""
    assert re.search(r"^>>> |^```sh\n(?:cat \w+\.\w+ \| )?citex ", text, re.MULTILINE), title


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda path: path.name)
def test_files_that_examples_use_are_there(page: Path) -> None:
    """What Python reads from the examples, and what a command reads from `examples/data`."""
    text = page.read_text("utf-8")
    used = set(re.findall(r"examples/[\w./-]+\.\w+", text))
    assert sorted(name for name in used if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda path: path.name)
def test_nobody_is_sent_to_the_index_for_what_is_not_there(page: Path) -> None:
    """`citex` on the package index is another program; ours is not there yet."""
    for part in page.read_text("utf-8").split("\n\n"):
        told = " ".join(part.split())
        if INDEX.search(told):
            assert re.search("another program|另一个程序", told), told


def test_a_chart_shows_what_the_page_says() -> None:
    """The figures of the charts are those of the tables of benchmarks.md."""
    text = (DOCS / "benchmarks.md").read_text("utf-8")
    suite = {bar.name: bar.told for bar in charts.CHARTS["conformance"].groups[""]}
    assert re.search(rf"845 cases .* \| {suite['citex']};", text)
    assert f"| citeproc-js, the reference | {suite['citeproc-js']} |" in text
    assert f"| pandoc's processor, by its own list | {suite['pandoc']} |" in text
    assert f"| citeproc-py | {suite['citeproc-py']} |" in text
    for style, bars in charts.CHARTS["speed"].groups.items():
        row = next(
            line for line in text.splitlines() if re.match(rf"\| {style}\b.* \| .* × ", line)
        )
        own, *others = bars
        for bar in others:
            times = float(f"{own.value / bar.value:.2g}")
            assert re.search(rf"\| {times:g}(?:\.0)? ×", row), (style, bar, times)


@pytest.mark.parametrize("page", ["index.md", "tutorial.md", "thesis.md"])
def test_a_page_in_chinese_is_chinese(page: str) -> None:
    text = (DOCS / "zh" / page).read_text("utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", text, flags=re.DOTALL)
    han, latin = len(re.findall(r"[\u4e00-\u9fff]", prose)), len(re.findall(r"[a-zA-Z]+", prose))
    assert han > 3 * latin
    assert ">>> import citex" in text


@pytest.mark.parametrize(
    "page", sorted(set((DOCS / "coming-from").glob("*.md")) - {DOCS / "coming-from" / "index.md"}),
    ids=lambda path: path.stem,
)  # fmt: skip
def test_who_comes_from_elsewhere_finds_the_same_lines_here(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.search(r"^\| .+ \| citex \|$", text, re.MULTILINE)
    assert re.search(r"^```sh\ncitex |^>>> import citex$", text, re.MULTILINE)
    assert "## What is otherwise" in text
    assert f"]({page.name})" in (page.parent / "index.md").read_text("utf-8")


def test_the_map_of_the_house_has_every_room() -> None:
    """Each file and folder of the package, but for what every package has."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    rooms = {path.name for path in (ROOT / "citex").iterdir()} - {
        "__init__.py", "__main__.py", "__pycache__", "_version.py", "py.typed", "gbt7714.tsv",
    }  # fmt: skip
    assert sorted(room for room in rooms if f"`citex/{room.removesuffix('/')}" not in text) == []
