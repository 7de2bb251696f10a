"""Dates as people and programs write them."""
