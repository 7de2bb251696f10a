"""Every reader by every writer by every style on odd papers: a result, or a CitexError.

Papers get odd in three ways: as items of CSL-JSON with values of any shape; as files of every
format, whose values are replaced by raw ones; and as records that Python itself made.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import citex
from citex import api, csl, registry
from citex.errors import CitexError
from citex.formats import Format
from citex.model import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
    Name,
    Paper,
    PartialDate,
)

STYLES = [
    "apa", "mla", "gbt7714-2015", "gbt7714-2025", "chicago-notes-bibliography", "vancouver", "ieee",
    "iso690-author-date-de", "american-medical-association", "harvard",
]  # fmt: skip
OUTPUTS = ["text", "html", "markdown", "rtf", "latex", "typst"]
KINDS = [
    "article-journal", "book", "chapter", "thesis", "report", "patent", "webpage", "standard",
    "article-newspaper", "document", "no-such-type", "entry-encyclopedia", "article", "legal_case",
]  # fmt: skip
WRITERS = [form for form in registry.formats() if form.write is not None]
READERS = [form for form in registry.formats() if form.read is not None]

TEXTS: list[Any] = [
    "", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\ud800", "\udc00x",
    "\ufdd0",
    "\ufdd1\ufdd0\ufdef", "\ufffe", "\U0001ffff", "0", "-", "--", "–", ".", "..", ",", ";", ":",
    "(",
    "[", "'", "’", "<i>", "</i>" * 50, "<i>" * 300,
    '"' * 500, "“" * 300, "<span", "{" * 300, "\\" * 300,
    "$" * 51, "9" * 5000, "-9999", "1e999", "٣", "²", "Ⅷ", "½", "1-", "-1", "1–2–3", "i-v",
    "1,2;3&4 and 5",
    "N", "ア・" * 12, "a" * 9000, "e\u0301" * 100, "ﷺ", "𝒳", "\u202eabc", "2020/21//", "-12016",
    "%s{0}",
    True, False, 0, -1, 1.5, 1e300, 10**15, -(10**18), [], {}, [[]], [None], [""], [{}], [1, "a",
    None, {}],
    {"a": {"b": [1]}}, {"literal": ""}, ["a", "b"], [["a"]],
]  # fmt: skip
DATES: list[Any] = [
    *({"season": season}
          for season in (0, 5, -1, 99, "x", "²", "٣", "9" * 5000, [1], {"a": 1}, True)),
    *({"season": season, "date-parts": [[2020]]} for season in (0, 5, 21, 99, "²", "winter", [1])),
    *({"date-parts": [[2020, month]]}
          for month in (0, -5, 13, 17, 21, 24, 25, 41, 99, "x", None, [])),
    *({"date-parts": [[2020, month, day]]}
          for month, day in ((2, 31), (13, 40), (99, 99), (5, -1))),
    *({"date-parts": [[year]]}
          for year in (0, -1, -12016, 99999, 10**9, 10**14, 10**30, -(10**30))),
    *({"date-parts": [[year]]}
          for year in ("9" * 5000, "x", True, 2020.5, 1e300, None, [2020], "")),
    *({"date-parts": rows}
          for rows in ("2020", 2020, {"a": 1}, [], [[]], [[], [2020]], [[[2020]]])),
    *({"date-parts": [[2020], end]}
          for end in ([0], [13], [2019], [], [2021, 24], [10**9, 13], "x")),
    {"date-parts": [[2020, 13, 40], [2020, 24, 1]]}, {"date-parts": [[-5, 3, 4], [5]]},
    {"date-parts": [[2020], [2021], [2022]]}, {"season": 2, "date-parts": [[2020, 5, 3]]},
    *({"raw": raw} for raw in ("", "2020/21//", "9" * 5000, 5, "\ud800", ["x"], "2020-02-31/..")),
    *({"literal": literal}
          for literal in (5, ["a"], {"x": 1}, "\x00", "c1988", "[1936]", "\u00a0")),
    *({"edtf": edtf} for edtf in ("2020-99", "Y-17E7", "y" + "9" * 40, "2004-06-uu", "../..", 5)),
    *({"circa": circa, "date-parts": [[2020]]} for circa in ("x", {"a": 1}, [1], 0, 2.5)),
    "2020-13-45", "n.d.", "9" * 5000, -2020, 10**30, True, 1.5, "", "2020-21", "\u00a02020\u00a0",
    {"date-parts": [[2020, 1, 1]], "literal": "\ud800"}, {"date-parts": [[2020, 5]], "raw": "x"},
]  # fmt: skip
NAMES: list[Any] = [
    [{}], [{"family": ""}], [{"family": "\u00a0"}], [{"family": "\u00a0", "given": "\u00a0"}],
    [{"given": "A"}],
    [{"suffix": "Jr"}], [{"literal": ""}], [{"literal": "\ud800"}], [{"literal": "\x00"}],
    [{"literal": "\u200b"}],
    [{"family": ["a", "b"]}], [{"family": {"a": 1}}], [{"family": 5, "given": True}],
    [{"family": None}],
    ["x"], ["x, y, z, w"], "x, y", 5, [[{"family": "x"}]], [5], [None], [True], {"family": "x"},
    [{"family": "a", "given": ", ; and"}], [{"family": "a;b", "given": "c, d",
    "suffix": "Jr, III"}],
    [{"family": "a", "extra": {"x": [1]}}], [{"family": "a", "extra": [1, {"b": 2}]}],
    [{"family": "a", "comma-suffix": {"x": 1}, "static-ordering": [1], "parse-names": {}}],
    [{"family": "a", "comma-suffix": "x", "static-ordering": 1.5}], [{"family": "-", "given": "-"}],
    [{"family": ".", "given": "."}], [{"family": "’", "given": "'"}], [{"family": "<i>",
    "given": "</i>"}],
    [{"family": "de", "non-dropping-particle": "de", "dropping-particle": "’"}],
    [{"family": "others"}],
    [{"literal": "others"}], [{"literal": "others"}] * 3, [{"literal": "et al."}],
    [{"literal": "等"}],
    [{"family": "张", "given": "\u00a0"}], [{"family": "ア・" * 12}], [{"family": "a" * 9000}],
    [{"given": "-" * 200, "family": "x"}], [{"given": "\ufdd0", "family": "\ufdd1"}],
    [{"family": "x", "given": "\ud800"}], [{"family": "x", "suffix": "\x00",
    "non-dropping-particle": "\x00"}],
    [{"family": "x", "given": "y"}] * 300, [{"family": "x", "given": " ".join("A." * 500)}],
    [{"family": "9" * 5000}], [{"family": "\U0001ffff", "given": "\ufffe"}], [{"family": "Ⅷ",
    "given": "²"}],
]  # fmt: skip


def items() -> Iterator[dict[str, Any]]:
    """One item for each odd value, which stands under every variable that it can stand for."""
    ordinary = {
        "title": "On Growth", "author": [{"family": "Li", "given": "Na"}], "volume": "1",
        "page": "1-2",
        "issued": {"date-parts": [[2020, 5, 3]]}, "container-title": "Nature", "publisher": "P",
    }  # fmt: skip
    texts = [name for name in VARIABLES if name not in NAME_VARIABLES | DATE_VARIABLES]
    columns = ((TEXTS, texts), (TEXTS, sorted(NAME_VARIABLES)), (TEXTS, sorted(DATE_VARIABLES)),
               (DATES, sorted(DATE_VARIABLES)), (NAMES, sorted(NAME_VARIABLES)))  # fmt: skip
    for values, variables in columns:
        for number, value in enumerate(values):
            kind = KINDS[number % len(KINDS)]
            yield {"id": "a", "type": kind, **ordinary, **dict.fromkeys(variables, value)}
            yield {"id": "a", "type": kind, **ordinary, variables[number % len(variables)]: value}
    for value in TEXTS:
        for key in ("id", "type", "categories", "custom", "event", "journalAbbreviation", "zzz"):
            yield {"id": "a", "type": "book", **ordinary, key: value}
        yield {"id": "a", "title": "T", "custom": {"extra": value, "translations": value}}
        yield {
            "id": "a",
            "title": "T",
            "custom": {"status": value, "metrics": value, "extra": {"ris": value}},
        }


def told(paper: Paper, number: int) -> None:
    """A paper in half of the formats, read back, and in one style and output, which take turns."""
    other = Paper(id="other", type="book", title="Other", author=[Name("Li", "Na")])
    for form in WRITERS[number // 8 % 2 :: 2]:
        try:
            text = "".join(api.pieces([paper, other], form))
            text.encode("utf-8")
            if form.read is not None:
                citex.parse(text, form.name, problems=[])
        except CitexError:
            continue
    style, output = STYLES[number % len(STYLES)], OUTPUTS[number % len(OUTPUTS)]
    cites = [csl.Citation([csl.Cite(paper.id, locator="1-2"), csl.Cite("other")])]
    try:
        str(citex.bibliography([paper, other], style, output=output)).encode("utf-8")
        paper.format(style, output=output).encode("utf-8")
        "".join(citex.cite([paper, other], cites, style, output=output).citations).encode("utf-8")
    except CitexError:
        pass
    citex.check([paper, other])
    citex.dedupe([paper, other])
    if number % 7 == 0:
        citex.page([paper, other]).encode("utf-8")
    repr(paper)
    json.dumps(paper.to_dict())


@pytest.mark.parametrize("part", range(8))
def test_items_of_any_shape(part: int) -> None:
    for number, item in enumerate(items()):
        if number % 8 == part:
            told(Paper.from_dict(item), number)


@pytest.mark.parametrize("part", range(4))
def test_items_of_any_shape_as_text(part: int) -> None:
    for number, item in enumerate(items()):
        if number % 4 != part:
            continue
        text = json.dumps([item, {"id": "b", "type": "book", "title": "A good neighbour"}])
        for form in ("csljson", "cslyaml"):
            problems: list[citex.Problem] = []
            papers = citex.parse(text, form, problems=problems)
            assert papers[-1:] == [Paper(id="b", type="book", title="A good neighbour")] or problems
            if number % 10 == 0 and papers:
                told(papers[0], number)


ORDINARY = Paper(
    id="qqid",
    type="article-journal",
    title="Qqtitle",
    author=[Name("Qqfamily", "Qqgiven"), Name(literal="Qqbody")],
    container_title="Qqjournal",
    volume="771",
    issue="772",
    page="881-889",
    issued=PartialDate(1987, 5, 3),
    accessed=PartialDate(1986, 5, 3),
    DOI="10.5555/qqdoi",
    URL="https://example.org/qqurl",
    abstract="Qqabstract.",
    keyword="qqone; qqtwo",
    publisher="Qqpublisher",
    language="en",
    ISSN="1234-5679",
    note="Qqnote",
)
SLOTS = ["Qqtitle", "Qqfamily", "Qqgiven", "Qqbody", "Qqjournal", "771", "881", "1987", "05",
"10.5555/qqdoi",
         "qqid", "Qqabstract", "qqone", "1234-5679", "JOUR", "Qqnote"]  # fmt: skip
RAW = [
    "", " ", "\u00a0", "\u00a0\u00a0x", "\x00", "\ufdd0", "\ufffe", "\U0001ffff", "\u200b", "0",
    "-", "-12016",
    "9" * 5000, "-" + "9" * 30, "2020/21//", "1987/13/45/winter", "////", "1987-99-99", "c1987",
    "[1987]",
    "Spring", "Spring-Summer 1987", "21", "24", "99", "²", "٣", "1e999", "NaN", "Infinity",
    "null", "~",
    "true", "{}", "[]", "&#55357;", "&#0;", "&#xFDD0;", "&bogus;", "&amp;", "<", "</", "<x:y>",
    "]]>", "{", "}",
    "\\", "\\u0000", "\\ud800", "$", "%", "#", "@", ",", ";", " and ", ":", "|", "'",
    '"', "a" * 5000, "\t", "\x1f",
]  # fmt: skip


@pytest.mark.parametrize("form", READERS, ids=lambda form: form.name)
def test_files_with_any_raw_value(form: Format) -> None:
    """The good neighbour is read, or the file is reported; what was read goes into every format."""
    writer = form if form.write is not None else registry.format_named("csljson")
    assert writer.write is not None
    neighbour = Paper(id="good", type="book", title="A good neighbour", author=[Name("Li", "Na")])
    text = "".join(writer.write([ORDINARY, neighbour]))
    number = 0
    for slot in SLOTS:
        if slot not in text:
            continue
        for raw in RAW:
            number += 1
            problems: list[citex.Problem] = []
            try:
                papers = citex.parse(text.replace(slot, raw), form.name, problems=problems)
            except CitexError:
                continue
            assert problems or any(paper.title == "A good neighbour" for paper in papers), (
                slot,
                raw,
            )
            if papers and number % 24 == 0:
                told(papers[0], number)


WRITE_ONLY = [form for form in WRITERS if form.read is None and form.read_as is None]


@pytest.mark.parametrize("form", WRITE_ONLY, ids=lambda form: form.name)
def test_a_format_that_is_only_written_is_none_to_read(form: Format, tmp_path: Path) -> None:
    assert form.write is not None
    text = "".join(form.write([ORDINARY]))
    with pytest.raises(CitexError, match="only written"):
        citex.parse(text, form.name)
    for suffix in form.suffixes:
        path = tmp_path / f"x{suffix}"
        for content in (text, "{}", "<a/>", "x", "[]"):
            path.write_text(content, encoding="utf-8")
            with contextlib.suppress(CitexError):
                citex.read(path)


def test_an_input_by_a_suffix_of_what_is_only_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.wiki"
    path.write_text("{{cite book |title=T}}", encoding="utf-8")
    with pytest.raises(citex.UnknownFormat, match="only written"):
        citex.read(path)
