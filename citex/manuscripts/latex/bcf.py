"""The .bcf of a biblatex run, read: what it cites, and from which libraries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from citex.errors import NotFound, ParseError
from citex.files import contents
from citex.manuscripts.latex.aux import read_aux
from citex.manuscripts.latex.run import Asked, Run

_LARGEST = 64_000_000
_BCF = "{https://sourceforge.net/projects/biblatex}"


def read_bcf(path: Path) -> Run:
    """What a run of biblatex asks for, by its .bcf, and by the .aux beside it.

    The first .bbl that citex writes has biblatex's commands write their words to the .aux, as
    those of citex.sty do; from then on the citations are taken from there. A .bcf does not say
    which style the document is in. Raises NotFound, and ParseError for what is no .bcf.
    """
    root = _root(path)
    run = Run(folder=path.parent, name=path.stem)
    beside = path.with_suffix(".aux")
    if beside.is_file():
        other = read_aux(beside)
        if other.package:
            run = other
            run.libraries = []
    run.biblatex = str(root.get("version") or "")
    for one in root.iter(f"{_BCF}datalist"):
        if one.get("type") == "entry":
            run.lists.append((one.get("section", ""), one.get("name", "")))
    libraries: dict[str, int] = {}
    for source in root.iter(f"{_BCF}datasource"):
        name = (source.text or "").strip()
        if source.get("type", "file") == "file" and name:
            libraries.setdefault(name, source.sourceline or 0)
        elif name:
            told = f"the library {name!r} is no file; it is left out"
            run.warn(told, str(path), source.sourceline or 0)
    run.libraries = [(name, str(path), line) for name, line in libraries.items()]
    if not run.package:
        _cited(root, str(path), run)
    return run


def _root(path: Path) -> Any:
    """The root of a .bcf: no entity is expanded, nothing outside it is opened."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        data = contents(path, _LARGEST)
    except FileNotFoundError:
        raise NotFound("there is no such file", source=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ParseError(f"cannot be read: {reason}", source=str(path)) from None
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"is no XML: {error.msg}", source=str(path), line=error.lineno) from None
    if root.tag != f"{_BCF}controlfile":
        raise ParseError("is no .bcf, the control file that biblatex writes", source=str(path))
    return root


def _cited(root: Any, file: str, run: Run) -> None:
    """The citations of all sections: keys of one number, in one section, stand in one citation."""
    for section in root.iter(f"{_BCF}section"):
        found: dict[str, list[tuple[str, int]]] = {}
        for element in section.iter(f"{_BCF}citekey"):
            key, line = (element.text or "").strip(), element.sourceline or 0
            if not key:
                continue
            if element.get("nocite") == "1" or key == "*":
                run.nocite.append(Asked((key,), file, line, command="nocite"))
            else:
                found.setdefault(element.get("order", ""), []).append((key, line))
        for keys in found.values():
            run.citations.append(Asked(tuple([key for key, _ in keys]), file, keys[0][1]))
