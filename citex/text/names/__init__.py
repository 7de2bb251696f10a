"""People and bodies as they are written: one string, lists, parts, initials run together."""
