"""What became of a work: versions, corrections, retractions, expressions of concern.

`custom["status"]` holds, for formatters and for `check`: `retracted`, `withdrawn` and `concern`
(true, when the work is so) and, by relation, lists of identifiers ("doi:...", "pmid:..."):
`retracted-by`, `corrected-by`, `concern-by`, `updated-by`, `commented-by`, and from the notice's
side `retracts`, `corrects`, `concerns`, `updates`, `comments-on`; `preprint-of`, `has-preprint`,
`version-of`, `has-version`, `translation-of`, `has-translation`, `review-of`. What is known of the
notices themselves stands in the list `notices`, in CSL's words, each with its `relation` and `id`:
that is what a citation prints of them.
"""

from __future__ import annotations

import re

from citex._late import regex
from citex.model import Paper, PartialDate, new_date
from citex.model.remarks import add_remark
from citex.text.identifiers import parse_doi
from citex.text.tables import pairs

_SAID = pairs("relations")
_NOTICES = frozenset(("retracted-by", "withdrawn-by", "concern-by", "corrected-by"))
_STATES = {"retracted-by": "retracted", "withdrawn-by": "withdrawn", "concern-by": "concern"}
_REFERENCE = regex(
    r"(?P<container>\S.{0,200}?)\.?\s+(?P<date>(?P<year>(?:1[6-9]|20)\d\d)(?:[\s-][^;:.]{0,30})?)"
    r"(?:;(?P<volume>[^();:]{1,30}))?(?:;?\((?P<issue>[^()]{1,30})\))?(?::(?P<page>[^:;\s]{1,30}?))?"
    r"(?=[.;]?(?:\s|\Z))(?:.*?\bdoi:\s*(?P<doi>10\.\S{1,200}))?",
    re.IGNORECASE,
)
_TITLE_MARK = regex(
    r"\A\W*(?:(?P<retracted>RETRACTED(?:\s+(?:ARTICLE|CHAPTER|PAPER))?|(?-i:Retracted(?=[:\]]))|"
    r"Retracted\s+(?:Article|Chapter|Paper))"
    r"|(?P<withdrawn>WITHDRAWN|Withdrawn(?=\s*[:\]])|REMOVED)"
    r"|(?P<concern>EXPRESSION OF CONCERN(?=\s*:))"
    r"|(?P<notice>(?:Retraction|Withdrawal)(?:\s+(?:Note|Notice|to|of|for))?)"
    r"|(?P<correction>(?:(?:Publisher|Author)\s*)?"
    r"(?:(?:Correction|Addendum)(?!\s+(?:to|for)\s+(?:the|an?)\s|\s+-)|Corrigendum|Erratum|Corrigenda)"
    r"(?:\s+(?:to|for))?))\s*(?::|\bto\b|\bfor\b|\]|-|(?<=ion|dum|tum)\Z)",
    re.IGNORECASE,
)
MEDLINE_RELATIONS = {
    word: said for names, said in pairs("relations of MEDLINE").items() for word in names.split()
}
"""What PubMed calls a relation, in letters alone, and the tag of NBIB -> the relation."""
_PREPRINT = regex(r"\b(?:\w*rxiv|res sq|research square|preprints|ssrn)\b", re.IGNORECASE)


def medline_note(paper: Paper, kind: str, place: str | None, identifier: str | None = None) -> None:
    """Note a comment or correction that MEDLINE lists: "Retraction in", "EIN", "ErratumFor".

    >>> paper = Paper()
    >>> medline_note(paper, "Retraction in", "Lancet. 2010 Feb 6;375(9713):445", "pmid:20137807")
    >>> paper.custom["status"]["retracted-by"]
    ['pmid:20137807']
    """
    letters = kind if kind.isupper() else "".join(filter(str.isalpha, kind)).lower()
    relation = MEDLINE_RELATIONS.get(letters)
    if relation is None:
        return
    if relation == "updates" and _PREPRINT.search(place or ""):
        relation = "has-preprint"
    elif relation == "updated-by" and paper.type == "article":
        relation = "preprint-of"
    relate(paper, relation, identifier or place or None, facts=place_of(place))


