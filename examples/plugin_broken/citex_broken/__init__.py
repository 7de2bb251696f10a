"""Entry points that are broken: not a format, a name that is taken, a file that is not there."""

from pathlib import Path

from citex import Format

WRONG = "this is no format"

CLASH = Format(name="bibtex", title="Not BibTeX", write=lambda papers: iter(()))


def style() -> Path:
    """A file that does not exist."""
    return Path(__file__).parent / "not-there.csl"
