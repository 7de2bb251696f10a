"""A server on loopback that plays all services: it answers as it is told, and counts."""

from __future__ import annotations

import json
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
    "/crossref/works/": "crossref", "/datacite/dois/": "datacite", "/doi.org/": "doi.org",
    "/pubmed/": "pubmed", "/europepmc/": "europepmc", "/arxiv/": "arxiv",
    "/openlibrary/": "openlibrary",
}  # fmt: skip
NAMES = list(PREFIXES.values())


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
        self.under_way: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.lock = threading.Lock()
        server = self

        class Answering(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
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
            self.most[service] = max(self.most[service], self.under_way[service])
        try:
            self._play(handler, service, _values(service, parts.path[len(prefix) :], query))
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self.lock:
                self.under_way[service] -= 1

    def _play(self, handler: Handler, service: str, values: list[str]) -> None:
        with self.lock:
            for value in values:
                self.asked[service, value] += 1
            play = next(
                (self.plays[service, v] for v in values if (service, v) in self.plays), None
            )
            if isinstance(play, list):
                play = play.pop(0) if play else None
        if play is not None:
            play(self, handler, values[0])
        else:
            good(self, handler, ",".join(values))


def _values(service: str, path: str, query: dict[str, list[str]]) -> list[str]:
    if service in ("crossref", "datacite", "doi.org"):
        return [unquote(path)]
    name = {"pubmed": "id", "arxiv": "id_list", "europepmc": "query", "openlibrary": "bibkeys"}
    words = query.get(name[service], [""])[0].split(",")
    return [word.removeprefix("PMCID:").removeprefix("ISBN:") for word in words]


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
    handler.wfile.write(body)


def status(code: int, **headers: str) -> Play:
    """The server answers with this status."""
    return lambda server, handler, value: send(handler, b"{}", status=code, **headers)


def good(server: Server, handler: Handler, value: str) -> None:
    """A record of our own, as the service would deliver it."""
    path = urlsplit(handler.path).path  # a proxy is asked with the whole address
    service = next(PREFIXES[p] for p in PREFIXES if path.startswith(p))
    body, kind = BODIES[service](value)
    send(handler, body, kind=kind)


def slow(seconds: float) -> Play:
    def play(server: Server, handler: Handler, value: str) -> None:
        time.sleep(seconds)
        good(server, handler, value)

    return play


def _json(value: Any) -> tuple[bytes, str]:
    return json.dumps(value).encode(), "application/json;charset=utf-8"


def crossref(doi: str) -> tuple[bytes, str]:
    work = {
        "DOI": doi, "type": "journal-article", "title": [f"On the work {doi}"],
        "author": [{"given": "Anna", "family": "Meier", "sequence": "first", "affiliation": []}],
        "container-title": ["Annals of Examples"], "volume": "12", "page": "1-9",
        "issued": {"date-parts": [[2019, 5]]}, "is-referenced-by-count": 3,
    }  # fmt: skip
    return _json({"status": "ok", "message-type": "work", "message": work})


def datacite(doi: str) -> tuple[bytes, str]:
    attributes = {
        "doi": doi, "titles": [{"title": f"Data of {doi}"}], "publisher": "A Repository",
        "creators": [{"name": "Meier, Anna", "familyName": "Meier", "givenName": "Anna"}],
        "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset"},
    }  # fmt: skip
    return _json({"data": {"id": doi, "type": "dois", "attributes": attributes}})


def negotiated(doi: str) -> tuple[bytes, str]:
    item = {"id": doi, "type": "article-journal", "title": f"Elsewhere {doi}", "DOI": doi}
    return json.dumps(item).encode(), "application/vnd.citationstyles.csl+json"


def pubmed(values: str) -> tuple[bytes, str]:
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
        for pmid in values.split(",")
        if not pmid.startswith("99")
    )
    text = f"<?xml version='1.0'?><PubmedArticleSet>{articles}</PubmedArticleSet>"
    return text.encode(), "text/xml; charset=UTF-8"


def europepmc(pmcid: str) -> tuple[bytes, str]:
    record = {
        "id": "1", "source": "MED", "pmcid": pmcid, "title": f"Case {pmcid}.",
        "authorString": "Meier A.", "journalInfo": {"volume": "1", "journal": {"title": "Annals"}},
        "pubYear": "2017",
    }  # fmt: skip
    return _json({"version": "6.9", "hitCount": 1, "resultList": {"result": [record]}})


def arxiv(values: str) -> tuple[bytes, str]:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{value}{'' if 'v' in value else 'v2'}</id>"
        f"<published>2016-05-26T17:59:46Z</published><updated>2016-05-27T17:59:46Z</updated>"
        f"<title>On {value}</title><summary>A summary.</summary>"
        f"<author><name>Anna Meier</name></author></entry>"
        for value in values.split(",")
    )
    text = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    return text.encode(), "application/atom+xml; charset=UTF-8"


def openlibrary(isbn: str) -> tuple[bytes, str]:
    book = {
        "title": "On Growth", "subtitle": "a study", "key": "/books/OL1M",
        "authors": [{"name": "Anna Meier"}], "publishers": [{"name": "Example Press"}],
        "publish_places": [{"name": "Bern"}], "publish_date": "October 1988",
        "identifiers": {"isbn_13": [isbn]}, "number_of_pages": 96,
    }  # fmt: skip
    return _json({f"ISBN:{isbn}": book})


BODIES: dict[str, Callable[[str], tuple[bytes, str]]] = {
    "crossref": crossref, "datacite": datacite, "doi.org": negotiated, "pubmed": pubmed,
    "europepmc": europepmc, "arxiv": arxiv, "openlibrary": openlibrary,
}  # fmt: skip
