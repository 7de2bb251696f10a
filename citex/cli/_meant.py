"""What is said of a call that cannot be done: what was meant, and what to write instead."""

from __future__ import annotations

import argparse
import itertools
import os
import re
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

from citex import stylebook
from citex._late import difflib, regex
from citex.cli import _lore, _parser
from citex.cli._instead import instead, joined, overwritten, written_as
from citex.csl.output import NOT_WRITTEN, OUTPUTS, SUFFIXES
from citex.errors import CitexError
from citex.sources import is_address, neighbour
from citex.text.identifiers import parse

_LIKE = regex(r"(\w[\w.+-]{0,30}?)(?:2|-to-|-2-|_to_)(\w[\w.+-]{0,30})")

_TEXT = regex(r"\s*(?:@\w+\s*[{(]|[{\[]|<\?xml|<\w+[\s>]|TY {2}- |%0 )")


def call(given: Sequence[str], verbs: Collection[str]) -> list[str]:
    """A call that does not begin with a verb, as it was meant. Raises CitexError."""
    given = list(given)
    for number, word in enumerate(given):
        if word in verbs:
            rest = [*given[:number], *given[number + 1 :]]
            if all(option.startswith("-") for option in given[:number]):
                return [word, *rest]  # citex -q convert x.bib
            if given[0].startswith("-"):
                raise CitexError(_behind(given[0], rest, word))
            break
        if word == "-" or os.path.isfile(word):
            break
    if given[0] == "--" and len(given) > 1:
        return ["show", *given]
    if given[0] == "-" or os.path.isfile(os.path.expanduser(given[0])):
        if given[0][:1] == "-" != given[0]:
            given[0] = f"./{given[0]}"
        writes = any(
            word[:2] in ("-t", "-o", "-O") or word.startswith(_WRITE) for word in given[1:]
        )
        return ["convert" if writes else "show", *given]
    if _lore.DASHES.sub("-", given[0]).startswith("-"):
        raise CitexError(_behind(given[0], given))
    raise CitexError(verb(given, verbs))


_WRITE = ("--to", "--out", "--as", "--report", "--locale", "--read-option")


def verb(given: Sequence[str], verbs: Collection[str]) -> str:
    """What to write where `given` does not begin with a verb."""
    word, *rest = given
    name = word.lower()
    if name in verbs or name in _lore.SYNONYMS:
        return _no_verb(word, [name] if name in verbs else _lore.SYNONYMS[name], rest)
    if said := _lore.NO_VERB.get(name):
        return f"no verb {word[:80]!r}; {said}"
    two = _LIKE.fullmatch(word)
    if two and (two[2].lower() in _lore.KINDS or _lore.is_formatter(two[2])):
        to = ["-t", two[2]] if _lore.is_formatter(two[2]) else ["--as", _lore.KINDS[two[2].lower()]]
        if _lore.is_format(two[1]):
            return _no_verb(word, ["convert"], [*rest, "-f", two[1], *to])
        if _lore.SYNONYMS.get(two[1].lower()) == ["fetch"]:  # doi2bib
            return _no_verb(word, ["fetch"], [*rest, *to])
    if _lore.with_blanks(given):
        return f"a name with blanks stands in quotes; write: {instead('show', given)}"
    if os.path.isdir(word):
        return fault_of(word, "show", given)
    if _lore.local_path(word) or (is_address(word) and _is_url(word)):
        return fault_of(word, "show", given)
    if parse(word) is not None and not (rest and _lore.is_formatter(" ".join(given))):
        return f"{word} is an identifier, no verb; write: {instead('fetch', given)}"
    if _lore.is_path(word) and not _lore.is_formatter(word):
        return fault_of(word, "show", given)
    if close := difflib.get_close_matches(name, [*verbs, "help", *_lore.SYNONYMS], 1, 0.75):
        return _no_verb(word, _lore.SYNONYMS.get(close[0], [close[0]]), rest)
    if _lore.is_formatter(word) or _lore.is_formatter(" ".join(given)):
        return f"{word!r} is no verb but what to write; write: {instead('convert', given)}"
    if name in _lore.KINDS:
        return f"{word!r} is no verb but a kind of output; write: {instead('convert', given)}"
    if said := formatter(word):
        return f"no verb {word[:80]!r}; {said}"
    if " " in word.strip():
        return f"{word[:80]!r} is no verb; write: {by_title(word)}"
    return f"no verb {word[:80]!r}; the verbs are {', '.join(verbs)}"


