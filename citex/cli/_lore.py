"""What other programs call verbs, options and files, and what a word of a call can be."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from citex import registry, stylebook
from citex._late import difflib, regex
from citex.cli import _parser
from citex.csl.output import NOT_WRITTEN, OUTPUTS, SUFFIXES
from citex.errors import CitexError
from citex.formats.detect import by_suffix
from citex.text.identifiers import parse

_SYNONYMS = {
    "convert": "transform translate turn reformat from 转换",
    "convert -t apa": "format cite bibliography bib references reference render citation "
    "citations style-with 引用",
    "convert -t ris": "export write to save 导出",
    "convert -t bibtex": "tidy clean fmt normalize normalise fix mend repair pretty",
    "show": "view cat print open display read see preview info list ls import load browse "
    "keys ids titles 查看 显示",
    "page": "html web serve website gui dialog 网页",
    "check": "validate lint test audit doctor diagnose stats count statistics 检查 校验",
    "explain": "why rule rules code codes 解释",
    "fetch": "get doi lookup resolve download search pmid pmcid arxiv isbn add new query 获取 查询",
    "verify": "confirm hallucinated exists factcheck 核实 验证",
    "dedupe": "merge dedup deduplicate duplicates unique uniq combine join concat 去重 合并",
    "formats": "format-list list-formats readers writers 格式",
    "styles": "style list-styles csl 样式",
    "completion": "completions complete autocomplete install-completion show-completion 补全",
    "help": "man manual usage 帮助",
}
SYNONYMS = {word: call.split() for call, words in _SYNONYMS.items() for word in words.split()}
"""What other programs call a verb, and what it is called here, with what it writes there."""

READING = ("convert", "show", "page", "check", "verify", "dedupe")
"""The verbs that read files."""

PICKED = "records are not picked: all that are in the files are taken"

_NO_VERBS = {
    "the style says how a list is sorted, and a format keeps the order of the records": "sort",
    PICKED: "grep find filter select pick extract head tail",
    "the configuration is a file, citex.toml": "config configure init settings set",
    "all styles are at hand, and `citex styles` searches them": "install uninstall",
    "`pip install -U citex-export` brings the newest": "update upgrade",
    "what a format cannot hold is told by the option --report of convert": "losses loss",
    "the verb dedupe tells which records of two files are the same work": "diff compare cmp",
    "citex changes no records: an editor does": "edit delete remove rm rename",
}
NO_VERB = {word: said for said, words in _NO_VERBS.items() for word in words.split()}

_OPTIONS = {
    "--to": "-s --style --csl --target --format --write -w --writer --type --citation-style "
    "--bibliography-style --output-style --out-style --convert-to",
    "--as": "--output-format --output-kind --out-format --kind --render",
    "--citations": "-t --to -s --style --styles --csl --citation --citation-style",
    "--style": "-s --csl --to --format --citation-style --bibliography-style",
    "--bib": "--bibliography --library --libraries --references --refs --bibtex --database --lib",
    "--from": "--format --input-format -r --read --reader --in-format --source-format",
    "--output": "--out --outfile --output-file --out-file --save --save-as --write-to --dest",
    "--exports": "--formats --export --format",
    "--locale": "--lang --language -l",
    "--lang": "--language --locale",
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

OPTIONS_MEANT: dict[str, list[str]] = {}
for _option, _names in _OPTIONS.items():
    for _name in _names.split():
        OPTIONS_MEANT.setdefault(_name, []).append(_option)

_WHOLE = {"--strict": ("--fail-on", "note"), "--werror": ("--fail-on", "warning")}
"""What has no value elsewhere, and is an option with one here."""

_UNNAMED = "a file to read is named without an option"

_SAID = (
    ("an identifier is named without an option",
     "--doi --isbn --pmid --pmcid --arxiv --id --identifier --ids", "fetch"),
    ("identifiers in a file come on standard input",
     "-i --input --file -f --from-file --list", "fetch"),
    (_UNNAMED, "-i --input --file --files --in --infile --input-file --bibliography --bib "
     "--library --source", ""),
    (PICKED, "--key= --keys= -k= --limit= --first= --max= --id= --ids= --only= --cite= --select= "
     "--record= --entry= --filter= --grep= --citekey= --match= --where= --pick=", ""),
    ("-o names the file, which may be the one that is read",
     "-i --in-place --inplace", "dedupe convert"),
    ("what is written is laid out already", "--pretty --indent= --align", "convert"),
    ("`citex explain` lists all codes", "--list --list-codes --codes", "check"),
    ("a code is named without an option", "--code --codes --rule --rules", "explain"),
    ("the shell is named without an option", "--shell -s", "completion"),
    ("without words it lists them all", "--list -l --all -a", "formats styles explain"),
    ("the words that are searched stand without an option", "--search --query --find", "styles"),
    ("-t csljson writes JSON", "--json", ""),
    ("-t cslyaml writes YAML", "--yaml", ""),
    ("without -o nothing is written to a file", "--dry-run -n --stdout", ""),
    ("a file is replaced without asking", "--force --overwrite -y --yes", ""),
    ("`citex -V` prints the version", "-v -V --version", ""),
    ("the variable NO_COLOR takes colours away, FORCE_COLOR brings them",
     "--no-color --no-colour --color --colour --color= --no-colors", ""),
    ("the variable CITEX_CONFIG names that file", "--config= --config-file= -c=", ""),
    ("`citex explain CODE` tells how to mend what it finds; it changes no file",
     "--fix --autofix --write --in-place", "check"),
    ("without it the page lies in the file of -o, for any browser", "--open --browser", ""),
    ("the style says how a list is sorted, and a format keeps the order of the records",
     "--sort= --sort-by= --order= --reverse", ""),
    ("the verb cite puts citations into a text, citex-pandoc into what pandoc makes of it",
     "--citeproc --natbib --biblatex --filter", ""),
    ("the script is printed, and `citex help completion` tells where it goes", "--install", ""),
    ("its answer goes to standard output, and behind > into a file", "-o= --output= --out=", ""),
    ("it is not told more than this", "--verbose --debug", ""),
)  # fmt: skip
"""What is said of an option that no other stands for; its names, with "=" where the value that
follows goes with it; the verbs of which it is true, if not of all."""

APPENDED = {".bib": "bibtex", ".ris": "ris", ".enw": "endnote", ".nbib": "nbib"}
"""Files in which one record may stand behind another, and their format."""

PROGRAMS = {
    "zotero": "zotero imports -t bibtex, -t ris and -t csljson -O zotero=true",
    "mendeley": "mendeley imports -t bibtex and -t ris",
    "jabref": "jabref imports -t bibtex and -t biblatex",
    "papers": "papers imports -t bibtex and -t ris",
    "citavi": "citavi imports -t ris and -t bibtex",
    "overleaf": "overleaf takes -t bibtex",
    "pandoc": "pandoc takes -t csljson",
    "libreoffice": "libreoffice opens a list in a style: -t apa -o list.rtf",
    "bbl": "a list of LaTeX is one in a style: -t apa --as latex; the .bbl of a run is written by "
    "citex cite main.aux",
    "bibitem": "a list of LaTeX is one in a style: -t apa --as latex",
    "pubmed": "pubmed's own form that is written is -t nbib",
    "medline-xml": "pubmed's own form that is written is -t nbib",
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
    "a document; name the file with the records that it cites": ".tex .rst .typ .org .rtf .doc",
    "a document; name the file with the records that it cites, or take the verb cite, which puts "
    "citations into it": ".md .markdown .qmd .rmd .html .htm .ipynb",
    "what LaTeX writes for itself; the records are in the .bib file": ".bbl .aux .blg .bcf .bst",
    "a table, and citex reads none; the program it is from exports RIS or BibTeX": ".csv .tsv "
    ".xls .xlsx",
}
KIND_OF_FILE = {suffix: said for said, names in _OTHER.items() for suffix in names.split()}
"""What a file is that is no bibliography, by its suffix."""

PACKED = {
    ".gz": ("gunzip -c", b"\x1f\x8b", "gzip"),
    ".bz2": ("bunzip2 -c", b"BZh", "bzip2"),
    ".xz": ("xz -dc", b"\xfd7zXZ", "xz"),
    ".zst": ("zstd -dc", b"\x28\xb5\x2f\xfd", "zstd"),
    ".zip": ("unzip -p", b"PK\3\4", "zip"),
}
"""How a packed file is unpacked to standard output, how it begins, what packed it."""

INTO = frozenset(("to", "as", "in", "into", "from", "with", "using", "and", "for", "of", "->", "="))

DASHES = regex(r"[\u2010-\u2015\u2212]{1,2}(?=\w)")
"""Dashes that a text processor put in place of hyphens before an option."""

KINDS = {
    "plain": "text",
    **{suffix[1:]: kind for suffix, kind in SUFFIXES.items()},
    **{name: name for name in OUTPUTS},
}
"""The kinds of output by their names and the suffixes of their files."""


def of_option(
    option: str, verb: str, known: Mapping[str, argparse.Action], words: Sequence[str]
) -> tuple[list[str], str]:
    """What an option stands for that a verb does not have, and what is said of it.

    The words are those to write in place of the option's name, and of its value where two are.
    """
    value = value_of(option, words)
    if option.startswith("--"):
        option = option.replace("_", "-")
    given = {known[name].dest for word in words if (name := word.partition("=")[0]) in known}
    whole = _WHOLE.get(option, ())
    if whole and whole[0] in known and (not value or is_path(value)):
        return list(whole), f"did you mean {' '.join(whole)}?"
    near = [name for name in OPTIONS_MEANT.get(option, ()) if name in known]
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
        if "-O" in known and (found := writer_with(bare)):
            setting = value if value and not isinstance(found[1], bool) else "true"
            return ["-O", f"{bare}={setting}"], f"did you mean -O {bare}={setting}?"
        name = "--citations" if "--to" not in known and "--citations" in known else "-t"
        if name in known and is_format(bare):
            return [name, bare], f"did you mean {name} {bare}?"
        if f".{bare}" in NOT_WRITTEN and "-t" in known:
            return [], f"citex writes no {bare} files"
    for said, names, verbs in _SAID:
        if {option, f"{option}="} & {*names.split()} and verb in (verbs.split() or [verb]):
            return [], said
    if option.startswith("--") and name in known and stylebook.exists(bare):
        return [name, bare], f"did you mean {name} {bare}?"
    plain = {name.lstrip("-"): name for name in known if name.startswith("--")}
    close = difflib.get_close_matches(option.lstrip("-").replace("_", "-"), plain, 1, 0.7)
    return ([plain[close[0]]], f"did you mean {plain[close[0]]}?") if close else ([], "")


def meant_by(option: str) -> list[str]:
    """The options that another program's option may mean."""
    return OPTIONS_MEANT.get(option, [])


