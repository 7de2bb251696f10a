"""What is read of the .bcf of biblatex, and what of it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex.errors import NotFound, ParseError
from citex.manuscripts.latex import written
from citex.manuscripts.latex.bcf import read_bcf

NAMESPACE = 'xmlns:bcf="https://sourceforge.net/projects/biblatex"'
KEYS = """
<bcf:citekey order="1" intorder="1">tu2011</bcf:citekey>
<bcf:citekey order="1" intorder="2">knuth1984</bcf:citekey>
<bcf:citekey order="2" intorder="1">tu2011</bcf:citekey>
<bcf:citekey order="3" intorder="1" nocite="1">qian1958</bcf:citekey>
"""
LIBRARY = """@book{knuth1984, author={Knuth, D. E.}, title={The {TeXbook} \\& more}, year={1984}}
@article{tu2011, author={Tu, Youyou}, title={Artemisinin}, journal={Nature Medicine}, year={2011}}
@book{qian1958, author={钱学森}, title={工程控制论}, year={1958}}
"""


def control_file(keys: str = KEYS, *, sources: str = "refs.bib", head: str = "") -> str:
    found = "".join(
        f'<bcf:datasource type="file">{one}</bcf:datasource>' for one in sources.split()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<bcf:controlfile version="3.9" {NAMESPACE}>'
        f'<bcf:bibdata section="0">{found}</bcf:bibdata>'
        f'<bcf:section number="0">{keys}</bcf:section>'
        '<bcf:datalist section="0" name="nty/global//global/global" type="entry"></bcf:datalist>'
        "</bcf:controlfile>"
    )


def bcf(folder: Path, text: str) -> Path:
    (folder / "refs.bib").write_text(LIBRARY, "utf-8")
    path = folder / "thesis.bcf"
    path.write_text(text, "utf-8")
    return path


def test_keys_of_one_command_are_one_citation(tmp_path: Path) -> None:
    run = read_bcf(bcf(tmp_path, control_file(sources="refs.bib other.bib refs.bib")))
    assert [one.keys for one in run.citations] == [("tu2011", "knuth1984"), ("tu2011",)]
    assert [one.keys for one in run.nocite] == [("qian1958",)]
    assert [name for name, _, _ in run.libraries] == ["refs.bib", "other.bib"]
    assert (run.citations[1].line, run.biblatex) == (5, "3.9")


def test_biblatex_is_told_the_works(tmp_path: Path) -> None:
    found = written(bcf(tmp_path, control_file()), style="apa")
    assert found.text.startswith(
        "% $ biblatex auxiliary file $\n% $ biblatex bbl format version 3.2 $"
    )
    assert (
        "\\datalist[entry]{nty/global//global/global}\n\\entry{knuth1984}{misc}{}\n" in found.text
    )
    assert "\\field{title}{The TeXbook \\& more}" in found.text
    assert (found.place, found.missing) == (tmp_path / "thesis.bbl", ())


def test_citations_are_taken_from_the_aux_where_it_has_them(tmp_path: Path) -> None:
    path = bcf(tmp_path, control_file())
    lines = (
        "\\citex@cite{1}{parencite}{see}{12}{knuth1984}{f0}\n"
        "\\citex@cite{2}{cites}{}{}{{see}{3}{knuth1984}{}{and passim}{tu2011}}{f0}\n"
    )
    path.with_suffix(".aux").write_text(lines, "utf-8")
    text = written(path, style="apa", links=False).text
    assert "\\citexdefine{1}{(see Knuth, 1984, p. 12)}{}" in text
    assert "\\citexdefine{2}{(see Knuth, 1984, p. 3; Tu, 2011, and passim)}{}" in text


def test_a_missing_key_is_told_with_its_line(tmp_path: Path) -> None:
    keys = '\n<bcf:citekey order="1">knuth1948</bcf:citekey>'
    path = bcf(tmp_path, control_file(keys))
    (problem,) = written(path, style="apa").missing
    assert str(problem) == f"{path}:3: no work has the key 'knuth1948'; did you mean 'knuth1984'?"


def test_a_style_has_to_be_given(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match=r"does not say which style of CSL is wanted; give one"):
        written(bcf(tmp_path, control_file()))


def test_a_library_that_is_no_file_is_told(tmp_path: Path) -> None:
    text = control_file().replace('type="file"', 'type="remote"', 1)
    text = text.replace("refs.bib", "https://example.org/refs.bib")
    found = written(bcf(tmp_path, text), style="apa", bib=tmp_path / "refs.bib")
    assert "'https://example.org/refs.bib' is no file" in str(found.problems[0])


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_no_entity_is_expanded(tmp_path: Path, head: str) -> None:
    keys = '<bcf:citekey order="1">&b;</bcf:citekey><bcf:citekey order="2">tu2011</bcf:citekey>'
    run = read_bcf(bcf(tmp_path, control_file(keys, head=head)))
    assert [one.keys for one in run.citations] == [("tu2011",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no XML"),
        ("<a><b></a>", "is no XML"),
        ("<controlfile/>", "is no .bcf, the control file that biblatex writes"),
        ("<a>" * 5000 + "</a>" * 5000, "is no XML"),
    ],
)
def test_what_is_no_bcf_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        written(bcf(tmp_path, text), style="apa")
    assert message in str(caught.value)
    with pytest.raises(NotFound):
        written(tmp_path / "none.bcf", style="apa")


def test_names_and_keys_of_biblatex_are_no_tex(tmp_path: Path) -> None:
    text = control_file('<bcf:citekey nocite="1">*</bcf:citekey>')
    text = text.replace("nty/global//global/global", "}\\input{x}{")
    path = bcf(tmp_path, text)
    (tmp_path / "refs.json").write_text(
        '[{"id": "a}\\\\input{b}", "type": "book", "title": "}\\\\input{c}"}]', "utf-8"
    )
    found = written(path, style="apa", bib=tmp_path / "refs.json").text
    assert "\\input{\\jobname" in found
    assert found.count("\\input{") == 1
