"""The options of verbs that give pieces of their input to processes."""

from __future__ import annotations

import argparse

from citex.bulk.pool import TIMEOUT
from citex.cli._parser import at_least


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments that say how the input is read, and by how many."""
    parser.add_argument(
        "-j", "--jobs", type=at_least(int, 0), metavar="N",
        help="how many processes work (default: as many as there are cores; 0 is this one)",
    )  # fmt: skip
    parser.add_argument(
        "-f", "--from", dest="format", metavar="FORMAT", help="the input's format (else guessed)"
    )
    parser.add_argument(
        "--encoding", metavar="ENCODING", help="the input's encoding (else guessed)"
    )
    parser.add_argument(
        "--timeout", type=at_least(float, 0), default=TIMEOUT, metavar="SECONDS",
        help="how long a process may take for half a megabyte of the input before it is ended, "
        "and the record found at which it hangs (default: %(default)g; 0: as long as it likes)",
    )  # fmt: skip
