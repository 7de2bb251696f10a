"""How the documentation is built: Sphinx with MyST, warnings as errors."""

import sys
from pathlib import Path

from citex import __version__

sys.path.insert(0, str(Path(__file__).parent))
import tables

tables.write_all()

project = "citex"
author = "The citex developers"
copyright = "2026, The citex developers"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_generated/*.part.md", "_generated/*.part.html"]
html_theme = "furo"
html_title = f"citex {version}"
html_static_path = ["_static"]
html_css_files = ["citex.css"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False
