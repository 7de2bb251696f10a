"""The rules of names: what each takes off, parts or keeps, and beside it what it lets be."""

from __future__ import annotations

import pytest

from citex.model import OTHERS, Name, Paper, Remark
from citex.text.names import cjk, doubts, listed, sources, words, written

CJK_CUTS = [
    ("张三", ("张", "三"), ("张", "三")),
    ("张三丰", ("张", "三丰"), ("张", "三丰")),
    ("欧阳修", ("欧阳", "修"), ("欧阳", "修")),
    ("欧阳", ("欧", "阳"), ("欧", "阳")),
    ("欧阳小明", ("欧阳", "小明"), ("欧阳", "小明")),
    ("张三丰子", None, None),
    ("张三丰小子", None, None),
    ("张", None, None),
    ("伊藤博文", None, None),
    ("山田 太郎", None, ("山田", "太郎")),
    ("山 田 太", ("山", "田太"), ("山", "田太")),
    ("さくら", None, None),
    ("卡尔·马克", None, None),
    ("卡尔・马", None, None),
]


@pytest.mark.parametrize(("text", "by_table", "by_place"), CJK_CUTS)
def test_family_and_given_of_names_in_han(
    text: str, by_table: tuple[str, str] | None, by_place: tuple[str, str] | None
) -> None:
    if " " not in text:
        assert cjk.split_cjk(text) == by_table
    assert cjk.cut_cjk(text) == by_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [("김", False), ("김철", True), ("김철수", True), ("남궁철수", True), ("남궁철수가", False),
     ("张", True), ("张 三", True), ("Zhang 三", False), ("さくら", False), ("Zhang", False)],
)  # fmt: skip
def test_a_part_that_is_a_whole_name(text: str, expected: bool) -> None:
    assert cjk.is_lone_family(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三 李四", ["张三", "李四"]), ("张三 李四 王五", ["张三", "李四", "王五"]),
        ("张三", None), ("张 三", None), ("张三 李四丰小子", None), ("乐三 李四", None),
        ("乐三 李四 王五", ["乐三", "李四", "王五"]), ("欧阳 李四 王五", None),
        ("张三 本报", None), ("张三 评论员们", None),
    ],
)  # fmt: skip
def test_names_in_han_that_blanks_part(text: str, expected: list[str] | None) -> None:
    assert cjk.spaced_names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张, 三", True), ("欧阳, 小明", True), ("欧阳,小明", True), ("张三, 李四", False),
        ("山田, 太郎", True), ("山田,太郎", False), ("张、三", False), ("张三, 李", True),
        ("张三, 李四, 王五", False), ("李四, 山田", True),
    ],
)  # fmt: skip
def test_a_comma_within_a_name_in_han(text: str, expected: bool) -> None:
    pieces = [piece.strip() for piece in text.replace("、", ",").split(",")]
    assert cjk.is_one_name(text, pieces) is expected


