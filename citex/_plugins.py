"""What other packages add to citex: their entry points, found without loading all metadata."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


def entry_points(group: str) -> Iterable[EntryPoint]:
    """The entry points of installed packages in a group, as `importlib.metadata` finds them.

    That module reads mail headers, which takes longer to load than most calls take; it is asked
    where a package names the group, or where packages may lie elsewhere than in folders.

    >>> list(entry_points("citex.a-group-of-nobody"))
    []
    """
    if not _may_be_named(group.encode()):
        return ()
    from importlib.metadata import entry_points as found  # slow to load

    return found(group=group)


def _may_be_named(group: bytes) -> bool:
    finders = [one for one in sys.meta_path if hasattr(one, "find_distributions")]
    return finders != [PathFinder] or any(_is_named(group, place) for place in sys.path)


def _is_named(group: bytes, place: str) -> bool:
    """Whether a package that lies in a folder names a group; True of what is no folder."""
    try:
        names = os.listdir(place or ".")
    except NotADirectoryError:
        return True  # packed: an archive of packages
    except OSError:
        return False
    return any(
        group in _text(os.path.join(place, name, "entry_points.txt"))
        for name in names
        if name.lower().endswith((".dist-info", ".egg-info")) or name.lower() == "egg-info"
    )


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


__all__ = ["entry_points"]
