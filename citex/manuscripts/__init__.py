"""Citations in texts: Markdown, HTML, notebooks, LaTeX, pandoc's documents."""

from __future__ import annotations

from citex.manuscripts.citing import KINDS, SUFFIXES, CitedText, cite_text

__all__ = ["KINDS", "SUFFIXES", "CitedText", "cite_text"]
