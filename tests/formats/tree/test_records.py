"""The quick way through well-formed XML gives what the slow one gives."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citex
from citex import registry
from citex.errors import Problem
from citex.formats import Source
from citex.formats.tree import _records, _xml
from citex.formats.tree._elements import light

HEAD = '<?xml version="1.0"?>\n<ns:all xmlns:ns="urn:x" xmlns="urn:y">\n'
PIECES = (
    "<t>", "</t>", "<u b='>'/>", "text", "\n", "&amp;", "&lt;", "&nbsp;", "&#xE9;", "<", "]]>",
    "<![CDATA[</record>]]>", "<!-- </record> -->", "<?p </record>?>", "<q:r/>", "<t>一</t>",
)  # fmt: skip
GOOD = "<ns:record><t>one</t> two <u/>three</ns:record>\n"


def slowly(source: Source, problems: list[Problem]) -> Iterator[str]:
    for element in _xml.records(source, problems, "record", roots=("all",)):
        yield tostring(light(element, str(element.tag).rpartition("}")[0][1:]), "unicode").strip()


def quickly(source: Source, problems: list[Problem]) -> Iterator[str]:
    for element in _records.records(source, problems, "record", ("all",)):
        yield tostring(element, "unicode").strip()


_inside = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
_records_of_a_file = st.lists(
    st.just(GOOD)
    | _inside.map("<record>{}</record>".format)
    | _inside.map("<ns:record a='1'>{}</ns:record>\n".format)
    | st.sampled_from(("<record/>", "<other>text</other>", "<!-- no <record> -->", " & ")),
    max_size=6,
).map("".join)


@given(_records_of_a_file, st.sampled_from((7, 60, 65536)))
def test_both_ways_give_the_same(text: str, size: int) -> None:
    data = (HEAD + text + "</ns:all>\n").encode()
    told: list[list[Problem]] = [[], []]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_xml, "CHUNK", size)
        one, other = (
            list(way(Source.of_bytes(data), problems))
            for way, problems in zip((slowly, quickly), told, strict=True)
        )
    if not told[0]:  # behind a fault, even lxml's own answer depends on where its pieces end
        assert one == other
    assert bool(told[0]) == bool(told[1])


@pytest.mark.parametrize("name", ["mods", "endnote-xml", "word", "notefirst"])
def test_what_we_write_goes_the_quick_way(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form = registry.format_named(name)
    assert form.write is not None
    papers = [citex.Paper(id=f"a{n}", type="book", title=f"On & on {n}") for n in range(300)]
    text = "".join(form.write(papers))

    def never(*_: object, **__: object) -> Iterator[object]:
        raise AssertionError("the slow way")

    monkeypatch.setattr(_records, "recovered", never)
    assert len(citex.parse(text, name)) == 300


def test_a_fault_behind_many_records_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml, "CHUNK", 100)
    data = (
        HEAD + GOOD * 50 + "<ns:record><t>x & y</t></ns:record>\n" + GOOD + "</ns:all>"
    ).encode()
    problems: list[Problem] = []
    assert len(list(quickly(Source.of_bytes(data), problems))) == 52
    assert [problem.line for problem in problems] == [53]


def test_a_record_that_the_end_cuts_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml, "CHUNK", 100)
    problems: list[Problem] = []
    found = list(quickly(Source.of_bytes((HEAD + GOOD * 5 + GOOD[:20]).encode()), problems))
    assert len(found) == 5
    assert "the <record> is cut off before its end" in [problem.message for problem in problems]


def test_depth_and_a_document_type_are_left_to_the_other_parser() -> None:
    deep = "<t>" * 5000 + "</t>" * 5000
    problems: list[Problem] = []
    list(quickly(Source.of_bytes(f"{HEAD}<record>{deep}</record></ns:all>".encode()), problems))
    assert problems
    bomb = '<!DOCTYPE a [<!ENTITY e "boom">]><a><record>&e;</record></a>'
    assert "boom" not in "".join(quickly(Source.of_bytes(bomb.encode()), []))
