"""`python -m citex`, the same as the command `citex`."""

import gc
import sys

from citex.collector import seldom


def run() -> int:
    """Run the command as a process of its own; the exit status."""
    with seldom():
        try:
            from citex.cli import main  # so that this, too, is loaded without looks for cycles

            return main()
        except KeyboardInterrupt:  # while it was loaded; later `main` says so
            return 130
        finally:
            gc.freeze()  # what is left goes with the process: no last look through all of it


if __name__ == "__main__":
    sys.exit(run())
