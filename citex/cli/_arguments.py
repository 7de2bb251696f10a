"""The arguments that several verbs share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from citex.cli._parser import at_least
from citex.csl.choices import CHINESE, TITLES
from citex.csl.output import OUTPUTS


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The arguments by which a verb is given its papers."""
    parser.add_argument(
        "inputs", nargs="*", metavar="FILE", help="what to read; none or - is standard input"
    )
    parser.add_argument(
        "-f", "--from", dest="format", metavar="FORMAT", help="the input's format (else guessed)"
    )
    parser.add_argument(
        "--encoding", metavar="ENCODING", help="the input's encoding (else guessed)"
    )
    parser.add_argument(
        "--max-size",
        type=at_least(int, 0),
        metavar="MB",
        help="the most to hold in memory at once, for one record or a file that is read whole "
        "(default: 256)",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings, no progress")


def add_conversion(parser: argparse.ArgumentParser, usual: str) -> None:
    """The arguments of a verb that reads papers and writes them: what, and where to."""
    add_inputs(parser)
    add_output(parser)
    add_formatter(parser, usual)


def add_output(parser: argparse.ArgumentParser) -> None:
    """The argument that names a verb's output."""
    parser.add_argument(
        "-o", "--output", dest="target", metavar="FILE",
        help="write there (else standard output); its suffix says what to write",
    )  # fmt: skip


def add_formatter(parser: argparse.ArgumentParser, usual: str) -> None:
    """The arguments that name what is written: a format, or a style and its kind of output."""
    parser.add_argument(
        "-t", "--to", metavar="FORMATTER",
        help=f"a file format, a citation style, a .csl file (else {usual})",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="kind", metavar="KIND",
        help=f"for styles: {', '.join(OUTPUTS)} (else by the suffix of -o, or text)",
    )  # fmt: skip
    parser.set_defaults(usual_to=None, usual_options={}, styles=None)
    add_options(parser)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Keyword arguments of a formatter or reader, on the command line."""
    parser.add_argument(
        "-O",
        dest="options",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the format or style; may be repeated (`citex formats NAME` lists them)",
    )


def add_citations(parser: argparse.ArgumentParser, styles: Iterable[str]) -> None:
    """The argument that names the citation styles which the dialog shows."""
    parser.add_argument(
        "--citations",
        metavar="STYLE,...",
        default=",".join(styles),
        help="the citation styles shown (default: %(default)s)",
    )
    parser.set_defaults(styles=None)


def add_notices(parser: argparse.ArgumentParser) -> None:
    """The argument that has citations tell of retractions."""
    parser.add_argument(
        "--notices",
        action=argparse.BooleanOptionalAction,
        help="for styles: citations say what was retracted, as the style's manual asks",
    )


def add_style_settings(parser: argparse.ArgumentParser) -> None:
    """The arguments that say how a style prints, where many records are printed one by one."""
    parser.add_argument("--locale", metavar="TAG", help="for styles: the locale, e.g. de-DE")
    add_notices(parser)
    add_titles(parser)
    add_chinese(parser)
    parser.add_argument(
        "--links", action=argparse.BooleanOptionalAction,
        help="for styles: DOIs and addresses are links, in HTML, Markdown, LaTeX and Typst",
    )  # fmt: skip


def add_titles(parser: argparse.ArgumentParser) -> None:
    """The argument that puts titles into sentence case."""
    parser.add_argument(
        "--titles",
        choices=TITLES,
        help="for styles: English titles in sentence case, names with their capitals",
    )


def add_chinese(parser: argparse.ArgumentParser) -> None:
    """The argument that has Chinese works in letters."""
    parser.add_argument(
        "--chinese",
        choices=CHINESE,
        help="for styles: Chinese works in pinyin, characters and translation, for English papers",
    )
