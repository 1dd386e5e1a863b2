"""Whether an engine holds the layout: its version, tables, columns and types, no cell missing, texts by letters."""

import re
from pathlib import Path

import pandas as pd

from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.query.store import EngineError
from components.stores.engines import engine_schema, parquet_folder_engine, schema_version
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.query_context import QueryContext

# Of a view DuckDB and PostgreSQL do not know whether a cell may be missing, and say YES of every column.
_COLUMNS = """
    SELECT columns.table_name, columns.column_name, columns.data_type,
           CASE WHEN tables.table_type = 'BASE TABLE' THEN columns.is_nullable ELSE 'NO' END
    FROM information_schema.columns AS columns JOIN information_schema.tables AS tables
      ON tables.table_catalog = columns.table_catalog AND tables.table_schema = columns.table_schema
     AND tables.table_name = columns.table_name
    WHERE columns.table_schema = current_schema()"""
_COLUMNS_OF_CLICKHOUSE = """
    SELECT table, name, type, if(position(type, 'Nullable(') > 0, 'YES', 'NO')
    FROM system.columns WHERE database = currentDatabase()"""
_VERSION = f"SELECT value FROM about WHERE name = '{schema_version.NAME}'"  # noqa: S608 — ours
_UNDECLARED = "SELECT DISTINCT name FROM parquet_schema({files}) WHERE repetition_type <> 'REQUIRED'"
_MISSING = """
    SELECT DISTINCT path_in_schema FROM parquet_metadata({files})
    WHERE num_values > 0 AND coalesce(stats_null_count, 1) > 0"""
_WRAPPED = re.compile(r"^(?:lowcardinality|nullable)\((.*)\)$")
# Wider and narrower whole numbers with a sign do no harm; texts of a fixed length are filled up, and numbers without a
# sign can't say "none".
_WHOLE = {"smallint", "integer", "bigint", "int16", "int32", "int64"}
_KINDS = {"string": {"varchar", "text", "character varying", "string"}, "boolean": {"boolean", "bool"}} | dict.fromkeys(
    ("int16", "int32", "int64"), _WHOLE
)
# Columns of texts that are not compared letter by letter, but after a language: table, column ("" = some), language.
_COLLATED = {
    "postgres": """
        SELECT table_name, column_name, coalesce(collation_name, usual) AS collated
        FROM information_schema.columns, (
            SELECT CASE WHEN to_jsonb(base) ->> 'datlocprovider' = 'i' THEN 'ICU' ELSE datcollate END AS usual
            FROM pg_database AS base WHERE datname = current_database()) AS own
        WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying')
          AND coalesce(collation_name, usual) NOT IN ('C', 'POSIX', 'ucs_basic')""",
    "duckdb": """
        SELECT table_name, '', regexp_extract(sql, ' COLLATE "?([^ ,()";]+)', 1) AS collated
        FROM duckdb_tables() WHERE contains(sql, ' COLLATE ')""",
}


def check(engine: Engine, setting: str) -> None:
    """Raise TableError where the layout is another version's, or its tables and columns are not as they are."""
    found = _ask(engine, _COLUMNS_OF_CLICKHOUSE if engine.dialect == "clickhouse" else _COLUMNS, setting)
    there = {(table, column): (str(kind).lower(), gaps) for table, column, kind, gaps in found.itertuples(index=False)}
    tables = {table for table, _ in there}
    if {("about", column) for column in engine_schema.TABLES["about"]} <= there.keys():
        _check_version(engine, setting)
    for table, columns in engine_schema.TABLES.items():
        if table not in tables:
            raise TableError(_say_no_table(table, setting))
        for column, kind in columns.items():
            if (table, column) not in there:
                raise TableError(_say_no_column(table, column, setting))
            stored, gaps = there[table, column]
            if _unwrapped(stored) not in _KINDS[kind]:
                raise TableError(_say_other_type(table, column, stored, kind, setting))
            if gaps == "YES":
                raise _has_gaps(table, column, setting)
    _check_order(engine, setting)


