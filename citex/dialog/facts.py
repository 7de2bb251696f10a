"""What a dialog tells of a paper above its citations: titles, people, source, metrics, abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citex._late import regex
from citex.dialog import rich
from citex.dialog.rich import text
from citex.model import Name, Paper
from citex.text.translations import translations_of

STATES = ("retracted", "withdrawn", "concern")
PEOPLE_SHOWN = 12
"""So many names are shown; the others unfold."""

_HAN = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TAG = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_KANA = regex("[\u3040-\u30ff]")
_HANGUL = regex("[\uac00-\ud7af]")


def facts(paper: Paper, strings: Mapping[str, str], *, abstract: bool = True) -> str:
    """The lines below a paper's title, as HTML; those that have nothing to say are left out."""
    lines = (
        *(_title_line(tag, title) for tag, title in translated_titles(paper)),
        _people_line(paper, strings),
        _source_line(paper),
        _metrics_line(paper, strings),
        *(_state_line(state, strings) for state in states(paper)),
        *(f'<p class="citex-status">{text(message)}</p>' for message in status(paper)),
        abstracts(paper, strings) if abstract else "",
    )
    return "\n".join(line for line in lines if line)


def lang(value: str, language: str | None = None) -> str:
    """A `lang` attribute for a record's text, so that it is read out and set right.

    The script tells it, else the record's `language`; else it is said to be unknown, for the
    interface around it may be in another language.

    >>> lang("湍流研究"), lang("On Growth"), lang("Über Wachstum", "de-DE")
    (' lang="zh"', ' lang=""', ' lang="de-DE"')
    """
    for script, tag in ((_KANA, "ja"), (_HANGUL, "ko"), (_HAN, "zh")):
        if script.search(value):
            return f' lang="{tag}"'
    return f' lang="{language if language and _TAG.fullmatch(language) else ""}"'


def translations(paper: Paper) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The paper's translations by language; what is not of that shape is passed over."""
    return ((tag, values) for tag, values in translations_of(paper).items() if _TAG.fullmatch(tag))


def person(name: Name) -> str:
    """A name as people write it: Chinese, Japanese and Korean ones family first, unspaced.

    >>> person(Name("王", "五")), person(Name("Li", "Na"))
    ('王五', 'Na Li')
    """
    if (
        not name.literal
        and name.family
        and (_HAN.search(name.family) or _HANGUL.search(name.family))
    ):
        return f"{name.family}{name.given or ''}"
    return str(name)


def people(paper: Paper) -> list[str]:
    """The authors' names as people write them, or the editors' where there is no author."""
    return [person(name) for name in paper.author or paper.editor or () if name]


def mark_between(names: Sequence[str]) -> str:
    """What stands between names: a Chinese list has its own comma."""
    return "、" if names and _HAN.search(names[0]) else ", "


def locator(paper: Paper) -> str:
    """Volume, issue and pages in one: "33(4): 1-10"."""
    volume = (paper.volume or "") + (f"({paper.issue})" if paper.issue else "")
    return ": ".join(part for part in (volume, paper.page or paper.number or "") if part)


def address(paper: Paper) -> tuple[str, str] | None:
    """Where the paper is to be had, and how that is shown: the DOI, or else a web address.

    >>> address(Paper(DOI="10.1130/x<1:a>2"))
    ('https://doi.org/10.1130/x%3C1:a%3E2', 'doi:10.1130/x<1:a>2')
    """
    if paper.DOI:
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", paper.DOI, flags=re.I)
        return "https://doi.org/" + quote(doi, safe="/:;()._-"), f"doi:{doi}"
    if paper.URL and re.match(r"https?://", paper.URL, re.I):
        return paper.URL, paper.URL
    return None


def metrics(paper: Paper) -> list[str]:
    """The metrics of the journal as the search site shows them, one word group each.

    >>> values = {"impact-factor": 8.4, "jcr-quartile": "Q1", "jcr-category": "ALLERGY"}
    >>> metrics(Paper(custom={"metrics": values}))
    ['IF 8.4', 'Q1 ALLERGY']
    """
    values = _metric_values(paper)
    pairs = (
        ("IF" if "impact-factor" in values else "", values.get("impact-factor", "")),
        (values.get("zone", ""), values.get("zone-category", "")),
        (values.get("jcr-quartile", ""), values.get("jcr-category", "")),
    )
    return [f"{first} {second}".strip() for first, second in pairs if first]


