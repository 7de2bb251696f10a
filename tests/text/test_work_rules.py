"""The rules of preprints, of what became of a work, and of titles in two languages, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from citex.model import Paper
from citex.text import preprints, status, translations
from citex.text.cleaning import clean


def told(paper: Paper) -> list[tuple[str, str, str, str]]:
    return [(note.kind, note.variable, note.message, note.before) for note in paper.remarks]


SERVERS = [
    ("10.2139/ssrn.1", "SSRN"), ("10.1101/2020.01.01.123456", "bioRxiv"),
    ("10.1101/123456v1", "bioRxiv"), ("10.64898/2020.01.01.1", "bioRxiv"),
    ("10.1101/gr.275193", None), ("10.48550/arXiv.2404.13957", "arXiv"),
    ("10.21203/RS.3.rs-1/v1", "Research Square"), ("10.5555/1", None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("doi", "server"), SERVERS)
def test_the_server_of_a_doi(doi: str | None, server: str | None) -> None:
    assert preprints.server_of(doi) == server


@pytest.mark.parametrize(
    ("name", "server", "preprint", "repository"),
    [
        ("PsyArXiv", True, True, False),
        ("bioRxiv : the preprint server for biology", True, True, False),
        ("SSRN Electronic Journal", True, True, False),
        ("Research Square (Research Square)", True, True, False),
        ("arXiv preprint arXiv:2001.08361", False, True, False), ("CoRR", False, True, False),
        ("corr, abs/1706.03762", False, True, False), ("Nature", False, False, False),
        ("figshare", False, False, True), ("Zenodo (CERN)", True, True, True),
        ("Ghent University", False, False, False), ("ProQuest LLC", False, False, True),
    ],
)  # fmt: skip
def test_names_of_servers(name: str, server: bool, preprint: bool, repository: bool) -> None:
    assert preprints.is_server(name) is server
    assert preprints.is_preprint_server(name) is preprint
    assert preprints.is_repository(name) is repository


def test_an_arxiv_number_makes_a_preprint() -> None:
    paper = Paper(
        type="article-journal",
        container_title="ArXiv",
        volume="abs/2404.13957",
        issue="1",
        ISSN="2049-3630",
        genre="x",
    )
    preprints.as_arxiv(paper, "2404.13957v2", is_preprint=True, volume="abs/2404.13957")
    assert (paper.type, paper.publisher, paper.number, paper.DOI, paper.URL, paper.genre) == (
        "article", "arXiv", "arXiv:2404.13957", "10.48550/arXiv.2404.13957",
        "https://arxiv.org/abs/2404.13957", None,
    )  # fmt: skip
    assert (paper.container_title, paper.volume, paper.issue, paper.ISSN, paper.id) == (
        None,
        None,
        None,
        None,
        paper.DOI,
    )
    assert told(paper) == [
        ("repaired", "volume", "arXiv's number stood for the volume", "abs/2404.13957"),
        ("guessed", "DOI", "arXiv's DOI, made from its number", ""),
    ]


def test_an_article_with_a_preprint_stays_one() -> None:
    paper = Paper(type="article-journal", container_title="Cell", DOI="10.5555/1")
    preprints.as_arxiv(paper, "2404.13957v2", is_preprint=False)
    assert (paper.type, paper.DOI, paper.custom) == (
        "article-journal",
        "10.5555/1",
        {"status": {"has-preprint": ["arxiv:2404.13957"]}},
    )
    paper = Paper(type="article", container_title="Cell", DOI="10.5555/1", id="10.5555/1")
    preprints.as_arxiv(paper, "2404.13957", is_preprint=True)
    assert (paper.DOI, paper.custom["status"]["preprint-of"]) == (
        "10.48550/arXiv.2404.13957",
        ["doi:10.5555/1"],
    )
    assert (
        "status",
        "container-title",
        "a preprint; by the source the work appeared in Cell too",
        "",
    ) in told(paper)
    paper = Paper(type="article", DOI="10.2139/ssrn.1")
    preprints.as_arxiv(paper, "2404.13957", is_preprint=True)
    assert (paper.publisher, paper.genre, paper.number) == ("SSRN", "Preprint", None)
    assert paper.custom["status"] == {"has-version": ["arxiv:2404.13957"]}
    paper = Paper(type="article", DOI="10.48550/arXiv.2404.13957")
    preprints.as_arxiv(paper, "2404.13957", is_preprint=True)
    assert (paper.DOI, told(paper)) == ("10.48550/arXiv.2404.13957", [])


def test_a_library_s_signs_and_a_number_in_another_s_place_are_told() -> None:
    paper = clean(Paper(type="chapter", container_title="Trees : a study", ISBN="1234-5679"))
    assert (paper.container_title, paper.ISBN, paper.ISSN) == ("Trees: a study", None, "1234-5679")
    assert sorted(told(paper)) == [
        ("repaired", "ISSN", "an ISSN stood in the place of an ISBN", "1234-5679"),
        ("repaired", "container-title", "a library's signs were taken off", "Trees : a study"),
    ]


def test_ssrn_as_google_scholar_writes_it_is_no_journal() -> None:
    paper = Paper(type="article-journal", container_title="Available at SSRN 1234567", genre="x")
    preprints.settle_preprint(paper)
    assert (paper.publisher, paper.container_title, paper.DOI, paper.genre) == (
        "SSRN", None, "10.2139/ssrn.1234567", None,
    )  # fmt: skip
    message = "Available at SSRN 1234567 is no journal but a preprint server"
    assert told(paper) == [
        ("repaired", "container-title", message, "Available at SSRN 1234567"),
    ]


NO_JOURNAL = "{} is no journal but a preprint server".format
FROM: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"container_title": "bioRxiv", "volume": "2020.01.01.123456"},
     {"type": "article", "publisher": "bioRxiv", "container_title": None, "volume": None,
      "genre": "Preprint"}, [NO_JOURNAL("bioRxiv")]),
    ({"container_title": "bioRxiv", "volume": "7"},
     {"type": "article-journal", "container_title": "bioRxiv"}, []),
     ({"container_title": "Cell"}, {"type": "article-journal", "container_title": "Cell"}, []),
     ({"publisher": "bioRxiv"}, {"type": "article-journal"}, []),
    ({"type": "article", "publisher": "bioRxiv"}, {"publisher": "bioRxiv", "genre": "Preprint"},
     []),
     ({"container_title": "SSRN Electronic Journal", "DOI": "10.2139/ssrn.1"},
      {"publisher": "SSRN", "DOI": "10.2139/ssrn.1"}, [NO_JOURNAL("SSRN Electronic Journal")]),
    ({"container_title": "bioRxiv : the preprint server for biology",
      "DOI": "10.1101/2020.01.01.123456"},
      {"publisher": "bioRxiv", "DOI": "10.1101/2020.01.01.123456"},
      [NO_JOURNAL("bioRxiv : the preprint server for biology")]),
    ({"container_title": "medRxiv", "DOI": "10.1101/2020.01.01.123456"}, {"publisher": "medRxiv"},
     [NO_JOURNAL("medRxiv")]),
     ({"container_title": "Preprints", "DOI": "10.5555/1"},
      {"publisher": "Preprints.org", "DOI": None,
       "custom": {"status": {"preprint-of": ["doi:10.5555/1"]}}}, None),
    ({"container_title": "viXra", "DOI": "10.5555/1"}, {"publisher": "viXra", "DOI": "10.5555/1"},
     [NO_JOURNAL("viXra")]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "messages"), FROM)
def test_a_journal_that_is_a_server(
    given: dict[str, Any], expected: dict[str, Any], messages: list[str] | None
) -> None:
    paper = Paper(**{"type": "article-journal", **given})
    preprints.from_preprint_server(paper)
    assert {name: getattr(paper, name) for name in expected} == expected
    if messages is not None:
        assert told(paper) == [
            ("repaired", "container-title", message, given["container_title"])
            for message in messages
        ]


def test_the_doi_of_a_preprint_at_an_article() -> None:
    paper = Paper(type="article-journal", container_title="Cell", DOI="10.21203/rs.3.rs-1/v1")
    preprints.part_from_preprint(paper)
    assert (paper.type, paper.publisher, paper.container_title, paper.DOI) == (
        "article",
        "Research Square",
        None,
        "10.21203/rs.3.rs-1/v1",
    )
    assert told(paper) == [
        (
            "status",
            "container-title",
            "a preprint by its DOI; by the source the work appeared in Cell too",
            "",
        )
    ]
    paper = Paper(
        type="article-journal", container_title="Cell", DOI="10.21203/rs.3.rs-1/v1", volume="7"
    )
    preprints.part_from_preprint(paper)
    assert (paper.type, paper.DOI, paper.custom["status"]) == (
        "article-journal",
        None,
        {"has-preprint": ["doi:10.21203/rs.3.rs-1/v1"]},
    )
    assert told(paper)[0][:2] == ("dropped", "DOI")
    for values in (
        {"type": "book"},
        {"container_title": None},
        {"DOI": "10.5555/1"},
        {"DOI": None},
        {"container_title": "bioRxiv"},
    ):
        before = {
            "type": "article-journal",
            "container_title": "Cell",
            "DOI": "10.21203/rs.3.rs-1/v1",
            **values,
        }
        paper = Paper(**before)
        preprints.part_from_preprint(paper)
        assert paper == Paper(**before)


SETTLED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"container_title": "CoRR", "volume": "abs/1706.03762"},
     {"type": "article", "number": "arXiv:1706.03762", "container_title": None, "volume": None,
      "publisher": "arXiv"}),
      ({"container_title": "arXiv preprint arXiv:2502.13923"},
       {"type": "article", "number": "arXiv:2502.13923"}),
       ({"container_title": "arXiv:1706.03762 [cs]"}, {"number": "arXiv:1706.03762"}),
    ({"container_title": "arXiv", "page": "1706.03762"},
     {"number": "arXiv:1706.03762", "page": None}),
     ({"container_title": "arXiv", "DOI": "10.48550/arXiv.1706.03762"},
      {"number": "arXiv:1706.03762"}),
      ({"container_title": "arXiv", "URL": "https://arxiv.org/abs/1706.03762v2"},
       {"number": "arXiv:1706.03762", "URL": "https://arxiv.org/abs/1706.03762v2"}),
    ({"container_title": "arXiv"},
     {"type": "article", "publisher": "arXiv", "genre": None, "container_title": None}),
     ({"container_title": "CoRR"}, {"type": "article-journal", "container_title": "CoRR"}),
     ({"container_title": "biorxiv"}, {"type": "article", "publisher": "bioRxiv", "genre": None}),
     ({"container_title": "Nature"}, {"type": "article-journal", "container_title": "Nature"}),
    ({"container_title": "arXiv and trees"},
     {"type": "article-journal", "container_title": "arXiv and trees"}),
     ({"type": "chapter", "container_title": "CoRR", "volume": "abs/1706.03762"},
      {"type": "chapter"}),
      ({"type": "report", "publisher": "arXiv", "number": "1706.03762"},
       {"type": "article", "number": "arXiv:1706.03762"}),
       ({"type": "report", "number": "arXiv:1706.03762"},
        {"type": "article", "number": "arXiv:1706.03762"}),
    ({"type": "report", "note": "arXiv:1706.03762"},
     {"type": "article", "number": "arXiv:1706.03762", "note": None}),
     ({"type": "report", "DOI": "10.48550/arXiv.1706.03762"}, {"type": "article"}),
     ({"type": "report", "DOI": "10.5555/1", "number": "arXiv:1706.03762"}, {"type": "report"}),
     ({"type": "book", "number": "arXiv:1706.03762"}, {"type": "book"}),
     ({"type": "report", "publisher": "arXiv"}, {"type": "report"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), SETTLED)
def test_preprints_as_programs_write_them(given: dict[str, Any], expected: dict[str, Any]) -> None:
    paper = Paper(**{"id": "k", "type": "article-journal", **given})
    preprints.settle_preprint(paper)
    assert paper.id == "k"
    assert {name: getattr(paper, name) for name in expected} == expected


RELATIONS = [
    ("Retraction in", "retracted-by", {"retracted": True}),
    ("RIN", "retracted-by", {"retracted": True}), ("ErratumFor", "corrects", {}),
    ("EIN", "corrected-by", {}), ("Expression of concern in", "concern-by", {"concern": True}),
    ("Update of", "updates", {}), ("UIN", "updated-by", {}), ("Republished in", "has-version", {}),
    ("ROF", "retracts", {}),
    ("Partial retraction in", "retracted-by", {"retracted": True}),
    ("Preprint in", "has-preprint", {}), ("Corrected and republished from", "updates", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "relation", "state"), RELATIONS)
def test_what_medline_says_of_a_work(kind: str, relation: str, state: dict[str, bool]) -> None:
    paper = Paper(type="article-journal")
    status.medline_note(paper, kind, None, "pmid:1")
    assert paper.custom["status"] == {relation: ["pmid:1"], **state}


def test_relations_are_noted_once() -> None:
    paper = Paper()
    status.relate(paper, "retracted-by", "doi:10.5555/1", "2019-05-07")
    status.relate(paper, "retracted-by", "doi:10.5555/1")
    status.relate(paper, "retracted-by", None, facts={"volume": "7"})
    assert paper.custom["status"] == {
        "retracted-by": ["doi:10.5555/1"], "retracted": True,
        "notices": [{"relation": "retracted-by", "id": "doi:10.5555/1", "issued": "2019-05-07"},
         {"relation": "retracted-by", "volume": "7"}],
    }  # fmt: skip
    assert [note.message for note in paper.remarks] == [
        "was retracted by doi:10.5555/1 (2019-05-07)",
        "was retracted by a notice that the source does not name",
    ]
    paper = Paper(type="article")
    status.medline_note(paper, "UIN", "Cell. 2020", None)
    status.medline_note(paper, "UOF", "bioRxiv. 2019", None)
    status.medline_note(paper, "Odd", "x", None)
    assert paper.custom["status"] == {
        "preprint-of": ["Cell. 2020"],
        "has-preprint": ["bioRxiv. 2019"],
    }
    assert status.doi("https://doi.org/10.5555/A") == "doi:10.5555/a"
    assert status.doi("x") is status.doi(None) is None


PLACES = [
    ("Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4.",
     {"container-title": "Lancet", "issued": "2010-02-06", "volume": "375", "issue": "9713",
      "page": "445", "DOI": "10.1016/s0140-6736(10)60175-4"}),
      ("Lee A. Cell. 2019;7:1-9",
       {"container-title": "Cell", "issued": "2019", "volume": "7", "page": "1-9"}),
    ("Cell. 2019 May", {"container-title": "Cell", "issued": "2019-05"}), ("words", {}), (None, {}),
    ("Cell. 1599;7:1", {}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), PLACES)
def test_where_a_notice_appeared(source: str | None, expected: dict[str, str]) -> None:
    assert status.place_of(source) == expected


TITLES = [
    ("RETRACTED: On growth", {"retracted": True}, "the title says that the work is retracted"),
    ("Retracted Article: On growth", {"retracted": True},
     "the title says that the work is retracted"),
     ("WITHDRAWN: On growth", {"withdrawn": True}, "the title says that the work is withdrawn"),
     ("REMOVED: On growth", {"withdrawn": True}, "the title says that the work is withdrawn"),
    ("EXPRESSION OF CONCERN: On growth", {"concern": True},
     "the title says that the work is under an expression of concern"),
     ("Retraction: On growth", {"notice": "notice"},
      "the title says that this is a retraction notice"),
      ("Retraction Note to: On growth", {"notice": "notice"},
       "the title says that this is a retraction notice"),
       ("Correction to: On growth", {"notice": "correction"},
        "the title says that this is a correction of another work"),
    ("Erratum", {"notice": "correction"},
     "the title says that this is a correction of another work"),
     ("On growth [Retracted]", {"retracted": True}, "the title says that the work is retracted"),
     ("On growth (this article has been withdrawn)", {"withdrawn": True},
      "the title says that the work is withdrawn"), ("retraction of trees: a study", None, ""),
      ("Retracted wings", None, ""), ("On growth (retracted wings) of", None, ""),
      ("Correctional facilities: a study", None, ""),
      ("Correction to the Molière formula", None, ""), ("Correction - a history", None, ""),
      ("Addendum to a theory of groups", None, ""),
      ("Correction to “On growth”", {"notice": "correction"},
       "the title says that this is a correction of another work"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "state", "message"), TITLES)
def test_what_a_title_says_of_its_work(
    title: str, state: dict[str, Any] | None, message: str
) -> None:
    paper = Paper(title=title)
    status.from_title(paper)
    assert paper.custom.get("status") == state
    assert told(paper) == ([("status", "", message, "")] if message else [])


def test_a_book_is_no_notice_whatever_it_is_called() -> None:
    paper = Paper(type="book", title="Erratum")
    status.from_title(paper)
    assert paper.custom == {}


def test_titles_in_two_languages() -> None:
    paper = Paper(title="Über Wurzeln")
    for title, tag in (
        ("Über Wurzeln", None),
        (None, None),
        ("On the roots of trees", None),
        ("On roots again", "en"),
        ("Quo vadis", None),
        ("Sur les racines", "fr"),
    ):
        translations.translate(paper, title, tag)
    assert paper.custom == {
        "translations": {
            "en": {"title": "On the roots of trees"},
            "und": {"title": "Quo vadis"},
            "fr": {"title": "Sur les racines"},
        }
    }
    for language, given, other, own in (("de", "On the roots of trees", "Über die Wurzeln",
      "Über die Wurzeln"),
      ("en", "On the roots of trees", "Über die Wurzeln", "On the roots of trees"),
      (None, "On the roots of trees", "论根的生长", "论根的生长"),
      (None, "论根的生长", "On the roots of trees", "论根的生长"),
      ("zh-CN", "On the roots of trees", "论根的生长", "论根的生长"),
      ("en", "论根的生长", "On the roots of trees", "On the roots of trees")):  # fmt: skip
        paper = Paper(title=given, language=language)
        translations.settle(paper, other)
        assert paper.title == own
        assert len(paper.custom["translations"]) == 1
    paper = Paper()
    translations.settle(paper, "On roots")
    assert (paper.title, paper.custom) == ("On roots", {})
    translations.settle(paper, None)
    translations.settle(paper, "On roots")
    assert (paper.title, paper.custom) == ("On roots", {})


def test_titles_in_brackets_are_settled() -> None:
    paper = Paper(title="[On roots]", language="de")
    translations.settle_bracketed(paper, "Über Wurzeln")
    assert (paper.title, paper.custom) == (
        "Über Wurzeln",
        {"translations": {"en": {"title": "On roots"}}},
    )
    assert told(paper) == [
        ("repaired", "title", "the brackets of a translated title were taken off", "[On roots]")
    ]
    paper = Paper(title="[Not Available]")
    translations.settle_bracketed(paper, None)
    assert (paper.title, told(paper)) == (
        None,
        [("doubt", "title", "the source has none", "[Not Available]")],
    )
    paper = Paper(title="[Not Available]")
    translations.settle_bracketed(paper, "Wurzeln")
    assert (paper.title, told(paper)) == ("Wurzeln", [])
    paper = Paper(title="[On roots]", language="en")
    translations.settle_bracketed(paper, None)
    assert (paper.title, told(paper)) == ("[On roots]", [])
    paper = Paper(title="[On roots]")
    translations.settle_bracketed(paper, None)
    assert paper.title == "On roots"
    assert (
        told(paper)[1][2]
        == "is the source's translation, of another language; it does not give the own title"
    )
    paper = Paper(title="[On the roots]", original_title="Wurzeln", type="article-journal")
    translations.from_brackets(paper)
    assert (paper.title, paper.original_title) == ("Wurzeln", None)
    paper = Paper(title="[Wurzeln]", PMID="1", language="de")
    translations.from_brackets(paper)
    assert paper.title == "Wurzeln"
    paper = Paper(title="[Wurzeln]", language="zh")
    translations.from_brackets(paper)
    assert paper.title == "Wurzeln"
    for values in ({"language": "en"}, {"language": None}):
        paper = Paper(title="[On the roots of trees]", PMID="1", **values)
        translations.from_brackets(paper)
        assert paper.title == "[On the roots of trees]"
    for values in ({"language": "en"}, {"language": None}, {"language": "de"}):
        paper = Paper(title="[Rezension von: Über Wurzeln]", **values)
        translations.from_brackets(paper)
        assert paper.title == "[Rezension von: Über Wurzeln]"
