"""One citation: its cites rendered, collapsed and joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from citex._late import regex
from citex.csl.compile.frame import SENTENCE_START, SUBSEQUENT, Frame
from citex.csl.compile.name import joins
from citex.csl.locale import Locale
from citex.csl.markup import LINK, NO_MERGE, keep, parse_rich, strip, wrap
from citex.csl.process.cites import Citation, Cite
from citex.csl.process.entries import NO_FORM, capitalized
from citex.csl.process.items import Column, Item, ordered, place_of
from citex.csl.process.position import Place, is_name
from citex.csl.process.program import BIBLIOGRAPHY, CITATION, Area, Program
from citex.csl.strings.collate import sort_key
from citex.csl.strings.locators import split_label
from citex.csl.variables import Person
from citex.text.scripts import is_romanesque

_ENDS_WORD = regex(r"[.;:!?&\w)\],”»]$")
_WORDS = regex(r"[^\W\d_]")
_STARTS_WORD = regex(r"[&\w\[(]")


class Piece(msgspec.Struct):
    """A rendered cite and what collapsing must know of it."""

    item: Item
    cite: Cite
    text: str
    area: Area
    names: str | None = None
    years: list[str] = msgspec.field(default_factory=list)
    collapsed: bool = False  # the names are those of the cite before, and left out
    only_suffix: bool = False
    only_number: bool = False
    after: str = ""  # what follows the closing bracket (cx:after)
    skipped: bool = False  # a range stands for it


def citation_text(
    citation: Citation,
    places: Sequence[Place],
    items: Mapping[str, Item],
    program: Program,
) -> tuple[str, list[str]]:
    """The finished text of a citation, and the ids of the works that its links lead to."""
    areas = program.areas[CITATION]
    mode = citation.mode
    pieces: list[Piece] = []
    previous: Piece | None = None
    for cite, place in zip(citation.cites, places, strict=True):
        item = items[cite.id]
        own = mode if not pieces or mode == "year-only" else ""
        piece = _piece(item, cite, place, program, previous, own, citation.as_written)
        pieces.append(piece)
        previous = piece
        if mode == "author-only" or pieces[0].cite.author_only:
            break  # a text names the authors of one work
    if not pieces:
        return "", []
    area = pieces[-1].area
    if any(piece.area is not area for piece in pieces):
        for piece in pieces:  # each has the quotation marks of its own language
            if piece.text:
                piece.text = keep(piece.area.finish(piece.text))
    bare = is_name(citation)
    if not bare and any(piece.after for piece in pieces):
        text = _in_groups(pieces, citation, area, program)
    else:
        left_out = not bare and _is_left_out(pieces, mode, program)
        if left_out and not (citation.prefix or citation.suffix):
            return "", []
        text = "" if left_out else _joined(pieces, area, program, citation.as_written)
        if not bare:
            text = _whole(text, citation, areas[-1], area)
    if SENTENCE_START in text:
        text = capitalized(text)
    if citation.capitalize:
        text = capitalized(SENTENCE_START + text)
    ids = []
    if program.links_cites:
        ids = [one.cite.id for one in pieces if LINK in one.text and not one.skipped]
    return area.finish(text), ids


def _in_groups(pieces: list[Piece], citation: Citation, area: Area, program: Program) -> str:
    """The citation where something follows brackets: each such cite has a pair of its own."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and not piece.after and not groups[-1][-1].after:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    text = ""
    for number, group in enumerate(groups):
        own = replace(
            citation,
            prefix=citation.prefix if number == 0 else "",
            suffix=citation.suffix if number == len(groups) - 1 else "",
        )
        joined = _joined(group, area, program, citation.as_written)
        text += _whole(joined, own, area, area, group[-1].after)
    return text


