"""Lists of names, read and written."""

from __future__ import annotations

import pytest

import citex
from citex.formats.bibtex._people import join_names, read_names, write_name
from citex.model import OTHERS, Name, Paper
from citex.text.names.roles import with_role


def read(source: str) -> list[Name]:
    return list(read_names(source)[0])


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Knuth, Donald E.", Name("Knuth", "Donald E.")),
        ("Donald E. Knuth", Name("Knuth", "Donald E.")),
        ("Donald~E. Knuth", Name("Knuth", "Donald E.")),
        ("Aristotle", Name("Aristotle")),
        ("Vincent van Gogh", Name("Gogh", "Vincent", non_dropping_particle="van")),
        ("van Gogh, Vincent", Name("Gogh", "Vincent", non_dropping_particle="van")),
        ("Charles de la Vall{\\'e}e Poussin",
         Name("Vallée Poussin", "Charles", non_dropping_particle="de la")),
        ("de la Fontaine, Jean", Name("Fontaine", "Jean", non_dropping_particle="de la")),
        ("Humboldt, Alexander von", Name("Humboldt", "Alexander", dropping_particle="von")),
        ("{van Gogh}, Vincent", Name("van Gogh", "Vincent")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("von Last, III, First", Name("Last", "First", non_dropping_particle="von", suffix="III")),
        ("Smith, John, Jr., III", Name("Smith", "John, III", suffix="Jr.")),
        ("Doe, J.,", Name("Doe", "J.")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("G{\\\"o}del, K.", Name("Gödel", "K.")),
        ("{G\\\"odel}, K.", Name("Gödel", "K.")),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
        ("\\ifmmode\\check{S}\\else\\v{S}\\fi{}imon, Jan", Name("Šimon", "Jan")),
        ("Mal\\ifmmode \\acute{y}\\else \\'y\\fi, Jan", Name("Malý", "Jan")),
        ("{ Ann }", Name(literal="Ann")),
        ("{ World  Body }", Name(literal="World Body")),
        ("{\\O}ystein Ore", Name("Ore", "Øystein")),
        ("Jos{\\'e} {Ortega y Gasset}", Name("Ortega y Gasset", "José")),
        ("{{Bureau of Owls}}", Name(literal="Bureau of Owls")),
        ("{{OWLNET}}", Name(literal="OWLNET")),
        ("\\textbf{Owl, A.}", Name("Owl", "A.")),
        ("{\\bf Owl}, {\\it A.}", Name("Owl", "A.")),
        ("Owl, Anna$^{1,*}$", Name("Owl", "Anna")),
        ("Owl, Anna\\textsuperscript{2}", Name("Owl", "Anna")),
        ("Owl, A.\\ ", Name("Owl", "A.")),
        ("Owl, Anna (Eds.)", with_role(Name("Owl", "Anna"), "editor")),
        ("Owl, Anna and :", Name("Owl", "Anna")),
        ("{Collaboration}, Strix", Name(literal="Strix Collaboration")),
        ("张三", Name(literal="张三")),
        ("{张三}", Name(literal="张三")),
        ("李, 四", Name("李", "四")),
        ("李 四", Name("李", "四")),
        ("山田, 太郎", Name("山田", "太郎")),
        ("Kim, Min-jun", Name("Kim", "Min-jun")),
        ("d'Artagnan, Charles", Name("Artagnan", "Charles", non_dropping_particle="d'")),
        ("family=Duchamp, given=Philippe, prefix=de, useprefix=true",
         Name("Duchamp", "Philippe", non_dropping_particle="de")),
        ("family=Duchamp, given={Philippe, Jr}, given-i={P}, prefix=de, useprefix=false",
         Name("Duchamp", "Philippe, Jr", dropping_particle="de")),
    ],
)  # fmt: skip
def test_one_name(source: str, name: Name) -> None:
    assert read(source) == [name]


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("A B and C D", 2),
        ("A B AND C D And E F", 3),
        ("A B\n and\n C D", 2),
        ("{A and B} and C", 2),
        ("Andrews, A. and Brand, B.", 2),
        ("and", 0),
        ("A B and and C D", 2),
        ("张三;李四；王五", 3),
        ("张三，李四，王五", 3),
        ("张三, 李四", 2),
        ("欧阳, 小明", 1),
        ("", 0),
    ],
)
def test_lists(source: str, count: int) -> None:
    assert len(read(source)) == count


