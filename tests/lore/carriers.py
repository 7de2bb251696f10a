"""One record of every format that reads, with given values in given slots: as that format says it.

A carrier is a frame and, for each slot it has, how a value of it is written. A record for people
to read is made of a row's raw values, chosen by the words that the carrier `speaks`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import marc_records
import word_documents as documents

Values = Mapping[str, list[str]]
"""Slot -> the raw values that are to stand in it."""


class Raw(str):
    """A value that is markup already: it stands in XML as it is."""


class Carrier(NamedTuple):
    """How a format says things: the words by which rows speak to it, its slots, and its records."""

    speaks: str
    slots: frozenset[str]
    record: Callable[[Values], str | bytes]


def _xml(text: str) -> str:
    return text if isinstance(text, Raw) else escape(text)


def _parts(text: str) -> list[str]:
    """Family name, given names and suffix, of a person written "Family|Given|Suffix"."""
    return [*text.split("|"), "", ""][:3]


def lines(speaks: str, head: str, tail: str, *, quote: Callable[[str], str] = str,
          sign: str = "", **slots: str) -> Carrier:  # fmt: skip
    """A carrier of lines or elements: each value in its slot's template, one after the other.

    `sign` joins the values of the slot `author`, where a format has all people in one field.
    """

    def record(values: Values) -> str:
        body = ""
        for slot, texts in values.items():
            texts = [sign.join(texts)] if sign and slot in ("author", "editor") else texts
            for text in texts:
                body += slots[slot].replace("{}", quote(text))
        return head + body + tail

    return Carrier(speaks, frozenset(slots), record)


def framed(speaks: str, frame: str, *, person: Callable[[str], str] | None = None,
           quote: Callable[[str], str] = _xml, **slots: str) -> Carrier:  # fmt: skip
    """A carrier of XML: "@slot@" in the frame gives way to the slot's values in its template."""

    def record(values: Values) -> str:
        text = frame
        for slot, template in slots.items():
            shown = "".join(
                template.replace(
                    "{}", person(v) if person and slot in ("author", "editor") else quote(v)
                )
                for v in values.get(slot, ())
            )
            text = text.replace(f"@{slot}@", shown)
        return text

    return Carrier(speaks, frozenset(slots), record)


def _put(found: dict[str, Any], path: str, value: Any) -> None:
    """Set a value at "a.b[].c": the names of objects, and "[]" for a list of one."""
    *way, last = path.split(".")
    for step in way:
        if step.endswith("[]"):
            found = found.setdefault(step[:-2], [{}])[0]
        else:
            found = found.setdefault(step, {})
    found[last.removesuffix("[]")] = [value] if last.endswith("[]") else value


def tree(speaks: str, base: dict[str, Any], people: Callable[[list[str]], Any] | None = None,
         dump: Callable[[Any], str | bytes] = json.dumps,
         **slots: str | tuple[str, Callable[[str], Any]],
         ) -> Carrier:  # fmt: skip
    """A carrier of JSON (or YAML, which takes JSON): each value at its slot's path."""

    def record(values: Values) -> str | bytes:
        found: dict[str, Any] = json.loads(json.dumps(base))
        for slot, texts in values.items():
            path, made = slots[slot] if isinstance(slots[slot], tuple) else (slots[slot], None)
            if slot in ("author", "editor") and people is not None:
                _put(found, path, people(texts))
            else:
                _put(found, path, made(texts[0]) if made else texts[0])
        return dump(found)

    return Carrier(speaks, frozenset(slots), record)


def _keyed(keys: tuple[str, str, str], text: str) -> dict[str, str]:
    """The parts of a person that there are, by their keys."""
    parts = zip(keys, _parts(text), strict=True)
    return {key: part for key, part in parts if part and key}


def _people(family: str, given: str, suffix: str, body: str) -> Callable[[list[str]], Any]:
    """People as objects with these keys."""

    def made(texts: list[str]) -> Any:
        return [
            _keyed((family, given, suffix), text) if "|" in text else {body: text} for text in texts
        ]

    return made


def _elements(family: str, given: str, suffix: str, body: str) -> Callable[[str], str]:
    """People as elements: templates of the parts, and of a body."""

    def made(text: str) -> str:
        if "|" not in text:
            return body.replace("{}", _xml(text))
        templates = _keyed((family, given, suffix), text)
        return "".join(key.replace("{}", _xml(part)) for key, part in templates.items())

    return made


