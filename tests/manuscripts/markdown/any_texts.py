"""Any Markdown text: a strategy of Hypothesis that composes citations, markup and blocks."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import strategies as st

LIBRARY = Path(__file__).with_name("library.json")
KEYS = [item["id"] for item in json.loads(LIBRARY.read_text("utf-8"))]
BARE = [key for key in KEYS if not any(sign in key for sign in " {张=")]
BRACED = [f"@{{{key}}}" for key in KEYS if not any(sign in key for sign in " {")]
NAMED = [key for key in BARE if key != "anon"]

KEY = st.sampled_from([*BRACED, *map("@{}".format, BARE), *map("@{}".format, BARE)])
PLACES = [
    "", ", p. 3", ", pp. 3-5", ", 7", " p. 12", ", chap. 2", ", sec. 4", ", pp. 3, 7-9", ", vol. 2",
    ", p. iv", ", fig. 1", ", 12-15", ", § 4", ", ¶ 2", ", n. 5", ", {p. A 7}", ", l. 3", ", p. 9a",
]  # fmt: skip
BEHIND = ["", "", " [p. 3]", " [pp. 4-6, and more]", " [chap. 2]", " [7]", "\n[p. 5]"]
SUFFIXES = [
    "", "", "", " and more", ", and passim", ", *all* of it", " with `code @x`", ", in **bold**",
    " (so he says)", ", a~i~",
]  # fmt: skip
PREFIXES = ["", "", "", "see ", "see *also* ", "cf. ", "e.g., ", "but **not** "]
WORDS = [
    "growth", "slows down", "and so on", "the river", "增长", "研究 增长", "it's", "3", "A",
    "x & y", "1999", "so-called", "naïve", "—", "e.g.",
]  # fmt: skip
LEFT = [
    "`[@li2020]`", "``a ` [@web]``", "$x_{@li2020}$", "$[@web]$", "<!-- [@web] -->",
    '<b title="[@web]">', "</b>", "<http://example.org/@web>", "me@example.org", "<me@web.org>",
    "\\@li2020", "\\[@li2020 so", "[text](http://example.org/@web)", '![](x.png "@web")', "\\`",
    "[a *b*](y)", "\\$5", "@", "a@web", "[x]{.cls}", "\\*", "&amp;", "H~2~O", "[no key]",
    "$$y@web$$",
]  # fmt: skip
AROUND = [
    "{}", "{}", "{}", "*{}*", "**{}**", '"{}"', "({})", "[see {} there](z)", "^[A note {}.]",
    "_see {}, so_", "^[So {}, too.]", "~~{}~~", "{}.", "{},", "{};", "{}!", "{}:",
    "^[See {}, and {}; more.]",
]  # fmt: skip

Texts = st.SearchStrategy[str]


def texts(*, placed: bool = True) -> Texts:
    """Texts of a few blocks each; "NUMBER" in them is the text's; `placed`: with places in works.

    >>> isinstance(texts().example(), str)
    True
    """
    citation = _citations(placed)
    line = _lines(citation)
    paragraph = st.one_of(
        line, line, st.builds("{} and {}".format, citation, line),
        st.builds("{}\n{}".format, line, line), st.builds("{}\\\n{}".format, line, line),
    )  # fmt: skip
    block = st.one_of(
        paragraph, paragraph, paragraph, _in_lists(line, paragraph), _in_others(line, paragraph),
        _left_alone(line), _noted(line), _tables(citation),
    )  # fmt: skip
    return st.lists(block, min_size=1, max_size=4).map("\n\n".join)


def _citations(placed: bool) -> Texts:
    cite = st.builds(
        "{}{}{}{}{}".format,
        st.sampled_from(PREFIXES), st.sampled_from(["", "", "", "-"]), KEY,
        st.sampled_from(PLACES if placed else PLACES[:1]), st.sampled_from(SUFFIXES),
    )  # fmt: skip
    bracketed = st.builds(
        lambda cites, between: f"[{between.join(cites)}]",
        st.lists(cite, min_size=1, max_size=3), st.sampled_from(["; ", "; ", ";\n", ";"]),
    )  # fmt: skip
    in_text = st.builds(
        "{}{}".format,
        st.sampled_from(NAMED).map("@{}".format), st.sampled_from(BEHIND if placed else BEHIND[:1]),
    )  # fmt: skip
    return st.one_of(bracketed, bracketed, in_text)


def _lines(citation: Texts) -> Texts:
    around = st.builds(
        lambda form, one, two: form.replace("{}", one, 1).replace("{}", two),
        st.sampled_from(AROUND), citation, citation,
    )  # fmt: skip
    words = st.sampled_from(WORDS)
    part = st.one_of(words, words, st.sampled_from(LEFT), around, around)
    return st.lists(part, min_size=1, max_size=6).map(_line)


def _line(parts: list[str]) -> str:
    """The parts as a line; no citation of works stands behind a key in a sentence (NOTES.md)."""
    return re.sub(r"(?<=[\s(*~_\"])(@\S+ )(?=\[[^\]@]*@)", r"\1so ", f"Text {' '.join(parts)} end.")


def _before(first: str, others: str, text: str) -> str:
    """The text with one mark before its first line and another before the others."""
    return first + text.replace("\n", "\n" + others)


def _two(line: Texts, first: tuple[str, str], between: str, second: tuple[str, str]) -> Texts:
    return st.builds(
        lambda a, b: _before(*first, a) + between + _before(*second, b), line, line
    )  # fmt: skip


def _in_lists(line: Texts, paragraph: Texts) -> Texts:
    return st.one_of(
        paragraph.map(lambda text: _before("- ", "  ", text)),
        _two(line, ("- ", "  "), "\n", ("- ", "  ")),
        _two(line, ("1. ", "   "), "\n\n", ("   ", "   ")),
        _two(line, ("* ", "  "), "\n", ("  + ", "    ")),
        line.map(lambda text: _before("(@) ", "    ", text)),
        line.map(lambda text: _before("Term\n:   ", "    ", text)),
    )  # fmt: skip


def _in_others(line: Texts, paragraph: Texts) -> Texts:
    return st.one_of(
        line.map(lambda text: "## " + text.replace("\n", " ")),
        line.map(lambda text: text.replace("\n", " ") + "\n" + "-" * 30),
        paragraph.map(lambda text: _before("> ", "> ", text)),
        paragraph.map(lambda text: _before("> > ", "> > ", text)),
        paragraph.map("::: {{.box}}\n{}\n:::".format),
        paragraph.map("<div>\n\n{}\n\n</div>".format),
        line.map(lambda text: "| " + text.replace("\n", " ") + "\n| more"),
    )


def _left_alone(line: Texts) -> Texts:
    return st.one_of(
        line.map(lambda text: _before("    ", "    ", text)),
        line.map("```\n{}\n```".format),
        line.map(lambda text: _before("> ```\n> ", "> ", text) + "\n> ```"),
        line.map(lambda text: _before("- item\n\n  ```\n  ", "  ", text) + "\n  ```"),
        line.map("~~~ {{.x}}\n{}\n~~~".format),
        line.map(lambda text: f"<!--\n{text.replace('-->', '')}\n-->"),
        line.map(lambda text: f"\\begin{{x}}\n{text}\n\\end{{x}}"),
    )


def _noted(line: Texts) -> Texts:
    return st.one_of(
        line.map(lambda text: f"Noted[^NUMBER].\n\n[^NUMBER]: {_before('', '    ', text)}"),
        st.builds(
            lambda a, b: f"Noted[^NUMBER] here.\n\n[^NUMBER]: {_before('', '    ', a)}\n\n"
            f"    {_before('', '    ', b)}", line, line,
        ),
    )  # fmt: skip


def _tables(citation: Texts) -> Texts:
    cell = citation.map(lambda text: text.replace("\n[", " [").replace("\n", " "))
    return st.builds("| a | b |\n|---|---|\n| {} | {} |".format, cell, cell)
