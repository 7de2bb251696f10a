"""The roles: `:cite:p:`, `:cite:t:` and their kin, `:footcite:p:`; each leaves a citation."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole

from citex.errors import ParseError
from citex.sphinx.citing import FOOT_FORMS, FORMS, Key, keys_of
from citex.sphinx.nodes import CitationNode
from citex.sphinx.settings import depend, warn

EMPTY, ENTRY = "empty", "entry"
"""A role that lists a work without citing it; what a footnote with an entry is recorded as."""


class CitationRole(SphinxRole):
    """A role of `cite` or, with `foot`, of `footcite`."""

    def __init__(self, role: str, *, foot: bool = False) -> None:
        super().__init__()
        self.role: str = role
        self.foot: bool = foot

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation, which waits for its document and its site to be read whole."""
        place = self.get_location()
        try:
            keys = tuple(keys_of(self.text))
        except ParseError as error:
            warn(f"the role {self.name!r} cites nothing: {error}", place, "role")
            return [nodes.Text(self.text)], []
        self._tell_what_is_not_done(keys, place)
        depend(self.env)
        node = waiting(self.env, self.role, keys, foot=self.foot)
        node.rawsource = self.rawtext
        self.set_source_info(node)
        return [node], []

    def _tell_what_is_not_done(self, keys: tuple[Key, ...], place: str) -> None:
        form = FORMS.get(self.role)
        if form is not None and form.every:
            warn(f"the role {self.name!r} asks for all names; the style says how many there are",
                 place, "role")  # fmt: skip
        if self.foot and any(key.before or key.behind for key in keys):
            warn(f"the role {self.name!r} puts entries into footnotes; words in braces are dropped",
                 place, "role")  # fmt: skip


def waiting(
    env: BuildEnvironment, role: str, keys: tuple[Key, ...], *, part: str = "", foot: bool = False
) -> CitationNode:
    """A citation that waits; until it is printed it shows its keys."""
    shown = "" if role == EMPTY else f"[{', '.join(key.key for key in keys)}]"
    node = CitationNode("", shown)
    node["docname"] = env.docname
    node["id"] = f"{env.docname}\n{env.new_serialno('citex')}"
    node["role"], node["keys"], node["part"], node["foot"] = role, list(keys), part, foot
    return node


CITE_ROLES = {name: CitationRole(name) for name in (*FORMS, EMPTY)}
FOOTCITE_ROLES = {name: CitationRole(name, foot=True) for name in FOOT_FORMS}
