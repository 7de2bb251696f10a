"""How much of 44 known items each two-way format keeps: CSL-JSON to the format and back.

    python tests/bench/fidelity.py [-v] [FORMAT ...]

A value is *exact* when it is equal after Unicode NFC, white space, the kind of dash and (in
texts) the kind of quotation mark; *same* when it is equal besides in case or markup, when names
have the same words in order, when a date's first part is equal; else *changed*, or *lost*. Every
value that is not exact must stand in the loss report. Exit status 1 when one does not, or when a
format keeps less than it has to. With -v each value that is not exact is printed.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from citex import registry
from citex.formats import Format, Source
from citex.formats.loss import losses
from citex.model import from_item, to_item

sys.path.insert(0, str(Path(__file__).parent.parent))
from conftest import shared_folder  # the tests' own, beside this folder

LEAST = {
    # what a format has to keep exactly, as a share of all values
    "csljson": 1.0,
    "cslyaml": 1.0,
    "biblatex": 0.95,
    "endnote-xml": 0.95,
    "mods": 0.95,
    "bibtex": 0.92,
    "ris": 0.92,
    "endnote": 0.90,
    "refworks": 0.90,
    "word": 0.80,
}
GRADES = ("exact", "same", "changed", "lost")

_DASHES = re.compile("[\u2010-\u2015\u2212-]+")
_QUOTES = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^>]*>")
_WORD_ENDS = re.compile(r"[\s.,]+")


class Value(NamedTuple):
    """One value of an item: what became of it, and whether the loss report says so."""

    item: str
    variable: str
    grade: str
    before: Any
    after: Any
    reported: bool


def measure(form: Format, items: Iterable[dict[str, Any]]) -> Iterator[Value]:
    """What becomes of each value of the items when the format writes them and reads them back."""
    assert form.read is not None
    assert form.write is not None
    for item in items:
        paper = from_item(item)
        found = list(form.read(Source.of_text("".join(form.write([paper]))), []))
        back = to_item(found[0]) if found else {}
        reported = {loss.variable for loss in losses([paper], form)}
        for variable, before in item.items():
            if variable != "id":
                after = back.get(variable)
                grade = graded(before, after)
                yield Value(item["id"], variable, grade, before, after, variable in reported)


def graded(before: Any, after: Any) -> str:
    """How well a value was kept.

    >>> graded("860–921", "860-921"), graded("A Title", "A <i>title</i>"), graded("a", "b")
    ('exact', 'same', 'changed')
    """
    if after is None or after == "" or after == []:
        return "lost"
    if _alike(before, after):
        return "exact"
    return "same" if _much_alike(before, after) else "changed"


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _folded(one) == _folded(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            return False
        return all(_alike(one[key], other[key]) for key in one)
    return bool(one == other)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return " ".join(_DASHES.sub("-", text).split())


def _much_alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _bare(one) == _bare(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same_words, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = one.get("date-parts"), other.get("date-parts")
        if first and second:
            return bool(first[0] == second[0])
        return bool(one.get("literal") and one.get("literal") == other.get("literal"))
    return False


def _bare(text: str) -> str:
    return _folded(_MARKUP.sub("", text)).casefold()


def _same_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return _words(one) == _words(other)


def _words(name: dict[str, Any]) -> list[str]:
    text = " ".join(part for part in name.values() if isinstance(part, str))
    return sorted(word for word in _WORD_ENDS.split(_folded(text).casefold()) if word)


def two_way() -> list[Format]:
    """All registered formats that are read and written."""
    return [form for form in registry.formats() if form.read and form.write]


def corpus(folder: Path) -> list[dict[str, Any]]:
    """The items of the measurement."""
    items: list[dict[str, Any]] = json.loads((folder / "data/fidelity-corpus.json").read_bytes())
    return items


def main(names: list[str]) -> int:
    """Print the table for the formats named, or all."""
    folder = shared_folder()
    if folder is None:
        print("the shared data is not at hand (set CITEX_SHARED to its folder)")
        return 2
    items = corpus(folder)
    verbose, names = "-v" in names, [name for name in names if name != "-v"]
    forms = [registry.format_named(name) for name in names] or two_way()
    print(f"{'format':<14}{'values':>7}" + "".join(f"{grade:>9}" for grade in GRADES) + "   kept")
    failures: list[str] = []
    details: list[str] = []
    for form in forms:
        values = list(measure(form, items))
        counts = {grade: sum(value.grade == grade for value in values) for grade in GRADES}
        share = counts["exact"] / len(values)
        row = "".join(f"{counts[grade]:>9}" for grade in GRADES)
        print(f"{form.name:<14}{len(values):>7}{row}{share:>7.1%}")
        if share < LEAST.get(form.name, 0.0):
            failures.append(f"{form.name} keeps {share:.1%}, less than {LEAST[form.name]:.0%}")
        for value in values:
            if value.grade == "exact":
                continue
            line = f"{form.name}: {value.item}: {value.variable} {value.grade}"
            if verbose:
                details.append(f"{line}: {_short(value.before)} -> {_short(value.after)}")
            if not value.reported:
                failures.append(f"{line}, which the loss report does not say")
    print()
    print("\n".join([*details, *failures]))
    print("every value that is not exact stands in the loss report" if not failures else "FAILED")
    return 1 if failures else 0


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
