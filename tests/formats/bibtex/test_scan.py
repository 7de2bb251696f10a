"""The syntax: every fault of a file is mended with a remark, or is a problem with its line."""

from __future__ import annotations

import pytest

from citex.errors import Problem
from citex.formats import Source
from citex.formats.bibtex._scan import CHUNK, Entry, Scanner


def scan(text: str) -> tuple[list[Entry], list[Problem]]:
    problems: list[Problem] = []
    return list(Scanner(Source.of_text(text), problems)), problems


def one(text: str) -> Entry:
    entries, problems = scan(text)
    assert problems == []
    assert len(entries) == 1
    return entries[0]


def value(text: str) -> str:
    return one(f"@misc{{k, v = {text}}}").fields["v"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a}", "a"),
        ('"a"', "a"),
        ("12", "12"),
        ("{a {b {c {d {e} f} g} h} i}", "a {b {c {d {e} f} g} h} i"),
        ('"say {"}x{"}"', 'say {"}x{"}'),
        ('{say "x"}', 'say "x"'),
        (r'"G\"odel"', r"G\"odel"),
        ('"a" # "b" # {c} # 7', "abc7"),
        ("jan", "January"),
        ('"10~" # jan', "10~January"),
        ("{a, b = {c}}", "a, b = {c}"),
        (r"{A \{ set}", r"A \{ set"),
        ("{with @ {sign}}", "with @ {sign}"),
        ("{line\n@foo{bar}\nline}", "line\n@foo{bar}\nline"),
        ("", ""),
    ],
)
def test_values(text: str, expected: str) -> None:
    assert value(text) == expected


def test_macros_are_resolved_whatever_their_case() -> None:
    entries, problems = scan(
        '@STRING(Jour = "Journal of ")@string{X = jour # "X"}@article{k, journal = x # " Y"}'
    )
    assert problems == []
    assert entries[0].fields == {"journal": "Journal of X Y"}


@pytest.mark.parametrize(
    ("text", "key", "fields"),
    [
        ("@book{owl title = {x}, year = 2000}", "owl", {"title": "x", "year": "2000"}),
        ("@book{{owl}, year = 2000}", "owl", {"year": "2000"}),
        ('@book{"owl", year = 2000}', "owl", {"year": "2000"}),
        ("@book{owl, title = {x}; year = 2000}", "owl", {"title": "x", "year": "2000"}),
        ('@book{owl, title = "x" "y", year = 2000}', "owl", {"title": "x", "year": "2000"}),
        ("@book{owl, ti tle = {x}, year = 2000}", "owl", {"year": "2000"}),
        ("@book{owl, title: {x}, year = 2000}", "owl", {"year": "2000"}),
    ],
)
def test_a_fault_costs_no_field_behind_it(text: str, key: str, fields: dict[str, str]) -> None:
    entry = one(text)
    assert entry.key == key
    assert entry.fields == fields
    assert len(entry.faults) == 1


def test_an_undefined_macro_is_kept_with_a_remark() -> None:
    entry = one("@article{k, journal = foo, year = 1}")
    assert entry.fields["journal"] == "foo"
    assert entry.faults == ["the macro 'foo' is not defined"]


def test_several_words_without_quotes() -> None:
    entry = one("@book{k,\n publisher = Oxford University Press,\n year = 2000\n}")
    assert entry.fields == {"publisher": "Oxford University Press", "year": "2000"}
    assert len(entry.faults) == 1


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title = {T} year = 2020}",
        "@book{k\n title = {T}, year = 2020}",
        "@book{k,, title = {T},, year = 2020,,}",
        "@book(k, title = {T}, year = 2020)",
        "@book{k, title = {T}}, year = 2020}",
        "@book{k, title = {T}, year = 2020)",
        "@BOOK { k , TITLE={T},Year=2020 , }",
        "@book{k, % a comment, with = {x}\n title = {T}, % another\n year = 2020}",
        "@book{k, title = {T}, year = 2020",
        "Words before @book{k, title = {T}, year = 2020} and behind",
    ],
)
def test_one_entry_in_many_spellings(text: str) -> None:
    entry = one(text)
    assert (entry.kind, entry.key) == ("book", "k")
    assert entry.fields == {"title": "T", "year": "2020"}


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title = {T} year = 2020}",
        "@book{k, title = {T}}, year = 2020}",
        "@book{k, title = {T}, year = 2020",
        "@book{title = {T}, year = 2020}",
    ],
)
def test_what_was_mended_is_said(text: str) -> None:
    assert len(one(text).faults) == 1


def test_crlf_and_byte_order_mark() -> None:
    source = Source.of_bytes(b"\xef\xbb\xbf@misc{k,\r\n v = {a\r\n b}}\r\n")
    assert [entry.fields["v"] for entry in Scanner(source, [])] == ["a\n b"]


def test_repeated_fields_keep_the_first() -> None:
    entry = one("@misc{k, v = {a}, V = {b}}")
    assert entry.fields == {"v": "a"}
    assert entry.repeats == [("v", "b")]


