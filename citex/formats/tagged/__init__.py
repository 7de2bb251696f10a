"""Formats of tagged lines: RIS, EndNote, RefWorks, NoteExpress, MEDLINE, Web of Science."""
