"""Citations in texts: Markdown, HTML, notebooks, LaTeX, pandoc's documents."""

from __future__ import annotations

from citex.manuscripts.citing import KINDS, STYLE, SUFFIXES, CitedText, cite_text

__all__ = ["KINDS", "STYLE", "SUFFIXES", "CitedText", "cite_text"]