def _piece(
    item: Item,
    cite: Cite,
    place: Place,
    program: Program,
    previous: Piece | None,
    mode: str,
    as_written: bool,
) -> Piece:
    index = place_of(item, CITATION, program)
    area = program.areas[CITATION][index]
    if item.is_missing:
        return Piece(item, cite, _with_affixes(keep(MISSING), cite), area)
    if cite.author_only or mode == "author-only":
        return _author(item, cite, place, program, area)
    run = program.run(CITATION, index, item.work, located=bool(cite.locator))
    frame = cite_frame(item, cite, place)
    suppressed = cite.suppress_author or (
        mode == "suppress-author" and program.style.class_ != "note"
    )
    if mode == "year-only":
        text = _linked(_year_of(item, program), program)
        return Piece(item, cite, text, area)
    frame.omit = suppressed
    options = program.citation
    if options.collapse or options.cite_group_delimiter is not None:
        if options.collapse and options.collapse != "citation-number":
            alone = as_written and _stands_alone(cite, previous)
            frame.previous = None if alone else previous
        if options.collapse in ("year-suffix", "year-suffix-ranged"):
            frame.years = []
    text = run(frame) or ""
    piece = Piece(item, cite, str(text), area, frame.name_texts, frame.years or [], frame.collapsed)
    plain = not (cite.prefix or cite.suffix or cite.locator)
    alone = frame.suffix_done and strip(text) == item.year_suffix
    nameless = frame.name_texts is None and previous is not None and previous.names is None
    piece.only_suffix = alone and plain and not frame.plain and (frame.collapsed or nameless)
    piece.only_number = plain and _is_number(str(text), item.number)
    piece.text = _with_affixes(_linked(piece.text, program), cite)
    if area.layout.after and cite.locator:
        piece.after = program.macro_run(area.layout.after, index, item.work)(frame) or ""
    return piece


def _stands_alone(cite: Cite, previous: Piece | None) -> bool:
    """Whether a cite has its names though the one before has the same.

    Words between the years repeat the name, "(Li 2020; but see Li 2021)"; and what was left out
    before the first year stands for none.
    """
    between = cite.prefix + (previous.cite.suffix if previous is not None else "")
    if _WORDS.search(between) or _WORDS.search(cite.suffix):
        return True
    return previous is not None and previous.cite.suppress_author


def _author(item: Item, cite: Cite, place: Place, program: Program, area: Area) -> Piece:
    """The author alone, as a running text names it."""
    narrative = program.narrative
    index = place_of(item, CITATION, narrative) if narrative.many_layouts else 0
    has_own = narrative.citation is program.style.intext
    frame = cite_frame(item, cite, place)
    frame.omit = not has_own  # what is omitted is noted
    text = narrative.run(CITATION, index, item.work)(frame) or ""
    if not has_own:
        text = strip(frame.name_texts or "")
    elif text:
        own = narrative.areas[CITATION][index]
        text = _whole(text, Citation(), own, own)
    text = _linked(text or _named(item, program), program)
    return Piece(item, cite, text, area)


def _linked(text: str, program: Program) -> str:
    """What the style prints of a cite, as a link where cites lead to their entries."""
    return wrap(LINK, text) if program.links_cites else text


def cite_frame(item: Item, cite: Cite, place: Place) -> Frame:
    """The frame in which a cite is rendered."""
    frame = item.frame()
    if cite.locator:
        locator = cite.locator.strip()
        frame.label = "sub-verbo" if cite.label == "sub verbo" else cite.label
        if frame.label in (None, "page"):
            label, locator = split_label(locator)
            frame.label = label or frame.label
        frame.locator = parse_rich(locator)
    frame.position = place.position
    frame.near = place.near
    frame.first_note = place.first_note
    return frame


def grouped_order(
    cites: Sequence[Cite], columns: Sequence[Column], items: Mapping[str, Item], program: Program
) -> list[int]:
    """The sorted cites, those with the same names moved to the first (CSL 1.0.2, "Cite Grouping").

    They keep their relative order; a cite without names joins nobody. What the keys leave open
    goes by the names, as citeproc-js has it.
    """
    names = [_names_of(cite, items[cite.id], program) for cite in cites]
    locale = program.style.default_locale_sort or program.locale.lang
    by_names = sorted(range(len(cites)), key=lambda index: sort_key(names[index], locale))
    groups: dict[str | int, list[int]] = {}
    for index in ordered(by_names, columns):
        groups.setdefault(names[index] or index, []).append(index)
    return [index for group in groups.values() for index in group]


def _names_of(cite: Cite, item: Item, program: Program) -> str:
    frame = cite_frame(item, cite, Place(position=SUBSEQUENT, near=True))
    frame.disambiguating = True
    index = place_of(item, CITATION, program)
    program.run(CITATION, index, item.work, located=bool(cite.locator))(frame)
    return strip(frame.name_texts or "")


