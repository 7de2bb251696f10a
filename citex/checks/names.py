"""What is wrong with a name: capitals, digits, degrees, several people in one, bodies in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citex._late import regex
from citex.checks.rule import NAMES, Place, name_rule, paper_rule
from citex.model import OTHERS, Name, Paper
from citex.text.journals import folded
from citex.text.names.cjk import SURNAMES, is_cjk, split_cjk
from citex.text.names.listed import begins_given
from citex.text.names.sources import case_proposed, is_affiliation, is_body
from citex.text.names.words import PARTICLES, like_body
from citex.text.placeholders import is_placeholder, is_placeholder_name
from citex.text.richtext.leftover import left_over_markup

_DIGIT = regex(r"\d|[¹²³⁰⁴-⁹₀-₉]")
_ORDINAL = regex(r"\b[2-9](?:nd|rd|th|d)\b", re.IGNORECASE)
_NUMBERED_WORD = regex(r"[^\W\d_¹²³⁰⁴-⁹]{3}(?:\d{1,2}(?:,\d{1,2})*|[¹²³⁰⁴-⁹]+)\Z|\s0\d{3}\Z")
_MARK = regex(r"[*†‡§¶‖#∗^|~+=]|\[[\da-z,]{1,5}\]")
_ADDRESS = regex(r"\S@\S|https?://|\bwww\.|\borcid\b", re.IGNORECASE)
_RUN_IN = regex(r"(?<!\S)(?:[A-Z][a-zà-ÿ]{2,20}[A-Z]|(?!IJ)[A-Z]{2}[a-zà-ÿ]{2,20})(?!\S)")
_DEGREE = regex(
    r"(?:\A|[\s,])(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?\s?Sc\.?|B\.?\s?Sc\.?|Dr\.?\s?rer\.?.*|MPH|MBBS|MBChB"
    r"|FRC[APS]|FAC[CPS]|FAHA|FESC|DVM|DDS|DMD|MBA|PharmD|EdD|DrPH|BSN|MSN|CPA|MPhil|Dipl\.?-Ing\.?)"
    r"(?=\Z|[\s,;])"
    r"|(?:\A|[\s.])(?:Prof|Dr|Professor|Doctor)\b\.?(?=\s\S)|(?:[^\W\d_]{3}|,)\s+(?:M\.?D\.?|R\.?N\.?)\Z"
    r"|博士|教授|院士|硕士"
)
_ALONE = regex(r"(?:M\.?D\.?|R\.?N\.?|Ph\.?D\.?|MPH|MSc|BSc|MBA|DDS|DVM)")
_ROLE = regex(
    r"[(\[](?:eds?|hrsg|hg|ed\. by|editors?|transl?|translator|comp|author|chair)\b\.?[)\]]|"
    r"(?:\A|\s)corresponding author\Z|\A(?:by|ed(?:ited)? by)\s|"
    r"[（(]?(?:主编|编著|编辑|编|著|译|等著|等编)[）)]?\Z",
    re.IGNORECASE,
)
_OTHERS = regex(
    r"\bet\.?\s*al\b|\b(?:and|&)\s+(?:others|colleagues)\b|\Aothers\Z|\bu\.\s?a\.(?=\Z|\s)"
    r"|\s(?:et alii|y otros|e outros)\b|(?:[\s,，、]|[\u3400-\u9fff]{2}|\A)等\Z",
    re.IGNORECASE,
)
_TWO_WORDS = regex(r"[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ]\.?)* [A-ZÀ-Þ][a-zà-ÿ]+")
_JOINT = regex(r"[,;，；、/&\\]|[\u3400-\u9fff]\s|\s(?:and|und|et|on behalf)\s", re.IGNORECASE)
_AND = regex(r"\s(?:and|&|und|et)\s|(?:\A|\s)on behalf of\s|\\and\b", re.IGNORECASE)
"""Words that part two names, or a person and the body spoken for."""
_INITIALS = regex(r"(?:[^\W\d_]\.[\s-]?){1,4}")
_PERSON = regex(
    r"(?:[A-ZÀ-Þ][\w'’-]*\.?\s){1,3}[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-ZÀ-Þ]\.?[\s-]?){1,3}"
)
_SURNAME_FIRST = regex(r"[A-ZÀ-Þ][\w'’-]+ [A-Z]{1,3}")
"""As PubMed writes them: "Smith JA"."""
_INVERTED = regex(
    r"(?:[a-zà-ÿ']+\s){0,2}[A-ZÀ-Þ][^\W\d_]+(?:[-\s][A-ZÀ-Þ][^\W\d_]+)?,\s(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,4}"
    r"|[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ]\.?)*)"
)
_BODIES = regex(
    r"\b(?:organi[sz]ation|universit(?:y|ies|ät|é|à|ad)|committee|association|institut(?:e|ion|o)?|"
    r"consortium|collaboration|commission|foundation|council|ministry|department|society|agency|bureau|federation|"
    r"investigators|laborator(?:y|ies)|hospital|network|initiative|corporation|academy|government|"
    r"(?:study|working|research|writing|expert) group|group|team|task force|nations|library|museum|"
    r"company|inc|ltd|gmbh)\.?\Z|\Aworld bank\Z|\A(?:the|for the|on behalf of)\s"
    r"|\A(?:university|institute|ministry|department|school|society|bureau|office|cent(?:er|re))"
    r"\s(?:of|for)\b",
    re.IGNORECASE,
)
_OFFICIAL = regex(r"U\.? ?S\.? |United |National |Ministry |Government |The ", re.IGNORECASE)
_HAN = r"[\u3400-\u9fff]{2,4}"
_POINTS = ",，、;；/"
_HAN_LIST = regex(rf"{_HAN}(?:[\s{_POINTS}]+{_HAN}){{2,}}")
_HAN_PAIR = regex(rf"({_HAN})[{_POINTS}]\s*({_HAN})")
_COMMON = frozenset(
    """Wang Zhang Li Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng
    Liang Xie Song Tang Han Feng Kim Lee Park Choi Nguyen Singh Kumar""".split()
)


@name_rule
def name_in_capitals(name: Name, paper: Paper) -> str | None:
    """A family name in capitals throughout.

    Why: Most styles print names as they are given, and none can know whether MACDONALD is
        Macdonald or MacDonald.
    Mend: Write it as the person does; the message proposes a spelling.
    Example: {"title": "On moss", "author": [{"family": "HALDER", "given": "Maria"}]}
    """
    if name.literal:
        shouting = _INVERTED.fullmatch(name.literal.title()) and name.literal.isupper()
        return f"is in capitals; perhaps {name.literal.title()}" if shouting else None
    proposal = case_proposed(name)
    return f"the family name is in capitals; perhaps {proposal}" if proposal else None


@name_rule
def name_in_small_letters(name: Name, paper: Paper) -> str | None:
    """A name in small letters throughout.

    Why: Styles print it so.
    Mend: Write it as the person does.
    Example: {"title": "On moss", "author": [{"family": "halder", "given": "maria"}]}
    """
    family, given = name.family or "", name.given or ""
    if not (family.islower() and given.islower()) or family in PARTICLES or len(given) < 3:
        return None
    if is_placeholder(family):
        return None
    return "is in small letters throughout"


@name_rule
def digit_in_name(name: Name, paper: Paper) -> str | None:
    """A digit in a person's name: a footnote's, or a number that tells homonyms apart.

    Why: It is printed with the name, and makes another person of it.
    Mend: Take the digit away; a number of the source's own tells homonyms apart, and belongs
        to no name.
    Example: {"title": "On moss", "author": [{"family": "Halder1", "given": "Maria"}]}
    """
    if name.literal:
        body = is_body(name.literal) or " " not in name.literal
        return "holds a digit" if not body and _NUMBERED_WORD.search(name.literal) else None
    text = f"{name.family or ''} {name.given or ''}"
    if (
        _DIGIT.search(text) is None
        or "@" in text
        or _MARK.search(text)
        or _ORDINAL.search(text)
        or _is_body(name)
    ):
        return None
    return "holds a digit"


@name_rule
def mark_in_name(name: Name, paper: Paper) -> str | None:
    """A footnote's mark in a name.

    Why: It leads to a footnote of the work, and is printed with the name.
    Mend: Take the mark away.
    Example: {"title": "On moss", "author": [{"family": "Halder", "given": "Maria*"}]}
    """
    found = _MARK.search(str(name))
    return f"holds a mark ({found[0]})" if found else None


@name_rule
def initial_in_word(name: Name, paper: Paper) -> str | None:
    """An initial that was run into a given name ("JorgeS", "MEmre").

    Why: It is printed so, or makes a wrong initial.
    Mend: Put a blank between the two.
    Example: {"title": "On moss", "author": [{"family": "Halder", "given": "MariaK"}]}
    """
    text = name.given or (name.literal or "").rpartition(" ")[0]
    return "an initial was run into a word" if _RUN_IN.search(text) else None


@name_rule
def address_in_name(name: Name, paper: Paper) -> str | None:
    """An address of mail or of the web in a name.

    Why: It is printed with the name.
    Mend: Take the address away.
    Example: {"title": "On moss", "author": [{"literal": "Halder maria@example.org"}]}
    """
    return "holds an address" if _ADDRESS.search(str(name)) else None


@name_rule
def degree_in_name(name: Name, paper: Paper) -> str | None:
    """A degree or a title of a person, as part of the name ("MD", "Prof.").

    Why: References name people without degrees, and sort by what they take for a name.
    Mend: Take it away; "Jr." and "III" go to suffix.
    Example: {"title": "On moss", "author": [{"family": "Halder", "given": "Maria, PhD"}]}
    """
    if name.literal and is_body(name.literal):
        return None
    parts = [part for part in (name.family, name.given, name.literal) if part and " " in part]
    parts += [name.family] if name.family and name.given and _ALONE.fullmatch(name.family) else []
    for part in parts:
        if (found := _DEGREE.search(part)) or _ALONE.fullmatch(part):
            return f"holds a degree or title ({(found[0] if found else part).strip(' ,')})"
    if name.suffix and (_ALONE.fullmatch(name.suffix) or _DEGREE.search(name.suffix)):
        return f"a degree is no suffix ({name.suffix})"
    return None


@name_rule
def role_in_name(name: Name, paper: Paper) -> str | None:
    """What somebody did, as part of the name ("(Ed.)", "主编").

    Why: The style prints its own word for a role, which then stands twice.
    Mend: Take it away, and put the name into the role's variable: editor, translator, and so
        on.
    Example: {"title": "On moss", "editor": [{"family": "Berg", "given": "Jan (Ed.)"}]}
    """
    text = name.literal or f"{name.given or ''} {name.family or ''}".strip()
    if len(text) < 4 and is_cjk(text):
        return None
    found = _ROLE.search(text) or _ROLE.search(name.given or "")
    return f"holds a role ({found[0].strip()}); CSL has a variable for it" if found else None


@name_rule
def others_in_name(name: Name, paper: Paper) -> str | None:
    """ "et al." or "and others" within a name.

    Why: It is taken for a person called so, and a style that shortens the list counts one too
        many.
    Mend: End the list in a name whose literal is "others".
    Example: {"title": "On moss", "author": [{"family": "Halder et al.", "given": "M."}]}
    """
    if name == OTHERS:
        return None
    found = _OTHERS.search(str(name)) or (_OTHERS.search(name.family) if name.family else None)
    return (
        f"holds {found[0].strip()!r}; a list cut short ends in a name 'others'" if found else None
    )


@name_rule
def several_in_one(name: Name, paper: Paper) -> str | None:
    """Several people in one name.

    Why: They are counted, sorted and shortened as one person.
    Mend: Give each a name of its own.
    Example: {"title": "On moss", "author": [{"literal": "Halder, M.; Okonjo, P."}]}
    """
    text = name.literal or str(name)
    if _JOINT.search(text) is None or left_over_markup(text):
        return None
    if _HAN_LIST.fullmatch(text) or _pair_of_han(text):
        return "several people stand in one name"
    if ";" in text or "；" in text:
        return "several people stand in one name"
    if _is_body(name) or _OTHERS.search(text):
        return None
    parts = [part for part in _AND.split(text) if part]
    if len(parts) > 1 and all(_PERSON.fullmatch(part.strip(" ,")) for part in parts):
        return "several people stand in one name"
    if not name.literal and len(parts) > 1 and (name.given or "").strip():
        return "several people stand in one name"
    pieces = text.split(", ")
    if len(pieces) > 1 and all(map(_SURNAME_FIRST.fullmatch, pieces)):
        return "several people stand in one name"
    if len(pieces) > 2 and all(
        _PERSON.fullmatch(piece) or _INITIALS.fullmatch(piece) or len(piece.split()) == 1
        for piece in pieces
    ) and (len(pieces) > 3 or all(_PERSON.fullmatch(piece) for piece in pieces)):  # fmt: skip
        return "several people stand in one name"
    return None


@name_rule
def whole_name_in_a_part(name: Name, paper: Paper) -> str | None:
    """A family and a given name together in one part.

    Why: No style can turn the name round or make initials of it.
    Mend: Put the family name into family, the rest into given; the name of a body goes to
        literal.
    Example: {"title": "On moss", "author": [{"family": "Halder, Maria"}]}
    """
    if name.literal:
        whole = name.literal
        if not is_body(whole) and (
            _INVERTED.fullmatch(whole)
            or (_TWO_WORDS.fullmatch(whole) and begins_given(whole) and not like_body(whole))
        ):
            return "a person's name has parts: family and given"
        return None
    family = name.family or ""
    if not family:
        return "has no family name; a body's name goes to 'literal'"
    if name.given is None and re.fullmatch(r"[A-ZÀ-Þ][^\W\d_]+,? (?:[A-ZÀ-Þ]\.?\s?){1,3}", family):
        return "the family name holds the initials"
    if name.given is None and _TWO_WORDS.fullmatch(family) and not _is_body(name):
        return "family and given name stand in one part, or a body's name that goes to 'literal'"
    if ";" in (name.given or ""):
        return None
    if "," in family or (", " in (name.given or "") and not _DEGREE.search(name.given or "")):
        return None if _is_body(name) else "a part holds a comma; family and given stand apart"
    return None


@name_rule
def body_in_parts(name: Name, paper: Paper) -> str | None:
    """A body whose name was cut as if it were a person's ("Organization, World Health").

    Why: The body is turned round as if it were a person, and its words become initials.
    Mend: Put the whole name into literal; in BibTeX it stands in braces of its own.
    Example: {"title": "On moss", "author": [{"family": "Organization", "given": "River
        Health"}]}
    """
    if name.literal or not (name.given or " " in (name.family or "")) or not _is_body(name):
        return None
    if name.given and _INITIALS.fullmatch(name.given):
        return None
    return f"is a body; its whole name goes to 'literal': {name}"


@name_rule
def stray_blank_in_name(name: Name, paper: Paper) -> str | None:
    """Blanks around a part of a name, or two in a row.

    Why: Two spellings of one name are told to be two people.
    Mend: Leave no blank at the ends, and one between words.
    Example: {"title": "On moss", "author": [{"family": "Halder ", "given": "Maria"}]}
    """
    for part in (name.family, name.given, name.literal, name.suffix):
        if part and (part != part.strip() or "  " in part):
            return "a part begins or ends in a blank, or holds two in a row"
    return None


@name_rule
def affiliation_as_name(name: Name, paper: Paper) -> str | None:
    """An address in place of a name.

    Why: An address is cited in place of a person.
    Mend: Take it out of the list of names.
    Example: {"title": "On moss", "author": [{"literal": "Department of Botany, University of
        Oslo, 0316 Oslo, Norway"}]}
    """
    text = name.literal or ""
    if len(text) > 150 or (is_affiliation(text) and not _OFFICIAL.match(text)):
        return "is an affiliation, no name"
    return None


@name_rule
def parts_swapped(name: Name, paper: Paper) -> str | None:
    """The initials in place of the family name, and the family name in place of the given.

    Why: The work is sorted and cited by an initial.
    Mend: Swap family and given.
    Example: {"title": "On moss", "author": [{"family": "M. T.", "given": "Halder"}]}
    """
    family, given = name.family or "", name.given or ""
    if not _INITIALS.fullmatch(family) or len(given) < 2:
        return None
    return None if _INITIALS.fullmatch(given) else "family and given name are swapped"


@name_rule
def name_is_placeholder(name: Name, paper: Paper) -> str | None:
    """A word that only says that the name is not known.

    Why: Styles have words of their own for a work without an author, and sort it by its
        title.
    Mend: Leave the name out.
    Example: {"title": "On moss", "author": [{"literal": "Unknown"}]}
    """
    if name.family and name.given:
        parts = (name.family, name.given)
        found = all(map(is_placeholder, parts)) or any(map(is_placeholder_name, parts))
    else:
        found = is_placeholder(str(name)) or is_placeholder_name(str(name))
    return "stands for no name; leave it out" if found else None


@paper_rule(*NAMES)
def name_twice(paper: Paper) -> Iterator[Place]:
    """The same name twice in one list.

    Why: The person is printed twice, and "et al." comes one name too early.
    Mend: Take one away, if both are the same person.
    Example: {"title": "On moss", "author": [{"family": "Halder", "given": "Maria"},
        {"family": "Halder", "given": "Maria"}]}
    """
    for variable in NAMES:
        names = paper.get(variable)
        if not names or len(names) < 2:
            continue
        seen: set[tuple[str, str]] = set()
        for name in names:
            key = (folded(name.literal or name.family or ""), folded(name.given or ""))
            if key in seen and name != OTHERS and not _may_be_two(name, len(names)):
                yield variable, str(name), "stands twice in the list"
            seen.add(key)


@paper_rule(*NAMES)
def others_not_last(paper: Paper) -> Iterator[Place]:
    """A list cut short that goes on.

    Why: Styles print "et al." at the end of a list only.
    Mend: Put the name "others" last.
    Example: {"title": "On moss", "author": [{"family": "Halder", "given": "Maria"},
        {"literal": "others"}, {"family": "Berg", "given": "Jan"}]}
    """
    for variable in NAMES:
        names = paper.get(variable)
        if names and OTHERS in names[:-1]:
            yield variable, "others", "a name stands behind it; it ends a list that was cut short"


@paper_rule("author", "title")
def author_is_title(paper: Paper) -> Iterator[Place]:
    """An author whose name is the title, or the title's journal.

    Why: A field of the source was taken for another.
    Mend: Give the author, or leave the name out.
    Example: {"type": "report", "title": "Water and moss", "author": [{"literal": "Water and
        moss"}]}
    """
    title, container = folded(paper.title or ""), folded(paper.container_title or "")
    for name in paper.author or ():
        text = folded(str(name))
        if text and text == title and paper.type not in ("webpage", "periodical"):
            yield "author", str(name), "is the title"
        elif text and text == container and paper.type.startswith("article-journal"):
            yield "author", str(name), "is the journal"


@paper_rule("author", "editor", severity="note")
def editor_is_author(paper: Paper) -> Iterator[Place]:
    """A work whose editors are its authors, in the same order: one of the two is a copy.

    Why: Styles print the same people twice.
    Mend: Keep one of the two lists.
    Example: {"type": "book", "title": "On moss", "author": [{"family": "Halder", "given":
        "Maria"}], "editor": [{"family": "Halder", "given": "Maria"}]}
    """
    if paper.author and paper.author == paper.editor and paper.type not in ("chapter", "entry"):
        yield "editor", str(paper.editor[0]), "the editors are the authors; which are they?"


def _is_body(name: Name) -> bool:
    if name.literal:
        return is_body(name.literal)
    whole = f"{name.given or ''} {name.family or ''}".strip()
    family = name.family or ""
    return " " in whole and bool(_BODIES.search(family) or _BODIES.search(whole))


def _pair_of_han(text: str) -> bool:
    pair = _HAN_PAIR.fullmatch(text)
    return pair is not None and all(
        split_cjk(part) or part[0] in SURNAMES for part in pair.groups()
    )


def _may_be_two(name: Name, count: int) -> bool:
    """Whether two people of one paper may well be called so: 'Wang, Y.' and 'Wang, Y.'."""
    if name.literal:
        return False
    initials = not re.search(r"[^\W\d_]{2}", name.given or "")
    if initials and count > 6:
        return True
    return (name.family or "") in _COMMON and (initials or len(name.given or "") < 5)
