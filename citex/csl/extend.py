"""A style that extends another (`cx:extends`): what it says itself, and the rest from its base."""

from __future__ import annotations

from citex.csl import nodes

_INHERITED = frozenset(
    """info locales macro_list citation intext bibliography name warnings extends declared line
    class_ version lang tag""".split()
)


def extend(style: nodes.Style, base: nodes.Style) -> nodes.Style:
    """The whole style: what `style` says itself comes before what `base` says.

    A macro of the same name takes the place of the base's, in the base's other macros too. An
    option of the same name does so as well; one without values takes the base's option away.
    """
    attributes = {
        name: value
        for name, field in style.FIELDS.items()
        if name not in _INHERITED and (value := getattr(style, name)) != field.default
    }
    macros = {macro.name: macro for macro in (*base.macro_list, *style.macro_list)}
    options = {option.name: option for option in (*base.declared, *style.declared)}
    return nodes.replace(
        base,
        **attributes,
        class_=style.class_ or base.class_,
        info=style.info or base.info,
        name=style.name,
        locales=(*style.locales, *base.locales),
        macro_list=tuple(macros.values()),
        citation=style.citation or base.citation,
        bibliography=style.bibliography or base.bibliography,
        declared=tuple(option for option in options.values() if option.values),
        extends=None,
    )
