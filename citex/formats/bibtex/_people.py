"""Lists of names as BibTeX spells them: "von Last, Jr, First and {A Body} and others"."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from citex._late import regex
from citex._remembered import remembered
from citex.model import OTHERS, Name, Remark, new_name
from citex.model.remarks import add_remark
from citex.text.names.doubts import NAMESAKE, OF_NAMESAKES
from citex.text.names.listed import (
    ordinary,
    ordinary_in_order,
    split_names,
    tidied,
    without_affiliations,
)
from citex.text.names.roles import shares, told_role, with_role
from citex.text.names.words import (
    cut_others,
    is_affiliation,
    is_body,
    is_others,
    is_suffix,
    others_last,
    whole_body,
)
from citex.text.names.written import join_particle, parse_name
from citex.text.richtext.markup import characters
from citex.text.tex.decode import decode, is_wrapped, simple_commands

_AND = regex(r"(?:^|\s)and(?=\s|$)", re.IGNORECASE)
_TOKENS = regex(r"\\.|[{}]|(?:^|(?<=\s))and(?=\s|$)|[;；,]", re.DOTALL | re.IGNORECASE)
_BLANKS = regex(r"\s+")
_MARKS = regex("[\ufdd0-\ufdef]")
_PART = regex(r"\s*(family|given|prefix|suffix|useprefix|[a-z]+-i|id|hash[a-z]*)\s*=(?!=)")
_PARTS_START = regex(r'\s*(?:"\s*)?(?:family|given|prefix|suffix)\s*=')
_COMMAND = regex(r"\\(?:[A-Za-z]+|.)\s*$", re.DOTALL)
_IF_MATH = regex(r"\\ifmmode\b[^\n]{0,80}?\\else\b\s*([^\n]{0,80}?)\\fi\b(?:\{\}|\s)?")
_SPACE = regex(r"(?<!\\)\\ ")
_SUPERSCRIPT = regex(r"\s?(?:\\textsuperscript\s*\{[^{}]*\}|\$\s?\^\s?(?:\{[^{}$]*\}|[^{}$])\s?\$)")
_MARKUP = regex(
    r"\\(?:textbf|textit|textsc|emph|underline|uline)\s*\{([^{}]*)\}"
    r"|\{\s*\\(?:bf|bfseries|it|itshape|em|sc|scshape)\s+((?:[^{}\s][^{}]*)?)\}"
)
_PLACES = 32


@remembered(4096)
def read_names(source: str) -> tuple[tuple[Name, ...], tuple[Remark, ...]]:
    """The names of a field, and what was done to them; `OTHERS` is the last of a list cut short.

    >>> read_names("Knuth, Donald E. and {World Health Organization} and others")[0][1:]
    (Name(literal='World Health Organization'), Name(literal='others'))
    >>> [str(name) for name in read_names(r"{\\O}ystein Ore and {van der} Berg, Jan")[0]]
    ['Øystein Ore', 'Jan van der Berg']
    """
    names: list[Name] = []
    notes: list[Remark] = []
    if source[-1:] in (",", ";") and source.count("{") == source.count("}"):
        source = source.rstrip(" ,;") if " and " in source else source
    if "\\" in source:
        if "\\ifmmode" in source:
            source = _IF_MATH.sub(r"\1", source)
        source = _SPACE.sub(" ", simple_commands(source))
    if "\\" in source or "$" in source:
        source = _unmarked(source, notes)
    joined = " ".join(source.split()).replace(" and ", "\n")
    if (usual := ordinary(joined) or ordinary_in_order(joined)) is not None:
        return tuple(usual), tuple(notes)
    if "&" in source and ";" in source:
        source = characters(source)
    pieces = _pieces(source)
    for piece in _enumerated(pieces, notes):
        piece, role, of_all = (
            (piece, "", False) if "{" in piece else told_role(piece.strip(), notes)
        )
        if of_all:
            names = [with_role(name, role) if shares(name, piece) else name for name in names]
        found = _names(piece, notes)
        names += [with_role(name, role) for name in found] if role else found
    return tuple(without_affiliations(others_last(names), notes)), tuple(notes)


def _names(piece: str, notes: list[Remark]) -> list[Name]:
    """The names of what stands between two "and": one, or several where "and" was not used."""
    if "{" in piece or "\\" in piece or "=" in piece:
        return _cut_short(piece, notes)
    names: list[Name] = []
    texts, more = split_names(piece.replace("~", " "), notes)
    for text in texts:
        if is_affiliation(text):
            names.append(new_name(literal=text.strip(" ,")))
            continue
        if text and not any(map(str.isalpha, text)):
            add_remark(notes, "dropped", "", "there is no name in it", text)
            continue
        bare, extra = tidied(text, notes)
        name = _read_name(bare)
        if name.literal and " " in name.literal and name.literal.isascii():
            add_remark(notes, "guessed", "", "read as the name of a body", text)
        if name:
            names.append(replace(name, extra=extra) if extra else name)
    return [*names, OTHERS] if more else names


def _unmarked(source: str, notes: list[Remark]) -> str:
    """The names without bold type, italics and signs of footnotes: "\\textbf{Owl, A.}$^{1}$"."""
    bare = _MARKUP.sub(lambda match: match[1] or match[2] or "", _SUPERSCRIPT.sub("", source))
    if bare != source:
        add_remark(notes, "repaired", "", "markup and signs of footnotes were left out", source)
    return bare


def _cut_short(piece: str, notes: list[Remark]) -> list[Name]:
    """A name with braces or commands, and `OTHERS` where "et al." stands behind it."""
    bare = piece.strip(" {}")
    if is_others(bare) and bare != "others":  # "{others}" is who is called so
        return [OTHERS]
    piece, more = cut_others(piece)
    if "{" in piece and (bare := NAMESAKE.sub("", piece.rstrip())) != piece.rstrip():
        add_remark(notes, "repaired", "", OF_NAMESAKES, piece)
        piece = bare
    name = _read_name(piece)
    if name.family and name.given and (whole := whole_body(name.family, name.given)):
        name = new_name(literal=whole)
    if name.literal and ", " in name.literal and (found := _in_braces(piece, name.literal)):
        message = "braces hold together what a comma parts; read as people, no body"
        add_remark(notes, "guessed", "", message, piece.strip())
        return [*found, OTHERS] if more else found
    return [*([name] if name else []), *([OTHERS] if more else [])]


def _in_braces(piece: str, text: str) -> list[Name]:
    """The people whom braces hold whole by mistake: "{Smith, J.}"; a second pair says no."""
    if piece.strip()[:2] == "{{" or is_body(text):
        return []
    texts, more = split_names(text, [])
    if not all(map(_PERSON.fullmatch, texts)):
        return []
    return [*map(parse_name, texts), *([OTHERS] if more else [])]


def _enumerated(pieces: list[str], notes: list[Remark]) -> list[str]:
    """The pieces, where "A B, C D and E F" has one "and" before the last of several names."""
    if len(pieces) != 2 or "," in pieces[1] or "," not in pieces[0] or "{" in pieces[0]:
        return pieces
    given: list[Remark] = []
    found, guess = split_names(f"{pieces[0]} and {pieces[1]}", given)
    if guess or len(found) < 3 or is_others(pieces[1]):
        return pieces
    notes += given
    return found


def _pieces(source: str) -> list[str]:
    """The names of a list, cut at "and" outside braces; CNKI's at semicolons, too."""
    if "{" not in source and "\\" not in source:
        return _AND.split(source)
    pieces = _cut(source, "and")
    if len(pieces) == 1 and (";" in source or "；" in source):
        return _cut(source, ";；")
    return pieces


