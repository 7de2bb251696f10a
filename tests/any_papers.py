"""Papers with anything in any field, for Hypothesis; and what two papers may differ in."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from citex.model import DATE_VARIABLES, KINDS, NAME_VARIABLES, VARIABLES, Name, Paper, PartialDate
from citex.text.names.words import is_others

HOSTILE = [
    "\n", "\r\n", "\r", "\t", "  ", "]]>", "</record>", "<style face='italic'>", "&amp;", "&#x41;",
    "<i>", "</i>", "<sub>", "</sub>", '<span class="nocase">', "</span>", "{", "}", "{{", "}}", "$",
    "\\", "|", " || ", "- ", ": ", "#", "%", "'", '"', "\0", "\x0b", "\x85", "\u2028", "\ufeff",
    "\u202e", "\ufffe", "👩‍🔬", "中文", "é", "e\u0301", "CSL variables:",
    "\nCSL variables:\nstatus: forged", "status: forged", "~", "no", "1.0", "[", "]", "*", "&x",
    "!!x", "@", "`", "\n---\n", "\n...\n", ",", "，", ";", "；", "<b>", "<!--", "-->", "<![CDATA[",
    "<?x?>", "<!DOCTYPE a>", "0", "-", "–", "ER  - ", "%0 Book",
]  # fmt: skip

texts = (
    st.lists(
        st.one_of(
            st.sampled_from(HOSTILE),
            st.sampled_from(["abc", "x y", "12-15"]),
            st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
        ),
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(bool)
)
_maybe = st.none() | texts
names = st.builds(
    Name,
    family=_maybe,
    given=_maybe,
    literal=_maybe,
    suffix=_maybe,
    dropping_particle=_maybe,
    non_dropping_particle=_maybe,
).filter(
    lambda name: (
        name
        and not any(is_others(str(visible(said))) for said in (str(name), name.family, name.given))
    )
)
"""Names of anything but "et al.", which every reader takes for the end of a list."""
_years = st.integers(-3000, 3000).filter(bool)
dates = st.one_of(
    st.builds(PartialDate, _years),
    st.builds(PartialDate, _years, st.integers(1, 12)),
    st.builds(PartialDate, _years, st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda text: PartialDate(literal=text), texts),
    st.builds(lambda year, season: PartialDate(year, season=season), _years, st.integers(1, 4)),
    st.builds(
        lambda one, two, circa: PartialDate(one, circa=circa, end=PartialDate(two)),
        _years,
        _years,
        st.booleans(),
    ),
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper of any kind with up to ten variables, each with anything in it."""
    paper = Paper(id=draw(texts), type=draw(st.sampled_from(sorted(KINDS))))
    chosen = draw(st.lists(st.sampled_from(sorted(VARIABLES)), unique=True, max_size=10))
    for variable in chosen:
        if variable in NAME_VARIABLES:
            value = draw(st.lists(names, min_size=1, max_size=3))
        else:
            value = draw(dates if variable in DATE_VARIABLES else texts)
        setattr(paper, VARIABLES[variable], value)
    return paper


_BLANKS = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def visible(value: object) -> object:
    """A value without what cannot be seen: blanks, control characters, what is no character."""
    if isinstance(value, list):
        return [text for name in value if (text := visible(str(name)))]
    return _BLANKS.sub("", str(value)) if value is not None else ""
