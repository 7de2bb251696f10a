"""`citex lines`: answers to requests in JSON, one a line, as long as somebody asks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import IO

from citex.bulk.cutting import MAX_SIZE
from citex.bulk.lines import Answerer
from citex.cli._arguments import add_style_settings
from citex.cli._parser import at_least
from citex.csl.output import OUTPUTS

USAGE = "citex lines [--to FORMAT|STYLE ...] [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "-t", "--to", action="append", metavar="FORMATTER",
        help="a citation style or a file format, where a request names none; apa:html is HTML "
        f"({', '.join(OUTPUTS)})",
    )  # fmt: skip
    parser.add_argument(
        "-f", "--from", dest="format", metavar="FORMAT",
        help="the format of records, where a request names none (else each is told by itself)",
    )  # fmt: skip
    add_style_settings(parser)
    parser.add_argument(
        "--max-size", type=at_least(int, 1), metavar="MB",
        help="the most that one request may have (default: 64)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Answer until there is nobody; the exit status."""
    answerer = Answerer(
        **{"to": args.to, "from": args.format, "locale": args.locale, "notices": args.notices,
           "titles": args.titles, "chinese": args.chinese, "links": args.links}
    )  # fmt: skip
    answerer.check()
    most = args.max_size * 1_000_000 if args.max_size else MAX_SIZE
    for line in _requests(sys.stdin.buffer, most):
        answer = answerer.answer(line) if line else TOO_LONG
        sys.stdout.write(answer.decode("utf-8"))
        sys.stdout.flush()
    return 0


TOO_LONG = (
    b'{"errors":[{"code":"too-long","message":"the request is longer than --max-size allows"}]}\n'
)


def _requests(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """The lines that hold something; an empty one for each that is too long."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            if line.strip():
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield b""
