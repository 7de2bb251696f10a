"""PDFs: XMP before the information, an identifier off the first pages; broken ones cost a line."""

from __future__ import annotations

import importlib.util
import io
import zlib
from html import escape

import pytest

import citex
from citex.records import pdf

pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")


def made(text: str = "", xmp: str | bytes = "", packed: bytes | None = None, **info: str) -> bytes:
    """A PDF of one page that prints this text, line by line."""
    shown = "".join(
        f"({line.translate({40: chr(92) + '(', 41: chr(92) + ')'})}) Tj T*\n"
        for line in text.split("\n")
    )
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET".encode("latin-1")
    contents = stream if packed is None else packed
    unpack = b"" if packed is None else b"/Filter /FlateDecode "
    packet = xmp.encode() if isinstance(xmp, str) else xmp
    told = " ".join(f"/{key} ({value})" for key, value in info.items()).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + (b"/Metadata 6 0 R >>" if packet else b">>"),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (unpack, len(contents), contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< %s/Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream"
        % (b"/Filter /FlateDecode " if isinstance(xmp, bytes) else b"", len(packet), packet),
        b"<< %s >>" % told,
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 8 /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 8\n0000000000 65535 f \n" + table + end


def packet(**values: str | list[str]) -> str:
    """An XMP packet; "_" in a name stands for ":"."""
    inner = ""
    for key, value in values.items():
        tag = key.replace("_", ":", 1)
        texts = value if isinstance(value, list) else []
        items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
        body = f"<rdf:Seq>{items}</rdf:Seq>" if texts else escape(str(value))
        inner += f"<{tag}>{body}</{tag}>"
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" rdf:about="">'
        f'{inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


FULL = packet(
    dc_title=["On Growth & Form", "Über Wachstum"], dc_creator=["Ann Lee", "Kim, Bo"],
    dc_identifier="doi:10.5555/12345678", prism_publicationName="Annals of Trees",
    prism_volume="7", prism_number="3", prism_startingPage="12", prism_endingPage="19",
    prism_coverDate="2019-03-01", prism_issn="2049-3630", dc_description="How trees grow.",
)  # fmt: skip


def read(data: bytes) -> citex.Paper:
    (paper,) = citex.parse(data)
    return paper


def test_xmp_tells_all() -> None:
    paper = read(made("Text.", FULL, Title="a.dvi", Author="user"))
    assert paper.type == "article-journal"
    assert paper.title == "On Growth & Form"
    assert [str(name) for name in paper.author or ()] == ["Ann Lee", "Bo Kim"]
    assert (paper.container_title, paper.volume, paper.issue) == ("Annals of Trees", "7", "3")
    assert (paper.page, paper.DOI, str(paper.issued)) == ("12-19", "10.5555/12345678", "2019-03-01")


def test_the_information_and_the_first_page() -> None:
    text = "On Growth\nAnn Lee\nhttps://doi.org/10.5555/abc(1).2\nReferences\n10.5555/other"
    paper = read(made(text, Title="On Growth", Author="Ann Lee, Bo Kim"))
    assert (paper.title, paper.DOI) == ("On Growth", "10.5555/abc(1).2")
    assert [name.family for name in paper.author or ()] == ["Lee", "Kim"]
    assert [str(remark) for remark in paper.remarks if remark.variable == "DOI"] == [
        "DOI: stands on page 1 of the PDF"
    ]


def test_a_preprint_of_arxiv() -> None:
    paper = read(made("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023\nAttention Is All You Need"))
    assert (paper.type, paper.DOI) == ("article", "10.48550/arXiv.1706.03762")


@pytest.mark.parametrize("title", ["Microsoft Word - final.doc", "untitled", "paper.dvi", "x1.pdf"])
def test_what_programs_write_is_no_title(title: str) -> None:
    with pytest.raises(citex.ParseError, match="names neither a DOI"):
        read(made("Hello.", Title=title, Author="Administrator"))


def test_references_are_not_the_work() -> None:
    with pytest.raises(citex.ParseError, match="look its title up with citex fetch"):
        read(made("Hello.\nReferences\nhttps://doi.org/10.5555/12345678"))


def test_an_encrypted_file_says_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made("Hello.", FULL))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(citex.ParseError, match="a PDF that cannot be read: it is encrypted"):
        read(target.getvalue())


@pytest.mark.parametrize("size", [8, 60, 200, 400, 900])
def test_a_file_that_was_cut_is_one_line(size: int) -> None:
    with pytest.raises(citex.ParseError, match="is a PDF that") as error:
        read(made("Hello.", "")[:size])
    assert "\n" not in str(error.value)


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()


def test_a_file_that_unpacks_without_end_does_no_harm() -> None:
    bomb = _bomb()
    for data in (made(xmp=bomb, Title="On Growth"), made(packed=bomb, Title="On Growth")):
        problems: list[citex.Problem] = []
        papers = citex.parse(data, "pdf", problems=problems)
        assert problems or papers[0].title == "On Growth"


def test_a_reading_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.5)
    monkeypatch.setattr(pdf, "_CODE", "import time; time.sleep(600)")
    with pytest.raises(citex.ParseError, match=r"takes more than 0\.5 seconds"):
        read(made("Hello."))


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(citex.MissingPackage, match="pip install pypdf"):
        read(made("Hello."))


def test_no_other_format_reads_it() -> None:
    with pytest.raises(citex.ParseError, match="is a PDF; that is no bibliography"):
        citex.parse(made("Hello."), "ris")


def test_entities_of_xmp_are_not_expanded() -> None:
    hostile = FULL.replace(
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
    ).replace("How trees grow.", "&b;&b;&b;")
    paper = read(made("Hello.", hostile))
    assert len(paper.abstract or "") < 1000
