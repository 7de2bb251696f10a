"""What is read of a run's files, what of it is refused, and what is said of what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citex import stylebook
from citex.errors import CitexError, NotFound, ParseError
from citex.manuscripts.latex import bbl, styles, written
from citex.text.tables import read_table

LIBRARY = """@book{knuth1984, author={Knuth, Donald E.}, title={The TeXbook}, year={1984}}
@article{tu2011, author={Tu, Youyou}, title={Artemisinin}, journal={Nature Medicine}, year={2011}}
"""
HEAD = "\\relax \n\\bibstyle{apa}\n\\bibdata{refs}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(LIBRARY, "utf-8")
    return tmp_path


def aux(folder: Path, text: str, name: str = "thesis.aux") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def keys(text: str) -> list[str]:
    """The keys of a .bbl's list, in order."""
    return [line.rsplit("{", 1)[1].rstrip("}") for line in text.splitlines()
            if line.startswith("\\citexitem{")]  # fmt: skip


def test_chapters_are_read_where_they_stand(folder: Path) -> None:
    aux(folder, "\\citation{tu2011}\n", "chapters/one.aux")
    main = HEAD.replace("apa", "ieee") + "\\@input{chapters/one.aux}\n\\citation{knuth1984}\n"
    found = written(aux(folder, main))
    assert keys(found.text) == ["tu2011", "knuth1984"]
    assert (found.place, found.style) == (folder / "thesis.bbl", "ieee")
    assert (found.missing, found.problems) == ((), ())


def test_a_star_lists_the_whole_library(folder: Path) -> None:
    found = written(aux(folder, HEAD + "\\citation{*}\n"))
    assert keys(found.text) == ["knuth1984", "tu2011"]


def test_style_and_library_given_go_before_those_of_the_document(folder: Path) -> None:
    other = folder / "other.json"
    other.write_text('[{"id": "x", "type": "book", "title": "One"}]', "utf-8")
    path = aux(folder, "\\bibstyle{plain}\n\\bibdata{gone}\n\\citation{x}\n")
    found = written(path, bib=other, style="ieee")
    assert (keys(found.text), found.style) == (["x"], "ieee")


def test_a_library_of_another_format_is_read_by_its_suffix(folder: Path) -> None:
    (folder / "refs.json").write_text('[{"id": "x", "type": "book", "title": "One"}]', "utf-8")
    path = aux(folder, "\\bibstyle{apa}\n\\bibdata{refs.json,refs}\n\\citation{x,tu2011}\n")
    assert keys(written(path).text) == ["x", "tu2011"]


def test_bibinputs_and_the_working_folder_are_looked_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = aux(folder, HEAD + "\\citation{tu2011}\n", "build/thesis.aux")
    with pytest.raises(NotFound, match=r"'refs\.bib' is not there"):
        written(path)
    monkeypatch.setenv("BIBINPUTS", f".:{folder}//")
    assert keys(written(path).text) == ["tu2011"]
    monkeypatch.delenv("BIBINPUTS")
    monkeypatch.chdir(folder)
    assert keys(written(path).text) == ["tu2011"]


def test_a_missing_key_is_told_with_its_line_and_the_nearest(folder: Path) -> None:
    path = aux(folder, HEAD + "\\citation{knuth84}\n\\citation{TU2011,zzz}\n")
    assert [str(one) for one in written(path).missing] == [
        f"{path}:4: no work has the key 'knuth84'; did you mean 'knuth1984'?",
        f"{path}:5: no work has the key 'TU2011'; did you mean 'tu2011'?",
        f"{path}:5: no work has the key 'zzz'",
    ]
    (folder / "thesis.tex").write_text("One.\n\nTwo \\citet[see][]{tu2011,\nknuth84}", "utf-8")
    assert str(written(path).missing[0]).startswith(f"{folder / 'thesis.tex'}:3: ")


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("plain", "the style 'plain' of BibTeX or biblatex has no counterpart in CSL; name one"),
        ("chicagoo", "no style 'chicagoo'; did you mean 'chicago'"),
        ("qqqqqqqq", "no style 'qqqqqqqq'; `citex styles WORD` searches them"),
        ("../../etc/passwd", "no style '../../etc/passwd'"),
    ],
)
def test_a_style_that_is_none_is_told(folder: Path, style: str, message: str) -> None:
    path = aux(folder, f"\\bibdata{{refs}}\n\\bibstyle{{{style}}}\n\\citation{{tu2011}}\n")
    with pytest.raises(ParseError) as caught:
        written(path)
    assert str(caught.value).startswith(f"{path}:2: {message}")


def test_every_counterpart_is_a_style() -> None:
    rows = read_table(styles.__file__, "styles.tsv")
    assert [row for row in rows if row[1] and not stylebook.exists(row[1])] == []
    assert [row for row in rows if stylebook.resolve(row[0]) is not None] == [], "known anyway"
    assert styles.style_named("IEEETRAN") == "ieee"


def test_what_names_nothing_is_told(folder: Path) -> None:
    with pytest.raises(ParseError, match=r"names no style; write \\bibliographystyle\{apa\}"):
        written(aux(folder, "\\bibdata{refs}\n\\citation{tu2011}\n"))
    with pytest.raises(ParseError, match=r"names no library; write \\bibliography"):
        written(aux(folder, "\\bibstyle{apa}\n\\citation{tu2011}\n"))
    with pytest.raises(NotFound):
        written(folder / "none.aux")


