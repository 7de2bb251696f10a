"""Golden readings, text by text: all that is read, and what the same format writes of it again.

A case is a section of `golden/readings/FORMAT.txt`: a text in the format, below `=` all that is
read of it and told of it, below the next `=` the same written again. To add one, write its name and
its text; `pytest --update-golden` (without -n) adds the rest: read that before it is kept.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from sections import Sections

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.model import Paper

GOLDEN = Path(__file__).parent / "golden" / "readings"
CASES = [
    (path.stem, name) for path in sorted(GOLDEN.glob("*.txt")) for name in Sections(path).names()
]
PART = "\n=\n"


def shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def told_of(paper: Paper) -> Iterator[str]:
    item = paper.to_dict()
    item.pop("custom", None)
    yield from (f"{name}: {shown(value)}" for name, value in item.items())
    yield from (f"custom {name}: {shown(value)}" for name, value in paper.custom.items())
    for form in paper.extra.values():
        yield from (f"kept {name}: {shown(value)}" for name, value in form.items())
    for remark in paper.remarks:
        said = f"{remark.kind}: {remark.variable}: {remark.message}"
        yield f"{said} ({shown(remark.before)})" if remark.before else said


class InPieces(Source):
    """A source whose text comes in pieces of a few characters."""

    def chunks(self, size: int = 0) -> Iterator[str]:
        text = "".join(super().chunks())
        return (text[start : start + 3] for start in range(0, len(text), 3))

    def binary(self) -> IO[bytes]:
        class Few(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                return super().read(3 if size and size > 3 else size)

        return Few(super().binary().read())


def read(form: str, source: Source) -> tuple[list[Paper], str]:
    """The papers in a source, and all that is told of them."""
    problems: list[Problem] = []
    papers = list(registry.format_named(form).papers(source, problems))
    lines = [line for paper in papers for line in told_of(paper)]
    lines += [f"{one.level}: line {one.line}: {one.message}" for one in problems]
    return papers, "\n".join(lines)


def reading(form: str, text: str) -> str:
    """All that is read of a text and told of it, and what is written of that."""
    papers, told = read(form, Source.of_text(text))
    chosen = registry.format_named(form)
    whole = PART.join([text, told])
    if chosen.write is None:
        return whole
    again = "".join(chosen.write(papers)).replace("\r\n", "\n").replace("\r", "\\r")
    return PART.join([whole, again])


@pytest.mark.parametrize(("form", "name"), CASES)
def test_a_text(form: str, name: str, update_golden: bool) -> None:
    sections = Sections(GOLDEN / f"{form}.txt")
    text, _, _ = sections.text(name).partition(PART)
    sections.hold(name, reading(form, text.rstrip("\n")), update=update_golden)


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


_TAGS = r"</?(?:meta|link|div|span|script|head|body|html|p)\b"
_AT_THE_END = (r"(?m)(?<=\S)$", "  ")
_BIBTEX = [
    (r"\A@[a-z]+", _upper), (r"(?<=[}\"\d],)(\s*)[a-z]+ = ", _upper), (r" = (?=[{\"\d])", "  =  "),
]  # fmt: skip
_XML = [(r">([^<>\n]*\S[^<>\n]*)</(?!style)", r">\n  \1\n </")]
_PAGE = [(_TAGS, _upper), (r'\b([a-z]+)="([^"]+)"', lambda one: f'{one[1].upper()} = " {one[2]} "')]
_YAML = [(r"(?m)^([ -]*[a-z-]+:) (?=[^\s|>&{\[])", r"\1   ")]
LOOSE: dict[str, list[tuple[str, str | Callable[[re.Match[str]], str]]]] = {
    "ris": [_AT_THE_END, (r"(?m)^([A-Z][A-Z0-9]  -) (?=\S)", r"\1   ")],
    "endnote": [_AT_THE_END, (r"(?m)^(%\S) (?=\S)", r"\1   ")],
    "noteexpress": [_AT_THE_END, (r"(?m)^(\{[^}]+\}:) (?=\S)", r"\1   ")],
    "nbib": [_AT_THE_END], "isi": [_AT_THE_END], "refworks": [_AT_THE_END],
    "bibtex": _BIBTEX, "biblatex": _BIBTEX,
    "mods": _XML, "endnote-xml": _XML, "word": _XML, "notefirst": _XML,
    "webpage": _PAGE, "highwire": _PAGE, "cff": _YAML, "hayagriva": _YAML, "cslyaml": _YAML,
}  # fmt: skip
"""Blanks and capitals that mean nothing, by format."""


def _spaced(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: part if key[:1] == "@" else _spaced(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_spaced(part) for part in value]
    return f" {value} " if isinstance(value, str) and value else value


def loosely(form: str, text: str) -> str:
    """The text with blanks, capitals and ends of lines as nobody should write them."""
    if form == "jsonld":
        for found in re.findall(
            r"(?s)(?:<script[^>]*>|\A)(\s*[\[{].*[\]}]\s*)(?:</script>|\Z)", text
        ):
            text = text.replace(
                found, json.dumps(_spaced(json.loads(found, strict=False)), ensure_ascii=False)
            )
    for pattern, new in LOOSE.get(form, ()):
        text = re.sub(pattern, new, text)
    return f"\ufeff{text}\n\n".replace("\n", "\r\n")


def _without_places(told: str) -> str:
    """What is told of a text but for what stands there as it stood, and the lines of it."""
    told = re.sub(r"\bline (?:\d+|None)\b", "line", told)
    return re.sub(r"(?<=>)(?:\\n| )+|(?:\\n| )+(?=<)", "", told)


@pytest.mark.parametrize(("form", "name"), CASES)
def test_a_text_in_another_shape(form: str, name: str) -> None:
    """In what pieces a text comes makes no difference, nor what `loosely` does to it."""
    text = Sections(GOLDEN / f"{form}.txt").text(name).partition(PART)[0].rstrip("\n")
    told = read(form, Source.of_text(text))[1]
    assert read(form, InPieces.of_text(text))[1] == told
    loose = read(form, Source.of_bytes(loosely(form, text).encode()))[1]
    assert _without_places(loose) == _without_places(told)


@pytest.mark.parametrize("form", ["ris", "endnote", "nbib", "isi", "refworks", "noteexpress"])
def test_records_of_a_file_do_not_know_of_each_other(form: str) -> None:
    """All texts in which nothing is amiss, in one file: each record is what it is alone."""
    sections = Sections(GOLDEN / f"{form}.txt")
    texts, alone = [], []
    for name in sections.names():
        text = sections.text(name).partition(PART)[0].rstrip("\n")
        papers, told = read(form, Source.of_text(text))
        if papers and not re.search(r"(?m)^\w+: line|^repaired: : the record has no", told):
            texts.append(text)
            alone += papers
    together = "\n\n".join(texts) + "\n"
    for kind in (Source, InPieces):
        papers, _ = read(form, kind.of_text(together))
        assert [[*told_of(paper)] for paper in papers] == [[*told_of(paper)] for paper in alone]
