"""A style's nodes become closures: one file per CSL word, one function for each element.

What the style, the locale or the type of a work decides is decided here, once; what is left for
each work is a chain of small functions of a `Frame`.
"""
