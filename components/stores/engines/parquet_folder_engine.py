"""A folder of Parquet files as DuckDB asks it: those files that were there when it was opened, only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from components.messages.sentence import Sentence
from components.query.store import Cancelled, EngineError
from components.stores.engines import engine_schema, manifest
from components.stores.engines.duckdb_engine import DuckDb, open_duckdb
from components.stores.engines.filter_cache import CachedFilter
from components.stores.engines.query_context import DEFAULT_LIMITS, Limits, QueryContext

WRITTEN_ANEW = Sentence(
    "The table was replaced or removed after it was opened, so this result would mix two "
    "versions. Show the new version."
)

Seal = tuple[int, int, int] | None


class FolderDuckDb(DuckDb):
    """Ask DuckDB about a folder; where that is no longer the one that was opened, there is no answer."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: Path, seal: Seal, limits: Limits = DEFAULT_LIMITS
    ) -> None:
        """Ask over a connection of `connect`, as DuckDb does; `seal` is the folder's from before that."""
        super().__init__(connection, limits)
        self._folder = folder.resolve()
        self._seal = seal

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:
        """Return the rows that a statement gives (see duckdb_engine.Engine)."""
        with self._as_opened():
            return super().fetch(statement, context)

    def keep(self, statement: str, context: QueryContext) -> CachedFilter:
        """Keep what a statement gives (see duckdb_engine.Engine)."""
        with self._as_opened():
            return super().keep(statement, context)

    @contextmanager
    def _as_opened(self) -> Iterator[None]:
        """Refuse what is found within where the folder has changed by then: looked at behind it, nothing slips in."""
        try:
            yield
        except Cancelled:
            raise
        except EngineError as error:
            self._check(error)
            raise
        self._check()

    def _check(self, cause: EngineError | None = None) -> None:
        if compute_seal(self._folder) != self._seal:
            raise EngineError(WRITTEN_ANEW) from cause


def connect_folder(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory whose views are the folder's files, which are all there.

    The files are named one by one: what is written there later is never read. Raises TableError where files are
    missing or of another schema version, duckdb.Error where they can't be read.
    """
    manifest.check(folder)
    connection = open_duckdb()
    # Else every statement reads the footers of all files anew, which takes longer than most answers.
    connection.execute("SET GLOBAL parquet_metadata_cache = true")
    for name in engine_schema.TABLES:
        files = name_files(folder, name)
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({files}, hive_partitioning = false)")
    connection.execute(f"SET allowed_directories = [{_quote(folder.resolve())}]")
    return connection


def name_files(folder: Path, name: str) -> str:
    """Return the files of one of engine_schema.TABLES as a list that DuckDB's functions take."""
    return f"[{', '.join(map(_quote, list_files(folder, name)))}]"


def list_files(folder: Path, name: str) -> list[Path]:
    """Return the files of one of engine_schema.TABLES: one of its name, or all in the folder of its name."""
    single = folder / f"{name}.parquet"
    return [single.resolve()] if single.is_file() else sorted((folder.resolve() / name).rglob("*.parquet"))


def compute_seal(folder: Path) -> Seal:
    """Return what changes when a folder is written anew, None where there is none."""
    try:
        about = (folder / manifest.ABOUT).stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
