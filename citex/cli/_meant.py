"""What was meant by a word that stands in the wrong place: as a verb, an input, or an output."""

from __future__ import annotations

import difflib
import os
import re
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

from citex import registry, stylebook
from citex.csl.output import NOT_WRITTEN, OUTPUTS, SUFFIXES
from citex.errors import CitexError
from citex.sources import is_address, neighbour
from citex.text.identifiers import parse

_SYNONYMS = {
    "convert": "format export transform render cite bibliography bib write to translate references "
    "turn reformat 转换 导出 引用",
    "show": "view cat print open display read see preview info 查看 显示",
    "page": "html web serve website 网页",
    "check": "validate lint verify test audit doctor diagnose 检查 校验",
    "explain": "why rule rules code codes 解释",
    "fetch": "get doi lookup resolve download search pmid arxiv isbn import 获取 查询",
    "dedupe": "merge dedup deduplicate duplicates unique uniq combine join concat 去重 合并",
    "formats": "format-list list-formats 格式",
    "styles": "style list-styles csl 样式",
    "completion": "completions complete autocomplete 补全",
    "help": "man manual usage 帮助",
}
_VERBS = {word: verb for verb, words in _SYNONYMS.items() for word in words.split()}
"""What other programs call a verb, and what it is called here."""

_NAMES_IT = {
    "check": ("-t", "check"),
    "dedupe": ("-t", "dedupe"),
    "show": ("--citations", "show"),
    "page": ("--citations", "page"),
}
"""The option by which a verb is told of a format or a style, where `convert -t` is not meant."""

_PROGRAMS = {
    "zotero": "zotero imports -t bibtex, -t ris and -t csljson -O zotero=true",
    "mendeley": "mendeley imports -t bibtex and -t ris",
    "jabref": "jabref imports -t bibtex and -t biblatex",
    "papers": "papers imports -t bibtex and -t ris",
    "citavi": "citavi imports -t ris and -t bibtex",
    "overleaf": "overleaf takes -t bibtex",
    "pandoc": "pandoc takes -t csljson",
    "libreoffice": "libreoffice opens a list in a style: -t apa -o list.rtf",
    "jsonl": "-t csljson -O lines=true writes one record a line",
    "ndjson": "-t csljson -O lines=true writes one record a line",
    "xml": "-t endnote-xml, -t mods and -t word write XML",
    "csv": "no format here is a table; -t csljson is read by most programs",
    "tsv": "no format here is a table; -t csljson is read by most programs",
    "excel": "no format here is a table; -t csljson is read by most programs",
    "xlsx": "no format here is a table; -t csljson is read by most programs",
}
"""What is asked for by another name than a format's: a program, a suffix."""

_INTO = frozenset(("to", "as", "in", "into", "from", "with", "using", "->", "="))
_LIKE = re.compile(r"(\w[\w.+-]{0,30}?)(?:2|-to-|-2-|_to_)(\w[\w.+-]{0,30})")
_TEXT = re.compile(r"\s*(?:@\w+\s*[{(]|[{\[]|<\?xml|<\w+[\s>]|TY {2}- |%0 )")
KINDS = {
    "plain": "text",
    **{suffix[1:]: kind for suffix, kind in SUFFIXES.items()},
    **{name: name for name in OUTPUTS},
}
"""The kinds of output by their names and the suffixes of their files."""


def call(given: Sequence[str], verbs: Collection[str]) -> list[str]:
    """A call that does not begin with a verb, as it was meant. Raises CitexError."""
    for number, word in enumerate(given):
        if word in verbs:  # citex -q convert x.bib
            return [word, *given[:number], *given[number + 1 :]]
        if not word.startswith("-") or word == "-":
            break
    names = [word for word in given if not word.startswith("-") or word == "-"]
    option = next((word for word in given if word.startswith("-") and word != "-"), "")
    if given[0] == "-" or os.path.isfile(given[0]):
        writes = any(word in ("-t", "-o") or word.startswith(("--to", "--out")) for word in given)
        return ["convert" if writes else "show", *given]
    if given[0].startswith("-") and given[0] != "-":
        raise CitexError(_behind(given, option, names))
    raise CitexError(verb(given, verbs))


def verb(given: Sequence[str], verbs: Collection[str]) -> str:
    """What to write where `given` does not begin with a verb."""
    word, *rest = given
    if (known := _VERBS.get(word.lower())) or word.lower() in verbs:
        return _no_verb(word, [known or word.lower(), *rest])
    two = _LIKE.fullmatch(word)
    if two and all(_is_format(name) for name in two.groups()):
        return _no_verb(word, ["convert", *(rest or ["FILE"]), "-f", two[1], "-t", two[2]])
    if close := difflib.get_close_matches(word.lower(), [*verbs, "help", *_VERBS], 1, 0.7):
        return _no_verb(word, [_VERBS.get(close[0], close[0]), *rest])
    if parse(word) is not None:
        return f"{word} is an identifier, no verb; write: {_call('fetch', *given)}"
    if is_address(word) or _is_path(word):
        return fault(word, "show", given)
    if is_formatter(word):
        return f"{word!r} is no verb but what to write; write: " + _call(
            "convert", *(rest or ["FILE"]), "-t", word
        )
    return f"no verb {word[:80]!r}; the verbs are {', '.join(verbs)}"


