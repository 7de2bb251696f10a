"""The CSL styles that names of BibTeX's and biblatex's styles stand for."""

from __future__ import annotations

import functools

from citex import stylebook
from citex.errors import ParseError
from citex.text.tables import read_table


def style_named(name: str, file: str = "", line: int | None = None) -> str:
    """The CSL style that `\\bibliographystyle` or biblatex's `style` names.

    It is any name that citex knows, or one of a BibTeX or biblatex style that CSL has too
    (`styles.tsv`). Raises ParseError with the nearest names.

    >>> style_named("apa"), style_named("IEEEtran"), style_named("gbt7714-2015-numeric")
    ('apa', 'ieee', 'gbt7714-2015')
    """
    if (known := stylebook.resolve(name)) is not None:
        return known
    counterpart = _counterparts().get(name.lower())
    if counterpart:
        return counterpart
    shown, near = name[:80], stylebook.nearest(name)
    if counterpart == "":
        told = (
            f"the style {shown!r} of BibTeX or biblatex has no counterpart in CSL; name one of CSL "
            "(ieee, apa, gbt7714-2015 ...), in the document or by --style"
        )
    elif near:
        told = f"no style {shown!r}; did you mean {' or '.join(map(repr, near[:3]))}?"
    else:
        told = f"no style {shown!r}; `citex styles WORD` searches them"
    raise ParseError(told, source=file, line=line)


@functools.cache
def _counterparts() -> dict[str, str]:
    return {name.lower(): style for name, style in read_table(__file__, "styles.tsv")}
