"""Locales: terms, date formats and options of a language, from data files and from styles.

Each unit (one form of a term, one date format, one option) comes from the first source that has
it (CSL 1.0.2, "Locale Fallback"): the style's cs:locale for the dialect, for the language, for
all; then the files for the dialect, for the primary dialect of the language, for en-US.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from citex._late import regex
from citex.csl.markup import Quotes, parse_rich
from citex.csl.strings.ordinals import (
    NEUTER,
    OrdinalTerm,
    OrdinalTerms,
    ordinal,
    ordinal_terms,
)
from citex.csl.terms import ALIASES, Term, find
from citex.errors import UnknownLocale
from citex.model.checked import refuse
from citex.prepared import prepared
from citex.text.languages import tag as language_tag

CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FALLBACK = "en-US"

_LONGEST = 100
"""No language tag has more characters (RFC 5646, 4.4.1, is content with 35)."""

_ORDINAL = regex(r"ordinal(?:-(\d\d))?")


class DateFormat(NamedTuple):
    """A localized date: the attributes of cs:date, and those of each cs:date-part in order."""

    attributes: Mapping[str, str]
    parts: tuple[Mapping[str, str], ...]


class Layer(NamedTuple):
    """What one locale file or one cs:locale element says, and nothing else."""

    terms: Mapping[tuple[str, str], Term] = {}
    gendered: Mapping[tuple[str, str, str], Term] = {}
    ordinals: tuple[OrdinalTerm, ...] = ()
    dates: Mapping[str, DateFormat] = {}
    options: Mapping[str, str] = {}


Overlay = tuple["str | None", Layer]
"""A cs:locale element of a style: its xml:lang and what it says."""


class Locale:
    """A language as a style sees it. Immutable, picklable, safe to share between threads."""

    __slots__ = (
        "dates",
        "gendered",
        "lang",
        "limit_day_ordinals_to_day_1",
        "options",
        "ordinals",
        "punctuation_in_quote",
        "quotes",
        "terms",
    )

    lang: str
    """The language tag, "de-AT"."""
    terms: Mapping[tuple[str, str], Term]
    """(name, form) -> term, form fallback not applied."""
    gendered: Mapping[tuple[str, str, str], Term]
    """(name, form, gender) -> the variant of a term for nouns of that gender."""
    ordinals: OrdinalTerms
    dates: Mapping[str, DateFormat]
    """'text' and 'numeric' -> how dates are written."""
    options: Mapping[str, str]
    """Attributes of cs:style-options, those of CSL-M among them."""
    punctuation_in_quote: bool
    limit_day_ordinals_to_day_1: bool
    quotes: Quotes

    def __init__(self, lang: str, layer: Layer) -> None:
        put = object.__setattr__
        put(self, "lang", lang)
        put(self, "terms", layer.terms)
        put(self, "gendered", layer.gendered)
        put(self, "ordinals", ordinal_terms(layer.ordinals))
        put(self, "dates", layer.dates)
        put(self, "options", layer.options)
        put(self, "punctuation_in_quote", _is_true(layer.options, "punctuation-in-quote"))
        put(
            self,
            "limit_day_ordinals_to_day_1",
            _is_true(layer.options, "limit-day-ordinals-to-day-1"),
        )
        put(self, "quotes", _quotes(layer.terms))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Locale does not change: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Locale does not change: {name}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.lang, tuple(getattr(self, slot) for slot in self.__slots__))

    def __repr__(self) -> str:
        return f"Locale({self.lang!r})"

    @property
    def language(self) -> str:
        """The language without its region: "de"."""
        return self.lang.partition("-")[0]

    def term(
        self, name: str, form: str = "long", plural: bool = False, gender: str | None = None
    ) -> str | None:
        """A term's text, or None if the locale has no such term in any form.

        >>> load("en-US").term("page", "short", plural=True)
        'pp.'
        """
        if gender is not None:
            variant = self.gendered.get((name, form, gender))
            if variant is not None:
                return variant.multiple if plural else variant.single
        term = find(self.terms, name, form)
        if term is None:
            return None
        return term.multiple if plural else term.single

    def gender(self, name: str) -> str | None:
        """The gender of the noun that a term is: 'masculine', 'feminine' or None."""
        term = self.terms.get((name, "long"))
        return term.gender if term else None

    def ordinal(self, number: int, gender: str | None = None) -> str:
        """The number with its ordinal suffix.

        >>> load("en-US").ordinal(3), load("fr-FR").ordinal(1, "feminine")
        ('3rd', '1ʳᵉ')
        """
        return ordinal(number, self.ordinals, gender)

    def long_ordinal(self, number: int, gender: str | None = None) -> str:
        """The ordinal as a word, for 1 to 10 where the locale has words; else with a suffix.

        >>> load("en-US").long_ordinal(2), load("en-US").long_ordinal(12)
        ('second', '12th')
        """
        word = self.term(f"long-ordinal-{number:02}", gender=gender) if number > 0 else None
        return word or self.ordinal(number, gender)

    def overlaid(self, overlays: Iterable[Overlay]) -> Locale:
        """This locale with a style's cs:locale elements laid over it, the nearest last.

        Elements for other languages are passed over. Ordinal terms are replaced as a whole.
        """
        chosen = _matching(list(overlays), self.lang)
        if not chosen:
            return self
        base = _restore_layer(self)
        return Locale(self.lang, _merged([base, *chosen]))


def load(lang: str = FALLBACK) -> Locale:
    """The locale of a language tag ("de", "de-AT", "zh_CN"), from the installed data.

    A language that the data does not have gets the English texts, under its own tag.
    """
    return _load(normalize(lang))


def check(lang: str) -> None:
    """Raise UnknownLocale for a tag whose language no locale knows, with the one that is meant.

    >>> check("de_AT")
    >>> check("german")
    Traceback (most recent call last):
    citex.errors.UnknownLocale: no locale 'german'; did you mean 'de-DE'?
    """
    if not isinstance(lang, str):
        raise refuse("locale", lang, "give a language tag, 'de-DE' say")
    tag = normalize(lang) if lang.strip() else ""
    language = tag.partition("-")[0]
    if _SYNTAX.fullmatch(tag) and (
        language in _primary_dialects()
        or any(file.startswith(f"{language}-") for file in _files())
        or (language_tag(tag) or "").partition("-")[0] == language  # English words are used
    ):
        return
    meant = language_tag(lang) or ""
    near = primary_dialect(meant.partition("-")[0])
    raise UnknownLocale(lang, available(), near=[near] if near else ())


_SYNTAX = regex(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def parse_locale(element: Any) -> Overlay:
    """A cs:locale element (lxml) as an overlay for `Locale.overlaid`."""
    lang = element.get(XML_LANG)
    return (normalize(lang) if lang else None), _layer(element)


_ENCODING = regex(r"(?<=[A-Za-z])(?:\.[\w-]+)?(?:@\w+)?\Z")
"""What the names of a system's locales say besides a tag: "en_GB.UTF-8"."""


