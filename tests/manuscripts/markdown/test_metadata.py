"""What a text says of itself and cannot mean: one clear line, nothing taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex import Paper, cite_text
from citex.errors import CitexError

PAPERS = [Paper(id="a", type="book", author="Na Li", title="One", issued=2020)]
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = {
    "csl: [apa]": "csl cannot be",
    "csl: {name: apa}": "csl cannot be",
    "csl: not.csl": "'not' cannot be used",
    "csl: folder": "no style 'folder'",
    "csl: apa.csl": "apa.csl: the style cannot be opened: no such file; the style of that name",
    "csl: ../none.csl": "../none.csl: the style cannot be opened: no such file",
    "csl: https://example.org/none.csl": "no style",
    "csl: ../../../etc/passwd": "passwd",
    "lang: [de]": "lang cannot be",
    "bibliography: folder": "is a folder",
    "bibliography: none.bib": "no such file",
    "nocite: 3": "nocite cannot be",
    "references: 3": "references cannot be",
    "references: {id: x}": "references cannot be",
    "references: [x]": "references cannot be",
    "reference-section-title: [a]": "reference-section-title cannot be",
    "citex: [apa]": "citex cannot be",
    "citex: {output: latex}": "no option 'output'",
    "citex: {papers: 3}": "no option 'papers'",
    "citex: {citations: [a]}": "no option 'citations'",
    "citex: {nocite: a}": "no option 'nocite'",
    "citex: {self: 1}": "no option 'self'",
    "citex: {nonsense: 1}": "no option 'nonsense'",
    "citex: {style: 3}": "style cannot be",
    "citex: {lock: ../x.json}": "lock cannot be",
    "citex: {lock: /tmp/x.json}": "lock cannot be",
    "citex: {lock: 'C:\\x.json'}": "lock cannot be",
    "a: *b": "metadata cannot be read",
    "a: &a [*a]": "nested too deeply",
    BOMB: "its aliases make it too large",
    "a: " + "[" * 5000: "nesting",
}


@pytest.mark.parametrize("said", REFUSED, ids=lambda said: said[:40])
def test_what_cannot_be_meant_is_one_line(said: str, tmp_path: Path) -> None:
    (tmp_path / "not.csl").write_text("no style", "utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CitexError) as told:
        cite_text(f"---\n{said}\n---\n\n[@a]\n", PAPERS, folder=tmp_path)
    assert REFUSED[said] in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["output", "citations"])
def test_a_call_cannot_say_what_the_text_says(name: str) -> None:
    with pytest.raises(CitexError, match=f"no option '{name}'"):
        cite_text("[@a]", PAPERS, **{name: "latex"})


@pytest.mark.parametrize(
    "said", ["a: !!python/object:os.system x", "a: !x y", "csl: ''", "references:", "a: 1e999"]
)
def test_what_does_not_concern_citations_is_left_alone(said: str, tmp_path: Path) -> None:
    text = f"---\n{said}\n---\n\n[@a]\n"
    found = cite_text(text, PAPERS, folder=tmp_path)
    assert found.text == text.replace("[@a]", "(Li, 2020)") + "\nLi, N. (2020). *One*.\n"


def test_a_style_file_that_the_text_names_is_read(tmp_path: Path) -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
        "<title>Own</title><id>http://example.org/own</id></info><citation>"
        '<layout prefix="&lt;" suffix="&gt;"><text variable="title"/></layout></citation></style>'
    )
    (tmp_path / "own.csl").write_text(style, "utf-8")
    found = cite_text("---\ncsl: own.csl\n---\n\n[@a]\n", PAPERS, folder=tmp_path)
    assert found.text == "---\ncsl: own.csl\n---\n\n&lt;One&gt;\n"


def test_the_heading_of_the_list_is_one_line() -> None:
    found = cite_text('---\nreference-section-title: "a\\n\\n# b"\n---\n\n[@a]\n', PAPERS)
    assert "\n# a # b\n\nLi" in found.text


@pytest.mark.parametrize(
    "address", ["https://example.org/master/ieee.csl", "https://x.org/ieee?a=1"]
)
def test_a_style_by_its_address_is_that_of_its_name(address: str) -> None:
    assert cite_text(f'---\ncsl: "{address}"\n---\n\n[@a]\n', PAPERS).document.style == "ieee"


@pytest.mark.parametrize("lang", ["ga", "xx-YY", "../../de"])
def test_a_language_without_words_is_told_and_the_style_has_its_own(lang: str) -> None:
    found = cite_text(f"---\nlang: {lang}\n---\n\n[@a, p. 3]\n", PAPERS, "apa")
    assert "(Li, 2020, p. 3)" in found.text
    assert [str(one) for one in found.problems] == [
        f"there are no words in the language {lang!r}; those of the style are taken"
    ]


@pytest.mark.parametrize("word", ["yes", "Yes", "on", "true", "True", '"true"'])
def test_a_switch_is_on_in_the_words_that_people_write(word: str) -> None:
    assert "](#ref-a)" in cite_text(f"---\nlink-citations: {word}\n---\n\n[@a]\n", PAPERS).text


@pytest.mark.parametrize("word", ["no", "off", "false", "False"])
def test_a_switch_is_off_in_the_words_that_people_write(word: str) -> None:
    said = f"csl: nature\nnotes-after-punctuation: {word}\ncitex: {{links: {word}}}"
    assert "So<sup>1</sup>.\n" in cite_text(f"---\n{said}\n---\n\nSo [@a].\n", PAPERS).text
    text = f"---\nsuppress-bibliography: {word}\n---\n\n[@a]\n"
    assert "*One*" in cite_text(text, PAPERS).text


def test_keys_that_are_listed_have_any_signs() -> None:
    odd = [Paper(id="HFH+:09", type="book", author="Di Ek", issued=2009, title="Four")]
    found = cite_text("---\nnocite: |\n  @HFH+:09, @a.\n---\n\nText\n", [*PAPERS, *odd], "apa")
    assert [entry.id for entry in found.document.bibliography()] == ["HFH+:09", "a"]
    assert found.problems == ()


@pytest.mark.parametrize("name", ["new.bib", "new.json"])
def test_a_library_that_nobody_has_written_to_yet_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    found = cite_text("[@a]\n", PAPERS, "apa", bibliography=name, folder=tmp_path)
    assert "(Li, 2020)" in found.text
    assert [str(problem) for problem in found.problems] == [f"{name}: the library is empty"]


def test_links_are_on_or_off_or_those_of_works() -> None:
    with pytest.raises(CitexError, match=r"links cannot be 'no' .*; give True, False or 'works'"):
        cite_text("[@a]\n", PAPERS, links="no")