def test_keyless_entries_are_all_kept() -> None:
    entries, problems = scan("@article{,title={A}}\n@article{,title={B}}\n@article{title={C}}")
    assert [entry.fields["title"] for entry in entries] == ["A", "B", "C"]
    assert problems == []


def test_odd_types_are_entries() -> None:
    entries, _ = scan("@in-proceedings{a, x = 1}\n@文献{b, x = 1}")
    assert [entry.kind for entry in entries] == ["in-proceedings", "文献"]


def test_comments_hold_no_entries() -> None:
    entries, problems = scan(
        "@comment{ @book{a, x = {y}} }\n% @book{b, x = {y}}\n"
        "@Comment no braces\n@book{c, x = {y}}\n"
        "@comment{jabref-meta: a{b}c;}\n"
    )
    assert [entry.key for entry in entries] == ["c"]
    assert problems == []


def test_a_broken_entry_costs_no_other() -> None:
    entries, problems = scan(
        "@book{a, title = {A}}\n\n@book{b,\n title = {never closed,\n year = 1\n}\n\n"
        "@book{c, x = {y}}"
    )
    assert [entry.key for entry in entries] == ["a", "c"]
    assert [problem.line for problem in problems] == [3]
    assert problems[0].raw.startswith("@book{b,")
    assert "@book{c" not in problems[0].raw


def test_an_unclosed_quote_costs_no_other() -> None:
    entries, problems = scan('@book{b,\n title = "open,\n year = "1"\n}\n@book{c, x = {y}}')
    assert [entry.key for entry in entries] == ["c"]
    assert [problem.line for problem in problems] == [1]


def test_an_entry_swallowed_by_two_faults_is_found() -> None:
    text = "@book{a, title = {{x\n}\n@book{b, title = {B}}}}\n@book{c, x = {y}}"
    entries, problems = scan(text)
    assert [entry.key for entry in entries] == ["b", "c"]
    assert len(problems) == 1


def test_the_last_entry_without_its_brace() -> None:
    entries, problems = scan("@book{a, title = {A}\n\n@book{b, title = {B},\n")
    assert [entry.fields["title"] for entry in entries] == ["A", "B"]
    assert problems == []
    assert all(entry.faults for entry in entries)


def test_a_cut_value_at_the_end_is_a_problem() -> None:
    entries, problems = scan("@book{a, x = {y}}\n@book{b, title = {cut off he")
    assert [entry.key for entry in entries] == ["a"]
    assert [(problem.line, problem.raw) for problem in problems] == [
        (2, "@book{b, title = {cut off he")
    ]


def test_lines_are_counted_across_windows() -> None:
    filler = "".join(f"@misc{{k{n},\n note = {{{'x' * 500}}}}}\n" for n in range(CHUNK // 250))
    entries, problems = scan(filler + "@book{bad, title = {{}\n@book{good, x = 1}")
    assert [entry.key for entry in entries][-1] == "good"
    assert len(entries) == CHUNK // 250 + 1
    assert problems[0].line == 2 * (CHUNK // 250) + 1
    assert [entry.line for entry in entries[:3]] == [1, 3, 5]


def test_a_value_longer_than_the_window() -> None:
    long = "y" * (3 * CHUNK)
    entries, problems = scan(f"@misc{{a, note = {{{long}}}}}\n@misc{{b, x = 1}}")
    assert [len(entry.fields.get("note", "")) for entry in entries] == [len(long), 0]
    assert problems == []


@pytest.mark.parametrize("size", range(0, 220, 7))
def test_no_place_of_a_window_cuts_an_entry(size: int) -> None:
    head = "%" + "x" * (CHUNK - 120 + size - 2) + "\n"
    text = head + '@misc{a, x = {1}, y = "2" # {3}}\n@string{z = "4"}\n@misc{b, x = z}\n'
    entries, problems = scan(text)
    assert [entry.fields for entry in entries] == [{"x": "1", "y": "23"}, {"x": "4"}]
    assert problems == []


def test_deep_nesting_is_no_trouble() -> None:
    deep = "{" * 5000 + "x" + "}" * 5000
    assert value(deep) == deep[1:-1]


@pytest.mark.parametrize(
    "text", ["@", "@book", "@book{", "@book{k", "@book{k,", "@{k, a = 1}", "{}}"]
)
def test_stubs_raise_nothing(text: str) -> None:
    entries, problems = scan(text)
    assert len(entries) + len(problems) <= 1


def test_macros_that_double_without_end_are_cut() -> None:
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
    entries, problems = scan('@string{a0 = "xxxxxxxxxx"}\n' + doubling + "@misc{k, v = a5}")
    assert entries[-1].fields["v"] == "x" * 320
    assert {problem.message for problem in problems} == {"its macros make the value too long"}


@pytest.mark.parametrize(
    "data", [b"@misc{a, x = 1}\n@misc{b, x = 2}\n", b"@misc{a, x = {\xfcr}}\n@misc{b, x = 2}\n"]
)
def test_short_entries_of_a_file_are_all_there(data: bytes) -> None:
    problems: list[Problem] = []
    entries = list(Scanner(Source.of_bytes(data), problems))
    assert [entry.key for entry in entries] == ["a", "b"]
    assert problems == []
