"""Tests of what ClickHouse holds: names of types are compared whole, and a cell may not be missing."""

import pytest

from components.events.raw_table import TableError
from components.stores.engines import ddl, engine_schema, engine_schema_check
from tests.support import engine_stores, tables

TAKEN = ("LowCardinality(String)", "String")
REFUSED = {
    "Array(String)": "has the type array\\(string\\) instead of string",
    "FixedString(3)": "has the type fixedstring\\(3\\) instead of string",
    "Nullable(String)": "allows missing values",
    "LowCardinality(Nullable(String))": "allows missing values",
    "Int32": "has the type int32 instead of string",
}


def to_engine(kind):
    """Return ClickHouse with the layout's tables, but `word` of `words` of another type."""
    engine = engine_stores.to_engine("clickhouse", engine_schema.build_frames(tables.to_table()))
    engine_stores._session().query("DROP TABLE words")
    engine_stores._session().query(f"CREATE TABLE words (word {kind}) ENGINE = Memory")
    return engine


@pytest.mark.parametrize("kind", TAKEN)
def test_what_holds_texts_is_taken(kind):
    engine_schema_check.check(to_engine(kind), "url")


@pytest.mark.parametrize("kind", REFUSED)
def test_what_holds_anything_else_is_named(kind):
    with pytest.raises(TableError, match=f"olumn “word” of “words” {REFUSED[kind]}"):
        engine_schema_check.check(to_engine(kind), "url")


@pytest.mark.parametrize("dialect", ddl.TYPES)
def test_every_type_that_the_statements_name_is_taken(dialect):
    if dialect != "bigquery":  # to which no address leads
        for kind, written in ddl.TYPES[dialect].items():
            assert written.split(" COLLATE")[0].lower() in engine_schema_check._KINDS[kind]
