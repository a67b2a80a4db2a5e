"""Sitmap: from the report of a day to its situation map."""
