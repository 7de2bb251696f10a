"""Broken and hostile files: no exception, nothing lost in silence, time in proportion to size."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest
import watch

from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex import FORMAT
from citex.model import Paper

N = 4000
HOSTILE = {
    "nested accents": "@book{a,title={" + "\\'{" * N + "e" + "}" * N + "}}",
    "braces never closed": "@book{a,title={" + "{" * N,
    "a quote never closed": '@book{a,title="' + "{a} " * N,
    "braces never opened": "@book{a,title={x" + "}" * N,
    "backslashes": "@book{a,title={" + "\\" * N + "}}",
    "dollars": "@book{a,title={" + "$a" * N + "}}",
    "nested exponents": "@book{a,title={$" + "^{" * N + "a" + "}" * N + "$}}",
    "nested groups": "@book{a,title={" + "{a " * N + "}" * N + "}}",
    "nested commands": "@book{a,title={" + "\\emph{" * N + "A" + "}" * N + "}}",
    "a name of many words": "@book{a,author={" + "a " * N + "}}",
    "a name of many groups": "@book{a,author={" + "{a} " * N + ", X}}",
    "nested names": "@book{a,author={" + "{" * N + "}" * N + "}}",
    "entries never closed": "@book{a,title={x\n" * N,
    "entries half closed": "@book{a,title={x},\n year={{1}\n\n" * N,
    "many at signs": "@" * N + "@a " * N + "@a{" * N,
    "concatenations": "@book{a,title=" + '"a" # ' * N + '"b"}',
    "a chain of parents": "".join(
        f"@book{{k{i},title={{t}},crossref={{k{i + 1}}}}}\n" for i in range(N)
    ),
    "unknown parents": "".join(f"@inbook{{c{i},crossref={{z{i}}}}}\n" for i in range(N)),
    "long numbers": f"@book{{a,year={{{'9' * N}}},month={{{'1' * N}}},day={{{'1' * N}}}}}",
    "long dates": f"@book{{a,date={{{'2' * N}}},urldate={{{'2-' * N}}}}}",
}


def read(text: str) -> tuple[list[Paper], list[Problem]]:
    assert FORMAT.read is not None
    problems: list[Problem] = []
    return list(FORMAT.read(Source.of_text(text), problems)), problems


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_files_are_read_or_reported(text: str) -> None:
    with watch.ends():
        papers, problems = read(text + "\n\n@book{last, title = {The last}}\n")
    assert papers or problems


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_raise_nothing(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(
        f'@article{{k{i},\n  author = {{M{{\\"u}}ller, J. and {{A and B}}}},\n'
        f'  title = "On {{DNA}} \\& $x^2$" # jan,\n  year = 20{i:02},\n  pages = {{1--2}}\n}}\n\n'
        for i in range(20)
    )
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text))
        text = (
            text[:at]
            + chance.choice(["", "{", "}", '"', ",", "\\", "@", "%", "\n", "#", "="])
            + (text[at + chance.randint(0, 3) :])
        )
    papers, problems = read(text)
    assert len(papers) + len(problems) >= 20 - 12
    assert all(problem.line and problem.raw for problem in problems)


def test_reading_streams(tmp_path: Path) -> None:
    """8 MB are read, one paper after the other, in less memory than the file has."""
    assert FORMAT.read is not None
    path = tmp_path / "large.bib"
    with path.open("w", encoding="utf-8") as file:
        for number in range(8000):
            file.write(f"@misc{{k{number}, title = {{T}}, abstract = {{{'é' * 500}}}}}\n")
    tracemalloc.start()
    source = Source.of(path)
    count = sum(1 for _ in FORMAT.read(source, []))
    source.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8000
    assert peak < 7_000_000
