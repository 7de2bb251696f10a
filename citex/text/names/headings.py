"""People as library catalogues head their entries: inverted, with dates, fuller forms and signs."""

from __future__ import annotations

from citex._late import regex
from citex.text.names.cjk import has_cjk
from citex.text.names.roles import cut_role
from citex.text.names.written import is_shortened

_FULLER = regex(r"(?<=\S)\s{1,3}\((?:[^\W\d_][^()\d]{0,80})\)(?=,|\s|\Z)")
"""The given names in full, behind their initials (MARC 21, 100 $q)."""
_MARK = regex(r"(?<=\S)\s{1,3}\[from old catalog\]")
_STOPPED = regex(r"(?<=[^\W\d_][^\W\d_])\.\Z")
_SUFFIXED = regex(r"(?:Jr|Sr|Dr|St|Mr|Mrs|Ph\.D|Inc|Ltd|Co|Corp|Bros|(?<![A-Z])[A-Z]{2,4})\.\Z")


def heading(text: str) -> str:
    """The name in a catalogue's heading, its parts as they stand.

    What bears no comma may be a body's, and stays; so do the years, which `parse_name` passes over.

    >>> heading("Harris, William V. (William Vernon)"), heading("King, Martin Luther, Jr.")
    ('Harris, William V.', 'King, Martin Luther, Jr.')
    >>> heading("Marcus, William. [from old catalog]"), heading("Levy, Alex,"), heading("Fa. (Ulm)")
    ('Marcus, William', 'Levy, Alex', 'Fa. (Ulm)')
    >>> heading("Roe, J. M. (Jane Mary) (ed.)")
    'Roe, J. M. (ed.)'
    """
    text = text.strip(" ,")
    if "," not in text or has_cjk(text):
        return text
    name, role, _ = cut_role(text)
    if role and text.startswith(name):
        return heading(name) + text[len(name) :]
    bare = _FULLER.sub("", _MARK.sub("", text)).strip(" ,")
    if _SUFFIXED.search(bare) or is_shortened(bare):
        return bare
    return _STOPPED.sub("", bare)
