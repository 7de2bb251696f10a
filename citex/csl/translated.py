"""A work's title in translation, in square brackets behind its own, where a manual asks for it.

CSL has no variable for it. `Paper.custom["translations"]` holds titles by language; the one in the
language of the style is printed, of works in another.

| family  | after                                                                              |
|---------|------------------------------------------------------------------------------------|
| apa     | APA Publication Manual, 7th ed., 9.38                                              |
| ama     | AMA Manual of Style, 11th ed., 3.9.4                                               |
| nlm     | Citing Medicine, 2nd ed., chapter 1, "Article titles in a language other than English" |
| mla     | MLA Handbook, 9th ed., 5.26                                                        |
| chicago | The Chicago Manual of Style, 17th ed., 14.99                                       |

Other styles print the own title alone.
"""

from __future__ import annotations

import msgspec

from citex.csl.nodes import Style
from citex.csl.notices import NEUTRAL, family_of
from citex.csl.strings.language import language_of
from citex.model import Paper
from citex.text.translations import translations_of


def bracketed(paper: Paper, style: Style, locale: str) -> Paper:
    """The paper with its title's translation into the style's language behind the title.

    >>> from citex.csl.style import load
    >>> french = Paper(title="Sur la croissance", language="fr", custom={
    ...     "translations": {"en": {"title": "On growth"}}})
    >>> bracketed(french, load("apa"), "en-US").title
    'Sur la croissance <span class="nodecor">[On growth]</span>'
    >>> bracketed(french, load("nature"), "en-US").title
    'Sur la croissance'
    """
    told = _translation(paper, locale.partition("-")[0].lower())
    if not told or not paper.title or told in paper.title or family_of(style) == NEUTRAL:
        return paper
    told = f"[{told}]"
    if '"' not in told:  # quotation marks beside a tag would be taken for the tag's
        told = f'<span class="nodecor">{told}</span>'
    title = f"{paper.title} {told}"
    return msgspec.structs.replace(paper, title=title)


def _translation(paper: Paper, language: str) -> str | None:
    """The title in the language, of a work in another."""
    if "translations" not in paper.custom or language_of(paper).partition("-")[0] == language:
        return None
    for tag, values in translations_of(paper).items():
        if tag.partition("-")[0].lower() == language:
            title = values.get("title")
            return title if isinstance(title, str) else None
    return None
