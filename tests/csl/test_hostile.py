"""Styles made to do harm: what they must not do is run without end."""

from __future__ import annotations

import pytest

from citex import csl, stylebook
from citex.errors import StyleError
from citex.model import Name, Paper, PartialDate
from citex.model.item import from_item

HEAD = """<style xmlns="http://purl.org/net/xbiblio/csl" xmlns:cx="urn:citex:csl" class="in-text"
  version="1.0"><info><title>T</title><id>urn:x:t</id></info>"""


def style(body: str, before: str = "", *, cite: str = '<text variable="title"/>') -> bytes:
    """A style whose list prints `body`; `before` holds its macros and locales."""
    return (
        f"{HEAD}{before}<citation><layout>{cite}</layout></citation>"
        f"<bibliography><layout>{body}</layout></bibliography></style>"
    ).encode()


def chain(count: int, call: str, last: str = '<text variable="title"/>') -> str:
    """Macros each of which calls the next one, as `call` says."""
    macro = '<macro name="m{}">{}</macro>'
    macros = "".join(macro.format(i, call.replace("NEXT", f"m{i + 1}")) for i in range(count))
    return macros + macro.format(f"{count}", last)


CALL = '<text macro="NEXT"/>'
FIRST = '<text macro="m0"/>'
LONG = "x" * 3000
GROUPS = "<group>{}</group>"
CHOICE = '<choose><if disambiguate="true">{}</if><else>{}</else></choose>'