def _ends(first: str, last: str) -> Callable[[str], dict[str, str]]:
    """A range of pages under two keys."""

    def made(text: str) -> dict[str, str]:
        start, _, end = text.partition("-")
        return {first: start, last: end} if end else {first: start}

    return made


def _bibtex(speaks: str, **changed: str) -> Carrier:
    named = """title=title author=author editor=editor date=year page=pages language=language
        genre=type volume=volume issue=number journal=journal publisher=publisher place=address
        edition=edition keyword=keywords note=note abstract=abstract DOI=doi URL=url ISBN=isbn
        ISSN=issn number=eid original_title=origtitle"""
    fields = {**dict(pair.split("=") for pair in named.split()), **changed}
    slots = {slot: f"  {name} = {{{{}}}},\n" for slot, name in fields.items()}
    return lines(speaks, "@article{a1,\n", "}\n", sign=" and ", **slots)


def _csl(speaks: str, **frame: Any) -> Carrier:
    people = _people("family", "given", "suffix", "literal")
    return tree(
        speaks, {"id": "a1", "type": "article-journal"}, people, **frame,
        title="title", author="author", editor="editor",
        date=("issued", lambda text: {"raw": text}),
        page="page", language="language", genre="genre", volume="volume", issue="issue",
        journal="container-title", publisher="publisher", place="publisher-place",
        edition="edition", keyword="keyword", note="note", abstract="abstract", DOI="DOI",
        URL="URL", ISBN="ISBN", ISSN="ISSN", number="number", original_title="original-title",
    )  # fmt: skip


_STYLE = '<style face="normal" font="default" size="100%">{}</style>'
_ENDNOTE_XML = (
    '<?xml version="1.0" encoding="UTF-8"?><xml><records><record>'
    '<ref-type name="Journal Article">17</ref-type><contributors><authors>@author@</authors>'
    "<secondary-authors>@editor@</secondary-authors></contributors><titles>@title@@journal@"
    "@original_title@</titles>@page@@volume@@issue@<keywords>@keyword@</keywords>"
    "<dates>@date@</dates>@place@@publisher@@ISSN@@abstract@@note@@DOI@@genre@"
    "<urls><related-urls>@URL@</related-urls></urls>@language@</record></records></xml>"
)
_MODS = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="a1">@title@@original_title@'
    "@author@@editor@@genre@<originInfo>@date@@place@@publisher@@edition@</originInfo>@language@"
    '<relatedItem type="host"><genre authority="marcgt">periodical</genre>@journal@'
    "<part>@volume@@issue@@page@</part></relatedItem>@keyword@@note@@abstract@@DOI@@ISBN@@ISSN@"
    "<location>@URL@</location></mods></modsCollection>"
)
_MARC = {
    "title": "245 10$a{}",
    "author": "700 1#$a{}",  # a relator would stand above the role beside the name
    "editor": "700 1#$a{}$4edt",
    "date": "264 #1$c{}",
    "place": "264 #1$a{}",
    "publisher": "264 #1$b{}",
    "edition": "250 ##$a{}",
    "language": "546 ##$a{}",
    "journal": "773 0#$7nnas$t{}",
    "volume": "773 1#$7nnas$gvolume:{}",
    "issue": "773 1#$7nnas$gnumber:{}",
    "page": "773 1#$7nnas$gpages:{}",
    "keyword": "653 ##$a{}",
    "note": "500 ##$a{}",
    "abstract": "520 ##$a{}",
    "DOI": "024 7#$2doi$a{}",
    "ISBN": "020 ##$a{}",
    "ISSN": "022 ##$a{}",
    "URL": "856 40$u{}",
    "number": "773 1#$7nnas$gelocationid:{}",
}


def _marc(made: Callable[[str], str | bytes]) -> Carrier:
    """A record of an article, whose fields are lines; `made` puts them in their dress."""

    def record(values: Values) -> str | bytes:
        lines = [
            _MARC[slot].replace("$", "\x1f").replace("{}", text.replace("\n", " "))
            for slot, texts in values.items()
            for text in texts
        ]
        return made("\n".join(["LDR 00000nab a2200000 i 4500", *lines]))

    return Carrier("marc text inverted", frozenset(_MARC), record)