def _cut(source: str, separator: str) -> list[str]:
    """The pieces between separators ("and", or any of some signs) that stand in no braces."""
    pieces: list[str] = []
    depth = start = 0
    for match in _TOKENS.finditer(source):
        token = match[0].lower()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif depth == 0 and token in separator:
            pieces.append(source[start : match.start()])
            start = match.end()
    pieces.append(source[start:])
    return pieces


def _read_name(piece: str) -> Name:
    piece = _BLANKS.sub(" ", piece.replace("~", " ")).strip()
    if "{" not in piece and "\\" not in piece and "=" not in piece:
        return parse_name(piece)
    if _PARTS_START.match(piece):
        return _extended(piece)
    if is_wrapped(piece) and piece[1:2] != "\\":
        inner = piece[1:-1].strip()
        if is_wrapped(inner) and inner[1:2] != "\\":
            text = _text(inner[1:-1])
            alone = text[:1].isupper() and _NO_FAMILY.search(text) is None
            if (
                is_body(text) or alone or _PERSON.fullmatch(text)
            ):  # nobody needs two pairs of braces for one word's sake
                return new_name(literal=text or None)
            return new_name(family=text or None)
        return new_name(literal=_text(inner) or None)
    return _with_groups(piece)


def _with_groups(piece: str) -> Name:
    """A name in which braces hold words together: each group is one letter until it is read."""
    groups: list[str] = []
    out: list[str] = []
    depth = start = 0
    piece = _MARKS.sub("", piece)
    for match in _TOKENS.finditer(piece):
        token = match[0]
        if token == "{":
            if depth == 0:
                out.append(piece[start : match.start()])
                start = match.start()
            depth += 1
        elif token == "}" and depth:
            depth -= 1
            if depth == 0:
                group = piece[start : match.end()]
                start = match.end()
                if group.startswith("{\\") or _argument_of(out) or len(groups) >= _PLACES:
                    out.append(group)
                    continue
                out.append(chr(0xFDD0 + len(groups)))
                groups.append(_text(group[1:-1]))
    out.append(piece[start:])
    name = parse_name(_decoded("".join(out)))
    return _filled(name, groups) if groups else name


