"""What options of every style take, for whoever asks before a style is loaded."""

from __future__ import annotations

from citex.errors import UnknownOption

TITLES = ("sentence",)
"""The cases that `titles=` puts titles into."""
STYLE, PINYIN, TRANSLATION = "style", "pinyin", "translation"
PINYIN_FIRST, CHARACTERS_FIRST = "pinyin+characters", "characters+pinyin"
CHINESE = (STYLE, PINYIN, PINYIN_FIRST, CHARACTERS_FIRST, TRANSLATION)
"""The forms in which `chinese=` has Chinese works."""


def check(option: str, value: str | None) -> None:
    """Raise UnknownOption for what `titles` or `chinese` does not take.

    >>> check("titles", "upper")
    Traceback (most recent call last):
    citex.errors.UnknownOption: no option 'titles=upper'; did you mean 'titles=sentence'?
    """
    choices = {"titles": TITLES, "chinese": CHINESE}[option]
    if value is not None and value not in choices:
        raise UnknownOption(f"{option}={value}", [f"{option}={choice}" for choice in choices])
