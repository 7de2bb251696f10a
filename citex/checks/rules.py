"""The table of the rules, in the order of docs/check.md."""

from __future__ import annotations

from citex.checks import (
    consistency,
    dates,
    duplicates,
    identifiers,
    missing,
    names,
    numbers,
    text,
    titles,
)
from citex.checks.rule import Rule, rules_of

MISSING = rules_of(missing)
ODD = rules_of(text, titles, names, dates, numbers, identifiers, consistency)
ACROSS = rules_of(duplicates)
RULES: tuple[Rule, ...] = (*MISSING, *ODD, *ACROSS)
"""Every rule of the check, in the order of docs/check.md."""
