project = "rst"
extensions = ["citex.sphinx"]
citex_bibfiles = ["../works.bib"]
