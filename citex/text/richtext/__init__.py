"""Marked-up text, from HTML, JATS and MathML, as CSL's rich text."""
