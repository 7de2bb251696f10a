"""`citex fetch`: the records that identifiers name, ready for a pipe into `citex convert`."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator

from citex import api
from citex.cli import _meant
from citex.cli._common import (
    Formatter,
    Run,
    add_formatter,
    add_output,
    at_least,
    formatter_of,
    output,
)
from citex.cli._messages import progress, say
from citex.cli._streams import typed_in
from citex.errors import CitexError, Problem
from citex.formats import Format
from citex.lookup import TIMEOUT, Lookup, lookups
from citex.lookup.cache import MAX_AGE, default_place
from citex.lookup.services import SERVICES
from citex.model import Paper

SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn")
"""The labels of identifiers."""

USAGE = "citex fetch ID ... [-t FORMAT|STYLE] [-o FILE] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a DOI, PMID, PMCID, arXiv id or ISBN, in any spelling; none or - reads them from "
        "standard input, one a line",
    )
    add_output(parser)
    add_formatter(parser, "by the suffix of -o, or CSL-JSON, one record a line")
    parser.add_argument(
        "--json", action="store_true",
        help="for scripts: one line an identifier, with its record or why there is none",
    )  # fmt: skip
    parser.add_argument(
        "--contact", metavar="EMAIL", help="your address, as services ask (else CITEX_CONTACT)"
    )
    parser.add_argument(
        "--cache", metavar="FILE", help=f"where answers are kept (default: {_cache()})"
    )
    parser.add_argument("--no-cache", action="store_true", help="keep and use no answers")
    parser.add_argument(
        "--max-age", type=at_least(float, 0), metavar="DAYS", default=MAX_AGE / 86400,
        help="how old a kept answer may be (default: %(default)g)",
    )  # fmt: skip
    parser.add_argument("--offline", action="store_true", help="only what is in the cache")
    parser.add_argument(
        "--timeout",
        type=at_least(float, 0),
        default=TIMEOUT,
        metavar="SECONDS",
        help="for one answer",
    )
    parser.add_argument(
        "--host", dest="hosts", action="append", default=[], metavar="SERVICE=URL",
        help=f"another address for a service ({', '.join(SERVICES)})",
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings, no progress")


def run(args: argparse.Namespace) -> int:
    """Look up and write; the exit status."""
    to = formatter_of(args, "csljson")
    hosts = dict(_host(pair) for pair in args.hosts)
    warnings: list[Problem] = []
    call = Run(quiet=args.quiet)
    ids = list(_ids(args))
    if not any(ids):
        raise CitexError("no identifier was given, for example: citex fetch 10.1038/171737a0")
    progress.begin("asking", quiet=args.quiet)
    results = lookups(
        ids,
        contact=args.contact,
        hosts=hosts,
        cache=False if args.no_cache else args.cache or True,
        max_age=args.max_age * 86400,
        timeout=args.timeout,
        offline=args.offline,
        progress=_show,
        warnings=warnings,
    )
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


def _found(results: Iterator[Lookup], call: Run) -> Iterator[Paper]:
    for result in results:
        if result.paper is not None:
            call.done += 1
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


def _ids(args: argparse.Namespace) -> Iterator[str]:
    for word in _labelled(args.ids) or ["-"]:
        if word != "-":
            if fault := _meant.file_of_ids(word, args):
                raise CitexError(fault)
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


def _cache() -> str:
    """The usual place of the cache, as the help may print it."""
    try:
        return str(default_place()).replace("%", "%%")
    except CitexError:
        return "none"


def _host(pair: str) -> tuple[str, str]:
    name, sign, address = pair.partition("=")
    if not sign or not name:
        raise CitexError(f"--host {pair}: a host is given as SERVICE=URL")
    return name, address
