"""The options of the styles: each changes what it says, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from citex import csl
from citex.errors import UnknownOption
from citex.model import Paper

ARTICLE = {
    "type": "article-journal",
    "title": "Heat along rivers",
    "author": [{"family": "Hale", "given": "Anna"}],
    "container-title": "Example Letters",
    "volume": "8",
    "issue": "2",
    "page": "5-9",
    "issued": {"date-parts": [[2021, 3, 4]]},
    "URL": "https://doi.org/10.5555/EL.8",
    "DOI": "10.5555/el.8",
    "accessed": {"date-parts": [[2022, 2, 2]]},
}
BOOK = {"type": "book", "title": "海塘", "author": [{"literal": "孟秋实"}]}
TRANSLATED = {
    **BOOK,
    "translator": [{"literal": "白露"}],
    "publisher": "社",
    "publisher-place": "京",
}
START = "HALE A. Heat along rivers[J/OL]. Example Letters, 2021, 8(2): 5-9"
URL = "https://doi.org/10.5555/EL.8"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, f"{START}[2022-02-02]. {URL}."),
        ({"capitals": False}, f"{START.replace('HALE', 'Hale')}[2022-02-02]. {URL}."),
        ({"url": False}, f"{START}[2022-02-02]. DOI:10.5555/el.8."),
        ({"url": False, "doi": "never"}, f"{START}[2022-02-02]."),
        ({"doi": "always"}, f"{START}[2022-02-02]. {URL}. DOI:10.5555/el.8."),
        ({"access_date": "never"}, f"{START}. {URL}."),
        ({"type_mark": False}, f"{START.replace('[J/OL]', '')}[2022-02-02]. {URL}."),
        (
            {"punctuation": "mixed"},
            f"{START.partition('. Ex')[0]}. Example Letters，2021，8（2）：5-9[2022-02-02]. {URL}.",
        ),
        ({"punctuation": "by-language"}, f"{START}[2022-02-02]. {URL}."),
    ],
)
def test_article(reference: Any, options: dict[str, Any], expected: str) -> None:
    assert reference("gbt7714-2015", ARTICLE, **options) == expected


def test_access_date_of_2025(reference: Any) -> None:
    assert "[2022-02-02]" not in reference("gbt7714-2025", ARTICLE)
    assert "[2022-02-02]" in reference("gbt7714-2025", ARTICLE, access_date="always")


@pytest.mark.parametrize(
    ("style", "missing", "expected"),
    [
        ("gbt7714-2015", "auto", "孟秋实. 海塘[M]. [出版地不详: 出版者不详]."),
        ("gbt7714-2015", "omit", "孟秋实. 海塘[M]."),
        ("gbt7714-2025", "omit", "孟秋实. 海塘[M]."),
        ("gbt7714-2025", "print", "孟秋实. 海塘[M]. [出版地不详：出版者不详]."),
    ],
)
def test_nothing_known_of_the_imprint(
    reference: Any, style: str, missing: str, expected: str
) -> None:
    assert reference(style, BOOK, missing=missing) == expected


def test_half_of_the_imprint_known(reference: Any) -> None:
    known = {**BOOK, "title": "Sea walls", "author": [], "publisher": "P"}
    assert reference("gbt7714-2015", known) == "Sea walls[M]. [S.l.]: P."
    known = {**BOOK, "publisher-place": "宁波"}
    assert reference("gbt7714-2015", known) == "孟秋实. 海塘[M]. 宁波: [出版者不详]."
    online = {**known, "URL": "https://example.org/"}
    assert reference("gbt7714-2015", online) == "孟秋实. 海塘[M/OL]. 宁波. https://example.org/."


@pytest.mark.parametrize(
    ("value", "word"), [("language", ", 译"), ("zh", ", 译"), ("en", ", trans."), ("none", "")]
)
def test_translators(reference: Any, value: str, word: str) -> None:
    expected = f"孟秋实. 海塘[M]. 白露{word}. 京: 社.".replace("..", ".")
    assert reference("gbt7714-2015", TRANSLATED, translator=value) == expected


def test_by_language(reference: Any) -> None:
    chinese = reference("gbt7714-2015", TRANSLATED, punctuation="by-language")
    assert chinese == "孟秋实. 海塘[M]. 白露，译. 京：社."


def test_bilingual_pair(reference: Any) -> None:
    """Both lines stand under one number; a record with one title gives one line."""
    item = {
        **ARTICLE,
        "title": "河岸的热",
        "container-title": "示例快报",
        "author": [{"family": "单", "given": "清扬"}],
        "custom": {
            "translations": {
                "en": {"title": "Heat along rivers", "container-title": "Example Letters"}
            }
        },
    }
    del item["URL"], item["DOI"]
    assert reference("gbt7714-2025", item, bilingual=True).split("\n") == [
        "单清扬. 河岸的热[J]. 示例快报，2021，8（2）：5-9.",
        "Shan Qingyang. Heat along rivers[J]. Example Letters，2021，8（2）：5-9.",
    ]
    assert "\n" not in reference("gbt7714-2025", ARTICLE, bilingual=True)
    chosen = csl.Processor(csl.load("gbt7714-2015"), options={"bilingual": True})
    (entry,) = chosen.bibliography([Paper.from_dict({"id": "x", **item})])
    assert (entry.label, entry.text.count("[1]")) == ("[1]", 1)


def test_unknown_options_name_the_choices() -> None:
    style = csl.load("gbt7714-2025")
    with pytest.raises(UnknownOption, match="capitals"):
        csl.Processor(style, options={"capitls": True})
    with pytest.raises(UnknownOption, match="doi=never"):
        csl.Processor(style, options={"doi": "nver"})
    with pytest.raises(UnknownOption, match="no options"):
        csl.Processor(csl.load("apa"), options={"capitals": True})
