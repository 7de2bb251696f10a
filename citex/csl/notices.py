"""Retractions, expressions of concern and corrections, in the citation of the work concerned.

CSL cannot say it, so it is written here: at the end of a finished entry, or after the title, in the
form that the style's manual asks for. `Paper.custom["status"]` says what became of a work.

| family  | after                                                                                  |
|---------|----------------------------------------------------------------------------------------|
| apa     | APA Publication Manual, 7th ed., 10.1, example 16; corrected articles are cited as any |
| ama     | as PubMed gives citations in AMA style: in brackets after the title                    |
| nlm     | Citing Medicine, 2nd ed., chapter 1, "Notes"; CSE follows it                           |
| mla     | no form of its own: a supplemental element at the end (MLA Handbook, 9th ed., 5.105)   |
| chicago | no form of its own: a sentence at the end, in the style's words and marks              |
| neutral | any other style, and all entries in Chinese: no manual is known to ask for a form      |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from citex._late import regex
from citex.csl.markup import CLOSE, ITALIC, parse_rich, strip
from citex.model import Paper, PartialDate
from citex.model.months import MONTH_NAMES

if TYPE_CHECKING:
    from citex.csl.nodes import Style


class Form(NamedTuple):
    """How a notice is written: with its journal, with its year or DOI alone, with nothing known.

    `{name}` is a fact of the notice, `<...>` is left out where a fact in it is missing, `*...*` is
    italic.
    """

    full: str
    brief: str
    bare: str


class Family(NamedTuple):
    """What the styles of one manual have in common.

    `place` is "end" or "title"; `sentence` says that a full stop comes before; `dash` stands
    between pages. A kind without a form is not said.
    """

    forms: Mapping[str, Form]
    place: str = "end"
    sentence: bool = False
    dash: str = "-"


def _apa(word: str, bare: str) -> Form:
    return Form(
        f"({word} published< {{year}}>, *{{container}}*<, *{{volume}}*><[{{issue}}]><, {{page}}>)",
        f"({word} published< {{year}}><, {{link}}>)",
        f"({bare})",
    )


def _ama(word: str, bare: str) -> Form:
    place = "*{container}*.< {year}><;{volume}><({issue})><:{page}>"
    return Form(f"[{word} {place}]", f"[{word}< {{year}}>< doi:{{doi}}>]", f"[{bare}]")


def _nlm(word: str, bare: str) -> Form:
    place = "{container}.< {date}><;{volume}><({issue})><:{page}>."
    return Form(f"{word}: {place}", f"{word}:< {{date}}.>< doi: {{doi}}.>", f"{bare}.")


def _mla(word: str) -> Form:
    place = "*{container}*<, vol. {volume}><, no. {issue}><, {year}><, {pages}>"
    return Form(f"{word} in {place}.", f"{word}< {{year}}><, {{link}}>.", f"{word}.")


def _chicago(word: str) -> Form:
    place = "*{container}*< {volume}><, no. {issue}>< ({year})><: {page}>"
    return Form(f"{word} in {place}.", f"{word}< {{year}}><, {{link}}>.", f"{word}.")


def _neutral(word: str) -> Form:
    place = "{container}<, {year}><, {volume}><({issue})><: {page}>"
    return Form(f"[{word}: {place}]", f"[{word}<, {{year}}><, {{link}}>]", f"[{word}]")


NEUTRAL = "neutral"
FAMILIES = {
    "apa": Family({
        "retracted": _apa("Retraction", "Retracted"),
        "withdrawn": _apa("Withdrawal", "Withdrawn"),
        "concern": _apa("Expression of concern", "Expression of concern published"),
    }, dash="–"),
    "ama": Family({
        "retracted": _ama("retracted in:", "retracted"),
        "withdrawn": _ama("withdrawn in:", "withdrawn"),
        "concern": _ama("expression of concern appears in", "expression of concern published"),
        "corrected": _ama("published correction appears in", "correction published"),
    }, place="title"),
    "nlm": Family({
        "retracted": _nlm("Retraction in", "Retracted"),
        "withdrawn": _nlm("Withdrawal in", "Withdrawn"),
        "concern": _nlm("Expression of concern in", "Expression of concern published"),
        "corrected": _nlm("Erratum in", "Erratum published"),
    }, sentence=True),
    "mla": Family({
        "retracted": _mla("Retracted"),
        "withdrawn": _mla("Withdrawn"),
        "concern": _mla("Expression of concern published"),
    }, sentence=True, dash="–"),
    "chicago": Family({
        "retracted": _chicago("Retracted"),
        "withdrawn": _chicago("Withdrawn"),
        "concern": _chicago("Expression of concern published"),
    }, sentence=True, dash="–"),
    NEUTRAL: Family({
        "retracted": _neutral("Retracted"),
        "withdrawn": _neutral("Withdrawn"),
        "concern": _neutral("Expression of concern"),
    }),
    "zh": Family({
        "retracted": _neutral("已撤稿"),
        "withdrawn": _neutral("已撤回"),
        "concern": _neutral("关注声明"),
    }),
}  # fmt: skip
"""Family of styles -> its forms; "zh" is the neutral one in Chinese."""

_STYLES = (
    (regex(r"apa(?:-|\Z)"), "apa"),
    (regex(r"american-medical-association|ama(?:-|\Z)"), "ama"),
    (regex(r"nlm-|national-library-of-medicine|council-of-science-editors|"
                r"(?:[\w-]+-)?(?:vancouver|icmje)(?:-|\Z)"), "nlm"),
    (regex(r"modern-language-association|mla(?:-|\Z)"), "mla"),
    (regex(r"chicago-|turabian-"), "chicago"),
)  # fmt: skip
"""How the names of a manual's styles begin; a style that names one as its template is one too."""
GBT = regex(r"gb-?t-?7714|china-national-st")
"""The same of GB/T 7714, whose notices are the neutral ones."""

