"""People, bodies and meetings of a MARC record (1XX, 7XX), each where its relator puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from citex._late import regex
from citex.formats.marc._record import Field, Record
from citex.formats.marc._titles import in_letters, own_and_other, trimmed
from citex.formats.tree._mods_fields import PUBLISHING_ROLES, ROLE_OF, variable_of
from citex.model import OTHERS, Name, Paper, new_name
from citex.model.item import name_to_item
from citex.text.dates.reading import date_of
from citex.text.names.cjk import has_cjk
from citex.text.names.headings import heading
from citex.text.names.listed import add_names, ordinary, read_into, split_names, tidied
from citex.text.names.roles import cut_role, settled, with_role, without_role
from citex.text.names.words import is_suffix
from citex.text.names.written import parse_name
from citex.text.tables import pairs

_ORDINAL = regex(r"\(?\s{0,3}(\d{1,4}(?:st|nd|rd|th|\.|e|er|ème)?)\b")
_BY = regex(
    r"\[?(?:(?-i:(?:[a-zà-ÿ]{1,20}\s){0,4})(?:by|von|par|door)|di|por|de|av|af)\s(?=\S)"
    r"|\[(?=[^\[\]]{1,200}\]\Z)",
    re.IGNORECASE,
)
"""What stands before a name, with the words of its role: "illustrated by"."""
_LONGEST, _MOST = 3000, 40
"""How much of a statement of responsibility is looked at, and how many parts of it."""
_AND = regex(r",?\s(?:and|und|et|y|e|&)\s|,\s(?=[^\W\d_])")
"""What stands between names on a title page, which are in their natural order."""
_ET_AL = regex(r"\bet al\b|\[und andere\]|\bu\.\s?a\.\]", re.IGNORECASE)
_LEFT_OUT = regex(r"\s?(?:\.{3}|…)(?=\s?\[)")
"""The dots before "[et al.]"."""
_STEMS = pairs("statements")
_HAN_ROLE = regex(r"(?<=..)\s?[主编編著撰译譯訳註注校绘繪绎选輯辑作]{1,4}\Z")
"""The words of a role behind names in Chinese or Japanese."""
_NO_CREATOR = "-"
"""The role in a statement for which CSL has no variable: a foreword, an introduction."""


def read_people(paper: Paper, record: Record) -> None:
    """Authors, editors, translators ... and the meeting; who has no such role stays in the rest."""
    statement = _statement(record)
    found: dict[str, list[tuple[Name, Name | None]]] = {}
    for field in record.all("100", "110", "700", "710", "720"):
        own, other = own_and_other(field)
        if field.get("t") or field.get("i"):  # a work in this one, or beside it
            continue
        name = name_of(own)
        variable = _role(paper, own, name, statement) if name else None
        if name is None or variable is None:
            continue
        if any(relators(own)):
            name = settled(name, variable)
        latin = name_of(other) if other is not None else None
        for one in filter(None, (own, other)):
            one.take(*"abe4j", *("c" if name.suffix else ""))
        found.setdefault(variable, []).append((name, latin))
    for variable, names in found.items():
        more = len(names) == 1 and any(_is_cut(part, variable) for part in statement)
        add_names(paper, variable, [*(name for name, _ in names), *([OTHERS] if more else ())])
        if any(latin for _, latin in names):
            items = [name_to_item(without_role(latin or name)) for name, latin in names]
            sample = "".join(str(name) for name, latin in names if latin)
            in_letters(paper, variable, items, sample)
    if not found:
        _read_statement(paper, statement)
    for field in record.all("111", "711"):
        _read_meeting(paper, field)


def name_of(field: Field) -> Name | None:
    """The name of a heading, whose subfields stay.

    >>> name_of(Field("100", "1", " ", [("a", "King, Martin Luther,"), ("c", "Jr.,")]))
    Name(family='King', given='Martin Luther', suffix='Jr.')
    >>> name_of(Field("110", "1", " ", [("a", "Canada."), ("b", "Parks Canada.")]))
    Name(literal='Canada. Parks Canada')
    """
    text = (field.get("a") or "").strip(" ,;:")
    if not text:
        return None
    text = text.rstrip(".") if has_cjk(text) else text
    if field.tag.endswith("10") or field.first == ("2" if field.tag == "720" else "3"):
        return new_name(literal=". ".join(trimmed(part) for part in field.all("a", "b")))
    number = (field.get("b") or "").strip(" ,.")
    if number:
        return new_name(literal=f"{text} {number}")
    if field.first == "0" and "," not in text and not has_cjk(text):
        return new_name(literal=trimmed(text))
    behind = (field.get("c") or "").strip(" ,")
    return _person(f"{text}, {behind}" if behind and is_suffix(behind) else text)


def _person(text: str) -> Name | None:
    """The person of an entry, which may hold a role, degrees, or several names all the same."""
    whole, role, _ = cut_role(heading(text))
    if not role and (usual := ordinary(whole)):
        return usual[0]
    if len(split_names(whole, [])[0]) > 1:
        return new_name(literal=whole)  # `add_names` parts it
    bare, extra = tidied(whole, [])
    name = parse_name(bare, suffix_last=True)
    if not name:
        return None
    name = replace(name, extra=(*name.extra, *extra)) if extra else name
    return with_role(name, role) if role else name


def relators(field: Field) -> Iterator[str]:
    """The relators of a heading in lower case: codes ("aut", also at the end of an address), words.

    >>> list(relators(Field("700", subfields=[("e", "Editor,"), ("4", "http://x.org/rel/EDT")])))
    ['edt', 'editor']
    """
    for code in field.all("4"):
        yield code.rstrip("/").rpartition("/")[2].lower()
    for word in field.all("j" if field.tag.endswith("11") else "e"):
        yield word.strip(" ,;:[]()").lower()


def _role(paper: Paper, field: Field, name: Name | None, statement: list[str]) -> str | None:
    """The variable of a heading: by its relators, else by the statement of responsibility."""
    roles = list(relators(field))
    for role in roles:
        bare = role.rstrip(".")
        if variable := ROLE_OF.get(role) or variable_of(bare):
            return variable
        if not bare.isascii() or len(bare) > 3:
            worded = (_said(bare) or "").strip(_NO_CREATOR)
            if worded:
                return worded
        if bare in PUBLISHING_ROLES and name and paper.publisher is None:
            paper.publisher = str(name)
            field.take(*"abe4")
            return None
    if roles:
        return None
    if field.tag[0] == "1" or name is None:
        return "composer" if paper.type == "musical_score" else "author"
    said = name.family or name.literal or ""
    part = next((part for part in statement if said in part), "")
    told = _said(part) or "author"
    return None if told == _NO_CREATOR else told


def _statement(record: Record) -> list[str]:
    """The parts of the statement of responsibility, in all scripts."""
    field = record.first("245")
    every = (field, *field.scripts) if field is not None else ()
    texts = [text for one in every for text in one.all("c")]
    parts = [part for text in texts for part in re.split(r"\s?[;；]\s", text[:_LONGEST])]
    return parts[:_MOST]


def _said(part: str) -> str | None:
    """The role that a part of the statement of responsibility tells: the first word that does.

    >>> _said("edited by Jane Roe"), _said("translated from the German by A. Lee"), _said("A. Lee")
    ('editor', 'translator', None)
    """
    text = part[:300].lower()
    places = [(place, _STEMS[stem]) for stem in _STEMS if (place := text.find(stem)) >= 0]
    return min(places)[1] if places else None


def _is_cut(part: str, variable: str) -> bool:
    """Whether a part of the statement names only the first of those who have a role.

    >>> _is_cut("edited by Dan Hunter ... [et al.]", "editor"), _is_cut("by A. Lee", "author")
    (True, False)
    """
    return _ET_AL.search(part) is not None and (_said(part) or "author") == variable


def _read_statement(paper: Paper, statement: list[str]) -> None:
    """People of a record that has no entries of them, as its title page names them."""
    for part in statement:
        bare, variable, _ = cut_role(trimmed(_LEFT_OUT.sub("", part)))
        variable = variable or _said(part) or "author"
        text = _BY.sub("", bare, count=1) if _BY.match(bare) else bare
        texts = [text.strip(" []")]
        if (pieces := _AND.split(texts[0])) and all(" " in one.strip() for one in pieces):
            texts = pieces
        elif has_cjk(text):  # the role is the last word there: 曹雪芹, 高鹗著
            texts = re.split(r"\s?[,，、]\s?", _HAN_ROLE.sub("", texts[0]))
        if variable != _NO_CREATOR and len(text) < 300 and any(texts):
            read_into(paper, variable, filter(None, texts))


def _read_meeting(paper: Paper, field: Field) -> None:
    own, _ = own_and_other(field)
    if own.get("t") or paper.event_title is not None:
        return
    name = trimmed(own.one("a") or "")
    if not name:
        return
    number = _ORDINAL.match(own.get("n") or "")
    paper.event_title = f"{number[1]} {name}" if number else name
    date, place = (own.one(code) for code in "dc")
    paper.event_date = date_of((date or "").strip(" ():;,"), "event-date", paper.remarks)
    paper.event_place = trimmed((place or "").strip(" ():;,")) or None
    if number:
        own.take("n")