_WORD = (
    '<?xml version="1.0"?><b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/'
    '2006/bibliography"><b:Source><b:Tag>a1</b:Tag><b:SourceType>JournalArticle</b:SourceType>'
    "<b:Author><b:Author><b:NameList>@author@</b:NameList></b:Author>"
    "<b:Editor><b:NameList>@editor@</b:NameList></b:Editor></b:Author>@title@"
    "@journal@@date@@page@@volume@@issue@@edition@@publisher@@place@@language@@genre@@DOI@@URL@"
    "@ISBN@@note@</b:Source></b:Sources>"
)
_NOTEFIRST = (
    "<Bibliographies><Bibliography><Type>JournalArticle</Type>@language@"
    "<PrimaryTitle>@title@</PrimaryTitle><Authors>@author@</Authors><Medium>@journal@</Medium>"
    "@date@@volume@@issue@@page@<Keywords>@keyword@</Keywords><Abstracts>@abstract@</Abstracts>"
    "@publisher@@DOI@@URL@@ISSN@</Bibliography></Bibliographies>"
)
_PUBMED = (
    '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>12</PMID>'
    "<Article><Journal>@ISSN@<JournalIssue>@volume@@issue@<PubDate>@date@</PubDate></JournalIssue>"
    "@journal@</Journal>@title@<Pagination>@page@</Pagination><Abstract>@abstract@</Abstract>"
    "<AuthorList>@author@</AuthorList>@language@<PublicationTypeList>@genre@"
    "<PublicationType>Journal Article</PublicationType></PublicationTypeList>@original_title@"
    "</Article><KeywordList>@keyword@</KeywordList></MedlineCitation><PubmedData><ArticleIdList>"
    "@DOI@</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"
)
_ARXIV = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>'
    "<id>http://arxiv.org/abs/2001.00001v1</id>@date@@title@@abstract@@author@</entry></feed>"
)


def _tags(speaks: str, head: str = "", tail: str = "\n") -> Carrier:
    """A carrier of Highwire tags, alone or in the head of a page."""
    named = """title author editor date=publication_date page=firstpage page_last=lastpage language
        volume issue journal=journal_title publisher place=publisher_place edition
        keyword=keywords abstract DOI=doi URL=public_url ISBN=isbn ISSN=issn
        number=article_number"""
    pairs = [pair.partition("=") for pair in named.split()]
    slots = {slot: f'<meta name="citation_{tag or slot}" content={{}}>\n' for slot, _, tag in pairs}
    return lines(speaks, head, tail, quote=quoteattr, **slots)


def _span(speaks: str) -> Carrier:
    """A carrier of COinS."""
    named = """title=atitle author=au date page=spage page_last=epage language volume issue
        journal=jtitle publisher=pub place edition keyword=subject abstract=description
        DOI=doi URL=identifier ISBN=isbn ISSN=issn number=artnum genre=degree"""
    pairs = [pair.partition("=") for pair in named.split()]
    slots = {slot: f"&amp;rft.{key or slot}={{}}" for slot, _, key in pairs}
    head = (
        '<span class="Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:journal&amp;rft.genre=article'
    )
    return lines(speaks, head, '"></span>\n', quote=lambda text: quote(text, safe=""), **slots)


