"""How data stands in a page: as JSON that no parser of HTML misreads, or packed."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from citex._late import regex

_FRAGILE = regex("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]")
"""Characters that HTML or UTF-8 might not carry as they are."""

_HALVES = regex("[\ud800-\udfff]")
_STRETCH = regex(r"[\w ,.;:()/+=-]{24,}")
"""What every format writes as it stands: no character that any of them has to escape."""

_FIRST = 0xE000
_MOST = 64
_BETWEEN = "\uf8ff"
_PRIVATE = regex("[\ue000-\uf8ff]")


def script_json(data: Any) -> str:
    """JSON that no parser of HTML can take for the end of its script element.

    >>> script_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    safe = _json(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _FRAGILE.sub(_told, safe)


def packed(kind: str, *columns: Sequence[Any], size: int) -> Iterator[str]:
    """Script elements that nothing runs, each with so many of every column, for `dialog.js`.

    JSON, compressed, in characters that HTML leaves alone. What is alike stands in one column.
    """
    for start in range(0, len(columns[0]), size):
        part = [column[start : start + size] for column in columns]
        encoded = _HALVES.sub(_told, _json(part)).encode("utf-8")
        data = base64.b64encode(zlib.compress(encoded, 9)).decode("ascii")
        yield f'<script type="text/plain" data-citex-packed="{kind}">{data}</script>\n'


def shared(texts: Iterable[str], strings: Sequence[str]) -> tuple[list[str], list[str]]:
    """Strings that say the same long texts, each stretch of which is then said but once.

    Returns the stretches, and the strings with a character for each: U+E000 for the first.

    >>> shared(["Nothing follows from that alone"], ["{Nothing follows from that alone}", "x"])
    (['Nothing follows from that alone'], ['{\\ue000}', 'x'])
    """
    stretches = {found for text in texts for found in _STRETCH.findall(text)}
    chosen = sorted(stretches, key=lambda found: (-len(found), found))[:_MOST]
    joined = _BETWEEN.join(strings)
    if not chosen or len(_PRIVATE.findall(joined)) >= len(strings):
        return [], list(strings)
    for number, stretch in enumerate(chosen):
        joined = joined.replace(stretch, chr(_FIRST + number))
    return chosen, joined.split(_BETWEEN)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _told(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


__all__ = ["packed", "script_json", "shared"]
