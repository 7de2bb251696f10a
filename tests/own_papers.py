"""Papers of our own for tests: one of every kind, Chinese ones, and hostile ones."""

from __future__ import annotations

from citex.model import KINDS, Name, Paper, PartialDate, finished, new_paper

HOSTILE_TEXTS = {
    "ris": "before\r\nER  - \r\nTY  - BOOK\r\nTI  - forged",
    "enw": "before\n\n%0 Book\n%T forged",
    "bibtex": "before}\n}\n@book{forged, title={forged}\n",
    "latex": r"\input{/etc/passwd} $x$ % comment & # _ ^ ~ {",
    "xml": "]]></title><record>forged</record><!-- &amp; &lt; <b",
    "html": "<script>alert(1)</script> \"quoted\" 'single' <img src=x onerror=alert(1)>",
    "yaml": "- a: b\n---\n... # comment: {x: [1, 2}\n!!python/object:os.system",
    "json": '","type":"forged","x":"\\u0000',
    "wiki": "}} {{forged|a=b}} [[x|y]] <ref>z</ref> | = ",
    "tagged": "{Reference Type}: Book\n{Title}: forged\nRT Book\nPMID- 1\n  AU  - X",
    "control": "a\x00b\x07c\x1b[31m\x0bd\x0ce\x85f\u2028g\u2029h\ufeffi\ufffej\ufdd0k",
    "bidi": "abc\u202edef\u2066ghi\u200f\u200b",
    "cjk": "深度学习，方法：应用（第2版）《书》",
    "emoji": "👩‍🔬 𝒳 é é",
    "spaces": "  leading\tand trailing  ",
}
"""Texts that try to break out of a record, and texts that are merely unusual."""


def one_of_each_kind() -> list[Paper]:
    """One paper of every kind that CSL knows, with what such a work usually has."""
    return [
        Paper(
            id=f"{kind.replace('_', '-')}1",
            type=kind,
            title=f"The {kind.replace('_', ' ').replace('-', ' ')} of all things",
            author=[
                Name("Meier", "Anna Lena"),
                Name("Gogh", "Vincent", non_dropping_particle="van"),
            ],
            container_title="Annals of Examples",
            publisher="Example Press",
            publisher_place="Bern",
            issued=PartialDate(2019, 5, 7),
            volume="12",
            issue="3",
            page="101-117",
            number="77",
            DOI="10.5555/12345678",
            URL="https://example.org/a?b=c&d=e_f",
            language="en",
        )
        for kind in sorted(KINDS)
    ]


def chinese() -> list[Paper]:
    """Papers in Chinese, their names as different sources split them."""
    return [
        Paper(
            id="zhang2020",
            type="article-journal",
            title="城市热岛效应的观测与模拟研究",
            author=[Name("张", "伟"), Name(literal="欧阳明"), Name("李", "小红"), Name("王", "五")],
            container_title="大气科学进展",
            volume="35",
            issue="2",
            page="11-20",
            issued=PartialDate(2020),
            language="zh-CN",
        ),
        Paper(
            id="chen2018",
            type="book",
            title="古籍整理入门",
            author=[Name(literal="陈静")],
            publisher="示例出版社",
            publisher_place="南京",
            edition="2",
            issued=PartialDate(2018),
        ),
    ]


def hostile() -> list[Paper]:
    """Papers with a hostile text in every text, name and identifier."""
    return [
        Paper(
            id=f"hostile-{name}",
            type="article-journal",
            title=text,
            author=[Name(text, text), Name(literal=text), Name("Plain", "Jane")],
            container_title=text,
            publisher=text,
            publisher_place=text,
            volume=text,
            issue=text,
            page=text,
            number=text,
            edition=text,
            abstract=text,
            keyword=text,
            note=text,
            DOI=text,
            URL=text,
            ISSN=text,
            language=text,
            genre=text,
            issued=PartialDate(2020, 2, 3),
        )
        for name, text in HOSTILE_TEXTS.items()
    ]


def sparse() -> list[Paper]:
    """Papers that lack what a citation needs."""
    return [
        Paper(id="empty"),
        Paper(id="only-title", title="Only a title"),
        Paper(id="only-author", author=[Name("Solo", "Han")]),
        Paper(id="no-date", type="book", title="Undated", author=[Name(literal="A Body")]),
        Paper(id="", type="webpage", URL="https://example.org"),
        finished(new_paper(id="odd-type", type="no-such-type", title="Odd")),
        Paper(id="literal-date", title="When", issued=PartialDate(literal="im Frühjahr")),
        Paper(
            id="range", title="Span", issued=PartialDate(2019, 12, 30, end=PartialDate(2020, 1, 2))
        ),
        Paper(id="bc", title="Old", issued=PartialDate(-44, 3, 15, circa=True)),
    ]


def everything() -> list[Paper]:
    """All of the above."""
    return [*one_of_each_kind(), *chinese(), *sparse(), *hostile()]
