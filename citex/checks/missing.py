"""What a reference to each kind of work is not complete without."""

from __future__ import annotations

from collections.abc import Iterator

from citex.checks.rule import Place, paper_rule
from citex.model import Paper

NEEDED: dict[str, tuple[str, ...]] = {
    "article-journal": (
        "author",
        "title",
        "container-title",
        "issued",
        "volume",
        "page|number|DOI",
    ),
    "article-magazine": ("title", "container-title", "issued"),
    "article-newspaper": ("title", "container-title", "issued"),
    "book": ("author|editor", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container-title", "publisher", "issued", "page"),
    "dataset": ("author", "title", "publisher", "issued", "DOI|URL"),
    "entry-dictionary": ("title", "container-title", "issued"),
    "entry-encyclopedia": ("title", "container-title", "issued"),
    "paper-conference": ("author", "title", "container-title|event-title", "issued"),
    "patent": ("title", "number", "issued"),
    "report": ("author|publisher", "title", "issued"),
    "software": ("author", "title", "issued"),
    "standard": ("title", "number"),
    "thesis": ("author", "title", "publisher", "issued", "genre"),
    "webpage": ("title", "URL", "accessed"),
}
"""What a reference to each kind of work is not complete without, in any style; "|" is "or"."""

ANY_KIND = ("title", "issued")


@paper_rule(kind="missing")
def missing(paper: Paper) -> Iterator[Place]:
    """A variable without which a reference to such a work is not complete.

    Why: A reader cannot find the work by such a reference, and a style leaves a hole where
        the value belongs.
    Mend: Fill it in from the work itself, or have it fetched by its DOI.
    Example: {"type": "book", "title": "On moss"}
    """
    for names in NEEDED.get(paper.type, ANY_KIND):
        variables = names.split("|")
        if not any(paper.get(variable) for variable in variables):
            yield " or ".join(variables), "", f"a work of type {paper.type} is cited with it"
