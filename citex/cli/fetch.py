"""`citex fetch`: the records that identifiers name, ready for a pipe into `citex convert`."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from citex import api
from citex.cli._common import (
    Run,
    add_options,
    add_output,
    formatter,
    is_data,
    options,
    output,
    say,
)
from citex.cli._streams import unguarded
from citex.errors import CitexError, Problem
from citex.formats import Format
from citex.lookup import TIMEOUT, lookups
from citex.lookup.cache import MAX_AGE, default_place
from citex.lookup.services import SERVICES
from citex.model import Paper


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
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER", default="csljson",
        help="what to write: a format, a style (default: CSL-JSON, one record a line)",
    )  # fmt: skip
    add_options(parser)
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
    chosen = formatter(args.to)
    hosts = dict(_host(pair) for pair in args.hosts)
    warnings: list[Problem] = []
    call = Run(quiet=args.quiet)
    ids = list(_ids(args.ids))
    if not ids:
        raise CitexError("no identifier was given")
    counter = _Counter(args.quiet)
    results = lookups(
        ids,
        contact=args.contact,
        hosts=hosts,
        cache=False if args.no_cache else args.cache or True,
        max_age=args.max_age * 86400,
        timeout=args.timeout,
        offline=args.offline,
        progress=counter.show,
        warnings=warnings,
    )

    def papers() -> Iterator[Paper]:
        for result in results:
            if result.paper is not None:
                call.done += 1
                yield result.paper
            else:
                counter.clear()
                call.fail(str(result.failure))

    found = papers()
    first = next(found, None)
    for problem in warnings:
        say(f"warning: {problem}")
    if first is not None:
        _write(itertools.chain([first], found), chosen, args)
    counter.clear()
    return call.status()


def _write(papers: Iterator[Paper], chosen: Format | str | Path, args: argparse.Namespace) -> None:
    given = options(args.options)
    if isinstance(chosen, Format) and chosen.name == "csljson":
        given = {"lines": True, **given}
    with output(args.target, data=is_data(chosen, given.get("output", "text"))) as stream:
        if isinstance(chosen, Format):
            for text in api.pieces(papers, chosen, **given):
                stream.write(text)
                stream.flush()
        else:
            text = str(api.bibliography(papers, chosen, **given))
            stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()


def _ids(given: list[str]) -> Iterator[str]:
    for word in given or ["-"]:
        if word != "-":
            yield word
            continue
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


class _Counter:
    """A line on standard error that counts, where that is a terminal."""

    def __init__(self, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._width = 0

    def show(self, done: int, total: int) -> None:
        """Say how far we are."""
        if self._shown:
            text = f"citex: {done} of {total}"
            self._width = max(self._width, len(text))
            print("\r" + text, end="", file=unguarded(sys.stderr), flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown and self._width:
            blank = "\r" + " " * self._width + "\r"
            print(blank, end="", file=unguarded(sys.stderr), flush=True)