_KINDS = {
    "retracted": "retracted-by", "withdrawn": "withdrawn-by", "concern": "concern-by",
    "corrected": "corrected-by",
}  # fmt: skip
"""What became of a work, the gravest first, and the relation to the notice that says so."""
_OUTWEIGHS = {"concern": ("retracted", "withdrawn")}
_SAYS_SO = regex(r"\W*(?:retract|withdraw|expression of concern|撤稿|撤回)", re.IGNORECASE)
_OPTIONAL = regex(r"<([^<>]*)>")
_FACT = regex(r"\{(\w+)\}")
_ITALIC = regex(r"\*([^*]*)\*")
_DOI = regex(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,}/\S+)", re.IGNORECASE)


def family_of(style: Style) -> str:
    """The family of a style, by its name or that of its template.

    >>> from citex.csl.style import load
    >>> [family_of(load(name)) for name in ("apa", "vancouver", "nature")]
    ['apa', 'nlm', 'neutral']
    """
    for name in names_of(style):
        for pattern, family in _STYLES:
            if pattern.match(name):
                return family
    return NEUTRAL


def names_of(style: Style) -> Iterator[str]:
    """The names that a style goes by: its own, the ends of its id, its parent's, its template's.

    >>> from citex.csl.style import load
    >>> list(names_of(load("apa")))
    ['apa', 'apa', '', 'apa-6th-edition']
    """
    info = style.info
    for name in (style.name, *((info.id, info.parent, info.template) if info else ())):
        yield name.rstrip("/").rpartition("/")[2].lower()


def with_notice(paper: Paper, style: Style, locale: str) -> Paper:
    """The paper with its notices after the title, for a style that wants them there."""
    family = _family(style, locale)
    if family.place != "title" or not paper.title:
        return paper
    said = " ".join(_texts(paper, family, r"<i>\1</i>"))
    if not said:
        return paper
    title = f'{paper.title} <span class="nocase">{said}</span>'
    return msgspec.structs.replace(paper, title=title)


