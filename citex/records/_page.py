"""Saved pages of the search site: the records in them, and what is printed around each."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems
from citex.text.halves import json_without_halves

_MARKS = (
    "PeriodicalName", "PeriodicalId", "PeriodicalIF", "ListUrlMain", "AbstractTextCN", "TitleCN",
    "RegionCategory", "RegionNum", "JCRName", "EPubDate", "PubModel", "publicationTypes",
    "publicationDate", "openAccessPdf", "citationCount",
)  # fmt: skip
_OWN = frozenset(_MARKS[:12])
_MARK = regex(r'"(?:' + "|".join(_MARKS[:11]) + r')"\s*:')
_OPENER = regex(r'\{\s*"')
_DECODER = json.JSONDecoder(strict=False)  # a saved page may break lines inside strings
_TRIES = 40
_MAX_FAILURES = 2_000
_HTML = regex(r"<(?:!doctype|html|head|body|div|p|script|span|h1|section)\b", re.IGNORECASE)
_UNSEEN = regex(
    r"<(script|style|noscript|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = regex(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|td|th|table|section|article|header|footer|main|dl|dd|dt)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_HAN = regex(r"[\u3400-\u9fff]")
_LETTER = regex(r"[^\W\d_]")
_MACHINE = regex(
    r"(?:计算机|机器|程序|人工智能|AI|自动).{0,8}翻译|翻译.{0,12}(?:仅供参考|为准)|machine.translat",
    re.I,
)
_HEADING = regex(r"(?:abstract|摘\s*要|英文摘要|中文摘要|summary)\s*[:：]?", re.IGNORECASE)
_FACTOR = regex(r"\bIF\s*(?:[:：]\s*)?(\d+(?:\.\d+)?)")
_ZONE = regex(r"([1-4])\s*区(?:\s+([\u3400-\u9fff]+))?")
_QUARTILE = regex(r"\b(Q[1-4])\b(?:\s+([A-Z][^\n]*))?")
_CITED = regex(r"(?:引用次数|被引(?:次数|量)?|Citations?)\s*(?:[:：]\s*)?(\d[\d,]*)")
_LONG = 60


class Printed(NamedTuple):
    """The translation that a page prints: its title and abstract, and whether by a machine."""

    title: str | None = None
    abstract: str | None = None
    machine: bool = False


class Around:
    """What a page prints before and after a record, in lines."""

    def __init__(self, before: str, after: str, line: int) -> None:
        self.line = line
        self._before, self._after = before, after

    def metrics(self) -> dict[str, Any]:
        """The journal's metrics and the citations as the page prints them, where it does."""
        lines = [*_lines(self._before)[-12:], *_lines(self._after)[:6]]
        found: dict[str, Any] = {}
        for text in lines:
            factor, cited = _FACTOR.search(text), _CITED.search(text)
            if factor:
                found.setdefault("impact-factor", float(factor[1]))
                zone, quartile = _ZONE.search(text), _QUARTILE.search(text)
                if zone:
                    found["zone"] = f"{zone[1]}区"
                    found.update({"zone-category": zone[2]} if zone[2] else {})
                if quartile:
                    found["jcr-quartile"] = quartile[1]
                    found.update({"jcr-category": quartile[2].strip()} if quartile[2] else {})
            if cited:
                found.setdefault("citation-count", int(cited[1].replace(",", "")))
        return found

    def translation(self, title: str, abstract: str) -> Printed:
        """The Chinese title and abstract that stand below the abstract, or above the line that
        says that a machine translated them.
        """
        lines = _lines(self._after)
        mark = next((at for at, text in enumerate(lines) if _MACHINE.search(text)), None)
        start = _after_abstract(lines[:mark], abstract)
        if start is None:
            if mark is None:
                return Printed()
            start = mark
            while start and mark - start < 6 and _is_chinese(lines[start - 1]):
                start -= 1
        end = mark if mark is not None else len(lines)
        block: list[str] = []
        for text in lines[start:end]:
            if not _is_chinese(text) and not (block and _HAN.search(text)):
                if block:
                    break
                continue
            if not _HEADING.fullmatch(text):
                block.append(text)
        return _title_and_abstract(block, machine=mark is not None)


def _title_and_abstract(block: list[str], *, machine: bool) -> Printed:
    """A short line and then a long one; a long line alone is an abstract, a short one a title.

    Without the mark of a translation, only a title with its abstract is believed.
    """
    if not block:
        return Printed()
    if len(block) == 1:
        if not machine:
            return Printed()
        is_abstract = len(block[0]) > 2 * _LONG or block[0].count("。") > 1
        return Printed(None, block[0], True) if is_abstract else Printed(block[0], None, True)
    if not machine and len(block[1]) < _LONG:
        return Printed()
    if not machine:
        return Printed(block[0], block[1], False)
    return Printed(block[0], " ".join(block[1:]), True)


