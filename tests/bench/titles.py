"""Titles put into title case and brought back: how many come back whole.

    python tests/bench/titles.py [--failures]

The titles of the open records of PubMed and Europe PMC (the folder of gathered data, CITEX_SHARED)
that are in sentence case, in English. Each is put into title case as styles do it, alone in its
record, and brought back: with its abstract, its keywords and the other titles as they stand, and
without all of it. The case of the first word of a subtitle is not counted: sources differ in it,
and title case does not tell it.

Half of the titles, by a sum of their letters, is for development; `--failures` shows that half's.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from citex.casing import sentence_cased  # noqa: E402
from citex.casing.english import is_english  # noqa: E402
from citex.casing.sentence import is_sentence_case  # noqa: E402
from citex.csl.markup import BOLD, CLOSE, ITALIC, SUB, SUP  # noqa: E402
from citex.csl.strings.case import apply  # noqa: E402
from citex.model import Paper  # noqa: E402

SOURCES = ("pubmed", "europepmc")
_TAG = re.compile(r"</?(i|b|sub|sup)>")
_MARKS = {"<i>": ITALIC, "<b>": BOLD, "<sub>": SUB, "<sup>": SUP}
_SUBTITLE = re.compile(r"((?:[:?!.]|—|\s[-–])\s?[\"“'‘(]?(?:<[^<>]*>)?)([^\W\d_])")
_ACRONYM = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")


class Tried(NamedTuple):
    """One title: as its source has it, as it came back with evidence, and without."""

    title: str
    told: str
    untold: str
    has_abstract: bool

    @property
    def is_for_development(self) -> bool:
        return hashlib.md5(self.title.encode(), usedforsecurity=False).digest()[-1] % 2 == 0


def title_case(title: str) -> str:
    """A title of a record in title case, as a style's text-case gives it."""
    tags = _TAG.findall(title) and [match.group() for match in _TAG.finditer(title)]
    marked = _TAG.sub(lambda match: _MARKS.get(match.group(), CLOSE), title)
    cased = iter(re.split("[\ufdd0-\ufdef]", apply("title", marked, "en")))
    return "".join([next(cased), *(f"{tag}{next(cased)}" for tag in tags)])


def same(one: str, other: str) -> bool:
    """Whether two titles are the same but for the first letters of subtitles."""
    return _without_subtitles(one) == _without_subtitles(other)


def _without_subtitles(title: str) -> str:
    return _SUBTITLE.sub(lambda match: match[1] + match[2].lower(), title)


def is_tried(paper: Paper) -> bool:
    """Whether the title of a paper is English, and in sentence case."""
    title = paper.title or ""
    return is_sentence_case(title) and is_english(title, paper.language, paper.abstract)


def in_title_case(paper: Paper) -> Paper:
    """The paper with its title in title case."""
    return msgspec.structs.replace(paper, title=title_case(paper.title or ""))


def tried(papers: list[Paper]) -> Iterator[Tried]:
    """Each title in sentence case, there and back again."""
    for index, paper in enumerate(papers):
        if not is_tried(paper):
            continue
        great = in_title_case(paper)
        told = sentence_cased([*papers[:index], great, *papers[index + 1 :]])[index]
        bare = msgspec.structs.replace(great, abstract=None, keyword=None)
        untold = sentence_cased([bare])[0]
        yield Tried(
            paper.title or "", told.title or "", untold.title or "", paper.abstract is not None
        )


def lowered(before: str, after: str) -> list[str]:
    """The acronyms, and the words with an inner capital, that another case has."""
    kept = set(_ACRONYM.findall(after))
    return [word for word in _ACRONYM.findall(before) if word not in kept]


def changed(before: str, after: str) -> str:
    """The words that are not the same."""
    pairs = zip(before.split(), after.split(), strict=True)
    return ", ".join(f"{one} -> {other}" for one, other in pairs if not same(one, other))


def open_papers(shared: Path) -> list[Paper]:
    """The papers whose titles are tried, and those that stand by."""
    from records import open_records

    return [paper for name in SOURCES for paper in open_records.papers(shared, name)[0]]


def main() -> None:
    from conftest import shared_folder

    shared = shared_folder()
    if shared is None:
        sys.exit("the shared data is not at hand (set CITEX_SHARED to its folder)")
    everything = list(tried(open_papers(shared)))
    halves = {
        "all": everything,
        "for development": [one for one in everything if one.is_for_development],
        "held out": [one for one in everything if not one.is_for_development],
        "with an abstract": [one for one in everything if one.has_abstract],
    }
    for name, found in halves.items():
        told = sum(same(one.title, one.told) for one in found)
        untold = sum(same(one.title, one.untold) for one in found)
        print(
            f"{name}: {len(found)} titles; whole with evidence {told} ({told / len(found):.1%}),",
            end=" ",
        )
        print(f"without {untold} ({untold / len(found):.1%})")
    lost = [word for one in everything for word in lowered(one.title, one.untold)]
    lost += [word for one in everything for word in lowered(one.title, one.told)]
    print(f"acronyms lowered: {len(lost)}", *lost)
    if "--failures" in sys.argv:
        for one in halves["for development"]:
            if not same(one.title, one.told):
                print(f"  {changed(one.title, one.told)} | {one.title}")


if __name__ == "__main__":
    main()
