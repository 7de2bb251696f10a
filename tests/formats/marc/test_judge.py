"""pymarc, which libraries use, sees in our files the records that citex does."""

from __future__ import annotations

import io
from typing import Any

import pytest
from marc_records import CASES, iso2709, marcxml

from citex.formats import Source
from citex.formats.marc import iso2709 as binary
from citex.formats.marc import marcxml as xml
from citex.formats.marc._record import Record, from_element, indicator
from citex.formats.tree._xml import records

pymarc = pytest.importorskip("pymarc")
NAMES = [case["name"] for case in CASES]


def parts(record: Record) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """All that a record holds, its fields in the original script under their own tag again."""
    found = [(tag, text, []) for tag, text in record.controls.items()]
    for fields in record.fields.values():
        for one in fields:
            found.append((one.tag, one.first + one.second, one.subfields))
            for script in one.scripts:
                found.append(("880", script.first + script.second, script.subfields))
    return sorted(found)


def judged(record: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The same of a record of pymarc, without the marks of sorting, as citex has it."""
    found = []
    for field in record.get_fields():
        if field.is_control_field():
            found.append((field.tag, field.data, []))
        else:
            pairs = [(one.code, one.value) for one in field.subfields]
            signs = "".join(map(indicator, field.indicators))
            found.append((field.tag, signs, pairs))
    return sorted(found)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_binary_records_agree(case: dict[str, Any]) -> None:
    (theirs,) = pymarc.MARCReader(iso2709(case["lines"]), force_utf8=True)
    ours = binary.record_of(iso2709(case["lines"]).rstrip(b"\x1d"), Source.of_bytes(b""))
    assert parts(ours) == judged(theirs)
    assert ours.leader == str(theirs.leader)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_xml_records_agree(case: dict[str, Any]) -> None:
    text = marcxml(case["lines"], "marc")
    (theirs,) = pymarc.parse_xml_to_array(io.StringIO(text))
    element = next(records(Source.of_text(text), [], "record"))
    assert parts(from_element(element)) == judged(theirs)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_pymarc_writes_is_read(case: dict[str, Any]) -> None:
    """Its binary file, and its XML, of the record that it read of ours."""
    (record,) = pymarc.MARCReader(iso2709(case["lines"]), force_utf8=True)
    (ours,) = binary.read(Source.of_bytes(iso2709(case["lines"])), [])
    (back,) = binary.read(Source.of_bytes(record.as_marc()), [])
    (through,) = xml.read(Source.of_bytes(pymarc.record_to_xml(record, namespace=True)), [])
    assert back == ours
    assert through.title == ours.title
    assert through.issued == ours.issued


def test_marc_8_is_decoded_as_pymarc_does() -> None:
    """Accents before their letters, and Chinese in three bytes behind an escape."""
    lines = "LDR 00000nam a2200000 a 4500\n245 10$aM@uller$bX\n"
    data = iso2709(lines, "ascii").replace(b"@", b"\xe8").replace(b"X", b"\x1b$1!0!\x1b(B")
    data = _measured(data)
    (theirs,) = pymarc.MARCReader(data, hide_utf8_warnings=True)
    (paper,) = binary.read(Source.of_bytes(data), [])
    assert paper.title == f"Müller: {theirs['245']['b']}"


def _measured(data: bytes) -> bytes:
    """A record of one field whose lengths in leader and directory are its own again."""
    base = int(data[12:17])
    length = len(data) - 1 - base
    return b"%05d" % len(data) + data[5:27] + b"%04d" % length + data[31:]
