"""This file is how a larger table is found: a folder of Parquet files, a DuckDB file, or a server's address.

Only whoever runs the program says where; a visitor never does. No sentence here holds an address or a password.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from components.timeline import folder_engine, layout, server_addresses
from components.timeline.askers import MOST_ROWS, MOST_SECONDS, Asker, Limits
from components.timeline.engines import DuckDb, Engine, open_duckdb
from components.timeline.folder_engine import FolderDuckDb
from components.timeline.sources import TableError
from components.timeline.store import EngineError

LONGEST_SECONDS, LARGEST_ROWS = 600, 2_000_000
_COLUMNS = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = "
_KINDS = {"string": ("char", "text", "string"), "boolean": ("bool",)} | dict.fromkeys(
    ("int16", "int32", "int64"), ("int",)
)
# Columns of texts that are not compared letter by letter, but after a language: table, column ("" = some), language.
_COLLATED = {
    "postgres": """
        SELECT table_name, column_name, coalesce(collation_name, usual) AS collated
        FROM information_schema.columns, (
            SELECT CASE WHEN to_jsonb(base) ->> 'datlocprovider' = 'i' THEN 'ICU' ELSE datcollate END AS usual
            FROM pg_database AS base WHERE datname = current_database()) AS own
        WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying', 'character')
          AND coalesce(collation_name, usual) NOT IN ('C', 'POSIX', 'ucs_basic')""",
    "duckdb": "SELECT table_name, '', 'COLLATE' FROM duckdb_tables() WHERE contains(sql, ' COLLATE ')",
}


def connect(settings: Mapping[str, object]) -> Engine:
    """Open what the settings name, once it is seen to hold the layout; raises sources.TableError naming the setting.

    settings: `path` (a folder of Parquet files or a .duckdb file) or `url` (clickhouse:// or postgres://user@host/base),
    `password`, `seconds` and `rows` (limits of one answer).
    """
    if unknown := sorted({*settings} - {*layout.SETTINGS}):
        raise TableError(f"The setting “{unknown[0]}” is not known; there are {', '.join(layout.SETTINGS)}.")
    limits = Limits(
        _number(settings, "seconds", MOST_SECONDS, LONGEST_SECONDS), _number(settings, "rows", MOST_ROWS, LARGEST_ROWS)
    )
    if bool(settings.get("path")) == bool(settings.get("url")):
        raise TableError("Either the setting “path” or the setting “url” must say where the table is.")
    by_path = bool(settings.get("path"))
    engine = (
        _open_path(Path(str(settings["path"])), limits) if by_path else server_addresses.open_server(settings, limits)
    )
    check_layout(engine, "path" if settings.get("path") else "url")
    return engine


def _number(settings: Mapping[str, object], name: str, usual: int, most: int) -> int:
    value = settings.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise TableError(f"The setting “{name}” must be a whole number from 1 to {most:,}.")
    return value


def _open_path(path: Path, limits: Limits) -> DuckDb:
    if not path.exists() or not layout.is_layout(path):
        raise TableError("The setting “path” names neither a folder that parquet_folder wrote nor a .duckdb file.")
    try:
        if path.is_file():
            return DuckDb(_locked(open_duckdb(str(path), read_only=True)), limits)
        seal = folder_engine.to_seal(path)  # before its files are listed: what is written meanwhile is another table
        return FolderDuckDb(_locked(folder_engine.connect(path)), path, seal, limits)
    except duckdb.Error as error:
        raise TableError("What the setting “path” names can't be read by DuckDB.") from error


def _locked(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads what it has been given, and nothing else."""
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def check_layout(engine: Engine, setting: str) -> None:
    """Raise sources.TableError where a table or column of the layout is missing, or holds something else."""
    statement = _COLUMNS + ("currentDatabase()" if engine.dialect == "clickhouse" else "current_schema()")
    try:
        found = engine.fetch(statement, Asker())
    except EngineError as error:
        raise TableError(f"What the setting “{setting}” names does not answer.") from error
    types = {(table, column): str(kind).lower() for table, column, kind in found.itertuples(index=False)}
    for table, columns in layout.TABLES.items():
        if table not in set(found.iloc[:, 0]):
            raise TableError(f"What the setting “{setting}” names has no table “{table}”.")
        for column, kind in columns.items():
            there = types.get((table, column))
            if there is None:
                raise TableError(f"What the setting “{setting}” names has no column “{column}” in its table “{table}”.")
            if not any(word in there for word in _KINDS[kind]):
                raise TableError(
                    f"The column “{column}” of “{table}” holds {there}, and not {kind} (setting “{setting}”)."
                )
    _check_order(engine, setting)


def _check_order(engine: Engine, setting: str) -> None:
    """Raise sources.TableError where texts are compared otherwise than here, so that lists would have another order."""
    if engine.dialect not in _COLLATED:
        return
    for table, column, language in engine.fetch(_COLLATED[engine.dialect], Asker()).itertuples(index=False):
        if table in layout.TABLES:
            what = f"The column “{column}”" if column else "A column"
            raise TableError(
                f"{what} of “{table}” compares texts by “{language}”, and not letter by letter: make the tables as "
                f"`python -m components.timeline.warehouse {engine.dialect}` says (setting “{setting}”)."
            )