def _after_abstract(lines: list[str], abstract: str) -> int | None:
    """Where the lines go on after the English abstract, or None when it is not there."""
    opening = _squeezed(abstract)[:40]
    closing = _squeezed(abstract)[-40:]
    if len(opening) < 20:
        return None
    inside = None
    for at, text in enumerate(lines):
        squeezed = _squeezed(text)
        if inside is None and opening in squeezed:
            inside = at
        if inside is not None and closing in squeezed:
            return at + 1
    return None if inside is None else inside + 1


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", _TAG.sub("", text)).casefold()


def _is_chinese(text: str) -> bool:
    """Whether a line is mostly in Han characters, and says something."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    return han >= 4 and 3 * han >= letters


def _lines(text: str) -> list[str]:
    """The lines of a page that hold something, tags and entities of HTML resolved."""
    if _HTML.search(text):
        text = _TAG.sub("", _BREAKS.sub("\n", _UNSEEN.sub("\n", text)))
    if "&" in text:
        text = html.unescape(text)
    return [squeezed for line in text.splitlines() if (squeezed := " ".join(line.split()))]


def is_record(value: dict[str, Any]) -> bool:
    """Whether an object has the keys that only the site's records have.

    >>> is_record({"title": "A", "PeriodicalName": "B", "JCR": ""}), is_record({"title": "A"})
    (True, False)
    """
    return ("title" in value or "TitleCN" in value) and not _OWN.isdisjoint(value)


def find_records(
    text: str, name: str, problems: Problems
) -> Iterator[tuple[dict[str, Any], Around]]:
    """Each record that stands anywhere in a text, and what is printed around it.

    A record inside other JSON, and one escaped for HTML, is found too. What looks like a record
    but is broken becomes a problem.
    """
    if not _MARK.search(text) and "&quot;" in text:
        text = html.unescape(text)
    text = json_without_halves(text)
    places = list(_places(text, name, problems))
    if not places:
        if not problems:
            message = (
                "the text holds no record of the site" if text.strip() else "the input is empty"
            )
            problems.append(Problem(message=message, source=name))
        return
    line, counted = 1, 0
    for index, (value, start, end) in enumerate(places):
        left = places[index - 1][2] if index else 0
        right = places[index + 1][1] if index + 1 < len(places) else len(text)
        line, counted = line + text.count("\n", counted, start), start
        yield value, Around(text[left:start], text[end:right], line)


def _places(text: str, name: str, problems: Problems) -> Iterator[tuple[dict[str, Any], int, int]]:
    position, failures = 0, 0
    while failures < _MAX_FAILURES and (mark := _MARK.search(text, position)):
        found, tries = _enclosing(text, position, mark.start())
        failures += tries
        if found is None:
            start = max(text.rfind("{", position, mark.start()), position)
            line = text.count("\n", 0, start) + 1
            message = "a record of the site is broken or cut off"
            raw = text[start : start + 2_000]
            problems.append(Problem(message=message, source=name, line=line, raw=raw))
            following = text.find('{"', mark.end())
            position = following if following > 0 else len(text)
            following_mark = _MARK.search(text, position)
            if following_mark is None:
                return
            continue
        value, start, end = found
        yield from ((record, start, end) for record in nested(value))
        position = end


def _enclosing(text: str, left: int, mark: int) -> tuple[tuple[Any, int, int] | None, int]:
    """The JSON object around a place: its value, start and end; and how many starts were tried."""
    tries, place = 0, mark
    while tries < _TRIES and (place := text.rfind("{", left, place)) >= 0:
        if not _OPENER.match(text, place):
            continue
        tries += 1
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            continue
        if end > mark:
            return (value, place, end), tries
    return None, tries


def nested(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Each record of the site inside a decoded JSON value, in order.

    >>> list(nested({"data": [{"title": "A", "JCR": "Q1", "JCRName": ""}]}))
    [{'title': 'A', 'JCR': 'Q1', 'JCRName': ''}]
    """
    if depth > 30:
        return
    if isinstance(value, dict):
        if is_record(value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from nested(part, depth + 1)


def is_of_site(text: str) -> bool:
    """Whether a text has what only the site's records have.

    >>> is_of_site('{"PeriodicalName": "Nature"}'), is_of_site("<p>Nature</p>")
    (True, False)
    """
    return _MARK.search(text) is not None
