"""CSL-JSON: types that are none of CSL's, and a file that Zotero takes."""

from __future__ import annotations

import json

import pytest

from citex.formats import Source, csljson
from citex.model import Paper


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Article", "article-journal"),
        ("journal-article", "article-journal"),
        ("journalArticle", "article-journal"),
        ("proceedings-article", "paper-conference"),
        ("book-chapter", "chapter"),
        ("posted-content", "article"),
        ("phdthesis", "thesis"),
        ("Dataset", "dataset"),
        ("gibberish", "gibberish"),
    ],
)
def test_a_type_that_is_none_of_csls_is_guessed(name: str, kind: str) -> None:
    text = json.dumps([{"id": "a", "type": name, "title": "T"}])
    (paper,) = csljson.read(Source.of_text(text), [])
    assert paper.type == kind
    assert (name == kind) is (not paper.remarks)


def test_zotero_refuses_no_file_that_is_written_for_it() -> None:
    papers = [Paper(id="a", type="software", title="T", note="Fast."), Paper(id="b", type="book")]
    one, two = json.loads("".join(csljson.write(papers, zotero=True)))
    assert (one["type"], one["note"]) == ("document", "type: software\nFast.")
    assert two == {"id": "b", "type": "book"}
