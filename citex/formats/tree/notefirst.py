"""NoteFirst's XML, in the one shape that Chinese sites are known to write and read.

No schema and no file of NoteFirst's own is public: the elements are those that the export pages of
VIP and the readers of Wanfang's files agree on. What has no element there is lost, and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citex._late import regex
from citex.formats import Reader
from citex.formats._fields import common
from citex.formats._types import read_types, written_types
from citex.formats.detect import builtin
from citex.formats.tree._elements import Element, written
from citex.formats.tree._leaves import Leaves, foreign
from citex.formats.tree._records import reader
from citex.formats.tree._xml import child, text_of
from citex.model import OTHERS, VARIABLES, Name, Paper, new_paper
from citex.text.dates.reading import date_of
from citex.text.dates.writing import year_or_words
from citex.text.keywords import join_keywords, split_keywords
from citex.text.languages import tag as tag_of
from citex.text.lines import legal
from citex.text.names.cjk import has_han
from citex.text.names.listed import read_into
from citex.text.names.written import inverted, parse_name
from citex.text.preprints import settle_preprint
from citex.text.richtext.runs import bare
from citex.text.translations import translations_of

NAME = "notefirst"

_READ, _WRITTEN = read_types(NAME), written_types(NAME)

MEDIA = {"paper-conference": "event-title", "speech": "event-title", "thesis": "publisher"}
"""What the medium is, where it is not the container: a meeting's name, a university."""

FIELDS = common(NAME)
ORDER = """Type Language PrimaryTitle Authors SecondaryResponsibility Medium MotherTitle Year Volume
    Issue PageScope Keywords Abstracts Publisher SponsorName Degree Code CLC ISSN DOI Url""".split()
BRANCHES = frozenset("PrimaryTitle Authors Medium MotherTitle Keywords Abstracts".split())
OWN = frozenset("Type Language PrimaryTitle/Title Authors/Author".split())

