"""Every difference between citex and citeproc-js, told by its kind: none is left uncounted.

    python tests/csl/kinds.py EXPECTED.jsonl CORPUS.json [--show KIND]

EXPECTED.jsonl is what `compare.py` reads, or writes with --save. A kind is a change made to both
texts that leaves the same; a difference is of the fewest kinds that do so together, and is counted
under the first of them. What no kinds explain is printed. The rows of suite/NOTES.md say which
clause decides; where only the order of a list differs, its entries are compared one by one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from compare import _inner, citations, compare, plain, style_source

from citex.model.item import from_item

_TAG = r"(?:<[^>]*>)*"
_MARKS = ".,:;!?"
_PEOPLE = ("author", "editor", "translator", "composer", "director", "interviewer")


class Case(NamedTuple):
    """One difference: where it is, and what stands there."""

    style: str
    source: str
    where: str
    key: str
    expected: str
    actual: str
    works: tuple[dict[str, Any], ...]
    reordered: bool  # the list is in another order


Pair = tuple[str, str]


def on_both(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Callable[..., Pair]:
    """The same change made to both texts, until nothing is left to change."""
    search = re.compile(pattern)

    def change(expected: str, actual: str, case: Case) -> Pair:
        return _settled(search, put, expected), _settled(search, put, actual)

    return change


def _settled(search: re.Pattern[str], put: Any, text: str) -> str:
    before = ""
    while before != text:
        before, text = text, search.sub(put, text)
    return text


def only_here(pattern: str, put: str = "") -> Callable[..., Pair]:
    """What citeproc-js prints and citex does not."""
    return lambda expected, actual, case: (_settled(re.compile(pattern), put, expected), actual)


def only_there(pattern: str, put: str = "") -> Callable[..., Pair]:
    """What citex prints and citeproc-js does not."""
    return lambda expected, actual, case: (expected, _settled(re.compile(pattern), put, actual))


def _unspanned(text: str, marking: str) -> str:
    """The text without the spans of one marking, which may hold others."""
    pieces, open_ = [], []
    for piece in re.split(r"(<[^>]*>)", text):
        if piece.startswith("</"):
            if open_ and open_.pop():
                continue
        elif piece.startswith("<"):
            open_.append(re.fullmatch(marking, piece) is not None)
            if open_[-1]:
                continue
        pieces.append(piece)
    return "".join(pieces)


def without(marking: str) -> Callable[..., Pair]:
    """Formatting that one of both has: the texts without it."""

    def change(expected: str, actual: str, case: Case) -> Pair:
        return _unspanned(expected, marking), _unspanned(actual, marking)

    return change


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text))


def _latin_in_chinese(expected: str, actual: str, case: Case) -> Pair:
    """The Latin names of a work in Chinese: their words, whatever the order and the marks."""
    for work in case.works:
        people = [one for one in work.get("author", ()) if one.get("family", "").isascii()]
        people = [one for one in people if "family" in one]
        if people and work.get("language", "").startswith(("zh", "ja")):
            family = rf"(?i:{'|'.join(one['family'] for one in people)})\b"
            words = {word for one in people for word in _words(one["given"])}
            initials = "".join({word[0] for word in words})
            given = rf"\b(?:{'|'.join(words)}|[{initials}]{{1,2}})\b\.?"
            gap = rf"[ \u00a0,()]*{_TAG}[ \u00a0,()]*"
            names = re.compile(
                rf"{_TAG}(?:{given}{gap})*{family}(?:[^\u2e80-\uffff]*{family})?"
                rf"(?:{gap}{given})*[).]*{_TAG}[.,]?"
            )

            def ordered(match: re.Match[str]) -> str:
                return " ".join(sorted(_words(match[0])))

            expected = names.sub(ordered, expected, count=1)
            actual = names.sub(ordered, actual, count=1)
    return expected, actual


def _ranges(expected: str, actual: str, case: Case) -> Pair:
    if any(len(work.get("issued", {}).get("date-parts", ())) > 1 for work in case.works):
        around = rf"(\d)–[^<\d]*?(\d+)[^<\w]*?(?=$|[ <,.;)])[{_MARKS})\] ]*"
        return re.sub(around, r"\1–\2", expected), re.sub(around, r"\1–\2", actual)
    return expected, actual


def _other_case(expected: str, actual: str, case: Case) -> Pair:
    for work in case.works:
        for variable in ("original-title", "container-title", "collection-title", "event-title"):
            value = work.get(variable)
            if value:
                same = re.compile(re.escape(value), re.IGNORECASE)
                expected, actual = same.sub(value, expected), same.sub(value, actual)
    return expected, actual


def _cites(text: str) -> list[str]:
    return [one.strip(" \u00a0()") for one in re.split(r"[;,]", text)]


def _resorted(expected: str, actual: str, case: Case) -> bool:
    one, two = _cites(expected), _cites(actual)
    return case.where == "citation" and one != two and sorted(one) == sorted(two)


def _nameless(case: Case) -> bool:
    return any(not any(work.get(role) for role in _PEOPLE[:3]) for work in case.works)


def _first_key(case: Case) -> str:
    area = "bibliography" if case.where == "order" else "citation"
    found = re.search(rf"<{area}.*?<key ([^>]*)>", case.source, re.DOTALL)
    return found[1] if found else ""


def _sorted(when: Callable[[Case], bool]) -> Callable[..., Pair]:
    """The same cites in another order, where this is so of them."""

    def change(expected: str, actual: str, case: Case) -> Pair:
        if _resorted(expected, actual, case) and when(case):
            return expected, expected
        return expected, actual

    return change


def _undated(case: Case) -> bool:
    return any("date-parts" not in work.get("issued", {}) for work in case.works)


def _told_apart(case: Case) -> bool:
    return re.search(r"\b[A-Z]\. (?:<[^>]*>)?[A-Z]", case.expected) is not None


def _by_date(case: Case) -> bool:
    return re.search("issued|date|year", _first_key(case)) is not None


def _cut(expected: str, actual: str, case: Case) -> Pair:
    """A list of names that one cuts and the other does not."""
    short = r"(?:<[^>]*>)*(?:et al\.?|u\.[ \u00a0]?a\.?|等)(?:</[^>]*>)*"
    found = re.search(r"^(.*?)[ \u00a0]*" + short, actual)
    if found and expected.startswith(found[1]):
        rest = actual[found.end() :].lstrip(". ")
        if rest and expected.endswith(rest):
            return actual, actual
    return expected, actual


def _both_roles(expected: str, actual: str, case: Case) -> Pair:
    if re.search(r"(?i)\bed\w*\.? (?:and|&#38;) trans", actual) and "rans" in expected:
        return actual, actual
    return expected, actual


def _short_address(expected: str, actual: str, case: Case) -> Pair:
    if re.search('<text [^>]*variable="URL"[^>]*form="short"', case.source):
        address = re.compile(r"(?:https?://|www\.)[^ <]+")
        return address.sub("URL", expected), address.sub("URL", actual)
    return expected, actual


def _joints(expected: str, actual: str, case: Case) -> Pair:
    if any("literal" in one for work in case.works for one in work.get("author", ())):
        joint = r"(?<=[\w.])(?:[,;/]| ?–| -)[ \u00a0]?(?=\w)"
        return re.sub(joint, ", ", expected), re.sub(joint, ", ", actual)
    return expected, actual


def _repeated(expected: str, actual: str, case: Case) -> Pair:
    """The author's names, or what stands for them where the entry before has the same."""
    names = re.match(r'(<div class="csl-block">.*?</div>|[^:,.]*)', actual)
    if case.where == "entry" and names and names[1] and expected != actual:
        rest = actual[names.end() :]
        if expected.endswith(rest) and len(expected) - len(rest) < 4:
            return actual, actual
        names = re.match(r"[^:,.]*", expected)
        if names and actual.endswith(expected[names.end() :]) and re.match("[—–-]+", actual):
            return actual, actual
    return expected, actual


