"""What becomes of every text that a file or service gives, whatever its format: one place."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import asdict, replace

from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Name, Paper, Remark
from citex.text.richtext.markup import cleaned, is_marked_up
from citex.text.richtext.runs import plain
from citex.text.tex.decode import prose
from citex.text.titles import without_stop

Mend = Literal["tex", "markup", "stops"]
MENDS: tuple[Mend, ...] = ("tex", "markup", "stops")
"""What a text may need: commands of TeX, markup of the web resolved; a title's stop taken off."""

_VERBATIM = frozenset("URL DOI PMID PMCID ISBN ISSN note citation-key language".split())
_TEXTS = tuple(
    (attribute, variable)
    for variable, attribute in VARIABLES.items()
    if variable not in (_VERBATIM | NAME_VARIABLES | DATE_VARIABLES)
)
_NAMES = tuple((VARIABLES[variable], variable) for variable in sorted(NAME_VARIABLES))


def mend(paper: Paper, mends: tuple[Mend, ...] = MENDS) -> Paper:
    r"""The paper itself, its texts as CSL's rich text; what was changed is noted in its remarks.

    >>> paper = mend(Paper(title=r"A &amp; <em>form</em> of $\alpha$.", publisher="A &amp; B"))
    >>> paper.title, paper.publisher, len(paper.remarks)
    ('A & <i>form</i> of α', 'A & B', 3)
    """
    for attribute, variable in _TEXTS:
        text = getattr(paper, attribute)
        if text is not None and ("&" in text or "<" in text or "\\" in text):
            _mend_text(paper, attribute, variable, text, mends)
    for attribute, variable in _NAMES:
        names = getattr(paper, attribute)
        if names:
            for place, name in enumerate(names):
                if _is_odd(name):
                    names[place] = _mended_name(paper, variable, name, mends)
    title = paper.title
    if title and title[-1] in ".。．> " and "stops" in mends:
        paper.title = without_stop(title) or title
        if paper.title != title:
            _note(paper, "title", "the closing stop was taken off", title)
    return paper


def _mend_text(
    paper: Paper, attribute: str, variable: str, text: str, mends: tuple[Mend, ...]
) -> None:
    found = _mended(text, mends)
    if found != text:
        setattr(paper, attribute, found or None)
        _note(paper, variable, "markup, entities or TeX of the source were resolved", text)


def _mended(text: str, mends: tuple[Mend, ...]) -> str:
    """The rich text that a file's text stands for; paragraphs stay."""
    if "tex" in mends and "\\" in text:
        text = prose(text, commands=True)
    if "markup" in mends and is_marked_up(text):
        parts = text.split("\n\n") if "\n" in text else [text]
        text = "\n\n".join(cleaned(part, paired=True) for part in parts)
    return text


def _is_odd(name: Name) -> bool:
    for text in (name.family, name.given, name.literal):
        if text is not None and ("&" in text or "<" in text or "\\" in text):
            return True
    return False


def _mended_name(paper: Paper, variable: str, name: Name, mends: tuple[Mend, ...]) -> Name:
    """The name as plain text where its parts hold entities, TeX or tags."""
    parts = {
        part: plain(found).strip() or text
        for part, text in asdict(name).items()
        if isinstance(text, str) and (found := _mended(text, mends)) != text
    }
    if not parts:
        return name
    _note(paper, variable, "markup, entities or TeX of the source were resolved", str(name))
    return replace(name, **parts)


def _note(paper: Paper, variable: str, message: str, before: str) -> None:
    before = before if len(before) <= 500 else before[:497] + "..."
    remark = Remark(kind="repaired", variable=variable, message=message, before=before)
    paper.remarks = [*paper.remarks, remark]
