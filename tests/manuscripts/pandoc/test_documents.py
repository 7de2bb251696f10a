"""Documents of pandoc's as JSON: what is cited in them, without pandoc at hand."""

import json
from typing import Any

import pytest

import citex
from citex.errors import CitexError

PAPERS = [
    citex.Paper(id="li2020", author="Na Li", title="On Growth", issued=2020),
    citex.Paper(id="李2021", author="李娜", title="生长", issued=2021, language="zh-CN"),
    citex.Paper(id="HFH+--09", author="Di Ek", title="Mining", issued=2009),
]


def document(*inlines: dict[str, Any], **meta: Any) -> str:
    blocks = [{"t": "Para", "c": list(inlines)}]
    return json.dumps({"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks})


def word(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def cite(key: str, mode: str = "NormalCitation", suffix: str = "") -> dict[str, Any]:
    one = {
        "citationId": key, "citationPrefix": [], "citationMode": {"t": mode},
        "citationSuffix": [word(suffix)] if suffix else [], "citationNoteNum": 1,
        "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[one], [word(f"[@{key}]")]]}


def plain(value: Any) -> str:
    if isinstance(value, list):
        return "".join(map(plain, value))
    if not isinstance(value, dict):
        return ""
    if value["t"] in ("Str", "Space"):
        return value.get("c", " ")
    if value["t"] == "Cite":  # left as it is written
        return plain(value["c"][1])
    if value["t"] == "Note":
        return f"{{{plain(value['c'])}}}"
    return plain(value.get("c"))


def cited(text: str, style: str = "apa") -> list[str]:
    found = citex.cite_text(text, PAPERS, style, kind="pandoc").text
    return [plain(block) for block in json.loads(found)["blocks"]]


def test_a_citation_and_its_list() -> None:
    text = document(word("So"), {"t": "Space"}, cite("li2020", suffix=", p. 3"), word("."))
    assert cited(text) == ["So (Li, 2020, p. 3).", "Li, N. (2020). On Growth."]


def test_keys_in_chinese_sentences_are_citations() -> None:
    assert cited(document(word("如@li2020的研究，见@李2021。")))[0] == (
        "如Li (2020)的研究，见李娜 (2021)。"
    )
    assert cited(document(word("写信给me@li2020")))[0] == "写信给me@li2020"


def text_cite(key: str) -> dict[str, Any]:
    found = cite(key, "AuthorInText")
    found["c"][1] = [word(f"@{key}")]
    return found


def test_a_key_that_goes_on_in_the_sentence_ends_where_a_work_has_it() -> None:
    assert (
        cited(document(word("；"), text_cite("li2020认为"), word("，")))[0] == "；Li (2020)认为，"
    )
    assert cited(document(word("；"), text_cite("li2020认为")))[0] == "；Li (2020)认为"
    assert cited(document(text_cite("nobody认为"), word("，")))[0] == "@nobody认为，"


def test_a_key_that_pandoc_cuts_is_whole() -> None:
    assert cited(document(cite("HFH", suffix="+–09, p. 3")))[0] == "(Ek, 2009, p. 3)"
    assert cited(document(text_cite("HFH"), word("+–09’s"), word(" use")))[0] == "Ek (2009)’s use"
    text = document(text_cite("doi:10.1/a"), word("(b)c, d"))
    assert cited(text)[0] == "@doi:10.1/a(b)c, d"


def test_keys_in_the_words_behind_a_key_are_cites() -> None:
    one = cite("li2020", suffix=", p. 3,")
    one["c"][0][0]["citationSuffix"] += [{"t": "Space"}, word("as"), {"t": "Space"}]
    one["c"][0][0]["citationSuffix"] += [text_cite("李2021"), word(","), {"t": "Space"}, word("7")]
    assert cited(document(one))[0] == "(Li, 2020, p. 3; as 李娜, 2021, p. 7)"
    one = cite("li2020", suffix=",")
    one["c"][0][0]["citationSuffix"] += [{"t": "Space"}, text_cite("HFH"), word("+–09")]
    assert cited(document(one))[0] == "(Ek, 2009; Li, 2020)"


def test_a_note_within_a_citation_has_its_own() -> None:
    one = cite("li2020")
    note = {"t": "Note", "c": [{"t": "Para", "c": [word("See "), cite("李2021")]}]}
    one["c"][0][0]["citationSuffix"] = [note]
    assert cited(document(one))[0] == "(Li, 2020{See (李娜, 2021)})"


def test_references_to_figures_are_for_other_filters() -> None:
    text = document(text_cite("fig-a"), word(" "), cite("Tbl:b"), word(" "), cite("li2020"))
    found = citex.cite_text(text, PAPERS, "apa", kind="pandoc")
    assert found.problems == ()
    assert cited(text)[0] == "@fig-a [@Tbl:b] (Li, 2020)"


def test_keys_that_are_listed_are_whole() -> None:
    listed = [text_cite("HFH"), word("+–09,"), {"t": "Space"}, text_cite("li2020")]
    text = document(word("x"), nocite={"t": "MetaInlines", "c": listed})
    assert cited(text) == ["x", "Ek, D. (2009). Mining.Li, N. (2020). On Growth."]


def test_what_a_caption_cites_is_cited_once() -> None:
    words = [word("Cap"), {"t": "Space"}, cite("li2020")]
    image = {"t": "Image", "c": [["", [], []], json.loads(json.dumps(words)), ["x.png", ""]]}
    caption = [None, [{"t": "Plain", "c": words}]]
    figure = {"t": "Figure", "c": [["", [], []], caption, [{"t": "Plain", "c": [image]}]]}
    text = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": [figure]})
    found = citex.cite_text(text, PAPERS, "chicago-notes-bibliography", kind="pandoc")
    assert [one.note for one in found.document] == [1]
    _, (_, [shown]), [plain_] = json.loads(found.text)["blocks"][0]["c"]
    assert plain(shown) == plain(plain_["c"][0]["c"][1]) == "Cap{Na Li, “On Growth,” 2020.}"


def test_raised_numbers_stand_close() -> None:
    text = document(word("文本"), {"t": "Space"}, cite("李2021"), word("。"))
    assert cited(text, "gbt7714-2015")[0] == "文本[1]。"


def test_notes_stand_behind_the_punctuation() -> None:
    text = document(word("So"), {"t": "Space"}, cite("li2020"), word(", he"))
    assert cited(text, "chicago-notes-bibliography")[0] == "So,{Na Li, “On Growth,” 2020.} he"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"blocks": 1}', "no JSON", "[" * 100_000])
def test_what_is_no_document_is_told(text: str) -> None:
    with pytest.raises(CitexError, match="no document of pandoc's"):
        citex.cite_text(f"{text}\n", PAPERS, kind="pandoc")


def test_a_document_that_nests_deeply_is_told() -> None:
    block: dict[str, Any] = {"t": "Para", "c": [cite("li2020")]}
    for _ in range(200):
        block = {"t": "BlockQuote", "c": [block]}
    text = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": [block]})
    with pytest.raises(CitexError, match="nests more than"):
        citex.cite_text(text, PAPERS, kind="pandoc")
