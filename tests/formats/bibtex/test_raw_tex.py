"""TeX that goes into a .bib file as it stands: only what citex's own reader kept, if harmless."""

from __future__ import annotations

import copy
import json
import pickle
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import citex
from citex.duplicates.merging import merge
from citex.formats.bibtex._keys import is_key
from citex.model import Name, Paper, PartialDate
from citex.text.tex.kept import KeptTeX, is_harmless

HARMFUL = [
    r"\input{/etc/passwd}", r"\input /etc/passwd ", r"\include{x}", r"\@input{x}", r"\@@input x",
    r"\immediate\write18{rm -rf x}", r"\write18{id}", r"\openin1=/etc/passwd", r"\openout1=x",
    r"\def\a{b}", r"\edef\a{b}", r"\gdef\bibitem{x}", r"\let\a\input", r"\newcommand{\a}{b}",
    r"\renewcommand{\bibitem}{b}", r"\providecommand\a{b}", r"\catcode`\%=12",
    r"\csname input\endcsname",
    r"\expandafter\input\a", r"\directlua{os.execute('id')}", r"\latelua{x}", r"\luaexec{x}",
    r"\special{x}", r"\usepackage{x}", r"\RequirePackage{x}", r"\documentclass{x}",
    r"\includegraphics{/etc/x}", r"\InputIfFileExists{x}{}{}", r"\verbatiminput{/etc/passwd}",
    r"\lstinputlisting{/etc/passwd}", r"\begin{input}{/etc/passwd}", r"\begin{filecontents}{x}",
    r"\begin{verbatim}", r"\end{document}", r"\end{thebibliography}", r"\begin{itemize}",
    r"\begin{itemize}\end{quote}", r"\bye", r"\stop", r"\endinput", r"\dump", r"\scantokens{x}",
    r"\loop\iftrue\repeat", r"\errmessage{x}", r"\message{x}", r"\typein{x}", r"\newwrite\a",
    r"\pdfximage{x}", r"\pdffiledump offset 0 length 9 {/etc/passwd}", r"\bibliography{x}",
    r"\addbibresource{x}", r"\ExplSyntaxOn", r"\tex_input:D x", r"\lowercase{\InPut{x}}",
    "^^5cinput{x}", r"a^^M\b", r"\href{javascript:alert(1)}{x}", r"\href{run:/bin/sh}{x}",
    r"\href{file:///etc/passwd}{x}", r"\url{javascript:alert(1)}", r"\href{\x javascript:x}{y}",
    r"\href\x{y}", "a} b {c", "{a", "a}", "a\\", "{a % b} c}{", "{ % }", r"\{a", r"a\}b{\}",
    r"\begin", r"\begin {input}", r"\begin\x", "a\x00b", "a\ufdd0", "\\\u00efnput{x}", r"\in\put",
]  # fmt: skip
ESCAPES = set(r"\{ \} \% \_ \textasciicircum \textbraceleft \textbraceright".split()) | {"\\ "}
HARMLESS = [
    r"{\'E}cole normale", r"G{\"o}del", r"\emph{On} {DNA} \& $x^2$", r"\textbf{a} \textsc{b}",
    r"\url{https://example.org/a%20b}", r"\href{https://example.org}{x}", r"\href{#a}{b}",
    r"\begin{itemize}\item a\end{itemize}", r"C\:\\Users\\me", r"50\% of \$5", "50% of it",
    r"\cite{a}", r"\textbackslash{}input\{x\}", "", "plain", r"\ss\ \l",
    r"V. \v Svejdar and W. \polhk{a}bc", r"Zb\cprime{}l \doi{10.1000/1} \arXiv{1234.5678}",
]  # fmt: skip


def bib(field: str, text: str) -> Paper:
    """The paper of an entry with one more field."""
    return citex.parse(f"@book{{a,\n title = {{T}},\n {field} = {{{text}}}\n}}\n", "bibtex")[0]


def from_json(field: str, value: object, drawer: str = "bibtex") -> Paper:
    """The paper of a CSL-JSON item that says it came out of a .bib file."""
    item = {"id": "a", "type": "book", "title": "T", "custom": {"extra": {drawer: {field: value}}}}
    return citex.parse(json.dumps([item]), "csljson")[0]


