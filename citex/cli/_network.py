"""The options of verbs that ask services."""

from __future__ import annotations

import argparse
from typing import Any

from citex.cli._parser import at_least
from citex.errors import CitexError
from citex.files import same_file
from citex.lookup import TIMEOUT, LookupOptions
from citex.lookup.cache import MAX_AGE, default_place
from citex.lookup.sources import SOURCES


def add_network(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments that say how services are asked."""
    parser.add_argument(
        "--index", metavar="FILE", help="ask a local index (`citex index build`), no service"
    )
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
        help=f"another address for a service ({', '.join(SOURCES)})",
    )  # fmt: skip


def network(args: argparse.Namespace) -> LookupOptions:
    """How services are asked, by the arguments. Raises CitexError.

    What is asked is not written over: neither the index nor the cache.
    """
    for asked in (args.index, args.cache):
        if asked and args.target and same_file(args.target, asked):
            raise CitexError(f"{args.target}: is what is asked; give another file for the output")
    return LookupOptions(
        contact=args.contact,
        hosts=dict(_host(pair) for pair in args.hosts),
        cache=False if args.no_cache else args.cache or True,
        max_age=args.max_age * 86400,
        timeout=args.timeout,
        offline=args.offline,
    )


def _cache() -> str:
    """The usual place of the cache, as the help may print it."""
    try:
        return str(default_place()).replace("%", "%%")
    except CitexError:
        return "none"


def _host(pair: str) -> tuple[str, Any]:
    name, sign, address = pair.partition("=")
    if not sign or not name:
        raise CitexError(f"--host {pair}: a host is given as SERVICE=URL")
    return name, address
