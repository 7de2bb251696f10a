"""Puts what is printed into the documents, and tells Sphinx which documents read otherwise now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import ClassVar
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from citex._version import __version__
from citex.csl.output.links import BACK
from citex.sphinx.domain import Cited, CiteDomain, Listed
from citex.sphinx.drawing import Part, blocks, drawn, plain
from citex.sphinx.nodes import CitationNode, EntryNode, ListNode, NotesNode
from citex.sphinx.roles import EMPTY
from citex.sphinx.settings import settings_of
from citex.sphinx.site import Group, PrintedEntry, Site

_sites: WeakKeyDictionary[BuildEnvironment, tuple[int, Site]] = WeakKeyDictionary()
"""The site of each environment, as of a state of what was read."""

_builders: WeakKeyDictionary[BuildEnvironment, Builder] = WeakKeyDictionary()
"""The builder of each environment."""


def domain_of(env: BuildEnvironment) -> CiteDomain:
    """The domain that keeps the records."""
    domain = env.get_domain("cite")
    assert isinstance(domain, CiteDomain)
    return domain


def know_builder(app: Sphinx) -> None:
    """Note for which builder the documents are."""
    _builders[app.env] = app.builder


def site_of(env: BuildEnvironment) -> Site:
    """The site as it is printed; made anew after documents were read."""
    domain = domain_of(env)
    state, site = _sites.get(env, (None, None))
    if site is None or state != domain.data["state"]:
        order = list(_in_order(env))
        cited: list[Cited] = [
            one for docname in order for one in domain.data["cited"].get(docname, ())
        ]
        listed: list[Listed] = [
            one for docname in order for one in domain.data["listed"].get(docname, ())
        ]
        site = Site(settings_of(env.config), cited, listed)
        _sites[env] = domain.data["state"], site
    return site


def _in_order(env: BuildEnvironment) -> Iterator[str]:
    """The documents in the order of the tables of contents; those that none names come last."""
    seen: set[str] = set()
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in seen and docname in env.all_docs:
            seen.add(docname)
            yield docname
            waiting += reversed(env.toctree_includes.get(docname, []))
    yield from sorted(set(env.all_docs) - seen)


# -- which documents read otherwise ----------------------------------------------------------


def update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents to be written anew: what they cite reads otherwise than in the last build."""
    domain = domain_of(env)
    kept = domain.data["printed"]
    now = domain.data["state"], __version__
    before, printed = kept.get(app.builder.name, (None, {}))
    if before == now:
        return []
    found = _digests(env, domain)
    kept[app.builder.name] = now, found
    _show_in_titles(env)
    return [docname for docname, digest in found.items() if printed.get(docname) != digest]


def _digests(env: BuildEnvironment, domain: CiteDomain) -> dict[str, str]:
    """For each document with citations or lists, a digest of what is printed there."""
    site = site_of(env)
    found: dict[str, str] = {}
    for docname in sorted({*domain.data["cited"], *domain.data["listed"]}):
        digest = hashlib.blake2b(digest_size=16)
        for one in domain.data["cited"].get(docname, ()):
            if (printed := site.citations.get(one.id)) is not None:
                digest.update(repr((printed.whole, printed.in_note)).encode("utf-8", "replace"))
                for target in _targets([*printed.whole, *printed.in_note]):
                    digest.update(repr(printed.group.place(target, docname)).encode())
        for listed in domain.data["listed"].get(docname, ()):
            group, works = site.lists[docname, listed.number]
            citing = [[site.anchors[one.id] for one in group.citing.get(entry.key, ())]
                      for entry in works.entries]  # fmt: skip
            digest.update(repr((works.entries, citing)).encode("utf-8", "replace"))
        found[docname] = digest.hexdigest()
    return found


def _targets(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, str):
            if part.target:
                yield part.target
            yield from _targets(part.parts)


def _show_in_titles(env: BuildEnvironment) -> None:
    """Have titles in tables of contents show their citations as plain text."""
    site = site_of(env)
    for table in (env.titles, env.longtitles, env.tocs):
        for whole in table.values():
            for node in whole.findall(CitationNode):
                printed = site.citations.get(node["id"])
                shown = printed and (printed.in_text if node["part"] else printed.whole)
                node.children = []
                node += nodes.Text(plain(shown or ()))


# -- what stands in a document ---------------------------------------------------------------


