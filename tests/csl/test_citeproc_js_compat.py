"""What styles in use count on, beyond the letter of the specification (suite/NOTES.md)."""

from __future__ import annotations

import pytest

from citex import csl
from citex.model import Name, Paper, PartialDate

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
  default-locale="en-US"><info><title>Small</title><id>urn:x:small</id></info>
  <macro name="title"><text variable="title"/></macro>
  <macro name="stops"><group delimiter=". "><text value="Abbr. Title"/><text variable="issue"/>
  </group></macro>
  <macro name="anon"><text value="Anon."/></macro>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography {options}>{sort}<layout suffix="{suffix}">{body}</layout></bibliography></style>"""
PAPER = Paper(
    id="x",
    type="book",
    title="slow rivers",
    author=[Name("Ruiz", "Ana"), Name(literal="Water Board")],
    publisher="Quay",
    volume="A",
    issue="7",
    DOI="10.5/a.b",
    issued=PartialDate(2001),
)


def render(
    body: str, *papers: Paper, options: str = "", suffix: str = "", sort: str = "", to: str = "html"
) -> list[str]:
    source = STYLE.format(body=body, options=options, suffix=suffix, sort=sort).encode()
    processor = csl.Processor(csl.load(source), output=to)
    return [entry.text.strip() for entry in processor.bibliography(papers or (PAPER,))]


UPRIGHT = '<span style="font-style:normal;">'
NAMES = '<names variable="author" {0}><name {1}>{2}</name></names>'


@pytest.mark.parametrize(
    ("attributes", "printed"),
    [
        # "normal" undoes what is around it, in names as elsewhere
        (
            ('font-style="italic"', 'font-style="normal"', ""),
            f"<i>{UPRIGHT}Ana Ruiz</span>, {UPRIGHT}Water Board</span></i>",
        ),
        (
            ("", 'font-style="italic"', '<name-part name="given" font-style="normal"/>'),
            f"<i>{UPRIGHT}Ana</span> Ruiz</i>, <i>Water Board</i>",
        ),
        # a body: cs:name-part has the say over cs:name
        (
            (
                "",
                'text-decoration="none"',
                '<name-part name="family" text-decoration="underline"/>',
            ),
            '<span style="text-decoration:none;">Ana <span style="text-decoration:underline;">'
            'Ruiz</span></span>, <span style="text-decoration:underline;">Water Board</span>',
        ),
    ],
)
def test_fonts_of_names(attributes: tuple[str, ...], printed: str) -> None:
    assert render(NAMES.format(*attributes)) == [printed]


def test_normal_within_other_italics_counts() -> None:
    upright = NAMES.format("", 'font-style="normal"', "")
    span = '<span style="font-style:normal;">'
    assert render(f'<group font-style="italic">{upright}</group>') == [
        f"<i>{span}Ana Ruiz</span>, {span}Water Board</span></i>"
    ]


def test_locator_labels_in_lists_are_of_pages() -> None:
    label = '<label variable="locator" form="short" {0} suffix=" "/><text variable="issue"/>'
    assert render(label.format("")) == ["p. 7"]
    assert render(label.format('plural="always"')) == ["pp. 7"]


def test_addresses_keep_their_full_stops() -> None:
    assert render('<text variable="DOI" strip-periods="true"/>') == ["10.5/a.b"]


def test_only_elements_of_the_layout_are_displayed() -> None:
    block = '<text variable="title" display="block"/><text variable="publisher"/>'
    assert render(block) == ['<div class="csl-block">slow rivers</div>\nQuay']
    choose = f'<choose><if type="book">{block}</if></choose>'
    assert render(choose) == ['<div class="csl-block">slow rivers</div>\nQuay']
    assert render(f"<group>{block}</group>") == ["slow riversQuay"]


def test_case_of_a_macro_is_that_of_its_own_elements() -> None:
    assert render('<text macro="title" text-case="title"/>') == ["slow rivers"]
    assert render('<text variable="title" text-case="title"/>') == ["Slow Rivers"]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        # one gap, wherever its spaces come from: an affix, a delimiter, a value, formatted text
        (
            '<group delimiter=" "><text value="DOI: "/><text variable="DOI"/></group>',
            "DOI: 10.5/a.b",
        ),
        (
            '<text variable="title" suffix=" "/><text macro="title" prefix=" "/>',
            "slow rivers slow rivers",
        ),
        (
            '<group delimiter=" "><text variable="title"/><group font-weight="bold">'
            '<group prefix=" "><text variable="publisher"/></group></group></group>',
            "slow rivers <b>Quay</b>",
        ),
        (
            '<group delimiter=" "><group font-weight="bold"><group suffix=" ">'
            '<text variable="publisher"/></group></group><text variable="title"/></group>',
            "<b>Quay </b>slow rivers",
        ),
        ('<text variable="issue" suffix=" "/><text variable="title" prefix=" "/>',
         "7 slow rivers"),
        ('<group><number variable="issue" suffix=" "/></group><text macro="title" prefix=" "/>',
         "7 slow rivers"),
    ],
)  # fmt: skip
def test_spaces_that_meet(body: str, printed: str) -> None:
    assert render(body) == [printed]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ('<text variable="title"/><text variable="publisher" prefix=" " suffix=";"/>',
         "slow rivers Quay.;"),
        ('<text variable="title" font-style="italic" suffix=":"/>', "<i>slow rivers.</i>:"),
        ('<text variable="title" suffix=" "/><group suffix=";"><text macro="title"/></group>',
         "slow rivers slow rivers;"),
        ('<text variable="title"/><date variable="issued" prefix=" " suffix=":">'
         '<date-part name="year"/></date>', "slow rivers 2001:"),
        ('<text variable="publisher" suffix="; "/><text variable="title"/>', "Quay; slow rivers."),
    ],
)  # fmt: skip
def test_the_stop_of_a_layout(body: str, printed: str) -> None:
    assert render(body, suffix=".") == [printed]


def test_a_stand_in_that_is_always_the_same_is_no_repeated_author() -> None:
    body = """<names variable="author"><substitute><text macro="anon"/></substitute></names>
      <text variable="title" prefix=" "/>"""
    papers = [Paper(id=str(n), type="book", title=f"Book {n}") for n in (1, 2)]
    assert render(body, *papers, options='subsequent-author-substitute="???"') == [
        "Anon. Book 1",
        "Anon. Book 2",
    ]
    for paper in papers:
        paper.author = [Name("Ruiz", "Ana")]
    assert render(body, *papers, options='subsequent-author-substitute="???"') == [
        "Ana Ruiz Book 1",
        "??? Book 2",
    ]


def test_first_pages_are_sorted_by_where_only_pages_are_given() -> None:
    papers = [
        Paper(id=text, type="book", title=f"Book {text}", page=text) for text in ("30-40", "4-5")
    ]
    papers.append(Paper(id="none", type="book", title="Book"))
    sort = '<sort><key variable="page-first"/></sort>'
    printed = render('<text variable="title"/>', *papers, sort=sort)
    assert printed == ["Book 4-5", "Book 30-40", "Book"]


def test_a_term_in_small_letters_begins_no_entry_with_a_capital() -> None:
    assert render('<text term="anonymous"/>') == ["Anonymous"]
    assert render('<text term="anonymous" text-case="lowercase"/>') == ["anonymous"]


def test_a_mark_that_ends_a_name_stays_beside_the_delimiter() -> None:
    assert render('<names variable="author"><name suffix=","/></names>') == [
        "Ana Ruiz,, Water Board"
    ]


def test_hard_spaces_that_meet_are_one() -> None:
    body = '<text variable="issue" suffix="&#160;"/><text variable="publisher" prefix="&#160;"/>'
    assert render(body) == ["7\u00a0Quay"]


def test_a_space_within_formatting_and_one_of_its_own_prefix_are_one() -> None:
    body = """<text variable="publisher"/><group font-weight="bold" prefix=" ">
      <group prefix=" "><text variable="title"/></group></group>"""
    assert render(body) == ["Quay <b>slow rivers</b>"]


def test_lines_of_a_value_are_words_of_one_line() -> None:
    paper = Paper(id="x", type="book", title="slow\nrivers")
    assert render('<text variable="title"/>', paper, to="text") == ["slow rivers"]


def test_a_locator_is_printed_once() -> None:
    cite = '<text variable="title"/><text variable="locator" prefix=" "/>'
    source = STYLE.format(body="<text variable='title'/>", options="", suffix="", sort="")
    twice = cite + '<group prefix=", "><label variable="locator" suffix=" "/>'
    twice += '<text variable="locator"/></group>'
    source = source.replace(
        '<citation><layout><text variable="title"/>', "<citation><layout>" + twice
    )
    processor = csl.Processor(csl.load(source.encode()), output="text")
    made = processor.cite([PAPER], [csl.Citation([csl.Cite("x", locator="5")])])
    assert made.citations == ["slow rivers 5"]


@pytest.mark.parametrize(
    ("paper", "label"),
    [
        (PAPER, "RuWa01"),
        (Paper(id="x", type="book", title="The Slow of Rivers"), "Thes00"),
        (
            Paper(id="x", type="book", author=[Name("O’Hara", "P.")], issued=PartialDate(1998)),
            "Ohar98",
        ),
        (Paper(id="x", type="book", composer=[Name(literal="The BBC Choir")]), "Bbcc00"),
        (Paper(id="x", type="book", title="河流 研究", author=[Name("王", "芳")]), "河流研究00"),
    ],
)
def test_labels(paper: Paper, label: str) -> None:
    assert render('<text variable="citation-label"/>', paper) == [label]


def test_authors_whom_only_the_list_names_count_as_namesakes() -> None:
    source = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>Small</title><id>urn:x:small</id></info>
      <citation disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name">
      <layout><choose><if type="patent"><text variable="number"/></if><else>
      <names variable="author"><name form="short"/></names></else></choose></layout></citation>
      <bibliography><layout><names variable="author"><name initialize-with="."/></names></layout>
      </bibliography></style>"""
    papers = [
        Paper(id="a", type="book", author=[Name("Ruiz", "Ana")]),
        Paper(id="b", type="patent", number="8", author=[Name("Ruiz", "Berta")]),
    ]
    processor = csl.Processor(csl.load(source.encode()), output="text")
    made = processor.cite(papers, [csl.Citation([csl.Cite(one.id)]) for one in papers])
    assert made.citations == ["Ana Ruiz", "8"]
    listed = [entry.text for entry in processor.bibliography(papers)]
    assert listed == ["A. Ruiz", "B. Ruiz"]
    papers[1].author = [Name("Ruiz", "Anton")]
    listed = [entry.text for entry in processor.bibliography(papers)]
    assert listed == ["Ana Ruiz", "Anton Ruiz"]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        # the mark of a delimiter beside those of the affixes that it meets
        ('<group delimiter=";"><text variable="title"/><text variable="issue" prefix=":"/></group>',
         "slow rivers;:7"),
        ('<group delimiter=". "><text macro="title" suffix=":"/><text variable="issue"/></group>',
         "slow rivers:. 7"),
        ('<group delimiter=". "><group><text variable="title" suffix=":"/></group>'
         '<text variable="issue"/></group>', "slow rivers.: 7"),
        ('<group delimiter=". " suffix="."><text variable="title" suffix=":"/></group>',
         "slow rivers.:"),
        ('<group suffix=". "><text variable="title" suffix=" :" font-style="italic"/></group>'
         '<text variable="issue"/>', "<i>slow rivers.</i> : 7"),
        ('<group delimiter=". "><group><text variable="title" suffix=":" font-style="italic"/>'
         '</group><text variable="issue"/></group>', "<i>slow rivers.</i>: 7"),
        # the full stop of what holds an element gives way to its mark, formatted or not ...
        ('<group suffix=". "><text macro="title" suffix="!"/></group><text variable="issue"/>',
         "slow rivers! 7"),
        ('<group suffix=". "><group font-style="italic" suffix=":"><text variable="title"/></group>'
         '</group><text variable="issue"/>', "<i>slow rivers</i>: 7"),
        ('<group suffix=". "><names variable="author" suffix=":"><name et-al-min="2" '
         'et-al-use-first="1"/><et-al font-style="italic"/></names></group>'
         '<text variable="issue"/>', "Ana Ruiz <i>et al.</i>: 7"),
        # ... but not of a number in digits
        ('<group suffix=". "><text variable="issue" suffix=";"/></group><text variable="title"/>',
         "7;. slow rivers"),
        ('<group suffix=". "><text variable="issue" prefix="(" suffix="):"/></group>'
         '<text variable="title"/>', "(7):. slow rivers"),
        ('<group delimiter=". "><group><text variable="volume" suffix=":"/></group>'
         '<text variable="issue"/></group>', "A: 7"),
        ('<group suffix="."><text variable="volume" font-weight="bold" suffix=";"/></group>',
         "<b>A</b>;"),
        ('<group delimiter=". "><text variable="volume" suffix=":"/><text variable="issue"/>'
         '</group>', "A:. 7"),
        # strip-periods and affixes
        ('<text macro="stops" strip-periods="true" suffix="."/>', "Abbr Title. 7."),
        ('<text variable="title" suffix="  "/><text variable="issue"/>', "slow rivers 7"),
        ('<group><group><text variable="title" suffix="  "/></group></group>'
         '<text variable="issue"/>', "slow rivers 7"),
        # a localized date that is to be upright
        ('<group font-weight="bold"><date variable="issued" form="numeric" date-parts="year" '
         'font-weight="normal"/></group>',
         '<b><span style="font-weight:normal;">2001</span></b>'),
    ],
)  # fmt: skip
def test_marks_that_meet(body: str, printed: str) -> None:
    assert render(body) == [printed]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ('<text variable="volume" suffix=":"/>', "A:"),
        ('<text variable="volume" suffix=":" font-weight="bold"/>', "<b>A</b>:"),
        ('<text variable="issue" suffix=":"/>', "7:."),
        ('<text macro="title" suffix="!"/>', "slow rivers!"),
    ],
)
def test_a_stop_of_the_layout_gives_way_as_that_of_a_group_does(body: str, printed: str) -> None:
    assert render(body, suffix=".") == [printed]
    lines = render(f'<text value="1"/><group>{body}</group>', suffix=".",
                   options='second-field-align="flush"')  # fmt: skip
    assert f"{printed}</div>" in lines[0]


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_mark_of_each_name_is_one_before_a_joint(mark: str) -> None:
    people = [Name("Ruiz", "A"), Name("Wu", "B"), Name("Li", "C")]
    paper = Paper(id="x", type="book", author=people)
    body = f'<names variable="author"><name form="short" suffix="{mark}" delimiter="{mark} " {{}}/>'
    body += "</names>"
    printed = [
        render(body.format(options), paper)[0].replace(mark, ",")
        for options in ("", 'and="text"', 'et-al-min="3" et-al-use-first="2"')
    ]
    assert printed == ["Ruiz,, Wu,, Li,", "Ruiz,, Wu, and Li,", "Ruiz,, Wu, et al.,"]


