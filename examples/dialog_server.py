"""For a site: the citation dialog of a record, and its export files, as a small WSGI application.

    python examples/dialog_server.py library.json          then open http://127.0.0.1:8000/

    /                       the titles
    /list                   all papers on one page, to filter, select, copy and export
    /paper/ID               the dialog of a paper, as a page
    /paper/ID/dialog        the dialog alone, to be placed in a page of yours
    /paper/ID/file/FORMAT   an export file, under its right name and type
    /dialog.css, /dialog.js what the dialog alone needs

`application(papers)` is plain WSGI: Flask and Django can mount it as it is (Flask: `app.wsgi_app =
DispatcherMiddleware(app.wsgi_app, {"/cite": application(papers)})`), Starlette through a2wsgi.
"""

import sys
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import quote, unquote
from wsgiref.simple_server import make_server

import citex
from citex import Paper, dialog

Answer = tuple[str, str, str, dict[str, str]]
"""Status, media type, text, and further headers."""

STRICT = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def application(papers: Iterable[Paper]) -> Callable[[dict[str, Any], Any], list[bytes]]:
    """A WSGI application that serves the dialogs of these papers."""
    by_id = {paper.id: paper for paper in papers}

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        # WSGI hands the path over as bytes in the shape of Latin-1
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        if environ.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
            status, kind, text, more = "405 Method Not Allowed", "text/plain", "", {"Allow": "GET"}
        else:
            status, kind, text, more = answer(by_id, path, environ.get("SCRIPT_NAME", ""))
        body = text.encode("utf-8")
        headers = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(body)),
            "X-Content-Type-Options": "nosniff",
            **more,
        }
        start_response(status, list(headers.items()))
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]

    return app


def answer(papers: dict[str, Paper], path: str, root: str) -> Answer:
    """What is served at a path."""
    if path in ("", "/"):
        return "200 OK", "text/html", _index(papers, root), {"Content-Security-Policy": STRICT}
    if path == "/list":
        return "200 OK", "text/html", citex.page(papers.values()), {}
    if path == "/dialog.css":
        return "200 OK", "text/css", dialog.assets().css, {}
    if path == "/dialog.js":
        return "200 OK", "text/javascript", dialog.assets().script, {}
    _, first, *rest = path.split("/")
    for cut in range(len(rest), 0, -1):  # an id may hold slashes: the longest that fits
        paper = papers.get(unquote("/".join(rest[:cut])))
        if first == "paper" and paper is not None:
            return _of_paper(paper, rest[cut:])
    return "404 Not Found", "text/plain", "There is nothing here.\n", {}


def _of_paper(paper: Paper, rest: list[str]) -> Answer:
    if not rest:
        return "200 OK", "text/html", citex.page(paper), {}
    if rest == ["dialog"]:
        return "200 OK", "text/html", citex.dialog_fragment(paper, with_assets=False), {}
    if len(rest) == 2 and rest[0] == "file":
        try:
            form = dialog.export_format(rest[1])
        except citex.CitexError as error:
            return "404 Not Found", "text/plain", f"{error}\n", {}
        file = dialog.export([paper], form, dialog.stem(paper))
        disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return "200 OK", file.type, file.content, {"Content-Disposition": disposition}
    return "404 Not Found", "text/plain", "There is nothing here.\n", {}


def _index(papers: dict[str, Paper], root: str) -> str:
    address = f"{escape(root)}/paper/"
    lines = [
        f'<li><a href="{address}{quote(paper.id)}">{escape(paper.title or paper.id)}</a>'
        for paper in papers.values()
    ]
    return f'<!DOCTYPE html><html lang="en"><title>Papers</title><ul>{"".join(lines)}</ul></html>'


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: dialog_server.py LIBRARY [PORT]", file=sys.stderr)
        return 2
    papers = citex.read(sys.argv[1])
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 8000
    with make_server("127.0.0.1", port, application(papers)) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
