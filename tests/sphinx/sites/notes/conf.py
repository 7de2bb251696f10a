project = "notes"
extensions = ["citex.sphinx"]
citex_bibfiles = ["../works.bib"]
citex_style = "chicago-notes-bibliography"