def ending(paper: Paper, style: Style, locale: str, before: str) -> str:
    """What follows a finished entry, "" where nothing became of the work.

    `locale` is that of the entry's words; `before` is the entry.
    """
    family = _family(style, locale)
    if family.place != "end":
        return ""
    said = " ".join(_texts(paper, family, rf"{ITALIC}\1{CLOSE}"))
    if not said:
        return ""
    stop = "." if family.sentence and strip(before).rstrip()[-1:] not in ".!?" else ""
    return f"{stop} {said}"


def _family(style: Style, locale: str) -> Family:
    return FAMILIES["zh" if locale.lower().startswith("zh") else family_of(style)]


def _texts(paper: Paper, family: Family, italic: str) -> Iterator[str]:
    """What is to be said of a paper, each thing once; `italic` is what becomes of `*...*`."""
    status = paper.custom.get("status")
    if not isinstance(status, Mapping):
        return
    said: set[str] = set()
    for kind, relation in _KINDS.items():
        form = family.forms.get(kind)
        if form is None or any(_holds(status, other) for other in _OUTWEIGHS.get(kind, ())):
            continue
        for facts in _notices(status, kind, relation):
            template = _template(form, facts, silent=bool(_SAYS_SO.match(paper.title or "")))
            text = _filled(template, facts, family.dash, italic)
            if text and text not in said:
                said.add(text)
                yield text


def _holds(status: Mapping[str, Any], kind: str) -> bool:
    return status.get(kind) is True or bool(status.get(_KINDS[kind]))


def _notices(status: Mapping[str, Any], kind: str, relation: str) -> list[dict[str, str]]:
    """The facts of each notice of one kind; one without facts where no notice is named."""
    listed = status.get("notices")
    entries = listed if isinstance(listed, list) else []
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get("relation") == relation:
            found[str(entry.get("id") or len(found))] = _facts(entry)
    named = status.get(relation)
    for identifier in named if isinstance(named, list) else ():
        if isinstance(identifier, str):
            found.setdefault(identifier, _facts({"id": identifier}))
    said = [facts for facts in found.values() if facts]
    if not said and (found or status.get(kind) is True):
        return [{}]
    return said


def _facts(notice: Mapping[str, Any]) -> dict[str, str]:
    """A notice's facts, as plain text: container, volume, issue, page, year, date, doi, link."""
    facts: dict[str, str] = {}
    for name in ("container-title", "volume", "issue", "page"):
        value = notice.get(name)
        if isinstance(value, (str, int)) and (text := _plain(str(value))):
            facts[name.removesuffix("-title")] = text.rstrip(".")
    doi = _DOI.fullmatch(_plain(str(notice.get("DOI") or notice.get("id") or "")))
    if doi:
        facts["doi"] = doi[1]
        facts["link"] = f"https://doi.org/{doi[1]}"
    issued = PartialDate.parse(_plain(str(notice.get("issued") or "")))
    if issued is not None and issued.year is not None:
        facts["year"] = str(issued.year)
        words = [facts["year"]]
        if issued.month and 1 <= issued.month <= 12:
            words.append(MONTH_NAMES[issued.month - 1][:3])
            words += [str(issued.day)] if issued.day else []
        facts["date"] = " ".join(words)
    return facts


def _plain(value: str) -> str:
    return " ".join(strip(parse_rich(value)).split())


def _template(form: Form, facts: Mapping[str, str], *, silent: bool) -> str:
    """The form for what is known; `silent` leaves out what the title says already."""
    if "container" in facts:
        return form.full
    if "year" in facts or "doi" in facts:
        return form.brief
    return "" if silent else form.bare


def _filled(template: str, facts: Mapping[str, str], dash: str, italic: str) -> str:
    """The template with the facts in it; they come last, for they may hold any mark."""
    known = dict(facts)
    if "page" in facts:
        known["page"] = facts["page"].replace("-", dash)
        known["pages"] = ("pp. " if "-" in facts["page"] else "p. ") + known["page"]

    def kept(match: re.Match[str]) -> str:
        return match[1] if all(name in known for name in _FACT.findall(match[1])) else ""

    template = _ITALIC.sub(italic, _OPTIONAL.sub(kept, template))
    return _FACT.sub(lambda match: known.get(match[1], ""), template)
