"""A .bbl that has the commands of biblatex print what a style does, in a document that loads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from citex._late import regex
from citex.csl.output.latex import escape
from citex.manuscripts.latex.listing import UNSAFE_KEY, set_by_all
from citex.manuscripts.latex.run import Run
from citex.model import Paper
from citex.text.richtext.runs import plain

PACKAGE = Path(__file__).with_name("citex.sty")
"""The LaTeX package that has citations print what a style prints, whole."""


def taking_over(run: Run, papers: Iterable[Paper]) -> Iterator[str]:
    """What has biblatex's commands print what a style does, where the document loads biblatex.

    biblatex reads its .bbl as the document begins, in a group and with commands of its own: there
    it is told which works there are, with their titles, so that it asks for none; and it is noted
    that all is read again behind that, where the commands of citex.sty take the place of
    biblatex's. The third time is for the list.
    """
    if not run.biblatex:
        return
    yield "% $ biblatex auxiliary file $"
    yield f"% $ biblatex bbl format version {_BBL_VERSIONS.get(run.biblatex, '3.3')} $"
    yield "% Do not modify the above lines!"
    known = "\n".join(_known(run, list(papers)))
    yield from _TAKEN_OVER.format(known=known, core=_core()).splitlines()


def _known(run: Run, papers: Sequence[Paper]) -> Iterator[str]:
    """The works as biblatex knows them: a key and a title."""
    for section, name in dict.fromkeys(run.lists):
        if section.isdecimal() and _NAME.fullmatch(name):
            yield f"\\refsection{{{section}}}"
            yield f"\\datalist[entry]{{{name}}}"
            for paper in papers:
                if not UNSAFE_KEY.search(paper.id):
                    title = set_by_all(escape(plain(paper.title or "")))
                    yield f"\\entry{{{paper.id}}}{{misc}}{{}}"
                    yield f"\\field{{labeltitlesource}}{{title}}\\field{{title}}{{{title}}}"
                    yield "\\endentry"
            yield "\\enddatalist"
            yield "\\endrefsection"


_NAME = regex(r"[\w/:.@=,;-]{1,400}")
_BBL_VERSIONS = {"3.7": "3.1", "3.8": "3.1", "3.9": "3.2", "3.10": "3.2"}
"""The format of a .bcf -> that of the .bbl that the same biblatex reads."""

_TAKEN_OVER = r"""\ifx\citexstage\undefined
  \gdef\citexstage{{}}%
  \long\gdef\citexskip#1\citexcoreend{{}}%
  \AddToHook{{begindocument/end}}{{\makeatletter
    \let\citexbiblatexnocite\nocite
    \let\citexcore\relax
    \input{{\jobname.bbl}}%
    \makeatother
    \citexbegun
    \let\citexcore\citexskip}}%
{known}
  \expandafter\endinput
\fi
\citexcore
{core}
\let\citex@told\citexbiblatexnocite
\citex@ready
\def\citexbegun{{\citex@beginfalse}}%
\citex@begintrue
\let\citexcoreend\relax
\citexcoreend"""


def _core() -> str:
    """The commands of citex.sty."""
    text = PACKAGE.read_text(encoding="utf-8")
    return text[text.index(_CORE_BEGINS) : text.index(_CORE_ENDS)].partition("\n")[2].rstrip()


_CORE_BEGINS = "% -- a .bbl for biblatex has, too, what begins here"
_CORE_ENDS = "% -- and ends here"
