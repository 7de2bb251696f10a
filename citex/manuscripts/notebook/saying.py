"""What a notebook says of its citations: its metadata, and the YAML of its first cell."""

from __future__ import annotations

from typing import Any

from citex.errors import CitexError
from citex.manuscripts.manuscript import Settings
from citex.manuscripts.markdown.blocks import Blocks
from citex.manuscripts.metadata import OWN, mapping_of, settings_of
from citex.manuscripts.notebook.cells import Notebook, mapping
from citex.manuscripts.notebook.managers import records, style_of

_PANDOCS = frozenset(
    "bibliography csl lang nocite references link-citations link-bibliography "
    "notes-after-punctuation reference-section-title suppress-bibliography".split()
)
"""What may stand in the notebook's metadata as it does in YAML; all else are options."""


def settings_in(notebook: Notebook, first: Blocks, name: str) -> Settings:
    """What a notebook says; `first` are the blocks of its first cell, if that is Markdown."""
    metadata = mapping(notebook.values.get("metadata"))
    own = metadata.get(OWN)
    said: dict[str, Any] = {OWN: own} if isinstance(own, str) else _told(mapping(own))
    front = _front(notebook, first, name)
    if isinstance(front.get(OWN), dict) and isinstance(said.get(OWN), dict):
        front[OWN] = {**said[OWN], **front[OWN]}
    found = settings_of({**said, **front})
    found.references += records(metadata)
    found.style = found.style or style_of(metadata)
    return found


def _told(own: dict[str, Any]) -> dict[str, Any]:
    """The notebook's own table, as YAML would have it."""
    said = {name: value for name, value in own.items() if name in _PANDOCS}
    if "nocite" in said:
        keys = said["nocite"] if isinstance(said["nocite"], list) else [said["nocite"]]
        said["nocite"] = [_named(str(key)) for key in keys]
    said[OWN] = {name: value for name, value in own.items() if name not in _PANDOCS}
    return said


def _named(key: str) -> str:
    return key if "@" in key or not key.strip() else f"@{key}" if key == "*" else f"@{{{key}}}"


def _front(notebook: Notebook, first: Blocks, name: str) -> dict[str, Any]:
    """The YAML of the first cell: of Markdown, or raw, as Quarto has it."""
    if not notebook.cells:
        return {}
    text = notebook.cells[0].text
    spans = first.metadata[:1]
    if notebook.cells[0].kind == "raw" and text.startswith("---\n"):
        spans = [(4, text.rfind("\n---", 3))]
    found: dict[str, Any] = {}
    for start, end in spans:
        try:
            found |= mapping_of(text[start:end], name, text.count("\n", 0, start) + 1)
        except CitexError:
            if notebook.cells[0].kind != "raw":  # raw cells may hold anything
                raise
    return found