def test_upright_is_said_where_the_last_part_is_not() -> None:
    names = """<names variable="author"><name font-style="normal" et-al-min="2"
      et-al-use-first="1"/><et-al font-style="italic"/></names>"""
    span = '<span style="font-style:normal;">'
    assert render(names) == [f"{span}Ana Ruiz <i>et al.</i></span>"]
    paper = Paper(id="x", type="book", title="Of <i>E. coli</i>")
    assert render('<text variable="title" font-style="normal"/>', paper) == [
        f"{span}Of <i>E. coli</i></span>"
    ]
    assert render('<text variable="title" font-style="normal"/>') == ["slow rivers"]


def test_works_with_pages_have_a_first_page() -> None:
    body = '<choose><if variable="page-first"><text variable="page-first"/></if></choose>'
    assert render(body, Paper(id="x", type="book", page="31-40")) == ["31"]


def test_bodies_stand_on_the_line() -> None:
    body = '<names variable="author"><name vertical-align="sup" font-weight="bold"/></names>'
    assert render(body) == ["<sup><b>Ana Ruiz</b></sup>, <b>Water Board</b>"]


def test_italics_do_nothing_to_chinese_beside_another_upright_font() -> None:
    body = '<text variable="title" font-style="italic" font-weight="normal"/>'
    assert render(body, Paper(id="x", type="book", title="河流")) == ["河流"]
    assert render(body) == ["<i>slow rivers</i>"]


