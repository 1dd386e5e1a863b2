"""Rows of text to raw events: places, kinds, people, sources, and the account of every row."""
