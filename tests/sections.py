"""Files of golden texts in sections, one a case: `=== name ===`, and below it what is expected."""

from __future__ import annotations

import functools
import re
from pathlib import Path

_HEAD = re.compile(r"^=== (.+) ===\n", re.MULTILINE)


class Sections:
    """The golden texts of a file, each by its name; each ends with a line break."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        """The names of the sections, in the order of the file."""
        return list(_read(self.path))

    def text(self, name: str) -> str:
        """What the section holds."""
        return _read(self.path)[name]

    def hold(self, name: str, text: str, *, update: bool = False) -> None:
        """The text is what the section holds; with `update`, it becomes so."""
        text = text if text.endswith("\n") else f"{text}\n"
        found = _read(self.path)
        if update and found.get(name) != text:
            _write(self.path, {**found, name: text})
            found = _read(self.path)
        assert name in found, f"no section {name!r} in {self.path.name}: pytest --update-golden"
        assert text == found[name]

    def keep(self, names: list[str], *, update: bool = False) -> None:
        """The file has these sections, in this order, and no other."""
        found = _read(self.path)
        if update and list(found) != names:
            _write(self.path, {name: found[name] for name in names if name in found})
        assert self.names() == names


@functools.cache
def _read(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    parts = _HEAD.split(path.read_bytes().decode("utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _write(path: Path, texts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = "".join(f"=== {name} ===\n{text}" for name, text in texts.items())
    path.write_bytes(whole.encode("utf-8"))
    _read.cache_clear()
