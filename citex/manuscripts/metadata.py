"""What a text says of its citations in YAML: pandoc's names, and a table of citex's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citex.errors import CitexError, Problem, UnknownOption
from citex.files import leads_out
from citex.formats import Source
from citex.formats.tree._yaml import documents, texts, typed
from citex.manuscripts.manuscript import Settings
from citex.manuscripts.markdown.cites import keys_in
from citex.model.checked import refuse

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

    Raises InvalidValue for what is of another type, UnknownOption for what no text can say.
    """
    own = metadata.get(OWN)
    if not isinstance(own, (dict, str, type(None))):
        raise refuse(OWN, own, "give the name of a style, or options: {style: apa, links: true}")
    options = _options(own if isinstance(own, dict) else {})
    links = _true(metadata, "link-citations", False), _true(metadata, "link-bibliography", True)
    after = metadata.get("notes-after-punctuation")
    heading = _text("reference-section-title", metadata.get("reference-section-title"))
    found = Settings(
        bibliography=_paths(metadata.get("bibliography")),
        style=_text("style", options.pop("style", None))
        or _text("csl", metadata.get("csl"))
        or _text("citation-style", metadata.get("citation-style")),
        lang=_text("locale", options.pop("locale", None)) or _text("lang", metadata.get("lang")),
        nocite=_keys(metadata.get("nocite")),
        references=_items(metadata.get("references")),
        links=_LINKS[links],
        heading=" ".join(heading.split()) if heading else None,
        suppressed=_true(metadata, "suppress-bibliography", False),
        after_punctuation=None if after is None else switched(after) is not False,
        lookup=switched(options.pop("lookup", True)) is not False,
        lock=_within(_text("lock", options.pop("lock", None))),
        options=options,
    )
    if "links" in options:
        found.links = options.pop("links")
    if isinstance(own, str):
        found.style = own
    return found


_NOT_OURS = frozenset("self papers citations nocite output engine".split())
"""The parameters of `Document` that are no options of a text."""


_NAMES = frozenset(("style", "locale", "lock"))
"""The options of which "no" is a name: that of Norwegian."""


def _options(own: Mapping[str, Any]) -> dict[str, Any]:
    found = {str(name).replace("-", "_"): typed(value) for name, value in own.items()}
    found = {name: value if name in _NAMES else switched(value) for name, value in found.items()}
    for name in _NOT_OURS & found.keys():
        raise UnknownOption(name, (), hint="it is none that a text can set")
    return found


def _paths(value: Any) -> list[str]:
    """The files of a bibliography; several may have names of their own (multibib)."""
    return texts(list(value.values()) if isinstance(value, dict) else value)


def _text(name: str, value: Any) -> str | None:
    """A text; None for none. Raises InvalidValue for what is something else."""
    if value is not None and not isinstance(value, str):
        raise refuse(name, value, "give a text")
    return (value or "").strip() or None


def _keys(value: Any) -> list[str]:
    """The keys that are to be listed. Raises InvalidValue for what names none."""
    given = texts(value)
    found = [key for text in given for key in keys_in(text)]
    if not found and any(text.strip() for text in given):
        raise refuse("nocite", value, "give keys: '@key1, @key2', or '@*' for all")
    return found


def _items(value: Any) -> list[Any]:
    """The references within a text. Raises InvalidValue for what is no list of them."""
    if value is None or value == "":
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise refuse("references", value, "give a list of items in CSL's form, each with its id")
    return value


def _within(path: str | None) -> str | None:
    """A path that a text names to be written to, which must lie beside it."""
    if path and (leads_out(path) or path.startswith("~")):
        raise refuse("lock", path, "give the name of a file beside the text")
    return path


def _true(metadata: Mapping[str, Any], name: str, usual: bool) -> bool:
    value = metadata.get(name)
    return usual if value is None else switched(value) is True


_SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""The words of YAML 1.1, which pandoc reads as well, and people write."""


def switched(value: Any) -> Any:
    """True or False for the words that stand for them; any other value as it is.

    >>> switched("Yes"), switched("off"), switched(True), switched("sentence")
    (True, False, True, 'sentence')
    """
    return _SWITCHES.get(value.lower(), value) if isinstance(value, str) else value
