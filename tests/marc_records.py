"""MARC records out of lines as people write them, in MARCXML and in ISO 2709; and our cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

_CASES = Path(__file__).parent / "formats" / "marc" / "records.toml"
CASES: list[dict[str, Any]] = tomllib.loads(_CASES.read_text(encoding="utf-8"))["case"]

Line = tuple[str, str, list[tuple[str, str]]]
"""A tag, what stands in a control field or the two indicators, and the subfields."""


def parsed(text: str) -> list[Line]:
    """The leader ("LDR") and the fields of some lines."""
    found: list[Line] = []
    for line in filter(None, text.split("\n")):
        tag, rest = line[:3], line[4:]
        if tag == "LDR" or tag < "010":
            found.append((tag, rest, []))
        else:
            head, *parts = rest.split("\x1f" if "\x1f" in rest else "$")
            joined = [*parts]
            for place, part in enumerate(joined):  # "$$1" of 066, "/$1" behind a link
                if part == "1" or (part[:1] == "1" and joined[place - 1].endswith("/")):
                    joined[place - 1] += f"${part[:1]}"
                    joined[place] = part[1:]
            pairs = [(part[0], part[1:]) for part in joined if part]
            found.append((tag, head.replace("#", " "), pairs))
    return found


def marcxml(text: str, prefix: str = "") -> str:
    """One record in MARCXML, its elements with a prefix if one is given."""
    p = f"{prefix}:" if prefix else ""
    body = ""
    for tag, head, pairs in parsed(text):
        if tag == "LDR":
            body += f"<{p}leader>{escape(head)}</{p}leader>"
        elif not pairs:
            body += f'<{p}controlfield tag="{tag}">{escape(head)}</{p}controlfield>'
        else:
            inner = "".join(
                f'<{p}subfield code="{code}">{escape(value)}</{p}subfield>' for code, value in pairs
            )
            body += (
                f'<{p}datafield tag="{tag}" ind1="{head[0]}" ind2="{head[1]}">'
                f"{inner}</{p}datafield>"
            )
    space = f"xmlns{':' + prefix if prefix else ''}"
    return f'<{p}record {space}="http://www.loc.gov/MARC21/slim">{body}</{p}record>'


def iso2709(text: str, encoding: str = "utf-8") -> bytes:
    """One record in ISO 2709; leader/09 says whether it is in UTF-8."""
    leader, directory, data = " " * 24, b"", b""
    for tag, head, pairs in parsed(text):
        if tag == "LDR":
            leader = head.ljust(24)
            continue
        value = head + "".join(f"\x1f{code}{part}" for code, part in pairs)
        field = value.encode(encoding) + b"\x1e"
        directory += f"{tag}{len(field):04}{len(data):05}".encode()
        data += field
    base = 24 + len(directory) + 1
    sign = leader[9] if encoding == "utf-8" else " "
    head = f"{base + len(data) + 1:05}{leader[5:9]}{sign}22{base:05}{leader[17:20]}4500"
    return head.encode() + directory + b"\x1e" + data + b"\x1d"
