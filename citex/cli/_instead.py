"""A call that can be typed, made of one that cannot be done: each word is put where it belongs."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Sequence

from citex import registry
from citex.cli import _config, _lore, _parser
from citex.cli._streams import standard_input
from citex.csl.output import NOT_WRITTEN
from citex.files import same_file
from citex.sources import is_address


def overwritten(target: str, inputs: Iterable[str]) -> bool:
    """Whether the output is one of the inputs."""
    names = [standard_input() if name == "-" else name for name in inputs] or [standard_input()]
    return os.path.isfile(target) and any(same_file(target, name) for name in names)


def written_as(word: str) -> str:
    """The name of a file in place of one that citex does not write."""
    stem, suffix = os.path.splitext(word)
    instead = NOT_WRITTEN.get(suffix.lower())
    return f"{stem}.{instead}" if instead else word


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
        if verb in _lore.READING or verb == "fetch":
            self._sort(loose)
            self._choose()
        else:
            self.inputs = loose or ["bash"] * (verb == "completion")

    def _loose(self, words: Sequence[str]) -> Iterator[str]:
        """Take the options; the words that are none."""
        own = _lore.options_of(self.verb) if self.verb in _parser.VERBS else {}
        known = own if self.verb == "cite" else {**_lore.options_of("convert"), **own}
        rest = [
            _lore.DASHES.sub(_lore.hyphens, word) if _lore.DASHES.match(word) else word
            for word in words
        ]
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
                meant, said = _lore.of_option(name, self.verb, own or known, words)
                if meant:
                    name = meant[0]
                    if len(meant) > 1:
                        of_it = rest[:1] in ([meant[1]], [_lore.value_of(word, words)])
                        if value == "" and of_it and not os.path.isfile(rest[0]):
                            rest = rest[1:]
                        sign, value = "=", meant[1]
                elif _lore.takes_value(name) and rest and not (sign or os.path.isfile(rest[0])):
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
                elif (
                    action.dest == "kind"
                    and value.lower() not in _lore.KINDS
                    and _lore.is_formatter(value)
                ):
                    self._set("to", "-t", value)
                elif (action.dest == "options" and _lore.is_setting_of_file(value)) or (
                    action.dest == "to" and _lore.is_target(value) and not _lore.is_formatter(value)
                ):
                    self._set("target", "-o", value)
                elif action.dest in ("options", "bib") or self._get(action.dest) is None:
                    self.options.append((action.dest, name, value))

    def _sort(self, words: Sequence[str]) -> None:
        """Tell the words apart that are no options."""
        words = [_lore.local_path(word) or word for word in words]
        for name in _lore.with_blanks(words):
            words = [name, *(word for word in words if word not in name.split())]
        argument = next((one for one in ("citations", "copy") if self._get(one)), "to")
        if name := _lore.spelled(self._get(argument), words):
            words = [word for word in words if word not in name.split()]
            self._set(argument, "-t", name)
        named: list[str] = []
        for word in words:
            word = word[1:] if word[:1] == "@" and os.path.isfile(word[1:]) else word
            place = os.path.expanduser(word)
            if _lore.is_style(place):
                named.append(word)
            elif word == "-" or word == "FILE" or os.path.isfile(place):
                self._input(word, place)
            elif os.path.isdir(place):
                self.inputs.append(os.path.join(word, "*.bib"))
            elif _lore.is_identifier(word):
                self.ids.append(word)
            elif is_address(word):
                self.before = f"curl -sL {shlex.quote(word)}"
                self.inputs.append("-")
            elif word.lower() in _lore.KINDS:
                self._set("kind", "--as", _lore.KINDS[word.lower()])
            elif _lore.is_formatter(word):
                named.append(word)
            elif _lore.is_target(word):
                self._set("target", "-o", word)
            elif _lore.is_path(word):
                self.inputs.append(word)
        if len(named) > 1 and _lore.is_format(named[0]):
            self._set("format", "-f", named.pop(0))
        if named and self._get("to") is None:
            self._set("to", "-t", named[0])

    def _input(self, word: str, place: str) -> None:
        if command := _lore.unpacker(place):
            self.before = f"{command} {shlex.quote(word)}"
            word = "-"
        elif os.path.splitext(word)[1].lower() in _lore.KIND_OF_FILE:
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
            self._append(to, target)
            self.inputs = []
            if not (self.ids or self.stdin):
                self.ids = ["10.1038/171737a0"]
        elif self.ids:
            self.before, self.ids = joined("fetch", *self.ids), []
            self.inputs.append("-")
        stem, suffix = os.path.splitext(target or (self.inputs or [""])[0])
        data = to is not None and _lore.is_format(to)
        if target and (self.verb == "check" or (self.verb == "show" and suffix == ".txt")):
            self.behind, target = f" > {shlex.quote(target)}", None
        elif self.verb == "page" and target in self.inputs:
            self._set("target", "-o", f"{stem}.html")
        elif self.verb in ("show", "page") and (data or _lore.is_written(target or "")):
            self.verb = "convert"
        elif self.verb == "show" and (self._get("kind") or target):
            paged = target and not to and suffix.lower() in (".html", ".htm")
            self.verb = "page" if paged else "convert"
        elif self.verb in ("show", "page") and to and self._get("citations") is None:
            self._set("citations", "--citations", to)
        if self.verb == "page" and stem and (not target or suffix.lower() not in (".html", ".htm")):
            self._set("target", "-o", f"{stem}.html")
        if self.verb in ("convert", "dedupe", "fetch"):
            self._complete(to, target and written_as(target), data=data)

    def _append(self, to: str | None, target: str | None) -> None:
        """What is fetched goes behind the records of the one file that was named."""
        name = self.inputs[0] if len(self.inputs) == 1 else ""
        form = _lore.APPENDED.get(os.path.splitext(name)[1].lower())
        if form and self.ids and not target and to in (None, form):
            self._set("to", "-t", form)
            self.behind = f" >> {shlex.quote(name)}"

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
        if to or (target and _lore.is_written(target)):
            return
        style = target or self._get("kind")
        setting = _lore.writer_with((self._get("options") or "").partition("=")[0])
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
        known = _lore.options_of(self.verb) if self.verb in _parser.VERBS else {}
        words = [*self.inputs, *self.ids]
        if self.verb in _lore.READING:
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
        return before + joined(self.verb, *words) + self.behind


def joined(*words: str) -> str:
    """A call as it may be typed; patterns of the shell stay such."""
    return " ".join(
        word if word.endswith("*.bib") else shlex.quote(word) for word in ("citex", *words)
    )


def _holds_ids(name: str) -> bool:
    """Whether an identifier stands in each of the first lines of a file."""
    try:
        with open(os.path.expanduser(name), "rb") as file:
            lines = file.read(2000).decode("utf-8", "replace").split("\n")
    except OSError:
        return False
    lines = [line.strip() for line in lines if line.strip()][:3]
    return bool(lines) and all(map(_lore.is_identifier, lines))
