"""What a text says of its citations in YAML: pandoc's names, and a table of citex's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citex.errors import CitexError, Problem
from citex.formats import Source
from citex.formats.tree._yaml import documents, texts, typed
from citex.manuscripts.manuscript import Settings
from citex.manuscripts.markdown.cites import keys_in

OWN = "citex"
"""The mapping whose values are options of `Document`."""

_LINKS: dict[tuple[bool, bool], bool | str] = {
    (True, True): True, (True, False): True, (False, True): "works", (False, False): False,
}  # fmt: skip
"""(link-citations, link-bibliography) -> what links."""


def mapping_of(text: str, name: str, line: int) -> dict[str, Any]:
    """The mapping that a block of YAML holds; `line` is where it begins.

    Raises CitexError for what is no YAML, MissingPackage without PyYAML.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for document in documents(Source.of_text("\n" * (line - 1) + text, name), problems):
        if isinstance(document.value, dict):
            found |= document.value
    for problem in problems:
        if problem.level == "error" and text.strip():
            raise CitexError(f"the metadata cannot be read: {problem}")
    return found


def settings_of(metadata: Mapping[str, Any]) -> Settings:
    """What the metadata says (pandoc's manual, "Citation rendering").

    >>> settings_of({"bibliography": "a.bib", "nocite": "@x, @y", "lang": "de"}).nocite
    ['x', 'y']
    """
    own = metadata.get(OWN)
    options = _options(own if isinstance(own, dict) else {})
    links = _true(metadata, "link-citations", False), _true(metadata, "link-bibliography", True)
    after = metadata.get("notes-after-punctuation")
    references = metadata.get("references")
    found = Settings(
        bibliography=_paths(metadata.get("bibliography")),
        style=_text(options.pop("style", None))
        or _text(metadata.get("csl"))
        or _text(metadata.get("citation-style")),
        lang=_text(options.pop("locale", None)) or _text(metadata.get("lang")),
        nocite=[key for text in texts(metadata.get("nocite")) for key in keys_in(text)],
        references=list(references) if isinstance(references, list) else [],
        links=_LINKS[links],
        heading=_text(metadata.get("reference-section-title")),
        suppressed=_true(metadata, "suppress-bibliography", False),
        after_punctuation=None if after is None else bool(typed(after)),
        lookup=options.pop("lookup", True) is not False,
        lock=_text(options.pop("lock", None)),
        options=options,
    )
    if "links" in options:
        found.links = options.pop("links")
    if isinstance(own, str):
        found.style = own
    return found


def _options(own: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name).replace("-", "_"): typed(value) for name, value in own.items()}


def _paths(value: Any) -> list[str]:
    """The files of a bibliography; several may have names of their own (multibib)."""
    return texts(list(value.values()) if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str) else None


def _true(metadata: Mapping[str, Any], name: str, usual: bool) -> bool:
    value = typed(metadata.get(name))
    return usual if value is None else value is True or value == "true"
