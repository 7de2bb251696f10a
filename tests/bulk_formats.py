"""Formats for the tests of bulk, in a module that every process can import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import citex


def _deadly(papers: Iterable[citex.Paper]) -> Iterator[str]:
    for paper in papers:
        if paper.title == "Deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        yield f"{paper.title}\n"


def _mortal(papers: Iterable[citex.Paper]) -> Iterator[str]:
    """Ends its process once for each file of a paper's id that lies in a folder."""
    folder = Path(os.environ["CITEX_TEST_KILLS"])
    for paper in papers:
        (folder / f"worker-{os.getpid()}").touch()
        mark = folder / paper.id
        if mark.exists():
            mark.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        yield f"{paper.title}\n"


def _hanging(papers: Iterable[citex.Paper]) -> Iterator[str]:
    for paper in papers:
        while paper.title == "Endless":
            time.sleep(0.1)
        yield f"{paper.title}\n"


def _faulty(papers: Iterable[citex.Paper]) -> Iterator[str]:
    for paper in papers:
        if paper.title == "Refused":
            raise citex.WriteError("this title cannot be written")
        if paper.title == "Broken":
            raise ZeroDivisionError("a fault of the format")
        yield f"{paper.title}\n"


DEADLY = citex.Format(name="deadly", title="Ends its process", write=_deadly)
MORTAL = citex.Format(name="mortal", title="Ends its process now and then", write=_mortal)
HANGING = citex.Format(name="hanging", title="Never ends", write=_hanging)
FAULTY = citex.Format(name="faulty", title="Fails", write=_faulty)
