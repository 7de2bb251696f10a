"""Everything at hand in all six styles: nothing raises, and nothing looks broken.

The checks read only what is printed and the record; they know nothing of how the styles work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import own_papers as own
import pytest

import citex
from citex import csl
from citex.model import Paper

STYLES = [
    f"gbt7714-{edition}{kind}"
    for edition in ("2015", "2025")
    for kind in ("", "-author-date", "-note")
]
RECORDS = ("crossref", "datacite", "europepmc", "openalex", "s2")

HAN = re.compile("[\u4e00-\u9fff]")
KANA_OR_HANGUL = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
BROKEN = re.compile(
    r"(?<!\.)\.\.(?!\.)|,,|，，|;;|；；|::|：：|: ?\.|：\.|, ?\.(?! ?\.)|，\.|\. \.|，：|：，"
    r"|\(\)|\[\]|（）|\[/|/\]| \.| ,|  "
)
LATIN_WORDS = re.compile(r"et al\.|[,，] ?trans\.|\bAnon\b|\b\d+(?:st|nd|rd|th) ed\.|\[S\.l\.")
CHINESE_WORDS = re.compile(r"[,，] ?[等译]|佚名|无日期|出版地不详|第\d+卷")


def own_lists() -> list[Paper]:
    return [*own.one_of_each_kind(), *own.chinese(), *own.sparse()]


def faults(paper: Paper, text: str) -> Iterator[str]:
    """What looks wrong in an entry, but for what the record itself holds."""
    values = " ".join(str(value) for _, value in paper.variables())
    body = re.sub(r"https?://\S+|(?:DOI|CSTR):\S+", "@", text)
    if not text.strip():
        yield "empty"
    for match in BROKEN.finditer(body):
        if match.group() not in values:
            yield f"{match.group()!r} in {body[max(0, match.start() - 20) : match.end() + 20]!r}"
    for word in re.findall(r"\b(?:undefined|None|null|nan)\b", body):
        if word not in values:
            yield word
    title = re.sub(r"<[^>]+>", "", paper.title or "")
    if not title or KANA_OR_HANGUL.search(title):
        return
    han = len(HAN.findall(title))
    words = len(re.findall("[A-Za-z\u00c0-\u024f]{2,}", title))
    if han > words:
        strange = LATIN_WORDS
    elif han == 0 and words and not HAN.search(values):
        strange = CHINESE_WORDS
    else:
        return
    for match in strange.finditer(body):
        if match.group().strip(",， ") not in values:
            yield f"{match.group()!r} in an entry for {title!r}"


def check(papers: list[Paper], style: str) -> None:
    chosen = csl.Processor(csl.load(style))
    found = [
        f"{paper.id}: {fault}: {text}"
        for paper in papers
        if paper.title or paper.container_title
        for text in [chosen.reference(paper)]
        for fault in faults(paper, text)
    ]
    assert not found, "\n".join(found)
    assert len(chosen.bibliography(papers)) == len(papers)


@pytest.mark.parametrize("style", STYLES)
def test_own_papers(style: str) -> None:
    check([paper for paper in own_lists() if paper.type], style)


@pytest.mark.parametrize("style", STYLES)
def test_corpus(style: str, shared: Path) -> None:
    items = json.loads((shared / "data" / "corpus.json").read_text(encoding="utf-8"))
    check([Paper.from_dict(item) for item in items], style)


@pytest.mark.parametrize("source", RECORDS)
def test_records(source: str, shared: Path) -> None:
    papers = citex.read(shared / "data" / "records" / f"{source}.jsonl", source, problems=[])
    assert papers
    for style in STYLES:
        check(papers, style)