@pytest.mark.parametrize(
    "source",
    [
        "A B and others",
        "A B and Others",
        "A B et al.",
        "A B and et al.",
        "A B and {et al.}",
        "A B, et al",
    ],
)
def test_others_stand_last(source: str) -> None:
    assert read_names(source)[0] == (Name("B", "A"), OTHERS)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Knuth", "Donald E."), "Knuth, Donald E."),
        (Name("García Márquez", "Gabriel José"), "García Márquez, Gabriel José"),
        (Name("Gogh", "Vincent", non_dropping_particle="van"), "van Gogh, Vincent"),
        (Name("Humboldt", "Alexander", dropping_particle="von"), "Humboldt, Alexander von"),
        (Name("Artagnan", "C.", non_dropping_particle="d'"), "d'Artagnan, C."),
        (Name("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther"),
        (Name("King", suffix="Jr."), "King, Jr., {}"),
        (Name("van Gogh", "Vincent"), "{van Gogh}, Vincent"),
        (Name("Ortega y Gasset", "José"), "Ortega y Gasset, José"),
        (Name(literal="World Health Organization"), "{World Health Organization}"),
        (Name(literal="张三"), "{张三}"),
        (Name("李", "四"), "李, 四"),
        (Name("Plato"), "Plato"),
        (Name(family="Plato Two"), "{{Plato Two}}"),
        (Name("Smith", "Maria de"), "Smith, {Maria de}"),
        (Name("Smith, Co", "A."), "{Smith, Co}, A."),
        (Name("Rock and Roll", "A."), "{Rock and Roll}, A."),
        (Name("O'Connor", "Sinéad"), "O'Connor, Sinéad"),
        (Name("Others", "A"), "Others, A"),
        (Name("others"), "{{others}}"),
        (Name("A;B", "C"), "{A;B}, C"),
    ],
)
def test_written_names_are_read_back(name: Name, written: str) -> None:
    assert write_name(name, str) == written
    assert read(written) == [name]


def test_capital_particles_need_the_extended_format() -> None:
    name = Name("Niro", "Robert", non_dropping_particle="De")
    written = write_name(name, str, extended=True)
    assert written == "family={Niro}, given={Robert}, prefix={De}, useprefix=true"
    assert read(written) == [name]


def test_a_lone_chinese_pair_is_not_read_as_two() -> None:
    names = [Name("张明", "李华")]
    written = join_names([write_name(name, str) for name in names], names)
    assert read(written) == names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("King", "Martin, Luther", suffix="Jr."), "King, Jr., {Martin, Luther}"),
        (Name("King", "Martin, Luther"), "King, {Martin, Luther}"),
        (Name("King", "Martin", suffix="Jr., III"), "King, {Jr., III}, Martin"),
        (Name("King", "a, b, c, d"), "King, {a, b, c, d}"),
        (Name("King", ",", suffix=","), "King, {,}, {,}"),
        (Name("King", "A and B", suffix="Jr."), "King, Jr., {A and B}"),
        (Name("King", "and B"), "King, {and B}"),
        (Name("van der, X", "Y", suffix="Jr."), "{van der, X}, Jr., Y"),
        (Name("King and Queen", "A, B", suffix="x, y"), "{King and Queen}, {x, y}, {A, B}"),
        (Name("King", "M", "de, la"), "{King}, {M} {de, la}"),
        (Name("King", "M", None, "van and der"), "{van and der} {King}, {M}"),
        (Name(family="King, Queen"), "{{King, Queen}}, {}"),
        (Name(literal="A, B; C and D"), "{A, B; C and D}"),
        (Name("King; Queen", "A; B"), "{King; Queen}, {A; B}"),
    ],
)
def test_a_part_that_would_part_the_name_or_the_list_stands_in_braces(
    name: Name, written: str
) -> None:
    """BibTeX has at most two commas in a name (btxdoc, 4); other programs refuse more."""
    pybtex = pytest.importorskip("pybtex.database")
    assert write_name(name, str) == written
    names = [Name("Plain", "Jane"), name, Name("Last", "Lea")]
    text = citex.format([Paper(id="a", type="book", title="T", author=names)], "bibtex")
    persons = pybtex.parse_string(text, "bibtex").entries["a"].persons["author"]
    assert [str(person) for person in persons][::2] == ["Plain, Jane", "Last, Lea"]
    assert len(persons) == 3
    found = citex.parse(text, "bibtex")[0].author
    assert found is not None
    assert found[::2] == names[::2]
    if found[1] != name:
        report: list[citex.Loss] = []
        paper = Paper(id="a", type="book", author=names)
        citex.format([paper], "bibtex", losses=report)
        assert [loss.variable for loss in report] == ["author"]


def test_an_orcid_beside_a_name_is_kept() -> None:
    name, other = read("Owl, Anna (0000-0002-1825-0097) and Lee, Ann")
    assert name == Name("Owl", "Anna", extra=(("orcid", "https://orcid.org/0000-0002-1825-0097"),))
    assert other.extra == ()
