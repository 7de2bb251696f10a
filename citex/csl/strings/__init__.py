"""Plain functions on rendered text: cases, names, numbers, pages, punctuation, sorting."""
