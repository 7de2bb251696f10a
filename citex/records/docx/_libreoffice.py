"""LibreOffice's own citations: marks that hold a record in BibTeX's words (ODF 1.2, 7.5.9).

`text:bibliography-mark` has an attribute a field, the type and the key among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from citex.records.docx._cited import Cited, is_key
from citex.text.tex.encode import encode

_TYPES = {
    "www": "online", "journal": "periodical", "email": "misc", "conference": "inproceedings",
    **{f"custom{number}": "misc" for number in range(1, 6)},
}  # fmt: skip
"""What BibTeX has no type of this name for."""
_FIELDS = {"report-type": "type", "organizations": "organization"}
"""What BibTeX calls otherwise."""
_NO_FIELDS = frozenset(("identifier", "bibliography-type"))


def kept(attributes: Mapping[str, str]) -> str:
    """The attributes of a mark by their local names, as the text of a mark.

    >>> kept({"{urn:x}title": "On Growth", "{urn:x}year": ""})
    '{"title": "On Growth"}'
    """
    return json.dumps({key.rpartition("}")[2]: text for key, text in attributes.items() if text})


def of_mark(text: str) -> list[Cited]:
    """The work of a mark.

    >>> (work,) = of_mark('{"bibliography-type": "www", "title": "R & D", "identifier": "rd"}')
    >>> print(work.record, work.key)
    @online{rd,
      title = {R \\& D},
    } rd
    """
    held: dict[str, str] = json.loads(text)
    name, kind = held.get("identifier", ""), held.get("bibliography-type", "misc").lower()
    fields = {key: value for key, value in held.items() if key not in _NO_FIELDS}
    if not fields:
        return [Cited("LibreOffice", (text,), label=name)]
    lines = [f"  {_FIELDS.get(key, key)} = {{{encode(value)}}},\n" for key, value in fields.items()]
    key = name if is_key(name) else ""
    kind = _TYPES.get(kind, kind if kind.isalpha() and kind.isascii() else "misc")
    record = f"@{kind}{{{key or 'none'},\n{''.join(lines)}}}"
    label = fields.get("title", name)
    return [Cited("LibreOffice", (text,), "bibtex", record, key=key, label=label)]
