"""`citex completion`: the script by which bash, zsh or fish completes the command."""

from __future__ import annotations

import argparse
import sys

from citex import stylebook
from citex.cli import _completion

USAGE = "citex completion bash|zsh|fish"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "shell", choices=(*_completion.SHELLS, "styles"), metavar="SHELL",
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
        sys.stdout.write(_completion.script(args.shell))
    sys.stdout.flush()
    return 0
