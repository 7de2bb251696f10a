"""What each output writes for a mark of rendered text, before and after what it holds."""

from __future__ import annotations

from citex.csl.markup import (
    BASELINE,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    NO_DECORATION,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    RIGHT_INLINE,
    SMALLCAPS,
    SUB,
    SUP,
    UNDERLINE,
)
from citex.csl.output.base import Tags

_Pair = tuple[str, str] | None
_ROWS: tuple[tuple[str, _Pair, _Pair, _Pair, _Pair, _Pair], ...] = (
    # mark, HTML, LaTeX, RTF, Typst, Markdown; None: nothing (Markdown's stars are its own matter);
    # in Typst the semicolon ends the expression, whatever follows: "(", "[" or "." would go on
    (ITALIC, ("<i>", "</i>"), ("\\textit{", "}"), ("{\\i{}", "}"), ("#emph[", "];"), None),
    (
        OBLIQUE,
        ("<em>", "</em>"),
        ("\\textsl{", "}"),
        ("{\\i{}", "}"),
        ('#text(style: "oblique")[', "];"),
        None,
    ),
    (
        NORMAL_STYLE,
        ('<span style="font-style:normal;">', "</span>"),
        ("\\textup{", "}"),
        ("{\\i0{}", "}"),
        ('#text(style: "normal")[', "];"),
        ('<span style="font-style:normal;">', "</span>"),
    ),
    (BOLD, ("<b>", "</b>"), ("\\textbf{", "}"), ("{\\b{}", "}"), ("#strong[", "];"), None),
    (
        NORMAL_WEIGHT,
        ('<span style="font-weight:normal;">', "</span>"),
        ("\\textmd{", "}"),
        ("{\\b0{}", "}"),
        ('#text(weight: "regular")[', "];"),
        ('<span style="font-weight:normal;">', "</span>"),
    ),
    (
        SMALLCAPS,
        ('<span style="font-variant:small-caps;">', "</span>"),
        ("\\textsc{", "}"),
        ("{\\scaps ", "}"),
        ("#smallcaps[", "];"),
        ('<span style="font-variant:small-caps;">', "</span>"),
    ),
    (
        NORMAL_VARIANT,
        ('<span style="font-variant:normal;">', "</span>"),
        ("\\textup{", "}"),
        ("{\\scaps0{}", "}"),
        None,
        ('<span style="font-variant:normal;">', "</span>"),
    ),
    (
        UNDERLINE,
        ('<span style="text-decoration:underline;">', "</span>"),
        ("\\underline{", "}"),
        ("{\\ul{}", "}"),
        ("#underline[", "];"),
        ('<span style="text-decoration:underline;">', "</span>"),
    ),
    (NO_DECORATION, ('<span style="text-decoration:none;">', "</span>"), None, None, None, None),
    (
        SUP,
        ("<sup>", "</sup>"),
        ("\\textsuperscript{", "}"),
        ("\\super ", "\\nosupersub{}"),
        ("#super[", "];"),
        ("<sup>", "</sup>"),
    ),
    (
        SUB,
        ("<sub>", "</sub>"),
        ("\\textsubscript{", "}"),
        ("\\sub ", "\\nosupersub{}"),
        ("#sub[", "];"),
        ("<sub>", "</sub>"),
    ),
    (BASELINE, ('<span style="baseline">', "</span>"), None, None, None, None),
    (
        BLOCK,
        ('\n\n    <div class="csl-block">', "</div>\n"),
        ("\n\n", "\n\n"),
        ("\\line{}", "\\line\r\n"),
        ("\\\n", "\\\n"),
        ("  \n", "  \n"),
    ),
    (
        LEFT_MARGIN,
        ('\n    <div class="csl-left-margin">', "</div>"),
        ("", " "),
        ("", "\\tab "),
        ("", " "),
        ("", " "),
    ),
    (
        RIGHT_INLINE,
        ('<div class="csl-right-inline">', "</div>\n  "),
        ("", ""),
        ("", "\r\n"),
        ("", ""),
        ("", ""),
    ),
    (
        INDENT,
        ('<div class="csl-indent">', "</div>\n  "),
        ("\n\n\\quad ", "\n\n"),
        ("\n\\tab ", "\\line\r\n"),
        ("\\\n#h(2em);", "\\\n"),
        ("  \n\u2003", "  \n"),
    ),
)


def _column(place: int) -> Tags:
    return {row[0]: pair for row in _ROWS if isinstance(pair := row[place], tuple)}


HTML, LATEX, RTF, TYPST, MARKDOWN = map(_column, range(1, 6))

__all__ = ["HTML", "LATEX", "MARKDOWN", "RTF", "TYPST"]
