"""A server on loopback that plays all services: it answers as it is told, and counts."""

from __future__ import annotations

import json
import re
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Handler = BaseHTTPRequestHandler
Play = Callable[["Server", Handler, str], None]
"""What the server does with a request for an identifier."""

PREFIXES = {
    # service -> where its identifiers stand in a request
    "/crossref/works": "crossref", "/datacite/dois": "datacite", "/doi.org/doiRA/": "agencies",
    "/doi.org/": "doi.org", "/pubmed/": "pubmed", "/europepmc/": "europepmc", "/arxiv/": "arxiv",
    "/openlibrary/": "openlibrary", "/openalex/works": "openalex", "/wikidata/": "wikidata",
    "/page/": "page", "/k10plus/": "k10plus", "/loc/": "loc", "/dnb/": "dnb",
    "/bnf/": "bnf", "/googlebooks/": "googlebooks",
    "/s2/": "s2", "/ads/": "ads", "/jalc/dois": "jalc", "/zenodo/api/records": "zenodo",
    "/doaj/api/search/articles": "doaj",
    "/hal/": "hal", "/dblp/": "dblp", "/inspire/": "inspire", "/github/": "github",
}  # fmt: skip
NAMES = [name for name in PREFIXES.values() if name != "agencies"]

FIRST = {"openalex": "crossref", "datacite": "crossref", "doi.org": "crossref", "page": "crossref",
         "europepmc": "pubmed"}  # fmt: skip
"""Who is asked before another, for the same identifier."""


