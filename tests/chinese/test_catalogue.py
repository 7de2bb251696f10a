"""The catalogue of messages is whole: every phrase of the source has its Chinese, none is idle."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from chinese.phrases import PACKAGE, phrases

from citex import gbt7714
from citex.checks import DiagnosticKind, codes
from citex.checks.rule import SEVERITIES
from citex.chinese import table, told, translated
from citex.text.tables import read_table

UNSHOWN = {
    line
    for line in Path(__file__).with_name("unshown.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
}
PHRASES = list(phrases())
ASKED = {row[3] for row in read_table(gbt7714.__file__, "gbt7714.tsv")} - {"words"}
"""What the standard asks for."""

ROWS = read_table(str(PACKAGE / "chinese.py"), "zh.tsv")


def test_every_phrase_is_in_the_catalogue() -> None:
    """A new message needs a row; what no user of the command is shown stands in unshown.txt."""
    known = {*table("message"), *table("pattern"), *UNSHOWN}
    missing = [
        f'{phrase.place}: citex/zh.tsv needs the row "message<TAB>{phrase.text}<TAB>..." with the '
        "Chinese ({0} is the first value); or tests/chinese/unshown.txt the phrase"
        for phrase in PHRASES
        if phrase.text not in known
    ]
    assert not missing, "\n".join(missing)


def test_every_word_of_the_standard_is_in_the_catalogue() -> None:
    assert sorted(ASKED - {*table("message")}) == []


def test_no_row_is_idle() -> None:
    said = {phrase.text for phrase in PHRASES} | ASKED
    assert [key for key in table("message") if key not in said] == []
    assert sorted(UNSHOWN - said) == []
    assert sorted(UNSHOWN & {*table("message"), *table("pattern")}) == []


def test_every_code_is_told() -> None:
    for name in ("code", "why", "mend"):
        assert list(table(name)) == list(codes()), name
    assert set(table("kind")) == set(get_args(DiagnosticKind))
    assert tuple(table("severity")) == SEVERITIES


def test_no_key_stands_twice() -> None:
    keys = Counter((name, key) for name, key, _ in ROWS)
    assert [key for key, many in keys.items() if many > 1] == []
    assert sorted({*table("message")} & {*table("pattern")}) == []


@pytest.mark.parametrize(
    ("name", "key", "chinese"), ROWS, ids=[f"{r[0]}-{r[1]}"[:60] for r in ROWS]
)
def test_a_row_is_good_chinese(name: str, key: str, chinese: str) -> None:
    assert re.search("[\u4e00-\u9fff]", chinese) or key == chinese or name == "pattern"
    assert not re.search("[\u4e00-\u9fff] ?[,;:?!]|[\u4e00-\u9fff][(]", chinese), "half-width marks"
    whole = name in ("why", "mend") or key.endswith(".")
    assert chinese.endswith("。") == whole or key == chinese
    assert chinese == chinese.strip()
    assert not re.search(r"[，。；：、？（）] | [，。；：、？（）]", chinese)
    if name in ("message", "pattern"):
        values = {int(number) for number in re.findall(r"(?<!{){(\d+)", chinese)}
        assert values <= set(range(key.count("{}")))


VALUES = {
    "-": "",
    "": "x.bib",
    "t": "interrupted",
    "p": "x.bib",
    "w": "format",
    "n": "7",
    "q": "'x'",
    "o": "x",
}
"""A value of each kind, "-" one that the Chinese has no place for."""


@pytest.mark.parametrize(
    ("key", "chinese"),
    [row[1:] for row in ROWS if row[0] in ("message", "pattern")],
    ids=[row[1][:60] for row in ROWS if row[0] in ("message", "pattern")],
)
def test_a_sentence_is_found_again(key: str, chinese: str) -> None:
    """With values in it, and behind a place, each sentence is told by its own row."""
    kinds = dict.fromkeys(range(key.count("{}")), "-")
    kinds |= {int(number): kind for number, kind in re.findall(r"(?<!{){(\d+):?(\w?)}", chinese)}
    values = [VALUES[kind] for kind in kinds.values()]
    english = key
    for value in values:
        english = english.replace("{}", value, 1)
    wanted = chinese
    if values:
        wanted = re.sub(r":\w}", "}", chinese).format(*map(told, values))
    assert translated(english) == wanted
    if " " in english and not english.startswith(("'", "[")):
        assert translated(f"y.bib:3: {english}") == f"y.bib:3: {wanted}"
