"""The short way for ordinary values finds what the long one finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from alternatives import alternatives, spellings
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citex.formats import Source
from citex.model import Name, Paper, date_grammar, eras
from citex.model.months import MONTH_NUMBERS
from citex.text import cleaning, mending, placeholders, preprints, status, titles, unseen
from citex.text.dates import reading
from citex.text.extra_field.zotero import absorb_note
from citex.text.lines import printable
from citex.text.names import doubts, listed, sources, written
from citex.text.names import words as words_of_names
from citex.text.richtext import markup
from citex.text.tables import words
from citex.text.tex import encode

PATTERNS = [placeholders._WORDS, *set(placeholders._DROPPED.values())]
WORDS = st.sampled_from(sorted(placeholders._NOTHING))
SIGNS = st.text("[]. (", max_size=2)
NOTHING = st.one_of(
    st.tuples(SIGNS, WORDS, SIGNS).map("".join),
    *(st.from_regex(re.compile(p.pattern, p.flags), fullmatch=True) for p in PATTERNS),
)


@given(NOTHING, st.sampled_from(["", *placeholders._DROPPED]))
def test_a_placeholder_begins_as_one(text: str, variable: str) -> None:
    found = placeholders.is_nothing(text, variable)
    kept, placeholders.may_be_nothing = placeholders.may_be_nothing, re.compile("").match
    try:
        assert found == placeholders.is_nothing(text, variable)
    finally:
        placeholders.may_be_nothing = kept


@pytest.mark.parametrize(
    "text",
    ["erscheinungsort nicht ermittelbar", "Verlag nicht ermittelbar", "druckort nicht ermittelbar",
     "lieu de publication non identifié", "éditeur non identifié", "editor no identificado",
     "lugar de publicación no identificado", "edición no identificada", "editorial no identificada",
     "luogo di pubblicazione non identificato", "editore non identificato", "出版地不明",
     "local não identificado", "editora não identificada", "uitgever niet vastgesteld",
     "plaats van uitgave niet vastgesteld", "出版者不明"],
)  # fmt: skip
def test_what_cataloguers_write_of_an_unknown_publisher(text: str) -> None:
    for spelt in (text, f"[{text}]", text.capitalize()):
        assert placeholders.is_nothing(spelt, "publisher"), spelt
        assert placeholders.is_nothing(spelt, "publisher-place"), spelt


def test_ordinary_values_are_told_at_once() -> None:
    assert not any(map(placeholders.may_be_nothing, ("Cell", "Elsevier", "Berlin", "On Growth")))


WORDS_OF_TITLES = st.sampled_from(
    [*words("abbreviations"), "growth", "investigations", "Zea", "U.S.", "L", ",", "(Lindl.)"]
)
ENDS = st.sampled_from(
    [".", "..", " .", ".</i>", "investigations.", " Schlechter.", " effects of. effects of."]
)


@given(st.lists(WORDS_OF_TITLES, min_size=1, max_size=4), ENDS)
def test_the_stop_behind_a_long_word(words: list[str], end: str) -> None:
    text = " ".join(words) + end
    assert titles.without_stop(text) == titles._unstopped(text)


MONTHS = st.sampled_from([*sorted(MONTH_NUMBERS), "May", "NOV", "Jun.", "13", "00", "fall"])
DAYS = st.sampled_from(["", "0", "1", "04", "17", "30", "31", "32"])
YEARS = st.sampled_from(["1987", "1999", "2000", "2010", "2013", "2019", "0999", "c1988", "99"])
NEVER = re.compile("(?!)")


@given(YEARS, st.sampled_from("-/ "), MONTHS, DAYS, st.sampled_from(["text", "year", "edtf"]))
@example("2010", "/", "11", "", "year")
@example("2020", "-", "05", "17", "text")
@example("2020", " ", "May", "", "text")
@settings(max_examples=1000)
def test_dates(year: str, sign: str, month: str, day: str, field: Any) -> None:
    text = sign.join(filter(None, (year, month, day)))
    found = date_grammar.read_date.__wrapped__(text, field)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_grammar, "_USUAL", NEVER)
        assert found == date_grammar.read_date.__wrapped__(text, field)


@given(YEARS, MONTHS, DAYS)
@example("2019", "Feb.", "30")
@settings(max_examples=1000)
def test_dates_in_parts(year: str, month: str, day: str) -> None:
    found = reading.read_parts.__wrapped__(year, month, day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_NUMBERS", NEVER.fullmatch)
        assert found == reading.read_parts.__wrapped__(year, month, day)


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=0x80))), st.sampled_from([1, 200]))
def test_printable(text: str, times: int) -> None:
    assert printable(text * times) == (text * times).isprintable()


ALWAYS = re.compile("")


class All:
    """A set that holds everything: a look that rules nothing out."""

    def __contains__(self, sign: object) -> bool:
        return True


def spelt(*patterns: re.Pattern[str]) -> list[str]:
    return [text for one in patterns for found in alternatives(one) for text in spellings(found)]


def with_look_and_without(
    read: Callable[[str], Any], texts: list[str], module: Any, **off: Any
) -> None:
    """What is read of each text is the same where a look, or several, lets everything pass."""
    texts = list(dict.fromkeys(texts))
    found = [read(text) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in off.items():
            patch.setattr(module, name, value)
        expected = [read(text) for text in texts]
    differ = [case for case in zip(texts, found, expected, strict=True) if case[1] != case[2]]
    assert not differ, differ[:5]


@pytest.mark.parametrize("variable", ["", "title", "author", "page", "publisher"])
def test_each_placeholder_begins_as_one(variable: str) -> None:
    patterns = {placeholders._WORDS, placeholders._TITLE, placeholders._PUBLISHER}
    texts = spelt(*sorted(patterns | set(placeholders._DROPPED.values()), key=lambda p: p.pattern))
    texts += [text for word in placeholders._NOTHING for text in spellings(word)]
    off = {"may_be_nothing": ALWAYS.match}
    with_look_and_without(
        lambda t: placeholders.is_nothing(t, variable), texts, placeholders, **off
    )
    with_look_and_without(
        lambda t: placeholders.is_placeholder(t, variable), texts, placeholders, **off
    )


OTHERS = alternatives(re.compile(words_of_names._OTHERS, re.IGNORECASE))


def test_each_sign_of_more_names_ends_as_one() -> None:
    texts = [f"Roe, J.{joint}{text}" for joint in (" ", ", ") for one in OTHERS
             for text in spellings(one)]  # fmt: skip
    with_look_and_without(words_of_names.cut_others, texts, words_of_names, _ENDS=All())
    with_look_and_without(
        words_of_names.is_others, [text for one in OTHERS for text in spellings(one)],
        words_of_names, _BEGINS_OTHERS=All(),
    )  # fmt: skip
    with_look_and_without(sources.natural, texts[::5], sources, may_be_several=lambda text: True)


BESIDE = [
    "", *(f" {text}" for text in OTHERS), *(f" {text.title()}" for text in OTHERS),
    *(f" {text}" for text in """Jr Jr. Sr. JR jr II III IV Vi 2nd Ph.D. M.D. MPH von de¹ 1835-
      fils y 1,2""".split()), "¹", "⁰", "1", "*",
]  # fmt: skip
BEFORE = ["", "Dr. ", "dr. ", "PROF. ", "Dipl.-Ing. ", "Mrs ", "Professor ", "The", "Et", "And"]
LINES = [
    *(f"{family}, {given}{beside}" for family in ("Roe", "Иванов") for given in ("J.", "Jane M.")
      for beside in BESIDE),
    *(f"{family}, {before}{given}" for family in ("Roe", "Others", "Al", "Organization")
      for before in BEFORE for given in ("J.", "Jane", "JR", "") if before + given),
]  # fmt: skip


def test_what_stands_with_a_name_is_found_in_a_plain_list() -> None:
    with_look_and_without(
        lambda line: listed.read_names([line, "von Alder, Ann"]), LINES, listed, _MARKS=ALWAYS
    )


def name_of(line: str) -> Name:
    family, _, given = line.partition(", ")
    return Name(family, given)


def test_what_stands_with_a_name_is_found_in_parts() -> None:
    def in_list(line: str) -> Any:
        return listed.name_list([name_of(line), Name("van Li", "Na")], "author", [])

    def alone(line: str) -> Any:
        return sources.parts(family=name_of(line).family or "", given=name_of(line).given)

    with_look_and_without(in_list, LINES, listed, _is_odd=lambda name: True)
    with_look_and_without(alone, LINES, sources, _is_alone=lambda given, family: False)
    with_look_and_without(
        lambda line: written.from_parts(*line.split(", ")), LINES, written,
        may_end_in_rank=lambda given: " " in given,
    )  # fmt: skip


def test_what_is_no_name_is_taken_off() -> None:
    patterns = (doubts._ORCID, doubts._MAIL, doubts._NOTES, doubts._ROLE, doubts.NAMESAKE,
                doubts._LIFE, doubts._RAISED)  # fmt: skip
    found = [text for pattern in patterns for text in alternatives(pattern)]
    texts = [form.format(text) for text in found for form in ("Lee, Ann{}", "Lee{}, Ann", "Ann {}")]
    texts += [text for name in ("Lee, Ann", "By Ann Lee", "Lé，Ann") for text in spellings(name)]
    titles = alternatives(re.compile(words_of_names.TITLE, re.IGNORECASE))
    texts += [f"Roe, {text}Jane" for one in titles for text in spellings(one)]
    with_look_and_without(lambda text: listed.tidied(text, []), texts, listed, STRAY=ALWAYS)


def test_several_names_in_one_text() -> None:
    texts = [
        f"Jane Roe{joint}Ann Lee" for joint in (" and ", " AND ", "\u00a0and ", " & ", "|", " y ")
    ]
    texts += [f"张三{joint}李四" for joint in ("和", " 和 ", "、", "，", "与", " 及 ", "\u3000和 ")]
    with_look_and_without(lambda text: listed.split_names(text, []), texts, listed, _PARTING=ALWAYS)
    assert listed.split_names("Jane Roe AND Ann Lee", [])[0] == ["Jane Roe", "Ann Lee"]


def test_years_of_eras() -> None:
    texts = [text for text in spelt(eras._ERA) if text.strip()[:1] not in ")）"]
    with_look_and_without(
        lambda text: date_grammar.read_date.__wrapped__(text, "text"), texts, date_grammar,
        _may_name_era=lambda text: True,
    )  # fmt: skip


VALUES = {
    "volume": ["12"], "issue": ["3", "03"], "page": ["7", "12-15", "764-9", "12345", "0"],
    "number": ["7"], "number_of_pages": ["245", "0"], "edition": ["2"],
    "collection_number": ["7"], "chapter_number": ["7"],
    "DOI": ["10.5555/1", "10.5555/AbC(1)", "10.5555/a[b]c"],
    "URL": ["https://example.org/a", "https://doi.org/10.5555/1", "http://www.ncbi.nlm.nih.gov/pmc"],
    "ISBN": ["9780198526636", "978-0-19-852663-6", "0-19-852663-6", "0003-987X"],
    "ISSN": ["0003-987X", "0003-987X, 1529-2908", "0003-987X, 0003-987X"],
    "PMID": ["123", "0123"], "PMCID": ["PMC123", "PMC0123"],
    "title": ["Growth", "On growth /", "n/a"], "container_title": ["Cell", "Cell ="],
    "publisher": ["Acme", "Acme,"], "publisher_place": ["Ghent", "Ghent :"],
}  # fmt: skip
BEHIND = ["", "?utm_source=x", "]x", "}x", "%2F1", "&amp;1", ">", " ", ",", ".", " 25", ";1", ")"]


@pytest.mark.parametrize("step", cleaning._STEPS, ids=lambda step: str(step[0]))
def test_what_is_usual_for_sure_needs_no_cleaning(step: tuple[str, Any, Any]) -> None:
    attribute, is_usual, cleaner = step
    texts = [text for value in VALUES[attribute] for end in BEHIND
             for text in spellings(value + end) if text]  # fmt: skip
    assert any(map(is_usual, texts))
    for text in filter(is_usual, texts):
        paper = Paper(type="article-journal", id="a")
        assert cleaner(paper, text) == text, text
        assert paper == Paper(type="article-journal", id="a"), text


def test_what_a_title_says_of_itself() -> None:
    def said(title: str) -> Any:
        status.from_title(paper := Paper(title=title))
        return paper.custom

    texts = [f"{text} On growth" for text in spelt(status._TITLE_MARK)]
    with_look_and_without(said, texts, status, _MARKS=All())


def test_ends_of_titles() -> None:
    patterns = (titles._FOOTNOTE, titles._DANGLING, titles._FORMAT_BEHIND, titles._WORDED_NOTE)
    for found in (text for pattern in patterns for text in alternatives(pattern)):
        for title in (f"On growth{found}", f"{found}On growth", f"{found} On growth"):
            mending._mend_title(expected := Paper(title=title), title)
            assert mending.mend_ends(Paper(title=title)) == expected


def test_servers_of_preprints() -> None:
    def settled(name: str) -> Paper:
        paper = Paper(type="article-journal", container_title=name, volume="abs/1706.03762")
        preprints.settle_preprint(paper)
        return paper

    texts = spelt(preprints._SERVERS, preprints._ARXIV, preprints._SSRN)
    with_look_and_without(settled, texts, preprints, _HEADS=All())


def test_words_that_lowering_would_spoil() -> None:
    for word in ("H2O2", "U.S.A.", "2D/3D", "A/B/C", "O'Neil", "Berlin", "berlin", "T(1)", "(G)x"):
        protected = encode.encode(f"on {word} here", protect=True)
        plain = encode.CAPITALS.sub(lambda match: "{" + match[0] + "}", word)
        assert protected == f"on {plain} here"


SIGNS_OF_ALL = [
    *map(chr, (*range(0x180), *range(0x2000, 0x2070), *range(0xE0F0, 0xE0F2))),
    *map(chr, (*range(0xFB00, 0xFB07), 0x3000, 0xFEFF)),
]


def test_a_text_without_markup_is_itself() -> None:
    for text in (form.replace("@", sign) for sign in SIGNS_OF_ALL for form in ("a@b", "@a", "a@")):
        assert markup.rich_text(text) == (markup.cleaned(markup.prose(text)) or None)


def test_signs_that_nobody_sees_are_told_by_their_bytes() -> None:
    for text in map(chr, (*range(0xD800), *range(0xE000, 0x11000))):
        assert unseen.has_signs(text) <= unseen.has_sign_bytes(text.encode())


def test_a_dollar_hides_no_sign_that_comes_behind_it() -> None:
    source = Source.of_text("It costs $5.\n")
    source._look_for_signs("A micro\xadscope.\n")
    assert not source.plain


def test_what_a_note_names() -> None:
    for name in ("doi:10.1000/1", "DOI 10.1000/1", "arXiv 1706.03762", "1706.03762v2",
                 "math.GT/0309136", "hep-th/9901001", "Original Date: 1880"):  # fmt: skip
        for text in spellings(name):
            absorb_note(paper := Paper(type="article", note=text))
            assert paper.note == text or cleaning._MAY_NAME(text), text
