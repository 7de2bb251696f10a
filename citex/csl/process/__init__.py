"""What needs more than one entry: citations, positions, sorting, disambiguation, collapsing."""
