"""Citations in texts: Markdown, HTML, notebooks, LaTeX, pandoc's documents."""
