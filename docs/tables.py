"""The pages that are made by running citex: the formats, the styles, what is bundled."""

from __future__ import annotations

import re
from pathlib import Path

import charts
import gbt7714_editions
import landing
import loss_list
import reference_list
import style_gallery

from citex import registry, stylebook
from citex.checks import RULES, codes
from citex.checks.codes import Code
from citex.checks.rule import NAMES
from citex.cli._config import KEYS, KINDS
from citex.formats import Format, Option

HERE = Path(__file__).parent
GENERATED = HERE / "_generated"


def write_all() -> None:
    """Write the generated pages, each only where it changed."""
    (GENERATED / "reference").mkdir(parents=True, exist_ok=True)
    pages = (
        ("formats.md", formats()),
        ("styles.md", styles()),
        ("checks.part.md", checks()),
        ("diagnostics.md", diagnostics()),
        ("configuration.part.md", configuration()),
        ("gallery.md", style_gallery.markdown()),
        ("gbt7714.part.md", gbt7714_editions.markdown()),
        ("reference.part.md", reference_list.index()),
        *((f"reference/{slug}.md", text) for slug, text in reference_list.pages().items()),
        ("contributing.md", contributing()),
        ("losses.md", loss_list.markdown()),
        ("dialog.part.md", _html(landing.dialog("en"))),
        ("dialog-zh.part.md", _html(landing.dialog("zh"))),
        *((f"chart-{name}.part.md", _html(charts.html(name))) for name in charts.CHARTS),
    )
    for name, text in pages:
        path = GENERATED / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _html(text: str) -> str:
    """HTML as a part of a page."""
    return f"```{{raw}} html\n{text}```\n"


def contributing() -> str:
    """The page for contributors, of whose links only those to other pages are kept."""
    text = (HERE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    text = re.sub(r"\]\(docs/", "](../", text)
    return re.sub(r"\[[^]]+\]\(([A-Z_]+\.md)\)", r"`\1`", text)


def formats() -> str:
    """The table of file formats, and each one's options."""
    forms = list(registry.formats())
    lines = [
        "# Formats",
        "",
        "What `citex formats` lists. A name goes to `-f` (reading) or `-t` (writing).",
        "",
        "| name | format | read | write | in constant memory | suffixes |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{form.name}` | {_literal(form.title)} | {_yes(form.read)} | {_yes(form.write)} | "
        f"{_yes(form.streams)} | {' '.join(f'`{suffix}`' for suffix in form.suffixes)} |"
        for form in forms
    ]
    lines += ["", "## Options", ""]
    for form in forms:
        lines += _options(form)
    return "\n".join(lines) + "\n"


def styles() -> str:
    """The styles that citex brings itself, and how the others are named."""
    own = [info for info in stylebook.styles() if info.origin == "citex"]
    count = sum(1 for _ in stylebook.styles())
    lines = [
        "# Styles",
        "",
        f"{count:,} styles can be named; `citex styles QUERY` searches them.",
        "",
        "| name | style |",
        "|---|---|",
        *(f"| `{info.name}` | {_literal(info.title)} |" for info in own),
        "",
        "## Short names",
        "",
        "| name | stands for |",
        "|---|---|",
        *(f"| `{alias}` | `{name}` |" for alias, name in stylebook.ALIASES.items()),
    ]
    return "\n".join(lines) + "\n"


def checks() -> str:
    """The table of the rules of `citex check`."""
    lines = ["| code | severity | looks at | finds |", "|---|---|---|---|"]
    for rule in RULES:
        many = "names" if rule.variables == NAMES else "texts"
        about = ", ".join(f"`{name}`" for name in rule.variables) or "the kind"
        looked = many if len(rule.variables) > 12 else about
        lines.append(f"| `{rule.name}` | {rule.severity} | {looked} | {rule.summary} |")
    return "\n".join(lines) + "\n"


_ORIGINS = {
    "rule": "Found by a rule of the check",
    "edition": "Found by an edition of GB/T 7714",
    "reader": "Noted by the reader of a record",
    "format": "What a format cannot hold",
    "input": "Of a file as a whole",
    "call": "Errors of a call",
}


def diagnostics() -> str:
    """The page of all codes: what each means, why it matters, how to mend it, an example."""
    lines = [
        "# Diagnostics",
        "",
        "Every code that `citex check` prints in brackets, a `citex.Diagnostic` has as `code`,",
        "or that names the class of an error; `citex explain CODE` prints its section.",
        "",
    ]
    for origin, title in _ORIGINS.items():
        lines += [f"## {title}", ""]
        for code in codes().values():
            if code.origin == origin:
                lines += _code(code)
    return "\n".join(lines) + "\n"


def _code(code: Code) -> list[str]:
    about = f"{code.summary}. ({code.severity.capitalize()})"
    return [
        f"### `{code.name}`", "", _literal(about), "", _literal(f"Why it matters: {code.why}"), "",
        _literal(f"How to mend it: {code.mend}"), "", "```text", code.example, "```", "",
    ]  # fmt: skip


def _literal(text: str) -> str:
    """The text with what Markdown would take for markup outside of `code` written out."""
    parts = text.split("`")
    parts[::2] = [
        "".join(f"\\{char}" if char in "\\<>*_[]#|&" else char for char in part)
        for part in parts[::2]
    ]
    return "`".join(parts)


def configuration() -> str:
    """The table of the keys of the configuration."""
    lines = ["| key | is | for | verbs |", "|---|---|---|---|"]
    for name, key in KEYS.items():
        verbs = ", ".join(f"`{verb}`" for verb in key.verbs)
        lines.append(f"| `{name}` | {KINDS[key.kind][1]} | {key.title} | {verbs} |")
    return "\n".join(lines) + "\n"


def _options(form: Format) -> list[str]:
    rows = [
        *(("reading", option) for option in form.read_options),
        *(("writing", option) for option in form.write_options),
    ]
    if not rows:
        return []
    lines = [f"### {form.name}", "", "| when | option | default | values |", "|---|---|---|---|"]
    return [*lines, *(_row(when, option) for when, option in rows), ""]


def _row(when: str, option: Option) -> str:
    choices = ", ".join(f"`{choice}`" for choice in option.choices)
    meaning = _literal(option.title) + (f" ({choices})" if choices else "")
    return f"| {when} | `{option.name}` | `{option.default}` | {meaning} |"


def _yes(value: object) -> str:
    return "yes" if value else ""
