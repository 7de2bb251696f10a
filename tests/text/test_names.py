"""Names in one string."""

from __future__ import annotations

import pytest

from citex.model import OTHERS, Name, Remark
from citex.text.names.cjk import split_cjk
from citex.text.names.listed import read_names
from citex.text.names.written import inverted, parse_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smith, John", Name("Smith", "John")),
        ("John Smith", Name("Smith", "John")),
        ("Smith,John", Name("Smith", "John")),
        ("  Smith ,  John  Q. ", Name("Smith", "John Q.")),
        ("Smith", Name("Smith")),
        ("Smith,", Name("Smith")),
        (", John", Name("John")),
        ("Smith, John, Jr.", Name("Smith", "John", suffix="Jr.")),
        ("Smith, III, John", Name("Smith", "John", suffix="III")),
        ("John Smith III", Name("Smith", "John", suffix="III")),
        ("John Q. Smith, Jr.", Name("Smith", "John Q.", suffix="Jr.")),
        ("van der Waals, Johannes", Name("Waals", "Johannes", non_dropping_particle="van der")),
        ("Johannes van der Waals", Name("Waals", "Johannes", non_dropping_particle="van der")),
        ("al-Ghazali, Abu", Name("Ghazali", "Abu", non_dropping_particle="al-")),
        ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", dropping_particle="van")),
        ("Van Buren, Martin", Name("Van Buren", "Martin")),
        ("hooks, bell", Name("hooks", "bell")),
        ("bell hooks", Name("hooks", "bell")),
        ("李，四", Name("李", "四")),
        ("王 小明", Name("王", "小明")),
        ("王小明", Name(literal="王小明")),
        ("卡尔·马克思", Name(literal="卡尔·马克思")),
        ("김철수", Name(literal="김철수")),
        ("{CERN, Geneva}", Name(literal="CERN, Geneva")),
        ("", Name()),
    ],
)
def test_one_name(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("欧阳修", ("欧阳", "修")),
        ("諸葛孔明", ("諸葛", "孔明")),
        ("刘备", ("刘", "备")),
        ("新华社", None),
        ("中国科学院", None),
        ("Li", None),
    ],
)
def test_chinese_names_are_split_by_the_table(text: str, parts: tuple[str, str] | None) -> None:
    assert split_cjk(text) == parts


