"""Formats of trees, in XML and YAML: EndNote XML, MODS, Word, CFF, Hayagriva, NoteFirst."""
