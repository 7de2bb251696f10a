"""How many journals have, by the rules, the abbreviation that PubMed or Crossref has for them.

    python tests/bench/abbreviations.py [--failures]

Each distinct title of the recorded responses counts once, in one of two halves by its checksum, so
that what is learned of one can be tried on the other. Stops, hyphens, apostrophes, case and what
stands in brackets are not compared. Crossref's short titles are compared where they are
abbreviations: shorter than the title, with words that begin its words. Exit status 1 when PubMed's
share is below LEAST in either half.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from citex.abbreviations.title_words import abbreviated
from citex.text.journals import abbreviates, folded, unqualified

sys.path.insert(0, str(Path(__file__).parent.parent))
from conftest import shared_folder  # the tests' own, beside this folder

LEAST = 0.9
_IGNORED = re.compile(r"\([^()]*\)|[.,:'’]")


def pubmed(folder: Path) -> Iterator[tuple[str, str]]:
    """The titles and abbreviations in PubMed's records."""
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    for place in sorted(folder.glob("*.xml")):
        for journal in etree.parse(place, parser).iter("Journal"):
            title, short = journal.findtext("Title"), journal.findtext("ISOAbbreviation")
            if title and short:
                yield title, short


def crossref(place: Path) -> Iterator[tuple[str, str]]:
    """The titles and abbreviations in Crossref's records."""
    for line in place.read_text("utf-8").splitlines():
        record = json.loads(line)
        work = record.get("message", record)
        for title, short in zip(
            work.get("container-title") or (), work.get("short-container-title") or (), strict=False
        ):
            if abbreviates(short, title) and folded(short) != folded(title):
                yield title, short


def compared(text: str) -> list[str]:
    """The words of an abbreviation, as they are compared."""
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _IGNORED.sub("", text).replace("-", " ").lower().split()


def main() -> int:
    """Print the shares; the exit status."""
    folder = shared_folder()
    if folder is None:
        print("the recorded responses are not at hand")
        return 0
    records = folder / "data" / "records"
    sources = {
        "PubMed": dict(pubmed(records / "pubmed")),
        "Crossref": dict(crossref(records / "crossref.jsonl")),
    }
    status = 0
    for source, titles in sources.items():
        for half in (0, 1):
            mine = [one for one in titles.items() if zlib.crc32(one[0].encode()) % 2 == half]
            ours = {title: abbreviated(title) or unqualified(title) for title, _ in mine}
            failed = [one for one in mine if compared(ours[one[0]]) != compared(one[1])]
            share = 1 - len(failed) / len(mine)
            print(f"{source}, half {half + 1}: {share:.1%} of {len(mine)} journals")
            status |= source == "PubMed" and share < LEAST
            for title, short in failed if "--failures" in sys.argv else ():
                print(f"    {title}: {short!r}, not {ours[title]!r}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
