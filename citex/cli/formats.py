"""`citex formats`: the file formats that can be read and written."""

from __future__ import annotations

import argparse
import json
import shlex
import sys

from citex import registry, stylebook
from citex.cli._language import told
from citex.cli._messages import say
from citex.cli._streams import unguarded
from citex.cli._terminal import DIM, Terminal, columns, harmless, padded
from citex.errors import CitexError, UnknownFormat
from citex.formats import Format

USAGE = "citex formats [NAME] [--read | --write] [--json]"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="for scripts")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--read", action="store_true", help="those that can be read")
    ways.add_argument("--write", action="store_true", help="those that can be written")
    parser.add_argument("name", nargs="?", metavar="NAME", help="one format, with its options")


def run(args: argparse.Namespace) -> int:
    """List the formats; the exit status."""
    if args.name == "list":
        args.name = None
    if args.name:
        try:
            forms = [registry.format_named(args.name)]
        except UnknownFormat:
            if stylebook.exists(args.name):
                style = shlex.quote(args.name)
                raise CitexError(f"{style} is a style; write: citex styles {style}") from None
            raise
    else:
        forms = list(registry.formats())
    forms = [
        form for form in forms if (form.read or not args.read) and (form.write or not args.write)
    ]
    if args.json:
        print(json.dumps([_facts(form) for form in forms], ensure_ascii=False, indent=2))
    else:
        _table(forms)
        if args.name:
            _options(forms)
    for problem in registry.broken_plugins():
        say(f"warning: {problem}")
    return 0


def _facts(form: Format) -> dict[str, object]:
    return {
        "name": form.name,
        "title": form.title,
        "read": form.read is not None,
        "write": form.write is not None,
        "suffixes": list(form.suffixes),
        "aliases": list(form.aliases),
        "media_type": form.media_type,
        "read_options": [option.name for option in form.read_options],
        "write_options": [option.name for option in form.write_options],
    }


def _table(forms: list[Format]) -> None:
    """A line a format: its name, what can be done with it, its suffixes, what it is."""
    head = tuple(map(told, ("NAME", "READ", "WRITE", "SUFFIXES", "FORMAT")))
    rows = [
        (
            form.name,
            told("read") if form.read else "",
            told("write") if form.write else "",
            " ".join(form.suffixes),
            told(form.title),
        )
        for form in forms
    ]
    wide = [max(map(columns, column)) for column in zip(head, *rows, strict=True)]
    terminal = Terminal.of(sys.stdout)
    for row in (head, *rows):
        cells = (padded(cell, width) for cell, width in zip(row, wide, strict=True))
        line = harmless("  ".join(cells).rstrip())
        print(terminal.mark(line, DIM) if row is head else line, file=unguarded(sys.stdout))
    sys.stdout.flush()


def _options(forms: list[Format]) -> None:
    for form in forms:
        if form.aliases:
            print(f"  {told('also called')}: {', '.join(form.aliases)}")
        for word, options in (("reading", form.read_options), ("writing", form.write_options)):
            for option in options:
                choices = f" ({', '.join(option.choices)})" if option.choices else ""
                setting = f"{option.name}={option.default}"
                print(f"  {told(word)}: {setting}: {told(option.title)}{choices}")
