"""Tests of the statements that make the tables in a warehouse."""

import pytest

from components.stores.engines import ddl, engine_schema


@pytest.mark.parametrize("dialect", ddl.TYPES)
def test_every_table_and_column_is_made(dialect, capsys):
    assert ddl.main([dialect]) == 0
    made = capsys.readouterr().out
    for name, columns in engine_schema.TABLES.items():
        statement = next(line for line in made.splitlines() if line.startswith(f"CREATE TABLE {name} ("))
        assert all(f"{column} {ddl.TYPES[dialect][kind]}" in statement for column, kind in columns.items())


def test_an_unknown_engine_is_refused_in_words(capsys):
    assert ddl.main(["oracle"]) == ddl.main([]) == 1
    assert "Name one engine: duckdb, clickhouse, postgres, bigquery." in capsys.readouterr().err
