"""What GB/T 7714 asks of a record, by edition and type of document, for `citex check`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from citex.csl.strings.language import language_of
from citex.model import Name, Paper
from citex.model.paper import NAME_VARIABLES

Test = Callable[[Paper], bool]


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the edition asks for and the record lacks: variable, plain words, clause."""

    variable: str
    message: str
    clause: str

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
    rules = _RULES[edition]
    found = []
    for rule in (*rules.get(_family(paper, edition), ()), *rules["any"]):
        if rule.test(paper) and not any(_has(paper, variable) for variable in rule.variables):
            variable = " or ".join(name.partition(":")[0] for name in rule.variables)
            clause = f"GB/T 7714-{edition}, {rule.clause}"
            found.append(Requirement(variable=variable, message=rule.words, clause=clause))
    if edition == "2025":
        found.extend(_abbreviated(paper))
    return found


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


def _always(paper: Paper) -> bool:
    return True


def _online(paper: Paper) -> bool:
    return bool(paper.URL or paper.DOI)


def _in_print(paper: Paper) -> bool:
    return not _online(paper)


def _rule(variables: str, words: str, clause: str, test: Test = _always) -> Rule:
    return Rule(tuple(variables.split("|")), words, clause, test)


def _imprint(place: str, publisher: str, date: str, test: Test = _in_print) -> tuple[Rule, ...]:
    return (
        _rule("publisher-place", "the place of publication", place, test),
        _rule("publisher", "the publisher", publisher, test),
        _rule("issued", "the year of publication", date),
    )


_2015_BOOK = _imprint("8.4.1", "8.4.2", "8.4.3")
_2015_PART = (
    _rule("container-title|event-title", "the title of the book that it stands in", "4.2.1"),
    *_2015_BOOK,
    _rule("page", "its pages, or the page cited", "8.5"),
)
_2015_ONLINE = (
    _rule("URL", "the address of the electronic resource", "8.6", _online),
    _rule("accessed", "the date of access", "4.6.1", lambda paper: bool(paper.URL)),
)
_2025_BOOK = _imprint("7.5.2", "7.5.3", "7.5.4")
_2025_PART = (
    _rule("container-title", "the title of the book that it stands in", "8.3"),
    *_2025_BOOK,
    _rule("page", "its pages, or the page cited", "7.7"),
)
_2025_WEB = (
    _rule("URL", "the address", "7.8"),
    _rule("accessed", "the date of access", "8.11"),
)

_RULES: dict[str, dict[str, tuple[Rule, ...]]] = {
    "2015": {
        "any": (
            _rule("title", "the title; a missing one is made up, in brackets", "8.2"),
            *_2015_ONLINE,
        ),
        "book": _2015_BOOK,
        "thesis": (
            _rule("author", "the author", "4.1.1"),
            _rule("publisher-place", "the place of the university", "8.4.1", _in_print),
            _rule("publisher", "the university", "8.4.2"),
            _rule("issued", "the year", "8.4.3"),
        ),
        "report": _2015_BOOK,
        "standard": (_rule("number", "the number of the standard", "4.1.1"), *_2015_BOOK),
        "map": _2015_BOOK,
        "archive": _2015_BOOK,
        "part": _2015_PART,
        "conference": _2015_PART,
        "serial": (
            _rule("volume", "the numbering: year, volume and issue", "4.3.1"),
            *_2015_BOOK,
        ),
        "article": (
            _rule("container-title", "the title of the serial", "4.4.1"),
            _rule("issued", "the year", "8.4.3"),
            _rule("volume|issue", "volume or issue", "4.4.1"),
            _rule("page|number", "its pages, or the page cited", "8.5"),
        ),
        "newspaper": (
            _rule("container-title", "the title of the newspaper", "4.4.1"),
            _rule("issued:day", "the full date of the issue, with month and day", "8.4.3"),
            _rule("page", "the number of the newspaper page", "4.4.1", _in_print),
        ),
        "patent": (
            _rule("author", "the applicant or owner of the patent", "4.5.1"),
            _rule("number|call-number", "the number of the patent", "4.5.1"),
            _rule("issued:day", "the full date of publication, with month and day", "4.5.1"),
        ),
        "web": (
            _rule("URL", "the address of the electronic resource", "8.6"),
            _rule("issued", "the date of the last update", "4.6.1"),
        ),
        "dataset": (_rule("URL|DOI", "the address of the electronic resource", "8.6"),),
        "preprint": (_rule("URL|DOI", "the address of the electronic resource", "8.6"),),
    },
    "2025": {
        "any": (_rule("title", "the title; a missing one is made up, in brackets", "7.2"),),
        "book": _2025_BOOK,
        "thesis": (
            _rule("author", "the author", "8.7"),
            _rule("publisher-place", "the place of the university", "8.7"),
            _rule("publisher", "the university that gave the degree", "8.7"),
            _rule("issued", "the year of the degree", "8.7"),
        ),
        "report": (_rule("issued", "the date of the report, in full if it is known", "8.8"),),
        "standard": (_rule("number", "the number of the standard", "8.9"),),
        "map": (
            _rule("scale", "the scale, if the map gives one", "8.13"),
            *_2025_BOOK,
        ),
        "archive": (
            _rule("archive_location|number", "the number in the archive", "8.12"),
            _rule("archive-place", "the place of the archive", "8.12"),
            _rule("archive", "the archive that holds it", "8.12"),
            _rule("issued", "the date", "8.12"),
        ),
        "part": _2025_PART,
        "conference": _2025_PART,
        "conference-unpublished": (
            _rule("event-title", "the name of the conference", "8.6.3"),
            _rule("issued", "the year of the conference", "8.6.3"),
        ),
        "serial": (
            _rule("volume", "the numbering: year, volume and issue", "8.4"),
            *_2025_BOOK,
        ),
        "article": (
            _rule("container-title", "the title of the serial", "8.5"),
            _rule("issued", "the year", "8.5"),
            _rule("volume|issue|DOI|URL", "volume or issue", "8.5"),
            _rule("page|number|DOI|URL", "its pages, the page cited, or the article number", "7.7"),
        ),
        "newspaper": (
            _rule("container-title", "the title of the newspaper", "8.5"),
            _rule("issued:day", "the full date of the issue, with month and day", "8.5"),
            _rule("page", "the number of the newspaper page", "8.5", _in_print),
        ),
        "patent": (
            _rule("author", "the applicant or owner of the patent", "8.10"),
            _rule("call-number|number", "the application number", "8.10"),
            _rule("issued:day", "the full date of publication, with month and day", "8.10"),
        ),
        "web": _2025_WEB,
        "software": _2025_WEB,
        "dataset": (
            _rule("publisher", "the platform that holds the data", "8.14"),
            _rule("issued", "the date of publication", "8.14"),
            _rule("accessed", "the date of access", "8.14"),
            _rule("URL|DOI", "the address, or a persistent identifier", "8.14"),
        ),
        "preprint": (
            _rule("publisher|container-title|archive", "the preprint platform", "8.15"),
            _rule("issued", "the date of publication", "8.15"),
            _rule("accessed", "the date of access", "8.15"),
            _rule("URL|DOI", "the address, or a persistent identifier", "8.15"),
        ),
    },
}
"""Edition -> family of types -> what it needs; "any" is asked of every type."""


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
