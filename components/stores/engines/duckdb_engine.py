"""The engines that a table may live in, and DuckDB, the one in this process: how it is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any, Protocol

import duckdb
import pandas as pd
import pyarrow as pa

from components.messages.sentence import Sentence
from components.query.store import EngineError
from components.stores.engines.filter_cache import SCRATCH, CachedFilter, FilterCache
from components.stores.engines.query_context import DEFAULT_LIMITS, Limits, QueryContext, Running

# Of the machine's memory, or what its container may use: a question that needs more fails alone, and the page, its
# answers and whatever else runs here live in the other half.
MEMORY = "50%"


def open_duckdb(path: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, or one in memory, that keeps what DuckDb keeps beside it."""
    connection = duckdb.connect(path, read_only=read_only)
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"ATTACH ':memory:' AS {SCRATCH} (READ_WRITE)")
    return connection


class Engine(Protocol):
    """Answer statements. Safe to share by threads."""

    @property
    def dialect(self) -> str:
        """Return what Ibis calls the engine's SQL."""

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have."""

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:
        """Return the rows that a statement gives; raises EngineError, also where they are more than the limit."""

    def keep(self, statement: str, context: QueryContext) -> CachedFilter | None:
        """Keep the positions that a statement gives for those to come; None where the engine keeps nothing of it."""


class DuckDb:
    """Ask DuckDB, in this process; every statement has a cursor of its own, since a connection can't be shared."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask over a connection that nobody else uses; it has a database SCRATCH in memory."""
        self._connection = connection
        self._limits = limits
        self._kept = FilterCache(limits)

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine); one that does anything but read is refused."""
        with self._cursor(context) as (cursor, running):
            if [each.type for each in cursor.extract_statements(statement)] != [duckdb.StatementType.SELECT]:
                raise EngineError(Sentence("DuckDB can't answer: only queries that read data are allowed."))
            answer = cursor.sql(statement)
            if running.stopped:  # while it was planned: DuckDB forgets that once it begins
                raise running.interrupted(self._limits)
            return self._read(answer)

    def keep(self, statement: str, context: QueryContext) -> CachedFilter:
        """Keep positions in memory (see Engine); the table not asked for longest goes first."""
        return self._kept.find(statement, context, self._run)

    def _run(self, statement: str, context: QueryContext) -> list[Any]:
        with self._cursor(context) as (cursor, _):
            return cursor.execute(statement).fetchall()

    @contextmanager
    def _cursor(self, context: QueryContext) -> Iterator[tuple[duckdb.DuckDBPyConnection, Running]]:
        """Give a cursor for one statement, stopped when its time is up or its context says so."""
        cursor = self._connection.cursor()
        timer = Timer(self._limits.seconds, cursor.interrupt)
        timer.daemon = True
        try:
            with context.running(cursor.interrupt) as running:
                timer.start()
                try:
                    yield cursor, running
                except (duckdb.Error, OSError, pa.ArrowException, MemoryError) as error:
                    raise self._explain(error, running) from error
                finally:
                    timer.cancel()
        finally:
            cursor.close()  # once nobody can stop it any more

    def _explain(self, error: Exception, running: Running) -> EngineError:
        """Return what is to be raised for a fault; one in the midst of an answer is known by its words only."""
        if isinstance(error, duckdb.InterruptException) or "INTERRUPT Error" in str(error):
            return running.interrupted(self._limits)
        if isinstance(error, duckdb.OutOfMemoryException | MemoryError) or "Out of Memory Error" in str(error):
            return EngineError(
                Sentence("DuckDB has too little memory for this query. Choose a shorter period or more filters.")
            )
        return EngineError(
            Sentence("DuckDB can't answer: the table is damaged or not in the expected layout. Write it again.")
        )

    def _read(self, answer: duckdb.DuckDBPyRelation) -> pd.DataFrame:
        """Read what is answered bit by bit, so that too much of it never fills the memory."""
        reader = answer.to_arrow_reader()
        batches: list[pa.RecordBatch] = []
        rows = size = 0
        for batch in reader:
            batches.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
            self._limits.check_size(rows, size)
        return pa.Table.from_batches(batches, reader.schema).to_pandas()
