"""COinS, Highwire tags, JSON-LD, Wikipedia's templates: the right words, and no way out."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from types import ModuleType
from urllib.parse import parse_qsl

import own_papers
import pytest

from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.formats.loss import losses
from citex.formats.web import coins, highwire, jsonld, wikipedia
from citex.model import DATE_VARIABLES, KINDS, NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate

PAPER = Paper(
    id="a",
    type="article-journal",
    title="H<sub>2</sub>O & <i>Drosophila</i>",
    author=[Name("Gogh", "Vincent", non_dropping_particle="van"), Name("李", "四")],
    container_title="Annals & Examples",
    issued=PartialDate(2023, 6, 1),
    volume="64",
    issue="3",
    page="284-320",
    DOI="10.5555/<1>#",
    URL="https://example.org/?a=1&b=2",
    abstract="One.\nTwo.",
    archive="A library",
)
HOSTILE = sorted(own_papers.HOSTILE_TEXTS.items())


class Elements(HTMLParser):
    """The start tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(text: str) -> Paper:
    return Paper(
        id=text, type="article-journal", title=text, author=[Name(text, text), Name(literal=text)],
        container_title=text, publisher=text, volume=text, page=text, DOI=text, URL=text,
        abstract=text, keyword=text, language=text, issued=PartialDate(literal=text),
    )  # fmt: skip


def test_coins() -> None:
    ((tag, attributes),) = Elements("".join(coins.write([PAPER]))).found
    assert (tag, attributes["class"]) == ("span", "Z3988")
    pairs = parse_qsl(attributes["title"] or "")
    values = dict(pairs)
    assert values["ctx_ver"] == "Z39.88-2004"
    assert values["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:journal"
    assert values["rft.genre"] == "article"
    assert values["rft.atitle"] == "H2O & Drosophila"
    assert values["rft.jtitle"] == "Annals & Examples"
    assert values["rft.date"] == "2023-06-01"
    assert (values["rft.aulast"], values["rft.aufirst"]) == ("van Gogh", "Vincent")
    assert [value for key, value in pairs if key == "rft.au"] == ["Vincent van Gogh", "李四"]
    assert ("rft_id", "info:doi/10.5555/<1>#") in pairs


def test_highwire() -> None:
    found = Elements("".join(highwire.write([PAPER]))).found
    assert {tag for tag, _ in found} == {"meta"}
    pairs = [(attributes["name"], attributes["content"]) for _, attributes in found]
    assert ("citation_title", "H2O & Drosophila") in pairs
    assert [value for name, value in pairs if name == "citation_author"] == [
        "van Gogh, Vincent",
        "李, 四",
    ]
    assert ("citation_publication_date", "2023/06/01") in pairs
    assert ("citation_journal_title", "Annals & Examples") in pairs
    assert ("citation_firstpage", "284") in pairs
    assert ("citation_lastpage", "320") in pairs
    assert ("citation_doi", "10.5555/<1>#") in pairs


def test_json_ld() -> None:
    work = json.loads("".join(jsonld.write([PAPER])))
    assert work["@context"] == "https://schema.org"
    assert work["@type"] == "ScholarlyArticle"
    assert work["name"] == "H2O & Drosophila"
    assert [person["name"] for person in work["author"]] == ["Vincent van Gogh", "李四"]
    issue = work["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "3")
    volume = issue["isPartOf"]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "64")
    assert volume["isPartOf"] == {"@type": "Periodical", "name": "Annals & Examples"}
    assert work["datePublished"] == "2023-06-01"
    assert work["identifier"][0]["value"] == "doi:10.5555/<1>#"


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_ld_of_several_is_a_graph(count: int) -> None:
    found = json.loads("".join(jsonld.write([Paper(title=str(n)) for n in range(count)])))
    works = [found] if count == 1 else found["@graph"]
    assert [work["name"] for work in works] == [str(n) for n in range(count)]


def test_wikipedia() -> None:
    text = "".join(wikipedia.write([PAPER]))
    assert text.startswith("{{cite journal |last1=van Gogh |first1=Vincent |last2=李 |first2=四")
    assert "|title=H<sub>2</sub>O & ''Drosophila''" in text
    assert "|date=1 June 2023" in text
    assert "|pages=284–320" in text
    assert "|url=https://example.org/?a=1&b=2" in text
    assert text.endswith("}}\n")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2023, 6), "June 2023"),
        (PartialDate(2018, season=1), "Spring 2018"),
        (PartialDate(-380, circa=True), "c. 380 BC"),
        (PartialDate(1999, end=PartialDate(2001)), "1999 – 2001"),
        (PartialDate(literal="in press"), "in press"),
    ],
)
def test_dates_as_the_templates_take_them(date: PartialDate, expected: str) -> None:
    assert f"|date={expected} |" in "".join(wikipedia.write([Paper(issued=date, title="T")]))


