"""TeX's text, read as CSL's rich text and written from it."""
