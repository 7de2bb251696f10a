"""arXiv: preprints, many in one request.

Asked for: one request in three seconds, one connection at a time, whoever asks and from however
many processes. Documentation: info.arxiv.org/help/api/tou.html, read 2026-11-29.
"""

from __future__ import annotations

from collections.abc import Iterator

from citex.lookup._xml import children
from citex.lookup.source import Batch, Source
from citex.text.identifiers import without_version

_ATOM = "{http://www.w3.org/2005/Atom}"


def split(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each entry of arXiv's feed, by its identifier with and without version."""
    for address, record in children(body, f"{_ATOM}feed", f"{_ATOM}entry", f"{_ATOM}id"):
        _, found, identifier = address.partition("/abs/")
        if found:
            yield identifier, record
            if without_version(identifier) != identifier:
                yield without_version(identifier), record


SOURCE = Source(
    name="arxiv", host="https://export.arxiv.org", reader="arxiv", kind="xml",
    accept="application/atom+xml",
    many={"arxiv": Batch(path="/api/query", parameters={"id_list": "{ids}", "max_results": "50"},
                         split=split)},
    min_interval=3.0, max_concurrency=1,
)  # fmt: skip
