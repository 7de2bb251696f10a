"""Titles of meetings and their proceedings, which the tagged formats put under varying tags."""

from __future__ import annotations

from citex.formats.tagged._fields import Extra, Group, Put, leave, texts_of
from citex.formats.tagged._grammar import Fields
from citex.model import Paper
from citex.text.lines import fold


def meeting(
    names: tuple[str, ...],
    proceedings: tuple[str, ...],
    *,
    numbered: tuple[str, ...] = (),
    doubles: str = "",
) -> Group:
    """Tags for a conference's name and for its proceedings, the ones that are written first.

    A record that has only a name is taken to name the proceedings when it has one of the tags in
    `numbered` (pages, ISBN ...). The proceedings are written under the name's tag too when there
    is no name, for receivers that look there; under `doubles` when there is one.
    """
    tags = (*proceedings, *names)

    def read(paper: Paper, fields: Fields, extra: Extra) -> None:
        fulls, called = texts_of(fields, *proceedings), texts_of(fields, *names)
        if not fulls and called and not fields.keys().isdisjoint(numbered):
            fulls, called = called[:1], called[1:]
        paper.container_title = fulls[0] if fulls else None
        paper.event_title = next((text for text in called if text not in fulls[:1]), None)
        leave(fields, extra, tags, paper.container_title, paper.event_title)

    def write_proceedings(put: Put, title: str, paper: Paper) -> bool:
        text = fold(title)
        if text:
            put((proceedings[0], text))
            if not paper.event_title:
                put((names[0], text))
            elif doubles:
                put((doubles, text))
        return True

    def write_name(put: Put, title: str, paper: Paper) -> bool:
        text = fold(title)
        if text:
            put((names[0], text))
        if paper.container_title:
            return text != fold(paper.container_title)
        return not (numbered and has_numbers(paper))

    return Group(
        tags,
        read,
        (("event-title", write_name), ("container-title", write_proceedings)),
        "paper-conference",
        (("event-title", "container-title"),),
    )


def has_numbers(paper: Paper) -> bool:
    """Whether a paper has pages or numbers, as one in proceedings has."""
    return bool(paper.page or paper.ISBN or paper.ISSN or paper.volume or paper.issue)
