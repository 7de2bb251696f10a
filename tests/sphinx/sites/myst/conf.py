project = "myst"
extensions = ["citex.sphinx", "myst_parser"]
citex_bibfiles = ["../works.bib"]