def test_a_second_style_is_left(folder: Path) -> None:
    found = written(aux(folder, HEAD + "\\bibstyle{ieee}\n\\citation{tu2011}\n"))
    assert found.style == "apa"
    assert "names another style, 'ieee'" in str(found.problems[0])


def test_a_style_of_notes_asks_for_the_package(folder: Path) -> None:
    found = written(aux(folder, HEAD + "\\citation{tu2011}\n"), style="chicago-notes-bibliography")
    assert "load the package citex" in str(found.problems[0])


@pytest.mark.parametrize(
    "name", ["/etc/hosts.aux", "../other.aux", "a/../../b.aux", "C:/x.aux", "x.tex", "..\\b.aux"]
)
def test_no_file_is_opened_that_is_no_chapter(folder: Path, name: str) -> None:
    (folder.parent / "other.aux").write_text("\\citation{knuth1984}\n", "utf-8")
    found = written(aux(folder, HEAD + f"\\@input{{{name}}}\n\\citation{{tu2011}}\n"))
    assert keys(found.text) == ["tu2011"]
    assert "is no .aux of a chapter" in str(found.problems[0])


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"], ids=["long", "nul"])
def test_a_name_that_no_file_can_have_is_told(folder: Path, name: str) -> None:
    found = written(aux(folder, HEAD + f"\\@input{{{name}.aux}}\n\\citation{{tu2011}}\n"))
    assert keys(found.text) == ["tu2011"]
    assert [str(one.message)[:9] for one in found.problems] == ["there is "]
    with pytest.raises(NotFound, match="is not there: it is looked for beside this file"):
        written(aux(folder, f"\\bibstyle{{apa}}\n\\bibdata{{{name}}}\n"))


def test_a_work_that_is_cited_again_and_again_is_one_citation(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    document = bbl.Document

    def counted(*args: Any, **options: Any) -> Any:
        given.append(len(options["citations"]))
        return document(*args, **options)

    monkeypatch.setattr(bbl, "Document", counted)
    lines = "\\citation{tu2011}\n\\citation{knuth1984}\n" * 1000
    found = written(aux(folder, HEAD.replace("apa", "ieee") + lines))
    assert keys(found.text) == ["tu2011", "knuth1984"]
    assert max(given) <= 4


def test_files_that_name_each_other_end(folder: Path) -> None:
    aux(folder, "\\@input{thesis.aux}\n\\@input{one.aux}\n\\citation{tu2011}\n", "one.aux")
    assert keys(written(aux(folder, HEAD + "\\@input{one.aux}\n")).text) == ["tu2011"]


def test_too_many_files_are_refused(folder: Path) -> None:
    for number in range(2100):
        aux(folder, f"\\@input{{{number + 1}.aux}}\n", f"{number}.aux")
    with pytest.raises(ParseError, match="names more than 2000 files"):
        written(aux(folder, HEAD + "\\@input{0.aux}\n"))


def test_lines_that_are_none_of_citex_sty_are_told(folder: Path) -> None:
    lines = [
        "\\citex@cite{1}{cite}{}{}{tu2011}{f0}",
        "\\citex@cite{x}{cite}{}{}{tu2011}{f0}",
        "\\citex@cite{2}{cite}{}{}{tu2011}",
        "\\citex@cite{3}{cite}{}{{}{tu2011}{f0}",
        "\\citex@cite{4}{cite}{}{}{tu2011}{f}",
        "\\citex@cite{9999999999}{cite}{}{}{tu2011}{f0}",
    ]
    found = written(aux(folder, HEAD + "\n".join(lines) + "\n"))
    assert found.text.count("\\citexdefine") == 1
    assert len(found.problems) == 5


HOSTILE = "}\\input{/etc/passwd}{"


def test_nothing_of_a_record_is_tex(folder: Path) -> None:
    """Keys, labels, texts: without what is escaped the braces fit, and no command is left."""
    library = folder / "evil.json"
    library.write_text(
        '[{"id": "a}\\\\input{b", "type": "book", "title": "}\\\\input{/etc/passwd}{ % # ^^5c",'
        ' "author": [{"family": "\\\\write18{ls}}", "given": "]("}],'
        ' "issued": {"literal": "\\\\input)(x"}, "URL": "https://x.org/}\\\\input{b}"}]',
        "utf-8",
    )
    for style in ("apa", "ieee", "gbt7714-2015-author-date", "chicago-notes-bibliography"):
        for cited in ("\\citation{*}\n", "\\citex@cite{1}{nocite}{}{}{*}{f0}\n"):
            text = written(aux(folder, "\\bibdata{x}\n" + cited), bib=library, style=style).text
            assert "\\input" not in text
            assert "\\write" not in text
            bare = text.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
            assert bare.count("{") == bare.count("}")
            assert "^^" not in bare


def test_what_stands_before_and_after_is_text(folder: Path) -> None:
    line = (
        "\\citex@cite{1}{cite}{\\emph {see} \\input{x}}{p.~3, \\textbf {and} 50\\%}{tu2011}{f0}\n"
    )
    text = written(aux(folder, HEAD + line)).text
    assert "\\citexdefine{1}{(\\textit{see}" in text
    assert "\\textbf{and} 50\\%" in text
    assert "\\input" not in text


@pytest.mark.parametrize("data", [b"\x00\x01", b"\\citation{" * 50000, b"\\@input{" + b"{" * 9999])
def test_broken_files_end(folder: Path, data: bytes) -> None:
    path = folder / "broken.aux"
    path.write_bytes(data)
    with pytest.raises(CitexError):
        written(path)
