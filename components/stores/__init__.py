"""Who answers: a table in memory, or an engine (DuckDB, ClickHouse, PostgreSQL); and how a table is opened.

It knows questions and tables, and nothing of lanes on a screen, pixels or colours.
"""