CARRIERS: dict[str, Carrier] = {
    # format, and behind a slash another shape of its records
    "bibtex": _bibtex("bibtex tex"),
    "biblatex": _bibtex(
        "biblatex bibtex tex", date="date", journal="journaltitle", place="location"
    ),
    "ris": lines(
        "ris text inverted", "TY  - JOUR\n", "ER  - \n",
        title="TI  - {}\n", author="AU  - {}\n", editor="ED  - {}\n", date="PY  - {}\n",
        page="SP  - {}\n", page_last="EP  - {}\n", language="LA  - {}\n", genre="M3  - {}\n",
        volume="VL  - {}\n", issue="IS  - {}\n", journal="T2  - {}\n", publisher="PB  - {}\n",
        place="CY  - {}\n", keyword="KW  - {}\n", note="N1  - {}\n",
        abstract="AB  - {}\n", DOI="DO  - {}\n", URL="UR  - {}\n", ISSN="SN  - {}\n",
        number="C7  - {}\n", original_title="TT  - {}\n",
    ),
    "endnote": lines(
        "endnote text inverted", "%0 Journal Article\n", "\n",
        title="%T {}\n", author="%A {}\n", editor="%E {}\n", date="%D {}\n", page="%P {}\n",
        language="%G {}\n", genre="%9 {}\n", volume="%V {}\n", issue="%N {}\n", journal="%J {}\n",
        publisher="%I {}\n", place="%C {}\n", keyword="%K {}\n", note="%Z {}\n",
        abstract="%X {}\n", DOI="%R {}\n", URL="%U {}\n", ISSN="%@ {}\n",
        number="%] {}\n", original_title="%Q {}\n",
    ),
    "refworks": lines(
        "refworks text inverted", "RT Journal Article\n", "\n",
        title="T1 {}\n", author="A1 {}\n", editor="A2 {}\n", date="YR {}\n", page="SP {}\n",
        page_last="OP {}\n", language="LA {}\n", volume="VO {}\n", issue="IS {}\n",
        journal="JF {}\n", publisher="PB {}\n", place="PP {}\n", edition="ED {}\n",
        keyword="K1 {}\n", note="NO {}\n", abstract="AB {}\n", DOI="DO {}\n", URL="UL {}\n",
        ISSN="SN {}\n", original_title="OT {}\n",
    ),
    "noteexpress": lines(
        "noteexpress text inverted", "{Reference Type}: Journal Article\n", "\n",
        title="{Title}: {}\n", author="{Author}: {}\n", editor="{Secondary Author}: {}\n",
        date="{Year}: {}\n", page="{Pages}: {}\n", language="{Language}: {}\n",
        genre="{Type of Work}: {}\n", volume="{Volume}: {}\n", issue="{Issue}: {}\n",
        journal="{Journal}: {}\n", publisher="{Publisher}: {}\n", place="{Place Published}: {}\n",
        edition="{Edition}: {}\n", keyword="{Keywords}: {}\n", note="{Notes}: {}\n",
        abstract="{Abstract}: {}\n", DOI="{DOI}: {}\n", URL="{URL}: {}\n",
        ISSN="{ISBN/ISSN}: {}\n", original_title="{Translated Title}: {}\n",
    ),
    "nbib": lines(
        "nbib text inverted", "PMID- 12\n", "PT  - Journal Article\n",
        title="TI  - {}\n", author="FAU - {}\n", editor="FED - {}\n", date="DP  - {}\n",
        page="PG  - {}\n", language="LA  - {}\n", genre="PT  - {}\n", volume="VI  - {}\n",
        issue="IP  - {}\n", journal="JT  - {}\n", publisher="PB  - {}\n", place="PL  - {}\n",
        keyword="OT  - {}\n", note="GN  - {}\n", abstract="AB  - {}\n", DOI="AID - {} [doi]\n",
        ISSN="IS  - {}\n", original_title="TT  - {}\n",
    ),
    "nbib/short": lines(
        "text initials", "PMID- 12\n", "PT  - Journal Article\n",
        title="TI  - {}\n", author="AU  - {}\n", editor="ED  - {}\n",
    ),
    "isi": lines(
        "isi text inverted", "FN Clarivate\nVR 1.0\nPT J\n", "ER\n\nEF\n",
        title="TI {}\n", author="AF {}\n", editor="BE {}\n", date="PY {}\n", page="BP {}\n",
        page_last="EP {}\n", language="LA {}\n", genre="DT {}\n", volume="VL {}\n",
        issue="IS {}\n", journal="SO {}\n", publisher="PU {}\n", place="PI {}\n",
        keyword="DE {}\n", abstract="AB {}\n", DOI="DI {}\n", ISSN="SN {}\n", ISBN="BN {}\n",
        number="AR {}\n",
    ),
    "isi/short": lines(
        "text initials", "FN Clarivate\nVR 1.0\nPT J\n", "ER\n\nEF\n",
        title="TI {}\n", author="AU {}\n", editor="ED {}\n",
    ),
    "endnote-xml": framed(
        "endnote-xml text inverted", _ENDNOTE_XML,
        title=f"<title>{_STYLE}</title>", author=f"<author>{_STYLE}</author>",
        editor=f"<author>{_STYLE}</author>", date=f"<year>{_STYLE}</year>",
        page=f"<pages>{_STYLE}</pages>", language=f"<language>{_STYLE}</language>",
        genre=f"<work-type>{_STYLE}</work-type>", volume=f"<volume>{_STYLE}</volume>",
        issue=f"<number>{_STYLE}</number>", journal=f"<secondary-title>{_STYLE}</secondary-title>",
        publisher=f"<publisher>{_STYLE}</publisher>", place=f"<pub-location>{_STYLE}"
        "</pub-location>",
        keyword=f"<keyword>{_STYLE}</keyword>", note=f"<notes>{_STYLE}</notes>",
        abstract=f"<abstract>{_STYLE}</abstract>", URL=f"<url>{_STYLE}</url>",
        DOI=f"<electronic-resource-num>{_STYLE}</electronic-resource-num>",
        ISSN=f"<isbn>{_STYLE}</isbn>",
        original_title=f"<translated-title>{_STYLE}</translated-title>",
    ),
    "mods": framed(
        "mods text parts", _MODS,
        person=_elements(
            '<namePart type="family">{}</namePart>', '<namePart type="given">{}</namePart>',
            '<namePart type="termsOfAddress">{}</namePart>', "<namePart>{}</namePart>",
        ),
        title="<titleInfo><title>{}</title></titleInfo>",
        original_title='<titleInfo type="translated"><title>{}</title></titleInfo>',
        author="<name>{}<role><roleTerm type='code'>aut</roleTerm></role></name>",
        editor="<name>{}<role><roleTerm type='code'>edt</roleTerm></role></name>",
        genre="<genre>{}</genre>", date="<dateIssued>{}</dateIssued>",
        place='<place><placeTerm type="text">{}</placeTerm></place>',
        publisher="<publisher>{}</publisher>", edition="<edition>{}</edition>",
        language="<language><languageTerm>{}</languageTerm></language>",
        journal="<titleInfo><title>{}</title></titleInfo>",
        volume='<detail type="volume"><number>{}</number></detail>',
        issue='<detail type="issue"><number>{}</number></detail>',
        page='<extent unit="page"><list>{}</list></extent>',
        keyword="<subject><topic>{}</topic></subject>", note="<note>{}</note>",
        abstract="<abstract>{}</abstract>", DOI='<identifier type="doi">{}</identifier>',
        ISBN='<identifier type="isbn">{}</identifier>',
        ISSN='<identifier type="issn">{}</identifier>', URL="<url>{}</url>",
    ),
    "marcxml": _marc(marc_records.marcxml),
    "marc": _marc(marc_records.iso2709),
    "word": framed(
        "word text parts", _WORD,
        person=_elements(
            "<b:Last>{}</b:Last>", "<b:First>{}</b:First>", "", "<b:Last>{}</b:Last>",
        ),
        title="<b:Title>{}</b:Title>", author="<b:Person>{}</b:Person>",
        editor="<b:Person>{}</b:Person>",
        date="<b:Year>{}</b:Year>", page="<b:Pages>{}</b:Pages>",
        language="<b:LCID>{}</b:LCID>", genre="<b:Type>{}</b:Type>",
        volume="<b:Volume>{}</b:Volume>", issue="<b:Issue>{}</b:Issue>",
        journal="<b:JournalName>{}</b:JournalName>", publisher="<b:Publisher>{}</b:Publisher>",
        place="<b:City>{}</b:City>", edition="<b:Edition>{}</b:Edition>",
        note="<b:Comments>{}</b:Comments>", DOI="<b:DOI>{}</b:DOI>", URL="<b:URL>{}</b:URL>",
        ISBN="<b:StandardNumber>{}</b:StandardNumber>",
    ),
    "notefirst": framed(
        "notefirst text inverted", _NOTEFIRST,
        title="<Title>{}</Title>", author="<Author><Info><FullName>{}</FullName></Info></Author>",
        date="<Year>{}</Year>", page="<PageScope>{}</PageScope>",
        language="<Language>{}</Language>", volume="<Volume>{}</Volume>",
        issue="<Issue>{}</Issue>", journal="<Media>{}</Media>",
        publisher="<Publisher>{}</Publisher>", keyword="<Keyword>{}</Keyword>",
        abstract="<Abstract>{}</Abstract>", DOI="<DOI>{}</DOI>", URL="<Url>{}</Url>",
        ISSN="<ISSN>{}</ISSN>",
    ),
    "cff": tree(
        "cff text parts",
        {"cff-version": "1.2.0", "message": "m", "title": "n", "authors": [{"name": "n"}],
         "references": [{"type": "article"}]},
        _people("family-names", "given-names", "name-suffix", "name"),
        title="references[].title", author="references[].authors",
        editor="references[].editors", date="references[].date-published",
        page="references[].start", page_last="references[].end",
        language="references[].languages[]", volume="references[].volume",
        issue="references[].issue", journal="references[].journal",
        publisher="references[].publisher.name",
        place=("references[].publisher", lambda text: {"name": "Harbour Press", "city": text}),
        edition="references[].edition",
        keyword="references[].keywords[]", note="references[].notes",
        abstract="references[].abstract", DOI="references[].doi",
        URL="references[].url", ISBN="references[].isbn",
        ISSN="references[].issn", number="references[].number",
    ),
    "hayagriva": tree(
        "hayagriva text parts", {"a1": {"type": "article", "parent": {"type": "periodical"}}},
        lambda texts: [
            _keyed(("name", "given-name", "suffix"), text) if "|" in text else text
            for text in texts
        ],
        title="a1.title", author="a1.author", editor="a1.editor", date="a1.date",
        page="a1.page-range", language="a1.language", genre="a1.genre",
        volume="a1.parent.volume", issue="a1.parent.issue", journal="a1.parent.title",
        publisher="a1.publisher.name", place="a1.publisher.location", edition="a1.edition",
        note="a1.note", abstract="a1.abstract", DOI="a1.serial-number.doi", URL="a1.url",
        ISBN="a1.serial-number.isbn", ISSN="a1.serial-number.issn",
        number="a1.serial-number.serial",
    ),
    "highwire": _tags("highwire html inverted"),
    "webpage": _tags("highwire html inverted", "<!doctype html><html><head>\n"),
    "coins": _span("coins html natural"),
    "jsonld": tree(
        "jsonld html parts",
        {"@context": "https://schema.org", "@type": "ScholarlyArticle",
         "isPartOf": {"@type": "PublicationIssue",
                      "isPartOf": {"@type": ["PublicationVolume", "Periodical"]}}},
        _people("familyName", "givenName", "honorificSuffix", "name"),
        title="headline", author="author", editor="editor", date="datePublished",
        page="pageStart", page_last="pageEnd", language="inLanguage", genre="genre",
        volume="isPartOf.isPartOf.volumeNumber", issue="isPartOf.issueNumber",
        journal="isPartOf.isPartOf.name", publisher="publisher.name", edition="bookEdition",
        place="publisher.address", keyword="keywords", abstract="abstract",
        DOI="sameAs", URL="url", ISBN="isbn", ISSN="isPartOf.isPartOf.issn", number="position",
    ),
    "docx": tree(
        "citavi text parts", {"ReferenceType": "JournalArticle", "Id": "a1"},
        _people("LastName", "FirstName", "Suffix", "LastName"),
        dump=lambda tree: documents.docx(documents.field(documents.citavi(tree))),
        title="Title", author="Authors", editor="Editors", date="Date", page="PageRange",
        language="Language", volume="Volume", issue="Number", journal="Periodical.Name",
        publisher="Publishers[].Name", place="PlaceOfPublication", edition="Edition",
        keyword="Keywords[].Name", note="Notes", abstract="Abstract", DOI="Doi",
        URL="OnlineAddress", ISBN="Isbn", ISSN="Periodical.Issn",
    ),
    "csljson": _csl("csljson parts html"),
    "cslyaml": _csl("csljson parts html", dump=lambda tree: json.dumps({"references": [tree]})),
    "crossref": tree(
        "crossref parts html", {"DOI": "10.5555/a1", "type": "journal-article",
                                "is-referenced-by-count": 1, "issued": {"date-parts": [[2020]]}},
        _people("family", "given", "suffix", "name"),
        title="title[]", author="author", editor="editor",
        page="page", language="language", volume="volume", issue="issue",
        journal="container-title[]", publisher="publisher", place="publisher-location",
        edition="edition-number", abstract="abstract", DOI="DOI", ISBN="ISBN[]", ISSN="ISSN[]",
        number="article-number", original_title="original-title[]",
    ),
    "datacite": tree(
        "datacite inverted html",
        {"doi": "10.5555/a1", "types": {"resourceTypeGeneral": "JournalArticle"}},
        lambda texts: [{"name": text} for text in texts],
        title="titles[].title", author="creators",
        date=("dates", lambda text: [{"date": text, "dateType": "Issued"}]),
        page=("container", _ends("firstPage", "lastPage")),
        language="language", genre="types.resourceType", volume="container.volume",
        issue="container.issue", journal="container.title", publisher="publisher",
        abstract=("descriptions", lambda text: [{"description": text,
                                                 "descriptionType": "Abstract"}]),
        DOI="doi",
        ISSN=("container", lambda text: {"identifier": text, "identifierType": "ISSN"}),
    ),
    "datacite/parts": tree(
        "parts html", {"doi": "10.5555/a1", "types": {"resourceTypeGeneral": "JournalArticle"}},
        lambda texts: [
            {"name": text.replace("|", ", "), "nameType": "Personal",
             "familyName": _parts(text)[0], "givenName": " ".join(_parts(text)[1:]).strip()}
            if "|" in text else {"name": text} for text in texts
        ],
        title="titles[].title", author="creators",
    ),
    "openalex": tree(
        "openalex natural html", {"id": "https://openalex.org/W1", "type": "article"},
        lambda texts: [
            {"author": {"display_name": text}, "raw_author_name": text} for text in texts
        ],
        title="title", author="authorships", date="publication_date",
        page=("biblio", _ends("first_page", "last_page")),
        language="language", volume="biblio.volume", issue="biblio.issue",
        journal="primary_location.source.display_name",
        publisher="primary_location.source.host_organization_name", DOI="doi",
        URL="primary_location.landing_page_url", ISSN="primary_location.source.issn_l",
        abstract=("abstract_inverted_index",
                  lambda text: {word: [place] for place, word in enumerate(text.split())}),
    ),
    "s2": tree(
        "s2 natural html", {"paperId": "a1", "externalIds": {},
                            "publicationTypes": ["JournalArticle"]},
        lambda texts: [{"name": text} for text in texts],
        title="title", author="authors", date="publicationDate", page="journal.pages",
        volume="journal.volume", journal="journal.name", abstract="abstract", URL="url",
        DOI="externalIds.DOI",
        ISSN=("publicationVenue", lambda text: {"name": "Annals of Buds", "issn": text}),
    ),
    "pubmed": framed(
        "pubmed parts xml", _PUBMED,
        person=_elements(
            "<LastName>{}</LastName>", "<ForeName>{}</ForeName>", "<Suffix>{}</Suffix>",
            "<CollectiveName>{}</CollectiveName>",
        ),
        title="<ArticleTitle>{}</ArticleTitle>", author="<Author>{}</Author>",
        date="<MedlineDate>{}</MedlineDate>", page="<MedlinePgn>{}</MedlinePgn>",
        language="<Language>{}</Language>", genre="<PublicationType>{}</PublicationType>",
        volume="<Volume>{}</Volume>", issue="<Issue>{}</Issue>", journal="<Title>{}</Title>",
        keyword="<Keyword>{}</Keyword>", abstract="<AbstractText>{}</AbstractText>",
        DOI='<ArticleId IdType="doi">{}</ArticleId>', ISSN="<ISSN>{}</ISSN>",
        original_title="<VernacularTitle>{}</VernacularTitle>",
    ),
    "pubmed/summary": tree(
        "initials html", {"uid": "12", "source": "J", "sortpubdate": "2020"},
        lambda texts: [{"name": text, "authtype": "Author"} for text in texts],
        title="title", author="authors", date="pubdate", page="pages", language="lang[]",
        genre="pubtype[]", volume="volume", issue="issue", journal="fulljournalname",
        ISSN="issn", DOI=("articleids", lambda text: [{"idtype": "doi", "value": text}]),
        original_title="vernaculartitle",
    ),
    "europepmc": tree(
        "initials html", {"id": "12", "source": "MED", "pmid": "12"},
        lambda texts: ", ".join(texts) + ".",
        title="title", author="authorString", date="firstPublicationDate", page="pageInfo",
        language="language", genre="pubType", volume="journalVolume", issue="issue",
        journal="journalTitle", abstract="abstractText", DOI="doi", ISSN="journalIssn",
    ),
    "europepmc/core": tree(
        "europepmc parts html", {"id": "12", "source": "MED", "pmid": "12"},
        lambda texts: {"author": _people("lastName", "firstName", "suffix", "collectiveName")(
            texts)},
        title="title", author="authorList", date="journalInfo.dateOfPublication",
        journal="journalInfo.journal.title",
    ),
    "arxiv": framed(
        "arxiv natural html", _ARXIV,
        title="<title>{}</title>", author="<author><name>{}</name></author>",
        date="<published>{}</published>", abstract="<summary>{}</summary>",
    ),
    "booksci": tree(
        "booksci natural html", {"PeriodicalIF": "1"},
        lambda texts: [{"name": text} for text in texts],
        title="title", author="authors", date="publicationDate", page="pages",
        language="language", volume="volume", issue="issue", journal="PeriodicalName",
        abstract="abstract", DOI="doi", URL="ListUrlMain",
    ),
    "openlibrary": tree(
        "text natural", {"key": "/books/OL1M", "publishers": [{"name": "Harbour Press"}]},
        lambda texts: [{"name": text} for text in texts],
        title="title", author="authors", date="publish_date", edition="edition_name",
        publisher=("publishers", lambda text: [{"name": text}]),
        place=("publish_places", lambda text: [{"name": text}]), URL="url",
        ISBN="identifiers.isbn_13[]",
    ),
    "jalc": tree(
        "parts html", {"doi": "10.5555/a1", "content_type": "JA",
                       "publication_date": {"publication_year": "2020"}},
        lambda texts: [
            {"names": [{"lang": "en", "last_name": _parts(text)[0],
                        "first_name": " ".join(_parts(text)[1:]).strip()}]} for text in texts
        ],
        title=("title_list", lambda text: [{"title": text}]), author="creator_list",
        page="first_page", page_last="last_page", language="content_language", volume="volume",
        issue="issue", DOI="doi",
        journal=("journal_title_name_list", lambda text: [{"journal_title_name": text}]),
        publisher=("publisher_list", lambda text: [{"publisher_name": text}]),
        ISSN=("journal_id_list", lambda text: [{"type": "ISSN", "journal_id": text}]),
    ),
    "doaj": tree(
        "natural html", {"id": "0a", "bibjson": {"year": "2020"}},
        lambda texts: [{"name": text} for text in texts],
        title="bibjson.title", author="bibjson.author", page="bibjson.start_page",
        page_last="bibjson.end_page", language="bibjson.journal.language[]",
        volume="bibjson.journal.volume", issue="bibjson.journal.number",
        journal="bibjson.journal.title", publisher="bibjson.journal.publisher",
        keyword="bibjson.keywords[]", abstract="bibjson.abstract",
        DOI=("bibjson.identifier", lambda text: [{"type": "doi", "id": text}]),
        ISSN=("bibjson.identifier", lambda text: [{"type": "pissn", "id": text}]),
        URL=("bibjson.link", lambda text: [{"type": "fulltext", "url": text}]),
    ),
    "googlebooks": tree(
        "html natural", {"id": "zyTCAlFPjgYC", "volumeInfo": {"printType": "BOOK"}},
        lambda texts: texts,
        title="volumeInfo.title", author="volumeInfo.authors", date="volumeInfo.publishedDate",
        language="volumeInfo.language", publisher="volumeInfo.publisher",
        abstract="volumeInfo.description",
        ISBN=("volumeInfo.industryIdentifiers",
              lambda text: [{"type": "ISBN_13", "identifier": text}]),
        ISSN=("volumeInfo.industryIdentifiers",
              lambda text: [{"type": "ISSN", "identifier": text}]),
    ),
    "reading-list": framed(
        "text inverted", "- [ ] @title@ | @author@ | @date@ | @DOI@\n", quote=str,
        title="{}", author="{}; ", date="{}", DOI="{}",
    ),
}  # fmt: skip
"""Every format that reads, by its name; a shape of its records behind a slash is a column too."""
