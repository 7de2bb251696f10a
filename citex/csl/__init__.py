"""The CSL processor: a style becomes a function."""