def normalize(lang: str) -> str:
    """A language tag as the data files write it; a bare language becomes its primary dialect
    only in `load`.

    >>> normalize("zh_cn"), normalize("EN"), normalize("sr-latn-rs")
    ('zh-CN', 'en', 'sr-Latn-RS')
    """
    text = _ENCODING.sub("", lang[:_LONGEST])
    parts = [part for part in re.split(r"[-_\s]+", text.strip()) if part]
    if not parts:
        return FALLBACK
    language, *rest = parts
    language = {"cmn": "zh"}.get(language.lower(), language)
    return "-".join([language.lower(), *map(_subtag, rest)])


def available() -> list[str]:
    """The tags of the installed locales, sorted."""
    return sorted(_files())


def primary_dialect(language: str) -> str | None:
    """The dialect that stands for a language: "de" -> "de-DE"."""
    return _primary_dialects().get(language)


def has_words(lang: str) -> bool:
    """Whether the installed data have the words of this language.

    >>> has_words("de_AT"), has_words("haw")
    (True, False)
    """
    return primary_dialect(normalize(lang).partition("-")[0]) is not None


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 else part


@lru_cache(maxsize=256)
def _load(lang: str) -> Locale:
    sources = [FALLBACK, *reversed(_chain(lang))]
    layers = [layer for layer in map(_file_layer, dict.fromkeys(sources)) if layer]
    tag = lang if "-" in lang else primary_dialect(lang) or lang
    return Locale(tag, _merged(layers))


def _chain(lang: str) -> list[str]:
    """The files for a tag, nearest first."""
    language = lang.partition("-")[0]
    parts = lang.split("-")
    tags = ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]
    return [*tags, _primary_dialects().get(language, language)]


def _matching(overlays: Sequence[Overlay], lang: str) -> list[Layer]:
    """The overlays for a tag: those for all languages first, the dialect's own last."""
    language = lang.partition("-")[0]
    wanted: list[str | None] = [None, language, primary_dialect(language), lang]
    return [
        layer
        for tag in dict.fromkeys(wanted)
        if tag is None or tag
        for overlay_tag, layer in overlays
        if overlay_tag == tag
    ]


def _merged(layers: Sequence[Layer]) -> Layer:
    """Layers laid over each other, the last on top."""
    if len(layers) == 1:
        return layers[0]
    terms: dict[tuple[str, str], Term] = {}
    gendered: dict[tuple[str, str, str], Term] = {}
    dates: dict[str, DateFormat] = {}
    options: dict[str, str] = {}
    ordinals: tuple[OrdinalTerm, ...] = ()
    for layer in layers:
        nouns = [(key, term.gender) for key, term in terms.items() if term.gender]
        terms.update(layer.terms)
        for key, gender in nouns:
            if terms[key].gender is None:  # another word for it is a noun of the same gender
                terms[key] = terms[key]._replace(gender=gender)
        gendered.update(layer.gendered)
        dates.update(layer.dates)
        options.update(layer.options)
        if _is_whole(layer.ordinals) or not _is_whole(ordinals):
            ordinals = layer.ordinals or ordinals
    return Layer(terms, gendered, ordinals, dates, options)