class Printing(SphinxPostTransform):
    """Put the printed citations and lists in the places of those that wait."""

    default_priority: ClassVar[int] = 5

    def run(self, **_options: object) -> None:
        """Replace every node that waits."""
        self._next: dict[str, int] = {}
        waiting = [node for node in self.document.findall() if isinstance(node, _WAITING)]
        site = site_of(self.env) if waiting else None
        for node in waiting:
            assert site is not None
            if isinstance(node, CitationNode):
                shown = list(self._citation(site, node))
                if _builders[self.env].format != "text" and _is_raised(shown):
                    _close_up(node)
                node.replace_self(shown)
            elif isinstance(node, ListNode):
                node.replace_self(list(self._list(site, node)))
            else:
                node.replace_self([])

    def _citation(self, site: Site, node: CitationNode) -> Iterator[nodes.Node]:
        printed = site.citations.get(node["id"])
        if printed is None:  # what lists a work without citing it
            return
        parts = {"": printed.whole, "text": printed.in_text, "note": printed.in_note}[node["part"]]
        shown = nodes.inline("", classes=["citex-citation"])
        if node["part"] != "text" and (anchor := site.anchors.get(node["id"])):
            shown["ids"].append(anchor)
        if _builders[self.env].format == "latex" and isinstance(node.parent, nodes.title):
            shown.extend(drawn(parts, lambda _target, inner: inner))  # capitals break links there
        else:
            shown.extend(self._drawn(parts, printed.group, node["docname"], site.settings.tooltips))
        yield shown

    def _drawn(
        self, parts: Sequence[Part], group: Group, docname: str, tooltips: bool
    ) -> list[nodes.Node]:
        """Text with its links; those to entries lead to the document that has them."""

        def linked(target: str, shown: list[nodes.Node]) -> list[nodes.Node]:
            if not target.startswith("#"):
                return [nodes.reference("", "", *shown, internal=False, refuri=target)]
            place = group.place(target, docname)
            if place is None:
                return shown
            return self._link(docname, place[0], place[1], shown, place[2] if tooltips else "")

        return drawn(parts, linked)

    def _link(
        self, docname: str, to: str, id: str, shown: list[nodes.Node], title: str = ""
    ) -> list[nodes.Node]:
        """A link within the site; what it shows, where the builder has no such document."""
        try:
            return [make_refnode(_builders[self.env], docname, to, id, shown, title)]
        except NoUri:
            return shown

    def _list(self, site: Site, node: ListNode) -> Iterator[nodes.Node]:
        """The header, and the entries in the form that the directive asks for."""
        listed: Listed = node["listed"]
        group, works = site.lists[listed.docname, listed.number]
        if not works.entries:
            return
        yield from list(node.children)
        labelled = not (listed.enumerated or listed.bulleted)
        paragraphs = [
            self._entry(site, group, listed, entry, labelled=labelled) for entry in works.entries
        ]
        if not labelled:
            items = [nodes.list_item("", *inner) for inner in paragraphs]
            whole: nodes.Element = nodes.bullet_list("", *items, bullet="*")
            if listed.enumerated:
                whole = nodes.enumerated_list("", *items, prefix="", suffix=".")
                start = node["start"] or self._next.get(listed.docname, 1)
                self._next[listed.docname] = start + len(items)
                whole["enumtype"], whole["start"] = node["enumtype"], start
        else:
            whole = nodes.container("", *(one for inner in paragraphs for one in inner))
        whole["classes"].append("citex-bibliography")
        yield whole

    def _entry(
        self, site: Site, group: Group, listed: Listed, entry: PrintedEntry, *, labelled: bool
    ) -> list[nodes.Node]:
        """The paragraphs of an entry: its place, label and text, and links back."""
        docname = listed.docname
        first, *more = blocks(entry.body or entry.text)
        paragraph = EntryNode("", classes=["citex-entry"])
        paragraph += nodes.target("", "", ids=[entry.id])
        if entry.label and labelled:
            paragraph["classes"].append("citex-labelled")
            paragraph += nodes.inline("", f"{entry.label} ", classes=["citex-label"])
        paragraph.extend(self._drawn(first, group, docname, False))
        paragraphs: list[nodes.Node] = [paragraph]
        for block in more:
            below = nodes.paragraph("", classes=["citex-block"])
            below.extend(self._drawn(block, group, docname, False))
            paragraphs.append(below)
        if site.settings.backlinks and _builders[self.env].format == "html":
            paragraph.extend(self._back(site, group.citing.get(entry.key, ()), docname))
        return paragraphs

    def _back(self, site: Site, citing: Sequence[Cited], docname: str) -> Iterator[nodes.Node]:
        """Links to where a work is cited."""
        shown = [one for one in citing if one.role != EMPTY]
        if not shown:
            return
        back = nodes.inline("", classes=["citex-back"])
        for place, one in enumerate(shown):
            text = BACK if not place else str(place + 1)
            back += nodes.Text(" ")
            back.extend(self._link(docname, one.docname, site.anchors[one.id], [nodes.Text(text)]))
        yield back


def _is_raised(shown: Sequence[nodes.Node]) -> bool:
    parts = [part for node in shown for part in node.children]
    return bool(parts) and all(isinstance(part, nodes.superscript) for part in parts)


def _close_up(node: CitationNode) -> None:
    """Take the blank away before a raised number: it stands close to its word."""
    place = node.parent.index(node)
    before = node.parent[place - 1] if place else None
    if isinstance(before, nodes.Text) and (text := before.rstrip()):
        node.parent[place - 1] = nodes.Text(text)


_WAITING = (CitationNode, ListNode, NotesNode)