LANGUAGES = {
    **dict.fromkeys(("zh", "zh-CN", "zh-Hans"), "zh-CHS"),
    **dict.fromkeys(("zh-TW", "zh-Hant"), "zh-CHT"),
}
"""Tags -> NoteFirst's own (Windows's of old)."""
_TAG = regex(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_PARTED = regex(r"[;；]")


def write(papers: Iterable[Paper], /) -> Iterator[str]:
    """The papers as a NoteFirst file; the count that its head needs makes them a list first."""
    held = list(papers)
    yield '<?xml version="1.0" encoding="utf-8"?>\r\n<Bibliographies>\r\n'
    yield f"<BibliographiesCount>{len(held)}</BibliographiesCount>\r\n"
    for paper in held:
        yield "<Bibliography>\r\n" + "".join(_record(paper)) + "</Bibliography>\r\n"
    yield "</Bibliographies>\r\n"


def _record(paper: Paper) -> Iterator[str]:
    """The lines of a record, in the order of the known writer."""
    lines: dict[str, list[str]] = {name: [] for name in ORDER}
    for name, line in _lines(paper):
        lines.setdefault(name, []).append(line + "\r\n")
    for found in lines.values():
        yield from found


def _lines(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "Type", f"<Type>{_WRITTEN.get(paper.type, 'Generic')}</Type>"
    language = _language(paper.language) or _language_of(paper.title or "")
    yield "Language", _leaf("Language", language)
    language = language if _TAG.fullmatch(language) else _language_of(paper.title or "")
    titles = [(paper.title, language), *_translated(paper, "title")]
    if not titles[1:] and paper.original_title:
        titles.append((paper.original_title, _language_of(paper.original_title)))
    yield "PrimaryTitle", _group("PrimaryTitle", "Title", titles)
    yield "Authors", _authors(paper.author or [])
    for name in paper.contributor or () if paper.type == "thesis" else ():
        inner = _leaf("Name", _full_name(name))
        tag = "SecondaryResponsibility"
        yield tag, f'<{tag} Responsibility="Director">{inner}</{tag}>'
    medium = paper.get(MEDIA.get(paper.type, "container-title"))
    yield "Medium", _group("Medium", "Media", [(medium, _language_of(medium or ""))])
    if paper.issued is not None:
        yield "Year", _leaf("Year", year_or_words(paper.issued))
    yield from _fields(paper)
    words = [(word, _language_of(word)) for word in split_keywords(paper.keyword or "")]
    yield "Keywords", _group("Keywords", "Keyword", words)
    own = (paper.abstract, _language_of(paper.abstract or ""))
    abstracts = [own, *_translated(paper, "abstract")]
    yield "Abstracts", _group("Abstracts", "Abstract", abstracts)
    for path, element in foreign(paper.extra.get(NAME), OWN):
        if path.count("/") == 0:
            yield path, written(element)


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    for path, variable in FIELDS.items():
        value = paper.get(variable)
        if value is None or variable == MEDIA.get(paper.type):
            continue
        if path == "MotherTitle/Title":
            if paper.type in MEDIA:
                titles = [(value, _language_of(value))]
                yield "MotherTitle", _group("MotherTitle", "Title", titles)
        else:
            yield path, _leaf(path, value)


def _leaf(tag: str, text: str, lang: str = "") -> str:
    attribute = f' Lang="{lang}"' if lang else ""
    return f"<{tag}{attribute}>{_cdata(bare(text))}</{tag}>"


def _cdata(text: str) -> str:
    """The text as character data that nothing in it can end.

    >>> _cdata("a ]]> b")
    '<![CDATA[a ]]]]><![CDATA[> b]]>'
    """
    return "<![CDATA[" + legal(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _group(tag: str, inner: str, texts: Iterable[tuple[str | None, str]]) -> str:
    leaves = "".join(_leaf(inner, text, lang) for text, lang in texts if text)
    return f"<{tag}>{leaves}</{tag}>"


def _authors(names: list[Name]) -> str:
    full = [_full_name(name) for name in names]
    authors = (
        f'<Author><Info Lang="{_language_of(name)}">{_leaf("FullName", name)}</Info></Author>'
        for name in full
        if name
    )
    return "<Authors>\r\n" + "".join(author + "\r\n" for author in authors) + "</Authors>"


def _full_name(name: Name) -> str:
    return "et al." if name == OTHERS else inverted(name, suffix_last=True)


def _language(tag: str | None) -> str:
    """NoteFirst's name of a language."""
    if tag is None:
        return ""
    return LANGUAGES.get(tag_of(tag) or tag, tag)


def _language_of(text: str) -> str:
    return "zh-CHS" if has_han(text) else "en"


def _translated(paper: Paper, variable: str) -> list[tuple[str | None, str]]:
    """The texts of a variable in other languages, with NoteFirst's names of these."""
    texts = [values.get(variable) for values in translations_of(paper).values()]
    return [(text, _language_of(text)) for text in texts if isinstance(text, str) and text]


def _paper(record: Element) -> Paper:
    leaves = Leaves(record, BRANCHES)
    kind = leaves.text("Type") or ""
    paper = new_paper(type=_READ.get(kind, "document"))
    language = leaves.text("Language")
    paper.language = (tag_of(language) or language) if language else None
    _read_languages(paper, leaves, "title", "PrimaryTitle/Title")
    _read_languages(paper, leaves, "abstract", "Abstracts/Abstract")
    found = [_author_text(element) for element in leaves.all("Authors/Author")]
    read_into(paper, "author", filter(None, found))
    advisors = leaves.all("SecondaryResponsibility")
    names = [parse_name(text) for e in advisors if (text := text_of(child(e, "Name")))]
    paper.contributor = [name for name in names if name] or None
    year = leaves.text("Year")
    paper.issued = date_of(year, "issued", paper.remarks, "year")
    medium = MEDIA.get(paper.type, "container-title")
    table = {"Medium/Media": medium, **FIELDS, "SponsorName": "publisher"}
    for path, variable in table.items():
        if getattr(paper, VARIABLES[variable]) is None:
            setattr(paper, VARIABLES[variable], leaves.text(path))
    words = leaves.texts("Keywords/Keyword") + leaves.texts("Keywords/keyword")
    paper.keyword = join_keywords(
        w for text in words for w in map(str.strip, _PARTED.split(text)) if w
    )
    rest = leaves.rest()
    if _READ.get(kind) is None and kind:
        rest["Type"] = [kind]
    if rest:
        paper.extra = {NAME: rest}
    settle_preprint(paper)
    return paper


def _read_languages(paper: Paper, leaves: Leaves, variable: str, path: str) -> None:
    """The first text is the record's own, one in another language is its translation."""
    own: str | None = None
    for element in leaves.all(path):
        text = text_of(element)
        if text is None:
            continue
        lang = element.get("Lang") or element.get("lang") or ""
        found = tag_of(lang) or lang or "und"
        tag = "zh" if found.startswith("zh") else found
        if own is None:
            own = tag
            setattr(paper, variable, text)
        else:
            translations = paper.custom.get("translations", {})
            texts = {**translations.get(tag, {}), variable: text}
            paper.custom = {**paper.custom, "translations": {**translations, tag: texts}}


def _author_text(author: Element) -> str | None:
    """The name in an <Author>; some writers put all names into the first one's."""
    return text_of(child(author, "Info", "FullName"))


read: Reader = reader(_paper, "Bibliography", "Bibliographies")
FORMAT = builtin(NAME, read=read, write=write)
