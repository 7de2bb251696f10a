"""The scripts for completion, made from the parsers of all verbs: bash, zsh and fish."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

from citex import registry
from citex.checks import codes
from citex.cli import _language, _parser
from citex.csl.output import OUTPUTS
from citex.stylebook import ALIASES

FILES = "file"
STYLES = "style"


class Argument(NamedTuple):
    """An option of a verb, or without names its words: the words and the things it takes.

    `takes` is None for an option without a value. `things` says whether files and styles may stand
    there, too, and whether several words are joined by commas.
    """

    names: tuple[str, ...]
    title: str
    takes: tuple[str, ...] | None
    things: frozenset[str] = frozenset()
    joined: bool = False


def arguments(verb: str) -> list[Argument]:
    """The arguments of a verb, as its parser declares them."""
    return [
        _argument(action)
        for action in _parser.of(verb)._actions
        if action.help != argparse.SUPPRESS
    ]


def _argument(action: argparse.Action) -> Argument:
    names, title = tuple(action.option_strings), " ".join((action.help or "").split())
    title = _language.told(title).split(" (")[0].split("（")[0].replace("%%", "%")
    if action.nargs == 0:
        return Argument(names, title, None)
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    joined = metavar.endswith(",...")
    if action.choices is not None:
        return Argument(names, title, tuple(map(str, action.choices)), joined=joined)
    value = _VALUES.get(metavar) or _VALUES.get(metavar.removesuffix(",..."))
    words, things = value or (tuple, frozenset[str]())
    return Argument(names, title, tuple(words()), things, joined)


def _readable() -> Iterator[str]:
    return (form.name for form in registry.formats() if form.read is not None)


def _writable() -> Iterator[str]:
    return (form.name for form in registry.formats() if form.write is not None)


def _formatters() -> Iterator[str]:
    yield from _writable()
    yield from ALIASES


Words = Callable[[], Iterator[str] | tuple[str, ...]]

_VALUES: dict[str, tuple[Words, frozenset[str]]] = {
    "FILE": (tuple, frozenset((FILES,))),
    "FORMAT": (_readable, frozenset()),
    "FORMAT,...": (_writable, frozenset()),
    "NAME": (lambda: tuple(registry.format_names()), frozenset()),
    "FORMATTER": (_formatters, frozenset((STYLES, FILES))),
    "STYLE": (lambda: tuple(ALIASES), frozenset((STYLES,))),
    "KIND": (lambda: tuple(OUTPUTS), frozenset()),
    "SHELL": (lambda: tuple(SHELLS), frozenset()),
    "CODE": (lambda: tuple(codes()), frozenset()),
    "WORD": (lambda: tuple(ALIASES), frozenset((STYLES,))),
}
"""What may stand in place of a metavariable: these words, and files or styles."""


def script(shell: str) -> str:
    """The script for a shell: "bash", "zsh" or "fish"."""
    verbs = {verb: arguments(verb) for verb in _parser.VERBS}
    return "\n".join(SHELLS[shell](verbs)) + "\n"


Verbs = dict[str, list[Argument]]


def _bash(verbs: Verbs) -> Iterator[str]:
    yield '# completion of citex for bash: eval "$(citex completion bash)"'
    yield "_citex() {"
    yield "    local word before verb index words= things="
    yield "    word=${COMP_WORDS[COMP_CWORD]}; before=${COMP_WORDS[COMP_CWORD-1]}"
    yield '    if [ "$word" = = ]; then word='  # --to=ris is three words to bash
    yield '    elif [ "$before" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi'
    yield "    verb="
    yield "    for ((index = 1; index < COMP_CWORD; index++)); do"
    yield "        case ${COMP_WORDS[index]} in -*) ;; *) verb=${COMP_WORDS[index]}; break ;; esac"
    yield "    done"
    yield "    case $verb:$before in"
    every = shlex.quote(" ".join((*_parser.VERBS, "help", "--help", "--version")))
    yield f"        :*) words={every}; things=file ;;"
    yield f"        help:*) words={shlex.quote(' '.join(_parser.VERBS))} ;;"
    for verb, found in verbs.items():
        for argument in found:
            if argument.names and argument.takes is not None:
                pattern = "|".join(f"{verb}:{name}" for name in argument.names)
                yield f"        {pattern}) {_bash_values(argument)} ;;"
        names = " ".join(name for argument in found for name in argument.names)
        words = next((one for one in found if not one.names), Argument((), "", ()))
        yield f"        {verb}:*)"
        yield f"            case $word in -*) words={shlex.quote(names)} ;;"
        yield f"                *) {_bash_values(words)} ;; esac ;;"
    yield "    esac"
    yield from _BASH_END


def _bash_values(argument: Argument) -> str:
    words = shlex.quote(" ".join(argument.takes or ()))
    things = "+".join((*sorted(argument.things), *(["comma"] if argument.joined else [])))
    return f"words={words}; things={shlex.quote(things)}"


_BASH_END = r"""    local head=
    case $things in *comma*) case $word in *,*) head=${word%,*},; word=${word##*,} ;; esac ;; esac
    COMPREPLY=($(compgen -P "$head" -W "$words" -- "$word"))
    case $things in *style*)
        if [ ${#word} -gt 1 ]; then
            words=$(citex completion styles "$word" 2>/dev/null)
            COMPREPLY+=($(compgen -P "$head" -W "$words" -- "$word"))
        fi ;;
    esac
    case $things in *file*)
        local IFS=$'\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$word")) ;;
    esac
}
complete -F _citex citex""".splitlines()


def _zsh(verbs: Verbs) -> Iterator[str]:
    yield "#compdef citex"
    yield '# completion of citex for zsh: eval "$(citex completion zsh)", behind compinit'
    yield "_citex_styles() {"
    yield '    local -a found; found=(${(f)"$(citex completion styles "$PREFIX" 2>/dev/null)"})'
    yield "    compadd -a found"
    yield "}"
    for verb, found in verbs.items():
        for number, argument in enumerate(found):
            if argument.takes is not None:
                yield f"_citex_{verb}_{number}() {{ {_zsh_values(argument)} }}"
    yield "_citex() {"
    yield "    local context state line; local -a verbs"
    yield "    if (( CURRENT == 2 )); then"
    described = " ".join(
        shlex.quote(f"{verb}:{_language.told(title)}")
        for verb, title in (*_parser.VERBS.items(), ("help", "help"))
    )
    yield f"        verbs=({described}); _describe verb verbs; _files; return"
    yield "    fi"
    yield "    local verb=$words[2]; shift words; (( CURRENT-- ))"
    yield "    case $verb in"
    yield f"        help) compadd {' '.join(_parser.VERBS)} ;;"
    for verb, found in verbs.items():
        yield f"        {verb}) _arguments -s \\"
        specs = [
            _zsh_spec(verb, number, argument, name)
            for number, argument in enumerate(found)
            for name in argument.names or ("",)
        ]
        yield " \\\n".join(f"            {spec}" for spec in specs) + " ;;"
    yield "    esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = _citex ]; then _citex "$@"; else compdef _citex citex; fi'


def _zsh_values(argument: Argument) -> str:
    parts = []
    if argument.joined:
        parts.append("compset -P '*,'; compset -S ',*';")
    if argument.takes:
        parts.append(f"compadd {' '.join(map(shlex.quote, argument.takes))};")
    if STYLES in argument.things:
        parts.append("_citex_styles;")
    if FILES in argument.things:
        parts.append("_files;")
    return " ".join(parts) or "_message value;"


def _zsh_spec(verb: str, number: int, argument: Argument, name: str) -> str:
    title = "".join(" " if char in "[]:\\" else char for char in argument.title)
    if not name:
        return shlex.quote(f"*:words:_citex_{verb}_{number}")
    if argument.takes is None:
        return shlex.quote(f"*{name}[{title}]")
    sign = "=" if name.startswith("--") else "+"  # the value may stand in the same word
    return shlex.quote(f"*{name}{sign}[{title}]:value:_citex_{verb}_{number}")


def _fish(verbs: Verbs) -> Iterator[str]:
    yield "# completion of citex for fish: citex completion fish | source"
    none = "__fish_use_subcommand"
    for verb, title in (*_parser.VERBS.items(), ("help", "the help of a verb")):
        yield f"complete -c citex -n {none} -a {verb} -d {_fish_quoted(_language.told(title))}"
    yield (
        "complete -c citex -f -n '__fish_seen_subcommand_from help' -a "
        + _fish_quoted(" ".join(_parser.VERBS))
    )
    for verb, found in verbs.items():
        seen = f"'__fish_seen_subcommand_from {verb}'"
        for argument in found:
            values = _fish_values(argument)
            if not argument.names:
                yield f"complete -c citex -n {seen} {values}"
                continue
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in argument.names
            )
            takes = "" if argument.takes is None else f" -r {values}"
            yield f"complete -c citex -n {seen} {names}{takes} -d {_fish_quoted(argument.title)}"


def _fish_values(argument: Argument) -> str:
    words = " ".join(argument.takes or ())
    if STYLES in argument.things:
        last = (
            "(string split -- , (commandline -ct))[-1]" if argument.joined else "(commandline -ct)"
        )
        words += f" (citex completion styles {last} 2>/dev/null)"
    if argument.joined:
        words = f"(__fish_append , {words})"
    files = "" if FILES in argument.things else "-f "
    return f"{files}-a {_fish_quoted(words.strip())}" if words.strip() else (files.strip() or "-F")


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: dict[str, Callable[[Verbs], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Each shell, and the lines of its script."""