TOO_MUCH = {
    # what a style does: (its text, what the error says)
    "250 macros, each calling the next": (style(FIRST, chain(250, CALL)), "elements deep"),
    "5,000 macros": (style(FIRST, chain(5000, CALL)), "elements deep"),
    "80 macros with groups": (style(FIRST, chain(80, GROUPS.format(CALL))), "elements deep"),
    "10,000 groups": (style("<group>" * 10_000 + "</group>" * 10_000), "depth"),
    "200 groups": (style("<group>" * 200 + "</group>" * 200), "nested more than"),
    "macros that double 17 times": (style(FIRST, chain(17, CALL + CALL)), "runs more than"),
    "macros that double 40 times": (style(FIRST, chain(40, CALL + CALL)), "runs more than"),
    "macros that double in citations": (style("", chain(17, CALL * 2), cite=FIRST), "runs more"),
    "a long value that doubles": (
        style(FIRST, chain(9, CALL + CALL, f'<text value="{"x" * 1000}"/>')), "prints more than",
    ),
    "a delimiter between thousands": (
        style(f'<group delimiter="{"x" * 1000}">' + "<group/>" * 5000 + "</group>"), "prints more",
    ),
    "a long term, often": (
        style('<text term="edition"/>' * 1000,
              f'<locale><terms><term name="edition">{"x" * 1000}</term></terms></locale>'),
        "prints more than",
    ),
    "a long prefix": (style(f'<text variable="title" prefix="{LONG}"/>'), "more than 2,000"),
    "a long name part": (
        style(f'<names variable="author"><name><name-part name="family" prefix="{LONG}"/></name>'
              "</names>"),
        "more than 2,000",
    ),
    "a long term": (
        style("", f'<locale><terms><term name="edition">{LONG}</term></terms></locale>'),
        "more than 2,000",
    ),
    "a long date": (
        style("", f'<locale><date form="text"><date-part name="year" prefix="{LONG}"/></date>'
              "</locale>"),
        "more than 2,000",
    ),
    "a macro that calls itself": (style(FIRST, chain(1, CALL, FIRST)), "calls itself"),
    "macros that call each other in a choice": (
        style(FIRST, chain(3, CHOICE.format(CALL, ""), CHOICE.format("", FIRST))), "calls itself",
    ),
    "a loop beside a substitute": (
        style(FIRST, chain(1, f'<names variable="author"><substitute>{CALL}</substitute></names>',
                           FIRST)),
        "calls itself",
    ),
    "a number of 5,000 digits": (
        style(f'<names variable="author"><name et-al-min="{"9" * 5000}"/></names>'), "et-al-min",
    ),
    "a number beyond all names": (
        style('<names variable="author"><name et-al-min="99999999999999999999"/></names>'),
        "more than 1,000,000",
    ),
    "30,000 elements": (style('<text variable="title"/>' * 30_000), "more than 25,000 elements"),
    "30,000 terms": (
        style("", "<locale><terms>" + '<term name="a">b</term>' * 30_000 + "</terms></locale>"),
        "more than 25,000 elements",
    ),
    "500 locales": (style("", "<locale/>" * 500), "more than 200 locales"),
    "500 layouts": (
        style("</layout>" + "<layout></layout>" * 500 + "<layout>"), "more than 200 layouts",
    ),
    "100 sort keys": (
        style("").replace(
            b"<bibliography>",
            b"<bibliography><sort>" + b'<key variable="title"/>' * 100 + b"</sort>",
        ),
        "sort keys",
    ),
    "a thousand faults": (style('<text quotes="maybe"/>' * 1000), "and 95 more"),
    "a file of five megabytes": (style(" " * 5_000_000), "larger than 4 MB"),
    "entities of entities": (
        b'<!DOCTYPE style [<!ENTITY a "' + b"x" * 1000 + b'">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8))
        + b"]>" + style("&i;"),
        "XML",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_style_that_asks_too_much_is_refused(name: str) -> None:
    """With the place, and before anything runs."""
    text, message = TOO_MUCH[name]
    with pytest.raises(StyleError, match=message) as caught:
        csl.load(text)
    assert all(problem.line is not None for problem in caught.value.problems)


MANY = 2000


def test_macros_that_are_missing_are_told_once_each() -> None:
    """Thousands of them take no time to speak of: the nearest name is looked for a few times."""
    macros = "".join(
        f'<macro name="a{i}"><text macro="b{i}"/></macro>' for i in range(MANY)
    )  # fmt: skip
    loaded = csl.load(style('<text macro="a1"/>', macros))
    assert len(loaded.warnings) == MANY
    assert sum("did you mean" in str(problem) for problem in loaded.warnings) <= 20


def test_macros_under_ever_new_conditions_are_refused() -> None:
    """What a substitute may have hidden differs with each way to a macro: two to the twentieth."""
    variables = """title publisher publisher-place genre abstract medium archive archive_location
        authority call-number collection-title dimensions event-title original-title references
        section source status""".split()
    macros = [
        f'<macro name="m{i}">'
        + CHOICE.format(
            f'<names variable="editor"><substitute><text variable="{variable}"/></substitute>'
            f'</names><text macro="m{i + 1}"/>',
            f'<text macro="m{i + 1}"/>',
        )
        + "</macro>"
        for i, variable in enumerate(variables)
    ]
    last = "".join(f'<text variable="{variable}"/>' for variable in variables)
    text = style(FIRST, "".join(macros) + f'<macro name="m{len(variables)}">{last}</macro>')
    paper = from_item({"id": "a", "type": "book", **dict.fromkeys(variables, "x")})
    with pytest.raises(StyleError, match="under too many different conditions"):
        csl.Processor(csl.load(text)).bibliography([paper])


NONCHARACTERS = {
    "a value": style('<text value="a&#xFDD1;b"/>'),
    "a prefix": style('<text variable="title" prefix="&#xFDD0;"/>'),
    "a layout": style("").replace(b"<layout>", b'<layout suffix="&#xFDE6;" prefix="&#xFDE6;">'),
    "a delimiter": style('<group delimiter="&#xFDEB;"><text variable="title"/></group>'),
    "a term": style(
        '<text term="edition"/>',
        "<locale><terms><term name='edition'>x&#xFDD1;y</term></terms></locale>",
    ),
    "a term's plural": style(
        "", "<locale><terms><term name='page'><multiple>&#xFDDE;</multiple></term></terms></locale>"
    ),
    "a date of a locale": style(
        "", "<locale><date form='text'><date-part name='year' suffix='&#xFDE9;'/></date></locale>"
    ),
    "the substitute for authors": style("").replace(
        b"<bibliography>", b'<bibliography subsequent-author-substitute="&#xFDE9;">'
    ),
    "another plane": style('<text value="&#x1FFFE;"/>'),
}


@pytest.mark.parametrize("name", NONCHARACTERS)
def test_a_style_holds_no_noncharacters(name: str) -> None:
    """What the processor marks formatting with cannot come from outside."""
    with pytest.raises(StyleError, match=r"holds U\+[0-9A-F]+, which is no character"):
        csl.load(NONCHARACTERS[name])


def test_noncharacters_of_papers_and_cites_print_nothing() -> None:
    marks = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    paper = Paper(id="a", type="book", title=f"T{marks}", author=[Name(marks, f"A{marks}")])
    cite = csl.Cite("a", locator=marks, prefix=marks, suffix=f"{marks} s")
    for output in ("text", "html", "latex"):
        processor = csl.Processor(csl.load("apa"), output=output)
        texts = processor.cite([paper], [csl.Citation([cite])])
        found = "".join(texts.citations) + str(texts.bibliography)
        assert not set(found) & set(marks)


def test_what_is_within_the_limits_is_printed() -> None:
    """As deep as may be, and called from deep within a program."""
    loaded = csl.load(style(FIRST, chain(28, GROUPS.format(GROUPS.format(CALL)))))
    paper = Paper(id="x", type="book", title="A")

    def below(levels: int) -> str:
        if levels:
            return below(levels - 1)
        return csl.Processor(loaded).reference(paper)

    assert below(250) == "A"


def test_macros_that_double_a_little_are_printed() -> None:
    text = csl.load(style(FIRST, chain(5, CALL + CALL)))
    assert csl.Processor(text).reference(Paper(id="x", type="book", title="A")) == "A" * 32


def test_styles_that_stand_for_each_other_are_refused() -> None:
    """By their names: as dependent styles and as extensions, in a circle of any length."""
    link = '<link rel="independent-parent" href="http://x/{}"/></info></style>'
    dependent = HEAD.replace("</info>", "")
    names = ["hostile-a", "hostile-b", "hostile-c"]
    for name, parent in zip(names, [*names[1:], names[0]], strict=True):
        stylebook.register(name, dependent + link.format(parent))
        stylebook.register(
            f"{name}-x", style("").replace(b" class", f' cx:extends="{parent}-x" class'.encode())
        )
    try:
        for name in names:
            with pytest.raises(StyleError, match="in turn"):
                csl.load(name)
            with pytest.raises(StyleError, match="in turn"):
                csl.load(f"{name}-x")
    finally:
        for name in names:
            del stylebook._registered[name], stylebook._registered[f"{name}-x"]


def test_an_extension_makes_no_loop_out_of_two_styles() -> None:
    """Neither of the two calls itself; the two together do."""
    base = style('<text macro="a"/>', '<macro name="a"><text macro="b"/></macro><macro name="b"/>')
    over = style("", '<macro name="b"><text macro="a"/></macro>')
    over = over.replace(b" class", b' cx:extends="base" class')
    with pytest.raises(StyleError, match="calls itself"):
        csl.parse_style(over, parent=lambda url: csl.parse_style(base))


# -- hostile data, good styles -----------------------------------------------------------------

MANY_NAMES = [Name("Smith", "John")] * 20_000
BIG = 40_000

HOSTILE = {
    "20,000 equal authors, twice": [
        Paper(id=id_, title="T", author=MANY_NAMES, issued=PartialDate(year=2019)) for id_ in "ab"
    ],
    "20,000 authors, the last of them another": [
        Paper(id=id_, title="T", author=[*MANY_NAMES, Name(id_, "A")]) for id_ in "abc"
    ],
    "20,000 authors": [
        Paper(id="a", title="T", author=[Name(f"Smith{i}", f"John {i}") for i in range(20_000)])
    ],
    "quotation marks": [Paper(id="a", title='"a" ' * BIG)],
    "apostrophes": [Paper(id="a", title="'a " * BIG)],
    "tags": [Paper(id="a", title="<i>a</i> " * (BIG // 4))],
    "tags that are not closed": [Paper(id="a", title="<i>" * BIG)],
    "quotations within each other": [
        Paper(id="a", title="\u201c\u2018" * BIG + "x" + "\u2019\u201d" * BIG)
    ],
    "a number of 100,000 digits": [
        Paper(id="a", type="book", title="T", edition="9" * 100_000, volume="9" * 100_000,
              page=f"{'1' * 100_000}-{'2' * 100_000}", number_of_pages="9" * 100_000)
    ],
    "a language without end": [Paper(id="a", title="T", language="a-" * BIG)],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "chosen", ["apa", "gbt7714-2025-author-date", "modern-language-association"]
)
def test_hostile_papers_take_no_style_down(name: str, chosen: str) -> None:
    """Each of these took minutes or ended in an error that is none of ours."""
    processor = csl.Processor(csl.load(chosen))
    assert str(processor.bibliography(HOSTILE[name]))


@pytest.mark.parametrize("text", ["<i></i>", "<b><i> </i></b>", " "])
def test_a_field_of_markup_alone_is_an_empty_field(text: str) -> None:
    full = Paper(
        id="x",
        type="book",
        title=text,
        author=[Name(text, text), Name(literal=text)],
        publisher="P",
    )
    bare = Paper(id="x", type="book", publisher="P")
    for style in ("apa", "gbt7714-2015"):
        assert full.format(style) == bare.format(style)


EXPRESSIONS = (
    "(a+)+$", "(a|a)*b", "(a|b|ab)*c", "(?:x+x+)+y", "(a?){30}a{30}", "((a{0,99}){0,99}){0,99}",
    "a?" * 30 + "a" * 30, ".*.*.*.*x", "(a*)(a*)(a*)(a*)b", "(.*a){11}", "(?P<n>a+)*", "(?=(a+))*",
    "([a+*]+)+", "(\\)a)+",
)  # fmt: skip


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("attribute", ["pattern", "matches"])
def test_an_expression_that_may_run_for_ever_is_refused(expression: str, attribute: str) -> None:
    """Where a style is compiled: with its line."""
    body = (
        f'<text variable="title" cx:pattern="{expression.replace("<", "&lt;")}"/>'
        if attribute == "pattern"
        else f'<choose><if cx:matches="title={expression.replace("<", "&lt;")}">'
        '<text variable="title"/></if></choose>'
    )
    paper = Paper(id="a", type="book", title="a" * 200)
    with pytest.raises(StyleError, match="1: "):
        csl.Processor(csl.load(style(body).replace(b"\n", b" "))).reference(paper)


def test_an_expression_is_for_texts_of_some_length() -> None:
    """The slowest that is taken, on the longest that it sees; longer ones stay as they are."""
    body = '<text variable="title" cx:pattern="a*a*$" cx:replacement=""/>'
    processor = csl.Processor(csl.load(style(body)))
    assert processor.reference(Paper(id="a", type="book", title="a" * 499 + "b")).endswith("b")
    assert processor.reference(Paper(id="a", type="book", title="a" * 501)) == "a" * 501


KINDS = (
    '<text variable="{}"/>', '<text variable="{}" form="short"/>', '<number variable="{}"/>',
    '<number variable="{}" form="ordinal"/>', '<label variable="{}"/>', '<names variable="{}"/>',
    '<date variable="{}" form="text"/>', '<date variable="{}"><date-part name="year"/></date>',
    '<choose><if is-uncertain-date="{0}" has-day="{0}" has-year-only="{0}" is-numeric="{0}" '
    'has-to-month-or-season="{0}" is-plural="{0}"><text value="x"/></if></choose>',
)  # fmt: skip


@pytest.mark.parametrize("element", KINDS)
@pytest.mark.parametrize("variable", ["title", "author", "issued", "page", "editor", "nonsense"])
def test_a_variable_of_another_kind_prints_nothing(element: str, variable: str) -> None:
    """A date of a title, the number of an author: in entries, cites and sort keys."""
    body = element.format(variable)
    key = f'<bibliography><sort><key macro="k"/><key variable="{variable}"/></sort>'
    text = style(f"{body}<text value='E'/>", f'<macro name="k">{body}</macro>', cite=body)
    loaded = csl.load(text.replace(b"<bibliography>", key.encode()))
    work = {
        "type": "article-journal", "title": "T", "author": [{"family": "S", "given": "J"}],
        "editor": [{"literal": "B"}, {"family": "E"}], "issued": {"date-parts": [[2019, 5]]},
        "page": "1-3", "nonsense": "n",
    }  # fmt: skip
    papers = [from_item({**work, "id": id_}) for id_ in "ab"]
    processor = csl.Processor(loaded, output="html")
    assert len(processor.bibliography(papers)) == 2
    assert processor.cite(papers, [csl.Citation([csl.Cite("a", locator="1")])]).citations