def field_of(paper: Paper, form: str, name: str) -> str | None:
    """What stands in a field of the entry, between its braces."""
    found = re.search(rf"(?m)^  {re.escape(name)} = \{{(.*)\}},?$", paper.format(form))
    return found[1] if found else None


def commands(text: str) -> set[str]:
    """The commands in TeX, escaped backslashes apart."""
    return set(re.findall(r"\\(?:[^\W\d_]+|.)", text.replace("\\textbackslash{}", "")))


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("text", HARMFUL)
def test_what_is_said_in_data_is_escaped(text: str, form: str) -> None:
    for value in (text, [text], ["plain", text]):
        written = field_of(from_json("annotationx", value), form, "annotationx")
        assert written is not None
        assert commands(written) <= ESCAPES
        assert "^^" not in written


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("text", HARMFUL)
def test_what_the_reader_kept_is_text_where_it_could_do_harm(text: str, form: str) -> None:
    assert not is_harmless(text)
    paper = Paper(id="a", title="T", extra={"bibtex": {"annotationx": KeptTeX([text])}})
    written = field_of(paper, form, "annotationx")
    assert written is not None
    assert commands(written) <= ESCAPES
    assert "^^" not in written


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("text", [text for text in HARMLESS if text])
def test_what_the_reader_kept_comes_back_as_it_stood(text: str, form: str) -> None:
    assert is_harmless(text)
    paper = bib("annotationx", text)
    assert paper.extra["bibtex"] == {"annotationx": [text]}
    assert field_of(paper, form, "annotationx") == text


def test_the_mark_of_kept_tex_goes_with_the_paper_and_comes_in_by_no_file() -> None:
    paper = bib("annotationx", r"\emph{a}")
    others = (copy.copy(paper), copy.deepcopy(paper), pickle.loads(pickle.dumps(paper)))
    for other in (*others, merge([paper, Paper(id="b", title="T")])):
        assert isinstance(other.extra["bibtex"]["annotationx"], KeptTeX)
    told = citex.format([paper], "csljson")
    for form in ("csljson", "cslyaml"):
        back = citex.parse(citex.format([paper], form), form)[0]
        assert back.extra["bibtex"]["annotationx"] == [r"\emph{a}"]
        assert not isinstance(back.extra["bibtex"]["annotationx"], KeptTeX)
    assert "KeptTeX" not in told


def test_kept_and_said_values_together_are_said() -> None:
    said = from_json("annotationx", [r"\input{x}"])
    for papers in ([bib("annotationx", "a"), said], [said, bib("annotationx", "a")]):
        merged = merge(papers)
        assert not isinstance(merged.extra["bibtex"]["annotationx"], KeptTeX)
        assert r"\input" not in merged.format("bibtex")


def test_data_that_is_plain_tex_keeps_its_meaning() -> None:
    assert field_of(from_json("annotationx", r"\'Ecole {\em a}"), "bibtex", "annotationx") == (
        r"École \textit{a}"
    )
    assert field_of(from_json("annotationx", "a_b & 50%"), "bibtex", "annotationx") == (
        r"a\_b \& 50\%"
    )


@pytest.mark.parametrize(
    "name",
    ["a} , b", "x = {y}, z", "\\input", "@x", "", "a b", "A", "a\nb", "é", "{", "a,b", "title ",
     "^^5c", "@type"],
)  # fmt: skip
def test_names_of_fields_that_are_none_are_left_out(name: str) -> None:
    text = from_json(name, "VALUE").format("bibtex")
    assert "VALUE" not in text
    assert len(citex.parse(text, "bibtex")) == 1


@pytest.mark.parametrize("kind", ["string", "preamble", "comment", "a{b,", "book\n@x", "\\x", "é"])
def test_types_of_entries_that_are_none_are_left_out(kind: str) -> None:
    assert from_json("@type", kind).format("bibtex").startswith("@book{a,")


