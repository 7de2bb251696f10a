"""The help of a verb in Chinese: argparse's own words, too, and lines as wide as they look."""

from __future__ import annotations

import argparse
from typing import Any

from citex.cli._language import told
from citex.cli._parser import VERBS, Parser
from citex.cli._terminal import Terminal


class _Formatter(argparse.HelpFormatter):
    """argparse's, for a script without blanks whose letters take two columns."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return Terminal(width, styled=False).text(" ".join(text.split())).split("\n")

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return Terminal(width, styled=False).text(" ".join(text.split()), indent=indent)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：")


def translate(parser: Parser) -> None:
    """Put all that the help of this parser says into Chinese."""
    parser.formatter_class = _Formatter
    parser.description = f"{told(VERBS[parser.verb])}。"
    parser.usage = told(parser.line).replace("%", "%%")
    parser.epilog = told(parser.epilog) if parser.epilog else None
    for group in parser._action_groups:
        group.title = told(group.title or "")
    for action in parser._actions:
        if action.help and action.help != argparse.SUPPRESS:
            action.help = told(action.help)


__all__ = ["translate"]
