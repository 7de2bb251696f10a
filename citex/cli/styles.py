"""`citex styles`: the citation styles, searched, shown (`--preview`), added and removed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from citex import api, csl, registry, stylebook
from citex.cli._common import at_least, typed
from citex.cli._language import told
from citex.cli._messages import progress, say
from citex.cli._streams import unguarded
from citex.cli._terminal import BOLD, DIM, Terminal, padded
from citex.dialog.samples import samples
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
    failed = _previews(shown, args.json, args.styles) if args.preview else _list(shown, args.json)
    if more > 0:
        say(f"{more} more; --limit {len(found)} shows all")
    for problem in registry.broken_plugins():
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


def _previews(found: Sequence[StyleInfo], as_json: bool, folder: str | None) -> int:
    """Print the five references in each style; how many could not be used."""
    failed = 0
    terminal = Terminal.of(sys.stdout)
    for number, info in enumerate(found):
        try:
            style = typed(info.name, folder)
            if as_json:
                references = [entry.text for entry in api.bibliography(samples(), style)]
                print(json.dumps({**_facts(info), "references": references}, ensure_ascii=False))
                continue
            lines = list(_preview(info, style, terminal))
        except CitexError as error:
            failed += 1
            say(str(error))
            continue
        text = ("\n" if number else "") + "\n".join(lines)
        with progress.away():
            print(text, file=unguarded(sys.stdout), flush=True)
    return failed


def _preview(info: StyleInfo, style: str | Path, terminal: Terminal) -> Iterator[str]:
    yield terminal.text(info.title, BOLD)
    yield terminal.text(f"citex convert INPUT -t {info.name}", DIM)
    for entry in api.bibliography(samples(), style, output="html"):
        yield terminal.html(entry.text, "  ")


def _facts(info: StyleInfo) -> dict[str, object]:
    return {
        "name": info.name,
        "title": info.title,
        "origin": info.origin,
        "dependent": info.dependent,
    }
