"""What was meant by a call that cannot be done: words in the wrong place, or other programs' words.

The lore of what others call a verb or an option stands in the tables; `instead` makes a call that
can be typed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from citex import registry, stylebook
from citex.cli import _config, _parser
from citex.csl.output import NOT_WRITTEN, OUTPUTS, SUFFIXES
from citex.errors import CitexError
from citex.files import same_file
from citex.sources import is_address, neighbour
from citex.text.identifiers import parse

_SYNONYMS = {
    "convert": "transform translate turn reformat from 转换",
    "convert -t apa": "format cite bibliography bib references reference render citation refs "
    "citations style-with 引用",
    "convert -t ris": "export write to save 导出",
    "convert -t bibtex": "tidy clean fmt normalize normalise fix mend repair pretty",
    "show": "view cat print open display read see preview info list ls import load browse "
    "查看 显示",
    "page": "html web serve website gui 网页",
    "check": "validate lint verify test audit doctor diagnose stats count statistics 检查 校验",
    "explain": "why rule rules code codes 解释",
    "fetch": "get doi lookup resolve download search pmid pmcid arxiv isbn add new query 获取 查询",
    "dedupe": "merge dedup deduplicate duplicates unique uniq combine join concat 去重 合并",
    "formats": "format-list list-formats readers writers 格式",
    "styles": "style list-styles csl 样式",
    "completion": "completions complete autocomplete install-completion show-completion 补全",
    "help": "man manual usage 帮助",
}
_VERBS = {word: call.split() for call, words in _SYNONYMS.items() for word in words.split()}
"""What other programs call a verb, and what it is called here, with what it writes there."""

_READING = ("convert", "show", "page", "check", "dedupe")
"""The verbs that read files."""

_PICKED = "records are not picked: all that are in the files are taken"

_NO_VERBS = {
    "the style says how a list is sorted, and a format keeps the order of the records": "sort",
    _PICKED: "grep find filter select pick extract head tail",
    "the configuration is a file, citex.toml": "config configure init settings set",
    "all styles are at hand, and `citex styles` searches them": "install uninstall",
    "`pip install -U citex-export` brings the newest": "update upgrade",
    "citex changes no records: an editor does": "edit delete remove rm rename",
}
_NO_VERB = {word: said for said, words in _NO_VERBS.items() for word in words.split()}

_OPTIONS = {
    "--to": "-s --style --csl --target --format --write -w --writer --type --citation-style "
    "--bibliography-style --output-style --out-style --convert-to",
    "--as": "--output-format --output-kind --out-format --kind --render",
    "--citations": "-t --to -s --style --styles --csl --citation --citation-style",
    "--from": "--format --input-format -r --read --reader --in-format --source-format",
    "--output": "--out --outfile --output-file --out-file --save --save-as --write-to --dest",
    "--locale": "--lang --language -l",
    "-O": "--option --set --opt",
    "--quiet": "--silent --no-warnings",
    "--contact": "--email --mailto --mail",
    "--fail-on": "--strict --exit-code --severity --level --werror",
    "--select": "--rule --rules --only --code --codes --enable",
    "--ignore": "--exclude --disable --skip --except",
    "--report": "--warnings --verbose --debug -v",
    "--encoding": "--charset --enc",
    "--limit": "-n --max --top --count",
    "--copy": "--clipboard --clip",
}
_MEANT: dict[str, list[str]] = {}
for _option, _names in _OPTIONS.items():
    for _name in _names.split():
        _MEANT.setdefault(_name, []).append(_option)

_UNNAMED = "a file to read is named without an option"

_SAID = (
    ("an identifier is named without an option",
     "--doi --isbn --pmid --pmcid --arxiv --id --identifier --ids", "fetch"),
    ("identifiers in a file come on standard input",
     "-i --input --file -f --from-file --list", "fetch"),
    (_UNNAMED, "-i --input --file --files --in --infile --input-file --bibliography --bib "
     "--library --source", ""),
    (_PICKED, "--key= --keys= -k= --limit= --first= --max= --id= --ids= --only= --cite= --select= "
     "--record= --entry= --filter= --grep= --citekey= --match= --where= --pick=", ""),
    ("a code is named without an option", "--code --codes --rule --rules", "explain"),
    ("the shell is named without an option", "--shell -s", "completion"),
    ("without words it lists them all", "--list -l --all -a", "formats styles explain"),
    ("the words that are searched stand without an option", "--search --query --find", "styles"),
    ("-t csljson writes JSON", "--json", ""),
    ("-t cslyaml writes YAML", "--yaml", ""),
    ("without -o nothing is written to a file", "--dry-run -n --stdout", ""),
    ("a file is replaced without asking", "--force --overwrite -y --yes", ""),
    ("-V prints the version", "-v", ""),
    ("the variable NO_COLOR takes colours away, FORCE_COLOR brings them",
     "--no-color --no-colour --color --colour --color= --no-colors", ""),
    ("the variable CITEX_CONFIG names that file", "--config= --config-file= -c=", ""),
    ("`citex explain CODE` tells how to mend what it finds; it changes no file",
     "--fix --autofix --write --in-place", "check"),
    ("without it the page lies in the file of -o, for any browser", "--open --browser", ""),
    ("the style says how a list is sorted, and a format keeps the order of the records",
     "--sort= --sort-by= --order= --reverse", ""),
    ("it cites in no document; pandoc does, and takes -t csljson",
     "--citeproc --natbib --biblatex --filter", ""),
    ("the script is printed, and `citex help completion` tells where it goes", "--install", ""),
    ("its answer goes to standard output, and behind > into a file", "-o= --output= --out=", ""),
    ("it is not told more than this", "--verbose --debug", ""),
)  # fmt: skip
"""What is said of an option that no other stands for; its names, with "=" where the value that
follows goes with it; the verbs of which it is true, if not of all."""

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

_OTHER = {
    "a document; name the file with the records that it cites": ".tex .md .markdown .rst .qmd "
    ".rmd .typ .org .rtf .html .htm .odt .docx .doc .ipynb",
    "what LaTeX writes for itself; the records are in the .bib file": ".bbl .aux .blg .bcf .bst",
    "a table, and citex reads none; the program it is from exports RIS or BibTeX": ".csv .tsv "
    ".xls .xlsx",
}
_KIND_OF_FILE = {suffix: said for said, names in _OTHER.items() for suffix in names.split()}
"""What a file is that is no bibliography, by its suffix."""

_PACKED = {
    ".gz": ("gunzip -c", b"\x1f\x8b", "gzip"),
    ".bz2": ("bunzip2 -c", b"BZh", "bzip2"),
    ".xz": ("xz -dc", b"\xfd7zXZ", "xz"),
    ".zst": ("zstd -dc", b"\x28\xb5\x2f\xfd", "zstd"),
    ".zip": ("unzip -p", b"PK\3\4", "zip"),
}
"""How a packed file is unpacked to standard output, how it begins, what packed it."""

_INTO = frozenset(
    ("to", "as", "in", "into", "from", "with", "using", "and", "for", "of", "->", "=")
)
_LIKE = re.compile(r"(\w[\w.+-]{0,30}?)(?:2|-to-|-2-|_to_)(\w[\w.+-]{0,30})")
_TEXT = re.compile(r"\s*(?:@\w+\s*[{(]|[{\[]|<\?xml|<\w+[\s>]|TY {2}- |%0 )")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]{1,2}(?=\w)")
"""Dashes that a text processor put in place of hyphens before an option."""
KINDS = {
    "plain": "text",
    **{suffix[1:]: kind for suffix, kind in SUFFIXES.items()},
    **{name: name for name in OUTPUTS},
}
"""The kinds of output by their names and the suffixes of their files."""


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
    if _DASHES.sub("-", given[0]).startswith("-"):
        raise CitexError(_behind(given[0], given))
    raise CitexError(verb(given, verbs))


_WRITE = ("--to", "--out", "--as", "--report", "--locale", "--read-option")


def verb(given: Sequence[str], verbs: Collection[str]) -> str:
    """What to write where `given` does not begin with a verb."""
    word, *rest = given
    name = word.lower()
    if name in verbs or name in _VERBS:
        return _no_verb(word, [name] if name in verbs else _VERBS[name], rest)
    if said := _NO_VERB.get(name):
        return f"no verb {word[:80]!r}; {said}"
    two = _LIKE.fullmatch(word)
    if two and (two[2].lower() in KINDS or is_formatter(two[2])):
        to = ["-t", two[2]] if is_formatter(two[2]) else ["--as", KINDS[two[2].lower()]]
        if _is_format(two[1]):
            return _no_verb(word, ["convert"], [*rest, "-f", two[1], *to])
        if _VERBS.get(two[1].lower()) == ["fetch"]:  # doi2bib
            return _no_verb(word, ["fetch"], [*rest, *to])
    if _with_blanks(given):
        return f"a name with blanks stands in quotes; write: {instead('show', given)}"
    if close := difflib.get_close_matches(name, [*verbs, "help", *_VERBS], 1, 0.75):
        return _no_verb(word, _VERBS.get(close[0], [close[0]]), rest)
    if _local(word) or (is_address(word) and _is_url(word)):
        return fault_of(word, "show", given)
    if parse(word) is not None and not (rest and is_formatter(" ".join(given))):
        return f"{word} is an identifier, no verb; write: {instead('fetch', given)}"
    if _is_path(word) and not is_formatter(word):
        return fault_of(word, "show", given)
    if is_formatter(word) or is_formatter(" ".join(given)):
        return f"{word!r} is no verb but what to write; write: {instead('convert', given)}"
    if name in KINDS:
        return f"{word!r} is no verb but a kind of output; write: {instead('convert', given)}"
    if said := formatter(word):
        return f"no verb {word[:80]!r}; {said}"
    if " " in word.strip():
        return f"{word[:80]!r} is no verb; {_IDS_ONLY}"
    return f"no verb {word[:80]!r}; the verbs are {', '.join(verbs)}"


_IDS_ONLY = (
    "citex looks records up by identifiers, and searches for no words; for example: "
    "citex fetch 10.1038/171737a0"
)


def _no_verb(word: str, known: Sequence[str], rest: Sequence[str]) -> str:
    return f"no verb {word[:80]!r}; {_instead_of_verb(known, rest)}"


def _instead_of_verb(known: Sequence[str], rest: Sequence[str]) -> str:
    name, *usual = known
    if name == "fetch" and rest and not any(map(_is_known, rest)):
        if not is_formatter(" ".join(rest)):
            return _IDS_ONLY
        name = "styles"
    return f"write: {instead(name, rest, usual)}"


def _is_known(word: str) -> bool:
    return word.startswith("-") or os.path.exists(word) or parse(word) is not None


def _behind(option: str, words: Sequence[str], verb: str = "") -> str:
    """What to write where an option stands before the verb."""
    option = _DASHES.sub(_hyphens, option).partition("=")[0]
    options = _known("convert")
    name = option.lstrip("-").lower()
    shown = f"no option {option[:80]!r}"
    if option == "-v" and len(words) == 1:
        return f"{shown}; write: citex -V"
    if not verb and (
        name in _parser.VERBS or (name in _VERBS and option not in _MEANT and option not in options)
    ):
        return f"{shown}; {_instead_of_verb(_VERBS.get(name, [name]), words[1:])}"
    meant, said = of_option(option, verb or "convert", options, words)
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
        shows = _known("show")
        told = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
        verb = "show" if all(one in shows for one in told) else "convert"
    return f"{why}; write: {instead(verb, words)}"


# --- options --------------------------------------------------------------------------------------


def unknown(rest: Sequence[str], parser: _parser.Parser, words: Sequence[str]) -> str:
    """What is said of words that a verb does not take: `rest` of all its `words`."""
    place = next((n for n, word in enumerate(rest) if word.startswith("-")), 0)
    option = rest[place].partition("=")[0]
    shown = option[:80]
    if not option.startswith("-"):
        return f"{parser.verb}: takes no more words, and was given {shown!r} ({parser.way})"
    said = of_option(option, parser.verb, parser._option_string_actions, words)[1]
    if os.path.isfile(rest[place]):
        said = "a file of that name begins with ./"
    mark = "" if said.endswith("?") else ";"
    way = f"; {said}{mark} write: {instead(parser.verb, words)}" if said else f" ({parser.way})"
    return f"{parser.verb}: has no option {shown}{way}"


def of_option(
    option: str, verb: str, known: Mapping[str, argparse.Action], words: Sequence[str]
) -> tuple[list[str], str]:
    """What an option stands for that a verb does not have, and what is said of it.

    The words are those to write in place of the option's name, and of its value where two are.
    """
    value = _value_of(option, words)
    if option.startswith("--"):
        option = option.replace("_", "-")
    given = {known[name].dest for word in words if (name := word.partition("=")[0]) in known}
    near = [name for name in _MEANT.get(option, ()) if name in known]
    kind = KINDS.get(value.lower().lstrip(".")) if "--as" in known else None
    if f"-{option}" in known:
        near = [f"-{option}"]
    free = [name for name in near if known[name].dest not in given]
    if near:
        meant = (free or near)[:1]
        if kind and {"--to", "--as"} & {*near} and not is_formatter(value):
            meant = ["--as", kind]
        return meant, f"did you mean {' '.join(meant)}?"
    bare = re.sub(r"^(?:to|as|in)[-_]", "", option.lstrip("-").lower())
    if option.startswith("--") and bare:
        if bare in KINDS and "--as" in known and not is_formatter(bare):
            meant = ["--as", KINDS[bare]]
            return meant, f"did you mean {' '.join(meant)}?"
        if "-O" in known and (found := _writer_with(bare)):
            setting = value if value and not isinstance(found[1], bool) else "true"
            return ["-O", f"{bare}={setting}"], f"did you mean -O {bare}={setting}?"
        name = "--citations" if "--to" not in known and "--citations" in known else "-t"
        if (name in known or "--to" in known) and is_formatter(bare):
            return [name, bare], f"did you mean {name} {bare}?"
    for said, names, verbs in _SAID:
        if {option, f"{option}="} & {*names.split()} and verb in (verbs.split() or [verb]):
            return [], said
    plain = {name.lstrip("-"): name for name in known if name.startswith("--")}
    close = difflib.get_close_matches(option.lstrip("-").replace("_", "-"), plain, 1, 0.7)
    return ([plain[close[0]]], f"did you mean {plain[close[0]]}?") if close else ([], "")


def meant_by(option: str) -> list[str]:
    """The options that another program's option may mean."""
    return _MEANT.get(option, [])