class Quiet(ThreadingHTTPServer):
    """A server to which it is no event that a client hangs up."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Server:
    """Answers of all services; `plays` says how one identifier is answered, by service."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.plays: dict[tuple[str, str], Play | list[Play]] = {}
        self.asked: Counter[tuple[str, str]] = Counter()
        self.requests: list[tuple[str, dict[str, list[str]], dict[str, str]]] = []
        self.works: list[dict[str, Any]] = []
        self.under_way: Counter[str] = Counter()
        self.at_work: dict[Handler, str] = {}
        self.most: Counter[str] = Counter()
        self.lock = threading.Lock()
        server = self

        class Answering(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                server.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.httpd = Quiet(("127.0.0.1", 0), Answering)
        self.httpd.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.httpd.server_port}"
        if tls is not None:
            self.url = f"https://localhost:{self.httpd.server_port}"
            self.httpd.socket = tls.wrap_socket(
                self.httpd.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self.httpd.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def hosts(self) -> dict[str, str]:
        return {name: f"{self.url}/{name}" for name in NAMES}

    def answer(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        prefix = next((p for p in PREFIXES if parts.path.startswith(p)), None)
        if prefix is None:
            send(handler, b"no such path", status=404)
            return
        service = PREFIXES[prefix]
        query = parse_qs(parts.query)
        with self.lock:
            self.requests.append((handler.path, query, dict(handler.headers)))
            self.under_way[service] += 1
            self.at_work[handler] = service
            handler.counted_by = self  # type: ignore[attr-defined]
            self.most[service] = max(self.most[service], self.under_way[service])
        asked = [*query.get("query.bibliographic", []), *query.get("query", [])]
        asked += query.get("filter", [])
        words = asked[0] if asked else ""
        if "query.bibliographic" in query or words.startswith(("TITLE:", "title.search:")):
            self._search(handler, service, words)
            return
        try:
            self._play(handler, service, _values(service, parts.path[len(prefix) :], query))
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            self.answered(handler)

    def answered(self, handler: Handler) -> None:
        """A request is done: said before its last byte, behind which the next may come."""
        with self.lock:
            service = self.at_work.pop(handler, None)
            if service is not None:
                self.under_way[service] -= 1

    def _search(self, handler: Handler, service: str, words: str) -> None:
        """Crossref finds works that share two words with what is asked; the others find none."""
        self.answered(handler)
        with self.lock:
            self.asked[service, words] += 1
            play = self.plays.get((service, "search"))
        if callable(play):
            play(self, handler, words)
            return
        asked = set(re.findall(r"\w{3,}", words.casefold()))
        found = [
            work for work in self.works if service == "crossref"
            and len(asked & set(re.findall(r"\w{3,}", work["title"][0].casefold()))) > 1
        ]  # fmt: skip
        empty = {"crossref": {"message": {"items": found}}, "openalex": {"results": []},
                 "europepmc": {"hitCount": 0, "resultList": {"result": []}}}  # fmt: skip
        send(handler, json.dumps(empty[service]).encode())

    def work(self, doi: str) -> dict[str, Any] | None:
        """The work of this DOI, if there is one."""
        return next((work for work in self.works if work["DOI"] == doi), None)

    def _told(self, service: str, value: str) -> Play | list[Play] | None:
        """The play of a service; what the first one of a kind spoils, no other knows."""
        if (service, value) in self.plays:
            return self.plays[service, value]
        value = value.removeprefix("https://doi.org/")
        if self.works and service in FIRST and FIRST[service] == "crossref":
            return unknown
        first = self.plays.get((FIRST.get(service, ""), value))
        return None if first in (None, unknown) else unknown

    def _play(self, handler: Handler, service: str, values: list[str]) -> None:
        with self.lock:
            for value in values:
                self.asked[service, value] += 1
            told = [play for value in values if (play := self._told(service, value))]
            play = min(told, key=lambda one: one is unknown, default=None)
            if isinstance(play, list):
                play = play.pop(0) if play else None
        if play in (None, unknown, good) and len(values) > 1:
            known = [v for v in values if self._told(service, v) is not unknown]
            good(self, handler, *known)
        elif play is not None:
            play(self, handler, values[0])
        else:
            good(self, handler, *values)


def _values(service: str, path: str, query: dict[str, list[str]]) -> list[str]:
    """The identifiers that a request asks for, as its service writes them."""
    marks = {
        "crossref": ("filter", r"doi:([^,]+)"), "datacite": ("query", r'"([^"]+)"'),
        "openalex": ("filter", r"(?:doi|ids\.openalex):(.+)"), "pubmed": ("id", r"[^,]+"),
        "arxiv": ("id_list", r"[^,]+"), "europepmc": ("query", r"PMCID:(\S+)|EXT_ID:(\d+)"),
        "openlibrary": ("bibkeys", r"ISBN:(\w+)"), "k10plus": ("query", r"\A[^=]+=(\w+)"),
        "loc": ("query", r"\A[^=]+=(\w+)"), "dnb": ("query", r"\A[^=]+=(\w+)"),
        "bnf": ("query", r'\A[^"]+"(\w+)"'), "googlebooks": ("q", r":(\w+)"),
        "hal": ("q", r":(\S+)"),
    }  # fmt: skip
    if service in marks and (text := query.get(marks[service][0], [""])[0]):
        found = [next(filter(None, one.groups()), one[0])
                 for one in re.finditer(marks[service][1], text)]  # fmt: skip
        return found[0].split("|") if service == "openalex" else found
    if service == "doaj":
        return re.findall(r'doi:"([^"]+)"', unquote(path))[:1]
    if service == "agencies":
        return [unquote(one) for one in path.split(",")]
    return [unquote(path.lstrip("/")).removeprefix("doi:")]


def send(
    handler: Handler,
    body: bytes,
    *,
    status: int = 200,
    kind: str = "application/json",
    **headers: str,
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if (server := getattr(handler, "counted_by", None)) is not None:
        server.answered(handler)
    handler.wfile.write(body)


def status(code: int, **headers: str) -> Play:
    """The server answers with this status."""
    return lambda server, handler, value: send(handler, b"{}", status=code, **headers)


def unknown(server: Server, handler: Handler, value: str) -> None:
    """The service does not know it: alone it is not found, with others it is left out."""
    send(handler, b"{}", status=404)


def good(server: Server, handler: Handler, *values: str) -> None:
    """Records of our own, as the service would deliver them."""
    path = urlsplit(handler.path).path  # a proxy is asked with the whole address
    service = next(PREFIXES[p] for p in PREFIXES if path.startswith(p))
    if service == "crossref" and server.works:
        _known(server, handler, values)
        return
    listed = "filter=" in handler.path or "query=" in handler.path
    body, kind = BODIES[service](*values, **({"many": listed} if service in LISTS else {}))
    send(handler, body, kind=kind)


def _known(server: Server, handler: Handler, dois: tuple[str, ...]) -> None:
    """Crossref as it is where it has some works and no others."""
    found = [work for work in map(server.work, dois) if work]
    if "filter=" in handler.path:
        send(handler, json.dumps({"message": {"items": found}}).encode())
    elif found:
        send(handler, json.dumps({"message": found[0]}).encode())
    else:
        send(handler, b"Resource not found.", status=404)


def slow(seconds: float) -> Play:
    def play(server: Server, handler: Handler, value: str) -> None:
        time.sleep(seconds)
        good(server, handler, value)

    return play


def _json(value: Any) -> tuple[bytes, str]:
    return json.dumps(value).encode(), "application/json;charset=utf-8"


def crossref(*dois: str, many: bool = False) -> tuple[bytes, str]:
    works = [{
        "DOI": doi, "type": "journal-article", "title": [f"On the work {doi}"],
        "author": [{"given": "Anna", "family": "Meier", "sequence": "first", "affiliation": []}],
        "container-title": ["Annals of Examples"], "volume": "12", "page": "1-9",
        "issued": {"date-parts": [[2019, 5]]}, "is-referenced-by-count": 3,
    } for doi in dois]  # fmt: skip
    if not many:
        return _json({"status": "ok", "message-type": "work", "message": works[0]})
    return _json({"status": "ok", "message-type": "work-list", "message": {"items": works}})


def datacite(*dois: str, many: bool = False) -> tuple[bytes, str]:
    data = [{"id": doi, "type": "dois", "attributes": {
        "doi": doi, "titles": [{"title": f"Data of {doi}"}], "publisher": "A Repository",
        "creators": [{"name": "Meier, Anna", "familyName": "Meier", "givenName": "Anna"}],
        "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset"},
    }} for doi in dois]  # fmt: skip
    return _json({"data": data if many else data[0]})


REGISTERED = {"10.1241": "JaLC", "10.17471": "mEDRA", "10.5281": "DataCite"}
"""Prefix -> who has registered its DOIs."""


def agencies(*dois: str) -> tuple[bytes, str]:
    """All DOIs are registered, but those that begin with 10.0000; most of them by ISTIC."""
    return _json([
        {"DOI": doi, "status": "DOI does not exist"} if doi.startswith("10.0000/")
        else {"DOI": doi, "RA": REGISTERED.get(doi.partition("/")[0], "ISTIC")}
        for doi in dois
    ])  # fmt: skip


def jalc(doi: str) -> tuple[bytes, str]:
    """A work in Japanese, and what it is called in English."""
    names = [{"lang": "en", "last_name": "HAYASHI", "first_name": "Kazuo"},
             {"lang": "ja", "last_name": "林", "first_name": "和夫"}]  # fmt: skip
    return _json({"status": "OK", "apiType": "doi", "message": {"total": 1}, "data": {
        "doi": doi, "content_type": "JA", "url": "https://journal.example/1",
        "title_list": [{"lang": "en", "title": "On moss"}, {"lang": "ja", "title": "苔について"}],
        "creator_list": [{"sequence": "1", "type": "person", "names": names}],
        "journal_title_name_list": [
            {"lang": "ja", "type": "full", "journal_title_name": "植物研究"},
            {"lang": "en", "type": "full", "journal_title_name": "Plant Research"},
        ],
        "journal_id_list": [{"type": "ISSN", "issn_type": "print", "journal_id": "1529-2908"}],
        "publication_date": {"publication_year": "2016", "publication_month": "01"},
        "volume": "58", "issue": "10", "first_page": "763", "last_page": "766",
    }})  # fmt: skip


def doaj(doi: str) -> tuple[bytes, str]:
    """Of DOIs that begin with 10.3969 it has the articles, written in capitals."""
    article = {"id": "0a", "bibjson": {
        "title": "Moss in open journals", "year": "2019", "month": "7", "start_page": "12",
        "end_page": "19", "author": [{"name": "Anna Meier"}], "keywords": ["moss"],
        "identifier": [{"type": "doi", "id": doi.upper()}, {"type": "pissn", "id": "1529-2908"}],
        "journal": {"title": "Moss", "volume": "3", "number": "2", "language": ["EN"]},
    }}  # fmt: skip
    return _json({"total": 1, "results": [article] if doi.startswith("10.3969/") else []})


def zenodo(number: str) -> tuple[bytes, str]:
    """DataCite's metadata as the repository has them, without DataCite's own keys."""
    return _json({
        "types": {"resourceTypeGeneral": "Software"}, "titles": [{"title": f"Tool {number}"}],
        "creators": [{"name": "Meier, Anna", "familyName": "Meier", "givenName": "Anna"}],
        "publisher": "Zenodo", "publicationYear": "2020",
        "identifiers": [{"identifier": f"oai:zenodo.org:{number}", "identifierType": "oai"},
                        {"identifier": f"10.5281/zenodo.{number}", "identifierType": "DOI"}],
    })  # fmt: skip


def negotiated(doi: str) -> tuple[bytes, str]:
    item = {"id": doi, "type": "article-journal", "title": f"Elsewhere {doi}", "DOI": doi}
    return json.dumps(item).encode(), "application/vnd.citationstyles.csl+json"


def pubmed(*values: str) -> tuple[bytes, str]:
    """PubMed gives what it knows, which is no number that begins with 99."""
    articles = "".join(
        f"<PubmedArticle><MedlineCitation><PMID Version='1'>{pmid}</PMID><Article>"
        f"<Journal><JournalIssue><Volume>3</Volume><PubDate><Year>2018</Year></PubDate>"
        f"</JournalIssue><Title>Annals of examples</Title></Journal>"
        f"<ArticleTitle>The case <i>{pmid}</i>.</ArticleTitle>"
        f"<AuthorList><Author><LastName>Meier</LastName><ForeName>Anna</ForeName></Author>"
        f"</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList>"
        f"<ArticleId IdType='pubmed'>{pmid}</ArticleId></ArticleIdList></PubmedData>"
        f"</PubmedArticle>"
        for pmid in values
        if not pmid.startswith("99")
    )
    text = f"<?xml version='1.0'?><PubmedArticleSet>{articles}</PubmedArticleSet>"
    return text.encode(), "text/xml; charset=UTF-8"


def europepmc(*values: str) -> tuple[bytes, str]:
    records = [{
        "id": "1", "source": "MED", "pmcid" if name.startswith("PMC") else "pmid": name,
        "title": f"Case {name}.", "authorString": "Meier A.", "pubYear": "2017",
        "journalInfo": {"volume": "1", "journal": {"title": "Annals"}},
    } for name in values]  # fmt: skip
    return _json({"version": "6.9", "hitCount": len(records), "resultList": {"result": records}})


def arxiv(*values: str) -> tuple[bytes, str]:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{value}{'' if 'v' in value else 'v2'}</id>"
        f"<published>2016-05-26T17:59:46Z</published><updated>2016-05-27T17:59:46Z</updated>"
        f"<title>On {value}</title><summary>A summary.</summary>"
        f"<author><name>Anna Meier</name></author></entry>"
        for value in values
    )
    text = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    return text.encode(), "application/atom+xml; charset=UTF-8"


def openlibrary(*isbns: str) -> tuple[bytes, str]:
    return _json({f"ISBN:{isbn}": {
        "title": "On Growth", "subtitle": "a study", "key": "/books/OL1M",
        "authors": [{"name": "Anna Meier"}], "publishers": [{"name": "Example Press"}],
        "publish_places": [{"name": "Bern"}], "publish_date": "October 1988",
        "identifiers": {"isbn_13": [isbn]}, "number_of_pages": 96,
    } for isbn in isbns})  # fmt: skip


def sru(record: str) -> tuple[bytes, str]:
    """A library's record in the envelope of SRU; none of an empty one."""
    inside = f"<zs:record><zs:recordData>{record}</zs:recordData></zs:record>" if record else ""
    text = f"""<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">
      <zs:version>1.1</zs:version><zs:numberOfRecords>{int(bool(record))}</zs:numberOfRecords>
      <zs:records>{inside}</zs:records></zs:searchRetrieveResponse>"""
    return text.encode(), "text/xml"


def mods(isbn: str, title: str = "On form") -> tuple[bytes, str]:
    """A book of a library's catalogue."""
    return sru(f"""<mods xmlns="http://www.loc.gov/mods/v3" version="3.6"><titleInfo>
      <title>{title}</title></titleInfo>
      <name type="personal"><namePart type="family">Meier</namePart>
      <namePart type="given">Anna</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
      <typeOfResource>text</typeOfResource><originInfo><publisher>Press</publisher>
      <dateIssued>1990</dateIssued><issuance>monographic</issuance></originInfo>
      <identifier type="isbn">{isbn}</identifier></mods>""")


def dnb(isbn: str) -> tuple[bytes, str]:
    """A German book as its national library has it; the file marks what is not sorted."""
    return sru(f"""<record xmlns="http://www.loc.gov/MARC21/slim" type="Bibliographic">
      <leader>00000nam a2200000 c 4500</leader>
      <controlfield tag="008">190314s1999    gw |||||t|||| 00||||ger  </controlfield>
      <datafield tag="020" ind1=" " ind2=" "><subfield code="a">{isbn}</subfield>
        <subfield code="c">kart. : EUR 12.95</subfield></datafield>
      <datafield tag="100" ind1="1" ind2=" "><subfield code="a">Meier, Anna</subfield>
        <subfield code="4">aut</subfield></datafield>
      <datafield tag="245" ind1="1" ind2="4"><subfield code="a">&#152;Die&#156; Form</subfield>
        <subfield code="b">ein Versuch</subfield></datafield>
      <datafield tag="264" ind1=" " ind2="1"><subfield code="a">M&#252;nchen</subfield>
        <subfield code="b">Farn</subfield><subfield code="c">1999</subfield></datafield>
      </record>""")


def bnf(isbn: str) -> tuple[bytes, str]:
    """A French book, in UNIMARC."""
    return sru(f"""<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC">
      <mxc:leader>     cam  22        450 </mxc:leader>
      <mxc:datafield tag="010" ind1=" " ind2=" "><mxc:subfield code="a">{isbn}</mxc:subfield>
      </mxc:datafield>
      <mxc:datafield tag="200" ind1="1" ind2=" ">
        <mxc:subfield code="a">\u0088La \u0089forme</mxc:subfield>
        <mxc:subfield code="f">Anne Meyer</mxc:subfield></mxc:datafield>
      <mxc:datafield tag="214" ind1=" " ind2="0"><mxc:subfield code="a">Paris</mxc:subfield>
        <mxc:subfield code="c">Foug\u00e8re</mxc:subfield>
        <mxc:subfield code="d">DL 2001</mxc:subfield></mxc:datafield>
      <mxc:datafield tag="700" ind1=" " ind2="|"><mxc:subfield code="a">Meyer</mxc:subfield>
        <mxc:subfield code="b">Anne</mxc:subfield><mxc:subfield code="4">0070</mxc:subfield>
      </mxc:datafield></mxc:record>""")


def volume(isbn: str) -> tuple[bytes, str]:
    """Google Books finds a book that is called like the ISBN, too."""
    other = {"kind": "books#volume", "id": "b", "volumeInfo": {"title": isbn}}
    own = {"kind": "books#volume", "id": "a", "volumeInfo": {
        "title": "On light", "subtitle": "a history", "authors": ["Anna Meier", "Wei Li"],
        "publisher": "Example Press", "publishedDate": "2003-07", "pageCount": 96,
        "printType": "BOOK", "language": "en",
        "industryIdentifiers": [{"type": "ISBN_13", "identifier": isbn},
                                {"type": "OTHER", "identifier": "UOM:39015"}],
    }}  # fmt: skip
    return _json({"kind": "books#volumes", "totalItems": 2, "items": [other, own]})


def openalex(*values: str, many: bool = False) -> tuple[bytes, str]:
    works = [{
        "id": f"https://openalex.org/{name if name[0] == 'W' else 'W1'}",
        "doi": f"https://doi.org/{name.removeprefix('doi:')}" if "10." in name else None,
        "title": f"Open {name}", "display_name": f"Open {name}", "publication_year": 2021,
        "type": "article", "authorships": [], "primary_location": None,
    } for name in values]  # fmt: skip
    return _json({"meta": {}, "results": works} if many else works[0])


def s2(*values: str) -> tuple[bytes, str]:
    return _json({"paperId": values[0].rpartition("/")[2], "title": "Scholarly", "authors": [],
                  "externalIds": {}, "year": 2020})  # fmt: skip


def wikidata(value: str) -> tuple[bytes, str]:
    """An item whose DOI is made of its number."""
    name = value.rpartition("/")[2].removesuffix(".json")
    snak = {"mainsnak": {"datavalue": {"value": f"10.5555/{name}"}}}
    return _json({"entities": {name: {"claims": {"P356": [snak]}}}})


def bibtex(value: str) -> tuple[bytes, str]:
    key = value.rpartition("/")[2].removesuffix(".bib")
    text = f"@article{{x, title = {{Of {key}}}, author = {{Meier, Anna}}, year = 2001}}"
    return text.encode(), "application/x-bibtex"


def ads(value: str) -> tuple[bytes, str]:
    return _json({"msg": "Retrieved 1 abstracts", "export": bibtex(value)[0].decode()})


def cff(value: str) -> tuple[bytes, str]:
    text = f"cff-version: 1.2.0\ntitle: {value.split('/')[1]}\nauthors:\n  - name: Us\n"
    return text.encode(), "text/plain"


def page(address: str) -> tuple[bytes, str]:
    text = f"""<!DOCTYPE html><html><head><meta name="citation_title" content="Page {address}">
      <meta name="citation_author" content="Meier, Anna">
      <meta name="citation_publication_date" content="2015/03"></head><body>...</body></html>"""
    return text.encode(), "text/html; charset=utf-8"


LISTS = ("crossref", "datacite", "openalex")
"""The services that answer with a list where many are asked for."""

BODIES: dict[str, Callable[..., tuple[bytes, str]]] = {
    "crossref": crossref, "datacite": datacite, "doi.org": negotiated, "pubmed": pubmed,
    "europepmc": europepmc, "arxiv": arxiv, "openlibrary": openlibrary, "agencies": agencies,
    "openalex": openalex, "wikidata": wikidata, "page": page, "k10plus": mods,
    "dnb": dnb, "bnf": bnf,
    "loc": lambda isbn: mods(isbn, "On form and size"), "googlebooks": volume,
    "jalc": jalc, "doaj": doaj, "zenodo": zenodo,
    "s2": s2, "ads": ads, "hal": bibtex, "dblp": bibtex, "inspire": bibtex, "github": cff,
}  # fmt: skip
