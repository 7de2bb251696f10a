"""`citex formats`: the file formats that can be read and written."""

from __future__ import annotations

import argparse
import json
import sys

from citex import registry
from citex.cli._common import say
from citex.formats import Format


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.add_argument("name", nargs="?", metavar="FORMAT", help="one format, with its options")


def run(args: argparse.Namespace) -> int:
    """List the formats; the exit status."""
    if args.name:
        forms = [registry.format_named(args.name)]
    else:
        forms = list(registry.formats())
    if args.json:
        print(json.dumps([_facts(form) for form in forms], ensure_ascii=False, indent=2))
    else:
        _table(forms)
        if args.name:
            _options(forms[0])
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
    width = max(len(form.name) for form in forms)
    for form in forms:
        ways = ("read" if form.read else "    ") + " " + ("write" if form.write else "     ")
        suffixes = " ".join(form.suffixes)
        line = f"{form.name:<{width}}  {ways}  {form.title}" + (
            f"  ({suffixes})" if suffixes else ""
        )
        print(line)
    sys.stdout.flush()


def _options(form: Format) -> None:
    for word, options in (("reading", form.read_options), ("writing", form.write_options)):
        for option in options:
            choices = f" ({', '.join(option.choices)})" if option.choices else ""
            print(f"  {word}: {option.name}={option.default}: {option.title}{choices}")
