"""The command `citex`: one file a verb, imported when it is called."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Sequence

from citex import files
from citex._version import __version__
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
    _open_streams()
    _utf8()
    _clean_end()
    try:
        status = _run(given)
        sys.stdout.flush()
    except CitexError as error:
        _say(str(error))
        return 2
    except BrokenPipeError:
        # whoever read our output has gone: nothing more can be written, at exit neither
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (lives until the process ends)
        _say("the output was closed before all was written")
        return 1
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except OSError as error:  # of standard output: a full disk, a closed stream
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (lives until the process ends)
        _say(f"the output cannot be written: {error.strerror or error}")
        return 2
    except MemoryError:
        _say("the input does not fit into memory")
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
    args = parser.parse_args(given)
    status = args.run(args)
    return int(status)


def _say(message: str) -> None:
    print("citex:", " ".join(message.split()), file=sys.stderr)


def _open_streams() -> None:
    """Where a standard stream was closed by whoever called: nothing comes in, nothing goes out."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  (lives as long as we do)


def _clean_end() -> None:
    """SIGTERM ends the command as it should, but what is half written is taken away before."""

    def end(number: int, frame: object) -> None:
        files.clear()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    with contextlib.suppress(ValueError):  # only the main thread may say so
        signal.signal(signal.SIGTERM, end)


def _utf8() -> None:
    """UTF-8 everywhere, whatever the system's locale; what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


__all__ = ["VERBS", "main"]
