"""The codes of all diagnostics: of the rules, of what readers note and formats lose, of errors.

A code is the name of a rule or of a kind; what it means, why it matters, how it is mended and an
example stand in the rule's docstring, or here for what no rule finds.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from citex import errors
from citex._late import difflib, json, regex
from citex.checks.rule import SEVERITIES, Rule, Severity
from citex.checks.rules import RULES
from citex.errors import Problem, UnknownCode

Origin = Literal["rule", "edition", "reader", "format", "input", "call"]


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code: what it says, how severe it is, why that matters, how to mend it, an example.

    `origin` says who tells it: a rule of the check, an edition of GB/T 7714, the reader of a file
    about a record, a format that cannot hold a value, the input itself, or a call that failed.
    The example is CSL-JSON, a call, or a line of a file.
    """

    name: str
    origin: Origin
    severity: Severity
    summary: str
    why: str
    mend: str
    example: str


NOTED: dict[str, tuple[Origin, Severity, str]] = {
    "gbt7714": ("edition", "warning", """A value that the edition of GB/T 7714 requires is missing.

    Why: The standard names the elements without which a reference is not complete.
    Mend: Fill it in from the work itself; the clause of the standard stands in the message.
    Example: citex check library.bib -t gbt7714-2025"""),
    "repaired": ("reader", "note", """A fault of the source that its reader mended.

    Why: The paper differs from its source, for the better as citex thinks.
    Mend: Nothing, if the value is right now; else write it as it should be.
    Example: @book{a title = {Growth &amp; form}"""),
    "guessed": ("reader", "note", """A value that the reader made up from other data.

    Why: The source does not give it in a field of its own.
    Mend: Nothing, if the value is right.
    Example: note = {PMID: 31999999}"""),
    "doubted": ("reader", "warning", """A value that the reader left alone and holds for wrong.

    Why: It is printed as it stands.
    Mend: Look at the work, and write the value as it is there.
    Example: year = {in press}"""),
    "dropped": ("reader", "warning", """A value that the reader could not keep.

    Why: It is in the source, and will not be in what is written.
    Mend: Write it in a form that can be read; the message has it as it was.
    Example: DA  - 2018/13/45"""),
    "status": ("reader", "warning", """What became of the work: retracted, corrected, published.

    Why: Readers should be told when they are sent to a work that was withdrawn, or to a preprint of
        an article.
    Mend: Think whether to cite it; `notices` has citations say it.
    Example: {"title": "On moss", "custom": {"status": {"retracted": true}}}"""),
    "lost": ("format", "warning", """A value that the format named by -t cannot hold.

    Why: It is not in the file that is written, and nobody who gets the file has it.
    Mend: Choose a format that can hold it, or keep the source beside the file.
    Example: citex check library.bib -t endnote"""),
    "changed": ("format", "note", """A value that the format named by -t holds in another form.

    Why: Read back, it is not quite what it was.
    Mend: Nothing, if the other form will do.
    Example: citex check library.bib -t ris"""),
    "unreadable": ("input", "error", """A record, or a whole file, that cannot be read.

    Why: It is left out of all that is written.
    Mend: Mend the file at the line that the message names.
    Example: @book{a, title = {On moss}, year"""),
    "irregular": ("input", "warning", """A fault of the file that its reader got over.

    Why: The record was used all the same, but another program may refuse the file.
    Mend: Mend the file at the line that the message names.
    Example: a line in Latin-1 in a file of UTF-8"""),
    "no-record": ("input", "error", """A file in which there is no record.

    Why: Nothing is written of it.
    Mend: Look whether it is the right file; an empty list is told so, too.
    Example: []"""),
}  # fmt: skip
"""What no rule finds: who tells it, how severe it is, and its text in the form of a docstring."""

