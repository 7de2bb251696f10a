"""The output that is a tree: what it holds is what the other outputs print."""

import pytest
from own_papers import one_of_each_kind

import citex
from citex.csl.output.marked import Stretch, tree


def plain(parts: list[str | Stretch]) -> str:
    return "".join(part if isinstance(part, str) else plain(part.parts) for part in parts)


def targets(parts: list[str | Stretch]) -> list[str]:
    found = []
    for part in parts:
        if isinstance(part, Stretch):
            found += [part.target] * (part.name == "link") + targets(part.parts)
    return found


@pytest.mark.parametrize("style", ["apa", "ieee", "gbt7714", "chicago-notes", "mla"])
def test_a_tree_says_what_the_text_says(style: str) -> None:
    marked = citex.bibliography(one_of_each_kind(), style, output="marked")
    text = citex.bibliography(one_of_each_kind(), style)
    for entry, expected in zip(marked, text, strict=True):
        assert "".join(plain(tree(entry.text)).split()) == "".join(expected.text.split())


def test_a_link_leads_where_html_leads() -> None:
    paper = citex.Paper(id="a b", title="On <i>E. coli</i>", DOI="10.5555/a?b(1)")
    document = citex.Document([paper], "apa", output="marked", citations=["a b"])
    assert targets(tree(document.citations[0].text)) == ["#ref-a:20:b"]
    assert targets(tree(document.bibliography()[0].text)) == ["https://doi.org/10.5555/a%3Fb(1)"]


def test_markup_of_a_field_breaks_no_tree() -> None:
    paper = citex.Paper(id="a", title="\ufdd0\ufdd1 \ufdea x \ufdee y <i>z")
    printed = plain(tree(citex.bibliography([paper], "apa", output="marked")[0].text))
    assert printed == " x y <i>z. (n.d.)."


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("html", "Li<sup>1</sup>"),
        ("markdown", "Li<sup>1</sup>"),
        ("latex", "Li\\textsuperscript{1}"),
        ("typst", "Li#super[1];"),
        ("text", "Li 1"),
    ],
)
def test_a_raised_number_stands_close_to_its_name(output: str, expected: str) -> None:
    paper = citex.Paper(id="a", author="Na Li", title="On Growth")
    asked = citex.Citation(["a"], mode="composite")
    document = citex.Document([paper], "nature", citations=[asked], output=output, links=False)
    assert document.citations[0].text == expected
