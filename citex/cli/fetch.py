"""`citex fetch`: the records that identifiers name, ready for a pipe into `citex convert`."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
from collections.abc import Iterator

from citex import api
from citex.cli._common import Formatter, Run, add_formatter, add_output, formatter_of, output
from citex.cli._messages import progress, say
from citex.cli._streams import typed_in
from citex.errors import CitexError, Problem
from citex.formats import Format
from citex.lookup import TIMEOUT, Lookup, lookups
from citex.lookup.cache import MAX_AGE, default_place
from citex.lookup.services import SERVICES
from citex.model import Paper

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
        "--max-age", type=float, metavar="DAYS", default=MAX_AGE / 86400,
        help="how old a kept answer may be (default: %(default)g)",
    )  # fmt: skip
    parser.add_argument("--offline", action="store_true", help="only what is in the cache")
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT, metavar="SECONDS", help="for one answer"
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
    ids = list(_ids(args.ids, quiet=args.quiet))
    if not ids:
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


def _ids(given: list[str], *, quiet: bool) -> Iterator[str]:
    for word in given or ["-"]:
        if word != "-":
            if os.path.isfile(word):
                raise CitexError(
                    f"{word} is a file, for `citex convert`; identifiers in it, one a line, are "
                    f"read by: citex fetch < {word}"
                )
            yield word
            continue
        if typed_in() and not quiet:
            say("reading identifiers from standard input, one a line; Ctrl-D ends it")
        for line in sys.stdin.buffer:
            yield line.decode("utf-8-sig", "replace").strip()


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
