"""Preprints that pose as articles: the forms of Google Scholar, DBLP, Zotero, ADS and others."""

from __future__ import annotations

import pytest

from citex import registry
from citex.formats import Source
from citex.model import Paper


def read(name: str, text: str) -> Paper:
    form = registry.format_named(name)
    assert form.read is not None
    (paper,) = form.read(Source.of_text(text), [])
    return paper


ARXIV = [
    ("bibtex", "@article{a, title={T}, journal={arXiv preprint arXiv:2107.01234}, year={2021}}"),
    ("bibtex", "@article{a, title={T}, journal={arXiv e-prints}, eid={arXiv:2107.01234}}"),
    ("bibtex", "@article{a, title={T}, journal={arXiv:2107.01234 [cs]}, year={2021}}"),
    ("bibtex", "@article{a, title={T}, journal={CoRR}, volume={abs/2107.01234}, year={2021}}"),
    ("bibtex", "@misc{a, title={T}, publisher={arXiv}, doi={10.48550/ARXIV.2107.01234}}"),
    ("bibtex", "@misc{a, title={T}, publisher={arXiv}, number={arXiv:2107.01234}}"),
    ("bibtex", "@article{a, title={T}, note={arXiv:2107.01234}}"),
    ("biblatex", "@online{a, title={T}, eprint={2107.01234}, eprinttype={arXiv}}"),
    ("ris", "TY  - JOUR\nTI  - T\nJO  - arXiv:2107.01234 [cs]\nPY  - 2021\nER  - \n"),
    ("ris", "TY  - JOUR\nTI  - T\nT2  - arXiv\nUR  - http://arxiv.org/abs/2107.01234v2\nER  - \n"),
    ("ris", "TY  - JOUR\nTI  - T\nJF  - arXiv preprint arXiv:2107.01234\nPY  - 2021\nER  - \n"),
    ("endnote", "%0 Journal Article\n%T T\n%J arXiv preprint arXiv:2107.01234\n%D 2021\n"),
    ("refworks", "RT Journal Article\nT1 T\nJF CoRR\nVO abs/2107.01234\n"),
]


@pytest.mark.parametrize(("name", "text"), ARXIV)
def test_arxiv_is_no_journal(name: str, text: str) -> None:
    paper = read(name, text)
    assert (paper.type, paper.number) == ("article", "arXiv:2107.01234")
    assert (paper.container_title, paper.volume, paper.page, paper.note) == (None, None, None, None)
    assert paper.URL
    assert "arxiv.org/abs/2107.01234" in paper.URL


def test_what_was_made_is_told() -> None:
    paper = read(*ARXIV[0])
    assert paper.id == "a"
    assert paper.DOI == "10.48550/arXiv.2107.01234"
    assert {remark.variable for remark in paper.remarks} == {"container-title", "DOI"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bibtex", "@article{a, title={T}, journal={J. Forms}, volume=3, eprint={2107.01234},"
         " archiveprefix={arXiv}}"),
        ("bibtex", "@article{a, title={T}, journal={Corrosion Science}, volume={3}}"),
        ("ris", "TY  - JOUR\nTI  - T\nT2  - J. Forms\nUR  - http://arxiv.org/abs/2107.01234\n"
         "ER  - \n"),
        ("ris", "TY  - JOUR\nTI  - T\nT2  - HAL Journal of Forms\nVL  - 3\nER  - \n"),
        ("ris", "TY  - JOUR\nTI  - T\nT2  - Preprints in Botany\nER  - \n"),
    ],
)  # fmt: skip
def test_an_article_that_also_has_a_preprint_stays_one(name: str, text: str) -> None:
    assert read(name, text).type == "article-journal"
    assert read(name, text).container_title


@pytest.mark.parametrize(
    ("name", "text", "server"),
    [
        ("bibtex", "@article{a, title={T}, journal={bioRxiv}, pages={2021.03.04.433912}}",
         "bioRxiv"),
        ("ris", "TY  - JOUR\nTI  - T\nT2  - medRxiv\nPY  - 2021\nER  - \n", "medRxiv"),
        ("ris", "TY  - JOUR\nTI  - T\nT2  - Research Square\nER  - \n", "Research Square"),
        ("endnote", "%0 Journal Article\n%T T\n%J chemrxiv\n", "ChemRxiv"),
        ("biblatex", "@online{a, title={T}, eprint={202107.00012}, eprinttype={chinaxiv}}",
         "ChinaXiv"),
        ("biblatex", "@misc{a, title={T}, eprint={7654321}, eprinttype={SSRN}}", "SSRN"),
    ],
)  # fmt: skip
def test_other_servers_are_publishers(name: str, text: str, server: str) -> None:
    paper = read(name, text)
    assert (paper.type, paper.publisher, paper.container_title) == ("article", server, None)
