"""BibTeX's syntax: a stream of text becomes entries, its macros resolved and its faults mended.

The outer grammar is bibtexparser's splitter, redone as regular expressions over a sliding window:
a value without faults is one match, and only a fault is looked at character by character. An entry
that cannot be mended is a problem with its line and text; reading goes on at the next "@" that
begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.errors import Problem
from citex.formats import Problems, Source
from citex.model.months import MONTH_NAMES

CHUNK = 1 << 18
"""How many characters of a source are looked at together."""

EXPANDED = 1 << 16
"""How much longer macros may make a value, in characters: macros of macros grow without end."""

PATIENCE, NEAR = 8, 1_000
"""How often the text is looked through in vain for what closes; then only so far, in characters."""

RAW = 10_000
"""How much of a broken record a problem quotes, in characters."""

MONTHS = {month[:3].lower(): month for month in MONTH_NAMES}
"""The macros that every style defines."""

_L3 = r"[^{}\\]*(?:\\.[^{}\\]*)*"
_L2 = rf"[^{{}}\\]*(?:(?:\\.|\{{{_L3}\}})[^{{}}\\]*)*"
_L1 = rf"[^{{}}\\]*(?:(?:\\.|\{{{_L2}\}})[^{{}}\\]*)*"
_QUOTED = rf'[^"{{}}\\]*(?:(?:\\.|\{{{_L1}\}})[^"{{}}\\]*)*'
_GAP = r"[\s,]*(?:%[^\n]*\n[\s,]*)*"
_NAME = r'[^\s=,{}"#%()]+'

_FIELD = regex(
    rf'{_GAP}({_NAME})\s*=\s*(?:\{{({_L1})\}}|"({_QUOTED})"|(\d+))\s*(?=[,}}])', re.DOTALL
)
_FIELD_NAME = regex(rf"{_GAP}({_NAME})\s*=\s*")
_SPACED_NAME = regex(rf"{_GAP}([A-Z][a-z]{{1,20}}(?: [A-Z][a-z]{{1,20}}){{1,3}})\s*=\s*(?=[{{\"])")
"""A name in words, as Web of Science has one: "Early Access Date = {JAN 2020}"."""
_BARE_NAME = regex(rf"{_GAP}({_NAME})\s*(?=,)")
_END = regex(rf"{_GAP}([}})])")
_GAP_ONLY = regex(_GAP)
_SPACE = regex(r"\s*(?:%[^\n]*\n\s*)*")
_BARE = regex(r'[^\s,{}"#=()%]+')
_BARE_TEXT = regex(r'[^\n,{}"#=]+')
_STRAY = regex(rf"\s*,\s*({_NAME})\s*=\s*[{{\"\w]")
_START = regex(r"@[ \t]*([^\s{}(),=\"#%'@\\]+)\s*([{(])")
_WORDS = r"[^\s,{}\"=]+(?:[^\S\n]+[^\s,{}\"=]+)*"
_KEYS = {closer: regex(rf"\s*(?:({_WORDS})\s*)?(?:,|(?=\{closer}))") for closer in "})"}
_KEY_ALONE = regex(rf"\s*([^\s,={{}}\"]+)\s+(?={_NAME}\s*=)")
_KEY_QUOTED = regex(rf"\s*[{{\"]\s*(?:({_WORDS})\s*)?[}}\"]\s*,")
_JUNK = regex(
    rf"(?:[^{{}}@\n,;]|\{{[^{{}}]*\}}){{0,200}}[,;]\s*(?={_NAME}\s*=)"
    r"|[^{}@\n,;\"=]{0,200}[^{}@\n,;\"=\s]\s*(?=\})"
)
"""What is no field, before the next one or before the end."""
_LINE_START = regex(r"^[ \t]*(?=@[ \t]*[^\s{}(),=\"#%'@\\]+\s*[{(])", re.MULTILINE)
_FULL_START = regex(
    rf"^[ \t]*@[ \t]*\w[\w-]*[ \t]*[{{(]\s*(?:(?:[^\s,{{}}=\"]+\s*)?,\s*)?{_NAME}\s*=", re.MULTILINE
)
_SWALLOWED = regex(rf"[,\n][^\S\n]*{_NAME}\s*=\s*(?:[{{\"]|\w+\s*(?:[,}}]|$))")
_HEADER = regex(r"%\s*Encoding:", re.IGNORECASE)
_BRACES = regex(r"\\.|[{}]", re.DOTALL)
_COUNTED = regex(r"[{}]")
_QUOTE_END = regex(r'\\.|[{}"]', re.DOTALL)
_SPACES = regex(r"\s+")


class Entry:
    """An entry as it stands in the file: values without their delimiters, macros resolved.

    `kind` and the names of fields are in lower case; a field keeps the first of several values,
    `repeats` the others; `faults` says what was mended.
    """

    __slots__ = ("faults", "fields", "key", "kind", "line", "repeats")

    def __init__(self, kind: str, key: str, line: int) -> None:
        self.kind = kind
        self.key = key
        self.line = line
        self.fields: dict[str, str] = {}
        self.repeats: list[tuple[str, str]] = []
        self.faults: list[str] = []

    def add(self, name: str, value: str) -> None:
        """A field; of several of one name the first counts."""
        if name in self.fields:
            self.repeats.append((name, value))
        else:
            self.fields[name] = value


class _Broken(Exception):
    """The entry cannot be read, or not with the text that the window holds."""


def resolve(raw: str, strings: dict[str, str], faults: list[str]) -> str:
    """A field's value as it stands in a file, delimiters and "#" included, made one text.

    >>> resolve('"10~" # jan', MONTHS, [])
    '10~January'
    """
    scanner = Scanner(Source.of_text(raw + "}"), [])
    scanner.strings = strings
    try:
        return scanner.value(faults)
    except _Broken as broken:
        faults.append(str(broken))
        return raw


class Scanner:
    """Iterates over the entries of a source, in constant memory.

    `strings` are the macros defined so far, `preambles` the texts of @preamble; both grow while
    the entries are read.
    """

    def __init__(self, source: Source, problems: Problems) -> None:
        self.strings: dict[str, str] = dict(MONTHS)
        self.preambles: list[str] = []
        self._chunks = source.chunks(CHUNK)
        self._problems = problems
        self._name = source.name
        self._text = ""
        self._pos = 0
        self._line = 1  # of _counted
        self._counted = 0
        self._end = 0  # no entry that is being read reaches beyond
        self._next = 0  # the boundary found last
        self._ended = False
        self._in_vain = 0  # how many characters were looked through for what closes nothing

    def __iter__(self) -> Iterator[Entry]:
        while True:
            match = _START.search(self._text, self._pos)
            if match is None:
                if not self._more(keep_from=max(self._pos, len(self._text) - 200)):
                    return
                continue
            comment_end = self._comment_line(match.start())
            if comment_end:
                self._pos = comment_end
                continue
            entry = self._block(match)
            if entry is not None:
                yield entry

    def value(self, faults: list[str]) -> str:
        """The value with which the source begins."""
        while self._more(keep_from=0):
            pass
        self._end = len(self._text)
        return self._value(0, "}", faults)[0]

    def _more(self, keep_from: int) -> bool:
        """Read on, dropping what stands before `keep_from`; False at the end."""
        if self._ended:
            return False
        self._count(keep_from)
        pieces = [self._text[keep_from:]]
        wanted = len(pieces[0]) or 1
        while wanted > 0:
            piece = next(self._chunks, None)
            if piece is None:
                self._ended = True
                break
            pieces.append(piece)
            wanted -= len(piece)
        self._text = "".join(pieces)
        self._pos = max(0, self._pos - keep_from)
        self._next = 0
        self._counted = 0
        self._in_vain = 0
        return True

    def _count(self, position: int) -> int:
        """The line of a position, which is not before the last one asked for."""
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def _comment_line(self, at: int) -> int:
        """The end of the line in which an "@" stands if "%" begins it (biber's rule), else 0."""
        line_start = max(self._text.rfind("\n", 0, at) + 1, self._pos)
        before = self._text[line_start:at].lstrip()
        if not before.startswith("%") or _HEADER.match(before):
            return 0
        line_end = self._text.find("\n", at)
        return line_end if line_end >= 0 else len(self._text)

    def _block(self, match: re.Match[str]) -> Entry | None:
        """The entry that begins here, or None for macros, preambles, comments and broken ones."""
        start = match.start()
        line = self._count(start)
        while True:
            self._end = self._boundary(match.end())
            try:
                return self._parse(match, line)
            except _Broken as broken:
                if self._end < len(self._text) or not self._more(keep_from=start):
                    self._skip(start, line, str(broken))
                    return None
            start = 0
            found = _START.match(self._text)
            assert found is not None  # the text begins where it did
            match = found

    def _boundary(self, position: int) -> int:
        """Where the next entry begins beyond doubt: at a line's beginning, with key and field.

        No entry reaches over it; where there is none, the end of the window.
        """
        if self._next <= position:
            text = self._text
            at = text.find("\n@", position)
            while at >= 0 and _FULL_START.match(text, at + 1) is None:
                at = text.find("\n@", at + 1)
            self._next = at + 1 if at >= 0 else len(text)
        return self._next

    def _skip(self, start: int, line: int, message: str) -> None:
        """Note a broken record and go to the next "@" that begins a line."""
        raw = ""
        self._pos = start + 1
        while True:
            found = _LINE_START.search(self._text, self._pos)
            end = found.start() if found else len(self._text)
            raw += self._text[start : min(end, start + RAW - len(raw))]
            self._pos = end
            start = end
            if found or not self._more(keep_from=end):
                break
            start = 0
        problem = Problem(message=message, line=line, source=self._name, raw=raw.rstrip())
        self._problems.append(problem)

    def _parse(self, match: re.Match[str], line: int) -> Entry | None:
        kind = match[1].lower()
        closer = "}" if match[2] == "{" else ")"
        if kind == "comment":
            self._pos = self._comment_end(match.end())
            return None
        if kind == "preamble":
            value, position = self._value(match.end(), closer, [])
            self.preambles.append(value)
            self._pos = position
            return None
        if kind == "string":
            macros = Entry(kind, "", line)
            self._pos = self._fields(macros, match.end(), closer)
            self.strings.update(macros.fields)
            return None
        return self._entry(Entry(kind, "", line), match.end(), closer)

    def _entry(self, entry: Entry, position: int, closer: str) -> Entry:
        key = _KEYS[closer].match(self._text, position)
        if key is not None:
            entry.key = _SPACES.sub(" ", key[1] or "")
            position = key.end()
        elif alone := _KEY_ALONE.match(self._text, position):
            entry.key = alone[1]
            position = alone.end()
            entry.faults.append("a comma is missing behind the key")
        elif quoted := _KEY_QUOTED.match(self._text, position):
            entry.key = quoted[1] or ""
            position = quoted.end()
            entry.faults.append("the key stood in braces or quotes")
        elif _FIELD_NAME.match(self._text, position):
            entry.faults.append("the entry has no key")
        else:
            raise _Broken("the entry has neither key nor fields")
        self._pos = self._fields(entry, position, closer)
        return entry

    def _fields(self, entry: Entry, position: int, closer: str) -> int:
        """Read the fields up to the end of the entry; where that is."""
        text, fields = self._text, entry.fields
        match_field = _FIELD.match
        closed = 0  # where a brace closed the entry that may be one too many
        while True:
            match = match_field(text, position, self._end)
            if match is not None:
                value = match[match.lastindex or 0]
                position = match.end()
                name = match[1].lower()
                if name in fields:
                    entry.repeats.append((name, value))
                else:
                    fields[name] = value
                continue
            end = _END.match(text, position)
            if end is not None:
                position = end.end()
                if end[1] != closer:
                    entry.faults.append(f"the entry is closed by {end[1]!r}")
                if len(text) - position < 100 and not self._ended and self._end >= len(text):
                    raise _Broken("the text ends too soon")
                if not _STRAY.match(text, position):
                    return position
                entry.faults.append("a closing brace too many was passed over")
                closed = position
                continue
            try:
                position = self._odd_field(entry, position, closer)
            except _Broken as broken:
                if not closed or (self._end == len(text) and not self._ended):
                    raise
                entry.faults.append(f"what stands behind its end was passed over: {broken}")
                return closed
            if position < 0:
                return -position

    def _odd_field(self, entry: Entry, position: int, closer: str) -> int:
        """A field that is not plain; the place behind it, negative if the entry ends there."""
        text = self._text
        match = _FIELD_NAME.match(text, position) or _SPACED_NAME.match(text, position)
        if match is None:
            bare = _BARE_NAME.match(text, position)
            if bare is not None:
                entry.faults.append(f"{bare[1]!r} has no value")
                return bare.end()
            gap = _GAP_ONLY.match(text, position)
            junk = _JUNK.match(text, gap.end() if gap else position, self._end)
            if junk is not None:
                entry.faults.append(f"{junk[0].strip()[:60]!r} was passed over")
                return junk.end()
            return -self._unclosed(entry, position)
        value, position = self._value(match.end(), closer, entry.faults)
        name = match[1].lower().replace(" ", "-")
        entry.add(name, value)
        after = _SPACE.match(text, position)
        position = after.end() if after else position
        if text[position : position + 1] not in (",", closer) and _FIELD_NAME.match(text, position):
            entry.faults.append(f"a comma is missing behind {name!r}")
        return position

    def _unclosed(self, entry: Entry, position: int) -> int:
        """Where an entry ends of which only the last brace is missing."""
        gap = _GAP_ONLY.match(self._text, position)
        position = gap.end() if gap else position
        at_end = position >= len(self._text)
        if at_end and not self._ended:
            raise _Broken("the entry is not closed")
        values = list(entry.fields.values())
        next_one = self._text[position : position + 1] == "@" and _LINE_START.match(
            self._text, self._text.rfind("\n", 0, position) + 1
        )
        if not (at_end or next_one):
            raise _Broken(f"unexpected text: {self._text[position : position + 30]!r}")
        if not values or _SWALLOWED.search(values[-1]):
            raise _Broken("a brace or quote is not closed")
        entry.faults.append("the closing brace of the entry is missing")
        return position

    def _value(self, position: int, closer: str, faults: list[str]) -> tuple[str, int]:
        """A value, pieces joined by "#", macros resolved; and the place behind it."""
        pieces: list[str] = []
        start = position
        while True:
            space = _SPACE.match(self._text, position)
            position = space.end() if space else position
            piece, position = self._piece(position, closer, faults)
            pieces.append(piece)
            space = _SPACE.match(self._text, position)
            position = space.end() if space else position
            if self._text[position : position + 1] != "#":
                value = "".join(pieces)
                if len(value) > position - start + EXPANDED:
                    raise _Broken("its macros make the value too long")
                return value, position
            position += 1

    def _piece(self, position: int, closer: str, faults: list[str]) -> tuple[str, int]:
        text = self._text
        char = text[position : position + 1]
        if char in ("{", '"'):
            end = self._closing(position)
            return text[position + 1 : end], end + 1
        bare = _BARE.match(text, position, self._end)
        if bare is None:
            if char in (",", closer):
                return "", position
            raise _Broken("a value is missing")
        word = bare[0]
        if word.isdigit():
            return word, bare.end()
        macro = self.strings.get(word.lower())
        if macro is not None:
            return macro, bare.end()
        phrase = _BARE_TEXT.match(text, position, self._end)
        if phrase is not None and " " in phrase[0].strip() and closer not in phrase[0]:
            faults.append(f"the value {phrase[0].strip()!r} has no quotes")
            return phrase[0].strip(), phrase.end()
        faults.append(f"the macro {word!r} is not defined")
        return word, bare.end()

    def _closing(self, position: int) -> int:
        """Where the brace or quote at `position` is closed.

        "\\\\{" is no brace, but for BibTeX itself it is: tried where the braces do not fit else.
        """
        quoted = self._text[position] == '"'
        for pattern in (_QUOTE_END, re.compile(r'[{}"]')) if quoted else (_BRACES, _COUNTED):
            depth = 0
            end = self._reach(position)
            for match in pattern.finditer(self._text, position + quoted, end):
                token = match[0]
                if token == "{":
                    depth += 1
                elif token == "}":
                    depth -= 1
                    if depth == 0 and not quoted:
                        return match.start()
                    if depth < 0:
                        end = match.end()
                        break
                elif token == '"' and depth == 0:
                    return match.start()
            self._in_vain += end - position
        raise _Broken("a brace or quote is not closed")

    def _reach(self, position: int) -> int:
        """How far to look for what closes a brace or quote: not far where many are never closed."""
        if self._in_vain < PATIENCE * len(self._text):
            return self._end
        return min(self._end, position + NEAR)

    def _comment_end(self, position: int) -> int:
        """Where a comment ends; at its line's end if its braces do not fit."""
        depth = 1
        end = len(self._text) if self._in_vain < PATIENCE * len(self._text) else position + NEAR
        for match in _COUNTED.finditer(self._text, position, end):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return match.end()
        self._in_vain += min(end, len(self._text)) - position
        if not self._ended and self._end == len(self._text):
            raise _Broken("the comment is not closed")
        line_end = self._text.find("\n", position)
        return line_end if line_end >= 0 else len(self._text)
