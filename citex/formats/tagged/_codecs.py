"""How pages, keywords and identifiers are spelt in tagged files, read and written."""

from __future__ import annotations

import re
from collections.abc import Callable

from citex._late import regex
from citex._remembered import remembered
from citex.formats.tagged._fields import Extra, Form, Group, Left, Put, Write, text_form
from citex.formats.tagged._grammar import Fields
from citex.model import VARIABLES, Name, Paper, Remark, new_paper
from citex.text.extra_field.lines import tidy_name
from citex.text.identifiers import ISSN, find_doi, is_local, plain_doi
from citex.text.keywords import COMMAS, SIGNS, join_keywords, split_keywords
from citex.text.languages import medline, tag
from citex.text.lines import fold
from citex.text.names.cjk import has_cjk
from citex.text.names.listed import plain_names, read_names, write_name
from citex.text.pages import joined, plain_range
from citex.text.richtext.markup import characters, escaped

_BARE_ISSN = regex(r"\d{7}[\dXx]")
_ISBN = regex(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]")
_LABEL = regex(r"^(?:e-?|p-?)?IS[BS]N(?:-?1[03])?[:\s]+|(?:(?<!\s)\s+)?\([^()]*\)$", re.IGNORECASE)
_PARTED = re.compile("[,;|]").search
_URLS = regex(r"(?<=[\s;])(?=https?://)")
_LONG = 200
"""What is longer is no page, number or label; so that no pattern takes long."""


def people_form(
    *,
    natural: bool = False,
    star: str = "",
    sign: str = ";",
    spell: Callable[[Name], str] = write_name,
) -> Form:
    """Names one a line, "Last, First, Suffix"; a list cut short ends in a line "et al.".

    `natural` and `star` are those of `read_names`; `sign` is one that no plain line may hold,
    `spell` how a name is written.
    """

    def read(values: list[str]) -> tuple[list[Name] | None, Left]:
        notes: list[Remark] = []
        names = read_names(values, natural=natural, star=star, remarks=notes)
        return names or None, notes

    def write(names: list[Name]) -> tuple[list[str], bool]:
        texts = plain_names(names, sign)
        if texts is not None:
            return texts, True
        spelled = [said for name in names if (said := spelt(name))[0]]
        texts = [text for _, text in spelled]
        back = read_names(texts, natural=natural, star=star)
        return texts, back == [name for name, _ in spelled]

    @remembered(4096)
    def spelt(name: Name) -> tuple[Name, str]:
        name = tidy_name(name)
        text = escaped(spell(name))
        return name, text.replace("*", star) if star else text

    return Form(read, write)


def _read_keywords(values: list[str]) -> tuple[str | None, list[str]]:
    words: list[str] = []
    for value in values:
        value = characters(value) if "&" in value else value
        if ";" in value or "；" in value or "\n" in value:
            words += SIGNS.split(value)
        elif len(values) == 1 and ("，" in value or "," in value) and has_cjk(value):
            words += COMMAS.split(value)
        else:
            words.append(value)
    kept = dict.fromkeys(word for text in words if (word := text.strip()))
    return join_keywords(kept), []


KEYWORDS = Form(_read_keywords, lambda text: (split_keywords(text), True))


def clean_doi(text: str, *, among_words: bool = False) -> str:
    """A DOI without label or resolver, or what stands `among_words`; text that is none stays.

    >>> clean_doi("doi:10.1000/1"), clean_doi("See 10.1000/1.", among_words=True), clean_doi("x")
    ('10.1000/1', '10.1000/1', 'x')
    """
    if text.startswith("10."):
        return text
    return plain_doi(text) or (find_doi(text) if among_words else None) or text


DOI = text_form(clean_doi)


def _read_urls(values: list[str]) -> tuple[str | None, list[str]]:
    parts = [part for value in values for part in _parted(value)]
    urls = [url for part in parts if (url := part.rstrip() if len(parts) == 1 else _bare(part))]
    if len(urls) > 1:
        urls.sort(key=is_local)
    return (urls[0], urls[1:]) if urls else (None, [])


def _parted(value: str) -> list[str]:
    """The addresses of a field; a label before the first stays with it, and is cleaning's."""
    parts = _URLS.split(value)
    return parts if "/" in parts[0] or "." in parts[0] else [value]


def _bare(url: str) -> str:
    """An address of a list, without what parts it from the next."""
    return url.strip().rstrip(";,").rstrip()


def _read_medline(values: list[str]) -> tuple[str | None, list[str]]:
    texts = [value for value in values if value]
    return (tag(texts[0]) or texts[0], texts[1:]) if texts else (None, [])


def _write_medline(language: str) -> tuple[list[str], bool]:
    text = medline(language) or fold(language)
    return [text], _read_medline([text])[0] == language


MEDLINE_LANGUAGE = Form(_read_medline, _write_medline)
"""A language by MEDLINE's code of three letters."""


