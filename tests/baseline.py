"""What is known to fail today: a list that holds both ways, and only ever shrinks."""

from __future__ import annotations

from pathlib import Path

import pytest


class Baseline:
    """The ids in a file, one a line; a blank line stands between, so that merges do not clash.

    What fails and is not listed fails its test; what holds and is listed fails it too, until the
    line is struck out: by hand, or by `pytest --update-golden` (without -n), which strikes out
    what holds and never adds anything. Without a file, nothing is known to fail. While a line of
    the file says "# under way", what holds may still be listed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        self.under_way = "# under way" in lines
        self.ids = {line.strip() for line in lines if line.strip() and not line.startswith("#")}

    def hold(self, id_: str, complaint: str, *, update: bool = False) -> None:
        """Judge one case: `complaint` is empty where it holds."""
        wrong = self.judge({id_: complaint}, update=update)
        if wrong:
            pytest.fail(wrong, pytrace=False)
        if complaint:
            pytest.xfail(f"known to fail: {complaint}")

    def judge(self, complaints: dict[str, str], *, update: bool = False) -> str:
        """What is to be said of several cases, in lines; empty where all is as it is listed."""
        new = [f"{id_}: {text}" for id_, text in complaints.items() if text and id_ not in self.ids]
        mended = [id_ for id_, text in complaints.items() if not text and id_ in self.ids]
        if mended and update:
            self._strike(mended)
            mended = []
        if self.under_way:
            mended = []
        held = f"holds now: strike it out in {self.path.name} (pytest --update-golden does)"
        return "\n".join([*new, *(f"{id_}: {held}" for id_ in mended)])

    def _strike(self, mended: list[str]) -> None:
        lines = self.path.read_text(encoding="utf-8").split("\n")
        left = ["" if line.strip() in mended else line for line in lines]
        self.path.write_text("\n".join(left), encoding="utf-8")
        self.ids -= set(mended)