def _named(item: Item, program: Program) -> str:
    """What stands in a text for a work whose cite names nobody: family names, or the title."""
    term = _words_for(item, program).term
    for variable in ("author", "editor", "translator"):
        names = [strip(_family(one)) for one in item.work.names(variable) or ()]
        if len(names) > 2:
            return f"{names[0]} {term('et-al') or 'et al.'}"
        if names:
            joint = term("and") or "and"
            return (f" {joint} " if is_romanesque(joint) else joint).join(names)  # 王芳和李雷
    return strip(item.work["title-short"] or item.work["title"] or "")


def _words_for(item: Item, program: Program) -> Locale:
    """The words for a work as its reference has them; a number has none of its own."""
    area = BIBLIOGRAPHY if program.areas[BIBLIOGRAPHY] else CITATION
    return program.areas[area][place_of(item, area, program)].locale


def _family(name: Person) -> str:
    """The name as a sentence has it: "van Gogh"; whole where names are short, as in Chinese."""
    if name.literal is not None:
        return name.literal
    if name.script == 0:
        return name.family + name.given
    space = "" if not name.particle or joins(name.particle) else " "
    return name.particle + space + name.family


def _year_of(item: Item, program: Program) -> str:
    """The year of a work, with its letter: "2020a", "n.d."."""
    issued = item.work["issued"]
    year = str(issued.year) if issued is not None and issued.year else ""
    year = year or (issued and strip(issued.literal or "")) or ""
    year = year or _words_for(item, program).term("no date", "short") or "n.d."
    letter = item.year_suffix or ""
    return f"{year}-{letter}" if letter and not year[-1:].isdigit() else year + letter


def _is_number(text: str, number: int) -> bool:
    plain = strip(text)
    return plain.strip("[](){}. ") == str(number)


def _with_affixes(text: str, cite: Cite) -> str:
    if cite.prefix:
        if SENTENCE_START in text and _ends_sentence(cite.prefix):
            text = capitalized(text)
        text = _leading(cite.prefix) + text
    if cite.suffix:
        # the writer's own comma stays where it was put, outside of quotation marks
        text += (NO_MERGE if cite.suffix.startswith(",") else "") + _following(cite.suffix)
    return text


def _leading(prefix: str) -> str:
    """A prefix of the writer's, with a space after a word or a mark that ends one."""
    rich = parse_rich(prefix)
    return rich + " " if _ENDS_WORD.search(strip(rich)) else rich


def _following(suffix: str) -> str:
    """A suffix of the writer's, with a space before a word."""
    rich = parse_rich(suffix)
    return " " + rich if _STARTS_WORD.match(strip(rich)) else rich


def _ends_sentence(prefix: str) -> bool:
    """Whether what follows the prefix begins a sentence."""
    words = strip(parse_rich(prefix)).rstrip(" \"'”’")
    return words[-1:] in (":", ".", ";", "!", "?") and " " in words.strip()


MISSING = "???"
"""What is printed for a work that is cited, and not among the papers: no style prints that."""


def _whole(text: str, citation: Citation, first: Area, last: Area, following: str = "") -> str:
    """The citation with its own and its layout's affixes, and the layout's formatting."""
    suffix = last.after
    if suffix[:1] in (":", ".", ";", "!", "?"):
        suffix = suffix[:1]
    prefix, own = _leading(citation.prefix), _following(citation.suffix)
    if citation.suppress_trailing_punctuation:
        suffix = ""
    text = prefix + text + own if text else (prefix + own).strip()
    text = first.before + text + suffix + following
    return first.opener + text + first.closer if first.opener else text


# -- joining -----------------------------------------------------------------------------------


def _is_left_out(pieces: Sequence[Piece], mode: str, program: Program) -> bool:
    """Whether nothing is left of a citation without its names, as where names are all there is."""
    if any(piece.text for piece in pieces):
        return False
    by_mode = mode == "suppress-author" and program.style.class_ != "note"
    return by_mode or pieces[0].cite.suppress_author


