"""Documents of Word and LibreOffice, made by hand: packing them, and citations of each manager."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str | bytes], **options: Any) -> bytes:
    """A ZIP archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)  # of no day, so that the same parts are the same bytes
            archive.writestr(info, content, **{"compress_type": zipfile.ZIP_DEFLATED, **options})
    return target.getvalue()


def relations(*rows: tuple[str, str]) -> str:
    """The part that says what a part names: rows of a kind and a target."""
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELS}">{listed}</Relationships>'


def story(body: str, root: str = "document") -> str:
    """A part of Word's with this content."""
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{root} xmlns:w="{W}" xmlns:mc="{_MC}">{inner}</w:{root}>'
    )


def notes(kind: str, **texts: str) -> str:
    """The part of the footnotes or endnotes, by their numbers (_1="...")."""
    body = "".join(f'<w:{kind} w:id="{n[1:]}">{text}</w:{kind}>' for n, text in texts.items())
    return story(body, f"{kind}s")


def parts_of(body: str, **more: str) -> dict[str, str | bytes]:
    """The parts of a document of Word; `more` are footnotes=, header1=, item1=, custom= ..."""
    kinds = {"footnotes": "footnotes", "endnotes": "endnotes"}
    rows = []
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": story(body),
    }
    for name, text in more.items():
        if name.startswith("item"):
            parts[f"customXml/{name}.xml"] = text
            rows.append(("customXml", f"../customXml/{name}.xml"))
        elif name == "custom":
            parts["docProps/custom.xml"] = text
        elif name.startswith("webextension"):
            parts[f"word/webextensions/{name}.xml"] = text
        else:
            parts[f"word/{name}.xml"] = text
            rows.append((kinds.get(name, name.rstrip("0123456789")), f"{name}.xml"))
    parts["word/_rels/document.xml.rels"] = relations(*rows)
    return parts


def docx(body: str, **more: str) -> bytes:
    """A document of Word."""
    return packed(parts_of(body, **more))


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def char(kind: str, data: str = "") -> str:
    held = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{held}</w:fldChar></w:r>'


def instruction(text: str, size: int = 0) -> str:
    """The instruction of a field; in pieces of this size, one a run."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)] if size else [text]
    return "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>'
        for piece in pieces
    )


def field(code: str, shown: str = "(1)", *, size: int = 0, data: str = "", inner: str = "") -> str:
    """A field in five parts; `inner` stands in its instruction, `data` beside it."""
    return (
        char("begin", data) + instruction(f" {code} ", size) + inner + char("separate")
        + run(shown) + char("end")
    )  # fmt: skip


def simple(code: str, shown: str = "(1)") -> str:
    return f'<w:fldSimple w:instr="{escape(code)}">{run(shown)}</w:fldSimple>'


def control(tag: str, inner: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/><w:tag w:val="{escape(tag)}"/><w:placeholder>'
        '<w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder></w:sdtPr>'
        f"<w:sdtContent>{inner or run('(Li 2020)')}</w:sdtContent></w:sdt>"
    )


def box(inner: str) -> str:
    """A text box, which Word writes twice."""
    content = f"<w:txbxContent>{para(inner)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{content}</mc:Choice>'
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def deleted(code: str) -> str:
    """A field that was deleted while changes were tracked."""
    return (
        f'<w:del w:id="1" w:author="x">{char("begin")}<w:r><w:delInstrText>{escape(code)}'
        f"</w:delInstrText></w:r>{char('separate')}<w:r><w:delText>(1)</w:delText></w:r>"
        f"{char('end')}</w:del>"
    )


def item(data: Mapping[str, Any], uri: str = "", name: Any = "") -> dict[str, Any]:
    """An item of a citation in CSL's JSON."""
    found: dict[str, Any] = {"id": name or data.get("id", "")}
    if uri:
        found |= {"uris": [uri]}
    return found | ({"itemData": dict(data)} if data else {})


def citation(*items: Mapping[str, Any], **more: Any) -> str:
    whole = {"citationID": "a1", "properties": {"noteIndex": 0}, "citationItems": list(items)}
    return json.dumps({**whole, **more})


def zotero(*items: Mapping[str, Any]) -> str:
    """The instruction of a field of Zotero's."""
    schema = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {citation(*items, schema=schema)}"


def uri(key: str) -> str:
    return f"http://zotero.org/users/1234/items/{key}"


