"""The lists of CSL's schema, as citeproc-py ships it: each variable, type, term and role prints."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from citex.csl import Processor, parse_style
from citex.csl.locale import load
from citex.model.item import from_item

_FOLDER = Path(str(importlib.util.find_spec("citeproc").origin)).parent / "data" / "schema"  # type: ignore[union-attr]
_STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
    "<title>t</title><id>http://example.org/t</id><updated>2020-01-01T00:00:00+00:00</updated>"
    "</info><citation><layout>{body}</layout></citation></style>"
)
OF_A_CITE = {"locator", "citation-number", "first-reference-note-number", "year-suffix"}
"""Variables of a cite or the list, which no item gives."""
PEOPLE = [{"family": "Okoro", "given": "Ada"}]


def listed(file: str, name: str) -> list[str]:
    """What a pattern of the schema lists, without the other patterns that it names."""
    text = (_FOLDER / "schemas" / "styles" / f"csl-{file}.rnc").read_text("utf-8")
    text = re.sub(r"#.*", "", text)
    pattern = re.search(rf"{re.escape(name)}\s*=(.*?)(?=\n\s*[\w.-]+\s*=|\n\}})", text, re.DOTALL)
    assert pattern is not None, f"the schema has no {name}"
    return re.findall(r'"([^"]+)"', pattern[1])


NAMES = listed("variables", "variables.names")
DATES = listed("variables", "variables.dates")
NUMBERS = listed("variables", "variables.numbers")
STRINGS = listed("variables", "variables.strings") + listed("variables", "variables.titles")
TYPES = listed("types", "item-types")
TERMS = [
    term
    for name in ("terms", "terms.gender-assignable", "terms.long-ordinals", "terms.locator",
                 "terms.locator-number-variables", "terms.non-locator-number-variables")
    for term in listed("terms", name)
]  # fmt: skip


def printed(body: str, **item: Any) -> str:
    processor = Processor(parse_style(_STYLE.format(body=body)))
    paper = from_item({"id": "a", "type": "book", **item})
    return processor.cite([paper], [paper.id]).citations[0]


def test_the_schema_is_read() -> None:
    assert [len(one) for one in (NAMES, DATES, NUMBERS, TYPES)] == [27, 6, 18, 45]
    assert len(STRINGS) > 35
    assert len(TERMS) > 120


@pytest.mark.parametrize("variable", sorted({*STRINGS, *NUMBERS} - OF_A_CITE))
def test_a_text(variable: str) -> None:
    value = "7" if variable in NUMBERS else "Text"
    for element in ("text", "number"):
        assert printed(f'<{element} variable="{variable}"/>', **{variable: value}) == value
    asked = f'<choose><if variable="{variable}"><text value="yes"/></if></choose>'
    assert printed(asked, **{variable: value}) == "yes"


@pytest.mark.parametrize("variable", sorted(set(NUMBERS) - OF_A_CITE - {"page-first"}))
def test_a_label_of_a_number(variable: str) -> None:
    """Each number variable has a term, some of them under a shorter name."""
    label = (
        f'<group delimiter=" "><label variable="{variable}"/><text variable="{variable}"/></group>'
    )
    assert re.fullmatch(r"\w.* 7", printed(label, **{variable: "7"}))


@pytest.mark.parametrize("variable", DATES)
def test_a_date(variable: str) -> None:
    date = {"date-parts": [[2020, 2, 3]]}
    assert printed(f'<date variable="{variable}" form="text"/>', **{variable: date}) == (
        "February 3, 2020"
    )


@pytest.mark.parametrize("variable", NAMES)
def test_people(variable: str) -> None:
    names = f'<names variable="{variable}"><name/><label prefix=", "/></names>'
    role = load("en-US").term(variable)
    assert role is not None
    assert printed(names, **{variable: PEOPLE}) == "Ada Okoro" + (f", {role}" if role else "")
    asked = f'<choose><if variable="{variable}"><text value="yes"/></if></choose>'
    assert printed(asked, **{variable: PEOPLE}) == "yes"


@pytest.mark.parametrize("kind", TYPES)
def test_a_type(kind: str) -> None:
    branches = '<text value="yes"/></if><else><text value="no"/></else>'
    asked = f'<choose><if type="{kind}">{branches}</choose>'
    assert printed(asked, type=kind) == "yes"
    assert printed(asked, type="book" if kind != "book" else "song") == "no"


@pytest.mark.parametrize("term", sorted({*TERMS, *NAMES, *TYPES}))
def test_a_term(term: str) -> None:
    text = load("en-US").term(term)
    assert text is not None
    assert printed(f'<text term="{term}"/><text variable="title"/>', title="T") == f"{text}T"


def test_who_edited_and_translated_is_both() -> None:
    """Names: `editor-translator` is made of the two where they are the same."""
    names = (
        '<names variable="author"><name/><label form="short" prefix=", "/><substitute>'
        '<names variable="editor-translator"/></substitute></names>'
        '<names variable="translator" prefix=" by "/>'
    )
    for given in (
        {"editor": PEOPLE, "translator": PEOPLE},
        {"editor-translator": PEOPLE},
    ):
        assert printed(names, **given) == "Ada Okoro, ed. & trans."
    assert printed(names, editor=PEOPLE, translator=[{"literal": "Bo"}]) == " by Bo"
    beside: dict[str, Any] = {"editor": [{"literal": "Bo"}], "editor-translator": PEOPLE}
    assert printed(names, **beside) == "Ada Okoro, ed. & trans."
