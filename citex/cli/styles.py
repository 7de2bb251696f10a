"""`citex styles`: the citation styles, searched, shown (`--preview`), added and removed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from citex import csl, stylebook
from citex._late import json
from citex.cli._language import told
from citex.cli._messages import progress, say
from citex.cli._parser import at_least
from citex.cli._terminal import padded
from citex.errors import CitexError, Problem, UnknownStyle
from citex.style_folder import add_styles, remove_styles
from citex.stylebook import StyleInfo

USAGE = (
    "citex styles [WORD ...] [--preview] [--limit N] [--json] | --add PATH ... | --remove NAME ..."
)

PREVIEWED = 10
"""So many styles are shown unless more are asked for."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="words that the name or title holds"
    )
    parser.add_argument(
        "--preview", action="store_true", help="print five references in each style found"
    )
    parser.add_argument(
        "--limit", type=at_least(int, 1), metavar="N",
        help=f"at most so many styles (with --preview: {PREVIEWED})",
    )  # fmt: skip
    parser.add_argument(
        "--add", nargs="+", metavar="PATH",
        help="keep the styles of a file, a folder, an archive or an https address for good",
    )  # fmt: skip
    parser.add_argument(
        "--remove", nargs="+", metavar="NAME", help="take styles that were added away again"
    )
    parser.set_defaults(styles=None)
    parser.add_argument("--json", action="store_true", help="one style a line, for scripts")


def run(args: argparse.Namespace) -> int:
    """List the styles, or show what they print; the exit status."""
    if args.add or args.remove:
        if args.query or (args.add and args.remove):
            raise CitexError("--add and --remove stand alone; search in a command of its own")
        return _add(args.add, args.json) if args.add else _remove(args.remove)
    query = " ".join(args.query)
    progress.begin("searching the styles")
    found = [*_own(args.styles, query), *_found(query)]
    if not found:
        raise UnknownStyle(query, stylebook.nearest(query))
    limit = args.limit or (PREVIEWED if args.preview else len(found))
    shown, more = found[:limit], len(found) - limit
    if args.preview:
        from citex.cli._previews import previews  # a list of names needs no paper

        failed = previews(shown, args.styles, _facts if args.json else None)
    else:
        failed = _list(shown, args.json)
    if more > 0:
        say(f"{more} more; --limit {len(found)} shows all")
    for problem in stylebook.broken_plugins():
        say(f"warning: {problem}")
    return 1 if failed else 0


def _add(places: Sequence[str], as_json: bool) -> int:
    """Add styles; the exit status is 1 if one was none."""
    problems: list[Problem] = []
    for place in places:
        progress.begin("reading the styles")
        for style in add_styles(place, problems=problems):
            if as_json:
                print(json.dumps({**_facts(style), "change": style.change}, ensure_ascii=False))
            else:
                print(f"{padded(told(style.change), 9)}  {style.name}  {style.title}")
    sys.stdout.flush()
    for problem in problems:
        say(f"error: {problem.source}: {problem.message}")
    return 1 if problems else 0


def _remove(names: Sequence[str]) -> int:
    for name in remove_styles(*names):
        print(f"{padded(told('removed'), 9)}  {name}")
    return 0


def _own(folder: str | None, query: str) -> Iterator[StyleInfo]:
    """The styles in the user's folder whose name or title holds every word."""
    for path in sorted(Path(folder).glob("*.csl")) if folder else ():
        try:
            title = csl.load(path).title or path.stem
        except CitexError as error:
            say(f"warning: {error}")
            continue
        if all(word in f"{path.stem} {title}".lower() for word in query.lower().split()):
            yield StyleInfo(name=path.stem, title=title, origin="folder")


def _found(query: str) -> list[StyleInfo]:
    """The styles that hold every word; one whose name or alias this is comes first."""
    found = list(stylebook.styles(query))
    if query and " " not in query and stylebook.exists(query):
        name = stylebook.ALIASES.get(query.lower(), query.lower())
        exact = [info for info in found if info.name == name]
        exact = exact or [info for info in stylebook.styles(name) if info.name == name]
        found = exact + [info for info in found if info.name != name]
    return found


def _list(found: Sequence[StyleInfo], as_json: bool) -> int:
    if as_json:
        for info in found:
            print(json.dumps(_facts(info), ensure_ascii=False))
        return 0
    width = min(max(len(info.name) for info in found), 44)
    for info in found:
        kind = "" if info.origin == "collection" else f"  [{info.origin}]"
        print(f"{info.name:<{width}}  {info.title}{kind}")
    sys.stdout.flush()
    return 0


def _facts(info: StyleInfo) -> dict[str, object]:
    return {
        "name": info.name,
        "title": info.title,
        "origin": info.origin,
        "dependent": info.dependent,
    }
