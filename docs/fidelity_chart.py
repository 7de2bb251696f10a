"""The chart of fidelity: of 435 known values, how many come back exactly from each format.

    python docs/fidelity_chart.py > docs/_static/fidelity.svg

The figures are those that `python tests/bench/fidelity.py` printed; those of the others were
measured in the same way, with pandoc 3.9, citation-js 0.8 and bibutils 7.2 (of the values that its
bridge carried).
"""

from __future__ import annotations

ROWS = (
    # format, citex, the best of the others, which that was; in per cent of the values, exactly
    ("CSL-JSON", 100.0, 94.9, "pandoc"),
    ("CSL-YAML", 100.0, 100.0, "citation-js"),
    ("BibLaTeX", 100.0, 83.0, "citation-js"),
    ("BibTeX", 100.0, 77.5, "bibutils"),
    ("RIS", 99.5, 81.0, "bibutils"),
    ("EndNote tagged", 99.5, 76.3, "citation-js"),
    ("RefWorks", 99.5, 70.3, "citation-js"),
    ("Word", 100.0, 30.6, "bibutils"),
)


def svg() -> str:
    """The chart, as SVG."""
    parts: list[str] = []
    y = 10
    for name, ours, theirs, who in ROWS:
        parts.append(f'<text x="130" y="{y + 20}" text-anchor="end">{name}</text>')
        bars = (("citex", ours, "#2b6cb0"), (who, theirs, "#a0aec0"))
        for line, (label, value, fill) in enumerate(bars):
            top = y + 16 * line
            width = round(value * 4)
            parts.append(
                f'<rect x="140" y="{top}" width="{width}" height="13" fill="{fill}"/>'
                f'<text x="{146 + width}" y="{top + 11}">{label} {value:.1f} %</text>'
            )
        y += 42
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{y}" role="img" '
        'aria-label="Values kept exactly, by format" font-family="sans-serif" font-size="12">\n'
        f'<rect width="680" height="{y}" fill="white"/>\n{body}\n</svg>'
    )


if __name__ == "__main__":
    print(svg())
