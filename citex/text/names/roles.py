"""Roles that stand with a name: "(ed.)", "edited by", 主编, 译; and names put where these say."""

from __future__ import annotations

import re

from msgspec.structs import replace

from citex._late import regex
from citex.model import NAME_VARIABLES, OTHERS, VARIABLES, Name, Paper, Remark
from citex.model.remarks import add_remark, remark_on
from citex.text.names.cjk import is_cjk
from citex.text.names.words import is_body
from citex.text.tables import pairs

ROLE = "role"
"""The key, in a name's `extra`, of the variable that the role beside the name says."""

_ROLES = pairs("roles")
_LATIN, _HAN = (
    sorted((word for word in _ROLES if (word > "\u3000") is han), key=len, reverse=True)
    for han in (False, True)
)
_LIFE = r"(?:,\s?\d{4}\s?[-–]\s?(?:\d{4})?,?\s)"
"""The years of a life, behind which libraries put a role: "Roe, Jane, 1949- author."."""
_BEHIND = regex(rf"(?:{_LIFE}|,\s?|\s?[(\[]\s?)({'|'.join(_LATIN)})\.?\s?[)\]]?\Z", re.IGNORECASE)
_BEFORE = regex(
    r"(?:(?P<editor>ed(?:ited|\.)|hrsg\.|herausgegeben)|(?P<translator>trans(?:lated|l?\.)|übersetzt))"
    r"\s(?:by|von|v\.)\s|(?:(?P<editors>主编|编者|主編|編者)|(?P<author>作者|著者"
    r"|[■◆●□]?(?:本报|本刊|新华社|特约|特派|见习|实习|驻站)?(?:记者|通讯员|评论员|撰稿人))|(?P<translators>译者|譯者))"
    r"(?:\s?[:：]\s?|\s)",
    re.IGNORECASE,
)
_HAN_BEHIND = regex(rf"(等?)(\s?[（(\[【]?)({'|'.join(_HAN)})[)）\]】]?\Z")
_ENDS = tuple({word[-1] for word in _ROLES} | set(".)）]】"))
_SEVERAL = ("s", "hgg")
_LONGEST = 30


def told_role(text: str, remarks: list[Remark]) -> tuple[str, str, bool]:
    """The same as `cut_role`, with a remark on what was taken off."""
    found = cut_role(text)
    if found[1]:
        add_remark(remarks, "repaired", "", "a role stood behind the name", text)
    return found


def cut_role(text: str) -> tuple[str, str, bool]:
    """A name without the role beside it, what variable this says, and whether of all the names.

    >>> cut_role("Roe, Jane (Ed.)"), cut_role("Roe, J.; Lee, A. (eds.)"), cut_role("Roe, Ed")
    (('Roe, Jane', 'editor', False), ('Roe, J.; Lee, A.', 'editor', True), ('Roe, Ed', '', False))
    >>> cut_role("edited by Jane Roe"), cut_role("张三 主编"), cut_role("张三等编")
    (('Jane Roe', 'editor', False), ('张三', 'editor', True), ('张三等', 'editor', True))
    >>> cut_role("王著"), cut_role("张三著"), cut_role("张三（译）")
    (('王著', '', False), ('张三著', '', False), ('张三', 'translator', False))
    """
    if found := _BEFORE.match(text):
        return text[found.end() :], str(found.lastgroup).rstrip("s"), False
    if not text.lower().endswith(_ENDS):
        return text, "", False
    start = max(0, len(text) - _LONGEST)
    if (found := _BEHIND.search(text, start)) and len(found[1]) > 1:
        bare, role = text[: found.start()], found[1].lower()
        bracketed = found[0].lstrip()[0] in "(["
        if not bare or (not bracketed and text.count(",") < 2 and " " not in bare):
            return text, "", False  # "Roe, Ed" is so called
        return bare, _ROLES[role], role.endswith(_SEVERAL)
    if (found := _HAN_BEHIND.search(text, start)) and _is_apart(text[: found.start()], found):
        variable = _ROLES[found[3]]
        return text[: found.end(1)], variable, variable == "editor"
    return text, "", False


def _is_apart(name: str, found: re.Match[str]) -> bool:
    """Whether Chinese words of a role are none of the name before them."""
    if len(name) < 2:
        return False
    if found[1] or found[2] or is_body(name):
        return True
    return len(found[3]) > 1 and (not is_cjk(name) or len(name) < 5 or "·" in name)


def shares(name: Name, last: str) -> bool:
    """Whether the role behind the last name of a list is that of one before it, too.

    >>> shares(Name("Roe"), "Lee"), shares(Name(literal="李四"), "张三")
    (True, True)
    >>> shares(Name("Roe"), "张三")
    False
    """
    if _told(name):
        return False
    return not is_cjk(last.replace(" ", "")) or is_cjk(name.literal or name.family or "")


def with_role(name: Name, variable: str) -> Name:
    """The name, which knows of the role that stood beside it.

    >>> with_role(Name("Roe", "Jane"), "editor").extra
    (('role', 'editor'),)
    """
    return replace(name, extra=(*name.extra, (ROLE, variable))) if name != OTHERS else name


def settled(name: Name, variable: str) -> Name:
    """The name of whom the source says apart what they did: words beside it say no more.

    >>> settled(Name("Roe", "Jane (ed.)"), "author").extra, settled(Name("Roe"), "author").extra
    ((('role', 'author'),), ())
    """
    beside = name.extra or cut_role(name.literal or name.given or "")[1]
    return with_role(without_role(name), variable) if beside else name


def _told(name: Name) -> str | None:
    """The variable that the role with a name says; other roles ("Conceptualization") say none."""
    role = dict(name.extra).get(ROLE)
    return role if isinstance(role, str) and role in NAME_VARIABLES else None


def without_role(name: Name) -> Name:
    """The name without what stood beside it of a role.

    >>> without_role(with_role(Name("Roe"), "editor"))
    Name(family='Roe')
    """
    if not name.extra:
        return name
    return replace(name, extra=tuple(pair for pair in name.extra if pair[0] != ROLE))


_VAGUE_VARIABLES = ("author", "editor")
"""Where sources put whoever made a work."""
_OTHER_VARIABLES = NAME_VARIABLES.difference(_VAGUE_VARIABLES)


def by_roles(paper: Paper) -> None:
    """Put the authors and editors beside whom a role stood where it says; others stay.

    >>> paper = Paper(author=[with_role(Name("Roe"), "editor"), OTHERS])
    >>> by_roles(paper)
    >>> paper.author, paper.editor
    (None, [Name(family='Roe'), Name(literal='others')])
    """
    for variable in _OTHER_VARIABLES:  # who is said to translate, does
        attribute, names = VARIABLES[variable], paper.get(variable) or []
        if any(name.extra and _told(name) for name in names):
            setattr(paper, attribute, [without_role(name) for name in names])
    for variable in _VAGUE_VARIABLES:
        names = paper.get(variable) or []
        places = [_told(name) for name in names]
        if not any(places):
            continue
        kept: list[Name] = []
        last = variable
        for name, place in zip(names, places, strict=True):
            if name == OTHERS:
                place = last
            bare = without_role(name) if _told(name) else name
            last = place or variable
            if last == variable:
                kept.append(bare)
            else:
                attribute = VARIABLES[last]
                setattr(paper, attribute, [*(getattr(paper, attribute) or ()), bare])
        setattr(paper, variable, kept or None)
        if len(kept) < len(names):
            remark_on(paper, "repaired", variable, "names stand where the role beside them says")
