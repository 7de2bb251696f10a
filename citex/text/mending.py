"""What becomes of every text that a file or service gives, whatever its format: one place."""

from __future__ import annotations

import re
from itertools import compress
from operator import attrgetter, itemgetter

import msgspec
from msgspec.structs import asdict, astuple, replace

from citex._late import regex
from citex.model import DATE_VARIABLES, NAME_VARIABLES, VARIABLES, Name, Paper
from citex.model.paper import PLACES
from citex.model.remarks import remark_on, short
from citex.text.abstracts import HEADINGS, without_heading
from citex.text.richtext.markup import cleaned, is_marked_up
from citex.text.richtext.misread import may_be_misread, read_well
from citex.text.richtext.runs import plain
from citex.text.tex.decode import BLANKS
from citex.text.tex.prose import prose
from citex.text.titles import DANGLING, FOOTNOTES, undressed, without_stop
from citex.text.unseen import has_sign_bytes, has_signs, seen

_VERBATIM = frozenset("URL DOI PMID PMCID ISBN ISSN note citation-key language".split())
_TEXTS = tuple(
    attribute
    for variable, attribute in VARIABLES.items()
    if variable not in (_VERBATIM | NAME_VARIABLES | DATE_VARIABLES)
)
_texts = itemgetter(*(PLACES[attribute] for attribute in _TEXTS))
_names = itemgetter(*(PLACES[VARIABLES[variable]] for variable in sorted(NAME_VARIABLES)))


def mend(paper: Paper, *, tex: bool = True, registered: bool = False) -> Paper:
    r"""The paper itself, its texts as CSL's rich text; what was changed is noted in its remarks.

    `tex` is False where the reader has decoded TeX already, and a backslash is what the text says.
    What is `registered` stays as its publisher has it, misread bytes too; `citex check` tells.

    >>> paper = mend(Paper(title=r"A &amp; <em>form</em> of $\alpha$.", publisher="A &amp; B"))
    >>> paper.title, paper.publisher, len(paper.remarks)
    ('A & <i>form</i> of α', 'A & B', 3)
    """
    try:
        said = _encode(paper)
    except (TypeError, ValueError):  # a lone surrogate, or a value of a plug-in's
        said = None
    if not registered and (said is None or (not said.isascii() and may_be_misread(said.decode()))):
        well_read(paper)
    if said is None or has_sign_bytes(said):
        _show(paper)
    elif _is_quiet(said, tex):
        return mend_ends(paper)
    values = astuple(paper)
    texts = _texts(values)
    for attribute, text in compress(zip(_TEXTS, texts, strict=True), texts):
        if _is_odd(text):
            _change(paper, attribute, _mended(text, tex), _RESOLVED)
    for names in filter(None, _names(values)):
        if any(map(_is_odd, map(str, names))):
            _mend_names(paper, names, tex)
    return mend_ends(paper)


def _is_quiet(said: bytes, tex: bool) -> bool:
    """A quick look over all of a paper: whether nothing in it has a sign of markup."""
    return not (
        b"<" in said
        or (tex and b"\\" in said and b"\\\\" in said)  # one alone is JSON's own, and found fast
        or (tex and (b"$_" in said or b"$^" in said or b"_{" in said or b"^{" in said))
        or (b"&" in said and _ENTITY_BYTES.search(said) is not None)
    )


_encode = msgspec.json.Encoder().encode
_ENTITY_BYTES = re.compile(rb"&[#A-Za-z]")


def mend_ends(paper: Paper) -> Paper:
    """The paper itself, its title's closing stop and its abstract's heading taken off.

    That is all there is to `mend` in a record whose file has none of the signs of markup.

    >>> mend_ends(Paper(title="On Growth.")).title
    'On Growth'
    """
    title, abstract = paper.title, paper.abstract
    if title and (
        title[-1] in _CLOSING or "\u00a0" in title or _is_spaced(title) or title[0] in _OPENING
    ):
        _mend_title(paper, title)
    for name in _NAMES(paper):
        if name is not None and _is_spaced(name):
            _space_names(paper)
            break
    if abstract and abstract[0] in _BEGINNINGS and abstract[:8].lower().startswith(HEADINGS):
        _change(paper, "abstract", without_heading(abstract), "its heading was taken off")
    return paper


_BEGINNINGS = frozenset(sign for head in HEADINGS for sign in (head[0], head[0].upper()))
_STOPPED = '.。．>”" '
_CLOSING = f"{_STOPPED}{DANGLING}{FOOTNOTES})]"
_OPENING = f"[({DANGLING}"
_ONE_BLANK = "blanks in a row were made one"
_RESOLVED = "markup, entities or TeX of the source were resolved"


_NAMED = ("container_title", "collection_title", "event_title", "publisher", "publisher_place")
_NAMES = attrgetter(*_NAMED)


def _is_spaced(text: str) -> bool:
    """Whether a text may have more than a blank between two words."""
    return "  " in text or "\n" in text or "\t" in text