def by_title(words: str) -> str:
    """The call that searches for words."""
    return joined("fetch", "--title", words)


def _no_verb(word: str, known: Sequence[str], rest: Sequence[str]) -> str:
    return f"no verb {word[:80]!r}; {_instead_of_verb(known, rest)}"


_LISTING = ("styles", "formats", "explain")
"""The verbs that list what there is."""


def _instead_of_verb(known: Sequence[str], rest: Sequence[str]) -> str:
    other = _lore.SYNONYMS.get(rest[0].lower(), [rest[0].lower()])[0] if rest else ""
    if other in _LISTING:  # citex list styles
        known, rest = [other], rest[1:]
    name, *usual = known
    if name == "fetch" and rest and not any(map(_is_known, rest)):
        if not _lore.is_formatter(" ".join(rest)):
            return f"write: {by_title(' '.join(rest))}"
        name = "styles"
    return f"write: {instead(name, rest, usual)}"


def _is_known(word: str) -> bool:
    return word.startswith("-") or os.path.exists(word) or parse(word) is not None


def _behind(option: str, words: Sequence[str], verb: str = "") -> str:
    """What to write where an option stands before the verb."""
    option = _lore.DASHES.sub(_lore.hyphens, option).partition("=")[0]
    options = _lore.options_of("convert")
    name = option.lstrip("-").lower()
    shown = f"no option {option[:80]!r}"
    if option == "-v" and len(words) == 1:
        return f"{shown}; write: citex -V"
    if not verb and (of_text := _of_text(words)) and "citex cite" in of_text:
        return f"{shown}; {of_text}"
    if not verb and (
        name in _parser.VERBS
        or (name in _lore.SYNONYMS and option not in {*_lore.OPTIONS_MEANT, *options})
    ):
        return f"{shown}; {_instead_of_verb(_lore.SYNONYMS.get(name, [name]), words[1:])}"
    meant, said = _lore.of_option(option, verb or "convert", options, words)
    if option == "--citeproc" or not (
        said
        or meant
        or option in options
        or option[:2] in options
        or any(map(os.path.isfile, words))
    ):
        return f"{shown} stands before the verb; {said or '`citex help` lists the verbs'}"
    why = "a verb stands before the options"
    if said and not meant and option not in options:
        why = f"{shown}; {said}"
    if not verb:
        shows = _lore.options_of("show")
        told = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
        verb = "show" if all(one in shows for one in told) else "convert"
    return f"{why}; write: {instead(verb, words)}"


def unknown(rest: Sequence[str], parser: _parser.Parser, words: Sequence[str]) -> str:
    """What is said of words that a verb does not take: `rest` of all its `words`."""
    place = next((n for n, word in enumerate(rest) if word.startswith("-")), 0)
    option = rest[place].partition("=")[0]
    shown = option[:80]
    if not option.startswith("-"):
        if parser.verb == "cite" and (said := _of_text(words)):
            return said
        return f"{parser.verb}: takes no more words, and was given {shown!r} ({parser.way})"
    said = _lore.of_option(option, parser.verb, parser._option_string_actions, words)[1]
    if os.path.isfile(rest[place]):
        said = "a file of that name begins with ./"
    mark = "" if said.endswith("?") else ";"
    way = f"; {said}{mark} write: {instead(parser.verb, words)}" if said else f" ({parser.way})"
    return f"{parser.verb}: has no option {shown}{way}"


def _of_text(words: Sequence[str]) -> str:
    """What was meant by a call of `cite` that names a library, or works, beside a text; or nothing.

    The verb takes one text, whose library is named by -b.
    """
    files = [word for word in words if os.path.isfile(word)]
    libraries = [word for word in files if _lore.is_library(word)]
    style = next((known for word in words if (known := _style_behind(word, words))), "")
    texts = [word for word in files if word not in libraries]
    chosen = [f"--style={style}"] if style else []
    if len(texts) == 1 and libraries:
        named = [part for library in libraries for part in ("-b", library)]
        found = joined("cite", *texts, *named, *chosen)
        target = next((word for word in words if _is_new_text(word)), "")
        if target and {"-b", "--bib"} & {*words}:
            found = joined("cite", *texts, *named, *chosen, "-o", target)
            return f"-o names the file for the text; write: {found}"
        return f"the library of a text is named by -b; write: {found}"
    if libraries and not texts:
        listed = joined("convert", *libraries, "-t", style or "apa")
        return (
            f"{libraries[0]} is a library, no text, and records are not picked; for its list "
            f"write: {listed}"
        )
    return ""


