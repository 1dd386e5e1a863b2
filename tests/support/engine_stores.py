"""Stores of one table on every engine that runs here, so that all can be asked the same."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import psycopg
from chdb import ChdbError
from chdb.session import Session

from components.events.table import Table
from components.query.store import EngineError
from components.stores.engines import ddl, engine_schema, schema_version
from components.stores.engines.connections import connect_engine
from components.stores.engines.duckdb_engine import DuckDb, Engine, open_duckdb
from components.stores.engines.filter_cache import FilterCache
from components.stores.engines.ibis_store import IbisStore
from components.stores.engines.parquet_folder_engine import list_files
from components.stores.engines.query_context import DEFAULT_LIMITS, MOST_ROWS, QueryContext

POSTGRES = "TEST_POSTGRES"  # an address that `make test-engines` gives, of a server that is thrown away afterwards
FEW = 2  # positions that DuckDB keeps as rows: small tables try its other way too


class Chdb:
    """Ask ClickHouse in this process; it has one session only."""

    dialect = "clickhouse"
    most_rows = MOST_ROWS

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:  # noqa: ARG002 — as an engine is asked
        """Return the rows that a statement gives."""
        try:
            return _session().query(statement, "ArrowTable").to_pandas()
        except ChdbError as error:
            raise EngineError("ClickHouse can't answer.") from error

    def keep(self, statement: str, context: QueryContext) -> None:
        """Keep nothing."""


@cache
def _session() -> Session:
    return Session()


def to_engine(name: str, frames: dict[str, pd.DataFrame]) -> Engine:
    """Return an engine that holds these tables of engine_schema.TABLES, in place of those it held; `about` at will."""
    about = pd.DataFrame({"name": [schema_version.NAME], "value": [str(engine_schema.VERSION)]}, dtype=str)
    held = {"about": about, **frames}
    return MAKERS[name](held)


def to_stores(table: Table) -> dict[str, IbisStore]:
    """Return a store of one table on every engine; those made before are gone."""
    frames = engine_schema.build_frames(table)
    return {name: IbisStore(to_engine(name, frames), table.settings.region_scheme) for name in MAKERS}


def _to_duckdb(frames: dict[str, pd.DataFrame]) -> Engine:
    connection = open_duckdb()
    for statement in ddl.create_statements("duckdb"):
        connection.execute(statement)
    for name, frame in frames.items():
        connection.append(name, frame)
    engine = DuckDb(connection)
    engine._kept = FilterCache(DEFAULT_LIMITS, FEW)
    return engine


def _to_chdb(frames: dict[str, pd.DataFrame]) -> Engine:
    _begin_chdb()
    for name, frame in frames.items():
        _insert(name, frame)
    return Chdb()


def to_chdb_over(folder: Path) -> Engine:
    """Return ClickHouse, in this process, filled with a folder of Parquet files."""
    _begin_chdb()
    for name in engine_schema.TABLES:
        for file in list_files(folder, name):
            _session().query(f"INSERT INTO {name} SELECT * FROM file('{file}', Parquet)")  # noqa: S608 — ours
    return Chdb()


def _begin_chdb() -> None:
    """Make the tables anew, empty."""
    session = _session()
    session.query("DROP DATABASE IF EXISTS tried")
    session.query("CREATE DATABASE tried")
    session.query("USE tried")
    for statement in ddl.create_statements("clickhouse"):
        session.query(statement)


def _insert(name: str, frame: pd.DataFrame) -> None:  # noqa: ARG001 — ClickHouse finds the frame by its variable's name
    _session().query(f"INSERT INTO {name} SELECT * FROM Python(frame)")  # noqa: S608 — of engine_schema.TABLES


def _to_postgres(frames: dict[str, pd.DataFrame]) -> Engine:
    address = os.environ[POSTGRES]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        for statement in ddl.create_statements("postgres"):
            connection.execute(statement)
        for name, frame in frames.items():
            with connection.cursor().copy(f"COPY {name} FROM STDIN") as copied:
                for row in frame.itertuples(index=False):
                    copied.write_row(row)
    return connect_engine({"url": address})


# engine → what fills it with tables and opens it; to add one: a line here
MAKERS: dict[str, Callable[[dict[str, pd.DataFrame]], Engine]] = {
    "duckdb": _to_duckdb,
    "clickhouse": _to_chdb,
    **({"postgres": _to_postgres} if POSTGRES in os.environ else {}),
}
