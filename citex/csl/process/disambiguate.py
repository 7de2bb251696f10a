"""Disambiguation."""
from citex.csl.process.items import Item
from citex.csl.process.program import Program
from collections.abc import Sequence
def needs_disambiguation(program: Program) -> bool:
    return False
def disambiguate(items: Sequence[Item], listed: Sequence[Item], program: Program) -> None:
    pass