def _is_whole(ordinals: tuple[OrdinalTerm, ...]) -> bool:
    """Whether there is an "ordinal" term among them: only such a set replaces another one."""
    return any(term.number is None for term in ordinals)


def _restore_layer(locale: Locale) -> Layer:
    return Layer(
        locale.terms,
        locale.gendered,
        tuple(_ordinals_of(locale.ordinals)),
        locale.dates,
        locale.options,
    )


def _ordinals_of(terms: OrdinalTerms) -> Iterator[OrdinalTerm]:
    for gender, text in terms.default.items():
        yield OrdinalTerm(None, None, gender, text)
    tables = {
        "whole-number": terms.whole_number,
        "last-two-digits": terms.last_two_digits,
        "last-digit": terms.last_digit,
    }
    for match, table in tables.items():
        for number, texts in table.items():
            for gender, text in texts.items():
                yield OrdinalTerm(number, match, gender, text)


def _restore(lang: str, values: tuple[Any, ...]) -> Locale:
    locale = Locale.__new__(Locale)
    for slot, value in zip(Locale.__slots__, values, strict=True):
        object.__setattr__(locale, slot, value)
    return locale


def _quotes(terms: Mapping[tuple[str, str], Term]) -> Quotes:
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    found = (find(terms, name) for name in names)
    return Quotes(*(term.single if term else "" for term in found))


def _is_true(options: Mapping[str, str], name: str) -> bool:
    return options.get(name) == "true"


# -- files -------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _directory() -> Path:
    spec = importlib.util.find_spec("citeproc")  # its data, not its code: importing it is slow
    if spec is None or not spec.origin:
        raise ModuleNotFoundError("citeproc-py, whose locale data citex uses, is not installed")
    return Path(spec.origin).parent / "data" / "locales"


@lru_cache(maxsize=1)
def _files() -> Mapping[str, Path]:
    return {path.stem.removeprefix("locales-"): path for path in _directory().glob("locales-*.xml")}


@lru_cache(maxsize=1)
def _primary_dialects() -> Mapping[str, str]:
    data = msgspec.json.decode((_directory() / "locales.json").read_bytes())
    dialects: dict[str, str] = data["primary-dialects"]
    return dialects


@lru_cache(maxsize=64)
def _file_layer(tag: str) -> Layer | None:
    path = _files().get(tag)
    if path is None:
        return None
    source = path.read_bytes()
    return prepared("locale", source, lambda: _read(source), by=(__file__,))


def _read(source: bytes) -> Layer:
    from lxml import etree  # it takes a while to load

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return _layer(etree.fromstring(source, parser))


# -- elements ----------------------------------------------------------------------------------


def _layer(root: Any) -> Layer:
    terms: dict[tuple[str, str], Term] = {}
    gendered: dict[tuple[str, str, str], Term] = {}
    ordinals: list[OrdinalTerm] = []
    for element in root.iter(f"{CSL}term"):
        name = (element.get("name") or "").strip()
        name = ALIASES.get(name, name)
        form = element.get("form") or "long"
        gender = element.get("gender-form")
        term = _term(element)
        match = _ORDINAL.fullmatch(name)
        if match:
            number = int(match.group(1)) if match.group(1) else None
            ordinals.append(
                OrdinalTerm(number, element.get("match"), gender or NEUTER, _rich(term.single))
            )
        elif gender:
            gendered[name, form, gender] = term
        else:
            terms[name, form] = term
    options: dict[str, str] = {}
    for element in root.iter(f"{CSL}style-options"):
        options.update(element.attrib)
    dates = {element.get("form") or "text": _date(element) for element in root.iter(f"{CSL}date")}
    return Layer(terms, gendered, tuple(ordinals), dates, options)


def _rich(ending: str) -> str:
    """The ending of an ordinal, which may be raised: "<sup>e</sup>"."""
    return parse_rich(ending) if "<" in ending else ending


def _term(element: Any) -> Term:
    single = element.find(f"{CSL}single")
    multiple = element.find(f"{CSL}multiple")
    text = _text(element if single is None else single)
    plural = text if multiple is None else _text(multiple)
    return Term(text, plural, element.get("gender"))


def _text(element: Any) -> str:
    text: str = element.text or ""
    if "&lt;" in text:  # a tag that was escaped once too often
        text = text.replace("&lt;", "<").replace("&gt;", ">")
    return text if text.strip() or "\n" not in text else ""


def _date(element: Any) -> DateFormat:
    parts = tuple(dict(part.attrib) for part in element.iter(f"{CSL}date-part"))
    return DateFormat(dict(element.attrib), parts)
