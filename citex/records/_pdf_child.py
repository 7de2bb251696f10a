"""A process of its own that reads a PDF: whatever is in the file, it ends in time and in memory.

It is given the file's bytes and answers in JSON: what the document information and the XMP packet
say, and the text of the first pages; or why it cannot.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

MEMORY = 1_500_000_000
"""How many bytes the process may take, where the system can hold it to that."""
PAGES = 3
LONGEST = 50_000
"""How many characters of a page, or of a value, are told."""
LARGEST = 5_000_000
"""How many bytes of instructions a page has whose text is looked for."""


def main() -> None:
    """Read a PDF from standard input, and write what was found to standard output."""
    _hold()
    logging.disable(logging.CRITICAL)
    try:
        answer = _read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"error": "it unpacks to more than fits into memory"}
    except RecursionError:
        answer = {"error": "it is nested too deeply"}
    except Exception:  # of a broken file, anything may be raised
        answer = {"error": "it is broken"}
    sys.stdout.write(json.dumps(answer))


def _hold() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it is encrypted, and wants a password"}
    found: dict[str, Any] = {"info": {}, "xmp": "", "pages": []}
    for key, value in (reader.metadata or {}).items():
        if isinstance(value, str) and len(found["info"]) < 100:
            found["info"][key.lstrip("/").lower()] = value[:LONGEST]
    root: Any = reader.trailer["/Root"]
    if (packet := root.get("/Metadata")) is not None:
        found["xmp"] = packet.get_object().get_data()[:1_000_000].decode("utf-8", "replace")
    for number in range(min(PAGES, len(reader.pages))):
        found["pages"].append(_text(reader.pages[number]))
    return found


def _text(page: Any) -> str:
    """The text of a page; nothing of one that is too large, or broken."""
    try:
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > LARGEST:
            return ""
        return str(page.extract_text())[:LONGEST]
    except MemoryError:
        raise
    except Exception:  # the other pages may be whole
        return ""
