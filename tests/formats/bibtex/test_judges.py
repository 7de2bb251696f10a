"""Other programs read what is written: pybtex, pandoc, biber and bibutils agree with us.

Where a judge disagrees for a reason of its own, the reason stands in a table beside it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from citex.formats import biblatex, bibtex
from citex.model import Name, Paper, PartialDate, from_item
from citex.text.richtext.runs import plain

FORMATS = {"bibtex": bibtex.FORMAT, "biblatex": biblatex.FORMAT}
COMPARED = ("title", "author", "editor", "year", "container-title", "volume", "issue", "page",
            "DOI", "URL", "ISBN", "ISSN")  # fmt: skip

OWN = [
    Paper(
        id="own1",
        type="article-journal",
        title="Über die <i>Escherichia coli</i> & the 50% DNA_rule #1",
        author=[
            Name("Müller-Lüdenscheidt", "Jürgen"),
            Name("Gogh", "Vincent", non_dropping_particle="van"),
            Name("Humboldt", "Alexander", dropping_particle="von"),
            Name("King", "Martin Luther", suffix="Jr."),
            Name("Ortega y Gasset", "José"),
            Name(literal="Institute of Foo and Bar"),
            Name(literal="张三"),
            Name("李", "四"),
        ],
        container_title="Annals of A & B",
        issued=PartialDate(2021, 3, 5),
        volume="12",
        issue="3-4",
        page="100-110",
        DOI="10.1000/a_b%c#d",
        URL="https://example.org/a_b?c=%20&d=1#e~f",
        ISSN="1234-5679",
    ),
    Paper(
        id="own2",
        type="chapter",
        title="A lone { brace, ``quotes'' and a \\backslash",
        author=[Name("D'Arcy", "Seán")],
        editor=[Name("Ólafsdóttir", "Þóra"), Name("Łukasiewicz", "Jan")],
        container_title="The NASA Handbook",
        issued=PartialDate(1999),
        publisher="Taylor and Francis",
        publisher_place="London",
        page="57",
        ISBN="978-0-00-000000-2",
    ),
    Paper(
        id="own3",
        type="paper-conference",
        title="城市竖向对下凹式立交桥积水风险的影响",
        author=[Name(literal="史德雯")],
        container_title="共享与品质——规划年会论文集",
        issued=PartialDate(2018),
        page="9-12",
    ),
]


@pytest.fixture(params=list(FORMATS))
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["own", "corpus"])
def papers(request: pytest.FixtureRequest) -> list[Paper]:
    """Records of our own, and those of the fidelity measurement."""
    if request.param == "own":
        return OWN
    shared: Path = request.getfixturevalue("shared")
    items = json.loads((shared / "data" / "fidelity-corpus.json").read_text("utf-8"))
    return [from_item(item) for item in items]


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str, text: str) -> str:
    done = subprocess.run(
        command, input=text.encode("utf-8"), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return done.stdout.decode("utf-8-sig")


def folded(value: str) -> str:
    """What two spellings of one value have in common: letters and digits in lower case."""
    text = unicodedata.normalize("NFKC", plain(value)).casefold()
    return re.sub(r"[\W_]+", "", text)


def names(value: list[Name]) -> list[list[str]]:
    """The words of each name, in no order."""
    return [
        sorted(
            folded(word)
            for word in re.split(r"[\s.'’-]+", f"{name}".replace(",", " "))
            if folded(word)
        )
        for name in value
    ]


def wanted(paper: Paper) -> dict[str, Any]:
    """What a judge should find in a paper."""
    found: dict[str, Any] = {}
    for variable in COMPARED:
        if variable == "year":
            if paper.issued and paper.issued.year and paper.issued.year > 0:
                found["year"] = str(paper.issued.year)
            continue
        value = paper.get(variable)
        if value:
            found[variable] = names(value) if isinstance(value, list) else folded(value)
    return found


def disagreements(
    papers: list[Paper], judged: dict[str, dict[str, Any]], excused: Callable[[Paper, str], bool]
) -> list[str]:
    """Where the judge has something else than we wrote."""
    lines = []
    for paper in papers:
        theirs = judged.get(paper.id)
        if theirs is None:
            lines.append(f"{paper.id}: not found")
            continue
        for variable, ours in wanted(paper).items():
            if theirs.get(variable) != ours and not excused(paper, variable):
                lines.append(f"{paper.id} {variable}: {ours} is {theirs.get(variable)}")
    return lines


def written(papers: list[Paper], dialect: str) -> str:
    form = FORMATS[dialect]
    assert form.write is not None
    return "".join(form.write(papers))


# pybtex


PYBTEX = {
    "title": ("title",), "container-title": ("booktitle", "journaltitle", "journal"),
    "volume": ("volume",), "issue": ("number", "issue"), "page": ("pages",), "DOI": ("doi",),
    "URL": ("url",), "ISBN": ("isbn",), "ISSN": ("issn",),
}  # fmt: skip


def by_pybtex(text: str) -> dict[str, dict[str, Any]]:
    database = pytest.importorskip("pybtex.database")
    richtext = pytest.importorskip("pybtex.richtext")
    found = {}
    for key, entry in database.parse_string(text, "bibtex").entries.items():
        record: dict[str, Any] = {}
        for variable, fields in PYBTEX.items():
            raw = next((entry.fields[name] for name in fields if name in entry.fields), None)
            if raw is not None:
                verbatim = variable in ("DOI", "URL")
                record[variable] = folded(raw if verbatim else str(richtext.Text.from_latex(raw)))
        date = entry.fields.get("year") or entry.fields.get("date", "")
        record["year"] = date[:4]
        for role in ("author", "editor"):
            people = entry.persons.get(role, [])
            record[role] = names([Name(literal=_pybtex_name(person)) for person in people])
        found[key] = record
    return found


def _pybtex_name(person: Any) -> str:
    parts = (
        person.rich_first_names, person.rich_middle_names, person.rich_prelast_names,
        person.rich_last_names, person.rich_lineage_names,
    )  # fmt: skip
    return " ".join(str(part) for group in parts for part in group)


def test_pybtex_reads_what_is_written(papers: list[Paper], dialect: str) -> None:
    judged = by_pybtex(written(papers, dialect))

    def excused(paper: Paper, variable: str) -> bool:
        # pybtex's LaTeX decoder leaves \textbraceleft, \textless and other such commands out
        return variable == "title" and any(char in (paper.title or "") for char in "{\\<$")

    assert disagreements(papers, judged, excused) == []


# pandoc


def test_pandoc_reads_what_is_written(papers: list[Paper], dialect: str) -> None:
    pandoc = program("pandoc")
    answer = run(pandoc, "-f", dialect, "-t", "csljson", text=written(papers, dialect))
    judged = {}
    for item in json.loads(answer):
        paper = from_item(item)
        judged[paper.id] = wanted(paper)

    def excused(paper: Paper, variable: str) -> bool:
        # it prints $_{\\textrm{2}}$ well, the form that Zotero reads; its CSL-JSON has the source
        if variable == "title" and "</su" in (paper.title or ""):
            return True
        # in BibTeX mode some of its versions leave identifiers out
        return dialect == "bibtex" and variable in ("DOI", "URL", "ISBN", "ISSN")

    assert disagreements(papers, judged, excused) == []


# biber


def test_biber_reads_what_is_written(papers: list[Paper], dialect: str, tmp_path: Path) -> None:
    biber = program("biber")
    text = written(papers, dialect)
    source = tmp_path / "in.bib"
    source.write_text(text, "utf-8")
    target = tmp_path / "out.bib"
    done = subprocess.run(
        [biber, "--tool", "--output-format=bibtex", "-O", str(target), str(source)],
        capture_output=True, check=False, timeout=120, cwd=tmp_path,
    )  # fmt: skip
    said = done.stdout.decode("utf-8", "replace")
    complaints = [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))]
    # a date in words can only stand in BibLaTeX's old field `year`
    assert [line for line in complaints if "legacy year field" not in line] == []
    judged = by_pybtex(target.read_text("utf-8"))

    def excused(paper: Paper, variable: str) -> bool:
        return variable == "title" and any(char in (paper.title or "") for char in "{\\<$")

    assert disagreements(papers, judged, excused) == []


# bibutils


def test_bibutils_read_what_is_written(papers: list[Paper], dialect: str) -> None:
    bib2xml = program("bib2xml" if dialect == "bibtex" else "biblatex2xml")
    tree = etree.fromstring(run(bib2xml, text=written(papers, dialect)).encode("utf-8"))
    judged = {}
    for record in tree.iterfind("{*}mods"):
        judged[record.get("ID")] = _mods(record)

    assert disagreements(papers, judged, bibutils_differ) == []


NO_HOST = frozenset("webpage post-weblog legal_case legislation".split())


def bibutils_differ(paper: Paper, variable: str) -> bool:
    """What bibutils read otherwise, each for a reason of their own."""
    title, url = paper.title or "", paper.URL or ""
    reasons = {
        # they do not know \\textsubscript and \\textbackslash, and add BibLaTeX's shorttitle
        "title": "<su" in title or "\\" in title or paper.title_short is not None,
        # an article has no editor for them
        "editor": paper.type == "article-journal",
        # the address of a DOI or of arXiv is kept as that identifier
        "URL": "doi.org/" in url or "arxiv.org/" in url,
        # only one of ISBN and ISSN
        "ISSN": paper.ISBN is not None,
        # a report and a patent have no pages; 44-5 is made 44-45
        "page": paper.type in ("report", "patent") or paper.page == "44-5",
        # only works in journals and books have a host, and series are added to a journal
        "container-title": paper.type in NO_HOST or paper.collection_title is not None,
        "volume": paper.type in NO_HOST,
    }
    return reasons.get(variable, False)


def _mods(record: Any) -> dict[str, Any]:
    def text(path: str) -> str:
        return folded(" ".join(part.text or "" for part in record.iterfind(path)))

    host = record.find("{*}relatedItem[@type='host']")
    found: dict[str, Any] = {
        "title": text("{*}titleInfo/{*}title") + text("{*}titleInfo/{*}subTitle"),
        "year": (record.findtext("{*}originInfo/{*}dateIssued")
                 or record.findtext("{*}part/{*}date") or record.findtext(".//{*}dateIssued")
                 or "")[:4],
        "volume": text(".//{*}detail[@type='volume']/{*}number"),
        "issue": text(".//{*}detail[@type='issue']/{*}number")
                 or text(".//{*}detail[@type='number']/{*}number"),
        "page": text(".//{*}extent/{*}start") + text(".//{*}extent/{*}end")
                or text(".//{*}detail[@type='page']/{*}number") or text(".//{*}extent/{*}list"),
    }  # fmt: skip
    if host is not None:
        titles = [
            part.text or ""
            for info in host.iterfind("{*}titleInfo")
            if info.get("type") is None
            for part in info
        ]
        found["container-title"] = folded("".join(titles))
    for kind, variable in (("doi", "DOI"), ("isbn", "ISBN"), ("issn", "ISSN")):
        found[variable] = text(f".//{{*}}identifier[@type='{kind}']")
    found["URL"] = text("{*}location/{*}url")
    for role in ("author", "editor"):
        people = [
            Name(literal=" ".join(part.text or "" for part in name.iterfind("{*}namePart")))
            for name in record.iter("{*}name")
            if name.findtext("{*}role/{*}roleTerm") == role
        ]
        found[role] = names(people)
    return found