def mendeley(*items: Mapping[str, Any]) -> str:
    """The instruction of a field of Mendeley Desktop's, which counts each citation's items."""
    numbered = []
    for number, one in enumerate(items, start=1):
        name = f"ITEM-{number}"
        numbered.append({**one, "id": name, "itemData": {**one["itemData"], "id": name}})
    return f"ADDIN CSL_CITATION {citation(*numbered, mendeley={'formattedCitation': '(1)'})}"


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def mendeley_cite(*items: Mapping[str, Any]) -> str:
    """The tag of a control of Mendeley Cite's."""
    return f"MENDELEY_CITATION_v3_{base64_of(citation(*items, isEdited=False))}"


def citavi(*entries: Mapping[str, Any]) -> str:
    """The instruction of a field of Citavi's: each entry a reference, or what stands for one."""
    listed = [
        {"Id": f"e{number}", "ReferenceId": entry.get("Id"), "Reference": entry}
        for number, entry in enumerate(entries)
    ]
    whole = {"$id": "1", "Entries": listed, "Tag": "CitaviPlaceholder#1", "WAIVersion": "6.14.0.0"}
    return f"ADDIN CitaviPlaceholder{{{base64_of(json.dumps(whole))}}}"


def endnote(*records: str, number: int = 7) -> str:
    """EndNote's XML of a citation."""
    cites = "".join(
        f"<Cite><Author>Li</Author><Year>2020</Year><RecNum>{n}</RecNum>{record}</Cite>"
        for n, record in enumerate(records, start=number)
    )
    return f"<EndNote>{cites}</EndNote>"


def endnote_record(number: int, title: str, *, library: str = "z2asfrd", more: str = "") -> str:
    return (
        f'<record><rec-number>{number}</rec-number><foreign-keys><key app="EN" db-id="{library}" '
        f'timestamp="1483621777">{number}</key></foreign-keys><ref-type name="Journal Article">17'
        "</ref-type><contributors><authors><author>Li, Na</author><author>Kim, Bo</author>"
        f"</authors></contributors><titles><title>{escape(title)}</title><secondary-title>"
        "Annals of Trees</secondary-title></titles><pages>12-19</pages><volume>7</volume>"
        f"<dates><year>2020</year></dates>{more}</record>"
    )


def endnote_field(xml: str) -> str:
    """A field of EndNote's whose XML is packed beside it, and again beside the field within."""
    data = base64_of(xml)
    lines = "\r\n".join(data[at : at + 76] for at in range(0, len(data), 76))
    inner = char("begin", lines) + instruction(" ADDIN EN.CITE.DATA ") + char("end")
    return field("ADDIN EN.CITE", data=lines, inner=inner)


def sources(*rows: tuple[str, str]) -> str:
    """A part with sources of Word's own: their tags and titles."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    listed = "".join(
        f"<b:Source><b:Tag>{tag}</b:Tag><b:SourceType>Book</b:SourceType><b:Guid>{{{tag}}}</b:Guid>"
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Li</b:Last><b:First>Na</b:First>"
        f"</b:Person></b:NameList></b:Author></b:Author><b:Title>{escape(title)}</b:Title>"
        "<b:Year>2019</b:Year></b:Source>"
        for tag, title in rows
    )
    return f'<?xml version="1.0"?><b:Sources xmlns:b="{space}">{listed}</b:Sources>'


def properties(values: Mapping[str, str]) -> str:
    """The part of the properties that a program has added."""
    listed = "".join(
        f'<property fmtid="x" pid="{number}" name="{escape(name)}"><vt:lpwstr>{escape(value)}'
        "</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    return f'<Properties xmlns="x" xmlns:vt="y">{listed}</Properties>'


def in_pieces(name: str, value: str, size: int = 255) -> dict[str, str]:
    """A value in the pieces that a property may hold."""
    starts = range(0, len(value), size)
    return {f"{name}_{n}": value[at : at + size] for n, at in enumerate(starts, start=1)}


def bookmark(name: str, inner: str = "", number: int = 0) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner or run("(1)")}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def odt(body: str, values: Mapping[str, str] | None = None, **more: str) -> bytes:
    """A document of LibreOffice; `values` are its properties."""
    head = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "meta"))
    listed = "".join(
        f'<meta:user-defined meta:name="{name}">{escape(value)}</meta:user-defined>'
        for name, value in (values or {}).items()
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {head}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {head}><office:meta>{listed}</office:meta>"
            "</office:document-meta>",
            **more,
        }
    )


def mark(name: str, shown: str = "(1)") -> str:
    """A reference mark of LibreOffice's around a text."""
    called = escape(name)
    return (
        f'<text:p><text:reference-mark-start text:name="{called}"/>{shown}'
        f'<text:reference-mark-end text:name="{called}"/></text:p>'
    )


