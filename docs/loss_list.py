"""The page of losses: one paper with every variable, written to each format and read back."""

from __future__ import annotations

from typing import Any

import citex
from citex.formats import Format
from citex.model import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, VARIABLES, PartialDate

_OWN_SHAPE = {
    "DOI": "10.5555/12345678", "ISBN": "978-0-201-13448-3", "ISSN": "2049-3630",
    "PMID": "12345678", "PMCID": "PMC1234567", "URL": "https://example.org/a", "language": "en",
    "page": "12-14", "page-first": "12", "year-suffix": "a",
}  # fmt: skip

HEAD = """# What each format holds

Few formats hold everything. This page is made by writing one journal article that has
every one of CSL's {count} variables, and `custom` data, to each format, and reading it back; it is
what `losses=` collects, and `--report` prints:

```sh
citex convert library.bib -t notefirst --report
```

In Python `citex.losses(papers, "notefirst")` gives the same before anything is written. What a
format has no field for goes to its notes, where citex finds it again ([limits](../limits.md)).

| format | variables kept | not kept |
|---|---|---|
"""


def markdown() -> str:
    """The page."""
    forms = [form for form in citex.formatters() if isinstance(form, Format)]
    lost = {form: _lost(form) for form in forms}
    few = [form for form in forms if len(lost[form]) > 5]
    rows = []
    for form in forms:
        kept = sum(variable not in lost[form] for variable in VARIABLES)
        short = ", ".join(f"`{name}`" for name in lost[form])
        told = f"[listed below](#{form.name})" if form in few else short or "nothing is lost"
        rows.append(f"| `{form.name}` {form.title} | {kept} | {told} |")
    parts = [HEAD.format(count=len(VARIABLES)) + "\n".join(rows), "## Formats with few fields"]
    for form in few:
        kept_names = ", ".join(f"`{name}`" for name in VARIABLES if name not in lost[form])
        changed = [name for name, kind in lost[form].items() if kind == "changed"]
        parts += [f"### {form.name}", f"{form.title} keeps {kept_names}."]
        if changed:
            names = ", ".join(f"`{name}`" for name in changed)
            parts.append(f"It holds otherwise: {names}.")
    return "\n\n".join(parts) + "\n"


def _lost(form: Format) -> dict[str, str]:
    """The variables that come back otherwise or not at all -> "changed" or "lost"."""
    return {loss.variable: loss.kind for loss in citex.losses(_whole(), form)}


def _whole() -> citex.Paper:
    """A paper that has a value for every variable."""
    values: dict[str, Any] = {name: _value(name) for name in VARIABLES}
    attributes = {VARIABLES[name]: value for name, value in values.items()}
    custom = {"metrics": {"impact-factor": 3.1}}
    return citex.Paper(id="whole", type="article-journal", custom=custom, **attributes)


def _value(variable: str) -> Any:
    if variable in NAME_VARIABLES:
        return [citex.Name("Li", "Na")]
    if variable in DATE_VARIABLES:
        return PartialDate(2020, 5, 4)
    if variable in _OWN_SHAPE:
        return _OWN_SHAPE[variable]
    return "12" if variable in NUMBER_VARIABLES else f"Some {variable}"