def _joined(pieces: list[Piece], area: Area, program: Program, as_written: bool) -> str:
    options = program.citation
    shown = [piece for piece in pieces if piece.text]
    if not shown:
        return NO_FORM
    layout_delimiter = area.layout.delimiter or ""
    if options.collapse == "citation-number":
        return _numbers(shown, layout_delimiter, program, as_written)
    text = shown[0].text
    index = 1
    while index < len(shown):
        before, piece = shown[index - 1], shown[index]
        if piece.only_suffix and options.collapse == "year-suffix-ranged":
            run = _suffix_run(shown, index)
            if run > 1:
                last = shown[index + run - 1]
                for skipped in shown[index : index + run - 1]:
                    skipped.skipped = True
                text += program.locale.term("citation-range-delimiter") or "–"
                text += last.text
                index += run
                continue
        if program.many_layouts:
            layout_delimiter = before.area.layout.delimiter or ""
        text += _delimiter(before, piece, layout_delimiter, program, as_written) + piece.text
        index += 1
    return text


def _suffix_run(pieces: list[Piece], start: int) -> int:
    """How many cites from `start` on continue the letters of the one before without a gap."""
    count = 0
    while start + count < len(pieces):
        piece, before = pieces[start + count], pieces[start + count - 1]
        if not piece.only_suffix or not _follows(before.item, piece.item):
            break
        count += 1
    return count


def _follows(before: Item, item: Item) -> bool:
    return (
        before.year_suffix is not None
        and item.year_suffix is not None
        and _letter_number(item.year_suffix) == _letter_number(before.year_suffix) + 1
    )


def _letter_number(suffix: str) -> int:
    number = 0
    for letter in suffix:
        number = number * 26 + ord(letter) - 96
    return number


def _delimiter(
    before: Piece, piece: Piece, layout_delimiter: str, program: Program, as_written: bool
) -> str:
    """What stands between two cites."""
    options = program.citation
    group = options.cite_group_delimiter
    after = options.after_collapse_delimiter
    has_places = before.cite.locator or piece.cite.locator
    if as_written and has_places and group is None and after is None:
        after = layout_delimiter  # "(Li 2000, 3; 2001, 5)": by commas no place could be told
    if piece.only_suffix:
        delimiter = group if group is not None else options.year_suffix_delimiter
        delimiter = layout_delimiter if delimiter is None else delimiter
    elif after is not None and options.collapse:
        if before.cite.locator or (
            not piece.collapsed and (before.collapsed or options.collapse != "year-suffix")
        ):
            delimiter = after
        else:
            delimiter = layout_delimiter
    elif group is not None and _same_names(before, piece):
        delimiter = group
    elif piece.collapsed and program.style.class_ != "note" and not program.is_numeric:
        delimiter = ", "
    else:
        delimiter = layout_delimiter
    return _after_affix(before.cite, piece.cite, delimiter, as_written)


def _same_names(before: Piece, piece: Piece) -> bool:
    return before.names is not None and before.names == piece.names


def _after_affix(before: Cite, cite: Cite, delimiter: str, as_written: bool) -> str:
    """The delimiter gives way to punctuation that the cites bring along.

    As authors write it, a stop behind a place ends an abbreviation: "p. 3 f.; Dahl".
    """
    if before.suffix and before.suffix[-1] in (";," if as_written else ";.,"):
        space = delimiter.find(" ")
        return delimiter[space:] if space >= 0 else ""
    if not before.suffix and cite.prefix and cite.prefix[0] in ";.,":
        return ""
    return delimiter


def _numbers(pieces: list[Piece], layout_delimiter: str, program: Program, as_written: bool) -> str:
    """Citation numbers: runs of three and more become ranges (collapse="citation-number")."""
    after = program.citation.after_collapse_delimiter
    dash = program.locale.term("citation-range-delimiter") or "–"
    least = program.citation.collapse_min or 3
    text = ""
    index = 0
    before: Piece | None = None
    ranged = False
    while index < len(pieces):
        piece = pieces[index]
        run = 1
        if piece.only_number:
            while (
                index + run < len(pieces)
                and pieces[index + run].only_number
                and pieces[index + run].item.number == piece.item.number + run
            ):
                run += 1
        if before is not None:
            delimiter = after if after is not None and ranged else layout_delimiter
            text += _after_affix(before.cite, piece.cite, delimiter, as_written)
        if run >= least:
            text += piece.text + dash + pieces[index + run - 1].text
            for skipped in pieces[index + 1 : index + run - 1]:
                skipped.skipped = True
            ranged = True
            index += run
        else:
            text += piece.text
            ranged = False
            index += 1
        before = pieces[index - 1]
    return text