def fault(word: str, verb: str, given: Sequence[str], to: str | None = None) -> str:
    """Why this input of a verb cannot be read, and what was meant; nothing where it can be tried.

    `given` are all the inputs, `to` is what shall be written of them.
    """
    if word == "-":
        return ""
    place = os.path.expanduser(word)
    if os.path.isdir(place):
        return (
            f"{word} is a folder; name the files in it, for example {os.path.join(word, '*.bib')}"
        )
    if os.path.exists(place) or "\0" in word:
        return ""
    if "\n" in word or _TEXT.match(word):
        shown = " ".join(word.split())[:40]
        return f"{shown!r} is a text, no file; a text goes to standard input: ... | citex {verb}"
    found = parse(word)
    if found is not None and found.scheme not in ("url", "issn"):
        tail = ["-t", to] if to else []
        return f"{word} is an identifier, no file; write: {_call('fetch', word, *tail)}"
    if is_address(word):
        return (
            f"{word} is an address, and citex reads files; write: curl -sL {shlex.quote(word)} | "
            + (_call(verb, *(["-t", to] if to else [])))
        )
    if word in OUTPUTS and verb == "convert":
        return f"no file {word!r}; the kind of output is --as {word}"
    if re.search(r"[*?\[]", word):
        return f"no file matches {word}"
    others = [other for other in given if other != word and os.path.isfile(other)] or ["FILE"]
    if word.lower() in _INTO or is_formatter(word):
        name = word
        if word.lower() in _INTO:
            name = next((other for other in given if is_formatter(other)), "FORMAT")
        option, verb = _NAMES_IT.get(verb, ("-t", "convert"))
        named = f"no file {word!r}; what to write is named by {option}: "
        return named + _call(verb, *others, option, name)
    if others != ["FILE"] and to is None and _is_written(word) and verb in ("convert", "dedupe"):
        return f"no file {word!r}; to write it: {_call(verb, *others, '-o', word)}"
    near = neighbour(Path(place))
    return f"no file {word!r}" + (f"; did you mean {near!r}?" if near else "")


def nothing_to_write(given: Sequence[str]) -> str:
    """What to write where a call names inputs alone."""
    if len(given) > 1 and _is_written(given[-1]):
        return f"name what to write; to write {given[-1]} anew: " + _call(
            "convert", *given[:-1], "-o", given[-1]
        )
    return (
        "name what to write: -t FORMAT, -t STYLE or -o FILE, for example -t apa or -o out.ris "
        "(`citex formats` and `citex styles` list them)"
    )


def formatter(word: str) -> str:
    """What was meant by a word that is neither a format nor a style; nothing if that is not known.

    >>> formatter("html")
    "'html' is a kind of output, for a style: citex convert -t apa --as html"
    """
    name = word.lower().lstrip(".")
    if name in _PROGRAMS:
        return f"no format {word!r}; {_PROGRAMS[name]}"
    if name in KINDS:
        return f"{word!r} is a kind of output, for a style: citex convert -t apa --as {KINDS[name]}"
    if f".{name}" in NOT_WRITTEN:
        instead = NOT_WRITTEN[f".{name}"]
        return f"citex writes no {name} files; a style's list goes into: -t apa -o list.{instead}"
    parts = [part.strip() for part in word.split(",")]
    if len(parts) > 1 and all(map(is_formatter, parts)):
        return f"-t names one format or style, not {len(parts)}: -t {parts[0]}"
    return ""


def written(word: str, to: str | None) -> str:
    """Why this file cannot be the output, and what was meant; nothing where it can be tried."""
    if not word:
        return "-o names no file"
    kind = word.lower()
    if kind in OUTPUTS and not os.path.exists(word):
        return f"-o names a file, and {word!r} is a kind of output; write --as {kind}"
    if to is None and not os.path.splitext(word)[1] and is_formatter(word):
        return f"-o names a file, and {word!r} is what to write; write -t {word}"
    if os.path.isdir(word):
        return f"{word} is a folder; name the file in it: -o {os.path.join(word, 'FILE')}"
    suffix = os.path.splitext(kind)[1]
    if suffix in NOT_WRITTEN:
        name = f"{word[: -len(suffix)]}.{NOT_WRITTEN[suffix]}"
        return (
            f"{word}: citex writes no {suffix} files; name a style and another file: "
            f"-t {to or 'apa'} -o {name}"
        )
    return ""


def _behind(given: Sequence[str], option: str, names: Sequence[str]) -> str:
    shown = option.partition("=")[0][:80]
    if any(os.path.isfile(name) for name in names):
        call = shlex.join(["citex", "convert", *given])
        return f"a verb stands before the options; write: {call}"
    return f"no option {shown!r} stands before the verb; `citex help` lists the verbs"


def _no_verb(word: str, words: Sequence[str]) -> str:
    return f"no verb {word[:80]!r}; write: {_call(*words)}"


def _call(*words: str) -> str:
    """A call as it may be typed."""
    return shlex.join(["citex", *words])


def _is_path(word: str) -> bool:
    return os.sep in word or word.startswith("~") or bool(os.path.splitext(word)[1])


def _is_format(name: str) -> bool:
    try:
        registry.format_named(name)
    except CitexError:
        return False
    return True


def is_formatter(name: str) -> bool:
    """Whether this names a format or a style."""
    return _is_format(name) or stylebook.exists(name)


def _is_written(name: str) -> bool:
    """Whether the suffix of a file's name says what to write."""
    try:
        registry.writer_by_suffix(os.path.splitext(name)[1])
    except CitexError:
        return False
    return True
