"""The extension for Sphinx and MyST: sphinxcontrib-bibtex's roles and lists in any style.

`extensions = ["citex.sphinx"]` in conf.py; docs/sphinx.md has the settings.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from citex._version import __version__
from citex.sphinx.directives import BibliographyDirective, FootbibliographyDirective
from citex.sphinx.domain import CiteDomain, FootciteDomain
from citex.sphinx.footnotes import Footnotes
from citex.sphinx.nodes import add_nodes
from citex.sphinx.printing import Printing, know_builder, update
from citex.sphinx.roles import CITE_ROLES, FOOTCITE_ROLES
from citex.sphinx.settings import add_settings


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx all that the extension has. Raises ExtensionError beside sphinxcontrib.bibtex."""
    if "sphinxcontrib.bibtex" in app.extensions:
        raise ExtensionError("citex.sphinx stands in for sphinxcontrib.bibtex; name one of them")
    add_settings(app)
    add_nodes(app)
    app.add_domain(CiteDomain)
    app.add_domain(FootciteDomain)
    for domain, roles in (("cite", CITE_ROLES), ("footcite", FOOTCITE_ROLES)):
        for name, role in roles.items():
            app.add_role_to_domain(domain, name, role)
        app.add_role(domain, roles["p"])
    app.add_directive("bibliography", BibliographyDirective)
    app.add_directive("footbibliography", FootbibliographyDirective)
    app.add_transform(Footnotes)
    app.add_post_transform(Printing)
    app.connect("env-updated", update)
    app.connect("builder-inited", know_builder)
    app.connect("builder-inited", _add_style_sheet)
    return {
        "version": __version__, "env_version": 1,
        "parallel_read_safe": True, "parallel_write_safe": True,
    }  # fmt: skip


def _add_style_sheet(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))
        app.add_css_file("citex-sphinx.css")
