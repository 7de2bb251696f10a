"""Our own cases in the suite's form, one file each: what needs more than one entry.

Items, styles and results are citex's own, the results derived from the clauses of CSL 1.0.2 that
the files name; what the clauses leave open is as in citeproc-js and pandoc. A case is run as those
of the official suite are, and needs nothing that is not in this folder:

    python tests/csl/suite/run.py tests/csl/fixtures --show
"""

from __future__ import annotations

from pathlib import Path

import pytest
from csl.suite.fixture import read
from csl.suite.run import actual

CASES = sorted((Path(__file__).parent / "fixtures").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    case = read(path)
    assert actual(case) == case.expected
