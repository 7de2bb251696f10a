"""XML as broken exporters write it: one record may suffer, its neighbours do not."""

from __future__ import annotations

import pytest

import citex
from citex.errors import Problem
from citex.formats.tree import _xml

WORD = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:SourceType>Book</b:SourceType><b:Title>{}</b:Title></b:Source>"
    "<b:Source><b:SourceType>Book</b:SourceType><b:Title>Good</b:Title></b:Source></b:Sources>"
)
MODS = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>{}</title>'
    "</titleInfo><unknown>{}</unknown></mods><mods><titleInfo><title>Good</title></titleInfo>"
    "</mods></modsCollection>"
)
ENDNOTE = (
    '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>{}</title></titles>'
    '<custom9>{}</custom9></record><record><ref-type name="Book">6</ref-type><titles>'
    "<title>Good</title></titles></record></records></xml>"
)
PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}"
    "</ArticleTitle></Article></MedlineCitation></PubmedArticle><PubmedArticle><MedlineCitation>"
    "<PMID>2</PMID><Article><ArticleTitle>Good</ArticleTitle></Article></MedlineCitation>"
    "</PubmedArticle></PubmedArticleSet>"
)
ARXIV = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2001.00001v1</id>'
    "<title>{}</title></entry><entry><id>http://arxiv.org/abs/2001.00002v1</id>"
    "<title>Good</title></entry></feed>"
)
NOTEFIRST = (
    "<Bibliographies><Bibliography><Type>Book</Type><PrimaryTitle><Title>{}</Title></PrimaryTitle>"
    "<Odd>{}</Odd></Bibliography><Bibliography><Type>Book</Type><PrimaryTitle><Title>Good</Title>"
    "</PrimaryTitle></Bibliography></Bibliographies>"
)
FORMS = {
    "word": WORD, "mods": MODS, "endnote-xml": ENDNOTE, "pubmed": PUBMED, "arxiv": ARXIV,
    "notefirst": NOTEFIRST,
}  # fmt: skip
SURROGATES = {
    "&#55357;&#56832;": "\U0001f600",
    "&#xD83D;&#xDE00;": "\U0001f600",
    "&#xd83d;&#x0de00;": "\U0001f600",
    "&#xD83D; half": "\ufffd half",
    "half &#56832;": "half \ufffd",
    "&#55357;&#55357;&#56832;": "\ufffd\U0001f600",
    "&#xD7FF;&#57344;": "\ud7ff\ue000",
}
TAGS = (
    "a <u:i>b</u:i> c", "a <i xmlns='::::a b'>b</i>", "a <u:i xmlns:u=''>b</u:i>",
    "a <x:y:z>b</x:y:z>", "a <i u:v='w'>b</i>", "a &#0; b", "a &#99999999999; b",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", SURROGATES)
def test_halves_of_characters_are_joined(form: str, text: str) -> None:
    first, second = citex.parse(FORMS[form].replace("{}", text), form)
    assert first.title == SURROGATES[text]
    assert second.title == "Good"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", TAGS)
def test_odd_tags_cost_no_neighbour(form: str, text: str) -> None:
    problems: list[Problem] = []
    found = citex.parse(FORMS[form].replace("{}", text), form, problems=problems)
    assert [paper.title for paper in found][-1] == "Good"
    assert all(problem.level == "warning" for problem in problems)
    assert "".join(citex.format(found, form)) if form not in ("pubmed", "arxiv") else True


def test_no_reference_is_cut_between_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml, "CHUNK", 7)
    text = WORD.format("&#55357;&#56832;&amp;&#xD83D;&#xDE00;&lt;")
    assert citex.parse(text, "word")[0].title == "\U0001f600&\U0001f600<"
