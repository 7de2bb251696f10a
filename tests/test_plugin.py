"""The example plug-in, installed into a fresh environment by an outsider; and a broken one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import citex

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LIBRARY = EXAMPLES / "data" / "library.json"
PLUGIN = "reading-list"


class Environment:
    """A fresh virtual environment in which citex and what it needs can be imported."""

    def __init__(self, folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=300)
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.python = str(folder / scripts / "python")
        packages = subprocess.run(
            [self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True, capture_output=True, text=True, timeout=60,
        ).stdout.strip()  # fmt: skip
        places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        places.add(str(Path(citex.__file__).parent.parent))
        Path(packages, "citex-and-its-needs.pth").write_text("\n".join(sorted(places)))

    def install(self, folder: Path, tmp_path: Path) -> None:
        """Install a package, from a copy, so that the build writes nothing beside the source."""
        copied = tmp_path / folder.name
        subprocess.run(
            [sys.executable, "-c", "import shutil, sys; shutil.copytree(*sys.argv[1:])",
             str(folder), str(copied)], check=True,
        )  # fmt: skip
        done = subprocess.run(
            [self.python, "-m", "pip", "install", "-q", "--no-deps", str(copied)],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if "No matching distribution found for hatchling" in done.stderr:
            pytest.skip("the package index cannot be reached")
        assert done.returncode == 0, done.stderr

    def citex(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "-m", "citex", *arguments],
            input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=ROOT,
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the plug-in."""
    environment = Environment(tmp_path_factory.mktemp("fresh"))
    environment.install(EXAMPLES / "plugin", tmp_path_factory.mktemp("source"))
    return environment


@pytest.fixture(scope="module")
def with_broken(installed: Environment, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The same, with the broken plug-in beside it."""
    installed.install(EXAMPLES / "plugin_broken", tmp_path_factory.mktemp("source"))
    return installed


def test_the_format_is_listed(installed: Environment) -> None:
    done = installed.citex("formats", "--json")
    (form,) = [form for form in json.loads(done.stdout) if form["name"] == PLUGIN]
    assert (form["read"], form["write"], form["suffixes"]) == (True, True, [".reading"])
    assert installed.citex("styles", "garden").stdout.split()[0] == "garden-letters"


def test_the_format_is_written_and_read(installed: Environment, tmp_path: Path) -> None:
    """By name, by suffix, and by content."""
    out = installed.citex("convert", str(LIBRARY), "-t", PLUGIN, "-O", "heading=To read").stdout
    assert out.startswith("# To read\n\n- [ ] Molecular Structure of Nucleic Acids")
    target = tmp_path / "list.reading"
    assert installed.citex("convert", str(LIBRARY), "-o", str(target)).returncode == 0
    back = installed.citex("convert", str(target), "-t", "csljson")
    assert [item["title"] for item in json.loads(back.stdout)] == [
        paper.title for paper in citex.read(LIBRARY)
    ]
    guessed = installed.citex("convert", "-t", "apa", stdin="- [ ] On Growth | Thompson, D. | 1917")
    assert guessed.stdout.strip() == "Thompson, D. (1917). On Growth."


def test_a_bad_line_is_named(installed: Environment) -> None:
    done = installed.citex(
        "convert", "-f", PLUGIN, "-t", "csljson", stdin="- [ ] A\nno line\n- [x] B"
    )
    assert done.returncode == 1
    assert "2: a line of a reading list begins with" in done.stderr
    assert [item["title"] for item in json.loads(done.stdout)] == ["A", "B"]


def test_the_style_and_the_page(installed: Environment, tmp_path: Path) -> None:
    out = installed.citex("convert", str(LIBRARY), "-t", "garden-letters").stdout
    assert "D.E. Knuth: The TeXbook (1984)." in out.splitlines()
    target = tmp_path / "page.html"
    done = installed.citex(
        "page",
        str(LIBRARY),
        "--citations",
        "garden-letters,apa",
        "--exports",
        PLUGIN,
        "-o",
        str(target),
    )
    assert (done.returncode, done.stderr) == (0, "")
    html = target.read_text(encoding="utf-8")
    assert '<p class="citex-name">Garden Letters</p>' in html
    assert ">Reading list</a>" in html


def test_a_broken_plugin_is_named_and_skipped(with_broken: Environment, tmp_path: Path) -> None:
    """Each of its faults by its own name; the other plug-in, and all else, works as before."""
    done = with_broken.citex("formats")
    assert done.returncode == 0
    assert PLUGIN in done.stdout
    for name, reason in {
        "broken-import": "RuntimeError: this plug-in was written for another version",
        "broken-name": "NOT_THERE",
        "broken-type": "is a str, not a citex.formats.Format",
        "broken-clash": "'bibtex' is taken",
        "broken-file": "not-there.csl",
        "broken-module": "citex_not_there",
    }.items():
        (line,) = [line for line in done.stderr.splitlines() if repr(name) in line]
        assert reason in line
        assert "skipped" in line
    assert "Traceback" not in done.stderr
    written = with_broken.citex("convert", str(LIBRARY), "-t", "bibtex").stdout
    assert written == citex.format(citex.read(LIBRARY), "bibtex")
    assert with_broken.citex("convert", str(LIBRARY), "-t", PLUGIN).returncode == 0
    assert with_broken.citex("convert", str(LIBRARY), "-t", "garden-letters").returncode == 0
    target = tmp_path / "page.html"
    assert with_broken.citex("page", str(LIBRARY), "-o", str(target)).returncode == 0