def citation_count(paper: Paper) -> str:
    """How often the paper is cited, as its source says; empty where it does not."""
    return _metric_values(paper).get("citation-count", "")


def states(paper: Paper) -> list[str]:
    """What a reader must know before citing: "retracted", "withdrawn", "concern".

    >>> states(Paper(custom={"status": {"retracted": True}}))
    ['retracted']
    """
    found = paper.custom.get("status")
    return [state for state in STATES if isinstance(found, Mapping) and found.get(state) is True]


def status(paper: Paper) -> list[str]:
    """What else became of the paper, in its reader's words: corrected by, a preprint of ..."""
    return [remark.message for remark in paper.remarks if remark.kind == "status"]


def abstracts(paper: Paper, strings: Mapping[str, str]) -> str:
    """The abstract in all its languages, folded away, as HTML; "" where there is none."""
    found = [(lang(paper.abstract or "", paper.language), paper.abstract)] if paper.abstract else []
    for tag, values in translations(paper):
        if isinstance(values.get("abstract"), str) and values["abstract"].strip():
            found.append((f' lang="{tag}"', values["abstract"]))
    if not found:
        return ""
    texts = "".join(f'<p{tag} dir="auto">{rich.from_field(value)}</p>' for tag, value in found)
    label = text(strings["abstract"])
    return (
        f'<details class="citex-abstract"><summary data-citex-say="abstract">{label}</summary>'
        f"{texts}</details>"
    )


def translated_titles(paper: Paper) -> Iterator[tuple[str, str]]:
    """The titles of the paper in other languages, with the tag of each."""
    for tag, values in translations(paper):
        title = values.get("title")
        if isinstance(title, str) and title.strip() and title != paper.title:
            yield tag, title


def _metric_values(paper: Paper) -> dict[str, str]:
    found = paper.custom.get("metrics")
    if not isinstance(found, Mapping):
        return {}
    shown = {str(key): str(value).strip() for key, value in found.items() if value is not None}
    return {key: value for key, value in shown.items() if value}


def _state_line(state: str, strings: Mapping[str, str]) -> str:
    said = text(strings[state])
    return f'<p class="citex-status citex-state" data-citex-say="{state}">{said}</p>'


def _title_line(tag: str, title: str) -> str:
    return f'<p class="citex-translated" lang="{tag}" dir="auto">{rich.from_field(title)}</p>'


def _people_line(paper: Paper, strings: Mapping[str, str]) -> str:
    names = people(paper)
    if not names:
        return ""
    mark = mark_between(names)
    shown, rest = names[:PEOPLE_SHOWN], names[PEOPLE_SHOWN:]
    if len(rest) == 1:
        shown, rest = names, []
    more = ""
    if rest:
        label = text(strings["more"].replace("{n}", str(len(rest))))
        more = (
            f'{mark}<details class="citex-more"><summary data-citex-say="more"'
            f' data-citex-n="{len(rest)}">{label}</summary>{text(mark.join(rest))}</details>'
        )
    return f'<div class="citex-people" dir="auto">{text(mark.join(shown))}{more}</div>'


def _source_line(paper: Paper) -> str:
    container = paper.container_title or paper.publisher or ""
    tag = lang(container, paper.language)
    where = f"<cite{tag}>{rich.from_field(container)}</cite>" if container else ""
    found = address(paper)
    link = (
        f'<a href="{text(found[0])}" target="_blank" rel="noopener noreferrer">{text(found[1])}</a>'
        if found
        else ""
    )
    parts = [where, text(paper.issued or ""), text(locator(paper)), link]
    parts = [part for part in parts if part]
    return f'<p class="citex-source">{" · ".join(parts)}</p>' if parts else ""


def _metrics_line(paper: Paper, strings: Mapping[str, str]) -> str:
    pills = [f"<li>{text(item)}</li>" for item in metrics(paper)]
    cited = citation_count(paper)
    if cited:
        key = "cited_once" if cited == "1" else "cited"
        label = text(strings[key].replace("{n}", cited))
        pills.append(f'<li data-citex-say="{key}" data-citex-n="{text(cited)}">{label}</li>')
    return f'<ul class="citex-metrics">{"".join(pills)}</ul>' if pills else ""