def value_of(option: str, words: Sequence[str]) -> str:
    for word, after in zip(words, [*words[1:], ""], strict=True):
        name, sign, value = word.partition("=")
        if name == option:
            return value if sign else "" if after.startswith("-") else after
    return ""


def takes_value(option: str) -> bool:
    """Whether a value follows an option of other programs that is dropped with it."""
    return any(f"{option}=" in names.split() for _, names, _ in _SAID)


def writer_with(name: str) -> tuple[str, object] | None:
    """A format that is written with an option of this name, and the option's default."""
    name = name.replace("-", "_")
    every = ((form.name, option) for form in registry.formats() for option in form.write_options)
    return next(((form, option.default) for form, option in every if option.name == name), None)


def options_of(verb: str) -> dict[str, argparse.Action]:
    return _parser.of(verb)._option_string_actions


def hyphens(dashes: re.Match[str]) -> str:
    long = len(dashes[0]) > 1 or dashes.string[dashes.end() + 1 : dashes.end() + 2].isalpha()
    return "--" if long else "-"


def spelled(to: str | None, words: Sequence[str]) -> str:
    """The name with blanks in it that was meant, where it was not put in quotes; or nothing."""
    loose = [word for word in words if word != "-" and not os.path.isfile(os.path.expanduser(word))]
    loose = [word for word in loose if not os.path.splitext(word)[1]]
    loose = [word for word in loose if word.isdigit() or not is_identifier(word)]
    name = " ".join([*([to] if to else []), *loose])
    if " " not in name or not loose or all(map(is_formatter, [*([to] if to else []), *loose])):
        return ""
    shorter = " ".join(word for word in name.split() if word.lower() not in INTO)
    return next((one for one in (name, shorter) if " " in one and is_formatter(one)), "")