def all_managers() -> str:
    """A text with a citation of each manager."""
    trees = item({"id": "t1", "type": "book", "title": "On trees"}, uri("AAAA1111"))
    guid = "0b6f1b8e-9f1e-4b43-9e69-8a185817ce57"
    roots = item({"id": guid, "type": "book", "title": "On roots"}, name=guid)
    leaves = {"Id": "l", "ReferenceType": "Book", "Title": "On leaves", "Year": "2001"}
    return para(
        run("As "), field(zotero(trees), size=40), field(mendeley(roots)),
        control(mendeley_cite(roots)), endnote_field(endnote(endnote_record(7, "On oaks"))),
        control("CitaviPlaceholder#1", field(citavi(leaves))), simple(r"CITATION Li19 \l 1033"),
        bookmark("ZOTERO_BREF_a1"), box(field("PAGE")), deleted("PAGE"),
    )  # fmt: skip


def of_all_managers() -> bytes:
    """A document with a citation of each manager, its parts not packed."""
    more = {
        "item1": sources(("Li19", "On elms")),
        "custom": properties({"ZOTERO_BREF_a1_1": "ZOTERO_ITEM CSL_CITATION {}"}),
    }
    return packed(parts_of(all_managers(), **more), compress_type=zipfile.ZIP_STORED)


def of_libreoffice() -> bytes:
    """A document of LibreOffice with a citation."""
    return odt(mark(zotero(item({"id": "t1", "type": "book", "title": "On trees"}))[6:]))


def example() -> dict[str, str | bytes]:
    """The parts of `examples/data/thesis.docx`: works cited by Zotero, EndNote and Word."""
    turing = {
        "id": 12, "type": "article-journal", "title": "Computing Machinery and Intelligence",
        "container-title": "Mind", "volume": "LIX", "issue": "236", "page": "433-460",
        "author": [{"family": "Turing", "given": "Alan M."}], "DOI": "10.1093/mind/LIX.236.433",
        "issued": {"date-parts": [["1950", 10]]},
    }  # fmt: skip
    thompson = {
        "id": 15, "type": "book", "title": "On Growth and Form", "publisher-place": "Cambridge",
        "author": [{"family": "Thompson", "given": "D'Arcy Wentworth"}],
        "publisher": "Cambridge University Press", "issued": {"date-parts": [["1917"]]},
    }  # fmt: skip
    shannon = (
        '<record><rec-number>31</rec-number><foreign-keys><key app="EN" db-id="z2asfrdsndpeza" '
        'timestamp="1700000000">31</key></foreign-keys><ref-type name="Journal Article">17'
        "</ref-type><contributors><authors><author>Shannon, C. E.</author></authors></contributors>"
        "<titles><title>A Mathematical Theory of Communication</title><secondary-title>Bell System "
        "Technical Journal</secondary-title></titles><pages>379-423</pages><volume>27</volume>"
        "<number>3</number><dates><year>1948</year></dates></record>"
    )
    mind = item(turing, uri("TURING50"))
    body = [
        para(run("Machines may think "), field(zotero(mind), "(Turing, 1950)", size=120), run(".")),
        para(run("So may messages."), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        para(run("Forms grow "), field(zotero(item(thompson, uri("DARCY17W")), mind), "(ibid.)")),
        para(run("And tables "), control("1", field(r"CITATION Cod70 \l 1033", "(Codd, 1970)"))),
    ]
    return parts_of(
        "".join(body),
        footnotes=notes("footnote", _2=para(endnote_field(endnote(shannon, number=31)))),
        item1=_SOURCES,
    )


_SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:Tag>Cod70</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author>"
    "<b:NameList><b:Person><b:Last>Codd</b:Last><b:First>E. F.</b:First></b:Person></b:NameList>"
    "</b:Author></b:Author><b:Title>A Relational Model of Data for Large Shared Data Banks"
    "</b:Title><b:JournalName>Communications of the ACM</b:JournalName><b:Year>1970</b:Year>"
    "<b:Volume>13</b:Volume><b:Issue>6</b:Issue><b:Pages>377-387</b:Pages></b:Source></b:Sources>"
)