CLEANED = [
    ("Ann Lee <ann@example.org>", "Ann Lee", "an address of mail stood behind the name"),
    ("Ann Lee (ann@example.org)", "Ann Lee", "an address of mail stood behind the name"),
    ("Lee, Ann, 1835-1910", "Lee, Ann", "the years of a life stood behind the name"),
    ("Lee, Ann, 1835-", "Lee, Ann", "the years of a life stood behind the name"),
    ("Lee, Ann, b. 1932", "Lee, Ann", "the years of a life stood behind the name"),
    ("Ann Lee (1835–1910)", "Ann Lee", "the years of a life stood behind the name"),
    ("Wei Wang 0009", "Wei Wang", "a number that tells namesakes apart stood behind the name"),
    ("Lee, Ann, ed.", "Lee, Ann", "a role stood behind the name"),
    ("Lee, Ann, eds", "Lee, Ann", "a role stood behind the name"),
    ("Lee, Ann, Hrsg.", "Lee, Ann", "a role stood behind the name"),
    ("Lee, Ann, trans.", "Lee, Ann", "a role stood behind the name"),
    ("Ann Lee*", "Ann Lee", "the sign of a footnote stood behind the name"),
    ("Ann Lee1,2", "Ann Lee", "the sign of a footnote stood behind the name"),
    ("Lee12, Ann", "Lee, Ann", "the sign of a footnote stood behind the name"),
    ("Ann Lee†‡", "Ann Lee", "the sign of a footnote stood behind the name"),
    ("Ann Lee²", "Ann Lee", "the sign of a footnote stood behind the name"),
    ("Lee, A.1", "Lee, A.", "the sign of a footnote stood behind the name"),
    ("Ann Lee (University of Ghent)", "Ann Lee",
     "what stood in brackets behind the name was left out"),
    ("Ann Lee (deceased)", "Ann Lee", "what stood in brackets behind the name was left out"),
    ("Ann Lee (2019 award)", "Ann Lee", "what stood in brackets behind the name was left out"),
    ("Ann Lee (Ed.)", "Ann Lee", "what stood in brackets behind the name was left out"),
    ("Ann Lee [Hrsg.]", "Ann Lee", "what stood in brackets behind the name was left out"),
    ("Zhang Wei (张伟)", "Zhang, Wei", "the name in another script, 张伟, was left out"),
    ("Wei Zhang (张伟)", "Wei Zhang", "the name in another script, 张伟, was left out"),
    ("张伟 (Zhang Wei)", "张伟", "what stood in brackets behind the name was left out"),
    ("Dr. Ann Lee", "Ann Lee", "a title or degree stood with the name"),
    ("Prof Ann Lee", "Ann Lee", "a title or degree stood with the name"),
    ("Lee, Dr. Ann", "Lee, Ann", "a title or degree stood with the name"),
    ("Ann Lee, PhD", "Ann Lee", "a title or degree stood with the name"),
    ("Ann Lee, M.D., Ph.D.", "Ann Lee", "a title or degree stood with the name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "message"), CLEANED)
def test_what_stands_with_a_name_and_is_none_of_it(text: str, name: str, message: str) -> None:
    assert doubts.cleaned(text) == (name, (), [message])


@pytest.mark.parametrize(
    "text",
    ["Ann Lee", "World Health Organization (WHO)", "Ann (Nina) Lee", "Ann Lee (Nina)", "R2", "X1",
     "Lee, Ann", "Group 2020", "Institute 1990-2000", "Lee 12345", "Ann Edwards", "Lee, Ed", "*",
     "Madrid", "Lee A", "Drake, Ann", "Team of the Year (deceased)", "Ward 7 Group (Ed.)"],
)  # fmt: skip
def test_what_looks_like_it_and_stays(text: str) -> None:
    assert doubts.cleaned(text) == (text, (), [])


@pytest.mark.parametrize(
    "text",
    ["Ann Lee (0000-0001-2345-678x)", "Ann Lee, https://orcid.org/0000-0001-2345-678X",
     "Ann Lee orcid: 0000-0001-2345-678X", "Ann Lee [0000-0001-2345-678X]",
     "0000-0001-2345-678X Ann Lee"],
)  # fmt: skip
def test_an_orcid_with_a_name_is_kept(text: str) -> None:
    orcid = (("orcid", "https://orcid.org/0000-0001-2345-678X"),)
    assert doubts.cleaned(text) == ("Ann Lee", orcid, [])


@pytest.mark.parametrize(
    ("family", "given", "proposed"),
    [
        ("MÜLLER", "K.", "Müller"), ("MÜLLER-LEE", "K.", "Müller-Lee"), ("Müller", "K.", None),
        ("WU", "K.", None), ("LEE", "K.", None), ("LEE", "ANNA", "Lee"), ("LEE", "AB", None),
        ("LEE", "BCD", None), ("LEE", "Anna", None), ("WANG", "K.", "Wang"), ("I.", "K.", None),
        ("ABCD", None, "Abcd"), (None, "ANNA", None), ("İNAN", "K.", "Inan"),
    ],
)  # fmt: skip
def test_capitals_of_family_names(
    family: str | None, given: str | None, proposed: str | None
) -> None:
    assert doubts.case_proposed(Name(family, given)) == proposed


BODIES = [
    ("University of Ghent", True), ("Department of Trees", True), ("Acme Ltd", True),
    ("Forstwirtschaftsverband", True), ("Bundesamt", True), ("Landesamt", True),
    ("Uniwersytet Warszawski", True), ("Roda Korset Sällskap", True), ("北京大学", True),
    ("国家统计局", True), ("서울대학교", True), ("William Press", False), ("Press Office", True),
    ("City of Trees", True), ("Peter Bond", False), ("张伟", False), ("City Lee", False),
    ("Институт леса", True), ("Trial 7", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: bool) -> None:
    assert words.is_body(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ann & Bo", True), ("Ward/Lee", True), ("Area 51", True), ("Ann@home", True),
     ("Press Lee", True), ("Ann Lee", False), ("Trees University", True)],
)  # fmt: skip
def test_what_may_be_a_body(text: str, expected: bool) -> None:
    assert words.like_body(text) is expected


@pytest.mark.parametrize(
    "text",
    ["others", "and others", "& others", "et al", "et al.", "et. al.", "et alii", "et coll.",
     "et autres", "u.a.", "und andere", "и др.", "и соавт.", "та ін.", "i in.", "y otros",
     "e outros", "e altri", "m.fl.", "等", "等人", "외 3명", "ほか", "他2名", "[et al.]", "(等)",
     "ET AL.", " et al. "],
)  # fmt: skip
def test_the_sign_of_more_names(text: str) -> None:
    assert words.is_others(text)
    assert sources.natural(text.strip()) == OTHERS
    assert words.cut_others(f"Lee, Ann, {text.strip()}") == ("Lee, Ann", True)


@pytest.mark.parametrize(
    "text", ["Al", "Metal", "Brothers", "Others, Ann", "等级", "et al. of the long list of all"]
)
def test_no_sign_of_more_names(text: str) -> None:
    assert not words.is_others(text)
    assert words.cut_others(f"Lee, {text}") == (f"Lee, {text}", False)


AFFILIATIONS = [
    ("Department of Botany, University of Ghent", True),
    ("Lee, Ann", False),
    ("Institut, Ghent", False),
    ("12 Long Street, 10115 Berlin, Mitte", True),
    ("Faculty of Sciences of Ghent", False),
    ("Lee, Ann (University of Ghent)", False),
    ("Ghent University, Lee (Faculty)", True),
    ("CNRS, UMR 5007, Lyon, Villeurbanne", True),
]


@pytest.mark.parametrize(("text", "expected"), AFFILIATIONS)
def test_addresses_in_place_of_names(text: str, expected: bool) -> None:
    assert words.is_affiliation(text) is expected


WHOLE = [
    ("Organization", "World Health", "World Health Organization"),
    ("EPIC Consortium", "the", "the EPIC Consortium"),
    ("EPIC Consortium", "The", "The EPIC Consortium"),
    ("Investigators", "on behalf of the STICH Trial", "STICH Trial Investigators"),
    ("Investigators", "on behalf of the STICH Investigators", "STICH Investigators"),
    ("Smith", "on behalf of the STICH Trial", None),
    ("Curran Associates", "Inc.", "Curran Associates, Inc."),
    ("Curran", "Ltd", "Curran, Ltd"),
    ("Group", "A. B.", None), ("Group", "AB", None), ("Group", "ABC", "ABC Group"),
    ("Group", "Ann", None), ("Group", "Ann Mary", "Ann Mary Group"), ("Group", "Ann M.", None),
    ("Consortium", "Ann", "Ann Consortium"), ("Collaboration", "Fern", "Fern Collaboration"),
    ("Institute", "Research", None), ("Institute", "University", "University Institute"),
    ("Ltd.", "Acme", "Acme Ltd."), ("Tara Oceans Consortium", "Coordinators",
                                   "Tara Oceans Consortium, Coordinators"),
    ("Van Gogh", "Vincent", None), ("Gogh", "Vincent", None),
]  # fmt: skip


@pytest.mark.parametrize(("family", "given", "expected"), WHOLE)
def test_bodies_that_were_cut_in_two(family: str, given: str, expected: str | None) -> None:
    assert words.whole_body(family, given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Council, Harbour Research", "Harbour Research Council"),
        ("University of California, Irvine", "University of California, Irvine"),
        ("Council, Harbour, Research", "Council, Harbour, Research"), ("Council", "Council"),
        ("Council, ", "Council, "),
    ],
)  # fmt: skip
def test_a_body_put_together(text: str, expected: str) -> None:
    assert words.uncut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on behalf of the Fern Team", "Fern Team"), ("On behalf of Fern", "Fern"),
        ("and on behalf of the Fern Team", "Fern Team"), ("behalf of Fern", "Fern"),
        ("for the Fern Team", "Fern Team"), ("for Fern", None), ("Fern", None),
        ("on behalf of the ", None),
    ],
)  # fmt: skip
def test_whom_a_name_speaks_for(text: str, expected: str | None) -> None:
    assert words.spoken_for(text) == expected