def check_files(engine: Engine, folder: Path, setting: str) -> None:
    """Raise TableError where a cell is missing in a folder's Parquet files, as far as their footers tell."""
    for table, columns in engine_schema.TABLES.items():
        files = parquet_folder_engine.name_files(folder, table)
        # What was declared never to be missing, as in the files that we write, need not be looked at part by part.
        for question in (_UNDECLARED, _MISSING):
            found = set(_ask(engine, question.format(files=files), setting).iloc[:, 0]) & {*columns}
            if not found:
                break
        else:
            raise _has_gaps(table, min(found), setting)


def _check_version(engine: Engine, setting: str) -> None:
    """Raise TableError where a database says another schema version; a folder's was looked at by then."""
    found = _ask(engine, _VERSION, setting)["value"]
    way_out = schema_version.say_fill_again(engine.dialect)
    schema_version.check(found.iloc[0] if len(found) else None, setting, way_out)


def _ask(engine: Engine, statement: str, setting: str) -> pd.DataFrame:
    try:
        return engine.fetch(statement, QueryContext())
    except EngineError as error:
        raise TableError(
            Sentence(
                (
                    "The database named by the setting “{setting}” does not respond. Check that it is "
                    "running and that the setting is right."
                ),
                setting=setting,
            )
        ) from error


def _unwrapped(kind: str) -> str:
    while wrapped := _WRAPPED.match(kind):
        kind = wrapped.group(1)
    return kind


def _has_gaps(table: str, column: str, setting: str) -> TableError:
    return TableError(
        Sentence(
            (
                "The column “{column}” of “{table}” allows missing values (NULL), and events with "
                "missing values would not be counted. Make it NOT NULL, with an empty text (“”) "
                "where there is no value (setting “{setting}”)."
            ),
            column=column,
            table=table,
            setting=setting,
        )
    )


def _say_no_table(table: str, setting: str) -> Sentence:
    return Sentence(
        "The database named by the setting “{setting}” has no table “{table}”.",
        setting=setting,
        table=table,
    )


def _say_no_column(table: str, column: str, setting: str) -> Sentence:
    return Sentence(
        "The table “{table}” of the database named by the setting “{setting}” has no column “{column}”.",
        table=table,
        setting=setting,
        column=column,
    )


def _say_other_type(table: str, column: str, stored: str, kind: str, setting: str) -> Sentence:
    return Sentence(
        (
            "The column “{column}” of “{table}” has the type {stored} instead of {kind} (setting "
            "“{setting}”). Change its type."
        ),
        column=column,
        table=table,
        stored=stored,
        kind=kind,
        setting=setting,
    )


def _check_order(engine: Engine, setting: str) -> None:
    """Raise TableError where texts are compared otherwise than here, so that lists would have another order."""
    if engine.dialect not in _COLLATED:
        return
    for table, column, language in _ask(engine, _COLLATED[engine.dialect], setting).itertuples(index=False):
        if table in engine_schema.TABLES:
            raise TableError(_say_collated(table, column, language, engine.dialect, setting))


def _say_collated(table: str, column: str, language: str, dialect: str, setting: str) -> Sentence:
    values = {
        "table": table,
        "language": language,
        "command": schema_version.DDL_COMMAND.format(dialect=dialect),
        "setting": setting,
    }
    if not column:
        return Sentence(
            (
                "A column of “{table}” sorts and compares text by the rules of “{language}” instead "
                "of character by character. Create the tables with `{command}` (setting “{setting}”)."
            ),
            **values,
        )
    return Sentence(
        (
            "The column “{column}” of “{table}” sorts and compares text by the rules of "
            "“{language}” instead of character by character. Create the tables with `{command}` "
            "(setting “{setting}”)."
        ),
        column=column,
        **values,
    )
