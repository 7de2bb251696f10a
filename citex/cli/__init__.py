"""The command `citex`: one file a verb, imported when it is called."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from citex import files
from citex._version import __version__
from citex.cli._streams import give_up, say, standard_streams
from citex.collector import seldom
from citex.errors import CitexError

VERBS = {
    "convert": "papers in one format to another, or to a reference list",
    "show": "the citation dialog of each paper, in the terminal",
    "page": "the citation dialog as one HTML file",
    "check": "what is missing, odd or would be lost",
    "fetch": "records by DOI, PMID, PMCID, arXiv id or ISBN",
    "dedupe": "the same work from several sources, merged",
    "formats": "the file formats that can be read and written",
    "styles": "the citation styles, searched",
}
"""Each verb and its line in the help; the file of its name has `add` and `run`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status.

    0: all done. 1: some records failed, the others were written. 2: nothing could be done.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    with standard_streams(), clean_end(), seldom():
        return _status(given)


def _status(given: list[str]) -> int:
    try:
        status = _run(given)
        sys.stdout.flush()
    except CitexError as error:
        say(str(error))
        return 2
    except BrokenPipeError:
        give_up()  # whoever read our output has gone
        say("the output was closed before all was written")
        return 1
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except OSError as error:  # of standard output: a full disk, a closed stream
        give_up()
        say(f"the output cannot be written: {error.strerror or error}")
        return 2
    except MemoryError:
        say("the input does not fit into memory")
        return 2
    return status


def _run(given: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="citex",
        description="Every citation and export file of a paper.",
        epilog="`citex VERB --help` tells more. Exit status: 0 all done, 1 some records failed, "
        "2 nothing could be done.",
    )
    parser.add_argument("--version", action="version", version=f"citex {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    chosen = next((word for word in given if not word.startswith("-")), None)
    for verb, line in VERBS.items():
        sub = verbs.add_parser(verb, help=line, description=line[0].upper() + line[1:] + ".")
        if verb == chosen:
            module = importlib.import_module(f"citex.cli.{verb}")
            module.add(sub)
            sub.set_defaults(run=module.run)
    try:
        args = parser.parse_args(given)
    except SystemExit:
        sys.stdout.flush()  # the help, which may not be written either
        raise
    status = args.run(args)
    return int(status)


@contextlib.contextmanager
def clean_end() -> Iterator[None]:
    """While the block runs, what is half written is taken away when a signal ends the command.

    A signal that is ignored, or that whoever called us handles, is left alone.
    """

    def end(number: int, frame: object) -> None:
        files.clear()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    ours = []
    with contextlib.suppress(ValueError):  # only the main thread may say so
        for number in _ENDINGS:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                ours.append(number)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


__all__ = ["VERBS", "main"]
