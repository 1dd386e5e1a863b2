"""How a larger table is found: a folder of Parquet files, a DuckDB file, or a server's address.

Only whoever runs the program says where; a visitor never does. No sentence here holds an address or a password.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.stores.engines import addresses, engine_schema, engine_schema_check, parquet_folder_engine
from components.stores.engines.duckdb_engine import DuckDb, Engine, open_duckdb
from components.stores.engines.parquet_folder_engine import FolderDuckDb
from components.stores.engines.query_context import MOST_ROWS, MOST_SECONDS, Limits

LONGEST_SECONDS, LARGEST_ROWS = 600, 2_000_000


def connect_engine(settings: Mapping[str, object]) -> Engine:
    """Open what the settings name, once it is seen to hold the layout; raises TableError naming the setting.

    settings: `path` (a folder of Parquet files or a .duckdb file) or `url` (clickhouse:// or postgres://user@host/base),
    `password`, `seconds` and `rows` (limits of one answer).
    """
    if unknown := sorted({*settings} - {*engine_schema.SETTINGS}):
        settings_known = ", ".join(engine_schema.SETTINGS)
        raise TableError(
            Sentence(
                "The setting “{name}” is not recognised. Use one of: {settings}.",
                name=unknown[0],
                settings=settings_known,
            )
        )
    limits = Limits(
        _number(settings, "seconds", MOST_SECONDS, LONGEST_SECONDS), _number(settings, "rows", MOST_ROWS, LARGEST_ROWS)
    )
    if bool(settings.get("path")) == bool(settings.get("url")):
        raise TableError(Sentence("Set either “path” or “url”, not both, to say where the table is."))
    setting = "path" if settings.get("path") else "url"
    path = Path(str(settings.get("path", "")))
    engine = _open_path(path, limits) if setting == "path" else addresses.open_server(settings, limits)
    engine_schema_check.check(engine, setting)
    if setting == "path" and path.is_dir():
        engine_schema_check.check_files(engine, path, setting)
    return engine


def _number(settings: Mapping[str, object], name: str, usual: int, most: int) -> int:
    value = settings.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise TableError(
            Sentence("The setting “{name}” must be a whole number from 1 to {most}.", name=name, most=most)
        )
    return value


def _open_path(path: Path, limits: Limits) -> DuckDb:
    if not path.exists() or not engine_schema.holds_schema(path):
        raise TableError(Sentence("The setting “path” must name a folder written by write_parquet or a .duckdb file."))
    try:
        if path.is_file():
            return DuckDb(_locked(open_duckdb(str(path), read_only=True)), limits)
        seal = parquet_folder_engine.compute_seal(
            path
        )  # before its files are listed: what is written meanwhile is another table
        return FolderDuckDb(_locked(parquet_folder_engine.connect_folder(path)), path, seal, limits)
    except duckdb.Error as error:
        raise TableError(
            Sentence("DuckDB can't read the table named by the setting “path”. Write or copy it again.")
        ) from error


def _locked(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads what it has been given, and nothing else."""
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
