"""Lists of abbreviations: the shapes of files, how titles are told, what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.abbreviations import Abbreviator, lists
from citex.abbreviations.lists import AbbreviationList, of_file, of_mapping
from citex.errors import CitexError, InvalidValue, NotFound, ParseError, UnknownName

FERN, SHORT = "Journal of Fern Studies", "J. Fern Stud."
PAIRS = {FERN: SHORT, "Moss, Fern; and Lichen": "Moss Fern Lichen"}

FILES = {
    "zotero": json.dumps({"info": {"name": "Ferns"}, "default": {"container-title": PAIRS}}),
    "juris-m": json.dumps({"filename": "ferns", "xdata": {"default": {"container-title": PAIRS}}}),
    "jurisdictions": json.dumps({
        "gb": {"container-title": {FERN: "another"}},
        "default": {"container-title": PAIRS, "hereinafter": {"x": "y"}},
    }),
    "categories": json.dumps({"container-title": PAIRS}),
    "plain JSON": json.dumps(PAIRS),
    "lower case": json.dumps({"default": {"container-title": {
        title.lower(): short for title, short in PAIRS.items()
    }}}),
    "JabRef": f'"{FERN}","{SHORT}"\n"Moss, Fern; and Lichen","Moss Fern Lichen","MFL"\n',
    "JabRef, semicolons": f'{FERN};{SHORT}\n"Moss, Fern; and Lichen";Moss Fern Lichen;MFL;1\n',
    "JabRef of old": f"# ferns\n\n{FERN} = {SHORT}\nMoss, Fern; and Lichen=Moss Fern Lichen\n",
    "tabs": f"{FERN}\t{SHORT}\r\nMoss, Fern; and Lichen\tMoss Fern Lichen\r\n",
    "NLM": f"""--------------------------------------------------------
JrId: 1
JournalTitle: {FERN}
MedAbbr: J Fern Stud
ISSN (Print): 0000-0000
IsoAbbr: {SHORT}
NlmId: 1
--------------------------------------------------------
JrId: 2
JournalTitle: Moss, Fern; and Lichen
MedAbbr: Moss Fern Lichen
IsoAbbr:
""",
}  # fmt: skip


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "with a mark of order"])
def test_a_file(text: str, mark: str, tmp_path: Path) -> None:
    place = tmp_path / "list.txt"
    place.write_bytes((mark + text).encode("utf-8"))
    known = of_file(place)
    assert {title: known.find("container_title", title) for title in PAIRS} == PAIRS


SAME = {
    "Journal of Fern Studies": "journal of fern studies",
    "The Fern": "Fern",
    "Fern": "The Fern",
    "L'Année des fougères": "Année des Fougeres",
    "Die Farne": "Farne",
    "Fern & Moss": "Fern and Moss",
    "Fern, Moss: Lichen": "Fern Moss Lichen",
    "Revista española": "Revista Espan\u0303ola",
    "Fern Research (Basel, Switzerland)": "Fern Research",
    "Fern Research": "Fern Research (Online)",
    "Fern <i>Cyathea</i>": "Fern Cyathea",
}


@pytest.mark.parametrize(("listed", "asked"), SAME.items())
def test_titles_that_are_the_same(listed: str, asked: str) -> None:
    assert AbbreviationList([("title", listed, "X.")]).find("title", asked) == "X."


@pytest.mark.parametrize("asked", ["Fern Studies", "Journal of Fern", "of Fern Studies", ""])
def test_titles_that_are_not(asked: str) -> None:
    assert of_mapping(PAIRS).find("container_title", asked) is None


def test_two_journals_that_differ_by_their_places_are_not_confounded() -> None:
    known = of_mapping({"Ferns (Basel)": "Ferns B", "Ferns (Oslo)": "Ferns O"})
    found = [
        known.find("container_title", f"Ferns{place}") for place in ("", " (Basel)", " (Oslo)")
    ]
    assert found == [None, "Ferns B", "Ferns O"]


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    place = tmp_path / "list.csv"
    for short in ("First", "Second time"):
        place.write_text(f"{FERN};{short}\n")
        assert of_file(place).find("container_title", FERN) == short


REFUSED: dict[str, tuple[Any, type[CitexError], str]] = {
    "a name": ("ltw", UnknownName, "did you mean 'ltwa'"),
    "a number": (5, InvalidValue, "give 'ltwa', a dictionary"),
    "bytes": (b"ltwa", InvalidValue, "give 'ltwa'"),
    "nothing": ("", InvalidValue, "give 'ltwa'"),
    "a text of JSON": ('{"a": "b"}', InvalidValue, "give 'ltwa'"),
    "a text with lines": ("a;b\nc;d.csv", InvalidValue, "give 'ltwa'"),
    "a file without suffix": ("/etc/hostname", InvalidValue, "give 'ltwa'"),
    "a list in a list": ([["ltwa"]], InvalidValue, "give 'ltwa'"),
    "no text": ({"Fern": 5}, InvalidValue, "'Fern' is no text"),
    "no title": ({5: "Fern"}, InvalidValue, "'5' is no text"),
    "no table": ({"default": {"title": []}}, InvalidValue, "title is no dictionary"),
    "other categories": ({"default": {"place": {}}}, InvalidValue, "neither container-title nor"),
    "no such file": ("nowhere/list.json", NotFound, "nowhere/list.json: there is no such list"),
}  # fmt: skip


@pytest.mark.parametrize(("given_", "kind", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(given_: Any, kind: type[CitexError], said: str) -> None:
    with pytest.raises(kind) as caught:
        Abbreviator(given_)
    assert said in str(caught.value)


BROKEN = {
    "a table": (b'["a"]', "it is no dictionary"),
    "half a file": (b'{"default": {', "is no list of abbreviations"),
    "deep": (b'{"a":' * 100_000, "is no list of abbreviations"),
    "a value": (b'{"a": 1}', "'a' is no text"),
    "a line": (b"Fern;F.\nMoss\n", "list.txt:2: has no abbreviation"),
    "prose": (b"Once upon a time.\n", "list.txt:1: has no abbreviation"),
    "another encoding": ("Année;A.\n".encode("latin-1"), "is not in UTF-8"),
    "nulls": (b"Fern;\0F.\nMoss\0Fern", "has no abbreviation"),
}


@pytest.mark.parametrize(("data", "said"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_list(data: bytes, said: str, tmp_path: Path) -> None:
    place = tmp_path / "list.txt"
    place.write_bytes(data)
    with pytest.raises(ParseError) as caught:
        Abbreviator(str(place))
    assert said in str(caught.value)
    assert str(place) in str(caught.value)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "list.csv"
    place.write_text("Fern;F.\n" * 9)
    monkeypatch.setattr(lists, "LIMIT", 50)
    with pytest.raises(ParseError, match="has more than 50 bytes"):
        of_file(place)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such files")
@pytest.mark.parametrize("place", ["/dev/zero", "/"])
def test_what_is_no_file(place: str) -> None:
    with pytest.raises(ParseError):
        of_file(Path(place))


@given(st.binary(max_size=80) | st.text(alphabet='{}[]":;=,\t\nJaé', max_size=60).map(str.encode))
def test_whatever_a_file_holds(data: bytes) -> None:
    try:
        text = data.decode("utf-8-sig")
        rows = lists.rows_of(text, Path("list.txt"))
        known = AbbreviationList(rows)
    except (ParseError, ValueError):
        return
    assert set(known.known) == {"container_title", "title"}
