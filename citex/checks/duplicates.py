"""What is wrong between papers: one id for two, one work under two ids."""

from __future__ import annotations

from collections.abc import Iterator

from citex.checks.rule import Place, papers_rule
from citex.model import Paper
from citex.text.identifiers import parse_doi
from citex.text.journals import folded


@papers_rule("id", severity="error")
def id_twice(paper: Paper, memory: dict[str, str]) -> Iterator[Place]:
    """Two papers with one id: a citation cannot tell them apart.

    Why: A citation of that id may mean either.
    Mend: Give one of them another id.
    Example: [{"id": "a", "title": "On moss"}, {"id": "a", "title": "On rivers"}]
    """
    if paper.id and paper.id in memory:
        other = memory[paper.id]
        yield (
            "id",
            paper.id,
            f"an earlier paper has it too ({other}); a cite cannot tell them apart",
        )
    elif paper.id:
        memory[paper.id] = paper.title or "without a title"


@papers_rule("DOI", "PMID", "PMCID")
def same_work(paper: Paper, memory: dict[str, str]) -> Iterator[Place]:
    """One work under two ids, by its DOI or its number in PubMed: dedupe merges them.

    Why: It stands in the list of references twice.
    Mend: Keep one of them, or let them be merged.
    Example: [{"id": "a", "title": "On moss", "DOI": "10.5555/1"}, {"id": "b", "title":
        "Moss", "DOI": "10.5555/1"}]
    """
    found = ""
    for variable, value in (("DOI", parse_doi(paper.DOI or "")), ("PMID", paper.PMID)):
        if not value:
            continue
        key = f"{variable} {value}"
        other = memory.setdefault(key, paper.id)
        if other != paper.id and not found:
            found = value
            yield variable, value, f"{other} is the same work; dedupe merges them"
    if not found and paper.title and paper.issued and paper.author and paper.type != "chapter":
        name, letters = paper.author[0], folded(paper.title)
        first = folded(name.family or name.literal or "")
        placed = (paper.type, paper.volume, paper.issue, paper.number, paper.page)
        key = f"{letters} {paper.issued.year} {first} {placed}"
        other = memory.setdefault(key, paper.id) if len(letters) > 15 else paper.id
        if other != paper.id:
            yield "title", paper.title, f"{other} seems the same work; dedupe merges them"
