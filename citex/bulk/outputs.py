"""What is asked for of each work: styles and formats by name, made ready once for a process."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from citex import api, registry, stylebook
from citex.csl import Processor, Style, StyleLike
from citex.csl.output import OUTPUTS
from citex.errors import UnknownOption
from citex.formats import Format
from citex.model import Paper
from citex.model.checked import refuse

Wanted = str | Format | StyleLike
Outputs = str | Iterable[Wanted] | Mapping[str, "Wanted | Mapping[str, Any]"]
"""Names of styles and formats; or for each name under which a text is kept, what it is.

"apa:html" is the style apa as HTML. In a mapping, {"to": "apa", "output": "html"} says the same.
"""

STYLE_SETTINGS = ("output", "locale", "notices", "links", "titles", "chinese")
"""What may be set for all styles at once, as for `citex.format`."""


class Output(NamedTuple):
    """One text of each work: the name under which it is kept, and what writes it."""

    name: str
    chosen: Processor | Format
    options: dict[str, Any]
    said: dict[str, Any]
    """What it is, in words of JSON: a style that may change is known by its content, too."""

    def texts(self, papers: list[Paper]) -> list[str]:
        """The text of each paper: what `paper.format` gives for it alone."""
        if isinstance(self.chosen, Format):
            write = self.chosen.write
            assert write is not None
            return ["".join(write((paper,), **self.options)) for paper in papers]
        return self.chosen.references(papers)

    def listed(self, papers: list[Paper]) -> str:
        """The reference list, or the file, of all papers: what `citex.format` gives for them."""
        if isinstance(self.chosen, Format):
            return api.format(papers, self.chosen, **self.options)
        return str(self.chosen.bibliography(papers))


def outputs_of(outputs: Outputs, settings: Mapping[str, Any]) -> list[Output]:
    """The outputs that were asked for. Raises CitexError for what there is not.

    >>> [one.name for one in outputs_of(["apa", "apa:html", "bibtex"], {})]
    ['apa', 'apa:html', 'bibtex']
    """
    if isinstance(outputs, (str, bytes, os.PathLike, Format, Style)):
        outputs = (outputs,)
    pairs: Iterable[tuple[str, Any]]
    if isinstance(outputs, Mapping):
        pairs = outputs.items()
    elif isinstance(outputs, Iterable):
        pairs = [(_name(one), one) for one in outputs]
    else:
        raise refuse("outputs", outputs, "give names of styles and formats: ['apa', 'bibtex']")
    found = [_output(name, wanted, dict(settings)) for name, wanted in pairs]
    if not found:
        raise refuse("outputs", outputs, "name at least one style or format: ['apa', 'bibtex']")
    if len({one.name for one in found}) < len(found):
        raise refuse("outputs", [one.name for one in found], "name each output once")
    return found


def _name(wanted: Any) -> str:
    if isinstance(wanted, Format):
        return wanted.name
    if isinstance(wanted, os.PathLike):
        return Path(wanted).stem
    if isinstance(wanted, stylebook.StyleInfo):
        return wanted.name
    if isinstance(wanted, str) and "\n" not in wanted and wanted.lstrip()[:1] != "<":
        return wanted
    raise refuse("outputs", wanted, "name it: outputs={'mine': style}")


def _output(name: str, wanted: Any, settings: dict[str, Any]) -> Output:
    given: dict[str, Any] = {}
    if isinstance(wanted, Mapping):
        given = dict(wanted)
        wanted = given.pop("to", None)
        if wanted is None:
            raise refuse("outputs", name, f"say what it is: {{{name!r}: {{'to': 'apa'}}}}")
    if isinstance(wanted, str):
        before, _, kind = wanted.rpartition(":")
        if before and kind in OUTPUTS:
            wanted = before
            given.setdefault("output", kind)
    chosen = registry.formatter_named(wanted)
    if isinstance(chosen, Format):
        options = _of_format(chosen, given)
        return Output(name, chosen, options, {"name": name, "format": chosen.name, **options})
    known = {key: value for key, value in settings.items() if value not in (None, False)}
    processor = api.processor(chosen, **(known | given))
    if not isinstance(processor, Processor):
        raise UnknownOption("engine", (), hint="only citex's own engine renders in bulk")
    said = {"name": name, "style": processor.style.name or processor.style.title, **known, **given}
    if digest := _digest(chosen):
        said["sha256"] = digest
    return Output(name, processor, {}, said)


def _digest(style: Any) -> str:
    """What a style is known by that is no installed one."""
    text = style
    if isinstance(style, os.PathLike) or (isinstance(style, str) and style.lstrip()[:1] != "<"):
        text = stylebook.changing(Path(style) if isinstance(style, os.PathLike) else style)
    elif isinstance(style, str):
        text = style.encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest() if isinstance(text, bytes) else ""


def _of_format(chosen: Format, given: dict[str, Any]) -> dict[str, Any]:
    for name in STYLE_SETTINGS:
        if name in given:
            hint = f"{chosen.name!r} is a file format; {name} is for styles"
            raise UnknownOption(f"{name}={given[name]}", (), hint=hint)
    hint = f"for the format {chosen.name!r}"
    api.expect_options(given, chosen.write_options, hint)
    return given
