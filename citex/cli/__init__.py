"""The command `citex`: one file a verb, imported when it is called."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from citex import files
from citex._version import __version__
from citex.cli import _language, _parser
from citex.cli._messages import progress, say
from citex.cli._parser import VERBS
from citex.cli._streams import give_up, standard_streams
from citex.collector import seldom
from citex.errors import CitexError
from citex.prepared import keeping

CLOSED_PIPE = 141
"""The exit status where whoever read the output has gone: that of SIGPIPE in a shell."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status.

    0: all done, or nothing found by the check. 1: some records failed and the others were written,
    or the check found something. 2: nothing was done. 130: interrupted. 141: the output was closed.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    encoding = getattr(sys.stderr, "encoding", None)  # the terminal's own: ours will be UTF-8
    with standard_streams(progress.end), clean_end(), seldom(), keeping():
        return _status(given, encoding)


def _status(given: list[str], encoding: str | None) -> int:
    try:
        try:
            status = _run(_language.begin(given, encoding))
        finally:
            progress.end()
        sys.stdout.flush()
    except CitexError as error:
        say(str(error))
        return 2
    except BrokenPipeError:
        give_up()  # whoever read our output has gone, and wants no more of it
        return CLOSED_PIPE
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
    if not given and _parser.awaited():
        say(
            "standard input was not read: `citex show` shows it, `citex convert -t ris` converts it"
        )
        return 2
    verb, words = _parser.understood(given)
    if verb is None:
        print(f"citex {__version__}" if words else _parser.overview())
        return 0
    parser = _parser.of(verb)
    try:
        args = parser.parse(words)
    except SystemExit:  # the help was printed
        sys.stdout.flush()
        raise
    return int(args.run(args))


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
