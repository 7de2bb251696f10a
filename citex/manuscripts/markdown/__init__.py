"""Markdown in pandoc's syntax: its citations found, and what they print put in."""
