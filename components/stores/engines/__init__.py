"""Answers from an engine, asked through Ibis: DuckDB, ClickHouse, PostgreSQL."""