@pytest.mark.parametrize(
    ("text", "rank", "suffix"),
    [
        ("Jr", True, True), ("Jr.", True, True), ("Jnr.", True, True), ("Sr.", True, True),
        ("Junior", True, True), ("II", True, True), ("III", True, True), ("IV", True, True),
        ("VI", True, True), ("VIII", True, True), ("IX", True, True), ("2nd", True, True),
        ("3rd", True, True), ("4th", True, True), ("V", False, False), ("I", False, False),
        ("X", False, False), ("PhD", False, True), ("M.D.", False, True), ("FRCP", False, True),
        ("Esq.", False, True), ("D.Phil.", False, True), ("Jones", False, False),
        ("", False, False),
    ],
)  # fmt: skip
def test_ranks_and_degrees(text: str, rank: bool, suffix: bool) -> None:
    assert (words.is_rank(text), words.is_suffix(text)) == (rank, suffix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Varga III", ("Varga", "III")), ("Varga, III", ("Varga", "III")), ("III", ("III", None)),
        ("Varga 3rd", ("Varga", "3rd")), ("Varga Snr", ("Varga", "Snr")),
        ("VARGA VI", ("VARGA VI", None)),
        ("Nguyen Vi", ("Nguyen Vi", None)), ("VARGA Jr", ("VARGA", "Jr")),
        ("Varga", ("Varga", None)),
    ],
)  # fmt: skip
def test_a_rank_in_a_family_name(text: str, expected: tuple[str, str | None]) -> None:
    assert words.cut_rank(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Jr", "Jr."), ("Sr", "Sr."), ("jr", "jr."), ("Jnr", "Jnr."), ("Snr", "Snr."), ("Jr.", "Jr."),
     ("III", "III"), (None, None), ("sr", "sr.")],
)  # fmt: skip
def test_the_stop_of_a_suffix(text: str | None, expected: str | None) -> None:
    assert words.stopped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1835-1910", True), ("1951-", True), ("b. 1932", True), ("d. 1932", True), ("fl. 1200", True),
     ("ca. 1200", True), ("active 1920", True), ("106 B.C.", True), ("1835?-1910?", True),
     ("300 AD", True), ("12", False), ("S.J.", False), ("Ann", False)],
)  # fmt: skip
def test_the_years_of_a_life(text: str, expected: bool) -> None:
    assert words.is_life(text) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("von", True), ("'t", True), ("d'", True), ("Von", False), ("and", False), ("'", False),
     ("", False), ("ʿal", True)],
)  # fmt: skip
def test_particles(word: str, expected: bool) -> None:
    assert words.is_particle(word) is expected


def test_people_are_those_who_are_named() -> None:
    lee = Name("Lee", "Ann")
    assert words.people(None) == []
    assert words.people([OTHERS, lee]) == [lee]
    assert words.others_last([OTHERS, lee]) == [lee, OTHERS]
    assert words.others_last([OTHERS, lee, OTHERS]) == [lee, OTHERS]
    assert words.others_last([lee]) == [lee]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("xiufen zhuang", True), ("study group", False), ("van", False), ("jr", False),
        ("prof", False),
        ("and", False), ("bundesamt", False), ("heimatverein", False), ("", True),
    ],
)  # fmt: skip
def test_words_of_persons_for_sure(said: str, expected: bool) -> None:
    assert words.are_persons(said.split()) is expected


PARSED = [
    ("Smith, John", Name("Smith", "John")),
    ("  Smith ,  John ", Name("Smith", "John")),
    ("John Smith", Name("Smith", "John")),
    ("Plato", Name("Plato")),
    ("", Name()),
    ("{World Bank}", Name(literal="World Bank")),
    ("{World} Bank}", Name("Bank}", "{World}")),
    ("{A} {B}", Name("{B}", "{A}")),
    ("King, Jr., Martin", Name("King", "Martin", suffix="Jr.")),
    ("King, Martin, Jr.", Name("King", "Martin", suffix="Jr.")),
    ("Martin King, Jr.", Name("King", "Martin", suffix="Jr.")),
    ("Vincent van Gogh, Jr.", Name("Gogh", "Vincent", None, "van", "Jr.")),
    ("King III, Martin", Name("King", "Martin", suffix="III")),
    ("King, Martin, 1929-1968", Name("King", "Martin")),
    ("King, A, B, C", Name("King", "B, C", suffix="A")),
    (", Martin", Name("Martin")),
    ("van Gogh, Vincent", Name("Gogh", "Vincent", non_dropping_particle="van")),
    ("d'Artagnan, Charles", Name("Artagnan", "Charles", non_dropping_particle="d'")),
    ("de l'Orme, Ann", Name("Orme", "Ann", non_dropping_particle="de l'")),
    ("al-Haytham, Ann", Name("Haytham", "Ann", non_dropping_particle="al-")),
    ("d'orme, Ann", Name("d'orme", "Ann")),
    ("van der, Ann", Name("der", "Ann", non_dropping_particle="van")),
    ("Gogh, Vincent van", Name("Gogh", "Vincent", "van")),
    ("Cruz, Ana de la", Name("Cruz", "Ana", "de la")),
    ("Cruz, de", Name("Cruz", "de")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
    ("Ana de la Cruz", Name("Cruz", "Ana", non_dropping_particle="de la")),
    ("van Gogh", Name("Gogh", non_dropping_particle="van")),
    ("bell hooks", Name("hooks", "bell")),
    ("Ann Lee III", Name("Lee", "Ann", suffix="III")),
    ("Lee III", Name("III", "Lee")),
    ("Smith JA", Name("Smith", "J. A.")),
    ("Smith J.", Name("Smith", "J.")),
    ("Acme University", Name(literal="Acme University")),
    ("Иванов Иван Иванович", Name("Иванов", "Иван Иванович")),
    ("Organization, World Health", Name(literal="World Health Organization")),
    ("张三", Name(literal="张三")),
    ("张，三", Name("张", "三")),
    ("山田 太郎", Name("山田", "太郎")),
    ("张三 (San)", Name(literal="张三 (San)")),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_a_name_as_people_write_it(text: str, expected: Name) -> None:
    assert written.parse_name(text) == expected


def test_the_place_of_a_suffix() -> None:
    parse = written.parse_name
    assert parse("Teil, Ann, S.J.", suffix_last=True) == Name("Teil", "Ann", suffix="S.J.")
    assert parse("Teil, Ann, S.J.") == Name("Teil", "S.J.", suffix="Ann")
    assert parse("Vincent van Gogh, Jr.") == Name("Gogh", "Vincent", None, "van", "Jr.")
    assert written.from_parts("", "", "Jr.") == Name("Jr.")
    assert written.from_parts("", "Ann", "Jr.") == Name("Ann", suffix="Jr.")
    assert written.family_and_given(Name("Gogh", "Vincent", "dit", "van")) == (
        "van Gogh", "Vincent dit",
    )  # fmt: skip


BEHIND = [
    ("Smith JA", Name("Smith", "J. A.")),
    ("Smith J A", Name("Smith", "J. A.")),
    ("Smith JA Jr", Name("Smith", "J. A.", suffix="Jr.")),
    ("Smith Jr JA", Name("Smith", "J. A.", suffix="Jr.")),
    ("Smith III J", Name("Smith", "J.", suffix="III")),
    ("Fanno E.", Name("Fanno", "E.")),
    ("SMITH J", Name("SMITH", "J.")),
    ("SMITH JAB", None),
    ("SMITH J.A.B.", Name("SMITH", "J.A.B.")),
    ("Wei LI", None),
    ("Smith UK", None),
    ("Smith XVII", None),
    ("Smith III", None),
    ("Smith ABCD", None),
    ("Team A", None),
    ("J. Smith A", None),
    ("J Smith", None),
    ("John Smith", None),
    ("Smith", None),
    ("WHO J", Name("WHO", "J.")), ("WHO JA", None), ("WANG J", Name("WANG", "J.")),
    ("WU J", Name("WU", "J.")), ("WU J A", Name("WU", "J. A.")), ("WU JA", None),
    ("WANG JA", Name("WANG", "J. A.")), ("WANG UK", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_initials_behind_a_family_name(text: str, expected: Name | None) -> None:
    assert written.initials_behind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Neil Mc", Name("O'Neil", "Mc")), ("Tseng H-", Name("Tseng", "H.")),
        ("Wei LI", Name("Wei", "L. I.")), ("Lee Yu", Name("Lee", "Yu")), ("Lee Anna", None),
        ("Yu", None), ("LEE", None),
    ],
)  # fmt: skip
def test_initials_of_a_source_that_has_no_others(text: str, expected: Name | None) -> None:
    assert written.initials_behind(text, sure=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("P", "P."), ("PJ", "P. J."), ("JP-L", "J. P.-L."), ("J-P", "J.-P."), ("H-", "H."),
     ("Anna", "Anna"),
     ("P.J.", "P.J."), ("PJKLMN", "PJKLMN"), ("PJKLM", "P. J. K. L. M.")],
)  # fmt: skip
def test_initials_get_their_stops(text: str, expected: str) -> None:
    assert written.spaced_initials(text) == expected


def test_names_written_out() -> None:
    full = Name("Gogh", "Vincent", "dit", "van", "Jr.")
    assert written.inverted(full) == "van Gogh, Jr., Vincent dit"
    assert written.inverted(full, suffix_last=True) == "van Gogh, Vincent dit, Jr."
    assert written.inverted(Name(literal="World Bank")) == "World Bank"
    assert written.inverted(Name(given="Ann")) == "Ann"
    assert written.join_particle("al-", "Haytham") == "al-Haytham"
    assert written.join_particle("d’", "Orme") == "d’Orme"
    assert written.join_particle("", "Orme") == "Orme"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ivanov Ivan Ivanovich", True), ("Ivanova Anna Ivanovna", True),
        ("Lee Ann Ivanovich", False),
        ("Ivanov Petrovich Ivanovich", False), ("Иванов Иван Иванович", True),
        ("Иванова Анна Ивановна", True), ("Иванов Петрович Иванович", False),
        ("Ivanov Ivan Lee", False),
        ("Lenko Ann Ilinichna", False), ("Petrenko Ann Ilinichna", True),
    ],
)  # fmt: skip
def test_patronymics(text: str, expected: bool) -> None:
    assert written.is_patronymic(text.split()) is expected
    assert (listed.read_name(text).family == text.split()[0]) is expected


