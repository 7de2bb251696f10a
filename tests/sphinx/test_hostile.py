"""Records that try to break out: their texts are text in every builder."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></section><img src=x onerror=alert(1)>",
    r"\input{/etc/passwd} \write18{id} $\def\x{\x}\x$ % }{",
    "`code`_ **bold** :cite:p:`tu2011` |sub| [1]_ http://x.y/",
    ".. raw:: html\n\n   <b>",
    "\ufdd0\ufdd1 \x00\x1b[31m \u202e",
    '" onmouseover="alert(1)',
    "]]> <!-- &amp; &lt;b&gt;",
]


def site_of(project: Any) -> Any:
    works = [{"id": f"w{number}", "type": "book", "title": text, "publisher": text,
              "author": [{"family": text, "given": text}], "URL": "javascript:alert(1)",
              "DOI": f"10.1/{text}"} for number, text in enumerate(HOSTILE)]  # fmt: skip
    site = project(citex_bibfiles=["works.json"], version="1", epub_copyright="none",
                   suppress_warnings=["epub"])  # fmt: skip
    site.write("works.json", json.dumps(works))
    keys = ",".join(work["id"] for work in works)
    site.write("index.rst", f"Title :cite:t:`w0`\n==================\n\n:cite:t:`{keys}` "
                            f":cite:p:`{keys}` :footcite:t:`{keys}`\n\n.. bibliography::\n\n"
                            ".. footbibliography::\n")  # fmt: skip
    return site


@pytest.mark.parametrize("style", ["apa", "gbt7714", "chicago-notes-bibliography"])
def test_no_text_is_markup_in_html(project: Any, style: str) -> None:
    built = site_of(project).build(citex_style=style)
    assert built.warnings == ""
    page = built.page("index.html")
    body = page.partition('role="main"')[2].partition("sphinxsidebar")[0]
    assert not re.search(r"<script|<img|<b>|onmouseover=\"|onerror=[^&]*>(?!.*&gt;)", body)
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', body))
    tags = set(re.findall(r"<([a-z0-9]+)", body))
    assert tags <= {"section", "h1", "p", "a", "span", "div", "sup", "em", "aside", "hr", "i"}


def test_no_text_is_a_command_in_latex(project: Any) -> None:
    built = site_of(project).build("latex", citex_style="apa")
    tex = built.page("own.tex").partition(r"\begin{document}")[2]
    assert r"\input" not in tex
    assert r"\write18" not in tex
    assert r"\def" not in tex


def test_no_text_is_markup_again_in_text(project: Any) -> None:
    text = site_of(project).build("text", citex_style="apa").page("index.txt")
    assert ":cite:p:`tu2011`" in text
    assert "\x1b" not in text
    assert "\ufdd0" not in text


def test_keys_and_names_of_documents_are_ids(project: Any) -> None:
    """Whatever they hold, an id is one that XML has, and no two are the same."""
    site = project(citex_bibfiles=["works.json"], citex_style="ieee")
    keys = ["a b", "a_20_b", "钱1954", "1:x", '"x"', "A B"]
    site.write("works.json", json.dumps([{"id": key, "title": key} for key in keys]))
    cited = " ".join(f":cite:p:`{key}`" for key in keys)
    site.write(
        "index.rst", f"One\n===\n\n{cited}\n\n.. toctree::\n\n   第 一\n\n.. bibliography::\n"
    )
    site.write("第 一.rst", f"One\n===\n\n{cited}\n")
    built = site.build()
    assert built.warnings == ""
    page = built.page("index.html")
    entries = re.findall(r'class="target" id="([^"]+)"', page)
    assert len(set(entries)) == len(entries) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z][\w.-]*", id) for id in entries)
    assert set(re.findall(r'citation" id="[^"]*"><a [^>]*href="#([^"]*)"', page)) == set(entries)
