"""`citex completion`: the script by which bash, zsh or fish completes the command."""

from __future__ import annotations

import argparse
import os
import sys

from citex import stylebook
from citex.cli import _completion
from citex.errors import CitexError

USAGE = "citex completion bash|zsh|fish"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "shell", metavar="SHELL",
        help="bash, zsh or fish; `styles` lists the styles that begin with PREFIX, for the scripts",
    )  # fmt: skip
    parser.add_argument("prefix", nargs="?", default="", metavar="PREFIX", help=argparse.SUPPRESS)
    parser.epilog = (
        'bash: eval "$(citex completion bash)" in ~/.bashrc. zsh: eval "$(citex completion zsh)" '
        "in ~/.zshrc, behind compinit. fish: citex completion fish | source in config.fish."
    )


def run(args: argparse.Namespace) -> int:
    """Print the script, or the styles; the exit status."""
    if args.shell == "styles":
        for name in sorted({*stylebook.ALIASES, *stylebook._all()}):
            if name.startswith(args.prefix.lower()):
                print(name)
    else:
        shell = os.path.basename(args.shell).lower()  # $SHELL is a path
        if shell not in _completion.SHELLS:
            known = ", ".join(map(repr, _completion.SHELLS))
            raise CitexError(f"there is no script for {args.shell!r}; the shells are {known}")
        sys.stdout.write(_completion.script(shell))
    sys.stdout.flush()
    return 0
