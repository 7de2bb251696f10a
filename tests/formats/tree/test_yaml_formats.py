"""CSL-YAML, CITATION.cff and Hayagriva: text stays text, aliases and tags build nothing."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citex.errors import MissingPackage
from citex.formats import Format, Source
from citex.formats.tree import cff, cslyaml, hayagriva
from citex.formats.tree._yaml import lines, scalar
from citex.model import Name, Paper, PartialDate


def read(form: Format, text: str) -> tuple[list[Paper], list[str]]:
    assert form.read is not None
    problems: list[object] = []
    papers = list(form.read(Source.of_text(text), problems))
    return papers, [str(problem) for problem in problems]


def test_unquoted_scalars_stay_the_text_they_are() -> None:
    (paper,), problems = read(
        cslyaml.FORMAT,
        "references:\n- id: 012\n  type: book\n  title: No\n  volume: 012\n  issue: 1e3\n"
        "  page: 12:30\n  version: 1.10\n  number: 0x1F\n  author:\n"
        "  - family: Null\n    given: y\n"
        "  issued: 2023-06-01\n  keyword: ~\n",
    )
    assert problems == []
    assert (paper.id, paper.title, paper.volume, paper.issue) == ("012", "No", "012", "1e3")
    assert (paper.page, paper.version, paper.number) == ("12:30", "1.10", "0x1F")
    assert paper.author == [Name("Null", "y")]
    assert paper.issued == PartialDate(2023, 6, 1, raw="2023-06-01")
    assert paper.keyword is None


def test_the_front_matter_of_a_markdown_file_is_read() -> None:
    papers, _ = read(
        cslyaml.FORMAT,
        "---\ntitle: A post\nreferences:\n- id: a\n  type: book\n  title: T\n...\n",
    )
    assert [paper.title for paper in papers] == ["T"]


def test_a_broken_item_is_reported_and_the_others_are_kept() -> None:
    papers, problems = read(
        cslyaml.FORMAT,
        "references:\n- id: a\n  title: One\n- id: b\n  title: 'unclosed\n- id: c\n  title: Two\n",
    )
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert [problem.split(":")[0] for problem in problems] == ["5"]


def test_a_broken_entry_is_reported_and_the_others_are_kept() -> None:
    papers, problems = read(
        hayagriva.FORMAT,
        "a:\n  type: Book\n  title: One\nb:\n  type: [\nc:\n  type: Web\n  title: Two\n",
    )
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert len(problems) == 1


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "form", [cslyaml.FORMAT, cff.FORMAT, hayagriva.FORMAT], ids=lambda f: f.name
)
@pytest.mark.parametrize(
    "text", [BOMB, "a: &a\n  b: *a\n", "[" * 20_000, "{a: " * 500, "- !!python/name:os.system x\n"]
)
def test_hostile_yaml_is_a_problem_or_text(form: Format, text: str) -> None:
    papers, problems = read(form, text)
    assert problems or papers
    assert all(isinstance(paper, Paper) for paper in papers)


def test_without_the_package_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "yaml":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackage, match=r"pip install PyYAML .*\[yaml\]"):
        read(cslyaml.FORMAT, "a: b")
    assert "".join(cslyaml.write([Paper(id="a", title="T")]))


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), inner)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1), json_like, min_size=1
    )
)
def test_what_is_written_is_what_pyyaml_reads(value: dict[str, Any]) -> None:
    assert yaml.safe_load("\n".join(lines(value))) == value


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "null",
        "~",
        "1.0",
        "1e3",
        "2023-06-01",
        "a: b",
        "- a",
        "# a",
        "&a",
        "*a",
        "!a",
        "'",
        "",
        " a",
    ],
)
def test_what_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert scalar(text).startswith('"')


def test_a_citation_file_is_the_software_its_paper_and_its_references() -> None:
    papers, problems = read(
        cff.FORMAT,
        "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Tool\nversion: 1.10\nlicense: MIT\n"
        "authors: [{family-names: Druskat, given-names: Stephan, orcid: 'https://orcid.org/0'}]\n"
        "date-released: 2020-01-02\nrepository-code: https://example.org/code\n"
        "preferred-citation:\n  type: article\n  title: Paper\n  authors: [{name: A Society}]\n"
        "  journal: J\n  start: 1\n  end: 010\n  year: 2020\n  month: 3\n"
        "references:\n- type: book\n  title: Book\n  authors: [{name: B}]\n  pages: 12\n",
    )
    assert problems == []
    tool, paper, book = papers
    assert (tool.type, tool.version, tool.license) == ("software", "1.10", "MIT")
    assert tool.issued == PartialDate(2020, 1, 2)
    assert tool.author == [Name("Druskat", "Stephan", extra=(("orcid", "https://orcid.org/0"),))]
    assert tool.URL == "https://example.org/code"
    assert (paper.type, paper.container_title, paper.page) == ("article-journal", "J", "1-010")
    assert paper.issued == PartialDate(2020, 3)
    assert (book.type, book.number_of_pages) == ("book", "12")


def test_a_citation_file_has_what_the_schema_requires() -> None:
    head = yaml.safe_load("".join(cff.write([Paper(type="map")])))
    assert head["cff-version"] == "1.2.0"
    assert head["message"]
    assert head["authors"]
    assert head["preferred-citation"]["type"] == "map"
    (back,), _ = read(cff.FORMAT, "".join(cff.write([Paper(type="map")])))
    assert back == Paper(type="map")


def test_the_years_before_the_common_era_count_from_zero_in_hayagriva() -> None:
    text = "".join(hayagriva.write([Paper(id="a", issued=PartialDate(-380, circa=True))]))
    assert yaml.safe_load(text)["a"]["date"] == "~-0379"
    (back,), _ = read(hayagriva.FORMAT, text)
    assert back.issued == PartialDate(-380, circa=True)


def test_braces_and_dollars_of_hayagriva_are_escaped() -> None:
    title = 'A {b} $x$ \\ <span class="nocase">iPad</span>'
    text = "".join(hayagriva.write([Paper(id="a", title=title)]))
    assert yaml.safe_load(text)["a"]["title"] == r"A \{b\} \$x\$ \\ {iPad}"
    (back,), _ = read(hayagriva.FORMAT, text)
    assert back.title == title


def test_hayagriva_as_people_write_it() -> None:
    (paper, web), problems = read(
        hayagriva.FORMAT,
        "kinetics:\n    type: Article\n    title: Kinetics\n"
        '    author: ["Doan, T. D.", "van der Berg, A."]\n    doi: "10.5555/1"\n'
        "    page-range: 165126-165139\n    date: 2020-10-14\n    parent:\n"
        "        type: Periodical\n"
        "        title: Physical Review B\n        volume: 102\n        issue: 16\n"
        "electronic:\n    type: Web\n    title: { value: Guide, short: G }\n    author: Ishkur\n"
        "    url: { value: http://example.org/, date: 2020-11-12 }\n    runtime: 01:42\n",
    )
    assert problems == []
    assert (paper.id, paper.type, paper.DOI) == ("kinetics", "article-journal", "10.5555/1")
    assert paper.author == [Name("Doan", "T. D."), Name("Berg", "A.", None, "van der")]
    assert (paper.container_title, paper.volume, paper.issue) == ("Physical Review B", "102", "16")
    assert (web.type, web.title, web.title_short) == ("webpage", "Guide", "G")
    assert web.accessed == PartialDate(2020, 11, 12)
    assert web.extra == {"hayagriva": {"runtime": "01:42"}}


def test_two_entries_of_one_id_have_two_keys() -> None:
    papers = [Paper(id="a", title="1"), Paper(id="a", title="2"), Paper(title="3")]
    text = "".join(hayagriva.write(papers))
    assert list(yaml.safe_load(text)) == ["a", "a-2", "ref3"]


def test_what_hayagriva_knows_of_parents_comes_back() -> None:
    text = (
        "talk:\n  type: article\n  title: T\n  parent:\n"
        "    - {type: conference, title: M, organization: O, location: L}\n"
        "    - {type: video, runtime: '00:13', url: 'https://example.org'}\n"
        "part:\n  type: anthos\n  title: P\n  parent:\n    type: anthology\n    title: A\n"
        "    tongue: 2\n    parent: {type: book, title: S, note: N}\n"
        "plain:\n  type: article\n  title: P\n  parent: {title: J, volume: 61-62}\n"
    )
    (talk, part, plain), problems = read(hayagriva.FORMAT, text)
    assert problems == []
    assert (talk.event_title, talk.event_place) == ("M", "L")
    assert (part.type, part.container_title, part.collection_title) == ("chapter", "A", "S")
    assert (plain.type, plain.container_title, plain.volume) == ("article-journal", "J", "61-62")
    again = "".join(hayagriva.write([talk, part, plain]))
    assert read(hayagriva.FORMAT, again) == ([talk, part, plain], [])
    written = yaml.safe_load(again)
    assert written["part"]["parent"]["tongue"] == 2
    assert {"organization": "O"}.items() <= written["talk"]["parent"][1].items()


SPECIAL = [
    "no", "1e3", "~", "- a", "? b", ": c", "-", "?", ":", "a: b", "a #b", "#b", "&a", "*a", "!a",
    "|", ">", "%a", "@a", "`a", "'a", '"a', "[a", "{a", "0o17", "0x1F", "012", "12:30",
    "2020-01-01",
    "1_000", ".inf", ".nan", "=", "<<", "null", "NULL", "True", "Yes", "on", "y", "\x00", "\x07",
    "\x7f", "\x85", "\u2028", "\ufeff", "\ufdd0", "\uffff", "\U0001ffff", "\t", "\n", "a\n  b",
    "a\r\nb",
    " a", "a ", "", "...", "---", "--- a", "\\", "\\n", "😀", "{{x}}", "{% x %}", "190:20:30",
    "!!python/object:x", "x" * 1023, "x" * 1025, "é" * 5000, '"' * 600, "\x01" * 200,
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_any_text_is_a_key_and_a_value(loader: Any) -> None:
    """A key of more than 1,024 characters needs a question mark (YAML 1.2, 7.4)."""
    flat = dict(zip(SPECIAL, SPECIAL, strict=True))
    tree = {**flat, "deep": {"deeper": flat, "x" * 2000: {"y" * 2000: [flat, ["z" * 2000]]}}}
    assert yaml.load("\n".join(lines(tree)), Loader=loader) == tree


@pytest.mark.parametrize(
    "form", [cslyaml.FORMAT, cff.FORMAT, hayagriva.FORMAT], ids=lambda f: f.name
)
def test_long_and_special_keys_are_read_back(form: Format) -> None:
    assert form.write is not None
    for key in SPECIAL:
        paper = Paper(id=key, type="book", title="T", extra={form.name: {key: [key]}})
        papers, problems = read(form, "".join(form.write([paper, Paper(id="b", title="Last")])))
        assert problems == []
        assert [paper.title for paper in papers] == ["T", "Last"]


BROKEN = [
    # the text; the line and the column in which it is broken, or in which what has no end begins
    ("a: b: c\n", 1, 5), ("references:\n- id: [a\n", 3, 1),
    ("references:\n- id: a\n- b: c: d\n", 3, 7),
    ("references:\n- id: a\n  title: 'x\n", 3, 10), ("references:\n- {a: b\n", 3, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column"), BROKEN)
def test_where_yaml_is_broken(text: str, line: int, column: int) -> None:
    problems: list[Any] = []
    assert cslyaml.FORMAT.read is not None
    list(cslyaml.FORMAT.read(Source.of_text(text), problems))
    assert (problems[0].line, problems[0].column) == (line, column)
    assert problems[0].message.startswith("this is no YAML: ")


@pytest.mark.parametrize("head", ["references:\n- ", "items:\n- ", "- ", ""])
def test_where_items_of_yaml_stand(head: str) -> None:
    indent = "  " if head else ""
    (paper,), problems = read(cslyaml.FORMAT, f"{head}id: a\n{indent}type: book\n")
    assert (paper.id, paper.type, problems) == ("a", "book", [])


INNER = (
    "type: anthology\n      title: B\n      parent:\n        type: anthology\n        title: S\n"
)
PARENTS = [
    # the parents of a chapter; its book, its series, what is left
    (f"    - {INNER}", "B", "S", False),
    (f"    - {INNER}    - type: anthology\n      title: T\n", "B", "S", True),
    (f"    - type: anthology\n      title: T\n    - {INNER}", "T", "B", True),
    ("    - type: anthology\n      title: T\n", "T", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("parents", "book", "series", "left"), PARENTS)
def test_parents_of_parents(parents: str, book: str, series: str | None, left: bool) -> None:
    """Hayagriva: the book of a chapter may stand in a series; what has no place is kept."""
    text = f"a:\n  type: chapter\n  title: A\n  parent:\n{parents}"
    (paper,), problems = read(hayagriva.FORMAT, text)
    assert (paper.container_title, paper.collection_title, problems) == (book, series, [])
    assert ("parent" in str(paper.extra)) is left
