"""`citex fetch`: the records that identifiers name, ready for a pipe into `citex convert`."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator

from citex import api
from citex.cli import _meant
from citex.cli._arguments import add_formatter, add_output
from citex.cli._common import Formatter, Run, formatter_of, output
from citex.cli._messages import progress, say
from citex.cli._network import add_network, network
from citex.cli._parser import at_least
from citex.cli._streams import typed_in
from citex.errors import CitexError, LookupFailed, Problem
from citex.formats import Format
from citex.index import Index
from citex.lookup import Lookup, LookupOptions, lookups
from citex.lookup.resolving import identifier
from citex.model import Paper
from citex.verification import SEARCHED, TAKEN, search, taken
from citex.verification.reports import shown

SCHEMES = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn", "rfc", "hdl", "dblp", "inspire"))
"""The labels of identifiers that may be words of their own."""

_NAMED = frozenset(("DOI", "PMID", "PMCID", "ISBN"))
"""The fields of which a doubt is told: the record may be a stranger's."""

USAGE = "citex fetch ID ... | --title WORDS [-t FORMAT|STYLE] [-o FILE] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a DOI, PMID, PMCID, arXiv id, ISBN, RFC, HAL or ADS identifier, or the address of "
        "its page, in any spelling; none or - reads them from standard input, one a line",
    )
    add_output(parser)
    add_formatter(parser, "by the suffix of -o, or CSL-JSON, one record a line")
    parser.add_argument(
        "--json", action="store_true",
        help="for scripts: one line an identifier, with its record or why there is none",
    )  # fmt: skip
    parser.add_argument(
        "--title", metavar="WORDS", help="search by the words of a title instead of an identifier"
    )
    parser.add_argument("--author", metavar="NAME", help="the family name of one of its authors")
    parser.add_argument("--year", type=at_least(int, 1), help="the year in which it came out")
    add_network(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings, no progress")


def run(args: argparse.Namespace) -> int:
    """Look up and write; the exit status."""
    to = formatter_of(args, "csljson")
    warnings: list[Problem] = []
    call = Run(quiet=args.quiet)
    options = network(args)
    if args.title is not None:
        return _searched(args, to, options)
    if args.author or args.year:
        raise CitexError("--author and --year narrow a search: give --title, too")
    ids = list(_ids(args, call))
    if not any(ids) and not call.failed:
        raise CitexError("no identifier was given, for example: citex fetch 10.1038/171737a0")
    progress.begin("asking", quiet=args.quiet)
    if args.index:
        results = _indexed(ids, args.index)
    else:
        results = lookups(ids, progress=_show, warnings=warnings, **options)
    if args.json:
        _report(results, call, args.target)
    else:
        papers = _found(results, call)
        first = next(papers, None)
        if first is not None:
            _write(itertools.chain([first], papers), to, args)
    for problem in warnings:
        say(f"warning: {problem}")
    return call.status()


def _indexed(ids: list[str], place: str) -> Iterator[Lookup]:
    """What a local index knows of identifiers, in order; of several records the first."""
    with Index(place) as index:
        for word in ids:
            name = identifier(word)
            papers = index.by_identifier(name) if name is not None else []
            if papers:
                yield Lookup(word, papers[0], source=index.name)
            else:
                reason = "the index has no such record" if name else "is no identifier"
                yield Lookup(word, failure=LookupFailed(word, reason), unknown=True)


def _searched(args: argparse.Namespace, to: Formatter, options: LookupOptions) -> int:
    """Search, and write the one answer that is surely meant; else show what there is."""
    if args.ids:
        raise CitexError("give identifiers or --title, not both")
    failures: list[LookupFailed] = []
    progress.begin("asking", quiet=args.quiet)
    found = search(
        args.title,
        author=args.author or "",
        year=args.year,
        failures=failures,
        index=args.index,
        **options,
    )
    if len(failures) == len(SEARCHED):
        raise CitexError(failures[0].reason)
    for failure in failures:
        say(f"warning: {failure.reason}")
    if args.json:
        with output(args.target) as stream:
            for one in found:
                line = {"record": one.paper.to_dict(), "score": one.score, "source": one.source,
                        "reasons": one.reasons}  # fmt: skip
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        return 0 if found else 1
    if (meant := taken(found)) is not None:
        _write(iter([meant.paper]), to, args)
        return 0
    if not found:
        raise CitexError(f"nothing was found for {args.title!r}")
    say(f"none is surely meant (a score of {TAKEN}, and no other as likely); fetch one by its DOI:")
    for answer in found:
        say(f"  {answer.score:.2f} {shown(answer.paper)} [{answer.source}: {answer.reasons}]")
    return 1


def _found(results: Iterator[Lookup], call: Run) -> Iterator[Paper]:
    for result in results:
        if result.paper is not None:
            call.done += 1
            for remark in () if call.quiet else result.paper.remarks:
                if remark.kind == "doubt" and remark.variable in _NAMED:
                    say(f"warning: {result.given}: {remark}")
            yield result.paper
        else:
            call.fail(str(result.failure))


def _report(results: Iterator[Lookup], call: Run, target: str | None) -> None:
    """One line of JSON an identifier: what was asked, and the record or the error."""
    with output(target) as stream:
        for result in results:
            line: dict[str, object] = {"identifier": result.given}
            if result.paper is not None:
                call.done += 1
                line["record"] = result.paper.to_dict()
            else:
                call.failed += 1
                line["error"] = result.failure.reason if result.failure else ""
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            stream.flush()


def _write(papers: Iterator[Paper], to: Formatter, args: argparse.Namespace) -> None:
    with output(args.target, data=to.is_data) as stream:
        if isinstance(to.chosen, Format):
            given = {"lines": True, **to.options} if to.chosen.name == "csljson" else to.options
            for text in api.pieces(papers, to.chosen, **given):
                stream.write(text)
                stream.flush()
        else:
            text = str(api.bibliography(papers, to.chosen, output=to.kind, **to.options))
            stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()


def _show(done: int, total: int) -> None:
    progress.doing = f"{done:,} of {total:,}"


def _ids(args: argparse.Namespace, call: Run) -> Iterator[str]:
    words = _labelled(args.ids) or ["-"]
    none = [word for word in words if word != "-" and identifier(word) is None]
    spoken = len(words) > 1 and all(word in none or word.isdecimal() for word in words)
    if spoken and not any(_meant.file_of_ids(word, args) for word in none):
        call_by_title = _meant.by_title(" ".join(words))
        raise CitexError(
            f"these words are no identifiers; to search by title write: {call_by_title}"
        )
    for word in words:
        if word != "-":
            if fault := _meant.file_of_ids(word, args):
                raise CitexError(fault)
            if none and word.isdecimal() and identifier(word) is not None:
                call.fail(f"{word}: a number among other words is no PMID; write PMID:{word}")
                continue
            yield word
            continue
        if typed_in() and not args.quiet:
            say("reading identifiers from standard input, one a line; Ctrl-D ends it")
        head = bytes(getattr(sys.stdin.buffer, "peek", bytes)(200))
        if fault := _meant.records(head, args):
            raise CitexError(fault)
        for line in sys.stdin.buffer:
            yield line.decode("utf-8-sig", "replace").strip()


def _labelled(words: list[str]) -> list[str]:
    """The identifiers, each label that stands before one as a word of its own put to it."""
    found: list[str] = []
    for word in words:
        if found and found[-1].rstrip(":").lower() in SCHEMES:
            word = f"{found.pop().rstrip(':')}:{word}"
        found.append(word)
    return found