NATURAL = [
    ("Ann Lee", Name("Lee", "Ann")),
    ("", None), (" ,; ", None), ("...", OTHERS), ("…", OTHERS),
    ("Plato", Name("Plato")),
    ("A.Smith", Name("Smith", "A.")), ("A.SMITH", Name("A.SMITH")),
    ("A.McNeil", Name("McNeil", "A.")),
    ("A.O'Neil", Name("O'Neil", "A.")), ("A.-B.Smith", Name("Smith", "A.-B.")),
    ("A.B.Smith", Name("Smith", "A.B.")),
    ("Ö.Smith", Name("Smith", "Ö.")),
    ("Ann Lee Jr", Name("Lee", "Ann", suffix="Jr.")),
    ("Jr Ann Lee", Name("Lee", "Ann", suffix="Jr.")),
    ("Lee Jr", Name("Jr", "Lee")),
    ("Ann Lee, III", Name("Lee", "Ann", suffix="III")),
    ("Lee, Ann", Name("Lee", "Ann")),
    ("Ming. Chuan., Wang", Name("Wang", "Ming Chuan")),
    ("Ann Lee (Ghent)", Name("Lee", "Ann")),
    ("Friends of the Trees", Name(literal="Friends of the Trees")),
    ("Friends, of the Trees", Name(literal="Friends, of the Trees")),
    ("Council, Harbour Research", Name(literal="Harbour Research Council")),
    ("สมชาย ใจดี", Name(literal="สมชาย ใจดี")),
    ("Lee, Ann; Li, Bo", Name(literal="Lee, Ann; Li, Bo")),
    ("Smith JA", Name("Smith", "J. A.")),
    ("Smith John A", Name("Smith", "John A")), ("Smith John A.", Name("Smith", "John A.")),
    ("J Smith A", Name("A", "J Smith")),
    ("Nguyen Van Duc", Name("Nguyen", "Van Duc")), ("Nguyen Thi Lan", Name("Nguyen", "Thi Lan")),
    ("Duc Van Nguyen", Name("Nguyen", "Duc Van")),
    ("Иванов Иван Иванович", Name("Иванов", "Иван Иванович")),
    ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
    ("José y Gasset", Name("Gasset", "José y")),
    ("Eça e Queirós Lee", Name("Lee", "Eça e Queirós")),
    ("Ana Eça e Queirós", Name("Eça e Queirós", "Ana")),
    ("Jordi Pujol i Soley", Name("Pujol i Soley", "Jordi")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", None, "van")),
    ("Ana de la Cruz", Name("Cruz", "Ana", None, "de la")),
    ("Ana und Cruz", Name("Cruz", "Ana und")),
    ("Muaz Al Radi", Name("Al Radi", "Muaz")),
    ("Muaz Abu Al Radi", Name("Abu Al Radi", "Muaz")),
    ("Al Radi", Name("Radi", "Al")),
    ("张三丰", Name("张", "三丰")), ("山田 太郎", Name("山田", "太郎")),
    ("卡尔·马克思", Name(literal="卡尔·马克思")),
    ("Ann Lee &amp; Sons Ltd", Name(literal="Ann Lee & Sons Ltd")),
    ("Ann Mary (0000-0001-2345-6789)", Name("Mary", "Ann",
                                            extra=(("orcid",
                                              "https://orcid.org/0000-0001-2345-6789"),))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NATURAL)
def test_names_as_records_write_them(text: str, expected: Name | None) -> None:
    found = sources.natural(text)
    assert found == expected
    assert (found and found.extra) == (expected and expected.extra)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gogh, Vincent van", Name("Gogh", "Vincent", "van")),
        ("Lee, Jr., Ann", Name("Lee", "Ann", suffix="Jr.")),
        ("Lee, Ann, Jr.", Name("Lee", "Ann", suffix="Jr.")),
        ("Ann Lee, Jr.", Name("Lee", "Ann", suffix="Jr.")),
        ("Lee, Jr., III", Name("Lee", "Jr.", suffix="III")),
        ("Lee, Dr. Ann", Name("Lee", "Ann")),
        ("Lee", Name(literal="Lee")),
    ],
)  # fmt: skip
def test_inverted_names_of_records(text: str, expected: Name) -> None:
    assert sources.inverted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LoPresti PJ", Name("LoPresti", "P. J.")), ("", None), ("et al", OTHERS),
        ("Fern Team", Name(literal="Fern Team")), ("Wei LI", Name("Wei", "L. I.")),
        ("Anna Lena Meier", Name("Meier", "Anna Lena")), ("Anna Meier", Name("Meier", "Anna")),
        ("Anna L. Meier", Name("Meier", "Anna L.")), ("张三丰", Name("张", "三丰")),
        ("plain words", Name(literal="plain words")), ("M&uuml;ller A,", Name("Müller", "A.")),
        ("Lee A\u2010B", Name("Lee", "A.-B.")),
    ],
)  # fmt: skip
def test_names_with_initials_behind(text: str, expected: Name | None) -> None:
    assert sources.initials_last(text) == expected