def _is_new_text(word: str) -> bool:
    """Whether a word names a text that is not there."""
    suffix = os.path.splitext(word)[1].lower()
    return suffix in _lore.KIND_OF_FILE and not os.path.exists(word)


def _style_behind(option: str, words: Sequence[str]) -> str:
    """The style that an option of `cite` names; nothing of another word."""
    name, sign, value = option.partition("=")
    if name not in ("-t", "-s", "--style", "--to", "--csl"):
        return ""
    return value if sign else _lore.value_of(name, words)


def fault(args: argparse.Namespace) -> str:
    """Why this call of a verb that reads files cannot be done, and what to write; or nothing."""
    to = getattr(args, "to", None)
    file = next(
        (pair for pair in getattr(args, "options", ()) if _lore.is_setting_of_file(pair)), None
    )
    if file:
        return f"-O sets an option, and {file} is a file; write: {_again(args)}"
    kind = getattr(args, "kind", None)
    if (
        kind
        and "kind" not in args.configured
        and kind.lower() not in _lore.KINDS
        and _lore.is_formatter(kind)
    ):
        return f"--as names a kind of output, and {kind!r} is what to write; write: {_again(args)}"
    if args.format and os.path.isfile(args.format):
        return f"--from names a format, and {args.format} is a file; write: {_again(args)}"
    if to and _lore.is_target(to) and not os.path.exists(to) and not _lore.is_formatter(to):
        return f"-t names what to write, and {to!r} a file; write: {_again(args)}"
    for argument in ("citations", "copy"):
        if f"--{argument}" in args.words:
            to = getattr(args, argument)
    listed = _listed(args.words)
    if listed and not _lore.spelled(to, args.inputs):
        return f"several are named with commas between them; write: {instead(args.verb, listed)}"
    for word in args.inputs:
        if said := fault_of(word, args.verb, args.inputs, to, args.words):
            return said
    return ""


_LISTS = ("--citations", "--exports", "--select", "--ignore")
"""The options that take several names."""


def _listed(words: Sequence[str]) -> list[str]:
    """The words of a call, with commas between the names of an option that had blanks; or none."""
    for place, word in enumerate(words):
        if word in _LISTS:
            behind = itertools.takewhile(_is_name, words[place + 1 :])
            names = list(behind)
            if len(names) > 1:
                return [*words[: place + 1], ",".join(names), *words[place + 1 + len(names) :]]
    return []


def _is_name(word: str) -> bool:
    return not (word.startswith("-") or os.path.splitext(word)[1] or os.path.exists(word))


def _again(args: argparse.Namespace, *more: str) -> str:
    return instead(args.verb, [*args.words, *more])


