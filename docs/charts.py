"""The charts of the documentation, as HTML that follows the page's colours.

The figures are those that the commands on the page "benchmarks" printed; what belongs to a chart
alone says so beside it. A bar has its name and its figure as text, so that a reader without sight
hears what the others see.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple


class Bar(NamedTuple):
    """A bar: whose, the figure, and the figure as it is written."""

    name: str
    value: float
    told: str


class Chart(NamedTuple):
    """A chart: what is measured, its groups of bars, the greatest value if not that of a bar."""

    title: str
    groups: dict[str, list[Bar]]
    top: float = 0


def _bars(told: str, **values: float) -> list[Bar]:
    return [Bar(_NAMES.get(n, n), value, told.format(value)) for n, value in values.items()]


_NAMES = {
    "citeproc_py": "citeproc-py", "citeproc_js": "citeproc-js", "citation_js": "citation-js",
    "pandoc_2": "pandoc 2.17",
}  # fmt: skip

_SPEED = "{:,.0f}"
_KEPT = "{:.1f} %"
_LONG = "{:g} ×"

CHARTS = {
    # tests/bench/csl.py CORPUS.json --sizes 1000 --runs 5 --cpu --node NODE_MODULES --chart
    "speed": Chart(
        "References per second, a list of 1,000 works (one core, start-up taken off)",
        {
            "APA": _bars(
                _SPEED, citex=8745, pandoc_2=1299, typst=959, citeproc_js=242, citeproc_py=100
            ),
            "MLA": _bars(_SPEED, citex=8695, pandoc_2=1754, citeproc_js=219, citeproc_py=106),
            "GB/T": _bars(
                _SPEED, citex=18101, typst=9074, pandoc_2=2326, citeproc_js=808, citeproc_py=517
            ),
        },
    ),
    "apa": Chart(
        "References per second in APA, a list of 1,000 works",
        {"": _bars(_SPEED, citex=8745, pandoc_2=1299, typst=959, citeproc_js=242, citeproc_py=100)},
    ),
    "conformance": Chart(
        "Cases of the official CSL suite that pass, of 845",
        {"": _bars("{:.0f}", citex=841, citeproc_js=840, pandoc=764, citeproc_py=512)},
        845,
    ),
    # tests/bench/fidelity.py; the others in the same way, with pandoc 3.9, citation-js 0.8 and
    # bibutils 7.2 (of the values that its bridge carried): the best of them
    "fidelity": Chart(
        "Of 435 known values, how many come back exactly from a file",
        {
            "CSL-JSON": _bars(_KEPT, citex=100.0, pandoc=94.9),
            "CSL-YAML": _bars(_KEPT, citex=100.0, citation_js=100.0),
            "BibLaTeX": _bars(_KEPT, citex=100.0, citation_js=83.0),
            "BibTeX": _bars(_KEPT, citex=100.0, bibutils=77.5),
            "RIS": _bars(_KEPT, citex=99.5, bibutils=81.0),
            "EndNote tagged": _bars(_KEPT, citex=99.5, citation_js=76.3),
            "RefWorks": _bars(_KEPT, citex=99.5, citation_js=70.3),
            "Word": _bars(_KEPT, citex=100.0, bibutils=30.6),
        },
        100,
    ),
    # tests/bench/bibtex.py, tests/bench/tagged.py
    "reading": Chart(
        "CPU time to read 10,000 entries, citex = 1 (shorter is better)",
        {
            "BibTeX": _bars(_LONG, citex=1, pybtex=2.2, bibutils=2.7, bibtexparser=34),
            "RIS": _bars(_LONG, citex=1, rispy=0.82, bibutils=10),
        },
    ),
}


def html(name: str) -> str:
    """A chart as a figure."""
    chart = CHARTS[name]
    parts = [f'<figure class="chart"><figcaption>{escape(chart.title)}</figcaption>']
    every = [bar.value for bars in chart.groups.values() for bar in bars]
    for group, bars in chart.groups.items():
        if group:
            parts.append(f'<p class="chart-group">{escape(group)}</p>')
        parts.append('<dl class="chart-bars">')
        for bar in bars:
            width = 100 * bar.value / (chart.top or max(every))
            own = " chart-own" if bar.name == "citex" else ""
            parts.append(
                f'<dt>{escape(bar.name)}</dt><dd><span class="chart-bar{own}" '
                f'style="width: {width:.1f}%"></span>'
                f'<span class="chart-figure">{escape(bar.told)}</span></dd>'
            )
        parts.append("</dl>")
    return "\n".join([*parts, "</figure>"]) + "\n"
