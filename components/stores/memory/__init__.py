"""Answers from a table in memory: indexes made once, then counts."""