def with_blanks(words: Sequence[str]) -> list[str]:
    """The names of files with blanks in them that were not put in quotes."""
    runs = ((start, end) for start in range(len(words)) for end in range(start + 2, start + 8))
    names = (" ".join(words[start:end]) for start, end in runs if end <= len(words))
    return [name for name in names if os.path.isfile(name)][:1]


def is_setting_of_file(pair: str) -> bool:
    """Whether a file is named where NAME=VALUE is expected."""
    return "=" not in pair and is_target(pair)


def is_style(place: str) -> bool:
    return place.lower().endswith(".csl") and os.path.isfile(place)


def local_path(word: str) -> str:
    """The path that an address of a local file names; nothing for another word."""
    parts = urlsplit(word)
    return unquote(parts.netloc + parts.path) if parts.scheme == "file" else ""


def is_identifier(word: str) -> bool:
    """Whether this is an identifier by which records are looked up."""
    found = parse(word)
    return found is not None and found.scheme not in ("url", "issn")


def unpacker(place: str) -> str:
    """The command that unpacks a file to standard output; nothing for one that is not packed."""
    command, begins = PACKED.get(os.path.splitext(place)[1].lower(), ("", b""))[:2]
    if not command or not os.path.isfile(place):
        return ""
    try:
        with open(place, "rb") as file:
            return command if file.read(len(begins)) == begins else ""
    except OSError:
        return ""


def is_path(word: str) -> bool:
    return os.sep in word or word.startswith("~") or bool(os.path.splitext(word)[1])


def is_format(name: str) -> bool:
    """Whether this names a format that is written."""
    try:
        return registry.format_named(name).write is not None
    except CitexError:
        return False


def is_formatter(name: str) -> bool:
    """Whether this names a format that is written, or a style."""
    return is_format(name) or stylebook.exists(name)


def is_target(name: str) -> bool:
    """Whether this is the name of a file that can be written, by its suffix and its folder."""
    known = is_written(name) or os.path.splitext(name)[1].lower() in SUFFIXES
    return known and os.path.isdir(os.path.dirname(os.path.expanduser(name)) or ".")


def is_library(place: str) -> bool:
    """Whether the suffix of a file's name is that of records, and of no text."""
    suffix = os.path.splitext(place)[1].lower()
    return suffix not in SUFFIXES and bool(suffix and by_suffix(suffix))


def is_written(name: str) -> bool:
    """Whether the suffix of a file's name says what to write."""
    suffix = os.path.splitext(name)[1]
    try:
        return bool(suffix and registry.writer_by_suffix(suffix))
    except CitexError:
        return False