@pytest.mark.parametrize(
    "name",
    [
        Name("Smith", "John"),
        Name("King", "Martin Luther", suffix="Jr."),
        Name("Waals", "Johannes", non_dropping_particle="van der"),
        Name("Humboldt", "Alexander", dropping_particle="von"),
        Name("Artagnan", "Charles", non_dropping_particle="d'"),
        Name(literal="张三"),
    ],
)
def test_inverted_names_are_read_back(name: Name) -> None:
    assert parse_name(inverted(name)) == name
    assert parse_name(inverted(name, suffix_last=True)) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Alder J, Birch K, Cedar M", ["J. Alder", "K. Birch", "M. Cedar"]),
        ("Alder J., Birch K.L., Cedar M.N.", ["J. Alder", "K.L. Birch", "M.N. Cedar"]),
        ("Álder, P. J.; Birch, M.", ["P. J. Álder", "M. Birch"]),
        ("Alder, J., Birch, K. L., & Cedar, M.", ["J. Alder", "K. L. Birch", "M. Cedar"]),
        ("Ann Alder, Bo Birch and Cy Cedar", ["Ann Alder", "Bo Birch", "Cy Cedar"]),
        ("Alder, Mary, Bo Birch, and Cy Cedar", ["Mary Alder", "Bo Birch", "Cy Cedar"]),
        ("Alder, M., K. Birch, and T. Cedar", ["M. Alder", "K. Birch", "T. Cedar"]),
        ("Alder, Mark L., Jr., and Jane Birch", ["Mark L. Alder, Jr.", "Jane Birch"]),
        ("van der Alder, Mary, and Bo Birch", ["Mary van der Alder", "Bo Birch"]),
        ("Le Alder, Mary K., and Jane Birch", ["Mary K. Le Alder", "Jane Birch"]),
        ("Alder, Mary and Bo Birch", ["Mary Alder", "Bo Birch"]),
        ("Bo Birch and Alder, Mary and Cy Cedar", ["Bo Birch", "Mary Alder", "Cy Cedar"]),
        ("Alder, Karl und Bo Birch", ["Karl Alder", "Bo Birch"]),
        ("Alder, Maria e João Birch", ["Maria Alder", "João Birch"]),
        ("Alder y Birch, Juan", ["Juan Alder y Birch"]),
        ("Kim, Min-jun, Ji-woo Park, and Seo Lee", ["Min-jun Kim", "Ji-woo Park", "Seo Lee"]),
        ("Alder, Mary and World Bank", ["Mary Alder", "World Bank"]),
        ("Alder, A. and Birch, B. and WHO", ["A. Alder", "B. Birch", "WHO"]),
        ("Alder, Mary and Sons", ["Mary and Sons Alder"]),
        ("John Alder, Mary Birch, et al.", ["John Alder", "Mary Birch", "others"]),
        ("Alder and Birch, New York", ["New York Alder and Birch"]),
        ("陈一，林二", ["陈一", "林二"]),
        ("陈一 林二 周三", ["陈一", "林二", "周三"]),
        ("陈一,林二,周三,等", ["陈一", "林二", "周三", "others"]),
        ("陈一 等", ["陈一", "others"]),
        ("Alder J, Birch K, et al.", ["J. Alder", "K. Birch", "others"]),
        ("Alder, Ann Maria", ["Ann Maria Alder"]),
        ("Alder Birch, Ann Maria", ["Ann Maria Alder Birch"]),
        ("Alder, M. L., Jr.", ["M. L. Alder, Jr."]),
        ("Alder, Mark, 1835-1910", ["Mark Alder"]),
        ("Alder, Pierre, S.J.", ["Pierre Alder, S.J."]),
        ("Alder Curran, Inc.", ["Alder Curran, Inc."]),
        ("Ministry of Roots and Shoots", ["Ministry of Roots and Shoots"]),
    ],
)
def test_several_people_in_one_field(text: str, names: list[str]) -> None:
    assert [str(name) for name in read_names([text])] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smith JA", Name("Smith", "J. A.")),
        ("Fan E.", Name("Fan", "E.")),
        ("van der Berg AB", Name("Berg", "A. B.", non_dropping_particle="van der")),
        ("Иванов Иван Иванович", Name("Иванов", "Иван Иванович")),
        ("Иванов И. И.", Name("Иванов", "И. И.")),
        ("Petrov Ivan Sergeevich", Name("Petrov", "Ivan Sergeevich")),
        ("Universität Wien", Name(literal="Universität Wien")),
        ("Organization, World Root", Name(literal="World Root Organization")),
        ("EPIC Consortium, the", Name(literal="the EPIC Consortium")),
        ("Lee1, Ann", Name("Lee", "Ann")),
        ("Lee, Ann*", Name("Lee", "Ann")),
        ("Roe, Jane, PhD", Name("Roe", "Jane")),
        ("Dr. J. Roe", Name("Roe", "J.")),
        ("Zhang Wei (张伟)", Name("Zhang", "Wei")),
        ("Wang, Wei 0009", Name("Wang", "Wei")),
        ("卡尔·马克思", Name(literal="卡尔·马克思")),
    ],
)
def test_one_of_a_list(text: str, name: Name) -> None:
    assert read_names([text]) == [name]


@pytest.mark.parametrize(
    "text",
    "others|and others.|et al|et al.|[et al.]|等|等.|[等]|и др.|u.a.|u. a.|외|ほか|y otros".split(
        "|"
    ),
)
def test_a_list_that_is_cut_short_ends_in_others(text: str) -> None:
    assert read_names(["Alder, Ann", text]) == [Name("Alder", "Ann"), OTHERS]
    assert read_names([f"Alder, A., {text}"]) == [Name("Alder", "A."), OTHERS]


def test_a_guess_is_told() -> None:
    remarks: list[Remark] = []
    read_names(["Ann Alder, Bo Birch, Cy Cedar"], remarks=remarks)
    assert [remark.kind for remark in remarks] == ["guessed"]


def test_addresses_that_pose_as_authors_go_and_are_told() -> None:
    remarks: list[Remark] = []
    address = ",ROOT-ST/AS2, 24 rue Alain Alder, 25000 Besan"
    names = read_names([address, "Department of Roots, University of Y", "Li, Na"], remarks=remarks)
    assert names == [Name("Li", "Na")]
    assert [remark.kind for remark in remarks] == ["dropped", "dropped"]
