"""Titles in sentence case in the lists and citations of styles."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import citex
from citex.cli import main
from citex.errors import UnknownOption
from citex.model import Name, Paper, PartialDate

TITLE = "Slow Growth of River Mosses in Uganda: A Review"
SMALL = "Slow growth of river mosses in Uganda: a review"
GREAT = "Slow growth of river mosses in Uganda: A review"


def paper(title: str = TITLE, **variables: str) -> Paper:
    return Paper(
        id="lee", type="article-journal", title=title, author=[Name("Lee", "Ann")],
        container_title="The Journal of Old Mosses", issued=PartialDate(2020), **variables,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", GREAT), ("apa-6th-edition", GREAT), ("academy-of-management-review", GREAT),
        ("vancouver", SMALL), ("ama", SMALL), ("gbt7714-2015", SMALL), ("ieee", SMALL),
        ("mla", "Slow Growth of River Mosses in Uganda: A Review"),
    ],
)  # fmt: skip
def test_a_subtitle_begins_as_the_style_has_it(style: str, expected: str) -> None:
    assert expected in citex.format([paper()], style, titles="sentence")
    assert TITLE in citex.format([paper()], style)
    assert "The Journal of Old Mosses" in citex.format([paper()], "apa", titles="sentence")


def test_apa_begins_a_subtitle_with_a_capital_whatever_the_title_is_in() -> None:
    """Zotero does so, too; unasked the title is printed as the record has it."""
    assert GREAT in paper(SMALL).format("apa", titles="sentence")
    assert SMALL in paper(SMALL).format("apa")
    assert SMALL in paper(SMALL).format("vancouver", titles="sentence")


def test_every_verb_takes_it() -> None:
    found = [
        paper().format("apa", titles="sentence"),
        citex.bibliography(paper(), "apa", titles="sentence")[0].text,
        citex.cite(paper(), ["lee"], "apa", titles="sentence").bibliography[0].text,
        citex.Processor("apa", titles="sentence").reference(paper()),
        pickle.loads(pickle.dumps(citex.Processor("apa", titles="sentence"))).reference(paper()),
    ]
    assert all(GREAT in text for text in found)
    assert citex.sentence_case(paper())[0].title == SMALL
    assert citex.sentence_case(paper(), subtitles=True)[0].title == GREAT


def test_the_other_titles_of_a_list_tell_and_one_alone_is_told_by_itself() -> None:
    papers = [paper("Mosses of the Tarn Plain"), paper("Why rivers and mosses of Tarn are slow")]
    papers[1].id = "other"
    assert "Mosses of the Tarn plain" in citex.format(papers, "vancouver", titles="sentence")
    processor = citex.Processor("vancouver", titles="sentence")
    assert "Mosses of the tarn plain" in processor.references(papers)[0]
    assert processor.references(papers)[0] == processor.reference(papers[0])


def test_a_document_has_the_titles_that_a_list_has() -> None:
    great = paper("Mosses of the Tarn Plain")
    other = paper("Why rivers and mosses of Tarn are slow")
    other.id = "other"
    document = citex.Document([great, other], "vancouver", titles="sentence", links=False)
    document.insert("lee")
    assert "Mosses of the tarn plain" in str(document.bibliography())
    document.insert("other")
    told = citex.cite([great, other], [["lee"], ["other"]], "vancouver", titles="sentence")
    assert str(document.bibliography()) == str(told.bibliography)
    assert "Mosses of the Tarn plain" in str(told.bibliography)


def test_translations_and_notices_stay_as_they_are_written() -> None:
    french = paper("Sur la Croissance", language="fr")
    french.custom = {"translations": {"en": {"title": "The Growth of Mosses"}}}
    text = french.format("apa", titles="sentence")
    assert "Sur la Croissance [The Growth of Mosses]" in text


def test_what_is_asked_wrongly_is_told() -> None:
    with pytest.raises(UnknownOption, match="'titles=upper'; did you mean 'titles=sentence'"):
        citex.format([paper()], "apa", titles="upper")
    with pytest.raises(UnknownOption, match="only citex's own engine"):
        citex.format([paper()], "apa", engine="citeproc-py", titles="sentence")
    with pytest.raises(UnknownOption, match="'titles'"):
        citex.format([paper()], "ris", titles="sentence")
    with pytest.raises(UnknownOption, match="did you mean 'titles'"):
        citex.format([paper()], "apa", title="sentence")


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "papers.json"
    citex.write([paper()], source, "csljson")
    call = ["convert", str(source), "-t", "vancouver"]
    assert main([*call, "--titles", "sentence", "--report"]) == 0
    out, told = capsys.readouterr()
    assert SMALL in out
    assert "repaired: lee: title: was put into sentence case, but Uganda (a name)" in told
    assert main(["convert", str(source), "-t", "bibtex", "--titles", "sentence"]) == 2
    assert "--titles is for styles" in capsys.readouterr().err

    own = tmp_path / "own.toml"
    monkeypatch.setenv("CITEX_CONFIG", str(own))
    own.write_text('titles = "sentence"\n', encoding="utf-8")
    assert main(call) == 0
    assert SMALL in capsys.readouterr().out
    assert main(["convert", str(source), "-t", "bibtex"]) == 0
    own.write_text('titles = "small"\n', encoding="utf-8")
    assert main(call) == 2
    assert "own.toml: titles: no option 'titles=small'" in capsys.readouterr().err
