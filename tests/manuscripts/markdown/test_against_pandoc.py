"""Any texts, cited by citex and by `pandoc --citeproc`: equal, or different in a known kind.

Both are read by pandoc and compared as plain lines, notes where they stand. NOTES.md says of each
kind who is right, and why.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from citex import CitedText, Paper, cite_text, stylebook
from citex.manuscripts.citing import filtered
from citex.manuscripts.pandoc import PandocDocument

from .any_texts import KEYS, LIBRARY, texts
from .pandocs import lines_of, need_pandoc, pandoc, version

GBT = "china-national-standard-gb-t-7714-2015-numeric"
STYLES = ["apa", "chicago-author-date", "chicago-notes", "ieee", GBT]
NUMERIC, NOTES = ("ieee", GBT), ("chicago-notes",)
TOGETHER, TIMES = 20, 10
"""How many texts are one document, and how many such documents are judged: 200 texts."""

SURE = settings(
    max_examples=TIMES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


class Known(NamedTuple):
    """A kind of difference: what is made alike on a side, in these styles."""

    side: str
    pattern: str
    alike: str
    styles: Sequence[str] = STYLES


AUTHORS = (
    r"(?:Li|Meier(?:(?: and |和)Smith)?|Ito (?:et al\.|等)|王伟(?:(?: and |和)张敏|等)?"
    r"|The Institute|Zed|van Gogh|Doe|Key|Star|River Board)"
)
KINDS = {
    "Chinese given names are no initials": Known("pandoc", r"(王伟|张敏)\.(?=,| and)", r"\1"),
    "names in a sentence are joined by a word": Known(
        "both", r"([^\s,]+) & ([^\s.]+) \((?=\d{4}|n\.d\.)", r"\1 and \2 (", ["apa"]
    ),
    "one place is not several": Known("pandoc", r"(?<![a-z])pp\. A 7", "p. A 7"),
    "a number has its author in a sentence": Known("citex", rf"\b{AUTHORS} ?(?=\[\d)", "", NUMERIC),
    "a raised number stands close": Known("both", r" ?(?=\[)", "", [GBT]),
    "a blank is kept before a word": Known("pandoc", r"\] ?with(?=Code)", "] with ", ["ieee"]),
    "a note says its author again": Known(
        "citex", r"((?:van|[^\W\d_a-z])[^\[\]]{1,40}?)([.,;:!?]*)\[\[(?i:\1),? ", r"\1\2[[", NOTES
    ),
    "punctuation behind an abbreviation is kept": Known(
        "both", r"(et al\.|张敏)[.,;:!?]+(?=\[\[)", r"\1", NOTES
    ),
    "the writer's mark stays outside of quotation marks": Known(
        "both", r',"|",|\."(?=\[\[)|"\.(?=\[\[)', '"', NOTES
    ),
    "no full stop within a sentence of a note": Known(
        "both", r"\.(?=\"? (?:A? ?end|[a-z&—\\`@\d]|[A-Z]?[a-z]*\()|\" )", "", NOTES
    ),
    "no blank before a mark": Known("both", r" ?([.,;:!?]*)\[\[", r"\1[[", NOTES),
}


def known(line: str, side: str, style: str) -> str:
    """The line with what is of a known kind made alike."""
    for kind in KINDS.values():
        if kind.side in (side, "both") and style in kind.styles:
            line = re.sub(kind.pattern, kind.alike, line)
    return line.strip() if version() >= (3,) else words_alone(line)


LOST = re.compile(r"\b(?:chap|Chapter|[Ll]ines?)\b\.?")


def words_alone(line: str) -> str:
    """The words of a line in alphabetical order: all that pandoc before 3 is asked for.

    It sorts cites that have words of their own, loses the names of two kinds of place, and leaves
    the marks of notes before the punctuation.
    """
    return " ".join(sorted(re.findall(r"\w+", LOST.sub("", line))))


@functools.cache
def style_file(name: str, folder: Path) -> Path:
    """The style, as a file that both programs read."""
    path = folder / f"{name}.csl"
    found = stylebook.resolve(name)
    assert found is not None
    path.write_bytes(stylebook.independent(found))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_pandoc()
    return tmp_path_factory.mktemp("styles")


def joined(parts: Sequence[str]) -> str:
    """The texts as one document, a line between them; every note has a label of its own."""
    whole = "\n\n".join(f"TEXT{place}.\n\n{text}" for place, text in enumerate(parts))
    notes = iter(range(10_000))
    whole = re.sub(r"Noted\[\^NUMBER\][\s\S]*?\[\^NUMBER\]:", lambda one: one[0].replace(
        "NUMBER", f"n{next(notes)}"), whole)  # fmt: skip
    return f"{whole}\n\nTEXTEND.\n"


QUOTES = str.maketrans("“”‘’", "\"\"''")


def parted(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each text, and last those of the list."""
    found: list[list[str]] = []
    for line in lines:
        if re.fullmatch(r"TEXT\w+\.", line):
            found.append([])
        elif line.strip():
            found[-1].append(re.sub(r"\s+", " ", line.translate(QUOTES)).strip())
    return found


