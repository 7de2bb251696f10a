"""Word's source types, fields and roles, as tables that are read both ways."""

from __future__ import annotations

from functools import cache, partial

from citex.formats._fields import common, particular
from citex.formats._types import read_types, same_name, written_types

READ, WRITTEN = read_types("word"), written_types("word")

ALSO_READ = common("word, else")
"""Elements that hold these when the type's own element does not."""

ROLES = common("word, people")
AUTHORS = {"patent": "Inventor", "interview": "Interviewee", "graphic": "Artist"}
"""Who the author is in these types."""

LCIDS = {
    "1025": "ar-SA", "1026": "bg-BG", "1028": "zh-TW", "1029": "cs-CZ", "1030": "da-DK",
    "1031": "de-DE", "1032": "el-GR", "1033": "en-US", "1035": "fi-FI", "1036": "fr-FR",
    "1037": "he-IL", "1038": "hu-HU", "1040": "it-IT", "1041": "ja-JP", "1042": "ko-KR",
    "1043": "nl-NL", "1044": "nb-NO", "1045": "pl-PL", "1046": "pt-BR", "1048": "ro-RO",
    "1049": "ru-RU", "1053": "sv-SE", "1054": "th-TH", "1055": "tr-TR", "1057": "id-ID",
    "1058": "uk-UA", "1060": "sl-SI", "1066": "vi-VN", "2052": "zh-CN", "2055": "de-CH",
    "2057": "en-GB", "2070": "pt-PT", "3076": "zh-HK", "3079": "de-AT", "3081": "en-AU",
    "3082": "es-ES", "3084": "fr-CA", "4105": "en-CA",
}  # fmt: skip
"""Windows's numbers of languages, which older versions of Word write."""


@cache
def table(kind: str) -> dict[str, str]:
    """Which element holds which variable in a source of this CSL type."""
    own = particular("word", kind)
    taken = set(own.values())
    return {**{name: held for name, held in common("word").items() if held not in taken}, **own}


same_type = partial(same_name, "word")
"""Whether Word has one source type for two CSL types."""