def relate(
    paper: Paper,
    relation: str,
    identifier: str | None,
    date: str | None = None,
    facts: dict[str, str] | None = None,
) -> None:
    """Note on a paper that it stands in a relation to another work; each only once.

    `facts` says, by CSL's variables, where the other work appeared.

    >>> paper = Paper()
    >>> relate(paper, "retracted-by", "doi:10.1000/182")
    >>> paper.custom["status"], str(paper.remarks[0])
    ({'retracted-by': ['doi:10.1000/182'], 'retracted': True}, 'was retracted by doi:10.1000/182')
    """
    status = paper.custom.setdefault("status", {})
    listed = status.setdefault(relation, [])
    if identifier is not None and identifier in listed:
        return
    if identifier is not None:
        listed.append(identifier)
    if relation in _NOTICES and (facts or date):
        notice = {"relation": relation, **({"id": identifier} if identifier else {})}
        notice |= {"issued": date} if date else {}
        status.setdefault("notices", []).append(notice | (facts or {}))
    state = _STATES.get(relation)
    if state:
        status[state] = True
    message = f"{_SAID[relation]} {identifier or 'a notice that the source does not name'}"
    add_remark(paper.remarks, "status", "", message + (f" ({date})" if date else ""))


def place_of(source: str | None) -> dict[str, str]:
    """Where a notice appeared, from a reference as NLM writes it; empty where it is none.

    >>> place_of("Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4.")
    ... # doctest: +NORMALIZE_WHITESPACE
    {'container-title': 'Lancet', 'issued': '2010-02-06', 'volume': '375', 'issue': '9713',
     'page': '445', 'DOI': '10.1016/s0140-6736(10)60175-4'}
    """
    match = _REFERENCE.match(" ".join(source.split())) if source else None
    if match is None:
        return {}
    found = match.groupdict()
    issued = PartialDate.parse(found.pop("date").strip()) or new_date(int(found["year"]))
    address = parse_doi(found.pop("doi").rstrip(".")) if found["doi"] else found.pop("doi")
    facts = {
        "container-title": found["container"].rpartition(". ")[2].strip(),
        "issued": str(issued),
        "volume": found["volume"],
        "issue": found["issue"],
        "page": found["page"],
        "DOI": address,
    }
    return {variable: value.strip(" -") for variable, value in facts.items() if value}


def doi(value: str | None) -> str | None:
    """A DOI as an identifier of a relation."""
    found = parse_doi(value) if value else None
    return f"doi:{found}" if found else None


def declare(paper: Paper, state: str, message: str) -> None:
    """Note that a paper is retracted, withdrawn, or under concern, by a notice without a name."""
    status = paper.custom.setdefault("status", {})
    if state not in status:
        status[state] = True
        add_remark(paper.remarks, "status", "", message)


_MARKS = frozenset("retra withd remov expre publi autho corre corri errat adden".split())
"""How the words begin that a title says of itself; a look before the pattern."""
_TITLE_END = regex(
    r"[\[(](?:this (?:article|paper) (?:has been|is) )?(retracted|withdrawn)\b[^\[\]()]*[\])]\Z",
    re.IGNORECASE,
)


def from_title(paper: Paper) -> None:
    """Note what a title says of itself: "RETRACTED: ...", "Correction to: ...".

    >>> paper = Paper(title="RETRACTED ARTICLE: On growth")
    >>> from_title(paper)
    >>> paper.custom
    {'status': {'retracted': True}}
    """
    title = paper.title
    if title and title[-1] in ")]" and (behind := _TITLE_END.search(title)):
        kind = behind[1].lower()
        declare(paper, kind, f"the title says that the work is {kind}")
    if not title or (title[0].isalnum() and title[:5].lower() not in _MARKS):
        return
    match = _TITLE_MARK.match(title)
    if match is None:
        return
    kind = match.lastgroup or ""
    if kind in ("retracted", "withdrawn", "concern"):
        declare(paper, kind, f"the title says that the work is {_STATE_WORDS[kind]}")
    elif paper.type not in _NO_NOTICES and not paper.custom.get("status"):
        what = "a retraction notice" if kind == "notice" else "a correction of another work"
        paper.custom.setdefault("status", {})["notice"] = kind
        add_remark(paper.remarks, "status", "", f"the title says that this is {what}")


_NO_NOTICES = frozenset("book thesis collection webpage software dataset song".split())
"""What is no notice, whatever its title is; a book may be called Correction."""
_STATE_WORDS = {
    "retracted": "retracted", "withdrawn": "withdrawn", "concern": "under an expression of concern",
}  # fmt: skip
