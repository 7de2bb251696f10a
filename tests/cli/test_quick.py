"""What `import citex` and the command load and compile: nothing before it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


COUNT = """
import contextlib, io, re, sys
compiled, real = [], re.compile
def counting(pattern, flags=0):
    if sys._getframe(1).f_globals.get("__name__", "").startswith("citex"):
        compiled.append(pattern)
    return real(pattern, flags)
re.compile = counting
import citex.cli
with contextlib.redirect_stdout(io.StringIO()):
    citex.cli.main(sys.argv[1:])
print(len(compiled), *sys.modules)
"""

ENTRY = "@book{a, author={Li, Na}, title={On Growth}, publisher={CUP}, year={1917}}\n"


ODD = "lxml importlib.metadata pickle json html difflib shutil dataclasses"
"""What is slow to load, and needed for odd input and for help alone."""


@pytest.mark.parametrize(
    ("call", "patterns", "modules", "unknown"),
    [
        ("convert a.bib -t ris", 40, 127, f"{ODD} citex.csl.nodes"),
        ("convert a.bib -t apa", 60, 188, f"{ODD} rispy"),
        ("show a.bib", 100, 194, "lxml importlib.metadata pickle html.parser rispy"),
        (
            "styles nature",
            8,
            22,
            "lxml importlib.metadata pickle citex.csl.nodes citex.model citex.formats",
        ),
        ("check a.bib", 80, 143, "lxml importlib.metadata pickle citex.csl.nodes"),
    ],
)
def test_a_command_loads_what_it_needs(
    call: str, patterns: int, modules: int, unknown: str, tmp_path: Path
) -> None:
    """The second time, when styles, locales and the catalogue lie prepared."""
    (tmp_path / "a.bib").write_text(ENTRY, encoding="utf-8")
    environ = {**os.environ, "CITEX_PREPARED": str(tmp_path / "kept")}
    for _ in range(2):
        result = subprocess.run(
            [sys.executable, "-c", COUNT, *call.split()],
            capture_output=True, text=True, check=True, cwd=tmp_path, env=environ,
        )  # fmt: skip
    compiled, *loaded = result.stdout.split()
    assert int(compiled) <= patterns
    assert len([name for name in loaded if name.split(".")[0] == "citex"]) <= modules
    assert not set(unknown.split()) & set(loaded)


def test_an_interrupt_while_the_command_is_loaded_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'citex.cli._parser': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
    )
    places = [str(tmp_path), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    result = subprocess.run(
        [sys.executable, "-m", "citex", "--version"], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))},
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (130, "")


def test_nothing_is_kept_where_nothing_is_to_be(tmp_path: Path) -> None:
    """A library that is imported writes nowhere; the command does not where it is told so."""
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "CITEX_PREPARED": ""}
    (tmp_path / "a.bib").write_text(ENTRY, encoding="utf-8")
    command = [sys.executable, "-m", "citex", "convert", "a.bib", "-t", "apa"]
    subprocess.run(command, check=True, cwd=tmp_path, env=environ, capture_output=True)
    del environ["CITEX_PREPARED"]
    code = "import citex; citex.format(citex.read('a.bib'), 'apa')"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environ)
    assert [path.name for path in tmp_path.iterdir()] == ["a.bib"]
    subprocess.run(command, check=True, cwd=tmp_path, env=environ, capture_output=True)
    kept = tmp_path / "citex" / "prepared"
    assert sorted(path.name.partition("-")[0] for path in kept.iterdir()) == ["locale", "style"]
