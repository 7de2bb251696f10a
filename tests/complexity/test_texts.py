"""The worst Markdown known takes time that grows with its length, and no faster."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citex.manuscripts import cite_text
from citex.model import Paper

from .test_growth import MOST, growth

PAPERS = [
    Paper(id="a", type="book", author="Na Li", title="On *Growth*", issued=2020),
    Paper(id="b", type="book", author="Bo Au", title="Two", issued=2021),
]
UNITS = [
    unit.replace("␣", " ").replace("␤", "\n")
    for unit in """
[ ] [[ ]( ` `` ``` $ $$ @ @a @@ [@a] [@a; [@a␣ [@a;␣@b] [@a[ @a[ @a␣[ [@a␤ @a␤ [[@a ]] (@a) &#
<!-- --> < <a \\ \\a \\a{ { } @{ @{a} {# {=x} `x`{= [@a]{ ^[ ^[@a] [^1] [^1]:␣x␤ [^1]␤ *␣ * ** _
~~ *[@a] **[@a]** ~ | |␤ :::␤ :::␣{#refs}␤ ```␤ ~~~␤ >␣ > ␤>␣[@a] -␣ 1.␣ #␣ (@)␣ - x␤:␣ a␤=␤
[x](y [x][ ![ [n]:␣x␤ [n]:[n]: <script> </script> <div␣id="refs"> \\begin{a} \\begin{a}␤ ---␤ ^
---␤a:␣b␤ ␤ ␤␤ ␣␣␣␣ http:// http://a( -@a @a. 见@a的 & &amp; ~␣ :␣ ;␣ see␣@a,␣p.␣3;␣ 1,␣ 12-␣
[@a,␣p.␣ [@a,␣1, [@a,␣(a) [@a,␣1( [@a,␣第1页 "@a" [@a]. @a;␣ [@a]^[ <a␣href="
""".split()
]
"""What is opened and never closed, begun over and over, or cited very often."""


@pytest.mark.parametrize("unit", UNITS)
def test_texts(unit: str) -> None:
    def make(length: int) -> Callable[[], object]:
        text = "x " + unit * (length // len(unit)) + "[@a] ]"
        return lambda: cite_text(text, PAPERS, "chicago-notes-bibliography")

    assert growth(make, 1000 if "@" in unit else 4000, 0.3) < MOST  # what cites is slow enough
