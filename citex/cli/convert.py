"""`citex convert`: papers in one format to another, or to a reference list."""

from __future__ import annotations

import argparse
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citex import api, csl
from citex.cli import _config
from citex.cli._arguments import add_chinese, add_conversion, add_notices, add_titles
from citex.cli._common import Formatter, Run, formatter_of, output
from citex.cli._messages import progress, say
from citex.cli._typed import options, words
from citex.csl.choices import check
from citex.errors import CitexError
from citex.formats import Format
from citex.formats.loss import losses
from citex.model import Paper

if TYPE_CHECKING:
    from citex.csl import Bibliography

USAGE = "citex convert [FILE ...] (-t FORMAT|STYLE | -o FILE) [options]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_conversion(parser, "by the suffix of -o")
    parser.add_argument(
        "--locale", type=_tag, metavar="TAG", help="for styles: the locale, e.g. de-DE"
    )
    add_notices(parser)
    add_titles(parser)
    add_chinese(parser)
    parser.add_argument(
        "--links",
        action=argparse.BooleanOptionalAction,
        help="for styles: DOIs and addresses are links, in HTML, Markdown, LaTeX and Typst",
    )
    parser.add_argument(
        "--abbreviations",
        metavar="LIST,...",
        help="for styles: short forms of journals' titles, by ltwa (the rules of ISO 4), or a file",
    )
    parser.add_argument("--engine", default="citex", help=argparse.SUPPRESS)
    parser.add_argument(
        "--report", action="store_true", help="say what was mended and what the format cannot hold"
    )
    parser.add_argument(
        "--read-option",
        dest="read_options",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the reader; may be repeated",
    )


def run(args: argparse.Namespace) -> int:
    """Convert; the exit status."""
    call = Run(quiet=args.quiet)
    papers = call.papers(args, **options(args.read_options))
    to = formatter_of(args)
    first = next(papers, None)
    if first is None:
        return call.status()
    papers = itertools.chain([first], papers)
    if args.report:
        papers = _reported(papers, to)
    with output(args.target, call, data=to.is_data) as stream:
        for text in _texts(papers, to, args):
            stream.write(text)
        stream.flush()
    return call.status()


def _texts(papers: Iterable[Paper], to: Formatter, args: argparse.Namespace) -> Iterable[str]:
    if not isinstance(to.chosen, Format):
        return _list(papers, to, args)
    for name in ("notices", "links", "abbreviations", "titles", "chinese", "locale"):
        if getattr(args, name) and name not in args.configured:
            raise CitexError(
                f"--{name}: {to.chosen.name!r} is a file format; --{name} is for styles"
            )
    return api.pieces(papers, to.chosen, **to.options)


def _list(papers: Iterable[Paper], to: Formatter, args: argparse.Namespace) -> Iterator[str]:
    with _config.blamed(args, "abbreviations"):
        short = _abbreviator(args, to)
    for option in ("titles", "chinese"):
        with _config.blamed(args, option):
            check(option, getattr(args, option))
    with _config.blamed(args, "locale"):
        given = {name: getattr(args, name) for name in ("notices", "links", "titles", "chinese")}
        asked: dict[str, Any] = {name: value for name, value in given.items() if value}
        processor = api.processor(
            to.style,
            output=to.kind,
            locale=args.locale,
            engine=args.engine,
            **(asked | to.options),
        )
    if args.locale and not args.quiet and not csl.has_words(args.locale):
        say(f"warning: --locale {args.locale}: no words are at hand in it; the English are used")
    found = list(papers if short is None else map(short, papers))
    if args.report and args.titles:
        _report_titles(found, api.sentence_case(found))
    progress.begin(f"formatting {len(found):,} references", quiet=args.quiet)
    refs = processor.bibliography(found)
    _tell_guesses(refs, args)
    printed = {entry.id for entry in refs}
    for paper in found:
        if paper.id not in printed and not args.quiet:
            say(f"warning: {paper.id}: the style prints no reference to it")
    text = str(refs)
    yield text if text.endswith("\n") else text + "\n"


def _abbreviator(args: argparse.Namespace, to: Formatter) -> Callable[[Paper], Paper] | None:
    """What gives short forms to titles: what has a suffix or a slash is a file.

    A file that the configuration names lies beside it. Raises CitexError.
    """
    given = to.options.pop("abbreviations", "")
    usual = args.configured.get("abbreviations")
    folder = usual.place.parent if usual else Path()
    named = [
        folder / os.path.expanduser(word) if os.path.splitext(word)[1] or os.sep in word else word
        for word in words(args.abbreviations or str(given))
    ]
    return api.abbreviator(named) if named else None


def _report_titles(papers: list[Paper], cased: list[Paper]) -> None:
    """Say which titles the list has in another case, and which capitals they kept."""
    for before, after in zip(papers, cased, strict=True):
        for remark in after.remarks[len(before.remarks) :]:
            say(f"{remark.kind}: {after.id}: {remark}")


def _tell_guesses(refs: Bibliography, args: argparse.Namespace) -> None:
    """Say what pinyin is made by rule: of each work where that is asked for, else that there is."""
    if args.report:
        for id_, remarks in refs.remarks.items():
            for remark in remarks:
                say(f"{remark.kind}: {id_}: {remark}")
    elif refs.remarks and not args.quiet:
        say("warning: there is pinyin made by rule: look it over (--report lists it)")


def _tag(text: str) -> str:
    """A locale's tag; of one as a system names it, "de_DE.UTF-8", that part."""
    return text.partition(".")[0].partition("@")[0]


def _reported(papers: Iterable[Paper], to: Formatter) -> Iterator[Paper]:
    for paper in papers:
        for remark in paper.remarks:
            say(f"{remark.kind}: {paper.id}: {remark}")
        if isinstance(to.chosen, Format):
            for loss in losses([paper], to.chosen, **to.options):
                say(f"{loss.kind}: {loss}")
        yield paper
