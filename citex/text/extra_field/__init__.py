"""Variables kept in notes, one "variable: value" a line."""