def _events(expected: str, actual: str, case: Case) -> Pair:
    """The event of a talk, which styles of CSL 1.0 ask for by its old name."""
    titles = [work["event-title"] for work in case.works if "event-title" in work]
    if any(title in actual and title not in expected for title in titles):
        return actual, actual
    return expected, actual


def _renumbered(expected: str, actual: str, case: Case) -> Pair:
    if not case.reordered:
        return expected, actual
    numbers = r'(?<=csl-left-margin">)\D*\d+|(?<=\d{4})[a-d]\b'
    if case.where == "citation":
        numbers = r"\b\d{1,3}\b|(?<=\d{4})[a-d]\b"
    return re.sub(numbers, "#", expected), re.sub(numbers, "#", actual)


_SPACE = "[ \u00a0\u202f]"
KINDS: dict[str, Callable[..., Pair]] = {
    "Latin names in a Chinese work": _latin_in_chinese,
    "full stops between digits, strip-periods": on_both(r"(?<=\d)\.(?=\d)", ""),
    "space and no-break space change places": on_both("\u00a0 ", " \u00a0"),
    "two spaces that meet": on_both(rf"{_SPACE}({_TAG}){_SPACE}", r" \1"),
    "a space within pages": on_both(r"(\d-) (\d)", r"\1\2"),
    "doubled stops": on_both(rf"([.?!:][”’»]?{_TAG})\.(?!\.)", r"\1"),
    "title case after an inner quotation mark": on_both(
        r"(?<=[‘“‚„«])(\u00a0?)([a-z])", lambda match: match[1] + match[2].upper()),
    "'Ed.' within a value": on_both(r"\bEd\.", "ed."),
    "title case of other variables": _other_case,
    "which quotation marks": on_both("[“”‘’„‚]|«\u00a0?|\u00a0?»", '"'),
    "affixes of the parts of a range": _ranges,
    "'normal' within names, values or dates": without(r'<span style="font-\w+:normal;">'),
    "formatting of a part of a localized date": without("<i>|<b>"),
    "name-parts of another cs:names": without(r'<span style="font-variant:small-caps;">'),
    "terms of a group whose variables are empty": only_here(
        r"\bP\. in\.: ?|\bIn, | In,(?= )|[Ii]n: (?=[oO]\.)"),
    "the label of a locator that there is not": on_both(
        "S\\.\u00a0|(?<=[( ])p\\. (?=[),p])|, p\\.(?=[;,)])|, (?=, )", ""),
    "a form of a term that only English has": only_there(r" \(comp\. by\)"),
    "editor and translator in one": _both_roles,
    "form=\"short\" of a URL": _short_address,
    "two marks after a quotation": on_both("(?:\\.,|,\\.)(?=[”’])", ",."),
    "an ordinal of a set of the style's own": on_both("1(?:<sup>r</sup>)?<sup>e</sup>", "1e"),
    "text-case of a date": on_both(r"\bC\. (?=\d{4})", "c. "),
    "a joint between bodies": _joints,
    "et al. of a cite, by the number of a sort key": _cut,
    "a letter after a suffix of the year": on_both(
        r"(\d{4})[., ]*([ab])\b\.?(?!\w)", r"\1\2."),
    "the layout's suffix after a block": on_both(r"\s*(\.?)</div>(\.?)\s*$", r".</div>"),
    "after-collapse-delimiter without collapsing": on_both(r";\s*", ";"),
    "a repeated author, of lists cut and not cut": _repeated,
    "a mark moved into the margin": on_both(r" ?,? ?</div>(<div[^>]*>),? ?", r"</div>\1"),
    "a mark that is lost": only_there(r"(?<=\.);(?= )"),
    "parentheses within parentheses": on_both(r"[\[\]()]", "|"),
    "a delimiter that is lost": only_there(r"; (?=\(wie)"),
    "a nameless cite joined to the one before": on_both(rf"{_SPACE}?[;,]{_SPACE}", "; "),
    "nameless cites, sorted as 'undefined'": _sorted(_nameless),
    "an empty sort key, descending": _sorted(_undated),
    "a given name that tells apart, sorted by": _sorted(_told_apart),
    "dates of a sort key, compared as one number": _sorted(_by_date),
    "a space that begins a sort key": _sorted(lambda case: True),
    "a cite that prints nothing": on_both(r"\[CSL STYLE ERROR[^\]]*\](?:; )?", ""),
    "numbers and letters of works in another order": _renumbered,
    "the event of a talk by its old name": _events,
}  # fmt: skip


