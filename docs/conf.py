"""How the documentation is built: Sphinx with MyST, warnings as errors."""

import re
import sys
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError

from citex import __version__

sys.path.insert(0, str(Path(__file__).parent))
import site_check
import tables

tables.write_all()

project = "citex"
author = "The citex developers"
copyright = "2026, The citex developers"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_generated/*.part.md"]
html_theme = "furo"
html_title = f"citex {version}"
html_static_path = ["_static"]
html_css_files = ["citex.css"]
html_js_files = [("copy.js", {"defer": "defer"})]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
default_role = "code"
autodoc_member_order = "bysource"
nitpicky = False


def setup(app: Any) -> None:
    """Examples end without the blank line that doctest wants; a site that is broken is none."""
    app.connect("source-read", _as_read)
    app.connect("html-page-context", _language)
    app.connect("build-finished", _whole)


_BLANK_END = re.compile(r"\n\n+(```)$", re.MULTILINE)
_BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”])\n(?=[\u3000-\u9fff\uff00-\uffef“])")
"""A line end between Chinese characters, which would be shown as a blank."""


def _as_read(_app: Any, name: str, source: list[str]) -> None:
    text = _BLANK_END.sub(r"\n\1", source[0])
    if name.startswith("zh/"):
        parts = text.split("```")
        parts[::2] = [_BROKEN_LINE.sub("", part) for part in parts[::2]]
        text = "```".join(parts)
    source[0] = text


def _language(_app: Any, page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def _whole(app: Any, failure: Exception | None) -> None:
    if failure is None and app.builder.name == "html":
        found = list(site_check.broken(Path(app.outdir).resolve()))
        if found:
            raise ExtensionError("the site is broken:\n" + "\n".join(found))
