"""Texts by hand: what `citex cite` makes of each, and which keys it names.

The texts are the sections of `texts/*.txt`; what is expected lies beside, in `*.cited.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sections import Sections

from citex import CitexError, cite_text

HERE = Path(__file__).parent
LIBRARY = HERE / "library.json"
TEXTS = sorted(path for path in HERE.glob("texts/*.txt") if ".cited" not in path.name)
CASES = [(path.stem, name) for path in TEXTS for name in Sections(path).names()]


def cited(text: str) -> str:
    """The text as it is cited, and below a line what was said of it."""
    found = cite_text(text, bibliography=LIBRARY)
    said = "".join(f"! {problem}\n" for problem in found.problems)
    return found.text + (f"-- said --\n{said}" if said else "")


@pytest.mark.parametrize(("theme", "name"), CASES)
def test_a_text_is_cited(theme: str, name: str, request: pytest.FixtureRequest) -> None:
    expected = Sections(HERE / "texts" / f"{theme}.cited.txt")
    text = Sections(HERE / "texts" / f"{theme}.txt").text(name)
    expected.hold(name, cited(text), update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_is_expected_that_is_not_there(path: Path) -> None:
    expected = Sections(path.with_suffix(".cited.txt"))
    assert expected.names() == Sections(path).names()


@pytest.mark.parametrize("name", ["a" * 5000, "a\\0b"], ids=["long", "nul"])
@pytest.mark.parametrize("setting", ["bibliography", "csl"])
def test_a_name_that_no_file_can_have_is_one_line(setting: str, name: str) -> None:
    with pytest.raises(CitexError) as error:
        cite_text(f'---\n{setting}: "{name}"\n---\n\n[@a]\n')
    assert "\n" not in str(error.value)