def _argument_of(out: list[str]) -> bool:
    before = next((piece for piece in reversed(out) if piece), "")
    return _COMMAND.search(before, max(0, len(before) - 40)) is not None


def _decoded(text: str) -> str:
    """The text decoded around the placeholders, which the decoder would take away."""
    pieces = re.split("([\ufdd0-\ufdef])", text)
    done: list[str] = []
    for piece in pieces:
        if not piece or _MARKS.match(piece):
            done.append(piece)
            continue
        inner = decode(piece).replace("\u00a0", " ")
        before = " " if piece[0] == " " else ""
        after = " " if piece[-1] == " " and inner else ""
        done.append(before + inner + after)
    return _BLANKS.sub(" ", "".join(done)).strip()


def _filled(name: Name, groups: list[str]) -> Name:
    def fill(text: str | None) -> str | None:
        if text is None:
            return None
        return _MARKS.sub(lambda match: groups[ord(match[0]) - 0xFDD0], text) or None

    return new_name(
        fill(name.family), fill(name.given), fill(name.dropping_particle),
        fill(name.non_dropping_particle), fill(name.suffix), fill(name.literal),
    )  # fmt: skip


def _extended(piece: str) -> Name:
    """BibLaTeX's extended format: family=..., given=..., prefix=..., useprefix=..."""
    values: dict[str, str] = {}
    for part in _cut(piece, ","):
        match = _PART.match(part.strip().strip('"'))
        if match:
            value = part.strip().strip('"')[match.end() :].strip()
            values[match[1]] = _text(value.strip('"'))
    prefix = values.get("prefix") or None
    dropping = values.get("useprefix", "true").lower() == "false"
    return new_name(
        values.get("family") or None,
        values.get("given") or None,
        prefix if dropping else None,
        None if dropping else prefix,
        values.get("suffix") or None,
    )


def _text(source: str) -> str:
    return _BLANKS.sub(" ", decode(source)).strip()


def join_names(pieces: list[str], names: list[Name]) -> str:
    """Written names as one list.

    A lone Chinese or Japanese name that would be read as two gets braces.
    """
    if len(pieces) == 1 and not pieces[0].isascii() and "{" not in pieces[0]:
        family, comma, given = pieces[0].partition(", ")
        if comma and read_names(pieces[0])[0] != tuple(names):
            return f"{family}, {{{given}}}"
    return " and ".join(pieces)


