"""Every example is run, as its first lines say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def run(name: str, *words: str, stdin: bytes = b"", cwd: Path = ROOT) -> str:
    result = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *words],
        input=stdin,
        capture_output=True,
        timeout=120,
        cwd=cwd,
    )
    assert result.returncode == 0, result.stderr.decode()
    assert not result.stderr, result.stderr.decode()
    return result.stdout.decode("utf-8")


def test_record_to_everything(tmp_path: Path) -> None:
    record = EXAMPLES / "data" / "paper.json"
    lines = run("record_to_everything.py", str(record), str(tmp_path / "out")).splitlines()
    assert len(lines) == 8
    assert "ZHUANG X" in lines[0]
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "zhuang2023-bibtex.bib",
        "zhuang2023-endnote.enw",
        "zhuang2023-noteexpress.net",
        "zhuang2023-notefirst.xml",
        "zhuang2023-ris.ris",
    ]


def test_reference_list() -> None:
    page = run("reference_list.py")
    assert page.count('class="csl-entry"') == 5
    assert "<i>Nature</i>" in page


def test_reference_manager() -> None:
    library = (EXAMPLES / "data" / "library.json").read_bytes()
    lines = run("reference_manager.py", "gbt7714", stdin=library).splitlines()
    assert [line[:3] for line in lines] == ["[1]", "[2]", "[3]", "[4]", "[5]"]


def test_reference_manager_with_bad_input() -> None:
    result = subprocess.run(
        [sys.executable, str(EXAMPLES / "reference_manager.py")],
        input=b"nothing",
        capture_output=True,
        timeout=120,
    )
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