def articles_last(lines: list[str]) -> list[str]:
    """The lines in their order, but for what begins with an article: it sorts by the next word."""
    return sorted(lines, key=lambda line: line.startswith("The "))


def differences(
    first: str, second: str, parts: Sequence[str], sides: tuple[str, str], style: str
) -> str:
    """The texts of which two documents differ in no known kind: source, and lines."""
    told: list[str] = []
    pairs = zip(parted(lines_of(first)), parted(lines_of(second)), strict=True)
    for source, (one, other) in zip([*parts, "the list"], pairs, strict=True):
        if source == "the list":
            one, other = articles_last(one), articles_last(other)
        if one != other:
            one = [known(line, sides[0], style) for line in one]
            other = [known(line, sides[1], style) for line in other]
            lines = list(difflib.unified_diff(one, other, *sides, n=0, lineterm=""))
            told += [source, *lines] if lines else []
    return "\n".join(told)


def both(text: str, style: Path) -> tuple[CitedText, str]:
    """The text as citex cites it, and that as pandoc reads it."""
    found = cite_text(text, style=style, bibliography=LIBRARY)
    assert not found.problems
    return found, pandoc(found.text, "-f", "markdown", "-t", "json")


@pytest.mark.parametrize("style", STYLES)
@SURE
@given(data=st.data())
def test_any_text_is_cited_as_pandoc_cites_it(
    data: st.DataObject, folder: Path, style: str
) -> None:
    parts = data.draw(st.lists(texts(placed=style != GBT), min_size=TOGETHER, max_size=TOGETHER))
    text, file = joined(parts), style_file(style, folder)
    _, ours = both(text, file)
    theirs = pandoc(
        text, "-f", "markdown", "-t", "json", "--citeproc", "--csl", str(file),
        "--bibliography", str(LIBRARY),
    )  # fmt: skip
    told = differences(theirs, ours, parts, ("pandoc", "citex"), style)
    assert not told, told


@pytest.mark.parametrize("style", STYLES)
@SURE
@given(data=st.data())
def test_the_filter_gives_the_same(data: st.DataObject, folder: Path, style: str) -> None:
    parts = data.draw(st.lists(texts(), min_size=TOGETHER, max_size=TOGETHER))
    text, file = joined(parts), style_file(style, folder)
    _, ours = both(text, file)
    head = f"---\nbibliography: {LIBRARY}\ncsl: {file}\n---\n\n"
    read = pandoc(head + text, "-f", "markdown", "-t", "json")
    found = filtered(PandocDocument(read, to="html"), Path())
    assert not found.problems
    told = differences(found.text, ours, parts, ("citex", "citex"), style)
    assert not told, told


# -- all else stays as it is ---------------------------------------------------------------------

BARE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Bare</title><id>http://example.org/bare</id><updated>2026-01-01T00:00:00+00:00</updated>
</info><citation><layout prefix="⸨" suffix="⸩" delimiter=";"><text variable="citation-number"/>
</layout></citation></style>"""
CITED = (
    r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*@(?:[^\[\]]|\[[^\[\]]*\])*\]"
    r"|@(?:\{[^{}]*\}|[\w:.#$%&+?<>~/-]+)(?:\s?[ >]*\[[^\[\]]*\])?)"
)
"""What may be a citation, told by a grammar of its own."""


@settings(SURE, max_examples=200)
@given(text=texts())
def test_all_else_is_equal_byte_for_byte(text: str) -> None:
    papers = [Paper(id=key, title="⸨⸨") for key in KEYS]  # which stands for the author in a text
    pieces = re.split(r"(?:⸨⸨ )?⸨[^⸩]*⸩", cite_text(text, papers, BARE).text)
    assert re.fullmatch(CITED.join(map(re.escape, pieces)), text)
