"""Cleaning of what sources deliver, in one place for all readers of records."""