@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_nothing_leaves_an_attribute(name: str, text: str) -> None:
    ((tag, attributes),) = Elements("".join(coins.write([hostile(text)]))).found
    assert (tag, set(attributes)) == ("span", {"class", "title"})
    found = Elements("".join(highwire.write([hostile(text)])))
    assert {(tag, *sorted(attributes)) for tag, attributes in found.found} == {
        ("meta", "content", "name")
    }
    assert found.text.strip() == ""


@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_nothing_leaves_a_script(name: str, text: str) -> None:
    page = "".join(jsonld.write([hostile(text)], script=True))
    found = Elements(page)
    assert [tag for tag, _ in found.found] == ["script"]
    assert "<" not in found.text
    assert json.loads(found.text)["@type"] == "ScholarlyArticle"


@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_nothing_leaves_a_template(name: str, text: str) -> None:
    template = "".join(wikipedia.write([hostile(text)]))
    assert template.count("\n") == 1
    assert template.count("{{") == template.count("}}") == 1
    assert not any(mark in template for mark in ("[[", "]]", "<ref", "<script", "~~~", "<img"))
    parser = pytest.importorskip("mwparserfromhell", reason="mwparserfromhell is not installed")
    (found,) = parser.parse(template).filter_templates()
    known = {"date", "title", "journal", "volume", "publisher", "language", "doi", "url"}
    known |= {"last1", "first1", "author2", "page", "pages", "author1"}
    assert {str(parameter.name) for parameter in found.params} <= known


@pytest.mark.parametrize("form", [coins.FORMAT, highwire.FORMAT, jsonld.FORMAT, wikipedia.FORMAT])
def test_what_is_not_held_is_reported(form: object) -> None:
    found = losses([PAPER], form)  # type: ignore[arg-type]
    lost = {loss.variable for loss in found if loss.kind == "lost"}
    assert "archive" in lost
    assert lost.isdisjoint({"title", "author", "container-title", "issued", "DOI", "page"})


@pytest.mark.parametrize("module", [coins, highwire, jsonld, wikipedia], ids=lambda m: m.NAME)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_said_to_be_held_is_there_in_every_kind(module: ModuleType, kind: str) -> None:
    for variable in sorted(module.HOLDS):
        value: object = "13579"
        if variable in NAME_VARIABLES:
            value = [Name("13579", "A")]
        elif variable in DATE_VARIABLES:
            value = PartialDate(13579)
        paper = Paper(type=kind, URL="https://example.org")
        setattr(paper, VARIABLES[variable], value)
        assert "13579" in "".join(module.write([paper])), variable


@pytest.mark.parametrize("form", ["coins", "highwire", "webpage", "jsonld"])
@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_page_is_said_to_be_empty(form: str, text: str) -> None:
    problems: list[Problem] = []
    assert list(registry.format_named(form).papers(Source.of_text(text), problems)) == []
    assert [problem.message for problem in problems] == ["the input is empty"]