PARTS = [
    (("Lee", "Ann"), Name("Lee", "Ann")),
    (("Lee", "Ann van"), Name("Lee", "Ann", "van")),
    (("Lee", "Ann Van"), Name("Lee", "Ann Van")),
    (("Lee", "Ann Von"), Name("Von Lee", "Ann")),
    (("Der Aa", "Olivier Van"), Name("Van Der Aa", "Olivier")),
    (("Aa", "Olivier Van"), Name("Aa", "Olivier Van")),
    (("Las Casas", "Ann De"), Name("De Las Casas", "Ann")),
    (("Orme", "Ann D'"), Name("D'Orme", "Ann")),
    (("Orme", "D'"), Name("Orme", "D'")),
    (("Lee", "Ann Jr"), Name("Lee", "Ann", suffix="Jr.")),
    (("Lee", "Ann, Jr"), Name("Lee", "Ann", suffix="Jr.")),
    (("Lee", "?"), Name(literal="Lee")),
    (("Lee Jr", "Ann"), Name("Lee", "Ann", suffix="Jr.")),
    (("Lee, Jr", "Ann"), Name("Lee", "Ann", suffix="Jr.")),
    (("Lee PhD", "Ann"), Name("Lee", "Ann")),
    (("PhD", "Ann Lee"), Name("Lee", "Ann")),
    (("Lee", "Ann G.."), Name("Lee", "Ann G.")),
    (("Lee", "Ann G. ."), Name("Lee", "Ann G.")),
    (("Lee", "-Ann"), Name("Lee", "-Ann")),
    (("Lee", "Ann "), Name("Lee", "Ann")),
    (("Lee", "N/A"), Name(literal="Lee")),
    (("Lee", "n/a"), Name(literal="Lee")),
    (("Lee", "-"), Name(literal="Lee")),
    (("and Lee", "Ann"), Name("Lee", "Ann")),
    (("And Lee", "Ann"), Name("Lee", "Ann")),
    (("& Lee", "Ann"), Name("Lee", "Ann")),
    (("Andy Lee", "Ann"), Name("Andy Lee", "Ann")),
    (("Al", "Et"), OTHERS),
    (("al.", "et"), OTHERS),
    (("-", "Ann Lee"), Name("Lee", "Ann")),
    (("", "Plato"), Name(literal="Plato")),
    (("", ""), None),
    (("M. Vale", "Ann"), Name("Vale", "Ann M.")),
    (("M Vale", "Ann"), Name("Vale", "Ann M")),
    (("D Vale", "Ann"), Name("D Vale", "Ann")),
    (("Vale M.", "Ann"), Name("Vale", "Ann M.")),
    (("Vale M", "Ann"), Name("Vale M", "Ann")),
    (("O' Brien", "Ann"), Name("O'Brien", "Ann")),
    (("O' brien", "Ann"), Name("O' brien", "Ann")),
    (("d’ Orme", "Ann"), Name("Orme", "Ann", non_dropping_particle="d’")),
    (("de Kraker", "Ann"), Name("Kraker", "Ann", non_dropping_particle="de")),
    (("Lee (Ed.)", "Ann"), Name("Lee", "Ann")),
    (("Lee", "Ann (李安)"), Name("Lee", "Ann")),
    (("Lee", "Ann a@example.org"), Name("Lee", "Ann")),
    (("조혜린", None), Name("조", "혜린")),
    (("Smith JA", None), Name("Smith", "J. A.")),
    (("A. B. Smith", None), Name("Smith", "A. B.")),
    (("Smith, Ann", None), Name("Smith", "Ann")),
    (("Ann Smith", None), Name(literal="Ann Smith")),
    (("Smith JA; Lee B", None), Name(literal="Smith JA; Lee B")),
    (("Ghent", "Department of Botany, University"),
     Name(literal="Department of Botany, University, Ghent")),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), PARTS)
def test_family_and_given_names_of_records(
    given: tuple[str, str | None], expected: Name | None
) -> None:
    assert sources.parts(family=given[0], given=given[1]) == expected


def test_parts_beside_family_and_given_names() -> None:
    parts = sources.parts
    assert parts(family="Lee", given="Ann", suffix="Jr") == Name("Lee", "Ann", suffix="Jr.")
    assert parts(family="Lee", given="Ann", suffix=" ,") == Name("Lee", "Ann")
    assert parts(family="Lee", given="Ann", suffix="PhD") == Name("Lee", "Ann")
    assert parts(family="Lee", given="Ann", suffix="Dr.") == Name("Lee", "Ann")
    assert parts(family="Lee", given="Ann", suffix="Prof") == Name("Lee", "Ann")
    assert parts(family="Lee", given="Ann", suffix="S.J.") == Name("Lee", "Ann", suffix="S.J.")
    assert parts(family="Lee Jr", given="Ann", suffix="III") == Name("Lee Jr", "Ann", suffix="III")
    assert parts(family="Lee", suffix="Jr") == Name("Lee", suffix="Jr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. Moss for the FERN Collaboration", ["A. Moss", "FERN Collaboration"]),
        ("A. Moss, on behalf of the FERN consortium", ["A. Moss", "FERN consortium"]),
        ("A. Moss for the trees", ["A. Moss for the trees"]), (":", []),
        ("FERN: Moss", ["FERN", "Moss"]),
        ("A. Moss for FERN Collaborations", ["A. Moss", "FERN Collaborations"]),
    ],
)  # fmt: skip
def test_a_person_and_a_collaboration(text: str, expected: list[str]) -> None:
    assert sources.with_bodies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, Bo Li", ["Ann Lee", "Bo Li"]), ("Lee, Ann", ["Lee, Ann"]),
        ("Lee, A. B.", ["Lee, A. B."]),
        ("Lee, Ann Mary", ["Lee", "Ann Mary"]), ("Lee, A B", ["Lee, A B"]),
        ("张三, 李四", ["张三", "李四"]),
        ("Ann Lee, Jr.", ["Ann Lee, Jr."]), ("Ann Lee, Jr., Bo Li", ["Ann Lee, Jr.", "Bo Li"]),
        ("Ann Lee, Bo Li, et al.", ["Ann Lee", "Bo Li", "et al."]), ("Ann Lee;", ["Ann Lee"]),
        ("et al.", ["et al."]), ("Ann  Lee ,Bo Li", ["Ann Lee", "Bo Li"]),
    ],
)  # fmt: skip
def test_lists_of_names_in_natural_order(text: str, expected: list[str]) -> None:
    assert sources.split_list(text) == expected


