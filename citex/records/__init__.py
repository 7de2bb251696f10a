"""Readers of the records that sources deliver, one file a source."""