def _space_names(paper: Paper) -> None:
    """Journals, books, series and publishers with single blanks."""
    for attribute, name in zip(_NAMED, _NAMES(paper), strict=True):
        if name is not None and _is_spaced(name):
            _change(paper, attribute, BLANKS.sub(" ", name).strip(" "), _ONE_BLANK)


def _mend_title(paper: Paper, title: str) -> None:
    """A title on one line, with single blanks, without the stop that a database puts behind it."""
    if "\u00a0 " in title or " \u00a0" in title or _is_spaced(title):
        _change(paper, "title", " ".join(title.split()), _ONE_BLANK)
        title = paper.title or ""
    title = title.rstrip(" ")
    if title and title[-1] in _STOPPED:
        _change(paper, "title", without_stop(title), "the closing stop was taken off")
    elif title and (title[0] in _OPENING or title[-1] in _CLOSING):
        _change(paper, "title", undressed(title), "a note of the source's was taken off")


def _change(paper: Paper, attribute: str, found: str, message: str) -> None:
    text = getattr(paper, attribute)
    if found != text:
        setattr(paper, attribute, found or None)
        remark_on(paper, "repaired", attribute.replace("_", "-"), message, short(text))


def _mended(text: str, tex: bool) -> str:
    """The rich text that a file's text stands for; paragraphs stay."""
    if tex and _may_be_tex(text):
        said = prose(text, commands=True)
        text = _PROTECTED.sub(r"\1", said) if said != text else text
    if is_marked_up(text):
        parts = text.split("\n\n") if "\n" in text else [text]
        text = "\n\n".join(cleaned(part, paired=True) for part in parts)
    return text


def well_read(paper: Paper) -> None:
    """Put right what a source's bytes were misread to, in texts and names.

    >>> paper = Paper(title="\u00c3\u009cber Wurzeln", author=[Name("Gr\u00c3\u00bcn", "Ada")])
    >>> well_read(paper)
    >>> paper.title, paper.author, len(paper.remarks)
    ('Über Wurzeln', [Name(family='Grün', given='Ada')], 2)
    """
    values = astuple(paper)
    texts = _texts(values)
    for attribute, text in compress(zip(_TEXTS, texts, strict=True), texts):
        if meant := read_well(text):
            _change(paper, attribute, meant, _WAS_MISREAD)
    for names in filter(None, _names(values)):
        for place, name in enumerate(names):
            parts = {
                part: meant
                for part, text in asdict(name).items()
                if isinstance(text, str) and (meant := read_well(text))
            }
            if parts:
                variable = next(one for one in NAME_VARIABLES if paper.get(one) is names)
                remark_on(paper, "repaired", variable, _WAS_MISREAD, short(str(name)))
                names[place] = replace(name, **parts)


_WAS_MISREAD = "its bytes were misread at the source"


def _show(paper: Paper) -> None:
    """Texts, numbers and names as they are seen: see `citex.text.unseen`."""
    values = astuple(paper)
    texts = _written(values)
    for attribute, text in compress(zip(_WRITTEN, texts, strict=True), texts):
        if has_signs(text):
            bare = seen(text, lines=attribute in _OF_LINES).strip()
            _change(paper, attribute, bare, _UNSEEN)
    for names in filter(None, _names(values)):
        for place, name in enumerate(names):
            parts = {
                part: seen(text).strip() or text
                for part, text in asdict(name).items()
                if isinstance(text, str) and not text.isascii() and seen(text) != text
            }
            if parts:
                names[place] = replace(name, **parts)


_UNSEEN = "accents were put to their letters, what nobody sees was taken out"
_OF_LINES = frozenset(("abstract", "note", "annote"))
_WRITTEN = (*_TEXTS, *sorted(_VERBATIM - {"citation-key"}))
_written = itemgetter(*(PLACES[attribute] for attribute in _WRITTEN))

_PROTECTED = regex(r"(?<![\\\w{}])\{(\w{1,40})\}")
"""A word in braces, as BibTeX protects it: in a text that is TeX, they are no signs of its own."""


def _is_odd(text: str) -> bool:
    """Whether a text has one of the signs that markup, entities and TeX are made of.

    >>> _is_odd("DNA & RNA"), _is_odd("AT&amp;T"), _is_odd("a < b")
    (False, True, True)
    """
    return "<" in text or _may_be_tex(text) or ("&" in text and _ENTITY.search(text) is not None)


def _may_be_tex(text: str) -> bool:
    """Whether a text has a command, or a formula of what is raised or lowered alone."""
    return "\\" in text or "_{" in text or "^{" in text or "$_" in text or "$^" in text


_ENTITY = regex(r"&[#A-Za-z]")


def _mend_names(paper: Paper, names: list[Name], tex: bool) -> None:
    """Names as plain text where their parts hold entities, TeX or tags."""
    variable = next(name for name in NAME_VARIABLES if paper.get(name) is names)
    for place, name in enumerate(names):
        parts = {
            part: plain(found).strip() or text
            for part, text in asdict(name).items()
            if isinstance(text, str) and (found := _mended(text, tex)) != text
        }
        if parts:
            remark_on(paper, "repaired", variable, _RESOLVED, short(str(name)))
            names[place] = replace(name, **parts)