def _value_of(option: str, words: Sequence[str]) -> str:
    for word, after in zip(words, [*words[1:], ""], strict=True):
        name, sign, value = word.partition("=")
        if name == option:
            return value if sign else "" if after.startswith("-") else after
    return ""


def _takes_value(option: str) -> bool:
    """Whether a value follows an option of other programs that is dropped with it."""
    return any(f"{option}=" in names.split() for _, names, _ in _SAID)


def _writer_with(name: str) -> tuple[str, object] | None:
    """A format that is written with an option of this name, and the option's default."""
    name = name.replace("-", "_")
    every = ((form.name, option) for form in registry.formats() for option in form.write_options)
    return next(((form, option.default) for form, option in every if option.name == name), None)


def _known(verb: str) -> dict[str, argparse.Action]:
    return _parser.of(verb)._option_string_actions


# --- inputs ---------------------------------------------------------------------------------------


def fault(args: argparse.Namespace) -> str:
    """Why this call of a verb that reads files cannot be done, and what to write; or nothing."""
    to = getattr(args, "to", None)
    file = next((pair for pair in getattr(args, "options", ()) if _is_setting_of_file(pair)), None)
    if file:
        return f"-O sets an option, and {file} is a file; write: {_again(args)}"
    if args.format and os.path.isfile(args.format):
        return f"--from names a format, and {args.format} is a file; write: {_again(args)}"
    if to and _is_target(to) and not os.path.exists(to) and not is_formatter(to):
        return f"-t names what to write, and {to!r} a file; write: {_again(args)}"
    for argument in ("citations", "copy"):
        if f"--{argument}" in args.words:
            to = getattr(args, argument)
    for word in args.inputs:
        if said := fault_of(word, args.verb, args.inputs, to, args.words):
            return said
    return ""


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
    if _is_style(place):
        return f"{word} is a style, and no records; write: {instead(verb, words)}"
    if _unpacked(place):
        packer = _PACKED[os.path.splitext(place)[1].lower()][2]
        return f"{word} is packed by {packer}; write: {instead(verb, words)}"
    if os.path.exists(place) or "\0" in word:
        return ""
    if word in _parser.VERBS or word == "help":
        return f"no file {word!r}; a verb stands once, and first: {instead(verb, words)}"
    if "\n" in word or _TEXT.match(word):
        shown = " ".join(word.split())[:40]
        way = instead(verb, words, stdin=True, without=word)
        return f"{shown!r} is a text, no file; a text goes to standard input: ... | {way}"
    if _DASHES.match(word):
        return f"no file {word!r}; an option begins with a hyphen; write: {instead(verb, words)}"
    if word.startswith("./-") and word[2:] in words:
        return f"no file {word[2:]!r}; behind -- all are files; write: {instead(verb, words)}"
    if word in " ".join((_spelled(to, given), *_with_blanks(given))).split():
        return f"a name with blanks stands in quotes; write: {instead(verb, words)}"
    if path := _local(word):
        if not os.path.isfile(path):
            return f"no file {path!r}"
        return f"{word} is the address of a file; write: {instead(verb, words)}"
    if _is_identifier(word):
        return f"{word} is an identifier, no file; write: {instead(verb, words)}"
    if is_address(word):
        return f"{word} is an address, and citex reads files; write: {instead(verb, words)}"
    if word.lower() in KINDS and verb == "convert":
        kind = KINDS[word.lower()]
        return f"no file {word!r}; the kind of output is --as {kind}: {instead(verb, words)}"
    if re.search(r"[*?\[]", word):
        return f"no file matches {word}"
    file, _, key = word.rpartition(":")
    if key and os.path.isfile(file):
        return f"no file {word!r}; {_PICKED}: {instead(verb, [file, *words], without=word)}"
    near = neighbour(Path(place))
    if word.lower() in _INTO or is_formatter(word):
        found = instead(verb, words)
        if to and is_formatter(word):
            return f"no file {word!r}; only one is named, and that is {to!r}: {found}"
        options = (one for one in ("--citations", "-t", "-o") if f" {one} " in found)
        named = f"what to write is named by {next(options, '-t')}"
        return f"no file {word!r}; {named if to is None else 'write'}: {found}"
    others = any(os.path.isfile(os.path.expanduser(other)) for other in given if other != word)
    if (
        others
        and to is None
        and _is_target(word)
        and (verb != "check" or os.path.splitext(word)[1].lower() in SUFFIXES)
    ):
        return f"no file {word!r}; to write it: {instead(verb, words)}"
    if near:
        return f"no file {word!r}; did you mean {near!r}?"
    if others and not _is_path(word):
        return f"no file {word!r}; {_PICKED}: {instead(verb, words)}"
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
    if lines and all(map(_is_identifier, lines[:3])):
        if name == "-":
            return f"{shown} holds identifiers; write: ... | {instead('fetch', [], stdin=True)}"
        return f"{shown} holds identifiers; write: {instead('fetch', [name])}"
    if lines and all(os.path.isfile(line) for line in lines[:3]):
        found = instead(args.verb, args.words, stdin=True, without=name)
        many = f"xargs {found}" if name == "-" else f"xargs {found} < {shlex.quote(name)}"
        return f"{shown} holds the names of files; write: {'... | ' * (name == '-')}{many}"
    said = _KIND_OF_FILE.get(os.path.splitext(name)[1].lower())
    return f"{name} is {said}" if said else ""