def fault_of(
    word: str,
    verb: str,
    given: Sequence[str],
    to: str | None = None,
    words: Sequence[str] | None = None,
) -> str:
    """Why this input of a verb cannot be read, and what was meant; nothing where it can be tried.

    `given` are all the inputs, `to` is what shall be written of them, `words` is the whole call.
    """
    if word == "-":
        return ""
    words = given if words is None else words
    place = os.path.expanduser(word)
    if os.path.isdir(place):
        return (
            f"{word} is a folder; name the files in it, for example {os.path.join(word, '*.bib')}"
        )
    if _lore.is_style(place):
        return f"{word} is a style, and no records; write: {instead(verb, words)}"
    if _lore.unpacker(place):
        packer = _lore.PACKED[os.path.splitext(place)[1].lower()][2]
        return f"{word} is packed by {packer}; write: {instead(verb, words)}"
    if os.path.exists(place) or "\0" in word:
        return ""
    if word in _parser.VERBS or word == "help":
        return f"no file {word!r}; a verb stands once, and first: {instead(verb, words)}"
    if "\n" in word or _TEXT.match(word):
        shown = " ".join(word.split())[:40]
        way = instead(verb, words, stdin=True, without=word)
        return f"{shown!r} is a text, no file; a text goes to standard input: ... | {way}"
    if _lore.DASHES.match(word):
        return f"no file {word!r}; an option begins with a hyphen; write: {instead(verb, words)}"
    if word.startswith("./-") and word[2:] in words:
        return f"no file {word[2:]!r}; behind -- all are files; write: {instead(verb, words)}"
    if word in " ".join((_lore.spelled(to, given), *_lore.with_blanks(given))).split():
        return f"a name with blanks stands in quotes; write: {instead(verb, words)}"
    if path := _lore.local_path(word):
        if not os.path.isfile(path):
            return f"no file {path!r}"
        return f"{word} is the address of a file; write: {instead(verb, words)}"
    if _lore.is_identifier(word):
        return f"{word} is an identifier, no file; write: {instead(verb, words)}"
    if is_address(word):
        return f"{word} is an address, and citex reads files; write: {instead(verb, words)}"
    parts = re.split(r"[,;\s]+", word)
    if len(parts) > 1 and all(map(os.path.isfile, parts)):
        found = instead(verb, [*parts, *words], without=word)
        return f"no file {word!r}; each file is a word of its own; write: {found}"
    if word.lower() in _lore.KINDS and verb == "convert":
        kind = _lore.KINDS[word.lower()]
        return f"no file {word!r}; the kind of output is --as {kind}: {instead(verb, words)}"
    if re.search(r"[*?\[]", word):
        return f"no file matches {word}"
    file, _, key = word.rpartition(":")
    if key and os.path.isfile(file):
        return f"no file {word!r}; {_lore.PICKED}: {instead(verb, [file, *words], without=word)}"
    near = neighbour(Path(place))
    if word.lower() in _lore.INTO or _lore.is_formatter(word):
        found = instead(verb, words)
        if to and _lore.is_formatter(word):
            return f"no file {word!r}; only one is named, and that is {to!r}: {found}"
        options = (one for one in ("--citations", "-t", "-o") if f" {one} " in found)
        named = f"what to write is named by {next(options, '-t')}"
        return f"no file {word!r}; {named if to is None else 'write'}: {found}"
    others = any(os.path.isfile(os.path.expanduser(other)) for other in given if other != word)
    if (
        others
        and to is None
        and _lore.is_target(word)
        and (verb != "check" or os.path.splitext(word)[1].lower() in SUFFIXES)
    ):
        return f"no file {word!r}; to write it: {instead(verb, words)}"
    if near:
        return f"no file {word!r}; did you mean {near!r}?"
    if others and not _lore.is_path(word):
        return f"no file {word!r}; {_lore.PICKED}: {instead(verb, words)}"
    return f"no file {word!r}"


def unread(name: str, head: bytes, args: argparse.Namespace) -> str:
    """What an input is in which no format was found; nothing where that is not known.

    `head` is how standard input begins, where that is what was read.
    """
    if name != "-":
        with open(os.path.expanduser(name), "rb") as file:
            head = file.read(2000)
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    shown = name if name != "-" else "standard input"
    if lines and all(map(_lore.is_identifier, lines[:3])):
        if name == "-":
            return f"{shown} holds identifiers; write: ... | {instead('fetch', [], stdin=True)}"
        return f"{shown} holds identifiers; write: {instead('fetch', [name])}"
    if lines and all(os.path.isfile(line) for line in lines[:3]):
        found = instead(args.verb, args.words, stdin=True, without=name)
        many = f"xargs {found}" if name == "-" else f"xargs {found} < {shlex.quote(name)}"
        return f"{shown} holds the names of files; write: {'... | ' * (name == '-')}{many}"
    said = _lore.KIND_OF_FILE.get(os.path.splitext(name)[1].lower())
    return f"{name} is {said}" if said else ""


def in_place(args: argparse.Namespace, holds: str) -> str:
    """What to write where another thing would take the place of what is read."""
    return f"{args.target} is what is read, and {holds} would take its place; write: {_again(args)}"


def of_file(verb: str, file: str) -> str:
    """What to write where a file is named to a verb that reads none."""
    other = {"explain": "check", "styles": "convert"}.get(verb, "show")
    return f"{verb}: {file} is a file; write: {instead(other, [file])}"


def nothing_to_write(args: argparse.Namespace) -> str:
    """What to write where a call names inputs alone."""
    given = getattr(args, "inputs", [])
    if len(given) > 1 and _lore.is_written(given[-1]):
        return f"name what to write; to write {given[-1]} anew: " + joined(
            "convert", *given[:-1], "-o", given[-1]
        )
    if args.kind:
        return f"--as {args.kind} is for a style: {_again(args)}"
    return (
        "name what to write: -t FORMAT, -t STYLE or -o FILE, for example -t apa or -o out.ris "
        "(`citex formats` and `citex styles` list them)"
    )


