"""What is wrong with pages, volumes, issues and editions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.checks.rule import Place, paper_rule, value_rule
from citex.model import Paper
from citex.text.identifiers import find_doi
from citex.text.pages import (
    first_and_last,
    fused_volume,
    is_item_number,
    is_labelled,
    is_unassigned,
    page_count,
    runs_back,
)

_LABELLED = regex(
    r"\A(?:vol(?:ume)?|issue|iss|no|nr|num(?:ber)?|bd|band|heft|jg|t|tome)\b\.?\s*\d|\A(?:n\s?[°º]|№|#)"
    r"|\A第|\d\s*[卷期辑]\Z",
    re.IGNORECASE,
)
_INNER = regex(r"(?<=\d)[\s,;:]+(?:no|nr|issue|iss|heft|n°|№)\b\.?\s*\d+", re.IGNORECASE)
"""An issue that stands in the field of the volume: "12, no. 3"."""
_EDITION = regex(r"\b(?:ed|edn|edition|aufl(?:age)?|éd(?:ition)?|edición)\b\.?|版", re.IGNORECASE)
_REVISED = regex(
    r"rev|enl|updat|exp|corr|int|stud|neu|überarb|erw|unver|illus|aum|增|修订|first|1st"
    r"|anniv|aktual|critical|digital|online|kindle|special|bilingual|annot",
    re.IGNORECASE,
)
_ORDINAL = regex(r"\d|\b(?:second|third|fourth|fifth|sixth|zweite|dritte)\b|第", re.IGNORECASE)
_LONGEST = {
    "article-journal": 600, "article-magazine": 300, "article-newspaper": 200, "chapter": 600,
    "paper-conference": 400, "entry-encyclopedia": 300, "review": 300, "review-book": 100,
}  # fmt: skip
_BY_YEAR = regex(
    r"10\.(?:1155|4061|7167)/|10\.(?:1007/jhep|1088/(?:1475-7516|1126-6708|1742-5468|1748-0221))"
    r"|10\.1002/14651858",
    re.IGNORECASE,
)
"""DOIs of journals that number their volumes by years, or their papers by issues."""

_YEARLY = regex(
    r"high energy phys|cosmology and astroparticle|statistical mechanics|cochrane|"
    r"evidence[- ]based complementary|oxidative medicine|neural plasticity|official journal|annual|"
    r"yearbook|jahrbuch|年鉴|proc(?:eedings)?\b|conference|\bCD00",
    re.IGNORECASE,
)


@value_rule("page", severity="error")
def pages_run_back(value: str, paper: Paper) -> str | None:
    """Pages that end before they begin.

    Why: The last page is cut short in a way that styles cannot undo, or a digit is wrong.
    Mend: Give the first and the last page in full.
    Example: {"title": "On moss", "page": "129-112"}
    """
    return "the range runs backwards" if runs_back(value) else None


@value_rule("page")
def open_range(value: str, paper: Paper) -> str | None:
    """Pages whose range has no end.

    Why: Styles print a dash that leads nowhere.
    Mend: Give the last page, or the first alone.
    Example: {"title": "On moss", "page": "112-"}
    """
    open_ended = len(value) > 1 and value[-1] in "-–—" and value[:-1].strip().isalnum()
    return "the range has no end" if open_ended else None


@value_rule("page", severity="note")
def one_page_twice(value: str, paper: Paper) -> str | None:
    """A range from a page to the same page, as a source writes that knows no pages.

    Why: Styles print it as a range of pages.
    Mend: Give the one page, or none where the source knows none.
    Example: {"title": "On moss", "page": "1-1"}
    """
    first, _, last = value.replace("–", "-").partition("-")
    if not last or first.strip() != last.strip():
        return None
    rest = (
        "the source may know no pages" if first.strip() in ("0", "1") else "one page is one number"
    )
    return f"goes from a page to the same page; {rest}"


@value_rule("page")
def no_page(value: str, paper: Paper) -> str | None:
    """A DOI, a publisher's item number, nought or words in place of pages.

    Why: Styles print it behind "pp." as if it were a page.
    Mend: Leave page out; the number of an article goes to number, a DOI to DOI.
    Example: {"title": "On moss", "page": "in press"}
    """
    if value.strip() in ("0", "00", "000"):
        return "there is no such page"
    if is_item_number(value) or "://" in value or find_doi(value):
        return "is an identifier of the article, no page"
    return "says that there are no pages yet; leave it out" if is_unassigned(value) else None


@value_rule("page")
def labelled_pages(value: str, paper: Paper) -> str | None:
    """A label before or behind the pages: styles print their own.

    Why: The style sets its own label, which then stands twice, and in one language only.
    Mend: Give the numbers alone.
    Example: {"title": "On moss", "page": "pp. 112-129"}
    """
    return (
        "holds a label; styles print their own" if is_labelled(value) or page_count(value) else None
    )


@paper_rule("page")
def too_many_pages(paper: Paper) -> Iterator[Place]:
    """A part of a work over more pages than any such part has.

    Why: A digit is wrong, or the pages of the whole book were taken.
    Mend: Give the first and last page of the part.
    Example: {"type": "article-journal", "title": "On moss", "page": "1-2750"}
    """
    longest = _LONGEST.get(paper.type)
    ends = first_and_last(paper.page) if paper.page and longest else None
    if ends and longest and ends[1] - ends[0] >= longest:
        count = ends[1] - ends[0] + 1
        yield "page", paper.page or "", f"{count} pages for a work of type {paper.type}"


@paper_rule("page", "volume", "issued")
def page_is_another_number(paper: Paper) -> Iterator[Place]:
    """A single page that is the volume's number, or the year.

    Why: A field of the source was taken for another.
    Mend: Give the pages, or leave them out.
    Example: {"title": "On moss", "volume": "31", "page": "31"}
    """
    page = paper.page
    if page is None or len(page) < 2 or not page.isdecimal():
        return
    year = paper.issued.year if paper.issued else None
    if page == paper.volume:
        yield "page", page, "is the number of the volume too"
    elif page == str(year):
        yield "page", page, "is the year too"


@value_rule("volume", "issue")
def labelled_number(value: str, paper: Paper) -> str | None:
    """A label with a volume or an issue: styles print their own.

    Why: The style sets its own label, which then stands twice.
    Mend: Give the number alone.
    Example: {"title": "On moss", "volume": "Vol. 31"}
    """
    return "holds a label; styles print their own" if _LABELLED.search(value) else None


@value_rule("volume", "issue", "number")
def unassigned_number(value: str, paper: Paper) -> str | None:
    """Words that say that a volume or an issue is not known yet.

    Why: Styles print it as if it were the number.
    Mend: Leave it out, and give the status "in press".
    Example: {"title": "On moss", "volume": "in press"}
    """
    return "says that there is none yet; leave it out" if is_unassigned(value) else None


@value_rule("volume", "issue")
def volume_with_issue(value: str, paper: Paper) -> str | None:
    """A volume and an issue in one.

    Why: Styles print both where the volume belongs, and no issue.
    Mend: Give each number its variable.
    Example: {"type": "article-journal", "title": "On moss", "volume": "31(2)"}
    """
    fused = fused_volume(value)
    if fused is not None:
        return f"holds two numbers; volume {fused[0]}, issue {fused[1]}"
    both = _INNER.search(value)
    return f"holds two numbers ({both[0].strip(' ,')})" if both else None


@paper_rule("volume", "issue", "issued", severity="note")
def number_is_year(paper: Paper) -> Iterator[Place]:
    """The year as a volume or an issue, in a journal not known to number so.

    Why: Some journals number so; most often the source filled the year in.
    Mend: Look at the work; leave the number out where it has none.
    Example: {"type": "article-journal", "title": "On moss", "issued": {"date-parts":
        [[2018]]}, "volume": "2018"}
    """
    if paper.issued is None or paper.type not in ("article-journal", "article-magazine"):
        return
    if _BY_YEAR.match(paper.DOI or "") or _YEARLY.search(paper.container_title or ""):
        return
    for variable, value in (("volume", paper.volume), ("issue", paper.issue)):
        if value is not None and value == str(paper.issued.year):
            message = "is the year; some journals number so, most do not"
            yield variable, value, message


@value_rule("edition")
def labelled_edition(value: str, paper: Paper) -> str | None:
    """An edition with the word "edition": styles print their own.

    Why: The style sets its own word in its own language, which then stands twice.
    Mend: Give the number alone.
    Example: {"type": "book", "title": "On moss", "edition": "2nd ed."}
    """
    found = _EDITION.search(value)
    if found is None or not _ORDINAL.search(value) or _REVISED.search(value):
        return None
    return f"holds {found[0]!r}; the number alone is enough"