def kinds_of(case: Case) -> tuple[str, ...]:
    """The fewest kinds that make both texts the same; none if there are no such."""
    texts = case.expected, case.actual
    names = [name for name, change in KINDS.items() if change(*texts, case) != texts]
    for count in range(1, 5):
        for chosen in itertools.combinations(names, count):
            expected, actual = case.expected, case.actual
            for name in chosen:
                expected, actual = KINDS[name](expected, actual, case)
            if expected == actual:
                return chosen
    return ()


def cases(line: str, items: list[dict[str, Any]]) -> tuple[Counter[str], list[Case]]:
    """The differences of one style, and how much was compared."""
    told = json.loads(line)
    if "error" in told:
        return Counter({"styles that stop citeproc-js": 1}), []
    papers = [from_item(item) for item in items]
    source = style_source(told["style"])
    result = compare(told, source, papers)
    by_id = {item["id"]: item for item in items}
    made = []
    for where, key, expected, actual in result.differences:
        cited = [key] if where == "entry" else [c.id for c in citations(papers)[int(key)].cites]
        works = tuple(by_id[one] for one in cited)
        text = source.decode()
        made.append(Case(told["style"], text, where, key, plain(_inner(expected)), plain(actual),
                         works, not result.order_equal))  # fmt: skip
    counts = Counter(entries=result.entries, citations=result.citations, styles=1,
                     orders=not result.order_equal)  # fmt: skip
    return counts, made


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, help="EXPECTED.jsonl ... CORPUS.json")
    parser.add_argument("--show", help="print the differences of this kind")
    options = parser.parse_args()
    items = json.loads(options.files[-1].read_text("utf-8"))
    total: Counter[str] = Counter()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    styles: dict[str, set[str]] = defaultdict(set)
    for path in options.files[:-1]:
        for line in path.read_text("utf-8").splitlines():
            counts, differences = cases(line, items)
            total += counts
            for case in differences:
                kinds = kinds_of(case) or ("?",)
                found[kinds[0]][case.where] += 1
                styles[kinds[0]].add(case.style)
                if kinds[0] in ("?", options.show):
                    print(f"{kinds} {case.style} {case.where} {case.key}\n    citeproc-js: "
                          f"{case.expected}\n    citex:       {case.actual}")  # fmt: skip
    print(f"{'entries':>8} {'cites':>6} {'styles':>6}")
    for name, counts in sorted(found.items(), key=lambda pair: -pair[1].total()):
        print(f"{counts['entry']:8} {counts['citation']:6} {len(styles[name]):6}  {name}")
    print(dict(total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
