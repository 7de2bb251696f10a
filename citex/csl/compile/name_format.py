"""cs:name with all that it inherits, compiled: a `NameFormat`."""

from __future__ import annotations

from citex._late import regex
from citex.csl import nodes
from citex.csl.compile.name import FULL, INITIALS, SHORT, Decorate, NameFormat
from citex.csl.compile.scope import Scope
from citex.csl.compile.wrap import openers, said_upright
from citex.csl.markup import CLOSE, NO_MERGE
from citex.csl.strings.case import apply
from citex.text.scripts import is_romanesque

_FORMATTING = ("font_style", "font_variant", "font_weight", "text_decoration")
"""What a body takes over from cs:name."""

_MARKS = (".", ",", ":", ";", "!", "?")
_ROMANESQUE_START = regex(
    r"[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    r"\u1f00-\u1fff\u0600-\u06ff\u0218-\u021b]"
)
_NARROW_LANGUAGES = ("fr", "ru", "cs")


def name_format(
    node: nodes.NameNode | None,
    et_al: nodes.EtAl | None,
    institution: nodes.Institution | None,
    scope: Scope,
) -> NameFormat:
    """The format that a cs:name, with what it inherits, describes."""
    option = scope.option
    key = scope.key
    sorting = scope.sorting
    form = option(node, "form", "name_form") if node is not None else None
    form = form or scope.option(None, "name_form") or "long"
    mark = option(node, "initialize_with")
    delimiter = _name_delimiter(node, scope)
    rule = scope.style.citation.givenname_disambiguation_rule if scope.style.citation else None
    all_initials = bool(rule and rule.endswith("-with-initials"))
    least = (key and key.names_min) or _limit(node, "et_al_min", scope) or 0
    first = _limit(node, "et_al_use_first", scope)
    if key is not None and key.names_use_first is not None:
        first = key.names_use_first
    if first is None:
        least, first = 0, 1
    subsequent_first = option(node, "et_al_subsequent_use_first")
    use_last = option(node, "et_al_use_last")
    if key is not None and key.names_use_last is not None:
        use_last = key.names_use_last
    joint = delimiter
    if node is not None and node.suffix[-1:] in _MARKS and node.suffix[-1:] == delimiter[:1]:
        delimiter = NO_MERGE + delimiter  # the mark is each name's own, but before "and", "et al."
        joint = joint if option(node, "and_") else delimiter
    and_single, and_multiple, and_inverted, and_plain = _joints(node, joint, scope)
    et_single, et_multiple, et_inverted = _et_al(node, et_al, delimiter.lstrip(NO_MERGE), scope)
    family, family_affixes = _name_part(node, "family", scope)
    given, given_affixes = _name_part(node, "given", scope)
    sort_separator = option(node, "sort_separator")
    return NameFormat(
        key=_Key(),
        form=form,
        level=SHORT if form == "short" else INITIALS if mark is not None else FULL,
        mark=mark,
        initials=option(node, "initialize") is not False,
        hyphen=scope.style.initialize_with_hyphen is not False,
        sort_order=option(node, "name_as_sort_order"),
        sort_separator=", " if sort_separator is None else sort_separator,
        delimiter=delimiter,
        demote=scope.style.demote_non_dropping_particle or "display-and-sort",
        sorting=sorting,
        space="\u00a0" if scope.locale.lang[:2] in _NARROW_LANGUAGES else " ",
        all_initials=all_initials,
        family=family,
        given=given,
        institution=_institution(institution, node, scope),
        family_affixes=family_affixes,
        given_affixes=given_affixes,
        whole=_whole(node),
        whole_list=_whole_list(node, et_al),
        et_al_min=least,
        et_al_use_first=first,
        subsequent_min=option(node, "et_al_subsequent_min") or least,
        subsequent_use_first=first if subsequent_first is None else subsequent_first,
        use_last=bool(use_last),
        and_single=and_single,
        and_multiple=and_multiple,
        and_after_inverted=and_inverted,
        and_after_plain=and_plain,
        and_bodies=_body_joints(node, institution, joint, scope),
        et_al_single=et_single,
        et_al_multiple=et_multiple,
        et_al_after_inverted=et_inverted,
        ellipsis_single=" … ",
        ellipsis_multiple=delimiter.lstrip(NO_MERGE) + "… ",
        pinyin=option(node, "pinyin"),
        suffix_separator=option(node, "suffix_separator"),
        suffix_bare=option(node, "suffix_periods") is False,
        particle_initials=bool(option(node, "particle_initials")),
        persons_only=bool(option(node, "persons_only")),
        originals=not sorting and (scope.area == "bibliography" or scope.style.class_ == "note"),
        cjk_full=FULL if option(node, "cjk_form") == "long" else 0,
    )


def _limit(node: nodes.NameNode | None, option: str, scope: Scope) -> int | None:
    """How many names: a sort key goes by what its list says, before what its cs:name says."""
    value: int | None = scope.option(None, option) if scope.key is not None else None
    return scope.option(node, option) if value is None else value


class _Key:
    """Tells one name format from another; hashed by identity."""

    __slots__ = ()