def write_name(name: Name, encode: Callable[[str], str], *, extended: bool = False) -> str:
    """The name as BibTeX reads it; `encode` makes LaTeX of each part.

    `extended` allows BibLaTeX's format of named parts where the usual one cannot say the name.

    >>> write_name(Name("Gogh", "Vincent", non_dropping_particle="van"), str)
    'van Gogh, Vincent'
    >>> write_name(Name(literal="Barnes and Noble"), str)
    '{Barnes and Noble}'
    """
    family, given = name.family, name.given
    if (
        family
        and given
        and not (
            name.non_dropping_particle or name.dropping_particle or name.suffix or name.literal
        )
    ):
        text = f"{family}, {given}"
        if _EASY.fullmatch(text) and not (" " in family and is_suffix(given)):
            return text if text.isascii() else encode(text)
    if name == OTHERS:
        return "others"
    if name.literal is not None:
        written = _braced(encode(name.literal)) if name.literal.strip() else ""
        return "{" + written + "}" if _PERSON.fullmatch(name.literal) else written
    if not family and not given:
        return ""
    for braces in _BRACES:
        written = _inverted(name, encode, braces)
        if read_names(written) == ((name,), ()):
            return written
    if extended and read_names(named := _named_parts(name, encode)) == ((name,), ()):
        return named
    return written


def _inverted(name: Name, encode: Callable[[str], str], braces: tuple[bool, bool]) -> str:
    """von Last, Jr, First dropped; `braces`: whether family and given names stand in braces."""
    family, given = (name.family, name.given) if name.family else (name.given, None)
    last, first = _sealed(encode(family or "")), _sealed(encode(given)) if given else ""
    suffix = _sealed(encode(name.suffix)) if name.suffix else ""
    staying = name.non_dropping_particle
    bare = not (given or staying or name.dropping_particle or suffix)
    if braces[0] or (bare and _NO_FAMILY.search(last)):
        last = _braced(last) if is_wrapped(last) or not bare else "{" + _braced(last) + "}"
    if staying:
        particle = _sealed(encode(staying))
        last = f"{particle} {last}" if braces[0] else join_particle(particle, last)
    if braces[1]:
        first = _braced(first) if first else "{}"
        suffix = _braced(suffix) if suffix else ""
    if name.dropping_particle:
        dropped = _sealed(encode(name.dropping_particle))
        first = f"{first} {dropped}" if first else dropped
    if suffix:
        return f"{last}, {suffix}, {first or '{}'}"
    return f"{last}, {first}" if first else last


def _named_parts(name: Name, encode: Callable[[str], str]) -> str:
    """BibLaTeX's extended format."""
    prefix = name.non_dropping_particle or name.dropping_particle
    parts = [
        ("family", name.family), ("given", name.given), ("suffix", name.suffix), ("prefix", prefix),
    ]  # fmt: skip
    text = ", ".join(f"{key}={_braced(encode(value))}" for key, value in parts if value)
    if not prefix:
        return text
    return f"{text}, useprefix={'true' if name.non_dropping_particle else 'false'}"


def _sealed(text: str) -> str:
    """The part in braces where a comma in it would part the name, or "and" the list."""
    apart = "," in text or (" " in text and _AND.search(text) is not None)
    return _braced(text) if apart and not is_wrapped(text) else text


def _braced(text: str) -> str:
    """The text in braces that do not look like those of a command."""
    return "{{}" + text + "}" if text.startswith("\\") else "{" + text + "}"


_BRACES = ((False, False), (True, False), (False, True), (True, True))
_PERSON = regex(
    r"(?:[a-zäöü]+ ){0,3}(?=[^,]*[^\W\d_A-Z])[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*"
    r", [A-Z][^\W\d_]*\.?(?:(?:[ -]|(?<=\.))[A-Z][^\W\d_]*\.?){0,2}[ -]?"
    r"|[\u4e00-\u9fff·]{1,12}, [A-Z]\.?(?:[ -]?[A-Z]\.?){0,3}"  # 昂温, P S
)
_NO_FAMILY = regex(r"\s|[^\x00-\u2fff]")
_CAPITAL = r"(?![a-zß-öø-ÿ])[^\W\d_]"
_WORDS = rf"{_CAPITAL}[^\W\d_]*(?:(?:[-'’]|\.?-|\.? )(?!A[nN][dD]\b){_CAPITAL}[^\W\d_]*)*"
_EASY = regex(rf"(?!A[nN][dD]\b){_WORDS}, (?!A[nN][dD]\b){_WORDS}\.?")
