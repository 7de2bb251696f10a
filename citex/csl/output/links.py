"""Links: what each output writes for a stretch that leads somewhere, and for where it leads."""

from __future__ import annotations

from collections.abc import Callable

from citex._late import regex
from citex.csl.markup import CLOSE, LINK, region, strip
from citex.csl.variables import IDENTIFIERS
from citex.text.identifiers import parse_doi, parse_pmcid, parse_pmid

END_OF_TARGET = "\ufdee"
"""Between where a link leads and what it shows, in the output `marked`."""

_WRITTEN = {
    # output: a link to an address, to an anchor, its end; an anchor
    "html": ('<a href="?">', '<a href="#?">', "</a>", '<a id="?"></a>'),
    "markdown": ("[", "[", "](?)", '<a id="?"></a>'),
    "latex": ("\\href{?}{", "\\hyperlink{?}{", "}", "\\hypertarget{?}{}"),
    "typst": ('#link("?")[', "#link(<?>)[", "];", "#metadata(none) <?>"),
    "marked": (f"{LINK}?{END_OF_TARGET}", f"{LINK}#?{END_OF_TARGET}", CLOSE, ""),
}
_NOT_IN_ADDRESS = regex(r"[^A-Za-z0-9:/?=.;,+_~%!*@&#()'-]|%(?![0-9A-Fa-f]{2})")
_NOT_IN_ANCHOR = regex(r"[^A-Za-z0-9._-]")
_BEFORE = regex(
    r"https?://(?:(?:dx\.)?doi\.org/|[\w.]*ncbi\.nlm\.nih\.gov/(?:pubmed/|pmc/articles/)?(?:PMC)?)\Z"
)
_LATEX = str.maketrans({char: f"\\{char}" for char in "%#&_~"})
_HTML = str.maketrans({"&": "&#38;", "'": "&#39;"})
_MARKDOWN = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "_": "%5F"})
_ESCAPES = {"html": _HTML, "latex": _LATEX, "markdown": _MARKDOWN}

BACK = "↩"
"""What an entry's links to its citations show."""

Target = Callable[[str], "str | None"]
"""The content of a link -> where it leads: an address, or "#" and an anchor; None: nowhere."""


def has_links(output: str) -> bool:
    """Whether an output can have links."""
    return output in _WRITTEN


def link(output: str, target: str) -> tuple[str, str]:
    """What is written before and after the content of a link.

    >>> link("html", "#ref-li"), link("latex", "https://doi.org/10.1/a_b")
    (('<a href="#ref-li">', '</a>'), ('\\\\href{https://doi.org/10.1/a\\\\_b}{', '}'))
    """
    if output not in _WRITTEN:
        return "", ""
    outside, inside, end, _ = _WRITTEN[output]
    if target.startswith("#"):
        return inside.replace("?", target[1:]), end.replace("?", target)
    target = target.translate(_ESCAPES.get(output, {}))
    return outside.replace("?", target), end.replace("?", target)


def anchor(output: str, name: str) -> str:
    """What is written where links lead to.

    >>> anchor("html", anchor_of("ref", "li 2020"))
    '<a id="ref-li:20:2020"></a>'
    """
    return _WRITTEN[output][3].replace("?", name) if output in _WRITTEN else ""


def anchor_of(kind: str, id_: str) -> str:
    """The name of an anchor for an id, in letters that every output allows."""
    return f"{kind}-" + _NOT_IN_ANCHOR.sub(lambda match: f":{ord(match[0]):x}:", id_)


def address(variable: str, value: str) -> str | None:
    """The address that an identifier stands for; None for what no link may lead to.

    >>> address("DOI", "doi:10.1000/1<2"), address("PMCID", "PMC12"), address("URL", "javascript:1")
    ('https://doi.org/10.1000/1%3C2', 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12', None)
    """
    if variable == "DOI":
        doi = parse_doi(value)
        return doi and _quoted("https://doi.org/" + doi.replace("#", "%23").replace("?", "%3F"))
    if variable == "PMID":
        found = parse_pmid(value)
        return found and f"https://www.ncbi.nlm.nih.gov/pubmed/{found}"
    if variable == "PMCID":
        found = parse_pmcid(value, bare=True)
        return found and f"https://www.ncbi.nlm.nih.gov/pmc/articles/{found}"
    value = value.strip()
    return _quoted(value) if value.lower().startswith(("http://", "https://", "ftp://")) else None


def _quoted(url: str) -> str:
    return _NOT_IN_ADDRESS.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )


def resolved(text: str, target_of: Target) -> tuple[str, list[str]]:
    """The text with the links that lead somewhere, and where each of them does, in order.

    The address before an identifier that is printed as one belongs to its link.
    """
    targets = []
    place = 0
    while (found := region(text[place:], LINK)) is not None:
        start, end = found[0] + place, found[1] + place
        content = text[start + 1 : end]
        target = target_of(strip(content)) if LINK not in content else None
        if target is None:
            text = text[:start] + content + text[end + 1 :]
            place = start
        else:
            targets.append(target)
            place = end + 1
            if before := _BEFORE.search(text, 0, start):
                text = text[: before.start()] + LINK + before[0] + text[start + 1 :]
    return text, targets


def targets_of(text: str, value_of: Callable[[str], object]) -> Target:
    """Where the links of an entry lead: identifiers to themselves; the title, if there are none.

    `value_of` gives a variable of the work, as it is printed.
    """
    known = addresses(value_of)
    contents = [strip(match[1]) for match in _LINKS.finditer(text)]
    if any(known.get(content) for content in contents):
        return known.get
    values = [strip(value) for name in _BEST if isinstance(value := value_of(name), str)]
    best = next(filter(None, map(known.get, values)), None)
    return lambda content: best


def addresses(value_of: Callable[[str], object]) -> dict[str, str | None]:
    """The identifiers of a work as they are printed, and the address of each."""
    values = [(name, value) for name in IDENTIFIERS if isinstance(value := value_of(name), str)]
    return {strip(value): address(name, strip(value)) for name, value in values}


_LINKS = regex(f"{LINK}([^{CLOSE}{LINK}]*)")
_BEST = ("DOI", "PMCID", "PMID", "URL")