CALLS: dict[str, str] = {
    "UnknownFormat": """Why: Nothing is read or written.
    Mend: Take the name from `citex formats`; where a file's format cannot be guessed, name it.
    Example: citex convert library.bib -t bibtx""",
    "UnknownStyle": """Why: Nothing is written.
    Mend: Search the styles with `citex styles QUERY`, or name a .csl file.
    Example: citex convert library.bib -t no-such-style""",
    "UnknownOption": """Why: Nothing is written, as another thing may have been meant.
    Mend: `citex formats NAME` lists a format's options.
    Example: citex convert library.bib -t bibtex -O no-such=1""",
    "UnknownCitation": """Why: A document knows its citations by their ids alone.
    Mend: Take an id that an edit gave back, or one that the document goes through.
    Example: document.remove("citation-9")""",
    "UnknownLocale": """Why: Nothing is written, as the words would be in the wrong language.
    Mend: Write a language tag, `de-DE` or `zh-CN`.
    Example: citex convert library.bib -t apa --locale klingon""",
    "UnknownVariable": """Why: The value would stand where nothing reads it.
    Mend: Take the name that the message offers; the variables are CSL's.
    Example: Paper(journal="River Botany")""",
    "InvalidValue": """Why: The value would be printed wrongly, or by nothing.
    Mend: Write it as the message says: names as Name, dates as PartialDate, or as their text.
    Example: Paper(title=5)""",
    "UnknownCode": """Why: Nothing is checked or explained, as another code may have been meant.
    Mend: `citex explain` lists them all.
    Example: citex check library.bib --select closing-stopp""",
    "ParseError": """Why: Nothing more is read of the file.
    Mend: Look at the file at the place that the message names.
    Example: citex convert photo.bib -t ris""",
    "NotFound": """Why: There is nothing to read.
    Mend: Look at the path; a name that is near is offered.
    Example: citex convert no-such.bib -t ris""",
    "StyleError": """Why: What is no valid CSL is understood by each program in its own way.
    Mend: Mend the style at the lines that the message names.
    Example: citex convert library.bib -t ./broken.csl""",
    "WriteError": """Why: The file would not be one of that format.
    Mend: Choose another format, or leave out the papers that it cannot hold.
    Example: citex convert two-works.bib -t cff""",
    "MissingPackage": """Why: What was asked for needs a package that is not installed.
    Mend: Install it as the message says.
    Example: citex fetch 10.1038/171737a0""",
    "LookupFailed": """Why: There is no record for it; the others were looked up.
    Mend: Look whether the identifier is right; where a service did not answer, try again later.
    Example: citex fetch 10.5555/no-such-work""",
}
"""The errors by which a call fails; what each is, its class says."""


def codes() -> Mapping[str, Code]:
    """Every code by its name: the rules in their order, then what readers, formats and calls tell.

    >>> codes()["closing-stop"].severity
    'warning'
    """
    return _codes()


def code(name: str) -> Code:
    """The code of this name. Raises UnknownCode, with the nearest names."""
    found = codes().get(name.strip().lower().replace("_", "-"))
    if found is None:
        raise UnknownCode(name, _near(name) or codes())
    return found


_ID_TWICE = regex(r"record \d+ has the id ")


def of_problem(problem: Problem, nothing: str = "") -> str:
    """The code of a problem of an input; `nothing` is the message that tells of no record."""
    if nothing and problem.message == nothing:
        return "no-record"
    if _ID_TWICE.match(problem.message):
        return "id-twice"
    return "unreadable" if problem.level == "error" else "irregular"


def chosen(words: list[str]) -> frozenset[str]:
    """The codes that are named, by themselves or by their severity or kind. Raises UnknownCode.

    >>> sorted(chosen(["lost", "closing-stop"]))
    ['closing-stop', 'lost']
    """
    found: set[str] = set()
    for word in words:
        if word in SEVERITIES:
            found.update(name for name, one in codes().items() if one.severity == word)
        else:
            found.add(code(word).name)
    return frozenset(found)


def _near(name: str) -> list[str]:
    """The codes whose name or summary is most like a word."""
    word = name.lower().replace("_", "-")
    close = difflib.get_close_matches(word, codes(), 3, 0.6)
    inside = [
        one.name for one in codes().values() if word in one.name or word in one.summary.lower()
    ]
    return list(dict.fromkeys([*close, *inside]))[:3]


@functools.cache
def _codes() -> dict[str, Code]:
    found = [_made(rule.name, "rule", rule.severity, _doc(rule)) for rule in RULES]
    found += [_made(name, *row) for name, row in NOTED.items()]
    found += [_made(*row) for row in _calls()]
    return {one.name: one for one in found}


def _doc(rule: Rule) -> str:
    return inspect.cleandoc(rule.look.__doc__ or "")


def _calls() -> Iterator[tuple[str, Origin, Severity, str]]:
    for name, text in CALLS.items():
        summary = inspect.cleandoc(getattr(errors, name).__doc__ or "").partition("\n")[0]
        code = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
        yield code, "call", "error", f"{summary}\n\n{text}"


def _made(name: str, origin: Origin, severity: Severity, text: str) -> Code:
    """The code of a docstring: its first line, and what stands behind Why, Mend and Example."""
    head, *rest = re.split(r"(?<=\s)(?=(?:Why|Mend|Example): )", text.strip())
    parts = {
        label: " ".join(value.split())
        for label, _, value in (part.partition(": ") for part in rest)
    }
    return Code(
        name=name,
        origin=origin,
        severity=severity,
        summary=" ".join(head.split()).rstrip("."),
        why=parts.get("Why", ""),
        mend=parts.get("Mend", ""),
        example=parts.get("Example", ""),
    )


def items(code: Code) -> list[dict[str, object]]:
    """The example of a rule as CSL-JSON items."""
    found = json.loads(code.example)
    return found if isinstance(found, list) else [found]


__all__ = ["Code", "Origin", "chosen", "code", "codes", "items", "of_problem"]
