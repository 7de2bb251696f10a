"""What odd texts become, a row each; "=" where they stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex import Paper, cite_text

ROWS = [
    tuple(part.replace("\\n", "\n").replace("\\\n", "\\n") for part in line.split("\t"))
    for line in Path(__file__).with_name("odd_texts.tsv").read_text(encoding="utf-8").splitlines()
]
ODD = [
    "HFH+:WEKA:09", "share--income_2019", "me_????", "A-T.-S-words.-2017", "O'Neil2010", "plus+",
    "https://example.org/f.cgi?action=topics&number=527", "10.1016/0009-2614(84)85645-6", "q<te>",
]  # fmt: skip
"""Keys that people have, and that pandoc's grammar cuts."""
PAPERS = [
    Paper(id="ito", type="book", author="Aya Ito", issued=2000, title="One"),
    Paper(id="dahl", type="book", author="Bo Dahl", issued=2001, title="Two"),
    Paper(id="a b", type="book", author="Cy Au", issued=1999, title="Three"),
    *(Paper(id=key, type="book", author="Di Ek", issued=2009, title="Four") for key in ODD),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text for text, _ in ROWS])
def test_what_an_odd_text_becomes(text: str, wanted: str) -> None:
    text = text.replace("\\\\", "\\")
    found = cite_text(text, PAPERS, "apa", links=False)
    told = found.text.removesuffix("\n").removesuffix(str(found.document.bibliography()))
    assert told.rstrip("\n") == (text if wanted == "=" else wanted).rstrip("\n")