def overwritten(target: str, inputs: Iterable[str]) -> bool:
    """Whether the output is one of the inputs."""
    return any(same_file(target, name) for name in inputs if name != "-")


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
    if len(given) > 1 and _is_written(given[-1]):
        return f"name what to write; to write {given[-1]} anew: " + _join(
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
        return ""
    said = _KIND_OF_FILE.get(os.path.splitext(file)[1].lower())
    return f"{file} is {said}" if said else f"{file} is a file; write: {_again(args)}"


def records(head: bytes, args: argparse.Namespace) -> str:
    """What to write where records came in place of identifiers; nothing where they did not."""
    if not _TEXT.match(head.decode("utf-8", "replace")):
        return ""
    return f"standard input holds records; write: ... | {instead('show', args.words, stdin=True)}"


def empty(args: argparse.Namespace) -> str:
    """What to give where standard input is empty."""
    return f"standard input is empty; name a file: {_again(args, 'FILE')}"


# --- outputs --------------------------------------------------------------------------------------


def formatter(word: str) -> str:
    """What was meant by a word that is neither a format nor a style; nothing if that is not known.

    >>> formatter("html")
    "'html' is a kind of output, for a style: citex convert FILE -t apa --as html"
    """
    name = word.lower().lstrip(".")
    if name in _PROGRAMS:
        return f"no format {word!r}; {_PROGRAMS[name]}"
    if name in KINDS:
        instead = f"citex convert FILE -t apa --as {KINDS[name]}"
        return f"{word!r} is a kind of output, for a style: {instead}"
    if f".{name}" in NOT_WRITTEN:
        suffix = NOT_WRITTEN[f".{name}"]
        return f"citex writes no {name} files; a style's list goes into: -t apa -o list.{suffix}"
    parts = [part.strip() for part in re.split(r"[,;+]", word)]
    if len(parts) > 1 and all(map(is_formatter, parts)):
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
    if to is None and not os.path.splitext(word)[1] and is_formatter(word):
        return f"-o names a file, and {word!r} is what to write; write -t {word}"
    if os.path.isdir(os.path.expanduser(word)):
        return f"{word} is a folder; name the file in it: -o {os.path.join(word, 'FILE')}"
    suffix = os.path.splitext(kind)[1]
    if suffix in NOT_WRITTEN:
        return (
            f"{word}: citex writes no {suffix} files; name a style and another file: "
            f"-t {to if to and not _is_format(to) and stylebook.exists(to) else 'apa'} "
            f"-o {_written_as(word)}"
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
        _is_target(target) or suffix in NOT_WRITTEN or suffix in _KIND_OF_FILE
    ):
        return written(target, "html")
    return f"{target}: a page is HTML, and {suffix} is the suffix of another; write: {_again(args)}"


def _written_as(word: str) -> str:
    """The name of a file in place of one that citex does not write."""
    stem, suffix = os.path.splitext(word)
    instead = NOT_WRITTEN.get(suffix.lower())
    return f"{stem}.{instead}" if instead else word


# --- a call that can be typed ---------------------------------------------------------------------


def instead(
    verb: str,
    words: Iterable[str],
    usual: Sequence[str] = (),
    *,
    stdin: bool = False,
    without: str = "",
) -> str:
    """The call that was meant by these words of a verb, as it can be typed.

    `usual` is what is added where nothing says what to write; `stdin` says that no file need be
    named; `without` is a word that is left out.
    """
    return _Call(verb, [word for word in words if word != without], usual, stdin=stdin).text()


class _Call:
    """The words of a call, told apart: inputs, identifiers, options, and what is around it."""

    def __init__(
        self, verb: str, words: Sequence[str], usual: Sequence[str], *, stdin: bool
    ) -> None:
        self.verb, self.usual = verb, usual
        self.stdin = stdin or _parser.awaited()
        self.before = self.behind = ""
        self.inputs: list[str] = []
        self.ids: list[str] = []
        self.options: list[tuple[str, str, str | None]] = []
        """Of each option: its argument, its name, its value."""
        loose = list(self._loose(words))
        if verb in _READING or verb == "fetch":
            self._sort(loose)
            self._choose()
        else:
            self.inputs = loose or ["bash"] * (verb == "completion")

    def _loose(self, words: Sequence[str]) -> Iterator[str]:
        """Take the options; the words that are none."""
        own = _known(self.verb) if self.verb in _parser.VERBS else {}
        known = {**_known("convert"), **own}
        rest = [_DASHES.sub(_hyphens, word) if _DASHES.match(word) else word for word in words]
        while rest:
            word = rest.pop(0)
            if word == "-" or not word.startswith("-"):
                yield word
                continue
            if word == "--" or os.path.isfile(word):
                yield from [f"./{word}"] * (word != "--")
                continue
            name, sign, value = word.partition("=")
            if name not in known and f"-{name}" in known:
                name = f"-{name}"
            elif name not in known and word[1] != "-" and word[:2] in known and word[2:]:
                name, sign, value = word[:2], "=", word[2:]
            if name not in known:
                meant, said = of_option(name, self.verb, own or known, words)
                if meant:
                    name = meant[0]
                    if len(meant) > 1:
                        if value == "" and rest and rest[0] in (meant[1], _value_of(word, words)):
                            rest = rest[1:]
                        sign, value = "=", meant[1]
                elif _takes_value(name) and rest and not (sign or os.path.isfile(rest[0])):
                    rest = rest[1:]
                elif sign and "without an option" in said:
                    yield value
            if name not in known:
                continue
            action = known[name]
            if action.nargs == 0:
                self.options.append((action.dest, name, None))
            elif sign or rest:
                value = value if sign else rest.pop(0)
                if action.dest == "format" and os.path.isfile(value):
                    yield value
                elif (action.dest == "options" and _is_setting_of_file(value)) or (
                    action.dest == "to" and _is_target(value) and not is_formatter(value)
                ):
                    self._set("target", "-o", value)
                else:
                    self.options.append((action.dest, name, value))

    def _sort(self, words: Sequence[str]) -> None:
        """Tell the words apart that are no options."""
        words = [_local(word) or word for word in words]
        for name in _with_blanks(words):
            words = [name, *(word for word in words if word not in name.split())]
        argument = next((one for one in ("citations", "copy") if self._get(one)), "to")
        if name := _spelled(self._get(argument), words):
            words = [word for word in words if word not in name.split()]
            self._set(argument, "-t", name)
        named: list[str] = []
        for word in words:
            word = word[1:] if word[:1] == "@" and os.path.isfile(word[1:]) else word
            place = os.path.expanduser(word)
            if _is_style(place):
                named.append(word)
            elif word == "-" or word == "FILE" or os.path.isfile(place):
                self._input(word, place)
            elif os.path.isdir(place):
                self.inputs.append(os.path.join(word, "*.bib"))
            elif _is_identifier(word):
                self.ids.append(word)
            elif is_address(word):
                self.before = f"curl -sL {shlex.quote(word)}"
                self.inputs.append("-")
            elif word.lower() in KINDS:
                self._set("kind", "--as", KINDS[word.lower()])
            elif is_formatter(word):
                named.append(word)
            elif _is_target(word):
                self._set("target", "-o", word)
            elif _is_path(word):
                self.inputs.append(word)
        if len(named) > 1 and _is_format(named[0]):
            self._set("format", "-f", named.pop(0))
        if named and self._get("to") is None:
            self._set("to", "-t", named[0])

    def _input(self, word: str, place: str) -> None:
        if command := _unpacked(place):
            self.before = f"{command} {shlex.quote(word)}"
            word = "-"
        elif os.path.splitext(word)[1].lower() in _KIND_OF_FILE:
            return
        if word not in self.inputs:
            self.inputs.append(word)

    def _choose(self) -> None:
        """The verb that does this, and the options that it needs."""
        to, target = self._get("to"), self._get("target")
        if self.verb == "fetch" and self.inputs and not self.ids:
            if _holds_ids(self.inputs[0]):
                self.behind, self.inputs, self.stdin = f" < {shlex.quote(self.inputs[0])}", [], True
            else:
                self.verb = "convert" if to or target else "show"
        elif self.ids and not self.inputs:
            self.verb = "fetch"
        if self.verb == "fetch":
            self.inputs = []
            if not (self.ids or self.stdin):
                self.ids = ["10.1038/171737a0"]
        elif self.ids:
            self.before, self.ids = _join("fetch", *self.ids), []
            self.inputs.append("-")
        stem, suffix = os.path.splitext(target or (self.inputs or [""])[0])
        data = to is not None and _is_format(to)
        if target and (self.verb == "check" or (self.verb == "show" and suffix == ".txt")):
            self.behind, target = f" > {shlex.quote(target)}", None
        elif self.verb == "page" and target in self.inputs:
            self._set("target", "-o", f"{stem}.html")
        elif self.verb in ("show", "page") and (data or _is_written(target or "")):
            self.verb = "convert"
        elif self.verb == "show" and (self._get("kind") or target):
            paged = target and not to and suffix.lower() in (".html", ".htm")
            self.verb = "page" if paged else "convert"
        elif self.verb in ("show", "page") and to and self._get("citations") is None:
            self._set("citations", "--citations", to)
        if self.verb == "page" and stem and (not target or suffix.lower() not in (".html", ".htm")):
            self._set("target", "-o", f"{stem}.html")
        if self.verb in ("convert", "dedupe", "fetch"):
            self._complete(to, target and _written_as(target), data=data)

    def _complete(self, to: str | None, target: str | None, *, data: bool) -> None:
        """Name what is written, where the call, a suffix and the configuration leave it open."""
        if target:
            self._set("target", "-o", target)
            if to and overwritten(target, self.inputs):
                form = registry.format_named(to) if data else None
                ending = form.suffixes[0] if form and form.suffixes else "-list.txt"
                self._set("target", "-o", os.path.splitext(target)[0] + ending)
        if data:
            self.options = [option for option in self.options if option[0] != "kind"]
        if to or (target and _is_written(target)):
            return
        style = target or self._get("kind")
        setting = _writer_with((self._get("options") or "").partition("=")[0])
        if style or setting:
            self._set("to", "-t", setting[0] if setting and not style else "apa")
        elif self.verb == "convert" and "usual_to" not in _config.defaults("convert"):
            self._set("to", "-t", self.usual[1] if self.usual else "apa")

    def _get(self, argument: str) -> str | None:
        return next((value for dest, _, value in self.options if dest == argument), None)

    def _set(self, argument: str, name: str, value: str) -> None:
        for place, (dest, known, _) in enumerate(self.options):
            if dest == argument:
                self.options[place] = (dest, known, value)
                return
        self.options.append((argument, name, value))

    def text(self) -> str:
        """The call, as it is typed."""
        known = _known(self.verb) if self.verb in _parser.VERBS else {}
        words = [*self.inputs, *self.ids]
        if self.verb in _READING:
            if self.before and words == ["-"]:
                words = []
            elif not words and not self.stdin:
                words = ["FILE"]
        for _, name, value in self.options:
            if name not in known:
                continue
            if value is None:
                words.append(name)
            elif name.startswith("--") and value.startswith("-"):
                words.append(f"{name}={value}")
            else:
                words += [name, value]
        before = f"{self.before} | " if self.before else ""
        return before + _join(self.verb, *words) + self.behind


def _join(*words: str) -> str:
    """A call as it may be typed; patterns of the shell stay such."""
    return " ".join(
        word if word.endswith("*.bib") else shlex.quote(word) for word in ("citex", *words)
    )


def _hyphens(dashes: re.Match[str]) -> str:
    long = len(dashes[0]) > 1 or dashes.string[dashes.end() + 1 : dashes.end() + 2].isalpha()
    return "--" if long else "-"


def _spelled(to: str | None, words: Sequence[str]) -> str:
    """The name with blanks in it that was meant, where it was not put in quotes; or nothing."""
    loose = [word for word in words if word != "-" and not os.path.isfile(os.path.expanduser(word))]
    loose = [word for word in loose if not os.path.splitext(word)[1]]
    name = " ".join([*([to] if to else []), *loose])
    if " " not in name or not loose or all(map(is_formatter, [*([to] if to else []), *loose])):
        return ""
    shorter = " ".join(word for word in name.split() if word.lower() not in _INTO)
    return next((one for one in (name, shorter) if " " in one and is_formatter(one)), "")


def _with_blanks(words: Sequence[str]) -> list[str]:
    """The names of files with blanks in them that were not put in quotes."""
    runs = ((start, end) for start in range(len(words)) for end in range(start + 2, start + 8))
    names = (" ".join(words[start:end]) for start, end in runs if end <= len(words))
    return [name for name in names if os.path.isfile(name)][:1]


def _is_setting_of_file(pair: str) -> bool:
    """Whether a file is named where NAME=VALUE is expected."""
    return "=" not in pair and _is_target(pair)


def _is_style(place: str) -> bool:
    return place.lower().endswith(".csl") and os.path.isfile(place)


def _local(word: str) -> str:
    """The path that an address of a local file names; nothing for another word."""
    parts = urlsplit(word)
    return unquote(parts.netloc + parts.path) if parts.scheme == "file" else ""


def _is_url(word: str) -> bool:
    found = parse(word)
    return found is None or found.scheme in ("url", "issn")


def _is_identifier(word: str) -> bool:
    """Whether this is an identifier by which records are looked up."""
    found = parse(word)
    return found is not None and found.scheme not in ("url", "issn")


def _holds_ids(name: str) -> bool:
    """Whether an identifier stands in each of the first lines of a file."""
    try:
        with open(os.path.expanduser(name), "rb") as file:
            lines = file.read(2000).decode("utf-8", "replace").split("\n")
    except OSError:
        return False
    lines = [line.strip() for line in lines if line.strip()][:3]
    return bool(lines) and all(map(_is_identifier, lines))


def _unpacked(place: str) -> str:
    """The command that unpacks a file to standard output; nothing for one that is not packed."""
    command, begins = _PACKED.get(os.path.splitext(place)[1].lower(), ("", b""))[:2]
    if not command or not os.path.isfile(place):
        return ""
    try:
        with open(place, "rb") as file:
            return command if file.read(len(begins)) == begins else ""
    except OSError:
        return ""


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


def _is_target(name: str) -> bool:
    """Whether this is the name of a file that can be written, by its suffix and its folder."""
    known = _is_written(name) or os.path.splitext(name)[1].lower() in SUFFIXES
    return known and os.path.isdir(os.path.dirname(os.path.expanduser(name)) or ".")


def _is_written(name: str) -> bool:
    """Whether the suffix of a file's name says what to write."""
    suffix = os.path.splitext(name)[1]
    try:
        return bool(suffix and registry.writer_by_suffix(suffix))
    except CitexError:
        return False
