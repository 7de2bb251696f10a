"""Chinese works in a list in English: pinyin, characters and translation, as manuals ask for them.

CSL prints a work in the script of its record. `chinese=` has it in letters: decided before an entry
is rendered, so that nothing is paid where it is not asked for. What the record holds is taken first
(a translated title, names in both scripts, pinyin under the tag zh-Latn in
`custom["translations"]`); the rest is pinyin made by rule, and each guess is a remark.

| family  | form of "style"   | after                                                         |
|---------|-------------------|---------------------------------------------------------------|
| apa     | pinyin            | APA Publication Manual, 7th ed., 9.38                         |
| chicago | pinyin+characters | The Chicago Manual of Style, 17th ed., chapter 11, and 14.99  |
| mla     | characters+pinyin | MLA Handbook, 9th ed., 5.30; the MLA Style Center             |
| nlm     | translation       | Citing Medicine, 2nd ed., chapter 1: "[Title]. ... Chinese."  |
| ama     | translation       | AMA Manual of Style, 11th ed., 3.9.2: "Title [in Chinese]"    |
| ieee    | translation       | IEEE Reference Guide: “Title,” (in Chinese)                   |
| gbt7714 | translation       | what China's journals in English print: "(in Chinese)" behind |
| neutral | pinyin            | no rule is known: what a library can look up                  |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citex._late import regex
from citex.csl.choices import (
    CHARACTERS_FIRST,
    PINYIN,
    PINYIN_FIRST,
    TRANSLATION,
)
from citex.csl.notices import GBT, family_of, names_of

if TYPE_CHECKING:
    from citex.csl.nodes import Style


class Manual(NamedTuple):
    """What a family of styles asks of Chinese works.

    `told` says that a work is in Chinese, behind its "title" or at the "end"; of one whose title
    is translated, or `always`. `natural` is where names stand as Chinese has them, the family name
    first and no comma: "" nowhere, "plain" where names are not turned round, "all" everywhere.
    """

    form: str = PINYIN
    told: str = "(in Chinese)"
    place: str = "end"
    always: bool = False
    bracketed: bool = False  # a translation that stands for the title is in brackets
    romanized: bool = False  # journals are in pinyin, each word with a capital, in every form
    natural: str = ""


MANUALS = {
    "apa": Manual(),
    "chicago": Manual(PINYIN_FIRST, place="title", natural="plain"),
    "mla": Manual(CHARACTERS_FIRST, place="title", natural="all"),
    "nlm": Manual(TRANSLATION, "Chinese.", always=True, bracketed=True, romanized=True),
    "ama": Manual(TRANSLATION, "[in Chinese]", "title", romanized=True),
    "ieee": Manual(TRANSLATION, place="title", always=True),
    "gbt7714": Manual(TRANSLATION),
    "neutral": Manual(),
}  # fmt: skip
"""Family of styles -> what its manual asks for."""

_MORE = (
    (regex(r"ieee(?:-|\Z)"), "ieee"),
    (GBT, "gbt7714"),
)
"""How the names of styles begin whose manuals nobody else asks for."""


def manual_of(style: Style) -> Manual:
    """What a style asks of Chinese works, by its name or that of its template.

    >>> from citex.csl.style import load
    >>> [manual_of(load(name)).form for name in ("apa", "ieee", "nature")]
    ['pinyin', 'translation', 'pinyin']
    """
    for name in names_of(style):
        for pattern, family in _MORE:
            if pattern.match(name):
                return MANUALS[family]
    return MANUALS[family_of(style)]
