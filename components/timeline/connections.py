"""This file is how a larger table is found: a folder of Parquet files, a DuckDB file, or a server's address.

Only whoever runs the program says where; a visitor never does. No sentence here holds an address or a password.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import duckdb

from components.timeline import folder_engine, layout
from components.timeline.askers import MOST_ROWS, MOST_SECONDS, Asker, Limits
from components.timeline.engines import DuckDb, Engine, open_duckdb
from components.timeline.folder_engine import FolderDuckDb
from components.timeline.server_engines import ClickHouse, Postgres
from components.timeline.sources import TableError
from components.timeline.store import EngineError

LONGEST_SECONDS, LARGEST_ROWS = 600, 2_000_000
CONNECT_SECONDS = 10
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
    engine = _open_path(Path(str(settings["path"])), limits) if settings.get("path") else _open_url(settings, limits)
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


def _open_url(settings: Mapping[str, object], limits: Limits) -> Engine:
    try:
        address = urlsplit(str(settings["url"]))
        opened = _SERVERS.get(address.scheme) if address.hostname and address.port != 0 else None
    except ValueError:  # a port that is no number, half a bracket
        opened = None
    if opened is None:
        raise TableError("The setting “url” must begin with clickhouse:// or postgres:// and name a host.")
    password = str(settings.get("password") or unquote(address.password or ""))
    return opened(address, password, limits)


def _open_postgres(address: SplitResult, password: str, limits: Limits) -> Postgres:
    import psycopg  # noqa: PLC0415 — only who asks PostgreSQL needs it

    def open_one() -> psycopg.Connection:
        return psycopg.connect(
            host=address.hostname,
            port=address.port or 5432,
            user=unquote(address.username or "") or None,
            password=password or None,
            dbname=address.path.strip("/") or None,
            connect_timeout=CONNECT_SECONDS,
        )

    return Postgres(open_one, limits)


def _open_clickhouse(address: SplitResult, password: str, limits: Limits) -> ClickHouse:
    import clickhouse_connect  # noqa: PLC0415 — only who asks ClickHouse needs it

    try:
        client = clickhouse_connect.get_client(
            host=address.hostname,
            port=address.port,
            username=unquote(address.username or "") or None,
            password=password,
            database=address.path.strip("/") or None,
            secure=address.query == "secure",
            connect_timeout=CONNECT_SECONDS,
            send_receive_timeout=limits.seconds + CONNECT_SECONDS,
            autogenerate_session_id=False,
        )
    except clickhouse_connect.driver.exceptions.Error as error:
        raise TableError("The ClickHouse that the setting “url” names does not answer.") from error
    return ClickHouse(client, limits)


# To add one: a line here, its class in engines, its words in warehouse.
_SERVERS: dict[str, Callable[[SplitResult, str, Limits], Engine]] = {
    "clickhouse": _open_clickhouse,
    "postgres": _open_postgres,
    "postgresql": _open_postgres,
}


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
