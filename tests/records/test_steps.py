"""Many works read step by step are what each of them is alone."""

from __future__ import annotations

import json
import random
from typing import Any

import msgspec

from citex.bulk.setting import setup_of
from citex.bulk.tasks import Task
from citex.bulk.work import Work
from citex.formats import Problems, Source
from citex.records import crossref
from citex.text.richtext import markup

_TITLES = (
    "On Growth",
    "RETRACTED: On Form",
    "[Über Wurzeln]",
    "Roots &amp; <i>Zea</i>",
    "null",
    "",
)
_NAMES = (("Li", "Na"), ("van Gogh", "V."), ("García", "José A."), ("Study Group", "The"))
_DATES = ([[2019, 5]], [[2020, 13]], [[None]], [])


def _record(number: int, rng: random.Random) -> dict[str, Any]:
    """A work that Crossref might have, with much that is not read of it."""
    return {
        "DOI": f"10.1000/steps.{number}", "type": rng.choice(["journal-article", "book", "grant"]),
        "title": [rng.choice(_TITLES)], "container-title": [rng.choice(["Trees", "n/a"])],
        "author": [dict(zip(("family", "given"), rng.choice(_NAMES), strict=True))
                   for _ in range(rng.randrange(4))],
        "issued": {"date-parts": rng.choice(_DATES)}, "page": rng.choice(["12-5", "e33", "7"]),
        "volume": rng.choice(["3", "Vol. 3", "0"]), "language": rng.choice(["en", "de", None]),
        "abstract": rng.choice(["<jats:p>Trees\n grow.</jats:p>", "Abstract: H<sub> 2</sub>O", ""]),
        "reference": [{"key": str(place), "DOI": "10.1000/x"} for place in range(30)],
    }  # fmt: skip


_LINES = [json.dumps(_record(number, random.Random(number))) for number in range(80)]


def test_works_that_take_each_step_together_are_those_that_take_them_alone() -> None:
    works = [crossref._decode(line) for line in _LINES]
    assert crossref.papers_of(works) == [crossref.paper_of(work) for work in works]


def test_the_papers_of_several_are_those_that_come_one_by_one() -> None:
    problems: Problems = []
    text = "\n".join(_LINES)
    together = crossref.FORMAT.several(Source.of_text(text), problems)
    assert together == list(crossref.FORMAT.papers(Source.of_text(text), problems))
    assert len(together) == len(_LINES)
    assert not problems


def test_bulk_finds_the_bad_lines_among_those_it_reads_together() -> None:
    lines = list(_LINES)
    lines[7] = lines[7][:-40]
    lines[20] = json.dumps({"DOI": "no identifier", "title": [], "reference": ["x" * 2000]})
    work = Work(setup_of(["bibtex"], {}, None, (), None))
    rows, bad, _ = work.rows(Task(1, "lines", "\n".join(lines).encode()))
    alone = [work.rows(Task(1, "lines", line.encode())) for line in lines]
    assert [one.line for one in bad] == [8, 21]
    assert [row.outputs for row in rows] == [row.outputs for found in alone for row in found[0]]
    assert [one.code for one in bad] == [one.code for found in alone for one in found[1]]


def test_tags_are_parted_as_their_pattern_finds_them() -> None:
    rng = random.Random(1)
    pieces = ["<", ">", "</", "/>", "i", "jats:p", "x", " ", 'a="b"', "a='<'", '"', "'", "=", "a=b"]
    for _ in range(3000):
        text = "".join(rng.choice(pieces) for _ in range(rng.randrange(14)))
        found = list(markup._parted(text))
        tags = [tag for tag, _ in found if tag is not None]
        assert tags == [markup._of_match(match) for match in markup._TAG.finditer(text)], text
        whole = "".join(f"<{tag.inside}>{after}" if tag else after for tag, after in found)
        assert whole == text


def test_a_record_needs_the_keys_alone_that_its_format_names() -> None:
    keys = crossref.FORMAT.keys
    assert keys is not None
    for line in _LINES:
        bare = {key: value for key, value in json.loads(line).items() if key in keys}
        assert "reference" not in bare
        decoded = crossref._decode(json.dumps(bare))
        assert msgspec.structs.asdict(decoded) == msgspec.structs.asdict(crossref._decode(line))
