"""File formats: what a format says of itself, and the types of its two directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from citex._hints import not_called
from citex.errors import ParseError, Problem
from citex.formats._binary import READ_BY
from citex.formats._source import MAX_SIZE, Source
from citex.model import Paper, finished
from citex.text.cleaning import clean
from citex.text.mending import mend, mend_ends

Problems = list[Problem]
"""Where a reader puts what it could not read; it goes on with the next record."""

Sniffer = Callable[[str], bool]
"""Whether the first characters of a text look like this format."""


Reader = Callable[..., Iterator[Paper]]
"""read(source, problems, /, **options): the papers, lazily; broken records go to `problems`."""

Cleaner = Callable[[Paper], Paper]
"""What a paper goes through that was just read."""

Writer = Callable[..., Iterator[str]]
"""write(papers, /, **options): pieces of text, lazily, which joined are the file."""


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A keyword argument of a reader or writer: its name, values and default, in words."""

    name: str
    title: str
    choices: tuple[str, ...] = ()
    default: Any = None


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A file format, describing itself.

    `name` is what users call it by; `suffixes` begin with a dot; `media_type` is the MIME type of
    a file of it. `read` or `write` is None where that direction does not exist; `read_as` names
    another format whose reader takes its files all the same. `sniff` tells the
    format from the first 8,192 characters of a text (a plug-in's; the built-in formats' looks
    stand together in `detect.py`, so that none is imported before it is needed). `streams` says
    that reading and writing take constant memory. `read_options` and `write_options` describe the
    keyword arguments. `own_tex` says that the texts are TeX, which the reader itself decodes.
    `holds` lists, for a format that is only written, the CSL variables that it
    keeps (the loss report of a format that is read too is made by reading back what was written).
    `clean` brings fields into their usual spelling. `keys`, of a format whose records are objects
    of JSON, are those that `read` looks at: a record need hold no others. Texts that
    are `registered` stay as their publisher has them, even if their bytes were misread.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    media_type: str = "text/plain"
    read: Reader | None = None
    write: Writer | None = None
    read_as: str | None = None
    sniff: Sniffer | None = None
    streams: bool = False
    holds: frozenset[str] | None = None
    read_options: tuple[Option, ...] = ()
    write_options: tuple[Option, ...] = ()
    own_tex: bool = False
    clean: Cleaner = clean
    keys: frozenset[str] | None = None
    registered: bool = False

    def papers(self, source: Source, problems: Problems, **options: Any) -> Iterator[Paper]:
        """The papers of a source, their texts and fields mended as those of every format."""
        tex, clean, registered = not self.own_tex, self.clean, self.registered
        for paper in self._read(source, problems, **options):
            # of markup there is nothing to look for where no text so far had a sign of it
            plain = source.plain if tex else source.plain_tex
            mended = mend_ends(paper) if plain else mend(paper, tex=tex, registered=registered)
            yield finished(clean(mended))

    def several(self, source: Source, problems: Problems, **options: Any) -> list[Paper]:
        """The same papers all at once: each step is done for all of them before the next.

        A processor has the code of one step at hand, and not that of all; so this takes less time.
        """
        read = list(self._read(source, problems, **options))
        tex, registered = not self.own_tex, self.registered
        mended = [mend(paper, tex=tex, registered=registered) for paper in read]
        return [finished(paper) for paper in map(self.clean, mended)]

    def _read(self, source: Source, problems: Problems, **options: Any) -> Iterator[Paper]:
        assert self.read is not None
        own, refusal = READ_BY.get(source.kind, (self.name, ""))
        if own != self.name:
            raise ParseError(refusal, source=source.name)
        return self.read(source, problems, **options)


__all__ = ["MAX_SIZE", "Format", "Option", "Problems", "Reader", "Sniffer", "Source", "Writer"]

not_called(__name__)
