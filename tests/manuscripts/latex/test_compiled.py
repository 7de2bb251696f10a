"""Documents typeset with our .bbl: what stands on the page, and where its links lead.

A document is a file in `documents`; its first lines say which engine sets it, what is to be read
in the PDF, and how many links there are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from citex.manuscripts.latex import PACKAGE, written

DOCUMENTS = Path(__file__).with_name("documents")
NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.tex"))
LIMIT = 120  # seconds


def told(name: str, what: str) -> list[str]:
    """What the head of a document says of itself."""
    text = (DOCUMENTS / f"{name}.tex").read_text("utf-8")
    return re.findall(rf"^%% {what}: (.*)", text, re.M)


def need_tex(engine: str) -> None:
    for program in (engine, "kpsewhich", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed; TeX Live is too large for CI to install")


def need_file(*names: str) -> None:
    for name in names:
        done = subprocess.run(["kpsewhich", name], capture_output=True, check=False, timeout=LIMIT)
        if done.returncode:
            pytest.skip(f"TeX Live is here without {name}")


def packages(name: str) -> list[str]:
    """The files of the packages that a document loads, but ours."""
    text = (DOCUMENTS / f"{name}.tex").read_text("utf-8")
    lists = re.findall(r"^\\usepackage(?:\[[^\]]*\])?\{([^}]*)\}", text, re.M)
    files = [f"{one.strip()}.sty" for listed in lists for one in listed.split(",")]
    return [file for file in files if file != PACKAGE.name]


def typeset(name: str, folder: Path) -> str:
    """Typeset a document in a folder, with our .bbl; the last log."""
    (engine,) = told(name, "engine")
    need_tex(engine)
    style = next(iter(told(name, "style")), None)  # where biblatex is loaded
    need_file("hyperref.sty", "natbib.sty", *(["ctexart.cls"] if engine == "xelatex" else []),
              *(["etoolbox.sty"] if style else []), *packages(name))  # fmt: skip
    files = [DOCUMENTS / f"{name}.tex", DOCUMENTS / "library.bib", PACKAGE]
    for file in [*files, *(DOCUMENTS / "parts").iterdir()]:
        shutil.copy(file, folder)
    call = [engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    log = ""
    for runs in (1, 1, 2):  # notes that our own .bbl makes are numbered in the second round
        for _ in range(runs):
            subprocess.run(call, cwd=folder, capture_output=True, check=False, timeout=LIMIT)
            log = (folder / f"{name}.log").read_text("utf-8", "replace")
            assert (folder / f"{name}.pdf").is_file(), log[-3000:]
            assert "\n! " not in log
        found = written(folder / f"{name}.{'bcf' if style else 'aux'}", style=style)
        assert (found.missing, found.problems) == ((), ())
        if runs == 2:
            assert found.place.read_text("utf-8") == found.text, "the .bbl does not settle"
        found.place.write_text(found.text, encoding="utf-8")
    return log


def read(pdf: Path) -> str:
    call = ["pdftotext", "-raw", str(pdf), "-"]
    done = subprocess.run(call, capture_output=True, check=True, timeout=LIMIT)
    return flat(done.stdout.decode("utf-8"))


def flat(text: str) -> str:
    """The text without blanks, of which TeX and pdftotext have their own ideas."""
    text = re.sub(r"-\n(?=[a-z])", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", text).replace("ı", "i")


def targets(pdf: Path) -> tuple[set[str], set[str]]:
    """Where the links of a PDF lead, and the places in it that have a name."""
    pypdf = pytest.importorskip("pypdf", reason="the extra `pdf` is not installed")
    reader = pypdf.PdfReader(pdf)
    found = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    actions = [one["/A"] for one in found if one["/Subtype"] == "/Link"]
    return {one.get("/D") or one["/URI"] for one in actions}, set(reader.named_destinations)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_typeset_as_the_style_prints_it(name: str, tmp_path: Path) -> None:
    log = typeset(name, tmp_path)
    for complaint in ("undefined", "citex Warning", "Rerun to get", "(re)run", "Empty"):
        assert complaint not in log
    page = read(tmp_path / f"{name}.pdf")
    for line in told(name, "says"):
        assert flat(line) in page
    links, places = targets(tmp_path / f"{name}.pdf")
    assert {place for line in told(name, "leads") for place in line.split()} == links
    assert {place for place in links if ":" not in place} <= places