@pytest.mark.parametrize("key", ["^^5cinput", "a^^Mb", "a{b", "a,b", "a b", "@a", "\\input", "a%b"])
def test_keys_that_tex_would_read_otherwise_are_changed(key: str) -> None:
    assert not is_key(key)
    (entry,) = citex.parse(Paper(id=key, type="book", title="T").format("bibtex"), "bibtex")
    assert is_key(entry.id)


@pytest.mark.parametrize("variable", ["URL", "DOI"])
@pytest.mark.parametrize("text", [r"x\input{y}", "x^^5cinput", "x}y{", "x{y", "x\\"])
def test_addresses_hold_no_commands(variable: str, text: str) -> None:
    written = Paper(id="a", type="book", title="T", **{variable: text}).format("biblatex")
    assert "\\" not in written
    assert "^^" not in written
    assert len(citex.parse(written, "biblatex")) == 1


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="the judge pdflatex is not installed")
def test_latex_runs_nothing_of_it(tmp_path: Path) -> None:
    """Every value printed by a style that prints all fields: nothing is read, nothing written."""
    secret = tmp_path / "secret.tex"
    secret.write_text(r"\immediate\openout15=found.txt SECRET", encoding="utf-8")
    texts = [text.replace("/etc/passwd", "secret").replace("{x}", "{secret}") for text in HARMFUL]
    lines = [r"\documentclass{article}\begin{document}"]
    for text in texts:
        for paper in (
            from_json("annotationx", text),
            Paper(id="a", extra={"bibtex": {"annotationx": KeptTeX([text])}}),
        ):
            value = field_of(paper, "bibtex", "annotationx") or ""
            lines.append(value.encode("ascii", "ignore").decode() + "\n")
    lines.append(r"\end{document}")
    (tmp_path / "a.tex").write_text("\n".join(lines), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-recorder", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    log = (tmp_path / "a.log").read_text(encoding="latin-1")
    assert done.returncode == 0, re.findall(r"(?m)^! .*", log)
    assert "secret.tex" not in (tmp_path / "a.fls").read_text(encoding="utf-8")
    assert not (tmp_path / "found.txt").exists()


PRINTED = [
    *HARMFUL,
    *HARMLESS,
    "a ",
    " a",
    "a  b",
    "#1 ##",
    "100%",
    "a--b---c",
    "?`x!`",
    "''x``",
    "~x^y_z",
]


@pytest.mark.skipif(
    shutil.which("pdflatex") is None or shutil.which("bibtex") is None,
    reason="the judges bibtex and pdflatex are not installed",
)
@pytest.mark.parametrize("options", [{}, {"ascii": True, "protect": "all"}])
def test_bibtex_and_latex_print_hostile_values(options: dict[str, object], tmp_path: Path) -> None:
    """What BibTeX's own style makes of them compiles without a fault: every sign is text."""
    papers = []
    for number, text in enumerate(PRINTED):
        text = text.encode("ascii", "ignore").decode()
        kind = ("article-journal", "book", "chapter", "report", "thesis")[number % 5]
        papers.append(
            Paper(
                id=f"k{number}", type=kind, title=text + "a", container_title=text, publisher=text,
                author=[Name(f"B{text}", text), Name(literal=f"D{text}")], volume=text, issue=text,
                editor=[Name(f"E{text}", suffix=text)], page=text, note=text, edition=text,
                collection_title=text, genre=text, number=text, issued=PartialDate(2020),
            )
        )  # fmt: skip
    (tmp_path / "r.bib").write_text(citex.format(papers, "bibtex", **options), encoding="ascii")
    (tmp_path / "b.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\begin{document}\nocite{*}"
        r"\bibliographystyle{plain}\bibliography{r}\end{document}",
        encoding="ascii",
    )
    latex = ["pdflatex", "-interaction=nonstopmode", "b.tex"]
    for command in (latex, ["bibtex", "b"], latex):
        done = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    log = (tmp_path / "b.log").read_text(encoding="latin-1")
    assert done.returncode == 0, re.findall(r"(?m)^! .*|^l\.\d.*", log)
    assert (tmp_path / "b.bbl").read_text(encoding="latin-1").count("\\bibitem") == len(PRINTED)