def _name_delimiter(node: nodes.NameNode | None, scope: Scope) -> str:
    value = scope.option(node, "delimiter", "name_delimiter") if node is not None else None
    if value is None:
        value = scope.option(None, "name_delimiter")
    return ", " if value is None else value


def _whole(
    node: nodes.NameNode | None, *, prefix: bool = True, suffix: bool = True
) -> tuple[str, str]:
    if node is None:
        return "", ""
    opener = openers(node)
    before = node.prefix if prefix else ""
    after = node.suffix if suffix else ""
    return before + opener, CLOSE * len(opener) + after


def _whole_list(node: nodes.NameNode | None, et_al: nodes.EtAl | None) -> tuple[str, str]:
    """The formatting of cs:name around a list that is cut."""
    before, after = _whole(node, prefix=False)
    return said_upright(before, openers(et_al) if et_al is not None else ""), after


def _name_part(
    node: nodes.NameNode | None, name: str, scope: Scope
) -> tuple[Decorate | None, tuple[str, str]]:
    found = next((part for part in node.parts if part.name == name), None) if node else None
    return _decorator(found, scope)


def _decorator(
    part: nodes.NamePart | nodes.InstitutionPart | None, scope: Scope
) -> tuple[Decorate | None, tuple[str, str]]:
    """What formats a part of a name, if anything does, and its affixes."""
    if part is None:
        return None, ("", "")
    opener = openers(part)
    plain = openers(part, style=False)
    case, default, strip = part.text_case, scope.locale.lang, part.strip_periods
    affixes = part.prefix, part.suffix
    if not opener and not case and not strip:
        return None, affixes

    def decorate(text: str, language: str | None) -> str:
        if strip:
            text = text.replace(".", "")
        if case:
            text = apply(case, text, language or default)
        if opener != plain and not text.isascii() and not is_romanesque(text):
            return plain + text + CLOSE * len(plain)
        return opener + text + CLOSE * len(opener)

    return decorate, affixes


def _joints(
    node: nodes.NameNode | None, delimiter: str, scope: Scope
) -> tuple[str, str, str | None, str]:
    """What stands before the last name: after one, after several, after an inverted one."""
    kind = scope.option(node, "and_")
    if kind is None:
        return delimiter, delimiter, None, delimiter
    term = scope.term("and") if kind == "text" else "&"
    if not _ROMANESQUE_START.match(term):
        before_single = before_multiple = after = ""
    else:
        before_single, before_multiple, after = " ", delimiter, " "
    rule = scope.option(node, "delimiter_precedes_last")
    if rule == "always":
        before_single = delimiter
        before_multiple = before_multiple or delimiter
    elif rule == "never":
        before_multiple = " " if before_multiple else ""
    elif rule == "after-inverted-name":
        plain = before_single
        return (
            plain + term + after,
            plain + term + after,
            delimiter + term + after,
            plain + term + after,
        )
    return before_single + term + after, before_multiple + term + after, None, ""


def _institution(
    institution: nodes.Institution | None, node: nodes.NameNode | None, scope: Scope
) -> Decorate | None:
    """What formats a body: its cs:institution-part, else cs:name and the part for family names.

    Where both of these say something of the font, the part has the say.
    """
    if institution is not None:
        own = next((part for part in institution.parts if part.name in (None, "long")), None)
        return _decorator(own, scope)[0]
    if node is None:
        return None
    family = next((part for part in node.parts if part.name == "family"), nodes.NamePart())
    merged = {field: getattr(family, field) or getattr(node, field) for field in _FORMATTING}
    return _decorator(nodes.replace(family, **merged), scope)[0]


def _body_joints(
    node: nodes.NameNode | None, institution: nodes.Institution | None, delimiter: str, scope: Scope
) -> tuple[str, str] | None:
    """The joints before a body: a cs:name's own delimiter-precedes-last is for persons."""
    if institution is not None and institution.delimiter is not None:
        delimiter = institution.delimiter
    elif node is None or node.delimiter_precedes_last is None:
        return None
    if scope.option(node, "and_") is None:
        return None
    bare = nodes.replace(node, delimiter_precedes_last=None) if node is not None else None
    single, multiple, inverted, _ = _joints(bare, delimiter, scope)
    return None if inverted is not None else (single, multiple)


def _et_al(
    node: nodes.NameNode | None, et_al: nodes.EtAl | None, delimiter: str, scope: Scope
) -> tuple[str, str, str | None]:
    """What stands for the names left out, with its joint: after one, after several names."""
    name = (et_al.term if et_al is not None else None) or "et-al"
    term = scope.term(name)
    if not term:
        return "", "", None
    western = bool(_ROMANESQUE_START.match(term))
    if et_al is not None:
        opener = openers(et_al, style=is_romanesque(term))  # italics do nothing to 等
        term = opener + term + CLOSE * len(opener)
    gap = western or scope.option(node, "et_al_gap") == "true"
    space = " " if gap else ""
    single, multiple, inverted = space, delimiter, None
    rule = scope.option(node, "delimiter_precedes_et_al")
    if rule == "always":
        single = delimiter
    elif rule == "never":
        multiple = space
    elif rule == "after-inverted-name":
        multiple, inverted = space, delimiter + term
    if multiple == " " and not gap:
        multiple = ""
    return single + term, multiple + term, inverted
