"""What GB/T 7714 asks of a record, by edition and type of document, for `citex check`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

import msgspec

from citex._hints import not_called
from citex._late import regex
from citex.csl.strings.language import language_of
from citex.model import Name, Paper
from citex.model.paper import NAME_VARIABLES
from citex.text.tables import read_table

Test = Callable[[Paper], bool]


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the edition asks for and the record lacks: variable, plain words, clause.

    `kind` is "odd" for what the record has, but not as it is printed.
    """

    variable: str
    message: str
    clause: str
    kind: Literal["missing", "odd"] = "missing"

    def __str__(self) -> str:
        return f"{self.variable}: {self.message} ({self.clause})"


class Rule(msgspec.Struct, frozen=True):
    """One thing that documents of some types need; `variables` are alternatives, by CSL name."""

    variables: tuple[str, ...]
    words: str
    clause: str
    test: Test


def requirements(paper: Paper, style: str) -> list[Requirement]:
    """What the record lacks for a reference in this GB/T 7714 style; [] for other styles.

    `style` is the style's name; `gbt7714` alone means the edition of 2015.

    >>> paper = Paper(type="article-newspaper", title="数字革命", container_title="中国青年报")
    >>> for lack in requirements(paper, "gbt7714-2025"):
    ...     print(lack)
    issued: the full date of the issue, with month and day (GB/T 7714-2025, 8.5)
    page: the number of the newspaper page (GB/T 7714-2025, 8.5)
    """
    edition = _edition(style)
    if edition is None:
        return []
    rules = _rules(edition)
    found = []
    for rule in (*rules.get(_family(paper, edition), ()), *rules["any"]):
        if rule.test(paper) and not any(_has(paper, variable) for variable in rule.variables):
            variable = " or ".join(name.partition(":")[0] for name in rule.variables)
            clause = f"GB/T 7714-{edition}, {rule.clause}"
            found.append(Requirement(variable=variable, message=rule.words, clause=clause))
    found.extend(_doubted(paper, edition))
    if edition == "2025":
        found.extend(_abbreviated(paper))
    return found


_DOUBTS = (
    (regex(r"(?<=[\u4e00-\u9fff])[,;:?!()](?=[\u4e00-\u9fff])"),
     "half-width marks between Chinese characters"),
    (regex(r"[\uff21-\uff3a\uff41-\uff5a\uff10-\uff19]"), "full-width letters or digits"),
)  # fmt: skip
_FULL_WIDTH = regex("[，；：（）。]")
_HAN = regex("[\u3040-\u30ff\u3400-\u9fff]")
_TEXTS = ("title", "container-title", "collection-title", "publisher", "publisher-place")


_MARKS = {"2015": "appendix B", "2025": "table A.1"}
"""Where an edition lists the type marks."""


def _doubted(paper: Paper, edition: str) -> Iterator[Requirement]:
    """A type without a mark, and marks of one width among letters of the other."""
    if paper.type == "document":
        words = "the type of the document, which is printed as [Z]"
        yield Requirement(
            variable="type", message=words, clause=f"GB/T 7714-{edition}, {_MARKS[edition]}"
        )
    clause = f"GB/T 7714-{edition}, by usage"  # neither edition says how wide its marks are
    for variable in _TEXTS:
        text = paper.get(variable)
        if not text:
            continue
        for pattern, words in _DOUBTS:
            if pattern.search(text):
                yield Requirement(variable=variable, message=words, clause=clause, kind="odd")
        if _FULL_WIDTH.search(text) and not _HAN.search(text):
            words = "full-width marks in a text without Chinese"
            yield Requirement(variable=variable, message=words, clause=clause, kind="odd")


def _edition(style: str) -> str | None:
    match = re.match(r"gb-?t?-?7714(?:-(2015|2025))?(?:-|$)", style.lower().replace("gb-t", "gbt"))
    return (match[1] or "2015") if match else None


_FAMILIES = {
    "book": "book", "classic": "book", "pamphlet": "book", "musical_score": "book",
    "chapter": "part", "entry": "part", "entry-dictionary": "part", "entry-encyclopedia": "part",
    "paper-conference": "conference",
    "article-journal": "article", "article-magazine": "article", "review": "article",
    "review-book": "article",
    "article-newspaper": "newspaper",
    "periodical": "serial",
    "thesis": "thesis", "report": "report", "standard": "standard", "patent": "patent",
    "webpage": "web", "post": "web", "post-weblog": "web",
    "collection": "archive", "manuscript": "archive", "personal_communication": "archive",
    "map": "map", "dataset": "dataset", "article": "preprint", "software": "software",
}  # fmt: skip


def _family(paper: Paper, edition: str) -> str:
    family = _FAMILIES.get(paper.type, "")
    if family == "report" and paper.publisher:
        return "book"
    if family == "conference" and not paper.container_title and edition == "2025":
        return "conference-unpublished"
    return family or ("web" if paper.URL else "")


def _has(paper: Paper, variable: str) -> bool:
    if variable == "issued:day":
        return bool(paper.issued and (paper.issued.day or paper.issued.literal))
    return bool(paper.get(variable))


_TESTS: dict[str, Test] = {
    "": lambda paper: True,
    "online": lambda paper: bool(paper.URL or paper.DOI),
    "in print": lambda paper: not (paper.URL or paper.DOI),
    "with an address": lambda paper: bool(paper.URL),
}


@cache
def _rules(edition: str) -> dict[str, list[Rule]]:
    """The family of types -> what it needs (`gbt7714.tsv`); "any" is asked of every type."""
    rules: dict[str, list[Rule]] = {}
    for of, family, variables, words, clause, when in read_table(__file__, "gbt7714.tsv"):
        if of == edition:
            rule = Rule(tuple(variables.split("|")), words, clause, _TESTS[when])
            rules.setdefault(family, []).append(rule)
    return rules


def _abbreviated(paper: Paper) -> Iterator[Requirement]:
    """Chinese names in pinyin whose given names are initials: 2025 wants them in full."""
    if language_of(paper).partition("-")[0] != "en":
        return
    for variable, value in paper.variables():
        if variable not in NAME_VARIABLES:
            continue
        names = [str(name) for name in value if _looks_cut(name)]
        if names:
            message = f"Chinese given names in full, if they are: {', '.join(names[:3])}"
            yield Requirement(variable=variable, message=message, clause="GB/T 7714-2025, 7.1.1")


def _looks_cut(name: Name) -> bool:
    given = name.given or ""
    return bool(re.fullmatch(r"(?:[A-Z][.\s-]*){1,2}", given)) and name.family in _UNMISTAKABLE


_UNMISTAKABLE = frozenset(
    """Cai Cao Cui Deng Duan Feng Gao Guo Huang Jiang Liang Liao Liu Luo Meng Peng Qian Qiao Qin
    Qiu Ren Shao Shen Tian Wang Wei Wu Xia Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yuan Zeng Zhang
    Zhao Zheng Zhong Zhou Zhu Zou""".split()
)
"""Family names that are hardly anything but Chinese."""

not_called(__name__)