SPLIT = [
    ("King, Martin; Li, Na", ["King, Martin", "Li, Na"], False, 0),
    ("King, Martin；Li, Na", ["King, Martin", "Li, Na"], False, 0),
    ("Zhuang, Xiufen", ["Zhuang, Xiufen"], False, 0),
    ("et al.", [], True, 0),
    ("Lee, Ann; et al.", ["Lee, Ann"], True, 0),
    ("Lee, Ann; et al.; Li, Bo", ["Lee, Ann", "Li, Bo"], True, 0),
    ("['Ann Lee', \"Bo Li\"]", ["Ann Lee", "Bo Li"], False, 0),
    ("and Ann Lee", ["Ann Lee"], False, 0), ("& Ann Lee", ["Ann Lee"], False, 0),
    ("... Ann Lee", ["Ann Lee"], False, 0), ("… Ann Lee", ["Ann Lee"], False, 0),
    ("Ann Lee and", ["Ann Lee"], False, 0), ("Ann Lee &", ["Ann Lee"], False, 0),
    ("Andy Lee", ["Andy Lee"], False, 0),
    ("Ann Lee on behalf of the Fern Team", ["Ann Lee", "Fern Team"], False, 0),
    ("Lee, Ann, on behalf of the Fern Team", ["Lee, Ann, on behalf of the Fern Team"], False, 0),
    ("程斌,杨勇,徐崇斌,等", ["程斌", "杨勇", "徐崇斌"], True, 0),
    ("程斌、杨勇", ["程斌", "杨勇"], False, 0), ("程斌/杨勇", ["程斌", "杨勇"], False, 0),
    ("程斌, 勇", ["程斌, 勇"], False, 0), ("张三 李四", ["张三", "李四"], False, 1),
    ("程斌,Ann Lee,杨勇", ["程斌", "Ann Lee", "杨勇"], False, 1),
    ("程斌,Fern Team,杨勇", ["程斌,Fern Team,杨勇"], False, 0),
    ("UNESCO,", ["UNESCO,"], False, 0), ("University of California,, Irvine",
                                         ["University of California,, Irvine"], False, 0),
    ("Doe, Jane and Lee, Ann", ["Doe, Jane", "Lee, Ann"], False, 0),
    ("Doe, Jane/Lee, Ann", ["Doe, Jane", "Lee, Ann"], False, 1),
    ("Doe, Jane|Lee, Ann", ["Doe, Jane", "Lee, Ann"], False, 1),
    ("Doe, Jane and the Fern Study Group", ["Doe, Jane", "the Fern Study Group"], False, 0),
    ("Fern Group, Ghent and Lee, Ann", ["Fern Group, Ghent and Lee, Ann"], False, 0),
    ("Jane Doe, Ann Roe and Martin King, Jr.", ["Jane Doe", "Ann Roe", "Martin King, Jr."], False,
     1),
    ("Smith J, Jones K", ["Smith J", "Jones K"], False, 0),
    ("Smith J, Jones K, Fern Team", ["Smith J", "Jones K", "Fern Team"], False, 0),
    ("Smith J, Jones K, Words", ["Smith J, Jones K, Words"], False, 0),
    ("J. Smith, K. Jones", ["J. Smith", "K. Jones"], False, 0),
    ("J. von Smith, K. Jones", ["J. von Smith", "K. Jones"], False, 0),
    ("Smith, J., Jones, A. B.", ["Smith, J.", "Jones, A. B."], False, 0),
    ("Smith, John, Jones, Ann", ["Smith, John", "Jones, Ann"], False, 1),
    ("John Smith, Ann Jones, Bo Li", ["John Smith", "Ann Jones", "Bo Li"], False, 1),
    ("John Smith, Ann Jones", ["John Smith, Ann Jones"], False, 0),
    ("John Smith and Ann Jones", ["John Smith", "Ann Jones"], False, 1),
    ("Smith and Jones", ["Smith and Jones"], False, 0),
    ("Press, Bank and City", ["Press, Bank and City"], False, 0),
    ("Faculty of Botany, Ghent University, Ghent", ["Faculty of Botany, Ghent University, Ghent"],
     False, 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "more", "guesses"), SPLIT)
def test_several_names_in_one_text(
    text: str, expected: list[str], more: bool, guesses: int
) -> None:
    remarks: list[Remark] = []
    assert listed.split_names(text, remarks) == (expected, more)
    assert [(note.kind, note.message) for note in remarks] == [
        ("guessed", "several names stood in one; they were parted as a guess")
    ] * guesses


