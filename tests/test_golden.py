"""Golden files: what every format and the main styles print for papers of our own.

`pytest --update-golden` writes them anew; the difference is then read like code.
"""

from __future__ import annotations

import json
from pathlib import Path

import own_papers as own
import pytest

from citex import api, registry, stylebook
from citex.formats import Format, Source

GOLDEN = Path(__file__).parent / "golden"
PAPERS = [*own.one_of_each_kind(), *own.chinese(), *own.sparse()]
STYLES = [
    *sorted(info.name for info in stylebook.styles() if info.origin == "citex"),
    "apa", "mla", "ieee", "chicago-notes-bibliography", "vancouver",
]  # fmt: skip
WRITTEN = [form for form in registry.formats() if form.write is not None]


def hold(path: Path, text: str, update: bool) -> None:
    """The text is what the golden file holds; with `update`, it becomes so."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert path.is_file(), f"no golden file {path.name}: run pytest --update-golden and read it"
    assert text == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_formats(form: Format, update_golden: bool) -> None:
    assert form.write is not None
    papers = [*own.one_of_each_kind(), *own.chinese()]
    folder = GOLDEN / "formats" / form.name
    text = "".join(form.write(papers))
    hold(folder / f"papers{form.suffixes[0] if form.suffixes else '.txt'}", text, update_golden)
    if form.read is not None:
        back = [paper.to_csl() for paper in form.read(Source.of_text(text), [])]
        read = json.dumps(back, ensure_ascii=False, indent=1) + "\n"
        hold(folder / "read-back.json", read, update_golden)


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("output", ["text", "html"])
def test_styles(name: str, output: str, update_golden: bool) -> None:
    text = str(api.bibliography(PAPERS, name, output=output))
    suffix = {"text": "txt", "html": "html"}[output]
    hold(GOLDEN / "styles" / f"{name}.{suffix}", text, update_golden)
