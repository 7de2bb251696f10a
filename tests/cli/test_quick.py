"""What `import citex` and `citex --help` load: nothing heavy before it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = "lxml bibtexparser pylatexenc rispy citeproc yaml httpx pypinyin rapidfuzz asyncio".split()


@pytest.mark.parametrize(
    "code",
    [
        "import citex",
        "import citex.cli, io, contextlib\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    citex.cli.main(['--help'])",
    ],
    ids=["import", "help"],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    script = f"{code}\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not result.stdout.split()
