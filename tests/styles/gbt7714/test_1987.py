"""GB 7714-87, for old guides: entries as its appendix A has them, of works of our own."""

from __future__ import annotations

from typing import Any

import pytest

from citex import csl, gbt7714
from citex.csl import Citation, Cite
from citex.model import Paper


def people(*names: str) -> list[dict[str, str]]:
    """Names as "family, given", or whole."""
    parts = [name.partition(", ") for name in names]
    return [{"family": a, "given": b} if b else {"literal": a} for a, _, b in parts]


BOOK = {
    "type": "book", "title": "海塘物理学", "author": people("孟秋实", "白露"), "publisher": "例社",
    "publisher-place": "宁波", "issued": 1985, "page": "447",
}  # fmt: skip
PART = {
    "type": "chapter", "title": "潮汐的动向", "author": people("林, 知远"),
    "container-title": "海塘集", "editor": people("程, 一鸣"), "publisher": "例社",
    "publisher-place": "宁波", "issued": 1982, "page": "38-39",
}  # fmt: skip
CASES = [
    # what, an item, the numeric entry, the one by author and year ("" where it is not asked)
    ("a book with its page", BOOK, "孟秋实, 白露. 海塘物理学. 宁波: 例社, 1985. 447.",
     "孟秋实, 白露. 1985. 海塘物理学. 宁波: 例社. 447."),
    ("a part of a book", PART,
     "林知远. 潮汐的动向. 见: 程一鸣编. 海塘集. 宁波: 例社, 1982. 38～39.",
     "林知远. 1982. 潮汐的动向. 见: 程一鸣编. 海塘集. 宁波: 例社. 38～39."),
    ("no editor", {**PART, "editor": None},
     "林知远. 潮汐的动向. 见: 海塘集. 宁波: 例社, 1982. 38～39.", ""),
    ("four editors", {**PART, "editor": people("程一", "程二", "程三", "程四")},
     "林知远. 潮汐的动向. 见: 程一, 程二, 程三, 等编. 海塘集. 宁波: 例社, 1982. 38～39.", ""),
    ("in English", {
        "type": "chapter", "title": "Tides in pipes", "author": people("Hale, Anna M.", "Roy, J."),
        "container-title": "Reviews of tides", "editor": people("Prew, Carl"), "volume": "7",
        "publisher": "Example Society", "publisher-place": "Boston", "issued": 1980,
        "page": "117–211", "edition": "2nd"},
     "Hale A M, Roy J. Tides in pipes. In: Prew C, ed. Reviews of tides. v.7. 2nd ed. Boston: "
     "Example Society, 1980. 117～211.",
     "Hale A M, Roy J. 1980. Tides in pipes. In: Prew C, ed. Reviews of tides. v.7. 2nd ed. "
     "Boston: Example Society. 117～211."),
    ("two editors in English", {
        "type": "paper-conference", "title": "Dams", "author": people("Hale, A"),
        "container-title": "Proceedings of the dam days", "editor": people("Roy, J", "Bell, K"),
        "publisher": "P", "publisher-place": "L", "issued": 1961},
     "Hale A. Dams. In: Roy J, Bell K, eds. Proceedings of the dam days. L: P, 1961.", ""),
    ("a volume", {**BOOK, "volume": "15", "page": None},
     "孟秋实, 白露. 海塘物理学. 第15卷. 宁波: 例社, 1985.", ""),
    ("issue without volume", {
        "type": "article-journal", "title": "论潮: 数论", "author": people("华, 一", "王, 二"),
        "container-title": "例学报", "issue": "4", "page": "339-357", "issued": 1973},
     "华一, 王二. 论潮: 数论. 例学报, 1973, (4): 339～357.",
     "华一, 王二. 1973. 论潮: 数论. 例学报, (4): 339～357."),
    ("volume and issue", {
        "type": "article-journal", "title": "Dams in 1983", "author": people("Hewit, J. A."),
        "container-title": "Letters on dams", "volume": "28", "issue": "3", "page": "205-218",
        "issued": 1984, "DOI": "10.5555/d", "URL": "https://doi.org/10.5555/d",
        "accessed": {"date-parts": [[2021, 2, 3]]}},
     "Hewit J A. Dams in 1983. Letters on dams, 1984, 28(3): 205～218.",
     "Hewit J A. 1984. Dams in 1983. Letters on dams, 28(3): 205～218."),
    ("a newspaper", {
        "type": "article-newspaper", "title": "略论潮", "author": people("赵, 均"),
        "container-title": "例日报", "page": "4", "issued": {"date-parts": [[1977, 3, 24]]}},
     "赵均. 略论潮. 例日报, 1977-03-24(4).", ""),
    ("a thesis", {**BOOK, "type": "thesis", "genre": "博士论文", "page": None},
     "孟秋实, 白露. 海塘物理学: [学位论文]. 宁波: 例社, 1985.", ""),
    ("a thesis in English", {
        "type": "thesis", "title": "Wet studies", "author": people("Cair, R B"), "publisher": "U",
        "publisher-place": "B", "issued": 1965},
     "Cair R B. Wet studies: [dissertation]. B: U, 1965.", ""),
    ("more than three, and a suffix", {
        "type": "book", "title": "Dams", "issued": 1970, "publisher": "P", "publisher-place": "L",
        "author": [
            {"family": "Nord", "given": "G", "suffix": "Jr."}, *people("A, B", "C, D", "E, F")]},
     "Nord G, Jr, A B, C D, et al. Dams. L: P, 1970.", ""),
    ("a patent", {
        "type": "patent", "title": "钻", "author": people("姜, 一"), "number": "CN88105607",
        "jurisdiction": "中国", "issued": {"date-parts": [[1989, 7, 26]]}},
     "姜一. 钻. 中国, CN88105607. 1989-07-26.", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "numeric", "dated"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_entries(reference: Any, item: dict[str, Any], numeric: str, dated: str) -> None:
    assert reference("gbt7714-1987", item) == numeric
    assert reference("gbt7714-1987-note", item) == numeric
    if dated:
        assert reference("gbt7714-1987-author-date", item) == dated


def test_in_the_text() -> None:
    """8.1, 8.2: numbers in brackets; family name and year without a comma."""
    papers = [
        Paper.from_dict({"id": "a", **BOOK}),
        Paper.from_dict({**CASES[8][1], "id": "b"}),
    ]  # type: ignore[arg-type]
    cited = [Citation([Cite("a")]), Citation([Cite("b")])]
    dated = csl.Processor("gbt7714-1987-author-date").cite(papers, cited)
    assert dated.citations == ["(孟秋实 等 1985)", "(Hewit 1984)"]
    assert csl.Processor("gbt7714-1987").cite(papers, cited).citations == ["[1]", "[2]"]
    noted = [Citation([Cite(id_)], note=place) for place, id_ in enumerate("aba", start=1)]
    notes = csl.Processor("gbt7714-1987-note").cite(papers, noted)
    assert notes.citations[0] == "孟秋实, 白露. 海塘物理学. 宁波: 例社, 1985. 447."
    assert notes.citations[2] == "同①."


@pytest.mark.parametrize("kind", ["", "-author-date", "-note"])
def test_guides_with_marks(reference: Any, kind: str) -> None:
    """What guides of the years after 1999 print, who name the edition of 1987."""
    text = reference(f"gbt7714-1987{kind}", PART, type_mark=True, page_range="-")
    assert "潮汐的动向[M]. 见: 程一鸣编. 海塘集" in text
    assert text.endswith("38-39.")
    assert "[D]" in reference(
        f"gbt7714-1987{kind}", {**BOOK, "type": "thesis"}, type_mark=True, thesis="mark"
    )


@pytest.mark.parametrize("style", ["2005", "2015", "2015-author-date", "2015-note"])
def test_its_forms_are_options_of_the_later_editions(reference: Any, style: str) -> None:
    given = {"host": "in", "pages": "stop", "page_range": "～", "volume": "stop", "issue": "apart"}
    text = reference(f"gbt7714-{style}", {**PART, "volume": "2"}, **given)
    assert "潮汐的动向[M]. 见: 程一鸣编. 海塘集. 第2卷. 宁波: 例社" in text
    assert text.endswith(". 38～39.")
    journal = reference(f"gbt7714-{style}", CASES[7][1], **given)
    assert journal.endswith(", (4): 339～357.")
    assert "见" not in reference(f"gbt7714-{style}", PART)


def test_what_is_online_keeps_its_address(reference: Any) -> None:
    page = {"type": "webpage", "title": "T", "URL": "https://e.org/", "issued": 2021}
    assert reference("gbt7714-1987", page).endswith("https://e.org/.")


def test_it_goes_by_its_names_and_a_check_knows_it() -> None:
    for name in ("国标1987", "gb7714-87", "GB7714-1987"):
        assert csl.load(name).name == "gbt7714-1987"
    assert gbt7714.requirements(Paper(id="a", type="book"), "gbt7714-1987")
