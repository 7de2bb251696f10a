"""Citations in the words of a paragraph: `[see @key, p. 3; -@key2]`, `@key [p. 3]`, `-@key`."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citex._late import regex
from citex.csl import Citation, Cite
from citex.manuscripts.locators import split
from citex.manuscripts.manuscript import Known
from citex.manuscripts.markdown.affixes import Keeper, rich
from citex.manuscripts.markdown.inline import Words

_KEY = regex(r"(-?)@(?:\{([^{}\s]+)\}|((?:\w|\*)(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*))")
"""A key (pandoc's manual, "Citation syntax"); "*" is that of nocite."""
_TOKEN = regex(r"[\[;]|-?@")
_START = regex(r"\[|-?@")
_RUN = regex(r"[^\s@{}\[\],;，；、،؛\0]+")
"""What stands together with the "@" of a key, of which the end may belong to the sentence."""
_LISTED = regex(r"@(?:\{([^{}\s]+)\}|([^\s{}\[\],;，；、،؛]+))")
"""A key in a list of keys, which no sentence goes on behind."""
_LONGEST = 300
"""How long a key may be that pandoc's grammar would cut."""
PARTING = ",;，；、،؛"
"""The marks that stand between cites, and between a cite and words of its own."""
_MARKS = regex(rf".*[{PARTING}]", re.DOTALL)
_BLANKS = regex(r"[ \t]?(?:\r?\n[ \t]*(?!\r?\n))?")
"""What may part a key from the brackets behind it; two blanks may part the cells of a table."""
_EAST_ASIAN = regex("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def keys_in(text: str) -> list[str]:
    """The keys that a text names, as `nocite` does; "*" for all.

    >>> keys_in("@a, @{b c}, @*")
    ['a', '*']
    """
    found = (braced or bare.rstrip(".:") for braced, bare in _LISTED.findall(text))
    return [key for key in found if key]


class Found(NamedTuple):
    """A citation in a paragraph, by places in the text; and where its keys stand.

    `linked` says that it stands within the words of a link.
    """

    start: int
    end: int
    citation: Citation
    keys: tuple[int, ...]
    linked: bool = False


class _One(NamedTuple):
    """A cite as it is written; places are those of the paragraph, `following` that of the next."""

    key: str
    place: int
    minus: bool
    prefix: str
    suffix: str
    end: int
    following: int = 0


class Grammar(NamedTuple):
    """What a text's citations are told by: its words, the keys of its library, its languages.

    `left` says of a key that it is none: the label of an example, of a figure.
    """

    text: str
    known: Known
    left: Known
    languages: tuple[str, ...]
    keeper: Keeper


_OTHERS = regex(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|alg|rem|nte|tip|wrn|imp|cau)[:-]",
    re.IGNORECASE,
)


def is_of_figure(key: str) -> bool:
    """Whether a key is one of pandoc-crossref's or Quarto's: of a figure, a section, a callout.

    >>> is_of_figure("fig-growth"), is_of_figure("Tbl:a"), is_of_figure("figueroa2001")
    (True, True, False)
    """
    return _OTHERS.match(key) is not None


def keys_within(word: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """The keys of works in a word of a language that parts no words: where each begins and ends.

    >>> list(keys_within("见@li2020的研究", ["li2020"].__contains__))
    [(1, 8, 'li2020')]
    """
    place = 0
    while (found := _KEY.search(word, place)) is not None:
        place = found.end()
        key = found[2] or found[3]
        if not (found.start() and _EAST_ASIAN.match(word[found.start() - 1])):
            continue
        if found[3]:
            key = whole_key(key, word[place : place + _LONGEST], known)
            place = found.start(3) + len(key)
        if known(key):
            yield found.start(), place, key


def citations_in(words: Words, grammar: Grammar) -> Iterator[Found]:
    """The citations of a paragraph, in order."""
    shape, place = words.shape, 0
    if "@" not in shape:
        return
    while (start := _START.search(shape, place)) is not None:
        opening = start.start()
        found = None
        if start[0] == "[":
            if opening not in words.links:
                found = _bracketed(words, opening, grammar)
        else:
            found = _in_text(words, opening, grammar)
        place = start.end() if found is None else found[1]
        if found is not None:
            if start[0] != "[":  # the hyphen of "word-@key" is the word's
                opening = found[2][0] - found[0].cites[0].suppress_author
            yield _placed(words, opening, *found)


_Parsed = tuple[Citation, int, tuple[int, ...]]


def _placed(words: Words, start: int, citation: Citation, end: int, keys: tuple[int, ...]) -> Found:
    offset = words.start
    index = bisect.bisect_right(words.linked, (start, len(words.shape))) - 1
    linked = index >= 0 and start < words.linked[index][1]
    places = tuple(offset + key for key in keys)
    return Found(offset + start, offset + end, citation, places, linked)


def _bracketed(words: Words, opening: int, grammar: Grammar) -> _Parsed | None:
    """A citation in brackets; None where these hold something else."""
    closing = words.partner.get(opening)
    if closing is None:
        return None
    ones = _cites(words, opening + 1, closing, grammar)
    if ones is None:
        return None
    cites = [_cite_of(one, grammar) for one in ones]
    return Citation(cites), closing + 1, tuple(one.place for one in ones)


def _in_text(words: Words, start: int, grammar: Grammar) -> _Parsed | None:
    """A key in a sentence, with what stands in brackets behind it."""
    key = _key_at(words, start, grammar)
    if key is None:
        return None
    blanks = _BLANKS.match(words.shape, key.end)
    opening = blanks.end() if blanks else key.end
    closing = words.partner.get(opening) if words.shape[opening : opening + 1] == "[" else None
    behind: list[_One] | None = None
    if closing is not None and opening not in words.links:
        behind = _cites(words, opening + 1, closing, grammar)
        if behind is not None and split(behind[0].prefix, grammar.languages).locator is None:
            behind = [key, *behind]
        else:
            behind = _place_of(words, key, opening + 1, closing, grammar)
    ones, end = ([key], key.end) if behind is None or closing is None else (behind, closing + 1)
    cites = [_cite_of(one, grammar, in_text=one is ones[0]) for one in ones]
    mode = "" if key.minus else "composite"
    places = tuple(one.place for one in ones)
    return Citation(cites, mode=mode, unsorted=len(ones) > 1), end, places


def _place_of(
    words: Words, key: _One, start: int, closing: int, grammar: Grammar
) -> list[_One] | None:
    """The key with the place behind it, and the other works named there: "[p. 3; @b]"."""
    end, following = _end_of_suffix(words, start, closing, grammar)
    first = key._replace(suffix=_raw(words, start, end, grammar))
    if end == closing:
        return [first]
    others = _cites(words, following, closing, grammar)
    return others and [first, *others]


def _cites(words: Words, start: int, closing: int, grammar: Grammar) -> list[_One] | None:
    """The cites between two places, parted by semicolons; None if one has no key."""
    ones: list[_One] = []
    place = start
    while True:
        one = _cite(words, place, closing, grammar)
        if one is None:
            return None
        ones.append(one)
        if one.end >= closing:
            return ones
        place = one.following


def _cite(words: Words, start: int, closing: int, grammar: Grammar) -> _One | None:
    key, place = None, start
    while key is None:
        token = _TOKEN.search(words.shape, place, closing)
        if token is None:
            return None
        place = token.end()
        if token[0] == "[":
            place = words.partner.get(token.start(), token.start()) + 1
        elif token[0] != ";":
            key = _key_at(words, token.start(), grammar)
    prefix = _raw(words, start, key.place - key.minus, grammar).lstrip()
    if prefix.rstrip().endswith(";"):
        return None  # words that belong to no key
    end, following = _end_of_suffix(words, key.end, closing, grammar)
    suffix = _raw(words, key.end, end, grammar)
    return key._replace(prefix=prefix, suffix=suffix, end=end, following=following)


def _end_of_suffix(words: Words, start: int, closing: int, grammar: Grammar) -> tuple[int, int]:
    """Where the words behind a key end, and where those of the next cite begin.

    They end at the next semicolon that stands in no brackets, or before the words that belong to
    another key, as people write "@a, @b" and "@a, as in @b".
    """
    place = start
    while (token := _TOKEN.search(words.shape, place, closing)) is not None:
        sign, place = token[0], token.end()
        if sign == ";":
            return token.start(), place
        if sign == "[":
            place = words.partner.get(token.start(), token.start()) + 1
        elif (key := _key_at(words, token.start(), grammar)) is not None:
            end = key.place - key.minus
            end = start + own_words(_raw(words, start, end, grammar), grammar.languages)
            mark = end > start and words.shape[end - 1] in PARTING
            return end - mark, end
    return closing, closing


def own_words(text: str, languages: Sequence[str]) -> int:
    """How much of the text between two keys belongs to the first; the rest is before the second.

    >>> own_words(", p. 3, as in ", []), own_words(" and ", [])
    (7, 0)
    """
    rest = split(text, languages).suffix
    mark = _MARKS.match(rest)
    return len(text) - len(rest) + (mark.end() if mark else 0)


def _key_at(words: Words, start: int, grammar: Grammar) -> _One | None:
    """The key that stands there: behind no letter or digit but a Chinese, Japanese or Korean."""
    shape = words.shape
    before = shape[start - 1] if start else " "
    if before == "-" and shape[start] == "-":
        start += 1  # "@a--@b": a dash
    if before.isalnum() and not _EAST_ASIAN.match(before):
        if shape[start] == "@":
            return None
        start += 1  # "-@" behind a word: the hyphen is the word's
    found = _KEY.match(shape, start)
    if found is None or found[3] == "*":
        return None
    end = found.end()
    if found[2]:  # what is cut away from the words of a sentence belongs to a key
        key = grammar.text[words.start + found.start(2) : words.start + found.end(2)]
    else:
        key = whole_key(found[3], shape[end : end + _LONGEST], grammar.known)
        end = found.start(3) + len(key)
    if grammar.left(key) and not grammar.known(key):
        return None
    place = found.start() + len(found[1])
    return _One(key, place, bool(found[1]), "", "", end)


def whole_key(key: str, behind: str, known: Known) -> str:
    """The key that stands there, by what pandoc's grammar makes of it, and what stands behind.

    A work may have a key that the grammar cuts, and so may an identifier. Elsewhere the grammar
    takes in what is none of the key.

    >>> whole_key("HFH", "+:WEKA:09, and", ["HFH+:WEKA:09"].__contains__)
    'HFH+:WEKA:09'
    >>> whole_key("doi:10.1016/0009-2614", "(84)85645-6)", [].__contains__)
    'doi:10.1016/0009-2614(84)85645-6'
    >>> whole_key("li2020的研究", "", ["li2020"].__contains__)
    'li2020'
    """
    if known(key):
        return key
    run = _RUN.match(behind)
    for end in range(run.end() if run else 0, 0, -1):
        if known(key + behind[:end]):
            return key + behind[:end]
    identifier = _IDENTIFIER.match(key + behind)
    if identifier and len(identifier[0]) > len(key):
        return identifier[0]
    return _shortened(key, known)


_IDENTIFIER = regex(
    r"(?:doi:|url:|https?://|10\.\d{4,9}/)"
    r"(?:[^\s{}()\[\],;\0\u2e80-\uffef]|\([^\s{}()\[\],;\0\u2e80-\uffef]*\))*"
    r"(?:[\w/]|\([^\s{}()\[\],;\0\u2e80-\uffef]*\))",
    re.IGNORECASE,
)
"""An identifier: what is in brackets is a part of it, and marks at its end are not."""


def _shortened(key: str, known: Known) -> str:
    """The key without the end of emphasis, or words of a Chinese sentence, that follow it."""
    if known(bare := key.rstrip("_")):
        return bare  # "_see @key_"
    ends = [match.start() for match in _EAST_ASIAN.finditer(key) if match.start()]
    for end in reversed(ends):
        if known(key[:end]):
            return key[:end]
    return key[: ends[0]] if ends and not _EAST_ASIAN.match(key) else key


def _raw(words: Words, start: int, end: int, grammar: Grammar) -> str:
    """The text between two places, without the marks of a quotation at the start of its lines."""
    shape = words.shape[start:end]
    text = grammar.text[words.start + start : words.start + end]
    if shape == text:
        return text
    return "".join([" " if sign == " " else char for sign, char in zip(shape, text, strict=True)])


def _cite_of(one: _One, grammar: Grammar, *, in_text: bool = False) -> Cite:
    """The cite with its words as rich text; `in_text` where its names stand in the sentence."""
    prefix = rich(one.prefix, grammar.keeper)
    behind = one.suffix.replace("\\ ", "\u00a0").replace("&nbsp;", "\u00a0")
    found = split(behind, grammar.languages)
    found = found._replace(suffix=rich(found.suffix.rstrip(), grammar.keeper))
    label, locator, suffix = found.apart() if in_text else found
    return Cite(
        one.key,
        locator=locator,
        label=label,
        prefix=prefix,
        suffix=suffix,
        suppress_author=one.minus,
    )
