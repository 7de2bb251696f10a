"""Files of bytes are told by what they are; texts in any encoding are none."""

from __future__ import annotations

from pathlib import Path

import pytest

import citex

BYTES = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a document that cannot be read": b"PK\x03\x04\x14\0\6\0",
    "Word before 2007": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "packed by gzip": b"\x1f\x8b\x08\0",
    "SQLite": b"SQLite format 3\0" + bytes(100),
    "no text": bytes(range(256)) * 20,
}
TEXT = "@book{a,\n  title = {城市热岛 Über die Größe},\n  year = 2001\n}\n"


@pytest.mark.parametrize("kind", BYTES)
@pytest.mark.parametrize("suffix", [".bib", ".ris", ".json", ".xml", ".txt", ""])
def test_bytes_are_no_bibliography(kind: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"refs{suffix}"
    path.write_bytes(BYTES[kind])
    with pytest.raises(citex.ParseError, match=kind):
        citex.read(path)
    with pytest.raises(citex.ParseError, match=kind):
        citex.parse(BYTES[kind])


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    """Without a mark of byte order UTF-16 is told by its zeros."""
    (paper,) = citex.parse(TEXT.encode(encoding), "bibtex", problems=[])
    assert paper.title == "城市热岛 Über die Größe"


def test_an_encoding_that_is_named_is_believed() -> None:
    text = "题名：城市热岛效应的观测\n" * 20
    for encoding in ("utf-16-le", "utf-16-be"):
        with pytest.raises(citex.CitexError) as error:
            citex.parse(text.encode(encoding), encoding=encoding)
        assert "no text" not in str(error.value)


def test_a_text_with_a_few_controls_is_a_text() -> None:
    (paper,) = citex.parse(TEXT.replace("Größe", "Gr\0\x01\x02ße").encode(), "bibtex", problems=[])
    assert paper.id == "a"