def file_of_ids(word: str, args: argparse.Namespace) -> str:
    """What to write where a file is named in place of identifiers; nothing for another word."""
    file = word.removeprefix("@")
    if not os.path.isfile(file):
        if _lore.spelled(args.to, args.ids):
            return f"a name with blanks stands in quotes; write: {_again(args)}"
        other = word.lower() in _lore.INTO or _lore.is_target(word) or _lore.is_formatter(word)
        named = other and not _lore.is_identifier(word)
        return f"{word!r} is no identifier; write: {_again(args)}" if named else ""
    said = _lore.KIND_OF_FILE.get(os.path.splitext(file)[1].lower())
    return f"{file} is {said}" if said else f"{file} is a file; write: {_again(args)}"


def records(head: bytes, args: argparse.Namespace) -> str:
    """What to write where records came in place of identifiers; nothing where they did not."""
    if not _TEXT.match(head.decode("utf-8", "replace")):
        return ""
    return f"standard input holds records; write: ... | {instead('show', args.words, stdin=True)}"


def empty(args: argparse.Namespace) -> str:
    """What to give where standard input is empty."""
    return f"standard input is empty; name a file: {_again(args, 'FILE')}"


def formatter(word: str) -> str:
    """What was meant by a word that is neither a format nor a style; nothing if that is not known.

    >>> formatter("html")
    "'html' is a kind of output, for a style: citex convert FILE -t apa --as html"
    """
    name = word.lower().lstrip(".")
    if name in _lore.PROGRAMS:
        return f"no format {word!r}; {_lore.PROGRAMS[name]}"
    if name in _lore.KINDS:
        instead = f"citex convert FILE -t apa --as {_lore.KINDS[name]}"
        return f"{word!r} is a kind of output, for a style: {instead}"
    if f".{name}" in NOT_WRITTEN:
        suffix = NOT_WRITTEN[f".{name}"]
        return f"citex writes no {name} files; a style's list goes into: -t apa -o list.{suffix}"
    parts = [part.strip() for part in re.split(r"[,;+]", word)]
    if len(parts) > 1 and all(map(_lore.is_formatter, parts)):
        return f"-t names one format or style, not {len(parts)}: -t {parts[0]}"
    return ""


def style_at(word: str) -> str:
    """What is said of a style's file or address that is not there."""
    name = re.sub(r"\.csl$", "", word.rstrip("/").replace("\\", "/").rpartition("/")[2], flags=re.I)
    if stylebook.exists(name):
        return f"{word}: no style's file is there; the style of that name is {name!r}"
    if is_address(word):
        return (
            f"{word} is an address, and citex reads files: `curl -sLO {shlex.quote(word)}`, "
            f"and name the file"
        )
    return f"{word}: no style's file is there"


def written(word: str, to: str | None) -> str:
    """Why this file cannot be the output, and what was meant; nothing where it can be tried."""
    if not word:
        return "-o names no file"
    kind = word.lower()
    if kind in OUTPUTS and not os.path.exists(word):
        return f"-o names a file, and {word!r} is a kind of output; write --as {kind}"
    if to is None and not os.path.splitext(word)[1] and _lore.is_formatter(word):
        return f"-o names a file, and {word!r} is what to write; write -t {word}"
    if os.path.isdir(os.path.expanduser(word)):
        return f"{word} is a folder; name the file in it: -o {os.path.join(word, 'FILE')}"
    suffix = os.path.splitext(kind)[1]
    if to is None and suffix[1:] in _lore.PROGRAMS and not _lore.is_written(word):
        return f"{word}: {_lore.PROGRAMS[suffix[1:]]}"
    if suffix in NOT_WRITTEN:
        return (
            f"{word}: citex writes no {suffix} files; name a style and another file: "
            f"-t {to if to and not _lore.is_format(to) and stylebook.exists(to) else 'apa'} "
            f"-o {written_as(word)}"
        )
    return ""


def page(target: str, args: argparse.Namespace) -> str:
    """Why this file cannot hold a page, and what to write; nothing where it can."""
    if target == "-":
        return ""
    suffix = os.path.splitext(target)[1].lower()
    if overwritten(target, args.inputs):
        return f"{target} is what is read, and a page would take its place; write: {_again(args)}"
    if suffix in (".html", ".htm", ".xhtml") or not (
        _lore.is_target(target) or suffix in NOT_WRITTEN or suffix in _lore.KIND_OF_FILE
    ):
        return written(target, "html")
    return f"{target}: a page is HTML, and {suffix} is the suffix of another; write: {_again(args)}"


def _is_url(word: str) -> bool:
    found = parse(word)
    return found is None or found.scheme in ("url", "issn")
