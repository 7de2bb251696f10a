"""Other readers find in our XML and YAML what we wrote: bibutils, cffconvert, typst, pandoc.

Each judge reads the whole fidelity corpus. A disagreement that is the judge's, or the format's, is
listed with its reason; any other fails.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import judges
import pytest

from citex.formats import Format
from citex.formats.tree import cff, cslyaml, endnote_xml, hayagriva, mods, word
from citex.model import Paper, from_item

Found = judges.Found

BODIES_LAST = "bibutils puts bodies and names of one word behind all persons"
NO_CONTAINER = "bibutils has no container for this type"
MEETING = (
    "EndNote's secondary title of a conference paper is the meeting; the proceedings are custom3"
)

EXPLAINED = {
    "endnote-xml": {
        ("li2021zh", "author"): BODIES_LAST,
        ("bce", "year"): "bibutils takes no years before the common era",
        ("conf1", "container"): MEETING,
        ("conf2", "container"): MEETING,
        ("conf3", "container"): MEETING,
        ("web1", "container"): NO_CONTAINER,
        ("web2", "container"): NO_CONTAINER,
        (
            "news1",
            "author",
        ): "bibutils takes a newspaper's author for a reporter and drops it in RIS",
        (
            "news2",
            "author",
        ): "bibutils takes a newspaper's author for a reporter and drops it in RIS",
        ("map1", "author"): "bibutils takes a map's author for a cartographer and drops it in RIS",
        ("case1", "container"): NO_CONTAINER,
        ("case1", "first page"): "bibutils takes no pages of cases",
        ("law1", "container"): NO_CONTAINER,
        ("enc1", "author"): "bibutils does not know EndNote's Encyclopedia: editors become authors",
        ("enc1", "container"): "bibutils does not know EndNote's Encyclopedia",
        ("blog1", "container"): "bibutils does not know EndNote's Blog",
        ("rev1", "last page"): "bibutils spells 44-5 out as 44-45",
        ("news2", "first page"): "bibutils cuts a list of pages at its first dash",
        ("news2", "last page"): "bibutils cuts a list of pages at its first dash",
    },
    "mods": {
        ("news2", "first page"): "a list of pages stays one value",
        ("li2021zh", "last page"): "bibutils takes the last of a list of pages",
        ("consortium", "author"): BODIES_LAST,
        ("rep1", "author"): BODIES_LAST,
        ("bce", "year"): "bibutils takes no years before the common era",
        ("web1", "container"): NO_CONTAINER,
        ("web2", "container"): NO_CONTAINER,
        ("case1", "container"): NO_CONTAINER,
        ("law1", "container"): NO_CONTAINER,
    },
}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Paper]:
    items = json.loads((shared / "data" / "fidelity-corpus.json").read_text("utf-8"))
    return [from_item(item) for item in items]


def written(form: Format, papers: list[Paper]) -> str:
    assert form.write is not None
    return "".join(form.write(papers))


BIBUTILS = [
    (endnote_xml.FORMAT, [["endx2xml"], ["xml2ris"]]),
    (mods.FORMAT, [["xml2ris"]]),
]


@pytest.mark.parametrize(("form", "pipe"), BIBUTILS, ids=lambda value: getattr(value, "name", ""))
def test_bibutils_agrees(form: Format, pipe: list[list[str]], corpus: list[Paper]) -> None:
    judges.need(*(command[0] for command in pipe))
    records = judges.ris_records(judges.through(written(form, corpus), *pipe))
    assert len(records) == len(corpus)
    found = [judges.from_ris(record) for record in records]
    assert judges.disagreements(corpus, found, EXPLAINED[form.name]) == []


def test_bibutils_finds_the_addresses_in_endnote_xml(corpus: list[Paper]) -> None:
    judges.need("endx2xml")
    text = judges.through(written(endnote_xml.FORMAT, corpus), ["endx2xml"])
    found = set(re.findall(r"<url>([^<]*)</url>", text.replace("&amp;", "&")))
    missing = {paper.URL for paper in corpus if paper.URL} - found
    # an address that holds a DOI or an arXiv number is that to bibutils
    assert {url for url in missing if not re.search(r"/10\.|arxiv\.org", url or "")} == set()


def test_bibutils_reads_what_it_can_of_word(corpus: list[Paper]) -> None:
    """Its reader of Word's XML finds titles, volumes, places, publishers and pages only."""
    judges.need("wordbib2xml", "xml2ris")
    text = written(word.FORMAT, corpus)
    records = judges.ris_records(judges.through(text, ["wordbib2xml"], ["xml2ris"]))
    assert len(records) == len(corpus)
    for paper, record in zip(corpus, records, strict=True):
        found = judges.from_ris(record)
        wanted = judges.expected(paper)
        assert found["title"] == wanted["title"]
        assert found["volume"] == wanted["volume"]