READ = [
    ("UNESCO,", Name(literal="UNESCO")), ("Plato", Name("Plato")), ("plato", Name(literal="plato")),
    ("UNESCO", Name(literal="UNESCO")), ("R2-D2", Name(literal="R2-D2")), ("", Name()),
    (",", Name()),
    ("University of California,, Irvine", Name(literal="University of California, Irvine")),
    ("Lee, Ann,", Name("Lee", "Ann")), ("张三", Name(literal="张三")), ("张 三", Name("张", "三")),
    ("Smith JA", Name("Smith", "J. A.")), ("J. Smith", Name("Smith", "J.")),
    ("J.-P. van Smith", Name("Smith", "J.-P.", None, "van")), ("Ann B. Lee", Name("Lee", "Ann B.")),
    ("Ann Lee", Name(literal="Ann Lee")),
    ("Ivanov Ivan Ivanovich", Name("Ivanov", "Ivan Ivanovich")),
    ("{Lee, Ann}", Name(literal="Lee, Ann")),
    ("Teil, Ann, S.J.", Name("Teil", "Ann", suffix="S.J.")),
    ("  Lee, Ann  ", Name("Lee", "Ann")), ("李，四", Name("李", "四")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_one_name_of_a_tagged_file(text: str, expected: Name) -> None:
    assert listed.read_name(text) == expected
    assert listed.read_name(text.replace(" ", "\xa0")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith JA Jr", Name("Smith", "J. A.", suffix="Jr.")),
        ("Smith, JA", Name("Smith", "J. A.")),
        ("Smith, JABC", Name("Smith", "J. A. B. C.")), ("Smith, JABCD", Name("Smith", "JABCD")),
        ("Smith, Ann", Name("Smith", "Ann")), ("Smith, J2", Name("Smith", "J2")),
        ("Fern Team", Name(literal="Fern Team")), ("Wei LI", Name("Wei", "L. I.")),
        (" Smith J ", Name("Smith", "J.")),
        ("Ann Lee", Name(literal="Ann Lee")),
    ],
)  # fmt: skip
def test_a_name_as_indexes_shorten_it(text: str, expected: Name) -> None:
    assert listed.read_short(text) == expected


def notes_of(remarks: list[Remark]) -> list[tuple[str, str, str]]:
    return [(note.kind, note.message, note.before) for note in remarks]


LISTS = [
    (["Lee, Ann", "Li, Bo"], [Name("Lee", "Ann"), Name("Li", "Bo")], []),
    (["Lee, Ann", "et al."], [Name("Lee", "Ann"), OTHERS], []),
    (["et al.", "Lee, Ann"], [Name("Lee", "Ann"), OTHERS], []),
    (["Ann Lee", "Bo Li"], [Name("Lee", "Ann"), Name("Li", "Bo")], []),
    (["Ann Lee"], [Name("Lee", "Ann")], []),
    (["Ann Lee", "Lee, Bo"], [Name("Lee", "Ann"), Name("Lee", "Bo")], []),
    (["Ann Lee", "Acme Bank"], [Name("Lee", "Ann"), Name(literal="Acme Bank")], []),
    (["Jean-Luc Roe"], [Name("Roe", "Jean-Luc")], []),
    (["Simone de Wit"], [Name("Wit", "Simone", non_dropping_particle="de")], []),
    (["Anne Klett Verlag"], [Name(literal="Anne Klett Verlag")], []),
    (["Virginia Tech"], [Name(literal="Virginia Tech")], []),
    (["Acme Labs"], [Name(literal="Acme Labs")], []),  # no given name that is known
    (["Acme Labs", "Lee, Bo"], [Name(literal="Acme Labs"), Name("Lee", "Bo")], []),
    (["Ann Lee,"], [Name(literal="Ann Lee")], []),  # a body, as EndNote marks it
    (["K. He", "Bo Li"], [Name("He", "K."), Name("Li", "Bo")], []),
    (["Lee,Ann"], [Name("Lee", "Ann")], []),
    (["M&uuml;ller, Ann"], [Name("Müller", "Ann")], []),
    (["---", "Lee, Ann"], [Name("Lee", "Ann")], [("dropped", "there is no name in it", "---")]),
    (["and", "Lee, Ann"], [Name("Lee", "Ann")], [("dropped", "there is no name in it", "and")]),
    (["Lee, Ann*"], [Name("Lee", "Ann")],
     [("repaired", "the sign of a footnote stood behind the name", "Lee, Ann*")]),
    (["Dr. Ann Lee"], [Name("Lee", "Ann")],
     [("repaired", "a title or degree stood with the name", "Dr. Ann Lee")]),
    (["World Health Organization,"], [Name(literal="World Health Organization")], []),
    (["Department of Botany, University of Ghent", "Lee, Ann"], [Name("Lee", "Ann")],
     [("dropped", "an affiliation stood among the names",
       "Department of Botany, University of Ghent")]),
    (["Department of Botany, University of Ghent"],
     [Name(literal="Department of Botany, University of Ghent")],
     [("doubt", "an affiliation stands among the names",
       "Department of Botany, University of Ghent")]),
    (["Organization, World Health"], [Name(literal="World Health Organization")], []),
    (["Curran, Inc."], [Name(literal="Curran, Inc.")], []),
    (["Gogh, Vincent van"], [Name("Gogh", "Vincent", "van")], []),
    (["Lee, Ann Jr"], [Name("Lee", "Ann", suffix="Jr.")], []),
    (["Lee, et al."], [Name("Lee"), OTHERS], []), (["Lee, Et Al"], [Name("Lee"), OTHERS], []),
    (["Lee,Ann\n Li,Bo\n"], [Name("Lee", "Ann"), Name("Li", "Bo")], []),
]  # fmt: skip


@pytest.mark.parametrize(("values", "expected", "told"), LISTS)
def test_names_one_a_line(
    values: list[str], expected: list[Name], told: list[tuple[str, str, str]]
) -> None:
    remarks: list[Remark] = []
    assert listed.read_names(values, remarks=remarks) == expected
    assert notes_of(remarks) == told
    for blank in ("\xa0", "\u2009", "\u3000"):
        assert listed.read_names([value.replace(" ", blank) for value in values]) == expected


def test_options_of_lists_of_names() -> None:
    read = listed.read_names
    assert read(["Ann Lee"], natural=True) == [Name("Lee", "Ann")]
    assert read(["Ann Lee", "Lee, Bo"], natural=True) == [Name("Lee", "Ann"), Name("Lee", "Bo")]
    assert read(["Acme Bank"], natural=True) == [Name(literal="Acme Bank")]
    assert read(["Lee, Ann#"], star="#") == [Name("Lee", "Ann")]
    assert read([]) == []


MENDED = [
    (Name("Lee", "Ann"), [Name("Lee", "Ann")], []),
    (Name(literal="et al."), [OTHERS], []),
    (Name("al.", "et"), [OTHERS], []),
    (Name("Organization", "World Health"), [Name(literal="World Health Organization")],
     [("guessed", "a body's name was cut in two", "World Health | Organization")]),
    (Name(literal="on behalf of the Fern Team"), [Name(literal="Fern Team")], []),
    (Name(literal="on behalf of the trees"), [Name(literal="on behalf of the trees")], []),
    (Name(literal="张三;李四"), [Name(literal="张三"), Name(literal="李四")], []),
    (Name(literal="Lee, A.; Li, B.; et al."), [Name("Lee", "A."), Name("Li", "B."), OTHERS], []),
    (Name(literal="Ann Lee on behalf of the Fern Team"),
     [Name("Lee", "Ann"), Name(literal="Fern Team")], []),
    (Name(literal="Fern Team; Moss Team"), [Name(literal="Fern Team"), Name(literal="Moss Team")],
     []),
    (Name(literal="growth, form, trees"), [Name(literal="growth, form, trees")], []),
    (Name("and Lee", "Ann"), [Name("Lee", "Ann")], []),
    (Name("Lee III", "Ann"), [Name("Lee", "Ann", suffix="III")], []),
    (Name("Lee", "Ann Jr"), [Name("Lee", "Ann", suffix="Jr.")], []),
    (Name("Lee", "Ann Sr."), [Name("Lee", "Ann", suffix="Sr.")], []),
    (Name("Lee", "Ann II"), [Name("Lee", "Ann", suffix="II")], []),
    (Name("Lee", "Ann Jr", suffix="III"), [Name("Lee", "Ann Jr", suffix="III")], []),
    (Name("Lee", "Ann, et al."), [Name("Lee", "Ann"), OTHERS], []),
    (Name("Lee", "Ann, on behalf of the Fern Team"),
     [Name("Lee", "Ann"), Name(literal="Fern Team")], []),
    (Name("Lee", "Ann*"), [Name("Lee", "Ann")],
     [("repaired", "the sign of a footnote stood behind the name", "Lee, Ann*")]),
    (Name("Lee", "Ann, PhD"), [Name("Lee", "Ann")],
     [("repaired", "a title or degree stood with the name", "Lee, Ann, PhD")]),
    (Name("Ångström", "Ann"), [Name("Ångström", "Ann")], []),
    (Name(given="Ann"), [Name(given="Ann")], []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "told"), MENDED)
def test_names_whose_parts_a_source_gives(
    name: Name, expected: list[Name], told: list[tuple[str, str, str]]
) -> None:
    remarks: list[Remark] = []
    assert listed.name_list([name, None], "editor", remarks) == expected
    assert notes_of(remarks) == told
    assert {note.variable for note in remarks} <= {"editor"}


def test_names_that_are_none() -> None:
    anonymous, address = Name(literal="Anonymous"), "Department of Botany, University of Ghent"
    remarks: list[Remark] = []
    assert listed.name_list([anonymous], "author", remarks) is None
    assert notes_of(remarks) == [("dropped", "stands for a name that is not known", "Anonymous")]
    assert listed.name_list([anonymous], "author", [], trusted=True) == [anonymous]
    assert listed.name_list([], "author", []) is None
    assert listed.name_list([Name(literal=address)], "author", []) == [Name(literal=address)]
    remarks = []
    assert listed.name_list([Name(literal=address)], "author", remarks, bodies=False) is None
    assert [note.kind for note in remarks] == ["dropped"]


def test_names_put_into_a_paper() -> None:
    paper = Paper(author=[Name("Li", "Na")])
    listed.add_names(paper, "author", [Name("Lee", "Ann*")])
    assert paper.author == [Name("Li", "Na"), Name("Lee", "Ann")]
    assert [(note.kind, note.variable) for note in paper.remarks] == [("repaired", "author")]
    listed.read_into(paper, "editor", ["Bo Li*", "et al."])
    assert paper.editor == [Name("Li", "Bo"), OTHERS]
    assert [note.variable for note in paper.remarks] == ["author", "editor"]
    listed.read_into(paper, "editor", ["Cy Mo"])
    assert paper.editor == [Name("Li", "Bo"), Name("Mo", "Cy"), OTHERS]
    listed.read_into(paper, "translator", [])
    assert paper.translator is None
    paper = Paper(
        author=[Name("Organization", "World Health")], title="A", editor=[Name("Li", "Bo")]
    )
    listed.mend_names(paper, ["title", "editor", "author", "translator"])
    assert (paper.author, paper.editor, paper.title, paper.translator) == (
        [Name(literal="World Health Organization")], [Name("Li", "Bo")], "A", None,
    )  # fmt: skip


def test_names_of_an_index() -> None:
    read = listed.read_indexed
    assert read([], ["Lee, Ann Jr"], ["Lee A"]) == [Name("Lee", "Ann", suffix="Jr.")]
    assert read([], ["Lee, Ann V"], []) == [Name("Lee", "Ann V")]
    assert read([], ["Lee, Ann I"], []) == [Name("Lee", "Ann I")]
    assert read([], [""], ["Lee A", "Li B"]) == [Name("Lee", "A."), Name("Li", "B.")]
    assert read([], [], ["Lee A, Li B, et al."]) == [Name("Lee", "A."), Name("Li", "B."), OTHERS]
    assert read([], [], ["Lee A", "et al."], ["Fern Team", ""]) == [
        Name("Lee", "A."), Name(literal="Fern Team"), OTHERS,
    ]  # fmt: skip


WRITTEN = [
    (Name("King", "Martin", suffix="Jr."), "King, Martin, Jr.", "King, Martin, Jr."),
    (OTHERS, "et al.", "et al."),
    (Name(literal="Curran Associates, Inc."), "Curran Associates,, Inc.",
     "Curran Associates,, Inc."),
    (Name(literal="Sun Moon"), "Sun Moon,", "Sun Moon,"),
    (Name(literal="Fern Team"), "Fern Team", "Fern Team,"),
    (Name(literal="张三"), "张三", "张三"),
    (Name(literal="UNESCO"), "UNESCO", "UNESCO,"),
    (Name(literal="Plato"), "Plato,", "Plato,"),
    (Name(literal="plato"), "plato", "plato,"),
    (Name(literal="Ann Lee*"), "Ann Lee*,", "Ann Lee*,"),
    (Name("Gogh", "Vincent", None, "van"), "van Gogh, Vincent", "van Gogh, Vincent"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "endnote"), WRITTEN)
def test_names_written_one_a_line(name: Name, text: str, endnote: str) -> None:
    assert listed.write_name(name) == text
    assert listed.write_body_with_comma(name) == endnote


@pytest.mark.parametrize(
    "name",
    [
        Name("Li", "Na van"), Name("li", "Na"), Name("Li"), Name(literal="Li"),
        Name("Li", "Na", suffix="Jr."),
        Name("Organization", "World Health"), Name("Curran", "Inc."), Name("Li", "na"),
        Name("Li", "et al."),
        Name("Fern Team", "Ann"), Name("Li;", "Na"), Name("Li", "Na；"), Name("Li,", "Na"),
        Name("Li", "Na*"),
        Name("Li", "Na  Mo"), Name("Li ", "Na"), Name("Li", "Na "), Name("Li\n", "Na"),
        Name("Li", "Na PhD"),
        Name("Li", "Na 1"),
    ],
)  # fmt: skip
def test_names_that_are_not_read_back_from_their_plain_form(name: Name) -> None:
    assert listed.plain_names([Name("Li", "Na"), name]) is None


def test_names_in_their_plain_form() -> None:
    names = [Name("Li", "Na"), Name("García Márquez", "Gabriel J."), Name("Li", "N. III.")]
    assert listed.plain_names(names) == ["Li, Na", "García Márquez, Gabriel J.", "Li, N. III."]
    assert listed.plain_names([Name("García/Márquez", "Ann")], "/") is None
    assert listed.plain_names([Name("García/Márquez", "Ann")]) == ["García/Márquez, Ann"]
    assert listed.plain_names([]) in ([], None)


def test_lists_of_ordinary_names() -> None:
    assert listed.ordinary("Li, Na\nSmith-Lee, J. A.") == [
        Name("Li", "Na"), Name("Smith-Lee", "J. A."),
    ]  # fmt: skip
    for odd in ("Li, Na\nplato", "Li, Jr", "Team, Ann", "Li, na", "van Li, Na", "Li, Na\n"):
        assert listed.ordinary(odd) is None, odd
    assert listed.ordinary_in_order("Na Li\nDonald E. Knuth\nJ.-P. Smith-Lee") == [
        Name("Li", "Na"), Name("Knuth", "Donald E."), Name("Smith-Lee", "J.-P."),
    ]  # fmt: skip
    for odd in ("Na Li\nPlato", "Fern Team", "Ann van Lee", "Na Jr"):
        assert listed.ordinary_in_order(odd) is None, odd


FINE = [
    # one sign or blank more or less, and what comes of it
    (["; Lee, Ann"], [Name("Lee", "Ann")]),
    (["Lee, Ann；Li, Bo"], [Name("Lee", "Ann"), Name("Li", "Bo")]),
    ([" et al.", "Lee, Ann"], [Name("Lee", "Ann"), OTHERS]),
    (["  and Ann Lee", "Li, Bo"], [Name("Lee", "Ann"), Name("Li", "Bo")]),
    (["---", "and", "Lee, Ann*", "Li, Bo"], [Name("Lee", "Ann"), Name("Li", "Bo")]),
    (["Department of Botany, University of Ghent", "Lee, Ann*", "Li, Bo"],
     [Name("Lee", "Ann"), Name("Li", "Bo")]),
    (["Lee, A*; et al."], [Name("Lee", "A"), OTHERS]),
    (["Department of Botany, University of Ghent,"],
     [Name(literal="Department of Botany, University of Ghent")]),
]  # fmt: skip


@pytest.mark.parametrize(("values", "expected"), FINE)
def test_fine_points_of_lists(values: list[str], expected: list[Name]) -> None:
    assert listed.read_names(values, remarks=[]) == expected


def test_blanks_around_names() -> None:
    assert listed.split_names("  Lee, Ann; Li, Bo  ", []) == (["Lee, Ann", "Li, Bo"], False)
    assert listed.split_names(" & Ann Lee", [])[0] == ["Ann Lee"]
    assert listed.read_name(" UNESCO, ") == Name(literal="UNESCO")
    assert listed.read_short("  Smith, JA ") == Name("Smith", "J. A.")
    assert words.is_affiliation("Department of Botan, Ghent")
    assert not words.is_affiliation("Department of Bota, Ghent")


def test_unknown_names_among_others() -> None:
    anonymous, lee = Name(literal="Anonymous"), Name("Lee*", "Ann")
    assert listed.name_list([anonymous, lee], "author", []) == [Name("Lee", "Ann")]
