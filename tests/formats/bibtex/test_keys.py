"""Citation keys."""

from __future__ import annotations

import pytest

from citex.errors import UnknownOption
from citex.formats.bibtex._keys import Keys, ascii_text, is_key, key_maker
from citex.model import Name, Paper, PartialDate

PAPER = Paper(
    id="x",
    title="The <i>Growth</i> of DNA in a Time of Change",
    author=[Name("Müller-Lüdenscheidt", "Jürgen"), Name("Gogh", "V."), Name("Li", "N.")],
    container_title="Nature Physics",
    issued=PartialDate(2021, 3),
    type="article-journal",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("auth.lower + year", "muller-ludenscheidt2021"),
        ("auth(4) + year", "Mull2021"),
        ("authEtAl + year", "Muller-LudenscheidtEtAl2021"),
        ("authors(2) + '_' + shortyear", "Muller-LudenscheidtGoghEtAl_21"),
        ("auth.upper + ':' + title(2) + ':' + year", "MULLER-LUDENSCHEIDT:TheGrowth:2021"),
        ("shorttitle + year", "GrowthDNATime2021"),
        ("veryshorttitle.lower", "growth"),
        ("authorsAlpha + shortyear + month", "MGL2103"),
        ("journal.abbr + year", "NP2021"),
        ("[auth] + [year]", "Muller-Ludenscheidt2021"),
        ('"ref" + year', "ref2021"),
        ("type + year", "article-journal2021"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert key_maker(pattern)(PAPER) == key


@pytest.mark.parametrize("pattern", ["nonsense", "auth.nonsense", "auth ++ year", "auth(", "+"])
def test_a_wrong_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises(UnknownOption):
        key_maker(pattern)


def test_valid_ids_are_kept_and_others_mended() -> None:
    ids = [
        "smith2020",
        "DBLP:conf/nips/X",
        "smith 2020",
        "a,b{c}",
        "",
        "张2020",
        "a%b",
        "https://x.org/1",
    ]
    keys = Keys()
    made = [
        keys.key(Paper(id=one, author=[Name("Doe", "J")], issued=PartialDate(1999))) for one in ids
    ]
    assert made[:2] == ids[:2]
    assert made[2:5] == ["smith_2020", "a_b_c", "doe1999"]
    assert all(is_key(key) for key in made)
    assert len(set(made)) == len(made)


def test_an_id_of_eighty_characters_is_mended_and_a_longer_one_made_anew() -> None:
    ant = [Name("Ant", "Ann")]
    assert Keys().key(Paper(id="a" * 78 + " b", author=ant)) == "a" * 78 + "_b"
    assert Keys().key(Paper(id="a" * 79 + " b", author=ant)) == "ant"


def test_keys_are_unique_whatever_their_case() -> None:
    keys = Keys()
    assert [keys.key(Paper(id=one)) for one in ("a", "A", "a", "aa")] == ["a", "Aa", "ab", "aaa"]
    many = Keys("year")
    made = [many.key(PAPER) for _ in range(60)]
    assert len(set(made)) == 60


def test_keys_are_stable() -> None:
    assert [Keys("auth + year").key(PAPER) for _ in range(3)] == ["Muller-Ludenscheidt2021"] * 3


def test_chinese_names_in_pinyin() -> None:
    pytest.importorskip("pypinyin")
    make = key_maker("auth.lower + year")
    assert make(Paper(author=[Name(literal="张三")], issued=PartialDate(2020))) == "zhang2020"
    assert make(Paper(author=[Name("欧阳", "修")], issued=PartialDate(2020))) == "ouyang2020"


def test_kana_beside_chinese_signs_stands_by_its_code_points() -> None:
    pytest.importorskip("pypinyin")
    assert ascii_text("さくら") == "u3055u304fu3089"
    assert ascii_text("花とá") == "huau3068a"


def test_without_pypinyin_keys_are_ascii_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypinyin", None)
    ascii_text.__globals__["_pinyin"].cache_clear()
    assert ascii_text("张三") == "u5f20u4e09"
    ascii_text.__globals__["_pinyin"].cache_clear()


def test_papers_without_anything() -> None:
    keys = Keys()
    assert [keys.key(Paper()), keys.key(Paper())] == ["ref", "refa"]


@pytest.mark.parametrize("id_", ["smith2020", "a_", "_a", "a-", "x.y", "a@b", "DBLP:conf/nips/X"])
def test_what_can_be_a_key_is_the_key(id_: str) -> None:
    assert Keys().key(Paper(id=id_)) == id_


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth].lower + [year]", "muller-ludenscheidt2021"),
        ("[auth.lower] + year", "muller-ludenscheidt2021"),
        ("[auth.lower].upper + year", "MULLER-LUDENSCHEIDT2021"), ("[auth(3)].upper", "MUL"),
    ],
)  # fmt: skip
def test_filters_within_brackets_and_behind_them(pattern: str, key: str) -> None:
    assert key_maker(pattern)(PAPER) == key