URL = Form(_read_urls, lambda url: ([fold(url)], _read_urls([fold(url)])[0] == fold(url)))


def pages(first: str, last: str, *, count: bool = False, families: str = "") -> Group:
    """Pages under a tag each for the first and the last; `count`: the first alone counts them."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        firsts, lasts = fields.get(first, ()), fields.get(last, ())
        if len(firsts) == len(lasts) == 1:
            start, end = firsts[0], lasts[0]
        else:
            start, end = _one(fields, first, extra), _one(fields, last, extra)
        if count and start and not end and plain_range(start) is None:
            paper.number_of_pages = start
            return
        page = joined(start, end) or None
        paper.page = page
        if end and end not in (page or ""):
            extra[last] = [end, *extra.get(last, ())]

    def write_page(put: Put, page: str, paper: Paper) -> bool:
        if count and paper.number_of_pages is not None:
            return False
        parts = plain_range(page)
        if parts is None:
            if count:
                return False
            put((first, fold(page)))
            return True
        put((first, parts[0]))
        put((last, parts[1]))
        return True

    def write_count(put: Put, number: str, paper: Paper) -> bool:
        text = fold(number)
        if not text or plain_range(text) is not None:
            return False
        put((first, text))
        return True

    counts: tuple[tuple[str, Write], ...] = (("number-of-pages", write_count),) if count else ()
    return Group((first, last), read, (*counts, ("page", write_page)), families)


def page_field(tag: str, *, count: bool = False, families: str = "") -> Group:
    """Pages under one tag; `count`: what is no range of pages is their number."""

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        texts = [text for text in fields[tag] if text]
        ranges = [text for text in texts if plain_range(text)]
        page = next(iter(ranges or ([] if count else texts)), None)
        paper.page = page
        left = [text for text in texts if text != page]
        if left and (count or len(texts) > 1):
            paper.number_of_pages = left.pop(0)
        if left:
            extra[tag] = left

    def write_page(put: Put, page: str, paper: Paper) -> bool:
        text = fold(page)
        if not text or (count and plain_range(text) is None):
            return False
        put((tag, text))
        return True

    def write_count(put: Put, number: str, paper: Paper) -> bool:
        text = fold(number)
        if not text or not count or plain_range(text):
            return False
        put((tag, text))
        return True

    return Group((tag,), read, (("page", write_page), ("number-of-pages", write_count)), families)


def _one(fields: Fields, tag: str, extra: Extra) -> str:
    """The first value under a tag; further ones are left over."""
    values = [value for value in fields.get(tag, ()) if value]
    if len(values) > 1:
        extra[tag] = values[1:]
    return values[0] if values else ""


def _numbers(value: str) -> list[str]:
    """The numbers of one value, without "ISBN" before and "(print)" behind them."""
    value = _LABEL.sub("", value)
    parts = re.split(r"[,;|]\s*|\s(?=\d{4}-\d{3}[\dXx]\b)", value)
    return [_LABEL.sub("", part).strip() for part in parts if part]


def standard_numbers(
    tag: str, *, default: str = "ISBN", number: bool = False, families: str = ""
) -> Group:
    """ISSN and ISBN under one tag, told by their shape; with `number` the document's own too.

    What has neither shape is the number, or else goes to the variable `default`.
    """

    def kind(text: str) -> str:
        if ISSN.fullmatch(text) or (not number and _BARE_ISSN.fullmatch(text)):
            return "ISSN"
        if _ISBN.fullmatch(text) and (not number or len(text) > 12):
            return "ISBN"
        return "number" if number else default

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        found: dict[str, dict[str, None]] = {}  # each number once
        for value in fields[tag]:
            texts = _numbers(value) if len(value) < _LONG else [value]
            if not all(kind(text) in ("ISSN", "ISBN") for text in texts):
                texts = [value]
            for text in texts:
                known = found.setdefault(kind(text), {})
                if text:
                    known[text] = None
        for variable, numbers in found.items():
            if numbers:
                setattr(paper, VARIABLES[variable], ", ".join(numbers))

    def writer(variable: str) -> Write:
        def write(put: Put, value: str, paper: Paper) -> bool:
            text = fold(value)
            texts = text.split(", ")
            if len(text) >= _LONG:
                return False
            if not text or any(
                kind(one) != variable or not one or _LABEL.search(one) or _PARTED(one)
                for one in texts
            ):
                single = variable == "number" and text and _is_whole(text)
                if not single:
                    return False
                texts = [text]
            for one in texts:
                put((tag, one))
            return True

        return write

    def _is_whole(text: str) -> bool:
        probe = new_paper()
        read(probe, {tag: [text]}, {})
        return probe.number == text

    variables = ["ISSN", "ISBN"] if default == "ISSN" else ["ISBN", "ISSN"]  # some take one
    variables += ["number"] if number else []
    return Group((tag,), read, tuple((name, writer(name)) for name in variables), families)
