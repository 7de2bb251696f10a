"""The plug-in for MkDocs: citations in pandoc's syntax, and lists, in any style.

`plugins: [citex]` in mkdocs.yml; docs/mkdocs.md has the settings.
"""