def test_the_schema_of_cff_takes_every_paper(corpus: list[Paper], tmp_path: Path) -> None:
    pytest.importorskip("cffconvert", reason="the judge cffconvert is not installed")
    citation = importlib.import_module("cffconvert").Citation
    for papers in ([paper] for paper in corpus):
        citation(written(cff.FORMAT, papers)).validate()
    citation(written(cff.FORMAT, corpus)).validate()


def test_cffconvert_agrees(corpus: list[Paper]) -> None:
    pytest.importorskip("cffconvert", reason="the judge cffconvert is not installed")
    citation = importlib.import_module("cffconvert").Citation
    paper = corpus[0]
    text = citation(written(cff.FORMAT, [paper])).as_ris()
    (record,) = judges.ris_records(text)
    found, wanted = judges.from_ris(record), judges.expected(paper)
    for key in ("title", "author", "year", "DOI"):
        if found[key]:
            assert found[key] == wanted[key]


FONTS = ("Libertinus Serif", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "Droid Sans Fallback")
"""Typst's own font, and those for Chinese that have all characters; some fonts lack a few."""


def typeset(text: str, style: str, folder: Path) -> str:
    """The list of references that Typst prints of a Hayagriva file, as one line of words."""
    (folder / "refs.yml").write_text(text, "utf-8")
    return printed(f'#bibliography("refs.yml", full: true, style: "{style}")', folder)


def need_chinese(folder: Path) -> None:
    """Skip where no font has all characters of Chinese: Typst prints nothing for one it lacks."""
    if "张水利" not in printed("张水利", folder):
        pytest.skip("no font for Chinese is installed (fonts-noto-cjk, fonts-droid-fallback)")


def printed(text: str, folder: Path) -> str:
    """The words on the page that Typst makes of its own language."""
    typst = pytest.importorskip("typst", reason="the judge typst is not installed")
    (folder / "list.typ").write_text(
        "#set page(width: 60cm, height: auto)\n"
        f"#set text(font: ({json.dumps(FONTS)[1:-1]}))\n{text}\n",
        "utf-8",
    )
    typst.compile(str(folder / "list.typ"), output=str(folder / "list.pdf"), root=str(folder))
    judges.need("pdftotext")
    return judges.through("", ["pdftotext", "-layout", str(folder / "list.pdf"), "-"])


def test_typst_agrees(corpus: list[Paper], tmp_path: Path) -> None:
    """Typst takes each entry, and prints title, names, year, container, volume, pages, DOI."""
    need_chinese(tmp_path)
    pieces: dict[str, Callable[[Paper], str | None]] = {
        "title": lambda paper: paper.title,
        "container": lambda paper: paper.container_title,
        "year": lambda paper: (
            str(paper.issued.year) if paper.issued and paper.issued.year else None
        ),
        "volume": lambda paper: paper.volume,
        "issue": lambda paper: paper.issue,
        "pages": lambda paper: paper.page,
        "DOI": lambda paper: paper.DOI,
    }
    unprinted = {
        # the style does not print these
        ("legislation", "container"), ("post-weblog", "issue"), ("patent", "pages"),
        ("book", "volume"), ("range", "issue"),
    }  # fmt: skip
    for paper in corpus:
        if paper.type not in ("article-journal", "chapter", "paper-conference", "book", "thesis"):
            continue
        line = judges.fold(typeset(written(hayagriva.FORMAT, [paper]), "apa", tmp_path))
        for key, value in pieces.items():
            if (paper.type, key) in unprinted or not (wanted := value(paper)):
                continue
            if key in ("volume", "issue", "pages") and paper.type != "article-journal":
                continue
            wanted = "380" if wanted == "-380" else wanted
            assert judges.fold(wanted) in line, f"{paper.id}: {key}"
        for name in paper.author or ():
            assert judges.fold(name.literal or name.family) in line, paper.id


def test_typst_takes_the_whole_corpus_in_any_style(corpus: list[Paper], tmp_path: Path) -> None:
    need_chinese(tmp_path)
    for style in ("ieee", "gb-7714-2015-numeric"):
        text = typeset(written(hayagriva.FORMAT, corpus), style, tmp_path)
        assert "{braces}" in text
        assert "基于深度学习的河流识别：方法与应用" in text


def test_pandoc_agrees_on_csl_yaml(corpus: list[Paper]) -> None:
    """Pandoc reads titles as Markdown; the other variables come back as they were."""
    judges.need("pandoc")
    text = written(cslyaml.FORMAT, corpus)
    items = json.loads(judges.through(text, ["pandoc", "-f", "markdown", "-t", "csljson"]))
    found = {item["id"]: from_item(item) for item in items}
    assert set(found) == {paper.id for paper in corpus}
    for paper in corpus:
        other = found[paper.id]
        # pandoc does not know a circa that is true, nor a date in words
        if paper.id not in ("bce", "man1", "range", "intv1"):
            assert other.issued == paper.issued, paper.id
        assert judges.people(other.author) == judges.people(paper.author)
        for variable in ("container-title", "volume", "issue", "DOI", "ISBN", "ISSN"):
            assert judges.fold(other.get(variable)) == judges.fold(paper.get(variable)), paper.id
