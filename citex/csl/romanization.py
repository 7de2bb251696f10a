"""Chinese works in letters: what of a record is put into pinyin, and what a list prints of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from citex._late import regex
from citex.csl.chinese import MANUALS, Manual, manual_of
from citex.csl.choices import CHARACTERS_FIRST, PINYIN_FIRST, STYLE, TRANSLATION
from citex.csl.markup import CLOSE, SENTINELS, parse_rich
from citex.csl.nodes import Style
from citex.csl.strings.finishing import BEHIND
from citex.csl.strings.language import language_of
from citex.csl.strings.pinyin import given_syllables, name_in_latin, surname_length
from citex.csl.strings.pinyin_text import pinyin_text
from citex.csl.variables import Person, RomanizedPerson, Work
from citex.model import NAME_VARIABLES, Name, Paper, Remark, new_name
from citex.model.item import name_from_item, name_to_item
from citex.model.paper import VARIABLES
from citex.text.scripts import scripts
from citex.text.translations import names_in_note, other_language, translations_of

LATIN = "zh-Latn"
"""The tag of Chinese in letters (BCP 47): where a record has its pinyin."""

_TITLES = ("title", "container-title", "collection-title", "volume-title", "part-title",
           "reviewed-title")  # fmt: skip
_TEXTS = (
    *_TITLES, "title-short", "container-title-short", "volume-title-short", "event-title",
    "publisher", "publisher-place", "event-place", "archive", "archive-place",
    "archive_collection", "authority", "jurisdiction", "division", "section", "genre", "medium",
    "status", "version", "edition", "volume", "issue", "number", "collection-number",
    "part-number",
)  # fmt: skip
_KIND = {"publisher-place": "place", "event-place": "place", "archive-place": "place",
         "genre": "genre", "edition": "edition"}  # fmt: skip
_JOURNALS = ("container-title", "container-title-short", "collection-title")
_NUMBERED = regex(r"第?\s*(\d+)\s*[版卷期辑册号部集]")
_SUPPLEMENT = regex(r"增刊\s*(\d*)")
_NUMERIC = frozenset(("edition", "volume", "issue", "number", "collection-number", "part-number"))
_CHARACTERS = "characters"
_TRANSCRIBED = regex("[·・‧]")
"""Between the parts of a foreign name in characters."""
_PLACED = regex("(?<=..)[市省]$")


class Romanized(NamedTuple):
    """A paper with its Chinese in letters, and what of that nobody gave."""

    values: dict[str, Any]  # by CSL's name; people are lists of Names
    guesses: list[Remark]


def romanized(papers: Iterable[Paper]) -> list[Paper]:
    """The papers with their Chinese in letters in `custom["translations"]["zh-Latn"]`.

    Each value that was made by rule has a remark ("guessed"). Works in Japanese and Korean stay as
    they are. Raises MissingPackage where there is a title to read and pypinyin is not installed.

    >>> [paper] = romanized([Paper(title="唐代长安研究", author=[Name("曾", "磊")])])
    >>> paper.custom["translations"]["zh-Latn"]["title"], str(paper.remarks[1])
    ("Tangdai Chang'an yanjiu", 'author: 曾磊 is Zeng Lei in pinyin made by rule')
    """
    return [_kept(paper) for paper in papers]


def _kept(paper: Paper) -> Paper:
    found = in_letters(paper)
    if found is None:
        return paper
    values = {
        name: [_item(one) for one in value] if name in NAME_VARIABLES else value
        for name, value in found.values.items()
    }
    custom = {**paper.custom, "translations": {**translations_of(paper), LATIN: values}}
    return msgspec.structs.replace(paper, custom=custom, remarks=[*paper.remarks, *found.guesses])


def _item(name: Name) -> dict[str, Any]:
    return name_to_item(msgspec.structs.replace(name, extra=()))


def in_letters(paper: Paper, *, journals_in_capitals: bool = False) -> Romanized | None:
    """What of a paper is in Chinese characters, in letters; None where nothing is."""
    if language_of(paper).partition("-")[0] in ("ja", "ko"):
        return None
    held = _held(paper)
    values: dict[str, Any] = {}
    guesses: list[Remark] = []
    for name in _TEXTS:
        text = getattr(paper, VARIABLES[name])
        if not text or not _is_chinese(text):
            continue
        given = held.get(name)
        if isinstance(given, str) and given:
            values[name] = given
            continue
        if _KIND.get(name) == "place":
            text = _PLACED.sub("", text)
        known = _known(name, text)
        capitals = journals_in_capitals and name in _JOURNALS and paper.type.startswith("article")
        values[name] = known or pinyin_text(text, all_capitals=capitals or name in _KIND)
        if known is None:
            message = f"is in pinyin made by rule: {values[name]}"
            guesses.append(Remark(kind="guessed", variable=name, message=message, before=text))
    for name in sorted(NAME_VARIABLES):
        names = getattr(paper, VARIABLES[name])
        if names and any(_is_chinese(_whole(one)) for one in names):
            values[name], told = _people(paper, name, names, held.get(name))
            guesses += told
    return Romanized(values, guesses) if values else None


def _held(paper: Paper) -> dict[str, Any]:
    """The pinyin that the record holds itself."""
    for tag, values in translations_of(paper).items():
        if tag.lower().startswith(("zh-latn", "cmn-latn", "zh-alalc97", "zh-pinyin")):
            return values
    return {}


def _is_chinese(text: str) -> bool:
    found = scripts(text)
    return "Han" in found and not found & {"Kana", "Hangul"}


def _known(name: str, text: str) -> str | None:
    """What is no pinyin, or the same in both: numbers, and what has an English name."""
    if name in _NUMERIC:
        number = _NUMBERED.fullmatch(text.strip())
        if number is not None:
            return number[1]
        supplement = _SUPPLEMENT.fullmatch(text.strip())
        if supplement is not None:
            return f"Suppl. {supplement[1]}".strip()
    return _english().get((_KIND.get(name, ""), text))


@cache
def _english() -> dict[tuple[str, str], str]:
    lines = (Path(__file__).parent / "data" / "chinese-english.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(kind, chinese): english for kind, chinese, english in rows}


def _people(
    paper: Paper, variable: str, names: list[Name], held: Any
) -> tuple[list[Name], list[Remark]]:
    """The names in letters, and what is guessed in them."""
    _, translated = other_language(paper, "zh")
    given = _names(held, len(names)) or _names(translated.get(variable), len(names))
    noted = names_in_note(paper)
    found: list[Name] = []
    guesses: list[Remark] = []
    for place, name in enumerate(names):
        text = _whole(name)
        if not _is_chinese(text):
            found.append(name)
            continue
        told = given[place] if given else noted.get(text)
        if told is not None and _is_chinese(_whole(told)):
            told = None
        latin, sure = name_in_latin(name, told, umlaut="ü"), True
        if latin is None or (told is None and _is_transcribed(name)):
            latin, sure = _by_sound(name, text), False
        read = latin.literal or f"{latin.family} {latin.given}"
        if _is_chinese(read):
            message = f"{text} stays in characters: no rule reads it"
            guesses.append(Remark(kind="doubt", variable=variable, message=message))
            found.append(name)
            continue
        if told is None:
            message = f"{text} is {read} in pinyin made by rule"
            if not sure and latin.family:
                message += "; it reads like no Chinese name: see how its bearer writes it"
            guesses.append(Remark(kind="guessed", variable=variable, message=message, before=text))
        found.append(msgspec.structs.replace(latin, extra=((_CHARACTERS, text),)))
    return found, guesses


def _names(given: Any, count: int) -> list[Name]:
    """The names that a record gives in other letters, where there are as many."""
    if not isinstance(given, list) or len(given) != count:
        return []
    found = [one if isinstance(one, Name) else name_from_item(one) for one in given]
    return [one for one in found if one] if all(found) else []


def _by_sound(name: Name, text: str) -> Name:
    """A body, or who has no Chinese family name: a foreigner whose name was put into characters."""
    if _TRANSCRIBED.search(text):
        *first, last = pinyin_text(text).split()
        return new_name(last.capitalize(), " ".join(first))
    if name.family and name.given:
        parts = (pinyin_text(part).replace(" ", "") for part in (name.family, name.given))
        family, given = [part.capitalize() for part in parts]
        return new_name(family, given)
    return new_name(literal=pinyin_text(text, all_capitals=True))


def _is_transcribed(name: Name) -> bool:
    """Whether a name in one field has too many characters behind its family name: 哈贝马斯."""
    text = name.literal
    return text is not None and len(text) - surname_length(text) > 2


def _whole(name: Name) -> str:
    return name.literal or f"{name.family or ''}{name.given or ''}".replace(" ", "")


# -- what is printed ---------------------------------------------------------------------------


class Printed(NamedTuple):
    """A Chinese work as a list in English prints it."""

    paper: Paper
    sorted: Paper  # by what it is sorted: pinyin, where characters come first
    behind: dict[str, str]  # what follows a title, outside of its quotation marks
    ending: str  # what follows the entry
    natural: str
    characters: bool  # names have theirs behind them
    guesses: list[Remark]

    def dress(self, work: Work, *, behind: bool) -> None:
        """Put into a work what no variable of CSL holds; what is `behind` titles, for entries."""
        for name, tail in self.behind.items() if behind else ():
            text = work[name]
            if isinstance(text, str):
                work[name] = text + BEHIND + parse_rich(tail, work.quotes) + CLOSE
        for name in NAME_VARIABLES:
            people = work[name]
            if isinstance(people, tuple) and any(one.name.extra for one in people):
                work[name] = tuple([self._person(one, work) for one in people])

    def _person(self, person: Person, work: Work) -> Person:
        name = person.name
        original = characters_of(name)
        if not original:
            return person
        given = name.given or ""
        asian = "-" in given or given_syllables(given)
        natural = self.natural if asian and not _TRANSCRIBED.search(original) else ""
        return RomanizedPerson(name, work.language, original if self.characters else "", natural)

    def ended(self, text: str) -> str:
        """A finished entry with what says the language: within the full stop that ends it."""
        if not self.ending or not text:
            return text
        if self.ending.endswith("."):
            return _inserted(text, len(text.rstrip(CLOSE)), f" {self.ending}")
        end = len(SENTINELS.sub("\x00", text).rstrip("\x00"))
        at = end - 1 if text[end - 1 : end] == "." else end
        return _inserted(text, at, f" {self.ending}")


def _inserted(text: str, place: int, piece: str) -> str:
    return text[:place] + piece + text[place:]


def characters_of(name: Name) -> str:
    """The characters of a name that was put into letters, else ""."""
    for key, value in name.extra:
        if key == _CHARACTERS:
            return str(value)
    return ""


def printed(paper: Paper, style: Style, locale: str, chinese: str) -> Printed | None:
    """The paper as a list in the style prints it in this form; None where nothing is Chinese."""
    manual = manual_of(style)
    form = manual.form if chinese == STYLE else chinese
    found = in_letters(paper, journals_in_capitals=manual.romanized)
    if found is None:
        return None
    language = locale.partition("-")[0].lower()
    return _Printing(paper, manual, form, "en" if language == "zh" else language, found).run()


class _Printing:
    """One paper on its way into a list."""

    def __init__(
        self, paper: Paper, manual: Manual, form: str, language: str, found: Romanized
    ) -> None:
        self.paper = paper
        self.manual = manual
        self.form = form
        self.language = language
        self.values = found.values
        self.guesses = found.guesses
        self.own = language_of(paper).partition("-")[0] == "zh"
        self.translated = self._translations()
        self.changes: dict[str, Any] = {}
        self.behind: dict[str, str] = {}
        self.used: set[str] = set()  # the pinyin that is printed

    def run(self) -> Printed:
        """What is printed of it."""
        for name, value in self.values.items():
            if name in NAME_VARIABLES:
                self._set(name, value)
                self.used.add(name)
            elif name not in ("title", "title-short"):
                self._text(name, value)
        sorting = dict(self.changes)
        self._title()
        told = self.manual.told if self.own and self._is_told() else ""
        if told and self.manual.place == "title":
            comma = "," if self.manual is MANUALS["ieee"] else ""
            self.behind["title"] = self.behind.get("title", "") + f"{comma} {told}"
            told = ""
        paper = msgspec.structs.replace(self.paper, **self._besides(), **self.changes)
        if self.form == CHARACTERS_FIRST:
            pinyin = {VARIABLES[name]: value for name, value in self.values.items()}
            by = msgspec.structs.replace(paper, **{**sorting, **pinyin})
        else:
            by = paper
        return Printed(
            paper,
            by,
            self.behind,
            told,
            self.manual.natural,
            self.form == PINYIN_FIRST,
            [one for one in self.guesses if one.variable in self.used],
        )

    def _besides(self) -> dict[str, Any]:
        """What else is otherwise in a Chinese work, which is printed in the list's words."""
        paper = self.paper
        if not self.own:
            return {}
        custom = {key: value for key, value in paper.custom.items() if key != "translations"}
        changes: dict[str, Any] = {"language": self.language, "custom": custom}
        if paper.original_title and paper.original_title == self.translated.get("title"):
            changes["original_title"] = None
        return changes

    def _is_told(self) -> bool:
        return self.manual.always or self.form == TRANSLATION

    def _set(self, name: str, value: Any) -> None:
        self.changes[VARIABLES[name]] = value

    def _text(self, name: str, pinyin: str) -> None:
        """A text besides the title: a journal, a publisher, a place."""
        given = self.translated.get(name)
        is_title = name in _TITLES or name == "container-title-short"
        if (
            isinstance(given, str)
            and given
            and (not is_title or (self.form == TRANSLATION and not self.manual.romanized))
        ):
            self._set(name, given)
            return
        self.used.add(name)
        if name in _NUMERIC:
            self._set(name, pinyin)
            return
        characters = getattr(self.paper, VARIABLES[name])
        if name in _TITLES and self.form == CHARACTERS_FIRST:
            self._set(name, _undecorated(characters))
            self.behind[name] = f" [{pinyin}]"
            return
        self._set(name, _uncased(pinyin))
        if name in _TITLES and self.form == PINYIN_FIRST:
            self.behind[name] = f" {characters}"

    def _title(self) -> None:
        """The title, and what stands in brackets behind it."""
        pinyin, short = self.values.get("title"), self.values.get("title-short")
        if pinyin is None:
            if short is not None:
                self._text("title-short", short)
            return
        characters = self.paper.title or ""
        translation = self.translated.get("title")
        translation = translation if isinstance(translation, str) else ""
        if self.form == TRANSLATION and translation:
            self._set("title", f"[{translation}]" if self.manual.bracketed else translation)
            self._set("title-short", None if self.manual.bracketed else self.paper.title_short)
            if short is not None:
                self._set("title-short", None)
            return
        self.used |= {"title", "title-short"}
        if self.form == CHARACTERS_FIRST:
            self._set("title", _undecorated(characters))
            inside = "; ".join(filter(None, (pinyin, translation)))
            self.behind["title"] = f" [{inside}]"
            self._set("title-short", _undecorated(self.paper.title_short or characters))
            return
        self._set("title", _uncased(pinyin))
        self._set("title-short", _uncased(short or pinyin))
        tail = f" {characters}" if self.form == PINYIN_FIRST else ""
        if translation and self.manual is MANUALS["ieee"]:
            self._set("title", f"{_uncased(pinyin)}{tail} [{translation}]")
        else:
            self.behind["title"] = tail + (f" [{translation}]" if translation else "")

    def _translations(self) -> Mapping[str, Any]:
        """The paper's values in the language of the list, where its record has them."""
        for tag, values in translations_of(self.paper).items():
            if tag.partition("-")[0].lower() == self.language and values.get("title"):
                return values
        tag, values = other_language(self.paper, "zh")
        return values if tag.partition("-")[0].lower() == self.language else {}


def _uncased(text: str) -> str:
    """Pinyin that no text-case of a style touches."""
    return f'<span class="nocase">{text}</span>' if '"' not in text else text


def _undecorated(text: str) -> str:
    """Characters that are upright in italics."""
    return f'<span class="nodecor">{text}</span>' if '"' not in text else text