def test_names_are_added_to_each_cite_as_far_as_it_takes() -> None:
    source = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>Small</title><id>urn:x:small</id></info>
      <citation disambiguate-add-names="true" et-al-min="3" et-al-use-first="1"><layout>
      <names variable="author"><name form="short" and="text"/></names></layout></citation>
      </style>"""
    people = [Name(family, "X.") for family in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Gum")]
    papers = [Paper(id=str(n), type="book", author=people[:n]) for n in (3, 4, 5, 6)]
    processor = csl.Processor(csl.load(source.encode()), output="text")
    made = processor.cite(papers, [csl.Citation([csl.Cite(one.id)]) for one in papers])
    assert made.citations == [
        "Ash, Birch, and Cedar",
        "Ash, Birch, Cedar, and Elm",
        "Ash, Birch, Cedar, Elm, and Fir",
        "Ash, Birch, Cedar, Elm, Fir, et al.",
    ]


def test_a_mark_that_begins_a_container_stands_beside_one_of_its_prefix() -> None:
    body = """<text variable="publisher"/><group prefix=",">
      <text variable="issue" prefix=", "/></group>"""
    assert render(body) == ["Quay,, 7"]


def test_only_the_font_that_ends_is_said_to_be_upright() -> None:
    body = '<text variable="title" font-style="normal" font-weight="normal"/>'
    paper = Paper(id="x", type="book", title="Of <i>E. coli</i>")
    assert render(body, paper) == ['<span style="font-style:normal;">Of <i>E. coli</i></span>']


def test_no_line_is_left_of_names_that_nothing_stands_for() -> None:
    """subsequent-author-substitute="", the names on a line of their own."""
    body = (
        '<group display="block"><names variable="author"><name/></names></group>'
        '<text variable="title"/>'
    )
    first, second = render(body, PAPER, PAPER, options='subsequent-author-substitute=""')
    assert first == '<div class="csl-block">Ana Ruiz, Water Board</div>\nslow rivers'
    assert second == "slow rivers"


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        # the mark of an inverted name stands before a body, too
        ([Name("Ruiz", "Ana"), Name(literal="Water Board")], "Ruiz, Ana, and Water Board"),
        # a name that is not turned round has none
        ([Name("黄", "强"), Name(literal="水利局")], "黄强 and 水利局"),
        # bodies among themselves go by the default
        (
            [Name("Ruiz", "Ana"), Name(literal="Water Board"), Name(literal="Quay")],
            "Ruiz, Ana, Water Board, and Quay",
        ),
    ],
)
def test_a_body_after_an_inverted_name(authors: list[Name], printed: str) -> None:
    options = 'and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"'
    paper = Paper(id="a", type="book", author=authors)
    assert render(NAMES.format("", options, ""), paper) == [printed]


def test_one_space_after_a_title_that_italics_do_nothing_to() -> None:
    """The space of an italic text is one of its own; where there are no italics it is a gap."""
    body = (
        '<text variable="title" font-style="italic" suffix=" "/><text variable="DOI" prefix=" "/>'
    )
    chinese = Paper(id="a", type="book", title="河流识别", DOI="10.5/a")
    assert render(body, chinese) == ["河流识别 10.5/a"]
